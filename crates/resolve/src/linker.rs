//! Groups reports as they arrive.

use crate::Features;
use dateline_model::{Id, Story, derive_id};

/// Groups reports into texts printed by several papers (origins) and stories, as they arrive.
#[derive(Clone, Debug, Default)]
pub struct Linker {
    reports: Vec<Features>,
}

/// What a new report changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Stories that are new or have changed, under their present ids.
    pub changed: Vec<Id>,
    /// Ids of stories that are no more.
    pub gone: Vec<Id>,
}

impl Linker {
    /// An empty linker.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one report; adding the same id again replaces it.
    pub fn add(&mut self, features: Features) -> Touched {
        let id = story_id(&features.report);
        self.reports.retain(|other| other.report != features.report);
        self.reports.push(features);
        Touched { changed: vec![id], gone: Vec::new() }
    }

    /// Takes one report out.
    pub fn remove(&mut self, report: &Id) -> Touched {
        self.reports.retain(|other| other.report != *report);
        Touched { changed: Vec::new(), gone: vec![story_id(report)] }
    }

    /// How many reports it holds.
    pub fn len(&self) -> usize {
        self.reports.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.reports.is_empty()
    }

    /// All stories, in the order of their first day, then of their ids. Every report stands in
    /// exactly one, reports that nothing was linked to in a story of their own.
    pub fn stories(&mut self) -> Vec<Story> {
        let mut stories: Vec<Story> = self.reports.iter().map(alone).collect();
        stories.sort_by(|a, b| (&a.first, &a.id).cmp(&(&b.first, &b.id)));
        stories
    }

    /// One story by its id.
    pub fn story(&mut self, id: &Id) -> Option<Story> {
        self.stories().into_iter().find(|story| story.id == *id)
    }

    /// The story that a report stands in.
    pub fn story_of(&mut self, report: &Id) -> Option<Story> {
        self.stories().into_iter().find(|story| story.reports.contains(report))
    }
}

fn story_id(report: &Id) -> Id {
    derive_id("story", &[report.as_str()])
}

fn alone(features: &Features) -> Story {
    Story {
        id: story_id(&features.report),
        reports: vec![features.report.clone()],
        title: features.title.clone(),
        first: features.published.clone(),
        last: features.published.clone(),
        origins: vec![vec![features.report.clone()]],
        follows: None,
    }
}
