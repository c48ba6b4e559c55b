//! The program.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(dateline::run(std::env::args_os()))
}
