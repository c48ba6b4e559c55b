//! Whether what a sentence names is the issue that is asked about: of those states and bodies, and no others.

use crate::bearing::{is_anothers_joining, is_under, is_with_another};
use crate::clauses::Sentence;
use crate::holders::Actor;
use crate::institutions::pointed_at;
use crate::issues::{Hit, Issue};
use crate::report_stands::ReportStands;
use crate::stand_words::stand_words;
use dateline_model::MentionKind;
use std::collections::BTreeSet;

impl ReportStands<'_> {
    /// Whether the states and bodies that are asked for are named at all.
    pub(crate) fn is_about(&self, issue: &Issue) -> bool {
        let names = |side: &str| {
            self.reading.mentions.iter().any(|mention| {
                mention.kind != MentionKind::Person
                    && pointed_at(&mention.span.text).is_some_and(|(named, ..)| named == side)
            })
        };
        issue.states.iter().chain(&issue.bodies).all(|side| names(side))
    }

    /// Whether it is about those that are asked for: what is named behind "on", "against",
    /// "with", "between" is one of them, if anybody is.
    pub(crate) fn is_meant(&self, issue: &Issue, sentence: &Sentence, hit: Hit, actors: &[Actor]) -> bool {
        let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
        let side_of = |actor: &Actor| actor.holder.as_ref().and_then(|holder| holder.side.clone());
        // "A people may choose its alliances" is of any body.
        if issue.needs_bodies() && !issue.bodies.is_empty() && (hit.stand.is_none() || hit.is_deed) {
            let named = actors.iter().filter_map(side_of).any(|side| issue.bodies.contains(&side));
            let is_named = named
                || sentence.tokens.iter().any(|token| {
                    issue.bodies.iter().any(|body| body.to_lowercase() == token.lower)
                        || token.lower == "alliance"
                });
            let is_other = actors.iter().filter(|actor| actor.from + 6 >= hit.from && actor.to <= hit.to + 3);
            let mut others = is_other.filter_map(side_of).filter(|side| side.len() != 3);
            if !is_named || !(named || others.all(|side| issue.bodies.contains(&side))) {
                return false;
            }
        }
        if issue.states.is_empty() {
            return true;
        }
        if issue.needs_bodies() && is_anothers_joining(issue, sentence, hit, actors) {
            return false;
        }
        if issue.states.len() > 1 && is_with_another(issue, sentence, hit, actors) {
            return false;
        }
        // "between Chile and Peru": who is none of them speaks of both, or names no state.
        if issue.states.len() > 1 {
            let named: BTreeSet<String> =
                actors.iter().filter_map(side_of).filter(|side| issue.states.contains(side)).collect();
            let holder = actors.iter().rfind(|actor| actor.to <= hit.from).and_then(side_of);
            let is_third = holder.is_some_and(|side| !issue.states.contains(&side));
            let is_of_all = named.len() == issue.states.len();
            // "Chile and Norway agreed to talk" is not of Chile and Peru.
            let is_with_others = actors
                .iter()
                .filter(|actor| !actor.is_adjective)
                .filter_map(side_of)
                .any(|side| side.len() == 3 && !issue.states.contains(&side));
            let is_loose =
                sentence.tokens[hit.from..hit.to].iter().any(|token| stand_words().loose.has(&token.lower));
            if !is_of_all && (is_with_others || is_third && (named.len() == 1 || is_loose)) {
                return false;
            }
        }
        let is_led_to = |actor: &Actor| {
            let before = word(actor.from.wrapping_sub(1));
            let before = if before == "the" { word(actor.from.wrapping_sub(2)) } else { before };
            // "sanctions in concert with Norway" are not on Norway.
            if hit.is_measure { matches!(before, "on" | "against") } else { stand_words().toward.has(before) }
        };
        let is_object = |actor: &Actor| {
            hit.is_measure && is_under(sentence, hit, actor)
                || actor.from >= hit.to && actor.from <= hit.to + 4 && is_led_to(actor)
        };
        let objects: Vec<String> = actors
            .iter()
            // "near the Chilean coast": nobody's joining.
            .filter(|actor| !(actor.is_adjective && issue.needs_bodies()))
            .filter(|actor| is_object(actor))
            .filter_map(side_of)
            .collect();
        objects.is_empty()
            || objects.iter().any(|side| issue.states.contains(side) || issue.bodies.contains(side))
    }
}
