//! The files that every part of the training works on.

use anyhow::{Context, Result};
use dateline_language::model::Container;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the data are, and the model file.
#[derive(clap::Args, Clone)]
pub struct Files {
    /// The folder with `data` and `vectors`.
    #[arg(long)]
    pub data: PathBuf,
    /// The model file to put the section in.
    #[arg(long)]
    pub model: PathBuf,
}

/// Puts a section into a model file, which is made if there is none.
pub fn put(model: &Path, name: &str, section: &[u8]) -> Result<()> {
    let old = if model.exists() {
        fs::read(model).with_context(|| model.display().to_string())?
    } else {
        Vec::new()
    };
    let mut container = if old.is_empty() { Container::default() } else { Container::parse(&old)? };
    container.insert(name, section);
    let new = container.to_bytes();
    fs::write(model, &new).with_context(|| model.display().to_string())?;
    Ok(())
}
