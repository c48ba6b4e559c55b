//! What the gazetteer says of words: states, peoples, capitals, seats of government, bodies, places.

use super::features::Lexical;
use dateline_gazetteer::{CountryWord, Gazetteer, fold};

/// No name of a state or place that is looked for has more words.
const LONGEST: usize = 4;

/// For each word what it is, alone or with its neighbours; 0: nothing known.
pub fn lexical(words: &[&str]) -> Vec<Lexical> {
    let gazetteer = Gazetteer::embedded();
    let mut found = vec![0; words.len()];
    let mut at = 0;
    while at < words.len() {
        if !words[at].chars().next().is_some_and(char::is_uppercase) {
            at += 1;
            continue;
        }
        let mut limit = at + 1;
        while limit < words.len().min(at + LONGEST) && is_part(words[limit]) {
            limit += 1;
        }
        let mut end = at + 1;
        for stop in (at + 1..=limit).rev() {
            let name = words[at..stop].join(" ");
            let class = class(gazetteer, &name);
            if class > 0 {
                found[at] = class;
                found[at + 1..stop].fill(class + 8);
                end = stop;
                break;
            }
        }
        at = end;
    }
    found
}

fn is_part(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
        || matches!(word, "of" | "and" | "the" | "de" | "-" | "’s" | "'s" | "la" | "el" | "al")
}

fn class(gazetteer: &Gazetteer, name: &str) -> Lexical {
    if let Some(named) = gazetteer.country_named(name) {
        return match named.word {
            CountryWord::Name => 1,
            CountryWord::Demonym => 2,
            CountryWord::Capital => 3,
            CountryWord::Seat => 4,
            CountryWord::Part => 5,
        };
    }
    if gazetteer.body_named(name).is_some() {
        return 6;
    }
    if name.len() > 3 && gazetteer.is_place(&fold(name)) { 7 } else { 0 }
}
