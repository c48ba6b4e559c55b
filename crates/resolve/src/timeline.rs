//! Which days mattered, and what happened on them.

use crate::Read;
use crate::features::day_number;
use crate::same::days_of;
use crate::sentences::sentences;
use crate::words::{number_of, term_of, words};
use dateline_model::{Edtf, Excerpt, Id, Report, TextIndex};
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
    let told: Vec<Told> = readings
        .iter()
        .enumerate()
        .filter(|(_, (report, _))| !is_opinion(report))
        .flat_map(|(report, &read)| {
            let account = account_of.get(&read.0.id).copied().unwrap_or(report);
            told_by((report, account), read, &about)
        })
        .collect();
    let published =
        || readings.iter().filter_map(|(report, _)| report.published.as_deref().and_then(day_number));
    let limit = |given: &Option<String>| given.as_deref().and_then(day_number);
    let from = limit(&options.from).or_else(|| published().min());
    let to = limit(&options.to).or_else(|| published().max());
    let is_wanted = |day: i32| from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to);

    let mut by_day: BTreeMap<i32, Vec<&Told>> = BTreeMap::new();
    for told in &told {
        for &day in told.days.iter().filter(|&&day| is_wanted(day)) {
            by_day.entry(day).or_default().push(told);
        }
        // What a report opens with and gives no other day is of the day it appeared.
        if let Some(day) = told.published
            && told.number < OPENING
            && told.days.is_empty()
            && is_wanted(day)
        {
            by_day.entry(day).or_default().push(told);
        }
    }
    let mut used: BTreeSet<(usize, u32)> = BTreeSet::new();
    let mut days = Vec::new();
    for day in best_days(&told, options.days, is_wanted) {
        let Some(candidates) = by_day.get(&day) else { continue };
        let chosen = best_sentences(candidates, options.sentences.unwrap_or(2).max(1), &mut used);
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

/// Sentences of a report that may tell the day it appeared.
const OPENING: usize = 5;
const SHORTEST: usize = 6;
const LONGEST: usize = 60;

/// A sentence with the days it names.
struct Told {
    report: usize,
    /// Which account it is of.
    account: usize,
    published: Option<i32>,
    /// Sentences before it in its report.
    number: usize,
    excerpt: Excerpt,
    days: BTreeSet<i32>,
    terms: BTreeSet<u32>,
}

fn told_by(
    (report, account): (usize, usize),
    (source, reading): Read<'_>,
    about: &BTreeSet<u32>,
) -> Vec<Told> {
    let index = TextIndex::new(&source.text);
    let published = source.published.as_deref().and_then(day_number);
    let title: BTreeSet<u32> = source.title.iter().flat_map(|title| terms_in(title)).collect();
    let is_about = |terms: &BTreeSet<u32>| {
        about.is_empty() || about.is_subset(&title) || about.iter().any(|term| terms.contains(term))
    };
    let mut times: Vec<(u32, i32)> = reading
        .times
        .iter()
        .filter_map(|time| Some((time.span.start, one_day(time.edtf.as_ref()?)?)))
        .collect();
    times.sort_unstable();
    let mut times = times.into_iter().peekable();
    let mut told = Vec::new();
    for (number, span) in sentences(&source.text).into_iter().enumerate() {
        let excerpt = index.excerpt(span);
        let mut days = BTreeSet::new();
        while let Some((_, day)) = times.next_if(|(start, _)| *start < excerpt.end) {
            days.insert(day);
        }
        let is_aside = source.asides.iter().any(|aside| aside.span.span().overlaps(&excerpt.span()));
        let terms: BTreeSet<u32> = terms_in(&excerpt.text).collect();
        if !is_aside && is_about(&terms) {
            told.push(Told { report, account, published, number, excerpt, days, terms });
        }
    }
    told
}

fn best_days(told: &[Told], most: Option<usize>, is_wanted: impl Fn(i32) -> bool) -> Vec<i32> {
    const APPEARED: f64 = 0.5;
    const AROUND: f64 = 0.5;
    let named: BTreeSet<(i32, usize)> =
        told.iter().flat_map(|told| told.days.iter().map(move |&day| (day, told.account))).collect();
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
    let mut ranked: Vec<(i32, f64)> = weights
        .keys()
        .filter(|&&day| is_wanted(day))
        .map(|&day| {
            (
                day,
                weight(day)
                    - AROUND / 4.0 * [-2, -1, 1, 2].map(|step| weight(day + step)).iter().sum::<f64>(),
            )
        })
        .collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let best = ranked.first().map_or(0.0, |(_, weight)| *weight);
    match most {
        Some(most) => ranked.truncate(most),
        None => ranked.retain(|(_, weight)| *weight >= best * 0.1),
    }
    let mut days: Vec<i32> = ranked.into_iter().map(|(day, _)| day).collect();
    days.sort_unstable();
    days
}

/// The sentences that say most of what the sentences of this day say, and not the same twice.
fn best_sentences<'t>(
    candidates: &[&'t Told],
    most: usize,
    used: &mut BTreeSet<(usize, u32)>,
) -> Vec<&'t Told> {
    let mut holders: FxHashMap<u32, f64> = FxHashMap::default();
    for term in candidates.iter().flat_map(|told| &told.terms) {
        *holders.entry(*term).or_default() += 1.0;
    }
    let mut said: BTreeSet<u32> = BTreeSet::new();
    let mut chosen: Vec<&Told> = Vec::new();
    while chosen.len() < most {
        let worth = |told: &Told| {
            let new = told.terms.iter().filter(|term| !said.contains(term));
            let weight: f64 = new.map(|term| holders[term].ln()).sum();
            weight / (told.terms.len().max(1) as f64).sqrt() * (1.0 + 1.0 / (1.0 + told.number as f64))
        };
        let fits = |told: &&&'t Told| {
            let words = told.excerpt.text.split_whitespace().count();
            (SHORTEST..=LONGEST).contains(&words) && !used.contains(&(told.report, told.excerpt.start))
        };
        let best = candidates.iter().filter(fits).map(|told| (worth(told), *told)).max_by(|a, b| {
            a.0.total_cmp(&b.0).then_with(|| (b.1.report, b.1.number).cmp(&(a.1.report, a.1.number)))
        });
        let Some((worth, told)) = best else { break };
        if worth <= 0.0 && !chosen.is_empty() {
            break;
        }
        used.insert((told.report, told.excerpt.start));
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
fn tell_the_same<'t>(told: &'t Told, candidates: &'t [&'t Told]) -> impl Iterator<Item = &'t Told> {
    const FEWEST: usize = 4;
    candidates.iter().copied().filter(move |other| {
        let shared = told.terms.intersection(&other.terms).count();
        other.report != told.report
            && shared >= FEWEST
            && shared * 2 >= told.terms.len().min(other.terms.len())
    })
}

