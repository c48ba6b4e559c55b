//! Reports kept a batch at a time, each batch whole or not at all.

use crate::kept::{Caches, Kept};
use crate::step::Step;
use crate::summary::{Progress, Summary};
use dateline_read::Weight;
use dateline_record::{Due, Keeping, Outcome, RecordError, Store};
use dateline_resolve::{Features, Linker};
use std::time::{Duration, Instant};

/// Reports that go into the file together, for what is written of each costs less the more there
/// are;
pub(crate) const BATCH: usize = 1_024;
/// and after how long at the latest, so that a kill loses little.
const LONGEST_KEPT_BACK: Duration = Duration::from_secs(5);
/// How many bytes their texts have at the most.
const HEAVIEST_BATCH: usize = 16 << 20;
/// So many are placed among the others together, so that what a report is like is written once
/// for all that come near it.
const PLACED_AT_ONCE: usize = 2_048;

/// What has been read of a run, being kept a batch at a time.
pub(crate) struct Taking<'k, 'p> {
    store: &'k mut Store,
    caches: &'k mut Caches,
    progress: &'p mut dyn FnMut(Progress<'_>),
    summary: Summary,
    batch: Vec<Keeping>,
    /// Bytes of the texts in the batch.
    weight: usize,
    put_last: Instant,
}

impl<'k, 'p> Taking<'k, 'p> {
    pub(crate) fn new(
        store: &'k mut Store,
        caches: &'k mut Caches,
        progress: &'p mut dyn FnMut(Progress<'_>),
    ) -> Self {
        let (summary, batch) = (Summary::default(), Vec::new());
        Taking { store, caches, progress, summary, batch, weight: 0, put_last: Instant::now() }
    }

    pub(crate) fn take(&mut self, steps: Vec<Step>) -> Result<(), RecordError> {
        for step in steps {
            match step {
                Step::Known(report) => {
                    self.summary.unchanged += 1;
                    (self.progress)(Progress::Report(&report));
                }
                Step::Failed(failure) => {
                    match failure.weight {
                        Weight::LeftOut => self.summary.failed += 1,
                        Weight::Doubt => self.summary.doubtful += 1,
                        Weight::Told(_) => {}
                    }
                    (self.progress)(Progress::Failed(&failure));
                }
                Step::Ready(keeping) => {
                    (self.progress)(Progress::Report(&keeping.report));
                    self.weight += keeping.report.text.len();
                    self.batch.push(*keeping);
                    let is_full = self.batch.len() >= BATCH || self.weight >= HEAVIEST_BATCH;
                    if is_full || self.put_last.elapsed() >= LONGEST_KEPT_BACK {
                        self.put()?;
                    }
                }
            }
        }
        Ok(())
    }

    fn put(&mut self) -> Result<(), RecordError> {
        self.weight = 0;
        self.put_last = Instant::now();
        put(self.store, self.caches, std::mem::take(&mut self.batch), &mut self.summary)
    }

    /// Keeps what is left.
    pub(crate) fn end(mut self) -> Result<Summary, RecordError> {
        self.put()?;
        Ok(self.summary)
    }
}

pub(crate) fn put(
    store: &mut Store,
    caches: &mut Caches,
    batch: Vec<Keeping>,
    summary: &mut Summary,
) -> Result<(), RecordError> {
    if batch.is_empty() {
        return Ok(());
    }
    let started = Instant::now();
    let outcomes = whole(store, caches, |kept| {
        let outcomes = kept.store.keep(&batch)?;
        for (keeping, outcome) in batch.iter().zip(&outcomes) {
            if !matches!(outcome, Outcome::Unchanged | Outcome::Gone)
                && let Some(number) = kept.store.number_of(&keeping.report.id)?
                && let Some(features) = Features::from_bytes(&keeping.trace)
            {
                kept.caches.put_features(number, features);
            }
        }
        Ok(outcomes)
    })?;
    place_due(store, caches, PLACED_AT_ONCE)?;
    for (Keeping { reading, unread, .. }, outcome) in batch.into_iter().zip(outcomes) {
        match outcome {
            Outcome::New => summary.new += 1,
            Outcome::Changed => summary.changed += 1,
            Outcome::Again => summary.again += 1,
            // The same report twice in one run.
            Outcome::Unchanged => {
                summary.unchanged += 1;
                continue;
            }
            Outcome::Gone => {
                summary.gone += 1;
                continue;
            }
        }
        if let Some(language) = unread {
            *summary.unread.entry(language).or_default() += 1;
        }
        summary.found.statements += reading.statements.len();
        summary.found.events += reading.events.len();
        summary.found.figures += reading.figures.len();
        summary.found.times += reading.times.len();
        summary.found.places += reading.places.len();
    }
    summary.linking += started.elapsed();
    Ok(())
}

/// Does all of `work` or nothing.
pub(crate) fn whole<T>(
    store: &mut Store,
    caches: &mut Caches,
    work: impl FnOnce(&mut Kept<'_>) -> Result<T, RecordError>,
) -> Result<T, RecordError> {
    if store.begin()? {
        caches.clear();
    }
    let mut kept = Kept { store, caches };
    let done = work(&mut kept).and_then(|done| kept.flush().map(|()| done));
    match done {
        Ok(done) => store.commit().map(|()| done),
        Err(error) => {
            store.give_up();
            caches.clear();
            Err(error)
        }
    }
}

/// Places among the others the reports that are to be, if they are at least so many; whether they
/// were. They are in no story yet.
pub(crate) fn place_due(store: &mut Store, caches: &mut Caches, least: usize) -> Result<bool, RecordError> {
    if store.due(Due::Place, PLACED_AT_ONCE)?.len() < least {
        return Ok(false);
    }
    whole(store, caches, |kept| {
        // Another process may have done it meanwhile.
        let due = kept.store.due(Due::Place, PLACED_AT_ONCE)?;
        let Kept { store, caches } = kept;
        let mut linker = Linker::new(Kept { store, caches });
        for &report in &due {
            // It may have stood there with another text.
            linker.lift(report)?;
        }
        linker.place(&due)?;
        due.iter().try_for_each(|&report| kept.store.set_due(report, Due::Story))
    })?;
    Ok(true)
}
