//! Trains what decides which words tell of a deed of violence, and which of them of one deed.
//!
//!     dateline-trainer deeds MESSAGES.jsonl crates/events/models/deeds.model
//!
//! `MESSAGES.jsonl`: `{id, published, mixed, templates}` a line, a dispatch in upper and lower case with
//! the incidents that analysts found in it (MUC-4's development messages). A telling is a deed where a
//! template has its type and one of its parties or targets; two tellings are one deed where that is
//! the same template. The order matters: first `events`, since it decides what is violence.

use anyhow::{Context, Result};
use dateline_events::{DeedCandidate, DeedWeights};
use dateline_extract::Extractor;
use dateline_language::{Analyzer, Depth};
use dateline_model::{Id, Mode, Party, Report};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

#[derive(Deserialize)]
struct Message {
    id: String,
    published: serde_json::Value,
    mixed: String,
    templates: Vec<Template>,
}

#[derive(Deserialize)]
struct Template {
    #[serde(rename = "type")]
    kind: Vec<String>,
    perp_ind: Vec<Fill>,
    perp_org: Vec<Fill>,
    phys: Vec<Fill>,
    hum: Vec<Fill>,
}

#[derive(Deserialize)]
struct Fill {
    id: Vec<String>,
    #[serde(default)]
    desc: Vec<String>,
}

struct Example {
    features: Vec<u32>,
    is_so: bool,
}

/// Trains what tells deeds of violence from talk of it.
#[derive(clap::Args)]
pub struct Deeds {
    /// Dispatches with their incidents, JSON Lines.
    messages: PathBuf,
    /// The trained file to write.
    model: PathBuf,
}

impl Deeds {
    /// Runs it.
    pub fn run(self) -> Result<()> {
        let messages =
            fs::read_to_string(&self.messages).with_context(|| self.messages.display().to_string())?;
        let (analyzer, extractor) = (Analyzer::embedded(), Extractor::embedded());
        let (mut tellings, mut pairs) = (Vec::new(), Vec::new());
        for line in messages.lines() {
            let message: Message = serde_json::from_str(line)?;
            let mut report =
                Report { id: Id::from(message.id.as_str()), text: message.mixed, ..Report::default() };
            report.published = serde_json::from_value(message.published)?;
            let annotated = analyzer.analyze(&report.text, &[], Depth::Trees);
            let candidates = extractor.deed_candidates(&report, &annotated);
            let homes: Vec<Vec<usize>> =
                candidates.iter().map(|candidate| best(candidate, &message.templates)).collect();
            for (at, candidate) in candidates.into_iter().enumerate() {
                if candidate.is_learned {
                    tellings.push(Example { features: candidate.features, is_so: !homes[at].is_empty() });
                }
                for (before, features) in candidate.before {
                    let (one, other) = (&homes[before], &homes[at]);
                    let is_shared = one.iter().any(|home| other.contains(home));
                    // A telling that fits two templates alike says nothing.
                    let is_clear = one.len() == 1 && other.len() == 1
                        || !is_shared && !one.is_empty() && !other.is_empty();
                    if is_clear {
                        pairs.push(Example { features, is_so: is_shared });
                    }
                }
            }
        }
        let mut rows = train(&tellings);
        rows.extend(train(&pairs));
        fs::write(&self.model, DeedWeights::write(&rows)).with_context(|| self.model.display().to_string())
    }
}

/// The templates that a telling fits best; none where it fits none.
fn best(candidate: &DeedCandidate, templates: &[Template]) -> Vec<usize> {
    let fits: Vec<u8> = templates.iter().map(|template| fit(candidate, template)).collect();
    let most = fits.iter().copied().max().unwrap_or(0);
    if most == 0 {
        return Vec::new();
    }
    (0..templates.len()).filter(|&at| fits[at] == most).collect()
}

fn fit(candidate: &DeedCandidate, template: &Template) -> u8 {
    let kind = match candidate.mode {
        Some(Mode::Explosives | Mode::SuicideAttack) => "BOMBING",
        Some(Mode::Abduct) => "KIDNAPPING",
        Some(Mode::Hijack) => "HIJACKING",
        Some(Mode::Arson) => "ARSON",
        Some(Mode::Robbery) => "ROBBERY",
        _ => "ATTACK",
    };
    let fits = template.kind.iter().any(|one| one == kind || one == "ATTACK" || kind == "ATTACK");
    let hit: Vec<&Fill> = template.phys.iter().chain(&template.hum).collect();
    let doers: Vec<&Fill> = template.perp_ind.iter().chain(&template.perp_org).collect();
    match fits {
        false => 0,
        true if hit.is_empty() && doers.is_empty() => 1,
        true => u8::max(2 * same_party(&candidate.to, &hit), same_party(&candidate.by, &doers)),
    }
}

/// 2 where a party is named alike, 1 where it has the same head or is a part, else 0.
fn same_party(parties: &[Party], fills: &[&Fill]) -> u8 {
    let mut most = 0;
    for party in parties {
        for name in fills.iter().flat_map(|fill| fill.id.iter().chain(&fill.desc)) {
            most = most.max(same(name, &party.span.text)).max(same(name, &party.name));
        }
    }
    most
}

fn same(one: &str, other: &str) -> u8 {
    let (one, other) = (words(one), words(other));
    let within = |one: &[String], other: &[String]| one.iter().all(|word| other.contains(word));
    if one.is_empty() || other.is_empty() {
        0
    } else if one == other {
        2
    } else {
        u8::from(within(&one, &other) || within(&other, &one) || one.last() == other.last())
    }
}

fn words(name: &str) -> Vec<String> {
    const LIGHT: [&str; 26] = [
        "the",
        "a",
        "an",
        "of",
        "to",
        "by",
        "in",
        "some",
        "several",
        "many",
        "other",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "alleged",
        "suspected",
        "armed",
        "unidentified",
        "his",
    ];
    name.to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty() && !LIGHT.contains(word) && word.parse::<u64>().is_err())
        .map(str::to_owned)
        .collect()
}

const ROUNDS: usize = 20;
const RATE: f64 = 0.1;
const SHRINK: f64 = 3e-3;

/// Logistic regression by stochastic gradient descent with a rate of its own for each feature
/// (AdaGrad: Duchi et al., JMLR 2011).
fn train(examples: &[Example]) -> Vec<(u32, f32)> {
    let mut count: BTreeMap<u32, u32> = BTreeMap::new();
    for feature in examples.iter().flat_map(|example| &example.features) {
        *count.entry(*feature).or_default() += 1;
    }
    let mut rows: BTreeMap<u32, (f64, f64)> = count
        .into_iter()
        .filter(|&(_, count)| count > 3)
        .map(|(feature, _)| (feature, (0.0, 1e-6)))
        .collect();
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
            let Example { features, is_so } = &examples[at];
            let odds: f64 = features.iter().filter_map(|feature| rows.get(feature)).map(|row| row.0).sum();
            let error = 1.0 / (1.0 + (-odds).exp()) - f64::from(u8::from(*is_so));
            for feature in features {
                if let Some((weight, squares)) = rows.get_mut(feature) {
                    let gradient = error + SHRINK * *weight;
                    *squares += gradient * gradient;
                    *weight -= RATE * gradient / squares.sqrt();
                }
            }
        }
    }
    rows.into_iter().map(|(feature, (weight, _))| (feature, weight as f32)).collect()
}
