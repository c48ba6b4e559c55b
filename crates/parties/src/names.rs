//! Names of one thing: the same words, short forms, initials, other names of a state.

use super::affiliations::{Affiliations, Polity};
use super::clusters::Clusters;
use super::lexicon::{Gender, Lexicon};
use super::phrases::Phrase;
use super::spellings::{is_nearly, spelling};
use dateline_gazetteer::CountryWord;
use dateline_language::Annotated;
use dateline_model::MentionKind;
use dateline_scene::MentionForm;
use rustc_hash::{FxHashMap, FxHashSet};

/// Joins the names of a text.
pub fn join(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    affiliations: &Affiliations<'_, '_>,
    lexicon: &Lexicon,
    clusters: &mut Clusters,
) {
    people(annotated, phrases, lexicon, clusters);
    others(annotated, phrases, affiliations, clusters);
    mistaken(annotated, phrases, clusters);
}

/// "President Sadat" is Egypt's: leaders whose state the report leaves out.
pub fn leaders(annotated: &Annotated<'_>, phrases: &[Phrase], lexicon: &Lexicon, clusters: &mut Clusters) {
    let is_person =
        |phrase: &Phrase| phrase.form == MentionForm::Name && phrase.kind == Some(MentionKind::Person);
    let whole_names: FxHashSet<usize> = (0..phrases.len())
        .filter(|&number| is_person(&phrases[number]) && phrases[number].core.len() > 1)
        .map(|number| clusters.find(number))
        .collect();
    for (number, phrase) in phrases.iter().enumerate() {
        let is_named = is_person(phrase);
        if !is_named || clusters.traits(number).of.is_some() {
            continue;
        }
        let parts = parts(annotated, phrase);
        let whole = parts.len() > 1;
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else { continue };
        let state = if whole {
            lexicon
                .leader(&parts.join(" "))
                .or_else(|| lexicon.leader(&format!("{first} {last}")))
                .or_else(|| lexicon.leader_spelled(&parts.join(" ")))
        } else if clusters.traits(number).leads || !whole_names.contains(&clusters.find(number)) {
            // Only who is known everywhere is brought in by the last name alone.
            lexicon.leader(last)
        } else {
            None
        };
        let administration =
            annotated.tokens.get(phrase.words.end).is_some_and(|next| next.lemma == "administration");
        // Only of American presidents is it said: "the Carter administration".
        let state = state.or_else(|| administration.then_some("USA"));
        if let Some(state) = state {
            clusters.set_of(number, Polity::State(state.to_owned()));
        }
    }
}

/// "“tam”" in "thomas “tam” kerr".
fn is_nickname(word: &str) -> bool {
    word.starts_with(['“', '"', '‘', '(', '„']) && word.ends_with(['”', '"', '’', ')', '“'])
}

/// The words of a person's name in lower case, without initials, "Jr" and a nickname in quotation marks.
fn parts(annotated: &Annotated<'_>, phrase: &Phrase) -> Vec<String> {
    let printed = annotated.words(phrase.core).to_lowercase();
    let words: Vec<&str> = printed.split_whitespace().collect();
    let mut parts: Vec<String> = words
        .iter()
        .enumerate()
        .filter(|&(at, word)| {
            let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
            let is_initial = letters <= 1 && at > 0;
            !is_initial && !matches!(word.trim_end_matches('.'), "jr" | "sr" | "ii" | "iii")
        })
        .map(|(_, word)| word.trim_matches(['.', ',']).to_owned())
        .collect();
    if parts.is_empty() {
        parts.push(printed);
    }
    parts
}

fn agree(a: Option<Gender>, b: Option<Gender>) -> bool {
    a.zip(b).is_none_or(|(a, b)| a == b)
}

/// Surnames of several words that stand in whole names: "von der mark", "berg-hansen".
fn long_surnames(annotated: &Annotated<'_>, phrases: &[Phrase]) -> FxHashSet<String> {
    let whole = phrases.iter().filter(|phrase| {
        phrase.form == MentionForm::Name && phrase.kind == Some(MentionKind::Person) && phrase.core.len() > 2
    });
    whole
        .filter_map(|phrase| {
            let name = annotated.words(phrase.core).to_lowercase();
            let (_, surname) = name.split_once(' ')?;
            surname.contains([' ', '-']).then(|| surname.to_owned())
        })
        .collect()
}

