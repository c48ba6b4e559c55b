//! Groups reports as they arrive.

use crate::background::Background;
use crate::clustering::average_link;
use crate::contrast::divide;
use crate::features::Features;
use crate::shelf::{Cluster, Memory, Shelf, StoryAtAGlance, Touched};
use dateline_model::{Id, Story, derive_id};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Groups reports into texts printed by several papers (origins) and stories, as they arrive.
///
/// How much alike two reports are depends on these two alone, and pairs worth comparing are
/// found on the [`Shelf`] through shared runs of words and shared topics, so that adding a report
/// costs a look at its neighbourhood, wherever and how many the others are.
///
/// Reports that are linked, directly or through others, are grouped together; as long as they are
/// no more than [`MOST_REGROUPED`], they are grouped anew with each report that joins them, so
/// that the order of arrival does not show. Where more are linked, a single new report regroups
/// the clusters it is like; many new ones regroup all.
#[derive(Clone, Debug, Default)]
pub struct Linker<S> {
    /// Where it keeps what it knows.
    pub shelf: S,
    /// Those that are to be placed after the one that is being placed, and find it then.
    pub(crate) waiting: FxHashSet<u32>,
    /// Room for what the others share with the one that is being placed.
    pub(crate) shares: FxHashMap<u32, f32>,
    /// What the reports around a day hold.
    pub(crate) backgrounds: FxHashMap<Option<i32>, Arc<Background>>,
}

/// Mean likeness of the reports of one cluster.
pub(crate) const LEAST_ALIKE: f32 = 0.24;
/// How many reports a new one is linked to at most: those it is most like.
pub(crate) const MOST_ALIKE: usize = 64;
/// A share of cross pairs that must print one text before two groups of copies are one, so that
/// a report which prints two texts joins the first group and does not chain the two.
const LEAST_COPIED: f32 = 0.5;
/// So alike that nothing comes between.
const ONE_TEXT: f32 = 1e6;
/// How alike another story must be for this one to follow on from it.
const SAME_AFFAIR: f32 = 0.15;
/// Linked reports are grouped anew with each that joins them, up to so many.
const MOST_REGROUPED: usize = 512;

impl<S: Shelf> Linker<S> {
    /// A linker of what stands on a shelf.
    pub fn new(shelf: S) -> Self {
        Linker {
            shelf,
            waiting: FxHashSet::default(),
            shares: FxHashMap::default(),
            backgrounds: FxHashMap::default(),
        }
    }

    /// Groups these reports, which are placed, with those they are linked to.
    ///
    /// # Errors
    /// As the shelf's.
    pub fn group(&mut self, new: &[u32]) -> Result<Touched, S::Error> {
        let is_many = new.len() > self.shelf.len()? / 50 + 8;
        let most = if is_many { usize::MAX } else { MOST_REGROUPED };
        let fresh: FxHashSet<u32> = new.iter().copied().collect();
        let mut done: FxHashSet<u32> = FxHashSet::default();
        let mut touched = Touched::default();
        for &report in new {
            if done.contains(&report) {
                continue;
            }
            let nodes = match self.linked_to(report, most)? {
                Some(nodes) => nodes,
                None => self.touched_by(report)?,
            };
            done.extend(&nodes);
            touched.and(self.regroup(nodes, &fresh)?);
        }
        touched.changed.sort_unstable();
        touched.gone.sort_unstable();
        Ok(touched)
    }

    /// The stories that reports of this one are like.
    ///
    /// # Errors
    /// As the shelf's.
    pub fn linked_stories(
        &mut self,
        story: &StoryAtAGlance,
        members: &[u32],
    ) -> Result<LinkedStories, S::Error> {
        let mut others: FxHashMap<Id, (Arc<StoryAtAGlance>, f32)> = FxHashMap::default();
        for &member in members {
            for edge in &self.shelf.near(member)?.edges {
                if let Some(other) = self.shelf.story_of(edge.report)?
                    && other.id != story.id
                {
                    match others.get_mut(&other.id) {
                        Some((_, likeness)) => *likeness += edge.likeness,
                        None => _ = others.insert(other.id.clone(), (other, edge.likeness)),
                    }
                }
            }
        }
        let mut others: Vec<_> = others.into_values().collect();
        others.sort_unstable_by(|a, b| a.0.id.cmp(&b.0.id));
        Ok(LinkedStories { story: story.clone(), reports: members.len(), others })
    }

