//! "Hamilton Jordan, a senior adviser to Mr Carter": a name and, between commas, who that is.

use super::affiliations::{Affiliation, Affiliations};
use super::clusters::Clusters;
use super::offices::is_generic;
use super::phrases::{Definiteness, Phrase};
use dateline_language::{Annotated, Deprel, Upos, Xpos};
use dateline_model::MentionKind;
use dateline_scene::MentionForm;

/// No apposition is longer than this, in words.
const LONGEST: usize = 30;

/// Joins names and roles in apposition, and the subject and noun of "X is the president".
pub fn join(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    affiliations: &Affiliations<'_, '_>,
    clusters: &mut Clusters,
) {
    for (number, phrase) in phrases.iter().enumerate() {
        if phrase.form == MentionForm::Pronoun {
            continue;
        }
        let end = end_with_complement(annotated, phrases, affiliations, number);
        let Some(next) = behind_comma(annotated, affiliations, phrase.sentence, end) else { continue };
        let other = &phrases[next];
        let is_named = phrase.form == MentionForm::Name && phrase.kind == Some(MentionKind::Person);
        let is_person = other.form == MentionForm::Name && other.kind == Some(MentionKind::Person);
        let fits = if is_named {
            Affiliations::is_role(other)
        } else if is_person {
            // "the head of the administration, Vladyslav Haivanenko,"
            // "the army chief, General Abdel Karim,": a rank beside the office.
            let is_rank = |phrase: &Phrase| {
                phrase.office_noun.is_some_and(|noun| is_generic(&annotated.form(noun).to_lowercase()))
            };
            Affiliations::is_role(phrase) && (other.role.is_none() || is_rank(other) && !is_rank(phrase))
        } else {
            is_tree_apposition(annotated, phrase, other)
        };
        let is_next_speaker = || {
            is_named
                && is_set_off(annotated, phrases, affiliations, number)
                && speaks_next(annotated, phrases, affiliations, next)
        };
        // "John Smith, 45, a farmer told the Gazette": only what he is follows an age.
        let has_age = is_named && end + 1 < phrases[next].words.start && is_aside(annotated, end + 1);
        let is_told_of = is_person && is_fronted(annotated, phrase) || has_age;
        // "Ana Sol, head of the chancellery of the president of Chile, *Pedro Ruiz*, wrote": the role is hers before the
        // comma; the name behind it tells who the president is.
        if is_person && !is_named && is_set_off_behind_name(annotated, phrases, number) {
            let within = last_within(annotated, phrases, affiliations, number);
            if let Some(within) = within.filter(|&within| Affiliations::is_role(&phrases[within]))
                && is_closed(annotated, phrases, affiliations, next)
            {
                clusters.join(within, next);
            }
            continue;
        }
        if fits
            && (is_told_of
                || is_closed(annotated, phrases, affiliations, next)
                || is_tree_apposition(annotated, phrase, other) && !is_next_speaker())
            && !is_list(annotated, phrase, other)
        {
            clusters.join(number, next);
        }
    }
    touching(phrases, clusters);
    predicates(annotated, phrases, clusters);
}

/// "The trawler company Nordfisk", "Danish energy giant Nordkraft": what kind of body it is stands right
/// before its name.
fn touching(phrases: &[Phrase], clusters: &mut Clusters) {
    for number in 1..phrases.len() {
        let (class, name) = (&phrases[number - 1], &phrases[number]);
        let fits = class.form == MentionForm::Nominal
            && class.kind == Some(MentionKind::Organization)
            && !class.is_plural
            && name.form == MentionForm::Name
            && clusters.traits(number).kind == Some(MentionKind::Organization)
            && name.words == name.core
            && class.words.end == name.words.start
            && class.sentence == name.sentence;
        // "said Finance Ministry official Hana Sato", where the title was not seen to be hers.
        let holds = class.form == MentionForm::Nominal
            && Affiliations::is_role(class)
            && class.definiteness != Definiteness::Indefinite
            && name.form == MentionForm::Name
            && name.kind == Some(MentionKind::Person)
            && name.role.is_none()
            && class.words.end == name.words.start
            && class.sentence == name.sentence;
        if fits || holds {
            clusters.join(number - 1, number);
        }
    }
}

/// Where a phrase ends with the "of …" or "to …" that belongs to it.
fn end_with_complement(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    affiliations: &Affiliations<'_, '_>,
    number: usize,
) -> usize {
    let mut end = phrases[number].words.end;
    let limit = annotated.sentences[phrases[number].sentence].words.end;
    if phrases[number].form == MentionForm::Name {
        return end;
    }
    for _ in 0..4 {
        if end + 1 >= limit
            || !matches!(
                annotated.form(end),
                "of" | "for" | "to" | "in" | "at" | "on" | "and" | "'s" | "’s" | "with" | "from"
            )
        {
            break;
        }
        let Some(next) = affiliations.beginning_at(end + 1) else { break };
        end = phrases[next].words.end;
    }
    end
}

