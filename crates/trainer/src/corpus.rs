//! Treebanks.

use anyhow::{Context, Result};
use dateline_language::conllu::{self, Block};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// The sentences of a file that have words.
pub fn sentences(path: &Path) -> Result<Vec<Block>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let mut is_left_out = false;
    let mut found = Vec::new();
    for block in conllu::blocks(BufReader::new(file)) {
        let block = block.with_context(|| path.display().to_string())?;
        if let Some(document) = block.comment("newdoc id") {
            // The licence of the genre's source may be CC BY-ND.
            is_left_out = document.starts_with("GUM_conversation");
        }
        if !is_left_out && !block.rows.is_empty() {
            found.push(block);
        }
    }
    Ok(found)
}

/// What the tagger, the lemmatizer and the parser learn from.
pub fn training(data: &Path) -> Result<Vec<Block>> {
    let mut found = sentences(&data.join("data/train/ewt-train.conllu"))?;
    found.extend(sentences(&data.join("data/train/gum-train.conllu"))?);
    Ok(found)
}
