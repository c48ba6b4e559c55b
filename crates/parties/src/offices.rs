//! One office told in several ways: "the head of the Ministry of Defence", "the minister of defence", "the
//! defence minister"; "the head of diplomacy" is the foreign minister.

use dateline_vocabulary::titles;

/// An office in one form, in small letters and without articles, the state left out before.
pub fn canonical(office: &str) -> String {
    let lower = office.to_lowercase().replace("defense", "defence");
    let words: Vec<&str> =
        lower.split(' ').filter(|word| !matches!(*word, "the" | "a" | "an" | "")).collect();
    let grade = words.iter().take_while(|word| is_grade(word)).count();
    let (grade, rest) = words.split_at(grade);
    let core = match rest {
        ["head" | "chief", "of", field @ .., "diplomacy"] if field.len() < 2 => Some("foreign".to_owned()),
        [
            "head" | "chief" | "minister" | "secretary",
            "of" | "for",
            "ministry" | "department",
            "of" | "for",
            field @ ..,
        ]
        | ["head" | "chief", "of" | "for", field @ .., "ministry"]
        | ["minister", "of" | "for", field @ ..]
            if !field.is_empty() =>
        {
            Some(sphere(field))
        }
        [field @ .., "minister"] if !field.is_empty() && field != ["prime"] => Some(sphere(field)),
        _ => None,
    };
    let rest = core.map_or_else(|| rest.join(" "), |field| format!("{field} minister"));
    if grade.is_empty() { rest } else { format!("{} {rest}", grade.join(" ")) }
}

/// What goes before an office and makes another of it.
fn is_grade(word: &str) -> bool {
    matches!(word, "deputy" | "first" | "vice" | "former" | "ex" | "acting" | "then" | "junior" | "shadow")
}

/// What a minister is for: "foreign affairs" is "foreign", "national defence" is "defence".
fn sphere(words: &[&str]) -> String {
    match words {
        ["foreign" | "external", "affairs" | "relations"] => "foreign".to_owned(),
        ["internal" | "home", "affairs"] => "interior".to_owned(),
        ["national", "defence"] => "defence".to_owned(),
        _ => words.join(" "),
    }
}

/// "former president", "ex-minister".
pub fn is_past(office: &str) -> bool {
    office.split([' ', '-']).any(|word| matches!(word, "former" | "ex"))
}

/// An office in lower case and without articles, in one spelling: "head of government".
pub fn plain(office: &str) -> String {
    let lower = office.to_lowercase();
    let words = lower.split(' ').filter(|word| !matches!(*word, "the" | "a" | "an"));
    words.map(spelled).collect::<Vec<_>>().join(" ")
}

/// "adviser" of "advisor", "defence" of "defense".
pub fn spelled(word: &str) -> &str {
    match word {
        "advisor" => "adviser",
        "defense" => "defence",
        "organization" => "organisation",
        "labor" => "labour",
        "harbor" => "harbour",
        _ => word,
    }
}

/// An office without the words that only say when or how high it is held.
pub fn without_light(office: &str) -> &str {
    let mut rest = office;
    while let Some((first, more)) = rest.split_once(' ')
        && matches!(
            first,
            "the"
                | "former"
                | "then"
                | "current"
                | "new"
                | "acting"
                | "outgoing"
                | "incumbent"
                | "top"
                | "senior"
                | "own"
        )
    {
        rest = more;
    }
    rest
}

/// A word for an office that says little beside another: also a rank ("General Burhan", the army chief).
pub fn is_generic(noun: &str) -> bool {
    matches!(
        noun,
        "leader"
            | "official"
            | "pm"
            | "man"
            | "dictator"
            | "strongman"
            | "ruler"
            | "billionaire"
            | "tycoon"
            | "magnate"
            | "mogul"
            | "oligarch"
    ) || titles().is_rank(noun.trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn one_office_in_several_ways() {
        for office in [
            "Minister of Foreign Affairs",
            "Foreign Affairs Minister",
            "head of the Ministry of Foreign Affairs",
            "head of the Foreign Ministry",
            "head of diplomacy",
            "the foreign minister",
        ] {
            assert_eq!(canonical(office), "foreign minister", "{office}");
        }
        assert_eq!(canonical("Minister of National Defense"), canonical("defence minister"));
        assert_eq!(canonical("deputy head of diplomacy"), "deputy foreign minister");
    }

    #[test]
    fn others_stay_as_they_are() {
        for office in
            ["prime minister", "head of state", "minister", "chief of staff", "head of the committee"]
        {
            assert_eq!(canonical(office), office.replace("the ", ""));
        }
    }
}
