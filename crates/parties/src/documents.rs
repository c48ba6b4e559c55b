//! "The statement said": what somebody has issued speaks in his place.

use super::clusters::Clusters;
use super::lexicon::Lexicon;
use super::phrases::{Definiteness, Phrase};
use dateline_language::{Annotated, Deprel};
use dateline_model::MentionKind;
use dateline_scene::MentionForm;

/// How many sentences back a document may have been brought in.
const SENTENCES: usize = 6;
/// So many phrases back a paper of the same noun is looked for.
const BROUGHT_IN: usize = 30;

/// For each phrase of a document the phrase of whoever issued it, where the report tells.
pub fn issuers(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    lexicon: &Lexicon,
    clusters: &Clusters,
) -> Vec<Option<usize>> {
    let mut issuers: Vec<Option<usize>> = vec![None; phrases.len()];
    // Documents brought in so far, with the noun and who issued it.
    let mut known: Vec<(usize, String, usize)> = Vec::new();
    for number in 0..phrases.len() {
        let phrase = &phrases[number];
        if phrase.form != MentionForm::Nominal || phrase.kind.is_some() {
            continue;
        }
        let noun = annotated.tokens[phrase.core.end - 1].lemma.to_lowercase().to_string();
        // "the ministry's figures" say one thing, its letters need not.
        let is_letter = lexicon.is_issued(&noun) || lexicon.is_paper(&noun);
        if !lexicon.is_finding(&noun) && (phrase.is_plural || !is_letter) {
            continue;
        }
        // "the ministry's statement", "its statement".
        let told = phrase
            .owner
            .or_else(|| issued_by(annotated, phrases, lexicon, number))
            .or_else(|| issued_here(annotated, phrases, lexicon, number))
            .or_else(|| {
                // "The EU statement" is that of its envoy, if the report has just told of one.
                let body = named_before(annotated, phrases, lexicon, number)?;
                let of = clusters.traits(body).of.as_ref();
                let told = known.iter().rev().find(|(sentence, other, issuer)| {
                    phrase.sentence - sentence <= SENTENCES
                        && *other == noun
                        && of.is_some()
                        && clusters.traits(*issuer).of.as_ref() == of
                });
                Some(told.map_or(body, |&(_, _, issuer)| issuer))
            })
            .filter(|&issuer| is_issuer(phrases, clusters, issuer));
        if let Some(issuer) = told {
            issuers[number] = Some(issuer);
            known.push((phrase.sentence, noun, issuer));
            continue;
        }
        if phrase.is_plural && noun != "data" {
            continue;
        }
        // "Police found a secret document. The document said …": that one, whoever has passed another paper.
        let is_brought_in = phrases[..number].iter().rev().take(BROUGHT_IN).any(|other| {
            other.definiteness == Definiteness::Indefinite
                && phrase.sentence - other.sentence <= SENTENCES
                && annotated.tokens[other.core.end - 1].lemma.to_lowercase() == noun
                && !known.iter().any(|(sentence, told, _)| *told == noun && *sentence >= other.sentence)
        });
        if phrase.definiteness == Definiteness::Definite && !is_brought_in {
            let before = known.iter().rev().find(|(sentence, other, _)| {
                phrase.sentence - sentence <= SENTENCES
                    && (*other == noun
                        || noun == "statement" && lexicon.is_issued(other)
                        || matches!(noun.as_str(), "document" | "text") && !lexicon.is_finding(other))
            });
            issuers[number] = before.map(|&(_, _, issuer)| issuer);
            if let Some(issuer) = issuers[number] {
                known.push((phrase.sentence, noun, issuer));
            }
        }
    }
    issuers
}

/// For documents that several have issued the phrases of all of them: "Peru, Chile and Norway signed a declaration. The
/// declaration says …"
pub fn signers(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    clusters: &Clusters,
    issuers: &[Option<usize>],
) -> Vec<(usize, Vec<usize>)> {
    let several = |first: usize| -> Vec<usize> {
        let mut found = vec![first];
        for number in first + 1..phrases.len().min(first + 12) {
            let phrase = &phrases[number];
            let token = &annotated.tokens[phrase.head];
            let is_joined = phrase.sentence == phrases[first].sentence
                && phrase.form == MentionForm::Name
                && token.deprel.is(Deprel::Conj)
                && token.head.is_some_and(|head| {
                    found.iter().any(|&known| phrases[known].words.range().contains(&(head as usize)))
                });
            if is_joined && is_issuer(phrases, clusters, number) {
                found.push(number);
            }
        }
        found
    };
    let told = issuers.iter().enumerate().filter_map(|(number, issuer)| Some((number, (*issuer)?)));
    told.filter(|&(_, issuer)| phrases[issuer].form == MentionForm::Name)
        .map(|(number, issuer)| (number, several(issuer)))
        .filter(|(_, several)| several.len() > 1)
        .collect()
}

