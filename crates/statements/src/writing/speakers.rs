//! Who speaks, as printed, with what the whole report tells of each.

use super::super::anchors::AnchorPart;
use super::super::context::Context;
use super::super::noun_phrases::{coordinated, may_be_source, phrase, stands_behind_preposition};
use super::super::selection::Selected;
use super::super::sources::phrase_group;
use super::super::voices::is_degree;
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::{MentionKind, Span, Speaker};

/// Speakers as printed, each with what the whole report tells: "Britain and France" are two.
pub(super) fn speakers(context: &Context<'_>, selected: &Selected) -> Vec<Speaker> {
    let Some(head) = selected.source else { return Vec::new() };
    let annotated = context.annotated;
    let entities = &context.scene.entities;
    // "Modi, who said …": the pronoun is printed, the name is that of the noun before it.
    if matches!(context.xpos(head), Xpos::Wp | Xpos::Wdt)
        && let Some(verb) = context.head(head)
        && let Some(noun) = context.head(verb).filter(|_| context.deprel(verb).is(Deprel::Acl))
        && let Some(noun) = antecedent(context, noun)
    {
        let own = Span::new(head, head + 1);
        // "the director of the Harbour Board, Luis Rey, *who* said": whom "who" stands for is a person.
        let is_persons = |word: usize| {
            context.mention(word).is_some_and(|mention| {
                matches!(entities.entities[mention.entity].kind, MentionKind::Person | MentionKind::Office)
            })
        };
        let named = if context.lower(head) == "who" && is_persons(head) && !is_persons(noun) {
            entities.speaker(annotated, own, head)
        } else {
            entities.speaker(annotated, phrase(context, noun), noun)
        };
        let span = annotated.excerpt(own);
        return vec![Speaker { span, ..named }];
    }
    let mut heads = if selected.is_alone { vec![head] } else { coordinated(context, head) };
    let first = phrase(context, heads[0]);
    let is_anybody = heads.iter().any(|&head| !is_degree(context, head));
    heads.retain(|&head| !(is_anybody && is_degree(context, head)));
    heads.retain(|&head| !is_of_apposition(context, first, phrase(context, head)));
    if let Some(anchor) = selected.anchor.as_ref().filter(|_| heads.len() > 1) {
        let set_off = callings_between_commas(context, first, anchor.head);
        heads.retain(|&head| !set_off.is_some_and(|words| words.range().contains(&head)));
    }
    // "According to the agency, *Norway and Peru* imposed a ban": whoever stands outside the phrase does not speak.
    if let Some(anchor) = selected.anchor.as_ref().filter(|anchor| anchor.part == AnchorPart::Phrase) {
        let group = phrase_group(context, anchor);
        if heads.iter().any(|head| group.range().contains(head)) {
            heads.retain(|head| group.range().contains(head));
        }
    }
    let cue =
        selected.anchor.as_ref().filter(|anchor| anchor.part == AnchorPart::Verb).map(|anchor| anchor.head);
    if let Some(verb) = cue {
        // "Before the vote *in Chile*, Norway and Peru said": no speaker stands behind a preposition.
        let speaks = |head: usize| head > verb || !stands_behind_preposition(context, head);
        if heads.iter().any(|&head| speaks(head)) {
            heads.retain(|&head| speaks(head));
        }
    }
    let is_alone = heads.len() == 1;
    heads
        .into_iter()
        .flat_map(|head| {
            let printed = phrase(context, head);
            // "61% of the villagers *blaming* the railway": what they do is none of what they are called.
            if let Some(verb) = cue.filter(|&verb| head < verb && verb < printed.end) {
                let words = context.trim(Span::new(printed.start, verb));
                let whole = entities.speaker(annotated, words, head);
                return vec![Speaker { name: annotated.words(words).to_owned(), ..whole }];
            }
            match named_behind(context, printed, head).filter(|_| is_alone) {
                Some(name) => {
                    let named = entities.speaker(annotated, phrase(context, name), name);
                    vec![Speaker { span: annotated.excerpt(printed), ..named }]
                }
                None => entities.speakers(annotated, printed, head),
            }
        })
        .fold(Vec::new(), |mut speakers: Vec<Speaker>, speaker| {
            // "Jan Lis, founder of the mill and its director, said": one man.
            let is_told =
                speaker.entity.is_some() && speakers.iter().any(|other| other.entity == speaker.entity);
            if !is_told {
                speakers.push(speaker);
            }
            speakers
        })
}

