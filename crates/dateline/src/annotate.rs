//! `dateline annotate`: the language analysis of reports as CoNLL-U.

use crate::reader::ReaderChoice;
use anyhow::{Context, Result};
use clap::Args;
use dateline_language::conllu::{self, Block, Columns};
use dateline_language::{Analyzer, Depth, GivenWord, Sentence};
use dateline_model::{Report, Span};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

/// Write the language analysis of reports (words, tags, trees, names) as CoNLL-U.
#[derive(Args)]
pub struct Annotate {
    /// Reports as for `extract`; `-` or nothing: standard input.
    paths: Vec<PathBuf>,
    /// Read CoNLL-U and keep its words, sentences and comments.
    #[arg(long)]
    conllu: bool,
    /// Threads to work on (default: all).
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    #[command(flatten)]
    reader: ReaderChoice,
}

/// Reports that are analysed at a time, for each thread.
const BATCH: usize = 16;

impl Annotate {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let threads =
            self.threads.unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from)).max(1);
        let analyzer = Analyzer::with(self.reader.reader)?;
        let mut out = BufWriter::new(io::stdout().lock());
        let mut code = ExitCode::SUCCESS;
        if self.conllu {
            let paths = if self.paths.is_empty() { vec![PathBuf::from("-")] } else { self.paths };
            for path in paths {
                let documents = documents(open(&path)?).with_context(|| path.display().to_string())?;
                if documents.iter().flatten().all(|block| block.rows.is_empty()) {
                    let path = path.display();
                    crate::print::complain(format!(
                        "{path}: no CoNLL-U, whose lines have ten columns with tabs between; without --conllu, reports are read"
                    ));
                    code = ExitCode::from(1);
                    continue;
                }
                in_order(&documents, threads, |document| annotate_given(&analyzer, document), &mut out)?;
            }
            out.flush()?;
            return Ok(code);
        }
        let mut batch = Vec::new();
        for report in dateline_read::reports(self.paths, &dateline_read::Options::default()) {
            match report {
                Ok(report) => batch.push(report),
                Err(failure) => {
                    crate::print::complain(failure);
                    code = ExitCode::from(1);
                }
            }
            if batch.len() == threads * BATCH {
                in_order(&batch, threads, |report| annotate(&analyzer, report), &mut out)?;
                batch.clear();
            }
        }
        in_order(&batch, threads, |report| annotate(&analyzer, report), &mut out)?;
        out.flush()?;
        Ok(code)
    }
}

fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    Ok(if path.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(path).with_context(|| path.display().to_string())?))
    })
}

/// Does the work on several threads and writes what comes of it in the order of the items.
fn in_order<T: Sync>(
    items: &[T],
    threads: usize,
    work: impl Fn(&T) -> String + Sync,
    out: &mut impl Write,
) -> Result<()> {
    if threads == 1 || items.len() < 2 {
        for item in items {
            out.write_all(work(item).as_bytes())?;
        }
        return Ok(());
    }
    let next = std::sync::atomic::AtomicUsize::new(0);
    let mut done: Vec<(usize, String)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.min(items.len()))
            .map(|_| {
                scope.spawn(|| {
                    let mut done = Vec::new();
                    loop {
                        let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                        let Some(item) = items.get(at) else { return done };
                        done.push((at, work(item)));
                    }
                })
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_default()).collect()
    });
    done.sort_by_key(|(at, _)| *at);
    for (_, text) in done {
        out.write_all(text.as_bytes())?;
    }
    Ok(())
}

fn annotate(analyzer: &Analyzer, report: &Report) -> String {
    // The whole text: who writes rules wants to see the captions too.
    let annotated = analyzer.analyze(&report.text, &[], Depth::Trees);
    let mut out = String::new();
    let _ = writeln!(out, "# newdoc id = {}", report.id);
    if annotated.sentences.is_empty() {
        out.push('\n');
    }
    let mut paragraph = None;
    for (number, sentence) in annotated.sentences.iter().enumerate() {
        if paragraph != Some(sentence.paragraph) {
            out.push_str("# newpar\n");
            paragraph = Some(sentence.paragraph);
        }
        let _ = writeln!(out, "# sent_id = {}-{}", report.id, number + 1);
        let text = annotated.words(sentence.words).replace(char::is_control, " ");
        let _ = writeln!(out, "# text = {text}");
        conllu::write_sentence(&mut out, &annotated, number, Columns::Trees);
    }
    out
}

/// The documents of CoNLL-U; each begins with `# newdoc`.
fn documents(input: impl BufRead) -> io::Result<Vec<Vec<Block>>> {
    let mut documents: Vec<Vec<Block>> = Vec::new();
    for block in conllu::blocks(input) {
        let block = block?;
        match documents.last_mut() {
            Some(document) if !block.has("newdoc") => document.push(block),
            _ => documents.push(vec![block]),
        }
    }
    Ok(documents)
}

fn annotate_given(analyzer: &Analyzer, blocks: &[Block]) -> String {
    let (text, words, sentences) = joined(blocks);
    let annotated = analyzer.analyze_given(&text, &words, sentences, Depth::Trees);
    let mut out = String::new();
    let mut number = 0;
    for block in blocks {
        for comment in &block.comments {
            out.push_str(comment);
            out.push('\n');
        }
        if block.rows.is_empty() {
            out.push('\n');
        } else {
            conllu::write_sentence(&mut out, &annotated, number, Columns::Trees);
            number += 1;
        }
    }
    out
}

/// The text that given words make, with the words' places in it.
fn joined(blocks: &[Block]) -> (String, Vec<GivenWord>, Vec<Sentence>) {
    let (mut text, mut words, mut sentences) = (String::new(), Vec::new(), Vec::new());
    let mut paragraph = 0;
    let has_paragraphs = blocks.iter().any(|block| block.has("newpar"));
    for block in blocks {
        if block.has("newpar") && !text.is_empty() {
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
            paragraph += 1;
        }
        let start = words.len();
        for row in &block.rows {
            let from = text.len();
            text.push_str(&row.form);
            words.push(GivenWord { span: Span::new(from, text.len()), is_glued: row.is_glued });
            if row.is_spaced {
                text.push(' ');
            }
        }
        if words.len() > start {
            sentences.push(Sentence { words: Span::new(start, words.len()), paragraph });
        }
        if !has_paragraphs {
            paragraph += 1;
        }
    }
    (text, words, sentences)
}
