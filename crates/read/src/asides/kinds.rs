//! What the words of a paragraph say it is: a caption, a byline, a teaser, a sign-off.

use super::lexicon::LEXICON;
use super::shapes::ends_as_sentence;
use dateline_model::AsideKind;

/// Where a paragraph stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) is_alone: bool,
    pub(super) is_early: bool,
    pub(super) is_late: bool,
}

/// What a paragraph's words say it is, wherever it stands.
pub(crate) fn kind_of_words(paragraph: &str) -> Option<AsideKind> {
    kind_of(paragraph, Place { is_alone: false, is_early: true, is_late: true })
}

/// What a paragraph's words say it is where it stands.
pub(super) fn kind_of(paragraph: &str, place: Place) -> Option<AsideKind> {
    // No aside is longer than a few lines; a long paragraph need not be looked at.
    if place.is_alone || paragraph.len() > 1200 {
        return None;
    }
    let lower = paragraph.to_lowercase();
    let words = paragraph.split_whitespace().count();
    for cue in &LEXICON.cue {
        if words <= cue.words
            && cue.starts.iter().any(|start| lower.starts_with(start.as_str()))
            && (!cue.needs_digit || lower.bytes().any(|byte| byte.is_ascii_digit()))
            && (!cue.needs_box || speaks_to_reader(paragraph, &lower))
            && (!cue.needs_name || (place.is_early && is_byline(paragraph)))
            && !(cue.kind == AsideKind::Teaser && !cue.needs_box && ends_as_sentence(paragraph) && words > 12)
        {
            // "Analysis: …" over a whole paragraph is prose; "(Reporting by …)" comes last.
            let fits = match cue.kind {
                AsideKind::SignOff => {
                    (place.is_late && !(cue.needs_line && ends_as_sentence(paragraph)))
                        || lower.starts_with('(')
                }
                AsideKind::Headline => !ends_as_sentence(paragraph),
                _ => true,
            };
            if fits {
                return Some(cue.kind);
            }
        }
    }
    // "By signing up you agree to our terms", "Ada Doran in Oslo contributed to this report."
    let said_so = LEXICON.phrase.iter().find(|phrase| {
        words <= phrase.words
            && phrase.holds.iter().any(|held| lower.contains(held.as_str()))
            && !paragraph.contains(['“', '”', '"'])
    });
    if let Some(phrase) = said_so {
        return Some(phrase.kind);
    }
    is_caption(paragraph, &lower, words).then_some(AsideKind::Caption)
}

/// Whether a box speaks to the reader and quotes nobody, or only heads a list.
pub(super) fn speaks_to_reader(paragraph: &str, lower: &str) -> bool {
    let addresses = lower
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| matches!(word, "you" | "your" | "us" | "our"))
        || paragraph.contains('!');
    let is_quoting = paragraph.starts_with(['“', '"', '‘']);
    !is_quoting
        && (addresses
            || lower.starts_with("other topics")
            || lower.starts_with("other news")
            || lower.starts_with("this video")
            || lower.starts_with("this content"))
}

/// "By Mara Ilic and Tom Reed": names only, and no sentence.
fn is_byline(paragraph: &str) -> bool {
    !ends_as_sentence(paragraph)
        && paragraph
            .split_whitespace()
            .skip(1)
            .filter(|word| {
                !matches!(
                    *word,
                    "and"
                        | "in"
                        | "at"
                        | "by"
                        | "for"
                        | "of"
                        | "the"
                        | "&"
                        | "|"
                        | "de"
                        | "van"
                        | "von"
                        | "al"
                )
            })
            .all(|word| word.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit()))
}

fn is_caption(paragraph: &str, lower: &str, words: usize) -> bool {
    let caption = &LEXICON.caption;
    if words > caption.words {
        return false;
    }
    if let Some(inside) = closing_brackets(paragraph) {
        let inside = inside.to_lowercase();
        let is_named = |credit: &String| {
            inside.split(['/', ',', ';', ':', '|']).any(|part| {
                let part = part.trim();
                part == credit
                    || (credit.contains(' ') && part.contains(credit.as_str()))
                    || part.strip_suffix(credit.as_str()).is_some_and(|before| before.ends_with(' '))
                    || part.strip_prefix(credit.as_str()).is_some_and(|after| after.starts_with(' '))
            })
        };
        // "… in Moscow (Kristina Ivanova, Wire Pool Photo via AP)"; not "… he said (Reuters)." in prose.
        let is_credit = caption.credits.iter().any(is_named)
            || (inside.contains('/') && !inside.contains(|letter: char| letter.is_ascii_digit()));
        let has_quotation = lower.contains(['“', '”', '"']);
        if is_credit && !has_quotation && inside.split_whitespace().count() <= 14 {
            return true;
        }
    }
    if ends_in_credit(paragraph) && !lower.contains(" said ") {
        return true;
    }
    if caption.ends.iter().any(|end| lower.trim_end_matches('.').ends_with(end.as_str()))
        && !lower.contains(" said ")
    {
        return true;
    }
    !ends_as_sentence(paragraph) && caption.positions.iter().any(|position| lower.contains(position.as_str()))
}

/// "The bridge in Tanva on May 3. Mara Ilic / Valleywire via Pool": names alone behind the last sentence, with a stroke
/// or "via" between them.
fn ends_in_credit(paragraph: &str) -> bool {
    const LONGEST: usize = 9;
    let Some((before, tail)) = paragraph.trim_end_matches('.').rsplit_once(". ") else { return false };
    let words: Vec<&str> = tail.split_whitespace().collect();
    let is_part = |word: &&str| {
        word.starts_with(char::is_uppercase)
            || matches!(*word, "/" | "via" | "for" | "of" | "the" | "and" | "|")
    };
    before.split_whitespace().count() >= 4
        && (2..=LONGEST).contains(&words.len())
        && words.iter().all(is_part)
        && words.iter().any(|word| matches!(*word, "/" | "via" | "|") || word.contains('/'))
}

/// What stands in the brackets at the very end.
fn closing_brackets(paragraph: &str) -> Option<&str> {
    let inside = paragraph.trim_end_matches('.').trim_end().strip_suffix([')', ']'])?;
    let start = inside.rfind(['(', '['])?;
    Some(&inside[start + 1..])
}
