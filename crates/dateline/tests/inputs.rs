//! One of each form of input, wrong ones too, in one run: what is said of them, whole.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;
use std::thread;

fn dateline(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline")).args(arguments).env("COLUMNS", "200").output().unwrap()
}

fn told(output: &[u8]) -> String {
    String::from_utf8_lossy(output).into_owned()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// Columns of texts as a Parquet file.
fn parquet(columns: &[(&str, &str)]) -> Vec<u8> {
    let field = |(name, _): &(&str, &str)| {
        let field = Type::primitive_type_builder(name, Physical::BYTE_ARRAY)
            .with_repetition(Repetition::REQUIRED)
            .with_logical_type(Some(LogicalType::String));
        Arc::new(field.build().unwrap())
    };
    let fields = columns.iter().map(field).collect();
    let schema = Arc::new(Type::group_type_builder("table").with_fields(fields).build().unwrap());
    let mut writer =
        SerializedFileWriter::new(Vec::new(), schema, Arc::new(WriterProperties::default())).unwrap();
    let mut group = writer.next_row_group().unwrap();
    for (_, cell) in columns {
        let mut out = group.next_column().unwrap().unwrap();
        out.typed::<ByteArrayType>().write_batch(&[ByteArray::from(*cell)], None, None).unwrap();
        out.close().unwrap();
    }
    group.close().unwrap();
    writer.into_inner().unwrap()
}

const PAGE: &str = "<!doctype html><html lang=en><head><title>Pier opens | Valley Wire</title></head><body><article><h1>Pier opens</h1>\
    <time datetime=1995-11-25>25 November 1995</time><p>The pier was opened on Saturday, the harbour master said, after two years of work.</p>\
    <p>Three hundred people came to see it, and the ferry called there for the first time since the storm.</p></article></body></html>";

const FEED: &str = "<?xml version='1.0'?><rss version='2.0'><channel><title>Lake Courier</title><item><title>Ferry calls</title>\
    <link>http://lake.example/1</link><pubDate>Sun, 26 Nov 1995 18:40:00 +0100</pubDate><description>The ferry called at the new pier on Sunday.</description></item></channel></rss>";

const MAIL: &str = "From: Valley Wire <wire@valley.example>\nTo: all@valley.example\nSubject: Bridge closed\n\
    Date: Mon, 27 Nov 1995 18:40:00 +0100\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\nThe bridge was closed on Monday, the mayor said.\n";

fn warc() -> Vec<u8> {
    let http =
        format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", PAGE.replace("Pier", "Second pier"));
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://wire.example/2\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    )
    .into_bytes()
}

fn one_of_each(inputs: &Path) {
    fs::create_dir(inputs).unwrap();
    let file = |name: &str, bytes: &[u8]| fs::write(inputs.join(name), bytes).unwrap();
    let table =
        "date,headline,body,views\n1995-11-21,Talks end,\"The talks ended on Tuesday, the envoy said.\",3\n";
    file("a-table.csv", table.as_bytes());
    file("b-table.csv.gz", &gzip(table.replace("Talks", "Long talks").replace("envoy", "mayor").as_bytes()));
    file("c-table.tsv", b"date\ttext\n1995-11-22\tThe envoy left on Wednesday.\n");
    file(
        "d-frame.parquet",
        &parquet(&[
            ("published", "1995-11-23"),
            ("content", "The envoy came back on Thursday, the mayor said."),
            ("shares", "7"),
        ]),
    );
    file("e-list.json", br#"{"articles":[{"publishedAt":"1995-11-22T08:00:00Z","title":"Map drawn","content":"The map was drawn on Wednesday."}]}"#);
    file("f-lines.jsonl", br#"{"id":"f","published":"1995-11-24","text":"The envoy rested on Friday."}"#);
    file("g-page.html", PAGE.as_bytes());
    file("h-feed.xml", FEED.as_bytes());
    file("i-mail.eml", MAIL.as_bytes());
    file("j-crawl.warc.gz", &gzip(&warc()));
    file("1995-11-23-wire.txt", b"Three villages were without water on Thursday.");
    file("k-dated.txt", b"date 1995-11-24 LAKE CITY (Lake Courier) - The harbour froze on Friday.");
    file("l-note.txt", b"Nobody came to the bridge.");
    file(
        "m-wide.txt",
        &"date 1995-11-24\nThe lake froze on Friday."
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<_>>(),
    );
    file("n-franzoesisch.txt", "date 1995-11-24 Le ministre a déclaré que les négociations de paix avaient échoué et que la délégation rentrerait dans la capitale avant la fin de la semaine.".as_bytes());
    // Wrong ones, each in its way.
    file("p-broken.jsonl", b"{\"id\":\n");
    file("q-broken.parquet", b"PAR1 and no more");
    file("r-empty.txt", b"");
    file("s-scan.pdf", b"%PDF-1.4 \xE2\xE3");
    file("t-places.csv", b"lat,lon\n1,2\n");
    file("u-binary.dat", &[0, 1, 2, 3, 0, 5, 6, 7, 8, 0, 14, 15, 16]);
    file("v-cut.csv.gz", &gzip(table.as_bytes())[..20]);
    file("README.md", b"# Read me");
    file("g-page_files.js", b"var x;");
    file("photo.jpg", b"\xFF\xD8\xFF\xE0");
}

#[test]
fn one_of_each_in_one_run() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("inputs");
    one_of_each(&inputs);
    let db = folder.path().join("record.db");
    let output = dateline(&["read", inputs.to_str().unwrap(), "--db", db.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1), "some inputs could not be read");
    let place = format!("{}/", inputs.display());
    // What a run says depends on where it runs only in its times and paths, and how wide the terminal is.
    let said = |bytes: &[u8]| {
        let lines = told(bytes).replace(&place, "");
        lines.lines().map(|line| format!("{}\n", line.trim_end())).collect::<String>()
    };
    let summary = said(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    let (errors, expected) = (said(&output.stderr), include_str!("inputs/errors.txt"));
    if std::env::var_os("INPUTS_UPDATE").is_some() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/inputs");
        fs::write(folder.join("errors.txt"), &errors).unwrap();
        fs::write(folder.join("summary.txt"), timeless(&summary)).unwrap();
        return;
    }
    assert_eq!(errors, expected, "run it again with INPUTS_UPDATE=1");
    assert_eq!(timeless(&summary), include_str!("inputs/summary.txt"), "run it again with INPUTS_UPDATE=1");
}

/// A summary less the times it names, and what is found in the reports, which others test; a part a line.
fn timeless(summary: &str) -> String {
    let (before, rest) = summary.split_once(" in ").unwrap();
    let (_, after) = rest.split_once(" ms ").unwrap();
    let (after, _) = after.split_once(" found ").unwrap();
    let parts = ["without a day:", "not analysed:", "understood", "days taken from", "passed over"];
    let mut lines = format!("{before}\n{after}\n");
    for part in parts {
        lines = lines.replace(&format!(" {part}"), &format!("\n{part}"));
    }
    lines
}

/// A server on this machine that has a page, a table and rules.
fn server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = listener.local_addr().unwrap().to_string();
    let own = host.clone();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let first = lines.next().and_then(Result::ok).unwrap_or_default();
            while lines.next().and_then(Result::ok).is_some_and(|line| !line.is_empty()) {}
            let (status, kind, body): (&str, &str, Vec<u8>) = match first
                .split(' ')
                .nth(1)
                .unwrap_or_default()
            {
                "/robots.txt" => ("200 OK", "text/plain", b"User-agent: *\nDisallow: /private\n".to_vec()),
                "/pier" => ("200 OK", "text/html; charset=utf-8", PAGE.as_bytes().to_vec()),
                "/news.csv?all=1" => {
                    ("200 OK", "text/csv", b"date,text\n1995-11-22,The envoy left on Wednesday.\n".to_vec())
                }
                "/private/letter" => ("200 OK", "text/html", PAGE.as_bytes().to_vec()),
                "/there" => (("302 Found\r\nLocation: file:///etc/hostname"), "text/plain", Vec::new()),
                "/home" => ("302 Found\r\nLocation: http://localhost:1/pier", "text/plain", Vec::new()),
                _ => ("404 Not Found", "text/plain", Vec::new()),
            };
            let head = format!(
                "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            let mut stream = stream;
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
        }
    });
    own
}

