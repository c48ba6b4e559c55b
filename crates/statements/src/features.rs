//! What the model sees of a cue with a content, and of a cue with a source.

mod shapes;

use super::anchors::{Anchor, AnchorPart};
use super::contents::{Content, End, Start};
use super::context::Context;
use super::lexicon::CueKind;
use super::sources::{Source, SourceRelation};
use dateline_language::{Deprel, Upos, Xpos};
use dateline_model::{MentionKind, Span};
use shapes::{bucket, chain_gap, clause_shape, cues_inside, quotation_shape, trailing_words};

/// The lemma of every cue that training has not met.
const UNKNOWN: u32 = 0x00C0_FFEE;

/// Features of one candidate, as hashes: the model finds weights by their last bits.
#[derive(Clone, Debug, Default)]
pub(super) struct Features(pub Vec<u32>);

impl Features {
    fn add(&mut self, name: u32, a: u32, b: u32) {
        debug_assert!(
            (1..=76).contains(&name) || (101..=125).contains(&name),
            "{name} is not in the set that the trained file is of"
        );
        let mut hash = u64::from(name).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        hash = (hash ^ u64::from(a)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        hash = (hash ^ (hash >> 29) ^ u64::from(b)).wrapping_mul(0x94D0_49BB_1331_11EB);
        self.0.push((hash ^ (hash >> 32)) as u32);
    }
}

/// What holds for an anchor whatever its content.
pub(super) struct AnchorView {
    lemma: u32,
    kind: u32,
    act: u32,
    form: u32,
    part: u32,
    voice: u32,
    subject: u32,
    subject_lemma: u32,
    governor: u32,
    relation: u32,
    modality: u32,
    quoted: u32,
    position: u32,
    rival: u32,
}

impl AnchorView {
    /// The same as if it stood under no other cue.
    pub fn free(mut self) -> Self {
        self.governor = 0;
        self
    }
}

fn name_kind(kind: Option<MentionKind>) -> u32 {
    kind.map_or(0, |kind| 1 + kind as u32)
}

/// What kind of word could be doing the speaking.
fn speaker_class(context: &Context<'_>, head: usize) -> u32 {
    if context.upos(head) == Upos::Pron {
        return match context.lemma(head) {
            "I" | "we" => 20,
            "he" | "she" => 21,
            "they" => 22,
            "it" => 23,
            "who" => 24,
            "you" => 25,
            "there" => 26,
            _ => 27,
        };
    }
    let entity = context.mention(head).map(|mention| context.scene.entities.entities[mention.entity].kind);
    if context.names[head].is_some() {
        return name_kind(context.names[head]);
    }
    match (entity, context.upos(head)) {
        (Some(kind), _) => 40 + name_kind(Some(kind)),
        (None, Upos::Propn) => 30,
        (None, Upos::Noun) if context.xpos(head) == Xpos::Nns => 31,
        (None, Upos::Noun) => 32,
        _ => 33,
    }
}

impl AnchorView {
    /// `knows` tells whether training has met a cue; the others share one lemma, which was
    /// trained on a part of all cues, so that what is new is judged by its frame.
    pub fn new(context: &Context<'_>, anchor: &Anchor, knows: bool) -> Self {
        let head = anchor.head;
        let entry = anchor.entry.map(|entry| context.lexicon.entry(entry));
        let subject = match anchor.part {
            AnchorPart::Verb | AnchorPart::Adjective => super::subjects::first_verb(context, anchor)
                .and_then(|first| super::subjects::own_subject(context, first))
                .or_else(|| super::subjects::subject(context, head)),
            AnchorPart::Noun => context.annotated.child(head, Deprel::NmodPoss),
            AnchorPart::Phrase | AnchorPart::Colon | AnchorPart::Dash => None,
        };
        let modality = context.modal(head).map_or(0, |modal| context.lemmas[modal])
            ^ context.negation(head).map_or(0, |_| 0x55)
            ^ if is_question(context, head) { 0xAA00 } else { 0 };
        AnchorView {
            lemma: if knows { anchor.key } else { UNKNOWN },
            kind: entry.map_or(0, |entry| 1 + entry.kind as u32),
            act: entry.map_or(0, |entry| 1 + entry.act as u32),
            form: context.xpos(head) as u32,
            part: anchor.part as u32,
            voice: u32::from(context.is_passive(head)),
            subject: subject.map_or(0, |subject| 1 + speaker_class(context, subject)),
            subject_lemma: subject.map_or(0, |subject| context.lemmas[subject]),
            governor: governing_cue(context, head),
            relation: context.deprel(head) as u32,
            modality,
            quoted: quoted_state(context, head),
            position: bucket(head - context.sentence(head).start),
            rival: rivals(context, head),
        }
    }
}

fn is_question(context: &Context<'_>, word: usize) -> bool {
    let sentence = context.sentence(word);
    (sentence.end.saturating_sub(2)..sentence.end).any(|at| context.annotated.form(at) == "?")
}

/// Whether a cue stands in somebody's quotation, and whether that looks like speech.
fn quoted_state(context: &Context<'_>, word: usize) -> u32 {
    match context.quotation(word) {
        None => 0,
        Some(quotation) if quotation.words.len() <= 5 => 1,
        Some(_) => 2,
    }
}

/// The cue under whose content this cue stands: "He *said* that they hoped …"
fn governing_cue(context: &Context<'_>, head: usize) -> u32 {
    let mut at = head;
    for step in 0..8u32 {
        let Some(up) = context.head(at) else { break };
        let relation = context.deprel(at);
        let is_content = matches!(relation.base(), Deprel::Ccomp | Deprel::Xcomp | Deprel::Csubj)
            || relation == Deprel::Acl;
        if is_content && context.entries[up].is_some() {
            let entry = context.entries[up].map_or(0, |entry| context.lexicon.entry(entry).kind as u32);
            return 1 + entry * 4 + step.min(2) + if relation.is(Deprel::Xcomp) { 64 } else { 0 };
        }
        at = up;
    }
    0
}

/// Lexicon verbs of the same sentence, before and behind.
fn rivals(context: &Context<'_>, head: usize) -> u32 {
    let sentence = context.sentence(head);
    let count = |range: std::ops::Range<usize>| {
        range
            .filter(|&at| {
                context.upos(at) == Upos::Verb
                    && context.entries[at].is_some_and(|entry| {
                        matches!(context.lexicon.entry(entry).kind, CueKind::Speech | CueKind::Writing)
                    })
            })
            .take(2)
            .count() as u32
    };
    let low = sentence.start.max(head.saturating_sub(40));
    let high = sentence.end.min(head + 40);
    count(low..head) * 3 + count(head + 1..high)
}

/// Features of a cue with a content.
pub(super) fn content_features(
    context: &Context<'_>,
    anchor: &Anchor,
    view: &AnchorView,
    content: &Content,
) -> Features {
    let mut features = Features(Vec::with_capacity(96));
    let lemma = view.lemma;
    let start = content.start as u32;
    let first = content.pieces[0];
    let last = content.pieces[content.pieces.len() - 1];
    let marked = (start * 4096) ^ content.marker;
    // The cue alone: whether it is one.
    features.add(1, lemma, view.part);
    features.add(2, lemma, view.subject);
    features.add(3, view.kind, view.part);
    features.add(4, view.act, view.subject);
    features.add(5, view.form, view.kind);
    features.add(6, view.voice, view.kind);
    features.add(7, lemma, view.voice);
    features.add(8, view.subject, view.part);
    features.add(9, view.governor, view.kind);
    features.add(10, lemma, view.governor);
    features.add(11, view.modality, view.kind);
    features.add(12, view.quoted, view.kind);
    features.add(13, lemma, view.quoted);
    features.add(14, view.position, view.part);
    features.add(15, view.rival, view.kind);
    features.add(16, view.relation, view.kind);
    features.add(17, lemma, view.form);
    features.add(18, view.subject_lemma, view.kind);
    // The frame: cue and shape together.
    for bit in 0..25 {
        if content.starts & (1 << bit) != 0 {
            features.add(20, bit, view.part);
            features.add(21, bit, lemma);
            features.add(22, bit, view.kind * 64 + view.voice);
            features.add(23, bit, view.form * 8 + view.voice);
        }
    }
    features.add(24, marked, lemma);
    features.add(25, marked, view.kind);
    features.add(26, start, view.subject);
    features.add(27, start, view.relation);
    features.add(28, start, view.quoted * 8 + view.governor.min(1));
    let prefix = context.annotated.tokens.get(anchor.cue.end).map_or(0, |_| context.lemmas[anchor.cue.end]);
    features.add(29, lemma, prefix);
    features.add(30, start, prefix);
    if let Some(entry) = anchor.entry {
        let fits = fits_frame(context, entry, content) as u32;
        features.add(31, fits, start);
        features.add(32, fits, view.kind);
    }
    // Where it ends.
    for bit in 0..11 {
        if content.ends & (1 << bit) != 0 {
            features.add(34, bit, start);
            features.add(35, bit, lemma);
            features.add(36, bit, marked);
        }
    }
    features.add(37, u32::from(content.ends), start);
    let sentence = context.sentence(anchor.head);
    let end_state = if last.end == sentence.end {
        0
    } else if last.end > sentence.end {
        1
    } else {
        2 + u32::from(context.is_punctuation(last.end))
    };
    let behind = if last.end < context.annotated.tokens.len() && last.end < sentence.end {
        if context.is_punctuation(last.end) && last.end + 1 < sentence.end {
            context.lemmas[last.end + 1] ^ 0x3C
        } else {
            context.lemmas[last.end]
        }
    } else {
        0
    };
    let behind_relation = (last.end..(last.end + 2).min(sentence.end))
        .find(|&at| !context.is_punctuation(at))
        .map_or(99, |at| context.upos(at) as u32);
    features.add(38, end_state, start);
    let next = (last.end + 1..sentence.end)
        .find(|&at| !context.is_punctuation(at))
        .map_or(99, |at| context.xpos(at) as u32);
    features.add(42, behind, next);
    features.add(43, next, start * 4 + end_state);
    features.add(39, behind, 0);
    features.add(40, behind, start);
    features.add(41, behind_relation, start * 4 + end_state);
    // The content itself.
    let length: usize = content.pieces.iter().map(Span::len).sum();
    features.add(44, bucket(length), start);
    features.add(45, bucket(length), view.kind);
    features.add(46, content.pieces.len().min(3) as u32, start);
    let first_word = context.lemmas[first.start];
    features.add(47, first_word, lemma);
    features.add(48, first_word, start);
    features.add(49, context.xpos(first.start) as u32, start);
    features.add(50, context.xpos(first.start) as u32, lemma);
    let before = first.start.checked_sub(1).map_or(0, |at| context.lemmas[at]);
    features.add(51, before, start);
    let last_word = context.upos(last.end - 1) as u32;
    features.add(52, last_word, start);
    let (verbs, clause) = clause_shape(context, content);
    features.add(53, clause, start);
    features.add(54, clause, lemma);
    features.add(55, clause, view.kind * 16 + view.part);
    features.add(56, verbs, start);
    let quotes = quotation_shape(context, content);
    features.add(57, quotes, start);
    features.add(58, quotes, view.kind);
    features.add(59, quotes, lemma);
    if let Some(head) = content.head {
        features.add(60, context.lemmas[head], lemma);
        features.add(61, context.upos(head) as u32, marked);
        features.add(62, context.xpos(head) as u32, lemma);
        features.add(63, speaker_class(context, head), marked);
        features.add(64, speaker_class(context, head), lemma);
        features.add(65, context.lemmas[head], view.kind);
        features.add(66, context.deprel(head) as u32, lemma);
    }
    let distance = if first.start >= anchor.cue.end {
        bucket(first.start - anchor.cue.end)
    } else {
        16 + bucket(anchor.cue.start.saturating_sub(first.end))
    };
    features.add(67, distance, start);
    features.add(68, distance, view.kind);
    let commas =
        first.range().take(60).filter(|&at| context.is_break(at) && context.quoted[at].is_none()).count();
    features.add(69, commas.min(4) as u32, start);
    features.add(70, cues_inside(context, content), start);
    features.add(71, cues_inside(context, content), view.kind);
    if content.starts & ((1 << Start::QuoteBefore as u32) | (1 << Start::QuoteAfter as u32)) != 0 {
        features.add(
            72,
            trailing_words(context, last),
            u32::from(content.ends & (1 << End::Chain as u16) != 0),
        );
        let gap = chain_gap(context, anchor, content);
        features.add(75, gap, start);
        features.add(76, gap, lemma);
        features.add(73, view.subject, view.kind);
        features.add(74, view.relation, view.subject);
    }
    features
}

/// Whether the lexicon's frames for the cue hold this one.
pub(super) fn fits_frame(context: &Context<'_>, entry: usize, content: &Content) -> bool {
    let entry = context.lexicon.entry(entry);
    // "denied *stealing*", "ruled out *giving up*": a gerund is an object.
    if matches!(content.start, Start::Infinitive | Start::Adverbial | Start::Clause)
        && content.marker == 0
        && content.head.is_some_and(|head| context.xpos(head) == Xpos::Vbg)
    {
        return entry.takes("object");
    }
    let frame = match content.start {
        Start::Clause | Start::That | Start::NounClause => "that",
        Start::Next | Start::AfterRun => return entry.takes("that") || entry.takes("object"),
        Start::Infinitive => "to",
        Start::Object => "object",
        Start::Question => "wh",
        Start::Adverbial | Start::Oblique | Start::NounOblique | Start::WithMarker => {
            return entry.frames.iter().any(|frame| super::contents::marker(frame) == content.marker);
        }
        Start::Subject | Start::SubjectAnd => "passive",
        _ => "quote",
    };
    entry.takes(frame)
}

/// Features of a cue with a source.
pub(super) fn source_features(
    context: &Context<'_>,
    anchor: &Anchor,
    view: &AnchorView,
    content: &Content,
    source: Source,
) -> Features {
    let mut features = Features(Vec::with_capacity(40));
    let relation = source.relation as u32;
    let class = speaker_class(context, source.head);
    let start = content.start as u32;
    let head = source.head;
    let side = u32::from(head > anchor.head);
    features.add(101, relation, view.part);
    features.add(102, relation, view.lemma);
    features.add(103, relation, view.kind);
    features.add(104, relation, class);
    features.add(105, relation, start);
    features.add(106, relation, view.voice * 64 + view.form);
    features.add(107, relation, view.relation);
    features.add(108, class, start * 2 + side);
    features.add(109, class, view.lemma);
    features.add(110, class, view.kind * 2 + side);
    features.add(111, context.lemmas[head], relation);
    features.add(112, context.lemmas[head], view.kind);
    features.add(113, context.deprel(head) as u32, relation);
    let distance = bucket(head.abs_diff(anchor.head));
    features.add(114, distance, relation);
    features.add(115, distance, start * 2 + side);
    let marker = context.marker(head).map_or(0, |marker| context.lemmas[marker]);
    features.add(116, marker, relation);
    features.add(117, marker, view.lemma);
    let inside = content.pieces.iter().any(|piece| piece.start <= head && head < piece.end);
    features.add(118, u32::from(inside), relation);
    features.add(119, u32::from(inside), start);
    let between = head.min(anchor.head) + 1..head.max(anchor.head);
    let commas = between.clone().take(40).filter(|&at| context.is_break(at)).count().min(3) as u32;
    features.add(120, commas, relation);
    let verbs = between.take(40).filter(|&at| context.upos(at) == Upos::Verb).count().min(3) as u32;
    features.add(121, verbs, relation);
    let same_quote = u32::from(context.quoted[head] == context.quoted[anchor.head]);
    features.add(122, same_quote, relation);
    features.add(123, view.subject, relation);
    features.add(124, relation, view.governor);
    if source.relation == SourceRelation::Subject {
        features.add(125, view.lemma, class);
    }
    features
}
