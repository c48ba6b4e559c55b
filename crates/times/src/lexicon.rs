//! The words of time, as `lexicon/times.toml` lists them.

use super::calendar::{Season, Unit};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// What one word can mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sense {
    /// "January", 1 to 12.
    Month { number: i8, needs_capital: bool },
    /// "Monday", 1 to 7; short ones ("sat", "sun") are often other words.
    Weekday { number: i8, is_short: bool },
    /// "summer"; "fall" is often another word.
    Season { season: Season, is_guarded: bool },
    /// "morning": TIMEX3's two letters.
    Daypart(&'static str),
    /// "year", "years"; "second" is often another word.
    Unit { unit: Unit, is_plural: bool },
    /// "last", "next", "same".
    Pointer(Pointer),
    /// "early", "late".
    Stage,
    /// "end", "beginning" (of …).
    Edge,
    /// "daily": the value of the set.
    Set(&'static str),
    /// The first word of one or more [`Phrase`]s: their place in [`Lexicon::phrases`].
    Opens { first: u16, count: u16 },
    /// "truce", "war": what has an age without being a person.
    Lasting,
    /// A number in words, or an ordinal, or an article: it can stand before one of the others.
    Counts,
}

/// Which of a row is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pointer {
    /// Before the day of the report: "last year".
    Last,
    /// Before the time told last: "the previous year".
    Previous,
    /// That of the report: "this week".
    This,
    /// After the day of the report: "next month".
    Next,
    /// After the time told last: "the following day".
    Following,
    /// The one told last: "the same day", "that year".
    Same,
    /// The last one that is over: "the latest quarter".
    Latest,
}

/// A fixed run of words.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// In lower case, marks as words of their own.
    pub words: Vec<String>,
    /// What it means.
    pub meaning: PhraseMeaning,
}

/// What a [`Phrase`] means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PhraseMeaning {
    /// "nearly", "more than".
    About,
    /// "several", "a few".
    Vague,
    /// "24 hours a day": no time at all.
    Idiom,
    /// "now": `PRESENT_REF`, `PAST_REF`, `FUTURE_REF`.
    Reference(&'static str),
    /// "Christmas".
    Holiday(Holiday),
}

/// How a named day is found in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holiday {
    /// 25 December.
    Fixed { month: i8, day: i8 },
    /// The fourth Thursday of November; -1 is the last.
    Nth { month: i8, nth: i8, weekday: i8, days_after: i8 },
    /// So many days after Easter Sunday.
    Easter(i16),
    /// So many days after Easter Sunday of the eastern churches.
    OrthodoxEaster(i16),
}

/// All words of time.
#[derive(Debug)]
pub struct Lexicon {
    senses: FxHashMap<String, Vec<Sense>>,
    /// Fixed runs of words, longest first among those with one first word.
    pub phrases: Vec<Phrase>,
    /// Words between a number and its unit that change nothing: "two *more* weeks".
    pub between: FxHashSet<String>,
}

impl Lexicon {
    /// That in the binary.
    pub fn embedded() -> Self {
        Lexicon::of(dateline_vocabulary::compiled_in("times.toml", SOURCE))
    }

    /// What a word can mean, in any case.
    pub fn senses(&self, word: &str) -> &[Sense] {
        const LONGEST: usize = 14;
        if word.len() > LONGEST {
            return &[];
        }
        let mut buffer = [0; LONGEST];
        let buffer = &mut buffer[..word.len()];
        buffer.copy_from_slice(word.as_bytes());
        buffer.make_ascii_lowercase();
        std::str::from_utf8(buffer).ok().and_then(|lower| self.senses.get(lower)).map_or(&[], Vec::as_slice)
    }

    fn of(source: Source) -> Self {
        let mut lexicon = Lexicon {
            senses: FxHashMap::default(),
            phrases: Vec::new(),
            between: source.between.words.into_iter().collect(),
        };
        let mut add =
            |word: &str, sense: Sense| lexicon.senses.entry(word.to_owned()).or_default().push(sense);
        for entry in source.month {
            let sense = Sense::Month { number: entry.number, needs_capital: entry.capital };
            entry.words.iter().for_each(|word| add(word, sense));
        }
        for entry in source.weekday {
            for word in &entry.words {
                add(word, Sense::Weekday { number: entry.number, is_short: entry.short.contains(word) });
                // "on Fridays" is read by its stem.
                add(&format!("{word}s"), Sense::Counts);
            }
        }
        for entry in source.season {
            let sense = Sense::Season { season: entry.code, is_guarded: entry.guarded };
            entry.words.iter().for_each(|word| add(word, sense));
        }
        for entry in source.daypart {
            let code = leak(entry.code);
            entry.words.iter().for_each(|word| add(word, Sense::Daypart(code)));
        }
        for entry in source.unit {
            entry.words.iter().for_each(|word| add(word, Sense::Unit { unit: entry.unit, is_plural: false }));
            entry.plural.iter().for_each(|word| add(word, Sense::Unit { unit: entry.unit, is_plural: true }));
        }
        for entry in source.pointer {
            entry.words.iter().for_each(|word| add(word, Sense::Pointer(entry.pointer)));
        }
        source.stage.iter().flat_map(|entry| &entry.words).for_each(|word| add(word, Sense::Stage));
        source.edge.iter().flat_map(|entry| &entry.words).for_each(|word| add(word, Sense::Edge));
        source.lasting.words.iter().for_each(|word| add(word, Sense::Lasting));
        for entry in source.set {
            let value = leak(entry.value);
            entry.words.iter().for_each(|word| add(word, Sense::Set(value)));
        }
        for word in COUNTING.split_whitespace() {
            add(word, Sense::Counts);
        }
        let mut phrases: Vec<Phrase> = Vec::new();
        let mut add_phrases = |list: &[String], meaning: PhraseMeaning| {
            phrases.extend(list.iter().map(|phrase| Phrase { words: split(phrase), meaning }));
        };
        add_phrases(&source.about.phrases, PhraseMeaning::About);
        add_phrases(&source.vague.phrases, PhraseMeaning::Vague);
        add_phrases(&source.idiom.phrases, PhraseMeaning::Idiom);
        for entry in source.reference {
            add_phrases(&entry.phrases, PhraseMeaning::Reference(leak(entry.value)));
        }
        for entry in source.holiday {
            let Some(holiday) = Holiday::of(&entry.rule) else { unreachable!("times.toml: {}", entry.rule) };
            add_phrases(&entry.phrases, PhraseMeaning::Holiday(holiday));
        }
        phrases.sort_by(|one, two| {
            one.words[0]
                .cmp(&two.words[0])
                .then(two.words.len().cmp(&one.words.len()))
                .then(one.words.cmp(&two.words))
        });
        let mut at = 0;
        for group in phrases.chunk_by(|one, two| one.words[0] == two.words[0]) {
            let sense = Sense::Opens { first: at as u16, count: group.len() as u16 };
            lexicon.senses.entry(group[0].words[0].clone()).or_default().push(sense);
            at += group.len();
        }
        lexicon.phrases = phrases;
        lexicon
    }
}

