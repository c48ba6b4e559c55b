//! The day that a sentence tells of a stand.

use crate::clauses::{Break, Sentence};
use crate::report_stands::ReportStands;
use crate::stand_words::stand_words;

impl ReportStands<'_> {
    /// The only day that a sentence tells of the stand, if it is not to come: the day of another deed ("after the raid *of 24
    /// May*", "since *Monday*", "*Monday's* talks") is none, and of several the one right behind the word that takes the
    /// stand ("banned by the isles *on 4 May*").
    pub(crate) fn day_in(&self, sentence: &Sentence, word: Option<(usize, usize)>) -> Option<String> {
        const BEHIND: usize = 8;
        let lower = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
        let told = self.reading.times.iter().filter_map(|time| {
            let span = self.index.bytes(time.span.span());
            let edtf = time.edtf.as_ref().filter(|_| sentence.span.contains(&span))?;
            Some((sentence.tokens_in(span), edtf, &self.report.text[span.end..]))
        });
        let is_anothers = |tokens: &std::ops::Range<usize>, behind: &str| {
            let before = tokens.start.checked_sub(1).map_or("", lower);
            let before = if before == "the" { tokens.start.checked_sub(2).map_or("", lower) } else { before };
            let is_within = |word: &str| stand_words().leads_away.has(word);
            is_within(before)
                || is_within(lower(tokens.start))
                || behind.starts_with("'s")
                || behind.starts_with("’s")
        };
        let told: Vec<_> = told.filter(|(tokens, _, behind)| !is_anothers(tokens, behind)).collect();
        let edtf = match told.as_slice() {
            [(_, edtf, _)] => *edtf,
            several => {
                let (_, end) = word?;
                let is_right_behind = |tokens: &std::ops::Range<usize>| {
                    let between = sentence.tokens.get(end..tokens.start).unwrap_or_default();
                    tokens.start >= end
                        && between.len() <= BEHIND
                        && between.iter().all(|token| token.before == Break::None)
                };
                several.iter().find(|(tokens, ..)| is_right_behind(tokens))?.1
            }
        };
        let is_past = edtf
            .first_day()
            .is_none_or(|day| self.day.is_none_or(|printed| day.to_string().as_str() <= printed));
        is_past.then(|| edtf.as_str().to_owned())
    }
}
