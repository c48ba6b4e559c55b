//! Which days mattered, and what happened on them.

use crate::Read;
use crate::features::day_number;
use crate::opinions::is_opinion;
use crate::tellings::{Deed, Told, date_copies, told_by};
use crate::words::terms_in;
use dateline_model::{Excerpt, Id};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How long a timeline is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimelineOptions {
    /// How many days; none for all that matter.
    pub days: Option<usize>,
    /// First day that may stand in it (`2025-04-04`).
    pub from: Option<String>,
    /// Last day that may stand in it.
    pub to: Option<String>,
    /// Words that it is about.
    pub about: Option<String>,
    /// Sentences a day; none for one or two.
    pub sentences: Option<usize>,
    /// Lists of reports that are one account, and count once; a report in none is one by itself.
    pub voices: Vec<Vec<Id>>,
}

/// One day of a timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineDay {
    /// `2025-04-04`.
    pub date: String,
    /// What happened.
    pub text: String,
    /// The sentences it is made of.
    pub evidence: Vec<TimelineEvidence>,
}

/// A sentence of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEvidence {
    /// The report.
    pub report: Id,
    /// Code points before it.
    pub start: u32,
    /// Code points before its end.
    pub end: u32,
    /// Exactly that piece of the text.
    pub text: String,
    /// Other reports that tell the same on that day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Id>,
}

/// The days that mattered most, in order, each with the sentences that tell it best.
///
/// A day matters by how many accounts name it and, half as much, by how many appear on it, less
/// what the days around it have of both: news goes on for days after what it is about. Pieces of
/// opinion tell no day. Of what happened on a day, that which most accounts tell comes first. Where
/// `from` and `to` are not given, only the days between the first and last report are looked at.
pub fn timeline(readings: &[Read<'_>], options: &TimelineOptions) -> Vec<TimelineDay> {
    let about: BTreeSet<u32> = options.about.iter().flat_map(|words| terms_in(words)).collect();
    let account_of: FxHashMap<&Id, usize> = (readings.len()..)
        .zip(&options.voices)
        .flat_map(|(number, reports)| reports.iter().map(move |report| (report, number)))
        .collect();
    let mut told: Vec<Told> = readings
        .iter()
        .enumerate()
        .filter(|(_, (report, _))| !is_opinion(report))
        .flat_map(|(report, &read)| {
            let account = account_of.get(&read.0.id).copied().unwrap_or(report);
            told_by((report, account), read, &about)
        })
        .collect();
    date_copies(&mut told);
    let published =
        || readings.iter().filter_map(|(report, _)| report.published.as_deref().and_then(day_number));
    let limit = |given: &Option<String>| given.as_deref().and_then(day_number);
    let from = limit(&options.from).or_else(|| published().min());
    let to = limit(&options.to).or_else(|| published().max());
    let is_wanted = |day: i32| from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to);

    let mut by_day: BTreeMap<i32, Vec<(&Told, f64)>> = BTreeMap::new();
    for told in &told {
        let appeared = told.published.filter(|&day| told.is_opening_of(day));
        for day in told.days().chain(appeared).filter(|&day| is_wanted(day)) {
            if let Some(worth) = told.worth_on(day) {
                by_day.entry(day).or_default().push((told, worth));
            }
        }
    }
    // A day of which there are only asides and plans is left out.
    by_day.retain(|_, candidates| candidates.iter().any(|(_, worth)| *worth >= WORTH_TELLING));
    let mut best = best_days(&told, |day| by_day.contains_key(&day));
    match options.days {
        Some(most) => best.truncate(most),
        None => {
            let heaviest = best.first().map_or(0.0, |(_, weight)| *weight);
            best.retain(|(_, weight)| *weight >= heaviest * LEAST);
        }
    }
    best.sort_by_key(|(day, _)| *day);
    let mut used = Used::default();
    let mut days = Vec::new();
    for (day, _) in best {
        let Some(candidates) = by_day.get(&day) else { continue };
        let chosen = best_sentences(day, candidates, options.sentences.unwrap_or(2).max(1), &mut used);
        if let Some(date) = date_of(day)
            && !chosen.is_empty()
        {
            days.push(TimelineDay {
                date,
                text: chosen.iter().map(|told| one_line(&told.excerpt.text)).collect::<Vec<_>>().join(" "),
                evidence: chosen.iter().map(|told| evidence(readings, told, candidates)).collect(),
            });
        }
    }
    days
}

