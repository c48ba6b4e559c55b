//! ARC, the form before WARC: a line with address, server, day, type and length, then the answer.

use super::records::{Content, RECORD_HEAD, Records};
use super::{Budget, http, piece_of};
use crate::Failure;
use crate::intake::Piece;
use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

/// The pages in an ARC file.
pub(crate) fn arc(
    name: String,
    mut records: Records,
    largest: u64,
    budget: &Budget,
) -> impl Iterator<Item = Result<Piece, Failure>> + Send + use<> {
    let mut is_over = false;
    let budget = budget.clone();
    let mut ready = VecDeque::new();
    std::iter::from_fn(move || {
        while ready.is_empty() && !is_over {
            match record(&name, &mut records, largest, &budget) {
                Ok(Some(found)) => ready.extend(found),
                Ok(None) => is_over = true,
                Err(error) => {
                    is_over = true;
                    let place = format!("{name}@{}", records.place());
                    let reason = format!("is no ARC record ({error}); the rest of the file is left out");
                    ready.push_back(Err(Failure::new(place, reason)));
                }
            }
        }
        ready.pop_front()
    })
}

/// Where the content of a record ends and another one begins: a line of address, server, day, type and
/// length behind a line break.
fn record_inside(block: &[u8]) -> Option<(usize, usize)> {
    memchr::memmem::find_iter(block, b"\nhttp").find_map(|at| {
        let line = &block[at + 1..block.len().min(at + 1 + RECORD_HEAD)];
        let line = &line[..memchr::memchr(b'\n', line)?];
        let fields: Vec<&[u8]> = line.trim_ascii_end().rsplitn(5, |byte| *byte == b' ').collect();
        let is_number = |field: &[u8]| !field.is_empty() && field.iter().all(u8::is_ascii_digit);
        let [length, _, day, server, address] = fields.as_slice() else { return None };
        let is_server = server.contains(&b'.') || server.contains(&b':');
        let is_record = is_number(length)
            && is_number(day)
            && day.len() == 14
            && is_server
            && memchr::memmem::find(address, b"://").is_some();
        is_record.then_some((at, at + 1))
    })
}

/// What is to be said of a record and the page in it, if it holds one; none at the end.
fn record(
    name: &str,
    records: &mut Records,
    largest: u64,
    budget: &Budget,
) -> io::Result<Option<Vec<Result<Piece, Failure>>>> {
    let (given, line) = loop {
        let given = format!("{name}@{}", records.place());
        let mut line = Vec::new();
        if records.by_ref().take(1 << 16).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line).trim().to_owned();
        if !line.is_empty() {
            break (given, line);
        }
    };
    // The address may hold spaces; the other four fields do not.
    let fields: Vec<&str> = line.rsplitn(5, ' ').collect();
    let length = fields.first().and_then(|length| length.parse::<u64>().ok());
    let (Some(length), 5) = (length, fields.len()) else {
        return Err(io::Error::other("its first line is none of five fields"));
    };
    let url = fields[4].to_owned();
    let is_page = !url.starts_with("filedesc:") && !url.starts_with("dns:");
    let kept = if is_page { largest } else { 0 };
    let Content { block, length: found, is_record_inside } = records.content(length, kept, record_inside)?;
    if is_page && found > largest {
        let reason = format!("is a record of more than {} MB; left out", largest >> 20);
        return Ok(Some(vec![Err(Failure::new(given, reason))]));
    }
    let wrong = (found < length).then(|| {
        let reason = if is_record_inside {
            format!("says that it has {length} bytes and has {found}; kept as it is, the rest goes on")
        } else {
            "is a record that breaks off at the end of the file; kept as far as it goes".to_owned()
        };
        Err(Failure::new(given.clone(), reason))
    });
    if !is_page {
        return Ok(Some(wrong.into_iter().collect()));
    }
    let payload = http::Payload::of_answer(&block);
    let piece = payload.and_then(|payload| piece_of(given, Some(url), payload, largest, budget));
    Ok(Some(wrong.into_iter().chain(piece).collect()))
}
