//! Average-link clustering of a sparse graph.

use rustc_hash::FxHashMap;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// The clusters of `count` nodes, each a sorted list of nodes, in the order of their first nodes.
///
/// Two clusters are merged while the mean of the likeness between their nodes is at least
/// `least`; pairs that are not among the `edges` count 0 (Sneath and Sokal's UPGMA on a sparse
/// matrix). Ties go to the clusters with the lowest first nodes, so that the result depends on
/// nothing but the graph. With `n` nodes and `m` edges it takes O(m log m).
pub(crate) fn average_link(count: usize, edges: &[(u32, u32, f32)], least: f32) -> Vec<Vec<u32>> {
    let mut clusters = Clusters::new(count, edges, least);
    while clusters.merge_next(least).is_some() {}
    clusters.finish()
}

/// The two halves that were merged last when everything is merged, with no regard to how much
/// alike they are; a part that shares no edge with the rest is a half at once.
pub(crate) fn two_halves(count: usize, edges: &[(u32, u32, f32)]) -> Option<[Vec<u32>; 2]> {
    let mut clusters = Clusters::new(count, edges, f32::MIN_POSITIVE);
    let mut left = count;
    while left > 2 && clusters.merge_next(f32::MIN_POSITIVE).is_some() {
        left -= 1;
    }
    let mut parts = clusters.finish();
    // More than two parts without an edge between them: the largest against all others.
    parts.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    let mut rest: Vec<u32> = parts.split_off(1.min(parts.len())).into_iter().flatten().collect();
    rest.sort_unstable();
    let first = parts.pop()?;
    (!rest.is_empty()).then_some([first, rest])
}

struct Clusters {
    members: Vec<Vec<u32>>,
    /// Sums of likeness to the clusters that share an edge.
    near: Vec<FxHashMap<u32, f64>>,
    /// How often a cluster has grown: older entries of the queue are stale.
    age: Vec<u32>,
    queue: BinaryHeap<Pair>,
}

struct Pair {
    likeness: f64,
    a: u32,
    b: u32,
    ages: (u32, u32),
}

impl Clusters {
    fn new(count: usize, edges: &[(u32, u32, f32)], least: f32) -> Clusters {
        let mut near = vec![FxHashMap::default(); count];
        let mut queue = Vec::with_capacity(edges.len());
        for &(a, b, likeness) in edges {
            let (a, b) = (a.min(b), a.max(b));
            let likeness = f64::from(likeness);
            if a == b || near[a as usize].insert(b, likeness).is_some() {
                continue;
            }
            near[b as usize].insert(a, likeness);
            if likeness >= f64::from(least) {
                queue.push(Pair { likeness, a, b, ages: (0, 0) });
            }
        }
        Clusters {
            members: (0..count as u32).map(|node| vec![node]).collect(),
            near,
            age: vec![0; count],
            queue: BinaryHeap::from(queue),
        }
    }

    fn merge_next(&mut self, least: f32) -> Option<()> {
        let pair = loop {
            let pair = self.queue.pop()?;
            if pair.ages == (self.age[pair.a as usize], self.age[pair.b as usize]) {
                break pair;
            }
        };
        let (a, b) = (pair.a, pair.b);
        let moved = std::mem::take(&mut self.members[b as usize]);
        self.members[a as usize].extend(moved);
        self.age[a as usize] += 1;
        self.age[b as usize] = u32::MAX;
        let moved = std::mem::take(&mut self.near[b as usize]);
        self.near[a as usize].remove(&b);
        for (other, sum) in moved {
            if other == a {
                continue;
            }
            let of_other = &mut self.near[other as usize];
            of_other.remove(&b);
            *of_other.entry(a).or_default() += sum;
            *self.near[a as usize].entry(other).or_default() += sum;
        }
        let size = self.members[a as usize].len();
        for (&other, &sum) in &self.near[a as usize] {
            let likeness = sum / (size * self.members[other as usize].len()) as f64;
            if likeness >= f64::from(least) {
                let (a, b) = (a.min(other), a.max(other));
                let ages = (self.age[a as usize], self.age[b as usize]);
                self.queue.push(Pair { likeness, a, b, ages });
            }
        }
        Some(())
    }

    fn finish(self) -> Vec<Vec<u32>> {
        let mut clusters: Vec<Vec<u32>> =
            self.members.into_iter().filter(|members| !members.is_empty()).collect();
        for members in &mut clusters {
            members.sort_unstable();
        }
        clusters.sort_unstable();
        clusters
    }
}

impl Ord for Pair {
    fn cmp(&self, other: &Self) -> Ordering {
        self.likeness.total_cmp(&other.likeness).then_with(|| (other.a, other.b).cmp(&(self.a, self.b)))
    }
}
impl PartialOrd for Pair {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl PartialEq for Pair {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Pair {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bridge_does_not_join_two_groups() {
        let edges = [(0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.8), (3, 4, 0.9), (2, 3, 0.5)];
        assert_eq!(average_link(5, &edges, 0.3), vec![vec![0, 1, 2], vec![3, 4]]);
    }

    #[test]
    fn halves_are_the_last_two_to_merge() {
        let edges = [(0, 1, 0.9), (2, 3, 0.9), (0, 2, 0.1), (1, 3, 0.1)];
        assert_eq!(two_halves(4, &edges), Some([vec![0, 1], vec![2, 3]]));
        assert_eq!(two_halves(3, &[(0, 1, 0.5)]), Some([vec![0, 1], vec![2]]));
        assert_eq!(two_halves(1, &[]), None);
    }
}
