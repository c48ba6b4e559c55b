//! Whoever does what a verb tells that has no subject of its own, and whoever the letter is to in which it is said.

use super::lexicon::Lexicon;
use super::parties::Parties;
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos, Xpos};

/// "The council voted on the bill, and *nine deputies* abstained": the noun between the "and" of a verb and the verb is
/// its subject, though trees may join it to a noun before.
pub(super) fn cut_off(text: &Annotated<'_>, verb: usize) -> Option<usize> {
    if !matches!(text.tokens[verb].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
        || clause::own_subject(text, verb).is_some()
    {
        return None;
    }
    let and = text.children(verb).find(|&child| child < verb && text.tokens[child].deprel.is(Deprel::Cc))?;
    (and + 1..verb).rev().find(|&noun| {
        matches!(text.tokens[noun].upos, Upos::Noun | Upos::Propn)
            && text.tokens[noun].head.is_some_and(|head| (head as usize) < and)
            && text.tokens[noun].deprel.is(Deprel::Conj)
            && clause::case(text, noun).is_none()
    })
}

/// "*A man* shot and killed four", with "shot" taken for a noun and the man for a part of it.
pub(super) fn before_shot(lexicon: &Lexicon, text: &Annotated<'_>, verb: usize) -> Option<usize> {
    let shot = text.tokens[verb].head.map(|head| head as usize)?;
    let is_noun = text.tokens[verb].deprel.is(Deprel::Conj)
        && text.tokens[shot].upos == Upos::Noun
        && lexicon.form(&text.form(shot).to_lowercase()).is_some();
    text.children(shot).find(|&child| {
        is_noun
            && child < shot
            && matches!(text.tokens[child].deprel.base(), Deprel::Nsubj | Deprel::Compound)
            && matches!(text.tokens[child].upos, Upos::Noun | Upos::Propn)
    })
}

/// "Called *on Peru* to leave", "appealed *to Peru* to leave": who is to do it.
fn called_upon(lexicon: &Lexicon, text: &Annotated<'_>, verb: usize) -> Option<usize> {
    let lemma = text.tokens[verb].lemma.as_str();
    // "Urged *Peru* to leave, *to free* the nuns"
    if lexicon.is("urging", lemma) && !clause::is_passive(text, verb) {
        return text.child(verb, Deprel::Obj).filter(|&asked| asked > verb);
    }
    let prepositions: &[&str] = if lexicon.is("relying", lemma) {
        &["on", "upon"]
    } else if lexicon.is("appealing", lemma) {
        &["to", "with"]
    } else {
        return None;
    };
    text.children(verb).find(|&child| {
        child > verb
            && text.tokens[child].deprel.is(Deprel::Obl)
            && clause::case(text, child).is_some_and(|case| prepositions.contains(&case))
    })
}

/// Whoever is called upon to do what a verb tells: "called on Peru to leave and *to free* the nuns".
pub(super) fn who_is_called_upon(lexicon: &Lexicon, text: &Annotated<'_>, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..6 {
        let above = text.tokens[at].head? as usize;
        let relation = text.tokens[at].deprel;
        if clause::own_subject(text, at).is_some() {
            return None;
        }
        if matches!(relation.base(), Deprel::Xcomp | Deprel::Advcl | Deprel::Acl) {
            if !clause::is_infinitive(text, at) {
                return None;
            }
            // "to leave, *to free* them", where the one hangs on the other.
            if let Some(called) = called_upon(lexicon, text, above) {
                return Some(called);
            }
            if !clause::is_infinitive(text, above) {
                return None;
            }
            at = above;
            continue;
        }
        if !relation.is(Deprel::Conj) || text.tokens[above].upos != Upos::Verb {
            return None;
        }
        at = above;
    }
    None
}

