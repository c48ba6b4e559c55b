//! Sentences of our own, read by the model in the binary: each says of one word what it is.

use crate::{clause, noun, verb, voice};
use dateline_language::{Analyzer, Annotated, Depth};
use std::sync::LazyLock;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::embedded);

/// What holds of the first word of that form in a sentence.
fn of<T>(sentence: &str, form: &str, ask: impl Fn(&Annotated<'_>, usize) -> T) -> T {
    let text = ANALYZER.analyze(sentence, &[], Depth::Trees);
    let word = (0..text.tokens.len()).find(|&word| text.form(word) == form);
    ask(&text, word.unwrap_or_else(|| panic!("{form} is not in {sentence}")))
}

fn form(text: &Annotated<'_>, word: Option<usize>) -> String {
    word.map_or("-", |word| text.form(word)).to_owned()
}

#[test]
fn passives() {
    for (sentence, verb, is_passive, is_shown) in [
        ("The mayor was arrested on Monday.", "arrested", true, true),
        ("The mayor has been arrested by the guards.", "arrested", true, true),
        ("The mayor arrested the guards.", "arrested", false, false),
        ("The mayor has arrested the guards.", "arrested", false, false),
        ("The plan criticized by the board was dropped.", "criticized", true, true),
        ("Two sailors were wounded and taken ashore.", "taken", true, false),
        ("The company sold its ships.", "sold", false, false),
        ("The ships were sold to a company.", "sold", true, true),
        ("The rebels are armed, trained and paid by Chad.", "trained", true, false),
        ("The rebels are armed, trained and paid by Chad.", "paid", true, true),
    ] {
        assert_eq!(of(sentence, verb, voice::is_passive), is_passive, "{sentence}");
        assert_eq!(of(sentence, verb, voice::is_shown_passive), is_shown, "{sentence}");
    }
}

#[test]
fn subjects_and_objects() {
    for (sentence, verb, subject, object) in [
        ("The council approved the budget.", "approved", "council", "budget"),
        ("The council met and approved the budget.", "approved", "council", "budget"),
        ("The council wants to approve the budget.", "approve", "council", "budget"),
        ("The envoy who visited Oslo left on Friday.", "visited", "envoy", "Oslo"),
        ("The judge ordered the guards to release the miners.", "release", "guards", "miners"),
        ("The bridge that the rebels burned fell.", "burned", "rebels", "bridge"),
        ("The minister accused the bank of hiding its losses.", "hiding", "bank", "losses"),
    ] {
        assert_eq!(
            of(sentence, verb, |text, word| form(text, clause::subject(text, word))),
            subject,
            "{sentence}"
        );
        assert_eq!(
            of(sentence, verb, |text, word| form(text, clause::object(text, word))),
            object,
            "{sentence}"
        );
    }
}

#[test]
fn who_does_it_in_a_passive_and_to_whom() {
    for (sentence, verb, agent, object) in [
        ("The clerk was praised by the mayor.", "praised", "mayor", "clerk"),
        ("The clerk was praised by Monday.", "praised", "-", "clerk"),
        ("The clerk was praised.", "praised", "-", "clerk"),
    ] {
        assert_eq!(
            of(sentence, verb, |text, word| form(text, voice::agent(text, word))),
            agent,
            "{sentence}"
        );
        assert_eq!(
            of(sentence, verb, |text, word| form(text, clause::object(text, word))),
            object,
            "{sentence}"
        );
    }
}

#[test]
fn noun_phrases() {
    for (sentence, head, phrase) in [
        ("The three old ships of the navy sank, officials said.", "ships", "The three old ships of the navy"),
        ("The minister, who had resigned, left.", "minister", "The minister"),
        ("Norway and Denmark signed the treaty.", "Norway", "Norway"),
    ] {
        let found = of(sentence, head, |text, word| text.words(noun::phrase(text, word)).to_owned());
        assert_eq!(found, phrase, "{sentence}");
    }
    let joined = of("Norway, Denmark and Sweden signed the treaty.", "Norway", |text, word| {
        noun::joined(text, word).into_iter().map(|word| text.form(word)).collect::<Vec<_>>().join(" ")
    });
    assert_eq!(joined, "Norway Denmark Sweden");
    assert_eq!(
        of("They welcomed Norway's pledge.", "pledge", |text, word| form(text, noun::owner(text, word))),
        "Norway"
    );
    assert_eq!(
        of("They met in the old harbour.", "harbour", |text, word| noun::case(text, word).map(str::to_owned))
            .as_deref(),
        Some("in")
    );
}

#[test]
fn negation_and_modals() {
    for (sentence, word, negation, modal) in [
        ("The union did not accept the offer.", "accept", "not", "-"),
        ("The union will accept the offer.", "accept", "-", "will"),
        ("The union would never accept the offer.", "accept", "never", "would"),
        ("The union accepted the offer.", "accepted", "-", "-"),
    ] {
        assert_eq!(
            of(sentence, word, |text, word| form(text, verb::negation(text, word))),
            negation,
            "{sentence}"
        );
        assert_eq!(of(sentence, word, |text, word| form(text, verb::modal(text, word))), modal, "{sentence}");
    }
    assert!(of("They agreed to lift the ban.", "lift", verb::is_infinitive));
    assert!(!of("They lifted the ban.", "lifted", verb::is_infinitive));
    assert!(of("The army is ready.", "ready", verb::is_verbal));
    assert_eq!(
        of("They left after the talks.", "talks", |text, word| form(text, verb::marker(text, word))),
        "after"
    );
}