    /// All reports that one is linked to, directly or through others; none if they are more.
    fn linked_to(&mut self, report: u32, most: usize) -> Result<Option<Vec<u32>>, S::Error> {
        let mut found = FxHashSet::from_iter([report]);
        let mut nodes = vec![report];
        let mut at = 0;
        while at < nodes.len() {
            let mut linked: Vec<u32> =
                self.shelf.near(nodes[at])?.edges.iter().map(|edge| edge.report).collect();
            // A report that was changed may have left its links behind, and not its cluster.
            if let Some(cluster) = self.shelf.cluster(nodes[at])? {
                linked.extend(self.shelf.members(cluster)?);
            }
            nodes.extend(linked.into_iter().filter(|other| found.insert(*other)));
            if nodes.len() > most {
                return Ok(None);
            }
            at += 1;
        }
        Ok(Some(nodes))
    }

    /// A report with the clusters that it is like enough to change.
    fn touched_by(&mut self, report: u32) -> Result<Vec<u32>, S::Error> {
        let mut likeness: BTreeMap<u32, f32> = BTreeMap::new();
        for edge in &self.shelf.near(report)?.edges {
            if let Some(cluster) = self.shelf.cluster(edge.report)? {
                *likeness.entry(cluster).or_default() += edge.likeness;
            }
        }
        let mut nodes = vec![report];
        let own = self.shelf.cluster(report)?;
        for cluster in likeness.keys().copied().chain(own).collect::<BTreeSet<u32>>() {
            let members = self.shelf.members(cluster)?;
            let sum = likeness.get(&cluster).copied().unwrap_or_default();
            if own == Some(cluster) || sum >= LEAST_ALIKE / 2.0 * members.len() as f32 {
                nodes.extend(members);
            }
        }
        nodes.sort_unstable();
        nodes.dedup();
        Ok(nodes)
    }

    /// Groups these reports anew. Clusters stay as they are that none of the `fresh` reports has
    /// joined or left.
    fn regroup(&mut self, nodes: Vec<u32>, fresh: &FxHashSet<u32>) -> Result<Touched, S::Error> {
        let nodes = self.in_order(nodes)?;
        let place: FxHashMap<u32, u32> = nodes.iter().zip(0..).map(|(&node, place)| (node, place)).collect();
        // Reports that print one text are one to begin with.
        let mut edges = Vec::new();
        for origin in self.origins_of(&nodes)? {
            edges.extend(origin[1..].iter().map(|node| (place[&origin[0]], place[node], ONE_TEXT)));
        }
        for (&node, at) in nodes.iter().zip(0..) {
            for edge in &self.shelf.near(node)?.edges {
                if let Some(&to) = place.get(&edge.report)
                    && at < to
                {
                    edges.push((at, to, edge.likeness));
                }
            }
        }
        let mut before: BTreeSet<u32> = BTreeSet::new();
        for &node in &nodes {
            before.extend(self.shelf.cluster(node)?);
        }
        let mut made = Vec::new();
        for places in average_link(nodes.len(), &edges, LEAST_ALIKE, MOST_ALIKE) {
            let members: Vec<u32> = places.iter().map(|&place| nodes[place as usize]).collect();
            if self.is_as_before(&members, fresh)? {
                before.remove(&members.iter().copied().min().unwrap_or(u32::MAX));
                continue;
            }
            made.push(Cluster { stories: self.stories_of(&members)?, members });
        }
        let mut old: BTreeMap<Id, Story> = BTreeMap::new();
        for &cluster in &before {
            old.extend(self.shelf.stories(cluster)?.into_iter().map(|story| (story.id.clone(), story)));
        }
        let touched = changes(&old, &mut made);
        self.shelf.replace(&before.into_iter().collect::<Vec<_>>(), made, &touched)?;
        Ok(touched)
    }

    fn is_as_before(&mut self, members: &[u32], fresh: &FxHashSet<u32>) -> Result<bool, S::Error> {
        if members.iter().any(|member| fresh.contains(member)) {
            return Ok(false);
        }
        let Some(cluster) = self.shelf.cluster(members[0])? else { return Ok(false) };
        let mut before = self.shelf.members(cluster)?;
        let mut members = members.to_vec();
        before.sort_unstable();
        members.sort_unstable();
        Ok(before == members)
    }

    /// In the order of days and ids, so that ties do not depend on the order of arrival.
    fn in_order(&mut self, nodes: Vec<u32>) -> Result<Vec<u32>, S::Error> {
        let mut keyed = Vec::with_capacity(nodes.len());
        for node in nodes {
            keyed.push((self.shelf.order(node)?, node));
        }
        keyed.sort_unstable();
        Ok(keyed.into_iter().map(|(_, node)| node).collect())
    }

