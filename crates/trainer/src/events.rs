//! Trains the classifier of events and measures it on sentences it has not seen.
//!
//!     dateline-trainer events SENTENCES.jsonl --cross-validate 10 > events.jsonl  # for bench/events/score --output
//!     dateline-trainer events SENTENCES.jsonl --write crates/events/models/events.model
//!
//! `SENTENCES.jsonl`: `{id, text, source, target, root}` a line, `source` and `target` lists of
//! code point spans (the training part of PLV: Hu et al., ACL 2024). One linear
//! support vector machine a root.

use anyhow::{Context, Result};
use dateline_events::{CLASSES as EVENT_CLASSES, EventCandidate, Weights as EventWeights};
use dateline_extract::Extractor;
use dateline_language::{Analyzer, Annotated, Depth};
use dateline_model::{Excerpt, Id, Kind, Kinds, Record, Report};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

const CLASSES: usize = EVENT_CLASSES.len();

#[derive(Deserialize)]
struct Pair {
    id: String,
    text: String,
    source: Vec<(u32, u32)>,
    target: Vec<(u32, u32)>,
    root: String,
}

struct Sentence {
    id: String,
    text: String,
    pairs: Vec<Pair>,
    candidates: Vec<EventCandidate>,
}

struct Example {
    features: Vec<u32>,
    class: usize,
    weight: f32,
}

/// Trains what decides the roots of events.
#[derive(clap::Args)]
#[group(id = "what", required = true, args = ["write", "cross_validate"])]
pub struct Events {
    /// Marked sentences, JSON Lines.
    sentences: PathBuf,
    /// Write the trained file here.
    #[arg(long)]
    write: Option<PathBuf>,
    /// Learn from all parts but one, read that, and so on; the events go to standard output.
    #[arg(long, value_name = "PARTS")]
    cross_validate: Option<usize>,
}

impl Events {
    /// Runs it.
    pub fn run(self) -> Result<()> {
        let analyzer = Analyzer::embedded();
        let extractor = Extractor::embedded().with_event_weights(EventWeights::default());
        let sentences = read(&self.sentences, &analyzer, &extractor)?;
        if let Some(path) = &self.write {
            let all: Vec<&Sentence> = sentences.iter().collect();
            let bytes = EventWeights::write(&train(&examples(&all)));
            fs::write(path, &bytes).with_context(|| path.display().to_string())?;
        }
        if let Some(folds) = self.cross_validate {
            let mut out = std::io::stdout().lock();
            for fold in 0..folds {
                let (held, rest): (Vec<(usize, &Sentence)>, Vec<_>) =
                    sentences.iter().enumerate().partition(|(at, _)| at % folds == fold);
                let rest: Vec<&Sentence> = rest.into_iter().map(|(_, sentence)| sentence).collect();
                let weights = EventWeights::read(&EventWeights::write(&train(&examples(&rest))))?;
                let extractor = Extractor::embedded().with_event_weights(weights);
                for (_, sentence) in held {
                    let report = report(sentence);
                    let annotated = annotate(&analyzer, &report);
                    for event in extractor.read(&report, &annotated, Kinds::NONE.with(Kind::Event)).events {
                        serde_json::to_writer(&mut out, &Record::Event(event))?;
                        out.write_all(b"\n")?;
                    }
                }
            }
        }
        Ok(())
    }
}

fn read(path: &Path, analyzer: &Analyzer, extractor: &Extractor) -> Result<Vec<Sentence>> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut by_text: HashMap<String, usize> = HashMap::new();
    for line in fs::read_to_string(path).with_context(|| path.display().to_string())?.lines() {
        let pair: Pair = serde_json::from_str(line)?;
        let at = *by_text.entry(pair.text.clone()).or_insert_with(|| {
            sentences.push(Sentence {
                id: format!("{stem}/{}", pair.id),
                text: pair.text.clone(),
                pairs: Vec::new(),
                candidates: Vec::new(),
            });
            sentences.len() - 1
        });
        sentences[at].pairs.push(pair);
    }
    for sentence in &mut sentences {
        let report = report(sentence);
        let annotated = annotate(analyzer, &report);
        sentence.candidates = extractor.event_candidates(&report, &annotated);
    }
    Ok(sentences)
}

fn report(sentence: &Sentence) -> Report {
    Report { id: Id::from(sentence.id.as_str()), text: sentence.text.clone(), ..Report::default() }
}

fn annotate<'r>(analyzer: &Analyzer, report: &'r Report) -> Annotated<'r> {
    analyzer.analyze(&report.text, &[], Depth::Trees)
}

