//! What a candidate is like, as hashed features for the model.

use super::around::Around;
use super::hashed::Features;
use crate::candidates::{Candidate, bearers, is_capital};
use crate::lexicon::Lexicon;
use dateline_gazetteer::{Gazetteer, PlaceKind};
use dateline_model::MentionKind;
use dateline_scene::Scene;
use rustc_hash::FxHashMap;

/// What a report tells of a name wherever it stands in it.
#[derive(Clone, Copy, Debug, Default)]
struct Usage {
    count: u16,
    locative: u16,
    before_state: u16,
    after_given: u16,
    after_title: u16,
    before_institution: u16,
}

/// The features of all candidates of a report.
pub(crate) fn features(
    gazetteer: &Gazetteer,
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    candidates: &[Candidate],
) -> Vec<Vec<u32>> {
    let annotated = scene.annotated;
    let mut usages: FxHashMap<&str, Usage> = FxHashMap::default();
    let around: Vec<Around<'_>> =
        candidates.iter().map(|candidate| Around::of(gazetteer, lexicon, scene, candidate)).collect();
    for (candidate, around) in candidates.iter().zip(&around) {
        let usage = usages.entry(&candidate.key).or_default();
        usage.count += 1;
        usage.locative += u16::from(around.is_locative);
        usage.before_state += u16::from(around.before_state);
        usage.after_given += u16::from(around.after_given);
        usage.after_title += u16::from(around.after_title);
        usage.before_institution += u16::from(around.before_institution);
    }
    // A surname is said once with its first name, then alone: "Paris Hilton … Hilton".
    let mut surnames: FxHashMap<&str, u16> = FxHashMap::default();
    for word in 1..annotated.tokens.len() {
        let given = annotated.form(word - 1);
        if is_capital(annotated.form(word))
            && lexicon.given.contains(&given.to_lowercase())
            && is_capital(given)
        {
            *surnames.entry(annotated.form(word)).or_default() += 1;
        }
    }
    let mut text = String::new();
    candidates
        .iter()
        .zip(&around)
        .map(|(candidate, around)| {
            let mut out = Features::new(&mut text);
            own(&mut out, gazetteer, lexicon, scene, candidate);
            around.write(&mut out);
            let usage = usages.get(candidate.key.as_str()).copied().unwrap_or_default();
            let first = annotated.form(candidate.words.start);
            out.add(format_args!("count={}", usage.count.min(4)));
            for (name, times) in [
                ("locative", usage.locative),
                ("before state", usage.before_state),
                ("after given", usage.after_given),
                ("after title", usage.after_title),
                ("before institution", usage.before_institution),
                ("surname", surnames.get(first).copied().unwrap_or(0)),
            ] {
                let share = if times == 0 {
                    0
                } else if times * 2 < usage.count {
                    1
                } else {
                    2
                };
                out.add(format_args!("usage {name}={share}"));
            }
            out.out
        })
        .collect()
}

/// What the name itself tells.
fn own(
    out: &mut Features<'_>,
    gazetteer: &Gazetteer,
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    candidate: &Candidate,
) {
    let annotated = scene.annotated;
    let words = candidate.words;
    let printed = annotated.words(words);
    let bearers = bearers(gazetteer, candidate);
    out.add(format_args!("bias"));
    out.add(format_args!("origin={:?}", candidate.origin));
    out.add(format_args!("words={}", words.len().min(4)));
    if let Some(kind) = candidate.kind {
        out.add(format_args!("noun kind={kind} {:?}", candidate.origin));
    }
    let letters = printed.chars().filter(|letter| letter.is_alphabetic()).count();
    let is_upper = !printed.chars().any(char::is_lowercase);
    out.add(format_args!("letters={} upper={is_upper}", letters.min(6)));
    let lower = printed.to_lowercase();
    let is_common = lexicon.words.common.contains(&lower);
    out.add(format_args!("common={is_common} given={}", lexicon.given.contains(&lower)));
    let population = bearers.iter().filter(|named| named.is_usual).map(|named| named.place.population).max();
    let size = population.map_or(0, |people| 1 + people.max(1).ilog10());
    out.add(format_args!("size={size} common={is_common}"));
    if let Some(best) = bearers.first() {
        out.add(format_args!("kind={} usual={}", best.place.kind.name(), best.is_usual));
        out.add(format_args!("kind={} upper={is_upper} letters={}", best.place.kind.name(), letters.min(4)));
        out.add(format_args!("bearers={}", bearers.len().ilog2().min(6)));
    }
    let has = |kind: PlaceKind| bearers.iter().any(|named| named.place.kind == kind);
    for kind in
        [PlaceKind::Country, PlaceKind::Region, PlaceKind::Continent, PlaceKind::District, PlaceKind::Area]
    {
        if has(kind) {
            out.add(format_args!("has {}", kind.name()));
        }
    }
    if let Some(country) = gazetteer.country_named(printed) {
        out.add(format_args!("country word={:?}", country.word));
    }
    if gazetteer.body_named(printed).is_some() {
        out.add(format_args!("body"));
    }
    let last = annotated.form(words.end - 1);
    if words.len() > 1 {
        if let Some(kind) = lexicon.behind.get(last) {
            out.add(format_args!("last={last} {kind}"));
        }
        if lexicon.given.contains(&annotated.form(words.start).to_lowercase()) {
            out.add(format_args!("first word given"));
        }
        if lexicon.words.common.contains(&annotated.form(words.start).to_lowercase()) {
            out.add(format_args!("first word common {:?}", candidate.origin));
        }
    }
    for word in words.range().take(3) {
        out.add(format_args!("xpos={:?}", annotated.tokens[word].xpos));
    }
    let name = annotated
        .names
        .binary_search_by(|name| {
            if name.words.end <= words.start {
                std::cmp::Ordering::Less
            } else if name.words.start >= words.end {
                std::cmp::Ordering::Greater
            } else {
                std::cmp::Ordering::Equal
            }
        })
        .ok()
        .map(|at| annotated.names[at]);
    match name {
        None => out.add(format_args!("name=none")),
        Some(name) => {
            let how = if name.words == words {
                "is"
            } else if name.words.contains(&words) && name.words.start == words.start {
                "begins"
            } else if name.words.contains(&words) {
                "in"
            } else {
                "cuts"
            };
            out.add(format_args!("name={how} {:?}", name.kind));
            out.add(format_args!("name={how} {:?} size={size}", name.kind));
            if name.kind == MentionKind::Person {
                out.add(format_args!("name={how} person letters={}", letters.min(6)));
            }
        }
    }
}
