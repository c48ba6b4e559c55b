//! Where a telling's deed was done: by its root, and never where only those are who have a part in it.

use super::super::circumstances::{Circumstances, head_of};
use super::super::lexicon::{Frame, Lexicon};
use super::super::parties::{Parties, Side};
use crate::told::Telling;
use dateline_grammar::clause;
use dateline_model::{EventAct, MentionKind, Sector, Status};
use dateline_scene::Scene;

/// "The president of Chile began a war", "blockaded Chile", "imposed sanctions on Chile", "officials in Arica accused
/// the navy": of what somebody is president is not where it was, nor is the state that it was done to, nor where the
/// desks of those stand who do it.
pub(super) fn is_party_to_it(
    scene: &Scene<'_>,
    parties: &Parties<'_>,
    telling: &Telling,
    place: usize,
) -> bool {
    let text = scene.annotated;
    let words = scene.places[place].words;
    let case = clause::case(text, head_of(text, words));
    let is_within = |side: &Side| side.words.contains(&words);
    let is_whom = |side: &Side| {
        is_within(side)
            && (side.words.len() > words.len() + 1 || matches!(side.kind, Some(MentionKind::Country)))
            && !parties.is_place(side.head)
    };
    let is_upon = telling.act != EventAct::Assault && telling.sides.to.iter().any(is_whom);
    let place_head = head_of(text, words);
    let is_seat = |side: &Side| {
        text.tokens[place_head].head == Some(side.head as u32)
            && (matches!(side.kind, Some(MentionKind::Office | MentionKind::Organization))
                || side.party.sector == Some(Sector::Gov)
                || matches!(
                    text.tokens[side.head].lemma.to_lowercase().as_str(),
                    "authority" | "official" | "minister" | "diplomat"
                ))
    };
    let stays = !matches!(
        telling.act,
        EventAct::Mobilize | EventAct::Retreat | EventAct::Consult | EventAct::Cooperate | EventAct::Protest
    );
    match case {
        None | Some("of") => {
            let is_whose = |side: &Side| {
                case == Some("of")
                    && text.tokens[place_head].head == Some(side.head as u32)
                    && (matches!(
                        side.kind,
                        Some(
                            MentionKind::Person
                                | MentionKind::Group
                                | MentionKind::Organization
                                | MentionKind::Office
                        )
                    ) || side.party.sector.is_some())
            };
            // "Agents of *Chile*": whose they are.
            telling.sides.by.iter().any(|side| is_within(side) || is_whose(side)) || is_upon
        }
        Some("on" | "upon" | "against" | "to" | "with" | "from") => stays && is_upon,
        // "The king received him in Arica": there.
        Some("in" | "at") => telling.act != EventAct::Consult && telling.sides.by.iter().any(is_seat),
        _ => false,
    }
}

/// Where a deed was done; words, meetings and gifts have the place that is told of them alone.
pub(super) fn place(
    lexicon: &Lexicon,
    circumstances: &Circumstances<'_>,
    word: usize,
    act: EventAct,
    status: Status,
    frame: Frame,
) -> Option<(usize, dateline_model::PlaceRef)> {
    match act {
        // "At a summit in Arica she warned that they might attack": the attack would be elsewhere.
        EventAct::Assault | EventAct::Coerce if status != Status::Happened => {
            circumstances.place_of_clause(word)
        }
        EventAct::Assault | EventAct::Coerce => circumstances.place(word),
        EventAct::Mobilize => circumstances.goal(word).or_else(|| circumstances.place_of_clause(word)),
        EventAct::Protest | EventAct::Retreat => circumstances.place_of_clause(word),
        act => {
            // "Discussed the war *in Chile*": where that is.
            let with_partners = matches!(act, EventAct::Consult | EventAct::Agree | EventAct::Cooperate)
                && frame != Frame::Topic;
            circumstances.place_of_words_but(word, with_partners, |noun| lexicon.is("state_of_things", noun))
        }
    }
}

/// People and houses without a country of their own are of the country where they are hit:
/// "killed five civilians in Tuzla".
pub(super) fn at_home(scene: &Scene<'_>, telling: &mut Telling) {
    let Some((place, _)) = &telling.place else { return };
    let Some(country) = &scene.places[*place].record.country else { return };
    if telling.sides.to.iter().any(|side| side.party.country.is_some()) {
        return;
    }
    for side in &mut telling.sides.to {
        let is_plain = side.kind.is_none_or(|kind| {
            matches!(kind, MentionKind::Group | MentionKind::Facility | MentionKind::Place)
        });
        if is_plain {
            side.party.country = Some(country.clone());
        }
    }
}