/// The last phrase of the "of …" that belongs to a phrase: "head of the chancellery of *the president of Chile*".
fn last_within(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    affiliations: &Affiliations<'_, '_>,
    number: usize,
) -> Option<usize> {
    let end = end_with_complement(annotated, phrases, affiliations, number);
    let own = phrases[number].words.end;
    let within = |other: &Phrase| other.words.start >= own && other.words.end <= end;
    let behind = number + 1..phrases.len();
    let inside: Vec<usize> = behind.take_while(|&at| phrases[at].words.start < end).collect();
    // Of "the president of Chile" the office, whose state stands behind it.
    inside.iter().copied().rev().find(|&at| within(&phrases[at]) && Affiliations::is_role(&phrases[at]))
}

/// Whether a role stands between commas behind somebody's name: "Ana Sol, *head of the office*", "Ana Sol, 45, *a clerk*".
fn is_set_off_behind_name(annotated: &Annotated<'_>, phrases: &[Phrase], number: usize) -> bool {
    let begin = annotated.sentences[phrases[number].sentence].words.start;
    let mut at = phrases[number].words.start;
    while at > begin + 1 && annotated.form(at - 1) == "," && is_aside(annotated, at - 2) {
        at -= 2;
    }
    at > begin
        && annotated.form(at - 1) == ","
        && phrases[number.saturating_sub(4)..number].iter().any(|before| {
            before.words.end + 1 == at
                && before.form == MentionForm::Name
                && before.kind == Some(MentionKind::Person)
        })
}

fn behind_comma(
    annotated: &Annotated<'_>,
    affiliations: &Affiliations<'_, '_>,
    sentence: usize,
    end: usize,
) -> Option<usize> {
    let limit = annotated.sentences[sentence].words.end;
    if end + 1 >= limit || !matches!(annotated.form(end), "," | "–" | "—" | "(") {
        return None;
    }
    let mut at = end + 1;
    // "John Smith, 45, a farmer", "John Smith, PhD, a farmer": the age stands between, or what he has passed.
    while is_aside(annotated, at) && at + 2 < limit && annotated.form(at + 1) == "," {
        at += 2;
    }
    // "David Owen, then the foreign secretary"
    if matches!(annotated.form(at), "then" | "now" | "once" | "formerly" | "himself" | "herself" | "also") {
        at += 1;
    }
    affiliations.beginning_at(at).filter(|_| at < limit)
}

/// The age of somebody, or letters behind a name.
fn is_aside(annotated: &Annotated<'_>, at: usize) -> bool {
    annotated.tokens[at].upos == Upos::Num
        || matches!(
            annotated.form(at),
            "PhD" | "Ph.D." | "MD" | "M.D." | "KC" | "QC" | "OBE" | "CBE" | "Jr" | "Jr." | "Sr" | "Sr."
        )
}

/// "After talks with the minister, *Jan Lis*, the envoy said …": a name that tells who holds the office before it.
fn is_set_off(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    affiliations: &Affiliations<'_, '_>,
    number: usize,
) -> bool {
    let start = phrases[number].words.start;
    let from = number.saturating_sub(4);
    start > 0
        && annotated.form(start - 1) == ","
        && (from..number).any(|before| {
            Affiliations::is_role(&phrases[before])
                && phrases[before].sentence == phrases[number].sentence
                && end_with_complement(annotated, phrases, affiliations, before) == start - 1
        })
}

/// Whether a finite verb stands right behind a phrase, with no comma between.
fn speaks_next(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    affiliations: &Affiliations<'_, '_>,
    number: usize,
) -> bool {
    let end = end_with_complement(annotated, phrases, affiliations, number);
    let limit = annotated.sentences[phrases[number].sentence].words.end.min(end + 2);
    (end..limit)
        .find(|&at| annotated.tokens[at].upos != Upos::Adv)
        .is_some_and(|at| matches!(annotated.tokens[at].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md))
}

/// "*As the president of Peru*, Rosa Quispe signed the law": what somebody does something as, before the name.
fn is_fronted(annotated: &Annotated<'_>, phrase: &Phrase) -> bool {
    let Some(as_what) = phrase.words.start.checked_sub(1) else { return false };
    let begin = annotated.sentences[phrase.sentence].words.start;
    annotated.form(as_what).eq_ignore_ascii_case("as")
        && (as_what == begin || matches!(annotated.form(as_what - 1), "," | "and" | "-" | "–" | "—"))
}

