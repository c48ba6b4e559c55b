//! What one claims and another denies, with both statements.

use crate::{Ask, AskError};
use dateline_model::{Id, Part, Statement, Told};
use dateline_record::Kept;
use serde::Serialize;

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

/// A statement with what is told inside its sentence: the claim first.
fn with_told(alone: &Kept<Statement>, told: Told) -> (Kept<Statement>, Kept<Statement>) {
    let inside = Kept { from: alone.from.clone(), record: told.statement, corrected: Vec::new() };
    match told.as_the {
        Part::Claim => (inside, alone.clone()),
        Part::Denial => (alone.clone(), inside),
    }
}