/// How well a sentence must tell a day for the day to stand in the timeline.
const WORTH_TELLING: f64 = 0.5;
/// Of the heaviest day's weight, how much a day must have where no number of days is asked for.
const LEAST: f64 = 0.1;
const SHORTEST: usize = 6;
const LONGEST: usize = 60;

/// Days with their weights, the heaviest first.
fn best_days(told: &[Told], is_wanted: impl Fn(i32) -> bool) -> Vec<(i32, f64)> {
    const APPEARED: f64 = 0.5;
    const AROUND: f64 = 0.5;
    let named: BTreeSet<(i32, usize)> =
        told.iter().flat_map(|told| told.days().map(move |day| (day, told.account))).collect();
    let appeared: BTreeSet<(i32, usize)> =
        told.iter().filter_map(|told| Some((told.published?, told.account))).collect();
    let mut weights: BTreeMap<i32, f64> = BTreeMap::new();
    let published: BTreeMap<usize, i32> =
        told.iter().rev().filter_map(|told| Some((told.account, told.published?))).collect();
    for (day, account) in named {
        // A day to come is half told.
        let is_ahead = published.get(&account).is_some_and(|&published| day > published);
        *weights.entry(day).or_default() += if is_ahead { 0.5 } else { 1.0 };
    }
    for (day, _) in appeared {
        *weights.entry(day).or_default() += APPEARED;
    }
    let weight = |day: i32| weights.get(&day).copied().unwrap_or_default();
    let around = |day: i32| [-2, -1, 1, 2].map(|step| weight(day + step)).iter().sum::<f64>();
    let mut ranked: Vec<(i32, f64)> = weights
        .keys()
        .filter(|&&day| is_wanted(day))
        .map(|&day| (day, weight(day) - AROUND / 4.0 * around(day)))
        .collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked
}

/// What stands in the timeline already.
#[derive(Default)]
struct Used<'t> {
    sentences: BTreeSet<(usize, u32)>,
    /// With the day each stands at.
    told: Vec<(i32, &'t Told)>,
}

impl Used<'_> {
    /// Whether a sentence tells again what stands at a day near this one.
    fn has(&self, day: i32, told: &Told) -> bool {
        const NEAR: i32 = 3;
        if self.sentences.contains(&(told.report, told.excerpt.start)) {
            return true;
        }
        let shares =
            |deeds: &[Deed]| deeds.iter().any(|one| told.deeds.iter().any(|other| one.is_like(other)));
        self.told
            .iter()
            .rev()
            .take_while(|(at, _)| day - at <= NEAR)
            .any(|(_, other)| is_one_telling(told, other) || shares(&other.deeds))
    }
}

/// The sentences that say most of what the sentences of this day say, and not the same twice.
fn best_sentences<'t>(
    day: i32,
    candidates: &[(&'t Told, f64)],
    most: usize,
    used: &mut Used<'t>,
) -> Vec<&'t Told> {
    /// A second sentence is one that tells a deed of the day, and no aside.
    const SECOND: f64 = 0.8;
    const ALONE: f64 = 0.3;
    let mut accounts = candidates.iter().map(|(told, _)| told.account);
    let first = accounts.next();
    let alone = if accounts.all(|account| Some(account) == first) { ALONE } else { 0.0 };
    let mut holders: FxHashMap<u32, f64> = FxHashMap::default();
    for term in candidates.iter().flat_map(|(told, _)| &told.terms) {
        *holders.entry(*term).or_default() += 1.0;
    }
    let mut said: BTreeSet<u32> = BTreeSet::new();
    let mut chosen: Vec<&Told> = Vec::new();
    while chosen.len() < most {
        let worth = |(told, of_day): (&Told, f64)| {
            let new = told.terms.iter().filter(|term| !said.contains(term));
            // On a day of one report what only this sentence says weighs a little: its lead is told.
            let weight: f64 = new.map(|term| (holders[term] + alone).ln()).sum();
            of_day * weight / (told.terms.len().max(1) as f64).sqrt()
                * (1.0 + 1.0 / (1.0 + told.number as f64))
        };
        let fits = |(told, of_day): &&(&'t Told, f64)| {
            let words = told.excerpt.text.split_whitespace().count();
            (SHORTEST..=LONGEST).contains(&words)
                && (chosen.is_empty() || *of_day >= SECOND)
                && !used.has(day, told)
        };
        let best = candidates.iter().filter(fits).map(|&one| (worth(one), one.0)).max_by(|a, b| {
            a.0.total_cmp(&b.0).then_with(|| (b.1.report, b.1.number).cmp(&(a.1.report, a.1.number)))
        });
        let Some((worth, told)) = best else { break };
        if worth <= 0.0 && !chosen.is_empty() {
            break;
        }
        used.sentences.insert((told.report, told.excerpt.start));
        used.told.push((day, told));
        said.extend(&told.terms);
        chosen.push(told);
    }
    let accounts = |told: &&Told| {
        let others = tell_the_same(told, candidates).map(|other| other.account);
        std::cmp::Reverse(others.chain([told.account]).collect::<BTreeSet<usize>>().len())
    };
    chosen.sort_by_cached_key(accounts);
    chosen
}

