//! What is to be seen in a sentence around an issue: the words that take a stand, how they lead up to it, what is said of
//! it behind, and the conditions.

use crate::chain::{REACH, chain};
use crate::clauses::Sentence;
use crate::conditions::{Conditions, conditions};
use crate::cues::{Cue, cues};
use crate::fronted::fronted;
use crate::holders::Cast;
use crate::issues::Hit;
use crate::predicate::{Predicate, predicate};
use crate::stand::{Holder, Said, Stance};
use crate::stand_words::stand_words;
use crate::ways::Does;
use std::ops::Range;

/// A sentence, as the ways of taking a stand look at it.
pub(super) struct View<'a> {
    pub(super) sentence: &'a Sentence,
    pub(super) hit: Hit,
    pub(super) cast: Cast<'a>,
    pub(super) said: Option<&'a Said>,
    /// Where what is said begins.
    pub(super) from: usize,
    pub(super) cues: Vec<Cue>,
    /// The cues that lead up to the issue, the nearest first.
    pub(super) chain: Vec<Cue>,
    pub(super) predicate: Option<Predicate>,
    pub(super) conditions: Conditions,
    /// Whether the speaker speaks of "us" or "me" before the issue.
    pub(super) is_own: bool,
    /// What a stand weighs more for being said near the issue, or of oneself.
    pub(super) nearness: f32,
    is_held_ready: bool,
    fronted: Option<Range<usize>>,
}

impl<'a> View<'a> {
    /// None where the issue stands in a condition, which is nobody's stand.
    pub(super) fn of(
        sentence: &'a Sentence,
        hit: Hit,
        cast: Cast<'a>,
        said: Option<&'a Said>,
    ) -> Option<View<'a>> {
        let cues = cues(sentence, hit);
        let conditions = conditions(sentence, &cues, hit);
        if conditions.is_within {
            return None;
        }
        let from = said.map_or(0, |said| said.within.start);
        let chain = chain(sentence, &cues, hit, from);
        let predicate = predicate(sentence, &cues, hit);
        let is_own = said.is_some_and(|said| {
            let before = &sentence.tokens[said.within.start.min(hit.from)..hit.from];
            before.iter().any(|token| stand_words().own.has(&token.lower))
        });
        // What stands right beside the issue is meant for it most plainly.
        let nearest = chain.first().map_or(REACH, |cue| hit.from - cue.to).min(REACH);
        let nearness = 0.04 * (REACH - nearest) as f32 + if is_own { 0.3 } else { 0.0 };
        let is_held_ready = is_held_ready(sentence, hit, &chain, said);
        Some(View {
            sentence,
            hit,
            cast,
            said,
            from,
            cues,
            chain,
            predicate,
            conditions,
            is_own,
            nearness,
            is_held_ready,
            fronted: fronted(sentence, from, hit.from),
        })
    }

    /// Where the clause begins that a word stands in, if another is before it: "if Peru leaves, Chile will talk".
    pub(super) fn main_from(&self, at: usize) -> usize {
        self.fronted.as_ref().filter(|clause| clause.end <= at).map_or(self.from, |clause| clause.end)
    }

    /// Whether a stand of a sign holds on a condition only.
    pub(super) fn is_conditional(&self, sign: i8) -> bool {
        self.conditions.is_set
            || self.is_held_ready && sign > 0
            || sign < 0 && self.conditions.is_set_if_refused
    }

    /// The stance that a sign comes to.
    pub(super) fn stance(&self, sign: i8, is_threat: bool) -> Stance {
        match sign {
            0 => Stance::Unclear,
            _ if is_threat || self.is_conditional(sign) => Stance::Conditional,
            1.. => Stance::For,
            _ => Stance::Against,
        }
    }

    /// Whether the words only tell what others want, or nobody says them.
    pub(super) fn is_told(&self) -> bool {
        self.said.is_none_or(|said| said.tells)
    }

    /// Whether somebody is of the speaker's side.
    pub(super) fn is_speakers(&self, holder: &Holder) -> bool {
        self.said.is_some_and(|said| said.holder.is_of_one_side(holder))
    }
}

/// "ready to impose sanctions": what one holds ready against others is for when they do something.
fn is_held_ready(sentence: &Sentence, hit: Hit, chain: &[Cue], said: Option<&Said>) -> bool {
    let is_ready = |cue: &Cue| {
        let mut words = sentence.tokens[cue.from..cue.to].iter();
        cue.does == Does::Ready && words.any(|token| stand_words().held_ready.has(&token.lower))
    };
    // "preparing a sixth package": a step in what is done already.
    let goes_on = |cue: &Cue| {
        stand_words().preparing.has(sentence.word(cue.from))
            && sentence.tokens[cue.to..hit.to].iter().any(|token| stand_words().continuing.has(&token.lower))
    };
    // "ready to join the sanctions" of others.
    let is_joined = |cue: &Cue| stand_words().joining.has(sentence.word(cue.from));
    hit.is_measure
        && said.is_none_or(|said| said.sign <= 0)
        && chain.iter().any(|cue| is_ready(cue) && !goes_on(cue))
        && !chain.iter().any(is_joined)
        && chain.iter().all(|cue| !matches!(cue.does, Does::Against | Does::Turn))
}
