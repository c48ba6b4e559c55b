//! Statements that are deeds of their own, or that bear out what a word tells.

use super::super::arguments::Sides;
use super::super::circumstances::Circumstances;
use super::super::lexicon::Lexicon;
use super::super::parties::{Parties, Side, is_half_of_world};
use super::super::status::Modality;
use super::super::{untold, verbal};
use crate::told::{Candidate, Telling};
use dateline_language::Deprel;
use dateline_model::{EventAct, MentionKind, Status};
use dateline_scene::Scene;

/// Statements that are deeds of their own, or that bear out what a word tells.
pub(super) fn speak(
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    parties: &Parties<'_>,
    circumstances: &Circumstances<'_>,
    found: &mut Vec<Candidate>,
) {
    let text = scene.annotated;
    for spoken in verbal::spoken(lexicon, scene, parties, circumstances) {
        let statement = &scene.statements[spoken.statement].record;
        // "Said that it stands with Chile against those attacks": what it does by that is no charge.
        let is_friendly = |candidate: &Candidate| {
            candidate.telling.trigger == spoken.root
                && !candidate.is_none
                && candidate.telling.sides.by.iter().any(|side| {
                    spoken.by.iter().any(|own| {
                        own.head == side.head
                            || own.entity.is_some() && own.entity == side.entity
                            || text.tokens[own.head].lemma == text.tokens[side.head].lemma
                    })
                })
                && matches!(
                    candidate.telling.act,
                    EventAct::Support | EventAct::Cooperate | EventAct::Consult | EventAct::Aid
                )
        };
        if spoken.act == EventAct::Accuse && found.iter().any(is_friendly) {
            continue;
        }
        if untold::is_in_command(text, spoken.word, &text.tokens[spoken.word].lemma) {
            continue;
        }
        // "The premier said *the raid* was a crime", "said the law was absurd": what is done can be blamed as well as
        // whoever did it.
        let is_known = |side: &Side| {
            side.party.country.is_some()
                || side.party.sector.is_some()
                || side.kind == Some(MentionKind::Person) && side.entity.is_some()
        };
        let is_stand = spoken.is_judgement && spoken.by.iter().any(is_known);
        let sureness = match (spoken.to.is_empty(), is_stand) {
            (false, _) => 0.7,
            (true, true) => 0.6,
            (true, false) => 0.5,
        };
        // A word of the lexicon that stands where the statement's cue does tells the same.
        let known = found.iter_mut().find(|candidate| {
            let telling = &candidate.telling;
            telling.trigger == spoken.word
                || telling.act == spoken.act
                    && spoken.evidence.range().contains(&telling.trigger)
                    && telling.sides.by.iter().any(|side| {
                        spoken.by.iter().any(|own| {
                            own.head == side.head || own.entity.is_some() && own.entity == side.entity
                        })
                    })
        });
        if let Some(candidate) = known {
            let telling = &mut candidate.telling;
            let is_nobody_yet = telling
                .sides
                .to
                .iter()
                .all(|side| side.entity.is_none() && !is_half_of_world(text, side.head));
            if is_nobody_yet && !spoken.to.is_empty() {
                telling.sides.to = spoken.to;
            }
            // "The guard charged with theft", read as if he had charged somebody.
            let is_of_himself = text.child(telling.trigger, Deprel::Obj).is_none()
                && telling.sides.to.iter().any(|side| spoken.by.iter().any(|own| own.head == side.head));
            if telling.sides.by.is_empty() && !is_of_himself {
                telling.sides.to.retain(|side| !spoken.by.iter().any(|own| own.head == side.head));
                telling.sides.by = spoken.by;
            }
            telling.when = telling.when.take().or_else(|| statement.said.clone());
            // "Said she would *not* reject it": no refusal.
            let is_denied = candidate.modality.is_negated && telling.status == Status::Denied;
            if !candidate.is_none && !is_denied && telling.act == spoken.act {
                telling.confidence = telling.confidence.max(sureness);
            }
            continue;
        }
        let word = spoken.word;
        let when = statement.said.clone().or_else(|| circumstances.when(word));
        let telling = Telling {
            trigger: word,
            is_noun: false,
            tells_harm: false,
            repels: false,
            is_upon_state: false,
            act: spoken.act,
            mode: spoken.mode,
            sides: Sides { by: spoken.by, to: spoken.to, is_far: false },
            status: Status::Happened,
            when,
            place: circumstances.place_of_words_but(word, false, |noun| lexicon.is("state_of_things", noun)),
            account: statement.account.clone(),
            evidence: spoken.evidence,
            confidence: sureness,
            told: 0.0,
            sentence: text.sentence_number(word),
            host: None,
        };
        found.push(Candidate {
            telling,
            modality: Modality::PLAIN,
            is_weak: true,
            is_phrase: false,
            is_firm: false,
            has_conditions: false,
            is_spoken: true,
            is_none: false,
            features: Vec::new(),
            ahead: None,
            lemma: text.tokens[word].lemma.to_lowercase().to_string(),
        });
    }
}
