//! Whatever the text, the analysis is in order and reads back.

use dateline_language::{Analyzer, Annotated, Depth, Reader};

/// Pieces that have broken tokenizers before.
const PIECES: &[&str] = &[
    "Reyes",
    "said",
    " ",
    " ",
    " ",
    ".",
    ",",
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "''",
    "``",
    "'s",
    "n't",
    "-",
    "—",
    "...",
    "…",
    "\n",
    "\n\n",
    "\r\n",
    "U.S.",
    "Mr.",
    "$",
    "3.5",
    "7:30pm",
    "@",
    "#",
    "http://x.y/z?a=b",
    "a@b.org",
    "(",
    ")",
    "[",
    "\u{0}",
    "\u{FEFF}",
    "\u{200D}",
    "\u{202E}",
    "é",
    "e\u{301}",
    "ß",
    "İ",
    "مرحبا",
    "שלום",
    "世界",
    "👩‍👩‍👧",
    "🇺🇦",
    "&amp;",
    "<b>",
    "\t",
    "\u{A0}",
    "ﬁ",
    "Ǆ",
    "x",
    "X",
    "9",
    "9,9",
    "-9",
    "\u{2028}",
    "can",
    "not",
    "\u{AD}",
    "´",
    "«",
    "»",
    "„",
    "�",
];

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

fn check(text: &str, annotated: &Annotated<'_>) {
    let mut end = 0;
    for (at, token) in annotated.tokens.iter().enumerate() {
        assert!(token.span.start >= end && token.span.end > token.span.start, "{text:?}");
        end = token.span.end;
        let excerpt = annotated.index.excerpt(token.span);
        assert_eq!(excerpt.text, annotated.form(at));
        let letters: String =
            text.chars().skip(excerpt.start as usize).take((excerpt.end - excerpt.start) as usize).collect();
        assert_eq!(letters, excerpt.text, "{text:?}");
    }
    let mut next = 0;
    for sentence in &annotated.sentences {
        assert_eq!(sentence.words.start, next);
        assert!(!sentence.words.is_empty());
        next = sentence.words.end;
        let roots = sentence.words.range().filter(|&at| annotated.tokens[at].head.is_none()).count();
        assert!(roots == 1 || roots == sentence.words.len(), "{roots} roots: {text:?}");
        for at in sentence.words.range() {
            let mut steps = 0;
            let mut word = at;
            while let Some(head) = annotated.tokens[word].head {
                assert!(sentence.words.range().contains(&(head as usize)));
                word = head as usize;
                steps += 1;
                assert!(steps <= sentence.words.len(), "a circle: {text:?}");
            }
        }
    }
    assert_eq!(next, annotated.tokens.len());
    for quotation in &annotated.quotations {
        assert!(quotation.outer.contains(&quotation.inner));
        assert!(quotation.words.end <= annotated.tokens.len());
        let _ = &text[quotation.outer.range()];
        let _ = &text[quotation.inner.range()];
    }
    assert!(annotated.quotations.is_sorted_by_key(|quotation| quotation.outer.start));
    for word in 0..annotated.tokens.len() {
        let innermost =
            annotated.quotations.iter().rev().find(|quotation| quotation.words.range().contains(&word));
        assert_eq!(annotated.quotation_at(word), innermost, "word {word}: {text:?}");
    }
    let mut end = 0;
    for name in &annotated.names {
        assert!(name.words.start >= end && name.words.end > name.words.start, "{text:?}");
        end = name.words.end;
        let sentence = annotated.sentence(name.words.start);
        assert!(sentence.words.contains(&name.words), "a name beyond its sentence: {text:?}");
    }
}

#[test]
fn any_text_reads_back() {
    let analyzer = Analyzer::embedded();
    let mut random = Random(7);
    for _ in 0..400 {
        let length = random.below(60);
        let text: String = (0..length).map(|_| PIECES[random.below(PIECES.len())]).collect();
        check(&text, &analyzer.analyze(&text, &[], Depth::Trees));
    }
}

/// What `fuzz/fuzz_targets/analyze.rs` does, on bytes of a seeded generator, so that it runs without a
/// nightly compiler too.
#[test]
fn any_bytes_read_back() {
    let analyzer = Analyzer::embedded();
    let mut random = Random(11);
    for round in 0..400 {
        let bytes: Vec<u8> = (0..random.below(120))
            .map(|_| match round % 3 {
                // Anything; what is near ASCII; what begins and goes on in longer encodings.
                0 => random.below(256) as u8,
                1 => random.below(0x80) as u8,
                _ => [0xC3, 0xA9, 0xE2, 0x80, 0x9C, 0x9D, 0xF0, 0x9F, b'A', b' ', b'.'][random.below(11)],
            })
            .collect();
        let text = String::from_utf8_lossy(&bytes);
        check(&text, &analyzer.analyze(&text, &[], Depth::Trees));
    }
}

