//! Tables and other people's JSON: what researchers have.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use dateline_model::Report;
use dateline_read::{Failure, Mapping, Options, Topic, Weight, reports, reports_in};
use std::path::PathBuf;

fn read(name: &str, bytes: impl Into<Vec<u8>>) -> (Vec<Report>, Vec<Failure>) {
    read_with(name, bytes, &[])
}

fn read_with(name: &str, bytes: impl Into<Vec<u8>>, map: &[&str]) -> (Vec<Report>, Vec<Failure>) {
    let mut mapping = Mapping::default();
    map.iter().for_each(|pair| mapping.add(pair).unwrap());
    let (mut found, mut failures) = (Vec::new(), Vec::new());
    for one in reports_in(name, bytes.into(), &Options { mapping, ..Options::default() }) {
        match one {
            Ok(report) => found.push(report),
            Err(failure) => failures.push(failure),
        }
    }
    (found, failures)
}

const CSV: &str = "Publish_Date,Headline,Body,outlet,views\n\
    21/11/1995,Talks end,\"The talks ended on Tuesday, the envoy said.\nAll three signed.\",Valley Wire,12\n\
    04/12/1995,Map drawn,The map was drawn on Monday.,Lake Courier,3\n";

#[test]
fn a_table_is_one_report_a_row() {
    for (name, bytes) in [
        ("a.csv", CSV.to_owned()),
        ("a.tsv", "Publish_Date\tHeadline\tBody\toutlet\tviews\n21/11/1995\tTalks end\tThe talks ended on Tuesday, the envoy said.\tValley Wire\t12\n04/12/1995\tMap drawn\tThe map was drawn on Monday.\tLake Courier\t3\n".to_owned()),
        ("a.csv", CSV.replace(['\u{2c}'], ";").replace("Tuesday;", "Tuesday,")),
        ("articles", CSV.to_owned()),
    ] {
        let (found, failures) = read(name, bytes);
        assert_eq!(found.len(), 2, "{name}: {failures:?}");
        assert!(found[0].text.starts_with("The talks ended on Tuesday, the envoy said."), "{}", found[0].text);
        assert_eq!(found[0].published.as_deref(), Some("1995-11-21"), "{name}");
        // 21/11 shows that the day comes first, so that 04/12 is in December.
        assert_eq!(found[1].published.as_deref(), Some("1995-12-04"), "{name}");
        assert_eq!(found[1].title.as_deref(), Some("Map drawn"));
        assert_eq!(found[1].source.as_deref(), Some("Lake Courier"));
        assert_eq!(failures.len(), 1);
        assert_eq!(failures[0].weight, Weight::Told(Topic::Columns));
        assert!(failures[0].reason.contains("text ← Body") && failures[0].reason.contains("not used: views"));
    }
}

#[test]
fn columns_can_be_said() {
    let (found, _) = read_with("a.csv", "x,y\n1995-11-21,The talks ended.\n", &["published=x", "text=y"]);
    assert_eq!((found.len(), found[0].published.as_deref()), (1, Some("1995-11-21")));
    let (found, failures) = read("a.csv", "x,y\n1995-11-21,The talks ended.\n");
    assert!(found.is_empty() && failures[0].reason.contains("--map text=COLUMN"), "{failures:?}");
}

#[test]
fn a_table_in_utf_16() {
    let wide: Vec<u8> =
        std::iter::once(0xFEFF).chain(CSV.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(read("a.csv", wide).0.len(), 2);
}

#[test]
fn a_missing_quotation_mark_does_not_take_the_memory() {
    let mut broken = "date,text\n1995-11-21,\"It never ends\n".to_owned();
    broken.push_str(&"1995-11-22,More.\n".repeat(1000));
    let options = Options { largest_document: 4 << 10, ..Options::default() };
    let found = reports_in("a.csv", broken.into(), &options);
    assert!(
        found.iter().any(|one| one.as_ref().is_err_and(|failure| failure.reason.contains("quotation mark")))
    );
}

#[test]
fn objects_with_keys_of_others() {
    let news_api = r#"{"status":"ok","totalResults":1,"articles":[{"source":{"id":null,"name":"Valley Wire"},"author":"Mara Ilic and Ivo Marek",
        "title":"Talks end","url":"http://wire.example/1","publishedAt":"1995-11-21T18:40:00Z","content":"The talks ended on Tuesday… [+2041 chars]"}]}"#;
    let (found, failures) = read("a.json", news_api);
    assert_eq!(found.len(), 1, "{failures:?}");
    assert_eq!(found[0].source.as_deref(), Some("Valley Wire"));
    assert_eq!(found[0].byline, ["Mara Ilic", "Ivo Marek"]);
    assert_eq!(found[0].published.as_deref(), Some("1995-11-21T18:40:00Z"));
    assert!(
        failures.iter().any(|failure| failure.weight == Weight::Doubt && failure.reason.contains("cut off"))
    );
    let lines = "{\"date\":\"1995-11-21\",\"body\":\"The talks ended.\",\"clicks\":3}\n{\"date\":816912000,\"body\":\"The map was drawn.\"}\n";
    let (found, failures) = read("a.jsonl", lines);
    assert_eq!(found[0].published.as_deref(), Some("1995-11-21"));
    assert_eq!(found[1].published.as_deref(), Some("1995-11-21T00:00:00Z"));
    assert!(
        failures[0].reason.contains("published ← date") && failures[0].reason.contains("not used: clicks")
    );
    // A day and a month that may be either are not guessed at.
    let (found, failures) = read("a.jsonl", r#"{"date":"03/04/2024","text":"The talks ended."}"#);
    assert_eq!(found[0].published, None);
    assert!(failures.iter().any(|failure| failure.weight == Weight::Doubt));
}

