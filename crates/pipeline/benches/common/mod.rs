//! What the benchmarks of keeping share.

use dateline_model::{Kinds, Reading, Report};
use dateline_pipeline::{Engine, Keeper, in_order};
use dateline_read::Failure;
use std::path::PathBuf;
use std::time::Instant;

/// How many reports are kept one by one.
pub const MORE: usize = 40;

/// The file and the number that were given; none where no file was, which is said then.
pub fn given(otherwise: usize) -> Option<(String, usize)> {
    let mut given = std::env::args().skip(1).filter(|word| !word.starts_with("--"));
    let Some(file) = given.next() else {
        println!("give a file of reports: -- REPORTS.jsonl [N]");
        return None;
    };
    Some((file, given.next().map_or(otherwise, |count| count.parse().unwrap())))
}

/// The first reports of a file, at most so many, with what they say.
pub fn read(file: &str, most: usize) -> Vec<(Report, Reading)> {
    let engine = Engine::embedded();
    let reports = dateline_read::reports(vec![PathBuf::from(file)], &dateline_read::Options::default());
    let mut read = Vec::new();
    let done: Result<(), Failure> = in_order(
        reports.take(most),
        None,
        |report| engine.read(report?, Kinds::ALL),
        |one| {
            read.push(one?);
            Ok(())
        },
    );
    assert!(done.is_ok(), "{done:?}");
    read
}

/// Keeps reports one by one and prints what each took.
pub fn keep_one_by_one(keeper: &mut Keeper, kept: usize, more: &[(Report, Reading)]) {
    let mut taken: Vec<f64> = more
        .iter()
        .map(|one| {
            let started = Instant::now();
            keeper.keep_read([one.clone()]).unwrap();
            started.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    taken.sort_by(f64::total_cmp);
    println!(
        "one more to {kept}: median {:.1} ms, nine of ten {:.1} ms, most {:.1} ms",
        taken[taken.len() / 2],
        taken[taken.len() * 9 / 10],
        taken[taken.len() - 1]
    );
}
