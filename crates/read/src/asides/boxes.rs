//! Boxes in a text: lists of what else can be read, and what stands over a button.

use super::kinds::speaks_to_reader;
use super::lexicon::LEXICON;
use super::shapes::ends_as_sentence;

/// "Related stories", "Recommended": the heading of a list of what else can be read.
pub(super) fn heads_box(paragraph: &str) -> bool {
    const LONGEST: usize = 5;
    let lower = paragraph.to_lowercase();
    paragraph.split_whitespace().count() <= LONGEST
        && !ends_as_sentence(paragraph)
        && LEXICON.boxes.heads.iter().any(|head| {
            lower.trim_end_matches(':').trim() == head.as_str() || lower.starts_with(&format!("{head} "))
        })
}

/// A line of such a list: no sentence, unless it asks.
pub(super) fn is_box_line(paragraph: &str) -> bool {
    const LONGEST: usize = 16;
    paragraph.split_whitespace().count() <= LONGEST
        && (!ends_as_sentence(paragraph) || paragraph.trim_end().ends_with('?'))
        && !paragraph.contains(['“', '”', '"'])
}

/// "Everything you need for the day, at six." over "Sign up": what a button is for.
pub(super) fn is_invitation(paragraph: &str, next: &str) -> bool {
    const LONGEST: usize = 25;
    const BUTTON: usize = 3;
    let lower = next.to_lowercase();
    paragraph.split_whitespace().count() <= LONGEST
        && !paragraph.contains(['“', '”', '"'])
        && speaks_to_reader(paragraph, &paragraph.to_lowercase())
        && next.split_whitespace().count() <= BUTTON
        && ["sign up", "subscribe", "register", "join now", "donate"]
            .iter()
            .any(|button| lower.starts_with(button))
}
