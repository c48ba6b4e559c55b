//! `dateline mcp`: the record as tools for language models.

use crate::database::Database;
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;

/// Answer a language model's questions on standard input and output (Model Context Protocol).
#[derive(Args)]
#[command(
    after_help = "Example, in a client's settings:\n  {\"mcpServers\": {\"dateline\": {\"command\": \"dateline\", \"args\": [\"mcp\", \"--db\", \"news.db\"]}}}\n\n\
                        `dateline serve` answers the same over HTTP under /mcp."
)]
pub struct Mcp {
    #[command(flatten)]
    database: Database,
    /// Where `dateline serve` shows this record, so that links can be opened: http://localhost:8080
    #[arg(long, value_name = "URL")]
    pages: Option<String>,
}

impl Mcp {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        drop(self.database.open()?);
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let origin = self.pages.map(|pages| pages.trim_end_matches('/').to_owned());
        runtime.block_on(dateline_serve::serve_stdio(&self.database.db, origin))?;
        Ok(ExitCode::SUCCESS)
    }
}