#[test]
fn long_and_hostile_texts_read_back() {
    let analyzer = Analyzer::embedded();
    let texts = [
        "x".repeat(1_000_000),
        "X".repeat(100_000),
        "“".repeat(10_000),
        format!("{}peace{}", "“".repeat(5_000), "”".repeat(5_000)),
        "He said, \"".repeat(1_000),
        "\u{0}".repeat(10_000),
        "(".repeat(3_000),
        "Ana ".repeat(3_000),
        "Bank of ".repeat(2_000),
        "سلام \u{202E}שלום ".repeat(1_000),
        "世界".repeat(5_000),
    ];
    for text in &texts {
        let annotated = analyzer.analyze(text, &[], Depth::Trees);
        assert!(annotated.tokens.iter().all(|token| token.span.end <= text.len()));
        assert_eq!(
            annotated.sentences.iter().map(|sentence| sentence.words.len()).sum::<usize>(),
            annotated.tokens.len()
        );
    }
}

#[test]
fn other_languages_have_words_only() {
    let text = "Die beiden Seiten haben sich am Freitag auf ein neues Treffen in der alten Stadt geeinigt.";
    let annotated = Analyzer::embedded().analyze(text, &[], Depth::Trees);
    assert_eq!(annotated.language, Some("de"));
    assert!(annotated.tokens.iter().all(|token| token.head.is_none()));
    assert_eq!(annotated.sentences.len(), 1);
}

#[test]
fn a_sentence_is_read_as_grammar_has_it() {
    let text = "British Foreign Secretary Anna Hale told reporters that the rebels had attacked the port.";
    let annotated = Analyzer::embedded().analyze(text, &[], Depth::Trees);
    let find = |form: &str| (0..annotated.tokens.len()).find(|&at| annotated.form(at) == form).unwrap();
    let told = find("told");
    assert_eq!(annotated.tokens[told].head, None);
    assert_eq!(annotated.tokens[told].lemma, "tell");
    let attacked = find("attacked");
    assert_eq!(annotated.tokens[attacked].head, Some(told as u32));
    assert_eq!(annotated.tokens[attacked].deprel.name(), "ccomp");
    assert_eq!(annotated.child(attacked, dateline_language::Deprel::Nsubj), Some(find("rebels")));
    assert_eq!(annotated.child(attacked, dateline_language::Deprel::Obj), Some(find("port")));
}

#[test]
fn the_deep_reader_reads_any_text() {
    let analyzer = Analyzer::with(Reader::Deep).unwrap();
    let mut random = Random(5);
    for _ in 0..60 {
        let length = random.below(60);
        let text: String = (0..length).map(|_| PIECES[random.below(PIECES.len())]).collect();
        check(&text, &analyzer.analyze(&text, &[], Depth::Trees));
    }
    for text in ["x".repeat(100_000), "He said, \"".repeat(300), "世界".repeat(500), "Ana ".repeat(1_500)] {
        check(&text, &analyzer.analyze(&text, &[], Depth::Trees));
    }
}

#[test]
fn the_deep_reader_tells_who_says_what() {
    let text = "Ivo Marin, a senior adviser to Mr Kolar, told reporters that the border would stay open.";
    let annotated = Analyzer::with(Reader::Deep).unwrap().analyze(text, &[], Depth::Trees);
    let find = |form: &str| (0..annotated.tokens.len()).find(|&at| annotated.form(at) == form).unwrap();
    let told = find("told");
    assert_eq!(annotated.tokens[told].head, None);
    assert_eq!(annotated.child(told, dateline_language::Deprel::Nsubj), Some(find("Ivo")));
    assert_eq!(annotated.tokens[find("adviser")].head, Some(find("Ivo") as u32));
    let said = |form: &str| annotated.said[find(form)];
    assert!(said("told").cue > 0.5);
    assert!(said("Ivo").source > 0.5 && said("Ivo").of == Some(told as u32));
    assert!(said("border").content > 0.5 && said("border").of == Some(told as u32));
    assert!(annotated.names.iter().any(|name| annotated.words(name.words) == "Ivo Marin"));
    // The fast one does not tell.
    assert!(Analyzer::embedded().analyze(text, &[], Depth::Trees).said.is_empty());
}