/// Whether a paper or finding is only told of, and says nothing itself.
pub fn is_quiet(annotated: &Annotated<'_>, phrase: &Phrase, lexicon: &Lexicon) -> bool {
    let noun = annotated.tokens[phrase.core.end - 1].lemma.to_lowercase();
    let start = phrase.words.start;
    let is_according = start > 1
        && annotated.form(start - 1) == "to"
        && annotated.form(start - 2).eq_ignore_ascii_case("according");
    phrase.form == MentionForm::Nominal
        && (lexicon.is_paper(&noun) || lexicon.is_finding(&noun))
        && !annotated.tokens[phrase.head].deprel.is(Deprel::Nsubj)
        && !is_according
}

/// Only people and bodies issue what speaks.
fn is_issuer(phrases: &[Phrase], clusters: &Clusters, number: usize) -> bool {
    let traits = clusters.traits(number);
    let is_told = traits.is_named || phrases[traits.first].form != MentionForm::Pronoun;
    is_told
        && matches!(
            traits.kind,
            Some(
                MentionKind::Person
                    | MentionKind::Office
                    | MentionKind::Organization
                    | MentionKind::Group
                    | MentionKind::Country
            )
        )
}

/// "a statement by the ministry", "a statement from the company", "a statement issued by the palace".
fn issued_by(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    lexicon: &Lexicon,
    number: usize,
) -> Option<usize> {
    let noun = annotated.tokens[phrases[number].core.end - 1].lemma.to_lowercase();
    let mut at = phrases[number].words.end;
    let limit = annotated.sentences[phrases[number].sentence].words.end;
    if at < limit
        && matches!(
            annotated.tokens[at].lemma.as_str(),
            "issue"
                | "release"
                | "publish"
                | "post"
                | "send"
                | "sign"
                | "distribute"
                | "carry"
                | "provide"
                | "supply"
                | "compile"
                | "collect"
                | "commission"
                | "adopt"
                | "pass"
        )
    {
        at += 1;
    }
    // "the declaration of independence", "a survey of rents": the matter.
    let tells = |form: &str| matches!(form, "by" | "from") || form == "of" && lexicon.is_issued(&noun);
    if at >= limit || !tells(annotated.form(at)) {
        return None;
    }
    beginning_at(phrases, at + 1)
}

/// "the *NATO* document", "a *White House* statement"; but "a Facebook post" is not Facebook's.
fn named_before(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    lexicon: &Lexicon,
    number: usize,
) -> Option<usize> {
    let phrase = &phrases[number];
    let words = phrase.words.start..phrase.core.start;
    let mut inside = (0..number).rev().take(4).filter(|&other| {
        words.contains(&phrases[other].core.start) && phrases[other].form == MentionForm::Name
    });
    let named = inside.next().filter(|_| inside.next().is_none())?;
    let other = &phrases[named];
    let fits = other.kind == Some(MentionKind::Organization)
        && other.core.end == phrase.core.start
        && !lexicon.is_platform(&annotated.words(other.core).to_lowercase());
    fits.then_some(named)
}

/// "The ministry published a statement", "… , the ministry said in a statement".
fn issued_here(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    lexicon: &Lexicon,
    number: usize,
) -> Option<usize> {
    let phrase = &phrases[number];
    let token = &annotated.tokens[phrase.head];
    let mut verb = token.head? as usize;
    let is_object = token.deprel.is(Deprel::Obj);
    let is_in = phrase.words.start > 0
        && matches!(annotated.form(phrase.words.start - 1).to_lowercase().as_str(), "in" | "through" | "via");
    let lemma = |verb: usize| annotated.tokens[verb].lemma.as_str();
    let publishes = |verb: usize| {
        matches!(
            lemma(verb),
            "issue"
                | "release"
                | "publish"
                | "post"
                | "send"
                | "put"
                | "write"
                | "sign"
                | "make"
                | "adopt"
                | "pass"
                | "approve"
                | "conduct"
                | "commission"
                | "read"
        )
    };
    // "said in a statement posted on its site" hangs deeper.
    for _ in 0..3 {
        if is_object && publishes(verb) || is_in && (lexicon.is_saying(lemma(verb)) || publishes(verb)) {
            let subject = annotated
                .children(verb)
                .find(|&child| annotated.tokens[child].deprel.is(Deprel::Nsubj))
                .filter(|&subject| subject != phrase.head);
            if let Some(subject) = subject {
                return headed(phrases, subject);
            }
        }
        verb = annotated.tokens[verb].head? as usize;
    }
    None
}

fn headed(phrases: &[Phrase], word: usize) -> Option<usize> {
    let at = phrases.partition_point(|phrase| phrase.words.end <= word);
    (at..phrases.len().min(at + 6)).find(|&number| phrases[number].head == word).or_else(|| {
        (at..phrases.len().min(at + 6)).find(|&number| phrases[number].words.range().contains(&word))
    })
}

fn beginning_at(phrases: &[Phrase], word: usize) -> Option<usize> {
    let at = phrases.partition_point(|phrase| phrase.words.end <= word);
    (at..phrases.len().min(at + 6))
        .filter(|&number| phrases[number].words.start == word)
        .max_by_key(|&number| phrases[number].words.end)
}
