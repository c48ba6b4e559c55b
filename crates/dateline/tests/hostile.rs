//! A report that means harm to the terminal it is shown on: whatever command shows it, nothing of it but
//! what can be seen gets there.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What each field has in it: a link (OSC 8), the clipboard (OSC 52), colours, a title, the cursor, C1
/// controls, line ends, marks that turn the reading order around.
const HARM: &str = "\u{1b}]8;;http://evil.example\u{1b}\\x\u{1b}]8;;\u{7}\u{1b}]52;c;ZXZpbA==\u{7}\u{1b}[31m\u{1b}]0;t\u{7}\
                    \u{1b}[2J\u{9b}31m\u{9d}8;;\u{85}\r\u{8}\u{7f}\u{202e}\u{2066}\u{200f}\u{2028}\u{feff}";

fn dateline(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline")).args(arguments).stdin(Stdio::null()).output().unwrap()
}

fn is_harm(letter: char) -> bool {
    letter.is_control() && letter != '\n'
        || matches!(
            letter,
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
        )
}

/// What was written holds words of ours, and nothing that is not seen.
fn harmless(what: &str, written: &[u8]) -> String {
    let text = String::from_utf8(written.to_vec()).unwrap();
    let harm: Vec<char> = text.chars().filter(|letter| is_harm(*letter)).collect();
    assert!(harm.is_empty(), "{what}: {harm:?} in {text}");
    text
}

fn reports(folder: &Path) -> String {
    let one = |id: &str, source: &str, killed: &str| {
        json!({
            "id": id,
            "published": "1995-08-28",
            "source": format!("{source}{HARM}"),
            "title": format!("Shell {HARM}\nhits Sarajevo market"),
            "byline": [format!("A{HARM}")],
            "text": format!(
                "SARAJEVO — A mortar shell{HARM} hit a crowded market in Sarajevo on Monday, killing {killed} people, \
                 hospital officials said.\n\nPrime Minister Haris{HARM} Silajdzic of Bosnia accused the Serbs of murder. \
                 \"This is murder{HARM}, and the world is watching,\" he said. Foreign Minister Muhamed Sacirbey rejected \
                 a ceasefire. Sacirbey asked NATO to answer.\n"
            ),
        })
    };
    let lines = [one(&format!("a{HARM}"), "Herald", "33"), one("b-plain", "Courier", "37")];
    let file = folder.join("hostile.jsonl");
    fs::write(&file, lines.iter().map(|line| format!("{line}\n")).collect::<String>()).unwrap();
    file.to_str().unwrap().to_owned()
}

#[test]
fn no_command_lets_a_report_at_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("record.db").to_str().unwrap().to_owned();
    let file = reports(folder.path());
    let read = dateline(&["read", &file, "--db", &db]);
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    harmless("read", &read.stdout);
    harmless("read", &read.stderr);
    let stories = dateline(&["stories", "--db", &db, "--format", "jsonl"]).stdout;
    let story: Value = serde_json::from_slice(stories.split(|byte| *byte == b'\n').next().unwrap()).unwrap();
    let story = story["id"].as_str().unwrap().to_owned();
    let commands: [&[&str]; 18] = [
        &["statements"],
        &["statements", "--by", "Sacirbey"],
        &["search", "murder"],
        &["who", "Sacirbey"],
        &["report", "a"],
        &["report", "b-plain"],
        &["stories"],
        &["story", &story],
        &["events"],
        &["figures"],
        &["places"],
        &["reports"],
        &["differences", "--all"],
        &["timeline"],
        &["opposed"],
        &["positions", "--about", "ceasefire"],
        &["correct"],
        &["check"],
    ];
    let mut shown = String::new();
    for command in commands {
        for form in ["table", "jsonl"] {
            let output = dateline(&[command, &["--db", &db, "--format", form]].concat());
            let what = format!("{} --format {form}", command.join(" "));
            shown.push_str(&harmless(&what, &output.stdout));
            harmless(&what, &output.stderr);
        }
    }
    for words in ["Silajdzic", "Sacirbey", "murder", "33", "Herald", "␛]52;c;ZXZpbA==␇", "\\u202e"] {
        assert!(shown.contains(words), "{words}");
    }
    // JSON says the same as ever, with what is not seen written out.
    let exported = dateline(&["export", "--db", &db]).stdout;
    let lines = harmless("export", &exported);
    let texts: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(texts.iter().any(|one| one["type"] == "report" && one["text"].as_str().unwrap().contains(HARM)));
    harmless("extract", &dateline(&["extract", &file]).stdout);
}

#[test]
fn no_error_lets_a_name_at_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let harm = HARM.replace('/', "|");
    let path = folder.path().join(format!("n{harm}\nm.jsonl")).to_str().unwrap().to_owned();
    fs::write(&path, "{\"id\":\n{\"text\": 7}\n").unwrap();
    let db = folder.path().join("record.db").to_str().unwrap().to_owned();
    let gone = format!("{path}.gone");
    for arguments in [
        vec!["read", &path, "--db", &db],
        vec!["read", &gone, "--db", &db],
        vec!["extract", &path],
        vec!["annotate", &path],
        vec!["annotate", "--conllu", &gone],
        vec!["watch", &path, "--db", &db],
        vec!["serve", "--hooks", &path, "--db", &db],
        vec!["stories", "--db", &gone],
        vec!["stories", "--db", &path],
        vec!["report", &path, "--db", &db],
        vec!["import", &path, "--db", &gone],
        vec!["backup", &path, "--db", &db],
        vec!["correct", "--import", &path, "--db", &db],
        vec!["forget", &path, "--yes", "--db", &db],
    ] {
        let output = dateline(&arguments);
        let said = harmless(&arguments.join(" "), &output.stderr);
        assert!(!output.status.success() && said.starts_with("dateline: "), "{arguments:?}: {said}");
    }
}

#[test]
fn cells_that_would_be_computed_are_text_and_numbers_are_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("record.db").to_str().unwrap().to_owned();
    let file = folder.path().join("formula.jsonl");
    let line = json!({
        "id": "=1+1",
        "published": "1995-08-28",
        "source": "@SUM(A1)",
        "title": "+HYPERLINK(\"http://evil.example\")",
        "text": "SARAJEVO — Prime Minister Haris Silajdzic of Bosnia said five people were killed in Sarajevo on Monday."
    });
    fs::write(&file, format!("{line}\n")).unwrap();
    assert!(dateline(&["read", file.to_str().unwrap(), "--db", &db]).status.success());
    let tables = ["reports", "statements", "events", "figures", "places", "persons", "stories"];
    let exports = tables.map(|table| vec!["export", "--table", table, "--format", "csv", "--db", &db]);
    let commands = [
        "statements",
        "events",
        "figures",
        "places",
        "reports",
        "stories",
        "differences",
        "opposed",
        "correct",
    ]
    .map(|command| vec![command, "--format", "csv", "--db", &db]);
    let mut guarded = 0;
    for arguments in exports.into_iter().chain(commands) {
        let output = dateline(&arguments);
        let mut rows =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(output.stdout.as_slice());
        for row in rows.records() {
            for cell in &row.unwrap() {
                let is_number = cell.parse::<f64>().is_ok();
                assert!(is_number || !cell.starts_with(['=', '+', '-', '@', '\t']), "{arguments:?}: {cell}");
                guarded += usize::from(
                    cell.starts_with("'=1+1") || cell.starts_with("'@SUM") || cell.starts_with("'+H"),
                );
            }
        }
    }
    assert!(guarded > 8, "{guarded}");
}
