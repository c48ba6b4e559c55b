//! Cells of any kind as text: texts of any width and form, days, instants, whole numbers, lists.

use arrow_array::cast::AsArray;
use arrow_array::temporal_conversions::{as_datetime, date32_to_datetime, date64_to_datetime};
use arrow_array::types::{
    ArrowPrimitiveType, ArrowTemporalType, Date32Type, Date64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, StringArray};
use arrow_schema::{DataType, TimeUnit};
use std::fmt::Display;

/// A column as text; none where its cells cannot be. Days are `1995-11-21`, instants with a zone end in `Z`,
/// those without have none; the texts of a list have "; " between.
pub(crate) fn as_text(column: &ArrayRef) -> Option<StringArray> {
    Some(match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().clone(),
        DataType::LargeUtf8 => column.as_string::<i64>().iter().collect(),
        DataType::Utf8View => column.as_string_view().iter().collect(),
        DataType::Null => StringArray::new_null(column.len()),
        DataType::Dictionary(..) => {
            let named = column.as_any_dictionary();
            let names = as_text(named.values())?;
            let keys = named.normalized_keys();
            let name = |row: usize| {
                let key = *keys.get(row).filter(|_| column.is_valid(row))?;
                names.is_valid(key).then(|| names.value(key))
            };
            (0..column.len()).map(name).collect()
        }
        DataType::List(_) => joined(column.as_list::<i32>().iter())?,
        DataType::LargeList(_) => joined(column.as_list::<i64>().iter())?,
        DataType::Date32 => {
            let days = column.as_primitive::<Date32Type>().iter();
            days.map(|day| Some(date32_to_datetime(day?)?.date().to_string())).collect()
        }
        DataType::Date64 => {
            let days = column.as_primitive::<Date64Type>().iter();
            days.map(|day| Some(date64_to_datetime(day?)?.date().to_string())).collect()
        }
        DataType::Timestamp(unit, zone) => {
            let zone = if zone.is_some() { "Z" } else { "" };
            match unit {
                TimeUnit::Second => instants::<TimestampSecondType>(column, zone),
                TimeUnit::Millisecond => instants::<TimestampMillisecondType>(column, zone),
                TimeUnit::Microsecond => instants::<TimestampMicrosecondType>(column, zone),
                TimeUnit::Nanosecond => instants::<TimestampNanosecondType>(column, zone),
            }
        }
        DataType::Int8 => numbers::<Int8Type>(column),
        DataType::Int16 => numbers::<Int16Type>(column),
        DataType::Int32 => numbers::<Int32Type>(column),
        DataType::Int64 => numbers::<Int64Type>(column),
        DataType::UInt8 => numbers::<UInt8Type>(column),
        DataType::UInt16 => numbers::<UInt16Type>(column),
        DataType::UInt32 => numbers::<UInt32Type>(column),
        DataType::UInt64 => numbers::<UInt64Type>(column),
        _ => return None,
    })
}

fn instants<T: ArrowTemporalType<Native = i64>>(column: &ArrayRef, zone: &str) -> StringArray {
    let instants = column.as_primitive::<T>().iter();
    instants.map(|instant| Some(format!("{}{zone}", as_datetime::<T>(instant?)?))).collect()
}

fn numbers<T: ArrowPrimitiveType<Native: Display>>(column: &ArrayRef) -> StringArray {
    column.as_primitive::<T>().iter().map(|number| number.map(|number| number.to_string())).collect()
}

fn joined(lists: impl Iterator<Item = Option<ArrayRef>>) -> Option<StringArray> {
    let mut cells = Vec::new();
    for list in lists {
        cells.push(match list {
            Some(list) => Some(as_text(&list)?.iter().flatten().collect::<Vec<_>>().join("; ")),
            None => None,
        });
    }
    Some(cells.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::{
        BooleanArray, DictionaryArray, LargeStringArray, TimestampMicrosecondArray, TimestampNanosecondArray,
    };
    use std::sync::Arc;

    fn texts(column: impl Array + 'static) -> Option<Vec<Option<String>>> {
        let column: ArrayRef = Arc::new(column);
        Some(as_text(&column)?.iter().map(|cell| cell.map(str::to_owned)).collect())
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn cells_of_any_kind_are_text() {
        assert_eq!(texts(LargeStringArray::from(vec![Some("a"), None])), Some(vec![some("a"), None]));
        let named: DictionaryArray<Int8Type> = [Some("a"), None, Some("b"), Some("a")].into_iter().collect();
        assert_eq!(texts(named), Some(vec![some("a"), None, some("b"), some("a")]));
        let noon = 817_041_600_000_000;
        let plain = TimestampMicrosecondArray::from(vec![Some(noon), None]);
        assert_eq!(texts(plain.clone()), Some(vec![some("1995-11-22 12:00:00"), None]));
        assert_eq!(texts(plain.with_timezone("+01:00")), Some(vec![some("1995-11-22 12:00:00Z"), None]));
        let fine = TimestampNanosecondArray::from(vec![noon * 1_000]);
        assert_eq!(texts(fine), Some(vec![some("1995-11-22 12:00:00")]));
        assert_eq!(texts(BooleanArray::from(vec![true])), None);
    }
}
