//! Every reader on damaged and hostile input: it ends, soon, without a panic, and its spans read
//! back. The inputs are mutations of small files, by a fixed seed; `fuzz/` goes further.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use dateline_read::{Options, reports_in};
use std::io::Write;
use std::time::{Duration, Instant};

const PAGE: &str = "<!doctype html><html lang=en><head><meta charset=utf-8><title>Talks end | Valley Wire</title>\
    <meta property=og:site_name content='Valley Wire'><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\
    \"headline\":\"Talks end\",\"datePublished\":\"1995-11-21T18:40:00+01:00\",\"author\":[{\"@type\":\"Person\",\"name\":\"Mara Ilic\"}]}</script></head>\
    <body><nav><ul><li><a href=/>Home</a><li><a href=/n>News</a></ul></nav><main><article><h1>Talks end</h1><p class=byline>By <a rel=author href=/m>Mara Ilic</a></p>\
    <p>DAYTON, Ohio &mdash; The talks ended on Tuesday, after three weeks, with an agreement &amp; a map.<p>All three presidents signed it.\
    <figure><img src=a.jpg><figcaption>The table, seen from the door (Mara Ilic/Valley)</figcaption></figure><table><tr><td>One<td>Two</table>\
    <blockquote>“It is done,” he said.</blockquote></article><aside><h3>More</h3></aside></main><footer>© Valley Wire</footer></body></html>";

const FEED: &str = "<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Valley Wire</title>\
    <item><title>Talks end</title><link>http://wire.example/1</link><pubDate>Tue, 21 Nov 1995 18:40:00 +0100</pubDate>\
    <content:encoded><![CDATA[<p>The talks ended &amp; all signed.</p>]]></content:encoded></item>\
    <item><description>&lt;p&gt;Nobody was hurt at the bridge.&lt;/p&gt;</description></item></channel></rss>";

const AGENCY: &str = "<nitf><head><docdata><date.issue norm='19951121T184000+0100'/></docdata></head><body><body.head><hedline><hl1>Talks end</hl1></hedline>\
    <byline>By <person>Mara Ilic</person></byline></body.head><body.content><p>The talks ended on Tuesday with an agreement and a map.</p></body.content></body></nitf>";

const NINJS: &str = r#"{"uri":"urn:x:1","versioncreated":"1995-11-21T18:40:00Z","headline":"Talks end","body_xhtml":"<p>The talks ended on Tuesday with a map.</p>","associations":{"a":{"uri":"urn:x:2","type":"picture"}}}"#;

const MAIL: &str = "From wire@valley.example Tue Nov 21 18:40:00 1995\nFrom: Valley Wire <wire@valley.example>\nTo: all@valley.example\nSubject: =?utf-8?q?Talks_end?=\n\
    Date: Tue, 21 Nov 1995 18:40:00 +0100\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\nThe talks ended on Tuesday.\n\nFrom b\nSubject: x\n\ny\n";

const DATED: &str = "date 1995-11-21 DAYTON, Ohio (Valley Wire) — The talks <b>ended</b> &ndash; at last.\n\nEnvoy Paul Hart, left, at the table (Mara Ilic/Valley)\n\n(Reporting by Mara Ilic)\n";

const LINES: &str = "{\"id\":\"a\",\"published\":\"1995-11-21\",\"text\":\"The talks ended.\"}\n{\"text\": \"Ünïcode “quoted” 🎉\", \"published\":\"soon\"}\n{broken\n{\"html\":\"<p>Nobody was hurt.</p>\"}\n";

const NEWSML: &str = "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet><newsItem guid='urn:1' xml:lang='en'><itemMeta>\
    <versionCreated>1995-11-21T18:40:00+01:00</versionCreated></itemMeta><contentMeta><headline>Talks end</headline></contentMeta><contentSet><inlineXML>\
    <html xmlns='http://www.w3.org/1999/xhtml'><body><p>The talks ended on Tuesday with an agreement.</p></body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>";

const ATOM: &str = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Valley Wire</title><entry><title>Talks end</title><link href='http://wire.example/1'/>\
    <updated>1995-11-21T18:40:00Z</updated><content type='html'>&lt;p&gt;The talks ended.&lt;/p&gt;</content></entry></feed>";

