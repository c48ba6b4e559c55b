//! "The politician", "the Russian tycoon": whoever spoke last, under what he is.

use super::affiliations::{Affiliation, Polity};
use super::clusters::Clusters;
use super::lexicon::{Bearer, Head, Lexicon, Resuming};
use super::offices::{plain, without_light};
use super::phrases::{Definiteness, Phrase};
use super::telling::{governing, is_speaking, is_subject, plain_sentences, says_of_what};
use dateline_language::{Annotated, Upos};
use dateline_model::{MentionKind, Sector};
use dateline_scene::MentionForm;

/// How many phrases back is looked.
const WINDOW: usize = 40;
/// How many sentences back "the politician" may point.
pub const RESUMED: usize = 4;

/// "The politician", "the journalist", "the man": whoever was brought in last that can be called so.
pub fn resumed(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    affiliations: &[Affiliation],
    lexicon: &Lexicon,
    clusters: &mut Clusters,
) {
    let plain = plain_sentences(annotated);
    for number in 0..phrases.len() {
        let phrase = &phrases[number];
        // "The Chilean official": nothing but the people's adjective.
        let of = affiliations[number].of.as_ref().filter(|of| of.state().is_some());
        let is_of_people = of.is_some() && phrase.modifiers.len() == 1;
        if phrase.form != MentionForm::Nominal
            || phrase.is_plural
            || phrase.definiteness != Definiteness::Definite
            || phrase.owner.is_some()
            || !(phrase.modifiers.is_empty() || is_of_people)
            || affiliations[number].of.is_some() && !is_of_people
            || clusters.traits(number).count > 1
            || says_of_what(annotated, phrase)
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
                Resuming::Of(sector) => traits.sector == Some(sector),
                // "Pavel Horn of the Harbour Party": who was called nothing may be a politician.
                // Who leads a state is called neither an official nor a diplomat.
                Resuming::Politics if traits.leads => !matches!(noun.as_str(), "official" | "diplomat"),
                Resuming::Politics => traits.sector.is_none_or(|sector| {
                    matches!(sector, Sector::Gov | Sector::Leg | Sector::Opp | Sector::Igo)
                }),
                // The head of an institute may be an expert, a minister is none.
                Resuming::Learned => {
                    matches!(traits.of, Some(Polity::Body(_)))
                        || traits.sector.is_none_or(|sector| {
                            matches!(
                                sector,
                                Sector::Edu | Sector::Bus | Sector::Ngo | Sector::Med | Sector::Cvl
                            )
                        })
                }
            };
            other.form != MentionForm::Pronoun
                && traits.kind == Some(MentionKind::Person)
                && traits.is_named
                && is_called_so
                && (!is_of_people || traits.of.as_ref() == of)
                && phrase.gender.zip(traits.gender).is_none_or(|(a, b)| a == b)
        };
        let near: Vec<usize> = (number.saturating_sub(WINDOW)..number)
            .rev()
            .take_while(|&candidate| plain[phrase.sentence] - plain[phrases[candidate].sentence] <= RESUMED)
            .filter(fits)
            .collect();
        // "A White House official was there. The US official said": the one who was not named.
        let is_unnamed = |&candidate: &usize| {
            let other = &phrases[candidate];
            other.form == MentionForm::Nominal
                && other.definiteness == Definiteness::Indefinite
                && annotated.words(other.core).to_lowercase() == noun
                && !clusters.traits(candidate).is_named
                && clusters.traits(candidate).of.as_ref().zip(of).is_none_or(|(a, b)| a == b)
        };
        if is_of_people {
            let mut before = (number.saturating_sub(WINDOW)..number).rev().take_while(|&candidate| {
                plain[phrase.sentence] - plain[phrases[candidate].sentence] <= RESUMED
            });
            if let Some(unnamed) = before.find(is_unnamed) {
                clusters.join(unnamed, number);
                continue;
            }
        }
        // Who spoke last or was just told of, else who was named last.
        let found = near.iter().copied().find(|&candidate| {
            let other = &phrases[candidate];
            let is_next = plain[phrase.sentence] - plain[other.sentence] <= 1
                && other.sentence < phrase.sentence
                && annotated.quotation_at(other.head).is_none();
            is_speaking(annotated, other, lexicon) || is_next && is_told_of(annotated, other)
        });
        if let Some(found) = found.or_else(|| near.first().copied()) {
            clusters.join(found, number);
        }
    }
}

