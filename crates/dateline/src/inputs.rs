//! What is said of inputs: how they were understood, what was wrong with them, what a user must know.

use crate::print::{BOLD, DIM, Page, styled};
use anyhow::{Result, anyhow};
use clap::Args;
use dateline_model::Report;
use dateline_read::{Failure, Mapping, Options, Topic, Weight};
use std::collections::BTreeMap;

/// How tables and other people's JSON are understood.
#[derive(Args, Clone, Debug, Default)]
pub struct Inputs {
    /// Which column (or key) holds which field, where the guess is wrong: `--map published=seen`.
    /// Fields: published, text, html, title, source, url, language, byline, id.
    #[arg(long, value_name = "FIELD=COLUMN")]
    map: Vec<String>,
    /// An export that is known by name: acled, mediacloud, gdelt.
    #[arg(long, value_name = "NAME")]
    from: Option<String>,
}

impl Inputs {
    /// As the reader takes it.
    pub fn options(&self) -> Result<Options> {
        let mut mapping = Mapping::default();
        if let Some(name) = &self.from {
            mapping.add_export(name).map_err(|why| anyhow!("--from: {why}"))?;
        }
        for pair in &self.map {
            mapping.add(pair).map_err(|why| anyhow!("--map: {why}"))?;
        }
        Ok(Options { mapping, ..Options::default() })
    }
}

/// So many lines of complaint are shown of one file.
const MOST_LINES: usize = 10;

/// What was said of the inputs of one run.
#[derive(Debug, Default)]
pub struct Told {
    /// How many complaints each file has had.
    complaints: BTreeMap<String, usize>,
    topics: BTreeMap<Topic, Vec<Failure>>,
    without_day: usize,
    has_fault: bool,
}

impl Told {
    /// Takes note of one thing; the line to show at once, if there is one.
    pub fn hear(&mut self, failure: &Failure) -> Option<String> {
        if let Weight::Told(topic) = failure.weight {
            self.topics.entry(topic).or_default().push(failure.clone());
            return None;
        }
        self.has_fault = true;
        let count = self.complaints.entry(file_of(&failure.place).to_owned()).or_default();
        *count += 1;
        (*count <= MOST_LINES).then(|| format!("dateline: {failure}"))
    }

    /// Takes note of a report that was read.
    pub fn see(&mut self, report: &Report) {
        self.without_day += usize::from(report.published.is_none());
    }

    /// Whether anything was wrong.
    pub fn has_fault(&self) -> bool {
        self.has_fault
    }

    /// Lines for those files of which not all complaints were shown.
    pub fn rest(&self) -> impl Iterator<Item = String> + '_ {
        self.complaints
            .iter()
            .filter(|(_, count)| **count > MOST_LINES)
            .map(|(file, count)| format!("dateline: {file}: … and {} more such lines", count - MOST_LINES))
    }

    /// What a user must know of how the inputs were understood.
    pub fn summary(&self, page: &mut Page) -> Result<()> {
        if self.without_day > 0 {
            let what = "relative days (“on Tuesday”) stay open in them";
            page.line(
                2,
                &format!(
                    "{} {} {}",
                    styled(BOLD, "without a day:"),
                    reports(self.without_day),
                    styled(DIM, format!("({what})"))
                ),
            )?;
        }
        for (topic, told) in &self.topics {
            let (label, text) = match topic {
                Topic::Columns => {
                    for one in told.iter().take(5) {
                        page.line(
                            2,
                            &format!("{} {}: {}", styled(BOLD, "understood"), one.place, one.reason),
                        )?;
                    }
                    continue;
                }
                Topic::DayFromName => ("days taken from file names:", places(told)),
                Topic::DayFromText => ("days taken from first lines:", places(told)),
                Topic::HeadlineOnly => ("headlines without a text:", told.len().to_string()),
                Topic::PassedOver => ("passed over, no reports:", places(told)),
            };
            page.line(2, &format!("{} {text}", styled(BOLD, label)))?;
        }
        Ok(())
    }
}

/// "1 report", "2 reports".
pub fn reports(count: usize) -> String {
    format!("{count} {}", if count == 1 { "report" } else { "reports" })
}

/// How many, and the first of them by the names of their files.
fn places(told: &[Failure]) -> String {
    let name = |failure: &Failure| failure.place.rsplit('/').next().unwrap_or(&failure.place).to_owned();
    let first: Vec<String> = told.iter().take(4).map(name).collect();
    let more = if told.len() > first.len() { " …" } else { "" };
    format!("{} ({}{more})", told.len(), first.join(", "))
}

/// The file of a place: "news.jsonl:12" and "crawl.warc@7310" without their ends.
fn file_of(place: &str) -> &str {
    match place.rsplit_once([':', '@']) {
        Some((file, at)) if !at.is_empty() && at.bytes().all(|byte| byte.is_ascii_digit()) => file,
        _ => place,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_complains_ten_times() {
        let mut told = Told::default();
        let shown =
            (0..25).filter_map(|at| told.hear(&Failure::new(format!("a.mbox@{at}"), "is bad"))).count();
        assert_eq!(shown, 10);
        assert_eq!(told.rest().collect::<Vec<_>>(), ["dateline: a.mbox: … and 15 more such lines"]);
        assert!(told.hear(&Failure::told(Topic::PassedOver, "a.js", "is no report")).is_none());
    }
}
