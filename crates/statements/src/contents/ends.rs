//! Where a content that begins at a word may end.

use super::{End, Search, Start};
use dateline_language::{Upos, Xpos};
use dateline_model::Span;

impl Search<'_, '_> {
    /// All the ends that a stretch from `start` may have.
    pub(super) fn ends_from(
        &mut self,
        kind: Start,
        start: usize,
        own: usize,
        marker: u32,
        head: Option<usize>,
    ) {
        let subtree = self.context.annotated.subtree(self.anchor.head);
        self.add(kind, &[Span::new(start, own)], End::Own, marker, head);
        let sentence_end = self.sentence.end;
        if subtree.end > start {
            self.add(kind, &[Span::new(start, subtree.end)], End::Subtree, marker, head);
        }
        self.add(kind, &[Span::new(start, sentence_end)], End::Sentence, marker, head);
        for (order, at) in self.breaks_behind(start).into_iter().enumerate() {
            let end = [End::Break, End::SecondBreak, End::ThirdBreak, End::LaterBreak][order.min(3)];
            self.add(kind, &[Span::new(start, at)], end, marker, head);
        }
        // He said it was "a shame. It was bad."
        if let Some(quotation) = self.context.quotation(sentence_end - 1)
            && quotation.words.end > sentence_end
            && quotation.words.start >= start
        {
            self.add(kind, &[Span::new(start, quotation.words.end)], End::Quotation, marker, head);
        }
        // He said that "no way out has been found" on the question of the islands.
        if let Some(number) = (start..sentence_end.min(start + 3)).find_map(|at| self.context.quoted[at]) {
            let words = self.context.annotated.quotations[number as usize].words;
            if words.start >= start && words.end < sentence_end {
                self.add(kind, &[Span::new(start, words.end)], End::Quotation, marker, head);
            }
        }
    }

    /// The first places behind `start` where something new may begin that is not said.
    pub(super) fn breaks_behind(&self, start: usize) -> Vec<usize> {
        let context = self.context;
        let mut places = Vec::new();
        for at in start + 2..self.sentence.end.saturating_sub(1) {
            let opens = context.is_break(at)
                && context.quoted[at] == context.quoted[start]
                && (matches!(
                    context.upos(at + 1),
                    Upos::Sconj
                        | Upos::Cconj
                        | Upos::Adp
                        | Upos::Pron
                        | Upos::Verb
                        | Upos::Adv
                        | Upos::Det
                        | Upos::Propn
                ) || !context.is_comma(at));
            // "… that it would act after weeks of talks": no comma before these
            let subordinates =
                matches!(
                    context.lemma(at),
                    "as" | "while"
                        | "after"
                        | "before"
                        | "because"
                        | "when"
                        | "although"
                        | "though"
                        | "amid"
                        | "following"
                        | "during"
                        | "despite"
                        | "since"
                        | "even"
                ) && matches!(context.upos(at), Upos::Sconj | Upos::Adp | Upos::Adv | Upos::Verb);
            // "said he would not go but took the map": a verb with no subject of its own
            let shares = context.upos(at) == Upos::Cconj
                && matches!(context.xpos(at + 1), Xpos::Vbd | Xpos::Vbz | Xpos::Vbn | Xpos::Rb)
                && (at + 1..self.sentence.end.min(at + 3))
                    .any(|next| matches!(context.xpos(next), Xpos::Vbd | Xpos::Vbz | Xpos::Vbn));
            if (opens || subordinates || shares) && !context.is_break(at - 1) {
                places.push(at);
                if places.len() == 6 {
                    break;
                }
            }
        }
        places
    }
}
