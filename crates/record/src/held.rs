//! The texts that were unpacked last: what is asked for often stands in the same few reports.

use crate::packed::Packed;
use crate::terse::Text;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::mem;

/// Texts of so many bytes are held in each half, or one that is longer; what is in neither has not been asked for
/// as long as it took to fill one.
const MOST: usize = 1 << 20;

/// How long a cell is and how it ends: enough to find a text by, in a time that does not grow with it.
type End = (usize, [u8; 32]);

fn end(bytes: &[u8]) -> End {
    let mut last = [0; 32];
    last.iter_mut().zip(bytes.iter().rev()).for_each(|(to, byte)| *to = *byte);
    (bytes.len(), last)
}

/// Texts by what they are in the file, which tells of itself whether it is still the same.
#[derive(Default)]
struct Held {
    young: FxHashMap<End, (Vec<u8>, Text)>,
    old: FxHashMap<End, (Vec<u8>, Text)>,
    bytes: usize,
    /// The last of those that the file has as they are.
    plain: Text,
}

thread_local! {
    static HELD: RefCell<Held> = RefCell::default();
}

/// Does something with a text as it is kept.
pub(crate) fn with_text<T>(cell: ValueRef<'_>, work: impl FnOnce(&Text) -> T) -> FromSqlResult<T> {
    let bytes = match cell {
        ValueRef::Blob(bytes) => bytes,
        ValueRef::Text(bytes) => {
            return HELD.with_borrow_mut(|held| {
                if held.plain.as_str().as_bytes() != bytes {
                    held.plain = Text::new(cell.as_str()?.to_owned());
                }
                Ok(work(&held.plain))
            });
        }
        _ => return Err(FromSqlError::InvalidType),
    };
    HELD.with_borrow_mut(|held| {
        let end = end(bytes);
        if let Some((_, text)) = held.young.get(&end).filter(|(key, _)| key == bytes) {
            return Ok(work(text));
        }
        let (key, text) = match held.old.remove(&end).filter(|(key, _)| key == bytes) {
            Some(known) => known,
            None => (bytes.to_vec(), Text::new(Packed::column_result(cell)?.0)),
        };
        let done = work(&text);
        let length = text.as_str().len();
        if held.bytes + length > MOST {
            held.old = mem::take(&mut held.young);
            held.bytes = 0;
        }
        held.bytes += length;
        held.young.insert(end, (key, text));
        Ok(done)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packed::packed;

    #[test]
    fn texts_are_those_of_their_cells_and_bounded() {
        let cell = |number: usize| {
            let text = format!("The {number}th letter says much. ").repeat(100);
            let bytes = packed(text.as_bytes()).unwrap();
            (text, bytes)
        };
        for number in (0..2_000).chain([0, 0, 1_999]) {
            let (text, bytes) = cell(number);
            let found = with_text(ValueRef::Blob(&bytes), |text| text.as_str().to_owned()).unwrap();
            assert_eq!(found, text);
        }
        HELD.with_borrow(|held| {
            let held: usize =
                held.young.values().chain(held.old.values()).map(|(_, text)| text.as_str().len()).sum();
            assert!(held <= 2 * MOST, "{held}");
        });
        // A text that is longer than all that is held stays until others were asked for.
        let long = "The letter is long. ".repeat(MOST / 10);
        let bytes = packed(long.as_bytes()).unwrap();
        let place = || with_text(ValueRef::Blob(&bytes), |text| text.as_str().as_ptr()).unwrap();
        let first = place();
        assert_eq!(place(), first);
        let (_, other) = cell(7);
        assert!(with_text(ValueRef::Blob(&other), |_| ()).is_ok());
        assert_eq!(place(), first);
        let plain = || with_text(ValueRef::Text(long.as_bytes()), |text| text.as_str().as_ptr()).unwrap();
        assert_eq!(plain(), plain());
        for number in 0..2_000 {
            let (_, bytes) = cell(number);
            assert!(with_text(ValueRef::Blob(&bytes), |_| ()).is_ok());
        }
        HELD.with_borrow(|held| {
            assert!(!held.young.contains_key(&end(&bytes)) && !held.old.contains_key(&end(&bytes)));
        });
        assert_eq!(with_text(ValueRef::Text(b"plain"), |text| text.as_str().len()).unwrap(), 5);
        assert!(with_text(ValueRef::Blob(&[1, 2, 3]), |_| ()).is_err());
        assert!(with_text(ValueRef::Null, |_| ()).is_err());
    }
}
