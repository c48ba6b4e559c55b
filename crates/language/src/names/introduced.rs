//! People told by the words beside them: "Sunny Marlow, the mayor of Eastport, said", whatever the tagger took the
//! name for; and places told by the list they stand in.

use super::found::{Found, is_capital};
use super::lexicon::Lexicon;
use dateline_gazetteer::Gazetteer;
use dateline_model::MentionKind;
use std::ops::Range;

/// So many words behind an article the noun is looked for: "the outgoing deputy mayor".
const REACH: usize = 5;

/// Makes people of those whom an office or a calling behind them shows to be people: bodies speak too. `found` is
/// and stays sorted.
pub fn introduced(words: &[&str], sentences: &[Range<usize>], found: &mut Vec<Found>) {
    for sentence in sentences {
        let from = found.partition_point(|name| name.start < sentence.start);
        let until = found.partition_point(|name| name.start < sentence.end);
        for name in &mut found[from..until] {
            if name.kind == MentionKind::Person && name.end - name.start > 1 || name.end >= sentence.end {
                continue;
            }
            // "Hope Lowell, a nurse": the first word of a sentence is looked at again.
            let start = if name.end == sentence.start + 2 && name.start == sentence.start + 1 {
                sentence.start
            } else {
                name.start
            };
            if is_introduced(words, sentence, start, name.end) {
                *name = Found { start, end: name.end, kind: MentionKind::Person };
            }
        }
    }
    behind_titles(words, sentences, found);
    given_months(words, sentences, found);
    offices_of(words, found);
    in_areas(words, found);
    in_lists(words, found);
}

/// "Foreign minister-designate Pal Kis", "Ambassador Pal Kis": two capitals behind a title in which the tagger saw no
/// name are a person's.
fn behind_titles(words: &[&str], sentences: &[Range<usize>], found: &mut Vec<Found>) {
    let lexicon = Lexicon::embedded();
    let is_part = |word: &str| {
        is_capital(word)
            && word.chars().count() > 1
            && word.chars().skip(1).all(|letter| letter.is_lowercase() || matches!(letter, '\'' | '’' | '-'))
            && !lexicon.is_end(word)
            && !lexicon.is_head(word)
            && !lexicon.is_facility(word)
            && !lexicon.is_title(word)
            && Gazetteer::embedded().country_named(word).is_none()
    };
    let mut more = Vec::new();
    for sentence in sentences {
        for at in sentence.start + 1..sentence.end.saturating_sub(2) {
            let before = words[at - 1];
            let is_title = lexicon.is_in_titles(before)
                || lexicon.is_in_titles_small(before)
                || matches!(before, "elect" | "designate") && at > sentence.start + 1 && words[at - 2] == "-";
            let is_alone = is_title
                && is_part(words[at])
                && is_part(words[at + 1])
                && !is_capital(words[at + 2])
                && !matches!(words[at + 2], "-" | "of" | "’s" | "'s");
            let is_free = || {
                let from = found.partition_point(|name| name.end <= at);
                found.get(from).is_none_or(|name| name.start >= at + 2)
            };
            if is_alone && is_free() {
                more.push(Found { start: at, end: at + 2, kind: MentionKind::Person });
            }
        }
    }
    found.extend(more);
    found.sort_by_key(|name| (name.start, name.end));
}

