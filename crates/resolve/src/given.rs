//! A figure that a report gives, with what it is compared by.

use crate::Read;
use crate::features::day_number;
use crate::likeness::cosine;
use crate::looseness::{Looseness, half_step};
use crate::measures::{Kind, measured};
use crate::sentences::sentences;
use crate::words::{number_of, term_of, words};
use dateline_model::{Byte, Figure, FigureStatus, Id, Span, TextIndex};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// One figure with what it is compared by.
pub(crate) struct Given<'r> {
    /// Which of the story's reports gives it.
    pub(crate) report: usize,
    pub(crate) figure: &'r Figure,
    pub(crate) kind: Kind,
    /// Its bounds in the unit of the kind.
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    pub(crate) looseness: Looseness,
    /// What its last digit leaves open, in the unit of the kind.
    step: f64,
    pub(crate) modifiers: Vec<String>,
    /// The words around it, weighed by how few of the story's sentences hold them.
    pub(crate) around: Vec<(u32, f32)>,
    /// Names near it.
    pub(crate) names: BTreeSet<String>,
    /// The name that it is given for: "55 percent *in Egypt*", "20,000 *in Thessaloniki*".
    pub(crate) scope: Option<String>,
    /// Whether a length of time is told from something on: "nine days *before* the vote".
    pub(crate) is_from_somewhere: bool,
    /// Places named in its sentence.
    pub(crate) places: BTreeSet<String>,
    /// Years and months of its sentence that are not the story's: it is of another happening.
    pub(crate) elsewhen: BTreeSet<String>,
    pub(crate) years: BTreeSet<String>,
    /// Whether it is told as newer than another ("the toll rose to 12").
    pub(crate) is_update: bool,
    pub(crate) published: Option<i32>,
}

impl Given<'_> {
    /// Where the number can lie.
    pub(crate) fn range(&self) -> (f64, f64) {
        self.looseness.range(self.low, self.high, self.figure.approximate, self.step)
    }

    /// The number that it is about.
    pub(crate) fn value(&self) -> f64 {
        self.low.or(self.high).unwrap_or_default()
    }

    pub(crate) fn alike(&self, other: &Given<'_>) -> f32 {
        cosine(&self.around, &other.around)
    }
}

