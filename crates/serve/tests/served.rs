//! The server as a browser or a program meets it: every page, hostile text, the doors, saved searches.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use dateline_model::{Correction, Does, Excerpt, Id, Report, Target};
use dateline_pipeline::Keeper;
use dateline_serve::{Hooks, Serving};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Reports of one strike that differ, of a change of mind, and one that means harm.
fn reports() -> Vec<Report> {
    let report = |id: &str, source: &str, day: &str, title: &str, text: &str| Report {
        id: id.into(),
        source: Some(source.to_owned()),
        published: Some(day.to_owned()),
        title: Some(title.to_owned()),
        url: Some(format!("https://{}.example/{id}", source.to_lowercase().replace(' ', "-"))),
        text: text.to_owned(),
        ..Report::default()
    };
    let hostile = Report {
        url: Some("javascript:alert(1)".to_owned()),
        byline: vec!["<svg onload=alert(1)>".to_owned()],
        ..report(
            "h\"><script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "1995-09-08",
            "<script>alert('title')</script> \u{202E}desrever",
            &format!(
                "GENEVA (AP) — <b onclick=\"alert(1)\">Five people were killed</b> in Sarajevo on Thursday, officials said.\n\n\
                 \"We will <img src=x onerror=alert(2)> never </blockquote><script>alert(3)</script> accept \u{202E}it,\" \
                 Foreign Minister Muhamed Sacirbey of Bosnia said of the ceasefire.\n\n{}\u{0}\n",
                "x".repeat(3000)
            ),
        )
    };
    vec![
        report(
            "a-market",
            "Adriatic Herald",
            "1995-08-28",
            "Shell hits Sarajevo market",
            "SARAJEVO — A mortar shell hit a crowded market in the centre of Sarajevo on Monday morning, killing at least \
             33 people and injuring more than 80, hospital officials said.\n\nPrime Minister Haris Silajdzic of Bosnia \
             accused the Serbs of murder. \"This is murder, and the world is watching,\" he said.\n",
        ),
        report(
            "b-market",
            "Lake Courier",
            "1995-08-28",
            "Sarajevo counts its dead after market shell",
            "The second round of the morning fell short, and the third found the shoppers. A single mortar round killed 37 people and \
             wounded 90 near the covered market of Sarajevo on Monday.\n\nSurgeons at Kosevo worked through the night by the light of \
             lamps. \"We have no blood left,\" said a nurse, Amra Begic.\n\nForeign Minister Muhamed Sacirbey of Bosnia asked NATO to \
             answer. Envoys of five powers were to meet in London on the weekend.\n",
        ),
        report(
            "a-truce",
            "Adriatic Herald",
            "1995-09-08",
            "Bosnia rules out a ceasefire",
            "GENEVA — Foreign Minister Muhamed Sacirbey of Bosnia rejected a ceasefire on Friday. \"We will never accept a \
             ceasefire while Sarajevo is besieged,\" Sacirbey said.\n",
        ),
        report(
            "b-truce",
            "Lake Courier",
            "1995-10-05",
            "Bosnia agrees to a ceasefire",
            "SARAJEVO — Foreign Minister Muhamed Sacirbey of Bosnia agreed to a ceasefire on Thursday. \"We support the \
             ceasefire,\" Sacirbey told reporters.\n",
        ),
        report(
            "c-market",
            "Meridian Post",
            "1995-08-28",
            "NATO weighs an answer to Sarajevo market shell",
            "BRUSSELS — NATO ambassadors met late on Monday after a mortar shell on a market in Sarajevo killed 35 people in the \
             morning. Secretary General Willy Claes said the alliance would act.\n",
        ),
        hostile,
    ]
}

fn keep(db: &Path, reports: Vec<Report>) {
    let mut keeper = Keeper::open(db).unwrap();
    keeper.keep(reports.into_iter(), |report| vec![Ok(report)], None, &mut |_| {}).unwrap();
}

