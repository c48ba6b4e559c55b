//! Counts in how many reports each term stands: JSON Lines with a `text` on standard input,
//! the table `lexicon/background.tsv` on standard output.
//!
//! The table in use was counted over about 7,000 English reports and pages of 1987 to 2024 from
//! public corpora (MUC-4, LGL, GeoVirus, PolNeAR's training part, WCXB, every sixth
//! item of Reuters-21578).

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let mut reports = 0;
    for line in std::io::stdin().lock().lines() {
        let Ok(report) = serde_json::from_str::<serde_json::Value>(&line?) else { continue };
        let Some(text) = report["text"].as_str() else { continue };
        reports += 1;
        let terms: BTreeSet<String> = dateline_resolve::terms(text).collect();
        for term in terms {
            *counts.entry(term).or_default() += 1;
        }
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    writeln!(out, "#\t{reports}")?;
    for (term, count) in counts.iter().filter(|(_, count)| **count >= 4) {
        writeln!(out, "{term}\t{count}")?;
    }
    out.flush()
}
