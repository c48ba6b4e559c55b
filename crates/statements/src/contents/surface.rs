//! Contents that the surface alone shows, for where the tree has gone wrong; and those that are the cue's subject.

use super::super::anchors::AnchorPart;
use super::{End, Search, Start};
use dateline_language::{Deprel, Upos};
use dateline_model::Span;

impl Search<'_, '_> {
    /// Stretches behind the cue that the surface alone shows.
    pub(super) fn surface(&mut self, cue: usize) {
        let context = self.context;
        let annotated = context.annotated;
        let subtree = annotated.subtree(cue);
        let next = self.anchor.cue.end.max(cue + 1);
        if next >= self.sentence.end {
            return;
        }
        self.ends_from(Start::Next, next, subtree.end.max(next), 0, None);
        // "told reporters at a meeting in Brussels on Friday | talks had failed"
        let mut run = next;
        for child in annotated.children(cue).filter(|&child| child > cue) {
            let is_run = matches!(
                context.deprel(child).base(),
                Deprel::Obl | Deprel::Advmod | Deprel::Iobj | Deprel::Obj | Deprel::Nsubj | Deprel::Punct
            );
            if !is_run {
                break;
            }
            run = run.max(annotated.subtree(child).end);
        }
        if run > next && run < self.sentence.end {
            self.ends_from(Start::AfterRun, run, subtree.end.max(run), 0, None);
        }
        // "told workers this week | talks had failed"
        let times = &context.scene.times;
        let at = times.partition_point(|time| time.words.start < next);
        if let Some(time) =
            times.get(at).filter(|time| time.words.start < next + 8 && time.words.end < self.sentence.end)
        {
            self.ends_from(Start::AfterRun, time.words.end, subtree.end.max(time.words.end), 0, None);
        }
        let limit = (next + 24).min(self.sentence.end);
        if let Some(that) = (next..limit).find(|&at| {
            context.lemma(at) == "that"
                && matches!(context.upos(at), Upos::Sconj)
                && context.quoted[at] == context.quoted[cue]
        }) {
            self.ends_from(Start::That, that, subtree.end.max(that), 0, None);
        }
        let limit = (next + 8).min(self.sentence.end);
        if let Some(question) = (next..limit).find(|&at| {
            matches!(context.lemma(at), "whether" | "if" | "how" | "why" | "what" | "who" | "where" | "when")
        }) {
            self.ends_from(Start::Question, question, subtree.end.max(question), 0, None);
        }
    }

    /// The subject as content: "Taxes were criticised", "He is expected to resign".
    pub(super) fn subject(&mut self, verb: usize) {
        let context = self.context;
        let annotated = context.annotated;
        let Some(subject) = annotated.children(verb).find(|&child| {
            child < verb && matches!(context.deprel(child).base(), Deprel::Nsubj | Deprel::Csubj)
        }) else {
            return;
        };
        let stretch = annotated.subtree(subject);
        let is_passive = context.is_passive(verb) || context.deprel(subject) == Deprel::NsubjPass;
        if is_passive {
            self.add(Start::Subject, &[stretch], End::Own, 0, Some(subject));
        }
        // "*It* called on members *to pay*" is no passive: whoever calls is not what is said.
        if !is_passive && self.anchor.part == AnchorPart::Verb {
            return;
        }
        for child in annotated.children(verb).filter(|&child| child > verb) {
            if matches!(
                context.deprel(child).base(),
                Deprel::Xcomp | Deprel::Advcl | Deprel::Obl | Deprel::Ccomp
            ) {
                let right = annotated.subtree(child);
                let marker = context.marker(child).map_or(0, |marker| context.lemmas[marker]);
                self.add(Start::SubjectAnd, &[stretch, right], End::Own, marker, Some(child));
                let end = annotated.subtree(verb).end;
                self.add(
                    Start::SubjectAnd,
                    &[stretch, Span::new(right.start, end)],
                    End::Subtree,
                    marker,
                    Some(child),
                );
            }
        }
    }
}
