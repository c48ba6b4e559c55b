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
        for line in text.lines().take(20_000) {
            let line = line.split('#').next().unwrap_or("");
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if is_in_rules {
                    agents.clear();
                    is_in_rules = false;
                }
                agents.push(value.to_ascii_lowercase());
                continue;
            }
            is_in_rules = true;
            let is_ours = agents.iter().any(|name| {
                *name != "*" && !name.is_empty() && agent.to_ascii_lowercase().starts_with(name.as_str())
            });
            let group = if is_ours {
                ours.get_or_insert_default()
            } else if agents.iter().any(|name| name == "*") {
                everyones.get_or_insert_default()
            } else {
                continue;
            };
            match key.as_str() {
                "allow" | "disallow" if !value.is_empty() => {
                    group.rules.push((value.to_owned(), key == "allow"));
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
        let fitting = self.rules.iter().filter(|(pattern, _)| fits(pattern, path));
        fitting.max_by_key(|(pattern, allows)| (pattern.len(), *allows)).is_none_or(|(_, allows)| *allows)
    }
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
