//! Which place of a name is meant.
//!
//! Every name of the report is weighed at once: how prominent each place of that name is, whether
//! the report says what it lies in ("Paris, Texas"), and how much else of the report lies in the
//! same country, the same region, or near by. A few rounds of this settle all names together
//! (mean-field inference over the names, as in collective entity linking); one name means one
//! place in one report, but for names whose container is given on the spot.

mod containers;
mod hints;
mod local;
mod mass;
mod name;
mod shares;
mod weights;

pub use weights::Weights;

use super::candidates::{Candidate, Origin};
use super::lexicon::Lexicon;
use containers::{best_pair, containers};
use dateline_gazetteer::{Gazetteer, KnownPlace, PlaceKind};
use dateline_language::Annotated;
use hints::{Hints, outlet_names};
use mass::settle;
use name::Name;
use std::collections::BTreeMap;

/// The place that each accepted candidate means, none where the gazetteer does not know it, and how much
/// speaks for it and not for another one of its name.
pub(super) fn resolve(
    gazetteer: &'static Gazetteer,
    lexicon: &Lexicon,
    weights: &Weights,
    annotated: &Annotated<'_>,
    source: Option<&str>,
    accepted: &[Candidate],
) -> Vec<(Option<KnownPlace<'static>>, f64)> {
    let mut keys: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut names: Vec<Name> = Vec::new();
    let mut name_of = Vec::with_capacity(accepted.len());
    let mut local = Vec::new();
    for (at, candidate) in accepted.iter().enumerate() {
        let kind = if candidate.origin == Origin::Short { "region" } else { candidate.kind.unwrap_or("") };
        let name = *keys.entry((candidate.key.as_str(), kind)).or_insert_with(|| {
            names.push(Name::of(gazetteer, weights, &candidate.key, kind));
            names.len() - 1
        });
        // The dateline, and else the first name, says where the report is from.
        let is_dateline = is_dateline(annotated, candidate);
        names[name].weight += if is_dateline {
            2.0 * weights.first
        } else if at == 0 {
            weights.first
        } else {
            0.3
        };
        let behind = annotated.tokens.get(candidate.words.end).map(|_| annotated.form(candidate.words.end));
        if behind.is_some_and(|behind| local::is_of_locals(lexicon, behind)) && !local.contains(&name) {
            local.push(name);
        }
        // "the Helsinki accords": of a town by that name that is nearer nobody would say so.
        let is_the = candidate.words.start > 0
            && annotated.form(candidate.words.start - 1).eq_ignore_ascii_case("the");
        if is_the && behind.is_some_and(|behind| lexicon.words.famed.contains(&behind.to_lowercase())) {
            names[name].be_famed();
        }
        name_of.push(name);
    }
    let outlet = source.map(|source| outlet_names(gazetteer, lexicon, weights, source)).unwrap_or_default();
    let hints = Hints::of(gazetteer, lexicon, weights, annotated);
    local::be_local(lexicon, &local, &outlet, &hints, &mut names);
    // Who writes "Washington state" means the town by "Washington".
    let told_apart: Vec<usize> = keys
        .iter()
        .filter(|((key, kind), _)| kind.is_empty() && keys.contains_key(&(*key, "region")))
        .map(|(_, &name)| name)
        .collect();
    for name in told_apart {
        names[name].be_no_region();
    }
    let rows = super::rows::rows(annotated, accepted);
    for row in &rows {
        let members: Vec<usize> = row.clone().map(|at| name_of[at]).collect();
        be_provinces_all(&mut names, &members);
    }
    let mut row_of: Vec<Option<usize>> = vec![None; accepted.len()];
    for (row, members) in rows.iter().enumerate() {
        row_of[members.clone()].fill(Some(row));
    }
    let is_in_row = |inner: usize, outer: usize| row_of[inner].is_some() && row_of[inner] == row_of[outer];
    // "Ternivka … the village": the bare name is the same place as the one with its noun.
    let pairs = containers(annotated, accepted);
    let mut fixed: Vec<Option<usize>> = vec![None; accepted.len()];
    let mut is_elsewhere = vec![false; accepted.len()];
    for &(inner, outer) in &pairs {
        let (inner_name, outer_name) = (name_of[inner], name_of[outer]);
        if inner_name == outer_name {
            continue;
        }
        // "China, Japan and Peru", "Ohio, Utah and Maine" stand beside each other, not in each other.
        let is_state =
            |name: &Name, kind: PlaceKind| name.likeliest().is_some_and(|place| place.kind == kind);
        let (one, two) = (&names[inner_name], &names[outer_name]);
        let are_states = is_state(one, PlaceKind::Country) && is_state(two, PlaceKind::Country);
        let are_regions = is_state(one, PlaceKind::Region) && is_state(two, PlaceKind::Region);
        if are_states || are_regions && is_in_row(inner, outer) {
            continue;
        }
        let pair = best_pair(&names[inner_name], &names[outer_name]);
        // "the village of Murom in the Belgorod region": a Murom elsewhere is not the one.
        is_elsewhere[inner] = pair.is_none()
            && accepted[outer].kind == Some("region")
            && !names[outer_name].places.is_empty()
            && names[inner_name].places.iter().all(|place| place.kind == PlaceKind::City);
        if let Some((one, other)) = pair {
            names[inner_name].prior[one] += weights.container;
            names[outer_name].prior[other] += weights.container / 2.0;
            fixed[inner] = Some(one);
            fixed[outer] = fixed[outer].or(Some(other));
        }
    }
    let emitted = names.len();
    names.extend(outlet);
    settle(weights, &hints.mass, &mut names);
    names.truncate(emitted);
    accepted
        .iter()
        .enumerate()
        .map(|(at, _)| {
            if is_elsewhere[at] {
                return (None, 0.5);
            }
            let name = &names[name_of[at]];
            let best = fixed[at].or_else(|| {
                (0..name.places.len()).max_by(|&one, &other| {
                    // The more prominent comes first, and stays first where nothing tells.
                    name.share[one].total_cmp(&name.share[other]).then(other.cmp(&one))
                })
            });
            let share = best.map_or(0.5, |best| if fixed[at].is_some() { 1.0 } else { name.share[best] });
            (best.map(|best| name.places[best]), share)
        })
        .collect()
}

