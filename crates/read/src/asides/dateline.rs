//! The place before the news: "BRUSSELS —", "KYIV, Ukraine (Agency) —", "May 3, 1988 (PORT HELM) -".

use super::shapes::is_datestamp;
use dateline_model::{Byte, Excerpt, Span, TextIndex};

/// What can stand behind the bracketed agency of a dateline.
const DASHES: [&str; 5] = ["—", "–", "―", "--", "- "];

/// The place in "BRUSSELS —", "KYIV, Ukraine (Agency) —", "PARIS, Nov 21 (Valley Wire) -".
pub(super) fn dateline_of(index: &TextIndex<'_>, opening: Span<Byte>) -> Option<Excerpt> {
    let text = &index.text()[opening.range()];
    let head = &text[..text.floor_char_boundary(120)];
    if let Some(place) = place_in_brackets(head).or_else(|| place_before_strokes(head)) {
        return Some(index.excerpt(Span::new(opening.start + place.start, opening.start + place.end)));
    }
    let (before, after_brackets) = match head.find('(') {
        Some(open) => (&head[..open], head[open..].find(')').map(|close| &head[open + close + 1..])),
        None => (head, None),
    };
    let dash = |text: &str| -> Option<usize> {
        text.char_indices().find_map(|(at, letter)| {
            let long = matches!(letter, '—' | '–' | '―') || text[at..].starts_with("--");
            let short = letter == '-' && text[..at].ends_with(' ') && text[at + 1..].starts_with(' ');
            (long || short).then_some(at)
        })
    };
    let (place, has_agency) = match (dash(before), after_brackets) {
        (Some(at), _) => (&before[..at], false),
        (None, Some(after)) if DASHES.iter().any(|dash| after.trim_start().starts_with(dash)) => {
            (before, true)
        }
        _ => return None,
    };
    let place = place.trim_end();
    let without_day =
        place.rfind(',').filter(|comma| place[*comma..].bytes().any(|byte| byte.is_ascii_digit()));
    let place = &place[..without_day.unwrap_or(place.len())];
    let words: Vec<&str> = place.split_whitespace().collect();
    let small =
        |word: &&str| matches!(*word, "and" | "of" | "the" | "de" | "la" | "del" | "al" | "da" | "do" | "i");
    let is_name = |word: &&str| small(word) || word.starts_with(|first: char| first.is_uppercase());
    let first = place.split([',', '/']).next().unwrap_or(place);
    let is_capital = first.chars().filter(|letter| letter.is_alphabetic()).count() >= 2
        && first.chars().all(|letter| !letter.is_lowercase());
    let fits = !words.is_empty()
        && words.len() <= 7
        && words.iter().all(is_name)
        && (is_capital || has_agency || without_day.is_some());
    fits.then(|| index.excerpt(Span::new(opening.start, opening.start + place.len())))
}

/// "May 3, 1988 (PORT HELM) - The ministers": the day first, the place in brackets.
fn place_in_brackets(head: &str) -> Option<std::ops::Range<usize>> {
    let open = head.find('(')?;
    let close = open + head[open..].find(')')?;
    let day = head[..open].trim();
    let is_day = day.bytes().any(|byte| byte.is_ascii_digit()) && is_datestamp(day);
    let is_place = is_in_capitals(&head[open + 1..close]);
    let has_dash = DASHES.iter().any(|dash| head[close + 1..].trim_start().starts_with(dash));
    (is_day && is_place && has_dash).then_some(open + 1..close)
}

/// "PORT HELM, Ill. / VALLEYWIRE / May 3, 1988 / The company": strokes in place of dashes.
fn place_before_strokes(head: &str) -> Option<std::ops::Range<usize>> {
    let pieces: Vec<&str> = head.splitn(4, " /").collect();
    let [place, agency, day, _] = pieces.as_slice() else { return None };
    let town = place.split(',').next().unwrap_or(place);
    let is_right = is_in_capitals(town)
        && is_in_capitals(agency.trim())
        && day.bytes().any(|byte| byte.is_ascii_digit())
        && is_datestamp(day.trim());
    is_right.then(|| 0..place.trim_end().len())
}

fn is_in_capitals(text: &str) -> bool {
    text.chars().filter(|letter| letter.is_uppercase()).count() >= 3
        && text.chars().all(|letter| letter.is_uppercase() || matches!(letter, ' ' | '-' | '\'' | '’' | '.'))
}
