use super::*;
use jiff::civil::date;

/// "[late Thursday|2025-04-03]" in an example: what must be found, and its TIMEX3 value.
#[test]
fn examples_of_the_lexicon() {
    let finder = Finder::embedded();
    let mut failures = Vec::new();
    let source = include_str!("../lexicon/times.toml");
    for line in source.lines().filter_map(|line| line.strip_prefix("example = \"")) {
        let example = line.trim_end_matches('"');
        let (mut text, mut wanted) = (String::new(), Vec::new());
        for (number, piece) in example.split(['[', ']']).enumerate() {
            let (words, value) = piece.split_once('|').unwrap_or((piece, ""));
            if number % 2 == 1 {
                wanted.push((words.to_owned(), value.to_owned()));
            }
            text.push_str(words);
        }
        let found: Vec<_> = finder
            .read(&text, Some(date(2025, 4, 4)))
            .into_iter()
            .map(|(span, value)| (text[span.range()].to_owned(), value.timex))
            .collect();
        if wanted.iter().any(|wanted| !found.contains(wanted)) {
            failures.push(format!("{example}: {found:?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

proptest::proptest! {
    /// Whatever the text, spans lie in it, in order and apart, and every EDTF is one.
    #[test]
    fn any_text(text in any_words(), dated in proptest::bool::ANY) {
        let finder = Finder::embedded();
        let found = finder.read(&text, dated.then_some(date(2025, 4, 4)));
        let mut end = 0;
        for (span, value) in found {
            proptest::prop_assert!(end <= span.start && span.start < span.end && span.end <= text.len());
            proptest::prop_assert!(text.get(span.range()).is_some());
            if let Some(edtf) = &value.edtf {
                proptest::prop_assert!(dateline_model::Edtf::parse(edtf.as_str()).is_some(), "{edtf}");
            }
            end = span.end;
        }
    }
}

/// Words of time, numbers and anything else, in any order.
fn any_words() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::strategy::Strategy;
    let of_time = proptest::sample::select(vec![
        "the",
        "last",
        "next",
        "day",
        "week",
        "years",
        "ago",
        "earlier",
        "later",
        "of",
        "May",
        "March",
        "Sept.",
        "31",
        "30",
        "2024",
        "1999",
        "99",
        "'99",
        "BC",
        "BC0",
        "century",
        "19th",
        "quarter",
        "third",
        "half",
        "Friday",
        "Monday",
        ",",
        "-",
        "–",
        "a.m.",
        "10:35",
        "24:00",
        "noon",
        "two",
        "hundred",
        "million",
        "a",
        "few",
        "past",
        "every",
        "Easter",
        "February",
        "9999",
        "0",
        "1/2",
        "12.30.2024",
        "winter",
        "decade",
        "millennia",
        "mid",
        "end",
        "early",
        "century",
        "’s",
        "\n\n",
        "é",
        ".",
    ]);
    let word =
        proptest::prop_oneof![4 => of_time.prop_map(str::to_owned), 1 => "\\PC{0,6}", 1 => "[0-9]{1,6}"];
    proptest::collection::vec(word, 0..24).prop_map(|words| words.join(" "))
}
