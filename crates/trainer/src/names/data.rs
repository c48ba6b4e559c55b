//! What the tagger of names learns from.

use anyhow::{Context, Result};
use dateline_language::conllu::{self, Block};
use std::fs::{self, File};
use std::io::BufReader;
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
    found.iter_mut().for_each(|sentence| repair(&mut sentence.tags));
    Ok(found)
}

/// An inside without its beginning is a beginning.
fn repair(tags: &mut [u8]) {
    for at in 0..tags.len() {
        let is_inside = tags[at] > 0 && tags[at].is_multiple_of(2);
        let before = if at == 0 { 0 } else { tags[at - 1] };
        if is_inside && before != tags[at] && before + 1 != tags[at] {
            tags[at] -= 1;
        }
    }
}

/// Titles are no part of a person's name in what we learn.
const TITLES: [&str; 40] = [
    "president",
    "prime",
    "minister",
    "mr.",
    "mrs.",
    "ms.",
    "mr",
    "mrs",
    "ms",
    "dr.",
    "secretary",
    "general",
    "state",
    "of",
    "foreign",
    "defense",
    "vice",
    "senator",
    "king",
    "queen",
    "chancellor",
    "governor",
    "chairman",
    "spokesman",
    "spokeswoman",
    "leader",
    "chief",
    "justice",
    "judge",
    "ambassador",
    "pope",
    "prince",
    "former",
    "vice-president",
    "lieutenant",
    "colonel",
    "captain",
    "sir",
    "lord",
    "envoy",
];

/// News tagged partly by machine: titles are taken off people, nationalities are no names.
pub fn news(path: &Path, weight: f32, limit: usize) -> Result<Vec<Sentence>> {
    let mut found = columns(path, weight)?;
    let step = (found.len() / limit.max(1)).max(1);
    found = found.into_iter().step_by(step).collect();
    for sentence in &mut found {
        sentence.habit = 1;
        for at in 0..sentence.words.len() {
            if sentence.tags[at] == 1 && TITLES.contains(&sentence.words[at].to_lowercase().as_str()) {
                sentence.tags[at] = 0;
                if let Some(next) = sentence.tags.get_mut(at + 1).filter(|next| **next == 2) {
                    *next = 1;
                }
            }
        }
    }
    Ok(found)
}

/// GUM's mentions of people, places and organizations, their names only.
pub fn treebank(path: &Path, weight: f32, genre: impl Fn(&str) -> bool) -> Result<Vec<Sentence>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let mut found = Vec::new();
    let mut is_wanted = false;
    let mut open: Vec<Mention> = Vec::new();
    for block in conllu::blocks(BufReader::new(file)) {
        let block = block?;
        if let Some(document) = block.comment("newdoc id") {
            is_wanted = genre(document) && !document.starts_with("GUM_conversation");
            open.clear();
        }
        if is_wanted && !block.rows.is_empty() {
            found.push(mentions(&block, weight, &mut open));
        }
    }
    Ok(found)
}

#[derive(Debug)]
struct Mention {
    id: String,
    kind: u8,
    start: usize,
}

fn mentions(block: &Block, weight: f32, open: &mut Vec<Mention>) -> Sentence {
    let count = block.rows.len();
    let mut tags = vec![0u8; count];
    let mut closed: Vec<(usize, usize, u8)> = Vec::new();
    open.clear();
    for (at, row) in block.rows.iter().enumerate() {
        let misc = row.misc.as_str();
        let Some(entity) = misc.split('|').find_map(|part| part.strip_prefix("Entity=")) else { continue };
        let mut rest = entity;
        while !rest.is_empty() {
            if let Some(inside) = rest.strip_prefix('(') {
                let end = inside.find(['(', ')']).unwrap_or(inside.len());
                let parts: Vec<&str> = inside[..end].splitn(3, '-').collect();
                let kind = match parts.get(1) {
                    Some(&"person") => 1,
                    Some(&"organization") => 3,
                    Some(&"place") => 5,
                    _ => 0,
                };
                let id = parts.first().copied().unwrap_or_default().to_owned();
                rest = &inside[end..];
                if let Some(after) = rest.strip_prefix(')') {
                    closed.push((at, at + 1, kind));
                    rest = after;
                } else {
                    open.push(Mention { id, kind, start: at });
                }
            } else {
                let end = rest.find(')').unwrap_or(rest.len());
                let id = &rest[..end];
                rest = rest.get(end + 1..).unwrap_or("");
                if let Some(place) = open.iter().rposition(|mention| mention.id == id) {
                    let mention = open.remove(place);
                    closed.push((mention.start, at + 1, mention.kind));
                }
            }
        }
    }
    // Longest first, so that what stands inside has the last word, except in a name of its own.
    closed.sort_by_key(|&(start, end, _)| std::cmp::Reverse(end - start));
    for (start, end, kind) in closed {
        if kind == 0 {
            continue;
        }
        // The last stretch of proper nouns of the noun phrase, before any clause or "of" without a name.
        let is_proper = |at: usize| block.rows[at].upos == "PROPN";
        let Some(first) = (start..end).find(|&at| is_proper(at)) else { continue };
        let mut last = first;
        let mut look = first;
        while look < end {
            if is_proper(look) {
                last = look;
            } else if look > last + 2
                || !matches!(
                    block.rows[look].form.as_str(),
                    "of" | "the" | "and" | "for" | "-" | "." | "de" | "&" | "–" | "'"
                )
            {
                break;
            }
            look += 1;
        }
        // The head of the mention must be in the name: "London's mayor" is none.
        let inside = |at: usize| at >= first && at <= last;
        let head = (start..end).find(|&at| {
            let head = block.rows[at].head;
            head.is_none_or(|head| head == 0 || head - 1 < start || head > end)
        });
        if !head.is_some_and(inside) {
            continue;
        }
        let mut begin = first;
        while kind == 1 && begin < last && TITLES.contains(&block.rows[begin].form.to_lowercase().as_str()) {
            begin += 1;
        }
        // A shorter mention inside a name ("the University of [Kyoto]") does not cut it.
        if tags[begin] != 0 || tags[last] != 0 {
            continue;
        }
        for at in begin..=last {
            tags[at] = kind + u8::from(at > begin);
        }
    }
    repair(&mut tags);
    Sentence { words: block.rows.iter().map(|row| row.form.clone()).collect(), tags, weight, habit: 2 }
}
