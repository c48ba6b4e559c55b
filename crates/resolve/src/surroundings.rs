//! What stands around a figure, and whether its words say how many there are.

use crate::measures::{PERCENT, measured};
use crate::verbs::may_be_past;
use crate::word_list::WordList;
use crate::words::{Word, terms_but_numbers, words};
use dateline_model::{Byte, Figure, Span};
use dateline_vocabulary::compiled_in;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// See `lexicon/surroundings.toml`, which says what each list holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lexicon {
    dead: WordList,
    hurt: WordList,
    one_more: WordList,
    numbers: WordList,
    backward: WordList,
    leads: WordList,
    opening: WordList,
    from_somewhere: WordList,
    vague: WordList,
    on_top: WordList,
    rates: WordList,
    of_known: WordList,
    to_come: WordList,
    maybe: WordList,
    newer: WordList,
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| compiled_in("surroundings.toml", include_str!("../lexicon/surroundings.toml")))
}

/// So many letters to each side are looked at.
const AROUND: usize = 90;
const NEAR: usize = 45;

/// What stands around a figure.
pub(crate) struct Surroundings<'t> {
    /// Where the figure begins.
    at: usize,
    pub(crate) sentence: &'t str,
    /// The sentence, and the one before if it begins with a word for what that tells of.
    pub(crate) scope: Span<Byte>,
    pub(crate) before: &'t str,
    words: &'t str,
    behind: &'t str,
}

impl<'t> Surroundings<'t> {
    pub(crate) fn of(text: &'t str, sentences: &[Span<Byte>], span: Span<Byte>) -> Surroundings<'t> {
        let at = sentences.partition_point(|sentence| sentence.end <= span.start);
        let sentence = sentences
            .get(at)
            .filter(|sentence| sentence.start <= span.start)
            .copied()
            .unwrap_or(Span::new(span.start, span.end));
        let end = sentence.end.max(span.end);
        let own = &text[sentence.start..end];
        let goes_on = words(own).next().is_some_and(|word| {
            word.start == 0
                && own[word.end..].starts_with(' ')
                && word.text.starts_with(char::is_uppercase)
                && lexicon().backward.has(&word.text.to_lowercase())
        });
        let from = if goes_on && at > 0 { sentences[at - 1].start } else { sentence.start };
        Surroundings {
            at: span.start,
            sentence: own,
            scope: Span::new(from, end),
            before: &text[sentence.start.min(span.start)..span.start],
            words: &text[span.range()],
            behind: &text[span.end..end],
        }
    }

    /// What follows it in its sentence.
    pub(crate) fn behind(&self) -> &'t str {
        self.behind
    }

    /// The words right before and behind it, in small letters.
    pub(crate) fn beside(&self) -> Vec<String> {
        const WORDS: usize = 6;
        let before: Vec<Word<'_>> = words(self.before).collect();
        let before = before.into_iter().rev().take(WORDS);
        before.chain(words(self.behind).take(WORDS)).map(|word| word.text.to_lowercase()).collect()
    }

    pub(crate) fn terms(&self) -> Vec<u32> {
        let near = [last(self.before, AROUND), first(self.behind, AROUND)];
        near.into_iter().flat_map(terms_but_numbers).chain(terms_but_numbers(self.words)).collect()
    }

    /// Names near it that are of no place, but for the word that begins the sentence.
    pub(crate) fn names(&self, places: &BTreeSet<&str>) -> BTreeSet<String> {
        let before = last(self.before, NEAR);
        let opens = before.len() == self.before.len();
        let is_name = |word: &&str| {
            word.chars().count() > 2
                && word.starts_with(char::is_uppercase)
                && !places.contains(word)
                && !crate::words::is_common(&word.to_lowercase())
        };
        let before = words(before).skip(usize::from(opens)).map(|word| word.text);
        let behind = words(first(self.behind, NEAR)).map(|word| word.text);
        before.chain(behind).filter(is_name).map(str::to_owned).collect()
    }

