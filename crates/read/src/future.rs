//! Days of publishing that have not come yet: a server's wrong clock, a page that is due later,
//! a day and a month in the wrong order.

use crate::Failure;
use crate::json_lines::content_id;
use dateline_model::Report;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// Whether a day is one that the giver of a report wrote, or one that a page, feed or mail claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayIs {
    Given,
    Claimed,
}

/// Says so where a report was put out more than a day after it is read. A claimed day is taken
/// off, so that no "on Tuesday" is counted from it; a given one is kept, as a person wrote it.
pub(crate) fn distrust(place: &str, report: &mut Report, day: DayIs, now: Timestamp) -> Option<Failure> {
    let published = report.published.as_deref().filter(|published| is_future(published, now))?;
    let today = now.strftime("%Y-%m-%d");
    let so = format!("published “{published}” is in the future (by the clock here it is {today})");
    if day == DayIs::Given {
        return Some(Failure::doubt(place, format!("{so}; kept as it was given")));
    }
    let is_of_content = report.id == content_id(report);
    report.published = None;
    if is_of_content {
        report.id = content_id(report);
    }
    Some(Failure::doubt(place, format!("{so}; not trusted, kept without a day")))
}

/// Somewhere it is tomorrow already, hence the day of grace.
fn is_future(published: &str, now: Timestamp) -> bool {
    let instant = published.parse::<Timestamp>().ok().or_else(|| {
        let day: Date = published.get(..10)?.parse().ok()?;
        Some(day.to_zoned(TimeZone::UTC).ok()?.timestamp())
    });
    instant.is_some_and(|instant| instant.duration_since(now) > SignedDuration::from_hours(24))
}

#[cfg(test)]
mod tests {
    use super::{DayIs, distrust};
    use dateline_model::Report;
    use jiff::Timestamp;

    #[test]
    fn a_day_of_grace() {
        let now: Timestamp = "1995-11-21T18:40:00Z".parse().unwrap();
        for (published, is_kept) in [
            ("1995-11-21", true),
            ("1995-11-22", true),
            ("1995-11-22T18:00:00Z", true),
            ("1995-11-22T23:00:00+05:00", true),
            ("1995-11-22T23:00:00Z", false),
            ("1995-11-23", false),
            ("2095-11-21", false),
            ("no day", true),
        ] {
            let mut report = Report { published: Some(published.to_owned()), ..Report::default() };
            let said = distrust("a.html", &mut report, DayIs::Claimed, now);
            assert_eq!(report.published.is_some(), is_kept, "{published}");
            assert_eq!(said.is_none(), is_kept, "{published}");
        }
        let mut given = Report { published: Some("2095-11-21".to_owned()), ..Report::default() };
        let said = distrust("a.jsonl:1", &mut given, DayIs::Given, now).unwrap();
        assert_eq!(
            said.to_string(),
            "a.jsonl:1: published “2095-11-21” is in the future (by the clock here it is 1995-11-21); kept as it was given"
        );
        assert!(given.published.is_some());
    }
}
