//! The linker from outside: what is one text, what is one story, and that order does not matter.

use dateline_model::{Id, Reading, Report, Story};
use dateline_resolve::{Features, Linker, Memory, Shelf, Touched, added_by_each, additions};
use proptest::prelude::*;

const ACCORD: &str = "DAYTON, Ohio - The presidents of Bosnia, Croatia and Serbia agreed on Tuesday to end \
    three and a half years of war, initialling a peace accord after 21 days of talks at an American air base.\n\
    The accord keeps Bosnia a single state of two parts, a federation of Muslims and Croats with 51 percent of \
    the land and a Serb republic with the rest, under one presidency in an undivided Sarajevo.\n\
    A NATO force of 60,000 troops, a third of them American, is to keep the armies apart.\n\
    President Clinton announced the agreement in the Rose Garden and asked Congress for its support.\n\
    The three presidents are to sign the treaty in Paris in December.";

const OTHER_ACCORD: &str = "Richard Holbrooke shuttled between bungalows until the last night, when the corridor \
    to Gorazde and the town of Brcko nearly sank the settlement, diplomats at Dayton recalled.\n\
    Slobodan Milosevic gave up the Serb suburbs of Sarajevo, and Alija Izetbegovic called it an unjust peace \
    that was better than more war in Bosnia.\n\
    NATO planners said the first American and British troops could reach Tuzla and Sarajevo within days of the \
    signing in Paris.";

const CAMP_DAVID: &str = "WASHINGTON - Anwar Sadat of Egypt and Menachem Begin of Israel signed two frameworks \
    for peace at the White House on Sunday night after thirteen days at Camp David.\n\
    Under the first, Israel is to leave the Sinai peninsula within three years; the second speaks of autonomy for \
    the Palestinians of the West Bank and Gaza.\n\
    Jimmy Carter, who drew up draft after draft between the cabins, embraced both men before the cameras.";

fn report(id: &str, day: &str, title: &str, text: &str) -> Report {
    Report {
        id: id.into(),
        published: Some(day.to_owned()),
        title: Some(title.to_owned()),
        text: text.to_owned(),
        ..Report::default()
    }
}

fn cut(text: &str, paragraphs: usize) -> String {
    text.lines().take(paragraphs).collect::<Vec<_>>().join("\n")
}

fn reports() -> Vec<Report> {
    let copy = format!(
        "By our own correspondent\nThe war in Bosnia is over, on paper at least.\n{}",
        cut(ACCORD, 4).replace("percent", "per cent").replace("initialling", "initialing")
    );
    let merged = format!("{}\n{}", cut(ACCORD, 4), CAMP_DAVID.lines().nth(1).unwrap_or_default());
    vec![
        report("dayton-1", "1995-11-21", "Bosnia peace accord reached in Dayton", ACCORD),
        report("dayton-2", "1995-11-22", "Presidents agree to end Bosnian war", &copy),
        report("dayton-3", "1995-11-22", "Bosnia: peace at last", &merged),
        report("dayton-4", "1995-11-22", "How the Dayton accord on Bosnia was won", OTHER_ACCORD),
        report("camp-david-1", "1978-09-18", "Sadat and Begin sign at the White House", CAMP_DAVID),
        report("camp-david-2", "1978-09-18", "Two frameworks for peace", &cut(CAMP_DAVID, 2)),
    ]
}

fn features(report: &Report) -> Features {
    Features::of(report, &Reading::default())
}

fn stories(reports: &[Report]) -> Vec<Story> {
    let mut linker = Linker::default();
    linker.add_all(reports.iter().map(features));
    linker.stories()
}

fn ids(names: &[&str]) -> Vec<Id> {
    names.iter().map(|&name| name.into()).collect()
}

