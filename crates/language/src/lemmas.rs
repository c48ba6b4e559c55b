//! Dictionary forms and morphological features of tagged words.
//!
//! Both are read off tables that the treebanks give: for a lemma, what to cut off the end of a
//! word of that tag and what to put there, by the longest known ending ("^walked" stands
//! for the whole word); for features, by the whole word, its kind, or its tag alone.

use crate::hash::hash;
use crate::model::{Damaged, Reader, Writer};
use crate::vectors::low;
use compact_str::CompactString;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::{LazyLock, OnceLock};

/// The longest ending that is looked up, in characters.
pub const LONGEST_ENDING: usize = 6;

/// Feature bundles; they are part of the binary's model, so there is only ever one list.
static BUNDLES: OnceLock<Vec<String>> = OnceLock::new();

/// `lexicon/irregular.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Irregular {
    #[expect(dead_code, reason = "an example is there to be read")]
    example: String,
    verbs: Vec<String>,
}

/// Dictionary forms of irregular verbs by their past and by their participle.
static IRREGULAR: LazyLock<[FxHashMap<String, String>; 2]> = LazyLock::new(|| {
    let file: Irregular = toml::from_str(include_str!("../lexicon/irregular.toml"))
        .expect("the list of verbs is checked by the tests");
    let mut forms = [FxHashMap::default(), FxHashMap::default()];
    for verb in &file.verbs {
        let mut words = verb.split(' ');
        let lemma = words.next().unwrap_or_default();
        for (form, lemmas) in words.zip(forms.iter_mut()) {
            lemmas.insert(form.to_owned(), lemma.to_owned());
        }
    }
    forms
});

/// "shot" in the past: "shoot".
fn irregular(form: &str, tag: &str) -> Option<&'static str> {
    let [past, participle] = &*IRREGULAR;
    let lemma = match tag {
        "VERB VBD" => past.get(form),
        // "had *went*", and where the tagger errs.
        "VERB VBN" => participle.get(form).or_else(|| past.get(form)),
        _ => None,
    };
    lemma.map(String::as_str)
}

/// What to do to a word to get its lemma.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edit {
    /// Characters to cut off the end.
    pub cut: u8,
    /// What to put there.
    pub add: String,
}

impl Edit {
    /// From a word and its lemma.
    pub fn between(form: &str, lemma: &str) -> Self {
        let same = form.chars().zip(lemma.chars()).take_while(|(left, right)| left == right).count();
        let cut = form.chars().count() - same;
        Edit { cut: u8::try_from(cut).unwrap_or(u8::MAX), add: lemma.chars().skip(same).collect() }
    }

    /// The lemma of a word; a word that is too short is its own.
    pub fn apply(&self, form: &str) -> CompactString {
        if self.cut == 0 && self.add.is_empty() {
            return form.into();
        }
        let keep = match self.cut {
            0 => form.len(),
            cut => match form.char_indices().rev().nth(usize::from(cut) - 1) {
                Some((at, _)) => at,
                None => return form.into(),
            },
        };
        if keep == 0 && self.add.is_empty() {
            return form.into();
        }
        let mut lemma = CompactString::from(&form[..keep]);
        lemma.push_str(&self.add);
        lemma
    }
}

/// The tables.
#[derive(Debug, Default)]
pub struct Lemmas {
    /// What may be done.
    pub edits: Vec<Edit>,
    /// By tag and ending, see [`key`].
    pub endings: FxHashMap<u32, u16>,
    /// Feature bundles.
    pub bundles: Vec<String>,
    /// By tag and word, kind of word or nothing, see [`key`].
    pub features: FxHashMap<u32, u16>,
}

/// Under what an ending of words with a tag is kept.
pub fn key(tag: &str, ending: &str) -> u32 {
    (hash(ending.as_bytes()) ^ hash(tag.as_bytes()).rotate_left(17)) as u32
}

/// The whole word as a key.
pub fn whole(form: &str) -> String {
    let mut whole = String::with_capacity(form.len() + 1);
    whole.push('^');
    whole.push_str(form);
    whole
}

/// The endings of a word, longest first, down to none.
pub fn endings(form: &str) -> impl Iterator<Item = &str> {
    let length = form.chars().count().min(LONGEST_ENDING);
    let starts: Vec<usize> = form.char_indices().rev().take(length).map(|(at, _)| at).collect();
    (0..=length).rev().map(move |length| if length == 0 { "" } else { &form[starts[length - 1]..] })
}

