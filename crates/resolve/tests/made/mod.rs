//! Reports and readings made by hand, a piece at a time.
#![allow(dead_code, reason = "each test uses some of it")]

use dateline_model::{
    Cue, Edtf, Event, EventAct, Excerpt, Figure, FigureStatus, Id, Manner, Mention, MentionKind, Mode, Party,
    Place, PlaceRef, Reading, Report, Sector, Speaker, Statement, StatementAct, Status, Story, Time, Timex3,
    TimexType, When,
};
use dateline_resolve::Read;
use said_by_hand::statement;

#[path = "../said/mod.rs"]
mod said_by_hand;

/// A report and its reading, made a piece at a time.
pub struct Made {
    pub report: Report,
    pub reading: Reading,
}

impl Made {
    pub fn new(id: &str, day: &str, text: &str) -> Made {
        let report = Report {
            id: id.into(),
            published: Some(day.to_owned()),
            text: text.to_owned(),
            ..Report::default()
        };
        Made { report, reading: Reading::default() }
    }

    pub fn excerpt(&self, words: &str) -> Excerpt {
        let start = self.report.text.find(words).unwrap_or_else(|| panic!("no “{words}”"));
        let before = self.report.text[..start].chars().count() as u32;
        Excerpt { start: before, end: before + words.chars().count() as u32, text: words.to_owned() }
    }

    pub fn id(&self, kind: &str, words: &str) -> Id {
        format!("{kind}-{}-{words}", self.report.id).as_str().into()
    }

    pub fn speaker(&self, name: &str, office: &str, of: &str) -> Speaker {
        Speaker {
            span: self.excerpt(name),
            name: name.to_owned(),
            entity: Some(self.id("entity", name)),
            office: (!office.is_empty()).then(|| office.to_owned()),
            of: (!of.is_empty()).then(|| of.to_owned()),
        }
    }

    pub fn says(mut self, (name, office, of): (&str, &str, &str), act: StatementAct, content: &str) -> Made {
        let speaker = self.speaker(name, office, of);
        self.reading.mentions.push(Mention {
            id: self.id("m", name),
            report: self.report.id.clone(),
            span: speaker.span.clone(),
            kind: MentionKind::Person,
            entity: self.id("entity", name),
        });
        let said = self.excerpt("said");
        let (id, report) = (self.id("s", content), self.report.id.clone());
        self.reading.statements.push(Statement {
            cue: Some(Cue { span: said, lemma: "say".to_owned() }),
            ..statement(&id, &report, speaker, self.excerpt(content), act)
        });
        self
    }

    /// A day that the report tells.
    pub fn on(mut self, words: &str, day: &str) -> Made {
        self.reading.times.push(Time {
            id: self.id("t", words),
            report: self.report.id.clone(),
            span: self.excerpt(words),
            edtf: Edtf::parse(day),
            timex3: Timex3 { kind: TimexType::Date, value: day.to_owned() },
            confidence: 1.0,
        });
        self
    }

    pub fn counts(
        mut self,
        words: &str,
        what: &str,
        (low, high): (Option<f64>, Option<f64>),
        place: &str,
    ) -> Made {
        let place = self.place(place);
        self.reading.figures.push(Figure {
            id: self.id("f", words),
            report: self.report.id.clone(),
            evidence: self.excerpt(words),
            low,
            high,
            approximate: false,
            what: what.to_owned(),
            unit: None,
            of: None,
            when: None,
            place: Some(place),
            account: None,
            event: None,
            status: FigureStatus::Given,
            part_of: None,
            as_of: None,
            rate: None,
            confidence: 1.0,
        });
        self
    }