/// A server on loopback, until it is dropped.
struct Server {
    address: SocketAddr,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Server {
    fn start(db: &Path, token: Option<&str>) -> Server {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let serving = Serving { db: db.to_owned(), address, token: token.map(str::to_owned) };
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let thread = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(serving.run(async { drop(stopped.await) })).unwrap();
        });
        while TcpStream::connect(address).is_err() {
            thread::sleep(Duration::from_millis(10));
        }
        Server { address, stop: Some(stop), thread: Some(thread) }
    }

    /// A request as it stands: nothing is encoded or added but the name of the host.
    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut stream = TcpStream::connect(self.address).unwrap();
        let mut head = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "Host") {
            head.push_str(&format!("Host: {}\r\n", self.address));
        }
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        stream.write_all(format!("{head}\r\n{body}").as_bytes()).unwrap();
        Answer::read(stream)
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], "")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.stop.take().map(|stop| stop.send(()));
        let _ = self.thread.take().map(thread::JoinHandle::join);
    }
}

struct Answer {
    status: u16,
    headers: HashMap<String, String>,
    body: String,
}

impl Answer {
    fn read(stream: TcpStream) -> Answer {
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let status = line.split(' ').nth(1).unwrap().parse().unwrap();
        let mut headers = HashMap::new();
        loop {
            line.clear();
            reader.read_line(&mut line).unwrap();
            let Some((name, value)) = line.trim_end().split_once(": ") else { break };
            headers.insert(name.to_lowercase(), value.to_owned());
        }
        let mut body = Vec::new();
        reader.read_to_end(&mut body).unwrap();
        Answer { status, headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

fn links(page: &str) -> Vec<String> {
    let addresses = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    addresses.map(|address| address.replace("&amp;", "&").replace("&#38;", "&")).collect()
}

#[test]
fn every_page_shows_what_it_is_for_and_nothing_a_report_smuggled_in() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("record.db");
    keep(&db, reports());
    let server = Server::start(&db, None);

    let story = links(&server.get("/").body).into_iter().find(|link| link.starts_with("/story/")).unwrap();
    let differing =
        links(&server.get("/differences").body).into_iter().find(|link| link.starts_with("/story/")).unwrap();
    let expected: Vec<(String, Vec<&str>)> = vec![
        (
            "/".into(),
            vec!["accounts in", "3 accounts in 3 reports", "Narrow down", "▲ </span>1 difference", "33–37"],
        ),
        ("/?source=Lake%20Courier".into(), vec!["class=\"chosen\"", "Sarajevo"]),
        ("/?place=Nowhere".into(), vec!["No story is like that"]),
        (
            differing.clone(),
            vec![
                "Where the accounts differ",
                "at least 33",
                "37",
                "▲ </span>differ",
                "class=\"map\"",
                "Order of events",
                "class=\"spread\"",
            ],
        ),
        (format!("{differing}?by=act"), vec!["accuse"]),
        (format!("{differing}?near=world"), vec!["class=\"map\""]),
        (format!("{differing}/accounts"), vec!["one account", "Lake Courier"]),
        ("/report/a-market".into(), vec!["<mark class=\"", "show-statement", "in the story"]),
        (
            "/report/a-market?at=11-40#at".into(),
            vec!["permanent link", "#:~:text=", "class=\"target", "rel=\"noopener noreferrer external\""],
        ),
        ("/statements?by=Sacirbey".into(), vec!["Sacirbey", "Foreign Minister", "format=csv"]),
        ("/statements?by=Nobody".into(), vec!["dateline statements --by NAME"]),
        ("/timeline".into(), vec!["<time datetime=\"1995-"]),
        ("/people".into(), vec!["Sacirbey"]),
        ("/people?named=Silaj".into(), vec!["Silajdzic"]),
        ("/who?name=Muhamed%20Sacirbey".into(), vec!["Offices", "Foreign Minister", "Positions", "changed"]),
        ("/who?name=Haris%20Silajdzic".into(), vec!["Does what to whom", "accuse", "class=\"matrix\""]),
        ("/issue?about=ceasefire".into(), vec!["class=\"lanes\"", "class=\"changed\"", "Sacirbey"]),
        ("/issue".into(), vec!["dateline positions --about"]),
        ("/differences".into(), vec!["they cannot all be true"]),
        ("/compare?a=Adriatic%20Herald&b=Lake%20Courier".into(), vec!["outlet", "Heard most", "Silajdzic"]),
        ("/compare?a=1995-09-08&b=1995-10-05".into(), vec!["Fri, 8 Sept 1995", "Thu, 5 Oct 1995"]),
        ("/search?q=ceasefire".into(), vec!["Speaker", "Outlet", "Narrow down", "positions on it"]),
        ("/search?q=ceasef&typing=1".into(), vec!["ceasefire"]),
        ("/search?q=ceasefire&source=Lake%20Courier".into(), vec!["class=\"chosen\"", "support the"]),
        (
            "/search?q=Sacirbey%20ceasefire%20since%20september%201995".into(),
            vec!["said by", "since Fri, 1 Sept 1995"],
        ),
        ("/search?q=Sacirbey%20ceasefire&plain=1".into(), vec!["Narrow down"]),
        // What nothing holds is left out, and said.
        (
            "/search?q=Sacirbey%20harpsichord".into(),
            vec!["said by", "Nothing of this holds “harpsichord”", "blockquote"],
        ),
        (
            "/report/a-market?figure=1".into(),
            vec!["<mark class=\"figure", "by the word of hospital officials", "id=\"show-figure\""],
        ),
        ("/coverage".into(), vec!["Adriatic Herald", "class=\"covered\"", "Gaps"]),
        ("/coverage?in=1995-08".into(), vec!["Lake Courier"]),
        ("/changes".into(), vec!["New since Wed, 4 Oct 1995", "Bosnia agrees to a ceasefire", "form=md"]),
        ("/changes?since=1995-08-28".into(), vec!["at least 33", "37"]),
        ("/words".into(), vec!["accuses", "cannot all be true", "(ASSAULT)"]),
        ("/corrections".into(), vec!["Nobody has corrected anything yet"]),
        ("/following".into(), vec!["Nothing is followed yet"]),
        ("/timeline?in=1995-08".into(), vec!["class=\"calendar\"", "class=\"map\""]),
        ("/timeline?in=all".into(), vec!["the whole record"]),
        ("/nowhere".into(), vec!["no such page"]),
    ];
    let mut pages: Vec<String> = expected.iter().map(|(path, _)| path.clone()).collect();
    for (path, parts) in &expected {
        let answer = server.get(path.split('#').next().unwrap());
        assert_eq!(answer.status, if path == "/nowhere" { 404 } else { 200 }, "{path}");
        for part in parts {
            assert!(answer.body.contains(part), "{path} does not show {part}:\n{}", answer.body);
        }
    }
    pages.push(story);
    // The report that means harm has pages of its own.
    let hostile = links(&server.get("/search?q=onclick").body);
    pages.extend(hostile.into_iter().filter(|link| link.starts_with("/report/")));
    pages.push("/who?name=%3Cscript%3Ealert(1)%3C/script%3E".into());
    pages.push("/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E".into());
    pages.push("/issue?about=%3Cimg%20src=x%20onerror=alert(1)%3E".into());
    pages.push("/changes?since=1995-01-01".into());
    pages.push("/coverage?in=%3Cscript%3E".into());
    pages.push("/timeline?in=%22%3E%3Cscript%3E".into());
    pages.push("/correct?report=%3Cscript%3E&kind=%22&at=0-1".into());
    pages.push("/compare?a=%22onmouseover=alert(1)&b=%3Cscript%3E".into());
    for path in &pages {
        let answer = server.get(path.split('#').next().unwrap());
        let page = &answer.body;
        assert!(answer.status < 500, "{path}");
        assert_eq!(page.matches("<script").count(), 1, "{path} has a script that is not ours:\n{page}");
        for foreign in ["<img", "<b onclick", "<svg onload", "href=\"javascript", " style=\"", "\u{0}"] {
            assert!(!page.contains(foreign), "{path} holds {foreign:?}");
        }
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(page.len() < 250_000, "{path}");
    }
}

#[test]
fn what_is_offered_and_the_digest_hold_no_markup_of_a_report() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("record.db");
    keep(&db, reports());
    let server = Server::start(&db, None);
    let offered = server.get("/offered?q=sacir").body;
    assert!(offered.contains("/who?name=") && offered.contains("Foreign Minister"), "{offered}");
    assert!(server.get("/offered?q=lake%20cou").body.contains("?source=Lake%20Courier"));
    let typed = server.get("/offered?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").body;
    assert!(!typed.contains("<script"), "{typed}");
    for form in ["md", "html"] {
        let digest = server.get(&format!("/changes?since=1995-08-01&form={form}"));
        assert!(digest.header("content-disposition").contains("dateline-digest"));
        for foreign in ["<script", "<img", "(javascript:", "href=\"javascript"] {
            assert!(!digest.body.contains(foreign), "{form}: {}", digest.body);
        }
        assert!(digest.body.contains("accounts differ: killed"), "{form}: {}", digest.body);
    }
    assert_eq!(server.get("/changes?form=exe").status, 400);
    assert_eq!(server.get("/changes?since=spring").status, 400);
}

#[test]
fn every_item_has_a_form_to_correct_it() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("record.db");
    keep(&db, reports());
    let server = Server::start(&db, Some("a token that is long enough"));
    let get = |path: &str| {
        server.ask("GET", path, &[("Authorization", "Bearer a token that is long enough")], "").body
    };
    let all = links(&get("/report/b-market?statement=1&event=1&figure=1"));
    let forms: Vec<&String> = all.iter().filter(|link| link.starts_with("/correct?")).collect();
    assert!(forms.len() > 3, "{forms:?}");
    for form in forms {
        let page = get(&form.replace("&amp;", "&"));
        assert!(
            page.contains("action=\"/api/v1/corrections\"") && page.contains("The record holds: "),
            "{page}"
        );
    }
}

