//! How well an entry of the lexicon fits a word where it stands: its particles, objects, subjects and what hangs on it.

use super::lexicon::{Entry, Lexicon, Sort};
use super::modal::is_not_to;
use super::parties::Parties;
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos, Xpos};
use dateline_model::{EventAct, MentionKind};

/// How well an entry fits a word; none where a condition fails.
pub(super) fn fits(
    lexicon: &Lexicon,
    entry: &Entry,
    sort: Sort,
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    word: usize,
) -> Option<i32> {
    let mut score = i32::from(entry.rank) * 4;
    if !entry.after.is_empty() {
        let mut at = word + 1;
        for after in &entry.after {
            let here = (at..(at + 8).min(text.tokens.len())).find(|&near| {
                text.tokens[near].lemma.eq_ignore_ascii_case(after)
                    // "Called *For* the Miners": a name.
                    && !(text.form(near).starts_with(char::is_uppercase)
                        && text.form(word).starts_with(char::is_lowercase))
                    && hangs_on(text, near, word)
            })?;
            // "Called him a liar *for* leaving", "called a meeting *for* Monday": with an object of its own, no "call for".
            let has_own = || {
                text.children(word).any(|child| {
                    child > word
                        && child < here
                        && text.tokens[child].deprel.is(Deprel::Obj)
                        // "Called *Friday* for a vote"
                        && !lexicon.is("weekdays", &text.tokens[child].lemma.to_lowercase())
                })
            };
            if matches!(entry.act, EventAct::Request) && after == "for" && has_own() {
                return None;
            }
            at = here + 1;
        }
        score += 3;
    }
    if sort == Sort::Noun {
        return noun_fits(lexicon, entry, text, parties, word).map(|more| score + more);
    }
    if entry.is_behind {
        text.children(word)
            .any(|child| {
                clause::case(text, child).is_some_and(|case| entry.to.iter().any(|listed| listed == case))
            })
            .then_some(())?;
        score += 1;
    }
    if !entry.oblique.is_empty() {
        text.children(word)
            .any(|child| {
                text.tokens[child].deprel.is(Deprel::Obl)
                    && noun_listed(lexicon, &entry.oblique, text, parties, child)
            })
            .then_some(())?;
        score += 3;
    }
    // "passed a law *banning* rallies", "a resolution which *demands* that Peru leave".
    if !entry.clause.is_empty() {
        let object = clause::object(text, word)?;
        text.children(object)
            .any(|child| {
                child > object
                    && text.tokens[child].deprel.is(Deprel::Acl)
                    && !clause::is_passive(text, child)
                    && lexicon.lists(&entry.clause, &text.tokens[child].lemma.to_lowercase())
            })
            .then_some(())?;
        score += 3;
    }
    // "called the ruling *a disgrace*": what somebody is called is a charge where it is bad.
    if !entry.complement.is_empty() {
        let end = text.subtree(word).end.min(text.sentence(word).words.end);
        let object = clause::object(text, word).or_else(|| clause::subject(text, word));
        let inside = object.map_or(dateline_model::Span::new(word, word + 1), |noun| text.subtree(noun));
        // "called the council corrupt": trees hang the adjective on the noun as well.
        (word + 1..end)
            .filter(|at| !inside.range().contains(at) || text.tokens[*at].upos == Upos::Adj)
            .filter(|at| !entry.tells_harm || is_left_so(text, word, *at))
            // "Declared the vote *illegal*", and not "declared that it was in *danger*".
            .filter(|&at| {
                let host = text.tokens[at].head.map(|host| host as usize);
                !lexicon.is("proclaiming", &entry.lemma)
                    || host == Some(word)
                    || host.is_some() && host == object
            })
            .any(|at| lexicon.lists(&entry.complement, &text.tokens[at].lemma.to_lowercase()))
            .then_some(())?;
        score += 1;
    }
    // "is expected to arrive" asks nobody.
    if entry.is_active && clause::is_passive(text, word) {
        return None;
    }
    if entry.xcomp || !entry.xcomp_lemma.is_empty() {
        let below = text.children(word).find(|&child| {
            let relation = text.tokens[child].deprel.base();
            let is_small =
                relation == Deprel::Xcomp && (text.tokens[child].upos != Upos::Verb || entry.lemma == "let");
            let is_idle =
                matches!(text.tokens[child].lemma.as_str(), "comment" | "say" | "answer" | "elaborate");
            child > word
                && (is_small || relation != Deprel::Conj && clause::is_infinitive(text, child))
                && !is_idle
        })?;
        // "Vowed *not* to attack", "promised *never* to"
        if entry.act == EventAct::Threaten && is_not_to(text, below) {
            return None;
        }
        if !entry.xcomp_lemma.is_empty() {
            lexicon.lists(&entry.xcomp_lemma, &text.tokens[below].lemma).then_some(())?;
            score += 4;
        }
        score += 2;
    }
    if !entry.object.is_empty() {
        let object = clause::object(text, word).or_else(|| {
            // "go on strike", "take into custody".
            text.children(word).find(|&child| child > word && text.tokens[child].deprel.is(Deprel::Obl))
        })?;
        // "was taken *into custody*": behind the particle, whatever the voice.
        let stands_behind = || {
            !entry.after.is_empty()
                && text.children(word).any(|child| {
                    text.tokens[child].deprel.is(Deprel::Obl)
                        && noun_listed(lexicon, &entry.object, text, parties, child)
                })
        };
        // "gave the rebels *an ultimatum*", where the tree has two objects.
        let is_second = || {
            parties.kind(object).is_some()
                && text.children(word).any(|child| {
                    child > object
                        && text.tokens[child].deprel.is(Deprel::Obj)
                        && noun_listed(lexicon, &entry.object, text, parties, child)
                })
        };
        // "*tents* that Norway is giving Chad", where the tree has no more than Chad for an object.
        let is_antecedent = || {
            text.tokens[word].deprel == Deprel::AclRelcl
                && object > word
                && parties.kind(object).is_some()
                && clause::own_subject(text, word)
                    .is_some_and(|subject| subject < word && clause::antecedent(text, subject).is_none())
                && text.tokens[word]
                    .head
                    .is_some_and(|thing| noun_listed(lexicon, &entry.object, text, parties, thing as usize))
        };
        (noun_listed(lexicon, &entry.object, text, parties, object)
            || is_second()
            || is_antecedent()
            || stands_behind())
        .then_some(())?;
        // "offered *military* support": help, and no words.
        let is_of_another_kind = text.children(object).any(|child| {
            child < object && lexicon.lists(&entry.lacks, &text.tokens[child].lemma.to_lowercase())
        });
        if is_of_another_kind {
            return None;
        }
        score += 3;
    }
    if !entry.subject.is_empty() {
        // "The offensive was halted *by the army*": whoever does it, whatever the voice.
        let agent = clause::agent(text, word).filter(|_| entry.repels && clause::is_passive(text, word));
        let subject = agent.or_else(|| clause::subject(text, word))?;
        noun_listed(lexicon, &entry.subject, text, parties, subject).then_some(())?;
        // "Chad halted the offensive": its own, where no other state is named.
        let is_state = matches!(
            parties.kind(subject),
            Some(MentionKind::Country | MentionKind::Office | MentionKind::Organization)
        );
        if entry.repels && is_state && !is_of_another_state(text, parties, word, subject) {
            return None;
        }
        score += 2;
    }
    // "The army halted *its* advance": nobody is beaten back by himself.
    if entry.repels
        && let Some(object) = clause::object(text, word)
        && clause::owner(text, object).is_some_and(|owner| text.tokens[owner].upos == Upos::Pron)
    {
        return None;
    }
    Some(score)
}

