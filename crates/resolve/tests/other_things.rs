//! Figures that are of another happening or another kind of thing, and are not held against each other.

mod told;

use dateline_model::{Bound, Verdict};
use told::*;

#[test]
fn the_toll_of_a_second_shock_is_not_that_of_the_first() {
    let first =
        ("A strong quake hit Lipno on Sunday and injured 90 people, the mayor said.", "injured 90 people");
    let of = |second: &'static str, words: &'static str| {
        met(
            (first.0, &[told(first.1, "injured", 90.0).of("people")]),
            (second, &[told(words, "injured", 60.0).of("people")]),
        )
    };
    for second in [
        "A quake hit Lipno on Monday and injured 60 people. It was the second quake to strike the town in two days.",
        "A quake hit Lipno, the second one within two days, and injured 60 people, the mayor said.",
        "Another strong shock shook Lipno within hours of the first and injured 60 people, the mayor said.",
        "The third tremor in as many days hit Lipno and injured 60 people, the mayor said.",
    ] {
        assert_eq!(of(second, "injured 60 people"), [], "{second}");
    }
    for second in [
        "A strong quake hit Lipno and injured 60 people, the mayor said. It was the worst quake there in 20 years.",
        "A strong quake hit Lipno and injured 60 people, the mayor said, the second town of the island.",
        "A strong quake hit Lipno and injured 60 people, the mayor said on the second day.",
    ] {
        assert_eq!(verdicts(&of(second, "injured 60 people")), [Verdict::Differ], "{second}");
    }
}

#[test]
fn the_toll_of_another_land_is_not_that_of_the_story() {
    let here = "Two clerks were wounded in Lipno when a guard fired at the mill, police said.";
    let of = |province: &'static str| {
        met(
            (
                here,
                &[told("Two clerks were wounded", "injured", 2.0)
                    .of("clerks")
                    .town("Lipno")
                    .land("CZE", "Bohemia")],
            ),
            (
                "A guard fired at the mill in Lipno, police said. The mayor spoke to those who work there. He said \
                 that the gates would be shut. The guards will be asked. \
                 In Ostrava three clerks were wounded when a guard fired at a mill.",
                &[told("three clerks were wounded", "injured", 3.0)
                    .of("clerks")
                    .town("Ostrava")
                    .land("CZE", province)],
            ),
        )
    };
    assert_eq!(of("Moravia"), []);
}

#[test]
fn what_goes_on_is_counted_anew_within_a_day() {
    let found = met(
        (
            "The shock at Lipno was followed by five sharp aftershocks, the radio said.",
            &[told("five sharp aftershocks", "aftershocks", 5.0).of("sharp aftershocks")],
        ),
        (
            "The shock at Lipno was followed by nine sharp aftershocks, the mayor said.",
            &[told("nine sharp aftershocks", "aftershocks", 9.0).of("sharp aftershocks")],
        ),
    );
    assert_eq!(verdicts(&found), [Verdict::Update]);
}

#[test]
fn a_gun_has_one_calibre_and_two_guns_have_two() {
    let of = |first: &'static str, second: &'static str| {
        met(
            (first, &[told("22-calibre", "calibre", 0.22).unit("calibre")]),
            (second, &[told("25-calibre", "calibre", 0.25).unit("calibre")]),
        )
    };
    let found = of(
        "Police said that Kolar had drawn a .22-calibre revolver on the guards at the mill.",
        "The guards at the mill said that Kolar drew a .25-calibre handgun on them, police said.",
    );
    assert_eq!(verdicts(&found), [Verdict::Differ]);
    let found = of(
        "Police said that Kolar had drawn a .22-calibre revolver on the guards at the mill.",
        "The guards at the mill fired at Kolar with a .25-calibre rifle, police said.",
    );
    assert_eq!(found, []);
}

#[test]
fn rifles_of_a_model_are_no_other_rifles() {
    let found = met(
        (
            "The patrol seized nine AR-15 automatic rifles and a launcher on the barge.",
            &[told("nine AR-15 automatic rifles", "rifles", 9.0).of("AR-15 automatic rifles")],
        ),
        (
            "The patrol seized four rifles and a launcher on the barge.",
            &[told("four rifles", "rifles", 4.0).of("rifles")],
        ),
    );
    assert_eq!(found, []);
}

#[test]
fn a_sum_that_is_said_again_exactly_is_one() {
    let gazette = (
        "The new pier at Lipno has cost the town more than $2 million, the gazette reckons.",
        &[told("more than $2 million", "money", 2e6).unit("USD").at_least()][..],
    );
    let found = met(
        (
            "The new pier has cost the town nearly $2.4 million, the board said. It cost $2,386,415, to be exact.",
            &[
                told("nearly $2.4 million", "money", 2.4e6).unit("USD"),
                told("$2,386,415", "money", 2_386_415.0).unit("USD"),
            ],
        ),
        gazette,
    );
    assert_eq!(verdicts(&found), [Verdict::Compatible]);
    assert_eq!(found[0].accounts.len(), 3);
    // Far before it, the rounded sum was told already.
    let found = met(
        (
            "The new pier has cost the town $2.4 million. The board had hoped for less, and the council will speak of it \
             on Friday with all who built it. It cost about $2.4 million, the board said; $2,386,415, to be exact.",
            &[
                told("town $2.4 million", "money", 2.4e6).unit("USD"),
                told("about $2.4 million", "money", 2.4e6).unit("USD"),
                told("$2,386,415", "money", 2_386_415.0).unit("USD"),
            ],
        ),
        gazette,
    );
    assert!(
        found.iter().any(|fact| fact.accounts.iter().any(|one| one.low == Some(Bound::Number(2_386_415.0))))
    );
    // Two sums of one report are two.
    let found = met(
        (
            "The new pier has cost the town $3.4 million, the board said. The new quay cost $2.4 million.",
            &[
                told("$3.4 million", "money", 3.4e6).unit("USD"),
                told("$2.4 million", "money", 2.4e6).unit("USD"),
            ],
        ),
        gazette,
    );
    assert!(found.iter().all(|fact| fact.accounts.len() == 2));
}

#[test]
fn one_of_several_is_no_total() {
    let gazette = (
        "A guard fired at the cooks of the Lipno mill and wounded two cooks, the mayor said.",
        &[told("wounded two cooks", "injured", 2.0).of("cooks")][..],
    );
    let of = |text: &'static str| met((text, &[told("wounded a cook", "injured", 1.0).of("cook")]), gazette);
    let one = "A guard fired at the cooks of the Lipno mill and wounded a cook, the mayor said.";
    assert_eq!(of(one).len(), 1);
    for several in [
        "A guard fired at the cooks of the Lipno mill and wounded a cook. Another man was hurt too, the mayor said.",
        "A guard fired at the cooks of the Lipno mill and wounded a cook. A second cook was also injured.",
    ] {
        assert_eq!(of(several), [], "{several}");
    }
}
