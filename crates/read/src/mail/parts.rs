//! The text of a letter: its parts in order, and in those their parts, without a call for each
//! level, so that none can lie too deep.

use super::head::{About, Head, Kind, Transfer};
use crate::decode;
use mail_parser::{MessageParser, PartType};
use std::ops::Range;

/// How deep parts may stand in parts; a newsletter has two or three levels.
const DEEPEST: usize = 20;

/// How many parts of a letter are looked at.
const MOST_PARTS: usize = 1_000;

/// What is said of a letter in which no text was found.
pub(super) const NO_TEXT: &str = "is a mail without text; nothing was kept of it";

/// What a letter holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    Plain(String),
    Html(String),
    /// Nothing that could be kept, and why.
    Nothing(String),
}

/// The text of a letter: the first plain text that it shows, else the first HTML. Letters in it
/// are other people's, and are not looked into.
pub(super) fn text_of(letter: &[u8]) -> Found {
    let mut waiting: Vec<Waiting> =
        vec![Waiting { at: 0..letter.len(), depth: 0, in_digest: false, is_first: true }];
    let (mut html, mut seen, mut letters) = (None, 0, 0);
    let mut limit = None;
    while let Some(Waiting { at: part, depth, in_digest, is_first }) = waiting.pop() {
        seen += 1;
        if seen > MOST_PARTS {
            limit = Some(format!("of more than {MOST_PARTS} parts"));
            break;
        }
        let (head, body) = Head::of(&letter[part.clone()]);
        let body = part.start + body..part.end;
        let about = head.about(in_digest, is_first);
        match &about.kind {
            Kind::Parts { .. } if depth == DEEPEST => {
                limit = Some(format!("whose parts stand more than {DEEPEST} deep in each other"));
            }
            Kind::Parts { boundary, is_related, is_digest } => {
                let most = if *is_related { 1 } else { MOST_PARTS + 1 - seen };
                let inner = split(letter, body, boundary, most);
                let inner = inner.into_iter().enumerate().rev();
                waiting.extend(inner.map(|(number, at)| Waiting {
                    at,
                    depth: depth + 1,
                    in_digest: *is_digest,
                    is_first: number == 0,
                }));
            }
            Kind::Plain => match decoded(&letter[body], &about) {
                Some(text) if !text.trim().is_empty() => return Found::Plain(text),
                Some(_) => {}
                None => limit = limit.or_else(|| Some("whose text cannot be decoded".to_owned())),
            },
            Kind::Html if html.is_none() => html = decoded(&letter[body], &about),
            Kind::Letter => letters += 1,
            Kind::Html | Kind::Other => {}
        }
    }
    match (html, limit) {
        (Some(html), _) if !html.trim().is_empty() => Found::Html(html),
        (_, Some(limit)) => {
            Found::Nothing(format!("is a mail {limit}; left out (save its text as .txt or .html)"))
        }
        _ if letters > 0 => Found::Nothing(
            "is a mail with no text of its own, only with letters inside it; left out (save those as EML or MBOX)"
                .to_owned(),
        ),
        _ => Found::Nothing(NO_TEXT.to_owned()),
    }
}

/// A part that is still to be looked at.
struct Waiting {
    at: Range<usize>,
    depth: usize,
    in_digest: bool,
    is_first: bool,
}

/// The first parts of a body, at most so many: what stands between its lines "--boundary". The last
/// of a body that breaks off ends where that does.
fn split(letter: &[u8], body: Range<usize>, boundary: &[u8], most: usize) -> Vec<Range<usize>> {
    let mark = [b"--", boundary].concat();
    let mut parts = Vec::new();
    let mut start = None;
    for found in memchr::memmem::find_iter(&letter[body.clone()], &mark) {
        let at = body.start + found;
        let after = &letter[at + mark.len()..body.end];
        let is_line = at == body.start || letter[at - 1] == b'\n';
        // "--a" is no mark of "--ab".
        let is_end = after.starts_with(b"--");
        let is_whole = is_end || after.first().is_none_or(u8::is_ascii_whitespace);
        if !is_line || !is_whole {
            continue;
        }
        if let Some(start) = start.take() {
            parts.push(start..without_break(letter, start, at));
        }
        if is_end || parts.len() >= most {
            return parts;
        }
        let line = memchr::memchr(b'\n', after).map_or(after.len(), |end| end + 1);
        start = Some(at + mark.len() + line);
    }
    parts.extend(start.map(|start| start..body.end));
    parts
}

/// Where a part ends whose mark begins at `end`: the line break before that is the mark's.
fn without_break(letter: &[u8], start: usize, end: usize) -> usize {
    let part = &letter[start.min(end)..end];
    let part = part.strip_suffix(b"\n").unwrap_or(part);
    let part = part.strip_suffix(b"\r").unwrap_or(part);
    start.min(end) + part.len()
}

