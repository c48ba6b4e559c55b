//! Quantities that somebody gives: how many were killed, how much was paid, how far, how long.
//!
//! A number with its bounds is a [`quantity`]; the words around it say what it counts
//! ([`counted`]); when, where, by whose account and of which event come from its clause, and so does
//! whether anybody gives it as true ([`status`]). How figures stand to each other is settled when all
//! are read ([`relations`]). Ages, clock times, scores and numbers that are names are none ([`amounts`]).

mod accounts;
mod amounts;
mod carried;
mod counted;
mod draft;
mod lexicon;
mod moments;
mod plain;
mod quantity;
mod relations;
mod shares;
mod status;
mod whereabouts;

#[cfg(test)]
mod tests;

use accounts::Polls;
use counted::{Counted, Sureness};
use dateline_events::Circumstances;
use dateline_language::{Annotated, Upos, Word};
use dateline_model::{
    Event, EventAct, Figure, FigureStatus, Id, Span, Statement, TimexType, When, derive_id,
};
use dateline_scene::{Found, Scene};
use draft::Draft;
use lexicon::Lexicon;
use quantity::Quantity;
use whereabouts::Whereabouts;

/// Finds figures.
#[derive(Debug)]
pub struct Finder {
    lexicon: Lexicon,
}

impl Finder {
    /// With the lexicons in the binary.
    pub fn embedded() -> Self {
        Finder { lexicon: Lexicon::embedded() }
    }

    /// All of them, in text order.
    pub fn find(&self, scene: &Scene<'_>) -> Vec<Found<Figure>> {
        let text = scene.annotated;
        let mut drafts = self.drafts(scene);
        relations::relate(text, &self.lexicon, &mut drafts);
        let circumstances = Circumstances::new(scene);
        let mut places = Whereabouts::new(scene, &self.lexicon, &circumstances);
        let polls = Polls::of(scene, &self.lexicon);
        let baselines = moments::baselines(text, &drafts);
        let mut last = accounts::Last::default();
        let ids: Vec<Id> = drafts.iter().map(|draft| id_of(scene, draft)).collect();
        let mut found: Vec<Found<Figure>> = drafts
            .iter()
            .enumerate()
            .map(|(at, draft)| {
                let part_of = draft.part_of.map(|whole| ids[whole].clone());
                let account = accounts::account(scene, &self.lexicon, &polls, &mut last, draft);
                let told = Told { circumstances: &circumstances, baselines: &baselines, account };
                self.figure(scene, &told, &mut places, draft, ids[at].clone(), part_of)
            })
            .collect();
        // "100,000 people came to Arica, *including 9,000 since noon*": the part was where the whole was, and met its fate when
        // that did.
        for (at, draft) in drafts.iter().enumerate() {
            let Some(whole) = draft.part_of.filter(|&whole| whole != at) else { continue };
            if found[at].record.place.is_none() {
                found[at].record.place = found[whole].record.place.clone();
            }
            if found[at].record.when.is_none() && draft.counted.is_effect {
                found[at].record.when = found[whole].record.when.clone();
            }
        }
        found
    }

