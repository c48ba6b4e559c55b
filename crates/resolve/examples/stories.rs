//! Groups reports by their text alone: JSON Lines on standard input, `report` and `story` lines on
//! standard output. For measuring the linker by itself; `dateline read` and `export` do the same
//! with everything else.

use dateline_model::{Reading, Record, Report};
use dateline_resolve::{Features, Linker};
use std::io::{BufRead, Write};
use std::time::Instant;

fn main() -> std::io::Result<()> {
    let reports: Vec<Report> = std::io::stdin()
        .lock()
        .lines()
        .map_while(Result::ok)
        .filter_map(|line| {
            let value: serde_json::Value = serde_json::from_str(&line).ok()?;
            let field = |name: &str| value[name].as_str().map(str::to_owned);
            Some(Report {
                id: field("id")?.into(),
                published: field("published"),
                title: field("title"),
                source: field("source"),
                text: field("text")?,
                ..Report::default()
            })
        })
        .collect();
    let mut times = vec![("read", Instant::now())];
    let features: Vec<Features> =
        reports.iter().map(|report| Features::of(report, &Reading::default())).collect();
    let last: Vec<Features> = features.iter().rev().take(100).cloned().collect();
    times.push(("features", Instant::now()));
    let mut linker = Linker::default();
    linker.add_all(features);
    times.push(("linked and grouped", Instant::now()));
    let stories = linker.stories();
    times.push(("stories", Instant::now()));
    let mut report = std::io::stderr().lock();
    for pair in times.windows(2) {
        writeln!(report, "{:20} {:8.1} ms", pair[1].0, (pair[1].1 - pair[0].1).as_secs_f64() * 1e3)?;
    }
    let mut slowest = 0.0_f64;
    let mut all = 0.0;
    for features in last {
        linker.remove(&features.report);
        let start = Instant::now();
        linker.add(features);
        let taken = start.elapsed().as_secs_f64() * 1e3;
        slowest = slowest.max(taken);
        all += taken;
    }
    writeln!(report, "one more to {:7}  {:8.2} ms, at most {slowest:.1} ms", linker.len(), all / 100.0)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for record in reports.into_iter().map(Record::Report).chain(stories.into_iter().map(Record::Story)) {
        serde_json::to_writer(&mut out, &record)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
