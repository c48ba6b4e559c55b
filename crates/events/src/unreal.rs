//! What only sounds like a deed: weather, illness, accidents and animals that "attack" and "kill",
//! prices that "fall to" sellers, plays that "bomb", matches, and what happens in films and novels.
//!
//! The classes of words are in `events-classes.toml`; here is where they stand to make a telling
//! none.

use super::lexicon::Lexicon;
use super::told::Telling;
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos, Xpos};
use dateline_model::{EventAct, Sector};

/// Whether a telling is one only in the letter.
pub(super) fn is_no_deed(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    if is_done_to_oneself(text, telling)
        || is_met_by_nobody(text, telling)
        || is_idle_deed(lexicon, text, telling)
    {
        return true;
    }
    let is_forceful = matches!(
        telling.act,
        EventAct::Assault | EventAct::Coerce | EventAct::Retreat | EventAct::Mobilize | EventAct::Threaten
    );
    if !is_forceful {
        return is_told_in_fiction(lexicon, text, telling.trigger)
            || is_match(lexicon, text, telling)
            || is_shown(lexicon, text, telling)
            || is_information(lexicon, text, telling)
            || is_before_press(lexicon, text, telling);
    }
    is_done_by_nature(lexicon, text, telling)
        || is_compelled_by_need(lexicon, text, telling)
        || is_done_by_words(lexicon, text, telling)
        || is_done_by_war(lexicon, text, telling)
        || is_scattering(text, telling)
        || is_injury_at_play(lexicon, text, telling)
        || is_filmed(lexicon, text, telling)
        || is_figure_of_speech(lexicon, text, telling.trigger)
        || telling.act == EventAct::Assault && is_quarrel(lexicon, text, telling.trigger)
        || !telling.is_noun
            && clause::object(text, telling.trigger)
                .is_some_and(|object| is_figure_of_speech(lexicon, text, object))
        || telling.act == EventAct::Assault
            && (is_done_to_plans(lexicon, text, telling)
                || is_done_to_animals(lexicon, text, telling)
                || is_mishap(lexicon, text, telling))
        || is_told_in_fiction(lexicon, text, telling.trigger)
        || is_match(lexicon, text, telling)
}

/// "Peru will defend *itself*", "the captain shot *himself*": done to nobody else.
fn is_done_to_oneself(text: &Annotated<'_>, telling: &Telling) -> bool {
    let is_upon_others = matches!(
        telling.act,
        EventAct::Assault
            | EventAct::Coerce
            | EventAct::Support
            | EventAct::Aid
            | EventAct::Accuse
            | EventAct::Sanction
            | EventAct::Mobilize
            | EventAct::Concede
            | EventAct::Reject
    );
    is_upon_others
        && !telling.is_noun
        && clause::object(text, telling.trigger).is_some_and(|object| {
            let lemma = text.form(object).to_lowercase();
            text.tokens[object].upos == Upos::Pron && (lemma.ends_with("self") || lemma.ends_with("selves"))
        })
}

/// "Guests are *met* on the quay", "each raid is *met* with gunfire": nobody meets anybody to talk.
fn is_met_by_nobody(text: &Annotated<'_>, telling: &Telling) -> bool {
    !telling.is_noun
        && text.tokens[telling.trigger].lemma == "meet"
        && clause::is_passive(text, telling.trigger)
        && clause::agent(text, telling.trigger).is_none()
}

/// "The offensive *stalled*", "the raid *failed*": what becomes of a deed is no refusal.
fn is_idle_deed(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    telling.act == EventAct::Reject
        && !telling.is_noun
        && clause::object(text, telling.trigger).is_none()
        && clause::first_subject(text, telling.trigger).is_some_and(|subject| {
            let lemma = text.tokens[subject].lemma.to_lowercase();
            ["violence", "fighting", "talks", "accord", "words", "plans"]
                .iter()
                .any(|class| lexicon.is(class, &lemma))
        })
}

/// "A heat wave invaded Spain", "killed by the flu", "a shark attacked a swimmer".
fn is_done_by_nature(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    let word = telling.trigger;
    let is_nature = |noun: usize| {
        names(lexicon, text, noun, &["nature", "illness", "mishap", "animal"])
            && !names(lexicon, text, noun, &["violence", "arms"])
            // "Sanctions hurt the farmers"
            || telling.tells_harm && names_head(lexicon, text, noun, &["sanction", "economy"])
    };
    if telling.sides.by.iter().any(|side| is_nature(side.head)) {
        return true;
    }
    if telling.is_noun {
        return text.children(word).any(|child| {
            let relation = text.tokens[child].deprel;
            relation.is(Deprel::Compound) && is_nature(child)
                || relation.is(Deprel::Nmod) && clause::case(text, child) == Some("by") && is_nature(child)
        });
    }
    let doer =
        if clause::is_passive(text, word) { clause::agent(text, word) } else { clause::subject(text, word) };
    doer.is_some_and(is_nature)
}

