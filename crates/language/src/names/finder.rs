//! From tags to names: titles and articles taken off, states and peoples told by the lexicon, and
//! what the whole text shows of a name carried to where it stands alone.

use super::bodies::whole_bodies;
use super::datelines::read_datelines;
use super::discourse::agree;
use super::features::Features;
use super::found::{Found, KINDS, is_capital};
use super::glued::split_glued;
use super::introduced::introduced;
use super::lexical::lexical;
use super::lexicon::Lexicon;
use super::tagger::{TAGS, Tagger, best_path, stretches};
use super::titled::{addressed, is_of_a_chamber, trim};
use crate::vectors::Vectors;
use crate::{Name, Word};
use dateline_gazetteer::{CountryWord, Gazetteer};
use dateline_model::{MentionKind, Span};
use std::ops::Range;

/// No sentence is tagged in longer pieces, so that no cost grows with its length.
const LONGEST: usize = 400;

/// What says how well each tag fits each word.
#[derive(Clone, Copy, Debug)]
pub enum Source<'s> {
    /// The sparse tagger, with word vectors.
    Sparse(&'s Tagger, &'s Vectors),
    /// The deep reader, which has read all words.
    Deep(&'s [[f32; TAGS]]),
}

/// The names of a text, in order; no two overlap.
pub fn find(source: Source<'_>, words: &[&str], sentences: &[Range<usize>]) -> Vec<Name> {
    let mut found: Vec<Found> = Vec::new();
    let mut features = Features::default();
    let mut emissions = Vec::new();
    for sentence in sentences {
        let mut start = sentence.start;
        while start < sentence.end {
            let end = sentence.end.min(start + LONGEST);
            let piece = &words[start..end];
            let before = found.len();
            let tags = match source {
                Source::Sparse(tagger, _) if tagger.is_empty() => Vec::new(),
                Source::Sparse(tagger, vectors) => {
                    features.read(vectors, piece, &lexical(piece));
                    tagger.emissions(&features, &mut emissions);
                    tagger.decode(&emissions)
                }
                Source::Deep(scores) => best_path(&scores[start..end], &[[0.0; TAGS]; TAGS]),
            };
            found.extend(stretches(&tags).into_iter().map(|name| Found {
                start: start + name.start,
                end: start + name.end,
                kind: KINDS[name.kind],
            }));
            peoples(piece, start, before, &mut found);
            start = end;
        }
    }
    split_owners(words, &mut found);
    split_states(words, &mut found);
    for name in &mut found {
        addressed(words, name);
        trim(words, name);
    }
    found.retain(|name| name.start < name.end && !is_of_a_chamber(words, name));
    found.sort_by_key(|name| (name.start, name.end));
    whole_bodies(words, sentences, &mut found);
    hyphenated(words, sentences, &mut found);
    nicknamed(words, sentences, &mut found);
    split_glued(words, &mut found);
    introduced(words, sentences, &mut found);
    read_datelines(words, sentences, &mut found);
    agree(words, sentences, &mut found);
    let mut last = 0;
    for name in &mut found {
        // "[von der] Mark": small words before a surname belong to it.
        while name.kind == MentionKind::Person
            && name.start > last
            && Lexicon::embedded().is_particle(words[name.start - 1])
        {
            name.start -= 1;
        }
        // "[al-]Mansur"
        if name.kind == MentionKind::Person
            && name.start >= last + 2
            && words[name.start - 1] == "-"
            && matches!(
                words[name.start - 2],
                "al" | "el" | "Al" | "El" | "an" | "as" | "ash" | "ar" | "at" | "ez"
            )
        {
            name.start -= 2;
        }
        last = name.end;
        name.kind = kind(&words[name.start..name.end], name.kind);
    }
    found
        .into_iter()
        .map(|name| Name { words: Span::<Word>::new(name.start, name.end), kind: name.kind })
        .collect()
}

