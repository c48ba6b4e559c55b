//! A stream of bytes to pieces.

use super::form::{Container, PARQUET, container};
use super::options::Options;
use super::paths::Source;
use super::piece::{Content, Piece, Pieces, just, just_nothing, told_of};
use super::{parquet, table};
use crate::Failure;
use crate::archive::{self, Budget, Gzip, Input, Member, Records};
use crate::docx;
use crate::fetch::Fetched;
use crate::fields::Mapping;
use crate::wide::Wide;
use flate2::read::GzDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// How much of a stream is looked at to tell its form.
const HEAD: u64 = 1 << 16;

/// The pieces of an input.
pub(crate) fn pieces_of(source: &Source, options: &Options) -> Pieces {
    // What a zip file holds is said at its end, so that it cannot be read as a stream.
    if let Some(path) = source.file()
        && begins_with(path, b"PK\x03\x04")
    {
        match docx::office_form(path) {
            Some("docx") => {
                let content = Content::Docx(path.to_owned(), options.largest_document);
                return just(Ok(Piece::new(source.name(), content)));
            }
            Some(form) => return just(Err(Failure::new(source.name(), docx::advice(form)))),
            None => {}
        }
        return match archive::members(path) {
            Ok(members) => of_zip(path.to_owned(), members, options.clone()),
            Err(failure) => just(Err(failure)),
        };
    }
    // So is what a Parquet file holds.
    if let Some(path) = source.file()
        && begins_with(path, PARQUET)
    {
        return parquet::of_file(source.name(), path, options);
    }
    if let Source::Address(address, web) = source {
        return match web.fetch(address, &options.run) {
            Ok(fetched) => of_fetched(fetched, options),
            Err(failure) => just(Err(failure)),
        };
    }
    match source.open(&options.run) {
        Ok(stream) => pieces_of_stream(source.name(), stream, options),
        Err(error) => just(Err(Failure::io(source.name(), &error))),
    }
}

/// What the files in a zip file hold, which may together unpack to what it may.
fn of_zip(path: PathBuf, members: Vec<Result<Member, Failure>>, options: Options) -> Pieces {
    let length = path.metadata().map_or(0, |about| about.len());
    let budget = Budget::of_file(length, options.most_unpacked);
    let mut is_over = false;
    Box::new(members.into_iter().flat_map(move |member| {
        if is_over {
            return just_nothing();
        }
        if budget.is_spent() {
            is_over = true;
            let reason = format!("is left out from here on ({})", budget.reason());
            return just(Err(Failure::new(path.display().to_string(), reason)));
        }
        match member.and_then(|member| match member.open(&path, &budget) {
            Ok(stream) => Ok((member.name, stream)),
            Err(error) => Err(Failure::io(member.name, &error)),
        }) {
            Ok((name, stream)) => pieces_in(name, stream, &options, &budget),
            Err(failure) => just(Err(failure)),
        }
    }))
}

/// What came from an address: a page with what its server said of it, or anything else that a file may hold.
fn of_fetched(fetched: Fetched, options: &Options) -> Pieces {
    let Fetched { url, body, content_type, charset, .. } = fetched;
    if matches!(content_type.as_str(), "text/html" | "application/xhtml+xml") {
        let content = Content::Page { bytes: body, url: Some(url.clone()), charset };
        return just(Ok(Piece::new(url, content)));
    }
    // How it ends tells the form of a table, and what is asked of a server is no part of that.
    let name = url.split(['?', '#']).next().unwrap_or(&url).to_owned();
    pieces_of_stream(name, Box::new(Cursor::new(body)), options)
}

/// The pieces of a stream that came under a name.
pub(crate) fn pieces_of_stream(name: String, stream: Box<dyn Read + Send>, options: &Options) -> Pieces {
    let (budget, stream) = Budget::of_stream(stream, options.most_unpacked);
    pieces_in(name, Box::new(stream), options, &budget)
}

