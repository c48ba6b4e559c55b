//! Who does a deed and to whom: the places of the clause that an entry's frame points at.

use super::control;
use super::far::{below, nearest, soon_behind};
use super::lexicon::{Frame, Lexicon};
use super::nouns::of_noun;
pub(super) use super::parties::Sides;
use super::parties::{Parties, Side, is_half_of_world};
use super::phrases::{
    behind, behind_within, doers, is_meeting, is_of_words, is_open, is_together, owner_of_aim,
};
use super::targets::{is_to_have_it, makers_of_object, targets, told_in_clause, who_is_answered};
use super::trigger::Trigger;
use super::voice;
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos, Xpos};
use dateline_model::{EventAct, MentionKind, Sector};

/// Finds both sides for a trigger.
pub(super) fn sides(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    trigger: &Trigger<'_>,
) -> Sides {
    if is_presence(text, trigger) && trigger.entry.act == EventAct::Aid {
        // "Two tents are on their way *from Norway to Nepal*"
        let by = behind(text, parties, trigger.word, &["from"]);
        return Sides { by, to: behind(text, parties, trigger.word, &["to", "for"]), is_far: false };
    }
    if is_presence(text, trigger) {
        // "were in Kyiv to discuss": the place stands for those who are visited.
        let by = clause::subject(text, trigger.word).map(|subject| doers(text, parties, subject));
        let hosts = met_there(lexicon, text, parties, trigger.word);
        let to = if hosts.is_empty() { vec![parties.side(trigger.word)] } else { hosts };
        return Sides { by: by.unwrap_or_default(), to, is_far: false };
    }
    let mut found = if trigger.is_noun {
        of_noun(lexicon, text, parties, trigger)
    } else {
        of_verb(lexicon, text, parties, trigger)
    };
    let is_charged =
        !trigger.is_noun && voice::charged_in_short(lexicon, text, trigger.word, trigger.entry).is_some();
    if !trigger.is_noun
        && trigger.entry.frame == Frame::Agent
        && !is_meeting(trigger.entry.act)
        && !is_charged
    {
        nearest(lexicon, text, parties, trigger.word, &mut found);
    }
    // "Threatened an incursion *in Peru*", "threatens a blockade *of* it": upon whom the deed would be.
    if trigger.entry.act == EventAct::Threaten
        && is_open(text, &found.to)
        && let Some(deed) = clause::object(text, trigger.word).filter(|&deed| deed > trigger.word)
    {
        let upon = text.children(deed).chain(text.children(trigger.word)).find(|&child| {
            child > deed
                && matches!(clause::case(text, child), Some("in" | "into" | "of" | "against" | "on" | "upon"))
                && parties.can_act(child)
                && parties.side(child).party.country.is_some()
        });
        if let Some(upon) = upon {
            found.to = parties.sides(upon);
        }
    }
    // "Tents *sent from Norway*", "sent from the league's depot": theirs.
    if trigger.entry.act == EventAct::Aid
        && found.by.is_empty()
        && !trigger.is_noun
        && clause::is_passive(text, trigger.word)
    {
        // "Evacuated from Peru": not by it.
        if !lexicon.is("taking_out", &trigger.entry.lemma) {
            found.by = behind(text, parties, trigger.word, &["from"]);
        }
        found.by.retain(|side| {
            matches!(
                side.kind,
                Some(MentionKind::Country | MentionKind::Organization | MentionKind::Nationality)
            )
        });
        found.to.retain(|side| !found.by.iter().any(|own| own.head == side.head));
    }
    // "Imposed sanctions after *Chile's* raid on Peru": upon whoever made it.
    if trigger.entry.act == EventAct::Sanction
        && is_open(text, &found.to)
        && let Some(doer) = who_is_answered(lexicon, text, parties, trigger.word)
    {
        found.to = parties.sides(doer);
    }
    // "Sent *the premier* a letter demanding that …": whoever the letter is to.
    if !trigger.is_noun
        && is_open(text, &found.to)
        && let Some(reader) = control::reader(lexicon, text, parties, trigger.word)
    {
        found.to = parties.sides(reader);
    }
    // "Accused *the civic body* of lying": it, whoever else is named behind.
    let accused = clause::object(text, trigger.word).filter(|&object| {
        !trigger.is_noun
            && lexicon.is("accusing", &trigger.entry.lemma)
            && text.tokens[object].upos == Upos::Noun
            && found.to.iter().any(|side| side.head == object || side.words.range().contains(&object))
    });
    if accused.is_none()
        && is_open(text, &found.to)
        && let Some(other) = soon_behind(text, parties, trigger.word, &trigger.entry.to)
    {
        found.to = parties.sides(other);
    }
    let by: Vec<usize> = found.by.iter().map(|side| side.head).collect();
    let doers: Vec<usize> = found.by.iter().filter_map(|side| side.entity).collect();
    found
        .to
        .retain(|side| !by.contains(&side.head) && side.entity.is_none_or(|entity| !doers.contains(&entity)));
    // Ages and years between commas: "Marek, 45, and Ilic".
    if found.to.len() > 1 {
        found.to.retain(|side| text.tokens[side.head].upos != Upos::Num || side.words.len() > 1);
    }
    // "A Chilean *aim* in seizing it", "the *purpose* of the visit is to": aims do nothing.
    // … "is to seize the port and *sink* the fleet"
    let is_of_aim = clause::is_infinitive(text, trigger.word)
        || text.tokens[trigger.word].xpos == Xpos::Vb && text.child(trigger.word, Deprel::Aux).is_none()
        || text.tokens[trigger.word].xpos == Xpos::Vbg && clause::mark(text, trigger.word).is_some();
    found.by.retain(|side| {
        !is_of_aim
            || matches!(side.kind, Some(MentionKind::Person | MentionKind::Office))
            || !lexicon.status.aims.contains(text.tokens[side.head].lemma.as_str())
    });
    let mut asks_nobody = false;
    // "Called for more weapons *for Peru*": who is to have them is not who is asked.
    if trigger.entry.act == EventAct::Request && !trigger.is_noun {
        let had_any = !found.to.is_empty();
        found.to.retain(|side| !is_to_have_it(lexicon, text, trigger, side));
        asks_nobody = had_any && found.to.is_empty();
    }
    // A town does nothing, unless it stands for those who govern in it.
    if trigger.entry.act == EventAct::Assault {
        found.by.retain(|side| !parties.is_place(side.head) || side.party.sector.is_some());
    }
    // "deployed two brigades", "sent forty tents": what is moved or given is no party.
    let is_means = |side: &Side| {
        let lemma = text.tokens[side.head].lemma.to_lowercase();
        let owns = |class: &str| lexicon.is(class, &lemma);
        match trigger.entry.act {
            EventAct::Mobilize | EventAct::Retreat => owns("forces") || owns("arms") || owns("vehicle"),
            // "pledged forty soldiers to the league"
            EventAct::Aid | EventAct::Agree => {
                owns("help")
                    || owns("arms")
                    || owns("vehicle")
                    || trigger.entry.act == EventAct::Agree
                        && owns("forces")
                        && clause::object(text, trigger.word) == Some(side.head)
            }
            // "drove a van *into the shop*": the shop is hit.
            EventAct::Assault => {
                owns("arms") && side.party.country.is_none()
                    || owns("vehicle")
                        && text.children(trigger.word).any(|child| clause::case(text, child) == Some("into"))
            }
            // "were to send *an envoy*": whoever is sent is met by nobody.
            EventAct::Consult => {
                owns("envoy")
                    && lexicon.lists(&trigger.entry.object, &lemma)
                    && matches!(trigger.entry.lemma.as_str(), "send" | "dispatch" | "appoint" | "name")
            }
            // "pulled its observers out of Chad": they leave somebody else.
            EventAct::Sanction => {
                trigger.entry.mode == Some(dateline_model::Mode::Withdraw)
                    && lexicon.lists(&trigger.entry.object, &lemma)
            }
            _ => false,
        }
    };
    let is_object_released = trigger.entry.mode == Some(dateline_model::Mode::Release)
        || trigger.entry.mode == Some(dateline_model::Mode::Disarm);
    if !is_object_released {
        found.to.retain(|side| !is_means(side));
    }
    // Far behind the trigger a party's own country is nobody else.
    if found.is_far {
        let own: Vec<&String> = found
            .by
            .iter()
            .filter(|side| !parties.is_borrowed(side))
            .filter_map(|side| side.party.country.as_ref())
            .collect();
        let is_own = |side: &Side| {
            !matches!(side.kind, Some(MentionKind::Person | MentionKind::Group))
                && side.party.country.as_ref().is_some_and(|country| own.contains(&country))
        };
        found.to.retain(|side| !is_own(side));
    }
    // "Ilic and Marek spoke as the president …": they spoke with each other.
    // "Chile and Peru *pledged* to help Chad": Chad.
    if is_together(trigger.entry.act)
        && found.is_far
        && found.by.len() > 1
        && !lexicon.is("promise", &trigger.entry.lemma)
    {
        found.to.clear();
    }
    // "An envoy *of the weavers* ruled it out": those for whom he speaks are not refused.
    let is_of_doer = |side: &Side| {
        found.by.iter().any(|own| {
            let phrase = text.subtree(own.head);
            // "… ruled *it* out": whatever a resolver takes it for.
            let is_it = text.form(side.head).eq_ignore_ascii_case("it");
            let at = if is_it { side.words.start } else { side.head };
            own.head < at
                && at < trigger.word
                && phrase.range().contains(&at)
                && !phrase.range().contains(&trigger.word)
        })
    };
    if !trigger.is_noun {
        let others = std::mem::take(&mut found.to);
        let others: Vec<Side> = others.into_iter().filter(|side| !is_of_doer(side)).collect();
        found.to = others;
    }
    // "Called for the founding of a guild": of nobody who stands far off.
    if trigger.entry.act == EventAct::Request && !trigger.is_noun {
        found.is_far &= !found.to.is_empty() || text.tokens[trigger.word].xpos == Xpos::Vbg;
        found.is_far |= asks_nobody;
    }
    // "The war hurts *both*": whoever they are, they are not the one whom a resolver finds.
    for side in &mut found.to {
        if text.tokens[side.head].upos != Upos::Noun && text.form(side.head).eq_ignore_ascii_case("both") {
            *side = parties.unnamed(side.head);
        }
    }
    drop_repeated(&mut found.by);
    drop_repeated(&mut found.to);
    for side in &mut found.to {
        parties.cut_behind(side, trigger.word);
    }
    found
}

