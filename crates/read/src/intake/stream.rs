//! A stream of bytes to pieces.

use super::form::{Container, container};
use super::paths::Source;
use super::piece::{Content, Piece};
use super::{Options, Pieces};
use crate::Failure;
use std::io::{BufRead, BufReader, Cursor, Read};

/// How much of a stream is looked at to tell its form.
const HEAD: u64 = 1 << 16;

/// A single piece or failure.
pub(crate) fn just(piece: Result<Piece, Failure>) -> Pieces {
    Box::new(std::iter::once(piece))
}

/// The pieces of an input.
pub(crate) fn pieces_of(source: &Source, options: &Options) -> Pieces {
    match source.open() {
        Ok(stream) => pieces_in(source.name(), stream, options),
        Err(error) => just(Err(Failure::io(source.name(), &error))),
    }
}

/// The pieces of a stream that came under a name.
pub(crate) fn pieces_in(name: String, mut stream: Box<dyn Read + Send>, options: &Options) -> Pieces {
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
    let form = container(&name, &head, is_whole);
    let stream = Cursor::new(head).chain(stream);
    match form {
        Container::JsonLines => {
            Box::new(lines(name, BufReader::with_capacity(1 << 16, stream), options.largest_document))
        }
        Container::Binary => just(Err(Failure::new(name, "is a binary file and no text; left out"))),
        Container::Gzip
        | Container::Warc
        | Container::Arc
        | Container::Zip
        | Container::Mbox
        | Container::Document => just(whole(name, stream, options.largest_document)),
    }
}

/// A document that is read whole, if it is not too long for that.
fn whole(name: String, stream: impl Read, largest: u64) -> Result<Piece, Failure> {
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
        Ok(_) => Ok(Piece { given: name, content: Content::Document(bytes) }),
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
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) => return Some(Ok(Piece { given, content: Content::JsonLine(line) })),
            }
        }
    })
}
