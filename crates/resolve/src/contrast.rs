//! Two happenings of one kind, told apart by what only some of the reports say.
//!
//! Two earthquakes in one country, or two votes on one bill, share most of their words, so the
//! reports of both fall into one group. Within the group these shared words say nothing: weighed
//! by their rarity *in the group*, reports of one happening stay alike and those of two do not.

use crate::Features;
use crate::clustering::two_halves;
use crate::likeness::{closeness, cosine};
use rustc_hash::FxHashMap;

/// Halves whose likeness to each other is less than this share of the likeness within are two.
const MOST_SHARED: f32 = 0.4;
const NEAR: f32 = 2.5;
const FAR: f32 = 0.9;
/// Larger groups are first divided by the pairs that a lookup by topics would find.
const LARGEST_DENSE: usize = 400;

/// Divides a group of reports into stories; `group` holds indices into `reports`.
pub(crate) fn divide(group: Vec<u32>, reports: &[&Features]) -> Vec<Vec<u32>> {
    let mut stories = Vec::new();
    let mut waiting = vec![group];
    while let Some(group) = waiting.pop() {
        match halves_of(&group, reports) {
            Some(halves) => waiting.extend(halves),
            None => stories.push(group),
        }
    }
    stories.sort_unstable();
    stories
}

fn halves_of(group: &[u32], reports: &[&Features]) -> Option<[Vec<u32>; 2]> {
    if group.len() < 4 {
        return None;
    }
    let members: Vec<&Features> = group.iter().map(|&member| reports[member as usize]).collect();
    let vectors = contrasting(&members);
    let mut pairs = Vec::with_capacity(members.len() * members.len() / 2);
    for (b, second) in members.iter().enumerate() {
        for (a, first) in members[..b].iter().enumerate() {
            if members.len() > LARGEST_DENSE && !shares_topics(first, second) {
                continue;
            }
            let likeness = cosine(&vectors[a], &vectors[b]) * closeness(first.day, second.day, NEAR, FAR);
            if likeness > 0.0 {
                pairs.push((a as u32, b as u32, likeness));
            }
        }
    }
    let limited: Vec<_> = pairs.iter().map(|&(a, b, likeness)| (a, b, likeness.min(1.0))).collect();
    let halves = two_halves(members.len(), &limited)?;
    if halves.iter().any(|half| half.len() < 2) {
        return None;
    }
    let is_first = |member: u32| halves[0].binary_search(&member).is_ok();
    let (mut within, mut across) = ([0.0_f64; 2], 0.0_f64);
    for &(a, b, likeness) in &pairs {
        match (is_first(a), is_first(b)) {
            (true, true) => within[0] += f64::from(likeness),
            (false, false) => within[1] += f64::from(likeness),
            _ => across += f64::from(likeness),
        }
    }
    let sizes = [halves[0].len() as f64, halves[1].len() as f64];
    let mean_within = [0, 1].map(|half| 2.0 * within[half] / (sizes[half] * (sizes[half] - 1.0)));
    let mean_within = (mean_within[0] * sizes[0] + mean_within[1] * sizes[1]) / (sizes[0] + sizes[1]);
    let mean_across = across / (sizes[0] * sizes[1]);
    (mean_across < f64::from(MOST_SHARED) * mean_within)
        .then(|| halves.map(|half| half.into_iter().map(|member| group[member as usize]).collect()))
}

/// The term weights of each report, each weighed again by how few of the group hold the term.
fn contrasting(members: &[&Features]) -> Vec<Vec<(u32, f32)>> {
    let mut holders: FxHashMap<u32, u32> = FxHashMap::default();
    for (term, _) in members.iter().flat_map(|member| &member.terms) {
        *holders.entry(*term).or_default() += 1;
    }
    let all = (members.len() + 1) as f32;
    let vector = |member: &&Features| {
        let weigh = |&(term, weight): &(u32, f32)| {
            let holders = holders[&term];
            let rarity = (all / holders as f32).ln() / all.ln();
            (holders > 1).then(|| (term, weight * rarity.sqrt()))
        };
        let mut vector: Vec<(u32, f32)> = member.terms.iter().filter_map(weigh).collect();
        let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        if length > 0.0 {
            for (_, weight) in &mut vector {
                *weight /= length;
            }
        }
        vector
    };
    members.iter().map(vector).collect()
}

fn shares_topics(a: &Features, b: &Features) -> bool {
    a.topics.iter().filter(|topic| b.topics.binary_search(topic).is_ok()).nth(1).is_some()
}
