//! Which figures of two reports are of one fact, and which only look so.

mod told;

use dateline_model::Verdict;
use told::*;

#[test]
fn a_part_is_not_held_against_the_whole() {
    let found = met(
        (
            "Three firefighters were hurt in the blaze at the Kolm mill.",
            &[told("Three firefighters were hurt", "injured", 3.0).of("firefighters")],
        ),
        (
            "Twelve people were hurt in the blaze at the Kolm mill.",
            &[told("Twelve people were hurt", "injured", 12.0).of("people")],
        ),
    );
    assert_eq!(found, []);
    let found = met(
        (
            "The blaze at the Kolm mill hurt nine workers, the mill said.",
            &[told("hurt nine workers", "injured", 9.0).of("workers")],
        ),
        (
            "Twelve people were hurt in the blaze at the Kolm mill.",
            &[told("Twelve people were hurt", "injured", 12.0).of("people")],
        ),
    );
    assert_eq!(found, []);
}

#[test]
fn two_towns_and_two_days_are_two_facts() {
    let found = met(
        (
            "In the flood 12 people drowned at Kolm, the mayor said.",
            &[told("12 people drowned", "killed", 12.0).of("people").town("Kolm")],
        ),
        (
            "In Varn seven people drowned in the flood on the river.",
            &[told("seven people drowned", "killed", 7.0).of("people").town("Varn")],
        ),
    );
    assert_eq!(found, []);
    let found = met(
        (
            "The army shot down 50 drones over the coast on Saturday, it said.",
            &[told("50 drones", "drones", 50.0).of("drones").day("1995-08-26")],
        ),
        (
            "The army shot down 70 drones over the coast on Sunday, it said.",
            &[told("70 drones", "drones", 70.0).of("drones").day("1995-08-27")],
        ),
    );
    assert_eq!(found, []);
}

#[test]
fn a_report_that_tells_of_two_places_knows_two_tolls() {
    let found = met(
        (
            "The quake killed at least ten people on the coast. A quake also killed more than twelve people in Varn.",
            &[
                told("killed at least ten people", "killed", 10.0).at_least().of("people"),
                told("killed more than twelve people", "killed", 13.0).at_least().of("people"),
            ],
        ),
        (
            "The quake killed at least ten people on the coast, the mayor said.",
            &[told("killed at least ten people", "killed", 10.0).at_least().of("people")],
        ),
    );
    assert_eq!(verdicts(&found), [Verdict::Same]);
}

#[test]
fn a_toll_told_twice_in_a_report_is_one() {
    let found = met(
        (
            "Four people were killed as drones came over the coast at night. The drones killed at least four people              in Varn, the mayor said.",
            &[
                told("Four people were killed", "killed", 4.0).of("people").day("1995-08-28"),
                told("killed at least four people", "killed", 4.0).at_least().of("people").day("1995-08-27"),
            ],
        ),
        (
            "A drone attack late on Sunday killed five civilians in Varn.",
            &[told("killed five civilians", "killed", 5.0).of("civilians").day("1995-08-27")],
        ),
    );
    assert_eq!(verdicts(&found), [Verdict::Differ]);
    assert_eq!(found[0].accounts.len(), 3);
}

#[test]
fn two_numbers_of_one_day_differ() {
    let found = met(
        (
            "The derailment near Kolm injured 40 people, the railway said.",
            &[told("injured 40 people", "injured", 40.0).of("people")],
        ),
        (
            "The derailment near Kolm injured 46 people, the railway said.",
            &[told("injured 46 people", "injured", 46.0).of("people")],
        ),
    );
    assert_eq!(verdicts(&found), [Verdict::Differ]);
    let found = met(
        (
            "The derailment near Kolm injured five people, the railway said.",
            &[told("injured five people", "injured", 5.0).of("people")],
        ),
        (
            "The derailment near Kolm injured four people, the railway said.",
            &[told("injured four people", "injured", 4.0).of("people")],
        ),
    );
    assert_eq!(verdicts(&found), [Verdict::Differ]);
}

#[test]
fn who_counts_counts_on() {
    let of = |by: &'static str, other: &'static str| {
        let text =
            |number: &str, by: &str| format!("The derailment near Kolm injured {number} people, {by} said.");
        let leak = |text: String| -> &'static str { Box::leak(text.into_boxed_str()) };
        verdicts(&met(
            (leak(text("40", by)), &[told("injured 40 people", "injured", 40.0).of("people").by(by)]),
            (leak(text("46", other)), &[told("injured 46 people", "injured", 46.0).of("people").by(other)]),
        ))
    };
    assert_eq!(of("police", "the police"), [Verdict::Update]);
    assert_eq!(of("police", "the railway"), [Verdict::Differ]);
    assert_eq!(of("officers", "the police"), [Verdict::Update]);
    assert_eq!(of("a coroner", "the coroner"), [Verdict::Update]);
    // Two of one kind are two.
    assert_eq!(of("the Peruvian army", "the Chilean army"), [Verdict::Differ]);
    assert_eq!(of("the Health Ministry", "the Defence Ministry"), [Verdict::Differ]);
    assert_eq!(of("the harbour police", "the railway police"), [Verdict::Differ]);
}

