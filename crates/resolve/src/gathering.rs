//! Puts the figures of one kind together that are of one fact.
//!
//! First figures that give one number and stand among like words are put together; then what is left is
//! joined, the likest first, as long as nothing speaks against it: a report that gives both numbers knows two
//! things; "other" lorries are not "T-3" lorries; what happened in another year or month is another
//! happening; and the further two numbers are apart, the more must be alike in the words around them.

use crate::given::Given;
use crate::measures::{ANYBODY, HITS, Kind, Measure};
use crate::two_figures::{are_apart, are_of_one_root, can_both_hold, doublings, says_again};
use dateline_model::Id;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

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
/// How much a doubling of a number that cannot be both counts against two tolls being one.
const WEIGHT_OF_TOLL: f32 = 0.06;
/// From here on a number is hardly met by chance.
const UNUSUAL: f64 = 50.0;
/// Numbers so near to each other, in doublings, are one number ("more than 200" and "about 200").
const ONE_NUMBER: f32 = 0.25;
/// By so much two figures are liker than either is to any other of the other's report, where they are
/// clearly the ones that answer each other;
const CLEARLY: f32 = 0.05;
/// then they need be so much less alike, where both can be true and where not.
const OF_THE_CLEAR: f32 = 0.06;
const OF_THE_CLEAR_DIFFERING: f32 = 0.04;
/// Whoever counts "protesters" and whoever counts "people" may not mean the same.
const OF_ANOTHER_NOUN: f32 = 0.05;
/// So far from each other, in doublings, "dozens" and a number may be.
const FARTHEST_OF_VAGUE: f32 = 3.0;

/// The bits of a number's bounds, so that they can be told apart exactly.
type Number = (Option<u64>, Option<u64>);

/// Figures of one fact.
#[derive(Clone, Debug, Default)]
struct Group {
    members: Vec<usize>,
    reports: BTreeSet<usize>,
}

/// Figures of one kind, being put together.
pub(crate) struct Gathering<'a, 'r> {
    kind: &'a Kind,
    all: &'a [Given<'r>],
    main: &'a BTreeSet<String>,
    deeds: &'a FxHashMap<&'a Id, &'a Id>,
    /// How many numbers of the kind each report gives,
    numbers: BTreeMap<usize, usize>,
    /// and how many of them for one place or party.
    of_scope: BTreeMap<(usize, &'a str), usize>,
    groups: Vec<Group>,
    alike: Alike,
}

/// How alike the words around each two figures of a kind are, looked at once.
struct Alike {
    /// The figures, in order.
    figures: Vec<usize>,
    /// Of each with every one before it.
    of: Vec<f32>,
}

