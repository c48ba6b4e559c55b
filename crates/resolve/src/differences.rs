//! One fact, several accounts.

use crate::Read;
use crate::features::day_number;
use crate::same::{Joined, Overlap, Weights, days_of, likely_pairs, place_name};
use crate::words::words;
use dateline_model::{
    Account, Difference, Event, EventAct, Excerpt, Fact, Figure, Id, Report, SameEvent, Span, Statement,
    StatementAct, Status, Story, TextIndex, derive_id,
};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// The facts of a story that accounts differ on, each with these accounts, whether they can be
/// true together or not. `events` is what [`same_events`](crate::same_events) found.
///
/// A text printed by several papers is one account of what it says.
pub fn differences(story: &Story, readings: &[Read<'_>], events: &[SameEvent]) -> Vec<Difference> {
    let mut differences = differing_figures(story, readings, events);
    differences.extend(opposed_claims(story, readings));
    differences
        .sort_by(|a, b| (a.compatible, &a.about.what, &a.id).cmp(&(b.compatible, &b.about.what, &b.id)));
    differences
}

/// Whether all of these can be true together: 32 and "more than 30" can, 5 and 4 cannot, 5 and
/// "at least 4" can, "about 200" and 210 can; "has risen to 12" takes nothing from 9 before it.
pub fn compatible(accounts: &[Account]) -> bool {
    let mut least = f64::NEG_INFINITY;
    let mut most = f64::INFINITY;
    let newest = accounts
        .iter()
        .filter(|account| account.is_update)
        .filter_map(|account| account.low)
        .fold(0.0, f64::max);
    for account in accounts {
        // One in twenty either way is what "about" leaves open.
        let room = if account.approximate { 0.05 } else { 0.0 };
        let (low, high) = (account.low.unwrap_or(f64::NEG_INFINITY), account.high.unwrap_or(f64::INFINITY));
        let is_overtaken = high < newest && !account.is_update;
        least = least.max(low - room * low.abs());
        most = most.min(if is_overtaken { f64::INFINITY } else { high + room * high.abs() });
    }
    least <= most
}

/// One figure with what it is compared by.
struct Given<'r> {
    report: usize,
    figure: &'r Figure,
    days: Option<(i32, i32)>,
    place: Option<String>,
    /// The words of the sentence it stands in.
    around: Weights,
    /// The words just before it ("earned", "on sales of").
    before: Weights,
    counted: Weights,
    /// Whether people of no kind are counted.
    is_anybody: bool,
    deed: Option<&'r Id>,
    is_update: bool,
}

fn differing_figures(story: &Story, readings: &[Read<'_>], events: &[SameEvent]) -> Vec<Difference> {
    let deeds: FxHashMap<&Id, &Id> =
        events.iter().flat_map(|same| same.events.iter().map(move |event| (event, &same.id))).collect();
    let mut by_measure: BTreeMap<(&str, Option<&str>), Vec<Given<'_>>> = BTreeMap::new();
    for (report, &read) in readings.iter().enumerate() {
        let index = TextIndex::new(&read.0.text);
        for figure in &read.1.figures {
            let (sentence, before) =
                (sentence_around(&index, &figure.evidence), before(&index, &figure.evidence));
            if !is_claimed(figure, sentence, before) || is_of_another_year(read.0, sentence) {
                continue;
            }
            let given = given(report, read, figure, sentence, before, &deeds);
            by_measure.entry((&figure.what, figure.unit.as_deref())).or_default().push(given);
        }
    }
    let origins = origin_of(story);
    let mut differences = Vec::new();
    for all in by_measure.values() {
        for fact in facts(all) {
            differences.extend(difference(story, readings, &origins, all, &fact));
        }
    }
    differences
}

fn given<'r>(
    report: usize,
    read: Read<'r>,
    figure: &'r Figure,
    sentence: &str,
    before: &str,
    deeds: &FxHashMap<&Id, &'r Id>,
) -> Given<'r> {
    let event = figure.event.as_ref().and_then(|id| read.1.events.iter().find(|event| event.id == *id));
    let when = figure.when.as_ref().or_else(|| event.and_then(|event| event.when.as_ref()));
    let place = figure.place.as_ref().or_else(|| event.and_then(|event| event.place.as_ref()));
    Given {
        report,
        figure,
        days: when.and_then(|when| days_of(when.edtf.as_ref()?)),
        place: place.map(|place| place_name(read, place)),
        around: Weights::of([sentence]),
        before: Weights::of([before]),
        is_anybody: is_anybody(figure),
        counted: Weights::of(figure.of.iter().map(|of| of.text.as_str())),
        deed: figure.event.as_ref().and_then(|event| deeds.get(event).copied()),
        is_update: is_update(sentence),
    }
}

