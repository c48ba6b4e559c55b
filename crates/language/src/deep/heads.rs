//! What is read off the encoder's vectors of words: tags, names, trees, and who says what.

use super::machine::Machine;
use super::math::{dot, exp, leaky};
use super::matrix::{Inputs, Matrix};
use crate::Said;
use crate::model::{Damaged, Reader};
use crate::names::TAGS as NAMES;
use crate::syntax::decode;
use std::ops::Range;

/// None; the beginning and inside of a cue, a source, a content.
const ROLES: usize = 7;

/// The heads, ready to run.
#[derive(Debug)]
pub struct Heads {
    /// Pairs of universal and Penn tag.
    pub tags: Vec<String>,
    /// Relations.
    pub labels: Vec<String>,
    tag: Matrix,
    names: Matrix,
    roles: Matrix,
    project: Matrix,
    arc: Matrix,
    cue: Matrix,
    label: Matrix,
    /// The root of a sentence as a head; then as one for relations; then for cues, as no cue.
    root: Vec<f32>,
}

/// What is read off the words of a window.
#[derive(Debug, Default)]
pub struct Found {
    /// Index into [`Heads::tags`], for each word.
    pub tags: Vec<u16>,
    /// How well each tag of names fits.
    pub names: Vec<[f32; NAMES]>,
    /// How well each role fits.
    pub roles: Vec<[f32; ROLES]>,
    /// 0 the root of the sentence, else 1 more than the head's place in the sentence.
    pub heads: Vec<usize>,
    /// Index into [`Heads::labels`].
    pub labels: Vec<u16>,
    /// For a word of a source or content 1 more than the place in the window of its cue's first word; 0: none.
    pub cues: Vec<usize>,
}

/// Kept from one window to the next.
#[derive(Debug, Default)]
pub struct Buffers {
    inputs: Inputs,
    out: Vec<f32>,
    projected: Vec<f32>,
    part: Vec<f32>,
    queries: Vec<f32>,
    keys: Vec<f32>,
    scores: Vec<f32>,
}

impl Heads {
    /// Reads the section `heads`.
    pub fn read(bytes: &[u8], width: usize, machine: Machine) -> Result<Self, Damaged> {
        let mut reader = Reader::new(bytes);
        let mut lists = [Vec::new(), Vec::new()];
        for names in &mut lists {
            for _ in 0..reader.number()? {
                names.push(reader.text()?);
            }
        }
        let [tags, labels] = lists;
        let mut matrix = || Matrix::read(&mut reader, machine);
        let (tag, names, roles, project) = (matrix()?, matrix()?, matrix()?, matrix()?);
        let (arc, cue, label) = (matrix()?, matrix()?, matrix()?);
        let root = reader.floats()?;
        let half = label.inputs() / 2;
        let fits = [&tag, &names, &roles, &project].iter().all(|matrix| matrix.inputs() == width)
            && tag.outputs() == tags.len()
            && !tags.is_empty()
            && names.outputs() == NAMES
            && roles.outputs() == ROLES
            && label.outputs() == labels.len()
            && !labels.is_empty()
            && arc.inputs() == arc.outputs()
            && cue.inputs() == cue.outputs()
            && project.outputs() == 2 * (arc.inputs() + half + cue.inputs())
            && root.len() * 2 == project.outputs();
        if !fits {
            return Err(Damaged::new("its heads do not fit together"));
        }
        Ok(Heads { tags, labels, tag, names, roles, project, arc, cue, label, root })
    }

    /// Reads words, whose vectors are the rows of `words`, in sentences that cover them.
    pub fn read_words(
        &self,
        machine: Machine,
        words: &[f32],
        sentences: &[Range<usize>],
        buffers: &mut Buffers,
        found: &mut Found,
    ) {
        let width = self.tag.inputs();
        let count = words.len() / width;
        let Buffers { inputs, out, .. } = buffers;
        inputs.set(machine, words, width);
        self.tag.apply(machine, inputs, out);
        found.tags.clear();
        found.tags.extend(out.chunks_exact(self.tags.len()).map(|row| most(row) as u16));
        self.names.apply(machine, inputs, out);
        found.names.clear();
        found.names.extend_from_slice(out.as_chunks::<NAMES>().0);
        self.roles.apply(machine, inputs, out);
        found.roles.clear();
        found.roles.extend_from_slice(out.as_chunks::<ROLES>().0);
        self.project.apply(machine, inputs, &mut buffers.projected);
        leaky(machine, &mut buffers.projected);
        found.heads.clear();
        found.heads.resize(count, 0);
        for sentence in sentences {
            self.attach(machine, sentence.clone(), buffers, &mut found.heads[sentence.clone()]);
        }
        self.relate(machine, sentences, buffers, found);
        self.point(machine, buffers, found);
    }

