//! What the paths and addresses on a command line stand for.

use super::patient::Patient;
use super::run::Run;
use super::web::{Web, is_address};
use crate::Failure;
use crate::failure::Topic;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An input: its name, and how to open it.
pub(crate) enum Source {
    StandardInput,
    File(PathBuf),
    /// Something on the web, and how that is asked.
    Address(String, Arc<Web>),
}

impl Source {
    pub(crate) fn name(&self) -> String {
        match self {
            Source::StandardInput => "-".to_owned(),
            Source::File(path) => path.display().to_string(),
            Source::Address(address, _) => address.clone(),
        }
    }

    /// The file that holds it; none where it is a stream, which can be read once.
    pub(crate) fn file(&self) -> Option<&Path> {
        match self {
            Source::File(path) if path.is_file() => Some(path),
            Source::File(_) | Source::StandardInput | Source::Address(..) => None,
        }
    }

    pub(crate) fn open(&self, run: &Run) -> io::Result<Box<dyn Read + Send>> {
        Ok(match self {
            Source::Address(..) => return Err(io::Error::other("is fetched and not opened")),
            Source::StandardInput => Box::new(Patient::new(|| Ok(io::stdin()), run.clone())),
            Source::File(path) if path.is_file() => Box::new(File::open(path)?),
            // A pipe has to be waited for even to be opened.
            Source::File(path) => {
                let path = path.clone();
                Box::new(Patient::new(move || File::open(path), run.clone()))
            }
        })
    }
}

/// How an input was come by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    /// Its own path was given.
    Named,
    /// It matches a pattern.
    Matched,
    /// It lies in a folder.
    Found,
}

/// The inputs of some paths, found as they are asked for.
pub(crate) fn expand(
    paths: Vec<PathBuf>,
    web: Arc<Web>,
) -> impl Iterator<Item = Result<Source, Failure>> + Send {
    // Taken from the end; folders put what they hold in their place.
    let mut open: Vec<(Result<PathBuf, Failure>, How)> = Vec::new();
    let mut given = paths.into_iter();
    std::iter::from_fn(move || {
        loop {
            let Some((path, how)) = open.pop() else {
                let path = given.next()?;
                if path.as_os_str() == "-" {
                    return Some(Ok(Source::StandardInput));
                }
                if let Some(address) = path.to_str().filter(|path| is_address(path)) {
                    return Some(Ok(Source::Address(address.to_owned(), Arc::clone(&web))));
                }
                open.extend(matches(path));
                continue;
            };
            let path = match path {
                Ok(path) => path,
                Err(failure) => return Some(Err(failure)),
            };
            match fs::metadata(&path) {
                Ok(about) if about.is_dir() => {
                    open.extend(inside(&path).into_iter().map(|path| (path, How::Found)));
                }
                // What was named is read, whatever it is; of a folder only what may be a report, and
                // nothing is opened that may keep silent for ever.
                Ok(about) if !about.is_file() && how != How::Named => {
                    let reason = "is no plain file (a pipe, a socket or a device); passed over";
                    return Some(Err(Failure::told(Topic::PassedOver, path.display().to_string(), reason)));
                }
                Ok(_) if how == How::Found && is_no_report(&path) => {
                    let reason = "is no report by its name; passed over";
                    return Some(Err(Failure::told(Topic::PassedOver, path.display().to_string(), reason)));
                }
                Ok(_) => return Some(Ok(Source::File(path))),
                Err(error) => return Some(Err(Failure::io(path.display().to_string(), &error))),
            }
        }
    })
}

/// A path that exists, or what a pattern matches; the last first.
fn matches(path: PathBuf) -> Vec<(Result<PathBuf, Failure>, How)> {
    let name = path.display().to_string();
    if path.symlink_metadata().is_ok() || !name.contains(['*', '?', '[']) {
        return vec![(Ok(path), How::Named)];
    }
    let found = match glob::glob(&name) {
        Ok(found) => found,
        Err(error) => {
            let reason = format!("is no pattern of file names: {}", error.msg);
            return vec![(Err(Failure::new(name, reason)), How::Named)];
        }
    };
    let mut found: Vec<_> = found
        .map(|path| path.map_err(|error| Failure::io(error.path().display().to_string(), error.error())))
        .collect();
    if found.is_empty() {
        found.push(Err(Failure::new(name, "matches no file; check the pattern")));
    }
    found.into_iter().rev().map(|path| (path, How::Matched)).collect()
}

/// What a folder holds, sorted by name, the last first. Hidden files are left out, and links
/// to folders, which may lead in a circle.
fn inside(folder: &Path) -> Vec<Result<PathBuf, Failure>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return vec![Err(Failure::io(folder.display().to_string(), &error))],
    };
    let mut paths = Vec::new();
    let mut failures = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) => {
                let path = entry.path();
                let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
                let is_linked_folder = path.is_symlink() && path.is_dir();
                if !is_hidden && !is_linked_folder {
                    paths.push(path);
                }
            }
            Err(error) => failures.push(Err(Failure::io(folder.display().to_string(), &error))),
        }
    }
    paths.sort_unstable_by(|one, other| other.cmp(one));
    paths.into_iter().map(Ok).chain(failures).collect()
}

/// Whether a file in a folder is, by its name, what stands beside reports: parts of a saved page,
/// pictures, sound, programs, and what a folder says of itself.
pub(crate) fn is_no_report(path: &Path) -> bool {
    const EXTENSIONS: [&str; 62] = [
        "js", "mjs", "css", "map", "scss", "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "ico",
        "tif", "tiff", "woff", "woff2", "ttf", "otf", "eot", "mp3", "mp4", "m4a", "m4v", "wav", "ogg",
        "webm", "mov", "avi", "mkv", "flac", "py", "rb", "rs", "c", "h", "go", "java", "php", "sh", "bat",
        "exe", "dll", "so", "class", "jar", "toml", "yaml", "yml", "ini", "cfg", "lock", "log", "db",
        "sqlite", "db-wal", "db-shm", "bak", "tmp", "part", "cdx",
    ];
    const NAMES: [&str; 9] = [
        "readme",
        "license",
        "licence",
        "copying",
        "notice",
        "changelog",
        "contributing",
        "authors",
        "makefile",
    ];
    let lower = |part: Option<&std::ffi::OsStr>| {
        part.map(|part| part.to_string_lossy().to_lowercase()).unwrap_or_default()
    };
    let stem = lower(path.file_stem());
    EXTENSIONS.contains(&lower(path.extension()).as_str())
        || NAMES.iter().any(|name| stem == *name || stem.starts_with(&format!("{name}-")))
}
