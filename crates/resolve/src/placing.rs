//! Finds what a report is like, among all that came before.

use crate::background::Background;
use crate::features::{Features, expected_samples};
use crate::likeness::{Compared, LONGEST_GAP, closeness, copied};
use crate::linker::{Linker, MOST_ALIKE};
use crate::near::{Edge, Near};
use crate::shelf::Shelf;
use rustc_hash::FxHashMap;
use std::mem;
use std::sync::Arc;

/// Pairs less alike are not remembered.
const LEAST_KEPT: f32 = 0.1;
/// How many are compared with it: those that share most with it in their topics.
const MOST_COMPARED: usize = 80;
/// Reports that share less of the weight of its topics are not compared with it.
const LEAST_ON_TOPICS: f32 = 0.04;
/// A happening is told within hours and a few days.
pub(crate) const NEAR_AND_FAR: [f32; 3] = [1.6, 0.8, 0.5];
/// Of reports without a day nobody knows whether they are near.
const UNDATED: f32 = 1.9;
/// A report is weighed against those of so many days before and after its own,
const AROUND: i32 = 30;
/// but for those of the days next to it, which tell what it tells,
const BESIDE: u32 = 1;
/// and against so many of them at most, about.
const BACKGROUND: usize = 256;
/// So many of them weigh as much as the table of news at large; more where no day keeps apart
/// what is told with it and before it.
const PRIOR: f32 = 50.0;
const PRIOR_UNDATED: f32 = 200.0;
/// A run of words that so many reports hold is a formula ("contributed to this report"), and only
/// the latest of them are looked at.
const FORMULA: usize = 256;
/// A topic that more reports hold finds those of the days nearest, of so many days to either side,
const COMMONEST: usize = 256;
const GAPS: [i32; 5] = [LONGEST_GAP, 30, 14, 5, 1];
/// and of very many on these the latest that came.
const MOST_ON_TOPIC: usize = 1024;

impl<S: Shelf> Linker<S> {
    /// Finds what these reports are like, which must stand on the shelf, and puts it down there on
    /// both sides. They are in no cluster yet.
    ///
    /// Each finds those that were placed before it, so that it does not show how many are placed
    /// at once (but for what very many hold, of which the latest stand for all).
    ///
    /// # Errors
    /// As the shelf's.
    pub fn place(&mut self, reports: &[u32]) -> Result<(), S::Error> {
        let mut reports = reports.to_vec();
        reports.sort_unstable();
        self.waiting = reports.iter().copied().collect();
        self.backgrounds.clear();
        let placed = reports.into_iter().try_for_each(|report| self.place_one(report));
        self.waiting.clear();
        placed
    }

    fn place_one(&mut self, report: u32) -> Result<(), S::Error> {
        self.waiting.remove(&report);
        let Some(features) = self.shelf.features(report)? else { return Ok(()) };
        let near = self.find_near(report, &features)?;
        for edge in &near.edges {
            self.shelf.put_near(edge.report, Edge { report, ..*edge })?;
        }
        self.shelf.set_near(report, near)
    }

    /// Whether a report that was found while `report` is placed is to be placed itself.
    fn is_waiting(&self, other: u32, report: u32) -> bool {
        other > report && self.waiting.contains(&other)
    }

    /// Takes a report from the sides of those it is like; for one that comes again, changed.
    ///
    /// # Errors
    /// As the shelf's.
    pub fn lift(&mut self, report: u32) -> Result<(), S::Error> {
        for edge in &self.shelf.near(report)?.edges {
            let mut of_other = Near::clone(&*self.shelf.near(edge.report)?);
            of_other.take(report);
            self.shelf.set_near(edge.report, of_other)?;
        }
        self.shelf.set_near(report, Near::default())
    }

    fn find_near(&mut self, report: u32, features: &Features) -> Result<Near, S::Error> {
        let mut near = Near { edges: self.find_alike(report, features)? };
        for (other, shared) in self.find_copies(report, features)? {
            let known = near.edges.iter().find(|edge| edge.report == other);
            let likeness = known.map_or(shared, |known| known.likeness.max(shared));
            near.put(Edge { report: other, likeness, is_copy: true });
        }
        Ok(near)
    }

    /// The reports that may print the same text as one: those that share runs of words with it,
    /// with how many of the runs that stand for its text.
    ///
    /// # Errors
    /// As the shelf's.
    pub fn may_be_copies(&mut self, report: u32, features: &Features) -> Result<Vec<(u32, usize)>, S::Error> {
        let keys = features.sample_keys();
        let mut hits: FxHashMap<u32, usize> = FxHashMap::default();
        for &key in &keys {
            for holder in self.shelf.holders(key..=key, FORMULA)? {
                *hits.entry(holder).or_default() += 1;
            }
        }
        hits.retain(|&other, hits| {
            other != report && (*hits > 1 || keys.len() <= 16) && !self.is_waiting(other, report)
        });
        Ok(hits.into_iter().collect())
    }

