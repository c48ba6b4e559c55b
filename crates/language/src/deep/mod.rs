//! The deep reader: an encoder that was taught on much text, fine-tuned on treebanks, names and
//! attributions, and run in whole numbers of eight bits.
//!
//! Words become pieces, a window of sentences goes through the encoder, and the vector of each
//! word's first piece says its tag, its name, its head and what it has to do with what is said.
//! `tools/train-reader` makes the model file.

mod encoder;
mod heads;
mod machine;
mod math;
mod matrix;
mod pieces;
mod windows;

use crate::Said;
use crate::model::{Container, Damaged};
use crate::names::TAGS as NAMES;
use crate::syntax::Analysis;
use encoder::{Encoder, Window};
use heads::{Found, Heads};
use machine::Machine;
use pieces::Pieces;
use std::ops::Range;

/// The deep reader, ready to run.
#[derive(Debug)]
pub struct Deep {
    machine: Machine,
    pieces: Pieces,
    encoder: Encoder,
    heads: Heads,
    /// Which training its weights come from.
    pub version: String,
}

/// What the deep reader says of a text.
#[derive(Debug, Default)]
pub struct Read {
    /// Tags, heads and relations, as the fast network gives them.
    pub analyses: Vec<Analysis>,
    /// How well each tag of names fits each word.
    pub names: Vec<[f32; NAMES]>,
    /// What each word has to do with what is said.
    pub said: Vec<Said>,
}

impl Deep {
    /// Reads a model file.
    pub fn read(container: &Container<'_>) -> Result<Self, Damaged> {
        let section =
            |name| container.section(name)?.ok_or(Damaged::new("it is not one of the deep reader's"));
        let machine = Machine::here();
        let pieces = Pieces::read(&section("pieces")?)?;
        let encoder = Encoder::read(&section("encoder")?, machine)?;
        let heads = Heads::read(&section("heads")?, encoder.width, machine)?;
        if encoder.vocabulary() != pieces.count || encoder.longest() < windows::LONGEST {
            return Err(Damaged::new("its pieces do not fit its encoder"));
        }
        let version =
            String::from_utf8(section("version")?).map_err(|_| Damaged::new("it has no version"))?;
        Ok(Deep { machine, pieces, encoder, heads, version })
    }

    /// Pairs of universal and Penn tag, by the numbers of [`Analysis::tag`].
    pub fn tags(&self) -> &[String] {
        &self.heads.tags
    }

    /// Relations, by the numbers of [`Analysis::label`].
    pub fn labels(&self) -> &[String] {
        &self.heads.labels
    }

    /// Reads words of whole sentences.
    pub fn analyze(&self, forms: &[&str], sentences: &[Range<usize>]) -> Read {
        let mut read = Read::default();
        read.analyses.resize(forms.len(), Analysis::default());
        read.names.resize(forms.len(), [0.0; NAMES]);
        read.said.resize(forms.len(), Said::default());
        let mut buffers = Buffers::default();
        let cut = windows::Cut::new(&self.pieces, forms);
        for group in cut.groups(sentences) {
            self.group(forms, &cut, &sentences[group], &mut buffers, &mut read);
        }
        read
    }

    /// Reads some sentences that stand in one window, or one that needs several.
    fn group(
        &self,
        forms: &[&str],
        cut: &windows::Cut,
        sentences: &[Range<usize>],
        buffers: &mut Buffers,
        read: &mut Read,
    ) {
        let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else { return };
        let words = first.start..last.end;
        let width = self.encoder.width;
        buffers.words.clear();
        buffers.words.resize(words.len() * width, 0.0);
        for part in cut.parts(sentences) {
            let window = &mut buffers.window;
            window.clear();
            window.mark(self.pieces.start);
            let mut firsts = Vec::new();
            for sentence in &part.sentences {
                for word in sentence.clone() {
                    firsts.push((word, window.pieces.len()));
                    window.word(cut.pieces(word), forms[word]);
                }
                window.mark(self.pieces.end);
            }
            self.encoder.encode(self.machine, window, &mut buffers.encoder);
            for (word, piece) in firsts {
                if part.kept.contains(&word) {
                    let row = &buffers.encoder.state[piece * width..(piece + 1) * width];
                    buffers.words[(word - words.start) * width..][..width].copy_from_slice(row);
                }
            }
        }
        let local: Vec<Range<usize>> =
            sentences.iter().map(|s| s.start - words.start..s.end - words.start).collect();
        let found = &mut buffers.found;
        self.heads.read_words(self.machine, &buffers.words, &local, &mut buffers.heads, found);
        for (sentence, place) in sentences.iter().zip(&local) {
            for (word, at) in sentence.clone().zip(place.clone()) {
                let head = match found.heads[at] {
                    0 => 0,
                    head => (sentence.start + head) as u32,
                };
                read.analyses[word] = Analysis { tag: found.tags[at], label: found.labels[at], head };
                read.names[word] = found.names[at];
                let of = found.cues[at].checked_sub(1).map(|cue| (words.start + cue) as u32);
                read.said[word] = heads::said(&found.roles[at], of);
            }
        }
    }
}

#[derive(Debug, Default)]
struct Buffers {
    window: Window,
    encoder: encoder::Buffers,
    words: Vec<f32>,
    heads: heads::Buffers,
    found: Found,
}
