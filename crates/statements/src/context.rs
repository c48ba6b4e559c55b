//! What the parts of the search share: a report's words with everything that is asked
//! of them again and again, worked out once.

use super::hints::Hints;
use super::lexicon::{CuePart, Lexicon};
use dateline_language::{Annotated, Deprel, Quotation, Upos, Word, Xpos};
use dateline_model::{Byte, MentionKind, Span};
use dateline_scene::{EntityMention, Scene};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// A report prepared for the search.
pub(super) struct Context<'s> {
    pub scene: &'s Scene<'s>,
    pub annotated: &'s Annotated<'s>,
    pub lexicon: &'s Lexicon,
    /// Hash of each word's lemma, to build features from.
    pub lemmas: Vec<u32>,
    /// The lexicon entry of each word taken alone.
    pub entries: Vec<Option<usize>>,
    /// Kind of the name that each word belongs to.
    pub names: Vec<Option<MentionKind>>,
    /// The outermost quotation that each word stands in.
    pub quoted: Vec<Option<u32>>,
    /// Quotations by their first and by their last word.
    pub opening: FxHashMap<usize, u32>,
    pub closing: FxHashMap<usize, u32>,
    /// What the reader tells of cues, sources and contents.
    pub hints: Hints,
}

/// A hash that is the same on every machine.
pub(super) fn hash_text(text: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    let hash = hasher.finish();
    (hash ^ (hash >> 32)) as u32
}

impl<'s> Context<'s> {
    pub fn new(scene: &'s Scene<'s>, lexicon: &'s Lexicon) -> Self {
        let annotated = scene.annotated;
        let count = annotated.tokens.len();
        let mut context = Context {
            scene,
            annotated,
            lexicon,
            lemmas: annotated.tokens.iter().map(|token| hash_text(&token.lemma)).collect(),
            entries: vec![None; count],
            names: vec![None; count],
            quoted: vec![None; count],
            opening: FxHashMap::default(),
            closing: FxHashMap::default(),
            hints: Hints::new(annotated),
        };
        for (at, token) in annotated.tokens.iter().enumerate() {
            let part = match token.upos {
                Upos::Verb => CuePart::Verb,
                Upos::Noun => CuePart::Noun,
                Upos::Adj => CuePart::Adjective,
                _ => continue,
            };
            context.entries[at] = lexicon.find(part, &token.lemma);
            if context.entries[at].is_none() && part == CuePart::Verb {
                context.entries[at] = lexicon.verb_of_form(annotated.form(at), None);
            }
        }
        for name in &annotated.names {
            context.names[name.words.range()].fill(Some(name.kind));
        }
        for (number, quotation) in annotated.quotations.iter().enumerate() {
            if quotation.words.is_empty() {
                continue;
            }
            context.opening.entry(quotation.words.start).or_insert(number as u32);
            context.closing.insert(quotation.words.end - 1, number as u32);
            for word in quotation.words.range() {
                context.quoted[word].get_or_insert(number as u32);
            }
        }
        context
    }

