//! What is said on one occasion is said on one day: a report tells the day once, of a speech, a briefing or the first
//! thing that was said there, and goes on with what else was.

mod only_day;
mod telling;

use super::context::Context;
use super::day::nearest_day;
use super::lexicon::CueKind;
use super::occasions::{is_giving, is_medium, is_occasion, is_speaking, takes_up};
use super::saying_words::leads_onward;
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::{Id, MentionKind, Span, Statement, TimexType, When};
use dateline_scene::{Found, MentionForm};
use only_day::{before_its_quotation, on_the_only_day};
use telling::{cue_of, goes_on, is_just_past, is_of_days, is_set_elsewhen};

/// An occasion of one speaker whose day is known, up to the paragraph where it was last told of.
#[derive(Clone, Debug)]
struct Occasion {
    speaker: Id,
    when: When,
    paragraph: u32,
    is_told_of: bool,
}

/// Gives statements without a day that of the occasion they were made on. They stand in the order of the text.
pub(super) fn share(context: &Context<'_>, found: &mut [Found<Statement>]) {
    with_hearer(context, found);
    later_that_day(context, found);
    let scenes = scenes(context);
    let told: Vec<(usize, Id, When)> =
        scenes.iter().map(|(word, scene)| (*word, scene.speaker.clone(), scene.when.clone())).collect();
    let mut scenes = scenes.into_iter().peekable();
    let mut current: Option<Occasion> = None;
    for statement in found.iter_mut() {
        let cue = cue_of(context, statement);
        let place = cue.unwrap_or(statement.words.start);
        while let Some((_, occasion)) = scenes.next_if(|(word, _)| *word < place) {
            current = Some(occasion);
        }
        if statement.record.account.is_some() {
            continue;
        }
        let [speaker] = statement.record.speakers.as_slice() else {
            current = None;
            continue;
        };
        let Some(speaker) = speaker.entity.clone() else { continue };
        let paragraph = context.paragraph(place);
        let is_same = current.as_ref().is_some_and(|occasion| occasion.speaker == speaker);
        if let Some(when) = &statement.record.said {
            let is_day = when.edtf.as_ref().is_some_and(is_of_days);
            let when = when.clone();
            current = is_day.then_some(Occasion { speaker, when, paragraph, is_told_of: false });
            continue;
        }
        if !is_same {
            // "“It is old,” his deputy said": the talk of one is over where another begins.
            current = current.filter(|occasion| occasion.is_told_of && occasion.paragraph == paragraph);
            continue;
        }
        let Some(occasion) = current.as_mut().filter(|occasion| paragraph <= occasion.paragraph + 1) else {
            current = None;
            continue;
        };
        let goes_on = statement.record.continues.is_some()
            || cue.is_some_and(|cue| {
                goes_on(context, cue, statement) && !is_set_elsewhen(context, cue, &occasion.when)
            });
        if goes_on {
            occasion.paragraph = context.paragraph(statement.words.end.saturating_sub(1)).max(paragraph);
            statement.record.said = Some(occasion.when.clone());
        }
    }
    told_behind(context, found);
    with_the_first_verb(context, found);
    before_its_quotation(context, found);
    on_the_only_day(context, &told, found);
}

/// "… said Berg. She *was speaking* at a rally on Monday", "… She *made the remarks* on Monday": the sentence behind tells
/// when what was just said was said.
fn told_behind(context: &Context<'_>, found: &mut [Found<Statement>]) {
    for verb in 0..context.annotated.tokens.len() {
        if context.upos(verb) != Upos::Verb || context.quoted[verb].is_some() {
            continue;
        }
        let has_was = || {
            context.annotated.children(verb).any(|child| {
                child < verb && context.deprel(child).is(Deprel::Aux) && context.xpos(child) == Xpos::Vbd
            })
        };
        let was_speaking = context.xpos(verb) == Xpos::Vbg
            && matches!(context.lemma(verb), "speak" | "talk" | "comment" | "address")
            && has_was();
        let made_them = || {
            context.xpos(verb) == Xpos::Vbd
                && is_giving(context, verb)
                && context
                    .annotated
                    .children(verb)
                    .any(|child| context.deprel(child).is(Deprel::Obj) && takes_up(context, child))
        };
        if !was_speaking && !made_them() {
            continue;
        }
        let Some(who) = super::subjects::subject(context, verb).and_then(|subject| context.mention(subject))
        else {
            continue;
        };
        let who = &context.scene.entities.entities[who.entity].id;
        let Some(when) = day_under(context, verb).filter(|when| when.edtf.as_ref().is_some_and(is_of_days))
        else {
            continue;
        };
        let here = context.sentence(verb);
        let Some(before) = here.start.checked_sub(1).map(|word| context.sentence(word)) else { continue };
        if context.paragraph(here.start) > context.paragraph(before.start) + 1 {
            continue;
        }
        for statement in found.iter_mut() {
            let record = &statement.record;
            let [speaker] = record.speakers.as_slice() else { continue };
            let place = cue_of(context, statement).unwrap_or(statement.words.start);
            let fits = record.said.is_none()
                && record.account.is_none()
                && speaker.entity.as_ref() == Some(who)
                && before.start <= place
                && place < before.end;
            if fits {
                statement.record.said = Some(when.clone());
            }
        }
    }
}

