//! Issues: what sides take stands on, as concepts with their ways of saying.

use crate::clauses::{Pattern, Sentence, Token, sentences_of};
use crate::words::{is_common, term_of, words};
use dateline_gazetteer::Gazetteer;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// A way of saying, with a sentence in which it is found.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Saying {
    pub(crate) words: Pattern,
    #[serde(default)]
    example: String,
}

/// Something that sides are for or against, with all the ways in which it is said.
///
/// ```
/// use dateline_resolve::Concept;
/// let mine = Concept::parse("[[issue]]\nname = \"whaling\"\nsays = [{ words = \"whal*|hunt .. whales\" }]").unwrap();
/// assert_eq!(mine[0].name, "whaling");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concept {
    /// What it is called in one or two words ("ceasefire").
    pub name: String,
    /// What it is, said in full.
    #[serde(default)]
    pub title: String,
    says: Vec<Saying>,
    #[serde(default, rename = "for")]
    is_for: Vec<Saying>,
    #[serde(default)]
    against: Vec<Saying>,
    /// What whoever does it is for.
    #[serde(default)]
    does: Vec<Saying>,
    /// The same, where only its refusal, the wish for it or its condition is a stand.
    #[serde(default)]
    meets: Vec<Saying>,
    #[serde(default)]
    not: Vec<Saying>,
    /// Whether it is its owner's doing ("EU sanctions").
    #[serde(default)]
    pub(crate) owned: bool,
    /// Whether it is done to somebody, so that who is ready for it is so on a condition.
    #[serde(default)]
    pub(crate) measure: bool,
    /// Whether bodies that are asked for must be named beside it.
    #[serde(default)]
    pub(crate) bodies: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Concepts {
    issue: Vec<Concept>,
}

impl Concept {
    /// Issues from a file of the user's own, in the form of `lexicon/issues.toml`.
    ///
    /// # Errors
    /// A sentence that says what in it cannot be read, and where.
    pub fn parse(toml: &str) -> Result<Vec<Concept>, String> {
        toml::from_str::<Concepts>(toml).map(|read| read.issue).map_err(|error| error.to_string())
    }

    /// Those that come with the program.
    pub fn shipped() -> &'static [Concept] {
        static SHIPPED: OnceLock<Vec<Concept>> = OnceLock::new();
        SHIPPED.get_or_init(|| {
            Concept::parse(include_str!("../lexicon/issues.toml"))
                .expect("the lexicon in the binary is whole: the tests read it")
        })
    }
}

/// What positions are asked about: concepts, else words, of these states and bodies.
#[derive(Clone, Debug, Default)]
pub struct Issue {
    /// As it was asked.
    pub words: String,
    concepts: Vec<Concept>,
    /// Ways of saying made of the asked words, where no concept is meant.
    own: Vec<Pattern>,
    /// States (ISO 3166-1 alpha-3) that it is about.
    pub(crate) states: BTreeSet<String>,
    /// Bodies that it is about.
    pub(crate) bodies: BTreeSet<String>,
    /// Other words that must stand in the sentence, by their terms.
    others: BTreeSet<String>,
}

/// One place in a sentence where an issue is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// The stand that it takes by itself.
    pub(crate) stand: Option<bool>,
    pub(crate) is_owned: bool,
    pub(crate) is_measure: bool,
    /// Whether it is a deed, of which whoever does it is in favour.
    pub(crate) is_deed: bool,
    /// Whether doing it says nothing by itself, and refusing it does.
    pub(crate) is_slight: bool,
}

