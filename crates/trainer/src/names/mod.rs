//! The section `names`: the tagger of names.

mod chain;
mod data;
mod score;
mod titles;
mod treebank;

use crate::files::Files;
use crate::random::Random;
use crate::vectors;
use anyhow::Result;
use chain::{Chain, Example};
use data::Sentence;
use dateline_language::names::{Features, TAGS, Tagger, lexical};
use dateline_language::vectors::Vectors;
use rustc_hash::FxHashMap;
use score::{Scores, measure};

/// Trains the tagger of names.
#[derive(clap::Args)]
pub struct Names {
    #[command(flatten)]
    files: Files,
    /// Rounds over the data.
    #[arg(long, default_value_t = 7)]
    rounds: usize,
    /// Sentences of GMB, and what each counts.
    #[arg(long, default_value_t = 28_000)]
    news: usize,
    /// What a sentence of GMB counts.
    #[arg(long, default_value_t = 0.5)]
    news_weight: f32,
    /// What a sentence of GUM counts; 0 leaves GUM out.
    #[arg(long, default_value_t = 0.5)]
    treebank_weight: f32,
    /// What a sentence of CrossNER counts.
    #[arg(long, default_value_t = 1.5)]
    politics_weight: f32,
    /// Length of a first step.
    #[arg(long, default_value_t = 0.1)]
    rate: f32,
    /// Pull towards zero.
    #[arg(long, default_value_t = 0.0005)]
    decay: f32,
    /// Rows kept in the model, in thousands.
    #[arg(long, default_value_t = 600)]
    rows: usize,
    /// Leaves CrossNER's development part out of training, to be tested on.
    #[arg(long)]
    trial: bool,
    /// Every k-th document of GUM's news is left out in turn and tested on.
    #[arg(long)]
    folds: Option<usize>,
    /// Prints the names that are missed and those that are none.
    #[arg(long)]
    show: bool,
}

/// So many sentences of GMB in a row are left out together.
const STRETCH: usize = 1000;

impl Names {
    /// Runs it.
    pub fn run(self) -> Result<()> {
        let vectors = vectors::of_model(&self.files.model)?;
        if let Some(folds) = self.folds {
            return self.cross_validate(&vectors, folds);
        }
        let sentences = self.training(|_| true, |_| true)?;
        let chain = self.train(&vectors, &sentences);
        let tagger = chain.tagger(self.rows * 1000);
        for (name, sentences) in self.tests()? {
            measure(&tagger, &vectors, &sentences, self.show).print(&name);
        }
        crate::files::put(&self.files.model, "names", &tagger.write())
    }

    fn training(
        &self,
        is_wanted: impl Fn(&str) -> bool,
        is_news_wanted: impl Fn(usize) -> bool,
    ) -> Result<Vec<Sentence>> {
        let names = self.files.data.join("data/ner");
        let mut found = data::columns(&names.join("uner-ewt-train.tsv"), 1.0)?;
        found.extend(data::columns(&names.join("wikigold.tsv"), 1.0)?);
        found.extend(data::columns(&names.join("crossner-politics-train.tsv"), self.politics_weight)?);
        if !self.trial {
            found.extend(data::columns(&names.join("crossner-politics-dev.tsv"), self.politics_weight)?);
        }
        if self.news > 0 {
            found.extend(data::news(&names.join("gmb.tsv"), self.news_weight, self.news, is_news_wanted)?);
        }
        if self.treebank_weight > 0.0 {
            let path = self.files.data.join("data/train/gum-train.conllu");
            found.extend(treebank::treebank(&path, self.treebank_weight, is_wanted)?);
        }
        Ok(found)
    }

    fn tests(&self) -> Result<Vec<(String, Vec<Sentence>)>> {
        let names = self.files.data.join("data/ner");
        let mut found = vec![("ewt dev".to_owned(), data::columns(&names.join("uner-ewt-dev.tsv"), 1.0)?)];
        if self.trial {
            found.push((
                "politics dev".to_owned(),
                data::columns(&names.join("crossner-politics-dev.tsv"), 1.0)?,
            ));
        }
        let path = self.files.data.join("data/test/gum-news-dev.conllu");
        found.push(("GUM news dev".to_owned(), treebank::treebank(&path, 1.0, |_| true)?));
        Ok(found)
    }

