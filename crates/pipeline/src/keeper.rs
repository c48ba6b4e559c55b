//! Reports read, kept and linked.

use crate::engine::Done;
use crate::kept::{Caches, Kept};
use crate::{Engine, in_order};
use dateline_model::{Id, Kind, Kinds, Person, Reading, Report, Story};
use dateline_read::{Failure, Weight};
use dateline_record::{Due, Keeping, Outcome, RecordError, Store, StoryLinks, content_hash};
use dateline_resolve::{
    Features, Linker, Publishers, PublishersError, Sighting, StoryAtAGlance, facts, join, opposed, people,
    same_events, same_statements, voices,
};
use std::collections::{BTreeMap, HashSet};
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Reports that go into the file together, for what is written of each costs less the more there
/// are;
const BATCH: usize = 1_024;
/// and after how long at the latest, so that a kill loses little.
const LONGEST_KEPT_BACK: Duration = Duration::from_secs(5);
/// So many are placed among the others together, so that what a report is like is written once
/// for all that come near it.
const PLACED_AT_ONCE: usize = 2_048;

/// A record being added to.
///
/// Reports are kept a batch at a time and placed among the others; then the stories they belong
/// to are made, and what the reports of these show together. Each of these steps is whole or not
/// at all, and the record says which are due, so that a run that was cut off is gone on with by
/// the next and nothing is made twice.
#[derive(Debug)]
pub struct Keeper {
    engine: Engine,
    store: Store,
    /// For looking up, on any thread, what is kept already.
    known: Mutex<Store>,
    caches: Caches,
    /// Whether reports that are known are read again.
    again: bool,
    publishers: Publishers,
}

/// The name under which a record keeps its user's table of publishers.
const PUBLISHERS: &str = "publishers";

