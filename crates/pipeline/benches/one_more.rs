//! What one more report costs a large record, the reading left out:
//! `cargo bench -p dateline-pipeline --bench one_more -- REPORTS.jsonl [N]` keeps the reports of a file, and
//! keeps them again, 400 days later and under other ids, until N (100,000) are kept; then the last 40 of
//! the file one by one.

#![expect(clippy::print_stdout, reason = "it is what a benchmark is for")]
#![expect(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use dateline_model::{Kinds, Reading, Report};
use dateline_pipeline::{Engine, Keeper, in_order};
use dateline_read::Failure;
use jiff::ToSpan;
use jiff::civil::Date;
use std::path::PathBuf;
use std::time::Instant;

/// How many are kept one by one.
const MORE: usize = 40;

fn main() {
    let mut given = std::env::args().skip(1).filter(|word| !word.starts_with("--"));
    let Some(file) = given.next() else {
        println!("give a file of reports: -- REPORTS.jsonl [N]");
        return;
    };
    let count: usize = given.next().map_or(100_000, |count| count.parse().unwrap());
    let all = dateline_read::reports(vec![PathBuf::from(&file)], &dateline_read::Options::default());
    let mut read = Vec::new();
    let engine = Engine::embedded();
    let done: Result<(), Failure> = in_order(
        all.take(count + MORE),
        None,
        |report| engine.read(report?, Kinds::ALL),
        |one| {
            read.push(one?);
            Ok(())
        },
    );
    assert!(done.is_ok(), "{done:?}");
    let more = read.split_off(read.len() - MORE);
    let folder = std::env::temp_dir().join(format!("dateline-one-more-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let mut keeper = Keeper::open(&folder.join("large.db")).unwrap();
    println!("{:>8} {:>10}", "reports", "seconds");
    let started = Instant::now();
    let mut kept = 0;
    for round in 0.. {
        let some = read.iter().take(count - kept).map(|one| later(one, round));
        kept += keeper.keep_read(some).unwrap().new;
        println!("{kept:>8} {:>10.1}", started.elapsed().as_secs_f64());
        if kept >= count {
            break;
        }
    }
    let mut taken: Vec<f64> = more
        .into_iter()
        .map(|one| {
            let started = Instant::now();
            keeper.keep_read([one]).unwrap();
            started.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    taken.sort_by(f64::total_cmp);
    println!(
        "one more to {kept}: median {:.1} ms, nine of ten {:.1} ms, most {:.1} ms",
        taken[MORE / 2],
        taken[MORE * 9 / 10],
        taken[MORE - 1]
    );
    drop(keeper);
    std::fs::remove_dir_all(&folder).unwrap();
}

/// The same report so many times 400 days later, under other ids.
fn later((report, reading): &(Report, Reading), round: i32) -> (Report, Reading) {
    let (mut report, mut reading) = (report.clone(), reading.clone());
    if round == 0 {
        return (report, reading);
    }
    let ids = std::iter::once(&mut report.id)
        .chain(reading.statements.iter_mut().map(|one| &mut one.id))
        .chain(reading.events.iter_mut().map(|one| &mut one.id))
        .chain(reading.figures.iter_mut().map(|one| &mut one.id));
    for id in ids {
        id.0 = format!("{}-{round}", id.0);
    }
    if let Some(day) = report.published.as_deref().and_then(|day| day.get(..10)?.parse::<Date>().ok()) {
        report.published = day.checked_add((400 * round).days()).ok().map(|day| day.to_string());
    }
    (report, reading)
}
