//! Contents that stand beside their cue and not under it: "Talks failed, he said", "According to
//! the envoy, talks failed", "Putin: Talks failed".

use super::{End, Search, Start};
use crate::sources::phrase_group;
use dateline_language::{Deprel, Upos, Xpos};
use dateline_model::Span;

impl Search<'_, '_> {
    /// "Talks failed, he said", "Talks, he said, failed".
    pub(super) fn before(&mut self, verb: usize) {
        let context = self.context;
        let annotated = context.annotated;
        let sentence = self.sentence;
        for child in annotated.children(verb).filter(|&child| child < verb) {
            if context.deprel(child).is(Deprel::Ccomp) {
                let stretch = annotated.subtree(child);
                let until = stretch.end.min(verb);
                self.add(Start::Fronted, &[Span::new(stretch.start, until)], End::Own, 0, Some(child));
            }
        }
        let subject = crate::subjects::subject(context, verb).filter(|&subject| subject >= sentence.start);
        let group = subject
            .filter(|&subject| subject < verb)
            .map_or(verb, |subject| annotated.subtree(subject).start);
        let parenthesis = self.parenthesis();
        let group = parenthesis.map_or(group, |words| words.start);
        let far = sentence.start.max(verb.saturating_sub(40));
        let mut lefts: Vec<usize> = Vec::new();
        let mut order = 0;
        for at in (far..verb).rev() {
            if !(context.is_break(at)
                || context.is_quotation_mark(at)
                || matches!(context.annotated.form(at), "?" | "!"))
            {
                continue;
            }
            // Between content and cue stands nothing but the source.
            if at < group || order < 2 {
                lefts.push(at);
                order += 1;
            }
            if order >= 3 || at < group {
                break;
            }
        }
        let subtree = annotated.subtree(verb);
        let right_group = subject
            .filter(|&subject| subject > verb)
            .map_or(verb + 1, |subject| annotated.subtree(subject).end);
        let right_group = parenthesis.map_or(right_group, |words| words.end);
        // "The ferry was late, Horn said, *citing* the wind and the tide": how he goes on is told, and not said.
        let goes_on = right_group + 1 < sentence.end
            && context.is_comma(right_group)
            && context.xpos(right_group + 1) == Xpos::Vbg
            && context.entries[right_group + 1].is_some()
            && context.quoted[right_group + 1].is_none();
        let rights: Vec<usize> = (right_group.min(sentence.end)..sentence.end.saturating_sub(2))
            .filter(|&at| context.is_break(at) && !goes_on)
            .take(2)
            .collect();
        // Where the cue stands beside the clause that it reports, that clause tells where it begins.
        let clause = (context.deprel(verb).is(Deprel::Parataxis))
            .then(|| context.head(verb))
            .flatten()
            .map(|head| annotated.subtree(head).start);
        for &left in &lefts {
            let end = if left < group { End::Own } else { End::Later };
            let piece = Span::new(sentence.start, left + 1);
            self.add(Start::Before, &[piece], end, 0, None);
            if let Some(start) = clause.filter(|&start| start > sentence.start && start < left) {
                self.add(Start::Before, &[Span::new(start, left + 1)], End::Subtree, 0, None);
            }
            if let Some(start) = self.last_clause(left) {
                self.add(Start::Before, &[Span::new(start, left + 1)], End::Break, 0, None);
            }
            if end == End::Own {
                for &right in &rights {
                    let rest = Span::new(right + 1, sentence.end);
                    self.add(Start::Around, &[piece, rest], End::Sentence, 0, None);
                    let rest = Span::new(right + 1, subtree.end.max(right + 1));
                    self.add(Start::Around, &[piece, rest], End::Subtree, 0, None);
                }
            }
        }
    }

    /// "He won, *but talks failed*, she said": the last clause before a break.
    pub(super) fn last_clause(&self, left: usize) -> Option<usize> {
        let context = self.context;
        (self.sentence.start + 1..left.saturating_sub(3)).rev().find(|&at| {
            context.is_break(at - 1)
                && context.quoted[at].is_none()
                && (context.upos(at) == Upos::Cconj
                    || matches!(context.annotated.form(at - 1), ";" | "—" | "–" | "--" | ":"))
        })
    }

    /// "According to X, talks failed."
    pub(super) fn phrase(&mut self) {
        let context = self.context;
        let sentence = self.sentence;
        let group = phrase_group(context, self.anchor);
        let before = Span::new(sentence.start, group.start);
        let after = Span::new(group.end, sentence.end);
        let (has_before, has_after) = (context.has_letters(before), context.has_letters(after));
        if has_before && has_after {
            self.add(Start::Rest, &[before, after], End::Sentence, 0, None);
        }
        // "She will come on Monday *and* – according to the clerk – may stay": what is said goes on behind.
        let leads_on = has_before
            && has_after
            && before
                .range()
                .rev()
                .find(|&word| !context.is_punctuation(word))
                .is_some_and(|word| context.upos(word) == Upos::Cconj);
        if has_before && !leads_on {
            self.add(Start::RestBefore, &[before], End::Sentence, 0, None);
            if let Some(start) = self.last_clause(group.start) {
                self.add(Start::RestBefore, &[Span::new(start, group.start)], End::Break, 0, None);
            }
        }
        if has_after {
            self.add(Start::RestAfter, &[after], End::Sentence, 0, None);
            for at in self.breaks_behind(group.end + 1) {
                self.add(Start::RestAfter, &[Span::new(group.end, at)], End::Break, 0, None);
            }
        }
        // The clause that the phrase belongs to.
        let mut head = context.head(self.anchor.head);
        for _ in 0..4 {
            let Some(at) = head else { break };
            if context.upos(at) == Upos::Verb || context.has_child(at, Deprel::Cop) {
                let clause = context.annotated.subtree(at);
                let (start, end) = (clause.start.max(sentence.start), clause.end.min(sentence.end));
                let left = Span::new(start, group.start.max(start));
                let right = Span::new(group.end.min(end), end);
                self.add(Start::Rest, &[left, right], End::Subtree, 0, Some(at));
                break;
            }
            head = context.head(at);
        }
        self.quotations();
    }

    pub(super) fn colon(&mut self) {
        let context = self.context;
        let next = self.anchor.head + 1;
        let count = context.annotated.tokens.len();
        if next >= count {
            return;
        }
        let first = context.sentence(next);
        self.add(Start::AfterColon, &[Span::new(next, first.end)], End::Sentence, 0, None);
        let paragraph = context.paragraph(next);
        let mut end = first.end;
        while end < count && context.paragraph(end) == paragraph {
            end = context.sentence(end).end;
        }
        self.add(Start::AfterColon, &[Span::new(next, end)], End::Paragraph, 0, None);
        self.quotation_after();
    }
}
