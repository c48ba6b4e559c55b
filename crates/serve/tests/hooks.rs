//! Saved searches that find very much: all of it is sent, once, at the pace of who takes it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use dateline_model::Report;
use dateline_pipeline::Keeper;
use dateline_serve::Hooks;
use std::collections::HashSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

type Items = Arc<Mutex<Vec<serde_json::Value>>>;

/// Takes messages, and answers them or not.
fn receiver(answers: bool) -> (String, Items, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = listener.local_addr().unwrap().to_string();
    let (items, names) = (Items::default(), Arc::new(Mutex::new(Vec::new())));
    let (taken, named) = (Arc::clone(&items), Arc::clone(&names));
    thread::spawn(move || {
        let mut open = Vec::new();
        for mut stream in listener.incoming().flatten() {
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let mut length = 0;
            loop {
                let mut line = String::new();
                if reader.read_line(&mut line).unwrap_or(0) == 0 || line.trim().is_empty() {
                    break;
                }
                let line = line.trim().to_lowercase();
                if let Some(told) = line.strip_prefix("content-length: ") {
                    length = told.parse().unwrap();
                }
                if let Some(name) = line.strip_prefix("dateline-delivery: ") {
                    named.lock().unwrap().push(name.to_owned());
                }
            }
            let mut body = vec![0; length];
            if reader.read_exact(&mut body).is_err() {
                continue;
            }
            let message: serde_json::Value = serde_json::from_slice(&body).unwrap();
            taken.lock().unwrap().extend(message["items"].as_array().unwrap().iter().cloned());
            if answers {
                stream.write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n").ok();
            } else {
                open.push(stream);
            }
        }
    });
    (host, items, names)
}

fn keep(db: &Path, from: usize, to: usize) {
    let report = |at: usize| Report {
        id: format!("r{at}").into(),
        published: Some("1995-08-28".to_owned()),
        text: format!(
            "SARAJEVO — Haris Silajdzic said the ceasefire number {at} held. Muhamed Sacirbey said the ceasefire {at} did not hold. \
             Carl Bildt said the ceasefire {at} was over."
        ),
        ..Report::default()
    };
    let mut keeper = Keeper::open(db).unwrap();
    keeper.keep((from..to).map(report), |report| vec![Ok(report)], None, &mut |_| {}).unwrap();
}

#[test]
fn all_that_is_new_is_sent_once_and_who_is_slow_holds_nobody_up() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("record.db");
    keep(&db, 0, 1);
    let (fast, items, _) = receiver(true);
    let (slow, _, names) = receiver(false);
    let file = |allow: &str| {
        format!(
            "[settings]\nevery = 0.05\nwait = 0.05\nattempts = 3\npatience = 0.3\n{allow}\
             [[hook]]\nname = \"slow\"\nq = \"ceasefire\"\nurl = \"http://{slow}/\"\nsecret = \"a secret of some length\"\n\
             [[hook]]\nname = \"fast\"\nact = \"state\"\nurl = \"http://{fast}/\"\nsecret = \"a secret of some length\"\n"
        )
    };
    let run = |text: String, until: &dyn Fn(&[String]) -> bool| {
        let hooks = Hooks::from_toml(&text).unwrap();
        let (stop, said) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(Vec::new())));
        let running = {
            let (stop, said, db) = (Arc::clone(&stop), Arc::clone(&said), db.clone());
            thread::spawn(move || hooks.run(&db, &stop, &|line| said.lock().unwrap().push(line.to_owned())))
        };
        for _ in 0..1200 {
            if until(&said.lock().unwrap()) {
                break;
            }
            thread::sleep(Duration::from_millis(50));
        }
        stop.store(true, Ordering::Relaxed);
        running.join().unwrap().unwrap();
        said.lock().unwrap().clone()
    };
    let state = folder.path().join("record.db.hooks");
    run(file("allow = [\"127.0.0.1\"]\n"), &|_| state.exists());
    keep(&db, 1, 400);
    let all = 399 * 3;
    run(file("allow = [\"127.0.0.1\"]\n"), &|_| items.lock().unwrap().len() >= all);
    let count = items.lock().unwrap().len();
    assert_eq!(count, all, "more than a thousand");
    let different: HashSet<String> =
        items.lock().unwrap().iter().map(|item| format!("{}{}", item["report"], item["start"])).collect();
    assert_eq!(different.len(), all, "none of them twice");
    // What no answer came for is sent again under one name, after a restart too.
    let names = names.lock().unwrap();
    assert!(!names.is_empty());
    let first = names.iter().filter(|name| **name == names[0]).count();
    assert!((1..=3).contains(&first), "{first}");
    drop(names);
    keep(&db, 400, 402);
    let said = run(file(""), &|said| said.iter().any(|line| line.contains("fast")));
    assert!(said.iter().any(|line| line.contains("fast") && line.contains("allow it by name")), "{said:?}");
    assert_eq!(items.lock().unwrap().len(), count, "nothing is sent home unless it is allowed");
}
