//! How a sentence tells of a phrase: as who speaks, as its subject, as what something is of.

use super::lexicon::Lexicon;
use super::phrases::Phrase;
use dateline_language::{Annotated, Deprel, Upos, Xpos};

/// Whether a phrase is the subject of a verb of saying.
pub fn is_speaking(annotated: &Annotated<'_>, phrase: &Phrase, lexicon: &Lexicon) -> bool {
    let token = &annotated.tokens[phrase.head];
    token.deprel.is(Deprel::Nsubj)
        && token.head.is_some_and(|verb| lexicon.is_saying(&annotated.tokens[verb as usize].lemma))
}

/// Whether a phrase is who is said to have said or thought something: the subject of a verb of saying, or whoever
/// stands in "according to *Ada Berg*", "in *Ada Berg's* view", "in the opinion of *Ada Berg*", "as *Ada Berg*, the
/// keeper, recalled".
pub fn is_voiced(annotated: &Annotated<'_>, phrase: &Phrase, lexicon: &Lexicon) -> bool {
    is_speaking(annotated, phrase, lexicon) || is_credited(annotated, phrase, lexicon)
}

/// The same where no main verb says so: a sentence of the report's is given to somebody on its way.
pub fn is_credited(annotated: &Annotated<'_>, phrase: &Phrase, lexicon: &Lexicon) -> bool {
    is_given_as_source(annotated, phrase, lexicon) || speaks_behind_as(annotated, phrase, lexicon)
}

/// "According to *Ada Berg*", "in *Ada Berg's* view", "in the opinion of *Ada Berg*".
fn is_given_as_source(annotated: &Annotated<'_>, phrase: &Phrase, lexicon: &Lexicon) -> bool {
    let begin = annotated.sentences[phrase.sentence].words.start;
    let start = phrase.words.start;
    let form = |at: usize| annotated.form(at).to_lowercase();
    let before = |steps: usize| start.checked_sub(steps).filter(|&at| at >= begin).map(form);
    let says = |steps: usize, word: &str| before(steps).as_deref() == Some(word);
    // "according to *Ada Berg's* lawyer": the lawyer.
    if says(1, "to") && says(2, "according") {
        let behind = phrase.words.end;
        let is_owner = behind < annotated.sentences[phrase.sentence].words.end
            && matches!(annotated.form(behind), "'s" | "’s" | "'" | "’");
        return !is_owner;
    }
    let is_view = |noun: Option<String>| noun.is_some_and(|noun| lexicon.is_view(&noun));
    if says(1, "of") && is_view(before(2)) {
        return says(3, "the") && says(4, "in");
    }
    let mark = phrase.words.end;
    let end = annotated.sentences[phrase.sentence].words.end;
    says(1, "in")
        && mark + 1 < end
        && matches!(annotated.form(mark), "'s" | "’s" | "'" | "’")
        && is_view(Some(form(mark + 1)))
}

/// "*As Ada Berg*, the keeper, *recalled*, the dam was full": the verb may stand behind what she is.
fn speaks_behind_as(annotated: &Annotated<'_>, phrase: &Phrase, lexicon: &Lexicon) -> bool {
    const LONGEST: usize = 14;
    let sentence = annotated.sentences[phrase.sentence].words;
    let Some(mark) = phrase.words.start.checked_sub(1).filter(|&mark| mark >= sentence.start) else {
        return false;
    };
    let opens = mark == sentence.start || !annotated.form(mark - 1).chars().any(char::is_alphanumeric);
    if !opens || !annotated.form(mark).eq_ignore_ascii_case("as") {
        return false;
    }
    let limit = sentence.end.min(phrase.words.end + LONGEST);
    let is_finite = |at: usize| {
        matches!(annotated.tokens[at].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md | Xpos::Vbn)
    };
    let Some(verb) = (phrase.words.end..limit).find(|&at| is_finite(at)) else { return false };
    let says = lexicon.is_saying(&annotated.tokens[verb].lemma);
    let commas = (phrase.words.end..verb).filter(|&at| annotated.form(at) == ",").count();
    // Between commas stands what somebody is, and nothing else.
    let is_beside = commas == 0 || commas == 2 && annotated.form(phrase.words.end) == ",";
    // "as she was told": a participle behind "was" is no telling of hers.
    let is_passive = verb > sentence.start && annotated.tokens[verb - 1].upos == Upos::Aux;
    says && is_beside && !is_passive
}

/// Whether a phrase is the subject; without trees, whether a verb follows it.
pub fn is_subject(annotated: &Annotated<'_>, phrase: &Phrase) -> bool {
    let token = &annotated.tokens[phrase.head];
    if token.deprel.is(Deprel::Nsubj) {
        return true;
    }
    token.head.is_none()
        && annotated
            .tokens
            .get(phrase.words.end)
            .is_some_and(|next| matches!(next.upos, Upos::Verb | Upos::Aux))
}

/// "the speaker *of* the lower house": whose it is stands behind it.
pub fn says_of_what(annotated: &Annotated<'_>, phrase: &Phrase) -> bool {
    phrase.words.end < annotated.tokens.len() && annotated.form(phrase.words.end) == "of"
}

/// The verb that a phrase is the subject of, whichever of its words the tree takes for its head: "Russian *billionaire*
/// Oleg Sokolov".
pub fn governing(annotated: &Annotated<'_>, phrase: &Phrase) -> Option<usize> {
    phrase.words.range().find_map(|at| {
        let head = annotated.tokens[at].head? as usize;
        let is_subject =
            annotated.tokens[at].deprel.is(Deprel::Nsubj) && !phrase.words.range().contains(&head);
        is_subject.then_some(head)
    })
}

/// For each sentence how many before it, and it itself, begin outside quotations.
pub fn plain_sentences(annotated: &Annotated<'_>) -> Vec<usize> {
    let mut count = 0;
    let is_plain = |start: usize| {
        start + 1 >= annotated.tokens.len()
            || annotated.quotation_at(start).is_none() && annotated.quotation_at(start + 1).is_none()
    };
    let sentences = annotated.sentences.iter();
    sentences
        .map(|sentence| {
            count += usize::from(is_plain(sentence.words.start));
            count
        })
        .collect()
}

/// Whether a phrase is the subject of its sentence's main verb.
pub fn is_main_subject(annotated: &Annotated<'_>, phrase: &Phrase) -> bool {
    let token = &annotated.tokens[phrase.head];
    token.deprel.is(Deprel::Nsubj)
        && token.head.is_some_and(|verb| annotated.tokens[verb as usize].head.is_none())
}
