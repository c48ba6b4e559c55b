//! `dateline serve`: the record on pages and over HTTP.

use crate::database::Database;
use crate::print::{BOLD, styled};
use anyhow::Result;
use clap::Args;
use dateline_serve::Serving;
use std::net::SocketAddr;
use std::process::ExitCode;

/// Show the record on pages and over HTTP, to this machine alone unless told otherwise.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  dateline serve\n  dateline serve --db dayton.db --addr 127.0.0.1:9000\n  \
                        dateline serve --addr 0.0.0.0:8420 --token \"$(openssl rand -hex 16)\""
)]
pub struct Serve {
    #[command(flatten)]
    database: Database,
    /// Where to listen; an address that others can reach needs --token.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8420")]
    addr: SocketAddr,
    /// What requests must show: `Authorization: Bearer WORD`, or once `?token=WORD`.
    #[arg(long, value_name = "WORD", env = "DATELINE_TOKEN", hide_env_values = true)]
    token: Option<String>,
}

impl Serve {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        // A record that is not there is a mistake in the command, not an empty page.
        drop(self.database.open()?);
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let serving = Serving { db: self.database.db, address: self.addr, token: self.token };
        let secret = serving.token.as_ref().map(|token| format!("?token={token}")).unwrap_or_default();
        let address = styled(BOLD, format!("http://{}/{secret}", serving.address));
        anstream::eprintln!("dateline: serving {} at {address} (Ctrl-C ends it)", serving.db.display());
        runtime.block_on(serving.run(async {
            let _ = tokio::signal::ctrl_c().await;
        }))?;
        Ok(ExitCode::SUCCESS)
    }
}
