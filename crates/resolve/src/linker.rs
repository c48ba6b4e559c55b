//! Groups reports as they arrive.

use crate::clustering::average_link;
use crate::contrast::divide;
use crate::features::Features;
use crate::likeness::{LEAST_ON_TOPICS, LONGEST_GAP, closeness, copied, cosine};
use dateline_model::{Id, Story, derive_id};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// Groups reports into texts printed by several papers (origins) and stories, as they arrive.
///
/// How much alike two reports are depends on these two alone, and pairs worth comparing are
/// found through shared runs of words and shared topics, so that adding a report costs a look
/// at its neighbourhood. [`add`](Linker::add) regroups this neighbourhood only;
/// [`settle`](Linker::settle) regroups everything, after which the order in which the reports
/// came no longer shows.
#[derive(Clone, Debug, Default)]
pub struct Linker {
    reports: Vec<Option<Features>>,
    by_id: FxHashMap<Id, u32>,
    by_sample: FxHashMap<u32, Vec<u32>>,
    by_topic: FxHashMap<u32, BTreeMap<i32, Vec<(u32, f32)>>>,
    /// What each report is like; none until it is asked for.
    near: Vec<Option<Near>>,
    /// The group of each report; a group is divided into stories.
    group: Vec<u32>,
    /// Which of its group's stories each report stands in.
    story: Vec<u32>,
    groups: BTreeMap<u32, Group>,
    by_story: FxHashMap<Id, u32>,
    next_group: u32,
    /// What each report scores in a lookup, all 0 between lookups.
    scores: Vec<f32>,
}

/// The reports that one is like.
#[derive(Clone, Debug, Default)]
struct Near {
    /// Those on like matters.
    alike: Vec<(u32, f32)>,
    /// Those that print the same text.
    copies: Vec<u32>,
}

#[derive(Clone, Debug, Default)]
struct Group {
    members: Vec<u32>,
    stories: Vec<Story>,
}

/// What a new report changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Stories that are new or have changed, under their present ids.
    pub changed: Vec<Id>,
    /// Ids of stories that are no more.
    pub gone: Vec<Id>,
}

/// Mean likeness of the reports of one group.
const LEAST_ALIKE: f32 = 0.18;
/// Pairs less alike are not remembered.
const LEAST_KEPT: f32 = 0.12;
/// How many reports a new one is compared with: those that share most with it in their topics.
const MOST_ALIKE: usize = 64;
const NEAR: f32 = 1.6;
const FAR: f32 = 0.9;
/// Days of a bucket in which reports are looked up by topic.
const BUCKET: i32 = 30;
const UNDATED: i32 = i32::MIN;
/// A run of words that so many reports hold is a formula ("contributed to this report").
const FORMULA: usize = 256;
/// A share of cross pairs that must print one text before two groups of copies are one, so that
/// a report which prints two texts joins the first group and does not chain the two.
const LEAST_COPIED: f32 = 0.5;
/// So alike that nothing comes between.
const ONE_TEXT: f32 = 1e6;
/// How alike another story must be for this one to follow on from it.
const SAME_AFFAIR: f32 = 0.12;

impl Linker {
    /// An empty linker.
    pub fn new() -> Self {
        Self::default()
    }

    /// The linker as it was when it had found these stories among these reports, and the reports
    /// that stand in none of them, which are still to be added. Nothing is compared until a new
    /// report touches it.
    pub fn restore(
        features: impl IntoIterator<Item = Features>,
        stories: impl IntoIterator<Item = Story>,
    ) -> (Linker, Vec<Features>) {
        let mut linker = Linker::new();
        let mut waiting: FxHashMap<Id, Features> =
            features.into_iter().map(|features| (features.report.clone(), features)).collect();
        for story in stories {
            if story.reports.iter().all(|report| waiting.contains_key(report)) {
                let members =
                    story.reports.iter().filter_map(|report| waiting.remove(report)).collect::<Vec<_>>();
                let members = members.into_iter().map(|features| linker.shelve(features)).collect();
                linker.put_group(members, vec![story]);
            }
        }
        let mut waiting: Vec<Features> = waiting.into_values().collect();
        waiting.sort_by(|a, b| (&a.published, &a.report).cmp(&(&b.published, &b.report)));
        (linker, waiting)
    }

