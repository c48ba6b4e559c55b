//! Every form a report arrives in, by small samples written here: what must be found in each.

use dateline_model::Report;
use dateline_read::{Options, reports, reports_in};
use std::io::Write;

fn read(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<Report> {
    let found = reports_in(name, bytes.into(), &Options::default());
    found.into_iter().map(Result::unwrap).collect()
}

fn only(name: &str, bytes: impl Into<Vec<u8>>) -> Report {
    let mut found = read(name, bytes);
    assert_eq!(found.len(), 1, "{name}");
    found.remove(0)
}

const NITF: &str = "<?xml version='1.0'?><!DOCTYPE nitf SYSTEM 'nitf-3-6.dtd'><nitf><head><title>Talks end</title>\
    <docdata><date.issue norm='19951121T184000+0100'/></docdata></head><body><body.head><hedline><hl1>Talks end with a map</hl1></hedline>\
    <byline>By <person>Mara Ilic</person></byline><dateline><location>Dayton</location></dateline></body.head><body.content>\
    <p>The talks ended on Tuesday with an agreement &amp; a map.</p><media media-type='image'><media-caption>The table</media-caption></media>\
    <p>Nobody was hurt at the bridge.</p></body.content></body></nitf>";

const NEWSML_G2: &str = "<?xml version='1.0' encoding='UTF-8'?><newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet>\
    <newsItem guid='urn:newsml:wire.example:1' version='2' standard='NewsML-G2' xml:lang='en'><itemMeta><itemClass qcode='ninat:text'/>\
    <versionCreated>1995-11-21T18:40:00+01:00</versionCreated></itemMeta><contentMeta><by>By Mara Ilic</by><headline>Talks end</headline></contentMeta>\
    <contentSet><inlineXML contenttype='application/xhtml+xml'><html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body>\
    <p>The talks ended on Tuesday with an agreement.</p><p>All three signed it in the evening.</p></body></html></inlineXML></contentSet></newsItem>\
    <newsItem guid='urn:newsml:wire.example:2' standard='NewsML-G2'><itemMeta><itemClass qcode='ninat:picture'/></itemMeta>\
    <contentSet><remoteContent href='a.jpg'/></contentSet></newsItem></itemSet></newsMessage>";

const NINJS: &str = r#"{"uri":"urn:wire:1","type":"text","versioncreated":"1995-11-21T18:40:00Z","headline":"Talks end","byline":"Mara Ilic","language":"en",
    "body_text":"The talks ended on Tuesday with an agreement and a map."}"#;

const ATOM: &str = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Valley Wire</title><entry><title>Talks end</title><link href='http://wire.example/1'/>\
    <updated>1995-11-21T18:40:00Z</updated><author><name>Mara Ilic</name></author><content type='html'>&lt;p&gt;The talks ended.&lt;/p&gt;&lt;p&gt;All signed.&lt;/p&gt;</content></entry></feed>";

const JSON_FEED: &str = r#"{"version":"https://jsonfeed.org/version/1.1","title":"Valley Wire","items":[{"id":"1","url":"http://wire.example/1","title":"Talks end",
    "date_published":"1995-11-21T18:40:00+01:00","content_html":"<p>The talks ended.</p>","authors":[{"name":"Mara Ilic"}]}]}"#;

const SITEMAP: &str = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>\
    <url><loc>http://wire.example/1</loc><news:news><news:publication_date>1995-11-21</news:publication_date><news:title>Talks end</news:title></news:news></url></urlset>";

const MAIL: &str = "From: Valley Wire <wire@valley.example>\r\nTo: all@valley.example\r\nSubject: =?utf-8?q?Talks_end_=E2=80=93_at_last?=\r\n\
    Date: Tue, 21 Nov 1995 18:40:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n\
    --b\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe talks ended at the Caf=E9 =\r\nM=FCller.\r\n\
    --b\r\nContent-Type: text/html\r\n\r\n<p>The talks <b>ended</b>.</p>\r\n--b--\r\n";

