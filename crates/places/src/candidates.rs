//! Stretches of words that may name a place: names in the gazetteer, names made of a noun for a
//! place ("Naugatuck River"), and names behind a preposition of place.

use super::lexicon::Lexicon;
use dateline_gazetteer::{CountryWord, Gazetteer, NamedPlace, PlaceKind, fold};
use dateline_language::{Annotated, Word};
use dateline_model::{MentionKind, Span};
use dateline_scene::Scene;

/// The most words of a name in the gazetteer that are looked up.
const LONGEST: usize = 6;

/// A stretch of words that may name a place.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The words of the name.
    pub words: Span<Word>,
    /// What is looked up: the folded name, short forms written out.
    pub(super) key: String,
    /// Why it may be one.
    pub(super) origin: Origin,
    /// What a noun in or beside it says it is.
    pub(super) kind: Option<&'static str>,
}

/// Why a stretch of words may name a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The gazetteer has it.
    Gazetteer,
    /// "Calif.", "W.Va."
    Short,
    /// "Naugatuck River", "Candlewood Drive".
    Noun,
    /// "in Kubar", and the like: unknown.
    Unknown,
    /// The analysis says it is a place.
    Name,
}

/// All candidates of a report by their first word, the longer before the shorter. They may overlap.
pub(super) fn candidates(gazetteer: &Gazetteer, lexicon: &Lexicon, scene: &Scene<'_>) -> Vec<Candidate> {
    let annotated = scene.annotated;
    let mut found = Vec::new();
    for sentence in &annotated.sentences {
        let range = sentence.words.range();
        for start in range.clone() {
            if !is_capital(annotated.form(start)) {
                continue;
            }
            let before = found.len();
            known(gazetteer, lexicon, annotated, start, range.end, &mut found);
            part_of_known(gazetteer, lexicon, annotated, start, range.end, &mut found);
            made_of_a_noun(lexicon, annotated, start, range.end, &mut found);
            if found.len() == before {
                unknown(gazetteer, lexicon, annotated, range.start, start, range.end, &mut found);
            }
        }
    }
    for name in &annotated.names {
        let is_place = matches!(name.kind, MentionKind::Place | MentionKind::Country | MentionKind::Facility);
        let mut words = name.words;
        while words.len() > 1 && annotated.form(words.end - 1) == "." {
            words = Span::new(words.start, words.end - 1);
        }
        let printed = annotated.words(words);
        if is_place && gazetteer.body_named(printed).is_none() {
            let kind = kind_around(lexicon, annotated, words);
            found.push(Candidate { words, key: fold(printed), origin: Origin::Name, kind });
        }
    }
    found.sort_by_key(|candidate| (candidate.words.start, usize::MAX - candidate.words.end));
    found.dedup_by_key(|candidate| candidate.words);
    found
}

/// Names that begin at a word and that the gazetteer has.
fn known(
    gazetteer: &Gazetteer,
    lexicon: &Lexicon,
    annotated: &Annotated<'_>,
    start: usize,
    end: usize,
    found: &mut Vec<Candidate>,
) {
    for end in (start + 1..=end.min(start + LONGEST)).rev() {
        let words = Span::new(start, end);
        let last = annotated.form(end - 1);
        // A name ends with a capital letter or a number of its own: "District 9" is none of ours.
        if !is_capital(last) || (end - start > 1 && has_comma(annotated, words)) {
            continue;
        }
        let printed = annotated.words(words);
        let folded = fold(printed);
        // "People's Republic of China" is not the Republic of China.
        if start > 0
            && matches!(annotated.form(start - 1), "'s" | "’s")
            && printed.starts_with("Republic of ")
        {
            continue;
        }
        if let Some((short, full)) = lexicon.short.get(&folded)
            && is_short_form(annotated, words, short)
        {
            let words = with_point(annotated, words);
            found.push(Candidate { words, key: full.clone(), origin: Origin::Short, kind: Some("region") });
            continue;
        }
        let Some(key) = key_of(gazetteer, &folded) else { continue };
        if may_name(gazetteer, &key, printed) {
            let plural = kind_of_several(lexicon, annotated, words)
                .or_else(|| kind_before_several(lexicon, annotated, words).filter(|kind| *kind != "city"));
            // "Cobb and Mason counties" are Cobb County and Mason County.
            let county = format!("{key} county");
            let key = if plural == Some("district") && gazetteer.is_place(&county) { county } else { key };
            let kind = plural.or_else(|| kind_around(lexicon, annotated, words));
            found.push(Candidate { words, key, origin: Origin::Gazetteer, kind });
        }
    }
}

