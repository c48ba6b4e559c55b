//! Names of people: what they are made of and when two are one.

use crate::text_words::text_words;
use crate::words::plain;
use dateline_vocabulary::titles;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Given names that one person goes by, a line for each set.
const GIVEN_NAMES: &str = include_str!("../lexicon/given_names.tsv");

/// A name as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PersonalName {
    /// Given names and initials, in order, in lower case and without marks.
    pub(crate) given: Vec<String>,
    /// The last of its words.
    pub(crate) family: String,
}

impl PersonalName {
    /// None for what is no name: pronouns, "the minister".
    pub(crate) fn parse(printed: &str) -> Option<PersonalName> {
        let (printed, _) = without_office(printed);
        if !is_written_as_name(printed) {
            return None;
        }
        let letters: String = printed.chars().flat_map(char::to_lowercase).map(plain).collect();
        let letters = letters.replace("'s", "").replace("’s", "");
        let mut parts: Vec<&str> = letters
            .split(|letter: char| !letter.is_alphabetic() && letter != '\'')
            .filter(|part| !part.is_empty())
            .collect();
        while parts.len() > 1 && is_before_names(parts[0]) {
            parts.remove(0);
        }
        while parts.len() > 1 && parts.last().is_some_and(|last| titles().suffixes.contains(*last)) {
            parts.pop();
        }
        let family = parts.pop().filter(|family| family.chars().count() > 1)?.to_owned();
        let given =
            parts.into_iter().filter(|part| !text_words().particles.has(part)).map(str::to_owned).collect();
        Some(PersonalName { given, family })
    }

    /// Whether a given name stands before the family name.
    pub(crate) fn is_full(&self) -> bool {
        !self.given.is_empty()
    }

    /// What all spellings of the family name have in common.
    pub(crate) fn key(&self) -> String {
        skeleton(&self.family)
    }

    /// Where others look for it that it may fit by its given names (`is_asking` for where it looks
    /// itself), so that of a thousand people of one surname not each is compared with each.
    pub(crate) fn places(&self, is_asking: bool) -> Vec<String> {
        let mut places = Vec::new();
        for given in &self.given {
            let first: String = given.chars().take(1).collect();
            let is_initial = given.chars().count() == 1;
            places.push(format!("skeleton {}", skeleton(given)));
            places.extend(given_names().get(given.as_str()).map(|set| format!("set {set}")));
            // An initial is found by all names that begin so, and finds them.
            match (is_asking, is_initial) {
                (true, true) | (false, false) => places.push(format!("name {first}")),
                (true, false) => places.push(format!("initial {first}")),
                (false, true) => {
                    places.extend([format!("initial {first}"), format!("name {first}")]);
                }
            }
        }
        places
    }

    /// Whether both can be one person's: spellings of one family name, and given names of which
    /// none speaks against it.
    pub(crate) fn fits(&self, other: &PersonalName) -> bool {
        if !same_family(&self.family, &other.family) {
            return false;
        }
        if self.given.is_empty() || other.given.is_empty() {
            return true;
        }
        if !same_given(&self.given[0], &other.given[0]) {
            // "J. Edgar Hoover", "Edgar Hoover"
            let (long, short) =
                if self.given.len() > other.given.len() { (self, other) } else { (other, self) };
            return long.given[1..].iter().any(|given| given.len() > 1 && same_given(given, &short.given[0]));
        }
        // "George W. Bush", "George H. W. Bush"
        let (middle, other_middle) = (&self.given[1..], &other.given[1..]);
        middle.is_empty()
            || other_middle.is_empty()
            || (middle.len() == other_middle.len()
                && middle.iter().zip(other_middle).all(|(a, b)| same_given(a, b)))
    }
}

/// Whether a word (in lower case) says what somebody is.
pub(crate) fn is_role(word: &str) -> bool {
    titles().is_office(word) || titles().relations.contains(word) || word == "ceo"
}

/// Whether a word is no part of the name behind it. Kin is: "Brother" is a family's name too.
fn is_before_names(word: &str) -> bool {
    titles().is_address(word) || titles().is_office(word)
}

