//! Saved searches that tell another program what is new: a file names the searches and where each
//! is sent. Only addresses that stand in that file are ever asked, redirects are not followed,
//! every body is signed, and a receiver that does not answer is tried a few times and no more.

use crate::pages::Line;
use dateline_ask::{Ask, AskError, ReportFilter, StatementFilter};
use dateline_record::{RecordError, Store};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use ureq::Agent;

/// Items that one message carries.
const ITEMS: usize = 50;

/// A file of saved searches.
///
/// ```
/// let hooks = dateline_serve::Hooks::from_toml(r#"
///     [[hook]]
///     name = "ceasefire"
///     q = "ceasefire"
///     url = "https://desk.example/new"
///     secret = "words that only both of us know"
/// "#);
/// assert!(hooks.is_ok());
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hooks {
    #[serde(default)]
    settings: Settings,
    #[serde(default)]
    hook: Vec<Hook>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Settings {
    /// Seconds between two looks at the record.
    every: f64,
    /// How often one message is tried.
    attempts: u32,
    /// Seconds before it is tried again; twice as many before each further time.
    wait: f64,
    /// Seconds that a receiver may take.
    patience: f64,
    /// What links in messages begin with ("http://desk:8420").
    base: String,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { every: 5.0, attempts: 5, wait: 1.0, patience: 10.0, base: String::new() }
    }
}

/// One saved search, with the words and filters of the search page.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Hook {
    name: String,
    #[serde(default)]
    q: String,
    speaker: Option<String>,
    act: Option<String>,
    place: Option<String>,
    source: Option<String>,
    url: String,
    secret: String,
}

/// Why saved searches cannot be watched.
#[derive(Debug, thiserror::Error)]
pub enum HookError {
    /// The file cannot be read.
    #[error("{}: {reason}; it should name hooks as `dateline serve --help` shows", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// The record cannot be read.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// A question to it has no answer.
    #[error(transparent)]
    Ask(#[from] AskError),
}

impl Hooks {
    /// Reads a file of saved searches.
    ///
    /// # Errors
    /// If it cannot be read, or is not TOML of this form.
    pub fn read(path: &Path) -> Result<Self, HookError> {
        let failed = |reason: String| HookError::File { path: path.to_owned(), reason };
        let text = std::fs::read_to_string(path).map_err(|error| failed(error.to_string()))?;
        Hooks::from_toml(&text).map_err(failed)
    }

    /// Reads saved searches from text.
    ///
    /// # Errors
    /// What is wrong, with its line.
    pub fn from_toml(text: &str) -> Result<Self, String> {
        let hooks: Hooks = toml::from_str(text).map_err(|error| error.to_string())?;
        if hooks.hook.is_empty() {
            return Err("names no search; add [[hook]]".to_owned());
        }
        for (number, hook) in hooks.hook.iter().enumerate() {
            check(hook).map_err(|reason| format!("hook {}: {reason}", hook.name))?;
            if hooks.hook[..number].iter().any(|other| other.name == hook.name) {
                return Err(format!("two hooks are called {}", hook.name));
            }
        }
        Ok(hooks)
    }

    /// Sends what is new in the record until `stop`; what went wrong is said to `say`. What was
    /// sent is written down beside the record, so that nothing is sent twice.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn run(&self, db: &Path, stop: &AtomicBool, say: &dyn Fn(&str)) -> Result<(), HookError> {
        let store = Store::open_to_read(db)?;
        let ask = Ask::new(&store);
        let mut state = State::read(db);
        let newest = ask.newest()?;
        for hook in &self.hook {
            // A search that is new is told of what comes from now on.
            state.sent.entry(hook.name.clone()).or_insert(newest);
        }
        state.write(say);
        let agent = agent(&self.settings);
        while !stop.load(Ordering::Relaxed) {
            let newest = ask.newest()?;
            for hook in &self.hook {
                let sent = state.sent.get(&hook.name).copied().unwrap_or(newest);
                if sent >= newest {
                    continue;
                }
                let lines = hook.new_lines(&ask, sent)?;
                for lines in lines.chunks(ITEMS) {
                    if let Err(reason) = self.send(&agent, hook, lines, stop) {
                        say(&format!(
                            "hook {}: {reason}; {} items were not delivered",
                            hook.name,
                            lines.len()
                        ));
                    }
                }
                state.sent.insert(hook.name.clone(), newest);
                state.write(say);
            }
            pause(self.settings.every, stop);
        }
        Ok(())
    }

    fn send(&self, agent: &Agent, hook: &Hook, lines: &[Line], stop: &AtomicBool) -> Result<(), String> {
        let items: Vec<Line> = lines.iter().map(|line| line.absolute(&self.settings.base)).collect();
        let body = json!({ "hook": hook.name, "q": hook.q, "items": items }).to_string();
        let mut wait = self.settings.wait;
        let mut reason = "was not tried".to_owned();
        for attempt in 0..self.settings.attempts.clamp(1, 10) {
            if attempt > 0 {
                pause(wait, stop);
                wait *= 2.0;
            }
            if stop.load(Ordering::Relaxed) {
                break;
            }
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
            let request = agent
                .post(&hook.url)
                .header("Content-Type", "application/json")
                .header("Dateline-Signature", format!("t={now},v1={}", signature(&hook.secret, now, &body)));
            match request.send(body.as_str()).map(|answer| answer.status().as_u16()) {
                Ok(200..=299) => return Ok(()),
                // What is wrong with the message will be wrong the next time.
                Ok(status @ (300..=407 | 409..=428 | 430..=499)) => {
                    return Err(format!("the receiver answered {status}"));
                }
                Ok(status) => reason = format!("the receiver answered {status}"),
                Err(error) => reason = error.to_string(),
            }
        }
        Err(reason)
    }
}

