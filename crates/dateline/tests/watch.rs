//! `dateline watch` as people run it, against a server on this machine that misbehaves in every
//! way: what is good is kept in the record, what is bad is one line each, and the run goes on.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// What the server was asked, with the conditions of the request, and which text the story has.
#[derive(Default)]
struct Server {
    asked: Mutex<Vec<String>>,
    version: AtomicUsize,
}

impl Server {
    fn start() -> (String, Arc<Server>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let server = Arc::new(Server::default());
        let (shared, name) = (Arc::clone(&server), host.clone());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (shared, name) = (Arc::clone(&shared), name.clone());
                thread::spawn(move || answer(stream, &shared, &name));
            }
        });
        (host, server)
    }

    fn was_asked(&self, line: &str) -> usize {
        self.asked.lock().unwrap().iter().filter(|asked| asked.starts_with(line)).count()
    }
}

fn story(number: usize, end: &str) -> String {
    format!(
        "<html lang=en><head><title>Talks, day {number} | Valley Wire</title></head><body><nav><a href=/>Home</a></nav><article>\
         <h1>Talks, day {number}</h1><time datetime=1995-11-{number:02}>{number} November 1995</time>\
         <p>DAYTON, Ohio — The three delegations met again on day {number}, and the envoy said that the map was nearly drawn.</p>\
         <p>The presidents, who had not spoken to each other for a week, sat at one table in the evening, he said.</p>\
         <p>{end}</p></article><footer>© Valley Wire</footer></body></html>"
    )
}

/// The request line and the conditions in the headers.
fn request(stream: &TcpStream) -> (String, String) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let (mut first, mut conditions) = (String::new(), String::new());
    reader.read_line(&mut first).ok();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 || line.trim().is_empty() {
            break;
        }
        if line.to_lowercase().starts_with("if-") {
            conditions.push_str(&line.to_lowercase());
        }
    }
    (first.split(' ').nth(1).unwrap_or("/").to_owned(), conditions)
}

fn answer(mut stream: TcpStream, server: &Server, host: &str) {
    let (path, conditions) = request(&stream);
    server.asked.lock().unwrap().push(format!("{path} {}", conditions.trim()));
    let mut send = |status: &str, more: &str, body: &[u8]| {
        let head =
            format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{more}\r\n", body.len());
        stream.write_all(head.as_bytes()).ok();
        stream.write_all(body).ok();
    };
    let html = "Content-Type: text/html; charset=utf-8\r\n";
    match path.as_str() {
        "/robots.txt" => send("200 OK", "", b"User-agent: *\nDisallow: /private/\n"),
        "/feed.xml" if conditions.contains("if-none-match: \"one\"") => send("304 Not Modified", "", b""),
        "/feed.xml" => send("200 OK", "ETag: \"one\"\r\n", feed(host).as_bytes()),
        "/html-feed" => send("200 OK", "Content-Type: application/rss+xml\r\n", b"<p>We have moved.</p>"),
        "/story/1-the-talks" => {
            let ends = ["Nobody was hurt at the bridge.", "Two people were hurt at the bridge."];
            send("200 OK", html, story(1, ends[server.version.load(Ordering::SeqCst)]).as_bytes());
        }
        "/story/2-the-map" if conditions.contains("if-modified-since") => {
            send("304 Not Modified", "", b"");
        }
        "/story/2-the-map" => send(
            "200 OK",
            &format!("{html}Last-Modified: Tue, 21 Nov 1995 18:40:00 GMT\r\n"),
            story(2, "Nobody spoke.").as_bytes(),
        ),
        "/story/3-the-cafe" => {
            // It says UTF-8 and is Windows-1252.
            let page = story(3, "They met at the Café Müller, said André.");
            let bytes = page.chars().flat_map(|letter| match letter {
                '—' => vec![0x97],
                _ => vec![letter as u8],
            });
            send("200 OK", html, &bytes.collect::<Vec<u8>>());
        }
        "/loop" => send("302 Found", "Location: /loop\r\n", b""),
        "/home" => send("302 Found", "Location: http://127.0.0.2:1/\r\n", b""),
        "/inside" => send("302 Found", "Location: http://10.0.0.1/\r\n", b""),
        "/gone" => send("404 Not Found", "", b"no"),
        "/broken" => send("500 Internal Server Error", "", b"no"),
        "/busy" => send("429 Too Many Requests", "Retry-After: 1000\r\n", b"busy"),
        "/slow" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n").ok();
            while stream.write_all(b"x").is_ok() {
                thread::sleep(Duration::from_secs(1));
            }
        }
        "/bomb" => {
            let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            packed.write_all(&vec![b' '; 16 << 20]).unwrap();
            let more = format!("{html}Content-Encoding: gzip\r\n");
            send("200 OK", &more, &packed.finish().unwrap());
        }
        "/huge" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n").ok();
            while stream.write_all(&[b'a'; 1 << 16]).is_ok() {}
        }
        _ => send("404 Not Found", "", b"no"),
    }
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let _ = stream.take(100).read_to_end(&mut Vec::new());
}

