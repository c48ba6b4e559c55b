//! `dateline serve --watch`: a feed is read and served by one process, and what is new appears.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

const ITEMS: [&str; 2] = [
    "<item><title>Talks open in Geneva</title><link>http://wire.example/1</link><guid>1</guid><pubDate>Fri, 08 Sep 1995 10:00:00 GMT</pubDate>\
     <content:encoded>Foreign ministers opened talks in Geneva on Friday. \"We have come to listen,\" Foreign Minister Muhamed Sacirbey of Bosnia said as the talks opened, \
     and the ministers of Croatia and Serbia sat across the table from him for the first time in two years of war.</content:encoded></item>",
    "<item><title>Snow closes the pass above Konjic</title><link>http://wire.example/2</link><guid>2</guid><pubDate>Thu, 14 Dec 1995 10:00:00 GMT</pubDate>\
     <content:encoded>Snow closed the mountain pass above Konjic on Thursday and held up a column of 40 lorries with flour and blankets. \"The drivers are well,\" said Captain \
     Maria Lund of the engineers, whose two ploughs were expected to reach the column by evening.</content:encoded></item>",
];

/// A feed on loopback with as many items as `shown` says.
fn feed(shown: Arc<AtomicUsize>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let mut line = String::new();
            while reader.read_line(&mut line).unwrap() > 2 {
                line.clear();
            }
            let items = ITEMS[..shown.load(Ordering::Relaxed)].concat();
            let body = format!(
                "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Valley Wire</title>{items}</channel></rss>"
            );
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            stream.write_all((head + &body).as_bytes()).unwrap();
        }
    });
    address
}

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

fn page(address: SocketAddr) -> String {
    let Ok(mut stream) = TcpStream::connect(address) else { return String::new() };
    stream
        .write_all(format!("GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").as_bytes())
        .unwrap();
    let mut page = Vec::new();
    stream.read_to_end(&mut page).unwrap();
    String::from_utf8_lossy(&page).into_owned()
}

#[test]
fn what_is_new_in_a_feed_appears_on_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let shown = Arc::new(AtomicUsize::new(1));
    let wire = feed(Arc::clone(&shown));
    let sources = folder.path().join("sources.toml");
    let settings = format!(
        "[settings]\nevery = 1\npause = 0.0\nrobots = false\nallow = [\"127.0.0.1\"]\n\
         [[source]]\nname = \"Valley Wire\"\nurl = \"http://{wire}/feed.xml\"\nfeed_text = true\n"
    );
    std::fs::write(&sources, settings).unwrap();
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["serve", "--addr", &address.to_string(), "--watch", sources.to_str().unwrap()])
        .arg("--db")
        .arg(folder.path().join("record.db"))
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let _running = Running(child);
    let appears = |title: &str| {
        (0..600).any(|_| {
            thread::sleep(Duration::from_millis(100));
            page(address).contains(title)
        })
    };
    assert!(appears("Talks open in Geneva"));
    shown.store(2, Ordering::Relaxed);
    assert!(
        appears("Snow closes the pass above Konjic"),
        "what came later is shown by the process that serves"
    );
}
