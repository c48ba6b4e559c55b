//! Titles that do not stand right before the name: over "of", beside another, or before a name that is another's.

use super::lexicon::{Bearer, Lexicon, Role};
use super::phrases::{Definiteness, Phrase};
use dateline_gazetteer::Gazetteer;
use dateline_language::{Annotated, Upos};
use dateline_model::{MentionKind, Sector, Span};
use dateline_scene::MentionForm;

/// Joins titles to the names they belong to.
pub fn join(phrases: Vec<Phrase>, annotated: &Annotated<'_>, lexicon: &Lexicon) -> Vec<Phrase> {
    let phrases = join_titles(phrases, annotated, lexicon);
    let mut phrases = join_callings(phrases, annotated);
    name_holders(&mut phrases, annotated);
    masters(&mut phrases, annotated, lexicon);
    phrases
}

/// "The bloc's foreign policy chief, Ines Moreau,": two capitalised words between commas behind an
/// office name a person, whatever kind of name they were taken for.
fn name_holders(phrases: &mut [Phrase], annotated: &Annotated<'_>) {
    for at in 1..phrases.len() {
        let (before, name) = (&phrases[at - 1], &phrases[at]);
        let is_mark = |word: usize, marks: &[&str]| {
            word < annotated.tokens.len() && marks.contains(&annotated.form(word))
        };
        let is_office = |phrase: &Phrase| {
            phrase.form == MentionForm::Nominal
                && phrase.kind == Some(MentionKind::Office)
                && phrase.definiteness == Definiteness::Definite
                && phrase.sentence == name.sentence
        };
        let is_unknown = || {
            let gazetteer = Gazetteer::embedded();
            name.kind == Some(MentionKind::Place)
                && gazetteer.places_named(annotated.words(name.core)).is_empty()
        };
        let fits = name.form == MentionForm::Name
            && (name.kind == Some(MentionKind::Organization) || is_unknown())
            && name.role.is_none()
            && name.owner.is_none()
            && name.words == name.core
            && (2..=4).contains(&name.core.len())
            && name
                .core
                .range()
                .all(|word| annotated.tokens[word].upos == Upos::Propn || annotated.form(word) == "-")
            && (is_office(before)
                || title_over_of(phrases, annotated, at - 1).is_some_and(|title| is_office(&phrases[title])))
            && before.words.end + 1 == name.words.start
            && is_mark(before.words.end, &[","])
            && is_mark(name.words.end, &[","]);
        if fits {
            phrases[at].kind = Some(MentionKind::Person);
            phrases[at].is_collective = false;
        }
    }
}

/// "Security adviser Bill Clinton spoke": where the mark of whose he is was lost, the adviser speaks and not the president,
/// who is nobody's adviser.
fn masters(phrases: &mut [Phrase], annotated: &Annotated<'_>, lexicon: &Lexicon) {
    let is_master = |phrase: &Phrase| {
        phrase.form == MentionForm::Name
            && phrase.kind == Some(MentionKind::Person)
            && phrase.role.is_some_and(|role| role.leads)
    };
    let last = |phrase: &Phrase| annotated.form(phrase.core.end - 1);
    let leading: Vec<(&str, &str)> = phrases
        .iter()
        .filter(|phrase| is_master(phrase))
        .map(|phrase| (annotated.words(phrase.core), last(phrase)))
        .collect();
    for at in 0..phrases.len() {
        let phrase = &phrases[at];
        let Some((office, noun)) = phrase.office.zip(phrase.office_noun) else { continue };
        let is_past = office.range().any(|word| {
            matches!(annotated.form(word).to_lowercase().as_str(), "former" | "then" | "ex" | "longtime")
        });
        let is_head = || {
            lexicon.head(&annotated.words(phrase.core).to_lowercase()).is_some()
                // "President Ana Marek … her adviser Pavel Marek" are two of one family.
                || leading.iter().any(|&(whole, family)| {
                    whole == annotated.words(phrase.core) || phrase.core.len() == 1 && family == last(phrase)
                })
        };
        let is_lost = phrase.form == MentionForm::Name
            && phrase.kind == Some(MentionKind::Person)
            && office.end == phrase.core.start
            && lexicon.is_serving(&annotated.form(noun).to_lowercase())
            && !is_past
            && is_head();
        if !is_lost {
            continue;
        }
        let family = last(phrase);
        let master = (0..phrases.len()).find(|&other| {
            other != at
                && phrases[other].form == MentionForm::Name
                && phrases[other].kind == Some(MentionKind::Person)
                && last(&phrases[other]) == family
                && !phrases[other]
                    .office_noun
                    .is_some_and(|noun| lexicon.is_serving(&annotated.form(noun).to_lowercase()))
        });
        let phrase = &mut phrases[at];
        phrase.form = MentionForm::Nominal;
        phrase.kind = Some(MentionKind::Office);
        phrase.core = Span::new(noun, office.end);
        phrase.definiteness = Definiteness::Definite;
        phrase.owner = phrase.owner.or(master);
        phrase.gender = None;
    }
}

