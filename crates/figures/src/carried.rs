//! What a number takes from the figure before it: the noun that is left out, the whole that it is a part of, the amount that
//! it says again in another unit.

use super::amounts;
use super::counted::{self, Counted, Sureness};
use super::draft::Draft;
use super::lexicon::Lexicon;
use super::quantity::Quantity;
use dateline_gazetteer::Gazetteer;
use dateline_language::{Annotated, Deprel, Upos, Word, Xpos};
use dateline_model::Span;

/// A number whose noun or deed is left out, because the figure before has told it: "infected 20 in
/// Ghent *and six in Bruges*", "33 seats, *23 held by* the league", "six, *not eight*".
pub(super) fn carried(
    text: &Annotated<'_>,
    lexicon: &Lexicon,
    drafts: &[Draft],
    quantity: &Quantity,
    sentence: Span<Word>,
) -> Option<Counted> {
    const REACH: usize = 14;
    let (start, end) = (quantity.words.start, quantity.words.end);
    let last = drafts.last()?;
    let behind = last.counted.words.end.max(last.quantity.words.end);
    let is = |at: usize, word: &str| {
        sentence.start <= at && at < sentence.end && text.form(at).eq_ignore_ascii_case(word)
    };
    let is_bare_next = end >= sentence.end
        || !matches!(text.tokens[end].upos, Upos::Noun | Upos::Propn | Upos::Num | Upos::Adj)
            && text.form(end) != "-"
            && text.form(end) != "%";
    if !last.counted.is_countable || !is_bare_next || start == sentence.start {
        return None;
    }
    // "The guards saw 300 people; others held that there were *more than 700*"; "put it *at 700*", "was put at 300 by the guards
    // and *at 700 by others*".
    let is_told_to_be = start >= sentence.start + 2
        && (["were", "are", "was"].iter().any(|word| is(start - 1, word)) && is(start - 2, "there")
            || is(start - 1, "at") && is_put_at(text, lexicon, last, start - 2));
    let is_near = text.sentence_number(start) - text.sentence_number(last.quantity.words.start) <= 1;
    if is_told_to_be && is_near && last.counted.is_people && !last.counted.is_effect {
        let mut counted = Counted::measure(&last.counted.what, None, Span::new(start, end), end - 1);
        (counted.is_countable, counted.is_people) = (true, true);
        counted.sureness = Sureness::Carried;
        return Some(counted);
    }
    if last.quantity.words.start < sentence.start || behind > start || start - behind > REACH {
        return None;
    }
    let before = start - 1;
    let of_last = |is_effect: bool| {
        let mut counted = Counted::measure(
            &last.counted.what,
            None,
            Span::new(start, end),
            if is_effect { last.counted.told_by } else { end - 1 },
        );
        (counted.is_countable, counted.is_effect) = (true, is_effect);
        (counted.is_people, counted.sureness) = (last.counted.is_people, Sureness::Carried);
        counted
    };
    // "six, not eight as first reported", "six rather than eight".
    let is_contrast = is(before, "not") || is(before, "than") && is(before.wrapping_sub(1), "rather");
    if is_contrast {
        return Some(of_last(last.counted.is_effect));
    }
    // "Varn fired 200 rockets; Tanva said it fired 300": the same is done by another.
    let is_same_deed = text.tokens[before].upos == Upos::Verb
        && text.tokens[before].lemma == text.tokens[last.counted.told_by].lemma
        && before != last.counted.told_by;
    if is_same_deed {
        let mut counted = of_last(last.counted.is_effect);
        counted.told_by = before;
        return Some(counted);
    }
    let is_joined = is(before, "and") || is(before, ",") || is(before, ";") || is(before, "with");
    let is_place = ["in", "at", "near", "on", "from", "outside"].iter().any(|word| is(end, word));
    if is_joined && is_place && last.counted.is_effect {
        return Some(of_last(true));
    }
    // "23 held by", "10 of them held by", "seven currently held".
    let next = (end..sentence.end.min(end + 2)).find(|&at| text.tokens[at].upos != Upos::Adv)?;
    let is_participle = text.tokens[next].upos == Upos::Verb
        && text.tokens[next].xpos == Xpos::Vbn
        && (is(next + 1, "by") || is(next + 1, "in"));
    let is_open =
        is_joined || is(before, ":") || is(before, "(") || is(before, "–") || is(before, "including");
    let is_known = amounts::stands(text, &lexicon.states, next, sentence.end);
    (is_open && is_participle && !is_known && !last.counted.is_effect).then(|| of_last(false))
}

/// Whether a word stands where a second number is put beside a first: "*put* it *at*", "*put* at 300 by one *and* at".
fn is_put_at(text: &Annotated<'_>, lexicon: &Lexicon, last: &Draft, at: usize) -> bool {
    const NEAR: usize = 3;
    let is = |at: usize, words: &[&str]| words.iter().any(|word| text.form(at).eq_ignore_ascii_case(word));
    let is_put = |end: usize| {
        (end.saturating_sub(NEAR)..end)
            .any(|verb| lexicon.status.reckoning.verbs.contains(text.tokens[verb].lemma.as_str()))
    };
    let first = last.quantity.words.start;
    is(at, &["and", "but", "while"]) && first > 0 && is(first - 1, &["at"]) && is_put(first - 1)
        || is(at, &["it", "them", "number", "figure", "crowd", "turnout", "attendance"]) && is_put(at)
}

