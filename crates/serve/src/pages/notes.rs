//! The record beside a report's text: a line for each thing found, in one plain sentence.

use super::sentences::{of_event, of_figure, of_statement};
use super::views::{ElsewhereView, encode, one_line, plain_day, span_href};
use dateline_ask::{ReportAnswer, Tone, state_name};
use dateline_model::{Correction, Excerpt, Id, MentionKind};
use std::collections::{BTreeSet, HashMap};

/// The kinds of things that are found in a report, in the order of their switches.
pub const KINDS: [(&str, &str); 6] = [
    ("statement", "statements"),
    ("event", "deeds"),
    ("figure", "figures"),
    ("time", "days"),
    ("place", "places"),
    ("person", "people"),
];

/// A line of the record beside the paragraph that it stands in.
#[derive(Clone)]
pub struct Note {
    /// Where its words begin, and end.
    pub start: u32,
    pub end: u32,
    pub anchor: String,
    pub kind: &'static str,
    pub tone: &'static str,
    pub shape: String,
    /// The permanent link to its words.
    pub href: String,
    pub sentence: String,
    pub is_doubtful: bool,
    /// Where else it is told.
    pub elsewhere: Vec<ElsewhereView>,
    /// Where more of it is: of a person or a place.
    pub more: String,
    /// Where it is corrected; empty for what cannot be.
    pub correct: String,
    /// Who corrected it.
    pub corrected: String,
}

/// What is known of each item from outside its report.
pub struct Known<'k> {
    pub corrections: &'k [Correction],
    pub elsewhere: &'k HashMap<Id, Vec<ElsewhereView>>,
}

/// The anchor of an item's line.
pub fn anchor(id: &Id) -> String {
    format!("n-{}", encode(id.as_str()))
}

/// A line for everything of the kinds that are shown, in text order.
pub fn notes(answer: &ReportAnswer, known: &Known<'_>, is_shown: &dyn Fn(&str) -> bool) -> Vec<Note> {
    let (reading, report) = (&answer.reading, &answer.report.id);
    let mut notes = Vec::new();
    let note = |kind: &'static str, id: &Id, piece: &Excerpt, tone: Option<Tone>, sentence: String| Note {
        start: piece.start,
        end: piece.end,
        anchor: anchor(id),
        kind,
        tone: tone.map_or("", Tone::name),
        shape: tone.map_or_else(String::new, |tone| tone.shape().to_string()),
        href: span_href(report, piece),
        sentence,
        is_doubtful: false,
        elsewhere: known.elsewhere.get(id).cloned().unwrap_or_default(),
        more: String::new(),
        correct: String::new(),
        corrected: String::new(),
    };
    let item = |note: Note, evidence: &Excerpt, confidence: f32| {
        let about =
            known.corrections.iter().filter(|one| one.is_about(note.kind, evidence.start, evidence.end));
        let by: BTreeSet<&str> = about.map(|one| one.by.as_str()).collect();
        Note {
            is_doubtful: confidence < super::views::DOUBTFUL,
            correct: format!(
                "/correct?report={}&kind={}&at={}-{}",
                encode(report.as_str()),
                note.kind,
                evidence.start,
                evidence.end
            ),
            corrected: by.into_iter().collect::<Vec<_>>().join(", "),
            ..note
        }
    };
    if is_shown("statement") {
        for one in &reading.statements {
            let piece = one.content.first().unwrap_or(&one.evidence);
            let tone = Some(Tone::of_statement(one.act));
            let line = note("statement", &one.id, piece, tone, of_statement(one));
            notes.push(item(line, &one.evidence, one.confidence));
        }
    }
    if is_shown("event") {
        for one in &reading.events {
            let tone = Some(Tone::of_event(one.act));
            let line = note("event", &one.id, &one.evidence, tone, of_event(one, reading));
            notes.push(item(Note { start: one.trigger.start, ..line }, &one.evidence, one.confidence));
        }
    }
    if is_shown("figure") {
        for one in &reading.figures {
            let line = note("figure", &one.id, &one.evidence, None, of_figure(one, reading));
            notes.push(item(line, &one.evidence, one.confidence));
        }
    }
    if is_shown("time") {
        for one in &reading.times {
            let Some(edtf) = &one.edtf else { continue };
            let sentence = format!("“{}” is {}.", one_line(&one.span.text), plain_day(edtf.as_str()));
            notes.push(note("time", &one.id, &one.span, None, sentence));
        }
    }
    // Of places and people the first mention of each has a line.
    let mut seen = BTreeSet::new();
    if is_shown("place") {
        for one in &reading.places {
            if seen.insert(one.name.clone()) {
                let country = one.country.as_deref().map(|code| state_name(code).unwrap_or(code));
                let country = country.filter(|country| *country != one.name);
                let place =
                    country.map_or_else(|| one.name.clone(), |country| format!("{}, {country}", one.name));
                let sentence = match one.lat.is_some() {
                    true => format!("A place: {place}."),
                    false => format!("A place: {place}; where it lies is not known."),
                };
                let line = note("place", &place_id(&one.name), &one.span, None, sentence);
                notes.push(Note { more: format!("/?place={}", encode(&one.name)), ..line });
            }
        }
    }
    if is_shown("person") {
        let people = || reading.mentions.iter().filter(|one| one.kind == MentionKind::Person);
        let mut fullest: HashMap<&Id, String> = HashMap::new();
        for one in people() {
            let (name, known) = (one_line(&one.span.text), fullest.entry(&one.entity).or_default());
            if name.chars().count() > known.chars().count() {
                *known = name;
            }
        }
        for one in people() {
            if seen.insert(one.entity.to_string()) {
                let name = fullest.get(&one.entity).cloned().unwrap_or_default();
                let sentence = format!("A person: {name}.");
                let line = note("person", &one.entity, &one.span, None, sentence);
                notes.push(Note { more: format!("/who?name={}", encode(&name)), ..line });
            }
        }
    }
    notes.sort_by_key(|note| (note.start, note.end));
    notes
}

/// Mentions of one place share a line.
pub fn place_id(name: &str) -> Id {
    Id(format!("place-{name}"))
}
