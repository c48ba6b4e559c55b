//! A sentence that denies what a sentence of another's says.
//!
//! What is denied is the first telling word behind a "not" ("did not *fire* on the boat"), or of what
//! somebody denies ("denied *firing* on the boat"). A claim says the same word, or one for the same
//! thing ("*shot* at the boat"), with nothing that turns it, makes it possible or wishes it; and it
//! says it of the same: where the denial names who does it, or where one denies it of oneself, that
//! name stands before the word in the claim too.

use crate::coordination::coordinated;
use crate::denials::{Denials, denials};
use crate::same::Weights;
use crate::sentences::sentences;
use crate::turning::{Turn, phrases};
use crate::verbs::is_form_of;
use crate::words::{number_of, plain, term_of, words};
use dateline_gazetteer::Gazetteer;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

struct Words {
    lexicon: &'static Denials,
    /// The terms of `through`, and of `light` with them.
    through: BTreeSet<u32>,
    light: BTreeSet<u32>,
    turning: BTreeSet<u32>,
    /// The term that stands for all that name one thing.
    one_thing: FxHashMap<u32, u32>,
}

fn known() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let lexicon = denials();
        let terms = |words: &BTreeSet<String>| words.iter().filter_map(|word| folded(word)).collect();
        let through: BTreeSet<u32> = terms(&lexicon.through);
        let light: BTreeSet<u32> = terms(&lexicon.light);
        let emphatic: BTreeSet<u32> = lexicon.emphatic.each().filter_map(folded).collect();
        let mut one_thing = FxHashMap::default();
        for set in &lexicon.one_thing {
            let mut terms = set.split(' ').filter_map(folded);
            let Some(first) = terms.next() else { continue };
            one_thing.insert(first, first);
            one_thing.extend(terms.map(|other| (other, first)));
        }
        let turning = terms(&lexicon.turning);
        Words { light: &(&light | &through) | &emphatic, through, turning, one_thing, lexicon }
    })
}

/// The term that stands for all that name one thing with it: of "photograph" and "picture" one.
pub(crate) fn one_thing(term: u32) -> u32 {
    known().one_thing.get(&term).copied().unwrap_or(term)
}

/// The term of a word, one letter for two at its end: "robbed" is of "rob".
pub(crate) fn folded(word: &str) -> Option<u32> {
    let term = term_of(word)?;
    let mut letters = term.bytes().rev();
    let is_doubled = matches!((letters.next(), letters.next()), (Some(a), Some(b)) if a == b && !matches!(a, b'l' | b's' | b'e' | b'o'));
    let short = if is_doubled { term.get(..term.len() - 1) } else { None };
    Some(number_of(short.unwrap_or(&term)))
}

/// So many words behind what is denied may narrow it.
const NARROW: usize = 5;
/// So many words before a deed stands who does it, and so many behind a "not" what is denied.
const NEAR: usize = 7;

/// From this share on of the words of the one that says less, it says nothing else.
const WHOLE: f32 = 0.9;

/// One sentence of what somebody said.
pub(crate) struct Clause {
    terms: Weights,
    /// Those that are no names: names say of what it is, and not what.
    plain: Weights,
    /// Its words in order: the term, and the name if it begins with a capital.
    words: Vec<(Option<u32>, Option<String>)>,
    /// Where "he", "she", "it" or "they" stands.
    pronouns: Vec<usize>,
    /// What it denies.
    denied: Option<u32>,
    /// Where the "not" stands.
    denied_by: Option<usize>,
    /// Whether the denial lies in the verb that tells of it, and not in a "not".
    is_denied_whole: bool,
    /// Whether a "not" or its like stands in it.
    is_turned: bool,
    /// Whether something makes it no plain claim.
    is_undone: bool,
    is_question: bool,
    is_own: bool,
    /// From where on it only tells when: "*after* the attack".
    beyond: Option<usize>,
    /// Where it says that something is otherwise: the words of "actually" and the like.
    corrective: Option<(usize, usize)>,
    /// Whether it speaks of something known: "*the* ship", "*that* claim".
    is_definite: bool,
    /// Whether it says of what kind that is: "was actually *a* ferry".
    is_of_a_kind: bool,
}

/// The sentences of what somebody said; `denies` where it is told by a verb of denying.
pub(crate) fn clauses(text: &str, denies: bool) -> Vec<Clause> {
    sentences(text)
        .into_iter()
        .filter_map(|span| text.get(span.range()))
        .flat_map(|sentence| sentence.split(" … "))
        .flat_map(coordinated)
        .map(|part| Clause::of(part, denies))
        .collect()
}

