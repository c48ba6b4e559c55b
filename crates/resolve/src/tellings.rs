//! The sentences of a report that tell what was done on a day: not what is planned for it, and rather in
//! a main clause than beside another matter.

use crate::Read;
use crate::features::day_number;
use crate::same::days_of;
use crate::sentences::sentences;
use crate::words::{terms_in, words};
use dateline_model::{Edtf, Event, EventAct, Excerpt, Status, TextIndex};
use dateline_vocabulary::compiled_in;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// See `lexicon/tellings.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lexicon {
    begins: List,
    ahead: List,
    no_verb: List,
    strong: List,
    of_the_paper: List,
    says: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    words: BTreeSet<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are run by the tests"))]
    example: String,
}

impl List {
    fn has(&self, word: &str) -> bool {
        self.words.contains(word)
    }
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| compiled_in("tellings.toml", include_str!("../lexicon/tellings.toml")))
}

/// A deed that a sentence tells as done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Deed {
    act: EventAct,
    /// The trigger's term.
    trigger: Option<u32>,
    /// Terms of all who do it and to whom.
    parties: BTreeSet<u32>,
    /// The day it was done, where the report gives one.
    day: Option<i32>,
    /// Whether only somebody who is quoted tells it.
    is_told: bool,
}

impl Deed {
    fn of(event: &Event) -> Deed {
        let parties = event.by.iter().chain(&event.to);
        Deed {
            act: event.act,
            trigger: terms_in(&event.trigger.text).next(),
            parties: parties.flat_map(|party| terms_in(&party.name).collect::<Vec<_>>()).collect(),
            day: event.when.as_ref().and_then(|when| one_day(when.edtf.as_ref()?)),
            is_told: event.account.is_some(),
        }
    }

    /// Whether both are one deed, if done on neighbouring days: the same is done, in the same word, by or to
    /// somebody who takes part in both.
    pub(crate) fn is_like(&self, other: &Deed) -> bool {
        self.act == other.act && self.trigger == other.trigger && !self.parties.is_disjoint(&other.parties)
    }
}

/// How a sentence tells of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Way {
    /// What is to be done on it, or may.
    Plan,
    /// Beside another matter: "…, who was arrested on Monday".
    Aside,
    /// As what it is about.
    Main,
}

/// A sentence with the days it names.
pub(crate) struct Told {
    pub(crate) report: usize,
    /// Which account it is of.
    pub(crate) account: usize,
    pub(crate) published: Option<i32>,
    /// Sentences before it in its report.
    pub(crate) number: usize,
    pub(crate) excerpt: Excerpt,
    pub(crate) days: BTreeMap<i32, Way>,
    pub(crate) terms: BTreeSet<u32>,
    /// What it tells as done.
    pub(crate) deeds: Vec<Deed>,
    /// Whether it can stand in a timeline at all: a whole sentence in the report's own voice.
    pub(crate) is_fit: bool,
    /// Whether it tells of what is to come, whatever the day.
    is_ahead: bool,
    is_saying: bool,
    /// Whether it says how things are, and not what was done ("the town is quiet").
    is_state: bool,
    is_past: bool,
    /// Whether it tells of some other time than one day ("last month").
    has_span: bool,
}

impl Told {
    /// How well it tells what was done on a day, if it does: 1 for a plain sentence.
    pub(crate) fn worth_on(&self, day: i32) -> Option<f64> {
        const DEED: f64 = 1.3;
        const DEED_AS_TOLD: f64 = 1.1;
        const SAYING: f64 = 0.7;
        const ASIDE: f64 = 0.4;
        const STATE: f64 = 0.5;
        const UNDATED_DEED: f64 = 0.75;
        const UNDATED: f64 = 0.6;
        const UNDATED_STATE: f64 = 0.4;
        if !self.is_fit {
            return None;
        }
        let mut worth = match self.days.get(&day) {
            Some(Way::Plan) => return None,
            Some(Way::Aside) => ASIDE,
            Some(Way::Main) => 1.0,
            // What a report opens with and gives no other day is of the day it appeared.
            None if self.is_opening_of(day) && !self.is_ahead => {
                if self.deeds_on(day).next().is_some() {
                    UNDATED_DEED
                } else if self.is_past {
                    UNDATED
                } else {
                    UNDATED_STATE
                }
            }
            None => return None,
        };
        let deed = self.deeds_on(day).min_by_key(|deed| deed.is_told);
        if let Some(deed) = deed {
            worth *= if deed.is_told { DEED_AS_TOLD } else { DEED };
        }
        if deed.is_some() && !((self.is_saying || self.is_state) && self.days.is_empty()) {
            return Some(worth);
        }
        if self.is_state {
            worth *= STATE;
        } else if self.is_saying {
            worth *= SAYING;
        }
        Some(worth)
    }

