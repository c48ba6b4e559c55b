//! "the Kremlin spokesman", "the Russian leader": people named by what they are, and bodies
//! and groups named again by their noun.

use super::affiliations::{Affiliation, Polity};
use super::clusters::{Clusters, Traits};
use super::lexicon::{Lexicon, Resuming};
use super::offices::canonical;
use super::phrases::{Definiteness, Phrase};
use dateline_language::{Annotated, Deprel, Upos};
use dateline_model::{MentionKind, Sector};
use dateline_scene::MentionForm;
use rustc_hash::FxHashMap;

/// How many people are looked at for one role, nearest first.
const WINDOW: usize = 40;
/// How many sentences make a report's first lines.
const LEAD: usize = 3;
/// How many sentences back "the politician" may point.
const RESUMED: usize = 4;

/// Joins roles to the people and bodies they stand for.
pub fn join(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    affiliations: &[Affiliation],
    lexicon: &Lexicon,
    clusters: &mut Clusters,
) {
    introductions(annotated, phrases, affiliations, clusters);
    holders(annotated, phrases, affiliations, lexicon, clusters);
    same_nouns(annotated, phrases, affiliations, clusters);
    resumed(annotated, phrases, affiliations, lexicon, clusters);
}

/// Joins offices to the people who hold them; again when more is known of whose they are.
pub fn holders(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    affiliations: &[Affiliation],
    lexicon: &Lexicon,
    clusters: &mut Clusters,
) {
    let people: Vec<usize> = (0..phrases.len())
        .filter(|&number| {
            phrases[number].kind == Some(MentionKind::Person) && phrases[number].form == MentionForm::Name
        })
        .collect();
    let reader = Holders { annotated, phrases, affiliations, lexicon };
    for number in 0..phrases.len() {
        let phrase = &phrases[number];
        let is_office = phrase.form == MentionForm::Nominal && phrase.kind == Some(MentionKind::Office);
        if !is_office || clusters.traits(number).is_named {
            continue;
        }
        if phrase.definiteness == Definiteness::Indefinite {
            // "A Danish diplomat said … Danish diplomat Ida Krogh told …": leads describe, the next lines name.
            if phrase.sentence < LEAD
                && let Some(person) = reader.only_later(number, &people, clusters)
            {
                clusters.join(person, number);
            }
            continue;
        }
        if phrase.definiteness == Definiteness::Bare && affiliations[number].of.is_none() {
            continue;
        }
        let behind = people.partition_point(|&person| person < number);
        let before = people[..behind].iter().rev().take(WINDOW);
        let after = people[behind..].iter().take(WINDOW);
        let found = before.clone().find(|&&person| reader.holds(number, person, clusters)).or_else(|| {
            // Named only further on: "The Kremlin spokesman said … Kremlin spokesman Gennadi Gerasimov said".
            if clusters.traits(number).of.is_none() && affiliations[number].via.is_none() {
                return None;
            }
            after.clone().find(|&&person| reader.is_named_later(number, person, clusters))
        });
        if let Some(&person) = found {
            clusters.join(person, number);
        }
    }
}

struct Holders<'a, 't> {
    annotated: &'a Annotated<'t>,
    phrases: &'a [Phrase],
    affiliations: &'a [Affiliation],
    lexicon: &'a Lexicon,
}

impl Holders<'_, '_> {
    /// Whether a person named before holds the office of a phrase.
    fn holds(&self, number: usize, person: usize, clusters: &Clusters) -> bool {
        let (phrase, own) = (&self.phrases[number], &self.affiliations[number]);
        // "After talks with the minister, Jan Lis, the envoy said": beside each other and not in apposition, they are two.
        let name = &self.phrases[person].words;
        if name.end + 1 == phrase.words.start && self.annotated.form(name.end) == "," {
            return false;
        }
        let (role, traits) = (clusters.traits(number), clusters.traits(person));
        if phrase.gender.zip(traits.gender).is_some_and(|(a, b)| a != b) {
            return false;
        }
        let is_leader = own.noun.as_deref() == Some("leader") && phrase.role.is_some_and(|role| role.leads);
        let same_office = self.is_office_of(own, traits) || is_leader && traits.leads;
        match (&role.of, &traits.of) {
            (Some(own_of), Some(of)) => {
                own_of == of && (same_office || is_leader && self.is_known_leader(person, traits))
            }
            (None, _) if own.via.is_none() => same_office,
            (None, of) => same_office && self.belongs(own.via, of.as_ref(), traits, clusters),
            (Some(_), None) => false,
        }
    }

