//! People, same sayings, same deeds, differences and positions over readings made by hand.

use dateline_model::{
    Cue, Edtf, Event, EventAct, Excerpt, Figure, FigureStatus, Id, Manner, Mention, MentionKind, Mode, Part,
    Party, Place, PlaceRef, Reading, Report, SameFigure, Sector, Speaker, Statement, StatementAct, Status,
    Story, Time, Timex3, TimexType, Verdict, When,
};
use dateline_resolve::{
    Issue, Read, Sighting, Stance, TimelineOptions, differences, facts, opposed, people, positions,
    same_events, same_statements, timeline,
};

/// A report and its reading, made a piece at a time.
struct Made {
    report: Report,
    reading: Reading,
}

impl Made {
    fn new(id: &str, day: &str, text: &str) -> Made {
        let report = Report {
            id: id.into(),
            published: Some(day.to_owned()),
            text: text.to_owned(),
            ..Report::default()
        };
        Made { report, reading: Reading::default() }
    }

    fn excerpt(&self, words: &str) -> Excerpt {
        let start = self.report.text.find(words).unwrap_or_else(|| panic!("no “{words}”"));
        let before = self.report.text[..start].chars().count() as u32;
        Excerpt { start: before, end: before + words.chars().count() as u32, text: words.to_owned() }
    }

    fn id(&self, kind: &str, words: &str) -> Id {
        format!("{kind}-{}-{words}", self.report.id).as_str().into()
    }

    fn speaker(&self, name: &str, office: &str, of: &str) -> Speaker {
        Speaker {
            span: self.excerpt(name),
            name: name.to_owned(),
            entity: Some(self.id("entity", name)),
            office: (!office.is_empty()).then(|| office.to_owned()),
            of: (!of.is_empty()).then(|| of.to_owned()),
        }
    }

    fn says(mut self, (name, office, of): (&str, &str, &str), act: StatementAct, content: &str) -> Made {
        let speaker = self.speaker(name, office, of);
        self.reading.mentions.push(Mention {
            id: self.id("m", name),
            report: self.report.id.clone(),
            span: speaker.span.clone(),
            kind: MentionKind::Person,
            entity: self.id("entity", name),
        });
        let said = self.excerpt("said");
        self.reading.statements.push(Statement {
            id: self.id("s", content),
            report: self.report.id.clone(),
            evidence: self.excerpt(content),
            speakers: vec![speaker],
            cue: Some(Cue { span: said, lemma: "say".to_owned() }),
            content: vec![self.excerpt(content)],
            manner: Manner::Indirect,
            act,
            negated: false,
            addressee: Vec::new(),
            venue: None,
            via: Vec::new(),
            said: None,
            continues: None,
            account: None,
            confidence: 1.0,
        });
        self
    }

