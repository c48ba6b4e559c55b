//! Who is brought in by what he is, and named in the next sentence.

use super::affiliations::Affiliation;
use super::clusters::Clusters;
use super::lexicon::Lexicon;
use super::offices::is_generic;
use super::phrases::{Definiteness, Phrase};
use super::telling::{is_main_subject, is_speaking, is_subject};
use dateline_language::Annotated;
use dateline_model::{MentionKind, Sector};
use dateline_scene::MentionForm;

/// How many sentences make a report's first lines.
pub const LEAD: usize = 3;

/// "A White House envoy … said Friday that … Alfred Atherton told …": somebody is brought in by what
/// he is, and the next sentence gives the name without saying who that is.
pub fn introductions(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    affiliations: &[Affiliation],
    lexicon: &Lexicon,
    clusters: &mut Clusters,
) {
    let mut by_sentence: Vec<Vec<usize>> = vec![Vec::new(); annotated.sentences.len()];
    for (number, phrase) in phrases.iter().enumerate() {
        by_sentence[phrase.sentence].push(number);
    }
    for sentence in 1..annotated.sentences.len() {
        let of_person = |&number: &usize| {
            phrases[number].is_person() && annotated.quotation_at(phrases[number].head).is_none()
        };
        let Some(first) = by_sentence[sentence].iter().copied().find(of_person) else { continue };
        let named = &phrases[first];
        let begin = annotated.sentences[sentence].words.start;
        // "Pavel Horn, a fisherman, said", "Pavel Horn (34) said": who that is stands beside the name.
        let behind = named.words.end;
        let is_told_beside = behind < annotated.tokens.len()
            && matches!(annotated.form(behind), "," | "(" | "who" | "of" | "from")
            && !tells_of_the_job(annotated, behind);
        // "General Ola Berg": a rank beside the office.
        let is_rank = named.role.is_some_and(|role| role.sector == Sector::Mil)
            && named.office_noun.is_some_and(|noun| is_generic(&annotated.form(noun).to_lowercase()));
        let is_new = named.form == MentionForm::Name
            && named.kind == Some(MentionKind::Person)
            && named.core.len() >= 2
            && (named.role.is_none() || is_rank)
            && clusters.traits(first).first == first
            && (clusters.traits(first).nouns.is_empty() || is_rank)
            && is_subject(annotated, named);
        if !is_new {
            continue;
        }
        let is_first = named.words.start == begin;
        let role = by_sentence[sentence - 1].iter().copied().find(|&number| {
            let phrase = &phrases[number];
            let is_lead = phrase.words.start == annotated.sentences[sentence - 1].words.start;
            let is_new = match phrase.definiteness {
                Definiteness::Indefinite => {
                    is_first
                        && is_lead
                        && !is_rank
                        && !is_exchanging(annotated, phrase, lexicon)
                        && !is_exchanging(annotated, named, lexicon)
                }
                // "…, its trade minister says. Pavel Horn told …", "The head of the Norwegian mint has left. Speaking
                // to reporters, Ola Berg said …"
                Definiteness::Definite => {
                    !is_told_beside
                        && sentence <= LEAD
                        && (is_lead || is_speaking(annotated, phrase, lexicon))
                        && is_subject(annotated, phrase)
                        && (tells_of_the_job(annotated, behind)
                            || is_named_next(annotated, phrase, named, lexicon, is_lead))
                        && (!is_rank
                            || clusters.traits(number).sector == Some(Sector::Mil)
                            || is_of_soldiers(annotated, phrase))
                        && phrase.kind == Some(MentionKind::Office)
                        && annotated.quotation_at(phrase.head).is_none()
                        && is_of_one(affiliations, clusters, number, first)
                }
                Definiteness::Bare => false,
            };
            phrase.form == MentionForm::Nominal
                && is_new
                && !phrase.is_plural
                && matches!(phrase.kind, Some(MentionKind::Office | MentionKind::Person))
                && affiliations[number].noun.is_some()
                && clusters.traits(number).count == 1
                && phrase.gender.zip(named.gender).is_none_or(|(a, b)| a == b)
        });
        if let Some(role) = role {
            clusters.join(first, role);
        }
    }
}

/// "A guard *asked* …": whether somebody speaks with another.
fn is_exchanging(annotated: &Annotated<'_>, phrase: &Phrase, lexicon: &Lexicon) -> bool {
    const REACH: usize = 3;
    let end = annotated.sentences[phrase.sentence].words.end;
    (phrase.words.end..end.min(phrase.words.end + REACH))
        .any(|at| lexicon.is_exchanging(&annotated.tokens[at].lemma))
}

/// Whether the next sentence only names whom the one before describes: who is told of and then speaks, or who says the
/// first line from behind it; "The minister said … Tom Hale told …" are two.
fn is_named_next(
    annotated: &Annotated<'_>,
    phrase: &Phrase,
    named: &Phrase,
    lexicon: &Lexicon,
    is_lead: bool,
) -> bool {
    if is_speaking(annotated, phrase, lexicon) {
        // "*Speaking in Lima*, Luis Rey said": somebody goes on.
        let begin = annotated.sentences[named.sentence].words.start;
        let goes_on = matches!(annotated.form(begin), "Speaking" | "Addressing");
        (goes_on || phrase.sentence == 0 && !is_lead)
            && (is_speaking(annotated, named, lexicon) || is_main_subject(annotated, named))
    } else {
        is_speaking(annotated, named, lexicon)
    }
}

/// "…, *who took up the post* on Monday, said": what stands beside a name takes up the office told before.
fn tells_of_the_job(annotated: &Annotated<'_>, behind: usize) -> bool {
    const REACH: usize = 8;
    behind + 1 < annotated.tokens.len()
        && annotated.form(behind) == ","
        && annotated.form(behind + 1) == "who"
        && (behind + 2..annotated.tokens.len().min(behind + 2 + REACH))
            .take_while(|&at| !matches!(annotated.form(at), "," | "."))
            .any(|at| {
                matches!(
                    annotated.form(at),
                    "job" | "post" | "office" | "role" | "position" | "helm" | "command"
                )
            })
}

/// "the head of the army", "the chief of the Norwegian fleet".
fn is_of_soldiers(annotated: &Annotated<'_>, phrase: &Phrase) -> bool {
    const REACH: usize = 5;
    let end = phrase.words.end;
    let limit = annotated.sentences[phrase.sentence].words.end;
    end < limit
        && annotated.form(end) == "of"
        && (end + 1..limit.min(end + REACH)).any(|at| {
            matches!(
                annotated.tokens[at].lemma.to_lowercase().as_str(),
                "army" | "navy" | "fleet" | "force" | "forces" | "staff" | "military"
            )
        })
}

/// Whether an office says whose it is, and who is named may be of that state or body.
fn is_of_one(affiliations: &[Affiliation], clusters: &Clusters, number: usize, named: usize) -> bool {
    let (role, traits) = (clusters.traits(number), clusters.traits(named));
    (role.of.is_some() || affiliations[number].via.is_some())
        && role.of.as_ref().zip(traits.of.as_ref()).is_none_or(|(a, b)| a == b)
}
