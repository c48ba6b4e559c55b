//! The commands.

mod annotate;
mod extract;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Reads dated news reports and keeps the record: who said what, what was done, where,
/// when, and by whose account, each with the words it rests on.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Extract(extract::Extract),
    Annotate(annotate::Annotate),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Extract(command) => command.run(),
        Command::Annotate(command) => command.run(),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("dateline: {error:#}");
            ExitCode::from(1)
        }
    }
}
