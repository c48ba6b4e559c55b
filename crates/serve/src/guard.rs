//! What every request passes: who may ask, how often, how long, and which headers go out.

use crate::limits::{Buckets, Limits};
use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Who may ask, and how often each has asked.
#[derive(Clone, Debug)]
pub struct Guard {
    token: Option<String>,
    /// The names that this server may be asked under; none for any, where a token is asked for.
    hosts: Option<Arc<[String]>>,
    limits: Limits,
    buckets: Buckets,
}

impl Guard {
    /// With the token that requests must show, if any, and the names that they may use.
    pub fn new(token: Option<String>, hosts: Option<Vec<String>>) -> Self {
        Guard { token, hosts: hosts.map(Into::into), limits: Limits::default(), buckets: Buckets::default() }
    }

    /// Whether a request is meant for this server: a page elsewhere whose name was made to lead
    /// here (DNS rebinding) asks under that name, and one that asks in passing says where it is.
    fn is_for_us(&self, request: &Request) -> bool {
        let text = |name: header::HeaderName| {
            request.headers().get(name).map(|value| value.to_str().unwrap_or("?").to_ascii_lowercase())
        };
        let host = text(header::HOST).or_else(|| request.uri().authority().map(ToString::to_string));
        let Some(host) = host else { return self.hosts.is_none() };
        let is_known =
            self.hosts.as_ref().is_none_or(|hosts| hosts.iter().any(|known| known == without_port(&host)));
        let is_ours = text(header::ORIGIN)
            .is_none_or(|origin| origin.split_once("://").is_some_and(|(_, from)| from == host));
        is_known && is_ours
    }

    /// Why a request is not let in, whoever asks.
    fn refuses(&self, request: &Request) -> Option<(StatusCode, &'static str)> {
        if !self.is_for_us(request) {
            return Some((
                StatusCode::FORBIDDEN,
                "this server is asked under another name; open the address that dateline printed",
            ));
        }
        self.limits.refuse(request)
    }

    fn is_known(&self, request: &Request) -> Known {
        let Some(token) = &self.token else { return Known::Yes };
        let headers = request.headers();
        let bearer =
            headers.get(header::AUTHORIZATION).and_then(|value| str::from_utf8(value.as_bytes()).ok());
        if bearer.and_then(|value| value.strip_prefix("Bearer ")).is_some_and(|shown| same(shown, token)) {
            return Known::Yes;
        }
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let shown =
            cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().strip_prefix("dateline="));
        if shown.into_iter().any(|shown| same(shown, &cookie(token))) {
            return Known::Yes;
        }
        let query = request.uri().query().unwrap_or_default();
        let in_query = query.split('&').filter_map(|pair| pair.strip_prefix("token="));
        if in_query.into_iter().any(|shown| decoded(shown).iter().any(|shown| same(shown, token))) {
            return Known::Now(cookie(token));
        }
        Known::No
    }
}

/// What a value in an address may stand for: as it is, and with its escapes read, where "+" is a space or
/// itself.
fn decoded(value: &str) -> [String; 3] {
    let read = |value: &str| {
        let mut bytes = Vec::with_capacity(value.len());
        let mut rest = value.as_bytes();
        while let Some((&first, behind)) = rest.split_first() {
            let hex = (first == b'%').then(|| behind.get(..2)).flatten();
            let byte = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
            bytes.push(byte.unwrap_or(first));
            rest = if byte.is_some() { &behind[2..] } else { behind };
        }
        String::from_utf8_lossy(&bytes).into_owned()
    };
    [value.to_owned(), read(value), read(&value.replace('+', " "))]
}

/// The address of a request without the token in it, so that it stays in no history and no log.
fn without_token(uri: &Uri) -> String {
    let rest: Vec<&str> =
        uri.query().unwrap_or_default().split('&').filter(|pair| !pair.starts_with("token=")).collect();
    let query = if rest.is_empty() { String::new() } else { format!("?{}", rest.join("&")) };
    // A path that began with two slashes would lead elsewhere.
    format!("/{}{query}", uri.path().trim_start_matches('/'))
}

enum Known {
    Yes,
    /// Known by the address just opened; remembered in a cookie from here on.
    Now(String),
    No,
}

