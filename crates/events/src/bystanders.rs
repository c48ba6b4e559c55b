//! Who is named beside a deed and has no part in it: those it is told to, where it is, whose troops they are.

use super::lexicon::{Lexicon, Sort};
use super::parties::{Parties, Side, is_half_of_world};
use super::somebody::is_violence;
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos};
use dateline_model::{EventAct, MentionKind, Sector};
use dateline_scene::MentionForm;

/// "Will not come to the summit, emphasised *Marek*": whoever says so behind it.
pub(super) fn is_speaker_behind(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    trigger: usize,
    side: &Side,
) -> bool {
    let token = &text.tokens[side.head];
    token.deprel.is(Deprel::Nsubj)
        && token.head.is_some_and(|verb| {
            let verb = verb as usize;
            trigger < verb
                && verb < side.head
                && lexicon.is("saying", &text.tokens[verb].lemma.to_lowercase())
        })
}

/// "Togo rejected it and heard complaints from *Lome*": a capital that only stands for the state itself, which does it; "Scotland
/// sued *London*" is done to another.
pub(super) fn is_own_capital(parties: &Parties<'_>, by: &[Side], side: &Side) -> bool {
    let is_state = |side: &Side| {
        side.party.sector == Some(Sector::Gov)
            && matches!(side.kind, Some(MentionKind::Country | MentionKind::Place | MentionKind::Nationality))
    };
    is_state(side)
        && by.iter().any(|own| {
            is_state(own)
                && own.party.country.is_some()
                && own.party.country == side.party.country
                && parties.place_kind(own.head).is_none_or(|kind| kind == "country")
                && parties.place_kind(side.head).is_none_or(|kind| matches!(kind, "country" | "city"))
        })
}

/// "Moved two *American* brigades": theirs, and not upon them.
pub(super) fn is_owner_of_forces(lexicon: &Lexicon, text: &Annotated<'_>, side: &Side) -> bool {
    let token = &text.tokens[side.head];
    let is_whose =
        token.deprel == Deprel::NmodPoss || matches!(token.deprel.base(), Deprel::Amod | Deprel::Compound);
    is_whose
        && token.head.is_some_and(|noun| {
            let lemma = text.tokens[noun as usize].lemma.to_lowercase();
            ["forces", "arms", "vehicle"].iter().any(|class| lexicon.is(class, &lemma))
        })
}

/// "Criticised *as* a blow *against Chad*": whom it hits is not blamed for it.
pub(super) fn is_behind_as(text: &Annotated<'_>, trigger: usize, side: &Side) -> bool {
    let mut first = side.head;
    while let Some(head) = text.tokens[first].head.filter(|_| text.tokens[first].deprel.is(Deprel::Conj)) {
        first = head as usize;
    }
    matches!(clause::case(text, first), Some("against" | "upon"))
        && first > trigger
        && (trigger + 1..first).any(|word| text.form(word).eq_ignore_ascii_case("as"))
}

/// "*II.* Open the port", "*II.In* Peru": the number of a paragraph, where one begins.
pub(super) fn is_numbering(text: &Annotated<'_>, side: &Side) -> bool {
    let first = side.words.start;
    let form = text.form(first);
    let number = form.split('.').next().unwrap_or(form);
    let begins = text.sentence(first).words.start == first
        || matches!(text.form(first.saturating_sub(1)), "." | ":" | ";" | "(" | "?" | "!");
    let is_marked = form.contains('.')
        || text
            .tokens
            .get(first + 1)
            .is_some_and(|next| next.upos == Upos::Punct && matches!(text.form(first + 1), "." | ")" | ":"));
    side.words.len() <= 2
        && begins
        && is_marked
        && !number.is_empty()
        && number.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X' | '\u{406}'))
}

/// "Told *the paper* that": whoever passes it on is not whom it is done to.
pub(super) fn is_told(lexicon: &Lexicon, text: &Annotated<'_>, side: &Side) -> bool {
    let token = &text.tokens[side.head];
    let verb = token.head.map(|head| text.tokens[head as usize].lemma.as_str());
    side.party.sector == Some(Sector::Med)
        && matches!(token.deprel.base(), Deprel::Obj | Deprel::Iobj)
        && verb.is_some_and(|verb| lexicon.is("informing", verb))
}