/// For each marked pair the candidates that have its parties.
fn examples(sentences: &[&Sentence]) -> Vec<Example> {
    let mut examples = Vec::new();
    for sentence in sentences {
        for pair in &sentence.pairs {
            let Some(class) = class_named(&pair.root) else { continue };
            let spoken = |candidate: &&EventCandidate| !candidate.is_spoken;
            let candidates: Vec<&EventCandidate> = sentence.candidates.iter().filter(spoken).collect();
            let fits: Vec<f64> = candidates.iter().map(|candidate| fit(candidate, pair)).collect();
            let most = fits.iter().copied().fold(0.0, f64::max);
            for (candidate, &fit) in candidates.iter().zip(&fits) {
                if fit + 0.3 >= most {
                    let weight = if fit >= most { 1.0 } else { 0.3 };
                    examples.push(Example { features: candidate.features.clone(), class, weight });
                }
            }
        }
    }
    examples
}

/// How well a candidate's parties are the marked ones, as the scorer measures it.
fn fit(candidate: &EventCandidate, pair: &Pair) -> f64 {
    let best = |parties: &[&Excerpt], spans: &[(u32, u32)]| {
        let mut best = if spans.is_empty() { 1.0 } else { 0.0 };
        for party in parties {
            for &(start, end) in spans {
                let shared = f64::from(party.end.min(end).saturating_sub(party.start.max(start)));
                let both = f64::from(party.end - party.start) + f64::from(end - start);
                best = f64::max(best, 2.0 * shared / both.max(1.0));
            }
        }
        best
    };
    let by: Vec<&Excerpt> = candidate.by.iter().collect();
    let mut to: Vec<&Excerpt> = candidate.to.iter().collect();
    to.extend(by.iter().skip(1));
    best(&by, &pair.source) + best(&to, &pair.target) + if candidate.is_sure { 0.2 } else { 0.0 }
}

fn class_named(root: &str) -> Option<usize> {
    let root = if root == "YIELD" { "CONCEDE" } else { root };
    EVENT_CLASSES.iter().position(|class| format!("{class:?}").eq_ignore_ascii_case(root))
}

const ROUNDS: usize = 60;
const COST: f64 = 1.0;

/// One classifier a class against the rest: a linear support vector machine with squared hinge
/// loss, by dual coordinate descent (Hsieh et al., ICML 2008). The features of an example are
/// scaled to unit length, classes weighted against their frequency.
fn train(examples: &[Example]) -> Vec<(u32, [f32; CLASSES])> {
    let mut count: BTreeMap<u32, u32> = BTreeMap::new();
    for feature in examples.iter().flat_map(|example| &example.features) {
        *count.entry(*feature).or_default() += 1;
    }
    count.retain(|_, count| *count > 1);
    let place: HashMap<u32, usize> = count.keys().enumerate().map(|(at, &feature)| (feature, at)).collect();
    let rows: Vec<Vec<usize>> = examples
        .iter()
        .map(|example| example.features.iter().filter_map(|feature| place.get(feature).copied()).collect())
        .collect();
    let mut all = vec![[0f32; CLASSES]; place.len()];
    for class in 0..CLASSES {
        for (row, weight) in all.iter_mut().zip(machine(examples, &rows, place.len(), class)) {
            row[class] = weight as f32;
        }
    }
    count.keys().copied().zip(all).collect()
}

fn machine(examples: &[Example], rows: &[Vec<usize>], features: usize, class: usize) -> Vec<f64> {
    let total: f32 = examples.iter().map(|example| example.weight).sum();
    let mine: f32 =
        examples.iter().filter(|example| example.class == class).map(|example| example.weight).sum();
    let balance =
        |is_mine: bool| f64::from(total / (2.0 * if is_mine { mine.max(1.0) } else { total - mine }));
    let mut weights = vec![0f64; features];
    let mut alpha = vec![0f64; examples.len()];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut seed = 0x2545_f491_4f6c_dd1du64;
    for _ in 0..ROUNDS {
        for at in (1..order.len()).rev() {
            // xorshift64 (Marsaglia 2003): the same order on every machine.
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            order.swap(at, (seed % (at as u64 + 1)) as usize);
        }
        for &at in &order {
            if rows[at].is_empty() {
                continue;
            }
            let is_mine = examples[at].class == class;
            let sign = if is_mine { 1.0 } else { -1.0 };
            let cost = COST * f64::from(examples[at].weight) * balance(is_mine);
            let unit = 1.0 / (rows[at].len() as f64).sqrt();
            let score: f64 = rows[at].iter().map(|&row| weights[row]).sum::<f64>() * unit;
            let diagonal = 1.0 / (2.0 * cost);
            let gradient = sign * score - 1.0 + diagonal * alpha[at];
            let next = (alpha[at] - gradient / (1.0 + diagonal)).max(0.0);
            let step = (next - alpha[at]) * sign * unit;
            alpha[at] = next;
            if step != 0.0 {
                for &row in &rows[at] {
                    weights[row] += step;
                }
            }
        }
    }
    weights
}
