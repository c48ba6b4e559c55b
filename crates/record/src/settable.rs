//! Which fields of a statement, event or figure people may set otherwise, and to what: what fits no field is
//! refused, so that no correction is kept that does nothing.

use crate::{RecordError, Store};
use dateline_model::{Correction, Does, Edtf, EventAct, FigureStatus, StatementAct, Status};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A field that people may set.
#[derive(Clone, Copy, Debug)]
pub struct Settable {
    /// As the record calls it; `0` stands for any number in a list.
    pub field: &'static str,
    /// As people may call it for short.
    pub short: Option<&'static str>,
    /// What it holds, for people.
    pub holds: &'static str,
    form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    StatementAct,
    EventAct,
    Status,
    FigureStatus,
    Day,
    Words,
    /// Words, or nothing.
    WordsOrNone,
    /// A state's code, or nothing.
    State,
    Flag,
    /// A number, or nothing where it is open.
    Amount,
    Share,
}

const fn may(field: &'static str, short: Option<&'static str>, holds: &'static str, form: Form) -> Settable {
    Settable { field, short, holds, form }
}

const DAY: &str = "a day, month or year (1995-11-21, 1995-11, 1995)";
const SHARE: &str = "a number from 0 to 1";

const OF_STATEMENTS: [Settable; 10] = [
    may(
        "act",
        None,
        "state, deny, accuse, demand … (`dateline statements --act x` lists them)",
        Form::StatementAct,
    ),
    may("negated", None, "true or false: whether it was not done", Form::Flag),
    may("speakers.0.name", Some("speaker"), "who says it", Form::Words),
    may("speakers.0.office", Some("office"), "the speaker's office, or null", Form::WordsOrNone),
    may(
        "speakers.0.of",
        Some("of"),
        "the speaker's state (three letters) or body, or null",
        Form::WordsOrNone,
    ),
    may("addressee.0.name", Some("addressee"), "to whom", Form::Words),
    may("addressee.0.office", None, "their office, or null", Form::WordsOrNone),
    may("addressee.0.of", None, "their state (three letters) or body, or null", Form::WordsOrNone),
    may("said.edtf", Some("said"), DAY, Form::Day),
    may("confidence", None, SHARE, Form::Share),
];

const OF_EVENTS: [Settable; 8] = [
    may("act", None, "ASSAULT, CONSULT, AGREE … (`dateline events --act x` lists them)", Form::EventAct),
    may("status", None, "happened, planned, proposed, threatened, denied or hypothetical", Form::Status),
    may("by.0.name", Some("by"), "who does it", Form::Words),
    may("by.0.country", None, "their state in three letters, or null", Form::State),
    may("to.0.name", Some("to"), "to whom", Form::Words),
    may("to.0.country", None, "their state in three letters, or null", Form::State),
    may("when.edtf", Some("when"), DAY, Form::Day),
    may("confidence", None, SHARE, Form::Share),
];

const OF_FIGURES: [Settable; 8] = [
    may("low", None, "the least it can be: a number, or null", Form::Amount),
    may("high", None, "the most it can be: a number, or null", Form::Amount),
    may("approximate", None, "true or false", Form::Flag),
    may("what", None, "what is counted: killed, injured, money …", Form::Words),
    may("unit", None, "EUR, km, hours …, or null", Form::WordsOrNone),
    may("status", None, "given, denied, planned, hypothetical or superseded", Form::FigureStatus),
    may("when.edtf", Some("when"), DAY, Form::Day),
    may("confidence", None, SHARE, Form::Share),
];

/// The fields of a kind of item (`statement`, `event`, `figure`) that people may set.
pub fn settable(kind: &str) -> &'static [Settable] {
    match kind {
        "statement" => &OF_STATEMENTS,
        "event" => &OF_EVENTS,
        "figure" => &OF_FIGURES,
        _ => &[],
    }
}