#[test]
fn agency_forms() {
    let nitf = only("a.xml", NITF);
    assert_eq!(nitf.title.as_deref(), Some("Talks end with a map"));
    assert_eq!(nitf.byline, ["Mara Ilic"]);
    assert_eq!(nitf.published.as_deref(), Some("1995-11-21T18:40:00+01:00"));
    assert!(nitf.text.contains("an agreement & a map.\n") && nitf.text.ends_with("hurt at the bridge."));
    let g2 = only("b.xml", NEWSML_G2);
    assert_eq!(g2.title.as_deref(), Some("Talks end"));
    assert_eq!(g2.published.as_deref(), Some("1995-11-21T18:40:00+01:00"));
    assert_eq!(g2.byline, ["Mara Ilic"]);
    assert_eq!(
        g2.text,
        "The talks ended on Tuesday with an agreement.\n\nAll three signed it in the evening."
    );
    let ninjs = only("c.json", NINJS);
    assert_eq!(ninjs.title.as_deref(), Some("Talks end"));
    assert_eq!(ninjs.published.as_deref(), Some("1995-11-21T18:40:00Z"));
    assert_eq!(ninjs.text, "The talks ended on Tuesday with an agreement and a map.");
}

#[test]
fn feeds_and_sitemaps() {
    for (name, bytes) in [("a.xml", ATOM), ("a.json", JSON_FEED)] {
        let report = only(name, bytes);
        assert_eq!(report.title.as_deref(), Some("Talks end"), "{name}");
        assert_eq!(report.source.as_deref(), Some("Valley Wire"), "{name}");
        assert_eq!(report.byline, ["Mara Ilic"], "{name}");
        assert_eq!(report.url.as_deref(), Some("http://wire.example/1"), "{name}");
        assert!(report.published.unwrap().starts_with("1995-11-21T18:40:00"), "{name}");
        assert!(report.text.starts_with("The talks ended."), "{name}");
    }
    // A sitemap only leads to pages, which `dateline watch` fetches; read alone it says so.
    let sitemap = reports_in("map.xml", SITEMAP.into(), &Options::default());
    assert!(
        sitemap.len() == 1 && sitemap[0].as_ref().is_err_and(|failure| failure.to_string().contains("watch"))
    );
}

#[test]
fn mail_and_mailboxes() {
    let mail = only("a.eml", MAIL);
    assert_eq!(mail.title.as_deref(), Some("Talks end – at last"));
    assert_eq!(mail.source.as_deref(), Some("Valley Wire"));
    assert_eq!(mail.published.as_deref(), Some("1995-11-21T18:40:00+01:00"));
    assert_eq!(mail.text, "The talks ended at the Café Müller.");
    let both = format!(
        "From wire Tue Nov 21 18:40:00 1995\r\n{MAIL}\r\nFrom wire Wed Nov 22 18:40:00 1995\r\n{MAIL}"
    );
    assert_eq!(read("a.mbox", both).len(), 2);
}

const PAGE: &str = "<html lang=en><head><title>Talks end</title>CHARSET</head><body><article><h1>Talks end</h1>\
    <p>The three delegations met at the Café Müller again, and the envoy André said that the map was nearly drawn.</p>\
    <p>The presidents, who had not spoken to each other for a week, sat at one table in the evening, he said.</p></article></body></html>";

