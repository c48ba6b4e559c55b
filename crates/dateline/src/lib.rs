//! The commands: what the program `dateline` does, and what the command does that comes with the Python
//! package.

mod acts;
mod annotate;
pub mod asked;
mod backup;
mod check;
mod citations;
mod compact;
mod compare;
mod correct;
mod database;
mod days;
mod differences;
mod digest;
mod events;
mod export;
mod extract;
mod feed;
mod figures;
mod forget;
mod graph;
mod import;
mod inputs;
mod interrupt;
mod linked;
mod map;
mod mcp;
mod notes;
mod open;
mod opposed;
mod parquet;
mod places;
mod positions;
mod print;
mod read;
mod reader;
mod report;
mod reports;
mod rows;
mod search;
mod serve;
mod statements;
mod stories;
mod timeline;
mod tree;
mod watch;
mod who;

use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

/// Reads dated news reports and keeps the record: who said what, what was done, where,
/// when, and by whose account, each with the words it rests on.
#[derive(Parser)]
#[command(
    version,
    about,
    after_help = "Examples:\n  dateline read samples/\n  dateline timeline\n  dateline statements --by Marek --since 1995-11\n  \
                  dateline differences\n\nExit status: 0 all done; 1 something could not be read or found (one line each on stderr); \
                  2 the command itself was wrong; \
                  130, 143: Ctrl-C or a request to end stopped `read`, and what was read by then is kept."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Read(read::Read),
    Open(open::Open),
    Watch(watch::Watch),
    Extract(extract::Extract),
    Annotate(annotate::Annotate),
    Tree(tree::Tree),
    Stories(stories::Stories),
    Story(stories::Story),
    Statements(statements::Statements),
    Events(events::Events),
    Figures(figures::Figures),
    Places(places::Places),
    Reports(reports::Reports),
    Differences(differences::Differences),
    Digest(digest::Digest),
    Timeline(timeline::Timeline),
    Who(who::Who),
    Opposed(opposed::Opposed),
    Positions(positions::Positions),
    Compare(compare::Compare),
    Correct(correct::Correct),
    Search(search::Search),
    Report(report::Report),
    Export(export::Export),
    Import(import::Import),
    Check(check::Check),
    Backup(backup::Backup),
    Forget(forget::Forget),
    Compact(compact::Compact),
    Serve(serve::Serve),
    Mcp(mcp::Mcp),
}

/// Does what some arguments say, the first of which is the program's name, and gives its exit status: 0 all
/// done; 1 something could not be read or found; 2 the command itself was wrong; 130 or 143 a signal ended it.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(wrong) => {
            // Nobody is left to tell where this cannot be shown.
            let _ = wrong.print();
            return u8::try_from(wrong.exit_code()).unwrap_or(2);
        }
    };
    let result = match arguments.command {
        Command::Read(command) => command.run(),
        Command::Open(command) => command.run(),
        Command::Watch(command) => command.run(),
        Command::Extract(command) => command.run(),
        Command::Annotate(command) => command.run(),
        Command::Tree(command) => command.run(),
        Command::Stories(command) => command.run(),
        Command::Story(command) => command.run(),
        Command::Statements(command) => command.run(),
        Command::Events(command) => command.run(),
        Command::Figures(command) => command.run(),
        Command::Places(command) => command.run(),
        Command::Reports(command) => command.run(),
        Command::Differences(command) => command.run(),
        Command::Digest(command) => command.run(),
        Command::Timeline(command) => command.run(),
        Command::Who(command) => command.run(),
        Command::Opposed(command) => command.run(),
        Command::Positions(command) => command.run(),
        Command::Compare(command) => command.run(),
        Command::Correct(command) => command.run(),
        Command::Search(command) => command.run(),
        Command::Report(command) => command.run(),
        Command::Export(command) => command.run(),
        Command::Import(command) => command.run(),
        Command::Check(command) => command.run(),
        Command::Backup(command) => command.run(),
        Command::Forget(command) => command.run(),
        Command::Compact(command) => command.run(),
        Command::Serve(command) => command.run(),
        Command::Mcp(command) => command.run(),
    };
    match result {
        Ok(code) => u8::from(code != ExitCode::SUCCESS),
        // Whoever reads our output has had enough of it (`dateline statements | head`).
        Err(error) if is_broken_pipe(&error) => 0,
        Err(error) => {
            print::complain(format!("{error:#}"));
            if error.is::<asked::Wrong>() {
                return 2;
            }
            error.downcast_ref::<interrupt::Stopped>().map_or(1, |stopped| stopped.status)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let of_io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let of_json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        let of_csv = cause.downcast_ref::<csv::Error>().and_then(|error| match error.kind() {
            csv::ErrorKind::Io(error) => Some(error.kind()),
            _ => None,
        });
        of_io.or(of_json).or(of_csv) == Some(io::ErrorKind::BrokenPipe)
    })
}
