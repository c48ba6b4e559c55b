//! Charges and denials of parties that have no names: "the union accused the guards of locking the doors", "the guards said
//! that they had not locked them"; "the rebels said that the army had shelled the market", "the army said that the rebels had
//! shelled it".
//!
//! Across reports nobody knows of "the union" and "the guards" by their names who they are. It is known where one speaks of the
//! other as who did it.

use crate::answers::{folded, one_thing};
use crate::assertions::Said;
use crate::coordination::coordinated;
use crate::denials::denials;
use crate::sentences::sentences;
use crate::verbs::{is_form_of, may_be_past, strong_verb_of};
use crate::word_list::WordList;
use crate::words::{bare_name, words};
use dateline_model::StatementAct;
use dateline_vocabulary::compiled_in;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// See `lexicon/charged_parties.toml`, which says what each list holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lexicon {
    charging: WordList,
    shares: WordList,
    once: WordList,
    of_both: WordList,
    selves: WordList,
    speakers: WordList,
    anybody: WordList,
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON
        .get_or_init(|| compiled_in("charged_parties.toml", include_str!("../lexicon/charged_parties.toml")))
}

/// So many words before a deed stands who does it, and so many behind to whom.
const NEAR: usize = 6;
const BEHIND: usize = 8;
/// How many claims of one deed are looked at.
const MOST: usize = 200;

/// A deed that is told in some words.
#[derive(Debug)]
struct Deed {
    verb: u32,
    is_done_once: bool,
    is_not: bool,
    /// The words before it, in small letters.
    before: Vec<String>,
    /// What it is done to.
    objects: BTreeSet<u32>,
    is_of_both: bool,
    names_itself: bool,
}

/// Who says something, by the words that others call him by.
struct Party {
    heads: BTreeSet<u32>,
    kinds: BTreeSet<usize>,
}

impl Party {
    /// Nobody where one of them may be anybody.
    fn of(said: &Said<'_>) -> Option<Party> {
        let (mut heads, mut kinds) = (BTreeSet::new(), BTreeSet::new());
        for (speaker, person) in &said.speakers {
            if let Some(kind) = denials().kind_of(&speaker.name) {
                kinds.insert(kind);
            }
            let bare = bare_name(&speaker.name);
            let family = person.as_ref().map(|person| person.family.clone());
            let head = family.or_else(|| {
                let head = bare.split(" of ").next()?.split(" in ").next()?;
                head.rsplit(' ').find(|word| !denials().spokesmen.contains(*word)).map(str::to_owned)
            })?;
            let singular = head.strip_suffix('s').unwrap_or(&head);
            if lexicon().anybody.has(&head) || lexicon().anybody.has(singular) {
                return None;
            }
            heads.insert(folded(&head)?);
        }
        (!heads.is_empty()).then_some(Party { heads, kinds })
    }

    fn is_called(&self, word: &str) -> bool {
        folded(word).is_some_and(|term| self.heads.contains(&term))
            || denials().kind_of(word).is_some_and(|kind| self.kinds.contains(&kind))
    }

    fn is_in(&self, words: &[String]) -> bool {
        words.iter().any(|word| self.is_called(word))
    }

    fn is_other_than(&self, other: &Party) -> bool {
        self.heads.is_disjoint(&other.heads) && self.kinds.is_disjoint(&other.kinds)
    }
}

/// The deeds that some words tell; in those of a charge as nouns too ("of *locking* the doors").
fn deeds(text: &str, is_charge: bool) -> Vec<Deed> {
    let of_text = sentences(text);
    let parts = of_text.iter().filter_map(|span| text.get(span.range())).flat_map(coordinated);
    parts.flat_map(|part| deeds_of(part, is_charge)).collect()
}

fn deeds_of(part: &str, is_charge: bool) -> Vec<Deed> {
    let lower: Vec<String> = words(part).map(|word| word.text.to_lowercase()).collect();
    let known = denials();
    let is_turned = |at: usize| known.turning.contains(&lower[at]);
    let term = |word: &str| folded(strong_verb_of(word).unwrap_or(word)).map(one_thing);
    let mut found = Vec::new();
    for at in 1..lower.len() {
        let word = lower[at].as_str();
        let is_undone = is_turned(at - 1)
            && at > 1
            && matches!(lower[at - 2].as_str(), "did" | "didn" | "do" | "don" | "does" | "doesn");
        let is_deed = may_be_past(word) || is_undone || is_charge && word.ends_with("ing");
        let near = lower[at.saturating_sub(3)..at].iter();
        let is_passive = !word.ends_with("ing") && near.rev().take(2).any(|word| known.being.contains(word));
        let Some(verb) = term(word).filter(|_| is_deed && !is_passive && !known.light.contains(word)) else {
            continue;
        };
        let before = lower[at.saturating_sub(NEAR)..at].to_vec();
        let behind = lower[at + 1..].iter().take(BEHIND);
        let behind: Vec<&String> = behind.take_while(|word| !known.beyond.contains(*word)).collect();
        let is_telling = |word: &&&String| {
            !known.light.contains(word.as_str())
                && !matches!(word.as_str(), "any" | "anybody" | "anyone" | "anything")
        };
        let itself = before.iter().chain(behind.iter().copied()).any(|word| lexicon().selves.has(word));
        found.push(Deed {
            verb,
            is_done_once: lexicon().once.each().any(|once| is_form_of(word, once) || word == once),
            is_not: before.iter().rev().take(3).any(|word| known.turning.contains(word)),
            objects: behind.iter().filter(is_telling).filter_map(|word| term(word)).collect(),
            is_of_both: behind.iter().any(|word| lexicon().of_both.has(word)),
            names_itself: itself,
            before,
        });
    }
    found
}

