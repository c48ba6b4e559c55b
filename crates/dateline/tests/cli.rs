//! The program as people run it: what the commands promise about order, repetition,
//! bad input, evidence and exit status.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples")
}

fn dateline(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline")).args(arguments).stdin(Stdio::null()).output().unwrap()
}

fn fed(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Every `{start, end, text}` below a value.
fn spans<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
    match value {
        Value::Object(fields) => {
            if ["start", "end", "text"].iter().all(|name| fields.contains_key(*name)) {
                found.push(value);
            }
            fields.values().for_each(|value| spans(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| spans(value, found)),
        _ => {}
    }
}

#[test]
fn every_span_reads_back() {
    let output = dateline(&["extract", samples().to_str().unwrap()]);
    assert!(output.status.success());
    let mut texts: BTreeMap<String, Vec<char>> = BTreeMap::new();
    let mut count = 0;
    for record in lines(&output) {
        if record["type"] == "report" {
            texts.insert(
                record["id"].as_str().unwrap().to_owned(),
                record["text"].as_str().unwrap().chars().collect(),
            );
        }
        let report = record["report"].as_str().or(record["id"].as_str()).unwrap();
        let text = &texts[report];
        let mut found = Vec::new();
        spans(&record, &mut found);
        for span in found {
            let (start, end) =
                (span["start"].as_u64().unwrap() as usize, span["end"].as_u64().unwrap() as usize);
            assert_eq!(text[start..end].iter().collect::<String>(), span["text"].as_str().unwrap());
            count += 1;
        }
    }
    assert!(count > 500, "only {count} spans in the samples");
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let samples = samples();
    let run = |threads| dateline(&["extract", "--threads", threads, samples.to_str().unwrap()]).stdout;
    assert_eq!(run("1"), run("5"));
}

#[test]
fn reading_twice_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("record.db");
    let (db, samples) = (db.to_str().unwrap(), samples());
    let export = || dateline(&["export", "--db", db, "--format", "jsonl"]).stdout;
    assert!(dateline(&["read", samples.to_str().unwrap(), "--db", db]).status.success());
    let first = export();
    let second_read = dateline(&["read", samples.to_str().unwrap(), "--db", db]);
    assert!(String::from_utf8_lossy(&second_read.stdout).contains("new 0 · unchanged 24"));
    assert_eq!(first, export());
}

#[test]
fn the_samples_show_what_dateline_is_for() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("record.db");
    let (db, samples) = (db.to_str().unwrap(), samples());
    dateline(&["read", samples.to_str().unwrap(), "--db", db]);
    let differences = lines(&dateline(&["differences", "--db", db, "--format", "jsonl"]));
    assert!(differences.iter().any(|one| one["about"]["what"] == "killed" && one["compatible"] == false));
    let stories = lines(&dateline(&["stories", "--db", db, "--format", "jsonl"]));
    let reprinted = stories.iter().any(|story| {
        story["origins"].as_array().unwrap().iter().any(|origin| origin.as_array().unwrap().len() == 4)
    });
    assert!(reprinted, "the agency text and its three reprints are one account");
    let secretary = lines(&dateline(&["export", "--db", db]));
    let holders: Vec<&str> = secretary
        .iter()
        .filter(|one| one["type"] == "person")
        .filter(|one| {
            one["offices"]
                .as_array()
                .unwrap()
                .iter()
                .any(|office| office["title"] == "Foreign Secretary" && office["of"] == "GBR")
        })
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    assert_eq!(holders, ["Douglas Hurd", "Malcolm Rifkind"]);
    let timeline = lines(&dateline(&["timeline", "--db", db, "--days", "5", "--format", "jsonl"]));
    assert_eq!(timeline.len(), 5);
    assert!(timeline.iter().all(|day| !day["evidence"].as_array().unwrap().is_empty()));
}

