//! Mail: newsletters saved as EML or MBOX.

use crate::Failure;
use crate::asides::mark_asides;
use crate::json_lines::content_id;
use crate::page::text_of_fragment;
use dateline_model::Report;
use mail_parser::MessageParser;

/// A letter in a letter in a letter …: each costs its reader a call, and a newsletter has none.
const MOST_MESSAGES: usize = 100;

/// How many letters a letter says that it holds, however deep.
fn messages_in(bytes: &[u8]) -> usize {
    let is_there =
        |at: &usize| bytes[*at..].get(..14).is_some_and(|word| word.eq_ignore_ascii_case(b"message/rfc822"));
    memchr::memchr2_iter(b'm', b'M', bytes).filter(is_there).take(MOST_MESSAGES + 1).count()
}

/// The report in a mail: its plain text, else what its HTML says.
pub(crate) fn mail(given: &str, bytes: &[u8]) -> Result<Report, Failure> {
    if messages_in(bytes) > MOST_MESSAGES {
        let reason = format!(
            "holds more than {MOST_MESSAGES} letters inside it; left out (take it apart, or give it as MBOX)"
        );
        return Err(Failure::new(given, reason));
    }
    let none = || Failure::new(given, "is a mail without text; nothing was kept of it");
    let message = MessageParser::default().parse(bytes).ok_or_else(none)?;
    let plain = message
        .text_bodies()
        .find(|part| part.is_text() && !part.is_text_html())
        .and_then(|part| part.text_contents());
    let text = match plain {
        Some(text) if !text.trim().is_empty() => text.replace("\r\n", "\n").trim().to_owned(),
        _ => message.body_html(0).map(|html| text_of_fragment(&html)).unwrap_or_default(),
    };
    if text.trim().is_empty() {
        return Err(none());
    }
    let sender = message.from().and_then(|from| from.first());
    let name = sender.and_then(|sender| sender.name().or_else(|| sender.address()));
    let mut report = Report {
        given: Some(given.to_owned()),
        source: name.map(str::to_owned),
        title: message.subject().map(|subject| subject.split_whitespace().collect::<Vec<_>>().join(" ")),
        published: message.date().map(mail_parser::DateTime::to_rfc3339),
        text,
        ..Report::default()
    };
    report.id = content_id(&report);
    mark_asides(&mut report);
    Ok(report)
}
