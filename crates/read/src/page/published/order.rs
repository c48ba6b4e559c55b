//! Whether the day or the month comes first on a page.

use super::page::Page;
use crate::page::evidence::Evidence;
use crate::printed_day::{Order, days, first_day};
use jiff::civil::Date;
use rustc_hash::FxHashSet;
use std::cmp::Ordering;

/// Whether "03/04/2016" is a day of March or of April: what agrees with another day that is printed
/// on the page in words, else what is usual where the page is from.
pub(super) fn order(page: &Page<'_, '_>) -> Order {
    let is_open = |text: &&str| {
        text.len() < 80 && text.contains(['/', '-']) && text.contains(|letter: char| letter.is_ascii_digit())
    };
    let printed = page.blocks.iter().map(|block| block.text.as_str());
    let mut readings = Vec::new();
    for text in printed.chain(page.evidence.contents()).filter(is_open).take(400) {
        let (day_first, month_first) = (first_day(text, Order::DayFirst), first_day(text, Order::MonthFirst));
        if let (Some(one), Some(other)) = (day_first, month_first)
            && one != other
        {
            readings.push((one, other));
        }
    }
    if !readings.is_empty() {
        let mut sure: FxHashSet<Date> = FxHashSet::default();
        let texts = page.blocks.iter().filter(|block| block.words < 40).map(|block| block.text.as_str());
        for text in texts.chain(page.evidence.contents()).chain(page.url) {
            let found = days(text, Order::DayFirst, 3);
            sure.extend(
                found
                    .iter()
                    .map(|printed| printed.day)
                    .filter(|day| days(text, Order::MonthFirst, 3).iter().any(|printed| printed.day == *day)),
            );
        }
        let day_first = readings.iter().filter(|(one, _)| sure.contains(one)).count();
        let month_first = readings.iter().filter(|(_, other)| sure.contains(other)).count();
        match day_first.cmp(&month_first) {
            Ordering::Greater => return Order::DayFirst,
            Ordering::Less => return Order::MonthFirst,
            Ordering::Equal => {}
        }
    }
    usual_order(page.evidence, page.url)
}

/// Countries where a day in English is printed with the day first, as their domains and languages
/// are marked.
pub(super) const DAY_FIRST: [&str; 34] = [
    "uk", "gb", "au", "nz", "ie", "in", "za", "sg", "my", "hk", "pk", "bd", "lk", "ng", "ke", "gh", "il",
    "eu", "de", "at", "ch", "fr", "it", "es", "pt", "nl", "be", "dk", "se", "no", "fi", "pl", "cz", "gr",
];

/// Pages in American English print the month first.
pub(super) fn usual_order(evidence: &Evidence, url: Option<&str>) -> Order {
    let language = evidence.language.as_deref().unwrap_or("").to_lowercase();
    let locale = evidence.meta(&["og:locale"]).unwrap_or("").to_lowercase();
    let is_british = |tag: &str| DAY_FIRST.iter().any(|country| tag.ends_with(country));
    let domain = url.and_then(|url| url.split('/').nth(2)).unwrap_or("");
    let country = domain.rsplit('.').next().unwrap_or("");
    let is_abroad = DAY_FIRST.contains(&country);
    if (language.starts_with("en")
        || (language.is_empty() && (locale.is_empty() || locale.starts_with("en"))))
        && !is_british(&language)
        && !is_british(&locale)
        && !is_abroad
    {
        Order::MonthFirst
    } else {
        Order::DayFirst
    }
}
