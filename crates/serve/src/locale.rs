//! Days and numbers as the reader is used to writing them: by the language and region that the
//! browser asks for, with the names and orders of the Unicode CLDR.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{YM, YMD, YMDE};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::{Locale as Tag, langid, locale};
use std::sync::Arc;
use tokio::task_local;

/// How one reader writes.
pub struct Locale {
    tag: Tag,
    day: FixedCalendarDateTimeFormatter<Gregorian, YMDE>,
    date: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    month: FixedCalendarDateTimeFormatter<Gregorian, YM>,
    number: DecimalFormatter,
}

task_local! {
    /// Whom the answer at work is for.
    static READER: Option<Arc<Locale>>;
}

impl Locale {
    /// None for a language that nobody knows how to write in.
    fn new(tag: Tag) -> Option<Self> {
        Some(Locale {
            day: FixedCalendarDateTimeFormatter::try_new((&tag).into(), YMDE::medium()).ok()?,
            date: FixedCalendarDateTimeFormatter::try_new((&tag).into(), YMD::medium()).ok()?,
            month: FixedCalendarDateTimeFormatter::try_new((&tag).into(), YM::medium()).ok()?,
            number: DecimalFormatter::try_new((&tag).into(), Default::default()).ok()?,
            tag,
        })
    }
}

/// Sets for whom the answer is written.
pub async fn locale(request: Request, next: Next) -> Response {
    let reader = Locale::new(preferred(request.headers())).map(Arc::new);
    let mut response = READER.scope(reader, next.run(request)).await;
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept-language"));
    response
}

/// The language that is liked best, as the header gives it (RFC 9110, 12.5.4); British English
/// where none is given.
fn preferred(headers: &HeaderMap) -> Tag {
    let wanted =
        headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut best = (0.0, locale!("en-GB"));
    for choice in wanted.split(',').take(16) {
        let (tag, weight) = choice.split_once(";q=").unwrap_or((choice, "1"));
        let weight: f32 = weight.trim().parse().unwrap_or(0.0);
        // Only language, script and region: what else a tag can hold, calendars and the like, would
        // write days that the record does not.
        if weight > best.0
            && let Ok(tag) = tag.trim().parse::<Tag>()
            && tag.id.language != langid!("und").language
        {
            best = (weight, tag.id.into());
        }
    }
    best.1
}

/// Does `work` for the same reader on another thread.
pub fn carried<T>(work: impl FnOnce() -> T) -> impl FnOnce() -> T {
    let reader = reader();
    move || READER.sync_scope(reader, work)
}

fn reader() -> Option<Arc<Locale>> {
    READER.try_with(Clone::clone).unwrap_or_default()
}

/// The reader's language, as pages are kept by it.
pub fn tag() -> String {
    reader().map(|reader| reader.tag.to_string()).unwrap_or_default()
}

/// ` lang="fr"` where days are in another language than the page, so that they are read out in it.
pub fn lang() -> String {
    let is_english = |reader: &Arc<Locale>| reader.tag.id.language == langid!("en").language;
    reader()
        .filter(|reader| !is_english(reader))
        .map_or_else(String::new, |reader| format!(" lang=\"{}\"", reader.tag))
}

/// "Thu, 3 Apr 2025", "Thu, Apr 3, 2025", "jeu. 3 avr. 2025".
pub fn day(date: jiff::civil::Date) -> String {
    let gregorian = gregorian(date);
    match (reader(), gregorian) {
        (Some(reader), Some(date)) => reader.day.format(&date).to_string(),
        _ => date.strftime("%a, %-d %b %Y").to_string(),
    }
}

/// "3 Apr 2025", "Apr 3, 2025".
pub fn date(date: jiff::civil::Date) -> String {
    match (reader(), gregorian(date)) {
        (Some(reader), Some(date)) => reader.date.format(&date).to_string(),
        _ => date.strftime("%-d %b %Y").to_string(),
    }
}

/// "Apr 2025".
pub fn month(date: jiff::civil::Date) -> String {
    match (reader(), gregorian(date)) {
        (Some(reader), Some(date)) => reader.month.format(&date).to_string(),
        _ => date.strftime("%b %Y").to_string(),
    }
}

fn gregorian(date: jiff::civil::Date) -> Option<Date<Gregorian>> {
    let part = |number: i8| u8::try_from(number).ok();
    Date::try_new_gregorian(date.year().into(), part(date.month())?, part(date.day())?).ok()
}

/// "160,000", "160.000": at most two places after the point.
pub fn number(value: f64) -> String {
    let rounded = ((value * 100.0).round() / 100.0).to_string();
    match (reader(), rounded.parse::<Decimal>()) {
        (Some(reader), Ok(number)) => reader.number.format(&number).to_string(),
        _ => rounded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(wanted: &'static str) -> String {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(wanted));
        let reader = Locale::new(preferred(&headers)).map(Arc::new);
        let date = jiff::civil::date(2025, 4, 3);
        READER.sync_scope(reader, || {
            format!("{} | {} | {} | {}", day(date), month(date), number(160_000.0), number(2.505))
        })
    }

    #[test]
    fn days_and_numbers_are_written_in_the_readers_way() {
        assert_eq!(written(""), "Thu, 3 Apr 2025 | Apr 2025 | 160,000 | 2.51");
        assert_eq!(written("en-US,en;q=0.9"), "Thu, Apr 3, 2025 | Apr 2025 | 160,000 | 2.51");
        let seen = [written("en;q=0.5, de-DE;q=0.8"), written("fr"), written("ar-EG"), written("ja")];
        assert_eq!(
            seen,
            [
                "Do., 03.04.2025 | 04/2025 | 160.000 | 2,51",
                "jeu. 3 avr. 2025 | avr. 2025 | 160\u{202f}000 | 2,51",
                "الخميس، ٠٣\u{200f}/٠٤\u{200f}/٢٠٢٥ | ٠٤\u{200f}/٢٠٢٥ | ١٦٠٬٠٠٠ | ٢٫٥١",
                "2025/04/03(木) | 2025/04 | 160,000 | 2.51"
            ]
        );
    }

    #[test]
    fn what_is_no_language_is_passed_over() {
        for wanted in ["*", "x;q=2", ";;;", "en-GB;q=", "aa-bb-cc-dd-ee-ff", "th-u-ca-buddhist;q=0"] {
            assert_eq!(written(wanted), written("en-GB"), "{wanted}");
        }
        assert_eq!(written("en-US-u-ca-buddhist-nu-thai"), written("en-US"));
    }
}
