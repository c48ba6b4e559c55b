//! What is asked, and what is said where there is no answer: the same of every command.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::{Value, json};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.env_remove("DATELINE_DB").stdin(Stdio::null());
    command
}

fn dateline(db: &Path, arguments: &[&str]) -> Output {
    program().args(arguments).arg("--db").arg(db).output().unwrap()
}

fn told(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn lines(output: &Output) -> Vec<Value> {
    told(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn report(id: &str, day: &str, text: &str) -> Value {
    json!({ "id": id, "source": "Valley Wire", "published": day, "title": format!("Report {id}"), "text": text })
}

/// A record of some reports.
fn record(folder: &Path, reports: &[Value]) -> PathBuf {
    let (db, file) = (folder.join("record.db"), folder.join("reports.jsonl"));
    let text: Vec<String> = reports.iter().map(Value::to_string).collect();
    fs::write(&file, text.join("\n")).unwrap();
    let read = dateline(&db, &["read", file.to_str().unwrap()]);
    assert!(db.is_file(), "{}", told(&read.stderr));
    db
}

fn two_states() -> Vec<Value> {
    vec![
        report(
            "a",
            "1995-03-30",
            "President Jane Otieno of Kenya said on Thursday that the border would stay closed. Kenya accused Norway of fraud on Thursday.",
        ),
        report(
            "b",
            "1995-04-02",
            "Foreign Minister Jan Kolar of Norway said on Saturday that talks would go on. Five people were killed in Oslo on Saturday, police said.",
        ),
    ]
}

#[test]
fn a_state_is_asked_for_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let db = record(folder.path(), &two_states());
    let of = |by: &str| lines(&dateline(&db, &["statements", "--by", by]));
    let by_code = of("KEN");
    assert!(!by_code.is_empty());
    for by in ["Kenya", "kenya", "Kenyan president"] {
        let found = of(by);
        assert!(!found.is_empty(), "{by}");
        assert!(found.iter().all(|one| by_code.contains(one)), "{by}");
    }
    assert_eq!(of("Kenya").len(), by_code.len());
    let events = |by: &str| lines(&dateline(&db, &["events", "--by", by])).len();
    assert_eq!(events("Kenya"), events("KEN"));
}

#[test]
fn what_is_not_there_is_said_and_ends_with_one() {
    let folder = tempfile::tempdir().unwrap();
    let db = record(folder.path(), &two_states());
    for (arguments, words) in [
        (&["statements", "--by", "Kolra"][..], "did you mean Jan Kolar?"),
        (&["statements", "--by", "Kneya"], "did you mean Kenya?"),
        (&["statements", "--since", "1996"], "no such statement"),
        (&["events", "--by", "Nobody At All"], "no such event"),
        (&["figures", "--what", "dead"], "killed"),
        (&["reports", "--source", "Lake Courier"], "no such report"),
        (&["timeline", "--about", "volcano"], "no day"),
        (&["timeline", "--from", "1996"], "no day"),
        (&["positions", "--about", "ceasefire"], "nobody says or does anything about that"),
        (&["who", "Kolra"], "did you mean Jan Kolar?"),
        (&["search", "volcano"], "nothing holds all of these words"),
        (&["places", "--country", "JPN"], "no such place"),
    ] {
        for form in ["table", "jsonl"] {
            let output = dateline(&db, &[arguments, &["--format", form]].concat());
            assert_eq!(output.status.code(), Some(1), "{arguments:?}");
            assert!(told(&output.stderr).contains(words), "{arguments:?}: {}", told(&output.stderr));
            assert!(output.stdout.is_empty(), "{arguments:?}: {}", told(&output.stdout));
        }
    }
    // What nobody asked for is no fault.
    for arguments in [&["differences"][..], &["opposed"]] {
        assert_eq!(dateline(&db, arguments).status.code(), Some(0), "{arguments:?}");
    }
    assert_eq!(dateline(&db, &["search", "?"]).status.code(), Some(2));
    assert_eq!(dateline(&db, &["export", "--table", "nope"]).status.code(), Some(2));
    assert_eq!(dateline(&db, &["forget"]).status.code(), Some(2));
    assert_eq!(dateline(&db, &["stories", "--limit", "0"]).status.code(), Some(2));
    assert_eq!(dateline(&db, &["timeline", "--days", "0"]).status.code(), Some(2));
    assert_eq!(dateline(&db, &["statements", "--by", ""]).status.code(), Some(2));
    let copied = dateline(&db, &["backup", folder.path().join("nowhere/copy.db").to_str().unwrap()]);
    assert!(told(&copied.stderr).contains("there is no such folder"), "{}", told(&copied.stderr));
    assert!(!told(&copied.stderr).contains("--db"));
}

#[test]
fn a_month_is_its_first_day_and_its_last() {
    let folder = tempfile::tempdir().unwrap();
    let told = [
        ("1994-12-31", "Norway closed its embassy in Tirana today."),
        ("1995-03-31", "A storm sank two ferries off Bergen today and killed nine sailors."),
        ("1995-04-01", "The miners of Lake City voted to strike today."),
        ("1995-04-30", "President Jane Otieno of Kenya resigned today after the scandal."),
        ("1995-05-01", "Police arrested forty demonstrators in Oslo today."),
        ("1996-01-01", "Rebels captured the harbour of Valona today."),
    ];
    let days = told.map(|(day, _)| day);
    let reports: Vec<Value> = told.iter().map(|(day, text)| report(day, day, text)).collect();
    let db = record(folder.path(), &reports);
    let shown = |more: &[&str]| -> Vec<String> {
        let arguments = [&["timeline", "--days", "20", "--format", "jsonl"], more].concat();
        lines(&dateline(&db, &arguments)).iter().map(|day| day["date"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(shown(&[]), days);
    assert_eq!(shown(&["--from", "1995-04"]), days[2..]);
    assert_eq!(shown(&["--from", "1995-04"]), shown(&["--from", "1995-04-01"]));
    assert_eq!(shown(&["--from", "1995"]), days[1..]);
    assert_eq!(shown(&["--from", "1995-04", "--to", "1995-04"]), days[2..4]);
    assert_eq!(shown(&["--from", "1995", "--to", "1995"]), days[1..5]);
    assert_eq!(shown(&["--to", "1994"]), days[..1]);
    assert!(shown(&["--from", "1995-05", "--to", "1995-03"]).is_empty());
}

#[test]
fn the_next_commands_are_of_this_record() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.txt");
    fs::write(&file, "date 1995-11-21 LAKE CITY — The mayor spoke.").unwrap();
    let (usual, other) = (folder.path().join("usual.db"), folder.path().join("the other.db"));
    let next = |db: Option<&Path>| {
        let mut command = program();
        command.arg("read").arg(&file).env("DATELINE_DB", &usual);
        if let Some(db) = db {
            command.arg("--db").arg(db);
        }
        let told = told(&command.output().unwrap().stdout);
        // Lines are wrapped.
        told.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(next(None).contains("next: dateline timeline dateline differences dateline stories"));
    assert!(next(Some(&other)).contains(&format!("next: dateline timeline --db '{}'", other.display())));
}

#[test]
fn whoever_has_enough_of_a_table_ends_it_quietly() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Foreign Minister Jan Kolar of Norway said on Saturday that talks would go on. ".repeat(40);
    let reports: Vec<Value> = (0..40)
        .map(|at| report(&format!("r{at}"), "1995-04-02", &format!("{text}It was day {at}.")))
        .collect();
    let db = record(folder.path(), &reports);
    for form in ["csv", "jsonl"] {
        let mut child = program()
            .args(["export", "--table", "statements", "--format", form, "--db"])
            .arg(&db)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = [0; 16];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), told(&output.stderr)), (Some(0), String::new()), "{form}");
    }
}

#[test]
fn a_report_of_a_day_to_come_is_not_the_last() {
    let folder = tempfile::tempdir().unwrap();
    let mut reports = two_states();
    reports.push(report(
        "c",
        "2999-01-01",
        "Mayor Ada Brunn of Oslo said on Friday that the bridge was open.",
    ));
    let db = record(folder.path(), &reports);
    let digest = told(&dateline(&db, &["digest"]).stdout);
    assert!(digest.contains("Report b") || digest.contains("talks would go on"), "{digest}");
    // It is told when it is read.
    let file = folder.path().join("reports.jsonl");
    let read = dateline(&folder.path().join("again.db"), &["read", file.to_str().unwrap()]);
    assert!(told(&read.stderr).contains("is in the future"), "{}", told(&read.stderr));
}

#[test]
fn the_dead_of_a_deed_are_the_whole_and_no_part() {
    let folder = tempfile::tempdir().unwrap();
    let db = record(
        folder.path(),
        &[report(
            "a",
            "1995-04-02",
            "LAKE CITY — A shell hit the market of Oslo on Saturday and killed at least 15 people, police said. \
             Two of the dead were children, a doctor said.",
        )],
    );
    let figures = lines(&dateline(&db, &["figures", "--what", "killed"]));
    let deeds = lines(&dateline(&db, &["export", "--table", "deeds", "--format", "jsonl"]));
    let low: Vec<f64> = deeds.iter().filter_map(|deed| deed["killed_low"].as_f64()).collect();
    assert_eq!(low, [15.0], "{figures:?}\n{deeds:?}");
}

#[test]
fn only_what_can_be_set_is_set() {
    let folder = tempfile::tempdir().unwrap();
    let db = record(folder.path(), &two_states());
    let first = |kind: &str| {
        let found = lines(&dateline(&db, &[kind]));
        found[0]["id"].as_str().unwrap().to_owned()
    };
    let (statement, event, figure) = (first("statements"), first("events"), first("figures"));
    for (item, set, words) in [
        (&statement, "act=foo", "act cannot be"),
        (&statement, "foo=bar", "there are: act, negated, speaker"),
        (&statement, "content=abc", "there are: act"),
        (&statement, "said=1995-13", "a day, month or year"),
        (&statement, "negated=maybe", "true or false"),
        (&statement, "confidence=5", "a number from 0 to 1"),
        (&statement, "speakers.7.name=Ana", "has no speakers.7.name"),
        (&statement, "act", "--set takes FIELD=VALUE"),
        (&event, "status=foo", "happened"),
        (&event, "when=1995-02-30", "a day, month or year"),
        (&figure, "low=abc", "low cannot be"),
        (&figure, "low=40", "more than the most"),
    ] {
        let output = dateline(&db, &["correct", item, "--set", set]);
        assert_eq!(output.status.code(), Some(2), "{set}: {}", told(&output.stderr));
        assert!(told(&output.stderr).contains(words), "{set}: {}", told(&output.stderr));
    }
    for arguments in
        [&["--person", "Kolra", "--note", "x"][..], &["--person", "Jan Kolar", "--merge", "Nobody There"]]
    {
        let output = dateline(&db, &[&["correct"], arguments].concat());
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(told(&output.stderr).contains("nobody in this record is called"), "{}", told(&output.stderr));
    }
    assert!(lines(&dateline(&db, &["correct", "--export"])).is_empty(), "nothing was kept");
    for (item, set) in [
        (&statement, "act=DENY"),
        (&statement, "speaker=Ana Ruud"),
        (&statement, "of=NOR"),
        (&statement, "said=1995-03"),
        (&event, "by=the navy"),
        (&event, "when=1995-03-29"),
        (&figure, "high=null"),
        (&figure, "low=40"),
    ] {
        let output = dateline(&db, &["correct", item, "--set", set]);
        assert!(output.status.success(), "{set}: {}", told(&output.stderr));
    }
    let one = |kind: &str, id: &String| {
        lines(&dateline(&db, &[kind])).into_iter().find(|one| one["id"] == **id).unwrap()
    };
    let corrected = one("statements", &statement);
    assert_eq!(corrected["act"], "deny");
    assert_eq!(
        (&corrected["speakers"][0]["name"], &corrected["speakers"][0]["of"]),
        (&json!("Ana Ruud"), &json!("NOR"))
    );
    assert_eq!(corrected["said"]["edtf"], "1995-03");
    let corrected = one("events", &event);
    assert_eq!(
        (&corrected["by"][0]["name"], &corrected["when"]["edtf"]),
        (&json!("the navy"), &json!("1995-03-29"))
    );
    let corrected = one("figures", &figure);
    assert_eq!((&corrected["low"], &corrected["high"]), (&json!(40.0), &Value::Null));
    // What the help lists is what can be set.
    let help = told(&program().args(["correct", "--help"]).output().unwrap().stdout);
    assert!(help.contains("speaker (speakers.0.name)") && help.contains("when (when.edtf)"), "{help}");
}

#[test]
fn what_is_forgotten_while_all_is_read_again_stays_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    // Each of a day and matter of its own, so that there is nothing to link.
    let reports: Vec<Value> = (0..120)
        .map(|at| {
            let day = format!("{}-{:02}-02", 1960 + at / 12, at % 12 + 1);
            let told = (0..6).map(|line| {
                format!("Foreign Minister Jan Kolar of Norway said on Saturday that ship {at} had {line} sailors and lay at quay {}. ", at * line)
            });
            let mut one = report(&format!("r{at:03}"), &day, &told.collect::<String>());
            one["source"] = json!(if at % 2 == 0 { "Valley Wire" } else { "Lake Courier" });
            one
        })
        .collect();
    let db = record(folder.path(), &reports);
    let mut again = program()
        .args(["read", "--again", "--db"])
        .arg(&db)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let gone = dateline(&db, &["forget", "--source", "Valley Wire", "--yes"]);
    assert!(gone.status.success(), "{}", told(&gone.stderr));
    let output = {
        again.wait().unwrap();
        again.wait_with_output().unwrap()
    };
    assert!(output.status.success(), "{}", told(&output.stderr));
    let left = lines(&dateline(&db, &["reports"]));
    assert_eq!(left.len(), 60);
    assert!(left.iter().all(|one| one["source"] == "Lake Courier"));
    assert!(dateline(&db, &["check"]).status.success());
}

#[test]
fn a_report_without_a_headline_is_cited_by_its_first_words() {
    let folder = tempfile::tempdir().unwrap();
    let text = "LAKE CITY — The talks on the harbour of Valona and on the ferries that call there went on until late in the night.";
    let db = record(folder.path(), &[json!({ "id": "a", "published": "1995-04-02", "text": text })]);
    let cited = "The talks on the harbour of Valona and on the ferries that call there went on…";
    for (form, line) in [
        ("ris", format!("TI  - {cited}")),
        ("csl", format!("\"title\":\"{cited}\"")),
        ("jsonld", format!("\"headline\":\"{cited}\"")),
    ] {
        let out = told(&dateline(&db, &["export", "--format", form]).stdout).replace("\": \"", "\":\"");
        assert!(out.contains(&line), "{form}: {out}");
    }
}