/// What other reports say of one day in much the same words.
fn tell_the_same<'t>(told: &'t Told, candidates: &'t [(&'t Told, f64)]) -> impl Iterator<Item = &'t Told> {
    let others = candidates.iter().map(|(other, _)| *other);
    others.filter(move |other| other.report != told.report && is_one_telling(told, other))
}

/// Whether two sentences are much the same words.
fn is_one_telling(one: &Told, other: &Told) -> bool {
    const FEWEST: usize = 4;
    let shared = one.terms.intersection(&other.terms).count();
    shared >= FEWEST && shared * 2 >= one.terms.len().min(other.terms.len())
}

fn date_of(day: i32) -> Option<String> {
    let first = jiff::civil::Date::constant(1970, 1, 1);
    first.checked_add(jiff::Span::new().try_days(day).ok()?).ok().map(|date| date.to_string())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn evidence(readings: &[Read<'_>], told: &Told, candidates: &[(&Told, f64)]) -> TimelineEvidence {
    let Excerpt { start, end, text } = told.excerpt.clone();
    let also: BTreeSet<usize> = tell_the_same(told, candidates).map(|other| other.report).collect();
    TimelineEvidence {
        report: readings[told.report].0.id.clone(),
        start,
        end,
        text,
        also: also.into_iter().map(|report| readings[report].0.id.clone()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_many_reports_name_stands_out() {
        use dateline_model::{Reading, Report};
        let report = |id: &str, day: &str, text: &str| Report {
            id: id.into(),
            published: Some(day.to_owned()),
            text: text.to_owned(),
            ..Report::default()
        };
        let reports = [
            report("a", "1978-09-17", "Egypt and Israel signed two frameworks for peace at the White House."),
            report("b", "1978-09-17", "Two frameworks for peace were signed by Egypt and Israel on Sunday."),
            report("c", "1978-09-20", "Parliament in Cairo will debate the accords in the coming week."),
        ];
        let reading = Reading::default();
        let reads: Vec<_> = reports.iter().map(|report| (report, &reading)).collect();
        let days = timeline(&reads, &TimelineOptions { days: Some(1), ..TimelineOptions::default() });
        assert_eq!(days.len(), 1);
        assert_eq!(days[0].date, "1978-09-17");
        assert!(days[0].evidence.iter().all(|evidence| {
            let report = reports.iter().find(|report| report.id == evidence.report).unwrap();
            report.text[evidence.start as usize..evidence.end as usize] == evidence.text
        }));
        let told = &days[0].evidence[0];
        assert_eq!(told.also.len(), 1, "the other paper tells it too");
        assert_ne!(told.also[0], told.report);
        assert_eq!(timeline(&[], &TimelineOptions::default()), []);
    }

    #[test]
    fn a_text_printed_again_later_is_of_its_first_day() {
        use dateline_model::{Reading, Report};
        let text = "Egypt and Israel signed two frameworks for peace at the White House.";
        let report = |id: &str, day: &str| Report {
            id: id.into(),
            published: Some(day.to_owned()),
            text: text.to_owned(),
            ..Report::default()
        };
        let reports = [report("late", "1978-09-24"), report("first", "1978-09-17")];
        let reading = Reading::default();
        let reads: Vec<_> = reports.iter().map(|report| (report, &reading)).collect();
        let days = timeline(&reads, &TimelineOptions::default());
        assert_eq!(days.iter().map(|day| day.date.as_str()).collect::<Vec<_>>(), ["1978-09-17"]);
        assert_eq!(days[0].evidence.len(), 1, "told once");
    }
}
