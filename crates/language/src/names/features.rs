//! What the tagger of names sees of a word: itself, its neighbours, its class, its letters, and
//! the run of capitals it stands in.

use crate::hash::hash;
use crate::vectors::{Vectors, low};

/// How a sentence uses capitals: in a headline or in all capitals they say nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capitals {
    /// As usual.
    Usual,
    /// Nearly every word has one.
    Headline,
    /// Nearly all letters are.
    All,
}

/// One word.
#[derive(Clone, Debug)]
struct Seen {
    low: u64,
    form: u64,
    shape: u64,
    prefixes: [u64; 3],
    suffixes: [u64; 4],
    clusters: [u64; 3],
    row: u64,
    is_capital: bool,
    lexicon: u64,
}

/// The features of every word of a sentence, one after the other.
#[derive(Clone, Debug, Default)]
pub struct Features {
    seen: Vec<Seen>,
    keys: Vec<u64>,
    starts: Vec<usize>,
}

/// What the lexicons say of a word; 0: nothing.
pub type Lexical = u8;

impl Features {
    /// Reads a sentence. Words that stand neither in a run of capitals nor beside one have no
    /// features: names are written with capitals, and looking at the others would cost most of the time.
    pub fn read(&mut self, vectors: &Vectors, words: &[&str], lexical: &[Lexical]) {
        self.seen.clear();
        self.keys.clear();
        self.starts.clear();
        let capitals = capitals(words);
        let runs = runs(words);
        let is_in = |at: usize| runs[at].0 < runs[at].1;
        let is_looked_at: Vec<bool> = (0..words.len())
            .map(|at| is_in(at) || at > 0 && is_in(at - 1) || at + 1 < words.len() && is_in(at + 1))
            .collect();
        for (at, (word, &lexical)) in words.iter().zip(lexical).enumerate() {
            let is_near = (at.saturating_sub(2)..words.len().min(at + 3)).any(|near| is_looked_at[near]);
            self.seen.push(if is_near { see(vectors, word, lexical, capitals) } else { OUTSIDE });
        }
        for at in 0..words.len() {
            self.starts.push(self.keys.len());
            if is_looked_at[at] {
                self.word(at, runs[at], capitals);
            }
        }
        self.starts.push(self.keys.len());
    }

