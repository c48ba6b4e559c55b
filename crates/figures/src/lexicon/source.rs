//! The lexicon's files as they are written.

use super::kinds::{Bound, Nouns, VerbsAndNouns};
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Deserialize)]
pub(super) struct Source {
    pub effect: Vec<EffectEntry>,
    pub deed: Vec<DeedEntry>,
    pub munitions: Words,
    pub found: Words,
    pub ground: Words,
    pub troops: Words,
    pub people: Words,
    pub things: Words,
    pub measure: Vec<MeasureEntry>,
    pub magnitude: Magnitude,
    pub holder: Vec<HolderEntry>,
    pub attributive: Words,
    pub ballot: Words,
    pub labels: Labels,
    pub emergency: Emergency,
    pub degrees: Words,
    pub records: Words,
    pub decades: Words,
    pub suffered: VerbsAndNouns,
    pub idioms: Wording,
    pub sides: Words,
    pub polls: Words,
    pub opinions: Words,
    pub asked: Words,
    pub comparing: Words,
    pub informed: Wording,
    pub going_on: GoingOn,
    pub crowds: Words,
    pub charges: VerbsAndNouns,
    pub tried: Words,
    pub staying: Words,
    pub tellers: Words,
    pub site: Vec<SiteEntry>,
    pub level: VerbsAndNouns,
    pub uncounted: Words,
    pub curbs: Words,
    pub partisans: Words,
    pub goods: Words,
    pub many: Words,
    pub crowd: Crowd,
    pub guns: Guns,
    pub repeated: Words,
    pub weighing: Weighing,
    pub change: Words,
    pub bound: Vec<BoundEntry>,
    pub rough: HashMap<String, f64>,
    pub parts: HashMap<String, f64>,
}

#[derive(Deserialize)]
pub(super) struct EffectEntry {
    pub what: String,
    pub verbs: Vec<String>,
    pub fates: Vec<String>,
    pub nouns: Vec<String>,
    pub states: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct DeedEntry {
    pub what: String,
    pub verbs: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Magnitude {
    pub words: Vec<String>,
    pub scales: Vec<String>,
    pub quakes: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct HolderEntry {
    pub what: String,
    pub words: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Words {
    pub words: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Wording {
    pub phrases: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct GoingOn {
    pub phrases: Vec<String>,
    pub more: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Guns {
    pub words: Vec<String>,
    pub hundredths: Vec<u16>,
    pub thousandths: Vec<u16>,
}

#[derive(Deserialize)]
pub(super) struct Emergency {
    pub numbers: Vec<String>,
    pub signs: Vec<String>,
    pub calls: Vec<String>,
    pub verbs: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Weighing {
    pub states: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Crowd {
    pub drawing: Vec<String>,
    pub attended: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct SiteEntry {
    pub kinds: Vec<String>,
    pub words: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Labels {
    pub before: Vec<String>,
    pub titled: Vec<String>,
    pub streets: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct MeasureEntry {
    pub what: String,
    pub unit: String,
    pub words: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Money {
    pub words_too: Nouns,
    pub currency: Vec<CurrencyEntry>,
}

#[derive(Deserialize)]
pub(super) struct CurrencyEntry {
    pub code: String,
    pub nouns: Vec<String>,
    pub states: Vec<String>,
    #[serde(default)]
    pub signs: Vec<String>,
    #[serde(default)]
    pub is_word: bool,
    #[serde(default)]
    pub usual: bool,
}

#[derive(Deserialize)]
pub(super) struct BoundEntry {
    pub kind: Bound,
    pub phrases: Vec<String>,
}