/// "Are making *efforts* to meet them": whoever makes them; "responded to the *build-up* … by sending": whoever responded.
pub(super) fn who_undertakes(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    verb: usize,
    agent: usize,
) -> usize {
    if parties.can_act(agent) || text.tokens[agent].upos != Upos::Noun {
        return agent;
    }
    let lemma = text.tokens[agent].lemma.to_lowercase();
    // "his goal *of toppling* them"
    let is_gerund = text.tokens[verb].xpos == Xpos::Vbg
        && matches!(clause::mark(text, verb), Some("of" | "at" | "in" | "for"))
        && text.tokens[verb].head == Some(agent as u32);
    let is_effort = (clause::is_infinitive(text, verb) || is_gerund)
        && (lexicon.is("undertakings", &lemma) || lexicon.status.aims.contains(lemma.as_str()));
    if is_effort {
        let of = || {
            text.children(agent).find(|&child| {
                child > agent
                    && matches!(clause::case(text, child), Some("by" | "of"))
                    && parties.can_act(child)
            })
        };
        let maker = || {
            let above = text.tokens[agent].head.map(|above| above as usize)?;
            let carries = text.tokens[agent].deprel.is(Deprel::Obj) && text.tokens[above].upos == Upos::Verb;
            clause::subject(text, above).filter(|&maker| carries && maker != agent)
        };
        return clause::owner(text, agent).or_else(of).or_else(maker).unwrap_or(agent);
    }
    // "By sending", where the tree hangs it on a participle of a thing.
    let is_means = text.tokens[verb].xpos == Xpos::Vbg && clause::mark(text, verb) == Some("by");
    let main = || {
        let participle = text.tokens[verb].head? as usize;
        let thing = text.tokens[participle].head? as usize;
        let is_of_thing = text.tokens[participle].deprel.is(Deprel::Acl) && thing == agent;
        clause::phrases_above(text, thing)
            .filter_map(|noun| text.tokens[noun].head)
            .map(|above| above as usize)
            .find(|&above| text.tokens[above].upos == Upos::Verb)
            .filter(|_| is_of_thing)
            .and_then(|above| clause::subject(text, above))
    };
    if is_means { main().filter(|&main| parties.can_act(main)).unwrap_or(agent) } else { agent }
}

/// "Sent *the premier* a letter demanding that …", "wrote to *the council* calling for …".
pub(super) fn reader(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    verb: usize,
) -> Option<usize> {
    let token = &text.tokens[verb];
    let host = token.head? as usize;
    if token.xpos != Xpos::Vbg
        || !matches!(token.deprel.base(), Deprel::Advcl | Deprel::Acl | Deprel::Xcomp)
        || clause::mark(text, verb).is_some()
    {
        return None;
    }
    // The verb of sending, or the letter itself.
    let letter = if text.tokens[host].upos == Upos::Noun { Some(host) } else { clause::object(text, host) };
    let is_letter =
        letter.is_some_and(|noun| lexicon.is("missives", &text.tokens[noun].lemma.to_lowercase()));
    let is_writing = text.tokens[host].lemma == "write";
    if !is_letter && !is_writing {
        return None;
    }
    let verb_of_sending = letter
        .filter(|&noun| noun == host)
        .and_then(|noun| text.tokens[noun].head)
        .map(|head| head as usize)
        .filter(|&head| text.tokens[head].upos == Upos::Verb);
    std::iter::once(host)
        .chain(letter)
        .chain(verb_of_sending)
        .flat_map(|host| text.children(host))
        .filter(|&child| child < verb)
        .find(|&child| {
            parties.can_act(child)
                && !parties.is_place(child)
                && (clause::case(text, child) == Some("to") || text.tokens[child].deprel.is(Deprel::Iobj))
        })
}

