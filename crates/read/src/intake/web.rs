//! Addresses among the inputs, fetched as `watch` fetches: public hosts only, with the leave of their
//! robots.txt, bounded in size and time.

use super::options::Options;
use super::run::Run;
use crate::Failure;
use crate::fetch::{Fetched, Refused, Validators, host};
use crate::watch::{Polite, Settings};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// How often it is looked whether the run was stopped.
const GLANCE: Duration = Duration::from_millis(50);

/// The web as one run asks it: what a host said of itself holds for all its addresses.
pub(crate) struct Web {
    settings: Settings,
    /// Made when the first address is asked for.
    polite: Arc<Mutex<Option<Polite>>>,
}

impl Web {
    pub(crate) fn new(options: &Options) -> Self {
        let settings = Settings {
            allow: options.allowed.clone(),
            largest: (options.largest_document >> 20).min(Settings::default().largest),
            ..Settings::default()
        };
        Web { settings, polite: Arc::default() }
    }

    /// What an address holds.
    pub(crate) fn fetch(&self, address: &str, run: &Run) -> Result<Fetched, Failure> {
        let (sender, fetched) = channel();
        let (polite, settings, wanted) =
            (Arc::clone(&self.polite), self.settings.clone(), address.to_owned());
        // On a thread of its own, so that a run that is stopped need not wait for a slow server.
        thread::spawn(move || {
            let mut polite = polite.lock().unwrap_or_else(PoisonError::into_inner);
            let polite = polite.get_or_insert_with(|| Polite::new(&settings));
            drop(sender.send(polite.fetch(&wanted, &Validators::default())));
        });
        loop {
            match fetched.recv_timeout(GLANCE) {
                Ok(fetched) => return fetched.map_err(|refused| failure(address, &refused)),
                Err(RecvTimeoutError::Timeout) if !run.is_stopped() => {}
                Err(_) => return Err(Failure::new(address, "was not fetched to its end")),
            }
        }
    }
}

/// Whether an input is an address and no path.
pub(crate) fn is_address(given: &str) -> bool {
    let scheme = given.split("://").next().unwrap_or_default();
    given.contains("://") && (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
}

fn failure(address: &str, refused: &Refused) -> Failure {
    let advice = match refused {
        // Not where somebody else's redirect leads home: who gave the address did not mean that.
        Refused::Forbidden(why) if is_private(why, address) => " (--allow HOST)",
        Refused::Forbidden(_) | Refused::Unchanged => "",
        Refused::Status { .. } | Refused::Failed(_) => "; left out",
    };
    Failure::new(address, format!("{refused}{advice}"))
}

/// Whether it is the address's own host that is a private one.
fn is_private(why: &str, address: &str) -> bool {
    let host = host(address);
    let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
    let name = name.map_or(host, |(name, _)| name);
    why.split_once(" has a private, loopback").is_some_and(|(private, _)| private.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_host_that_was_given_is_advised_to_be_allowed() {
        let refused = |host: &str| {
            Refused::Forbidden(format!(
                "{host} has a private, loopback or link-local address; allow it by name"
            ))
        };
        for (address, host) in [
            ("http://desk.example/a", "desk.example"),
            ("https://Desk.example:8443/a:b", "desk.example"),
            ("http://10.1.2.3:80?a", "10.1.2.3"),
            ("http://[::1]:8080/", "[::1]"),
            ("http://[::1]/", "[::1]"),
        ] {
            let said = failure(address, &refused(host)).reason;
            assert!(said.ends_with(" (--allow HOST)"), "{address}: {said}");
        }
        for (address, host) in [
            ("http://news.example/a", "10.1.2.3"),
            ("https://news.example:8443/10.1.2.3", "10.1.2.3"),
            ("http://news.example/", "desk.news.example"),
            ("http://desk.news.example/", "news.example"),
        ] {
            let said = failure(address, &refused(host)).reason;
            assert!(said.contains("has a private") && !said.contains("--allow"), "{address}: {said}");
        }
    }
}
