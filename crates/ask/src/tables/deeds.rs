//! Deeds: tellings in several reports that are one deed, joined.

use super::cameo::cameo;
use super::cell::Row;
use super::written::{
    day_precision, joined_ids, names, of_each, on_one_line, place_name, place_of, plain, word,
};
use dateline_model::{Edtf, Event, Figure, FigureStatus, Id, Place, Reading, Report, Status};
use std::collections::{HashMap, HashSet};

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