    fn train(&self, vectors: &Vectors, sentences: &[Sentence]) -> Trained {
        let mut random = Random::new(7);
        let mut rows: FxHashMap<u64, u32> = FxHashMap::default();
        let mut counts: Vec<u32> = Vec::new();
        let mut examples: Vec<Example> = Vec::new();
        let mut features = Features::default();
        for (number, sentence) in sentences.iter().enumerate() {
            // Some are read again as headlines or all in capitals, which have the same names.
            let mut copies = vec![(sentence.words.clone(), sentence.weight)];
            if sentence.tags.iter().any(|&tag| tag > 0) {
                match number % 12 {
                    0 => copies.push((changed(&sentence.words, true), sentence.weight * 0.4)),
                    6 => copies.push((changed(&sentence.words, false), sentence.weight * 0.4)),
                    _ => {}
                }
            }
            for (words, weight) in copies {
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                features.read(vectors, &words, &lexical(&words));
                let mut row = |key: u64| {
                    let row = *rows.entry(key).or_insert(counts.len() as u32);
                    if row as usize == counts.len() {
                        counts.push(0);
                    }
                    counts[row as usize] += 1;
                    row
                };
                // A source's habits are learned beside what all have in common, and left behind
                // (Daumé 2007, "Frustratingly easy domain adaptation").
                let of_words = (0..words.len())
                    .map(|at| {
                        let keys = features.of(at);
                        let mut found: Vec<u32> = keys.iter().map(|&key| row(key)).collect();
                        if sentence.habit > 0 {
                            found.extend(keys.iter().map(|&key| row(habit(key, sentence.habit))));
                        }
                        found
                    })
                    .collect();
                examples.push(Example { features: of_words, tags: sentence.tags.clone(), weight });
            }
        }
        // What was seen once says nothing.
        for example in &mut examples {
            for rows in &mut example.features {
                rows.retain(|&row| counts[row as usize] > 1);
            }
        }
        eprintln!(
            "{} sentences, {} features",
            examples.len(),
            counts.iter().filter(|&&count| count > 1).count()
        );
        let mut chain = Chain::new(counts.len(), self.rate, self.decay);
        let mut order: Vec<usize> = (0..examples.len()).collect();
        for round in 0..self.rounds {
            random.shuffle(&mut order);
            let loss: f64 = order.iter().map(|&at| f64::from(chain.learn(&examples[at]))).sum();
            eprintln!("round {round}: loss {:.4}", loss / examples.len() as f64);
        }
        let mut is_shared = vec![false; counts.len()];
        let mut keys: Vec<(u64, u32)> = Vec::new();
        for sentence in sentences {
            let words: Vec<&str> = sentence.words.iter().map(String::as_str).collect();
            features.read(vectors, &words, &lexical(&words));
            for &key in (0..words.len()).flat_map(|at| features.of(at)) {
                let Some(&row) = rows.get(&key) else { continue };
                if !std::mem::replace(&mut is_shared[row as usize], true) {
                    keys.push((key, row));
                }
            }
        }
        Trained { keys, chain }
    }

    /// Leaves documents of news out in turn: names in outlets and on matters not seen. GUM's are
    /// single documents; GMB's sentences run in the order of its documents, so stretches of them are.
    fn cross_validate(&self, vectors: &Vectors, folds: usize) -> Result<()> {
        let path = self.files.data.join("data/train/gum-train.conllu");
        let is_news = |document: &str| document.starts_with("GUM_news");
        let fold_of = |document: &str| document.bytes().map(usize::from).sum::<usize>() % folds;
        let (mut by_hand, mut by_machine) = (Scores::default(), Scores::default());
        for fold in 0..folds {
            let news_fold = |at: usize| at / STRETCH % folds == fold;
            let sentences = self
                .training(|document| !is_news(document) || fold_of(document) != fold, |at| !news_fold(at))?;
            let tagger = self.train(vectors, &sentences).tagger(self.rows * 1000);
            let held =
                treebank::treebank(&path, 1.0, |document| is_news(document) && fold_of(document) == fold)?;
            let scores = measure(&tagger, vectors, &held, self.show);
            scores.print(&format!("GUM news, fold {fold}"));
            by_hand.add(&scores);
            let held = data::news(&self.files.data.join("data/ner/gmb.tsv"), 1.0, 6_000, news_fold)?;
            let scores = measure(&tagger, vectors, &held, false);
            scores.print(&format!("GMB, fold {fold}"));
            by_machine.add(&scores);
        }
        by_hand.print("GUM news, left out in turn");
        by_machine.print("GMB, left out in turn");
        Ok(())
    }
}

/// The copy of a feature that one source alone has.
fn habit(key: u64, source: u64) -> u64 {
    (key ^ source).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(31)
}

struct Trained {
    keys: Vec<(u64, u32)>,
    chain: Chain,
}

impl Trained {
    /// The heaviest rows, as the tagger that ships.
    fn tagger(self, most: usize) -> Tagger {
        let mut rows: Vec<(u64, [f32; TAGS])> = self
            .keys
            .into_iter()
            .map(|(key, row)| (key, self.chain.weights[row as usize]))
            .filter(|(_, row)| row.iter().any(|weight| weight.abs() > 0.01))
            .collect();
        let weight = |row: &[f32; TAGS]| row.iter().map(|weight| weight.abs()).fold(0.0, f32::max);
        rows.sort_by(|a, b| weight(&b.1).total_cmp(&weight(&a.1)).then(a.0.cmp(&b.0)));
        rows.truncate(most);
        eprintln!("{} rows kept", rows.len());
        let largest = rows.first().map_or(1.0, |(_, row)| weight(row));
        Tagger::new(20, rows, self.chain.transitions, largest.min(4.0) / 127.0)
    }
}

fn changed(words: &[String], all: bool) -> Vec<String> {
    words
        .iter()
        .map(|word| {
            if all {
                return word.to_uppercase();
            }
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        })
        .collect()
}
