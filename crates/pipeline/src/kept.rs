//! The record as the shelf of the linker.

use dateline_model::{Id, Story};
use dateline_record::{ClusterKept, NearKept, RecordError, Store, StoryOutline};
use dateline_resolve::{Cluster, Edge, Features, Near, Shelf, StoryAtAGlance, Touched};
use rustc_hash::FxHashMap;
use std::mem;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// What was last looked up in the record, so that it is not looked up again for the next report.
#[derive(Debug, Default)]
pub(crate) struct Caches {
    features: Cache<Option<Arc<Features>>>,
    near: Cache<Arc<Near>>,
    stories: Cache<Option<Arc<StoryAtAGlance>>>,
    /// What is still to be written of `near`.
    changed: FxHashMap<u32, Arc<Near>>,
    /// Reports that were grouped since the last commit.
    grouped: usize,
}

impl Caches {
    /// Puts what a report is compared by in the place of what was known of it.
    pub(crate) fn put_features(&mut self, report: u32, features: Features) {
        self.features.put(report, Some(Arc::new(features)));
    }

    /// Forgets everything: another process has written, or what was written is undone.
    pub(crate) fn clear(&mut self) {
        *self = Caches::default();
    }
}

/// The record as the shelf of the linker, while a transaction is open.
pub(crate) struct Kept<'k> {
    pub(crate) store: &'k mut Store,
    pub(crate) caches: &'k mut Caches,
}

/// So many reports are grouped in one transaction, about.
const GROUPED_AT_ONCE: usize = 2_000;

impl Kept<'_> {
    /// Writes what is still to be written.
    pub(crate) fn flush(&mut self) -> Result<(), RecordError> {
        let mut changed: Vec<(u32, Arc<Near>)> = mem::take(&mut self.caches.changed).into_iter().collect();
        // As they stand in the file.
        changed.sort_unstable_by_key(|(report, _)| *report);
        for (report, near) in changed {
            let published = self.features(report)?.and_then(|features| features.published.clone());
            self.store.set_near(report, &NearKept { published, body: near.to_bytes() })?;
            self.caches.near.put(report, near);
        }
        Ok(())
    }
}

impl Shelf for Kept<'_> {
    type Error = RecordError;

    fn len(&mut self) -> Result<usize, RecordError> {
        self.store.reports_counted()
    }

    fn features(&mut self, report: u32) -> Result<Option<Arc<Features>>, RecordError> {
        if let Some(known) = self.caches.features.get(report) {
            return Ok(known);
        }
        let trace = self.store.trace(report)?;
        let features = trace.and_then(|trace| Features::from_bytes(&trace)).map(Arc::new);
        self.caches.features.put(report, features.clone());
        Ok(features)
    }

    fn order(&mut self, report: u32) -> Result<(Option<String>, Id), RecordError> {
        self.store.order_of(report)
    }

    fn holders(&mut self, keys: RangeInclusive<u64>, most: usize) -> Result<Vec<u32>, RecordError> {
        self.store.holders(keys, most)
    }

    fn has_more_holders(&mut self, keys: &RangeInclusive<u64>, most: usize) -> Result<bool, RecordError> {
        self.store.has_more_holders(keys, most)
    }

    fn near(&mut self, report: u32) -> Result<Arc<Near>, RecordError> {
        if let Some(near) = self.caches.changed.get(&report) {
            return Ok(Arc::clone(near));
        }
        if let Some(near) = self.caches.near.get(report) {
            return Ok(near);
        }
        let near =
            Arc::new(self.store.near(report)?.map(|near| Near::from_bytes(&near.body)).unwrap_or_default());
        self.caches.near.put(report, Arc::clone(&near));
        Ok(near)
    }

    fn set_near(&mut self, report: u32, near: Near) -> Result<(), RecordError> {
        self.caches.changed.insert(report, Arc::new(near));
        Ok(())
    }

    fn put_near(&mut self, report: u32, edge: Edge) -> Result<(), RecordError> {
        if !self.caches.changed.contains_key(&report) {
            let known = self.near(report)?;
            self.caches.changed.insert(report, known);
        }
        if let Some(near) = self.caches.changed.get_mut(&report) {
            Arc::make_mut(near).put(edge);
        }
        Ok(())
    }

    fn cluster(&mut self, report: u32) -> Result<Option<u32>, RecordError> {
        self.store.cluster_of(report)
    }

    fn members(&mut self, cluster: u32) -> Result<Vec<u32>, RecordError> {
        self.store.members(cluster)
    }

    fn stories(&mut self, cluster: u32) -> Result<Vec<Story>, RecordError> {
        self.store.stories_in(cluster)
    }

    fn story_of(&mut self, report: u32) -> Result<Option<Arc<StoryAtAGlance>>, RecordError> {
        if let Some(known) = self.caches.stories.get(report) {
            return Ok(known);
        }
        let story = self.store.story_at(report)?;
        let story = story.map(|StoryOutline { id, first, last, reports }| {
            Arc::new(StoryAtAGlance { id, first, last, size: reports })
        });
        self.caches.stories.put(report, story.clone());
        Ok(story)
    }

    fn replace(&mut self, before: &[u32], made: Vec<Cluster>, touched: &Touched) -> Result<(), RecordError> {
        self.caches.stories = Cache::default();
        self.caches.grouped += made.iter().map(|cluster| cluster.members.len()).sum::<usize>();
        let made: Vec<ClusterKept> = made
            .into_iter()
            .map(|cluster| ClusterKept {
                number: cluster.number(),
                members: cluster.members,
                stories: cluster.stories,
            })
            .collect();
        self.store.replace_clusters(before, &made, &touched.changed, &touched.gone)?;
        if self.caches.grouped > GROUPED_AT_ONCE {
            self.flush()?;
            self.store.commit()?;
            self.caches.grouped = 0;
            if self.store.begin()? {
                self.caches.clear();
            }
        }
        Ok(())
    }
}

/// What was last used, in two halves: what is in neither has not been used for `MOST` others.
#[derive(Debug)]
struct Cache<T> {
    young: FxHashMap<u32, T>,
    old: FxHashMap<u32, T>,
}

const MOST: usize = 8_192;

impl<T> Default for Cache<T> {
    fn default() -> Self {
        Cache { young: FxHashMap::default(), old: FxHashMap::default() }
    }
}

impl<T: Clone> Cache<T> {
    fn get(&mut self, report: u32) -> Option<T> {
        if let Some(known) = self.young.get(&report) {
            return Some(known.clone());
        }
        let known = self.old.remove(&report)?;
        self.put(report, known.clone());
        Some(known)
    }

    fn put(&mut self, report: u32, known: T) {
        if self.young.len() >= MOST {
            self.old = mem::take(&mut self.young);
        }
        self.old.remove(&report);
        self.young.insert(report, known);
    }
}
