//! Asides told by their shape and place among the paragraphs: headlines and crossheads, date
//! lines, key points, times of a running report, what stands behind the sign-off.
//!
//! Shapes tell only where the rest is prose: paragraphs that end as sentences do. In lists, verse
//! and texts broken into lines nothing is told by them.

use dateline_model::AsideKind;

/// The paragraphs of a text, each with what its shape says.
pub(super) struct Shapes<'t> {
    paragraphs: Vec<Shape<'t>>,
    /// Whether most of the long paragraphs end as sentences do.
    is_prose: bool,
    /// Paragraphs that end with a question mark and are short.
    questions: usize,
    /// Whether only few paragraphs are in capitals.
    capitals_stand_out: bool,
}

struct Shape<'t> {
    text: &'t str,
    words: usize,
    ends: bool,
    is_capital: bool,
}

/// A paragraph of so many words is one of prose.
const PROSE: usize = 12;

/// A headline between paragraphs has no more words, one above them may have some more.
const CROSSHEAD: usize = 14;
const HEADLINE: usize = 26;

impl<'t> Shapes<'t> {
    pub fn new(paragraphs: impl Iterator<Item = &'t str>) -> Self {
        let paragraphs: Vec<Shape<'t>> = paragraphs
            .map(|text| Shape {
                text,
                words: text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count(),
                ends: ends_as_sentence(text) || text.ends_with([';', ',']) || is_signed(text),
                is_capital: is_capital(text),
            })
            .collect();
        let long = paragraphs.iter().filter(|one| one.words >= PROSE);
        let (ending, all) = long.fold((0, 0), |(ending, all), one| (ending + usize::from(one.ends), all + 1));
        let capitals = paragraphs.iter().filter(|one| one.is_capital).count();
        Shapes {
            is_prose: ending >= 2 && ending * 4 >= all * 3,
            questions: paragraphs.iter().filter(|one| is_question(one)).count(),
            capitals_stand_out: capitals * 3 <= paragraphs.len(),
            paragraphs,
        }
    }

    /// What a paragraph is by its shape, if no part of the reporting.
    pub fn kind(&self, number: usize) -> Option<AsideKind> {
        let one = &self.paragraphs[number];
        if one.words == 0 || one.words > HEADLINE {
            return None;
        }
        if is_datestamp(one.text) {
            return Some(AsideKind::Datestamp);
        }
        if !self.is_prose {
            return None;
        }
        if is_timed(one.text) && !one.ends {
            return Some(AsideKind::Caption);
        }
        if is_framed(one.text) {
            return Some(AsideKind::Headline);
        }
        let first_prose = self.paragraphs.iter().position(is_prose).unwrap_or(usize::MAX);
        let is_early = number < first_prose;
        if one.is_capital && one.words >= 3 && self.capitals_stand_out {
            return Some(if is_early { AsideKind::Headline } else { AsideKind::Teaser });
        }
        let leads = self
            .paragraphs
            .get(number + 1..)
            .is_some_and(|rest| rest.iter().take(if is_early { 4 } else { 2 }).any(is_prose));
        let is_end = number + 1 == self.paragraphs.len();
        if is_question(one)
            && number > 0
            && (leads || is_end)
            && self.questions <= 4
            && self.paragraphs[number - 1].ends
        {
            return Some(AsideKind::Headline);
        }
        if one.ends || is_item(one.text) && !is_early || is_cut_off(one.text) {
            return None;
        }
        if is_early {
            return (leads && starts_as_line(one.text)).then_some(AsideKind::Headline);
        }
        // Between paragraphs: alone, or two at most, so that a list is left alone.
        let is_line =
            |at: usize| self.paragraphs.get(at).is_some_and(|one| !one.ends && one.words < PROSE + 4);
        let mut run = 1;
        run += (number + 1..).take_while(|&at| is_line(at)).take(4).count();
        run += (0..number).rev().take_while(|&at| is_line(at) && at >= first_prose).take(4).count();
        let is_last = !self.paragraphs[number + 1..].iter().any(is_prose);
        let fits =
            if is_last { one.words <= 8 && run <= 2 } else { one.words <= CROSSHEAD && run <= 2 && leads };
        (fits && starts_as_line(one.text)).then_some(AsideKind::Headline)
    }

    /// Whether a paragraph stands so near the end that what is behind a sign-off can be no report.
    pub fn is_tail(&self, number: usize) -> bool {
        self.paragraphs[number..].iter().filter(|one| is_prose(one)).count() <= 1
            && number + 6 >= self.paragraphs.len()
    }
}

fn is_prose(one: &Shape<'_>) -> bool {
    one.ends && one.words >= 8 && !one.is_capital
}

