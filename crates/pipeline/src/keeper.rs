//! Reports read, kept and linked.

use crate::{Engine, in_order};
use dateline_model::{Id, Kinds, Reading, Report};
use dateline_read::Failure;
use dateline_record::{Keeping, LinksUpdate, Outcome, RecordError, Store, StoryLinks, content_hash};
use dateline_resolve::{Features, Linker, Sighting, differences, people, same_events, same_statements};
use std::collections::{BTreeSet, HashMap};
use std::num::NonZeroUsize;
use std::path::Path;

/// Reports that go into the file together: few enough that a kill loses little, enough
/// that the disk is not asked after each.
const BATCH: usize = 64;

/// A record being added to.
#[derive(Debug)]
pub struct Keeper {
    engine: Engine,
    store: Store,
    linker: Linker,
    /// Kept by a run that was stopped before it linked them.
    waiting: Vec<Features>,
    contents: HashMap<Id, String>,
}

/// What became of the reports of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each counts what it is called")]
pub struct Summary {
    pub new: usize,
    pub unchanged: usize,
    pub changed: usize,
    pub failed: usize,
    pub found: Found,
}

/// What was found in the reports that were read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each counts what it is called")]
pub struct Found {
    pub statements: usize,
    pub events: usize,
    pub figures: usize,
    pub times: usize,
    pub places: usize,
}

