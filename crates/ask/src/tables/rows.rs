//! Rows of tables, each made of one thing of the record.

use super::cell::{Cell, Row};
use super::shape::Table;
use super::written::{
    day_precision, edtf, joined_ids, names, of_each, on_one_line, place_name, place_of, plain, word,
};
use dateline_model::{
    Correction, Difference, Edtf, Event, Figure, OfficeHeld, Person, Place, Reading, Report, Statement,
    Story, Time,
};
use serde_json::Value;

/// The rows of one report.
pub(super) fn of_report(table: Table, report: &Report, reading: &Reading) -> Vec<Row> {
    match table {
        Table::Reports => vec![report_row(report)],
        Table::Statements => reading.statements.iter().map(|one| statement_row(report, one)).collect(),
        Table::Events => reading.events.iter().map(|one| event_row(report, one, &reading.places)).collect(),
        Table::Figures => {
            reading.figures.iter().map(|one| figure_row(report, one, &reading.statements)).collect()
        }
        Table::Times => reading.times.iter().map(|one| time_row(report, one)).collect(),
        Table::Places => reading.places.iter().map(|one| place_row(report, one)).collect(),
        Table::Deeds
        | Table::Persons
        | Table::Offices
        | Table::Stories
        | Table::Facts
        | Table::Differences
        | Table::Corrections => Vec::new(),
    }
}

/// A row of `reports`.
pub fn report_row(report: &Report) -> Row {
    vec![
        report.id.to_string().into(),
        report.source.clone().into(),
        report.published.clone().into(),
        report.title.clone().into(),
        report.byline.join("; ").into(),
        report.dateline.as_ref().map(|dateline| dateline.text.clone()).into(),
        report.language.clone().into(),
        report.url.clone().into(),
        report.text.chars().count().into(),
        report.given.clone().into(),
    ]
}

/// A row of `statements`.
pub fn statement_row(report: &Report, one: &Statement) -> Row {
    vec![
        one.id.to_string().into(),
        edtf(one.said.as_ref()),
        of_each(&one.speakers, |speaker| Some(speaker.name.clone())),
        of_each(&one.speakers, |speaker| speaker.office.clone()),
        of_each(&one.speakers, |speaker| speaker.of.clone()),
        word(&one.act),
        one.negated.into(),
        word(&one.manner),
        one.cue.as_ref().map(|cue| cue.lemma.clone()).into(),
        one.content.iter().map(on_one_line).collect::<Vec<_>>().join(" … ").into(),
        of_each(&one.addressee, |addressee| Some(addressee.name.clone())),
        one.venue.as_ref().map(|venue| on_one_line(&venue.span)).into(),
        of_each(&one.via, |via| Some(via.name.clone())),
        one.account.as_ref().map(ToString::to_string).into(),
        report.id.to_string().into(),
        report.source.clone().into(),
        report.published.clone().into(),
        on_one_line(&one.evidence).into(),
        one.evidence.start.into(),
        one.evidence.end.into(),
        one.confidence.into(),
    ]
}

/// A row of `events`.
pub fn event_row(report: &Report, one: &Event, places: &[Place]) -> Row {
    let when = one.when.as_ref().and_then(|when| when.edtf.as_ref());
    let place = place_of(one.place.as_ref(), places);
    vec![
        one.id.to_string().into(),
        word(&one.act),
        one.mode.map(|mode| word(&mode)).into(),
        word(&one.status),
        names(&one.by),
        of_each(&one.by, |party| party.country.clone()),
        of_each(&one.by, |party| party.sector.map(|sector| plain(&sector))),
        names(&one.to),
        of_each(&one.to, |party| party.country.clone()),
        of_each(&one.to, |party| party.sector.map(|sector| plain(&sector))),
        edtf(one.when.as_ref()),
        when.and_then(Edtf::first_day).map(|day| day.to_string()).into(),
        when.and_then(Edtf::last_day).map(|day| day.to_string()).into(),
        when.map(day_precision).into(),
        place_name(one.place.as_ref(), place),
        place.and_then(|place| place.country.clone()).into(),
        place.and_then(|place| place.admin1.clone()).into(),
        place.and_then(|place| place.lat).into(),
        place.and_then(|place| place.lon).into(),
        place.and_then(|place| place.precision).map(|precision| word(&precision)).into(),
        one.account.as_ref().map(ToString::to_string).into(),
        on_one_line(&one.trigger).into(),
        report.id.to_string().into(),
        report.source.clone().into(),
        report.published.clone().into(),
        on_one_line(&one.evidence).into(),
        one.evidence.start.into(),
        one.evidence.end.into(),
        one.confidence.into(),
    ]
}

