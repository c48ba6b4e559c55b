//! What SQL may call: packing, and how a text begins.

use crate::held::with_text;
use crate::packed::{Packed, packed};
use rusqlite::functions::FunctionFlags;
use rusqlite::types::{ToSql, ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, Error};

/// So many letters of a report are shown where it has no headline.
const OPENING: usize = 90;

/// What SQL is given: a value, or a text that is none in UTF-8, as it is.
enum Cell {
    Value(Value),
    Other(Vec<u8>),
}

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Cell::Value(value) => ToSqlOutput::Borrowed(ValueRef::from(value)),
            Cell::Other(text) => ToSqlOutput::Borrowed(ValueRef::Text(text)),
        })
    }
}

/// Lets SQL pack, and look at how a text begins: `packed(body)`, `packed_bytes(body)`, `opening(text)`.
pub(crate) fn register(connection: &Connection) -> rusqlite::Result<()> {
    let flags =
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("packed", 1, flags, |context| {
        let value = context.get_raw(0);
        Ok(match value {
            ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => match Packed(text.to_owned()).to_sql()? {
                    ToSqlOutput::Owned(packed) => Cell::Value(packed),
                    _ => Cell::Value(Value::Text(text.to_owned())),
                },
                // To write it anew would change it for good.
                Err(_) => Cell::Other(bytes.to_vec()),
            },
            value => Cell::Value(
                Value::try_from(value).map_err(|error| Error::UserFunctionError(Box::new(error)))?,
            ),
        })
    })?;
    connection.create_scalar_function("packed_bytes", 1, flags, |context| {
        let bytes = context.get_raw(0).as_blob()?;
        packed(bytes).map_err(|error| Error::UserFunctionError(Box::new(error)))
    })?;
    // Nothing, where it cannot be unpacked: that is said where the text is asked for.
    connection.create_scalar_function("opening", 1, flags, |context| {
        Ok(with_text(context.get_raw(0), |text| opening(text.as_str())).ok())
    })
}

/// How a text begins, to the end of a word.
fn opening(text: &str) -> String {
    let Some((cut, _)) = text.char_indices().nth(OPENING) else { return text.to_owned() };
    let head = &text[..cut];
    // A word that ends just there is whole.
    let is_whole = text[cut..].starts_with(char::is_whitespace);
    let end = if is_whole { None } else { head.rfind(char::is_whitespace) };
    format!("{}…", head[..end.unwrap_or(cut)].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opening_ends_with_a_word() {
        assert_eq!(opening("The talks ended."), "The talks ended.");
        let long = "The talks ended on Friday. ".repeat(9);
        assert_eq!(
            opening(&long),
            "The talks ended on Friday. The talks ended on Friday. The talks ended on Friday. The talks…"
        );
        assert_eq!(opening(&"x".repeat(200)).chars().count(), OPENING + 1);
    }
}
