//! What the linker needs to know of one report.

use crate::background::{Background, rarity};
use crate::words::{Word, number_of, print_of, term_of, words};
use dateline_model::{AsideKind, Id, Reading, Report, TextIndex};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// What the linker compares reports by. A few kilobytes, made once per report, to be kept
/// beside it (any serde format), so that a linker can be built again without reading anything.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Features {
    /// The report.
    pub report: Id,
    /// When it was published: a day or an instant.
    pub published: Option<String>,
    /// Its headline, or its first words.
    pub title: String,
    /// Whether the title is a headline.
    pub(crate) has_headline: bool,
    /// Days since 1970-01-01.
    pub(crate) day: Option<i32>,
    /// Its words in order, each as the number that any house style gives it.
    pub(crate) prints: Vec<u16>,
    /// The language it is in, where that is another than English.
    pub(crate) language: Option<String>,
    /// What it is about: terms with how often it says them (the logarithm), by term.
    pub(crate) terms: Vec<(u32, f32)>,
    /// The weightiest terms in news at large, by which a report on the same matter is found.
    pub(crate) topics: Vec<u32>,
}

/// No copy is told by what lies behind this many words.
const LONGEST_PRINT: usize = 2_000;
/// Words of a shingle.
pub(crate) const SHINGLE: usize = 4;
/// One shingle of each so many in a row is a sample (winnowing: Schleimer, Wilkerson and Aiken
/// 2003), so that a shared run of `SHINGLE + WINDOW - 1` words is never overlooked.
const WINDOW: usize = 4;
/// Behind so many words samples are eight times as rare: papers cut from the end, and what two
/// printings of one text share begins near their front.
const DENSE: usize = 160;
/// A report leads with one happening and mentions others: it is about what its first telling
/// words say.
const LEADING_TERMS: usize = 150;
/// How many terms a report is compared by, and found by.
const TERMS: usize = 128;
const TOPICS: usize = 24;
/// Samples of all reports are kept in so many sizes, each about half the one before.
const LEVELS: u32 = 24;

/// The first byte of [`Features::to_bytes`]; another when their meaning changes, so that what was
/// kept by an older program is made again and not misread.
const FORM: u8 = 2;

impl Features {
    /// The features of one report. `reading` may be empty.
    pub fn of(report: &Report, _reading: &Reading) -> Features {
        let prints = prints(&report.text);
        let language = report.language.clone().filter(|tag| tag != "en" && !tag.starts_with("en-"));
        let terms = counted(report, language.is_some());
        Features {
            report: report.id.clone(),
            published: report.published.clone(),
            title: title(report),
            has_headline: report.title.as_deref().is_some_and(|title| !title.trim().is_empty()),
            day: report.published.as_deref().and_then(day_number),
            prints,
            language,
            topics: topics(&terms),
            terms,
        }
    }

