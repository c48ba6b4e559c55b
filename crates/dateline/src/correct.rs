//! `dateline correct`: what is wrong in the record, kept with who says so and when.

use crate::asked::Wrong;
use crate::database::Database;
use crate::print::{DIM, Page, Rows, complain, quoted, say, styled};
use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use dateline_ask::{Ask, Authority};
use dateline_model::{Correction, Does, Id, Target};
use dateline_pipeline::Keeper;
use dateline_record::{Store, settable};
use serde_json::{Value, json};
use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Says that something in the record is wrong. A correction is bound to the words it is about, and
/// stays when the report is read again.
#[derive(Args)]
#[command(
    after_help = format!("Examples:\n  dateline correct s-3f2a91 --reject --by anna\n  dateline correct s-3f2a91 --set act=deny\n  \
                  dateline correct s-3f2a91 --not-same s-77c1e0\n  dateline correct --person \"Jan Marek\" --merge \"Johann Marek\"\n  \
                  dateline correct --people people.csv\n  dateline correct --export > corrections.jsonl\n  \
                  dateline correct --import corrections.jsonl\n  dateline correct --undo correction-51b0\n\n\
                  people.csv has the columns id, name, aliases (parted by ;), office, of, from, to: a line for each office.\n\n\
                  What --set may set:\n{}", fields())
)]
pub struct Correct {
    /// The statement, event or figure (the beginning of its id).
    item: Option<String>,
    /// A person, by name.
    #[arg(long, value_name = "NAME", conflicts_with = "item")]
    person: Option<String>,
    /// It is not so at all.
    #[arg(long)]
    reject: bool,
    /// A field is otherwise (the fields are listed below).
    #[arg(long, value_name = "FIELD=VALUE")]
    set: Option<String>,
    /// It says or does the same as this one.
    #[arg(long, value_name = "ID")]
    same: Option<String>,
    /// It does not say or do the same as this one.
    #[arg(long, value_name = "ID")]
    not_same: Option<String>,
    /// The person is also called so.
    #[arg(long, value_name = "NAME", requires = "person")]
    merge: Vec<String>,
    /// Who is called so is somebody else.
    #[arg(long, value_name = "NAME", requires = "person")]
    split: Vec<String>,
    /// Something to know about it.
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Who says so.
    #[arg(long, value_name = "NAME", env = "USER", default_value = "unknown")]
    by: String,
    /// An authority file that names, merges and splits people.
    #[arg(long, value_name = "CSV", conflicts_with = "item")]
    people: Option<PathBuf>,
    /// Takes a correction back.
    #[arg(long, value_name = "ID")]
    undo: Option<String>,
    /// Writes all corrections as JSON Lines.
    #[arg(long)]
    export: bool,
    /// Takes corrections from JSON Lines.
    #[arg(long, value_name = "FILE")]
    import: Option<PathBuf>,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    rows: Rows,
}

impl Correct {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        if self.export {
            let all = self.database.open()?.corrections()?;
            crate::print::json_lines(&all)?;
            return Ok(ExitCode::SUCCESS);
        }
        let mut new = Vec::new();
        if let Some(path) = &self.import {
            new = imported(path)?;
        } else if let Some(path) = &self.people {
            new.push(self.authority(path)?);
        } else if self.item.is_some() || self.person.is_some() {
            new = self.said()?;
        } else if self.undo.is_none() {
            return self.list();
        }
        let mut store = Store::open(&self.database.db)?;
        if let Some(beginning) = &self.undo {
            let all = store.corrections()?;
            let mut found = all.iter().filter(|one| one.id.as_str().starts_with(beginning.as_str()));
            let (Some(one), None) = (found.next(), found.next()) else {
                bail!("no one correction begins with {beginning}; `dateline correct` lists them");
            };
            store.uncorrect(&one.id)?;
        }
        let (mut kept, mut refused) = (0, 0);
        for correction in &new {
            match store.fitting(correction)? {
                Ok(fitting) => kept += usize::from(store.correct(&fitting)?),
                Err(why) if self.import.is_some() => {
                    complain(format!("not taken: {why}"));
                    refused += 1;
                }
                Err(why) => return Err(Wrong(why).into()),
            }
        }
        drop(store);
        Keeper::open(&self.database.db)?.relink()?;
        let taken_back = if self.undo.is_some() { ", taken back: 1" } else { "" };
        let not_taken = if refused > 0 { format!(", not taken: {refused}") } else { String::new() };
        say(format!("corrections kept: {kept}{taken_back}{not_taken}"));
        Ok(if refused > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
    }

