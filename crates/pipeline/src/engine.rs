//! The stages that turn one report into its reading.

use dateline_extract::Extractor;
use dateline_language::model::Damaged;
use dateline_language::{Analyzer, Annotated, Depth, Reader};
use dateline_model::{Byte, Kinds, Reading, Report, Span, TextIndex};
use dateline_read::Failure;
use std::panic::{AssertUnwindSafe, catch_unwind};

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

    /// The engine with one of the readers in the binary.
    ///
    /// # Errors
    /// If the model file of the deep reader is not one that this program reads.
    pub fn with(reader: Reader) -> Result<Self, Damaged> {
        Ok(Engine { analyzer: Analyzer::with(reader)?, extractor: Extractor::embedded() })
    }

    /// The analyzer alone.
    pub fn analyzer(&self) -> &Analyzer {
        &self.analyzer
    }

    /// The language analysis of a report.
    pub fn annotate<'r>(&self, report: &'r Report, depth: Depth) -> Annotated<'r> {
        let index = TextIndex::new(&report.text);
        let asides: Vec<Span<Byte>> =
            report.asides.iter().map(|aside| index.bytes(aside.span.span())).collect();
        self.analyzer.analyze(&report.text, &asides, depth)
    }

    /// Who reads, with its version: kept with each report.
    pub fn reader(&self) -> String {
        self.analyzer.version()
    }

    /// What a report says; its language is filled in where the report did not give it.
    ///
    /// # Errors
    /// As [`Engine::read_whole`].
    pub fn read(&self, report: Report, kinds: Kinds) -> Result<(Report, Reading), Failure> {
        self.read_whole(report, kinds).map(|done| (done.report, done.reading))
    }

    /// What a report says, and whether it was analysed at all.
    ///
    /// # Errors
    /// Never for what a text holds. Should a stage panic all the same, that is a fault of ours which
    /// must not take the other reports down with it: it is told as this report's failure.
    pub fn read_whole(&self, mut report: Report, kinds: Kinds) -> Result<Done, Failure> {
        let given = report.given.clone().unwrap_or_else(|| report.id.to_string());
        let read = catch_unwind(AssertUnwindSafe(|| {
            let annotated = self.annotate(&report, Extractor::depth(kinds));
            (annotated.language, self.extractor.read(&report, &annotated, kinds))
        }));
        match read {
            Ok((language, reading)) => {
                if report.language.is_none() {
                    report.language = language.map(str::to_owned);
                }
                let unread = language.filter(|language| *language != "en");
                Ok(Done { report, reading, unread })
            }
            Err(_) => Err(Failure::new(
                given,
                "a fault in dateline kept this report from being read; please send us the report",
            )),
        }
    }
}

/// A report that was read.
#[derive(Clone, Debug)]
pub struct Done {
    /// With its language.
    pub report: Report,
    /// What it says.
    pub reading: Reading,
    /// The language for which it was not analysed: it is not English.
    pub unread: Option<&'static str>,
}