/// Whether a figure says how many there are: not "thousands", which agrees with any other, not
/// "another 100", which comes on top, not "the toll could rise to 200", and not "flu kills 36,000
/// a year".
fn is_claimed(figure: &Figure, sentence: &str, before: &str) -> bool {
    const RATES: [&str; 8] =
        ["a year", "per year", "each year", "every year", "annually", "in every", "a day", "per day"];
    const VAGUE: [&str; 8] =
        ["dozens", "scores", "hundreds", "thousands", "millions", "several", "many", "tens"];
    const ON_TOP: [&str; 5] = ["another", "further", "additional", "other", "extra"];
    const MAY: [&str; 7] = ["could", "may", "might", "will", "would", "expected to", "likely to"];
    const RISE: [&str; 9] =
        ["rise", "climb", "reach", "run", "grow", "exceed", "eventually", "ultimately", "top"];
    let lower = |text: &str| text.to_lowercase();
    let words = lower(&figure.evidence.text);
    let is_vague = !words.contains(|letter: char| letter.is_ascii_digit())
        && words.split_whitespace().any(|word| VAGUE.contains(&word));
    let last = lower(before);
    let is_on_top = last.split_whitespace().next_back().is_some_and(|word| ON_TOP.contains(&word))
        || words.split_whitespace().take(3).any(|word| ON_TOP.contains(&word));
    let sentence = lower(sentence);
    let is_to_come = MAY.iter().any(|may| {
        sentence.match_indices(&format!("{may} ")).any(|(at, found)| {
            let next = sentence[at + found.len()..].split_whitespace().take(2);
            next.into_iter().any(|word| RISE.contains(&word))
        })
    });
    let is_rate = RATES.iter().any(|rate| {
        sentence
            .match_indices(rate)
            .any(|(at, _)| !sentence[at + rate.len()..].starts_with(char::is_alphanumeric))
    });
    !is_vague && !is_on_top && !is_to_come && !is_rate
}

/// "The 1957 pandemic killed two million": a year that is not the report's, and not the one before.
fn is_of_another_year(report: &Report, sentence: &str) -> bool {
    let Some(own) = report.published.as_deref().and_then(|day| day.get(..4)?.parse::<i32>().ok()) else {
        return false;
    };
    words(sentence).any(|word| {
        let is_year = word.text.len() == 4 && (word.text.starts_with("19") || word.text.starts_with("20"));
        // "2,000" is two words here and "1,950 people" none.
        let is_part = sentence[..word.start].ends_with([',', '.', '$', '-']);
        is_year && !is_part && word.text.parse::<i32>().is_ok_and(|year| (own - year).abs() > 1)
    })
}

/// "The toll rose to 12", "is now 12", "up from 9".
fn is_update(sentence: &str) -> bool {
    const NEWER: [&str; 14] = [
        "rose to",
        "rises to",
        "risen to",
        "climbed to",
        "climbs to",
        "increased to",
        "jumped to",
        "grew to",
        "up from",
        "reached",
        "now stands at",
        "revised",
        "updated",
        "raising the",
    ];
    let lower = sentence.to_lowercase();
    NEWER.iter().any(|words| lower.contains(words))
}

