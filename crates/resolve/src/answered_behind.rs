//! What others answer behind what somebody wants: "proposed a truce, *which the isles have refused*".

use crate::clauses::{Break, Sentence};
use crate::cues::{Cue, cues};
use crate::holders::{Actor, Cast, subjects};
use crate::issues::Hit;
use crate::stand::{Stance, Stand};
use crate::stand_words::stand_words;
use crate::ways::Does;

/// What others answer in the same sentence to what is wanted there: "proposed a truce, which the
/// isles have refused".
pub(crate) fn answers_behind(sentence: &Sentence, hit: Hit, cast: Cast<'_>, is_for: bool) -> Vec<Stand> {
    const NEAR: usize = 3;
    let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    let Some(which) = (hit.to..sentence.tokens.len()).find(|&at| stand_words().taken_up_by.has(word(at)))
    else {
        return Vec::new();
    };
    let cues = cues(sentence, hit);
    let takes = |cue: &&Cue| cue.from > which && matches!(cue.does, Does::For | Does::Against);
    let Some(cue) = cues.iter().find(takes) else { return Vec::new() };
    // "which the isles have refused", and nothing more; "which the king refused as futile".
    let is_last = sentence
        .tokens
        .get(cue.to)
        .is_none_or(|next| next.before != Break::None || stand_words().behind_an_answer.has(&next.lower));
    let subjects = subjects(sentence, &cues, *cue, cast, which);
    let is_near = subjects.iter().all(|actor| {
        actor.from > which && (actor.from > cue.to || cue.from.saturating_sub(actor.to) <= NEAR)
    });
    if !is_last || !is_near || cues.iter().any(|other| other.does == Does::Void && other.from > which) {
        return Vec::new();
    }
    let turns =
        cues.iter().filter(|other| other.does == Does::Turn && other.from > which && other.to <= cue.from);
    let is_turned = (turns.count() % 2 == 1) != (cue.does == Does::Against);
    let stance = if is_for == is_turned { Stance::Against } else { Stance::For };
    let stand = |actor: &Actor| Stand {
        holder: actor.holder.clone(),
        stance,
        strength: 2.5,
        word: Some((cue.from, cue.to)),
    };
    subjects.into_iter().filter(|actor| actor.holder.is_some()).map(stand).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clauses::sentences_of;
    use crate::issues::Issue;
    use crate::stand::Holder;

    #[test]
    fn what_others_answer_in_a_relative_clause() {
        let text = "Chile proposed a truce, which Norway and Peru have refused";
        let sentence = &sentences_of(text)[0];
        let actor = |name: &str, at: usize| Actor {
            from: at,
            to: at + 1,
            holder: Some(Holder { side: Some(name.to_owned()), name: name.to_owned(), office: None }),
            is_adjective: false,
            is_several: false,
        };
        let actors = [actor("chile", 0), actor("norway", 5), actor("peru", 7)];
        let hit = Issue::of("truce", &[]).hits(sentence)[0];
        let found: Vec<(String, Stance)> =
            answers_behind(sentence, hit, Cast { actors: &actors, doers: &[] }, true)
                .into_iter()
                .filter_map(|stand| Some((stand.holder?.name, stand.stance)))
                .collect();
        assert_eq!(found, [("peru".to_owned(), Stance::Against), ("norway".to_owned(), Stance::Against)]);
    }
}
