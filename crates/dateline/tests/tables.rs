//! What goes out: every table in every form holds the same, and the page that describes them is true.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use serde_json::Value;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples")
}

fn dateline(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline")).args(arguments).output().unwrap()
}

fn told(output: &[u8]) -> String {
    String::from_utf8_lossy(output).into_owned()
}

fn record(folder: &Path) -> String {
    let db = folder.join("record.db").to_str().unwrap().to_owned();
    assert!(dateline(&["read", samples().to_str().unwrap(), "--db", &db]).status.success());
    db
}

#[test]
fn every_table_is_the_same_in_every_form() {
    let folder = tempfile::tempdir().unwrap();
    let db = record(folder.path());
    let statements = told(&dateline(&["export", "--table", "statements", "--db", &db]).stdout);
    let first: Value = serde_json::from_str(statements.lines().next().unwrap()).unwrap();
    let corrected = dateline(&[
        "correct",
        first["id"].as_str().unwrap(),
        "--note",
        "look again",
        "--by",
        "anna",
        "--db",
        &db,
    ]);
    assert!(corrected.status.success(), "{}", told(&corrected.stderr));
    for table in [
        "reports",
        "statements",
        "events",
        "deeds",
        "figures",
        "times",
        "places",
        "persons",
        "offices",
        "stories",
        "facts",
        "differences",
        "corrections",
    ] {
        let export =
            |form: &str| dateline(&["export", "--db", &db, "--table", table, "--format", form]).stdout;
        let objects: Vec<Value> =
            told(&export("jsonl")).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!(!objects.is_empty(), "{table} is empty in the samples");
        let csv = export("csv");
        let mut rows = csv::Reader::from_reader(csv.as_slice());
        let header = rows.headers().unwrap().clone();
        let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), objects.len(), "{table}");
        for (row, object) in rows.iter().zip(&objects) {
            for (name, cell) in header.iter().zip(row) {
                let text = match &object[name] {
                    Value::Null => String::new(),
                    Value::String(text) => text.clone(),
                    other => other.to_string().trim_end_matches(".0").to_owned(),
                };
                assert_eq!(cell.trim_start_matches('\''), text.trim_start_matches('\''), "{table}.{name}");
            }
        }
        let path = folder.path().join(format!("{table}.parquet"));
        let out = path.to_str().unwrap();
        let written =
            dateline(&["export", "--db", &db, "--table", table, "--format", "parquet", "--out", out]);
        assert!(written.status.success(), "{}", told(&written.stderr));
        let reader = SerializedFileReader::new(File::open(&path).unwrap()).unwrap();
        let read: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        assert_eq!(read.len(), objects.len(), "{table}");
        for (row, object) in read.iter().zip(&objects) {
            for (name, field) in row.get_column_iter() {
                let value = match field {
                    Field::Null => Value::Null,
                    Field::Bool(flag) => (*flag).into(),
                    Field::Long(number) => (*number).into(),
                    Field::Double(number) => (*number).into(),
                    Field::Str(text) => text.as_str().into(),
                    other => panic!("{table}.{name} holds {other}"),
                };
                match (&value, &object[name.as_str()]) {
                    (Value::Number(one), Value::Number(other)) => assert_eq!(one.as_f64(), other.as_f64()),
                    (one, other) => assert_eq!(one, other, "{table}.{name}"),
                }
            }
        }
    }
}

#[test]
fn the_page_on_tables_is_true() {
    let described = told(&dateline(&["export", "--describe"]).stdout);
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/tables.md");
    if std::env::var_os("TABLES_UPDATE").is_some() {
        fs::write(&page, &described).unwrap();
    }
    assert_eq!(fs::read_to_string(&page).unwrap(), described, "run it again with TABLES_UPDATE=1");
}

#[test]
fn maps_and_graphs() {
    let folder = tempfile::tempdir().unwrap();
    let db = record(folder.path());
    let map: Value =
        serde_json::from_slice(&dateline(&["export", "--db", &db, "--format", "geojson"]).stdout).unwrap();
    let features = map["features"].as_array().unwrap();
    assert!(!features.is_empty());
    for feature in features {
        let point = feature["geometry"]["coordinates"].as_array().unwrap();
        assert!(point[0].as_f64().unwrap().abs() <= 180.0 && point[1].as_f64().unwrap().abs() <= 90.0);
        assert!(feature["properties"]["evidence"].as_str().is_some());
    }
    let graph = told(&dateline(&["export", "--db", &db, "--format", "graphml"]).stdout);
    assert!(graph.contains("<edge ") && graph.trim_end().ends_with("</graphml>"));
}

