//! The parties of a noun of deed: its owners and modifiers, whoever stands behind its prepositions, whoever carries it.

use super::far::below;
use super::lexicon::{Lexicon, Owner};
use super::parties::{Parties, Side, Sides};
use super::phrases::{behind, doers, is_of_words, is_open, is_together, owner_of_aim};
use super::trigger::{Trigger, carrier};
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos, Xpos};
use dateline_model::{EventAct, MentionKind};

/// Finds both sides for a noun.
pub(super) fn of_noun(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    trigger: &Trigger<'_>,
) -> Sides {
    let Trigger { word, entry, .. } = *trigger;
    let mut found = Sides::default();
    let owner_suffers = entry.owner == Owner::Sufferer;
    let listed: Vec<&str> = entry.to.iter().map(String::as_str).collect();
    // "the deployment of two brigades *by Turkey*": then "of" brings no doer.
    let names_doer = text
        .children(word)
        .any(|child| text.tokens[child].deprel.is(Deprel::Nmod) && clause::case(text, child) == Some("by"));
    for child in text.children(word) {
        let relation = text.tokens[child].deprel;
        let case = clause::case(text, child).unwrap_or("");
        if relation == Deprel::NmodPoss {
            let owners = match blamed_for_own(text, parties, word, child)
                .or_else(|| owner_behind(text, parties, word, child))
            {
                Some(owner) => parties.sides(owner),
                None => parties.sides(child),
            };
            if owner_suffers { found.to.extend(owners) } else { found.by.extend(owners) }
        } else if relation.is(Deprel::Nmod)
            && case == "from"
            && entry.act == EventAct::Aid
            && !listed.contains(&case)
            && parties.can_act(child)
        {
            // "Deliveries of arms *from Chile*"
            found.by.extend(parties.sides(child));
        } else if relation.is(Deprel::Nmod) && matches!(case, "by" | "between" | "among") {
            found.by.extend(parties.sides(child));
        } else if relation.is(Deprel::Nmod) && listed.contains(&case) {
            // "The annexation of Tacna and the city of Arica *by Chile*"
            let maker_behind = text.subtree(child).range().find(|&below| {
                below > child
                    && clause::case(text, below) == Some("by")
                    && parties.can_act(below)
                    && text.tokens[below]
                        .head
                        .is_some_and(|host| text.tokens[host as usize].upos != Upos::Verb)
            });
            let is_thing = parties.kind(child).is_none();
            let inside = if is_thing && entry.act != EventAct::Assault {
                parties.sides_inside(child, !is_of_words(entry.act))
            } else {
                Vec::new()
            };
            found.to.extend(if inside.is_empty() { parties.sides(child) } else { inside });
            // "The blockade of the ports *by the navy*": trees give the navy the ports.
            if let Some(maker) = maker_behind.filter(|_| found.by.is_empty()) {
                found.by.extend(parties.sides(maker));
                found.to.retain(|side| side.head != maker);
            }
        } else if relation.is(Deprel::Nmod)
            && case == "of"
            && found.by.is_empty()
            && !names_doer
            && parties.can_act(child)
        {
            found.by.extend(parties.sides(child));
        } else if child < word
            && relation.is(Deprel::Compound)
            && text.tokens[word].lemma.eq_ignore_ascii_case("war")
            && text.tokens[child].upos == Upos::Propn
            && matches!(parties.kind(child), Some(MentionKind::Country | MentionKind::Place))
            && parties.joined_by_hyphen(child).is_none()
        {
            // "The *Peru* war": where it is, and nobody's.
            found.to.extend(parties.sides(child));
        } else if child < word
            && lexicon.is("waging", &text.form(child).to_lowercase())
            && let Some(leader) = text.children(child).find(|&leader| {
                leader + 2 == child && parties.kind(leader).is_some() && !parties.is_place(leader)
            })
        {
            // "*Norwegian*-led sanctions"
            found.by.extend(parties.sides(leader));
        } else if child < word && is_of_bloc(lexicon, text, child) {
            found.by.push(parties.side(child));
        } else if child < word
            && matches!(relation.base(), Deprel::Amod | Deprel::Compound)
            && !parties.opens_participle(child)
            && parties
                .kind(child)
                .is_some_and(|kind| !matches!(kind, MentionKind::Place | MentionKind::Facility))
        {
            found.by.extend(parties.joined_by_hyphen(child).map(|first| parties.side(first)));
            for side in clause::joined(text, child).into_iter().map(|word| parties.side(word)) {
                found.by.push(side);
            }
        } else if child < word && relation.is(Deprel::Compound) && parties.is_place(child) {
            found.to.extend(parties.sides(child));
        }
    }
    // "Condemned the invasion of Peru *by Chile*", where the tree hangs Chile on the condemning.
    if found.by.is_empty()
        && let Some(verb) = text.tokens[word].head.map(|verb| verb as usize)
        && text.tokens[word].deprel.is(Deprel::Obj)
        && text.tokens[verb].upos == Upos::Verb
        && verb < word
        && !clause::is_passive(text, verb)
        && let Some(doer) = text.children(verb).find(|&child| {
            child > word
                && clause::case(text, child) == Some("by")
                && parties.can_act(child)
                && !parties.is_place(child)
        })
    {
        found.by = parties.sides(doer);
        found.to.retain(|side| side.head != doer);
    }
    // "*Chile's* seizure of the island and backing for the rebels": Chile's too.
    if found.by.is_empty()
        && text.tokens[word].deprel.is(Deprel::Conj)
        && text.child(word, Deprel::Det).is_none()
        && let Some(first) = text.tokens[word].head.map(|first| first as usize)
        && matches!(text.tokens[first].upos, Upos::Noun)
        && let Some(owner) = clause::owner(text, first).filter(|&owner| parties.kind(owner).is_some())
    {
        found.by = parties.sides(owner);
    }
    // "The help *Norway* gives": Norway's.
    let giver = text
        .children(word)
        .filter(|&child| child > word && text.tokens[child].deprel == Deprel::AclRelcl)
        .filter(|&verb| !clause::is_passive(text, verb) && lexicon.is("giving", &text.tokens[verb].lemma))
        .find_map(|verb| {
            clause::own_subject(text, verb).filter(|&giver| clause::antecedent(text, giver).is_none())
        });
    if found.by.is_empty()
        && entry.act == EventAct::Aid
        && let Some(giver) = giver
    {
        found.by = doers(text, parties, giver);
        found.to.retain(|side| side.head != giver);
    }
    if found.by.is_empty()
        && let Some(doer) = doer_named_beside(lexicon, text, word)
    {
        found.by = doers(text, parties, doer);
    }
    // "His mission is the conquest of Chile": his.
    if found.by.is_empty()
        && let Some(owner) = out_to_do_it(lexicon, text, word)
    {
        found.by = doers(text, parties, owner);
    }
    // "launched an attack": who carries the noun does it.
    if let Some(verb) = carrier(lexicon, text, word) {
        let is_object = clause::object(text, verb) == Some(word);
        if is_object {
            let doer = if clause::is_passive(text, verb) {
                clause::agent(text, verb)
            } else {
                clause::subject(text, verb)
            };
            let suffers = lexicon.is("suffering", &text.tokens[verb].lemma);
            if let Some(doer) = doer.filter(|&doer| doer != word) {
                let sides = doers(text, parties, doer);
                if suffers {
                    if found.to.is_empty() {
                        found.to = sides;
                    }
                } else if found.by.is_empty() || is_together(entry.act) {
                    found.by.extend(sides);
                }
            }
        }
        if found.to.is_empty() {
            found.to = behind(text, parties, verb, &listed);
        }
    }
    // "discussed it in talks *with the envoy*": whoever the clause is about talked.
    if found.by.is_empty() && !found.to.is_empty() && is_together(entry.act) {
        found.by = host_subject(text, parties, word);
    }
    // "his refusal *to meet the rebels*", "the demand *that Togo withdraw*".
    if is_open(text, &found.to) && !matches!(entry.act, EventAct::Assault) {
        let complement = text.children(word).find(|&child| {
            // "Sanctions *aimed* at helping Peru": what they are for.
            let is_participle = matches!(text.tokens[child].xpos, Xpos::Vbn | Xpos::Vbg)
                && clause::mark(text, child).is_none()
                && text.child(child, Deprel::Aux).is_none();
            child > word
                && text.tokens[child].deprel.is(Deprel::Acl)
                && text.tokens[child].deprel != Deprel::AclRelcl
                && !is_participle
        });
        if let Some(complement) = complement {
            let subject = clause::own_subject(text, complement)
                .filter(|&subject| parties.can_act(subject) && !parties.is_place(subject))
                .map(|subject| parties.sides(subject))
                .filter(|sides| {
                    !sides.iter().any(|side| found.by.iter().any(|own| own.entity == side.entity))
                });
            // "Calls *to arm Peru*": who is to be armed is not asked.
            let is_open_demand = entry.act == EventAct::Request && clause::is_infinitive(text, complement);
            let others = subject.unwrap_or_else(|| {
                if is_open_demand { Vec::new() } else { below(lexicon, text, parties, complement, &found.by) }
            });
            if !others.is_empty() {
                found.to = others;
                found.is_far = true;
            }
        }
    }
    found
}

