//! The cue lexicon: words that show that something is said, with the frames they take
//! and what is done by saying it. Data in `lexicon/cues-*.toml`.

use dateline_model::StatementAct;
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// What a cue tells of: only the first two are acts of speech in the narrow sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum CueKind {
    /// "said", "accused".
    Speech,
    /// "wrote", "tweeted".
    Writing,
    /// "believes", "sees".
    Thought,
    /// "supports", "is proud of".
    Attitude,
    /// "plans", "wants".
    Plan,
    /// "the poll found", "shows".
    Evidence,
}

/// The part of speech of a cue's head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum CuePart {
    /// "accuse", "call for", "point out".
    Verb,
    /// "demand", "criticism of".
    Noun,
    /// "adamant", "critical of".
    Adjective,
    /// "according to", "in the words of", "reportedly".
    Phrase,
}

/// One entry.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct CueEntry {
    /// Dictionary form of the head, with the particle or preposition that belongs to it.
    pub words: String,
    /// What may follow: see the head of `cues-verbs.toml`.
    #[serde(default)]
    pub frames: Vec<String>,
    /// What it tells of.
    pub kind: CueKind,
    /// What is done by it.
    pub act: StatementAct,
    /// A sentence in which it is a cue.
    pub example: String,
}

impl CueEntry {
    /// Whether it takes a frame.
    pub fn takes(&self, frame: &str) -> bool {
        self.frames.iter().any(|own| own == frame)
    }
}

#[derive(Deserialize)]
struct CueFile {
    cues: Vec<CueEntry>,
}

/// All entries, by part of speech and words.
#[derive(Debug)]
pub(crate) struct Lexicon {
    entries: Vec<(CuePart, CueEntry)>,
    by_words: FxHashMap<(CuePart, String), usize>,
    phrases: FxHashMap<String, Vec<(Vec<String>, usize)>>,
}

impl Lexicon {
    /// The one in the binary.
    pub fn embedded() -> Self {
        let files = [
            (CuePart::Verb, include_str!("../lexicon/cues-verbs.toml")),
            (CuePart::Verb, include_str!("../lexicon/cues-verbs-with-prepositions.toml")),
            (CuePart::Noun, include_str!("../lexicon/cues-nouns.toml")),
            (CuePart::Adjective, include_str!("../lexicon/cues-adjectives.toml")),
            (CuePart::Phrase, include_str!("../lexicon/cues-phrases.toml")),
        ];
        let mut lexicon =
            Lexicon { entries: Vec::new(), by_words: FxHashMap::default(), phrases: FxHashMap::default() };
        for (part, file) in files {
            let file: CueFile = dateline_vocabulary::compiled_in("cues-*.toml", file);
            for entry in file.cues {
                lexicon.add(part, entry);
            }
        }
        lexicon
    }

    fn add(&mut self, part: CuePart, entry: CueEntry) {
        let at = self.entries.len();
        if part == CuePart::Phrase {
            let words: Vec<String> = entry.words.split(' ').map(str::to_owned).collect();
            self.phrases.entry(words[0].clone()).or_default().push((words, at));
        }
        self.by_words.insert((part, entry.words.clone()), at);
        self.entries.push((part, entry));
    }

    /// The number of an entry.
    pub fn find(&self, part: CuePart, words: &str) -> Option<usize> {
        self.by_words.get(&(part, words.to_owned())).copied()
    }

    /// The verb that a form belongs to, where it is one of the lexicon's: "ruled", "slammed", "boasted".
    /// For forms whose dictionary form had to be guessed. With a particle or preposition that belongs to
    /// the verb ("spelled *out*"), or none.
    pub fn verb_of_form(&self, form: &str, with: Option<&str>) -> Option<usize> {
        let form = form.to_lowercase();
        let stem = ["ied", "ed", "ying", "ing", "ies", "es", "s"]
            .iter()
            .find_map(|ending| Some((form.strip_suffix(ending)?, *ending)))?;
        let (stem, ending) = stem;
        let mut letters = stem.chars().rev();
        let last = letters.next()?;
        let undoubled =
            (letters.next() == Some(last)).then(|| stem[..stem.len() - last.len_utf8()].to_owned());
        let endings = if matches!(ending, "ied" | "ies") { ["y", "ie"] } else { ["", "e"] };
        endings
            .iter()
            .map(|end| format!("{stem}{end}"))
            .chain(undoubled)
            .filter(|verb| verb.len() > 2)
            .find_map(|verb| match with {
                Some(with) => self.find(CuePart::Verb, &format!("{verb} {with}")),
                None => self.find(CuePart::Verb, &verb),
            })
    }

    /// The entry of a number.
    pub fn entry(&self, number: usize) -> &CueEntry {
        &self.entries[number].1
    }

    /// The phrases that begin with a word (lower case), each with the number of its entry.
    pub fn phrases(&self, first: &str) -> &[(Vec<String>, usize)] {
        self.phrases.get(first).map_or(&[], Vec::as_slice)
    }

    /// All entries, in the order of their numbers.
    pub fn all(&self) -> impl Iterator<Item = (CuePart, &CueEntry)> {
        self.entries.iter().map(|(part, entry)| (*part, entry))
    }
}
