//! The pages that stand beside the record's own: what changed, what it holds, what was corrected.

use super::{changes, correct, coverage, glossary, offered};
use crate::pool::Pool;
use axum::Router;
use axum::routing::get;

/// Their addresses.
pub fn routes() -> Router<Pool> {
    Router::new()
        .route("/words", get(glossary::page))
        .route("/changes", get(changes::page))
        .route("/following", get(changes::following))
        .route("/offered", get(offered::page))
        .route("/coverage", get(coverage::page))
        .route("/correct", get(correct::page))
        .route("/corrections", get(correct::list))
}