/// The same of one that is part of a file, with what that may unpack to.
fn pieces_in(name: String, mut stream: Box<dyn Read + Send>, options: &Options, budget: &Budget) -> Pieces {
    let mut head = Vec::new();
    if let Err(error) = (&mut stream).take(HEAD).read_to_end(&mut head) {
        return just(Err(Failure::io(name, &error)));
    }
    let is_whole = (head.len() as u64) < HEAD;
    if is_whole && head.trim_ascii().is_empty() {
        // Nothing on standard input is no mistake.
        let is_mistake = name != "-";
        let reason = "is empty; nothing was kept of it";
        return Box::new(is_mistake.then(|| Err(Failure::new(name, reason))).into_iter());
    }
    // Two or four bytes a letter: the same in UTF-8.
    if !head.starts_with(PARQUET)
        && let Some(wide) = Wide::of(&head)
    {
        let stream = wide.stream(Cursor::new(head).chain(stream));
        return pieces_in(name, Box::new(stream), options, budget);
    }
    let form = container(&name, &head, is_whole, &options.mapping);
    let first: Vec<u8> = head.split(|byte| *byte == b'\n').next().unwrap_or_default().to_vec();
    let stream: Box<dyn Read + Send> = Box::new(Cursor::new(head).chain(stream));
    let largest = options.largest_document;
    let largest_line = largest.min(options.largest_line);
    match form {
        Container::JsonLines => {
            let told = keys_told(&name, &first, &options.mapping);
            let lines = lines(name, BufReader::with_capacity(1 << 16, stream), largest_line);
            Box::new(told.into_iter().map(Err).chain(lines))
        }
        Container::Table((_, columns)) if !columns.has_text() => {
            let reason = format!(
                "is a table in which no column is known to hold text ({}); say which (--map text=COLUMN)",
                columns.told().trim_start_matches("; ")
            );
            just(Err(Failure::new(name, reason)))
        }
        Container::Table(shape) => Box::new(table::table(name, stream, shape, largest_line)),
        Container::Binary => just(Err(Failure::new(name, "is a binary file and no text; left out"))),
        Container::Warc => Box::new(archive::warc(name, Records::Plain(Input::new(stream)), largest, budget)),
        Container::Arc => Box::new(archive::arc(name, Records::Plain(Input::new(stream)), largest, budget)),
        Container::Gzip => gzip(name, stream, options, budget),
        Container::Mbox => Box::new(mbox(name, BufReader::with_capacity(1 << 16, stream), largest)),
        Container::Zip => {
            just(Err(Failure::new(name, "is a zip file inside a stream, which is not read; unpack it")))
        }
        // What it holds is said at its end, so that it is held whole.
        Container::Parquet => match whole(name.clone(), stream, largest) {
            Ok(bytes) => parquet::of_bytes(&name, bytes, budget.clone(), options),
            Err(failure) => just(Err(failure)),
        },
        Container::Document => {
            just(whole(name.clone(), stream, largest).map(|bytes| Piece::new(name, Content::Document(bytes))))
        }
    }
}

/// How the keys of the first line are understood, where they are not our own.
fn keys_told(name: &str, first: &[u8], mapping: &Mapping) -> Option<Failure> {
    let object = serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(first).ok()?;
    told_of(name, &object, mapping)
}

fn begins_with(path: &Path, magic: &[u8]) -> bool {
    let mut head = [0; 4];
    File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok() && head == magic
}

/// A gzipped archive, or anything else that was gzipped.
fn gzip(name: String, mut stream: Box<dyn Read + Send>, options: &Options, budget: &Budget) -> Pieces {
    // A look at what is in it; what was read for that is put back.
    let mut packed = Vec::new();
    if let Err(error) = stream.by_ref().take(HEAD).read_to_end(&mut packed) {
        return just(Err(Failure::io(name, &error)));
    }
    let mut head = Vec::new();
    let looked = GzDecoder::new(packed.as_slice()).take(HEAD).read_to_end(&mut head);
    let stream: Box<dyn Read + Send> = Box::new(Cursor::new(packed).chain(stream));
    let records = || Records::Gzip(Box::new(Gzip::new(Input::new(stream), budget.clone())));
    let largest = options.largest_document;
    match container("", &head, false, &options.mapping) {
        Container::Warc => Box::new(archive::warc(name, records(), largest, budget)),
        Container::Arc => Box::new(archive::arc(name, records(), largest, budget)),
        _ if head.is_empty() => {
            let why = looked.err().map_or_else(|| "it holds nothing".to_owned(), |error| error.to_string());
            just(Err(Failure::new(name, format!("is gzip that cannot be unpacked ({why}); left out"))))
        }
        Container::Gzip => just(Err(Failure::new(name, "is gzip in gzip; unpack it once"))),
        // The name without ".gz" says what is in it.
        _ => {
            let inner = name.strip_suffix(".gz").unwrap_or(&name).to_owned();
            let broken = Broken::default();
            let stream = Lenient { stream: records(), broken: broken.clone() };
            let said = std::iter::once_with(move || {
                let why = broken.lock().ok()?.take()?;
                let reason = format!("is gzip that breaks off ({why}); kept as far as it goes");
                Some(Err(Failure::new(name, reason)))
            });
            Box::new(pieces_in(inner, Box::new(stream), options, budget).chain(said.flatten()))
        }
    }
}

/// Why a stream broke off.
type Broken = Arc<Mutex<Option<String>>>;

/// What can be unpacked of a stream that breaks off.
struct Lenient {
    stream: Records,
    broken: Broken,
}

impl Read for Lenient {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let Ok(mut broken) = self.broken.lock() else { return Ok(0) };
        if broken.is_some() {
            return Ok(0);
        }
        self.stream.read(into).or_else(|error| {
            *broken = Some(error.to_string());
            Ok(0)
        })
    }
}