/// States and peoples by the lexicon: adjectives are no names to the tagger, and of "the United States"
/// it may see the half.
fn peoples(words: &[&str], offset: usize, before: usize, found: &mut Vec<Found>) {
    let gazetteer = Gazetteer::embedded();
    let tagged = found.split_off(before);
    let mut named: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !is_capital(words[at]) {
            at += 1;
            continue;
        }
        let longest = (at + 1..=words.len().min(at + 3)).rev().find_map(|end| {
            let is_word = words[end - 1].chars().next_back().is_some_and(char::is_alphabetic)
                || end == at + 1
                || words[end - 1].len() > 2;
            if !is_word {
                return None;
            }
            let named = gazetteer.country_named(&words[at..end].join(" "))?;
            let kind = match named.word {
                CountryWord::Demonym => Some(MentionKind::Nationality),
                CountryWord::Name => Some(MentionKind::Country),
                CountryWord::Seat => Some(MentionKind::Organization),
                // "Northern Ireland" is left to the tagger, and no "Ireland" is seen in it.
                CountryWord::Capital | CountryWord::Part => None,
            };
            Some((end, kind))
        });
        let Some((end, kind)) = longest else {
            at += 1;
            continue;
        };
        let Some(kind) = kind else {
            at = end;
            continue;
        };
        let (start, stop) = (offset + at, offset + end);
        let from = tagged.partition_point(|name| name.end <= start);
        let mut touched = tagged[from..].iter().take_while(|name| name.start < stop);
        // "Egyptian" in a tagged "Egyptian Museum" is part of that name.
        if touched.all(|name| start <= name.start && name.end <= stop && name.end - name.start < stop - start)
        {
            named.push(Found { start, end: stop, kind });
        }
        at = end;
    }
    found.extend(tagged.into_iter().filter(|name| {
        let from = named.partition_point(|other| other.end <= name.start);
        named.get(from).is_none_or(|other| other.start >= name.end)
    }));
    found.append(&mut named);
}

/// "Norway 's Anna Hale" is two names, "the People 's Army" one.
fn split_owners(words: &[&str], found: &mut Vec<Found>) {
    let mut more = Vec::new();
    for name in found.iter_mut() {
        let inside = name.start + 1..name.end - 1;
        let owner = inside.clone().find(|&at| matches!(words[at], "'s" | "’s") && is_capital(words[at + 1]));
        let Some(owner) = owner else { continue };
        let left = &words[name.start..owner];
        let is_place = Gazetteer::embedded().country_named(&left.join(" ")).is_some();
        let is_body = name.kind == MentionKind::Organization;
        // "Egypt 's Ministry of Defence" is two as well.
        if is_body && !is_place {
            continue;
        }
        let kind = if is_place { MentionKind::Place } else { MentionKind::Organization };
        more.push(Found { start: name.start, end: owner, kind });
        name.start = owner + 1;
        if name.end - name.start > 1 && !is_body {
            name.kind = MentionKind::Person;
        }
    }
    found.extend(more);
}

/// "Roh Moo - hyun": given names of two parts behind a family name of Korea or China.
fn hyphenated(words: &[&str], sentences: &[Range<usize>], found: &mut Vec<Found>) {
    let lexicon = Lexicon::embedded();
    let mut more = Vec::new();
    for sentence in sentences {
        for at in sentence.start..sentence.end.saturating_sub(3) {
            let second = words[at + 3];
            let is_whole = lexicon.is_family_before(words[at])
                && is_capital(words[at + 1])
                && words[at + 2] == "-"
                && second.len() <= 6
                && second.chars().all(char::is_alphabetic);
            if is_whole {
                more.push(Found { start: at, end: at + 4, kind: MentionKind::Person });
            }
        }
    }
    found.retain(|name| {
        let from = more.partition_point(|whole| whole.end <= name.start);
        more.get(from).is_none_or(|whole| whole.start >= name.end)
    });
    found.extend(more);
    found.sort_by_key(|name| (name.start, name.end));
}