    /// The stories that these reports tell, which are in order.
    fn stories_of(&mut self, members: &[u32]) -> Result<Vec<Story>, S::Error> {
        let place: FxHashMap<u32, u32> =
            members.iter().zip(0..).map(|(&node, place)| (node, place)).collect();
        let mut features = Vec::with_capacity(members.len());
        let mut alike = Vec::with_capacity(members.len());
        let mut likeness = Vec::with_capacity(members.len());
        for &member in members {
            features.push(self.shelf.features(member)?.unwrap_or_default());
            let near = self.shelf.near(member)?;
            let inside =
                near.edges.iter().filter_map(|edge| Some((*place.get(&edge.report)?, edge.likeness)));
            let (others, of_others): (Vec<u32>, Vec<f32>) = inside.unzip();
            alike.push(others);
            likeness.push(of_others);
        }
        let compared: Vec<&Features> = features.iter().map(Arc::as_ref).collect();
        let mut story = vec![0; members.len()];
        for (part, number) in divide(&compared, &|at| alike[at as usize].clone()).iter().zip(0..) {
            for &at in part {
                story[at as usize] = number;
            }
        }
        // One text stands in one story: where most of its copies are.
        let origins: Vec<Vec<u32>> = self
            .origins_of(members)?
            .into_iter()
            .map(|origin| origin.into_iter().map(|node| place[&node]).collect())
            .collect();
        for origin in &origins {
            let mut copies: BTreeMap<u32, usize> = BTreeMap::new();
            for &at in origin {
                *copies.entry(story[at as usize]).or_default() += 1;
            }
            let most = copies.iter().rev().max_by_key(|(_, copies)| **copies).map_or(0, |(&story, _)| story);
            for &at in origin {
                story[at as usize] = most;
            }
        }
        let mut parts: BTreeMap<u32, (Vec<u32>, Vec<Vec<u32>>)> = BTreeMap::new();
        for (at, &number) in (0..).zip(&story) {
            parts.entry(number).or_default().0.push(at);
        }
        for origin in origins {
            parts.entry(story[origin[0] as usize]).or_default().1.push(origin);
        }
        let centrality = |at: u32, part: &[u32]| {
            let known = alike[at as usize].iter().zip(&likeness[at as usize]);
            let inside = known.filter(|(other, _)| part.binary_search(other).is_ok());
            // Whole thousandths, so that the order of adding up does not show.
            inside.map(|(_, likeness)| (likeness * 1000.0) as u32).sum::<u32>()
        };
        let story = |(part, origins): (Vec<u32>, Vec<Vec<u32>>)| {
            story_made_of(&part, &origins, &compared, &|at| centrality(at, &part))
        };
        Ok(parts.into_values().map(story).collect())
    }

    /// The texts that these reports print, each with the reports that print it.
    fn origins_of(&mut self, nodes: &[u32]) -> Result<Vec<Vec<u32>>, S::Error> {
        let place: FxHashMap<u32, u32> = nodes.iter().zip(0..).map(|(&node, place)| (node, place)).collect();
        let mut edges = Vec::new();
        for (&node, at) in nodes.iter().zip(0..) {
            for edge in self.shelf.near(node)?.edges.iter().filter(|edge| edge.is_copy) {
                if let Some(&to) = place.get(&edge.report)
                    && at < to
                {
                    edges.push((at, to, 1.0));
                }
            }
        }
        let origins = average_link(nodes.len(), &edges, LEAST_COPIED, usize::MAX);
        Ok(origins
            .into_iter()
            .map(|origin| origin.into_iter().map(|place| nodes[place as usize]).collect())
            .collect())
    }
}

/// The stories that reports of one are like.
#[derive(Clone, Debug)]
pub struct LinkedStories {
    story: StoryAtAGlance,
    reports: usize,
    /// In the order of ids, each with the sum of the likeness between reports of both.
    others: Vec<(Arc<StoryAtAGlance>, f32)>,
}

impl LinkedStories {
    /// The earlier story that this one follows on from: the most alike of those that began before.
    pub fn follows(&self) -> Option<Id> {
        let story = &self.story;
        let is_before = |earlier: &StoryAtAGlance| {
            earlier.first.is_some() && earlier.first < story.first && earlier.last <= story.last
        };
        let mean = |sum: f32, size: usize| sum / (size * self.reports) as f32;
        self.others
            .iter()
            .filter(|(earlier, _)| is_before(earlier))
            .map(|(earlier, sum)| (&earlier.id, mean(*sum, earlier.size)))
            .filter(|(_, likeness)| *likeness >= SAME_AFFAIR)
            .max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| b.0.cmp(a.0)))
            .map(|(id, _)| id.clone())
    }

    /// The later stories that may follow on from this one, in the order of their ids.
    pub fn followers(&self) -> impl Iterator<Item = &Id> {
        self.others.iter().filter(|(later, _)| later.first > self.story.first).map(|(later, _)| &later.id)
    }
}

