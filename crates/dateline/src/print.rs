//! How answers are written: for people on a terminal, as JSON Lines in a pipe, as CSV on demand.
//!
//! Report text is hostile: all that is written passes here, and of control sequences only our own are
//! left. Those carry a sign that nobody who writes a report can know.

use crate::parquet::Writer;
use anstyle::{AnsiColor, Effects, Style};
use anyhow::Result;
use clap::{Args, ValueEnum};
use dateline_ask::{ReportLine, Row, TableName, guarded};
use dateline_model::Speaker;
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;
use std::fmt::Display;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::sync::LazyLock;
use unicode_width::UnicodeWidthStr;

/// How rows are written.
#[derive(Args)]
pub struct Rows {
    /// How to write rows; on a terminal `table` unless told, in a pipe `jsonl`.
    #[arg(long, value_enum)]
    pub format: Option<Format>,
}

/// Forms of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Table,
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated, with a header.
    Csv,
    /// Apache Parquet.
    Parquet,
}

impl Rows {
    /// The form to use.
    pub fn format(&self) -> Format {
        self.format.unwrap_or(if io::stdout().is_terminal() { Format::Table } else { Format::Jsonl })
    }

    /// Writes rows in the form wanted; `empty` is what a person is told when there
    /// are none, if it is to be told here.
    pub fn print<T: Serialize>(
        &self,
        rows: &[T],
        header: &[&str],
        columns: impl Fn(&T) -> Vec<String>,
        mut table: impl FnMut(&mut Page, &T) -> Result<()>,
        empty: &str,
    ) -> Result<()> {
        if rows.is_empty() && !empty.is_empty() && self.format() != Format::Table {
            say(format!("dateline: {empty}"));
        }
        match self.format() {
            Format::Jsonl => json_lines(rows),
            Format::Parquet => {
                anyhow::bail!(
                    "these rows have no Parquet form; take a table (dateline export --table NAME --format parquet)"
                )
            }
            Format::Csv => {
                let mut out = csv::Writer::from_writer(io::stdout().lock());
                out.write_record(header)?;
                rows.iter().try_for_each(|row| {
                    out.write_record(columns(row).iter().map(|cell| csv_cell(guarded(cell))))
                })?;
                Ok(out.flush()?)
            }
            Format::Table => {
                let mut page = Page::stdout();
                rows.iter().try_for_each(|row| table(&mut page, row))?;
                if rows.is_empty() && !empty.is_empty() {
                    page.line(0, empty)?;
                }
                page.finish()
            }
        }
    }
}

impl Rows {
    /// Writes things of the record: on a terminal as `table` says, in JSON Lines as they are kept, else
    /// as rows of their table.
    pub fn print_kept<T: Serialize>(
        &self,
        kept: &[T],
        shape: TableName,
        rows: impl FnOnce(&[T]) -> Result<Vec<Row>>,
        table: impl FnMut(&mut Page, &T) -> Result<()>,
        empty: &str,
    ) -> Result<()> {
        match self.format() {
            Format::Csv => {
                let mut out = csv::WriterBuilder::new()
                    .terminator(csv::Terminator::CRLF)
                    .from_writer(io::stdout().lock());
                out.write_record(shape.columns().iter().map(|column| column.name))?;
                for row in rows(kept)? {
                    out.write_record(row.iter().map(|cell| csv_cell(cell.to_csv())))?;
                }
                Ok(out.flush()?)
            }
            Format::Parquet => {
                if io::stdout().is_terminal() {
                    anyhow::bail!("Parquet is no text; send it into a file (> FILE)");
                }
                let mut writer = Writer::new(io::stdout(), shape.name(), shape.columns())?;
                rows(kept)?.into_iter().try_for_each(|row| writer.add(row))?;
                writer.finish()
            }
            Format::Jsonl | Format::Table => self.print(kept, &[], |_| Vec::new(), table, empty),
        }
    }
}

/// Writes one JSON object a line.
pub fn json_lines<T: Serialize>(rows: &[T]) -> Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    rows.iter().try_for_each(|row| json_line(&mut out, row))?;
    Ok(out.flush()?)
}

