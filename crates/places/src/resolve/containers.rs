//! What the report says a place lies in: "Paris, Texas", "Ternivka in the Dnipropetrovsk region".

use super::name::Name;
use crate::candidates::Candidate;
use dateline_gazetteer::{KnownPlace, PlaceKind};
use dateline_language::Annotated;

/// "Ukraine's eastern Donetsk region": whether a name has the next one for its own.
fn is_owner_of_next(annotated: &Annotated<'_>, accepted: &[Candidate], at: usize) -> bool {
    let (Some(owner), Some(owned)) = (accepted.get(at), accepted.get(at + 1)) else { return false };
    let between = owner.words.end..owned.words.start;
    (1..=2).contains(&between.len())
        && matches!(annotated.form(between.start), "'s" | "’s")
        && between
            .skip(1)
            .all(|word| annotated.form(word).ends_with("ern") || annotated.form(word) == "central")
}

/// Pairs of candidates of which the second says what the first lies in: "Paris, Texas",
/// "Ternivka in the Dnipropetrovsk region".
pub(super) fn containers(annotated: &Annotated<'_>, accepted: &[Candidate]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (at, two) in accepted.windows(2).enumerate() {
        let between = two[0].words.end..two[1].words.start;
        if between.len() > 6
            || annotated.sentence_number(two[0].words.start) != annotated.sentence_number(two[1].words.start)
        {
            continue;
        }
        let mut is_comma = false;
        let mut is_in = false;
        let mut is_other = false;
        for word in between.clone() {
            match annotated.form(word) {
                "," | "(" => is_comma = true,
                "in" => is_in = true,
                // "the Gold Coast of Australia"
                "of" if between.len() == 1 => is_in = true,
                "the" | "northern" | "southern" | "eastern" | "western" | "central" | "'s" | "’s"
                | "province" | "region" | "district" | "county" | "village" | "town" | "city" | "north"
                | "south" | "east" | "west" | "southeastern" | "southwestern" | "northeastern"
                | "northwestern" => {}
                _ => is_other = true,
            }
        }
        if !is_other && ((is_comma && between.len() == 1) || is_in) {
            // "in Ukraine's eastern Donetsk region": the last of the row is the nearest around it.
            let is_owner = is_in && is_owner_of_next(annotated, accepted, at + 1);
            pairs.push((at, at + 1 + usize::from(is_owner)));
        }
    }
    pairs
}

/// Whether a place lies in another.
fn lies_in(inner: &KnownPlace<'_>, outer: &KnownPlace<'_>) -> bool {
    match outer.kind {
        PlaceKind::Country => inner.country == outer.country && inner.kind != PlaceKind::Country,
        PlaceKind::Region => {
            inner.country == outer.country
                && outer.region != 0
                && inner.region == outer.region
                && inner.kind != PlaceKind::Region
        }
        PlaceKind::District => {
            outer.district != 0 && inner.district == outer.district && inner.row != outer.row
        }
        _ => false,
    }
}

/// The most likely two places of two names of which the first lies in the second.
pub(super) fn best_pair(inner: &Name, outer: &Name) -> Option<(usize, usize)> {
    let mut best: Option<(f64, usize, usize)> = None;
    for (other, container) in outer.places.iter().enumerate() {
        if !matches!(container.kind, PlaceKind::Country | PlaceKind::Region | PlaceKind::District) {
            continue;
        }
        for (one, place) in inner.places.iter().enumerate() {
            let score = inner.prior[one] + outer.prior[other];
            if lies_in(place, container) && best.is_none_or(|(highest, ..)| score > highest) {
                best = Some((score, one, other));
            }
        }
    }
    best.map(|(_, one, other)| (one, other))
}