#[test]
fn bad_input_gets_a_line_each_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, content: &[u8]| fs::write(folder.path().join(name), content).unwrap();
    file("broken.jsonl", b"{\"id\":\"a\",\"text\":\"One.\"}\n{\"id\":\n{\"id\":\"b\",\"text\":\"Two.\"}\n");
    file("empty.txt", b"");
    file("binary.txt", &[0, 159, 146, 150, 0, 1, 2, 3, 255, 254, 0, 7]);
    file("undated.txt", b"date 1995-13-45 The talks went on, the minister said.");
    let output = dateline(&["extract", folder.path().to_str().unwrap()]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    for name in ["broken.jsonl", "empty.txt", "binary.txt", "undated.txt"] {
        assert_eq!(told.lines().filter(|line| line.contains(name)).count(), 1, "{name}: {told}");
    }
    let reports = lines(&output).into_iter().filter(|one| one["type"] == "report");
    let kept: Vec<String> = reports.map(|one| one["text"].as_str().unwrap().to_owned()).collect();
    assert!(kept.contains(&"One.".to_owned()) && kept.contains(&"Two.".to_owned()));
}

#[test]
fn a_file_that_is_no_record_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.db");
    let letter = "Dear editor, this is a letter and no database at all. ".repeat(30);
    fs::write(&file, &letter).unwrap();
    let output = dateline(&["read", samples().to_str().unwrap(), "--db", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("letter.db is not a dateline record"));
    assert_eq!(fs::read_to_string(&file).unwrap(), letter);
}

#[test]
fn a_missing_record_says_how_to_make_one() {
    let output = dateline(&["timeline", "--db", "nowhere/none.db"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("dateline read"));
}

/// A greeting and the list of tools, as every client asks for first.
const FIRST: [&str; 3] = [
    r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}"#,
    r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
    r#"{"jsonrpc":"2.0","id":2,"method":"tools/list"}"#,
];

/// A recorded session with `dateline mcp` on a record of the samples: the answers by their number, and how
/// many characters they have in all.
fn asked(session: &[&str]) -> (BTreeMap<u64, Value>, usize) {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("record.db");
    let db = db.to_str().unwrap();
    dateline(&["read", samples().to_str().unwrap(), "--db", db]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["mcp", "--db", db])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let session = [&FIRST, session].concat();
    for line in &session {
        writeln!(input, "{line}").unwrap();
    }
    let wanted = session.iter().filter(|line| line.contains("\"id\"")).count();
    let (mut answers, mut characters) = (BTreeMap::new(), 0);
    let output = std::io::BufReader::new(child.stdout.take().unwrap());
    for line in std::io::BufRead::lines(output) {
        let line = line.unwrap();
        characters += line.chars().count();
        let answer: Value = serde_json::from_str(&line).unwrap();
        answers.insert(answer["id"].as_u64().unwrap(), answer);
        if answers.len() == wanted {
            break;
        }
    }
    drop(input);
    child.wait().unwrap();
    (answers, characters)
}

#[test]
fn a_model_can_ask_and_gets_evidence() {
    // Two questions, one of them wrong.
    let session = [
        r#"{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"statements","arguments":{"by":"Holbrooke","limit":2}}}"#,
        r#"{"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"statements","arguments":{"act":"shout"}}}"#,
    ];
    let (answers, _) = asked(&session);
    assert_eq!(answers[&1]["result"]["serverInfo"]["name"], "dateline");
    assert_eq!(answers[&2]["result"]["tools"].as_array().unwrap().len(), 14);
    // The text once, and nothing beside it.
    assert!(answers[&3]["result"]["structuredContent"].is_null());
    let answer: Value =
        serde_json::from_str(answers[&3]["result"]["content"][0]["text"].as_str().unwrap()).unwrap();
    let items = &answer["items"];
    assert_eq!(items.as_array().unwrap().len(), 2);
    assert!(items[0]["link"].as_str().unwrap().starts_with("/report/"));
    assert!(items[0]["evidence"].as_str().is_some());
    assert_eq!(answers[&4]["result"]["isError"], true);
}

