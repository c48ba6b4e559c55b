//! Words: one pass over the characters of a paragraph.

use super::{Lexicon, hyphens};
use dateline_model::{Byte, Span};

/// A word or mark, before anything is known about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands.
    pub span: Span<Byte>,
    /// Whether it and the next are one printed word ("do" in "don't").
    pub is_glued: bool,
}

/// Cuts a paragraph into words.
pub fn split(lexicon: &Lexicon, text: &str, paragraph: Span<Byte>, pieces: &mut Vec<Piece>) {
    let mut cutter = Cutter { lexicon, text, end: paragraph.end, pieces };
    let mut at = paragraph.start;
    while let Some(next) = cutter.char_at(at) {
        if is_gap(next) {
            at += next.len_utf8();
            continue;
        }
        let end = cutter.chunk_end(at);
        cutter.chunk(at, end);
        at = end;
    }
}

/// White space, controls and characters of no width between words.
fn is_gap(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// The characters people print as an apostrophe.
pub fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | '′' | '＇')
}

fn is_wordy(character: char) -> bool {
    character.is_alphanumeric()
        || character == '_'
        // Combining marks, soft hyphen, variation selectors stay with what they stand on.
        || matches!(character, '\u{0300}'..='\u{036F}' | '\u{00AD}' | '\u{FE00}'..='\u{FE0F}' | '\u{0483}'..='\u{0489}' | '\u{0591}'..='\u{05C7}' | '\u{064B}'..='\u{065F}' | '\u{0900}'..='\u{0DFF}' | '\u{0E31}'..='\u{0E4E}' | '\u{20D0}'..='\u{20FF}')
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{2011}')
}

struct Cutter<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    end: usize,
    pieces: &'a mut Vec<Piece>,
}

