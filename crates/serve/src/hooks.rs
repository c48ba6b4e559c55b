//! Saved searches that tell another program what is new: a file names the searches and where each
//! is sent. Only addresses that stand in that file are ever asked, private ones only where they are
//! allowed by name, redirects are not followed, every body is signed, and a receiver that does not answer is tried a few times and no more.

use crate::pages::Line;
use dateline_ask::{Ask, AskError, ReportFilter, StatementFilter};
use dateline_read::{public_agent, wrong_in_toml};
use dateline_record::{RecordError, Store};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, sleep};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use ureq::Agent;

/// Items that one message carries.
const ITEMS: usize = 50;
/// So many reports are looked through at a time.
const REPORTS: i64 = 200;

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
    /// Hosts (`name` or `name:port`) that may have a private or loopback address.
    allow: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            every: 5.0,
            attempts: 5,
            wait: 1.0,
            patience: 10.0,
            base: String::new(),
            allow: Vec::new(),
        }
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
        let hooks: Hooks = toml::from_str(text).map_err(|error| wrong_in_toml(text, &error))?;
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
    /// sent is written down beside the record, so that nothing is sent twice. Each search has a thread
    /// of its own: a receiver that is slow holds nobody else up.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn run(&self, db: &Path, stop: &AtomicBool, say: &(dyn Fn(&str) + Sync)) -> Result<(), HookError> {
        let newest = Store::open_to_read(db)?.newest()?;
        let mut state = State::read(db);
        for hook in &self.hook {
            // A search that is new is told of what comes from now on.
            state.sent.entry(hook.name.clone()).or_insert(Sent { through: newest, ..Sent::default() });
        }
        state.write(say);
        let state = Mutex::new(state);
        let agent = agent(&self.settings);
        thread::scope(|scope| {
            let running: Vec<_> = self
                .hook
                .iter()
                .map(|hook| scope.spawn(|| self.follow(hook, &agent, db, &state, stop, say)))
                .collect();
            // One that fails, fails for what ails the record: the others will say so too.
            running.into_iter().try_for_each(|thread| thread.join().unwrap_or(Ok(())))
        })
    }

    /// Sends what one search finds anew.
    fn follow(
        &self,
        hook: &Hook,
        agent: &Agent,
        db: &Path,
        state: &Mutex<State>,
        stop: &AtomicBool,
        say: &(dyn Fn(&str) + Sync),
    ) -> Result<(), HookError> {
        let store = Store::open_to_read(db)?;
        let ask = Ask::new(&store);
        let locked = || state.lock().unwrap_or_else(PoisonError::into_inner);
        let put = |sent: &Sent| {
            let mut state = locked();
            state.sent.insert(hook.name.clone(), sent.clone());
            state.write(say);
        };
        let mut sent = locked().sent.get(&hook.name).cloned().unwrap_or_default();
        while !stop.load(Ordering::Relaxed) {
            let newest = ask.newest()?;
            while sent.through < newest && !stop.load(Ordering::Relaxed) {
                // What was begun is gone on with to the same end.
                let through = sent.under_way.unwrap_or(newest).min(sent.through.saturating_add(REPORTS));
                let lines = hook.new_lines(&ask, sent.through, through)?;
                for some in lines.get(sent.items..).unwrap_or_default().chunks(ITEMS) {
                    match self.send(agent, hook, some, stop) {
                        Ok(()) => {}
                        Err(NotSent::Stopped) => return Ok(()),
                        Err(NotSent::Refused(reason)) => {
                            let count = some.len();
                            say(&format!("hook {}: {reason}; {count} items were not delivered", hook.name));
                        }
                    }
                    sent.items += some.len();
                    sent.under_way = Some(through);
                    put(&sent);
                }
                sent = Sent { through, ..Sent::default() };
                put(&sent);
            }
            pause(self.settings.every, stop);
        }
        Ok(())
    }

    fn send(&self, agent: &Agent, hook: &Hook, lines: &[Line], stop: &AtomicBool) -> Result<(), NotSent> {
        let items: Vec<Line> = lines.iter().map(|line| line.absolute(&self.settings.base)).collect();
        let body = json!({ "hook": hook.name, "q": hook.q, "items": items }).to_string();
        // A receiver that took a message and could not say so gets it again, under the same name.
        let delivery = &blake3::hash(format!("{}\n{body}", hook.name).as_bytes()).to_hex()[..32];
        let mut wait = self.settings.wait;
        let mut reason = "was not tried".to_owned();
        for attempt in 0..self.settings.attempts.clamp(1, 10) {
            if attempt > 0 {
                pause(wait, stop);
                wait *= 2.0;
            }
            if stop.load(Ordering::Relaxed) {
                return Err(NotSent::Stopped);
            }
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
            let request = agent
                .post(&hook.url)
                .header("Content-Type", "application/json")
                .header("Dateline-Delivery", delivery)
                .header("Dateline-Signature", format!("t={now},v1={}", signature(&hook.secret, now, &body)));
            match request.send(body.as_str()).map(|answer| answer.status().as_u16()) {
                Ok(200..=299) => return Ok(()),
                // What is wrong with the message will be wrong the next time.
                Ok(status @ (300..=407 | 409..=428 | 430..=499)) => {
                    return Err(NotSent::Refused(format!("the receiver answered {status}")));
                }
                Ok(status) => reason = format!("the receiver answered {status}"),
                Err(ureq::Error::Io(error)) if error.kind() == std::io::ErrorKind::PermissionDenied => {
                    return Err(NotSent::Refused(error.to_string()));
                }
                Err(error) => reason = error.to_string(),
            }
        }
        Err(NotSent::Refused(reason))
    }
}