/// Writes one JSON object and ends its line. What is not seen stands as an escape, which means the same
/// and does nothing to a terminal.
pub fn json_line(out: &mut (impl Write + ?Sized), row: &(impl Serialize + ?Sized)) -> Result<()> {
    row.serialize(&mut Serializer::with_formatter(&mut *out, Seen))?;
    Ok(out.write_all(b"\n")?)
}

/// JSON in which every letter is seen.
struct Seen;

impl Formatter for Seen {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut from = 0;
        for (at, letter) in fragment.char_indices().filter(|(_, letter)| is_hidden(*letter)) {
            out.write_all(&fragment.as_bytes()[from..at])?;
            for unit in letter.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            from = at + letter.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[from..])
    }
}

/// A cell of CSV: as it is in a pipe or file, and harmless on a terminal.
pub fn csv_cell(cell: String) -> String {
    if io::stdout().is_terminal() { harmless(&cell) } else { cell }
}

/// Dim text: what is ours, not the report's.
pub const DIM: Style = Style::new().effects(Effects::DIMMED);
/// What matters most.
pub const BOLD: Style = Style::new().effects(Effects::BOLD);
/// Where accounts differ.
pub const DIFFER: Style =
    Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow))).effects(Effects::BOLD);

/// `text` in a style; colours go where the terminal or NO_COLOR does not want them.
pub fn styled(style: Style, text: impl Display) -> String {
    format!("{}{text}{}", on(style), off(style))
}

/// A terminal page: lines wrapped to its width under their own indent.
pub struct Page {
    out: BufWriter<anstream::AutoStream<io::StdoutLock<'static>>>,
    width: usize,
}

impl Page {
    /// Standard output.
    pub fn stdout() -> Self {
        let width = terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0));
        Page {
            out: BufWriter::new(anstream::AutoStream::auto(io::stdout().lock())),
            width: width.clamp(40, 160),
        }
    }

    /// A line, wrapped, every part of it under the same indent.
    pub fn line(&mut self, indent: usize, text: &str) -> Result<()> {
        self.hanging(indent, indent, text)
    }

    /// A line whose wrapped parts stand under another indent.
    pub fn hanging(&mut self, first: usize, rest: usize, text: &str) -> Result<()> {
        let mut column = first;
        write!(self.out, "{:first$}", "")?;
        let mut at_start = true;
        for word in text.split(' ') {
            let width = seen_width(word);
            if !at_start && column + 1 + width > self.width {
                write!(self.out, "\n{:rest$}", "")?;
                column = rest;
            } else if !at_start {
                self.out.write_all(b" ")?;
                column += 1;
            }
            self.out.write_all(rendered(word).as_bytes())?;
            column += width;
            at_start = false;
        }
        Ok(self.out.write_all(b"\n")?)
    }

    /// An empty line.
    pub fn gap(&mut self) -> Result<()> {
        Ok(self.out.write_all(b"\n")?)
    }

    /// Everything is written.
    pub fn finish(mut self) -> Result<()> {
        Ok(self.out.flush()?)
    }
}

/// What stands around the codes of a style of ours until they are written; other with every run.
static SIGN: LazyLock<String> = LazyLock::new(|| {
    // The standard library's seed for hash tables is the system's chance.
    let chance = || RandomState::new().build_hasher().finish();
    format!("\u{fdd0}{:016x}{:016x}", chance(), chance())
});

/// What switches a style on.
pub fn on(style: Style) -> String {
    format!("{0}{style}{0}", *SIGN)
}

/// What switches it off again.
pub fn off(style: Style) -> String {
    format!("{0}{style:#}{0}", *SIGN)
}

/// `text` as a terminal may have it: our styles, and all else of it harmless.
pub fn rendered(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, piece) in text.split(SIGN.as_str()).enumerate() {
        if at % 2 == 1 {
            out.push_str(piece);
        } else {
            out.push_str(&harmless(piece));
        }
    }
    out
}

/// `text` with a mark in the place of whatever would move the cursor, change colours, set a title, reach
/// the clipboard, link elsewhere, begin a line or turn the reading order around.
pub fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\0'..='\u{1f}' => out.extend(char::from_u32(0x2400 + u32::from(letter))),
            '\u{7f}' => out.push('␡'),
            letter if is_hidden(letter) => out.push('\u{fffd}'),
            letter => out.push(letter),
        }
    }
    out
}

