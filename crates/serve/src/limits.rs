//! How much one address may ask, how often, and how long it may take.

use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What a request may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Requests that one address may make at once.
    pub burst: f64,
    /// How many a second it may go on with.
    pub per_second: f64,
    /// The longest a request may take.
    pub patience: Duration,
    /// The longest address asked for, in bytes.
    pub address: usize,
    /// The longest body sent along, in bytes.
    pub body: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            burst: 400.0,
            per_second: 200.0,
            patience: Duration::from_secs(20),
            address: 4096,
            body: 1 << 20,
        }
    }
}

impl Limits {
    /// Why a request is more than is taken.
    pub fn refuse(&self, request: &Request) -> Option<(StatusCode, &'static str)> {
        if request.uri().to_string().len() > self.address {
            return Some((StatusCode::URI_TOO_LONG, "the address is too long"));
        }
        let length = request.headers().get(header::CONTENT_LENGTH);
        let length = length.map(|length| length.to_str().ok().and_then(|length| length.parse::<u64>().ok()));
        match (request.method(), length) {
            (_, Some(length)) if length.is_none_or(|length| length > self.body) => {
                Some((StatusCode::PAYLOAD_TOO_LARGE, "that is too much at once"))
            }
            (&Method::POST | &Method::PUT | &Method::PATCH, None) => {
                Some((StatusCode::LENGTH_REQUIRED, "say how long the body is"))
            }
            _ => None,
        }
    }
}

/// What each address has left: a token bucket for each; those that have been quiet are forgotten.
#[derive(Clone, Debug, Default)]
pub struct Buckets(Arc<Mutex<HashMap<IpAddr, (f64, Instant)>>>);

/// Addresses that are remembered at most.
const REMEMBERED: usize = 10_000;

impl Buckets {
    /// Whether `address` may ask once more at `now`.
    pub fn take(&self, limits: &Limits, address: IpAddr, now: Instant) -> bool {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() > REMEMBERED {
            let full = Duration::from_secs_f64(limits.burst / limits.per_second);
            buckets.retain(|_, (_, last)| now.duration_since(*last) < full);
        }
        let (left, last) = buckets.entry(address).or_insert((limits.burst, now));
        *left = (*left + now.duration_since(*last).as_secs_f64() * limits.per_second).min(limits.burst);
        *last = now;
        let has_room = *left >= 1.0;
        if has_room {
            *left -= 1.0;
        }
        has_room
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks_too_often_waits_and_holds_nobody_else_up() {
        let limits = Limits { burst: 3.0, per_second: 2.0, ..Limits::default() };
        let (buckets, start) = (Buckets::default(), Instant::now());
        let (one, other) = (IpAddr::from([127, 0, 0, 1]), IpAddr::from([127, 0, 0, 2]));
        let at = |seconds: f64| start + Duration::from_secs_f64(seconds);
        let asked: Vec<bool> = (0..5).map(|_| buckets.take(&limits, one, at(0.0))).collect();
        assert_eq!(asked, [true, true, true, false, false]);
        assert!(buckets.take(&limits, other, at(0.0)));
        assert!(!buckets.take(&limits, one, at(0.4)));
        assert!(buckets.take(&limits, one, at(0.6)));
        // A long rest gives no more than the burst.
        let asked = (0..9).filter(|_| buckets.take(&limits, one, at(60.0))).count();
        assert_eq!(asked, 3);
    }

    #[test]
    fn many_addresses_are_not_remembered_for_ever() {
        let limits = Limits::default();
        let (buckets, start) = (Buckets::default(), Instant::now());
        for number in 0..=REMEMBERED as u32 {
            buckets.take(&limits, IpAddr::from(number.to_be_bytes()), start);
        }
        buckets.take(&limits, IpAddr::from([127, 0, 0, 1]), start + Duration::from_secs(60));
        assert_eq!(buckets.0.lock().unwrap().len(), 1);
    }
}