#[test]
fn about_a_percentage_is_about_two_points() {
    let of = |percent: f64, words: &'static str, text: &'static str| {
        verdicts(&met(
            (
                "Some 41 percent of millers in Kolm would sell the old weir to the town, a survey found.",
                &[told("Some 41 percent", "percent", 41.0).unit("percent")],
            ),
            (text, &[told(words, "percent", percent).unit("percent")]),
        ))
    };
    assert_eq!(
        of(
            47.0,
            "47 percent",
            "A survey found 47 percent of millers in Kolm would sell the old weir to the town."
        ),
        [Verdict::Differ]
    );
    assert_eq!(
        of(
            42.0,
            "42 percent",
            "A survey found 42 percent of millers in Kolm would sell the old weir to the town."
        ),
        [Verdict::Compatible]
    );
    // A share of all of them is no part of another number.
    let found = met(
        (
            "A survey found that 41 percent of the millers in Kolm would sell the old weir to the town.",
            &[told("41 percent", "percent", 41.0).unit("percent")],
        ),
        (
            "A survey found that 47 percent of the millers in Kolm would sell the old weir to the town.",
            &[told("47 percent", "percent", 47.0).unit("percent")],
        ),
    );
    assert_eq!(verdicts(&found), [Verdict::Differ]);
}

#[test]
fn about_a_dozen_is_a_round_number_and_a_model_is_one_thing() {
    let found = met(
        (
            "About a dozen ferries lay in the Kolm harbour after the storm.",
            &[told("About a dozen ferries", "ferries", 12.0).of("ferries")],
        ),
        (
            "At least 14 ferries lay in the Kolm harbour after the storm.",
            &[told("At least 14 ferries", "ferries", 14.0).at_least().of("ferries")],
        ),
    );
    assert_eq!(verdicts(&found), [Verdict::Compatible]);
    let found = met(
        (
            "The guards seized twelve T-55 tanks from the Kolm depot.",
            &[told("twelve T-55 tanks", "tanks", 12.0).of("T-55 tanks")],
        ),
        (
            "The guards seized nine T-55 hulls from the Kolm depot.",
            &[told("nine T-55 hulls", "hulls", 9.0).of("T-55 hulls")],
        ),
    );
    assert_eq!(verdicts(&found), [Verdict::Differ]);
    // Who flies a model is no model.
    let found = met(
        (
            "The guards met six T-55 drivers at the Kolm depot.",
            &[told("six T-55 drivers", "drivers", 6.0).of("T-55 drivers")],
        ),
        (
            "The guards seized eight T-55 tanks at the Kolm depot.",
            &[told("eight T-55 tanks", "tanks", 8.0).of("T-55 tanks")],
        ),
    );
    assert_eq!(found, []);
    // Two sorts of one thing are two.
    let found = met(
        (
            "The guards seized twelve fishing boats from the Kolm harbour.",
            &[told("twelve fishing boats", "boats", 12.0).of("fishing boats")],
        ),
        (
            "The guards seized nine rowing boats from the Kolm harbour.",
            &[told("nine rowing boats", "boats", 9.0).of("rowing boats")],
        ),
    );
    assert_eq!(found, []);
}

#[test]
fn shares_go_up_and_down_within_a_day() {
    let found = met(
        (
            "Shares of the Kolm bank fell 3.1 percent in Varn in the morning.",
            &[told("3.1 percent", "percent", 3.1).unit("percent")],
        ),
        (
            "Shares of the Kolm bank fell 4.2 percent in Varn by the close.",
            &[told("4.2 percent", "percent", 4.2).unit("percent")],
        ),
    );
    assert_eq!(verdicts(&found), [Verdict::Update]);
}

#[test]
fn one_speed_in_two_units_is_one() {
    let found = met(
        (
            "The van raced down the Kolm road at 100 mph before it hit the gate.",
            &[told("100 mph", "speed", 100.0).unit("mph")],
        ),
        (
            "The van raced down the Kolm road at 161 km/h before it hit the gate.",
            &[told("161 km/h", "speed", 161.0).unit("km/h")],
        ),
    );
    assert_eq!(verdicts(&found), [Verdict::Compatible]);
    let found = met(
        (
            "Doctors worked on her for 90 minutes in the Kolm hospital.",
            &[told("90 minutes", "duration", 90.0).unit("minutes")],
        ),
        (
            "Doctors worked on her for five hours in the Kolm hospital.",
            &[told("five hours", "duration", 5.0).unit("hours")],
        ),
    );
    assert_eq!(verdicts(&found), [Verdict::Differ], "{found:?}");
}

