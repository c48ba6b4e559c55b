//! For whom somebody speaks: a state, a body of states, or nobody but themselves.

use crate::Read;
use crate::personal_names::{PersonalName, without_office};
use crate::word_list::WordList;
use dateline_gazetteer::{CountryWord, Gazetteer};
use dateline_model::{Id, Mention, MentionKind, Person, TextIndex};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Who holds a stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Holder {
    /// The state (ISO 3166-1 alpha-3) or body; none for private voices.
    pub(crate) side: Option<String>,
    pub(crate) name: String,
    pub(crate) office: Option<String>,
}

impl Holder {
    pub(crate) fn is_official(&self) -> bool {
        self.side.is_some()
    }
}

#[derive(Deserialize)]
struct Offices {
    office: FxHashSet<String>,
    institution: FxHashSet<String>,
    together: FxHashSet<String>,
    private: FxHashSet<String>,
    organs: FxHashMap<String, String>,
    implied: FxHashMap<String, String>,
    callings: WordList,
    weekdays: WordList,
}

fn offices() -> &'static Offices {
    static OFFICES: OnceLock<Offices> = OnceLock::new();
    OFFICES.get_or_init(|| {
        toml::from_str(include_str!("../lexicon/offices.toml"))
            .expect("the lexicon in the binary is whole: the tests read it")
    })
}

/// What an office or the name of an institution says of whoever bears it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Speaks for a state or body.
    Official,
    /// Never does.
    Private,
    /// Says nothing of it.
    Unknown,
}

/// Whether a word (in lower case) is an office's.
pub(crate) fn is_office(word: &str) -> bool {
    offices().office.contains(word)
}

/// Whether a word (in lower case) ends as words for callings do: "strategist".
pub(crate) fn ends_like_a_calling(word: &str) -> bool {
    const LETTERS: usize = 5;
    word.len() > LETTERS && offices().callings.each().any(|end| word.ends_with(end))
}

/// Whether a word (in lower case) is a day of the week.
pub(crate) fn is_weekday(word: &str) -> bool {
    offices().weekdays.has(word)
}

/// Whether an office ("deputy chairman of the Security Council", "opposition leader") speaks for
/// its state or body.
pub(crate) fn standing_of(office: &str) -> Standing {
    let known = offices();
    let lower = office.to_lowercase();
    let mut is_official = false;
    for word in lower.split(|letter: char| !letter.is_alphanumeric() && letter != '-') {
        if known.private.contains(word) || word.strip_prefix("ex-").is_some() {
            return Standing::Private;
        }
        let last = word.rsplit('-').next().unwrap_or(word);
        is_official |=
            known.office.contains(word) || known.office.contains(last) || known.institution.contains(word);
    }
    if is_official { Standing::Official } else { Standing::Unknown }
}

/// The body that an organ of it speaks for: the European Commission for the EU.
fn speaks_for(body: &str) -> String {
    offices().organs.get(body).map_or(body, String::as_str).to_owned()
}

/// The state or body that some words point at, and what is left of them: "the Russian Foreign
/// Ministry" is RUS and "Foreign Ministry".
pub(crate) fn pointed_at(words: &str) -> Option<(String, CountryWord, String)> {
    let gazetteer = Gazetteer::embedded();
    let trimmed = words.trim().trim_end_matches("'s").trim_end_matches("’s");
    let whole = trimmed.strip_prefix("the ").or_else(|| trimmed.strip_prefix("The ")).unwrap_or(trimmed);
    if let Some(body) = gazetteer.body_named(whole) {
        return Some((speaks_for(&body.name), CountryWord::Name, String::new()));
    }
    if let Some(named) = gazetteer.country_named(whole) {
        return Some((named.iso3().to_owned(), named.word, String::new()));
    }
    let parts: Vec<&str> = whole.split_whitespace().collect();
    let strip = |word: &str| {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '.');
        word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word).to_owned()
    };
    // The first name, and of those that begin there the longest: "Chile's ambassador to the United
    // States" is Chile's.
    for start in 0..parts.len() {
        for length in (1..=3.min(parts.len() - start)).rev() {
            let name = strip(&parts[start..start + length].join(" "));
            if !name.starts_with(char::is_uppercase) && !name.starts_with(|l: char| l.is_ascii_digit()) {
                continue;
            }
            let rest = || {
                let kept = parts[..start].iter().chain(&parts[start + length..]);
                kept.copied().collect::<Vec<_>>().join(" ")
            };
            if let Some(body) = gazetteer.body_named(&name) {
                // "the Security Council of Chile" is not the United Nations'.
                let is_generic = name.eq_ignore_ascii_case("Security Council");
                let of_state = pointed_at(&rest()).filter(|(side, ..)| is_generic && side.len() == 3);
                return Some(of_state.unwrap_or_else(|| (speaks_for(&body.name), CountryWord::Name, rest())));
            }
            if let Some(named) = gazetteer.country_named(&name) {
                return Some((named.iso3().to_owned(), named.word, rest()));
            }
        }
    }
    // "the pope", "a member of the Knesset": there is but one.
    let implied = parts.iter().find_map(|word| offices().implied.get(&strip(word).to_lowercase()))?;
    Some((implied.clone(), CountryWord::Name, whole.to_owned()))
}

