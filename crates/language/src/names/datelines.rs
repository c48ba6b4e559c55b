//! Datelines: "PORT ELLEN (Valley Wire) —". In capitals, before what it is told of: the place a report was sent
//! from, and in brackets who sent it.

use super::found::{Found, is_capital};
use super::lexicon::Lexicon;
use dateline_gazetteer::{Gazetteer, fold};
use dateline_model::MentionKind;
use std::ops::Range;

/// No dateline has more words.
const LONGEST: usize = 24;

/// Puts what the datelines of a text name in the place of the names that the tagger saw in them. `found` is and stays
/// sorted.
pub fn read_datelines(words: &[&str], sentences: &[Range<usize>], found: &mut Vec<Found>) {
    for sentence in sentences {
        let Some(Dateline { named, senders }) = dateline(words, sentence) else { continue };
        found.retain(|name| {
            named.iter().all(|other| name.end <= other.start || name.start >= other.end)
                && senders.iter().all(|sender| name.end <= sender.start || name.start >= sender.end)
        });
        found.extend(named);
        found.sort_by_key(|name| (name.start, name.end));
        again(words, sentence, found);
    }
}

/// "KRYVAN — … a strike on Kryvan": the town of the dateline is one in the text too.
fn again(words: &[&str], dateline: &Range<usize>, found: &mut [Found]) {
    let lexicon = Lexicon::embedded();
    let town = found.iter().find(|name| dateline.contains(&name.start) && name.kind == MentionKind::Place);
    let Some(town) = town.copied() else { return };
    for name in found.iter_mut().filter(|name| name.start >= dateline.end) {
        let is_same = name.end - name.start == town.end - town.start
            && words[name.start..name.end]
                .iter()
                .zip(&words[town.start..town.end])
                .all(|(one, other)| one.to_lowercase() == other.to_lowercase());
        // "President Lincoln" is not the town of Lincoln.
        let is_titled = name.start > 0 && lexicon.is_title(words[name.start - 1]);
        if is_same && !is_titled {
            name.kind = MentionKind::Place;
        }
    }
}

/// What stands in a dateline.
struct Dateline {
    named: Vec<Found>,
    /// Who sent the report, and when: nobody whom it tells of.
    senders: Vec<Range<usize>>,
}

/// What a sentence names that is a dateline.
fn dateline(words: &[&str], sentence: &Range<usize>) -> Option<Dateline> {
    let inside = &words[sentence.clone()];
    let is_end = |word: &str| matches!(word, "—" | "–" | "--" | "-" | "/");
    if inside.len() < 2 || inside.len() > LONGEST || !inside.last().is_some_and(|last| is_end(last)) {
        return None;
    }
    let bracket = inside.iter().position(|word| matches!(*word, "(" | "["));
    let close = bracket.and_then(|open| (open..inside.len()).find(|&at| matches!(inside[at], ")" | "]")));
    let (mut named, mut senders) = (Vec::new(), Vec::new());
    let mut name = |from: usize, to: usize, kind: MentionKind| {
        if from < to && inside[from..to].iter().all(|word| is_capital(word) || word.len() <= 3) {
            named.push(Found { start: sentence.start + from, end: sentence.start + to, kind });
        }
    };
    // Before the first comma, bracket or stroke stands the town; a state behind the comma is left to the tagger.
    let town = inside
        .iter()
        .position(|word| matches!(*word, "," | "(" | "[" | "/" | "—" | "–" | "--" | "-"))
        .unwrap_or(0);
    // "BREAKING — …" is no town: a sender, a state or a day stands behind one, or the gazetteer has it.
    let is_told = bracket.is_some()
        || inside[town] == ","
        || inside[town] == "/"
        || Gazetteer::embedded().is_place(&fold(&inside[..town].join(" ")));
    let is_town = is_told && is_shouted(&inside[..town]);
    if is_town {
        name(0, town, MentionKind::Place);
    }
    if let (Some(open), Some(close)) = (bracket, close) {
        // "21 May 1988 (PORT HELM) -" has its place in brackets.
        let is_day_before = !is_town
            && inside[..open].iter().any(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
            && inside[..open].iter().all(|word| {
                word.bytes().all(|byte| byte.is_ascii_digit() || byte == b',' || byte == b'.')
                    || is_month(word)
            });
        if is_day_before && is_shouted(&inside[open + 1..close]) {
            name(open + 1, close, MentionKind::Place);
        } else {
            senders.push(sentence.start + open..sentence.start + close);
        }
    }
    // "NEW LENNOX, Ill. / VALLEYWIRE / July 10, 2015 /"
    if is_town && let Some(stroke) = inside.iter().position(|word| *word == "/") {
        senders.push(sentence.start + stroke..sentence.end);
    }
    (is_town || !named.is_empty()).then_some(Dateline { named, senders })
}

/// One to four words in capitals.
fn is_shouted(words: &[&str]) -> bool {
    (1..=4).contains(&words.len())
        && words.iter().all(|word| {
            word.chars().any(char::is_uppercase)
                && !word.chars().any(|letter| letter.is_lowercase() || letter.is_numeric())
        })
        && words.iter().map(|word| word.chars().filter(|letter| letter.is_uppercase()).count()).sum::<usize>()
            > 2
}

fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = word.trim_end_matches('.').to_lowercase();
    MONTHS
        .iter()
        .any(|month| *month == lower || lower.len() >= 3 && lower.len() <= 4 && month.starts_with(&lower))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<(String, MentionKind)> {
        let words: Vec<&str> = text.split(' ').collect();
        let mut found = vec![Found { start: 0, end: 3.min(words.len()), kind: MentionKind::Person }];
        read_datelines(&words, std::slice::from_ref(&(0..words.len())), &mut found);
        found.into_iter().map(|name| (words[name.start..name.end].join(" "), name.kind)).collect()
    }

    #[test]
    fn the_town_is_a_place_and_the_sender_nobody() {
        let town = |town: &str| Some((town.to_owned(), MentionKind::Place));
        assert_eq!(named("PORT HELM ( Lake Wire ) —").first().cloned(), town("PORT HELM"));
        assert_eq!(named("TANVA , Ohio ( Nordwire ) --").first().cloned(), town("TANVA"));
        assert_eq!(named("EAST HELM , Ill. / LAKEWIRE / May 3 , 1988 /").first().cloned(), town("EAST HELM"));
        assert_eq!(named("May 3 , 1988 ( PORT HELM ) -").last().cloned(), town("PORT HELM"));
        assert_eq!(named("BREAKING —").len(), 1);
    }

    #[test]
    fn a_sentence_is_no_dateline() {
        assert_eq!(named("Ada Doran left ( again ) ."), [("Ada Doran left".to_owned(), MentionKind::Person)]);
    }
}
