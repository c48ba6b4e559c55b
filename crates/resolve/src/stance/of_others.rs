//! What is said of others inside a speaker's words, and is no stand of the speaker.

use super::view::View;
use crate::beside::{has_relative, joined_by};
use crate::chain::REACH;
use crate::clauses::Break;
use crate::cues::Cue;
use crate::stand_words::stand_words;
use crate::verbs::ending;

/// "The union may lift the sanctions", a minister said: no stand of hers. But "he welcomed talks that could end the war".
pub(super) fn is_of_others(view: &View<'_>) -> bool {
    is_done_by_others(view) || is_of_a_thing(view)
}

/// "traders *who* break the ban": what those do whom a relative clause tells of.
fn is_done_by_others(view: &View<'_>) -> bool {
    let sentence = view.sentence;
    view.chain.iter().find(|cue| cue.takes_a_stand()).is_some_and(|cue| {
        let is_relative = cue.from > 0 && stand_words().relative.has(sentence.word(cue.from - 1));
        let behind = sentence.tokens.get(cue.to..=view.hit.from).unwrap_or_default();
        is_relative
            && !sentence.word(cue.from).ends_with("ing")
            && behind.iter().all(|token| token.before == Break::None)
    })
}

/// "blamed the isles for blocking a plan *that would* condemn the raid and back a truce": what the plan does; but
/// who asks for such a plan wants one.
fn is_of_a_thing(view: &View<'_>) -> bool {
    view.said.is_some_and(|said| said.sign <= 0)
        && view.chain.last().is_some_and(|cue| {
            let start = cue.from.saturating_sub(REACH).max(view.from);
            has_relative(view.sentence.tokens.get(start..=cue.from).unwrap_or_default())
        })
}

/// "condemned the raid and welcomed the talks": the second verb is no part of what is condemned.
pub(super) fn is_beside_the_act(view: &View<'_>) -> bool {
    let is_beside = |cue: &Cue| {
        let said = view.said?;
        let and = joined_by(view.sentence, *cue)?;
        let end = said.verb_ends?;
        Some(and > said.within.start && ending(view.sentence.word(cue.from)) == Some(end))
    };
    let takes = view.chain.iter().rfind(|cue| cue.takes_a_stand());
    takes.and_then(is_beside) == Some(true)
}
