//! `dateline export`: the whole record, or a table of it, in the forms that others read.

use crate::asked::{Wrong, wrong};
use crate::database::Database;
use crate::days::Days;
use crate::print::{csv_cell, json_line, say};
use crate::rows::{Stopped, rows};
use crate::{citations, feed, graph, linked, map, notes, parquet};
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use dateline_ask::{Ask, Column, Row, TableName, tables_as_markdown};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// The whole record, or one of its tables.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  dateline export > record.jsonl                          # everything, as JSON Lines\n  \
                  dateline export --table statements --format csv > statements.csv\n  \
                  dateline export --table deeds --format parquet --out deeds.parquet\n  \
                  dateline export --table deeds --format parquet --by-day --to deeds/\n  \
                  dateline export --format markdown --to notes/            # a note a story, a note a person\n  \
                  dateline export --format geojson > deeds.geojson         # deeds on a map\n  \
                  dateline export --format graphml > who.graphml           # who says what to whom, who does what to whom\n  \
                  dateline export --format ris > reports.ris               # references for Zotero and its like (or csl)\n  \
                  dateline export --format jsonld > record.jsonld          # schema.org; or annotations, for the W3C's\n  \
                  dateline export --whole --out record.whole               # all of it, for `dateline import`\n  \
                  dateline export --describe                               # every table, column by column"
)]
pub struct Export {
    /// One table: reports, statements, events, deeds, figures, times, places, persons, offices, stories,
    /// facts, differences, corrections. Without it: the whole record as JSON Lines, or the statements in other forms.
    #[arg(long, value_name = "NAME")]
    table: Option<String>,
    /// The form; those behind Parquet have their own content.
    #[arg(long, value_enum, default_value = "jsonl")]
    format: Form,
    /// Where to write it (default: standard output).
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The folder to write into, for Markdown notes and for a table by day.
    #[arg(long, value_name = "FOLDER", conflicts_with = "out")]
    to: Option<PathBuf>,
    /// A table in Parquet as a folder of files by day (`day=1995-11-21/…`), as lakes keep it.
    #[arg(long, requires = "to")]
    by_day: bool,
    /// All that the record holds, earlier texts and corrections too, for `dateline import`: a copy in plain
    /// text, from which an equal record is made.
    #[arg(long, conflicts_with_all = ["table", "format", "describe"])]
    whole: bool,
    /// Describe the tables and their columns, and write nothing else.
    #[arg(long)]
    describe: bool,
    #[command(flatten)]
    database: Database,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// One JSON object a line.
    Jsonl,
    /// RFC 4180, with a header; cells that spreadsheets would compute are guarded.
    Csv,
    /// Apache Parquet.
    Parquet,
    /// Deeds with a place, as points.
    Geojson,
    /// People, bodies and states, and what goes on between them.
    Graphml,
    /// References to the reports, for a reference manager.
    Ris,
    /// The same as CSL-JSON, for a citation processor.
    Csl,
    /// Reports, quotations and deeds as schema.org, in one JSON-LD graph.
    Jsonld,
    /// A W3C Web Annotation for each statement, one a line.
    Annotations,
    /// Stories with title and summary, for a feed reader.
    Atom,
    /// A note for each story and each person, with the source words (`--to FOLDER`).
    Markdown,
}

impl Form {
    /// Whether it is a table in one form or another; the others have their own content.
    fn is_of_tables(self) -> bool {
        matches!(self, Form::Jsonl | Form::Csv | Form::Parquet)
    }
}

