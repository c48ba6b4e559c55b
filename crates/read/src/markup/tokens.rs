//! Markup in one pass, without copying: tags, text, comments, as they stand in the source.
//!
//! Any input is taken. The time is linear in its length, whatever it holds.

use memchr::{memchr, memmem};

/// One piece of markup. Names are as printed, text is not decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'s> {
    /// Text between tags.
    Text(&'s str),
    /// What stands in a `<![CDATA[…]]>`.
    Cdata(&'s str),
    /// What stands in a script, style sheet, title or the like, up to its end tag.
    Raw(&'s str),
    /// A start tag.
    Start {
        /// Its name, as printed.
        name: &'s str,
        /// What follows the name, up to `>` or `/>`.
        attributes: Attributes<'s>,
        /// Whether it ends in `/>`.
        is_closed: bool,
    },
    /// An end tag.
    End {
        /// Its name, as printed.
        name: &'s str,
    },
    /// A comment, declaration or processing instruction.
    Comment,
}

/// The tokens of a source.
#[derive(Clone, Debug)]
pub struct Tokens<'s> {
    source: &'s str,
    at: usize,
    /// The element whose raw text comes next.
    raw: Option<&'s str>,
    /// Whether scripts, titles and the like hold raw text, as in HTML.
    is_html: bool,
    /// From where on the source has no more of these, so that nothing is sought twice.
    without: [usize; 4],
}

const DOUBLE: usize = 0;
const SINGLE: usize = 1;
const DASHES: usize = 2;
const CDATA: usize = 3;

impl<'s> Tokens<'s> {
    /// Reads markup.
    pub fn new(source: &'s str) -> Self {
        Tokens { source, at: 0, raw: None, is_html: true, without: [usize::MAX; 4] }
    }

    /// Reads XML: no element holds raw text.
    pub fn of_xml(source: &'s str) -> Self {
        Tokens { is_html: false, ..Tokens::new(source) }
    }

    /// Bytes read so far.
    pub fn position(&self) -> usize {
        self.at
    }

    fn raw_text(&mut self, element: &str) -> Token<'s> {
        let bytes = self.source.as_bytes();
        let start = self.at;
        let mut end = bytes.len();
        for slash in memmem::find_iter(&bytes[start..], b"</").map(|at| start + at) {
            let name = slash + 2..slash + 2 + element.len();
            if bytes.get(name.clone()).is_some_and(|name| name.eq_ignore_ascii_case(element.as_bytes()))
                && bytes.get(name.end).is_none_or(|byte| !byte.is_ascii_alphanumeric())
            {
                end = slash;
                break;
            }
        }
        self.at = end;
        Token::Raw(&self.source[start..end])
    }

    /// The place of `needle` at or after `from`, remembered where there is none.
    fn seek(&mut self, memory: usize, needle: &[u8], from: usize) -> Option<usize> {
        if from >= self.without[memory] {
            return None;
        }
        let found = match needle {
            [byte] => memchr(*byte, &self.source.as_bytes()[from..]),
            _ => memmem::find(&self.source.as_bytes()[from..], needle),
        };
        if found.is_none() {
            self.without[memory] = from;
        }
        found.map(|at| from + at)
    }

    /// The place of the `>` that ends a tag: not one in a quoted value.
    fn tag_end(&mut self, mut at: usize) -> usize {
        let bytes = self.source.as_bytes();
        while let Some(step) = memchr::memchr3(b'>', b'"', b'\'', &bytes[at..]) {
            at += step;
            if bytes[at] == b'>' {
                return at;
            }
            let is_value = bytes[..at].iter().rev().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'=');
            let memory = if bytes[at] == b'"' { DOUBLE } else { SINGLE };
            let quote = [bytes[at]];
            at += 1;
            if is_value && let Some(end) = self.seek(memory, &quote, at) {
                at = end + 1;
            }
        }
        bytes.len()
    }

    fn declaration(&mut self) -> Token<'s> {
        let bytes = self.source.as_bytes();
        let start = self.at;
        let rest = &bytes[start..];
        if rest.starts_with(b"<!--") {
            // "<!-->" and "<!--->" are whole comments.
            self.at = if rest[4..].starts_with(b">") {
                start + 5
            } else if rest[4..].starts_with(b"->") {
                start + 6
            } else {
                self.seek(DASHES, b"-->", start + 4).map_or(bytes.len(), |end| end + 3)
            };
            return Token::Comment;
        }
        if rest.starts_with(b"<![CDATA[")
            && let Some(end) = self.seek(CDATA, b"]]>", start + 9)
        {
            self.at = end + 3;
            return Token::Cdata(&self.source[start + 9..end]);
        }
        self.at = memchr(b'>', rest).map_or(bytes.len(), |end| start + end + 1);
        Token::Comment
    }

    fn tag(&mut self) -> Token<'s> {
        let bytes = self.source.as_bytes();
        let is_end = bytes[self.at + 1] == b'/';
        let start = self.at + 1 + usize::from(is_end);
        let length = bytes[start..]
            .iter()
            .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'))
            .unwrap_or(bytes.len() - start);
        let name = &self.source[start..start + length];
        let end = self.tag_end(start + length);
        self.at = (end + 1).min(bytes.len());
        if is_end {
            return Token::End { name };
        }
        let inside = &self.source[start + length..end];
        let is_closed = inside.ends_with('/');
        if self.is_html && RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name)) && !is_closed {
            self.raw = Some(name);
        }
        Token::Start { name, attributes: Attributes { rest: inside }, is_closed }
    }
}

