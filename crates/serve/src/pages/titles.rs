//! What stories are called: their headline, else a sentence made of what was done; never a paragraph
//! that is cut off, or the place and agency that it opens with.

use super::plain::{one_line, plain_day, shortened};
use super::sentences::{capital, deed};
use dateline_model::{Event, Story};

/// The title of a story: its headline, else what was done, where and when.
pub fn title(story: &Story, has_headline: bool, event: Option<&Event>) -> String {
    let known = one_line(&story.title);
    if has_headline && !known.is_empty() {
        return known;
    }
    let day = story.first.as_deref().map(plain_day);
    match event {
        Some(event) => {
            let place = event.place.as_ref().map(|place| one_line(&place.span.text));
            let place = place.map_or_else(String::new, |place| format!(", {place}"));
            let when =
                event.when.as_ref().and_then(|when| when.edtf.as_ref()).map(|edtf| plain_day(edtf.as_str()));
            let when = when.or(day).map_or_else(String::new, |day| format!(", {day}"));
            shortened(&format!("{}{place}{when}", capital(&one_line(&deed(event)))), 140)
        }
        None => {
            let opening = without_dateline(&known);
            let sentence = opening.split_inclusive(['.', '!', '?']).next().unwrap_or_default().trim();
            let is_whole = sentence.ends_with(['.', '!', '?']) && sentence.chars().count() > 12;
            match (is_whole, day) {
                (true, _) => sentence.to_owned(),
                (false, Some(day)) => format!("Reports of {day}"),
                (false, None) => "Reports without a headline".to_owned(),
            }
        }
    }
}

/// Less the place, agency and dash that a report opens with: "LAKE CITY, Ohio (Valley Wire) — ".
pub fn without_dateline(opening: &str) -> &str {
    let dashes = [" — ", " – ", " - ", " -- ", "— "];
    let cut = dashes.iter().filter_map(|dash| opening.find(dash).map(|at| (at, at + dash.len()))).min();
    match cut {
        Some((at, behind)) if is_dateline(&opening[..at]) => &opening[behind..],
        _ => opening,
    }
}

/// Few words, of which the first is a name in capitals.
fn is_dateline(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    let letters = || first.chars().filter(|letter| letter.is_alphabetic());
    text.split_whitespace().count() <= 8 && letters().count() > 1 && letters().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story(title: &str) -> Story {
        Story {
            id: "s".into(),
            reports: Vec::new(),
            title: title.to_owned(),
            first: Some("1995-08-28".to_owned()),
            last: None,
            origins: Vec::new(),
            voices: Vec::new(),
            affair: None,
            follows: None,
        }
    }

    #[test]
    fn a_title_is_whole_and_no_dateline() {
        assert_eq!(title(&story("Shell hits market"), true, None), "Shell hits market");
        let whole = story("LAKE CITY, Ohio (Valley Wire) — The bridge fell at noon. Nobody was …");
        assert_eq!(title(&whole, false, None), "The bridge fell at noon.");
        let cut = story("LAKE CITY — The bridge that had stood since the war, and over which …");
        assert_eq!(title(&cut, false, None), "Reports of Mon, 28 Aug 1995");
        assert_eq!(without_dateline("A truce – at last"), "A truce – at last");
    }
}
