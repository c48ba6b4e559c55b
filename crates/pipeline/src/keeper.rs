//! Reports read, kept and linked.

use crate::batch::{BATCH, Taking, place_due, put, whole};
use crate::engine::Done;
use crate::kept::{Caches, Kept};
use crate::step::{ready, step};
use crate::summary::{Progress, Summary};
use crate::{Engine, in_order, in_order_until};
use dateline_model::{Id, Kind, Kinds, Person, Reading, Report, Story};
use dateline_read::{Failure, Piece, Pieces, Run};
use dateline_record::{Due, Forgotten, Keeping, RecordError, Store, StoryLinks};
use dateline_resolve::{
    Features, Linker, Publishers, PublishersError, Sighting, StoryAtAGlance, facts, join, opposed, people,
    same_events, same_statements, voices,
};
use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// So many reports are forgotten in one transaction.
const FORGOTTEN_AT_ONCE: usize = 256;

/// A record being added to.
///
/// Reports are kept a batch at a time and placed among the others; then the stories they belong
/// to are made, and what the reports of these show together. Each of these steps is whole or not
/// at all, and the record says which are due, so that a run that was cut off is gone on with by
/// the next and nothing is made twice.
#[derive(Debug)]
pub struct Keeper {
    engine: Arc<Engine>,
    store: Store,
    /// For looking up, on any thread, what is kept already.
    known: Arc<Mutex<Store>>,
    caches: Caches,
    /// Whether reports that are known are read again.
    again: bool,
    /// Whether what is read now are the record's own reports.
    of_record: bool,
    publishers: Publishers,
}