#[test]
fn crowds_of_one_town_answer_each_other() {
    let found = met(
        (
            "In the capital 20,000 people marched, and the ferries stood still. Some 30,000 people in Varn walked \
             from the harbour to the hill.",
            &[
                told("20,000 people", "people", 20_000.0).of("people"),
                told("30,000 people", "people", 30_000.0).of("people"),
            ],
        ),
        (
            "They walked from the harbour: 60,000 people in Varn, by the union's count.",
            &[told("60,000 people", "people", 60_000.0).of("people")],
        ),
    );
    assert_eq!(verdicts(&found), [Verdict::Differ], "{found:?}");
    assert_eq!(
        found[0].accounts.iter().map(dateline_model::Account::least).collect::<Vec<_>>(),
        [Some(30_000.0), Some(60_000.0)]
    );
}

#[test]
fn the_town_that_opens_a_sentence_is_whose_crowd_it_is() {
    let found = met(
        (
            "In Kolm, 20,000 people marched against the new tax on salt.",
            &[told("20,000 people", "people", 20_000.0).of("people").town("Kolm")],
        ),
        (
            "Some 20,000 people in Varn marched against the new tax on salt.",
            &[told("20,000 people", "people", 20_000.0).of("people").town("Varn")],
        ),
    );
    assert_eq!(found, []);
}

#[test]
fn others_than_the_dead_are_all_who_were_hurt() {
    let of = |number: f64| {
        verdicts(&met(
            (
                "A bus fell off the Kolm bridge, killing two women and injuring five others.",
                &[
                    told("killing two women", "killed", 2.0).of("women"),
                    told("injuring five others", "injured", 5.0).of("others"),
                ],
            ),
            (
                "A bus fell off the Kolm bridge, and its passengers were injured, people said.",
                &[told("injured, people", "injured", number).of("people")],
            ),
        ))
    };
    assert_eq!(of(5.0), [Verdict::Same]);
    assert_eq!(of(3.0), [Verdict::Differ]);
    // Who come on top of others that were hurt are no count of all.
    let found = met(
        (
            "Later another five were injured on the Kolm bridge.",
            &[told("another five were injured", "injured", 5.0)],
        ),
        ("Three were injured on the Kolm bridge.", &[told("Three were injured", "injured", 3.0)]),
    );
    assert_eq!(found, []);
}

#[test]
fn dozens_agree_with_36_and_contradict_nothing() {
    let of = |text: &'static str, words: &'static str, number: f64| {
        verdicts(&met(
            (
                "The tram crash at Kolm station injured dozens of people.",
                &[told("injured dozens of people", "injured", 24.0).at_least().of("people")],
            ),
            (text, &[told(words, "injured", number).of("people")]),
        ))
    };
    assert_eq!(
        of("The tram crash at Kolm station injured 36 people.", "injured 36 people", 36.0),
        [Verdict::Compatible]
    );
    assert_eq!(of("The tram crash at Kolm station injured nine people.", "injured nine people", 9.0), []);
    assert_eq!(
        of("Tram crashes injured 4,000 people at every Kolm station.", "injured 4,000 people", 4000.0),
        []
    );
}

#[test]
fn bounds_that_leave_much_open_are_not_of_one_thing_for_that() {
    let found = met(
        (
            "The hail has hurt at least 90 people in the valleys.",
            &[told("hurt at least 90 people", "injured", 90.0).at_least().of("people")],
        ),
        (
            "Stones fell on a bus in the gorge and hurt at least two people.",
            &[told("hurt at least two people", "injured", 2.0).at_least().of("people")],
        ),
    );
    assert_eq!(found, []);
}

#[test]
fn roundings_that_only_touch_are_two_numbers() {
    let found = met(
        (
            "The Kolm guild sat for 50 hours over the price of the mill.",
            &[told("50 hours", "duration", 50.0).unit("hours")],
        ),
        (
            "The Kolm guild sat for 60 hours over the price of the mill.",
            &[told("60 hours", "duration", 60.0).unit("hours")],
        ),
    );
    assert_eq!(verdicts(&found), [Verdict::Differ]);
}

