//! How parts of the record are written in a cell.

use super::cell::Cell;
use dateline_model::{Edtf, Excerpt, Id, Party, Place, PlaceRef, When};
use serde::Serialize;

pub(super) fn place_of<'p>(place: Option<&PlaceRef>, places: &'p [Place]) -> Option<&'p Place> {
    let id = place?.place.as_ref()?;
    places.iter().find(|place| place.id == *id)
}

pub(super) fn place_name(printed: Option<&PlaceRef>, place: Option<&Place>) -> Cell {
    let name = place.map(|place| place.name.clone());
    name.or_else(|| printed.map(|place| on_one_line(&place.span))).into()
}

pub(super) fn names(parties: &[Party]) -> Cell {
    of_each(parties, |party| Some(party.name.clone()))
}

/// One part of each of some things, with `; ` between; empty parts keep their places while one is not.
pub(super) fn of_each<T>(things: &[T], part: impl Fn(&T) -> Option<String>) -> Cell {
    let parts: Vec<String> = things.iter().map(|thing| part(thing).unwrap_or_default()).collect();
    if parts.iter().all(String::is_empty) { Cell::Empty } else { parts.join("; ").into() }
}

pub(super) fn joined_ids(ids: &[Id]) -> Cell {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ").into()
}

/// How exactly a day is known: "1995-11" is a month, "1995-08-28/1995-09-03" days.
pub(super) fn day_precision(when: &Edtf) -> &'static str {
    match (when.first_day(), when.last_day()) {
        (Some(first), Some(last)) if first == last => "day",
        _ if when.is_season() => "season",
        (Some(first), Some(last)) if first.day() == 1 && last == first.last_of_month() => "month",
        (Some(first), Some(last)) if first == first.first_of_year() && last == first.last_of_year() => "year",
        _ => "days",
    }
}

pub(super) fn edtf(when: Option<&When>) -> Cell {
    when.and_then(|when| when.edtf.as_ref()).map(ToString::to_string).into()
}

pub(super) fn on_one_line(piece: &Excerpt) -> String {
    piece.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How a plain value is written in the record.
pub(super) fn plain(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

pub(super) fn word(value: &impl Serialize) -> Cell {
    plain(value).into()
}