    fn deeds_on(&self, day: i32) -> impl Iterator<Item = &Deed> {
        self.deeds.iter().filter(move |deed| deed.day.is_none_or(|of| of == day))
    }

    /// Whether it opens a report of that day and names no day itself.
    pub(crate) fn is_opening_of(&self, day: i32) -> bool {
        self.published == Some(day) && self.number < OPENING && self.days.is_empty() && !self.has_span
    }

    pub(crate) fn days(&self) -> impl Iterator<Item = i32> + '_ {
        self.days.keys().copied()
    }
}

/// Sentences of a report that may tell the day it appeared.
pub(crate) const OPENING: usize = 5;

/// The sentences of one report that are about some terms, if any are asked for.
pub(crate) fn told_by(
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
    let is_span = |edtf: Option<&Edtf>| edtf.is_some_and(|edtf| one_day(edtf).is_none());
    let of_span = reading.times.iter().filter(|time| is_span(time.edtf.as_ref()));
    let mut spans: Vec<u32> = of_span.map(|time| time.span.start).collect();
    spans.sort_unstable();
    let mut spans = spans.into_iter().peekable();
    let mut events: Vec<&Event> = reading.events.iter().collect();
    events.sort_by_key(|event| event.trigger.start);
    let mut events = events.into_iter().peekable();
    let mut told = Vec::new();
    for (number, span) in sentences(&source.text).into_iter().enumerate() {
        let excerpt = index.excerpt(span);
        let parts = parts_of(&excerpt.text);
        let mut days: BTreeMap<i32, Way> = BTreeMap::new();
        while let Some((start, day)) = times.next_if(|(start, _)| *start < excerpt.end) {
            let place = excerpt.text.char_indices().nth(start.saturating_sub(excerpt.start) as usize);
            let is_ahead = published.is_some_and(|published| day > published);
            let way = if is_ahead { Way::Plan } else { way_at(&parts, place.map_or(0, |(at, _)| at)) };
            let known = days.entry(day).or_insert(way);
            *known = way.max(*known);
        }
        let mut has_span = false;
        while spans.next_if(|start| *start < excerpt.end).is_some() {
            has_span = true;
        }
        let mut deeds = Vec::new();
        let mut has_events = false;
        while let Some(event) = events.next_if(|event| event.trigger.start < excerpt.end) {
            has_events = true;
            if event.status == Status::Happened {
                deeds.push(Deed::of(event));
            }
        }
        let is_aside = source.asides.iter().any(|aside| aside.span.span().overlaps(&excerpt.span()));
        let terms: BTreeSet<u32> = terms_in(&excerpt.text).collect();
        if is_aside || !is_about(&terms) {
            continue;
        }
        told.push(Told {
            report,
            account,
            published,
            number,
            is_fit: is_fit(&excerpt.text),
            is_ahead: has_events && deeds.is_empty()
                || parts.first().is_some_and(|first| is_plan(&first.words)),
            is_saying: is_saying(&excerpt.text),
            is_past: parts.iter().take(2).any(|part| is_past(&part.words)),
            has_span,
            is_state: parts.iter().take(2).any(|part| is_state(&part.words)),
            excerpt,
            days,
            terms,
            deeds,
        });
    }
    told
}

/// What is printed again in the same words is of the day it first appeared: "on Tuesday" in a text that a paper
/// prints again a week later is the same Tuesday.
pub(crate) fn date_copies(told: &mut [Told]) {
    const FEWEST: usize = 6;
    let keys: Vec<BTreeSet<u32>> = told.iter().map(|told| told.terms.clone()).collect();
    let mut first: FxHashMap<&BTreeSet<u32>, usize> = FxHashMap::default();
    for (at, key) in keys.iter().enumerate() {
        if key.len() < FEWEST || told[at].published.is_none() {
            continue;
        }
        let known = first.entry(key).or_insert(at);
        if told[at].published < told[*known].published {
            *known = at;
        }
    }
    for (at, key) in keys.iter().enumerate() {
        let Some(&known) = first.get(key) else { continue };
        if told[known].published < told[at].published {
            let Told { days, published, deeds, .. } = &told[known];
            let (days, published, deeds) = (days.clone(), *published, deeds.clone());
            let again = &mut told[at];
            (again.days, again.published, again.deeds) = (days, published, deeds);
        }
    }
}

