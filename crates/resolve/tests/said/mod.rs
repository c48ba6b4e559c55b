//! A statement made by hand.

use dateline_model::{Excerpt, Id, Manner, Speaker, Statement, StatementAct};

/// What somebody says in his own words, with no verb that tells of it.
pub fn statement(id: &Id, report: &Id, by: Speaker, content: Excerpt, act: StatementAct) -> Statement {
    Statement {
        id: id.clone(),
        report: report.clone(),
        evidence: content.clone(),
        speakers: vec![by],
        cue: None,
        content: vec![content],
        manner: Manner::Indirect,
        act,
        negated: false,
        addressee: Vec::new(),
        venue: None,
        via: Vec::new(),
        said: None,
        continues: None,
        account: None,
        confidence: 1.0,
    }
}
