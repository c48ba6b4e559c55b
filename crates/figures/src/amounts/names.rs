//! Numbers that belong to names: of roads and cables, of those who help, of what was won and lost.

use crate::lexicon::Lexicon;
use crate::quantity::Quantity;
use dateline_language::{Annotated, Upos, Word, Xpos};
use dateline_model::Span;

/// "the *Highway 12* crossing", "the *Nordlink 4* cable": behind a name a number that does not fit the one thing behind it
/// belongs to the name. "the Final Four", "the Group of Seven": spelled with a capital behind a capital.
pub(super) fn is_name(
    text: &Annotated<'_>,
    lexicon: &Lexicon,
    quantity: &Quantity,
    sentence: Span<Word>,
) -> bool {
    const LEAST_IN_SMALL: usize = 3;
    let (start, end) = (quantity.number_start, quantity.words.end);
    if quantity.words.start != start || quantity.currency.is_some() || start <= sentence.start {
        return false;
    }
    let is_capital = |at: usize| text.form(at).starts_with(char::is_uppercase);
    let form = text.form(start);
    let is_word = |at: usize| text.form(at).starts_with(char::is_alphabetic);
    // Headlines write each word so.
    let is_prose = || sentence.range().filter(|&at| is_word(at) && !is_capital(at)).count() >= LEAST_IN_SMALL;
    let before = start - 1;
    let is_of = text.form(before) == "of" && before > sentence.start && is_capital(before - 1);
    let is_spelled_name = form.len() > 1
        && is_capital(start)
        && (is_capital(before) && before > sentence.start && text.tokens[before].upos == Upos::Propn
            || is_of)
        && is_prose();
    if is_spelled_name {
        return true;
    }
    let is_digits = form.bytes().all(|byte| byte.is_ascii_digit());
    let Some(noun) = text.tokens.get(end).filter(|_| end < sentence.end) else { return false };
    let is_one_thing = noun.xpos == Xpos::Nn
        && noun.upos == Upos::Noun
        && text.tokens.get(end + 1).is_none_or(|next| {
            !matches!(next.upos, Upos::Noun | Upos::Propn | Upos::Adj) && text.form(end + 1) != "-"
        });
    let lemma = noun.lemma.to_lowercase();
    is_digits
        && quantity.value > 1.0
        && text.tokens[before].upos == Upos::Propn
        && is_capital(before)
        && is_one_thing
        && !lexicon.many.contains(lemma.as_str())
        && !lexicon.people.contains(lemma.as_str())
        && !lexicon.nouns.contains_key(lemma.as_str())
        && crate::plain::longest(&lexicon.measures, |by| {
            (end + by < sentence.end).then(|| text.form(end + by))
        })
        .is_none()
        && !lexicon.currencies.contains_key(lemma.as_str())
        && dateline_grammar::numbers::multiple(&lemma).is_none()
}

/// "a *911* call", "dialled *112*": the number of those who help; but "took *112* calls".
pub(super) fn is_emergency(
    text: &Annotated<'_>,
    lexicon: &Lexicon,
    quantity: &Quantity,
    sentence: Span<Word>,
) -> bool {
    let (start, end) = (quantity.number_start, quantity.words.end);
    if !lexicon.emergency_numbers.contains(text.form(start)) || end != start + 1 {
        return false;
    }
    let is_in = |at: usize| sentence.start <= at && at < sentence.end;
    let lemma = |at: usize| text.tokens[at].lemma.to_lowercase();
    // "two 911 calls" are not 911, "112 calls" are 112.
    let is_sign = lexicon.emergency_signs.contains(text.form(start));
    let is_call = is_in(end)
        && lexicon.emergency_calls.contains(lemma(end).as_str())
        && (is_sign || text.tokens[end].xpos == Xpos::Nn);
    // "called 112 voters": what is counted stands behind.
    let is_counted = is_in(end) && matches!(text.tokens[end].upos, Upos::Noun | Upos::Adj);
    let is_dialled = start > sentence.start
        && text.tokens[start - 1].upos == Upos::Verb
        && lexicon.emergency_verbs.contains(lemma(start - 1).as_str());
    is_call || is_dialled && (is_sign || !is_counted)
}

/// "a *9-14* start", "a *20-13* win": how often was won and lost, or the score.
pub(super) fn is_record(
    text: &Annotated<'_>,
    lexicon: &Lexicon,
    quantity: &Quantity,
    sentence: Span<Word>,
) -> bool {
    let (start, end) = (quantity.number_start, quantity.words.end);
    quantity.most.is_some()
        && (start..end).any(|at| matches!(text.form(at), "-" | "–"))
        && end < sentence.end
        && lexicon.records.contains(text.tokens[end].lemma.as_str())
}
