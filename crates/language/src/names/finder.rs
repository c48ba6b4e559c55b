//! From tags to names: titles and articles taken off, states and peoples told by the lexicon, and
//! what the whole text shows of a name carried to where it stands alone.

use super::bodies::whole_bodies;
use super::discourse::agree;
use super::features::Features;
use super::lexical::lexical;
use super::lexicon::Lexicon;
use super::tagger::{TAGS, Tagger, best_path, stretches};
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
    for name in &mut found {
        trim(words, name);
    }
    found.retain(|name| name.start < name.end);
    found.sort_by_key(|name| (name.start, name.end));
    whole_bodies(words, sentences, &mut found);
    hyphenated(words, sentences, &mut found);
    agree(words, sentences, &mut found);
    for name in &mut found {
        name.kind = kind(&words[name.start..name.end], name.kind);
    }
    found
        .into_iter()
        .map(|name| Name { words: Span::<Word>::new(name.start, name.end), kind: name.kind })
        .collect()
}

/// A name on its way.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// First word.
    pub start: usize,
    /// Just behind the last.
    pub end: usize,
    /// What it names.
    pub kind: MentionKind,
}

/// Whether a word begins with a capital.
pub fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// What the tagger tells apart, by its numbers.
pub const KINDS: [MentionKind; 3] = [MentionKind::Person, MentionKind::Organization, MentionKind::Place];

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

/// "the", "Mr", "President" before a name and "'s" behind it are no part of it.
fn trim(words: &[&str], name: &mut Found) {
    let lexicon = Lexicon::embedded();
    while name.end > name.start && matches!(words[name.end - 1], "'s" | "’s" | "'" | "’" | "," | "-") {
        name.end -= 1;
    }
    // "Kharkiv strike": what follows a name in small letters is another noun.
    let is_small = |word: &str| word.chars().all(|c| c.is_lowercase() || !c.is_alphabetic());
    while name.end > name.start + 1 && is_small(words[name.end - 1]) && !is_small(words[name.start]) {
        name.end -= 1;
    }
    // "U.S. President Donald Trump": the state goes with the title.
    if name.kind == MentionKind::Person
        && let Some(title) =
            (name.start + 1..name.end.min(name.start + 4)).find(|&at| lexicon.is_title(words[at]))
        && Gazetteer::embedded().country_named(&words[name.start..title].join(" ")).is_some()
    {
        name.start = title;
    }
    while name.end > name.start + 1 {
        let first = words[name.start];
        let is_title = name.kind == MentionKind::Person && lexicon.is_title(first);
        if !(is_title || matches!(first, "the" | "The" | "THE" | "a" | "A" | "an" | "An")) {
            break;
        }
        name.start += 1;
    }
    // "Ambassador" alone is an office.
    if name.kind == MentionKind::Person
        && name.end == name.start + 1
        && lexicon.is_title(words[name.start])
        && !lexicon.is_also_name(words[name.start])
    {
        name.end = name.start;
    }
}

/// The finer kind: states, peoples and buildings among places; bodies by their name.
fn kind(words: &[&str], tagged: MentionKind) -> MentionKind {
    let gazetteer = Gazetteer::embedded();
    let name = words.join(" ");
    if tagged == MentionKind::Person {
        return tagged;
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
    let lexicon = Lexicon::embedded();
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
    fn titles_and_articles_are_taken_off() {
        let words = ["President", "Jimmy", "Carter", "'s"];
        let mut name = Found { start: 0, end: 4, kind: MentionKind::Person };
        trim(&words, &mut name);
        assert_eq!((name.start, name.end), (1, 3));
    }
}
