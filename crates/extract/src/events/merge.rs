//! One deed told several times in one report is one event.

use super::telling::Telling;
use crate::Scene;
use dateline_model::{EventAct, MentionKind, Mode, Status};

/// Groups of tellings, each of one deed; by their first telling.
pub(super) fn groups(scene: &Scene<'_>, tellings: Vec<Telling>) -> Vec<Vec<Telling>> {
    let mut groups: Vec<Vec<Telling>> = Vec::new();
    for telling in tellings {
        let home = groups
            .iter()
            .enumerate()
            .rev()
            .take(24)
            .filter_map(|(at, group)| affinity(scene, group, &telling).map(|fit| (fit, at)))
            .max_by_key(|&(fit, at)| (fit, at));
        match home {
            Some((_, at)) => groups[at].push(telling),
            None => groups.push(vec![telling]),
        }
    }
    groups
}

/// How well a telling fits a group; none where it tells of another deed.
fn affinity(scene: &Scene<'_>, group: &[Telling], telling: &Telling) -> Option<i32> {
    let hosted =
        group.iter().any(|other| other.host == Some(telling.trigger) || telling.host == Some(other.trigger));
    let first = group.first()?;
    if first.act != telling.act {
        return None;
    }
    if telling.act != EventAct::Assault {
        return same_exchange(group, telling).then_some(1);
    }
    if is_ahead(first.status) != is_ahead(telling.status) {
        return None;
    }
    if !group.iter().all(|other| modes_agree(other.mode, telling.mode)) {
        return None;
    }
    if hosted {
        return Some(100);
    }
    let mut fit = 0;
    let place = places_agree(scene, group, telling)?;
    let when = times_agree(group, telling)?;
    let by = sides_agree(group, telling, |telling| &telling.sides.by);
    let to = sides_agree(group, telling, |telling| &telling.sides.to);
    let near = group.iter().map(|other| telling.sentence.abs_diff(other.sentence)).min().unwrap_or(99);
    if by < 0 || to < 0 && (names_people(telling) && group.iter().any(names_people) || near > 2 && place == 0)
    {
        return None;
    }
    // Two full tellings are two deeds, unless place, day or victim is one.
    let is_again = to > 0 && same_victim(group, telling);
    if is_full(telling) && group.iter().any(is_full) && place + when == 0 && !is_again {
        return None;
    }
    fit += 2 * place + 2 * when + by + if is_again { 3 } else { to };
    fit += match near {
        0..=1 => 2,
        2..=3 => 1,
        _ => 0,
    };
    (fit > 0).then_some(fit)
}

/// Names the people it is done to, so that other people are another deed.
fn names_people(telling: &Telling) -> bool {
    telling.sides.to.iter().any(|side| {
        matches!(side.kind, Some(MentionKind::Person | MentionKind::Office)) && side.entity.is_some()
    })
}

/// Both sides are told, by a verb.
fn is_full(telling: &Telling) -> bool {
    !telling.is_noun && !telling.sides.by.is_empty() && !telling.sides.to.is_empty()
}

fn same_victim(group: &[Telling], telling: &Telling) -> bool {
    telling.sides.to.iter().any(|one| {
        one.entity.is_some()
            && group.iter().flat_map(|other| &other.sides.to).any(|other| other.entity == one.entity)
    })
}

fn is_ahead(status: Status) -> bool {
    matches!(status, Status::Planned | Status::Proposed | Status::Threatened | Status::Hypothetical)
}

/// Whether two modes can be one deed's: a killing has any, an abduction is no bombing.
fn modes_agree(one: Option<Mode>, other: Option<Mode>) -> bool {
    let family = |mode: Mode| match mode {
        Mode::Abduct => 1,
        Mode::Hijack => 2,
        Mode::Robbery => 3,
        Mode::Explosives | Mode::SuicideAttack => 4,
        Mode::Arson => 5,
        Mode::Sexual => 6,
        Mode::Torture | Mode::Beat => 7,
        Mode::Invade => 8,
        Mode::Aerial | Mode::Drone | Mode::Missile => 9,
        Mode::Destroy => 0,
        _ => 10,
    };
    match (one, other) {
        (Some(one), Some(other)) => {
            let (one, other) = (family(one), family(other));
            one == other
                || one == 0 && !matches!(other, 1 | 2 | 3 | 8)
                || other == 0 && !matches!(one, 1 | 2 | 3 | 8)
        }
        (Some(mode), None) | (None, Some(mode)) => !matches!(family(mode), 1 | 2 | 3 | 8),
        (None, None) => true,
    }
}

