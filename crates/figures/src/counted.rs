//! What a quantity counts: the noun behind it, and what is done to it.

mod effects;
mod nouns;

use super::lexicon::Lexicon;
use super::quantity::Quantity;
use dateline_language::{Annotated, Upos, Word};
use dateline_model::Span;

/// How far a noun stands behind its number at most ("four badly burned young men").
const REACH: usize = 8;

/// What a quantity counts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Counted {
    /// What it measures or tells.
    pub what: String,
    /// Unit of a measure, ISO 4217 of money.
    pub unit: Option<String>,
    /// The noun phrase that is counted, without the number.
    pub of: Option<Span<Word>>,
    /// All words of the figure.
    pub words: Span<Word>,
    /// The word that tells it: the verb, or the noun itself.
    pub told_by: usize,
    /// Whether it is counted one by one.
    pub is_countable: bool,
    /// Whether the words say what happened to those who are counted.
    pub is_effect: bool,
    /// Whether people are counted.
    pub is_people: bool,
}

/// Whether it is what befalls people.
pub(super) fn is_fate(what: &str) -> bool {
    matches!(
        what,
        "killed" | "injured" | "missing" | "detained" | "displaced" | "abducted" | "rescued" | "released"
    )
}

/// The noun phrase behind a number.
#[derive(Clone, Copy, Debug)]
struct Phrase {
    /// From behind the number to its head.
    words: Span<Word>,
    /// Its head; none where the noun is left out ("three more").
    head: Option<usize>,
}

/// What a quantity counts, if it is one that somebody gives.
pub(super) fn counted(
    text: &Annotated<'_>,
    lexicon: &Lexicon,
    quantity: &Quantity,
    sentence: Span<Word>,
) -> Option<Counted> {
    let reader = Reader { text, lexicon, quantity, sentence };
    if let Some(code) = quantity.currency {
        return Some(reader.money(code, quantity.words.end));
    }
    if quantity.is_part {
        return Some(reader.share(quantity.words.end, "percent"));
    }
    let phrase = reader.phrase();
    if let Some(measure) = reader.measure(phrase) {
        return measure;
    }
    reader.things(phrase)
}

struct Reader<'r, 't> {
    text: &'r Annotated<'t>,
    lexicon: &'r Lexicon,
    quantity: &'r Quantity,
    sentence: Span<Word>,
}

impl Reader<'_, '_> {
    fn form(&self, at: usize) -> Option<&str> {
        (self.sentence.start <= at && at < self.sentence.end).then(|| self.text.form(at))
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.form(at).is_some_and(|form| form.eq_ignore_ascii_case(word))
    }

    fn lemma(&self, at: usize) -> &str {
        &self.text.tokens[at].lemma
    }

    fn money(&self, code: &str, end: usize) -> Counted {
        Counted {
            what: "money".to_owned(),
            unit: Some(code.to_owned()),
            of: None,
            words: Span::new(self.quantity.words.start, end),
            told_by: end - 1,
            is_countable: false,
            is_effect: false,
            is_people: false,
        }
    }

    /// A share of something: "5 per cent of their national income".
    fn share(&self, end: usize, unit: &str) -> Counted {
        // "one in five people": of whom stands right behind.
        let from = end + usize::from(self.is(end, "of"));
        let is_told = from > end || self.quantity.is_part;
        let of = if is_told { self.noun_phrase(from) } else { None };
        Counted {
            what: "percent".to_owned(),
            unit: Some(unit.to_owned()),
            of,
            words: Span::new(self.quantity.words.start, of.map_or(end, |of| of.end)),
            told_by: end - 1,
            is_countable: false,
            is_effect: false,
            is_people: false,
        }
    }

