//! Looks up names, and lets through public addresses only.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// The guard of every connection: it is asked for each host that is connected to, so that a
/// name that leads home after a redirect or on its second look-up is stopped too.
#[derive(Debug)]
pub(super) struct PublicOnly {
    inner: DefaultResolver,
    allowed: Vec<String>,
}

impl PublicOnly {
    pub(super) fn new(allowed: Vec<String>) -> Self {
        PublicOnly { inner: DefaultResolver::default(), allowed }
    }

    fn is_allowed(&self, uri: &Uri) -> bool {
        let host = uri.host().unwrap_or("");
        let authority = uri.authority().map_or("", |authority| authority.as_str());
        self.allowed
            .iter()
            .any(|allowed| allowed.eq_ignore_ascii_case(host) || allowed.eq_ignore_ascii_case(authority))
    }
}

impl Resolver for PublicOnly {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        if self.is_allowed(uri) {
            return Ok(found);
        }
        let mut public = self.empty();
        for address in found.iter().filter(|address| is_public(address.ip())) {
            public.push(*address);
        }
        if public.is_empty() {
            let host = uri.host().unwrap_or("");
            let reason = format!(
                "{host} has a private, loopback or link-local address; allow it by name if it is meant"
            );
            return Err(Error::Io(io::Error::new(io::ErrorKind::PermissionDenied, reason)));
        }
        Ok(public)
    }
}

/// Whether an address can be anybody's on the public internet.
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_broadcast()
        || address.is_documentation()
        || address.is_multicast()
        || a == 0
        || a >= 240
        // Shared by carriers (RFC 6598), protocol assignments, benchmarks.
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (18..20).contains(&b)))
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    // An IPv4 address in another dress: mapped, compatible, NAT64, 6to4.
    if let Some(inner) = address.to_ipv4_mapped() {
        return is_public_v4(inner);
    }
    let segments = address.segments();
    let low = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match segments {
        [0, 0, 0, 0, 0, 0, high, last] => high != 0 && is_public_v4(low(high, last)),
        [0x64, 0xFF9B, ..] => is_public_v4(low(segments[6], segments[7])),
        [0x2002, high, last, ..] => is_public_v4(low(high, last)),
        // Global unicast is 2000::/3; documentation and Teredo are parts of it.
        [first, second, ..] => {
            first & 0xE000 == 0x2000 && !(first == 0x2001 && (second == 0xDB8 || second == 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_pass() {
        let is = |text: &str| is_public(text.parse().unwrap());
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.1",
            "172.16.9.9",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "::127.0.0.1",
            "2001:db8::1",
            "ff02::1",
        ] {
            assert!(!is(private), "{private}");
        }
        for public in ["93.184.216.34", "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"] {
            assert!(is(public), "{public}");
        }
    }
}
