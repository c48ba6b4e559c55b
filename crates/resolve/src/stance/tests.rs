use super::*;
use crate::clauses::sentences_of;
use crate::holders::Actor;
use crate::issues::Issue;
use crate::stand::Holder;

/// Names with capitals are actors of sides called like them.
fn read(text: &str, about: &str) -> Vec<(String, Stance)> {
    let sentence = &sentences_of(text)[0];
    let actors: Vec<Actor> = sentence
        .tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| ["chile", "norway", "peru", "nato"].contains(&token.lower.as_str()))
        .map(|(at, token)| Actor {
            from: at,
            to: at + 1,
            holder: Some(Holder { side: Some(token.lower.clone()), name: token.lower.clone(), office: None }),
            is_adjective: false,
            is_several: false,
        })
        .collect();
    let issue = Issue::of(about, &[]);
    let hit = issue.hits(sentence)[0];
    stands(sentence, hit, Cast { actors: &actors, doers: &[] }, None)
        .into_iter()
        .filter_map(|stand| Some((stand.holder?.name, stand.stance)))
        .collect()
}

#[test]
fn signs_multiply_along_the_chain() {
    let against = |name: &str| (name.to_owned(), Stance::Against);
    let is_for = |name: &str| (name.to_owned(), Stance::For);
    assert_eq!(read("Chile rejected a ceasefire", "truce"), [against("chile")]);
    assert_eq!(read("Chile urged Peru to end the war", "truce"), [is_for("chile")]);
    assert_eq!(read("Chile did not agree to a truce", "truce"), [against("chile")]);
    assert_eq!(read("Chile and Peru lifted the sanctions", "sanctions"), [against("peru"), against("chile")]);
    assert_eq!(
        read("Norway rejected Chile's demand to bar Peru from joining NATO", "membership"),
        [against("chile"), is_for("norway")]
    );
    assert_eq!(read("Chile refuses to lift sanctions on Peru", "sanctions"), [is_for("chile")]);
    assert_eq!(read("Sanctions imposed by Norway hurt the farmers", "sanctions"), [is_for("norway")]);
}

#[test]
fn a_condition_or_a_threat_is_neither() {
    let conditional = |name: &str| (name.to_owned(), Stance::Conditional);
    assert_eq!(read("Chile agreed to a truce only if the army leaves", "truce"), [conditional("chile")]);
    assert_eq!(read("Norway threatened sanctions", "sanctions"), [conditional("norway")]);
}

#[test]
fn verbs_side_by_side_take_each_its_own_object() {
    let is_for = |name: &str| (name.to_owned(), Stance::For);
    let against = |name: &str| (name.to_owned(), Stance::Against);
    assert_eq!(
        read("Norway urged Peru to end the raids and resume talks", "negotiations"),
        [is_for("norway")]
    );
    assert_eq!(
        read("Norway asked Peru to drop its claims and to back talks", "negotiations"),
        [is_for("norway")]
    );
    assert_eq!(
        read("Norway refused to leave the isles and accept talks", "negotiations"),
        [against("norway")]
    );
    assert_eq!(read("Norway rejected the toll and backed talks", "negotiations"), [is_for("norway")]);
    assert_eq!(
        read("Norway wants Peru to halt its raids and return to talks", "negotiations"),
        [is_for("norway")]
    );
}

#[test]
fn who_is_to_do_two_things_is_to_do_both() {
    let is_for = |name: &str| (name.to_owned(), Stance::For);
    for text in [
        "Peru demanded that Norway lift the toll and accept talks",
        "Peru asked that the northern isles drop their claims and resume talks",
        "Peru opposed the toll and sought talks",
        "Peru broke off the siege and sought talks",
        "Peru rejected the toll and stuck to the talks",
    ] {
        assert_eq!(read(text, "negotiations"), [is_for("peru")], "{text}");
    }
}

