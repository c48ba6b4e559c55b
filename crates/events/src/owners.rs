//! Whose deed it is that is blamed, backed or beaten back.

use super::lexicon::{Lexicon, Sort};
use super::parties::{Parties, Side};
use super::somebody::{is_doing, is_somebody, is_violence};
use super::told::Telling;
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos};
use dateline_model::EventAct;

/// "Criticised the governor's treatment of the miners", "denounced the war in Togo", "backed the
/// embargo on Togo": blamed, backed or turned down is whose deed it is, never whom it is done to.
pub(super) fn answer_owner(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    telling: &mut Telling,
) {
    let Some(object) = clause::object(text, telling.trigger) else { return };
    let lemma = text.tokens[object].lemma.to_lowercase();
    let is_deed = text.tokens[object].upos == Upos::Noun
        && parties.kind(object).is_none()
        && (is_violence(lexicon, &lemma)
            || lexicon.of(Sort::Noun, &lemma).next().is_some()
            || is_doing(&lemma));
    if !is_deed {
        return;
    }
    // "Decried the crimes and *Togolese* atrocities"
    let owners: Vec<usize> = clause::joined(text, object)
        .into_iter()
        .filter(|&noun| {
            noun == object || text.tokens[noun].upos == Upos::Noun && parties.kind(noun).is_none()
        })
        .flat_map(|noun| text.children(noun))
        .filter(|&child| {
            let relation = text.tokens[child].deprel;
            let is_before = child < object && matches!(relation.base(), Deprel::Amod | Deprel::Compound);
            let case = clause::case(text, child).unwrap_or("");
            let is_by = relation.is(Deprel::Nmod)
                && (matches!(case, "by" | "from") || case == "of" && !is_doing(&lemma));
            (relation == Deprel::NmodPoss || is_before || is_by) && parties.kind(child).is_some()
        })
        .collect();
    let inside = text.subtree(object);
    telling.sides.to.retain(|side| {
        // "denounced the war in Togo": where the tree hangs it on the verb too.
        let is_behind = side.head > object
            && telling.act == EventAct::Accuse
            && matches!(clause::case(text, side.head), Some("in" | "on" | "of" | "against"));
        // "Backs the delivery of tents *to Chad*": who is to have them is backed.
        let is_for = || {
            telling.act == EventAct::Support
                && owners.is_empty()
                && clause::phrases_above(text, side.head)
                    .take_while(|&at| at != object)
                    .any(|at| matches!(clause::case(text, at), Some("to" | "for")))
        };
        !inside.range().contains(&side.head) && !is_behind
            || is_for()
            || owners.iter().any(|&owner| clause::joined(text, owner).contains(&side.head))
    });
    if telling.sides.to.is_empty() {
        let others = owners.iter().flat_map(|&owner| parties.sides(owner));
        telling.sides.to = others
            .filter(|side| {
                !telling
                    .sides
                    .by
                    .iter()
                    .any(|own| own.head == side.head || own.entity.is_some() && own.entity == side.entity)
            })
            .collect();
    }
}

/// "Repelled *a Peruvian attack*", "beat back a raid *by the guerrillas*": whoever made it is beaten back.
pub(super) fn beaten_back(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    telling: &mut Telling,
) {
    let Some(object) = clause::object(text, telling.trigger) else { return };
    if parties.kind(object).is_some() {
        return;
    }
    let owners: Vec<Side> = text
        .children(object)
        .filter(|&child| {
            let relation = text.tokens[child].deprel;
            let is_before = child < object && matches!(relation.base(), Deprel::Amod | Deprel::Compound);
            let is_by =
                relation.is(Deprel::Nmod) && matches!(clause::case(text, child), Some("by" | "of" | "from"));
            relation == Deprel::NmodPoss || is_before || is_by
        })
        .flat_map(|child| parties.sides(child))
        .filter(|side| {
            (parties.kind(side.head).is_some() || is_somebody(lexicon, text, side))
                && !parties.is_place(side.head)
                && !telling.sides.by.iter().any(|own| own.head == side.head)
        })
        .collect();
    if !owners.is_empty() {
        telling.sides.to = owners;
    }
}
