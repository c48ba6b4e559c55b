//! One saying told in several reports.
//!
//! Papers cut what somebody said in different places: one prints four sentences and another the
//! last of them, one quotes and another tells it in its own words. So sayings are compared sentence
//! by sentence, and a long statement may be one saying with two shorter ones of another report.

use crate::Read;
use crate::alignment::{align, covered_of_second};
use crate::features::{printed, shingles};
use crate::personal_names::PersonalName;
use crate::same::{Named, Weights, likely_pairs, nearness};
use crate::sentences::sentences;
use crate::words::words;
use dateline_model::{Manner, SameStatement, Speaker, Statement, derive_id};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Statements of several of these reports (those of one story) that are one saying, or hold a
/// sentence that is one.
///
/// Two sentences are one saying where there is evidence enough for it: words that both print in
/// a row, and in quotation marks; words that are rare and that few other reports of the story use;
/// who says it. A name on one side that is not the name on the other speaks against it, and so does
/// a number. What is no proposition ("a merchant ship in the gulf") is no saying. One joins others
/// if it is one with most of them.
pub fn same_statements(readings: &[Read<'_>]) -> Vec<SameStatement> {
    let statements: Vec<(usize, &Statement)> = readings
        .iter()
        .enumerate()
        .flat_map(|(report, (_, reading))| reading.statements.iter().map(move |one| (report, one)))
        .filter(|(_, statement)| is_proposition(statement))
        .collect();
    let named = |speaker: &'_ Speaker| PersonalName::parse(&speaker.name);
    let speakers: Vec<Vec<Named<'_>>> = statements
        .iter()
        .map(|(_, statement)| statement.speakers.iter().map(|one| (one, named(one))).collect())
        .collect();
    let mut said: Vec<Said> = statements
        .iter()
        .enumerate()
        .flat_map(|(at, &(report, statement))| Said::of(at, report, statement))
        .collect();
    contrast(&mut said, readings.len());
    let near = |a: &Said, b: &Said| nearness(&speakers[a.statement], &speakers[b.statement]);
    let mut alike: Vec<(usize, usize, f32)> = candidates(&said)
        .into_iter()
        .filter(|&(a, b)| said[a].report != said[b].report)
        .map(|(a, b)| (a, b, evidence(&said[a], &said[b], near(&said[a], &said[b]))))
        .collect();
    prefer_the_nearest(&mut alike, &|at| said[at].report);
    alike.retain(|&(_, _, evidence)| evidence >= ENOUGH);
    let mut groups: Vec<BTreeSet<usize>> = linked(&mut alike, &|at| said[at].report)
        .into_iter()
        .map(|group| group.into_iter().map(|at| said[at].statement).collect())
        .collect();
    // What two reports print of a speech that three print is told with the three.
    groups.sort_by(|a: &BTreeSet<usize>, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    groups.dedup();
    let mut kept: Vec<BTreeSet<usize>> = Vec::new();
    let mut kept_with: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for group in groups {
        let first = group.first().and_then(|first| kept_with.get(first));
        if !first.is_some_and(|known| known.iter().any(|&known| group.is_subset(&kept[known]))) {
            group.iter().for_each(|&one| kept_with.entry(one).or_default().push(kept.len()));
            kept.push(group);
        }
    }
    kept.sort();
    kept.into_iter()
        .map(|group| {
            let statements: Vec<_> = group.iter().map(|&at| statements[at].1.id.clone()).collect();
            let parts: Vec<&str> = statements.iter().map(dateline_model::Id::as_str).collect();
            SameStatement { id: derive_id("same-statement", &parts), statements }
        })
        .collect()
}

/// One sentence of a statement.
struct Said {
    /// Which of all statements it belongs to.
    statement: usize,
    report: usize,
    is_quoted: bool,
    /// What stands in quotation marks in it, each with the weight of its terms.
    quoted: Vec<(Vec<u16>, f32)>,
    is_turned: bool,
    numbers: BTreeSet<String>,
    prints: Vec<u16>,
    /// The shingles of these, sorted.
    shingles: Vec<u32>,
    terms: Weights,
    /// The same terms, weighed by how few of the story's reports use them.
    told: Weights,
}

impl Said {
    fn of(at: usize, report: usize, statement: &Statement) -> Vec<Said> {
        let pieces = statement.content.iter().flat_map(|piece| {
            sentences(&piece.text).into_iter().filter_map(|span| piece.text.get(span.range()))
        });
        pieces.map(|piece| Said::piece(at, report, statement, piece)).collect()
    }

    fn piece(at: usize, report: usize, statement: &Statement, piece: &str) -> Said {
        const TURNING: [&str; 8] = ["not", "never", "no", "cannot", "neither", "nor", "without", "t"];
        let print = |text: &str| -> Vec<u16> { printed(text).into_iter().map(|(print, _)| print).collect() };
        let prints = print(piece);
        let quoted = if statement.manner == Manner::Direct { vec![piece] } else { quotations(piece) };
        let mut shingles: Vec<u32> = shingles(&prints).collect();
        shingles.sort_unstable();
        let lower: Vec<String> = words(piece).map(|word| word.text.to_lowercase()).collect();
        Said {
            statement: at,
            report,
            is_quoted: !quoted.is_empty(),
            quoted: quoted
                .into_iter()
                .map(|text| (print(text), Weights::of([text]).sum()))
                .filter(|(prints, _)| prints.len() > 1)
                .collect(),
            is_turned: lower.iter().any(|word| TURNING.contains(&word.as_str())),
            numbers: lower.iter().filter_map(|word| number_told(word)).collect(),
            prints,
            shingles,
            terms: Weights::of([piece]),
            told: Weights::default(),
        }
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

/// A number in digits or as a word: "12", "twelve".
fn number_told(lower: &str) -> Option<String> {
    const WORDS: [&str; 19] = [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    let told = WORDS.iter().position(|&word| word == lower).map(|at| (at + 2).to_string());
    told.or_else(|| lower.bytes().all(|byte| byte.is_ascii_digit()).then(|| lower.to_owned()))
}

/// Weighs the terms of each by how few of the story's reports use them.
fn contrast(said: &mut [Said], reports: usize) {
    let mut users: FxHashMap<u32, BTreeSet<usize>> = FxHashMap::default();
    for one in &*said {
        for term in one.terms.each() {
            users.entry(term).or_default().insert(one.report);
        }
    }
    // In a story of three, what all say may still be what one said.
    let most = if reports > 3 { 0.75 } else { 0.5 };
    let others = reports.saturating_sub(1).max(1) as f32;
    let users: FxHashMap<u32, usize> = users.into_iter().map(|(term, users)| (term, users.len())).collect();
    for one in said {
        one.told = one.terms.weighed(&|term| 1.0 - most * (users[&term] - 1) as f32 / others);
    }
}

/// Pairs that may be one: they share rare words, or print the same few ("So be it").
fn candidates(said: &[Said]) -> Vec<(usize, usize)> {
    const SHORT: std::ops::Range<usize> = 3..8;
    const MOST_ALIKE: usize = 32;
    let mut pairs = likely_pairs(said.iter().map(|said| &said.terms), said.len());
    let mut by_print: FxHashMap<&[u16], Vec<usize>> = FxHashMap::default();
    for (at, one) in said.iter().enumerate().filter(|(_, one)| SHORT.contains(&one.prints.len())) {
        let known = by_print.entry(&one.prints).or_default();
        if known.len() < MOST_ALIKE {
            pairs.extend(known.iter().map(|&other| (other, at)));
            known.push(at);
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// What stands in quotation marks in a text; a quotation that nothing ends goes on to its end.
fn quotations(text: &str) -> Vec<&str> {
    let mut quotations = Vec::new();
    let mut open: Option<usize> = None;
    for (at, letter) in text.char_indices() {
        match (letter, open) {
            ('“' | '"', None) => open = Some(at + letter.len_utf8()),
            ('”' | '"', Some(start)) => {
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

/// How much evidence makes two sentences one saying.
const ENOUGH: f32 = 0.2;

/// How much speaks for two sentences being one saying, in the unit of a logistic curve: 0 is one in
/// two, 2 is nine in ten. The weights are those of such a curve, rounded.
fn evidence(a: &Said, b: &Said, speakers: f32) -> f32 {
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
        evidence += 0.6;
    }
    // What stands in quotation marks on both sides was printed as it was said: "a raw nerve".
    let ((printed, both), (printed_there, both_there)) = (a.quoted_in(b), b.quoted_in(a));
    evidence += 1.7 * printed.max(printed_there).min(MOST_QUOTED) / MOST_QUOTED;
    evidence += 2.8 * both.max(both_there).min(MOST_QUOTED) / MOST_QUOTED;
    if a.is_quoted && b.is_quoted {
        evidence += 0.75 + 0.4 * covered;
    }
    if a.is_turned != b.is_turned {
        evidence -= 0.3;
    }
    if !a.numbers.is_empty() && !b.numbers.is_empty() && a.numbers.is_disjoint(&b.numbers) {
        evidence -= 0.8;
    }
    evidence
}

/// Speaks for those of which each is what in the other's report is most like it.
fn prefer_the_nearest(alike: &mut [(usize, usize, f32)], report: &dyn Fn(usize) -> usize) {
    const NEAREST: f32 = 1.0;
    let mut best: FxHashMap<(usize, usize), f32> = FxHashMap::default();
    for &(a, b, evidence) in &*alike {
        for key in [(a, report(b)), (b, report(a))] {
            let known = best.entry(key).or_insert(evidence);
            *known = known.max(evidence);
        }
    }
    for (a, b, evidence) in alike {
        if [(*a, report(*b)), (*b, report(*a))].iter().all(|key| best[key] <= *evidence) {
            *evidence += NEAREST;
        }
    }
}

/// Groups of those that are one, the most alike joined first: two groups become one where most pairs
/// across them are alike (half and more), and none is of one report.
fn linked(alike: &mut [(usize, usize, f32)], report: &dyn Fn(usize) -> usize) -> Vec<Vec<usize>> {
    const MOST: f32 = 0.5;
    alike.sort_unstable_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    let known: BTreeSet<(usize, usize)> = alike.iter().map(|&(a, b, _)| (a.min(b), a.max(b))).collect();
    let mut group_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for &(a, b, _) in &*alike {
        for one in [a, b] {
            group_of.entry(one).or_insert_with(|| {
                groups.push(vec![one]);
                groups.len() - 1
            });
        }
        let (first, second) = (group_of[&a], group_of[&b]);
        if first == second {
            continue;
        }
        let pairs = || groups[first].iter().flat_map(|&x| groups[second].iter().map(move |&y| (x, y)));
        let is_one_report = pairs().any(|(x, y)| report(x) == report(y));
        let right = pairs().filter(|&(x, y)| known.contains(&(x.min(y), x.max(y)))).count();
        if !is_one_report && right as f32 >= MOST * pairs().count() as f32 {
            let moved = std::mem::take(&mut groups[second]);
            for &one in &moved {
                group_of.insert(one, first);
            }
            groups[first].extend(moved);
        }
    }
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.retain(|group| group.len() > 1);
    groups.sort_unstable();
    groups
}

/// Whether what was said is said of something: a quotation is; of the report's words not "a merchant
/// ship in the gulf", "whether he knew", "him held without bail".
pub(crate) fn is_proposition(statement: &Statement) -> bool {
    const VERBS: [&str; 31] = [
        "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "will", "would", "can",
        "cannot", "could", "may", "might", "must", "should", "shall", "do", "does", "did", "says", "said",
        "took", "made", "got", "found", "went", "gave",
    ];
    const ASKS: [&str; 7] = ["if", "whether", "what", "who", "why", "how", "where"];
    const OBJECTS: [&str; 4] = ["him", "them", "me", "us"];
    const NAMES: [&str; 15] = [
        "a", "an", "the", "his", "her", "their", "its", "some", "any", "all", "another", "this", "these",
        "such", "more",
    ];
    if statement.manner != dateline_model::Manner::Indirect {
        return true;
    }
    let content: Vec<String> = statement
        .content
        .iter()
        .flat_map(|excerpt| words(&excerpt.text))
        .map(|word| word.text.to_lowercase())
        .collect();
    let Some(first) = content.iter().map(String::as_str).find(|word| *word != "that") else { return false };
    let has_verb =
        content.iter().any(|word| VERBS.contains(&word.as_str()) || word.len() > 3 && word.ends_with("ed"));
    let is_question = ASKS.contains(&first) && content.len() < 12;
    content.len() > 3
        && !is_question
        && !OBJECTS.contains(&first)
        && (has_verb || first == "to" || !NAMES.contains(&first))
}
