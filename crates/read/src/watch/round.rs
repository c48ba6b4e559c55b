//! One look at all sources that are due.

use super::article::{article, trusted};
use super::links::{Link, Links, links};
use super::polite::Polite;
use super::sources::{Source, Sources};
use super::state::{GIVEN_UP, Looked, Seen, State};
use crate::Failure;
use crate::feed;
use crate::fetch::{Refused, Validators, host};
use crate::json_lines::content_id;
use dateline_model::{Id, Report, changed_paragraphs};
use std::collections::HashSet;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

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
    /// A source could not be looked at.
    Lost(Failure),
}

/// Watches sources.
#[derive(Debug)]
pub struct Watcher {
    sources: Sources,
    path: PathBuf,
    state: State,
    polite: Polite,
}

/// Reports handed over at a time.
const BATCH: usize = 16;

impl Watcher {
    /// Takes up watching where the state file in `path` says that it stopped.
    ///
    /// # Errors
    /// If the state file is there and cannot be read.
    pub fn new(sources: Sources, path: PathBuf) -> Result<Self, Failure> {
        let state = State::read(&path)?;
        Ok(Watcher { polite: Polite::new(&sources.settings), sources, path, state })
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
        let mut validators = looked.validators.clone();
        let mut is_whole = true;
        let links = match self.polite.fetch(&source.url, &looked.validators) {
            Ok(fetched) => {
                looked.failures = 0;
                validators = fetched.validators.clone();
                let found = links(&mut self.polite, source, fetched)
                    .unwrap_or_else(|failure| Links { links: Vec::new(), failures: vec![failure] });
                // What could not be read is asked for again, and told again.
                is_whole = found.failures.is_empty();
                for failure in found.failures {
                    news(News::Failed(failure));
                }
                found.links
            }
            Err(Refused::Unchanged) => {
                looked.failures = 0;
                Vec::new()
            }
            Err(refused) => {
                looked.failures = looked.failures.saturating_add(1);
                looked.due = now() + self.polite.back_off(every, looked.failures, &refused);
                news(News::Lost(Failure::new(source.url.clone(), format!("{refused}; tried again later"))));
                self.state.sources.insert(source.url.clone(), looked);
                return Ok(0);
            }
        };
        let mut count = 0;
        let mut batch: Vec<(String, Seen, Option<Kept>)> = Vec::new();
        let mut wanted = self.wanted(source, links);
        // What is left over would be hidden by "has not changed" at the next look.
        is_whole &= wanted.len() <= self.sources.settings.most;
        wanted.truncate(self.sources.settings.most);
        for link in wanted {
            if !news(News::Fetching(&link.url)) {
                is_whole = false;
                break;
            }
            let (seen, kept, failures) = self.read_page(source, &link);
            // Pages of the source's own host that failed are looked at again without it.
            is_whole &=
                seen.failures == 0 || seen.failures >= GIVEN_UP || host(&link.url) == host(&source.url);
            for failure in failures {
                news(News::Failed(failure));
            }
            count += usize::from(kept.is_some());
            batch.push((link.url, seen, kept));
            if batch.len() >= BATCH {
                self.hand_over(std::mem::take(&mut batch), keep)?;
            }
        }
        self.hand_over(batch, keep)?;
        looked.validators = if is_whole { validators } else { Validators::default() };
        looked.due = now() + self.polite.with_jitter(every);
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

    /// The links that were not seen, have changed, or are due to be looked at again.
    fn wanted(&self, source: &Source, links: Vec<Link>) -> Vec<Link> {
        let is_followed =
            |url: &str| source.only.is_empty() || source.only.iter().any(|part| url.contains(part.as_str()));
        let mut wanted: Vec<Link> = Vec::new();
        let mut taken: HashSet<String> = HashSet::new();
        for link in links {
            let is_new = match self.state.pages.get(&link.url) {
                None => true,
                Some(seen) if seen.failures > 0 => seen.due <= now() && seen.failures < GIVEN_UP,
                Some(seen) => link.mark.is_some() && seen.mark.is_some() && link.mark != seen.mark,
            };
            if is_new && is_followed(&link.url) && taken.insert(link.url.clone()) {
                wanted.push(link);
            }
        }
        // Pages of this source's host that may still change.
        let host_of_source = host(&source.url);
        let due = self.state.pages.iter().filter(|(url, seen)| {
            (seen.text.is_some() || (1..GIVEN_UP).contains(&seen.failures))
                && seen.due <= now()
                && host(url) == host_of_source
                && is_followed(url)
        });
        for (url, seen) in due {
            if taken.insert(url.clone()) {
                wanted.push(Link { mark: seen.mark.clone(), ..Link::to(url) });
            }
        }
        wanted
    }

    /// Fetches a page and reads it: what is to be remembered of it, the report if there is a new
    /// one, and what was wrong.
    fn read_page(&mut self, source: &Source, link: &Link) -> (Seen, Option<Kept>, Vec<Failure>) {
        let mut seen = self
            .state
            .pages
            .get(&link.url)
            .cloned()
            .unwrap_or_else(|| Seen { first: now(), ..Seen::default() });
        seen.mark = link.mark.clone().or(seen.mark);
        match self.article(source, link, &mut seen) {
            Err(Refused::Unchanged) => {
                self.plan(&mut seen);
                (seen, None, Vec::new())
            }
            Err(refused) => {
                seen.failures += 1;
                seen.due = now() + self.polite.back_off(300, seen.failures, &refused);
                (seen, None, vec![Failure::new(link.url.clone(), refused.to_string())])
            }
            Ok((None, mut failures)) => {
                seen.failures = GIVEN_UP;
                failures
                    .push(Failure::new(link.url.clone(), "is a page in which no text was found; left out"));
                (seen, None, failures)
            }
            Ok((Some(report), failures)) => {
                let kept = self.version(source, link, &mut seen, report);
                // What was wrong is said again only of a new version.
                let failures = if kept.is_some() { failures } else { Vec::new() };
                (seen, kept, failures)
            }
        }
    }

    /// The report behind a link: the feed's own text where that is enough, else the page.
    fn article(
        &mut self,
        source: &Source,
        link: &Link,
        seen: &mut Seen,
    ) -> Result<(Option<Report>, Vec<Failure>), Refused> {
        let is_enough =
            |entry: &&feed::Entry| source.feed_text && entry.is_whole && !entry.report.text.is_empty();
        if let Some(entry) = link.entry.as_ref().filter(is_enough) {
            let mut report = entry.report.clone();
            let failure = trusted(link, &mut report);
            return Ok((Some(report), failure.into_iter().collect()));
        }
        let fetched = self.polite.fetch(&link.url, &seen.validators)?;
        seen.validators = fetched.validators.clone();
        Ok(article(link, fetched))
    }

    /// The report as it is to be kept; none where nothing has changed since it was.
    fn version(&mut self, source: &Source, link: &Link, seen: &mut Seen, mut report: Report) -> Option<Kept> {
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
        self.plan(seen);
        if known == seen.content || old.as_deref() == Some(report.text.as_str()) {
            return None;
        }
        let changes = was_kept.then(|| changed_paragraphs(old.as_deref().unwrap_or(""), &report.text));
        Some(Kept { report, changes })
    }

    /// When a page is looked at again: often while it is young, then not any more.
    fn plan(&mut self, seen: &mut Seen) {
        let age = now() - seen.first;
        let until = i64::try_from(self.sources.settings.recheck * 3600).unwrap_or(0);
        if age >= until {
            seen.text = None;
        }
        seen.due = now() + self.polite.with_jitter((age.max(0) as u64 / 2).max(self.sources.settings.every));
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
}

fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}