/// What a run has just done.
#[derive(Debug)]
pub enum Progress<'a> {
    /// One report was read, or was known already.
    Report(&'a Report),
    /// One could not be read.
    Failed(&'a Failure),
    /// All are kept; the links between them are being made.
    Linking,
}

/// A report on its way through a run.
enum Step {
    Known(Box<Report>),
    Ready(Box<Keeping>),
    Failed(Failure),
}

impl Keeper {
    /// Opens the record in a file, making it if there is none.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open(path: &Path) -> Result<Self, RecordError> {
        let store = Store::open(path)?;
        let traces = store.traces()?.into_iter().filter_map(|(_, trace)| Features::from_bytes(&trace));
        let stories = store.stories(None, 0)?.into_iter().map(|line| line.story);
        let (linker, waiting) = Linker::restore(traces, stories);
        let contents = store.contents()?;
        Ok(Keeper { engine: Engine::embedded(), store, linker, waiting, contents })
    }

    /// The record.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Opens inputs with `open`, reads the reports in them, keeps those that are new or changed,
    /// and brings the links up to date. Opening and reading are done on `threads` threads
    /// (none: one per core).
    ///
    /// # Errors
    /// If the record cannot be written. What was kept before stays whole.
    pub fn keep<I: Iterator + Send>(
        &mut self,
        inputs: I,
        open: impl Fn(I::Item) -> Vec<Result<Report, Failure>> + Sync,
        threads: Option<NonZeroUsize>,
        progress: &mut dyn FnMut(Progress<'_>),
    ) -> Result<Summary, RecordError> {
        let Keeper { engine, store, contents, .. } = self;
        let (engine, known) = (&*engine, &*contents);
        let mut summary = Summary::default();
        let mut batch = Vec::new();
        let mut kept = Vec::new();
        let mut touched = Touched::default();
        in_order(
            inputs,
            threads,
            |input| open(input).into_iter().map(|report| step(engine, known, report)).collect::<Vec<_>>(),
            |steps| {
                for step in steps {
                    match step {
                        Step::Known(report) => {
                            summary.unchanged += 1;
                            progress(Progress::Report(&report));
                        }
                        Step::Failed(failure) => {
                            summary.failed += 1;
                            progress(Progress::Failed(&failure));
                        }
                        Step::Ready(keeping) => {
                            progress(Progress::Report(&keeping.report));
                            batch.push(*keeping);
                            if batch.len() >= BATCH {
                                put(
                                    store,
                                    &mut touched,
                                    std::mem::take(&mut batch),
                                    &mut summary,
                                    &mut kept,
                                )?;
                            }
                        }
                    }
                }
                Ok(())
            },
        )?;
        put(store, &mut touched, batch, &mut summary, &mut kept)?;
        contents.extend(kept);
        progress(Progress::Linking);
        self.link(touched)?;
        Ok(summary)
    }

    fn link(&mut self, mut touched: Touched) -> Result<(), RecordError> {
        let new = std::mem::take(&mut self.waiting).into_iter().chain(std::mem::take(&mut touched.new));
        let changed = self.linker.add_all(new);
        touched.stories.extend(changed.changed);
        touched.gone.extend(changed.gone);
        for report in self.store.unlinked()? {
            if let Some(story) = self.linker.story_of(&report) {
                touched.stories.insert(story.id);
            }
            touched.keys.extend(self.store.sighting_keys(&report)?);
        }
        let mut update = LinksUpdate { gone: touched.gone.into_iter().collect(), ..LinksUpdate::default() };
        for id in touched.stories {
            let Some(story) = self.linker.story(&id) else { continue };
            let readings: Vec<(Report, Reading)> = story
                .reports
                .iter()
                .filter_map(|report| self.store.reading(report).transpose())
                .collect::<Result<_, _>>()?;
            let reads: Vec<_> = readings.iter().map(|(report, reading)| (report, reading)).collect();
            let same_events = same_events(&reads);
            update.stories.push(StoryLinks {
                same_statements: same_statements(&reads),
                differences: differences(&story, &reads, &same_events),
                same_events,
                story,
            });
        }
        for key in touched.keys {
            let sightings: Vec<Sighting> = self
                .store
                .sightings(&key)?
                .iter()
                .filter_map(|body| serde_json::from_str(body).ok())
                .collect();
            update.people.push((key, people(&sightings)));
        }
        self.store.link(&update)
    }
}

/// What is new in a run, and the stories and people that it has to look at again.
#[derive(Debug, Default)]
struct Touched {
    new: Vec<Features>,
    stories: BTreeSet<Id>,
    gone: BTreeSet<Id>,
    keys: BTreeSet<String>,
}

fn step(engine: &Engine, known: &HashMap<Id, String>, report: Result<Report, Failure>) -> Step {
    let report = match report {
        Ok(report) => report,
        Err(failure) => return Step::Failed(failure),
    };
    if known.get(&report.id).is_some_and(|content| *content == content_hash(&report)) {
        return Step::Known(Box::new(report));
    }
    match engine.read(report, Kinds::ALL) {
        Ok((report, reading)) => {
            let features = Features::of(&report, &reading);
            let sightings = Sighting::of((&report, &reading))
                .iter()
                .map(|sighting| (sighting.key(), serde_json::to_string(sighting).unwrap_or_default()))
                .collect();
            let trace = features.to_bytes();
            Step::Ready(Box::new(Keeping { report, reading, trace, sightings }))
        }
        Err(failure) => Step::Failed(failure),
    }
}

fn put(
    store: &mut Store,
    touched: &mut Touched,
    batch: Vec<Keeping>,
    summary: &mut Summary,
    kept: &mut Vec<(Id, String)>,
) -> Result<(), RecordError> {
    let outcomes = store.keep(&batch)?;
    for (keeping, outcome) in batch.into_iter().zip(outcomes) {
        match outcome {
            Outcome::New => summary.new += 1,
            Outcome::Changed => summary.changed += 1,
            // The same report twice in one run.
            Outcome::Unchanged => {
                summary.unchanged += 1;
                continue;
            }
        }
        let Keeping { report, reading, trace, sightings } = keeping;
        summary.found.statements += reading.statements.len();
        summary.found.events += reading.events.len();
        summary.found.figures += reading.figures.len();
        summary.found.times += reading.times.len();
        summary.found.places += reading.places.len();
        touched.keys.extend(sightings.into_iter().map(|(key, _)| key));
        touched.new.extend(Features::from_bytes(&trace));
        kept.push((report.id.clone(), content_hash(&report)));
    }
    Ok(())
}
