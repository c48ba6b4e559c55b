//! Trains the model that tells places from other names, and runs the finding of places alone.
//!
//! `dateline-trainer places train WEIGHTS FILE…` trains on every other report of JSON Lines with
//! `text` and `places: [{start, end}]` (code points). `… tune WEIGHTS FILE…` looks for better weights
//! for resolving on the same half. `… explain WEIGHTS TEXT` shows the score of every candidate.
//! `… run [WEIGHTS]` reads reports as JSON Lines and writes their place records.

use anyhow::{Context, Result};
use clap::Subcommand;
use dateline_gazetteer::Gazetteer;
use dateline_language::{Analyzer, Depth};
use dateline_model::Report;
use dateline_places::{Finder, MODEL_SIZE, Weights, trained};
use dateline_scene::Scene;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

/// Trains what tells places from other names.
#[derive(clap::Args)]
pub struct Places {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Trains on every other report of some files.
    Train {
        /// The trained file to write.
        model: PathBuf,
        /// Marked reports.
        files: Vec<PathBuf>,
    },
    /// Looks for better weights for resolving.
    Tune {
        /// The trained file.
        model: PathBuf,
        /// Marked reports.
        files: Vec<PathBuf>,
    },
    /// Shows the score of every candidate of a text.
    Explain {
        /// The trained file.
        model: PathBuf,
        /// The text.
        text: String,
    },
    /// Reads reports from standard input and writes their places.
    Run {
        /// The trained file, if not the one in the binary.
        model: Option<PathBuf>,
    },
}

impl Places {
    /// Runs it.
    pub fn run(self) -> Result<()> {
        match self.what {
            What::Train { model, files } => train(&model, &files),
            What::Tune { model, files } => tune(&model, &files),
            What::Explain { model, text } => explain(&model, &text),
            What::Run { model } => run(model.as_deref()),
        }
    }
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| path.display().to_string())
}

/// The finder with a trained file.
fn finder_of(path: &Path) -> Result<Finder> {
    let model = fs::read(path).with_context(|| path.display().to_string())?;
    Ok(Finder::new(Gazetteer::embedded()).with_model(&model)?)
}

fn run(model: Option<&Path>) -> Result<()> {
    let analyzer = Analyzer::embedded();
    let finder = model.map_or_else(|| Ok(Finder::new(Gazetteer::embedded())), finder_of)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let report = report(&serde_json::from_str(&line?)?);
        let annotated = analyzer.analyze(&report.text, &[], Depth::Names);
        for place in finder.find(&Scene::new(&report, &annotated)) {
            let mut record = serde_json::to_value(&place.record)?;
            record["type"] = json!("place");
            writeln!(out, "{record}")?;
        }
    }
    Ok(())
}

fn report(line: &Value) -> Report {
    Report {
        id: line["id"].as_str().unwrap_or_default().into(),
        text: line["text"].as_str().unwrap_or_default().to_owned(),
        published: line["published"].as_str().map(str::to_owned),
        ..Report::default()
    }
}

/// Logistic regression by AdaGrad with a little decay, over reports in a fixed order.
fn train(path: &Path, files: &[PathBuf]) -> Result<()> {
    let analyzer = Analyzer::embedded();
    let finder = Finder::new(Gazetteer::embedded());
    let mut examples: Vec<Example> = Vec::new();
    for file in files {
        let text = read(file)?;
        let (marked, share) = if file.extension().is_some_and(|ending| ending == "tsv") {
            (tagged(&text, 12), 0.5)
        } else {
            (text.lines().step_by(2).map(marked).collect::<Result<Vec<_>, _>>()?, 1.0)
        };
        for Marked { report, places, unsure } in marked {
            let annotated = analyzer.analyze(&report.text, &[], Depth::Names);
            for (candidate, features) in finder.examples(&Scene::new(&report, &annotated)) {
                let span = annotated.excerpt(candidate.words);
                let span = (u64::from(span.start), u64::from(span.end));
                let is_place = places.contains(&span);
                if is_place || !unsure.iter().any(|other| span.0 < other.1 && other.0 < span.1) {
                    examples.push(Example { features, is_place, share });
                }
            }
        }
        println!("{}: {} candidates so far", file.display(), examples.len());
    }
    // What stands in one or two places only tells of those.
    let mut counts = vec![0u32; MODEL_SIZE];
    for example in &examples {
        example.features.iter().for_each(|&feature| counts[feature as usize] += 1);
    }
    for example in &mut examples {
        example.features.retain(|&feature| counts[feature as usize] >= 4);
    }
    let mut weights = vec![0.0f64; MODEL_SIZE];
    let mut squares = vec![1.0f64; MODEL_SIZE];
    let mut seed = 1u64;
    for _ in 0..10 {
        // A fixed shuffle, so that the same data give the same weights.
        for at in (1..examples.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            examples.swap(at, (seed >> 33) as usize % (at + 1));
        }
        for Example { features, is_place, share } in &examples {
            let score: f64 = features.iter().map(|&feature| weights[feature as usize]).sum();
            let error = share * (f64::from(u8::from(*is_place)) - 1.0 / (1.0 + (-score).exp()));
            for &feature in features {
                let feature = feature as usize;
                let gradient = error - 1e-4 * weights[feature];
                squares[feature] += gradient * gradient;
                weights[feature] += 0.2 * gradient / squares[feature].sqrt();
            }
        }
    }
    fs::write(path, trained(&weights)).with_context(|| path.display().to_string())?;
    let places = examples.iter().filter(|example| example.is_place).count();
    println!("{} candidates, {places} places", examples.len());
    Ok(())
}

/// A candidate to learn from.
struct Example {
    features: Vec<u32>,
    is_place: bool,
    /// How much it counts.
    share: f64,
}

