//! Web archives: WARC and ARC, gzipped record by record or whole, and WACZ, which holds them.

mod arc;
mod bounded;
mod gzip;
mod http;
mod input;
mod records;
mod wacz;
mod warc;

pub(crate) use arc::arc;
pub(crate) use bounded::Budget;
pub(crate) use gzip::Gzip;
pub(crate) use http::content_type_of;
pub(crate) use input::Input;
pub(crate) use records::Records;
pub(crate) use wacz::{Member, members};
pub(crate) use warc::warc;

use crate::Failure;
use crate::intake::{Content, Piece};
use crate::page::LARGEST_PAGE;

/// What a record holds, once it is known to be a page.
fn piece_of(
    given: String,
    url: Option<String>,
    payload: http::Payload,
    largest: u64,
    budget: &Budget,
) -> Option<Result<Piece, Failure>> {
    let kind = payload.content_type.to_ascii_lowercase();
    let is_page = kind.contains("html") || (kind.is_empty() && http::looks_like_html(&payload.body));
    if !is_page || payload.status != 200 || payload.body.is_empty() {
        return None;
    }
    Some(match payload.decoded(largest.min(LARGEST_PAGE), budget) {
        Ok(body) => Ok(Piece::new(given, Content::Page { bytes: body, url, charset: http::charset(&kind) })),
        Err(reason) => Err(Failure::new(given, reason)),
    })
}
