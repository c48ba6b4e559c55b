//! Figures that made-up reports give.
#![allow(dead_code, reason = "each test uses some of it")]

use dateline_model::{
    Edtf, Excerpt, Figure, FigureStatus, Place, PlaceRef, Precision, Reading, Report, SameFigure, Speaker,
    Statement, StatementAct, Story, Verdict, When,
};
use dateline_resolve::{Read, facts};
use said_by_hand::statement;

#[path = "../said/mod.rs"]
mod said_by_hand;

/// A figure of a report: the words that give it, what it tells, its bounds, and what else is known.
#[derive(Clone, Copy)]
pub struct Told {
    pub words: &'static str,
    pub what: &'static str,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub unit: Option<&'static str>,
    pub of: Option<&'static str>,
    pub town: Option<&'static str>,
    pub land: Option<(&'static str, &'static str)>,
    pub day: Option<&'static str>,
    pub by: Option<&'static str>,
    pub status: FigureStatus,
}

pub fn told(words: &'static str, what: &'static str, number: f64) -> Told {
    Told {
        words,
        what,
        low: Some(number),
        high: Some(number),
        unit: None,
        of: None,
        town: None,
        land: None,
        day: None,
        by: None,
        status: FigureStatus::Given,
    }
}

impl Told {
    pub fn at_least(self) -> Told {
        Told { high: None, ..self }
    }

    pub fn of(self, of: &'static str) -> Told {
        Told { of: Some(of), ..self }
    }

    pub fn unit(self, unit: &'static str) -> Told {
        Told { unit: Some(unit), ..self }
    }

    pub fn town(self, town: &'static str) -> Told {
        Told { town: Some(town), ..self }
    }

    /// The state and the province that its town lies in.
    pub fn land(self, state: &'static str, province: &'static str) -> Told {
        Told { land: Some((state, province)), ..self }
    }

    pub fn day(self, day: &'static str) -> Told {
        Told { day: Some(day), ..self }
    }

    pub fn superseded(self) -> Told {
        Told { status: FigureStatus::Superseded, ..self }
    }

    pub fn by(self, by: &'static str) -> Told {
        Told { by: Some(by), ..self }
    }
}

pub fn excerpt(text: &str, words: &str) -> Excerpt {
    let start = text.find(words).unwrap_or_else(|| panic!("no “{words}”"));
    let start = text[..start].chars().count() as u32;
    Excerpt { start, end: start + words.chars().count() as u32, text: words.to_owned() }
}

pub fn read(id: &str, text: &str, figures: &[Told]) -> (Report, Reading) {
    let report = Report {
        id: id.into(),
        published: Some("1995-08-28".to_owned()),
        text: text.to_owned(),
        ..Report::default()
    };
    let mut reading = Reading::default();
    for told in figures {
        let place = told.town.map(|town| {
            let place = format!("p-{id}-{town}-{}", told.words);
            reading.places.push(Place {
                id: place.as_str().into(),
                report: id.into(),
                span: excerpt(text, town),
                name: town.to_owned(),
                geonames: None,
                lat: None,
                lon: None,
                country: told.land.map(|(state, _)| state.to_owned()),
                admin1: told.land.map(|(_, province)| province.to_owned()),
                kind: None,
                precision: Some(Precision::Town),
                confidence: 1.0,
            });
            PlaceRef { span: excerpt(text, town), place: Some(place.as_str().into()) }
        });
        let account = told.by.map(|by| said(id, text, by, told.words));
        let account = account.map(|statement| {
            let known = statement.id.clone();
            reading.statements.push(statement);
            known
        });
        reading.figures.push(Figure {
            id: format!("f-{id}-{}", told.words).as_str().into(),
            report: id.into(),
            evidence: excerpt(text, told.words),
            low: told.low,
            high: told.high,
            approximate: false,
            what: told.what.to_owned(),
            unit: told.unit.map(str::to_owned),
            of: told.of.map(|of| excerpt(text, of)),
            when: told.day.map(|day| When { span: excerpt(text, told.words), edtf: Edtf::parse(day) }),
            place,
            account,
            event: None,
            status: told.status,
            part_of: None,
            as_of: None,
            rate: None,
            confidence: 1.0,
        });
    }
    (report, reading)
}

pub fn said(report: &str, text: &str, by: &str, words: &str) -> Statement {
    let speaker =
        Speaker { span: excerpt(text, by), name: by.to_owned(), entity: None, office: None, of: None };
    let id = format!("s-{report}-{words}").as_str().into();
    statement(&id, &report.into(), speaker, excerpt(text, words), StatementAct::Report)
}

/// The facts of a courier and a gazette of one day.
pub fn met(courier: (&str, &[Told]), gazette: (&str, &[Told])) -> Vec<SameFigure> {
    let read = [read("courier", courier.0, courier.1), read("gazette", gazette.0, gazette.1)];
    let reads: Vec<Read<'_>> = read.iter().map(|(report, reading)| (report, reading)).collect();
    let story = Story {
        id: "story".into(),
        reports: read.iter().map(|(report, _)| report.id.clone()).collect(),
        title: String::new(),
        first: None,
        last: None,
        origins: read.iter().map(|(report, _)| vec![report.id.clone()]).collect(),
        voices: Vec::new(),
        affair: None,
        follows: None,
    };
    facts(&story, &reads, &[])
}

pub fn verdicts(facts: &[SameFigure]) -> Vec<Verdict> {
    facts.iter().map(|fact| fact.verdict).collect()
}
