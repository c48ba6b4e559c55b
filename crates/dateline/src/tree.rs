//! `dateline tree`: the trees of a text, for people who write rules.

use crate::print::harmless;
use crate::reader::ReaderChoice;
use anyhow::{Context, Result};
use clap::Args;
use dateline_language::{Analyzer, Annotated, Depth, Sentence};
use std::fs;
use std::io::{self, Read as _, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Draw the dependency trees of a text.
#[derive(Args)]
pub struct Tree {
    /// The text; nothing: standard input or `--file`.
    text: Vec<String>,
    /// Read the text from a file.
    #[arg(long, value_name = "PATH", conflicts_with = "text")]
    file: Option<PathBuf>,
    #[command(flatten)]
    reader: ReaderChoice,
}

impl Tree {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let text = match (&self.file, self.text.is_empty()) {
            (Some(path), _) => fs::read_to_string(path).with_context(|| path.display().to_string())?,
            (None, false) => self.text.join(" "),
            (None, true) => {
                let mut text = String::new();
                io::stdin().lock().read_to_string(&mut text).context("standard input")?;
                text
            }
        };
        let annotated = Analyzer::with(self.reader.reader)?.analyze(&text, &[], Depth::Trees);
        let mut out = io::stdout().lock();
        for sentence in &annotated.sentences {
            draw(&mut out, &annotated, *sentence)?;
            writeln!(out)?;
        }
        for quotation in &annotated.quotations {
            let closed = if quotation.is_closed { "" } else { ", never closed" };
            let continues = if quotation.continues { ", goes on" } else { "" };
            writeln!(
                out,
                "quotation ({}{closed}{continues}): {}",
                quotation.depth,
                harmless(&text[quotation.inner.range()])
            )?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// One word a line, in the order of the text; the lines on the left lead to the heads.
fn draw(out: &mut impl Write, annotated: &Annotated<'_>, sentence: Sentence) -> io::Result<()> {
    let words = sentence.words;
    // Words are indented by how far below the root they hang.
    let depth: Vec<usize> = words
        .range()
        .map(|word| {
            let (mut depth, mut at) = (0, word);
            while let Some(head) = annotated.tokens[at].head {
                at = head as usize;
                depth += 1;
                if depth > words.len() {
                    break;
                }
            }
            depth
        })
        .collect();
    for (word, depth) in words.range().zip(depth) {
        let token = &annotated.tokens[word];
        let side = match token.head {
            None => "●",
            Some(head) if (head as usize) < word => "└",
            Some(_) => "┌",
        };
        let head =
            token.head.map_or(String::new(), |head| format!("← {}", harmless(annotated.form(head as usize))));
        let name = annotated
            .names
            .iter()
            .find(|name| name.words.range().contains(&word))
            .map_or(String::new(), |name| format!("  [{:?}]", name.kind));
        writeln!(
            out,
            "{}{side} {}  {}  {} {} {}  {head}{name}",
            "  ".repeat(depth.min(30)),
            harmless(annotated.form(word)),
            token.deprel.name(),
            token.upos.name(),
            token.xpos.name(),
            harmless(&token.lemma),
        )?;
    }
    Ok(())
}
