//! Figures of one thing in several reports of a story meet as one fact, with all its accounts.
//!
//! First figures of one kind that give one number and stand among like words are put together; then
//! what is left is joined, the likest first, as long as nothing speaks against it: a report that gives
//! both numbers knows two things; "other" rifles are not "AK-47" rifles; what happened in another year
//! or month is another happening; and the further two numbers are apart, the more must be alike in the
//! words around them. Silence is the default, for a contradiction that is none costs more than one that
//! is missed.

use crate::Read;
use crate::given::{Given, all_given, main_places, origin_of};
use crate::measures::{ANYBODY, Kind, Measure};
use dateline_model::{
    Account, Difference, Fact, Id, Reading, SameEvent, SameFigure, Story, Verdict, derive_id,
};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// The facts that several reports of a story give a figure of, with all accounts of each and how
/// they stand to each other. `events` is what [`same_events`](crate::same_events) found.
///
/// A text printed by several papers is one account of what it says.
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
    let mut facts = Vec::new();
    for (kind, mut of_kind) in by_kind {
        of_kind.truncate(MOST_OF_A_KIND);
        let gathering = Gathering::new(kind, &all, &of_kind, &main, &deeds);
        for members in gathering.gathered() {
            facts.extend(fact(story, readings, &origins, &all, kind, &members));
        }
    }
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

/// In a story of very many reports the first so many figures of a kind are looked at.
const MOST_OF_A_KIND: usize = 400;

/// How alike the words around two figures must be: of those hurt, of those who are simply "people",
/// of what is measured, and of things.
const LEAST_OF_TOLL: f32 = 0.17;
const LEAST_OF_PEOPLE: f32 = 0.23;
const LEAST_OF_AMOUNT: f32 = 0.3;
const LEAST_OF_DIFFERING_AMOUNT: f32 = 0.34;
const LEAST_OF_THINGS: f32 = 0.22;
/// Where the names near two numbers have none in common, they are often of two: two players' goals,
/// two firms' profits.
const OF_OTHER_NAMES: f32 = 0.12;
/// Where both are told of one place or party ("20,000 in Tuzla"), that is a bond.
const OF_ONE_SCOPE: f32 = 0.12;
/// Where each report gives one number of such things, that is a bond of its own.
const LEAST_OF_THE_ONLY: f32 = 0.1;
/// Where both can be true less is at stake.
const LEAST_WHERE_BOTH_HOLD: f32 = 0.15;
/// One number in two reports.
const LEAST_OF_ONE_NUMBER: f32 = 0.1;
/// From here on a number is hardly met by chance.
const UNUSUAL: f64 = 50.0;

/// The bits of a number's bounds, so that they can be told apart exactly.
type Number = (Option<u64>, Option<u64>);

/// Figures of one fact.
#[derive(Clone, Debug, Default)]
struct Group {
    members: Vec<usize>,
    reports: BTreeSet<usize>,
}

struct Gathering<'a, 'r> {
    kind: &'a Kind,
    all: &'a [Given<'r>],
    main: &'a BTreeSet<String>,
    deeds: &'a FxHashMap<&'a Id, &'a Id>,
    /// How many numbers of the kind each report gives.
    numbers: BTreeMap<usize, usize>,
    groups: Vec<Group>,
}

