//! "the Kremlin spokesman", "the Russian leader": people named by what they are, and bodies
//! and groups named again by their noun.

use super::affiliations::Affiliation;
use super::clusters::{Clusters, Traits};
use super::phrases::{Definiteness, Phrase};
use dateline_language::{Annotated, Deprel, Upos};
use dateline_model::MentionKind;
use dateline_scene::MentionForm;
use rustc_hash::FxHashMap;

/// How many people are looked at for one role, nearest first.
const WINDOW: usize = 40;

/// Joins roles to the people and bodies they stand for.
pub fn join(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    affiliations: &[Affiliation],
    clusters: &mut Clusters,
) {
    introductions(annotated, phrases, affiliations, clusters);
    let people: Vec<usize> = (0..phrases.len())
        .filter(|&number| {
            phrases[number].kind == Some(MentionKind::Person) && phrases[number].form == MentionForm::Name
        })
        .collect();
    for number in 0..phrases.len() {
        let phrase = &phrases[number];
        if phrase.form != MentionForm::Nominal
            || phrase.kind != Some(MentionKind::Office)
            || phrase.definiteness == Definiteness::Indefinite
            || phrase.definiteness == Definiteness::Bare && affiliations[number].of.is_none()
            || clusters.traits(number).is_named
        {
            continue;
        }
        let behind = people.partition_point(|&person| person < number);
        let before = people[..behind].iter().rev().take(WINDOW);
        let after = people[behind..].iter().take(WINDOW);
        let own = &affiliations[number];
        let is_leader = phrase.role.is_some_and(|role| role.leads);
        let fits = |&&person: &&usize| is_holder(own, is_leader, phrase, clusters.traits(person));
        let found = before.clone().find(fits).or_else(|| {
            // Named only further on: "The Kremlin spokesman said … Kremlin spokesman Dmitry Peskov said".
            own.of.as_ref()?;
            after.clone().find(|&&person| {
                has_same_noun(own, clusters.traits(person)) && own.of == clusters.traits(person).of
            })
        });
        if let Some(&person) = found {
            clusters.join(person, number);
        }
    }
    same_nouns(annotated, phrases, affiliations, clusters);
}

fn has_same_noun(own: &Affiliation, traits: &Traits) -> bool {
    own.noun.as_ref().is_some_and(|noun| traits.nouns.contains(noun))
}

fn is_holder(own: &Affiliation, is_leader: bool, phrase: &Phrase, traits: &Traits) -> bool {
    if phrase.gender.zip(traits.gender).is_some_and(|(a, b)| a != b) {
        return false;
    }
    let is_generic = own.noun.as_deref() == Some("leader");
    let same_office = has_same_noun(own, traits) || is_leader && traits.leads && is_generic;
    match (&own.of, &traits.of) {
        (Some(own_of), Some(of)) => own_of == of && same_office,
        (None, _) => same_office && own.via.is_none(),
        (Some(_), None) => false,
    }
}

/// "A Kremlin envoy … said Friday that … Kirill Dmitriev told …": somebody is brought in by what
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
        let noun = annotated.tokens[phrase.core.end - 1].lemma.to_lowercase();
        if phrase.form == MentionForm::Nominal
            && phrase.definiteness == Definiteness::Definite
            && let Some(known) = last.get(noun.as_str())
        {
            let found = known.iter().rev().take(8).find(|&&before| {
                let other = &phrases[before];
                other.is_plural == phrase.is_plural
                    && other.words.end <= phrase.words.start
                    && affiliations[number].of == affiliations[before].of
                    && says_nothing_new(annotated, phrase, other)
                    && same_owner(phrase, other, clusters)
            });
            if let Some(&found) = found {
                clusters.join(found, number);
            }
        }
        last.entry(noun.to_string()).or_default().push(number);
    }
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