/// So many letters to each side are looked at.
const AROUND: usize = 90;
const NEAR: usize = 45;
/// Counts that end in three noughts are round,
const ROUND: f64 = 1000.0;
/// and leave open so much of what their last digit does.
const OF_A_ROUND_COUNT: f64 = 0.1;
/// In a story of few sentences a word of two of them is not common yet: as many more as if they held none.
const SENTENCES: f32 = 10.0;
/// How many words a figure is compared by.
const TERMS: usize = 60;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The figures that the reports of a story give, those that say how many there are.
pub(crate) fn all_given<'r>(readings: &[Read<'r>]) -> Vec<Given<'r>> {
    let mut all = Vec::new();
    let mut texts: Vec<(Vec<u32>, usize)> = Vec::new();
    let mut holders: FxHashMap<u32, u32> = FxHashMap::default();
    let mut counted = 0_u32;
    let when = StoryTime::of(readings);
    for (report, &(source, reading)) in readings.iter().enumerate() {
        let text = source.text.as_str();
        let index = TextIndex::new(text);
        let sentences = sentences(text);
        for sentence in &sentences {
            counted += 1;
            for term in terms_in(&text[sentence.range()]).collect::<BTreeSet<u32>>() {
                *holders.entry(term).or_default() += 1;
            }
        }
        let places: Vec<(usize, &str)> = reading
            .places
            .iter()
            .map(|place| (index.byte(place.span.start as usize), place.name.as_str()))
            .collect();
        let known_places: BTreeSet<&str> =
            reading.places.iter().flat_map(|place| place.span.text.split([' ', '-'])).collect();
        // What nobody gives as true is no account of a fact, a part is none of the whole, and what
        // comes to be in a day is no count of all.
        let counts = |figure: &&Figure| {
            figure.status == FigureStatus::Given && figure.part_of.is_none() && figure.rate.is_none()
        };
        for figure in reading.figures.iter().filter(counts) {
            let span = index.bytes(figure.evidence.span());
            let around = Surroundings::of(text, &sentences, span);
            let Some(measured) = measured(figure) else { continue };
            if !around.is_claim(figure) {
                continue;
            }
            let place_at =
                |at: usize| places.iter().find(|(start, _)| *start == at).map(|(_, name)| (*name).to_owned());
            let given = figure.low.or(figure.high).unwrap_or_default();
            let step = if measured.kind.is_amount() {
                half_step(given) * measured.factor
            } else if given >= ROUND && half_step(given) >= ROUND / 2.0 {
                // "800,000" and "more than 800,000" are one number to whoever counts so many.
                half_step(given) * OF_A_ROUND_COUNT
            } else {
                0.0
            };
            let told_in = around.scope;
            let (years, months) = days_named(&text[told_in.range()]);
            texts.push((around.terms(), all.len()));
            all.push(Given {
                report,
                figure,
                looseness: Looseness::of(around.before, &figure.evidence.text),
                step,
                low: measured.low,
                high: measured.high,
                modifiers: measured.modifiers,
                kind: measured.kind,
                around: Vec::new(),
                names: around.names(&known_places),
                scope: around.named_scope(span, &place_at),
                is_from_somewhere: around.is_from_somewhere(),
                places: places
                    .iter()
                    .filter(|(at, _)| told_in.start <= *at && *at < told_in.end)
                    .map(|(_, name)| (*name).to_owned())
                    .collect(),
                elsewhen: when.elsewhen(&years, &months),
                years,
                is_update: is_update(around.sentence),
                published: source.published.as_deref().and_then(day_number),
            });
        }
    }
    for (terms, at) in texts {
        let rarity = |term: u32| {
            let held = holders.get(&term).copied().unwrap_or_default() as f32;
            ((counted as f32 + SENTENCES) / (held + 0.5)).ln().max(0.0)
        };
        all[at].around = weighed(&terms, &rarity);
    }
    all
}

fn weighed(terms: &[u32], rarity: &dyn Fn(u32) -> f32) -> Vec<(u32, f32)> {
    let mut weights: BTreeMap<u32, f32> = BTreeMap::new();
    for term in terms {
        weights.entry(*term).or_insert_with(|| rarity(*term));
    }
    let mut weights: Vec<(u32, f32)> = weights.into_iter().collect();
    weights.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    weights.truncate(TERMS);
    weights.sort_unstable_by_key(|(term, _)| *term);
    let length = weights.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    if length > 0.0 {
        weights.iter_mut().for_each(|(_, weight)| *weight /= length);
    }
    weights
}

/// What stands around a figure.
struct Surroundings<'t> {
    sentence: &'t str,
    /// The sentence, and the one before if it begins with a word for what that tells of.
    scope: Span<Byte>,
    before: &'t str,
    words: &'t str,
    behind: &'t str,
}