/// "Killed the merger", "attacked the yen": what has no body.
fn is_done_to_plans(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    let to = &telling.sides.to;
    !to.is_empty()
        && to.iter().all(|side| {
            side.kind.is_none()
                && (names_head(lexicon, text, side.head, &["words", "plans", "economy", "abstract"])
                    // "destroyed his *life*"
                    || !telling.tells_harm && names_head(lexicon, text, side.head, &["ruined"]))
        })
}

/// "The islanders are forced to buy water": by nobody.
fn is_compelled_by_need(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    telling.act == EventAct::Coerce
        && lexicon.is("compelling", &text.tokens[telling.trigger].lemma)
        && clause::is_passive(text, telling.trigger)
        && telling.sides.by.is_empty()
}

/// "The *threats* target more states": words wound nobody.
fn is_done_by_words(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    telling.act == EventAct::Assault
        && !telling.is_noun
        && !telling.sides.by.is_empty()
        && telling.sides.by.iter().all(|side| {
            side.kind.is_none() && names_head(lexicon, text, side.head, &["utterances", "claims", "wishes"])
        })
}

/// "Displaced *by the war*": nobody forces anybody by that.
fn is_done_by_war(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    telling.act == EventAct::Coerce
        && !telling.is_noun
        && clause::is_passive(text, telling.trigger)
        && clause::agent(text, telling.trigger).is_some_and(|agent| {
            let lemma = text.tokens[agent].lemma.to_lowercase();
            (lexicon.is("fighting", &lemma)
                || lexicon.is("war", &lemma)
                || lexicon.is("state_of_things", &lemma))
                && telling.sides.by.iter().all(|side| side.party.country.is_none())
        })
}

/// "Shot a *film*", "captured it *on video*": with a camera; soldiers who capture somebody on camera take him.
fn is_filmed(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    let word = telling.trigger;
    let lemma = text.tokens[word].lemma.to_lowercase();
    let is = |class: &str, at: usize| lexicon.is(class, &text.tokens[at].lemma.to_lowercase());
    let is_on_film =
        || text.children(word).any(|child| clause::case(text, child) == Some("on") && is("footage", child));
    let is_by_armed = || {
        let is_of_somebody = telling.sides.to.iter().any(|side| side.kind.is_some());
        is_of_somebody
            && telling.sides.by.iter().any(|side| {
                matches!(side.party.sector, Some(Sector::Mil | Sector::Cop))
                    || is("fighter", side.head)
                    || is("forces", side.head)
            })
    };
    let is_of_film = || clause::object(text, word).is_some_and(|object| is("footage", object));
    !telling.is_noun
        && (matches!(lemma.as_str(), "capture" | "catch") && is_on_film() && !is_by_armed()
            || lexicon.form(&text.form(word).to_lowercase()).unwrap_or(lemma.as_str()) == "shoot"
                && is_of_film())
}

/// "Hurt *his knee*", "was hurt *in the second half*": by nobody.
fn is_injury_at_play(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    let word = telling.trigger;
    if telling.act != EventAct::Assault
        || telling.is_noun
        || !lexicon.is("injuring", &text.tokens[word].lemma.to_lowercase())
    {
        return false;
    }
    let is_own_limb = clause::object(text, word).is_some_and(|limb| {
        lexicon.is("limbs", &text.tokens[limb].lemma.to_lowercase())
            && !clause::is_passive(text, word)
            && clause::owner(text, limb).is_some_and(|owner| text.tokens[owner].upos == Upos::Pron)
    });
    let is_at_play = || {
        text.children(word).any(|child| {
            matches!(clause::case(text, child), Some("in" | "during" | "at"))
                && lexicon.is("time_of_play", &text.tokens[child].lemma.to_lowercase())
        })
    };
    // "in the match when a *bomb* went off"
    let is_by_arms = || {
        text.sentence(word).words.range().any(|at| {
            let lemma = text.tokens[at].lemma.to_lowercase();
            (lexicon.is("arms", &lemma) || lexicon.is("violence", &lemma)) && !lexicon.is("limbs", &lemma)
        })
    };
    is_own_limb
        || telling.sides.by.is_empty() && clause::agent(text, word).is_none() && is_at_play() && !is_by_arms()
}

