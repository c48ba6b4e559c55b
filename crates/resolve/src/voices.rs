//! Which reports of a story are one account: one text, one agency, one outlet, one publisher.
//!
//! Ten papers that print one agency have seen one thing once. Reports are one voice where they print
//! one text (the story's origins) or passages of one outside quotations, where both are credited to
//! one agency *for the report as a whole*, where they come from one outlet, or from outlets of one
//! publisher. A word of an agency deep in a report ("told Reuters") makes nobody its voice.

use crate::alignment::MOST_PLACES;
use crate::features::printed;
use crate::publishers::Publishers;
use crate::same::Joined;
use crate::text_words::text_words;
use dateline_model::{AsideKind, Id, Report, Story, TextIndex, Voice};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// The voices of a story, in the order of its reports; every report stands in exactly one.
pub fn voices(story: &Story, reports: &[&Report], publishers: &Publishers) -> Vec<Voice> {
    let place: FxHashMap<&Id, usize> = story.reports.iter().zip(0..).collect();
    let mut whys: BTreeMap<(usize, usize), String> = BTreeMap::new();
    let mut join = |a: usize, b: usize, why: String| {
        whys.entry((a.min(b), a.max(b))).or_insert(why);
    };
    for origin in &story.origins {
        for pair in origin.windows(2) {
            if let (Some(&a), Some(&b)) = (place.get(&pair[0]), place.get(&pair[1])) {
                join(a, b, "one text".to_owned());
            }
        }
    }
    let known: Vec<(usize, &Report)> =
        reports.iter().filter_map(|report| Some((*place.get(&report.id)?, *report))).collect();
    for (a, b, words) in shared_passages(&known) {
        join(a, b, format!("{words} words of one text"));
    }
    let names = names_of(&known, publishers);
    let mut first_of: BTreeMap<Tie, (usize, String)> = BTreeMap::new();
    for &(at, report) in &known {
        let (source, url) = (report.source.as_deref(), report.url.as_deref());
        let credits = credits(report, &names).into_iter();
        let credits = credits.map(|(tie, name)| (tie, format!("credited to {name}")));
        let own = own_ties(report, publishers).into_iter().map(|tie| {
            let why = match &tie {
                Tie::Agency(agency) => format!("credited to {agency}"),
                Tie::Outlet(outlet) => format!("one outlet: {}", source.or(url).unwrap_or(outlet)),
                Tie::Group(group) => format!("one publisher: {group}"),
            };
            (tie, why)
        });
        for (tie, why) in credits.chain(own) {
            match first_of.get(&tie) {
                // Where one of the two only credits the other, that is why.
                Some((first, before)) => {
                    let why = if before.starts_with("credited") { before.clone() } else { why };
                    join(*first, at, why);
                }
                None => _ = first_of.insert(tie, (at, why)),
            }
        }
    }
    gathered(story, &whys)
}

fn gathered(story: &Story, whys: &BTreeMap<(usize, usize), String>) -> Vec<Voice> {
    let mut joined = Joined::new(story.reports.len());
    for &(a, b) in whys.keys() {
        joined.join(a, b);
    }
    let mut group_of: Vec<Option<usize>> = vec![None; story.reports.len()];
    let groups = joined.groups();
    for (number, group) in groups.iter().enumerate() {
        for &at in group {
            group_of[at] = Some(number);
        }
    }
    let mut voices = Vec::new();
    for (at, report) in story.reports.iter().enumerate() {
        match group_of[at] {
            None => voices.push(Voice { reports: vec![report.clone()], why: None }),
            Some(number) if groups[number][0] == at => {
                let reasons: BTreeSet<&str> = whys
                    .iter()
                    .filter(|((a, _), _)| group_of[*a] == Some(number))
                    .map(|(_, why)| why.as_str())
                    .collect();
                voices.push(Voice {
                    reports: groups[number].iter().map(|&at| story.reports[at].clone()).collect(),
                    why: Some(reasons.into_iter().collect::<Vec<_>>().join("; ")),
                });
            }
            Some(_) => {}
        }
    }
    voices
}

/// A run of so many words that two reports print outside quotations is taken from one text.
const RUN: usize = 8;
/// So many words in such runs, and such a share of the shorter report, are one text in great part.
const FEWEST: usize = 24;
const MUCH: f32 = 0.18;
/// Of less, a long run beside others tells: sentences were taken over.
const SOME: f32 = 0.08;
const LONG: usize = 15;
/// Pairs that hold fewer windows of a run together are not looked at: three short runs have so many.
const FEWEST_WINDOWS: usize = 4;
/// A run that more reports than this hold is a formula.
const FORMULA: usize = 64;

