//! What is said of an issue behind it: "the sanctions must be lifted".

use crate::chain::REACH;
use crate::clause_words::clause_words;
use crate::clauses::{Break, Sentence};
use crate::cues::{Cue, is_auxiliary};
use crate::issues::Hit;
use crate::stand_words::stand_words;
use crate::ways::Does;

/// What is said of the issue behind it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Predicate {
    /// "Sanctions must be lifted", "the talks will not resume".
    Stand(i8),
    /// "denounced the sanctions as illegal": why it is done, and no other stand; by itself a stand ("sees them as a threat").
    As(i8),
    /// "Sanctions should be published".
    Wish(i8),
}

/// So many words further than elsewhere may what is said of it be.
const FURTHER: usize = 4;

pub(crate) fn predicate(sentence: &Sentence, cues: &[Cue], hit: Hit) -> Option<Predicate> {
    /// So many words may stand between a verb that names and what it names.
    const NAMED: usize = 3;
    // "the report on the sanctions must be rewritten", "a decision on them must be taken": said of something else.
    let before = hit.from.checked_sub(1).map_or("", |at| sentence.word(at));
    let before =
        if clause_words().articles.has(before) { sentence.word(hit.from.wrapping_sub(2)) } else { before };
    if stand_words().about.has(before) {
        return None;
    }
    let mut sign = 1;
    // "called the sanctions an act of war": said of them without a verb.
    let before = sentence.tokens[..hit.from].iter().rev().take(NAMED);
    let is_named = before.into_iter().any(|token| stand_words().naming.has(&token.lower));
    let mut is_predicate = is_named;
    let mut is_judged = is_named;
    let mut is_wished = false;
    let mut is_as = is_named;
    for at in hit.to..sentence.tokens.len().min(hit.to + REACH + FURTHER) {
        let token = &sentence.tokens[at];
        if token.before != Break::None || clause_words().ends_what_is_said.has(&token.lower) {
            break;
        }
        // "sees the talks as a threat": said of them without a verb.
        is_predicate |= is_auxiliary(&token.lower) || token.lower == "as";
        // "made no sense", "only hurt the poor": a judgement; "only resumed" is none, and no stand.
        is_judged |= is_predicate || stand_words().links.has(&token.lower);
        is_as |= token.lower == "as";
        is_as &= !is_auxiliary(&token.lower);
        let Some(cue) = cues.iter().find(|cue| cue.from == at) else { continue };
        match cue.does {
            Does::Turn => sign = -sign,
            Does::Wish => is_wished = true,
            // "Sanctions may be lifted"
            Does::Void => return None,
            Does::Good if is_as => return Some(Predicate::As(sign)),
            Does::Bad if is_as => return Some(Predicate::As(-sign)),
            Does::Good if is_judged => return Some(Predicate::Stand(sign)),
            Does::Bad if is_judged => return Some(Predicate::Stand(-sign)),
            // "The sanctions have failed" judges them; that talks have failed, or what they failed to do, is only told.
            Does::Futile if hit.is_measure && !matches!(sentence.word(cue.to), "to" | "in") => {
                return Some(Predicate::Stand(-sign));
            }
            // "Talks are planned for June": on the calendar, and nobody's wish.
            Does::For if token.lower == "planned" => {}
            // "must be lifted"; but "could end the drought" has an object of its own.
            Does::For if is_predicate && is_undergone(sentence, hit, at) => {
                return Some(Predicate::Stand(sign));
            }
            Does::Against if is_predicate && is_undergone(sentence, hit, at) => {
                return Some(Predicate::Stand(-sign));
            }
            // "sanctions against", "talks on"
            _ => {}
        }
    }
    // "should not delay the harvest": what it should not do is not what it should not be.
    (is_wished && sign > 0).then_some(Predicate::Wish(sign))
}

/// Whether a verb behind the issue is done to it ("must be *lifted*"), or stands alone ("will
/// *resume*").
fn is_undergone(sentence: &Sentence, hit: Hit, verb: usize) -> bool {
    let words = clause_words();
    let is_passive = (hit.to..verb).rev().take(2).any(|at| words.undergoes.has(sentence.word(at)));
    let is_last = sentence
        .tokens
        .get(verb + 1)
        .is_none_or(|next| next.before != Break::None || words.without_object.has(&next.lower));
    is_passive || is_last
}