/// "The crowd *dispersed*": of itself.
fn is_scattering(text: &Annotated<'_>, telling: &Telling) -> bool {
    let word = telling.trigger;
    text.tokens[word].lemma == "disperse"
        && telling.act == EventAct::Coerce
        && !clause::is_passive(text, word)
        && clause::object(text, word).is_none()
}

/// "Began the press conference": nobody talks with anybody but the papers.
fn is_before_press(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    let is_of_press = |noun: usize| {
        text.children(noun)
            .any(|child| child < noun && lexicon.is("of_press", &text.tokens[child].lemma.to_lowercase()))
    };
    telling.act == EventAct::Consult
        && (is_of_press(telling.trigger)
            || !telling.is_noun && clause::object(text, telling.trigger).is_some_and(is_of_press))
}

/// "The papers *provided* new details", "excerpts provided by the office": told, and no help.
fn is_information(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    telling.act == EventAct::Aid
        && !telling.is_noun
        && clause::object(text, telling.trigger).is_some_and(|object| {
            text.tokens[object].upos == Upos::Noun
                && lexicon.is("information", &text.tokens[object].lemma.to_lowercase())
                // "A list of *generators*"
                && !text.children(object).any(|child| {
                    clause::case(text, child) == Some("of")
                        && lexicon.is("help", &text.tokens[child].lemma.to_lowercase())
                })
        })
}

/// "Demonstrated that the bridge was sound", "demonstrated the engine": shown, and not in the street.
fn is_shown(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    telling.act == EventAct::Protest
        && !telling.is_noun
        && lexicon.is("showing", &text.tokens[telling.trigger].lemma)
        && (clause::object(text, telling.trigger).is_some()
            || text.children(telling.trigger).any(|child| text.tokens[child].deprel.is(Deprel::Ccomp)))
}

/// "Killed forty lambs", "shot the deer", "launched an attack on the flames".
fn is_done_to_animals(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    let to = &telling.sides.to;
    !to.is_empty()
        && to.iter().all(|side| {
            side.kind.is_none() && names_head(lexicon, text, side.head, &["animal", "nature", "mishap"])
        })
}

/// "Killed in the earthquake", "died of cancer", "killed when a bus fell into a river": nobody did it.
fn is_mishap(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    if !telling.tells_harm || !telling.sides.by.is_empty() {
        return false;
    }
    let word = telling.trigger;
    let mut hosts = vec![word];
    hosts.extend(text.tokens[word].head.map(|head| head as usize).filter(|&head| {
        telling.is_noun
            || matches!(text.tokens[word].deprel.base(), Deprel::Advcl | Deprel::Conj | Deprel::Xcomp)
                && text.tokens[head].upos == Upos::Verb
    }));
    hosts.iter().flat_map(|&host| text.children(host)).any(|child| {
        let token = &text.tokens[child];
        match token.deprel.base() {
            Deprel::Obl | Deprel::Nmod => {
                let case = clause::case(text, child).unwrap_or("");
                matches!(case, "in" | "of" | "from" | "by" | "during" | "after" | "with" | "to")
                    && names(lexicon, text, child, &["nature", "illness", "mishap", "animal"])
                    && !names(lexicon, text, child, &["violence", "arms"])
            }
            Deprel::Advcl => {
                lexicon.is("mishap_verb", &token.lemma.to_lowercase())
                    && clause::subject(text, child)
                        .is_none_or(|subject| !names(lexicon, text, subject, &["arms", "forces"]))
            }
            Deprel::Nsubj => names(lexicon, text, child, &["nature", "illness", "mishap", "animal"]),
            _ => false,
        }
    })
}

/// "Heart attack", "price war", "war of words", "war on drugs", "under fire for", "strike a balance".
fn is_figure_of_speech(lexicon: &Lexicon, text: &Annotated<'_>, word: usize) -> bool {
    text.children(word).any(|child| {
        let relation = text.tokens[child].deprel;
        let lemma = text.tokens[child].lemma.to_lowercase();
        let is_before = child < word
            && matches!(relation.base(), Deprel::Compound | Deprel::Amod)
            && lexicon.is("figurative", &lemma);
        let is_behind = relation.is(Deprel::Nmod)
            && matches!(clause::case(text, child), Some("of" | "on" | "against" | "with" | "for"))
            && text.tokens[word].upos == Upos::Noun
            && (lexicon.is("figurative_target", &lemma) || lexicon.is("abstract", &lemma));
        // "bombarded the board *with complaints*"
        let is_hurled = text.tokens[word].upos == Upos::Verb
            && relation.is(Deprel::Obl)
            && clause::case(text, child) == Some("with")
            && lexicon.is("hurling", &text.tokens[word].lemma.to_lowercase())
            && lexicon.is("hurled_words", &lemma);
        is_before || is_behind || is_hurled
    })
}