/// The pairs of reports that print passages of one text, with how many words.
fn shared_passages(reports: &[(usize, &Report)]) -> Vec<(usize, usize, usize)> {
    let words: Vec<Vec<u16>> = reports.iter().map(|(_, report)| outside_quotations(report)).collect();
    let mut holders: FxHashMap<u128, Vec<u32>> = FxHashMap::default();
    for (at, words) in (0..).zip(&words) {
        for run in words.windows(RUN) {
            let holders = holders.entry(key(run)).or_default();
            if holders.last() != Some(&at) {
                holders.push(at);
            }
        }
    }
    let mut hits: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for holders in holders.values().filter(|holders| holders.len() <= FORMULA) {
        for (at, &a) in holders.iter().enumerate() {
            for &b in &holders[at + 1..] {
                *hits.entry((a, b)).or_default() += 1;
            }
        }
    }
    let mut shared = Vec::new();
    for ((a, b), _) in hits.into_iter().filter(|(_, hits)| *hits >= FEWEST_WINDOWS) {
        let (first, second) = (&words[a as usize], &words[b as usize]);
        let runs = runs(first, second);
        let all: usize = runs.iter().sum();
        let longest = runs.iter().copied().max().unwrap_or_default();
        let share = all as f32 / first.len().min(second.len()).max(1) as f32;
        if all >= FEWEST && (share >= MUCH || share >= SOME && runs.len() > 1 && longest >= LONG) {
            shared.push((reports[a as usize].0, reports[b as usize].0, all));
        }
    }
    shared
}

fn key(run: &[u16]) -> u128 {
    run.iter().fold(0, |whole, &print| whole << 16 | u128::from(print))
}

/// The lengths of the runs that both have.
fn runs(a: &[u16], b: &[u16]) -> Vec<usize> {
    let mut places: FxHashMap<u128, Vec<usize>> = FxHashMap::default();
    for (at, run) in a.windows(RUN).enumerate() {
        let places = places.entry(key(run)).or_default();
        if places.len() < MOST_PLACES {
            places.push(at);
        }
    }
    let mut lengths = Vec::new();
    let mut at = 0;
    while at + RUN <= b.len() {
        let Some(places) = places.get(&key(&b[at..at + RUN])) else {
            at += 1;
            continue;
        };
        let length = |&place: &usize| a[place..].iter().zip(&b[at..]).take_while(|(a, b)| a == b).count();
        let longest = places.iter().map(length).max().unwrap_or(RUN);
        lengths.push(longest);
        at += longest;
    }
    lengths
}

/// The words of a report's own telling: what is quoted is told by all who heard it. A number that
/// is no word's stands in the place of each quotation.
fn outside_quotations(report: &Report) -> Vec<u16> {
    let text = &report.text;
    let index = TextIndex::new(text);
    let mut left_out: Vec<(usize, usize)> = quotations(text);
    left_out.extend(report.asides.iter().map(|aside| {
        let span = index.bytes(aside.span.span());
        (span.start, span.end)
    }));
    left_out.sort_unstable();
    let mut words = Vec::new();
    let mut gaps: u16 = 0;
    let mut left_out = left_out.into_iter().peekable();
    let mut is_gap = false;
    for (print, word) in printed(text) {
        while left_out.next_if(|(_, end)| *end <= word.start).is_some() {}
        if left_out.peek().is_some_and(|(start, _)| *start <= word.start) {
            is_gap = true;
            continue;
        }
        if std::mem::take(&mut is_gap) {
            // Another each time, so that no run goes over a quotation.
            gaps = gaps.wrapping_add(1);
            words.push(gaps.wrapping_mul(2) | 1);
        }
        words.push(print);
    }
    words
}

/// Where the quotations of a text stand. One that is not closed ends with its paragraph.
pub(crate) fn quotations(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    for paragraph in text.split_inclusive('\n') {
        let mut opened: Option<(usize, char)> = None;
        let mut before = ' ';
        for (at, letter) in paragraph.char_indices() {
            let after = paragraph[at + letter.len_utf8()..].chars().next().unwrap_or(' ');
            match opened {
                None if letter == '"' || letter == '“' || letter == '‘' && !before.is_alphanumeric() => {
                    opened = Some((at, letter));
                }
                Some((from, opening))
                    if match opening {
                        '“' => letter == '”',
                        '‘' => letter == '’' && !after.is_alphanumeric(),
                        _ => letter == '"',
                    } =>
                {
                    found.push((start + from, start + at));
                    opened = None;
                }
                _ => {}
            }
            before = letter;
        }
        if let Some((from, _)) = opened {
            found.push((start + from, start + paragraph.len()));
        }
        start += paragraph.len();
    }
    found
}

