//! Pronouns: the nearest that fits, subjects before objects, and in quotations whoever speaks.
//! The order of preference follows Hobbs (1978) and Lappin and Leass (1994) in the large.

mod speakers;

use super::clusters::Clusters;
use super::interviews::Interview;
use super::lexicon::Lexicon;
use super::phrases::{Definiteness, Phrase, pronoun};
use super::telling::{is_credited, is_main_subject, is_speaking, is_subject, is_voiced, plain_sentences};
use super::translated;
use dateline_language::{Annotated, Deprel, Upos};
use dateline_model::MentionKind;
use dateline_scene::MentionForm;
use rustc_hash::FxHashMap;
use speakers::{orator, quotation_number, speakers};

/// How many phrases back a pronoun may point.
const WINDOW: usize = 100;
/// How many sentences back.
const SENTENCES: usize = 4;
/// How sure it is that "he" is who spoke last, far back.
const FAR: f32 = 0.6;
/// How much nearer she is whose husband speaks.
const KIN: i32 = 40;
/// How many sentences back who spoke last may stand, where nobody nearer fits.
const LONG: usize = 14;

/// Joins pronouns to what they stand for, in text order.
pub fn join(annotated: &Annotated<'_>, phrases: &[Phrase], lexicon: &Lexicon, clusters: &mut Clusters) {
    let speakers = speakers(annotated, phrases, lexicon);
    let plain = plain_sentences(annotated);
    let interview = Interview::of(annotated, phrases, clusters);
    // The last "I" of an answer or "you" of a question, before them the one who answers.
    let mut answers = interview.as_ref().and_then(|interview| interview.answers);
    let orator = orator(annotated, phrases);
    // The last "I", "we", "you" of each quotation and of the text outside them.
    let mut last: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    for number in 0..phrases.len() {
        if phrases[number].form != MentionForm::Pronoun {
            continue;
        }
        let form = annotated.form(phrases[number].head).to_lowercase();
        let found = match form.as_str() {
            form if is_first_or_second(form) => {
                let person =
                    if form.starts_with('y') { 2 } else { usize::from(form.starts_with(['w', 'u', 'o'])) };
                let quotation = quotation_number(annotated, phrases[number].head);
                let paragraph = annotated.sentence(phrases[number].head).paragraph;
                let asks = interview.as_ref().and_then(|interview| interview.asks(paragraph as usize));
                if quotation.is_none()
                    && (asks == Some(true) && person == 2 || asks == Some(false) && person == 0)
                {
                    if let Some(before) = answers.replace(number) {
                        clusters.join(before, number);
                    }
                    continue;
                }
                let speaker = quotation.and_then(|at| speakers[at]).filter(|_| person == 0);
                if let Some(orator) = orator.filter(|&orator| {
                    quotation.is_none() && person == 0 && phrases[orator].sentence < phrases[number].sentence
                }) {
                    clusters.join(orator, number);
                    continue;
                }
                // Outside quotations, and for "we" and "you", only with the same word before.
                let stretch = quotation.map_or(usize::MAX, |at| at);
                let before = last.insert((person, stretch), number);
                speaker.or(before)
            }
            "who" | "whom" | "whose" => relative(annotated, phrases, number),
            "it" if is_expletive(annotated, phrases[number].head) => None,
            _ => translated::named_behind(annotated, phrases, lexicon, number).or_else(|| {
                let found = third_person(annotated, phrases, lexicon, clusters, &speakers, &plain, number)
                    .or_else(|| translated::state(annotated, phrases, number));
                found.map(|(found, certainty)| {
                    clusters.set_certainty(number, certainty);
                    found
                })
            }),
        };
        if let Some(found) = found {
            clusters.join(found, number);
        }
    }
}

/// "I", "we", "you" in all their forms.
fn is_first_or_second(form: &str) -> bool {
    matches!(
        form,
        "i" | "me"
            | "my"
            | "mine"
            | "myself"
            | "we"
            | "us"
            | "our"
            | "ours"
            | "ourselves"
            | "you"
            | "your"
            | "yours"
            | "yourself"
    )
}

