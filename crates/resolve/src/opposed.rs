//! What one claims and another denies.
//!
//! Some ways of doing it are read, each so that a reader who sees both sentences side by side sees
//! it too: the same words with and without a "not"; a denial of what the claim's words name, or of
//! the deed in other words (`answers`); "a contention the lawyer disputed", right behind it; a denial
//! of any wrong by whom an accusation names; and who names a claim's maker and calls it untrue.
//! Opinions that only pull in other directions are no opposition.

use crate::Read;
use crate::answers::Clause;
use crate::assertions::{Said, families, is_kind_of_own, is_telling};
use crate::called_untrue::called_untrue;
use crate::charged_parties::charged_parties;
use crate::claim_inside::claim_inside;
use crate::denial_behind::denial_behind;
use crate::denials::denials;
use crate::features::day_number;
use crate::given::origin_of;
use crate::personal_names::PersonalName;
use crate::same::{Agreement, Named, likely_pairs, same_speakers};
use crate::sentences::sentences;
use crate::words::words;
use dateline_gazetteer::Gazetteer;
use dateline_model::{
    Excerpt, Id, Opposed, Part, Speaker, Statement, StatementAct, Story, TextIndex, Told, derive_id,
};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Days within which a claim is answered.
const LONGEST_ANSWER: u32 = 14;
/// So many characters may stand between a claim and what points back to it.
const JUST_BEFORE: u32 = 60;
/// How many claims are shown beside one denial.
const CLAIMS: usize = 5;

