//! From tags to names: titles and articles taken off, states and peoples told by the lexicon, and
//! what the whole text shows of a name carried to where it stands alone.

use super::features::Features;
use super::lexical::lexical;
use super::tagger::{Tagger, stretches};
use crate::vectors::Vectors;
use crate::{Name, Word};
use dateline_gazetteer::{CountryWord, Gazetteer};
use dateline_model::{MentionKind, Span};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// No sentence is tagged in longer pieces, so that no cost grows with its length.
const LONGEST: usize = 400;

/// The names of a text, in order; no two overlap.
pub fn find(tagger: &Tagger, vectors: &Vectors, words: &[&str], sentences: &[Range<usize>]) -> Vec<Name> {
    let mut found: Vec<Found> = Vec::new();
    let mut features = Features::default();
    let mut emissions = Vec::new();
    for sentence in sentences {
        let mut start = sentence.start;
        while start < sentence.end {
            let end = sentence.end.min(start + LONGEST);
            let piece = &words[start..end];
            let known = lexical(piece);
            let before = found.len();
            if !tagger.is_empty() {
                features.read(vectors, piece, &known);
                tagger.emissions(&features, &mut emissions);
                for name in stretches(&tagger.decode(&emissions)) {
                    found.push(Found {
                        start: start + name.start,
                        end: start + name.end,
                        kind: KINDS[name.kind],
                    });
                }
            }
            peoples(piece, start, before, &mut found);
            start = end;
        }
    }
    for name in &mut found {
        trim(words, name);
    }
    found.retain(|name| name.start < name.end);
    found.sort_by_key(|name| (name.start, name.end));
    whole_bodies(words, sentences, &mut found);
    found.retain(|name| name.start < name.end);
    agree(words, sentences, &mut found);
    for name in &mut found {
        name.kind = kind(&words[name.start..name.end], name.kind);
    }
    found.sort_by_key(|name| (name.start, name.end));
    found
        .into_iter()
        .map(|name| Name { words: Span::<Word>::new(name.start, name.end), kind: name.kind })
        .collect()
}

#[derive(Clone, Copy, Debug)]
struct Found {
    start: usize,
    end: usize,
    kind: MentionKind,
}

const KINDS: [MentionKind; 3] = [MentionKind::Person, MentionKind::Organization, MentionKind::Place];

