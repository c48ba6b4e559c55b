//! Average-link clustering of a sparse graph.

use rustc_hash::FxHashMap;

/// The clusters of `count` nodes, each a sorted list of nodes, in the order of their first nodes.
///
/// Two clusters are merged while the mean of the likeness between their nodes is at least
/// `least`; pairs that are not among the `edges` count 0 (Sneath and Sokal's UPGMA on a sparse
/// matrix, by chains of nearest neighbours: Murtagh 1983). Ties go to the clusters with the lowest
/// first nodes, so that the result depends on nothing but the graph.
///
/// Where only the nearest `known` neighbours of each node are among the edges, the mean of larger
/// clusters is taken over as many pairs as can be known.
pub(crate) fn average_link(
    count: usize,
    edges: &[(u32, u32, f32)],
    least: f32,
    known: usize,
) -> Vec<Vec<u32>> {
    let mut clusters = Clusters::new(count, edges, known);
    clusters.merge_all(f64::from(least));
    clusters.finish()
}

/// The two halves that are merged last when everything is merged, with no regard to how much
/// alike they are; parts that share no edge are halves at once, the largest and the rest.
pub(crate) fn two_halves(count: usize, edges: &[(u32, u32, f32)]) -> Option<[Vec<u32>; 2]> {
    let mut clusters = Clusters::new(count, edges, usize::MAX);
    let last = clusters.merge_all(f64::MIN_POSITIVE);
    let mut parts = clusters.finish();
    if parts.len() == 1 {
        let (mut first, mut second) = last?;
        first.sort_unstable();
        second.sort_unstable();
        return Some(if first < second { [first, second] } else { [second, first] });
    }
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
    /// The lowest node of each cluster.
    first: Vec<u32>,
    known: usize,
}

impl Clusters {
    fn new(count: usize, edges: &[(u32, u32, f32)], known: usize) -> Clusters {
        let mut near = vec![FxHashMap::default(); count];
        for &(a, b, likeness) in edges {
            let likeness = f64::from(likeness);
            if a != b && likeness > 0.0 && !near[a as usize].contains_key(&b) {
                near[a as usize].insert(b, likeness);
                near[b as usize].insert(a, likeness);
            }
        }
        let nodes = 0..count as u32;
        Clusters {
            members: nodes.clone().map(|node| vec![node]).collect(),
            near,
            first: nodes.collect(),
            known,
        }
    }

    /// Merges what is near enough; the members of the two that were merged last.
    ///
    /// From any cluster one goes on to its nearest, to the nearest of that, until two are each
    /// other's nearest: these are merged, for no later merge can bring anything nearer to them.
    fn merge_all(&mut self, least: f64) -> Option<(Vec<u32>, Vec<u32>)> {
        let mut last = None;
        let mut chain: Vec<u32> = Vec::new();
        for start in 0..self.members.len() as u32 {
            chain.push(start);
            while let Some(&end) = chain.last() {
                if self.members[end as usize].is_empty() {
                    chain.pop();
                    continue;
                }
                let before = chain.len().checked_sub(2).map(|at| chain[at]);
                match self.nearest(end, before) {
                    Some((likeness, _)) if likeness < least => chain.clear(),
                    None => chain.clear(),
                    Some((_, nearest)) if Some(nearest) == before => {
                        chain.truncate(chain.len() - 2);
                        let halves = self.merge(end, nearest);
                        if chain.is_empty() && self.members[start as usize].is_empty() {
                            // Go on from what the start has become.
                            chain.push(if self.members[end as usize].is_empty() { nearest } else { end });
                        } else if chain.is_empty() {
                            chain.push(start);
                        }
                        last = Some(halves);
                    }
                    Some((_, nearest)) => chain.push(nearest),
                }
            }
        }
        last.map(|(whole, at)| {
            let members = &self.members[whole as usize];
            (members[..at].to_vec(), members[at..].to_vec())
        })
    }

    /// The nearest cluster and how near it is; of equals the one the chain came from, else the one
    /// with the lowest first node.
    fn nearest(&self, cluster: u32, before: Option<u32>) -> Option<(f64, u32)> {
        let size = self.members[cluster as usize].len();
        let rank = |other: u32| (Some(other) == before, std::cmp::Reverse(self.first[other as usize]));
        self.near[cluster as usize]
            .iter()
            .map(|(&other, &sum)| (sum / self.pairs(size, self.members[other as usize].len()), other))
            .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| rank(a.1).cmp(&rank(b.1))))
    }

    /// How many pairs between two clusters of these sizes can be known.
    fn pairs(&self, a: usize, b: usize) -> f64 {
        let all = a as f64 * b as f64;
        if a + b <= self.known { all } else { all * self.known as f64 / (a + b) as f64 }
    }

    /// Merges two; the cluster that holds both now, and how many of its members were there before.
    fn merge(&mut self, a: u32, b: u32) -> (u32, usize) {
        // The one with fewer neighbours moves into the other.
        let is_smaller = self.near[a as usize].len() < self.near[b as usize].len();
        let (into, from) = if is_smaller { (b, a) } else { (a, b) };
        let moved = std::mem::take(&mut self.members[from as usize]);
        let at = self.members[into as usize].len();
        self.members[into as usize].extend(moved);
        self.first[into as usize] = self.first[into as usize].min(self.first[from as usize]);
        let moved = std::mem::take(&mut self.near[from as usize]);
        let mut near = std::mem::take(&mut self.near[into as usize]);
        near.remove(&from);
        for (other, sum) in moved {
            if other == into {
                continue;
            }
            let of_other = &mut self.near[other as usize];
            of_other.remove(&from);
            *of_other.entry(into).or_default() += sum;
            *near.entry(other).or_default() += sum;
        }
        self.near[into as usize] = near;
        (into, at)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bridge_does_not_join_two_groups() {
        let edges = [(0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.8), (3, 4, 0.9), (2, 3, 0.5)];
        assert_eq!(average_link(5, &edges, 0.3, usize::MAX), vec![vec![0, 1, 2], vec![3, 4]]);
    }

    #[test]
    fn halves_are_the_last_two_to_merge() {
        let edges = [(0, 1, 0.9), (2, 3, 0.9), (0, 2, 0.1), (1, 3, 0.1)];
        assert_eq!(two_halves(4, &edges), Some([vec![0, 1], vec![2, 3]]));
        assert_eq!(two_halves(3, &[(0, 1, 0.5)]), Some([vec![0, 1], vec![2]]));
        assert_eq!(two_halves(1, &[]), None);
    }
}