#[test]
fn views_are_taken_along_whole() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("record.db");
    keep(&db, reports());
    let server = Server::start(&db, None);
    let story =
        links(&server.get("/differences").body).into_iter().find(|link| link.starts_with("/story/")).unwrap();
    for view in [
        "/?",
        "/statements?",
        "/timeline?",
        "/people?",
        "/differences?",
        "/who?name=Muhamed%20Sacirbey&",
        "/issue?about=ceasefire&",
        "/compare?a=Adriatic%20Herald&b=Lake%20Courier&",
        "/search?q=ceasefire&",
        "/report/a-market?",
        &format!("{story}?"),
        &format!("{story}/accounts?"),
    ] {
        let csv = server.get(&format!("{view}format=csv"));
        assert!(csv.body.contains("\nday,act,") || csv.body.starts_with("day,act,"), "{view}: {}", csv.body);
        assert!(csv.body.lines().count() > 1, "{view} has no lines");
        assert!(csv.header("content-disposition").contains(".csv"));
        let lines = server.get(&format!("{view}format=jsonl"));
        for line in lines.body.lines().filter(|line| line.starts_with('{')) {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            assert!(line["link"].as_str().is_some_and(|link| link.starts_with('/')), "{view}: {line}");
        }
        assert!(server.get(&format!("{view}format=txt")).body.contains(". "), "{view}");
        assert_eq!(server.get(&format!("{view}format=exe")).status, 400, "{view}");
    }
}

