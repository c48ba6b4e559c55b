//! Watching a server that misbehaves in every way, on this machine (allowed by name).

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use dateline_read::{Failure, FetchOptions, Fetcher, Kept, News, Refused, Sources, Validators, Watcher};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// What the server is asked, and how often the story was changed.
#[derive(Default)]
struct Server {
    asked: Mutex<Vec<String>>,
    version: AtomicUsize,
}

fn start() -> (String, Arc<Server>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = listener.local_addr().unwrap().to_string();
    let server = Arc::new(Server::default());
    let (shared, name) = (Arc::clone(&server), host.clone());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let (shared, name) = (Arc::clone(&shared), name.clone());
            thread::spawn(move || answer(stream.unwrap(), &shared, &name));
        }
    });
    (host, server)
}

fn story(number: usize, version: usize) -> String {
    let end = if version == 0 {
        "Nobody was hurt at the bridge."
    } else {
        "Two people were hurt at the bridge, the mayor said later."
    };
    format!(
        "<html lang=en><head><title>Talks, day {number} | Valley Wire</title></head><body><nav><a href=/>Home</a></nav><article>\
         <h1>Talks, day {number}</h1><time datetime=1995-11-{number:02}>{number} November 1995</time>\
         <p>DAYTON, Ohio — The three delegations met again on day {number}, and the envoy said that the map was nearly drawn.</p>\
         <p>The presidents, who had not spoken to each other for a week, sat at one table in the evening, he said.</p>\
         <p>{end}</p></article><footer>© Valley Wire</footer></body></html>"
    )
}

fn answer(mut stream: TcpStream, server: &Server, host: &str) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let (mut first, mut headers) = (String::new(), String::new());
    reader.read_line(&mut first).ok();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 || line.trim().is_empty() {
            break;
        }
        headers.push_str(&line.to_lowercase());
    }
    let path = first.split(' ').nth(1).unwrap_or("/").to_owned();
    server.asked.lock().unwrap().push(path.clone());
    let mut send = |status: &str, more: &str, body: &[u8]| {
        let head =
            format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{more}\r\n", body.len());
        stream.write_all(head.as_bytes()).ok();
        stream.write_all(body).ok();
    };
    match path.as_str() {
        "/robots.txt" => send("200 OK", "", b"User-agent: *\nDisallow: /private/\n"),
        "/feed.xml" if headers.contains("if-none-match: \"one\"") => send("304 Not Modified", "", b""),
        "/feed.xml" => {
            let links = [
                "/story/1-the-talks",
                "/story/2-the-map",
                "/private/3-letters",
                "/loop",
                "/slow",
                "/bomb",
                "/huge",
                "/home",
                "/ftp",
                "/cut",
                "/busy",
                "/empty",
                "/nested",
                "/charset",
                "/future",
            ];
            let items: String = links
                .iter()
                .map(|link| format!("<item><title>T</title><link>http://{host}{link}</link></item>"))
                .collect();
            let feed = format!("<rss version=2.0><channel><title>Valley Wire</title>{items}</channel></rss>");
            send("200 OK", "ETag: \"one\"\r\nContent-Type: application/rss+xml\r\n", feed.as_bytes());
        }
        "/html-feed" => send(
            "200 OK",
            "Content-Type: application/rss+xml\r\n",
            b"<html><body><p>We have moved.</p></body></html>",
        ),
        "/story/1-the-talks" => send(
            "200 OK",
            "Content-Type: text/html\r\n",
            story(1, server.version.load(Ordering::SeqCst)).as_bytes(),
        ),
        "/story/2-the-map" => send("200 OK", "Content-Type: text/html\r\n", story(2, 0).as_bytes()),
        "/loop" => send("302 Found", "Location: /loop\r\n", b""),
        // Another name for this machine, which nobody allowed.
        "/home" => send(
            "302 Found",
            &format!("Location: http://localhost:{}/story/1-the-talks\r\n", host.split(':').nth(1).unwrap()),
            b"",
        ),
        "/ftp" => send("302 Found", "Location: ftp://files.example/1\r\n", b""),
        // Windows-1252, said to be UTF-8.
        "/charset" => send(
            "200 OK",
            "Content-Type: text/html; charset=utf-8\r\n",
            &story(3, 0).replace('©', "by Zoë").chars().map(|letter| letter as u8).collect::<Vec<_>>(),
        ),
        "/future" => {
            send("200 OK", "Content-Type: text/html\r\n", story(4, 0).replace("1995", "2095").as_bytes());
        }
        "/busy" => send("503 Service Unavailable", "Retry-After: 1000\r\n", b"busy"),
        "/empty" => send("200 OK", "Content-Type: text/html\r\n", b""),
        "/nested" => send("200 OK", "Content-Type: text/html\r\n", "<div>".repeat(100_000).as_bytes()),
        "/cut" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n<html><p>It breaks").ok();
        }
        "/slow" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n").ok();
            for _ in 0..200 {
                if stream.write_all(b"x").is_err() {
                    break;
                }
                thread::sleep(Duration::from_millis(100));
            }
        }
        "/bomb" => {
            let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            let zeros = vec![b' '; 1 << 20];
            (0..8).for_each(|_| packed.write_all(&zeros).unwrap());
            send(
                "200 OK",
                "Content-Type: text/html\r\nContent-Encoding: gzip\r\n",
                &packed.finish().unwrap(),
            );
        }
        "/huge" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n").ok();
            let block = vec![b'a'; 1 << 16];
            while stream.write_all(&block).is_ok() {}
        }
        _ => send("404 Not Found", "", b"no"),
    }
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let mut rest = Vec::new();
    let _ = stream.take(100).read_to_end(&mut rest);
}