/// The claims of a story that others deny, each with its denial: the claim first.
pub fn opposed(story: &Story, readings: &[Read<'_>]) -> Vec<Opposed> {
    let said: Vec<Said<'_>> = readings
        .iter()
        .enumerate()
        .flat_map(|(report, read)| {
            let index = TextIndex::new(&read.0.text);
            let families = families(read.1);
            let of = |one| Said::of(report, (*read, &families), one, &index);
            read.1.statements.iter().map(of).collect::<Vec<_>>()
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
                && let Some(weight) =
                    denies(&said[claim], &said[denial]).or_else(|| calls_untrue(&said[claim], &said[denial]))
            {
                put(claim, denial, weight);
            }
        }
    }
    let charging: Vec<(usize, &Said<'_>)> = said.iter().enumerate().filter(|(_, one)| one.charges).collect();
    for (denial, one) in said.iter().enumerate().filter(|(_, one)| one.is_denial) {
        // "… , a contention the lawyer disputed": the one right before it.
        let of_report =
            said[..denial].iter().enumerate().rev().take_while(|(_, claim)| claim.report == one.report);
        let is_just_before =
            |claim: &Said<'_>| claim.end <= one.start && one.start - claim.end <= JUST_BEFORE;
        let before =
            if one.points_back { of_report.clone().find(|(_, claim)| is_just_before(claim)) } else { None };
        let before = before.filter(|(_, claim)| is_of_whom_it_names(claim, one));
        if let Some((claim, _)) = before.filter(|(_, claim)| is_fit(claim, one, readings)) {
            put(claim, denial, 1.0);
        }
        if !one.is_of_any_wrong {
            continue;
        }
        for &(claim, accusing) in &charging {
            let is_other = is_fit(accusing, one, readings) || is_fit_accuser(accusing, one, readings);
            if is_other && accuses(accusing, one) {
                put(claim, denial, 0.5);
            }
        }
    }
    for (claim, denial, weight) in answered(&said, readings) {
        put(claim, denial, weight);
    }
    for (claim, denial) in charged_parties(&said, &|claim, denial| may_meet(claim, denial, readings)) {
        put(claim, denial, 0.5);
    }
    let mut opposed = told_within(story, readings);
    // "Kolar says the toll is fair. That is a lie": where the record has his own words, they are denied.
    let answering: BTreeSet<&Id> = found.keys().map(|denial| &said[*denial].statement.id).collect();
    opposed.retain(|one| {
        let is_claim = one.told.as_ref().is_some_and(|told| told.as_the == Part::Claim);
        !(is_claim && answering.contains(&one.statements[1]))
    });
    let origins = origin_of(story);
    let print_of = |one: &Said<'_>| {
        let report = &readings[one.report].0.id;
        (origins.get(report).copied().unwrap_or(usize::MAX - one.report), one.text.clone())
    };
    let mut told = BTreeSet::new();
    for (denial, mut claims) in found {
        claims.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut reports = BTreeSet::new();
        claims.retain(|(claim, _)| reports.insert(said[*claim].report));
        // What a wire and its reprint print is one claim and one denial.
        claims.retain(|(claim, _)| told.insert((print_of(&said[*claim]), print_of(&said[denial]))));
        for (claim, _) in claims.into_iter().take(CLAIMS) {
            let ids = [&said[claim].statement.id, &said[denial].statement.id];
            opposed.push(Opposed {
                id: derive_id("opposed", &[ids[0].as_str(), ids[1].as_str()]),
                statements: ids.into_iter().cloned().collect(),
                told: None,
                about: said[claim].text.clone(),
                story: Some(story.id.clone()),
            });
        }
    }
    opposed.sort_by(|a, b| a.id.cmp(&b.id));
    opposed.dedup_by(|a, b| a.id == b.id);
    opposed
}

/// Claims and denials of which one is told inside the sentence of the other.
fn told_within(story: &Story, readings: &[Read<'_>]) -> Vec<Opposed> {
    let mut found = Vec::new();
    for &read in readings {
        let index = TextIndex::new(&read.0.text);
        let of_text = sentences(&read.0.text);
        let mut put = |claim: &Statement, denial: &Statement, told: Option<Told>| {
            let about: Vec<&str> = claim.content.iter().map(|piece| piece.text.as_str()).collect();
            found.push(Opposed {
                id: derive_id("opposed", &[claim.id.as_str(), denial.id.as_str()]),
                statements: vec![claim.id.clone(), denial.id.clone()],
                about: about.join(" … "),
                told,
                story: Some(story.id.clone()),
            });
        };
        // Of two claims before one denial the nearest: "he dismissed it, claiming that …, which the league disputes".
        let mut behind: BTreeMap<u32, (&Statement, Told, Excerpt)> = BTreeMap::new();
        for statement in &read.1.statements {
            if let Some(told) = claim_inside(read, statement, &index) {
                put(&told.statement.clone(), statement, Some(told));
            } else if let Some(told) = called_untrue(read, statement, &index) {
                // The claim may be a statement of the record.
                let claimed = told.statement.content.first();
                let is_known = |other: &&Statement| {
                    other.account.as_ref() == Some(&statement.id)
                        && claimed
                            .zip(other.content.first())
                            .is_some_and(|(a, b)| a.start < b.end && b.start < a.end)
                };
                match read.1.statements.iter().find(is_known) {
                    Some(claim) => put(claim, statement, None),
                    None => put(&told.statement.clone(), statement, Some(told)),
                }
            }
            let Some((told, verb)) = denial_behind(read, statement, &index, &of_text) else { continue };
            let starts = |claim: &Statement| claim.content.first().map(|piece| piece.start);
            let known = behind.get(&verb.start);
            if known.is_none_or(|(known, ..)| starts(known) < starts(statement)) {
                behind.insert(verb.start, (statement, told, verb));
            }
        }
        for (statement, told, verb) in behind.into_values() {
            // The denial may be a statement of the record.
            let is_known = |other: &&Statement| other.cue.as_ref().is_some_and(|cue| cue.span == verb);
            match read.1.statements.iter().find(is_known) {
                Some(denial) => put(statement, denial, None),
                None => put(statement, &told.statement.clone(), Some(told)),
            }
        }
    }
    found
}

/// Claims with sentences that deny one of theirs, and how well these do.
fn answered(said: &[Said<'_>], readings: &[Read<'_>]) -> Vec<(usize, usize, f32)> {
    const MOST_CLAIMS: usize = 200;
    let mut claims: FxHashMap<u32, Vec<(usize, &Clause)>> = FxHashMap::default();
    // "The photo of the pier": what is only named is not claimed.
    for (at, one) in said.iter().enumerate().filter(|(_, one)| one.is_plain && one.is_proposition) {
        for clause in &one.clauses {
            for term in clause.claimed() {
                let claims = claims.entry(term).or_default();
                if claims.len() < MOST_CLAIMS {
                    claims.push((at, clause));
                }
            }
        }
    }
    let mut answered = Vec::new();
    let mut negated: FxHashMap<u32, Vec<(usize, &Clause)>> = FxHashMap::default();
    for (at, one) in said.iter().enumerate().filter(|(_, one)| one.is_plain) {
        for clause in &one.clauses {
            if let Some(term) = clause.claimed_not() {
                let claims = negated.entry(term).or_default();
                if claims.len() < MOST_CLAIMS {
                    claims.push((at, clause));
                }
            }
        }
    }
    for (denial, one) in said.iter().enumerate().filter(|(_, one)| is_telling(one.statement.act)) {
        for clause in &one.clauses {
            for term in clause.corrects() {
                let others = [&claims, &negated].into_iter().filter_map(|claims| claims.get(&term)).flatten();
                for &(claim, other) in others {
                    if claim != denial
                        && can_answer(&said[claim], one, readings)
                        && let Some(weight) = clause.corrects_claim(other, &said[claim].called)
                    {
                        answered.push((claim, denial, weight));
                    }
                }
            }
        }
    }
    for (denial, one) in said.iter().enumerate() {
        for clause in &one.clauses {
            let Some(denied) = clause.denied() else { continue };
            for &(claim, other) in claims.get(&denied).map_or(&[][..], Vec::as_slice) {
                if claim != denial
                    && can_answer(&said[claim], one, readings)
                    && let Some(weight) = clause.answers(other, &one.own, (&said[claim].names, &one.names))
                {
                    answered.push((claim, denial, weight));
                }
            }
        }
    }
    answered
}

/// Whether both can be set against each other at all: said by two, near each other in time, and no
/// part of one passage.
fn is_fit(claim: &Said<'_>, denial: &Said<'_>, readings: &[Read<'_>]) -> bool {
    can_answer(claim, denial, readings)
        // What is wished is neither claimed nor denied.
        && !(claim.is_wish || denial.is_wish || claim.is_question || denial.is_question)
        && claim.is_proposition
        && !claim.is_denial
        && can_claim(claim.statement.act)
}

/// Who refuses, promises or wants something claims nothing by it.
fn can_claim(act: StatementAct) -> bool {
    use StatementAct::{Appeal, Ask, Demand, Deny, Offer, Pledge, Propose, Refuse, Reject};
    !matches!(act, Appeal | Ask | Demand | Deny | Offer | Pledge | Propose | Refuse | Reject)
}

/// "dismissed Kolar's claim": where a denial names whose claim it is, it is that of nobody else.
fn is_of_whom_it_names(claim: &Said<'_>, denial: &Said<'_>) -> bool {
    let names = denial.called_owner.as_ref();
    names.is_none_or(|owner| {
        claim.speakers.iter().any(|(speaker, _)| speaker.name.to_lowercase().contains(owner.as_str()))
    })
}

/// Whether somebody unnamed charges whoever denies any wrong, or is spoken for.
fn is_fit_accuser(claim: &Said<'_>, denial: &Said<'_>, readings: &[Read<'_>]) -> bool {
    let is_somebody = |(speaker, _): &Named<'_>| !denials().nobody.has(&speaker.name.to_lowercase());
    !claim.speakers.is_empty()
        && claim.speakers.iter().all(is_somebody)
        && !claim.speakers.iter().any(|(speaker, _)| is_kind_of_own(&speaker.name))
        && same_speakers(&claim.speakers, &denial.speakers) != Agreement::For
        && is_near_in_time(claim, denial, readings)
        && !(claim.is_wish || claim.is_question || claim.is_denial || claim.statement.negated)
        && claim.is_proposition
        && !denial.statement.negated
}

fn is_near_in_time(claim: &Said<'_>, denial: &Said<'_>, readings: &[Read<'_>]) -> bool {
    let day = |one: &Said<'_>| readings[one.report].0.published.as_deref().and_then(day_number);
    // Weeks later it is another matter that is spoken of in such words.
    !matches!((day(claim), day(denial)), (Some(day), Some(other)) if day.abs_diff(other) > LONGEST_ANSWER)
}

fn can_answer(claim: &Said<'_>, denial: &Said<'_>, readings: &[Read<'_>]) -> bool {
    may_meet(claim, denial, readings)
        && are_two(&claim.speakers, &denial.speakers, claim.report == denial.report)
}

/// Whether both are done, near each other in time, and no part of one passage, whoever says them.
fn may_meet(claim: &Said<'_>, denial: &Said<'_>, readings: &[Read<'_>]) -> bool {
    let is_one_passage =
        claim.report == denial.report && claim.start < denial.end && denial.start < claim.end;
    is_near_in_time(claim, denial, readings)
        && !(is_one_passage || claim.statement.negated || denial.statement.negated)
}

/// Whether it is known that they are two: both are named, and neither speaks for the other.
pub(crate) fn are_two(claim: &[Named<'_>], denial: &[Named<'_>], in_one_report: bool) -> bool {
    // In one report it is known of "the rebel leaders" too who they are not; and the police are no
    // witnesses in any.
    let is_named = |(speaker, person): &Named<'_>| {
        person.is_some()
            || speaker.name.starts_with(char::is_uppercase) && !speaker.name.starts_with("The ")
            || in_one_report && speaker.entity.is_some() && speaker.name.contains(' ')
            || denials().kind_of(&speaker.name).is_some()
    };
    // "His spokesman" is nobody who is named and speaks for no other.
    let is_spokesman = |(speaker, _): &Named<'_>| is_kind_of_own(&speaker.name);
    let is_other = |(speaker, person): &Named<'_>| {
        person.as_ref().is_some_and(PersonalName::is_full)
            && !speaker.office.as_deref().is_some_and(is_kind_of_own)
    };
    let is_for = |(speaker, _): &Named<'_>, (_, person): &Named<'_>| {
        person.as_ref().is_some_and(|person| speaker.name.to_lowercase().contains(&person.family))
    };
    let is_told_apart = |one: &[Named<'_>], other: &[Named<'_>]| {
        one.iter().all(is_spokesman)
            && other.iter().all(is_other)
            && !one.iter().any(|spokesman| other.iter().any(|other| is_for(spokesman, other)))
    };
    let kind_of = |name: &str| denials().kind_of(name);
    // "Norway", "a spokeswoman for Norway": one side, and so are a state and its minister.
    let is_one_side = |(a, a_person): &Named<'_>, (b, b_person): &Named<'_>| {
        let speaks_for = |one: &Speaker, other: &Speaker| {
            one.of.as_deref().is_some_and(|of| of.eq_ignore_ascii_case(&other.name))
        };
        let is_state = |name: &str| Gazetteer::embedded().country_named(name).is_some();
        let are_persons =
            a_person.is_some() && b_person.is_some() && !is_state(&a.name) && !is_state(&b.name);
        speaks_for(a, b)
            || speaks_for(b, a)
            || kind_of(&a.name).is_some()
                && kind_of(&a.name) == kind_of(&b.name)
                && !are_persons
                && !are_of_two_states(a, b)
            || !are_persons
                && (kind_of(&a.name).is_none() || kind_of(&b.name).is_none())
                && a.of.is_some()
                && a.of == b.of
    };
    !claim.is_empty()
        && !denial.is_empty()
        && (claim.iter().chain(denial).all(is_named)
            || is_told_apart(claim, denial)
            || is_told_apart(denial, claim))
        && same_speakers(claim, denial) != Agreement::For
        && !claim.iter().any(|one| denial.iter().any(|other| is_one_side(one, other)))
}

/// "The Peruvian army", "the army of Chile": one kind, and two sides.
fn are_of_two_states(a: &Speaker, b: &Speaker) -> bool {
    let gazetteer = Gazetteer::embedded();
    let state_of = |speaker: &Speaker| {
        let of_words = || words(&speaker.name).find_map(|word| gazetteer.country_named(word.text));
        speaker.of.clone().or_else(|| Some(of_words()?.iso3().to_owned()))
    };
    matches!((state_of(a), state_of(b)), (Some(a), Some(b)) if a != b)
}

/// Whether one denies what the other's words name, and how far these are the same.
fn denies(claim: &Said<'_>, denial: &Said<'_>) -> Option<f32> {
    let alike = claim.terms.overlap(&denial.terms);
    // "has not changed", "had not changed its view": both say no, and so the same.
    let is_alike_turned = denial.turned.iter().any(|term| claim.turned.contains(term));
    let is_contrary =
        claim.turned.is_empty() && denial.turned_plainly.iter().any(|term| claim.terms.has(*term));
    let is_near = alike.terms >= 2 && alike.share >= 0.45 && alike.of_both >= 0.15;
    // One saying in two prints is none against itself.
    // "denied that Kolar rang the bell": what he is denied to have done.
    let is_of_the_matter = denial
        .clauses
        .iter()
        .filter_map(Clause::denied)
        .any(|denied| claim.clauses.iter().any(|clause| clause.claimed().any(|term| term == denied)))
        || denial.says_untrue
        || denial.clauses.iter().all(|clause| clause.denied().is_none());
    let is_denied = denial.is_denial
        && is_of_the_matter
        && !is_alike_turned
        && claim.turned.is_empty()
        && alike.terms >= 2
        && alike.share >= 0.6
        && (0.15..SAME).contains(&alike.of_both);
    // A "not" alone is in every second sentence; who denies says so, or says the same words with it.
    let is_plain = denial.is_denial || alike.share >= 0.75 && alike.terms >= 3;
    (is_near && is_contrary && is_plain || is_denied).then_some(alike.share)
}

/// Whether one names who made a claim, says what of, and calls it untrue ("The mayor says that the
/// bridge is safe. That is a lie.").
fn calls_untrue(claim: &Said<'_>, denial: &Said<'_>) -> Option<f32> {
    const TERMS: usize = 3;
    let alike = claim.terms.overlap(&denial.terms);
    let mut claimers = claim.speakers.iter().filter_map(|(_, name)| name.as_ref());
    let is_named = claimers.any(|name| denial.names.contains(&name.family));
    (denial.says_untrue && is_named && alike.terms >= TERMS && alike.share >= 0.3 && alike.of_both < SAME)
        .then_some(alike.share)
}

/// From which likeness on two sayings are one.
const SAME: f32 = 0.6;
/// Whether an accusation names who denies, or whose spokesman or lawyer does.
fn accuses(claim: &Said<'_>, denial: &Said<'_>) -> bool {
    // Who denies it in the same words does not make the charge.
    let alike = claim.terms.overlap(&denial.terms);
    let speaks_for_another = |(speaker, _): &Named<'_>| speaker.office.as_deref().is_some_and(is_kind_of_own);
    if alike.terms > 1 && alike.share >= 0.5 || claim.speakers.iter().any(speaks_for_another) {
        return false;
    }
    let mut accused: BTreeSet<&str> = denial
        .speakers
        .iter()
        .filter_map(|(_, name)| name.as_ref())
        .map(|name| name.family.as_str())
        .collect();
    // "the congressman's lawyer denied that he …"
    // and "Mr Kolar maintains his innocence", as his lawyer says.
    let is_spoken_for = denial.says_untrue
        || denial.speakers.iter().any(|(speaker, _)| speaker.office.as_deref().is_some_and(is_kind_of_own));
    if accused.is_empty() || is_spoken_for {
        accused.extend(denial.names.iter().map(String::as_str));
    }
    accused.iter().any(|name| claim.names.contains(*name))
}
