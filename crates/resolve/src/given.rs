//! A figure that a report gives, with what it is compared by.

use crate::Read;
use crate::features::day_number;
use crate::likeness::cosine;
use crate::looseness::{Looseness, half_step};
use crate::measures::{Kind, PERCENT, is_toll, measured_among, tells_of_a_second};
use crate::sentences::sentences;
use crate::story_time::{StoryTime, days_named};
use crate::surroundings::{Surroundings, is_first_of_several, is_update};
use crate::words::{terms_but_numbers, words};
use dateline_model::{Figure, FigureStatus, Id, Place, Precision, Reading, TextIndex};
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
    /// The word for those who are counted, where it says more than that they are people.
    pub(crate) noun: String,
    pub(crate) modifiers: Vec<String>,
    /// The words around it, weighed by how few of the story's sentences hold them.
    pub(crate) around: Vec<(u32, f32)>,
    /// Names near it.
    pub(crate) names: BTreeSet<String>,
    /// The name that it is given for: "55 percent *in Egypt*", "700 *in Tuzla*".
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
    /// The numbers that its sentence says it is put in the place of ("nine, not *12* as first reported").
    pub(crate) corrects: Vec<f64>,
    pub(crate) published: Option<i32>,
    /// "dozens", "hundreds": it agrees with very many others, and contradicts none.
    pub(crate) is_vague: bool,
    /// Whether only its number is printed: "12 in Varn and *seven* in Kolm".
    pub(crate) is_bare: bool,
    /// Whether its sentence tells of what goes up and down within a day: "shares fell 3 percent".
    pub(crate) moves: bool,
    /// The first and last day that it is told of, where a day is named.
    pub(crate) days: Option<(i32, i32)>,
    /// The town or building that it is told of.
    pub(crate) town: Option<&'r str>,
    /// The place that its sentence opens with, and so tells of: "*Lipno*, 40 miles north of Varn, …".
    pub(crate) subject: Option<&'r str>,
    /// The words right around a length of time, in small letters,
    pub(crate) beside: Vec<String>,
    /// and what is said to last so long: "30 hours of *debate*".
    pub(crate) lasting: Option<String>,
    /// By whose word it is given.
    pub(crate) by: Option<&'r str>,
    /// Whether its report tells of a happening as the second of its kind within hours or days.
    pub(crate) is_of_a_second: bool,
    /// Whether its sentence names places, and all of them lie in other lands or provinces than the story.
    pub(crate) is_of_another_land: bool,
}

impl Given<'_> {
    /// Where the number can lie.
    pub(crate) fn range(&self) -> (f64, f64) {
        /// "About 41 percent" is not 47.
        const POINTS: f64 = 2.0;
        let (low, high) = self.looseness.range(self.low, self.high, self.figure.approximate, self.step);
        if self.figure.what != PERCENT {
            return (low, high);
        }
        let least = self.low.map_or(low, |given| low.max(given - POINTS));
        (least, self.high.map_or(high, |given| high.min(given + POINTS)))
    }

    /// Whether what its last digit leaves open is within its range.
    pub(crate) fn is_measured(&self) -> bool {
        self.step > 0.0
    }

    /// The number that it is about.
    pub(crate) fn value(&self) -> f64 {
        self.low.or(self.high).unwrap_or_default()
    }

    pub(crate) fn alike(&self, other: &Given<'_>) -> f32 {
        cosine(&self.around, &other.around)
    }
}

const KILLED: &str = "killed";
/// Counts that end in three noughts are round,
const ROUND: f64 = 1000.0;
/// and leave open so much of what their last digit does.
const OF_A_ROUND_COUNT: f64 = 0.1;
/// In a story of few sentences a word of two of them is not common yet: as many more as if they held none.
const SENTENCES: f32 = 10.0;
/// How many words a figure is compared by.
const TERMS: usize = 60;