/// "the envoy, who visited Washington": the phrase just before.
fn relative(annotated: &Annotated<'_>, phrases: &[Phrase], number: usize) -> Option<usize> {
    let head = phrases[number].head;
    let before = head.checked_sub(1)?;
    let end = if annotated.form(before) == "," { before } else { head };
    phrases[..number]
        .iter()
        .enumerate()
        .rev()
        .take(4)
        .find(|(_, phrase)| phrase.words.end == end && phrase.form != MentionForm::Pronoun)
        .map(|(at, _)| at)
        .filter(|&at| phrases[at].kind.is_some())
}

/// "it is clear that", "it rained": nothing is meant.
fn is_expletive(annotated: &Annotated<'_>, word: usize) -> bool {
    if annotated.tokens[word].deprel == Deprel::Expl {
        return true;
    }
    let next = |n: usize| annotated.tokens.get(word + n);
    let is_be = next(1).is_some_and(|token| token.lemma == "be" || token.upos == Upos::Aux);
    // "it is *clear* that", "it is also *likely* to"; "it is threatening *heavy* fines if …" is somebody's deed.
    let is_adjective = |n: usize| next(n).is_some_and(|token| token.upos == Upos::Adj);
    let is_light = |n: usize| {
        next(n).is_some_and(|token| {
            matches!(token.upos, Upos::Adv | Upos::Aux | Upos::Part) || token.lemma == "be"
        })
    };
    let is_predicate = (2..5).any(|n| is_adjective(n) && (2..n).all(is_light));
    is_be
        && is_predicate
        && (3..9).any(|n| {
            next(n)
                .is_some_and(|_| matches!(annotated.form(word + n), "that" | "to" | "who" | "whether" | "if"))
        })
}