/// "What is happening in the valley?"
fn is_question(one: &Shape<'_>) -> bool {
    const OPENERS: [&str; 20] = [
        "what", "what’s", "what's", "why", "how", "who", "when", "where", "which", "is", "are", "will",
        "can", "could", "should", "does", "do", "has", "was", "did",
    ];
    let first = one.text.split_whitespace().next().unwrap_or_default().to_lowercase();
    one.words <= 10
        && one.text.ends_with('?')
        && !one.text.trim_end_matches('?').contains(['.', '!', '?', '“', '"', ','])
        && OPENERS.contains(&first.as_str())
}

fn is_capital(text: &str) -> bool {
    let (mut upper, mut lower) = (0usize, 0usize);
    for letter in text.chars() {
        upper += usize::from(letter.is_uppercase());
        lower += usize::from(letter.is_lowercase());
    }
    upper >= 8 && upper >= 9 * lower
}

/// "– A new bridge –"
fn is_framed(text: &str) -> bool {
    let is_dash = |letter: char| matches!(letter, '–' | '—' | '-');
    text.chars().next().is_some_and(is_dash)
        && text.chars().next_back().is_some_and(is_dash)
        && text.chars().any(char::is_alphabetic)
}

/// A point of a list.
fn is_item(text: &str) -> bool {
    let mut letters = text.chars();
    let first = letters.next().unwrap_or(' ');
    matches!(first, '•' | '●' | '▪' | '◦' | '·' | '*' | '-' | '–' | '—' | '►' | '>')
        || first.is_ascii_digit()
            && letters.find(|letter| !letter.is_ascii_digit()).is_some_and(|next| matches!(next, '.' | ')'))
}

/// "“The road is open.” – Ada Doran": a quotation with who said it.
fn is_signed(text: &str) -> bool {
    let marks = ["”", "\"", "»", "’"];
    marks.iter().filter_map(|mark| text.rfind(mark).map(|at| (at, at + mark.len()))).any(|(close, behind)| {
        let ends = text[..close].ends_with(['.', '!', '?', ',', '…']);
        ends && text[behind..].trim_start().starts_with(['–', '—', '-', '―'])
    })
}

/// Cut off by whoever passed it on, so that its end says nothing.
fn is_cut_off(text: &str) -> bool {
    text.ends_with("...") || text.ends_with('…') || text.ends_with("[...]") || text.ends_with('|')
}

/// Whether a line begins as a headline does, and not in the middle of a sentence.
fn starts_as_line(text: &str) -> bool {
    let letter = text.chars().find(|letter| letter.is_alphanumeric());
    letter.is_some_and(|letter| letter.is_uppercase() || letter.is_ascii_digit())
}

/// "1:02 Crews at work on the bridge", "Crews at work – video": a moving picture and its length.
fn is_timed(text: &str) -> bool {
    let lower = text.to_lowercase();
    let ends = [
        "– video",
        "- video",
        "— video",
        "– in pictures",
        "– audio",
        "– podcast",
        "– video report",
        "(video)",
        "[video]",
        "– live",
    ];
    let length = text.split_whitespace().next().unwrap_or_default();
    let is_length = length.split_once(':').is_some_and(|(minutes, seconds)| {
        (1..=2).contains(&minutes.len())
            && seconds.len() == 2
            && length.bytes().all(|byte| byte.is_ascii_digit() || byte == b':')
    });
    let rest = text[length.len()..].trim_start();
    let is_titled = rest.starts_with(char::is_uppercase) && rest.split_whitespace().count() >= 3;
    is_length && is_titled || ends.iter().any(|end| lower.ends_with(end))
}

/// "Apr 12, 1995", "DAYTON | Fri Nov 3, 1995 5:03 pm EST", "14:05 GMT", "2 hours ago": nothing but a day or
/// hour, and perhaps the place.
pub(super) fn is_datestamp(text: &str) -> bool {
    const SMALL: [&str; 22] = [
        "at",
        "on",
        "am",
        "pm",
        "a.m",
        "p.m",
        "updated",
        "published",
        "posted",
        "ago",
        "minutes",
        "minute",
        "hours",
        "hour",
        "mins",
        "min",
        "read",
        "of",
        "the",
        "days",
        "day",
        "and",
    ];
    const NAMES: [&str; 50] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "gmt",
        "utc",
        "bst",
        "est",
        "edt",
        "cet",
        "cest",
        "eest",
        "pst",
    ];
    let words: Vec<&str> = text
        .split([' ', '\t', '\u{a0}', '|', '/', '—', '–', ',', '(', ')'])
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() || words.len() > 14 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let (mut marks, mut others) = (0, 0);
    for word in &words {
        let lower = word.trim_matches(['.', ':', '•', '·', '-']).to_lowercase();
        let is_number = lower.starts_with(|first: char| first.is_ascii_digit())
            && lower
                .trim_end_matches(char::is_alphabetic)
                .bytes()
                .all(|byte| byte.is_ascii_digit() || b":.-".contains(&byte));
        if lower.is_empty() {
            continue;
        } else if NAMES.contains(&lower.as_str()) || lower == "ago" || lower.contains(':') && is_number {
            marks += 1;
        } else if is_number || SMALL.contains(&lower.as_str()) {
        } else if word.chars().all(|letter| letter.is_uppercase() || !letter.is_alphabetic())
            && word.len() > 2
        {
            // The place, in capitals.
            others += 1;
        } else {
            return false;
        }
    }
    marks >= 1 && others <= 3 && text.len() >= 5
}