impl Clause {
    fn of(sentence: &str, denies: bool) -> Clause {
        let known = known();
        let gazetteer = Gazetteer::embedded();
        let one = |term: u32| known.one_thing.get(&term).copied().unwrap_or(term);
        let mut lower: Vec<String> = Vec::new();
        let mut found: Vec<(Option<u32>, Option<String>)> = Vec::new();
        for word in words(sentence) {
            let is_name = word.text.starts_with(char::is_uppercase);
            let state = || gazetteer.country_named(word.text).map(|named| named.iso3().to_lowercase());
            let letters = || word.text.chars().flat_map(char::to_lowercase).map(plain).collect();
            let name = is_name.then(|| state().unwrap_or_else(letters));
            let term = folded(word.text).filter(|_| word.text.len() > 1);
            found.push((term.map(one), name));
            lower.push(word.text.to_lowercase());
        }
        let phrases = phrases(&lower);
        let is_turned = phrases.values().any(|turn| *turn == Turn::Away)
            || lower.iter().enumerate().any(|(at, word)| {
                let (before, behind) = (at.checked_sub(1).map(|at| &lower[at]), lower.get(at + 1));
                known.lexicon.turning.contains(word)
                    && !before.is_some_and(|before| is_no_doubt(before, word))
                    && !behind.is_some_and(|behind| is_no_doubt(word, behind))
            });
        let by_a_not = denied_by_a_not(&lower, &found, &phrases, denies);
        let first = || {
            let telling = |(term, name): &&(Option<u32>, Option<String>)| {
                name.is_none() && term.is_some_and(|term| !known.light.contains(&term))
            };
            found.iter().find(telling).and_then(|(term, _)| *term)
        };
        let denied_by = by_a_not.map(|(at, _)| at);
        let denied =
            by_a_not.map(|(_, term)| term).or_else(|| if denies && !is_turned { first() } else { None });
        // "never" says nothing of the matter.
        let telling = |term: &Option<u32>| {
            term.filter(|term| !known.light.contains(term) && !known.turning.contains(term))
        };
        let terms = found.iter().filter_map(|(term, _)| telling(term));
        let plain_terms =
            found.iter().filter(|(_, name)| name.is_none()).filter_map(|(term, _)| telling(term));
        let is_undone = |at: usize| {
            let word = &lower[at];
            // "doubts *whether* he stole it": the doubt is about what he did.
            let is_of_a_doubt = word == "whether"
                && lower[at.saturating_sub(2)..at].iter().any(|word| word.starts_with("doubt"));
            !is_of_a_doubt && (known.lexicon.undone.contains(word) || known.lexicon.wishes.contains(word))
        };
        let corrective = known.lexicon.corrective.iter().find_map(|phrase| {
            let phrase: Vec<&str> = phrase.split(' ').collect();
            let at = lower.windows(phrase.len()).position(|run| run == phrase)?;
            Some((at, at + phrase.len()))
        });
        let article = corrective.and_then(|(_, to)| lower.get(to));
        Clause {
            corrective,
            beyond: lower.iter().position(|word| known.lexicon.beyond.contains(word)),
            is_of_a_kind: article.is_some_and(|word| known.lexicon.of_a_kind.has(word)),
            terms: Weights::of_terms(terms.collect()),
            plain: Weights::of_terms(plain_terms.collect()),
            denied,
            denied_by,
            is_denied_whole: denies,
            is_turned,
            is_undone: (0..lower.len()).any(is_undone),
            is_question: sentence.trim_end_matches(['"', '”', '’', ' ']).ends_with('?'),
            is_definite: lower
                .iter()
                .find(|word| *word != "that")
                .is_some_and(|word| known.lexicon.definite.has(word)),
            pronouns: (0..lower.len()).filter(|&at| known.lexicon.theirs.has(&lower[at])).collect(),
            is_own: lower.iter().any(|word| known.lexicon.own.has(word)),
            words: found,
        }
    }

    /// What it denies.
    pub(crate) fn denied(&self) -> Option<u32> {
        self.denied.filter(|_| !self.is_question && (self.is_denied_whole || !self.is_undone))
    }

    /// What a "not" denies in it, where it is a claim by itself.
    pub(crate) fn claimed_not(&self) -> Option<u32> {
        self.denied.filter(|_| !self.is_question && !self.is_denied_whole && !self.is_undone)
    }

    /// The terms by which it may say that something is otherwise than another said.
    pub(crate) fn corrects(&self) -> impl Iterator<Item = u32> {
        let is_plain = self.corrective.is_some() && !self.is_turned && !self.is_question;
        self.terms.each().filter(move |_| is_plain)
    }