#[test]
fn a_corrected_report_shows_what_changed() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("record.db");
    keep(&db, reports());
    let mut corrected = reports().remove(1);
    corrected.text = corrected.text.replace("killed 37 people", "killed 39 people");
    keep(&db, vec![corrected]);
    let server = Server::start(&db, None);
    let page = server.get("/report/b-market").body;
    assert!(page.contains("<del>37</del> <ins>39</ins>"), "{page}");
    assert!(page.contains("since version 1"));
}

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
fn days_and_names_mean_the_same_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("record.db");
    keep(&db, reports());
    let server = Server::start(&db, None);
    // What is no day is no question.
    for path in [
        "/api/v1/statements?since=1995-13",
        "/api/v1/events?until=1995-02-30",
        "/api/v1/timeline?from=1995-00",
        "/?day=foo",
        "/statements?since=1995-13",
        "/statements?until=soon",
        "/timeline?from=1995-02-30",
        "/timeline?in=foo",
        "/search?q=market&day=foo",
        "/changes?since=foo",
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 400, "{path}");
        assert!(answer.body.contains("is a day"), "{path}: {}", answer.body);
    }
    // A month ends with its last day, and begins with its first.
    let items = |path: &str| {
        let answer: serde_json::Value = serde_json::from_str(&server.get(path).body).unwrap();
        answer["items"].as_array().unwrap().len()
    };
    assert_eq!(
        items("/api/v1/timeline?from=1995-08&to=1995-08"),
        items("/api/v1/timeline?from=1995-08-01&to=1995-08-31")
    );
    assert!(items("/api/v1/timeline?from=1995-08&to=1995-08") > 0);
    assert_eq!(items("/api/v1/timeline?from=1996"), 0);
    for path in ["/statements?until=1995-08", "/statements?since=1995-08&until=1995"] {
        assert!(server.get(path).body.contains("Silajdzic"), "{path}");
    }
    assert!(server.get("/changes?since=1995-08").body.contains("/story/"));
    // A state is asked for by its name as by its code.
    let by = |by: &str| items(&format!("/api/v1/statements?limit=500&by={by}"));
    assert!(by("BIH") > 0);
    assert_eq!(by("Bosnia"), by("BIH"));
    assert!(server.get("/statements?by=Bosnia").body.contains("Silajdzic"));
    assert!(server.get("/?by=Bosnia").body.contains("/story/"));
    let nobody = server.get("/statements?by=Silajdzci").body;
    assert!(nobody.contains("Did you mean <a href=\"/statements?by="), "{nobody}");
    for (method, path, status) in
        [("GET", "/api/v1/", 404), ("GET", "/api/v1/nothing", 404), ("POST", "/api/v1/counts", 405)]
    {
        let problem = server.ask(method, path, &[("Content-Length", "0")], "");
        assert_eq!(
            (problem.status, problem.header("content-type")),
            (status, "application/problem+json"),
            "{path}"
        );
    }
    assert!(server.get("/who?name=Silajdzci").body.contains("Did you mean <a href=\"/who?name="));
    // Numbers are as short as the command line writes them.
    let statements = server.get("/api/v1/statements").body;
    let statements: serde_json::Value = serde_json::from_str(&statements).unwrap();
    for one in statements["items"].as_array().unwrap() {
        assert!(one["confidence"].to_string().len() < 12, "{}", one["confidence"]);
    }
}

