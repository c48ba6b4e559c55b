//! News that nobody has parsed, as the deep reader reads it: what the fast reader learns from beside treebanks.

use anyhow::{Context, Result};
use dateline_language::conllu::{self, Columns};
use dateline_language::{Analyzer, Annotated, Depth, GivenWord, Reader, Sentence};
use dateline_model::Span;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::thread;

/// Writes news as the deep reader reads it, as CoNLL-U.
#[derive(clap::Args)]
pub struct Silver {
    /// News with one word a line and an empty line after a sentence; what stands behind the word is not read.
    #[arg(long)]
    words: Vec<PathBuf>,
    /// Reports as JSON Lines with a `text`.
    #[arg(long)]
    reports: Vec<PathBuf>,
    /// The file to write.
    #[arg(long)]
    out: PathBuf,
    /// Threads to work on.
    #[arg(long, default_value_t = 2)]
    threads: usize,
}

/// Sentences of a file without documents that are read together, so that each is seen beside others.
const TOGETHER: usize = 12;

/// A text, with its words where they are given.
struct Text {
    text: String,
    given: Option<(Vec<GivenWord>, Vec<Sentence>)>,
}

impl Silver {
    /// Runs it.
    pub fn run(self) -> Result<()> {
        let mut texts = Vec::new();
        for path in &self.words {
            texts.extend(of_words(path)?);
        }
        for path in &self.reports {
            texts.extend(of_reports(path)?);
        }
        let analyzer = Analyzer::with(Reader::Deep)?;
        let share = texts.len().div_ceil(self.threads.max(1)).max(1);
        let written: Vec<String> = thread::scope(|scope| {
            let runs: Vec<_> = texts
                .chunks(share)
                .map(|texts| {
                    let analyzer = &analyzer;
                    scope.spawn(move || texts.iter().map(|text| text.read(analyzer)).collect::<String>())
                })
                .collect();
            runs.into_iter().map(|run| run.join().unwrap_or_default()).collect()
        });
        let out = File::create(&self.out).with_context(|| self.out.display().to_string())?;
        let mut out = BufWriter::new(out);
        for part in &written {
            out.write_all(part.as_bytes()).with_context(|| self.out.display().to_string())?;
        }
        out.flush().with_context(|| self.out.display().to_string())
    }
}

impl Text {
    fn read(&self, analyzer: &Analyzer) -> String {
        let annotated: Annotated<'_> = match &self.given {
            Some((words, sentences)) => {
                analyzer.analyze_given(&self.text, words, sentences.clone(), Depth::Trees)
            }
            None => analyzer.analyze(&self.text, &[], Depth::Trees),
        };
        let mut out = String::new();
        for number in 0..annotated.sentences.len() {
            conllu::write_sentence(&mut out, &annotated, number, Columns::Trees);
            out.push('\n');
        }
        out
    }
}

fn of_words(path: &Path) -> Result<Vec<Text>> {
    let lines = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let sentences: Vec<Vec<&str>> = lines
        .split("\n\n")
        .map(|sentence| {
            let words = sentence.lines().map(|line| line.split('\t').next().unwrap_or(""));
            words.filter(|word| !word.is_empty()).collect()
        })
        .filter(|words: &Vec<&str>| !words.is_empty())
        .collect();
    Ok(sentences.chunks(TOGETHER).map(together).collect())
}

fn together(sentences: &[Vec<&str>]) -> Text {
    let (mut text, mut words, mut ends) = (String::new(), Vec::new(), Vec::new());
    for sentence in sentences {
        let first = words.len();
        for word in sentence {
            let start = text.len();
            text.push_str(word);
            words.push(GivenWord { span: Span::new(start, text.len()), is_glued: false });
            text.push(' ');
        }
        ends.push(Sentence { words: Span::new(first, words.len()), paragraph: 0 });
    }
    Text { text, given: Some((words, ends)) }
}

fn of_reports(path: &Path) -> Result<Vec<Text>> {
    let lines = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut found = Vec::new();
    for line in lines.lines() {
        let report: serde_json::Value =
            serde_json::from_str(line).with_context(|| path.display().to_string())?;
        if let Some(text) = report["text"].as_str() {
            found.push(Text { text: text.to_owned(), given: None });
        }
    }
    Ok(found)
}
