//! The whole model from its data, in the order in which parts need each other.

use crate::files::Files;
use anyhow::{Context, Result, anyhow};
use std::fs;
use std::path::Path;
use std::thread;

/// Trains every section of the model file anew.
#[derive(clap::Args)]
pub struct All {
    #[command(flatten)]
    files: Files,
}

/// Networks that read unmarked news for the one that is kept: seed, passes, share dropped.
const TEACHERS: [[&str; 3]; 3] = [["1", "22", "0.28"], ["2", "16", "0.25"], ["3", "16", "0.25"]];

/// Runs one part, as its command line says.
pub type Part<'r> = &'r (dyn Fn(&[&str]) -> Result<()> + Sync);

impl All {
    /// Runs it: words and lemmas, the teachers side by side, the network that learns from them,
    /// names.
    pub fn run(self, part: Part<'_>) -> Result<()> {
        let (recipe, model) = (&self, &self.files.model);
        self.part(part, model, &["words"])?;
        self.part(part, model, &["lemmas"])?;
        let teachers = TEACHERS.map(|[seed, ..]| model.with_extension(format!("teacher{seed}")));
        thread::scope(|scope| {
            let runs: Vec<_> = TEACHERS
                .iter()
                .zip(&teachers)
                .map(|([seed, passes, dropout], teacher)| {
                    scope.spawn(move || {
                        fs::copy(model, teacher).with_context(|| teacher.display().to_string())?;
                        recipe.part(
                            part,
                            teacher,
                            &["syntax", "--seed", seed, "--epochs", passes, "--dropout", dropout],
                        )
                    })
                })
                .collect();
            runs.into_iter().try_for_each(|run| run.join().map_err(|_| anyhow!("a teacher broke off"))?)
        })?;
        let mut student = vec!["syntax", "--seed", "4"];
        let names = teachers.each_ref().map(|teacher| teacher.display().to_string());
        student.extend(names.iter().flat_map(|name| ["--teachers", name]));
        self.part(part, model, &student)?;
        for teacher in &teachers {
            fs::remove_file(teacher).with_context(|| teacher.display().to_string())?;
        }
        self.part(part, model, &["names"])
    }

    fn part(&self, run: Part<'_>, model: &Path, words: &[&str]) -> Result<()> {
        let data = self.files.data.display().to_string();
        let model = model.display().to_string();
        let files = ["--data", &data, "--model", &model];
        let line: Vec<&str> = ["dateline-trainer"].iter().chain(words).chain(&files).copied().collect();
        run(&line)
    }
}
