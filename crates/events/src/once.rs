//! Each party of a deed once: a state and its people, a name and a bare number are not two.

use super::lexicon::Lexicon;
use super::parties::{Parties, RELATIONS, Side};
use super::told::Telling;
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos};
use dateline_model::{EventAct, MentionKind, Party};

/// Adds the sides of a telling to those that are known. What another telling than the fullest adds is somebody
/// of another state, or of none ("Serbia", "the Serbian army" do one deed).
pub(super) fn add(
    text: &Annotated<'_>,
    parties: &mut Vec<Party>,
    sides: &[Side],
    is_doer: bool,
    is_fullest: bool,
) {
    // "A gunman shot four. The man, a miner, killed two more": the fullest telling says who did it.
    if is_doer && !is_fullest && !parties.is_empty() {
        return;
    }
    let first = parties.len();
    for side in sides {
        let party = &side.party;
        let is_state = matches!(side.kind, Some(MentionKind::Country | MentionKind::Nationality));
        let is_known = parties.iter().enumerate().any(|(at, known)| {
            let is_of_state = party.country.is_some() && party.country == known.country;
            known.span == party.span
                || known.entity.is_some() && known.entity == party.entity
                || known.name.eq_ignore_ascii_case(&party.name)
                || is_of_state && (is_state || is_doer && !is_fullest && at < first)
        });
        // "four", "some": how many of those that are named already.
        let is_bare = text.tokens[side.head].upos == Upos::Num
            || matches!(text.tokens[side.head].lemma.to_lowercase().as_str(), "some" | "other" | "more");
        let is_told = is_known || is_bare && !parties.is_empty() && side.words.len() < 3;
        if !is_told {
            parties.push(party.clone());
        }
    }
}

/// "Invaded its neighbour": named by what it is to the other.
pub(super) fn is_relation(party: &Party) -> bool {
    party.name.rsplit(' ').next().is_some_and(|noun| RELATIONS.contains(&noun))
}

/// "The shelling of Tuzla by the guards killed four", "Serbian strikes hit a school": whoever does the one
/// deed does the other; and "a bomb killed two": a thing does nothing.
pub(super) fn doers_of_deeds(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    telling: &mut Telling,
    is_deed: impl Fn(&Side) -> bool,
) {
    if telling.act != EventAct::Assault {
        return;
    }
    let sides = std::mem::take(&mut telling.sides.by);
    for side in sides {
        if !is_deed(&side) {
            telling.sides.by.push(side);
            continue;
        }
        let owners: Vec<Side> = text
            .children(side.head)
            .filter(|&child| {
                let relation = text.tokens[child].deprel;
                relation == Deprel::NmodPoss
                    || relation.is(Deprel::Nmod) && clause::case(text, child) == Some("by")
                    || child < side.head
                        && matches!(relation.base(), Deprel::Amod | Deprel::Compound)
                        && matches!(
                            parties.kind(child),
                            Some(MentionKind::Nationality | MentionKind::Country | MentionKind::Organization)
                        )
            })
            .flat_map(|child| parties.sides(child))
            .filter(|owner| !lexicon.is("arms", &text.tokens[owner.head].lemma.to_lowercase()))
            .collect();
        if owners.is_empty() {
            telling.sides.by.push(side);
        } else {
            // The noun tells in full who did it; its verb only borrows that.
            telling.sides.by.extend(owners.into_iter().map(|owner| Side {
                entity: None,
                form: None,
                ..owner
            }));
        }
    }
}

/// Whether a side is a weapon of nobody's: "killed by a car bomb".
pub(super) fn is_weapon(lexicon: &Lexicon, text: &Annotated<'_>, side: &Side) -> bool {
    let lemma = text.tokens[side.head].lemma.to_lowercase();
    side.kind.is_none()
        && side.party.country.is_none()
        && (lexicon.is("arms", &lemma)
            || lexicon.weapon(&lemma).is_some() && lemma != "gunman" && lemma != "sniper")
}
