//! Writing out what stands in the short form.

use super::around::Around;
use super::ids::{entity_id, placed_id, worded_id};
use super::table::{COMMONEST, DEEPEST, FIRST_SHAPE, FIRST_WORD, SHAPES, WORDS, tag};
use std::fmt::Write;
use std::ops::Range;

/// The most that one line may be written out to.
const LARGEST: usize = 256 << 20;

pub(super) struct Reader<'r> {
    around: &'r Around<'r>,
    bytes: &'r [u8],
    pub(super) out: String,
    /// The excerpt before: its code points and bytes.
    last: Option<(Range<usize>, Range<usize>)>,
    /// The string before, and those that may be meant again.
    before: Range<usize>,
    seen: Vec<Range<usize>>,
    strings: String,
}

impl<'r> Reader<'r> {
    pub(super) fn new(around: &'r Around<'r>, bytes: &'r [u8]) -> Self {
        let out = String::with_capacity(bytes.len() * 16);
        Reader { around, bytes, out, last: None, before: 0..0, seen: Vec::new(), strings: String::new() }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.bytes.is_empty()
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    fn count(&mut self) -> Option<usize> {
        let mut count = 0_usize;
        for shift in (0..usize::BITS).step_by(7) {
            let byte = self.byte()?;
            let part = usize::from(byte & 0x7f);
            if part.checked_shl(shift)? >> shift != part {
                return None;
            }
            count |= part << shift;
            if byte < 0x80 {
                return Some(count);
            }
        }
        None
    }

    fn some(&mut self, count: usize) -> Option<&'r [u8]> {
        let (some, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(some)
    }

    fn counted(&mut self) -> Option<&'r str> {
        let count = self.count()?;
        std::str::from_utf8(self.some(count)?).ok()
    }

