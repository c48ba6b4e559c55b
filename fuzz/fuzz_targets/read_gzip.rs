//! Gzipped archives: any bytes are read, and every span reads back.

#![no_main]

use dateline_read::{Options, reports_in};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let options = Options { largest_document: 1 << 20, ..Options::default() };
    for report in reports_in("page.warc.gz", bytes.to_vec(), &options).into_iter().flatten() {
        for span in report.asides.iter().map(|aside| &aside.span).chain(&report.dateline) {
            let length = (span.end - span.start) as usize;
            assert!(report.text.chars().skip(span.start as usize).take(length).eq(span.text.chars()));
        }
    }
});
