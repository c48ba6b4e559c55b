//! What a quantity counts: the noun behind it, and what is done to it.

mod bare;
mod effects;
mod more;
mod nouns;

pub(super) use more::one_more;

use super::lexicon::{Coin, Lexicon};
use super::plain::longest;
use super::quantity::Quantity;
use dateline_gazetteer::Gazetteer;
use dateline_language::{Annotated, Deprel, Upos, Word, Xpos};
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
    /// Another deed that is done to the same: "kidnapped *and killed* three".
    pub also: Option<(&'static str, usize)>,
    /// How sure it is that this is counted.
    pub sureness: Sureness,
}

/// How a reading of a figure was come by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sureness {
    /// A sign or unit stands right at the number.
    Written,
    /// The word that tells it stands right beside.
    Beside,
    /// By the tree, or from further off.
    Tree,
    /// A noun that is merely counted.
    Noun,
    /// From another figure: the noun is left out.
    Carried,
}

impl Counted {
    /// A measure: not counted one by one.
    pub(super) fn measure(what: &str, unit: Option<&str>, words: Span<Word>, told_by: usize) -> Self {
        Counted {
            what: what.to_owned(),
            unit: unit.map(str::to_owned),
            of: None,
            words,
            told_by,
            is_countable: false,
            is_effect: false,
            is_people: false,
            also: None,
            sureness: Sureness::Written,
        }
    }
}

/// Whether it is what befalls people.
pub(super) fn is_fate(what: &str) -> bool {
    const FATES: [&str; 12] = [
        "killed",
        "injured",
        "casualties",
        "shot",
        "infected",
        "missing",
        "detained",
        "displaced",
        "abducted",
        "rescued",
        "released",
        "trapped",
    ];
    FATES.contains(&what)
}

/// The noun phrase behind a number.
#[derive(Clone, Copy, Debug)]
struct Phrase {
    /// From behind the number to its head.
    words: Span<Word>,
    /// Its head; none where the noun is left out ("three more").
    head: Option<usize>,
}

