//! Who may be the source of a possible cue: subjects near and far, agents, possessors,
//! names beside quotations. The model chooses.

use super::anchors::{Anchor, AnchorPart};
use super::context::Context;
use super::may_say::may_say;
use super::noun_phrases::{is_nominal, may_be_source};
use super::saying_words::takes_anothers;
use super::subjects::{own_subject, subject};
use super::voices::{is_party, is_somebody};
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::Span;

/// A noun phrase that may be the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Source {
    /// Its head word.
    pub head: usize,
    /// How it stands to the cue.
    pub relation: SourceRelation,
}

/// How a source stands to its cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(super) enum SourceRelation {
    /// "*He* said".
    Subject,
    /// "said *he*", where the parser took it for an object.
    Inverted,
    /// "was accused by *her*".
    Agent,
    /// "*He* came and said".
    Shared,
    /// "told *her* to say".
    ObjectControl,
    /// "the man *who* said".
    Relative,
    /// "*the man* who said".
    Antecedent,
    /// "*her* demand".
    Possessor,
    /// "the demand of *the workers*".
    NounOblique,
    /// "*Russian* claims".
    Modifier,
    /// "*They* made a demand".
    LightSubject,
    /// "according to *officials*".
    Phrase,
    /// "*Putin*: …".
    Colon,
    /// The nearest name or pronoun to the left in the sentence.
    NearLeft,
    /// The nearest to the right.
    NearRight,
}

/// The candidates of one anchor, none twice.
pub(super) fn sources(context: &Context<'_>, anchor: &Anchor) -> Vec<Source> {
    let mut found = Vec::new();
    match anchor.part {
        AnchorPart::Verb | AnchorPart::Adjective => of_verb(context, anchor.head, &mut found),
        AnchorPart::Noun => of_noun(context, anchor.head, &mut found),
        AnchorPart::Phrase => of_phrase(context, anchor, &mut found),
        AnchorPart::Colon => of_colon(context, anchor, &mut found),
        AnchorPart::Dash => of_dash(context, anchor, &mut found),
    }
    // "The ferry has *reportedly* sunk": nobody is named who says so.
    let is_of_nobody = anchor.part == AnchorPart::Phrase && !anchor.lemma.contains(' ');
    if !matches!(anchor.part, AnchorPart::Colon | AnchorPart::Dash) && !is_of_nobody {
        near(context, anchor, &mut found);
    }
    let taker = taker(context, anchor);
    let taken_by = taken_by(context, anchor);
    found.retain(|source| {
        Some(source.head) != taker
            && taken_by.is_none_or(|verb| source.head > verb)
            && may_be_source(context, source.head)
            && may_say(context, anchor, source.head)
    });
    found
}

/// Whether it is told only of who takes what somebody has said: "faces allegations that", "doubt reports that".
pub(super) fn is_taken(context: &Context<'_>, anchor: &Anchor) -> bool {
    taker(context, anchor).is_some() || taken_by(context, anchor).is_some()
}

/// "*The clerk* faces allegations that …", "*villagers* contest claims that …": whoever takes what others say has not
/// said it.
fn taker(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
    let governs = |verb: &usize| takes_anothers(context.lemma(*verb)) && context.upos(*verb) == Upos::Verb;
    let verb = context.head(anchor.head).filter(governs).filter(|_| anchor.part == AnchorPart::Noun)?;
    subject(context, verb)
}

/// "the villagers *contest* police claims that …": the same by the words alone, for the tagger often takes such a verb
/// for a noun.
fn taken_by(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
    const BEFORE: usize = 4;
    let sentence = context.sentence(anchor.head);
    if anchor.part != AnchorPart::Noun {
        return None;
    }
    let is_within = |word: usize| {
        matches!(
            context.upos(word),
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Part | Upos::Pron
        )
    };
    let mut before = (sentence.start + 1..anchor.head)
        .rev()
        .take(BEFORE)
        .take_while(|&word| is_within(word) || context.upos(word) == Upos::Verb);
    before.find(|&word| {
        // "a *contest* over claims", "the *answer* …": a noun with an article of its own.
        let is_bare = context.upos(word - 1) != Upos::Det && context.upos(word - 1) != Upos::Adj;
        takes_anothers(context.lemma(word))
            && (context.upos(word) == Upos::Verb || context.upos(word) == Upos::Noun && is_bare)
    })
}

fn push(found: &mut Vec<Source>, head: usize, relation: SourceRelation) {
    if !found.iter().any(|source| source.head == head) {
        found.push(Source { head, relation });
    }
}