/// A name less what is said before it, and that: "British Foreign Secretary David Owen" is David
/// Owen, "British Foreign Secretary".
pub(crate) fn without_office(printed: &str) -> (&str, Option<&str>) {
    let printed = printed.trim();
    let words: Vec<(usize, &str)> = {
        let starts =
            printed.split_whitespace().map(|word| word.as_ptr() as usize - printed.as_ptr() as usize);
        starts.zip(printed.split_whitespace()).collect()
    };
    // "New Jersey Gov. Carl Ricci": offices and ranks that are cut short too.
    let is_short = |word: &str| titles().short.contains(word) || titles().short_ranks.contains(word);
    let is_role = |word: &str| {
        let lower = word.trim_matches(|l: char| !l.is_alphabetic()).to_lowercase();
        is_role(&lower) || word.starts_with(char::is_uppercase) && is_short(&lower)
    };
    // "secretary-general", "vice-president"
    let is_role = |word: &str| word.rsplit('-').next().is_some_and(is_role);
    let Some(last) = words.iter().rposition(|(_, word)| is_role(word)) else { return (printed, None) };
    let mut name = last + 1;
    // "Secretary of State Cyrus Vance", "Minister for Foreign Affairs Moshe Dayan": the name is the last two.
    if words.get(name).is_some_and(|(_, word)| matches!(*word, "of" | "for")) {
        name = words.len().saturating_sub(2).max(name + 2);
    }
    match words.get(name) {
        Some(&(start, _)) => (&printed[start..], Some(printed[..start].trim_end())),
        None => (printed, None),
    }
}

/// The consonants of a name, alike for all ways of writing it in Latin letters: "Zelensky",
/// "Zelenskyy" and "Zelenskiy", "Gaddafi", "Qaddafi" and "Kadhafi".
pub(crate) fn skeleton(name: &str) -> String {
    let mut letters = name.to_owned();
    // "Milošević", "Milosevic", "Miloshevich".
    if name.ends_with("vic") {
        letters.push('h');
    }
    for (written, sound) in [
        ("tsch", "c"),
        ("shch", "s"),
        ("tch", "c"),
        ("sch", "s"),
        ("kh", "h"),
        ("gh", "g"),
        ("dh", "d"),
        ("th", "t"),
        ("ph", "f"),
        ("zh", "z"),
        ("sh", "s"),
        ("ch", "c"),
        ("ts", "c"),
        ("tz", "c"),
        ("ck", "k"),
        ("dj", "j"),
        ("x", "ks"),
        ("q", "k"),
        ("w", "v"),
    ] {
        letters = letters.replace(written, sound);
    }
    let mut skeleton = String::new();
    let mut last = None;
    for (at, letter) in letters.chars().enumerate() {
        let sound = match letter {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' => {
                if at == 0 {
                    skeleton.push('a');
                }
                last = None;
                continue;
            }
            'g' if at == 0 => 'k',
            'c' if !matches!(letters.chars().nth(at + 1), Some('e' | 'i' | 'y'))
                && name.contains('c')
                && !name.contains("ch")
                && !name.ends_with("vic") =>
            {
                'k'
            }
            'j' if at > 0 => continue,
            other => other,
        };
        if last != Some(sound) {
            skeleton.push(sound);
        }
        last = Some(sound);
    }
    if skeleton.len() < 2 { letters } else { skeleton }
}

fn same_family(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (short, long) = (a.chars().count().min(b.chars().count()), a.chars().count().max(b.chars().count()));
    if a.strip_suffix('e') == Some(b) || b.strip_suffix('e') == Some(a) {
        return false;
    }
    // One vowel or doubled letter in five: "Zelensky", "Zelenskyy"; but not "Brown", "Browne".
    skeleton(a) == skeleton(b) && short >= 5 && long - short <= 2 && distance(a, b) <= long.div_ceil(4)
}

fn same_given(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    if a.chars().count() == 1 || b.chars().count() == 1 {
        return a.chars().next() == b.chars().next();
    }
    let sets = given_names();
    let set = |name: &str| sets.get(name).copied();
    if set(a).is_some() && set(a) == set(b) {
        return true;
    }
    skeleton(a) == skeleton(b) && distance(a, b) <= 2
}

