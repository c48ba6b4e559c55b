//! What a look at a feed leaves over comes at the next look: "has not changed" never hides it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use dateline_read::{Failure, Kept, News, Sources, Watcher, forget_watched};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

type Asked = Arc<Mutex<Vec<String>>>;

/// Gives `body` of a path and the host; paths of which there is none are broken. All it gives has an ETag.
fn serve(body: fn(&str, &str) -> Option<String>) -> (String, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = listener.local_addr().unwrap().to_string();
    let asked = Asked::default();
    let (shared, name) = (Arc::clone(&asked), host.clone());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            answer(stream, &shared, &name, body);
        }
    });
    (host, asked)
}

fn answer(mut stream: TcpStream, asked: &Asked, host: &str, body: fn(&str, &str) -> Option<String>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 || line.trim().is_empty() {
            break;
        }
        lines.push(line.trim().to_lowercase());
    }
    let path = lines.first().and_then(|line| line.split(' ').nth(1)).unwrap_or("/").to_owned();
    let is_known = lines.iter().any(|line| line.starts_with("if-none-match"));
    asked.lock().unwrap().push(format!("{path}{}", if is_known { " known" } else { "" }));
    let (status, body) = match body(&path, host) {
        _ if is_known => ("304 Not Modified", String::new()),
        Some(body) => ("200 OK", body),
        None => ("500 Internal Server Error", String::new()),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\nETag: \"1\"\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
    .ok();
}

fn page(path: &str) -> String {
    format!(
        "<html><head><title>Talks at {path}</title></head><body><article><h1>Talks at {path}</h1>\
         <p>DAYTON, Ohio — The delegations met again in {path}, and the envoy said that the map was nearly drawn.</p>\
         <p>The presidents, who had not spoken for a week, sat at one table in the evening, he said.</p></article></body></html>"
    )
}

fn watcher(host: &str, path: &str, most: usize, state: &std::path::Path) -> Watcher {
    watcher_that(host, path, most, false, state)
}

fn watcher_that(host: &str, path: &str, most: usize, obeys: bool, state: &std::path::Path) -> Watcher {
    let sources = format!(
        "[settings]\nevery = 1\npause = 0.0\npatience = 20\nmost = {most}\nrecheck = 0\nrobots = {obeys}\nallow = [\"{host}\"]\n\
         [[source]]\nurl = \"http://{host}{path}\"\n"
    );
    Watcher::new(Sources::from_toml(&sources).unwrap(), state.to_owned()).unwrap()
}

/// One look; what was kept, what was wrong. A source is due at once again, for `every` is shorter than it waits.
fn look(watcher: &mut Watcher) -> (Vec<Kept>, Vec<Failure>) {
    let (mut kept, mut failures) = (Vec::new(), Vec::new());
    let mut has_looked = false;
    while !has_looked {
        watcher
            .round(
                |reports| {
                    kept.extend(reports);
                    Ok::<_, Failure>(())
                },
                |news| {
                    match news {
                        News::Failed(failure) | News::Lost(failure) => failures.push(failure),
                        News::Looked(..) => has_looked = true,
                        _ => {}
                    }
                    true
                },
            )
            .unwrap();
        if !has_looked {
            thread::sleep(std::time::Duration::from_millis(100));
        }
    }
    (kept, failures)
}

fn count(asked: &Asked, line: &str) -> usize {
    asked.lock().unwrap().iter().filter(|asked| *asked == line).count()
}

#[test]
fn of_a_very_long_feed_each_look_takes_some_until_all_is_taken() {
    const ITEMS: usize = 80_000;
    let (host, asked) = serve(|path, host| {
        if path != "/feed.xml" {
            return Some(page(path));
        }
        let items: String = (0..ITEMS)
            .map(|at| format!("<item><title>T{at}</title><link>http://{host}/page/{at}</link></item>"))
            .collect();
        Some(format!("<rss version='2.0'><channel><title>Long</title>{items}</channel></rss>"))
    });
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state");
    let mut watcher = watcher(&host, "/feed.xml", 3, &state);
    let first = look(&mut watcher).0;
    let second = look(&mut watcher).0;
    assert_eq!((first.len(), second.len()), (3, 3));
    assert_eq!(count(&asked, "/feed.xml"), 2, "what was left over is not hidden");
    assert!(second[0].report.url.as_deref().unwrap().ends_with("/page/3"));
}

#[test]
fn a_feed_of_which_nothing_was_left_over_need_not_come_again() {
    let (host, asked) = serve(|path, host| {
        let feed = format!(
            "<rss version='2.0'><channel><item><title>T</title><link>http://{host}/a</link></item></channel></rss>"
        );
        Some(if path == "/feed.xml" { feed } else { page(path) })
    });
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state");
    let mut watcher = watcher(&host, "/feed.xml", 3, &state);
    assert_eq!(look(&mut watcher).0.len(), 1);
    assert_eq!(look(&mut watcher).0.len(), 0);
    assert_eq!((count(&asked, "/feed.xml"), count(&asked, "/feed.xml known")), (1, 1));
}

