//! Whose a content is: the best source by the model, or the plain one by the construction.

use super::super::anchors::{Anchor, AnchorPart};
use super::super::appositive::named_before_commas;
use super::super::circumstances::{is_quoted_passively, quoting_verb};
use super::super::context::Context;
use super::super::features::source_features;
use super::super::lexicon::CueKind;
use super::super::may_say::is_passive;
use super::super::model::Model;
use super::super::sources::{Source, SourceRelation, is_taken, sources};
use super::super::subjects::{
    asks_for_no_name, before_parenthesis, blamed, caught, first_verb, main_speaker, named_before,
    named_behind_body, own_subject, subject, touching_subject, whole_compound, whole_subject,
};
use super::super::voices::is_document_or_claim;
use super::attributed::{attribution, behind_dash};
use super::candidate::{Candidate, is_plain};
use super::set_off::{set_off, set_off_before};
use dateline_language::{Deprel, Upos, Xpos};
use dateline_learn::choose;
use dateline_model::{MentionKind, StatementAct};

/// A statement that nobody is named for has to be plainly one.
const SOURCELESS: f32 = 0.6;

/// And a noun for a thought or wish, most plainly.
const SOURCELESS_NOUN: f32 = 0.9;

/// What nobody is named for: "It is expected that …", "known as …" are nobody's words unless an act
/// of speech is plain ("was criticised for …").
pub(super) fn stands_without_source(context: &Context<'_>, candidate: &Candidate) -> bool {
    let kind = candidate.anchor.entry.map(|entry| context.lexicon.entry(entry).kind);
    let is_quoted = context.quoted[candidate.content.pieces[0].start].is_some();
    let is_speech = matches!(kind, Some(CueKind::Speech | CueKind::Writing));
    // "Asked whether …, he said": what was asked only leads to the answer.
    let head = candidate.anchor.head;
    let leads_up = candidate.anchor.lemma == "ask"
        && (context.xpos(head) == Xpos::Vbn
            || head == context.sentence(head).start
            || matches!(context.lower(head - 1).as_str(), "when" | "if" | "once" | "after" | "while"));
    // "The consensus that the law had failed was wide": plainly somebody's, though nobody is named.
    let is_plain_noun = candidate.anchor.part == AnchorPart::Noun && candidate.choice.any >= SOURCELESS_NOUN;
    // "To say that it is hard says nothing": nobody's words.
    let is_bare = context.xpos(head) == Xpos::Vb
        && head == context.sentence(head).start + 1
        && context.xpos(head - 1) == Xpos::To;
    // "The clerk faces allegations that …": of those who made them nothing is told.
    let is_taken = candidate.anchor.part == AnchorPart::Noun
        && is_document_or_claim(context, head)
        && is_taken(context, &candidate.anchor);
    // "are all *accused* of fraud": how they stand, and by whom it was said is not told.
    let is_standing = candidate.anchor.part == AnchorPart::Verb
        && candidate
            .anchor
            .entry
            .is_some_and(|entry| context.lexicon.entry(entry).act == StatementAct::Accuse)
        && is_passive(context, head)
        && (head.saturating_sub(3)..head).any(|word| matches!(context.lower(word).as_str(), "is" | "are"))
        && context.quoted[head].is_none();
    (is_quoted || is_speech || is_plain_noun)
        && !is_taken
        && !is_standing
        && !leads_up
        && !is_bare
        && candidate.choice.any >= SOURCELESS
}

/// Somebody named, or a body, a state, an office or a group that the report knows.
pub(super) fn is_third_party(context: &Context<'_>, subject: usize) -> bool {
    context.names[subject].is_some()
        || context.upos(subject) == Upos::Noun
            && context.mention(subject).is_some_and(|mention| {
                matches!(
                    context.scene.entities.entities[mention.entity].kind,
                    MentionKind::Person | MentionKind::Organization | MentionKind::Country
                )
            })
}

/// Sources that the words leave no doubt of: the subject of the first of two verbs, and whoever is
/// quoted: "Interfax quoted *Mr Marek* as saying", "*Mr Marek* was quoted by Interfax as saying".
fn plain_source(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
    if anchor.part == AnchorPart::Verb
        && let Some(person) = named_before(context, anchor.head)
    {
        return Some(person);
    }
    if anchor.part == AnchorPart::Verb
        && let Some(blamed) = blamed(context, anchor)
            .or_else(|| caught(context, anchor))
            .or_else(|| asks_for_no_name(context, anchor.head))
    {
        return Some(blamed);
    }
    if let Some(set_off) = set_off(context, anchor) {
        return Some(set_off.speaker);
    }
    if anchor.part == AnchorPart::Verb
        && own_subject(context, anchor.head).is_none()
        && let Some(set_off) = set_off_before(context, anchor.head)
    {
        return Some(set_off.speaker);
    }
    if let Some(attribution) = attribution(context, anchor)
        && attribution.is_plain
        && attribution.speaker.is_some()
    {
        return attribution.speaker;
    }
    if let Some(speaker) = behind_dash(context, anchor)
        && (anchor.entry.is_none() || context.names[speaker] == Some(MentionKind::Person))
    {
        return Some(speaker);
    }
    if let Some(first) = first_verb(context, anchor) {
        return own_subject(context, first);
    }
    if anchor.part == AnchorPart::Verb
        && let Some(speaker) =
            main_speaker(context, anchor).or_else(|| before_parenthesis(context, anchor.head))
    {
        return Some(speaker);
    }
    let verb = quoting_verb(context, anchor).filter(|&verb| verb != anchor.head)?;
    if is_quoted_passively(context, verb) {
        return subject(context, verb);
    }
    let object = context
        .annotated
        .children(verb)
        .find(|&child| child > verb && child < anchor.head && context.deprel(child).is(Deprel::Obj));
    object.or_else(|| {
        (verb + 1..anchor.head).find(|&word| {
            matches!(context.upos(word), Upos::Propn | Upos::Noun | Upos::Pron)
                && context.head(word).is_none_or(|head| !(verb < head && head < anchor.head))
        })
    })
}

