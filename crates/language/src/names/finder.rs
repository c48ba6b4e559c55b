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

/// "Ms Holm", "House Majority Leader Ann Lee": a title makes a person of the capitals behind it, whatever
/// kind of name the tagger saw.
fn addressed(words: &[&str], name: &mut Found) {
    let lexicon = Lexicon::embedded();
    let is_part = |word: &str| {
        is_capital(word) && word.chars().filter(|letter| letter.is_alphabetic()).count() > 1
            || matches!(word, "-" | "van" | "von" | "de" | "der" | "al" | "bin" | "’s" | "'s")
            || word.len() == 2 && word.ends_with('.')
    };
    let is_other = |word: &str| {
        lexicon.is_end(word)
            || lexicon.is_facility(word)
            || lexicon.is_head(word)
            || Gazetteer::embedded().country_named(word).is_some()
    };
    let is_name = |from: usize, end: usize| {
        from < end
            && is_capital(words[from])
            && words[from..end].iter().all(|word| is_part(word) && !is_other(word))
    };
    // "Ms" may stand in the name or before it.
    let within = usize::from(lexicon.is_form_of_address(words[name.start]));
    let is_addressed = within == 1 && name.end > name.start + 1
        || name.start > 0 && lexicon.is_form_of_address(words[name.start - 1]);
    if is_addressed && name.end - name.start <= 5 && is_name(name.start + within, name.end) {
        name.kind = MentionKind::Person;
        return;
    }
    let last = (name.start..name.end.saturating_sub(2)).rev().find(|&at| lexicon.is_in_titles(words[at]));
    let Some(title) = last else { return };
    let capitals = words[title + 1..name.end].iter().filter(|word| is_capital(word)).count();
    if (2..=4).contains(&capitals) && is_name(title + 1, name.end) {
        name.kind = MentionKind::Person;
        name.start = title + 1;
    }
}

/// "Senate Minority" in "Senate Minority Leader Ann Lee": a chamber with its side before a title is the title's, no body.
fn is_of_a_chamber(words: &[&str], name: &Found) -> bool {
    let lexicon = Lexicon::embedded();
    let is_title = words.get(name.end).is_some_and(|word| lexicon.is_in_titles(word));
    is_title
        && name.end - name.start >= 2
        && lexicon.is_chamber(words[name.start])
        && words[name.start + 1..name.end].iter().all(|word| lexicon.is_side_of_a_chamber(word))
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

/// "the", "Mr", "President" before a name and "'s" behind it are no part of it.
fn trim(words: &[&str], name: &mut Found) {
    let lexicon = Lexicon::embedded();
    while name.end > name.start && matches!(words[name.end - 1], "'s" | "’s" | "'" | "’" | "," | "-") {
        name.end -= 1;
    }
    // "Gdynia strike": what follows a name in small letters is another noun.
    let is_small = |word: &str| word.chars().all(|c| c.is_lowercase() || !c.is_alphabetic());
    while name.end > name.start + 1 && is_small(words[name.end - 1]) && !is_small(words[name.start]) {
        name.end -= 1;
    }
    // "Carol Hines, D-N.M.": party and state are no part of the name; "Ray Holt, Jr." is all name.
    if name.kind == MentionKind::Person
        && let Some(cut) = (name.start + 1..name.end).find(|&at| {
            matches!(words[at], "," | "(") && words.get(at + 1).is_none_or(|word| !lexicon.is_suffix(word))
        })
    {
        name.end = cut;
    }
    // "Thomas Kerr of Leith": where one is from is no part of the name, but of "Prince of Wales" it is.
    if name.kind == MentionKind::Person
        && let Some(of) = (name.start + 1..name.end).find(|&at| words[at] == "of")
        && !lexicon.is_title(words[of - 1])
    {
        name.end = of;
    }
    // "U.S. President Jimmy Carter": the state goes with the title.
    if name.kind == MentionKind::Person
        && let Some(title) =
            (name.start + 1..name.end.min(name.start + 4)).find(|&at| lexicon.is_title(words[at]))
        && Gazetteer::embedded().country_named(&words[name.start..title].join(" ")).is_some()
    {
        name.start = title;
    }
    // "Norway Ines Moreau": a state before a whole name is no part of it, unless it is a first name too.
    if name.kind == MentionKind::Person
        && name.end - name.start >= 3
        && !matches!(words[name.start], "Georgia" | "Jordan" | "Chad" | "Israel" | "India" | "Cuba")
        && Gazetteer::embedded()
            .country_named(words[name.start])
            .is_some_and(|named| named.word == CountryWord::Name)
        && words[name.start + 1..name.end].iter().all(|word| is_capital(word))
    {
        name.start += 1;
    }
    // "Tanva.no Jan Lis": the address of a page is nobody's first name.
    let is_address = |word: &str| {
        word.split_once('.').is_some_and(|(site, end)| {
            site.len() > 2
                && (2..=4).contains(&end.len())
                && end.bytes().all(|letter| letter.is_ascii_lowercase())
        })
    };
    if name.kind == MentionKind::Person && name.end > name.start + 1 && is_address(words[name.start]) {
        name.start += 1;
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
    fn party_and_state_behind_a_comma_are_no_part_of_a_name() {
        let told = |words: &[&str]| {
            let mut name = Found { start: 0, end: words.len(), kind: MentionKind::Person };
            trim(words, &mut name);
            words[name.start..name.end].join(" ")
        };
        assert_eq!(told(&["Carol", "Hines", ",", "D-N.M."]), "Carol Hines");
        assert_eq!(told(&["Lee", "Brandt", "(", "R-Ohio", ")"]), "Lee Brandt");
        assert_eq!(told(&["Ray", "Holt", ",", "Jr."]), "Ray Holt , Jr.");
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
    fn a_chamber_before_a_leader_is_no_body() {
        let is_of_a_chamber = |words: &[&str], end: usize| {
            super::is_of_a_chamber(words, &Found { start: 0, end, kind: MentionKind::Organization })
        };
        assert!(is_of_a_chamber(&["Senate", "Minority", "Leader", "Ann", "Lee"], 2));
        assert!(is_of_a_chamber(&["Commons", "Labour", "Leader", "Tom", "Ash"], 2));
        assert!(!is_of_a_chamber(&["Senate", "Judiciary", "Committee", "Chairman", "Ann", "Lee"], 3));
        assert!(!is_of_a_chamber(&["Senate", "Republicans", "said"], 2));
    }

    #[test]
    fn whoever_has_a_title_is_a_person() {
        let told = |words: &[&str]| {
            let mut name = Found { start: 0, end: words.len(), kind: MentionKind::Organization };
            addressed(words, &mut name);
            trim(words, &mut name);
            (words[name.start..name.end].join(" "), name.kind)
        };
        assert_eq!(told(&["Ms", "Holm"]), ("Holm".to_owned(), MentionKind::Person));
        assert_eq!(told(&["Sen.", "Nora", "Vega"]), ("Nora Vega".to_owned(), MentionKind::Person));
        assert_eq!(told(&["House", "Majority", "Leader", "Ann", "Lee"]).0, "Ann Lee");
        assert_eq!(told(&["President", "Lind", "University", "Press"]).1, MentionKind::Organization);
        assert_eq!(told(&["Minister", "Council"]).1, MentionKind::Organization);
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