const JSON_FEED: &str = r#"{"version":"https://jsonfeed.org/version/1","title":"W","items":[{"url":"http://w.example/1","date_published":"1995-11-21","content_html":"<p>It ended.</p>"}]}"#;

const EML: &str = "From: a@b.example\nSubject: Talks end\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html; charset=x-none\n\
    Content-Transfer-Encoding: base64\n\nPHA+VGhlIHRhbGtzIGVuZGVkLjwvcD4=\n--b--\n";

fn warc() -> Vec<u8> {
    let http = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{PAGE}\r\n0\r\n\r\n",
        PAGE.len()
    );
    let record = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://wire.example/1\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    );
    record.repeat(2).into_bytes()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// Reads it, and checks that what comes back reads back.
fn read(name: &str, bytes: Vec<u8>) -> usize {
    let mut count = 0;
    for report in reports_in(name, bytes, &Options { largest_document: 4 << 20, ..Options::default() })
        .into_iter()
        .flatten()
    {
        let text: Vec<char> = report.text.chars().collect();
        assert!(!report.text.trim().is_empty() && !report.id.as_str().is_empty());
        for span in report.asides.iter().map(|aside| &aside.span).chain(&report.dateline) {
            let piece: String = text[span.start as usize..span.end as usize].iter().collect();
            assert_eq!(piece, span.text);
        }
        count += 1;
    }
    count
}

/// A small generator of numbers (xorshift), the same on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    fn mutate(&mut self, bytes: &mut Vec<u8>) {
        const PIECES: [&[u8]; 16] = [
            b"<",
            b">",
            b"</p>",
            b"\"",
            b"'",
            b"&#x1F;",
            b"&",
            b"]]>",
            b"<!--",
            b"\0",
            b"\xFF\xFE",
            b"\xC3",
            b"\r\n\r\n",
            b"Content-Length: 99999999",
            b"{\"",
            b"date 9999-99-99 ",
        ];
        for _ in 0..=self.below(6) {
            let at = self.below(bytes.len() + 1);
            match self.below(6) {
                0 if at < bytes.len() => bytes[at] ^= 1 << self.below(8),
                1 => bytes.truncate(at),
                2 => {
                    let piece = PIECES[self.below(PIECES.len())];
                    bytes.splice(at..at, piece.iter().copied());
                }
                3 => {
                    let end = (at + self.below(40)).min(bytes.len());
                    bytes.drain(at..end);
                }
                4 => {
                    let end = (at + self.below(60)).min(bytes.len());
                    let copy = bytes[at..end].to_vec();
                    bytes.splice(at..at, copy);
                }
                _ if at < bytes.len() => bytes[at] = self.below(256) as u8,
                _ => {}
            }
        }
    }
}

#[test]
fn mutations_are_read_without_panic() {
    let seeds: Vec<(&str, Vec<u8>)> = vec![
        ("page.html", PAGE.into()),
        ("feed.xml", FEED.into()),
        ("agency.xml", AGENCY.into()),
        ("item.json", NINJS.into()),
        ("newsml.xml", NEWSML.into()),
        ("atom.xml", ATOM.into()),
        ("feed.json", JSON_FEED.into()),
        ("mail.eml", EML.into()),
        ("mail.mbox", MAIL.into()),
        ("dated.txt", DATED.into()),
        ("lines.jsonl", LINES.into()),
        ("page.warc", warc()),
        ("page.warc.gz", [gzip(&warc()), gzip(&warc())].concat()),
        ("dated.txt.gz", gzip(DATED.as_bytes())),
    ];
    for (name, seed) in &seeds {
        assert!(read(name, seed.clone()) > 0, "{name} is read as it is");
    }
    let mut numbers = Numbers(0x1995_1121);
    for (name, seed) in &seeds {
        let until = Instant::now() + Duration::from_millis(1200);
        for _ in 0..3000 {
            let mut bytes = seed.clone();
            numbers.mutate(&mut bytes);
            read(name, bytes);
            if Instant::now() > until {
                break;
            }
        }
    }
}

#[test]
fn any_bytes_are_read_without_panic() {
    let mut numbers = Numbers(0x1978_0917);
    for name in ["-", "a", "a.html", "a.xml", "a.jsonl", "a.json", "a.eml", "a.warc.gz"] {
        for _ in 0..200 {
            let length = numbers.below(300);
            let bytes = (0..length).map(|_| {
                if numbers.below(3) == 0 {
                    b"<>/=\"' &;{}:,\n"[numbers.below(14)]
                } else {
                    numbers.below(256) as u8
                }
            });
            read(name, bytes.collect());
        }
    }
}