#[test]
fn a_sitemap_of_which_a_part_failed_comes_again() {
    let (host, asked) = serve(|path, host| {
        let sitemap = |path: &str| format!("<sitemap><loc>http://{host}{path}</loc></sitemap>");
        match path {
            "/index.xml" => Some(format!(
                "<sitemapindex>{}{}</sitemapindex>",
                sitemap("/one.xml"),
                sitemap("/broken.xml")
            )),
            "/one.xml" => Some(format!("<urlset><url><loc>http://{host}/a</loc></url></urlset>")),
            "/broken.xml" => None,
            path => Some(page(path)),
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let mut watcher = watcher(&host, "/index.xml", 9, &folder.path().join("state"));
    let (kept, failures) = look(&mut watcher);
    assert_eq!(kept.len(), 1);
    assert!(failures.iter().any(|failure| failure.place.ends_with("/broken.xml")), "{failures:?}");
    look(&mut watcher);
    assert_eq!((count(&asked, "/index.xml"), count(&asked, "/index.xml known")), (2, 0));
}

#[test]
fn a_forgotten_page_is_not_fetched_again_and_nothing_of_it_is_remembered() {
    let (host, asked) = serve(|path, host| {
        let feed = format!(
            "<rss version='2.0'><channel><item><title>T</title><link>http://{host}/a</link></item></channel></rss>"
        );
        Some(if path == "/feed.xml" { feed } else { page(path) })
    });
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state");
    let kept = look(&mut watcher(&host, "/feed.xml", 3, &state)).0;
    assert_eq!(forget_watched(&state, &[kept[0].report.id.clone()]).unwrap(), 1);
    assert_eq!(forget_watched(&folder.path().join("none"), &[]).unwrap(), 0);
    let remembered = std::fs::read_to_string(&state).unwrap();
    assert!(!remembered.contains("envoy") && remembered.contains("/a\""), "{remembered}");
    assert_eq!(look(&mut watcher(&host, "/feed.xml", 3, &state)).0.len(), 0);
    assert_eq!(count(&asked, "/a"), 1);
}

/// A feed of two pages, behind whatever rules.
fn behind(path: &str, host: &str, rules: Option<String>) -> Option<String> {
    let item = |page: &str| format!("<item><title>T</title><link>http://{host}/{page}</link></item>");
    match path {
        "/robots.txt" => rules,
        "/feed.xml" => {
            Some(format!("<rss version='2.0'><channel>{}{}</channel></rss>", item("a"), item("b")))
        }
        path => Some(page(path)),
    }
}

#[test]
fn a_host_whose_rules_cannot_be_had_is_left_alone_and_long_ones_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let look_behind = |name: &str, serves: fn(&str, &str) -> Option<String>| {
        let (host, asked) = serve(serves);
        let kept = look(&mut watcher_that(&host, "/feed.xml", 9, true, &folder.path().join(name))).0.len();
        (kept, count(&asked, "/robots.txt"), count(&asked, "/a"))
    };
    let broken = look_behind("broken", |path, host| behind(path, host, None));
    assert_eq!(broken, (0, 1, 0), "500 for robots.txt");
    // Of more than is read, what stands at the beginning holds.
    let long = look_behind("long", |path, host| {
        let rules =
            "User-agent: *\nDisallow: /a\n".to_owned() + &"# much\n".repeat(200_000) + "Disallow: /b\n";
        behind(path, host, Some(rules))
    });
    assert_eq!(long, (1, 1, 0));
    let other = look_behind("other", |path, host| {
        let rules = "User-agent: d\nDisallow: /\n\nUser-agent: dateline/1.0\nDisallow: /a\n";
        behind(path, host, Some(rules.to_owned()))
    });
    assert_eq!(other, (1, 1, 0));
}

#[test]
fn a_look_that_was_broken_off_is_made_again() {
    let (host, asked) = serve(|path, host| behind(path, host, None));
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state");
    let mut broken_off = watcher(&host, "/feed.xml", 9, &state);
    broken_off
        .round(|_| Ok::<_, Failure>(()), |news| !matches!(news, News::Fetching(url) if url.ends_with("/b")))
        .unwrap();
    assert_eq!((count(&asked, "/a"), count(&asked, "/b")), (1, 0));
    let kept = look(&mut watcher(&host, "/feed.xml", 9, &state)).0;
    assert_eq!((kept.len(), count(&asked, "/feed.xml"), count(&asked, "/b")), (1, 2, 1));
}
