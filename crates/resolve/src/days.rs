//! The days and hours that several reports give of one deed: "on 10 May", "earlier this month".
//!
//! A day is taken where the sentence of the deed names it, and never from when a report was printed. Where two can
//! both be true (a week holds a day) they are compatible. Of two that cannot nothing is told: far more often two deeds were
//! taken for one, or a day belongs to another deed of the sentence, than papers differ on a day.

use crate::Read;
use crate::given::{origin_of, speaker_of};
use crate::sentences::sentences;
use crate::stand_words::stand_words;
use crate::words::words;
use dateline_model::{
    Account, Bound, Byte, Edtf, Event, Fact, Id, SameEvent, SameFigure, Span, Status, Story, TextIndex,
    Verdict, derive_id,
};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

const DAY: &str = "day";

/// A day that a report gives of a deed.
struct Told<'r> {
    report: usize,
    event: &'r Event,
    /// The first and last day that it may be, or the hour twice.
    low: Edtf,
    high: Edtf,
    is_approximate: bool,
}

impl Told<'_> {
    fn has_hour(&self) -> bool {
        self.low.as_str().contains('T')
    }

    fn days(&self) -> Option<(Date, Date)> {
        Some((self.low.first_day()?, self.high.last_day()?))
    }

    /// How many days it may be.
    fn length(&self) -> i32 {
        self.days().map_or(i32::MAX, |(first, last)| (last - first).get_days())
    }

    /// Whether both can be of one deed: one stretch of days holds or meets the other, and hours are the same.
    fn can_be(&self, other: &Told<'_>) -> bool {
        if self.has_hour() && other.has_hour() {
            return self.low == other.low;
        }
        matches!((self.days(), other.days()), (Some(a), Some(b)) if a.0 <= b.1 && b.0 <= a.1)
    }
}

/// The facts of a story that are days: of deeds that several of its reports tell.
pub(crate) fn days(story: &Story, readings: &[Read<'_>], events: &[SameEvent]) -> Vec<SameFigure> {
    let known: FxHashMap<&Id, (usize, &Event)> = readings
        .iter()
        .enumerate()
        .flat_map(|(at, (_, reading))| reading.events.iter().map(move |event| (&event.id, (at, event))))
        .collect();
    let origins = origin_of(story);
    let texts: Vec<(TextIndex<'_>, Vec<Span<Byte>>)> =
        readings.iter().map(|(report, _)| (TextIndex::new(&report.text), sentences(&report.text))).collect();
    let mut facts = Vec::new();
    for same in events {
        let told: Vec<Told<'_>> = same
            .events
            .iter()
            .filter_map(|id| known.get(id))
            .filter(|(_, event)| event.status == Status::Happened)
            .filter_map(|&(report, event)| {
                let (index, sentences) = &texts[report];
                let (low, high) = own_day(event, index, sentences)?;
                let is_approximate = event.when.as_ref()?.edtf.as_ref()?.is_approximate();
                Some(Told { report, event, low, high, is_approximate })
            })
            .collect();
        facts.extend(fact(story, readings, &origins, &told));
    }
    facts
}

fn fact(
    story: &Story,
    readings: &[Read<'_>],
    origins: &FxHashMap<&Id, usize>,
    told: &[Told<'_>],
) -> Option<SameFigure> {
    let mut kept: Vec<&Told<'_>> = Vec::new();
    let (mut seen, mut texts) = (BTreeSet::new(), BTreeSet::new());
    for one in told {
        let report = &readings[one.report].0.id;
        let text = origins.get(report).copied().unwrap_or(usize::MAX - one.report);
        texts.insert(text);
        if seen.insert((text, one.low.as_str(), one.high.as_str())) {
            kept.push(one);
        }
    }
    // Who gives two days tells two deeds.
    let are_of_two = told.iter().enumerate().any(|(at, one)| {
        told[at + 1..]
            .iter()
            .any(|other| one.report == other.report && (&one.low, &one.high) != (&other.low, &other.high))
    });
    let can_all_hold =
        kept.iter().enumerate().all(|(at, one)| kept[at + 1..].iter().all(|other| one.can_be(other)));
    if texts.len() < 2 || are_of_two || !can_all_hold {
        return None;
    }
    let first = kept.first()?;
    let is_same = kept.iter().all(|one| (&one.low, &one.high) == (&first.low, &first.high));
    // The least stretch of days says most.
    let narrowest = kept.iter().min_by_key(|one| one.length())?;
    let accounts: Vec<Account> = kept
        .iter()
        .map(|one| {
            let (report, reading) = readings[one.report];
            let account = &one.event.account;
            Account {
                low: Some(Bound::Day(one.low.clone())),
                high: Some(Bound::Day(one.high.clone())),
                as_of: report.published.clone(),
                report: report.id.clone(),
                account: account.clone(),
                record: one.event.id.clone(),
                by: account.as_ref().and_then(|id| speaker_of(reading, id)).map(str::to_owned),
                approximate: one.is_approximate,
                is_update: false,
            }
        })
        .collect();
    let parts: Vec<&str> = accounts.iter().map(|account| account.record.as_str()).collect();
    let place = kept.iter().find_map(|one| Some(one.event.place.as_ref()?.span.text.clone()));
    Some(SameFigure {
        id: derive_id("same-day", &parts),
        about: Fact {
            what: DAY.to_owned(),
            of: Some(first.event.trigger.text.clone()),
            place,
            when: Some(narrowest.event.when.as_ref()?.edtf.as_ref()?.as_str().to_owned()),
            event: Some(narrowest.event.id.clone()),
        },
        verdict: if is_same { Verdict::Same } else { Verdict::Compatible },
        accounts,
        story: Some(story.id.clone()),
    })
}

/// The first and last day, or the hour, that the sentence of a deed gives for it.
fn own_day(event: &Event, index: &TextIndex<'_>, sentences: &[Span<Byte>]) -> Option<(Edtf, Edtf)> {
    let when = event.when.as_ref()?;
    let edtf = when.edtf.as_ref()?;
    let (day, trigger) = (index.bytes(when.span.span()), index.bytes(event.trigger.span()));
    let sentence = sentences.get(sentences.partition_point(|sentence| sentence.end <= trigger.start))?;
    if !sentence.contains(&day) || is_anothers(index.text(), *sentence, day) {
        return None;
    }
    if edtf.as_str().contains('T') {
        return Some((edtf.clone(), edtf.clone()));
    }
    Some((Edtf::day(edtf.first_day()?), Edtf::day(edtf.last_day()?)))
}

/// Whether a day is that of something else in its sentence: "*after* Monday's raid", "the *March 2005* raid".
fn is_anothers(text: &str, sentence: Span<Byte>, day: Span<Byte>) -> bool {
    let before: Vec<&str> = words(&text[sentence.start..day.start]).map(|word| word.text).collect();
    let behind = &text[day.end..sentence.end];
    let is_article = |word: &str| {
        matches!(word.to_lowercase().as_str(), "the" | "a" | "an" | "his" | "her" | "its" | "their")
    };
    let (article, rest) = match before.split_last() {
        Some((last, rest)) if is_article(last) => (true, rest),
        _ => (false, before.as_slice()),
    };
    let leads_away = rest.last().is_some_and(|word| stand_words().leads_away.has(&word.to_lowercase()));
    // "the Monday morning raid", but "on the Monday the raid began"
    let is_before_noun = behind.starts_with(' ') && behind[1..].starts_with(char::is_lowercase);
    leads_away || article && is_before_noun || behind.starts_with("'s") || behind.starts_with("’s")
}
