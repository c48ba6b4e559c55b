//! Quantities that somebody gives: how many were killed, how much was paid, how far, how long.
//!
//! A number with its bounds is a [`quantity`]; the words around it say what it counts
//! ([`counted`]); when, where, by whose account and of which event come from its clause, and so does
//! whether anybody gives it as true ([`status`]). How figures stand to each other is settled when all
//! are read ([`relations`]). Ages, clock times, scores and numbers that are names are none ([`amounts`]).

mod amounts;
mod counted;
mod draft;
mod lexicon;
mod moments;
mod quantity;
mod relations;
mod status;

#[cfg(test)]
mod tests;

use counted::{Counted, Sureness};
use dateline_events::Circumstances;
use dateline_language::{Annotated, Deprel, Upos, Word, Xpos};
use dateline_model::{
    Event, EventAct, Figure, FigureStatus, Id, Manner, MentionKind, PlaceRef, Span, Statement, TimexType,
    When, derive_id,
};
use dateline_scene::{Found, Scene};
use draft::Draft;
use lexicon::Lexicon;
use quantity::Quantity;

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
        let mut places = LastPlace::default();
        let ids: Vec<Id> = drafts.iter().map(|draft| id_of(scene, draft)).collect();
        drafts
            .iter()
            .enumerate()
            .map(|(at, draft)| {
                let part_of = draft.part_of.map(|whole| ids[whole].clone());
                self.figure(scene, &circumstances, &mut places, draft, ids[at].clone(), part_of)
            })
            .collect()
    }

    fn drafts(&self, scene: &Scene<'_>) -> Vec<Draft> {
        let text = scene.annotated;
        let in_time = words_of_times(scene);
        let states = states_of(scene);
        let speakers = openings_of_speakers(scene);
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
                let (quantity, counted) = match self.read(text, at, sentence, &in_time, &states) {
                    Read::Figure(quantity, counted) => (quantity, counted),
                    Read::Bare(quantity) => {
                        let end = quantity.words.end;
                        if let Some(counted) = carried(text, &self.lexicon, &drafts, &quantity, sentence) {
                            self.push(text, &mut drafts, quantity, counted);
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
                    drafts.last().is_some_and(|last| is_conversion(text, last, &quantity, &counted));
                if !is_said_twice && !is_of_sources(&speakers, &quantity, &counted) {
                    self.push(text, &mut drafts, quantity, counted);
                }
            }
        }
        drafts
    }

    /// Adds a figure, and the other one where two deeds were done to the same people.
    fn push(&self, text: &Annotated<'_>, drafts: &mut Vec<Draft>, quantity: Quantity, mut counted: Counted) {
        let part_of = part(text, drafts, &quantity, &mut counted);
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
        at: usize,
        sentence: Span<Word>,
        in_time: &[TimeOf],
        states: &[String],
    ) -> Read {
        if !amounts::may_open(text, &self.lexicon, at) || matches!(in_time[at], TimeOf::Point) {
            return Read::NoFigure(at + 1);
        }
        let Some(mut quantity) = quantity::read(text, &self.lexicon, at, sentence.end) else {
            return Read::NoFigure(at + 1);
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
        if in_time.get(number) == Some(&TimeOf::Length) && amounts::is_throughout(text, &quantity) {
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
        circumstances: &Circumstances<'_>,
        places: &mut LastPlace,
        draft: &Draft,
        id: Id,
        part_of: Option<Id>,
    ) -> Found<Figure> {
        let text = scene.annotated;
        let Draft { quantity, counted, status, .. } = draft;
        let event = if counted.is_effect { event_of(scene, counted) } else { None };
        let sentence = text.sentence_number(counted.told_by);
        let as_of = if *status == FigureStatus::Given { relations::as_of(scene, draft) } else { None };
        let when = moments::of_deed_told_of(scene, counted.told_by)
            .or_else(|| {
                let own = circumstances.when(counted.told_by);
                own.filter(|when| !moments::is_of_other_deed(scene, counted.told_by, when))
            })
            .or_else(|| event.and_then(|event| event.when.clone()))
            .or_else(|| {
                let verb = moments::deed_beside(text, counted.told_by)?;
                circumstances.when(verb)
            })
            .filter(|when: &When| when.edtf.is_some())
            // A day up to which was counted is not the day of the deed.
            .filter(|when| as_of.as_ref().is_none_or(|as_of| as_of.span != when.span));
        let place = own_place(scene, counted)
            .or_else(|| labelled(scene, quantity))
            // What is said of "35 percent" may be about any place that is named beside.
            .or_else(|| {
                let near = match counted.what.as_str() {
                    "percent" => circumstances.place_of_words(counted.told_by, false),
                    _ => circumstances.place(counted.told_by),
                };
                near.filter(|&(at, _)| !is_upon_state(scene, at)).map(|(_, place)| place)
            })
            .or_else(|| event.and_then(|event| event.place.clone()))
            .or_else(|| counted.is_effect.then(|| places.near(sentence)).flatten());
        if counted.is_effect
            && let Some(place) = &place
        {
            *places = LastPlace { sentence, place: Some(place.clone()) };
        }
        let (low, high) = quantity.bounds(counted.is_countable);
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
                account: account_of(scene, quantity.number_start, counted.told_by)
                    .filter(|account| counted.what != "percent" || !are_counted(scene, account))
                    .map(|account| account.record.id.clone()),
                event: event.map(|event| event.id.clone()),
                status: *status,
                part_of,
                as_of,
                rate: relations::rate(text, draft),
                confidence: confidence(draft),
            },
        }
    }
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

/// The place that hangs on the word itself, behind a preposition which the tree may have given to the
/// verb: "drowned off Ostend".
fn own_place(scene: &Scene<'_>, counted: &Counted) -> Option<PlaceRef> {
    let text = scene.annotated;
    let told_by = counted.told_by;
    // "deployed 30,000 troops to Kolm": there they are.
    let is_moved = counted.is_countable && !counted::is_fate(&counted.what);
    let verb =
        text.tokens[told_by].head.filter(|_| is_moved && text.tokens[told_by].deprel.base() == Deprel::Obj);
    let own = scene.places.iter().find(|place| {
        let start = place.words.start;
        start > 0
            && start < text.tokens.len()
            && text.tokens[start].head.is_some_and(|head| head == told_by as u32 || Some(head) == verb)
            && matches!(text.tokens[start].deprel.base(), Deprel::Obl | Deprel::Nmod)
            && {
                let case = (start - 1 - usize::from(text.tokens[start - 1].upos == Upos::Adj && start > 1)
                    ..start)
                    .map(|at| text.form(at).to_ascii_lowercase())
                    .next()
                    .unwrap_or_default();
                ["in", "at", "near", "off", "outside", "on", "inside"].contains(&case.as_str())
                    || is_moved && ["to", "into"].contains(&case.as_str())
            }
    })?;
    Some(PlaceRef { span: own.record.span.clone(), place: Some(own.record.id.clone()) })
}

/// "Norway (66%)": the place right before the bracket.
fn labelled(scene: &Scene<'_>, quantity: &Quantity) -> Option<PlaceRef> {
    let bracket = quantity.words.start.checked_sub(1)?;
    let place = scene.places.iter().find(|place| place.words.end == bracket)?;
    (scene.annotated.form(bracket) == "(")
        .then(|| PlaceRef { span: place.record.span.clone(), place: Some(place.record.id.clone()) })
}

/// "sanctions *on Chile*", "a treaty *against Chile*", "talks *between Chile* and Peru": what is done to a state or
/// among states need not be done there.
fn is_upon_state(scene: &Scene<'_>, place: usize) -> bool {
    let place = &scene.places[place];
    let text = scene.annotated;
    let Some(before) = place.words.start.checked_sub(1) else { return false };
    let is_led_by = |words: &[&str]| words.iter().any(|word| text.form(before).eq_ignore_ascii_case(word));
    let is_country = place.record.kind.as_deref() == Some("country");
    // "sanctions *on Lima*": a capital stands for its state.
    let is_measure = before > 0
        && matches!(
            text.tokens[before - 1].lemma.as_str(),
            "sanction" | "tariff" | "embargo" | "pressure" | "levy" | "restriction" | "curb" | "duty" | "ban"
        );
    is_country && is_led_by(&["on", "against", "over", "between"])
        || is_measure && is_led_by(&["on", "against"])
}

/// Whose account it is: that of the statement which holds it, or which holds the verb that its own is
/// joined to ("claimed to have killed 30 and *captured seven*").
fn account_of<'s>(scene: &'s Scene<'_>, number: usize, told_by: usize) -> Option<&'s Found<Statement>> {
    const REACH: usize = 4;
    let text = scene.annotated;
    if let Some(statement) = scene.statement_at(number) {
        return Some(statement);
    }
    let mut at = told_by;
    for _ in 0..REACH {
        let token = &text.tokens[at];
        let head = token.head? as usize;
        let has_subject = text.children(at).any(|child| text.tokens[child].deprel.base() == Deprel::Nsubj);
        match token.deprel.base() {
            Deprel::Conj if !has_subject && token.upos == Upos::Verb => {
                if let Some(statement) = scene.statement_at(head) {
                    // What stands behind the closing mark is the report's own.
                    let is_quoted = statement.record.manner == Manner::Direct;
                    return (!is_quoted).then_some(statement);
                }
            }
            Deprel::Obj | Deprel::Nsubj | Deprel::Nummod | Deprel::Nmod | Deprel::Obl => {}
            _ => return None,
        }
        at = head;
    }
    None
}

/// "35 percent of Norwegians say they would move": those who are asked give no account of their number.
fn are_counted(scene: &Scene<'_>, account: &Found<Statement>) -> bool {
    let speakers = &account.record.speakers;
    !speakers.is_empty()
        && speakers.iter().all(|speaker| {
            let words = scene.annotated.words_in(scene.annotated.index.bytes(speaker.span.span()));
            let is_people = words.range().any(|at| {
                let token = &scene.annotated.tokens[at];
                let lemma = token.lemma.to_lowercase();
                matches!(
                    lemma.as_str(),
                    "percent"
                        | "%"
                        | "respondent"
                        | "participant"
                        | "voter"
                        | "adult"
                        | "citizen"
                        | "majority"
                        | "half"
                        | "third"
                        | "quarter"
                ) || token.xpos == Xpos::Nnps
                    && words.len() <= 2
                    && scene.entities.mention_at(at).is_some_and(|mention| {
                        scene.entities.entities[mention.entity].kind == MentionKind::Nationality
                    })
            });
            is_people && speaker.office.is_none()
        })
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

/// A number whose noun or deed is left out, because the figure before has told it: "infected 20 in
/// Ghent *and six in Bruges*", "33 seats, *23 held by* the league", "six, *not eight*".
fn carried(
    text: &Annotated<'_>,
    lexicon: &Lexicon,
    drafts: &[Draft],
    quantity: &Quantity,
    sentence: Span<Word>,
) -> Option<Counted> {
    const REACH: usize = 14;
    let (start, end) = (quantity.words.start, quantity.words.end);
    let last = drafts.last()?;
    let behind = last.counted.words.end.max(last.quantity.words.end);
    if last.quantity.words.start < sentence.start || behind > start || start - behind > REACH {
        return None;
    }
    let is = |at: usize, word: &str| {
        sentence.start <= at && at < sentence.end && text.form(at).eq_ignore_ascii_case(word)
    };
    let is_bare_next = end >= sentence.end
        || !matches!(text.tokens[end].upos, Upos::Noun | Upos::Propn | Upos::Num | Upos::Adj)
            && text.form(end) != "-"
            && text.form(end) != "%";
    if !last.counted.is_countable || !is_bare_next || start == sentence.start {
        return None;
    }
    let before = start - 1;
    let of_last = |is_effect: bool| {
        let mut counted = Counted::measure(
            &last.counted.what,
            None,
            Span::new(start, end),
            if is_effect { last.counted.told_by } else { end - 1 },
        );
        (counted.is_countable, counted.is_effect) = (true, is_effect);
        (counted.is_people, counted.sureness) = (last.counted.is_people, Sureness::Carried);
        counted
    };
    // "six, not eight as first reported", "six rather than eight".
    let is_contrast = is(before, "not") || is(before, "than") && is(before.wrapping_sub(1), "rather");
    if is_contrast {
        return Some(of_last(last.counted.is_effect));
    }
    // "Varn fired 200 rockets; Tanva said it fired 300": the same is done by another.
    let is_same_deed = text.tokens[before].upos == Upos::Verb
        && text.tokens[before].lemma == text.tokens[last.counted.told_by].lemma
        && before != last.counted.told_by;
    if is_same_deed {
        let mut counted = of_last(last.counted.is_effect);
        counted.told_by = before;
        return Some(counted);
    }
    let is_joined = is(before, "and") || is(before, ",") || is(before, ";") || is(before, "with");
    let is_place = ["in", "at", "near", "on", "from", "outside"].iter().any(|word| is(end, word));
    if is_joined && is_place && last.counted.is_effect {
        return Some(of_last(true));
    }
    // "23 held by", "10 of them held by", "seven currently held".
    let next = (end..sentence.end.min(end + 2)).find(|&at| text.tokens[at].upos != Upos::Adv)?;
    let is_participle = text.tokens[next].upos == Upos::Verb
        && text.tokens[next].xpos == Xpos::Vbn
        && (is(next + 1, "by") || is(next + 1, "in"));
    let is_open =
        is_joined || is(before, ":") || is(before, "(") || is(before, "–") || is(before, "including");
    let is_known = amounts::stands(text, &lexicon.states, next, sentence.end);
    (is_open && is_participle && !is_known && !last.counted.is_effect).then(|| of_last(false))
}

/// "18 people, including nine children, were killed", "300 civilians, among them 20 children and nine
/// nurses", "seven people, two of them children": those who are singled out share the fate of the whole,
/// of which they are a part.
fn part(text: &Annotated<'_>, drafts: &[Draft], quantity: &Quantity, counted: &mut Counted) -> Option<usize> {
    let start = quantity.words.start;
    let last = drafts.last()?;
    if start == 0 || text.sentence_number(start) != text.sentence_number(last.counted.words.start) {
        return None;
    }
    let is = |at: usize, word: &str| at < text.tokens.len() && text.form(at).eq_ignore_ascii_case(word);
    let end = quantity.words.end;
    let is_of_them =
        is(end, "of") && ["them", "whom", "which", "these", "those"].iter().any(|word| is(end + 1, word));
    let is_singled_out = is_of_them
        || is(start - 1, "including")
        || start >= 2 && is(start - 2, "among") && (is(start - 1, "them") || is(start - 1, "whom"))
        || start >= 2 && is(start - 2, "of") && is(start - 1, "whom")
        || start >= 2 && is(start - 2, "most") && is(start - 1, "of");
    // "including nine children and two nurses".
    let is_joined = last.part_of.is_some()
        && (is(start - 1, "and") || is(start - 1, ","))
        && last.counted.words.end + 1 == start;
    if !is_singled_out && !is_joined || counted.unit.is_some() {
        return None;
    }
    let whole = if is_joined {
        last.part_of?
    } else {
        (0..drafts.len()).rev().find(|&at| drafts[at].part_of.is_none() && drafts[at].counted.is_countable)?
    };
    let all = &drafts[whole];
    let least = all.quantity.most.unwrap_or(all.quantity.value);
    if quantity.value > least || all.quantity.words.start.abs_diff(start) > 40 {
        return None;
    }
    // Those singled out whom nothing else befalls: "two of them children".
    if !counted.is_effect && counted::is_fate(&all.counted.what) && counted.is_people {
        counted.what.clone_from(&all.counted.what);
        counted.is_effect = true;
        counted.sureness = Sureness::Beside;
    }
    Some(whole)
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

/// Where the last deed was told of: "… in Varn killed five. Some of the 32 injured …".
#[derive(Default)]
struct LastPlace {
    sentence: usize,
    place: Option<PlaceRef>,
}

impl LastPlace {
    fn near(&self, sentence: usize) -> Option<PlaceRef> {
        self.place.clone().filter(|_| sentence <= self.sentence + 3)
    }
}

/// The words that the name of a speaker begins with.
fn openings_of_speakers(scene: &Scene<'_>) -> Vec<bool> {
    let text = scene.annotated;
    let mut opens = vec![false; text.tokens.len()];
    let speakers = scene.statements.iter().flat_map(|statement| &statement.record.speakers);
    for speaker in speakers {
        let first = text.words_in(text.index.bytes(speaker.span.span())).start;
        if let Some(opens) = opens.get_mut(first) {
            *opens = true;
        }
    }
    opens
}

/// "Two officials said", "three people who were there told the paper": how many a reporter has asked
/// is no amount of anything. "300 doctors warned" is one.
fn is_of_sources(speakers: &[bool], quantity: &Quantity, counted: &Counted) -> bool {
    const FEW: f64 = 6.0;
    counted.sureness == Sureness::Noun
        && counted.is_people
        && quantity.value < FEW
        && quantity.most.is_none()
        && !quantity.is_rough
        && counted.words.range().any(|at| speakers.get(at).is_some_and(|opens| *opens))
}

/// "200 kilometres (120 miles)": the second says the first again.
fn is_conversion(text: &Annotated<'_>, last: &Draft, quantity: &Quantity, counted: &Counted) -> bool {
    let before = quantity.words.start;
    last.counted.what == counted.what
        && !counted.is_countable
        && before > 0
        && last.counted.words.end <= before
        && before - last.counted.words.end <= 1
        && text.form(before - 1) == "("
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