#[test]
fn a_report_of_a_day_to_come_takes_over_no_page() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("record.db");
    let mut all = reports();
    let mut wrong = all[0].clone();
    (wrong.id, wrong.published, wrong.text) =
        ("wrong".into(), Some("2999-01-01".to_owned()), "The ferry to Lake City was late again.".to_owned());
    all.push(wrong);
    keep(&db, all);
    let server = Server::start(&db, None);
    let first = server.get("/").body;
    assert!(first.contains("day=1995-10") && !first.contains("<a class=\"w4\" href=\"/?day=2999"), "{first}");
    let coverage = server.get("/coverage").body;
    assert!(
        !coverage.contains("2999, outlet by outlet")
            && coverage.contains("1 report has a day that has not come yet."),
        "{coverage}"
    );
    assert!(!coverage.contains("2998"), "no gap up to it: {coverage}");
    assert!(server.get("/changes").body.contains("1995"));
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
fn rows_of_tables_come_in_pages() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("record.db");
    keep(&db, reports());
    let server = Server::start(&db, None);
    let rows = |question: &str| -> serde_json::Value {
        let answer = server.get(&format!("/api/v1/rows?{question}"));
        assert_eq!(answer.status, 200, "{question}: {}", answer.body);
        serde_json::from_str(&answer.body).unwrap()
    };
    for table in dateline_ask::TableName::ALL {
        let found = rows(&format!("table={}", table.name()));
        for row in found["items"].as_array().unwrap() {
            assert!(table.columns().iter().all(|column| row.get(column.name).is_some()), "{row}");
        }
    }
    let whole = rows("table=statements");
    assert!(whole["items"].as_array().unwrap().len() > 2 && whole["next"].is_null());
    // A page goes on where the last one ended, in every table.
    let is_paged = |table: &str, size: usize| {
        let whole = rows(&format!("table={table}"));
        let (mut paged, mut next) = (Vec::new(), String::new());
        loop {
            let page = rows(&format!("table={table}&limit={size}{next}"));
            paged.extend(page["items"].as_array().unwrap().clone());
            let Some(cursor) = page["next"].as_str() else { break };
            next = format!("&cursor={cursor}");
        }
        assert_eq!(paged, *whole["items"].as_array().unwrap(), "{table} by {size}");
        paged.len()
    };
    for table in dateline_ask::TableName::NAMES {
        is_paged(table, 2);
    }
    assert_eq!(is_paged("reports", 1), reports().len());
    // Nor is a row lost or told twice where people took one out.
    let count = is_paged("statements", 1);
    let line = &whole["items"][1];
    let place = |name: &str| line[name].as_u64().unwrap() as u32;
    let span = Excerpt { start: place("start"), end: place("end"), text: "".into() };
    let (kind, report) = ("statement".to_owned(), line["report"].as_str().map(Id::from));
    let wrong = Correction {
        id: "".into(),
        target: Target { kind, report, span: Some(span), name: None },
        does: Does::Reject,
        field: None,
        value: serde_json::Value::Null,
        by: "anna".to_owned(),
        at: String::new(),
    };
    dateline_record::Store::open(&db).unwrap().correct(&wrong).unwrap();
    let left = is_paged("statements", 1);
    assert!(left > 0 && left < count, "{left} of {count}");
    assert_eq!(server.get("/api/v1/rows").status, 400);
    assert_eq!(server.get("/api/v1/rows?table=quotes").status, 400);
}

