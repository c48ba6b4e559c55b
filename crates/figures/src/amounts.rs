//! Numbers that tell no amount: ages, house numbers, labels, clock times, scores of games; and the two
//! numbers of a vote.

mod names;

use super::counted::{Counted, Sureness};
use super::lexicon::{Bound, Lexicon, Phrases};
use super::quantity::Quantity;
use dateline_language::{Annotated, Upos, Word, Xpos};
use dateline_model::Span;

/// Whether a word can be the first of a quantity.
pub(super) fn may_open(text: &Annotated<'_>, lexicon: &Lexicon, at: usize) -> bool {
    const LONGEST: usize = 13;
    let token = &text.tokens[at];
    let form = text.form(at);
    if token.upos == Upos::Num || token.xpos == Xpos::Cd || form.bytes().any(|byte| byte.is_ascii_digit()) {
        return true;
    }
    form.len() <= LONGEST
        && (lexicon.openers.contains(&form.to_ascii_lowercase())
            || dateline_grammar::numbers::number(|by| (by == 0).then_some(form)).is_some()
            || lexicon.signs.iter().any(|(sign, _)| sign.starts_with(form)))
}

/// Ages, scores, names, places in a list: numbers that tell no amount.
pub(super) fn is_no_amount(
    text: &Annotated<'_>,
    lexicon: &Lexicon,
    quantity: &Quantity,
    sentence: Span<Word>,
) -> bool {
    let (start, end) = (quantity.number_start, quantity.words.end);
    let form = |at: usize| (sentence.start <= at && at < sentence.end).then(|| text.form(at));
    let is = |at: usize, word: &str| form(at).is_some_and(|form| form.eq_ignore_ascii_case(word));
    let before = quantity.words.start.checked_sub(1).and_then(form);
    let behind = form(end);
    let is_plain = quantity.words.start == start && quantity.currency.is_none();
    let token = &text.tokens[start];
    // "at 0945", "0700 hours".
    if text.form(start).len() > 1 && text.form(start).starts_with('0') && !text.form(start).contains('.') {
        return true;
    }
    // "half the battle", "half the world away": no half of anything.
    if stands(text, &lexicon.idioms, start, sentence.end) || is_title(text, start, sentence) {
        return true;
    }
    // "no more than a few dozen": how many that is at most, nobody can tell.
    if quantity.is_rough && matches!(quantity.bound, Bound::Most | Bound::Below)
        || names::is_name(text, lexicon, quantity, sentence)
        || names::is_emergency(text, lexicon, quantity, sentence)
        || names::is_record(text, lexicon, quantity, sentence)
    {
        return true;
    }
    // "the nineteen seventies": a time.
    if behind.is_some_and(|word| lexicon.decades.contains(&word.to_ascii_lowercase()))
        && quantity.value < 100.0
    {
        return true;
    }
    // "100% certain": sure, and nothing that is counted.
    if behind.is_some_and(|word| matches!(word.to_ascii_lowercase().as_str(), "%" | "percent"))
        && quantity.value == 100.0
        && text.tokens.get(end + 1).is_some_and(|next| next.upos == Upos::Adj)
    {
        return true;
    }
    // "not one inch of our land" is no length.
    let is_by_inch = quantity.value == 1.0
        && ["inch", "centimetre", "centimeter", "foot", "metre", "meter", "yard"]
            .iter()
            .any(|unit| is(end, unit))
        && is(end + 1, "of")
        && (end + 2..sentence.end.min(end + 5))
            .any(|at| lexicon.ground.contains(text.tokens[at].lemma.as_str()));
    if is_by_inch {
        return true;
    }
    // "since 9/11", "on 9/11": a day.
    if behind == Some("/") && form(end + 1).is_some_and(|next| next.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return true;
    }
    // "a magnitude-6.4 quake" is measured.
    let is_strength = start >= sentence.start + 2
        && matches!(before, Some("-" | "‑"))
        && lexicon.magnitudes.contains(&text.form(start - 2).to_ascii_lowercase());
    // "Casualties: 4 dead": a colon behind a word opens a list; one behind a number is a clock's or a score's.
    let is_behind_list = before == Some(":")
        && start >= sentence.start + 2
        && !text.form(start - 2).bytes().any(|byte| byte.is_ascii_digit())
        && text.tokens[start].span.start > text.tokens[start - 1].span.end;
    // "The injured number at least 12".
    let is_told =
        quantity.words.start >= sentence.start + 2 && is_numbering(text, quantity.words.start - 1) && {
            let state = text.form(quantity.words.start - 2).to_ascii_lowercase();
            lexicon.states.iter().any(|(words, _)| words.len() == 1 && words[0] == state)
        };
    // "aged 34", "F-16", "No. 5".
    if !is_strength
        && !is_behind_list
        && !is_told
        && before.is_some_and(|word| {
            ["aged", "age", "ages", "no.", "number", "#", "v", "vs", "-", "–", "/", ":"]
                .iter()
                .any(|one| word.eq_ignore_ascii_case(one))
        })
    {
        return true;
    }
    // "two sons aged 4 and 6", "aged from 4 to 6".
    let is_aged = |at: usize| ["aged", "ages", "age"].iter().any(|one| is(at, one));
    if before.is_some_and(|word| matches!(word, "and" | "," | "or"))
        && start >= 3
        && text.tokens[start - 2].upos == Upos::Num
        && is_aged(start - 3)
    {
        return true;
    }
    if is_plain
        && (is_age(text, quantity, sentence)
            || are_ages(text, quantity, sentence)
            || is_label(text, lexicon, quantity, sentence)
            || is_second_label(text, lexicon, quantity, sentence))
    {
        return true;
    }
    if behind == Some("-")
        && form(end + 1).is_some_and(|word| {
            word.eq_ignore_ascii_case("year") && is(end + 3, "old") || word.as_bytes()[0].is_ascii_digit()
        })
    {
        return true;
    }
    // "2-1", "1. The first point".
    if is_plain && start == sentence.start && matches!(behind, Some("." | ")")) {
        return true;
    }
    // "Resolution 425", "Article 5", "Boeing 737": the number hangs on what stands before it.
    let head = token.head.map(|head| head as usize);
    if is_plain
        && token.upos == Upos::Num
        && head.is_some_and(|head| head + 1 == start)
        && before.is_some_and(|word| word.starts_with(char::is_uppercase))
        && text.tokens[start - 1].upos != Upos::Verb
        && start > sentence.start + 1
    {
        return true;
    }
    // "not one of the 240", "not a single one".
    if quantity.value == 1.0
        && before.is_some_and(|word| ["not", "no", "never"].iter().any(|no| word.eq_ignore_ascii_case(no)))
    {
        return true;
    }
    // "one of the many families", "one of Norway's leading writers" is an example, and no amount.
    let is_one_of_all = is(start, "one")
        && is(end, "of")
        && (["the", "its", "their", "his", "her", "our", "my", "these", "those"]
            .iter()
            .any(|word| is(end + 1, word))
            || (end + 2..end + 5)
                .take_while(|&at| form(at).is_some() && text.tokens[at - 1].upos == Upos::Propn)
                .any(|at| {
                    text.tokens[at].xpos == Xpos::Pos
                        && text.tokens.get(at + 1).is_none_or(|next| next.upos != Upos::Num)
                }));
    if is_one_of_all && text.tokens.get(end + 2).is_none_or(|next| next.upos != Upos::Num) {
        return true;
    }
    // "between two countries": those of which the report tells already.
    if quantity.value == 2.0
        && before.is_some_and(|word| word.eq_ignore_ascii_case("between"))
        && text.tokens.get(end).is_some_and(|noun| {
            end < sentence.end && lexicon.sides.contains(noun.lemma.as_str()) && noun.xpos == Xpos::Nns
        })
        && !["in", "of", "that", "which", "who", "at", "from"].iter().any(|word| is(end + 1, word))
    {
        return true;
    }
    // "one another", "one of the few", "no one".
    if is(start, "one") && is_plain {
        let is_pronoun = token.upos == Upos::Pron || token.xpos == Xpos::Prp;
        return is_pronoun
            || matches!(behind, Some("another" | "day" | "thing" | "that" | "who" | "side" | "way"))
            || before.is_some_and(|word| {
                ["no", "this", "that", "each", "every", "any"]
                    .iter()
                    .any(|one| word.eq_ignore_ascii_case(one))
            });
    }
    false
}