#[test]
fn cut_led_and_merged_copies_are_one_text_and_another_report_is_not() {
    let stories = stories(&reports());
    assert_eq!(stories.len(), 2, "{stories:#?}");
    assert_eq!(stories[0].origins, vec![ids(&["camp-david-1", "camp-david-2"])]);
    assert_eq!(stories[1].origins, vec![ids(&["dayton-1", "dayton-2", "dayton-3"]), ids(&["dayton-4"])]);
    assert_eq!(
        (stories[1].first.as_deref(), stories[1].last.as_deref()),
        (Some("1995-11-21"), Some("1995-11-22"))
    );
    assert!(stories[1].title.contains("Bosnia"), "{}", stories[1].title);
}

#[test]
fn a_report_read_again_changes_nothing_and_one_taken_out_is_gone() {
    let reports = reports();
    let mut linker = Linker::default();
    linker.add_all(reports.iter().map(features));
    let before = linker.stories();
    assert_eq!(linker.add(features(&reports[1])), Touched::default());
    assert_eq!(linker.stories(), before);
    linker.remove(&"dayton-4".into());
    assert_eq!(linker.stories()[1].reports, ids(&["dayton-1", "dayton-2", "dayton-3"]));
    assert_eq!(linker.len(), 5);
    linker.add(features(&reports[3]));
    assert_eq!(linker.stories(), before);
}

#[test]
fn what_a_paper_added_to_the_wire_is_shown() {
    let reports = reports();
    let added: Vec<String> =
        additions(&reports[1], &[&reports[0]]).into_iter().map(|excerpt| excerpt.text).collect();
    assert_eq!(added, ["By our own correspondent\nThe war in Bosnia is over, on paper at least."]);
    assert_eq!(additions(&reports[5], &[&reports[4]]), []);
    let each = added_by_each(&[&reports[0], &reports[1]]);
    assert_eq!(each[0].1, []);
    assert_eq!(each[1].1.len(), 1);
}

#[test]
fn texts_without_words_are_stories_of_their_own() {
    let empty = ["", "…", "\n\n", "1"].map(|text| report(&format!("id {text}"), "", "", text));
    assert_eq!(stories(&empty).len(), 4);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_arrival_does_not_show(order in Just((0..6).collect::<Vec<usize>>()).prop_shuffle()) {
        let reports = reports();
        let expected = stories(&reports);
        let shuffled: Vec<Report> = order.iter().map(|&at| reports[at].clone()).collect();
        prop_assert_eq!(&stories(&shuffled), &expected);
        let mut one_by_one = Linker::default();
        for report in &shuffled {
            one_by_one.add(features(report));
        }
        prop_assert_eq!(&one_by_one.stories(), &expected);
    }

    #[test]
    fn many_placed_at_once_are_near_what_they_are_near_one_by_one(
        order in Just((0..6).collect::<Vec<usize>>()).prop_shuffle()
    ) {
        let reports = reports();
        let (mut at_once, mut one_by_one) = (Linker::new(Memory::default()), Linker::new(Memory::default()));
        let mut numbers = Vec::new();
        for at in order {
            numbers.push(at_once.shelf.put(features(&reports[at])));
            let number = one_by_one.shelf.put(features(&reports[at]));
            let Ok(()) = one_by_one.place(&[number]);
        }
        let Ok(()) = at_once.place(&numbers);
        for number in numbers {
            let (Ok(expected), Ok(found)) = (one_by_one.shelf.near(number), at_once.shelf.near(number));
            prop_assert!(!expected.edges.is_empty());
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn any_text_is_taken(texts in prop::collection::vec("\\PC{0,200}", 1..6), day in "\\PC{0,12}") {
        let reports: Vec<Report> =
            texts.iter().enumerate().map(|(at, text)| report(&at.to_string(), &day, text, text)).collect();
        let stories = stories(&reports);
        prop_assert_eq!(stories.iter().map(|story| story.reports.len()).sum::<usize>(), reports.len());
        for report in &reports {
            let whole = features(report);
            prop_assert_eq!(Features::from_bytes(&whole.to_bytes()), Some(whole));
        }
        let _ = additions(&reports[0], &reports.iter().collect::<Vec<_>>());
    }
}
