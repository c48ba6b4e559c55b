//! What the network sees of a word besides its vector.

use crate::hash::hash;
use crate::vectors::low;

/// Rows of each table of affixes and shapes: last two, three and four characters, first
/// three, shape.
pub const TABLES: [u32; 5] = [1024, 4096, 8192, 4096, 512];

/// The rows of a word in [`TABLES`].
pub fn rows(form: &str) -> [u32; 5] {
    let low = low(form);
    let bare: std::borrow::Cow<'_, str> = if low.bytes().any(|byte| byte.is_ascii_digit()) {
        low.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect::<String>().into()
    } else {
        low
    };
    let row = |table: usize, piece: &str| (hash(piece.as_bytes()) % u64::from(TABLES[table])) as u32;
    let last = |count: usize| bare.char_indices().rev().nth(count - 1).map_or(&*bare, |(at, _)| &bare[at..]);
    let first = bare.char_indices().nth(3).map_or(&*bare, |(at, _)| &bare[..at]);
    [row(0, last(2)), row(1, last(3)), row(2, last(4)), row(3, first), row(4, &shape(form))]
}

/// The hash by which a form is known to the network, in small letters.
pub fn form_hash(form: &str) -> u32 {
    (hash(low(form).as_bytes()) >> 32) as u32
}

/// "Xx", "XX", "d.d", "x-x": runs of one class as at most two characters.
fn shape(form: &str) -> String {
    let mut shape = String::new();
    let mut run = 0;
    let mut before = '\0';
    for c in form.chars().take(24) {
        let class = if c.is_uppercase() {
            'X'
        } else if c.is_lowercase() {
            'x'
        } else if c.is_numeric() {
            'd'
        } else if c.is_alphabetic() {
            'a'
        } else {
            c
        };
        run = if class == before { run + 1 } else { 1 };
        before = class;
        if run <= 2 && shape.len() < 12 {
            shape.push(class);
        }
    }
    shape
}
