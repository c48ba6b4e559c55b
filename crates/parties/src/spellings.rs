//! One name in two spellings: "Szewczenko" and "Shevchenko", "Oleh" and "Oleg".

use dateline_gazetteer::fold;

/// How many letters a word has at least that is looked at for its sound.
const LONG: usize = 5;

/// What letters stand for one sound where names are written over from other letters, longest first.
const SOUNDS: &[(&str, &str)] = &[
    ("shch", "s"),
    ("szcz", "s"),
    ("tsch", "c"),
    ("sch", "s"),
    ("tch", "c"),
    ("kh", "h"),
    ("zh", "z"),
    ("sh", "s"),
    ("sz", "s"),
    ("cz", "c"),
    ("ch", "c"),
    ("ph", "f"),
    ("ck", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("y", "i"),
    ("j", "i"),
    ("ie", "e"),
];

/// One word of a name, in lower case, as all its spellings have it in common; a short word only loses its marks.
pub fn spelling(word: &str) -> String {
    word.split(' ').map(one_word).collect::<Vec<_>>().join(" ")
}

fn one_word(word: &str) -> String {
    word.split('-').map(part).collect::<Vec<_>>().join("-")
}

fn part(word: &str) -> String {
    let plain = fold(word);
    if plain.chars().count() < LONG {
        return plain;
    }
    let mut sounds = plain;
    for (written, sound) in SOUNDS {
        sounds = sounds.replace(written, sound);
    }
    // "Zelenskyy" and "Zelensky", "Anna" and "Ana".
    let mut last = None;
    sounds.retain(|letter| last.replace(letter) != Some(letter));
    sounds
}

/// "Oleg", "Oleh": first names that differ in one letter behind the first.
pub fn is_nearly(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    if short.len() < 4 || long.len() - short.len() > 1 || short[0] != long[0] {
        return false;
    }
    let same = short.iter().zip(long.iter()).take_while(|(a, b)| a == b).count();
    let rest = if short.len() == long.len() { &short[(same + 1).min(short.len())..] } else { &short[same..] };
    rest == &long[(same + 1).min(long.len())..]
}

#[cfg(test)]
mod tests {
    use super::{is_nearly, spelling};

    #[test]
    fn spellings_of_one_name_are_one() {
        for (one, other) in [
            ("szewczenko", "shevchenko"),
            ("zełenski", "zelensky"),
            ("zelenskyy", "zelensky"),
            ("wołkow", "volkov"),
            ("marczenko", "marchenko"),
            ("horvát", "horvat"),
        ] {
            assert_eq!(spelling(one), spelling(other), "{one}");
        }
        assert_ne!(spelling("lee"), spelling("lie"));
        assert_ne!(spelling("brown"), spelling("browne"));
        assert_ne!(spelling("horak"), spelling("horvat"));
    }

    #[test]
    fn first_names_one_letter_apart() {
        assert!(is_nearly("oleg", "oleh") && is_nearly("dmitri", "dmitrij"));
        assert!(!is_nearly("jan", "jana") && !is_nearly("nils", "lars") && !is_nearly("oleg", "oleksandr"));
    }
}
