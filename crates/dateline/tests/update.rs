//! A record that a newer program brought up to date, in which nothing is linked any more: the first
//! question links it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::{Command, Output, Stdio};

fn dateline(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline")).args(arguments).stdin(Stdio::null()).output().unwrap()
}

#[test]
fn stories_are_told_at_once_after_an_update() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("record.db").to_str().unwrap().to_owned();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    assert!(dateline(&["read", samples.to_str().unwrap(), "--db", &db]).status.success());
    let stories = || dateline(&["stories", "--db", &db]);
    let before = stories();
    assert!(!before.stdout.is_empty() && before.stderr.is_empty());
    // As migration 005 leaves it.
    rusqlite::Connection::open(&db)
        .unwrap()
        .execute_batch(
            "delete from link where kind <> 'person'; delete from story_due; delete from story_report; \
             delete from story; delete from cluster; delete from near; delete from posting; \
             delete from posting_run; delete from report_due; insert into report_due select number, 0 from report",
        )
        .unwrap();
    let after = stories();
    assert_eq!(String::from_utf8_lossy(&after.stdout), String::from_utf8_lossy(&before.stdout));
    assert!(String::from_utf8_lossy(&after.stderr).contains("belong together"));
    assert!(stories().stderr.is_empty(), "once");
    assert!(dateline(&["check", "--db", &db]).status.success());
}