/// What a quantity counts, if it is one that somebody gives; `states` are those that the report tells
/// of, the first the most.
pub(super) fn counted(
    text: &Annotated<'_>,
    lexicon: &Lexicon,
    states: &[String],
    quantity: &Quantity,
    sentence: Span<Word>,
) -> Option<Counted> {
    let reader = Reader { text, lexicon, states, quantity, sentence };
    if let Some(code) = quantity.currency {
        return Some(reader.money(Some(code), quantity.words.end));
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

/// "*a man* was killed", "left *a nurse* dead": one of whom it is told that he died or was hurt.
pub(super) fn single(
    text: &Annotated<'_>,
    lexicon: &Lexicon,
    at: usize,
    sentence: Span<Word>,
) -> Option<(Quantity, Counted)> {
    let quantity = Quantity::plain_at(at, 1.0);
    let reader = Reader { text, lexicon, states: &[], quantity: &quantity, sentence };
    // "a 56-year-old man".
    let is = |at: usize, word: &str| reader.is(at, word);
    let is_aged = is(at + 2, "-") && is(at + 4, "-") && is(at + 5, "old");
    let words = reader.noun_phrase(at + 1 + if is_aged { 5 } else { 0 })?;
    let head = words.end - 1;
    let token = &text.tokens[head];
    let is_one = token.upos == Upos::Noun
        && token.xpos == Xpos::Nn
        && reader.is_people(head)
        && !lexicon.many.contains(token.lemma.as_str())
        && text.tokens.get(words.end).is_none_or(|next| next.xpos != Xpos::Pos);
    // "a nun and three monks died", "a judge and her clerk": one of several, who are no toll by himself.
    let is_joined = token.deprel.is(Deprel::Conj)
        || text
            .children(head)
            .any(|child| text.tokens[child].deprel.is(Deprel::Conj) && text.tokens[child].upos == Upos::Noun);
    if !is_one || is_joined {
        return None;
    }
    let phrase = Phrase { words, head: Some(head) };
    let (what, told_by) = reader
        .effect_behind(words.end)
        .or_else(|| reader.effect_before(phrase))
        .or_else(|| reader.effect_above(phrase))
        .filter(|(what, told_by)| {
            matches!(*what, "killed" | "injured") && !words.range().contains(told_by)
        })?;
    let end = words.end;
    let is_near = told_by + 1 >= at
        && told_by <= end + 4
        && !(end..told_by).any(|at| text.tokens[at].upos == Upos::Punct);
    let span = if is_near { Span::new(at.min(told_by), end.max(told_by + 1)) } else { Span::new(at, end) };
    let counted = Counted {
        of: Some(words),
        is_countable: true,
        is_effect: true,
        is_people: true,
        sureness: Sureness::Tree,
        ..Counted::measure(what, None, span, told_by)
    };
    Some((quantity, counted))
}

struct Reader<'r, 't> {
    text: &'r Annotated<'t>,
    lexicon: &'r Lexicon,
    states: &'r [String],
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

    fn money(&self, code: Option<&str>, end: usize) -> Counted {
        Counted::measure("money", code, Span::new(self.quantity.words.start, end), end - 1)
    }

    /// A share of something: "5 per cent of their national income".
    fn share(&self, end: usize, unit: &str) -> Counted {
        // "one in five people": of whom stands right behind.
        let from = end + usize::from(self.is(end, "of"));
        let is_told = from > end || self.quantity.is_part;
        let of = if is_told { self.noun_phrase(from) } else { None };
        let words = Span::new(self.quantity.words.start, of.map_or(end, |of| of.end));
        Counted { of, ..Counted::measure("percent", Some(unit), words, end - 1) }
    }

    /// A number with a unit: money, percent, distance, length of time.
    fn measure(&self, phrase: Phrase) -> Option<Option<Counted>> {
        let start = self.quantity.words.start;
        let end = self.quantity.words.end;
        // "a 5-percent rise", "a two-million-euro theft": a dash joins the unit to its number.
        let is_joined = self.is(end, "-") || self.is(end, "‑");
        // "millions *of* tonnes", "thousands *of* kilometres".
        let is_of = self.quantity.is_rough && self.is(end, "of");
        let at = end + usize::from(is_joined || is_of);
        if let Some(one) = self.strength(at) {
            return Some(Some(one));
        }
        // "a .22 rifle", "a .357 Magnum": how wide its barrel is, in inches.
        let form = self.text.form(self.quantity.number_start);
        if form.starts_with('.')
            && self.quantity.value < 1.0
            && longest(&self.lexicon.measures, |by| self.form(at + by)).is_none()
        {
            let is_gun = phrase
                .head
                .is_some_and(|head| self.lexicon.guns.contains(self.lemma(head).to_lowercase().as_str()));
            return Some(
                is_gun.then(|| Counted::measure("calibre", Some("calibre"), Span::new(start, end), end - 1)),
            );
        }
        // "pulled a 357 revolver": one gun, of that calibre.
        let is_of_one_gun = !is_joined
            && self.quantity.value > 1.0
            && start == self.quantity.number_start
            && start > self.sentence.start
            && (self.is(start - 1, "a") || self.is(start - 1, "the") || self.is(start - 1, "his"))
            && phrase.head.is_some_and(|head| {
                self.text.tokens[head].xpos == Xpos::Nn
                    && self.lexicon.guns.contains(self.lemma(head).to_lowercase().as_str())
            })
            && self.text.form(start).bytes().all(|byte| byte.is_ascii_digit())
            && longest(&self.lexicon.measures, |by| self.form(at + by)).is_none();
        if is_of_one_gun {
            return Some(Some(Counted::measure("calibre", Some("calibre"), Span::new(start, end), end - 1)));
        }
        let unit = longest(&self.lexicon.measures, |by| self.form(at + by));
        if let Some(((what, unit), length)) = unit {
            let after = at + length;
            // "30-year-old", "ten years old"; "the two second-half goals".
            let is_age = self.is(after, "old")
                || (self.is(after, "-") || self.is(after, "‑")) && self.is(after + 1, "old");
            let is_ordinal = self.is(at, "second") && !is_joined && self.quantity.value != 1.0;
            // "a 6-foot-4 guard", "six foot four": how tall he is, of which this is the half.
            let is_tall = matches!(unit, "feet" | "inches")
                && is_joined
                && self.is(after, "-")
                && self.text.tokens.get(after + 1).is_some_and(|inches| inches.upos == Upos::Num);
            if is_age || is_ordinal || is_tall {
                return Some(None);
            }
            if what == "percent" {
                return Some(Some(self.share(after, unit)));
            }
            // "9,000 calibre .32 rounds" are rounds.
            if what == "calibre" && self.quantity.value >= 1000.0 {
                return None;
            }
            let takes_of = !matches!(what, "temperature" | "speed" | "magnitude");
            let of = (takes_of && self.is(after, "of")).then(|| self.stuff(after + 1)).flatten();
            let words = Span::new(start, of.map_or(after, |of| of.end));
            return Some(Some(Counted { of, ..Counted::measure(what, Some(unit), words, after - 1) }));
        }
        if is_joined && let Some(noun) = self.text.tokens.get(at).filter(|_| at < self.sentence.end) {
            if self.is_weight(at) {
                let words = Span::new(start, at + 1);
                return Some(Some(Counted::measure("pounds", Some("lb"), words, at)));
            }
            if let Some(code) = self.coin(at, at) {
                return Some(Some(self.money(code, at + 1)));
            }
            // "a six-vote majority", "a 15-member council"; else "a four-star general".
            if !self.lexicon.attributive.contains(noun.lemma.as_str()) {
                return Some(None);
            }
            let words = Span::new(start, at + 1);
            return Some(Some(Counted {
                of: Some(Span::new(at, at + 1)),
                is_countable: true,
                sureness: Sureness::Noun,
                ..Counted::measure(&self.plural(at), None, words, at)
            }));
        }
        // "hundreds of millions of dollars", "three million US dollars".
        let head = phrase.head?;
        let code = self.coin(head, phrase.words.start)?;
        // "ten pounds of flour" weigh.
        let is_weight = self.is(head, "pounds") && self.is(head + 1, "of") && self.quantity.value < 1000.0;
        if is_weight || self.is_weight(head) {
            let of = if self.is(head + 1, "of") { self.noun_phrase(head + 2) } else { None };
            let words = Span::new(start, of.map_or(head + 1, |of| of.end));
            return Some(Some(Counted { of, ..Counted::measure("pounds", Some("lb"), words, head) }));
        }
        Some(Some(self.money(code, head + 1)))
    }

    /// "40 grams of *gold*", "12 kilograms of *explosive*", which the tagger may take for an adjective.
    fn stuff(&self, from: usize) -> Option<Span<Word>> {
        let is_alone = self.form(from).is_some()
            && self.text.tokens[from].upos == Upos::Adj
            && !self.continues(from + 1)
            && self.form(from + 1).is_none_or(|_| self.text.tokens[from + 1].upos != Upos::Num);
        self.noun_phrase(from).or_else(|| is_alone.then(|| Span::new(from, from + 1)))
    }

    /// "a 300-pound bear", "lost 40 pounds": where no state is told of that pays in pounds, and one that weighs in them.
    fn is_weight(&self, noun: usize) -> bool {
        let is_pound = self.is(noun, "pounds") || self.is(noun, "pound");
        is_pound
            && self.states.iter().any(|state| self.lexicon.weighing.contains(state.as_str()))
            && !self.lexicon.currencies.get("pound").is_some_and(|coins| {
                coins.iter().any(|coin| coin.states.iter().any(|state| self.states.contains(state)))
            })
    }

    fn behind_number(&self, at: usize) -> usize {
        (at..self.sentence.end).find(|&at| self.text.tokens[at].upos != Upos::Num).unwrap_or(at)
    }

    /// Which money a noun means: by the people named before it ("Hong Kong dollars"), the only one of
    /// its name, the usual one, or that of a state which the report tells of. None where it is no money
    /// at all; within, none where it cannot be said which.
    fn coin(&self, head: usize, from: usize) -> Option<Option<&'static str>> {
        let noun = self.form(head)?.to_lowercase();
        let coins = self.lexicon.currencies.get(&noun)?;
        let is_of = |coin: &&Coin, state: &str| coin.states.iter().any(|one| one == state);
        let gazetteer = Gazetteer::embedded();
        for start in from..head {
            let people = self.text.words(Span::new(start, head));
            if let Some(named) = gazetteer.country_named(people)
                && let Some(coin) = coins.iter().find(|coin| is_of(coin, named.iso3()))
            {
                return Some(Some(coin.code));
            }
        }
        let at_home = self.states.iter().find_map(|state| coins.iter().find(|coin| is_of(coin, state)));
        let singular = noun.strip_suffix('s').unwrap_or(&noun);
        if self.lexicon.words_too.contains(singular) {
            return at_home.map(|coin| Some(coin.code));
        }
        let usual = coins.iter().find(|coin| coin.is_usual);
        let only = coins.first().filter(|first| coins.iter().all(|coin| coin.code == first.code));
        Some(only.or(usual).or(at_home).map(|coin| coin.code))
    }

    /// People and things that are counted.
    fn things(&self, phrase: Phrase) -> Option<Counted> {
        let quantity = self.quantity;
        // "forty of the *90 wounded*": of these it is told what befell them all.
        let is_known_whole = || {
            self.effect_inside(phrase).is_some_and(|(what, at)| {
                matches!(what, "killed" | "injured" | "missing") && Some(at) == phrase.head
            })
        };
        if self.is_whole() && !is_known_whole() || self.is_address(phrase) {
            return None;
        }
        let of = (!phrase.words.is_empty() && !self.is_left_out(phrase)).then_some(phrase.words);
        let start = quantity.words.start;
        if self.is_left_out(phrase)
            && phrase.words.is_empty()
            && quantity.value > 1.0
            && let Some((what, noun)) = self.holder()
        {
            let words = Span::new(noun, quantity.words.end);
            return Some(Counted {
                is_countable: true,
                is_people: true,
                sureness: Sureness::Beside,
                ..Counted::measure(what, None, words, noun)
            });
        }
        let end = phrase.words.end.max(quantity.words.end);
        let counted = |what: String, words: Span<Word>, told_by: usize, sureness: Sureness| Counted {
            of,
            is_countable: true,
            is_effect: sureness != Sureness::Noun,
            is_people: phrase.head.is_some_and(|head| self.is_people(head)),
            sureness,
            ..Counted::measure(&what, None, words, told_by)
        };
        let is_thing = phrase.head.is_some_and(|head| self.is_thing(head));
        let is_goods = phrase.head.is_some_and(|head| self.is_goods(head));
        let effect = if is_thing { None } else { self.effect(phrase, end) }.filter(|(what, _)| {
            !is_goods || !matches!(*what, "detained" | "released" | "abducted" | "trapped" | "missing")
        });
        if let Some((what, told_by)) = effect.filter(|(_, told_by)| !self.is_of_all(*told_by, phrase)) {
            let is_apart = (end..told_by).any(|at| self.text.tokens[at].upos == Upos::Punct);
            let reaches = told_by + 1 >= start && told_by <= end + 4 && !is_apart;
            let words = if reaches {
                Span::new(start.min(told_by), end.max(told_by + 1))
            } else {
                Span::new(start, end)
            };
            let sureness = if reaches { Sureness::Beside } else { Sureness::Tree };
            let mut found = counted(what.to_owned(), words, told_by, sureness);
            if let Some(joined) = self.joined(told_by, what) {
                let both = Span::new(words.start.min(joined.at), words.end.max(joined.at + 1));
                let is_casualty = |what: &str| matches!(what, "killed" | "injured");
                if is_casualty(what) && is_casualty(joined.what) {
                    (found.what, found.words) = ("casualties".to_owned(), both);
                } else if joined.is_either {
                    let (first, second) =
                        if joined.at < told_by { (joined.what, what) } else { (what, joined.what) };
                    (found.what, found.words) = (format!("{first} or {second}"), both);
                } else {
                    (found.also, found.words) = (Some((joined.what, joined.at)), both);
                }
            }
            return Some(found);
        }
        if let Some(repeated) = self.repeated() {
            return Some(repeated);
        }
        let head = phrase.head;
        // "We are one people": a nation, and nobody is counted.
        if quantity.value == 1.0 && quantity.most.is_none() && self.is(quantity.words.end, "people") {
            return None;
        }
        let deed = self.deed(phrase, end);
        if let Some((what, told_by)) = deed {
            let noun = head.map(|head| self.plural(head)).or_else(|| self.noun_before(told_by));
            let is_munition = head.is_some_and(|head| self.lexicon.munitions.contains(self.lemma(head)));
            let what = match (what, is_munition) {
                ("destroyed", true) => "intercepted",
                ("launched", false) => "",
                (what, _) => what,
            };
            if let Some(noun) = noun.filter(|_| !what.is_empty()) {
                let words =
                    if told_by + 1 == start { Span::new(told_by, end) } else { Span::new(start, end) };
                return Some(counted(format!("{noun} {what}"), words, told_by, Sureness::Beside));
            }
        }
        // "things captured": "took 14 howitzers".
        let Some(head) = head else {
            // "9,000 who have entered", "the more than 300 who fled".
            if let Some(end) = self.behind_vote(end) {
                return Some(counted("votes".to_owned(), Span::new(start, end), end - 1, Sureness::Noun));
            }
            let are_people =
                ["who", "whom", "whose"].iter().any(|word| self.is(end, word)) || self.is_crowd(end);
            return are_people.then(|| Counted {
                is_people: true,
                ..counted("people".to_owned(), Span::new(start, end), end - 1, Sureness::Noun)
            });
        };
        if self.is_named(head) || self.is_definite() || quantity.value == 0.0 && quantity.most.is_none() {
            return None;
        }
        if self.lexicon.troops.contains(self.lemma(head)) {
            return Some(counted("troops".to_owned(), Span::new(start, end), head, Sureness::Noun));
        }
        // "hundreds of thousands of Belgians".
        if self.text.tokens[head].upos == Upos::Propn {
            return Some(Counted {
                is_people: true,
                ..counted("people".to_owned(), Span::new(start, end), head, Sureness::Noun)
            });
        }
        // "at least one hurdle", "several fires" tell no amount; "one tank" does.
        let is_one = quantity.value == 1.0 && quantity.most.is_none() && !is_thing;
        let is_several = quantity.is_rough && quantity.value <= 3.0;
        if is_one || is_several || !self.is_countable_noun(head) {
            return None;
        }
        Some(counted(self.plural(head), Span::new(start, end), head, Sureness::Noun))
    }
}