/// The field meant, by its whole name or its short one, with the number that stands in it.
fn meant(kind: &str, typed: &str) -> Result<(String, &'static Settable), String> {
    let typed = typed.trim();
    let is_number =
        |part: &str| !part.is_empty() && part.len() < 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let shape: Vec<&str> = typed.split('.').map(|part| if is_number(part) { "0" } else { part }).collect();
    let shape = shape.join(".");
    let found = settable(kind).iter().find(|one| one.field == shape || one.short == Some(typed));
    match found {
        Some(one) if one.short == Some(typed) => Ok((one.field.to_owned(), one)),
        Some(one) => Ok((typed.to_owned(), one)),
        None => {
            let names: Vec<&str> = settable(kind).iter().map(|one| one.short.unwrap_or(one.field)).collect();
            Err(format!("{typed} is no field of a {kind} that can be set; there are: {}", names.join(", ")))
        }
    }
}

fn fits<T: DeserializeOwned>(value: &str) -> Option<Value> {
    serde_json::from_value::<T>(json!(value)).ok().map(|_| json!(value))
}

impl Settable {
    /// The value as the record has it; none if it does not fit.
    fn value(&self, value: &Value) -> Option<Value> {
        let words = match value {
            Value::String(text) => text.trim().to_owned(),
            // "1995" may be a year, and a name.
            Value::Number(number) => number.to_string(),
            _ => String::new(),
        };
        let may_be_none = matches!(self.form, Form::WordsOrNone | Form::State | Form::Amount);
        if value.is_null() {
            return may_be_none.then_some(Value::Null);
        }
        match self.form {
            Form::StatementAct => fits::<StatementAct>(&words.to_lowercase()),
            Form::EventAct => fits::<EventAct>(&words.to_uppercase()),
            Form::Status => fits::<Status>(&words.to_lowercase()),
            Form::FigureStatus => fits::<FigureStatus>(&words.to_lowercase()),
            Form::Day => Edtf::parse(&words).filter(|day| day.first_day().is_some()).map(|_| json!(words)),
            Form::Words | Form::WordsOrNone => (!words.is_empty()).then(|| json!(words)),
            Form::State => {
                let code = words.to_uppercase();
                (code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())).then(|| json!(code))
            }
            Form::Flag => value.as_bool().or_else(|| words.parse().ok()).map(|flag| json!(flag)),
            Form::Amount => number(value).map(|number| json!(number)),
            Form::Share => {
                number(value).filter(|share| (0.0..=1.0).contains(share)).map(|share| json!(share))
            }
        }
    }
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.trim().parse().ok()).filter(|number| number.is_finite())
}