    /// A day that the report tells.
    fn on(mut self, words: &str, day: &str) -> Made {
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

    fn counts(
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

    fn shells(mut self, words: &str, by: &str, place: &str, day: &str) -> Made {
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

    fn place(&mut self, name: &str) -> PlaceRef {
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

fn reads(made: &[Made]) -> Vec<Read<'_>> {
    made.iter().map(|made| (&made.report, &made.reading)).collect()
}

fn story(made: &[Made]) -> Story {
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

const BILDT: (&str, &str, &str) = ("Carl Bildt", "mediator", "EU");

/// Two papers on the shelling of a market in Sarajevo.
fn market() -> [Made; 2] {
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

#[test]
fn one_saying_and_one_deed_in_two_papers() {
    let made = market();
    let said = same_statements(&reads(&made));
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].statements.len(), 2);
    let done = same_events(&reads(&made));
    assert_eq!(done.len(), 1);
    assert_eq!(done[0].events.len(), 2);
}

#[test]
fn a_saying_of_another_is_another_saying() {
    let [courier, _] = market();
    let other = Made::new(
        "ledger",
        "1995-08-29",
        "David Owen said the guns must fall silent and the siege of the city must end at once.",
    )
    .says(
        ("David Owen", "peer", "GBR"),
        StatementAct::Demand,
        "the guns must fall silent and the siege of the city must end at once",
    );
    assert_eq!(same_statements(&reads(&[courier, other])), []);
}

#[test]
fn differing_tolls_are_told_apart_from_compatible_ones() {
    let made = market();
    let reads = reads(&made);
    let found = differences(&story(&made), &reads, &same_events(&reads));
    let facts: Vec<(&str, Verdict, usize)> = found
        .iter()
        .map(|difference| (difference.about.what.as_str(), difference.verdict, difference.accounts.len()))
        .collect();
    // Ninety of the next day are eighty and those who were found since.
    assert_eq!(facts, [("injured", Verdict::Update, 2), ("killed", Verdict::Compatible, 2)]);
    assert_eq!(found[0].about.place.as_deref(), Some("Sarajevo"));
}

#[test]
fn two_prints_of_one_text_do_not_differ() {
    let made = market();
    let one_text = Story {
        origins: vec![made.iter().map(|made| made.report.id.clone()).collect()],
        ..story(&made[..1])
    };
    assert_eq!(differences(&one_text, &reads(&made)[..1], &[]), []);
}

#[test]
fn offices_come_with_the_days_they_were_seen() {
    let made = market();
    let sightings: Vec<Sighting> = reads(&made).into_iter().flat_map(Sighting::of).collect();
    assert!(sightings.iter().all(|sighting| sighting.key() == sightings[0].key()));
    let people = people(&sightings);
    assert_eq!(people.len(), 1);
    assert_eq!(people[0].name, "Carl Bildt");
    let office = &people[0].offices[0];
    assert_eq!((office.title.as_str(), office.of.as_deref()), ("mediator", Some("EU")));
    assert_eq!((office.first.as_str(), office.last.as_str()), ("1995-08-28", "1995-08-29"));
}

#[test]
fn a_position_turns() {
    let tudjman = ("Franjo Tudjman", "President", "HRV");
    let made = [
        Made::new(
            "a",
            "1995-01-12",
            "Franjo Tudjman said Croatia would reject a new mandate for the peacekeepers.",
        )
        .says(
            tudjman,
            StatementAct::Reject,
            "Croatia would reject a new mandate for the peacekeepers",
        ),
        Made::new(
            "b",
            "1995-03-12",
            "Franjo Tudjman said Croatia would accept a smaller mandate for the peacekeepers.",
        )
        .says(
            tudjman,
            StatementAct::Accept,
            "Croatia would accept a smaller mandate for the peacekeepers",
        ),
    ];
    let lanes = positions(&reads(&made), &Issue::of("peacekeepers mandate", &[]), &[]);
    assert_eq!(lanes.len(), 1);
    assert_eq!(lanes[0].actor, "HRV");
    assert_eq!(lanes[0].marks.iter().map(|mark| mark.act.as_str()).collect::<Vec<_>>(), ["reject", "accept"]);
    assert_eq!((lanes[0].changes[0].from, lanes[0].changes[0].to), (0, 1));
    assert_eq!(positions(&reads(&made), &Issue::of("fishing", &[]), &[]), []);
    assert_eq!(positions(&reads(&made), &Issue::of("", &[]), &[]), []);
}

#[test]
fn what_was_threatened_on_a_condition_is_done() {
    let krogh = ("Ida Krogh", "Prime Minister", "NOR");
    let threat = "Ida Krogh said Norway will impose sanctions if the dam is closed.";
    let of = |day: &str, words: &str| {
        let said = words.strip_prefix("Ida Krogh said ").unwrap_or(words).trim_end_matches('.').to_owned();
        Made::new("b", day, words).says(krogh, StatementAct::State, &said)
    };
    let moved = |later: &str| {
        let first = Made::new("a", "1995-02-01", threat).says(
            krogh,
            StatementAct::Threaten,
            "Norway will impose sanctions if the dam is closed",
        );
        let lanes = positions(&reads(&[first, of("1995-04-01", later)]), &Issue::of("sanctions", &[]), &[]);
        lanes.iter().find(|lane| lane.actor == "NOR").map_or(0, |lane| lane.changes.len())
    };
    assert_eq!(moved("Ida Krogh said Norway has imposed sanctions."), 1);
    assert_eq!(moved("Ida Krogh said Norway adopted the sanctions on Monday."), 1);
    assert_eq!(moved("Ida Krogh said Norway will impose sanctions."), 0);
    assert_eq!(moved("Ida Krogh said Norway would impose sanctions if the dam is shut."), 0);
}

#[test]
fn a_timeline_may_be_of_some_words_only() {
    let made = market();
    let about = |words: &str| TimelineOptions { about: Some(words.to_owned()), ..TimelineOptions::default() };
    assert!(!timeline(&reads(&made), &about("market")).is_empty());
    assert_eq!(timeline(&reads(&made), &about("fishing")), []);
}

#[test]
fn a_claim_stands_against_its_denial() {
    let made = [
        Made::new("a", "1995-05-03", "Jan Kolar said the army had shelled the bridge at Lipno on Monday.")
            .says(
                ("Jan Kolar", "Mayor", ""),
                StatementAct::State,
                "the army had shelled the bridge at Lipno on Monday",
            ),
        Made::new("b", "1995-05-04", "Petr Holub said the army never shelled the bridge at Lipno.").says(
            ("Petr Holub", "General", ""),
            StatementAct::State,
            "the army never shelled the bridge at Lipno",
        ),
        Made::new("c", "1995-05-04", "Eva Mala said the bridge at Lipno must not be shelled again.").says(
            ("Eva Mala", "", ""),
            StatementAct::State,
            "the bridge at Lipno must not be shelled again",
        ),
    ];
    let found = opposed(&story(&made), &reads(&made));
    let ids: Vec<Vec<Id>> = found.iter().map(|one| one.statements.clone()).collect();
    assert_eq!(ids, [[made[0].reading.statements[0].id.clone(), made[1].reading.statements[0].id.clone()]]);
}

#[test]
fn who_agrees_or_speaks_for_one_side_is_not_opposed() {
    let said = |by: (&str, &str, &str), words: &str| {
        Made::new(by.0, "1995-05-03", &format!("{} said {words}.", by.0)).says(by, StatementAct::State, words)
    };
    let pairs = [
        // Both say no.
        (
            ("Jan Kolar", "Mayor", "", "the price of the ferry has not changed at Lipno"),
            ("Eva Mala", "", "", "the ferry at Lipno had not changed its price"),
        ),
        // A state and its minister.
        (
            ("Norway", "", "NOR", "its navy has shelled the bridge at Lipno"),
            ("Jan Kolar", "Minister", "NOR", "its navy has never shelled the bridge at Lipno"),
        ),
        // Nobody knows who the other is.
        (
            ("Jan Kolar", "Mayor", "", "the army had shelled the bridge at Lipno"),
            ("people", "", "", "the army never shelled the bridge at Lipno"),
        ),
    ];
    for (a, b) in pairs {
        let made = [said((a.0, a.1, a.2), a.3), said((b.0, b.1, b.2), b.3)];
        assert_eq!(opposed(&story(&made), &reads(&made)), [], "{} / {}", a.3, b.3);
    }
}

#[test]
fn private_voices_speak_for_nobody() {
    let made = [
        Made::new("a", "1995-05-03", "Jan Kolar said Norway would never accept a truce.").says(
            ("Jan Kolar", "Foreign Minister", "NOR"),
            StatementAct::State,
            "Norway would never accept a truce",
        ),
        Made::new("b", "1995-05-03", "Petr Holub, an analyst, said he supports a truce.").says(
            ("Petr Holub", "analyst", "NOR"),
            StatementAct::State,
            "he supports a truce",
        ),
    ];
    let lanes = positions(&reads(&made), &Issue::of("ceasefire", &[]), &[]);
    let told: Vec<(Option<&str>, bool, Stance)> =
        lanes.iter().map(|lane| (lane.side.as_deref(), lane.official, lane.marks[0].stance)).collect();
    assert_eq!(told, [(Some("NOR"), true, Stance::Against), (None, false, Stance::For)]);
}

#[test]
fn what_two_papers_print_is_a_mark_of_each_and_told_once_to_the_eye() {
    let by = ("Jan Kolar", "Foreign Minister", "NOR");
    let made = ["a", "b"].map(|id| {
        Made::new(id, "1995-05-03", "Jan Kolar said Norway would never accept a truce.").says(
            by,
            StatementAct::State,
            "Norway would never accept a truce",
        )
    });
    let lanes = positions(&reads(&made), &Issue::of("ceasefire", &[]), &[]);
    assert_eq!(lanes[0].marks.iter().map(|mark| mark.report.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(lanes[0].clone().told_once().marks.len(), 1);
}

#[test]
fn what_is_asked_or_answered_in_a_poll_is_no_stand() {
    let by = ("Jan Kolar", "Foreign Minister", "NOR");
    for (text, said) in [
        ("Jan Kolar said: Why has Norway rejected a truce?", "Why has Norway rejected a truce"),
        (
            "Jan Kolar said six in ten respondents want Norway to accept a truce.",
            "six in ten respondents want Norway to accept a truce",
        ),
        ("Jan Kolar said Norway may accept a truce.", "Norway may accept a truce"),
    ] {
        let made = [Made::new("a", "1995-05-03", text).says(by, StatementAct::State, said)];
        assert_eq!(positions(&reads(&made), &Issue::of("ceasefire", &[]), &[]), [], "{text}");
    }
}

/// Two papers on a raid, each with the figures that it gives.
fn raid(courier: &str, gazette: &str, figures: [&[(&str, &str, f64)]; 2]) -> Vec<SameFigure> {
    let made: Vec<Made> = ["courier", "gazette"]
        .iter()
        .zip([courier, gazette])
        .zip(figures)
        .map(|((id, text), figures)| {
            let mut made = Made::new(id, "1995-08-28", text);
            for (words, what, number) in figures {
                let of = words.split_once(' ').map_or(*words, |(_, of)| of);
                let of = made.excerpt(of);
                made.reading.figures.push(Figure {
                    id: made.id("f", words),
                    report: made.report.id.clone(),
                    evidence: made.excerpt(words),
                    low: Some(*number),
                    high: Some(*number),
                    approximate: false,
                    what: (*what).to_owned(),
                    unit: None,
                    of: Some(of),
                    when: None,
                    place: None,
                    account: None,
                    event: None,
                    status: FigureStatus::Given,
                    part_of: None,
                    as_of: None,
                    rate: None,
                    confidence: 1.0,
                });
            }
            made
        })
        .collect();
    facts(&story(&made), &reads(&made), &[])
}

#[test]
fn one_thing_that_two_papers_count_otherwise_differs() {
    let found = raid(
        "Customs men seized 12 rifles and a boat in the harbour of Split.",
        "In the harbour of Split customs men seized seven rifles, the port office said.",
        [&[("12 rifles", "rifles", 12.0)], &[("seven rifles", "rifles", 7.0)]],
    );
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].verdict, found[0].accounts.len()), (Verdict::Differ, 2));
}

#[test]
fn a_paper_that_gives_both_numbers_knows_two_things() {
    let found = raid(
        "Customs men seized 12 rifles in the harbour of Split and seven rifles in a van.",
        "In the harbour of Split customs men seized seven rifles, the port office said.",
        [
            &[("12 rifles", "rifles", 12.0), ("seven rifles", "rifles", 7.0)],
            &[("seven rifles", "rifles", 7.0)],
        ],
    );
    assert!(found.iter().all(|fact| fact.verdict == Verdict::Same), "{found:?}");
}

#[test]
fn another_happening_another_kind_and_what_comes_on_top_are_other_facts() {
    let of = |courier: &str, gazette: &str, figures| {
        let found = raid(courier, gazette, figures);
        assert_eq!(found, [], "{courier} {gazette}");
    };
    of(
        "The raid in Split on Monday netted 12 rifles.",
        "A raid in Split in February 1993 netted seven rifles.",
        [&[("12 rifles", "rifles", 12.0)], &[("seven rifles", "rifles", 7.0)]],
    );
    of(
        "Customs men seized 12 rifles in the harbour.",
        "Customs men seized seven grenades in the harbour.",
        [&[("12 rifles", "rifles", 12.0)], &[("seven grenades", "grenades", 7.0)]],
    );
    of(
        "Customs men seized 12 rifles in the harbour.",
        "Customs men seized another seven rifles in the harbour.",
        [&[("12 rifles", "rifles", 12.0)], &[("seven rifles", "rifles", 7.0)]],
    );
    of(
        "Customs men seized 12 rifles in the harbour.",
        "Up to the hills, far from any port, shepherds in two families own 90 rifles.",
        [&[("12 rifles", "rifles", 12.0)], &[("90 rifles", "rifles", 90.0)]],
    );
}

#[test]
fn words_that_leave_a_number_open_leave_room_for_another() {
    let found = raid(
        "Customs men seized about 100 rifles in the harbour of Split.",
        "In the harbour of Split customs men seized 105 rifles, the port office said.",
        [&[("100 rifles", "rifles", 100.0)], &[("105 rifles", "rifles", 105.0)]],
    );
    assert_eq!(found.iter().map(|fact| fact.verdict).collect::<Vec<_>>(), [Verdict::Compatible]);
}

/// A report in which each of these speaks: who, the act, the words in quotation marks or not.
fn paper(id: &str, day: &str, said: &[((&str, &str, &str), StatementAct, &str)]) -> Made {
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

fn joined(made: &[Made]) -> Vec<Vec<String>> {
    let groups = same_statements(&reads(made)).into_iter();
    groups.map(|group| group.statements.iter().map(ToString::to_string).collect()).collect()
}

const KOLAR: (&str, &str, &str) = ("Jan Kolar", "Mayor", "");
const MALA: (&str, &str, &str) = ("Eva Mala", "", "");

#[test]
fn a_speech_is_one_saying_with_each_part_that_others_print() {
    use StatementAct::State;
    let long = "“The ferry has been the pride of this town. We shall build it again by Easter. Nobody will pay a penny more.”";
    let made = [
        paper("a", "1995-05-03", &[(KOLAR, State, long)]),
        paper(
            "b",
            "1995-05-03",
            &[
                (KOLAR, State, "“The ferry has been the pride of this town,”"),
                (KOLAR, State, "“Nobody will pay a penny more.”"),
            ],
        ),
    ];
    assert_eq!(joined(&made).len(), 2, "{:?}", joined(&made));
}

#[test]
fn one_paper_prints_less_of_what_another_prints() {
    use StatementAct::State;
    let of = |one: (&str, &str), other: (&str, &str)| {
        let made = [
            paper("a", "1995-05-03", &[((one.0, "", ""), State, one.1)]),
            paper("b", "1995-05-03", &[((other.0, "", ""), State, other.1)]),
        ];
        joined(&made).len()
    };
    let whole = "the ferryman had yet to wake on Sunday and was kept in the clinic at Brod";
    assert_eq!(of(("police", whole), ("Brod police", whole)), 1);
    let crates = "the smugglers would be given up to the customs board, and their tobacco burned in the yard";
    let less = "the smugglers would be given up to the customs board";
    assert_eq!(of(("The navy", crates), ("the navy", less)), 1);
    assert_eq!(of(("police", "they had found two boats"), ("Brod police", "they had found two lorries")), 0);
}

#[test]
fn two_states_or_towns_say_it_each() {
    use StatementAct::State;
    let of = |one: (&str, &str), other: (&str, &str), words: &str| {
        let made = [
            paper("a", "1995-05-03", &[((one.0, "", one.1), State, words)]),
            paper("b", "1995-05-03", &[((other.0, "", other.1), State, words)]),
        ];
        joined(&made).len()
    };
    let words = "its boats had kept to the fishing line off the cape and never cut a net there";
    for (one, other) in [
        (("The Norwegian government", "NOR"), ("The Icelandic government", "ISL")),
        (("The Norwegian navy", "NOR"), ("The Icelandic navy", "ISL")),
        (("The Norwegian navy", ""), ("The Icelandic navy", "")),
        (("The Norwegian navy", ""), ("Iceland's navy", "")),
        (("Bergen police", ""), ("Oslo police", "")),
        (("Bergen police", "NOR"), ("Reykjavik police", "ISL")),
    ] {
        assert_eq!(of(one, other, words), 0, "{one:?} {other:?}");
    }
    for (one, other) in [
        (("The Norwegian navy", "NOR"), ("Norway's navy", "NOR")),
        (("Police", "ISL"), ("Bergen police", "NOR")),
    ] {
        assert_eq!(of(one, other, words), 1, "{one:?} {other:?}");
    }
}

#[test]
fn who_tells_one_deed_otherwise_says_something_else() {
    use StatementAct::State;
    let told = |by, words| ((by, "", ""), State, words);
    let made = [
        paper(
            "a",
            "1995-05-03",
            &[told(
                "the army",
                "two guards were hurt in a brawl with poachers near the mill of Lipno on Monday",
            )],
        ),
        paper(
            "b",
            "1995-05-03",
            &[told(
                "residents",
                "five poachers and a guard were hurt in a brawl near the mill of Lipno on Monday",
            )],
        ),
        paper(
            "c",
            "1995-05-03",
            &[told(
                "a hospital official",
                "a guard was hurt in a brawl with poachers near the mill of Lipno on Monday",
            )],
        ),
    ];
    assert_eq!(joined(&made), Vec::<Vec<String>>::new());
}

#[test]
fn a_few_quoted_words_are_the_saying_that_holds_them() {
    use StatementAct::State;
    let whole = "“What the council did tonight with our ferry was a reckless, shameful gamble,”";
    let of = |other: &str, by| {
        let made = [
            paper("a", "1995-05-03", &[(KOLAR, State, whole)]),
            paper("b", "1995-05-03", &[(by, State, other)]),
        ];
        joined(&made).len()
    };
    assert_eq!(of("the launch was a “reckless, shameful gamble”", KOLAR), 1);
    assert_eq!(of("the launch was a gamble of the council", KOLAR), 0);
    assert_eq!(of("the launch was a “noble gamble”", MALA), 0);
}

#[test]
fn the_police_say_more_than_one_thing() {
    use StatementAct::State;
    let police = ("police", "", "");
    let made = [
        paper("a", "1995-05-03", &[(police, State, "three boats were stopped in the harbour at noon")]),
        paper("b", "1995-05-03", &[(police, State, "one man fled from the harbour in a stolen boat")]),
    ];
    assert_eq!(joined(&made).len(), 0);
}

fn against(made: &[Made]) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = opposed(&story(made), &reads(made))
        .into_iter()
        .map(|one| {
            let short = |id: &Id| id.to_string().chars().take(3).collect::<String>();
            (short(&one.statements[0]), short(&one.statements[1]))
        })
        .collect();
    pairs.sort();
    pairs
}

#[test]
fn a_deed_denied_in_other_words() {
    use StatementAct::{Deny, State};
    let police = ("the police", "", "");
    let claim = paper("a", "1995-05-03", &[(police, State, "Kolar fired at the ferry from the pier")]);
    let denial = paper("b", "1995-05-04", &[(KOLAR, Deny, "shooting at the ferry")]);
    assert_eq!(against(&[claim, denial]), [("s-a".to_owned(), "s-b".to_owned())]);
    // Another is said to have done it.
    let claim = paper("a", "1995-05-03", &[(police, State, "Mala fired at the ferry from the pier")]);
    let denial = paper("b", "1995-05-04", &[(KOLAR, Deny, "shooting at the ferry")]);
    assert_eq!(against(&[claim, denial]), []);
}

#[test]
fn what_is_set_right_by_naming_who_was_wrong() {
    use StatementAct::{Report, State};
    let army = ("the Peruvian army", "", "PER");
    let trust = ("Andes Trust", "", "");
    let claim =
        || paper("a", "1995-05-03", &[(army, Report, "it had blown up a smugglers' tower near Cusco")]);
    let of = |words: &str| against(&[claim(), paper("b", "1995-05-04", &[(trust, State, words)])]);
    assert_eq!(of("the smugglers' tower that the Peruvian army destroyed was actually a chapel").len(), 1);
    assert_eq!(of("the smugglers' tower that the Peruvian army destroyed stood near Cusco").len(), 0);
    assert_eq!(of("Peruvian roads were actually open on Monday").len(), 0);
}

#[test]
fn who_is_named_and_called_wrong() {
    use StatementAct::{Criticize, State};
    let claim =
        || paper("a", "1995-05-03", &[(KOLAR, State, "the town itself asked for the new ferry toll")]);
    let of = |words: &str| against(&[claim(), paper("b", "1995-05-04", &[(MALA, Criticize, words)])]);
    assert_eq!(of("“Mr Kolar says the town asked for his ferry toll. That is a lie.”").len(), 1);
    assert_eq!(of("“The toll for carts is too high. That they are rich is a lie.”").len(), 0);
}

#[test]
fn any_wrong_is_denied_by_whom_somebody_charges() {
    use StatementAct::{Accuse, Deny, State};
    let insiders = ("two of the clerks", "", "");
    let claim = || paper("a", "1995-05-03", &[(insiders, Accuse, "Kolar of taking bribes over the ferry")]);
    let of = |by, words: &str| against(&[claim(), paper("b", "1995-05-03", &[(by, Deny, words)])]);
    assert_eq!(of(KOLAR, "any wrongdoing").len(), 1);
    assert_eq!(of(MALA, "any wrongdoing").len(), 0);
    assert_eq!(of(("Eva Mala", "attorney", ""), "that Mr Kolar had any part in it").len(), 1);
    // The court does not say so for itself.
    assert_eq!(of(("the court", "", ""), "that Mr Kolar maintains his innocence").len(), 0);
    // What a trial will be about is no charge of whoever tells it.
    let told =
        paper("a", "1995-05-03", &[(insiders, State, "Kolar will stand trial for bribery over the ferry")]);
    assert_eq!(against(&[told, paper("b", "1995-05-03", &[(KOLAR, Deny, "any wrongdoing")])]), []);
}

#[test]
fn who_did_not_denies_the_sentence_before() {
    use StatementAct::State;
    let witnesses = ("witnesses", "", "");
    let ministry = ("the Peruvian ministry", "", "PER");
    let of = |words: &str| {
        against(&[
            paper(
                "a",
                "1995-05-03",
                &[(ministry, State, "its troops had left the valley"), (witnesses, State, words)],
            ),
            paper("b", "1995-05-03", &[(KOLAR, State, "the valley was quiet")]),
        ])
        .len()
    };
    assert_eq!(of("it is a lie"), 1);
    assert_eq!(of("the claim is baseless"), 1);
    assert_eq!(of("the price of bread is a lie"), 0);
    assert_eq!(of("they had not"), 1);
    assert_eq!(of("that was not so"), 1);
    assert_eq!(of("they had not slept"), 0);
    assert_eq!(of("they had"), 0);
}

#[test]
fn who_is_charged_denies_any_wrong_whoever_tells_the_charge() {
    use StatementAct::{Deny, State};
    let of = |words: &str| {
        against(&[
            paper("a", "1995-05-03", &[(("two of the clerks", "", ""), State, words)]),
            paper("b", "1995-05-03", &[(KOLAR, Deny, "any wrongdoing")]),
        ])
        .len()
    };
    assert_eq!(of("the charges against Kolar are about the ferry toll"), 1);
    assert_eq!(of("the charges for Kolar are paid at the ferry"), 0);
    // What is still to be charged is not yet claimed.
    assert_eq!(of("Kolar was indicted on ferry fraud"), 1);
    assert_eq!(of("Kolar is expected to be indicted on ferry fraud"), 0);
    assert_eq!(of("the charges against Kolar will be read in May"), 0);
    // What is not charged, or not any more, is no charge.
    for none in [
        "Kolar has not been charged with ferry fraud",
        "the court dropped the charges against Kolar",
        "the charges against Kolar were dismissed over the ferry",
        "Kolar was falsely accused of ferry fraud",
        "the case against Kolar was thrown out in May",
    ] {
        assert_eq!(of(none), 0, "{none}");
    }
    assert_eq!(of("Kolar was charged with ferry fraud"), 1);
}

#[test]
fn two_who_both_set_a_thing_apart_do_not_contradict_each_other() {
    use StatementAct::State;
    let of = |one: &str, other: &str| {
        against(&[
            paper("a", "1995-05-03", &[(KOLAR, State, one)]),
            paper("b", "1995-05-03", &[(MALA, State, other)]),
        ])
        .len()
    };
    let different = "the new ferry toll at Lipno is different from the harbour tax of the duchy";
    let not_same = "the new ferry toll at Lipno is not the same as the harbour tax of the duchy";
    let same = "the new ferry toll at Lipno is the same as the harbour tax of the duchy";
    let no_different = "the new ferry toll at Lipno is no different from the harbour tax of the duchy";
    assert_eq!(of(different, not_same), 0);
    assert_eq!(of(not_same, different), 0);
    assert_eq!(of(same, no_different), 0);
    assert_eq!(of(same, not_same), 1);
    assert_eq!(of(same, different), 1);
}

#[test]
fn who_refuses_makes_no_claim_and_two_states_have_two_armies() {
    use StatementAct::{Deny, Reject, State};
    let of = |(one, act): ((&str, &str, &str), StatementAct), other| {
        against(&[
            paper("a", "1995-05-03", &[(one, act, "the army had shelled the bridge at Lipno on Monday")]),
            paper("b", "1995-05-04", &[(other, Deny, "that the army had shelled the bridge at Lipno")]),
        ])
        .len()
    };
    let (peru, chile) = (("the Peruvian army", "", ""), ("the Chilean army", "", ""));
    assert_eq!(of((peru, State), chile), 1);
    assert_eq!(of((peru, State), ("the army", "", "")), 0, "one army, for all that is known");
    assert_eq!(of((KOLAR, State), MALA), 1);
    assert_eq!(of((KOLAR, Reject), MALA), 0, "a refusal is no claim");
}

#[test]
fn a_claim_is_told_inside_its_denial() {
    use StatementAct::{Deny, State};
    let denial = (KOLAR, Deny, "the union's allegation that the pier was unsafe");
    let made = [
        paper("a", "1995-05-03", &[denial]),
        paper("b", "1995-05-03", &[(MALA, State, "the pier was closed")]),
    ];
    let found = opposed(&story(&made), &reads(&made));
    assert_eq!(found.len(), 1, "{found:?}");
    let told = found[0].told.as_ref().unwrap();
    assert_eq!(told.as_the, Part::Claim);
    assert_eq!(told.statement.speakers[0].name, "the union");
    assert_eq!(found[0].about, "the pier was unsafe");
    // The claim first, and of the denial's sentence.
    let denies = told.statement.account.clone().unwrap();
    assert_eq!(found[0].statements, [told.statement.id.clone(), denies]);
}

#[test]
fn what_a_plan_would_do_is_no_stand_of_who_speaks_of_it() {
    let of = |act: StatementAct, words: &str| -> Vec<Stance> {
        let made = [Made::new("a", "1995-05-03", &format!("Jan Kolar said {words}.")).says(
            ("Jan Kolar", "Foreign Minister", "NOR"),
            act,
            words,
        )];
        let lanes = positions(&reads(&made), &Issue::of("ceasefire", &[]), &[]);
        lanes.iter().flat_map(|lane| lane.marks.iter().map(|mark| mark.stance)).collect()
    };
    let blame = StatementAct::Criticize;
    assert_eq!(of(blame, "the isles for blocking a plan that would condemn the raid and back a truce"), []);
    assert_eq!(of(StatementAct::State, "the raid must end and he backs a truce"), [Stance::For]);
    // Who speaks out may do it for something.
    assert_eq!(of(blame, "in favour of a truce"), [Stance::For]);
    assert_eq!(of(blame, "in support of a truce"), [Stance::For]);
    // Two that are asked for side by side, or one that is condemned: nobody can tell.
    assert_eq!(of(blame, "the aggression and confirmation of a truce"), []);
}

#[test]
fn who_tells_of_a_measure_against_his_own_country_does_not_want_it() {
    let of = |words: &str| -> Vec<Stance> {
        let made = [Made::new("a", "1995-05-03", &format!("Jan Kolar said {words}.")).says(
            ("Jan Kolar", "President", "NOR"),
            StatementAct::State,
            words,
        )];
        let lanes = positions(&reads(&made), &Issue::of("sanctions", &[]), &[]);
        lanes.iter().flat_map(|lane| lane.marks.iter().map(|mark| mark.stance)).collect()
    };
    assert_eq!(of("slapping sanctions on his country would solve nothing"), []);
    assert_eq!(of("they were tightening sanctions against our people"), []);
    assert_eq!(of("the isles must lift the sanctions on his country"), [Stance::Against]);
    assert_eq!(of("he backed sanctions on the isles"), [Stance::For]);
}

#[test]
fn a_measure_on_a_third_state_is_no_stand_on_this_one() {
    use MentionKind::{Country, Nationality};
    let of =
        |words: &str, state: &str, kind: MentionKind| -> Vec<Stance> {
            let mut made =
                Made::new("a", "1995-05-03", &format!("Jan Kolar said {words}. He had come from Peru."))
                    .says(("Jan Kolar", "President", "NOR"), StatementAct::State, words);
            let from = made.excerpt("from Peru.").start + 5;
            let peru = Excerpt { start: from, end: from + 4, text: "Peru".to_owned() };
            for (span, kind) in [(made.excerpt(state), kind), (peru, Country)] {
                let entity: Id = format!("e-{}", span.text).as_str().into();
                let id = format!("m-{}-{}", span.text, span.start).as_str().into();
                made.reading.mentions.push(Mention { id, report: "a".into(), span, kind, entity });
            }
            let lanes = positions(&reads(&[made]), &Issue::of("sanctions on Peru", &[]), &[]);
            lanes.iter().flat_map(|lane| lane.marks.iter().map(|mark| mark.stance)).collect()
        };
    for (words, other, this, kind) in [
        ("he backed sanctions on Chile yesterday", "Chile", "Peru", Country),
        ("he backed sanctions on all of the banks of Chile", "Chile", "Peru", Country),
        ("he backed the sanctions laid in spring on timber from Chile", "Chile", "Peru", Country),
        ("he backed sanctions against several large Chilean banks", "Chilean", "Peruvian", Nationality),
    ] {
        assert_eq!(of(words, other, kind), [], "{words}");
        let of_this = words.replace(other, this);
        assert_eq!(of(&of_this, this, kind), [Stance::For], "{of_this}");
    }
}

#[test]
fn what_one_believes_of_somebody_and_another_does_not() {
    use StatementAct::{Confirm, State};
    let of = |one: &str, other: (&str, StatementAct)| {
        against(&[
            paper("a", "1995-05-03", &[(KOLAR, State, one)]),
            paper("b", "1995-05-03", &[(MALA, other.1, other.0)]),
        ])
        .len()
    };
    let promised = "“I believe Mr Marek will keep his word. I think he has given his promise openly,”";
    let did_not = "“I do not believe that he gave a promise at all, and we never asked Mr Marek for one,”";
    assert_eq!(of(promised, (did_not, State)), 1);
    assert_eq!(of(promised, ("“I do not believe that he baked bread, and Mr Marek knows it,”", State)), 0);
    let doubts = "that he had grave doubts over whether Mr. Vik grew up here, and that he had asked a clerk";
    assert_eq!(of(doubts, ("that Mr. Vik grew up in that town", Confirm)), 1);
}

/// What is told with days in it, and by whom the words are: the day on which the stand is held.
fn held(text: &str, days: &[(&str, &str)]) -> Option<String> {
    let mut made = Made::new("a", "1995-05-20", text);
    for (words, day) in days {
        made = made.on(words, day);
    }
    let span = made.excerpt("Norway");
    let (id, entity): (Id, Id) = ("m-norway".into(), "e-norway".into());
    made.reading.mentions.push(Mention { id, report: "a".into(), span, kind: MentionKind::Country, entity });
    let lanes = positions(&reads(&[made]), &Issue::of("sanctions", &[]), &[]);
    lanes.first().and_then(|lane| lane.marks[0].held.clone())
}

#[test]
fn the_day_of_another_deed_is_not_the_day_of_a_stand() {
    let (may, sunday) = (("4 May", "1995-05-04"), ("Sunday", "1995-05-14"));
    assert_eq!(held("Norway imposed sanctions on Sunday.", &[sunday]).as_deref(), Some("1995-05-14"));
    for text in [
        "Shortly after the raid of 4 May, Norway imposed sanctions.",
        "Since 4 May Norway has backed the sanctions.",
        "Norway rejected the sanctions before the 4 May vote.",
    ] {
        assert_eq!(held(text, &[may]).as_deref(), Some("1995-05-20~"), "{text}");
    }
    assert_eq!(
        held("Even before Sunday's talks Norway backed the sanctions.", &[sunday]).as_deref(),
        Some("1995-05-20~")
    );
    // Of two days the one right behind the word.
    let text = "Ida Krogh, sanctioned by Norway on 4 May, spoke to the Gazette on Sunday.";
    assert_eq!(held(text, &[may, sunday]).as_deref(), Some("1995-05-04"));
}

#[test]
fn several_are_nobody_who_spoke_before() {
    let text = "Jan Kolar said the pier was shut. Clerks fled, and officials said they back a truce.";
    for (who, is_found) in [("officials", false), ("the minister", true)] {
        let text = text.replace("officials", who);
        let mut made = Made::new("a", "1995-05-03", &text).says(
            ("Jan Kolar", "Foreign Minister", "NOR"),
            StatementAct::State,
            "the pier was shut",
        );
        let made = {
            made = made.says((who, "", ""), StatementAct::State, "they back a truce");
            let last = made.reading.mentions.len() - 1;
            made.reading.mentions[last].kind =
                if is_found { MentionKind::Office } else { MentionKind::Group };
            made
        };
        let lanes = positions(&reads(&[made]), &Issue::of("ceasefire", &[]), &[]);
        assert_eq!(lanes.iter().any(|lane| lane.official), is_found, "{who}");
    }
}

#[test]
fn a_spokesman_denies_what_a_named_deputy_says_and_a_reprint_says_it_once() {
    use StatementAct::State;
    let claim = ("Sofia Lind", "deputy governor", "");
    let resigned = "Governor Anton Brask resigned on Monday";
    let not = "Governor Anton Brask did not resign on Monday";
    let spokesman = ("his spokesman", "", "");
    let made = [
        paper("a", "1995-05-03", &[(claim, State, resigned)]),
        paper("b", "1995-05-03", &[(spokesman, State, not)]),
    ];
    assert_eq!(against(&made).len(), 1);
    let of_spokesmen = [
        paper("a", "1995-05-03", &[(("a spokesman", "", ""), State, resigned)]),
        paper("b", "1995-05-03", &[(spokesman, State, not)]),
    ];
    assert_eq!(against(&of_spokesmen).len(), 0, "who knows whether they are two");
    let printed = [
        paper("a", "1995-05-03", &[(claim, State, resigned), (MALA, State, not)]),
        paper("b", "1995-05-03", &[(claim, State, resigned), (MALA, State, not)]),
    ];
    let mut one_text = story(&printed);
    one_text.origins = vec![one_text.reports.clone()];
    assert_eq!(opposed(&one_text, &reads(&printed)).len(), 1);
}

#[test]
fn what_is_told_on_the_way_is_not_what_is_thanked_for_or_demanded() {
    let of = |act: StatementAct, words: &str| -> Vec<Stance> {
        let mut made = Made::new("a", "1995-05-03", &format!("Jan Kolar said {words}.")).says(
            ("Jan Kolar", "Foreign Minister", "NOR"),
            act,
            words,
        );
        made.reading.statements[0].cue.as_mut().unwrap().lemma = "demand".to_owned();
        let lanes = positions(&reads(&[made]), &Issue::of("ceasefire", &[]), &[]);
        lanes.iter().flat_map(|lane| lane.marks.iter().map(|mark| mark.stance)).collect()
    };
    for words in [
        "the isles for grain as the duchy seeks a truce",
        "that the clerks who drew up the truce resign",
        "a vote while the army upholds the truce",
    ] {
        assert_eq!(of(StatementAct::Thank, words), [], "{words}");
    }
    assert_eq!(of(StatementAct::Demand, "a truce as soon as possible"), [Stance::For]);
    assert_eq!(of(StatementAct::Demand, "steps such as a truce"), [Stance::For]);
}

#[test]
fn what_a_deed_would_bring_is_announced_on_a_condition() {
    let of = |words: &str| -> Vec<Stance> {
        let made = Made::new("a", "1995-05-03", &format!("Jan Kolar said {words}.")).says(
            ("Jan Kolar", "Foreign Minister", "NOR"),
            StatementAct::State,
            words,
        );
        let lanes = positions(&reads(&[made]), &Issue::of("sanctions", &[]), &[]);
        lanes.iter().flat_map(|lane| lane.marks.iter().map(|mark| mark.stance)).collect()
    };
    for words in [
        "any raid would lead to hard sanctions",
        "another raid will trigger sanctions",
        "an attack would be met with sanctions",
        "an attack would result in heavy sanctions",
    ] {
        assert_eq!(of(words), [Stance::Conditional], "{words}");
    }
    for words in ["the raid led to sanctions", "he met with the clerks of the sanctions desk"] {
        assert_eq!(of(words), [], "{words}");
    }
}

#[test]
fn what_an_agency_reports_of_a_state_is_told_of_the_state() {
    let of = |who: (&str, &str, &str), act: StatementAct, words: &str| -> Vec<(Option<String>, Stance)> {
        let mut made =
            Made::new("a", "1995-05-03", &format!("{} said {words}.", who.0)).says(who, act, words);
        let span = made.excerpt("Norway");
        let (id, entity): (Id, Id) = ("m-norway".into(), "e-norway".into());
        let kind = MentionKind::Country;
        made.reading.mentions.push(Mention { id, report: "a".into(), span, kind, entity });
        let lanes = positions(&reads(&[made]), &Issue::of("ceasefire", &[]), &[]);
        let official = lanes.into_iter().filter(|lane| lane.official);
        official
            .flat_map(|lane| lane.marks.into_iter().map(move |mark| (lane.side.clone(), mark.stance)))
            .collect()
    };
    let (state, norway) = (StatementAct::State, Some("NOR".to_owned()));
    let words = "that Norway rejected a truce";
    assert_eq!(of(("the agency Tanva", "", ""), state, words), [(norway.clone(), Stance::Against)]);
    assert_eq!(of(("Jan Kolar", "Foreign Minister", "PER"), state, words), []);
    // An official of no land that was told, of what his own does.
    let words = "that Norway supports a truce";
    let minister = ("Jan Kolar", "Deputy Foreign Minister", "");
    assert_eq!(of(minister, StatementAct::Confirm, words), [(norway, Stance::For)]);
    assert_eq!(of(minister, state, words), []);
}

#[test]
fn what_is_denied_or_ruled_out_is_no_wish() {
    use StatementAct::{Deny, State};
    let of = |act: StatementAct, words: &str| -> Vec<Stance> {
        let verb = if act == Deny { "deny" } else { "say" };
        let mut made = Made::new("a", "1995-05-03", &format!("Ida Krogh said {words}.")).says(
            ("Ida Krogh", "Foreign Minister", "NOR"),
            act,
            words,
        );
        made.reading.statements[0].cue.as_mut().unwrap().lemma = verb.to_owned();
        let lanes = positions(&reads(&[made]), &Issue::of("ceasefire", &[]), &[]);
        lanes.iter().flat_map(|lane| lane.marks.iter().map(|mark| mark.stance)).collect()
    };
    for against in [
        "a ceasefire was impossible",
        "a truce is off the table",
        "a truce was out of the question",
        "it is impossible to agree to a ceasefire",
    ] {
        assert_eq!(of(State, against), [Stance::Against], "{against}");
    }
    for none in ["that the ceasefire was over", "the truce had been broken"] {
        assert_eq!(of(Deny, none), [], "{none}");
    }
    assert_eq!(of(State, "a ceasefire is not unthinkable"), [Stance::For]);
}

#[test]
fn what_several_without_a_name_did_is_not_the_speakers() {
    let of = |act: StatementAct, words: &str, several: &str| -> Vec<Stance> {
        let mut made = Made::new("a", "1995-05-03", &format!("Jan Kolar said {words}.")).says(
            ("Jan Kolar", "Foreign Minister", "NOR"),
            act,
            words,
        );
        let span = made.excerpt(several);
        let (id, entity): (Id, Id) = ("m-several".into(), "e-several".into());
        let kind = MentionKind::Group;
        made.reading.mentions.push(Mention { id, report: "a".into(), span, kind, entity });
        let lanes = positions(&reads(&[made]), &Issue::of("sanctions", &[]), &[]);
        lanes.iter().flat_map(|lane| lane.marks.iter().map(|mark| mark.stance)).collect()
    };
    let state = StatementAct::State;
    assert_eq!(of(state, "that fishermen backed sanctions in spring", "fishermen"), []);
    assert_eq!(of(state, "that most farmers rejected the sanctions", "farmers"), []);
    assert_eq!(
        of(StatementAct::Warn, "that partners would impose sanctions", "partners"),
        [Stance::Conditional]
    );
}

#[test]
fn one_person_under_two_names_is_one_voice() {
    let said = |id: &str, day: &str, name: &str| {
        let text = format!("{name}, an analyst, said that both should agree to a truce.");
        Made::new(id, day, &text).says(
            (name, "analyst", ""),
            StatementAct::State,
            "both should agree to a truce",
        )
    };
    let made = [said("a", "1995-05-03", "Pavel Dorn"), said("b", "1995-05-09", "Mr Dorn")];
    let lanes = positions(&reads(&made), &Issue::of("ceasefire", &[]), &[]);
    assert_eq!(lanes.iter().map(|lane| lane.actor.as_str()).collect::<Vec<_>>(), ["Pavel Dorn"]);
}
