//! Words of acts in a sense in which they do nothing to anybody: a plan for oneself, a promise of what others will
//! do, an opinion that is shared, resistance that is "met with".

use super::lexicon::{Entry, Lexicon, Sort};
use super::parties::{Parties, Side};
use super::told::Telling;
use dateline_grammar::{clause, verb};
use dateline_language::{Annotated, Deprel, Upos, Xpos};
use dateline_model::{EventAct, MentionKind, Status};

/// Whether a trigger stands in such a sense.
pub(super) fn is_another_sense(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    telling: &Telling,
    entry: &Entry,
) -> bool {
    is_plan_for_oneself(lexicon, text, telling, entry)
        || is_promise_of_others(lexicon, text, parties, telling, entry)
        || is_view(lexicon, text, telling, &entry.lemma)
        || is_met_with_things(text, parties, telling, &entry.lemma)
        || is_honour(lexicon, text, parties, telling, &entry.lemma)
        || is_received_by_nobody(lexicon, telling, &entry.lemma)
        || is_offer_of_words(lexicon, text, telling, &entry.lemma)
        || is_owned_to_be_so(text, telling, &entry.lemma)
        || is_set_phrase(lexicon, text, telling.trigger, &entry.lemma)
        || is_chat(text, telling, &entry.lemma)
        || is_warned_against(telling)
        || is_shipment(lexicon, text, telling)
        || is_assured_in_passing(text, telling, &entry.lemma)
        || is_impersonal(lexicon, text, telling.trigger, &entry.lemma)
        || is_source(lexicon, text, telling.trigger, &entry.lemma)
}

/// "Plans *to launch a campaign*", "intends to follow the rules": nobody is promised what somebody plans for himself. A plan for
/// another state is a promise to it ("Norway plans to build a clinic in Chad").
fn is_plan_for_oneself(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling, entry: &Entry) -> bool {
    let is_foreign = |side: &Side| {
        side.party.country.is_some()
            && !telling.sides.by.iter().any(|own| own.party.country == side.party.country)
            && telling.sides.by.iter().any(|own| own.party.country.is_some())
    };
    entry.act == EventAct::Agree
        && !telling.is_noun
        && lexicon.is("planning", &entry.lemma)
        && (!telling.sides.to.iter().any(is_foreign) || is_of_force(lexicon, text, telling.trigger))
}

/// "Plans to *attack* Peru": no promise to it.
fn is_of_force(lexicon: &Lexicon, text: &Annotated<'_>, word: usize) -> bool {
    let is_harm = |verb: usize| {
        lexicon.of(Sort::Verb, &text.tokens[verb].lemma.to_lowercase()).any(|deed| {
            matches!(deed.act, EventAct::Assault | EventAct::Coerce | EventAct::Sanction | EventAct::Threaten)
        })
    };
    text.children(word).any(|child| child > word && clause::is_infinitive(text, child) && is_harm(child))
}

/// "Promised that *Peru* will pay for it": what another is to do is not promised to anybody.
fn is_promise_of_others(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    telling: &Telling,
    entry: &Entry,
) -> bool {
    if entry.act != EventAct::Agree || !lexicon.is("promise", &entry.lemma) {
        return false;
    }
    let matter = text.children(telling.trigger).find(|&child| {
        child > telling.trigger
            && matches!(text.tokens[child].deprel.base(), Deprel::Ccomp | Deprel::Acl)
            && text.tokens[child].deprel != Deprel::AclRelcl
    });
    let Some(subject) = matter.and_then(|matter| clause::own_subject(text, matter)) else { return false };
    if text.tokens[subject].upos == Upos::Pron || clause::is_passive(text, matter.unwrap_or(subject)) {
        return false;
    }
    let other = parties.side(subject);
    let is_party = other.party.country.is_some()
        && matches!(
            other.kind,
            Some(
                MentionKind::Country
                    | MentionKind::Person
                    | MentionKind::Organization
                    | MentionKind::Nationality
                    | MentionKind::Office
            )
        );
    is_party
        && !telling.sides.by.is_empty()
        && telling.sides.by.iter().all(|own| {
            own.party.country.is_some()
                && own.party.country != other.party.country
                && own.head != other.head
                && (own.entity.is_none() || own.entity != other.entity)
        })
}