/// Whether two or three capitals are brought in as a person.
fn is_introduced(words: &[&str], sentence: &Range<usize>, start: usize, end: usize) -> bool {
    let lexicon = Lexicon::embedded();
    let is_part = |word: &&str| {
        is_capital(word)
            && word.chars().count() > 1
            && word.chars().skip(1).all(|letter| letter.is_lowercase() || matches!(letter, '\'' | '’' | '-'))
            && !lexicon.is_end(word)
            && !lexicon.is_head(word)
            && !lexicon.is_facility(word)
            && Gazetteer::embedded().country_named(word).is_none()
    };
    let whole = &words[start..end];
    if !(2..=3).contains(&whole.len())
        || !whole.iter().all(is_part)
        || lexicon.opens_places(whole[0])
        || lexicon.is_title(whole[0])
    {
        return false;
    }
    // Its first word may be no name: "Only Lowell, a nurse".
    if start == sentence.start && lexicon.is_opener(whole[0]) {
        return false;
    }
    let is_behind_preposition = start > sentence.start
        && matches!(
            words[start - 1],
            "in" | "at"
                | "from"
                | "near"
                | "of"
                | "to"
                | "outside"
                | "inside"
                | "around"
                | "into"
                | "across"
                | "through"
                | "for"
                | "the"
        );
    let is_known_place = Gazetteer::embedded().is_place(&dateline_gazetteer::fold(&whole.join(" ")));
    if is_behind_preposition || is_known_place {
        return false;
    }
    let word = |at: usize| if at < sentence.end { words[at] } else { "" };
    // ", the mayor of Eastport,", ", her rival,", ", a retired nurse, said".
    let is_determiner = |word: &str| {
        matches!(
            word,
            "the" | "a" | "an" | "his" | "her" | "their" | "its" | "my" | "our" | "former" | "acting"
        )
    };
    if word(end) != "," || !is_determiner(word(end + 1)) {
        return false;
    }
    (end + 2..end + 2 + REACH).any(|at| {
        let ends = matches!(
            word(at + 1),
            "," | "of" | "in" | "at" | "for" | "from" | "who" | "with" | "and" | "." | "on"
        );
        let is_relation = || matches!(word(end + 1), "his" | "her") && lexicon.is_relation(word(at));
        ends && (lexicon.is_title(word(at)) || lexicon.is_calling(word(at)) || is_relation())
            && (end + 2..at)
                .all(|before| word(before).chars().all(|letter| letter.is_alphabetic() || letter == '-'))
    })
}

/// "*April Summers* and *August Wilke* were there": a month with a surname behind it, and nothing before it that stands
/// before months.
fn given_months(words: &[&str], sentences: &[Range<usize>], found: &mut Vec<Found>) {
    let lexicon = Lexicon::embedded();
    let mut more = Vec::new();
    for sentence in sentences {
        for at in sentence.start..sentence.end.saturating_sub(2) {
            let (month, surname, behind) = (words[at], words[at + 1], words[at + 2]);
            let is_given = matches!(month, "April" | "May" | "June" | "August");
            let is_surname = is_capital(surname)
                && surname.len() > 3
                && surname.chars().skip(1).all(char::is_lowercase)
                && !lexicon.is_title(surname)
                && !lexicon.is_opener(surname)
                && !lexicon.is_end(surname)
                && Gazetteer::embedded().country_named(surname).is_none()
                && !surname.ends_with("day");
            let ends = matches!(
                behind,
                "," | "and"
                    | "who"
                    | "said"
                    | "says"
                    | "told"
                    | "was"
                    | "were"
                    | "is"
                    | "has"
                    | "had"
                    | "will"
            );
            let is_of_month = at > sentence.start
                && (matches!(
                    words[at - 1],
                    "in" | "In"
                        | "since"
                        | "Since"
                        | "until"
                        | "by"
                        | "from"
                        | "to"
                        | "of"
                        | "last"
                        | "next"
                        | "this"
                        | "This"
                        | "early"
                        | "late"
                        | "during"
                        | "before"
                        | "after"
                        | "the"
                        | "The"
                        | "every"
                        | "mid"
                        | "-"
                        | "–"
                ) || words[at - 1].starts_with(|letter: char| letter.is_ascii_digit()));
            let from = found.partition_point(|name| name.end <= at);
            let is_free = found.get(from).is_none_or(|name| name.start >= at + 2);
            if is_given && is_surname && ends && !is_of_month && is_free {
                more.push(Found { start: at, end: at + 2, kind: MentionKind::Person });
            }
        }
    }
    found.extend(more);
    found.sort_by_key(|name| (name.start, name.end));
}

/// "Governor Luis Prado of *Tarana*", "the mayor of *Tarana*": one capital behind an office and "of" is where it is held.
fn offices_of(words: &[&str], found: &mut [Found]) {
    let lexicon = Lexicon::embedded();
    let is_local = |word: &str| {
        matches!(
            word.to_lowercase().as_str(),
            "mayor"
                | "governor"
                | "sheriff"
                | "bishop"
                | "archbishop"
                | "prefect"
                | "mp"
                | "councillor"
                | "vicar"
        )
    };
    for number in 0..found.len() {
        let name = found[number];
        let is_alone = name.kind == MentionKind::Person && name.end == name.start + 1 && name.start >= 2;
        if !is_alone || words[name.start - 1] != "of" {
            continue;
        }
        let before = number.checked_sub(1).map(|before| found[before]);
        let is_holder = before.is_some_and(|holder| {
            holder.kind == MentionKind::Person
                && holder.end + 1 == name.start
                && holder.start > 0
                && lexicon.is_title(words[holder.start - 1])
        });
        if is_holder || is_local(words[name.start - 2]) {
            found[number].kind = MentionKind::Place;
        }
    }
}