#[test]
fn three_tasks_fit_into_a_small_window() {
    // Who said what of the talks; where accounts differ; a brief on a person; with all that a client asks for first.
    let session = [
        r#"{"jsonrpc":"2.0","id":3,"method":"prompts/get","params":{"name":"who-said-what","arguments":{"about":"talks"}}}"#,
        r#"{"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"statements","arguments":{"about":"talks"}}}"#,
        r#"{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"positions","arguments":{"about":"negotiations"}}}"#,
        r#"{"jsonrpc":"2.0","id":6,"method":"tools/call","params":{"name":"stories","arguments":{}}}"#,
        r#"{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"differences","arguments":{}}}"#,
        r#"{"jsonrpc":"2.0","id":8,"method":"tools/call","params":{"name":"who","arguments":{"name":"Holbrooke"}}}"#,
        r#"{"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":"statements","arguments":{"by":"Holbrooke","fields":["act","content","said"]}}}"#,
        r#"{"jsonrpc":"2.0","id":10,"method":"resources/read","params":{"uri":"dateline://words"}}"#,
    ];
    let (answers, characters) = asked(&session);
    assert!(characters < 60_000, "{characters}");
    assert!(answers[&3]["result"]["messages"][0]["content"]["text"].as_str().unwrap().contains("“talks”"));
    for id in 4..=9 {
        let text = answers[&id]["result"]["content"][0]["text"].as_str().unwrap();
        assert!(text.chars().count() <= 8_200, "{id}: {}", text.chars().count());
        serde_json::from_str::<Value>(text).unwrap();
    }
    assert!(answers[&10]["result"]["contents"][0]["text"].as_str().unwrap().contains("`deny`"));
}

#[test]
fn standard_input_is_read_as_json_lines() {
    let output = fed(
        &["extract", "--only", "time"],
        "{\"published\":\"1995-11-21\",\"text\":\"It ended on Tuesday.\"}\n",
    );
    let times = lines(&output);
    assert_eq!(times.len(), 1);
    assert_eq!(times[0]["edtf"], "1995-11-21");
}

#[test]
fn a_run_that_was_killed_is_gone_on_with() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let mut made = String::new();
    for year in 1960..1968 {
        for source in ["valley-wire", "lake-courier", "adriatic-herald"] {
            let lines = fs::read_to_string(samples().join(format!("{source}.jsonl"))).unwrap();
            for line in lines.lines() {
                let mut report: Value = serde_json::from_str(line).unwrap();
                report["id"] = format!("{year}-{}", report["id"].as_str().unwrap()).into();
                report["published"] =
                    report["published"].as_str().unwrap().replace("1995", &year.to_string()).into();
                made += &format!("{report}\n");
            }
        }
    }
    fs::write(path("made.jsonl"), made).unwrap();
    let read = |record: &str| ["read".to_owned(), path("made.jsonl"), "--db".to_owned(), path(record)];
    let mut killed = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(read("killed.db"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // As soon as the first batch has been written, and not the last.
    let is_written = || fs::metadata(path("killed.db-wal")).is_ok_and(|log| log.len() > 400_000);
    while !is_written() && killed.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    killed.kill().unwrap();
    killed.wait().unwrap();
    let all = |record: &str| {
        let arguments = read(record);
        assert!(dateline(&arguments.each_ref().map(String::as_str)).status.success());
        let export = dateline(&["export", "--db", &path(record), "--format", "jsonl"]);
        let mut lines: Vec<String> =
            String::from_utf8_lossy(&export.stdout).lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let (after_kill, at_once) = (all("killed.db"), all("whole.db"));
    assert!(at_once.len() > 1000, "{}", at_once.len());
    assert_eq!(after_kill, at_once);
}
