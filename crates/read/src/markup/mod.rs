//! Markup as it is found: a tokenizer that keeps to the source, entities, and text without tags.

mod entities;
mod tokens;

pub use entities::{decode, decode_into};
pub use tokens::{Attributes, Token, Tokens};

/// Elements that stand on lines of their own, so that the words on their two sides are apart.
pub(crate) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "br"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "option"
            | "p"
            | "pre"
            | "section"
            | "select"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// So many tags a page has at most; the longest of the web have some ten thousand, and each takes
/// many times its letters in memory.
pub(crate) const MOST_TAGS_OF_A_PAGE: usize = 200_000;

/// So many a document of XML has at most.
pub(crate) const MOST_TAGS_OF_XML: usize = 500_000;

/// Whether a source has more tags than that.
pub(crate) fn has_more_tags(source: &str, most: usize) -> bool {
    source.len() > most && memchr::memchr_iter(b'<', source.as_bytes()).nth(most).is_some()
}

/// A text with its tags taken out and its entities decoded, otherwise to the character.
///
/// Only where a block's tag is all that parts two words does a line break take its place.
///
/// ```
/// use dateline_read::markup::without_tags;
/// assert_eq!(without_tags("<p>Talks &amp; terms.</p><p>A <a href='x'>truce</a>, 1 < 2.</p>\n"),
///            "Talks & terms.\n\nA truce, 1 < 2.\n");
/// ```
pub fn without_tags(source: &str) -> String {
    if !source.bytes().any(|byte| byte == b'<' || byte == b'&') {
        return source.to_owned();
    }
    let mut text = String::with_capacity(source.len());
    let mut is_parted = false;
    let mut name = String::new();
    for token in Tokens::new(source) {
        match token {
            Token::Text(raw) => {
                if is_parted
                    && !raw.starts_with(char::is_whitespace)
                    && !text.is_empty()
                    && !text.ends_with(char::is_whitespace)
                {
                    text.push_str("\n\n");
                }
                is_parted = false;
                decode_into(raw, &mut text);
            }
            Token::Cdata(raw) => text.push_str(raw),
            Token::Start { name: tag, .. } | Token::End { name: tag } => {
                name.clear();
                name.extend(tag.chars().map(|letter| letter.to_ascii_lowercase()));
                is_parted |= is_block(&name);
            }
            Token::Raw(_) | Token::Comment => {}
        }
    }
    text
}
