//! One look at all sources that are due.

use super::sources::{Source, Sources};
use super::state::{Looked, Seen, State};
use crate::fetch::{FetchOptions, Fetched, Fetcher, Refused, Robots, Validators, host, resolve};
use crate::json_lines::content_id;
use crate::{Failure, decode, feed, page, xml};
use dateline_model::{Id, Report, changed_paragraphs};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// A report that is to be kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The report.
    pub report: Report,
    /// Where its page has changed since it was kept: what was taken out (`-`) and put in (`+`),
    /// paragraph by paragraph. The report's id stays, so that this is a new version of it.
    pub changes: Option<Vec<String>>,
}

/// What happens while watching, for those who look on.
#[derive(Clone, Debug)]
pub enum News<'n> {
    /// A source is looked at.
    Looking(&'n str),
    /// A source had so many new or changed pages.
    Looked(&'n str, usize),
    /// A page is fetched.
    Fetching(&'n str),
    /// Something went wrong; the rest goes on.
    Failed(Failure),
}

/// Watches sources.
#[derive(Debug)]
pub struct Watcher {
    sources: Sources,
    path: PathBuf,
    state: State,
    fetcher: Fetcher,
    robots: BTreeMap<String, Robots>,
    /// When each host was last asked.
    asked: BTreeMap<String, Instant>,
    jitter: u64,
}

/// Reports handed over at a time.
const BATCH: usize = 16;

/// The longest that one waits for a source that fails, in seconds.
const LONGEST: i64 = 86_400;

impl Watcher {
    /// Takes up watching where the state file in `path` says that it stopped.
    ///
    /// # Errors
    /// If the state file is there and cannot be read.
    pub fn new(sources: Sources, path: PathBuf) -> Result<Self, Failure> {
        let settings = &sources.settings;
        let mut options = FetchOptions {
            largest: settings.largest.clamp(1, 1024) << 20,
            patience: Duration::from_secs(settings.patience.max(1)),
            allowed: settings.allow.clone(),
            ..FetchOptions::default()
        };
        if let Some(name) = &settings.user_agent {
            options.user_agent.clone_from(name);
        }
        let state = State::read(&path)?;
        Ok(Watcher {
            fetcher: Fetcher::new(options),
            sources,
            path,
            state,
            robots: BTreeMap::new(),
            asked: BTreeMap::new(),
            jitter: 0x9E37_79B9_7F4A_7C15,
        })
    }

    /// Looks at every source that is due and hands what is new to `keep`, a few at a time. What
    /// was handed over is written down as done only after `keep` returned, so that after a kill
    /// it comes again. Gives the seconds until something is due.
    ///
    /// # Errors
    /// What `keep` gives; and if the state file cannot be written.
    pub fn round<E: From<Failure>>(
        &mut self,
        mut keep: impl FnMut(Vec<Kept>) -> Result<(), E>,
        mut news: impl FnMut(News<'_>) -> bool,
    ) -> Result<u64, E> {
        for source in self.sources.source.clone() {
            let looked = self.state.sources.get(&source.url).cloned().unwrap_or_default();
            if looked.due > now() {
                continue;
            }
            if !news(News::Looking(&source.url)) {
                return Ok(0);
            }
            let count = self.look(&source, looked, &mut keep, &mut news)?;
            self.state.write(&self.path)?;
            if !news(News::Looked(&source.url, count)) {
                return Ok(0);
            }
        }
        self.forget();
        self.state.write(&self.path)?;
        let next = self
            .sources
            .source
            .iter()
            .map(|source| self.state.sources.get(&source.url).map_or(0, |looked| looked.due))
            .min();
        Ok(u64::try_from(next.unwrap_or(0) - now()).unwrap_or(0).max(1))
    }

    fn look<E: From<Failure>>(
        &mut self,
        source: &Source,
        mut looked: Looked,
        keep: &mut impl FnMut(Vec<Kept>) -> Result<(), E>,
        news: &mut impl FnMut(News<'_>) -> bool,
    ) -> Result<usize, E> {
        let every = source.every.unwrap_or(self.sources.settings.every).max(1);
        let links = match self.fetch(&source.url, &looked.validators) {
            Ok(fetched) => {
                looked.failures = 0;
                looked.validators = fetched.validators.clone();
                match self.links(source, fetched) {
                    Ok(links) => links,
                    Err(failure) => {
                        news(News::Failed(failure));
                        Vec::new()
                    }
                }
            }
            Err(Refused::Unchanged) => {
                looked.failures = 0;
                Vec::new()
            }
            Err(refused) => {
                looked.failures = looked.failures.saturating_add(1);
                looked.due = now() + self.back_off(every, looked.failures, &refused);
                news(News::Failed(Failure::new(source.url.clone(), format!("{refused}; tried again later"))));
                self.state.sources.insert(source.url.clone(), looked);
                return Ok(0);
            }
        };
        let mut count = 0;
        let mut batch: Vec<(String, Seen, Option<Kept>)> = Vec::new();
        let mut wanted = self.wanted(source, links);
        wanted.truncate(self.sources.settings.most);
        for link in wanted {
            if !news(News::Fetching(&link.url)) {
                break;
            }
            let (seen, kept) = match self.read_page(source, &link) {
                Ok(read) => read,
                Err((seen, failure)) => {
                    news(News::Failed(failure));
                    (seen, None)
                }
            };
            count += usize::from(kept.is_some());
            batch.push((link.url, seen, kept));
            if batch.len() >= BATCH {
                self.hand_over(std::mem::take(&mut batch), keep)?;
            }
        }
        self.hand_over(batch, keep)?;
        looked.due = now() + self.with_jitter(every);
        self.state.sources.insert(source.url.clone(), looked);
        Ok(count)
    }

    fn hand_over<E: From<Failure>>(
        &mut self,
        batch: Vec<(String, Seen, Option<Kept>)>,
        keep: &mut impl FnMut(Vec<Kept>) -> Result<(), E>,
    ) -> Result<(), E> {
        if batch.is_empty() {
            return Ok(());
        }
        let (mut done, mut reports) = (Vec::new(), Vec::new());
        for (url, seen, kept) in batch {
            done.push((url, seen));
            reports.extend(kept);
        }
        if !reports.is_empty() {
            keep(reports)?;
        }
        self.state.pages.extend(done);
        Ok(self.state.write(&self.path)?)
    }

    /// What a source leads to.
    fn links(&mut self, source: &Source, fetched: Fetched) -> Result<Vec<Link>, Failure> {
        let labels: Vec<String> =
            fetched.charset.iter().cloned().chain(decode::declared(&fetched.body)).collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let text = decode::decode(fetched.body, &labels).text;
        let base = fetched.url;
        if text.trim_start().starts_with('{') {
            let value = serde_json::from_str(&text).ok();
            let entries = value.as_ref().and_then(feed::json_entries);
            return match entries {
                Some(entries) => Ok(of_entries(&base, entries)),
                None => Err(Failure::new(source.url.clone(), "is JSON and no JSON Feed")),
            };
        }
        let document = xml::Document::new(&text);
        if let Some(entries) = feed::xml_entries(&document) {
            return Ok(of_entries(&base, entries));
        }
        if let Some(addresses) = feed::addresses(&document) {
            return Ok(self.of_sitemap(&base, addresses));
        }
        let links = page::links(&text);
        if links.is_empty() {
            return Err(Failure::new(
                source.url.clone(),
                "is no feed, no sitemap and no page with links to articles",
            ));
        }
        let host_of_page = host(&base).to_owned();
        let absolute = links.into_iter().filter_map(|link| resolve(&base, &link));
        Ok(absolute.filter(|url| host(url) == host_of_page).map(|url| Link::to(&url)).collect())
    }

    /// The pages of a sitemap, and of the newest of the sitemaps it leads to.
    fn of_sitemap(&mut self, base: &str, addresses: Vec<feed::Address>) -> Vec<Link> {
        let (mut sitemaps, pages): (Vec<_>, Vec<_>) =
            addresses.into_iter().partition(|address| address.is_sitemap);
        let link = |address: feed::Address| {
            Some(Link { mark: address.day, ..Link::to(&resolve(base, &address.url)?) })
        };
        let mut links: Vec<Link> = pages.into_iter().filter_map(link).collect();
        sitemaps.sort_by(|one, other| other.day.cmp(&one.day));
        for sitemap in sitemaps.into_iter().take(3) {
            let Some(url) = resolve(base, &sitemap.url) else { continue };
            let Ok(fetched) = self.fetch(&url, &Validators::default()) else { continue };
            let text = decode::decode(fetched.body, &[]).text;
            let inner = feed::addresses(&xml::Document::new(&text)).unwrap_or_default();
            links.extend(inner.into_iter().filter(|address| !address.is_sitemap).filter_map(link));
        }
        // The newest first, so that a limit leaves out the oldest.
        links.sort_by(|one, other| other.mark.cmp(&one.mark));
        links
    }

    /// The links that were not seen, have changed, or are due to be looked at again.
    fn wanted(&self, source: &Source, links: Vec<Link>) -> Vec<Link> {
        let is_followed =
            |url: &str| source.only.is_empty() || source.only.iter().any(|part| url.contains(part.as_str()));
        let mut wanted: Vec<Link> = Vec::new();
        for link in links {
            let is_new = match self.state.pages.get(&link.url) {
                None => true,
                Some(seen) if seen.failures > 0 => seen.due <= now() && seen.failures < 6,
                Some(seen) => link.mark.is_some() && seen.mark.is_some() && link.mark != seen.mark,
            };
            if is_new && is_followed(&link.url) && !wanted.iter().any(|other| other.url == link.url) {
                wanted.push(link);
            }
        }
        // Pages of this source's host that may still change.
        let host_of_source = host(&source.url);
        let due = self.state.pages.iter().filter(|(url, seen)| {
            seen.text.is_some() && seen.due <= now() && host(url) == host_of_source && is_followed(url)
        });
        for (url, seen) in due {
            if !wanted.iter().any(|other| other.url == *url) {
                wanted.push(Link { mark: seen.mark.clone(), ..Link::to(url) });
            }
        }
        wanted
    }

    /// Fetches a page and reads it. The failure comes with what is to be remembered.
    #[expect(clippy::result_large_err, reason = "both are of one size, and are used at once")]
    fn read_page(&mut self, source: &Source, link: &Link) -> Result<(Seen, Option<Kept>), (Seen, Failure)> {
        let mut seen = self
            .state
            .pages
            .get(&link.url)
            .cloned()
            .unwrap_or_else(|| Seen { first: now(), ..Seen::default() });
        seen.mark = link.mark.clone().or(seen.mark);
        let report = match link
            .entry
            .clone()
            .filter(|entry| source.feed_text && entry.is_whole && !entry.report.text.is_empty())
        {
            Some(entry) => Ok(Some(entry.report)),
            None => match self.fetch(&link.url, &seen.validators) {
                Ok(fetched) => {
                    seen.validators = fetched.validators.clone();
                    Ok(read(link, fetched))
                }
                Err(Refused::Unchanged) => {
                    self.plan(&mut seen);
                    return Ok((seen, None));
                }
                Err(refused) => Err(refused),
            },
        };
        match report {
            Err(refused) => {
                seen.failures += 1;
                seen.due = now() + self.back_off(300, seen.failures, &refused);
                Err((seen, Failure::new(link.url.clone(), refused.to_string())))
            }
            Ok(None) => {
                seen.failures = 6;
                Err((seen, Failure::new(link.url.clone(), "is a page in which no text was found; left out")))
            }
            Ok(Some(mut report)) => {
                seen.failures = 0;
                if let Some(name) = &source.name {
                    report.source = Some(name.clone());
                }
                report.given = Some(link.url.clone());
                report.url = report.url.or_else(|| Some(link.url.clone()));
                report.id = content_id(&report);
                let content = report.id.as_str().to_owned();
                let known = seen.content.replace(content.clone());
                let old = seen.text.replace(report.text.clone());
                let was_kept = seen.report.is_some();
                report.id = Id(seen.report.get_or_insert(content).clone());
                self.plan(&mut seen);
                if known == seen.content || old.as_deref() == Some(report.text.as_str()) {
                    return Ok((seen, None));
                }
                let changes =
                    was_kept.then(|| changed_paragraphs(old.as_deref().unwrap_or(""), &report.text));
                Ok((seen, Some(Kept { report, changes })))
            }
        }
    }

    /// When a page is looked at again: often while it is young, then not any more.
    fn plan(&mut self, seen: &mut Seen) {
        let age = now() - seen.first;
        let until = i64::try_from(self.sources.settings.recheck * 3600).unwrap_or(0);
        if age >= until {
            seen.text = None;
        }
        seen.due = now() + self.with_jitter((age.max(0) as u64 / 2).max(self.sources.settings.every));
    }

    /// Pages that no source leads to any more are forgotten after a while.
    fn forget(&mut self) {
        let oldest = now() - 90 * 86_400;
        self.state.pages.retain(|_, seen| seen.first > oldest);
        for seen in self.state.pages.values_mut() {
            if now() - seen.first > i64::try_from(self.sources.settings.recheck * 3600).unwrap_or(0) {
                seen.text = None;
            }
        }
    }

    /// Fetches with the host's leave and not too soon after the last time.
    fn fetch(&mut self, url: &str, known: &Validators) -> Result<Fetched, Refused> {
        let host = host(url).to_owned();
        if self.sources.settings.robots {
            if !self.robots.contains_key(&host) {
                let rules = self.rules(url, &host);
                self.robots.insert(host.clone(), rules);
            }
            let path = url.splitn(4, '/').nth(3).map_or_else(|| "/".to_owned(), |path| format!("/{path}"));
            if self.robots.get(&host).is_some_and(|robots| !robots.allow(&path)) {
                return Err(Refused::Forbidden(
                    "is not to be fetched by programs, says the host's robots.txt".to_owned(),
                ));
            }
        }
        self.pause(&host);
        self.fetcher.fetch(url, known)
    }

    fn rules(&mut self, url: &str, host: &str) -> Robots {
        let scheme = url.split("://").next().unwrap_or("https");
        self.pause(host);
        match self.fetcher.fetch(&format!("{scheme}://{host}/robots.txt"), &Validators::default()) {
            Ok(fetched) => Robots::new(
                &String::from_utf8_lossy(&fetched.body[..fetched.body.len().min(512 << 10)]),
                "dateline",
            ),
            // A server in trouble is left alone (RFC 9309, 2.3.1.4); one without rules has none.
            Err(Refused::Status { status: 500.., .. }) => {
                Robots::new("User-agent: *\nDisallow: /", "dateline")
            }
            Err(_) => Robots::default(),
        }
    }

    /// Waits until the host may be asked again.
    fn pause(&mut self, host: &str) {
        let asked_for = self.robots.get(host).and_then(|robots| robots.delay).unwrap_or(0.0);
        let pause =
            Duration::from_secs_f64(self.sources.settings.pause.clamp(0.0, 600.0).max(asked_for.min(60.0)));
        if let Some(last) = self.asked.get(host) {
            thread::sleep(pause.saturating_sub(last.elapsed()));
        }
        self.asked.insert(host.to_owned(), Instant::now());
    }

    /// Longer with every failure, and as long as the server asks for.
    fn back_off(&mut self, every: u64, failures: u32, refused: &Refused) -> i64 {
        let doubled = i64::try_from(every).unwrap_or(LONGEST).saturating_mul(1 << failures.min(12));
        let asked = match refused {
            Refused::Status { again: Some(seconds), .. } => i64::try_from(*seconds).unwrap_or(LONGEST),
            _ => 0,
        };
        self.with_jitter(u64::try_from(doubled.max(asked).min(LONGEST)).unwrap_or(0))
    }

    /// A time up to a tenth longer, so that not all come at once.
    fn with_jitter(&mut self, seconds: u64) -> i64 {
        self.jitter ^= self.jitter << 13;
        self.jitter ^= self.jitter >> 7;
        self.jitter ^= self.jitter << 17;
        let more = self.jitter % (seconds / 10).max(1);
        i64::try_from(seconds + more).unwrap_or(LONGEST)
    }
}

/// Something a source leads to.
#[derive(Clone, Debug)]
struct Link {
    url: String,
    /// What the source says of its last change.
    mark: Option<String>,
    entry: Option<feed::Entry>,
}

impl Link {
    fn to(url: &str) -> Self {
        let url = url.split('#').next().unwrap_or_default().to_owned();
        Link { url, mark: None, entry: None }
    }
}

fn of_entries(base: &str, entries: Vec<feed::Entry>) -> Vec<Link> {
    let link = |entry: feed::Entry| {
        let url = resolve(base, entry.link.as_deref()?)?;
        Some(Link { mark: entry.report.published.clone(), entry: Some(entry), ..Link::to(&url) })
    };
    entries.into_iter().filter_map(link).collect()
}

/// The report of a page, with what its feed says where the page does not; the feed's own text
/// where the page has none.
fn read(link: &Link, fetched: Fetched) -> Option<Report> {
    let declared = decode::declared(&fetched.body);
    let labels: Vec<&str> = fetched.charset.iter().chain(&declared).map(String::as_str).collect();
    let html = decode::decode(fetched.body, &labels).text;
    let known = Report { url: Some(fetched.url), ..Report::default() };
    let entry = link.entry.clone().map(|entry| entry.report);
    match (page::page(&html, known), entry) {
        (Some(mut report), Some(entry)) => {
            report.published = report.published.or(entry.published);
            report.title = report.title.or(entry.title);
            if report.byline.is_empty() {
                report.byline = entry.byline;
            }
            Some(report)
        }
        (Some(report), None) => Some(report),
        (None, entry) => entry.filter(|entry| !entry.text.trim().is_empty()),
    }
}

fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}
