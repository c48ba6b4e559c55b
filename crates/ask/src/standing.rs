//! Where one person stood on what they spoke of most.

use dateline_model::{Event, Id, Reading, Report, Statement};
use dateline_record::Kept;
use dateline_resolve::{Issue, Lane};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Somebody's position on something, over time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Standing {
    /// The word that the statements share.
    pub issue: String,
    /// The statements, and where the position changed.
    pub lane: Lane,
}

/// How many issues are told.
const ISSUES: usize = 5;
/// How many words are tried.
const TRIED: usize = 24;
/// Words that say nothing of what is spoken about.
const EMPTY: [&str; 40] = [
    "about", "after", "again", "against", "already", "always", "because", "before", "being", "between",
    "could", "during", "every", "first", "going", "their", "there", "these", "thing", "things", "think",
    "those", "three", "through", "today", "under", "until", "where", "which", "while", "whose", "without",
    "would", "years", "people", "should", "other", "never", "every", "might",
];

/// The words that the most statements share, on which the speaker takes a side at least twice.
pub(crate) fn standings(statements: &[Kept<Statement>]) -> Vec<Standing> {
    // What several reports give in the same words is said once.
    let contents: BTreeSet<String> = statements
        .iter()
        .map(|one| {
            let content: Vec<&str> = one.record.content.iter().map(|piece| piece.text.as_str()).collect();
            content.join(" ").to_lowercase()
        })
        .collect();
    let mut shared: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (number, content) in contents.iter().enumerate() {
        for word in content.split(|letter: char| !letter.is_alphabetic()) {
            if word.chars().count() >= 5 && !EMPTY.contains(&word) {
                shared.entry(word).or_default().insert(number);
            }
        }
    }
    let mut words: Vec<(String, usize)> = shared
        .into_iter()
        .map(|(word, contents)| (word.to_owned(), contents.len()))
        .filter(|(_, count)| *count > 1)
        .collect();
    words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let kept = readings_of(statements, &[]);
    let reads: Vec<_> = kept.iter().map(|(report, reading)| (report, reading)).collect();
    let issues: Vec<Issue> = words.into_iter().take(TRIED).map(|(words, _)| Issue { words }).collect();
    let mut standings: Vec<Standing> = Vec::new();
    for (issue, lanes) in issues.iter().zip(dateline_resolve::positions_on(&reads, &issues)) {
        let Some(lane) = lanes.into_iter().next() else { continue };
        let sides = lane.marks.iter().filter(|mark| mark.stance != 0.0).count();
        let is_told = standings.iter().any(|other| other.lane.marks == lane.marks);
        if sides > 1 && !is_told {
            standings.push(Standing { issue: issue.words.clone(), lane });
        }
    }
    standings.sort_by_key(|one| std::cmp::Reverse((one.lane.changes.len(), one.lane.marks.len())));
    standings.truncate(ISSUES);
    standings
}

/// Readings that hold these statements and events alone: enough to place them on lanes.
pub(crate) fn readings_of(statements: &[Kept<Statement>], events: &[Kept<Event>]) -> Vec<(Report, Reading)> {
    let mut kept: BTreeMap<Id, (Report, Reading)> = BTreeMap::new();
    let lines = statements.iter().map(|one| &one.from).chain(events.iter().map(|one| &one.from));
    for line in lines {
        kept.entry(line.id.clone()).or_insert_with(|| {
            let report = Report { id: line.id.clone(), published: line.day.clone(), ..Report::default() };
            (report, Reading::default())
        });
    }
    for one in statements {
        if let Some((_, reading)) = kept.get_mut(&one.from.id) {
            reading.statements.push(one.record.clone());
        }
    }
    for one in events {
        if let Some((_, reading)) = kept.get_mut(&one.from.id) {
            reading.events.push(one.record.clone());
        }
    }
    kept.into_values().collect()
}