fn third_person(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    lexicon: &Lexicon,
    clusters: &Clusters,
    speakers: &[Option<usize>],
    plain: &[usize],
    number: usize,
) -> Option<(usize, f32)> {
    let phrase = &phrases[number];
    let says = pronoun(&annotated.form(phrase.head).to_lowercase())?;
    let is_reflexive = annotated.form(phrase.head).to_lowercase().contains("sel");
    let is_possessive = annotated.tokens[phrase.head].deprel == Deprel::NmodPoss
        || phrases.get(number + 1).is_some_and(|next| next.owner == Some(number));
    let quotation = quotation_number(annotated, phrase.head);
    let speaker = quotation.and_then(|at| speakers[at]);
    let speaks = is_speaking(annotated, phrase, lexicon);
    let below = named_below(annotated, phrases, number);
    let is_behind = speaks && quotation.is_none() && stands_behind_what_is_said(annotated, phrase);
    let mut best: Option<(i32, usize)> = None;
    // The best of those who are somebody else.
    let mut second = i32::MIN;
    for candidate in (number.saturating_sub(WINDOW)..number).rev() {
        let other = &phrases[candidate];
        // What somebody says at length takes nobody farther away from who says it.
        let distance = if quotation.is_none() {
            plain[phrase.sentence] - plain[other.sentence]
        } else {
            phrase.sentence - other.sentence
        };
        if distance > SENTENCES {
            break;
        }
        let traits = clusters.traits(candidate);
        // "“I know,” she said": the "I" that waits for her name is no name of hers.
        if clusters.is_one(candidate, number) {
            continue;
        }
        if says.is_person && !may_be_one(annotated, other, lexicon) {
            continue;
        }
        if !agrees(&says, other, traits) || other.words.range().contains(&phrase.head) {
            continue;
        }
        if other.form == MentionForm::Pronoun && clusters.traits(candidate).count == 1 {
            continue;
        }
        // "You say they lied": who speaks and who is spoken to are no third.
        if other.form == MentionForm::Pronoun
            && is_first_or_second(&annotated.form(other.head).to_lowercase())
            && quotation_number(annotated, other.head) == quotation
        {
            continue;
        }
        // Nobody calls himself "he".
        if speaker.is_some_and(|speaker| clusters.is_one(speaker, candidate)) {
            continue;
        }
        // "Mr Owen met him": subject and object of one verb are two, but for "himself".
        let same_clause = annotated.tokens[other.head].head.is_some()
            && annotated.tokens[other.head].head == annotated.tokens[phrase.head].head;
        if same_clause && !is_reflexive && !is_possessive {
            continue;
        }
        // "He said that Mr Owen was ill", "he called Mr Owen's plan a ruse": another than Mr Owen.
        if below.iter().any(|&named| clusters.is_one(named, candidate)) {
            continue;
        }
        // "Horn became a mate, *he said*": nor among those whom the words before it name (Principle C again).
        if is_behind
            && other.sentence == phrase.sentence
            && other.form == MentionForm::Name
            && !is_voiced(annotated, other, lexicon)
        {
            continue;
        }
        // "“The man is a friend,” she said": who speaks is not among those spoken of.
        if speaks && quotation.is_none() && quotation_number(annotated, other.head).is_some() {
            continue;
        }
        let mut score = -22 * distance as i32 - (number - candidate) as i32;
        // "According to Ms Berg, the dam is full. … she added": whoever the words before are given to.
        let is_source = quotation.is_none() && speaks && is_voiced(annotated, other, lexicon);
        if is_source || is_subject(annotated, other) {
            score += 20;
        }
        if same_role(annotated, phrase, other) {
            score += 6;
        }
        // "Ms Holm called Ms Berg a friend. … she added": whoever spoke goes on speaking.
        if is_source {
            score += 10;
        }
        // "Mr Gerasimov said that Mr Gorbachev had … He declined": the one who speaks, not the one spoken of.
        // What is told in words that are given to somebody is told of others.
        let is_given = is_source && is_credited(annotated, other, lexicon);
        if is_given {
            score += 18;
        } else if is_main_subject(annotated, other) {
            score += 10;
        }
        score += match other.form {
            MentionForm::Name => 6,
            MentionForm::Pronoun => 8,
            MentionForm::Nominal => 0,
        };
        score += (traits.count.min(6) as i32) * 2;
        let is_part = annotated.tokens[other.head].deprel.is(Deprel::Nmod)
            || other.words.end < annotated.tokens.len() && is_owner(phrases, candidate);
        if is_part && !is_source {
            score -= 8;
        }
        // "Ms Holm's husband said she was well": hers is what he speaks of.
        let is_kin_of = |next: &Phrase| {
            next.owner == Some(candidate)
                && next.sentence == phrase.sentence
                && says.gender.zip(next.gender).is_some_and(|(one, other)| one != other)
                && is_speaking(annotated, next, lexicon)
        };
        if phrases[candidate + 1..number].iter().take(2).any(is_kin_of) {
            score += KIN;
        }
        // What stands in another's quotation is talked of there.
        if quotation_number(annotated, other.head) != quotation {
            score -= if quotation.is_none() { 24 } else { 12 };
        }
        if phrase.kind.is_some() && traits.gender.is_none() && says.gender.is_some() && !is_given {
            score -= 12;
        }
        if !says.is_person && !says.is_plural && traits.kind == Some(MentionKind::Place) {
            score -= 6;
        }
        match best {
            Some((most, known)) if score <= most => {
                if !clusters.is_one(known, candidate) {
                    second = second.max(score);
                }
            }
            Some((most, known)) => {
                if !clusters.is_one(known, candidate) {
                    second = second.max(most);
                }
                best = Some((score, candidate));
            }
            None => best = Some((score, candidate)),
        }
    }
    if let Some((most, candidate)) = best {
        return Some((candidate, certainty(most.saturating_sub(second))));
    }
    if !(speaks && says.is_person && quotation.is_none()) {
        return None;
    }
    last_speaker(annotated, phrases, lexicon, clusters, &says, number).map(|found| (found, FAR))
}

/// The names that stand below the verb of a pronoun that is its subject: none of them is whom it stands for
/// (Principle C of Chomsky 1981).
fn named_below(annotated: &Annotated<'_>, phrases: &[Phrase], number: usize) -> Vec<usize> {
    let token = &annotated.tokens[phrases[number].head];
    let Some(verb) = token.head.filter(|_| token.deprel.is(Deprel::Nsubj)) else { return Vec::new() };
    let words = annotated.subtree(verb as usize);
    (number + 1..phrases.len())
        .take_while(|&later| phrases[later].head < words.end)
        .filter(|&later| {
            let phrase = &phrases[later];
            // "He said *the mayor* was ill": nor whoever is called by an office there.
            let is_office = phrase.form == MentionForm::Nominal
                && phrase.kind == Some(MentionKind::Office)
                && phrase.definiteness == Definiteness::Definite
                && !phrase.is_plural;
            (phrase.form == MentionForm::Name || is_office) && annotated.quotation_at(phrase.head).is_none()
        })
        .collect()
}