    fn list(self) -> Result<ExitCode> {
        let all = self.database.open()?.corrections()?;
        let columns = |one: &Correction| {
            let about =
                one.target.span.as_ref().map(|span| span.text.clone()).or_else(|| one.target.name.clone());
            let report = one.target.report.as_ref().map(ToString::to_string).unwrap_or_default();
            vec![
                one.at.clone(),
                one.by.clone(),
                does(one),
                report,
                about.unwrap_or_default(),
                one.id.to_string(),
            ]
        };
        self.rows.print(
            &all,
            &["at", "by", "does", "report", "about", "id"],
            columns,
            line,
            "nothing was corrected; `dateline correct --help` says how",
        )?;
        Ok(ExitCode::SUCCESS)
    }

    /// What the arguments say about one item or person.
    fn said(&self) -> Result<Vec<Correction>> {
        let store = self.database.open()?;
        let target = match (&self.item, &self.person) {
            (Some(item), _) => target(&store, item)?,
            (None, Some(name)) => {
                let names = std::iter::once(name).chain(&self.merge).chain(&self.split);
                names.into_iter().try_for_each(|name| is_known(&Ask::new(&store), name))?;
                Target { kind: "person".to_owned(), name: Some(name.clone()), ..Target::default() }
            }
            (None, None) => return Ok(Vec::new()),
        };
        let mut all = Vec::new();
        let mut say = |does: Does, field: Option<String>, value: Value| {
            all.push(Correction {
                id: Id::default(),
                target: target.clone(),
                does,
                field,
                value,
                by: self.by.clone(),
                at: now(),
            });
        };
        if self.reject {
            say(Does::Reject, None, Value::Null);
        }
        if let Some(set) = &self.set {
            let (field, value) = set
                .split_once('=')
                .ok_or_else(|| Wrong("--set takes FIELD=VALUE, as act=deny".to_owned()))?;
            let value = serde_json::from_str(value).unwrap_or_else(|_| json!(value));
            say(Does::Set, Some(field.trim().to_owned()), value);
        }
        for (other, does) in [(&self.same, Does::Same), (&self.not_same, Does::NotSame)] {
            if let Some(other) = other {
                let other = self::target(&store, other)?;
                if other.kind != target.kind {
                    bail!("a {} and a {} cannot be one", target.kind, other.kind);
                }
                let (start, end) = other.span.as_ref().map_or((0, 0), |span| (span.start, span.end));
                say(does, None, json!({ "report": other.report, "start": start, "end": end }));
            }
        }
        if !self.merge.is_empty() {
            say(Does::Merge, None, json!(self.merge));
        }
        if !self.split.is_empty() {
            say(Does::Split, None, json!(self.split));
        }
        if let Some(note) = &self.note {
            say(Does::Note, None, json!(note));
        }
        if all.is_empty() {
            let why = "say what is wrong: --reject, --set, --same, --not-same, --merge, --split or --note";
            return Err(Wrong(why.to_owned()).into());
        }
        Ok(all)
    }

    fn authority(&self, path: &Path) -> Result<Correction> {
        let csv =
            std::fs::read_to_string(path).with_context(|| format!("{} cannot be opened", path.display()))?;
        Authority::parse(&csv).map_err(|reason| anyhow!("{}: {reason}", path.display()))?;
        Ok(Correction {
            id: Id::default(),
            target: Target { kind: "authority".to_owned(), ..Target::default() },
            does: Does::Set,
            field: None,
            value: json!(csv),
            by: self.by.clone(),
            at: now(),
        })
    }
}

