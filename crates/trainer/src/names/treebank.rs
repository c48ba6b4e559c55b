//! GUM's mentions of people, places and organizations, cut down to their names.
//!
//! GUM marks whole noun phrases ("the Afghan team's coach, Alireza Mehraban"). The name of a mention is
//! the run of proper nouns around its head, without what the treebank attaches as a description
//! ("Afghan Ambassador" in "Afghan Ambassador Hamdullah Mohib") and without titles.

use super::data::{Sentence, repair};
use super::titles::is_of_title;
use anyhow::{Context, Result};
use dateline_language::conllu::{self, Block};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

const PERSON: u8 = 1;
const BODY: u8 = 3;

/// The sentences of the documents that are wanted, conversations left out.
pub fn treebank(path: &Path, weight: f32, is_wanted: impl Fn(&str) -> bool) -> Result<Vec<Sentence>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let mut found = Vec::new();
    let mut is_in = false;
    let mut document = 0;
    for block in conllu::blocks(BufReader::new(file)) {
        let block = block?;
        if let Some(name) = block.comment("newdoc id") {
            is_in = is_wanted(name) && !name.starts_with("GUM_conversation");
            document += 1;
        }
        if is_in && !block.rows.is_empty() {
            let words = block.rows.iter().map(|row| row.form.clone()).collect();
            found.push(Sentence { words, tags: tags(&block), weight, document, habit: 2 });
        }
    }
    Ok(found)
}

#[derive(Clone, Copy, Debug)]
struct Mention {
    start: usize,
    end: usize,
    kind: u8,
}

fn tags(block: &Block) -> Vec<u8> {
    let mut tags = vec![0u8; block.rows.len()];
    let mut mentions = mentions(block);
    // Longest first: a mention inside a name ("the University of [Kyoto]") does not cut it.
    mentions.sort_by_key(|mention| (std::cmp::Reverse(mention.end - mention.start), mention.start));
    for mention in mentions {
        let Some((start, end)) = name(block, mention) else { continue };
        if tags[start..end].iter().all(|&tag| tag == 0) {
            tags[start..end].fill(mention.kind + 1);
            tags[start] = mention.kind;
        }
    }
    repair(&mut tags);
    tags
}

/// The mentions of the three kinds: `(12-person-…` opens one, `12)` closes it.
fn mentions(block: &Block) -> Vec<Mention> {
    let mut open: Vec<(&str, usize, u8)> = Vec::new();
    let mut closed = Vec::new();
    for (at, row) in block.rows.iter().enumerate() {
        let entity = row.misc.split('|').find_map(|part| part.strip_prefix("Entity="));
        let mut rest = entity.unwrap_or_default();
        while !rest.is_empty() {
            if let Some(inside) = rest.strip_prefix('(') {
                let end = inside.find(['(', ')']).unwrap_or(inside.len());
                let mut parts = inside[..end].split('-');
                let id = parts.next().unwrap_or_default();
                let kind = match parts.next() {
                    Some("person") => PERSON,
                    Some("organization") => BODY,
                    Some("place") => 5,
                    _ => 0,
                };
                rest = &inside[end..];
                if let Some(after) = rest.strip_prefix(')') {
                    closed.push(Mention { start: at, end: at + 1, kind });
                    rest = after;
                } else {
                    open.push((id, at, kind));
                }
            } else {
                let (id, after) = rest.split_once(')').unwrap_or((rest, ""));
                rest = after;
                if let Some(place) = open.iter().rposition(|&(opened, ..)| opened == id) {
                    let (_, start, kind) = open.remove(place);
                    closed.push(Mention { start, end: at + 1, kind });
                }
            }
        }
    }
    closed.retain(|mention| mention.kind > 0);
    closed
}

/// The words of a mention that are its name, if it has one.
fn name(block: &Block, mention: Mention) -> Option<(usize, usize)> {
    let Mention { start, end, kind } = mention;
    let rows = &block.rows;
    let is_proper = |at: usize| rows[at].xpos.starts_with("NNP") || rows[at].upos == "PROPN";
    let head_of = |at: usize| rows[at].head.and_then(|head| head.checked_sub(1));
    let head = (start..end).find(|&at| head_of(at).is_none_or(|head| !(start..end).contains(&head)))?;
    let is_flat = |at: usize| rows[at].deprel.starts_with("flat") && is_proper(at);
    let mut first = head;
    if !is_proper(head) {
        // "team member Rodaba Noori"
        first = (head + 1..end).find(|&at| is_flat(at) && head_of(at) == Some(head))?;
    } else if kind == PERSON && rows[head].xpos == "NNPS" {
        // "Muslims", "Afghans"
        return None;
    }
    let mut last = first;
    // To the left: "[United] States", "Dallas [Morning] News"; not "President" as a description.
    while first > start && is_proper(head) {
        let before = first - 1;
        let is_part = is_proper(before)
            || matches!(rows[before].form.as_str(), "-" | "&" | ".")
            || is_capital(&rows[before].form) && matches!(rows[before].xpos.as_str(), "JJ" | "CD" | "NN");
        let is_other =
            ["nmod:desc", "nmod:poss", "det", "appos", "case"].contains(&rows[before].deprel.as_str());
        if !is_part || is_other {
            break;
        }
        first = before;
    }
    // To the right: "Bank [of Norway]", "Bill [Clinton]".
    let mut look = last + 1;
    while look < end && look <= last + 3 {
        let form = rows[look].form.as_str();
        let deprel = rows[look].deprel.as_str();
        if is_proper(look) {
            let is_list = deprel.starts_with("conj") && (kind != BODY || head_of(look) == Some(head));
            let is_beside = look == last + 1 || matches!(rows[look - 1].form.as_str(), "-" | "." | "&");
            if is_list || deprel == "appos" || kind == PERSON && !is_beside {
                break;
            }
            last = look;
        } else if !(matches!(form, "of" | "the" | "-" | "." | "&" | "de" | "–")
            || kind == BODY && matches!(form, "for" | "and" | "on")
            || is_capital(form) && rows[look].xpos == "JJ")
        {
            break;
        }
        look += 1;
    }
    while kind == PERSON && first < last && is_of_title(&rows[first].form) {
        first += 1;
    }
    // "The President", "the Prime Minister"; "the Taliban" is no person.
    let is_article = first > 0 && rows[first - 1].form.eq_ignore_ascii_case("the");
    let is_title = (first..=last).all(|at| is_of_title(&rows[at].form));
    (!(kind == PERSON && (is_title || is_article)) && is_capital(&rows[first].form))
        .then_some((first, last + 1))
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
}
