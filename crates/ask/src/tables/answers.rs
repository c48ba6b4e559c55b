//! Answers that are no table of the record, as rows all the same: for whoever works with columns.

use super::cell::{Cell, Column, Row};
use super::columns::{END, EVIDENCE, REPORT, SOURCE, START, flag, number, text, whole};
use super::written::{of_each, on_one_line, word};
use crate::{Hit, Lane, OpposedAnswer, PlaceNamed, Relation, Stance, TimelineDay};
use dateline_model::Statement;
use dateline_record::Kept;

/// An answer in rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "their meanings stand in `AnswerTable::meaning`")]
pub enum AnswerTable {
    Timeline,
    Positions,
    Search,
    Opposed,
    Relations,
    PlacesNamed,
}

impl AnswerTable {
    /// All of them.
    pub const ALL: [AnswerTable; 6] = [
        AnswerTable::Timeline,
        AnswerTable::Positions,
        AnswerTable::Search,
        AnswerTable::Opposed,
        AnswerTable::Relations,
        AnswerTable::PlacesNamed,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            AnswerTable::Timeline => "timeline",
            AnswerTable::Positions => "positions",
            AnswerTable::Search => "search",
            AnswerTable::Opposed => "opposed",
            AnswerTable::Relations => "relations",
            AnswerTable::PlacesNamed => "places named",
        }
    }

    /// What a row of it is.
    pub fn meaning(self) -> &'static str {
        match self {
            AnswerTable::Timeline => "One row a sentence of a day that mattered.",
            AnswerTable::Positions => {
                "One row a stand on an issue, by side; where the side turned, `changed` is true."
            }
            AnswerTable::Search => "One row a report that holds all the words, the latest first.",
            AnswerTable::Opposed => "One row a claim with its denial.",
            AnswerTable::Relations => "One row a thing that a person or party does to another, counted.",
            AnswerTable::PlacesNamed => "One row a place, those named in most reports first.",
        }
    }

    /// Its columns.
    pub fn columns(self) -> &'static [Column] {
        match self {
            AnswerTable::Timeline => TIMELINE,
            AnswerTable::Positions => POSITIONS,
            AnswerTable::Search => SEARCH,
            AnswerTable::Opposed => OPPOSED,
            AnswerTable::Relations => RELATIONS,
            AnswerTable::PlacesNamed => PLACES,
        }
    }
}

const TIMELINE: &[Column] = &[
    text("date", "the day"),
    text("text", "a sentence that tells what happened, as printed"),
    REPORT,
    START,
    END,
];

const POSITIONS: &[Column] = &[
    text("actor", "the side, else the private voice's name"),
    flag("official", "whether it stands for a state or body"),
    text("held", "when it was held (EDTF; with ~ where only the day of printing is known)"),
    text("printed", "the day it was printed"),
    text("by", "who took it"),
    text("office", "their office, where it is known"),
    text("stance", "for, against, conditional or unclear"),
    flag("changed", "true where the side turned from for to against, or back"),
    text("act", "the word that takes it, else what the speaker does by saying it"),
    text("record", "id of the statement, where it is one"),
    REPORT,
    EVIDENCE,
    START,
    END,
];

const SEARCH: &[Column] = &[
    REPORT,
    SOURCE,
    text("day", "the day it was published"),
    text("title", "its headline"),
    text("url", "where it was published"),
    text("snippet", "a piece of its text around the first of the words"),
    whole("start", "where the piece begins, in code points"),
];

const OPPOSED: &[Column] = &[
    text("claimed_by", "who claims"),
    text("claim", "what is claimed, as printed"),
    text("claim_report", "id of the report it stands in"),
    text("denied_by", "who denies"),
    text("denial", "the denial, as printed"),
    text("denial_report", "id of the report it stands in"),
    text("story", "id of the story both stand in"),
];

