//! The record beside a report's text: a line for each thing found.

use super::views::{amount_of, encode, one_line, plain_day, span_href, word};
use dateline_ask::{ReportAnswer, Tone};
use dateline_model::{Correction, Excerpt, FigureStatus};
use std::collections::BTreeSet;

/// A line of the record beside the paragraph that it stands in.
#[derive(Clone)]
pub struct Note {
    pub start: u32,
    pub anchor: String,
    pub kind: &'static str,
    pub tone: &'static str,
    pub shape: String,
    pub href: String,
    pub text: String,
    pub more: String,
    /// Where the item stands, for whoever corrects it; none for what cannot be corrected.
    pub item: Option<(u32, u32)>,
    /// Who corrected it.
    pub corrected: String,
}

impl Note {
    fn corrected_by(mut self, evidence: &Excerpt, corrections: &[Correction]) -> Note {
        self.item = Some((evidence.start, evidence.end));
        let about = corrections.iter().filter(|one| one.is_about(self.kind, evidence.start, evidence.end));
        let by: BTreeSet<&str> = about.map(|one| one.by.as_str()).collect();
        self.corrected = by.into_iter().collect::<Vec<_>>().join(", ");
        self
    }
}

/// A line for each statement, event, figure and day, in text order.
pub fn notes(answer: &ReportAnswer, corrections: &[Correction]) -> Vec<Note> {
    let (reading, report) = (&answer.reading, &answer.report.id);
    let mut notes = Vec::new();
    for one in &reading.statements {
        let piece = one.content.first().unwrap_or(&one.evidence);
        let tone = Tone::of_statement(one.act);
        let who = one.speakers.iter().map(|speaker| speaker.name.as_str()).collect::<Vec<_>>().join(", ");
        let to = one.addressee.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ");
        let who = if who.is_empty() { "nobody named".to_owned() } else { who };
        let to = if to.is_empty() { String::new() } else { format!(" → {to}") };
        let office = one.speakers.first().and_then(|speaker| speaker.office.clone());
        let day = one.said.as_ref().and_then(|said| said.edtf.as_ref()).map(|edtf| plain_day(edtf.as_str()));
        let note = Note {
            start: piece.start,
            anchor: encode(one.id.as_str()),
            kind: "statement",
            href: span_href(report, piece),
            tone: tone.name(),
            shape: tone.shape().to_string(),
            text: format!("{who} {}{}{to}", if one.negated { "does not " } else { "" }, word(&one.act)),
            more: [office, day].into_iter().flatten().collect::<Vec<_>>().join(", "),
            item: None,
            corrected: String::new(),
        };
        notes.push(note.corrected_by(&one.evidence, corrections));
    }
    for one in &reading.events {
        let tone = Tone::of_event(one.act);
        let names = |parties: &[dateline_model::Party]| {
            parties.iter().map(|party| party.name.as_str()).collect::<Vec<_>>().join(", ")
        };
        let status = word(&one.status);
        let when = one.when.as_ref().and_then(|when| when.edtf.as_ref()).map(|edtf| plain_day(edtf.as_str()));
        let place = one.place.as_ref().map(|place| place.span.text.clone());
        let status = (status != "happened").then_some(status);
        let note = Note {
            start: one.evidence.start,
            anchor: encode(one.id.as_str()),
            kind: "event",
            href: span_href(report, &one.evidence),
            tone: tone.name(),
            shape: tone.shape().to_string(),
            text: deed(&names(&one.by), &word(&one.act).to_lowercase(), &names(&one.to)),
            more: [status, when, place].into_iter().flatten().collect::<Vec<_>>().join(", "),
            item: None,
            corrected: String::new(),
        };
        notes.push(note.corrected_by(&one.evidence, corrections));
    }
    for one in &reading.figures {
        let note = Note {
            start: one.evidence.start,
            anchor: encode(one.id.as_str()),
            kind: "figure",
            href: span_href(report, &one.evidence),
            tone: "",
            shape: String::new(),
            text: format!("{} {}", amount_of(one.low, one.high, one.approximate), one.what),
            more: [
                one.unit.clone().filter(|unit| *unit != one.what),
                one.rate.map(|rate| format!("a {}", rate.name())),
                (one.status != FigureStatus::Given).then(|| one.status.name().to_owned()),
            ]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", "),
            item: None,
            corrected: String::new(),
        };
        notes.push(note.corrected_by(&one.evidence, corrections));
    }
    for one in &reading.times {
        let Some(edtf) = &one.edtf else { continue };
        notes.push(Note {
            start: one.span.start,
            anchor: encode(one.id.as_str()),
            kind: "time",
            href: span_href(report, &one.span),
            tone: "",
            shape: String::new(),
            text: one_line(&one.span.text),
            more: plain_day(edtf.as_str()),
            item: None,
            corrected: String::new(),
        });
    }
    notes.sort_by_key(|note| note.start);
    notes
}

/// "NATO coerce → Serb positions", less what is not named.
fn deed(by: &str, act: &str, to: &str) -> String {
    let to = if to.is_empty() { String::new() } else { format!("→ {to}") };
    [by, act, &to].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
