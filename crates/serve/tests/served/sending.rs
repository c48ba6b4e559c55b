//! Saved searches, sent on.

use crate::server::{keep, reports};
use dateline_serve::Hooks;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Heads and bodies of requests.
type Received = Arc<Mutex<Vec<(String, String)>>>;

/// A receiver on loopback that answers with these statuses, one after another, and keeps what it was sent.
fn receiver(statuses: Vec<&'static str>) -> (SocketAddr, Received) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let received = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&received);
    thread::spawn(move || {
        for status in statuses {
            let (mut stream, _) = listener.accept().unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let (mut head, mut length) = (String::new(), 0);
            loop {
                let mut line = String::new();
                reader.read_line(&mut line).unwrap();
                if let Some(given) = line.to_lowercase().strip_prefix("content-length: ") {
                    length = given.trim().parse().unwrap();
                }
                if line.trim().is_empty() {
                    break;
                }
                head.push_str(&line);
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body).unwrap();
            kept.lock().unwrap().push((head, String::from_utf8(body).unwrap()));
            stream
                .write_all(
                    format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").as_bytes(),
                )
                .unwrap();
        }
    });
    (address, received)
}

#[test]
fn a_saved_search_tells_what_is_new_once_signed_and_only_where_it_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("record.db");
    keep(&db, reports().into_iter().take(3).collect());
    let (elsewhere, strays) = receiver(vec!["200 OK"]);
    let redirect: &'static str =
        Box::leak(format!("302 Found\r\nLocation: http://{elsewhere}/").into_boxed_str());
    let (truce, told) =
        receiver(vec!["500 Internal Server Error", "503 Service Unavailable", "204 No Content"]);
    let (moved, sent_away) = receiver(vec![redirect]);
    let hooks = Hooks::from_toml(&format!(
        "[settings]\nevery = 0.05\nwait = 0.05\nbase = \"http://desk:8420\"\nallow = [\"127.0.0.1\"]\n\
         [[hook]]\nname = \"truce\"\nq = \"ceasefire\"\nurl = \"http://{truce}/new\"\nsecret = \"a secret of some length\"\n\
         [[hook]]\nname = \"moved\"\nq = \"ceasefire\"\nurl = \"http://{moved}/\"\nsecret = \"a secret of some length\"\n"
    ))
    .unwrap();
    let stop = Arc::new(AtomicBool::new(false));
    let said = Arc::new(Mutex::new(Vec::new()));
    let running = {
        let (stop, said, db) = (Arc::clone(&stop), Arc::clone(&said), db.clone());
        thread::spawn(move || hooks.run(&db, &stop, &|line| said.lock().unwrap().push(line.to_owned())))
    };
    let state = folder.path().join("record.db.hooks");
    while !state.exists() {
        thread::sleep(Duration::from_millis(20));
    }
    keep(&db, reports());
    for _ in 0..600 {
        if told.lock().unwrap().len() == 3
            && !sent_away.lock().unwrap().is_empty()
            && !said.lock().unwrap().is_empty()
        {
            break;
        }
        thread::sleep(Duration::from_millis(50));
    }
    thread::sleep(Duration::from_millis(300));
    stop.store(true, Ordering::Relaxed);
    running.join().unwrap().unwrap();

    let told = told.lock().unwrap();
    assert_eq!(told.len(), 3, "twice in vain, then delivered, then no more");
    let (head, body) = &told[2];
    assert!(head.starts_with("POST /new "));
    let signed = head.lines().find_map(|line| line.strip_prefix("dateline-signature: ")).unwrap();
    assert!(signed.starts_with("t=") && signed.contains(",v1="), "{signed}");
    let message: serde_json::Value = serde_json::from_str(body).unwrap();
    let items = message["items"].as_array().unwrap();
    assert_eq!(message["hook"], "truce");
    assert!(
        items
            .iter()
            .any(|item| item["report"] == "b-truce" && item["content"].as_str().unwrap().contains("support"))
    );
    assert!(items.iter().all(|item| item["report"] != "a-truce"), "what was there before is not new");
    assert!(items.iter().all(|item| item["link"].as_str().unwrap().starts_with("http://desk:8420/report/")));
    assert_eq!(sent_away.lock().unwrap().len(), 1);
    assert!(strays.lock().unwrap().is_empty(), "a redirect is not followed");
    assert!(said.lock().unwrap().iter().any(|line| line.contains("moved") && line.contains("302")));
}
