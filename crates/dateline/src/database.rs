//! Which record a command is about.

use crate::print::{complain, say};
use anyhow::Result;
use clap::Args;
use dateline_pipeline::Keeper;
use dateline_record::Store;
use std::path::PathBuf;

/// The record's file where no other is named.
const USUAL: &str = "dateline.db";

/// Which record.
#[derive(Args)]
pub struct Database {
    /// The record's file.
    #[arg(long, value_name = "FILE", default_value = USUAL, env = "DATELINE_DB")]
    pub db: PathBuf,
}

impl Database {
    /// Opens it for questions. Where an older dateline wrote it, so that nothing in it is linked any more,
    /// the links are told first.
    pub fn open(&self) -> Result<Store> {
        let store = Store::open_to_read(&self.db)?;
        let waiting = store.unlinked()?;
        if waiting > 0 {
            self.link(waiting);
        }
        Ok(store)
    }

    /// How a command is called for this record: with `--db` where it would be about another one without.
    pub fn command(&self, name: &str) -> String {
        let usual = std::env::var_os("DATELINE_DB").unwrap_or_else(|| USUAL.into());
        if self.db.as_os_str() == usual {
            return format!("dateline {name}");
        }
        let path = self.db.display().to_string();
        let is_plain = |letter: char| letter.is_alphanumeric() || "-_./\\:+,~".contains(letter);
        // For a shell to read.
        let path =
            if path.chars().all(is_plain) { path } else { format!("'{}'", path.replace('\'', "'\\''")) };
        format!("dateline {name} --db {path}")
    }

    fn link(&self, waiting: usize) {
        let path = self.db.display();
        say(format!("dateline: {path}: telling which of {waiting} reports belong together …"));
        if let Err(error) = Keeper::open(&self.db).and_then(|mut keeper| keeper.relink()) {
            complain(format!("{path}: no stories yet: {error}"));
        }
    }
}