/// What is charged, with who is charged before it: "*the guards of locking the doors*".
fn charge_of<'s>(said: &'s Said<'_>) -> Option<&'s str> {
    let statement = said.statement;
    let cue = statement.cue.as_ref().filter(|cue| lexicon().charging.has(&cue.lemma))?;
    let behind = cue.span.end.checked_sub(statement.evidence.start)? as usize;
    let (start, _) = statement.evidence.text.char_indices().nth(behind)?;
    statement.evidence.text.get(start..)
}

/// What is told by a denial of any share in it: of "responsibility for the shelling" the terms of "the shelling"; none
/// where it denies something else.
fn denied_share(text: &str) -> Option<BTreeSet<u32>> {
    const FAR: usize = 3;
    let lower: Vec<String> = words(text).map(|word| word.text.to_lowercase()).collect();
    let at = lower.iter().take(FAR).position(|word| lexicon().shares.has(word))?;
    let behind = lower.get(at + 1..)?.iter().filter(|word| !denials().light.contains(*word));
    Some(behind.filter_map(|word| folded(strong_verb_of(word).unwrap_or(word)).map(one_thing)).collect())
}

/// Claims with denials by whom they charge, or with the same charge against whoever makes them. `can_answer` says whether two
/// can be set against each other by their days and places, whoever says them.
pub(crate) fn charged_parties(
    said: &[Said<'_>],
    can_answer: &dyn Fn(&Said<'_>, &Said<'_>) -> bool,
) -> Vec<(usize, usize)> {
    let parties: Vec<Option<Party>> = said.iter().map(Party::of).collect();
    let told: Vec<Vec<Deed>> = said
        .iter()
        .map(|one| match charge_of(one) {
            Some(charge) => deeds(charge, true),
            None if one.is_plain && one.is_proposition && !one.is_question => deeds(&one.text, false),
            None => Vec::new(),
        })
        .collect();
    let mut by_term: FxHashMap<u32, Vec<(usize, &Deed)>> = FxHashMap::default();
    for (at, deeds) in told.iter().enumerate() {
        for deed in deeds.iter().filter(|deed| !deed.is_not) {
            for term in deed.objects.iter().chain([&deed.verb]) {
                let known = by_term.entry(*term).or_default();
                if known.len() < MOST {
                    known.push((at, deed));
                }
            }
        }
    }
    let mut found = Vec::new();
    for (at, one) in said.iter().enumerate() {
        let Some(own) = &parties[at] else { continue };
        let mut put = |claim: usize, is_answer: bool| {
            let is_other = parties[claim].as_ref().is_some_and(|party| party.is_other_than(own));
            if is_answer && is_other && claim != at && can_answer(&said[claim], one) && !said[claim].is_wish {
                found.push((claim, at));
            }
        };
        if one.statement.act == StatementAct::Deny
            && let Some(share) = denied_share(&one.text)
        {
            for &(claim, deed) in share.iter().filter_map(|term| by_term.get(term)).flatten() {
                put(claim, own.is_in(&deed.before));
            }
        }
        for deed in &told[at] {
            for &(claim, other) in by_term.get(&deed.verb).into_iter().flatten() {
                let (is_denied, is_turned) = answers(deed, other, own, parties[claim].as_ref());
                put(claim, other.verb == deed.verb && (is_denied || is_turned && claim < at));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether a deed that another tells of a party is denied by it, and whether it is laid to the other.
fn answers(deed: &Deed, claim: &Deed, own: &Party, other: Option<&Party>) -> (bool, bool) {
    if !own.is_in(&claim.before) {
        return (false, false);
    }
    let nouns = deed.before.iter().filter(|word| {
        folded(word).is_some() && !denials().light.contains(*word) && !denials().turning.contains(*word)
    });
    let is_of_itself = own.is_in(&deed.before)
        || nouns.count() == 0 && deed.before.iter().any(|word| lexicon().speakers.has(word));
    // "they had not locked *the back doors*": who denies less does not deny it.
    let is_denied = deed.is_not && is_of_itself && deed.objects.is_subset(&claim.objects);
    let shares_object = !deed.objects.is_disjoint(&claim.objects);
    let is_turned_round = !deed.is_not
        && other.is_some_and(|other| other.is_in(&deed.before))
        && !own.is_in(&deed.before)
        && shares_object
        && !(deed.is_of_both || claim.is_of_both)
        && (deed.is_done_once || deed.names_itself);
    (is_denied, is_turned_round)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_shows_one_of_its_words() {
        let lexicon = lexicon();
        let lists = [
            &lexicon.charging,
            &lexicon.shares,
            &lexicon.once,
            &lexicon.of_both,
            &lexicon.selves,
            &lexicon.speakers,
            &lexicon.anybody,
        ];
        for list in lists {
            assert!(list.is_shown(), "{list:?}");
        }
    }

    #[test]
    fn what_is_done_to_somebody_is_no_deed_of_his() {
        assert!(deeds("the army was shelled by rebels", false).is_empty());
        assert_eq!(deeds("the army had shelled the market", false).len(), 1);
        assert_eq!(deeds("the guards of locking the doors", true).len(), 1);
        assert!(deeds("they did not lock the doors", false)[0].is_not);
    }

    #[test]
    fn a_share_in_a_deed_is_denied() {
        assert!(denied_share("any role in the shelling of the market").is_some_and(|terms| terms.len() == 2));
        assert!(denied_share("responsibility").is_some_and(|terms| terms.is_empty()));
        assert_eq!(denied_share("that the market was shelled"), None);
    }
}