/// A name of a person: its words as printed, and as all spellings have them.
struct Named {
    number: usize,
    parts: Vec<String>,
    spelled: Vec<String>,
}

fn people(annotated: &Annotated<'_>, phrases: &[Phrase], lexicon: &Lexicon, clusters: &mut Clusters) {
    let surnames = long_surnames(annotated, phrases);
    // "Berg-Hansen" is a person, whatever it was taken for, where "Ida Berg-Hansen" spoke.
    let is_surname = |phrase: &Phrase| {
        phrase.core.len() > 1
            && !surnames.is_empty()
            && surnames.contains(&annotated.words(phrase.core).to_lowercase())
    };
    let named: Vec<Named> = phrases
        .iter()
        .enumerate()
        .filter(|(_, phrase)| {
            phrase.form == MentionForm::Name
                && (phrase.kind == Some(MentionKind::Person) || is_surname(phrase))
        })
        .map(|(number, phrase)| {
            // A surname of several words is one word to the look-up of short names.
            let parts = if is_surname(phrase) {
                vec![annotated.words(phrase.core).to_lowercase()]
            } else {
                parts(annotated, phrase)
            };
            let spelled = parts.iter().map(|part| spelling(part)).collect();
            Named { number, parts, spelled }
        })
        .collect();
    let surnames: FxHashMap<String, String> =
        surnames.into_iter().map(|surname| (surname.clone(), spelling(&surname))).collect();
    // Whole names first: "Volodymyr Zelenskyy" twice, "George W. Bush" and "George Bush".
    let mut whole: FxHashMap<(&str, &str), usize> = FxHashMap::default();
    let mut by_last: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut by_first: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut by_nickname: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut aliases: FxHashMap<(String, String), usize> = FxHashMap::default();
    for Named { number, parts, spelled } in &named {
        let [first, .., last] = spelled.as_slice() else { continue };
        // "Tam Kerr" behind "Thomas “Tam” Kerr".
        if let Some(&known) = aliases.get(&(first.clone(), last.clone())) {
            clusters.join(known, *number);
            continue;
        }
        // "Ivan Petrovich" behind "Ivan Petrovich Sokolov".
        if parts.last().is_some_and(|last| is_patronymic(last))
            && let Some(&known) = by_first.get(first.as_str()).and_then(|list| {
                list.iter().find(|&&known| {
                    spelling(&annotated.words(phrases[known].core).to_lowercase()).contains(last.as_str())
                })
            })
        {
            clusters.join(known, *number);
            continue;
        }
        // "Oleh Marchenko" behind "Oleg Marchenko".
        let nearly = || {
            let list = by_last.get(last.as_str())?;
            list.iter().copied().find(|&known| {
                let printed = annotated.words(phrases[known].core).to_lowercase();
                let mut words = printed.split_whitespace();
                words.next().is_some_and(|other| is_nearly(&spelling(other), first))
                    && words.next_back().is_some_and(|other| spelling(other) == *last)
                    && agree(phrases[*number].gender, clusters.traits(known).gender)
            })
        };
        match whole.get(&(first.as_str(), last.as_str())).copied().or_else(nearly) {
            Some(known) => clusters.join(known, *number),
            None => {
                whole.insert((first, last), *number);
                // "Dorte von der Mark" is called "von der Mark" and "Mark".
                if let Some(surname) = annotated
                    .words(phrases[*number].core)
                    .split_once(' ')
                    .and_then(|(_, surname)| surnames.get(&surname.to_lowercase()))
                {
                    by_last.entry(surname).or_default().push(*number);
                }
                for nickname in nicknames(annotated, &phrases[*number]) {
                    aliases.entry((spelling(&nickname), last.clone())).or_insert(*number);
                    by_nickname.entry(nickname).or_default().push(*number);
                }
                for word in &spelled[1..] {
                    by_last.entry(word).or_default().push(*number);
                    // "Abdel Fattah al-Burhan" is called "Burhan".
                    if let Some(bare) = without_article(word) {
                        by_last.entry(bare).or_default().push(*number);
                    }
                }
                by_first.entry(first).or_default().push(*number);
            }
        }
    }
    // Then short ones: to the nearest before that fits, else to the first behind.
    let mut alone: FxHashMap<String, usize> = FxHashMap::default();
    for Named { number, parts, spelled } in &named {
        let is_short = parts.len() == 1;
        let key = parts.join(" ");
        let (last, first) = if is_short {
            (by_last.get(spelled[0].as_str()), by_first.get(spelled[0].as_str()))
        } else {
            (longer(&by_last, parts, spelled), None)
        };
        let nickname = if is_short { by_nickname.get(&parts[0]) } else { None };
        // "al-Mansur" of "Khalid Mansur".
        let bare = without_article(&spelled[0]).filter(|_| is_short).and_then(|bare| by_last.get(bare));
        let candidates = last.into_iter().chain(first).chain(nickname).chain(bare).flatten();
        let gender = phrases[*number].gender.filter(|_| !surnames.contains_key(&key));
        let has_title = phrases[*number].words.start < phrases[*number].core.start;
        let best = candidates
            .filter(|&&known| known != *number && agree(gender, clusters.traits(known).gender))
            .min_by_key(|&&known| {
                let last_before = clusters.traits(known).first > *number;
                // Only friends are called by their first name after "Mr".
                let by_first_name =
                    has_title && by_first.get(spelled[0].as_str()).is_some_and(|list| list.contains(&known));
                // "Smyth" is rather of "Ann Smyth" than of "Jan Smith".
                let printed = annotated.words(phrases[known].core).to_lowercase();
                let is_spelled_otherwise = !printed.contains(key.as_str());
                (by_first_name, is_spelled_otherwise, last_before, number.abs_diff(known))
            });
        match best {
            Some(&known) => clusters.join(known, *number),
            None if is_short => {
                if let Some(&known) = alone.get(&spelled[0])
                    && agree(gender, clusters.traits(known).gender)
                {
                    clusters.join(known, *number);
                } else {
                    // "Sasha said": nobody else in the report has it for a surname.
                    if let Some(gender) = lexicon.first_name(&key) {
                        clusters.set_gender(*number, gender);
                    }
                    alone.insert(spelled[0].clone(), *number);
                }
            }
            None => {}
        }
    }
}

