//! Writing a line in the short form.

use super::around::Around;
use super::ids::{entity_id, parts_of, placed_id, worded_id};
use super::json::Json;
use super::table::{COMMONEST, DEEPEST, FIRST_SHAPE, FIRST_WORD, number_of, shape_of, tag};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::ops::Range;

/// A string of fewer bytes is no longer than its place would be.
const SHORTEST_SLICE: usize = 4;
/// In longer texts a string is looked for only so far around the words before it, so that no text of many
/// megabytes is gone through for each of its names.
const FAR: usize = 1 << 16;

/// An excerpt: its code points and its bytes.
#[derive(Clone)]
struct Place {
    points: Range<usize>,
    bytes: Range<usize>,
}

/// What is written, and what was before.
pub(super) struct Writer<'w> {
    around: &'w Around<'w>,
    pub(super) out: Vec<u8>,
    /// The excerpt before.
    last: Option<Place>,
    /// The string before.
    before: String,
    /// The strings that were written, each with its number.
    seen: FxHashMap<String, usize>,
    count: usize,
    /// By entity, the words of its mentions.
    names: FxHashMap<String, Vec<Range<usize>>>,
}

impl<'w> Writer<'w> {
    pub(super) fn new(around: &'w Around<'w>, line: &Json<'_>) -> Self {
        let mut names: FxHashMap<String, Vec<Range<usize>>> = FxHashMap::default();
        if let Json::List(items) = line {
            for item in items {
                let Some(entity) = item.get("entity").and_then(Json::as_str) else { continue };
                let Some(place) = item.get("span").and_then(|span| excerpt(around, span)) else { continue };
                let words = names.entry(entity.to_owned()).or_default();
                if words.len() < DEEPEST {
                    words.push(place.bytes);
                }
            }
        }
        let (before, seen) = (String::new(), FxHashMap::default());
        Writer { around, out: Vec::new(), last: None, before, seen, count: 0, names }
    }

    /// Writes a value; none where it goes too deep.
    pub(super) fn value(&mut self, value: &Json<'_>, depth: usize) -> Option<()> {
        if depth > DEEPEST {
            return None;
        }
        match value {
            Json::Null => self.out.push(tag::NULL),
            Json::Flag(flag) => self.out.push(if *flag { tag::TRUE } else { tag::FALSE }),
            Json::Number(number) => self.number(&number.to_string()),
            Json::String(text) => self.string(text),
            Json::List(items) => {
                match items.len() {
                    0 => self.out.push(tag::EMPTY),
                    1 => self.out.push(tag::ONE),
                    more => {
                        self.out.push(tag::LIST);
                        self.count(more);
                    }
                }
                for item in items {
                    self.value(item, depth + 1)?;
                }
            }
            Json::Object(fields) => {
                if let Some(place) = excerpt(self.around, value) {
                    self.excerpt(place);
                    return Some(());
                }
                let shape = shape_of(&fields.iter().map(|(key, _)| key.as_ref()));
                match shape {
                    Some(shape) => self.out.push(FIRST_SHAPE + shape),
                    None => {
                        self.out.push(tag::OBJECT);
                        self.count(fields.len());
                    }
                }
                for (at, (key, field)) in fields.iter().enumerate() {
                    if shape.is_none() {
                        self.key(key);
                    }
                    let is_late =
                        at == 0 && key == "id" && field.as_str().is_some_and(|id| self.late_id(id, fields));
                    if !is_late {
                        self.value(field, depth + 1)?;
                    }
                }
            }
        }
        Some(())
    }

    fn count(&mut self, mut count: usize) {
        while count >= 0x80 {
            self.out.push(count as u8 | 0x80);
            count >>= 7;
        }
        self.out.push(count as u8);
    }

    /// A number that is near 0 on either side.
    fn difference(&mut self, from: usize, to: usize) {
        self.count(if to >= from { (to - from) << 1 } else { (from - to) << 1 | 1 });
    }

