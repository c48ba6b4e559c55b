//! People, same sayings, same deeds and differences over readings made by hand.

mod made;

use dateline_model::{
    Edtf, Figure, FigureStatus, Mention, MentionKind, SameEvent, SameFigure, StatementAct, Story, Verdict,
    When,
};
use dateline_resolve::{
    Sighting, TimelineOptions, differences, facts, people, same_events, same_statements, timeline,
};
use made::*;

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
fn a_timeline_may_be_of_some_words_only() {
    let made = market();
    let about = |words: &str| TimelineOptions { about: Some(words.to_owned()), ..TimelineOptions::default() };
    assert!(!timeline(&reads(&made), &about("market")).is_empty());
    assert_eq!(timeline(&reads(&made), &about("fishing")), []);
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

fn joined(made: &[Made]) -> Vec<Vec<String>> {
    let groups = same_statements(&reads(made)).into_iter();
    groups.map(|group| group.statements.iter().map(ToString::to_string).collect()).collect()
}

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

/// How many sayings two papers have in common, each of which prints one.
fn of_two(
    one: ((&str, &str, &str), StatementAct, &str),
    other: ((&str, &str, &str), StatementAct, &str),
) -> usize {
    joined(&[paper("a", "1995-05-03", &[one]), paper("b", "1995-05-03", &[other])]).len()
}

#[test]
fn what_is_done_by_saying_it_is_one_saying_in_other_words() {
    use StatementAct::{Apologize, Report};
    let one = "the harbour board's improper watching of fishing crews";
    let other = "the harbour board's habit of watching fishing families for extra fees";
    assert_eq!(of_two((KOLAR, Apologize, one), (KOLAR, Apologize, other)), 1);
    assert_eq!(of_two((KOLAR, Apologize, one), (MALA, Apologize, other)), 0, "another's");
    assert_eq!(of_two((KOLAR, Report, one), (KOLAR, Report, other)), 0, "a thing that is only named");
}

#[test]
fn one_deed_told_from_either_side_is_one_saying() {
    use StatementAct::State;
    let crew = ("the harbour board", "", "");
    let whole = "after the storm off the northern pier a tug later towed the Albatross to Lipno";
    assert_eq!(
        of_two((crew, State, "the Albatross was later towed to Lipno by a tug"), (crew, State, whole)),
        1
    );
    assert_eq!(
        of_two((crew, State, "the Heron was later seen at Lipno with a barge"), (crew, State, whole)),
        0
    );
}

#[test]
fn who_denies_a_deed_says_that_he_did_not_do_it() {
    use StatementAct::{Deny, State};
    let denied = "that he had sent the drawing to a clerk of the mill";
    assert_eq!(of_two((KOLAR, Deny, denied), (KOLAR, State, "“I did not send that drawing to anybody”")), 1);
    assert_eq!(of_two((KOLAR, Deny, denied), (MALA, State, "“I did not send that drawing to anybody”")), 0);
}

#[test]
fn a_rare_word_alone_may_be_quoted_and_a_name_is_no_quotation() {
    use StatementAct::State;
    let whole = "“I deeply, wholeheartedly regret what I shouted at the ferrymen that night,”";
    assert_eq!(of_two((KOLAR, State, "he “wholeheartedly” regrets the quarrel"), (KOLAR, State, whole)), 1);
    assert_eq!(of_two((KOLAR, State, "he “never” regrets a quarrel"), (KOLAR, State, whole)), 0);
    let ship = ("an old sailor", "", "");
    let other = ("the widow of a pilot", "", "");
    assert_eq!(
        of_two(
            (ship, State, "the tale of the ‘Grey Albatross’ was told to children in every inn of the coast"),
            (other, State, "her husband had once seen the ‘Grey Albatross’ lie in the dock"),
        ),
        0
    );
}

/// Two tellings of one deed, each with the words that give its day.
fn days_of(courier: (&str, &str, &str), gazette: (&str, &str, &str)) -> Vec<SameFigure> {
    let made = [("courier", courier), ("gazette", gazette)].map(|(id, (text, words, day))| {
        let mut made = Made::new(id, "1995-05-12", text).shells("shelled the mill", "The army", "Lipno", day);
        let when = Some(When { span: made.excerpt(words), edtf: Edtf::parse(day) });
        made.reading.events[0].when = when;
        made
    });
    let events = [SameEvent {
        id: "deed".into(),
        events: made.iter().map(|made| made.reading.events[0].id.clone()).collect(),
    }];
    let facts = facts(&story(&made), &reads(&made), &events);
    facts.into_iter().filter(|fact| fact.about.what == "day").collect()
}

/// The ages of persons that two papers give.
fn ages_of(courier: (&str, &[(&str, &str)]), gazette: (&str, &[(&str, &str)])) -> Vec<SameFigure> {
    let made = [("courier", courier), ("gazette", gazette)].map(|(id, (text, names))| {
        let mut made = Made::new(id, "1995-05-12", text);
        for &(words, entity) in names {
            let mention = Mention {
                id: made.id("m", words),
                report: made.report.id.clone(),
                span: made.excerpt(words),
                kind: MentionKind::Person,
                entity: made.id("entity", entity),
            };
            made.reading.mentions.push(mention);
        }
        made
    });
    let facts = facts(&story(&made), &reads(&made), &[]);
    facts.into_iter().filter(|fact| fact.about.what == "age").collect()
}

#[test]
fn how_old_one_who_is_named_is() {
    let courier = ("Jan Kolar, 38, was held in Lipno.", &[("Jan Kolar", "kolar")][..]);
    for (text, names, verdict) in [
        ("The 38-year-old miller Jan Kolar was held.", &[("Jan Kolar", "kolar")][..], Some(Verdict::Same)),
        ("Jan Kolar, 39, was held.", &[("Jan Kolar", "kolar")][..], Some(Verdict::Compatible)),
        ("Jan Kolar (39) scored twice.", &[("Jan Kolar", "kolar")][..], None),
        ("Jan Kolar, 61, was held.", &[("Jan Kolar", "kolar")][..], None),
        ("Petr Kolar, 38, was held.", &[("Petr Kolar", "kolar")][..], None),
        ("Jan Kolar, 38 days in jail, was freed.", &[("Jan Kolar", "kolar")][..], None),
    ] {
        let found = ages_of(courier, (text, names));
        assert_eq!(found.first().map(|fact| fact.verdict), verdict, "{text}");
    }
}

#[test]
fn a_day_lies_in_its_month() {
    let found = days_of(
        ("The army shelled the mill of Lipno on 10 May.", "10 May", "1995-05-10"),
        ("Earlier this month The army shelled the mill of Lipno.", "Earlier this month", "1995-05"),
    );
    let [fact] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(fact.verdict, Verdict::Compatible);
    assert_eq!(fact.about.when.as_deref(), Some("1995-05-10"));
    let days: Vec<(&str, &str)> =
        fact.accounts.iter().filter_map(|one| one.days()).map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(days, [("1995-05-10", "1995-05-10"), ("1995-05-01", "1995-05-31")]);
    let found = days_of(
        ("On Wednesday The army shelled the mill of Lipno.", "Wednesday", "1995-05-10"),
        ("The army shelled the mill of Lipno on 10 May.", "10 May", "1995-05-10"),
    );
    assert_eq!(found.iter().map(|fact| fact.verdict).collect::<Vec<_>>(), [Verdict::Same]);
}

#[test]
fn a_day_of_something_else_or_two_that_cannot_be_are_no_fact() {
    let plain = ("The army shelled the mill of Lipno on 10 May.", "10 May", "1995-05-10");
    for (other, why) in [
        (("The army shelled the mill of Lipno on 14 May.", "14 May", "1995-05-14"), "another day"),
        (("The army shelled the mill of Lipno after the May vote.", "May", "1995-05"), "the day of a vote"),
        (("Since May The army shelled the mill of Lipno.", "May", "1995-05"), "from when on"),
        (("The army shelled the mill of Lipno. It rained in May.", "May", "1995-05"), "another sentence"),
    ] {
        assert_eq!(days_of(plain, other), [], "{why}");
    }
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
