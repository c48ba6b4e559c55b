//! Rows of tables, each made of one thing of the record.

use super::shape::{Cell, Row, Table, cameo};
use dateline_model::{
    Correction, Difference, Edtf, Event, Excerpt, Figure, FigureStatus, Id, OfficeHeld, Party, Person, Place,
    PlaceRef, Reading, Report, Statement, Status, Story, Time, When,
};
use serde::Serialize;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

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

/// Which independent account a report is of: the number of its story, and of its voice there.
pub(super) type Voices = HashMap<Id, (usize, usize)>;

/// Tellings on their way to deeds: those of one deed wait until all reports have been seen.
#[derive(Default)]
pub(super) struct Deeds {
    /// Which deed a telling belongs to, where it is one of several.
    deed_of: HashMap<Id, Id>,
    waiting: Vec<Deed>,
    at: HashMap<Id, usize>,
    voice_of: Voices,
}

/// One deed as far as it has been read.
#[derive(Clone)]
struct Deed {
    id: Id,
    event: Event,
    place: Option<Place>,
    reports: Vec<Id>,
    sources: Vec<String>,
    events: Vec<Id>,
    killed: Toll,
    injured: Toll,
}

/// How many, of the whole of a deed: what tells of a part ("two of the dead were children") counts only where
/// nobody tells of the whole ("three of the hostages were killed").
#[derive(Clone, Copy, Default)]
struct Toll {
    whole: Range,
    part: Range,
}

impl Toll {
    /// The least and the most that any account gives in one telling: of several figures of one account the
    /// greatest is its whole ("12 were killed, two children among them").
    fn of<'f>(report: &Report, figures: impl Iterator<Item = &'f Figure>) -> Self {
        let size = |figure: &Figure| figure.high.or(figure.low).unwrap_or_default();
        let mut wholes: Vec<&Figure> = Vec::new();
        let mut toll = Toll::default();
        for figure in figures {
            if is_of_some(report, figure) {
                toll.part.add(figure);
                continue;
            }
            match wholes.iter_mut().find(|known| known.account == figure.account) {
                Some(known) if size(known) < size(figure) => *known = figure,
                Some(_) => {}
                None => wholes.push(figure),
            }
        }
        wholes.into_iter().for_each(|figure| toll.whole.add(figure));
        toll
    }

    fn join(&mut self, other: Toll) {
        self.whole.join(other.whole);
        self.part.join(other.part);
    }

    fn range(self) -> Range {
        if self.whole.low.is_some() || self.whole.high.is_some() { self.whole } else { self.part }
    }
}

/// Whether a figure tells how many *of* some that are known it is of: "two of the dead", "three of them"; not
/// "dozens of people".
fn is_of_some(report: &Report, figure: &Figure) -> bool {
    const KNOWN: [&str; 6] = ["the ", "them", "whom", "those", "these", "which"];
    let evidence = &figure.evidence;
    let behind = report.text.chars().skip(evidence.end as usize).take(9).collect::<String>();
    let words = format!("{}{behind}", evidence.text).split_whitespace().collect::<Vec<_>>().join(" ");
    words.match_indices(" of ").any(|(at, of)| {
        let rest = &words[at + of.len()..];
        KNOWN.iter().any(|known| rest.starts_with(known))
    })
}

/// The least and the most that any account gives.
#[derive(Clone, Copy, Default)]
struct Range {
    low: Option<f64>,
    high: Option<f64>,
}

impl Range {
    fn add(&mut self, figure: &Figure) {
        let pick = |a: Option<f64>, b: Option<f64>, choose: fn(f64, f64) -> f64| {
            a.into_iter().chain(b).reduce(choose)
        };
        self.low = pick(self.low, figure.low.or(figure.high), f64::min);
        self.high = pick(self.high, figure.high.or(figure.low), f64::max);
    }

    fn join(&mut self, other: Range) {
        let pick = |a: Option<f64>, b: Option<f64>, choose: fn(f64, f64) -> f64| {
            a.into_iter().chain(b).reduce(choose)
        };
        self.low = pick(self.low, other.low, f64::min);
        self.high = pick(self.high, other.high, f64::max);
    }
}

impl Deeds {
    /// Of reports of which it is known which are one account.
    pub(super) fn of(voice_of: Voices) -> Self {
        Deeds { voice_of, ..Deeds::default() }
    }

    /// Says that some tellings are of one deed.
    pub(super) fn join(&mut self, deed: &Id, events: &[Id]) {
        for event in events {
            self.deed_of.insert(event.clone(), deed.clone());
        }
    }

    /// The deeds that only this report tells; the others wait.
    pub(super) fn add(&mut self, report: &Report, reading: &Reading) -> Vec<Row> {
        let mut alone = Vec::new();
        for event in reading.events.iter().filter(|event| event.status == Status::Happened) {
            let mut deed = Deed {
                id: self.deed_of.get(&event.id).unwrap_or(&event.id).clone(),
                event: event.clone(),
                place: place_of(event.place.as_ref(), &reading.places).cloned(),
                reports: vec![report.id.clone()],
                sources: report.source.iter().cloned().collect(),
                events: vec![event.id.clone()],
                killed: Toll::default(),
                injured: Toll::default(),
            };
            let given = |figure: &&Figure| {
                figure.event.as_ref() == Some(&event.id)
                    && figure.status == FigureStatus::Given
                    && figure.part_of.is_none()
                    && figure.rate.is_none()
            };
            let toll = |what: &str| {
                let figures = reading.figures.iter().filter(given).filter(|figure| figure.what == what);
                Toll::of(report, figures)
            };
            (deed.killed, deed.injured) = (toll("killed"), toll("injured"));
            if !self.deed_of.contains_key(&event.id) {
                alone.push(deed.row(&self.voice_of));
            } else if let Some(&at) = self.at.get(&deed.id) {
                self.waiting[at].absorb(deed);
            } else {
                self.at.insert(deed.id.clone(), self.waiting.len());
                self.waiting.push(deed);
            }
        }
        alone
    }

