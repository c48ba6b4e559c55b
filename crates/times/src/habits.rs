//! How a text writes its dates: in which order day and month stand between strokes, and which months
//! are somebody's name in it. One report is consistent with itself.

use super::lexicon::Sense;
use super::words::{Word, WordKind};
use jiff::civil::Date;

/// How a text writes its dates.
#[derive(Clone, Debug, Default)]
pub struct Habits {
    /// Whether "2/5/2019" is the second of May; none where the text does not show it.
    pub is_day_first: Option<bool>,
    /// The months that are people's names here: "Mrs May".
    pub names: Vec<i8>,
    /// The years that are told.
    years: Vec<i16>,
    /// How often a day is told that counts from the report's own: "yesterday", "Monday".
    own_days: usize,
}

impl Habits {
    /// Whether a text tells of years gone by from its first words on: most of the years it names lie
    /// well before its own, and hardly a day counts from its own. Its dates then hang on each other.
    pub fn tells_past(&self, published: Option<Date>) -> bool {
        const FEWEST: usize = 8;
        const TIMES: usize = 10;
        let own = published.map_or(i16::MAX, Date::year);
        let past = self.years.iter().filter(|year| **year < own.saturating_sub(1)).count();
        past >= FEWEST && 2 * past > self.years.len() && past > TIMES * self.own_days
    }

    /// Those of a text.
    pub fn of(words: &[Word<'_>]) -> Self {
        let number = |at: usize| {
            words
                .get(at)
                .filter(|word| word.kind == WordKind::Digits && word.text.len() <= 2)
                .and_then(|word| word.text.parse::<u8>().ok())
        };
        let month = |at: usize| {
            words.get(at).filter(|word| word.is_capital)?.senses.iter().find_map(|sense| match sense {
                Sense::Month { number, .. } => Some(*number),
                _ => None,
            })
        };
        let (mut day_first, mut month_first) = (0, 0);
        let (mut spelled_day_first, mut spelled_month_first) = (0, 0);
        let mut names = Vec::new();
        let (mut years, mut own_days) = (Vec::new(), 0);
        for at in 0..words.len() {
            let word = &words[at];
            let is_weekday =
                word.senses.iter().any(|sense| matches!(sense, Sense::Weekday { is_short: false, .. }));
            own_days += usize::from(is_weekday || word.is_any(&["yesterday", "today", "tomorrow"]));
            if word.is_any(&["bc", "bce"]) {
                years.push(0);
            } else if word.kind == WordKind::Digits && word.text.len() == 4 {
                years.extend(word.text.parse::<i16>().ok().filter(|year| (1000..2100).contains(year)));
            }
            let is_stroke = |at: usize| words.get(at).is_some_and(|mark| mark.is_glued && mark.is("/"));
            if let (Some(first), Some(second)) = (number(at), number(at + 2))
                && is_stroke(at + 1)
                && is_stroke(at + 3)
            {
                day_first += usize::from(first > 12 && second <= 12);
                month_first += usize::from(second > 12 && first <= 12);
            }
            let Some(month) = month(at) else { continue };
            spelled_month_first += usize::from(number(at + 1).is_some());
            spelled_day_first += usize::from(at > 0 && number(at - 1).is_some());
            let is_before_number = words.get(at + 1).is_some_and(|next| next.kind == WordKind::Digits);
            let is_name = at > 0 && is_titled(words, at) || is_full_name(words, at) || speaks(words, at);
            if !is_before_number && is_name && !names.contains(&month) {
                names.push(month);
            }
        }
        let decide = |one: usize, other: usize| (one != other).then_some(one > other);
        let is_day_first =
            decide(day_first, month_first).or_else(|| decide(spelled_day_first, spelled_month_first));
        Habits { is_day_first, names, years, own_days }
    }
}

/// Before a month that is one, whoever is called by its name too: "last May", "during May".
pub(crate) const PLAINLY_BEFORE_MONTHS: [&str; 14] = [
    "in",
    "since",
    "until",
    "till",
    "last",
    "next",
    "this",
    "early",
    "mid",
    "late",
    "during",
    "previous",
    "following",
    "coming",
];

/// Before a month that is one, where nobody is called by its name: "by May", "to May".
pub(crate) const BEFORE_MONTHS: [&str; 12] =
    ["by", "from", "to", "through", "of", "before", "after", "on", "for", "between", "around", "every"];

/// Whether what stands before a month shows that it is one: "in May", "3 May", "mid-May".
fn is_of_month(words: &[Word<'_>], at: usize) -> bool {
    at > 0
        && (words[at - 1].is_any(&BEFORE_MONTHS)
            || words[at - 1].is_any(&PLAINLY_BEFORE_MONTHS)
            || words[at - 1].is("the")
            || words[at - 1].is_dash()
            || words[at - 1].kind == WordKind::Digits)
}

/// Whether a month is a given name too, and written out: "April", "August".
fn is_given(word: &Word<'_>) -> bool {
    const GIVEN_NAMES: [i8; 4] = [4, 5, 6, 8];
    let is_one = |sense: &Sense| matches!(sense, Sense::Month { number, .. } if GIVEN_NAMES.contains(number));
    word.text.len() > 2 && word.senses.iter().any(is_one) && !word.is_any(&["apr", "jun", "aug"])
}

/// "April Summers": a surname stands behind, and nothing before that stands before months.
fn is_full_name(words: &[Word<'_>], at: usize) -> bool {
    // "April Summers and", "April Summers said": the name ends there.
    let surname = words.get(at + 1).filter(|next| {
        next.is_capital
            && next.kind == WordKind::Letters
            && next.text.len() > 2
            && !next.opens_paragraph
            && next.text.bytes().skip(1).all(|byte| byte.is_ascii_lowercase())
    });
    let ends = words.get(at + 2).is_some_and(|next| next.is_any(&[",", "and", "who"]) || is_saying(next));
    is_given(&words[at]) && !is_of_month(words, at) && surname.is_some() && ends
}

/// "April said": who speaks is no month.
fn speaks(words: &[Word<'_>], at: usize) -> bool {
    is_given(&words[at])
        && !is_of_month(words, at)
        && words.get(at + 1).is_some_and(|next| !next.opens_paragraph && is_saying(next))
}

fn is_saying(word: &Word<'_>) -> bool {
    word.is_any(&[
        "said", "says", "told", "added", "asked", "wrote", "replied", "recalled", "insisted", "argued",
    ])
}

/// "Mrs May", "Theresa May": a title or a first name stands before it.
fn is_titled(words: &[Word<'_>], at: usize) -> bool {
    const TITLES: [&str; 18] = [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "lord",
        "lady",
        "dame",
        "prof",
        "judge",
        "justice",
        "general",
        "captain",
        "senator",
        "minister",
        "president",
        "mayor",
    ];
    let before = &words[at - 1];
    // "Mr. May".
    let (before, from) = if before.is(".") && before.is_glued && at >= 2 {
        (&words[at - 2], at - 2)
    } else {
        (before, at - 1)
    };
    if before.opens_paragraph && !before.is_any(&TITLES) {
        return false;
    }
    if before.is_any(&TITLES) && before.is_capital {
        return true;
    }
    let opens = from == 0 || words[from - 1].is_any(&[".", "!", "?", ":", "\"", "“", "‘"]);
    let is_first_name = before.is_capital
        && before.kind == WordKind::Letters
        && before.senses.is_empty()
        && before.text.len() > 2
        && before.text.bytes().skip(1).all(|byte| byte.is_ascii_lowercase())
        && !opens
        && !words[at].is_glued;
    is_first_name && words[at].is("may")
}
