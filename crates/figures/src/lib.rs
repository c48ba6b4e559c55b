//! Quantities that somebody gives: how many were killed, how much was paid, how far, how long.
//!
//! A number with its bounds is a [`quantity`]; the words around it say what it counts
//! ([`counted`]); when, where, by whose account and of which event come from its clause.
//! Dates, ages, clock times, ordinals, scores and numbers that are names are no figures.

mod counted;
mod lexicon;
mod quantity;

#[cfg(test)]
mod tests;

use counted::Counted;
use dateline_events::Circumstances;
use dateline_language::{Annotated, Upos, Word, Xpos};
use dateline_model::{Event, EventAct, Figure, PlaceRef, Span, TimexType, When, derive_id};
use dateline_scene::{Found, Scene};
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
        let circumstances = Circumstances::new(scene);
        let in_time = words_of_times(scene);
        let mut found: Vec<Found<Figure>> = Vec::new();
        let mut places = LastPlace::default();
        for sentence in &text.sentences {
            let mut at = sentence.words.start;
            while at < sentence.words.end {
                let (quantity, counted) = match self.read(text, at, sentence.words, &in_time) {
                    Read::Figure(quantity, counted) => (quantity, counted),
                    // "the strip's 2.1 million people": what is no figure has none inside either.
                    Read::NoFigure(end) => {
                        at = end.max(at + 1);
                        continue;
                    }
                };
                // "10 Boeing 787 Dreamliners": the second is part of a name.
                let is_inside = found.last().is_some_and(|last| quantity.number_start < last.words.end)
                    && text.tokens[quantity.number_start - 1].upos == Upos::Propn;
                if is_inside {
                    at = quantity.words.end;
                    continue;
                }
                // "90% of the strip's 2.1 million people": nothing is told of the whole.
                let is_share = counted.what == "percent";
                at = if is_share { counted.words.end } else { quantity.words.end };
                let counted = included(text, found.last(), &quantity, counted);
                let is_said_twice =
                    found.last().is_some_and(|last| is_conversion(text, last, &quantity, &counted));
                if !is_said_twice {
                    found.push(self.figure(scene, &circumstances, &mut places, &quantity, counted));
                }
            }
        }
        found
    }

    /// The figure that begins with a word.
    fn read(&self, text: &Annotated<'_>, at: usize, sentence: Span<Word>, in_time: &[TimeOf]) -> Read {
        if !may_open(text, at) || matches!(in_time[at], TimeOf::Point) {
            return Read::NoFigure(at + 1);
        }
        let Some(mut quantity) = quantity::read(text, &self.lexicon, at, sentence.end) else {
            return Read::NoFigure(at + 1);
        };
        let number = quantity.number_start;
        if in_time[number..quantity.words.end].contains(&TimeOf::Point) {
            return Read::NoFigure(at + 1);
        }
        if is_no_amount(text, &quantity, sentence) {
            return Read::NoFigure(quantity.words.end);
        }
        if is_throughout(text, &quantity, in_time) {
            quantity.words.start = number;
            quantity.bound = lexicon::Bound::Plain;
        }
        match counted::counted(text, &self.lexicon, &quantity, sentence) {
            Some(counted) => Read::Figure(quantity, counted),
            None => Read::NoFigure(quantity.words.end),
        }
    }

    fn figure(
        &self,
        scene: &Scene<'_>,
        circumstances: &Circumstances<'_>,
        places: &mut LastPlace,
        quantity: &Quantity,
        counted: Counted,
    ) -> Found<Figure> {
        let text = scene.annotated;
        let evidence = text.excerpt(counted.words);
        let event = if counted.is_effect { event_of(scene, &counted) } else { None };
        let is_casualty = counted.is_effect && counted.unit.is_none();
        let when = circumstances.when(counted.told_by).or_else(|| event.and_then(|event| event.when.clone()));
        let place = circumstances
            .place(counted.told_by)
            .map(|(_, place)| place)
            .or_else(|| event.and_then(|event| event.place.clone()))
            .or_else(|| is_casualty.then(|| places.near(text.sentence_number(counted.told_by))).flatten());
        if is_casualty && let Some(place) = &place {
            *places =
                LastPlace { sentence: text.sentence_number(counted.told_by), place: Some(place.clone()) };
        }
        let (low, high) = quantity.bounds(counted.is_countable);
        let number = text.form(quantity.number_start);
        Found {
            words: counted.words,
            record: Figure {
                id: derive_id(
                    "f",
                    &[
                        scene.report.id.as_str(),
                        &evidence.start.to_string(),
                        &evidence.text,
                        number,
                        &counted.what,
                    ],
                ),
                report: scene.report.id.clone(),
                evidence,
                low,
                high,
                approximate: quantity.is_approximate,
                what: counted.what,
                unit: counted.unit,
                of: counted.of.filter(|of| !of.is_empty()).map(|of| text.excerpt(of)),
                when: when.filter(|when: &When| when.edtf.is_some()),
                place,
                account: scene
                    .statement_at(quantity.number_start)
                    .map(|statement| statement.record.id.clone()),
                event: event.map(|event| event.id.clone()),
                confidence: if counted.is_effect { 0.9 } else { 0.7 },
            },
        }
    }
}

