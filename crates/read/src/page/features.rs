//! What is known of a block before it is judged: numbers, in a fixed order.
//!
//! The order is the model's: a change here asks for training anew (see `tools/train-pages`).

use super::blocks::Block;
use super::marks::{self, GROUPS, Marks, NONE, TAGS};
use super::tag::Tag;
use super::tree::{NodeId, Tree};
use rustc_hash::{FxHashMap, FxHashSet};

/// How many numbers describe a block.
pub(crate) const COUNT: usize = 30 + GROUPS + TAGS.len() + 24 + 26 + 12;

/// One block's numbers.
pub(crate) type Features = [f32; COUNT];

/// What other parts of the page say about its article.
#[derive(Debug, Default)]
pub(crate) struct Hints {
    /// The headline, in letters and digits only.
    pub title: String,
    /// The same as printed.
    pub title_words: String,
    /// The summary that the page gives of itself, likewise.
    pub summary: String,
    /// The article's text as data for machines, where the page has it.
    pub body: Option<String>,
}

/// The features of every block of a page.
pub(crate) fn features(tree: &Tree<'_>, blocks: &[Block], hints: &Hints) -> Vec<Features> {
    let marks = marks::marks(tree);
    let page = Page::new(tree, blocks, hints);
    (0..blocks.len()).map(|number| page.block(number, &marks)).collect()
}

/// The same numbers summed over an element and what it holds.
#[derive(Clone, Copy, Default)]
struct Sum {
    characters: f32,
    linked: f32,
    blocks: f32,
    /// Blocks that look like prose, and their characters.
    prose: f32,
    prose_characters: f32,
}

struct Page<'p, 's> {
    tree: &'p Tree<'s>,
    blocks: &'p [Block],
    /// By node.
    sums: Vec<Sum>,
    /// Direct prose of each node: prose blocks whose parent it is.
    own_prose: Vec<f32>,
    /// The score of each node as the article's container, in the manner of Readability.
    scores: Vec<f32>,
    best: NodeId,
    total: Sum,
    /// Characters before each block.
    before: Vec<f32>,
    title: Option<usize>,
    first_heading: Option<usize>,
    body_shingles: Option<FxHashSet<u64>>,
    summary_shingles: FxHashSet<u64>,
    copies: FxHashMap<&'p str, u32>,
    first_prose: usize,
    last_prose: usize,
    /// By node: how many elements beside it have its name and class.
    alike: Vec<u32>,
    /// By node: whether it holds a heading that is a link, as the teaser of another page does.
    has_linked_heading: Vec<bool>,
    title_words: FxHashSet<u64>,
}

/// Prose is a sentence or more, not in links.
fn is_prose(block: &Block) -> bool {
    block.words >= 12
        && block.linked * 3 < block.characters
        && block.text.contains(['.', '!', '?', '…', '。'])
}

impl<'p, 's> Page<'p, 's> {
    fn new(tree: &'p Tree<'s>, blocks: &'p [Block], hints: &Hints) -> Self {
        let mut sums = vec![Sum::default(); tree.len()];
        let mut own_prose = vec![0.0; tree.len()];
        let mut scores = vec![0.0f32; tree.len()];
        let mut before = Vec::with_capacity(blocks.len());
        let mut copies = FxHashMap::default();
        let mut characters = 0.0;
        for block in blocks {
            before.push(characters);
            characters += block.characters as f32;
            *copies.entry(block.text.as_str()).or_default() += 1;
            let prose = is_prose(block);
            let own = block.characters as f32;
            let sum = &mut sums[block.element as usize];
            sum.characters += own;
            sum.linked += block.linked as f32;
            sum.blocks += 1.0;
            if prose {
                sum.prose += 1.0;
                sum.prose_characters += own;
                let parent = tree.node(block.element).parent;
                own_prose[parent as usize] += own;
                let commas = block.text.bytes().filter(|byte| *byte == b',').count() as f32;
                let gain = 1.0 + commas + (own / 100.0).min(3.0);
                // The parent has all of it, those further out less and less.
                for (distance, around) in tree.around(block.element).skip(1).take(5).enumerate() {
                    scores[around as usize] += gain / [1.0, 1.5, 3.0, 6.0, 9.0][distance];
                }
            }
        }
        for id in (1..tree.len()).rev() {
            let sum = sums[id];
            let parent = &mut sums[tree.node(id as NodeId).parent as usize];
            parent.characters += sum.characters;
            parent.linked += sum.linked;
            parent.blocks += sum.blocks;
            parent.prose += sum.prose;
            parent.prose_characters += sum.prose_characters;
        }
        let mut best = 0;
        for id in 0..tree.len() {
            let sum = sums[id];
            scores[id] *= 1.0 - sum.linked / sum.characters.max(1.0);
            if scores[id] > scores[best] {
                best = id;
            }
        }
        let is_title =
            |block: &Block| !hints.title.is_empty() && crate::asides::letters(&block.text) == hints.title;
        let heading = |block: &Block| tree.tag(block.element) == Some(Tag::H1);
        let title = blocks
            .iter()
            .position(|block| heading(block) && is_title(block))
            .or_else(|| blocks.iter().position(|block| block.words < 60 && is_title(block)));
        Page {
            tree,
            blocks,
            total: sums[0],
            sums,
            own_prose,
            scores,
            best: best as NodeId,
            before,
            title,
            first_heading: blocks.iter().position(heading),
            body_shingles: hints.body.as_deref().map(shingles),
            summary_shingles: shingles(&hints.summary),
            copies,
            first_prose: blocks.iter().position(is_prose).unwrap_or(0),
            last_prose: blocks.iter().rposition(is_prose).unwrap_or(0),
            alike: alike(tree),
            has_linked_heading: linked_headings(tree, blocks),
            title_words: long_words(&hints.title_words).collect(),
        }
    }

