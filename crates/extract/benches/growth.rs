//! What a character costs by length of text, for each kind that is read alone and for all of them:
//! `cargo bench -p dateline-extract --bench growth`. The cost must not grow with the length.

#![expect(clippy::print_stdout, reason = "it is what a benchmark is for")]

use dateline_extract::Extractor;
use dateline_language::Analyzer;
use dateline_model::{Kind, Kinds, Report};
use std::time::Instant;

/// Names of many places, speakers, deeds, figures and days: what every stage has to weigh.
const TEXT: &str = "A man from San Jose met one from Santa Maria in Springfield, near San Antonio, on Tuesday. \
    Foreign Minister Ana Reyes said that at least four people had been killed and 30 injured there a week \
    earlier. “Nobody should expect a treaty by Friday,” she told reporters. The northern command denied \
    that its drones had struck a grain store worth $3 million.\n\n";

fn main() {
    let (analyzer, extractor) = (Analyzer::embedded(), Extractor::embedded());
    let one = |name, kind| (name, Kinds::NONE.with(kind));
    let all = [
        one("mentions", Kind::Mention),
        one("times", Kind::Time),
        one("places", Kind::Place),
        one("statements", Kind::Statement),
        one("events", Kind::Event),
        one("figures", Kind::Figure),
        ("everything", Kinds::ALL),
    ];
    println!("ns a character, without the analysis");
    print!("{:>12}", "characters");
    all.iter().for_each(|(name, _)| print!("{name:>12}"));
    println!();
    for times in [1, 10, 100, 400] {
        let report = Report { text: TEXT.repeat(times), ..Report::default() };
        print!("{:>12}", report.text.len());
        for (_, kinds) in all {
            let annotated = analyzer.analyze(&report.text, &[], Extractor::depth(kinds));
            let mut best = f64::INFINITY;
            for _ in 0..3 {
                let started = Instant::now();
                extractor.read(&report, &annotated, kinds);
                best = best.min(started.elapsed().as_secs_f64());
            }
            print!("{:>12.0}", best * 1e9 / report.text.len() as f64);
        }
        println!();
    }
}
