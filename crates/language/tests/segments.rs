//! Words, sentences and quotations of made-up news.

use dateline_language::{Analyzer, Annotated, Depth};
use dateline_model::Span;

fn read(text: &str) -> Annotated<'_> {
    Analyzer::embedded().analyze(text, &[], Depth::Words)
}

fn words(text: &str) -> String {
    let annotated = read(text);
    (0..annotated.tokens.len()).map(|at| annotated.form(at)).collect::<Vec<_>>().join(" ")
}

fn sentences(text: &str) -> Vec<String> {
    let annotated = read(text);
    annotated.sentences.iter().map(|sentence| annotated.words(sentence.words).to_owned()).collect()
}

fn quotations(text: &str) -> Vec<String> {
    let annotated = read(text);
    annotated
        .quotations
        .iter()
        .map(|quotation| {
            format!(
                "{}{}{}{}",
                ">".repeat(quotation.depth.into()),
                if quotation.continues { "…" } else { "" },
                &text[quotation.inner.range()],
                if quotation.is_closed { "" } else { "…" }
            )
        })
        .collect()
}

#[test]
fn words_follow_the_treebank() {
    for (text, expected) in [
        ("They don't know.", "They do n't know ."),
        ("Mr. Hale’s US-led, 30-day plan", "Mr. Hale ’s US - led , 30 - day plan"),
        ("an anti-war e-mail", "an anti-war e-mail"),
        ("the UN-backed co-founder", "the UN - backed co-founder"),
        ("It cost $1,200.50, or 40% more.", "It cost $ 1,200.50 , or 40 % more ."),
        ("In the U.S. Senate", "In the U.S. Senate"),
        ("It is in the U.S.", "It is in the U.S."),
        ("at 7:30pm on 9/11", "at 7:30 pm on 9/11"),
        (
            "See www.example.com/peace, or write to desk@example.org.",
            "See www.example.com/peace , or write to desk@example.org .",
        ),
        ("the workers' rights", "the workers ' rights"),
        ("O'Neill cannot say", "O'Neill can not say"),
        ("Wait... what?!", "Wait ... what ?!"),
        ("a 35mm camera from the 1990s, F-16s", "a 35 mm camera from the 1990s , F - 16s"),
        ("No. 10 said no.", "No. 10 said no ."),
        ("rock 'n' roll of the '90s", "rock 'n' roll of the '90s"),
        ("He left.She stayed.", "He left . She stayed ."),
    ] {
        assert_eq!(words(text), expected);
    }
}

#[test]
fn glued_words_are_one_in_print() {
    let annotated = read("They don't, US-led.");
    let glued: Vec<&str> = (0..annotated.tokens.len())
        .filter(|&at| annotated.tokens[at].is_glued)
        .map(|at| annotated.form(at))
        .collect();
    assert_eq!(glued, ["do"]);
}

#[test]
fn sentences_end_where_they_should() {
    for (text, expected) in [
        (
            "Mr. Hale met Gen. A. B. Stone in St. Mary. They talked.",
            vec!["Mr. Hale met Gen. A. B. Stone in St. Mary.", "They talked."],
        ),
        (
            "It was made in the U.S. The army bought it.",
            vec!["It was made in the U.S.", "The army bought it."],
        ),
        ("“We go. We fight,” he said. “Now.”", vec!["“We go.", "We fight,” he said.", "“Now.”"]),
        ("“Is it peace?” Mr Hale asked.", vec!["“Is it peace?” Mr Hale asked."]),
        ("\"Is it peace?\" he asked.", vec!["\"Is it peace?\" he asked."]),
        ("He said: ‘Why?’ Then he left.", vec!["He said: ‘Why?’", "Then he left."]),
        ("Peace at last\n\nThe two sides signed.", vec!["Peace at last", "The two sides signed."]),
        ("It ended. (He left.) She stayed.", vec!["It ended.", "(He left.)", "She stayed."]),
        ("He paid $3.5 million... and left.", vec!["He paid $3.5 million... and left."]),
        ("Yahoo! is a firm.", vec!["Yahoo! is a firm."]),
    ] {
        assert_eq!(sentences(text), expected);
    }
}

#[test]
fn lines_broken_by_width_are_joined() {
    let text = "The two delegations met for nine hours in the old town hall of the\n\
                capital and agreed on nothing, according to people who were in the\n\
                room with them all day.\n\nThey meet again on Monday.";
    assert_eq!(sentences(text).len(), 2);
}

