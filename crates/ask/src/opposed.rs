//! What one claims and another denies, with both statements.

use crate::{Ask, AskError};
use dateline_model::{Id, Statement};
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
            let [claim, denial] = one.statements.as_slice() else { continue };
            if let (Some(claim), Some(denial)) = (self.store.statement(claim)?, self.store.statement(denial)?)
            {
                whole.push(OpposedAnswer { about: one.about, claim, denial, story: one.story });
            }
        }
        Ok(whole)
    }
}