/// Whether a comma or the end of the sentence closes what stands in apposition.
fn is_closed(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    affiliations: &Affiliations<'_, '_>,
    number: usize,
) -> bool {
    let phrase = &phrases[number];
    let end = end_with_complement(annotated, phrases, affiliations, number);
    let limit = annotated.sentences[phrase.sentence].words.end.min(end + LONGEST);
    let mut is_relative = false;
    for at in end..limit {
        let token = &annotated.tokens[at];
        match annotated.form(at) {
            "," | "." | ";" | ":" | "!" | "?" | ")" | "–" | "—" => return true,
            "who" | "whose" | "which" | "that" | "whom" => is_relative = true,
            _ => {}
        }
        let is_finite = matches!(token.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
        if is_finite && !is_relative {
            return false;
        }
    }
    limit == annotated.sentences[phrase.sentence].words.end
}

fn is_tree_apposition(annotated: &Annotated<'_>, phrase: &Phrase, other: &Phrase) -> bool {
    // Two names are two things ("BRUSSELS — Britain"), and "its people" are not the state.
    let is_named = |phrase: &Phrase| phrase.form == MentionForm::Name;
    annotated.tokens[other.head].deprel == Deprel::Appos
        && annotated.tokens[other.head]
            .head
            .is_some_and(|head| phrase.words.range().contains(&(head as usize)))
        && phrase.kind.is_some() == other.kind.is_some()
        && !(is_named(phrase) && is_named(other))
        && phrase.is_person() == other.is_person()
        && (other.owner.is_none() || other.is_person())
}

/// "Carter, a spokesman and two aides": the second begins a list.
fn is_list(annotated: &Annotated<'_>, phrase: &Phrase, other: &Phrase) -> bool {
    let token = &annotated.tokens[other.head];
    // "Jan Lis, founder of the mill and its director,": no list begins with a noun without an article.
    if phrase.form == MentionForm::Name && other.definiteness == Definiteness::Bare && !other.is_plural {
        return false;
    }
    let goes_on = annotated.tokens.len() > other.words.end && annotated.form(other.words.end) == "and";
    let is_joined = token.head.is_some_and(|head| phrase.words.range().contains(&(head as usize)));
    token.deprel == Deprel::Conj && (goes_on || is_joined)
}

/// Whom a role is said of, and whether it is told as one of the past: "Mr Alvarado is the party's treasurer", "Mr
/// Alvarado served as treasurer".
fn predicated(annotated: &Annotated<'_>, phrase: &Phrase) -> Option<(usize, bool)> {
    if let Some(copula) = annotated.child(phrase.head, Deprel::Cop) {
        let is_past = annotated.tokens[copula].xpos == Xpos::Vbd;
        return annotated.child(phrase.head, Deprel::Nsubj).map(|subject| (subject, is_past));
    }
    let token = &annotated.tokens[phrase.head];
    let verb = token.head.filter(|_| token.deprel.is(Deprel::Obl))? as usize;
    let is_as = annotated.child(phrase.head, Deprel::Case).is_some_and(|case| annotated.form(case) == "as");
    let is_held = is_as && matches!(annotated.tokens[verb].lemma.as_str(), "serve" | "work");
    let subject = annotated.child(verb, Deprel::Nsubj).filter(|_| is_held)?;
    Some((subject, annotated.tokens[verb].xpos == Xpos::Vbd))
}

/// "Alma Quiroz, who was president of Peru,": an office that a clause tells as one of the past is a former one.
pub fn past_offices(annotated: &Annotated<'_>, phrases: &[Phrase], affiliations: &mut [Affiliation]) {
    for (phrase, affiliation) in phrases.iter().zip(affiliations) {
        let Some(office) = affiliation.office.as_mut().filter(|_| Affiliations::is_role(phrase)) else {
            continue;
        };
        let is_past = predicated(annotated, phrase).is_some_and(|(subject, is_past)| {
            let is_served = annotated.tokens[phrase.head].deprel.is(Deprel::Obl);
            is_past && (is_served || annotated.form(subject) == "who")
        });
        if is_past && !office.to_lowercase().starts_with("former") {
            office.insert_str(0, "former ");
        }
    }
}

fn predicates(annotated: &Annotated<'_>, phrases: &[Phrase], clusters: &mut Clusters) {
    for (number, phrase) in phrases.iter().enumerate() {
        if !Affiliations::is_role(phrase) {
            continue;
        }
        let Some((subject, _)) = predicated(annotated, phrase) else { continue };
        let nearest = phrases[..number].iter().rposition(|before| before.words.range().contains(&subject));
        // "Alma Quiroz, who is president of Peru,"
        let nearest = nearest.and_then(|before| match annotated.form(subject) {
            "who" => {
                let end = subject - usize::from(subject > 0 && annotated.form(subject - 1) == ",");
                phrases[..before].iter().rposition(|named| named.words.end == end)
            }
            _ => Some(before).filter(|&before| phrases[before].head == subject),
        });
        let is_negated = annotated
            .children(phrase.head)
            .any(|child| matches!(annotated.form(child), "not" | "n't" | "n’t"));
        if let Some(before) = nearest
            && phrases[before].form == MentionForm::Name
            && phrases[before].kind == Some(MentionKind::Person)
            && !is_negated
        {
            clusters.join(before, number);
        }
    }
}
