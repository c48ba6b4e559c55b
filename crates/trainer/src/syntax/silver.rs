//! Sentences without a treebank, as the deep reader reads them: the network learns from them as from a
//! treebank (a large model teaches a small one by its readings; Kim and Rush 2016, "Sequence-level
//! knowledge distillation").

use crate::corpus;
use crate::random::Random;
use crate::syntax::examples::{Example, Inventory};
use anyhow::Result;
use dateline_language::vectors::Vectors;
use std::path::PathBuf;

/// Sentences of fewer or more words say little, or are not sentences.
const WORDS: std::ops::RangeInclusive<usize> = 5..=70;

/// Such sentences, gone through in turn.
#[derive(Default)]
pub struct Silver {
    examples: Vec<Example>,
    at: usize,
}

impl Silver {
    /// The sentences of files as `dateline-trainer silver` writes them.
    pub fn read(files: &[PathBuf], inventory: &Inventory, vectors: &Vectors) -> Result<Self> {
        let mut examples = Vec::new();
        for file in files {
            let blocks = corpus::sentences(file)?;
            let fitting = blocks.iter().filter(|block| WORDS.contains(&block.rows.len()));
            examples.extend(fitting.map(|block| Example::new(block, inventory, vectors)));
        }
        Ok(Silver { examples, at: 0 })
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.examples.is_empty()
    }

    /// How many words they have.
    pub fn words(&self) -> usize {
        self.examples.iter().map(Example::len).sum()
    }

    /// Adds the next sentences, of about so many words.
    pub fn take(&mut self, words: usize, random: &mut Random, to: &mut Vec<Example>) {
        let mut taken = 0;
        while taken < words && !self.examples.is_empty() {
            if self.at == 0 {
                random.shuffle(&mut self.examples);
            }
            taken += self.examples[self.at].len();
            to.push(self.examples[self.at].clone());
            self.at = (self.at + 1) % self.examples.len();
        }
    }
}
