//! Reports as JSON Lines: one object a line, of which only `text` is required.

use crate::Failure;
use dateline_model::{Report, derive_id};
use serde::Deserialize;
use std::io::BufRead;

#[derive(Deserialize)]
struct Line {
    id: Option<String>,
    published: Option<String>,
    source: Option<String>,
    url: Option<String>,
    title: Option<String>,
    text: String,
}

/// The reports of a JSON Lines stream called `name`, as they come.
pub fn json_lines(name: String, input: impl BufRead) -> impl Iterator<Item = Result<Report, Failure>> {
    input.lines().enumerate().filter(|(_, line)| !line.as_ref().is_ok_and(|line| line.trim().is_empty())).map(
        move |(number, line)| {
            let failure = |reason: String| Failure { place: format!("{name}:{}", number + 1), reason };
            let line = line.map_err(|error| failure(error.to_string()))?;
            let line: Line = serde_json::from_str(&line).map_err(|error| failure(error.to_string()))?;
            let part = |part: &Option<String>| part.clone().unwrap_or_default();
            let id = line.id.clone().map_or_else(
                || {
                    derive_id(
                        "r",
                        &[&part(&line.published), &part(&line.source), &part(&line.url), &line.text],
                    )
                },
                Into::into,
            );
            Ok(Report {
                id,
                given: Some(format!("{name}:{}", number + 1)),
                source: line.source,
                url: line.url,
                title: line.title,
                published: line.published,
                text: line.text,
                ..Report::default()
            })
        },
    )
}
