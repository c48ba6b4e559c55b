//! Sentences that somebody said, and how much speaks for two of them being one saying.

use crate::alignment::{align, covered_of_second};
use crate::answers::{Clause, clauses, one_thing};
use crate::features::{printed, shingles};
use crate::propositions::{is_deed, saying_words};
use crate::same::Weights;
use crate::sentences::sentences;
use crate::verbs::strong_verb_of;
use crate::words::{number_of, term_of, words};
use dateline_model::{Manner, Statement, StatementAct};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// One sentence of a statement.
pub(crate) struct Said {
    /// Which of all statements it belongs to.
    pub(crate) statement: usize,
    act: StatementAct,
    /// What it denies.
    denied: BTreeSet<u32>,
    pub(crate) report: usize,
    is_quoted: bool,
    /// Whether all of it stands in quotation marks.
    is_direct: bool,
    /// What stands in quotation marks in it, each with the weight of its terms.
    quoted: Vec<(Vec<u16>, f32)>,
    is_turned: bool,
    numbers: BTreeSet<String>,
    pub(crate) prints: Vec<u16>,
    /// The shingles of these, sorted.
    shingles: Vec<u32>,
    pub(crate) terms: Weights,
    /// The same terms, weighed by how few of the story's reports use them.
    told: Weights,
}

impl Said {
    /// The sentences of a statement.
    pub(crate) fn of(at: usize, report: usize, statement: &Statement) -> Vec<Said> {
        let pieces = statement.content.iter().flat_map(|piece| {
            sentences(&piece.text).into_iter().filter_map(|span| piece.text.get(span.range()))
        });
        pieces.map(|piece| Said::piece(at, report, statement, piece)).collect()
    }

    fn piece(at: usize, report: usize, statement: &Statement, piece: &str) -> Said {
        /// A word alone is the saying of somebody where it is so rare: "*profoundly* regrets".
        const TELLING: f32 = 3.0;
        let print = |text: &str| -> Vec<u16> { printed(text).into_iter().map(|(print, _)| print).collect() };
        let prints = print(piece);
        // A name or title that stands in quotation marks is nobody's words.
        let is_said = |text: &&str| {
            words(text).any(|word| !word.text.starts_with(char::is_uppercase) && term_of(word.text).is_some())
        };
        let quoted = if statement.manner == Manner::Direct {
            vec![piece]
        } else {
            quotations(piece).into_iter().filter(is_said).collect()
        };
        let mut shingles: Vec<u32> = shingles(&prints).collect();
        shingles.sort_unstable();
        let lower: Vec<String> = words(piece).map(|word| word.text.to_lowercase()).collect();
        Said {
            statement: at,
            act: statement.act,
            denied: clauses(piece, statement.act == StatementAct::Deny)
                .iter()
                .filter_map(Clause::denied)
                .collect(),
            report,
            is_quoted: !quoted.is_empty(),
            is_direct: statement.manner == Manner::Direct,
            quoted: quoted
                .into_iter()
                .map(|text| (print(text), Weights::of([text]).sum()))
                .filter(|(prints, weight)| prints.len() > 1 || *weight >= TELLING)
                .collect(),
            // Who denies that he took it says that he did not take it.
            is_turned: lower.iter().any(|word| saying_words().turning.has(word))
                != (statement.act == StatementAct::Deny),
            numbers: lower.iter().filter_map(|word| number_told(word)).collect(),
            prints,
            shingles,
            terms: Weights::of_terms(
                lower
                    .iter()
                    .filter_map(|word| term_of(strong_verb_of(word).unwrap_or(word)))
                    .map(|term| one_thing(number_of(&term)))
                    .collect(),
            ),
            told: Weights::default(),
        }
    }

    /// How much a run of words weighs that both quote, where it is most of what one of them quotes there: "a rationale for
    /// *closing the ferry*" and "a reason for *closing the ferry*".
    fn quoted_nearly(&self, other: &Said) -> f32 {
        const RUN: usize = 3;
        const MOST: f32 = 0.75;
        const LONGEST: usize = 40;
        let mut most = 0.0_f32;
        let is_short = |prints: &Vec<u16>| (RUN..=LONGEST).contains(&prints.len());
        for (mine, weight) in self.quoted.iter().filter(|(prints, _)| is_short(prints)) {
            for (theirs, _) in other.quoted.iter().filter(|(prints, _)| is_short(prints)) {
                let longest = longest_run(mine, theirs);
                let share = longest as f32 / mine.len() as f32;
                if longest >= RUN && share >= MOST {
                    most = most.max(share * weight);
                }
            }
        }
        most
    }