#[test]
fn what_cannot_be_under_a_thing_is_against_it() {
    let is_for = |name: &str| (name.to_owned(), Stance::For);
    let against = |name: &str| (name.to_owned(), Stance::Against);
    for (text, about, stand) in [
        ("Peru insists there can be no peace under sanctions", "sanctions", against("peru")),
        ("Peru insists there can be no stability with sanctions", "sanctions", against("peru")),
        ("Peru insists there can be no security without sanctions", "sanctions", is_for("peru")),
        ("Peru insists there can be no alternative to sanctions", "sanctions", is_for("peru")),
        ("Peru insists there can be no way out of it without talks", "negotiations", is_for("peru")),
    ] {
        assert_eq!(read(text, about), [stand], "{text}");
    }
    for text in ["Peru knew there would be no talks this week", "Peru sees no end to the talks"] {
        assert_eq!(read(text, "negotiations"), [], "{text}");
    }
    for text in [
        "Peru made clear there will be no talks with Norway",
        "Peru made clear there could be no talks with Norway",
        "Peru made clear there would be no talks",
    ] {
        assert_eq!(read(text, "negotiations"), [against("peru")], "{text}");
    }
    for text in [
        "Peru made clear there will be no talks with Norway this week",
        "Peru made clear there would be no talks on Monday",
    ] {
        assert_eq!(read(text, "negotiations"), [], "{text}");
    }
    // Without something there will be none: with it, there may.
    for text in [
        "Peru made clear there could be no talks without a vote",
        "Peru made clear there will be no talks until the siege is lifted",
        "Peru made clear there can be no talks while the siege lasts",
    ] {
        assert_eq!(read(text, "negotiations"), [("peru".to_owned(), Stance::Conditional)], "{text}");
    }
}

#[test]
fn without_any_conditions_is_unconditional() {
    for text in [
        "Chile demanded talks without any preconditions",
        "Chile demanded talks without any further preconditions",
        "Chile demanded talks and did not set any preconditions",
        "Chile demanded talks, setting no conditions",
    ] {
        assert_eq!(read(text, "negotiations"), [("chile".to_owned(), Stance::For)], "{text}");
    }
    assert_eq!(
        read("Chile agreed to talks on one condition", "negotiations"),
        [("chile".to_owned(), Stance::Conditional)]
    );
}

#[test]
fn whoever_never_joins_is_not_wanted() {
    let against = |name: &str| (name.to_owned(), Stance::Against);
    assert_eq!(
        read("Peru demanded a guarantee that Chile would never join NATO", "membership"),
        [against("peru")]
    );
    assert_eq!(
        read("Peru's demand that the isles guarantee Chile will not join NATO", "membership"),
        [against("peru")]
    );
}

#[test]
fn what_is_only_thought_possible_or_failed_at_is_no_stand() {
    for text in [
        "Chile failed to agree to a truce",
        "Chile may reject the truce",
        "Norway is expected to accept a truce",
        "Analysts predict that Norway will reject the truce",
        "The clerk asked whether Norway would accept a truce",
        "Chile has yet to accept the ceasefire",
        "Norway appears to reject a truce",
    ] {
        assert_eq!(read(text, "truce"), [], "{text}");
    }
    for text in [
        "Chile is considering sanctions",
        "Norway accused Peru of evading the sanctions",
        "Norway welcomed a fund that will end the war",
    ] {
        let about = if text.contains("sanctions") { "sanctions" } else { "truce" };
        assert_eq!(read(text, about), [], "{text}");
    }
    assert_eq!(
        read("Chile is weighing sanctions if the fleet sails", "sanctions"),
        [("chile".to_owned(), Stance::Conditional)]
    );
    assert_eq!(read("Norway could not accept a truce", "truce"), [("norway".to_owned(), Stance::Against)]);
}

#[test]
fn whose_object_it_is_who_does_it_takes_no_stand() {
    for text in [
        "The harvest helped Chile refuse the sanctions",
        "The duke travelled to coax Norway and Chile to reject the sanctions",
        "The pope told Chile to reject the sanctions",
        "The duke insists that Chile lift the sanctions",
    ] {
        assert_eq!(read(text, "sanctions"), [], "{text}");
    }
    assert_eq!(
        read("Norway sent a ship to flatter Chile, praising Peru and rejecting the sanctions", "sanctions"),
        [("norway".to_owned(), Stance::Against)]
    );
}

