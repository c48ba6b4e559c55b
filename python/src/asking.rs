//! Questions to a record, under the names and with the filters of the command line.
//!
//! Each opens the record, asks and closes it again: a record may be written by others meanwhile.

use crate::errors::Wrong;
use crate::table::Batches;
use dateline::asked;
use dateline_ask::{
    AnswerTable, Ask, Concept, EventFilter, FigureFilter, PositionsQuestion, ReportFilter, Row,
    StatementFilter, Table, TableName, TimelineOptions, difference_rows, last_day, office_row, opposed_rows,
    person_row, position_rows, relation_rows, search_rows, story_row, timeline_rows,
};
use dateline_model::{Record, Status, Verdict};
use dateline_record::Store;
use pyo3::prelude::*;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// What somebody typed, looked at as the command line does.
fn looked_at<T>(
    name: &str,
    typed: Option<String>,
    look: fn(&str) -> Result<T, String>,
) -> Result<Option<T>, Wrong> {
    let Some(typed) = typed else { return Ok(None) };
    look(&typed).map(Some).map_err(|why| Wrong::Argument(format!("{name}={typed}: {name} {why}")))
}

fn days(since: Option<String>, until: Option<String>) -> Result<(Option<String>, Option<String>), Wrong> {
    let until = looked_at("until", until, asked::day)?.map(|day| last_day(&day));
    Ok((looked_at("since", since, asked::day)?, until))
}

fn share(given: Option<f32>) -> Result<Option<f32>, Wrong> {
    given
        .map(|share| {
            asked::share(&share.to_string())
                .map_err(|why| Wrong::Argument(format!("confidence={share}: confidence {why}")))
        })
        .transpose()
}