/// "Condemned *Peru* for its raid", "thanked *Norway* for its help": whose it is, whatever a resolver takes the pronoun for.
fn blamed_for_own(text: &Annotated<'_>, parties: &Parties<'_>, noun: usize, pronoun: usize) -> Option<usize> {
    let is_own = text.tokens[pronoun].upos == Upos::Pron
        && matches!(text.form(pronoun).to_lowercase().as_str(), "its" | "his" | "her" | "their")
        && clause::case(text, noun) == Some("for");
    let above = text.tokens[noun].head.map(|above| above as usize).filter(|_| is_own)?;
    // "hold Peru *accountable* for its raid"
    let verb = if text.tokens[above].upos == Upos::Adj {
        text.tokens[above].head.map(|verb| verb as usize)?
    } else {
        above
    };
    if text.tokens[verb].upos != Upos::Verb || clause::is_passive(text, verb) {
        return None;
    }
    clause::object(text, verb).filter(|&object| object > verb && object < noun && parties.can_act(object))
}

/// "With all *its* raids *Peru* only harms itself": before the subject of its clause a pronoun is that subject's.
fn owner_behind(text: &Annotated<'_>, parties: &Parties<'_>, noun: usize, pronoun: usize) -> Option<usize> {
    let form = text.form(pronoun).to_lowercase();
    if text.tokens[pronoun].upos != Upos::Pron {
        return None;
    }
    let mut at = noun;
    for _ in 0..4 {
        let above = text.tokens[at].head? as usize;
        match text.tokens[at].deprel.base() {
            Deprel::Nmod | Deprel::Obj | Deprel::Conj if above < noun => at = above,
            Deprel::Obl | Deprel::Advcl if above > noun => {
                let subject = clause::own_subject(text, above).filter(|&subject| subject > noun)?;
                let mention = parties.headed_by(subject)?;
                let is_one = matches!(
                    (form.as_str(), parties.kind(subject)),
                    ("its", Some(MentionKind::Country | MentionKind::Organization))
                        | ("his" | "her", Some(MentionKind::Person))
                );
                let is_named = mention.form == dateline_scene::MentionForm::Name;
                return (is_one && is_named && parties.can_act(subject)).then_some(subject);
            }
            _ => return None,
        }
    }
    None
}

