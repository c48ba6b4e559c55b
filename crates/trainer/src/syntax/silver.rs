//! Sentences without a treebank, read by several networks: what most of them agree on is learned
//! from like a treebank (tri-training; Zhou and Li 2005, Ruder and Plank 2018).

use anyhow::{Context, Result, ensure};
use dateline_language::conllu::{Block, Row};
use dateline_language::model::Container;
use dateline_language::{Analyzer, Annotated, Depth};
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// Sentences of fewer or more words say little, or are not sentences.
const WORDS: std::ops::RangeInclusive<usize> = 5..=70;

/// The sentences of a file of one word a line, as the teachers read them together.
pub fn sentences(path: &Path, teachers: &[PathBuf]) -> Result<Vec<Block>> {
    ensure!(teachers.len() % 2 == 1, "an odd number of teachers is needed for a majority");
    let teachers = teachers.iter().map(|path| analyzer(path)).collect::<Result<Vec<_>>>()?;
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let mut found = Vec::new();
    let mut text = String::new();
    for line in BufReader::new(file).lines() {
        let line = line.with_context(|| path.display().to_string())?;
        match line.split('\t').next().unwrap_or("") {
            "" => {
                found.extend(agreed(&text, &teachers));
                text.clear();
            }
            word => {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(word);
            }
        }
    }
    found.extend(agreed(&text, &teachers));
    Ok(found)
}

fn analyzer(path: &Path) -> Result<Analyzer> {
    let bytes = fs::read(path).with_context(|| path.display().to_string())?;
    Ok(Analyzer::of_model(&Container::parse(&bytes)?)?)
}

/// A sentence with the tags and heads that most teachers give; where there is no majority the
/// word teaches nothing of it.
fn agreed(text: &str, teachers: &[Analyzer]) -> Option<Block> {
    let readings: Vec<Annotated<'_>> =
        teachers.iter().map(|teacher| teacher.analyze(text, &[], Depth::Trees)).collect();
    let first = readings.first()?;
    if first.sentences.len() != 1 || !WORDS.contains(&first.tokens.len()) {
        return None;
    }
    let rows = first.tokens.iter().enumerate().map(|(at, token)| {
        let tags = most(readings.iter().map(|reading| {
            let token = &reading.tokens[at];
            (token.upos.name(), token.xpos.name())
        }));
        let place = most(readings.iter().map(|reading| {
            let token = &reading.tokens[at];
            (token.head, token.deprel.name())
        }));
        let (upos, xpos) = tags.unwrap_or(("_", "_"));
        Row {
            form: text[token.span.range()].to_owned(),
            upos: upos.to_owned(),
            xpos: xpos.to_owned(),
            head: place.map(|(head, _)| head.map_or(0, |head| head as usize + 1)),
            deprel: place.map_or("_", |(_, name)| name).to_owned(),
            ..Row::default()
        }
    });
    Some(Block { rows: rows.collect(), ..Block::default() })
}

/// What more than half of them are.
fn most<T: PartialEq + Copy>(items: impl Iterator<Item = T>) -> Option<T> {
    let items: Vec<T> = items.collect();
    let votes = |item: T| items.iter().filter(|&&other| other == item).count();
    items.iter().copied().find(|&item| 2 * votes(item) > items.len())
}
