//! Days, numbers and words as people read them.

use crate::locale;
use dateline_ask::bounds_in;
use jiff::civil::Date;

/// "Thu, 3 Apr 2025" for a day, in the reader's way; anything else as it is, with a dash for a stretch.
pub fn plain_day(edtf: &str) -> String {
    if let Some((from, to)) = edtf.split_once('/') {
        return format!("{} – {}", plain_day(from), plain_day(to));
    }
    // "2025-04-03T18:30": an hour of a day.
    if let Some((day, hour)) = edtf.split_once('T') {
        return format!("{}, {}", plain_day(day), hour.get(..5).unwrap_or(hour));
    }
    let (day, about) = edtf.strip_suffix('~').map_or((edtf, ""), |day| (day, "about "));
    match day.parse::<Date>() {
        Ok(date) if day.len() == 10 => format!("{about}{}", locale::day(date)),
        _ => match format!("{day}-01").parse::<Date>() {
            Ok(month) if day.len() == 7 => format!("{about}{}", locale::month(month)),
            _ => format!("{about}{}", season(day).unwrap_or_else(|| day.to_owned())),
        },
    }
}

/// "summer 1995" for 1995-22 (EDTF level 1).
fn season(edtf: &str) -> Option<String> {
    let (year, season) = edtf.rsplit_once('-')?;
    let name = match season {
        "21" => "spring",
        "22" => "summer",
        "23" => "autumn",
        "24" => "winter",
        _ => return None,
    };
    (year.len() >= 4).then(|| format!("{name} {year}"))
}

/// "April 2025", in the reader's way, for "2025-04".
pub fn plain_month(month: &str) -> String {
    format!("{month}-01").parse::<Date>().map_or_else(|_| month.to_owned(), locale::month)
}

/// A day without its weekday, for narrow columns.
pub fn plain_date(iso: &str) -> String {
    iso.parse::<Date>().map_or_else(|_| iso.to_owned(), locale::date)
}

/// Bounds in words, the numbers in the reader's way.
pub fn bounds(low: Option<f64>, high: Option<f64>) -> String {
    bounds_in(low, high, locale::number)
}

/// Bounds in words, "about" where the report leaves it open.
pub fn amount_of(low: Option<f64>, high: Option<f64>, is_approximate: bool) -> String {
    let about = if is_approximate { "about " } else { "" };
    format!("{about}{}", bounds(low, high))
}

/// All white space as single spaces.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most so many letters, cut between words.
pub fn shortened(text: &str, most: usize) -> String {
    let Some((cut, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let cut = text[..cut].rfind(' ').unwrap_or(cut);
    format!("{} …", &text[..cut])
}

/// At most so many letters around words that stand in it, cut between words.
pub fn around(text: &str, words: &str, most: usize) -> String {
    let before = text.find(words).map_or(0, |at| text[..at].chars().count());
    if before + words.chars().count() <= most {
        return shortened(text, most);
    }
    let (from, _) = text.char_indices().nth(before - before.min(most / 2)).unwrap_or((0, ' '));
    let from = text[from..].find(' ').map_or(from, |space| from + space + 1);
    format!("… {}", shortened(&text[from..], most))
}

#[cfg(test)]
mod tests {
    use super::{around, plain_day};

    #[test]
    fn what_is_looked_for_is_not_cut_off() {
        let text = "One two three four five six seven eight nine ten.";
        assert_eq!(around(text, "two", 20), "One two three four …");
        assert_eq!(around(text, "eight nine", 20), "… seven eight nine …");
        assert_eq!(around(text, "not there", 20), "One two three four …");
        assert_eq!(around("", "", 20), "");
    }

    #[test]
    fn seasons_have_their_names() {
        assert_eq!(plain_day("1995-22"), "summer 1995");
        assert!(plain_day("1995-11-21T18:30").ends_with(", 18:30"));
        assert_eq!(plain_day("1995-24~"), "about winter 1995");
        assert_eq!(plain_day("1995-22/1995-23"), "summer 1995 – autumn 1995");
        assert_eq!(plain_day("1995"), "1995");
    }
}
