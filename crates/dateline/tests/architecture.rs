//! The crates depend on each other only the way ARCHITECTURE.md says, none is too large to be a room,
//! no two files import each other, and grammar is defined in one place.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod imports;

use imports::{circles, sources};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a stage of the reading may stand on: no other stage.
const BESIDE: &[&str] = &["model", "language", "gazetteer", "vocabulary", "grammar", "learn", "scene"];

/// What each crate may stand on. Those not named here (the binary, the trainer) may use all.
const MAY_USE: [(&str, &[&str]); 21] = [
    ("model", &[]),
    ("gazetteer", &["model"]),
    ("read", &["model"]),
    ("learn", &[]),
    ("language", &["model", "gazetteer", "learn"]),
    ("vocabulary", &[]),
    ("grammar", &["model", "language", "vocabulary"]),
    ("scene", &["model", "language"]),
    ("parties", BESIDE),
    ("times", BESIDE),
    ("places", BESIDE),
    ("statements", BESIDE),
    ("events", BESIDE),
    ("figures", &["model", "language", "gazetteer", "vocabulary", "grammar", "scene", "events"]),
    (
        "extract",
        &[
            "model",
            "language",
            "gazetteer",
            "scene",
            "parties",
            "times",
            "places",
            "statements",
            "events",
            "figures",
        ],
    ),
    ("resolve", &["model", "gazetteer", "vocabulary"]),
    ("record", &["model"]),
    ("pipeline", &["model", "read", "language", "gazetteer", "extract", "resolve", "record"]),
    ("ask", &["model", "record", "resolve", "gazetteer"]),
    ("arrow", &["model", "ask", "pipeline", "read", "record"]),
    ("serve", &["model", "ask", "record", "pipeline", "read"]),
];

#[test]
fn crates_depend_on_each_other_one_way() {
    let metadata = metadata();
    let mut wrong = BTreeSet::new();
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap().trim_start_matches("dateline-").to_owned();
        let Some((_, allowed)) = MAY_USE.iter().find(|(crate_name, _)| *crate_name == name) else { continue };
        for dependency in package["dependencies"].as_array().unwrap() {
            // Tests may use what they like; what builds a crate is of the crate.
            if is_for_tests(dependency) {
                continue;
            }
            if let Some(used) = dependency["name"].as_str().unwrap().strip_prefix("dateline-")
                && !allowed.contains(&used)
            {
                wrong.insert(format!("{name} uses {used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "not as ARCHITECTURE.md says: {wrong:?}");
}

/// What a registry asks of a package, and `cargo package` looks at: who it is, and which version of ours it needs.
#[test]
fn crates_can_be_published() {
    let mut wrong = BTreeSet::new();
    for package in metadata()["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        if package["publish"].as_array().is_some_and(Vec::is_empty) {
            continue;
        }
        for field in ["description", "license", "repository"] {
            if package[field].as_str().is_none_or(str::is_empty) {
                wrong.insert(format!("{name} has no {field}"));
            }
        }
        for dependency in package["dependencies"].as_array().unwrap() {
            if !is_for_tests(dependency) && dependency["req"] == "*" {
                wrong.insert(format!("{name} needs any version of {}", dependency["name"]));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

fn is_for_tests(dependency: &Value) -> bool {
    dependency["kind"] == "dev"
}

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The lines of each crate's own code, tests and examples aside.
fn lines() -> BTreeMap<String, usize> {
    let mut lines = BTreeMap::new();
    for entry in std::fs::read_dir(crates()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let count = sources(&path.join("src")).values().map(|source| source.lines().count()).sum();
        lines.insert(name, count);
    }
    lines
}

#[test]
fn no_crate_holds_more_than_a_fifth() {
    let lines = lines();
    let all: usize = lines.values().sum();
    let large: Vec<_> = lines.iter().filter(|(_, count)| 5 * **count > all).collect();
    assert!(large.is_empty(), "of {all} lines: {large:?}");
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let mut found = Vec::new();
    for name in lines().keys() {
        found.extend(circles(&sources(&crates().join(name).join("src"))).into_iter().map(|circle| {
            let files: Vec<String> = circle.into_iter().map(|module| module.join("::")).collect();
            format!("{name}: {}", files.join(", "))
        }));
    }
    assert!(found.is_empty(), "files that import each other:\n{}", found.join("\n"));
}

#[test]
fn grammar_alone_says_what_a_passive_or_a_subject_is() {
    let defines =
        [("fn is_passive(", "-> bool"), ("fn subject(", "-> Option<usize>"), ("fn own_subject(", "->")];
    let mut found = Vec::new();
    for name in lines().keys().filter(|name| !matches!(name.as_str(), "grammar" | "language" | "trainer")) {
        for (module, source) in sources(&crates().join(name).join("src")) {
            let code: Vec<&str> = source.lines().collect();
            for (at, line) in code.iter().enumerate() {
                // A name that only asks grammar is none of its own.
                let asks =
                    code[at..code.len().min(at + 3)].iter().any(|line| line.contains("dateline_grammar::"));
                let is_defined =
                    defines.iter().any(|(name, gives)| line.contains(name) && line.contains(gives)) && !asks;
                if is_defined || line.contains("Deprel::AuxPass") {
                    found.push(format!("{name}::{}: {}", module.join("::"), line.trim()));
                }
            }
        }
    }
    assert!(found.is_empty(), "defined beside grammar:\n{}", found.join("\n"));
}