    /// The features of a word.
    pub fn of(&self, word: usize) -> &[u64] {
        &self.keys[self.starts[word]..self.starts[word + 1]]
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.seen.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    fn word(&mut self, at: usize, run: (usize, usize), capitals: Capitals) {
        let Features { seen, keys, .. } = self;
        let none = OUTSIDE;
        let near = |offset: isize| at.checked_add_signed(offset).and_then(|at| seen.get(at)).unwrap_or(&none);
        let (here, before, behind) = (near(0), near(-1), near(1));
        let (before2, behind2) = (near(-2), near(2));
        let mode = capitals as u64;
        let mut template = 0;
        let mut add = |parts: [u64; 3]| {
            template += 1;
            keys.push(mix(template, parts));
        };
        add([here.low, 0, 0]);
        add([here.form, 0, 0]);
        add([before.low, 0, 0]);
        add([behind.low, 0, 0]);
        add([before2.low, 0, 0]);
        add([behind2.low, 0, 0]);
        add([before.low, here.low, 0]);
        add([here.low, behind.low, 0]);
        add([before.low, behind.low, here.shape]);
        add([here.shape, mode, 0]);
        add([before.shape, here.shape, behind.shape]);
        add([here.shape, before.low, mode]);
        add([here.shape, behind.low, mode]);
        let capital = u64::from(here.is_capital);
        for prefix in here.prefixes {
            add([prefix, capital, 0]);
        }
        for suffix in here.suffixes {
            add([suffix, capital, 0]);
        }
        add([before.suffixes[2], here.shape, 0]);
        add([behind.suffixes[2], here.shape, 0]);
        for cluster in here.clusters {
            add([cluster, capital, 0]);
        }
        for other in [before, behind] {
            add([other.clusters[1], capital, 0]);
            add([other.clusters[2], capital, 0]);
            add([other.clusters[2], here.shape, 0]);
        }
        add([here.row, capital, 0]);
        add([before.row, capital, 0]);
        add([behind.row, capital, 0]);
        add([before2.clusters[1], capital, 0]);
        add([behind2.clusters[1], capital, 0]);
        add([before.clusters[1], here.clusters[1], capital]);
        add([here.clusters[1], behind.clusters[1], capital]);
        add([before.clusters[0], here.clusters[0], behind.clusters[0]]);
        add([before.clusters[2], behind.clusters[2], here.shape]);
        add([here.lexicon, capital, 0]);
        add([here.lexicon, before.lexicon, behind.lexicon]);
        add([here.lexicon, before.low, 0]);
        add([here.lexicon, behind.low, 0]);
        add([u64::from(at == 0), here.clusters[1], mode]);
        if run.0 < run.1 {
            let (first, last) = (&seen[run.0], &seen[run.1 - 1]);
            let outside = OUTSIDE;
            let ahead = run.0.checked_sub(1).map_or(&outside, |at| &seen[at]);
            let after = seen.get(run.1).unwrap_or(&outside);
            let place = ((at - run.0).min(4) * 8 + (run.1 - 1 - at).min(4)) as u64;
            let mut template = 100;
            let mut add = |parts: [u64; 3]| {
                template += 1;
                keys.push(mix(template, parts));
            };
            add([place, mode, u64::from(run.0 == 0)]);
            add([last.low, u64::from(at + 1 == run.1), 0]);
            add([last.clusters[1], place, 0]);
            add([first.low, u64::from(at == run.0), 0]);
            add([first.clusters[1], place, 0]);
            add([last.suffixes[3], 0, 0]);
            add([ahead.low, u64::from(at == run.0), 0]);
            add([ahead.clusters[2], 0, 0]);
            add([after.low, u64::from(at + 1 == run.1), 0]);
            add([after.clusters[2], 0, 0]);
            add([ahead.clusters[1], after.clusters[1], place]);
            add([first.clusters[1], last.clusters[1], place]);
            add([last.row, u64::from(at + 1 == run.1), 0]);
            add([first.row, u64::from(at == run.0), 0]);
        }
    }
}

const OUTSIDE: Seen = Seen {
    low: 1,
    form: 1,
    shape: 1,
    prefixes: [1; 3],
    suffixes: [1; 4],
    clusters: [1; 3],
    row: 1,
    is_capital: false,
    lexicon: 1,
};

fn mix(template: u64, parts: [u64; 3]) -> u64 {
    let mut state = template.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    for part in parts {
        state = (state ^ part).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        state ^= state >> 29;
    }
    state = state.wrapping_mul(0x94D0_49BB_1331_11EB);
    state ^ (state >> 32)
}

fn capitals(words: &[&str]) -> Capitals {
    let (mut words_seen, mut capital, mut all) = (0, 0, 0);
    for word in words {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let Some(first) = letters.next() else { continue };
        let count = 1 + letters.clone().count();
        if count < 2 {
            continue;
        }
        if count >= 4 {
            words_seen += 1;
            capital += usize::from(first.is_uppercase());
        }
        all += if first.is_uppercase() && letters.all(char::is_uppercase) { 1 } else { 0 };
    }
    if words_seen >= 2 && all * 10 >= words.iter().filter(|word| word.len() > 1).count() * 7 {
        Capitals::All
    } else if words_seen >= 4 && capital * 10 >= words_seen * 9 {
        Capitals::Headline
    } else {
        Capitals::Usual
    }
}

fn see(vectors: &Vectors, word: &str, lexical: Lexical, capitals: Capitals) -> Seen {
    let lower = low(word);
    let is_capital = word.chars().next().is_some_and(char::is_uppercase);
    let row = vectors.row(word);
    let clusters = row.map_or([2; 3], |row| vectors.clusters(row).map(|cluster| u64::from(cluster) + 16));
    let starts: Vec<usize> = lower.char_indices().map(|(at, _)| at).collect();
    let from_start = |count: usize| {
        if starts.len() > count { hash(&lower.as_bytes()[..starts[count]]) } else { 3 }
    };
    let from_end = |count: usize| {
        if starts.len() > count { hash(&lower.as_bytes()[starts[starts.len() - count]..]) } else { 3 }
    };
    let form = if capitals == Capitals::All { hash(lower.as_bytes()) } else { hash(word.as_bytes()) };
    Seen {
        low: hash(lower.as_bytes()),
        form,
        shape: shape(word, capitals),
        prefixes: [from_start(2), from_start(3), from_start(4)],
        suffixes: [from_end(1), from_end(2), from_end(3), from_end(4)],
        clusters,
        row: row.map_or(2, |row| u64::from(row) + 16),
        is_capital,
        lexicon: u64::from(lexical) + 1,
    }
}

/// Kinds of letters in their order, repeated ones once, with what marks initials and numbers.
fn shape(word: &str, capitals: Capitals) -> u64 {
    if capitals == Capitals::All
        && word.chars().all(|c| !c.is_lowercase())
        && word.chars().any(char::is_alphabetic)
    {
        return 5;
    }
    let mut shape = 7u64;
    let mut last = 0;
    let mut repeated = 0;
    for c in word.chars().take(24) {
        let class = if c.is_uppercase() {
            1
        } else if c.is_lowercase() {
            2
        } else if c.is_ascii_digit() {
            3
        } else if c.is_alphabetic() {
            4
        } else {
            5 + u64::from(c) % 97
        };
        repeated = if class == last { repeated + 1 } else { 0 };
        if repeated < 2 {
            shape = shape.wrapping_mul(131).wrapping_add(class);
        }
        last = class;
    }
    shape
}

/// Whether a word may stand inside a name that goes on behind it.
fn is_connector(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "The"
            | "and"
            | "for"
            | "&"
            | "de"
            | "la"
            | "le"
            | "du"
            | "del"
            | "al"
            | "el"
            | "bin"
            | "von"
            | "van"
            | "der"
            | "-"
            | "–"
            | "'"
            | "."
            | "/"
            | "di"
            | "da"
            | "dos"
            | "des"
            | "in"
            | "on"
            | "ul"
            | "ibn"
    )
}

/// For each word the run of capitals it stands in; connectors inside a run belong to it.
fn runs(words: &[&str]) -> Vec<(usize, usize)> {
    let is_capital = |at: usize| words[at].chars().next().is_some_and(char::is_uppercase);
    let mut runs = vec![(0, 0); words.len()];
    let mut at = 0;
    while at < words.len() {
        if !is_capital(at) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        let mut look = end;
        while look < words.len() && look < end + 3 {
            if is_capital(look) {
                end = look + 1;
            } else if !is_connector(words[look]) {
                break;
            }
            look += 1;
        }
        runs[at..end].fill((at, end));
        at = end;
    }
    runs
}