#[test]
fn only_a_condition_of_its_own_clause_makes_a_stand_conditional() {
    let conditional = |name: &str| (name.to_owned(), Stance::Conditional);
    let is_for = |name: &str| (name.to_owned(), Stance::For);
    assert_eq!(read("If the army leaves, Chile would accept a truce", "truce"), [conditional("chile")]);
    assert_eq!(
        read("Should the army invade, Norway would impose sanctions", "sanctions"),
        [conditional("norway")]
    );
    assert_eq!(read("Chile rejected talks until the army leaves", "talks"), [conditional("chile")]);
    assert_eq!(read("Chile supports the sanctions until the army leaves", "sanctions"), [is_for("chile")]);
    assert_eq!(read("Chile demanded a truce without preconditions", "truce"), [is_for("chile")]);
    assert_eq!(
        read("Norway called for a truce, adding that the harvest would be lost if it rained", "truce"),
        [is_for("norway")]
    );
    assert_eq!(read("If Norway rejects the truce the army will march", "truce"), []);
}

#[test]
fn what_is_talked_about_is_no_stand() {
    for text in [
        "Chile and Norway talked about support for the farmers and the sanctions",
        "The ministers spoke of help, sanctions and the harvest",
        "Peru touched on the extension of the sanctions",
        "The topics included aid and the lifting of the sanctions",
    ] {
        assert_eq!(read(text, "sanctions"), [], "{text}");
    }
    // Who will not even talk of it is against it.
    assert_eq!(read("Peru refused to talk about a truce", "truce"), [("peru".to_owned(), Stance::Against)]);
}

#[test]
fn what_others_are_to_want_is_wanted_by_whoever_wants_it_of_them() {
    let is_for = |name: &str| (name.to_owned(), Stance::For);
    assert_eq!(
        read("Chile and Norway want the envoys to issue calls for more sanctions", "sanctions"),
        [is_for("norway"), is_for("chile")]
    );
}

#[test]
fn a_deed_that_only_tells_when_is_not_done_by_who_is_named() {
    for text in [
        "Peru after the raid and imposing sanctions looked to the east",
        "Peru, following the vote and extending sanctions, is poor",
    ] {
        assert_eq!(read(text, "sanctions"), [], "{text}");
    }
    assert_eq!(
        read("Peru is closing its ports and imposing sanctions", "sanctions"),
        [("peru".to_owned(), Stance::For)]
    );
}

#[test]
fn of_two_deeds_side_by_side_the_first_does_not_turn_the_second() {
    let is_for = |name: &str| (name.to_owned(), Stance::For);
    for text in [
        "Chile urges Peru to end its raids, and to withdraw its troops",
        "Chile called on Peru to stop the war and withdraw its troops",
        "Chile told the isles it wants Peru to halt the raids and to withdraw its army",
    ] {
        assert_eq!(read(text, "withdrawal"), [is_for("chile")], "{text}");
    }
    let against = ("chile".to_owned(), Stance::Against);
    assert_eq!(read("Chile refused to withdraw its troops", "withdrawal"), [against]);
}

#[test]
fn what_is_held_ready_against_others_is_so_on_a_condition() {
    let conditional = ("norway".to_owned(), Stance::Conditional);
    for text in ["Norway is ready to impose sanctions", "Norway has prepared new sanctions"] {
        assert_eq!(read(text, "sanctions"), std::slice::from_ref(&conditional), "{text}");
    }
    assert_eq!(read("Norway is ready for talks", "negotiations"), [("norway".to_owned(), Stance::For)]);
}

#[test]
fn a_verb_without_an_object_before_another_clause_takes_none_of_its() {
    let text = "Peru made clear that the duke needed to halt swiftly and the isles needed to end hostilities";
    assert!(read(text, "truce").iter().all(|(_, stance)| *stance != Stance::Against), "{text}");
    assert_eq!(read("Peru wants to prevent and end the war", "truce"), [("peru".to_owned(), Stance::For)]);
}

