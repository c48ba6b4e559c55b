//! Answers as they are given: lists in pages, and a link to the words wherever something rests on some.

use super::parameters::Parameters;
use crate::pages::{report_href, span_href};
use dateline_model::Id;
use serde::Serialize;
use serde_json::{Value, json};

/// A page of a list: one more than asked for was looked up, to know whether there is a next.
pub(super) fn page<T: Serialize>(mut items: Vec<T>, given: &Parameters) -> Value {
    let has_more = items.len() > given.limit();
    items.truncate(given.limit());
    json!({ "items": items, "next": has_more.then(|| given.next()) })
}

/// A number of single precision as the command line and exports write it: 0.638, not 0.6380000114440918.
fn shortened(number: &mut Value) {
    let short = number.as_f64().and_then(|long| (long as f32).to_string().parse::<f64>().ok());
    if let Some(short) = short {
        *number = json!(short);
    }
}

/// Gives everything that names a report and a piece of it a link to those words.
pub(super) fn link(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(link),
        Value::Object(fields) => {
            if let Some(confidence) = fields.get_mut("confidence") {
                shortened(confidence);
            }
            let report = fields.get("report").and_then(Value::as_str).map(Id::from);
            let piece =
                fields.get("evidence").or_else(|| fields.get("span")).filter(|piece| piece.is_object());
            let piece = piece.or_else(|| fields.get("start").is_some().then_some(&Value::Null));
            let number =
                |of: &Value, name: &str| of.get(name).and_then(Value::as_u64).map(|number| number as u32);
            let found = report.and_then(|report| {
                let piece = piece?;
                let (start, end) = if piece.is_null() {
                    (
                        fields.get("start").and_then(Value::as_u64)? as u32,
                        fields.get("end").and_then(Value::as_u64)? as u32,
                    )
                } else {
                    (number(piece, "start")?, number(piece, "end")?)
                };
                let piece = dateline_model::Excerpt { start, end, text: String::new() };
                Some(span_href(&report, &piece))
            });
            let found = found.or_else(|| {
                let is_report = fields.contains_key("day")
                    && fields.contains_key("source")
                    && !fields.contains_key("report");
                fields
                    .get("id")
                    .and_then(Value::as_str)
                    .filter(|_| is_report)
                    .map(|id| report_href(&Id::from(id)))
            });
            fields.values_mut().for_each(link);
            if let Some(found) = found {
                fields.insert("link".to_owned(), Value::String(found));
            }
        }
        _ => {}
    }
}