    /// Whether a person named further on is brought in by the same office of the same state.
    fn is_named_later(&self, number: usize, person: usize, clusters: &Clusters) -> bool {
        let (phrase, own) = (&self.phrases[number], &self.affiliations[number]);
        let (role, traits) = (clusters.traits(number), clusters.traits(person));
        let is_leader = own.noun.as_deref() == Some("leader") && phrase.role.is_some_and(|role| role.leads);
        let is_theirs = match &role.of {
            Some(of) => traits.of.as_ref() == Some(of),
            None => self.belongs(own.via, traits.of.as_ref(), traits, clusters),
        };
        is_theirs
            && phrase.gender.zip(traits.gender).is_none_or(|(a, b)| a == b)
            && (self.is_office_of(own, traits) || is_leader && traits.leads)
    }

    /// The one person further on who has the office and state of somebody whom the first lines only describe.
    fn only_later(&self, number: usize, people: &[usize], clusters: &Clusters) -> Option<usize> {
        let phrase = &self.phrases[number];
        clusters.traits(number).of.as_ref()?;
        if clusters.traits(number).count > 2 || self.affiliations[number].noun.as_deref() == Some("official")
        {
            return None;
        }
        let behind = people.partition_point(|&person| person < number);
        let mut fitting = people[behind..]
            .iter()
            .take(WINDOW)
            .copied()
            .filter(|&person| self.is_named_later(number, person, clusters));
        let first =
            fitting.next().filter(|&first| self.phrases[first].sentence <= phrase.sentence + LEAD * 2)?;
        let is_alone = fitting.all(|other| clusters.is_one(other, first));
        let was_known = people[..behind].iter().any(|&before| clusters.is_one(before, first));
        (is_alone && !was_known).then_some(first)
    }

    /// "The Russian leader" of somebody of whom the report says no office, and whom all the world knows.
    fn is_known_leader(&self, person: usize, traits: &Traits) -> bool {
        let name = self.annotated.words(self.phrases[person].core).to_lowercase();
        traits.nouns.is_empty() && self.lexicon.leader(&name).is_some()
    }

    /// Whether all that an office says is said of somebody: "the minister" of a foreign minister, but
    /// "the foreign minister" of no defence minister.
    fn is_office_of(&self, own: &Affiliation, traits: &Traits) -> bool {
        let (Some(noun), Some(office)) = (&own.noun, &own.office) else { return false };
        let office = plain(office);
        let bare = without_light(&office);
        let says_no_other = |known: &String| {
            let has = |word: &str| known.split([' ', '-']).any(|other| other == word);
            bare.split([' ', '-']).all(has) && !(bare == "minister" && has("prime"))
        };
        traits.nouns.contains(noun) && traits.offices.iter().any(says_no_other)
            || traits
                .offices
                .iter()
                .any(|known| self.lexicon.is_same_office(bare, without_light(&plain(known))))
            || self.is_told_otherwise(bare, traits)
    }

    /// "The head of diplomacy" of a foreign minister.
    fn is_told_otherwise(&self, office: &str, traits: &Traits) -> bool {
        let own = canonical(office);
        traits.offices.iter().any(|known| {
            let known = canonical(without_light(&plain(known)));
            own == known || self.lexicon.is_same_office(&own, &known)
        })
    }

    /// "Its director": whether somebody belongs to the body whose the office is.
    fn belongs(&self, via: Option<usize>, of: Option<&Polity>, traits: &Traits, clusters: &Clusters) -> bool {
        let Some(via) = via else { return false };
        let owner = clusters.traits(via);
        if owner.of.is_some() && owner.of.as_ref() == of {
            return true;
        }
        let name = self.phrases[owner.first..=owner.last]
            .iter()
            .zip(owner.first..)
            .find(|(phrase, number)| phrase.form != MentionForm::Pronoun && clusters.is_one(via, *number));
        let Some((name, _)) = name else { return false };
        let last = self.annotated.form(name.core.end - 1).to_lowercase();
        let named = self.annotated.words(name.core);
        matches!(of, Some(Polity::Body(body)) if body == named)
            || traits.offices.iter().any(|office| office.split(' ').any(|word| word == last))
    }
}