/// Time must grow with the length, not with its square: half a megabyte is read in seconds even
/// by an unoptimised build on a busy machine.
#[test]
fn nothing_takes_more_than_linear_time() {
    let size = 400_000;
    let repeated = |piece: &str| piece.repeat(size / piece.len()).into_bytes();
    let cases = [
        ("a.html", repeated("<div>")),
        ("a.html", repeated("<b><p>x")),
        ("a.html", repeated("<a href=x>y")),
        ("a.html", repeated("<a x=\"'>")),
        ("a.html", repeated("<table><tr><td>")),
        ("a.html", repeated("<!--<![CDATA[")),
        ("a.html", repeated("&#38;&amp;&nope")),
        ("a.html", repeated("</div><li>")),
        ("a.html", repeated("<script></scrip>")),
        ("a.html", repeated("<p>By 1 May 2020, Mara Ilic, left, (a/b) said. ")),
        ("a.html", repeated("<h1>Talks end</h1>")),
        ("a.html", repeated("<span class='author date'>x y</span>")),
        ("a.xml", repeated("<rss><item>")),
        ("a.xml", repeated("<feed><entry><content>x</content>")),
        ("a.txt", repeated("(By ,left, 1 May 2020 — ")),
        ("a.json", repeated("[")),
        ("a.json", repeated("{\"a\":")),
        ("a.mbox", repeated("From a@b\n\n")),
        ("a.warc", repeated("WARC/1.0\r\n\r\n")),
        ("a.warc.gz", repeated("\u{1F}\u{8B}\u{8}")),
    ];
    for (name, bytes) in cases {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(40)]).into_owned();
        let began = Instant::now();
        read(name, bytes);
        assert!(began.elapsed() < Duration::from_secs(20), "{name} of {head}…: {:?}", began.elapsed());
    }
}

#[test]
fn bombs_and_giants_are_left_out_with_a_line() {
    let failure = |name: &str, bytes: Vec<u8>| {
        let found = reports_in(name, bytes, &Options { largest_document: 1 << 20, ..Options::default() });
        assert_eq!(found.len(), 1, "{found:?}");
        found.into_iter().next().unwrap().unwrap_err().to_string()
    };
    assert!(failure("a.txt.gz", gzip(&b"word ".repeat(1 << 20))).contains("more than 1 MB"));
    assert!(failure("a.txt", b"word ".repeat(1 << 19)).contains("more than 1 MB"));
    assert!(
        failure("a.jsonl", [b"{\"text\":\"".as_slice(), &b"word ".repeat(1 << 19), b"\"}"].concat())
            .contains("more than 1 MB")
    );
    let packed = gzip(&b"<p>word ".repeat(1 << 19));
    let http =
        [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n".as_slice(), &packed]
            .concat();
    let head = format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\n", http.len());
    assert!(failure("a.warc", [head.as_bytes(), &http, b"\r\n\r\n"].concat()).contains("more than 1 MB"));
}

#[test]
fn archives_go_on_behind_damage() {
    let mut broken = gzip(&warc());
    let length = broken.len();
    broken[length / 2..length / 2 + 20].fill(0xAA);
    let found = reports_in("a.warc.gz", [gzip(&warc()), broken, gzip(&warc())].concat(), &Options::default());
    assert!(found.iter().flatten().count() >= 4, "{found:?}");
    assert!(
        found
            .iter()
            .any(|report| report.as_ref().is_err_and(|failure| failure.reason.contains("broken record")))
    );
    // A length that is too short, and a file that breaks off.
    let text = String::from_utf8(warc()).unwrap();
    let short = text.replacen("Content-Length: ", "Content-Length: 1", 1).replacen(
        "Content-Length: 11",
        "Content-Length: 1",
        1,
    );
    assert!(!reports_in("a.warc", short.into_bytes(), &Options::default()).is_empty());
    let cut = reports_in("a.warc", warc()[..warc().len() - 200].to_vec(), &Options::default());
    assert!(cut.iter().flatten().count() >= 1);
}

/// One length runs into the records behind it, one stops short: each is said, and no other is lost.
#[test]
fn wrong_lengths_are_said_and_the_rest_is_read() {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}");
    let record = |length: usize| {
        format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {length}\r\n\r\n{http}\r\n\r\n")
    };
    let right = http.len();
    let all = [record(right), record(20), record(right), record(right + 9000), record(right)].concat();
    let packed: Vec<u8> = [right, 20, right, right + 9000, right]
        .iter()
        .flat_map(|length| gzip(record(*length).as_bytes()))
        .collect();
    for (name, bytes) in [("a.warc", all.into_bytes()), ("a.warc.gz", packed)] {
        let found = reports_in(name, bytes, &Options::default());
        let said: Vec<String> =
            found.iter().filter_map(|report| Some(report.as_ref().err()?.to_string())).collect();
        assert_eq!(found.iter().flatten().count(), 4, "{name}: {said:?}");
        assert!(said.len() == 2 && said[0].contains("longer than it says"), "{name}: {said:?}");
        assert!(said[1].contains("bytes and has"), "{name}: {said:?}");
    }
}

