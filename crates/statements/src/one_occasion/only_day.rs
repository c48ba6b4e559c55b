//! A speaker of whom a report tells one day: what else is told of him in the same way was said on it.
//!
//! "Ada Berg said on Monday that the mill would close." Three paragraphs on, "“Nobody asked us,” Ms Berg said": nothing says
//! that it was another day, and whoever writes news says so where it was.

use super::super::context::Context;
use super::super::saying_words::is_additive;
use super::telling::{
    cue_of, goes_on, has_auxiliary, has_its_own_time, is_just_past, is_of_days, is_plainly_past,
    is_set_elsewhen,
};
use dateline_language::Xpos;
use dateline_model::{Edtf, Id, Manner, MentionKind, Speaker, Statement, When};
use dateline_scene::Found;
use rustc_hash::FxHashMap;

/// How many sentences behind what was last said on the day others may stand that are told, and not quoted.
const NEAR: usize = 6;
/// The same for what is said to somebody, in a medium or at a meeting of which nothing was told yet.
const BESIDE: usize = 2;

/// The one day on which a report lets somebody speak.
struct Day {
    when: When,
    /// The first word of what was said on it.
    first: usize,
    /// The sentence where it was last told of.
    sentence: usize,
    is_only: bool,
    /// Whether the speaker is one person, named or not.
    is_ones: bool,
    hearers: Vec<Id>,
}

/// Gives what a speaker of one day said its day, where the telling is plain. `told` are the occasions that a report tells of
/// without what was said there, with the verb.
pub(super) fn on_the_only_day(
    context: &Context<'_>,
    told: &[(usize, Id, When)],
    found: &mut [Found<Statement>],
) {
    let mut days = only_days(context, told, found);
    let mut given: FxHashMap<Id, When> = FxHashMap::default();
    for statement in found.iter_mut() {
        let place = place(context, statement);
        let record = &statement.record;
        let day = speaker(record).and_then(|speaker| days.get_mut(speaker.entity.as_ref()?));
        let Some(day) = day.filter(|day| record.account.is_none() && day.first < place) else { continue };
        let sentence = context.annotated.sentence_number(place);
        if record.said.is_none() {
            // What goes on from a quotation is of its day.
            let goes_on = record.continues.as_ref().is_some_and(|before| given.contains_key(before));
            let is_alike = || {
                cue_of(context, statement)
                    .is_some_and(|cue| is_told_alike(context, cue, statement, sentence, day))
            };
            if !goes_on && !is_alike() {
                continue;
            }
            given.insert(record.id.clone(), day.when.clone());
            statement.record.said = Some(day.when.clone());
        }
        day.sentence = day.sentence.max(sentence);
    }
}

/// "Ada Berg denied the report. “It is nonsense,” she said on Monday": what leads up to a quotation was said with it, where
/// the two stand side by side and only the second has its day.
pub(super) fn before_its_quotation(context: &Context<'_>, found: &mut [Found<Statement>]) {
    for at in 1..found.len() {
        let (before, rest) = found.split_at_mut(at);
        let (led, quoted) = (&mut before[at - 1], &rest[0].record);
        let entity = |record: &Statement| speaker(record).and_then(|speaker| speaker.entity.clone());
        let is_quoted = quoted.manner != Manner::Indirect && quoted.account.is_none();
        let is_open = led.record.said.is_none() && led.record.account.is_none();
        let when = quoted.said.clone().filter(|when| {
            when.edtf.as_ref().is_some_and(|edtf| edtf.is_day() && is_just_past(context, edtf))
        });
        let Some(when) = when.filter(|_| is_quoted && is_open) else { continue };
        if entity(&led.record).is_none() || entity(&led.record) != entity(quoted) {
            continue;
        }
        let (here, there) = (place(context, led), place(context, &rest[0]));
        let is_next = context
            .annotated
            .sentence_number(there)
            .checked_sub(context.annotated.sentence_number(here))
            .is_some_and(|gap| (1..=2).contains(&gap))
            && context.paragraph(there) <= context.paragraph(here) + 1;
        let is_plain = cue_of(context, led).is_some_and(|cue| {
            goes_on(context, cue, led)
                && !has_its_own_time(context, cue, led)
                && context.xpos(cue) == Xpos::Vbd
                && context.quoted[cue].is_none()
        });
        if is_next && is_plain {
            led.record.said = Some(when);
        }
    }
}