impl<'a, 'r> Gathering<'a, 'r> {
    fn new(
        kind: &'a Kind,
        all: &'a [Given<'r>],
        of_kind: &[usize],
        main: &'a BTreeSet<String>,
        deeds: &'a FxHashMap<&'a Id, &'a Id>,
    ) -> Self {
        let mut given: BTreeMap<usize, BTreeSet<Number>> = BTreeMap::new();
        for &at in of_kind {
            let bits = (all[at].low.map(f64::to_bits), all[at].high.map(f64::to_bits));
            given.entry(all[at].report).or_default().insert(bits);
        }
        let numbers = given.into_iter().map(|(report, numbers)| (report, numbers.len())).collect();
        let mut gathering = Gathering { kind, all, main, deeds, numbers, groups: Vec::new() };
        for &at in of_kind {
            gathering.put(at);
        }
        gathering
    }

    /// Puts a figure to those of its number that stand among the likest words.
    fn put(&mut self, at: usize) {
        let given = &self.all[at];
        let mut best: Option<(f32, usize)> = None;
        for (number, group) in self.groups.iter().enumerate() {
            let first = &self.all[group.members[0]];
            if (first.low, first.high) != (given.low, given.high) {
                continue;
            }
            let likest = group.members.iter().map(|&other| given.alike(&self.all[other])).fold(0.0, f32::max);
            let least =
                if given.value() >= UNUSUAL { LEAST_OF_ONE_NUMBER / 2.0 } else { LEAST_OF_ONE_NUMBER };
            let is_like = likest >= least
                || self.kind.is_toll() && given.elsewhen == first.elsewhen && given.value() > 1.0;
            let is_apart = group.members.iter().all(|&other| are_apart(given, &self.all[other]));
            if is_like && !is_apart && best.is_none_or(|(before, _)| likest > before) {
                best = Some((likest, number));
            }
        }
        let number = best.map_or(self.groups.len(), |(_, number)| number);
        if number == self.groups.len() {
            self.groups.push(Group::default());
        }
        self.groups[number].members.push(at);
        self.groups[number].reports.insert(given.report);
    }

    /// Joins groups, the likest first, until none are like enough.
    fn gathered(mut self) -> Vec<Vec<usize>> {
        let count = self.groups.len();
        let mut bonds = vec![f32::NEG_INFINITY; count * count];
        for a in 0..count {
            for b in a + 1..count {
                bonds[a * count + b] = self.bond(a, b);
            }
        }
        loop {
            let best = (0..count)
                .flat_map(|a| (a + 1..count).map(move |b| (a, b)))
                .filter(|(a, b)| bonds[a * count + b] >= 0.0)
                .max_by(|x, y| {
                    bonds[x.0 * count + x.1].total_cmp(&bonds[y.0 * count + y.1]).then_with(|| y.cmp(x))
                });
            let Some((a, b)) = best else { break };
            let moved = std::mem::take(&mut self.groups[b]);
            self.groups[a].members.extend(moved.members);
            self.groups[a].reports.extend(moved.reports);
            for other in 0..count {
                bonds[b.min(other) * count + b.max(other)] = f32::NEG_INFINITY;
                if other != a && !self.groups[other].members.is_empty() {
                    let (first, second) = (a.min(other), a.max(other));
                    bonds[first * count + second] = self.bond(first, second);
                }
            }
        }
        let mut gathered: Vec<Vec<usize>> = self
            .groups
            .into_iter()
            .map(|group| group.members)
            .filter(|members| !members.is_empty())
            .collect();
        for members in &mut gathered {
            members.sort_unstable();
        }
        gathered.sort_unstable();
        gathered
    }

    /// By how much two groups are more alike than they must be; less than 0 where they are not.
    fn bond(&self, a: usize, b: usize) -> f32 {
        const NEVER: f32 = f32::NEG_INFINITY;
        let (first, second) = (&self.groups[a], &self.groups[b]);
        let pairs = || {
            first
                .members
                .iter()
                .flat_map(|&one| second.members.iter().map(move |&other| (&self.all[one], &self.all[other])))
        };
        let can_both_hold = pairs().any(|(one, other)| can_both_hold(one, other));
        let shares_report = first.reports.intersection(&second.reports).next().is_some();
        if shares_report && !(can_both_hold && self.kind.is_toll()) {
            return NEVER;
        }
        let (mut apart, mut count) = (0, 0);
        let (mut likest, mut nearest) = (0.0_f32, f32::INFINITY);
        let mut is_one_deed = false;
        for (one, other) in pairs() {
            count += 1;
            apart += usize::from(are_apart(one, other));
            likest = likest.max(one.alike(other));
            nearest = nearest.min(doublings(one.value(), other.value()));
            is_one_deed |= self.deed(one).is_some() && self.deed(one) == self.deed(other);
        }
        if apart * 2 > count {
            return NEVER;
        }
        let further = if can_both_hold { 0.0 } else { nearest };
        let (one, other) = (self.scopes(first), self.scopes(second));
        let is_one_scope = !one.is_disjoint(&other);
        if !is_one_scope && !one.is_empty() && !other.is_empty() {
            return NEVER;
        }
        if is_one_scope && self.kind.measure == Measure::Count {
            likest += OF_ONE_SCOPE;
        }
        let (one, other) = (self.happening(first), self.happening(second));
        if one.is_empty() != other.is_empty() || !one.is_empty() && one.is_disjoint(&other) {
            return NEVER;
        }
        if self.kind.is_toll() {
            let bonus = if self.kind.of == ANYBODY { 0.15 } else { 0.0 }
                + if one.is_empty() { 0.0 } else { 0.1 }
                + if is_one_deed { 0.1 } else { 0.0 };
            return likest + bonus - 0.06 * further - LEAST_OF_TOLL;
        }
        let mut least = match &self.kind.measure {
            Measure::Amount(_) => LEAST_OF_AMOUNT,
            _ if self.kind.of == ANYBODY => LEAST_OF_PEOPLE,
            _ if first.reports.iter().chain(&second.reports).all(|report| self.numbers[report] == 1) => {
                LEAST_OF_THE_ONLY
            }
            _ => LEAST_OF_THINGS,
        };
        if can_both_hold {
            least = least.min(LEAST_WHERE_BOTH_HOLD);
        }
        if !can_both_hold {
            let names = |group: &Group| -> BTreeSet<&String> {
                group.members.iter().flat_map(|&at| &self.all[at].names).collect()
            };
            let (one, other) = (names(first), names(second));
            if !one.is_empty() && !other.is_empty() && one.is_disjoint(&other) {
                likest -= OF_OTHER_NAMES;
            }
        }
        if self.kind.is_amount() && !can_both_hold {
            least = LEAST_OF_DIFFERING_AMOUNT;
        }
        likest - 0.1 * further - least
    }

    fn scopes(&self, group: &Group) -> BTreeSet<&str> {
        group.members.iter().filter_map(|&at| self.all[at].scope.as_deref()).collect()
    }

    fn deed(&self, given: &Given<'_>) -> Option<&'a Id> {
        self.deeds.get(given.figure.event.as_ref()?).copied()
    }

    /// The other happening that most of a group's figures are of: its days and places; nothing for
    /// the story's own.
    fn happening(&self, group: &Group) -> BTreeSet<String> {
        let elsewhen = group.members.iter().filter(|&&at| !self.all[at].elsewhen.is_empty()).count();
        if elsewhen * 2 < group.members.len() {
            return BTreeSet::new();
        }
        let of = |&at: &usize| {
            let given = &self.all[at];
            given
                .elsewhen
                .iter()
                .chain(given.places.iter().filter(|place| !self.main.contains(*place)))
                .cloned()
        };
        group.members.iter().flat_map(of).collect()
    }
}

