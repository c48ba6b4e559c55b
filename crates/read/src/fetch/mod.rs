//! Fetching from the web, safely and politely.
//!
//! Only http and https; no private, loopback or link-local address unless its host is allowed by
//! name, asked after each look-up of a name and on every redirect; bounded in size (once
//! unpacked), in time and in redirects.

mod guard;
mod robots;

pub use robots::{Robots, product};

use crate::archive::content_type_of;
use guard::PublicOnly;
use std::io::Read;
use std::time::Duration;
use ureq::Agent;
use ureq::tls::TlsConfig;
use ureq::unversioned::transport::DefaultConnector;

/// How one fetches.
#[derive(Clone, Debug)]
pub struct FetchOptions {
    /// How one is called: a name, and where to find out more.
    pub user_agent: String,
    /// The most bytes of an answer, unpacked.
    pub largest: u64,
    /// The longest that an answer may take, from the first to the last byte.
    pub patience: Duration,
    /// The most redirects in a row.
    pub redirects: u32,
    /// Hosts (as `name` or `name:port`) that may have a private or loopback address.
    pub allowed: Vec<String>,
}

impl Default for FetchOptions {
    fn default() -> Self {
        FetchOptions {
            user_agent: concat!(
                "dateline/",
                env!("CARGO_PKG_VERSION"),
                " (+https://github.com/dateline/dateline)"
            )
            .to_owned(),
            largest: 32 << 20,
            patience: Duration::from_secs(30),
            redirects: 5,
            allowed: Vec::new(),
        }
    }
}

/// What is known of an address from the last time, so that the server need not send it again.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Validators {
    /// Its ETag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// Its Last-Modified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
}

/// What a server sent.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// Where it came from, behind all redirects.
    pub url: String,
    /// Its body, unpacked.
    pub body: Vec<u8>,
    /// Its media type in lower case, without parameters.
    pub content_type: String,
    /// The charset that the server names.
    pub charset: Option<String>,
    /// For the next time.
    pub validators: Validators,
}

/// Why nothing came.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Nothing has changed since the last time.
    #[error("has not changed")]
    Unchanged,
    /// The address is none that is fetched.
    #[error("{0}")]
    Forbidden(String),
    /// The server said no; again in so many seconds, if it said so.
    #[error("the server answered {status}")]
    Status {
        /// The answer's status.
        status: u16,
        /// Seconds, from Retry-After.
        again: Option<u64>,
    },
    /// It did not come, or not whole.
    #[error("{0}")]
    Failed(String),
}

/// Fetches addresses.
#[derive(Debug)]
pub struct Fetcher {
    agent: Agent,
    options: FetchOptions,
}

impl Fetcher {
    /// Ready to fetch.
    pub fn new(options: FetchOptions) -> Self {
        let config = Agent::config_builder()
            .user_agent(options.user_agent.as_str())
            // Redirects are followed here, so that each is looked at.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(options.patience))
            .max_response_header_size(64 << 10)
            // A proxy would look up names in our place, past the guard.
            .proxy(None)
            .tls_config(TlsConfig::default())
            .build();
        let guard = PublicOnly::new(options.allowed.clone());
        Fetcher { agent: Agent::with_parts(config, DefaultConnector::default(), guard), options }
    }

    /// Fetches an address, following redirects.
    ///
    /// # Errors
    /// Why nothing came.
    pub fn fetch(&self, url: &str, known: &Validators) -> Result<Fetched, Refused> {
        let largest = self.options.largest;
        let fetched = self.fetch_beginning(url, known, largest + 1)?;
        if fetched.body.len() as u64 > largest {
            return Err(Refused::Failed(format!("is more than {} MB", largest >> 20)));
        }
        Ok(fetched)
    }