impl Hook {
    /// What the search finds in reports kept after one of them.
    fn new_lines(&self, ask: &Ask<'_>, after: i64) -> Result<Vec<Line>, AskError> {
        let words = Some(self.q.clone()).filter(|q| !q.trim().is_empty());
        let statements = ask.statements(&StatementFilter {
            about: words.clone(),
            speaker: self.speaker.clone(),
            act: self.act.clone(),
            place: self.place.clone(),
            source: self.source.clone(),
            after: Some(after),
            limit: Some(1000),
            ..StatementFilter::default()
        })?;
        let mut lines: Vec<Line> = statements.iter().map(Line::statement).collect();
        if self.speaker.is_none() && self.act.is_none() {
            let reports = ask.reports(&ReportFilter {
                words,
                place: self.place.clone(),
                source: self.source.clone(),
                after: Some(after),
                limit: Some(1000),
                ..ReportFilter::default()
            })?;
            lines.extend(reports.iter().map(Line::report));
        }
        Ok(lines)
    }
}

/// Only http and https, nobody's name and password in it, and a secret worth the name.
fn check(hook: &Hook) -> Result<(), String> {
    let rest = hook.url.strip_prefix("https://").or_else(|| hook.url.strip_prefix("http://"));
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    match host {
        None | Some("") => Err("url is no http or https address".to_owned()),
        Some(host) if host.contains('@') => Err("url has a name or a password in it".to_owned()),
        Some(_) if hook.secret.len() < 16 => Err("secret is shorter than 16 letters".to_owned()),
        Some(_) => Ok(()),
    }
}

fn agent(settings: &Settings) -> Agent {
    Agent::config_builder()
        .user_agent(concat!("dateline/", env!("CARGO_PKG_VERSION")))
        // A receiver that sends elsewhere is not the one that was named.
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .proxy(None)
        .timeout_global(Some(Duration::from_secs_f64(settings.patience.clamp(0.1, 120.0))))
        .build()
        .into()
}

/// HMAC-SHA-256 (RFC 2104) of the time and the body, so that neither can be another's.
fn signature(secret: &str, time: u64, body: &str) -> String {
    const BLOCK: usize = 64;
    let mut key = [0_u8; BLOCK];
    let short =
        if secret.len() > BLOCK { Sha256::digest(secret).to_vec() } else { secret.as_bytes().to_vec() };
    key[..short.len()].copy_from_slice(&short);
    let hash = |pad: u8, parts: &[&[u8]]| {
        let mut hasher = Sha256::new();
        hasher.update(key.map(|byte| byte ^ pad));
        parts.iter().for_each(|part| hasher.update(part));
        hasher.finalize().to_vec()
    };
    let inner = hash(0x36, &[time.to_string().as_bytes(), b".", body.as_bytes()]);
    hash(0x5c, &[&inner]).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn pause(seconds: f64, stop: &AtomicBool) {
    let mut left = Duration::from_secs_f64(seconds.clamp(0.01, 3600.0));
    while !left.is_zero() && !stop.load(Ordering::Relaxed) {
        let step = left.min(Duration::from_millis(200));
        sleep(step);
        left -= step;
    }
}

/// The number of the last report that each hook was told of.
#[derive(Debug, Default, Serialize, Deserialize)]
struct State {
    #[serde(skip)]
    path: PathBuf,
    sent: BTreeMap<String, i64>,
}

impl State {
    fn read(db: &Path) -> State {
        let mut path = db.to_owned().into_os_string();
        path.push(".hooks");
        let path = PathBuf::from(path);
        let known =
            std::fs::read_to_string(&path).ok().and_then(|text| serde_json::from_str::<State>(&text).ok());
        State { path, ..known.unwrap_or_default() }
    }

    fn write(&self, say: &dyn Fn(&str)) {
        let written = serde_json::to_string(self).map_err(|error| error.to_string());
        let written =
            written.and_then(|text| std::fs::write(&self.path, text).map_err(|error| error.to_string()));
        if let Err(reason) = written {
            say(&format!(
                "{}: {reason}; after the next start some items are sent again",
                self.path.display()
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_what_every_library_makes() {
        // hmac.new(b"Jefe", b"1.what do ya want for nothing?", "sha256") in Python.
        let known = "a9049465ce89cfb8e9aac62333abda66f80e3403f51f57f6bae3c3a4485eca38";
        assert_eq!(signature("Jefe", 1, "what do ya want for nothing?"), known);
        let long = "k".repeat(80);
        assert_eq!(
            signature(&long, 1, "a"),
            "951d9dfd12d496fa46ab9c6c072ef3eec745f9b591d844f861abcfb24ad27308"
        );
    }

    #[test]
    fn a_file_says_what_is_wrong_with_it() {
        let hook = |url: &str, secret: &str| {
            format!("[[hook]]\nname = \"a\"\nurl = \"{url}\"\nsecret = \"{secret}\"\n")
        };
        let good = hook("https://desk.example/in", "sixteen letters or more");
        assert!(Hooks::from_toml(&good).is_ok());
        assert!(Hooks::from_toml(&format!("{good}{good}")).unwrap_err().contains("two hooks"));
        assert!(
            Hooks::from_toml(&hook("file:///etc/passwd", "sixteen letters or more"))
                .unwrap_err()
                .contains("http")
        );
        assert!(
            Hooks::from_toml(&hook("http://me:pw@desk/", "sixteen letters or more"))
                .unwrap_err()
                .contains("password")
        );
        assert!(Hooks::from_toml(&hook("http://desk/", "short")).unwrap_err().contains("16"));
        assert!(Hooks::from_toml("").unwrap_err().contains("[[hook]]"));
    }
}
