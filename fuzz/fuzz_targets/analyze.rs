//! Any string has an analysis whose spans are in order and read back.

#![no_main]

use dateline_language::{Analyzer, Depth};
use dateline_model::Span;
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

static ANALYZER: OnceLock<Analyzer> = OnceLock::new();

fuzz_target!(|input: (&str, Vec<(u16, u16)>)| {
    let (text, asides) = input;
    let asides: Vec<_> = asides.iter().map(|&(start, end)| Span::new(start.into(), end.into())).collect();
    let analyzer = ANALYZER.get_or_init(Analyzer::embedded);
    let annotated = analyzer.analyze(text, &asides, Depth::Trees);
    let mut end = 0;
    for token in &annotated.tokens {
        assert!(token.span.start >= end && !token.span.is_empty());
        end = token.span.end;
        let _ = &text[token.span.range()];
    }
    let words: usize = annotated.sentences.iter().map(|sentence| sentence.words.len()).sum();
    assert_eq!(words, annotated.tokens.len());
    for quotation in &annotated.quotations {
        let _ = (&text[quotation.outer.range()], &text[quotation.inner.range()]);
    }
});