/// "a man, 56, was killed", "Anna Kor (42)", "a woman of 63": a number of years that stands behind one
/// person, between commas or brackets.
fn is_age(text: &Annotated<'_>, quantity: &Quantity, sentence: Span<Word>) -> bool {
    const OLDEST: f64 = 120.0;
    let (start, end) = (quantity.number_start, quantity.words.end);
    let is = |at: usize, word: &str| {
        sentence.start <= at && at < sentence.end && text.form(at).eq_ignore_ascii_case(word)
    };
    if quantity.value > OLDEST
        || quantity.value.fract() != 0.0
        || quantity.most.is_some()
        || start < sentence.start + 2
    {
        return false;
    }
    let one = start - 2;
    // "Oskar Lind IV, 51", "Oskar Lind Jr., 51".
    const SUFFIXES: [&str; 8] = ["II", "III", "IV", "Jr", "Jr.", "Sr", "Sr.", "jr."];
    let is_one = matches!(text.tokens[one].xpos, Xpos::Nn | Xpos::Nnp | Xpos::Nnps)
        || SUFFIXES.contains(&text.form(one))
        || text.form(one) == "\""
        || text.form(one) == "”";
    let closes = end >= sentence.end || [",", ".", ";", ")", "–", "-", ":"].iter().any(|mark| is(end, mark));
    let is_told = |at: usize| {
        // ", 42 were": a number of people has a verb in the plural, an age has the person's.
        at < sentence.end && matches!(text.tokens[at].upos, Upos::Adp | Upos::Cconj | Upos::Aux | Upos::Verb)
    };
    if is(start - 1, ",") && is_one {
        let is_singular_verb = is(end, "was") || is(end, "is") || is(end, "has");
        return closes
            || is_singular_verb
            || is(end, "and") && !is(end + 1, "others")
            || is(end, "from")
            || is(end, "who");
    }
    if is(start - 1, "(") && is_one && is(end, ")") {
        return true;
    }
    // "a woman of 63 was injured".
    is(start - 1, "of")
        && text.tokens[one].xpos == Xpos::Nn
        && ["man", "woman", "boy", "girl", "person", "child", "lad", "youth"].iter().any(|word| is(one, word))
        && (closes || is_told(end))
}