/// "Halted the *Chilean* advance", "the advance of the *Chilean* army": of another state than the subject's.
fn is_of_another_state(text: &Annotated<'_>, parties: &Parties<'_>, verb: usize, subject: usize) -> bool {
    let stopped =
        if clause::is_passive(text, verb) { clause::subject(text, verb) } else { clause::object(text, verb) };
    let own = parties.side(subject).party.country;
    stopped.is_some_and(|object| {
        text.children(object).any(|child| {
            let relation = text.tokens[child].deprel;
            let is_whose = relation == Deprel::NmodPoss
                || child < object
                    && matches!(relation.base(), Deprel::Amod | Deprel::Compound | Deprel::Nsubj)
                || matches!(clause::case(text, child), Some("by" | "of"));
            let country = || parties.side(child).party.country;
            is_whose
                && parties.kind(child).is_some()
                && country().is_some_and(|state| own.as_ref() != Some(&state))
        })
    })
}

/// "Left four guards *dead*", "left two *wounded*": what was made of them. Not "left the *wounded* man", "left the town
/// with their *wounded*", "left after visiting the *wounded*".
fn is_left_so(text: &Annotated<'_>, verb: usize, word: usize) -> bool {
    let first = |mut at: usize| {
        while let Some(head) = text.tokens[at].head.filter(|_| text.tokens[at].deprel.is(Deprel::Conj)) {
            at = head as usize;
        }
        at
    };
    let is_bare = clause::case(text, word).is_none()
        && text.child(word, Deprel::Det).is_none()
        && clause::owner(text, word).is_none();
    let token = &text.tokens[word];
    let Some(head) = token.head.map(|head| head as usize).filter(|_| is_bare) else { return false };
    let is_object = || {
        let noun = first(head);
        // "left two guards wounded and a boy *dead*": joined to what was made of the others.
        matches!(text.tokens[noun].deprel.base(), Deprel::Obj | Deprel::Xcomp)
            && text.tokens[noun].head == Some(verb as u32)
    };
    match token.deprel.base() {
        Deprel::Xcomp => head == verb || is_object(),
        // "left four guards wounded and two villagers *dead*", hung on the "wounded".
        Deprel::Conj => text.tokens[word].upos == Upos::Adj && is_object(),
        Deprel::Amod | Deprel::Acl => token.deprel != Deprel::AclRelcl && word > head && is_object(),
        // "left at least four *wounded*"
        Deprel::Obj | Deprel::Obl => head == verb && text.child(word, Deprel::Nummod).is_some(),
        _ => false,
    }
}