    /// The mention that a head word stands for.
    pub fn mention(&self, word: usize) -> Option<&'s EntityMention> {
        self.scene.entities.mention_at(word)
    }

    pub fn upos(&self, word: usize) -> Upos {
        self.annotated.tokens[word].upos
    }

    pub fn xpos(&self, word: usize) -> Xpos {
        self.annotated.tokens[word].xpos
    }

    pub fn deprel(&self, word: usize) -> Deprel {
        self.annotated.tokens[word].deprel
    }

    pub fn lemma(&self, word: usize) -> &str {
        &self.annotated.tokens[word].lemma
    }

    pub fn head(&self, word: usize) -> Option<usize> {
        self.annotated.tokens[word].head.map(|head| head as usize)
    }

    /// A word as printed, in lower case.
    pub fn lower(&self, word: usize) -> String {
        self.annotated.form(word).to_lowercase()
    }

    pub fn is_punctuation(&self, word: usize) -> bool {
        let form = self.annotated.form(word);
        // "(22%)": a measure belongs to its number.
        if matches!(form, "%" | "$" | "€" | "£" | "°") {
            return false;
        }
        // "‘‘" is a mark whatever the tagger makes of it.
        let is_quoting = |letter: char| "“”\"'`‘’«»„".contains(letter);
        !form.contains(char::is_alphanumeric)
            && (matches!(self.upos(word), Upos::Punct | Upos::Sym | Upos::X) || form.chars().all(is_quoting))
    }

    /// A comma, or a dash or bracket that does the same.
    pub fn is_break(&self, word: usize) -> bool {
        match self.annotated.form(word) {
            "," | "—" | "–" | "--" | ";" | "(" | ")" | ":" => true,
            // "the US-led talks": no dash.
            "-" => !self.is_glued(word),
            _ => false,
        }
    }

    /// Whether a mark is written together with the words on both sides.
    fn is_glued(&self, word: usize) -> bool {
        let tokens = &self.annotated.tokens;
        let touch = |at: usize| at + 1 < tokens.len() && tokens[at].span.end == tokens[at + 1].span.start;
        word > 0 && touch(word - 1) && touch(word)
    }

    pub fn is_comma(&self, word: usize) -> bool {
        self.annotated.form(word) == ","
    }

    /// The words of the sentence that a word stands in.
    pub fn sentence(&self, word: usize) -> Span<Word> {
        self.annotated.sentence(word).words
    }

    pub fn paragraph(&self, word: usize) -> u32 {
        self.annotated.sentence(word).paragraph
    }

    pub fn quotation(&self, word: usize) -> Option<&Quotation> {
        self.quoted[word].map(|number| &self.annotated.quotations[number as usize])
    }

    /// Whether a word is, or is part of, a quotation mark: no letters, not inside the
    /// quotation that it touches.
    pub fn is_quotation_mark(&self, word: usize) -> bool {
        matches!(
            self.annotated.form(word),
            "“" | "”"
                | "\""
                | "''"
                | "``"
                | "‘"
                | "’"
                | "'"
                | "‘‘"
                | "’’"
                | "‘’"
                | "’‘"
                | "«"
                | "»"
                | "„"
        ) && self.is_punctuation(word)
    }

    /// The stretch without punctuation at its ends, save what a quotation in it ends with.
    pub fn trim(&self, words: Span<Word>) -> Span<Word> {
        let (mut start, mut end) = (words.start, words.end.min(self.annotated.tokens.len()));
        while start < end && self.is_punctuation(start) {
            let opens = self
                .opening
                .get(&start)
                .is_some_and(|&number| self.annotated.quotations[number as usize].words.end <= end);
            if opens && !self.is_quotation_mark(start) {
                break;
            }
            start += 1;
        }
        let count = |mark: &str| (start..end).filter(|&at| self.annotated.form(at) == mark).count();
        let mut unopened = count(")").saturating_sub(count("("));
        while start < end && self.is_punctuation(end - 1) {
            let closes = self
                .closing
                .get(&(end - 1))
                .is_some_and(|&number| self.annotated.quotations[number as usize].words.start >= start);
            // "(22%)": a bracket that was opened within.
            let is_bracket = self.annotated.form(end - 1) == ")";
            if closes && !self.is_quotation_mark(end - 1) || is_bracket && unopened == 0 {
                break;
            }
            unopened -= usize::from(is_bracket);
            end -= 1;
        }
        Span::new(start, end)
    }

    /// Where a stretch of words stands, with the marks of a quotation that it begins or ends with.
    pub fn bytes(&self, words: Span<Word>) -> Span<Byte> {
        let mut bytes = self.annotated.bytes(words);
        if words.is_empty() {
            return bytes;
        }
        let quotations = &self.annotated.quotations;
        if let Some(&number) = self.opening.get(&words.start) {
            let quotation = &quotations[number as usize];
            if quotation.words.end <= words.end {
                bytes = bytes.cover(&quotation.outer);
            }
        }
        // The quotation may end with a full stop of its own: "called it a “farce.”"
        let last = (words.end - 1..self.annotated.tokens.len())
            .take_while(|&word| word < words.end || self.is_punctuation(word))
            .take(3)
            .find_map(|word| self.closing.get(&word));
        if let Some(&number) = last {
            let quotation = &quotations[number as usize];
            if quotation.words.start >= words.start && quotation.words.start < words.end {
                bytes = bytes.cover(&quotation.outer);
            }
        }
        bytes
    }

    /// Whether a stretch holds letters or digits.
    pub fn has_letters(&self, words: Span<Word>) -> bool {
        words.range().any(|word| !self.is_punctuation(word))
    }

    pub fn has_child(&self, word: usize, relation: Deprel) -> bool {
        self.annotated.child(word, relation).is_some()
    }

    /// Whether a verb is passive ("was accused", "accused by").
    pub fn is_passive(&self, verb: usize) -> bool {
        dateline_grammar::voice::is_shown_passive(self.annotated, verb)
    }

    /// The negation that hangs on a verb or adjective ("did *not* say", "*never* said").
    ///
    /// "did *not* confirm or deny" and "*neither* confirmed *nor* denied" hold of both verbs.
    pub fn negation(&self, word: usize) -> Option<usize> {
        let own = |word: usize| {
            self.annotated.children(word).find(|&child| {
                child < word
                    // "“They did *not* let us in,” said the patient": it is the quotation's.
                    && (self.quoted[child] == self.quoted[word] || self.quoted[word].is_some())
                    && matches!(
                        self.lower(child).as_str(),
                        "not" | "never" | "n't" | "n’t" | "no" | "nor" | "neither"
                    )
                    && !self.is_punctuation(child)
            })
        };
        let before = word.checked_sub(1).filter(|&at| matches!(self.lower(at).as_str(), "neither" | "nor"));
        own(word).or(before).or_else(|| {
            let first = self.head(word).filter(|_| self.deprel(word).is(Deprel::Conj))?;
            let is_or =
                (first + 1..word).rev().take(3).any(|at| matches!(self.lower(at).as_str(), "or" | "nor"));
            let is_beside =
                is_or && !self.annotated.children(word).any(|child| self.deprel(child).is(Deprel::Nsubj));
            if is_beside { own(first) } else { None }
        })
    }

    /// The modal verb that hangs on a verb ("will say", "would not comment").
    pub fn modal(&self, word: usize) -> Option<usize> {
        dateline_grammar::verb::modal(self.annotated, word)
    }

    /// The preposition or conjunction at the beginning of a phrase.
    pub fn marker(&self, head: usize) -> Option<usize> {
        dateline_grammar::verb::marker(self.annotated, head)
    }

    /// The verb that a verb stands beside or under without a subject of its own:
    /// "accused … and *demanded*", "left, *saying*", "refused to *say*".
    pub fn governor(&self, word: usize) -> Option<usize> {
        dateline_grammar::verb::governor(self.annotated, word)
    }
}

impl Context<'_> {
    /// Whether a child of a word has one of some lemmas.
    pub fn child_lemma(&self, word: usize, lemmas: &[&str]) -> bool {
        self.annotated.children(word).any(|child| lemmas.contains(&self.lemma(child)))
    }

    /// The number of the sentence that a word stands in.
    pub fn sentence_number(&self, word: usize) -> usize {
        self.annotated.sentence_number(word)
    }
}