impl Alike {
    fn new(all: &[Given<'_>], figures: &[usize]) -> Alike {
        let mut figures = figures.to_vec();
        figures.sort_unstable();
        let with_those_before = |(row, &a): (usize, &usize)| {
            figures[..row].iter().map(move |&b| all[a].alike(&all[b])).collect::<Vec<_>>()
        };
        let of = figures.iter().enumerate().flat_map(with_those_before).collect();
        Alike { of, figures }
    }

    /// Nothing for a figure that is none of them.
    fn of(&self, a: usize, b: usize) -> f32 {
        let row = |figure: usize| self.figures.binary_search(&figure).ok();
        let place = row(a.max(b)).zip(row(a.min(b)));
        let place =
            place.filter(|(row, column)| column < row).map(|(row, column)| row * (row - 1) / 2 + column);
        place.and_then(|place| self.of.get(place)).copied().unwrap_or_default()
    }
}

impl<'a, 'r> Gathering<'a, 'r> {
    pub(crate) fn new(
        kind: &'a Kind,
        all: &'a [Given<'r>],
        of_kind: &[usize],
        main: &'a BTreeSet<String>,
        deeds: &'a FxHashMap<&'a Id, &'a Id>,
    ) -> Self {
        let mut given: BTreeMap<usize, BTreeSet<Number>> = BTreeMap::new();
        let mut scoped: BTreeMap<(usize, &str), BTreeSet<Number>> = BTreeMap::new();
        // What is told of another year is no other number of this.
        for &at in of_kind.iter().filter(|&&at| all[at].elsewhen.is_empty()) {
            let bits = (all[at].low.map(f64::to_bits), all[at].high.map(f64::to_bits));
            given.entry(all[at].report).or_default().insert(bits);
            if let Some(scope) = &all[at].scope {
                scoped.entry((all[at].report, scope)).or_default().insert(bits);
            }
        }
        let numbers = given.into_iter().map(|(report, numbers)| (report, numbers.len())).collect();
        let of_scope = scoped.into_iter().map(|(scope, numbers)| (scope, numbers.len())).collect();
        let alike = Alike::new(all, of_kind);
        let mut gathering =
            Gathering { kind, all, main, deeds, numbers, of_scope, groups: Vec::new(), alike };
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
            let likest = group.members.iter().map(|&other| self.alike.of(at, other)).fold(0.0, f32::max);
            let least =
                if given.value() >= UNUSUAL { LEAST_OF_ONE_NUMBER / 2.0 } else { LEAST_OF_ONE_NUMBER };
            let is_like = likest >= least
                || self.kind.is_toll() && given.elsewhen == first.elsewhen && given.value() > 1.0;
            let is_apart = group.members.iter().all(|&other| are_apart(given, &self.all[other]));
            // "20,000 in Kolm" are not those of Varn.
            let place =
                |given: &'a Given<'r>| given.scope.as_ref().filter(|scope| given.places.contains(*scope));
            let is_elsewhere = self.kind.measure == Measure::Count
                && place(given).is_some_and(|here| {
                    group
                        .members
                        .iter()
                        .all(|&other| place(&self.all[other]).is_some_and(|there| here != there))
                });
            if is_like && !is_apart && !is_elsewhere && best.is_none_or(|(before, _)| likest > before) {
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
    pub(crate) fn gathered(mut self) -> Vec<Vec<usize>> {
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
        let places =
            || first.members.iter().flat_map(|&one| second.members.iter().map(move |&other| (one, other)));
        let pairs = || places().map(move |(one, other)| (&self.all[one], &self.all[other]));
        // A toll may have been told more than once in a report, at first and later.
        let can_both_hold = if self.kind.is_toll() {
            pairs().any(|(one, other)| can_both_hold(one, other))
        } else {
            pairs().all(|(one, other)| can_both_hold(one, other))
        };
        let shares_report = first.reports.intersection(&second.reports).next().is_some();
        let mut of_one = pairs().filter(|(one, other)| one.report == other.report);
        let is_said_again = shares_report && of_one.any(|(one, other)| says_again(one, other));
        if shares_report && !(can_both_hold && (self.kind.is_toll() || is_said_again)) {
            return NEVER;
        }
        let (mut apart, mut count) = (0, 0);
        let (mut likest, mut nearest) = (0.0_f32, f32::INFINITY);
        let mut is_one_deed = false;
        for (one, other) in places() {
            likest = likest.max(self.alike.of(one, other));
        }
        for (one, other) in pairs() {
            count += 1;
            apart += usize::from(are_apart(one, other));
            nearest = nearest.min(doublings(one.value(), other.value()));
            is_one_deed |= self.deed(one).is_some() && self.deed(one) == self.deed(other);
        }
        if apart * 2 > count {
            return NEVER;
        }
        if !can_both_hold && self.is_of_two(first, second, is_one_deed) {
            return NEVER;
        }
        // "At least two" and "at least 70" can both be true, and hardly of one thing.
        let further = if can_both_hold { (nearest - 1.0).max(0.0) } else { nearest };
        let is_one_number = can_both_hold && nearest <= ONE_NUMBER;
        let of_one_number = if pairs().all(|(one, other)| one.value().min(other.value()) >= UNUSUAL) {
            LEAST_OF_ONE_NUMBER / 2.0
        } else {
            LEAST_OF_ONE_NUMBER
        };
        if !is_one_number && self.is_of_two_happenings(first, second) {
            return NEVER;
        }
        let (one, other) = (self.scopes(first), self.scopes(second));
        let is_one_scope = !one.is_disjoint(&other);
        // "Ten were killed. In Varn, more than twelve were": whoever tells of both knows two.
        if shares_report && nearest > 0.0 && !is_said_again && one.is_empty() != other.is_empty() {
            return NEVER;
        }
        if !is_one_scope && !one.is_empty() && !other.is_empty() {
            return NEVER;
        }
        let alike = likest;
        let clear = |missing: f32| {
            let bonus = if can_both_hold { OF_THE_CLEAR } else { OF_THE_CLEAR_DIFFERING };
            if missing < 0.0 && missing >= -bonus && self.is_clear(a, b, alike) {
                missing + bonus
            } else {
                missing
            }
        };
        let lasts = |one: &Given<'r>, other: &Given<'r>| {
            let told = other.lasting.iter().chain(&other.beside);
            one.lasting
                .as_ref()
                .is_some_and(|thing| told.into_iter().any(|word| are_of_one_root(thing, word)))
        };
        // "30 hours of debate", "the council debated for 40 hours".
        let is_of_one_length = pairs().any(|(one, other)| lasts(one, other) || lasts(other, one));
        if is_of_one_length {
            likest += OF_ONE_SCOPE;
        } else if !can_both_hold
            && pairs().any(|(one, other)| one.lasting.is_some() || other.lasting.is_some())
        {
            return NEVER;
        }
        if is_one_scope && (self.kind.measure == Measure::Count || self.kind.is_distance()) {
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
            let least = if is_one_number { of_one_number } else { LEAST_OF_TOLL };
            let weight = if can_both_hold { 0.1 } else { WEIGHT_OF_TOLL };
            return clear(likest + bonus - weight * further - least);
        }
        let reports = || first.reports.iter().chain(&second.reports);
        let is_only = reports().all(|report| self.numbers.get(report) == Some(&1));
        // "700 in Tuzla" and "900 in Tuzla", each the only number for that town.
        let is_only_there = is_one_scope
            && self
                .scopes(first)
                .intersection(&self.scopes(second))
                .any(|scope| reports().all(|report| self.of_scope.get(&(*report, *scope)) == Some(&1)));
        let mut least = match &self.kind.measure {
            _ if self.kind.is_mark() && is_only => LEAST_OF_THE_ONLY,
            Measure::Amount(_) => LEAST_OF_AMOUNT,
            _ if self.kind.of == ANYBODY && is_only_there => LEAST_OF_THE_ONLY,
            _ if self.kind.of == ANYBODY => LEAST_OF_PEOPLE,
            _ if is_only => LEAST_OF_THE_ONLY,
            _ => LEAST_OF_THINGS,
        };
        if can_both_hold {
            least = least.min(if is_one_number { of_one_number } else { LEAST_WHERE_BOTH_HOLD });
        }
        if !can_both_hold {
            let nouns = |group: &Group| -> BTreeSet<&str> {
                group.members.iter().map(|&at| self.all[at].noun.as_str()).collect()
            };
            if self.kind.of == ANYBODY && nouns(first).is_disjoint(&nouns(second)) {
                likest -= OF_ANOTHER_NOUN;
            }
            let names = |group: &Group| -> BTreeSet<&String> {
                group.members.iter().flat_map(|&at| &self.all[at].names).collect()
            };
            let (one, other) = (names(first), names(second));
            if !one.is_empty() && !other.is_empty() && one.is_disjoint(&other) {
                likest -= OF_OTHER_NAMES;
            }
        }
        if self.kind.is_amount() && !can_both_hold && least > LEAST_OF_THE_ONLY {
            least = if self.kind.is_distance() && is_only_there {
                LEAST_OF_DIFFERING_AMOUNT - OF_ONE_SCOPE
            } else {
                LEAST_OF_DIFFERING_AMOUNT
            };
        }
        // "Lipno, 40 miles north of Varn", "Lipno, 60 miles from Varn": both ends are the same.
        let is_between_two = self.kind.is_distance()
            && is_one_scope
            && pairs().any(|(one, other)| one.subject.is_some() && one.subject == other.subject);
        if is_between_two {
            least = least.min(LEAST_OF_THE_ONLY);
        }
        if is_of_one_length {
            least = least.min(LEAST_OF_DIFFERING_AMOUNT - OF_ONE_SCOPE);
        }
        let mut weight = 0.1;
        // Those that hit one who is named are as good as a toll.
        let are_of_one_victim = self.kind.of == HITS
            && first.members.iter().any(|&one| {
                second.members.iter().any(|&other| !self.all[one].names.is_disjoint(&self.all[other].names))
            });
        if are_of_one_victim {
            least = least.min(LEAST_OF_THE_ONLY);
            weight = WEIGHT_OF_TOLL;
        }
        let more = clear(likest - weight * further - least);
        // Those of one town answer each other before any that are of none.
        if more >= 0.0 && is_only_there { more + OF_ONE_SCOPE } else { more }
    }

    /// Whether two groups of which not both can be true are of two things: another day, another town, a
    /// part and the whole, a price at two moments of a day.
    fn is_of_two(&self, first: &Group, second: &Group, is_one_deed: bool) -> bool {
        let of =
            |group: &Group| -> Vec<&Given<'r>> { group.members.iter().map(|&at| &self.all[at]).collect() };
        let (one, other) = (of(first), of(second));
        let days = |group: &[&Given<'_>]| {
            let days: Option<Vec<(i32, i32)>> = group.iter().map(|given| given.days).collect();
            days.and_then(|days| days.into_iter().reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))))
        };
        // "Late on Thursday" and "overnight" are told of two days, and may be one night.
        let night = i32::from(self.kind.is_toll());
        let is_of_two_days = !is_one_deed
            && matches!((days(&one), days(&other)), (Some(a), Some(b)) if a.1 + night < b.0 || b.1 + night < a.0);
        let towns = |group: &[&Given<'r>]| -> Option<BTreeSet<&'r str>> {
            group.iter().map(|given| given.town.filter(|town| !self.main.contains(*town))).collect()
        };
        let is_of_two_towns =
            !is_one_deed && matches!((towns(&one), towns(&other)), (Some(a), Some(b)) if a.is_disjoint(&b));
        // "six from Kolm" against "40 held": whoever is singled out is a part.
        let is_bare = |group: &[&Given<'_>]| group.iter().all(|given| given.is_bare && given.scope.is_some());
        let is_part = is_bare(&one) != is_bare(&other);
        // "Three firefighters were hurt" and "12 people were hurt" can both be true.
        let noun =
            |group: &[&Given<'_>]| group.iter().map(|given| given.noun.clone()).collect::<BTreeSet<_>>();
        let is_of_two_kinds = self.kind.is_toll() && noun(&one).is_disjoint(&noun(&other));
        // "twelve fishing boats", "nine sailing boats".
        let kinds = |group: &[&Given<'_>]| -> Option<BTreeSet<String>> {
            let all: BTreeSet<String> = group.iter().flat_map(|given| given.modifiers.clone()).collect();
            group.iter().all(|given| !given.modifiers.is_empty()).then_some(all)
        };
        let is_of_two_sorts = self.kind.measure == Measure::Count
            && self.kind.of != ANYBODY
            && matches!((kinds(&one), kinds(&other)), (Some(a), Some(b)) if a.is_disjoint(&b));
        // "a revolver of calibre .25", "a rifle of calibre .22".
        let are_two_guns = self.kind.is_mark()
            && matches!((kinds(&one), kinds(&other)), (Some(a), Some(b)) if a.is_disjoint(&b));
        is_of_two_days || is_of_two_towns || is_part || is_of_two_kinds || is_of_two_sorts || are_two_guns
    }

    /// Whether the figures of one group are of another happening than those of the other: of "the second quake in two days", or
    /// of another land.
    fn is_of_two_happenings(&self, first: &Group, second: &Group) -> bool {
        let all = |group: &Group, is: &dyn Fn(&Given<'r>) -> bool| {
            group.members.iter().all(|&at| is(&self.all[at]))
        };
        let differ = |is: &dyn Fn(&Given<'r>) -> bool| all(first, is) != all(second, is);
        differ(&|given| given.is_of_a_second)
            || self.kind.is_toll() && differ(&|given| given.is_of_another_land)
    }

    /// Whether two groups are clearly liker than either is to any other of the other's reports.
    fn is_clear(&self, a: usize, b: usize, likest: f32) -> bool {
        let alike = |one: usize, other: usize| {
            let (one, other) = (&self.groups[one], &self.groups[other]);
            one.members
                .iter()
                .flat_map(|&one| other.members.iter().map(move |&other| self.alike.of(one, other)))
                .fold(0.0, f32::max)
        };
        let rival = (0..self.groups.len())
            .filter(|&other| other != a && other != b)
            .map(|other| {
                let reports = &self.groups[other].reports;
                let beside = |group: usize| !reports.is_disjoint(&self.groups[group].reports);
                let of_a = if beside(b) { alike(a, other) } else { 0.0 };
                let of_b = if beside(a) { alike(b, other) } else { 0.0 };
                of_a.max(of_b)
            })
            .fold(0.0, f32::max);
        likest >= CLEARLY && likest - rival >= CLEARLY
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

/// "Dozens" of the same, which no number of a fact contradicts.
pub(crate) fn vague_ones(all: &[Given<'_>], of_vague: &[usize], members: &[usize]) -> Vec<usize> {
    let fits = |vague: &Given<'_>| {
        let is_near = |&at: &usize| {
            let given = &all[at];
            can_both_hold(vague, given) && doublings(vague.value(), given.value()) <= FARTHEST_OF_VAGUE
        };
        let is_alike = |&at: &usize| {
            let given = &all[at];
            let least = if given.kind.is_toll() { LEAST_OF_ONE_NUMBER } else { LEAST_OF_PEOPLE };
            vague.report != given.report
                && vague.elsewhen == given.elsewhen
                && vague.alike(given) >= least
                && !are_apart(vague, given)
                && (vague.scope == given.scope || vague.scope.is_none() || given.scope.is_none())
        };
        members.iter().all(is_near)
            && members.iter().any(is_alike)
            && !members.iter().any(|&at| all[at].report == vague.report)
    };
    of_vague.iter().copied().filter(|&at| fits(&all[at])).collect()
}