    fn block(&self, number: usize, marks: &[Marks]) -> Features {
        let mut list = List { values: [0.0; COUNT], length: 0 };
        let block = &self.blocks[number];
        self.text(block, &mut list);
        for distance in &marks[block.first as usize] {
            list.add(f32::from((*distance).min(NONE)));
        }
        self.place(number, &mut list);
        self.neighbours(number, &mut list);
        self.company(number, &mut list);
        debug_assert_eq!(list.length, COUNT);
        list.values
    }

    fn text(&self, block: &Block, list: &mut List) {
        let characters = block.characters.max(1) as f32;
        let text = &block.text;
        let words = block.words as f32;
        list.add(words);
        list.add(characters / words.max(1.0));
        list.add(block.linked as f32 / characters);
        list.add(block.links as f32);
        list.add(block.strong as f32 / characters);
        let (mut capitals, mut digits, mut commas, mut stops, mut bars) = (0, 0, 0, 0, 0);
        for letter in text.chars() {
            match letter {
                ',' | '、' => commas += 1,
                '.' | '!' | '?' | '…' | '。' => stops += 1,
                '|' | '›' | '»' | '·' | '•' | '/' => bars += 1,
                _ if letter.is_ascii_digit() => digits += 1,
                _ if letter.is_uppercase() => capitals += 1,
                _ => {}
            }
        }
        list.add(capitals as f32 / words.max(1.0));
        list.add(digits as f32 / characters);
        list.add(commas as f32);
        list.add(stops as f32);
        list.add(bars as f32);
        let last = text.chars().next_back().unwrap_or(' ');
        list.add(match last {
            '.' | '!' | '?' | '…' | '”' | '"' | '»' | '。' => 2.0,
            ':' => 1.0,
            _ => 0.0,
        });
        let first = text.chars().next().unwrap_or(' ');
        list.add(if first.is_uppercase() { 2.0 } else { f32::from(u8::from(first.is_lowercase())) });
        list.add(f32::from(u8::from(text.contains(['©', '®']) || text.contains("ights reserved"))));
        list.add(f32::from(u8::from(text.contains('@') || text.contains("http") || text.contains("www."))));
        list.add(opening(text));
        let tag = self.tree.tag(block.element).unwrap_or(Tag::Other);
        let kinds = [
            tag == Tag::P,
            tag == Tag::Li,
            matches!(tag, Tag::H1),
            matches!(tag, Tag::H2 | Tag::H3),
            matches!(tag, Tag::H4 | Tag::H5 | Tag::H6),
            matches!(tag, Tag::Td | Tag::Th),
            tag == Tag::Div,
            matches!(tag, Tag::Dd | Tag::Dt),
            tag == Tag::Pre,
        ];
        for kind in kinds {
            list.add(f32::from(u8::from(kind)));
        }
        let copies = self.copies.get(text.as_str()).copied().unwrap_or(1);
        list.add(copies as f32);
        list.add(overlap(text, self.body_shingles.as_ref()));
        list.add(overlap(text, Some(&self.summary_shingles)));
        list.add(text.bytes().filter(|byte| *byte == b'\n').count() as f32);
        list.add(self.tree.around(block.element).take(60).count() as f32);
        list.add(f32::from(u8::from(self.tree.tag(self.tree.node(block.first).parent) == Some(Tag::A))));
    }