impl Issue {
    /// What is meant by some words: "truce", "sanctions on Russia", "Ukraine's membership of
    /// NATO", "grain". `own` are the user's issues, which come before those shipped.
    ///
    /// ```
    /// use dateline_resolve::Issue;
    /// assert_eq!(Issue::of("the truce", &[]).name(), "ceasefire");
    /// assert_eq!(Issue::of("corridor", &[]).name(), "corridor");
    /// ```
    pub fn of(asked: &str, own: &[Concept]) -> Issue {
        let mut issue = Issue { words: asked.trim().to_owned(), ..Issue::default() };
        let tokens: Vec<Token> =
            sentences_of(asked).into_iter().flat_map(|sentence| sentence.tokens).collect();
        let mut is_said = vec![false; tokens.len()];
        let folded = asked.trim().to_lowercase();
        for concept in own.iter().chain(Concept::shipped()) {
            let mut is_meant = concept.name == folded;
            // "arms for Peru": by its name, which may be no way of saying it.
            let name: Vec<String> = concept.name.split(' ').map(str::to_lowercase).collect();
            for at in 0..tokens.len() {
                let named = tokens[at..].iter().map(|token| &token.lower).take(name.len());
                if named.eq(&name) {
                    is_meant = true;
                    is_said[at..at + name.len()].fill(true);
                }
            }
            for saying in &concept.says {
                for at in 0..tokens.len() {
                    if let Some(end) = saying.words.ends(&tokens, at) {
                        is_meant = true;
                        is_said[at..end].fill(true);
                    }
                }
            }
            // The user's own issue of a name stands in the place of the one shipped.
            if is_meant && !issue.concepts.iter().any(|other| other.name == concept.name) {
                issue.concepts.push(concept.clone());
            }
        }
        let gazetteer = Gazetteer::embedded();
        for (at, token) in tokens.iter().enumerate() {
            let printed = &asked[token.start..token.end];
            if let Some(body) = gazetteer.body_named(printed) {
                issue.bodies.insert(body.name.clone());
            } else if let Some(named) = gazetteer.country_named(printed) {
                issue.states.insert(named.iso3().to_owned());
            } else if !is_said[at] && !is_common(&token.lower) {
                issue.others.extend(term_of(printed).map(std::borrow::Cow::into_owned));
            }
        }
        if issue.concepts.is_empty() {
            // No concept that is known: the words themselves are the issue.
            let spoken = words(asked).filter(|word| !is_common(&word.text.to_lowercase()));
            issue.own = spoken.filter_map(|word| Pattern::parse(&stem(word.text))).collect();
            issue.others.clear();
            issue.states.clear();
            issue.bodies.clear();
        }
        issue
    }

    /// What it is called: the concept's name, else the words it was asked by.
    pub fn name(&self) -> &str {
        self.concepts.first().map_or(self.words.as_str(), |concept| concept.name.as_str())
    }

    /// Whether it is a concept with ways of saying, and not only words.
    pub fn is_known(&self) -> bool {
        !self.concepts.is_empty()
    }

    /// What a report must hold to be on it, for a full-text index: one of these, of each all
    /// words, of each word one of its beginnings (with whether it may go on).
    pub fn finders(&self) -> Vec<Vec<Vec<(String, bool)>>> {
        if !self.is_known() {
            let all: Vec<Vec<(String, bool)>> = self.own.iter().flat_map(Pattern::forms).collect();
            return if all.is_empty() { Vec::new() } else { vec![all] };
        }
        let sayings = self.concepts.iter().flat_map(|concept| {
            concept
                .says
                .iter()
                .chain(&concept.is_for)
                .chain(&concept.against)
                .chain(&concept.does)
                .chain(&concept.meets)
        });
        sayings.map(|saying| saying.words.forms()).collect()
    }

