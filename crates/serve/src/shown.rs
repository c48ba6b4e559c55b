//! Pages that were just shown: as long as the record has not changed they are not made again, and
//! whoever has one already is told so.

use crate::locale;
use crate::pool::{Pool, Stamp};
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The bytes of pages that are kept in all, and of one page at most.
const MOST: usize = 16 << 20;
const LARGEST: usize = 512 << 10;
/// While the record grows it changes many times a second: a page may be this old.
const FRESH: Duration = Duration::from_secs(1);

/// The pages, by their address.
#[derive(Clone, Debug)]
pub struct Shown {
    pool: Pool,
    kept: Arc<Mutex<(usize, HashMap<String, Kept>)>>,
}

#[derive(Clone, Debug)]
struct Kept {
    at: Instant,
    stamp: Stamp,
    body: Bytes,
    tag: HeaderValue,
    kind: HeaderValue,
}

impl Shown {
    /// None yet.
    pub fn new(pool: Pool) -> Self {
        Shown { pool, kept: Arc::default() }
    }

    fn find(&self, address: &str, stamp: Stamp) -> Option<Kept> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.1.get(address).filter(|page| page.stamp == stamp || page.at.elapsed() < FRESH).cloned()
    }

    fn keep(&self, address: String, page: Kept) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let (bytes, pages) = &mut *kept;
        if *bytes + page.body.len() > MOST {
            pages.clear();
            *bytes = 0;
        }
        *bytes += page.body.len();
        if let Some(old) = pages.insert(address, page) {
            *bytes -= old.body.len();
        }
    }
}

/// Answers with a page that is kept, or keeps the one that is made.
pub async fn shown(State(shown): State<Shown>, request: Request, next: Next) -> Response {
    if request.method() != Method::GET {
        return next.run(request).await;
    }
    // A feed names the server as it was asked for; days are written in the reader's way.
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let address = format!("{host} {} {}", locale::tag(), request.uri());
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let stamp = shown.pool.stamp();
    if let Some(page) = shown.find(&address, stamp) {
        return answer(&page, known.as_ref());
    }
    let response = next.run(request).await;
    let kind = response.headers().get(header::CONTENT_TYPE).cloned();
    let Some(kind) = kind.filter(|_| response.status() == StatusCode::OK && is_page(response.headers()))
    else {
        return response;
    };
    let (parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let tag = format!("\"{}\"", &blake3::hash(&body).to_hex()[..24]);
    let Ok(tag) = HeaderValue::from_str(&tag) else { return Response::from_parts(parts, Body::from(body)) };
    let page = Kept { at: Instant::now(), stamp, body, tag, kind };
    if page.body.len() <= LARGEST {
        shown.keep(address, page.clone());
    }
    answer(&page, known.as_ref())
}

fn is_page(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let is_shown = |kind: &str| kind.starts_with("text/html") || kind.starts_with("application/atom+xml");
    kind.is_some_and(is_shown) && !headers.contains_key(header::CONTENT_DISPOSITION)
}

fn answer(page: &Kept, known: Option<&HeaderValue>) -> Response {
    let is_known = known.is_some_and(|known| known == page.tag);
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, page.kind.clone())], page.body.clone()).into_response()
    };
    response.headers_mut().insert(header::ETAG, page.tag.clone());
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}