/// Figures that are of one fact: those that nothing sets apart from any other and that something
/// besides their measure joins to one at least.
fn facts(all: &[Given<'_>]) -> Vec<Vec<usize>> {
    let mut facts: Vec<Vec<usize>> = Vec::new();
    let mut order: Vec<usize> = (0..all.len()).collect();
    // What is told with day and place first: the others join it.
    order.sort_by_key(|&at| (all[at].place.is_none(), all[at].days.is_none(), at));
    for at in order {
        let fits = |fact: &&mut Vec<usize>| {
            let mut is_joined = false;
            for &other in fact.iter() {
                match bond(&all[at], &all[other]) {
                    Bond::Apart => return false,
                    Bond::Together => is_joined = true,
                    Bond::Unknown => {}
                }
            }
            is_joined
        };
        match facts.iter_mut().find(fits) {
            Some(fact) => fact.push(at),
            None => facts.push(vec![at]),
        }
    }
    for fact in &mut facts {
        fact.sort_unstable();
    }
    facts
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bond {
    Together,
    Unknown,
    Apart,
}

/// People of no kind: "five civilians" and "four people" are counts of one thing.
const ANYBODY: [&str; 12] = [
    "people",
    "person",
    "persons",
    "civilians",
    "civilian",
    "others",
    "residents",
    "victims",
    "dead",
    "casualties",
    "deaths",
    "bodies",
];

fn is_anybody(figure: &Figure) -> bool {
    let words = figure.of.as_ref().map_or("", |of| of.text.as_str());
    words.is_empty() || words.split_whitespace().any(|word| ANYBODY.contains(&word.to_lowercase().as_str()))
}

fn bond(a: &Given<'_>, b: &Given<'_>) -> Bond {
    if let (Some(first), Some(second)) = (a.days, b.days)
        && (first.0 > second.1 + 1 || second.0 > first.1 + 1)
    {
        return Bond::Apart;
    }
    let same_place = match (&a.place, &b.place) {
        (Some(first), Some(second)) if first != second => return Bond::Apart,
        (Some(_), Some(_)) => true,
        _ => false,
    };
    let counted = a.counted.overlap(&b.counted);
    if counted.terms == 0 && !(a.is_anybody && b.is_anybody) {
        return Bond::Apart;
    }
    // A girl pulled out after ten days and a man after twelve: time spent is hardly ever one fact.
    if a.figure.what == "duration" || are_of_other_orders(a.figure, b.figure) {
        return Bond::Apart;
    }
    if a.deed.is_some() && a.deed == b.deed {
        return Bond::Together;
    }
    let around = a.around.overlap(&b.around);
    // One story, one place and days that agree: one toll.
    let is_toll =
        matches!(a.figure.what.as_str(), "killed" | "injured" | "missing" | "detained" | "displaced");
    let enough = if is_toll || same_place { 3 } else { 4 };
    let share = if is_toll { 0.1 } else { 0.6 };
    // "earned 31 million on sales of 215 million": in one sentence, and not of one thing.
    let lead = a.before.overlap(&b.before);
    if !is_toll && (lead.terms == 0 || lead.share < 0.5) {
        return Bond::Unknown;
    }
    if a.report == b.report {
        // Two figures of one report are of one fact only where place or day say so.
        return if same_place && is_toll { Bond::Together } else { Bond::Unknown };
    }
    let is_one_toll = is_toll && same_place;
    if is_one_toll || (around.terms >= enough && around.share >= share) {
        Bond::Together
    } else {
        Bond::Unknown
    }
}

/// Four and a hundred thousand are not counts of one thing.
fn are_of_other_orders(a: &Figure, b: &Figure) -> bool {
    const TIMES: f64 = 10.0;
    let size = |figure: &Figure| figure.low.or(figure.high).map(f64::abs);
    let (Some(a), Some(b)) = (size(a), size(b)) else { return false };
    a.max(b) > TIMES * a.min(b).max(1.0)
}

/// Whether no two of these contradict each other. What a report printed days later gives is news
/// and no contradiction; nor do two where one report knows both numbers.
fn are_compatible(accounts: &[Account], days: &[Option<i32>]) -> bool {
    const NEWS: u32 = 2;
    let knows = |report: &Id, other: &Account| {
        let mut known = accounts.iter().filter(|account| account.report == *report);
        known.any(|account| (account.low, account.high) == (other.low, other.high))
    };
    let contradict = |a: usize, b: usize| {
        let (first, second) = (&accounts[a], &accounts[b]);
        let is_later = matches!((days[a], days[b]), (Some(day), Some(other)) if day.abs_diff(other) >= NEWS);
        let is_known =
            first.report != second.report && (knows(&first.report, second) || knows(&second.report, first));
        !is_later && !is_known && !compatible(&[first.clone(), second.clone()])
    };
    !(0..accounts.len()).any(|b| (0..b).any(|a| contradict(a, b)))
}

fn difference(
    story: &Story,
    readings: &[Read<'_>],
    origins: &FxHashMap<&Id, usize>,
    all: &[Given<'_>],
    fact: &[usize],
) -> Option<Difference> {
    let mut seen = BTreeSet::new();
    let (mut accounts, mut days) = (Vec::new(), Vec::new());
    for given in fact.iter().map(|&at| &all[at]) {
        let (report, reading) = readings[given.report];
        let figure = given.figure;
        let by = figure.account.as_ref().and_then(|id| speaker_of(reading, id));
        let bits = |number: Option<f64>| number.map(f64::to_bits);
        let origin = origins.get(&report.id).copied().unwrap_or(usize::MAX - given.report);
        if seen.insert((origin, bits(figure.low), bits(figure.high), by.clone())) {
            days.push(report.published.as_deref().and_then(day_number));
            accounts.push(Account {
                low: figure.low,
                high: figure.high,
                report: report.id.clone(),
                account: figure.account.clone(),
                record: figure.id.clone(),
                by,
                approximate: figure.approximate,
                is_update: given.is_update,
            });
        }
    }
    let first = accounts.first()?;
    let is_one_value = accounts.iter().all(|account| (account.low, account.high) == (first.low, first.high));
    let reports: BTreeSet<&Id> = accounts.iter().map(|account| &account.report).collect();
    if is_one_value || reports.len() < 2 {
        return None;
    }
    let fullest = fact.iter().map(|&at| &all[at]);
    let place = fullest.clone().find_map(|given| given.place.as_ref());
    let named = fullest.clone().find_map(|given| {
        let (_, reading) = readings[given.report];
        let event =
            given.figure.event.as_ref().and_then(|id| reading.events.iter().find(|event| event.id == *id));
        let place = given.figure.place.as_ref().or_else(|| event.and_then(|event| event.place.as_ref()))?;
        Some(place.span.text.clone())
    });
    let when = fullest.clone().find_map(|given| given.figure.when.as_ref()?.edtf.as_ref());
    let parts: Vec<&str> = accounts.iter().map(|account| account.record.as_str()).collect();
    Some(Difference {
        id: derive_id("difference", &parts),
        about: Fact {
            what: all[fact[0]].figure.what.clone(),
            place: named.or_else(|| place.cloned()),
            when: when.map(|edtf| edtf.as_str().to_owned()),
            event: fullest.clone().find_map(|given| given.figure.event.clone()),
        },
        compatible: are_compatible(&accounts, &days),
        accounts,
        story: Some(story.id.clone()),
    })
}

/// Days within which a claim is answered.
const LONGEST_ANSWER: u32 = 14;

/// Claims that somebody denies: "effectively rejected the proposal" and "not correct to say that
/// he rejected it".
fn opposed_claims(story: &Story, readings: &[Read<'_>]) -> Vec<Difference> {
    struct Claim<'r> {
        report: usize,
        id: &'r Id,
        words: &'r Excerpt,
        account: Option<Id>,
        by: Option<String>,
        is_denial: bool,
        /// States and names that it is by.
        sides: BTreeSet<String>,
    }
    let mut claims: Vec<Claim<'_>> = Vec::new();
    for (report, (_, reading)) in readings.iter().enumerate() {
        for statement in &reading.statements {
            let Some(words) = statement.content.iter().max_by_key(|content| content.text.len()) else {
                continue;
            };
            claims.push(Claim {
                report,
                id: &statement.id,
                words,
                account: Some(statement.id.clone()),
                by: speaker_of(reading, &statement.id),
                is_denial: is_denial(statement),
                sides: statement
                    .speakers
                    .iter()
                    .flat_map(|speaker| [Some(speaker.name.clone()), speaker.of.clone()])
                    .flatten()
                    .collect(),
            });
        }
        for event in reading.events.iter().filter(|event| is_charge(event)) {
            let by = event.account.as_ref().and_then(|id| speaker_of(reading, id));
            claims.push(Claim {
                report,
                id: &event.id,
                words: &event.evidence,
                account: event.account.clone(),
                sides: by.iter().cloned().collect(),
                by,
                is_denial: event.status == Status::Denied,
            });
        }
    }
    let weights: Vec<Weights> = claims.iter().map(|claim| Weights::of([claim.words.text.as_str()])).collect();
    let mut joined = Joined::new(claims.len());
    for (a, b) in likely_pairs(weights.iter(), weights.len()) {
        let (first, second) = (&claims[a], &claims[b]);
        let is_own = !first.sides.is_empty() && !first.sides.is_disjoint(&second.sides);
        let is_one_passage =
            first.report == second.report && first.words.span().overlaps(&second.words.span());
        let day = |claim: &Claim<'_>| readings[claim.report].0.published.as_deref().and_then(day_number);
        // Weeks later it is another matter that is spoken of in such words.
        let is_other_matter = matches!(
            (day(first), day(second)), (Some(day), Some(other)) if day.abs_diff(other) > LONGEST_ANSWER
        );
        if first.is_denial == second.is_denial || is_own || is_one_passage || is_other_matter {
            continue;
        }
        let Overlap { terms, share, .. } = weights[a].overlap(&weights[b]);
        if terms >= 3 && share >= 0.65 {
            joined.join(a, b);
        }
    }
    let origins = origin_of(story);
    let mut differences = Vec::new();
    for group in joined.groups() {
        // A text printed by several papers claims and denies once.
        let mut said = BTreeSet::new();
        let mut group = group;
        group.retain(|&at| {
            let origin = origins.get(&readings[claims[at].report].0.id).copied().unwrap_or(usize::MAX - at);
            said.insert((origin, claims[at].is_denial))
        });
        let claimed = group.iter().find(|&&at| !claims[at].is_denial).map_or(group[0], |&at| at);
        let accounts: Vec<Account> = group
            .iter()
            .map(|&at| Account {
                low: None,
                high: None,
                report: readings[claims[at].report].0.id.clone(),
                account: claims[at].account.clone(),
                record: claims[at].id.clone(),
                by: claims[at].by.clone(),
                approximate: false,
                is_update: false,
            })
            .collect();
        let parts: Vec<&str> = accounts.iter().map(|account| account.record.as_str()).collect();
        differences.push(Difference {
            id: derive_id("difference", &parts),
            about: Fact { what: claims[claimed].words.text.clone(), place: None, when: None, event: None },
            accounts,
            compatible: false,
            story: Some(story.id.clone()),
        });
    }
    differences
}

/// "denied that …", "it was not correct to say that …".
fn is_denial(statement: &Statement) -> bool {
    const DENYING: [&str; 8] =
        ["not correct", "incorrect", "not true", "untrue", "no truth", "false", "fabrication", "a lie"];
    let denies = |text: &str| {
        let lower = text.to_lowercase();
        DENYING.iter().any(|words| {
            lower.match_indices(words).any(|(at, _)| {
                !lower[..at].ends_with(char::is_alphanumeric)
                    && !lower[at + words.len()..].starts_with(char::is_alphanumeric)
            })
        })
    };
    statement.act == StatementAct::Deny || statement.content.iter().any(|content| denies(&content.text))
}

/// Deeds that those who did them may deny.
fn is_charge(event: &Event) -> bool {
    matches!(
        event.act,
        EventAct::Reject
            | EventAct::Assault
            | EventAct::Coerce
            | EventAct::Threaten
            | EventAct::Mobilize
            | EventAct::Retreat
    )
}

fn speaker_of(reading: &dateline_model::Reading, statement: &Id) -> Option<String> {
    let statement = reading.statements.iter().find(|known| known.id == *statement)?;
    statement.speakers.first().map(|speaker| speaker.name.clone())
}

fn origin_of(story: &Story) -> FxHashMap<&Id, usize> {
    let origins = story.origins.iter().enumerate();
    origins.flat_map(|(number, reports)| reports.iter().map(move |report| (report, number))).collect()
}

/// The last words before a piece of a text, of the same sentence.
fn before<'t>(index: &TextIndex<'t>, piece: &Excerpt) -> &'t str {
    const LETTERS: usize = 48;
    let text = index.text();
    let end = index.byte(piece.start as usize);
    let start = index.byte((piece.start as usize).saturating_sub(LETTERS));
    let words = &text[start..end];
    words.rsplit(['\n', ';', '!', '?']).next().unwrap_or(words)
}

/// The sentence that a piece of a text stands in, near enough: up to the stops on both sides.
fn sentence_around<'t>(index: &TextIndex<'t>, piece: &Excerpt) -> &'t str {
    let text = index.text();
    let Span { start, end, .. } = index.bytes(piece.span());
    let from = text[..start].rfind(['\n', '.', '!', '?']).map_or(0, |stop| stop + 1);
    let to = text[end..].find(['\n', '.', '!', '?']).map_or(text.len(), |stop| end + stop);
    text[from..to].trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(low: Option<f64>, high: Option<f64>) -> Account {
        Account {
            low,
            high,
            report: "r".into(),
            account: None,
            record: "f".into(),
            by: None,
            approximate: false,
            is_update: false,
        }
    }

    #[test]
    fn bounds_that_meet_can_both_be_true() {
        let exactly = |number| account(Some(number), Some(number));
        let from = |number| account(Some(number), None);
        assert!(compatible(&[exactly(32.0), from(31.0)]));
        assert!(!compatible(&[exactly(5.0), exactly(4.0)]));
        assert!(compatible(&[exactly(5.0), from(4.0)]));
        assert!(!compatible(&[exactly(5.0), from(6.0)]));
        assert!(!compatible(&[exactly(5.0), from(4.0), exactly(4.0)]));
        assert!(compatible(&[
            account(Some(200.0), Some(200.0)),
            Account { approximate: true, ..exactly(205.0) }
        ]));
    }

    #[test]
    fn what_is_printed_days_later_is_news() {
        let of =
            |report: &str, number| Account { report: report.into(), ..account(Some(number), Some(number)) };
        assert!(!are_compatible(&[of("a", 5.0), of("b", 4.0)], &[Some(10), Some(11)]));
        assert!(are_compatible(&[of("a", 5.0), of("b", 9.0)], &[Some(10), Some(13)]));
        assert!(!are_compatible(&[of("a", 5.0), of("b", 9.0)], &[None, Some(13)]));
        let both = [of("a", 5.0), of("b", 5.0), of("b", 9.0)];
        assert!(!are_compatible(&both[1..], &[None; 2]), "by two in one report");
        assert!(!are_compatible(&both, &[None; 3]));
    }

    #[test]
    fn a_newer_toll_contradicts_none_before_it() {
        let before = account(Some(9.0), Some(9.0));
        let after = Account { is_update: true, ..account(Some(12.0), Some(12.0)) };
        assert!(compatible(&[before.clone(), after.clone()]));
        assert!(!compatible(&[account(Some(15.0), Some(15.0)), after]));
    }

    #[test]
    fn a_toll_that_rose_is_newer() {
        assert!(is_update("The death toll rose to 12 on Tuesday"));
        assert!(!is_update("Twelve people were killed on Tuesday"));
    }
}