/// "her three sisters, 24, 29 and 33, were held": a number of years for each of some people.
fn are_ages(text: &Annotated<'_>, quantity: &Quantity, sentence: Span<Word>) -> bool {
    const OLDEST: f64 = 120.0;
    let (start, end) = (quantity.number_start, quantity.words.end);
    let is = |at: usize, word: &str| {
        sentence.start <= at && at < sentence.end && text.form(at).eq_ignore_ascii_case(word)
    };
    let is_number = |at: usize| {
        sentence.start <= at
            && at < sentence.end
            && text.tokens[at].upos == Upos::Num
            && text.form(at).parse::<f64>().is_ok_and(|value| value <= OLDEST)
    };
    let closes = |at: usize| {
        at >= sentence.end
            || matches!(text.tokens[at].upos, Upos::Punct | Upos::Aux) && !is(at, "-") && !is(at, "%")
    };
    // The row of numbers that it stands in.
    let joins = |at: usize| is(at, ",") || is(at, "and");
    let (mut first, mut last) = (start, end);
    while first >= sentence.start + 2 && joins(first - 1) && is_number(first - 2) {
        first -= 2;
    }
    while joins(last) && is_number(last + 1) {
        last += 2;
    }
    if last < first + 3 || !is(last - 2, "and") {
        return false;
    }
    let Some(noun) = first.checked_sub(2).filter(|&noun| noun > sentence.start) else { return false };
    is(first - 1, ",")
        && is_number(first)
        && closes(last)
        && text.tokens[noun].xpos == Xpos::Nns
        && (noun.saturating_sub(3).max(sentence.start)..noun)
            .any(|at| is(at, "both") || text.tokens[at].upos == Upos::Num)
}