    /// As few bytes as hold all of it: about two a word and a thousand more.
    ///
    /// ```
    /// use dateline_model::{Reading, Report};
    /// use dateline_resolve::Features;
    /// let report = Report { id: "a".into(), text: "The accords were signed on Sunday.".into(), ..Report::default() };
    /// let features = Features::of(&report, &Reading::default());
    /// assert_eq!(Features::from_bytes(&features.to_bytes()), Some(features));
    /// assert_eq!(Features::from_bytes(b"something else"), None);
    /// ```
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![FORM, u8::from(self.has_headline), u8::from(self.published.is_some())];
        let texts = [
            self.report.as_str(),
            self.published.as_deref().unwrap_or_default(),
            &self.title,
            self.language.as_deref().unwrap_or_default(),
        ];
        for text in texts {
            bytes.extend((text.len() as u32).to_le_bytes());
            bytes.extend(text.as_bytes());
        }
        bytes.extend((self.prints.len() as u32).to_le_bytes());
        bytes.extend(self.prints.iter().flat_map(|print| print.to_le_bytes()));
        bytes.extend((self.terms.len() as u32).to_le_bytes());
        for (term, weight) in &self.terms {
            bytes.extend(term.to_le_bytes());
            bytes.extend(weight.to_le_bytes());
        }
        bytes
    }

    /// What [`to_bytes`](Features::to_bytes) was made of; none for any other bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Features> {
        let mut rest = bytes;
        let [form, has_headline, is_published] = take(&mut rest)?;
        if form != FORM {
            return None;
        }
        let report = take_text(&mut rest)?;
        let published = take_text(&mut rest)?;
        let title = take_text(&mut rest)?;
        let language = take_text(&mut rest)?;
        let count = u32::from_le_bytes(take(&mut rest)?) as usize;
        let prints: Vec<u16> =
            (0..count).map(|_| take(&mut rest).map(u16::from_le_bytes)).collect::<Option<_>>()?;
        let count = u32::from_le_bytes(take(&mut rest)?) as usize;
        let terms: Vec<(u32, f32)> = (0..count)
            .map(|_| Some((u32::from_le_bytes(take(&mut rest)?), f32::from_le_bytes(take(&mut rest)?))))
            .collect::<Option<_>>()?;
        let published = (is_published != 0).then_some(published);
        Some(Features {
            report: report.into(),
            day: published.as_deref().and_then(day_number),
            published,
            title,
            has_headline: has_headline != 0,
            prints,
            language: (!language.is_empty()).then_some(language),
            topics: topics(&terms),
            terms,
        })
    }

    /// Under which numbers the report is found by others: runs of its words, and what it is about
    /// on its day. Reports that share no run, and no topic within [`LONGEST_GAP`] days, are never
    /// compared.
    pub fn keys(&self) -> Vec<u64> {
        let samples = samples(&self.prints).into_iter().map(sample_key);
        let topics = self.topics.iter().map(|&topic| topic_key(topic, self.day));
        let level = (number_of(&self.report.0).wrapping_mul(0x9e37_79b1) >> 8).trailing_zeros();
        let levels = (0..=level.min(LEVELS - 1)).map(|level| level_key(level, self.day));
        samples.chain(topics).chain(levels).collect()
    }

    /// The keys of samples of all reports of the days from one to another, from the one that holds
    /// all to the smallest.
    pub(crate) fn levels(days: Option<(i32, i32)>) -> impl Iterator<Item = RangeInclusive<u64>> {
        let (first, last) = days.map_or((None, Some(i32::MAX)), |(first, last)| (Some(first), Some(last)));
        (0..LEVELS).map(move |level| level_key(level, first)..=level_key(level, last))
    }

    /// Its terms weighed against a background: a vector of length 1, by term.
    pub(crate) fn weighed(&self, background: &Background) -> Vec<(u32, f32)> {
        let mut weights: Vec<(u32, f32)> =
            self.terms.iter().map(|&(term, said)| (term, said * background.rarity(term))).collect();
        let length = weights.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        if length > 0.0 {
            for (_, weight) in &mut weights {
                *weight /= length;
            }
        }
        weights
    }

    /// The keys under which reports that may print the same text are found.
    pub(crate) fn sample_keys(&self) -> Vec<u64> {
        samples(&self.prints).into_iter().map(sample_key).collect()
    }

    /// The keys under which reports on one topic are found that are no more than so many days
    /// away; for a report of no day, all.
    pub(crate) fn topic_keys(&self, topic: u32, gap: i32) -> RangeInclusive<u64> {
        match self.day {
            Some(day) => {
                let (first, last) = (day.saturating_sub(gap), day.saturating_add(gap));
                topic_key(topic, Some(first))..=topic_key(topic, Some(last))
            }
            None => topic_key(topic, None)..=topic_key(topic, Some(i32::MAX)),
        }
    }

    /// The key under which reports of no day are found that are on one topic.
    pub(crate) fn dayless_keys(topic: u32) -> RangeInclusive<u64> {
        topic_key(topic, None)..=topic_key(topic, None)
    }
}

fn sample_key(sample: u32) -> u64 {
    1 << 63 | u64::from(sample)
}

/// No term has so low a number but by the rarest chance, and then nothing worse happens than that
/// a few reports more are looked at.
fn level_key(level: u32, day: Option<i32>) -> u64 {
    topic_key(level << 1, day)
}

/// Keys of one topic stand in the order of days, those of no day first.
fn topic_key(topic: u32, day: Option<i32>) -> u64 {
    let day = day.map_or(0, |day| (i64::from(day) - i64::from(i32::MIN)).max(1) as u64);
    u64::from(topic >> 1) << 32 | day
}

/// The terms of a text, for counting: what [`Features`] are weighed by.
pub fn terms(text: &str) -> impl Iterator<Item = String> + '_ {
    words(text).filter_map(|word| Some(term_of(word.text)?.into_owned()))
}

/// Days since 1970-01-01 of the day that a date or instant begins with.
pub(crate) fn day_number(published: &str) -> Option<i32> {
    days_since_1970(published.get(..10)?.parse().ok()?)
}

pub(crate) fn days_since_1970(date: jiff::civil::Date) -> Option<i32> {
    date.since(jiff::civil::Date::constant(1970, 1, 1)).ok().map(|span| span.get_days())
}