/// "East Leeds", "Metro Manila", "South Bergen": a part of a place that the gazetteer has, where it lacks the part.
fn part_of_known(
    gazetteer: &Gazetteer,
    lexicon: &Lexicon,
    annotated: &Annotated<'_>,
    start: usize,
    end: usize,
    found: &mut Vec<Candidate>,
) {
    if start + 1 >= end
        || !is_capital(annotated.form(start + 1))
        || !lexicon.words.part_of_town.contains(&annotated.form(start).to_lowercase())
    {
        return;
    }
    let mut inner = Vec::new();
    known(gazetteer, lexicon, annotated, start + 1, end, &mut inner);
    let whole = inner.into_iter().find(|inner| {
        let next = annotated.tokens.get(inner.words.end).map(|_| annotated.form(inner.words.end));
        let has_row = gazetteer.is_place(&fold(annotated.words(Span::new(start, inner.words.end))));
        // "South L.A.": letters stand for several places.
        let is_letters =
            annotated.words(inner.words).chars().all(|letter| letter.is_uppercase() || letter == '.');
        next.is_none_or(|next| !is_capital(next)) && !has_row && !is_letters
    });
    if let Some(inner) = whole {
        let words = Span::new(start, inner.words.end);
        found.push(Candidate { words, kind: None, ..inner });
    }
}

/// Whether a short form is printed as agencies print it: "La." is Louisiana, "L.A." is not.
fn is_short_form(annotated: &Annotated<'_>, words: Span<Word>, short: &str) -> bool {
    let bytes = annotated.bytes(words);
    let behind = annotated.text()[bytes.end..].starts_with('.');
    let mut printed: String = annotated.text()[bytes.range()].split(' ').collect();
    if behind && !printed.ends_with('.') {
        printed.push('.');
    }
    let short: String = short.split(' ').collect();
    let plain = printed.trim_end_matches('.');
    // "Washington, DC", "Dover, NJ": without points only behind a comma.
    let is_behind_comma = words.start > 0 && annotated.form(words.start - 1) == ",";
    let is_code = !short.contains(char::is_lowercase) && is_behind_comma;
    printed == short || !short.contains('.') && plain == short || is_code && plain == short.replace('.', "")
}

/// What the words around a name say it is: "Anbar province", "the state of Washington", "the village of Kubar".
fn kind_around(lexicon: &Lexicon, annotated: &Annotated<'_>, words: Span<Word>) -> Option<&'static str> {
    let sentence = annotated.sentence(words.start).words;
    let kind = |word: usize| {
        Some(word)
            .filter(|word| sentence.range().contains(word))
            .and_then(|word| lexicon.nouns.get(annotated.form(word)))
            .map(|kind| interned(kind))
    };
    // "City of Athens".
    let title = |word: usize| {
        Some(word)
            .filter(|word| sentence.range().contains(word))
            .and_then(|word| lexicon.nouns.get(&annotated.form(word).to_lowercase()))
            .map(|kind| interned(kind))
    };
    // "New York state", but "Berea city council" and "Ohio state police" say nothing of the name.
    let is_of_government =
        annotated.tokens.get(words.end).is_some_and(|_| annotated.form(words.end) == "state")
            && (words.end + 1 < sentence.end)
            && lexicon.words.of_state.contains(&annotated.form(words.end + 1).to_lowercase());
    let behind = kind(words.end).filter(|kind| !matches!(*kind, "city" | "facility") && !is_of_government);
    let before = |back: usize| words.start.checked_sub(back);
    let is_of = before(1).is_some_and(|word| annotated.form(word) == "of");
    behind.or_else(|| if is_of { before(2).and_then(title) } else { before(1).and_then(kind) })
}

/// "*Cobb* and Mason counties", "Cobb, *Mason* and Fulton counties": what the plural behind the last of several
/// names says that each of them is.
pub(super) fn kind_of_several(
    lexicon: &Lexicon,
    annotated: &Annotated<'_>,
    words: Span<Word>,
) -> Option<&'static str> {
    const REACH: usize = 24;
    let sentence = annotated.sentence(words.start).words;
    let is_joint = |at: usize| matches!(annotated.form(at), "," | "and" | "or" | "&");
    let end = sentence.end.min(words.end + REACH);
    let plural = (words.end..end)
        .find(|&at| !is_joint(at) && !is_capital(annotated.form(at)))
        .filter(|_| words.end < end)?;
    let kind = lexicon.plurals.get(annotated.form(plural))?;
    let has_before = || {
        words.start >= sentence.start + 2
            && is_joint(words.start - 1)
            && is_capital(annotated.form(words.start - 2))
    };
    // The name stands alone between two joints, or last of all behind one.
    let is_member = if plural == words.end { has_before() } else { is_joint(words.end) };
    let is_whole = words.start == sentence.start || !is_capital(annotated.form(words.start - 1));
    (is_member && is_whole && !is_joint(plural - 1)).then(|| interned(kind))
}

