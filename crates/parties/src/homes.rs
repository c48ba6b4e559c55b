//! Whose police, whose minister, where the report leaves it to its setting: "Police said" in a report
//! from one town, "Sen. Vega, D-N.M.".

use super::affiliations::{Affiliation, Affiliations, Polity};
use super::clusters::Clusters;
use super::lexicon::Lexicon;
use super::phrases::{Definiteness, Phrase};
use dateline_gazetteer::CountryWord;
use dateline_language::{Annotated, Upos};
use dateline_model::{MentionKind, Span};
use dateline_scene::MentionForm;
use rustc_hash::FxHashMap;

/// How many sentences back the setting of a sentence reaches.
const NEAR: usize = 2;
/// The share of a report's mentions of states and places that its own state has.
const HOME: f64 = 0.6;
/// The share that is enough where no other state has half as much.
const AHEAD: f64 = 0.45;
/// The share that a state has at least whose police a sentence may mean.
const OFTEN: f64 = 0.3;

/// Gives officers and organs of states the state that the report's setting shows.
pub fn settle(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    affiliations: &[Affiliation],
    reader: &Affiliations<'_, '_>,
    lexicon: &Lexicon,
    clusters: &mut Clusters,
) {
    party_labels(annotated, phrases, reader, clusters);
    of_what_was_named(annotated, phrases, affiliations, reader, clusters);
    of_the_town(annotated, phrases, reader, clusters);
    let setting = Setting::of(annotated, phrases, reader, lexicon, clusters);
    for (number, phrase) in phrases.iter().enumerate() {
        if phrase.form == MentionForm::Pronoun || clusters.traits(number).of.is_some() {
            continue;
        }
        let own = &affiliations[number];
        if !own.is_of_state || !own.states.is_empty() {
            continue;
        }
        // Whose it is was said, and is no state we know: "the guerrillas' police".
        let is_anothers = own.via.is_some_and(|via| phrases[via].form == MentionForm::Name);
        let state = setting.at(phrase.sentence).or_else(|| own.home.clone());
        if let Some(state) = state.filter(|_| !is_anothers) {
            clusters.set_of(number, Polity::State(state));
        }
    }
}

/// "Museum director Lena Dahl", "a company spokesman": of the museum or company that was named, where there
/// is one of the kind.
fn of_what_was_named(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    affiliations: &[Affiliation],
    reader: &Affiliations<'_, '_>,
    clusters: &mut Clusters,
) {
    let mut named: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (number, phrase) in phrases.iter().enumerate() {
        let is_body = matches!(phrase.kind, Some(MentionKind::Organization | MentionKind::Facility));
        // "the Lindby hospital" has a name in it.
        let has_name = phrase.modifiers.range().any(|at| annotated.tokens[at].upos == Upos::Propn);
        let is_named = phrase.form == MentionForm::Name
            || phrase.form == MentionForm::Nominal && has_name && !phrase.is_plural;
        if is_named && is_body {
            let of = phrase.core.range().skip(1).find(|&at| matches!(annotated.form(at), "of" | "for"));
            let class = annotated.form(of.unwrap_or(phrase.core.end) - 1).to_lowercase();
            named.entry(class).or_default().push(number);
        }
    }
    if named.is_empty() {
        return;
    }
    for (number, phrase) in phrases.iter().enumerate() {
        // "the department officials" too.
        if !(phrase.is_person() || phrase.kind == Some(MentionKind::Group))
            || phrase.form == MentionForm::Pronoun
            || affiliations[number].office.is_none()
            || clusters.traits(number).of.is_some()
        {
            continue;
        }
        let class = phrase.modifiers.range().find_map(|at| named.get(annotated.form(at)));
        let Some(bodies) = class else { continue };
        let first = bodies[0];
        // "justice politicians" are not those of "Law and Justice"; "hospital officials" are their state's too.
        let is_states = phrases[first].role.is_some() && clusters.traits(first).of.is_some();
        if phrase.kind == Some(MentionKind::Group) && !is_states {
            continue;
        }
        if bodies.iter().all(|&body| clusters.is_one(body, first)) {
            let of = clusters.traits(first).of.clone().filter(|_| reader.is_organ(phrases[first].core));
            let body = &phrases[first];
            let name = match body.form {
                MentionForm::Name => body.core,
                _ => Span::new(body.modifiers.start, body.words.end),
            };
            let of = of.unwrap_or_else(|| Polity::Body(annotated.words(name).to_owned()));
            clusters.set_of(number, of);
        }
    }
}

