//! How old several reports say that one named person is: "Jan Kolar, 38, …", "38-year-old Jan Kolar".
//!
//! Two ages are of one person where the full names fit, and can both be true where no more lies between them than the time
//! between the reports and a birthday. Of two that cannot nothing is told: they may be father and son.

use crate::Read;
use crate::features::day_number;
use crate::given::{origin_of, speaker_of};
use crate::personal_names::PersonalName;
use crate::words::words;
use dateline_model::{
    Account, Bound, Fact, Id, Mention, MentionKind, Reading, Report, SameFigure, Statement, Story, TextIndex,
    Verdict, derive_id,
};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

const AGE: &str = "age";
/// In a story of very many the first so many are looked at.
const MOST: usize = 400;
const OLDEST: u32 = 110;

/// An age that a report gives of somebody.
struct Aged<'r> {
    report: usize,
    mention: &'r Mention,
    name: &'r str,
    person: PersonalName,
    age: f64,
}

/// The facts of a story that are ages: of persons of whom several of its reports give one.
pub(crate) fn ages(story: &Story, readings: &[Read<'_>]) -> Vec<SameFigure> {
    let mut aged: Vec<Aged<'_>> = readings
        .iter()
        .enumerate()
        .flat_map(|(at, &(report, reading))| of_report(at, report, reading))
        .collect();
    aged.truncate(MOST);
    let mut groups: Vec<Vec<Aged<'_>>> = Vec::new();
    for one in aged {
        let known = groups.iter_mut().find(|group| group.iter().all(|other| other.person.fits(&one.person)));
        match known {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    let origins = origin_of(story);
    groups.iter().filter_map(|group| fact(story, readings, &origins, group)).collect()
}

fn fact(
    story: &Story,
    readings: &[Read<'_>],
    origins: &FxHashMap<&Id, usize>,
    group: &[Aged<'_>],
) -> Option<SameFigure> {
    let (mut seen, mut texts, mut kept) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for one in group {
        let report = &readings[one.report].0.id;
        let text = origins.get(report).copied().unwrap_or(usize::MAX - one.report);
        texts.insert(text);
        if seen.insert((text, one.age.to_bits())) {
            kept.push(one);
        }
    }
    let day = |one: &Aged<'_>| readings[one.report].0.published.as_deref().and_then(day_number);
    let can_all_hold = kept.iter().enumerate().all(|(at, one)| {
        kept[at + 1..].iter().all(|other| can_both_hold((one.age, day(one)), (other.age, day(other))))
    });
    let first = kept.first()?;
    if texts.len() < 2 || !can_all_hold {
        return None;
    }
    let accounts: Vec<Account> = kept
        .iter()
        .map(|one| {
            let (report, reading) = readings[one.report];
            let account = said_in(reading, one.mention);
            Account {
                low: Some(Bound::Number(one.age)),
                high: Some(Bound::Number(one.age)),
                as_of: report.published.clone(),
                report: report.id.clone(),
                account: account.map(|statement| statement.id.clone()),
                record: one.mention.id.clone(),
                by: account.and_then(|statement| speaker_of(reading, &statement.id)).map(str::to_owned),
                approximate: false,
                is_update: false,
            }
        })
        .collect();
    let is_same = kept.iter().all(|one| one.age.to_bits() == first.age.to_bits());
    let name = kept.iter().map(|one| one.name).max_by_key(|name| name.len())?;
    let parts: Vec<&str> = accounts.iter().map(|account| account.record.as_str()).collect();
    Some(SameFigure {
        id: derive_id("same-age", &parts),
        about: Fact { what: AGE.to_owned(), of: Some(name.to_owned()), place: None, when: None, event: None },
        verdict: if is_same { Verdict::Same } else { Verdict::Compatible },
        accounts,
        story: Some(story.id.clone()),
    })
}

/// The statement that a name stands in.
fn said_in<'r>(reading: &'r Reading, mention: &Mention) -> Option<&'r Statement> {
    let is_in = |statement: &&Statement| {
        let mut pieces = statement.content.iter();
        pieces.any(|piece| piece.start <= mention.span.start && mention.span.end <= piece.end)
    };
    reading.statements.iter().find(is_in)
}

/// Whether both can be one person's, told so many days apart: a birthday lies between 38 and 39.
fn can_both_hold((age, day): (f64, Option<i32>), (other, other_day): (f64, Option<i32>)) -> bool {
    const YEAR: f64 = 365.25;
    let between = match (day, other_day) {
        (Some(day), Some(other)) => f64::from(day.abs_diff(other)) / YEAR,
        _ => 0.0,
    };
    (age - other).abs() <= between + 1.0
}

fn of_report<'r>(at: usize, report: &'r Report, reading: &'r Reading) -> Vec<Aged<'r>> {
    let index = TextIndex::new(&report.text);
    // The fullest name of each.
    let mut fullest: FxHashMap<&Id, &'r str> = FxHashMap::default();
    for mention in reading.mentions.iter().filter(|mention| mention.kind == MentionKind::Person) {
        let known = fullest.entry(&mention.entity).or_insert(&mention.span.text);
        if mention.span.text.len() > known.len() {
            *known = &mention.span.text;
        }
    }
    let persons = reading.mentions.iter().filter(|mention| mention.kind == MentionKind::Person);
    let aged = persons.filter_map(|mention| {
        let span = index.bytes(mention.span.span());
        let age = behind(&report.text[span.end..]).or_else(|| before(&report.text[..span.start]))?;
        let name = *fullest.get(&mention.entity)?;
        let person = PersonalName::parse(name).filter(PersonalName::is_full)?;
        Some(Aged { report: at, mention, name, person, age: f64::from(age) })
    });
    aged.collect()
}

fn years(digits: &str) -> Option<u32> {
    digits.parse().ok().filter(|age| (1..=OLDEST).contains(age))
}

/// "Jan Kolar*, 38,*": a number between two marks, and no day ("on May 5, 20, …") or count ("Kolar, 38 percent"). In
/// brackets it may as well be a goal or a seed.
fn behind(text: &str) -> Option<u32> {
    const ENDS: [char; 4] = [',', '.', ';', ')'];
    let rest = text.strip_prefix(", ")?;
    let digits = rest.len() - rest.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let (digits, rest) = rest.split_at(digits);
    let is_ended = rest.starts_with(ENDS) && !rest[1..].starts_with(|letter: char| letter.is_ascii_digit());
    is_ended.then(|| years(digits)).flatten()
}

/// "*38-year-old* Jan Kolar", "*38-year-old* clerk Jan Kolar".
fn before(text: &str) -> Option<u32> {
    const FAR: usize = 90;
    const TITLE: usize = 3;
    let near = &text[text.ceil_char_boundary(text.len().saturating_sub(FAR))..];
    let at = near.rfind("-year-old ")?;
    let title = &near[at + "-year-old ".len()..];
    let is_title = words(title).count() <= TITLE
        && title.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-'))
        && !words(title).any(|word| matches!(word.text, "and" | "of" | "whose" | "who" | "to" | "by" | "s"));
    let digits = near[..at].rsplit(|letter: char| !letter.is_ascii_digit()).next()?;
    is_title.then(|| years(digits)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_stands_between_marks_or_before_a_name() {
        assert_eq!(behind(", 38, of Lipno"), Some(38));
        assert_eq!(behind(", 38."), Some(38));
        for text in [" (38) won", ", 38 percent", ", 38,000", ", 380,", ", mayor", " 38,", ", 0,", ", 38.5"] {
            assert_eq!(behind(text), None, "{text}");
        }
        assert_eq!(before("a 38-year-old "), Some(38));
        assert_eq!(before("The 38-year-old former clerk "), Some(38));
        for text in [
            "the father of a 38-year-old and ",
            "a 38-year-old, ",
            "a 38-year-old who met ",
            "the 138-year-old ",
            "a year-old ",
        ] {
            assert_eq!(before(text), None, "{text}");
        }
    }

    #[test]
    fn a_birthday_may_lie_between() {
        assert!(can_both_hold((38.0, None), (39.0, None)));
        assert!(!can_both_hold((38.0, None), (40.0, None)));
        assert!(can_both_hold((38.0, Some(0)), (40.0, Some(500))));
        assert!(!can_both_hold((38.0, Some(0)), (45.0, Some(500))));
    }
}