    /// The heads of one sentence, a tree.
    fn attach(&self, machine: Machine, sentence: Range<usize>, buffers: &mut Buffers, heads: &mut [usize]) {
        let (width, arc) = (self.project.outputs(), self.arc.inputs());
        let Buffers { inputs, projected, part, queries, keys, scores, .. } = buffers;
        let rows = &projected[sentence.start * width..sentence.end * width];
        part.clear();
        keys.clear();
        keys.extend_from_slice(&self.root[..arc]);
        for row in rows.chunks_exact(width) {
            part.extend_from_slice(&row[..arc]);
            keys.extend_from_slice(&row[arc..2 * arc]);
        }
        inputs.set(machine, part, arc);
        self.arc.apply(machine, inputs, queries);
        scores.clear();
        for query in queries.chunks_exact(arc) {
            scores.extend(keys.chunks_exact(arc).map(|key| dot(query, key)));
        }
        for (to, head) in heads.iter_mut().zip(decode::heads(scores, sentence.len())) {
            *to = head;
        }
    }

    /// The relations of all words to their heads.
    fn relate(&self, machine: Machine, sentences: &[Range<usize>], buffers: &mut Buffers, found: &mut Found) {
        let (width, arc, label) = (self.project.outputs(), self.arc.inputs(), self.label.inputs() / 2);
        let Buffers { inputs, projected, part, out, .. } = buffers;
        part.clear();
        for sentence in sentences {
            for word in sentence.clone() {
                let own = &projected[word * width + 2 * arc..][..label];
                let head = match found.heads[word] {
                    0 => &self.root[arc..arc + label],
                    head => &projected[(sentence.start + head - 1) * width + 2 * arc + label..][..label],
                };
                part.extend(own.iter().zip(head).map(|(own, head)| own * head));
                part.extend(own.iter().zip(head).map(|(own, head)| (own + head).max(0.0)));
            }
        }
        inputs.set(machine, part, 2 * label);
        self.label.apply(machine, inputs, out);
        found.labels.clear();
        found.labels.extend(out.chunks_exact(self.labels.len()).map(|row| most(row) as u16));
    }

    /// The cues that words of sources and contents belong to.
    fn point(&self, machine: Machine, buffers: &mut Buffers, found: &mut Found) {
        let (width, cue) = (self.project.outputs(), self.cue.inputs());
        let from = width - 2 * cue;
        let Buffers { inputs, projected, part, queries, keys, .. } = buffers;
        found.cues.clear();
        found.cues.resize(found.roles.len(), 0);
        let is_said: Vec<bool> = found.roles.iter().map(|roles| most(roles) > 2).collect();
        // Only the words of cues can be pointed at: a cue begins with one.
        let cues: Vec<usize> = (0..found.roles.len()).filter(|&word| is_cue(&found.roles[word])).collect();
        if cues.is_empty() {
            return;
        }
        part.clear();
        for (row, _) in projected.chunks_exact(width).zip(&is_said).filter(|(_, is_said)| **is_said) {
            part.extend_from_slice(&row[from..from + cue]);
        }
        keys.clear();
        keys.extend_from_slice(&self.root[self.root.len() - cue..]);
        for &word in &cues {
            keys.extend_from_slice(&projected[word * width + from + cue..][..cue]);
        }
        inputs.set(machine, part, cue);
        self.cue.apply(machine, inputs, queries);
        let said = (0..is_said.len()).filter(|&word| is_said[word]);
        let mut scores = Vec::new();
        for (query, word) in queries.chunks_exact(cue).zip(said) {
            scores.clear();
            scores.extend(keys.chunks_exact(cue).map(|key| dot(query, key)));
            found.cues[word] = most(&scores).checked_sub(1).map_or(0, |nth| cues[nth] + 1);
        }
    }
}

/// From how well roles fit to how probable they are.
pub fn said(roles: &[f32; ROLES], of: Option<u32>) -> Said {
    let top = roles[most(roles)];
    let shares = roles.map(|score| exp(score - top));
    let sum: f32 = shares.iter().sum();
    let [_, cue, in_cue, source, in_source, content, in_content] = shares.map(|share| share / sum);
    Said { cue: cue + in_cue, source: source + in_source, content: content + in_content, of }
}

/// Whether a cue may begin with a word of these roles.
fn is_cue(roles: &[f32; ROLES]) -> bool {
    most(roles) == 1
}

/// The place of the largest.
pub fn most(row: &[f32]) -> usize {
    let mut most = 0;
    for (at, value) in row.iter().enumerate() {
        if *value > row[most] {
            most = at;
        }
    }
    most
}