/// "president of the United States Ann Lee": a state behind "of" and a person are two names.
fn split_states(words: &[&str], found: &mut Vec<Found>) {
    let lexicon = Lexicon::embedded();
    let mut more = Vec::new();
    for name in found.iter_mut() {
        let before = name.start - usize::from(name.start > 0 && words[name.start - 1] == "the");
        let is_behind_of = before > 0 && words[before - 1] == "of";
        if !is_behind_of || name.end - name.start < 3 {
            continue;
        }
        let state = (name.start + 1..=name.end - 2).rev().find(|&end| {
            end <= name.start + 3
                && Gazetteer::embedded()
                    .country_named(&words[name.start..end].join(" "))
                    .is_some_and(|named| named.word == CountryWord::Name)
        });
        let Some(state) = state else { continue };
        let is_person = name.end - state <= 3
            && words[state..name.end].iter().all(|word| {
                is_capital(word)
                    && word.chars().all(|letter| letter.is_alphabetic() || "’'-.".contains(letter))
                    && !lexicon.is_end(word)
                    && !lexicon.is_head(word)
                    && !lexicon.is_facility(word)
            });
        if is_person {
            more.push(Found { start: name.start, end: state, kind: MentionKind::Place });
            name.start = state;
            name.kind = MentionKind::Person;
        }
    }
    found.extend(more);
}

/// "Thomas “ Tam ” Kerr": a name in quotation marks between the others is one of them.
fn nicknamed(words: &[&str], sentences: &[Range<usize>], found: &mut Vec<Found>) {
    let is_opening = |word: &str| matches!(word, "“" | "\"" | "‘" | "'" | "``" | "„" | "(");
    let is_closing = |word: &str| matches!(word, "”" | "\"" | "’" | "'" | "''" | "“" | ")");
    let is_word = |word: &str| is_capital(word) && word.chars().nth(1).is_some_and(char::is_lowercase);
    let mut whole: Vec<Found> = Vec::new();
    for sentence in sentences {
        for at in sentence.start + 1..sentence.end.saturating_sub(3) {
            if !is_opening(words[at]) || !is_word(words[at - 1]) {
                continue;
            }
            let closing =
                (at + 2..sentence.end.saturating_sub(1).min(at + 4)).find(|&end| is_closing(words[end]));
            let Some(closing) = closing else { continue };
            if !words[at + 1..closing].iter().all(|word| is_word(word)) || !is_word(words[closing + 1]) {
                continue;
            }
            let touching = |word: usize| {
                let from = found.partition_point(|name| name.end <= word);
                found.get(from).filter(|name| name.start <= word)
            };
            let (before, behind) = (touching(at - 1), touching(closing + 1));
            let is_person = |name: Option<&Found>| name.is_some_and(|name| name.kind == MentionKind::Person);
            // "(AP)" and places in brackets are no names of a person: one half must be known as one.
            let is_bracket = words[at] == "(";
            if is_person(before) && (is_person(behind) || behind.is_none() || !is_bracket) {
                let start = before.map_or(at - 1, |name| name.start);
                let mut end = closing + 2;
                while behind.is_some_and(|name| end < name.end) && is_word(words[end]) {
                    end += 1;
                }
                whole.push(Found { start, end, kind: MentionKind::Person });
            }
        }
    }
    if whole.is_empty() {
        return;
    }
    found.retain(|name| !whole.iter().any(|whole| name.start < whole.end && whole.start < name.end));
    found.extend(whole);
    found.sort_by_key(|name| (name.start, name.end));
}