fn given_names() -> &'static FxHashMap<&'static str, usize> {
    static SETS: OnceLock<FxHashMap<&'static str, usize>> = OnceLock::new();
    SETS.get_or_init(|| {
        let lines = GIVEN_NAMES.lines().filter(|line| !line.starts_with('#'));
        lines.enumerate().flat_map(|(set, line)| line.split('\t').map(move |name| (name, set))).collect()
    })
}

/// Words of a name.
const LONGEST: usize = 6;

fn is_written_as_name(printed: &str) -> bool {
    let mut words = printed.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
    words.clone().next().is_some()
        && words.all(|word| {
            let lower = word.to_lowercase();
            word.starts_with(|first: char| first.is_uppercase() || !first.is_alphanumeric())
                || text_words().particles.has(&lower)
                || lower.starts_with("al-")
                || lower.starts_with("el-")
        })
        && !matches!(
            printed.to_lowercase().as_str(),
            "i" | "he" | "she" | "we" | "they" | "you" | "it" | "his" | "her" | "who" | "my" | "your" | "our"
        )
        && !printed.starts_with("The ")
        // Two names that a list or a dash ran together.
        && !printed.contains(['[', ']', '―', '—', '–', '/', '\n'])
        && !printed.trim_end_matches(", Jr.").trim_end_matches(", Sr.").contains(", ")
        && printed.split_whitespace().count() <= LONGEST
}

/// How many letters must be put in, taken out or changed (Levenshtein 1965).
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (at, letter) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = at + 1;
        for (column, other) in b.iter().enumerate() {
            let changed = corner + usize::from(letter != *other);
            corner = row[column + 1];
            row[column + 1] = changed.min(row[column] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(a: &str, b: &str) -> bool {
        let (a, b) = (PersonalName::parse(a).unwrap(), PersonalName::parse(b).unwrap());
        assert_eq!(a.fits(&b), b.fits(&a));
        a.key() == b.key() && a.fits(&b)
    }

    #[test]
    fn spellings_of_one_name_are_one() {
        assert!(fits("Volodymyr Zelensky", "Volodymyr Zelenskyy"));
        assert!(fits("Volodymyr Zelenskiy", "Mr Zelenskyy"));
        assert!(fits("Muammar Gaddafi", "Moammar Qaddafi"));
        assert!(fits("Menachem Begin", "Prime Minister Menachem Begin".trim_start_matches("Prime ")));
        assert!(fits("Jimmy Carter", "James Carter"));
        assert!(fits("J. Carter", "Jimmy Carter"));
        assert!(fits("Slobodan Milošević", "Slobodan Milosevic"));
        assert!(fits("Slobodan Milošević", "Slobodan Miloshevich"));
        assert!(fits("Slobodan Milosevic", "Miloshevich"));
        assert!(fits("Anwar el-Sadat", "Anwar Sadat"));
    }

    #[test]
    fn people_with_one_surname_are_kept_apart() {
        assert!(!fits("Bill Clinton", "Hillary Clinton"));
        assert!(!fits("George W. Bush", "George H. Bush"));
        assert!(!fits("Gordon Brown", "Gordon Browne"));
        assert!(!fits("Rosalynn Carter", "Jimmy Carter"));
    }

    #[test]
    fn an_office_is_no_part_of_a_name() {
        assert_eq!(
            without_office("US Secretary of State Cyrus Vance"),
            ("Cyrus Vance", Some("US Secretary of State"))
        );
        assert_eq!(without_office("his counterpart Moshe Dayan"), ("Moshe Dayan", Some("his counterpart")));
        assert_eq!(without_office("Jimmy Carter"), ("Jimmy Carter", None));
        assert_eq!(without_office("New Jersey Gov. Carl Ricci"), ("Carl Ricci", Some("New Jersey Gov.")));
        assert_eq!(without_office("Sen. Ted Crane"), ("Ted Crane", Some("Sen.")));
        assert_eq!(without_office("Gen Patrick Lund"), ("Patrick Lund", Some("Gen")));
        assert_eq!(without_office("the president"), ("the president", None));
    }

    #[test]
    fn what_is_no_name_is_none() {
        for text in ["he", "My", "the minister", "his spokesman", "I", "Weizman, Mr. Dayan", "Joe [Clark", ""]
        {
            assert_eq!(PersonalName::parse(text), None, "{text}");
        }
    }
}
