//! What one more report costs a large record, the reading left out:
//! `cargo bench -p dateline-pipeline --bench one_more -- REPORTS.jsonl [N]` keeps the reports of a file, and
//! keeps them again, 400 days later and under other ids, until N (100,000) are kept; then the last 40 of
//! the file one by one.

#![expect(clippy::print_stdout, reason = "it is what a benchmark is for")]
#![expect(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

mod common;

use common::{MORE, given, keep_one_by_one, read};
use dateline_model::{Reading, Report};
use dateline_pipeline::Keeper;
use jiff::ToSpan;
use jiff::civil::Date;
use std::time::Instant;

fn main() {
    let Some((file, count)) = given(100_000) else { return };
    let mut read = read(&file, count + MORE);
    assert!(read.len() > MORE, "{file} holds too few reports");
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
    keep_one_by_one(&mut keeper, kept, &more);
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
