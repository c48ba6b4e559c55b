//! What stands before its speaker where the speaker is told of between commas: "The road was shut, *Juan Soto, the
//! mayor of Arica,* said." Trees take the name for a part of the clause before it, and the verb with it.

use super::super::anchors::{Anchor, AnchorPart};
use super::super::contents::{Content, Start};
use super::super::context::Context;
use super::super::lexicon::CueKind;
use super::super::noun_phrases::is_nominal;
use super::super::saying_words;
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::{MentionKind, Span};

/// How many words the speaker and what is told of him may have between the content and the verb.
const LONGEST: usize = 45;
/// Fewer words are no clause.
const FEWEST: usize = 3;

/// What is said, and the head of the name of who says it.
pub(crate) struct SetOff {
    pub words: Span<Word>,
    pub speaker: usize,
}

/// The clause and the speaker before a verb of saying that has nothing to say behind it.
pub(crate) fn set_off(context: &Context<'_>, anchor: &Anchor) -> Option<SetOff> {
    if anchor.part != AnchorPart::Verb {
        return None;
    }
    before_verb(context, anchor.head, anchor.cue.end, anchor.entry?)
}

/// "The road was shut, Juan Soto, the mayor, said, *adding* that …": who goes on is who is set off before the verb.
pub(crate) fn set_off_before(context: &Context<'_>, participle: usize) -> Option<SetOff> {
    let is_going_on =
        context.xpos(participle) == Xpos::Vbg && participle > 0 && context.is_comma(participle - 1);
    let start = context.sentence(participle).start;
    let verb = (start..participle).rev().filter(|_| is_going_on).find(|&word| {
        matches!(context.xpos(word), Xpos::Vbd | Xpos::Vbz) && context.quoted[word].is_none()
    })?;
    before_verb(context, verb, verb + 1, context.entries[verb]?)
}

fn before_verb(context: &Context<'_>, verb: usize, end: usize, entry: usize) -> Option<SetOff> {
    let entry = context.lexicon.entry(entry);
    let is_saying = matches!(entry.kind, CueKind::Speech | CueKind::Writing)
        && (entry.takes("that") || entry.takes("object-that"))
        && matches!(context.xpos(verb), Xpos::Vbd | Xpos::Vbz | Xpos::Vbn)
        && context.quoted[verb].is_none();
    if !is_saying || says_on(context, end) || entry.takes("object") && has_own_object(context, verb, end) {
        return None;
    }
    let sentence = context.sentence(verb);
    let close = (sentence.start..verb)
        .rev()
        .take(4)
        .find(|&word| !matches!(context.upos(word), Upos::Adv | Upos::Aux))
        .filter(|&close| context.is_comma(close))?;
    let mut ends = vec![close];
    ends.extend(
        (sentence.start.max(close.saturating_sub(LONGEST))..close)
            .rev()
            .filter(|&word| context.is_comma(word) && context.quoted[word].is_none()),
    );
    // From the verb back: what is told of the speaker, and before it the name.
    for pair in ends.windows(2) {
        let part = Span::new(pair[1] + 1, pair[0]);
        if let Some(speaker) = name_alone(context, part) {
            let comma = if pair[0] == close { before_the_role(context, sentence, pair[1])? } else { pair[1] };
            let words = context.trim(Span::new(sentence.start, comma));
            return is_clause(context, words).then_some(SetOff { words, speaker });
        }
        if !tells_of(context, part) {
            return None;
        }
    }
    None
}

impl SetOff {
    pub fn content(&self) -> Content {
        Content {
            pieces: vec![self.words],
            start: Start::Before,
            starts: 1 << Start::Before as u32,
            ends: 0,
            marker: 0,
            head: None,
        }
    }
}

