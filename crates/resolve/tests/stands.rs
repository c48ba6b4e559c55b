//! Who stands where on an issue, over readings made by hand.

mod made;

use dateline_model::{Excerpt, Id, Mention, MentionKind, StatementAct};
use dateline_resolve::{Issue, Stance, positions};
use made::*;

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
    assert_eq!(of("slapping sanctions on his country would solve nothing"), [Stance::Against]);
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

#[test]
fn who_warns_against_it_does_not_want_it() {
    let ruz = ("Ana Ruz", "President", "CHL");
    let stances = |text: &str, act: StatementAct, content: &str, about: &str| -> Vec<Stance> {
        let made = [Made::new("a", "1995-02-01", text).says(ruz, act, content)];
        let lanes = positions(&reads(&made), &Issue::of(about, &[]), &[]);
        lanes.iter().flat_map(|lane| lane.marks.iter().map(|mark| mark.stance)).collect()
    };
    let warn = StatementAct::Warn;
    let against = "Ana Ruz, who said little, warned against lifting the sanctions.";
    assert_eq!(stances(against, warn, "lifting the sanctions", "sanctions"), [Stance::For]);
    let sending = "Ana Ruz, who said little, warned Peru against sending missiles.";
    assert_eq!(stances(sending, warn, "sending missiles", "arms"), [Stance::Against]);
    // What others must do is wanted, and what they will do is only told.
    let must = "Ana Ruz said Peru must withdraw its troops.";
    assert_eq!(
        stances(must, StatementAct::State, "Peru must withdraw its troops", "withdrawal"),
        [Stance::For]
    );
}

/// The stances of a minister of Norway who says some words.
fn said(words: &str, about: &str) -> Vec<Stance> {
    let made = Made::new("a", "1995-05-03", &format!("Ida Krogh said {words}.")).says(
        ("Ida Krogh", "Foreign Minister", "NOR"),
        StatementAct::State,
        words,
    );
    let lanes = positions(&reads(&[made]), &Issue::of(about, &[]), &[]);
    lanes.iter().flat_map(|lane| lane.marks.iter().map(|mark| mark.stance)).collect()
}

#[test]
fn the_only_condition_on_which_something_comes_about_is_a_stand() {
    for (words, about) in [
        ("only when the army leaves can talks begin", "negotiations"),
        ("the war will end only when the army leaves", "ceasefire"),
        ("not before the siege is lifted will there be talks", "negotiations"),
        ("unless the duke steps down, there can be no truce", "ceasefire"),
        ("until the siege is lifted there will be no talks", "negotiations"),
        ("so long as the blockade lasts, talks are out of the question", "negotiations"),
        ("if the raids go on, there will be sanctions", "sanctions"),
        ("the isles will face sanctions if the fleet sails", "sanctions"),
        ("no talks until the last soldier has left", "negotiations"),
    ] {
        assert_eq!(said(words, about), [Stance::Conditional], "{words}");
    }
    for (words, about) in [
        ("if the duke wins, the war will end", "ceasefire"),
        ("the war will end when one side has won", "ceasefire"),
        ("if the sanctions are lifted, trade will grow", "sanctions"),
        ("unless the talks succeed, there will be war", "negotiations"),
        ("no talks are planned", "negotiations"),
    ] {
        assert_eq!(said(words, about), [], "{words}");
    }
    assert_eq!(said("as long as the siege lasts, the sanctions will continue", "sanctions"), [Stance::For]);
    assert_eq!(said("no talks with murderers", "negotiations"), [Stance::Against]);
}

#[test]
fn that_a_measure_failed_judges_it_and_that_talks_failed_is_told() {
    for words in ["the sanctions have failed", "the embargo was a failure", "the sanctions achieved nothing"]
    {
        assert_eq!(said(words, "sanctions"), [Stance::Against], "{words}");
    }
    assert_eq!(said("the embargo would endanger the harvest", "sanctions"), [Stance::Against]);
    for words in ["the sanctions have not failed", "the sanctions are biting"] {
        assert_eq!(said(words, "sanctions"), [Stance::For], "{words}");
    }
    assert_eq!(said("the sanctions had failed to stop the fleet", "sanctions"), []);
    assert_eq!(said("the talks have failed", "negotiations"), []);
    assert_eq!(said("the truce had failed", "ceasefire"), []);
}

#[test]
fn what_is_said_of_a_report_on_it_is_not_said_of_it() {
    for words in [
        "the report on the sanctions must be rewritten",
        "a vote on sanctions has to be held by all",
        "the book about sanctions is useless",
    ] {
        assert_eq!(said(words, "sanctions"), [], "{words}");
    }
    assert_eq!(said("the sanctions must be enforced", "sanctions"), [Stance::For]);
}

#[test]
fn the_time_for_it_has_come_or_passed() {
    for words in
        ["the time for talks has passed", "the time for diplomacy is over", "it is too early for talks"]
    {
        assert_eq!(said(words, "negotiations"), [Stance::Against], "{words}");
    }
    assert_eq!(said("it is time for talks", "negotiations"), [Stance::For]);
}
