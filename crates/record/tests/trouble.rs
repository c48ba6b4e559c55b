//! When things go wrong with the file: one clear line each, and what was kept stays whole.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use dateline_model::{Id, Report};
use dateline_record::{Keeping, RecordError, Store};
use std::fs;
use std::path::Path;
use std::sync::{Arc, Barrier};
use std::thread;

fn keeping(id: &str, text: &str) -> Keeping {
    let report = Report { id: Id::from(id), text: text.to_owned(), ..Report::default() };
    Keeping { report, keys: vec![7], ..Keeping::default() }
}

fn record(path: &Path, reports: usize) {
    let mut store = Store::open(path).unwrap();
    let batch: Vec<Keeping> = (0..reports)
        .map(|at| keeping(&format!("r{at}"), &format!("The {at}th letter says much. ").repeat(60)))
        .collect();
    store.keep(&batch).unwrap();
}

/// What is said of it, which is one line that names the file.
fn line(error: &RecordError, path: &Path) -> String {
    let line = error.to_string();
    assert!(line.contains(path.to_str().unwrap()), "{line}");
    assert!(!line.contains('\n'), "{line}");
    line
}

#[test]
fn many_make_one_record_at_once() {
    for _ in 0..12 {
        let folder = tempfile::tempdir().unwrap();
        let path = Arc::new(folder.path().join("new.db"));
        let start = Arc::new(Barrier::new(6));
        let threads: Vec<_> = (0..6)
            .map(|number| {
                let (path, start) = (Arc::clone(&path), Arc::clone(&start));
                thread::spawn(move || {
                    start.wait();
                    let mut store = Store::open(&path)?;
                    store.keep(&[keeping(&format!("r{number}"), "A letter.")]).map(|_| ())
                })
            })
            .collect();
        for thread in threads {
            thread.join().unwrap().unwrap();
        }
        assert_eq!(Store::open_to_read(&path).unwrap().counts().unwrap().reports, 6);
    }
}

/// A record as an older program left it.
fn aged(path: &Path) {
    record(path, 3);
    rusqlite::Connection::open(path)
        .unwrap()
        .execute_batch(
            "drop trigger difference_in; drop trigger difference_out; alter table report drop column reader; \
             alter table figure drop column status; \
             alter table report drop column unread; pragma user_version = 6; \
             create trigger difference_in after insert on link begin select 1; end; \
             create trigger difference_out after delete on link begin select 1; end",
        )
        .unwrap();
}

#[test]
fn many_bring_one_record_up_to_date_at_once() {
    for _ in 0..8 {
        let folder = tempfile::tempdir().unwrap();
        let path = Arc::new(folder.path().join("old.db"));
        aged(&path);
        let start = Arc::new(Barrier::new(6));
        let threads: Vec<_> = (0..6)
            .map(|number| {
                let (path, start) = (Arc::clone(&path), Arc::clone(&start));
                thread::spawn(move || {
                    start.wait();
                    if number % 2 == 0 { Store::open(&path) } else { Store::open_to_read(&path) }
                        .and_then(|store| store.counts())
                })
            })
            .collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap().unwrap().reports, 3);
        }
    }
}

#[test]
fn a_full_disk_is_said_and_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("full.db");
    record(&path, 20);
    let mut store = Store::open(&path).unwrap();
    store.limit_pages(0).unwrap();
    let big = keeping("big", &"Much is said in a long letter. ".repeat(20_000));
    let error = store.keep(&[keeping("small", "A letter."), big]).unwrap_err();
    let said = line(&error, &path);
    assert!(said.contains("the disk is full") && said.contains("make room"), "{said}");
    assert_eq!(store.counts().unwrap().reports, 20, "all of a batch or nothing");
    drop(store);
    let store = Store::open_to_read(&path).unwrap();
    assert_eq!(store.counts().unwrap().reports, 20);
    assert_eq!(store.check(&mut |fault| panic!("{fault}")).unwrap().reports, 20);
}

#[test]
fn a_file_that_is_cut_or_overwritten_is_said_to_be_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("whole.db");
    record(&path, 200);
    let store = Store::open(&path).unwrap();
    let copy = folder.path().join("copy.db");
    store.backup(&copy, false).unwrap();
    drop(store);
    let bytes = fs::read(&copy).unwrap();
    let look = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let mut faults = Vec::new();
        let looked = Store::open_to_read(&path)
            .and_then(|store| store.check(&mut |fault| faults.push(fault.to_owned())));
        let said = match looked {
            Ok(seen) => {
                assert_eq!(seen.faults, faults.len());
                faults.join("; ")
            }
            Err(error) => line(&error, &path),
        };
        assert!(!said.is_empty(), "{name}");
        said
    };
    for cut in [bytes.len() / 2, 8192 + 100, 3000] {
        look("cut.db", &bytes[..cut]);
    }
    let mut scratched = bytes.clone();
    for at in (20_000..scratched.len() - 4_000).step_by(16_384) {
        scratched[at..at + 2_000].fill(0x5A);
    }
    look("scratched.db", &scratched);
    let mut headless = bytes;
    headless[..16].fill(0);
    assert!(look("headless.db", &headless).contains("is not a dateline record"));
    assert!(Store::open_to_read(folder.path()).unwrap_err().to_string().contains("it is a folder"));
    let nowhere = folder.path().join("none/there.db");
    assert!(Store::open(&nowhere).unwrap_err().to_string().contains("no such folder"));
}

#[test]
fn what_only_one_may_do_at_a_time_is_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("busy.db");
    record(&path, 1);
    let mut first = Store::open(&path).unwrap();
    first.begin().unwrap();
    let mut second = Store::open(&path).unwrap();
    second.wait_for(std::time::Duration::from_millis(5)).unwrap();
    let error = second.keep(&[keeping("x", "A letter.")]).unwrap_err();
    assert!(matches!(error, RecordError::Busy { .. }));
    assert!(line(&error, &path).contains("try again when that is done"));
    // Who only reads waits for nobody.
    assert_eq!(Store::open_to_read(&path).unwrap().counts().unwrap().reports, 1);
    let waiting = thread::spawn(move || {
        Store::open(&path).and_then(|mut store| store.keep(&[keeping("y", "A letter.")]))
    });
    first.commit().unwrap();
    waiting.join().unwrap().unwrap();
}
