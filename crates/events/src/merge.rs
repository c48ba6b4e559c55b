//! One deed told several times in one report is one event.

use super::deeds::{self, DeedWeights};
use super::telling::Telling;
use dateline_model::{EventAct, MentionKind, Mode, Status};
use dateline_scene::Scene;

/// Two tellings of violence tell of one deed where the log odds for it are above this.
const ONE: f32 = -0.5;

/// Groups of tellings, each of one deed; by their first telling.
pub(super) fn groups(scene: &Scene<'_>, weights: &DeedWeights, tellings: Vec<Telling>) -> Vec<Vec<Telling>> {
    let mut groups: Vec<Vec<Telling>> = Vec::new();
    for telling in tellings {
        let home = groups
            .iter()
            .enumerate()
            .rev()
            .take(24)
            .filter_map(|(at, group)| affinity(scene, weights, group, &telling).map(|fit| (fit, at)))
            .max_by(|(one, a), (other, b)| one.total_cmp(other).then(a.cmp(b)));
        match home {
            Some((_, at)) => groups[at].push(telling),
            None => groups.push(vec![telling]),
        }
    }
    groups
}

/// How well a telling fits a group; none where it tells of another deed.
fn affinity(scene: &Scene<'_>, weights: &DeedWeights, group: &[Telling], telling: &Telling) -> Option<f32> {
    let first = group.first()?;
    if first.act != telling.act {
        return None;
    }
    if telling.act != EventAct::Assault {
        return same_exchange(group, telling).then_some(1.0);
    }
    if is_ahead(first.status) != is_ahead(telling.status)
        || !group.iter().all(|other| modes_agree(other.mode, telling.mode))
    {
        return None;
    }
    times_agree(group, telling)?;
    if is_sum(scene, telling) || group.iter().any(|other| is_sum(scene, other)) {
        return None;
    }
    // "killed in an attack": the one stands in the telling of the other.
    if group.iter().any(|other| other.host == Some(telling.trigger) || telling.host == Some(other.trigger)) {
        return Some(100.0);
    }
    // A state is invaded once in a report, however its name is put: "its neighbour".
    let invades = |telling: &Telling| telling.mode == Some(Mode::Invade);
    if invades(telling) && group.iter().all(invades) && same_parties(group, telling, |it| &it.sides.by) > 0 {
        return Some(50.0);
    }
    let odds: f32 =
        group.iter().map(|other| weights.odds(&deeds::pair_features(scene, other, telling))).sum::<f32>()
            / group.len() as f32;
    (odds > ONE).then_some(odds)
}

/// "Overall, the army fired ninety rockets": the sum of many deeds is none of them.
fn is_sum(scene: &Scene<'_>, telling: &Telling) -> bool {
    let text = scene.annotated;
    let words = text.sentence(telling.trigger).words;
    let first: Vec<String> = words.range().take(3).map(|word| text.form(word).to_lowercase()).collect();
    let opens = |phrase: &[&str]| {
        first.iter().zip(phrase).filter(|(word, other)| word == *other).count() == phrase.len()
    };
    opens(&["overall"]) || opens(&["altogether"]) || opens(&["in", "total"]) || opens(&["in", "all", ","])
}

fn is_ahead(status: Status) -> bool {
    matches!(status, Status::Planned | Status::Proposed | Status::Threatened | Status::Hypothetical)
}

/// Whether two modes can be one deed's: an abduction, a robbery, an invasion is no bombing; with which
/// weapon it was done is told in many ways.
fn modes_agree(one: Option<Mode>, other: Option<Mode>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return true };
    let (one, other) = (family(one), family(other));
    one == other || !matches!(one, 1 | 2 | 3 | 6 | 8) && !matches!(other, 1 | 2 | 3 | 6 | 8)
}

/// 1 where both are of one day, 0 where one has none, none where they are of two.
fn times_agree(group: &[Telling], telling: &Telling) -> Option<i32> {
    let Some(mine) = telling.when.as_ref().and_then(|when| when.edtf.as_ref()) else { return Some(0) };
    let mut same = 0;
    for other in group.iter().filter_map(|other| other.when.as_ref()).filter_map(|when| when.edtf.as_ref()) {
        // "nearly four years ago" and "in 2022" can be one year.
        let is_vague = |edtf: &dateline_model::Edtf| edtf.as_str().contains('~');
        if mine == other {
            same = 1;
        } else if is_vague(mine) || is_vague(other) {
            let year = |edtf: &dateline_model::Edtf| edtf.first_day().map(jiff::civil::Date::year);
            if let (Some(mine), Some(other)) = (year(mine), year(other))
                && mine.abs_diff(other) > 1
            {
                return None;
            }
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

/// 1 where a side is the same party, 0 where one is not told, -1 where they differ; countrymen
/// are not the same.
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

/// Ways of doing harm that can be told of one deed have one number; what destroys has none of its own.
pub(super) fn family(mode: Mode) -> u8 {
    match mode {
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
    }
}