/// The subject of the clause in which a noun stands as object or behind a preposition.
fn host_subject(text: &Annotated<'_>, parties: &Parties<'_>, noun: usize) -> Vec<Side> {
    let mut at = noun;
    for _ in 0..4 {
        let Some(head) = text.tokens[at].head.map(|head| head as usize) else { break };
        if !matches!(text.tokens[at].deprel.base(), Deprel::Obj | Deprel::Obl | Deprel::Nmod | Deprel::Xcomp)
        {
            break;
        }
        if text.tokens[head].upos == Upos::Verb && !clause::is_passive(text, head) {
            return clause::subject(text, head)
                .filter(|&subject| subject != noun && parties.can_act(subject))
                .map(|subject| doers(text, parties, subject))
                .unwrap_or_default();
        }
        at = head;
    }
    Vec::new()
}

/// Whoever is said to have done the deed that a noun names: "blamed the guards for the murder",
/// "claimed responsibility for the attack", "the attack carried out by the guards".
fn doer_named_beside(lexicon: &Lexicon, text: &Annotated<'_>, noun: usize) -> Option<usize> {
    for child in text.children(noun) {
        let token = &text.tokens[child];
        if token.deprel == Deprel::Acl && token.xpos == Xpos::Vbn {
            let lemma = token.lemma.as_str();
            if lexicon.is("carrying_out", lemma) {
                return clause::agent(text, child);
            }
            if matches!(lemma, "attribute" | "ascribe" | "impute") {
                return text.children(child).find(|&below| {
                    text.tokens[below].deprel.is(Deprel::Obl) && clause::case(text, below) == Some("to")
                });
            }
        }
    }
    let head = text.tokens[noun].head? as usize;
    let relation = text.tokens[noun].deprel;
    let case = clause::case(text, noun).unwrap_or("");
    let lemma = text.tokens[head].lemma.as_str();
    if relation.is(Deprel::Obl) && matches!(case, "for" | "of" | "in" | "with" | "on") {
        // "Arrested *in a raid*": by those who made it.
        let is_sweep = case == "in"
            && matches!(lemma, "arrest" | "detain" | "seek" | "jail")
            && lexicon.is("sweeps", &text.tokens[noun].lemma.to_lowercase());
        if lexicon.is("blaming", lemma) && !is_sweep {
            return clause::object(text, head);
        }
        if matches!(lemma, "responsible" | "guilty" | "culpable" | "behind") {
            return clause::subject(text, head);
        }
        // "claimed responsibility *for the attack*": the phrase may hang on the verb.
        let takes_blame = clause::object(text, head)
            .is_some_and(|object| matches!(text.tokens[object].lemma.as_str(), "responsibility" | "credit"));
        if takes_blame && case == "for" && !clause::is_passive(text, head) {
            return clause::subject(text, head);
        }
    }
    if relation.is(Deprel::Nmod) && lemma == "responsibility" {
        let verb = text.tokens[head].head? as usize;
        return clause::subject(text, verb);
    }
    if relation.is(Deprel::NsubjPass) {
        if lexicon.is("carrying_out", lemma) {
            return clause::agent(text, head);
        }
        if matches!(lemma, "attribute" | "ascribe" | "impute" | "blame") {
            return text.children(head).find(|&below| {
                text.tokens[below].deprel.is(Deprel::Obl)
                    && matches!(clause::case(text, below), Some("to" | "on"))
            });
        }
    }
    None
}

/// "*Western* sanctions": of many states, none of which is named.
pub(super) fn is_of_bloc(lexicon: &Lexicon, text: &Annotated<'_>, word: usize) -> bool {
    text.tokens[word].deprel.is(Deprel::Amod)
        && text.form(word).starts_with(char::is_uppercase)
        && lexicon.is("bloc", &text.tokens[word].lemma.to_lowercase())
}

/// Whoever is said to be out to do what a noun tells: "*his* mission is the conquest of Chile".
fn out_to_do_it(lexicon: &Lexicon, text: &Annotated<'_>, noun: usize) -> Option<usize> {
    text.child(noun, Deprel::Cop)?;
    let aim = clause::first_subject(text, noun)
        .filter(|&aim| lexicon.status.aims.contains(text.tokens[aim].lemma.as_str()))?;
    owner_of_aim(text, aim)
}
