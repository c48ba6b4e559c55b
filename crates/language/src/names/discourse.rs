//! One text, one meaning (Gale, Church and Yarowsky 1992): a name seen whole once decides its short
//! forms, what was found once is found again, and a form that is mostly one kind is that kind.

use super::found::{Found, KINDS, is_capital};
use super::lexicon::Lexicon;
use dateline_model::MentionKind;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// No name that is looked for again has more words.
const LONGEST: usize = 6;

/// What the text as a whole shows of its names.
#[derive(Default)]
struct Known<'w> {
    /// How often each form was found as each kind.
    votes: FxHashMap<String, [u32; 3]>,
    /// Last words of people's whole names, in small letters.
    surnames: FxHashSet<String>,
    /// First words of people's whole names.
    given: FxHashSet<&'w str>,
    /// First words of names of several words.
    first: FxHashSet<&'w str>,
    /// Words that stand in small letters somewhere.
    small: FxHashSet<&'w str>,
}

/// Makes the names of a text agree with each other. `found` is and stays sorted.
pub fn agree(words: &[&str], sentences: &[Range<usize>], found: &mut Vec<Found>) {
    let known = Known::gather(words, found);
    again(words, sentences, &known, found);
    for name in found.iter_mut() {
        let is_alone = name.end - name.start == 1;
        if !KINDS.contains(&name.kind) {
            continue;
        }
        let form = words[name.start..name.end].join(" ");
        if is_alone && (known.is_surname(words[name.start]) || known.is_given(words[name.start])) {
            // "Carter Center" is no person, but "Carter" is once "Jimmy Carter" stood there.
            name.kind = MentionKind::Person;
        } else if let Some(kind) = known.kind(&form) {
            name.kind = kind;
        }
    }
    alone(words, sentences, &known, found);
    found.sort_by_key(|name| (name.start, name.end));
}

impl<'w> Known<'w> {
    fn gather(words: &[&'w str], found: &[Found]) -> Self {
        let mut known = Known::default();
        for name in found {
            let Some(number) = KINDS.iter().position(|&kind| kind == name.kind) else { continue };
            known.votes.entry(words[name.start..name.end].join(" ")).or_default()[number] += 1;
            // "Mrs May": a surname too.
            let is_addressed =
                name.start > 0 && Lexicon::embedded().is_form_of_address(words[name.start - 1]);
            if name.kind == MentionKind::Person && is_addressed && words[name.end - 1].len() > 2 {
                known.surnames.insert(words[name.end - 1].to_lowercase());
            }
            if name.end - name.start < 2 {
                continue;
            }
            known.first.insert(words[name.start]);
            let last = words[name.end - 1];
            if name.kind == MentionKind::Person && last.len() > 2 {
                known.surnames.insert(last.to_lowercase());
                known.given.insert(words[name.start]);
            }
            // "Wang Wenli" is called "Wang".
            if name.kind == MentionKind::Person
                && name.end - name.start == 2
                && Lexicon::embedded().is_family_before(words[name.start])
            {
                known.surnames.insert(words[name.start].to_lowercase());
            }
        }
        known.small.extend(words.iter().filter(|word| word.chars().all(char::is_lowercase)));
        known
    }

    /// "Carter", "CARTER".
    fn is_surname(&self, word: &str) -> bool {
        is_capital(word) && self.surnames.contains(&word.to_lowercase())
    }

    /// The kind that most of a form's findings have.
    fn kind(&self, form: &str) -> Option<MentionKind> {
        let votes = self.votes.get(form)?;
        let total: u32 = votes.iter().sum();
        (0..3).find(|&kind| votes[kind] * 2 > total).map(|kind| KINDS[kind])
    }

    /// "Jimmy" where "Jimmy Carter" is about, but not "Virginia" where the state is too.
    fn is_given(&self, word: &str) -> bool {
        self.given.contains(word) && self.votes.get(word).is_none_or(|votes| votes[2] < 2)
    }
}

/// Names of several words that were found in one place are found in the others, in place of
/// shorter ones: "Mark Cuban" where "Cuban" was taken for a people.
fn again(words: &[&str], sentences: &[Range<usize>], known: &Known<'_>, found: &mut Vec<Found>) {
    let mut more: Vec<Found> = Vec::new();
    for sentence in sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            if !known.first.contains(words[at]) {
                at += 1;
                continue;
            }
            let limit = sentence.end.min(at + LONGEST);
            let whole = (at + 2..=limit)
                .rev()
                .filter(|&end| is_capital(words[end - 1]))
                .find_map(|end| Some((end, known.kind(&words[at..end].join(" "))?)));
            let Some((end, kind)) = whole else {
                at += 1;
                continue;
            };
            more.push(Found { start: at, end, kind });
            at = end;
        }
    }
    more.retain(|name| {
        let from = found.partition_point(|other| other.end <= name.start);
        found[from..]
            .iter()
            .take_while(|other| other.start < name.end)
            .all(|other| name.start <= other.start && other.end <= name.end)
    });
    found.retain(|name| {
        let at = more.partition_point(|whole| whole.end <= name.start);
        more.get(at).is_none_or(|whole| whole.start >= name.end)
    });
    found.extend(more);
    found.sort_by_key(|name| (name.start, name.end));
}