/// Who the entities of one report speak for.
#[derive(Debug, Default)]
pub(crate) struct Sides<'r> {
    by_entity: FxHashMap<&'r Id, Holder>,
}

/// What a report says of one entity.
#[derive(Default)]
struct Seen<'r> {
    mentions: Vec<&'r Mention>,
    /// What stands beside the mentions: titles before a name, descriptions behind it.
    beside: Vec<String>,
    names: Vec<&'r str>,
    offices: Vec<(&'r str, Option<&'r str>)>,
    of: Vec<&'r str>,
}

impl<'r> Sides<'r> {
    /// `people` are those of all reports, by whom a name without its office is known.
    pub(crate) fn of(
        (_, reading): Read<'r>,
        index: &TextIndex<'_>,
        people: &Known<'_>,
        day: Option<&str>,
    ) -> Sides<'r> {
        let mut seen: BTreeMap<&Id, Seen<'r>> = BTreeMap::new();
        for mention in &reading.mentions {
            let seen = seen.entry(&mention.entity).or_default();
            seen.mentions.push(mention);
            seen.beside.extend(beside(mention, index));
        }
        let speakers = reading.statements.iter().flat_map(|statement| {
            statement.speakers.iter().chain(&statement.addressee).chain(&statement.via)
        });
        for speaker in speakers {
            let Some(entity) = &speaker.entity else { continue };
            let seen = seen.entry(entity).or_default();
            seen.names.push(&speaker.name);
            seen.of.extend(speaker.of.as_deref());
            seen.offices.extend(speaker.office.as_deref().map(|office| (office, speaker.of.as_deref())));
        }
        for party in reading.events.iter().flat_map(|event| event.by.iter().chain(&event.to)) {
            let Some(entity) = &party.entity else { continue };
            let seen = seen.entry(entity).or_default();
            seen.names.push(&party.name);
            seen.of.extend(party.country.as_deref());
        }
        let by_entity = seen
            .into_iter()
            .filter_map(|(entity, seen)| Some((entity, holder(&seen, people, day)?)))
            .collect();
        Sides { by_entity }
    }

    pub(crate) fn of_entity(&self, entity: &Id) -> Option<&Holder> {
        self.by_entity.get(entity)
    }

    /// Of a name or description that stands for nobody who is named elsewhere in the report.
    pub(crate) fn of_words(words: &str, kind: MentionKind) -> Option<Holder> {
        institution(words, kind == MentionKind::Place)
    }
}

/// The title before a name ("Belarusian Foreign Minister"), the description behind it (", a professor
/// at Yale,"), what an office is of ("the leader of China").
fn beside(mention: &Mention, index: &TextIndex<'_>) -> Vec<String> {
    let (text, place) = (index.text(), index.bytes(mention.span.span()));
    let after = &text[place.end..];
    let is_break = |letter: char| {
        matches!(letter, ',' | '.' | ';' | ':' | '\n' | '(' | ')' | '"' | '”' | '“' | '–' | '—')
    };
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    if mention.kind != MentionKind::Person {
        let of: Vec<&str> = after
            .split(is_break)
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .take_while(|word| is_capital(word) || matches!(*word, "of" | "the" | "for" | "and"))
            .take(7)
            .collect();
        let is_of = after.starts_with(" of ") || after.starts_with(" for ");
        let whole = format!("{} {}", mention.span.text, of.join(" "));
        return if is_of && of.len() > 1 { vec![whole] } else { Vec::new() };
    }
    let mut found = Vec::new();
    let before = text[..place.start].rsplit(is_break).next().unwrap_or_default();
    let is_titled = |word: &&str| {
        is_capital(word)
            || matches!(*word, "of" | "the" | "for" | "and" | "on" | "in" | "de")
            || matches!(
                *word,
                "foreign" | "prime" | "deputy" | "defence" | "defense" | "vice" | "head" | "senior"
            )
            || standing_of(word) != Standing::Unknown
    };
    let mut title: Vec<&str> = before.split_whitespace().rev().take_while(is_titled).take(16).collect();
    title.reverse();
    let is_title = title.iter().rev().take(8).any(|word| standing_of(word) != Standing::Unknown);
    if is_title && before.ends_with(' ') {
        found.push(title.join(" "));
    }
    if let Some(was) = once_held(after) {
        found.push(was);
    }
    if let Some(described) = after.strip_prefix(", ") {
        let words: Vec<&str> =
            described.split(is_break).next().unwrap_or_default().split_whitespace().collect();
        let begins = words.first().is_some_and(|first| {
            matches!(*first, "the" | "a" | "an" | "former")
                || is_capital(first)
                || standing_of(first) != Standing::Unknown
        });
        let names = words.iter().take(7).any(|word| standing_of(word) != Standing::Unknown);
        if begins && names && words.len() <= 14 {
            found.push(words.join(" "));
        }
    }
    found
}