/// "Refused *to condemn Chile*", "declined to criticise it": whoever is not blamed is refused nothing.
pub(super) fn is_spared(lexicon: &Lexicon, text: &Annotated<'_>, refusal: usize, head: usize) -> bool {
    text.children(refusal).any(|child| {
        let lemma = text.tokens[child].lemma.to_lowercase();
        child > refusal
            && text.tokens[child].deprel.is(Deprel::Xcomp)
            && text.subtree(child).range().contains(&head)
            && lexicon.of(Sort::Verb, &lemma).any(|entry| entry.act == EventAct::Accuse && !entry.is_weak)
    })
}

/// "The conflict *in Chile*", "the crisis in Peru".
pub(super) fn is_scene_of_war(lexicon: &Lexicon, text: &Annotated<'_>, side: &Side) -> bool {
    matches!(side.kind, Some(MentionKind::Country | MentionKind::Place))
        && clause::case(text, side.head) == Some("in")
        && text.tokens[side.head].head.is_some_and(|noun| {
            let lemma = text.tokens[noun as usize].lemma.to_lowercase();
            is_violence(lexicon, &lemma)
                || lexicon.is("fighting", &lemma)
                || lexicon.is("state_of_things", &lemma)
        })
}

/// "Wrote *on the network* about the talks", "reported *on Channel Two*": through which it is told.
pub(super) fn is_channel(lexicon: &Lexicon, text: &Annotated<'_>, side: &Side) -> bool {
    // "Wrote on the network on the talks, praising *it*": what a pronoun stands for.
    let head = if side.form == Some(MentionForm::Pronoun) && !side.words.is_empty() {
        side.words.end - 1
    } else {
        side.head
    };
    let verb = text.tokens[head].head.map(|head| text.tokens[head as usize].lemma.as_str());
    let is_told_on = side.kind == Some(MentionKind::Organization)
        && clause::case(text, head) == Some("on")
        && verb.is_some_and(|verb| lexicon.is("saying", verb) || lexicon.is("posting", verb));
    if is_told_on {
        return true;
    }
    side.party.sector == Some(Sector::Med)
        && side.kind == Some(MentionKind::Organization)
        && matches!(clause::case(text, head), Some("on" | "via" | "through" | "in"))
}

/// "Prepared sanctions *in cooperation with Peru*": Peru does it too.
pub(super) fn is_alongside(lexicon: &Lexicon, text: &Annotated<'_>, side: &Side) -> bool {
    let mut at = side.head;
    while text.tokens[at].deprel.is(Deprel::Conj) {
        let Some(above) = text.tokens[at].head else { return false };
        at = above as usize;
    }
    clause::case(text, at) == Some("with")
        && text.tokens[at].head.is_some_and(|noun| {
            let noun = noun as usize;
            lexicon.is("jointly", &text.tokens[noun].lemma.to_lowercase())
                && clause::case(text, noun) == Some("in")
        })
}

/// "In the interior of *the republic*": where, and upon nobody.
pub(super) fn is_land_around(lexicon: &Lexicon, text: &Annotated<'_>, side: &Side) -> bool {
    let lemma = text.tokens[side.head].lemma.to_lowercase();
    let is_land = lexicon.is("land_noun", &lemma)
        || lexicon.is("region_noun", &lemma)
        || lexicon.is("town_noun", &lemma);
    text.tokens[side.head].upos == Upos::Noun
        && is_land
        && clause::case(text, side.head) == Some("of")
        && text.tokens[side.head].head.is_some_and(|part| {
            let part = part as usize;
            lexicon.is("part_of_land", &text.tokens[part].lemma.to_lowercase())
                && matches!(clause::case(text, part), Some("in" | "across" | "throughout" | "over"))
        })
}

/// "The border *with Peru*": on which side of it nobody says.
pub(super) fn is_behind_border(lexicon: &Lexicon, text: &Annotated<'_>, side: &Side) -> bool {
    clause::case(text, side.head) == Some("with")
        && text.tokens[side.head]
            .head
            .is_some_and(|border| lexicon.is("frontiers", &text.tokens[border as usize].lemma.to_lowercase()))
}