/// A document that is read whole, if it is not too long for that.
fn whole(name: String, stream: impl Read, largest: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    match stream.take(largest + 1).read_to_end(&mut bytes) {
        Err(error) => Err(Failure::io(name, &error)),
        Ok(length) if length as u64 > largest => {
            let reason = format!(
                "is one document of more than {} MB; left out (split it, or give it as JSON Lines, which may have any length)",
                largest >> 20
            );
            Err(Failure::new(name, reason))
        }
        Ok(_) => Ok(bytes),
    }
}

/// The lines of JSON Lines, one held at a time.
fn lines(
    name: String,
    mut stream: impl BufRead,
    largest: u64,
) -> impl Iterator<Item = Result<Piece, Failure>> {
    let mut number = 0;
    let mut is_over = false;
    std::iter::from_fn(move || {
        loop {
            if is_over {
                return None;
            }
            number += 1;
            let given = format!("{name}:{number}");
            let mut line = Vec::new();
            match (&mut stream).take(largest + 1).read_until(b'\n', &mut line) {
                Err(error) => {
                    is_over = true;
                    return Some(Err(Failure::io(given, &error)));
                }
                Ok(0) => return None,
                Ok(length) if length as u64 > largest => {
                    if let Err(error) = stream.skip_until(b'\n') {
                        is_over = true;
                        return Some(Err(Failure::io(given, &error)));
                    }
                    let reason =
                        format!("is a line of more than {} MB; left out, the rest goes on", largest >> 20);
                    return Some(Err(Failure::new(given, reason)));
                }
                // Millions of empty lines are passed over where they lie.
                Ok(_) if line.trim_ascii().is_empty() => number += skip_breaks(&mut stream),
                Ok(_) => return Some(Ok(Piece::new(given, Content::JsonLine(line)))),
            }
        }
    })
}

/// Passes over line breaks; how many lines they end.
fn skip_breaks(stream: &mut impl BufRead) -> usize {
    let mut lines = 0;
    while let Ok(available) = stream.fill_buf() {
        let breaks = available.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        lines += memchr::memchr_iter(b'\n', &available[..breaks]).count();
        let is_end = breaks < available.len() || breaks == 0;
        stream.consume(breaks);
        if is_end {
            break;
        }
    }
    lines
}

/// Whether a line begins a mail: "From", who, and when ("From wire@valley.example Tue Nov 21 18:40:00 1995").
/// A sentence that begins so ("From there he went home.") has no year and no time.
fn begins_mail(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let rest = String::from_utf8_lossy(rest);
    let is_time = |word: &str| {
        let mut parts = word.split(':');
        let is_number = |part: Option<&str>| {
            part.is_some_and(|part| {
                part.len() <= 2 && !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
            })
        };
        is_number(parts.next()) && is_number(parts.next())
    };
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    rest.split_whitespace().any(is_time) && rest.split_whitespace().any(is_year)
}

/// A line as its writer meant it: mbox puts a ">" before lines of a text that begin with "From ".
fn unquoted(line: &[u8]) -> &[u8] {
    let marks = line.iter().take_while(|byte| **byte == b'>').count();
    if marks > 0 && line[marks..].starts_with(b"From ") { &line[1..] } else { line }
}

/// The mails of an mbox file: each begins with a line "From …" behind an empty one.
fn mbox(
    name: String,
    mut stream: impl BufRead,
    largest: u64,
) -> impl Iterator<Item = Result<Piece, Failure>> {
    let mut position = 0u64;
    let mut next: Option<(u64, Vec<u8>)> = None;
    let mut is_over = false;
    std::iter::from_fn(move || {
        let mut was_empty = true;
        while !is_over {
            let start = position;
            let mut line = Vec::new();
            match (&mut stream).take(largest).read_until(b'\n', &mut line) {
                Ok(0) => is_over = true,
                Ok(length) => position += length as u64,
                Err(error) => {
                    is_over = true;
                    return Some(Err(Failure::io(format!("{name}@{start}"), &error)));
                }
            }
            let is_first = was_empty && begins_mail(&line);
            was_empty = line.trim_ascii().is_empty();
            if is_first || is_over {
                let done = next.take();
                next = (!is_over).then(|| (position, Vec::new()));
                if let Some((start, bytes)) = done {
                    let given = format!("{name}@{start}");
                    return Some(if bytes.len() as u64 >= largest {
                        Err(Failure::new(
                            given,
                            format!("is a mail of more than {} MB; left out", largest >> 20),
                        ))
                    } else {
                        Ok(Piece::new(given, Content::Mail(bytes)))
                    });
                }
            } else if let Some((_, bytes)) = &mut next
                && (bytes.len() as u64) < largest
            {
                bytes.extend_from_slice(unquoted(&line));
            }
        }
        None
    })
}
