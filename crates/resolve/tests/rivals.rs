//! Two accounts of one number in one report.

mod told;

use dateline_model::{Story, Verdict};
use dateline_resolve::{Read, facts};
use told::*;

/// How many facts with more than one account one report tells.
fn in_one_report(text: &str, figures: &[Told]) -> usize {
    let made = [read("a", text, figures)];
    let reads: Vec<Read<'_>> = made.iter().map(|(report, reading)| (report, reading)).collect();
    let story = Story {
        id: "story".into(),
        reports: vec!["a".into()],
        title: String::new(),
        first: None,
        last: None,
        origins: vec![vec!["a".into()]],
        voices: Vec::new(),
        affair: None,
        follows: None,
    };
    facts(&story, &reads, &[]).iter().filter(|fact| fact.verdict == Verdict::Differ).count()
}

#[test]
fn two_accounts_in_one_report_differ() {
    let killed = |words, number, by: &'static str| told(words, "killed", number).by(by);
    for (text, figures) in [
        (
            "The army said a shell killed 12 people in Varn. The rebels said that 31 people were killed.",
            [
                killed("killed 12 people", 12.0, "The army"),
                killed("31 people were killed", 31.0, "The rebels"),
            ],
        ),
        (
            "Police said 30,000 people marched through Lipno, while the union said more than 50,000 people came.",
            [
                told("30,000 people", "people", 30_000.0).by("Police"),
                told("more than 50,000 people", "people", 50_001.0).at_least().by("the union"),
            ],
        ),
        (
            "Police said 300 people marched to the mill. The union said 900 people did, easily the largest crowd in a decade.",
            [
                told("300 people", "people", 300.0).by("Police"),
                told("900 people", "people", 900.0).by("The union"),
            ],
        ),
        (
            "Harbour Bank said the loss was $12 million. Dockers Union says the loss was $40 million.",
            [
                told("$12 million", "money", 12e6).unit("USD").by("Harbour Bank"),
                told("$40 million", "money", 40e6).unit("USD").by("Dockers Union"),
            ],
        ),
    ] {
        assert_eq!(in_one_report(text, &figures), 1, "{text}");
    }
}

#[test]
fn two_things_in_one_report_do_not() {
    let killed = |words, number, by: &'static str| told(words, "killed", number).by(by);
    for (text, figures) in [
        (
            "The army said a shell killed 12 people. The rebels said another shell killed 31 people.",
            [killed("killed 12 people", 12.0, "The army"), killed("killed 31 people", 31.0, "The rebels")],
        ),
        (
            "The army said a shell killed 12 people in Varn. The rebels said a shell killed 31 people in Kolm.",
            [
                killed("killed 12 people", 12.0, "The army").town("Varn"),
                killed("killed 31 people", 31.0, "The rebels").town("Kolm"),
            ],
        ),
        (
            "The army said its side had lost 12 men. The rebels said their side had lost 31 men, and our dead are 31.",
            [killed("12 men", 12.0, "The army"), killed("31 men", 31.0, "The army")],
        ),
        (
            "The army said at least 12 people were killed. The rebels said 31 people were killed.",
            [
                killed("at least 12 people were killed", 12.0, "The army").at_least(),
                killed("31 people were killed", 31.0, "The rebels"),
            ],
        ),
        (
            "Harbour Bank said the fund had lost $12 million. Dockers Union says the pier cost $40 million.",
            [
                told("$12 million", "money", 12e6).unit("USD").by("Harbour Bank"),
                told("$40 million", "money", 40e6).unit("USD").by("Dockers Union"),
            ],
        ),
    ] {
        assert_eq!(in_one_report(text, &figures), 0, "{text}");
    }
}

#[test]
fn a_party_gives_a_number_without_a_word() {
    let of = |text: &'static str, by: &'static str| {
        let first = told("300 people", "people", 300.0);
        let second = told("more than 900", "people", 901.0).at_least();
        in_one_report(text, &[first, if by.is_empty() { second } else { second.by(by) }])
    };
    assert_eq!(
        of(
            "Police put the march to the mill at 300 people. But witnesses said that more than 900 came.",
            "witnesses"
        ),
        1
    );
    assert_eq!(
        of(
            "Officers counted 300 people at the mill. The protesters said that more than 900 came.",
            "The protesters"
        ),
        1
    );
    assert_eq!(
        of(
            "The police estimated the crowd at 300 people. Residents said that more than 900 came.",
            "Residents"
        ),
        1
    );
    // One side, somebody, a name, another deed, no second mouth.
    assert_eq!(
        of(
            "Police put the march to the mill at 300 people. Officers said that more than 900 came.",
            "Officers"
        ),
        0
    );
    assert_eq!(
        of("Police put the march to the mill at 300 people. Some said that more than 900 came.", "Some"),
        0
    );
    assert_eq!(
        of(
            "Kolar put the march to the mill at 300 people. But witnesses said that more than 900 came.",
            "witnesses"
        ),
        0
    );
    assert_eq!(
        of("Police put 300 people behind bars. But witnesses said that more than 900 came.", "witnesses"),
        0
    );
    assert_eq!(of("Police put the march to the mill at 300 people. On Friday more than 900 came.", ""), 0);
}