/// "the *Al-Tir* area", "the *Marlow* district": what has an area of its name is a place.
fn in_areas(words: &[&str], found: &mut [Found]) {
    for name in found.iter_mut().filter(|name| name.kind == MentionKind::Person && name.start > 0) {
        let has_article = words[name.start - 1].eq_ignore_ascii_case("the");
        let is_area = words.get(name.end).is_some_and(|behind| {
            matches!(
                *behind,
                "area"
                    | "region"
                    | "district"
                    | "neighbourhood"
                    | "neighborhood"
                    | "quarter"
                    | "suburb"
                    | "valley"
                    | "peninsula"
                    | "province"
                    | "governorate"
                    | "oblast"
                    | "county"
                    | "crossing"
                    | "frontline"
            )
        });
        if has_article && is_area {
            name.kind = MentionKind::Place;
        }
    }
}

/// "in Aleppo, Homs and Hama": the third of a list of places is one, where it can be; "Kano and Jos" are two.
fn in_lists(words: &[&str], found: &mut Vec<Found>) {
    let is_place = |from: usize, to: usize| {
        Gazetteer::embedded().is_place(&dateline_gazetteer::fold(&words[from..to].join(" ")))
    };
    let mut more = Vec::new();
    for name in found.iter_mut().filter(|name| name.kind == MentionKind::Place && name.end - name.start >= 3)
    {
        let joint = (name.start + 1..name.end - 1).find(|&at| matches!(words[at], "and" | "or"));
        let Some(joint) = joint else { continue };
        if is_place(name.start, joint)
            && is_place(joint + 1, name.end)
            && !is_place(name.start, name.end)
            && Gazetteer::embedded().country_named(&words[name.start..name.end].join(" ")).is_none()
        {
            more.push(Found { start: joint + 1, end: name.end, kind: MentionKind::Place });
            name.end = joint;
        }
    }
    let taken: Vec<(usize, usize)> = found.iter().map(|name| (name.start, name.end)).collect();
    let is_free = |at: usize| {
        let from = taken.partition_point(|name| name.1 <= at);
        taken.get(from).is_none_or(|name| name.0 > at)
    };
    // "shelled *Kherson*, *Nikopol* and Zaporizhzhia": back over what may be towns, where it is a list of three.
    for last in found.iter().filter(|name| name.kind == MentionKind::Place && name.end == name.start + 1) {
        let mut chain = Vec::new();
        let mut from = last.start;
        let is_joint = |at: usize| matches!(words[at], "," | "and" | "or");
        while from >= 3
            && is_joint(from - 1)
            && (words[from - 1] == "," || chain.is_empty())
            && is_capital(words[from - 2])
            && !is_capital(words[from - 3])
            && is_place(from - 2, from - 1)
            && is_free(from - 2)
        {
            from -= 2;
            chain.push(Found { start: from, end: from + 1, kind: MentionKind::Place });
        }
        if chain.len() >= 2 {
            more.append(&mut chain);
        }
    }
    // "in Aleppo, *Homs* and Hama", where the tagger passed over the second.
    for pair in found.windows(2) {
        let (first, last) = (pair[0], pair[1]);
        let between = first.end..last.start;
        let is_missed = first.kind == MentionKind::Place
            && between.len() == 3
            && words[between.start] == ","
            && matches!(words[between.end - 1], "and" | "or" | ",")
            && is_capital(words[between.start + 1])
            && is_place(between.start + 1, between.start + 2)
            && (last.kind == MentionKind::Place || is_place(last.start, last.end));
        if is_missed {
            more.push(Found { start: between.start + 1, end: between.start + 2, kind: MentionKind::Place });
        }
    }
    found.extend(more);
    found.sort_by_key(|name| (name.start, name.end));
    found.dedup_by_key(|name| (name.start, name.end));
    for number in 2..found.len() {
        let (first, second, last) = (found[number - 2], found[number - 1], found[number]);
        let is_list = first.end < words.len()
            && words[first.end] == ","
            && first.end + 1 == second.start
            && second.end < words.len()
            && matches!(words[second.end], "and" | "or")
            && second.end + 1 == last.start;
        // Where two are places, the third is one if it can be.
        let places = [first, second, last].iter().filter(|name| name.kind == MentionKind::Place).count();
        let other = (number - 2..=number).find(|&at| found[at].kind == MentionKind::Person);
        if let Some(other) = other.filter(|_| is_list && places == 2)
            && found[other].end == found[other].start + 1
            && is_place(found[other].start, found[other].end)
        {
            found[other].kind = MentionKind::Place;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, names: &[(usize, usize, MentionKind)]) -> Vec<(String, MentionKind)> {
        let words: Vec<&str> = text.split(' ').collect();
        let mut found: Vec<Found> =
            names.iter().map(|&(start, end, kind)| Found { start, end, kind }).collect();
        introduced(&words, std::slice::from_ref(&(0..words.len())), &mut found);
        found.into_iter().map(|name| (words[name.start..name.end].join(" "), name.kind)).collect()
    }

    #[test]
    fn who_holds_an_office_is_a_person() {
        let (person, place) = (MentionKind::Person, MentionKind::Place);
        let one = |name: &str, kind: MentionKind| vec![(name.to_owned(), kind)];
        let whole = &[(0, 2, place)];
        assert_eq!(told("Sunny Helm , the mayor of Tanva , left .", whole), one("Sunny Helm", person));
        assert_eq!(told("Dakota Helm , her old rival , left .", whole), one("Dakota Helm", person));
        assert_eq!(told("Norden Helm , their rival in Tanva , left .", whole), one("Norden Helm", place));
        assert_eq!(told("Hope Lowell , a nurse , left .", &[(1, 2, place)]), one("Hope Lowell", person));
        assert_eq!(told("Only Lowell , a nurse , left .", &[(1, 2, place)]), one("Lowell", place));
        assert_eq!(told("In Great Helm , the mayor said no .", &[(1, 3, place)]), one("Great Helm", place));
        assert_eq!(told("New York , the mayor said , is cold .", whole), one("New York", place));
    }

    #[test]
    fn two_capitals_behind_a_title_are_a_person() {
        let person = MentionKind::Person;
        assert_eq!(
            told("the minister - designate Pal Kis warned us .", &[]),
            [("Pal Kis".to_owned(), person)]
        );
        assert_eq!(told("old Ambassador Pal Kis warned us .", &[]), [("Pal Kis".to_owned(), person)]);
        assert_eq!(told("the minister Pal Council met us .", &[]), []);
        assert_eq!(told("the minister Friday morning met us .", &[]), []);
    }

    #[test]
    fn months_that_are_first_names() {
        let (person, both) = (MentionKind::Person, told("April Winters and August Holm were there .", &[]));
        assert_eq!(both, [("April Winters".to_owned(), person), ("August Holm".to_owned(), person)]);
        assert_eq!(told("In August Holm was there .", &[]), []);
        assert_eq!(told("The April Fools were there .", &[]), []);
    }

    #[test]
    fn where_an_office_is_held_is_a_place() {
        let (person, place) = (MentionKind::Person, MentionKind::Place);
        let found = told("Governor Luis Prado of Tarana resigned .", &[(1, 3, person), (4, 5, person)]);
        assert_eq!(found[1], ("Tarana".to_owned(), place));
        assert_eq!(told("the mayor of Tarana resigned .", &[(3, 4, person)]), [("Tarana".to_owned(), place)]);
        assert_eq!(told("in the Marlow area today", &[(2, 3, person)]), [("Marlow".to_owned(), place)]);
        assert_eq!(told("a friend of Tarana resigned .", &[(3, 4, person)]), [("Tarana".to_owned(), person)]);
    }

    #[test]
    fn lists_are_of_one_kind() {
        let (person, place) = (MentionKind::Person, MentionKind::Place);
        let found = told("in Aleppo , Homs and Hama today", &[(1, 2, place), (3, 4, place), (5, 6, person)]);
        assert_eq!(found[2], ("Hama".to_owned(), place));
        let found = told("in Lagos , Kano and Jos today", &[(1, 2, place), (3, 6, place)]);
        assert_eq!(found.len(), 3);
    }
}
