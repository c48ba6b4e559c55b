//! One more of those who were told of just before: "killed two guards and *wounded a third*", "one died and *another was
//! hurt*".

use super::{Counted, Phrase, Reader, Sureness};
use crate::draft::Draft;
use crate::lexicon::Lexicon;
use crate::quantity::Quantity;
use dateline_grammar::numbers;
use dateline_language::{Annotated, Upos, Word, Xpos};
use dateline_model::Span;

/// One who is told of by "another" or "a third" alone, where something else befell those before: whom the same befell is
/// one of a sum that nobody gives.
pub(crate) fn one_more(
    text: &Annotated<'_>,
    lexicon: &Lexicon,
    drafts: &[Draft],
    at: usize,
    sentence: Span<Word>,
) -> Option<(Quantity, Counted)> {
    let last = drafts.last().filter(|last| last.counted.is_effect)?;
    let are_near = text.sentence_number(at) - text.sentence_number(last.quantity.words.start) <= 1;
    let form = |at: usize| if at < sentence.end { text.form(at) } else { "" };
    let is = |at: usize, word: &str| form(at).eq_ignore_ascii_case(word);
    let end = if is(at, "another") {
        at + 1
    } else if is(at, "a") && numbers::ordinal(form(at + 1)).is_some_and(|number| (2..=9).contains(&number)) {
        at + 2
    } else {
        return None;
    };
    let mut quantity = Quantity::plain_at(at, 1.0);
    quantity.words = Span::new(at, end);
    let reader = Reader { text, lexicon, states: &[], quantity: &quantity, sentence };
    let phrase = Phrase { words: Span::new(end, end), head: None };
    let (what, told_by) = reader
        .effect_behind(end)
        .filter(|&(_, told_by)| is_of_itself(text, end, told_by, sentence))
        .or_else(|| {
            let is_alone = end >= sentence.end
                || !matches!(
                    text.tokens[end].upos,
                    Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Det | Upos::Verb
                ) && text.tokens[end].xpos != Xpos::Pos
                    && !is(end, "of")
                    && !is(end, "-");
            reader.effect_before(phrase).filter(|_| is_alone)
        })?;
    let is_other = matches!(what, "killed" | "injured")
        && matches!(last.counted.what.as_str(), "killed" | "injured" | "shot")
        && what != last.counted.what;
    if !is_other || !are_near {
        return None;
    }
    let is_near = told_by + 3 >= at && told_by <= end + 3;
    let words = if is_near { Span::new(at.min(told_by), end.max(told_by + 1)) } else { quantity.words };
    let counted = Counted {
        is_countable: true,
        is_effect: true,
        is_people: true,
        sureness: Sureness::Carried,
        ..Counted::measure(what, None, words, told_by)
    };
    Some((quantity, counted))
}

/// Whether a deed behind "another" befell whoever is meant: "another *was wounded*", "a third *died*"; not "a second *wounded the
/// market's faith*", "another *was wounded pride*".
fn is_of_itself(text: &Annotated<'_>, end: usize, told_by: usize, sentence: Span<Word>) -> bool {
    if told_by < end || told_by + 1 >= sentence.end {
        return true;
    }
    let next = &text.tokens[told_by + 1];
    let is_passive = (end..told_by).any(|at| text.tokens[at].upos == Upos::Aux);
    let is_before_thing = matches!(next.upos, Upos::Noun | Upos::Adj)
        || !is_passive && matches!(next.upos, Upos::Det | Upos::Pron | Upos::Propn | Upos::Num);
    !is_before_thing
}