impl Export {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        if self.describe {
            let mut out = io::stdout().lock();
            out.write_all(tables_as_markdown().as_bytes())?;
            return Ok(ExitCode::SUCCESS);
        }
        let table = match &self.table {
            Some(name) => Some(TableName::named(name).ok_or_else(|| {
                let names = TableName::ALL.map(TableName::name).join(", ");
                Wrong(format!("--table {name}: no such table; there are {names}"))
            })?),
            None => None,
        };
        if table.is_some() && !self.format.is_of_tables() {
            return wrong(
                "only jsonl, csv and parquet take a table; the other forms have their own content: leave --table out",
            );
        }
        if self.by_day && self.format != Form::Parquet {
            return wrong("--by-day makes Parquet files; say --format parquet");
        }
        if self.to.is_some() && !self.by_day && self.format != Form::Markdown {
            return wrong(
                "--to takes a folder, for --format markdown and --by-day; a single file goes to --out FILE",
            );
        }
        let store = self.database.open()?;
        let ask = Ask::new(&store);
        if self.format == Form::Markdown {
            let Some(folder) = self.to else {
                return wrong("notes are many files; say into which folder (--to FOLDER)");
            };
            let written = notes::write(&ask, &folder)?;
            say(format!(
                "{}: notes of {} stories and {} persons",
                folder.display(),
                written.stories,
                written.persons
            ));
            return Ok(ExitCode::SUCCESS);
        }
        if let Some(folder) = self.to.filter(|_| self.by_day) {
            let table = table.unwrap_or(TableName::Statements);
            let mut days = Days::new(&folder, table)?
                .ok_or_else(|| Wrong(format!("{} have no day; leave --by-day out", table.name())))?;
            rows(&ask, table, |row| days.add(row))?;
            days.finish()?;
            return Ok(ExitCode::SUCCESS);
        }
        let mut out: Box<dyn Write + Send> = match &self.out {
            Some(path) => Box::new(BufWriter::new(
                File::create(path).with_context(|| format!("{} cannot be written", path.display()))?,
            )),
            None => {
                if self.format == Form::Parquet && io::stdout().is_terminal() {
                    bail!("Parquet is no text; say where to write it (--out FILE)");
                }
                Box::new(BufWriter::new(io::stdout()))
            }
        };
        if self.whole {
            let count = store.export_whole(&mut out)?;
            if let Some(path) = &self.out {
                say(format!("{}: {count} rows; `dateline import` makes a record of them", path.display()));
            }
            return Ok(ExitCode::SUCCESS);
        }
        match (self.format, table) {
            (Form::Jsonl, None) => everything(&ask, &mut out)?,
            (Form::Jsonl, Some(table)) => json_lines(&ask, table, &mut out)?,
            (Form::Csv, table) => csv(&ask, table.unwrap_or(TableName::Statements), &mut out)?,
            (Form::Parquet, table) => {
                let table = table.unwrap_or(TableName::Statements);
                let mut writer = parquet::Writer::new(out, table.name(), table.columns())?;
                rows(&ask, table, |row| writer.add(row))?;
                writer.finish()?;
                return Ok(ExitCode::SUCCESS);
            }
            (Form::Geojson, _) => map::write(&ask, &mut out)?,
            (Form::Graphml, _) => graph::write(&ask, &mut out)?,
            (Form::Ris, _) => citations::ris(&ask, &mut out)?,
            (Form::Csl, _) => citations::csl(&ask, &mut out)?,
            (Form::Jsonld, _) => linked::json_ld(&ask, &mut out)?,
            (Form::Annotations, _) => linked::annotations(&ask, &mut out)?,
            (Form::Atom, _) => feed::write(&ask, &mut out)?,
            // Written above, as files of their own.
            (Form::Markdown, _) => {}
        }
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}

fn everything(ask: &Ask<'_>, out: &mut dyn Write) -> Result<()> {
    ask.export(|record| -> Result<(), Stopped> { Ok(json_line(&mut *out, &record)?) })
        .map_err(|stopped| stopped.0)
}

/// A row as an object, in the order of its columns, which a JSON map would not keep.
struct InOrder<'r>(&'r [Column], &'r Row);

impl Serialize for InOrder<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (column, cell) in self.0.iter().zip(self.1) {
            map.serialize_entry(column.name, &cell.to_json())?;
        }
        map.end()
    }
}

fn json_lines(ask: &Ask<'_>, table: TableName, out: &mut dyn Write) -> Result<()> {
    let columns = table.columns();
    rows(ask, table, |row| json_line(&mut *out, &InOrder(columns, &row)))
}

fn csv(ask: &Ask<'_>, table: TableName, out: &mut dyn Write) -> Result<()> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    writer.write_record(table.columns().iter().map(|column| column.name))?;
    rows(ask, table, |row| Ok(writer.write_record(row.iter().map(|cell| csv_cell(cell.to_csv())))?))?;
    Ok(writer.flush()?)
}