/// "a tour called “Lima In One Day”", "the Big Two Theory": a spelled number with a capital inside a name.
fn is_title(text: &Annotated<'_>, start: usize, sentence: Span<Word>) -> bool {
    let is_capital = |at: usize| {
        sentence.start <= at && at < sentence.end && text.form(at).starts_with(char::is_uppercase)
    };
    let form = text.form(start);
    // Headlines all in capitals, and those that write each word so, name nothing by it.
    let is_loud = form.len() > 1 && form.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_spelled = form.starts_with(char::is_uppercase) && form.len() > 1;
    if !is_spelled || is_loud || start == sentence.start || !is_capital(start - 1) || !is_capital(start + 1) {
        return false;
    }
    // "In One Day" within quotation marks.
    let is_mark = |at: usize| matches!(text.form(at), "“" | "\"" | "‘" | "'" | "``");
    (sentence.start..start).rev().take_while(|&at| is_capital(at) || is_mark(at)).any(is_mark)
}

/// "room 12", "line 4": the noun before it names, and no noun is counted behind.
fn is_label(text: &Annotated<'_>, lexicon: &Lexicon, quantity: &Quantity, sentence: Span<Word>) -> bool {
    let (start, end) = (quantity.number_start, quantity.words.end);
    let Some(before) = start.checked_sub(1).filter(|&before| before >= sentence.start) else { return false };
    let is_named = lexicon.labels.contains(&text.form(before).to_lowercase())
        && matches!(text.tokens[before].upos, Upos::Noun | Upos::Propn);
    // "NATO's *Article Five* guarantees", "*Chapter 7* powers": the capital makes a name of both.
    let is_capital = |at: usize| text.form(at).starts_with(char::is_uppercase);
    let is_digits = text.form(start).starts_with(|letter: char| letter.is_ascii_digit());
    if is_capital(before)
        && before > sentence.start
        && (is_digits || is_capital(start))
        && lexicon.titled.contains(&text.form(before).to_lowercase())
    {
        return true;
    }
    // "image 3 of 12", "day 40 of a siege"; "in the district 12 of the 40 houses".
    let is_of = |at: usize| at < sentence.end && text.form(at).eq_ignore_ascii_case("of");
    let is_of_known = || {
        ["them", "whom", "those", "these", "which"]
            .iter()
            .any(|word| text.tokens.get(end + 1).is_some() && text.form(end + 1).eq_ignore_ascii_case(word))
            || (end + 2..sentence.end.min(end + 4)).any(|at| text.tokens[at].upos == Upos::Num)
    };
    let counts = end < sentence.end
        && (matches!(text.tokens[end].upos, Upos::Noun | Upos::Propn | Upos::Adj)
            || text.form(end) == "%"
            || is_of(end) && is_of_known());
    is_named && !counts
}

/// "image 3 of *12*", "Nord Link 1 and *2* pipes": the number goes on from one that names.
fn is_second_label(
    text: &Annotated<'_>,
    lexicon: &Lexicon,
    quantity: &Quantity,
    sentence: Span<Word>,
) -> bool {
    let start = quantity.number_start;
    if start < sentence.start + 3 || text.tokens[start - 2].upos != Upos::Num {
        return false;
    }
    let label = start - 3;
    let is = |word: &str| text.form(start - 1).eq_ignore_ascii_case(word);
    let is_named = lexicon.labels.contains(&text.form(label).to_lowercase());
    let is_name = text.tokens[label].upos == Upos::Propn
        && text.form(label).starts_with(char::is_uppercase)
        && text.form(start - 2).starts_with(|letter: char| letter.is_ascii_digit());
    // "on July 12 and 40 *people* died": what stands behind is counted.
    let end = quantity.words.end;
    let counts = end < sentence.end
        && matches!(text.tokens[end].upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Adp);
    // "Nord Link 1 and 2 pipes": the one behind the other.
    let is_next = text.form(start - 2).parse::<f64>().is_ok_and(|first| first + 1.0 == quantity.value);
    is("of") && is_named || is("and") && (is_name || is_named) && (!counts || is_next)
}

