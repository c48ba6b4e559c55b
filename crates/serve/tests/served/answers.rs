//! The same questions over HTTP, in tables and by a language model.

use crate::server::{Server, keep, reports};
use dateline_model::{Correction, Does, Excerpt, Id, Target};

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
