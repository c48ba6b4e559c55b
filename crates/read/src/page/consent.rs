//! Boxes that ask for leave to keep cookies: never part of an article, though they read like one.

use super::blocks::Block;
use super::tree::Tree;

/// Words in the names of elements that such boxes stand in.
const NAMES: [&str; 10] = [
    "consent",
    "cookie",
    "gdpr",
    "onetrust",
    "didomi",
    "cmp-",
    "privacy-",
    "quantcast",
    "truste",
    "usercentrics",
];

/// What such a box talks of.
const TOPICS: [&str; 10] = [
    "cookies",
    "our partners",
    "privacy policy",
    "privacy settings",
    "personal data",
    "legitimate interest",
    "your consent",
    "your device",
    "personalised ads",
    "personalized ads",
];

/// Whether a block is part of such a box: by the name of what it stands in and what it talks of, or by
/// talking of hardly anything else. An article on cookies says these words in many blocks, each of
/// which has others.
pub(super) fn asks_for_consent(tree: &Tree<'_>, block: &Block) -> bool {
    if block.words > 250 {
        return false;
    }
    let text = block.text.to_lowercase();
    let topics = TOPICS.iter().filter(|topic| text.contains(**topic)).count();
    let asks = [
        "you agree",
        "you consent",
        "accept all",
        "by clicking",
        "by continuing",
        "manage your",
        "your choices",
    ]
    .iter()
    .any(|phrase| text.contains(phrase));
    if topics >= 2 && asks {
        return true;
    }
    if topics == 0 {
        return false;
    }
    tree.around(block.element).take(8).any(|id| {
        ["id", "class", "aria-label"].iter().any(|attribute| {
            tree.attribute(id, attribute).is_some_and(|value| {
                let value = value.to_ascii_lowercase();
                NAMES.iter().any(|name| value.contains(name))
            })
        })
    })
}