    /// Where it stands, and what stands in the elements around it.
    fn place(&self, number: usize, list: &mut List) {
        let block = &self.blocks[number];
        let total = self.total.characters.max(1.0);
        let at = number as f32;
        list.add(at / self.blocks.len() as f32);
        list.add(self.before[number] / total);
        list.add(self.title.map_or(-50.0, |title| (at - title as f32).clamp(-40.0, 200.0)));
        list.add(
            self.title
                .map_or(-9.0, |title| ((self.before[number] - self.before[title]) / 100.0).clamp(-8.0, 50.0)),
        );
        list.add(self.first_heading.map_or(-50.0, |heading| (at - heading as f32).clamp(-40.0, 200.0)));
        list.add((at - self.first_prose as f32).clamp(-30.0, 30.0));
        list.add((self.last_prose as f32 - at).clamp(-30.0, 30.0));
        list.add(total.ln());
        list.add(self.total.prose);
        let parent = self.tree.node(block.element).parent;
        let best = self.scores[self.best as usize].max(0.001);
        let best_node = self.tree.node(self.best);
        list.add(f32::from(u8::from(self.best < block.first && block.first < best_node.end)));
        list.add(self.scores[parent as usize] / best);
        let mut most = 0.0f32;
        for (distance, around) in self.tree.around(block.element).take(6).enumerate() {
            most = most.max(self.scores[around as usize] / best / (1.0 + distance as f32 * 0.3));
        }
        list.add(most);
        list.add(self.own_prose[parent as usize] / self.total.prose_characters.max(1.0));
        let grandparent = self.tree.node(parent).parent;
        list.add(self.own_prose[grandparent as usize] / self.total.prose_characters.max(1.0));
        for element in [parent, grandparent, self.tree.node(grandparent).parent] {
            let sum = self.sums[element as usize];
            list.add(sum.characters / total);
            list.add(sum.linked / sum.characters.max(1.0));
            list.add(sum.prose / sum.blocks.max(1.0));
        }
        // The nearest element around it that holds much prose, and how far up it is.
        let share =
            |id: NodeId| self.sums[id as usize].prose_characters / self.total.prose_characters.max(1.0);
        list.add(
            self.tree
                .around(block.element)
                .take(12)
                .position(|id| share(id) > 0.4)
                .map_or(12.0, |up| up as f32),
        );
    }

    fn neighbours(&self, number: usize, list: &mut List) {
        for step in [-3i64, -2, -1, 1, 2, 3] {
            let other = usize::try_from(number as i64 + step).ok().and_then(|at| self.blocks.get(at));
            let Some(other) = other else {
                (0..4).for_each(|_| list.add(-1.0));
                continue;
            };
            list.add((other.words as f32).min(100.0));
            list.add(other.linked as f32 / other.characters.max(1) as f32);
            list.add(match self.tree.tag(other.element) {
                Some(Tag::P) => 1.0,
                Some(Tag::Li) => 2.0,
                Some(tag) if tag.is_heading() => 3.0,
                Some(Tag::Td | Tag::Th) => 4.0,
                _ => 0.0,
            });
            list.add(f32::from(u8::from(is_prose(other))));
        }
        let distance =
            |other: Option<usize>| other.map_or(20.0, |other| number.abs_diff(other).min(20) as f32);
        let prose_at = |at: usize| self.blocks.get(at).is_some_and(is_prose);
        list.add(distance((number.saturating_sub(20)..number).rev().find(|&at| prose_at(at))));
        list.add(distance((number + 1..number + 20).find(|&at| prose_at(at))));
    }
}