    fn drafts(&self, scene: &Scene<'_>) -> Vec<Draft> {
        let text = scene.annotated;
        let in_time = words_of_times(scene);
        let states = states_of(scene);
        let speakers = accounts::openings_of_speakers(scene);
        let mut drafts: Vec<Draft> = Vec::new();
        for sentence in &text.sentences {
            let sentence = sentence.words;
            let mut at = sentence.start;
            while at < sentence.end {
                if let Some(votes) = amounts::ballot(text, &self.lexicon, at, sentence) {
                    at = votes[1].0.words.end;
                    drafts.extend(votes.into_iter().map(|(quantity, counted)| Draft {
                        quantity,
                        counted,
                        status: FigureStatus::Given,
                        part_of: None,
                    }));
                    continue;
                }
                let (quantity, counted) = match self.read(text, (at, &drafts), sentence, &in_time, &states) {
                    Read::Figure(quantity, counted) => (quantity, counted),
                    Read::Bare(quantity) => {
                        let end = quantity.words.end;
                        if let Some(counted) =
                            carried::carried(text, &self.lexicon, &drafts, &quantity, sentence)
                        {
                            self.push(text, &mut drafts, quantity, counted);
                        } else if let Some((counted, whole)) =
                            carried::some_of_last(text, &drafts, &quantity, sentence)
                        {
                            let status = FigureStatus::Given;
                            drafts.push(Draft { quantity, counted, status, part_of: Some(whole) });
                        }
                        at = end.max(at + 1);
                        continue;
                    }
                    // "the strip's 2.1 million people": what is no figure has none inside either.
                    Read::NoFigure(end) => {
                        at = end.max(at + 1);
                        continue;
                    }
                };
                // "10 Boeing 787 Dreamliners": the second is part of a name.
                let is_inside =
                    drafts.last().is_some_and(|last| quantity.number_start < last.counted.words.end)
                        && text.tokens[quantity.number_start - 1].upos == Upos::Propn;
                if is_inside {
                    at = quantity.words.end;
                    continue;
                }
                // "90% of the strip's 2.1 million people": nothing is told of the whole.
                let is_share = counted.what == "percent";
                at = if is_share { counted.words.end } else { quantity.words.end };
                let is_said_twice =
                    drafts.last().is_some_and(|last| carried::is_conversion(text, last, &quantity, &counted));
                if !is_said_twice
                    && !accounts::is_of_sources(scene, &self.lexicon, &speakers, &quantity, &counted)
                {
                    self.push(text, &mut drafts, quantity, counted);
                }
            }
        }
        drafts
    }

    /// Adds a figure, and the other one where two deeds were done to the same people.
    fn push(&self, text: &Annotated<'_>, drafts: &mut Vec<Draft>, quantity: Quantity, mut counted: Counted) {
        let part_of = carried::part(text, drafts, &quantity, &mut counted);
        // "A magnitude-7 shock may crack a dam" tells of none.
        let status = if counted.is_countable || matches!(counted.what.as_str(), "magnitude" | "money") {
            status::status(text, &self.lexicon.status, &quantity, &counted)
        } else {
            FigureStatus::Given
        };
        let also = counted.also.take();
        if let Some((what, told_by)) = also {
            let other = Counted { what: what.to_owned(), told_by, ..counted.clone() };
            drafts.push(Draft { quantity: quantity.clone(), counted: other, status, part_of });
        }
        drafts.push(Draft { quantity, counted, status, part_of });
    }

    /// The figure that begins with a word.
    fn read(
        &self,
        text: &Annotated<'_>,
        (at, drafts): (usize, &[Draft]),
        sentence: Span<Word>,
        in_time: &[TimeOf],
        states: &[String],
    ) -> Read {
        if let Some((quantity, counted)) = counted::one_more(text, &self.lexicon, drafts, at, sentence) {
            return Read::Figure(quantity, counted);
        }
        if !amounts::may_open(text, &self.lexicon, at) || matches!(in_time[at], TimeOf::Point) {
            return Read::NoFigure(at + 1);
        }
        let Some(mut quantity) = quantity::read(text, &self.lexicon, at, sentence.end) else {
            let is_article = ["a", "an"].iter().any(|word| text.form(at).eq_ignore_ascii_case(word));
            let single = is_article.then(|| counted::single(text, &self.lexicon, at, sentence)).flatten();
            return single
                .map_or(Read::NoFigure(at + 1), |(quantity, counted)| Read::Figure(quantity, counted));
        };
        let number = quantity.number_start;
        if in_time[number..quantity.words.end].contains(&TimeOf::Point) {
            return Read::NoFigure(at + 1);
        }
        // "half of March" is a time.
        if quantity.is_part && in_time.get(quantity.words.end + 1) == Some(&TimeOf::Point) {
            return Read::NoFigure(quantity.words.end);
        }
        if amounts::is_no_amount(text, &self.lexicon, &quantity, sentence) {
            return Read::NoFigure(quantity.words.end);
        }
        let is_length = in_time.get(number) == Some(&TimeOf::Length)
            || amounts::is_length(text, &self.lexicon, &quantity, sentence);
        if is_length && amounts::is_throughout(text, &quantity) {
            quantity.words.start = number;
            quantity.bound = lexicon::Bound::Plain;
        }
        match counted::counted(text, &self.lexicon, states, &quantity, sentence) {
            Some(counted) => Read::Figure(quantity, counted),
            None => Read::Bare(quantity),
        }
    }

