//! WARC records (ISO 28500), as a stream.

use super::records::{Content, RECORD_HEAD, Records};
use super::{Budget, http, piece_of};
use crate::Failure;
use crate::intake::{Content as PieceContent, Piece};
use std::io::{self, BufRead, Read};

/// The pages in a WARC file.
pub(crate) fn warc(
    name: String,
    records: Records,
    largest: u64,
    budget: &Budget,
) -> impl Iterator<Item = Result<Piece, Failure>> + Send + use<> {
    let budget = budget.clone();
    let mut reader = Reader { name, records, largest, budget, is_over: false, is_lost: false, wrong: None };
    std::iter::from_fn(move || reader.next_piece())
}

/// Where the content of a record ends and another one begins, which only a wrong length can bring there.
fn record_inside(block: &[u8]) -> Option<(usize, usize)> {
    let begins = memchr::memmem::find_iter(block, b"\r\n\r\nWARC/").find(|at| {
        let head = &block[at + 4..block.len().min(at + 4 + RECORD_HEAD)];
        memchr::memmem::find(head, b"WARC-Type:").is_some()
            && memchr::memmem::find(head, b"Content-Length:").is_some()
    });
    begins.map(|at| (at, at + 4))
}

struct Reader {
    name: String,
    records: Records,
    largest: u64,
    budget: Budget,
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
                Err(error) if self.budget.is_spent() => {
                    self.is_over = true;
                    let reason = format!("is left out with all that follows ({error})");
                    return Some(Err(Failure::new(given, reason)));
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
        let kept = if is_wanted { self.largest } else { 0 };
        let Content { block: bytes, length: found, is_record_inside } =
            self.records.content(length, kept, record_inside)?;
        let is_cut = found < length;
        if is_wanted && found > self.largest {
            let what = if is_record_inside {
                format!(
                    "says that it has {length} bytes and has {found}, which is more than {} MB",
                    self.largest >> 20
                )
            } else if is_cut {
                format!(
                    "is a record of more than {} MB that breaks off at the end of the file",
                    self.largest >> 20
                )
            } else {
                format!("is a record of more than {} MB", self.largest >> 20)
            };
            return Ok(Some(Err(Failure::new(given, format!("{what}; left out, the rest goes on")))));
        }
        if is_cut {
            self.cut(given, length, found, is_record_inside, is_wanted);
        }
        if !is_wanted {
            return if is_cut { Ok(None) } else { self.end_of_record(given).map(|()| None) };
        }
        let url = get("WARC-Target-URI").map(|url| url.trim_matches(['<', '>', ' ']).to_owned());
        let payload = match kind.as_str() {
            "response" => http::Payload::of_answer(&bytes),
            "conversion" if content_type.starts_with("text/plain") => {
                let content = PieceContent::Plain { bytes, url };
                return Ok(Some(Ok(Piece::new(given.to_owned(), content))));
            }
            _ => Some(http::Payload::bare(content_type, bytes)),
        };
        if !is_cut {
            self.end_of_record(given)?;
        }
        Ok(payload.and_then(|payload| piece_of(given.to_owned(), url, payload, self.largest, &self.budget)))
    }

    /// The file ends before the record does: it breaks off, or the length is wrong and the records
    /// behind it would have been read with it.
    fn cut(&mut self, given: &str, length: u64, found: u64, is_record_inside: bool, is_kept: bool) {
        let kept = if is_kept { "kept as it is, the rest goes on" } else { "the rest goes on" };
        let reason = if is_record_inside {
            format!("says that it has {length} bytes and has {found}; {kept}")
        } else {
            self.is_over = true;
            let kept = if is_kept { "kept as far as it goes" } else { "left out" };
            format!("is a record that breaks off at the end of the file; {kept}")
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
