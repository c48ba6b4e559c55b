//! What the tagger of names learns from.

use super::titles::is_of_title;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// A sentence with its tags (see `dateline_language::names`).
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    /// Its words.
    pub words: Vec<String>,
    /// A tag each.
    pub tags: Vec<u8>,
    /// How much it counts.
    pub weight: f32,
    /// The number of its document.
    pub document: usize,
    /// Marks a source with habits of its own; 0: as names are wanted.
    pub habit: u64,
}

fn tag(name: &str) -> u8 {
    let kind = match name.get(2..) {
        Some("PER") => 1,
        Some("ORG") => 3,
        Some("LOC") => 5,
        _ => return 0,
    };
    kind + u8::from(name.starts_with('I'))
}

/// One word a line with its tag, an empty line after a sentence.
pub fn columns(path: &Path, weight: f32) -> Result<Vec<Sentence>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut found = vec![Sentence { weight, ..Sentence::default() }];
    for line in text.lines() {
        match line.split_once('\t') {
            Some((word, name)) => {
                if let Some(last) = found.last_mut() {
                    last.words.push(word.to_owned());
                    last.tags.push(tag(name));
                }
            }
            None => found.push(Sentence { weight, ..Sentence::default() }),
        }
    }
    found.retain(|sentence| !sentence.words.is_empty());
    for (number, sentence) in found.iter_mut().enumerate() {
        repair(&mut sentence.tags);
        sentence.document = number;
    }
    Ok(found)
}

/// An inside without its beginning is a beginning.
pub fn repair(tags: &mut [u8]) {
    for at in 0..tags.len() {
        let is_inside = tags[at] > 0 && tags[at].is_multiple_of(2);
        let before = if at == 0 { 0 } else { tags[at - 1] };
        if is_inside && before != tags[at] && before + 1 != tags[at] {
            tags[at] -= 1;
        }
    }
}

/// News tagged partly by machine: titles are taken off people, nationalities are no names. At most
/// `limit` sentences out of those whose place in the file is wanted, evenly.
pub fn news(
    path: &Path,
    weight: f32,
    limit: usize,
    is_wanted: impl Fn(usize) -> bool,
) -> Result<Vec<Sentence>> {
    let mut found = columns(path, weight)?;
    let mut at = 0..;
    found.retain(|_| at.next().is_some_and(&is_wanted));
    let step = (found.len() / limit.max(1)).max(1);
    found = found.into_iter().step_by(step).collect();
    for sentence in &mut found {
        sentence.habit = 1;
        for at in 0..sentence.words.len() {
            if sentence.tags[at] == 1 && is_of_title(&sentence.words[at]) {
                sentence.tags[at] = 0;
                if let Some(next) = sentence.tags.get_mut(at + 1).filter(|next| **next == 2) {
                    *next = 1;
                }
            }
        }
    }
    Ok(found)
}
