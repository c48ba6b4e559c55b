//! Who can be a party to a deed once its root is known: what is only talked about, a thing, or the
//! deed's own matter is none.

use super::arguments::is_charged_with_deed;
use super::bystanders::{
    is_alongside, is_behind_as, is_behind_border, is_channel, is_house_spoken_to, is_in_claim,
    is_land_around, is_language, is_numbering, is_own_capital, is_owner_of_forces, is_scene_of_war,
    is_spared, is_speaker_behind, is_told, is_topic, is_town, is_upon_by_another, is_where,
};
use super::circumstances::Circumstances;
use super::lexicon::{Lexicon, Sort};
use super::once;
use super::owners::{answer_owner, beaten_back};
use super::parties::{Parties, Side};
use super::somebody::{is_deed, is_happening, is_somebody};
use super::told::{Candidate, Telling};
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos};
use dateline_model::{EventAct, MentionKind, Mode, Sector};
use dateline_scene::Scene;

/// What a telling loses whose only other side was a thing.
const ALONE: f32 = 0.2;

/// What words lose that nobody is known to have spoken.
const NOBODY: f32 = 0.12;

/// Takes from a telling's sides what is no party to a deed of its root.
pub(super) fn sift(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    candidate: &mut Candidate,
) {
    let Candidate { telling, lemma, has_conditions, is_weak, .. } = candidate;
    let act = telling.act;
    let is_answer = matches!(act, EventAct::Accuse | EventAct::Support | EventAct::Reject);
    if is_answer && !telling.is_noun && !*has_conditions {
        answer_owner(lexicon, text, parties, telling);
    }
    let is_of_words = is_answer || matches!(act, EventAct::Request | EventAct::Threaten | EventAct::Agree);
    if is_of_words || matches!(act, EventAct::Sanction | EventAct::Consult) {
        let by = &telling.sides.by;
        telling.sides.to.retain(|side| !is_own_capital(parties, by, side));
    }
    let is_upon_things =
        matches!(act, EventAct::Assault | EventAct::Coerce | EventAct::Protest | EventAct::Retreat);
    // "Repeated *Norway's* support for Chad": of whose support it is, it is not to.
    if is_of_words && telling.sides.to.len() > 1 {
        let own: Vec<Option<String>> =
            telling.sides.by.iter().map(|side| side.party.country.clone()).collect();
        let is_own = |side: &Side| side.party.country.is_some() && own.contains(&side.party.country);
        if telling.sides.to.iter().any(|side| side.party.country.is_some() && !is_own(side)) {
            telling.sides.to.retain(|side| !is_own(side));
        }
    }
    if telling.repels {
        beaten_back(lexicon, text, parties, telling);
    } else {
        once::doers_of_deeds(lexicon, text, parties, telling, |side| is_deed(lexicon, text, side));
    }
    let before = telling.sides.to.len();
    let trigger = telling.trigger;
    telling.sides.to.retain(|side| match act {
        _ if is_numbering(text, side) || is_language(lexicon, text, side) => false,
        _ if is_told(lexicon, text, side) || is_speaker_behind(lexicon, text, trigger, side) => false,
        EventAct::Sanction | EventAct::Threaten | EventAct::Accuse | EventAct::Coerce | EventAct::Assault
            if is_alongside(lexicon, text, side) =>
        {
            false
        }
        // "A conviction in Lima, north *of Arica*": where.
        _ if telling.is_noun
            && parties.is_place(side.head)
            && clause::case(text, side.head) == Some("of")
            && text.tokens[side.head].head != Some(trigger as u32)
            && lexicon.is("part_of_land", &above(text, side.head)) =>
        {
            false
        }
        // "Called for guards along the border *with Peru*": where.
        _ if is_of_words && is_behind_border(lexicon, text, side) => false,
        // "Cut its gas in preparation for the invasion *of Peru*": upon Peru is the invasion.
        EventAct::Sanction
        | EventAct::Aid
        | EventAct::Cooperate
        | EventAct::Consult
        | EventAct::Mobilize
        | EventAct::Request
            if is_upon_by_another(lexicon, text, trigger, side) =>
        {
            false
        }
        _ if is_channel(lexicon, text, side) || is_land_around(lexicon, text, side) => false,
        // "resigned over the failure to protect Arica"
        EventAct::Retreat if telling.mode == Some(Mode::Resign) => {
            clause::case(text, side.head) == Some("from")
        }
        _ if is_upon_things => !is_deed(lexicon, text, side),
        // "denied that the alliance had asked it": a charge is not denied to whoever it names.
        EventAct::Reject if lemma == "deny" && clause::object(text, telling.trigger) != Some(side.head) => {
            false
        }
        // "pushed back on the suggestion that Chile had left": nor to whoever a claim is about.
        EventAct::Reject if is_in_claim(lexicon, text, telling.trigger, side.head) => false,
        // "would not comment on the talks with Peru": nobody is refused anything but those who ask.
        EventAct::Reject
            if lexicon.is("withholding", lemma)
                && clause::object(text, telling.trigger) != Some(side.head) =>
        {
            false
        }
        // "Criticised as a blow *against Chad*": it is not Chad's.
        EventAct::Accuse if is_behind_as(text, telling.trigger, side) => false,
        EventAct::Consult if is_topic(text, side.head) => false,
        // "Refused to condemn Chile": refuses it nothing.
        EventAct::Reject if is_spared(lexicon, text, telling.trigger, side.head) => false,
        // "Called for a halt of the fighting *in Chile*": where that is.
        _ if is_of_words && act != EventAct::Threaten && is_scene_of_war(lexicon, text, side) => false,
        // "Put *American* troops on alert": whose they are.
        EventAct::Mobilize if is_owner_of_forces(lexicon, text, side) => false,
        // "Deployed *at the Exhibition Centre*": where.
        EventAct::Mobilize
            if clause::case(text, side.head) == Some("at") && side.kind != Some(MentionKind::Country) =>
        {
            false
        }
        // "Met *Chile's* bishops": whoever they are, somebody of Chile.
        EventAct::Consult
            if text.tokens[telling.trigger].lemma == "meet"
                && side.kind.is_none()
                && side.party.country.is_some()
                && clause::object(text, telling.trigger) == Some(side.head) =>
        {
            true
        }
        // "Threatened to bomb *Chilean bases*": Chile's.
        EventAct::Threaten if side.kind == Some(MentionKind::Facility) && side.party.country.is_some() => {
            true
        }
        _ if lexicon.is("accusing", lemma)
            && text.tokens[side.head].upos == Upos::Noun
            && clause::object(text, telling.trigger) == Some(side.head)
            && is_charged_with_deed(text, telling.trigger, side.head) =>
        {
            true
        }
        // "Accused *the museum* of lying": those who run it.
        _ if is_of_words && is_house_spoken_to(lexicon, text, telling.trigger, side) => true,
        _ => {
            is_somebody(lexicon, text, side)
                && !is_where(text, parties, side)
                && !(is_of_words && is_town(text, parties, side))
        }
    });
    telling.sides.by.retain(|side| !is_numbering(text, side) && !is_happening(lexicon, text, side));
    telling.sides.to.retain(|side| !is_happening(lexicon, text, side));
    // "a map drawn by Chile and Peru, and a treaty": of things and people the people do it.
    if telling.sides.by.iter().any(|side| is_somebody(lexicon, text, side)) {
        telling.sides.by.retain(|side| is_somebody(lexicon, text, side));
    }
    // "A Norwegian shipment reached Chad": Norway's help.
    if (is_of_words || act == EventAct::Aid) && !telling.is_noun {
        whose_words(lexicon, text, parties, telling);
    }
    let is_before_all =
        act == EventAct::Consult && drops_public(lexicon, text, telling) && telling.mode != Some(Mode::Visit);
    // "backed such changes", "spoke to an audience": done to nobody.
    let needs_other = is_before_all
        || matches!(act, EventAct::Accuse | EventAct::Support | EventAct::Request | EventAct::Aid);
    // "Norway welcomed the ruling", "Peru deplored the vote": a state's plain word on what was done is one.
    // … "the tents were asked for by Chad", too.
    let is_stand = (matches!(act, EventAct::Support | EventAct::Accuse)
        || act == EventAct::Request && lexicon.is("requesting", lemma))
        && !*is_weak
        && telling
            .sides
            .by
            .iter()
            .any(|side| side.party.country.is_some() && side.party.sector == Some(Sector::Gov));
    if before > 0 && needs_other && !is_stand && telling.sides.to.is_empty() && telling.sides.by.len() < 2 {
        telling.confidence -= ALONE;
    }
}

