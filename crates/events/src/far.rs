//! Parties that stand farther off than the places that an entry points at: where trees go wrong, and in the
//! clause below a verb.

use super::lexicon::Lexicon;
use super::parties::{Parties, Side, Sides};
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos, Xpos};
use dateline_model::MentionKind;
use dateline_scene::MentionForm;

/// The named party behind one of the prepositions, a few words on, whatever the tree says:
/// "a raid at dawn on Tuzla".
pub(super) fn soon_behind(
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    word: usize,
    prepositions: &[String],
) -> Option<usize> {
    let end = text.sentence(word).words.end.min(word + 10);
    (word + 1..end)
        // "Imposed *after* the raid on Tuzla": upon Tuzla is the raid.
        .take_while(|&at| text.tokens[at].upos != Upos::Verb && !is_circumstance(text, at))
        .filter(|&at| text.tokens[at].upos == Upos::Adp)
        .filter(|&at| prepositions.iter().any(|preposition| text.tokens[at].lemma == *preposition))
        .find_map(|at| (at + 1..end.min(at + 4)).find(|&noun| parties.is_named(noun)))
}

/// Trees go wrong in long sentences: where a finite verb has no subject in its tree, or nothing
/// behind it, the nearest named party on that side stands in.
pub(super) fn nearest(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    word: usize,
    found: &mut Sides,
) {
    let sentence = text.sentence(word).words;
    let is_finite = matches!(text.tokens[word].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
        && !clause::is_passive(text, word);
    if found.by.is_empty() && is_finite {
        // "The envoy rejected her words and *accused* the league": before the first of the verbs.
        let first = first_of_verbs(text, word);
        let from = sentence.start.max(first.saturating_sub(14));
        let subject = (from..first).rev().take_while(|&at| text.tokens[at].upos != Upos::Verb).find(|&at| {
            parties.headed_by(at).is_some()
                && (clause::case(text, at).is_none() || is_behind_conjunction(text, parties, at, first))
                && text.tokens[at].deprel != Deprel::NmodPoss
                && (!parties.is_place(at) || parties.side(at).party.sector.is_some())
                && !text.tokens[at].deprel.is(Deprel::Appos)
        });
        if let Some(subject) = subject {
            found.by = parties.sides(subject);
            found.is_far = true;
        }
    }
    if found.to.is_empty() && is_finite {
        let until = sentence.end.min(word + 8);
        let object = (word + 1..until)
            .take_while(|&at| text.tokens[at].upos != Upos::Verb && !is_circumstance(text, at))
            .find(|&at| parties.headed_by(at).is_some())
            // "Assured that *Norway* would": it does something of its own.
            .filter(|&at| {
                !lexicon.is("promise", &text.tokens[word].lemma) || !text.tokens[at].deprel.is(Deprel::Nsubj)
            });
        if let Some(object) = object {
            found.to = parties.sides(object);
            found.is_far = true;
        }
    }
}

/// The first of the verbs that a verb is joined to, where those between have no subject either.
fn first_of_verbs(text: &Annotated<'_>, word: usize) -> usize {
    let mut at = word;
    while let Some(before) = text.tokens[at].head.map(|head| head as usize) {
        let goes_on = text.tokens[at].deprel.is(Deprel::Conj)
            && before < at
            && text.tokens[before].upos == Upos::Verb
            && clause::own_subject(text, at).is_none();
        if !goes_on {
            break;
        }
        at = before;
    }
    at
}

/// "After *the league* (TL) ruled it out": trees may take the conjunction for a preposition.
fn is_behind_conjunction(text: &Annotated<'_>, parties: &Parties<'_>, noun: usize, verb: usize) -> bool {
    let is_conjunction = matches!(
        clause::case(text, noun),
        Some("after" | "before" | "since" | "until" | "as" | "once" | "because" | "while")
    );
    let end = parties.headed_by(noun).map_or(noun + 1, |mention| mention.words.end).min(verb);
    let is_aside =
        |at: usize| text.tokens[at].upos == Upos::Punct || text.tokens[at].deprel.is(Deprel::Appos);
    is_conjunction && (end..verb).all(is_aside)
}

/// "Imposed *after* the invasion of Chile": what comes behind is when or why, and not to whom.
fn is_circumstance(text: &Annotated<'_>, word: usize) -> bool {
    matches!(
        text.form(word).to_lowercase().as_str(),
        "after"
            | "following"
            | "since"
            | "before"
            | "during"
            | "amid"
            | "despite"
            | "because"
            | "when"
            | "while"
            | "as"
            | "if"
            | "unless"
    )
}

/// The first named party in the clause below the trigger: "agreed to lift a ban on Egyptian beef"; not in what
/// is only told beside it ("agreed to mend the road, *which Norway paid for*").
pub(super) fn below(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    word: usize,
    by: &[Side],
) -> Vec<Side> {
    // "Demanding that *it* renounce the Chilean waters": whoever is to do it is named by no name.
    if has_open_subject(text, parties, word) {
        return Vec::new();
    }
    let clause = text.subtree(word);
    let end = clause.end.min(word + 24);
    let known = |head: usize| by.iter().any(|side| side.head == head || side.words.range().contains(&head));
    let same = |entity: usize| by.iter().any(|side| side.entity == Some(entity));
    // "the *Peruvian* president": the president.
    let whole = |head: usize| {
        let noun = text.tokens[head].head.map(|noun| noun as usize).filter(|&noun| {
            matches!(text.tokens[head].deprel.base(), Deprel::Amod | Deprel::Compound)
                && parties.headed_by(noun).is_some()
        });
        noun.unwrap_or(head)
    };
    // "Promised that *Chile and its allies* would defend Peru": who does it with him.
    let own: Vec<usize> = text
        .children(word)
        .filter(|&child| child > word && text.tokens[child].deprel.is(Deprel::Ccomp))
        .filter_map(|matter| clause::own_subject(text, matter))
        .flat_map(|subject| clause::joined(text, subject))
        .collect();
    // "The premier promised that *Norway* would give Peru tents": hers.
    let is_of_nobody_else = |head: usize| {
        by.iter().all(|side| side.party.country.is_none())
            && parties.kind(head) == Some(MentionKind::Country)
            && lexicon.is("promise", &text.tokens[word].lemma)
    };
    let is_own_group =
        own.iter().any(|&head| is_of_nobody_else(head))
            || own.iter().any(|&head| {
                known(head)
                    || parties.headed_by(head).is_some_and(|mention| same(mention.entity))
                    || parties.side(head).party.country.is_some_and(|state| {
                        by.iter().any(|side| side.party.country.as_ref() == Some(&state))
                    })
            });
    let mentions = || {
        (word + 1..end).filter_map(|at| parties.headed_by(at)).filter(|mention| {
            let is_own =
                known(mention.head) || same(mention.entity) || is_own_group && own.contains(&mention.head);
            !is_own && mention.form != MentionForm::Pronoun && is_of_clause(text, mention.head, word)
        })
    };
    mentions()
        .find(|mention| mention.form == MentionForm::Name)
        .or_else(|| mentions().next())
        .map(|mention| parties.sides(whole(mention.head)))
        .unwrap_or_default()
}

/// Whether the clause that a verb is about has a pronoun for its subject of whom nothing is known.
fn has_open_subject(text: &Annotated<'_>, parties: &Parties<'_>, word: usize) -> bool {
    let matter = text.children(word).find(|&child| {
        child > word
            && matches!(text.tokens[child].deprel.base(), Deprel::Ccomp)
            && !clause::is_infinitive(text, child)
    });
    matter.and_then(|verb| clause::own_subject(text, verb)).is_some_and(|subject| {
        matches!(text.tokens[subject].lemma.to_lowercase().as_str(), "they" | "it" | "he" | "she")
            && parties.is_open_pronoun(subject)
    })
}

/// Whether the way up from a word to the deed passes through no relative clause, no aside and no clause of
/// time or reason.
fn is_of_clause(text: &Annotated<'_>, word: usize, deed: usize) -> bool {
    let mut at = word;
    for _ in 0..8 {
        let relation = text.tokens[at].deprel;
        let is_matter = || {
            clause::is_infinitive(text, at)
                || text.children(at).any(|mark| {
                    matches!(text.tokens[mark].deprel.base(), Deprel::Mark | Deprel::Case)
                        && matches!(
                            text.tokens[mark].lemma.as_str(),
                            "of" | "for"
                                | "from"
                                | "to"
                                | "on"
                                | "at"
                                | "until"
                                | "unless"
                                | "whether"
                                | "into"
                        )
                })
        };
        let is_beside = relation == Deprel::AclRelcl
            || matches!(relation.base(), Deprel::Parataxis | Deprel::Appos)
            || relation.is(Deprel::Advcl) && !is_matter()
            || relation.is(Deprel::Obl)
                && clause::case(text, at).is_some_and(|case| {
                    matches!(
                        case,
                        "in" | "at"
                            | "during"
                            | "since"
                            | "after"
                            | "before"
                            | "amid"
                            | "despite"
                            | "following"
                    )
                });
        if is_beside {
            return false;
        }
        match text.tokens[at].head.map(|above| above as usize) {
            Some(above) if above == deed => return true,
            Some(above) => at = above,
            None => return false,
        }
    }
    false
}
