//! What may be the content of a possible cue: every stretch that a frame allows, found by
//! the tree and, since trees err most just here, by the surface too. The model chooses.

use super::anchors::{Anchor, AnchorPart};
use super::context::{Context, hash_text};
use super::sources;
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::Span;

/// A stretch that may be the content of a cue.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Content {
    /// Its words, in one or more pieces.
    pub pieces: Vec<Span<Word>>,
    /// How it was found.
    pub start: Start,
    /// Other ways that lead to the same stretch, one bit a way.
    pub starts: u32,
    /// Where it may end: one bit for each [`End`] that it meets.
    pub ends: u16,
    /// Hash of the preposition or conjunction that leads to it; 0 for none.
    pub marker: u32,
    /// The head word of the clause or phrase, where the tree has one.
    pub head: Option<usize>,
}

/// With what a content begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(super) enum Start {
    /// "said *(that) talks failed*".
    Clause,
    /// "refused *to go*".
    Infinitive,
    /// "accused him of *lying*", "criticised it for *failing*".
    Adverbial,
    /// "demanded *a swift response*".
    Object,
    /// "called for *calm*".
    Oblique,
    /// "called for": the same with its preposition.
    WithMarker,
    /// A clause beside the cue.
    Parataxis,
    /// Whatever follows the cue.
    Next,
    /// Whatever follows the cue's addressee, day and place.
    AfterRun,
    /// From the next "that".
    That,
    /// From a question word.
    Question,
    /// The sentence before ", he said".
    Before,
    /// The same on both sides of ", he said,".
    Around,
    /// The clause that stands before its verb.
    Fronted,
    /// "*Taxes* were criticised".
    Subject,
    /// "*He* is expected *to resign*".
    SubjectAnd,
    /// The quotation before the cue, with what goes on behind it.
    QuoteBefore,
    /// The quotation after the cue.
    QuoteAfter,
    /// "the demand *that …*".
    NounClause,
    /// "support for *the plan*".
    NounOblique,
    /// "Her advice was *not to go*".
    Copular,
    /// "According to X, *talks failed*".
    Rest,
    /// The same, only what stands before.
    RestBefore,
    /// The same, only what stands behind.
    RestAfter,
    /// "Putin: *Talks failed*".
    AfterColon,
}

/// Where a content ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(super) enum End {
    /// With the clause or phrase itself.
    Own,
    /// With a later phrase of the cue.
    Later,
    /// With everything under the cue.
    Subtree,
    /// With the sentence.
    Sentence,
    /// Before the first comma or dash with a new clause behind it.
    Break,
    /// Before the second.
    SecondBreak,
    /// Before the third.
    ThirdBreak,
    /// Before a later one.
    LaterBreak,
    /// With the quotation, sentences later.
    Quotation,
    /// With the paragraph.
    Paragraph,
    /// With one more quotation of the paragraph than the cue stands beside.
    Chain,
}

/// How many stretches are tried for one cue.
const MOST: usize = 90;

/// The candidates of one anchor.
pub(super) fn contents(context: &Context<'_>, anchor: &Anchor) -> Vec<Content> {
    let mut search = Search { context, anchor, sentence: context.sentence(anchor.head), found: Vec::new() };
    match anchor.part {
        AnchorPart::Verb => search.verb(),
        AnchorPart::Noun => search.noun(),
        AnchorPart::Adjective => search.adjective(),
        AnchorPart::Phrase => search.phrase(),
        AnchorPart::Colon => search.colon(),
        AnchorPart::Dash => search.dash(),
    }
    search.found
}

struct Search<'c, 's> {
    context: &'c Context<'s>,
    anchor: &'c Anchor,
    sentence: Span<Word>,
    found: Vec<Content>,
}

impl Search<'_, '_> {
    fn add(&mut self, start: Start, pieces: &[Span<Word>], end: End, marker: u32, head: Option<usize>) {
        let context = self.context;
        let pieces: Vec<Span<Word>> = pieces
            .iter()
            .map(|&piece| context.trim(piece))
            .filter(|&piece| !piece.is_empty() && context.has_letters(piece))
            .collect();
        let is_usable = !pieces.is_empty()
            && pieces.iter().all(|piece| !piece.overlaps(&self.anchor.cue))
            && pieces.windows(2).all(|pair| pair[0].end <= pair[1].start);
        if !is_usable {
            return;
        }
        if let Some(same) = self.found.iter_mut().find(|content| content.pieces == pieces) {
            same.starts |= 1 << start as u32;
            same.ends |= 1 << end as u16;
            return;
        }
        if self.found.len() < MOST {
            self.found.push(Content {
                pieces,
                start,
                starts: 1 << start as u32,
                ends: 1 << end as u16,
                marker,
                head,
            });
        }
    }

