//! Trains all that is trained: `dateline-trainer PART …`.
//!
//! The parts of the language model are sections of one file (`--data DIR --model FILE`); training one
//! leaves the others as they are. What tells places, statements, events and deeds are files of their own.
//! The same data give the same file.

#![expect(clippy::needless_range_loop, reason = "matrices are walked by the indices of their formulas")]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "figures on the way are what it shows")]

mod coreference;
mod corpus;
mod deeds;
mod events;
mod files;
mod lemmas;
mod names;
mod places;
mod random;
mod recipe;
mod silver;
mod statements;
mod syntax;
mod vectors;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use dateline_language::model::Container;
use files::put;
use std::fs;
use std::path::PathBuf;

#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    part: Part,
}

#[derive(Subcommand)]
enum Part {
    /// The whole model, part after part.
    All(recipe::All),
    /// Word vectors, narrowed, with their classes: the section `words`.
    Words(vectors::Words),
    /// Dictionary forms and features: the section `lemmas`.
    Lemmas(lemmas::Gather),
    /// Names: the section `names` (needs `words`).
    Names(names::Names),
    /// Reads unmarked news with the deep reader, for `syntax` to learn from.
    Silver(silver::Silver),
    /// Takes a section over from another model file.
    Take(Take),
    /// Measures coreference on OntoGUM; trains nothing.
    Coreference(coreference::Coreference),
    /// Tags and trees: the section `syntax` (needs `words`).
    Syntax(syntax::Syntax),
    /// Which names are places: a file of its own.
    Places(places::Places),
    /// Who said what: a file of its own.
    Statements(statements::Statements),
    /// Measures whether the confidence of statements means what it says; trains nothing.
    Confidence(statements::Confidence),
    /// The roots of events: a file of its own.
    Events(events::Events),
    /// Which words tell of deeds of violence: a file of its own.
    Deeds(deeds::Deeds),
}

impl Part {
    fn run(self) -> Result<()> {
        match self {
            Part::All(part) => part.run(&|line| Arguments::try_parse_from(line)?.part.run()),
            Part::Words(part) => part.run(),
            Part::Lemmas(part) => part.run(),
            Part::Names(part) => part.run(),
            Part::Silver(part) => part.run(),
            Part::Take(part) => part.run(),
            Part::Coreference(part) => part.run(),
            Part::Syntax(part) => part.run(),
            Part::Places(part) => part.run(),
            Part::Statements(part) => part.run(),
            Part::Confidence(part) => part.run(),
            Part::Events(part) => part.run(),
            Part::Deeds(part) => part.run(),
        }
    }
}

/// Takes a section over from another model file.
#[derive(clap::Args)]
struct Take {
    /// The section's name.
    section: String,
    /// The file it stands in.
    #[arg(long)]
    from: PathBuf,
    /// The model file to put it in.
    #[arg(long)]
    model: PathBuf,
}

impl Take {
    fn run(self) -> Result<()> {
        let bytes = fs::read(&self.from).with_context(|| self.from.display().to_string())?;
        let section = Container::parse(&bytes)?.section(&self.section)?;
        let section = section.with_context(|| format!("{} has no {}", self.from.display(), self.section))?;
        put(&self.model, &self.section, &section)
    }
}

fn main() -> Result<()> {
    Arguments::parse().part.run()
}
