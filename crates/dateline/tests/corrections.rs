//! What people correct stays corrected: through another reading, on another machine, for persons.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn dateline(db: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(arguments)
        .env("DATELINE_DB", db)
        .env("USER", "desk")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn lines(db: &Path, arguments: &[&str]) -> Vec<Value> {
    let output = dateline(db, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Runs a command that tells people what it did.
fn run(db: &Path, arguments: &[&str]) {
    let output = dateline(db, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn of_type<'v>(records: &'v [Value], kind: &str) -> Vec<&'v Value> {
    records.iter().filter(|record| record["type"] == kind).collect()
}

const EXPORT: [&str; 3] = ["export", "--format", "jsonl"];

#[test]
fn a_correction_outlives_another_reading_and_goes_to_another_machine() {
    let folder = tempfile::tempdir().unwrap();
    let (here, there) = (folder.path().join("here.db"), folder.path().join("there.db"));
    let report = folder.path().join("report.jsonl");
    let text = "Foreign Minister Jan Kolar of Norway said on Monday that the talks would go on. \
                Petr Holub, a fisherman, said the harbour was closed.";
    let line = |more: &str| {
        serde_json::json!({ "id": "r", "published": "1995-05-02", "text": format!("{text}{more}") })
            .to_string()
    };
    fs::write(&report, line("")).unwrap();
    for db in [&here, &there] {
        run(db, &["read", report.to_str().unwrap()]);
    }
    let before = lines(&here, &EXPORT);
    let statements = of_type(&before, "statement");
    assert!(statements.len() > 1, "two people say something");
    let rejected = statements[0]["id"].as_str().unwrap().to_owned();
    let other = statements[1]["id"].as_str().unwrap().to_owned();
    run(&here, &["correct", &rejected, "--reject", "--by", "anna"]);
    run(&here, &["correct", &other, "--set", "act=warn"]);
    let is_corrected = |db: &Path| {
        let records = lines(db, &EXPORT);
        let statements = of_type(&records, "statement");
        assert!(
            statements.iter().all(|statement| statement["evidence"] != *before_evidence(&before, &rejected))
        );
        assert!(statements.iter().any(|statement| statement["act"] == "warn"));
        assert_eq!(of_type(&records, "correction").len(), 2);
    };
    is_corrected(&here);
    // The report comes again with another end.
    fs::write(&report, line(" Nobody was hurt.")).unwrap();
    run(&here, &["read", report.to_str().unwrap()]);
    is_corrected(&here);
    let saved = folder.path().join("corrections.jsonl");
    fs::write(&saved, dateline(&here, &["correct", "--export"]).stdout).unwrap();
    for _ in 0..2 {
        run(&there, &["correct", "--import", saved.to_str().unwrap()]);
    }
    is_corrected(&there);
    let first = of_type(&lines(&there, &EXPORT), "correction")[0]["id"].as_str().unwrap().to_owned();
    run(&there, &["correct", "--undo", &first]);
    assert_eq!(of_type(&lines(&there, &EXPORT), "correction").len(), 1);
}

fn before_evidence<'v>(records: &'v [Value], id: &str) -> &'v Value {
    &records.iter().find(|record| record["id"] == id).unwrap()["evidence"]
}

#[test]
fn an_authority_file_names_people() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("record.db");
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    run(&db, &["read", samples.to_str().unwrap()]);
    let file = folder.path().join("people.csv");
    fs::write(
        &file,
        "id,name,aliases,office,of,from,to\nQ9,Richard Charles Holbrooke,Richard Holbrooke,envoy,USA,1994-09-13,1996-02-21\n",
    )
    .unwrap();
    run(&db, &["correct", "--people", file.to_str().unwrap()]);
    let records = lines(&db, &EXPORT);
    let people = of_type(&records, "person");
    let named = people.iter().find(|person| person["name"] == "Richard Charles Holbrooke").unwrap();
    assert_eq!(named["ids"]["authority"], "Q9");
    assert_eq!(named["offices"][0]["first"], "1994-09-13");
    assert!(people.iter().all(|person| person["name"] != "Richard Holbrooke"));
    run(&db, &["correct", "--person", "Carl Bildt", "--reject"]);
    let records = lines(&db, &EXPORT);
    assert!(of_type(&records, "person").iter().all(|person| person["name"] != "Carl Bildt"));
}

#[test]
fn the_samples_show_who_moved_on_the_town() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("record.db");
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    run(&db, &["read", samples.to_str().unwrap()]);
    let lanes = lines(&db, &["positions", "--about", "Brčko", "--format", "jsonl"]);
    let moved: Vec<&str> = lanes
        .iter()
        .filter(|lane| lane["changes"].as_array().is_some_and(|changes| !changes.is_empty()))
        .map(|lane| lane["side"].as_str().unwrap())
        .collect();
    assert_eq!(moved.len(), 1, "{lanes:?}");
}
