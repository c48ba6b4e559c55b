//! The day that a sentence tells of a stand.

use crate::clauses::{Break, Sentence};
use crate::features::days_since_1970;
use crate::report_stands::ReportStands;
use crate::stand_words::stand_words;
use dateline_model::Statement;

impl ReportStands<'_> {
    /// The day on which a report that gives it once tells that somebody spoke, for all that they say in it: one day of the
    /// week before it was printed, and no other.
    pub(crate) fn day_of_the_speech(&self, statement: &Statement) -> Option<String> {
        /// So many days old may what a report tells of as new be.
        const NEWS: i32 = 7;
        let speaker = statement.speakers.first()?.entity.as_ref()?;
        let printed = self.report.day()?;
        let is_theirs = |other: &&Statement| {
            other.speakers.first().is_some_and(|first| first.entity.as_ref() == Some(speaker))
        };
        let mut days = self
            .reading
            .statements
            .iter()
            .filter(is_theirs)
            .filter_map(|other| other.said.as_ref()?.edtf.as_ref());
        let first = days.next()?;
        let day = first.first_day().filter(|_| first.is_day() && !first.is_approximate())?;
        let age = days_since_1970(printed)? - days_since_1970(day)?;
        (days.all(|other| other == first) && (0..=NEWS).contains(&age)).then(|| first.as_str().to_owned())
    }

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
