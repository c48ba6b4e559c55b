//! Reads what is on standard input, or under the paths given, and writes the reports only: what
//! `dateline extract --only report` does, without the rest of dateline.

use std::io::{self, Write};
use std::path::PathBuf;

fn main() -> io::Result<()> {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let mut out = io::BufWriter::new(io::stdout().lock());
    for report in dateline_read::reports(paths, &dateline_read::Options::default()) {
        match report {
            Ok(report) => {
                serde_json::to_writer(&mut out, &dateline_model::Record::Report(report))?;
                out.write_all(b"\n")?;
            }
            Err(failure) => writeln!(io::stderr(), "{failure}")?,
        }
    }
    out.flush()
}
