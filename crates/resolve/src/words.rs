//! The words of a text in the forms that copies and stories are compared by.

use std::borrow::Cow;

/// One word: its letters and where they stand, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word<'t> {
    pub(crate) text: &'t str,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The runs of letters and digits of a text, in order; the "’s" of a genitive is left out.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (start, first) = rest.next()?;
            if !first.is_alphanumeric() {
                continue;
            }
            let mut end = start + first.len_utf8();
            while let Some(&(at, next)) = rest.peek() {
                if !next.is_alphanumeric() {
                    break;
                }
                end = at + next.len_utf8();
                rest.next();
            }
            let is_genitive = &text[start..end] == "s" && text[..start].ends_with(['\'', '’']);
            if !is_genitive {
                return Some(Word { text: &text[start..end], start, end });
            }
        }
    })
}

/// A word as papers of any house style print it: the same number for "colour" and "color",
/// "mln" and "million". Sixteen bits are enough, since only runs of words are compared.
pub(crate) fn print_of(word: &str) -> u16 {
    let lower = lower(word);
    let long = match lower.as_ref() {
        "mln" | "mn" => "million",
        "bln" | "bn" => "billion",
        "dlrs" | "dlr" | "dollars" => "dollar",
        "pct" => "percent",
        "cts" => "cents",
        "stg" => "sterling",
        "tonnes" | "tonne" | "tons" => "ton",
        "govt" => "government",
        "yr" => "year",
        other => other,
    };
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let bytes = long.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        let rest = &bytes[at..];
        // "colour", "organisation", "travelled", "programme", "centre", "defence"
        let skipped = if rest.starts_with(b"our") && at > 1 {
            hash = mix(hash, b'o');
            2
        } else if at > 2 && (rest.starts_with(b"isa") || rest.starts_with(b"ise") || rest.starts_with(b"isi"))
        {
            hash = mix(mix(hash, b'i'), b'z');
            2
        } else if rest == b"mme" {
            hash = mix(hash, b'm');
            3
        } else if rest == b"mmes" {
            hash = mix(mix(hash, b'm'), b's');
            4
        } else if rest == b"re" && at > 2 {
            hash = mix(mix(hash, b'e'), b'r');
            2
        } else if rest == b"ce" && at > 2 {
            hash = mix(mix(hash, b's'), b'e');
            2
        } else {
            if at == 0 || byte != bytes[at - 1] || byte.is_ascii_digit() {
                hash = mix(hash, byte);
            }
            1
        };
        at += skipped;
    }
    let folded = (hash ^ (hash >> 32) ^ (hash >> 16) ^ (hash >> 48)) as u16;
    // Odd numbers are figures: formulas ("Net profit … vs …") agree in all but these.
    if bytes.iter().all(u8::is_ascii_digit) { folded | 1 } else { folded & !1 }
}

/// A word's dictionary form, near enough for counting: "bombing", "bombed" and "bombs" are one.
/// None for words that say nothing about the matter.
pub(crate) fn term_of(word: &str) -> Option<Cow<'_, str>> {
    let lower = lower(word);
    if lower.len() < 2 || is_common(&lower) {
        return None;
    }
    let length = without_ending(&lower).len();
    Some(match lower {
        Cow::Borrowed(text) => Cow::Borrowed(&text[..length]),
        Cow::Owned(mut text) => {
            text.truncate(length);
            Cow::Owned(text)
        }
    })
}

/// The terms of a text, in order.
pub(crate) fn terms_in(text: &str) -> impl Iterator<Item = u32> + '_ {
    words(text).filter_map(|word| term_of(word.text).map(|term| number_of(&term)))
}

/// The same without its numbers.
pub(crate) fn terms_but_numbers(text: &str) -> impl Iterator<Item = u32> + '_ {
    words(text)
        .filter(|word| !word.text.bytes().all(|byte| byte.is_ascii_digit()))
        .filter_map(|word| term_of(word.text).map(|term| number_of(&term)))
}

/// FNV-1a, 32 bits: terms are kept as numbers.
pub(crate) fn number_of(term: &str) -> u32 {
    term.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A name in small letters, without an article before it.
pub(crate) fn bare_name(name: &str) -> String {
    let lower = name.to_lowercase();
    let bare = ["the ", "a ", "an "].iter().find_map(|article| lower.strip_prefix(article));
    bare.map_or_else(|| lower.clone(), str::to_owned)
}

/// Words that stand in any report.
pub(crate) fn is_common(lower: &str) -> bool {
    COMMON.binary_search(&lower).is_ok()
}

fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.chars().flat_map(char::to_lowercase).map(plain).collect())
    }
}

/// A letter without its marks: "Zelenský" and "Zelensky" are one.
pub(crate) fn plain(letter: char) -> char {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => 'a',
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => 'i',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ŧ' | 'ț' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

fn mix(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

fn without_ending(word: &str) -> &str {
    let bytes = word.as_bytes();
    let leaves = |ending: &str| {
        bytes.len() >= ending.len() + 3
            && word.ends_with(ending)
            && bytes[bytes.len() - ending.len() - 1].is_ascii_lowercase()
    };
    ["ies", "ing", "ed", "es", "ly", "s", "y", "e"]
        .into_iter()
        .find(|ending| leaves(ending))
        .map_or(word, |ending| &word[..word.len() - ending.len()])
}

/// In alphabetical order.
const COMMON: &[&str] = &[
    "a", "about", "after", "again", "against", "all", "also", "although", "am", "an", "and", "any", "are",
    "as", "at", "be", "became", "because", "been", "before", "being", "between", "both", "but", "by", "can",
    "could", "did", "do", "does", "doing", "down", "during", "each", "either", "even", "ever", "every",
    "few", "for", "from", "further", "get", "had", "has", "have", "having", "he", "her", "here", "hers",
    "him", "himself", "his", "how", "however", "i", "if", "in", "into", "is", "it", "its", "itself", "just",
    "last", "less", "like", "made", "make", "many", "may", "me", "might", "more", "most", "much", "must",
    "my", "near", "new", "no", "nor", "not", "now", "of", "off", "often", "on", "once", "one", "only", "or",
    "other", "our", "out", "over", "own", "per", "s", "said", "same", "say", "says", "she", "should",
    "since", "so", "some", "still", "such", "t", "than", "that", "the", "their", "them", "then", "there",
    "these", "they", "this", "those", "though", "through", "to", "together", "too", "two", "under", "until",
    "up", "upon", "us", "very", "was", "we", "well", "were", "what", "when", "where", "whether", "which",
    "while", "who", "whom", "whose", "why", "will", "with", "within", "without", "would", "yet", "you",
    "your",
];
