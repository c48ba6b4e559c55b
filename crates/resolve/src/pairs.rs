//! Two reports judged by themselves, with no shelf of others around them: for who joins very many reports on
//! many machines and brings together only those that share a key.

use crate::Features;
use crate::background::Background;
use crate::likeness::{Compared, LONGEST_GAP, closeness, copied};
use crate::placing::NEAR_AND_FAR;

/// Two reports less alike than this are not put into one story for it.
pub const LEAST_ALIKE: f32 = crate::linker::LEAST_ALIKE;

impl Features {
    /// The keys under which reports that may print the same text meet: samples of runs of words. Reports
    /// that share none do not print one text.
    pub fn copy_keys(&self) -> Vec<u64> {
        let mut keys = self.sample_keys();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// What it is about: the topics under which reports on one happening meet, within some days.
    pub fn topics(&self) -> &[u32] {
        &self.topics
    }

    /// The day it was published, in days since 1970-01-01.
    pub fn day(&self) -> Option<i32> {
        self.day
    }
}

/// Whether two reports print one text, and how much of the shorter the longer holds (0 to 1).
///
/// ```
/// use dateline_model::{Reading, Report};
/// use dateline_resolve::{Features, one_text};
/// let text = "The mayor of Arden opened the bridge on Monday after four years of work on its piers.";
/// let report = |id: &str| Report { id: id.into(), text: text.into(), ..Report::default() };
/// let [a, b] = ["a", "b"].map(|id| Features::of(&report(id), &Reading::default()));
/// assert!(a.copy_keys().iter().any(|key| b.copy_keys().contains(key)));
/// assert_eq!(one_text(&a, &b), Some(1.0));
/// ```
pub fn one_text(a: &Features, b: &Features) -> Option<f32> {
    copied(a, b)
}

/// How much alike two reports are in what they tell, from 0 to 1, weighed against news at large; nothing where
/// they are of different languages, of no day, or too many days apart to be of one happening.
///
/// A record weighs the same against its own reports of the weeks around, and so tells stories of one war
/// better apart.
pub fn alike(a: &Features, b: &Features) -> f32 {
    let is_near = matches!((a.day, b.day), (Some(a), Some(b)) if a.abs_diff(b) <= LONGEST_GAP.unsigned_abs());
    if a.language != b.language || !is_near {
        return 0.0;
    }
    let at_large = Background::default();
    let likeness = Compared::new(&a.weighed(&at_large)).cosine(&b.weighed(&at_large));
    (likeness * closeness(a.day, b.day, NEAR_AND_FAR)).min(1.0)
}