/// The office that somebody held and holds no more: ", who served as foreign minister", ", who was
/// chancellor until 1998".
fn once_held(after: &str) -> Option<String> {
    const LEFT: [&str; 10] = [
        "served as ",
        "had been ",
        "used to be ",
        "was once ",
        "once was ",
        "resigned as ",
        "stepped down as ",
        "retired as ",
        "was formerly ",
        "left office as ",
    ];
    const UNTIL: [&str; 6] = [" until ", " from ", " under ", " between ", " during ", " before "];
    let told = after.strip_prefix(", who ")?;
    let clause = told.split([',', '.', ';', ':', '\n', '(']).next().unwrap_or_default();
    let office = LEFT.iter().find_map(|left| clause.strip_prefix(left)).or_else(|| {
        let was = clause.strip_prefix("was ")?;
        UNTIL.iter().any(|until| was.contains(until)).then_some(was)
    })?;
    let words: Vec<&str> = office.split_whitespace().take(8).collect();
    let office = words.join(" ");
    (standing_of(&office) == Standing::Official).then(|| format!("former {office}"))
}

fn holder(seen: &Seen<'_>, people: &Known<'_>, day: Option<&str>) -> Option<Holder> {
    let is_person = seen.mentions.iter().any(|mention| mention.kind == MentionKind::Person);
    if is_person { person(seen, people, day) } else { others(seen) }
}

fn others(seen: &Seen<'_>) -> Option<Holder> {
    let mut texts: Vec<(&str, MentionKind)> =
        seen.mentions.iter().map(|mention| (mention.span.text.as_str(), mention.kind)).collect();
    texts.extend(seen.beside.iter().map(|text| (text.as_str(), MentionKind::Office)));
    texts.extend(seen.names.iter().map(|name| (*name, MentionKind::Organization)));
    texts.sort_by_key(|(text, _)| std::cmp::Reverse(text.len()));
    let found = texts.iter().find_map(|(text, kind)| institution(text, *kind == MentionKind::Place));
    if found.is_some() {
        return found;
    }
    // "the foreign ministry", of which the report tells the state elsewhere.
    let (text, _) = texts.iter().find(|(text, _)| standing_of(text) == Standing::Official)?;
    let of = only(&seen.of)?;
    Some(Holder { side: Some(of.to_owned()), name: (*text).to_owned(), office: None })
}

/// "the Kremlin", "Kyiv", "Poland", "Ukraine's Foreign Ministry", "Russian officials"; not "Russian
/// media", "the Russians", "Chechnya".
fn institution(words: &str, is_place: bool) -> Option<Holder> {
    let (side, word, rest) = pointed_at(words)?;
    let is_alone = rest.split_whitespace().all(|word| matches!(word, "the" | "of" | "The"));
    let is_official = if is_alone {
        match word {
            CountryWord::Name | CountryWord::Seat => true,
            CountryWord::Capital => is_place || !words.contains(' '),
            _ => false,
        }
    } else {
        let is_together = Gazetteer::embedded().country(&side).is_none()
            && rest.split_whitespace().any(|word| offices().together.contains(&word.to_lowercase()));
        word != CountryWord::Part && (is_together || standing_of(&rest) == Standing::Official)
    };
    is_official.then(|| Holder { side: Some(side), name: words.trim().to_owned(), office: None })
}

