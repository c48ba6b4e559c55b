//! WACZ: a zip file with WARC files in it.

use super::bounded::Bounded;
use crate::Failure;
use flate2::read::DeflateDecoder;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// A file in a zip file: its name and what it holds.
pub(crate) struct Member {
    pub name: String,
    pub stream: Box<dyn Read + Send>,
}

/// The WARC files in a WACZ file; of another zip file all that it holds.
pub(crate) fn members(path: &Path) -> Result<Vec<Member>, Failure> {
    let place = path.display().to_string();
    let io = |error: std::io::Error| Failure::io(place.clone(), &error);
    let file = File::open(path).map_err(io)?;
    let broken = |error: zip::result::ZipError| {
        Failure::new(place.clone(), format!("is a broken zip file ({error}); left out"))
    };
    let mut archive = zip::ZipArchive::new(file).map_err(broken)?;
    let mut found = Vec::new();
    for number in 0..archive.len().min(100_000) {
        let Ok(entry) = archive.by_index_raw(number) else { continue };
        let Ok(name) = entry.name().map(std::borrow::Cow::into_owned) else { continue };
        if entry.is_file() && !entry.encrypted() {
            found.push((name, entry.data_start().unwrap_or(0), entry.compressed_size(), entry.compression()));
        }
    }
    let is_archive =
        |name: &str| name.starts_with("archive/") && (name.ends_with(".warc") || name.ends_with(".warc.gz"));
    if found.iter().any(|(name, ..)| is_archive(name)) {
        found.retain(|(name, ..)| is_archive(name));
    }
    // What is stored once and listed many times unpacks to many times the file.
    let listed: u64 = found.iter().map(|(_, _, size, _)| *size).sum();
    let length = std::fs::metadata(path).map_or(u64::MAX, |about| about.len());
    if listed > length {
        return Err(Failure::new(
            place,
            "is a zip file whose entries overlap, which only a bomb's do; left out",
        ));
    }
    let mut members = Vec::new();
    for (name, start, size, compression) in found {
        let mut file = File::open(path).map_err(io)?;
        file.seek(SeekFrom::Start(start)).map_err(io)?;
        let stored = file.take(size);
        let stream: Box<dyn Read + Send> = match compression {
            zip::CompressionMethod::Stored => Box::new(stored),
            zip::CompressionMethod::Deflated => Box::new(Bounded::new(DeflateDecoder::new(stored), size)),
            _ => continue,
        };
        members.push(Member { name: format!("{place}!{name}"), stream });
    }
    Ok(members)
}