/// "To retake the valley *Peru* captured": a name between a noun and a finite verb that has no other object is its
/// subject, though trees may hang it elsewhere.
pub(super) fn in_bare_relative(text: &Annotated<'_>, parties: &Parties<'_>, verb: usize) -> Option<usize> {
    let is_finite = matches!(text.tokens[verb].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    let has_own = clause::own_subject(text, verb).is_some();
    let has_object =
        text.children(verb).any(|child| child > verb && text.tokens[child].deprel.is(Deprel::Obj));
    if !is_finite || has_own || has_object {
        return None;
    }
    let mention = parties.headed_by(verb.checked_sub(1)?)?;
    let before = mention.words.start.checked_sub(1)?;
    let is_behind_noun = text.tokens[before].upos == Upos::Noun && before >= text.sentence(verb).words.start;
    (is_behind_noun
        && mention.words.end == verb
        && mention.form == dateline_scene::MentionForm::Name
        && !parties.is_place(mention.head)
        && clause::case(text, mention.head).is_none())
    .then_some(mention.head)
}

/// "Killed so far by the rebels": an adverb may part the agent from its verb in the tree.
pub(super) fn agent_behind(text: &Annotated<'_>, parties: &Parties<'_>, word: usize) -> Option<usize> {
    let end = text.sentence(word).words.end.min(word + 7);
    let by = (word + 1..end)
        .take_while(|&at| text.tokens[at].upos != Upos::Verb && !matches!(text.form(at), "," | ";"))
        .find(|&at| text.tokens[at].lemma.eq_ignore_ascii_case("by"))?;
    let noun = text.tokens[by].head? as usize;
    // "Were withdrawn despite the concern *by many*": theirs is the concern.
    let is_beside = |at: usize| {
        text.tokens[at].upos == Upos::Noun
            && matches!(
                clause::case(text, at),
                Some("despite" | "amid" | "after" | "following" | "over" | "because" | "given" | "without")
            )
    };
    let is_above = std::iter::successors(text.tokens[noun].head, |&at| text.tokens[at as usize].head)
        .take(3)
        .take_while(|&at| at as usize == word || !is_beside(at as usize))
        .any(|at| at as usize == word);
    (noun > by && is_above && parties.can_act(noun) && !parties.is_place(noun)).then_some(noun)
}

/// "About *Peru* attacking Chile", "reports of *Peru* closing the port": what stands between a preposition and a
/// gerund does it, though trees give it to the preposition.
pub(super) fn doer_of_gerund(text: &Annotated<'_>, parties: &Parties<'_>, word: usize) -> Option<usize> {
    if text.tokens[word].xpos != Xpos::Vbg || text.child(word, Deprel::Aux).is_some() {
        return None;
    }
    let doer = word.checked_sub(1).filter(|&doer| parties.headed_by(doer).is_some())?;
    let start = parties.headed_by(doer).map_or(doer, |mention| mention.words.start);
    let before = start.checked_sub(1).filter(|&before| before >= text.sentence(word).words.start)?;
    let is_about = matches!(
        text.form(before).to_lowercase().as_str(),
        "about" | "of" | "over" | "for" | "on" | "despite" | "without" | "against" | "to"
    );
    let is_own = text.tokens[before].upos == Upos::Adp && !parties.is_place(doer);
    // "the troops of Chile attacking": the troops.
    let owner = text.tokens[doer].head.map(|head| head as usize);
    let is_of_somebody = text.form(before).eq_ignore_ascii_case("of")
        && owner.is_some_and(|owner| owner < before && parties.can_act(owner));
    (is_about && is_own && !is_of_somebody).then_some(doer)
}

/// "Strikes killed four, *the ministry* said": whoever says it behind the deed does not do it.
pub(super) fn is_speaker_behind(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    word: usize,
    subject: usize,
) -> bool {
    let end = text.sentence(word).words.end.min(subject + 4);
    subject > word
        && (subject + 1..end)
            .any(|at| text.tokens[at].upos == Upos::Verb && lexicon.is("saying", &text.tokens[at].lemma))
}

/// "*Togo*, he said, was arming": whoever says so between two commas does not do it.
pub(super) fn beside_insertion(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    verb: usize,
    speaker: usize,
) -> Option<usize> {
    let start = parties.headed_by(speaker).map_or(speaker, |mention| mention.words.start);
    let comma = start.checked_sub(1).filter(|&comma| text.form(comma) == ",")?;
    let says = text.tokens.get(speaker + 1)?;
    let is_inserted = lexicon.is("saying", &says.lemma.to_lowercase())
        && speaker + 2 < verb
        && text.form(speaker + 2) == ",";
    (comma >= 1 && is_inserted && comma > text.sentence(verb).words.start).then(|| comma - 1).filter(
        |&before| {
            parties.headed_by(before).is_some_and(|mention| mention.words.end == comma)
                && clause::case(text, before).is_none()
        },
    )
}

/// "Were conquered and annexed *by Chilean troops*": both.
pub(super) fn agent_of_next(text: &Annotated<'_>, verb: usize) -> Option<usize> {
    let end = text.sentence(verb).words.end.min(verb + 6);
    // "Hired, paid and/or else armed *by Chile*": nothing but participles between.
    let is_row = |next: usize| {
        (verb + 1..next).all(|at| {
            matches!(
                text.tokens[at].upos,
                Upos::Verb | Upos::Adv | Upos::Punct | Upos::Cconj | Upos::Sym | Upos::Adj
            )
        })
    };
    text.children(verb)
        .filter(|&next| next > verb && text.tokens[next].deprel.is(Deprel::Conj))
        .filter(|&next| next < end || next < verb + 16 && is_row(next))
        .filter(|&next| text.tokens[next].upos == Upos::Verb && clause::own_subject(text, next).is_none())
        .find_map(|next| clause::agent(text, next))
}
