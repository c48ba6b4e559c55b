//! Reports as Arrow in, tables as Arrow out.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{
    Array, ArrayRef, Date32Array, LargeStringArray, RecordBatch, StringArray, StringViewArray,
};
use dateline_arrow::{Extraction, Output, engine, extract};
use dateline_ask::TableName;
use dateline_pipeline::Reader;
use dateline_read::Options;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Arc;

const TALKS: &str = "GENEVA (Lake Courier) - Foreign Minister Ana Petrova said on Tuesday that the talks had ended. \
                     Rebels killed 12 soldiers near Brno on Monday.";

fn tables(batch: &RecordBatch) -> BTreeMap<&'static str, RecordBatch> {
    let outputs: Vec<Output> = Output::all().collect();
    let mut found = Extraction::of(&outputs);
    let threads = NonZeroUsize::new(2);
    extract(engine(Reader::Fast).unwrap(), batch, ("reports", 10), &Options::default(), threads, &mut found);
    found.batches().unwrap().into_iter().map(|(output, batch)| (output.name(), batch)).collect()
}

fn texts(batch: &RecordBatch, column: &str) -> Vec<String> {
    let column = batch.column_by_name(column).unwrap().as_string::<i32>();
    column.iter().map(|text| text.unwrap_or_default().to_owned()).collect()
}

#[test]
fn any_names_and_kinds_of_columns_go_in_and_what_is_wrong_is_a_row() {
    let day = Date32Array::from(vec![Some(9_455), Some(9_455), None]);
    let body = StringViewArray::from(vec![Some(TALKS), None, Some("The river rose.")]);
    let outlet = LargeStringArray::from(vec![Some("Lake Courier"), Some("Lake Courier"), None]);
    let batch = RecordBatch::try_from_iter([
        ("Publish_Date", Arc::new(day) as ArrayRef),
        ("Body", Arc::new(body) as ArrayRef),
        ("outlet", Arc::new(outlet) as ArrayRef),
    ])
    .unwrap();
    let tables = tables(&batch);
    assert_eq!(texts(&tables["reports"], "published"), ["1995-11-21", ""]);
    assert_eq!(texts(&tables["reports"], "source"), ["Lake Courier", ""]);
    assert_eq!(texts(&tables["statements"], "speaker"), ["Ana Petrova"]);
    assert_eq!(texts(&tables["figures"], "what"), ["killed"]);
    // The day in the text is that of the column's day.
    assert!(texts(&tables["times"], "edtf").contains(&"1995-11-20".to_owned()));
    let failed = &tables["failed"];
    assert_eq!(failed.column(0).as_primitive::<Int64Type>().values().to_vec(), [11]);
    assert!(texts(failed, "reason")[0].starts_with("has no text"), "{:?}", texts(failed, "reason"));
    assert_eq!(texts(&tables["records"], "record").len(), 2);
    for (name, batch) in &tables {
        if let Some(table) = TableName::named(name) {
            let columns: Vec<&str> = table.columns().iter().map(|column| column.name).collect();
            let names: Vec<String> =
                batch.schema().fields().iter().map(|field| field.name().clone()).collect();
            assert_eq!(names, columns);
        }
    }
}

#[test]
fn a_table_without_a_text_is_one_row_that_says_so() {
    let lat: ArrayRef = Arc::new(StringArray::from(vec!["46.2", "46.3"]));
    let tables = tables(&RecordBatch::try_from_iter([("lat", lat)]).unwrap());
    assert_eq!(tables["reports"].num_rows(), 0);
    let failed = &tables["failed"];
    assert_eq!((failed.num_rows(), failed.column(0).null_count()), (1, 1));
    assert!(texts(failed, "reason")[0].contains("no column is known to hold text"));
}

#[test]
fn no_reports_give_no_rows_but_every_column() {
    let text: ArrayRef = Arc::new(StringArray::from(Vec::<&str>::new()));
    for (name, batch) in tables(&RecordBatch::try_from_iter([("text", text)]).unwrap()) {
        assert!(batch.num_rows() == 0 && batch.num_columns() > 3, "{name}");
    }
}