fn noun_fits(
    lexicon: &Lexicon,
    entry: &Entry,
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    word: usize,
) -> Option<i32> {
    if entry.is_plural && !matches!(text.tokens[word].xpos, Xpos::Nns | Xpos::Nnps) {
        return None;
    }
    // "the attack helicopter": the noun only modifies another.
    if text.tokens[word].deprel.is(Deprel::Compound) {
        return None;
    }
    if entry.is_behind {
        text.children(word)
            .any(|child| {
                child > word
                    && clause::case(text, child)
                        .is_some_and(|case| entry.to.iter().any(|listed| listed == case))
            })
            .then_some(())?;
    }
    // "a strike *by bus drivers*", "the *teachers'* strike".
    if !entry.subject.is_empty() {
        text.children(word)
            .any(|child| {
                let relation = text.tokens[child].deprel;
                // A noun made of a verb keeps its subject for the tree: "the *rebel* push".
                let is_doer = relation.is(Deprel::Compound)
                    || relation.is(Deprel::Nsubj) && child < word
                    || relation == Deprel::NmodPoss
                    || relation.is(Deprel::Nmod) && matches!(clause::case(text, child), Some("by" | "of"));
                let is_nation =
                    matches!(parties.kind(child), Some(MentionKind::Nationality | MentionKind::Country))
                        && lexicon.asks_for(&entry.subject, "@NATION");
                if is_nation {
                    return (is_doer || relation.is(Deprel::Amod) && child < word)
                        && is_upon_land(lexicon, entry, text, parties, word);
                }
                is_doer && noun_listed(lexicon, &entry.subject, text, parties, child)
            })
            .then_some(())?;
    }
    if entry.needs.is_empty() {
        return Some(0);
    }
    let is_listed = text
        .children(word)
        .any(|child| child < word && lexicon.lists(&entry.needs, &text.tokens[child].lemma.to_lowercase()));
    // "Deliveries *of arms*"
    let is_listed = is_listed
        || entry.act == EventAct::Aid
            && text.children(word).any(|child| {
                child > word
                    && clause::case(text, child) == Some("of")
                    && lexicon.lists(&entry.needs, &text.tokens[child].lemma.to_lowercase())
            });
    // "An Ethiopian strike on the depot", "Chinese tariffs": a state's deed needs its target, since
    // "a French strike" is one of workers.
    let is_of_nation = || {
        lexicon.asks_for(&entry.needs, "@NATION")
            && text.children(word).any(|child| {
                child < word
                    && matches!(parties.kind(child), Some(MentionKind::Nationality | MentionKind::Country))
            })
            && (text.children(word).any(|child| {
                child > word
                    && clause::case(text, child).is_some_and(|case| matches!(case, "on" | "against" | "at"))
            }) || is_subject_of_harm(lexicon, text, word))
    };
    // "The Chilean-Peruvian exercises": of both.
    let is_of_two = || {
        lexicon.lists(&entry.needs, "bilateral")
            && text.children(word).any(|child| child < word && parties.joined_by_hyphen(child).is_some())
    };
    (is_listed || is_of_nation() || is_of_two()).then_some(2)
}