/// Whether something says that two figures are not of one thing.
fn are_apart(a: &Given<'_>, b: &Given<'_>) -> bool {
    const OTHER: &str = "other";
    if !a.years.is_empty() && !b.years.is_empty() && a.years.is_disjoint(&b.years) {
        return true;
    }
    if a.is_from_somewhere != b.is_from_somewhere && a.kind.measure == Measure::Amount("duration".to_owned())
    {
        return true;
    }
    let is_other = |given: &Given<'_>| given.modifiers.iter().any(|word| word == OTHER);
    let rest = |given: &Given<'_>| -> BTreeSet<String> {
        given.modifiers.iter().filter(|word| *word != OTHER).cloned().collect()
    };
    let (mine, theirs) = (rest(a), rest(b));
    if is_other(a) != is_other(b) && mine != theirs {
        return true;
    }
    // "Somali pirates" and "Yemeni pirates", "AK-47 rifles" and "M-16 rifles".
    let has_name = |words: &BTreeSet<String>| {
        words.iter().any(|word| word.contains(|letter: char| letter.is_ascii_digit()))
    };
    has_name(&mine) && has_name(&theirs) && mine.is_disjoint(&theirs)
}

fn can_both_hold(a: &Given<'_>, b: &Given<'_>) -> bool {
    let (first, second) = (a.range(), b.range());
    first.0 <= second.1 && second.0 <= first.1
}

/// How often the lesser number must be doubled to be the greater.
fn doublings(a: f64, b: f64) -> f32 {
    let (less, more) = (a.abs().min(b.abs()), a.abs().max(b.abs()));
    (more.max(0.5) / less.max(0.5)).log2() as f32
}

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
    if !kind.is_running(&a.figure.what) {
        let moves = matches!(&kind.measure, Measure::Amount(what) if what == "percent" || what == "money");
        return moves && matches!((a.published, b.published), (Some(a), Some(b)) if a.abs_diff(b) > 1);
    }
    if more.is_update && !less.is_update {
        return true;
    }
    match (less.published, more.published) {
        (Some(earlier), Some(later)) if earlier < later => true,
        // Within a day a toll of a few becomes one of many.
        (Some(one), Some(other)) => one == other && doublings(less.value(), more.value()) >= 1.0,
        _ => false,
    }
}

fn fact(
    story: &Story,
    readings: &[Read<'_>],
    origins: &FxHashMap<&Id, usize>,
    all: &[Given<'_>],
    kind: &Kind,
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
    if texts.len() < 2 && (reports.len() < 2 || numbers.len() < 2) {
        return None;
    }
    let accounts: Vec<Account> = kept
        .iter()
        .map(|given| {
            let (report, reading) = readings[given.report];
            let figure = given.figure;
            Account {
                low: figure.low,
                high: figure.high,
                as_of: report.published.clone(),
                report: report.id.clone(),
                account: figure.account.clone(),
                record: figure.id.clone(),
                by: figure.account.as_ref().and_then(|account| speaker_of(reading, account)),
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

fn speaker_of(reading: &Reading, statement: &Id) -> Option<String> {
    let statement = reading.statements.iter().find(|known| known.id == *statement)?;
    statement.speakers.first().map(|speaker| speaker.name.clone())
}
