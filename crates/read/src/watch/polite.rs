//! Asking servers politely: with the leave of robots.txt, not too often, and less often the more they fail.

use super::sources::Settings;
use crate::fetch::{FetchOptions, Fetched, Fetcher, Refused, Robots, Validators, host, product};
use std::collections::BTreeMap;
use std::thread;
use std::time::{Duration, Instant};

/// The longest that one waits for a source that fails, in seconds.
const LONGEST: i64 = 86_400;

/// For how long a host's rules are taken for true (RFC 9309, 2.4: no longer than a day).
const RULES_HOLD: Duration = Duration::from_secs(86_400);

/// For how long a host is left alone that did not give its rules, or that may not be asked for them.
const SILENCE_HOLDS: Duration = Duration::from_secs(1_800);

/// So many bytes of a host's rules are read (RFC 9309, 2.5: at least 500 KiB).
const MOST_RULES: u64 = 512 << 10;

/// A fetcher with manners.
#[derive(Debug)]
pub(crate) struct Polite {
    fetcher: Fetcher,
    obeys: bool,
    /// What a host's rules may call us.
    name: String,
    /// The least seconds between two requests to one host.
    pause: f64,
    /// The rules of each host, and until when they are taken for true.
    robots: BTreeMap<String, (Robots, Instant)>,
    /// The hosts that may not be asked at all, why, and until when that holds.
    forbidden: BTreeMap<String, (String, Instant)>,
    /// When each host was last asked.
    asked: BTreeMap<String, Instant>,
    jitter: u64,
}

impl Polite {
    pub(crate) fn new(settings: &Settings) -> Self {
        let mut options = FetchOptions {
            largest: settings.largest.clamp(1, 1024) << 20,
            patience: Duration::from_secs(settings.patience.max(1)),
            allowed: settings.allow.clone(),
            ..FetchOptions::default()
        };
        if let Some(name) = &settings.user_agent {
            options.user_agent.clone_from(name);
        }
        Polite {
            name: product(&options.user_agent).to_owned(),
            fetcher: Fetcher::new(options),
            obeys: settings.robots,
            pause: settings.pause.clamp(0.0, 600.0),
            robots: BTreeMap::new(),
            forbidden: BTreeMap::new(),
            asked: BTreeMap::new(),
            jitter: 0x9E37_79B9_7F4A_7C15,
        }
    }

    /// Fetches with the host's leave and not too soon after the last time.
    pub(crate) fn fetch(&mut self, url: &str, known: &Validators) -> Result<Fetched, Refused> {
        let host = host(url).to_owned();
        if self.obeys {
            if let Some((why, until)) = self.forbidden.get(&host)
                && *until > Instant::now()
            {
                return Err(Refused::Forbidden(why.clone()));
            }
            if self.robots.get(&host).is_none_or(|(_, until)| *until <= Instant::now()) {
                let rules = self.rules(url, &host)?;
                self.robots.insert(host.clone(), rules);
            }
            let path = url.splitn(4, '/').nth(3).map_or_else(|| "/".to_owned(), |path| format!("/{path}"));
            if self.robots.get(&host).is_some_and(|(robots, _)| !robots.allow(&path)) {
                return Err(Refused::Forbidden(
                    "is not to be fetched by programs, says the host's robots.txt".to_owned(),
                ));
            }
        }
        self.pause(&host);
        self.fetcher.fetch(url, known)
    }

    /// What a host asks of programs; none where it may not be asked at all.
    fn rules(&mut self, url: &str, host: &str) -> Result<(Robots, Instant), Refused> {
        let scheme = url.split("://").next().unwrap_or("https");
        self.pause(host);
        let address = format!("{scheme}://{host}/robots.txt");
        Ok(match self.fetcher.fetch_beginning(&address, &Validators::default(), MOST_RULES + 1) {
            Ok(fetched) => {
                let mut rules = fetched.body;
                if rules.len() as u64 > MOST_RULES {
                    // What was cut off may have been the rest of a rule.
                    let whole = rules.iter().rposition(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(0);
                    rules.truncate(whole);
                }
                (Robots::new(&String::from_utf8_lossy(&rules), &self.name), Instant::now() + RULES_HOLD)
            }
            // A server that says it has no rules has none (RFC 9309, 2.3.1.3).
            Err(Refused::Status { status: 400..500, .. }) => (Robots::default(), Instant::now() + RULES_HOLD),
            // Nobody is asked on a private machine, for no page of it would be either.
            Err(Refused::Forbidden(why)) => {
                self.forbidden.insert(host.to_owned(), (why.clone(), Instant::now() + SILENCE_HOLDS));
                return Err(Refused::Forbidden(why));
            }
            // One that cannot be asked, whatever the reason, is left alone (2.3.1.4), and asked again soon.
            Err(_) => (Robots::new("User-agent: *\nDisallow: /", &self.name), Instant::now() + SILENCE_HOLDS),
        })
    }

    /// Waits until the host may be asked again.
    fn pause(&mut self, host: &str) {
        let asked_for = self.robots.get(host).and_then(|(robots, _)| robots.delay).unwrap_or(0.0);
        let pause = Duration::from_secs_f64(self.pause.max(asked_for.min(60.0)));
        if let Some(last) = self.asked.get(host) {
            thread::sleep(pause.saturating_sub(last.elapsed()));
        }
        self.asked.insert(host.to_owned(), Instant::now());
    }

    /// Longer with every failure, and as long as the server asks for.
    pub(super) fn back_off(&mut self, every: u64, failures: u32, refused: &Refused) -> i64 {
        let doubled = i64::try_from(every).unwrap_or(LONGEST).saturating_mul(1 << failures.min(12));
        let asked = match refused {
            Refused::Status { again: Some(seconds), .. } => i64::try_from(*seconds).unwrap_or(LONGEST),
            _ => 0,
        };
        self.with_jitter(u64::try_from(doubled.max(asked).min(LONGEST)).unwrap_or(0))
    }

    /// A time up to a tenth longer, so that not all come at once.
    pub(super) fn with_jitter(&mut self, seconds: u64) -> i64 {
        self.jitter ^= self.jitter << 13;
        self.jitter ^= self.jitter >> 7;
        self.jitter ^= self.jitter << 17;
        let more = self.jitter % (seconds / 10).max(1);
        i64::try_from(seconds + more).unwrap_or(LONGEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_that_may_not_be_asked_is_looked_up_once() {
        let mut polite = Polite::new(&Settings { pause: 0.0, ..Settings::default() });
        let mut ask = |address: &str| {
            let refused = polite.fetch(address, &Validators::default()).unwrap_err();
            (refused, polite.asked.clone())
        };
        let (refused, asked) = ask("http://127.0.0.1:9/a");
        assert!(refused.to_string().contains("127.0.0.1 has a private"), "{refused}");
        // Its other addresses are refused for the same reason, and nobody waits for that.
        for address in ["http://127.0.0.1:9/b", "http://127.0.0.1:9/a"] {
            assert_eq!(ask(address), (refused.clone(), asked.clone()));
        }
        // What holds for a host holds for no other one.
        let (other, later) = ask("http://10.0.0.7/a");
        assert!(other.to_string().contains("10.0.0.7 has a private"), "{other}");
        assert_eq!(later.len(), 2);
        // Nor for ever.
        for (_, until) in polite.forbidden.values_mut() {
            *until = Instant::now();
        }
        polite.fetch("http://127.0.0.1:9/a", &Validators::default()).unwrap_err();
        assert_ne!(polite.asked["127.0.0.1:9"], asked["127.0.0.1:9"]);
    }
}
