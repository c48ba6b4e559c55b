//! What changed between two versions of a text.

use std::collections::BTreeSet;

/// The paragraphs that a newer text leaves out (`- `), then those that it adds (`+ `), each in the
/// order of its text.
///
/// ```
/// use dateline_model::changed_paragraphs;
/// let changed = changed_paragraphs("Talks began.\n\nNobody was hurt.", "Talks began.\n\nTwo were hurt.");
/// assert_eq!(changed, ["- Nobody was hurt.", "+ Two were hurt."]);
/// ```
pub fn changed_paragraphs(old: &str, new: &str) -> Vec<String> {
    let paragraphs = |text: &str| -> Vec<String> {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    let (old, new) = (paragraphs(old), paragraphs(new));
    let (was, is): (BTreeSet<_>, BTreeSet<_>) = (old.iter().collect(), new.iter().collect());
    let gone = old.iter().filter(|line| !is.contains(line)).map(|line| format!("- {line}"));
    gone.chain(new.iter().filter(|line| !was.contains(line)).map(|line| format!("+ {line}"))).collect()
}