/// "US Secretary of State Marco Rubio", "the president of France Emmanuel Macron", "the head of the Board of Trade of
/// Norway Ida Krogh": joins a title that goes on with "of" to the name right behind it.
fn join_titles(mut phrases: Vec<Phrase>, annotated: &Annotated<'_>, lexicon: &Lexicon) -> Vec<Phrase> {
    let mut is_gone = vec![false; phrases.len()];
    for at in 2..phrases.len() {
        let (before, name) = (&phrases[at - 1], &phrases[at]);
        if name.kind != Some(MentionKind::Person) || name.form != MentionForm::Name || name.role.is_some() {
            continue;
        }
        let touching = (before.words.end == name.words.start).then_some(at - 1);
        let Some(last) = before_aside(&phrases, annotated, at).or(touching) else { continue };
        let Some(title) = title_over_of(&phrases, annotated, last) else { continue };
        // "Aide to the president of Peru Ida Krogh": a title without article goes with a name.
        let is_head = || lexicon.head(&annotated.words(phrases[at].core).to_lowercase()).is_some();
        let title =
            bare_title_above(&phrases, annotated, lexicon, title).filter(|_| !is_head()).unwrap_or(title);
        is_gone[title] = true;
        // "State" alone is nobody; "France" and "the port authority" are.
        for gone in title + 1..at {
            is_gone[gone] = phrases[gone].form == MentionForm::Nominal
                && phrases[gone].kind != Some(MentionKind::Organization);
        }
        let title = phrases[title].clone();
        let end = phrases[last].words.end;
        let name = &mut phrases[at];
        name.words.start = title.words.start;
        name.office = title.office.map(|office| Span::new(office.start, end));
        name.office_noun = title.office_noun;
        name.role = title.role;
        name.modifiers = title.modifiers;
        name.owner = title.owner;
        name.gender = name.gender.or(title.gender);
        name.definiteness = title.definiteness;
    }
    without(phrases, &is_gone)
}

/// "*Adviser* to the president": the bare title of who serves the holder of another.
fn bare_title_above(
    phrases: &[Phrase],
    annotated: &Annotated<'_>,
    lexicon: &Lexicon,
    title: usize,
) -> Option<usize> {
    let of = phrases[title].words.start.checked_sub(1)?;
    let above = title.checked_sub(1).filter(|&above| phrases[above].words.end == of)?;
    let phrase = &phrases[above];
    let is_bare = matches!(annotated.form(of), "of" | "to")
        && phrase.form == MentionForm::Nominal
        && !phrase.is_plural
        && phrase.owner.is_none()
        && phrase.definiteness == Definiteness::Bare
        && !is_behind_name(phrases, annotated, above)
        && phrase.office_noun.is_some_and(|noun| lexicon.is_serving(&annotated.form(noun).to_lowercase()));
    is_bare.then_some(above)
}

/// The phrase before what stands between a title and its name: "the president of Peru *(1990-1995)* Alma Quiroz", "said
/// the president of Peru *on Sunday* Alma Quiroz."
fn before_aside(phrases: &[Phrase], annotated: &Annotated<'_>, name: usize) -> Option<usize> {
    const LONGEST: usize = 6;
    let words = phrases[name].words;
    let begin = annotated.sentences[phrases[name].sentence].words.start;
    let last = words.start.checked_sub(1).filter(|&last| last > begin)?;
    let end = if annotated.form(last) == ")" {
        (begin..last).rev().take(LONGEST).find(|&at| annotated.form(at) == "(")?
    } else {
        let is_day = matches!(
            annotated.form(last),
            "Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday" | "Sunday"
        );
        // "said the president on Sunday Alma Quiroz would …": a clause of hers begins.
        let is_end =
            annotated.tokens.get(words.end).is_none_or(|next| matches!(next.upos, Upos::Punct | Upos::Adp));
        let on = last.checked_sub(1).filter(|_| is_day && is_end)?;
        (annotated.form(on) == "on").then_some(on)?
    };
    (0..name).rev().take(6).find(|&number| phrases[number].words.end == end)
}