/// "told the council on Sunday that it was late, *adding* that …", "warned on Sunday of floods and *said* …": of several verbs
/// of one subject the first has the day, the only one of its sentence.
fn with_the_first_verb(context: &Context<'_>, found: &mut [Found<Statement>]) {
    let places: Vec<Option<usize>> = found.iter().map(|statement| cue_of(context, statement)).collect();
    for at in 1..found.len() {
        let (Some(first), Some(second)) = (places[at - 1], places[at]) else { continue };
        let (before, rest) = found.split_at_mut(at);
        let (one, other) = (&before[at - 1], &mut rest[0]);
        let is_one_speaker = match (one.record.speakers.as_slice(), other.record.speakers.as_slice()) {
            ([one], [other]) => one.entity.is_some() && one.entity == other.entity,
            _ => false,
        };
        let sentence = context.sentence(second);
        let is_second = first < second
            && sentence.start <= first
            && context.upos(second) == Upos::Verb
            && matches!(context.xpos(second), Xpos::Vbd | Xpos::Vbg)
            && context.quoted[first].is_none()
            && context.quoted[second].is_none()
            && super::subjects::own_subject(context, second).is_none();
        // "likened it to a war, *saying* on Sunday …": what is told beside it was said with it.
        let is_led = one.record.said.is_none()
            && context.xpos(first) == Xpos::Vbd
            && context.xpos(second) == Xpos::Vbg
            && !telling::has_auxiliary(context, first);
        let known = if is_led { &other.record.said } else { &one.record.said };
        let Some(when) = known.clone().filter(|_| is_second && is_one_speaker) else { continue };
        if other.record.account.is_some() || one.record.account.is_some() {
            continue;
        }
        if !is_led && other.record.said.is_some() {
            continue;
        }
        let times = &context.scene.times;
        let begin = times.partition_point(|time| time.words.start < sentence.start);
        let is_only = times[begin..]
            .iter()
            .take_while(|time| time.words.start < sentence.end)
            .filter(|time| matches!(time.record.timex3.kind, TimexType::Date | TimexType::Time))
            .all(|time| time.record.span == when.span);
        if is_only && is_led {
            before[at - 1].record.said = Some(when);
        } else if is_only {
            other.record.said = Some(when);
        }
    }
}

/// The day of a verb that stands below it.
fn day_under(context: &Context<'_>, verb: usize) -> Option<When> {
    nearest_day(context, verb, |time| {
        let mut at = time.start;
        (0..6).any(|_| {
            let Some(up) = context.head(at) else { return false };
            at = up;
            up == verb
        })
    })
}

/// "On Tuesday the board met. *Later*, the mayor said …", "*In a statement*, the mayor said …": what goes on from a
/// sentence that begins with its day is said on that day.
fn later_that_day(context: &Context<'_>, found: &mut [Found<Statement>]) {
    for statement in found.iter_mut() {
        let record = &statement.record;
        if record.said.is_some() || record.account.is_some() || record.continues.is_some() {
            continue;
        }
        let Some(cue) = cue_of(context, statement).filter(|&cue| context.quoted[cue].is_none()) else {
            continue;
        };
        let is_told = context.upos(cue) == Upos::Verb
            && matches!(context.xpos(cue), Xpos::Vbd | Xpos::Vbg)
            && context.entries[cue].is_some_and(|entry| {
                matches!(context.lexicon.entry(entry).kind, CueKind::Speech | CueKind::Writing)
            });
        if is_told && let Some(when) = day_before(context, cue) {
            statement.record.said = Some(when);
        }
    }
}