/// What begins with a word.
enum Read {
    /// A figure.
    Figure(Quantity, Counted),
    /// None, up to here.
    NoFigure(usize),
}

/// "$5m over three years": there "over" is how long it goes on and bounds nothing; "for over three
/// years", "lasted over an hour" it does.
fn is_throughout(text: &Annotated<'_>, quantity: &Quantity, in_time: &[TimeOf]) -> bool {
    let start = quantity.words.start;
    if !text.form(start).eq_ignore_ascii_case("over")
        || in_time.get(quantity.number_start).is_none_or(|time| *time != TimeOf::Length)
    {
        return false;
    }
    let Some(before) = start.checked_sub(1) else { return true };
    let token = &text.tokens[before];
    !matches!(
        token.lemma.as_str(),
        "for" | "be" | "last" | "take" | "spend" | "after" | "wait" | "within" | "of" | "than" | "serve"
    )
}

/// "18 people, including nine children, were killed", "300 civilians, among them 20 children and nine
/// nurses": those who are singled out share the fate of the whole.
fn included(
    text: &Annotated<'_>,
    last: Option<&Found<Figure>>,
    quantity: &Quantity,
    mut counted: Counted,
) -> Counted {
    let Some(last) = last else { return counted };
    let start = quantity.words.start;
    if counted.is_effect
        || counted.unit.is_some()
        || !counted.is_people
        || start == 0
        || text.sentence_number(start) != text.sentence_number(last.words.start)
        || !counted::is_fate(&last.record.what)
    {
        return counted;
    }
    let is = |at: usize, word: &str| text.form(at).eq_ignore_ascii_case(word);
    let is_singled_out = is(start - 1, "including")
        || start >= 2 && is(start - 2, "among") && is(start - 1, "them")
        || start >= 2 && is(start - 2, "most") && is(start - 1, "of");
    let is_joined = (is(start - 1, "and") || is(start - 1, ","))
        && last.words.end + 1 == start
        && is_included(text, last);
    if is_singled_out || is_joined {
        counted.what.clone_from(&last.record.what);
        counted.is_effect = true;
    }
    counted
}

