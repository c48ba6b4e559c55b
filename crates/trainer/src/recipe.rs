//! The whole model from its data, in the order in which parts need each other.

use crate::files::Files;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Trains every section of the model file anew.
#[derive(clap::Args)]
pub struct All {
    #[command(flatten)]
    files: Files,
    /// More news for the deep reader to read, as JSON Lines with a `text`.
    #[arg(long)]
    reports: Vec<PathBuf>,
}

/// Runs one part, as its command line says.
pub type Part<'r> = &'r dyn Fn(&[&str]) -> Result<()>;

impl All {
    /// Runs it: words and lemmas, news as the deep reader reads it, the network that learns from that and from
    /// treebanks, names.
    pub fn run(self, part: Part<'_>) -> Result<()> {
        let (recipe, model) = (&self, &self.files.model);
        recipe.part(part, model, &["words"])?;
        recipe.part(part, model, &["lemmas"])?;
        let news = self.files.data.join("data/ner/gmb.tsv").display().to_string();
        let silver = model.with_extension("silver.conllu");
        let read = silver.display().to_string();
        let mut line = vec!["dateline-trainer", "silver", "--words", &news, "--out", &read];
        let reports: Vec<String> = self.reports.iter().map(|path| path.display().to_string()).collect();
        line.extend(reports.iter().flat_map(|path| ["--reports", path]));
        part(&line)?;
        let syntax = [
            "syntax",
            "--seed",
            "4",
            "--silver",
            &read,
            "--share",
            "2.5",
            "--epochs",
            "12",
            "--dropout",
            "0.15",
        ];
        recipe.part(part, model, &syntax)?;
        fs::remove_file(&silver).with_context(|| read.clone())?;
        recipe.part(part, model, &["names"])
    }

    fn part(&self, run: Part<'_>, model: &Path, words: &[&str]) -> Result<()> {
        let data = self.files.data.display().to_string();
        let model = model.display().to_string();
        let files = ["--data", &data, "--model", &model];
        let line: Vec<&str> = ["dateline-trainer"].iter().chain(words).chain(&files).copied().collect();
        run(&line)
    }
}
