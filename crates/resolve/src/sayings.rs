//! One saying told in several reports.
//!
//! Papers cut what somebody said in different places: one prints four sentences and another the
//! last of them, one quotes and another tells it in its own words. So sayings are compared sentence
//! by sentence, and a long statement may be one saying with two shorter ones of another report.

use crate::Read;
use crate::personal_names::PersonalName;
use crate::propositions::{is_done_by_saying, is_proposition};
use crate::same::{Named, likely_pairs, nearness};
use crate::saying_evidence::{Said, contrast, evidence};
use dateline_model::{SameStatement, Speaker, Statement, derive_id};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Statements of several of these reports (those of one story) that are one saying, or hold a
/// sentence that is one.
///
/// Two sentences are one saying where there is evidence enough for it: words that both print in
/// a row, and in quotation marks; words that are rare and that few other reports of the story use;
/// who says it. A name on one side that is not the name on the other speaks against it, and so does
/// a number. What is no proposition ("a merchant ship in the gulf") is no saying. One joins others
/// if it is one with most of them; a statement that holds a sentence of two others stands with each of them.
pub fn same_statements(readings: &[Read<'_>]) -> Vec<SameStatement> {
    let statements: Vec<(usize, &Statement)> = readings
        .iter()
        .enumerate()
        .flat_map(|(report, (_, reading))| reading.statements.iter().map(move |one| (report, one)))
        .filter(|(_, statement)| is_proposition(statement) || is_done_by_saying(statement))
        .collect();
    let named = |speaker: &'_ Speaker| PersonalName::parse(&speaker.name);
    let speakers: Vec<Vec<Named<'_>>> = statements
        .iter()
        .map(|(_, statement)| statement.speakers.iter().map(|one| (one, named(one))).collect())
        .collect();
    let mut said: Vec<Said> = statements
        .iter()
        .enumerate()
        .flat_map(|(at, &(report, statement))| Said::of(at, report, statement))
        .collect();
    contrast(&mut said, readings.len());
    let near = |a: &Said, b: &Said| nearness(&speakers[a.statement], &speakers[b.statement]);
    let mut alike: Vec<(usize, usize, f32)> = candidates(&said)
        .into_iter()
        .filter(|&(a, b)| said[a].report != said[b].report)
        .map(|(a, b)| (a, b, evidence(&said[a], &said[b], near(&said[a], &said[b]))))
        .collect();
    prefer_the_nearest(&mut alike, &|at| said[at].report);
    alike.retain(|&(_, _, evidence)| evidence >= ENOUGH);
    let is_long = |at: usize| said[at].prints.len() >= LONG;
    let mut groups: Vec<BTreeSet<usize>> = linked(&mut alike, &|at| said[at].report, &is_long)
        .into_iter()
        .map(|group| group.into_iter().map(|at| said[at].statement).collect())
        .collect();
    // What two reports print of a speech that three print is told with the three.
    groups.sort_by(|a: &BTreeSet<usize>, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    groups.dedup();
    let mut kept: Vec<BTreeSet<usize>> = Vec::new();
    let mut kept_with: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for group in groups {
        let first = group.first().and_then(|first| kept_with.get(first));
        if !first.is_some_and(|known| known.iter().any(|&known| group.is_subset(&kept[known]))) {
            group.iter().for_each(|&one| kept_with.entry(one).or_default().push(kept.len()));
            kept.push(group);
        }
    }
    kept.sort();
    kept.into_iter()
        .map(|group| {
            let statements: Vec<_> = group.iter().map(|&at| statements[at].1.id.clone()).collect();
            let parts: Vec<&str> = statements.iter().map(dateline_model::Id::as_str).collect();
            SameStatement { id: derive_id("same-statement", &parts), statements }
        })
        .collect()
}

/// Pairs that may be one: they share rare words, or print the same few ("So be it").
fn candidates(said: &[Said]) -> Vec<(usize, usize)> {
    const SHORT: std::ops::Range<usize> = 3..8;
    const MOST_ALIKE: usize = 32;
    let mut pairs = likely_pairs(said.iter().map(|said| &said.terms), said.len());
    let mut by_print: FxHashMap<&[u16], Vec<usize>> = FxHashMap::default();
    for (at, one) in said.iter().enumerate().filter(|(_, one)| SHORT.contains(&one.prints.len())) {
        let known = by_print.entry(&one.prints).or_default();
        if known.len() < MOST_ALIKE {
            pairs.extend(known.iter().map(|&other| (other, at)));
            known.push(at);
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// A sentence of so many words says something by itself: "Ladies and gentlemen!" does not.
const LONG: usize = 5;

/// How much evidence makes two sentences one saying.
const ENOUGH: f32 = 0.2;

/// Speaks for those of which each is what in the other's report is most like it.
fn prefer_the_nearest(alike: &mut [(usize, usize, f32)], report: &dyn Fn(usize) -> usize) {
    const NEAREST: f32 = 1.0;
    let mut best: FxHashMap<(usize, usize), f32> = FxHashMap::default();
    for &(a, b, evidence) in &*alike {
        for key in [(a, report(b)), (b, report(a))] {
            let known = best.entry(key).or_insert(evidence);
            *known = known.max(evidence);
        }
    }
    for (a, b, evidence) in alike {
        if [(*a, report(*b)), (*b, report(*a))].iter().all(|key| best[key] <= *evidence) {
            *evidence += NEAREST;
        }
    }
}

/// Groups of those that are one, the most alike joined first: two groups become one where most pairs
/// across them are alike (half and more), and none is of one report.
fn linked(
    alike: &mut [(usize, usize, f32)],
    report: &dyn Fn(usize) -> usize,
    is_long: &dyn Fn(usize) -> bool,
) -> Vec<Vec<usize>> {
    const MOST: f32 = 0.5;
    const PLAINLY: f32 = 2.5;
    alike.sort_unstable_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    let known: BTreeSet<(usize, usize)> = alike.iter().map(|&(a, b, _)| (a.min(b), a.max(b))).collect();
    let mut group_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for &(a, b, _) in &*alike {
        for one in [a, b] {
            group_of.entry(one).or_insert_with(|| {
                groups.push(vec![one]);
                groups.len() - 1
            });
        }
        let (first, second) = (group_of[&a], group_of[&b]);
        if first == second {
            continue;
        }
        let pairs = || groups[first].iter().flat_map(|&x| groups[second].iter().map(move |&y| (x, y)));
        let is_one_report = pairs().any(|(x, y)| report(x) == report(y));
        let right = pairs().filter(|&(x, y)| known.contains(&(x.min(y), x.max(y)))).count();
        if !is_one_report && right as f32 >= MOST * pairs().count() as f32 {
            let moved = std::mem::take(&mut groups[second]);
            for &one in &moved {
                group_of.insert(one, first);
            }
            groups[first].extend(moved);
        }
    }
    // "And if we lose it, there must be no toll" is one sentence of a speech here and half of one there, where the other
    // half has its like too: two of one report are in no group, and what is plainly one is told by itself.
    let apart = alike.iter().take_while(|(_, _, evidence)| *evidence >= PLAINLY);
    let apart = apart
        .filter(|(a, b, _)| group_of[a] != group_of[b] && is_long(*a) && is_long(*b))
        .map(|&(a, b, _)| vec![a, b]);
    groups.extend(apart.collect::<Vec<_>>());
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.retain(|group| group.len() > 1);
    groups.sort_unstable();
    groups
}