/// "Ivan Sokolov wrote … The Chilean tycoon, who owns …, said": whoever spoke last goes on speaking under what he
/// is, where nothing yet told says that he is something else.
pub fn continued(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    affiliations: &[Affiliation],
    lexicon: &Lexicon,
    clusters: &mut Clusters,
) {
    let sentences = plain_sentences(annotated);
    for number in 0..phrases.len() {
        let phrase = &phrases[number];
        let is_description = phrase.form == MentionForm::Nominal
            && matches!(phrase.kind, Some(MentionKind::Office | MentionKind::Person))
            && !phrase.is_plural
            && phrase.definiteness == Definiteness::Definite
            && phrase.owner.is_none_or(|owner| phrases[owner].form == MentionForm::Name)
            && clusters.traits(number).first == number
            && !clusters.traits(number).is_named
            && annotated.quotation_at(phrase.head).is_none()
            && speaks(annotated, phrase, lexicon);
        if !is_description {
            continue;
        }
        let before = (number.saturating_sub(WINDOW)..number).rev();
        let near = before
            .take_while(|&candidate| {
                sentences[phrase.sentence] - sentences[phrases[candidate].sentence] <= RESUMED
            })
            .filter(|&candidate| phrases[candidate].sentence < phrase.sentence);
        // Whoever spoke last, under whatever word.
        let last = near.filter(|&candidate| annotated.quotation_at(phrases[candidate].head).is_none()).find(
            |&candidate| {
                let other = &phrases[candidate];
                let is_next = sentences[phrase.sentence] - sentences[other.sentence] <= 1;
                other.kind.is_some()
                    && other.form != MentionForm::Pronoun
                    && (speaks(annotated, other, lexicon)
                        || is_next && other.is_person() && is_told_of(annotated, other))
            },
        );
        let fits = |&last: &usize| {
            let named = annotated.words(phrases[last].core).to_lowercase();
            // "Ada Berg arrived. The Norwegian minister said": only who speaks goes on speaking by the office.
            let is_calling = clusters.traits(number).sector.is_some_and(is_free);
            let office = affiliations[number].office.as_deref().map(plain);
            let head = office.and_then(|office| Head::of_office(without_light(&office)));
            let is_another_head = head.is_some()
                && (lexicon.leader(&named).is_some() || lexicon.leader_spelled(&named).is_some())
                && lexicon.head(&named) != head;
            // "In May, the chairman of Nordfisk said": another, on another day.
            let is_told_by_firm = is_calling
                && phrases[number].modifiers.is_empty()
                && phrases[number].owner.is_none()
                && !begins(annotated, &phrases[number]);
            !is_told_by_firm
                && may_be(
                    phrases,
                    affiliations,
                    lexicon,
                    clusters,
                    number,
                    last,
                    goes_on(annotated, &phrases[number]),
                )
                && (is_calling || speaks(annotated, &phrases[last], lexicon))
                && !is_another_head
        };
        let Some(last) = last.filter(fits) else { continue };
        clusters.join(last, number);
    }
}