/// All that a report prints of somebody: mentions, names, and what stands beside them.
fn texts_of<'s>(seen: &'s Seen<'_>) -> impl Iterator<Item = &'s str> {
    let mentions = seen.mentions.iter().map(|mention| mention.span.text.as_str());
    mentions.chain(seen.names.iter().copied()).chain(seen.beside.iter().map(String::as_str))
}

fn person(seen: &Seen<'_>, people: &Known<'_>, day: Option<&str>) -> Option<Holder> {
    let texts =
        seen.mentions.iter().map(|mention| mention.span.text.as_str()).chain(seen.names.iter().copied());
    let mut best: Option<(&str, PersonalName)> = None;
    let mut offices: Vec<(String, Option<String>)> =
        seen.offices.iter().map(|(title, of)| ((*title).to_owned(), of.map(str::to_owned))).collect();
    for text in texts {
        let (name, office) = without_office(text);
        if let Some(office) = office {
            let of = pointed_at(office).map(|(side, ..)| side);
            offices.push((office.to_owned(), of.or_else(|| only(&seen.of).map(str::to_owned))));
        }
        if let Some(parsed) = PersonalName::parse(name)
            && best.as_ref().is_none_or(|(other, known)| {
                (parsed.given.len(), name.len()) > (known.given.len(), other.len())
            })
        {
            best = Some((name, parsed));
        }
    }
    let name = best.as_ref().map_or_else(
        || seen.mentions.first().map_or("", |mention| mention.span.text.as_str()),
        |(name, _)| *name,
    );
    for title in &seen.beside {
        let of = pointed_at(title).map(|(side, ..)| side);
        if of.is_some() || standing_of(title) == Standing::Private {
            offices.push((title.clone(), of));
        }
    }
    // "the Security Council of Chile" is not the United Nations'; what is an organ speaks for its body.
    let of_state = || {
        texts_of(seen).find_map(|text| pointed_at(text).map(|(side, ..)| side).filter(|side| side.len() == 3))
    };
    for (_, of) in &mut offices {
        if of.as_deref() == Some("UN Security Council") {
            *of = of_state().or_else(|| of.as_deref().map(speaks_for));
        }
    }
    offices.retain(|(title, _)| standing_of(title) != Standing::Unknown);
    if offices.iter().all(|(_, of)| of.is_none())
        && let Some((_, parsed)) = &best
        && !offices.iter().any(|(title, _)| standing_of(title) == Standing::Private)
    {
        offices.extend(people.offices_of(parsed, day));
    }
    let is_private = offices.first().is_some_and(|(title, _)| standing_of(title) == Standing::Private);
    let held = offices
        .iter()
        .filter(|(title, _)| standing_of(title) == Standing::Official)
        .find_map(|(title, of)| Some((title.clone(), of.clone()?)));
    match held {
        Some((title, of)) if !is_private => {
            Some(Holder { side: Some(of), name: name.to_owned(), office: Some(title) })
        }
        _ => Some(Holder {
            side: None,
            name: name.to_owned(),
            office: offices.first().map(|(title, _)| title.clone()),
        }),
    }
}

/// The one thing that all of these are.
fn only<'s>(all: &[&'s str]) -> Option<&'s str> {
    let first = all.first()?;
    all.iter().all(|other| other == first).then_some(*first)
}

/// People as all reports know them, by the keys of their names.
pub(crate) struct Known<'p> {
    by_key: FxHashMap<String, Vec<(PersonalName, &'p Person)>>,
}