/// States and peoples by the lexicon: adjectives are no names to the tagger, and of "the United States"
/// it may see the half.
fn peoples(words: &[&str], offset: usize, before: usize, found: &mut Vec<Found>) {
    let gazetteer = Gazetteer::embedded();
    let tagged = found.split_off(before);
    let mut named: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !words[at].chars().next().is_some_and(char::is_uppercase) {
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
                CountryWord::Demonym => MentionKind::Nationality,
                CountryWord::Name => MentionKind::Country,
                CountryWord::Seat => MentionKind::Organization,
                CountryWord::Capital | CountryWord::Part => return None,
            };
            Some((end, kind))
        });
        let Some((end, kind)) = longest else {
            at += 1;
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

/// "the", "Mr", "President" before a name and "'s" behind it are no part of it.
fn trim(words: &[&str], name: &mut Found) {
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
            (name.start + 1..name.end.min(name.start + 4)).find(|&at| is_title(&words[at].to_lowercase()))
        && Gazetteer::embedded().country_named(&words[name.start..title].join(" ")).is_some()
    {
        name.start = title;
    }
    while name.end > name.start + 1 {
        let first = words[name.start].to_lowercase();
        let is_title = name.kind == MentionKind::Person && is_title(&first);
        if !(is_title || matches!(first.as_str(), "the" | "a" | "an")) {
            break;
        }
        name.start += 1;
    }
    // "Ambassador" alone is an office.
    if name.kind == MentionKind::Person
        && name.end == name.start + 1
        && is_title(&words[name.start].to_lowercase())
        && !matches!(words[name.start], "King" | "Prince" | "Pope" | "Major" | "Bishop" | "Judge" | "Dean")
    {
        name.end = name.start;
    }
}

/// "Ministry" of "Ministry of Defence": names of bodies go on over "of".
fn whole_bodies(words: &[&str], sentences: &[Range<usize>], found: &mut Vec<Found>) {
    let is_capital = |at: usize| words[at].chars().next().is_some_and(char::is_uppercase);
    let mut bodies: Vec<Found> = Vec::new();
    for sentence in sentences {
        let mut at = sentence.start;
        while at + 2 < sentence.end {
            let is_body = matches!(
                words[at],
                "Ministry"
                    | "Department"
                    | "Bank"
                    | "University"
                    | "Court"
                    | "Chamber"
                    | "House"
                    | "Bureau"
                    | "Institute"
                    | "Academy"
                    | "Council"
                    | "Office"
                    | "Board"
                    | "Federation"
                    | "Association"
                    | "Organization"
                    | "Organisation"
                    | "Union"
                    | "League"
                    | "Committee"
                    | "Commission"
                    | "Front"
                    | "Army"
            );
            let of_the = 1 + usize::from(words[at + 2] == "the");
            if !(is_body
                && words[at + 1] == "of"
                && at + of_the + 1 < sentence.end
                && is_capital(at + of_the + 1))
            {
                at += 1;
                continue;
            }
            // "the Ministry of Trade and Industry", but "the Bank of Norway and NATO" are two.
            let joins = matches!(words[at], "Ministry" | "Department" | "Office" | "Bureau" | "Board");
            let mut end = at + of_the + 2;
            while end < sentence.end
                && (is_capital(end)
                    || joins
                        && matches!(words[end], "and" | "&" | "for")
                        && end + 1 < sentence.end
                        && is_capital(end + 1))
            {
                end += 1;
            }
            let mut start = at;
            // "the Russian [Ministry of Defence]", but "the [Supreme Court of Norway]".
            while start > sentence.start
                && is_capital(start - 1)
                && !is_title(&words[start - 1].to_lowercase())
            {
                if Gazetteer::embedded().country_named(words[start - 1]).is_some() {
                    break;
                }
                start -= 1;
            }
            // "Court of Appeals Judge Ann Lee": a person's name is not swallowed.
            let swallowed = found
                .iter()
                .skip(found.partition_point(|name| name.end <= at))
                .take_while(|name| name.start < end);
            let person =
                swallowed.filter(|name| name.kind == MentionKind::Person).map(|name| name.start).next();
            let end = person.map_or(end, |person| person.min(end));
            if person.is_none_or(|person| person > at + of_the + 1) && start + 2 < end {
                bodies.push(Found { start, end, kind: MentionKind::Organization });
            }
            at = end.max(at + 1);
        }
    }
    // A body takes the place of the names within it, unless one reaches further.
    let mut kept: Vec<Found> = Vec::new();
    for body in bodies {
        let from = found.partition_point(|name| name.end <= body.start);
        let reaches = found[from..]
            .iter()
            .take_while(|name| name.start < body.end)
            .any(|name| name.start < body.start || name.end > body.end);
        if !reaches {
            kept.push(body);
        }
    }
    found.retain(|name| {
        let at = kept.partition_point(|body| body.end <= name.start);
        kept.get(at).is_none_or(|body| body.start >= name.end)
    });
    found.extend(kept);
    found.sort_by_key(|name| (name.start, name.end));
}

fn is_title(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "dr"
            | "sir"
            | "lord"
            | "lady"
            | "dame"
            | "president"
            | "minister"
            | "secretary"
            | "senator"
            | "sen"
            | "rep"
            | "gov"
            | "governor"
            | "congressman"
            | "congresswoman"
            | "prof"
            | "professor"
            | "general"
            | "gen"
            | "colonel"
            | "col"
            | "captain"
            | "capt"
            | "sgt"
            | "lt"
            | "maj"
            | "major"
            | "judge"
            | "justice"
            | "chancellor"
            | "premier"
            | "spokesman"
            | "spokeswoman"
            | "ambassador"
            | "pope"
            | "king"
            | "queen"
            | "prince"
            | "princess"
            | "rev"
            | "reverend"
            | "mayor"
            | "chairman"
            | "director"
            | "cardinal"
            | "archbishop"
            | "bishop"
            | "sheikh"
            | "ayatollah"
            | "commander"
            | "admiral"
            | "foreign"
            | "prime"
            | "vice"
            | "former"
    )
}

