//! The crates depend on each other only the way ARCHITECTURE.md says.

use serde_json::Value;
use std::collections::BTreeSet;
use std::process::Command;

/// What a stage of the reading may stand on: no other stage.
const BESIDE: &[&str] = &["model", "language", "gazetteer", "vocabulary", "grammar", "scene"];

/// What each crate may stand on. Those not named here (the binary, the trainer) may use all.
const MAY_USE: [(&str, &[&str]); 19] = [
    ("model", &[]),
    ("gazetteer", &["model"]),
    ("read", &["model"]),
    ("language", &["model", "gazetteer"]),
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
    ("resolve", &["model"]),
    ("record", &["model"]),
    ("pipeline", &["model", "read", "language", "gazetteer", "extract", "resolve", "record"]),
    ("ask", &["model", "record", "resolve", "gazetteer"]),
    ("serve", &["model", "ask", "record", "pipeline", "read"]),
];

#[test]
fn crates_depend_on_each_other_one_way() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut wrong = BTreeSet::new();
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap().trim_start_matches("dateline-").to_owned();
        let Some((_, allowed)) = MAY_USE.iter().find(|(crate_name, _)| *crate_name == name) else { continue };
        for dependency in package["dependencies"].as_array().unwrap() {
            // Tests may use what they like.
            if !dependency["kind"].is_null() {
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
