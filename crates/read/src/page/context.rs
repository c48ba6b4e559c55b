//! What the blocks around it say of a block, once each has been judged by itself.
//!
//! A teaser may read like a paragraph; between twenty others that hardly do it is none. So the
//! blocks are judged twice: first each alone (`features.rs`), then with the first judgement of
//! all of them (stacking, Wolpert 1992; for pages: web2text, Vogels et al. 2018, which does it with
//! a sequence model). The order of the numbers is the model's, as in `features.rs`.

use super::blocks::Block;
use super::tag::Tag;
use super::tree::{NodeId, Tree};
use rustc_hash::FxHashMap;

/// How many numbers are added to those of a block.
pub(crate) const COUNT: usize = 38;

/// What the other blocks add to what is known of one.
pub(crate) type Context = [f32; COUNT];

/// The context of every block, from how likely each is by itself.
pub(crate) fn contexts(tree: &Tree<'_>, blocks: &[Block], likelihoods: &[f32]) -> Vec<Context> {
    if blocks.is_empty() || likelihoods.len() != blocks.len() {
        return vec![[0.0; COUNT]; blocks.len()];
    }
    let page = Page::new(tree, blocks, likelihoods);
    (0..blocks.len()).map(|number| page.context(number)).collect()
}

/// Words, and how many of them are likely the article's.
#[derive(Clone, Copy, Debug, Default)]
struct Mass {
    words: f32,
    likely: f32,
    blocks: f32,
}

impl Mass {
    fn add(&mut self, other: Mass) {
        self.words += other.words;
        self.likely += other.likely;
        self.blocks += other.blocks;
    }

    fn mean(self) -> f32 {
        if self.words > 0.0 { self.likely / self.words } else { -1.0 }
    }
}

struct Page<'p, 's> {
    tree: &'p Tree<'s>,
    blocks: &'p [Block],
    likelihoods: &'p [f32],
    /// By node.
    masses: Vec<Mass>,
    /// By what a block's element and its parent are called.
    kinds: FxHashMap<u64, Mass>,
    kind_of: Vec<u64>,
    /// The likeliest block with the same words, by the words.
    copies: FxHashMap<&'p str, (u32, f32)>,
    /// Likely words before each block.
    before: Vec<f32>,
    total: Mass,
    /// The stretch of blocks that most likely is the article.
    run: (usize, usize),
    /// The innermost element that holds most of the likely words.
    holder: NodeId,
    /// The third highest likelihood.
    most: f32,
}

impl<'p, 's> Page<'p, 's> {
    fn new(tree: &'p Tree<'s>, blocks: &'p [Block], likelihoods: &'p [f32]) -> Self {
        let mut masses = vec![Mass::default(); tree.len()];
        let mut kinds: FxHashMap<u64, Mass> = FxHashMap::default();
        let mut copies: FxHashMap<&str, (u32, f32)> = FxHashMap::default();
        let (mut kind_of, mut before) = (Vec::with_capacity(blocks.len()), Vec::with_capacity(blocks.len()));
        let mut likely = 0.0;
        for (block, likelihood) in blocks.iter().zip(likelihoods) {
            let words = weight(block);
            let mass = Mass { words, likely: words * likelihood, blocks: 1.0 };
            masses[block.element as usize].add(mass);
            let kind = kind(tree, block.element);
            kinds.entry(kind).or_default().add(mass);
            kind_of.push(kind);
            let copy = copies.entry(block.text.as_str()).or_default();
            *copy = (copy.0 + 1, copy.1.max(*likelihood));
            before.push(likely);
            likely += mass.likely;
        }
        for id in (1..tree.len()).rev() {
            let mass = masses[id];
            masses[tree.node(id as NodeId).parent as usize].add(mass);
        }
        let total = masses[0];
        // Elements stand before what they hold, so the last that holds enough is the innermost.
        let holder = masses.iter().rposition(|mass| mass.likely > total.likely * 0.7).unwrap_or(0);
        let mut sorted = likelihoods.to_vec();
        sorted.sort_unstable_by(|one, other| other.total_cmp(one));
        let most = sorted[2.min(sorted.len() - 1)];
        let run = best_run(blocks, likelihoods);
        Page {
            tree,
            blocks,
            likelihoods,
            masses,
            kinds,
            kind_of,
            copies,
            before,
            total,
            run,
            holder: holder as NodeId,
            most,
        }
    }

    fn context(&self, number: usize) -> Context {
        let mut numbers = Vec::with_capacity(COUNT);
        let own = self.likelihoods[number];
        numbers.extend([own, self.most, self.total.likely.max(1.0).ln(), self.total.mean()]);
        self.beside(number, &mut numbers);
        self.around(number, &mut numbers);
        self.in_sequence(number, &mut numbers);
        let mut context = [0.0; COUNT];
        debug_assert_eq!(numbers.len(), COUNT);
        for (place, value) in context.iter_mut().zip(numbers) {
            *place = value;
        }
        context
    }