/// What is done by saying so, and nowhere but there.
pub(super) fn is_said(act: EventAct) -> bool {
    is_of_words(act) && !matches!(act, EventAct::Consult | EventAct::Retreat)
}

fn is_presence(text: &Annotated<'_>, trigger: &Trigger<'_>) -> bool {
    !trigger.is_noun
        && matches!(text.tokens[trigger.word].upos, Upos::Propn | Upos::Noun)
        && text.child(trigger.word, Deprel::Cop).is_some()
}

/// "Was in Lima for talks *with the governors*": those who are met there.
fn met_there(lexicon: &Lexicon, text: &Annotated<'_>, parties: &Parties<'_>, place: usize) -> Vec<Side> {
    text.children(place)
        .filter(|&talk| talk > place && lexicon.is("talks", &text.tokens[talk].lemma.to_lowercase()))
        .flat_map(|talk| text.children(talk))
        .find(|&other| clause::case(text, other) == Some("with") && parties.can_act(other))
        .map(|other| parties.sides(other))
        .unwrap_or_default()
}

fn drop_repeated(sides: &mut Vec<Side>) {
    let mut seen = Vec::new();
    sides.retain(|side| {
        let is_new = !seen.contains(&side.head);
        seen.push(side.head);
        is_new
    });
}

