//! The day or instant a report was put out, brought to one form.

use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, fmt::rfc2822};

/// A day (`2025-04-04`) or an RFC 3339 instant, where the text is one in a usual form.
pub(crate) fn instant_or_day(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() == 10
        && let Ok(day) = text.parse::<Date>()
    {
        return Some(day.to_string());
    }
    if text.parse::<Timestamp>().is_ok() && text.is_char_boundary(10) {
        let mut instant = text.to_owned();
        // "2025-04-04 10:00:00Z" is understood, RFC 3339 wants a T; and its offset has a colon.
        instant.replace_range(10..11, "T");
        let from_end = instant.len().checked_sub(5);
        if let Some(at) = from_end
            && matches!(instant.as_bytes()[at], b'+' | b'-')
        {
            instant.insert(at + 3, ':');
        }
        return Some(instant);
    }
    if let Ok(time) = text.parse::<DateTime>() {
        return Some(time.date().to_string());
    }
    let parsed = rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_zoned(text).ok()?;
    Some(if parsed.offset().seconds() == 0 {
        parsed.timestamp().to_string()
    } else {
        parsed.timestamp().display_with_offset(parsed.offset()).to_string()
    })
}