    /// The name that it is given for: behind "in", "of", "to" or "with" that follows at once, or
    /// before "where"; a place by the gazetteer's name.
    pub(crate) fn named_scope(
        &self,
        span: Span<Byte>,
        place_at: &dyn Fn(usize) -> Option<String>,
    ) -> Option<String> {
        const LONGEST: usize = 40;
        let before = self.before.trim_end();
        if let Some(rest) = before.strip_suffix("where") {
            let name = words(rest).filter(|word| word.text.starts_with(char::is_uppercase)).last()?;
            let at = span.start - self.before.len() + name.start;
            return Some(place_at(at).unwrap_or_else(|| name.text.to_owned()));
        }
        if let Some(at) = self.opening_place() {
            return place_at(at.start).or_else(|| Some(at.text.to_owned()));
        }
        let within = first(self.behind, LONGEST);
        let mut leads = false;
        // "80 kilometres (50 miles) south of Kolm".
        let trimmed = within.trim_start();
        let behind_bracket =
            trimmed.strip_prefix('(').and_then(|rest| rest.split_once(')')).map(|(_, rest)| rest);
        let within = behind_bracket.unwrap_or(within);
        let skipped = first(self.behind, LONGEST).len() - within.len();
        for word in words(within) {
            if within[..word.start].contains([',', ';', '.', '(']) {
                return None;
            }
            if leads && word.text.starts_with(char::is_uppercase) {
                return Some(
                    place_at(span.end + skipped + word.start).unwrap_or_else(|| word.text.to_owned()),
                );
            }
            leads |= lexicon().leads.has(word.text);
        }
        None
    }

    /// "In Varn, 20,000 people marched": the name that the sentence opens with.
    fn opening_place(&self) -> Option<Word<'t>> {
        let inside = self.before.trim_end().strip_suffix(',')?;
        let mut opening = words(inside);
        let lead = opening.next().filter(|word| {
            word.text.starts_with(char::is_uppercase) && lexicon().opening.has(&word.text.to_lowercase())
        })?;
        let name = opening.next().filter(|word| word.text.starts_with(char::is_uppercase))?;
        let is_all = opening.all(|word| word.text.starts_with(char::is_uppercase));
        let from = self.at - self.before.len();
        (is_all && lead.start == 0).then_some(Word {
            start: from + name.start,
            end: from + name.end,
            text: name.text,
        })
    }

    pub(crate) fn is_from_somewhere(&self) -> bool {
        let next = self.behind.split(|letter: char| !letter.is_alphanumeric()).find(|word| !word.is_empty());
        next.is_some_and(|word| lexicon().from_somewhere.has(word))
    }

    /// Where its sentence begins.
    pub(crate) fn start(&self) -> usize {
        self.at - self.before.len()
    }

    /// "dozens", "hundreds of people".
    pub(crate) fn is_vague(&self) -> bool {
        !self.words.contains(|letter: char| letter.is_ascii_digit()) && lexicon().vague.is_in(self.words)
    }

    pub(crate) fn is_bare(&self) -> bool {
        words(self.words).count() == 1
    }

    /// Whether those who died are told of before it in its sentence.
    pub(crate) fn tells_of_dead(&self) -> bool {
        lexicon().dead.is_in(self.before)
    }

    pub(crate) fn moves(&self) -> bool {
        words(self.sentence).any(|word| crate::measures::moves(&word.text.to_lowercase()))
    }

    /// Whether a figure says how many there are: not "another 100", which comes on top, not "the toll could rise to 200", not "36,000 a year", not
    /// "two of the five", and not "a miller and three maids", which are parts of a sum.
    /// "Three were killed and 12 others hurt": `is_beside` says that they are others than those before.
    pub(crate) fn is_claim(&self, figure: &Figure, is_beside: bool) -> bool {
        let lexicon = lexicon();
        let lower = self.words.to_lowercase();
        let tokens: Vec<&str> =
            lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let before = self.before.to_lowercase();
        let behind = self.behind.trim_start().to_lowercase();
        let is_on_top = before.split_whitespace().next_back().is_some_and(|word| lexicon.on_top.has(word))
            || tokens.first().is_some_and(|word| lexicon.on_top.has(word)) && tokens.get(1) != Some(&"than")
            || matches!(tokens.as_slice(), ["a" | "an", word, ..] if lexicon.on_top.has(word))
            || measured(figure).is_some_and(|measured| measured.kind.is_toll())
                && tokens.windows(2).any(|pair| {
                    matches!(pair[1], "other" | "others") || pair[0] == "more" && pair[1] != "than"
                })
            || measured(figure).is_some_and(|measured| measured.kind.is_toll())
                && tokens.last().is_some_and(|word| matches!(*word, "more" | "others"));
        // "in Tuzla, where another 900 sang": so many there.
        let is_on_top = is_on_top && !is_beside && !before.trim_end().ends_with("where");
        // "47 percent of the millers": a share is always of something.
        let is_part = figure.what != PERCENT
            && lexicon.of_known.each().any(|word| {
                lower.contains(&format!(" of {word} ")) || behind.starts_with(&format!("of {word}"))
            });
        let counts_people =
            measured(figure).is_some_and(|one| one.kind.is_toll() || one.kind.of == crate::measures::ANYBODY);
        let is_sum = counts_people
            && (has_member(&lower, " and ")
                || behind.starts_with("and ") && has_member(&behind, "and ")
                || tokens.first().is_some_and(|word| is_number(word)) && follows_member(&before));
        let is_rate = lexicon.rates.each().any(|unit| {
            let starts = |rest: &str| {
                rest.strip_prefix(unit).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            };
            ["a ", "per ", "each ", "every "].iter().any(|per| behind.strip_prefix(per).is_some_and(starts))
        }) || behind.starts_with("annually")
            || behind.starts_with("per ");
        // "30 percent to 45 percent", "between half and two-thirds": one end of what is given.
        let has_number = |text: &str| text.trim_start().starts_with(|letter: char| letter.is_ascii_digit());
        let is_end = figure.what == PERCENT
            && (behind.strip_prefix("to ").is_some_and(has_number)
                || ["percent to", "% to", "cent to"].iter().any(|end| before.trim_end().ends_with(end))
                || before.trim_end().ends_with(" and")
                    && before.split_whitespace().rev().take(6).any(|word| word == "between"));
        let is_to_come = lexicon.maybe.each().any(|may| {
            before.match_indices(&format!("{may} ")).any(|(at, _)| {
                let rest = &before[at + may.len() + 1..];
                rest.split_whitespace().take(2).any(|word| lexicon.to_come.has(word))
            })
        });
        let is_converted = before.trim_end().ends_with('(');
        let is_one = matches!(figure.low.zip(figure.high), Some((low, high)) if low == 1.0 && high == 1.0)
            && measured(figure).is_some_and(|one| !one.kind.is_toll() && !one.kind.is_amount());
        !(is_end || is_on_top || is_part || is_sum || is_rate || is_to_come || is_converted || is_one)
    }
}