#[test]
fn an_address_is_fetched_with_its_hosts_leave() {
    let host = server();
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("record.db");
    let read = |paths: &[&str], allow: &[&str]| {
        let addresses: Vec<String> = paths.iter().map(|path| format!("http://{host}{path}")).collect();
        let mut arguments = vec!["read", "--db", db.to_str().unwrap()];
        arguments.extend(addresses.iter().map(String::as_str));
        arguments.extend(allow.iter().flat_map(|host| ["--allow", *host]));
        dateline(&arguments)
    };
    // Nobody's own machine is asked, unless it is named.
    let output = read(&["/pier"], &[]);
    assert_eq!(output.status.code(), Some(1));
    let errors = told(&output.stderr);
    assert!(
        errors.contains("private, loopback or link-local address") && errors.contains("--allow HOST"),
        "{errors}"
    );

    let output = read(&["/pier", "/news.csv?all=1"], &[&host]);
    assert!(output.status.success(), "{}", told(&output.stderr));
    let reports = dateline(&["reports", "--format", "jsonl", "--db", db.to_str().unwrap()]);
    let reports = told(&reports.stdout);
    assert_eq!(reports.lines().count(), 2, "{reports}");
    assert!(reports.contains(&format!("\"url\":\"http://{host}/pier\"")), "{reports}");

    for (path, words) in [
        ("/private/letter", "robots.txt"),
        ("/none", "the server answered 404"),
        ("/there", "which is no http address"),
        ("/home", "private, loopback"),
    ] {
        let output = read(&[path], &[&host]);
        assert_eq!(output.status.code(), Some(1), "{path}");
        let errors = told(&output.stderr);
        assert!(errors.contains(words) && errors.lines().count() == 1, "{path}: {errors}");
    }
}
