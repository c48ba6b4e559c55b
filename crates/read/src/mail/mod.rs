//! Mail: newsletters saved as EML or MBOX.

mod head;
mod parts;

use crate::Failure;
use crate::asides::mark_asides;
use crate::json_lines::content_id;
use crate::page::text_of_fragment;
use dateline_model::Report;
use head::Head;
use parts::Found;

/// The report in a mail: its plain text, else what its HTML says.
pub(crate) fn mail(given: &str, bytes: &[u8]) -> Result<Report, Failure> {
    let (head, _) = Head::of(bytes);
    let text = match parts::text_of(bytes) {
        Found::Plain(text) => text.replace("\r\n", "\n").trim().to_owned(),
        Found::Html(html) => text_of_fragment(&html),
        Found::Nothing(reason) => return Err(Failure::new(given, reason)),
    };
    if text.trim().is_empty() {
        return Err(Failure::new(given, parts::NO_TEXT));
    }
    let message = head.message();
    let message = message.as_ref();
    let sender = message.and_then(|message| message.from()).and_then(|from| from.first());
    let name = sender.and_then(|sender| sender.name().or_else(|| sender.address()));
    let subject = message.and_then(|message| message.subject());
    let mut report = Report {
        given: Some(given.to_owned()),
        source: name.map(str::to_owned),
        title: subject.map(|subject| subject.split_whitespace().collect::<Vec<_>>().join(" ")),
        published: message.and_then(|message| message.date()).map(mail_parser::DateTime::to_rfc3339),
        text,
        ..Report::default()
    };
    report.id = content_id(&report);
    mark_asides(&mut report);
    Ok(report)
}