/// A row of `figures`.
pub fn figure_row(report: &Report, one: &Figure, statements: &[Statement]) -> Row {
    let account = one.account.as_ref().and_then(|id| statements.iter().find(|statement| statement.id == *id));
    vec![
        one.id.to_string().into(),
        one.what.clone().into(),
        one.low.into(),
        one.high.into(),
        one.approximate.into(),
        one.status.name().to_owned().into(),
        one.unit.as_ref().map(ToString::to_string).into(),
        one.of.as_ref().map(on_one_line).into(),
        edtf(one.when.as_ref()),
        one.place.as_ref().map(|place| on_one_line(&place.span)).into(),
        one.account.as_ref().map(ToString::to_string).into(),
        account
            .map_or(Cell::Empty, |account| of_each(&account.speakers, |speaker| Some(speaker.name.clone()))),
        one.event.as_ref().map(ToString::to_string).into(),
        one.part_of.as_ref().map(ToString::to_string).into(),
        edtf(one.as_of.as_ref()),
        one.rate.map(|rate| word(&rate)).into(),
        report.id.to_string().into(),
        report.source.clone().into(),
        report.published.clone().into(),
        on_one_line(&one.evidence).into(),
        one.evidence.start.into(),
        one.evidence.end.into(),
        one.confidence.into(),
    ]
}

fn time_row(report: &Report, one: &Time) -> Row {
    vec![
        one.id.to_string().into(),
        on_one_line(&one.span).into(),
        one.edtf.as_ref().map(ToString::to_string).into(),
        word(&one.timex3.kind),
        one.timex3.value.clone().into(),
        report.id.to_string().into(),
        report.source.clone().into(),
        report.published.clone().into(),
        one.span.start.into(),
        one.span.end.into(),
        one.confidence.into(),
    ]
}

fn place_row(report: &Report, one: &Place) -> Row {
    vec![
        one.id.to_string().into(),
        on_one_line(&one.span).into(),
        one.name.clone().into(),
        one.geonames.into(),
        one.country.clone().into(),
        one.admin1.clone().into(),
        one.kind.clone().into(),
        one.lat.into(),
        one.lon.into(),
        one.precision.map(|precision| word(&precision)).into(),
        report.id.to_string().into(),
        report.source.clone().into(),
        report.published.clone().into(),
        one.span.start.into(),
        one.span.end.into(),
        one.confidence.into(),
    ]
}

/// A row of `persons`.
pub fn person_row(person: &Person) -> Row {
    vec![
        person.id.to_string().into(),
        person.name.clone().into(),
        person.aliases.join("; ").into(),
        of_each(&person.offices, |office| Some(office.title.clone())),
        person.weight.into(),
        person.ids.iter().map(|(of, id)| format!("{of}={id}")).collect::<Vec<_>>().join("; ").into(),
    ]
}

/// A row of `offices`.
pub fn office_row(person: &Person, office: &OfficeHeld) -> Row {
    vec![
        person.id.to_string().into(),
        person.name.clone().into(),
        office.title.clone().into(),
        office.of.clone().into(),
        office.first.clone().into(),
        office.last.clone().into(),
        office.reports.len().into(),
    ]
}

/// A row of `stories`.
pub fn story_row(story: &Story) -> Row {
    vec![
        story.id.to_string().into(),
        story.title.clone().into(),
        story.first.as_ref().map(ToString::to_string).into(),
        story.last.as_ref().map(ToString::to_string).into(),
        story.reports.len().into(),
        story.origins.len().into(),
        story.accounts().into(),
        story.follows.as_ref().map(ToString::to_string).into(),
        story.affair.as_ref().map(ToString::to_string).into(),
        joined_ids(&story.reports),
    ]
}

/// Rows of `facts` and `differences`: one for each account.
pub fn difference_rows(difference: &Difference) -> Vec<Row> {
    let about = &difference.about;
    difference
        .accounts
        .iter()
        .map(|account| {
            vec![
                difference.id.to_string().into(),
                about.what.clone().into(),
                about.of.clone().into(),
                about.place.clone().into(),
                about.when.as_ref().map(ToString::to_string).into(),
                word(&difference.verdict),
                account.least().into(),
                account.most().into(),
                account.days().map(|(first, _)| first.as_str().to_owned()).into(),
                account.days().map(|(_, last)| last.as_str().to_owned()).into(),
                account.approximate.into(),
                account.as_of.clone().into(),
                account.is_update.into(),
                account.by.clone().into(),
                account.account.as_ref().map(ToString::to_string).into(),
                account.report.to_string().into(),
                account.record.to_string().into(),
                about.event.as_ref().map(ToString::to_string).into(),
                difference.story.as_ref().map(ToString::to_string).into(),
            ]
        })
        .collect()
}

/// A row of `corrections`.
pub(super) fn correction_row(correction: &Correction) -> Row {
    let Correction { id, target, does, field, value, by, at } = correction;
    let value = match value {
        Value::Null => Cell::Empty,
        Value::String(text) => text.clone().into(),
        other => other.to_string().into(),
    };
    vec![
        id.to_string().into(),
        target.kind.clone().into(),
        word(does),
        field.clone().into(),
        value,
        target.name.clone().into(),
        target.report.as_ref().map(ToString::to_string).into(),
        target.span.as_ref().map(on_one_line).into(),
        target.span.as_ref().map(|span| span.start).into(),
        target.span.as_ref().map(|span| span.end).into(),
        by.clone().into(),
        at.clone().into(),
    ]
}
