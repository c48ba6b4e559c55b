//! What one claims and another denies, over readings made by hand.

mod made;

use dateline_model::{Id, Part, StatementAct};
use dateline_resolve::opposed;
use made::*;

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
fn what_is_promised_or_turned_twice_is_not_contradicted() {
    use StatementAct::{Pledge, State};
    let of = |claim: (StatementAct, &str), denial: &str| {
        let made = [
            paper("a", "1995-05-03", &[(KOLAR, claim.0, claim.1)]),
            paper("b", "1995-05-03", &[(MALA, State, denial)]),
        ];
        against(&made).len()
    };
    let denial = "the council cannot close the harbour road at Lipno by a decree";
    assert_eq!(of((State, "the council had closed the harbour road at Lipno by a decree"), denial), 1);
    assert_eq!(of((Pledge, "to close the harbour road at Lipno by a decree of the council"), denial), 0);
    // Both say no.
    let never = "the ferry board was never told of anybody at Lipno who wrote to the smugglers";
    assert_eq!(of((State, never), "the ferry board at Lipno had not written to the smugglers"), 0);
    // What is turned is "told", which the other does not say.
    let sang = "they were angry because their children had sung for the guests of the harbour board at Lipno";
    assert_eq!(of((State, sang), "they were not told their children would sing for the guests at Lipno"), 0);
    // "no evidence": what is denied comes behind.
    assert_eq!(
        of(
            (State, "the army was preparing a raid on the harbour of Lipno"),
            "there is no evidence that the army was preparing a raid on the harbour of Lipno"
        ),
        1
    );
}

#[test]
fn whose_claim_is_dismissed_may_be_named() {
    use StatementAct::{Deny, Reject, State};
    let board = ("The harbour board", "", "");
    let dismissed = |claim: &str, words: &str, act| {
        let text = format!("Eva Mala said {claim}. The harbour board said {words}.");
        let made = [Made::new("a", "1995-05-03", &text).says(MALA, State, claim).says(board, act, words)];
        let mut made = made;
        let last = made[0].reading.statements.last_mut().unwrap();
        if let Some(cue) = &mut last.cue {
            cue.lemma = if act == Deny { "deny".to_owned() } else { "dismiss".to_owned() };
        }
        against(&made).len()
    };
    let claim = "the new toll would ruin every weaver of the town";
    assert_eq!(dismissed(claim, "the claim", Reject), 1);
    assert_eq!(dismissed(claim, "Mala's claim", Reject), 1);
    assert_eq!(dismissed(claim, "Jan Kolar's suggestion", Reject), 0);
    assert_eq!(dismissed(claim, "that", Deny), 1);
    assert_eq!(dismissed(claim, "him", Deny), 0, "somebody, and no claim");
}

#[test]
fn a_paper_or_site_is_none_of_those_it_writes_about() {
    use StatementAct::{Deny, State};
    let made = |by: &'static str| {
        [
            paper(
                "a",
                "1995-05-03",
                &[((by, "", ""), State, "the drawing was sent to a clerk of the Lipno mill")],
            ),
            paper("b", "1995-05-03", &[(KOLAR, Deny, "that he had sent an indecent drawing to a clerk")]),
        ]
    };
    assert_eq!(against(&made("The newspaper")).len(), 1);
    assert_eq!(against(&made("The site")).len(), 1);
    assert_eq!(against(&made("The man")).len(), 0, "nobody knows who");
}

/// What two papers say on one day, and how many pairs of it are opposed.
fn meet(
    (by, act, words): (&str, StatementAct, &str),
    (other, other_act, other_words): (&str, StatementAct, &str),
) -> usize {
    let claim = paper("a", "1995-05-03", &[((by, "", ""), act, words)]);
    let denial = paper("b", "1995-05-03", &[((other, "", ""), other_act, other_words)]);
    against(&[claim, denial]).len()
}

#[test]
fn parties_without_names_charge_each_other_with_one_deed() {
    use StatementAct::State;
    let rebels = |words| ("The rebels", State, words);
    let army = |words| ("The army", State, words);
    assert_eq!(
        meet(rebels("the army had shelled the market in Lipno"), army("the rebels had shelled the market")),
        1
    );
    assert_eq!(meet(rebels("troops burned the mill"), army("the rebels burned the mill themselves")), 1);
    assert_eq!(
        meet(
            ("The union", State, "the guards had locked the doors"),
            ("The guards", State, "the union locked the doors itself")
        ),
        1
    );
    // Each may be right.
    assert_eq!(meet(rebels("the army had broken the truce"), army("the rebels had broken the truce")), 0);
    assert_eq!(
        meet(rebels("the army had shelled the market"), army("the rebels had shelled the harbour")),
        0
    );
    assert_eq!(meet(rebels("the army had shelled the market"), army("it had shelled the market")), 0);
    assert_eq!(
        meet(rebels("the army was driven from the market"), army("the rebels were driven from the market")),
        0
    );
}

#[test]
fn a_party_without_a_name_denies_what_another_says_of_it() {
    use StatementAct::{Deny, State};
    let union = |words| ("The union", State, words);
    assert_eq!(
        meet(
            union("the guards had locked the doors of the mill"),
            ("The guards", State, "they had not locked the doors")
        ),
        1
    );
    assert_eq!(
        meet(union("the company had sacked 300 people"), ("The company", State, "it did not sack anyone")),
        1
    );
    assert_eq!(
        meet(
            union("the army shelled the market"),
            ("The army", Deny, "any role in the shelling of the market")
        ),
        1
    );
    assert_eq!(
        meet(
            union("the army shelled the market"),
            ("An army spokesman", Deny, "responsibility for the shelling")
        ),
        1
    );
    // Of other doors, another deed, another party.
    assert_eq!(
        meet(
            union("the guards had locked the doors"),
            ("The guards", State, "they had not locked the windows")
        ),
        0
    );
    assert_eq!(
        meet(union("the guards had locked the doors"), ("The guards", State, "they had not seen the doors")),
        0
    );
    assert_eq!(
        meet(union("the guards had locked the doors"), ("The cooks", State, "they had not locked the doors")),
        0
    );
    assert_eq!(meet(union("the army shelled the market"), ("The army", Deny, "any role in the talks")), 0);
    assert_eq!(
        meet(union("the army shelled the market"), ("The police", Deny, "any role in the shelling")),
        0
    );
    assert_eq!(
        meet(
            ("Officials", State, "the guards had locked the doors"),
            ("The guards", State, "they had not locked the doors")
        ),
        0
    );
}

#[test]
fn what_is_quoted_denies_by_its_own_not() {
    use StatementAct::{Deny, State};
    let of = |claim: &'static str, quoted: &'static str| {
        let claim = paper("a", "1995-05-03", &[(MALA, State, claim)]);
        let denial = paper("b", "1995-05-03", &[(KOLAR, Deny, quoted)]);
        against(&[claim, denial]).len()
    };
    let told = "the clerks of the ferry spoke with knowledge of the lease";
    assert_eq!(of(told, "“The clerks should have no knowledge of the lease. That is a bad sign.”"), 0);
    assert_eq!(of("Kolar signed the lease of the ferry", "“I did not sign the lease of the ferry.”"), 1);
}