/// What became of the reports of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each counts what it is called")]
pub struct Summary {
    pub new: usize,
    pub unchanged: usize,
    pub changed: usize,
    pub failed: usize,
    /// Read again, though their texts were kept.
    pub again: usize,
    /// Reports that were read and not analysed, by their language: dateline reads English.
    pub unread: BTreeMap<&'static str, usize>,
    /// Kept, with something doubtful about them.
    pub doubtful: usize,
    pub found: Found,
    /// How long it took to keep and link them, beside the reading.
    pub linking: Duration,
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
    /// One could not be read, or there is something to tell of it.
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
        Self::with(path, Engine::embedded())
    }

    /// The same with an engine of one's choice.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn with(path: &Path, engine: Engine) -> Result<Self, RecordError> {
        let store = Store::open(path)?;
        let known = Mutex::new(Store::open_to_read(path)?);
        let own = store.setting(PUBLISHERS)?.unwrap_or_default();
        // What was taken once is taken again; a later form may refuse it, and then ours stands alone.
        let publishers = Publishers::shipped().and(&own).unwrap_or_else(|_| Publishers::shipped());
        Ok(Keeper { engine, store, known, caches: Caches::default(), publishers, again: false })
    }

    /// Reads reports again whose texts are kept: with another reader, or after the program has
    /// learned. What does not change keeps its id.
    #[must_use]
    pub fn again(mut self, again: bool) -> Self {
        self.again = again;
        self
    }

    /// Reads all reports of the record again, until it is stopped.
    ///
    /// # Errors
    /// If the record cannot be read or written.
    pub fn read_again(
        &mut self,
        threads: Option<NonZeroUsize>,
        is_stopped: &AtomicBool,
        progress: &mut dyn FnMut(Progress<'_>),
    ) -> Result<Summary, RecordError> {
        let all = Store::open_to_read(self.store.path())?;
        let texts = Mutex::new(Store::open_to_read(self.store.path())?);
        let mut last = 0;
        let mut ahead: std::vec::IntoIter<(i64, Id)> = Vec::new().into_iter();
        let ids = std::iter::from_fn(move || {
            if ahead.len() == 0 {
                // What cannot be looked up is not there to be read; writing will say what is wrong.
                ahead = all.reports_behind(last, BATCH).unwrap_or_default().into_iter();
            }
            let (number, id) = ahead.next().filter(|_| !is_stopped.load(Ordering::Relaxed))?;
            last = number;
            Some(id)
        });
        self.again = true;
        self.keep(
            ids,
            |id| {
                let texts = texts.lock().unwrap_or_else(PoisonError::into_inner);
                let kept = texts.reading_of_kinds(&id, Kinds::NONE);
                match kept {
                    Ok(found) => found.into_iter().map(|(report, _)| Ok(report)).collect(),
                    Err(error) => {
                        vec![Err(Failure::new(id.to_string(), error.to_string()))]
                    }
                }
            },
            threads,
            progress,
        )
    }

    /// Keeps a table of publishers of the user's own with the record, beside the one that comes with
    /// the program; which reports are one voice is looked at again at the next run.
    ///
    /// # Errors
    /// If the record cannot be written; within, if it is no such table.
    pub fn set_publishers(&mut self, table: &str) -> Result<Result<(), PublishersError>, RecordError> {
        let publishers = match Publishers::shipped().and(table) {
            Ok(publishers) => publishers,
            Err(error) => return Ok(Err(error)),
        };
        if self.store.setting(PUBLISHERS)?.as_deref() != Some(table) {
            self.whole(|kept| {
                kept.store.set_setting(PUBLISHERS, table)?;
                kept.store.set_all_stories_due()
            })?;
        }
        self.publishers = publishers;
        Ok(Ok(()))
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
        let Keeper { engine, store, known, caches, again, .. } = self;
        let (engine, known) = (&*engine, (!*again).then_some(&*known));
        let mut summary = Summary::default();
        let mut batch = Vec::new();
        let mut put_last = Instant::now();
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
                            match failure.weight {
                                Weight::LeftOut => summary.failed += 1,
                                Weight::Doubt => summary.doubtful += 1,
                                Weight::Told(_) => {}
                            }
                            progress(Progress::Failed(&failure));
                        }
                        Step::Ready(keeping) => {
                            progress(Progress::Report(&keeping.report));
                            batch.push(*keeping);
                            if batch.len() >= BATCH || put_last.elapsed() >= LONGEST_KEPT_BACK {
                                put(store, caches, std::mem::take(&mut batch), &mut summary)?;
                                put_last = Instant::now();
                            }
                        }
                    }
                }
                Ok(())
            },
        )?;
        put(store, caches, batch, &mut summary)?;
        progress(Progress::Linking);
        self.linked(summary)
    }

    /// Keeps reports that were read before, and brings the links up to date.
    ///
    /// # Errors
    /// If the record cannot be written. What was kept before stays whole.
    pub fn keep_read(
        &mut self,
        read: impl IntoIterator<Item = (Report, Reading)>,
    ) -> Result<Summary, RecordError> {
        self.keep_ready(read.into_iter().map(|(report, reading)| ready(report, reading)))
    }

    /// The same for reports that were read elsewhere, each with who read it.
    ///
    /// # Errors
    /// As [`Keeper::keep_read`].
    pub fn keep_done(
        &mut self,
        done: impl IntoIterator<Item = (Done, String)>,
    ) -> Result<Summary, RecordError> {
        self.keep_ready(done.into_iter().map(|(done, reader)| Keeping {
            reader,
            unread: done.unread,
            ..ready(done.report, done.reading)
        }))
    }

    fn keep_ready(&mut self, ready: impl Iterator<Item = Keeping>) -> Result<Summary, RecordError> {
        let mut summary = Summary::default();
        let mut batch = Vec::new();
        for keeping in ready {
            batch.push(keeping);
            if batch.len() >= BATCH {
                put(&mut self.store, &mut self.caches, std::mem::take(&mut batch), &mut summary)?;
            }
        }
        put(&mut self.store, &mut self.caches, batch, &mut summary)?;
        self.linked(summary)
    }

    /// Brings the links up to date after a run.
    fn linked(&mut self, mut summary: Summary) -> Result<Summary, RecordError> {
        let started = Instant::now();
        self.link()?;
        summary.linking += started.elapsed();
        Ok(summary)
    }

    /// Brings the links up to date with what people corrected.
    ///
    /// # Errors
    /// If the record cannot be read or written.
    pub fn relink(&mut self) -> Result<(), RecordError> {
        self.link()
    }

    /// Does what is due: after a batch, or after a run that was cut off.
    fn link(&mut self) -> Result<(), RecordError> {
        // Of a record that an older program made.
        self.all_due(|store| store.due(Due::Keys, BATCH), make_keys)?;
        while place_due(&mut self.store, &mut self.caches, 1)? {}
        let new = self.store.due(Due::Story, usize::MAX >> 1)?;
        if !new.is_empty() {
            self.whole(|kept| {
                let Kept { store, caches } = kept;
                Linker::new(Kept { store, caches }).group(&new).map(|_| ())
            })?;
        }
        let mut seen = HashSet::new();
        let publishers = self.publishers.clone();
        self.all_due(
            |store| store.stories_due(BATCH),
            |kept, (story, is_affair_only)| link_story(kept, &story, is_affair_only, &publishers, &mut seen),
        )?;
        self.all_due(
            |store| store.people_due(BATCH),
            |kept, (key, since)| link_people(kept.store, &key, since),
        )
    }

    /// Does everything of one kind that is due, as much in one transaction as `due` gives.
    fn all_due<T>(
        &mut self,
        due: impl Fn(&Store) -> Result<Vec<T>, RecordError>,
        mut work: impl FnMut(&mut Kept<'_>, T) -> Result<(), RecordError>,
    ) -> Result<(), RecordError> {
        loop {
            let some = due(&self.store)?;
            if some.is_empty() {
                return Ok(());
            }
            self.whole(|kept| some.into_iter().try_for_each(|one| work(kept, one)))?;
        }
    }

    fn whole(
        &mut self,
        work: impl FnOnce(&mut Kept<'_>) -> Result<(), RecordError>,
    ) -> Result<(), RecordError> {
        whole(&mut self.store, &mut self.caches, work)
    }
}

/// Does all of `work` or nothing.
fn whole<T>(
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

/// Makes anew by what a report is found and compared.
fn make_keys(kept: &mut Kept<'_>, report: u32) -> Result<(), RecordError> {
    let (_, id) = kept.store.order_of(report)?;
    if let Some((whole, reading)) = kept.store.reading(&id)? {
        let features = Features::of(&whole, &reading);
        kept.store.set_trace(report, &features.to_bytes(), &features.keys())?;
        kept.caches.put_features(report, features);
    }
    kept.store.set_due(report, Due::Place)
}

/// Places among the others the reports that are to be, if they are at least so many; whether they
/// were. They are in no story yet.
fn place_due(store: &mut Store, caches: &mut Caches, least: usize) -> Result<bool, RecordError> {
    let due = store.due(Due::Place, PLACED_AT_ONCE)?;
    if due.len() < least {
        return Ok(false);
    }
    whole(store, caches, |kept| {
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

/// Looks up what a story follows on from, and unless that is all, what its reports show together.
fn link_story(
    kept: &mut Kept<'_>,
    id: &Id,
    is_affair_only: bool,
    publishers: &Publishers,
    seen: &mut HashSet<Id>,
) -> Result<(), RecordError> {
    let Some(line) = kept.store.story(id)? else { return Ok(()) };
    let mut story = line.story;
    let members = kept.store.numbers_of(id)?;
    let glance = StoryAtAGlance::from(&story);
    let Kept { store, caches } = kept;
    let mut linker = Linker::new(Kept { store, caches });
    let linked = linker.linked_stories(&glance, &members)?;
    story.follows = linked.follows();
    seen.insert(id.clone());
    if !is_affair_only {
        for later in linked.followers() {
            if !seen.contains(later) {
                kept.store.set_story_due(later)?;
            }
        }
        let links = links_of(kept.store, &mut story, publishers)?;
        kept.store.put_links(id, &links)?;
    }
    kept.store.set_follows(&story)
}

/// From so many sightings of one surname on, a few new ones are put to those who are known, and
/// not everybody looked at anew.
const MANY_SIGHTINGS: usize = 400;
const FEW_NEW: usize = 64;
/// How many people of one surname a new name is compared with at most.
const MOST_PEOPLE: usize = 500;

/// Brings the people of one key up to date with the sightings from the report `since` on.
fn link_people(store: &mut Store, key: &str, since: Option<u32>) -> Result<(), RecordError> {
    let parsed = |bodies: Vec<String>| -> Vec<Sighting> {
        bodies.iter().filter_map(|body| serde_json::from_str(body).ok()).collect()
    };
    if let Some(since) = since
        && store.has_more_sightings(key, MANY_SIGHTINGS)?
    {
        let new = parsed(store.sightings_since(key, since)?);
        if new.len() <= FEW_NEW {
            for sighting in &new {
                join_people(store, key, sighting)?;
            }
            return store.set_people_done(key);
        }
    }
    let sightings = parsed(store.sightings(key)?);
    store.put_people(key, &people(&sightings))
}

fn join_people(store: &mut Store, key: &str, sighting: &Sighting) -> Result<(), RecordError> {
    let is_so_called =
        |person: &Person| person.name == sighting.name || person.aliases.contains(&sighting.name);
    let mut people = store.people_called(key, &sighting.name, MOST_PEOPLE)?;
    people.retain(is_so_called);
    if people.is_empty() {
        people = store.people_under(key, MOST_PEOPLE)?;
    }
    match join(&mut people, sighting) {
        Some(changed) => store.put_person(key, &people[changed]),
        None => Ok(()),
    }
}

/// What the reports of a story show together; which of them are one voice is put into the story.
fn links_of(store: &Store, story: &mut Story, publishers: &Publishers) -> Result<StoryLinks, RecordError> {
    if story.reports.len() < 2 {
        return Ok(StoryLinks::default());
    }
    let compared = Kinds::NONE
        .with(Kind::Mention)
        .with(Kind::Statement)
        .with(Kind::Event)
        .with(Kind::Figure)
        .with(Kind::Place);
    let readings: Vec<(Report, Reading)> = story
        .reports
        .iter()
        .filter_map(|report| store.reading_of_kinds(report, compared).transpose())
        .collect::<Result<_, _>>()?;
    let reads: Vec<_> = readings.iter().map(|(report, reading)| (report, reading)).collect();
    let reports: Vec<&Report> = readings.iter().map(|(report, _)| report).collect();
    story.voices = voices(story, &reports, publishers);
    let same_events = same_events(&reads);
    let facts = facts(story, &reads, &same_events);
    let opposed = opposed(story, &reads);
    Ok(StoryLinks { same_statements: same_statements(&reads), facts, opposed, same_events })
}

/// Reads a report, unless it is known: `known` is where to look, if anywhere.
fn step(engine: &Engine, known: Option<&Mutex<Store>>, report: Result<Report, Failure>) -> Step {
    let report = match report {
        Ok(report) => report,
        Err(failure) => return Step::Failed(failure),
    };
    // What cannot be looked up is read; keeping it will say what is wrong with the record.
    let is_known = known.is_some_and(|known| {
        let content = content_hash(&report);
        let known = known.lock().unwrap_or_else(PoisonError::into_inner);
        known.is_kept(&report.id, &content).unwrap_or_default()
    });
    if is_known {
        return Step::Known(Box::new(report));
    }
    match engine.read_whole(report, Kinds::ALL) {
        Ok(Done { report, reading, unread }) => Step::Ready(Box::new(Keeping {
            reader: engine.reader(),
            unread,
            again: known.is_none(),
            ..ready(report, reading)
        })),
        Err(failure) => Step::Failed(failure),
    }
}

/// A report with what it says and all that the others find and compare it by.
fn ready(report: Report, reading: Reading) -> Keeping {
    let features = Features::of(&report, &reading);
    let sightings = Sighting::of((&report, &reading))
        .iter()
        .map(|sighting| (sighting.key(), serde_json::to_string(sighting).unwrap_or_default()))
        .collect();
    let (trace, keys) = (features.to_bytes(), features.keys());
    Keeping { report, reading, trace, keys, sightings, ..Keeping::default() }
}

fn put(
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
            if *outcome != Outcome::Unchanged
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