    /// How much a quotation of this one weighs that the other prints whole, and one that it quotes too.
    fn quoted_in(&self, other: &Said) -> (f32, f32) {
        let holds = |many: &[u16], few: &[u16]| many.windows(few.len()).any(|run| run == few);
        let (mut printed, mut both) = (0.0_f32, 0.0_f32);
        for (prints, weight) in self.quoted.iter().filter(|(prints, _)| holds(&other.prints, prints)) {
            if other.quoted.iter().any(|(quoted, _)| holds(quoted, prints)) {
                both = both.max(*weight);
            } else {
                printed = printed.max(*weight);
            }
        }
        (printed, both)
    }

    /// How many words both print in runs; looked at only where one run can begin.
    fn shared_words(&self, other: &Said) -> usize {
        if self.prints == other.prints {
            return self.prints.len();
        }
        let (few, many) = if self.shingles.len() <= other.shingles.len() {
            (&self.shingles, &other.shingles)
        } else {
            (&other.shingles, &self.shingles)
        };
        if !few.iter().any(|shingle| many.binary_search(shingle).is_ok()) {
            return 0;
        }
        covered_of_second(&align(&self.prints, &other.prints)) as usize
    }
}

/// The length of the longest run of words that both hold.
fn longest_run(one: &[u16], other: &[u16]) -> usize {
    let mut longest = 0;
    // How long the run is that ends at each word of the other.
    let mut ends = vec![0; other.len() + 1];
    for word in one {
        for at in (0..other.len()).rev() {
            ends[at + 1] = if other[at] == *word { ends[at] + 1 } else { 0 };
            longest = longest.max(ends[at + 1]);
        }
    }
    longest
}

/// A number in digits or as a word: "12", "twelve".
fn number_told(lower: &str) -> Option<String> {
    let told = saying_words().numbers.iter().position(|word| word == lower).map(|at| (at + 2).to_string());
    told.or_else(|| lower.bytes().all(|byte| byte.is_ascii_digit()).then(|| lower.to_owned()))
}

/// Weighs the terms of each by how few of the story's reports use them.
pub(crate) fn contrast(said: &mut [Said], reports: usize) {
    let mut users: FxHashMap<u32, BTreeSet<usize>> = FxHashMap::default();
    for one in &*said {
        for term in one.terms.each() {
            users.entry(term).or_default().insert(one.report);
        }
    }
    // In a story of three, what all say may still be what one said.
    let most = if reports > 3 { 0.6 } else { 0.5 };
    let others = reports.saturating_sub(1).max(1) as f32;
    let users: FxHashMap<u32, usize> = users.into_iter().map(|(term, users)| (term, users.len())).collect();
    for one in said {
        one.told = one.terms.weighed(&|term| 1.0 - most * (users[&term] - 1) as f32 / others);
    }
}

/// What stands in quotation marks in a text; a quotation that nothing ends goes on to its end.
fn quotations(text: &str) -> Vec<&str> {
    let mut quotations = Vec::new();
    let mut open: Option<usize> = None;
    let is_single = |start: usize| text[..start].ends_with('‘');
    for (at, letter) in text.char_indices() {
        let is_double = |two: &str| text[at..].starts_with(two);
        match (letter, open) {
            // `` as typewriters have it ''
            ('`', None) if is_double("``") => open = Some(at + 2),
            ('\'', Some(start)) if is_double("''") => {
                quotations.extend(text.get(start..at));
                open = None;
            }
            ('‘', None) if text[..at].chars().next_back().is_none_or(char::is_whitespace) => {
                open = Some(at + letter.len_utf8());
            }
            // "they’re" ends none
            ('’', Some(start))
                if is_single(start) && !text[at + letter.len_utf8()..].starts_with(char::is_alphanumeric) =>
            {
                quotations.extend(text.get(start..at));
                open = None;
            }
            ('“' | '"', None) => open = Some(at + letter.len_utf8()),
            ('”' | '"', Some(start)) if !is_single(start) => {
                quotations.extend(text.get(start..at));
                open = None;
            }
            _ => {}
        }
    }
    quotations.extend(open.and_then(|start| text.get(start..)));
    quotations.retain(|quotation| !quotation.trim().is_empty());
    quotations
}

