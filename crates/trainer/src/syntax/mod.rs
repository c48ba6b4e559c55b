//! The section `syntax`: tags and trees.

mod examples;
mod model;
mod silver;
mod tensor;

use crate::files::Files;
use crate::random::Random;
use crate::{corpus, vectors};
use anyhow::Result;
use dateline_language::syntax::{Network, Sizes};
use examples::{Example, Inventory};
use model::{Model, Rates};
use silver::Silver;
use std::path::PathBuf;
use std::time::Instant;

/// Trains tagger and parser.
#[derive(clap::Args)]
pub struct Syntax {
    #[command(flatten)]
    files: Files,
    /// Passes over the treebanks.
    #[arg(long, default_value_t = 18)]
    epochs: usize,
    /// Only so many sentences, for a quick look.
    #[arg(long)]
    sentences: Option<usize>,
    /// Words in a batch.
    #[arg(long, default_value_t = 600)]
    batch: usize,
    /// Values of a learned embedding.
    #[arg(long, default_value_t = 128)]
    embedding: usize,
    /// Layers.
    #[arg(long, default_value_t = 3)]
    layers: usize,
    /// The layer tags are read from.
    #[arg(long, default_value_t = 2)]
    tag_layer: usize,
    /// Values by which heads are chosen.
    #[arg(long, default_value_t = 96)]
    arc: usize,
    /// Values by which relations are chosen.
    #[arg(long, default_value_t = 80)]
    label: usize,
    /// Learning rate at its highest.
    #[arg(long, default_value_t = 0.003)]
    rate: f32,
    /// Share of values dropped between layers.
    #[arg(long, default_value_t = 0.2)]
    dropout: f32,
    /// Look at the development files every so many passes.
    #[arg(long, default_value_t = 2)]
    every: usize,
    /// News as the deep reader reads it (`silver`), learned from too.
    #[arg(long)]
    silver: Vec<PathBuf>,
    /// Words of such news in a pass, for one of the treebanks.
    #[arg(long, default_value_t = 1.0)]
    share: f32,
    /// Seed of chance.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

impl Syntax {
    /// Runs it.
    pub fn run(self) -> Result<()> {
        let vectors = vectors::of_model(&self.files.model)?;
        let mut blocks = corpus::training(&self.files.data)?;
        let inventory = Inventory::of(&blocks);
        let mut random = Random::new(self.seed);
        if let Some(limit) = self.sentences {
            random.shuffle(&mut blocks);
            blocks.truncate(limit);
        }
        let mut training: Vec<Example> =
            blocks.iter().map(|block| Example::new(block, &inventory, &vectors)).collect();
        training.retain(|example| example.len() <= 150);
        let mut silver = Silver::read(&self.silver, &inventory, &vectors)?;
        if !silver.is_empty() {
            eprintln!("{} words of news that the deep reader read", silver.words());
        }
        let development = ["ewt-dev", "gum-news-dev"]
            .map(|name| (name, corpus::sentences(&self.files.data.join(format!("data/test/{name}.conllu")))));
        let sizes = Sizes {
            vector: vectors.width(),
            embedding: self.embedding,
            hidden: usize::midpoint(vectors.width(), self.embedding),
            layers: self.layers,
            tag_layer: self.tag_layer,
            arc: self.arc,
            label: self.label,
        };
        let mut model = Model::new(sizes, &inventory, &mut random);
        let gold: usize = training.iter().map(Example::len).sum();
        let of_silver = (self.share * gold as f32) as usize;
        let words = gold + if silver.is_empty() { 0 } else { of_silver };
        let steps = (words.div_ceil(self.batch) * self.epochs).max(1);
        let started = Instant::now();
        let mut step = 0;
        for epoch in 1..=self.epochs {
            let mut training = training.clone();
            silver.take(of_silver, &mut random, &mut training);
            random.shuffle(&mut training);
            let (mut loss, mut seen) = (model::Loss::default(), 0);
            let mut from = 0;
            while from < training.len() {
                let (mut to, mut size) = (from, 0);
                while to < training.len() && (size == 0 || size + training[to].len() <= self.batch) {
                    size += training[to].len();
                    to += 1;
                }
                let done = step as f32 / steps as f32;
                let rise = (step as f32 / 200.0).min(1.0);
                let rates =
                    Rates { learning: self.rate * rise * (1.0 - done).max(0.01), dropout: self.dropout };
                loss.add(&model.learn(&training[from..to], &vectors, rates, &mut random), size);
                step += 1;
                seen += size;
                from = to;
            }
            eprintln!("pass {epoch}: {loss} over {seen} words, {:.0} s", started.elapsed().as_secs_f32());
            if epoch % self.every == 0 || epoch == self.epochs {
                let network = Network::read(&model.parameters().write())?;
                for (name, blocks) in &development {
                    if let Ok(blocks) = blocks {
                        eprintln!("  {name}: {}", examples::score(&network, &vectors, blocks));
                    }
                }
            }
        }
        crate::files::put(&self.files.model, "syntax", &model.parameters().write())
    }
}
