//! Two accounts of one number in one report: "The army said that 12 were killed; *the rebels said that 31 were*".
//!
//! A report that gives two numbers mostly knows two things. Where it gives them by the word of two who are not of one
//! side, right behind each other, of one kind, and nothing says that the second is of something else, it tells that
//! they differ.

use crate::Read;
use crate::denials::denials;
use crate::given::Given;
use crate::opposed::are_two;
use crate::personal_names::PersonalName;
use crate::same::Named;
use crate::sentences::sentences;
use crate::two_figures::{are_apart, can_both_hold};
use crate::verbs::is_form_of;
use crate::word_list::WordList;
use crate::words::{terms_but_numbers, words};
use dateline_model::{Event, Figure, Reading, TextIndex};
use dateline_vocabulary::compiled_in;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// See `lexicon/rivals.toml`, which says what each list holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lexicon {
    light: WordList,
    of_another: WordList,
    another: WordList,
    own: WordList,
    putting: WordList,
    counting: WordList,
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| compiled_in("rivals.toml", include_str!("../lexicon/rivals.toml")))
}

/// So many figures behind one are looked at,
const NEXT: usize = 6;
/// and so many letters back for whoever they are of.
const BACK: usize = 80;
/// So many sentences may stand between the two numbers,
const BETWEEN: usize = 1;
/// and so many words before a number may say that it is of whoever gives it: "*our* army lost 12".
const OWN: usize = 6;

/// Pairs of figures, by their places in `all`, that are rival accounts in one report.
pub(crate) fn rivals(all: &[Given<'_>], readings: &[Read<'_>]) -> Vec<(usize, usize)> {
    let mut by_report: Vec<Vec<usize>> = vec![Vec::new(); readings.len()];
    for (at, given) in all.iter().enumerate() {
        by_report[given.report].push(at);
    }
    let mut found = Vec::new();
    for (report, mut of_report) in by_report.into_iter().enumerate().filter(|(_, many)| many.len() > 1) {
        of_report.sort_by_key(|&at| all[at].figure.evidence.start);
        let (source, reading) = readings[report];
        let index = TextIndex::new(&source.text);
        let sentences = sentences(&source.text);
        let sentence_of = |figure: &Figure| {
            let start = index.bytes(figure.evidence.span()).start;
            sentences.partition_point(|sentence| sentence.end <= start)
        };
        for (place, &first) in of_report.iter().enumerate() {
            let of_first = sentence_of(all[first].figure);
            let near = of_report[place + 1..]
                .iter()
                .take(NEXT)
                .take_while(|&&second| sentence_of(all[second].figure) <= of_first + 1 + BETWEEN);
            for &second in near {
                let (a, b) = (&all[first], &all[second]);
                let of = |given: &Given<'_>| {
                    let at = sentence_of(given.figure);
                    sentences
                        .get(at)
                        .and_then(|sentence| source.text.get(sentence.range()))
                        .unwrap_or_default()
                };
                let mouths = [mouth_of(reading, a.figure, of(a)), mouth_of(reading, b.figure, of(b))];
                if are_of_one_thing(a, b)
                    && share_a_matter(reading, (a, of(a)), (b, of(b)))
                    && are_told_as_one(reading, &index, (a.figure, b.figure))
                    && matches!(&mouths, [Some(a), Some(b)] if a.is_other_than(b))
                {
                    found.push((first, second));
                }
            }
        }
    }
    found
}

fn are_of_one_thing(a: &Given<'_>, b: &Given<'_>) -> bool {
    let fits = |a: Option<&str>, b: Option<&str>| a.is_none() || b.is_none() || a == b;
    let are_elsewhere = !a.places.is_empty() && !b.places.is_empty() && a.places.is_disjoint(&b.places);
    let are_of_two_days = matches!((a.days, b.days), (Some(a), Some(b)) if a.1 < b.0 || b.1 < a.0);
    a.kind == b.kind
        && a.figure.what == b.figure.what
        && a.noun == b.noun
        && !(a.is_vague || b.is_vague || a.is_update || b.is_update)
        && !can_both_hold(a, b)
        && !are_apart(a, b)
        && a.elsewhen == b.elsewhen
        && fits(a.scope.as_deref(), b.scope.as_deref())
        && fits(a.town, b.town)
        && !(are_elsewhere || are_of_two_days)
}