#[test]
fn what_stands_on_the_calendar_is_no_stand() {
    for text in ["Peru said talks are planned for June", "Peru knew that talks were planned"] {
        assert_eq!(read(text, "negotiations"), [], "{text}");
    }
    let planned = read("Peru planned talks with the isles", "negotiations");
    assert_eq!(planned, [("peru".to_owned(), Stance::For)]);
}

#[test]
fn who_is_told_to_leave_a_land_is_no_army() {
    let issue = Issue::of("withdrawal", &[]);
    let hits = |text: &str| issue.hits(&sentences_of(text)[0]).len();
    for text in [
        "The ministry urges all visitors to leave the country",
        "The king told the families of the clerks to leave the land",
    ] {
        assert_eq!(hits(text), 0, "{text}");
    }
    assert_eq!(hits("The king demanded that the army leave the territory"), 1);
}

#[test]
fn what_is_only_named_is_no_stand() {
    assert_eq!(read("Chile spoke of sanctions", "sanctions"), []);
    assert_eq!(read("The minister must hear whether Peru has sanctions", "sanctions"), []);
}

#[test]
fn why_it_is_condemned_does_not_turn_it() {
    let stance =
        |text: &str, about: &str| read(text, about).into_iter().map(|(_, stance)| stance).collect::<Vec<_>>();
    let (is_for, against) = (vec![Stance::For], vec![Stance::Against]);
    assert_eq!(stance("Chile denounced the sanctions as illegal", "sanctions"), against);
    assert_eq!(stance("Chile dismissed the truce as a trick", "truce"), against);
    assert_eq!(stance("Chile condemned the embargo as an act of war", "sanctions"), against);
    assert_eq!(stance("Chile welcomed the truce as a necessary step", "truce"), is_for);
}

#[test]
fn who_does_it_is_for_it() {
    let (is_for, against) = (Stance::For, Stance::Against);
    let chile = |stance: Stance| vec![("chile".to_owned(), stance)];
    assert_eq!(read("Chile freed forty prisoners of war", "prisoners"), chile(is_for));
    assert_eq!(read("Chile withdrew its soldiers from the isles", "withdrawal"), chile(is_for));
    assert_eq!(read("Chile did not recognise the breakaway republic", "recognition"), chile(against));
    assert_eq!(read("Chile refused to send tanks", "arms"), chile(against));
    assert_eq!(
        read("Neither the isles nor Chile recognised the breakaway republic", "recognition"),
        chile(against)
    );
    assert_eq!(read("Chile sent tanks to Peru", "arms"), chile(is_for));
    assert_eq!(read("Chile sent two tanks to the parade", "arms"), []);
    // What one is asked to do one does not do by that.
    assert_eq!(read("Chile urged Peru to withdraw its troops", "withdrawal"), chile(is_for));
    assert_eq!(read("Chile accused Peru of sending missiles", "arms"), chile(against));
}

#[test]
fn equal_terms_are_no_condition() {
    let stances =
        |text: &str| read(text, "negotiations").into_iter().map(|(_, stance)| stance).collect::<Vec<_>>();
    assert_eq!(stances("Chile is ready for talks on equal terms"), [Stance::For]);
    assert_eq!(stances("Chile is ready for talks without any conditions"), [Stance::For]);
    assert_eq!(stances("Chile is ready for talks on one condition"), [Stance::Conditional]);
}

#[test]
fn what_only_went_on_is_no_stand() {
    assert_eq!(read("Chile said talks only resumed on Monday", "negotiations"), []);
    assert_eq!(read("Chile said the talks just ended", "negotiations"), []);
}

#[test]
fn what_a_clause_before_tells_stands_outside_the_chain() {
    let (is_for, against) = (Stance::For, Stance::Against);
    for (text, stance) in [
        ("After the king rejected the toll, Chile called for talks", is_for),
        ("Although it had opposed the toll, Chile backed talks", is_for),
        ("While it welcomed the toll, Chile rejected talks", against),
        ("Because the siege was lifted, Chile agreed to talks", is_for),
    ] {
        assert_eq!(read(text, "negotiations"), [("chile".to_owned(), stance)], "{text}");
    }
    // Nor is whoever is named in it the one who does what follows.
    assert_eq!(
        read("When Peru left, Norway rejected talks", "negotiations"),
        [("norway".to_owned(), Stance::Against)]
    );
}