const RELATIONS: &[Column] = &[
    text("act", "PLOVER root; of what is said to somebody, the root that it comes to"),
    text("to", "the other side"),
    whole("times", "how often"),
    text("report", "ids of some reports that tell it"),
];

const PLACES: &[Column] = &[
    text("name", "the name in the gazetteer, else as printed"),
    text("country", "state (ISO 3166-1 alpha-3)"),
    text("kind", "kind of place"),
    number("lat", "degrees north (WGS 84)"),
    number("lon", "degrees east"),
    whole("geonames", "GeoNames id"),
    whole("mentions", "how often it is named"),
    whole("reports", "in how many reports"),
];

/// Rows of `timeline`.
pub fn timeline_rows(day: &TimelineDay) -> Vec<Row> {
    day.evidence
        .iter()
        .map(|one| {
            vec![
                day.date.clone().into(),
                one.text.split_whitespace().collect::<Vec<_>>().join(" ").into(),
                one.report.to_string().into(),
                one.start.into(),
                one.end.into(),
            ]
        })
        .collect()
}

/// Rows of `positions`.
pub fn position_rows(lane: &Lane) -> Vec<Row> {
    let stance = |stance: Stance| match stance {
        Stance::For => "for",
        Stance::Against => "against",
        Stance::Conditional => "conditional",
        Stance::Unclear => "unclear",
    };
    lane.marks
        .iter()
        .enumerate()
        .map(|(number, mark)| {
            vec![
                lane.actor.clone().into(),
                lane.official.into(),
                mark.held.clone().into(),
                mark.printed.clone().into(),
                mark.by.clone().into(),
                mark.office.clone().into(),
                stance(mark.stance).into(),
                lane.changes.iter().any(|change| change.to == number).into(),
                mark.act.clone().into(),
                mark.record.as_ref().map(ToString::to_string).into(),
                mark.report.to_string().into(),
                on_one_line(&mark.evidence).into(),
                mark.evidence.start.into(),
                mark.evidence.end.into(),
            ]
        })
        .collect()
}

/// Rows of `search`.
pub fn search_rows(hits: &[Hit]) -> Vec<Row> {
    hits.iter()
        .map(|hit| {
            vec![
                hit.report.id.to_string().into(),
                hit.report.source.clone().into(),
                hit.report.day.clone().into(),
                hit.report.title.clone().into(),
                hit.report.url.clone().into(),
                hit.snippet.split_whitespace().collect::<Vec<_>>().join(" ").into(),
                hit.start.into(),
            ]
        })
        .collect()
}

/// Rows of `opposed`.
pub fn opposed_rows(found: &[OpposedAnswer]) -> Vec<Row> {
    let told = |kept: &Kept<Statement>| -> [Cell; 3] {
        let content: Vec<String> = kept.record.content.iter().map(on_one_line).collect();
        [
            of_each(&kept.record.speakers, |speaker| Some(speaker.name.clone())),
            content.join(" … ").into(),
            kept.from.id.to_string().into(),
        ]
    };
    found
        .iter()
        .map(|one| {
            let story = one.story.as_ref().map(ToString::to_string).into();
            told(&one.claim).into_iter().chain(told(&one.denial)).chain([story]).collect()
        })
        .collect()
}

/// Rows of `relations`.
pub fn relation_rows(relations: &[Relation]) -> Vec<Row> {
    relations
        .iter()
        .map(|one| {
            vec![
                word(&one.act),
                one.to.clone().into(),
                one.times.into(),
                of_each(&one.told, |told| Some(told.report.to_string())),
            ]
        })
        .collect()
}

impl PlaceNamed {
    /// Its row in `places named`.
    pub fn row(&self) -> Row {
        vec![
            self.name.clone().into(),
            self.country.clone().into(),
            self.kind.clone().into(),
            self.lat.into(),
            self.lon.into(),
            self.geonames.map_or(Cell::Empty, Cell::Whole),
            self.mentions.into(),
            self.reports.into(),
        ]
    }
}