/// "In preparation for the raid *on Peru*", "after its invasion *of Peru*": upon whom another deed is.
pub(super) fn is_upon_by_another(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    trigger: usize,
    side: &Side,
) -> bool {
    if !matches!(clause::case(text, side.head), Some("of" | "on" | "against" | "in" | "into")) {
        return false;
    }
    let Some(deed) = text.tokens[side.head].head.map(|deed| deed as usize) else { return false };
    let lemma = text.tokens[deed].lemma.to_lowercase();
    let is_deed = deed != trigger
        && deed < side.head
        && text.tokens[deed].upos == Upos::Noun
        && (lexicon.is("violence", &lemma) || lexicon.is("war", &lemma));
    let is_when = || {
        matches!(
            clause::case(text, deed),
            Some("after" | "before" | "during" | "since" | "following" | "for" | "amid")
        )
    };
    is_deed && (text.tokens[deed].head != Some(trigger as u32) || is_when())
}

/// "Exchanged views on *the Bosnia question*": what they talk about talks not.
pub(super) fn is_topic(text: &Annotated<'_>, noun: usize) -> bool {
    let is_behind =
        |noun: usize| matches!(clause::case(text, noun), Some("on" | "about" | "over" | "regarding"));
    let token = &text.tokens[noun];
    let modified = token.head.map(|head| head as usize).filter(|_| {
        matches!(token.deprel.base(), Deprel::Compound | Deprel::Amod) || token.deprel == Deprel::NmodPoss
    });
    is_behind(noun) || modified.is_some_and(is_behind)
}

/// Whether a word stands in the clause of a claim that a verb is about: "the notion *that Chile had left*".
pub(super) fn is_in_claim(lexicon: &Lexicon, text: &Annotated<'_>, verb: usize, word: usize) -> bool {
    let claims = text.children(verb).filter(|&child| {
        matches!(text.tokens[child].deprel.base(), Deprel::Obj | Deprel::Obl)
            && lexicon.is("claims", &text.tokens[child].lemma.to_lowercase())
    });
    claims.flat_map(|claim| text.children(claim)).any(|clause| {
        matches!(text.tokens[clause].deprel.base(), Deprel::Acl | Deprel::Ccomp)
            && text.subtree(clause).range().contains(&word)
    })
}

/// "Were jailed for speaking *Ukrainian*": a language.
pub(super) fn is_language(lexicon: &Lexicon, text: &Annotated<'_>, side: &Side) -> bool {
    text.tokens[side.head].deprel.is(Deprel::Obj)
        && side.words.len() == 1
        && text.tokens[side.head]
            .head
            .is_some_and(|verb| lexicon.is("of_languages", &text.tokens[verb as usize].lemma))
}

/// "Blamed *the hospital*", "urged the bank": the object of words stands for those who run it.
pub(super) fn is_house_spoken_to(lexicon: &Lexicon, text: &Annotated<'_>, verb: usize, side: &Side) -> bool {
    text.tokens[verb].upos == Upos::Verb
        && matches!(side.kind, None | Some(MentionKind::Facility | MentionKind::Organization))
        && clause::object(text, verb) == Some(side.head)
        && text.tokens[side.head].upos == Upos::Noun
        && lexicon.is("institution", &text.tokens[side.head].lemma.to_lowercase())
}

/// "called for the town's relief": a town that stands for nobody is told nothing.
pub(super) fn is_town(text: &Annotated<'_>, parties: &Parties<'_>, side: &Side) -> bool {
    parties.is_place(side.head)
        && side.party.sector.is_none()
        && !is_half_of_world(text, side.head)
        // "the Baltic *States*"
        && !matches!(text.form(side.head).to_lowercase().as_str(), "states" | "countries" | "nations")
}

/// "signed in Arica": a town behind "in" is where it was.
pub(super) fn is_where(text: &Annotated<'_>, parties: &Parties<'_>, side: &Side) -> bool {
    parties.is_place(side.head)
        && side.party.sector.is_none()
        && matches!(clause::case(text, side.head), Some("in" | "at" | "near" | "outside" | "across"))
}