/// "Their attacks on the premier *over prices*": attacks in words.
fn is_quarrel(lexicon: &Lexicon, text: &Annotated<'_>, noun: usize) -> bool {
    let verb =
        text.tokens[noun].head.map(|head| head as usize).filter(|_| text.tokens[noun].deprel.is(Deprel::Obj));
    text.tokens[noun].upos == Upos::Noun
        && std::iter::once(noun).chain(verb).flat_map(|host| text.children(host)).any(|child| {
            let lemma = text.tokens[child].lemma.to_lowercase();
            child > noun
                && clause::case(text, child) == Some("over")
                && ["economy", "words", "abstract", "figurative_target", "plans", "penalty"]
                    .iter()
                    .any(|class| lexicon.is(class, &lemma))
        })
}

/// "In the film, rebels attack a village", "the novel tells how …".
fn is_told_in_fiction(lexicon: &Lexicon, text: &Annotated<'_>, word: usize) -> bool {
    let mut at = word;
    for _ in 0..6 {
        for child in text.children(at) {
            let relation = text.tokens[child].deprel.base();
            let is_frame = match relation {
                Deprel::Obl => matches!(clause::case(text, child), Some("in" | "on")),
                Deprel::Nsubj => child != word,
                _ => false,
            };
            if is_frame && lexicon.is("fiction", &text.tokens[child].lemma.to_lowercase()) {
                return true;
            }
        }
        match text.tokens[at].head {
            Some(head) => at = head as usize,
            None => return false,
        }
    }
    false
}

/// A match: its words stand in the sentence, or its score does ("beat Togo 3-1").
fn is_match(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    // "Shot 46 percent": of the throws.
    let word = telling.trigger;
    let is_of_throws = matches!(text.form(word), "shot" | "shoots" | "shooting" | "shoot")
        && (word + 2..text.tokens.len().min(word + 4)).any(|at| {
            matches!(text.form(at), "percent" | "%")
                && text.tokens[at - 1].upos == Upos::Num
                && text.tokens.get(at + 1).is_none_or(|next| next.lemma != "of")
        });
    if is_of_throws {
        return true;
    }
    let is_of_matches = matches!(
        telling.act,
        EventAct::Assault | EventAct::Consult | EventAct::Retreat | EventAct::Coerce | EventAct::Protest
    );
    if !is_of_matches || telling.tells_harm {
        return false;
    }
    let words = text.sentence(telling.trigger).words;
    let of = |class: &str| {
        words
            .range()
            .filter(|&word| {
                text.tokens[word].upos == Upos::Noun
                    && lexicon.is(class, &text.tokens[word].lemma.to_lowercase())
            })
            .count()
    };
    let (plain, too) = (of("sport"), of("sport_too"));
    let terms = plain + too;
    let has_score = words.range().any(|word| is_score(text.form(word)));
    terms > 1 && plain > 0
        || terms == 1 && (has_score || telling.repels)
        || has_score && text.tokens[telling.trigger].xpos != Xpos::Nn
}

/// "3-1", "21–7".
fn is_score(form: &str) -> bool {
    let mut parts = form.split(['-', '–']);
    let is_count =
        |part: &str| !part.is_empty() && part.len() < 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    matches!((parts.next(), parts.next(), parts.next()), (Some(one), Some(other), None) if is_count(one) && is_count(other))
}

/// Whether a noun, or a part of its compound, is of one of these classes.
fn names(lexicon: &Lexicon, text: &Annotated<'_>, noun: usize, classes: &[&str]) -> bool {
    names_head(lexicon, text, noun, classes)
        || text.children(noun).any(|child| {
            matches!(text.tokens[child].deprel.base(), Deprel::Compound | Deprel::Amod)
                && child < noun
                && names_head(lexicon, text, child, classes)
        })
}

fn names_head(lexicon: &Lexicon, text: &Annotated<'_>, noun: usize, classes: &[&str]) -> bool {
    let token = &text.tokens[noun];
    let lemma = token.lemma.to_lowercase();
    matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj)
        && classes.iter().any(|class| lexicon.is(class, &lemma))
}