fn feed(host: &str) -> String {
    let links = [
        "/story/1-the-talks",
        "/story/2-the-map",
        "/story/3-the-cafe",
        "/private/letters",
        "/loop",
        "/home",
        "/inside",
        "/gone",
        "/broken",
        "/busy",
        "/slow",
        "/bomb",
        "/huge",
    ];
    let items = links.map(|link| format!("<item><title>T</title><link>http://{host}{link}</link></item>"));
    format!("<rss version='2.0'><channel><title>Valley Wire</title>{}</channel></rss>", items.concat())
}

fn sources(folder: &Path, host: &str, paths: &[&str]) -> String {
    let mut text = format!(
        "[settings]\nevery = 1\npause = 0.0\npatience = 2\nlargest = 1\nrecheck = 1\nallow = [\"{host}\"]\n"
    );
    for path in paths {
        text.push_str(&format!("[[source]]\nname = \"Valley Wire\"\nurl = \"http://{host}{path}\"\n"));
    }
    let file = folder.join("sources.toml");
    fs::write(&file, text).unwrap();
    file.to_str().unwrap().to_owned()
}

fn dateline(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline")).args(arguments).stdin(Stdio::null()).output().unwrap()
}

fn kept(db: &str) -> Vec<Value> {
    let output = dateline(&["export", "--db", db, "--format", "jsonl"]);
    let lines = String::from_utf8(output.stdout).unwrap();
    let all = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    all.filter(|record| record["type"] == "report").collect()
}

#[test]
fn what_is_good_is_kept_and_what_is_bad_is_one_line() {
    let (host, server) = Server::start();
    let folder = tempfile::tempdir().unwrap();
    let sources = sources(folder.path(), &host, &["/feed.xml", "/html-feed"]);
    let db = folder.path().join("news.db").to_str().unwrap().to_owned();
    let watch = || dateline(&["watch", &sources, "--once", "--db", &db]);

    let began = Instant::now();
    let first = watch();
    let said = String::from_utf8_lossy(&first.stderr).into_owned();
    assert!(first.status.success(), "{said}");
    assert!(began.elapsed() < Duration::from_secs(60), "nothing is waited for without end");
    let reports = kept(&db);
    let titles: Vec<&str> = reports.iter().filter_map(|report| report["title"].as_str()).collect();
    assert_eq!(titles.len(), 3, "{titles:?} {said}");
    let cafe = reports.iter().find(|report| report["title"] == "Talks, day 3").unwrap();
    assert!(cafe["text"].as_str().unwrap().ends_with("They met at the Café Müller, said André."));
    for (path, reason) in [
        ("/private/letters", "robots.txt"),
        ("/loop", "redirects more than"),
        ("/home", "loopback"),
        ("/inside", "private"),
        ("/gone", "404"),
        ("/broken", "500"),
        ("/busy", "429"),
        ("/slow", "too long"),
        ("/bomb", "more than 1 MB"),
        ("/huge", "more than 1 MB"),
        ("/html-feed", "no feed"),
    ] {
        let lines: Vec<&str> = said.lines().filter(|line| line.contains(&format!("{host}{path}:"))).collect();
        assert!(lines.len() == 1 && lines[0].contains(reason), "{path}: {lines:?}\n{said}");
    }
    assert_eq!(server.was_asked("/private"), 0, "robots.txt is obeyed");

    // Another start: nothing comes twice, and the server is asked only for what is newer.
    thread::sleep(Duration::from_millis(2500));
    let second = watch();
    assert!(second.status.success());
    assert_eq!(kept(&db).len(), 3);
    assert!(server.was_asked("/feed.xml if-none-match: \"one\"") >= 1);
    assert!(server.was_asked("/story/2-the-map if-modified-since: tue, 21 nov 1995") >= 1);
    assert_eq!(server.was_asked("/busy"), 1, "who asks for patience is left in peace");

    // A correction: one report, two texts, and what changed.
    server.version.store(1, Ordering::SeqCst);
    thread::sleep(Duration::from_millis(2500));
    let third = String::from_utf8_lossy(&watch().stderr).into_owned();
    assert!(third.contains("+ Two people were hurt at the bridge."), "{third}");
    let reports = kept(&db);
    assert_eq!(reports.len(), 3, "a new version of the same report");
    let changed = reports.iter().find(|report| report["title"] == "Talks, day 1").unwrap();
    assert!(changed["text"].as_str().unwrap().ends_with("Two people were hurt at the bridge."));
    let shown = dateline(&["report", changed["id"].as_str().unwrap(), "--db", &db, "--format", "table"]);
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert!(shown.contains("- Nobody was hurt at the bridge."), "{shown}");
    assert!(shown.contains("+ Two people were hurt at the bridge."), "{shown}");
}

#[test]
fn a_kill_loses_nothing_and_doubles_nothing() {
    let (host, server) = Server::start();
    let folder = tempfile::tempdir().unwrap();
    let sources = sources(folder.path(), &host, &["/feed.xml"]);
    let db = folder.path().join("news.db").to_str().unwrap().to_owned();
    let mut watching = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["watch", &sources, "--db", &db])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // In the middle of the slow page, when some are fetched and some are not.
    let until = Instant::now() + Duration::from_secs(60);
    while server.was_asked("/slow") == 0 && Instant::now() < until {
        thread::sleep(Duration::from_millis(50));
    }
    watching.kill().unwrap();
    watching.wait().unwrap();
    let output = dateline(&["watch", &sources, "--once", "--db", &db]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(kept(&db).len(), 3);
}
