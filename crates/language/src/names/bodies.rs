//! Bodies that their words give away: "Ministry of Defence" goes on over "of", "Secret Service" is
//! one though the tagger saw nothing, "the Security Council" stands in the gazetteer.

use super::found::{Found, is_capital};
use super::lexicon::Lexicon;
use dateline_gazetteer::Gazetteer;
use dateline_model::MentionKind;
use std::ops::Range;

/// No name of a known body has more words.
const LONGEST: usize = 6;

/// Puts whole bodies in the place of the names within them. `found` is and stays sorted.
pub fn whole_bodies(words: &[&str], sentences: &[Range<usize>], found: &mut Vec<Found>) {
    let mut bodies: Vec<Found> = Vec::new();
    for sentence in sentences {
        over_of(words, sentence, found, &mut bodies);
    }
    put(found, bodies);
    let mut bodies: Vec<Found> = Vec::new();
    for sentence in sentences {
        if is_usual(&words[sentence.clone()]) {
            by_their_ends(words, sentence, &mut bodies);
        }
        known(words, sentence, &mut bodies);
    }
    bodies.retain(|body| touched(found, body).next().is_none());
    bodies.sort_by_key(|body| (body.start, std::cmp::Reverse(body.end)));
    let mut last = 0;
    bodies.retain(|body| {
        let is_free = body.start >= last;
        last = last.max(body.end);
        is_free
    });
    put(found, bodies);
    with_party(words, found);
    put(found, spelled_out(words, sentences));
    put(found, dotted(words, sentences));
    let mut bodies = classed(words, sentences);
    // "the owner of the company Jan Dekker": a whole name of a person stays one.
    bodies.retain(|body| {
        touched(found, body).all(|name| name.kind != MentionKind::Person || name.end == name.start + 1)
    });
    put(found, bodies);
}

/// "the trawler company Nordfisk": a capital right behind what kind of body it is.
fn classed(words: &[&str], sentences: &[Range<usize>]) -> Vec<Found> {
    let lexicon = Lexicon::embedded();
    let mut bodies = Vec::new();
    for sentence in sentences {
        for at in sentence.start + 2..sentence.end {
            let is_name = |at: usize| {
                at < sentence.end
                    && is_capital(words[at])
                    && words[at].chars().nth(1).is_some_and(char::is_alphabetic)
                    && !lexicon.is_title(words[at])
                    && !DAYS.contains(&words[at])
            };
            if !lexicon.is_class(words[at - 1]) || !is_name(at) {
                continue;
            }
            let mut end = at + 1;
            while is_name(end) {
                end += 1;
            }
            bodies.push(Found { start: at, end, kind: MentionKind::Organization });
        }
    }
    bodies
}

/// "the N.G.B.A.": three and more capitals with full stops are a body's, unless they are a state's.
fn dotted(words: &[&str], sentences: &[Range<usize>]) -> Vec<Found> {
    let is_short = |word: &str| {
        let letters = word.split_terminator('.');
        word.ends_with('.')
            && letters.clone().count() >= 3
            && letters
                .clone()
                .all(|letter| letter.len() == 1 && letter.bytes().all(|c| c.is_ascii_uppercase()))
    };
    let is_state = |word: &str| Gazetteer::embedded().country_named(word).is_some();
    sentences
        .iter()
        .flat_map(|sentence| sentence.clone().skip(1))
        .filter(|&at| words[at - 1] == "the" && is_short(words[at]) && !is_state(words[at]))
        .map(|at| Found { start: at, end: at + 1, kind: MentionKind::Organization })
        .collect()
}

/// "the Liberal party": the small word belongs to the name of a party.
fn with_party(words: &[&str], found: &mut [Found]) {
    for name in found {
        if name.kind == MentionKind::Organization
            && words.get(name.end) == Some(&"party")
            && !Lexicon::embedded().is_end(words[name.end - 1])
        {
            name.end += 1;
        }
    }
}

