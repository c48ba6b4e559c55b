//! What one claims and another denies.
//!
//! Four ways of doing it are read, each so that a reader who sees both sentences side by side sees
//! it too: the same words with and without a "not"; a denial of what the claim's words name; "a
//! contention the lawyer disputed", right behind it; and a denial of any wrong by whom an accusation
//! names. Opinions that only pull in other directions are no opposition.

use crate::Read;
use crate::features::day_number;
use crate::personal_names::PersonalName;
use crate::same::{Agreement, Named, Weights, likely_pairs, same_speakers};
use crate::sayings::is_proposition;
use crate::words::{number_of, term_of, words};
use dateline_gazetteer::Gazetteer;
use dateline_model::{Opposed, Statement, StatementAct, Story, TextIndex, derive_id};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// Days within which a claim is answered.
const LONGEST_ANSWER: u32 = 14;
/// How many claims are shown beside one denial.
const CLAIMS: usize = 3;

/// See `lexicon/denials.toml`.
#[derive(Deserialize)]
struct Lexicon {
    verbs: BTreeSet<String>,
    untrue: Vec<String>,
    wrong: Vec<String>,
    charges: Vec<String>,
    pointing: Vec<String>,
    turning: BTreeSet<String>,
    wishes: BTreeSet<String>,
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        toml::from_str(include_str!("../lexicon/denials.toml"))
            .expect("the lexicon in the binary is whole: the tests read it")
    })
}

/// The claims of a story that others deny, each with its denial: the claim first.
pub fn opposed(story: &Story, readings: &[Read<'_>]) -> Vec<Opposed> {
    let said: Vec<Said<'_>> = readings
        .iter()
        .enumerate()
        .flat_map(|(report, read)| {
            let index = TextIndex::new(&read.0.text);
            read.1.statements.iter().map(move |one| Said::of(report, *read, one, &index)).collect::<Vec<_>>()
        })
        .collect();
    let mut found: BTreeMap<usize, Vec<(usize, f32)>> = BTreeMap::new();
    let mut put = |claim: usize, denial: usize, weight: f32| {
        let claims = found.entry(denial).or_default();
        if !claims.iter().any(|(known, _)| *known == claim) {
            claims.push((claim, weight));
        }
    };
    for (a, b) in likely_pairs(said.iter().map(|one| &one.terms), said.len()) {
        for (claim, denial) in [(a, b), (b, a)] {
            if is_fit(&said[claim], &said[denial], readings)
                && let Some(weight) = denies(&said[claim], &said[denial])
            {
                put(claim, denial, weight);
            }
        }
    }
    for (denial, one) in said.iter().enumerate().filter(|(_, one)| one.is_denial) {
        // "… , a contention the lawyer disputed": the one right before it.
        let before = said[..denial].iter().enumerate().rev().find(|(_, claim)| {
            claim.report == one.report
                && claim.end <= one.start
                && one.start - claim.end <= 60
                && one.points_back
        });
        if let Some((claim, _)) = before.filter(|(_, claim)| is_fit(claim, one, readings)) {
            put(claim, denial, 1.0);
        }
        if !one.is_of_any_wrong {
            continue;
        }
        for (claim, accusing) in said.iter().enumerate() {
            if accusing.charges && is_fit(accusing, one, readings) && accuses(accusing, one) {
                put(claim, denial, 0.5);
            }
        }
    }
    let mut opposed: Vec<Opposed> = Vec::new();
    for (denial, mut claims) in found {
        claims.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut reports = BTreeSet::new();
        claims.retain(|(claim, _)| reports.insert(said[*claim].report));
        for (claim, _) in claims.into_iter().take(CLAIMS) {
            let ids = [&said[claim].statement.id, &said[denial].statement.id];
            opposed.push(Opposed {
                id: derive_id("opposed", &[ids[0].as_str(), ids[1].as_str()]),
                statements: ids.into_iter().cloned().collect(),
                about: said[claim].text.clone(),
                story: Some(story.id.clone()),
            });
        }
    }
    opposed.sort_by(|a, b| a.id.cmp(&b.id));
    opposed.dedup_by(|a, b| a.id == b.id);
    opposed
}

struct Said<'r> {
    report: usize,
    statement: &'r Statement,
    speakers: Vec<Named<'r>>,
    text: String,
    start: u32,
    end: u32,
    terms: Weights,
    /// The terms that a "not" or "never" stands just before.
    turned: BTreeSet<u32>,
    is_proposition: bool,
    /// Whether it is a denial by its verb or by calling something untrue.
    is_denial: bool,
    /// A denial that names nothing but what was said before it.
    points_back: bool,
    /// "denied any wrongdoing"
    is_of_any_wrong: bool,
    /// Whether it charges somebody with a wrong.
    charges: bool,
    is_question: bool,
    is_wish: bool,
    names: BTreeSet<String>,
}

