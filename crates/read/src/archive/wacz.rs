//! WACZ: a zip file with WARC files in it.

use super::bounded::{Bounded, Budget};
use crate::Failure;
use crate::failure::Topic;
use crate::intake::is_no_report;
use flate2::read::DeflateDecoder;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use zip::CompressionMethod;

/// So many files of a zip file are looked at.
const MOST_MEMBERS: usize = 100_000;

/// A file in a zip file.
pub(crate) struct Member {
    /// The name of the zip file, and its own in it.
    pub name: String,
    start: u64,
    size: u64,
    compression: CompressionMethod,
}

impl Member {
    /// What it holds, out of the zip file it stands in.
    pub(crate) fn open(&self, path: &Path, budget: &Budget) -> io::Result<Box<dyn Read + Send>> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(self.start))?;
        let stored = file.take(self.size);
        Ok(if self.compression == CompressionMethod::Stored {
            Box::new(stored)
        } else {
            Box::new(Bounded::new(DeflateDecoder::new(stored), budget.clone()))
        })
    }
}

/// The WARC files in a WACZ file; of another zip file all that it holds. What cannot be read of it
/// is a failure in its place.
pub(crate) fn members(path: &Path) -> Result<Vec<Result<Member, Failure>>, Failure> {
    let place = path.display().to_string();
    let file = File::open(path).map_err(|error| Failure::io(place.clone(), &error))?;
    let length = file.metadata().map_or(u64::MAX, |about| about.len());
    let broken = |error: zip::result::ZipError| {
        Failure::new(place.clone(), format!("is a broken zip file ({error}); left out"))
    };
    let mut archive = zip::ZipArchive::new(file).map_err(broken)?;
    let count = archive.len();
    let mut members: Vec<Result<Member, Failure>> = Vec::new();
    let mut taken: Vec<(u64, u64)> = Vec::new();
    for number in 0..count.min(MOST_MEMBERS) {
        let entry = match archive.by_index_raw(number) {
            Ok(entry) => entry,
            Err(error) => {
                let reason = format!("is a broken file in a zip file ({error}); left out");
                members.push(Err(Failure::new(format!("{place}!{number}"), reason)));
                continue;
            }
        };
        if !entry.is_file() {
            continue;
        }
        let inside = entry.name().map_or_else(|_| number.to_string(), std::borrow::Cow::into_owned);
        let name = format!("{place}!{inside}");
        let (size, compression) = (entry.compressed_size(), entry.compression());
        let start = entry.data_start().unwrap_or(u64::MAX);
        taken.push((start, start.saturating_add(size)));
        let failure = |reason: &str| Err(Failure::new(name.clone(), reason));
        members.push(if is_no_report(Path::new(&inside)) {
            let reason = "is no report by its name; passed over";
            Err(Failure::told(Topic::PassedOver, name, reason))
        } else if entry.encrypted() {
            failure("is encrypted; left out (unpack it with its password)")
        } else if !matches!(compression, CompressionMethod::Stored | CompressionMethod::Deflated) {
            failure("is compressed in a way that is not read; left out (unpack it)")
        } else if start.saturating_add(size) > length {
            failure("breaks off at the end of its zip file; left out")
        } else {
            Ok(Member { name, start, size, compression })
        });
    }
    // What is stored once and listed many times unpacks to many times the file.
    taken.sort_unstable();
    if taken.windows(2).any(|pair| pair[1].0 < pair[0].1 && pair[1].0 < pair[1].1) {
        return Err(Failure::new(
            place,
            "is a zip file whose entries overlap, which only a bomb's do; left out",
        ));
    }
    let prefix = format!("{place}!archive/");
    let is_archive = |member: &Result<Member, Failure>| {
        member.as_ref().is_ok_and(|member| {
            member.name.starts_with(&prefix)
                && (member.name.ends_with(".warc") || member.name.ends_with(".warc.gz"))
        })
    };
    if members.iter().any(is_archive) {
        members.retain(|member| {
            is_archive(member) || member.as_ref().is_err_and(|failure| failure.place.starts_with(&prefix))
        });
    }
    if count > MOST_MEMBERS {
        let reason = format!(
            "holds {count} files, of which the first {MOST_MEMBERS} are read; the others are left out (unpack it)"
        );
        members.push(Err(Failure::new(place, reason)));
    }
    Ok(members)
}