/// "the Northern Grain Board ( NGB )": letters in brackets behind the words they begin.
fn spelled_out(words: &[&str], sentences: &[Range<usize>]) -> Vec<Found> {
    let mut bodies = Vec::new();
    for sentence in sentences {
        for at in sentence.start + 3..sentence.end.saturating_sub(1) {
            let letters = words[at];
            let is_short =
                (2..=6).contains(&letters.len()) && letters.bytes().all(|c| c.is_ascii_uppercase());
            if !is_short || words[at - 1] != "(" || words[at + 1] != ")" {
                continue;
            }
            let mut wanted = letters.chars().rev().peekable();
            let mut start = at - 1;
            while start > sentence.start && wanted.peek().is_some() {
                let word = words[start - 1];
                if word.chars().next() == wanted.peek().copied() {
                    wanted.next();
                } else if !matches!(word, "of" | "the" | "and" | "for" | "on" | "in" | "to" | "-" | "&") {
                    break;
                }
                start -= 1;
            }
            if wanted.peek().is_none() {
                bodies.push(Found { start, end: at - 1, kind: MentionKind::Organization });
                bodies.push(Found { start: at, end: at + 1, kind: MentionKind::Organization });
            }
        }
    }
    bodies
}

/// A body takes the place of the names within it, unless one reaches further.
fn put(found: &mut Vec<Found>, mut bodies: Vec<Found>) {
    bodies.retain(|body| touched(found, body).all(|name| body.start <= name.start && name.end <= body.end));
    found.retain(|name| {
        let at = bodies.partition_point(|body| body.end <= name.start);
        bodies.get(at).is_none_or(|body| body.start >= name.end)
    });
    found.extend(bodies);
    found.sort_by_key(|name| (name.start, name.end));
}

fn touched<'f>(found: &'f [Found], body: &Found) -> impl Iterator<Item = &'f Found> + use<'f> {
    let (start, end) = (body.start, body.end);
    let from = found.partition_point(|name| name.end <= start);
    found[from..].iter().take_while(move |name| name.start < end)
}

/// "Ministry of Defence", "Commission on Human Rights".
fn over_of(words: &[&str], sentence: &Range<usize>, found: &[Found], bodies: &mut Vec<Found>) {
    let lexicon = Lexicon::embedded();
    let mut at = sentence.start;
    while at + 2 < sentence.end {
        let of_the = 1 + usize::from(words[at + 2] == "the");
        if !(lexicon.is_head(words[at])
            && matches!(words[at + 1], "of" | "on" | "for")
            && at + of_the + 1 < sentence.end
            && is_capital(words[at + of_the + 1]))
        {
            at += 1;
            continue;
        }
        // "the Ministry of Trade and Industry", but "the Bank of Norway and NATO" are two.
        let joins = lexicon.is_joining(words[at]);
        let mut end = at + of_the + 2;
        while end < sentence.end
            && (is_capital(words[end])
                || joins
                    && matches!(words[end], "and" | "&" | "for")
                    && end + 1 < sentence.end
                    && is_capital(words[end + 1]))
        {
            end += 1;
        }
        // "the Association for the Advancement [of Science]"
        if words[at + 1] != "of" && end + 1 < sentence.end && words[end] == "of" && is_capital(words[end + 1])
        {
            end += 2;
            while end < sentence.end && is_capital(words[end]) {
                end += 1;
            }
        }
        // "the Party on Monday": a day is no part of a body; "the Office for Mr Hale" is none.
        let is_other = words[at + 1] != "of" && is_of_its_own(words[at + of_the + 1], at + of_the + 1, found);
        let mut start = at;
        // "the Russian [Ministry of Defence]", but "the [Supreme Court of Norway]".
        while start > sentence.start
            && is_capital(words[start - 1])
            && !is_article(words[start - 1])
            && !lexicon.is_title(words[start - 1])
        {
            if Gazetteer::embedded().country_named(words[start - 1]).is_some() {
                break;
            }
            start -= 1;
        }
        // "Court of Appeals Judge Ann Lee": a person's name is not swallowed.
        let body = Found { start: at, end, kind: MentionKind::Organization };
        let person = touched(found, &body)
            .filter(|name| name.kind == MentionKind::Person)
            .map(|name| name.start)
            .next();
        let mut end = person.map_or(end, |person| person.min(end));
        // "the Society for Harbours President Ann Lee": the title is hers.
        while person == Some(end) && end > at + of_the + 2 && lexicon.is_in_titles(words[end - 1]) {
            end -= 1;
        }
        if !is_other && person.is_none_or(|person| person > at + of_the + 1) && start + 2 < end {
            bodies.push(Found { start, end, kind: MentionKind::Organization });
        }
        at = end.max(at + 1);
    }
}