/// Why a message did not arrive.
enum NotSent {
    /// The program ends; it is sent after the next start.
    Stopped,
    /// It was tried, and is given up.
    Refused(String),
}

impl Hook {
    /// What the search finds in reports kept after one of them, up to another.
    fn new_lines(&self, ask: &Ask<'_>, after: i64, through: i64) -> Result<Vec<Line>, AskError> {
        let words = Some(self.q.clone()).filter(|q| !q.trim().is_empty());
        let statements = ask.statements(&StatementFilter {
            about: words.clone(),
            speaker: self.speaker.clone(),
            act: self.act.clone(),
            place: self.place.clone(),
            source: self.source.clone(),
            after: Some(after),
            through: Some(through),
            ..StatementFilter::default()
        })?;
        let mut lines: Vec<Line> = statements.iter().map(Line::statement).collect();
        if self.speaker.is_none() && self.act.is_none() {
            let reports = ask.reports(&ReportFilter {
                words,
                place: self.place.clone(),
                source: self.source.clone(),
                after: Some(after),
                through: Some(through),
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
    let config = Agent::config_builder()
        .user_agent(concat!("dateline/", env!("CARGO_PKG_VERSION")))
        // A receiver that sends elsewhere is not the one that was named.
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .proxy(None)
        .timeout_global(Some(Duration::from_secs_f64(settings.patience.clamp(0.1, 120.0))))
        .build();
    public_agent(config, &settings.allow)
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

/// What each hook was told of.
#[derive(Debug, Default, Serialize, Deserialize)]
struct State {
    #[serde(skip)]
    path: PathBuf,
    sent: BTreeMap<String, Sent>,
}

/// How far one hook was told.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "SentKept")]
struct Sent {
    /// The number of the last report of which all was sent.
    through: i64,
    /// The last report of what is being sent,
    #[serde(skip_serializing_if = "Option::is_none")]
    under_way: Option<i64>,
    /// and how many items of it were.
    items: usize,
}

/// As it stands in the file; it was the number alone once.
#[derive(Deserialize)]
#[serde(untagged)]
enum SentKept {
    Number(i64),
    Whole {
        through: i64,
        #[serde(default)]
        under_way: Option<i64>,
        #[serde(default)]
        items: usize,
    },
}

impl From<SentKept> for Sent {
    fn from(kept: SentKept) -> Self {
        match kept {
            SentKept::Number(through) => Sent { through, ..Sent::default() },
            SentKept::Whole { through, under_way, items } => Sent { through, under_way, items },
        }
    }
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

    /// Puts it in the place of the file, so that a kill leaves the old or the new.
    fn write(&self, say: &(dyn Fn(&str) + Sync)) {
        let mut beside = self.path.clone().into_os_string();
        beside.push(".new");
        let written = serde_json::to_string(self).map_err(|error| error.to_string()).and_then(|text| {
            std::fs::write(&beside, text)
                .and_then(|()| std::fs::rename(&beside, &self.path))
                .map_err(|error| error.to_string())
        });
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
