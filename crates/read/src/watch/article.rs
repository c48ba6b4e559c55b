//! The report of a page that was fetched.

use super::links::Link;
use crate::fetch::Fetched;
use crate::future::{DayIs, distrust};
use crate::{Failure, decode, page};
use dateline_model::Report;
use jiff::Timestamp;

/// The report of a page, with what its feed says where the page does not, and the feed's own text
/// where the page has none; and what was wrong with it nonetheless.
pub(super) fn article(link: &Link, fetched: Fetched) -> (Option<Report>, Vec<Failure>) {
    let declared = decode::declared(&fetched.body);
    let labels: Vec<&str> = fetched.charset.iter().chain(&declared).map(String::as_str).collect();
    let html = decode::decode(fetched.body, &labels);
    let mut failures: Vec<Failure> = html.failure(&link.url).into_iter().collect();
    let known = Report { url: Some(fetched.url), ..Report::default() };
    // What is not to be believed of the page must not stand in the way of the feed's word.
    let mut from_page = page::page(&html.text, known);
    failures.extend(from_page.as_mut().and_then(|report| trusted(link, report)));
    let mut entry = link.entry.clone().map(|entry| entry.report);
    failures.extend(entry.as_mut().and_then(|report| trusted(link, report)));
    (joined(from_page, entry), failures)
}

/// Takes off a day that has not come yet.
pub(super) fn trusted(link: &Link, report: &mut Report) -> Option<Failure> {
    distrust(&link.url, report, DayIs::Claimed, Timestamp::now())
}

fn joined(page: Option<Report>, entry: Option<Report>) -> Option<Report> {
    match (page, entry) {
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