    fn find_copies(&mut self, report: u32, features: &Features) -> Result<Vec<(u32, f32)>, S::Error> {
        let keys = features.sample_keys();
        let mut copies = Vec::new();
        for (other, hits) in self.may_be_copies(report, features)? {
            let Some(known) = self.shelf.features(other)? else { continue };
            // What shares two fifths of its words shares about a third of its samples.
            let least = keys.len().min(expected_samples(known.prints.len()));
            if hits * 8 < least {
                continue;
            }
            copies.extend(copied(&known, features).map(|shared| (other, shared)));
        }
        Ok(copies)
    }

    /// What the reports of the weeks around a day hold; for a report of no day, what all do.
    fn background(&mut self, day: Option<i32>) -> Result<Arc<Background>, S::Error> {
        if let Some(known) = self.backgrounds.get(&day) {
            return Ok(Arc::clone(known));
        }
        let days = day.map(|day| (day.saturating_sub(AROUND), day.saturating_add(AROUND)));
        let mut keys = None;
        for level in Features::levels(days) {
            let is_enough = !self.shelf.has_more_holders(&level, BACKGROUND)?;
            keys = Some(level);
            if is_enough {
                break;
            }
        }
        let mut sample = Vec::new();
        if let Some(keys) = keys {
            let mut holders = self.shelf.holders(keys, MOST_ON_TOPIC)?;
            holders.sort_unstable();
            holders.dedup();
            for holder in holders {
                sample.extend(self.shelf.features(holder)?);
            }
        }
        sample.retain(|features| match (features.day, day) {
            (Some(known), Some(day)) => (BESIDE + 1..=AROUND.unsigned_abs()).contains(&known.abs_diff(day)),
            (_, None) => true,
            _ => false,
        });
        let prior = if day.is_some() { PRIOR } else { PRIOR_UNDATED };
        let terms = sample.iter().map(|features| features.terms.as_slice());
        let background = Arc::new(Background::of(terms, prior));
        self.backgrounds.insert(day, Arc::clone(&background));
        Ok(background)
    }

    fn find_alike(&mut self, report: u32, features: &Features) -> Result<Vec<Edge>, S::Error> {
        let mut shares = mem::take(&mut self.shares);
        shares.clear();
        let background = self.background(features.day)?;
        let weighed = features.weighed(&background);
        let weight_of = |term: u32| {
            let at = weighed.binary_search_by_key(&term, |&(known, _)| known);
            at.map_or(0.0, |at| weighed[at].1)
        };
        let mut topics: Vec<(u32, f32)> =
            features.topics.iter().map(|&topic| (topic, weight_of(topic))).collect();
        topics.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut rest: f32 = topics.iter().map(|(_, weight)| weight * weight).sum();
        for (topic, weight) in topics {
            let mut keys = features.topic_keys(topic, LONGEST_GAP);
            for gap in GAPS {
                keys = features.topic_keys(topic, gap);
                if !self.shelf.has_more_holders(&keys, COMMONEST)? {
                    break;
                }
            }
            // Those that share none of the weightier topics do not share enough any more.
            let is_too_late = rest < LEAST_ON_TOPICS;
            rest -= weight * weight;
            let dayless = features.day.map(|_| Features::dayless_keys(topic));
            for keys in std::iter::once(keys).chain(dayless) {
                for holder in self.shelf.holders(keys, MOST_ON_TOPIC)? {
                    if is_too_late {
                        if let Some(share) = shares.get_mut(&holder) {
                            *share += weight * weight;
                        }
                    } else if !self.is_waiting(holder, report) {
                        *shares.entry(holder).or_default() += weight * weight;
                    }
                }
            }
        }
        shares.remove(&report);
        let mut found: Vec<(u32, f32)> = shares
            .iter()
            .filter(|(_, share)| **share >= LEAST_ON_TOPICS)
            .map(|(&other, &share)| (other, share))
            .collect();
        self.shares = shares;
        keep_first(&mut found, MOST_COMPARED, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let compared = Compared::new(&weighed);
        let mut alike = Vec::new();
        for (other, _) in found {
            let Some(known) = self.shelf.features(other)? else { continue };
            if known.language != features.language {
                continue;
            }
            let likeness = compared.cosine(&known.weighed(&background))
                * match (known.day, features.day) {
                    (Some(_), Some(_)) => closeness(known.day, features.day, NEAR_AND_FAR),
                    _ => UNDATED,
                };
            if likeness >= LEAST_KEPT {
                alike.push(Edge { report: other, likeness: likeness.min(1.0), is_copy: false });
            }
        }
        keep_first(&mut alike, MOST_ALIKE, |a, b| {
            b.likeness.total_cmp(&a.likeness).then(a.report.cmp(&b.report))
        });
        alike.sort_unstable_by_key(|edge| edge.report);
        Ok(alike)
    }
}

/// Cuts a list to the first `most` of an order; what is kept is in no order.
fn keep_first<T>(list: &mut Vec<T>, most: usize, order: impl Fn(&T, &T) -> std::cmp::Ordering) {
    if list.len() > most {
        list.select_nth_unstable_by(most, order);
        list.truncate(most);
    }
}