/// "the provinces of Lima, *Ica* and Tacna", "four villages: Kubar, *Lom* and Serik": what the plural before a
/// row of names says that each of them is.
pub(super) fn kind_before_several(
    lexicon: &Lexicon,
    annotated: &Annotated<'_>,
    words: Span<Word>,
) -> Option<&'static str> {
    const REACH: usize = 30;
    const INSIDE: usize = 3;
    let sentence = annotated.sentence(words.start).words;
    let is_joint = |at: usize| matches!(annotated.form(at), "," | "and" | "or" | "&");
    let first = words.start.saturating_sub(REACH).max(sentence.start);
    // Small words of a name stand between its capitals: "Vila de Rei".
    let mut small = 0;
    let mut at = words.start;
    while at > first + 1 {
        let before = at - 1;
        if matches!(annotated.form(before), "of" | ":") {
            let noun = annotated.form(before - 1);
            let is_row = is_joint_behind(annotated, words, sentence) || at < words.start;
            return lexicon.several.get(noun).filter(|_| is_row).map(|kind| interned(kind));
        }
        let is_name = is_capital(annotated.form(before));
        small = if is_name || is_joint(before) { 0 } else { small + 1 };
        if small > INSIDE || small > 0 && annotated.form(before).len() > 3 {
            return None;
        }
        at = before;
    }
    None
}

fn is_joint_behind(annotated: &Annotated<'_>, words: Span<Word>, sentence: Span<Word>) -> bool {
    words.end < sentence.end && matches!(annotated.form(words.end), "," | "and" | "or" | "&")
}

/// The name under which the gazetteer has a folded name: "saint louis" is kept as "st louis".
fn key_of(gazetteer: &Gazetteer, folded: &str) -> Option<String> {
    if gazetteer.is_place(folded) {
        return Some(folded.to_owned());
    }
    for (one, other) in
        [("saint ", "st "), ("st ", "saint "), ("mt ", "mount "), ("ft ", "fort "), ("ste ", "sainte ")]
    {
        if let Some(rest) = folded.strip_prefix(one) {
            let other = format!("{other}{rest}");
            if gazetteer.is_place(&other) {
                return Some(other);
            }
        }
    }
    None
}

/// Whether a printed form can be its name at all: "us" is no country, "Russian" no place.
fn may_name(gazetteer: &Gazetteer, key: &str, printed: &str) -> bool {
    let letters = printed.chars().filter(|letter| letter.is_alphabetic()).count();
    let is_upper = !printed.chars().any(char::is_lowercase);
    if letters <= 3 && !is_upper && !gazetteer.places_folded(key).any(|named| named.is_usual) {
        return false;
    }
    // "NATO" is a town in the Philippines too.
    if letters == 1 || gazetteer.body_named(printed).is_some() {
        return false;
    }
    !gazetteer.country_named(printed).is_some_and(|found| {
        found.word == CountryWord::Demonym
            && !gazetteer.places_folded(key).any(|named| named.place.kind == PlaceKind::Country)
    })
}