/// "Few ministers condemned Togo", "the guards shelled Togo": whose own state nobody says is not of the state that it is
/// done to.
pub(super) fn drop_borrowed_state(scene: &Scene<'_>, telling: &mut Telling) {
    // "The minister thanked Chad": nor is whoever thanks, helps or fights it.
    if matches!(telling.act, EventAct::Mobilize | EventAct::Retreat | EventAct::Protest) {
        return;
    }
    let hit: Vec<String> = telling
        .sides
        .to
        .iter()
        .filter(|side| matches!(side.kind, Some(MentionKind::Country)))
        .filter_map(|side| side.party.country.clone())
        .collect();
    for side in &mut telling.sides.by {
        let is_borrowed = side.party.country.is_some()
            && side.party.country.as_deref() == scene.entities.owner_of(side.head)
            && side.party.country.as_ref().is_some_and(|state| hit.contains(state));
        let tells_it = side.words.range().any(|word| {
            word != side.head
                && scene.entities.entity_at(word).is_some_and(|entity| entity.country == side.party.country)
        });
        if is_borrowed && !tells_it {
            side.party.country = None;
        }
    }
}

/// "Chile's ultimatum demands", "a petition by the miners asks": things say nothing, those whose they are
/// do.
fn whose_words(lexicon: &Lexicon, text: &Annotated<'_>, parties: &Parties<'_>, telling: &mut Telling) {
    let is_thing = |side: &Side| {
        let lemma = text.tokens[side.head].lemma.to_lowercase();
        !is_somebody(lexicon, text, side)
            && (lexicon.of(Sort::Noun, &lemma).next().is_some()
                || ["asked", "words", "violence"].iter().any(|class| lexicon.is(class, &lemma))
                || telling.act == EventAct::Aid
                    && (lexicon.is("help", &lemma) || lexicon.is("shipments", &lemma))
                // "Peru's *objections* were dropped"
                || lexicon.is("answers", &lemma))
    };
    if telling.sides.by.is_empty() || !telling.sides.by.iter().all(is_thing) {
        return;
    }
    let things = std::mem::take(&mut telling.sides.by);
    for thing in &things {
        // "a resolution *drafted by Chile*"
        let maker = text
            .children(thing.head)
            .filter(|&child| text.tokens[child].deprel.is(Deprel::Acl))
            .find_map(|child| clause::agent(text, child));
        telling.sides.by.extend(maker.into_iter().flat_map(|maker| parties.sides(maker)));
        let owners = text.children(thing.head).filter(|&child| {
            let relation = text.tokens[child].deprel;
            relation == Deprel::NmodPoss
                || relation.is(Deprel::Nmod)
                    && matches!(clause::case(text, child), Some("by" | "of" | "from"))
                || child < thing.head && matches!(relation.base(), Deprel::Amod | Deprel::Compound)
        });
        let owners =
            owners.filter(|&child| parties.kind(child).is_some()).flat_map(|child| parties.sides(child));
        telling.sides.by.extend(owners.filter(|side| is_somebody(lexicon, text, side)));
    }
    if telling.sides.by.is_empty() && telling.act == EventAct::Aid {
        // "Tents donated *by Norwegian firms* landed in Chad": theirs; "the tents landed in Chad": nobody's that is told.
        telling.sides.by = things
            .iter()
            .flat_map(|thing| text.subtree(thing.head).range())
            .filter(|&child| {
                child < telling.trigger
                    && text.tokens[child].deprel.is(Deprel::Acl)
                    && clause::is_passive(text, child)
            })
            .filter_map(|verb| clause::agent(text, verb))
            .flat_map(|giver| parties.sides(giver))
            .collect();
    } else if telling.sides.by.is_empty() {
        telling.confidence -= NOBODY;
    }
}