    /// A number with a unit: money, percent, distance, length of time.
    fn measure(&self, phrase: Phrase) -> Option<Option<Counted>> {
        let end = self.quantity.words.end;
        if self.is(end, "%") || self.is(end, "percent") || self.is(end, "per") && self.is(end + 1, "cent") {
            let after = end + 1 + usize::from(self.is(end, "per"));
            if self.is(after, "-") {
                return Some(None);
            }
            return Some(Some(self.share(after, "percent")));
        }
        if self.is(end, "percentage") && (self.is(end + 1, "point") || self.is(end + 1, "points")) {
            return Some(Some(self.share(end + 2, "percentage points")));
        }
        // "hundreds of millions of dollars", "three million US dollars".
        let head = phrase.head?;
        let key = self.lemma(head).to_ascii_lowercase();
        if let Some(&code) = self.lexicon.currencies.get(&key) {
            let code = self.coin(head).unwrap_or(code);
            return Some(Some(self.money(code, head + 1)));
        }
        let &(what, unit) = self.lexicon.measures.get(&key)?;
        // "30-day", "a 12-mile convoy" say what kind, not how much.
        if self.text.tokens[end.min(head)].upos == Upos::Punct || self.form(end) == Some("-") || head != end {
            return Some(None);
        }
        let after = head + 1;
        if self.is(after, "old") || self.form(after) == Some("-") {
            return Some(None);
        }
        let of = (what == "duration" && self.is(after, "of") || what == "weight" && self.is(after, "of"))
            .then(|| self.noun_phrase(after + 1))
            .flatten();
        Some(Some(Counted {
            what: what.to_owned(),
            unit: Some(unit.to_owned()),
            of,
            words: Span::new(self.quantity.words.start, of.map_or(after, |of| of.end)),
            told_by: head,
            is_countable: false,
            is_effect: false,
            is_people: false,
        }))
    }

    fn behind_number(&self, at: usize) -> usize {
        (at..self.sentence.end).find(|&at| self.text.tokens[at].upos != Upos::Num).unwrap_or(at)
    }

    /// "Canadian dollars", "Australian dollars".
    fn coin(&self, head: usize) -> Option<&'static str> {
        let before = self.form(head.checked_sub(1)?)?;
        Some(match before {
            "Canadian" => "CAD",
            "Australian" => "AUD",
            "Singapore" => "SGD",
            "Taiwan" => "TWD",
            "Egyptian" => "EGP",
            "Lebanese" => "LBP",
            "Syrian" => "SYP",
            _ => return None,
        })
    }

    /// People and things that are counted.
    fn things(&self, phrase: Phrase) -> Option<Counted> {
        let (text, quantity) = (self.text, self.quantity);
        if self.is_whole() {
            return None;
        }
        let of = (!phrase.words.is_empty()).then_some(phrase.words);
        let start = quantity.words.start;
        let end = phrase.words.end.max(quantity.words.end);
        let counted = |what: String, words: Span<Word>, told_by: usize, is_effect: bool| Counted {
            what,
            unit: None,
            of,
            words,
            told_by,
            is_countable: true,
            is_effect,
            is_people: phrase.head.is_some_and(|head| self.is_people(head)),
        };
        let is_thing = phrase.head.is_some_and(|head| self.is_thing(head));
        if !is_thing && let Some((what, told_by)) = self.effect(phrase, end) {
            let is_apart = (end..told_by).any(|at| self.text.tokens[at].upos == Upos::Punct);
            let reaches = told_by + 1 >= start && told_by <= end + 4 && !is_apart;
            let words = if reaches {
                Span::new(start.min(told_by), end.max(told_by + 1))
            } else {
                Span::new(start, end)
            };
            return Some(counted(what.to_owned(), words, told_by, true));
        }
        let head = phrase.head;
        let deed = self.deed(phrase, end);
        if let Some((what, told_by)) = deed {
            let noun = head.map(|head| self.plural(head)).or_else(|| self.noun_before(told_by));
            let is_munition =
                head.is_some_and(|head| self.lexicon.munitions.iter().any(|word| word == self.lemma(head)));
            let what = match (what, is_munition) {
                ("destroyed", true) => "intercepted",
                ("launched", false) => "",
                (what, _) => what,
            };
            if let Some(noun) = noun.filter(|_| !what.is_empty()) {
                let words =
                    if told_by + 1 == start { Span::new(told_by, end) } else { Span::new(start, end) };
                return Some(counted(format!("{noun} {what}"), words, told_by, true));
            }
        }
        let head = head?;
        if self.is_named(head) || self.is_definite() || quantity.value == 0.0 && quantity.most.is_none() {
            return None;
        }
        if self.lexicon.troops.iter().any(|word| word == self.lemma(head)) {
            return Some(counted("troops".to_owned(), Span::new(start, end), head, false));
        }
        // "at least one hurdle", "several fires" tell no amount; "one tank" does.
        let is_one = quantity.value == 1.0 && quantity.most.is_none() && !is_thing && !self.is_people(head);
        let is_several = quantity.is_rough && quantity.value <= 3.0;
        if is_one || is_several || !self.is_countable_noun(head) {
            return None;
        }
        Some(counted(self.plural(head), Span::new(start, end), head, text.tokens[head].upos == Upos::Verb))
    }

    // --- what happened to those who are counted

    // --- what is done to things

    // --- the noun
}
