//! Whom an answer answers: "Peru denied these accusations" denies them to whoever made them, "but Togo has refused"
//! refuses those who asked.

use super::lexicon::Lexicon;
use super::parties::{Parties, Side};
use super::told::{Candidate, Telling};
use super::verbal;
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos, Word};
use dateline_model::{EventAct, MentionKind, Span, StatementAct, Status};
use dateline_scene::Scene;

/// What is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Matter {
    /// "This claim", "the charges": somebody has said it.
    Said,
    /// "The demand", or nothing after "refused": somebody has asked it.
    Asked,
    /// "This", "it".
    Either,
    /// "Condemned this", "welcomed that step": somebody has done it.
    Done,
}

/// How sure an answer is for which it is known who is answered.
const SURE: f32 = 0.12;

/// How sure an answer is at least whose clause sums up what another one tells.
const SUMMED_UP: f32 = 0.66;

/// Gives answers that name nobody the party that the clause or sentence before gives.
pub(super) fn fill(
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    parties: &Parties<'_>,
    candidates: &mut [Candidate],
) {
    let text = scene.annotated;
    for at in 0..candidates.len() {
        let telling = &candidates[at].telling;
        let is_answer = matches!(telling.act, EventAct::Reject | EventAct::Accuse | EventAct::Support);
        let is_open = telling.sides.to.iter().all(|side| side.entity.is_none());
        if !is_answer || !is_open || telling.is_noun || telling.sides.by.is_empty() || candidates[at].is_none
        {
            continue;
        }
        let summed_up = doers_of_summed_up(lexicon, text, parties, telling);
        let is_summed_up = summed_up.is_some();
        let others = owners_of_antecedent(lexicon, text, parties, telling).or(summed_up).or_else(|| {
            let matter = matter(lexicon, text, telling)?;
            before(lexicon, scene, parties, candidates, at, matter)
        });
        if let Some(others) = others.filter(|others| are_others(others, &telling.sides.by)) {
            let telling = &mut candidates[at].telling;
            if telling.sides.to.is_empty() {
                telling.confidence = (telling.confidence + SURE).min(0.99);
                // "…, *a move Peru condemned*": told as plainly as if it stood there.
                if is_summed_up {
                    telling.confidence = telling.confidence.max(SUMMED_UP);
                }
            }
            telling.sides.to = others;
        }
    }
}

/// "Chile accused Peru, and the league *accused it*": in like clauses "it" is whom the first of them names.
pub(super) fn like_clauses(text: &Annotated<'_>, candidates: &mut [Candidate]) {
    let is_it =
        |word: usize| text.form(word).eq_ignore_ascii_case("it") && text.tokens[word].upos == Upos::Pron;
    for at in 1..candidates.len() {
        let telling = &candidates[at].telling;
        let Some(object) =
            clause::object(text, telling.trigger).filter(|&object| !telling.is_noun && is_it(object))
        else {
            continue;
        };
        let before = candidates[..at].iter().rev().take(6).find(|other| {
            other.telling.sentence == telling.sentence
                && other.lemma == candidates[at].lemma
                && !other.telling.is_noun
                && !other.telling.sides.to.is_empty()
                && clause::object(text, other.telling.trigger).is_some_and(|object| !is_it(object))
        });
        let Some(before) = before else { continue };
        // Taken for whoever does it in the first.
        let [only] = telling.sides.to.as_slice() else { continue };
        let is_first_doer = only.head == object
            && before.telling.sides.by.iter().any(|own| {
                own.entity.is_some() && own.entity == only.entity
                    || own.party.country.is_some() && own.party.country == only.party.country
            });
        // "Norway threatened Kenya, and Kenya threatened it": Norway.
        let is_back = telling.sides.by.iter().any(|own| {
            before.telling.sides.to.iter().any(|other| {
                own.entity.is_some() && own.entity == other.entity
                    || own.party.country.is_some() && own.party.country == other.party.country
            })
        });
        if is_first_doer && !is_back {
            let sides = before.telling.sides.to.clone();
            candidates[at].telling.sides.to = sides;
        }
    }
}

