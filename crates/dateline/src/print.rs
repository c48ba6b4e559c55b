//! How answers are written: for people on a terminal, as JSON Lines in a pipe, as CSV on demand.

use crate::parquet::Writer;
use anstyle::{AnsiColor, Effects, Style};
use anyhow::Result;
use clap::{Args, ValueEnum};
use dateline_ask::{ReportLine, Row, TableCell, TableName};
use dateline_model::Speaker;
use serde::Serialize;
use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, Write};
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

    /// Writes rows in the form wanted; `empty` is what a person is told when there are none.
    pub fn print<T: Serialize>(
        &self,
        rows: &[T],
        header: &[&str],
        columns: impl Fn(&T) -> Vec<String>,
        mut table: impl FnMut(&mut Page, &T) -> Result<()>,
        empty: &str,
    ) -> Result<()> {
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
                rows.iter().try_for_each(|row| out.write_record(columns(row)))?;
                Ok(out.flush()?)
            }
            Format::Table => {
                let mut page = Page::stdout();
                rows.iter().try_for_each(|row| table(&mut page, row))?;
                if rows.is_empty() {
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
                    out.write_record(row.iter().map(TableCell::to_csv))?;
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
    for row in rows {
        serde_json::to_writer(&mut out, row)?;
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
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
    format!("{style}{text}{style:#}")
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
        let text = harmless(text);
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
            self.out.write_all(word.as_bytes())?;
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

/// `text` as a terminal may have it: of escapes only colours are left, and what would move the cursor,
/// set a title, reach the clipboard, link elsewhere or turn the reading order around is shown as a mark.
pub fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if letter == '\u{1b}'
            && let Some(behind) = rest.strip_prefix("\u{1b}[")
            && let Some(end) = behind.find(|letter: char| !letter.is_ascii_digit() && letter != ';')
            && behind[end..].starts_with('m')
        {
            let length = 2 + end + 1;
            out.push_str(&rest[..length]);
            rest = &rest[length..];
            continue;
        }
        match letter {
            '\n' | '\r' | '\t' => out.push(' '),
            '\0'..='\u{1f}' => out.extend(char::from_u32(0x2400 + u32::from(letter))),
            '\u{7f}' => out.push('␡'),
            '\u{80}'..='\u{9f}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => {
                out.push('\u{fffd}');
            }
            letter => out.push(letter),
        }
        rest = &rest[letter.len_utf8()..];
    }
    out
}

/// Columns a text takes, escapes not counted.
fn seen_width(text: &str) -> usize {
    anstream::adapter::strip_str(text).to_string().width()
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

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_report_cannot_command_the_terminal() {
        assert_eq!(harmless("\u{1b}[1mbold\u{1b}[0m"), "\u{1b}[1mbold\u{1b}[0m");
        for hostile in [
            "\u{1b}]52;c;ZXZpbA==\u{7}",
            "\u{1b}]8;;http://evil.example\u{1b}\\here\u{1b}]8;;\u{1b}\\",
            "\u{1b}[2Jgone",
            "\u{9b}2J",
            "a\rb",
            "left\u{202e}thgir",
        ] {
            let shown = harmless(hostile);
            assert!(!shown.chars().any(|letter| letter.is_control() || letter == '\u{202e}'), "{shown:?}");
        }
    }
}