/// How much speaks for two sentences being one saying, in the unit of a logistic curve: 0 is one in
/// two, 2 is nine in ten. The weights are those of such a curve, rounded.
pub(crate) fn evidence(a: &Said, b: &Said, speakers: f32) -> f32 {
    const BEFORE_ANY: f32 = -4.8;
    const MOST_WORDS: f32 = 12.0;
    const MOST_TERMS: f32 = 8.0;
    const MOST_WEIGHT: f32 = 40.0;
    const MOST_QUOTED: f32 = 15.0;
    /// A sentence of so many words is hardly said by two.
    const SENTENCE: f32 = 8.0;
    /// So many rare words, of such a weight, are more than a topic.
    const RARE_TERMS: usize = 3;
    const RARE_WEIGHT: f32 = 8.0;
    const MORE_TERMS: usize = 4;
    const MORE_WEIGHT: f32 = 10.0;
    /// From this share on two sentences are of the same telling words.
    const ALL_OF_BOTH: f32 = 0.6;
    /// Whose speakers are so near are one person.
    const ONE_PERSON: f32 = 2.0;
    let told = a.told.overlap(&b.told);
    let shared = a.shared_words(b) as f32;
    let (short, long) = (a.prints.len().min(b.prints.len()), a.prints.len().max(b.prints.len()));
    let covered = (shared / short.max(1) as f32).min(1.0);
    let mut evidence = BEFORE_ANY
        + 0.1 * told.share
        + 1.6 * told.of_both
        + 1.2 * shared.min(MOST_WORDS) / MOST_WORDS
        + 0.9 * covered
        + 0.8 * (told.terms as f32).min(MOST_TERMS) / MOST_TERMS
        + told.weight.min(MOST_WEIGHT) / MOST_WEIGHT
        + speakers;
    // Papers cut what was said in different places: one holds all of what the other prints, or says of it.
    let is_sentence = (short as f32 / SENTENCE).min(1.0);
    // Two people who say the same say it each.
    let may_be_cut = speakers >= 0.0;
    if may_be_cut && covered >= 0.99 && short >= 5 {
        evidence += if short == long { 2.0 } else { 0.8 } * is_sentence;
    } else if may_be_cut && told.share >= 0.99 && told.terms >= RARE_TERMS && told.weight >= RARE_WEIGHT {
        evidence += if told.terms >= MORE_TERMS && told.weight >= MORE_WEIGHT { 1.6 } else { 0.6 };
    }
    // "I do not think the guild won", "he believed that the guild had not won": all that matters is said by both.
    if speakers >= ONE_PERSON && told.terms >= 2 && told.of_both >= ALL_OF_BOTH {
        evidence += 0.8;
    }
    // What stands in quotation marks on both sides was printed as it was said: "a raw nerve".
    let ((printed, both), (printed_there, both_there)) = (a.quoted_in(b), b.quoted_in(a));
    evidence += 1.7 * printed.max(printed_there).min(MOST_QUOTED) / MOST_QUOTED;
    let nearly = if speakers > 0.0 { a.quoted_nearly(b).max(b.quoted_nearly(a)) } else { 0.0 };
    let both = both.max(both_there).max(nearly);
    evidence += 2.8 * both.min(MOST_QUOTED) / MOST_QUOTED;
    // Two sentences quoted whole that share no run of words were said each.
    let are_two = a.is_direct && b.is_direct && shared == 0.0 && both == 0.0;
    if a.is_quoted && b.is_quoted && !are_two {
        evidence += 0.75 + 0.4 * covered;
    }
    // Nobody apologizes for one thing twice, nor denies one deed of two.
    let is_one_deed = a.act == b.act && is_deed(a.act);
    let is_one_denial = told.terms > 1 && !a.denied.is_disjoint(&b.denied);
    if speakers >= ONE_PERSON && is_one_denial {
        evidence += 1.3;
    } else if speakers >= ONE_PERSON && is_one_deed {
        evidence += 0.9;
    }
    if a.is_turned != b.is_turned {
        evidence -= 0.3;
    }
    if !a.numbers.is_empty() && !b.numbers.is_empty() && a.numbers.is_disjoint(&b.numbers) {
        evidence -= 0.8;
    }
    evidence
}

#[cfg(test)]
mod tests {
    use super::{longest_run, quotations};

    #[test]
    fn the_longest_run_of_both() {
        assert_eq!(longest_run(&[1, 2, 3, 4], &[9, 2, 3, 4, 1]), 3);
        assert_eq!(longest_run(&[1, 1, 2], &[1, 2, 1, 1]), 2);
        assert_eq!(longest_run(&[], &[1]), 0);
    }

    #[test]
    fn quotations_of_any_house_style() {
        for text in [
            "he called it “a shame”",
            "he called it \"a shame\"",
            "he called it ``a shame''",
            "he called it ‘a shame’, they’re told",
        ] {
            assert_eq!(quotations(text), ["a shame"], "{text}");
        }
        assert_eq!(quotations("they’re told that the guests’ boat sank"), [""; 0]);
        assert_eq!(quotations("he said “a shame"), ["a shame"]);
        assert_eq!(quotations("“it’s a shame ‘so to say’”"), ["it’s a shame ‘so to say’"]);
    }
}
