//! What may be the content of a possible cue: every stretch that a frame allows, found by
//! the tree and, since trees err most just here, by the surface too. The model chooses.

mod behind_object;
mod beside;
mod ends;
mod quoted;
mod surface;

use super::anchors::{Anchor, AnchorPart};
use super::context::{Context, hash_text};
use super::lexicon::CuePart;
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
        if pieces.first().is_some_and(|piece| self.is_no_content(start, piece.start)) {
            return;
        }
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

    /// Behind a verb: "hired the ship *as a store*" and "offered a word *to the crews*" say what for and
    /// to whom, not what was said.
    fn is_no_content(&self, start: Start, first: usize) -> bool {
        let context = self.context;
        let is_behind = matches!(
            start,
            Start::Clause
                | Start::Infinitive
                | Start::Adverbial
                | Start::Object
                | Start::Oblique
                | Start::Next
                | Start::AfterRun
        );
        if self.anchor.part != AnchorPart::Verb || !is_behind || first < self.anchor.head {
            return false;
        }
        // "guards said, *two more than Kolar had reported*": how the number compares.
        let word =
            |at: usize| if at < context.annotated.tokens.len() { context.lower(at) } else { String::new() };
        if context.upos(first) == Upos::Num
            && matches!(word(first + 1).as_str(), "more" | "fewer" | "less" | "higher" | "lower")
            && word(first + 2) == "than"
        {
            return true;
        }
        // "reported, citing *two sources*": whom the speaker has it from.
        if first > 0
            && matches!(context.lower(first - 1).as_str(), "citing" | "quoting")
            && first - 1 != self.anchor.head
        {
            return true;
        }
        let next = (first + 1..context.annotated.tokens.len())
            .find(|&word| !matches!(context.upos(word), Upos::Adv) && !context.is_punctuation(word));
        match context.lower(first).as_str() {
            "as" => context.upos(first) == Upos::Adp && !self.anchor.is_naming(),
            "to" => next.is_some_and(|next| {
                let takes_to = || {
                    let with = format!("{} to", self.anchor.lemma);
                    context.lexicon.find(CuePart::Verb, &with).is_some()
                };
                !matches!(context.xpos(next), Xpos::Vb | Xpos::Vbp | Xpos::Cd) && !takes_to()
            }),
            _ => false,
        }
    }

    fn verb(&mut self) {
        let verb = self.anchor.head;
        if let Some((start, words)) = self.between_dashes() {
            self.add(start, &[words], End::Own, 0, None);
            return;
        }
        self.quotations();
        // "The bridge, she said, was old": what is said goes on round the cue.
        if let Some(words) = self.parenthesis() {
            // "a step which, she said, would cost jobs": what goes on behind it is said, what stands
            // before belongs to another.
            if self.follows_relative(words) {
                self.found.clear();
                self.add(
                    Start::RestAfter,
                    &[Span::new(words.end, self.sentence.end)],
                    End::Sentence,
                    0,
                    None,
                );
                for at in self.breaks_behind(words.end + 1) {
                    self.add(Start::RestAfter, &[Span::new(words.end, at)], End::Break, 0, None);
                }
                return;
            }
            self.before(verb);
            return;
        }
        // "accused him of lying": found by the surface, it leaves nothing else to try.
        if self.behind_object() {
            self.subject(verb);
            return;
        }
        self.right_children(verb, false);
        self.surface(verb);
        self.subject(verb);
        self.before(verb);
    }

    /// "informed its customers *that the branch would close*": the tree may hang what is said on who hears it.
    fn hung_on_the_hearer(&mut self, hearer: usize) {
        let context = self.context;
        if !matches!(context.deprel(hearer).base(), Deprel::Obj | Deprel::Iobj) {
            return;
        }
        let Some(entry) = self.anchor.entry.map(|entry| context.lexicon.entry(entry)) else { return };
        for clause in context.annotated.children(hearer).filter(|&clause| clause > hearer) {
            if !context.deprel(clause).is(Deprel::Acl) {
                continue;
            }
            // A "that" with a subject behind it opens what is told, even where the tree has it stand for the
            // hearers; one without tells of them ("told the crew that was on deck").
            let marker = context.annotated.subtree(clause).start;
            let has_subject = context
                .annotated
                .children(clause)
                .any(|child| child > marker && context.deprel(child).is(Deprel::Nsubj));
            let start = match context.lemma(marker) {
                "that" if has_subject && entry.takes("object-that") => Start::Clause,
                "to" if entry.takes("object-to") => Start::Infinitive,
                _ => continue,
            };
            let words = Span::new(marker, context.annotated.subtree(clause).end);
            self.add(start, &[words], End::Own, context.lemmas[marker], Some(clause));
        }
    }

    /// Subject and verb where they alone stand between two commas, by the surface: the tree takes
    /// the noun before the comma for the subject as often as not.
    fn parenthesis(&self) -> Option<Span<Word>> {
        let context = self.context;
        let verb = self.anchor.head;
        let end = self.anchor.cue.end;
        let far = (self.sentence.start + 1).max(verb.saturating_sub(8));
        let comma = (far..verb).rev().find(|&word| context.is_break(word))?;
        let is_noun =
            |word: usize| matches!(context.upos(word), Upos::Propn | Upos::Noun | Upos::Pron | Upos::Num);
        let is_part = |word: usize| {
            is_noun(word) || matches!(context.upos(word), Upos::Det | Upos::Adj | Upos::Adp | Upos::Part)
        };
        let fits = context.is_comma(comma)
            && end < self.sentence.end
            && context.is_comma(end)
            && (comma + 1..verb).all(is_part)
            && is_noun(verb - 1)
            && !matches!(context.xpos(verb - 1), Xpos::Wp | Xpos::Wdt)
            && context.quoted[comma] == context.quoted[verb];
        fits.then(|| Span::new(comma + 1, end))
    }

    /// Whether a relative pronoun stands just before the comma of a parenthesis: "a plan *which*, he said, …".
    pub(super) fn follows_relative(&self, words: Span<Word>) -> bool {
        words
            .start
            .checked_sub(2)
            .filter(|&word| word > self.sentence.start)
            .is_some_and(|pronoun| matches!(self.context.xpos(pronoun), Xpos::Wdt | Xpos::Wp))
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
        if !is_noun {
            right.iter().for_each(|&child| self.hung_on_the_hearer(child));
        }
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
            // "told *reporters* that", "assured *her* that"
            let has_clause = right[order + 1..]
                .iter()
                .any(|&later| matches!(context.deprel(later).base(), Deprel::Ccomp | Deprel::Xcomp));
            if start == Start::Object && has_clause && self.takes("addressee") {
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

    /// Prepositions belong to the cue ("called *for*"), "that" and "to" to the content.
    fn behind_markers(&self, child: usize, stretch: Span<Word>, start: Start) -> usize {
        let context = self.context;
        if !matches!(start, Start::Adverbial | Start::Oblique | Start::NounOblique | Start::NounClause) {
            return stretch.start;
        }
        let mut at = stretch.start;
        while at < child
            && (matches!(context.deprel(at), Deprel::Case | Deprel::Mark | Deprel::Fixed)
                || context.upos(at) == Upos::Adp)
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
}

/// Hash of a preposition, to compare with [`Content::marker`].
pub(super) fn marker(text: &str) -> u32 {
    hash_text(text)
}
