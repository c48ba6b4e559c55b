//! Which quotation marks belong together.
//!
//! The make of a mark says which way it turns only where its place does not: a mark
//! with a gap before it and a word behind it opens, whatever it looks like, so that
//! ”wrongly turned marks“ and straight ones are read alike.

use super::words::{Piece, is_apostrophe};
use crate::{Quotation, Sentence, Word};
use dateline_model::Span;

/// A stretch in quotation marks, before sentences are known.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// The word that is its opening mark.
    pub open: usize,
    /// Its closing mark, or the first word behind it where none stands.
    pub close: usize,
    /// Whether a closing mark stands there.
    pub is_closed: bool,
    /// Whether it goes on from the one before.
    pub continues: bool,
    /// Quotations around it.
    pub depth: u8,
    /// The block it stands in ends before this word.
    block_end: usize,
    /// Whether the next block opens with a mark of the same family.
    is_taken_up: bool,
    /// Whether both marks are one word: ’’ that closes two at once.
    closes_two: bool,
    /// Whether its marks are dashes, which are none of what is quoted.
    is_dashed: bool,
}

impl Pair {
    /// Talk between dashes; `close` is the end of the block where none closes it.
    pub fn of_dashes(open: usize, close: usize, block_end: usize) -> Self {
        Pair {
            open,
            close,
            is_closed: close < block_end,
            continues: false,
            depth: 0,
            block_end,
            is_taken_up: false,
            closes_two: false,
            is_dashed: true,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Family {
    Double,
    Single,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Turn {
    Opens,
    Closes,
    Either,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    piece: usize,
    family: Family,
    /// What its place says.
    place: Turn,
    /// What its make says.
    make: Turn,
    /// Behind an s, before a small letter: "the workers' rights".
    may_be_possessive: bool,
}

/// Pairs the marks of a text, block by block (a block is a paragraph's words).
pub fn pair(text: &str, pieces: &[Piece], blocks: &[Span<Word>]) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    let mut marks: Vec<Mark> = Vec::new();
    // Quotations that were open at the end of the block before.
    let mut before: Vec<(Family, usize)> = Vec::new();
    // The pair that is still open, and how many blocks it has run over.
    let mut open: Option<(usize, usize)> = None;
    for (number, block) in blocks.iter().enumerate() {
        marks.clear();
        for at in block.range() {
            marks.extend(mark(text, pieces, *block, at));
        }
        open = open.and_then(|(at, run)| match marks.iter().position(|mark| mark.family == Family::Double) {
            Some(first) if closes_from_before(text, pieces, *block, marks[first]) => {
                pairs[at].close = marks.remove(first).piece;
                pairs[at].is_closed = true;
                before.clear();
                None
            }
            None if run < MOST_BLOCKS => Some((at, run + 1)),
            _ => None,
        });
        let next_opens = blocks.get(number + 1).and_then(|next| opening(text, pieces, *next));
        let known = pairs.len();
        before = pair_block(text, pieces, *block, &marks, &before, next_opens, &mut pairs);
        let left = pairs[known..].iter().position(|pair| {
            let is_double =
                mark(text, pieces, *block, pair.open).is_some_and(|mark| mark.family == Family::Double);
            is_double && !pair.is_closed && !pair.is_taken_up && pair.depth == 0 && pair.close == block.end
        });
        open = left.map(|at| (known + at, 1)).or(open);
    }
    pairs.sort_by_key(|pair| (pair.open, usize::MAX - pair.close));
    pairs
}

/// Over how many lines a quotation runs whose paragraphs do not open anew.
const MOST_BLOCKS: usize = 6;

/// Whether the first mark of a block closes what a block before opened: `" One.⏎Two.⏎Three, " he said`.
fn closes_from_before(text: &str, pieces: &[Piece], block: Span<Word>, mark: Mark) -> bool {
    let follows_stop = mark.piece > block.start
        && text[pieces[mark.piece - 1].span.range()].ends_with(['.', ',', '!', '?', '…', '-', '—', '–']);
    match mark.place {
        Turn::Closes => true,
        Turn::Either => mark.make != Turn::Opens && follows_stop,
        Turn::Opens => false,
    }
}

/// Turns pairs into quotations; one that is never closed ends with its paragraph, or with its
/// sentence where nothing takes it up and the paragraph is long.
pub fn finish(pairs: Vec<Pair>, pieces: &[Piece], sentences: &[Sentence]) -> Vec<Quotation> {
    let mut found = Vec::with_capacity(pairs.len());
    for pair in pairs {
        let mut close = pair.close;
        if !pair.is_closed && !pair.is_taken_up && close == pair.block_end {
            let first = sentences.partition_point(|sentence| sentence.words.end <= pair.open);
            let last = sentences.partition_point(|sentence| sentence.words.start < close);
            if last > first + 3 {
                close = sentences[first].words.end.min(close);
            }
        }
        if pair.is_dashed {
            let words = Span::new(pair.open + 1, close.max(pair.open + 2));
            let inner = Span::new(pieces[words.start].span.start, pieces[words.end - 1].span.end);
            let (continues, depth) = (pair.continues, pair.depth);
            found.push(Quotation { outer: inner, inner, words, is_closed: pair.is_closed, continues, depth });
            continue;
        }
        let open = pieces[pair.open].span;
        let (inner_end, outer_end) = if pair.is_closed {
            let mark = pieces[close].span;
            // Of ’’ that closes two, the inner quotation has the first half.
            let half = if pair.closes_two { mark.start + mark.len() / 2 } else { mark.end };
            (mark.start, half)
        } else {
            let end = pieces[close.max(pair.open + 1) - 1].span.end;
            (end, end)
        };
        found.push(Quotation {
            outer: Span::new(open.start, outer_end.max(open.end)),
            inner: Span::new(open.end, inner_end.max(open.end)),
            words: Span::new(pair.open + 1, close.max(pair.open + 1)),
            is_closed: pair.is_closed,
            continues: pair.continues,
            depth: pair.depth,
        });
    }
    found
}

/// What a word is as a quotation mark.
fn mark(text: &str, pieces: &[Piece], block: Span<Word>, at: usize) -> Option<Mark> {
    let span = pieces[at].span;
    let form = &text[span.range()];
    if form.len() > 6 {
        return None;
    }
    let (family, make) = match form {
        "\"" | "＂" | "''" => (Family::Double, Turn::Either),
        "“" | "„" | "‟" | "«" | "``" | "‘‘" | "‘’" | "‚‚" | "〝" | "「" | "『" => {
            (Family::Double, Turn::Opens)
        }
        "”" | "»" | "’’" | "’‘" | "´´" | "`´" | "〞" | "」" | "』" => {
            (Family::Double, Turn::Closes)
        }
        "'" | "´" | "′" => (Family::Single, Turn::Either),
        "‘" | "‚" | "‛" | "‹" | "`" => (Family::Single, Turn::Opens),
        "’" | "›" => (Family::Single, Turn::Closes),
        _ => return None,
    };
    let before = if at == block.start { None } else { text[..span.start].chars().next_back() };
    let after = text[span.end..].chars().next();
    let gap_before =
        before.is_none_or(|c| c.is_whitespace() || "([{—–-/\u{200B}".contains(c) || is_opening(c));
    let gap_after = at + 1 >= block.end
        || after.is_none_or(|c| c.is_whitespace() || ".,;:!?)]}—–…/".contains(c) || is_closing(c));
    let place = match (gap_before, gap_after) {
        (true, false) => Turn::Opens,
        (false, true) => Turn::Closes,
        _ => Turn::Either,
    };
    // A clitic ("'s") is a word of its own and never comes here.
    let may_be_possessive = family == Family::Single
        && before.is_some_and(|c| matches!(c, 's' | 'x' | 'z' | 'S' | 'Z'))
        && text[span.end..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    Some(Mark { piece: at, family, place, make, may_be_possessive })
}

fn is_opening(c: char) -> bool {
    matches!(c, '“' | '„' | '«' | '‘' | '"' | '\'' | '`')
}

fn is_closing(c: char) -> bool {
    matches!(c, '”' | '»' | '’' | '"' | '\'')
}

/// The family of the mark a block opens with.
fn opening(text: &str, pieces: &[Piece], block: Span<Word>) -> Option<Family> {
    mark(text, pieces, block, block.start).filter(|mark| mark.place != Turn::Closes).map(|mark| mark.family)
}

/// Whether a word ends a sentence by its look.
fn ends_sentence(text: &str, piece: Piece) -> bool {
    text[piece.span.range()].ends_with(['.', '!', '?', '…'])
}

fn pair_block(
    text: &str,
    pieces: &[Piece],
    block: Span<Word>,
    marks: &[Mark],
    before: &[(Family, usize)],
    next_opens: Option<Family>,
    pairs: &mut Vec<Pair>,
) -> Vec<(Family, usize)> {
    struct Open {
        family: Family,
        piece: usize,
        continues: bool,
    }
    let new = |open: &Open, close, is_closed, depth: usize| Pair {
        open: open.piece,
        close,
        is_closed,
        continues: open.continues,
        depth: u8::try_from(depth).unwrap_or(u8::MAX),
        block_end: block.end,
        is_taken_up: false,
        closes_two: false,
        is_dashed: false,
    };
    // How many single marks that can only close still follow: an apostrophe opens nothing.
    let mut closers =
        marks.iter().filter(|mark| mark.family == Family::Single && mark.place == Turn::Closes).count();
    let mut open: Vec<Open> = Vec::new();
    // How many of each family are open, so that a mark need not search the stack.
    let mut singles = 0usize;
    let mut doubles = 0usize;
    for mark in marks {
        let is_single = mark.family == Family::Single;
        if is_single && mark.place == Turn::Closes {
            closers -= 1;
        }
        let of_family = if is_single { singles } else { doubles };
        let is_first = mark.piece == block.start;
        let continues = is_first && before.iter().any(|(family, _)| *family == mark.family);
        let opens = match (mark.place, mark.make) {
            (Turn::Opens, _) => true,
            (Turn::Closes, _) => false,
            // `said: " We go "`: with a gap on both sides the make decides, then the stack.
            (Turn::Either, Turn::Opens) => of_family == 0 || !is_single,
            (Turn::Either, Turn::Closes) => false,
            (Turn::Either, Turn::Either) => of_family == 0,
        };
        if opens {
            if is_single
                && closers == 0
                && !(is_first && mark.make == Turn::Opens && mark.place == Turn::Opens)
            {
                continue;
            }
            let top_is_same = open.last().is_some_and(|top| top.family == mark.family);
            let at_sentence = mark.piece > block.start && ends_sentence(text, pieces[mark.piece - 1]);
            let mut continues = continues;
            if top_is_same && at_sentence && !is_single && mark.place == Turn::Opens {
                // `"One. "Two," he said`: a paragraph's end was lost before the second mark.
                if let Some(top) = open.pop() {
                    doubles -= 1;
                    pairs.push(new(&top, mark.piece, false, open.len()));
                    continues = true;
                }
            }
            if is_single {
                singles += 1;
            } else {
                doubles += 1;
            }
            open.push(Open { family: mark.family, piece: mark.piece, continues });
            continue;
        }
        if of_family == 0 {
            // ’’ may close two single quotations at once.
            if !is_single && singles >= 2 && pieces[mark.piece].span.len() > 3 && open.len() >= 2 {
                for half in [true, false] {
                    if let Some(top) = open.pop() {
                        match top.family {
                            Family::Single => singles -= 1,
                            Family::Double => doubles -= 1,
                        }
                        let mut pair = new(&top, mark.piece, true, open.len());
                        pair.closes_two = half;
                        pairs.push(pair);
                    }
                }
            }
            continue;
        }
        if is_single && mark.may_be_possessive && closers > 0 {
            continue;
        }
        // What was opened inside and never closed was no quotation.
        while let Some(top) = open.pop() {
            match top.family {
                Family::Single => singles -= 1,
                Family::Double => doubles -= 1,
            }
            if top.family == mark.family {
                pairs.push(new(&top, mark.piece, true, open.len()));
                break;
            }
        }
    }
    let mut left = Vec::new();
    for (depth, top) in open.iter().enumerate() {
        let is_taken_up = next_opens == Some(top.family);
        if top.family == Family::Single && !is_taken_up {
            continue;
        }
        let mut pair = new(top, block.end, false, depth);
        pair.is_taken_up = is_taken_up;
        pairs.push(pair);
        left.push((top.family, top.piece));
    }
    left
}

/// Whether a word is a quotation mark that closes, by the pairs found.
pub fn closing_marks(pairs: &[Pair], words: usize) -> Vec<bool> {
    let mut closes = vec![false; words];
    for pair in pairs.iter().filter(|pair| pair.is_closed) {
        closes[pair.close] = true;
    }
    closes
}

/// Whether a form could be a single mark or an apostrophe.
pub fn is_single(form: &str) -> bool {
    let mut characters = form.chars();
    characters.next().is_some_and(is_apostrophe) && characters.next().is_none()
}
