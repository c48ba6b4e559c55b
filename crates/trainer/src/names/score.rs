//! How many names are found whole and of the right kind, by all of the finder, document by document,
//! as the benchmark counts: states, buildings and places are one kind, peoples none.

use super::data::Sentence;
use dateline_language::names::{Source, Tagger, find, stretches};
use dateline_language::vectors::Vectors;
use dateline_model::MentionKind;

const KINDS: [&str; 3] = ["PER", "ORG", "LOC"];

/// Counts of one kind.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    gold: usize,
    found: usize,
    right: usize,
}

/// Counts by kind.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scores([Score; 3]);

impl Scores {
    /// Adds the counts of other documents.
    pub fn add(&mut self, other: &Scores) {
        for (sum, score) in self.0.iter_mut().zip(other.0) {
            sum.gold += score.gold;
            sum.found += score.found;
            sum.right += score.right;
        }
    }

    /// One line on the error stream.
    pub fn print(&self, name: &str) {
        let mut all = Score::default();
        for score in self.0 {
            all.gold += score.gold;
            all.found += score.found;
            all.right += score.right;
        }
        let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
        let f1 = |score: Score| share(2 * score.right, score.gold + score.found);
        eprint!(
            "{name}: P {:.3} R {:.3} F1 {:.3} of {}",
            share(all.right, all.found),
            share(all.right, all.gold),
            f1(all),
            all.gold
        );
        for (kind, score) in KINDS.iter().zip(self.0) {
            eprint!("  {kind} {:.3} of {}", f1(score), score.gold);
        }
        eprintln!();
    }
}

/// Finds the names of some documents and compares.
pub fn measure(tagger: &Tagger, vectors: &Vectors, sentences: &[Sentence], shows: bool) -> Scores {
    let mut scores = Scores::default();
    for document in sentences.chunk_by(|one, next| one.document == next.document) {
        let words: Vec<&str> =
            document.iter().flat_map(|sentence| &sentence.words).map(String::as_str).collect();
        let mut ranges = Vec::new();
        let mut gold: Vec<(usize, usize, usize)> = Vec::new();
        for sentence in document {
            let start = ranges.last().map_or(0, |range: &std::ops::Range<usize>| range.end);
            ranges.push(start..start + sentence.words.len());
            gold.extend(
                stretches(&sentence.tags)
                    .iter()
                    .map(|name| (start + name.start, start + name.end, name.kind))
                    .map(|(start, end, kind)| {
                        let is_article = words[start].eq_ignore_ascii_case("the") && end > start + 1;
                        (start + usize::from(is_article), end, kind)
                    }),
            );
        }
        let found: Vec<(usize, usize, usize)> = find(Source::Sparse(tagger, vectors), &words, &ranges)
            .iter()
            .filter_map(|name| Some((name.words.start, name.words.end, folded(name.kind)?)))
            .collect();
        for name in &gold {
            scores.0[name.2].gold += 1;
            scores.0[name.2].right += usize::from(found.contains(name));
        }
        for name in &found {
            scores.0[name.2].found += 1;
        }
        if shows {
            show(&words, &gold, &found);
        }
    }
    scores
}

fn folded(kind: MentionKind) -> Option<usize> {
    match kind {
        MentionKind::Person => Some(0),
        MentionKind::Organization => Some(1),
        MentionKind::Place | MentionKind::Country | MentionKind::Facility => Some(2),
        MentionKind::Nationality | MentionKind::Office | MentionKind::Group => None,
    }
}

fn show(words: &[&str], gold: &[(usize, usize, usize)], found: &[(usize, usize, usize)]) {
    let line = |mark: &str, &(start, end, kind): &(usize, usize, usize)| {
        let before = words[start.saturating_sub(4)..start].join(" ");
        let behind = words[end..words.len().min(end + 4)].join(" ");
        eprintln!("{mark} {} {before} [{}] {behind}", KINDS[kind], words[start..end].join(" "));
    };
    gold.iter().filter(|name| !found.contains(name)).for_each(|name| line("missed", name));
    found.iter().filter(|name| !gold.contains(name)).for_each(|name| line("extra ", name));
}
