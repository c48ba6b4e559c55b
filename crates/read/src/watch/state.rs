//! Where watching stopped: a file beside the record, written whole or not at all.

use crate::Failure;
use crate::fetch::Validators;
use dateline_model::Id;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::Write;
use std::path::Path;

/// All that is known of what was fetched.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct State {
    /// By address of a source.
    #[serde(default)]
    pub sources: BTreeMap<String, Looked>,
    /// By address of a page.
    #[serde(default)]
    pub pages: BTreeMap<String, Seen>,
}

/// A source that was looked at.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Looked {
    #[serde(default)]
    pub validators: Validators,
    /// Seconds since 1970 from which on it is looked at again.
    #[serde(default)]
    pub due: i64,
    /// How often in a row it failed.
    #[serde(default)]
    pub failures: u32,
}

/// A page that was fetched.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Seen {
    #[serde(default)]
    pub validators: Validators,
    /// Seconds since 1970.
    pub first: i64,
    #[serde(default)]
    pub due: i64,
    /// What the source said of its last change.
    #[serde(default)]
    pub mark: Option<String>,
    /// The id of its report, which stays when the page changes; none where it had no text.
    #[serde(default)]
    pub report: Option<String>,
    /// What its content is known by, to see a change when the text is no longer kept here.
    #[serde(default)]
    pub content: Option<String>,
    /// Its text, as long as it may still change.
    #[serde(default)]
    pub text: Option<String>,
    #[serde(default)]
    pub failures: u32,
}

/// Takes what is remembered of forgotten reports out of the state file of watching, and sees to it that
/// their pages are not fetched again; how many there were.
///
/// # Errors
/// If the file is there and cannot be read, or not be written.
pub fn forget_watched(path: &Path, reports: &[Id]) -> Result<usize, Failure> {
    let mut state = State::read(path)?;
    let forgotten: HashSet<&str> = reports.iter().map(Id::as_str).collect();
    let mut count = 0;
    for seen in state.pages.values_mut() {
        if seen.report.as_deref().is_some_and(|report| forgotten.contains(report)) {
            *seen = Seen { first: seen.first, failures: GIVEN_UP, ..Seen::default() };
            count += 1;
        }
    }
    if count > 0 {
        state.write(path)?;
    }
    Ok(count)
}

/// A page that failed so often is not fetched again.
pub(super) const GIVEN_UP: u32 = 6;

impl State {
    /// Reads the file; a new one where there is none.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let place = path.display().to_string();
        match fs::read(path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| {
                Failure::new(
                    place,
                    format!("is no state of `dateline watch` ({error}); move it away to begin anew"),
                )
            }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(State::default()),
            Err(error) => Err(Failure::io(place, &error)),
        }
    }

    /// Writes it beside the file and puts it in its place, so that a kill leaves the old or the new.
    pub(super) fn write(&self, path: &Path) -> Result<(), Failure> {
        let mut beside = path.as_os_str().to_owned();
        beside.push(".new");
        let write = || -> std::io::Result<()> {
            let mut file = fs::File::create(&beside)?;
            file.write_all(&serde_json::to_vec(self)?)?;
            file.sync_all()?;
            fs::rename(&beside, path)
        };
        write().map_err(|error| Failure::io(path.display().to_string(), &error))
    }
}
