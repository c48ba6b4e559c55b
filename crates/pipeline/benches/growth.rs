//! What keeping and linking cost as the record grows, the reading left out:
//! `cargo bench -p dateline-pipeline --bench growth -- REPORTS.jsonl [N]` reads 4 N reports (N is
//! 2,000) and a few more, then keeps N, 2 N and 4 N of them in fresh records (the median of five
//! rounds), and the others one by one in the largest.

#![expect(clippy::print_stdout, reason = "it is what a benchmark is for")]
#![expect(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

mod common;

use common::{MORE, given, keep_one_by_one, read};
use dateline_model::{Reading, Report};
use dateline_pipeline::Keeper;
use std::path::Path;
use std::time::Instant;

/// How often each number is kept, in turn; the median counts, for others use the machine too.
const ROUNDS: usize = 5;

fn main() {
    let Some((file, count)) = given(2_000) else { return };
    let read = read(&file, 4 * count + MORE);
    assert_eq!(read.len(), 4 * count + MORE, "{file} holds too few reports");
    let folder = std::env::temp_dir().join(format!("dateline-growth-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    println!("{:>8} {:>10} {:>6} {:>12}", "reports", "seconds", "ratio", "µs a report");
    let counts = [count, 2 * count, 4 * count];
    let mut taken: [Vec<f64>; 3] = Default::default();
    for _ in 0..ROUNDS {
        for (count, taken) in counts.iter().zip(&mut taken) {
            taken.push(keep(&folder.join(format!("{count}.db")), &read[..*count]));
        }
    }
    let mut before = None;
    for (count, mut taken) in counts.into_iter().zip(taken) {
        taken.sort_by(f64::total_cmp);
        let taken = taken[ROUNDS / 2];
        let ratio = before.map_or(String::new(), |before: f64| format!("{:.2}", taken / before));
        println!("{count:>8} {taken:>10.2} {ratio:>6} {:>12.0}", taken * 1e6 / count as f64);
        before = Some(taken);
    }
    let mut keeper = Keeper::open(&folder.join(format!("{}.db", 4 * count))).unwrap();
    keep_one_by_one(&mut keeper, 4 * count, &read[4 * count..]);
    drop(keeper);
    std::fs::remove_dir_all(&folder).unwrap();
}

/// How long it takes to keep these in a fresh record.
fn keep(file: &Path, read: &[(Report, Reading)]) -> f64 {
    for ending in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        let _ = std::fs::remove_file(name);
    }
    let mut keeper = Keeper::open(file).unwrap();
    let started = Instant::now();
    keeper.keep_read(read.iter().cloned()).unwrap();
    started.elapsed().as_secs_f64()
}