/// The words of a text as they are compared, with where they stand.
pub(crate) fn printed(text: &str) -> Vec<(u16, Word<'_>)> {
    let mut printed: Vec<(u16, Word<'_>)> = Vec::with_capacity(text.len() / 6);
    let mut is_after_per = false;
    for word in words(text) {
        if is_after_per && word.text == "cent" {
            if let Some(last) = printed.last_mut() {
                last.0 = print_of("percent");
                last.1.end = word.end;
            }
            is_after_per = false;
            continue;
        }
        is_after_per = word.text == "per";
        // A word broken over two lines: "negoti-\nations".
        if let Some((_, last)) = printed.last()
            && last.end + 2 == word.start
            && text[last.end..].starts_with("-\n")
        {
            let whole = format!("{}{}", last.text, word.text);
            let start = last.start;
            printed.pop();
            printed.push((print_of(&whole), Word { text: word.text, start, end: word.end }));
            continue;
        }
        printed.push((print_of(word.text), word));
    }
    printed
}

fn prints(text: &str) -> Vec<u16> {
    let mut end = (LONGEST_PRINT * 16).min(text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    printed(&text[..end]).into_iter().take(LONGEST_PRINT).map(|(print, _)| print).collect()
}

/// The hash of each shingle, in order.
pub(crate) fn shingles(prints: &[u16]) -> impl Iterator<Item = u32> + '_ {
    prints.windows(SHINGLE).map(|shingle| {
        let whole = shingle.iter().fold(0_u64, |whole, &print| whole << 16 | u64::from(print));
        (whole.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
    })
}

fn samples(prints: &[u16]) -> Vec<u32> {
    let hashes: Vec<u32> = shingles(prints).collect();
    let mut samples = Vec::with_capacity(hashes.len() / 2);
    let mut last = None;
    for start in 0..=hashes.len().saturating_sub(WINDOW) {
        let window = &hashes[start..(start + WINDOW).min(hashes.len())];
        let Some((at, &hash)) = window.iter().enumerate().rev().min_by_key(|(_, hash)| **hash) else {
            continue;
        };
        if last.replace(start + at) != Some(start + at) && (start < DENSE || hash % 8 == 0) {
            samples.push(hash);
        }
    }
    samples.sort_unstable();
    samples.dedup();
    samples
}

/// About how many samples a text of so many words has.
pub(crate) fn expected_samples(words: usize) -> usize {
    let (dense, rest) = (words.min(DENSE), words.saturating_sub(DENSE));
    (dense * 2 + rest / 4) / (WINDOW + 1)
}

/// Terms with the logarithm of how often the report says them at its beginning, where a word of the
/// headline counts twice and a capitalised one half as much again; those that are rarest in news at
/// large, if there are too many.
fn counted(report: &Report, is_foreign: bool) -> Vec<(u32, f32)> {
    let mut counts: FxHashMap<u32, f32> = FxHashMap::default();
    for term in terms(report.title.as_deref().unwrap_or_default()) {
        *counts.entry(number_of(&term)).or_default() += 2.0;
    }
    let index = TextIndex::new(&report.text);
    // What stands beside the reporting is alike in all that an outlet prints.
    let mut asides = report
        .asides
        .iter()
        .filter(|aside| aside.kind != AsideKind::Headline)
        .map(|aside| index.bytes(aside.span.span()))
        .peekable();
    let mut is_reporting = |word: &Word<'_>| {
        while asides.next_if(|aside| aside.end <= word.start).is_some() {}
        asides.peek().is_none_or(|aside| word.start < aside.start)
    };
    let telling = words(&report.text)
        .filter(|word| is_reporting(word) && (!is_foreign || is_telling_abroad(&report.text, word)))
        .filter_map(|word| Some((term_of(word.text)?, word)));
    for (term, word) in telling.take(LEADING_TERMS) {
        let is_capital = word.text.starts_with(char::is_uppercase);
        *counts.entry(number_of(&term)).or_default() += if is_capital { 1.5 } else { 1.0 };
    }
    let mut counted: Vec<(u32, f32)> =
        counts.into_iter().map(|(term, count)| (term, (1.0 + count).ln())).collect();
    counted.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.0.cmp(&b.0)));
    counted.truncate(TERMS);
    counted.sort_unstable_by_key(|&(term, _)| term);
    counted
}

/// A word of a language whose small words are not known here tells something if it is a name or
/// long.
fn is_telling_abroad(text: &str, word: &Word<'_>) -> bool {
    const LONG: usize = 8;
    let is_name = || {
        let before = text[..word.start].trim_end_matches([' ', '"', '“', '„', '«', '(']);
        word.text.starts_with(char::is_uppercase)
            && !before.is_empty()
            && !before.ends_with(['.', '!', '?', ':', '\n'])
    };
    word.text.chars().count() >= LONG || is_name()
}

/// What a term weighs in news at large.
fn weight(&(term, said): &(u32, f32)) -> f32 {
    said * rarity(term)
}

/// The weightiest terms in news at large.
fn topics(terms: &[(u32, f32)]) -> Vec<u32> {
    let mut weighed = terms.to_vec();
    weighed.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.0.cmp(&b.0)));
    weighed.truncate(TOPICS);
    let mut topics: Vec<u32> = weighed.into_iter().map(|(term, _)| term).collect();
    topics.sort_unstable();
    topics
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (first, behind) = rest.split_first_chunk()?;
    *rest = behind;
    Some(*first)
}

fn take_text(rest: &mut &[u8]) -> Option<String> {
    let length = u32::from_le_bytes(take(rest)?) as usize;
    let (text, behind) = rest.split_at_checked(length)?;
    *rest = behind;
    String::from_utf8(text.to_vec()).ok()
}

fn title(report: &Report) -> String {
    if let Some(title) = report.title.as_deref().map(str::trim).filter(|title| !title.is_empty()) {
        return title.to_owned();
    }
    let mut first = String::new();
    for word in report.text.split_whitespace() {
        if first.len() + word.len() > 90 {
            first.push('…');
            break;
        }
        if !first.is_empty() {
            first.push(' ');
        }
        first.push_str(word);
    }
    first
}