/// 1 where both name one place, 0 where one names none, none where they name two.
fn places_agree(scene: &Scene<'_>, group: &[Telling], telling: &Telling) -> Option<i32> {
    let Some((mine, _)) = &telling.place else { return Some(0) };
    let mine = &scene.places[*mine].record;
    let mut same = 0;
    for (other, _) in group.iter().filter_map(|other| other.place.as_ref()) {
        let other = &scene.places[*other].record;
        if mine.name == other.name {
            same = 1;
            continue;
        }
        let is_wide = |kind: Option<&str>| {
            kind.is_some_and(|kind| matches!(kind, "country" | "region" | "continent" | "state"))
        };
        let within = (is_wide(mine.kind.as_deref()) || is_wide(other.kind.as_deref()))
            && (mine.country == other.country || mine.country.is_none() || other.country.is_none());
        if !within {
            return None;
        }
    }
    Some(same)
}

/// 1 where both are of one day, 0 where one has none, none where they are of two.
fn times_agree(group: &[Telling], telling: &Telling) -> Option<i32> {
    let Some(mine) = telling.when.as_ref().and_then(|when| when.edtf.as_ref()) else { return Some(0) };
    let mut same = 0;
    for other in group.iter().filter_map(|other| other.when.as_ref()).filter_map(|when| when.edtf.as_ref()) {
        if mine == other {
            same = 1;
        } else {
            let apart = match (mine.first_day(), mine.last_day(), other.first_day(), other.last_day()) {
                (Some(a), Some(b), Some(c), Some(d)) => b < c || d < a,
                _ => false,
            };
            if apart {
                return None;
            }
        }
    }
    Some(same)
}

/// 1 where a side is the same party, 0 where one is not told, -1 where they differ.
fn sides_agree(
    group: &[Telling],
    telling: &Telling,
    sides: impl Fn(&Telling) -> &Vec<super::parties::Side>,
) -> i32 {
    let mine = sides(telling);
    let known = |side: &&super::parties::Side| side.entity.is_some();
    let theirs: Vec<_> = group.iter().flat_map(&sides).filter(known).collect();
    let mine: Vec<_> = mine.iter().filter(known).collect();
    if mine.is_empty() || theirs.is_empty() {
        return 0;
    }
    let same = mine.iter().any(|one| {
        theirs.iter().any(|other| {
            one.entity == other.entity
                || one.party.country.is_some() && one.party.country == other.party.country
                || one.party.name.eq_ignore_ascii_case(&other.party.name)
        })
    });
    if same { 1 } else { -1 }
}

/// Two tellings of one meeting, one charge, one arrest: the same root, and both sides the same.
fn same_exchange(group: &[Telling], telling: &Telling) -> bool {
    let by = same_parties(group, telling, |telling| &telling.sides.by);
    let to = same_parties(group, telling, |telling| &telling.sides.to);
    let same_mode = group
        .iter()
        .all(|other| other.mode == telling.mode || other.mode.is_none() || telling.mode.is_none());
    let same_status = group.iter().all(|other| is_ahead(other.status) == is_ahead(telling.status));
    let crossed =
        matches!(telling.act, EventAct::Consult | EventAct::Agree | EventAct::Cooperate) && by + to >= 0;
    same_mode
        && same_status
        && times_agree(group, telling).is_some()
        && (by > 0 && to >= 0 && (to > 0 || telling.is_noun) || crossed && by > 0 && to > 0)
}

/// As [`sides_agree`], but countrymen are not the same.
fn same_parties(
    group: &[Telling],
    telling: &Telling,
    sides: impl Fn(&Telling) -> &Vec<super::parties::Side>,
) -> i32 {
    let mine: Vec<_> = sides(telling).iter().filter(|side| side.entity.is_some()).collect();
    let theirs: Vec<_> = group.iter().flat_map(&sides).filter(|side| side.entity.is_some()).collect();
    if mine.is_empty() || theirs.is_empty() {
        return 0;
    }
    let is_state = |side: &super::parties::Side| {
        matches!(side.kind, Some(MentionKind::Country | MentionKind::Nationality))
    };
    let same = mine.iter().any(|one| {
        theirs.iter().any(|other| {
            one.entity == other.entity
                || (is_state(one) || is_state(other))
                    && one.party.country.is_some()
                    && one.party.country == other.party.country
        })
    });
    if same { 1 } else { -1 }
}
