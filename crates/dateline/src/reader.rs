//! Who reads the reports.

use clap::Args;
use dateline_language::Reader;

/// Who reads the reports.
#[derive(Args, Clone, Copy)]
pub struct ReaderChoice {
    /// Who reads: `fast`, or `deep`, which is right more often and takes about five times as long.
    #[arg(long, value_name = "READER", default_value = "fast", env = "DATELINE_READER")]
    pub reader: Reader,
}