#[test]
fn days_and_numbers_are_written_as_the_reader_writes_them() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("record.db");
    keep(&db, reports());
    let server = Server::start(&db, None);
    let page = |path: &str, language: &str| server.ask("GET", path, &[("Accept-Language", language)], "");
    // The same page one after the other: what is kept for one reader is not shown to another.
    for (language, day) in [
        ("en-US,en;q=0.5", ">Thu, Oct 5, 1995</time>"),
        ("en-GB", "<time datetime=\"1995-10-05\">Thu, 5 Oct 1995</time>"),
        ("fr-FR,fr;q=0.9,en;q=0.8", "<time lang=\"fr-FR\" datetime=\"1995-10-05\">jeu. 5 oct. 1995</time>"),
        ("\"><script>", ">Thu, 5 Oct 1995</time>"),
    ] {
        let answer = page("/", language);
        assert!(answer.body.contains(day), "{language}: {}", answer.body);
        assert_eq!(answer.header("vary"), "accept-language");
    }
    // What programs read is written in one way.
    let lines = page("/differences?format=csv", "ar-EG").body;
    assert!(lines.contains("1995-08-28") && lines.contains("at least 33"), "{lines}");
}

#[test]
fn a_language_model_asks_over_http() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("record.db");
    keep(&db, reports());
    let server = Server::start(&db, None);
    // A recorded session: greeting, list of tools, two questions, one of them wrong.
    let session = [
        r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}"#,
        r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
        r#"{"jsonrpc":"2.0","id":2,"method":"tools/list"}"#,
        r#"{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"statements","arguments":{"by":"Sacirbey","limit":2}}}"#,
        r#"{"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"statements","arguments":{"act":"shout"}}}"#,
    ];
    let answers: Vec<serde_json::Value> = session
        .iter()
        .filter_map(|message| {
            let length = message.len().to_string();
            let headers = [
                ("Content-Type", "application/json"),
                ("Accept", "application/json, text/event-stream"),
                ("MCP-Protocol-Version", "2025-06-18"),
                ("Content-Length", length.as_str()),
            ];
            let answer = server.ask("POST", "/mcp", &headers, message);
            assert!(matches!(answer.status, 200 | 202), "{message}: {} {}", answer.status, answer.body);
            serde_json::from_str(&answer.body).ok()
        })
        .collect();
    assert_eq!(answers.len(), 4, "a notification has no answer");
    assert_eq!(answers[0]["result"]["serverInfo"]["name"], "dateline");
    let tools = answers[1]["result"]["tools"].as_array().unwrap();
    assert!(tools.iter().any(|tool| tool["name"] == "statements"));
    let answer: serde_json::Value =
        serde_json::from_str(answers[2]["result"]["content"][0]["text"].as_str().unwrap()).unwrap();
    let items = answer["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    for item in items {
        let said = item["evidence"].as_str().unwrap();
        // The link leads to a page that shows the words, from wherever it is opened.
        let link = item["link"].as_str().unwrap().strip_prefix("http://").unwrap();
        let path = &link[link.find('/').unwrap()..];
        let page = server.get(path.split('#').next().unwrap()).body;
        assert!(page.contains("class=\"target"), "{said}: {page}");
    }
    assert_eq!(answers[3]["result"]["isError"], true);
}

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