#[test]
fn references_and_linked_data() {
    let folder = tempfile::tempdir().unwrap();
    let db = record(folder.path());
    let form = |form: &str| told(&dateline(&["export", "--db", &db, "--format", form]).stdout);
    let rows = |table: &str| {
        let output = dateline(&["export", "--db", &db, "--table", table, "--format", "jsonl"]);
        told(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Value>>()
    };
    let (reports, statements, deeds) = (rows("reports"), rows("statements"), rows("deeds"));
    // RIS: each line a tag of two signs and a value; each reference begins with its type and ends with ER.
    let ris = form("ris");
    for line in ris.split("\r\n").filter(|line| !line.is_empty()) {
        let (tag, rest) = line.split_at(2);
        assert!(tag.chars().all(|sign| sign.is_ascii_uppercase() || sign.is_ascii_digit()), "{line}");
        assert!(rest.starts_with("  - "), "{line}");
    }
    assert_eq!(ris.matches("TY  - NEWS\r\n").count(), reports.len());
    assert_eq!(ris.matches("ER  - \r\n").count(), reports.len());
    // CSL-JSON: the day in parts, the outlet as what it stands in.
    let csl: Vec<Value> = serde_json::from_str(&form("csl")).unwrap();
    assert_eq!(csl.len(), reports.len());
    for (item, report) in csl.iter().zip(&reports) {
        assert_eq!(item["type"], "article-newspaper");
        assert_eq!(item["container-title"], report["source"]);
        let parts = item["issued"]["date-parts"][0].as_array().unwrap();
        assert!(report["published"].as_str().unwrap().starts_with(&parts[0].to_string()));
        assert_eq!(parts.len(), 3);
    }
    // JSON-LD: every node has a type of schema.org, and quotations lead to their report.
    let graph: Value = serde_json::from_str(&form("jsonld")).unwrap();
    let nodes = graph["@graph"].as_array().unwrap();
    let of = |kind: &str| nodes.iter().filter(|node| node["@type"] == kind).collect::<Vec<_>>();
    let done = statements.iter().filter(|statement| statement["negated"] != true).count();
    assert_eq!(
        (of("NewsArticle").len(), of("Quotation").len() + of("Claim").len(), of("Event").len()),
        (reports.len(), done, deeds.len())
    );
    assert!(!of("Quotation").is_empty() && !of("Claim").is_empty());
    for quotation in of("Quotation").into_iter().chain(of("Claim")) {
        assert!(nodes.iter().any(|node| node["@id"] == quotation["isPartOf"]["@id"]));
    }
    // Annotations: the quoted words are those of the place.
    let annotations: Vec<Value> =
        form("annotations").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(annotations.len(), statements.len());
    for (annotation, statement) in annotations.iter().zip(&statements) {
        assert_eq!(annotation["target"]["selector"][0]["exact"], statement["evidence"]);
        assert_eq!(annotation["target"]["selector"][1]["start"], statement["start"]);
    }
}

#[test]
fn what_belongs_to_a_deed_stands_in_its_row() {
    let folder = tempfile::tempdir().unwrap();
    let db = record(folder.path());
    let rows = |table: &str| {
        let output = dateline(&["export", "--db", &db, "--table", table, "--format", "jsonl"]);
        told(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Value>>()
    };
    let (deeds, events) = (rows("deeds"), rows("events"));
    let happened = events.iter().filter(|event| event["status"] == "happened").count();
    let joined: usize = deeds.iter().map(|deed| deed["event"].as_str().unwrap().split("; ").count()).sum();
    assert_eq!(joined, happened, "every telling is in one deed");
    for deed in &deeds {
        assert_eq!(deed["status"], "happened");
        let (voices, reports) = (deed["voices"].as_u64().unwrap(), deed["reports"].as_u64().unwrap());
        assert!(1 <= voices && voices <= reports, "{deed}");
        assert_eq!(deed["when"].is_null(), deed["day_precision"].is_null(), "{deed}");
        assert_eq!(deed["lat"].is_null(), deed["precision"].is_null(), "{deed}");
        if deed["day_precision"] == "day" {
            assert_eq!(deed["first_day"], deed["last_day"], "{deed}");
        }
    }
    assert!(
        deeds.iter().any(|deed| deed["reports"].as_u64() > deed["voices"].as_u64()),
        "a reprint is no voice"
    );
    // Differences are facts too, and facts of which all say the same are no differences.
    let (facts, differences) = (rows("facts"), rows("differences"));
    let all: Vec<&Value> = facts.iter().map(|row| &row["fact"]).collect();
    assert!(differences.iter().all(|row| all.contains(&&row["difference"]) && row["verdict"] != "same"));
}

#[test]
fn a_table_by_day_holds_all_rows_of_the_table() {
    let folder = tempfile::tempdir().unwrap();
    let db = record(folder.path());
    let lake = folder.path().join("deeds");
    let to = lake.to_str().unwrap();
    let by_day = ["export", "--db", &db, "--table", "deeds", "--format", "parquet", "--by-day", "--to", to];
    let written = dateline(&by_day);
    assert!(written.status.success(), "{}", told(&written.stderr));
    let all = told(&dateline(&["export", "--db", &db, "--table", "deeds"]).stdout).lines().count();
    let mut count = 0;
    for entry in fs::read_dir(&lake).unwrap() {
        let path = entry.unwrap().path();
        let day = path.file_name().unwrap().to_str().unwrap().strip_prefix("day=").unwrap().to_owned();
        for part in fs::read_dir(&path).unwrap() {
            let reader = SerializedFileReader::new(File::open(part.unwrap().path()).unwrap()).unwrap();
            for row in reader.get_row_iter(None).unwrap().map(Result::unwrap) {
                let first = row.get_column_iter().find(|(name, _)| *name == "first_day").unwrap().1;
                assert!(*first == Field::Null || *first == Field::Str(day.clone()), "{first} in {day}");
                count += 1;
            }
        }
    }
    assert_eq!(count, all);
    // Rows of another run beside these would be counted twice.
    assert!(!dateline(&by_day).status.success());
}

#[test]
fn notes_hold_the_words_and_where_they_stand() {
    let folder = tempfile::tempdir().unwrap();
    let db = record(folder.path());
    let to = folder.path().join("notes");
    let written = dateline(&["export", "--db", &db, "--format", "markdown", "--to", to.to_str().unwrap()]);
    assert!(written.status.success(), "{}", told(&written.stderr));
    let notes = |kind: &str| -> Vec<String> {
        let entries = fs::read_dir(to.join(kind)).unwrap();
        entries.map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap()).collect()
    };
    let rows = |table: &str| {
        let output = dateline(&["export", "--db", &db, "--table", table, "--format", "jsonl"]);
        told(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Value>>()
    };
    let (stories, persons) = (notes("stories"), notes("persons"));
    assert_eq!(stories.len(), rows("stories").len());
    assert!(!persons.is_empty() && persons.len() <= rows("persons").len());
    assert!(stories.iter().any(|note| note.contains("**they differ**")));
    // Each statement stands in the note of its story: the words, the outlet, and what was NOT done.
    for statement in rows("statements") {
        let words = statement["evidence"].as_str().unwrap().split(|letter: char| !letter.is_alphabetic());
        let longest = words.max_by_key(|word| word.len()).unwrap();
        let report = format!("`{}`", statement["report"].as_str().unwrap());
        let held = |note: &&String| note.contains(&report) && note.contains(longest);
        assert!(stories.iter().any(|note| held(&note)), "{statement}");
        if statement["negated"] == true {
            let act = format!("does NOT {}", statement["act"].as_str().unwrap());
            assert!(stories.iter().any(|note| note.contains(&act)), "{act}");
        }
    }
}

#[test]
fn a_feed_has_titles_and_summaries() {
    let folder = tempfile::tempdir().unwrap();
    let db = record(folder.path());
    let path = folder.path().join("stories.xml");
    let out = path.to_str().unwrap();
    assert!(dateline(&["export", "--db", &db, "--format", "atom", "--out", out]).status.success());
    let feed = fs::read_to_string(&path).unwrap();
    let stories = told(&dateline(&["stories", "--db", &db, "--format", "jsonl"]).stdout).lines().count();
    assert_eq!(feed.matches("<entry>").count(), stories);
    assert_eq!(feed.matches("<summary>").count(), stories);
    assert!(!feed.contains("<title></title>") && !feed.contains("<summary></summary>"));
    // What reads feeds reads this one: our own reader does.
    let again = folder.path().join("again.db");
    let read = dateline(&["read", out, "--db", again.to_str().unwrap()]);
    assert!(read.status.success(), "{}", told(&read.stderr));
}

#[test]
fn nonsense_is_refused_in_words() {
    for (arguments, words) in [
        (
            &["statements", "--since", "spring"][..],
            "must be a day (2025-04-04), a month (2025-04) or a year (2025)",
        ),
        (&["statements", "--since", "03/2022"], "must be a day"),
        (&["statements", "--act", "denny"], "did you mean deny?"),
        (&["events", "--act", "asault"], "did you mean ASSAULT?"),
        (&["places", "--country", "Bosnia"], "three letters"),
        (&["export", "--table", "quotes"], "no such table"),
        (&["export", "--by-day", "--to", "x"], "--by-day makes Parquet files"),
        (&["export", "--to", "x"], "a single file goes to --out FILE"),
        (&["read", "--map", "day=x"], "is no field of a report"),
    ] {
        let output = dateline(arguments);
        assert!(!output.status.success() && output.stdout.is_empty(), "{arguments:?}");
        assert!(told(&output.stderr).contains(words), "{arguments:?}: {}", told(&output.stderr));
    }
}