/// "The mill's founder and owner Ida Krogh", "Ida Krogh, founder and owner of the mill,": two callings of one; but
/// "the president and Prime Minister Ida Krogh" are two.
fn join_callings(mut phrases: Vec<Phrase>, annotated: &Annotated<'_>) -> Vec<Phrase> {
    let mut is_gone = vec![false; phrases.len()];
    for at in 1..phrases.len() {
        let (first, name) = (&phrases[at - 1], &phrases[at]);
        let callings = first.role.zip(name.role).filter(|(one, other)| {
            let is_calling = |role: &Role| {
                role.sector == Sector::Bus || role.sector != Sector::Gov && role.bearer == Bearer::People
            };
            is_calling(one) && is_calling(other)
        });
        let is_named = name.form == MentionForm::Name
            && name.kind == Some(MentionKind::Person)
            && name.words.start < name.core.start;
        // One article for both, and in apposition: "Ida Krogh, founder and owner of the mill,".
        let is_told = name.form == MentionForm::Nominal
            && !name.is_plural
            && name.owner.is_none()
            && name.definiteness == Definiteness::Bare
            && is_behind_name(&phrases, annotated, at - 1);
        let is_joined = first.form == MentionForm::Nominal
            && !first.is_plural
            && (is_named || is_told)
            && first.words.end + 1 == name.words.start
            && annotated.form(first.words.end) == "and"
            && annotated.tokens[name.words.start].upos != Upos::Det;
        let Some(((office, of_first), _)) = name.office.zip(first.office).zip(callings).filter(|_| is_joined)
        else {
            continue;
        };
        is_gone[at - 1] = true;
        let first = first.clone();
        let name = &mut phrases[at];
        name.words.start = first.words.start;
        name.office = Some(Span::new(of_first.start, office.end));
        name.modifiers = first.modifiers;
        name.owner = first.owner;
        name.definiteness = first.definiteness;
    }
    without(phrases, &is_gone)
}

/// Whether a phrase stands behind a person's name and a comma.
fn is_behind_name(phrases: &[Phrase], annotated: &Annotated<'_>, number: usize) -> bool {
    let start = phrases[number].words.start;
    start > 0
        && annotated.form(start - 1) == ","
        && phrases[..number].iter().rev().take(3).any(|before| {
            before.form == MentionForm::Name
                && before.kind == Some(MentionKind::Person)
                && before.words.end + 1 == start
        })
}

/// Phrases without those that went into others.
fn without(phrases: Vec<Phrase>, is_gone: &[bool]) -> Vec<Phrase> {
    // Owners are told by number: they move up with those that go.
    let mut number = 0;
    let moved: Vec<usize> = is_gone
        .iter()
        .map(|&gone| {
            let now = number;
            number += usize::from(!gone);
            now
        })
        .collect();
    let mut kept: Vec<Phrase> =
        phrases.into_iter().zip(is_gone).filter(|&(_, &gone)| !gone).map(|(phrase, _)| phrase).collect();
    for phrase in &mut kept {
        phrase.owner = phrase.owner.filter(|&owner| !is_gone[owner]).map(|owner| moved[owner]);
    }
    kept
}

/// The title that goes on, over one "of" or several, to the end of a phrase.
fn title_over_of(phrases: &[Phrase], annotated: &Annotated<'_>, last: usize) -> Option<usize> {
    const STEPS: usize = 3;
    let mut part = last;
    for _ in 0..STEPS {
        let mut start = phrases[part].words.start;
        // "the head of the *Chilean* Ministry of Trade"
        let people = phrases[..part].iter().rev().take(2).find(|people| people.words.end == start);
        if let Some(people) = people.filter(|people| people.kind == Some(MentionKind::Nationality)) {
            start = people.words.start;
        }
        let mut of = start.checked_sub(1)?;
        // "the head of [the] European Commission Ursula Lind"
        if of > 0 && annotated.form(of) == "the" {
            of -= 1;
        }
        // "the ambassador to Norway Ida Krogh" too.
        if !matches!(annotated.form(of), "of" | "for" | "to") {
            return None;
        }
        let next = (0..part).rev().take(3).find(|&number| phrases[number].words.end == of)?;
        let phrase = &phrases[next];
        if phrase.form == MentionForm::Nominal
            && !phrase.is_plural
            && phrase.role.is_some_and(|role| role.bearer == Bearer::Title)
        {
            return Some(next);
        }
        part = next;
    }
    None
}
