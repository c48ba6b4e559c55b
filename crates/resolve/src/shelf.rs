//! Where a linker keeps what it knows of reports: memory, or a record's file.

use crate::Features;
use crate::near::{Edge, Near};
use dateline_model::{Id, Story};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Where a linker finds again what it was told. A shelf gives each report a number; the linker
/// asks only for what is near the reports it is told of, so that a shelf of any size can stay
/// where it is.
pub trait Shelf {
    /// Why it could not be read or written.
    type Error;

    /// How many reports stand on it.
    ///
    /// # Errors
    /// If it cannot be read.
    fn len(&mut self) -> Result<usize, Self::Error>;

    /// Whether none do.
    ///
    /// # Errors
    /// If it cannot be read.
    fn is_empty(&mut self) -> Result<bool, Self::Error> {
        Ok(self.len()? == 0)
    }

    /// What a report is compared by.
    ///
    /// # Errors
    /// If it cannot be read.
    fn features(&mut self, report: u32) -> Result<Option<Arc<Features>>, Self::Error>;

    /// When a report was published, and its id: what reports are ordered by.
    ///
    /// # Errors
    /// If it cannot be read.
    fn order(&mut self, report: u32) -> Result<(Option<String>, Id), Self::Error>;

    /// The reports that hold one of these [`keys`](Features::keys), the latest `most` of them for
    /// each key.
    ///
    /// # Errors
    /// If it cannot be read.
    fn holders(&mut self, keys: RangeInclusive<u64>, most: usize) -> Result<Vec<u32>, Self::Error>;

    /// Whether more than `most` reports hold one of these keys.
    ///
    /// # Errors
    /// If it cannot be read.
    fn has_more_holders(&mut self, keys: &RangeInclusive<u64>, most: usize) -> Result<bool, Self::Error>;

    /// The reports that one is like.
    ///
    /// # Errors
    /// If it cannot be read.
    fn near(&mut self, report: u32) -> Result<Arc<Near>, Self::Error>;

    /// Puts down which reports one is like.
    ///
    /// # Errors
    /// If it cannot be written.
    fn set_near(&mut self, report: u32, near: Near) -> Result<(), Self::Error>;

    /// Puts down one more that a report is like.
    ///
    /// # Errors
    /// If it cannot be read or written.
    fn put_near(&mut self, report: u32, edge: Edge) -> Result<(), Self::Error>;

    /// The cluster that a report stands in.
    ///
    /// # Errors
    /// If it cannot be read.
    fn cluster(&mut self, report: u32) -> Result<Option<u32>, Self::Error>;

    /// The reports of a cluster.
    ///
    /// # Errors
    /// If it cannot be read.
    fn members(&mut self, cluster: u32) -> Result<Vec<u32>, Self::Error>;

    /// The stories of a cluster.
    ///
    /// # Errors
    /// If it cannot be read.
    fn stories(&mut self, cluster: u32) -> Result<Vec<Story>, Self::Error>;

    /// The story that a report stands in, at a glance.
    ///
    /// # Errors
    /// If it cannot be read.
    fn story_of(&mut self, report: u32) -> Result<Option<Arc<StoryAtAGlance>>, Self::Error>;

    /// Puts these clusters in the place of those.
    ///
    /// # Errors
    /// If it cannot be written.
    fn replace(&mut self, before: &[u32], made: Vec<Cluster>, touched: &Touched) -> Result<(), Self::Error>;
}

/// Reports on like matters, divided into stories.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cluster {
    /// The reports; the lowest of their numbers is the cluster's.
    pub members: Vec<u32>,
    /// The stories they tell.
    pub stories: Vec<Story>,
}

impl Cluster {
    /// Its number.
    pub fn number(&self) -> u32 {
        self.members.iter().copied().min().unwrap_or(u32::MAX)
    }
}

/// What a new report changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Stories that are new or have changed, under their present ids.
    pub changed: Vec<Id>,
    /// Ids of stories that are no more.
    pub gone: Vec<Id>,
}

impl Touched {
    pub(crate) fn and(&mut self, later: Touched) {
        self.gone.retain(|id| !later.changed.contains(id));
        self.changed.retain(|id| !later.gone.contains(id) && !later.changed.contains(id));
        self.changed.extend(later.changed);
        self.gone.extend(later.gone);
    }
}

/// As much of a story as is asked to tell which follows on from which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryAtAGlance {
    /// Its id.
    pub id: Id,
    /// First day.
    pub first: Option<String>,
    /// Last day.
    pub last: Option<String>,
    /// How many reports it has.
    pub size: usize,
}

impl From<&Story> for StoryAtAGlance {
    fn from(story: &Story) -> Self {
        StoryAtAGlance {
            id: story.id.clone(),
            first: story.first.clone(),
            last: story.last.clone(),
            size: story.reports.len(),
        }
    }
}

