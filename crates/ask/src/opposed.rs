//! What one claims and another denies, with both statements.

use crate::{Ask, AskError};
use dateline_model::{Id, Part, Statement, Told};
use dateline_record::Kept;
use serde::Serialize;
use std::collections::BTreeSet;

/// A claim and its denial.
#[derive(Clone, Debug, Serialize)]
pub struct OpposedAnswer {
    /// What is claimed, in the claim's words.
    pub about: String,
    /// The claim.
    pub claim: Kept<Statement>,
    /// The denial.
    pub denial: Kept<Statement>,
    /// The story both stand in.
    pub story: Option<Id>,
}

impl Ask<'_> {
    /// Claims with their denials, of one story or of all.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn opposed_whole(&self, story: Option<&Id>) -> Result<Vec<OpposedAnswer>, AskError> {
        let mut whole = Vec::new();
        for one in self.store.opposed(story)? {
            let mut kept = Vec::new();
            for id in &one.statements {
                kept.extend(self.store.statement(id)?);
            }
            let pair = match (kept.as_slice(), one.told) {
                ([claim, denial], None) => Some((claim.clone(), denial.clone())),
                ([alone], Some(told)) => Some(with_told(alone, told)),
                _ => None,
            };
            let Some((claim, denial)) = pair else { continue };
            whole.push(OpposedAnswer { about: one.about, claim, denial, story: one.story });
        }
        Ok(whole)
    }
}

/// Each claim and denial once: a reprint says both again, in the same words. Those of which the denial tells
/// what is denied come first ("it" tells nobody anything).
pub fn each_once(opposed: Vec<OpposedAnswer>) -> Vec<OpposedAnswer> {
    let words = |kept: &Kept<Statement>| {
        let names = kept.record.speakers.iter().map(|speaker| speaker.name.clone());
        let content = kept.record.content.iter().flat_map(|piece| piece.text.split_whitespace());
        (names.collect::<Vec<_>>(), content.map(str::to_lowercase).collect::<Vec<_>>())
    };
    let mut seen = BTreeSet::new();
    let mut once: Vec<OpposedAnswer> =
        opposed.into_iter().filter(|one| seen.insert((words(&one.claim), words(&one.denial)))).collect();
    once.sort_by_key(|one| !one.tells());
    once
}

impl OpposedAnswer {
    /// Whether the denial's own words tell what is denied, and are not only "it" or "this".
    pub fn tells(&self) -> bool {
        self.denial.record.content.iter().map(|piece| piece.text.split_whitespace().count()).sum::<usize>()
            > 1
    }
}

/// A statement with what is told inside its sentence: the claim first.
fn with_told(alone: &Kept<Statement>, told: Told) -> (Kept<Statement>, Kept<Statement>) {
    let inside = Kept { from: alone.from.clone(), record: told.statement, corrected: Vec::new() };
    match told.as_the {
        Part::Claim => (inside, alone.clone()),
        Part::Denial => (alone.clone(), inside),
    }
}