impl Page<'_, '_> {
    /// Whether it stands in one of many like elements, and how far from the headline.
    fn company(&self, number: usize, list: &mut List) {
        let block = &self.blocks[number];
        let mut levels = 0;
        let mut most = 0;
        for around in self.tree.around(block.element).skip(1).take(5) {
            let alike = self.alike[around as usize];
            most = most.max(alike);
            list.add(alike.min(30) as f32);
            levels += 1;
        }
        (levels..5).for_each(|_| list.add(0.0));
        list.add(most.min(60) as f32);
        let up = self
            .tree
            .around(block.element)
            .skip(1)
            .take(8)
            .position(|id| self.has_linked_heading[id as usize]);
        list.add(up.map_or(9.0, |up| up as f32));
        let shared =
            long_words(&block.text).take(200).filter(|word| self.title_words.contains(word)).count() as f32;
        list.add(shared);
        list.add(shared / self.title_words.len().max(1) as f32);
        // Up to the element that holds the headline too.
        let common = self.title.or(self.first_heading).map(|title| {
            let title = self.blocks[title].first;
            let holds = |id: NodeId| id <= title && title < self.tree.node(id).end;
            let mut up = self.tree.around(block.element).enumerate();
            up.find(|(_, id)| holds(*id)).unwrap_or((60, 0))
        });
        list.add(common.map_or(-1.0, |(up, _)| up as f32));
        list.add(
            common.map_or(-1.0, |(_, id)| self.sums[id as usize].characters / self.total.characters.max(1.0)),
        );
        let best = self.tree.node(self.best);
        let width = (best.end - self.best).max(1) as f32;
        list.add(((block.first as f32 - self.best as f32) / width).clamp(-1.0, 2.0));
    }
}

/// For every node, how many elements beside it have its name and class (numbers in it aside).
fn alike(tree: &Tree<'_>) -> Vec<u32> {
    let mut counts: FxHashMap<(NodeId, u64), u32> = FxHashMap::default();
    let mut keys = vec![(0, 0); tree.len()];
    for (id, tag, attributes) in tree.all_elements() {
        let class = attributes.get("class").unwrap_or("");
        let kind = class.chars().filter(|letter| !letter.is_ascii_digit()).take(60);
        let key = kind
            .fold(tag as u64 + 1, |hash, letter| (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3));
        keys[id as usize] = (tree.node(id).parent, key);
        *counts.entry(keys[id as usize]).or_default() += 1;
    }
    keys.into_iter().map(|key| counts.get(&key).copied().unwrap_or(0)).collect()
}

fn linked_headings(tree: &Tree<'_>, blocks: &[Block]) -> Vec<bool> {
    let mut has = vec![false; tree.len()];
    for block in blocks {
        let is_heading = tree.tag(block.element).is_some_and(Tag::is_heading);
        if is_heading && block.linked * 10 > block.characters * 8 {
            for around in tree.around(block.element) {
                if std::mem::replace(&mut has[around as usize], true) {
                    break;
                }
            }
        }
    }
    has
}

/// The longer words of a text, as hashes.
fn long_words(text: &str) -> impl Iterator<Item = u64> + '_ {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.chars().count() > 3).map(hash)
}

struct List {
    values: Features,
    length: usize,
}

impl List {
    fn add(&mut self, value: f32) {
        if let Some(place) = self.values.get_mut(self.length) {
            *place = value;
        }
        self.length += 1;
    }
}

/// What the first words look like, by the kinds of `lexicon/asides.toml`, as a number.
fn opening(text: &str) -> f32 {
    crate::asides::kind_of_words(text).map_or(0.0, |kind| 1.0 + kind as u8 as f32)
}

/// Every three words of a text, as hashes.
fn shingles(text: &str) -> FxHashSet<u64> {
    let words: Vec<u64> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(hash)
        .collect();
    let size = 3.min(words.len().max(1));
    words.windows(size).map(join).collect()
}

fn overlap(text: &str, other: Option<&FxHashSet<u64>>) -> f32 {
    let Some(other) = other.filter(|other| !other.is_empty()) else { return -1.0 };
    let words: Vec<u64> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(60)
        .map(hash)
        .collect();
    if words.len() < 3 {
        return -0.5;
    }
    let shared = words.windows(3).filter(|window| other.contains(&join(window))).count();
    shared as f32 / (words.len() - 2) as f32
}

fn hash(word: &str) -> u64 {
    word.chars()
        .flat_map(char::to_lowercase)
        .fold(0xcbf2_9ce4_8422_2325, |hash, letter| (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3))
}

fn join(words: &[u64]) -> u64 {
    words.iter().fold(7, |hash, word| (hash.rotate_left(21) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15))
}