/// "The city's council": of the place named last.
fn of_the_town(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    reader: &Affiliations<'_, '_>,
    clusters: &mut Clusters,
) {
    for (number, phrase) in phrases.iter().enumerate() {
        let town = phrase.owner.map(|owner| &phrases[owner]).filter(|town| {
            town.form == MentionForm::Nominal
                && town.definiteness == Definiteness::Definite
                && matches!(
                    annotated.form(town.head).to_lowercase().as_str(),
                    "city"
                        | "town"
                        | "village"
                        | "capital"
                        | "region"
                        | "province"
                        | "district"
                        | "municipality"
                        | "county"
                )
        });
        let is_body =
            phrase.kind == Some(MentionKind::Organization) || phrase.kind == Some(MentionKind::Office);
        let is_body = is_body && !phrase.is_plural;
        let Some(town) = town.filter(|_| is_body && clusters.traits(number).of.is_none()) else { continue };
        let before =
            phrases[..number].iter().rev().take_while(|other| phrase.sentence - other.sentence <= NEAR);
        let place = before
            .filter(|other| other.form == MentionForm::Name && other.words.end <= town.words.start)
            .find(|other| other.kind == Some(MentionKind::Place));
        if let Some(state) = place.and_then(|place| reader.state_of_place(annotated.words(place.core))) {
            clusters.set_of(number, Polity::State(state.to_owned()));
        }
    }
}

/// The states and places that a report speaks of, by sentence.
struct Setting {
    by_sentence: Vec<Vec<String>>,
    home: Option<String>,
    /// The states that the report speaks of much.
    often: Vec<String>,
}

impl Setting {
    fn of(
        annotated: &Annotated<'_>,
        phrases: &[Phrase],
        reader: &Affiliations<'_, '_>,
        lexicon: &Lexicon,
        clusters: &Clusters,
    ) -> Self {
        let mut by_sentence: Vec<Vec<String>> = vec![Vec::new(); annotated.sentences.len()];
        let mut counts: FxHashMap<String, usize> = FxHashMap::default();
        for (number, phrase) in phrases.iter().enumerate() {
            if phrase.form != MentionForm::Name {
                continue;
            }
            let name = annotated.words(phrase.core);
            let state = match phrase.kind {
                // "A Latvian missile struck …" is not set in Latvia.
                Some(MentionKind::Nationality) if is_before_what_is_sent(annotated, phrase, lexicon) => None,
                // "A *Latvian* official said … Officials elsewhere …": what one person is of.
                Some(MentionKind::Nationality) if is_of_one_person(annotated, phrases, number) => None,
                Some(MentionKind::Country | MentionKind::Nationality) => {
                    reader.polity_named(name).and_then(|(polity, _)| polity.state().map(str::to_owned))
                }
                // "GENEVA — President Otieno said", "after the talks in Oslo": others meet there.
                Some(MentionKind::Place | MentionKind::Facility)
                    if lexicon.is_seat_of_others(&name.to_lowercase())
                        || is_of_a_meeting(annotated, phrase, lexicon) =>
                {
                    None
                }
                // A capital that acts is its state's voice, no setting of its own.
                Some(MentionKind::Place | MentionKind::Facility) => match reader.polity_named(name) {
                    Some((Polity::State(state), Some(CountryWord::Capital | CountryWord::Part))) => {
                        Some(state)
                    }
                    _ => reader.state_of_place(name).map(str::to_owned),
                },
                // "Danish Radio" is set in Denmark.
                Some(MentionKind::Organization) => {
                    clusters.traits(number).of.as_ref().and_then(Polity::state).map(str::to_owned)
                }
                // People of a state tell of the report's home, not of where a sentence is set.
                _ => {
                    if let Some(state) = clusters.traits(number).of.as_ref().and_then(Polity::state) {
                        *counts.entry(state.to_owned()).or_default() += 1;
                    }
                    None
                }
            };
            if let Some(state) = state {
                *counts.entry(state.clone()).or_default() += 1;
                by_sentence[phrase.sentence].push(state);
            }
        }
        let total: usize = counts.values().sum();
        let often = counts.iter().filter(|&(_, &count)| count as f64 >= OFTEN * total as f64);
        let often: Vec<String> = often.map(|(state, _)| state.clone()).collect();
        let mut others: Vec<usize> = counts.values().copied().collect();
        others.sort_unstable_by(|a, b| b.cmp(a));
        let most = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
        let home = most.filter(|&(_, count)| {
            count >= 2 && (count as f64 >= HOME * total as f64 || is_far_ahead(count, &others, total))
        });
        Setting { by_sentence, often, home: home.map(|(state, _)| state) }
    }

    /// The state a sentence is set in: the report's own, else the only one named here and just before.
    fn at(&self, sentence: usize) -> Option<String> {
        if let Some(home) = &self.home {
            return Some(home.clone());
        }
        let near = &self.by_sentence[sentence.saturating_sub(NEAR)..=sentence];
        let mut states = near.iter().flatten();
        let first = states.next()?;
        (states.all(|state| state == first) && self.often.contains(first)).then(|| first.clone())
    }
}