    /// Adds one report and regroups what it touches; adding the same id again replaces it.
    pub fn add(&mut self, features: Features) -> Touched {
        if self.knows(&features) {
            return Touched::default();
        }
        let old = self.by_id.get(&features.report).map(|&node| self.group[node as usize]);
        self.remove_links(&features.report);
        let node = self.link(features);
        let mut touched: BTreeSet<u32> = old.into_iter().collect();
        let mut near: FxHashMap<u32, f32> = FxHashMap::default();
        for &(other, likeness) in self.alike(node) {
            *near.entry(self.group[other as usize]).or_default() += likeness;
        }
        for (group, sum) in near {
            let size = self.groups.get(&group).map_or(1, |group| group.members.len());
            if sum >= LEAST_ALIKE / 2.0 * size as f32 {
                touched.insert(group);
            }
        }
        self.regroup(&touched, &[node])
    }

    /// Adds many reports and regroups what they touch, or everything once where they are many.
    pub fn add_all(&mut self, features: impl IntoIterator<Item = Features>) -> Touched {
        let features: Vec<Features> = features.into_iter().collect();
        if features.len() > self.len() / 50 + 8 {
            for features in features {
                if !self.knows(&features) {
                    self.remove_links(&features.report);
                    self.link(features);
                }
            }
            return self.settle();
        }
        let mut all = Touched::default();
        for features in features {
            let touched = self.add(features);
            all.gone.retain(|id| !touched.changed.contains(id));
            all.changed.retain(|id| !touched.gone.contains(id) && !touched.changed.contains(id));
            all.changed.extend(touched.changed);
            all.gone.extend(touched.gone);
        }
        all.changed.sort_unstable();
        all.gone.sort_unstable();
        all
    }

    /// Takes one report out.
    pub fn remove(&mut self, report: &Id) -> Touched {
        let Some(&node) = self.by_id.get(report) else { return Touched::default() };
        let group = self.group[node as usize];
        self.remove_links(report);
        self.regroup(&BTreeSet::from([group]), &[])
    }

    /// Groups everything anew, so that the result is the same whatever came first.
    pub fn settle(&mut self) -> Touched {
        let nodes =
            (0..self.reports.len() as u32).filter(|&node| self.reports[node as usize].is_some()).collect();
        let before = std::mem::take(&mut self.groups);
        self.by_story.clear();
        let made = self.group_nodes(nodes);
        self.difference(before.into_values(), &made)
    }

    fn knows(&self, features: &Features) -> bool {
        let known = self.by_id.get(&features.report).and_then(|&node| self.reports[node as usize].as_ref());
        known == Some(features)
    }

    /// How many reports it holds.
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// All stories as they stand, in the order of their first day, then of their ids. Every
    /// report stands in exactly one, reports that nothing was linked to in a story of their own.
    pub fn stories(&self) -> Vec<Story> {
        let mut stories: Vec<Story> =
            self.groups.values().flat_map(|group| group.stories.iter().cloned()).collect();
        self.link_affairs(&mut stories);
        stories.sort_by(|a, b| (&a.first, &a.id).cmp(&(&b.first, &b.id)));
        stories
    }

    /// One story by its id.
    pub fn story(&self, id: &Id) -> Option<Story> {
        let group = self.groups.get(self.by_story.get(id)?)?;
        let mut stories = vec![group.stories.iter().find(|story| story.id == *id)?.clone()];
        self.link_affairs(&mut stories);
        stories.pop()
    }

    /// The story that a report stands in.
    pub fn story_of(&self, report: &Id) -> Option<Story> {
        let mut stories = vec![self.story_at(*self.by_id.get(report)?)?.clone()];
        self.link_affairs(&mut stories);
        stories.pop()
    }