impl<'t> Surroundings<'t> {
    fn of(text: &'t str, sentences: &[Span<Byte>], span: Span<Byte>) -> Surroundings<'t> {
        let at = sentences.partition_point(|sentence| sentence.end <= span.start);
        let sentence = sentences
            .get(at)
            .filter(|sentence| sentence.start <= span.start)
            .copied()
            .unwrap_or(Span::new(span.start, span.end));
        let end = sentence.end.max(span.end);
        let own = &text[sentence.start..end];
        const BACKWARD: [&str; 6] = ["It ", "That ", "They ", "He ", "She ", "This "];
        let from = if BACKWARD.iter().any(|word| own.starts_with(word)) && at > 0 {
            sentences[at - 1].start
        } else {
            sentence.start
        };
        Surroundings {
            sentence: own,
            scope: Span::new(from, end),
            before: &text[sentence.start.min(span.start)..span.start],
            words: &text[span.range()],
            behind: &text[span.end..end],
        }
    }

    fn terms(&self) -> Vec<u32> {
        let near = [last(self.before, AROUND), first(self.behind, AROUND)];
        near.into_iter().flat_map(terms_in).chain(terms_in(self.words)).collect()
    }

    /// Names near it that are of no place, but for the word that begins the sentence.
    fn names(&self, places: &BTreeSet<&str>) -> BTreeSet<String> {
        let before = last(self.before, NEAR);
        let opens = before.len() == self.before.len();
        let is_name = |word: &&str| {
            word.chars().count() > 2
                && word.starts_with(char::is_uppercase)
                && !places.contains(word)
                && !crate::words::is_common(&word.to_lowercase())
        };
        let before = words(before).skip(usize::from(opens)).map(|word| word.text);
        let behind = words(first(self.behind, NEAR)).map(|word| word.text);
        before.chain(behind).filter(is_name).map(str::to_owned).collect()
    }

    /// The name that it is given for: behind "in", "of", "to" or "with" that follows at once, or
    /// before "where"; a place by the gazetteer's name.
    fn named_scope(&self, span: Span<Byte>, place_at: &dyn Fn(usize) -> Option<String>) -> Option<String> {
        const LEADS: [&str; 9] = ["in", "of", "to", "with", "at", "from", "for", "across", "near"];
        const LONGEST: usize = 40;
        let before = self.before.trim_end();
        if let Some(rest) = before.strip_suffix("where") {
            let name = words(rest).filter(|word| word.text.starts_with(char::is_uppercase)).last()?;
            let at = span.start - self.before.len() + name.start;
            return Some(place_at(at).unwrap_or_else(|| name.text.to_owned()));
        }
        let within = first(self.behind, LONGEST);
        let mut leads = false;
        for word in words(within) {
            if within[..word.start].contains([',', ';', '.', '(']) {
                return None;
            }
            if leads && word.text.starts_with(char::is_uppercase) {
                return Some(place_at(span.end + word.start).unwrap_or_else(|| word.text.to_owned()));
            }
            leads |= LEADS.contains(&word.text);
        }
        None
    }

    fn is_from_somewhere(&self) -> bool {
        let next = self.behind.split(|letter: char| !letter.is_alphanumeric()).find(|word| !word.is_empty());
        next.is_some_and(|word| {
            matches!(word, "before" | "after" | "ago" | "earlier" | "later" | "from" | "until" | "since")
        })
    }

    /// Whether a figure says how many there are: not "thousands", which agrees with any other, not
    /// "another 100", which comes on top, not "the toll could rise to 200", not "36,000 a year", not
    /// "two of the five", and not "a man and two women", which are parts of a sum.
    fn is_claim(&self, figure: &Figure) -> bool {
        const VAGUE: [&str; 9] =
            ["dozens", "scores", "hundreds", "thousands", "millions", "several", "many", "tens", "few"];
        const ON_TOP: [&str; 6] = ["another", "further", "additional", "other", "extra", "more"];
        const RATES: [&str; 6] = ["year", "day", "week", "month", "hour", "night"];
        let lower = self.words.to_lowercase();
        let tokens: Vec<&str> =
            lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let before = self.before.to_lowercase();
        let behind = self.behind.trim_start().to_lowercase();
        let has_digit = lower.contains(|letter: char| letter.is_ascii_digit());
        let is_vague = !has_digit && tokens.iter().any(|word| VAGUE.contains(word));
        let is_on_top = before.split_whitespace().next_back().is_some_and(|word| ON_TOP.contains(&word))
            || tokens.first().is_some_and(|word| ON_TOP.contains(word)) && tokens.get(1) != Some(&"than")
            || matches!(tokens.as_slice(), ["a" | "an", word, ..] if ON_TOP.contains(word))
            || crate::measures::measured(figure).is_some_and(|measured| measured.kind.is_toll())
                && tokens.windows(2).any(|pair| {
                    matches!(pair[1], "other" | "others") || pair[0] == "more" && pair[1] != "than"
                })
            || crate::measures::measured(figure).is_some_and(|measured| measured.kind.is_toll())
                && tokens.last().is_some_and(|word| matches!(*word, "more" | "others"));
        // "in Tuzla, where another 20,000 marched": so many there.
        let is_on_top = is_on_top && !before.trim_end().ends_with("where");
        let is_part = ["the", "its", "his", "her", "their", "those", "them", "whom", "these"]
            .iter()
            .any(|word| lower.contains(&format!(" of {word} ")) || behind.starts_with(&format!("of {word}")));
        let counts_people = crate::measures::measured(figure)
            .is_some_and(|one| one.kind.is_toll() || one.kind.of == crate::measures::ANYBODY);
        let is_sum = counts_people
            && (has_member(&lower, " and ") || behind.starts_with("and ") && has_member(&behind, "and "));
        let is_rate = RATES.iter().any(|unit| {
            let starts = |rest: &str| {
                rest.strip_prefix(unit).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            };
            ["a ", "per ", "each ", "every "].iter().any(|per| behind.strip_prefix(per).is_some_and(starts))
        }) || behind.starts_with("annually")
            || behind.starts_with("per ");
        let is_to_come = ["could ", "may ", "might ", "would ", "will "].iter().any(|may| {
            before.match_indices(may).any(|(at, _)| {
                let rest = &before[at + may.len()..];
                rest.split_whitespace().take(2).any(|word| {
                    matches!(
                        word,
                        "rise" | "climb" | "reach" | "run" | "grow" | "exceed" | "top" | "eventually"
                    )
                })
            })
        });
        let is_converted = before.trim_end().ends_with('(');
        let is_one = matches!(figure.low.zip(figure.high), Some((low, high)) if low == 1.0 && high == 1.0)
            && crate::measures::measured(figure)
                .is_some_and(|one| !one.kind.is_toll() && !one.kind.is_amount());
        !(is_vague || is_on_top || is_part || is_sum || is_rate || is_to_come || is_converted || is_one)
    }
}

/// Whether a number or "a" follows: "… and two women", "… and a man".
fn has_member(text: &str, and: &str) -> bool {
    const NUMBERS: [&str; 12] =
        ["a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    text.match_indices(and).any(|(at, _)| {
        let next = text[at + and.len()..].split_whitespace().next().unwrap_or_default();
        NUMBERS.contains(&next) || next.starts_with(|letter: char| letter.is_ascii_digit())
    })
}

