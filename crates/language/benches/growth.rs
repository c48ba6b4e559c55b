//! What a word and a character cost, by depth of analysis and length of text:
//! `cargo bench -p dateline-language [-- FILE]`. The cost must not grow with the length.

#![expect(clippy::print_stdout, reason = "it is what a benchmark is for")]

use dateline_language::{Analyzer, Depth};
use std::time::Instant;

const TEXT: &str = "Foreign Minister Ana Reyes said on Tuesday that the two delegations would meet again in \
    Port Haven, where the talks broke off a week ago. “We are closer than we were,” she told reporters, \
    “but nobody should expect a treaty by Friday.” The northern command denied that its drones had struck \
    a grain store near the border, in which at least four people were killed and more than 30 injured, \
    according to officials. U.S.-led monitors, who were not allowed to visit the site, called for a \
    30-day ceasefire. Reyes's counterpart, Gen. Tomas Brandt, didn't answer questions.\n\n";

fn main() {
    let started = Instant::now();
    let analyzer = Analyzer::embedded();
    println!("model ready after {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
    if let Some(path) = std::env::args().skip(1).find(|argument| !argument.starts_with("--")) {
        match std::fs::read_to_string(&path) {
            Ok(text) => measure(&analyzer, &path, &text),
            Err(error) => println!("{path}: {error}"),
        }
        return;
    }
    for times in [1, 10, 100, 1000] {
        measure(&analyzer, &format!("news × {times}"), &TEXT.repeat(times));
    }
    for length in [10_000, 100_000, 1_000_000] {
        measure(&analyzer, &format!("{length} letters, no space"), &"x".repeat(length));
        measure(&analyzer, &format!("{length} opening quotes"), &"“".repeat(length));
        measure(&analyzer, &format!("{length} words, no full stop"), &"peace ".repeat(length / 6));
    }
}

fn measure(analyzer: &Analyzer, name: &str, text: &str) {
    for depth in [Depth::Words, Depth::Trees] {
        let (mut best, mut words) = (f64::INFINITY, 0);
        for _ in 0..2 {
            let started = Instant::now();
            words = analyzer.analyze(text, &[], depth).tokens.len();
            best = best.min(started.elapsed().as_secs_f64());
        }
        println!(
            "{name}: {depth:?}: {:.1} ns a character, {words} words, {:.0} words/s",
            best * 1e9 / text.len().max(1) as f64,
            words as f64 / best
        );
    }
}