/// "Jan Lis, *security and safety analyst with Tanva*, says": what somebody is, between commas up to the verb, where nobody else is
/// named in it.
fn callings_between_commas(context: &Context<'_>, first: Span<Word>, verb: usize) -> Option<Span<Word>> {
    const LONGEST: usize = 14;
    let (open, close) = (first.end, verb.checked_sub(1)?);
    let words = (open + 1 < close).then(|| Span::new(open + 1, close))?;
    let is_person = |word: usize| context.names[word] == Some(MentionKind::Person);
    let fits = context.is_comma(open)
        && context.is_comma(close)
        && words.len() <= LONGEST
        && first.range().any(is_person)
        && context.upos(words.start) != Upos::Propn
        && !words.range().any(|word| {
            is_person(word) || context.is_comma(word) || matches!(context.upos(word), Upos::Verb | Upos::Aux)
        });
    fits.then_some(words)
}

/// "Jan Lis, founder of the mill and *its director*, said": a second office of the one before the comma.
fn is_of_apposition(context: &Context<'_>, first: Span<Word>, other: Span<Word>) -> bool {
    let is_named = other.range().any(|word| context.names[word] == Some(MentionKind::Person));
    // "Jan Lis, *Norway's trade and industry minister*, said": between commas, and nobody else's name.
    let is_set_off = || {
        first.range().any(|word| context.names[word] == Some(MentionKind::Person))
            && other.end < context.annotated.tokens.len()
            && context.is_comma(other.end)
    };
    first.end + 1 < other.start
        && context.is_comma(first.end)
        && (first.end + 1..other.start).all(|word| !context.is_comma(word))
        && !is_named
        && (context.xpos(other.start) == Xpos::PrpPoss || is_set_off())
}

/// "according to the harbour master, *Ada Doran*": the name that stands behind what somebody is, where the
/// report knows nothing more of the one.
fn named_behind(context: &Context<'_>, printed: Span<Word>, head: usize) -> Option<usize> {
    let end = context.sentence(head).end;
    let is_role = context.upos(head) == Upos::Noun && context.names[head].is_none();
    let is_unknown = context.mention(head).is_none_or(|mention| {
        let name = &context.scene.entities.entities[mention.entity].name;
        !name.starts_with(char::is_uppercase) || name.starts_with("The ") || name.starts_with("A ")
    });
    if !is_role || !is_unknown {
        return None;
    }
    let comma = end_of_role(context, printed.end, end).filter(|&comma| comma + 1 < end)?;
    let names = &context.annotated.names;
    let at = names.partition_point(|name| name.words.start <= comma);
    // "…, *Captain* Ada Doran,": a rank or trade may stand before the name.
    let is_titled = |start: usize| {
        start <= comma + TITLE
            && (comma + 1..start).all(|word| {
                matches!(context.upos(word), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det)
                    || context.lower(word) == "and"
            })
    };
    let name =
        names.get(at).filter(|name| name.kind == MentionKind::Person && is_titled(name.words.start))?;
    let closes =
        name.words.end >= end || !context.annotated.form(name.words.end).starts_with(char::is_alphanumeric);
    closes.then_some(name.words.end - 1)
}

/// How many words may stand between the comma and the name.
const TITLE: usize = 6;

/// The comma behind what somebody is: "the author *of the report*,", "the captain *of the ferry*,".
fn end_of_role(context: &Context<'_>, from: usize, end: usize) -> Option<usize> {
    const LONGEST: usize = 14;
    if from >= end || context.is_comma(from) {
        return (from < end).then_some(from);
    }
    let goes_on = matches!(context.lower(from).as_str(), "of" | "for" | "at" | "in" | "to");
    (from..end.min(from + LONGEST))
        .filter(|_| goes_on)
        .take_while(|&word| !matches!(context.upos(word), Upos::Verb | Upos::Aux | Upos::Sconj))
        .find(|&word| context.is_comma(word))
}

/// The noun that a clause with "who" or "that" is about: not the day before it, as in "sent a *letter*
/// on Friday that says …", but what the verb over both has for an object.
fn antecedent(context: &Context<'_>, noun: usize) -> Option<usize> {
    if may_be_source(context, noun) {
        return Some(noun);
    }
    context.annotated.child(context.head(noun)?, Deprel::Obj).filter(|&object| may_be_source(context, object))
}