/// A stretch of a sentence between marks and words that begin a clause.
struct Part<'t> {
    start: usize,
    words: Vec<&'t str>,
    /// Whether it only stands beside the clause it is in.
    is_aside: bool,
}

fn parts_of(sentence: &str) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let (mut last, mut is_bracket) = (0, false);
    for word in words(sentence) {
        let between = &sentence[last..word.start];
        if let Some(mark) = between.rfind(['(', ')']) {
            is_bracket = between[mark..].starts_with('(');
        }
        let has_mark = between.contains([',', ';', ':', '(', ')', '–', '—', '“', '”', '"']);
        let begins = lexicon().begins.has(&word.text.to_lowercase());
        if parts.is_empty() || has_mark || begins {
            // "…, killing nine on Monday", "…, arrested on Friday"
            let is_participle = has_mark
                && word.text.starts_with(char::is_lowercase)
                && (word.text.ends_with("ing") || word.text.ends_with("ed"));
            // "(Lake Courier, 5 May)"
            let is_aside = begins || is_participle || is_bracket;
            parts.push(Part { start: word.start, words: Vec::new(), is_aside });
        }
        if let Some(part) = parts.last_mut() {
            part.words.push(word.text);
        }
        last = word.end;
    }
    parts
}

/// How the sentence tells of a day that it names at a place.
fn way_at(parts: &[Part<'_>], place: usize) -> Way {
    const SHORT: usize = 4;
    let at = parts.partition_point(|part| part.start <= place).saturating_sub(1);
    let Some(part) = parts.get(at) else { return Way::Main };
    if is_plan(&part.words) {
        return Way::Plan;
    }
    if part.is_aside {
        return Way::Aside;
    }
    // "On Friday, the ministers will meet": the day is of the clause behind it.
    let behind = parts.get(at + 1).filter(|_| part.words.len() <= SHORT);
    if behind.is_some_and(|behind| is_plan(&behind.words)) { Way::Plan } else { Way::Main }
}

/// Whether a clause tells what is to come, or may: "will meet", "is due to", "plans to", "to begin on".
fn is_plan(words: &[&str]) -> bool {
    let lexicon = lexicon();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let is_ahead = words
        .iter()
        .zip(&lower)
        .any(|(word, lower)| lexicon.ahead.has(lower) && !(*word == "May" || *word == "Will"));
    // "is set to", "are going to", "is to open"; but "flew to Oslo", "rose to 40", "was taken to hospital".
    let to = lower.windows(2).enumerate().any(|(at, pair)| {
        let is_verb = pair[0] == "to"
            && words[at + 1].starts_with(char::is_lowercase)
            && !lexicon.no_verb.has(&pair[1])
            && !pair[1].ends_with("ing");
        let helped = at.checked_sub(1).map(|before| lower[before].as_str());
        is_verb
            && matches!(
                helped,
                Some(
                    "is" | "are"
                        | "set"
                        | "going"
                        | "ready"
                        | "about"
                        | "vowed"
                        | "promised"
                        | "pledged"
                        | "decided"
                )
            )
    });
    is_ahead || to
}

/// Whether a clause says how things are: by "is", "are" or "remain".
fn is_state(words: &[&str]) -> bool {
    words
        .iter()
        .any(|word| matches!(*word, "is" | "are" | "remain" | "remains" | "isn" | "aren" | "seems" | "seem"))
}

/// Whether a clause has a verb of the past, as far as its form shows.
fn is_past(words: &[&str]) -> bool {
    let strong = &lexicon().strong;
    words.iter().any(|word| word.len() > 3 && word.ends_with("ed") || strong.has(word))
}

/// Whether a sentence is one, in the report's own voice: with its stop, no question, no word to the reader,
/// nothing of the paper itself.
fn is_fit(sentence: &str) -> bool {
    let trimmed = sentence.trim_end_matches(['”', '"', '’', '\'', ')', ' ']);
    let is_whole =
        trimmed.ends_with(['.', '!', '…']) || sentence.ends_with(['”', '"']) && !trimmed.ends_with('?');
    let lower = sentence.to_lowercase();
    is_whole
        && !lexicon().of_the_paper.words.iter().any(|own| lower.contains(own.as_str()))
        && !addresses_somebody(sentence)
}

/// Whether the writer says "I", "we" or "you" outside of quotation marks.
fn addresses_somebody(sentence: &str) -> bool {
    let quotations = crate::voices::quotations(sentence);
    let mut quotations = quotations.into_iter().peekable();
    words(sentence).any(|word| {
        while quotations.next_if(|(_, end)| *end <= word.start).is_some() {}
        let is_quoted = quotations.peek().is_some_and(|(start, _)| *start <= word.start);
        let is_person =
            matches!(word.text, "I" | "my" | "My" | "we" | "We" | "our" | "Our" | "you" | "You" | "your");
        is_person && !is_quoted
    })
}

/// Whether a sentence only says what somebody said.
fn is_saying(sentence: &str) -> bool {
    let says = &lexicon().says;
    sentence.starts_with(['“', '"', '‘']) || words(sentence).any(|word| says.has(word.text))
}

/// The day, where the date is of one day.
fn one_day(edtf: &Edtf) -> Option<i32> {
    let (first, last) = days_of(edtf)?;
    (first == last).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How a sentence tells of the day that it names by a word.
    fn way(sentence: &str, day: &str) -> Way {
        way_at(&parts_of(sentence), sentence.find(day).unwrap_or_default())
    }

    #[test]
    fn every_list_is_found_in_its_example() {
        let lexicon = lexicon();
        let lists = [
            &lexicon.begins,
            &lexicon.ahead,
            &lexicon.no_verb,
            &lexicon.strong,
            &lexicon.of_the_paper,
            &lexicon.says,
        ];
        for list in lists {
            let lower = list.example.to_lowercase();
            let own: Vec<&str> = words(&lower).map(|word| word.text).collect();
            let is_in = |phrase: &String| {
                let phrase: Vec<&str> = phrase.split(' ').collect();
                own.windows(phrase.len()).any(|run| run == phrase)
            };
            assert!(list.words.iter().any(is_in), "{}", list.example);
        }
    }

    #[test]
    fn what_is_planned_is_not_what_was_done() {
        for plan in [
            "The delegates will meet in Dayton on Friday.",
            "The delegates are due to sign the accord on Friday.",
            "On Friday, the king plans to travel to Paris.",
            "He said that he would fly to Paris on Friday.",
            "The vote is scheduled for Friday.",
            "Parliament is to open on Friday.",
        ] {
            assert_eq!(way(plan, "Friday"), Way::Plan, "{plan}");
        }
        for done in [
            "The delegates met in Dayton on Friday.",
            "The delegates agreed on Friday to end the war.",
            "On Friday, the king travelled to Paris.",
            "The wounded were taken to hospital on Friday.",
            "In May, the king opened parliament on Friday.",
        ] {
            assert_eq!(way(done, "Friday"), Way::Main, "{done}");
        }
    }

    #[test]
    fn what_stands_beside_another_matter_is_an_aside() {
        for aside in [
            "The envoy, who was arrested on Friday, denied it.",
            "The town has been quiet since the truce on Friday.",
            "The market reopened after the raid on Friday.",
            "The bridge, destroyed on Friday, will be rebuilt.",
            "The ode is long (Lake Courier, Friday).",
        ] {
            assert_eq!(way(aside, "Friday"), Way::Aside, "{aside}");
        }
    }

    #[test]
    fn only_whole_sentences_in_the_reports_own_voice_are_fit() {
        assert!(is_fit("The delegates signed the accord in Dayton."));
        assert!(is_fit("“We have signed it,” the envoy said."));
        for unfit in [
            "Accord signed in Dayton",
            "Will they sign the accord?",
            "You can follow the talks here.",
            "I was in Dayton when they signed.",
            "This article was updated on Friday.",
        ] {
            assert!(!is_fit(unfit), "{unfit}");
        }
    }
}