/// Whether a letter is not seen and does something to what is: C1 controls, marks of direction, breaks
/// of lines, letters without width, tags.
fn is_hidden(letter: char) -> bool {
    matches!(
        letter,
        '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Columns a text takes, styles not counted.
fn seen_width(text: &str) -> usize {
    let plain = text.split(SIGN.as_str()).step_by(2);
    plain.map(|piece| harmless(piece).width()).sum()
}

/// Says a line to the person at the terminal, beside what goes out.
pub fn say(line: impl Display) {
    anstream::eprintln!("{}", rendered(&line.to_string()));
}

/// Says that something went wrong; what it is said of may be a report's, or a file's name.
pub fn complain(what: impl Display) {
    say(format!("dateline: {what}"));
}

/// `text` cut or filled to a width.
pub fn padded(text: &str, width: usize) -> String {
    let have = text.width();
    if have <= width {
        return format!("{text}{:fill$}", "", fill = width - have);
    }
    let mut cut = String::new();
    for letter in text.chars() {
        if cut.width() + 2 > width {
            break;
        }
        cut.push(letter);
    }
    format!("{cut}…")
}

/// A size in bytes, for people.
pub fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

/// The report's words on one line, in quotation marks of ours unless they bring their own.
pub fn quoted(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.starts_with(['“', '"', '‘']) { line } else { format!("“{line}”") }
}

/// "Andrii Sybiha, Foreign Minister, Ukraine".
pub fn speaker(speaker: &Speaker) -> String {
    let state = speaker.of.as_deref().map(state);
    let parts =
        [Some(speaker.name.clone()), speaker.office.clone(), state.filter(|state| *state != speaker.name)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Names with commas between them.
pub fn speakers(speakers: &[Speaker]) -> String {
    speakers.iter().map(speaker).collect::<Vec<_>>().join("; ")
}

/// The name of a state by its code; a body's is its own.
pub fn state(of: &str) -> String {
    dateline_ask::state_name(of).unwrap_or(of).to_owned()
}

/// Where a line comes from: "Lake Courier · a1b2c3".
pub fn origin(report: &ReportLine) -> String {
    let id = report.id.as_str();
    report.source.as_ref().map_or_else(|| id.to_owned(), |source| format!("{source} · {id}"))
}

/// "1 story", "2 stories".
pub fn some(count: impl TryInto<u64>, one: &str) -> String {
    let count = count.try_into().unwrap_or(u64::MAX);
    let many = || match one.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{one}s"),
    };
    format!("{count} {}", if count == 1 { one.to_owned() } else { many() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_cannot_command_the_terminal() {
        assert_eq!(rendered(&styled(BOLD, "bold")), "\u{1b}[1mbold\u{1b}[0m");
        for hostile in [
            "\u{1b}]52;c;ZXZpbA==\u{7}",
            "\u{1b}]8;;http://evil.example\u{1b}\\here\u{1b}]8;;\u{1b}\\",
            "\u{1b}[2Jgone",
            "\u{1b}[1mnot our colour",
            "\u{9b}2J",
            "a\rb",
            "a\nb",
            "left\u{202e}thgir",
            "\u{e0041}tagged",
        ] {
            let shown = harmless(hostile);
            assert!(!shown.chars().any(|letter| letter.is_control() || is_hidden(letter)), "{shown:?}");
            assert_ne!(shown, hostile);
            assert_eq!(rendered(&styled(BOLD, hostile)), format!("\u{1b}[1m{shown}\u{1b}[0m"));
            let mut line = Vec::new();
            assert!(json_line(&mut line, hostile).is_ok());
            let line = String::from_utf8_lossy(&line);
            assert!(
                !line.trim_end().chars().any(|letter| letter.is_control() || is_hidden(letter)),
                "{line:?}"
            );
            assert_eq!(serde_json::from_str::<String>(&line).ok().as_deref(), Some(hostile));
        }
        assert_eq!(seen_width(&styled(BOLD, "four")), 4);
    }
}