/// Whether who is called by a name may be what a description says: of the same state, and nothing told of an office
/// that says otherwise.
fn may_be(
    phrases: &[Phrase],
    affiliations: &[Affiliation],
    lexicon: &Lexicon,
    clusters: &Clusters,
    number: usize,
    named: usize,
    goes_on: bool,
) -> bool {
    let (phrase, own) = (&phrases[number], &affiliations[number]);
    let (role, traits) = (clusters.traits(number), clusters.traits(named));
    if !traits.is_named
        || traits.is_plural
        || traits.kind != Some(MentionKind::Person)
        || phrase.gender.zip(traits.gender).is_some_and(|(a, b)| a != b)
    {
        return false;
    }
    let is_calling = role.sector.is_some_and(is_free) && !own.is_of_state;
    // A priest is of his church, whatever people he is of, and a founder of his firm.
    let is_of_church = role.sector == Some(Sector::Rel) && traits.sector == Some(Sector::Rel);
    let is_body = |of: &Polity| matches!(of, Polity::Body(_));
    let is_same_side = is_of_church
        || role
            .of
            .as_ref()
            .zip(traits.of.as_ref())
            .is_none_or(|(a, b)| a == b || is_calling && is_body(a) != is_body(b));
    let fits = if is_calling {
        // "The tycoon" of whom nothing is said, or what goes with it; "the passenger" is somebody else.
        let is_told = phrase.role.is_some_and(|role| role.bearer == Bearer::Title);
        let is_specific = !phrase.modifiers.is_empty() || phrase.owner.is_some() || role.of.is_some();
        is_told
            && is_specific
            && traits.sector.is_none_or(|sector| sector == Sector::Cvl || role.sector == Some(sector))
    } else {
        // "Ola Berg has said … The Norwegian minister …": an office of a state for whom none was told.
        // "Pavel Horn said … The Harbour Party president also added …"
        let is_states = matches!(role.of, Some(Polity::State(_))) && (own.is_of_state || own.of.is_some());
        // "The politician" told no office.
        let is_open = traits.nouns.iter().all(|noun| lexicon.resuming(noun).is_some())
            && (traits.sector.is_none() || !traits.nouns.is_empty());
        // "Pavel Horn criticised the ban. The Norwegian minister said …": two who answer each other.
        goes_on && (is_states || role.of.is_some() || own.via.is_some()) && is_open
    };
    is_same_side && fits
}

/// Whether nothing but a quotation stands before a phrase in its sentence.
fn begins(annotated: &Annotated<'_>, phrase: &Phrase) -> bool {
    (annotated.sentences[phrase.sentence].words.start..phrase.words.start).all(|at| {
        annotated.quotation_at(at).is_some()
            || matches!(annotated.tokens[at].upos, Upos::Punct | Upos::Verb | Upos::Cconj)
    })
}

/// Whether the verb behind a phrase says that something else was said before: "also said", "added".
fn goes_on(annotated: &Annotated<'_>, phrase: &Phrase) -> bool {
    let Some(verb) = annotated.tokens[phrase.head].head.map(|verb| verb as usize) else { return false };
    let has_also =
        annotated.children(verb).any(|child| matches!(annotated.form(child), "also" | "further" | "then"));
    has_also || is_additive(annotated, verb)
}

/// "add", "continue": a verb of who goes on speaking.
fn is_additive(annotated: &Annotated<'_>, verb: usize) -> bool {
    matches!(annotated.tokens[verb].lemma.as_str(), "add" | "continue" | "reiterate" | "repeat" | "conclude")
}

/// Whether a sentence tells of somebody.
fn is_told_of(annotated: &Annotated<'_>, phrase: &Phrase) -> bool {
    is_subject(annotated, phrase) || governing(annotated, phrase).is_some()
}

/// The parts of society that are no part of a state.
fn is_free(sector: Sector) -> bool {
    matches!(
        sector,
        Sector::Bus | Sector::Edu | Sector::Med | Sector::Ngo | Sector::Cvl | Sector::Rel | Sector::Lab
    )
}

/// Whether a phrase is who speaks: the subject of a verb of saying, or behind "according to".
fn speaks(annotated: &Annotated<'_>, phrase: &Phrase, lexicon: &Lexicon) -> bool {
    let start = phrase.words.start;
    let is_according = start > 1
        && annotated.form(start - 1) == "to"
        && annotated.form(start - 2).eq_ignore_ascii_case("according");
    let says = |verb: usize| lexicon.is_saying(&annotated.tokens[verb].lemma);
    is_according || is_speaking(annotated, phrase, lexicon) || governing(annotated, phrase).is_some_and(says)
}