    pub fn shells(mut self, words: &str, by: &str, place: &str, day: &str) -> Made {
        let party = Party {
            span: self.excerpt(by),
            name: by.to_owned(),
            entity: None,
            country: Some("BIH".to_owned()),
            sector: Some(Sector::Reb),
        };
        let place = self.place(place);
        self.reading.events.push(Event {
            id: self.id("e", words),
            report: self.report.id.clone(),
            act: EventAct::Assault,
            mode: Some(Mode::HeavyWeapons),
            by: vec![party],
            to: Vec::new(),
            evidence: self.excerpt(words),
            also: Vec::new(),
            trigger: self.excerpt(words),
            when: Some(When { span: self.excerpt(words), edtf: Edtf::parse(day) }),
            place: Some(place),
            status: Status::Happened,
            account: None,
            confidence: 1.0,
        });
        self
    }

    pub fn place(&mut self, name: &str) -> PlaceRef {
        let span = self.excerpt(name);
        let id = self.id("p", name);
        self.reading.places.push(Place {
            id: id.clone(),
            report: self.report.id.clone(),
            span: span.clone(),
            name: name.to_owned(),
            geonames: None,
            lat: None,
            lon: None,
            country: None,
            admin1: None,
            kind: None,
            precision: None,
            confidence: 1.0,
        });
        PlaceRef { span, place: Some(id) }
    }
}

pub fn reads(made: &[Made]) -> Vec<Read<'_>> {
    made.iter().map(|made| (&made.report, &made.reading)).collect()
}

pub fn story(made: &[Made]) -> Story {
    Story {
        id: "story".into(),
        reports: made.iter().map(|made| made.report.id.clone()).collect(),
        title: String::new(),
        first: None,
        last: None,
        origins: made.iter().map(|made| vec![made.report.id.clone()]).collect(),
        voices: Vec::new(),
        affair: None,
        follows: None,
    }
}

/// A report in which each of these speaks: who, the act, the words in quotation marks or not.
pub fn paper(id: &str, day: &str, said: &[((&str, &str, &str), StatementAct, &str)]) -> Made {
    let text: Vec<String> =
        said.iter().map(|((name, ..), _, words)| format!("{name} said: {words}")).collect();
    let mut made = Made::new(id, day, &text.join("\n"));
    for &(by, act, words) in said {
        made = made.says(by, act, words);
        if let Some(last) = made.reading.statements.last_mut()
            && words.starts_with('“')
        {
            last.manner = Manner::Direct;
        }
    }
    made
}

pub const BILDT: (&str, &str, &str) = ("Carl Bildt", "mediator", "EU");

pub const KOLAR: (&str, &str, &str) = ("Jan Kolar", "Mayor", "");

pub const MALA: (&str, &str, &str) = ("Eva Mala", "", "");

/// Two papers on the shelling of a market in Sarajevo.
pub fn market() -> [Made; 2] {
    [
        Made::new(
            "courier",
            "1995-08-28",
            "Serb guns shelled a market in Sarajevo on Monday. At least 33 people were killed and 80 hurt. \
             Carl Bildt said the guns must fall silent and the siege of the city must end at once.",
        )
        .shells("Serb guns shelled a market in Sarajevo", "Serb guns", "Sarajevo", "1995-08-28")
        .counts("At least 33", "killed", (Some(33.0), None), "Sarajevo")
        .counts("80", "injured", (Some(80.0), Some(80.0)), "Sarajevo")
        .says(BILDT, StatementAct::Demand, "the guns must fall silent and the siege of the city must end at once"),
        Made::new(
            "gazette",
            "1995-08-29",
            "A mortar attack by Serb guns on the Sarajevo market killed 37 people. Hospitals counted 90 hurt. \
             “The siege of the city must end at once,” Carl Bildt said. The guns must fall silent, he added.",
        )
        .shells("A mortar attack by Serb guns on the Sarajevo market", "Serb guns", "Sarajevo", "1995-08-28")
        .counts("37", "killed", (Some(37.0), Some(37.0)), "Sarajevo")
        .counts("90", "injured", (Some(90.0), Some(90.0)), "Sarajevo")
        .says(BILDT, StatementAct::Demand, "The siege of the city must end at once"),
    ]
}