/// "A deal agreed *between Chile and Peru*", "the *Chilean-Peruvian* exercises were held": both do it; "Chile began
/// the Chilean-Peruvian exercises": with Peru.
pub(super) fn both_do_it(text: &Annotated<'_>, parties: &Parties<'_>, telling: &mut Telling) {
    if !matches!(telling.act, EventAct::Agree | EventAct::Consult | EventAct::Cooperate) {
        return;
    }
    let sides = &mut telling.sides;
    let is_of_both = |side: &Side| {
        clause::case(text, side.head) == Some("between") || parties.joined_by_hyphen(side.head).is_some()
    };
    // "A teleconference of the leaders of Chile and Peru", where nobody is named beside them.
    let is_gathering = telling.act == EventAct::Consult
        && telling.is_noun
        && sides.by.is_empty()
        && sides.to.iter().all(|side| {
            !matches!(clause::case(text, side.head), Some("with" | "to" | "for" | "on" | "about"))
        });
    if sides.to.len() < 2 || !(is_gathering || sides.to.iter().any(is_of_both)) {
        return;
    }
    if sides.by.is_empty() {
        sides.by = std::mem::take(&mut sides.to);
    } else {
        let own: Vec<String> = sides.by.iter().filter_map(|side| side.party.country.clone()).collect();
        sides.to.retain(|side| side.party.country.as_ref().is_none_or(|state| !own.contains(state)));
    }
}

