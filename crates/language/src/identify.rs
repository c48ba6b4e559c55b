//! Which language a text is in: by its letters, and in Latin letters by its small words.

use crate::vectors::low;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Words looked at; a text is told by its beginning.
const LOOKED_AT: usize = 400;
/// Fewer words do not tell.
const FEWEST: usize = 8;

/// Languages by their small words.
#[derive(Debug)]
pub struct Identifier {
    languages: Vec<&'static str>,
    /// Bit by bit the languages a word is one of.
    words: FxHashMap<String, u32>,
}

impl Identifier {
    /// The lists in the binary.
    pub fn embedded() -> Self {
        let lists: BTreeMap<&'static str, Vec<String>> =
            toml::from_str(include_str!("../lexicon/languages.toml"))
                .expect("the lists are checked by the tests");
        let mut words: FxHashMap<String, u32> = FxHashMap::default();
        let mut languages = Vec::new();
        for (at, (language, list)) in lists.into_iter().enumerate() {
            languages.push(language);
            for word in list {
                *words.entry(word).or_default() |= 1 << at;
            }
        }
        Identifier { languages, words }
    }

    /// The language of these words (`und`: none that is known); none where they are too few or
    /// too mixed to tell.
    pub fn language<'w>(&self, words: impl Iterator<Item = &'w str>) -> Option<&'static str> {
        let mut counts = [0u32; 32];
        let mut letters: BTreeMap<&'static str, u32> = BTreeMap::new();
        let mut seen = 0u32;
        for word in words.filter(|word| word.chars().any(char::is_alphabetic)).take(LOOKED_AT) {
            seen += 1;
            *letters.entry(script(word)).or_default() += word.chars().count() as u32;
            let mut languages = self.words.get(&*low(word)).copied().unwrap_or(0);
            while languages != 0 {
                counts[languages.trailing_zeros() as usize] += 1;
                languages &= languages - 1;
            }
        }
        let (most, of_most) =
            letters.iter().max_by_key(|(_, count)| **count).map(|(name, count)| (*name, *count))?;
        let all: u32 = letters.values().sum();
        if most != "Latn" && of_most * 2 > all && all >= 12 {
            return Some(most);
        }
        if (seen as usize) < FEWEST {
            return None;
        }
        let (best, count) =
            counts.iter().take(self.languages.len()).enumerate().max_by_key(|(_, count)| **count)?;
        let english = self.languages.iter().position(|&language| language == "en").map_or(0, |at| counts[at]);
        if english * 7 >= seen || english == *count && english * 12 >= seen {
            return Some("en");
        }
        // A list or a headline has few small words; another language has more of its own.
        if count * 8 >= seen && *count > 2 * english + 2 {
            return Some(self.languages[best]);
        }
        (seen >= 40 && english * 40 < seen).then_some("und")
    }
}

/// The language that the letters of a word tell, or `Latn`.
fn script(word: &str) -> &'static str {
    for c in word.chars() {
        let found = match c {
            'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ґ' => "uk",
            '\u{0400}'..='\u{04FF}' => "ru",
            'پ' | 'چ' | 'ژ' | 'گ' => "fa",
            '\u{0600}'..='\u{06FF}' => "ar",
            '\u{0590}'..='\u{05FF}' => "he",
            '\u{0370}'..='\u{03FF}' => "el",
            '\u{3040}'..='\u{30FF}' => "ja",
            '\u{4E00}'..='\u{9FFF}' => "zh",
            '\u{AC00}'..='\u{D7AF}' => "ko",
            '\u{0900}'..='\u{097F}' => "hi",
            '\u{0E00}'..='\u{0E7F}' => "th",
            '\u{0530}'..='\u{058F}' => "hy",
            '\u{10A0}'..='\u{10FF}' => "ka",
            c if c.is_ascii_alphabetic() => return "Latn",
            _ => continue,
        };
        return found;
    }
    "Latn"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart() {
        let identifier = Identifier::embedded();
        let language = |text: &'static str| identifier.language(text.split_whitespace());
        assert_eq!(
            language("The two sides said on Friday that they would meet again in the capital"),
            Some("en")
        );
        assert_eq!(
            language("Die beiden Seiten haben sich am Freitag auf ein neues Treffen in der Stadt geeinigt"),
            Some("de")
        );
        assert_eq!(
            language("Les deux parties se sont mises d'accord sur une nouvelle date pour la rencontre"),
            Some("fr")
        );
        assert_eq!(language("Обе стороны договорились о новой встрече в столице"), Some("ru"));
        assert_eq!(language("PEACE TALKS RESUME"), None);
        assert_eq!(
            language("Dateline Weekly: Northern army chief resigns, ministers meet, markets fall"),
            None
        );
    }
}
