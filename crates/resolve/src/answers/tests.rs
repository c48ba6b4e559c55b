use super::*;

fn answers(claim: &str, denial: &str, denies: bool, own: &[&str]) -> bool {
    let own: BTreeSet<String> = own.iter().map(|name| (*name).to_owned()).collect();
    let (claims, denials) = (clauses(claim, false), clauses(denial, denies));
    denials.iter().any(|denial| {
        claims.iter().any(|claim| {
            let is_claimed = denial.denied().is_some_and(|denied| claim.claimed().any(|one| one == denied));
            is_claimed && denial.answers(claim, &own, (&own, &own)).is_some()
        })
    })
}

#[test]
fn who_denies_a_deed_answers_who_tells_it() {
    assert!(answers("Kolar fired at the ferry from the pier", "shooting at the ferry", true, &["kolar"]));
    assert!(answers("Kolar stole the ferry's cash box", "We did not steal the cash box", false, &["kolar"]));
    assert!(answers(
        "that Peru was preparing to invade the islands",
        "it is planning to attack the islands",
        true,
        &["per"]
    ));
    assert!(answers(
        "Kolar took a bribe for the lease",
        "Kolar did not take any kickback for the lease",
        false,
        &[]
    ));
    assert!(answers("Kolar pointed a pistol at the clerk", "Kolar had no gun", false, &[]));
    assert!(answers("that Peruvian troops attacked the ferry", "Peru never attacked the ferry", false, &[]));
}

#[test]
fn who_did_it_may_stand_as_a_pronoun_or_not_at_all() {
    assert!(answers("She robbed the ferry of its cash box", "stealing the cash box", true, &["mala"]));
    assert!(answers(
        "the cash box of the ferry was stolen at night",
        "that he stole the cash box",
        true,
        &["kolar"]
    ));
    assert!(answers("the clerk stole a cash box", "she doubted that the clerk stole a cash box", false, &[]));
    assert!(!answers(
        "the clerk stole a cash box",
        "there is no doubt that the clerk stole a cash box",
        false,
        &[]
    ));
}

#[test]
fn of_whom_a_pronoun_speaks() {
    let answer = |claim: &str, denial: &str, naming: &str| {
        let naming: BTreeSet<String> = [naming.to_owned()].into();
        let (claims, denials) = (clauses(claim, false), clauses(denial, false));
        denials[0].answers(&claims[0], &BTreeSet::new(), (&BTreeSet::new(), &naming)).is_some()
    };
    assert!(answer("Kolar had drawn a revolver on the guards", "he had no pistol at all", "kolar"));
    assert!(answer("Mala was carrying a pistol", "she never carried a weapon", "mala"));
    assert!(answer("Kolar stole the cash box", "he had not stolen the box", "kolar"));
    assert!(!answer("Mala had drawn a revolver on the guards", "he had no pistol at all", "kolar"));
    assert!(!answer("Kolar had drawn a revolver on the guards", "he had no pistol in his boot", "kolar"));
    assert!(!answer("Kolar had drawn a revolver on the guards", "he had no boat at all", "kolar"));
}

#[test]
fn what_is_not_believed_of_another() {
    let vik = ["vik"];
    let promise = "I think he has given his promise openly";
    assert!(answers(
        promise,
        "I do not believe that he gave a promise at all, and we were never asked",
        false,
        &vik
    ));
    assert!(!answers(promise, "I do not believe that he baked bread", false, &vik));
    assert!(!answers(promise, "I did not make any promise", false, &[]));
    assert!(answers(
        "that Vik grew up in that town",
        "that she had grave doubts over whether Mr. Vik grew up here, and that she had asked a clerk",
        false,
        &[]
    ));
}

#[test]
fn a_thing_is_otherwise_than_who_is_named_said() {
    let right = |claim: &str, other: &str| {
        let theirs: BTreeSet<String> = ["nor".to_owned()].into();
        let (claims, others) = (clauses(claim, false), clauses(other, false));
        others.iter().any(|other| {
            claims.iter().any(|claim| {
                other.corrects().any(|term| claim.claimed().any(|one| one == term))
                    && other.corrects_claim(claim, &theirs).is_some()
            })
        })
    };
    let claim = "it had sunk a smugglers' boat full of arms off Lipno";
    assert!(right(
        claim,
        "that the boat which the Norwegian navy sent to the bottom and destroyed was actually a tug that smugglers had hired"
    ));
    assert!(right(claim, "the boat that Norway sank with all the smugglers was in fact a ferry"));
    assert!(!right(
        claim,
        "the vessel that fled from the Norwegian navy was actually painted by smugglers as a mother ship"
    ));
    assert!(!right(
        "the navy of Norway seized two smugglers' boats",
        "the vessel sunk by Norway was actually a ferry that smugglers used"
    ));
    assert!(!right(claim, "a Norwegian vessel was actually chasing smugglers near a trawler"));
}

#[test]
fn who_had_none_denies_it_and_who_made_none_does_not() {
    assert!(answers("Kolar took a bribe for the lease", "Kolar received no bribe for the lease", false, &[]));
    assert!(answers(
        "Kolar owned a share of the ferry",
        "Kolar never owned a share of the ferry",
        false,
        &[]
    ));
    assert!(answers("Kolar carried a pistol on the ferry", "Kolar bore no weapon on the ferry", false, &[]));
    for denial in ["Kolar took no bribe for the lease", "Kolar had taken no bribes for the lease"] {
        assert!(answers("Kolar took a bribe for the lease", denial, false, &[]), "{denial}");
    }
    assert!(answers("Kolar gave the clerk a loan", "Kolar gave no loan to the clerk", false, &[]));
    for denial in [
        "Kolar made no mention at all of the bribe for the lease",
        "Kolar made no secret of the bribe for the lease",
        "Kolar took no notice of the bribe for the lease",
    ] {
        assert!(!answers("Kolar took a bribe for the lease", denial, false, &[]), "{denial}");
    }
}

#[test]
fn what_is_different_is_not_the_same() {
    let kolar = ["kolar"];
    assert!(answers(
        "Kolar's toll is a tax on bread and salt",
        "Kolar's toll is different from a tax on bread and salt",
        false,
        &kolar
    ));
    assert!(!answers(
        "Kolar's toll is different from a tax on bread and salt",
        "Kolar's toll is not a tax on bread and salt",
        false,
        &kolar
    ));
    assert!(!answers(
        "Kolar's toll is a tax on bread and salt",
        "Kolar's toll is no different from a tax on bread and salt",
        false,
        &kolar
    ));
}

#[test]
fn another_deed_another_doer_or_a_mere_fear_is_not_answered() {
    assert!(!answers("Mala fired at the ferry from the pier", "shooting at the ferry", true, &["kolar"]));
    assert!(!answers("Kolar could fire at the ferry", "shooting at the ferry", true, &["kolar"]));
    assert!(!answers(
        "fears that Peru will attack the islands",
        "planning to attack the islands",
        true,
        &["per"]
    ));
    assert!(!answers("Kolar did not fire at the ferry", "Kolar did not shoot at the ferry", false, &[]));
    assert!(!answers("Kolar is a clerk of the ferry", "Kolar was not just a clerk of the ferry", false, &[]));
    assert!(!answers("The ferry has a school near it", "There is no school near the ferry", false, &[]));
    assert!(!answers("Kolar carried a gun to the ferry", "Mala had no gun on the ferry", false, &[]));
    assert!(!answers("Chile attacked the ferry", "Peru never attacked the ferry", false, &[]));
    assert!(!answers("Kolar carried a torch", "Kolar did not carry a torch in his left hand", false, &[]));
}