/// The name under which a record keeps its user's table of publishers.
const PUBLISHERS: &str = "publishers";

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
        let known = Arc::new(Mutex::new(Store::open_to_read(path)?));
        let own = store.setting(PUBLISHERS)?.unwrap_or_default();
        // What was taken once is taken again; a later form may refuse it, and then ours stands alone.
        let publishers = Publishers::shipped().and(&own).unwrap_or_else(|_| Publishers::shipped());
        Ok(Keeper {
            engine: Arc::new(engine),
            store,
            known,
            caches: Caches::default(),
            publishers,
            again: false,
            of_record: false,
        })
    }

    /// Reads reports again whose texts are kept: with another reader, or after the program has
    /// learned. What does not change keeps its id.
    #[must_use]
    pub fn again(mut self, again: bool) -> Self {
        self.again = again;
        self
    }

    /// Reads all reports of the record again, until it is stopped. What another process forgets meanwhile
    /// stays forgotten.
    ///
    /// # Errors
    /// If the record cannot be read or written.
    pub fn read_again(
        &mut self,
        threads: Option<NonZeroUsize>,
        run: &Run,
        progress: &mut dyn FnMut(Progress<'_>),
    ) -> Result<Summary, RecordError> {
        let all = Store::open_to_read(self.store.path())?;
        let texts = Mutex::new(Store::open_to_read(self.store.path())?);
        let stop = run.clone();
        let mut last = 0;
        let mut ahead: std::vec::IntoIter<(i64, Id)> = Vec::new().into_iter();
        let ids = std::iter::from_fn(move || {
            if ahead.len() == 0 {
                // What cannot be looked up is not there to be read; writing will say what is wrong.
                ahead = all.reports_behind(last, BATCH).unwrap_or_default().into_iter();
            }
            let (number, id) = ahead.next().filter(|_| !stop.is_stopped())?;
            last = number;
            Some(id)
        });
        self.again = true;
        self.of_record = true;
        let open = move |id: Id| {
            let texts = texts.lock().unwrap_or_else(PoisonError::into_inner);
            match texts.reading_of_kinds(&id, Kinds::NONE) {
                Ok(found) => found.into_iter().map(|(report, _)| Ok(report)).collect(),
                Err(error) => vec![Err(Failure::new(id.to_string(), error.to_string()))],
            }
        };
        let summary = self.keep_until(ids, run, |_| 0, open, threads, progress);
        self.of_record = false;
        summary
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
        let (engine, known) = self.look_up();
        let mut taking = Taking::new(&mut self.store, &mut self.caches, progress);
        in_order(
            inputs,
            threads,
            |input| {
                let reports = open(input).into_iter();
                reports.map(|report| step(&engine, known.as_deref(), report, false)).collect::<Vec<_>>()
            },
            |steps| taking.take(steps),
        )?;
        let summary = taking.end()?;
        progress(Progress::Linking);
        self.linked(summary)
    }

    /// The same for pieces of input, until their run is stopped: what was read by then is kept, a report
    /// that takes long is not waited for, and links that would take long are left to the next run.
    ///
    /// # Errors
    /// If the record cannot be written. What was kept before stays whole.
    pub fn keep_pieces(
        &mut self,
        pieces: Pieces,
        run: &Run,
        threads: Option<NonZeroUsize>,
        progress: &mut dyn FnMut(Progress<'_>),
    ) -> Result<Summary, RecordError> {
        let open =
            |piece: Result<Piece, Failure>| piece.map_or_else(|failure| vec![Err(failure)], Piece::reports);
        let weigh = |piece: &Result<Piece, Failure>| piece.as_ref().map_or(0, Piece::size);
        self.keep_until(pieces, run, weigh, open, threads, progress)
    }

    /// The same for any input; `weigh` tells how many bytes of memory an item takes.
    fn keep_until<I: Iterator + Send + 'static>(
        &mut self,
        inputs: I,
        run: &Run,
        weigh: impl Fn(&I::Item) -> usize + Send + Sync + 'static,
        open: impl Fn(I::Item) -> Vec<Result<Report, Failure>> + Send + Sync + 'static,
        threads: Option<NonZeroUsize>,
        progress: &mut dyn FnMut(Progress<'_>),
    ) -> Result<Summary, RecordError> {
        let (engine, known) = self.look_up();
        let of_record = self.of_record;
        let mut taking = Taking::new(&mut self.store, &mut self.caches, progress);
        let given_up = in_order_until(
            inputs,
            threads,
            &|| run.is_stopped(),
            weigh,
            move |input| {
                let reports = open(input).into_iter();
                reports.map(|report| step(&engine, known.as_deref(), report, of_record)).collect::<Vec<_>>()
            },
            |steps| taking.take(steps),
        )?;
        let summary = Summary { given_up, ..taking.end()? };
        if run.is_stopped() && self.has_much_due()? {
            return Ok(Summary { is_unlinked: true, ..summary });
        }
        progress(Progress::Linking);
        self.linked(summary)
    }

    /// Who reads, and where to look up what is known, if anywhere.
    fn look_up(&self) -> (Arc<Engine>, Option<Arc<Mutex<Store>>>) {
        (Arc::clone(&self.engine), (!self.again).then(|| Arc::clone(&self.known)))
    }

    /// Whether more is due than is done in a moment.
    fn has_much_due(&self) -> Result<bool, RecordError> {
        let mut due = 0;
        for kind in [Due::Place, Due::Story] {
            due += self.store.due(kind, BATCH)?.len();
        }
        Ok(due >= BATCH)
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

    /// Forgets reports with every trace of them, and links anew what is left.
    ///
    /// # Errors
    /// If the record cannot be read or written. What was not forgotten yet is whole then.
    pub fn forget(&mut self, reports: &[Id]) -> Result<Forgotten, RecordError> {
        let mut numbers = Vec::new();
        for report in reports {
            numbers.extend(self.store.number_of(report)?);
        }
        self.store.forget_keys(&numbers.iter().copied().collect())?;
        let mut gone = Forgotten::default();
        for some in numbers.chunks(FORGOTTEN_AT_ONCE) {
            gone += whole(&mut self.store, &mut self.caches, |kept| {
                let Kept { store, caches } = kept;
                let mut linker = Linker::new(Kept { store, caches });
                some.iter().try_for_each(|&report| linker.lift(report))?;
                // What they were like is written before they go, and is not known any more then.
                kept.flush()?;
                kept.caches.clear();
                kept.store.forget(some)
            })?;
        }
        self.link()?;
        Ok(gone)
    }

    /// Does what is due: after a batch, or after a run that was cut off.
    fn link(&mut self) -> Result<(), RecordError> {
        // Of a record that an older program made.
        self.all_due(|store| store.due(Due::Keys, BATCH), make_keys)?;
        while place_due(&mut self.store, &mut self.caches, 1)? {}
        if !self.store.due(Due::Story, 1)?.is_empty() {
            self.whole(|kept| {
                let new = kept.store.due(Due::Story, usize::MAX >> 1)?;
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
        while !due(&self.store)?.is_empty() {
            // Another process may have done it meanwhile.
            self.whole(|kept| due(kept.store)?.into_iter().try_for_each(|one| work(kept, one)))?;
        }
        Ok(())
    }

    fn whole(
        &mut self,
        work: impl FnOnce(&mut Kept<'_>) -> Result<(), RecordError>,
    ) -> Result<(), RecordError> {
        whole(&mut self.store, &mut self.caches, work)
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
    // One report tells what is claimed and who denies it, and who gives other numbers; all else takes two.
    if reads.len() < 2 {
        let (facts, opposed) = (facts(story, &reads, &[]), opposed(story, &reads));
        return Ok(StoryLinks { facts, opposed, ..StoryLinks::default() });
    }
    let reports: Vec<&Report> = readings.iter().map(|(report, _)| report).collect();
    story.voices = voices(story, &reports, publishers);
    let same_events = same_events(&reads);
    let facts = facts(story, &reads, &same_events);
    let opposed = opposed(story, &reads);
    Ok(StoryLinks { same_statements: same_statements(&reads), facts, opposed, same_events })
}