#[test]
fn while_sets_a_condition_only_where_something_to_come_is_refused() {
    let read =
        |text: &str| read(text, "negotiations").into_iter().map(|(_, stance)| stance).collect::<Vec<_>>();
    for text in [
        "Chile will not agree to talks while the siege lasts",
        "Chile would never accept talks while Peru held the isles",
        "Chile will not return to the talks without a vote",
    ] {
        assert_eq!(read(text), [Stance::Conditional], "{text}");
    }
    for text in [
        "Chile rejected talks while its army marched north",
        "Chile will not agree to talks, while Peru wants them",
        "Chile will not agree to talks while praising the king",
        "Chile will not agree to talks without delay on its side",
        "Chile will not agree to talks without any vote on them",
    ] {
        assert_eq!(read(text)[0], Stance::Against, "{text}");
    }
}

#[test]
fn once_it_is_done_is_a_condition() {
    let read = |text: &str| read(text, "prisoners").into_iter().map(|(_, stance)| stance).collect::<Vec<_>>();
    for text in [
        "Chile will free the hostages once the siege is lifted",
        "Chile will free the hostages as soon as the army leaves",
        "Once the army has left, Chile will free the hostages",
    ] {
        assert_eq!(read(text), [Stance::Conditional], "{text}");
    }
    for text in [
        "Chile freed the hostages at once",
        "Chile once freed the hostages",
        "Chile freed the hostages as soon as possible",
    ] {
        assert_eq!(read(text), [Stance::For], "{text}");
    }
}

#[test]
fn one_more_of_what_there_is_is_no_threat() {
    let stance =
        |text: &str| read(text, "sanctions").into_iter().map(|(_, stance)| stance).collect::<Vec<_>>();
    for text in [
        "Norway is preparing a third round of sanctions",
        "Norway prepared further sanctions",
        "Norway is developing another package of sanctions",
        "Norway is working on sanctions",
    ] {
        assert_eq!(stance(text), [Stance::For], "{text}");
    }
    for text in ["Norway is ready to impose further sanctions", "Norway has prepared sanctions"] {
        assert_eq!(stance(text), [Stance::Conditional], "{text}");
    }
    assert_eq!(stance("Norway is preparing for the sanctions of the isles"), []);
}

#[test]
fn what_it_is_too_early_for_is_not_wanted() {
    for text in
        ["Norway finds it too early to lift the sanctions", "Norway holds it premature to ease the sanctions"]
    {
        assert_eq!(read(text, "sanctions"), [("norway".to_owned(), Stance::For)], "{text}");
    }
    assert_eq!(
        read("Norway wants talks and says it is premature to demand a vote", "negotiations"),
        [("norway".to_owned(), Stance::For)]
    );
}

#[test]
fn that_they_negotiated_is_no_stand_and_that_they_will_not_is_one() {
    assert_eq!(read("Chile and Peru negotiate about the toll", "negotiations"), []);
    assert_eq!(
        read("Chile will not negotiate about the isles", "negotiations"),
        [("chile".to_owned(), Stance::Against)]
    );
    assert_eq!(
        read("Chile will negotiate about the isles only if the army leaves", "negotiations"),
        [("chile".to_owned(), Stance::Conditional)]
    );
}

#[test]
fn from_where_troops_withdraw_does_nothing() {
    assert_eq!(read("The duke decided to withdraw his troops from Peru", "withdrawal"), []);
    assert_eq!(read("The army withdrew its soldiers from Norway on Monday", "withdrawal"), []);
    assert_eq!(
        read("Norway withdrew its soldiers from Peru", "withdrawal"),
        [("norway".to_owned(), Stance::For)]
    );
    assert_eq!(
        read("The council rejected a demand from Norway for talks", "negotiations"),
        [("norway".to_owned(), Stance::For)]
    );
}

#[test]
fn signs_of_it_are_no_stand_and_what_endangers_is_a_judgement() {
    assert_eq!(read("Norway saw no signs of a truce", "truce"), []);
    assert_eq!(read("Peru found evidence of talks", "negotiations"), []);
}