    fn word(&mut self, tag: u8) -> Option<&'static str> {
        let number = match tag {
            tag::WORD => usize::from(self.byte()?) + COMMONEST,
            tag => usize::from(tag.checked_sub(FIRST_WORD)?),
        };
        WORDS.get(number).copied()
    }

    /// Writes out the next value; none where the bytes are none that were written here.
    pub(super) fn value(&mut self, depth: usize) -> Option<()> {
        if depth > DEEPEST || self.out.len() > LARGEST {
            return None;
        }
        match self.byte()? {
            tag::NULL => self.out.push_str("null"),
            tag::FALSE => self.out.push_str("false"),
            tag::TRUE => self.out.push_str("true"),
            tag::WHOLE => {
                let number = self.count()?;
                self.digits(number);
            }
            tag @ tag::TENTHS..=tag::THOUSANDTHS => {
                let mantissa = self.count()?;
                self.decimal(mantissa, usize::from(tag - tag::TENTHS) + 1, false);
            }
            tag::DECIMAL => {
                let places = self.byte()?;
                let mantissa = self.count()?;
                self.decimal(mantissa, usize::from(places & 0x7f), places & 0x80 != 0);
            }
            tag::NUMBER => {
                let number = self.counted()?;
                self.out.push_str(number);
            }
            tag::EMPTY => self.out.push_str("[]"),
            tag::ONE => self.list(1, depth)?,
            tag::LIST => {
                let count = self.count()?;
                self.list(count, depth)?;
            }
            tag::EXCERPT => self.excerpt()?,
            tag::OBJECT => {
                let count = self.count()?;
                self.object(None, count, depth)?;
            }
            tag @ FIRST_SHAPE..FIRST_WORD => {
                let shape: &'static [&'static str] = SHAPES.get(usize::from(tag - FIRST_SHAPE))?;
                self.object(Some(shape), shape.len(), depth)?;
            }
            tag => self.string(tag)?,
        }
        Some(())
    }

    fn digits(&mut self, number: usize) {
        // Writing to a string does not fail.
        let _ = write!(self.out, "{number}");
    }

    fn decimal(&mut self, mantissa: usize, places: usize, is_negative: bool) {
        if is_negative {
            self.out.push('-');
        }
        let scale = u32::try_from(places).ok().and_then(|places| 10_usize.checked_pow(places));
        // Writing to a string does not fail.
        let _ = match scale {
            Some(1) => write!(self.out, "{mantissa}"),
            Some(scale) => {
                write!(self.out, "{}.{:0places$}", mantissa / scale, mantissa % scale)
            }
            None => write!(self.out, "0.{mantissa:0places$}"),
        };
    }

    fn list(&mut self, count: usize, depth: usize) -> Option<()> {
        self.out.push('[');
        for at in 0..count {
            if at > 0 {
                self.out.push(',');
            }
            self.value(depth + 1)?;
        }
        self.out.push(']');
        Some(())
    }

    fn object(&mut self, shape: Option<&'static [&'static str]>, count: usize, depth: usize) -> Option<()> {
        self.out.push('{');
        // An id that follows from the first excerpt behind it: where it is to stand.
        let mut late = None;
        for at in 0..count {
            if at > 0 {
                self.out.push(',');
            }
            let key = match shape {
                Some(shape) => *shape.get(at)?,
                None => match self.byte()? {
                    tag::STRING => self.counted()?,
                    tag => self.word(tag)?,
                },
            };
            match shape {
                // Names of fields are plain.
                Some(_) => {
                    self.out.push('"');
                    self.out.push_str(key);
                    self.out.push('"');
                }
                None => quote(&mut self.out, key),
            }
            self.out.push(':');
            match self.bytes.first() {
                Some(tag @ (&tag::PLACED | &tag::WORDED)) if at == 0 && key == "id" => {
                    self.byte()?;
                    let prefix = self.byte()?;
                    late = Some((*tag, self.word(prefix)?, self.out.len()));
                }
                _ => {
                    let is_excerpt = self.bytes.first() == Some(&tag::EXCERPT);
                    self.value(depth + 1)?;
                    if is_excerpt && let Some((tag, prefix, place)) = late.take() {
                        let id = self.placed(tag, prefix)?;
                        self.out.insert_str(place, &format!("\"{id}\""));
                    }
                }
            }
        }
        self.out.push('}');
        late.is_none().then_some(())
    }

    fn excerpt(&mut self) -> Option<()> {
        let difference = self.count()?;
        let from = self.last.as_ref().map_or(0, |(points, _)| points.start);
        let start = match (difference >> 1, difference & 1) {
            (more, 0) => from.checked_add(more)?,
            (less, _) => from.checked_sub(less)?,
        };
        let end = start.checked_add(self.count()?)?;
        let bytes = self.around.text.bytes(start, end)?;
        self.out.push_str("{\"start\":");
        self.digits(start);
        self.out.push_str(",\"end\":");
        self.digits(end);
        self.out.push_str(",\"text\":");
        quote(&mut self.out, self.around.text.as_str().get(bytes.clone())?);
        self.out.push('}');
        self.last = Some((start..end, bytes));
        Some(())
    }

    fn string(&mut self, tag: u8) -> Option<()> {
        let around = self.around;
        let text = around.text.as_str();
        // What is meant again by its number, and what is not.
        match tag {
            tag::REPORT => self.put(around.report, false),
            tag::BESIDE => {
                let at = self.count()?;
                self.put(around.beside.get(at)?, false);
            }
            tag::OWN => self.put(text.get(self.last.clone()?.1)?, false),
            tag::SEEN => {
                let at = self.seen.len().checked_sub(self.count()?.checked_add(1)?)?;
                self.before = self.seen[at].clone();
                quote(&mut self.out, &self.strings[self.before.clone()]);
            }
            tag::PLACED | tag::WORDED => {
                let prefix = self.byte()?;
                let prefix = self.word(prefix)?;
                let id = self.placed(tag, prefix)?;
                self.put(&id, false);
            }
            tag::STRING => {
                let string = self.counted()?;
                self.put(string, true);
            }
            tag::SLICE => {
                let slice = self.slice()?;
                self.put(slice, true);
            }
            tag::CODE => {
                let code = u16::from_le_bytes(*self.some(2)?.as_array()?);
                let letters = [code / 676, code / 26 % 26, code % 26];
                let letter =
                    |code: u16| u8::try_from(code).ok().filter(|code| *code < 26).map(|code| b'A' + code);
                let letters: Option<String> =
                    letters.into_iter().map(|code| letter(code).map(char::from)).collect();
                self.put(&letters?, true);
            }
            tag::ID => {
                let prefix = self.byte()?;
                let mut id = format!("{}-", self.word(prefix)?);
                for byte in self.some(10)? {
                    let _ = write!(id, "{byte:02x}");
                }
                self.put(&id, true);
            }
            tag::NAMED_BEFORE => {
                let first = self.count()?;
                let id = entity_id(around.report, &self.strings[self.before.clone()], first);
                self.put(&id, true);
            }
            tag::NAMED_HERE => {
                let here = self.last.clone().map(|(_, bytes)| bytes).unwrap_or_default();
                let id = entity_id(around.report, text.get(here.clone())?, here.start);
                self.put(&id, true);
            }
            tag::NAMED_THERE => {
                let here = self.last.as_ref().map_or(0, |(_, bytes)| bytes.start);
                let name = self.slice()?;
                self.put(&entity_id(around.report, name, here), true);
            }
            tag => {
                let word = self.word(tag)?;
                self.put(word, false);
            }
        }
        Some(())
    }

    fn slice(&mut self) -> Option<&'r str> {
        let start = self.count()?;
        let end = start.checked_add(self.count()?)?;
        self.around.text.as_str().get(start..end)
    }

    fn placed(&self, tag: u8, prefix: &str) -> Option<String> {
        let (points, bytes) = self.last.clone()?;
        let report = self.around.report;
        Some(if tag == tag::PLACED {
            placed_id(prefix, report, points.start, points.end)
        } else {
            worded_id(prefix, report, points.start, points.end, self.around.text.as_str().get(bytes)?)
        })
    }

    fn put(&mut self, string: &str, is_meant_again: bool) {
        quote(&mut self.out, string);
        let from = self.strings.len();
        self.strings.push_str(string);
        self.before = from..self.strings.len();
        if is_meant_again {
            self.seen.push(self.before.clone());
        }
    }
}

/// Writes a string as JSON has it.
fn quote(out: &mut String, string: &str) {
    if string.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        // A string is always written.
        out.push_str(&serde_json::to_string(string).unwrap_or_default());
        return;
    }
    out.push('"');
    out.push_str(string);
    out.push('"');
}