#[test]
fn each_bad_input_is_one_line() {
    let lines = |name: &str, bytes: &[u8]| -> Vec<String> {
        let found = reports_in(name, bytes.to_vec(), &Options::default());
        found.into_iter().filter_map(|report| report.err().map(|failure| failure.to_string())).collect()
    };
    let one = |name: &str, bytes: &[u8], what: &str| {
        let said = lines(name, bytes);
        assert!(said.len() == 1 && said[0].starts_with(name) && said[0].contains(what), "{name}: {said:?}");
    };
    one("a.txt", b"", "is empty");
    one("a.txt", b"date 1995-11-21 \n", "is empty");
    one("a.txt", b"date 1995-13-41 The talks ended.", "is no day");
    one("a.txt", b"date 1995-11-21 The caf\xE9 was closed, said Andr\xE9.", "is not UTF-8");
    one("a.bin", &[0u8, 1, 2, 3, 0, 0, 0, 9].repeat(40), "binary");
    one("a.jsonl", b"{\"text\":\"One.\"}\n{broken\n{\"text\":\"Two.\"}\n", "a.jsonl:2");
    one("a.xml", b"<unknown><x/></unknown>", "no form that is known");
    one("a.txt.gz", &gzip(&DATED.repeat(200).into_bytes())[..150], "breaks off");
    assert!(lines("a.txt", b"No day here, and all is well.").is_empty());
    // What is wrong with one report does not lose it.
    assert_eq!(read("a.txt", b"date 1995-13-41 The talks ended.".to_vec()), 1);
}

#[test]
fn letters_in_letters_end() {
    let mut nested =
        "From: a@b.example\nSubject: x\nDate: Tue, 21 Nov 1995 18:40:00 +0100\nMIME-Version: 1.0\n"
            .to_owned();
    nested.push_str(&"Content-Type: message/rfc822\n\n".repeat(30_000));
    nested.push_str("Content-Type: text/plain\n\nThe talks ended.\n");
    let found = reports_in("a.eml", nested.into_bytes(), &Options::default());
    assert!(
        found.len() == 1
            && found[0].as_ref().is_err_and(|failure| failure.reason.contains("letters inside it"))
    );
}

#[test]
fn gzip_that_grows_beyond_measure_is_stopped() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(b"{\"text\":\"The talks ended.\"}\n").unwrap();
    for _ in 0..100 {
        packed.write_all(&vec![b'\n'; 1 << 20]).unwrap();
    }
    let found = reports_in("a.jsonl.gz", packed.finish().unwrap(), &Options::default());
    assert!(found[0].is_ok() && found.len() == 2, "{}", found.len());
    assert!(found[1].as_ref().is_err_and(|failure| failure.reason.contains("times its size")));
}

