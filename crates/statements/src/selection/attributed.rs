//! Quotations with their speaker beside them: between a closing mark and somebody any finite verb says it, "“They will be
//! back,” *assessed* the customs officer".

use super::super::anchors::{Anchor, AnchorPart};
use super::super::contents::{Content, Start};
use super::super::context::Context;
use super::super::lexicon::CueKind;
use super::super::noun_phrases::{is_nominal, may_be_source, stands_behind_preposition};
use super::super::subjects::{clause_before, own_subject};
use super::super::voices::is_voice;
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
        let is_named = speaker.is_some_and(|head| {
            context.names[head] == Some(MentionKind::Person) || is_named_behind_what(context, head)
        });
        let takes_words =
            is_speech && anchor.entry.is_some_and(|entry| context.lexicon.entry(entry).takes("quote"));
        let may_say = takes_words
            || opens_sentence(context, quotation) && (is_speech || is_verb_in_use(context, anchor));
        return (speaker.is_some() && may_say || is_dashed && is_speech)
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

/// "“He has gone,” *the singer Ada Moor, who had urged him to stay, wrote* on Lantern": a quotation that opens its sentence, who
/// speaks with a clause about him, and the verb.
pub(crate) fn follows_clause_about_speaker(context: &Context<'_>, anchor: &Anchor) -> bool {
    let verb = anchor.head;
    let takes_words = anchor.part == AnchorPart::Verb
        && anchor.entry.is_some_and(|entry| context.lexicon.entry(entry).takes("quote"));
    let Some(clause) = clause_before(context, verb).filter(|_| takes_words) else { return false };
    let start = context.sentence(verb).start;
    let Some(last) = (start..clause.start).rev().find(|&word| context.quoted[word].is_some()) else {
        return false;
    };
    let Some(quotation) = context.quotation(last).filter(|quotation| quotation.words.end == last + 1) else {
        return false;
    };
    opens_sentence(context, quotation)
        && ends_as_talk(context, quotation, last)
        && (last + 1..clause.start).all(|word| !matches!(context.upos(word), Upos::Verb | Upos::Aux))
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

/// Whether nothing of its sentence stands before a quotation but marks and other quotations. "*Her slogan,* “We will win,”
/// pleased the crowd" tells what a thing made of words does to somebody.
fn opens_sentence(context: &Context<'_>, quotation: &Quotation) -> bool {
    let first = quotation.words.start;
    (context.sentence(first).start..first)
        .all(|word| context.quoted[word].is_some() || context.is_punctuation(word))
}

/// "the patient *Katarina Horn*": a name right behind what somebody is.
fn is_named_behind_what(context: &Context<'_>, head: usize) -> bool {
    let Some(start) = context.mention(head).map(|mention| mention.words.start) else { return false };
    let what = start.checked_sub(1).and_then(|what| context.mention(what));
    context.upos(head) == Upos::Propn
        && what.is_some_and(|what| {
            what.words.end == start
                && context.upos(what.head) == Upos::Noun
                && context.scene.entities.entities[what.entity].kind == MentionKind::Person
        })
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
    let noun = || {
        (first..end).take_while(|&word| is_free(word) && context.upos(word) != Upos::Adp).find(|&word| {
            is_voice(context, word)
                && (word + 1 >= end || !matches!(context.upos(word + 1), Upos::Noun | Upos::Propn))
        })
    };
    // "*the patient* Katarina Horn", whatever the name is taken for: whoever is named right behind what he is.
    let named = heads.windows(2).find_map(|pair| {
        let [what, name] = [pair[0], pair[1]].map(|head| context.mention(head));
        let is_beside = what?.words.end == name?.words.start;
        (is_beside && context.upos(pair[0]) == Upos::Noun && context.upos(pair[1]) == Upos::Propn)
            .then_some(pair[1])
    });
    heads
        .iter()
        .copied()
        .find(|&head| is_person(head))
        .or(named)
        .or_else(|| heads.first().copied())
        .or_else(noun)
        .or_else(|| {
            own_subject(context, anchor.head).filter(|&subject| anchor.cue.end <= subject && subject < end)
        })
}

/// "The river is rising – *says* the weekly": who stands behind a verb right behind a dash, where the sentence before the
/// dash is what is said.
pub(crate) fn behind_dash(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
    let verb = anchor.head;
    let start = context.sentence(verb).start;
    let is_behind = anchor.part == AnchorPart::Verb
        && context.quoted[verb].is_none()
        && verb > start + 3
        && context.is_free_dash(verb - 1)
        && context.annotated.form(verb).starts_with(char::is_lowercase);
    // "The doctors said the air was bad – reports Valley Wire": the doctors' words, which the press passes on.
    let is_attributed = |word: usize| {
        is_finite(context, word)
            && context.entries[word].is_some_and(|entry| context.lexicon.entry(entry).kind == CueKind::Speech)
            // "We told them it was bad – said the doctor": hers too.
            && own_subject(context, word)
                .is_some_and(|subject| !matches!(context.lower(subject).as_str(), "i" | "we"))
    };
    let is_past = context.annotated.form(verb).ends_with("ed");
    let can_say = match anchor.entry {
        Some(_) => is_past || context.xpos(verb) != Xpos::Vbn,
        None => is_past && is_verb_in_use(context, anchor),
    };
    (is_behind
        && can_say
        && (start..verb - 1).any(|word| is_finite(context, word))
        && !(start..verb - 1).any(is_attributed))
    .then(|| speaker_behind(context, anchor))?
}

fn is_finite(context: &Context<'_>, word: usize) -> bool {
    matches!(context.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
        && context.quoted[word].is_none()
}

/// "…, said *its keeper, Nils Dahl*, …", "“…,” recalls *the fisherman*": whoever stands right behind the verb is no part of
/// what is said.
pub(crate) fn is_who_speaks(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    let verb = anchor.head;
    let first = content.pieces[0].start;
    if anchor.part != AnchorPart::Verb || first != anchor.cue.end || verb == context.sentence(verb).start {
        return false;
    }
    let takes_object = anchor.entry.is_none_or(|entry| context.lexicon.entry(entry).takes("object"));
    let is_inverted = matches!(context.xpos(verb), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
        && own_subject(context, verb).is_none_or(|subject| {
            // "hurts the rest of *the country*, say clerks": what stands before the comma is only of something.
            subject > verb
                || subject + 2 == verb
                    && context.is_comma(verb - 1)
                    && stands_behind_preposition(context, subject)
        })
        && (context.is_comma(verb - 1) && !takes_object || attribution(context, anchor).is_some());
    let end = context.sentence(verb).end;
    let run = (first..end)
        .take_while(|&word| {
            is_nominal(context, word)
                || matches!(context.upos(word), Upos::Adj | Upos::Det | Upos::Part)
                || context.lower(word) == "of"
        })
        .count();
    let behind = first + run;
    let is_somebody =
        (first..behind).any(|word| speaks(context, word) || super::super::voices::is_somebody(context, word));
    // ", say *clerks* cited by the Gazette": what only tells more about them.
    let is_told_more = behind < end
        && matches!(context.xpos(behind), Xpos::Vbn | Xpos::Vbg)
        && !(behind..end).any(|word| is_finite(context, word));
    let is_apart = behind >= end || context.is_punctuation(behind) || is_told_more;
    is_inverted && run > 0 && is_somebody && is_apart
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