impl<'p> Known<'p> {
    pub(crate) fn of(people: &'p [Person]) -> Known<'p> {
        let mut by_key: FxHashMap<String, Vec<(PersonalName, &'p Person)>> = FxHashMap::default();
        for person in people {
            if let Some(name) = PersonalName::parse(&person.name) {
                by_key.entry(name.key()).or_default().push((name, person));
            }
        }
        Known { by_key }
    }

    /// For whom one speaks who is known by name alone.
    pub(crate) fn holder_of(&self, printed: &str, name: &PersonalName, day: Option<&str>) -> Holder {
        let offices = self.offices_of(name, day);
        let is_private = offices.first().is_some_and(|(title, _)| standing_of(title) == Standing::Private);
        let held = offices
            .into_iter()
            .filter(|(title, _)| !is_private && standing_of(title) == Standing::Official)
            .find_map(|(title, of)| Some((title, of?)));
        let (office, side) = held.map_or((None, None), |(title, of)| (Some(title), Some(of)));
        Holder { side, name: printed.to_owned(), office }
    }

    /// The name by which the record knows who is called so, if that is one: "Mr Dorn" is Pavel Dorn.
    pub(crate) fn called(&self, printed: &str) -> Option<&'p str> {
        let name = PersonalName::parse(printed)?;
        self.only(&name).map(|person| person.name.as_str())
    }

    /// The only one whom a name fits: that of most reports first.
    fn only(&self, name: &PersonalName) -> Option<&'p Person> {
        let mut fitting: Vec<&'p Person> = self
            .by_key
            .get(&name.key())
            .into_iter()
            .flatten()
            .filter(|(other, _)| other.fits(name))
            .map(|(_, person)| *person)
            .collect();
        let weight =
            |person: &Person| person.offices.iter().map(|office| office.reports.len()).sum::<usize>();
        fitting.sort_by_key(|person| std::cmp::Reverse(weight(person)));
        Some(match fitting.as_slice() {
            [] => return None,
            [only] => *only,
            // Of several, one who is told of in office far more than all others.
            [first, rest @ ..]
                if weight(first) >= 4 * rest.iter().map(|other| weight(other)).sum::<usize>().max(1) =>
            {
                *first
            }
            _ => return None,
        })
    }

    /// The offices of the only one whom a name fits.
    fn offices_of(&self, name: &PersonalName, day: Option<&str>) -> Vec<(String, Option<String>)> {
        let Some(person) = self.only(name) else { return Vec::new() };
        let mut offices: Vec<_> = person.offices.iter().collect();
        let is_then = |office: &dateline_model::OfficeHeld| {
            day.is_none_or(|day| office.first.as_str() <= day && day <= office.last.as_str())
        };
        let share = |of: &Option<String>| {
            offices.iter().filter(|other| other.of == *of).map(|other| other.reports.len()).sum::<usize>()
        };
        let shares: Vec<usize> = offices.iter().map(|office| share(&office.of)).collect();
        let mut ranked: Vec<(usize, &dateline_model::OfficeHeld)> =
            shares.into_iter().zip(offices.drain(..)).collect();
        ranked.sort_by_key(|(share, office)| {
            (std::cmp::Reverse(*share), !is_then(office), std::cmp::Reverse(office.reports.len()))
        });
        ranked.into_iter().map(|(_, office)| (office.title.clone(), office.of.clone())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn callings_and_weekdays_are_as_their_examples() {
        let ends = |word: &str| ends_like_a_calling(&word.to_lowercase());
        assert!(offices().callings.example().split(' ').any(ends));
        assert!(offices().weekdays.is_shown());
        assert!(!ends_like_a_calling("otter"));
    }

    #[test]
    fn who_speaks_for_a_state() {
        for office in ["Foreign Minister", "deputy chairman of the Security Council", "presidential adviser"]
        {
            assert_eq!(standing_of(office), Standing::Official, "{office}");
        }
        for office in ["former president", "opposition leader", "ex-minister", "Senator", "state television"]
        {
            assert_eq!(standing_of(office), Standing::Private, "{office}");
        }
        assert_eq!(standing_of("driver"), Standing::Unknown);
    }

    #[test]
    fn who_held_an_office_holds_it_no_more() {
        let was = |after: &str| once_held(after).map(|office| standing_of(&office));
        assert_eq!(was(", who served as foreign minister in the seventies, said"), Some(Standing::Private));
        assert_eq!(was(", who was chancellor until 1998, spoke"), Some(Standing::Private));
        assert_eq!(was(", who was visiting Oslo from Monday, said"), None);
        assert_eq!(was(", the foreign minister, said"), None);
    }

    #[test]
    fn institutions_and_seats_are_their_states() {
        let side = |words: &str| institution(words, false).and_then(|holder| holder.side);
        assert_eq!(side("the Kremlin").as_deref(), Some("RUS"));
        assert_eq!(side("Norwegian officials").as_deref(), Some("NOR"));
        assert_eq!(side("the Foreign Ministry of Chile").as_deref(), Some("CHL"));
        assert_eq!(side("NATO").as_deref(), Some("NATO"));
        assert_eq!(side("the Knesset").as_deref(), Some("ISR"));
        assert_eq!(pointed_at("Pope").map(|(side, ..)| side).as_deref(), Some("VAT"));
        assert_eq!(side("Norwegian media"), None);
        assert_eq!(side("the Norwegians"), None);
    }
}