/// Whether what is said stands behind the verb: "Juan Soto, the mayor, said the road was shut".
fn says_on(context: &Context<'_>, from: usize) -> bool {
    let sentence = context.sentence(from - 1);
    let end = (from..sentence.end).find(|&word| context.is_break(word)).unwrap_or(sentence.end);
    let holds_clause = (from..end).any(|word| {
        matches!(context.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
            || matches!(context.lower(word).as_str(), "that" | "whether" | "how" | "why" | "to" if word == from)
            || context.lower(word) == "that"
            || context.quoted[word].is_some()
    });
    let first = (from..end).find(|&word| !context.is_punctuation(word));
    let is_answer = first.is_some_and(|word| {
        let form = context.lower(word);
        saying_words::is_empty(&form) || matches!(form.as_str(), "so" | "yes" | "no" | "it")
    });
    // "…, said: …", "…, said, “…”"
    let is_led_on = end < sentence.end
        && (context.annotated.form(end) == ":"
            || end < from + 2 && (end..sentence.end.min(end + 3)).any(|word| context.quoted[word].is_some()));
    holds_clause || is_answer || is_led_on
}

/// "On the day the talks failed, Juan Soto, the mayor, announced *a vote*": what is said stands behind the verb.
fn has_own_object(context: &Context<'_>, verb: usize, end: usize) -> bool {
    if end >= context.sentence(verb).end || context.is_punctuation(end) {
        return false;
    }
    let times = &context.scene.times;
    let at = times.partition_point(|time| time.words.end <= end);
    let is_time = times.get(at).is_some_and(|time| time.words.start <= end);
    let begins_phrase =
        matches!(context.upos(end), Upos::Det | Upos::Num | Upos::Adj | Upos::Noun | Upos::Propn)
            || context.xpos(end) == Xpos::PrpPoss;
    begins_phrase && !is_time
}

/// A name of one person and nothing else but what he is called before it: "Juan Soto", "Captain Ola Vik".
fn name_alone(context: &Context<'_>, part: Span<Word>) -> Option<usize> {
    let last = part.end.checked_sub(1).filter(|&last| last >= part.start)?;
    let is_name = context.names[last] == Some(MentionKind::Person)
        && part.range().all(|word| {
            context.names[word] == Some(MentionKind::Person)
                || matches!(context.upos(word), Upos::Propn | Upos::Noun | Upos::Adj | Upos::Det)
                || context.annotated.form(word) == "-"
        })
        && part.len() <= 8;
    let names = &context.annotated.names;
    let count = names
        .iter()
        .skip(names.partition_point(|name| name.words.start < part.start))
        .take_while(|name| name.words.start < part.end)
        .filter(|name| name.kind == MentionKind::Person)
        .count();
    let head = context
        .mention(last)
        .map(|mention| mention.head)
        .filter(|&head| part.start <= head && head < part.end)
        .unwrap_or(last);
    (is_name && count == 1).then_some(head)
}

/// What is told of somebody behind the name: an office, an age, a clause with "who".
fn tells_of(context: &Context<'_>, part: Span<Word>) -> bool {
    if part.is_empty() || part.range().any(|word| context.quoted[word].is_some()) {
        return false;
    }
    let first = part.start;
    let is_pronoun =
        |word: usize| matches!(context.xpos(word), Xpos::Wp | Xpos::Wdt | Xpos::WpPoss | Xpos::Wrb);
    let opens_clause = is_pronoun(first)
        || context.upos(first) == Upos::Adp && first + 1 < part.end && is_pronoun(first + 1);
    let is_finite = |word: usize| matches!(context.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
    let second_clause = || part.range().any(|word| word > first && is_pronoun(word));
    if opens_clause {
        return true;
    }
    let is_person = |word: usize| context.names[word] == Some(MentionKind::Person);
    let is_phrase = !part.range().any(is_finite) || second_clause();
    let opens_phrase =
        matches!(context.upos(first), Upos::Det | Upos::Noun | Upos::Adj | Upos::Num | Upos::Propn)
            || context.xpos(first) == Xpos::PrpPoss
            || context.upos(first) == Upos::Cconj
            || context.upos(first) == Upos::Verb && matches!(context.xpos(first), Xpos::Vbn | Xpos::Vbg)
            || context.upos(first) == Upos::Adp
            || context.upos(first) == Upos::Adv;
    opens_phrase && is_phrase && !is_person(first)
}

/// "Two ferries ran aground, *the harbour master of Arica*, Ivo Marek, said": the comma before what the name is
/// called, for a name right before its verb.
fn before_the_role(context: &Context<'_>, sentence: Span<Word>, comma: usize) -> Option<usize> {
    let open = (sentence.start + 1..comma).rev().find(|&word| context.is_comma(word))?;
    let role: Span<Word> = Span::new(open + 1, comma);
    let is_role = role.len() <= 14
        && (context.upos(role.start) == Upos::Det || context.xpos(role.start) == Xpos::PrpPoss)
        && role.range().all(|word| {
            is_nominal(context, word)
                || matches!(
                    context.upos(word),
                    Upos::Adj | Upos::Adp | Upos::Part | Upos::Cconj | Upos::Punct
                )
        })
        && role.range().any(|word| super::super::voices::is_somebody(context, word));
    is_role.then_some(open)
}

/// Whether words are a clause that can be said: with a verb of their own, and not one that only leads up to another.
fn is_clause(context: &Context<'_>, words: Span<Word>) -> bool {
    if words.len() < FEWEST {
        return false;
    }
    let first = words.start;
    let leads_up = context.upos(first) == Upos::Sconj
        || context.xpos(first) == Xpos::Wrb
        || matches!(
            context.lower(first).as_str(),
            "after" | "before" | "since" | "asked" | "as" | "until" | "once"
        )
        || context.upos(first) == Upos::Verb && matches!(context.xpos(first), Xpos::Vbn | Xpos::Vbg);
    let finite = words.range().find(|&word| {
        matches!(context.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
            && context.quoted[word].is_none()
            && matches!(context.upos(word), Upos::Verb | Upos::Aux)
    });
    // A quotation before the speaker is found as such.
    let is_quoted = context.quoted[words.end - 1].is_some();
    let is_relative = finite.is_some_and(|verb| {
        context.deprel(verb) == Deprel::AclRelcl
            && !words.range().any(|word| {
                word != verb
                    && matches!(context.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
                    && context.deprel(word) != Deprel::AclRelcl
            })
    });
    let is_frame = context.upos(first) == Upos::Adp && !has_main_verb(context, words);
    !leads_up && finite.is_some() && !is_relative && !is_quoted && !is_frame
}

/// Whether a finite verb stands outside of relative clauses and those that only tell when: none does in "In March, *when
/// the bridge fell*".
fn has_main_verb(context: &Context<'_>, words: Span<Word>) -> bool {
    let mut is_beside = false;
    words.range().any(|word| {
        if context.is_comma(word) {
            is_beside = false;
        } else if context.upos(word) == Upos::Sconj
            || matches!(context.xpos(word), Xpos::Wrb | Xpos::Wdt | Xpos::Wp)
            || matches!(context.lower(word).as_str(), "after" | "before" | "as" | "until" | "once")
        {
            is_beside = true;
        }
        let is_finite = matches!(context.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
        let verb = if matches!(context.deprel(word).base(), Deprel::Aux | Deprel::Cop) {
            context.head(word).unwrap_or(word)
        } else {
            word
        };
        is_finite
            && !is_beside
            && !context.deprel(verb).is(Deprel::Acl)
            && !context.deprel(verb).is(Deprel::Advcl)
    })
}