/// "*Agrees with* the board's opinion", "agreed with that decision": of one mind with somebody, and nothing that is
/// promised; "agreed with Peru on a truce" promises.
pub(super) fn is_of_one_mind(text: &Annotated<'_>, parties: &Parties<'_>, word: usize, lemma: &str) -> bool {
    if lemma != "agree" || text.tokens[word].upos != Upos::Verb {
        return false;
    }
    let is_matter = |child: usize| {
        child > word
            && (matches!(text.tokens[child].deprel.base(), Deprel::Xcomp | Deprel::Ccomp | Deprel::Obj)
                || matches!(clause::case(text, child), Some("on" | "upon" | "to" | "about")))
    };
    let with = text.children(word).find(|&child| child > word && clause::case(text, child) == Some("with"));
    let is_present = matches!(text.tokens[word].xpos, Xpos::Vbp | Xpos::Vbz);
    with.is_some_and(|other| {
        let is_thing = parties.kind(other).is_none() && text.tokens[other].upos == Upos::Noun;
        (is_present || is_thing) && !text.children(word).any(is_matter)
    })
}

/// "I *disagree* with the mayor", "does not *agree* with him": what somebody thinks now, and nothing that is refused; "does
/// not agree with the terms" refuses them.
fn is_view(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling, lemma: &str) -> bool {
    let word = telling.trigger;
    let is_now = matches!(text.tokens[word].xpos, Xpos::Vbp | Xpos::Vbz)
        || text.tokens[word].xpos == Xpos::Vb
            && text.children(word).any(|aux| {
                text.tokens[aux].deprel.is(Deprel::Aux)
                    && matches!(
                        text.form(aux).to_lowercase().as_str(),
                        "do" | "does" | "can" | "might" | "may"
                    )
            });
    let is_put_forward = |noun: usize| {
        ["proposal", "accord", "pacts", "asked", "law", "terms"]
            .iter()
            .any(|class| lexicon.is(class, &text.tokens[noun].lemma.to_lowercase()))
    };
    let with = text.children(word).find(|&child| clause::case(text, child) == Some("with"));
    let is_with = with.is_some();
    let is_state = telling.sides.by.iter().any(|side| {
        matches!(side.kind, Some(MentionKind::Country | MentionKind::Nationality | MentionKind::Organization))
            || side.party.sector.is_some() && side.kind != Some(MentionKind::Person)
    });
    if is_state && with.is_some_and(is_put_forward) {
        return false;
    }
    is_now && (lemma == "disagree" || lemma == "agree" && is_with && verb::negation(text, word).is_some())
}

/// "The plan *met with* resistance": nobody meets anybody.
fn is_met_with_things(text: &Annotated<'_>, parties: &Parties<'_>, telling: &Telling, lemma: &str) -> bool {
    lemma == "meet"
        && !telling.is_noun
        && telling.sides.to.is_empty()
        && text.children(telling.trigger).any(|child| {
            clause::case(text, child) == Some("with")
                && text.tokens[child].upos == Upos::Noun
                && text.tokens[child].xpos == Xpos::Nn
                && parties.kind(child).is_none()
        })
}

/// "The *assurances* he has *received*": nobody is received.
fn is_received_by_nobody(lexicon: &Lexicon, telling: &Telling, lemma: &str) -> bool {
    telling.act == EventAct::Consult
        && !telling.is_noun
        && telling.sides.to.is_empty()
        && lemma != "host"
        && lexicon.is("hosting", lemma)
}

/// "Was *recognised as* grower of the year", "was honoured with a medal": a prize; "was recognised as a state", "as the
/// rightful premier" is none.
fn is_honour(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    telling: &Telling,
    lemma: &str,
) -> bool {
    let is_given = |child: usize| match clause::case(text, child) {
        Some("for" | "with") => true,
        Some("as") => {
            let lemma = text.tokens[child].lemma.to_lowercase();
            !["official", "government", "nation", "town_noun", "region_noun", "territory"]
                .iter()
                .any(|class| lexicon.is(class, &lemma))
        }
        _ => false,
    };
    let is_body = |subject: usize| {
        parties.side(subject).party.country.is_some()
            && parties.kind(subject).is_some_and(|kind| kind != MentionKind::Person)
            || matches!(parties.kind(subject), Some(MentionKind::Country | MentionKind::Place))
            || ["territory", "nation", "accord"]
                .iter()
                .any(|class| lexicon.is(class, &text.tokens[subject].lemma.to_lowercase()))
    };
    matches!(lemma, "recognize" | "recognise" | "honor" | "honour")
        && !telling.is_noun
        && telling.sides.by.is_empty()
        && clause::is_passive(text, telling.trigger)
        && clause::subject(text, telling.trigger)
            .or_else(|| clause::object(text, telling.trigger))
            .is_none_or(|subject| !is_body(subject))
        && text.children(telling.trigger).any(|child| child > telling.trigger && is_given(child))
}

/// "Offered *no* help", "offered an *explanation*": nothing is promised by that.
fn is_offer_of_words(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling, lemma: &str) -> bool {
    lemma == "offer"
        && !telling.is_noun
        && clause::object(text, telling.trigger).is_some_and(|object| {
            lexicon.is("information", &text.tokens[object].lemma.to_lowercase())
                || text
                    .children(object)
                    .any(|no| no < object && text.tokens[no].lemma.eq_ignore_ascii_case("no"))
        })
}

