//! Who is let in, from where, and what may be changed.

use crate::server::{Server, keep, reports};
use dateline_serve::Serving;
use std::thread;
use std::time::Duration;

#[test]
fn the_doors_are_shut() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("record.db");
    keep(&db, Vec::new());
    let open_to_all = Serving { db: db.clone(), address: "0.0.0.0:0".parse().unwrap(), token: None };
    assert!(open_to_all.router().is_err(), "others could read along without a token");

    let server = Server::start(&db, None);
    assert!(server.get("/").body.contains("dateline read PATH"), "an empty record says what to do");
    let port = server.address.port();
    let status = |headers: &[(&str, &str)]| server.ask("GET", "/api/v1/counts", headers, "").status;
    assert_eq!(status(&[("Host", &format!("localhost:{port}"))]), 200);
    assert_eq!(
        status(&[("Host", &format!("desk.evil.example:{port}"))]),
        403,
        "another name that leads here"
    );
    assert_eq!(status(&[("Host", "127.0.0.1.evil.example")]), 403);
    assert_eq!(status(&[("Origin", "https://evil.example")]), 403, "a page elsewhere asks in passing");
    assert_eq!(status(&[("Origin", &format!("http://{}", server.address))]), 200);
    assert_eq!(server.ask("GET", &format!("/search?q={}", "a".repeat(5000)), &[], "").status, 414);
    assert_eq!(server.ask("POST", "/mcp", &[("Content-Length", "99999999")], "").status, 413);
    assert_eq!(server.ask("POST", "/mcp", &[("Transfer-Encoding", "chunked")], "0\r\n\r\n").status, 411);
    assert_eq!(server.ask("POST", "/statements", &[("Content-Length", "0")], "").status, 405);
    for path in [
        "/assets/../Cargo.toml",
        "/assets/%2e%2e%2fCargo.toml",
        "/report/..%2F..%2Fetc%2Fpasswd",
        "/story/%00",
    ] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
    for path in [
        "/statements?by=%27)%20or%201=1%20--",
        "/statements?source=x%27%20union%20select%201%20--&act=%27",
        "/search?q=%22%20OR%20NEAR(%20*%20:%20^",
        "/?place=%27;drop%20table%20report;--",
        "/people?named=%25%27%22_",
    ] {
        assert_eq!(server.get(path).status, 200, "{path}");
    }
    assert_eq!(server.get("/?page=99999999999999999999").status, 400);
    let problem = server.get("/api/v1/statements?limit=none");
    assert_eq!((problem.status, problem.header("content-type")), (400, "application/problem+json"));

    let guarded = Server::start(&db, Some("a token that is long enough"));
    assert_eq!(guarded.get("/").status, 401);
    assert_eq!(
        guarded.ask("GET", "/", &[("Authorization", "Bearer a token that is long enougg")], "").status,
        401
    );
    assert_eq!(
        guarded.ask("GET", "/", &[("Authorization", "Bearer a token that is long enough")], "").status,
        200
    );
    assert_eq!(guarded.get("/assets/icon.svg").status, 401);
}

#[test]
fn whoever_has_a_page_is_told_so() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("record.db");
    keep(&db, reports().into_iter().take(2).collect());
    let server = Server::start(&db, None);
    for path in ["/", "/api/v1/stories", "/feed.atom?q=market"] {
        let first = server.get(path);
        let tag = first.header("etag").to_owned();
        assert!(!tag.is_empty(), "{path}");
        assert_eq!(server.ask("GET", path, &[("If-None-Match", &tag)], "").status, 304, "{path}");
    }
    let before = server.get("/").body;
    keep(&db, reports());
    thread::sleep(Duration::from_millis(1100));
    assert_ne!(server.get("/").body, before, "what is new is shown");
}

#[test]
fn corrections_are_taken_from_who_has_the_token() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("record.db");
    keep(&db, reports());
    let token = "a token that is long enough";
    let bearer = format!("Bearer {token}");
    let sent = |server: &Server, kind: &str, body: &str| {
        let length = body.len().to_string();
        let headers =
            [("Authorization", bearer.as_str()), ("Content-Type", kind), ("Content-Length", length.as_str())];
        server.ask("POST", "/api/v1/corrections", &headers, body)
    };
    let json = r#"{"target":{"kind":"person","name":"Jan Kolar"},"does":"note","value":"a note","by":"anna","at":""}"#;
    let open = Server::start(&db, None);
    assert_eq!(sent(&open, "application/json", json).status, 403, "nobody's word is taken without a token");
    let guarded = Server::start(&db, Some(token));
    let kept = sent(&guarded, "application/json", json);
    assert_eq!(kept.status, 201, "{}", kept.body);
    assert!(kept.body.contains("\"id\":\"correction-"), "{}", kept.body);
    assert_eq!(sent(&guarded, "application/json", "{}").status, 400);
    // What cannot be set is refused, and why is said.
    let wrong = r#"{"target":{"kind":"statement","report":"r","span":{"start":1,"end":9,"text":"x"}},"does":"set","field":"act","value":"foo","by":"anna","at":""}"#;
    let refused = sent(&guarded, "application/json", wrong);
    assert!(refused.status == 400 && refused.body.contains("act cannot be"), "{}", refused.body);
    let form = "report=r&kind=statement&start=1&end=9&does=reject&by=anna";
    assert_eq!(sent(&guarded, "application/x-www-form-urlencoded", form).status, 303);
    assert_eq!(dateline_record::Store::open(&db).unwrap().corrections().unwrap().len(), 2);
}