/// What makes reports one voice beside their text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tie {
    Agency(String),
    Outlet(String),
    Group(String),
}

fn own_ties(report: &Report, publishers: &Publishers) -> Vec<Tie> {
    let (source, url) = (report.source.as_deref(), report.url.as_deref());
    if let Some(agency) = publishers.agency_of(source, url) {
        return vec![Tie::Agency(agency.to_owned())];
    }
    let outlet = publishers.outlet(source, url).map(Tie::Outlet);
    let group = publishers.group_of(source, url).map(|group| Tie::Group(group.to_owned()));
    outlet.into_iter().chain(group).collect()
}

/// The names by which reports can be credited to others: of agencies, of outlets in the table, and
/// of the outlets that tell this story.
fn names_of(reports: &[(usize, &Report)], publishers: &Publishers) -> Vec<(String, Tie)> {
    const SHORTEST: usize = 5;
    let agencies =
        publishers.agencies().map(|(name, agency)| (name.to_owned(), Tie::Agency(agency.to_owned())));
    let groups = publishers
        .groups()
        .filter(|(name, _)| name.len() > SHORTEST && name.contains(' '))
        .map(|(name, group)| (name.to_owned(), Tie::Group(group.to_owned())));
    let own = reports.iter().filter_map(|(_, report)| {
        let name = report.source.as_deref()?.trim();
        let is_name = name.len() > SHORTEST && name.contains(' ') && name.starts_with(char::is_uppercase);
        let tie = own_ties(report, publishers).into_iter().next_back()?;
        is_name.then(|| (name.strip_prefix("The ").unwrap_or(name).to_owned(), tie))
    });
    let mut names: Vec<(String, Tie)> = agencies.chain(groups).chain(own).collect();
    names.sort();
    names.dedup();
    names
}

/// Those whom a report is credited to as a whole: in its byline, its dateline, a line of credit, or
/// as those who reported what its first sentences say.
fn credits(report: &Report, names: &[(String, Tie)]) -> BTreeMap<Tie, String> {
    let text = &report.text;
    let index = TextIndex::new(text);
    let mut opening = text.len().min(LETTERS_OF_OPENING);
    while !text.is_char_boundary(opening) {
        opening -= 1;
    }
    // "BRUSSELS (Reuters) -"
    let dateline = report.dateline.as_ref().map_or(0, |dateline| index.bytes(dateline.span()).end);
    let credit_lines: Vec<&str> = report
        .asides
        .iter()
        .filter(|aside| matches!(aside.kind, AsideKind::SignOff | AsideKind::Byline | AsideKind::Datestamp))
        .map(|aside| aside.span.text.as_str())
        .collect();
    let mut credited = BTreeMap::new();
    for (name, tie) in names {
        let in_byline = report.byline.iter().any(|byline| holds(byline, name).next().is_some());
        let in_credit = credit_lines.iter().any(|line| holds(line, name).next().is_some());
        let in_dateline = holds(&text[..dateline.min(text.len())], name).next().is_some();
        let in_opening = || {
            let text = &text[..opening];
            holds(text, name).any(|at| is_credit(text, at, at + name.len()))
        };
        if in_byline || in_credit || in_dateline || in_opening() {
            let (Tie::Agency(whose) | Tie::Group(whose)) = tie else {
                credited.insert(tie.clone(), name.clone());
                continue;
            };
            credited.insert(tie.clone(), whose.clone());
        }
    }
    credited
}

/// Two or three sentences.
const LETTERS_OF_OPENING: usize = 480;

/// Where a name stands in a text, as a word of its own.
fn holds<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = usize> + 't {
    text.match_indices(name).map(|(at, _)| at).filter(move |&at| {
        !text[..at].ends_with(char::is_alphanumeric)
            && !text[at + name.len()..].starts_with(char::is_alphanumeric)
    })
}

