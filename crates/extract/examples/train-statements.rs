//! Trains the statement model on hand-marked attributions:
//!
//! ```sh
//! cargo run --profile quick -p dateline-extract --example train-statements -- \
//!     ../shared/bench/quotes/data/train.jsonl crates/statements/models/statements.bin
//! ```
//!
//! The corpus is PolNeAR (Newell, Margolin, Ruths 2018), as `bench/quotes` holds it: one report
//! a line, `{id, text, published, attributions: [{source, cue, content}]}`.

use dateline_extract::Extractor;
use dateline_language::{Analyzer, Depth};
use dateline_model::{Kind, Kinds, Report};
use dateline_statements::training::{MarkedAttribution, Trainer};
use serde::Deserialize;
use std::io::{BufRead, BufReader, Write};

#[derive(Deserialize)]
struct Line {
    id: String,
    published: Option<String>,
    text: String,
    attributions: Vec<MarkedAttribution>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(corpus), Some(model)) = (arguments.next(), arguments.next()) else {
        return Err("usage: train-statements CORPUS MODEL [EPOCHS] [REPORTS]".into());
    };
    let epochs = arguments.next().map_or(Ok(4), |epochs| epochs.parse())?;
    let most = arguments.next().map_or(Ok(usize::MAX), |most| most.parse())?;
    let (analyzer, extractor) = (Analyzer::embedded(), Extractor::embedded());
    let before = Kinds::NONE.with(Kind::Mention).with(Kind::Time);
    let mut trainer = Trainer::new();
    for line in BufReader::new(std::fs::File::open(corpus)?).lines().take(most) {
        let line: Line = serde_json::from_str(&line?)?;
        let report = Report {
            id: line.id.as_str().into(),
            published: line.published,
            text: line.text,
            ..Report::default()
        };
        let annotated = analyzer.analyze(&report.text, &[], Depth::Trees);
        trainer.add(&extractor.scene(&report, &annotated, before), &line.attributions);
    }
    for (number, text) in trainer.lexicon_examples().into_iter().enumerate() {
        let report = Report { id: "example".into(), text, ..Report::default() };
        let annotated = analyzer.analyze(&report.text, &[], Depth::Trees);
        trainer.add_example(number, &extractor.scene(&report, &annotated, before));
    }
    let mut out = std::io::stderr().lock();
    let bytes = trainer.finish(epochs, &mut |line| {
        let _ = writeln!(out, "{line}");
    });
    std::fs::write(model, bytes)?;
    Ok(())
}
