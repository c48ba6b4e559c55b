//! The two choices of statements, from hand-marked attributions:
//!
//! ```sh
//! dateline-trainer statements ../shared/bench/quotes/data/train.jsonl \\
//!     crates/statements/models/statements.model
//! ```
//!
//! The corpus is PolNeAR (Newell, Margolin, Ruths 2018): one report a line,
//! `{id, text, published, attributions: [{source, cue, content}]}`. The examples of the lexicon are
//! learnt with it, so that cues that no corpus has are known too.

mod confidence;
mod fit;

pub use confidence::Confidence;

use anyhow::{Context, Result};
use dateline_extract::Extractor;
use dateline_language::{Analyzer, Depth};
use dateline_model::{Kind, Kinds, Report};
use dateline_statements::{Gatherer, Lessons, MarkedAttribution, Trained};
use fit::{calibrate, learn, pack, threshold};
use serde::Deserialize;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

/// Trains what finds statements.
#[derive(clap::Args)]
pub struct Statements {
    /// Marked reports, JSON Lines.
    corpus: PathBuf,
    /// The trained file to write.
    model: PathBuf,
    /// Passes.
    #[arg(long, default_value_t = 4)]
    epochs: usize,
    /// Only so many reports, for a quick look.
    #[arg(long)]
    reports: Option<usize>,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    published: Option<String>,
    text: String,
    attributions: Vec<MarkedAttribution>,
}

impl Statements {
    /// Runs it.
    pub fn run(self) -> Result<()> {
        let lessons = self.lessons()?;
        let bytes = fitted(lessons, self.epochs).to_bytes();
        fs::write(&self.model, bytes).with_context(|| self.model.display().to_string())
    }

    fn lessons(&self) -> Result<Lessons> {
        let (analyzer, extractor) = (Analyzer::embedded(), Extractor::embedded());
        let before = Kinds::NONE.with(Kind::Mention).with(Kind::Time);
        let mut gatherer = Gatherer::new();
        let corpus = File::open(&self.corpus).with_context(|| self.corpus.display().to_string())?;
        for line in BufReader::new(corpus).lines().take(self.reports.unwrap_or(usize::MAX)) {
            let line: Line = serde_json::from_str(&line?)?;
            let report = Report {
                id: line.id.as_str().into(),
                published: line.published,
                text: line.text,
                ..Report::default()
            };
            let annotated = analyzer.analyze(&report.text, &[], Depth::Trees);
            gatherer.add(&extractor.scene(&report, &annotated, before), &line.attributions);
        }
        for (number, text) in gatherer.lexicon_examples().into_iter().enumerate() {
            let report = Report { id: "example".into(), text, ..Report::default() };
            let annotated = analyzer.analyze(&report.text, &[], Depth::Trees);
            gatherer.add_example(number, &extractor.scene(&report, &annotated, before));
        }
        Ok(gatherer.finish())
    }
}

/// Confidence and thresholds are fitted on reports that these weights have not met; then all that
/// there is is learnt from.
fn fitted(lessons: Lessons, epochs: usize) -> Trained {
    let Lessons { content: mut contents, source, held_out, known, counts } = lessons;
    let [reports, reached, marked] = counts;
    println!(
        "{reports} reports; {reached} of {marked} marked contents within reach; {} choices of a content, {} of a source",
        contents.len(),
        source.len()
    );
    let content = learn(&contents, epochs, &mut |line| println!("{line}"));
    let calibration = calibrate(&content, &held_out);
    let thresholds = [true, false].map(|is_plain| threshold(&content, &held_out, is_plain));
    println!(
        "on {} choices held out: calibration {calibration:?}, thresholds {thresholds:?}",
        held_out.len()
    );
    contents.extend(held_out);
    let content = pack(&learn(&contents, epochs, &mut |line| println!("{line}")));
    let source = pack(&learn(&source, epochs, &mut |line| println!("{line}")));
    Trained { content, source, calibration, thresholds, known }
}