    /// How well it says that something is so of which the other says that it is not ("do not keep the books",
    /// "do indeed keep the books"), or, naming who made a claim (`theirs`), that it is otherwise
    /// ("the tower that the army blew up was in fact a chapel").
    pub(crate) fn corrects_claim(&self, claim: &Clause, theirs: &BTreeSet<String>) -> Option<f32> {
        let alike = claim.plain.overlap(&self.plain);
        let names_them =
            self.words.iter().filter_map(|(_, name)| name.as_ref()).any(|name| theirs.contains(name));
        let is_answer = match claim.claimed_not() {
            Some(denied) => self.terms.has(denied) && alike.terms >= 2 && alike.share >= 0.5,
            None => {
                let is_of_it = self.sets_right().is_some_and(|(thing, otherwise)| {
                    claim.plain.has(thing) && !claim.terms.has(otherwise) && alike.of_both >= 0.12
                });
                !claim.is_turned && alike.terms >= 3 && names_them && is_of_it
            }
        };
        is_answer.then_some(alike.share)
    }

    /// What it is said of that it is otherwise, and what it is: of "the *ship* that sank was actually a *ferry*" both.
    fn sets_right(&self) -> Option<(u32, u32)> {
        const SUBJECT: usize = 5;
        let (from, to) = self.corrective.filter(|_| self.is_definite && self.is_of_a_kind)?;
        let light = &known().light;
        let telling = |(term, name): &(Option<u32>, Option<String>)| {
            term.filter(|term| name.is_none() && !light.contains(term))
        };
        let thing = self.words.iter().take(from.min(SUBJECT)).find_map(telling)?;
        // "a Norwegian *ferry*"
        let otherwise = self.words.get(to..)?.iter().find_map(telling)?;
        Some((thing, otherwise))
    }

    /// The terms that it plainly claims.
    pub(crate) fn claimed(&self) -> impl Iterator<Item = u32> {
        let is_plain = !self.is_turned && !self.is_undone && !self.is_question && !self.is_denied_whole;
        let told = &self.words[..self.beyond.unwrap_or(self.words.len())];
        self.terms.each().filter(move |term| is_plain && told.iter().any(|(known, _)| known == &Some(*term)))
    }

    /// Whether a pronoun stands for the doer before a term and no name does.
    fn has_pronoun_before(&self, term: u32) -> bool {
        let at = self.words.iter().position(|(known, _)| *known == Some(term)).unwrap_or_default();
        let before = self.pronouns.iter().rfind(|&&pronoun| pronoun < at);
        before.is_some_and(|pronoun| at - pronoun <= NEAR)
    }

    /// The names that stand before a term, not far from it.
    fn before(&self, term: u32) -> BTreeSet<&str> {
        let Some(at) = self.words.iter().position(|(known, _)| *known == Some(term)) else {
            return BTreeSet::new();
        };
        let before = self.words.get(at.saturating_sub(NEAR)..at).unwrap_or_default();
        // "He", "The": no names.
        let is_telling = |(term, name): &&(Option<u32>, Option<String>)| term.is_some() && name.is_some();
        before.iter().filter(is_telling).filter_map(|(_, name)| name.as_deref()).collect()
    }

    /// The telling terms just behind one.
    fn behind(&self, term: u32) -> impl Iterator<Item = u32> {
        let light = &known().light;
        let at =
            self.words.iter().position(|(known, _)| *known == Some(term)).map_or(usize::MAX, |at| at + 1);
        let telling = |(term, name): &(Option<u32>, Option<String>)| {
            term.filter(|term| name.is_none() && !light.contains(term))
        };
        self.words.iter().skip(at).take(NARROW).filter_map(telling)
    }

    /// Whether what a "not" denies in it is what another does: "I do not believe *she* took it".
    fn is_denied_of_another(&self) -> bool {
        let at = self.denied.and_then(|denied| self.words.iter().position(|(term, _)| *term == Some(denied)));
        at.zip(self.denied_by)
            .is_some_and(|(at, not)| self.pronouns.iter().any(|&pronoun| not < pronoun && pronoun < at))
    }

