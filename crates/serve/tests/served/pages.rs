//! What every page shows, and that nothing a report smuggled in stands in it.

use crate::server::{Server, keep, links, reports};

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