/// "The bridge is shut, *he said*", "The bridge, *he said*, is shut": a pronoun and its verb of saying behind a comma, with nothing
/// behind the verb that hangs on it.
fn stands_behind_what_is_said(annotated: &Annotated<'_>, phrase: &Phrase) -> bool {
    let head = phrase.head;
    let sentence = annotated.sentence(head).words;
    let Some(verb) = annotated.tokens[head].head.map(|verb| verb as usize).filter(|&verb| verb > head) else {
        return false;
    };
    let is_open = annotated.children(verb).any(|child| {
        child > verb
            && (annotated.tokens[child].deprel.is(Deprel::Ccomp)
                || annotated.tokens[child].deprel.is(Deprel::Obj)
                || annotated.tokens[child].deprel.is(Deprel::Xcomp))
    });
    let goes_on = annotated.tokens.get(verb + 1).is_some_and(|next| {
        verb + 1 < sentence.end
            && next.upos != Upos::Punct
            && next.upos != Upos::Adp
            && next.upos != Upos::Propn
    });
    // "After the vote, he said it was over", "but he said": what stands before is none of it.
    head > sentence.start + 2 && annotated.form(head - 1) == "," && verb <= head + 3 && !is_open && !goes_on
}

/// How sure a pronoun is whose best candidate is so far before the next: a tie is a toss-up.
fn certainty(margin: i32) -> f32 {
    let margin = margin.clamp(0, 60) as f32;
    1.0 / (1.0 + (-(margin - 5.0) / 12.0).exp())
}

/// Behind long quotations "he said" is who spoke last.
fn last_speaker(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    lexicon: &Lexicon,
    clusters: &Clusters,
    says: &super::phrases::Pronoun,
    number: usize,
) -> Option<usize> {
    let sentence = phrases[number].sentence;
    let below = named_below(annotated, phrases, number);
    (number.saturating_sub(4 * WINDOW)..number)
        .rev()
        .take_while(|&candidate| sentence - phrases[candidate].sentence <= LONG)
        .find(|&candidate| {
            let other = &phrases[candidate];
            quotation_number(annotated, other.head).is_none()
                && is_voiced(annotated, other, lexicon)
                && clusters.traits(candidate).kind.is_some()
                && agrees(says, other, clusters.traits(candidate))
                && !below.iter().any(|&named| clusters.is_one(named, candidate))
        })
}

/// Whether a phrase can stand for one human being: not "the public", and not what somebody or something
/// is said to be ("silence is the first friend of thieves").
fn may_be_one(annotated: &Annotated<'_>, phrase: &Phrase, lexicon: &Lexicon) -> bool {
    if phrase.form != MentionForm::Nominal {
        return true;
    }
    let noun = annotated.words(phrase.core).to_lowercase();
    let is_predicate = annotated.child(phrase.head, Deprel::Cop).is_some();
    // "When he was minister": an office without article is no one yet.
    let is_bare = phrase.kind == Some(MentionKind::Office) && phrase.definiteness == Definiteness::Bare;
    !lexicon.is_many(&noun) && !is_predicate && !is_bare
}

fn is_owner(phrases: &[Phrase], candidate: usize) -> bool {
    phrases[candidate + 1..].iter().take(2).any(|next| next.owner == Some(candidate))
}

fn same_role(annotated: &Annotated<'_>, a: &Phrase, b: &Phrase) -> bool {
    let relation = annotated.tokens[a.head].deprel.base();
    relation != Deprel::Dep && relation == annotated.tokens[b.head].deprel.base()
}

fn agrees(says: &super::phrases::Pronoun, other: &Phrase, traits: &super::clusters::Traits) -> bool {
    let is_person = matches!(traits.kind, Some(MentionKind::Person | MentionKind::Office));
    if other.kind == Some(MentionKind::Nationality) && !other.is_plural {
        return false;
    }
    if says.is_person {
        return is_person && !traits.is_plural && says.gender.zip(traits.gender).is_none_or(|(a, b)| a == b);
    }
    if says.is_plural {
        return traits.is_plural || traits.is_collective && traits.kind != Some(MentionKind::Place);
    }
    !is_person && !traits.is_plural && traits.kind != Some(MentionKind::Group)
}