/// "A *telephone* conversation", "will hold *phone* talks".
pub(super) fn by_phone(lexicon: &Lexicon, text: &Annotated<'_>, telling: &mut Telling) {
    if telling.act != EventAct::Consult || telling.mode.is_some() {
        return;
    }
    let noun = if telling.is_noun { Some(telling.trigger) } else { clause::object(text, telling.trigger) };
    let is_so = noun.is_some_and(|noun| {
        text.children(noun).any(|child| {
            child < noun
                && matches!(text.tokens[child].deprel.base(), Deprel::Compound | Deprel::Amod)
                && lexicon.is("by_phone", &text.tokens[child].lemma.to_lowercase())
        })
    });
    if is_so {
        telling.mode = Some(Mode::Phone);
    }
}

/// "*Carried out exercises*" with nobody: forces made ready.
pub(super) fn drills_alone(lexicon: &Lexicon, text: &Annotated<'_>, telling: &mut Telling) {
    let is_drill = |noun: usize| lexicon.is("drills", &text.tokens[noun].lemma.to_lowercase());
    let noun = if telling.is_noun { Some(telling.trigger) } else { clause::object(text, telling.trigger) };
    let Some(noun) = noun.filter(|&noun| is_drill(noun)) else { return };
    let is_joint = text
        .children(noun)
        .any(|child| child < noun && lexicon.is("of_many", &text.tokens[child].lemma.to_lowercase()));
    if telling.act == EventAct::Cooperate
        && telling.sides.to.is_empty()
        && telling.sides.by.len() == 1
        && telling.sides.by[0].party.country.is_some()
        && !is_joint
    {
        telling.act = EventAct::Mobilize;
        telling.mode = Some(Mode::Troops);
    }
}

/// "Police *carried out raids*": they searched, and waged no war; with tanks, on rebels or with dead they did.
pub(super) fn raid_by_police(lexicon: &Lexicon, text: &Annotated<'_>, telling: &mut Telling) {
    let word = telling.trigger;
    let is_fight = || {
        text.sentence(word).words.range().any(|at| {
            let lemma = text.tokens[at].lemma.to_lowercase();
            at != word
                && (lexicon.of(Sort::Verb, &lemma).any(|entry| entry.tells_harm)
                    || text.tokens[at].upos == Upos::Verb && lemma == "kill"
                    || clause::case(text, at) == Some("with") && lexicon.is("arms", &lemma))
        }) || telling
            .sides
            .to
            .iter()
            .any(|side| lexicon.is("fighter", &text.tokens[side.head].lemma.to_lowercase()))
    };
    let noun = if telling.is_noun { Some(word) } else { clause::object(text, word) };
    let is_raid = text.tokens[word].lemma.eq_ignore_ascii_case("raid")
        || noun.is_some_and(|noun| text.tokens[noun].lemma.eq_ignore_ascii_case("raid"));
    if telling.act == EventAct::Assault
        && is_raid
        && !telling.sides.by.is_empty()
        && telling.sides.by.iter().all(|side| side.party.sector == Some(Sector::Cop))
        && !is_fight()
    {
        telling.act = EventAct::Coerce;
        telling.mode = None;
    }
}

/// "Closed large parts of *the Tana lake*": a sea or a lake is where, and nobody.
pub(super) fn drop_waters(
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    circumstances: &Circumstances<'_>,
    telling: &mut Telling,
) {
    let text = scene.annotated;
    let mut water = None;
    telling.sides.to.retain(|side| {
        let name = text.form(side.head);
        let is_called_so = name.starts_with(char::is_uppercase) && lexicon.is("waters", &name.to_lowercase());
        let place = circumstances.place_at(side.head);
        // Green Bay is a city.
        let is_water = place.as_ref().is_some_and(|(at, _)| match scene.places[*at].record.kind.as_deref() {
            Some("water") => true,
            kind => is_called_so && kind != Some("city"),
        });
        if is_water {
            water = place;
        }
        !is_water
    });
    if telling.place.is_none() {
        telling.place = water;
    }
}

/// Takes out those who only read, hear or see it, and says whether there were any.
fn drops_public(lexicon: &Lexicon, text: &Annotated<'_>, telling: &mut Telling) -> bool {
    let before = telling.sides.to.len();
    telling.sides.to.retain(|side| !lexicon.is("public", &text.tokens[side.head].lemma.to_lowercase()));
    telling.sides.to.len() < before
}

/// The dictionary form of the word above another.
fn above(text: &Annotated<'_>, word: usize) -> String {
    text.tokens[word]
        .head
        .map(|head| text.tokens[head as usize].lemma.to_lowercase().to_string())
        .unwrap_or_default()
}
