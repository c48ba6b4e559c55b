//! Treebank sentences as the network learns from them, and how well it reads others.

use dateline_language::conllu::Block;
use dateline_language::syntax::{Network, features};
use dateline_language::vectors::Vectors;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::fmt;

/// What there is to tell apart.
#[derive(Debug)]
pub struct Inventory {
    /// Hashes of forms seen at least twice, in order.
    pub vocabulary: Vec<u32>,
    /// How often each was seen; the unknown form first.
    pub counts: Vec<u32>,
    /// Pairs of tags.
    pub tags: Vec<String>,
    /// Relations.
    pub labels: Vec<String>,
    known: FxHashMap<u32, u32>,
}

impl Inventory {
    /// Of a treebank.
    pub fn of(blocks: &[Block]) -> Self {
        let mut forms: BTreeMap<u32, u32> = BTreeMap::new();
        let mut tags: BTreeMap<String, u32> = BTreeMap::new();
        let mut labels: BTreeMap<String, u32> = BTreeMap::new();
        for row in blocks.iter().flat_map(|block| &block.rows) {
            *forms.entry(features::form_hash(&row.form)).or_default() += 1;
            *tags.entry(format!("{} {}", row.upos, row.xpos)).or_default() += 1;
            *labels.entry(row.deprel.clone()).or_default() += 1;
        }
        forms.retain(|_, count| *count > 1);
        tags.retain(|_, count| *count > 2);
        let known = forms.keys().zip(1..).map(|(&hash, at)| (hash, at)).collect();
        Inventory {
            vocabulary: forms.keys().copied().collect(),
            counts: std::iter::once(0).chain(forms.values().copied()).collect(),
            tags: tags.into_keys().collect(),
            labels: labels.into_keys().collect(),
            known,
        }
    }
}

/// A sentence to learn from.
#[derive(Clone, Debug)]
pub struct Example {
    /// Rows of the word vectors.
    pub vectors: Vec<Option<u16>>,
    /// Rows of the forms.
    pub forms: Vec<u32>,
    /// How often each form was seen.
    pub counts: Vec<u32>,
    /// Rows of affixes and shape.
    pub affixes: Vec<[u32; 5]>,
    /// Tags; none where too rare to learn.
    pub tags: Vec<Option<u16>>,
    /// Heads, 0 for the root; none where nothing is to be learned of the word's place.
    pub heads: Vec<Option<u32>>,
    /// Relations.
    pub labels: Vec<u16>,
    /// Whether it is punctuation, which counts for less.
    pub is_punctuation: Vec<bool>,
}

impl Example {
    /// Of a treebank sentence.
    pub fn new(block: &Block, inventory: &Inventory, vectors: &Vectors) -> Self {
        let rows = &block.rows;
        let place =
            |list: &[String], name: &str| list.iter().position(|item| item == name).map(|at| at as u16);
        let forms: Vec<u32> = rows
            .iter()
            .map(|row| inventory.known.get(&features::form_hash(&row.form)).copied().unwrap_or(0))
            .collect();
        Example {
            vectors: rows.iter().map(|row| vectors.row(&row.form)).collect(),
            counts: forms.iter().map(|&form| inventory.counts[form as usize]).collect(),
            forms,
            affixes: rows.iter().map(|row| features::rows(&row.form)).collect(),
            tags: rows
                .iter()
                .map(|row| place(&inventory.tags, &format!("{} {}", row.upos, row.xpos)))
                .collect(),
            heads: rows.iter().map(|row| row.head.map(|head| head as u32)).collect(),
            labels: rows.iter().map(|row| place(&inventory.labels, &row.deprel).unwrap_or(0)).collect(),
            is_punctuation: rows.iter().map(|row| row.upos == "PUNCT").collect(),
        }
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.forms.len()
    }
}

/// How well a network reads a treebank.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    words: usize,
    upos: usize,
    xpos: usize,
    counted: usize,
    heads: usize,
    labelled: usize,
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        write!(
            f,
            "UPOS {:.2}  XPOS {:.2}  UAS {:.2}  LAS {:.2}",
            share(self.upos, self.words),
            share(self.xpos, self.words),
            share(self.heads, self.counted),
            share(self.labelled, self.counted)
        )
    }
}

/// Reads a treebank, words and sentences given.
pub fn score(network: &Network, vectors: &Vectors, blocks: &[Block]) -> Score {
    let forms: Vec<&str> = blocks.iter().flat_map(|block| &block.rows).map(|row| row.form.as_str()).collect();
    let mut start = 0;
    let sentences: Vec<_> = blocks
        .iter()
        .map(|block| {
            let range = start..start + block.rows.len();
            start = range.end;
            range
        })
        .collect();
    let found = network.analyze(vectors, &forms, &sentences, true);
    let base = |name: &str| name.split(':').next().unwrap_or("").to_owned();
    let mut score = Score::default();
    let starts = sentences.iter().flat_map(|sentence| sentence.clone().map(|_| sentence.start));
    for ((row, found), start) in blocks.iter().flat_map(|block| &block.rows).zip(found).zip(starts) {
        let head = (found.head as usize).saturating_sub(start);
        score.words += 1;
        if let Some((upos, xpos)) = network.tags[usize::from(found.tag)].split_once(' ') {
            score.upos += usize::from(upos == row.upos);
            score.xpos += usize::from(xpos == row.xpos);
        }
        if row.upos != "PUNCT" {
            let is_head = row.head == Some(head);
            score.counted += 1;
            score.heads += usize::from(is_head);
            score.labelled +=
                usize::from(is_head && base(&row.deprel) == base(&network.labels[usize::from(found.label)]));
        }
    }
    score
}