fn of_verb(context: &Context<'_>, verb: usize, found: &mut Vec<Source>) {
    use SourceRelation as Relation;
    let annotated = context.annotated;
    for child in annotated.children(verb) {
        let is_by = context.marker(child).is_some_and(|marker| context.lemma(marker) == "by");
        if context.deprel(child) == Deprel::OblAgent || (context.deprel(child).is(Deprel::Obl) && is_by) {
            push(found, child, Relation::Agent);
        }
    }
    if let Some(subject) = own_subject(context, verb) {
        if matches!(context.xpos(subject), Xpos::Wp | Xpos::Wdt) {
            push(found, subject, Relation::Relative);
        } else {
            push(found, subject, Relation::Subject);
        }
    }
    if let Some(object) = annotated.children(verb).find(|&child| {
        child > verb
            && child <= verb + 6
            && context.deprel(child).is(Deprel::Obj)
            && is_nominal(context, child)
    }) {
        push(found, object, Relation::Inverted);
    }
    // The noun that a clause describes: "the man who said", "a man saying"
    let mut at = verb;
    for _ in 0..5 {
        if context.deprel(at).is(Deprel::Acl)
            && let Some(noun) = context.head(at)
        {
            push(found, noun, Relation::Antecedent);
        }
        let Some(governor) = context.governor(at) else { break };
        if let Some(subject) = own_subject(context, governor) {
            push(found, subject, Relation::Shared);
        }
        // "asked *her* to say"; but "told *reporters* about it, saying": he goes on.
        if context.deprel(at).is(Deprel::Xcomp)
            && context.xpos(at) != Xpos::Vbg
            && let Some(object) = annotated.child(governor, Deprel::Obj)
        {
            push(found, object, Relation::ObjectControl);
        }
        at = governor;
    }
    // "urges by the president to act": a verb under a noun
    if let Some(noun) = context.head(verb).filter(|&head| context.upos(head) == Upos::Noun)
        && let Some(owner) = annotated.child(noun, Deprel::NmodPoss)
    {
        push(found, owner, Relation::Possessor);
    }
}

fn of_noun(context: &Context<'_>, noun: usize, found: &mut Vec<Source>) {
    use SourceRelation as Relation;
    let annotated = context.annotated;
    for child in annotated.children(noun) {
        match context.deprel(child) {
            Deprel::NmodPoss => push(found, child, Relation::Possessor),
            relation if relation.is(Deprel::Nmod) => push(found, child, Relation::NounOblique),
            relation
                if (relation.is(Deprel::Amod) || relation.is(Deprel::Compound))
                    && (context.names[child].is_some()
                        || is_somebody(context, child)
                        || is_party(context, child)) =>
            {
                push(found, child, Relation::Modifier);
            }
            _ => {}
        }
    }
    // "They made a demand", "She is a supporter of", "was met with criticism by"
    if let Some(own) = own_subject(context, noun) {
        push(found, own, Relation::Subject);
    }
    if let Some(head) = context.head(noun)
        && !context.deprel(noun).is(Deprel::Nsubj)
        && let Some(subject) = subject(context, head)
    {
        push(found, subject, Relation::LightSubject);
    }
    if let Some(head) = context.head(noun)
        && let Some(agent) = annotated.child(head, Deprel::OblAgent)
    {
        push(found, agent, Relation::Agent);
    }
}

/// The noun behind "according to" and its like, with all that belongs to it.
pub(super) fn phrase_group(context: &Context<'_>, anchor: &Anchor) -> Span<Word> {
    let sentence = context.sentence(anchor.head);
    if !anchor.lemma.contains(' ') {
        return anchor.cue;
    }
    match phrase_head(context, anchor) {
        Some(head) => {
            let stretch = context.annotated.subtree(head);
            // A tree that has taken in the rest of the sentence is cut at the comma.
            let mut end = stretch.end.clamp(anchor.cue.end, sentence.end);
            if end - anchor.cue.end > 12 {
                end = (head + 1..end).find(|&at| context.is_comma(at)).unwrap_or(end);
            }
            Span::new(anchor.cue.start, before_the_subject(context, anchor, head, end))
        }
        None => {
            let end = (anchor.cue.end..sentence.end).find(|&at| context.is_break(at)).unwrap_or(sentence.end);
            Span::new(anchor.cue.start, end)
        }
    }
}