/// Single words that the tagger passed over: surnames ("SADAT: We are here for peace"), given names,
/// and what was found as a name elsewhere.
fn alone(words: &[&str], sentences: &[Range<usize>], known: &Known<'_>, found: &mut Vec<Found>) {
    let mut taken = vec![false; words.len()];
    for name in found.iter() {
        taken[name.start..name.end].fill(true);
    }
    for sentence in sentences {
        for at in sentence.clone() {
            let word = words[at];
            if taken[at] || !is_capital(word) {
                continue;
            }
            // "Since Cairo agreed": the first word of a sentence has its capital for nothing.
            let is_beside = |other: Option<usize>| {
                other.is_some_and(|other| {
                    other > sentence.start
                        && other < sentence.end
                        && is_capital(words[other])
                        && !taken[other]
                })
            };
            let stands_alone = !is_beside(at.checked_sub(1)) && !is_beside(Some(at + 1));
            // "Will" at the start of a sentence may be a verb, and "Mark" elsewhere no name where "mark" is about.
            let is_plain = at > sentence.start && !known.small.contains(word.to_lowercase().as_str());
            // "Theresa May may go": a first name before a surname that is known.
            if at + 1 < sentence.end && !taken[at + 1] && is_first_of_two(words, sentence, at, known) {
                found.push(Found { start: at, end: at + 2, kind: MentionKind::Person });
                taken[at..at + 2].fill(true);
                continue;
            }
            let is_seen = known.is_surname(word)
                && (is_plain
                    || !known.small.contains(word.to_lowercase().as_str())
                    || acts(words, sentence, at));
            let kind = if is_seen || begins_with_given(words, sentence, at, known) {
                Some(MentionKind::Person)
            } else if !stands_alone || !is_plain || word.len() < 3 {
                None
            } else if known.is_given(word) {
                Some(MentionKind::Person)
            } else {
                known.kind(word)
            };
            if let Some(kind) = kind {
                found.push(Found { start: at, end: at + 1, kind });
            }
        }
    }
}

/// "May said", "Will has left": no verb by itself stands before a verb in such a form.
fn acts(words: &[&str], sentence: &Range<usize>, at: usize) -> bool {
    at + 1 < sentence.end && {
        let next = words[at + 1];
        let is_past = next.len() > 4 && next.ends_with("ed") && next.chars().all(char::is_lowercase);
        is_past
            || matches!(
                next,
                "said"
                    | "says"
                    | "told"
                    | "has"
                    | "had"
                    | "was"
                    | "is"
                    | "will"
                    | "would"
                    | "did"
                    | "does"
                    | "made"
                    | "went"
                    | "took"
                    | "came"
                    | "gave"
                    | "met"
                    | "left"
                    | "wrote"
                    | "spoke"
            )
    }
}

/// "Theresa" of "Theresa May", where "May" is known as a surname.
fn is_first_of_two(words: &[&str], sentence: &Range<usize>, at: usize, known: &Known<'_>) -> bool {
    let lexicon = Lexicon::embedded();
    let is_word = |word: &str| {
        is_capital(word)
            && word.len() > 2
            && word.chars().skip(1).all(|letter| letter.is_lowercase() || letter == '-')
    };
    let behind = words.get(at + 2).filter(|_| at + 2 < sentence.end);
    is_word(words[at])
        && is_word(words[at + 1])
        && known.is_surname(words[at + 1])
        && !known.is_surname(words[at])
        && !lexicon.is_opener(words[at])
        && !lexicon.is_title(words[at])
        && !matches!(
            words[at],
            "Early"
                | "Late"
                | "Mid"
                | "Monday"
                | "Tuesday"
                | "Wednesday"
                | "Thursday"
                | "Friday"
                | "Saturday"
                | "Sunday"
        )
        && behind.is_none_or(|behind| !behind.starts_with(|letter: char| letter.is_ascii_digit()))
}

/// "Sunny said …": a given name at the start of a sentence, before a word in small letters, where the word
/// is nowhere else in small letters itself.
fn begins_with_given(words: &[&str], sentence: &Range<usize>, at: usize, known: &Known<'_>) -> bool {
    at == sentence.start
        && at + 1 < sentence.end
        && known.is_given(words[at])
        && !known.small.contains(words[at].to_lowercase().as_str())
        && words[at + 1].chars().all(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agreed(text: &str, names: &[(usize, usize, MentionKind)]) -> Vec<(usize, usize, MentionKind)> {
        let words: Vec<&str> = text.split(' ').collect();
        let mut found: Vec<Found> =
            names.iter().map(|&(start, end, kind)| Found { start, end, kind }).collect();
        agree(&words, std::slice::from_ref(&(0..words.len())), &mut found);
        found.into_iter().map(|name| (name.start, name.end, name.kind)).collect()
    }

    #[test]
    fn a_name_seen_whole_decides_its_short_form() {
        let whole = (0, 2, MentionKind::Person);
        assert_eq!(
            agreed("Anwar Sadat spoke . Sadat left .", &[whole]),
            [whole, (4, 5, MentionKind::Person)]
        );
        assert_eq!(
            agreed("Anwar Sadat spoke . SADAT : Yes .", &[whole]),
            [whole, (4, 5, MentionKind::Person)]
        );
    }

    #[test]
    fn a_surname_that_is_a_verb_too() {
        let first = (1, 2, MentionKind::Person);
        assert_eq!(
            agreed("Mrs May left . May said she may go . Theresa May may go . May we go ?", &[first]),
            [first, (4, 5, MentionKind::Person), (10, 12, MentionKind::Person)]
        );
    }

    #[test]
    fn a_name_found_once_is_found_again_over_shorter_ones() {
        let whole = (0, 2, MentionKind::Person);
        let found =
            agreed("Jimmy English came ; Jimmy English left", &[whole, (5, 6, MentionKind::Nationality)]);
        assert_eq!(found, [whole, (4, 6, MentionKind::Person)]);
    }
}
