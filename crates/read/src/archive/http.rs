//! An HTTP answer as an archive keeps it.

use super::bounded::{Bounded, Budget};
use flate2::read::{DeflateDecoder, GzDecoder, ZlibDecoder};
use std::io::Read;

/// What a server sent.
#[derive(Debug, Default)]
pub(super) struct Payload {
    pub status: u16,
    pub content_type: String,
    encoding: String,
    is_chunked: bool,
    pub body: Vec<u8>,
}

impl Payload {
    /// What stands in an archive as it is, without HTTP around it.
    pub(super) fn bare(content_type: String, body: Vec<u8>) -> Self {
        Payload { status: 200, content_type, body, ..Payload::default() }
    }

    /// An answer with its status line and headers; none where there is no status line.
    pub(super) fn of_answer(bytes: &[u8]) -> Option<Self> {
        if !bytes.starts_with(b"HTTP/") {
            return None;
        }
        let head_end = memchr::memmem::find(bytes, b"\r\n\r\n").map(|at| (at, at + 4));
        let (head, body) = head_end
            .or_else(|| memchr::memmem::find(bytes, b"\n\n").map(|at| (at, at + 2)))
            .unwrap_or((bytes.len(), bytes.len()));
        let head = String::from_utf8_lossy(&bytes[..head]);
        let mut lines = head.lines();
        let status = lines.next()?.split_whitespace().nth(1)?.parse().ok()?;
        let mut payload = Payload { status, body: bytes[body..].to_vec(), ..Payload::default() };
        for (name, value) in lines.filter_map(|line| line.split_once(':')) {
            let value = value.trim().to_owned();
            match name.trim().to_ascii_lowercase().as_str() {
                "content-type" => payload.content_type = value,
                "content-encoding" => payload.encoding = value.to_ascii_lowercase(),
                "transfer-encoding" => payload.is_chunked = value.to_ascii_lowercase().contains("chunked"),
                _ => {}
            }
        }
        Some(payload)
    }

    /// The body without chunks and compression, of at most `largest` bytes.
    pub(super) fn decoded(self, largest: u64, budget: &Budget) -> Result<Vec<u8>, String> {
        let body = if self.is_chunked { without_chunks(self.body) } else { self.body };
        let decoded = match self.encoding.as_str() {
            "gzip" | "x-gzip" if body.starts_with(&[0x1F, 0x8B]) => {
                inflate(GzDecoder::new(body.as_slice()), largest, budget)?
            }
            "deflate" => match inflate(ZlibDecoder::new(body.as_slice()), largest, budget) {
                Ok(decoded) => decoded,
                Err(_) => inflate(DeflateDecoder::new(body.as_slice()), largest, budget)?,
            },
            // Many archives keep the header and the body already decoded.
            "br" if std::str::from_utf8(&body).is_err() => {
                inflate(brotli_decompressor::Decompressor::new(body.as_slice(), 1 << 14), largest, budget)?
            }
            "zstd" if std::str::from_utf8(&body).is_err() => {
                return Err(format!("is compressed as {}, which is not read; left out", self.encoding));
            }
            _ if body.len() as u64 > largest => {
                return Err(format!("is a page of more than {} MB; left out", largest >> 20));
            }
            _ => body,
        };
        Ok(decoded)
    }
}

/// What a compressed body holds; what is there of one that breaks off.
fn inflate(stream: impl Read, largest: u64, budget: &Budget) -> Result<Vec<u8>, String> {
    let mut decoded = Vec::new();
    let result = Bounded::new(stream, budget.clone()).take(largest + 1).read_to_end(&mut decoded);
    if decoded.len() as u64 > largest {
        return Err(format!("holds more than {} MB once unpacked; left out", largest >> 20));
    }
    if budget.is_spent() {
        return Err(format!("is left out: {}", budget.reason()));
    }
    match result {
        Err(error) if decoded.is_empty() => Err(format!("cannot be unpacked ({error}); left out")),
        _ => Ok(decoded),
    }
}

/// A body without the lengths of its chunks; as it is where there are none.
fn without_chunks(body: Vec<u8>) -> Vec<u8> {
    let mut joined = Vec::with_capacity(body.len());
    let mut rest = body.as_slice();
    while let Some(end) = memchr::memchr(b'\n', rest) {
        let length = std::str::from_utf8(&rest[..end])
            .ok()
            .and_then(|line| usize::from_str_radix(line.split(';').next().unwrap_or(line).trim(), 16).ok());
        let Some(length) = length else {
            // Not chunked after all, or broken in the middle.
            if joined.is_empty() {
                return body;
            }
            break;
        };
        rest = &rest[end + 1..];
        if length == 0 {
            break;
        }
        joined.extend_from_slice(&rest[..length.min(rest.len())]);
        rest = rest.get(length..).unwrap_or(&[]);
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
    joined
}

pub(super) fn looks_like_html(body: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&body[..body.len().min(512)]).to_ascii_lowercase();
    head.contains("<html") || head.contains("<!doctype html")
}

/// The charset that a content type names.
pub(crate) fn charset(content_type: &str) -> Option<String> {
    let (_, rest) = content_type.split_once("charset=")?;
    let name = rest.split([';', ' ', ',']).next()?.trim_matches(['"', '\'', ' ']);
    Some(name.to_owned()).filter(|name| !name.is_empty())
}

/// The charset that a content type names, for those who fetch.
pub(crate) fn content_type_of(header: &str) -> (String, Option<String>) {
    let header = header.to_ascii_lowercase();
    (header.split(';').next().unwrap_or("").trim().to_owned(), charset(&header))
}
