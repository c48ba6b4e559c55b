//! What a paper added to a text that others print too.

use crate::alignment::align;
use crate::features::printed;
use dateline_model::{Excerpt, Id, Report, Span, TextIndex};

/// The passages of `report` that stand in none of `others`, in text order: a new first paragraph,
/// a byline, a piece of another item. Words changed here and there are no passage.
pub fn additions(report: &Report, others: &[&Report]) -> Vec<Excerpt> {
    let words = printed(&report.text);
    let prints: Vec<u16> = words.iter().map(|(print, _)| *print).collect();
    let mut is_shared = vec![false; words.len()];
    for other in others {
        let known: Vec<u16> = printed(&other.text).into_iter().map(|(print, _)| print).collect();
        for run in align(&known, &prints) {
            is_shared[run.b.0 as usize..run.b.1 as usize].fill(true);
        }
    }
    let index = TextIndex::new(&report.text);
    let mut additions = Vec::new();
    let mut at = 0;
    for stretch in is_shared.chunk_by(|a, b| a == b) {
        let (first, last) = (words[at].1, words[at + stretch.len() - 1].1);
        at += stretch.len();
        if stretch.len() >= SHORTEST && !stretch[0] {
            // With the stop that closes it.
            let rest = &report.text[last.end..];
            let stops = rest.len() - rest.trim_start_matches(['.', '!', '?', '"', '”', '’', ')']).len();
            additions.push(index.excerpt(Span::new(first.start, last.end + stops)));
        }
    }
    additions
}

/// Fewer words than this are a change and no passage.
const SHORTEST: usize = 4;

/// For each report of one origin, what it added to what those before it in the list print.
pub fn added_by_each(reports: &[&Report]) -> Vec<(Id, Vec<Excerpt>)> {
    let added = |(at, report): (usize, &&Report)| {
        let added = if at == 0 { Vec::new() } else { additions(report, &reports[..at]) };
        (report.id.clone(), added)
    };
    reports.iter().enumerate().map(added).collect()
}