/// An office in lower case and without articles: "head of government".
fn plain(office: &str) -> String {
    let lower = office.to_lowercase();
    lower.split(' ').filter(|word| !matches!(*word, "the" | "a" | "an")).collect::<Vec<_>>().join(" ")
}

/// An office without the words that only say when or how high it is held.
fn without_light(office: &str) -> &str {
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

/// "The politician", "the journalist", "the man": whoever was brought in last that can be called so.
fn resumed(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    affiliations: &[Affiliation],
    lexicon: &Lexicon,
    clusters: &mut Clusters,
) {
    for number in 0..phrases.len() {
        let phrase = &phrases[number];
        if phrase.form != MentionForm::Nominal
            || phrase.is_plural
            || phrase.definiteness != Definiteness::Definite
            || phrase.owner.is_some()
            || !phrase.modifiers.is_empty()
            || affiliations[number].of.is_some()
            || clusters.traits(number).count > 1
        {
            continue;
        }
        let noun = annotated.words(phrase.core).to_lowercase();
        let Some(whom) = lexicon.resuming(&noun) else { continue };
        let fits = |&candidate: &usize| {
            let other = &phrases[candidate];
            let traits = clusters.traits(candidate);
            let is_called_so = match whom {
                Resuming::Any => true,
                Resuming::Media => traits.sector == Some(Sector::Med),
                Resuming::Politics => {
                    traits.leads
                        || matches!(
                            traits.sector,
                            Some(Sector::Gov | Sector::Leg | Sector::Opp | Sector::Igo)
                        )
                }
            };
            other.form != MentionForm::Pronoun
                && traits.kind == Some(MentionKind::Person)
                && traits.is_named
                && is_called_so
                && phrase.gender.zip(traits.gender).is_none_or(|(a, b)| a == b)
        };
        let near: Vec<usize> = (number.saturating_sub(WINDOW)..number)
            .rev()
            .take_while(|&candidate| phrase.sentence - phrases[candidate].sentence <= RESUMED)
            .filter(fits)
            .collect();
        // Who spoke last, else who was named last.
        let found =
            near.iter().copied().find(|&candidate| is_speaking(annotated, &phrases[candidate], lexicon));
        if let Some(found) = found.or_else(|| near.first().copied()) {
            clusters.join(found, number);
        }
    }
}

/// Whether a phrase is the subject of a verb of saying.
pub fn is_speaking(annotated: &Annotated<'_>, phrase: &Phrase, lexicon: &Lexicon) -> bool {
    let token = &annotated.tokens[phrase.head];
    token.deprel.is(Deprel::Nsubj)
        && token.head.is_some_and(|verb| lexicon.is_saying(&annotated.tokens[verb as usize].lemma))
}

/// "A White House envoy … said Friday that … Alfred Atherton told …": somebody is brought in by what
/// he is, and the next sentence gives the name without saying who that is.
fn introductions(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    affiliations: &[Affiliation],
    clusters: &mut Clusters,
) {
    let mut by_sentence: Vec<Vec<usize>> = vec![Vec::new(); annotated.sentences.len()];
    for (number, phrase) in phrases.iter().enumerate() {
        by_sentence[phrase.sentence].push(number);
    }
    for sentence in 1..annotated.sentences.len() {
        let Some(&first) = by_sentence[sentence].first() else { continue };
        let named = &phrases[first];
        let begin = annotated.sentences[sentence].words.start;
        let is_new = named.form == MentionForm::Name
            && named.kind == Some(MentionKind::Person)
            && named.core.len() >= 2
            && named.role.is_none()
            && named.words.start == begin
            && clusters.traits(first).first == first
            && clusters.traits(first).nouns.is_empty()
            && is_subject(annotated, named);
        if !is_new {
            continue;
        }
        let role = by_sentence[sentence - 1].iter().copied().find(|&number| {
            let phrase = &phrases[number];
            phrase.form == MentionForm::Nominal
                && phrase.definiteness == Definiteness::Indefinite
                && matches!(phrase.kind, Some(MentionKind::Office | MentionKind::Person))
                && affiliations[number].noun.is_some()
                && phrase.words.start == annotated.sentences[sentence - 1].words.start
                && clusters.traits(number).count == 1
                && phrase.gender.zip(named.gender).is_none_or(|(a, b)| a == b)
        });
        if let Some(role) = role {
            clusters.join(first, role);
        }
    }
}

/// Whether a phrase is the subject; without trees, whether a verb follows it.
pub fn is_subject(annotated: &Annotated<'_>, phrase: &Phrase) -> bool {
    let token = &annotated.tokens[phrase.head];
    if token.deprel.is(Deprel::Nsubj) {
        return true;
    }
    token.head.is_none()
        && annotated
            .tokens
            .get(phrase.words.end)
            .is_some_and(|next| matches!(next.upos, Upos::Verb | Upos::Aux))
}

/// "the company" after "a company", "the rebels" after "rebels": the same noun, known from before.
fn same_nouns(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    affiliations: &[Affiliation],
    clusters: &mut Clusters,
) {
    let mut last: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for number in 0..phrases.len() {
        let phrase = &phrases[number];
        if phrase.form == MentionForm::Pronoun {
            continue;
        }
        let noun = annotated.tokens[class_word(annotated, phrase)].lemma.to_lowercase();
        // "Police said" of the police named before, as long as there were no others.
        let is_bare_organ = phrase.definiteness == Definiteness::Bare
            && phrase.kind == Some(MentionKind::Organization)
            && affiliations[number].is_of_state
            && phrase.modifiers.is_empty()
            && last
                .get(noun.as_str())
                .is_some_and(|known| known.iter().all(|&before| clusters.is_one(before, known[0])));
        if phrase.form == MentionForm::Nominal
            && (phrase.definiteness == Definiteness::Definite || is_bare_organ)
            && let Some(known) = last.get(noun.as_str())
        {
            let found = known.iter().rev().take(8).find(|&&before| {
                let other = &phrases[before];
                other.is_plural == phrase.is_plural
                    && other.words.end <= phrase.words.start
                    && is_same_side(&affiliations[number].of, clusters.traits(before).of.as_ref())
                    && says_nothing_new(annotated, phrase, other)
                    && is_same_or_shorter(&affiliations[number], &affiliations[before])
                    && same_owner(phrase, other, clusters)
            });
            if let Some(&found) = found {
                clusters.join(found, number);
            }
        }
        last.entry(noun.to_string()).or_default().push(number);
    }
}

/// The word that says what kind of body a phrase is: "Ministry" of "Ministry of Trade".
fn class_word(annotated: &Annotated<'_>, phrase: &Phrase) -> usize {
    if phrase.form == MentionForm::Name && phrase.kind == Some(MentionKind::Organization) {
        if phrase.words.end > phrase.core.end {
            return phrase.words.end - 1;
        }
        let of = phrase.core.range().skip(1).find(|&at| matches!(annotated.form(at), "of" | "for"));
        return of.unwrap_or(phrase.core.end) - 1;
    }
    phrase.core.end - 1
}

/// "The ministry" is that of the state named before; "the Danish ministry" is no other's.
fn is_same_side(own: &Option<Polity>, before: Option<&Polity>) -> bool {
    own.is_none() || own.as_ref() == before
}

/// "The minister" may be the foreign minister, but "the head of the bank" is no head of another, nor is "the
/// minister" the prime minister.
fn is_same_or_shorter(own: &Affiliation, before: &Affiliation) -> bool {
    let (Some(own), Some(before)) = (&own.office, &before.office) else { return true };
    let (own, before) = (plain(own), plain(before));
    let has = |word: &str| before.split([' ', '-']).any(|other| other == word);
    own == before
        || !own.contains(" of ") && own.split([' ', '-']).all(has) && (own != "minister" || !has("prime"))
}

/// Two owned things are one only if their owners are.
fn same_owner(phrase: &Phrase, other: &Phrase, clusters: &Clusters) -> bool {
    match (phrase.owner, other.owner) {
        (Some(a), Some(b)) => clusters.is_one(a, b),
        (Some(_), None) => false,
        _ => true,
    }
}

/// Whether all that describes a phrase stood with the other already.
fn says_nothing_new(annotated: &Annotated<'_>, phrase: &Phrase, other: &Phrase) -> bool {
    (phrase.modifiers.start..phrase.core.end).all(|at| {
        let form = annotated.form(at);
        other.words.range().any(|before| annotated.form(before).eq_ignore_ascii_case(form))
            || at + 1 == phrase.core.end
    })
}