impl Cutter<'_> {
    fn char_at(&self, at: usize) -> Option<char> {
        if at >= self.end {
            return None;
        }
        self.text[at..self.end].chars().next()
    }

    fn char_before(&self, start: usize, at: usize) -> Option<char> {
        self.text[start..at].chars().next_back()
    }

    fn push(&mut self, start: usize, end: usize) {
        if end > start {
            self.pieces.push(Piece { span: Span::new(start, end), is_glued: false });
        }
    }

    fn chunk_end(&self, start: usize) -> usize {
        self.text[start..self.end].find(is_gap).map_or(self.end, |length| start + length)
    }

    /// Cuts what stands between two gaps.
    fn chunk(&mut self, start: usize, end: usize) {
        if let Some(address) = address(&self.text[start..end]) {
            self.marks_and_words(start, start + address.start);
            self.push(start + address.start, start + address.end);
            self.marks_and_words(start + address.end, end);
            return;
        }
        if is_face(&self.text[start..end]) {
            self.push(start, end);
            return;
        }
        self.marks_and_words(start, end);
    }

    /// Cuts from `at` to `stop`.
    fn marks_and_words(&mut self, mut at: usize, stop: usize) {
        let chunk_start = at;
        while at < stop {
            let Some(next) = self.char_at(at) else { return };
            let from = at;
            at = if is_wordy(next) { self.word(at, stop) } else { self.mark(chunk_start, at, stop, next) };
            // Total whatever the tables say: each step takes at least one character.
            debug_assert!(at > from);
            at = at.max(from + next.len_utf8());
        }
    }

    /// One mark or run of marks; where it ends.
    fn mark(&mut self, chunk_start: usize, at: usize, stop: usize, first: char) -> usize {
        let run = |keep: fn(char) -> bool| {
            self.text[at..stop].find(|character| !keep(character)).map_or(stop, |length| at + length)
        };
        let one = at + first.len_utf8();
        let following = self.text[one..stop].chars().next();
        let end = match first {
            '.' => {
                let dots = run(|c| matches!(c, '.' | '!' | '?' | '…'));
                if dots == one
                    && following.is_some_and(|c| c.is_ascii_digit())
                    && self.char_before(chunk_start, at).is_none()
                {
                    // ".50" is one number.
                    return self.word(at, stop);
                }
                dots
            }
            '!' | '?' | '…' => run(|c| matches!(c, '.' | '!' | '?' | '…')),
            '-' => run(|c| c == '-'),
            '*' | '=' | '_' | '~' | '+' | '#' | '<' | '>' | '|' | '•' => {
                self.text[at..stop].find(|c| c != first).map_or(stop, |length| at + length)
            }
            // Doubled single marks are one mark, in any direction: ‘‘ … ’’, ‘‘ … ‘’.
            '\'' | '`' | '‘' | '’' | '‚' => {
                let opens_word = self.char_before(chunk_start, at).is_none_or(|before| !is_wordy(before));
                if following.is_some_and(|c| is_same_make(first, c)) {
                    one + following.map_or(0, char::len_utf8)
                } else if opens_word && is_apostrophe(first) {
                    if let Some(end) = self.apostrophe_word(at, one, stop) { end } else { one }
                } else {
                    one
                }
            }
            // "@name" is one word.
            '@' if following.is_some_and(is_wordy) => {
                self.text[one..stop].find(|c: char| !is_wordy(c)).map_or(stop, |length| one + length)
            }
            _ => one,
        };
        let end = if first == '#' && end == one && following.is_some_and(char::is_alphabetic) {
            self.text[one..stop].find(|c: char| !is_wordy(c)).map_or(stop, |length| one + length)
        } else {
            end
        };
        self.push(at, end);
        end
    }

    /// "'em", "'90s": where a word that begins with an apostrophe ends.
    fn apostrophe_word(&self, at: usize, one: usize, stop: usize) -> Option<usize> {
        let end = self.text[one..stop].find(|c: char| !is_wordy(c)).map_or(stop, |length| one + length);
        let word = &self.text[one..end];
        let digits = word.trim_end_matches('s');
        if digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit()) && word.len() == 3 {
            return Some(end);
        }
        let closed = self.text[end..stop].chars().next().filter(|&c| is_apostrophe(c));
        if let Some(closed) = closed
            && self.lexicon.is_apostrophe_word(&self.text[at..end + closed.len_utf8()])
        {
            return Some(end + closed.len_utf8());
        }
        self.lexicon.is_apostrophe_word(&self.text[at..end]).then_some(end)
    }

    /// A word with what holds it together; where it ends.
    fn word(&mut self, start: usize, stop: usize) -> usize {
        let mut at = start;
        let mut hyphens = 0usize;
        let mut before = None;
        while at < stop {
            let Some(here) = self.text[at..stop].chars().next() else { break };
            let after = at + here.len_utf8();
            if is_wordy(here) {
                before = Some(here);
                at = after;
                continue;
            }
            let following = self.text[after..stop].chars().next();
            let joins = match (before, following) {
                (Some(before), Some(following)) => self.joins(start, at, here, before, following),
                (None, Some(following)) => here == '.' && following.is_ascii_digit(),
                _ => false,
            };
            if joins {
                before = Some(here);
                at = after;
            } else if is_hyphen(here) && following.is_some_and(char::is_alphanumeric) && at > start {
                hyphens += 1;
                before = Some(here);
                at = after;
            } else {
                break;
            }
        }
        let end = self.with_full_stop(start, at, stop);
        if hyphens == 0 {
            self.simple(start, end);
        } else {
            self.hyphenated(start, end);
        }
        end
    }

    /// Whether a character between two others holds a word together.
    fn joins(&self, start: usize, at: usize, here: char, before: char, following: char) -> bool {
        let digits = before.is_ascii_digit() && following.is_ascii_digit();
        match here {
            '.' => {
                // "U.S", "example.com", "3.5"; but "ended.The" lacks a space.
                digits
                    || before.is_alphanumeric()
                        && following.is_alphanumeric()
                        && !(before.is_lowercase()
                            && following.is_uppercase()
                            && is_long(&self.text[start..at]))
            }
            ',' => digits,
            ':' | '/' => digits,
            '&' => before.is_uppercase() && following.is_uppercase(),
            c if is_apostrophe(c) => before.is_alphanumeric() && following.is_alphabetic() || digits,
            // "account(s)" is cut; "C++" is not worth a rule.
            _ => false,
        }
    }

    /// The end of a word, with the full stop behind it where that is part of the word.
    fn with_full_stop(&self, start: usize, end: usize, stop: usize) -> usize {
        if !self.text[end..stop].starts_with('.') || self.text[end + 1..stop].starts_with('.') {
            return end;
        }
        let word = &self.text[start..end];
        let with = &self.text[start..=end];
        let rest = &self.text[end + 1..self.end];
        let before_number =
            rest.trim_start_matches([' ', '\u{A0}', '\u{202F}']).starts_with(|c: char| c.is_ascii_digit());
        // The last part of "Anglo-U.S." decides.
        let last = with.rfind(is_hyphen).map_or(with, |at| with[at..].trim_start_matches(is_hyphen));
        let is_initial = {
            let mut characters = word.rsplit(is_hyphen).next().unwrap_or(word).chars();
            characters.next().is_some_and(char::is_uppercase) && characters.next().is_none() && word != "I"
        };
        let ends_text = rest.trim().is_empty();
        if is_dotted(last.trim_end_matches('.'))
            || is_initial && !ends_text
            || self.lexicon.is_short_form(last, before_number)
        {
            end + 1
        } else {
            end
        }
    }

    /// "US-led" is three words, "anti-war" one.
    fn hyphenated(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        let bare = word.find(is_apostrophe).map_or(word, |at| &word[..at]);
        if bare.contains(is_hyphen)
            && word.len() <= 64
            && hyphens::is_one(self.lexicon, bare.trim_end_matches('.'))
        {
            self.simple(start, end);
            return;
        }
        let mut from = start;
        for (at, hyphen) in word.match_indices(is_hyphen) {
            let (at, after) = (start + at, start + at + hyphen.len());
            self.simple(from, at);
            self.push(at, after);
            from = after;
        }
        self.simple(from, end);
    }

    /// A word without hyphens to cut at: clitics and units come off.
    fn simple(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        if let Some(at) = unit_start(word)
            && self.lexicon.is_unit(word[at..].trim_end_matches('.'))
        {
            self.push(start, start + at);
            self.push(start + at, end);
            return;
        }
        let first = self.pieces.len();
        // From the right: "wouldn't've" is "would", "n't", "'ve".
        let mut to = end;
        let mut cuts = [0usize; 3];
        let mut count = 0;
        while count < cuts.len() {
            let Some(length) = clitic(&self.text[start..to]) else { break };
            to -= length;
            cuts[count] = to;
            count += 1;
        }
        let mut from = start;
        for &cut in cuts[..count].iter().rev() {
            self.push(from, cut);
            from = cut;
        }
        self.push(from, end);
        let last = self.pieces.len();
        for piece in self.pieces[first..last].iter_mut().take((last - first).saturating_sub(1)) {
            piece.is_glued = true;
        }
    }
}