#[test]
fn encodings() {
    let latin = |text: &str| text.chars().map(|letter| letter as u8).collect::<Vec<u8>>();
    let declared = |charset: &str| PAGE.replace("CHARSET", &format!("<meta charset={charset}>"));
    let utf_16: Vec<u8> =
        std::iter::once(0xFEFF).chain(declared("utf-16").encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let cases: [(&str, &[&str], Vec<u8>); 8] = [
        ("declared as it is", &[], latin(&declared("iso-8859-1"))),
        ("not declared", &[], latin(&PAGE.replace("CHARSET", ""))),
        (
            "declared as UTF-8, which it is not",
            &[
                "says that it is utf-8, which it is not; read as windows-1252, which is a guess from its bytes",
            ],
            latin(&declared("utf-8")),
        ),
        (
            "declared as Latin-1, but UTF-8",
            &["says that it is iso-8859-1, which it is not; read as UTF-8"],
            declared("iso-8859-1").into_bytes(),
        ),
        (
            "declared as nothing there is",
            &["says that it is x-none, which it is not; read as UTF-8"],
            declared("x-none").into_bytes(),
        ),
        (
            "declared as UTF-16, which its ASCII declaration cannot be",
            &[
                "says that it is utf-16, which it is not; read as windows-1252, which is a guess from its bytes",
            ],
            latin(&declared("utf-16")),
        ),
        (
            "declared as what nobody reads",
            &[
                "says that it is hz-gb-2312, which it is not; read as windows-1252, which is a guess from its bytes",
            ],
            latin(&declared("hz-gb-2312")),
        ),
        ("UTF-16 with a mark", &[], utf_16),
    ];
    for (case, said, bytes) in cases {
        let mut found = reports_in("a.html", bytes, &Options::default());
        let report = found.pop().unwrap().unwrap();
        assert!(report.text.contains("Café Müller again, and the envoy André"), "{case}: {}", report.text);
        let lines: Vec<String> = found.into_iter().map(|found| found.unwrap_err().reason).collect();
        assert_eq!(lines, said, "{case}");
    }
    // Where there is nothing but ASCII, a wrong label makes no difference.
    only("a.html", declared("iso-8859-1").replace("é", "e").replace("ü", "u"));
    // Where nobody says what it is, it is guessed, and that is said.
    let bytes = b"The three met at the Caf\xE9 M\xFCller, said Andr\xE9.".to_vec();
    let found = reports_in("a.txt", bytes, &Options::default());
    assert!(
        found[0].as_ref().is_err_and(|failure| failure.reason.contains("windows-1252, which is a guess"))
    );
    assert_eq!(found[1].as_ref().unwrap().text, "The three met at the Café Müller, said André.");
}

#[test]
fn ten_ways_to_print_a_day() {
    let body = "The three delegations met again, and the envoy said that the map was nearly drawn, and that all would sign.";
    for (language, day) in [
        ("en", "<meta property=article:published_time content=1995-11-21T18:40:00+01:00>"),
        ("en", "<time datetime=1995-11-21>Tuesday</time>"),
        ("en", "<p class=date>November 21, 1995</p>"),
        ("en", "<p class=date>Tuesday, 21st November 1995</p>"),
        ("en", "<p>Published: 11/21/1995</p>"),
        ("de", "<p>Veröffentlicht am 21.11.1995, 18:40 Uhr</p>"),
        ("de", "<p class=datum>21. November 1995</p>"),
        ("fr", "<p>Publié le 21 novembre 1995 à 18h40</p>"),
        ("es", "<p class=fecha>21 de noviembre de 1995</p>"),
        ("ja", "<p class=date>1995年11月21日</p>"),
        ("en", "<span class=published title=816975600>a while ago</span>"),
    ] {
        let page = format!(
            "<html lang={language}><head><meta charset=utf-8></head><body><article><h1>Talks end</h1>{day}<p>{body}</p><p>{body} Nobody was hurt.</p></article></body></html>"
        );
        let report = only("a.html", page);
        assert_eq!(report.published.as_deref().and_then(|day| day.get(..10)), Some("1995-11-21"), "{day}");
    }
}

#[test]
fn days_that_have_not_come() {
    let page = PAGE.replace("CHARSET", "<meta property=article:published_time content=2090-11-21>");
    let feed = "<rss version=2.0><channel><title>Valley Wire</title><item><title>Talks end</title>\
        <pubDate>Tue, 21 Nov 2090 18:40:00 GMT</pubDate><description>The three delegations met again on Tuesday.\
        </description></item></channel></rss>";
    let line = |text: &str| serde_json::json!({ "html": text }).to_string();
    for (name, text) in [("a.html", page.clone()), ("a.xml", feed.to_owned()), ("a.jsonl", line(&page))] {
        let found = reports_in(name, text.into_bytes(), &Options::default());
        let [Err(said), Ok(report)] = found.as_slice() else { unreachable!("{name}: {found:?}") };
        assert!(said.reason.starts_with("published “2090-11-21"), "{said}");
        assert!(said.reason.ends_with("not trusted, kept without a day"), "{said}");
        assert_eq!(report.published, None, "{name}");
        // It is the same report as one that claims no day at all.
        let again = PAGE.replace("CHARSET", "");
        if name == "a.html" {
            assert_eq!(report.id, only(name, again).id);
        }
    }
    // Who gives the day himself may mean it.
    let given = "{\"published\": \"2090-11-21\", \"text\": \"The talks ended on Tuesday.\"}\n";
    let found = reports_in("a.jsonl", given.as_bytes().to_vec(), &Options::default());
    let [Err(said), Ok(report)] = found.as_slice() else { unreachable!("{found:?}") };
    assert!(said.reason.ends_with("kept as it was given"), "{said}");
    assert_eq!(report.published.as_deref(), Some("2090-11-21"));
}

#[test]
fn archives_of_pages() {
    let page = PAGE.replace("CHARSET", "<meta charset=utf-8>");
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
    let warc = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://wire.example/1\r\nWARC-Date: 1995-11-21T18:40:00Z\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    );
    let report = only("a.warc", warc.clone());
    assert_eq!(report.url.as_deref(), Some("http://wire.example/1"));
    assert_eq!(report.given.as_deref(), Some("a.warc@0"));

    // WACZ is a zip with archives in it; so is a folder of saved pages, packed.
    let folder = tempfile::tempdir().unwrap();
    let packed = |name: &str, inside: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
        zip.start_file(inside, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
        zip.finish().unwrap();
        path
    };
    let wacz = packed("a.wacz", "archive/data.warc", warc.as_bytes());
    let saved = packed("b.zip", "pages/1.html", page.as_bytes());
    for path in [wacz, saved] {
        let found: Vec<_> = reports(vec![path.clone()], &Options::default()).collect();
        assert!(found.len() == 1 && found[0].is_ok(), "{}: {found:?}", path.display());
    }
    let broken = folder.path().join("c.wacz");
    std::fs::write(&broken, b"PK\x03\x04 and then nothing").unwrap();
    let found: Vec<_> = reports(vec![broken], &Options::default()).collect();
    assert!(found.len() == 1 && found[0].is_err(), "{found:?}");
}

#[test]
fn a_letter_keeps_its_lines_that_begin_with_from() {
    let text = "The minister resigned on Monday.\r\n\r\nFrom the palace came no word.\r\n\r\n>From there he went home.\r\n";
    let letter = |subject: &str| {
        format!(
            "From: Desk <desk@lake.example>\r\nTo: all@lake.example\r\nSubject: {subject}\r\nDate: Tue, 21 Nov 1995 18:40:00 +0100\r\n\r\n{text}"
        )
    };
    let both = format!(
        "From desk@lake.example Tue Nov 21 18:40:00 1995\r\n{}\r\nFrom desk@lake.example Wed Nov 22 09:00:00 1995\r\n{}",
        letter("One"),
        letter("Two")
    );
    let found = read("a.mbox", both);
    assert_eq!(found.len(), 2);
    for report in found {
        assert!(
            report.text.contains("\nFrom the palace came no word.")
                && report.text.contains("\nFrom there he went home.")
        );
    }
}

#[test]
fn markup_escaped_twice_is_markup() {
    let feed = |words: &str| {
        format!(
            "<rss version='2.0'><channel><title>Wire</title><item><title>A</title><description>{words}</description></item></channel></rss>"
        )
    };
    let twice = "&amp;lt;p&amp;gt;The budget was passed.&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;Nobody spoke.&amp;lt;/p&amp;gt;";
    assert_eq!(only("a.xml", feed(twice)).text, "The budget was passed.\n\nNobody spoke.");
    // A text about a tag is not made into one.
    let about = "Engineers said that the tag &amp;lt;b&amp;gt; had broken the page.";
    assert_eq!(only("a.xml", feed(about)).text, "Engineers said that the tag <b> had broken the page.");
}

#[test]
fn authors_in_an_object() {
    let feed = r#"{"version":"https://jsonfeed.org/version/1.1","title":"Wire","items":[{"id":7,"title":"A","content_text":"The dam broke.","authors":{"name":"Ada Blum"}}]}"#;
    assert_eq!(only("a.json", feed).byline, ["Ada Blum"]);
}