/// "The German push *into Belgium*": into somebody's land, and not "into steel" or "the *trade* push into Peru".
fn is_upon_land(
    lexicon: &Lexicon,
    entry: &Entry,
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    noun: usize,
) -> bool {
    text.children(noun).any(|child| {
        let lemma = text.tokens[child].lemma.to_lowercase();
        child > noun
            && clause::case(text, child).is_some_and(|case| entry.to.iter().any(|listed| listed == case))
            && (parties.kind(child) == Some(MentionKind::Country)
                || parties.is_place(child)
                || lexicon.is("settlement", &lemma)
                || lexicon.is("territory", &lemma))
    }) && !text
        .children(noun)
        .any(|child| child < noun && lexicon.is("economy", &text.tokens[child].lemma.to_lowercase()))
}

/// "The strike killed four".
fn is_subject_of_harm(lexicon: &Lexicon, text: &Annotated<'_>, noun: usize) -> bool {
    let token = &text.tokens[noun];
    token.deprel.is(Deprel::Nsubj)
        && token.head.is_some_and(|verb| {
            lexicon.is("wrecking", &text.tokens[verb as usize].lemma)
                || lexicon.of(Sort::Verb, &text.tokens[verb as usize].lemma).any(|entry| {
                    entry.tells_harm || matches!(entry.mode, Some(dateline_model::Mode::Destroy))
                })
        })
}

fn hangs_on(text: &Annotated<'_>, near: usize, word: usize) -> bool {
    let Some(head) = text.tokens[near].head.map(|head| head as usize) else { return false };
    if head == word {
        return true;
    }
    // "called the toll a burden *on* the town": of what is in the object the verb says nothing, but where it stands
    // right behind the verb ("called *on* the town").
    let is_bound = matches!(
        text.tokens[near].lemma.as_str(),
        "on" | "upon" | "for" | "against" | "to" | "with" | "at" | "into" | "about"
    );
    let is_of_object = |at: usize| is_bound && near != word + 1 && text.tokens[at].deprel.is(Deprel::Obj);
    let Some(above) = text.tokens[head].head.map(|above| above as usize) else { return false };
    if above == word {
        return !is_of_object(head);
    }
    // "voted to pass a law *against* spies": not against whom they voted.
    text.tokens[above].upos != Upos::Verb
        && text.tokens[above].head == Some(word as u32)
        && !is_of_object(above)
}

/// Whether a noun, a part of its compound, or what it is joined to is in a list.
fn noun_listed(
    lexicon: &Lexicon,
    list: &[String],
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    noun: usize,
) -> bool {
    let listed = |word: usize| lexicon.lists(list, &text.tokens[word].lemma.to_lowercase());
    // "Marek, *the foreign minister*, arrived": what the report says that somebody is.
    let is_of_office = || {
        parties.office(noun).is_some_and(|office| {
            office.split(' ').next_back().is_some_and(|word| lexicon.lists(list, &word.to_lowercase()))
        })
    };
    if listed(noun) || is_of_office() {
        return true;
    }
    let kind = parties.kind(noun);
    if lexicon.asks_for(list, "@NATION")
        && matches!(kind, Some(MentionKind::Country | MentionKind::Nationality))
        || lexicon.asks_for(list, "@PLACE") && matches!(kind, Some(MentionKind::Place))
    {
        return true;
    }
    if lexicon.asks_for(list, "@PERSON")
        && matches!(
            kind,
            Some(MentionKind::Person | MentionKind::Office | MentionKind::Group | MentionKind::Nationality)
        )
        || lexicon.asks_for(list, "@COUNTRY")
            && matches!(kind, Some(MentionKind::Country | MentionKind::Office | MentionKind::Organization))
    {
        return true;
    }
    // "an end to sanctions", "hundreds of troops", "trade and aid".
    text.children(noun).any(|child| match text.tokens[child].deprel.base() {
        Deprel::Conj | Deprel::Compound => listed(child),
        Deprel::Nmod => {
            child > noun
                && clause::case(text, child) == Some("of")
                && (listed(child)
                    || text.children(child).any(|below| {
                        let relation = text.tokens[below].deprel;
                        (relation.is(Deprel::Conj)
                            || relation.is(Deprel::Nmod) && clause::case(text, below) == Some("of"))
                            && listed(below)
                    }))
        }
        _ => false,
    })
}