    /// The deeds that several tellings tell, in the order in which they were first told.
    pub(super) fn joined(&self) -> Vec<Row> {
        self.waiting.iter().map(|deed| deed.row(&self.voice_of)).collect()
    }
}

impl Deed {
    /// Takes up another telling; the surer one gives act, parties and words.
    fn absorb(&mut self, other: Deed) {
        self.killed.join(other.killed);
        self.injured.join(other.injured);
        self.events.extend(other.events);
        for report in other.reports {
            if !self.reports.contains(&report) {
                self.reports.push(report);
            }
        }
        for source in other.sources {
            if !self.sources.contains(&source) {
                self.sources.push(source);
            }
        }
        let is_fuller =
            other.event.by.len() + other.event.to.len() > self.event.by.len() + self.event.to.len();
        let (when, place) = (self.event.when.clone(), self.place.take());
        if is_fuller {
            self.event = Event { when: other.event.when.clone().or(when), ..other.event };
            self.place = other.place.or(place);
        } else {
            self.event.when = when.or(other.event.when);
            self.place = place.or(other.place);
        }
    }

    /// How many accounts tell it that do not come from each other.
    fn voices(&self, voice_of: &Voices) -> usize {
        let (known, unknown): (Vec<_>, Vec<_>) =
            self.reports.iter().map(|report| voice_of.get(report)).partition(Option::is_some);
        known.into_iter().collect::<HashSet<_>>().len() + unknown.len()
    }

    fn row(&self, voice_of: &Voices) -> Row {
        let event = &self.event;
        let when = event.when.as_ref().and_then(|when| when.edtf.as_ref());
        let (cameo, goldstein) = cameo(event.act, event.mode);
        vec![
            self.id.to_string().into(),
            word(&event.act),
            event.mode.map(|mode| word(&mode)).into(),
            word(&event.status),
            cameo.into(),
            goldstein.into(),
            names(&event.by),
            of_each(&event.by, |party| party.country.clone()),
            of_each(&event.by, |party| party.sector.map(|sector| plain(&sector))),
            names(&event.to),
            of_each(&event.to, |party| party.country.clone()),
            of_each(&event.to, |party| party.sector.map(|sector| plain(&sector))),
            when.map(ToString::to_string).into(),
            when.and_then(Edtf::first_day).map(|day| day.to_string()).into(),
            when.and_then(Edtf::last_day).map(|day| day.to_string()).into(),
            when.map(day_precision).into(),
            place_name(event.place.as_ref(), self.place.as_ref()),
            self.place.as_ref().and_then(|place| place.country.clone()).into(),
            self.place.as_ref().and_then(|place| place.admin1.clone()).into(),
            self.place.as_ref().and_then(|place| place.lat).into(),
            self.place.as_ref().and_then(|place| place.lon).into(),
            self.place.as_ref().and_then(|place| place.precision).map(|precision| word(&precision)).into(),
            self.killed.range().low.into(),
            self.killed.range().high.into(),
            self.injured.range().low.into(),
            self.injured.range().high.into(),
            self.voices(voice_of).into(),
            self.reports.len().into(),
            joined_ids(&self.reports),
            self.sources.join("; ").into(),
            joined_ids(&self.events),
            on_one_line(&event.evidence).into(),
            event.confidence.into(),
        ]
    }
}

fn place_of<'p>(place: Option<&PlaceRef>, places: &'p [Place]) -> Option<&'p Place> {
    let id = place?.place.as_ref()?;
    places.iter().find(|place| place.id == *id)
}

fn place_name(printed: Option<&PlaceRef>, place: Option<&Place>) -> Cell {
    let name = place.map(|place| place.name.clone());
    name.or_else(|| printed.map(|place| on_one_line(&place.span))).into()
}

fn names(parties: &[Party]) -> Cell {
    of_each(parties, |party| Some(party.name.clone()))
}

/// One part of each of some things, with `; ` between; empty parts keep their places while one is not.
pub(super) fn of_each<T>(things: &[T], part: impl Fn(&T) -> Option<String>) -> Cell {
    let parts: Vec<String> = things.iter().map(|thing| part(thing).unwrap_or_default()).collect();
    if parts.iter().all(String::is_empty) { Cell::Empty } else { parts.join("; ").into() }
}

fn joined_ids(ids: &[Id]) -> Cell {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ").into()
}

/// How exactly a day is known: "1995-11" is a month, "1995-08-28/1995-09-03" days.
fn day_precision(when: &Edtf) -> &'static str {
    match (when.first_day(), when.last_day()) {
        (Some(first), Some(last)) if first == last => "day",
        _ if when.is_season() => "season",
        (Some(first), Some(last)) if first.day() == 1 && last == first.last_of_month() => "month",
        (Some(first), Some(last)) if first == first.first_of_year() && last == first.last_of_year() => "year",
        _ => "days",
    }
}

fn edtf(when: Option<&When>) -> Cell {
    when.and_then(|when| when.edtf.as_ref()).map(ToString::to_string).into()
}

pub(super) fn on_one_line(piece: &Excerpt) -> String {
    piece.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How a plain value is written in the record.
fn plain(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

pub(super) fn word(value: &impl Serialize) -> Cell {
    plain(value).into()
}
