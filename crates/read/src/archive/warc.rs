//! WARC records (ISO 28500), as a stream.

use super::{Gzip, Input, http, piece_of};
use crate::Failure;
use crate::intake::{Content, Piece};
use std::io::{self, BufRead, Read};

/// A stream of records: plain, or gzipped member by member.
pub(crate) enum Records {
    Plain(Input),
    Gzip(Box<Gzip>),
}

impl Records {
    /// Where the next record begins in the file: for gzip, its member, and its place in what
    /// that holds where it is not the first.
    pub(super) fn place(&self) -> String {
        match self {
            Records::Plain(input) => input.position().to_string(),
            Records::Gzip(gzip) => match gzip.place() {
                (member, 0) => member.to_string(),
                (member, inside) => format!("{member}+{inside}"),
            },
        }
    }
}

impl Records {
    fn put_back(&mut self, bytes: &[u8]) {
        match self {
            Records::Plain(input) => input.put_back(bytes),
            Records::Gzip(gzip) => gzip.put_back(bytes),
        }
    }
}

impl Read for Records {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Records::Plain(input) => input.read(into),
            Records::Gzip(gzip) => gzip.read(into),
        }
    }
}

impl BufRead for Records {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self {
            Records::Plain(input) => input.fill_buf(),
            Records::Gzip(gzip) => gzip.fill_buf(),
        }
    }

    fn consume(&mut self, count: usize) {
        match self {
            Records::Plain(input) => input.consume(count),
            Records::Gzip(gzip) => gzip.consume(count),
        }
    }
}

/// The pages in a WARC file.
pub(crate) fn warc(
    name: String,
    records: Records,
    largest: u64,
) -> impl Iterator<Item = Result<Piece, Failure>> + Send {
    let mut reader = Reader { name, records, largest, is_over: false, is_lost: false, wrong: None };
    std::iter::from_fn(move || reader.next_piece())
}

/// The longest beginning of a record that is looked at to know it for one.
const RECORD_HEAD: usize = 1024;

/// Where in the content of a record another one begins, which only a wrong length can bring there.
fn record_inside(block: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(block, b"\r\n\r\nWARC/").find(|at| {
        let head = &block[at + 4..block.len().min(at + 4 + RECORD_HEAD)];
        memchr::memmem::find(head, b"WARC-Type:").is_some()
            && memchr::memmem::find(head, b"Content-Length:").is_some()
    })
}

/// What came of skipping a record.
struct Skipped {
    bytes: u64,
    /// Where another record began in it.
    record_at: Option<u64>,
}

struct Reader {
    name: String,
    records: Records,
    largest: u64,
    is_over: bool,
    /// Whether the last thing read was no record, so that it was said already.
    is_lost: bool,
    /// What was wrong with the record that was given last.
    wrong: Option<Failure>,
}

impl Reader {
    fn next_piece(&mut self) -> Option<Result<Piece, Failure>> {
        if let Some(failure) = self.wrong.take() {
            return Some(Err(failure));
        }
        while !self.is_over {
            let place = self.start_of_record();
            let given = match &place {
                Ok(place) => format!("{}@{place}", self.name),
                Err(_) => format!("{}@{}", self.name, self.records.place()),
            };
            let found = place.and_then(|_| if self.is_over { Ok(None) } else { self.record(&given) });
            match found {
                Ok(Some(piece)) => {
                    self.is_lost = false;
                    return Some(piece);
                }
                Ok(None) => {
                    self.is_lost = false;
                    if let Some(failure) = self.wrong.take() {
                        return Some(Err(failure));
                    }
                }
                Err(error) => {
                    let was_lost = std::mem::replace(&mut self.is_lost, true);
                    self.take_up_again();
                    if !was_lost {
                        let reason = format!("is a broken record ({error}); left out, the rest goes on");
                        return Some(Err(Failure::new(given, reason)));
                    }
                }
            }
        }
        None
    }

    /// Skips line breaks; the place where the next record begins.
    fn start_of_record(&mut self) -> io::Result<String> {
        loop {
            let available = self.records.fill_buf()?;
            if available.is_empty() {
                self.is_over = true;
                return Ok(String::new());
            }
            let breaks = available.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            if breaks == 0 {
                return Ok(self.records.place());
            }
            self.records.consume(breaks);
        }
    }

    /// Behind damage: the next member, or the next line that begins a record.
    fn take_up_again(&mut self) {
        let found = match &mut self.records {
            Records::Gzip(gzip) => gzip.skip_member(),
            Records::Plain(input) => input.seek_to(b"\nWARC/").inspect(|found| {
                if *found {
                    input.consume(1);
                }
            }),
        };
        self.is_over |= !found.unwrap_or(false);
    }