#[test]
fn the_user_says_whether_the_day_comes_first() {
    let csv = "date,body\n03/04/1995,The talks ended on Monday.\n04/05/1995,The map was drawn.\n";
    let read = |is_day_first: Option<bool>| {
        let mut mapping = Mapping::default();
        is_day_first.into_iter().for_each(|first| mapping.set_day_first(first));
        let all = reports_in("a.csv", csv.as_bytes().to_vec(), &Options { mapping, ..Options::default() });
        let day = all.iter().flatten().next().and_then(|report| report.published.clone()).unwrap_or_default();
        let told: String = all.iter().filter_map(|one| one.as_ref().err()).map(ToString::to_string).collect();
        (day, told.contains("a guess"))
    };
    assert_eq!(read(None), ("1995-03-04".to_owned(), true));
    assert_eq!(read(Some(true)), ("1995-04-03".to_owned(), false));
    assert_eq!(read(Some(false)), ("1995-03-04".to_owned(), false));
}

#[test]
fn days_of_undated_texts_are_told() {
    let (found, failures) = read("wire/1995-11-21-talks.txt", "The talks ended on Tuesday.");
    assert_eq!(found[0].published.as_deref(), Some("1995-11-21"));
    assert_eq!(failures[0].weight, Weight::Told(Topic::DayFromName));
    let (found, failures) = read("a.txt", "Talks end\n21 November 1995\n\nThe talks ended on Tuesday.");
    assert_eq!(found[0].published.as_deref(), Some("1995-11-21"));
    assert_eq!(failures[0].weight, Weight::Told(Topic::DayFromText));
    // The text stays as it is.
    assert!(found[0].text.starts_with("Talks end\n21 November 1995"));
}

#[test]
fn one_document_may_have_an_article_a_line() {
    let article = |number: u32| {
        format!(
            r#"{{"source":{{"id":null,"name":"Valley Wire"}},"title":"Talks {number}","publishedAt":"1995-11-2{number}T10:00:00Z","content":"The talks went on for day {number}."}}"#
        )
    };
    let articles: Vec<String> = (0..3).map(article).collect();
    for (head, between, end) in [
        (r#"{"status":"ok","totalResults":3,"articles":["#, ",\n", "\n]}"),
        (r#"{"status":"ok","articles":"#, ",\n ", "]}\n"),
        ("{\n\"articles\": [", ",", "]\n}"),
    ] {
        let open = if head.ends_with('[') { "" } else { "[" };
        let document = format!("{head}\n{open}{}{end}", articles.join(between));
        let (found, failures) = read("news.json", document.clone());
        assert_eq!(found.len(), 3, "{document}\n{failures:?}");
        assert!(failures.iter().all(|failure| !failure.is_fault()), "{failures:?}");
        assert_eq!(found[2].published.as_deref(), Some("1995-11-22T10:00:00Z"));
    }
    // Lines stay lines, a broken one among them too.
    let lines = format!("{}\n{}\n{{\"text\": broken\n{}\n", articles[0], articles[1], articles[2]);
    let (found, failures) = read("news.json", lines);
    assert_eq!((found.len(), failures.iter().filter(|failure| failure.is_fault()).count()), (3, 1));
}

#[test]
fn a_folder_as_people_have_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    file("README.md", b"# How these were saved");
    file("jquery.js", b"function () {}");
    file("style.css", b"p { color: red }");
    file("report.pdf", b"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n1 0 obj");
    file("a.txt", b"date 1995-11-21 The talks ended on Tuesday.");
    let docx = {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let plain = zip::write::SimpleFileOptions::default();
        zip.start_file("word/document.xml", plain).unwrap();
        let xml = "<w:document><w:body><w:p><w:r><w:t>21 November 1995</w:t></w:r></w:p>\
                   <w:p><w:r><w:t>The map was drawn.</w:t></w:r></w:p></w:body></w:document>";
        std::io::Write::write_all(&mut zip, xml.as_bytes()).unwrap();
        zip.finish().unwrap().into_inner()
    };
    file("map.docx", &docx);
    let all: Vec<_> = reports(vec![PathBuf::from(folder.path())], &Options::default()).collect();
    let texts: Vec<&str> = all.iter().flatten().map(|report| report.text.as_str()).collect();
    assert_eq!(texts, ["The talks ended on Tuesday.", "21 November 1995\n\nThe map was drawn."]);
    let passed = |failure: &&Failure| failure.weight == Weight::Told(Topic::PassedOver);
    let failures: Vec<&Failure> = all.iter().filter_map(|one| one.as_ref().err()).collect();
    assert_eq!(failures.iter().filter(|one| passed(one)).count(), 3);
    let pdf: Vec<_> = failures.iter().filter(|failure| failure.place.ends_with(".pdf")).collect();
    assert!(pdf.len() == 1 && pdf[0].reason.contains("pdftotext"));
}
