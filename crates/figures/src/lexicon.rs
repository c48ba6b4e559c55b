//! What figures tell, as `lexicon/figures.toml` lists it.

use rustc_hash::FxHashMap;
use serde::Deserialize;

/// The words around figures.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// Verb → what is done to its object ("kill" → killed).
    pub verbs: FxHashMap<String, &'static str>,
    /// Verb → what its subject meets ("die" → killed).
    pub fates: FxHashMap<String, &'static str>,
    /// Noun → what it counts ("death" → killed).
    pub nouns: FxHashMap<String, &'static str>,
    /// What is said of people, as words → what it means; longest first.
    pub states: Vec<(Vec<String>, &'static str)>,
    /// Verb → what is done to things ("destroy" → destroyed).
    pub deeds: FxHashMap<String, &'static str>,
    /// Things that are shot off.
    pub munitions: Vec<String>,
    /// People under arms.
    pub troops: Vec<String>,
    /// Noun → what it measures, and its unit.
    pub measures: FxHashMap<String, (&'static str, &'static str)>,
    /// Noun → ISO 4217.
    pub currencies: FxHashMap<String, &'static str>,
    /// Sign → ISO 4217; longest first.
    pub signs: Vec<(String, &'static str)>,
    /// Words before a number; longest first.
    pub bounds: Vec<(Vec<String>, Bound)>,
    /// Words that give a number roughly; longest first.
    pub rough: Vec<(Vec<String>, f64)>,
    /// Parts of a whole in percent; longest first.
    pub parts: Vec<(Vec<String>, f64)>,
}

/// What words before a number say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Bound {
    /// "at least four".
    Least,
    /// "more than 30".
    Above,
    /// "up to 20".
    Most,
    /// "fewer than 20".
    Below,
    /// "about 200".
    About,
    /// "another six".
    Plain,
}

impl Lexicon {
    /// That in the binary.
    pub fn embedded() -> Self {
        match toml::from_str::<Source>(SOURCE) {
            Ok(source) => Lexicon::of(source),
            Err(error) => unreachable!("figures.toml: {error}"),
        }
    }

    fn of(source: Source) -> Self {
        let mut lexicon = Lexicon {
            verbs: FxHashMap::default(),
            fates: FxHashMap::default(),
            nouns: FxHashMap::default(),
            states: Vec::new(),
            deeds: FxHashMap::default(),
            munitions: source.munitions.words,
            troops: source.troops.words,
            measures: FxHashMap::default(),
            currencies: FxHashMap::default(),
            signs: Vec::new(),
            bounds: Vec::new(),
            rough: phrases_of(source.rough),
            parts: phrases_of(source.parts),
        };
        for entry in source.effect {
            let what = leak(entry.what);
            lexicon.verbs.extend(entry.verbs.into_iter().map(|verb| (verb, what)));
            lexicon.fates.extend(entry.fates.into_iter().map(|verb| (verb, what)));
            lexicon.nouns.extend(entry.nouns.into_iter().map(|noun| (noun, what)));
            lexicon.states.extend(entry.states.iter().map(|state| (split(state), what)));
        }
        for entry in source.deed {
            let what = leak(entry.what);
            lexicon.deeds.extend(entry.verbs.into_iter().map(|verb| (verb, what)));
        }
        for entry in source.measure {
            let (what, unit) = (leak(entry.what), leak(entry.unit));
            lexicon.measures.extend(entry.words.into_iter().map(|word| (word, (what, unit))));
        }
        for entry in source.currency {
            let code = leak(entry.code);
            lexicon.currencies.extend(entry.words.into_iter().map(|word| (word, code)));
            lexicon.signs.extend(entry.signs.into_iter().map(|sign| (sign, code)));
        }
        for entry in source.bound {
            lexicon.bounds.extend(entry.phrases.iter().map(|phrase| (split(phrase), entry.kind)));
        }
        lexicon.states.sort_by(|one, two| two.0.len().cmp(&one.0.len()).then(one.0.cmp(&two.0)));
        lexicon.bounds.sort_by(|one, two| two.0.len().cmp(&one.0.len()).then(one.0.cmp(&two.0)));
        lexicon.signs.sort_by(|one, two| two.0.len().cmp(&one.0.len()).then(one.0.cmp(&two.0)));
        lexicon
    }
}

fn phrases_of(map: FxHashMap<String, f64>) -> Vec<(Vec<String>, f64)> {
    let mut phrases: Vec<_> = map.into_iter().map(|(phrase, value)| (split(&phrase), value)).collect();
    phrases.sort_by(|one, two| two.0.len().cmp(&one.0.len()).then(one.0.cmp(&two.0)));
    phrases
}

fn split(phrase: &str) -> Vec<String> {
    phrase.split(' ').map(str::to_owned).collect()
}

/// The lexicon lives as long as the program.
fn leak(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

const SOURCE: &str = include_str!("../lexicon/figures.toml");

#[derive(Deserialize)]
struct Source {
    effect: Vec<EffectEntry>,
    deed: Vec<DeedEntry>,
    munitions: Words,
    troops: Words,
    measure: Vec<MeasureEntry>,
    currency: Vec<CurrencyEntry>,
    bound: Vec<BoundEntry>,
    rough: FxHashMap<String, f64>,
    parts: FxHashMap<String, f64>,
}

#[derive(Deserialize)]
struct EffectEntry {
    what: String,
    verbs: Vec<String>,
    fates: Vec<String>,
    nouns: Vec<String>,
    states: Vec<String>,
}

#[derive(Deserialize)]
struct DeedEntry {
    what: String,
    verbs: Vec<String>,
}

#[derive(Deserialize)]
struct Words {
    words: Vec<String>,
}

#[derive(Deserialize)]
struct MeasureEntry {
    what: String,
    unit: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
struct CurrencyEntry {
    code: String,
    signs: Vec<String>,
    words: Vec<String>,
}

#[derive(Deserialize)]
struct BoundEntry {
    kind: Bound,
    phrases: Vec<String>,
}