/// Elements whose content is not markup.
const RAW: [&str; 8] = ["script", "style", "title", "textarea", "iframe", "xmp", "noembed", "noframes"];

impl<'s> Iterator for Tokens<'s> {
    type Item = Token<'s>;

    fn next(&mut self) -> Option<Token<'s>> {
        if let Some(element) = self.raw.take() {
            return Some(self.raw_text(element));
        }
        let bytes = self.source.as_bytes();
        let start = self.at;
        if start >= bytes.len() {
            return None;
        }
        let is_markup = |at: usize| match bytes.get(at + 1) {
            Some(b'!' | b'?') => true,
            Some(b'/') => bytes.get(at + 2).is_some_and(u8::is_ascii_alphabetic),
            Some(byte) => byte.is_ascii_alphabetic(),
            None => false,
        };
        if bytes[start] == b'<' && is_markup(start) {
            return Some(match bytes[start + 1] {
                b'!' | b'?' => self.declaration(),
                _ => self.tag(),
            });
        }
        let mut end = start + 1;
        loop {
            match memchr(b'<', &bytes[end..]) {
                Some(step) if is_markup(end + step) => {
                    end += step;
                    break;
                }
                Some(step) => end += step + 1,
                None => {
                    end = bytes.len();
                    break;
                }
            }
        }
        self.at = end;
        // A text can begin in the middle of nothing: `<` is ASCII, so both ends are boundaries
        // unless it began with a `<` that opens no tag.
        Some(Token::Text(&self.source[start..end]))
    }
}

/// The attributes of a start tag, read as they are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attributes<'s> {
    rest: &'s str,
}

impl<'s> Attributes<'s> {
    /// Those that stand in the first so many bytes; one that does not end there is there in part.
    #[must_use]
    pub(crate) fn near(self, bytes: usize) -> Self {
        Attributes { rest: &self.rest[..self.rest.floor_char_boundary(bytes)] }
    }

    /// The value of an attribute, not decoded. Names are compared without case.
    pub fn get(self, name: &str) -> Option<&'s str> {
        self.into_iter().find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

impl<'s> Iterator for Attributes<'s> {
    type Item = (&'s str, &'s str);

    fn next(&mut self) -> Option<(&'s str, &'s str)> {
        let rest = self.rest.trim_start_matches(|letter: char| letter.is_ascii_whitespace() || letter == '/');
        if rest.is_empty() {
            self.rest = "";
            return None;
        }
        // The first character is a name's whatever it is; all that can end a name is ASCII.
        let length = rest
            .bytes()
            .skip(1)
            .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'/'))
            .map_or(rest.len(), |at| at + 1);
        let (name, after) = rest.split_at(length);
        let after = after.trim_start_matches(|letter: char| letter.is_ascii_whitespace());
        let Some(value) = after.strip_prefix('=') else {
            self.rest = after;
            return Some((name, ""));
        };
        let value = value.trim_start_matches(|letter: char| letter.is_ascii_whitespace());
        for quote in ['"', '\''] {
            if let Some(inside) = value.strip_prefix(quote)
                && let Some(end) = memchr(quote as u8, inside.as_bytes())
            {
                self.rest = &inside[end + 1..];
                return Some((name, &inside[..end]));
            }
        }
        let end = value.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(value.len());
        self.rest = &value[end..];
        Some((name, &value[..end]))
    }
}