/// "(AP) –", "the Associated Press reported", "according to Reuters", "citing AFP", "reports
/// Ukrinform": not "told Reuters", for that is an interview which others print too.
fn is_credit(text: &str, start: usize, end: usize) -> bool {
    let lexicon = text_words();
    if text[..start].ends_with('(') && text[end..].starts_with(')') {
        return true;
    }
    let before = text[..start].trim_end().to_lowercase();
    let is_after_cue = lexicon.credited_by.each().any(|cue| {
        before.strip_suffix(cue).is_some_and(|rest| rest.is_empty() || !rest.ends_with(char::is_alphanumeric))
    });
    let mut behind = text[end..]
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .skip_while(|word| lexicon.between_credit.has(word));
    let is_same_sentence = !text[end..].trim_start().starts_with(['.', ';', ':', '“', '"']);
    is_after_cue || is_same_sentence && behind.next().is_some_and(|word| lexicon.credited.has(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(id: &str, source: &str, text: &str) -> Report {
        Report { id: id.into(), source: Some(source.to_owned()), text: text.to_owned(), ..Report::default() }
    }

    fn of(reports: &[Report]) -> Vec<(Vec<&str>, Option<String>)> {
        let story = Story {
            id: "story".into(),
            reports: reports.iter().map(|report| report.id.clone()).collect(),
            title: String::new(),
            first: None,
            last: None,
            origins: reports.iter().map(|report| vec![report.id.clone()]).collect(),
            voices: Vec::new(),
            affair: None,
            follows: None,
        };
        let reads: Vec<&Report> = reports.iter().collect();
        let place = |id: &Id| reports.iter().find(|report| report.id == *id).unwrap().id.as_str();
        voices(&story, &reads, &Publishers::shipped())
            .into_iter()
            .map(|voice| (voice.reports.iter().map(place).collect(), voice.why))
            .collect()
    }

    const BRIDGE: &str =
        "Workers closed the old bridge at Mostar on Monday after a crack was seen in its arch. ";
    const TRAFFIC: &str = "Traffic was led over the northern road, where lorries stood in a queue for most of the day and into the evening. ";

    #[test]
    fn one_agency_is_one_voice_however_it_is_credited() {
        let reports = [
            report("a", "Lake Courier", "MOSTAR (Reuters) - The old bridge was closed on Monday."),
            report("b", "Valley Wire", "The old bridge of Mostar was closed, Reuters reported."),
            report(
                "c",
                "Adriatic Herald",
                "Engineers shut the bridge, according to the Reuters news agency.",
            ),
            report("d", "Meridian Post", "The mayor told Reuters the bridge was safe until last week."),
            report("e", "Reuters", "Bridge closed after crack."),
        ];
        let voices = of(&reports);
        assert_eq!(voices[0].0, ["a", "b", "c", "e"]);
        assert_eq!(voices[0].1.as_deref(), Some("credited to Reuters"));
        assert_eq!(voices[1], (vec!["d"], None));
    }

    #[test]
    fn an_outlet_and_its_update_are_one_voice_and_so_are_outlets_of_one_publisher() {
        let reports = [
            report("a", "Lake Courier", "The bridge was closed."),
            report("b", "The Lake Courier", "A day later the crack had grown, engineers found."),
            report("c", "Detroit Free Press", "Bridge shut."),
            report("d", "USA Today", "Historic span closes."),
        ];
        let voices = of(&reports);
        assert_eq!(voices[0], (vec!["a", "b"], Some("one outlet: The Lake Courier".to_owned())));
        assert_eq!(voices[1], (vec!["c", "d"], Some("one publisher: Gannett".to_owned())));
    }

    #[test]
    fn sentences_taken_over_are_one_voice_and_what_both_quote_is_not() {
        let said = "“We shall mend the arch before the winter comes and open the bridge to all who need it on foot,” the mayor said.";
        let reports = [
            report("a", "Lake Courier", &format!("{BRIDGE}{TRAFFIC}It rained.")),
            report("b", "Valley Wire", &format!("Nobody was hurt. {BRIDGE}Shops stayed open. {TRAFFIC}")),
            report("c", "Adriatic Herald", &format!("The mayor was firm. {said}")),
            report("d", "Meridian Post", &format!("Few doubt him. {said}")),
        ];
        let voices = of(&reports);
        assert_eq!(voices.len(), 3, "{voices:?}");
        assert_eq!(voices[0].0, ["a", "b"]);
        assert!(voices[0].1.as_deref().unwrap().ends_with("words of one text"));
    }
}