/// "*Accepted that* the winter would be hard", "a contract that is *guaranteed*": how it is, and nothing that is promised.
fn is_owned_to_be_so(text: &Annotated<'_>, telling: &Telling, lemma: &str) -> bool {
    let word = telling.trigger;
    let has_matter =
        || text.children(word).any(|child| child > word && text.tokens[child].deprel.is(Deprel::Ccomp));
    telling.act == EventAct::Agree
        && !telling.is_noun
        && (lemma == "accept"
            && clause::object(text, word).is_none_or(|object| object < word)
            && has_matter()
            || lemma == "guarantee" && clause::is_passive(text, word) && telling.sides.by.is_empty())
}

/// "The premier's *call to* his wife": nothing is asked for; "his call to the rebels to disarm" asks.
fn is_chat(text: &Annotated<'_>, telling: &Telling, lemma: &str) -> bool {
    let call = telling.trigger;
    let is_to = |child: usize| clause::case(text, child) == Some("to");
    lemma == "call"
        && telling.is_noun
        && telling.act == EventAct::Request
        && text.children(call).any(|child| child > call && is_to(child))
        && !text.children(call).any(|child| {
            child > call
                && (clause::is_infinitive(text, child)
                    || matches!(clause::case(text, child), Some("for" | "on"))
                    || text.children(child).any(|below| {
                        below > child
                            && (clause::is_infinitive(text, below)
                                || clause::case(text, below) == Some("for"))
                    }))
        })
}

/// "Warned against *visiting* Peru": nobody threatens a visit.
fn is_warned_against(telling: &Telling) -> bool {
    telling.status == Status::Threatened
        && matches!(
            telling.act,
            EventAct::Consult | EventAct::Cooperate | EventAct::Aid | EventAct::Support | EventAct::Agree
        )
}

/// "“They would pay for it,” he *assured*": a way of saying.
fn is_assured_in_passing(text: &Annotated<'_>, telling: &Telling, lemma: &str) -> bool {
    lemma == "assure"
        && !telling.is_noun
        && !text.children(telling.trigger).any(|child| {
            child > telling.trigger
                && matches!(
                    text.tokens[child].deprel.base(),
                    Deprel::Obj | Deprel::Iobj | Deprel::Ccomp | Deprel::Xcomp | Deprel::Obl
                )
        })
}

/// "A planeload of tents *arrived* in Lima": no visit.
fn is_shipment(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    telling.act == EventAct::Consult
        && !telling.is_noun
        && !telling.sides.by.is_empty()
        && telling.sides.by.iter().all(|side| {
            let lemma = text.tokens[side.head].lemma.to_lowercase();
            ["shipments", "help", "arms", "vehicle"].iter().any(|class| lexicon.is(class, &lemma))
                && !matches!(side.kind, Some(MentionKind::Person | MentionKind::Country))
        })
}

/// "It was *suspected* that the king had left": of nobody.
fn is_impersonal(lexicon: &Lexicon, text: &Annotated<'_>, word: usize, lemma: &str) -> bool {
    lexicon.is("accusing", lemma)
        && clause::is_passive(text, word)
        && clause::own_subject(text, word).is_some_and(|it| text.form(it).eq_ignore_ascii_case("it"))
        && text.children(word).any(|child| child > word && text.tokens[child].deprel.is(Deprel::Ccomp))
}

/// "*Citing* sources close to the king": by whom it is told.
fn is_source(lexicon: &Lexicon, text: &Annotated<'_>, word: usize, lemma: &str) -> bool {
    lemma == "cite"
        && clause::object(text, word)
            .is_some_and(|object| lexicon.is("sources", &text.tokens[object].lemma.to_lowercase()))
}

/// "*Let* loose", "let go of it": said of no leave that is given; "*looked* into the mirror": nor of a case.
fn is_set_phrase(lexicon: &Lexicon, text: &Annotated<'_>, word: usize, lemma: &str) -> bool {
    let is_gaze = || {
        text.children(word).any(|child| {
            child > word
                && clause::case(text, child) == Some("into")
                && lexicon.is("looked_into", &text.tokens[child].lemma.to_lowercase())
        })
    };
    // "let the plan *go unnoticed*"
    let goes_unseen = || {
        text.children(word).any(|go| {
            go > word
                && text.tokens[go].lemma == "go"
                && text.children(go).any(|adjective| {
                    text.tokens[adjective].deprel.is(Deprel::Xcomp)
                        && text.form(adjective).to_lowercase().starts_with("un")
                })
        })
    };
    lemma == "let" && goes_unseen()
        || lemma == "look" && is_gaze()
        || lemma == "let"
            && text.tokens.get(word + 1).is_some_and(|next| lexicon.is("let_to", &next.lemma.to_lowercase()))
}