fn is_article(word: &str) -> bool {
    matches!(
        word,
        "The" | "THE" | "A" | "An" | "This" | "Its" | "His" | "Their" | "Our" | "In" | "At" | "For"
    )
}

/// Days and months.
const DAYS: [&str; 19] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Days, months, and what the tagger took for a name by itself.
fn is_of_its_own(word: &str, at: usize, found: &[Found]) -> bool {
    let from = found.partition_point(|name| name.end <= at);
    DAYS.contains(&word)
        || found.get(from).is_some_and(|name| name.start == at && name.kind != MentionKind::Organization)
}

/// "Secret Service", "Homeland Security Department": a run of capitals that ends so.
fn by_their_ends(words: &[&str], sentence: &Range<usize>, bodies: &mut Vec<Found>) {
    let lexicon = Lexicon::embedded();
    let mut at = sentence.start;
    while at < sentence.end {
        if !is_capital(words[at]) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < sentence.end && (is_capital(words[end]) || words[end] == "&") {
            end += 1;
        }
        let mut start = at;
        // "The Foreign Ministry", "Russian Defense Ministry", "President Carter's".
        while start < end
            && (is_article(words[start]) || Gazetteer::embedded().country_named(words[start]).is_some())
        {
            start += 1;
        }
        if let Some(last) = (start + 1..end).rev().find(|&last| lexicon.is_sure_end(words[last])) {
            bodies.push(Found { start, end: last + 1, kind: MentionKind::Organization });
        }
        at = end;
    }
}

/// "the Security Council", "Amnesty International": in the gazetteer.
fn known(words: &[&str], sentence: &Range<usize>, bodies: &mut Vec<Found>) {
    let gazetteer = Gazetteer::embedded();
    let mut at = sentence.start;
    while at < sentence.end {
        let is_name = |word: &str| is_capital(word) && word.len() > 1;
        if !is_name(words[at]) {
            at += 1;
            continue;
        }
        let limit = sentence.end.min(at + LONGEST);
        let end = (at + 1..=limit)
            .rev()
            .filter(|&end| is_capital(words[end - 1]))
            .find(|&end| gazetteer.body_named(&words[at..end].join(" ")).is_some());
        // "WHO" is a body, "Who" a word, "Commonwealth Games" another matter.
        let is_alone = |end: usize| {
            end > at + 1
                || words[at].chars().filter(|c| c.is_uppercase()).count() > 1
                    && words[at].chars().any(char::is_alphabetic)
        };
        if let Some(end) = end.filter(|&end| is_alone(end)) {
            bodies.push(Found { start: at, end, kind: MentionKind::Organization });
            at = end;
        } else {
            at += 1;
        }
    }
}

/// Whether most longer words of a sentence are in small letters: no headline.
fn is_usual(words: &[&str]) -> bool {
    let long = words.iter().filter(|word| word.chars().count() > 3 && word.chars().all(char::is_alphabetic));
    let (small, capital) =
        long.fold(
            (0, 0),
            |(small, capital), word| {
                if is_capital(word) { (small, capital + 1) } else { (small + 1, capital) }
            },
        );
    small > capital / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bodies(text: &str) -> Vec<String> {
        let words: Vec<&str> = text.split(' ').collect();
        let mut found = Vec::new();
        whole_bodies(&words, std::slice::from_ref(&(0..words.len())), &mut found);
        found.iter().map(|name| words[name.start..name.end].join(" ")).collect()
    }

    #[test]
    fn bodies_go_on_over_of_and_for() {
        assert_eq!(bodies("The Ministry of Trade and Industry met ."), ["Ministry of Trade and Industry"]);
        assert_eq!(bodies("The Party of Farmers on Monday met ."), ["Party of Farmers"]);
        assert_eq!(bodies("the Commission on Grain Prices met ."), ["Commission on Grain Prices"]);
    }

    #[test]
    fn bodies_are_known_by_their_ends_but_not_in_headlines() {
        assert_eq!(
            bodies("the Northern Harbour Authority closed the port early ."),
            ["Northern Harbour Authority"]
        );
        assert!(bodies("Northern Harbour Authority Closes Port").is_empty());
    }

    #[test]
    fn letters_in_brackets_are_the_name_before_them() {
        let found = bodies("members of the Popular Front of Reform ( PFR ) walked out quietly");
        assert_eq!(found, ["Popular Front of Reform", "PFR"]);
    }
}