/// What stands before the dateline of one paragraph, and how far it reaches: key points, or a date line.
pub(super) fn before_dateline(text: &str) -> Option<(AsideKind, usize)> {
    points_before_dateline(text)
        .map(|end| (AsideKind::Headline, end))
        .or_else(|| stamp_before_dateline(text).map(|end| (AsideKind::Datestamp, end)))
}

/// "OSLO | Fri Nov 3, 1995 5:03 pm GMT OSLO (Valley Wire) - The port …".
fn stamp_before_dateline(text: &str) -> Option<usize> {
    let head = &text[..text.floor_char_boundary(90)];
    let bar = head.find(" | ")?;
    let is_zone = |word: &str| {
        matches!(word, "GMT" | "UTC" | "BST" | "EST" | "EDT" | "CET" | "CEST" | "PST" | "PDT" | "MSK")
    };
    let mut at = bar;
    for word in head[bar..].split(' ') {
        at += word.len();
        if is_zone(word) && is_datestamp(&head[..at]) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// How far key points reach that stand before the dateline of one paragraph: "* Port to close * Union
/// threatens strike OSLO, Nov 3 (Valley Wire) - The port …".
fn points_before_dateline(text: &str) -> Option<usize> {
    let head = &text[..text.floor_char_boundary(700)];
    let is_point = |word: &str| matches!(word, "*" | "\\*" | "•" | "●" | "▪");
    let points = head.split_whitespace().filter(|word| is_point(word)).count();
    if points < 2 || !head.split_whitespace().next().is_some_and(is_point) {
        return None;
    }
    let dash = [") -", ") —", ") –", ")-"].iter().filter_map(|mark| head.find(mark)).min()?;
    let open = head[..dash].rfind('(')?;
    // Back over "OSLO, Nov 3": capitals, days, and months.
    let mut start = open;
    for word in head[..open].rsplit(' ').filter(|word| !word.is_empty()) {
        let bare = word.trim_matches([',', '.', '/']);
        let is_day = bare.bytes().all(|byte| byte.is_ascii_digit());
        let is_place = bare.chars().count() >= 3 && bare.chars().all(char::is_uppercase);
        let is_month = is_datestamp(&format!("{bare} 1"));
        if !(is_day || is_place || is_month) {
            break;
        }
        start = head[..start].rfind(word)?;
        if is_place && !word.ends_with('/') && !head[..start].trim_end().ends_with([',', '/']) {
            break;
        }
    }
    (start < open && start > 0).then(|| head[..start].trim_end().len())
}

pub(super) fn ends_as_sentence(paragraph: &str) -> bool {
    // `… one. "` has a space before its mark.
    paragraph.trim_end_matches(['”', '"', '’', '\'', ')', ']', '»', ' ']).ends_with(['.', '!', '?', '…', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datestamps() {
        for text in [
            "Apr 12, 1995",
            "DAYTON | Fri Nov 3, 1995 5:03 pm EST",
            "14:05 GMT",
            "Updated 2 hours ago",
            "3 November 1995 at 18:40",
        ] {
            assert!(is_datestamp(text), "{text}");
        }
        for text in
            ["May came to Dayton in 1995", "Room 12", "The talks ended on 3 November", "1995", "Dayton, Ohio"]
        {
            assert!(!is_datestamp(text), "{text}");
        }
    }

    #[test]
    fn key_points_end_before_the_dateline() {
        let text = "* Port to close in May * Union threatens a strike OSLO, Nov 3 (Valley Wire) - The port will close.";
        assert_eq!(
            points_before_dateline(text).map(|end| &text[..end]),
            Some("* Port to close in May * Union threatens a strike")
        );
        let text = "OSLO | Fri Nov 3, 1995 5:03 pm GMT OSLO (Valley Wire) - The port will close.";
        assert_eq!(
            before_dateline(text).map(|(_, end)| &text[..end]),
            Some("OSLO | Fri Nov 3, 1995 5:03 pm GMT")
        );
        assert_eq!(points_before_dateline("* Port to close in May * Union threatens a strike"), None);
    }
}
