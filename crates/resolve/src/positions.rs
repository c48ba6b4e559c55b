//! Where each side stands on an issue, in order of the days the stands were held, and who moved.

use crate::Read;
use crate::issues::Issue;
use crate::known_people::Known;
use crate::marks::Mark;
use crate::people::people;
use crate::personal_names::PersonalName;
use crate::report_stands::ReportStands;
use crate::sighting::Sighting;
use crate::stand::{Holder, Stance};
use crate::stand_words::stand_words;
use crate::ways::is_carried_out;
use crate::words::words;
use dateline_model::Person;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One side's stands on an issue, in the order of the days they were held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lane {
    /// The state (ISO 3166-1 alpha-3) or body; none for a private voice.
    pub side: Option<String>,
    /// Whether these are stands of a state or body, and not of a private voice.
    pub official: bool,
    /// The side, else the private voice's name.
    pub actor: String,
    /// The stands.
    pub marks: Vec<Mark>,
    /// Where the side turned from for to against, or back, or did what it had set a condition for.
    pub changes: Vec<Change>,
}

/// A change of position: the two marks it lies between, as indices into the lane's marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The last mark of the old position.
    pub from: usize,
    /// The first mark of the new one.
    pub to: usize,
}

/// Who stands where on an issue: a lane for each side, those that moved first, private voices last.
///
/// `known` are the people of all reports, with their offices; who is named in these readings alone
/// is known without.
pub fn positions(readings: &[Read<'_>], issue: &Issue, known: &[Person]) -> Vec<Lane> {
    positions_on(readings, std::slice::from_ref(issue), known).pop().unwrap_or_default()
}

/// The same for several issues, for which each report is looked through once.
pub fn positions_on(readings: &[Read<'_>], issues: &[Issue], known: &[Person]) -> Vec<Vec<Lane>> {
    let own = if known.is_empty() {
        let sightings: Vec<Sighting> = readings.iter().flat_map(|&read| Sighting::of(read)).collect();
        people(&sightings)
    } else {
        Vec::new()
    };
    let known = Known::of(if known.is_empty() { &own } else { known });
    let mut lanes: Vec<BTreeMap<(bool, String), Vec<Mark>>> = vec![BTreeMap::new(); issues.len()];
    for &read in readings {
        let stands = ReportStands::of(read, &known);
        for (issue, lanes) in issues.iter().zip(&mut lanes) {
            for (holder, mark) in best_of_each(stands.marks(issue)) {
                let key = match holder.side {
                    Some(side) => (false, side),
                    // "Mr Dorn" in one report and "Pavel Dorn" in another are one voice.
                    None => {
                        let called = known.called(&holder.name).map(str::to_owned);
                        (true, called.unwrap_or(holder.name))
                    }
                };
                lanes.entry(key).or_default().push(mark);
            }
        }
    }
    lanes
        .into_iter()
        .map(|lanes| {
            let mut lanes: Vec<Lane> = lanes.into_iter().map(|(key, marks)| lane(key, marks)).collect();
            lanes.sort_by(|a, b| {
                let rank = |lane: &Lane| {
                    (
                        !lane.official,
                        std::cmp::Reverse(lane.changes.len()),
                        std::cmp::Reverse(lane.marks.len()),
                    )
                };
                rank(a).cmp(&rank(b)).then_with(|| a.actor.cmp(&b.actor))
            });
            lanes
        })
        .collect()
}

/// Of each person's stands in one report the plainest, in text order.
fn best_of_each(marks: Vec<(Holder, Mark)>) -> Vec<(Holder, Mark)> {
    let mut best: BTreeMap<(Option<String>, String), (Holder, Mark)> = BTreeMap::new();
    for (holder, mark) in marks {
        let key = (holder.side.clone(), mark.by.clone());
        match best.get(&key) {
            Some((_, known)) if known.strength >= mark.strength => {}
            _ => {
                best.insert(key, (holder, mark));
            }
        }
    }
    let mut best: Vec<(Holder, Mark)> = best.into_values().collect();
    best.sort_by_key(|(_, mark)| mark.evidence.start);
    best
}

/// How plainly both stands of a change must be said.
const PLAIN: f32 = 2.5;

impl Lane {
    /// Those of its stands that `is_wanted`, with the changes between them.
    #[must_use]
    pub fn only(mut self, is_wanted: impl Fn(&Mark) -> bool) -> Lane {
        self.marks.retain(is_wanted);
        lane((!self.official, self.actor), self.marks)
    }

    /// The same with what several reports print in the same words on one day given once: for the eye.
    #[must_use]
    pub fn told_once(mut self) -> Lane {
        let is_first = firsts(&self.marks);
        let mut is_first = is_first.into_iter();
        self.marks.retain(|_| is_first.next().unwrap_or(true));
        lane((!self.official, self.actor), self.marks)
    }
}

/// Of each mark whether it is the first with its words on its day.
fn firsts(marks: &[Mark]) -> Vec<bool> {
    let mut said = BTreeSet::new();
    marks.iter().map(|mark| said.insert((&mark.printed, mark.evidence.text.as_str()))).collect()
}

fn lane((is_private, actor): (bool, String), mut marks: Vec<Mark>) -> Lane {
    marks.sort_by(|a, b| {
        (a.day(), &a.printed, &a.report, a.evidence.start).cmp(&(
            b.day(),
            &b.printed,
            &b.report,
            b.evidence.start,
        ))
    });
    let mut all = if is_private { Vec::new() } else { changes(&marks) };
    if !is_private && all.is_empty() {
        all.extend(carried_out(&marks));
    }
    let changes = all;
    Lane { side: (!is_private).then(|| actor.clone()), official: !is_private, actor, marks, changes }
}

/// How many plain stands before a change, and behind it, must be of one mind.
const SETTLED: usize = 3;

/// Where the side turned: from plain stands of one mind to plain stands of the other, of which the
/// first was held on a later day. A side that is read for, against and for again has not been read
/// well, and did not turn.
fn changes(marks: &[Mark]) -> Vec<Change> {
    // What a side says itself; what a report only tells of it is too easily misread.
    let is_plain = |mark: &Mark| {
        matches!(mark.stance, Stance::For | Stance::Against)
            && mark.record.is_some()
            && mark.strength >= PLAIN
    };
    let is_first = firsts(marks);
    let plain: Vec<usize> = (0..marks.len()).filter(|&at| is_first[at] && is_plain(&marks[at])).collect();
    let stance = |at: &usize| marks[*at].stance;
    (1..plain.len())
        .filter(|&at| {
            let before = &plain[at.saturating_sub(SETTLED)..at];
            let behind = &plain[at..plain.len().min(at + SETTLED)];
            let (from, to) = (plain[at - 1], plain[at]);
            marks[from].stance != marks[to].stance
                && is_one_voice(&marks[from], &marks[to])
                && marks[from].day() < marks[to].day()
                && before.iter().all(|other| stance(other) == marks[from].stance)
                && behind.iter().all(|other| stance(other) == marks[to].stance)
        })
        .map(|at| Change { from: plain[at - 1], to: plain[at] })
        .collect()
}

/// Where a side did what it had said it would do on a condition: "will impose sanctions if the dam is closed", and later
/// "imposed sanctions". Who has done it before, or is against it in between, did not wait for the condition.
fn carried_out(marks: &[Mark]) -> Option<Change> {
    let is_done = |mark: &Mark| mark.stance == Stance::For && tells_it_done(&mark.evidence.text);
    let is_set = |mark: &Mark| mark.stance == Stance::Conditional && mark.record.is_some();
    let to = (0..marks.len()).find(|&at| is_done(&marks[at]))?;
    let from = (0..to).rev().find(|&at| is_set(&marks[at]))?;
    let is_later = marks[from].day() < marks[to].day();
    let is_against = marks[from..to].iter().any(|mark| mark.stance == Stance::Against);
    (is_later && !is_against).then_some(Change { from, to })
}

/// Whether a sentence tells that it is done: "has *imposed* sanctions", not "would have imposed", "is to be imposed".
fn tells_it_done(sentence: &str) -> bool {
    const BEFORE: usize = 3;
    let lower: Vec<String> = words(sentence).map(|word| word.text.to_lowercase()).collect();
    lower.iter().enumerate().any(|(at, word)| {
        is_carried_out(word)
            && !lower[at.saturating_sub(BEFORE)..at].iter().any(|before| stand_words().ahead.has(before))
    })
}

/// Whether two stands are one mouth's: a minister and a state company of one land need not agree, and
/// what only looks like a change of mind is told as none.
fn is_one_voice(one: &Mark, other: &Mark) -> bool {
    let last = |mark: &Mark| mark.by.split(' ').next_back().unwrap_or_default().to_lowercase();
    let named = PersonalName::parse(&one.by).zip(PersonalName::parse(&other.by));
    last(one) == last(other) || named.is_some_and(|(one, other)| one.fits(&other))
}