    /// Where a sentence names it.
    pub(crate) fn hits(&self, sentence: &Sentence) -> Vec<Hit> {
        let tokens = &sentence.tokens;
        let mut hits: Vec<Hit> = Vec::new();
        let mut put = |hit: Hit| hits.push(hit);
        for at in 0..tokens.len() {
            for concept in &self.concepts {
                for (sayings, stand, is_deed) in [
                    (&concept.says, None, false),
                    (&concept.is_for, Some(true), false),
                    (&concept.against, Some(false), false),
                    (&concept.does, Some(true), true),
                    (&concept.meets, Some(true), true),
                ] {
                    for saying in sayings {
                        if let Some(to) = saying.words.ends(tokens, at) {
                            // "that it *never* join": what is named is the joining.
                            let is_turned =
                                stand.is_none() && matches!(tokens[at].lower.as_str(), "never" | "not");
                            put(Hit {
                                from: at + usize::from(is_turned),
                                to,
                                stand,
                                is_owned: concept.owned,
                                is_measure: concept.measure,
                                is_deed,
                                is_slight: std::ptr::eq(sayings, &concept.meets),
                            });
                        }
                    }
                }
            }
        }
        if !self.is_known()
            && !self.own.is_empty()
            && let Some(places) = self
                .own
                .iter()
                .map(|pattern| (0..tokens.len()).find_map(|at| Some((at, pattern.ends(tokens, at)?))))
                .collect::<Option<Vec<_>>>()
        {
            let from = places.iter().map(|place| place.0).min().unwrap_or(0);
            let to = places.iter().map(|place| place.1).max().unwrap_or(0);
            put(Hit {
                from,
                to,
                stand: None,
                is_owned: false,
                is_measure: false,
                is_deed: false,
                is_slight: false,
            });
        }
        // "urges all visitors to leave the country" is no withdrawal of troops.
        let others: Vec<(usize, usize)> = (0..tokens.len())
            .flat_map(|at| {
                let nots = self.concepts.iter().flat_map(|concept| &concept.not);
                nots.filter_map(move |saying| Some((at, saying.words.ends(tokens, at)?)))
            })
            .collect();
        hits.retain(|hit| !others.iter().any(|&(from, to)| hit.from < to && from < hit.to));
        // What stands by itself first, then the longest; of those that overlap one is enough.
        hits.sort_by_key(|hit| (hit.stand.is_none(), std::cmp::Reverse(hit.to - hit.from), hit.from));
        let mut kept: Vec<Hit> = Vec::new();
        for hit in hits {
            if !kept.iter().any(|other| hit.from < other.to && other.from < hit.to) {
                kept.push(hit);
            }
        }
        kept.sort_by_key(|hit| hit.from);
        kept
    }

    /// Whether the other words that were asked for stand in a sentence.
    pub(crate) fn has_others(&self, text: &str) -> bool {
        self.others.is_empty() || {
            let terms: BTreeSet<String> =
                words(text).filter_map(|word| Some(term_of(word.text)?.into_owned())).collect();
            self.others.is_subset(&terms)
        }
    }

    pub(crate) fn needs_bodies(&self) -> bool {
        self.concepts.iter().any(|concept| concept.bodies)
    }
}

/// A word that was typed, as a pattern that finds its other forms: "grain" finds "grains".
fn stem(word: &str) -> String {
    let lower = word.to_lowercase();
    let stem = lower.strip_suffix('s').filter(|stem| stem.len() > 3).unwrap_or(&lower);
    if stem.chars().count() > 3 { format!("{stem}*") } else { stem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_saying_is_found_in_its_example() {
        for concept in Concept::shipped() {
            for saying in concept
                .says
                .iter()
                .chain(&concept.is_for)
                .chain(&concept.against)
                .chain(&concept.does)
                .chain(&concept.meets)
                .chain(&concept.not)
            {
                let sentence = &sentences_of(&saying.example)[0];
                assert!(
                    (0..sentence.tokens.len()).any(|at| saying.words.ends(&sentence.tokens, at).is_some()),
                    "{}: {:?} in {}",
                    concept.name,
                    saying.words,
                    saying.example
                );
            }
        }
    }

    #[test]
    fn what_is_asked_is_a_concept_with_those_it_is_about() {
        let issue = Issue::of("Ukraine's membership of NATO", &[]);
        assert_eq!(issue.name(), "membership");
        assert_eq!(issue.states.iter().map(String::as_str).collect::<Vec<_>>(), ["UKR"]);
        assert_eq!(issue.bodies.iter().map(String::as_str).collect::<Vec<_>>(), ["NATO"]);
        assert_eq!(Issue::of("halt of the fighting", &[]).name(), "ceasefire");
        assert!(!Issue::of("Brčko", &[]).is_known());
        let arms = Issue::of("arms for Peru", &[]);
        assert_eq!(arms.name(), "arms");
        assert!(arms.has_others("The king sent tanks to Peru.") && arms.states.contains("PER"));
    }

    #[test]
    fn a_users_issue_comes_before_the_one_shipped() {
        let own = Concept::parse("[[issue]]\nname = \"aid\"\nsays = [{ words = \"soup\" }]").unwrap();
        let issue = Issue::of("aid", &own);
        assert_eq!(issue.finders(), vec![vec![vec![("soup".to_owned(), false)]]]);
        assert!(Concept::parse("[[issue]]\nname = 3").is_err());
    }
}
