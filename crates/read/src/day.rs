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
    // "19951121T184000+0100" is the same without its marks.
    if text.is_ascii() && text.len() > 15 && text.as_bytes()[8] == b'T' && text.parse::<Timestamp>().is_ok() {
        let part = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default();
        let day = [part(0..4), part(4..6), part(6..8)].join("-");
        let time = [part(9..11), part(11..13), part(13..15)].join(":");
        return instant_or_day(&format!("{day}T{time}{}", &text[15..]));
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