/// One text, one meaning (Gale, Church and Yarowsky 1992): a name seen whole once decides its short
/// forms, and a form that is mostly one kind is that kind.
fn agree(words: &[&str], sentences: &[Range<usize>], found: &mut Vec<Found>) {
    let mut surnames: FxHashMap<&str, MentionKind> = FxHashMap::default();
    let mut votes: FxHashMap<String, [u32; 3]> = FxHashMap::default();
    for name in found.iter() {
        let Some(number) = KINDS.iter().position(|&kind| kind == name.kind) else { continue };
        votes.entry(words[name.start..name.end].join(" ")).or_default()[number] += 1;
        if name.kind == MentionKind::Person && name.end - name.start >= 2 && words[name.end - 1].len() > 2 {
            surnames.insert(words[name.end - 1], name.kind);
        }
    }
    for name in found.iter_mut() {
        if !KINDS.contains(&name.kind) {
            continue;
        }
        if name.end - name.start == 1 && surnames.contains_key(words[name.start]) {
            // "Trump Tower" is no person, but "Trump" is once "Donald Trump" stood there.
            name.kind = MentionKind::Person;
            continue;
        }
        let Some(votes) = votes.get(&words[name.start..name.end].join(" ")) else { continue };
        let total: u32 = votes.iter().sum();
        if let Some(most) = (0..3).find(|&kind| votes[kind] * 3 > total * 2) {
            name.kind = KINDS[most];
        }
    }
    // Surnames that the tagger passed over.
    let mut taken = vec![false; words.len()];
    for name in found.iter() {
        taken[name.start..name.end].fill(true);
    }
    for sentence in sentences {
        for at in sentence.clone() {
            if !taken[at]
                && surnames.contains_key(words[at])
                && words[at].chars().next().is_some_and(char::is_uppercase)
            {
                found.push(Found { start: at, end: at + 1, kind: MentionKind::Person });
            }
        }
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
    let last = words.last().map(|word| word.to_lowercase()).unwrap_or_default();
    let is_facility = matches!(
        last.as_str(),
        "airport"
            | "bridge"
            | "tower"
            | "towers"
            | "stadium"
            | "hotel"
            | "hospital"
            | "prison"
            | "palace"
            | "base"
            | "station"
            | "square"
            | "street"
            | "avenue"
            | "road"
            | "highway"
            | "building"
            | "mosque"
            | "cathedral"
            | "temple"
            | "dam"
            | "plant"
            | "reactor"
            | "refinery"
            | "port"
            | "harbour"
            | "harbor"
            | "barracks"
            | "camp"
            | "terminal"
            | "castle"
            | "museum"
            | "library"
            | "theatre"
            | "theater"
            | "arena"
            | "embassy"
            | "checkpoint"
            | "tunnel"
            | "canal"
            | "pipeline"
            | "monument"
            | "cemetery"
            | "memorial"
            | "fort"
            | "jail"
            | "mall"
    );
    if tagged == MentionKind::Place && is_facility && words.len() > 1 {
        MentionKind::Facility
    } else {
        tagged
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_seen_whole_decides_its_short_form() {
        let words = ["Anwar", "Sadat", "spoke", ".", "Sadat", "left", "."];
        let mut found = vec![Found { start: 0, end: 2, kind: MentionKind::Person }];
        agree(&words, &[0..4, 4..7], &mut found);
        assert_eq!((found[1].start, found[1].end, found[1].kind), (4, 5, MentionKind::Person));
    }

    #[test]
    fn states_and_peoples_are_known_without_training() {
        let words = ["Egyptian", "and", "Israeli", "envoys", "met", "in", "Norway", "."];
        let found = find(&Tagger::default(), &Vectors::default(), &words, std::slice::from_ref(&(0..8)));
        let kinds: Vec<_> = found.iter().map(|name| (name.words.start, name.kind)).collect();
        assert_eq!(
            kinds,
            [(0, MentionKind::Nationality), (2, MentionKind::Nationality), (6, MentionKind::Country)]
        );
    }

    #[test]
    fn titles_and_articles_are_taken_off() {
        let words = ["President", "Jimmy", "Carter", "'s"];
        let mut name = Found { start: 0, end: 4, kind: MentionKind::Person };
        trim(&words, &mut name);
        assert_eq!((name.start, name.end), (1, 3));
    }
}
