//! Character references: `&amp;`, `&#8217;`, `&#x201C;`.

use std::borrow::Cow;

/// The longest name of an entity, `CounterClockwiseContourIntegral;`.
const LONGEST: usize = 32;

/// A text with its character references decoded.
///
/// ```
/// use dateline_read::markup::decode;
/// assert_eq!(decode("AT&amp;T &ndash; &#8220;fine&#x201d; &c &unknown; &"), "AT&T – “fine” &c &unknown; &");
/// ```
pub fn decode(raw: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', raw.as_bytes()).is_none() {
        return Cow::Borrowed(raw);
    }
    let mut text = String::with_capacity(raw.len());
    decode_into(raw, &mut text);
    Cow::Owned(text)
}

/// Adds a text with its character references decoded.
pub fn decode_into(raw: &str, text: &mut String) {
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((characters, length)) => {
                text.extend(characters.into_iter().flatten());
                rest = &rest[length..];
            }
            None => {
                text.push('&');
                rest = &rest[1..];
            }
        }
    }
    text.push_str(rest);
}

/// The characters that the reference at the start of `rest` stands for, and its length.
fn reference(rest: &str) -> Option<([Option<char>; 2], usize)> {
    let bytes = rest.as_bytes();
    if bytes.get(1) == Some(&b'#') {
        let is_hexadecimal = matches!(bytes.get(2), Some(b'x' | b'X'));
        let start = if is_hexadecimal { 3 } else { 2 };
        let radix = if is_hexadecimal { 16 } else { 10 };
        let digits =
            bytes[start..].iter().take(10).take_while(|byte| char::from(**byte).is_digit(radix)).count();
        if digits == 0 {
            return None;
        }
        let end = start + digits;
        let number = u32::from_str_radix(&rest[start..end], radix).unwrap_or(0xFFFD);
        let length = end + usize::from(bytes.get(end) == Some(&b';'));
        return Some(([Some(character(number)), None], length));
    }
    let letters = bytes[1..].iter().take(LONGEST).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let mut end = 1 + letters + usize::from(bytes.get(1 + letters) == Some(&b';'));
    // The longest name wins: "&notit;" is "¬it;". Names without ";" are short.
    while end > 2 {
        if let Some(&(first, second)) = web_atoms::NAMED_ENTITIES.get(&rest[1..end])
            && first != 0
        {
            return Some(([char::from_u32(first), (second != 0).then(|| character(second))], end));
        }
        end = if bytes[end - 1] == b';' { end - 1 } else { (end - 1).min(8) };
    }
    None
}

/// A number as a character, as browsers take it: the C1 range means Windows-1252.
fn character(number: u32) -> char {
    const WINDOWS: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match number {
        0 => '\u{FFFD}',
        0x80..=0x9F => WINDOWS[number as usize - 0x80],
        _ => char::from_u32(number).unwrap_or('\u{FFFD}'),
    }
}