    fn verb(&mut self) {
        let verb = self.anchor.head;
        self.quotations();
        self.right_children(verb, false);
        self.surface(verb);
        self.subject(verb);
        self.before(verb);
    }

    fn noun(&mut self) {
        let (context, noun) = (self.context, self.anchor.head);
        self.right_children(noun, true);
        // "Her advice was not to go"
        if context.deprel(noun).is(Deprel::Nsubj)
            && let Some(predicate) = context.head(noun)
            && predicate > noun
        {
            let clause = context.annotated.subtree(predicate);
            let copula = context.annotated.child(predicate, Deprel::Cop);
            let start = copula.map_or(context.annotated.subtree(noun).end, |copula| copula + 1);
            self.ends_from(Start::Copular, start, clause.end, 0, Some(predicate));
        }
        self.quotation_after();
    }

    fn adjective(&mut self) {
        let adjective = self.anchor.head;
        self.right_children(adjective, true);
        self.surface(adjective);
    }

    /// Stretches that begin with something that hangs on the cue and stands behind it.
    fn right_children(&mut self, cue: usize, is_noun: bool) {
        let context = self.context;
        let annotated = context.annotated;
        let right: Vec<usize> =
            annotated.children(cue).filter(|&child| child > cue && !context.is_punctuation(child)).collect();
        for (order, &child) in right.iter().enumerate() {
            let stretch = annotated.subtree(child);
            if stretch.start <= cue {
                continue;
            }
            let marker = context.marker(child).filter(|&marker| marker >= stretch.start);
            let marker_hash = marker.map_or(0, |marker| context.lemmas[marker]);
            let start = match context.deprel(child).base() {
                Deprel::Ccomp | Deprel::Csubj => Start::Clause,
                Deprel::Xcomp => Start::Infinitive,
                Deprel::Advcl => Start::Adverbial,
                Deprel::Acl if is_noun => Start::NounClause,
                Deprel::Obj | Deprel::Iobj => Start::Object,
                Deprel::Obl => Start::Oblique,
                Deprel::Nmod if is_noun => Start::NounOblique,
                Deprel::Parataxis | Deprel::Appos => Start::Parataxis,
                _ => continue,
            };
            if start == Start::Object && self.is_spoken_to(&right[order + 1..]) {
                continue;
            }
            let bare = self.behind_markers(child, stretch, start);
            self.ends_from(start, bare, stretch.end, marker_hash, Some(child));
            for &later in &right[order + 1..] {
                let end = annotated.subtree(later).end;
                if end > stretch.end && !context.deprel(later).is(Deprel::Conj) {
                    self.add(start, &[Span::new(bare, end)], End::Later, marker_hash, Some(child));
                }
            }
            if bare > stretch.start {
                self.add(Start::WithMarker, &[stretch], End::Own, marker_hash, Some(child));
            }
        }
    }

    /// "accused *him* of lying", "urged *her* to go": the object is spoken to, not said.
    fn is_spoken_to(&self, later: &[usize]) -> bool {
        let context = self.context;
        let takes =
            |frame: &str| self.anchor.entry.is_some_and(|entry| context.lexicon.entry(entry).takes(frame));
        (takes("addressee") || takes("object-of"))
            && later.iter().any(|&child| {
                matches!(
                    context.deprel(child).base(),
                    Deprel::Xcomp | Deprel::Advcl | Deprel::Ccomp | Deprel::Obl
                ) && context.marker(child).is_some_and(|marker| {
                    let frame = format!("object-{}", context.lemma(marker));
                    takes(&frame)
                })
            })
    }

    /// The same by the surface, for where the tree has lost the thread: "of" with a gerund, "to" with
    /// an infinitive, not far behind the cue.
    fn behind_object(&mut self, next: usize) -> bool {
        let context = self.context;
        let takes =
            |frame: &str| self.anchor.entry.is_some_and(|entry| context.lexicon.entry(entry).takes(frame));
        let (of, to) = (takes("object-of"), takes("object-to") && takes("addressee"));
        if !(of || to) || context.is_comma(next) || context.quoted[next].is_some() {
            return false;
        }
        let limit = (next + 16).min(self.sentence.end.saturating_sub(1));
        for at in next..limit {
            let is_of = of && context.lower(at) == "of" && context.xpos(at + 1) == Xpos::Vbg;
            let is_to = to && context.lower(at) == "to" && matches!(context.xpos(at + 1), Xpos::Vb);
            if is_of || is_to {
                let start = if is_of { at + 1 } else { at };
                let subtree = context.annotated.subtree(self.anchor.head);
                let marker = context.lemmas[at];
                self.ends_from(Start::Adverbial, start, subtree.end.max(start), marker, Some(at + 1));
                return true;
            }
        }
        false
    }

