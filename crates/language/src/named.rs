//! Words of people's names that are other words too: "May said", "Will has left", as nouns.

use crate::{Deprel, Name, Token, Upos, Xpos};
use compact_str::CompactString;
use dateline_model::MentionKind;
use std::ops::Range;

/// Gives the words of people's names the tag of names, and makes a subject of what the tree took for an auxiliary.
pub fn settle(forms: &[&str], names: &[Name], sentences: &[Range<usize>], tokens: &mut [Token]) {
    for name in names.iter().filter(|name| name.kind == MentionKind::Person) {
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