    fn story_at(&self, node: u32) -> Option<&Story> {
        let group = self.groups.get(&self.group[node as usize])?;
        group.stories.get(self.story[node as usize] as usize)
    }

    /// Puts a report where lookups find it.
    fn shelve(&mut self, features: Features) -> u32 {
        let node = self.reports.len() as u32;
        for &sample in &features.samples {
            self.by_sample.entry(sample).or_default().push(node);
        }
        let bucket = bucket_of(features.day);
        for &(topic, weight) in &features.topics {
            self.by_topic.entry(topic).or_default().entry(bucket).or_default().push((node, weight));
        }
        self.by_id.insert(features.report.clone(), node);
        self.reports.push(Some(features));
        self.near.push(None);
        self.group.push(u32::MAX);
        self.story.push(0);
        self.scores.push(0.0);
        node
    }

    /// Puts a report beside those it is like; it is in no group yet.
    fn link(&mut self, features: Features) -> u32 {
        let near = self.find_near(&features);
        let node = self.shelve(features);
        for &(other, likeness) in &near.alike {
            if let Some(of_other) = &mut self.near[other as usize] {
                of_other.alike.push((node, likeness));
            }
        }
        for &other in &near.copies {
            if let Some(of_other) = &mut self.near[other as usize] {
                of_other.copies.push(node);
            }
        }
        self.near[node as usize] = Some(near);
        node
    }

    /// Looks up what a report is like, where that was not done before.
    fn look_up(&mut self, node: u32) {
        if self.near[node as usize].is_some() {
            return;
        }
        // Taken out for the while, so that it is not found like itself.
        let Some(features) = self.reports[node as usize].take() else { return };
        self.near[node as usize] = Some(self.find_near(&features));
        self.reports[node as usize] = Some(features);
    }

    fn alike(&self, node: u32) -> &[(u32, f32)] {
        self.near[node as usize].as_ref().map_or(&[], |near| &near.alike)
    }

    fn copies(&self, node: u32) -> &[u32] {
        self.near[node as usize].as_ref().map_or(&[], |near| &near.copies)
    }

    fn find_near(&mut self, features: &Features) -> Near {
        let copies = self.find_copies(features);
        let mut alike = self.find_alike(features);
        for &(other, shared) in &copies {
            match alike.iter_mut().find(|(found, _)| *found == other) {
                Some((_, likeness)) => *likeness = likeness.max(shared),
                None => alike.push((other, shared)),
            }
        }
        alike.sort_unstable_by_key(|&(other, _)| other);
        Near { alike, copies: copies.into_iter().map(|(other, _)| other).collect() }
    }

    fn remove_links(&mut self, report: &Id) {
        let Some(node) = self.by_id.remove(report) else { return };
        let Some(features) = self.reports[node as usize].take() else { return };
        let near = self.near[node as usize].take().unwrap_or_default();
        for (other, _) in near.alike {
            if let Some(of_other) = &mut self.near[other as usize] {
                of_other.alike.retain(|&(found, _)| found != node);
                of_other.copies.retain(|&found| found != node);
            }
        }
        for sample in &features.samples {
            if let Some(nodes) = self.by_sample.get_mut(sample) {
                nodes.retain(|&found| found != node);
            }
        }
        for (topic, _) in &features.topics {
            if let Some(nodes) =
                self.by_topic.get_mut(topic).and_then(|buckets| buckets.get_mut(&bucket_of(features.day)))
            {
                nodes.retain(|&(found, _)| found != node);
            }
        }
        if let Some(group) = self.groups.get_mut(&self.group[node as usize]) {
            group.members.retain(|&found| found != node);
        }
    }

    fn find_copies(&mut self, features: &Features) -> Vec<(u32, f32)> {
        let holders = features.samples.iter().filter_map(|sample| self.by_sample.get(sample));
        let hits = holders.flat_map(|nodes| &nodes[..nodes.len().min(FORMULA)]).map(|&node| (node, 1.0));
        let found = add_up(&mut self.scores, hits);
        let is_copy = |(other, hits): (u32, f32)| {
            let known = self.reports[other as usize].as_ref()?;
            let least = features.samples.len().min(known.samples.len());
            // What shares two fifths of its words shares about a third of its samples.
            if hits * 8.0 < least as f32 || (hits < 2.0 && least > 16) {
                return None;
            }
            Some((other, copied(known, features)?))
        };
        found.into_iter().filter_map(is_copy).collect()
    }

