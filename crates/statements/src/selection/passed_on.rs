//! What the press only passes on is said by another, and came through it.

use super::super::context::Context;
use super::super::saying_words;
use super::candidate::{Selected, holds};
use dateline_model::Sector;

/// "Ada Doran said this at a hearing, *Tanva reported*": the press that only passes on what somebody says
/// is what it came through, not a speaker of its own.
pub(super) fn pass_on(context: &Context<'_>, selected: &mut Vec<Selected>) {
    let passes = |statement: &Selected| -> Option<usize> {
        let anchor = statement.anchor.as_ref()?;
        let is_passing = saying_words::passes_on(&anchor.lemma);
        let is_behind = statement.content.pieces.last().is_some_and(|piece| piece.end <= anchor.head);
        statement.source.filter(|&source| is_passing && is_behind && is_press(context, source))
    };
    let mut passed: Vec<usize> = Vec::new();
    for outer in 0..selected.len() {
        let Some(press) = passes(&selected[outer]) else { continue };
        let content = selected[outer].content.clone();
        let mut is_passed = false;
        for (at, inner) in selected.iter_mut().enumerate().filter(|(at, _)| *at != outer) {
            let is_inside = inner.anchor.as_ref().is_some_and(|anchor| holds(&content, anchor.head));
            if is_inside && inner.source.is_some() && !passed.contains(&at) {
                inner.via = Some(press);
                is_passed = true;
            }
        }
        if is_passed {
            passed.push(outer);
        }
    }
    let mut at = 0;
    selected.retain(|_| {
        at += 1;
        !passed.contains(&(at - 1))
    });
}

/// An agency, a paper, a station, or somebody who works for one.
fn is_press(context: &Context<'_>, head: usize) -> bool {
    let sector =
        context.mention(head).and_then(|mention| context.scene.entities.entities[mention.entity].sector);
    sector == Some(Sector::Med) || saying_words::is_press_noun(context.lemma(head))
}