impl Holiday {
    fn of(rule: &str) -> Option<Holiday> {
        if let Some(days) = rule.strip_prefix("orthodox-easter") {
            return days.parse().ok().map(Holiday::OrthodoxEaster);
        }
        if let Some(days) = rule.strip_prefix("easter") {
            return days.parse().ok().map(Holiday::Easter);
        }
        let (month, rest) = rule.split_at_checked(2)?;
        let (month, rest) = (month.parse().ok()?, rest.strip_prefix('-')?);
        if let Ok(day) = rest.parse::<i8>()
            && day > 0
        {
            return Some(Holiday::Fixed { month, day });
        }
        let (rest, days_after) = rest.split_once('+').unwrap_or((rest, "0"));
        let (nth, weekday) = rest.rsplit_once('-')?;
        Some(Holiday::Nth {
            month,
            nth: nth.parse().ok()?,
            weekday: weekday.parse().ok()?,
            days_after: days_after.parse().ok()?,
        })
    }
}

/// Words that can only stand before a word of time.
const COUNTING: &str = "a an the one two three four five six seven eight nine ten eleven twelve thirteen fourteen \
    fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred \
    thousand million half first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth \
    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth final \
    another additional these those each every per couple noon midday midnight today yesterday tomorrow tonight \
    overnight fiscal nineties eighties seventies sixties fifties forties thirties twenties q1 q2 q3 q4 \
    tmr tmrw tdy all its their ad full former future q once twice small wee";

/// Phrases are split as the text is: letters, numbers, marks.
fn split(phrase: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut is_open = false;
    for letter in phrase.chars() {
        match letter {
            ' ' => is_open = false,
            letter if letter.is_alphanumeric() => {
                if !is_open {
                    words.push(String::new());
                }
                if let Some(word) = words.last_mut() {
                    word.push(letter);
                }
                is_open = true;
            }
            mark => {
                words.push(mark.to_string());
                is_open = false;
            }
        }
    }
    words
}

/// The lexicon lives as long as the program.
fn leak(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

const SOURCE: &str = include_str!("../lexicon/times.toml");

#[derive(Deserialize)]
struct Source {
    month: Vec<Numbered>,
    weekday: Vec<Numbered>,
    season: Vec<SeasonEntry>,
    daypart: Vec<Coded>,
    unit: Vec<UnitEntry>,
    pointer: Vec<PointerEntry>,
    stage: Vec<Plain>,
    edge: Vec<Plain>,
    lasting: Plain,
    between: Plain,
    about: Phrases,
    idiom: Phrases,
    vague: Phrases,
    reference: Vec<Valued>,
    set: Vec<SetEntry>,
    holiday: Vec<HolidayEntry>,
}

#[derive(Deserialize)]
struct Numbered {
    number: i8,
    words: Vec<String>,
    #[serde(default)]
    capital: bool,
    #[serde(default)]
    short: Vec<String>,
}

#[derive(Deserialize)]
struct SeasonEntry {
    code: Season,
    words: Vec<String>,
    #[serde(default)]
    guarded: bool,
}

#[derive(Deserialize)]
struct Coded {
    code: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
struct UnitEntry {
    unit: Unit,
    words: Vec<String>,
    plural: Vec<String>,
}

#[derive(Deserialize)]
struct PointerEntry {
    pointer: Pointer,
    words: Vec<String>,
}

#[derive(Deserialize)]
struct Plain {
    words: Vec<String>,
}

#[derive(Deserialize)]
struct Phrases {
    phrases: Vec<String>,
}

#[derive(Deserialize)]
struct Valued {
    value: String,
    phrases: Vec<String>,
}

#[derive(Deserialize)]
struct SetEntry {
    value: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
struct HolidayEntry {
    rule: String,
    phrases: Vec<String>,
}
