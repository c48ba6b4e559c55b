//! Several who are meant by one word: "Foreign ministers Tomas Kral and Iva Horak met. They said …",
//! "both men".

use super::affiliations::Affiliation;
use super::clusters::Clusters;
use super::lexicon::Bearer;
use super::phrases::{Definiteness, Phrase};
use dateline_language::{Annotated, Deprel};
use dateline_model::MentionKind;
use dateline_scene::MentionForm;

/// How many sentences back those may stand who are meant by "they".
const SENTENCES: usize = 2;
/// How many phrases back.
const WINDOW: usize = 40;

/// "Foreign ministers Tomas Kral of Slovakia and Iva Horak": a title in the plural is that of each.
pub fn share_titles(annotated: &Annotated<'_>, phrases: &[Phrase], affiliations: &mut [Affiliation]) {
    for number in 0..phrases.len().saturating_sub(1) {
        let title = &phrases[number];
        // "Students Ana Roe and Tom Hale" hold no office, but both are meant.
        let is_title =
            is_shared_title(phrases, number) && title.role.is_some_and(|role| role.bearer == Bearer::Title);
        let Some(office) = affiliations[number].office.clone().filter(|_| is_title) else { continue };
        let Some(noun) = title.office_noun else { continue };
        let plural = annotated.form(noun);
        let singular = annotated.tokens[noun].lemma.to_string();
        let office = match office.rsplit_once(plural) {
            Some((before, behind)) => format!("{before}{singular}{behind}"),
            None => office,
        };
        let of = affiliations[number].of.clone();
        for holder in joined(annotated, phrases, number + 1) {
            let own = &mut affiliations[holder];
            if own.office.is_none() {
                own.office = Some(office.clone());
                own.noun = Some(singular.to_lowercase());
                own.sector = title.role.map(|role| role.sector);
                own.is_of_state = true;
                own.of = own.of.take().or_else(|| of.clone());
            }
        }
    }
}

/// Whether a phrase is a title in the plural right before the first of those who bear it.
fn is_shared_title(phrases: &[Phrase], number: usize) -> bool {
    let title = &phrases[number];
    title.form == MentionForm::Nominal
        && title.is_plural
        && title.role.is_some_and(|role| matches!(role.bearer, Bearer::Title | Bearer::People))
        && phrases.get(number + 1).is_some_and(|next| is_person(next) && next.words.start == title.words.end)
}

fn is_person(phrase: &Phrase) -> bool {
    phrase.form == MentionForm::Name && phrase.kind == Some(MentionKind::Person)
}

/// A person and those joined to it by commas and "and", with what stands between by "of".
fn joined(annotated: &Annotated<'_>, phrases: &[Phrase], first: usize) -> Vec<usize> {
    let mut found = vec![first];
    let mut end = phrases[first].words.end;
    for (number, phrase) in phrases.iter().enumerate().skip(first + 1).take(8) {
        let between = end..phrase.words.start;
        let is_near = phrase.sentence == phrases[first].sentence
            && between.clone().all(|at| matches!(annotated.form(at), "," | "and" | "of" | "from"));
        if !is_near {
            break;
        }
        if is_person(phrase) && between.clone().any(|at| annotated.form(at) != "of") {
            found.push(number);
        }
        end = end.max(phrase.words.end);
    }
    found
}

/// For phrases in the plural the phrases of those who are meant, where they were named side by side.
pub fn members(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    clusters: &Clusters,
) -> Vec<(usize, Vec<usize>)> {
    let mut found = Vec::new();
    for (number, phrase) in phrases.iter().enumerate() {
        if is_shared_title(phrases, number) {
            let holders = joined(annotated, phrases, number + 1);
            // The tree may hang the second on what the first is of: "Tomas Kral of [Slovakia and Iva Horak]".
            let is_lost = holders.get(1).is_some_and(|&second| {
                let head = annotated.tokens[phrases[second].head].head;
                head.is_none_or(|head| !phrases[holders[0]].words.range().contains(&(head as usize)))
            });
            if holders.len() > 1 {
                if is_lost {
                    found.push((number + 1, holders.clone()));
                }
                found.push((number, holders));
            }
            continue;
        }
        let form = annotated.form(phrase.words.start).to_lowercase();
        let is_they = phrase.form == MentionForm::Pronoun && form == "they";
        let is_both = phrase.form == MentionForm::Nominal
            && phrase.is_plural
            && phrase.definiteness == Definiteness::Definite
            && (form == "both"
                || phrase.words.range().any(|at| matches!(annotated.form(at), "two" | "three")));
        if !is_they && !is_both {
            continue;
        }
        let of_people = is_they || phrase.kind.is_some();
        if let Some(members) = side_by_side(annotated, phrases, clusters, number, of_people) {
            found.push((number, members));
        }
    }
    found
}

/// The subjects named last that are joined by "and".
fn side_by_side(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    clusters: &Clusters,
    number: usize,
    of_people: bool,
) -> Option<Vec<usize>> {
    let phrase = &phrases[number];
    // "The outgoing chancellor, Max Frey, and his successor, Udo Kern": an office with a name behind it.
    let is_named = |office: &Phrase| {
        let at = phrases.partition_point(|other| other.head < office.head);
        phrases.get(at).is_some_and(|other| other.head == office.head) && clusters.traits(at).is_named
    };
    for candidate in (number.saturating_sub(WINDOW)..number).rev() {
        let other = &phrases[candidate];
        if phrase.sentence - other.sentence > SENTENCES {
            return None;
        }
        // Others in the plural, named since, are nearer.
        if clusters.is_one(candidate, number) && other.form != MentionForm::Pronoun {
            let is_title = phrases
                .get(candidate + 1)
                .is_some_and(|next| is_person(next) && next.words.start == other.words.end);
            if !is_title {
                return None;
            }
        }
        let is_subject = annotated.tokens[other.head].deprel.is(Deprel::Nsubj);
        if is_subject && of_people && is_shared_title(phrases, candidate) {
            let holders = joined(annotated, phrases, candidate + 1);
            return (holders.len() > 1).then_some(holders);
        }
        let fits = |phrase: &Phrase| {
            is_person(phrase)
                || of_people
                    && phrase.kind == Some(MentionKind::Office)
                    && !phrase.is_plural
                    && is_named(phrase)
                || !of_people && phrase.form == MentionForm::Name && phrase.kind == Some(MentionKind::Country)
        };
        if !is_subject || !fits(other) {
            continue;
        }
        let mut members = vec![candidate];
        for (next, joined) in phrases.iter().enumerate().take(number).skip(candidate + 1) {
            let token = &annotated.tokens[joined.head];
            let is_joined = token.deprel.is(Deprel::Conj)
                && token.head.is_some_and(|head| {
                    members.iter().any(|&member| phrases[member].words.range().contains(&(head as usize)))
                });
            if is_joined && fits(joined) && !members.iter().any(|&member| clusters.is_one(member, next)) {
                members.push(next);
            }
        }
        if members.len() < 2 && of_people {
            // "Tomas Kral of Slovakia and Iva Horak": the tree may join the second to what the first is of.
            members = joined(annotated, phrases, candidate);
        }
        return (members.len() > 1).then_some(members);
    }
    None
}