/// What stands in quotation marks within a name, in lower case.
fn nicknames(annotated: &Annotated<'_>, phrase: &Phrase) -> Vec<String> {
    let printed = annotated.words(phrase.core).to_lowercase();
    printed
        .split_whitespace()
        .filter(|word| is_nickname(word))
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned())
        .collect()
}

/// "Petrovich", "Ivanovna".
fn is_patronymic(word: &str) -> bool {
    let ends = ["ovich", "evich", "ovych", "yovych", "ivich", "ovna", "evna", "ivna", "ichna"];
    ends.iter().any(|end| word.len() > end.len() + 1 && word.ends_with(end))
}

/// "Nordfisk" once taken for a person is still the company: one word that was found as the name of a body
/// or place too, and belongs to no whole name of a person.
fn mistaken(annotated: &Annotated<'_>, phrases: &[Phrase], clusters: &mut Clusters) {
    let mut bodies: FxHashMap<&str, usize> = FxHashMap::default();
    for (number, phrase) in phrases.iter().enumerate() {
        if phrase.form == MentionForm::Name && phrase.kind == Some(MentionKind::Organization) {
            bodies.entry(annotated.words(phrase.core)).or_insert(number);
        }
    }
    for (number, phrase) in phrases.iter().enumerate() {
        let is_alone = phrase.form == MentionForm::Name
            && phrase.core.len() == 1
            && phrase.role.is_none()
            && matches!(phrase.kind, Some(MentionKind::Person | MentionKind::Place));
        if !is_alone {
            continue;
        }
        let name = annotated.words(phrase.core);
        let is_whole = |number: usize| {
            let traits = clusters.traits(number);
            let all = &phrases[traits.first..=traits.last];
            all.iter().zip(traits.first..).any(|(other, at)| {
                clusters.is_one(at, number) && other.form == MentionForm::Name && other.core.len() > 1
            })
        };
        if let Some(&body) = bodies.get(name).filter(|_| !is_whole(number)) {
            clusters.join(body, number);
        }
    }
}

/// "burhan" of "al-burhan".
fn without_article(word: &str) -> Option<&str> {
    let (article, rest) = word.split_once(['-', '‑', '’', '\''])?;
    (matches!(article, "al" | "el" | "ad" | "an" | "ar" | "as" | "ash" | "at" | "az") && rest.len() > 2)
        .then_some(rest)
}