/// Some of those who were counted last, of whom more is told: "The blast hurt 40 people. *Ten* are still in hospital", "It
/// holds 23 sailors; *12* are said to be Danes". They are a part of the whole, which is given with them.
pub(super) fn some_of_last(
    text: &Annotated<'_>,
    drafts: &[Draft],
    quantity: &Quantity,
    sentence: Span<Word>,
) -> Option<(Counted, usize)> {
    const REACH: usize = 25;
    let (start, end) = (quantity.words.start, quantity.words.end);
    let whole = drafts.iter().rposition(|draft| draft.part_of.is_none())?;
    let last = &drafts[whole];
    let behind = last.counted.words.end.max(last.quantity.words.end);
    let before = text.sentence_number(start) - text.sentence_number(last.quantity.words.start);
    let number = end - 1;
    let token = &text.tokens[number];
    let is_subject = token.upos == Upos::Num && token.deprel.base() == Deprel::Nsubj;
    let next = text.tokens.get(end).filter(|_| end < sentence.end)?;
    // "held 20 men (*12 Chilean* and *eight Peruvian*)": of which people they are.
    let is_of_people = before == 0 && is_people_without_noun(text, end, sentence);
    let is_plural_verb = next.upos == Upos::Aux && matches!(next.lemma.as_str(), "be" | "have" | "do")
        || next.upos == Upos::Verb && matches!(next.xpos, Xpos::Vbp | Xpos::Vbd);
    let is_some = quantity.value > 1.0
        && quantity.value < last.quantity.most.unwrap_or(last.quantity.value)
        && quantity.most.is_none()
        && !quantity.is_rough;
    let is_people = last.counted.is_people || counted::is_fate(&last.counted.what);
    let is_told = is_subject && is_plural_verb || is_of_people;
    if behind > start || start - behind > REACH || before > 1 || !is_told || !is_some || !is_people {
        return None;
    }
    let last_word = end + usize::from(is_of_people);
    let counted = Counted {
        of: is_of_people.then(|| Span::new(end, last_word)),
        is_countable: true,
        is_effect: counted::is_fate(&last.counted.what),
        is_people: true,
        sureness: Sureness::Carried,
        ..Counted::measure(&last.counted.what, None, Span::new(start, last_word), number)
    };
    Some((counted, whole))
}

/// "12 *Chilean* and …": the adjective of a people with no noun behind it.
fn is_people_without_noun(text: &Annotated<'_>, at: usize, sentence: Span<Word>) -> bool {
    let is_adjective = matches!(text.tokens[at].xpos, Xpos::Jj | Xpos::Nnp)
        && text.form(at).starts_with(char::is_uppercase)
        && Gazetteer::embedded().country_named(text.form(at)).is_some();
    let ends =
        text.tokens.get(at + 1).filter(|_| at + 1 < sentence.end).is_none_or(|next| {
            next.upos == Upos::Punct && text.form(at + 1) != "-" || next.upos == Upos::Cconj
        });
    is_adjective && ends
}

/// "18 people, including nine children, were killed", "300 civilians, among them 20 children and nine
/// nurses", "seven people, two of them children": those who are singled out share the fate of the whole,
/// of which they are a part.
pub(super) fn part(
    text: &Annotated<'_>,
    drafts: &[Draft],
    quantity: &Quantity,
    counted: &mut Counted,
) -> Option<usize> {
    let start = quantity.words.start;
    let last = drafts.last()?;
    if start == 0 || text.sentence_number(start) != text.sentence_number(last.counted.words.start) {
        return None;
    }
    let is = |at: usize, word: &str| at < text.tokens.len() && text.form(at).eq_ignore_ascii_case(word);
    let end = quantity.words.end;
    let is_of_them =
        is(end, "of") && ["them", "whom", "which", "these", "those"].iter().any(|word| is(end + 1, word));
    let is_singled_out = is_of_them
        || is(start - 1, "including")
        || start >= 2 && is(start - 2, "among") && (is(start - 1, "them") || is(start - 1, "whom"))
        || start >= 2 && is(start - 2, "of") && is(start - 1, "whom")
        || start >= 2 && is(start - 2, "most") && is(start - 1, "of");
    // "including nine children and two nurses".
    let is_joined = last.part_of.is_some()
        && (is(start - 1, "and") || is(start - 1, ","))
        && last.counted.words.end + 1 == start;
    if !is_singled_out && !is_joined || counted.unit.is_some() {
        return None;
    }
    let whole = if is_joined {
        last.part_of?
    } else {
        (0..drafts.len()).rev().find(|&at| drafts[at].part_of.is_none() && drafts[at].counted.is_countable)?
    };
    let all = &drafts[whole];
    let least = all.quantity.most.unwrap_or(all.quantity.value);
    if quantity.value > least || all.quantity.words.start.abs_diff(start) > 40 {
        return None;
    }
    // Those singled out whom nothing else befalls: "two of them children".
    if !counted.is_effect && counted::is_fate(&all.counted.what) && counted.is_people {
        counted.what.clone_from(&all.counted.what);
        counted.is_effect = true;
        counted.sureness = Sureness::Beside;
    }
    Some(whole)
}

/// "200 kilometres (120 miles)": the second says the first again.
pub(super) fn is_conversion(
    text: &Annotated<'_>,
    last: &Draft,
    quantity: &Quantity,
    counted: &Counted,
) -> bool {
    let before = quantity.words.start;
    last.counted.what == counted.what
        && !counted.is_countable
        && before > 0
        && last.counted.words.end <= before
        && before - last.counted.words.end <= 1
        && text.form(before - 1) == "("
}