/// The words of a part; none where its bytes are not what it says.
fn decoded(body: &[u8], about: &About) -> Option<String> {
    let transfer: &[u8] = match about.transfer {
        Transfer::Plain => b"",
        Transfer::Base64 => b"Content-Transfer-Encoding: base64\r\n",
        Transfer::QuotedPrintable => b"Content-Transfer-Encoding: quoted-printable\r\n",
    };
    // A letter of this part alone, of which the reader of letters takes the bytes and the characters.
    let alone = |kind: String| [kind.as_bytes(), b"\r\n", transfer, b"\r\n", body].concat();
    if let Some(charset) = &about.charset {
        let alone = alone(format!("Content-Type: text/plain; charset=\"{charset}\""));
        let message = MessageParser::default().parse(&alone)?;
        let part = message.parts.into_iter().next()?;
        let is_broken = part.is_encoding_problem && about.transfer == Transfer::Base64;
        if let PartType::Text(text) = part.body
            && !is_broken
            && !text.contains(['\u{FFFD}', '\0'])
        {
            return Some(text.into_owned());
        }
    }
    let alone = alone("Content-Type: application/octet-stream".to_owned());
    let message = MessageParser::default().parse(&alone)?;
    let part = message.parts.into_iter().next()?;
    let bytes = match part.body {
        _ if part.is_encoding_problem && about.transfer == Transfer::Base64 => return None,
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes.into_owned(),
        PartType::Text(text) | PartType::Html(text) => text.into_owned().into_bytes(),
        PartType::Message(_) | PartType::Multipart(_) => return None,
    };
    let labels: Vec<&str> = about.charset.iter().map(String::as_str).collect();
    Some(decode::decode(bytes, &labels).text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_before_html_and_the_first_of_each() {
        let letter = "Content-Type: multipart/mixed; boundary=\"a\"\r\n\r\nPreamble\r\n--a\r\nContent-Type: multipart/alternative; boundary=ab\r\n\r\n\
            --ab\r\nContent-Type: text/html\r\n\r\n<p>One.</p>\r\n--ab\r\n\r\nOne.\r\n--ab--\r\n--a\r\nContent-Disposition: attachment\r\n\r\nTwo.\r\n--a--\r\n";
        assert_eq!(text_of(letter.as_bytes()), Found::Plain("One.".to_owned()));
        let html = letter.replace("--ab\r\n\r\nOne.", "--ab\r\nContent-Type: image/png\r\n\r\n0");
        assert_eq!(text_of(html.as_bytes()), Found::Html("<p>One.</p>".to_owned()));
    }

    #[test]
    fn a_letter_that_breaks_off_is_kept_so_far() {
        let letter = b"Content-Type: multipart/mixed; boundary=a\n\n--a\n\nThe talks ended on";
        assert_eq!(text_of(letter), Found::Plain("The talks ended on".to_owned()));
    }

    #[test]
    fn characters_are_told_by_label_or_by_their_look() {
        let letter = |head: &str, body: &[u8]| [head.as_bytes(), b"\n\n", body].concat();
        let plain = |text: &str| Found::Plain(text.to_owned());
        assert_eq!(
            text_of(&letter("Content-Type: text/plain; charset=x-none", b"Caf\xE9 noir, d\xE9j\xE0 vu")),
            plain("Café noir, déjà vu")
        );
        assert_eq!(
            text_of(&letter("Content-Type: text/plain; charset=iso-8859-1", b"Caf\xE9")),
            plain("Café")
        );
        assert_eq!(
            text_of(&letter("Content-Transfer-Encoding: base64", b"VGhlIHRhbGtzIGVuZGVkLg==")),
            plain("The talks ended.")
        );
        assert!(matches!(
            text_of(&letter("Content-Transfer-Encoding: base64", b"%%%%\x01%%")),
            Found::Nothing(_)
        ));
    }

    #[test]
    fn however_deep_it_ends_in_one_line() {
        let levels = 30_000;
        let nested = |part: fn(usize) -> String| (0..levels).map(part).collect::<String>();
        let cases =
            [
                nested(|_| "Content-Type: message/rfc822\n\n".to_owned()),
                nested(|_| "Content-Type: message/global\n\n".to_owned()),
                nested(|_| "Content-Type: multipart/digest; boundary=b\n\n--b\n".to_owned()),
                nested(|_| "Content-Type: multipart/digest; boundary=b\n\n--b\n\n".to_owned()),
                nested(|level| format!("Content-Type: multipart/mixed; boundary={level}x\n\n--{level}x\n")),
                // A boundary that never comes.
                nested(|level| format!("--b\nContent-Type: multipart/mixed; boundary={level}x\n\n"))
                    .replacen("--b\n", "Content-Type: multipart/mixed; boundary=b\n\n--b\n", 1),
            ];
        for case in cases {
            assert!(matches!(text_of(case.as_bytes()), Found::Nothing(_)), "{}", &case[..80]);
        }
    }
}