    /// How well it denies what the other claims, if it does. `own` are the names of whoever denies, and
    /// those of whom the claim and the denial speak, as "she" too, come behind.
    pub(crate) fn answers(
        &self,
        claim: &Clause,
        own: &BTreeSet<String>,
        (named, naming): (&BTreeSet<String>, &BTreeSet<String>),
    ) -> Option<f32> {
        let denied = self.denied()?;
        let alike = claim.terms.overlap(&self.terms);
        let (of_claim, of_denial) = (claim.before(denied), self.before(denied));
        let is_of_another = !self.is_denied_whole && self.is_denied_of_another();
        // "Kolar had drawn a pistol", "*he* never carried a weapon": he is Kolar.
        let is_of_him = of_denial.is_empty()
            && !self.is_denied_whole
            && self.has_pronoun_before(denied)
            && of_claim.iter().any(|name| naming.contains(*name));
        let is_of_the_same = if is_of_him {
            Some(true)
        } else if of_denial.is_empty() && is_of_another {
            // "I do not believe *he* made a promise": of whom both speak.
            let both_of_him =
                claim.has_pronoun_before(denied) || of_claim.iter().any(|name| naming.contains(*name));
            both_of_him.then(|| !named.is_disjoint(naming)).filter(|is_known| *is_known)
        } else if of_denial.is_empty() {
            // "denied firing", "We did not fire": whoever denies it did not.
            let is_self = self.is_denied_whole || self.is_own;
            let is_own = of_claim.iter().any(|name| own.contains(*name))
                || of_claim.is_empty() && claim.has_pronoun_before(denied) && !own.is_disjoint(named);
            // "the box was stolen at night": who did it is not said.
            let is_open = of_claim.is_empty() && !claim.has_pronoun_before(denied);
            (is_self && !is_open).then_some(is_own)
        } else {
            Some(of_claim.iter().any(|name| of_denial.contains(name)))
        };
        // "had no torch *in his hand*": who says less is not denied by that.
        let is_narrower = !self.is_denied_whole && self.behind(denied).any(|term| !claim.terms.has(term));
        let is_answer = match is_of_the_same {
            _ if is_narrower => false,
            Some(false) => false,
            Some(true) if self.is_denied_whole => alike.share >= 0.3,
            Some(true) => {
                alike.share >= 0.3 && alike.terms >= 2 || (is_of_another || is_of_him) && alike.share >= WHOLE
            }
            None if self.is_denied_whole => alike.terms >= 2 && alike.share >= 0.25,
            None => alike.terms >= 2 && alike.share >= 0.55 && alike.of_both >= 0.15,
        };
        is_answer.then_some(alike.share)
    }
}

/// "No doubt that", "does not doubt that", "without doubt": what follows is said all the more.
pub(crate) fn is_no_doubt(before: &str, word: &str) -> bool {
    word.starts_with("doubt") && denials().doubtless.has(before)
}

/// The first telling word behind a "not" or what turns as it does, if it is no name.
fn denied_by_a_not(
    lower: &[String],
    found: &[(Option<u32>, Option<String>)],
    phrases: &BTreeMap<usize, Turn>,
    denies: bool,
) -> Option<(usize, u32)> {
    let known = known();
    let word = |at: usize| lower.get(at).map_or("", String::as_str);
    for (at, turning) in lower.iter().enumerate() {
        let before = word(at.wrapping_sub(1));
        let is_turning = known.lexicon.turning.contains(turning)
            && (denies
                || !known.lexicon.none.has(turning)
                || turning == "no" && is_held(before, lower.get(at + 1..).unwrap_or_default()))
            && !known.lexicon.not_only.contains(word(at + 1))
            && !known.lexicon.modal.has(before)
            && !is_no_doubt(before, turning);
        // "is different from a tax": as "is not a tax".
        if !is_turning && phrases.get(&at) != Some(&Turn::Away) {
            continue;
        }
        let behind = found.iter().skip(at + 1).take(NEAR);
        let mut telling = behind
            .filter(|(term, name)| name.is_none() && term.is_some_and(|term| !known.through.contains(&term)));
        if let Some((Some(term), _)) = telling.next() {
            return Some((at, *term));
        }
    }
    None
}

/// Whether a verb and what follows a "no" behind it say of whom it is denied: "had *no* gun", "took *no* bribe"; but not "made
/// *no* secret of it".
fn is_held(verb: &str, behind: &[String]) -> bool {
    let lexicon = known().lexicon;
    let is_one = |verbs: &BTreeSet<String>| verbs.iter().any(|one| is_form_of(verb, one));
    let is_idle = |phrase: &String| {
        let words = phrase.split(' ').collect::<Vec<_>>();
        behind.len() >= words.len() && words.iter().zip(behind).all(|(word, lower)| word == lower)
    };
    is_one(&lexicon.holding) || is_one(&lexicon.taking) && !lexicon.idle.iter().any(is_idle)
}

#[cfg(test)]
mod tests;