/// Whether one of whom something is told is the first of several: "A cook was hurt. *Another man was also hurt*". `next` are the
/// sentences behind.
pub(crate) fn is_first_of_several(figure: &Figure, next: &[&str]) -> bool {
    const OPENING: usize = 2;
    let fate = match figure.what.as_str() {
        "killed" => &lexicon().dead,
        "injured" => &lexicon().hurt,
        _ => return false,
    };
    let is_one = figure.low == Some(1.0) && figure.high == Some(1.0);
    let is_one_more = |sentence: &&&str| {
        let mut opening = words(sentence).take(OPENING);
        opening.any(|word| lexicon().one_more.has(&word.text.to_lowercase())) && fate.is_in(sentence)
    };
    is_one && next.iter().any(|sentence| is_one_more(&sentence))
}

/// Whether a number of others of whom the same is told stands right before: "two weavers and" (*one smith died*); not "three
/// dead and" (*12 hurt*).
fn follows_member(before: &str) -> bool {
    const FAR: usize = 4;
    let Some(rest) = before.trim_end().strip_suffix(" and") else { return false };
    let clause = rest.rsplit([',', ';', ':', '.']).next().unwrap_or_default();
    let near: Vec<&str> = clause.split_whitespace().rev().take(FAR).collect();
    let number = near.iter().position(|word| is_number(word));
    number.is_some_and(|at| {
        at > 0
            && near[..at].iter().all(|word| !may_be_past(word) && !lexicon().dead.has(word))
            && near.get(at + 1).is_none_or(|word| *word != "of")
    })
}

fn is_number(word: &str) -> bool {
    lexicon().numbers.has(word) || word.starts_with(|letter: char| letter.is_ascii_digit())
}

/// Whether a number or "a" follows: "… and two women", "… and a man".
fn has_member(text: &str, and: &str) -> bool {
    text.match_indices(and).any(|(at, _)| {
        let next = text[at + and.len()..].split_whitespace().next().unwrap_or_default();
        is_number(next)
    })
}

/// "The toll rose to 12", "is now 12", "up from 9".
pub(crate) fn is_update(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    lexicon().newer.each().any(|words| lower.contains(words))
}

/// The last letters of a text.
fn last(text: &str, letters: usize) -> &str {
    let start = text.char_indices().rev().nth(letters.saturating_sub(1)).map_or(0, |(at, _)| at);
    &text[start..]
}

/// The first letters of a text.
fn first(text: &str, letters: usize) -> &str {
    let end = text.char_indices().nth(letters).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::lexicon;

    #[test]
    fn every_list_shows_one_of_its_words() {
        let lexicon = lexicon();
        let lists = [
            &lexicon.dead,
            &lexicon.hurt,
            &lexicon.one_more,
            &lexicon.numbers,
            &lexicon.backward,
            &lexicon.leads,
            &lexicon.opening,
            &lexicon.from_somewhere,
            &lexicon.vague,
            &lexicon.on_top,
            &lexicon.rates,
            &lexicon.of_known,
            &lexicon.to_come,
            &lexicon.maybe,
        ];
        for list in lists {
            assert!(list.is_shown(), "{list:?}");
        }
        assert!(lexicon.newer.each().any(|words| lexicon.newer.example().contains(words)));
    }
}
