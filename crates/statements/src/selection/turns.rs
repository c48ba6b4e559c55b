//! Talk that is printed by turns, as plays are: "BERG: Will the mill stay open?".

use super::super::context::Context;
use dateline_language::Word;
use dateline_model::Span;

/// So many turns make a report one that prints talk; fewer may be headings.
const TURNS: usize = 3;
/// And so many are looked at.
const MOST: usize = 12;
/// Words in capitals before the colon.
const LABEL: usize = 3;

/// Whether a colon stands behind who speaks next, in a report that prints at least some turns so and one of those who
/// speak twice.
pub(crate) fn is_turn(context: &Context<'_>, colon: usize) -> bool {
    let sentence = context.sentence(colon);
    if label(context, sentence) != Some(colon) {
        return false;
    }
    let turns: Vec<&str> = context
        .annotated
        .sentences
        .iter()
        .filter_map(|sentence| label(context, sentence.words))
        .map(|colon| context.annotated.form(colon - 1))
        .take(MOST)
        .collect();
    let comes_again = turns.iter().enumerate().any(|(at, name)| turns[..at].contains(name));
    turns.len() >= TURNS && comes_again
}

/// The colon behind a name in capitals with which a paragraph begins.
fn label(context: &Context<'_>, sentence: Span<Word>) -> Option<usize> {
    let begins =
        sentence.start == 0 || context.paragraph(sentence.start) != context.paragraph(sentence.start - 1);
    let first = sentence.range().take(2).find(|&word| !context.is_punctuation(word)).filter(|_| begins)?;
    let is_shouted = |word: usize| {
        let form = context.annotated.form(word);
        form.len() > 1
            && form.chars().any(char::is_alphabetic)
            && form.chars().all(|letter| letter.is_uppercase() || letter == '.')
    };
    let end = (first..sentence.end.min(first + LABEL + 1)).find(|&word| !is_shouted(word))?;
    let is_label = end > first && context.annotated.form(end) == ":" && end + 1 < sentence.end;
    // "FERRY SINKS: LIVE UPDATES"
    (is_label && !is_shouted(end + 1)).then_some(end)
}
