//! Contents behind whoever is spoken to or of: "accused her *of lying*", "urged them *to go*", "requested the mainland *send boats*".

use super::super::lexicon::CuePart;
use super::super::saying_words;
use super::{Search, Start};
use dateline_language::{Upos, Xpos};

impl Search<'_, '_> {
    /// Whether the cue, alone or with the preposition behind it, takes a frame.
    pub(super) fn takes(&self, frame: &str) -> bool {
        let context = self.context;
        let next = self.anchor.cue.end;
        let with = (next < self.sentence.end && matches!(context.lemma(next), "on" | "upon" | "to"))
            .then(|| {
                context.lexicon.find(CuePart::Verb, &format!("{} {}", self.anchor.lemma, context.lemma(next)))
            })
            .flatten();
        with.or(self.anchor.entry).is_some_and(|entry| context.lexicon.entry(entry).takes(frame))
    }

    /// "accused *him* of lying", "urged *her* to go", "called on *them* to pay": whoever is spoken to
    /// is left out. By the surface, since trees lose the thread just here: "of" with a gerund, "to"
    /// with an infinitive, "that" with a clause, not far behind the cue.
    pub(super) fn behind_object(&mut self) -> bool {
        let context = self.context;
        let next = self.anchor.cue.end.max(self.anchor.head + 1);
        // "asked *whether the ferry was* to sail": a question, and nobody who should do it.
        if next < self.sentence.end
            && matches!(
                context.lower(next).as_str(),
                "if" | "whether" | "how" | "why" | "what" | "when" | "where"
            )
        {
            return false;
        }
        let of = self.takes("object-of");
        let to = self.takes("object-to") && (self.takes("addressee") || !self.takes("to"));
        let is_passive = context.is_passive(self.anchor.head);
        if !(of || to) || is_passive || next >= self.sentence.end || context.is_break(next) {
            return false;
        }
        if context.quoted[next].is_some() && context.quoted[self.anchor.head].is_none() {
            return false;
        }
        let limit = (next + 16).min(self.sentence.end.saturating_sub(1));
        if let Some(verb) = self.bare_infinitive(next, limit) {
            let subtree = context.annotated.subtree(self.anchor.head);
            self.ends_from(Start::Clause, next, subtree.end.max(verb + 1), 0, Some(verb));
            return true;
        }
        for at in next + 1..limit {
            let behind = (at + 1..limit).find(|&word| !context.is_punctuation(word)).unwrap_or(at);
            let is_of = of && context.lower(at) == "of" && context.xpos(behind) == Xpos::Vbg;
            let is_to = to && context.lower(at) == "to" && context.xpos(behind) == Xpos::Vb;
            if is_of || is_to {
                // "begged donors *not to forget*"
                let is_negated = matches!(context.lower(at - 1).as_str(), "not" | "never");
                let start = if is_of { at + 1 } else { at - usize::from(is_negated) };
                let subtree = context.annotated.subtree(self.anchor.head);
                self.ends_from(
                    Start::Adverbial,
                    start,
                    subtree.end.max(start),
                    context.lemmas[at],
                    Some(behind),
                );
                return true;
            }
            // "told her that he had promised to go": the clause is what is told, not the going.
            let begins_clause = self.takes("object-that")
                && matches!(context.xpos(at), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
            if begins_clause || matches!(context.annotated.form(at), ";" | ":") {
                break;
            }
        }
        self.charge(next, limit)
    }

    /// "requested the mainland *send* boats to help": what somebody is to do, without "to" or "that".
    fn bare_infinitive(&self, next: usize, limit: usize) -> Option<usize> {
        let context = self.context;
        if !saying_words::is_of_what_to_do(&self.anchor.lemma) {
            return None;
        }
        let is_named = |word: usize| {
            matches!(
                context.upos(word),
                Upos::Noun | Upos::Propn | Upos::Pron | Upos::Det | Upos::Adj | Upos::Num | Upos::Part
            ) && context.xpos(word) != Xpos::To
        };
        let verb = (next + 1..limit).find(|&word| !is_named(word))?;
        let is_bare = context.upos(verb) == Upos::Verb
            && matches!(context.xpos(verb), Xpos::Vb | Xpos::Vbp)
            && context.annotated.form(verb) == context.lemma(verb)
            && (next..verb).any(|word| matches!(context.upos(word), Upos::Noun | Upos::Propn | Upos::Pron));
        is_bare.then_some(verb)
    }

    /// "accused the clerk *of theft*", "warned her *of floods*": the noun behind whoever is spoken to or of.
    fn charge(&mut self, next: usize, limit: usize) -> bool {
        let context = self.context;
        if !self.takes("object-of") || context.lower(next) == "of" {
            return false;
        }
        // "the mayor of Lindby *of* theft": behind the whole name.
        let whole = context.mention(next).map(|mention| mention.words.end);
        let of = whole.filter(|&end| end < limit && context.lower(end) == "of").or_else(|| {
            (next + 1..limit)
                .take_while(|&word| !context.is_break(word) && context.upos(word) != Upos::Verb)
                .find(|&word| context.lower(word) == "of")
        });
        let is_charge = |of: usize| {
            matches!(context.upos(of + 1), Upos::Noun | Upos::Adj | Upos::Det | Upos::Pron)
                && matches!(context.upos(of - 1), Upos::Noun | Upos::Propn | Upos::Pron)
        };
        let Some(of) = of.filter(|&of| is_charge(of)) else { return false };
        let head = (of + 1..limit).find(|&word| context.upos(word) == Upos::Noun);
        let subtree = context.annotated.subtree(self.anchor.head);
        let stretch = head.map_or(subtree, |head| context.annotated.subtree(head));
        self.ends_from(Start::Adverbial, of + 1, stretch.end.max(of + 2), context.lemmas[of], head);
        true
    }
}
