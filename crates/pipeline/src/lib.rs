//! A report in, a reading out. It joins the stages and knows no screen.

use dateline_extract::Extractor;
use dateline_language::{Analyzer, Annotated, Depth};
use dateline_model::{Byte, Kinds, Reading, Report, Span, TextIndex};

/// The stages that turn a report into its reading. Made once, shared by all threads.
#[derive(Debug)]
pub struct Engine {
    analyzer: Analyzer,
    extractor: Extractor,
}

impl Engine {
    /// The engine with the models and lexicons in the binary.
    pub fn embedded() -> Self {
        Engine { analyzer: Analyzer::embedded(), extractor: Extractor::embedded() }
    }

    /// The language analysis of a report.
    pub fn annotate<'r>(&self, report: &'r Report, depth: Depth) -> Annotated<'r> {
        let index = TextIndex::new(&report.text);
        let asides: Vec<Span<Byte>> =
            report.asides.iter().map(|aside| index.bytes(aside.span.span())).collect();
        self.analyzer.analyze(&report.text, &asides, depth)
    }

    /// What a report says.
    pub fn read(&self, report: &Report, kinds: Kinds) -> Reading {
        let annotated = self.annotate(report, Extractor::depth(kinds));
        self.extractor.read(report, &annotated, kinds)
    }
}
