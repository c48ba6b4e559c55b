//! What stories are called: their headline, else a sentence made of what was done; never a paragraph
//! that is cut off, or the place and agency that it opens with.

use super::plain::{one_line, plain_day, shortened};
use super::sentences::{capital, deed, named};
use dateline_ask::{Called, LONGEST_TITLE, without_dateline};
use dateline_model::Story;

/// The longest title that is made here.
const LONGEST_MADE: usize = 150;
/// How many speakers a title names.
const SPEAKERS: usize = 2;

/// The title of a story: its headline, else the sentence it opens with, if that is short enough, else
/// what was done, else who says something; if none is known, the day.
#[must_use]
pub fn title(story: &Story, called: &Called) -> String {
    let known = one_line(&story.title);
    if called.has_headline && !known.is_empty() {
        return known;
    }
    if let Some(opening) = &called.opening {
        return one_line(opening);
    }
    let day = story.first.as_deref().map(plain_day);
    if let Some(event) = called.deed.as_ref().map(|one| &one.record) {
        let place = event.place.as_ref().map(|place| one_line(&place.span.text));
        let place = place.map_or_else(String::new, |place| format!(", {place}"));
        let when =
            event.when.as_ref().and_then(|when| when.edtf.as_ref()).map(|edtf| plain_day(edtf.as_str()));
        let when = when.or(day).map_or_else(String::new, |day| format!(", {day}"));
        return shortened(&format!("{}{place}{when}", capital(&one_line(&deed(event)))), LONGEST_MADE);
    }
    if !called.speakers.is_empty() {
        let mut names: Vec<String> =
            called.speakers.iter().take(SPEAKERS).map(|name| one_line(name)).collect();
        if called.speakers.len() > SPEAKERS {
            names.push("others".to_owned());
        }
        return format!("What {} said", named(&names));
    }
    day.map_or_else(|| "Reports without a headline".to_owned(), |day| format!("Reports of {day}"))
}

/// What a report without a headline is called: the sentence it opens with, else its first words.
pub fn of_text(text: &str) -> String {
    let sentence = dateline_ask::first_sentence(text);
    let sentence =
        sentence.as_deref().map(without_dateline).filter(|one| one.chars().count() <= LONGEST_TITLE);
    sentence.map_or_else(|| shortened(without_dateline(&one_line(text)), 80), str::to_owned)
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
        let cut = story("LAKE CITY — The bridge that had stood …");
        let headline = Called { has_headline: true, ..Called::default() };
        assert_eq!(title(&story("Shell hits market"), &headline), "Shell hits market");
        let opens = |text: &str| Called { opening: Some(text.to_owned()), ..Called::default() };
        assert_eq!(
            of_text("LAKE CITY, Ohio (Valley Wire) — The bridge fell at noon."),
            "The bridge fell at noon."
        );
        assert_eq!(title(&cut, &opens("The bridge fell at noon.")), "The bridge fell at noon.");
        // A long one is not kept as one to be called by.
        let long = Called::default();
        assert_eq!(title(&cut, &long), "Reports of Mon, 28 Aug 1995");
        let speakers = ["Ivo Marek", "the Lake League", "Ana Horvat"].map(str::to_owned).to_vec();
        let spoken = Called { speakers, ..long };
        assert_eq!(title(&cut, &spoken), "What Ivo Marek, the Lake League and others said");
        assert_eq!(without_dateline("A truce – at last"), "A truce – at last");
    }
}
