//! What a line stands beside.

use super::text::Text;
use rustc_hash::FxHashMap;

/// What a line stands beside in the file: without it, nothing comes out.
pub(crate) struct Around<'a> {
    /// The id of the report.
    pub(crate) report: &'a str,
    /// Its text.
    pub(crate) text: &'a Text,
    /// What else stands beside the line: the id of the statement, event or figure.
    pub(crate) beside: &'a [&'a str],
    /// Where the entities of the report are first mentioned, as far as that is known; of use only to write.
    pub(crate) firsts: &'a Firsts,
}

/// Entities, each with the byte of the text at which it is first mentioned.
pub(crate) type Firsts = FxHashMap<String, usize>;
