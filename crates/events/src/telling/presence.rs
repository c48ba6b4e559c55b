//! Officials who are somewhere in order to talk are on a visit: "were in Kyiv to discuss the treaty"; tents that are "on
//! their way to Nepal" are sent there.

use super::super::lexicon::{Lexicon, Sort};
use super::super::parties::Parties;
use super::super::trigger::Trigger;
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos, Xpos};

/// The places where somebody is who came to talk; each stands for those who are visited there.
pub(super) fn find<'l>(
    lexicon: &'l Lexicon,
    text: &Annotated<'_>,
    parties: &Parties<'_>,
) -> Vec<Trigger<'l>> {
    let Some(entry) = lexicon.of(Sort::Verb, "visit").next() else { return Vec::new() };
    let is_talk = |child: usize| {
        let lemma = text.tokens[child].lemma.to_lowercase();
        matches!(
            text.tokens[child].deprel.base(),
            Deprel::Advcl | Deprel::Obl | Deprel::Nmod | Deprel::Acl | Deprel::Xcomp
        ) && (lexicon.is("talking", &lemma) || lexicon.is("talks", &lemma))
    };
    let visits = (0..text.tokens.len())
        .filter(|&word| matches!(text.tokens[word].upos, Upos::Propn | Upos::Noun))
        .filter(|&word| {
            text.child(word, Deprel::Cop).is_some() && matches!(clause::case(text, word), Some("in" | "at"))
        })
        .filter(|&word| parties.kind(word).is_some())
        .filter(|&word| clause::subject(text, word).is_some_and(|subject| parties.can_act(subject)))
        .filter(|&word| text.children(word).any(|child| child > word && is_talk(child)))
        .map(|word| Trigger { word, entry, is_noun: false });
    visits.chain(sendings(lexicon, text)).collect()
}

/// "Two tents are *on their way* to Nepal".
fn sendings<'l>(lexicon: &'l Lexicon, text: &Annotated<'_>) -> Vec<Trigger<'l>> {
    let Some(entry) = lexicon.of(Sort::Verb, "donate").next() else { return Vec::new() };
    let is_relief = |noun: usize| {
        let of = text.children(noun).filter(|&child| clause::case(text, child) == Some("of"));
        std::iter::once(noun)
            .chain(of)
            .any(|word| lexicon.is("relief", &text.tokens[word].lemma.to_lowercase()))
    };
    (0..text.tokens.len())
        .filter(|&word| {
            text.tokens[word].lemma.eq_ignore_ascii_case("way")
                // "*Were* on their way when they were seized": they may not have come.
                && text
                    .child(word, Deprel::Cop)
                    .is_some_and(|be| matches!(text.tokens[be].xpos, Xpos::Vbz | Xpos::Vbp))
                && clause::case(text, word) == Some("on")
                && text
                    .children(word)
                    .any(|child| child > word && matches!(clause::case(text, child), Some("to" | "for")))
        })
        .filter(|&word| clause::own_subject(text, word).is_some_and(is_relief))
        .map(|word| Trigger { word, entry, is_noun: false })
        .collect()
}