/// A shelf in memory.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    pub(crate) reports: Vec<Option<Arc<Features>>>,
    pub(crate) by_id: FxHashMap<Id, u32>,
    samples: FxHashMap<u64, Vec<u32>>,
    topics: BTreeMap<u64, Vec<u32>>,
    near: Vec<Arc<Near>>,
    cluster: Vec<Option<u32>>,
    story: Vec<Option<Arc<StoryAtAGlance>>>,
    pub(crate) clusters: BTreeMap<u32, Cluster>,
}

impl Memory {
    /// Puts a report where look-ups find it; its number.
    pub fn put(&mut self, features: Features) -> u32 {
        let number = self.reports.len() as u32;
        for key in features.keys() {
            let holders = if is_sample(key) {
                self.samples.entry(key).or_default()
            } else {
                self.topics.entry(key).or_default()
            };
            holders.push(number);
        }
        self.by_id.insert(features.report.clone(), number);
        self.reports.push(Some(Arc::new(features)));
        self.near.push(Arc::default());
        self.cluster.push(None);
        self.story.push(None);
        number
    }

    /// Takes a report out; it is in no cluster and near nothing any more.
    pub(crate) fn take(&mut self, report: u32) {
        let Some(features) = self.reports[report as usize].take() else { return };
        for key in features.keys() {
            let holders = if is_sample(key) { self.samples.get_mut(&key) } else { self.topics.get_mut(&key) };
            if let Some(holders) = holders {
                holders.retain(|&holder| holder != report);
            }
        }
        self.by_id.remove(&features.report);
        if let Some(cluster) =
            self.cluster[report as usize].take().and_then(|number| self.clusters.get_mut(&number))
        {
            cluster.members.retain(|&member| member != report);
        }
    }
}

fn is_sample(key: u64) -> bool {
    key >> 63 == 1
}

impl Shelf for Memory {
    type Error = Infallible;

    fn len(&mut self) -> Result<usize, Infallible> {
        Ok(self.by_id.len())
    }

    fn features(&mut self, report: u32) -> Result<Option<Arc<Features>>, Infallible> {
        Ok(self.reports.get(report as usize).cloned().flatten())
    }

    fn order(&mut self, report: u32) -> Result<(Option<String>, Id), Infallible> {
        let features = self.reports[report as usize].as_ref();
        Ok(features.map(|features| (features.published.clone(), features.report.clone())).unwrap_or_default())
    }

    fn holders(&mut self, keys: RangeInclusive<u64>, most: usize) -> Result<Vec<u32>, Infallible> {
        let latest = |holders: &Vec<u32>| holders[holders.len().saturating_sub(most)..].to_vec();
        if is_sample(*keys.start()) {
            return Ok(self.samples.get(keys.start()).map(latest).unwrap_or_default());
        }
        Ok(self.topics.range(keys).flat_map(|(_, holders)| latest(holders)).collect())
    }

    fn has_more_holders(&mut self, keys: &RangeInclusive<u64>, most: usize) -> Result<bool, Infallible> {
        let held = self.topics.range(keys.clone()).map(|(_, holders)| holders.len());
        Ok(held.sum::<usize>() > most)
    }

    fn near(&mut self, report: u32) -> Result<Arc<Near>, Infallible> {
        Ok(Arc::clone(&self.near[report as usize]))
    }

    fn set_near(&mut self, report: u32, near: Near) -> Result<(), Infallible> {
        self.near[report as usize] = Arc::new(near);
        Ok(())
    }

    fn put_near(&mut self, report: u32, edge: Edge) -> Result<(), Infallible> {
        Arc::make_mut(&mut self.near[report as usize]).put(edge);
        Ok(())
    }

    fn cluster(&mut self, report: u32) -> Result<Option<u32>, Infallible> {
        Ok(self.cluster[report as usize])
    }

    fn members(&mut self, cluster: u32) -> Result<Vec<u32>, Infallible> {
        Ok(self.clusters.get(&cluster).map(|cluster| cluster.members.clone()).unwrap_or_default())
    }

    fn stories(&mut self, cluster: u32) -> Result<Vec<Story>, Infallible> {
        Ok(self.clusters.get(&cluster).map(|cluster| cluster.stories.clone()).unwrap_or_default())
    }

    fn story_of(&mut self, report: u32) -> Result<Option<Arc<StoryAtAGlance>>, Infallible> {
        Ok(self.story[report as usize].clone())
    }

    fn replace(&mut self, before: &[u32], made: Vec<Cluster>, _: &Touched) -> Result<(), Infallible> {
        for number in before {
            self.clusters.remove(number);
        }
        for cluster in made {
            let number = cluster.number();
            for &member in &cluster.members {
                self.cluster[member as usize] = Some(number);
            }
            for story in &cluster.stories {
                let glance = Arc::new(StoryAtAGlance::from(story));
                for report in &story.reports {
                    if let Some(&at) = self.by_id.get(report) {
                        self.story[at as usize] = Some(Arc::clone(&glance));
                    }
                }
            }
            self.clusters.insert(number, cluster);
        }
        Ok(())
    }
}