/// A linker whose shelf is memory; nothing can fail.
impl Linker<Memory> {
    /// Adds one report and regroups what it touches; adding the same id again replaces it.
    pub fn add(&mut self, features: Features) -> Touched {
        self.add_all([features])
    }

    /// Adds many reports and regroups what they touch.
    pub fn add_all(&mut self, features: impl IntoIterator<Item = Features>) -> Touched {
        let mut new = Vec::new();
        let mut touched = Touched::default();
        for features in features {
            if let Some(&known) = self.shelf.by_id.get(&features.report) {
                if self.shelf.reports[known as usize].as_deref() == Some(&features) {
                    continue;
                }
                touched.and(self.remove(&features.report));
                new.retain(|&number| number != known);
            }
            new.push(self.shelf.put(features));
        }
        let Ok(()) = self.place(&new);
        let Ok(grouped) = self.group(&new);
        touched.and(grouped);
        touched.changed.sort_unstable();
        touched.gone.sort_unstable();
        touched
    }

    /// Takes one report out.
    pub fn remove(&mut self, report: &Id) -> Touched {
        let Some(&number) = self.shelf.by_id.get(report) else { return Touched::default() };
        let Ok(cluster) = self.shelf.cluster(number);
        let Ok(()) = self.lift(number);
        self.shelf.take(number);
        let Some(cluster) = cluster else { return Touched::default() };
        let Ok(members) = self.shelf.members(cluster);
        if members.is_empty() {
            let gone = self.shelf.clusters.remove(&cluster).into_iter().flat_map(|cluster| cluster.stories);
            return Touched { changed: Vec::new(), gone: gone.map(|story| story.id).collect() };
        }
        let Ok(touched) = self.group(&members);
        touched
    }

    /// How many reports it holds.
    pub fn len(&self) -> usize {
        self.shelf.by_id.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.shelf.by_id.is_empty()
    }

    /// All stories as they stand, in the order of their first day, then of their ids. Every
    /// report stands in exactly one, reports that nothing was linked to in a story of their own.
    pub fn stories(&mut self) -> Vec<Story> {
        let mut stories: Vec<Story> =
            self.shelf.clusters.values().flat_map(|cluster| cluster.stories.iter().cloned()).collect();
        for story in &mut stories {
            let members: Vec<u32> =
                story.reports.iter().filter_map(|report| self.shelf.by_id.get(report).copied()).collect();
            let Ok(linked) = self.linked_stories(&StoryAtAGlance::from(&*story), &members);
            story.follows = linked.follows();
        }
        stories.sort_by(|a, b| (&a.first, &a.id).cmp(&(&b.first, &b.id)));
        stories
    }
}

/// What is other in the clusters that were made than in the stories before; what a story follows
/// on from, and whose voices it holds, stays until it is looked up again.
fn changes(before: &BTreeMap<Id, Story>, made: &mut [Cluster]) -> Touched {
    let mut touched = Touched::default();
    let mut after: BTreeSet<Id> = BTreeSet::new();
    for story in made.iter_mut().flat_map(|cluster| &mut cluster.stories) {
        let known = before.get(&story.id);
        story.follows = known.and_then(|known| known.follows.clone());
        if let Some(known) = known.filter(|known| known.reports == story.reports) {
            story.voices.clone_from(&known.voices);
        }
        if known != Some(story) {
            touched.changed.push(story.id.clone());
        }
        after.insert(story.id.clone());
    }
    touched.gone = before.keys().filter(|id| !after.contains(*id)).cloned().collect();
    touched
}

/// The story of the reports at these places; `part` and its `origins` are in order.
fn story_made_of(
    part: &[u32],
    origins: &[Vec<u32>],
    features: &[&Features],
    centrality: &dyn Fn(u32) -> u32,
) -> Story {
    let id = |at: &u32| features[*at as usize].report.clone();
    let days = || part.iter().filter_map(|&at| day_of(features[at as usize]));
    // The headline of the report that is most like the others.
    let title = part.iter().rev().max_by_key(|&&at| (features[at as usize].has_headline, centrality(at)));
    Story {
        id: derive_id("story", &[part.first().map_or("", |&at| features[at as usize].report.as_str())]),
        reports: part.iter().map(id).collect(),
        title: title.map_or_else(String::new, |&at| features[at as usize].title.clone()),
        first: days().min(),
        last: days().max(),
        origins: origins.iter().map(|origin| origin.iter().map(id).collect()).collect(),
        voices: Vec::new(),
        follows: None,
        affair: None,
    }
}

fn day_of(features: &Features) -> Option<String> {
    features
        .day
        .and(features.published.as_deref())
        .and_then(|published| published.get(..10))
        .map(str::to_owned)
}
