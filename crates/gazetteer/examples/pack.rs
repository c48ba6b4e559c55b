//! `cargo run -p dateline-gazetteer --example pack -- TABLE FILE`: packs the table of places that
//! `tools/gazetteer/gather.py` prints into the file that the binary carries.

use std::{env, fs, process::ExitCode};

#[expect(clippy::print_stderr, reason = "a command for the person at the terminal")]
fn main() -> ExitCode {
    let paths: Vec<String> = env::args().skip(1).collect();
    let [table, file] = &paths[..] else {
        eprintln!("pack TABLE FILE");
        return ExitCode::from(2);
    };
    let table = match fs::read_to_string(table) {
        Ok(table) => table,
        Err(error) => {
            eprintln!("{table}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let (packed, refused) = dateline_gazetteer::pack(&table);
    if !refused.is_empty() {
        eprintln!("{} lines left out, the first of them line {}", refused.len(), refused[0]);
    }
    if let Err(error) = fs::write(file, &packed) {
        eprintln!("{file}: {error}");
        return ExitCode::FAILURE;
    }
    eprintln!("{file}: {} bytes", packed.len());
    ExitCode::SUCCESS
}
