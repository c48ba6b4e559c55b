//! Which record a command is about.

use anyhow::Result;
use clap::Args;
use dateline_record::Store;
use std::path::PathBuf;

/// Which record.
#[derive(Args)]
pub struct Database {
    /// The record's file.
    #[arg(long, value_name = "FILE", default_value = "dateline.db", env = "DATELINE_DB")]
    pub db: PathBuf,
}

impl Database {
    /// Opens it for questions.
    pub fn open(&self) -> Result<Store> {
        Ok(Store::open_to_read(&self.db)?)
    }
}