fn with<T: Send>(
    py: Python<'_>,
    db: &Path,
    question: impl FnOnce(&Ask<'_>) -> Result<T, Wrong> + Send,
) -> PyResult<T> {
    Ok(py.detach(|| -> Result<T, Wrong> {
        let store = Store::open_to_read(db)?;
        question(&Ask::new(&store))
    })?)
}

/// A whole table of the record, by its name.
#[pyfunction]
fn table(py: Python<'_>, db: PathBuf, name: &str) -> PyResult<Batches> {
    let table = TableName::named(name).ok_or_else(|| {
        let names = TableName::ALL.map(TableName::name).join(", ");
        Wrong::Argument(format!("{name}: no such table; there are {names}"))
    })?;
    with(py, &db, |ask| {
        let mut rows: Vec<Row> = Vec::new();
        ask.table(table, |row| -> Result<(), dateline_ask::AskError> {
            rows.push(row);
            Ok(())
        })?;
        Batches::rows(table.columns(), &rows)
    })
}

/// Statements by day.
#[pyfunction]
#[pyo3(signature = (db, *, by=None, act=None, about=None, since=None, until=None, confidence=None, source=None, story=None, limit=None))]
#[expect(clippy::too_many_arguments, reason = "the filters of the command line, by name")]
fn statements(
    py: Python<'_>,
    db: PathBuf,
    by: Option<String>,
    act: Option<String>,
    about: Option<String>,
    since: Option<String>,
    until: Option<String>,
    confidence: Option<f32>,
    source: Option<String>,
    story: Option<String>,
    limit: Option<usize>,
) -> PyResult<Batches> {
    let (since, until) = days(since, until)?;
    let act = looked_at("act", act, asked::act)?;
    let confidence = share(confidence)?;
    with(py, &db, |ask| {
        let story = story.map(|id| ask.id(Table::Story, &id)).transpose()?;
        let found = ask.statements(&StatementFilter {
            by,
            act,
            about,
            since,
            until,
            confidence,
            source,
            story,
            limit,
            ..StatementFilter::default()
        })?;
        Batches::rows(TableName::Statements.columns(), &ask.statement_rows(&found))
    })
}

/// Events by day.
#[pyfunction]
#[pyo3(signature = (db, *, by=None, act=None, about=None, since=None, until=None, done=false, source=None, story=None, limit=None))]
#[expect(clippy::too_many_arguments, reason = "the filters of the command line, by name")]
fn events(
    py: Python<'_>,
    db: PathBuf,
    by: Option<String>,
    act: Option<String>,
    about: Option<String>,
    since: Option<String>,
    until: Option<String>,
    done: bool,
    source: Option<String>,
    story: Option<String>,
    limit: Option<usize>,
) -> PyResult<Batches> {
    let (since, until) = days(since, until)?;
    let act = looked_at("act", act, asked::root)?;
    with(py, &db, |ask| {
        let story = story.map(|id| ask.id(Table::Story, &id)).transpose()?;
        let mut found = ask.events(&EventFilter {
            by,
            act,
            about,
            since,
            until,
            source,
            story,
            // What is not told as done is left out below, so that a limit counts what is left.
            limit: limit.filter(|_| !done),
            ..EventFilter::default()
        })?;
        found.retain(|one| !done || one.record.status == Status::Happened);
        found.truncate(limit.unwrap_or(usize::MAX));
        Batches::rows(TableName::Events.columns(), &ask.event_rows(&found)?)
    })
}

/// Figures by day.
#[pyfunction]
#[pyo3(signature = (db, *, what=None, all=false, since=None, until=None, story=None, limit=None))]
#[expect(clippy::too_many_arguments, reason = "the filters of the command line, by name")]
fn figures(
    py: Python<'_>,
    db: PathBuf,
    what: Option<String>,
    all: bool,
    since: Option<String>,
    until: Option<String>,
    story: Option<String>,
    limit: Option<usize>,
) -> PyResult<Batches> {
    let (since, until) = days(since, until)?;
    with(py, &db, |ask| {
        let story = story.map(|id| ask.id(Table::Story, &id)).transpose()?;
        let found = ask.figures(&FigureFilter {
            what,
            with_not_given: all,
            since,
            until,
            story,
            limit,
            ..FigureFilter::default()
        })?;
        Batches::rows(TableName::Figures.columns(), &ask.figure_rows(&found)?)
    })
}

/// Reports by day.
#[pyfunction]
#[pyo3(signature = (db, *, source=None, words=None, since=None, until=None, limit=None))]
fn reports(
    py: Python<'_>,
    db: PathBuf,
    source: Option<String>,
    words: Option<String>,
    since: Option<String>,
    until: Option<String>,
    limit: Option<usize>,
) -> PyResult<Batches> {
    let (since, until) = days(since, until)?;
    with(py, &db, |ask| {
        let found =
            ask.reports(&ReportFilter { source, words, since, until, limit, ..ReportFilter::default() })?;
        Batches::rows(TableName::Reports.columns(), &ask.report_rows(&found)?)
    })
}

/// Places, those named in most reports first.
#[pyfunction]
#[pyo3(signature = (db, *, country=None, limit=None))]
fn places(py: Python<'_>, db: PathBuf, country: Option<String>, limit: Option<usize>) -> PyResult<Batches> {
    let country = looked_at("country", country, asked::state)?;
    with(py, &db, |ask| {
        let rows: Vec<Row> =
            ask.places(country.as_deref(), limit)?.iter().map(dateline_ask::PlaceNamed::row).collect();
        Batches::rows(AnswerTable::PlacesNamed.columns(), &rows)
    })
}

/// Stories, the latest first.
#[pyfunction]
#[pyo3(signature = (db, *, limit=None))]
fn stories(py: Python<'_>, db: PathBuf, limit: Option<usize>) -> PyResult<Batches> {
    with(py, &db, |ask| {
        let rows: Vec<Row> = ask.stories(limit, 0)?.iter().map(|line| story_row(&line.story)).collect();
        Batches::rows(TableName::Stories.columns(), &rows)
    })
}

/// Accounts of facts of which several accounts are given.
#[pyfunction]
#[pyo3(signature = (db, *, story=None, all=false))]
fn differences(py: Python<'_>, db: PathBuf, story: Option<String>, all: bool) -> PyResult<Batches> {
    with(py, &db, |ask| {
        let story = story.map(|id| ask.id(Table::Story, &id)).transpose()?;
        let mut found = ask.differences(story.as_ref())?;
        found.retain(|one| all || one.verdict == Verdict::Differ);
        found.sort_by_key(|one| (one.compatible, one.about.when.clone(), one.id.clone()));
        let rows: Vec<Row> = found.iter().flat_map(difference_rows).collect();
        Batches::rows(TableName::Differences.columns(), &rows)
    })
}

/// The days that mattered.
#[pyfunction]
#[pyo3(signature = (db, *, days=None, about=None, from_=None, to=None, sentences=None))]
fn timeline(
    py: Python<'_>,
    db: PathBuf,
    days: Option<usize>,
    about: Option<String>,
    from_: Option<String>,
    to: Option<String>,
    sentences: Option<usize>,
) -> PyResult<Batches> {
    let from = looked_at("from_", from_, asked::day)?;
    let to = looked_at("to", to, asked::day)?.map(|day| last_day(&day));
    with(py, &db, |ask| {
        let options = TimelineOptions { days, from, to, about, sentences, ..TimelineOptions::default() };
        let rows: Vec<Row> = ask.timeline(&options, None)?.iter().flat_map(timeline_rows).collect();
        Batches::rows(AnswerTable::Timeline.columns(), &rows)
    })
}

/// Where sides stood on an issue.
#[pyfunction]
#[pyo3(signature = (db, *, about, by=None, issues=None))]
fn positions(
    py: Python<'_>,
    db: PathBuf,
    about: String,
    by: Option<String>,
    issues: Option<String>,
) -> PyResult<Batches> {
    let own = issues.map(|written| Concept::parse(&written)).transpose();
    let own = own.map_err(|why| Wrong::Argument(format!("issues: {why}")))?.unwrap_or_default();
    with(py, &db, |ask| {
        let lanes = ask.positions(&PositionsQuestion { about, by, most: None, own })?;
        let rows: Vec<Row> = lanes.iter().flat_map(position_rows).collect();
        Batches::rows(AnswerTable::Positions.columns(), &rows)
    })
}

/// Claims with their denials.
#[pyfunction]
#[pyo3(signature = (db, *, story=None))]
fn opposed(py: Python<'_>, db: PathBuf, story: Option<String>) -> PyResult<Batches> {
    with(py, &db, |ask| {
        let story = story.map(|id| ask.id(Table::Story, &id)).transpose()?;
        Batches::rows(AnswerTable::Opposed.columns(), &opposed_rows(&ask.opposed_whole(story.as_ref())?))
    })
}

/// Persons, those known best first.
#[pyfunction]
#[pyo3(signature = (db, *, words=None, limit=None))]
fn people(py: Python<'_>, db: PathBuf, words: Option<String>, limit: Option<usize>) -> PyResult<Batches> {
    with(py, &db, |ask| {
        let most = limit.unwrap_or(usize::from(u16::MAX));
        let rows: Vec<Row> = ask.people(words.as_deref(), most, 0)?.iter().map(person_row).collect();
        Batches::rows(TableName::Persons.columns(), &rows)
    })
}

/// One person or party: persons, offices, statements, events, relations and positions.
#[pyfunction]
fn who(py: Python<'_>, db: PathBuf, name: String) -> PyResult<Vec<(&'static str, Batches)>> {
    with(py, &db, |ask| {
        let answer = ask.who(&name, None)?;
        if answer.people.is_empty() && answer.statements.is_empty() && answer.events.is_empty() {
            let line =
                format!("nobody called {name} says or does anything in this record; try search(\"{name}\")");
            return Err(Wrong::NotFound(line));
        }
        let persons: Vec<Row> = answer.people.iter().map(person_row).collect();
        let offices: Vec<Row> = answer
            .people
            .iter()
            .flat_map(|person| person.offices.iter().map(|office| office_row(person, office)))
            .collect();
        let positions: Vec<Row> =
            answer.positions.iter().flat_map(|standing| position_rows(&standing.lane)).collect();
        Ok(vec![
            ("persons", Batches::rows(TableName::Persons.columns(), &persons)?),
            ("offices", Batches::rows(TableName::Offices.columns(), &offices)?),
            (
                "statements",
                Batches::rows(TableName::Statements.columns(), &ask.statement_rows(&answer.statements))?,
            ),
            ("events", Batches::rows(TableName::Events.columns(), &ask.event_rows(&answer.events)?)?),
            (
                "relations",
                Batches::rows(AnswerTable::Relations.columns(), &relation_rows(&answer.relations))?,
            ),
            ("positions", Batches::rows(AnswerTable::Positions.columns(), &positions)?),
        ])
    })
}

/// Words anywhere in the record: reports that hold all of them.
#[pyfunction]
#[pyo3(signature = (db, words, *, limit=20))]
fn search(py: Python<'_>, db: PathBuf, words: String, limit: usize) -> PyResult<Batches> {
    with(py, &db, |ask| {
        let answer = ask.search(&words, limit)?;
        Batches::rows(AnswerTable::Search.columns(), &search_rows(&answer.reports))
    })
}

/// A report, a story or some reports side by side, as the command line gives them: lines of JSON.
#[pyfunction]
fn whole(py: Python<'_>, db: PathBuf, what: &str, ids: Vec<String>) -> PyResult<Vec<String>> {
    with(py, &db, |ask| match (what, ids.as_slice()) {
        ("report", [id]) => {
            let answer = ask.report(&ask.id(Table::Report, id)?)?;
            let report = Record::Report(answer.report);
            std::iter::once(report).chain(answer.reading.into_records()).map(|one| written(&one)).collect()
        }
        ("story", [id]) => Ok(vec![written(&ask.story(&ask.id(Table::Story, id)?)?)?]),
        ("compare", [story]) => {
            let story = ask.story(&ask.id(Table::Story, story)?)?;
            let first = story.accounts.iter().filter_map(|account| account.reports.first());
            let ids: Vec<_> = first.map(|line| line.id.clone()).collect();
            Ok(vec![written(&ask.compare(&ids)?)?])
        }
        ("compare", reports) => {
            let ids = reports.iter().map(|id| ask.id(Table::Report, id)).collect::<Result<Vec<_>, _>>()?;
            Ok(vec![written(&ask.compare(&ids)?)?])
        }
        ("export", []) => {
            let mut lines = Vec::new();
            ask.export(|record| -> Result<(), dateline_ask::AskError> {
                lines.extend(written(&record).ok());
                Ok(())
            })?;
            Ok(lines)
        }
        ("counts", []) => Ok(vec![written(&ask.counts()?)?]),
        _ => Err(Wrong::Argument(format!("{what} is asked with one id"))),
    })
}

/// An answer as JSON.
fn written<T: Serialize>(answer: &T) -> Result<String, Wrong> {
    serde_json::to_string(answer).map_err(|error| Wrong::Other(error.to_string()))
}

pub fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(table, module)?)?;
    module.add_function(wrap_pyfunction!(statements, module)?)?;
    module.add_function(wrap_pyfunction!(events, module)?)?;
    module.add_function(wrap_pyfunction!(figures, module)?)?;
    module.add_function(wrap_pyfunction!(reports, module)?)?;
    module.add_function(wrap_pyfunction!(places, module)?)?;
    module.add_function(wrap_pyfunction!(stories, module)?)?;
    module.add_function(wrap_pyfunction!(differences, module)?)?;
    module.add_function(wrap_pyfunction!(timeline, module)?)?;
    module.add_function(wrap_pyfunction!(positions, module)?)?;
    module.add_function(wrap_pyfunction!(opposed, module)?)?;
    module.add_function(wrap_pyfunction!(people, module)?)?;
    module.add_function(wrap_pyfunction!(who, module)?)?;
    module.add_function(wrap_pyfunction!(search, module)?)?;
    module.add_function(wrap_pyfunction!(whole, module)?)
}
