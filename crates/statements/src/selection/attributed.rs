//! Quotations with their speaker beside them: between a closing mark and somebody any finite verb says it, "“They will be
//! back,” *assessed* the customs officer".

use super::super::anchors::{Anchor, AnchorPart};
use super::super::contents::{Content, Start};
use super::super::context::Context;
use super::super::lexicon::CueKind;
use super::super::sources::{may_be_source, own_subject};
use dateline_language::{Quotation, Upos, Word, Xpos};
use dateline_model::{MentionKind, Span};

/// How many words may stand between a verb and who speaks: "wrote *on the harbour's website* the mayor".
const REACH: usize = 8;
/// How many words who speaks may have before the verb.
const SPEAKER: usize = 14;

/// What stands beside a quotation that ends before a verb.
pub(crate) struct Attribution {
    /// Who speaks, where the words alone tell.
    pub speaker: Option<usize>,
    /// Whether the tree is not to be asked: of a verb that no list knows, and of talk between dashes.
    pub is_plain: bool,
}

/// The quotation that ends before a verb with nothing between but who speaks, where it ends as talk does.
pub(crate) fn attribution(context: &Context<'_>, anchor: &Anchor) -> Option<Attribution> {
    let verb = anchor.head;
    if anchor.part != AnchorPart::Verb
        || context.quoted[verb].is_some()
        || !matches!(context.xpos(verb), Xpos::Vbd | Xpos::Vbz | Xpos::Vbn | Xpos::Vbp)
            && context.upos(verb) == Upos::Verb
    {
        return None;
    }
    let start = context.sentence(verb).start.max(verb.saturating_sub(SPEAKER + 3));
    let last = (start..verb).rev().find(|&word| context.quoted[word].is_some())?;
    let quotation = context.quotation(last).filter(|quotation| quotation.words.end == last + 1)?;
    let between = (last + 1..verb).find(|&word| !context.is_punctuation(word)).unwrap_or(verb);
    let is_dashed = is_dashed(quotation);
    if !(is_dashed || ends_as_talk(context, quotation, last)) {
        return None;
    }
    let is_speech = anchor
        .entry
        .is_some_and(|entry| matches!(context.lexicon.entry(entry).kind, CueKind::Speech | CueKind::Writing));
    if between == verb {
        let speaker = speaker_behind(context, anchor);
        let is_named = speaker.is_some_and(|head| context.names[head] == Some(MentionKind::Person));
        return (speaker.is_some() && (is_speech || is_verb_in_use(context, anchor))
            || is_dashed && is_speech)
            .then_some(Attribution { speaker, is_plain: anchor.entry.is_none() || is_dashed && is_named });
    }
    let before: Span<Word> = Span::new(between, verb);
    let is_speaker = before.range().all(|word| {
        !matches!(context.upos(word), Upos::Verb | Upos::Sconj) && context.annotated.form(word) != ";"
    });
    if !is_speech || !is_speaker || !is_dashed {
        return None;
    }
    let own = own_subject(context, verb).filter(|subject| before.range().contains(subject));
    let speaker = own.or_else(|| last_somebody(context, before));
    Some(Attribution { speaker, is_plain: true })
}

/// Whether dashes are the marks of a quotation.
fn is_dashed(quotation: &Quotation) -> bool {
    quotation.outer == quotation.inner && quotation.is_closed
}

/// "“We go,” he said", "“Why?” she asked": a mark that ends or leads on, before or behind the closing one.
fn ends_as_talk(context: &Context<'_>, quotation: &Quotation, last: usize) -> bool {
    let ends = |word: usize| context.annotated.form(word).ends_with([',', '.', '!', '?', '…']);
    quotation.words.len() >= 2
        && (ends(last)
            || (last + 1..last + 3).any(|word| {
                word < context.annotated.tokens.len()
                    && context.is_comma(word)
                    && context.quoted[word].is_none()
            }))
}

/// Whether a verb that no list knows can say what is quoted: the quotation is not its subject.
fn is_verb_in_use(context: &Context<'_>, anchor: &Anchor) -> bool {
    !super::super::saying_words::is_no_saying(context.lemma(anchor.head))
}

/// Who stands behind a verb, with nothing between but adverbs, a particle and the medium.
fn speaker_behind(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
    let end = context.sentence(anchor.head).end.min(anchor.cue.end + REACH);
    let is_free = |word: usize| {
        context.quoted[word].is_none()
            && !matches!(context.upos(word), Upos::Verb | Upos::Aux | Upos::Sconj)
            && !context.is_break(word)
    };
    let first = (anchor.cue.end..end).take_while(|&word| is_free(word)).find(|&word| {
        !matches!(context.upos(word), Upos::Adv | Upos::Part)
            && !matches!(context.lower(word).as_str(), "up" | "out" | "in" | "back" | "off")
    })?;
    if context.lower(first) == "by" {
        return None;
    }
    let pronoun = matches!(context.lower(first).as_str(), "he" | "she" | "they");
    if pronoun {
        return Some(first);
    }
    // "on *the harbour's website*" is no speaker; of "*Norway's* envoy *Ola Vik*" the one named last is.
    let heads: Vec<usize> = (first..end)
        .take_while(|&word| is_free(word))
        .filter_map(|word| context.mention(word))
        .filter(|mention| {
            let start = mention.words.start;
            let before = (anchor.cue.end..start)
                .rev()
                .find(|&word| !matches!(context.upos(word), Upos::Det | Upos::Adj));
            start >= anchor.cue.end && before.is_none_or(|word| context.upos(word) != Upos::Adp)
        })
        .map(|mention| mention.head)
        .filter(|&head| speaks(context, head))
        .collect();
    let is_person = |head: usize| context.names[head] == Some(MentionKind::Person);
    heads.iter().copied().find(|&head| is_person(head)).or_else(|| heads.first().copied())
}

/// The last of those named before a verb: "– *Horn* told the Post", "– *the head of the office* added".
fn last_somebody(context: &Context<'_>, before: Span<Word>) -> Option<usize> {
    before.range().rev().find_map(|word| {
        let mention = context.mention(word)?;
        let is_all = mention.words.start >= before.start;
        (is_all && speaks(context, word) && may_be_source(context, word)).then_some(mention.head)
    })
}

fn speaks(context: &Context<'_>, word: usize) -> bool {
    context.mention(word).is_some_and(|mention| {
        matches!(
            context.scene.entities.entities[mention.entity].kind,
            MentionKind::Person | MentionKind::Office | MentionKind::Organization | MentionKind::Country
        )
    })
}

/// Among the stretches that may be the content, the best that is the quotation before the cue.
pub(crate) fn quotation_before(stretches: &[Content], scores: &[f32]) -> Option<usize> {
    (0..stretches.len())
        .filter(|&at| stretches[at].starts & (1 << Start::QuoteBefore as u32) != 0)
        .max_by(|&one, &other| scores[one].total_cmp(&scores[other]))
}