    fn number(&mut self, written: &str) {
        let (sign, digits) = written.strip_prefix('-').map_or((0, written), |rest| (0x80, rest));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let is_plain = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_digit());
        let mantissa = (is_plain(whole) && is_plain(part)).then(|| format!("{whole}{part}").parse::<usize>());
        match (mantissa, part.len(), sign) {
            (Some(Ok(mantissa)), 0, 0) => {
                self.out.push(tag::WHOLE);
                self.count(mantissa);
            }
            (Some(Ok(mantissa)), places @ 1..=3, 0) => {
                self.out.push(tag::TENTHS + places as u8 - 1);
                self.count(mantissa);
            }
            (Some(Ok(mantissa)), places @ 0..=20, sign) => {
                self.out.extend([tag::DECIMAL, places as u8 | sign]);
                self.count(mantissa);
            }
            _ => {
                self.out.push(tag::NUMBER);
                self.bytes(written.as_bytes());
            }
        }
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.count(bytes.len());
        self.out.extend(bytes);
    }

    fn word(&mut self, number: usize) {
        match u8::try_from(number + usize::from(FIRST_WORD)) {
            Ok(tag) => self.out.push(tag),
            Err(_) => self.out.extend([tag::WORD, (number - COMMONEST) as u8]),
        }
    }

    fn key(&mut self, key: &str) {
        match number_of(key) {
            Some(number) => self.word(number),
            None => {
                self.out.push(tag::STRING);
                self.bytes(key.as_bytes());
            }
        }
    }

    fn excerpt(&mut self, place: Place) {
        self.out.push(tag::EXCERPT);
        let from = self.last.as_ref().map_or(0, |last| last.points.start);
        self.difference(from, place.points.start);
        self.count(place.points.len());
        self.last = Some(place);
    }

    fn string(&mut self, text: &str) {
        if !self.known(text) {
            self.new_string(text);
            self.seen.insert(text.to_owned(), self.count);
            self.count += 1;
        }
        self.before.clear();
        self.before.push_str(text);
    }

    /// Writes what need not be told apart from others by its own letters.
    fn known(&mut self, text: &str) -> bool {
        let own = self.last.as_ref().and_then(|last| self.around.text.as_str().get(last.bytes.clone()));
        if text == self.around.report {
            self.out.push(tag::REPORT);
        } else if let Some(at) = self.around.beside.iter().position(|one| *one == text) {
            self.out.push(tag::BESIDE);
            self.count(at);
        } else if let Some(number) = number_of(text) {
            self.word(number);
        } else if own == Some(text) {
            self.out.push(tag::OWN);
        } else if let Some((prefix, _)) = parts_of(text)
            && self.placed(prefix, text)
        {
        } else if let Some(number) = self.seen.get(text) {
            let back = self.count - number - 1;
            self.out.push(tag::SEEN);
            self.count(back);
        } else {
            return false;
        }
        true
    }

    fn new_string(&mut self, text: &str) {
        if let Some((prefix, hash)) = parts_of(text) {
            self.id(prefix, hash, text);
            return;
        }
        if let [a @ b'A'..=b'Z', b @ b'A'..=b'Z', c @ b'A'..=b'Z'] = text.as_bytes() {
            let code = [a, b, c].into_iter().fold(0_u16, |code, letter| code * 26 + u16::from(letter - b'A'));
            self.out.push(tag::CODE);
            self.out.extend(code.to_le_bytes());
            return;
        }
        match self.place_of(text) {
            Some(place) if text.len() >= SHORTEST_SLICE => {
                self.out.push(tag::SLICE);
                self.count(place);
                self.count(text.len());
            }
            _ => {
                self.out.push(tag::STRING);
                self.bytes(text.as_bytes());
            }
        }
    }

    /// Where a string stands in the text.
    fn place_of(&self, wanted: &str) -> Option<usize> {
        let text = self.around.text.as_str();
        let near = self.last.as_ref().map_or(0, |last| last.bytes.start);
        let cut = |at: usize| {
            (at.min(text.len())..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
        };
        let from = cut(near.saturating_sub(FAR));
        let window = &text[from..cut(near.saturating_add(FAR))];
        window.find(wanted).map(|at| from + at)
    }

    /// An id that follows from the place of the excerpt before.
    fn placed(&mut self, prefix: u8, id: &str) -> bool {
        let Some(tag) = self.last.as_ref().and_then(|place| self.rule(id, place)) else { return false };
        self.out.extend([tag, prefix]);
        true
    }

    /// The id of an object, that follows from its first excerpt, which is written behind it.
    fn late_id(&mut self, id: &str, fields: &[(Cow<'_, str>, Json<'_>)]) -> bool {
        let Some((prefix, _)) = parts_of(id) else { return false };
        let Some(place) = fields.iter().find_map(|(_, field)| excerpt(self.around, field)) else {
            return false;
        };
        let Some(tag) = self.rule(id, &place) else { return false };
        self.out.extend([tag, prefix]);
        true
    }

    /// By which rule an id follows from an excerpt.
    fn rule(&self, id: &str, place: &Place) -> Option<u8> {
        let prefix = id.rsplit_once('-')?.0;
        let (start, end) = (place.points.start, place.points.end);
        if placed_id(prefix, self.around.report, start, end) == id {
            return Some(tag::PLACED);
        }
        let words = self.around.text.as_str().get(place.bytes.clone())?;
        (worded_id(prefix, self.around.report, start, end, words) == id).then_some(tag::WORDED)
    }

    fn id(&mut self, prefix: u8, hash: [u8; 10], id: &str) {
        let is_named = |name: &str, first: usize| entity_id(self.around.report, name, first) == id;
        let text = self.around.text.as_str();
        if id.starts_with("entity-") {
            if let Some(first) = self.around.firsts.get(id)
                && is_named(&self.before, *first)
            {
                self.out.push(tag::NAMED_BEFORE);
                self.count(*first);
                return;
            }
            let here = self.last.as_ref().map(|last| last.bytes.clone()).unwrap_or_default();
            if is_named(&text[here.clone()], here.start) {
                self.out.push(tag::NAMED_HERE);
                return;
            }
            let names = self.names.get(id).into_iter().flatten();
            if let Some(name) = names.into_iter().find(|name| is_named(&text[(*name).clone()], here.start)) {
                let name = name.clone();
                self.out.push(tag::NAMED_THERE);
                self.count(name.start);
                self.count(name.len());
                return;
            }
        }
        self.out.extend([tag::ID, prefix]);
        self.out.extend(hash);
    }
}

/// The excerpt that an object is, if its words are those of the text.
fn excerpt(around: &Around<'_>, value: &Json<'_>) -> Option<Place> {
    let Json::Object(fields) = value else { return None };
    let [(start, from), (end, to), (text, words)] = fields.as_slice() else { return None };
    if start != "start" || end != "end" || text != "text" {
        return None;
    }
    let points = from.as_place()?..to.as_place()?;
    let bytes = around.text.bytes(points.start, points.end)?;
    (around.text.as_str().get(bytes.clone()) == words.as_str()).then_some(Place { points, bytes })
}