/// The speakers of whom a report tells one day, a recent one.
fn only_days(
    context: &Context<'_>,
    told: &[(usize, Id, When)],
    found: &[Found<Statement>],
) -> FxHashMap<Id, Day> {
    let entities = &context.scene.entities.entities;
    let kinds: FxHashMap<&Id, MentionKind> =
        entities.iter().map(|entity| (&entity.id, entity.kind)).collect();
    let mut days: FxHashMap<Id, Day> = FxHashMap::default();
    let mut add = |id: &Id, when: &When, first: usize, hearers: Vec<Id>| {
        let sentence = context.annotated.sentence_number(first);
        let is_ones = matches!(kinds.get(id), Some(MentionKind::Person | MentionKind::Office));
        let own = || Day { when: when.clone(), first, sentence, is_only: true, is_ones, hearers: Vec::new() };
        let day = days.entry(id.clone()).or_insert_with(own);
        day.is_only &= day.when.edtf == when.edtf;
        if first < day.first {
            (day.first, day.sentence) = (first, sentence);
        }
        day.hearers.extend(hearers);
    };
    for statement in found.iter().filter(|statement| statement.record.account.is_none()) {
        let record = &statement.record;
        let Some(entity) = speaker(record).and_then(|speaker| speaker.entity.as_ref()) else { continue };
        if let Some(when) = &record.said {
            let hearers = record.addressee.iter().filter_map(|hearer| hearer.entity.clone()).collect();
            add(entity, when, place(context, statement), hearers);
        }
    }
    told.iter().for_each(|(verb, speaker, when)| add(speaker, when, *verb, Vec::new()));
    days.retain(|_, day| {
        let edtf = day.when.edtf.as_ref();
        // "Police said at the weekend": of a body more than one says something in some days.
        let is_one_saying = |edtf: &Edtf| if day.is_ones { is_of_days(edtf) } else { edtf.is_day() };
        day.is_only && edtf.is_some_and(|edtf| is_one_saying(edtf) && is_just_past(context, edtf))
    });
    days
}

/// Whether something is told as what was said on a day is: in the plain past, near enough or quoted, to nobody new and at no
/// new place.
fn is_told_alike(
    context: &Context<'_>,
    cue: usize,
    statement: &Found<Statement>,
    sentence: usize,
    day: &Day,
) -> bool {
    let record = &statement.record;
    let Some(gap) = sentence.checked_sub(day.sentence) else { return false };
    if !is_plainly_past(context, cue, statement)
        || has_its_own_time(context, cue, statement)
        || is_set_elsewhen(context, cue, &day.when)
    {
        return false;
    }
    // "*has* warned of it, saying"
    let over = context.governor(cue);
    let is_past = context.xpos(cue) == Xpos::Vbd
        || over.is_some_and(|over| context.xpos(over) == Xpos::Vbd && !has_auxiliary(context, over));
    let is_to_them = record.addressee.iter().all(|hearer| {
        gap <= BESIDE
            || !is_named(hearer)
            || hearer.entity.as_ref().is_some_and(|id| day.hearers.contains(id))
    });
    let is_near = match record.manner {
        Manner::Direct if day.is_ones => true,
        _ if day.is_ones && is_additive(context.lemma(cue)) => gap <= 2 * NEAR,
        _ => gap <= NEAR,
    };
    is_past && is_to_them && is_near
}

/// "CNN", "Ola Vik", and not "reporters".
fn is_named(hearer: &Speaker) -> bool {
    hearer.name.starts_with(char::is_uppercase)
}

/// The one who says it, where it is one.
fn speaker(record: &Statement) -> Option<&Speaker> {
    match record.speakers.as_slice() {
        [one] => Some(one),
        _ => None,
    }
}

/// Where a statement is told: at its cue, else at its own first word.
fn place(context: &Context<'_>, statement: &Found<Statement>) -> usize {
    cue_of(context, statement).unwrap_or(statement.words.start)
}