fn of_verb(lexicon: &Lexicon, text: &Annotated<'_>, parties: &Parties<'_>, trigger: &Trigger<'_>) -> Sides {
    let Trigger { word, entry, .. } = *trigger;
    let mistaken = voice::doer_of_mistaken_passive(text, word, entry);
    let is_passive = mistaken.is_none() && clause::is_passive(text, word);
    let mut found = Sides::default();
    // "The rebels are *armed* and paid by Chad", taken for an adjective: by Chad.
    if mistaken.is_none() && entry.frame == Frame::Agent && voice::is_participle(text, word, entry) {
        if let Some(subject) = clause::subject(text, word) {
            found.to = parties.sides(subject);
        }
        let agent = clause::agent(text, word).or_else(|| control::agent_of_next(text, word));
        found.by = agent.map(|agent| doers(text, parties, agent)).unwrap_or_default();
        return found;
    }
    if let Some(charged) = voice::charged_in_short(lexicon, text, word, entry) {
        found.to = parties.sides(charged);
        return found;
    }
    match entry.frame {
        Frame::Agent => {
            let agent = if is_passive { clause::agent(text, word) } else { clause::subject(text, word) }
                .filter(|&agent| is_passive || !control::is_speaker_behind(lexicon, text, word, agent));
            let agent = mistaken.or(agent);
            let agent = agent
                .map(|agent| control::beside_insertion(lexicon, text, parties, word, agent).unwrap_or(agent));
            let agent = control::who_is_called_upon(lexicon, text, word).filter(|_| !is_passive).or(agent);
            let agent = control::in_bare_relative(text, parties, word).filter(|_| !is_passive).or(agent);
            let agent = control::before_shot(lexicon, text, word).filter(|_| !is_passive).or(agent);
            let agent = control::cut_off(text, word).filter(|_| !is_passive).or(agent);
            let agent = control::doer_of_gerund(text, parties, word).or(agent);
            let agent = agent.map(|agent| control::who_undertakes(lexicon, text, parties, word, agent));
            let agent = agent.or_else(|| control::agent_of_next(text, word).filter(|_| is_passive));
            let agent = agent.or_else(|| control::agent_behind(text, parties, word).filter(|_| is_passive));
            // "*Chile's* mission is to conquer Peru": Chile's.
            let owner = agent
                .filter(|&agent| lexicon.status.aims.contains(text.tokens[agent].lemma.as_str()))
                .and_then(|aim| owner_of_aim(text, aim));
            if let Some(agent) = owner.or(agent) {
                found.by = doers(text, parties, agent);
            }
            if mistaken.is_some() {
                // "Clerks opposed *to him*": only behind its preposition.
            } else if let Some(object) = clause::object(text, word).filter(|_| !entry.clause.is_empty()) {
                found.to = told_in_clause(lexicon, text, parties, entry, object);
            } else if let Some(object) = clause::object(text, word) {
                found.to = targets(lexicon, text, parties, entry, object, &found.by);
            } else if let Some(hearer) = text.child(word, Deprel::Iobj) {
                // "warned *Peru* about the ice"
                found.to = parties.sides(hearer);
            }
            // "annexed *to Chile*", "incorporated *into Chile*": whoever has it now.
            if is_passive && found.by.is_empty() && lexicon.is("annexing", &entry.lemma) {
                found.by = behind(text, parties, word, &["into", "to"]);
                let losers = behind(text, parties, word, &["from"]);
                if !losers.is_empty() {
                    found.to = losers;
                }
                found.to.retain(|side| !found.by.iter().any(|own| own.head == side.head));
            }
            // "*American troops* were deployed": theirs.
            if is_passive
                && found.by.is_empty()
                && entry.act == EventAct::Mobilize
                && let Some(moved) = clause::object(text, word)
            {
                found.by = parties.sides(moved);
                found
                    .by
                    .retain(|side| side.party.country.is_some() && side.party.sector == Some(Sector::Mil));
                let is_own = |side: &Side| found.by.iter().any(|own| own.party.country == side.party.country);
                found.to.retain(|side| !is_own(side) || parties.is_place(side.head));
            }
            // "*Peru's* objections were dropped": by Peru.
            if is_passive
                && found.by.is_empty()
                && let Some(answer) = clause::object(text, word)
                && lexicon.is("answers", &text.tokens[answer].lemma.to_lowercase())
                && let Some(owner) = clause::owner(text, answer).filter(|&owner| parties.can_act(owner))
            {
                found.by = parties.sides(owner);
                found.to.retain(|side| !found.by.iter().any(|own| own.head == side.head));
            }
            // "*Western* sanctions imposed on Chile": theirs.
            if is_passive && found.by.is_empty() && !entry.object.is_empty() {
                found.by = makers_of_object(lexicon, text, parties, word);
            }
        }
        Frame::Sufferer => {
            if let Some(subject) =
                clause::object(text, word).filter(|_| is_passive).or_else(|| clause::subject(text, word))
            {
                found.to = parties.sides(subject);
            }
            found.by = behind(text, parties, word, &["from", "by"]);
        }
        Frame::Topic => {
            let agent = if is_passive { clause::agent(text, word) } else { clause::subject(text, word) };
            found.by = agent.map(|agent| doers(text, parties, agent)).unwrap_or_default();
        }
        Frame::Lost => {
            if let Some(subject) = clause::subject(text, word) {
                found.to = parties.sides(subject);
            }
            found.by = behind(text, parties, word, &["to"]);
        }
        Frame::Thing => {}
    }
    let listed: Vec<&str> = entry.to.iter().map(String::as_str).collect();
    // What a preposition of the entry brings is meant more plainly than a thing as object:
    // "demanded an apology from Tokyo".
    let mut behind_listed = behind(text, parties, word, &listed);
    // "Went to the fair *with a friend*", hung on the fair: nor is he; "went to talks with him": he is.
    if entry.mode == Some(dateline_model::Mode::Visit) && listed.contains(&"to") {
        behind_listed.retain(|side| {
            clause::case(text, side.head) != Some("with")
                || text.tokens[side.head]
                    .head
                    .is_none_or(|fair| lexicon.is("talks", &text.tokens[fair as usize].lemma.to_lowercase()))
        });
    }
    // "pledged forty soldiers to Chad": who is sent is no party.
    let is_moved = |side: &Side| {
        let lemma = text.tokens[side.head].lemma.to_lowercase();
        entry.act == EventAct::Agree
            && ["help", "forces", "arms", "vehicle"].iter().any(|class| lexicon.is(class, &lemma))
    };
    let has_plain =
        found.to.iter().any(|side| side.entity.is_some() && !parties.is_place(side.head) && !is_moved(side));
    // "gave the rebels shelter" has the other side as indirect object, or as object beside a thing.
    let object_is_thing = !entry.object.is_empty() && !entry.object.iter().any(|word| word == "@person");
    if !behind_listed.is_empty() && (!has_plain || is_demand(entry.act) || object_is_thing) {
        // "forty ambulances were given to Nepal": what is given is no party.
        let known = found
            .to
            .iter()
            .filter(|side| {
                let lemma = text.tokens[side.head].lemma.to_lowercase();
                // "sent an envoy to Chad": whoever is sent is no party.
                let is_sent = entry.act == EventAct::Consult && lexicon.lists(&entry.object, &lemma);
                side.entity.is_some() && !lexicon.is("help", &lemma) && !is_moved(side) && !is_sent
            })
            .cloned();
        found.to = behind_listed.into_iter().chain(known).collect();
    }
    // "Passed a law on cases that *villagers* bring": agreed with nobody.
    if entry.act == EventAct::Agree && entry.object.iter().any(|listed| listed == "@law") {
        found.to = behind(text, parties, word, &["with"]);
        // "… a resolution in support *of Peru*"
        let backing = clause::object(text, word).and_then(|law| {
            text.subtree(law)
                .range()
                .find(|&noun| noun > law && lexicon.is("backing", &text.tokens[noun].lemma.to_lowercase()))
        });
        if let Some(backed) = backing.and_then(|noun| {
            text.children(noun)
                .find(|&child| matches!(clause::case(text, child), Some("of" | "with" | "for")))
        }) {
            found.to = parties.sides(backed);
        }
        return found;
    }
    // "Will allocate an extra $9m of aid *to Peru*": deep in what is given.
    if entry.act == EventAct::Aid
        && is_open(text, &found.to)
        && let Some(given) = clause::object(text, word).filter(|&given| given > word && !is_passive)
    {
        let whom = text.subtree(given).range().find(|&noun| {
            noun > given
                && matches!(clause::case(text, noun), Some("to" | "for"))
                && matches!(parties.kind(noun), Some(MentionKind::Country | MentionKind::Nationality))
        });
        if let Some(whom) = whom {
            found.to = parties.sides(whom);
        }
    }
    let is_charged = lexicon.is("accusing", &entry.lemma)
        && clause::object(text, word).is_some_and(|object| {
            text.tokens[object].upos == Upos::Noun && is_charged_with_deed(text, word, object)
        });
    if is_open(text, &found.to) && !is_charged && !matches!(entry.frame, Frame::Thing | Frame::Lost) {
        // People talk *with* others, whatever else their sentence names.
        let (general, is_wide) = match entry.act {
            act if is_meeting(act) => (TALKING, true),
            act if is_of_words(act) => (GENERAL, false),
            _ => (UPON, true),
        };
        let others = behind_within(text, parties, word, general, is_wide);
        // "Flew to Lima *with a friend*": whoever goes along is not visited.
        let is_along = entry.mode == Some(dateline_model::Mode::Visit)
            && !lexicon.is("hosting", &entry.lemma)
            && entry.to.iter().any(|listed| listed == "to")
            && others.iter().all(|side| clause::case(text, side.head) == Some("with"));
        // "met in Geneva": where it was, not with whom.
        let is_venue = entry.lemma == "meet" && others.iter().all(|side| parties.is_place(side.head));
        if others.iter().any(|side| side.entity.is_some() || is_half_of_world(text, side.head))
            && !matches!(entry.act, EventAct::Assault)
            && !is_venue
            && !is_along
        {
            found.to = others;
            found.is_far = true;
        }
    }
    if found.to.is_empty() && entry.frame == Frame::Thing {
        found.to = behind(text, parties, word, THINGS);
    }
    let is_accusing = lexicon.is("accusing", &entry.lemma) && !found.to.is_empty();
    if is_open(text, &found.to)
        && !is_accusing
        && !matches!(entry.act, EventAct::Assault)
        && !is_meeting(entry.act)
    {
        let below = below(lexicon, text, parties, word, &found.by);
        if !below.is_empty() {
            found.to = below;
            found.is_far = true;
        }
    }
    found
}

const GENERAL: &[&str] =
    &["against", "on", "with", "to", "from", "for", "over", "at", "about", "toward", "towards", "between"];

/// A state of siege is declared *in* a province, upon those who live there.
const UPON: &[&str] = &[
    "against", "on", "with", "to", "from", "for", "over", "into", "at", "about", "of", "in", "toward",
    "towards", "between",
];
const TALKING: &[&str] = &["with", "between", "to"];
const THINGS: &[&str] = &["outside", "at", "in", "near", "inside", "under", "against"];

/// "Accused the civic body *of lying*": the clause hangs on the verb or on the accused.
pub(super) fn is_charged_with_deed(text: &Annotated<'_>, verb: usize, accused: usize) -> bool {
    text.children(verb)
        .chain(text.children(accused))
        .any(|child| child > accused && clause::mark(text, child) == Some("of"))
}

fn is_demand(act: EventAct) -> bool {
    matches!(act, EventAct::Request)
}