/// That somebody of the record is called so.
fn is_known(ask: &Ask<'_>, name: &str) -> Result<()> {
    let wanted = name.trim().to_lowercase();
    let is_called = |known: &String| known.to_lowercase() == wanted;
    let people = ask.people(Some(name), 500, 0)?;
    if people.iter().any(|person| is_called(&person.name) || person.aliases.iter().any(is_called)) {
        return Ok(());
    }
    let meant = ask.nearest_name(name)?.map_or_else(String::new, |meant| format!("; did you mean {meant}?"));
    bail!("nobody in this record is called {name}{meant}")
}

/// The fields that can be set, for whoever asks for help.
fn fields() -> String {
    let mut told = String::new();
    for kind in ["statement", "event", "figure"] {
        told.push_str(&format!("  of {} {kind}:\n", if kind == "event" { "an" } else { "a" }));
        for one in settable(kind) {
            let name =
                one.short.map_or_else(|| one.field.to_owned(), |short| format!("{short} ({})", one.field));
            told.push_str(&format!("    {name:32} {}\n", one.holds));
        }
    }
    told.trim_end().to_owned()
}

/// What the beginning of an id is of, with its words.
fn target(store: &Store, beginning: &str) -> Result<Target> {
    use dateline_record::IdTable;
    let (table, kind) = match beginning.split('-').next() {
        Some("statement" | "s") => (IdTable::Statement, "statement"),
        Some("event" | "e") => (IdTable::Event, "event"),
        Some("figure" | "f") => (IdTable::Figure, "figure"),
        _ => bail!(
            "{beginning} is no statement, event or figure; `dateline report ID --format jsonl` shows their ids"
        ),
    };
    let ids = store.ids_like(table, beginning)?;
    let id = match ids.as_slice() {
        [id] => id,
        [] => bail!("there is no {kind} {beginning}; `dateline {kind}s --format jsonl` shows their ids"),
        _ => bail!("{} {kind}s begin with {beginning}; give more of the id", ids.len()),
    };
    let found = match kind {
        "statement" => store.statement(id)?.map(|one| (one.from.id, one.record.evidence)),
        "event" => store.event(id)?.map(|one| (one.from.id, one.record.evidence)),
        _ => store.figure(id)?.map(|one| (one.from.id, one.record.evidence)),
    };
    let (report, span) = found.ok_or_else(|| anyhow!("{id} is rejected already"))?;
    Ok(Target { report: Some(report), span: Some(span), kind: kind.to_owned(), name: None })
}

/// Corrections in a file, or on standard input.
fn imported(path: &Path) -> Result<Vec<Correction>> {
    let reader: Box<dyn BufRead> = if path == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        let file =
            std::fs::File::open(path).with_context(|| format!("{} cannot be opened", path.display()))?;
        Box::new(std::io::BufReader::new(file))
    };
    let mut all = Vec::new();
    for (number, line) in reader.lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let read = serde_json::from_str(&line)
            .with_context(|| format!("{}: line {} is no correction", path.display(), number + 1))?;
        all.push(read);
    }
    Ok(all)
}

fn does(one: &Correction) -> String {
    let does = serde_json::to_value(one.does).ok().and_then(|does| does.as_str().map(str::to_owned));
    let does = does.unwrap_or_default().replace('_', " ");
    match (&one.field, &one.value) {
        (Some(field), value) => format!("{does} {field} = {value}"),
        (None, Value::Null) => does,
        (None, _) if one.target.kind == "authority" => "authority file".to_owned(),
        (None, value) => format!("{does} {value}"),
    }
}

fn line(page: &mut Page, one: &Correction) -> Result<()> {
    page.line(
        2,
        &format!("{}  {}  {}", one.at.get(..16).unwrap_or(&one.at), does(one), styled(DIM, &one.by)),
    )?;
    if let Some(span) = &one.target.span {
        let report = one.target.report.as_ref().map(ToString::to_string).unwrap_or_default();
        page.hanging(4, 4, &format!("{}  {}", quoted(&span.text), styled(DIM, &report)))?;
    }
    if let Some(name) = &one.target.name {
        page.line(4, name)?;
    }
    page.line(4, &styled(DIM, &one.id))
}

fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
