//! Where the sentences of a text stand, near enough to tell what is said together.

use crate::text_words::text_words;
use dateline_model::{Byte, Excerpt, Span};

/// Sentences near enough: they end at a line's end, or at a stop before a capital letter.
pub(crate) fn sentences(text: &str) -> Vec<Span<Byte>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    let mut before = None;
    while let Some((at, letter)) = letters.next() {
        let is_end = match letter {
            '\n' => true,
            ' ' => {
                let is_stop = before.is_some_and(|before| matches!(before, '.' | '!' | '?' | '”' | '"'))
                    && ends_sentence(&text[start..at]);
                is_stop
                    && letters
                        .peek()
                        .is_some_and(|(_, next)| next.is_uppercase() || matches!(next, '“' | '"' | '‘'))
            }
            _ => false,
        };
        // "It ended.The town": a space was lost, as in many a feed.
        let is_glued = letter.is_uppercase()
            && matches!(before, Some('.' | '!' | '?'))
            && letters.peek().is_some_and(|(_, next)| next.is_lowercase())
            && is_plain_word_before_stop(&text[start..at]);
        before = Some(letter);
        if is_end {
            sentences.push(Span::new(start, at));
            start = at + letter.len_utf8();
        } else if is_glued {
            sentences.push(Span::new(start, at));
            start = at;
        }
    }
    sentences.push(Span::new(start, text.len()));
    sentences.into_iter().filter_map(|span| trimmed(text, span)).collect()
}

/// The sentence of a text that holds a piece of it, on one line; the piece itself where it does not
/// stand there.
pub fn sentence_around(text: &str, piece: &Excerpt) -> String {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let at = starts.get(piece.start as usize).copied().unwrap_or(text.len());
    let holding = sentences(text).into_iter().find(|span| span.start <= at && at < span.end);
    let found = holding.map_or(piece.text.as_str(), |span| &text[span.range()]);
    found.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first sentence of a text that is long enough to be one, on one line.
pub fn first_sentence(text: &str) -> Option<String> {
    const WORDS: usize = 5;
    let one_line = |piece: &str| piece.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut all = sentences(text).into_iter().map(|span| one_line(&text[span.range()]));
    all.find(|sentence| sentence.split(' ').count() >= WORDS && sentence.ends_with(['.', '!', '?', '”', '"']))
}

/// Whether the stop at the end is more than that of "Mr." or "J.".
fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['”', '"', '’']);
    let Some(text) = text.strip_suffix('.') else { return text.ends_with(['!', '?']) };
    let last = text.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let is_short = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
    // "Mr. Kolar", "Kolar vs. Mala"; but "He said no."
    let may_be_short = last.starts_with(char::is_uppercase) || last == "vs";
    !(is_short || may_be_short && text_words().shortened.has(&last.to_lowercase()))
}

/// Whether what ends with a stop ends with a whole word before it, and not with an address or a shortened title.
fn is_plain_word_before_stop(text: &str) -> bool {
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let last = last.trim_end_matches(['.', '!', '?']);
    last.chars().count() > 2
        && last.chars().skip(1).all(char::is_lowercase)
        && last.starts_with(char::is_alphabetic)
        && last != "www"
        && ends_sentence(text)
}

fn trimmed(text: &str, span: Span<Byte>) -> Option<Span<Byte>> {
    let piece = &text[span.range()];
    let start = span.start + (piece.len() - piece.trim_start().len());
    let end = start + piece.trim().len();
    (end > start).then(|| Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sentence_is_a_whole_one() {
        let text = "LAKE CITY\n\nThe bridge fell at noon. Nobody was hurt.";
        assert_eq!(first_sentence(text).as_deref(), Some("The bridge fell at noon."));
        assert_eq!(first_sentence("no sentence at all"), None);
    }

    #[test]
    fn the_sentence_around_a_piece() {
        let text = "Mr. Carter spoke. He counted\nfive. So did we.";
        let piece = Excerpt { start: 18, end: 20, text: "He".to_owned() };
        assert_eq!(sentence_around(text, &piece), "He counted");
        assert_eq!(sentence_around("", &piece), "He");
    }

    #[test]
    fn a_lost_space_parts_two_sentences() {
        let text = "The ferry sank on Monday.The harbour will open again.See www.Lake.example, J.Brill and the U.S.Navy.";
        let found: Vec<&str> = sentences(text).into_iter().map(|span| &text[span.range()]).collect();
        assert_eq!(
            found,
            [
                "The ferry sank on Monday.",
                "The harbour will open again.",
                "See www.Lake.example, J.Brill and the U.S.Navy."
            ]
        );
    }

    #[test]
    fn sentences_end_at_stops_and_lines() {
        let text = "Mr. Carter spoke at 3 p.m. today. “We have peace,” he said. He left\nCamp David  ";
        let found: Vec<&str> = sentences(text).into_iter().map(|span| &text[span.range()]).collect();
        assert_eq!(
            found,
            ["Mr. Carter spoke at 3 p.m. today.", "“We have peace,” he said.", "He left", "Camp David"]
        );
    }
}