    /// The blocks before and behind.
    fn beside(&self, number: usize, numbers: &mut Vec<f32>) {
        for step in [-4i64, -3, -2, -1, 1, 2, 3, 4] {
            let other = usize::try_from(number as i64 + step).ok().and_then(|at| self.likelihoods.get(at));
            numbers.push(other.copied().unwrap_or(-1.0));
        }
        let window = |range: std::ops::Range<usize>| {
            let mut mass = Mass::default();
            for at in range {
                let words = weight(&self.blocks[at]);
                mass.add(Mass { words, likely: words * self.likelihoods[at], blocks: 1.0 });
            }
            mass.mean()
        };
        let end = self.blocks.len();
        numbers.push(window(number.saturating_sub(8)..number));
        numbers.push(window((number + 1).min(end)..(number + 9).min(end)));
        let is_sure = |at: &usize| self.likelihoods[*at] > 0.8;
        let back = (number.saturating_sub(30)..number).rev().find(is_sure);
        let ahead = (number + 1..(number + 31).min(end)).find(is_sure);
        let distance = |other: Option<usize>| other.map_or(31.0, |other| number.abs_diff(other) as f32);
        numbers.extend([distance(back), distance(ahead)]);
    }

    /// The elements it stands in, and the blocks that are made as it is.
    fn around(&self, number: usize, numbers: &mut Vec<f32>) {
        let own = self.likelihoods[number];
        let block = &self.blocks[number];
        let total = self.total.likely.max(0.001);
        let mut around = self.tree.around(block.element).skip(1);
        for _ in 0..4 {
            let mass = around.next().map(|id| self.masses[id as usize]).unwrap_or_default();
            numbers.extend([mass.mean(), mass.likely / total, mass.blocks.min(100.0)]);
        }
        let alike = self.kinds.get(&self.kind_of[number]).copied().unwrap_or_default();
        numbers.extend([alike.mean(), alike.blocks.min(100.0), alike.likely / total, own - alike.mean()]);
        let (copies, likeliest) = self.copies.get(block.text.as_str()).copied().unwrap_or((1, own));
        numbers.push(if copies > 1 { likeliest - own } else { -1.0 });
        // Up to the element that holds most of the article.
        let holder = self.tree.node(self.holder);
        let is_inside = self.holder < block.first && block.first < holder.end;
        let up = self.tree.around(block.element).take(60).position(|id| id == self.holder);
        numbers.push(up.filter(|_| is_inside).map_or(-1.0, |up| up as f32));
    }

    /// Where it stands in the likely article.
    fn in_sequence(&self, number: usize, numbers: &mut Vec<f32>) {
        let (first, last) = self.run;
        let outside = if number < first {
            number as f32 - first as f32
        } else if number > last {
            number as f32 - last as f32
        } else {
            0.0
        };
        let in_run = self.before[last] - self.before[first];
        numbers.extend([
            outside.clamp(-40.0, 40.0),
            in_run / self.total.likely.max(0.001),
            self.before[number] / self.total.likely.max(0.001),
            (last - first) as f32,
        ]);
    }
}

fn weight(block: &Block) -> f32 {
    (block.words.min(120) + 1) as f32
}

/// What an element and the one around it are called, numbers in names aside.
fn kind(tree: &Tree<'_>, element: NodeId) -> u64 {
    let parent = tree.node(element).parent;
    let mut hash: u64 = 7;
    for id in [element, parent, tree.node(parent).parent] {
        hash = (hash ^ (tree.tag(id).unwrap_or(Tag::Other) as u64 + 1)).wrapping_mul(0x0100_0000_01b3);
        let class = tree.attribute(id, "class").unwrap_or("");
        for letter in class.chars().filter(|letter| !letter.is_ascii_digit()).take(60) {
            hash = (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}

/// The stretch with the most likely words in it, less the unlikely ones (Kadane's method).
fn best_run(blocks: &[Block], likelihoods: &[f32]) -> (usize, usize) {
    let (mut sum, mut start) = (0.0f32, 0);
    let mut best = (f32::MIN, 0, 0);
    for (number, (block, likelihood)) in blocks.iter().zip(likelihoods).enumerate() {
        if sum <= 0.0 {
            (sum, start) = (0.0, number);
        }
        sum += weight(block) * (likelihood - 0.4);
        if sum > best.0 {
            best = (sum, start, number);
        }
    }
    (best.1, best.2)
}