    fn find_alike(&mut self, features: &Features) -> Vec<(u32, f32)> {
        let bucket = bucket_of(features.day);
        let reach = LONGEST_GAP / BUCKET + 1;
        let holders =
            features.topics.iter().filter_map(|(topic, weight)| Some((self.by_topic.get(topic)?, *weight)));
        let shares = holders.flat_map(|(buckets, weight)| {
            let (from, to) =
                if bucket == UNDATED { (UNDATED, i32::MAX) } else { (bucket - reach, bucket + reach) };
            let undated = buckets.get(&UNDATED).filter(|_| bucket != UNDATED);
            let nodes = buckets.range(from..=to).map(|(_, nodes)| nodes).chain(undated);
            nodes.flatten().map(move |&(node, other_weight)| (node, weight * other_weight))
        });
        let mut found = add_up(&mut self.scores, shares);
        found.retain(|&(_, share)| share >= LEAST_ON_TOPICS);
        if found.len() > MOST_ALIKE {
            found.select_nth_unstable_by(MOST_ALIKE, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            found.truncate(MOST_ALIKE);
            found.sort_unstable_by_key(|&(node, _)| node);
        }
        let is_alike = |(other, _): (u32, f32)| {
            let known = self.reports[other as usize].as_ref()?;
            if let (Some(a), Some(b)) = (known.day, features.day)
                && a.abs_diff(b) > LONGEST_GAP as u32
            {
                return None;
            }
            let likeness =
                cosine(&known.terms, &features.terms) * closeness(known.day, features.day, NEAR, FAR);
            (likeness >= LEAST_KEPT).then_some((other, likeness.min(1.0)))
        };
        found.into_iter().filter_map(is_alike).collect()
    }

    /// Groups the members of these groups and these new reports anew.
    fn regroup(&mut self, touched: &BTreeSet<u32>, new: &[u32]) -> Touched {
        let before: Vec<Group> = touched.iter().filter_map(|group| self.groups.remove(group)).collect();
        for story in before.iter().flat_map(|group| &group.stories) {
            self.by_story.remove(&story.id);
        }
        let mut nodes: Vec<u32> = new.to_vec();
        nodes.extend(before.iter().flat_map(|group| &group.members));
        let made = self.group_nodes(nodes);
        self.difference(before, &made)
    }

    /// What is other in the groups that were made than in those before.
    fn difference(&self, before: impl IntoIterator<Item = Group>, made: &[u32]) -> Touched {
        let before: FxHashMap<Id, Story> = before
            .into_iter()
            .flat_map(|group| group.stories)
            .map(|story| (story.id.clone(), story))
            .collect();
        let after: FxHashMap<&Id, &Story> = made
            .iter()
            .flat_map(|group| &self.groups[group].stories)
            .map(|story| (&story.id, story))
            .collect();
        let is_new = |(id, story): &(&&Id, &&Story)| before.get(**id) != Some(**story);
        let mut changed: Vec<Id> = after.iter().filter(is_new).map(|(id, _)| (*id).clone()).collect();
        let mut gone: Vec<Id> = before.keys().filter(|id| !after.contains_key(id)).cloned().collect();
        changed.sort_unstable();
        gone.sort_unstable();
        Touched { changed, gone }
    }

    /// Makes groups of these reports, which are in none, and stories of the groups.
    fn group_nodes(&mut self, mut nodes: Vec<u32>) -> Vec<u32> {
        for &node in &nodes {
            self.look_up(node);
        }
        // In the order of days and ids, so that ties do not depend on the order of arrival.
        nodes.sort_by(|&a, &b| self.order(a).cmp(&self.order(b)));
        let place: FxHashMap<u32, u32> = nodes.iter().zip(0..).map(|(&node, place)| (node, place)).collect();
        // Reports that print one text are one to begin with.
        let mut edges = Vec::new();
        for origin in self.origins_of(&nodes) {
            edges.extend(origin[1..].iter().map(|node| (place[&origin[0]], place[node], ONE_TEXT)));
        }
        for (&node, at) in nodes.iter().zip(0..) {
            for (other, likeness) in self.alike(node) {
                if let Some(&to) = place.get(other) {
                    edges.push((at.min(to), at.max(to), *likeness));
                }
            }
        }
        let mut made = Vec::new();
        for cluster in average_link(nodes.len(), &edges, LEAST_ALIKE, MOST_ALIKE) {
            let members: Vec<u32> = cluster.iter().map(|&place| nodes[place as usize]).collect();
            let stories = self.stories_of(&members);
            made.push(self.put_group(members, stories));
        }
        made
    }

    fn put_group(&mut self, members: Vec<u32>, stories: Vec<Story>) -> u32 {
        let group = self.next_group;
        self.next_group += 1;
        for &member in &members {
            self.group[member as usize] = group;
        }
        self.by_story.extend(stories.iter().map(|story| (story.id.clone(), group)));
        self.groups.insert(group, Group { members, stories });
        group
    }

    fn order(&self, node: u32) -> (Option<&str>, Option<&Id>) {
        let features = self.reports[node as usize].as_ref();
        (
            features.and_then(|features| features.published.as_deref()),
            features.map(|features| &features.report),
        )
    }

    fn stories_of(&mut self, members: &[u32]) -> Vec<Story> {
        let features: Vec<&Features> =
            members.iter().filter_map(|&node| self.reports[node as usize].as_ref()).collect();
        let place: FxHashMap<u32, u32> =
            members.iter().zip(0..).map(|(&node, place)| (node, place)).collect();
        let alike = |at: u32| {
            let known = self.alike(members[at as usize]);
            known.iter().filter_map(|(other, _)| place.get(other).copied()).collect()
        };
        let mut parts = divide(&features, &alike);
        for part in &mut parts {
            for member in part {
                *member = members[*member as usize];
            }
        }
        for (part, number) in parts.iter().zip(0..) {
            for &node in part {
                self.story[node as usize] = number;
            }
        }
        // One text stands in one story: where most of its copies are.
        let origins = self.origins_of(members);
        for origin in &origins {
            let mut copies: BTreeMap<u32, usize> = BTreeMap::new();
            for &node in origin {
                *copies.entry(self.story[node as usize]).or_default() += 1;
            }
            let most = copies.iter().rev().max_by_key(|(_, copies)| **copies).map_or(0, |(&story, _)| story);
            for &node in origin {
                self.story[node as usize] = most;
            }
        }
        let mut parts = vec![(Vec::new(), Vec::new()); parts.len()];
        for &node in members {
            parts[self.story[node as usize] as usize].0.push(node);
        }
        for origin in origins {
            parts[self.story[origin[0] as usize] as usize].1.push(origin);
        }
        parts.retain(|(nodes, _)| !nodes.is_empty());
        for ((nodes, _), number) in parts.iter().zip(0..) {
            for &node in nodes {
                self.story[node as usize] = number;
            }
        }
        parts.into_iter().map(|(nodes, origins)| self.story_made_of(&nodes, origins)).collect()
    }

    /// `nodes` are in the order of days and ids.
    fn story_made_of(&self, nodes: &[u32], origins: Vec<Vec<u32>>) -> Story {
        let features: Vec<&Features> =
            nodes.iter().filter_map(|&node| self.reports[node as usize].as_ref()).collect();
        let days = || features.iter().filter_map(|features| day_of(features));
        Story {
            id: derive_id("story", &[features.first().map_or("", |first| first.report.as_str())]),
            reports: features.iter().map(|features| features.report.clone()).collect(),
            title: self.title_of(nodes),
            first: days().min(),
            last: days().max(),
            origins: origins
                .into_iter()
                .map(|origin| origin.into_iter().filter_map(|node| self.id_of(node).cloned()).collect())
                .collect(),
            follows: None,
        }
    }

    fn id_of(&self, node: u32) -> Option<&Id> {
        self.reports[node as usize].as_ref().map(|features| &features.report)
    }

    /// The headline of the report that is most like the others of its story.
    fn title_of(&self, nodes: &[u32]) -> String {
        let inside: FxHashSet<u32> = nodes.iter().copied().collect();
        let centrality = |node: u32| {
            let alike = self.alike(node).iter().filter(|(other, _)| inside.contains(other));
            // Whole thousandths, so that the order of adding up does not show.
            alike.map(|(_, likeness)| (likeness * 1000.0) as u32).sum::<u32>()
        };
        nodes
            .iter()
            .rev()
            .max_by_key(|&&node| {
                let has_headline =
                    self.reports[node as usize].as_ref().is_some_and(|features| features.has_headline);
                (has_headline, centrality(node))
            })
            .and_then(|&node| self.reports[node as usize].as_ref())
            .map_or_else(String::new, |features| features.title.clone())
    }

    /// The texts that these reports print, each with the reports that print it.
    fn origins_of(&self, nodes: &[u32]) -> Vec<Vec<u32>> {
        let place: FxHashMap<u32, u32> = nodes.iter().zip(0..).map(|(&node, place)| (node, place)).collect();
        let mut edges = Vec::new();
        for &node in nodes {
            for other in self.copies(node) {
                if let Some(&to) = place.get(other) {
                    edges.push((place[&node].min(to), place[&node].max(to), 1.0));
                }
            }
        }
        average_link(nodes.len(), &edges, LEAST_COPIED, usize::MAX)
            .into_iter()
            .map(|origin| origin.into_iter().map(|place| nodes[place as usize]).collect())
            .collect()
    }

    /// Finds for each of these stories the earlier one of the same affair.
    fn link_affairs(&self, stories: &mut [Story]) {
        for story in stories {
            let Some(first) = story.first.clone() else { continue };
            let mut nodes = story.reports.iter().filter_map(|report| self.by_id.get(report));
            // Restored as it was, and nothing has touched it since.
            if nodes.all(|&node| self.near[node as usize].is_none()) {
                continue;
            }
            let mut near: BTreeMap<Id, (f32, usize)> = BTreeMap::new();
            for node in story.reports.iter().filter_map(|report| self.by_id.get(report)) {
                for &(other, likeness) in self.alike(*node) {
                    let Some(earlier) = self.story_at(other) else { continue };
                    let is_earlier = earlier.first.as_ref().is_some_and(|day| *day < first)
                        && earlier.last.as_ref() <= story.last.as_ref();
                    if earlier.id != story.id && is_earlier {
                        near.entry(earlier.id.clone()).or_insert((0.0, earlier.reports.len())).0 += likeness;
                    }
                }
            }
            let mean = |sum: f32, size: usize| sum / (size * story.reports.len()) as f32;
            story.follows = near
                .into_iter()
                .map(|(id, (sum, size))| (id, mean(sum, size)))
                .filter(|(_, likeness)| *likeness >= SAME_AFFAIR)
                .max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| b.0.cmp(&a.0)))
                .map(|(id, _)| id);
        }
    }
}

/// The sum of the shares of each report, in the order of reports.
fn add_up(scores: &mut [f32], shares: impl Iterator<Item = (u32, f32)>) -> Vec<(u32, f32)> {
    let mut found = Vec::new();
    for (node, share) in shares {
        let score = &mut scores[node as usize];
        if *score == 0.0 {
            found.push(node);
        }
        *score += share;
    }
    found.sort_unstable();
    found.into_iter().map(|node| (node, std::mem::take(&mut scores[node as usize]))).collect()
}

fn bucket_of(day: Option<i32>) -> i32 {
    day.map_or(UNDATED, |day| day.div_euclid(BUCKET))
}

fn day_of(features: &Features) -> Option<String> {
    features
        .day
        .and(features.published.as_deref())
        .and_then(|published| published.get(..10))
        .map(str::to_owned)
}
