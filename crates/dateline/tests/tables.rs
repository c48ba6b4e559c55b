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
        "differences",
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
fn nonsense_is_refused_in_words() {
    for (arguments, words) in [
        (
            &["statements", "--since", "spring"][..],
            "is a day (2025-04-04), a month (2025-04) or a year (2025)",
        ),
        (&["statements", "--since", "03/2022"], "is a day"),
        (&["statements", "--act", "denny"], "did you mean deny?"),
        (&["events", "--act", "asault"], "did you mean ASSAULT?"),
        (&["places", "--country", "Bosnia"], "three letters"),
        (&["export", "--table", "quotes"], "no such table"),
        (&["read", "--map", "day=x"], "is no field of a report"),
    ] {
        let output = dateline(arguments);
        assert!(!output.status.success() && output.stdout.is_empty(), "{arguments:?}");
        assert!(told(&output.stderr).contains(words), "{arguments:?}: {}", told(&output.stderr));
    }
}

#[test]
fn a_folder_with_one_of_each() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("inputs");
    fs::create_dir(&inputs).unwrap();
    let file = |name: &str, bytes: &[u8]| fs::write(inputs.join(name), bytes).unwrap();
    file(
        "articles.csv",
        b"date,headline,body,views\n1995-11-21,Talks end,\"The talks ended on Tuesday, the envoy said.\",3\n",
    );
    file("broken.jsonl", b"{\"id\":\n");
    file("list.json", br#"{"articles":[{"publishedAt":"1995-11-22T08:00:00Z","title":"Map drawn","content":"The map was drawn on Wednesday."}]}"#);
    file("1995-11-23-wire.txt", b"Three villages were without water on Thursday.");
    file("note.txt", b"Nobody came to the bridge.");
    file("README.md", b"# Read me");
    file("page_files.js", b"var x;");
    file("scan.pdf", b"%PDF-1.4 \xE2\xE3");
    file("franzoesisch.txt", "date 1995-11-24 Le ministre a déclaré que les négociations de paix avaient échoué et que la délégation rentrerait dans la capitale avant la fin de la semaine.".as_bytes());
    let db = folder.path().join("record.db");
    let output = dateline(&["read", inputs.to_str().unwrap(), "--db", db.to_str().unwrap()]);
    let errors = told(&output.stderr);
    // However wide the terminal is.
    let summary = told(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(output.status.code(), Some(1), "two inputs could not be read: {errors}");
    for line in [
        "new 5 · unchanged 0 · failed 2",
        "without a day: 1 report ",
        "not analysed: 1 in French",
        "published ← date, text ← body, title ← headline; not used: views",
        "published ← publishedAt, text ← content, title ← title",
        "days taken from file names: 1 (1995-11-23-wire.txt)",
        "passed over, no reports: 2 (README.md, page_files.js)",
    ] {
        assert!(summary.contains(line), "{line}\n{summary}{errors}");
    }
    assert_eq!(errors.lines().count(), 2, "{errors}");
}
