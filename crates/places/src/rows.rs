//! Names in a row: "Alabama, Georgia, Ohio and Maine".

use super::candidates::Candidate;
use dateline_language::Annotated;
use std::ops::Range;

/// The fewest names of a row: "Dayton, Ohio" is none.
const FEWEST: usize = 3;

/// The rows of three names or more that are joined by commas and a conjunction, by the names' numbers.
pub(super) fn rows(annotated: &Annotated<'_>, accepted: &[Candidate]) -> Vec<Range<usize>> {
    let joins = |one: &Candidate, two: &Candidate| {
        let between = one.words.end..two.words.start;
        !between.is_empty()
            && between.len() <= 2
            && between.clone().all(|word| matches!(annotated.form(word), "," | "and" | "or" | "&"))
    };
    let has_conjunction = |row: &Range<usize>| {
        row.clone().skip(1).any(|at| {
            let between = accepted[at - 1].words.end..accepted[at].words.start;
            between.into_iter().any(|word| annotated.form(word) != ",")
        })
    };
    let mut rows = Vec::new();
    let mut first = 0;
    for at in 1..=accepted.len() {
        if at < accepted.len() && joins(&accepted[at - 1], &accepted[at]) {
            continue;
        }
        let row = first..at;
        // "Dayton, Ohio, Lima, Peru" are pairs.
        if row.len() >= FEWEST && has_conjunction(&row) {
            rows.push(row);
        }
        first = at;
    }
    rows
}
