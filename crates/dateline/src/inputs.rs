//! What is said of inputs: how they were understood, what was wrong with them, what a user must know.

use crate::asked::Wrong;
use crate::print::{BOLD, DIM, Page, some, styled};
use anyhow::Result;
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
    /// Which comes first in days like 03/04/2024 (default: as the table's other days show, else the month, and
    /// that is told).
    #[arg(long, value_name = "ORDER", value_parser = ["day-first", "month-first"])]
    days: Option<String>,
    /// A host of an address (`name` or `name:port`) that may be private or on this machine; others are refused.
    #[arg(long, value_name = "HOST")]
    allow: Vec<String>,
    /// The most that one packed file (gzip, zip, WARC, WACZ) may unpack to, in MB; what is beyond is left
    /// out, with a line [default: 200 times its size, and 32 in any case].
    #[arg(long, value_name = "MB", env = "DATELINE_MOST_UNPACKED")]
    most_unpacked: Option<u64>,
}

impl Inputs {
    /// As the reader takes it.
    pub fn options(&self) -> Result<Options> {
        let mut mapping = Mapping::default();
        if let Some(name) = &self.from {
            mapping.add_export(name).map_err(|why| Wrong(format!("--from: {why}")))?;
        }
        for pair in &self.map {
            mapping.add(pair).map_err(|why| Wrong(format!("--map: {why}")))?;
        }
        if let Some(order) = &self.days {
            mapping.set_day_first(order == "day-first");
        }
        let most_unpacked = self.most_unpacked.map(|most| most.saturating_mul(1 << 20));
        Ok(Options { mapping, allowed: self.allow.clone(), most_unpacked, ..Options::default() })
    }
}

/// So many things that are told of one kind are remembered.
const MOST_TOLD: usize = 5;

/// So many lines of complaint are shown of one file.
const MOST_LINES: usize = 10;

/// What was said of the inputs of one run.
#[derive(Debug, Default)]
pub struct Told {
    /// How many complaints each file has had.
    complaints: BTreeMap<String, usize>,
    /// How often something was told, and the first of it.
    topics: BTreeMap<Topic, (usize, Vec<Failure>)>,
    without_day: usize,
    has_fault: bool,
}

impl Told {
    /// Takes note of one thing; the line to show at once, if there is one.
    pub fn hear(&mut self, failure: &Failure) -> Option<String> {
        if let Weight::Told(topic) = failure.weight {
            let (count, first) = self.topics.entry(topic).or_default();
            *count += 1;
            if first.len() < MOST_TOLD {
                first.push(failure.clone());
            }
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
        self.complaints.iter().filter(|(_, count)| **count > MOST_LINES).map(|(file, count)| {
            format!("dateline: {file}: … and {} more such lines", thousands(count - MOST_LINES))
        })
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
        for (topic, (count, told)) in &self.topics {
            let (label, text) = match topic {
                Topic::Columns => {
                    for one in told {
                        page.line(
                            2,
                            &format!("{} {}: {}", styled(BOLD, "understood"), one.place, one.reason),
                        )?;
                    }
                    continue;
                }
                Topic::DayFromName => ("days taken from file names:", places(*count, told)),
                Topic::DayFromText => ("days taken from first lines:", places(*count, told)),
                Topic::HeadlineOnly => ("headlines without a text:", count.to_string()),
                Topic::Several => ("several reports in one text:", places(*count, told)),
                Topic::PassedOver => ("passed over, no reports:", places(*count, told)),
            };
            page.line(2, &format!("{} {text}", styled(BOLD, label)))?;
        }
        Ok(())
    }
}

/// "1 report", "2 reports".
pub fn reports(count: usize) -> String {
    some(count, "report")
}

/// "999,990", as the lines of complaint have it.
fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// How many, and the first of them by the names of their files.
fn places(count: usize, told: &[Failure]) -> String {
    let name = |failure: &Failure| failure.place.rsplit('/').next().unwrap_or(&failure.place).to_owned();
    let first: Vec<String> = told.iter().take(4).map(name).collect();
    let more = if count > first.len() { " …" } else { "" };
    format!("{count} ({}{more})", first.join(", "))
}

/// The file of a place: "news.jsonl:12", "crawl.warc.gz@7310+96", "list.json@3@4" and
/// "crawl.wacz!archive/data.warc@0" without their ends.
fn file_of(place: &str) -> &str {
    let is_place =
        |at: &str| !at.is_empty() && at.split('+').all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let mut file = place;
    while let Some((before, at)) = file.rsplit_once([':', '@'])
        && is_place(at)
    {
        file = before;
    }
    file.split_once('!').map_or(file, |(packed, _)| packed)
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
        // However deep the places in it.
        for place in ["b.warc.gz@3+4", "b.warc.gz@3+96", "b.json@1", "b.json@1@2", "b.zip!c:1", "b.zip!d@3"] {
            told.hear(&Failure::new(place, "is bad"));
        }
        let counts: Vec<usize> = ["b.warc.gz", "b.json", "b.zip"].map(|file| told.complaints[file]).to_vec();
        assert_eq!(counts, [2, 2, 2]);
        assert_eq!(["7", "10", "1,000", "999,990"].to_vec(), [7, 10, 1_000, 999_990].map(thousands).to_vec());
        assert!(told.hear(&Failure::told(Topic::PassedOver, "a.js", "is no report")).is_none());
    }
}
