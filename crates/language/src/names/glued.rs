//! Names that stand one behind the other and were seen as one: "the Ministry of Trade [Ida Berg]", "the UN [Ida
//! Berg]", "the NGB's [Berg]". Who is a person is told by the rest of the text, or by the office before.

use super::found::{Found, is_capital};
use super::lexicon::Lexicon;
use dateline_gazetteer::{CountryWord, Gazetteer, fold};
use dateline_model::MentionKind;
use rustc_hash::FxHashSet;

/// How many words before a name an office is looked for.
const REACH: usize = 8;

/// Cuts the people off the bodies that they stand behind. `found` is and stays sorted.
pub fn split_glued(words: &[&str], found: &mut Vec<Found>) {
    let surnames: FxHashSet<String> = found
        .iter()
        .filter(|name| name.kind == MentionKind::Person)
        .map(|name| surname(&words[name.start..name.end]))
        .collect();
    let mut people = Vec::new();
    for name in found.iter_mut() {
        if name.kind == MentionKind::Person {
            if let Some(person) = person_behind_town(words, name) {
                people.push(Found { start: person, end: name.end, kind: MentionKind::Person });
                *name = Found { start: name.start, end: person, kind: MentionKind::Place };
            }
            continue;
        }
        if let Some(person) = person_behind(words, name, &surnames) {
            people.push(Found { start: person, end: name.end, kind: MentionKind::Person });
            name.end = person - usize::from(is_owner_mark(words[person - 1]));
            without_office(words, name);
        } else {
            of_a_people(words, name);
        }
    }
    found.append(&mut people);
    found.sort_by_key(|name| (name.start, name.end));
    // "EU High Representative [Ida Berg]", where the two were told apart.
    for at in 1..found.len() {
        let is_before_person = found[at].kind == MentionKind::Person && found[at - 1].end == found[at].start;
        if is_before_person && found[at - 1].kind != MentionKind::Person {
            without_office(words, &mut found[at - 1]);
        }
    }
    found.retain(|name| name.start < name.end);
}

/// The last word of a person's name, over hyphens ("Berg - Hansen").
fn surname(words: &[&str]) -> String {
    let mut start = words.len() - 1;
    while start >= 2 && words[start - 1] == "-" {
        start -= 2;
    }
    words[start..].join(" ")
}

fn is_owner_mark(word: &str) -> bool {
    matches!(word, "'s" | "’s")
}

/// A capital with small letters behind it, which no state or body is called.
fn may_be_persons(word: &str) -> bool {
    let lexicon = Lexicon::embedded();
    is_capital(word)
        && word.chars().nth(1).is_some_and(char::is_lowercase)
        && word.chars().all(|letter| letter.is_alphabetic() || letter == '’' || letter == '\'')
        && !lexicon.is_title(word)
        && !lexicon.is_end(word)
        && !lexicon.is_head(word)
        && !lexicon.is_facility(word)
        && Gazetteer::embedded().country_named(word).is_none()
        && !matches!(
            word,
            "Affairs"
                | "Policy"
                | "Security"
                | "Defence"
                | "Defense"
                | "Rights"
                | "Select"
                | "General"
                | "Headquarters"
                | "Center"
                | "Centre"
                | "Unit"
                | "Division"
                | "Command"
                | "Branch"
                | "Office"
                | "Team"
        )
}

/// The first word of the person that a body's name ends with.
fn person_behind(words: &[&str], name: &Found, surnames: &FxHashSet<String>) -> Option<usize> {
    let length = surname_length(&words[name.start..name.end]);
    let last = name.end - length;
    if last <= name.start || !words[last..name.end].iter().all(|word| *word == "-" || may_be_persons(word)) {
        return None;
    }
    let is_known = surnames.contains(&words[last..name.end].join(" "));
    // "the NGB 's Berg"
    if is_owner_mark(words[last - 1]) {
        return (is_known && last - 1 > name.start).then_some(last);
    }
    let first = last - 1;
    if first <= name.start || !may_be_persons(words[first]) {
        return None;
    }
    let body = &words[name.start..first];
    let is_whole = is_capital(body[body.len() - 1]) && is_body(body);
    (is_whole && (is_known || has_office(words, name.start, first))).then_some(first)
}

/// "The mayor of Lund [Ida Berg]": where the name behind an office's "of" begins with a town, the person behind it.
fn person_behind_town(words: &[&str], name: &Found) -> Option<usize> {
    const NAMES: usize = 2;
    let gazetteer = Gazetteer::embedded();
    let is_held = name.start >= 2
        && words[name.start - 1] == "of"
        && Lexicon::embedded().is_title(&words[name.start - 2].to_lowercase());
    let longest = name.end.checked_sub(NAMES).filter(|_| is_held)?;
    (name.start + 1..=longest).rev().find(|&person| {
        let town = fold(&words[name.start..person].join(" "));
        gazetteer.is_place(&town) && !gazetteer.is_general(&town)
    })
}

fn surname_length(words: &[&str]) -> usize {
    let mut length = 1;
    while words.len() > length + 1 && words[words.len() - length - 1] == "-" {
        length += 2;
    }
    length
}