/// "the talks in *Oslo*": whether a place is where a meeting is held.
fn is_of_a_meeting(annotated: &Annotated<'_>, phrase: &Phrase, lexicon: &Lexicon) -> bool {
    const REACH: usize = 4;
    let start = phrase.core.start;
    let sentence = annotated.sentence(phrase.head).words;
    let is_led_to = start > sentence.start
        && matches!(annotated.form(start - 1).to_lowercase().as_str(), "in" | "at" | "near" | "outside");
    is_led_to
        && (sentence.start.max(start.saturating_sub(REACH))..start - 1)
            .rev()
            .take_while(|&at| !matches!(annotated.tokens[at].upos, Upos::Verb | Upos::Punct))
            .any(|at| lexicon.is_meeting(&annotated.tokens[at].lemma.to_lowercase()))
}

/// "a *Russian* missile strike", "*Russian* drones": whether a people's adjective stands before what was sent out.
fn is_before_what_is_sent(annotated: &Annotated<'_>, phrase: &Phrase, lexicon: &Lexicon) -> bool {
    const REACH: usize = 4;
    let sentence = annotated.sentence(phrase.head).words;
    (phrase.core.end..sentence.end.min(phrase.core.end + REACH))
        .take_while(|&at| {
            matches!(annotated.tokens[at].upos, Upos::Adj | Upos::Noun | Upos::Propn)
                || annotated.form(at) == "-"
        })
        .any(|at| lexicon.is_sent(&annotated.tokens[at].lemma.to_lowercase()))
}

/// "a *Latvian* clerk", "the *Latvian* envoy Ada Berg": whether a people's adjective belongs to one person who is told of.
fn is_of_one_person(annotated: &Annotated<'_>, phrases: &[Phrase], number: usize) -> bool {
    let own = &phrases[number];
    let holds = |other: &Phrase| {
        other.words.start <= own.words.start
            && own.words.end <= other.words.end
            && other.words.len() > own.words.len()
            && other.is_person()
            && !other.is_plural
            && annotated.quotation_at(other.head).is_none() == annotated.quotation_at(own.head).is_none()
    };
    let around = number.saturating_sub(3)..phrases.len().min(number + 4);
    phrases[around].iter().any(holds)
}

/// Whether the state spoken of most is so twice as much as the next.
fn is_far_ahead(most: usize, counts: &[usize], total: usize) -> bool {
    let next = counts.get(1).copied().unwrap_or(0);
    most >= 2 * next && most as f64 >= AHEAD * total as f64
}

/// "Vega, D-N.M.," and "Holm (R-Texas)": members of the American Congress.
fn party_labels(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    reader: &Affiliations<'_, '_>,
    clusters: &mut Clusters,
) {
    for (number, phrase) in phrases.iter().enumerate() {
        if phrase.form != MentionForm::Name || phrase.kind != Some(MentionKind::Person) {
            continue;
        }
        let end = annotated.bytes(phrase.words).end;
        let Some(behind) = annotated.text().get(end..) else { continue };
        let label = behind.strip_prefix(", ").or_else(|| behind.strip_prefix(" ("));
        let mut letters = label.unwrap_or_default().chars();
        let is_label = letters.next().is_some_and(|letter| matches!(letter, 'D' | 'R' | 'I'))
            && letters.next().is_some_and(|letter| matches!(letter, '-' | '–' | '‑'))
            && letters.next().is_some_and(char::is_uppercase);
        let is_label = is_label || label.is_some_and(|label| is_told_in_words(label, reader));
        if is_label {
            clusters.set_of(number, Polity::State("USA".to_owned()));
        }
    }
}

/// ", Republican of Ohio", ", a Democrat from Oregon": the party and the state in words.
fn is_told_in_words(label: &str, reader: &Affiliations<'_, '_>) -> bool {
    let label = ["a ", "an ", "the "].iter().find_map(|article| label.strip_prefix(article)).unwrap_or(label);
    let mut words = label.split(' ');
    let is_party = matches!(words.next(), Some("Republican" | "Democrat" | "Independent" | "independent"));
    let leads = matches!(words.next(), Some("of" | "from"));
    let name: Vec<&str> = words.take(2).collect();
    let bare = |word: &str| word.trim_end_matches(|letter: char| !letter.is_alphanumeric()).to_owned();
    let is_american = |name: &str| reader.state_of_place(name) == Some("USA");
    is_party
        && leads
        && match name.as_slice() {
            [one] => is_american(&bare(one)),
            [one, two] => is_american(&bare(one)) || is_american(&format!("{one} {}", bare(two))),
            _ => false,
        }
}