fn sources(host: &str, path: &str) -> Sources {
    let settings =
        format!("every = 1\npause = 0.0\npatience = 2\nlargest = 1\nrecheck = 1\nallow = [\"{host}\"]");
    Sources::from_toml(&format!(
        "[settings]\n{settings}\n[[source]]\nname = \"Valley Wire\"\nurl = \"http://{host}{path}\""
    ))
    .unwrap()
}

fn round(watcher: &mut Watcher) -> (Vec<Kept>, Vec<Failure>) {
    let (mut kept, mut failures) = (Vec::new(), Vec::new());
    let round: Result<u64, Failure> = watcher.round(
        |reports| {
            kept.extend(reports);
            Ok(())
        },
        |news| {
            if let News::Failed(failure) = news {
                failures.push(failure);
            }
            true
        },
    );
    round.unwrap();
    (kept, failures)
}

#[test]
fn what_is_new_is_kept_and_what_is_wrong_is_said_once() {
    let (host, server) = start();
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("news.db.watch");
    let began = Instant::now();
    let (kept, failures) = round(&mut Watcher::new(sources(&host, "/feed.xml"), state.clone()).unwrap());
    assert!(began.elapsed() < Duration::from_secs(30), "nothing is waited for without end");
    let titles: Vec<_> = kept.iter().map(|kept| kept.report.title.clone().unwrap()).collect();
    assert_eq!(titles, ["Talks, day 1", "Talks, day 2", "Talks, day 3", "Talks, day 4"]);
    let first = kept[0].report.id.clone();
    assert_eq!(kept[0].report.source.as_deref(), Some("Valley Wire"));
    assert_eq!(kept[0].report.published.as_deref(), Some("1995-11-01"));

    let said = |path: &str| {
        let lines: Vec<_> = failures.iter().filter(|failure| failure.place.ends_with(path)).collect();
        assert_eq!(lines.len(), 1, "one line for {path}: {failures:?}");
        lines[0].reason.clone()
    };
    assert!(said("/private/3-letters").contains("robots.txt"));
    assert!(said("/loop").contains("redirects more than"));
    assert!(said("/slow").contains("took too long") || said("/slow").contains("broke off"));
    assert!(said("/bomb").contains("more than 1 MB"));
    assert!(said("/huge").contains("more than 1 MB"));
    assert!(said("/home").contains("loopback"));
    assert!(said("/ftp").contains("http"));
    assert!(said("/cut").contains("broke off"));
    assert!(said("/charset").contains("says that it is utf-8, which it is not"));
    assert!(said("/future").contains("in the future"));
    assert_eq!(kept[3].report.published, None, "a day that has not come is not believed");
    assert!(said("/busy").contains("503"));
    assert!(said("/empty").contains("no text"));
    assert!(said("/nested").contains("no text"));
    assert!(
        !server.asked.lock().unwrap().iter().any(|path| path.starts_with("/private")),
        "robots.txt is obeyed"
    );

    // A new start: the feed has not changed, nothing comes twice; what failed is not due yet.
    thread::sleep(Duration::from_millis(2500));
    let (kept, _) = round(&mut Watcher::new(sources(&host, "/feed.xml"), state.clone()).unwrap());
    assert!(kept.is_empty(), "{kept:?}");

    // The first page changes: both versions are there, and what is new in it.
    server.version.store(1, Ordering::SeqCst);
    thread::sleep(Duration::from_millis(2500));
    let (kept, _) = round(&mut Watcher::new(sources(&host, "/feed.xml"), state).unwrap());
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].report.id, first, "a new version of the same report");
    assert_eq!(
        kept[0].changes.clone().unwrap(),
        ["- Nobody was hurt at the bridge.", "+ Two people were hurt at the bridge, the mayor said later."]
    );
}

#[test]
fn a_kill_loses_nothing() {
    let (host, _) = start();
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state");
    let killed: Result<u64, Failure> = Watcher::new(sources(&host, "/feed.xml"), state.clone())
        .unwrap()
        .round(|_| Err(Failure::new("here", "the disk is full")), |_| true);
    assert!(killed.is_err());
    let (kept, _) = round(&mut Watcher::new(sources(&host, "/feed.xml"), state).unwrap());
    assert_eq!(kept.len(), 4, "what was not kept comes again");
}

#[test]
fn a_feed_that_is_a_page_is_said() {
    let (host, _) = start();
    let folder = tempfile::tempdir().unwrap();
    let (kept, failures) =
        round(&mut Watcher::new(sources(&host, "/html-feed"), folder.path().join("state")).unwrap());
    assert!(kept.is_empty() && failures.len() == 1 && failures[0].reason.contains("no feed"), "{failures:?}");
}

#[test]
fn nothing_private_is_fetched_unless_allowed_by_name() {
    let (host, server) = start();
    let fetcher = Fetcher::new(FetchOptions::default());
    let refused =
        fetcher.fetch(&format!("http://{host}/story/2-the-map"), &Validators::default()).unwrap_err();
    assert!(matches!(refused, Refused::Forbidden(_)), "{refused:?}");
    for address in
        ["file:///etc/hostname", "ftp://files.example/", "http://user:word@wire.example/", "javascript:1"]
    {
        assert!(
            matches!(fetcher.fetch(address, &Validators::default()), Err(Refused::Forbidden(_))),
            "{address}"
        );
    }
    assert!(server.asked.lock().unwrap().is_empty());
}