/// "Chile has moved troops, *a move Peru condemned*": whoever does what the noun sums up.
fn doers_of_summed_up(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    telling: &Telling,
) -> Option<Vec<Side>> {
    let word = telling.trigger;
    let start = text.sentence(word).words.start;
    let noun = (start.max(word.saturating_sub(10))..word).rev().find(|&noun| {
        noun > start + 1
            && lexicon.is("steps", &text.tokens[noun].lemma.to_lowercase())
            && text.children(noun).any(|article| {
                article < noun && matches!(text.form(article).to_lowercase().as_str(), "a" | "an")
            })
    })?;
    let first = text.subtree(noun).start.min(noun);
    let is_behind_break = (start..noun)
        .rev()
        .take_while(|&at| at + 5 > first)
        .any(|at| matches!(text.form(at), "," | "-" | "–" | "—"));
    let is_of_answer = text.tokens[noun].head == Some(word as u32)
        || text.tokens[word].head == Some(noun as u32)
            && text.tokens[word].deprel == Deprel::AclRelcl
            && telling.sides.by.iter().all(|side| side.head != noun);
    if !is_behind_break || !is_of_answer {
        return None;
    }
    // The verb of what is summed up.
    let mut at = if text.tokens[noun].head == Some(word as u32) { word } else { noun };
    for _ in 0..4 {
        at = text.tokens[at].head? as usize;
        if text.tokens[at].upos == Upos::Verb && at < noun {
            let doer = clause::subject(text, at).filter(|&doer| parties.can_act(doer))?;
            return Some(parties.sides(doer));
        }
    }
    None
}