/// The two numbers of a vote, "242–190", "52 to 48", where a word of voting stands near: both, or none.
pub(super) fn ballot(
    text: &Annotated<'_>,
    lexicon: &Lexicon,
    at: usize,
    sentence: Span<Word>,
) -> Option<[(Quantity, Counted); 2]> {
    const REACH: usize = 6;
    const MOST: f64 = 10_000.0;
    let number = |at: usize| {
        (at < sentence.end)
            .then(|| text.form(at))
            .filter(|form| form.bytes().all(|byte| byte.is_ascii_digit()) && form.len() <= 4)
            .and_then(|form| form.parse::<f64>().ok())
            .filter(|value| *value <= MOST)
    };
    let first = number(at)?;
    let joint = (at + 1 < sentence.end).then(|| text.form(at + 1))?;
    let second_at = at + 2;
    let second = number(second_at)?;
    if !matches!(joint, "-" | "–" | "—" | "to") || text.form(second_at).len() == 4 {
        return None;
    }
    let near = at.saturating_sub(REACH).max(sentence.start)..(second_at + REACH).min(sentence.end);
    let word = near.clone().find(|&at| lexicon.ballot.contains(&text.form(at).to_lowercase()))?;
    // "20 to 30 seats" is a range.
    if joint == "to" && second > first
        || first < second && text.tokens[word].upos == Upos::Noun && word == second_at + 1
    {
        return None;
    }
    let what = if text.tokens[word].lemma == "seat" { "seats" } else { "votes" };
    let one = |at: usize, value: f64| {
        let words = Span::new(at, at + 1);
        let mut counted = Counted::measure(what, None, words, at);
        (counted.is_countable, counted.sureness) = (true, Sureness::Noun);
        (Quantity::plain_at(at, value), counted)
    };
    Some([one(at, first), one(second_at, second)])
}

/// "$5m over three years": there "over" is how long it goes on and bounds nothing; "for over three
/// years", "lasted over an hour" it does.
pub(super) fn is_throughout(text: &Annotated<'_>, quantity: &Quantity) -> bool {
    let start = quantity.words.start;
    if !text.form(start).eq_ignore_ascii_case("over") {
        return false;
    }
    let Some(before) = start.checked_sub(1) else { return true };
    let token = &text.tokens[before];
    !matches!(
        token.lemma.as_str(),
        "for" | "be" | "last" | "take" | "spend" | "after" | "wait" | "within" | "of" | "than" | "serve"
    )
}

/// Whether a number is so many hours, nights or years.
pub(super) fn is_length(
    text: &Annotated<'_>,
    lexicon: &Lexicon,
    quantity: &Quantity,
    sentence: Span<Word>,
) -> bool {
    let end = quantity.words.end;
    super::plain::longest(&lexicon.measures, |by| (end + by < sentence.end).then(|| text.form(end + by)))
        .is_some_and(|((what, _), _)| what == "duration")
}

/// Whether one of some phrases stands at a word.
pub(super) fn stands<T: Copy>(text: &Annotated<'_>, phrases: &Phrases<T>, at: usize, end: usize) -> bool {
    super::plain::longest(phrases, |by| (at + by < end).then(|| text.form(at + by))).is_some()
}

/// "The dead *numbered* six", "the injured *number* at least 12": a verb, and not the number on a door or a shirt.
pub(crate) fn is_numbering(text: &Annotated<'_>, word: usize) -> bool {
    let form = text.form(word).to_ascii_lowercase();
    let behind = text.tokens.get(word + 1);
    let is_number = behind.is_some_and(|next| next.upos == Upos::Num);
    match form.as_str() {
        "numbered" => true,
        "number" | "numbers" => text.tokens[word].upos == Upos::Verb || behind.is_some() && !is_number,
        _ => false,
    }
}
