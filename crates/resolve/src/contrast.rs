//! Two happenings of one kind, told apart by what only some of the reports say.
//!
//! Two earthquakes in one country, or two votes on one bill, share most of their words, so the
//! reports of both fall into one group. Within the group these shared words say nothing: weighed
//! by their rarity *in the group*, reports of one happening stay alike and those of two do not.

use crate::Features;
use crate::background::Background;
use crate::clustering::two_halves;
use crate::likeness::{closeness, cosine};
use rustc_hash::FxHashMap;

/// Halves whose likeness to each other is less than this share of the likeness within are two.
const MOST_SHARED: f32 = 0.4;
const NEAR_AND_FAR: [f32; 3] = [2.5, 1.0, 0.9];
/// In larger groups only pairs that are known to be alike are looked at.
const LARGEST_DENSE: usize = 128;

/// Divides a group of reports into stories, each a list of indices into `reports`. `alike` are the
/// indices of those that each report is known to be like.
pub(crate) fn divide(reports: &[&Features], alike: &dyn Fn(u32) -> Vec<u32>) -> Vec<Vec<u32>> {
    let mut stories = Vec::new();
    let mut waiting: Vec<Vec<u32>> = vec![(0..reports.len() as u32).collect()];
    while let Some(group) = waiting.pop() {
        match halves_of(&group, reports, alike) {
            Some(halves) => waiting.extend(halves),
            None => stories.push(group),
        }
    }
    stories.sort_unstable();
    stories
}

fn halves_of(group: &[u32], reports: &[&Features], alike: &dyn Fn(u32) -> Vec<u32>) -> Option<[Vec<u32>; 2]> {
    if group.len() < 4 {
        return None;
    }
    let members: Vec<&Features> = group.iter().map(|&member| reports[member as usize]).collect();
    let vectors = contrasting(&members);
    let mut pairs = Vec::new();
    let mut look = |a: u32, b: u32, cosine: f32| {
        let (first, second) = (members[a as usize], members[b as usize]);
        let likeness = cosine * closeness(first.day, second.day, NEAR_AND_FAR);
        if likeness > 0.0 {
            pairs.push((a, b, likeness));
        }
    };
    let mut before = Before::default();
    for (b, &member) in (0..).zip(group) {
        if group.len() <= LARGEST_DENSE {
            let cosines = before.cosines(b, &vectors[b as usize]);
            (0..b).zip(cosines).for_each(|(a, cosine)| look(a, b, cosine));
        } else {
            let known = alike(member).into_iter();
            known.filter_map(|other| group.binary_search(&other).ok()).for_each(|a| {
                if (a as u32) < b {
                    look(a as u32, b, cosine(&vectors[a], &vectors[b as usize]));
                }
            });
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

/// Reports that were looked at before, by the terms they hold.
#[derive(Default)]
struct Before(FxHashMap<u32, Vec<(u32, f32)>>);

impl Before {
    /// How much alike one is to each of those before it, which it joins.
    fn cosines(&mut self, number: u32, terms: &[(u32, f32)]) -> Vec<f32> {
        let mut cosines = vec![0.0; number as usize];
        for &(term, weight) in terms {
            let holders = self.0.entry(term).or_default();
            for &(before, of_other) in holders.iter() {
                cosines[before as usize] += of_other * weight;
            }
            holders.push((number, weight));
        }
        cosines
    }
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
            (holders > 1).then(|| (term, weight * rarity.powf(0.4)))
        };
        let mut vector: Vec<(u32, f32)> =
            member.weighed(&Background::default()).iter().filter_map(weigh).collect();
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
