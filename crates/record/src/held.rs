//! The texts that were unpacked last: what is asked for often stands in the same few reports.

use crate::packed::Packed;
use crate::terse::Text;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::mem;

/// Texts of so many bytes are held in each half; what is in neither has not been asked for as long as it took
/// to fill one.
const MOST: usize = 1 << 20;
/// A longer one is not held.
const LONGEST: usize = 1 << 17;

/// Texts by what they are in the file, which tells of itself whether it is still the same.
#[derive(Default)]
struct Held {
    young: FxHashMap<Vec<u8>, Text>,
    old: FxHashMap<Vec<u8>, Text>,
    bytes: usize,
}

thread_local! {
    static HELD: RefCell<Held> = RefCell::default();
}

/// Does something with a text as it is kept.
pub(crate) fn with_text<T>(cell: ValueRef<'_>, work: impl FnOnce(&Text) -> T) -> FromSqlResult<T> {
    let bytes = match cell {
        ValueRef::Blob(bytes) => bytes,
        ValueRef::Text(_) => return Ok(work(&Text::new(cell.as_str()?.to_owned()))),
        _ => return Err(FromSqlError::InvalidType),
    };
    HELD.with_borrow_mut(|held| {
        if let Some(text) = held.young.get(bytes) {
            return Ok(work(text));
        }
        let text = match held.old.remove(bytes) {
            Some(text) => text,
            None => Text::new(Packed::column_result(cell)?.0),
        };
        let done = work(&text);
        let length = text.as_str().len();
        if length <= LONGEST {
            if held.bytes + length > MOST {
                held.old = mem::take(&mut held.young);
                held.bytes = 0;
            }
            held.bytes += length;
            held.young.insert(bytes.to_vec(), text);
        }
        Ok(done)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::types::{ToSql, ToSqlOutput, Value};

    #[test]
    fn texts_are_those_of_their_cells_and_bounded() {
        let cell = |number: usize| {
            let text = format!("The {number}th letter says much. ").repeat(100);
            match Packed(text.clone()).to_sql().unwrap() {
                ToSqlOutput::Owned(Value::Blob(bytes)) => (text, bytes),
                other => panic!("{other:?}"),
            }
        };
        for number in (0..2_000).chain([0, 0, 1_999]) {
            let (text, bytes) = cell(number);
            let found = with_text(ValueRef::Blob(&bytes), |text| text.as_str().to_owned()).unwrap();
            assert_eq!(found, text);
        }
        HELD.with_borrow(|held| {
            let held: usize =
                held.young.values().chain(held.old.values()).map(|text| text.as_str().len()).sum();
            assert!(held <= 2 * MOST, "{held}");
        });
        assert_eq!(with_text(ValueRef::Text(b"plain"), |text| text.as_str().len()).unwrap(), 5);
        assert!(with_text(ValueRef::Blob(&[1, 2, 3]), |_| ()).is_err());
        assert!(with_text(ValueRef::Null, |_| ()).is_err());
    }
}