/// Whether words are a body's name by themselves: a state or body that is known, a ministry or its like.
fn is_body(words: &[&str]) -> bool {
    let (lexicon, gazetteer) = (Lexicon::embedded(), Gazetteer::embedded());
    let name = words.join(" ");
    let last = words[words.len() - 1];
    gazetteer.country_named(&name).is_some()
        || gazetteer.body_named(&name).is_some()
        || lexicon.is_end(last)
        || words.len() > 1
            && words[..words.len() - 1].iter().any(|word| lexicon.is_head(word) || lexicon.is_in_titles(word))
        || last == "Affairs"
        || words.len() == 1 && last.len() >= 2 && last.bytes().all(|letter| letter.is_ascii_uppercase())
}

/// Whether somebody's office stands before a word, within the body's name or before it: "the head of the", "envoy to the".
fn has_office(words: &[&str], start: usize, end: usize) -> bool {
    let lexicon = Lexicon::embedded();
    (start.saturating_sub(REACH)..end)
        .rev()
        .take_while(|&at| !matches!(words[at], "." | "," | ";" | ":" | "(" | ")" | "”" | "“" | "\""))
        .any(|at| {
            lexicon.is_title(words[at])
                || matches!(
                    words[at].to_lowercase().as_str(),
                    "head" | "chief" | "spokesperson" | "representative" | "official"
                )
        })
}

/// "EU High Representative for Trade [Ida Berg]": an office is no body; what stands before it may be one.
fn without_office(words: &[&str], name: &mut Found) {
    let lexicon = Lexicon::embedded();
    if !words[name.start..name.end].iter().any(|word| lexicon.is_in_titles(word)) {
        return;
    }
    let gazetteer = Gazetteer::embedded();
    let whole = (name.start + 1..name.end).rev().find(|&end| {
        let form = words[name.start..end].join(" ");
        gazetteer.country_named(&form).is_some() || gazetteer.body_named(&form).is_some()
    });
    name.end = whole.unwrap_or(name.start);
}

/// "Norwegian Ambassador": of a people and its officer only the people are named.
fn of_a_people(words: &[&str], name: &mut Found) {
    let lexicon = Lexicon::embedded();
    let is_people = name.end > name.start + 1
        && lexicon.is_in_titles(words[name.end - 1])
        && words[name.start + 1..name.end].iter().all(|word| lexicon.is_title(word))
        && Gazetteer::embedded()
            .country_named(words[name.start])
            .is_some_and(|named| named.word == CountryWord::Demonym);
    if is_people {
        name.end = name.start + 1;
        name.kind = MentionKind::Place;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str, found: &[(usize, usize, MentionKind)]) -> Vec<(String, MentionKind)> {
        let words: Vec<&str> = text.split(' ').collect();
        let mut found: Vec<Found> =
            found.iter().map(|&(start, end, kind)| Found { start, end, kind }).collect();
        split_glued(&words, &mut found);
        found.iter().map(|name| (words[name.start..name.end].join(" "), name.kind)).collect()
    }

    const BODY: MentionKind = MentionKind::Organization;
    const PERSON: MentionKind = MentionKind::Person;

    #[test]
    fn a_person_behind_a_body_is_a_name_of_its_own() {
        let told = split("The head of the Ministry of Foreign Affairs Ida Berg left", &[(4, 10, BODY)]);
        assert_eq!(told, [("Ministry of Foreign Affairs".to_owned(), BODY), ("Ida Berg".to_owned(), PERSON)]);
        let told = split("the envoy to the UN Ida Berg - Hansen left", &[(4, 9, BODY)]);
        assert_eq!(told, [("UN".to_owned(), BODY), ("Ida Berg - Hansen".to_owned(), PERSON)]);
        let told = split("EU High Representative for Foreign Affairs Ida Berg left", &[(0, 8, BODY)]);
        assert_eq!(told, [("EU".to_owned(), BODY), ("Ida Berg".to_owned(), PERSON)]);
    }

    #[test]
    fn a_person_behind_a_town_is_told_by_the_office_before() {
        let told = split("The mayor of Tacna Ida Berg left", &[(3, 6, PERSON)]);
        assert_eq!(told, [("Tacna".to_owned(), MentionKind::Place), ("Ida Berg".to_owned(), PERSON)]);
        let told = split("Governor of San Juan Ida Berg left", &[(2, 6, PERSON)]);
        assert_eq!(told, [("San Juan".to_owned(), MentionKind::Place), ("Ida Berg".to_owned(), PERSON)]);
        let told = split("A friend of Ida Marie Berg left", &[(3, 6, PERSON)]);
        assert_eq!(told, [("Ida Marie Berg".to_owned(), PERSON)]);
    }

    #[test]
    fn the_rest_of_the_text_tells_who_is_a_person() {
        let told = split("Ida Berg left . The NGB 's Berg wept", &[(0, 2, PERSON), (5, 8, BODY)]);
        assert_eq!(told[1..], [("NGB".to_owned(), BODY), ("Berg".to_owned(), PERSON)]);
    }

    #[test]
    fn bodies_stay_whole() {
        for (text, end) in [
            ("UN Human Rights Council", 4),
            ("Ministry of Foreign Affairs", 4),
            ("NATO Foreign Ministers", 3),
            ("Lind University Press", 3),
            ("Harper 's Weekly", 3),
        ] {
            assert_eq!(split(text, &[(0, end, BODY)]), [(text.to_owned(), BODY)]);
        }
    }

    #[test]
    fn a_people_and_its_officer() {
        let told = split("Norwegian Ambassador to Peru", &[(0, 2, BODY)]);
        assert_eq!(told, [("Norwegian".to_owned(), MentionKind::Place)]);
    }
}