    /// Prepositions belong to the cue ("called *for*"), "that" and "to" to the content.
    fn behind_markers(&self, child: usize, stretch: Span<Word>, start: Start) -> usize {
        let context = self.context;
        if !matches!(start, Start::Adverbial | Start::Oblique | Start::NounOblique | Start::NounClause) {
            return stretch.start;
        }
        let mut at = stretch.start;
        while at < child
            && matches!(context.deprel(at), Deprel::Case | Deprel::Mark | Deprel::Fixed)
            && !matches!(context.lemma(at), "that" | "whether" | "if")
            && context.xpos(at) != Xpos::To
        {
            at += 1;
        }
        // "called on them *to* act" is a case in looks only
        if at > stretch.start && context.upos(child) == Upos::Verb && context.xpos(child) == Xpos::Vb {
            at = stretch.start;
        }
        at
    }

    /// All the ends that a stretch from `start` may have.
    fn ends_from(&mut self, kind: Start, start: usize, own: usize, marker: u32, head: Option<usize>) {
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
    fn breaks_behind(&self, start: usize) -> Vec<usize> {
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
                && matches!(context.xpos(at + 1), Xpos::Vbd | Xpos::Vbz | Xpos::Rb)
                && (at + 1..self.sentence.end.min(at + 3))
                    .any(|next| matches!(context.xpos(next), Xpos::Vbd | Xpos::Vbz));
            if (opens || subordinates || shares) && !context.is_break(at - 1) {
                places.push(at);
                if places.len() == 6 {
                    break;
                }
            }
        }
        places
    }