#[test]
fn a_distance_between_two_places_is_one_fact() {
    let far = |text, words, miles, town| {
        let figure = told(words, "distance", miles).unit("miles").town(town);
        met(
            (text, &[figure]),
            (
                "Lipno, known for its mills, lies 60 miles east of Varn.",
                &[told("60 miles", "distance", 60.0).unit("miles").town("Lipno")],
            ),
        )
    };
    let found = far("Lipno, a town of weavers 40 miles south of Varn, was dark.", "40 miles", 40.0, "Lipno");
    assert_eq!(verdicts(&found), [Verdict::Differ]);
    let found = far("Lipno, 60 miles from the port of Varn, was dark.", "60 miles", 60.0, "Lipno");
    assert_eq!(verdicts(&found), [Verdict::Same]);
    let found = far("Kolm, a town of weavers 40 miles south of Varn, was dark.", "40 miles", 40.0, "Kolm");
    assert_eq!(verdicts(&found), [], "another town");
    let found = far("Lipno, a town of weavers 40 miles south of Brod, was dark.", "40 miles", 40.0, "Lipno");
    assert_eq!(verdicts(&found), [], "from another");
}

#[test]
fn what_lasts_so_long_is_told_by_its_root() {
    let lasted = |courier: &'static str, gazette: &'static str| {
        let hours = |words, number, of: Option<&'static str>| {
            let figure = told(words, "duration", number).unit("hours");
            of.map_or(figure, |of| figure.of(of))
        };
        met(
            (courier, &[hours("30 hours", 30.0, courier.contains("debate").then_some("debate"))]),
            (gazette, &[hours("48 hours", 48.0, None)]),
        )
    };
    let debate = "After 30 hours of debate the council of Lipno let the mill stand.";
    let found = lasted(debate, "The council of Lipno debated for 48 hours, and let the mill stand.");
    assert_eq!(verdicts(&found), [Verdict::Differ]);
    let found = lasted(debate, "The mill of Lipno had stood idle for 48 hours when the council met.");
    assert_eq!(verdicts(&found), []);
}

#[test]
fn those_that_hit_are_no_account_of_those_that_were_fired() {
    let shots = |words, what, of, number| told(words, what, number).of(of);
    let fired = "The guards at the mill fired 14 shots at the clerk.";
    let hit = "The clerk at the mill was hit by nine bullets.";
    let found = met(
        (fired, &[shots("14 shots", "shots", "shots", 14.0)]),
        (hit, &[shots("nine bullets", "bullets", "bullets", 9.0)]),
    );
    assert_eq!(verdicts(&found), []);
    let found = met(
        ("The clerk at the mill was shot six times.", &[shots("six times", "times", "shot", 6.0)]),
        (hit, &[shots("nine bullets", "bullets", "bullets", 9.0)]),
    );
    assert_eq!(verdicts(&found), [Verdict::Differ]);
    let found = met(
        (
            "Both officers aimed at the guard and hit Jan Kolar five times in the arm.",
            &[shots("five times", "times", "hit", 5.0)],
        ),
        (
            "Eva Mala, a nurse, had been struck by two slugs on the ferry.",
            &[shots("two slugs", "slugs", "slugs", 2.0)],
        ),
    );
    assert_eq!(verdicts(&found), [], "another victim");
}

#[test]
fn one_of_a_sum_is_no_account_of_another() {
    let of = |courier: &'static str, words, gazette: &'static str, others, number| {
        met(
            (courier, &[told(words, "killed", 1.0).of("smith")]),
            (gazette, &[told(others, "killed", number)]),
        )
    };
    let sum = "Two weavers and one smith died when the mill of Lipno burned.";
    let other = "A smith and two weavers died when the mill of Lipno burned.";
    assert_eq!(verdicts(&of(sum, "one smith died", other, "two weavers died", 2.0)), []);
    let plain = met(
        ("The fire at the mill of Lipno left three dead and 12 hurt.", &[told("12 hurt", "injured", 12.0)]),
        ("The fire at the mill of Lipno left 15 hurt.", &[told("15 hurt", "injured", 15.0)]),
    );
    assert_eq!(verdicts(&plain), [Verdict::Differ]);
}

#[test]
fn who_is_put_right_does_not_differ() {
    let first =
        ("A shell killed 12 people in the market of Varn.", [told("killed 12 people", "killed", 12.0)]);
    let second = "A shell killed nine people in the market of Varn, not 12 as first reported.";
    let right = [
        told("killed nine people", "killed", 9.0),
        told("12 as first reported", "killed", 12.0).superseded(),
    ];
    assert_eq!(verdicts(&met((first.0, &first.1), (second, &right))), [Verdict::Update]);
    let plain = "A shell killed nine people in the market of Varn.";
    assert_eq!(
        verdicts(&met((first.0, &first.1), (plain, &[told("killed nine people", "killed", 9.0)]))),
        [Verdict::Differ]
    );
}