/// The finer kind: states, peoples and buildings among places; bodies by their name.
fn kind(words: &[&str], tagged: MentionKind) -> MentionKind {
    let gazetteer = Gazetteer::embedded();
    let name = words.join(" ");
    let lexicon = Lexicon::embedded();
    // "Florence Police" is no person, whatever Florence is.
    let is_body = words.len() > 1 && words.last().is_some_and(|last| lexicon.is_sure_end(last));
    // "Rue de Marigny" is a street, and nobody's name.
    if words.len() > 1 && tagged != MentionKind::Organization && lexicon.is_street_before(words) {
        return MentionKind::Facility;
    }
    if tagged == MentionKind::Person {
        return if is_body { MentionKind::Organization } else { tagged };
    }
    if let Some(named) = gazetteer.country_named(&name) {
        match named.word {
            CountryWord::Name => return MentionKind::Country,
            CountryWord::Demonym => return MentionKind::Nationality,
            CountryWord::Seat => return MentionKind::Organization,
            CountryWord::Capital => return MentionKind::Place,
            CountryWord::Part => {}
        }
    }
    if gazetteer.body_named(&name).is_some() {
        return MentionKind::Organization;
    }
    let Some(last) = words.last().filter(|_| words.len() > 1) else { return tagged };
    if tagged == MentionKind::Place && lexicon.is_facility(last) {
        MentionKind::Facility
    } else if lexicon.is_end(last) {
        MentionKind::Organization
    } else {
        tagged
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_and_peoples_are_known_without_training() {
        let words = ["Egyptian", "and", "Israeli", "envoys", "met", "in", "Norway", "."];
        let found = find(
            Source::Sparse(&Tagger::default(), &Vectors::default()),
            &words,
            std::slice::from_ref(&(0..8)),
        );
        let kinds: Vec<_> = found.iter().map(|name| (name.words.start, name.kind)).collect();
        assert_eq!(
            kinds,
            [(0, MentionKind::Nationality), (2, MentionKind::Nationality), (6, MentionKind::Country)]
        );
    }

    #[test]
    fn owners_and_hyphens() {
        let words = ["Norway", "'s", "Anna", "Hale", "met", "Roh", "Moo", "-", "hyun"];
        let mut found = vec![
            Found { start: 0, end: 4, kind: MentionKind::Place },
            Found { start: 5, end: 7, kind: MentionKind::Person },
        ];
        split_owners(&words, &mut found);
        found.sort_by_key(|name| name.start);
        hyphenated(&words, std::slice::from_ref(&(0..9)), &mut found);
        let spans: Vec<_> = found.iter().map(|name| (name.start, name.end, name.kind)).collect();
        let person = MentionKind::Person;
        assert_eq!(spans, [(0, 1, MentionKind::Place), (2, 4, person), (5, 9, person)]);
    }

    #[test]
    fn a_street_is_nobody() {
        let person = MentionKind::Person;
        assert_eq!(kind(&["Rue", "de", "Marigny"], person), MentionKind::Facility);
        assert_eq!(kind(&["Calle", "Mayor"], person), MentionKind::Facility);
        assert_eq!(kind(&["Avenida", "Quito"], MentionKind::Place), MentionKind::Facility);
        assert_eq!(kind(&["Rue", "McClain"], person), person);
        assert_eq!(kind(&["Lena", "Calle"], person), person);
    }

    #[test]
    fn a_state_and_a_person_are_two() {
        let words = ["president", "of", "the", "United", "States", "Ann", "Lee"];
        let mut found = vec![Found { start: 3, end: 7, kind: MentionKind::Organization }];
        split_states(&words, &mut found);
        let spans: Vec<_> = found.iter().map(|name| (name.start, name.end, name.kind)).collect();
        assert_eq!(spans, [(5, 7, MentionKind::Person), (3, 5, MentionKind::Place)]);
    }

    #[test]
    fn nicknames_belong_to_names() {
        let words = ["Thomas", "“", "Tam", "”", "Kerr", "won"];
        let person = MentionKind::Person;
        let mut found =
            vec![Found { start: 0, end: 1, kind: person }, Found { start: 4, end: 5, kind: person }];
        nicknamed(&words, std::slice::from_ref(&(0..6)), &mut found);
        assert_eq!(found.iter().map(|name| (name.start, name.end)).collect::<Vec<_>>(), [(0, 5)]);
    }

    #[test]
    fn titles_and_articles_are_taken_off() {
        let words = ["President", "Jimmy", "Carter", "'s"];
        let mut name = Found { start: 0, end: 4, kind: MentionKind::Person };
        trim(&words, &mut name);
        assert_eq!((name.start, name.end), (1, 3));
    }
}