    /// Stretches behind the cue that the surface alone shows.
    fn surface(&mut self, cue: usize) {
        let context = self.context;
        let annotated = context.annotated;
        let subtree = annotated.subtree(cue);
        let next = self.anchor.cue.end.max(cue + 1);
        if next >= self.sentence.end {
            return;
        }
        if self.behind_object(next) {
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
    fn subject(&mut self, verb: usize) {
        let context = self.context;
        let annotated = context.annotated;
        let Some(subject) = annotated.children(verb).find(|&child| {
            child < verb && matches!(context.deprel(child).base(), Deprel::Nsubj | Deprel::Csubj)
        }) else {
            return;
        };
        let stretch = annotated.subtree(subject);
        if context.is_passive(verb) || context.deprel(subject) == Deprel::NsubjPass {
            self.add(Start::Subject, &[stretch], End::Own, 0, Some(subject));
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

    /// "Talks failed, he said", "Talks, he said, failed".
    fn before(&mut self, verb: usize) {
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
        let subject = sources::subject(context, verb).filter(|&subject| subject >= sentence.start);
        let group = subject
            .filter(|&subject| subject < verb)
            .map_or(verb, |subject| annotated.subtree(subject).start);
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
        let rights: Vec<usize> = (right_group.min(sentence.end)..sentence.end.saturating_sub(2))
            .filter(|&at| context.is_break(at))
            .take(2)
            .collect();
        // Where the cue stands beside the clause that it reports, that clause tells where it begins.
        let clause = (context.deprel(verb).is(Deprel::Parataxis))
            .then(|| context.head(verb))
            .flatten()
            .map(|head| annotated.subtree(head).start);
        for (order, &left) in lefts.iter().enumerate() {
            let end = if left < group { End::Own } else { End::Later };
            let _ = order;
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
    fn last_clause(&self, left: usize) -> Option<usize> {
        let context = self.context;
        (self.sentence.start + 1..left.saturating_sub(3)).rev().find(|&at| {
            context.is_break(at - 1)
                && context.quoted[at].is_none()
                && (context.upos(at) == Upos::Cconj
                    || matches!(context.annotated.form(at - 1), ";" | "—" | "–" | "--" | ":"))
        })
    }

    fn quotations(&mut self) {
        self.quotation_before();
        self.quotation_after();
    }

    /// "A," he said. "B." — the quotation that ends before the cue, and those that go on behind it.
    fn quotation_before(&mut self) {
        let context = self.context;
        let verb = self.anchor.head;
        let Some(number) = (self.sentence.start.max(verb.saturating_sub(45))..verb)
            .rev()
            .find_map(|at| context.quoted[at])
            .filter(|&number| context.quoted[verb] != Some(number))
        else {
            return;
        };
        let quotations = &context.annotated.quotations;
        // Not the by-name in 'said Tom "Tiger" Smith': a quotation ends as a sentence or clause does.
        let number = (0..=number as usize)
            .rev()
            .take(3)
            .find(|&number| {
                let words = quotations[number].words;
                !words.is_empty()
                    && quotations[number].depth == 0
                    && (words.len() > 4 || context.is_punctuation(words.end - 1))
                    && words.end + 45 > verb
            })
            .unwrap_or(number as usize);
        let last = quotations[number].words;
        let mut pieces = vec![last];
        // "A." "B," he said: quotations that touch are one.
        let mut first = number;
        while let Some(before) = (0..first).rev().find(|&at| quotations[at].depth == 0) {
            let words = quotations[before].words;
            let touches = (words.end..quotations[first].words.start).all(|at| context.is_punctuation(at))
                && context.paragraph(words.start) == context.paragraph(last.start);
            if !touches || words.is_empty() {
                break;
            }
            pieces.insert(0, words);
            first = before;
        }
        self.add(Start::QuoteBefore, &pieces, End::Own, 0, None);
        self.chain(Start::QuoteBefore, pieces, number, verb);
    }

    fn quotation_after(&mut self) {
        let context = self.context;
        let cue = self.anchor.cue.end - 1;
        let count = context.annotated.tokens.len();
        // A quotation may open the next sentence or paragraph: "He said this: …"
        let limit = (self.sentence.end + 3).min(count).min(cue + 45);
        let Some(number) = (cue + 1..limit).find_map(|at| context.quoted[at]).filter(|&number| {
            context.quoted[cue] != Some(number)
                && context.annotated.quotations[number as usize].words.start > cue
        }) else {
            return;
        };
        let words = context.annotated.quotations[number as usize].words;
        if words.start >= self.sentence.end && !self.announces() {
            return;
        }
        self.add(Start::QuoteAfter, &[words], End::Own, 0, None);
        let gap = words.end;
        self.chain(Start::QuoteAfter, vec![words], number as usize, gap);
    }

    /// Whether the sentence ends as one that a quotation follows.
    fn announces(&self) -> bool {
        let context = self.context;
        let last = (self.sentence.start..self.sentence.end).rev().find(|&at| !context.is_quotation_mark(at));
        last.is_some_and(|last| matches!(context.annotated.form(last), ":" | "," | "—" | "–"))
            || (self.anchor.head + 2..self.sentence.end).all(|at| context.is_punctuation(at))
    }

    /// Quotations of the same paragraph that go on with no new attribution.
    fn chain(&mut self, start: Start, mut pieces: Vec<Span<Word>>, last: usize, cue: usize) {
        let context = self.context;
        let quotations = &context.annotated.quotations;
        let paragraph = context.paragraph(cue.min(context.annotated.tokens.len() - 1));
        let mut behind = pieces.last().map_or(cue, |piece| piece.end).max(cue);
        for (step, quotation) in
            quotations[last + 1..].iter().filter(|quotation| quotation.depth == 0).take(4).enumerate()
        {
            let words = quotation.words;
            if words.is_empty() || words.start < behind || context.paragraph(words.start) != paragraph {
                break;
            }
            // The first goes on behind the cue's own sentence or inside it; the rest must touch.
            let is_near = if step == 0 && start == Start::QuoteBefore {
                words.start <= self.sentence.end + 2
            } else {
                (behind..words.start).all(|at| context.is_punctuation(at))
            };
            if !is_near {
                break;
            }
            pieces.push(words);
            self.add(start, &pieces, End::Chain, 0, None);
            behind = words.end;
        }
    }

    /// "According to X, talks failed."
    fn phrase(&mut self) {
        let context = self.context;
        let sentence = self.sentence;
        let group = sources::phrase_group(context, self.anchor);
        let before = Span::new(sentence.start, group.start);
        let after = Span::new(group.end, sentence.end);
        let (has_before, has_after) = (context.has_letters(before), context.has_letters(after));
        if has_before && has_after {
            self.add(Start::Rest, &[before, after], End::Sentence, 0, None);
        }
        if has_before {
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

    fn colon(&mut self) {
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

impl Search<'_, '_> {
    /// "“The road is open.” — Ada Doran"
    fn dash(&mut self) {
        let context = self.context;
        let at = self.anchor.head;
        let Some(&number) = (at.saturating_sub(2)..at).rev().find_map(|word| context.closing.get(&word))
        else {
            return;
        };
        let words = context.annotated.quotations[number as usize].words;
        self.add(Start::QuoteBefore, &[words], End::Own, 0, None);
    }
}

/// Hash of a preposition, to compare with [`Content::marker`].
pub(super) fn marker(text: &str) -> u32 {
    hash_text(text)
}