/// "SARAJEVO, Bosnia (Wire) — ", "DAYTON, Ohio —": a name in capitals that the report begins with.
pub(super) fn is_dateline(annotated: &Annotated<'_>, candidate: &Candidate) -> bool {
    const SHORTEST: usize = 3;
    let words = candidate.words;
    let sentence = annotated.sentence(words.start).words;
    let printed = annotated.words(words);
    let is_upper = !printed.chars().any(char::is_lowercase) && printed.chars().count() > SHORTEST;
    // In a headline all is in capitals.
    let is_alone = annotated.tokens.get(words.end).is_some_and(|_| {
        matches!(annotated.form(words.end), "," | "(" | "-" | "–" | "—" | "--" | ":" | ";" | "/")
    });
    words.start == sentence.start && annotated.sentence_number(words.start) <= 2 && is_upper && is_alone
}

/// "Alabama, *Georgia*, Ohio and Maine": in a row of provinces of one state, what else may be a province of it is one.
fn be_provinces_all(names: &mut [Name], members: &[usize]) {
    let province = |name: &Name| {
        name.likeliest().filter(|place| place.kind == PlaceKind::Region).and_then(|place| place.country)
    };
    let Some(state) = members.iter().find_map(|&member| {
        let state = province(&names[member])?;
        let of_it = members.iter().filter(|&&other| province(&names[other]) == Some(state)).count();
        (of_it >= 2 && 2 * of_it >= members.len()).then_some(state)
    }) else {
        return;
    };
    for &member in members {
        names[member].be_province_of(state);
    }
}