/// "According to *the agency Tanva*, Norway and Peru imposed a ban": a tree that has joined the subject to the source is cut at
/// the comma; else nobody would be left to do it.
fn before_the_subject(context: &Context<'_>, anchor: &Anchor, head: usize, end: usize) -> usize {
    let sentence = context.sentence(anchor.head);
    let opens = (sentence.start..anchor.cue.start).all(|word| context.is_punctuation(word));
    let next = (end..sentence.end).find(|&word| !context.is_comma(word) && context.upos(word) != Upos::Adv);
    let is_without_subject = opens
        && next.is_some_and(|next| {
            matches!(context.xpos(next), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
                && context.quoted[next] == context.quoted[anchor.head]
        });
    if !is_without_subject {
        return end;
    }
    (head + 1..end)
        .find(|&at| context.is_comma(at) && at + 1 < end && is_nominal(context, at + 1))
        .unwrap_or(end)
}

fn phrase_head(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
    let sentence = context.sentence(anchor.head);
    let mut at = context.head(anchor.head);
    for _ in 0..4 {
        let word = at?;
        if word >= anchor.cue.end && word < sentence.end && is_nominal(context, word) {
            return Some(word);
        }
        at = context.head(word);
    }
    // The first noun behind, by the surface.
    (anchor.cue.end..sentence.end.min(anchor.cue.end + 8))
        .take_while(|&word| !context.is_break(word))
        .filter(|&word| matches!(context.upos(word), Upos::Noun | Upos::Propn | Upos::Pron))
        .find(|&word| {
            word + 1 >= sentence.end
                || !matches!(context.upos(word + 1), Upos::Noun | Upos::Propn | Upos::Part)
        })
}

fn of_phrase(context: &Context<'_>, anchor: &Anchor, found: &mut Vec<Source>) {
    if anchor.lemma.contains(' ')
        && let Some(head) = phrase_head(context, anchor)
    {
        push(found, head, SourceRelation::Phrase);
        if let Some(owner) = context.annotated.child(head, Deprel::NmodPoss) {
            push(found, owner, SourceRelation::Possessor);
        }
        // "according to the judgment of several beekeepers": theirs.
        let holder = context.annotated.children(head).find(|&child| {
            child > head
                && context.deprel(child).is(Deprel::Nmod)
                && context.marker(child).is_some_and(|marker| context.lemma(marker) == "of")
        });
        if let Some(holder) = holder.filter(|_| !may_say(context, anchor, head)) {
            push(found, holder, SourceRelation::Phrase);
        }
    }
}

fn of_colon(context: &Context<'_>, anchor: &Anchor, found: &mut Vec<Source>) {
    let sentence = context.sentence(anchor.head);
    let nominal: Vec<usize> =
        (sentence.start..anchor.head).filter(|&word| is_nominal(context, word)).collect();
    if let Some(&head) = nominal.iter().find(|&&word| {
        context
            .head(word)
            .is_none_or(|head| head >= anchor.head || head < sentence.start || !nominal.contains(&head))
    }) {
        push(found, head, SourceRelation::Colon);
    }
    if let Some(&last) = nominal.last() {
        push(found, last, SourceRelation::NearLeft);
    }
}

/// "— Ada Doran": the first name behind the dash.
fn of_dash(context: &Context<'_>, anchor: &Anchor, found: &mut Vec<Source>) {
    let count = context.annotated.tokens.len();
    let end = count.min(anchor.head + 12);
    if let Some(head) = (anchor.head + 1..end).find(|&word| {
        context.upos(word) == Upos::Propn
            && context.head(word).is_none_or(|head| head <= anchor.head || context.upos(head) != Upos::Propn)
    }) {
        push(found, head, SourceRelation::Colon);
    }
}

/// The nearest people and pronouns on both sides, for where the tree has gone wrong.
fn near(context: &Context<'_>, anchor: &Anchor, found: &mut Vec<Source>) {
    let sentence = context.sentence(anchor.head);
    let may_speak = |word: usize| {
        (context.upos(word) == Upos::Propn
            && context
                .head(word)
                .is_none_or(|head| context.upos(head) != Upos::Propn || head < word.saturating_sub(4)))
            || (context.upos(word) == Upos::Pron
                && matches!(
                    context.annotated.tokens[word].lemma.as_str(),
                    "he" | "she" | "they" | "I" | "we" | "who"
                ))
            || (context.upos(word) == Upos::Noun && context.mention(word).is_some())
    };
    let quoted = context.quoted[anchor.head];
    if let Some(left) = (sentence.start.max(anchor.head.saturating_sub(20))..anchor.head)
        .rev()
        .find(|&word| may_speak(word) && context.quoted[word] == quoted)
    {
        push(found, left, SourceRelation::NearLeft);
    }
    if let Some(right) = (anchor.cue.end..sentence.end.min(anchor.cue.end + 8))
        .find(|&word| may_speak(word) && context.quoted[word] == quoted)
    {
        push(found, right, SourceRelation::NearRight);
    }
}