/// "lost $12 million", "the pier cost $40 million"; "12 were held for theft", "40 were held over the week": the second must be
/// told in words of the first, and bring none of its own.
fn share_a_matter(reading: &Reading, (a, of_a): (&Given<'_>, &str), (b, of_b): (&Given<'_>, &str)) -> bool {
    let mut own: BTreeSet<u32> =
        [a, b].iter().flat_map(|given| terms_but_numbers(&given.figure.evidence.text)).collect();
    for account in [a, b].iter().filter_map(|given| given.figure.account.as_ref()) {
        let Some(statement) = reading.statements.iter().find(|statement| statement.id == *account) else {
            continue;
        };
        own.extend(statement.speakers.iter().flat_map(|speaker| terms_but_numbers(&speaker.name)));
        own.extend(statement.cue.iter().flat_map(|cue| terms_but_numbers(&cue.span.text)));
    }
    let matter = |sentence: &str| -> BTreeSet<u32> {
        words(sentence)
            .filter(|word| {
                let lower = word.text.to_lowercase();
                !word.text.starts_with(char::is_uppercase)
                    && !lexicon().light.has(&lower)
                    && !is_one(&lower, &lexicon().putting)
                    && !is_one(&lower, &lexicon().counting)
            })
            .flat_map(|word| terms_but_numbers(word.text).collect::<Vec<_>>())
            .filter(|term| !own.contains(term))
            .collect()
    };
    // In one sentence what is told is told of both.
    let second = if of_a == of_b {
        let start = of_b.find(b.figure.evidence.text.as_str()).unwrap_or_default();
        &of_b[start..]
    } else {
        of_b
    };
    let second = told_with(second, &b.figure.evidence.text);
    let (first, second) = (matter(of_a), matter(second));
    let is_of_another = lexicon().of_another.is_in(told_with(of_b, &b.figure.evidence.text))
        && !lexicon().of_another.is_in(of_a);
    !is_of_another && (of_a == of_b || second.is_subset(&first))
}

/// A sentence up to the first mark behind a number: what follows that is said of the number and gives it to nobody else
/// ("there were more than 500, *easily the biggest crowd since May*").
fn told_with<'t>(sentence: &'t str, number: &str) -> &'t str {
    let Some(end) = sentence.find(number).map(|at| at + number.len()) else { return sentence };
    let behind = &sentence[end..];
    let mark = behind.find([',', ';', '–', '—']).into_iter().chain(behind.find(" - ")).min();
    mark.map_or(sentence, |mark| &sentence[..end + mark])
}

/// Who gives a number.
enum Mouth<'r> {
    /// Whoever says so,
    Speakers(Vec<Named<'r>>),
    /// or a party of a known kind that puts it so without a word: "*Police* put the crowd at 400".
    Party(usize),
}

impl Mouth<'_> {
    /// Whether both are known and not of one side.
    fn is_other_than(&self, other: &Mouth<'_>) -> bool {
        match (self, other) {
            (Mouth::Speakers(a), Mouth::Speakers(b)) => are_two(a, b, true),
            (Mouth::Party(kind), Mouth::Speakers(speakers))
            | (Mouth::Speakers(speakers), Mouth::Party(kind)) => {
                let kinds = speakers.iter().map(|(speaker, _)| denials().kind_of(&speaker.name));
                !speakers.is_empty() && kinds.into_iter().all(|one| one.is_some_and(|one| one != *kind))
            }
            (Mouth::Party(a), Mouth::Party(b)) => a != b,
        }
    }
}

/// Whether a word in small letters is a form of one of these verbs.
fn is_one(lower: &str, verbs: &WordList) -> bool {
    verbs.each().any(|verb| lower == verb || is_form_of(lower, verb))
}

