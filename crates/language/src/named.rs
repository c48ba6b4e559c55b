//! Words of people's names that are other words too: "May said", "Will has left", as nouns.

use crate::{Deprel, Name, Token, Upos, Xpos};
use compact_str::CompactString;
use dateline_model::MentionKind;
use std::ops::Range;

/// Gives the words of people's names the tag of names, and makes a subject of what the tree took for an auxiliary.
pub fn settle(forms: &[&str], names: &[Name], sentences: &[Range<usize>], tokens: &mut [Token]) {
    for name in names.iter().filter(|name| name.kind == MentionKind::Person) {
        described(name.words.start, tokens);
        for at in name.words.range() {
            if !matches!(tokens[at].upos, Upos::Aux | Upos::Verb)
                || !forms[at].starts_with(char::is_uppercase)
            {
                continue;
            }
            let is_auxiliary = tokens[at].deprel.base() == Deprel::Aux;
            (tokens[at].upos, tokens[at].xpos) = (Upos::Propn, Xpos::Nnp);
            tokens[at].lemma = CompactString::from(forms[at]);
            let Some(verb) = tokens[at].head.filter(|_| is_auxiliary) else { continue };
            if at > name.words.start {
                (tokens[at].head, tokens[at].deprel) = (u32::try_from(name.words.start).ok(), Deprel::Flat);
                continue;
            }
            let number = sentences.partition_point(|sentence| sentence.end <= at);
            let sentence = sentences.get(number).cloned().unwrap_or(0..0);
            let has_subject = sentence.into_iter().any(|other| {
                other != at
                    && tokens[other].head == Some(verb)
                    && tokens[other].deprel.base() == Deprel::Nsubj
            });
            if !has_subject {
                tokens[at].deprel = Deprel::Nsubj;
            }
        }
    }
}

/// "Former Kovac ally Jan Novak said": where a verb has two subjects with nothing but nouns between them, the first
/// describes the second.
fn described(start: usize, tokens: &mut [Token]) {
    let verb = tokens[start].head;
    if verb.is_none() || tokens[start].deprel.base() != Deprel::Nsubj {
        return;
    }
    let is_described = |token: &Token| {
        matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj)
            && (token.head == verb || token.head.is_some_and(|head| head as usize <= start))
    };
    let phrase = (0..start).rev().take_while(|&at| is_described(&tokens[at])).last().unwrap_or(start);
    let Some(subject) =
        (phrase..start).find(|&at| tokens[at].head == verb && tokens[at].deprel.base() == Deprel::Nsubj)
    else {
        return;
    };
    for token in tokens[subject..start].iter_mut().filter(|token| token.head == verb) {
        (token.head, token.deprel) = (u32::try_from(start).ok(), Deprel::Compound);
    }
}