/// "The toll rose to 12", "is now 12", "up from 9".
fn is_update(sentence: &str) -> bool {
    const NEWER: [&str; 16] = [
        "rose to",
        "rises to",
        "risen to",
        "climbed to",
        "climbs to",
        "increased to",
        "jumped to",
        "grew to",
        "up from",
        "down from",
        "reached",
        "now stands at",
        "revised",
        "updated",
        "raising the",
        "new death toll",
    ];
    let lower = sentence.to_lowercase();
    NEWER.iter().any(|words| lower.contains(words))
}

/// When the story was told, so that other years and months can be told from its own.
struct StoryTime {
    years: BTreeSet<String>,
    months: BTreeSet<usize>,
}

impl StoryTime {
    fn of(readings: &[Read<'_>]) -> StoryTime {
        let mut time = StoryTime { years: BTreeSet::new(), months: BTreeSet::new() };
        let mut named = [0_usize; 12];
        for (report, _) in readings {
            if let Some(published) = report.published.as_deref() {
                time.years.extend(published.get(..4).map(str::to_owned));
                let month = published.get(5..7).and_then(|month| month.parse::<usize>().ok());
                time.months.extend(month.filter(|month| (1..=12).contains(month)).map(|month| month - 1));
            }
            for month in days_named(&report.text).1 {
                named[month] += 1;
            }
        }
        if time.months.is_empty() {
            // Of reports without days: the months that most of them name.
            time.months = (0..12).filter(|&month| named[month] * 10 >= readings.len() * 3).collect();
        }
        time
    }

    fn elsewhen(&self, years: &BTreeSet<String>, months: &BTreeSet<usize>) -> BTreeSet<String> {
        let other_years = years.iter().filter(|year| !self.years.is_empty() && !self.years.contains(*year));
        let other_months = months.iter().filter(|month| !self.months.contains(month));
        other_years.cloned().chain(other_months.map(|&month| MONTHS[month].to_owned())).collect()
    }
}

/// The years and months that a text names as when something was; not those that it goes back to
/// ("the deadliest attack since February 1994").
fn days_named(text: &str) -> (BTreeSet<String>, BTreeSet<usize>) {
    let (mut years, mut months) = (BTreeSet::new(), BTreeSet::new());
    let (mut end, mut goes_back) = (0, false);
    for word in words(text) {
        goes_back &= !text[end..word.start].contains([',', ';', '.', '\n']);
        goes_back |= word.text.eq_ignore_ascii_case("since");
        end = word.end;
        if goes_back {
            continue;
        }
        let is_year = word.text.len() == 4
            && (word.text.starts_with("19") || word.text.starts_with("20"))
            && word.text.bytes().all(|byte| byte.is_ascii_digit());
        // "2,000" is two words here and "$2013" none.
        let is_part = text[..word.start].ends_with([',', '.', '$', '€', '£', '-'])
            || text[word.end..].starts_with([',', '.'])
                && text[word.end + 1..].starts_with(|letter: char| letter.is_ascii_digit());
        if is_year && !is_part {
            years.insert(word.text.to_owned());
        }
        // "Sept. 11", "in February"; "may" and "march" are no months.
        if word.text.len() >= 3 && word.text.starts_with(char::is_uppercase) {
            let month = MONTHS.iter().position(|month| {
                *month == word.text
                    || word.text.len() <= 4
                        && *month != "May"
                        && word.text != "Mar"
                        && month.starts_with(word.text)
                        && text[word.end..].starts_with(['.', ' '])
            });
            let is_modal = word.text == "May"
                && !text[word.end..].trim_start().starts_with(|letter: char| letter.is_ascii_digit());
            months.extend(month.filter(|_| !is_modal));
        }
    }
    (years, months)
}

/// Places that the openings of several reports name: where the story is.
pub(crate) fn main_places(readings: &[Read<'_>]) -> BTreeSet<String> {
    const OPENING: usize = 3;
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    for &(report, reading) in readings {
        let index = TextIndex::new(&report.text);
        let sentences = sentences(&report.text);
        let end = sentences.get(OPENING.min(sentences.len().saturating_sub(1))).map_or(0, |last| last.end);
        let names: BTreeSet<&str> = reading
            .places
            .iter()
            .filter(|place| index.byte(place.span.start as usize) < end)
            .map(|place| place.name.as_str())
            .collect();
        for name in names {
            *named.entry(name).or_default() += 1;
        }
    }
    let least = (readings.len() / 4).max(2);
    named.into_iter().filter(|(_, count)| *count >= least).map(|(name, _)| name.to_owned()).collect()
}

/// The text that reports print, each by the number of its origin.
pub(crate) fn origin_of(story: &dateline_model::Story) -> FxHashMap<&Id, usize> {
    let origins = story.origins.iter().enumerate();
    origins.flat_map(|(number, reports)| reports.iter().map(move |report| (report, number))).collect()
}

fn terms_in(text: &str) -> impl Iterator<Item = u32> + '_ {
    words(text)
        .filter(|word| !word.text.bytes().all(|byte| byte.is_ascii_digit()))
        .filter_map(|word| term_of(word.text).map(|term| number_of(&term)))
}

/// The last letters of a text.
fn last(text: &str, letters: usize) -> &str {
    let start = text.char_indices().rev().nth(letters.saturating_sub(1)).map_or(0, |(at, _)| at);
    &text[start..]
}

/// The first letters of a text.
fn first(text: &str, letters: usize) -> &str {
    let end = text.char_indices().nth(letters).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_that_something_goes_back_to_is_not_when_it_was() {
        let years = |text: &str| days_named(text).0.into_iter().collect::<Vec<_>>();
        assert_eq!(years("37 died on Monday, the worst attack since February 1994."), [""; 0]);
        assert_eq!(years("Since 1992, 200 have died; 37 died in February 1994."), ["1994"]);
        assert_eq!(
            days_named("in Sept. 1993, and in May they may march").1.into_iter().collect::<Vec<_>>(),
            [8]
        );
        assert_eq!(years("2,000 people and $1995"), [""; 0]);
    }
}
