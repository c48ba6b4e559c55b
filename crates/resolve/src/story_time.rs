//! When a story was told, so that what happened in another year or month can be told from it.

use crate::Read;
use crate::words::words;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// "January" to "December".
fn month_names() -> &'static [String] {
    static MONTHS: OnceLock<Vec<String>> = OnceLock::new();
    MONTHS.get_or_init(|| {
        (1..=12).map(|month| Date::constant(2000, month, 1).strftime("%B").to_string()).collect()
    })
}

/// When the story was told, so that other years and months can be told from its own.
pub(crate) struct StoryTime {
    years: BTreeSet<String>,
    months: BTreeSet<usize>,
}

impl StoryTime {
    pub(crate) fn of(readings: &[Read<'_>]) -> StoryTime {
        let mut time = StoryTime { years: BTreeSet::new(), months: BTreeSet::new() };
        let mut named = [0_usize; 12];
        for (report, _) in readings {
            if let Some(published) = report.published.as_deref() {
                time.years.extend(published.get(..4).map(str::to_owned));
                let month = published.get(5..7).and_then(|month| month.parse::<usize>().ok());
                time.months.extend(month.filter(|month| (1..=12).contains(month)).map(|month| month - 1));
            }
            for month in days_named(&report.text).1 {
                named[month] += 1;
            }
        }
        if time.months.is_empty() {
            // Of reports without days: the months that most of them name.
            time.months = (0..12).filter(|&month| named[month] * 10 >= readings.len() * 3).collect();
        }
        time
    }

    pub(crate) fn elsewhen(&self, years: &BTreeSet<String>, months: &BTreeSet<usize>) -> BTreeSet<String> {
        let other_years = years.iter().filter(|year| !self.years.is_empty() && !self.years.contains(*year));
        let other_months = months.iter().filter(|month| !self.months.contains(month));
        other_years.cloned().chain(other_months.map(|&month| month_names()[month].clone())).collect()
    }
}

/// The years and months that a text names as when something was; not those that it goes back to
/// ("the deadliest attack since February 1994").
pub(crate) fn days_named(text: &str) -> (BTreeSet<String>, BTreeSet<usize>) {
    let (mut years, mut months) = (BTreeSet::new(), BTreeSet::new());
    let (mut end, mut goes_back) = (0, false);
    for word in words(text) {
        goes_back &= !text[end..word.start].contains([',', ';', '.', '\n']);
        goes_back |= word.text.eq_ignore_ascii_case("since");
        end = word.end;
        if goes_back {
            continue;
        }
        let is_year = word.text.len() == 4
            && (word.text.starts_with("19") || word.text.starts_with("20"))
            && word.text.bytes().all(|byte| byte.is_ascii_digit());
        // "2,000" is two words here and "$2013" none.
        let is_part = text[..word.start].ends_with([',', '.', '$', '€', '£', '-'])
            || text[word.end..].starts_with([',', '.'])
                && text[word.end + 1..].starts_with(|letter: char| letter.is_ascii_digit());
        if is_year && !is_part {
            years.insert(word.text.to_owned());
        }
        // "Sept. 11", "in February"; "may" and "march" are no months.
        if word.text.len() >= 3 && word.text.starts_with(char::is_uppercase) {
            let month = month_names().iter().position(|month| {
                month == word.text
                    || word.text.len() <= 4
                        && month != "May"
                        && word.text != "Mar"
                        && month.starts_with(word.text)
                        && text[word.end..].starts_with(['.', ' '])
            });
            let is_modal = word.text == "May"
                && !text[word.end..].trim_start().starts_with(|letter: char| letter.is_ascii_digit());
            months.extend(month.filter(|_| !is_modal));
        }
    }
    (years, months)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_that_something_goes_back_to_is_not_when_it_was() {
        let years = |text: &str| days_named(text).0.into_iter().collect::<Vec<_>>();
        assert_eq!(years("37 died on Monday, the worst attack since February 1994."), [""; 0]);
        assert_eq!(years("Since 1992, 200 have died; 37 died in February 1994."), ["1994"]);
        assert_eq!(
            days_named("in Sept. 1993, and in May they may march").1.into_iter().collect::<Vec<_>>(),
            [8]
        );
        assert_eq!(years("2,000 people and $1995"), [""; 0]);
    }
}
