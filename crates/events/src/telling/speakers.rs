//! What the speakers of a statement have to do with a deed that it tells of: "we", "your country", and what they do by
//! saying it.

use super::super::arguments;
use super::super::circumstances::Circumstances;
use super::super::parties::{Parties, RELATIONS, Side};
use super::super::told::Telling;
use super::super::verbal;
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Word, Xpos};
use dateline_model::{EventAct, MentionKind, Sector, Span, Statement, Status};
use dateline_scene::{MentionForm, Scene};

/// "“*We* will close the port,” the Chilean minister said": the minister, for Chile; "we" of nobody's words is
/// nobody who is known.
pub(super) fn speakers_for_we(
    scene: &Scene<'_>,
    parties: &Parties<'_>,
    circumstances: &Circumstances<'_>,
    word: usize,
    sides: &mut Vec<Side>,
) {
    let text = scene.annotated;
    let is_we = |side: &Side| {
        side.party.country.is_none()
            && matches!(text.tokens[side.head].lemma.to_lowercase().as_str(), "we" | "i" | "us" | "me")
            && side.party.name.eq_ignore_ascii_case(text.form(side.head))
    };
    if !sides.iter().any(is_we) {
        return;
    }
    sides.retain(|side| !is_we(side));
    if let Some(statement) = circumstances.statement(word) {
        let speakers = verbal::speakers(text, parties, &statement.record);
        sides.extend(speakers.into_iter().filter(|side| !circumstances.is_time(side.head)));
    }
}

/// "Told the station *at a summit in Arica on Friday* that he rejected the map": what is done by the words
/// themselves is done where and when they are spoken; and nobody speaks to himself.
pub(super) fn of_speakers(
    scene: &Scene<'_>,
    parties: &Parties<'_>,
    circumstances: &Circumstances<'_>,
    telling: &mut Telling,
    statement: &Statement,
) {
    let text = scene.annotated;
    let speakers = verbal::speakers(text, parties, statement);
    let content: Vec<Span<Word>> =
        statement.content.iter().map(|piece| text.words_in(text.index.bytes(piece.span()))).collect();
    let is_outside = |side: &Side| !content.iter().any(|words| words.contains(&side.words));
    // "He said Peru had asked for the call that *the minister* thought long": himself by his name, or by his trade.
    let is_of_words = arguments::is_said(telling.act);
    let is_himself = |side: &Side| {
        is_of_words
            && side.form != Some(MentionForm::Pronoun)
            && side.kind == Some(MentionKind::Person)
            && speakers.iter().any(|own| own.entity.is_some() && own.entity == side.entity)
    };
    telling.sides.to.retain(|side| {
        (!speakers.iter().any(|own| own.head == side.head) || !is_outside(side)) && !is_himself(side)
    });
    // "The premier said Chile is ready to": her Chile.
    let speaks_for = |own: &Side, side: &Side| {
        own.party.country.is_some()
            && own.party.country == side.party.country
            && own.party.sector == Some(Sector::Gov)
            && matches!(
                side.kind,
                Some(MentionKind::Country | MentionKind::Place | MentionKind::Organization)
            )
    };
    let is_own = telling.sides.by.iter().any(|side| {
        speakers.iter().any(|own| {
            own.head == side.head
                || own.entity.is_some() && own.entity == side.entity
                || speaks_for(own, side)
        })
    });
    // "Said on Monday that it is expelling two envoys", "that it will send tents": by saying so.
    let is_announced = matches!(telling.act, EventAct::Sanction | EventAct::Aid | EventAct::Retreat)
        && (telling.status == Status::Planned
            || text.tokens[telling.trigger].xpos == Xpos::Vbg
                && text.child(telling.trigger, Deprel::Aux).is_some());
    let is_past = text.children(telling.trigger).any(|child| {
        text.tokens[child].deprel.is(Deprel::Aux) && text.form(child).eq_ignore_ascii_case("had")
    });
    if !is_own
        || is_past
        || !matches!(
            telling.status,
            Status::Happened | Status::Planned | Status::Proposed | Status::Threatened
        )
        || telling.is_noun
        || !arguments::is_said(telling.act) && !is_announced
    {
        return;
    }
    if let Some(venue) = statement.venue.as_ref().filter(|_| telling.place.is_none()) {
        let words = text.words_in(text.index.bytes(venue.span.span()));
        telling.place = words.range().find_map(|word| circumstances.place_at(word));
    }
    if telling.when.is_none() {
        telling.when.clone_from(&statement.said);
    }
}

/// "It *would* also rebuild the school “by spring”, the league said": whoever says of himself what he would do plans it.
pub(super) fn says_it_would(
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    telling: &Telling,
    statement: &Statement,
) -> bool {
    let word = telling.trigger;
    let auxiliaries = || text.children(word).filter(|&child| text.tokens[child].deprel.is(Deprel::Aux));
    let is_would =
        auxiliaries().any(|aux| matches!(text.form(aux).to_lowercase().as_str(), "would" | "’d" | "'d"));
    let is_past = auxiliaries().any(|aux| text.tokens[aux].lemma == "have");
    // "It would invade *if* Peru did": wherever the parser hangs the condition.
    let is_condition = text
        .sentence(word)
        .words
        .range()
        .any(|at| matches!(text.form(at).to_lowercase().as_str(), "if" | "unless"));
    let speakers = verbal::speakers(text, parties, statement);
    telling.status == Status::Hypothetical
        && !telling.is_noun
        && is_would
        && !is_past
        && !is_condition
        && telling
            .sides
            .by
            .iter()
            .any(|side| side.entity.is_some() && speakers.iter().any(|own| own.entity == side.entity))
}

/// "“They invaded *our* land,” the Chilean minister said": the country of those who speak.
pub(super) fn speakers_for_our(
    scene: &Scene<'_>,
    parties: &Parties<'_>,
    circumstances: &Circumstances<'_>,
    word: usize,
    sides: &mut [Side],
) {
    let text = scene.annotated;
    let is_other = |side: &Side| RELATIONS.contains(&text.tokens[side.head].lemma.to_lowercase().as_str());
    of_their_state((scene, circumstances, word), sides, &["our", "my"], |side, statement| {
        let speakers = verbal::speakers(text, parties, statement);
        speakers.into_iter().find_map(|own| own.party.country).filter(|_| !is_other(side))
    });
}

/// "“We will rebuild *your* country,” she told the Chilean deputies": the country of those who hear it.
pub(super) fn hearers_for_your(
    scene: &Scene<'_>,
    circumstances: &Circumstances<'_>,
    word: usize,
    sides: &mut [Side],
) {
    of_their_state((scene, circumstances, word), sides, &["your"], |_, statement| {
        statement.addressee.iter().find_map(|one| one.of.clone())
    });
}

/// Gives a state to those sides that have none and are owned by one of these pronouns, by the statement they stand in.
fn of_their_state(
    (scene, circumstances, word): (&Scene<'_>, &Circumstances<'_>, usize),
    sides: &mut [Side],
    pronouns: &[&str],
    state: impl Fn(&Side, &Statement) -> Option<String>,
) {
    let text = scene.annotated;
    for side in sides.iter_mut().filter(|side| side.party.country.is_none()) {
        let is_owned = clause::owner(text, side.head)
            .is_some_and(|owner| pronouns.contains(&text.form(owner).to_lowercase().as_str()));
        if let Some(statement) = circumstances.statement(word).filter(|_| is_owned) {
            side.party.country = state(side, &statement.record);
        }
    }
}
