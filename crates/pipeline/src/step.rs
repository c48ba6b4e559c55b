//! One report on its way from an input into the record.

use crate::Engine;
use crate::engine::Done;
use dateline_model::{Kinds, Reading, Report};
use dateline_read::Failure;
use dateline_record::{Keeping, Store, content_hash};
use dateline_resolve::{Features, Sighting};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

/// A report on its way through a run.
pub(crate) enum Step {
    Known(Box<Report>),
    Ready(Box<Keeping>),
    Failed(Failure),
}

/// Reads a report, unless it is known. A fault of ours is told as this report's failure.
/// `of_record` says that the report comes out of the record itself.
pub(crate) fn step(
    engine: &Engine,
    known: Option<&Mutex<Store>>,
    report: Result<Report, Failure>,
    of_record: bool,
) -> Step {
    let place = |report: &Report| report.given.clone().unwrap_or_else(|| report.id.to_string());
    let place = report.as_ref().map(place).unwrap_or_default();
    catch_unwind(AssertUnwindSafe(|| read(engine, known, report, of_record))).unwrap_or_else(|_| {
        let reason = "a fault in dateline kept this report from being compared; please send us the report";
        Step::Failed(Failure::new(place, reason))
    })
}

/// Reads a report, unless it is known: `known` is where to look, if anywhere.
fn read(
    engine: &Engine,
    known: Option<&Mutex<Store>>,
    report: Result<Report, Failure>,
    of_record: bool,
) -> Step {
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
            of_record,
            ..ready(report, reading)
        })),
        Err(failure) => Step::Failed(failure),
    }
}

/// A report with what it says and all that the others find and compare it by.
pub(crate) fn ready(report: Report, reading: Reading) -> Keeping {
    let features = Features::of(&report, &reading);
    let sightings = Sighting::of((&report, &reading))
        .iter()
        .map(|sighting| (sighting.key(), serde_json::to_string(sighting).unwrap_or_default()))
        .collect();
    let (trace, keys) = (features.to_bytes(), features.keys());
    Keeping { report, reading, trace, keys, sightings, ..Keeping::default() }
}