impl Store {
    /// A correction as it can be kept, its field by its whole name and its value in the form of the record; or
    /// why it cannot be.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn fitting(&self, correction: &Correction) -> Result<Result<Correction, String>, RecordError> {
        let kind = correction.target.kind.as_str();
        if !matches!(kind, "statement" | "event" | "figure" | "person" | "authority") {
            return Ok(Err(format!(
                "{kind} is nothing that can be corrected: statement, event, figure or person"
            )));
        }
        if correction.does != Does::Set || kind == "authority" {
            return Ok(Ok(correction.clone()));
        }
        if kind == "person" {
            let why =
                "of a person nothing can be set; merge or split names, or give an authority file (--people)";
            return Ok(Err(why.to_owned()));
        }
        let (field, settable) = match meant(kind, correction.field.as_deref().unwrap_or_default()) {
            Ok(meant) => meant,
            Err(why) => return Ok(Err(why)),
        };
        let Some(value) = settable.value(&correction.value) else {
            return Ok(Err(format!("{} cannot be {}; it is {}", field, correction.value, settable.holds)));
        };
        let fitting = Correction { field: Some(field), value, ..correction.clone() };
        Ok(self.refusal(&fitting)?.map_or(Ok(fitting), Err))
    }

    /// Why the item itself cannot be so; none where the record does not hold it, as that of another machine.
    fn refusal(&self, correction: &Correction) -> Result<Option<String>, RecordError> {
        let (Some(report), Some(span)) = (&correction.target.report, &correction.target.span) else {
            return Ok(Some("say which words it is about".to_owned()));
        };
        let kind = correction.target.kind.as_str();
        let Some(id) = self.item_at(kind, report.as_str(), (span.start, span.end))? else { return Ok(None) };
        let item = match kind {
            "statement" => self.statement(&id)?.map(|one| json!(one.record)),
            "event" => self.event(&id)?.map(|one| json!(one.record)),
            _ => self.figure(&id)?.map(|one| json!(one.record)),
        };
        let Some(item) = item else { return Ok(None) };
        let Some(changed) = crate::corrections::set(&item, correction) else {
            let field = correction.field.as_deref().unwrap_or_default();
            let list = field.split('.').next().unwrap_or_default();
            return Ok(Some(format!("this {kind} has no {field} to set: nobody stands under {list} there")));
        };
        let bound = |name: &str| changed[name].as_f64();
        Ok(match (kind, bound("low"), bound("high")) {
            ("figure", Some(low), Some(high)) if low > high => Some(format!(
                "the least it can be ({low}) would be more than the most ({high}); set the other bound first"
            )),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(kind: &str, field: &str, value: &Value) -> Option<(String, Value)> {
        let (field, settable) = meant(kind, field).ok()?;
        Some((field, settable.value(value)?))
    }

    #[test]
    fn what_fits_is_set_in_the_records_own_form() {
        let some = |field: &str, value: Value| Some((field.to_owned(), value));
        assert_eq!(set("statement", "act", &json!("DENY")), some("act", json!("deny")));
        assert_eq!(
            set("statement", "speaker", &json!("Jan Kolar")),
            some("speakers.0.name", json!("Jan Kolar"))
        );
        assert_eq!(set("statement", "speakers.1.of", &json!("NOR")), some("speakers.1.of", json!("NOR")));
        assert_eq!(set("statement", "of", &Value::Null), some("speakers.0.of", Value::Null));
        assert_eq!(set("statement", "said", &json!("1995-11")), some("said.edtf", json!("1995-11")));
        assert_eq!(set("statement", "said", &json!(1995)), some("said.edtf", json!("1995")));
        assert_eq!(set("statement", "negated", &json!(true)), some("negated", json!(true)));
        assert_eq!(set("event", "act", &json!("assault")), some("act", json!("ASSAULT")));
        assert_eq!(set("event", "by", &json!("the army")), some("by.0.name", json!("the army")));
        assert_eq!(set("event", "to.0.country", &json!("nor")), some("to.0.country", json!("NOR")));
        assert_eq!(set("figure", "low", &json!(40)), some("low", json!(40.0)));
        assert_eq!(set("figure", "high", &Value::Null), some("high", Value::Null));
        for status in ["given", "denied", "planned", "hypothetical", "superseded"] {
            assert!(set("figure", "status", &json!(status)).is_some(), "{status}");
        }
        for status in ["happened", "planned", "proposed", "threatened", "denied", "hypothetical"] {
            assert!(set("event", "status", &json!(status)).is_some(), "{status}");
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        for (kind, field, value) in [
            ("statement", "act", json!("foo")),
            ("statement", "foo", json!("bar")),
            ("statement", "content", json!("abc")),
            ("statement", "said", json!("1995-13")),
            ("statement", "said", json!("spring")),
            ("statement", "negated", json!("maybe")),
            ("statement", "confidence", json!(5)),
            ("statement", "speaker", json!("")),
            ("statement", "id", json!("s-1")),
            ("event", "status", json!("foo")),
            ("event", "when", json!("1995-02-30")),
            ("event", "by.0.country", json!("Norway")),
            ("figure", "low", json!("abc")),
            ("figure", "act", json!("deny")),
            ("person", "name", json!("Jan")),
        ] {
            assert_eq!(set(kind, field, &value), None, "{kind} {field}={value}");
        }
    }
}