/// The source of a cue whose content is known; none where nobody is named.
///
/// "According to what *it* mentioned": whoever says what there is, for "what" says nothing.
pub(super) fn best_source(context: &Context<'_>, model: &Model, candidate: &Candidate) -> Option<Source> {
    let source = likely_source(context, model, candidate)?;
    if let Some(person) = named_behind_body(context, source.head, candidate.anchor.head) {
        return Some(Source { head: person, ..source });
    }
    if candidate.anchor.part == AnchorPart::Verb
        && let Some(head) = named_before_commas(context, source.head, candidate.anchor.head)
    {
        return Some(Source { head, ..source });
    }
    if candidate.anchor.part == AnchorPart::Verb
        && let Some(head) = touching_subject(context, source.head, candidate.anchor.head)
            .or_else(|| whole_compound(context, source.head, candidate.anchor.head))
    {
        return Some(Source { head, ..source });
    }
    if candidate.anchor.part == AnchorPart::Verb
        && let Some(head) = whole_subject(context, source.head, candidate.anchor.head)
    {
        return Some(Source { head, ..source });
    }
    if let Some(share) = of_a_share(context, source.head) {
        return Some(Source { head: share, ..source });
    }
    if context.lemma(source.head) != "what" {
        return Some(source);
    }
    let saying = context
        .annotated
        .children(source.head)
        .find(|&child| child > source.head && context.deprel(child).is(Deprel::Acl))?;
    Some(Source { head: own_subject(context, saying)?, ..source })
}

/// The most likely source by the model.
fn likely_source(context: &Context<'_>, model: &Model, candidate: &Candidate) -> Option<Source> {
    if let Some(head) = plain_source(context, &candidate.anchor) {
        return Some(Source { head, relation: SourceRelation::Shared });
    }
    let possible: Vec<Source> = sources(context, &candidate.anchor);
    let scores: Vec<f32> = possible
        .iter()
        .map(|&source| {
            let features =
                source_features(context, &candidate.anchor, &candidate.view, &candidate.content, source);
            model.source(&features)
                + context.hints.source(
                    context.annotated,
                    (candidate.anchor.head, candidate.anchor.cue),
                    source.head,
                )
        })
        .collect();
    let Some(choice) = choose(&scores) else {
        let head = speaker_beside(context, &candidate.anchor)?;
        return Some(Source { head, relation: SourceRelation::NearRight });
    };
    if scores[choice.best] > 0.0 {
        return Some(possible[choice.best]);
    }
    // Of an active verb of saying the subject speaks, whatever looks odd about it.
    let is_active = is_plain(context, &candidate.anchor) && !is_passive(context, candidate.anchor.head);
    let subject = possible.into_iter().find(|source| {
        is_active && source.relation == SourceRelation::Subject && is_third_party(context, source.head)
    });
    // "“…,” wrote on the harbour's website *the mayor*"
    let subject = subject.or_else(|| {
        let head = speaker_beside(context, &candidate.anchor)?;
        Some(Source { head, relation: SourceRelation::NearRight })
    });
    // "On Thursday Ada Doran said": a name that the tree has joined to the day before it.
    subject.or_else(|| {
        let verb = candidate.anchor.head;
        let before = (context.sentence(verb).start..verb)
            .rev()
            .find(|&word| !matches!(context.upos(word), Upos::Adv | Upos::Aux))?;
        let is_name = matches!(
            context.names[before],
            Some(MentionKind::Person | MentionKind::Organization | MentionKind::Country)
        );
        let is_free =
            !candidate.content.pieces.iter().any(|piece| piece.start <= before && before < piece.end);
        (is_active && is_name && is_free && context.quoted[before] == context.quoted[verb])
            .then_some(Source { head: before, relation: SourceRelation::NearLeft })
    })
}

/// Who stands behind a verb that a quotation or a dash stands before.
fn speaker_beside(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
    attribution(context, anchor)
        .and_then(|attribution| attribution.speaker)
        .or_else(|| behind_dash(context, anchor))
}

/// "73% of those asked across *the valleys* blaming the railway": it is the share that says it.
fn of_a_share(context: &Context<'_>, head: usize) -> Option<usize> {
    const STEPS: usize = 4;
    let is_share = |word: usize| {
        matches!(context.lower(word).as_str(), "%" | "percent")
            || word + 1 < context.annotated.tokens.len()
                && context.upos(word) == Upos::Num
                && context.lower(word + 1) == "per"
    };
    let mut at = head;
    for _ in 0..STEPS {
        let up = context.head(at).filter(|&up| context.deprel(at).is(Deprel::Nmod) && up < at)?;
        if is_share(up) {
            return Some(up);
        }
        at = up;
    }
    None
}