/// Whether a figure is one of those that are singled out of a whole.
fn is_included(text: &Annotated<'_>, figure: &Found<Figure>) -> bool {
    let start = figure.words.start;
    start > 0 && ["including", "them"].iter().any(|word| text.form(start - 1).eq_ignore_ascii_case(word))
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

/// Where the last casualties were told of: "… in Varn killed five. Some of the 32 injured …".
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

/// Whether a word can be the first of a quantity.
fn may_open(text: &Annotated<'_>, at: usize) -> bool {
    let token = &text.tokens[at];
    let form = text.form(at);
    if token.upos == Upos::Num || token.xpos == Xpos::Cd || form.bytes().any(|byte| byte.is_ascii_digit()) {
        return true;
    }
    const OPEN: [&str; 64] = [
        "at",
        "no",
        "not",
        "a",
        "an",
        "minimum",
        "more",
        "over",
        "well",
        "upwards",
        "in",
        "just",
        "above",
        "greater",
        "up",
        "as",
        "most",
        "maximum",
        "fewer",
        "less",
        "under",
        "below",
        "about",
        "around",
        "some",
        "nearly",
        "almost",
        "roughly",
        "approximately",
        "close",
        "estimated",
        "circa",
        "another",
        "only",
        "altogether",
        "exactly",
        "dozens",
        "scores",
        "hundreds",
        "thousands",
        "millions",
        "billions",
        "trillions",
        "tens",
        "several",
        "half",
        "one",
        "two",
        "three",
        "four",
        "between",
        "us",
        "$",
        "€",
        "£",
        "¥",
        "₹",
        "₪",
        "₴",
        "₽",
        "us$",
        "c$",
        "a$",
        "c",
    ];
    form.len() <= 13 && OPEN.iter().any(|word| form.eq_ignore_ascii_case(word))
        || form.starts_with(['$', '€', '£', '¥'])
}

/// Ages, scores, names, places in a list: numbers that tell no amount.
fn is_no_amount(text: &Annotated<'_>, quantity: &Quantity, sentence: Span<Word>) -> bool {
    let (start, end) = (quantity.number_start, quantity.words.end);
    let form = |at: usize| (sentence.start <= at && at < sentence.end).then(|| text.form(at));
    let before = start.checked_sub(1).and_then(form);
    let behind = form(end);
    let is_plain = quantity.words.start == start && quantity.currency.is_none();
    let token = &text.tokens[start];
    // "at 0945", "0700 hours".
    if text.form(start).len() > 1 && text.form(start).starts_with('0') && !text.form(start).contains('.') {
        return true;
    }
    // "aged 34", ", 34,", "34-year-old", "F-16", "No. 5".
    if before.is_some_and(|word| {
        ["aged", "age", "no.", "number", "#", "v", "vs", "-", "–", "/", ":"]
            .iter()
            .any(|one| word.eq_ignore_ascii_case(one))
    }) {
        return true;
    }
    // "two sons aged 4 and 6".
    if before.is_some_and(|word| matches!(word, "and" | "," | "or"))
        && start >= 3
        && text.tokens[start - 2].upos == Upos::Num
        && form(start - 3)
            .is_some_and(|word| ["aged", "ages", "age"].iter().any(|one| word.eq_ignore_ascii_case(one)))
    {
        return true;
    }
    let after_comma = before == Some(",") && matches!(behind, Some("," | "." | ";") | None);
    if is_plain && after_comma && start >= 2 && text.tokens[start - 2].upos == Upos::Propn {
        return true;
    }
    if behind == Some("-")
        && form(end + 1)
            .is_some_and(|word| word.eq_ignore_ascii_case("year") || word.as_bytes()[0].is_ascii_digit())
    {
        return true;
    }
    // "2-1", "1. The first point".
    if is_plain && start == sentence.start && matches!(behind, Some("." | ")")) {
        return true;
    }
    // "Resolution 425", "Article 5", "Boeing 737": the number hangs on what stands before it.
    let head = token.head.map(|head| head as usize);
    if is_plain
        && token.upos == Upos::Num
        && head.is_some_and(|head| head + 1 == start)
        && before.is_some_and(|word| word.starts_with(char::is_uppercase))
        && text.tokens[start - 1].upos != Upos::Verb
        && start > sentence.start + 1
    {
        return true;
    }
    // "one another", "one of the few", "no one".
    if form(start).is_some_and(|word| word.eq_ignore_ascii_case("one")) && is_plain {
        let is_pronoun = token.upos == Upos::Pron || token.xpos == Xpos::Prp;
        return is_pronoun
            || matches!(behind, Some("another" | "day" | "thing" | "that" | "who" | "side" | "way"))
            || before.is_some_and(|word| {
                word.eq_ignore_ascii_case("no")
                    || word.eq_ignore_ascii_case("this")
                    || word.eq_ignore_ascii_case("that")
            });
    }
    false
}

/// "200 kilometres (120 miles)": the second says the first again.
fn is_conversion(text: &Annotated<'_>, last: &Found<Figure>, quantity: &Quantity, counted: &Counted) -> bool {
    let before = quantity.words.start;
    last.record.what == counted.what
        && before > 0
        && last.words.end <= before
        && before - last.words.end <= 1
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