/// What an answer is to, where it names neither that nor whose it is.
fn matter(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> Option<Matter> {
    let word = telling.trigger;
    let Some(object) = clause::object(text, word) else {
        let is_bare = !text.children(word).any(|child| {
            child > word
                && matches!(
                    text.tokens[child].deprel.base(),
                    Deprel::Xcomp | Deprel::Ccomp | Deprel::Obj | Deprel::Advcl
                )
        });
        let lemma = text.tokens[word].lemma.as_str();
        let is_refusal = matches!(lemma, "refuse" | "decline") && !clause::is_passive(text, word);
        return (telling.act == EventAct::Reject && is_bare && is_refusal).then_some(Matter::Asked);
    };
    let lemma = text.tokens[object].lemma.to_lowercase();
    if text.tokens[object].upos == Upos::Pron || text.tokens[object].upos == Upos::Det {
        let is_it = matches!(lemma.as_str(), "this" | "that" | "it" | "these");
        if is_it && lemma != "it" && telling.act != EventAct::Reject && telling.status == Status::Happened {
            return Some(Matter::Done);
        }
        return (is_it && telling.act == EventAct::Reject && telling.status == Status::Happened)
            .then_some(Matter::Either);
    }
    let pointer = text.children(object).filter(|&child| child < object).find_map(|child| {
        let form = text.form(child).to_lowercase();
        matches!(form.as_str(), "this" | "that" | "these" | "those" | "such" | "the" | "both" | "all")
            .then_some(form)
    })?;
    // "The claim *of the miners*", "the charge *that it lied*": of its own, and not of the sentence before.
    let has_own = text.children(object).any(|child| {
        let relation = text.tokens[child].deprel;
        relation == Deprel::NmodPoss
            || child > object
                && matches!(relation.base(), Deprel::Nmod | Deprel::Acl | Deprel::Ccomp)
                && relation != Deprel::AclRelcl
                // "refused the request *while offering* talks"
                && !matches!(clause::mark(text, child), Some("while" | "when" | "as" | "after" | "before"))
    });
    if has_own {
        return None;
    }
    let is_step = telling.act != EventAct::Reject && pointer != "the" && lexicon.is("steps", &lemma);
    if is_step {
        Some(Matter::Done)
    } else if lexicon.is("claims", &lemma) {
        Some(Matter::Said)
    } else if lexicon.is("wishes", &lemma) {
        Some(Matter::Asked)
    } else {
        (pointer != "the" && lexicon.is("utterances", &lemma)).then_some(Matter::Said)
    }
}

/// "Togo made a series of demands, *which* the league rejected": Togo's.
fn owners_of_antecedent(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    telling: &Telling,
) -> Option<Vec<Side>> {
    let word = telling.trigger;
    if text.tokens[word].deprel != Deprel::AclRelcl {
        return None;
    }
    let object = clause::object(text, word)?;
    if object > word || text.tokens[word].head != Some(object as u32) {
        return None;
    }
    let is_words = |noun: usize| {
        let lemma = text.tokens[noun].lemma.to_lowercase();
        ["claims", "wishes", "utterances"].iter().any(|class| lexicon.is(class, &lemma))
    };
    let is_listed = is_words(object)
        || text.children(object).any(|child| clause::case(text, child) == Some("of") && is_words(child));
    if !is_listed {
        return None;
    }
    let mut at = object;
    for _ in 0..4 {
        if let Some(owner) = clause::owner(text, at).filter(|&owner| parties.kind(owner).is_some()) {
            return Some(parties.sides(owner));
        }
        // "Asked for this, *among other demands*, which": nobody's in the tree.
        let is_part = matches!(text.tokens[at].deprel.base(), Deprel::Obj | Deprel::Nsubj)
            || text.tokens[at].deprel.is(Deprel::Nmod) && clause::case(text, at) == Some("of");
        if !is_part {
            return None;
        }
        let above = text.tokens[at].head? as usize;
        if text.tokens[above].upos == Upos::Verb {
            let maker = if clause::is_passive(text, above) {
                clause::agent(text, above)
            } else {
                clause::subject(text, above)
            };
            return maker
                .filter(|&maker| maker != at && parties.kind(maker).is_some())
                .map(|maker| parties.sides(maker));
        }
        at = above;
    }
    None
}

/// Whoever said or asked it last, in the clauses before or in the sentence before.
fn before(
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    parties: &Parties<'_>,
    candidates: &[Candidate],
    at: usize,
    matter: Matter,
) -> Option<Vec<Side>> {
    let text = scene.annotated;
    let telling = &candidates[at].telling;
    let own = text.sentence(telling.trigger).words;
    let mut stretches = vec![Span::new(own.start, telling.trigger)];
    if telling.sentence > 0 && own.start > 0 {
        stretches.push(text.sentence(own.start - 1).words);
    }
    stretches.into_iter().find_map(|words| {
        let deeds = candidates
            .iter()
            .map(|candidate| &candidate.telling)
            .filter(|other| words.range().contains(&other.trigger))
            .filter(|other| fits_deed(lexicon, text, matter, other))
            .map(|other| (other.trigger, other.sides.by.clone()));
        let statements = scene
            .statements
            .iter()
            .filter(|found| words.contains(&found.words) && !found.record.negated)
            .filter(|found| found.record.account.is_none() && fits_statement(matter, found.record.act))
            .map(|found| {
                let speakers = verbal::speakers(text, parties, &found.record);
                (last_of(found.words), speakers)
            });
        deeds
            .chain(statements)
            .filter(|(_, sides)| are_others(sides, &telling.sides.by))
            .max_by_key(|(place, _)| *place)
            .map(|(_, sides)| sides)
    })
}

fn last_of(words: Span<Word>) -> usize {
    words.end.saturating_sub(1)
}

fn fits_deed(lexicon: &Lexicon, text: &Annotated<'_>, matter: Matter, telling: &Telling) -> bool {
    let is_charge = telling.act == EventAct::Accuse;
    let lemma = text.tokens[telling.trigger].lemma.to_lowercase();
    let is_wish = matches!(telling.act, EventAct::Request | EventAct::Threaten)
        || telling.act == EventAct::Agree && lexicon.is("offering", &lemma);
    match matter {
        Matter::Said => is_charge,
        Matter::Asked => is_wish,
        Matter::Either => is_charge || is_wish,
        Matter::Done => {
            matches!(telling.status, Status::Happened | Status::Planned) && telling.act != EventAct::Consult
        }
    }
}

fn fits_statement(matter: Matter, act: StatementAct) -> bool {
    use StatementAct::{Appeal, Demand, Offer, Propose, Threaten};
    let is_wish = matches!(act, Appeal | Demand | Offer | Propose | Threaten);
    matter != Matter::Done && (matter != Matter::Asked || is_wish)
}

/// Whether these are known, and none of those.
fn are_others(sides: &[Side], own: &[Side]) -> bool {
    let is_known = |side: &Side| {
        // "Lima demands it": a capital that stands for a government.
        let is_nowhere = matches!(side.kind, None | Some(MentionKind::Facility))
            || side.kind == Some(MentionKind::Place) && side.party.sector.is_none();
        side.entity.is_some() && !is_nowhere
    };
    let is_same = |one: &Side, other: &Side| {
        one.head == other.head
            || one.entity.is_some() && one.entity == other.entity
            || one.party.country.is_some() && one.party.country == other.party.country
    };
    !sides.is_empty()
        && sides.iter().all(is_known)
        && !sides.iter().any(|side| own.iter().any(|other| is_same(side, other)))
}