    /// The same, of which only so many bytes are wanted; what comes behind them is left.
    ///
    /// # Errors
    /// Why nothing came.
    pub fn fetch_beginning(&self, url: &str, known: &Validators, most: u64) -> Result<Fetched, Refused> {
        let mut at = url.to_owned();
        for _ in 0..=self.options.redirects {
            check_address(&at)?;
            let mut request = self.agent.get(&at);
            if let Some(etag) = &known.etag {
                request = request.header("If-None-Match", etag);
            }
            if let Some(day) = &known.last_modified {
                request = request.header("If-Modified-Since", day);
            }
            let answer = request.call().map_err(|error| refused(&error))?;
            let header = |name: &str| {
                answer.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
            };
            match answer.status().as_u16() {
                304 => return Err(Refused::Unchanged),
                301 | 302 | 303 | 307 | 308 => {
                    let to = header("location")
                        .ok_or_else(|| Refused::Failed("redirects to nowhere".to_owned()))?;
                    at = resolve(&at, &to).ok_or_else(|| {
                        Refused::Forbidden(format!("redirects to {to}, which is no http address"))
                    })?;
                }
                status if (200..300).contains(&status) => {
                    let (content_type, charset) =
                        content_type_of(&header("content-type").unwrap_or_default());
                    let validators =
                        Validators { etag: header("etag"), last_modified: header("last-modified") };
                    let body = body(answer, most)?;
                    return Ok(Fetched { url: at, body, content_type, charset, validators });
                }
                status => {
                    let again = header("retry-after").and_then(|seconds| seconds.trim().parse().ok());
                    return Err(Refused::Status { status, again });
                }
            }
        }
        Err(Refused::Failed(format!("redirects more than {} times", self.options.redirects)))
    }
}

/// The first bytes of a body.
fn body(mut answer: ureq::http::Response<ureq::Body>, most: u64) -> Result<Vec<u8>, Refused> {
    let mut body = Vec::new();
    let reader = answer.body_mut().with_config().limit(u64::MAX).reader();
    reader.take(most).read_to_end(&mut body).map_err(|error| match ureq::Error::from(error) {
        ureq::Error::Timeout(which) => refused(&ureq::Error::Timeout(which)),
        other => Refused::Failed(format!("broke off: {other}")),
    })?;
    Ok(body)
}

/// An agent that connects to public addresses only, and to the hosts (`name` or `name:port`) that are
/// allowed by name.
pub fn public_agent(config: ureq::config::Config, allowed: &[String]) -> Agent {
    Agent::with_parts(config, DefaultConnector::default(), PublicOnly::new(allowed.to_vec()))
}

/// Only http and https, and nobody's name and password in it.
fn check_address(url: &str) -> Result<(), Refused> {
    let lower = url.to_ascii_lowercase();
    if !lower.starts_with("http://") && !lower.starts_with("https://") {
        return Err(Refused::Forbidden("is no http or https address".to_owned()));
    }
    let authority = url.split('/').nth(2).unwrap_or("");
    if authority.contains('@') {
        return Err(Refused::Forbidden("has a name or a password in its address".to_owned()));
    }
    Ok(())
}

fn refused(error: &ureq::Error) -> Refused {
    match error {
        ureq::Error::HostNotFound => Refused::Failed("the host is not found".to_owned()),
        ureq::Error::Timeout(_) => Refused::Failed("took too long".to_owned()),
        ureq::Error::Io(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            Refused::Forbidden(error.to_string())
        }
        other => Refused::Failed(other.to_string()),
    }
}

/// An address as it stands on a page: absolute, or relative to the page's.
pub(crate) fn resolve(base: &str, link: &str) -> Option<String> {
    let link = link.trim();
    let lower = link.to_ascii_lowercase();
    if lower.starts_with("http://") || lower.starts_with("https://") {
        return Some(link.to_owned());
    }
    let (scheme, rest) = base.split_once("://")?;
    if let Some(after) = link.strip_prefix("//") {
        return Some(format!("{scheme}://{after}"));
    }
    let has_scheme = link.split(['/', '?', '#']).next().is_some_and(|head| head.contains(':'));
    if has_scheme {
        return None;
    }
    let host = rest.split(['/', '?', '#']).next()?;
    if link.starts_with('/') {
        return Some(format!("{scheme}://{host}{link}"));
    }
    let path = rest[host.len()..].split(['?', '#']).next().unwrap_or("");
    let folder = path.rfind('/').map_or("/", |at| &path[..=at]);
    Some(format!("{scheme}://{host}{folder}{link}"))
}

/// The host of an address, with its port where it names one.
pub(crate) fn host(url: &str) -> &str {
    url.split_once("://").map_or("", |(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or(""))
}