/// A text with its places, and with stretches where nobody said whether there is one.
struct Marked {
    report: Report,
    places: BTreeSet<(u64, u64)>,
    unsure: Vec<(u64, u64)>,
}

fn marked(line: &str) -> Result<Marked, serde_json::Error> {
    let line: Value = serde_json::from_str(line)?;
    let span = |place: &Value| (place["start"].as_u64().unwrap_or(0), place["end"].as_u64().unwrap_or(0));
    let places = line["places"].as_array().into_iter().flatten().map(span).collect();
    Ok(Marked { report: report(&line), places, unsure: Vec::new() })
}

/// Texts of `count` sentences each from words with IOB2 tags, one a line, an empty line behind a
/// sentence; every third of them. Whether a place stands inside an organisation's name such tags do not say.
fn tagged(words: &str, count: usize) -> Vec<Marked> {
    let sentences: Vec<&str> = words.split("\n\n").collect();
    let mut texts = Vec::new();
    for sentences in sentences.chunks(count).step_by(3) {
        let (mut text, mut length) = (String::new(), 0);
        let mut spans: Vec<(u64, u64, String)> = Vec::new();
        for line in sentences.iter().flat_map(|sentence| sentence.lines().chain([""])) {
            let Some((word, tag)) = line.split_once('\t') else {
                if !text.ends_with('\n') {
                    text.push('\n');
                    length += 1;
                }
                continue;
            };
            let is_attached = text.ends_with(['\n', '(', '$', '-'])
                || text.is_empty()
                || matches!(word, "," | "." | ";" | ":" | "!" | "?" | ")" | "'s" | "n't" | "%" | "-" | "'");
            if !is_attached {
                text.push(' ');
                length += 1;
            }
            let start = length;
            text.push_str(word);
            length += word.chars().count() as u64;
            match (tag.split_once('-'), spans.last_mut()) {
                (Some(("I", kind)), Some(last)) if last.2 == kind => last.1 = length,
                (Some((_, kind)), _) => spans.push((start, length, kind.to_owned())),
                (None, _) => {}
            }
        }
        let (mut places, mut unsure) = (BTreeSet::new(), Vec::new());
        for (start, end, kind) in spans {
            match kind.as_str() {
                "LOC" => drop(places.insert((start, end))),
                "ORG" => unsure.push((start, end)),
                _ => {}
            }
        }
        texts.push(Marked { report: report(&json!({ "text": text })), places, unsure });
    }
    texts
}

/// The score of every candidate in a text.
fn explain(path: &Path, text: &str) -> Result<()> {
    let analyzer = Analyzer::embedded();
    let finder = finder_of(path)?;
    let report = report(&json!({ "text": text }));
    let annotated = analyzer.analyze(&report.text, &[], Depth::Names);
    for (candidate, score, parts) in finder.scores(&Scene::new(&report, &annotated)) {
        println!("{score:+.2} {:?} {parts:.2?}", annotated.words(candidate.words));
    }
    Ok(())
}

/// Coordinate search over the weights of resolving: the mean over the files of the share of
/// marked places that are found within 161 km, less those found elsewhere.
fn tune(path: &Path, files: &[PathBuf]) -> Result<()> {
    let analyzer = Analyzer::embedded();
    let mut sets: Vec<Vec<(Report, Value)>> = Vec::new();
    for file in files {
        let text = read(file)?;
        let lines = text.lines().step_by(2).map(serde_json::from_str::<Value>);
        sets.push(lines.map(|line| line.map(|line| (report(&line), line))).collect::<Result<_, _>>()?);
    }
    let analyzed: Vec<Vec<_>> = sets
        .iter()
        .map(|set| set.iter().map(|(report, _)| analyzer.analyze(&report.text, &[], Depth::Names)).collect())
        .collect();
    let measure = |weights: &Weights| -> Result<f64> {
        let finder = finder_of(path)?.with_weights(weights.clone());
        let mut sum = 0.0;
        for (set, analyzed) in sets.iter().zip(&analyzed) {
            let (mut right, mut all) = (0.0, 0.0);
            for ((report, line), annotated) in set.iter().zip(analyzed) {
                let found = finder.find(&Scene::new(report, annotated));
                for marked in line["places"].as_array().into_iter().flatten() {
                    let (Some(lat), Some(lon)) = (marked["lat"].as_f64(), marked["lon"].as_f64()) else {
                        continue;
                    };
                    let start = marked["start"].as_u64();
                    let same = found.iter().find(|place| start == Some(u64::from(place.record.span.start)));
                    if let Some(place) = same {
                        all += 1.0;
                        let (Some(north), Some(east)) = (place.record.lat, place.record.lon) else {
                            continue;
                        };
                        let x = (east - lon).to_radians() * ((north + lat) / 2.0).to_radians().cos();
                        let near = 6371.0 * x.hypot((north - lat).to_radians()) <= 161.0;
                        right += f64::from(u8::from(near));
                    }
                }
            }
            sum += right / all;
        }
        Ok(sum / sets.len() as f64)
    };
    let mut best = Weights::default();
    let mut highest = measure(&best)?;
    println!("{highest:.4}");
    for step in [1.6, 1.25] {
        for field in 0..Weights::FIELDS {
            for factor in [step, 1.0 / step] {
                loop {
                    let mut weights = best.clone();
                    let weight = weights.field(field);
                    *weight = if *weight == 0.0 { 0.5 } else { *weight * factor };
                    let score = measure(&weights)?;
                    if score <= highest + 1e-4 {
                        break;
                    }
                    (best, highest) = (weights, score);
                    println!("{highest:.4} {best:?}");
                }
            }
        }
    }
    println!("{best:?}");
    Ok(())
}