/// The kind of a word that decides its features where the word is not known.
pub fn kind(form: &str) -> &'static str {
    if form.bytes().any(|byte| byte.is_ascii_digit()) {
        if form.bytes().any(|byte| byte.is_ascii_alphabetic()) { "#combined" } else { "#digits" }
    } else if form.contains('.') && form.len() > 1 {
        "#short"
    } else {
        "#word"
    }
}

impl Lemmas {
    /// Reads the section `lemmas`.
    pub fn read(bytes: &[u8]) -> Result<Self, Damaged> {
        let mut reader = Reader::new(bytes);
        let mut lemmas = Lemmas::default();
        for _ in 0..reader.number()? {
            let cut = u8::try_from(reader.number()?).unwrap_or(0);
            lemmas.edits.push(Edit { cut, add: reader.text()? });
        }
        for _ in 0..reader.number()? {
            lemmas.bundles.push(reader.text()?);
        }
        let (edits, bundles) = (lemmas.edits.len(), lemmas.bundles.len());
        for (map, limit) in [(&mut lemmas.endings, edits), (&mut lemmas.features, bundles)] {
            let count = reader.number()?;
            for entry in reader.take(count.saturating_mul(6))?.chunks_exact(6) {
                let key = u32::from_le_bytes([entry[0], entry[1], entry[2], entry[3]]);
                let value = u16::from_le_bytes([entry[4], entry[5]]);
                if usize::from(value) >= limit {
                    return Err(Damaged::new("a lemma points nowhere"));
                }
                map.insert(key, value);
            }
        }
        Ok(lemmas)
    }

    /// The section.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.number(self.edits.len());
        for edit in &self.edits {
            out.number(usize::from(edit.cut));
            out.text(&edit.add);
        }
        out.number(self.bundles.len());
        for bundle in &self.bundles {
            out.text(bundle);
        }
        for map in [&self.endings, &self.features] {
            let mut entries: Vec<(u32, u16)> = map.iter().map(|(&key, &value)| (key, value)).collect();
            entries.sort_unstable();
            out.number(entries.len());
            for (key, value) in entries {
                out.bytes.extend(key.to_le_bytes());
                out.bytes.extend(value.to_le_bytes());
            }
        }
        out.bytes
    }

    /// The lemma of a word with a tag (`VERB VBD`); `is_first` in its sentence.
    pub fn lemma(&self, form: &str, tag: &str, is_first: bool) -> CompactString {
        let low = low(form);
        if let Some(lemma) = irregular(&low, tag) {
            return lemma.into();
        }
        let edit = self
            .endings
            .get(&key(tag, &whole(&low)))
            .or_else(|| endings(&low).find_map(|ending| self.endings.get(&key(tag, ending))))
            .map(|&edit| &self.edits[usize::from(edit)]);
        let is_name = tag.starts_with("PROPN");
        let letters = form.chars().filter(|c| c.is_alphabetic()).count();
        let is_all_high = letters > 1 && !form.chars().any(char::is_lowercase);
        let keeps_case =
            is_name || &*low == "i" && tag.starts_with("PRON") || !is_first && !is_all_high && letters > 1;
        let base = if keeps_case { form } else { &low };
        edit.map_or_else(|| base.into(), |edit| edit.apply(base))
    }

    /// The features of a word with a tag.
    pub fn features(&self, form: &str, tag: &str) -> &'static str {
        let bundles = BUNDLES.get_or_init(|| self.bundles.clone());
        let low = low(form);
        self.features
            .get(&key(tag, &whole(&low)))
            .or_else(|| self.features.get(&key(tag, kind(&low))))
            .or_else(|| self.features.get(&key(tag, "")))
            .and_then(|&bundle| bundles.get(usize::from(bundle)))
            .map_or("", |bundle| bundle.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn irregular_verbs_have_three_forms_once() {
        let file: Irregular = toml::from_str(include_str!("../lexicon/irregular.toml")).unwrap();
        for verb in &file.verbs {
            assert_eq!(verb.split(' ').count(), 3, "{verb}");
        }
        let lemmas = Lemmas::default();
        assert_eq!(lemmas.lemma("Shot", "VERB VBD", true), "shoot");
        assert_eq!(lemmas.lemma("fled", "VERB VBN", false), "flee");
        assert_eq!(lemmas.lemma("shot", "NOUN NN", false), "shot");
        assert_eq!(IRREGULAR[0].len(), file.verbs.len());
    }

    #[test]
    fn edits_undo_endings() {
        for (form, lemma) in [("stopped", "stop"), ("was", "be"), ("cities", "city"), ("x", "x")] {
            assert_eq!(Edit::between(form, lemma).apply(form), lemma);
        }
        assert_eq!(endings("abc").collect::<Vec<_>>(), ["abc", "bc", "c", ""]);
    }
}