    fn figure(
        &self,
        scene: &Scene<'_>,
        told: &Told<'_>,
        places: &mut Whereabouts<'_>,
        draft: &Draft,
        id: Id,
        part_of: Option<Id>,
    ) -> Found<Figure> {
        let text = scene.annotated;
        let Draft { quantity, counted, status, .. } = draft;
        let account = told.account;
        let event = if counted.is_effect { event_of(scene, counted) } else { None };
        /// How many sentences on from a deed's day its figures are told.
        const NEAR: usize = 3;
        let rate = relations::rate(text, draft);
        let as_of = if *status == FigureStatus::Given { relations::as_of(scene, draft) } else { None };
        let own = |word: usize| {
            let own = told.circumstances.when(word)?;
            let is_other = moments::is_of_other_deed(scene, counted.told_by, &own)
                || moments::is_of_baseline(scene, told.baselines, draft, &own)
                || moments::is_of_saying(scene, account, &own)
                || moments::is_of_other_noun(scene, counted, &own)
                || moments::otherwise::is_otherwise(scene, &self.lexicon, draft, &own);
            (!is_other).then_some(own)
        };
        let when = moments::of_deed_told_of(scene, counted.told_by)
            .or_else(|| own(counted.told_by))
            .or_else(|| {
                let of_event = event.and_then(|event| event.when.clone())?;
                // One that is told far off may be of another telling.
                let told_at = text.words_in(text.index.bytes(of_event.span.span())).start;
                let told_in = text.sentence_number(told_at.min(text.tokens.len() - 1));
                let own = text.sentence_number(counted.told_by);
                // What is done every day has no day but what its own sentence tells.
                let near = told_in + if rate.is_none() { NEAR } else { 0 };
                let is_other = moments::otherwise::is_otherwise(scene, &self.lexicon, draft, &of_event);
                (near >= own && told_in <= own + 1 && !is_other).then_some(of_event)
            })
            .or_else(|| moments::of_deed_of_its_doer(scene, &self.lexicon, counted.told_by))
            .or_else(|| moments::ever_since(scene, counted.told_by))
            .or_else(|| own(moments::deed_beside(text, counted.told_by)?))
            .filter(|when: &When| when.edtf.is_some())
            // A day up to which was counted is not the day of the deed.
            .filter(|when| as_of.as_ref().is_none_or(|as_of| as_of.span != when.span))
            .map(|when| moments::stretched(scene, when));
        let place = places.of(draft, event, when.as_ref());
        let (low, high) = if counted.what == "calibre" && quantity.bound == lexicon::Bound::Plain {
            quantity.bore(&self.lexicon)
        } else {
            quantity.bounds(counted.is_countable)
        };
        Found {
            words: counted.words,
            record: Figure {
                id,
                report: scene.report.id.clone(),
                evidence: text.excerpt(counted.words),
                low,
                high,
                approximate: quantity.is_approximate,
                what: counted.what.clone(),
                unit: counted.unit.clone(),
                of: counted.of.filter(|of| !of.is_empty()).map(|of| text.excerpt(of)),
                when,
                place,
                account: account.map(|account| account.record.id.clone()),
                event: event.map(|event| event.id.clone()),
                status: *status,
                part_of,
                as_of,
                rate,
                confidence: confidence(draft),
            },
        }
    }
}