/// What the cookie holds: not the token itself.
fn cookie(token: &str) -> String {
    blake3::derive_key("dateline serve cookie 2025", token.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// "[::1]:8420" is [::1].
fn without_port(host: &str) -> &str {
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    host.rsplit_once(':').filter(|(_, port)| is_port(port)).map_or(host, |(name, _)| name)
}

/// Compares hashes, so that the time it takes says nothing of the token.
fn same(shown: &str, token: &str) -> bool {
    blake3::hash(shown.as_bytes()) == blake3::hash(token.as_bytes())
}

/// Lets a request through, or says why not; sets the headers of every answer.
pub async fn guard(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    let address =
        request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    let is_api = request.uri().path().starts_with("/api/");
    let refuse = |status: StatusCode, why: &str| {
        if is_api { crate::error::problem(status, why) } else { (status, why.to_owned()).into_response() }
    };
    let mut response = if let Some((status, why)) = guard.refuses(&request) {
        refuse(status, why)
    } else if address.is_some_and(|address| !guard.buckets.take(&guard.limits, address, Instant::now())) {
        let mut response = refuse(StatusCode::TOO_MANY_REQUESTS, "too many requests; wait a second");
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        response
    } else {
        match guard.is_known(&request) {
            Known::No => refuse(
                StatusCode::UNAUTHORIZED,
                "a token is needed: open this address once with ?token=WORD behind it, or send `Authorization: Bearer WORD`",
            ),
            known => {
                let is_head = request.method() == Method::HEAD;
                let started = Instant::now();
                // A browser keeps the cookie; a feed reader or a script shows the token each time.
                let accepted = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok());
                let is_browser = accepted.is_some_and(|kinds| kinds.contains("text/html"));
                let mut response =
                    if matches!(known, Known::Now(_)) && is_browser && request.method() == Method::GET {
                        Redirect::to(&without_token(request.uri())).into_response()
                    } else {
                        let answer = tokio::time::timeout(guard.limits.patience, next.run(request)).await;
                        answer.unwrap_or_else(|_| {
                            refuse(StatusCode::SERVICE_UNAVAILABLE, "this took too long; ask for less")
                        })
                    };
                let timing = format!("total;dur={:.1}", started.elapsed().as_secs_f64() * 1000.0);
                if let Ok(timing) = HeaderValue::from_str(&timing) {
                    response.headers_mut().insert(HeaderName::from_static("server-timing"), timing);
                }
                if let Known::Now(cookie) = known
                    && let Ok(value) = HeaderValue::from_str(&format!(
                        "dateline={cookie}; HttpOnly; SameSite=Strict; Path=/; Max-Age=31536000"
                    ))
                {
                    response.headers_mut().insert(header::SET_COOKIE, value);
                }
                if is_head {
                    *response.body_mut() = Body::empty();
                }
                response
            }
        }
    };
    let headers = response.headers_mut();
    let mut set =
        |name: HeaderName, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "no-referrer");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()");
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::middleware::from_fn_with_state;
    use axum::routing::get;
    use std::time::Duration;
    use tower::ServiceExt;

    async fn asked(guarding: &Guard, path: &str) -> Response {
        let slow = || async { std::future::pending::<&str>().await };
        let router = Router::new()
            .route("/", get(|| async { "here" }))
            .route("/api/v1/slow", get(slow))
            .layer(from_fn_with_state(guarding.clone(), guard));
        let request =
            Request::get(path).header(header::HOST, "localhost").header(header::ACCEPT, "text/html");
        let mut request = request.body(Body::empty()).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 4000))));
        router.oneshot(request).await.unwrap()
    }

    #[tokio::test]
    async fn what_takes_too_long_is_given_up() {
        let limits = Limits { patience: Duration::from_millis(50), ..Limits::default() };
        let guarding = Guard { limits, ..Guard::new(None, None) };
        let answer = asked(&guarding, "/api/v1/slow").await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/problem+json");
        assert_eq!(answer.headers()[header::CONTENT_SECURITY_POLICY], POLICY);
    }

    #[tokio::test]
    async fn a_token_may_hold_anything_and_leaves_the_address() {
        for (token, shown) in [
            ("two words", "two%20words"),
            ("two words", "two+words"),
            ("1+1", "1+1"),
            ("1+1", "1%2B1"),
            ("100%", "100%"),
            ("100%", "100%25"),
            ("%20", "%20"),
            ("grün", "gr%C3%BCn"),
        ] {
            let guarding = Guard::new(Some(token.to_owned()), None);
            let answer = asked(&guarding, &format!("/?a=1&token={shown}&b=2")).await;
            assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{token}");
            assert_eq!(answer.headers()[header::LOCATION], "/?a=1&b=2");
            let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
            assert!(cookie.starts_with("dateline=") && !cookie.contains(token));
            assert_eq!(asked(&guarding, "/?token=another").await.status(), StatusCode::UNAUTHORIZED);
            assert_eq!(asked(&guarding, "/?token=").await.status(), StatusCode::UNAUTHORIZED);
        }
    }

    #[tokio::test]
    async fn who_asks_too_often_is_told_to_wait() {
        let limits = Limits { burst: 2.0, per_second: 0.001, ..Limits::default() };
        let guarding = Guard { limits, ..Guard::new(None, None) };
        assert_eq!(asked(&guarding, "/").await.status(), StatusCode::OK);
        assert_eq!(asked(&guarding, "/").await.status(), StatusCode::OK);
        let answer = asked(&guarding, "/").await;
        assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(answer.headers()[header::RETRY_AFTER], "1");
    }
}