/// Whether a report gives its writer's opinion: by its place or headline, or because it says "I"
/// in its own voice again and again.
fn is_opinion(report: &Report) -> bool {
    const PLACES: [&str; 9] = [
        "/opinion/",
        "/opinions/",
        "/comment/",
        "/commentisfree/",
        "/editorial/",
        "/editorials/",
        "/letters/",
        "/columnists/",
        "/op-ed/",
    ];
    const HEADLINES: [&str; 7] =
        ["opinion:", "opinion |", "editorial:", "comment:", "letters:", "op-ed:", "column:"];
    let url = report.url.as_deref().unwrap_or_default().to_lowercase();
    let title = report.title.as_deref().unwrap_or_default().trim_start().to_lowercase();
    if PLACES.iter().any(|place| url.contains(place)) || HEADLINES.iter().any(|head| title.starts_with(head))
    {
        return true;
    }
    const FEWEST: usize = 4;
    const SHARE: usize = 100;
    let quotations = crate::voices::quotations(&report.text);
    let mut quotations = quotations.into_iter().peekable();
    let (mut own, mut first_person) = (0_usize, 0_usize);
    for word in words(&report.text) {
        while quotations.next_if(|(_, end)| *end <= word.start).is_some() {}
        if quotations.peek().is_some_and(|(start, _)| *start <= word.start) {
            continue;
        }
        own += 1;
        first_person += usize::from(matches!(word.text, "I" | "my" | "My"));
    }
    first_person >= FEWEST && first_person * SHARE >= own
}

fn terms_in(text: &str) -> impl Iterator<Item = u32> + '_ {
    words(text).filter_map(|word| term_of(word.text).map(|term| number_of(&term)))
}

/// The day, where the date is of one day.
fn one_day(edtf: &Edtf) -> Option<i32> {
    let (first, last) = days_of(edtf)?;
    (first == last).then_some(first)
}

fn date_of(day: i32) -> Option<String> {
    let first = jiff::civil::Date::constant(1970, 1, 1);
    first.checked_add(jiff::Span::new().try_days(day).ok()?).ok().map(|date| date.to_string())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn evidence(readings: &[Read<'_>], told: &Told, candidates: &[&Told]) -> TimelineEvidence {
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
    fn a_writers_own_opinion_is_told_by_its_voice_and_place() {
        let of = |url: &str, text: &str| {
            is_opinion(&Report { url: Some(url.to_owned()), text: text.to_owned(), ..Report::default() })
        };
        assert!(of("https://lake-courier.example/opinion/1995/peace", "Peace is near."));
        assert!(of("", "I was in Dayton, and I saw my friends there. I do not think I was wrong."));
        assert!(!of("", "“I was in Dayton, I saw it, I signed it, and I do not regret it,” he said."));
    }

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
}