impl<'r> Said<'r> {
    fn of(report: usize, read: Read<'r>, statement: &'r Statement, index: &TextIndex<'_>) -> Said<'r> {
        let lexicon = lexicon();
        let pieces: Vec<&str> = statement.content.iter().map(|piece| piece.text.as_str()).collect();
        let text = pieces.join(" … ");
        let lower = text.to_lowercase().replace('’', "'");
        let turned = turned(&text);
        let verb = statement.cue.as_ref().map_or("", |cue| cue.lemma.as_str());
        let says_untrue = lexicon.untrue.iter().any(|phrase| has_phrase(&lower, phrase));
        let denies = statement.act == StatementAct::Deny || lexicon.verbs.contains(verb);
        let terms = Weights::of(pieces.iter().copied());
        let evidence = statement.evidence.text.to_lowercase();
        let points_back = denies
            && (lexicon.pointing.iter().any(|phrase| has_phrase(&evidence, phrase)) || terms.count() == 0)
            && terms.count() <= 3;
        let named = |name: &str| PersonalName::parse(name).map(|name| name.family);
        let mut names: BTreeSet<String> = words(&text)
            .filter(|word| word.text.starts_with(char::is_uppercase))
            .map(|word| word.text.to_lowercase())
            .collect();
        names.extend(statement.addressee.iter().filter_map(|other| named(&other.name)));
        // "told the congressman that he": whom the pronouns of the content stand for.
        let place = |mention: &dateline_model::Mention| {
            statement
                .content
                .iter()
                .any(|piece| piece.start <= mention.span.start && mention.span.end <= piece.end)
        };
        for mention in read.1.mentions.iter().filter(|mention| place(mention)) {
            let others = read.1.mentions.iter().filter(|other| other.entity == mention.entity);
            names.extend(others.filter_map(|other| named(&other.span.text)));
        }
        let end = index.bytes(statement.evidence.span()).end;
        let after = &index.text()[end..];
        Said {
            report,
            statement,
            speakers: statement.speakers.iter().map(|one| (one, PersonalName::parse(&one.name))).collect(),
            start: statement.evidence.start,
            end: statement.evidence.end,
            is_proposition: is_proposition(statement),
            is_denial: denies && statement.act != StatementAct::Accuse || says_untrue,
            points_back,
            is_of_any_wrong: (denies || says_untrue || !turned.is_empty())
                && lexicon.wrong.iter().any(|phrase| has_phrase(&lower, phrase)),
            charges: matches!(statement.act, StatementAct::Accuse)
                && lexicon
                    .charges
                    .iter()
                    .any(|phrase| has_phrase(verb, phrase) || has_phrase(&lower, phrase)),
            is_question: after.starts_with('?') || text.trim_end_matches(['"', '”']).ends_with('?'),
            is_wish: words(&lower).any(|word| lexicon.wishes.contains(word.text)),
            names,
            turned,
            terms,
            text,
        }
    }
}

/// Whether both can be set against each other at all: said by two, near each other in time, and no
/// part of one passage.
fn is_fit(claim: &Said<'_>, denial: &Said<'_>, readings: &[Read<'_>]) -> bool {
    let day = |one: &Said<'_>| readings[one.report].0.published.as_deref().and_then(day_number);
    // Weeks later it is another matter that is spoken of in such words.
    let is_other_matter = matches!(
        (day(claim), day(denial)), (Some(day), Some(other)) if day.abs_diff(other) > LONGEST_ANSWER
    );
    let is_one_passage =
        claim.report == denial.report && claim.start < denial.end && denial.start < claim.end;
    let is_own = !are_two(&claim.speakers, &denial.speakers, claim.report == denial.report);
    // What is wished is neither claimed nor denied.
    let is_wish = claim.is_wish || denial.is_wish;
    !(is_other_matter
        || is_one_passage
        || is_own
        || is_wish
        || !claim.is_proposition
        || claim.is_question
        || denial.is_question
        || claim.statement.negated
        || denial.statement.negated
        || claim.is_denial)
}

/// Whether it is known that they are two: both are named, and neither speaks for the other.
fn are_two(claim: &[Named<'_>], denial: &[Named<'_>], in_one_report: bool) -> bool {
    // In one report it is known of "the rebel leaders" too who they are not.
    let is_named = |(speaker, person): &Named<'_>| {
        person.is_some()
            || speaker.name.starts_with(char::is_uppercase) && !speaker.name.starts_with("The ")
            || in_one_report && speaker.entity.is_some() && speaker.name.contains(' ')
    };
    // "Norway", "a spokeswoman for Norway": one side, and so are a state and its minister.
    let is_one_side = |(a, a_person): &Named<'_>, (b, b_person): &Named<'_>| {
        let speaks_for = |one: &dateline_model::Speaker, other: &dateline_model::Speaker| {
            one.of.as_deref().is_some_and(|of| of.eq_ignore_ascii_case(&other.name))
        };
        let is_state = |name: &str| Gazetteer::embedded().country_named(name).is_some();
        let are_persons =
            a_person.is_some() && b_person.is_some() && !is_state(&a.name) && !is_state(&b.name);
        speaks_for(a, b) || speaks_for(b, a) || !are_persons && a.of.is_some() && a.of == b.of
    };
    !claim.is_empty()
        && !denial.is_empty()
        && claim.iter().chain(denial).all(is_named)
        && same_speakers(claim, denial) != Agreement::For
        && !claim.iter().any(|one| denial.iter().any(|other| is_one_side(one, other)))
}

/// Whether one denies what the other's words name, and how far these are the same.
fn denies(claim: &Said<'_>, denial: &Said<'_>) -> Option<f32> {
    let alike = claim.terms.overlap(&denial.terms);
    // "has not changed", "had not changed its view": both say no, and so the same.
    let is_alike_turned = denial.turned.iter().any(|term| claim.turned.contains(term));
    let is_contrary = !is_alike_turned && denial.turned.iter().any(|term| claim.terms.has(*term));
    let is_near = alike.terms >= 2 && alike.share >= 0.45 && alike.of_both >= 0.15;
    // One saying in two prints is none against itself.
    let is_denied = denial.is_denial
        && !is_alike_turned
        && claim.turned.is_empty()
        && alike.terms >= 2
        && alike.share >= 0.6
        && (0.15..SAME).contains(&alike.of_both);
    // A "not" alone is in every second sentence; who denies says so, or says the same words with it.
    let is_plain = denial.is_denial || alike.share >= 0.75 && alike.terms >= 3;
    (is_near && is_contrary && is_plain || is_denied).then_some(alike.share)
}

/// From which likeness on two sayings are one.
const SAME: f32 = 0.6;
/// How many words behind a "not" it turns.
const TURNED: usize = 5;
/// How many terms of them.
const TURNED_TERMS: usize = 2;

/// The terms that stand just behind a "not" or its like: what is done or said, not who does it.
fn turned(text: &str) -> BTreeSet<u32> {
    let turning = &lexicon().turning;
    let (mut left, mut terms) = (0, 0);
    let mut turned = BTreeSet::new();
    for word in words(text) {
        let is_name = word.text.starts_with(char::is_uppercase);
        if turning.contains(word.text.to_lowercase().as_str()) {
            (left, terms) = (TURNED, TURNED_TERMS);
        } else if left > 0 && terms > 0 {
            left -= 1;
            if let Some(term) = term_of(word.text).filter(|_| !is_name) {
                terms -= 1;
                turned.insert(number_of(&term));
            }
        }
    }
    turned
}

/// Whether an accusation names who denies, or whose spokesman or lawyer does.
fn accuses(claim: &Said<'_>, denial: &Said<'_>) -> bool {
    // Who denies it in the same words does not make the charge.
    if claim.terms.overlap(&denial.terms).share >= 0.5 {
        return false;
    }
    let mut accused: BTreeSet<&str> = denial
        .speakers
        .iter()
        .filter_map(|(_, name)| name.as_ref())
        .map(|name| name.family.as_str())
        .collect();
    // "the congressman's lawyer denied that he …"
    if accused.is_empty() {
        accused.extend(denial.names.iter().map(String::as_str));
    }
    accused.iter().any(|name| claim.names.contains(*name))
}

fn has_phrase(lower: &str, phrase: &str) -> bool {
    let is_open = phrase.ends_with('*');
    let letters = phrase.trim_end_matches('*');
    lower.match_indices(letters).any(|(at, _)| {
        !lower[..at].ends_with(char::is_alphanumeric)
            && (is_open || !lower[at + letters.len()..].starts_with(char::is_alphanumeric))
    })
}