/// The figures that the reports of a story give, those that say how many there are.
pub(crate) fn all_given<'r>(readings: &[Read<'r>]) -> Vec<Given<'r>> {
    let mut all = Vec::new();
    let mut texts: Vec<(Vec<u32>, usize)> = Vec::new();
    let mut holders: FxHashMap<u32, u32> = FxHashMap::default();
    let mut counted = 0_u32;
    let when = StoryTime::of(readings);
    let lands = main_lands(readings);
    for (report, &(source, reading)) in readings.iter().enumerate() {
        let text = source.text.as_str();
        let index = TextIndex::new(text);
        let sentences = sentences(text);
        for sentence in &sentences {
            counted += 1;
            for term in terms_but_numbers(&text[sentence.range()]).collect::<BTreeSet<u32>>() {
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
        let tolls: Vec<(usize, &str)> = reading
            .figures
            .iter()
            .filter(|figure| is_toll(&figure.what))
            .map(|figure| (index.byte(figure.evidence.start as usize), figure.what.as_str()))
            .collect();
        let superseded: Vec<(usize, &Figure)> = reading
            .figures
            .iter()
            .filter(|figure| figure.status == FigureStatus::Superseded)
            .map(|figure| (index.byte(figure.evidence.start as usize), figure))
            .collect();
        // What nobody gives as true is no account of a fact, a part is none of the whole, and what
        // comes to be in a day is no count of all.
        let is_of_a_second = sentences
            .iter()
            .take(OPENING_SENTENCES)
            .any(|sentence| tells_of_a_second(&text[sentence.range()]));
        let land_at: Vec<(usize, Land<'_>)> = reading
            .places
            .iter()
            .filter_map(|place| Some((index.byte(place.span.start as usize), land_of(place)?)))
            .collect();
        let counts = |figure: &&Figure| {
            figure.status == FigureStatus::Given && figure.part_of.is_none() && figure.rate.is_none()
        };
        for figure in reading.figures.iter().filter(counts) {
            let span = index.bytes(figure.evidence.span());
            let around = Surroundings::of(text, &sentences, span);
            let Some(measured) = measured_among(figure, around.before, around.behind()) else { continue };
            let is_beside = toll_before(&tolls, figure, around.start(), span.start)
                || figure.what != KILLED && around.tells_of_dead();
            let behind = sentences.partition_point(|sentence| sentence.start <= span.start);
            let next: Vec<&str> =
                sentences.iter().skip(behind).take(NEXT_SENTENCES).map(|next| &text[next.range()]).collect();
            if !around.is_claim(figure, is_beside) || is_first_of_several(figure, &next) {
                continue;
            }
            let place_at =
                |at: usize| places.iter().find(|(start, _)| *start == at).map(|(_, name)| (*name).to_owned());
            let given = figure.low.or(figure.high).unwrap_or_default();
            let step = if figure.what == PERCENT && given % 10.0 == 0.0 {
                // "20 percent" may be 20.6; it is not 15.
                1.0
            } else if measured.kind.is_amount() {
                half_step(given) * measured.factor
            } else if given >= ROUND && half_step(given) >= ROUND / 2.0 {
                // "800,000" and "more than 800,000" are one number to whoever counts so many.
                half_step(given) * OF_A_ROUND_COUNT
            } else {
                0.0
            };
            let told_in = around.scope;
            let is_duration = measured.kind.is_duration();
            let (years, months) = days_named(&text[told_in.range()]);
            texts.push((around.terms(), all.len()));
            all.push(Given {
                report,
                figure,
                looseness: Looseness::of(around.before, &figure.evidence.text),
                step,
                low: measured.low,
                high: measured.high,
                noun: measured.noun,
                modifiers: measured.modifiers,
                kind: measured.kind,
                is_vague: around.is_vague(),
                is_bare: figure.of.is_none() && around.is_bare(),
                moves: around.moves(),
                days: figure.when.as_ref().and_then(|when| crate::same::days_of(when.edtf.as_ref()?)),
                town: town_of(reading, figure),
                subject: places.iter().find(|(at, _)| *at == around.start()).map(|(_, name)| *name),
                beside: if is_duration { around.beside() } else { Vec::new() },
                lasting: figure.of.as_ref().filter(|_| is_duration).and_then(|of| last_word(&of.text)),
                by: figure.account.as_ref().and_then(|account| speaker_of(reading, account)),
                is_of_a_second,
                is_of_another_land: {
                    let named: Vec<&Land<'_>> = land_at
                        .iter()
                        .filter(|(at, _)| told_in.start <= *at && *at < told_in.end)
                        .map(|(_, land)| land)
                        .collect();
                    !lands.is_empty() && !named.is_empty() && !named.iter().any(|land| lands.contains(*land))
                },
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
                corrects: superseded
                    .iter()
                    .filter(|(at, other)| {
                        told_in.start <= *at && *at < told_in.end && other.what == figure.what
                    })
                    .filter_map(|(_, other)| other.low.or(other.high))
                    .collect(),
                // A total stands as of the day that the report says, else the day it was printed.
                published: figure
                    .as_of
                    .as_ref()
                    .and_then(|when| Some(crate::same::days_of(when.edtf.as_ref()?)?.1))
                    .or_else(|| source.published.as_deref().and_then(day_number)),
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

fn last_word(text: &str) -> Option<String> {
    words(text).last().map(|word| word.text.to_lowercase())
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

/// Whether what befell others stands before a figure in its sentence: "killed three and hurt *12 others*".
fn toll_before(tolls: &[(usize, &str)], figure: &Figure, sentence: usize, start: usize) -> bool {
    is_toll(&figure.what)
        && tolls.iter().any(|(at, what)| sentence <= *at && *at < start && *what != figure.what)
}

/// The town or building that a figure is told of.
fn town_of<'r>(reading: &'r Reading, figure: &Figure) -> Option<&'r str> {
    let id = figure.place.as_ref()?.place.as_ref()?;
    let place = reading.places.iter().find(|place| place.id == *id)?;
    matches!(place.precision, Some(Precision::Point | Precision::Town)).then_some(place.name.as_str())
}

/// The speaker of a statement.
pub(crate) fn speaker_of<'r>(reading: &'r Reading, statement: &Id) -> Option<&'r str> {
    let statement = reading.statements.iter().find(|known| known.id == *statement)?;
    statement.speakers.first().map(|speaker| speaker.name.as_str())
}

/// A state and its province.
type Land<'r> = (&'r str, &'r str);

/// The province that a place lies in; none of a whole state.
fn land_of(place: &Place) -> Option<Land<'_>> {
    Some((place.country.as_deref()?, place.admin1.as_deref()?))
}

/// The provinces of all places that the openings of the reports name.
fn main_lands<'r>(readings: &[Read<'r>]) -> BTreeSet<Land<'r>> {
    let mut lands = BTreeSet::new();
    for &(report, reading) in readings {
        let index = TextIndex::new(&report.text);
        let sentences = sentences(&report.text);
        let end = sentences.get(..OPENING_SENTENCES).unwrap_or(&sentences).last().map_or(0, |last| last.end);
        let opening = reading.places.iter().filter(|place| index.byte(place.span.start as usize) < end);
        lands.extend(opening.filter_map(land_of));
    }
    lands
}

/// So many sentences behind one may tell of one more.
const NEXT_SENTENCES: usize = 2;
/// So many sentences open a report.
const OPENING_SENTENCES: usize = 4;

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