/// The day that the sentence before begins with, where a word's own sentence goes on from there and has no day of its own.
fn day_before(context: &Context<'_>, word: usize) -> Option<When> {
    const OPENING: usize = 4;
    let sentence = context.sentence(word);
    let first = (sentence.start..sentence.end).find(|&at| !context.is_punctuation(at))?;
    let is_medium = || {
        context.lower(first) == "in"
            && (first + 1..sentence.end.min(first + 6))
                .take_while(|&at| !context.is_comma(at))
                .any(|at| context.upos(at) == Upos::Noun && is_medium(context, at))
    };
    let goes_on = leads_onward(&context.lower(first)) && first + 1 < sentence.end || is_medium();
    let before = context.sentence(sentence.start.checked_sub(1)?);
    if !goes_on || context.paragraph(before.start) != context.paragraph(word) {
        return None;
    }
    let times = &context.scene.times;
    let days = |words: Span<Word>| {
        let at = times.partition_point(|time| time.words.start < words.start);
        times[at..]
            .iter()
            .take_while(move |time| time.words.start < words.end)
            .filter(|time| matches!(time.record.timex3.kind, TimexType::Date | TimexType::Time))
            .filter(|time| time.record.edtf.is_some())
    };
    let has_own = days(sentence).any(|time| time.words.start < word && !is_onward(context, time.words));
    let mut told = days(before);
    let day = told.next().filter(|time| time.words.start < before.start + OPENING)?;
    let edtf = day.record.edtf.clone();
    let is_day = edtf.as_ref().is_some_and(is_of_days) && told.next().is_none();
    let is_near = edtf.as_ref().is_some_and(|edtf| is_just_past(context, edtf));
    (is_day && is_near && !has_own && is_told_as_past(context, before))
        .then(|| When { span: day.record.span.clone(), edtf })
}

/// "The court *ruled*", and not "the court *will* rule": it has happened.
fn is_told_as_past(context: &Context<'_>, sentence: Span<Word>) -> bool {
    let has = |kind: Xpos| {
        sentence.range().any(|word| context.xpos(word) == kind && context.quoted[word].is_none())
    };
    has(Xpos::Vbd) && !has(Xpos::Md)
}

/// "later" alone is no day.
fn is_onward(context: &Context<'_>, words: Span<Word>) -> bool {
    words.range().all(|word| leads_onward(&context.lower(word)))
}

/// "told the Gazette", and in the next breath "speaking to the Gazette on Monday": one speaker, one hearer, one day. What is
/// told further off, or at another time by its own words, may have been said at another meeting of the two.
fn with_hearer(context: &Context<'_>, found: &mut [Found<Statement>]) {
    let pair = |statement: &Statement| {
        let [speaker] = statement.speakers.as_slice() else { return None };
        let [hearer] = statement.addressee.as_slice() else { return None };
        Some((speaker.entity.clone()?, hearer.entity.clone().filter(|hearer| is_named(context, hearer))?))
    };
    let place = |statement: &Found<Statement>| cue_of(context, statement).unwrap_or(statement.words.start);
    let dated: Vec<((Id, Id), u32, When)> = found
        .iter()
        .filter_map(|statement| {
            let paragraph = context.paragraph(place(statement));
            Some((pair(&statement.record)?, paragraph, statement.record.said.clone()?))
        })
        .collect();
    for statement in found.iter_mut().filter(|statement| statement.record.said.is_none()) {
        let Some(own) = pair(&statement.record) else { continue };
        if !cue_of(context, statement).is_some_and(|cue| goes_on(context, cue, statement)) {
            continue;
        }
        let paragraph = context.paragraph(place(statement));
        let mut days = dated.iter().filter(|(other, ..)| *other == own);
        // Where they spoke twice, nobody knows when which was said.
        if let Some((_, near, first)) = days.next()
            && days.all(|(.., other)| other.edtf == first.edtf)
            && near.abs_diff(paragraph) <= 1
        {
            statement.record.said = Some(first.clone());
        }
    }
}

/// Whether somebody is one person or one body, called by name, and not "reporters".
fn is_named(context: &Context<'_>, entity: &Id) -> bool {
    let entities = &context.scene.entities;
    entities.mentions.iter().any(|mention| {
        let known = &entities.entities[mention.entity];
        known.id == *entity
            && mention.form == MentionForm::Name
            && matches!(known.kind, MentionKind::Person | MentionKind::Organization)
    })
}

/// "The mayor spoke to reporters on Monday", "gave a speech on Monday": where a report tells of an occasion and not
/// yet of what was said, with the verb.
fn scenes(context: &Context<'_>) -> Vec<(usize, Occasion)> {
    let annotated = context.annotated;
    (0..annotated.tokens.len())
        .filter(|&word| {
            context.upos(word) == Upos::Verb
                && context.xpos(word) == Xpos::Vbd
                && context.quoted[word].is_none()
        })
        .filter_map(|verb| {
            let carries = || {
                annotated
                    .children(verb)
                    .any(|child| context.deprel(child).is(Deprel::Obj) && is_occasion(context, child))
            };
            if !(is_speaking(context, verb) || is_giving(context, verb) && carries()) {
                return None;
            }
            let subject = super::subjects::subject(context, verb)?;
            let mention = context.mention(subject)?;
            let speaker = context.scene.entities.entities[mention.entity].id.clone();
            let when = day_under(context, verb)?;
            let is_day = when.edtf.as_ref().is_some_and(is_of_days);
            let paragraph = context.paragraph(verb);
            is_day.then_some((verb, Occasion { speaker, when, paragraph, is_told_of: true }))
        })
        .collect()
}