/// Who gives a figure in its sentence, where that is told.
fn mouth_of<'r>(reading: &'r Reading, figure: &Figure, sentence: &str) -> Option<Mouth<'r>> {
    const NAME: usize = 3;
    let Some(account) = figure.account.as_ref() else {
        let of_sentence: Vec<_> = words(sentence).take(NAME + 1).collect();
        let before = sentence.find(figure.evidence.text.as_str()).and_then(|at| sentence.get(..at))?;
        let last = words(before).last()?.text;
        return (1..of_sentence.len()).find_map(|at| {
            let verb = of_sentence[at].text.to_lowercase();
            let puts = last == "at" && is_one(&verb, &lexicon().putting)
                || last == of_sentence[at].text && is_one(&verb, &lexicon().counting);
            let kind = denials().kind_of(&sentence[..of_sentence[at - 1].end]);
            kind.filter(|_| puts).map(Mouth::Party)
        });
    };
    let statement = reading.statements.iter().find(|statement| statement.id == *account)?;
    let named = statement.speakers.iter().map(|speaker| (speaker, PersonalName::parse(&speaker.name)));
    (!statement.negated).then(|| Mouth::Speakers(named.collect()))
}

/// Whether nothing says that the second is of another happening, or each of its own side.
fn are_told_as_one(reading: &Reading, index: &TextIndex<'_>, (a, b): (&Figure, &Figure)) -> bool {
    let (first, second) = (index.bytes(a.evidence.span()), index.bytes(b.evidence.span()));
    let Some(between) = index.text().get(first.end..second.end) else { return false };
    if words(between)
        .any(|word| lexicon().another.has(&word.text.to_lowercase()) && !is_more_than(between, word.end))
    {
        return false;
    }
    let is_own = |start: usize| {
        let before = &index.text()[..start];
        let from = before.floor_char_boundary(before.len().saturating_sub(BACK));
        let near = &before[from..];
        let line = near.rfind(['.', '\n']).map_or(0, |at| at + 1);
        let of_line: Vec<_> = words(&near[line..]).map(|word| word.text.to_lowercase()).collect();
        of_line.iter().rev().take(OWN).any(|word| lexicon().own.has(word))
    };
    let events = (event_of(reading, a), event_of(reading, b));
    let is_of_two_deeds = matches!(events, (Some(a), Some(b)) if are_of_others(a, b));
    !(is_own(first.start) || is_own(second.start) || is_of_two_deeds)
}

/// "more *than* 50,000": no addition.
fn is_more_than(text: &str, end: usize) -> bool {
    text.get(end..).is_some_and(|rest| rest.trim_start().starts_with("than"))
}

fn event_of<'r>(reading: &'r Reading, figure: &Figure) -> Option<&'r Event> {
    let id = figure.event.as_ref()?;
    reading.events.iter().find(|event| event.id == *id)
}

/// Whether two deeds are done by or to others: "a Peruvian shell", "a Chilean shell".
fn are_of_others(a: &Event, b: &Event) -> bool {
    let states = |parties: &[dateline_model::Party]| -> BTreeSet<String> {
        parties.iter().filter_map(|party| party.country.clone()).collect()
    };
    let apart =
        |a: BTreeSet<String>, b: BTreeSet<String>| !a.is_empty() && !b.is_empty() && a.is_disjoint(&b);
    a.id != b.id && (apart(states(&a.by), states(&b.by)) || apart(states(&a.to), states(&b.to)))
}

#[cfg(test)]
mod tests {
    use super::lexicon;

    #[test]
    fn every_list_shows_one_of_its_words() {
        let lexicon = lexicon();
        let of_mouths = [&lexicon.own, &lexicon.putting, &lexicon.counting];
        for list in [&lexicon.light, &lexicon.of_another, &lexicon.another].into_iter().chain(of_mouths) {
            assert!(list.is_shown(), "{list:?}");
        }
    }
}