/// "von der Mark": a first word in lower case begins a surname, and the last is the last of a longer name.
fn longer<'m>(
    by_last: &'m FxHashMap<&str, Vec<usize>>,
    parts: &[String],
    spelled: &[String],
) -> Option<&'m Vec<usize>> {
    let is_surname = matches!(
        parts[0].as_str(),
        "von"
            | "van"
            | "de"
            | "del"
            | "della"
            | "di"
            | "da"
            | "dos"
            | "du"
            | "la"
            | "le"
            | "al"
            | "el"
            | "bin"
            | "ben"
            | "der"
            | "den"
            | "ter"
    );
    spelled.last().filter(|_| is_surname).and_then(|last| by_last.get(last.as_str()))
}

fn others(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    affiliations: &Affiliations<'_, '_>,
    clusters: &mut Clusters,
) {
    let named: Vec<(usize, String)> = phrases
        .iter()
        .enumerate()
        .filter(|(_, phrase)| phrase.form == MentionForm::Name && phrase.kind != Some(MentionKind::Person))
        .map(|(number, phrase)| (number, key(annotated, phrase, affiliations)))
        .collect();
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    let mut initials: FxHashMap<String, usize> = FxHashMap::default();
    let mut first_words: FxHashMap<&str, usize> = FxHashMap::default();
    for (number, key) in &named {
        if let Some(&same) = known.get(key.as_str()) {
            clusters.join(same, *number);
            continue;
        }
        known.insert(key, *number);
        let is_body = phrases[*number].kind == Some(MentionKind::Organization);
        let name = annotated.words(phrases[*number].core);
        if is_body && let Some(short) = acronym(name) {
            initials.entry(short).or_insert(*number);
        }
        // "the MFA" of "Chilean Ministry of Foreign Affairs", "Ministry of Foreign Affairs of Chile"
        let is_state = |name: &str| {
            let found = affiliations.polity_named(name);
            matches!(found, Some((Polity::State(_), Some(CountryWord::Name | CountryWord::Demonym))))
        };
        let behind = name.split_once(' ').filter(|(first, _)| is_state(first)).map(|(_, rest)| rest);
        let before = name.rsplit_once(" of ").filter(|(_, last)| is_state(last)).map(|(rest, _)| rest);
        for short in [behind, before].into_iter().flatten().filter_map(acronym).filter(|_| is_body) {
            initials.entry(short).or_insert(*number);
        }
        if is_body && let Some((first, _)) = key.split_once(' ') {
            first_words.entry(first).or_insert(*number);
        }
    }
    for (number, key) in &named {
        if phrases[*number].kind != Some(MentionKind::Organization) {
            continue;
        }
        let bare: String =
            annotated.words(phrases[*number].core).chars().filter(|c| c.is_alphanumeric()).collect();
        let longer = if bare.len() >= 2 && bare.chars().all(char::is_uppercase) {
            initials.get(&bare)
        } else {
            // "Nordkraft" of "Nordkraft Gas" — one body where the report has no other.
            first_words.get(key.as_str())
        };
        if let Some(&longer) = longer {
            clusters.join(longer, *number);
        }
    }
}

/// What two names of one thing have in common.
fn key(annotated: &Annotated<'_>, phrase: &Phrase, affiliations: &Affiliations<'_, '_>) -> String {
    let name = annotated.words(phrase.core);
    if let Some((polity, word)) = affiliations.polity_named(name) {
        match word {
            Some(CountryWord::Name) => return format!("state {}", polity.code()),
            Some(CountryWord::Demonym) => return format!("people {}", polity.code()),
            None => {
                let known = affiliations.body_known_as(name);
                return format!("body {}", known.unwrap_or_else(|| polity.code().to_owned()));
            }
            Some(CountryWord::Capital | CountryWord::Seat | CountryWord::Part) => {}
        }
    }
    let mut key = name.to_lowercase();
    if let Some(rest) = key.strip_prefix("the ") {
        key = rest.to_owned();
    }
    // "Ukraine's Defence Ministry" is not Russia's.
    if let Some(of) = affiliations.owner_code(phrase) {
        key.push_str(" of ");
        key.push_str(&of);
    }
    key
}

/// "European Court of Justice": "ECJ".
fn acronym(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split([' ', '-']).collect();
    if words.len() < 2 {
        return None;
    }
    let initials: String =
        words.iter().filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect();
    (initials.chars().count() >= 2).then_some(initials)
}
