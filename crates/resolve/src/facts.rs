//! Figures of one thing in several reports of a story meet as one fact, with all its accounts.
//!
//! What is one fact is found by the words around the figures ([`gathering`](crate::gathering)). Silence is
//! the default, for a contradiction that is none costs more than one that is missed.

use crate::Read;
use crate::ages::ages;
use crate::days::days;
use crate::denials::denials;
use crate::gathering::{Gathering, vague_ones};
use crate::given::{Given, all_given, main_places, origin_of, speaker_of};
use crate::measures::{Kind, Measure, PERCENT};
use crate::rivals::rivals;
use crate::two_figures::{can_both_hold, doublings};
use crate::words::bare_name;
use dateline_model::{
    Account, Bound, Difference, Fact, Id, Reading, SameEvent, SameFigure, Story, Verdict, derive_id,
};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// The facts that several reports of a story give a figure of, with all accounts of each and how
/// they stand to each other. `events` is what [`same_events`](crate::same_events) found.
///
/// A text printed by several papers is one account of what it says. One report gives two accounts where two
/// who are not of one side give them in it.
pub fn facts(story: &Story, readings: &[Read<'_>], events: &[SameEvent]) -> Vec<SameFigure> {
    let all = all_given(readings);
    let main = main_places(readings);
    let deeds: FxHashMap<&Id, &Id> =
        events.iter().flat_map(|same| same.events.iter().map(move |event| (event, &same.id))).collect();
    let mut by_kind: BTreeMap<&Kind, Vec<usize>> = BTreeMap::new();
    for (at, given) in all.iter().enumerate() {
        by_kind.entry(&given.kind).or_default().push(at);
    }
    let origins = origin_of(story);
    let rivals = rivals(&all, readings);
    let mut facts = Vec::new();
    for (kind, mut of_kind) in by_kind {
        of_kind.truncate(MOST_OF_A_KIND);
        let (of_vague, of_kind): (Vec<usize>, Vec<usize>) =
            of_kind.into_iter().partition(|&at| all[at].is_vague);
        let gathering = Gathering::new(kind, &all, &of_kind, &main, &deeds);
        let mut groups = gathering.gathered();
        let joined = join_rivals(&mut groups, &rivals);
        for (number, mut members) in groups.into_iter().enumerate() {
            members.extend(vague_ones(&all, &of_vague, &members));
            members.sort_unstable();
            let has_rivals = joined.contains(&number);
            facts.extend(fact(story, readings, &origins, &all, (kind, has_rivals), &members));
        }
    }
    facts.extend(days(story, readings, events));
    facts.extend(ages(story, readings));
    facts.sort_by(|a, b| (&a.about.what, &a.id).cmp(&(&b.about.what, &b.id)));
    facts
}

/// The facts of a story on which accounts are not the same: those that cannot all be true first.
pub fn differences(story: &Story, readings: &[Read<'_>], events: &[SameEvent]) -> Vec<Difference> {
    let mut differences: Vec<Difference> = facts(story, readings, events)
        .into_iter()
        .filter(|fact| fact.verdict != Verdict::Same)
        .map(Difference::from)
        .collect();
    differences
        .sort_by(|a, b| (a.compatible, &a.about.what, &a.id).cmp(&(b.compatible, &b.about.what, &b.id)));
    differences
}

/// Puts figures that are rival accounts together with all that each was put to; the numbers of the groups that hold some.
fn join_rivals(groups: &mut [Vec<usize>], rivals: &[(usize, usize)]) -> BTreeSet<usize> {
    let mut joined = BTreeSet::new();
    for (a, b) in rivals {
        let of = |one: &usize| groups.iter().position(|group| group.contains(one));
        let (Some(first), Some(second)) = (of(a), of(b)) else { continue };
        if first != second {
            let moved = std::mem::take(&mut groups[second]);
            groups[first].extend(moved);
            joined.remove(&second);
        }
        joined.insert(first);
    }
    joined
}

/// In a story of very many reports the first so many figures of a kind are looked at.
const MOST_OF_A_KIND: usize = 400;

/// How accounts of one fact stand to each other.
fn verdict(kind: &Kind, members: &[&Given<'_>]) -> Verdict {
    let first = members[0];
    if members.iter().all(|given| {
        (given.low, given.high, given.looseness.name) == (first.low, first.high, first.looseness.name)
    }) {
        return Verdict::Same;
    }
    let mut is_update = false;
    for (at, one) in members.iter().enumerate() {
        for other in &members[at + 1..] {
            if can_both_hold(one, other) {
                continue;
            }
            if !is_overtaken(kind, one, other) {
                return Verdict::Differ;
            }
            is_update = true;
        }
    }
    if is_update { Verdict::Update } else { Verdict::Compatible }
}

/// Whether of two numbers one is the other's later state: a total that ran up, a price of another day.
fn is_overtaken(kind: &Kind, a: &Given<'_>, b: &Given<'_>) -> bool {
    let (less, more) = if a.value() <= b.value() { (a, b) } else { (b, a) };
    // "Nine, not 12 as first reported": who gave 12 is put right.
    let corrects = |one: &Given<'_>, other: &Given<'_>| {
        other.figure.low.or(other.figure.high).is_some_and(|number| one.corrects.contains(&number))
    };
    if corrects(a, b) || corrects(b, a) {
        return true;
    }
    // Who sets two accounts side by side has both of one time.
    if a.report == b.report {
        return false;
    }
    // "Three aftershocks" by noon, and seven by night.
    if kind.goes_on() {
        return true;
    }
    if !kind.is_running(&a.figure.what) {
        let may_move = matches!(&kind.measure, Measure::Amount(what) if what == PERCENT || what == "money");
        // "Shares were down 3 percent" at noon, and 4 at the close.
        return may_move
            && (a.moves && b.moves
                || matches!((a.published, b.published), (Some(a), Some(b)) if a.abs_diff(b) > 1));
    }
    // The toll of what is long past does not run up.
    if !a.elsewhen.is_empty() && !b.elsewhen.is_empty() {
        return false;
    }
    if more.is_update && !less.is_update {
        return true;
    }
    match (less.published, more.published) {
        (Some(earlier), Some(later)) if earlier < later => true,
        // Within a day a toll of a few becomes one of many, and who counts counts on.
        (Some(one), Some(other)) => {
            one == other
                && (doublings(less.value(), more.value()) >= 1.0 || are_of_one_authority(less.by, more.by))
        }
        _ => false,
    }
}

/// Whether the same give both: who is called by one name, and "police" and "officers", who are nothing else. Two bodies of
/// one kind ("the Peruvian army", "the Chilean army") are two.
fn are_of_one_authority(a: Option<&str>, b: Option<&str>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return false };
    let kind = |name: &str| denials().bare_kind_of(name);
    bare_name(a) == bare_name(b) || kind(a).is_some() && kind(a) == kind(b)
}

fn fact(
    story: &Story,
    readings: &[Read<'_>],
    origins: &FxHashMap<&Id, usize>,
    all: &[Given<'_>],
    (kind, has_rivals): (&Kind, bool),
    members: &[usize],
) -> Option<SameFigure> {
    let mut seen = BTreeSet::new();
    let (mut texts, mut reports, mut numbers) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut kept: Vec<&Given<'_>> = Vec::new();
    for &at in members {
        let given = &all[at];
        let report = &readings[given.report].0.id;
        let text = origins.get(report).copied().unwrap_or(usize::MAX - given.report);
        texts.insert(text);
        reports.insert(given.report);
        numbers.insert((given.low.map(f64::to_bits), given.high.map(f64::to_bits)));
        if seen.insert((
            text,
            given.low.map(f64::to_bits),
            given.high.map(f64::to_bits),
            given.looseness.name,
        )) {
            kept.push(given);
        }
    }
    // Two printings of one text are one account, unless one of them has changed the number.
    if !has_rivals && texts.len() < 2 && (reports.len() < 2 || numbers.len() < 2) {
        return None;
    }
    let accounts: Vec<Account> = kept
        .iter()
        .map(|given| {
            let (report, reading) = readings[given.report];
            let figure = given.figure;
            Account {
                low: figure.low.map(Bound::Number),
                high: figure.high.map(Bound::Number),
                as_of: figure
                    .as_of
                    .as_ref()
                    .and_then(|when| Some(when.edtf.as_ref()?.as_str().to_owned()))
                    .or_else(|| report.published.clone()),
                report: report.id.clone(),
                account: figure.account.clone(),
                record: figure.id.clone(),
                by: figure
                    .account
                    .as_ref()
                    .and_then(|account| speaker_of(reading, account))
                    .map(str::to_owned),
                approximate: figure.approximate,
                is_update: given.is_update,
            }
        })
        .collect();
    let parts: Vec<&str> = accounts.iter().map(|account| account.record.as_str()).collect();
    let place = kept.iter().find_map(|given| place_of(readings[given.report].1, given));
    let when = kept.iter().find_map(|given| given.figure.when.as_ref()?.edtf.as_ref());
    Some(SameFigure {
        id: derive_id("same-figure", &parts),
        about: Fact {
            what: kept[0].figure.what.clone(),
            of: kept.iter().find_map(|given| Some(given.figure.of.as_ref()?.text.clone())),
            place,
            when: when.map(|edtf| edtf.as_str().to_owned()),
            event: kept.iter().find_map(|given| given.figure.event.clone()),
        },
        verdict: verdict(kind, &kept),
        accounts,
        story: Some(story.id.clone()),
    })
}

fn place_of(reading: &Reading, given: &Given<'_>) -> Option<String> {
    let event =
        given.figure.event.as_ref().and_then(|id| reading.events.iter().find(|event| event.id == *id));
    let place = given.figure.place.as_ref().or_else(|| event.and_then(|event| event.place.as_ref()))?;
    Some(place.span.text.clone())
}
