//! robots.txt (RFC 9309): what a server asks programs to leave alone.

/// The rules of one host for us.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Robots {
    /// Pattern, and whether it allows.
    rules: Vec<(String, bool)>,
    /// Seconds between two requests, where the host asks for some.
    pub delay: Option<f64>,
}

impl Robots {
    /// Reads the rules for a program whose name is `agent` ("dateline").
    ///
    /// ```
    /// let robots = dateline_read::Robots::new("User-agent: *\nDisallow: /private\nAllow: /private/open\nCrawl-delay: 2\n", "dateline");
    /// assert!(robots.allow("/news") && robots.allow("/private/open.html"));
    /// assert!(!robots.allow("/private/letters"));
    /// assert_eq!(robots.delay, Some(2.0));
    /// ```
    pub fn new(text: &str, agent: &str) -> Self {
        let (mut ours, mut everyones) = (None::<Robots>, None::<Robots>);
        let mut agents: Vec<String> = Vec::new();
        let mut is_in_rules = false;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for line in text.split(['\r', '\n']) {
            let line = line.split('#').next().unwrap_or("");
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if is_in_rules {
                    agents.clear();
                    is_in_rules = false;
                }
                agents.push(value.to_owned());
                continue;
            }
            is_in_rules = true;
            // A product token is letters, "-" and "_" (2.2.1): "dateline/1.0" names us, "d" does not.
            let is_ours = agents.iter().any(|name| product(name).eq_ignore_ascii_case(product(agent)));
            let group = if is_ours {
                ours.get_or_insert_default()
            } else if agents.iter().any(|name| name == "*") {
                everyones.get_or_insert_default()
            } else {
                continue;
            };
            match key.as_str() {
                "allow" | "disallow" if !value.is_empty() => {
                    group.rules.push((compared(value), key == "allow"));
                }
                "crawl-delay" => {
                    group.delay = value.parse().ok().filter(|delay| (0.0..=3600.0).contains(delay));
                }
                _ => {}
            }
        }
        ours.or(everyones).unwrap_or_default()
    }

    /// Whether a path (with its query) may be fetched: the longest rule that fits decides.
    pub fn allow(&self, path: &str) -> bool {
        let path = compared(path);
        let fitting = self.rules.iter().filter(|(pattern, _)| fits(pattern, &path));
        fitting.max_by_key(|(pattern, allows)| (pattern.len(), *allows)).is_none_or(|(_, allows)| *allows)
    }
}

/// The product token that a line of `User-agent` begins with, or a program's name for itself.
pub fn product(name: &str) -> &str {
    let end = name.find(|letter: char| !letter.is_ascii_alphabetic() && letter != '-' && letter != '_');
    &name[..end.unwrap_or(name.len())]
}

/// A path or pattern as it is compared (2.2.2): letters that need no encoding decoded, others encoded,
/// hexadecimal digits in capitals.
fn compared(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = String::with_capacity(path.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%')
            .then(|| path.get(at + 1..at + 3).and_then(|digits| u8::from_str_radix(digits, 16).ok()))
            .flatten();
        let byte = hex.unwrap_or(bytes[at]);
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if (hex.is_some() && !is_plain) || !byte.is_ascii() {
            out.push_str(&format!("%{byte:02X}"));
        } else {
            out.push(char::from(byte));
        }
        at += if hex.is_some() { 3 } else { 1 };
    }
    out
}

/// Whether a path begins as a pattern says, in which `*` is anything and `$` the end.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, is_whole) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let mut last = None;
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        last = Some(part);
        rest = &rest[at + part.len()..];
    }
    // "*.pdf$": what is sought may stand further on.
    !is_whole || rest.is_empty() || last.is_some_and(|last| last.is_empty() || rest.ends_with(last))
}

#[cfg(test)]
mod tests {
    use super::Robots;

    #[test]
    fn whose_rules_they_are() {
        for (agent, is_ours) in [
            ("dateline", true),
            ("DateLine", true),
            ("dateline/1.0", true),
            ("d", false),
            ("datelinebot", false),
            ("date", false),
        ] {
            let robots = Robots::new(
                &format!("User-agent: {agent}\nDisallow: /\n\nUser-agent: *\nDisallow:\n"),
                "dateline",
            );
            assert_eq!(robots.allow("/news"), !is_ours, "{agent}");
        }
        // Groups of one name are one; a group may have several names.
        let robots = Robots::new(
            "User-agent: other\nUser-agent: dateline\nDisallow: /a\n\nUser-agent: dateline\nDisallow: /b\n",
            "dateline",
        );
        assert!(!robots.allow("/a/1") && !robots.allow("/b/1") && robots.allow("/c"));
    }

    #[test]
    fn any_end_of_line_and_a_mark_at_the_beginning() {
        for text in [
            "\u{feff}User-agent: *\rDisallow: /a\r",
            "User-agent: *\r\n\r\nDisallow: /a\r\n",
            "user-agent:*\ndisallow:/a # why",
        ] {
            let robots = Robots::new(text, "dateline");
            assert!(!robots.allow("/a") && robots.allow("/b"), "{text:?}");
        }
        // Rules far behind count too.
        let many = format!("User-agent: *\n{}Disallow: /last\n", "Allow: /\n".repeat(40_000));
        assert!(!Robots::new(&many, "dateline").allow("/last"));
        assert!(
            Robots::new("", "dateline").allow("/") && Robots::new("<html>no</html>", "dateline").allow("/")
        );
    }

    #[test]
    fn the_longest_rule_decides() {
        let robots = Robots::new(
            "user-agent: *\ndisallow: /example/\nallow: /example/page\ndisallow: /*.gif$\ndisallow: /caf%C3%A9\ndisallow: /a%3cd%3e.html\n",
            "dateline",
        );
        for (path, is_allowed) in [
            ("/example/page.html", true),
            ("/example/other", false),
            ("/x/y.gif", false),
            ("/x/y.gif?z", true),
            ("/café/menu", false),
            ("/a%3Cd%3E.html", false),
            ("/", true),
        ] {
            assert_eq!(robots.allow(path), is_allowed, "{path}");
        }
    }
}
