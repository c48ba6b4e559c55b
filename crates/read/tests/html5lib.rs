//! The tokenizer beside the suite that browsers are held to (html5lib-tests), where that stands beside the
//! repository: of the cases that begin in the data state, how many give the same text, start and end tags.
//! What comments and doctypes hold is not compared: a reader of pages has no use for it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use dateline_read::markup::{Token, Tokens, decode};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// One token, as both sides write it.
#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Text(String),
    Start(String, BTreeMap<String, String>),
    End(String),
}

/// Text that comes in several pieces is one.
fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), piece) {
        (_, Piece::Text(text)) if text.is_empty() => {}
        (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
        (_, piece) => pieces.push(piece),
    }
}

fn ours(input: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    // Newlines are brought to one form before a tokenizer sees them (13.2.3.5).
    let input = input.replace("\r\n", "\n").replace('\r', "\n");
    for token in Tokens::new(&input) {
        match token {
            Token::Text(text) => push(&mut pieces, Piece::Text(decode(text).into_owned())),
            Token::Raw(text) | Token::Cdata(text) => push(&mut pieces, Piece::Text(text.to_owned())),
            Token::Start { name, attributes, .. } => {
                let mut found = BTreeMap::new();
                for (name, value) in attributes {
                    found.entry(name.to_ascii_lowercase()).or_insert_with(|| decode(value).into_owned());
                }
                push(&mut pieces, Piece::Start(name.to_ascii_lowercase(), found));
            }
            Token::End { name } => push(&mut pieces, Piece::End(name.to_ascii_lowercase())),
            Token::Comment => {}
        }
    }
    pieces
}

fn theirs(output: &Value) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for token in output.as_array().unwrap() {
        let text = |at: usize| token[at].as_str().unwrap_or_default().to_owned();
        match token[0].as_str() {
            Some("Character") => push(&mut pieces, Piece::Text(text(1))),
            Some("StartTag") => {
                let attributes = token[2].as_object().into_iter().flatten();
                let attributes = attributes
                    .map(|(name, value)| (name.clone(), value.as_str().unwrap_or_default().to_owned()))
                    .collect();
                push(&mut pieces, Piece::Start(text(1), attributes));
            }
            Some("EndTag") => push(&mut pieces, Piece::End(text(1))),
            _ => {}
        }
    }
    pieces
}

/// The share that has to agree. What differs are mostly tags that break off at the end of the input, NULs
/// and odd characters in names of tags and attributes.
const AGREES: f64 = 0.97;

#[test]
fn most_cases_give_the_tokens_that_browsers_give() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/bench/html5lib/tokenizer");
    let Ok(entries) = fs::read_dir(&folder) else { return };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let (mut count, mut same) = (0, 0);
    for path in paths {
        let file: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let (mut here, mut right) = (0, 0);
        for case in file["tests"].as_array().into_iter().flatten() {
            let is_data = case["initialStates"]
                .as_array()
                .is_none_or(|states| states.iter().any(|state| state == "Data state"));
            // Escaped twice: surrogates alone, which no text holds.
            if !is_data || case["doubleEscaped"] == true || case.get("lastStartTag").is_some() {
                continue;
            }
            here += 1;
            let (ours, theirs) = (ours(case["input"].as_str().unwrap()), theirs(&case["output"]));
            right += usize::from(ours == theirs);
            if ours != theirs && std::env::var_os("HTML5LIB_SHOW").is_some() {
                println!(
                    "{}\n  {}\n  ours   {ours:?}\n  theirs {theirs:?}",
                    case["description"], case["input"]
                );
            }
        }
        println!("{}: {right} of {here}", path.file_name().unwrap().to_string_lossy());
        count += here;
        same += right;
    }
    let share = f64::from(same as u32) / f64::from((count as u32).max(1));
    println!("html5lib tokenizer, data state: {same} of {count} cases agree ({:.1} %)", 100.0 * share);
    assert!(share >= AGREES, "{share}");
}