/// "Rapides Parish", "Candlewood Drive", "Lake Tahoe", "Highway 19", where the gazetteer may not have it.
fn made_of_a_noun(
    lexicon: &Lexicon,
    annotated: &Annotated<'_>,
    start: usize,
    end: usize,
    found: &mut Vec<Candidate>,
) {
    let mut push = |words: Span<Word>, kind: &str| {
        let key = fold(annotated.words(words));
        found.push(Candidate { words, key, origin: Origin::Noun, kind: Some(interned(kind)) });
    };
    let first = annotated.form(start);
    if let Some(kind) = lexicon.before.get(first) {
        let run = run(annotated, start + 1, end.min(start + 4), kind == "street");
        if run > start + 1 {
            push(Span::new(start, run), kind);
        }
    }
    if start > 0
        && is_run(annotated, start - 1)
        && !lexicon.words.common.contains(&annotated.form(start - 1).to_lowercase())
    {
        // In the middle of a run of capitals: only its whole is looked at.
        let is_compass = lexicon.words.compass.contains(&annotated.form(start - 1).to_lowercase());
        if !is_compass {
            return;
        }
    }
    let run = run(annotated, start, end.min(start + 5), false);
    for behind in start + 1..run {
        if let Some(kind) = lexicon.behind.get(annotated.form(behind)) {
            push(with_point(annotated, Span::new(start, behind + 1)), kind);
        }
    }
}

/// A capitalised name behind a preposition of place that nothing knows.
fn unknown(
    gazetteer: &Gazetteer,
    lexicon: &Lexicon,
    annotated: &Annotated<'_>,
    first: usize,
    start: usize,
    end: usize,
    found: &mut Vec<Candidate>,
) {
    if start == first {
        return;
    }
    let mut before = start - 1;
    while before > first && lexicon.words.compass.contains(annotated.form(before)) {
        before -= 1;
    }
    if !lexicon.words.locative.contains(annotated.form(before)) {
        return;
    }
    let run = run(annotated, start, end.min(start + 3), false);
    if run > start && gazetteer.country_named(annotated.form(start)).is_some() {
        return; // "from Russian officials": known, and no place
    }
    if run > start && !lexicon.words.common.contains(&annotated.form(start).to_lowercase()) {
        let words = Span::new(start, run);
        let kind =
            (run < end).then(|| lexicon.nouns.get(annotated.form(run))).flatten().map(|kind| interned(kind));
        found.push(Candidate { words, key: fold(annotated.words(words)), origin: Origin::Unknown, kind });
    }
}

/// The end of a run of capitalised words; with `numbers`, numbers are in it ("Highway 19").
fn run(annotated: &Annotated<'_>, start: usize, end: usize, numbers: bool) -> usize {
    let mut at = start;
    while at < end
        && (is_run(annotated, at) || numbers && annotated.form(at).starts_with(|c: char| c.is_ascii_digit()))
    {
        at += 1;
    }
    at
}

fn is_run(annotated: &Annotated<'_>, word: usize) -> bool {
    let form = annotated.form(word);
    is_capital(form) && form.chars().any(char::is_alphanumeric)
}

/// The words with a point behind them that belongs to the last: "Blvd" "." as one abbreviation.
fn with_point(annotated: &Annotated<'_>, words: Span<Word>) -> Span<Word> {
    let is_point = words.end < annotated.tokens.len()
        && annotated.form(words.end) == "."
        && annotated.tokens[words.end].span.start == annotated.tokens[words.end - 1].span.end
        && annotated.sentence_number(words.end) == annotated.sentence_number(words.start)
        && annotated.sentence(words.start).words.end > words.end + 1;
    if is_point { Span::new(words.start, words.end + 1) } else { words }
}

fn has_comma(annotated: &Annotated<'_>, words: Span<Word>) -> bool {
    words.range().any(|word| matches!(annotated.form(word), "," | ";" | ":" | "(" | ")"))
}

pub(super) fn is_capital(form: &str) -> bool {
    form.chars().next().is_some_and(char::is_uppercase)
}

/// The kinds of the lexicon live as long as the program.
fn interned(kind: &str) -> &'static str {
    const KINDS: [&str; 13] = [
        "district",
        "region",
        "water",
        "mountain",
        "area",
        "island",
        "street",
        "facility",
        "city",
        "quarter",
        "country",
        "continent",
        "",
    ];
    KINDS.into_iter().find(|known| *known == kind).unwrap_or("")
}

/// The places that a candidate may mean, the most prominent first.
pub(super) fn bearers(gazetteer: &Gazetteer, candidate: &Candidate) -> Vec<NamedPlace<'static>> {
    gazetteer.places_folded(&candidate.key).collect()
}