#[test]
fn a_record_that_claims_too_much_swallows_no_other() {
    let record = |url: &str, words: &str, claimed: Option<usize>| {
        let page = PAGE.replace("The talks ended on Tuesday", words);
        let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
        let length = claimed.unwrap_or(http.len());
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Length: {length}\r\n\r\n{http}\r\n\r\n"
        )
    };
    // So few bytes too many that the next record's head is cut in two, some thousand, a hundred million.
    let own = record("http://wire.example/1", "Number 1 ended on Monday", None);
    let own = own.len() - own.find("HTTP/").unwrap() - 4;
    for claimed in [own + 6, own + 9, own + 60, own + 120, 6_000, 30_000_000, 100_000_000] {
        let mut archive = record("http://wire.example/0", "Number 0 ended on Monday", None);
        archive.push_str(&record("http://wire.example/1", "Number 1 ended on Monday", Some(claimed)));
        for number in 2..40 {
            archive.push_str(&record(
                &format!("http://wire.example/{number}"),
                &format!("Number {number} ended on Monday"),
                None,
            ));
        }
        let found = reports_in(
            "a.warc",
            archive.into_bytes(),
            &Options { largest_document: 1 << 20, ..Options::default() },
        );
        let reports: Vec<_> = found.iter().flatten().collect();
        for number in 2..40 {
            let url = format!("http://wire.example/{number}");
            let report = reports.iter().find(|report| report.url.as_deref() == Some(&url)).unwrap();
            assert!(report.text.contains(&format!("Number {number} ended")), "{claimed}: {url}");
        }
        for report in &reports {
            let number = report.url.as_deref().unwrap().rsplit('/').next().unwrap();
            assert!(report.text.contains(&format!("Number {number} ended")), "words under another address");
        }
    }
}

#[test]
fn an_old_archive_that_claims_too_much_swallows_no_other() {
    let record = |number: usize, more: usize| {
        let page = PAGE.replace("The talks ended on Tuesday", &format!("Number {number} ended on Monday"));
        let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
        let length = http.len() + more;
        format!("http://wire.example/{number} 192.0.2.1 19951121184000 text/html {length}\n{http}\n")
    };
    let head = "filedesc://a.arc 0.0.0.0 19951121184000 text/plain 4\n1 0\n\n";
    let archive: String = (0..9).map(|number| record(number, if number == 3 { 90_000 } else { 0 })).collect();
    let found = reports_in("a.arc", format!("{head}{archive}").into_bytes(), &Options::default());
    let reports: Vec<_> = found.iter().flatten().collect();
    assert_eq!(reports.len(), 9, "{found:?}");
    for (number, report) in reports.iter().enumerate() {
        assert!(report.url.as_deref().unwrap().ends_with(&number.to_string()));
        assert!(report.text.contains(&format!("Number {number} ended")));
    }
    assert!(
        found.iter().any(|one| one.as_ref().is_err_and(|failure| failure.reason.contains("bytes and has")))
    );
}

/// No letter is lost or doubled where each takes two or four bytes, and none is a zero.
#[test]
fn wide_letters_are_read_in_every_form() {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let wider = |text: &str| text.chars().map(u32::from).flat_map(u32::to_be_bytes).collect::<Vec<u8>>();
    let page = PAGE.replace("charset=utf-8", "charset=utf-16");
    for (name, text) in [
        ("a.html", page.as_str()),
        ("a.xml", FEED),
        ("a.json", NINJS),
        ("a.jsonl", "{\"text\":\"The talks ended.\"}\n{\"text\":\"They began again.\"}\n"),
        ("a.eml", EML),
        ("a.txt", DATED),
        ("a.csv", "published,text\n1995-11-21,The talks ended.\n"),
    ] {
        let texts = |bytes: Vec<u8>| -> Vec<String> {
            let found = reports_in(name, bytes, &Options::default()).into_iter();
            found
                .map(|report| report.map_or_else(|failure| failure.to_string(), |report| report.text))
                .collect()
        };
        let narrow = texts(text.as_bytes().to_vec());
        for bytes in [wide(text), wide(&format!("\u{FEFF}{text}")), wider(text)] {
            assert_eq!(texts(bytes), narrow, "{name}");
        }
    }
    let zeros =
        reports_in("a.jsonl", b"{\"text\":\"The talks\\u0000 ended.\"}".to_vec(), &Options::default());
    assert_eq!(zeros[0].as_ref().unwrap().text, "The talks ended.");
}

#[test]
fn a_text_that_no_report_has_is_left_out() {
    let line = format!("{{\"text\":\"{}\"}}\n{{\"text\":\"Two.\"}}\n", "One two three. ".repeat(400_000));
    let found = reports_in("a.jsonl", line.into_bytes(), &Options::default());
    assert!(
        found[0].as_ref().is_err_and(|failure| failure.reason.contains("more than 4 MB")) && found[1].is_ok()
    );
}
