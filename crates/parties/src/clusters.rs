//! Mentions that are one thing, and what is known of the thing from all of them.

use super::affiliations::{Affiliation, Polity};
use super::lexicon::Gender;
use super::phrases::Phrase;
use dateline_model::{MentionKind, Sector};
use dateline_scene::MentionForm;

/// Phrases joined so far: a forest in which each tree is one thing.
#[derive(Debug)]
pub struct Clusters {
    parent: Vec<u32>,
    certainty: Vec<f32>,
    traits: Vec<Traits>,
}

/// What is known of one thing.
#[derive(Clone, Debug, Default)]
pub struct Traits {
    /// Its first mention.
    pub first: usize,
    /// Its last mention so far.
    pub last: usize,
    /// How many mentions it has.
    pub count: usize,
    /// The kind; that of a name before that of a noun.
    pub kind: Option<MentionKind>,
    /// Whether a name is among its mentions.
    pub is_named: bool,
    /// Man or woman.
    pub gender: Option<Gender>,
    /// Several.
    pub is_plural: bool,
    /// One or several.
    pub is_collective: bool,
    /// The last words of its offices in lower case.
    pub nouns: Vec<String>,
    /// Its offices as printed, in lower case.
    pub offices: Vec<String>,
    /// The part of society, as its most telling mention says it.
    pub sector: Option<Sector>,
    /// Whether a state's officer or organ is meant.
    pub is_of_state: bool,
    /// Whether one of them is that of a state's leader.
    pub leads: bool,
    /// Its state or body, where a mention says it.
    pub of: Option<Polity>,
}

impl Clusters {
    /// Each phrase alone.
    pub fn new(phrases: &[Phrase], affiliations: &[Affiliation]) -> Self {
        let traits = phrases.iter().zip(affiliations).enumerate();
        let traits = traits.map(|(number, (phrase, affiliation))| Traits {
            first: number,
            last: number,
            count: 1,
            kind: phrase.kind,
            is_named: phrase.form == MentionForm::Name,
            gender: phrase.gender,
            is_plural: phrase.is_plural,
            is_collective: phrase.is_collective,
            nouns: affiliation.noun.iter().cloned().collect(),
            offices: affiliation.office.iter().map(|office| office.to_lowercase()).collect(),
            sector: affiliation.sector,
            is_of_state: affiliation.is_of_state,
            leads: phrase.role.is_some_and(|role| role.leads),
            of: affiliation.of.clone(),
        });
        Clusters {
            parent: (0..phrases.len() as u32).collect(),
            certainty: vec![1.0; phrases.len()],
            traits: traits.collect(),
        }
    }

    /// The thing a phrase stands for, as the number of one of its phrases.
    pub fn find(&self, phrase: usize) -> usize {
        let mut at = phrase;
        while self.parent[at] as usize != at {
            at = self.parent[at] as usize;
        }
        at
    }

    /// What is known of the thing a phrase stands for.
    pub fn traits(&self, phrase: usize) -> &Traits {
        &self.traits[self.find(phrase)]
    }

    /// Whether two phrases stand for one thing.
    pub fn is_one(&self, a: usize, b: usize) -> bool {
        self.find(a) == self.find(b)
    }

    /// Makes two things one.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        if a == b {
            return;
        }
        // The larger takes the smaller, so that paths stay short.
        let (root, other) = if self.traits[a].count >= self.traits[b].count { (a, b) } else { (b, a) };
        self.parent[other] = root as u32;
        let other = std::mem::take(&mut self.traits[other]);
        let traits = &mut self.traits[root];
        let other_is_better = other.is_named && !traits.is_named || traits.kind.is_none();
        traits.kind = if other_is_better { other.kind.or(traits.kind) } else { traits.kind };
        traits.first = traits.first.min(other.first);
        traits.last = traits.last.max(other.last);
        traits.count += other.count;
        traits.is_named |= other.is_named;
        traits.gender = traits.gender.or(other.gender);
        traits.is_plural &= other.is_plural;
        traits.is_collective |= other.is_collective;
        traits.leads |= other.leads;
        traits.of = traits.of.take().or(other.of);
        traits.is_of_state |= other.is_of_state;
        traits.sector = match (traits.sector, other.sector) {
            (Some(Sector::Cvl), Some(sector)) => Some(sector),
            (known, sector) => known.or(sector),
        };
        for office in other.offices {
            if !traits.offices.contains(&office) {
                traits.offices.push(office);
            }
        }
        for noun in other.nouns {
            if !traits.nouns.contains(&noun) {
                traits.nouns.push(noun);
            }
        }
    }

    /// How sure it is that a phrase stands for its thing, from 0 to 1.
    pub fn certainty(&self, phrase: usize) -> f32 {
        self.certainty[phrase]
    }

    /// Notes how sure that is.
    pub fn set_certainty(&mut self, phrase: usize, certainty: f32) {
        self.certainty[phrase] = certainty;
    }

    /// Notes whether a man or a woman is meant, where no mention says it.
    pub fn set_gender(&mut self, phrase: usize, gender: Gender) {
        let root = self.find(phrase);
        self.traits[root].gender.get_or_insert(gender);
    }

    /// Notes what a later look has shown of a thing.
    pub fn set_of(&mut self, phrase: usize, of: Polity) {
        let root = self.find(phrase);
        self.traits[root].of.get_or_insert(of);
    }
}