#[test]
fn quotations_of_every_make() {
    for (text, expected) in [
        ("\"We go,\" he said. \"Now.\"", vec!["We go,", "Now."]),
        ("“We go,” he said.", vec!["We go,"]),
        ("‘‘We go,’’ he said.", vec!["We go,"]),
        ("‘‘We go,‘’ he said.", vec!["We go,"]),
        ("``We go,'' he said.", vec!["We go,"]),
        ("”We go,“ he said. ”Now“.", vec!["We go,", "Now"]),
        ("‘We go,’ he said, and the workers’ rights stay.", vec!["We go,"]),
        ("'We won't go,' he said of the workers' pay.", vec!["We won't go,"]),
        ("“He told me ‘no’ twice,” she said.", vec!["He told me ‘no’ twice,", ">no"]),
        ("\"He told me 'no',\" she said.", vec!["He told me 'no',", ">no"]),
        ("'He told me \"no\",' she said.", vec!["He told me \"no\",", ">no"]),
        ("«We go», he said.", vec!["We go"]),
        ("The miners' union and the teachers' union met.", vec![]),
        ("He is 6'2 and 5'11.", vec![]),
    ] {
        assert_eq!(quotations(text), expected, "{text}");
    }
}

#[test]
fn talk_between_dashes_is_quoted() {
    for (text, expected) in [
        ("– We go – said Hale.", vec!["We go"]),
        ("- We go. Now.- said Hale. - And you stay.", vec!["We go. Now.", "And you stay.…"]),
        ("It rained. – We go – stressed Hale.", vec!["We go"]),
        ("– We – all of us – go – the head of the guild added.", vec!["We – all of us – go"]),
        ("– He told me “no” twice – she said.", vec!["He told me “no” twice", ">no"]),
        // Asides, lists and quotations that end between the dashes.
        ("The road – it was old – said little of the town.", vec![]),
        ("- bread\n\n- salt - both said to be free", vec![]),
        ("“We go – he said – now,” said Hale.", vec!["We go – he said – now,"]),
        ("- We went - and nobody said a word - home.", vec![]),
    ] {
        assert_eq!(quotations(text), expected, "{text}");
    }
}

#[test]
fn a_quotation_may_run_over_lines_that_do_not_open_anew() {
    let text = "\" It will rain.\nIt always rains here.\nBring a coat, \" said the guide.\nAll went home.";
    assert_eq!(quotations(text), [" It will rain.\nIt always rains here.\nBring a coat, "]);
    // A mark that was lost does not take the next paragraph's quotation with it.
    let text = "“It will rain, he said.\n“Bring a coat,” said the guide.";
    assert!(quotations(text).iter().any(|quotation| quotation.ends_with("Bring a coat,")));
}

#[test]
fn quotations_over_paragraphs_go_on() {
    let text = "“One thing is sure.\n\n“It will rain,” he said.";
    assert_eq!(quotations(text), ["One thing is sure.…", "…It will rain,"]);
    // The paragraphs were lost on the way here.
    let text = "\"One thing is sure. \"It will rain,\" he said.";
    assert_eq!(quotations(text), ["One thing is sure.…", "…It will rain,"]);
}

#[test]
fn asides_hold_no_words() {
    let text = "He left. PHOTO: Old Town She stayed.";
    let annotated = Analyzer::embedded().analyze(text, &[Span::new(9, 24)], Depth::Words);
    let words: Vec<&str> = (0..annotated.tokens.len()).map(|at| annotated.form(at)).collect();
    assert_eq!(words, ["He", "left", ".", "She", "stayed", "."]);
    assert_eq!(annotated.sentences.len(), 2);
}

#[test]
fn hostile_text_is_read_in_order() {
    let nested = "“".repeat(10_000) + &"‘".repeat(999) + "x" + &"’”".repeat(5000);
    let long = "x-".repeat(200_000) + &"'".repeat(10_001);
    for text in [
        "",
        " ",
        "\0\0a\0",
        "\u{202E}שלום, עולם",
        "👩‍👩‍👧 ok",
        &nested,
        &long,
        "aB.Ab.".repeat(20_000).as_str(),
        "'''''''\"\"\"\"",
        ".\n.\r\n.\u{2028}.",
        "'s",
        "’s n't 'n't",
    ] {
        let annotated = read(text);
        let mut end = 0;
        for token in &annotated.tokens {
            assert!(token.span.start >= end && !token.span.is_empty());
            end = token.span.end;
            assert!(text.is_char_boundary(token.span.start) && text.is_char_boundary(end));
        }
        assert_eq!(
            annotated.sentences.iter().map(|sentence| sentence.words.len()).sum::<usize>(),
            annotated.tokens.len()
        );
        for quotation in &annotated.quotations {
            assert!(quotation.outer.contains(&quotation.inner), "{quotation:?}");
            let _ = &text[quotation.inner.range()];
        }
    }
}