/// What is known of the report when a figure is written down.
struct Told<'s> {
    circumstances: &'s Circumstances<'s>,
    baselines: &'s [moments::Baseline],
    /// Whose account the figure is.
    account: Option<&'s Found<Statement>>,
}

/// How sure a figure is, by how it was come by: the share of right ones among those of the annotated
/// reports that were read so, figures of a quantity that is left open a little less.
fn confidence(draft: &Draft) -> f32 {
    let base = match draft.counted.sureness {
        Sureness::Written => 0.93,
        Sureness::Beside => 0.92,
        Sureness::Tree => 0.8,
        Sureness::Noun => 0.75,
        Sureness::Carried => 0.65,
    };
    if draft.status == FigureStatus::Given { base } else { base - 0.1 }
}

fn id_of(scene: &Scene<'_>, draft: &Draft) -> Id {
    let text = scene.annotated;
    let evidence = text.excerpt(draft.counted.words);
    let number = text.form(draft.quantity.number_start);
    derive_id(
        "f",
        &[scene.report.id.as_str(), &evidence.start.to_string(), &evidence.text, number, &draft.counted.what],
    )
}

/// The states that a report tells of, the most named first.
fn states_of(scene: &Scene<'_>) -> Vec<String> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for state in scene.places.iter().filter_map(|place| place.record.country.as_ref()) {
        match counts.iter_mut().find(|(known, _)| known == state) {
            Some((_, count)) => *count += 1,
            None => counts.push((state.clone(), 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().map(|(state, _)| state).collect()
}

/// What begins with a word.
enum Read {
    /// A figure.
    Figure(Quantity, Counted),
    /// A number of which its own words do not say what it counts.
    Bare(Quantity),
    /// None, up to here.
    NoFigure(usize),
}

/// How a word stands to the expressions of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TimeOf {
    /// In none.
    None,
    /// In one that is how long.
    Length,
    /// In a date, hour or set.
    Point,
}

fn words_of_times(scene: &Scene<'_>) -> Vec<TimeOf> {
    let mut in_time = vec![TimeOf::None; scene.annotated.tokens.len()];
    for time in &scene.times {
        let is_length = time.record.timex3.kind == TimexType::Duration && time.record.edtf.is_none();
        in_time[time.words.range()].fill(if is_length { TimeOf::Length } else { TimeOf::Point });
    }
    in_time
}

/// The event that a figure belongs to: that of the word which tells it, else the act of force in
/// the same sentence whose trigger is nearest, else the last one before.
fn event_of<'s>(scene: &'s Scene<'_>, counted: &Counted) -> Option<&'s Event> {
    let text = scene.annotated;
    let told_by = counted.told_by;
    let sentence = text.sentence_number(told_by);
    let mut best: Option<(usize, &Event)> = None;
    let mut offer = |cost: usize, event: &'s Event| {
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, event));
        }
    };
    for found in &scene.events {
        let event = &found.record;
        let is_force = matches!(event.act, EventAct::Assault | EventAct::Coerce);
        let trigger = text.words_in(text.index.bytes(event.trigger.span()));
        if trigger.start <= told_by && told_by < trigger.end {
            return Some(event);
        }
        if !is_force {
            continue;
        }
        for piece in std::iter::once(&event.evidence).chain(&event.also) {
            let words = text.words_in(text.index.bytes(piece.span()));
            if words.is_empty() {
                continue;
            }
            if words.start <= told_by && told_by < words.end {
                offer(words.len().min(400), event);
            }
            let place = words.start.min(text.tokens.len() - 1);
            let at = text.sentence_number(place);
            if at == sentence {
                offer(500 + place.abs_diff(told_by), event);
            } else if at < sentence && sentence - at <= 2 {
                offer(1000 * (sentence - at) + told_by - place.min(told_by), event);
            }
        }
    }
    best.map(|(_, event)| event)
}
