//! What stands before and behind a person's name and is no part of it: titles, houses and their sides, parties, homes.

use super::found::{Found, is_capital};
use super::lexicon::Lexicon;
use dateline_gazetteer::{CountryWord, Gazetteer};
use dateline_model::MentionKind;

/// "Ms Holm", "House Majority Leader Ann Lee": a title makes a person of the capitals behind it, whatever
/// kind of name the tagger saw.
pub(super) fn addressed(words: &[&str], name: &mut Found) {
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
pub(super) fn is_of_a_chamber(words: &[&str], name: &Found) -> bool {
    let lexicon = Lexicon::embedded();
    let is_title = words.get(name.end).is_some_and(|word| lexicon.is_in_titles(word));
    is_title
        && name.end - name.start >= 2
        && lexicon.is_chamber(words[name.start])
        && words[name.start + 1..name.end].iter().all(|word| lexicon.is_side_of_a_chamber(word))
}

/// "the", "Mr", "President" before a name and "'s" behind it are no part of it.
pub(super) fn trim(words: &[&str], name: &mut Found) {
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
