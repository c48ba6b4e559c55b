//! ARC, the form before WARC: a line with address, server, day, type and length, then the answer.

use super::warc::Records;
use super::{http, piece_of};
use crate::Failure;
use crate::intake::Piece;
use std::io::{self, BufRead, Read};

/// The pages in an ARC file.
pub(crate) fn arc(
    name: String,
    mut records: Records,
    largest: u64,
) -> impl Iterator<Item = Result<Piece, Failure>> + Send {
    let mut is_over = false;
    std::iter::from_fn(move || {
        while !is_over {
            match record(&name, &mut records, largest) {
                Ok(Some(Some(piece))) => return Some(piece),
                Ok(Some(None)) => {}
                Ok(None) => is_over = true,
                Err(error) => {
                    is_over = true;
                    let place = format!("{name}@{}", records.place());
                    return Some(Err(Failure::new(
                        place,
                        format!("is no ARC record ({error}); the rest of the file is left out"),
                    )));
                }
            }
        }
        None
    })
}

/// None at the end; an inner none where a record is no page.
fn record(
    name: &str,
    records: &mut Records,
    largest: u64,
) -> io::Result<Option<Option<Result<Piece, Failure>>>> {
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
    if !is_page || length > largest {
        io::copy(&mut records.by_ref().take(length), &mut io::sink())?;
        let is_long = is_page.then(|| {
            Err(Failure::new(given, format!("is a record of more than {} MB; left out", largest >> 20)))
        });
        return Ok(Some(is_long));
    }
    let mut block = Vec::new();
    records.by_ref().take(length).read_to_end(&mut block)?;
    let payload = http::Payload::of_answer(&block);
    Ok(Some(payload.and_then(|payload| piece_of(given, Some(url), payload, largest))))
}
