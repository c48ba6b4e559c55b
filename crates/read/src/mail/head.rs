//! The headers of a letter or of one of its parts: those that are looked at, each of a length that
//! a real one has.

use mail_parser::{ContentType, Message, MessageParser, MimeHeaders};

/// The headers that say something here.
const WANTED: [&[u8]; 6] =
    [b"from", b"subject", b"date", b"content-type", b"content-transfer-encoding", b"content-disposition"];

/// The most bytes of one header; longer ones are looked at so far.
const LONGEST: usize = 8 << 10;

/// How many of them are looked at.
const MOST: usize = 40;

/// The headers that are wanted, as printed.
#[derive(Debug, Default)]
pub(super) struct Head {
    lines: Vec<u8>,
}

impl Head {
    /// The headers at the beginning of some bytes, and where what follows them begins.
    pub(super) fn of(bytes: &[u8]) -> (Head, usize) {
        let mut head = Head::default();
        let (mut at, mut count) = (0, 0);
        let (mut is_wanted, mut left) = (false, 0);
        while at < bytes.len() {
            let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |length| at + length + 1);
            let line = &bytes[at..end];
            at = end;
            let content = line.trim_ascii_end();
            if content.is_empty() {
                return (head, at);
            }
            if !line.starts_with(b" ") && !line.starts_with(b"\t") {
                let name = content.split(|byte| *byte == b':').next().unwrap_or_default().trim_ascii();
                is_wanted = count < MOST
                    && name.len() < content.len()
                    && WANTED.iter().any(|wanted| name.eq_ignore_ascii_case(wanted));
                count += usize::from(is_wanted);
                left = LONGEST;
            }
            if is_wanted && left > 0 {
                let taken = &content[..content.len().min(left)];
                left -= taken.len();
                head.lines.extend_from_slice(taken);
                head.lines.extend_from_slice(b"\r\n");
            }
        }
        (head, at)
    }

    /// The same, understood.
    pub(super) fn message(&self) -> Option<Message<'_>> {
        MessageParser::default().parse_headers(&self.lines)
    }
}

/// What a part says of itself.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Parts apart by this line.
    Parts {
        boundary: Vec<u8>,
        /// Whether only the first of them is shown (what it shows stands in the others).
        is_related: bool,
        /// Whether each of them is a letter unless it says otherwise.
        is_digest: bool,
    },
    Plain,
    Html,
    Letter,
    /// Pictures, attachments, what no one knows.
    Other,
}

/// How the bytes of a part were made fit for mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Transfer {
    Plain,
    Base64,
    QuotedPrintable,
}

/// What is known of a part.
#[derive(Debug)]
pub(super) struct About {
    pub kind: Kind,
    pub transfer: Transfer,
    /// The label of its characters.
    pub charset: Option<String>,
}

impl Head {
    /// What a part says of itself; `in_digest` tells whether one that says nothing is a letter, and
    /// `is_first` whether it is shown even if it has a name.
    pub(super) fn about(&self, in_digest: bool, is_first: bool) -> About {
        let message = self.message();
        let part = message.as_ref().and_then(|message| message.parts.first());
        let kind = part.and_then(|part| part.content_type());
        let is_attached = part.is_some_and(|part| {
            part.content_disposition().is_some_and(ContentType::is_attachment)
                || (!is_first && kind.is_some_and(|kind| kind.has_attribute("name")))
        });
        let transfer = match part.and_then(|part| part.content_transfer_encoding()) {
            Some(name) if name.eq_ignore_ascii_case("base64") => Transfer::Base64,
            Some(name) if name.eq_ignore_ascii_case("quoted-printable") => Transfer::QuotedPrintable,
            _ => Transfer::Plain,
        };
        let charset = kind.and_then(|kind| kind.attribute("charset")).map(label);
        let kind = match kind {
            None if in_digest => Kind::Letter,
            None => Kind::Plain,
            Some(kind) => match (kind.ctype(), kind.subtype().unwrap_or("")) {
                ("multipart", subtype) => match kind.attribute("boundary") {
                    Some(boundary) if !boundary.is_empty() => Kind::Parts {
                        boundary: boundary.as_bytes().to_vec(),
                        is_related: subtype == "related",
                        is_digest: subtype == "digest",
                    },
                    _ => Kind::Other,
                },
                ("message", "rfc822" | "global") => Kind::Letter,
                ("text", "plain") if !is_attached => Kind::Plain,
                ("text", "html") if !is_attached => Kind::Html,
                _ => Kind::Other,
            },
        };
        let kind = if kind == Kind::Plain && is_attached { Kind::Other } else { kind };
        About { kind, transfer, charset: charset.filter(|label| !label.is_empty()) }
    }
}

/// A label of characters without what no label holds.
fn label(printed: &str) -> String {
    let is_letter = |letter: &char| letter.is_ascii_alphanumeric() || "-_:.+".contains(*letter);
    printed.chars().filter(is_letter).take(40).collect()
}