    fn record(&mut self, given: &str) -> io::Result<Option<Result<Piece, Failure>>> {
        let headers = self.headers()?;
        let get = |name: &str| {
            headers
                .iter()
                .find(|(found, _)| found.eq_ignore_ascii_case(name))
                .map(|(_, value)| value.as_str())
        };
        let Some(length) = get("Content-Length").and_then(|length| length.parse::<u64>().ok()) else {
            return Err(io::Error::other("no Content-Length"));
        };
        let kind = get("WARC-Type").unwrap_or("").to_ascii_lowercase();
        let content_type = get("Content-Type").unwrap_or("").to_owned();
        let is_wanted = matches!(kind.as_str(), "response" | "resource" | "conversion");
        if !is_wanted || length > self.largest {
            let skipped = self.skip(length)?;
            if let Some(found) = skipped.record_at {
                let reason =
                    format!("says that it has {length} bytes and has {found}; left out, the rest goes on");
                return Ok(Some(Err(Failure::new(given, reason))));
            }
            let is_whole = skipped.bytes == length;
            if is_wanted || !is_whole {
                let what = if is_whole {
                    format!("is a record of more than {} MB", self.largest >> 20)
                } else {
                    "is a record that breaks off at the end of the file".to_owned()
                };
                return Ok(Some(Err(Failure::new(given, format!("{what}; left out")))));
            }
            return self.end_of_record(given).map(|()| None);
        }
        let mut block = Vec::new();
        (&mut self.records).take(length).read_to_end(&mut block)?;
        let url = get("WARC-Target-URI").map(|url| url.trim_matches(['<', '>', ' ']).to_owned());
        let is_cut = (block.len() as u64) < length || record_inside(&block).is_some();
        if is_cut {
            self.cut(given, length, &mut block);
        }
        let payload = match kind.as_str() {
            "response" => http::Payload::of_answer(&block),
            "conversion" if content_type.starts_with("text/plain") => {
                let content = Content::Plain { bytes: block, url };
                return Ok(Some(Ok(Piece::new(given.to_owned(), content))));
            }
            _ => Some(http::Payload::bare(content_type, block)),
        };
        if !is_cut {
            self.end_of_record(given)?;
        }
        Ok(payload.and_then(|payload| piece_of(given.to_owned(), url, payload, self.largest)))
    }

    /// Skips the content of a record, but no record that stands in it, as where its length is wrong.
    fn skip(&mut self, length: u64) -> io::Result<Skipped> {
        // A piece is looked at with the end of the one before, across whose edge a record may begin.
        let mut piece = Vec::new();
        let mut bytes = 0;
        while bytes < length {
            let kept = piece.len().saturating_sub(RECORD_HEAD);
            piece.drain(..kept);
            let wanted = (length - bytes).min(1 << 20);
            let read = (&mut self.records).take(wanted).read_to_end(&mut piece)?;
            if read == 0 {
                break;
            }
            bytes += read as u64;
            if let Some(end) = record_inside(&piece) {
                let record_at = bytes - (piece.len() - end) as u64;
                self.records.put_back(&piece[end + 4..]);
                return Ok(Skipped { bytes, record_at: Some(record_at) });
            }
        }
        Ok(Skipped { bytes, record_at: None })
    }

    /// The file ends before the record does: it breaks off, or the length is wrong and the records
    /// behind it were read with it.
    fn cut(&mut self, given: &str, length: u64, block: &mut Vec<u8>) {
        let reason = match record_inside(block) {
            Some(end) => {
                self.records.put_back(&block[end + 4..]);
                block.truncate(end);
                format!("says that it has {length} bytes and has {end}; kept as it is, the rest goes on")
            }
            None => {
                self.is_over = true;
                "is a record that breaks off at the end of the file; kept as far as it goes".to_owned()
            }
        };
        self.wrong = Some(Failure::new(given, reason));
    }

    /// A record ends in two empty lines; where something else stands, its length was wrong.
    fn end_of_record(&mut self, given: &str) -> io::Result<()> {
        let available = self.records.fill_buf()?;
        let is_end = available.is_empty()
            || available.starts_with(b"\r")
            || available.starts_with(b"\n")
            || available.starts_with(b"WARC/");
        if is_end {
            return Ok(());
        }
        // The page is kept; what its length left over is skipped.
        let reason = "is a record that is longer than it says; kept as far as it says, the rest goes on";
        self.wrong = Some(Failure::new(given, reason));
        if let Records::Plain(input) = &mut self.records {
            let is_there = input.seek_to(b"\nWARC/")?;
            self.is_over |= !is_there;
        } else {
            self.take_up_again();
        }
        Ok(())
    }

    fn headers(&mut self) -> io::Result<Vec<(String, String)>> {
        let version = self.line()?;
        if !version.starts_with("WARC/") {
            return Err(io::Error::other("no WARC record begins here"));
        }
        let mut headers: Vec<(String, String)> = Vec::new();
        loop {
            let line = self.line()?;
            if line.is_empty() {
                return Ok(headers);
            }
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = headers.last_mut() {
                    value.push_str(line.trim_start());
                }
            } else if let Some((name, value)) = line.split_once(':') {
                headers.push((name.trim().to_owned(), value.trim().to_owned()));
            }
            if headers.len() > 200 {
                return Err(io::Error::other("more than 200 headers"));
            }
        }
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = Vec::new();
        (&mut self.records).take(1 << 16).read_until(b'\n', &mut line)?;
        if line.last() != Some(&b'\n') {
            return Err(io::Error::other("it breaks off in its headers"));
        }
        Ok(String::from_utf8_lossy(&line).trim_end().to_owned())
    }
}