fn is_long(word: &str) -> bool {
    word.len() <= 64 && word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.contains('.')
}

/// "U.S", "a.m", "Ph.D": letters with full stops between them, each part short.
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.len() <= 12
        && word.split('.').all(|part| {
            !part.is_empty() && part.chars().count() <= 2 && part.chars().all(char::is_alphabetic)
        })
}

fn is_same_make(first: char, second: char) -> bool {
    match first {
        '\'' => second == '\'',
        '`' => second == '`' || second == '´',
        '‘' | '’' => matches!(second, '‘' | '’'),
        '‚' => second == '‚',
        _ => false,
    }
}

/// How long the clitic at the end of a word is, in bytes: "n't", "'s", "not" of "cannot".
fn clitic(word: &str) -> Option<usize> {
    let mut characters = word.char_indices().rev();
    let mut tail = [('\0', 0usize); 4];
    let mut count = 0;
    for slot in &mut tail {
        if let Some((at, character)) = characters.next() {
            *slot = (character.to_ascii_lowercase(), at);
            count += 1;
        }
    }
    let at = |back: usize| tail[back].1;
    let length = match tail {
        // n't, needing a letter before it.
        [('t', _), (mark, _), ('n', _), (letter, _)]
            if is_apostrophe(mark) && letter.is_alphabetic() && count == 4 =>
        {
            word.len() - at(2)
        }
        // 's 'd 'm
        [('s' | 'd' | 'm', _), (mark, _), (letter, _), _]
            if is_apostrophe(mark) && letter.is_alphanumeric() =>
        {
            word.len() - at(1)
        }
        // 're 've 'll
        [('e', _), ('r' | 'v', _), (mark, _), (letter, _)] | [('l', _), ('l', _), (mark, _), (letter, _)]
            if is_apostrophe(mark) && letter.is_alphanumeric() =>
        {
            word.len() - at(2)
        }
        // "Jack's." where the full stop belongs to nothing never comes here.
        _ => match word.len() {
            6 if word.eq_ignore_ascii_case("cannot") => 3,
            5 if ["gonna", "gotta", "wanna"].iter().any(|it| word.eq_ignore_ascii_case(it)) => 2,
            _ => return None,
        },
    };
    (length < word.len()).then_some(length)
}

/// Where the letters behind a number begin: 2 in "35mm".
fn unit_start(word: &str) -> Option<usize> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let at = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ':')))?;
    word[at..].starts_with(char::is_alphabetic).then_some(at)
}

/// Where an address of the web or of mail stands in a chunk.
fn address(chunk: &str) -> Option<Span<Byte>> {
    if chunk.len() > 2048 {
        return None;
    }
    let scheme = chunk.find("://").map(|at| {
        let letters = chunk[..at].bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        at - letters
    });
    let start = match (scheme, chunk.find("www."), chunk.find('@')) {
        (Some(start), ..) => start,
        (None, Some(start), _) => start,
        (None, None, Some(at)) => {
            let before = chunk[..at]
                .bytes()
                .rev()
                .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+'))
                .count();
            let has_domain = chunk[at + 1..].split_once('.').is_some_and(|(name, rest)| {
                !name.is_empty() && rest.starts_with(|c: char| c.is_ascii_alphabetic())
            });
            if before == 0 || !has_domain {
                return None;
            }
            at - before
        }
        _ => return None,
    };
    let stops = |c: char| {
        matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»' | '|') || !c.is_ascii() && !c.is_alphanumeric()
    };
    let end = chunk[start..].find(stops).map_or(chunk.len(), |length| start + length);
    let mut address = chunk[start..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ']', '*']);
    if address.ends_with(')') && !address.contains('(') {
        address = address.trim_end_matches([')', '.', ',']);
    }
    (!address.is_empty()).then(|| Span::new(start, start + address.len()))
}

/// ":-)", ";)", ":D".
fn is_face(chunk: &str) -> bool {
    let mut bytes = chunk.bytes();
    let eyes = bytes.next();
    matches!(eyes, Some(b':' | b';' | b'='))
        && (2..=3).contains(&chunk.len())
        && match (bytes.next(), bytes.next()) {
            (Some(b'-' | b'o' | b'^'), Some(mouth)) | (Some(mouth), None) => b")(DPp/\\|]".contains(&mouth),
            _ => false,
        }
}
