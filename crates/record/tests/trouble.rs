//! When things go wrong with the file: one clear line each, and what was kept stays whole.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use dateline_model::{Id, Kind, Report};
use dateline_record::{FigureFilter, Keeping, RecordError, ReportFilter, Store};
use std::fs;
use std::path::Path;
use std::sync::{Arc, Barrier};
use std::thread;

fn keeping(id: &str, text: &str) -> Keeping {
    let report = Report { id: Id::from(id), text: text.to_owned(), ..Report::default() };
    Keeping { report, keys: vec![7], ..Keeping::default() }
}

fn record(path: &Path, reports: usize) {
    let mut store = Store::open(path).unwrap();
    let batch: Vec<Keeping> = (0..reports)
        .map(|at| keeping(&format!("r{at}"), &format!("The {at}th letter says much. ").repeat(60)))
        .collect();
    store.keep(&batch).unwrap();
}

/// What is said of it, which is one line that names the file.
fn line(error: &RecordError, path: &Path) -> String {
    let line = error.to_string();
    assert!(line.contains(path.to_str().unwrap()), "{line}");
    assert!(!line.contains('\n'), "{line}");
    line
}

#[test]
fn many_make_one_record_at_once() {
    for _ in 0..12 {
        let folder = tempfile::tempdir().unwrap();
        let path = Arc::new(folder.path().join("new.db"));
        let start = Arc::new(Barrier::new(6));
        let threads: Vec<_> = (0..6)
            .map(|number| {
                let (path, start) = (Arc::clone(&path), Arc::clone(&start));
                thread::spawn(move || {
                    start.wait();
                    let mut store = Store::open(&path)?;
                    store.keep(&[keeping(&format!("r{number}"), "A letter.")]).map(|_| ())
                })
            })
            .collect();
        for thread in threads {
            thread.join().unwrap().unwrap();
        }
        assert_eq!(Store::open_to_read(&path).unwrap().counts().unwrap().reports, 6);
    }
}

/// The tables as they were up to form 9.
const WITHOUT_TURNS: &str = "\
    create table old_speaker as select statement, name, belongs_to from speaker; drop table speaker; \
    alter table old_speaker rename to speaker; create index speaker_name on speaker (name); \
    create table old_party as select event, side, name, country from party; drop table party; \
    alter table old_party rename to party; create index party_name on party (name); \
    create table old_place as select report, name, country, lat, lon, times from place; drop table place; \
    alter table old_place rename to place; create index place_name on place (name); ";

/// A record as an older program left it, with nothing packed.
fn aged(path: &Path) {
    record(path, 3);
    let mut lines = Vec::new();
    Store::open_to_read(path).unwrap().export_whole(&mut lines).unwrap();
    let old = rusqlite::Connection::open(path).unwrap();
    for line in String::from_utf8(lines).unwrap().lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let cell = |name: &str| line["row"][name].as_str().unwrap_or_default().to_owned();
        match line["table"].as_str() {
            Some("report") => {
                old.execute(
                    "update report set text = $1, body = $2 where id = $3",
                    [cell("text"), cell("body"), cell("id")],
                )
                .unwrap();
            }
            Some("reading") => {
                let report = line["row"]["report"].as_i64().unwrap();
                old.execute(
                    "update reading set body = $1 where report = $2 and kind = $3",
                    rusqlite::params![cell("body"), report, cell("kind")],
                )
                .unwrap();
            }
            _ => {}
        }
    }
    old.execute_batch(WITHOUT_TURNS).unwrap();
    old.execute_batch(
        "drop trigger difference_in; drop trigger difference_out; alter table report drop column reader; \
         drop trigger figure_status; alter table figure drop column status; \
         alter table report drop column unread; pragma user_version = 6; \
         create trigger difference_in after insert on link begin select 1; end; \
         create trigger difference_out after delete on link begin select 1; end",
    )
    .unwrap();
}

#[test]
fn a_damaged_line_of_an_older_record_keeps_nobody_from_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    aged(&path);
    let old = rusqlite::Connection::open(&path).unwrap();
    let put = |id: &str, body: &str| {
        old.execute(
            "insert into figure (id, report, what, body) \
             values ($1, (select number from report where id = 'r1'), 'killed', $2)",
            [id, body],
        )
        .unwrap();
    };
    put("f1", "{\"id\":\"f1\",\"status\":");
    put("f2", "{\"id\":\"f2\",\"status\":\"denied\"}");
    // A text that is none in UTF-8.
    old.execute("update report set text = cast(x'54686520E96C' as text) where id = 'r2'", []).unwrap();
    drop(Store::open(&path).unwrap());
    let asked = |sql: &str| old.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
    assert_eq!(asked("select status from figure where id = 'f1'"), "given");
    assert_eq!(asked("select status from figure where id = 'f2'"), "denied");
    assert_eq!(asked("select typeof(text) || hex(text) from report where id = 'r2'"), "text54686520E96C");
    assert_eq!(asked("select typeof(text) from report where id = 'r0'"), "blob");
    // An older program has it open still, and names no status.
    put("f3", "{\"id\":\"f3\",\"status\":\"denied\"}");
    put("f4", "no line");
    assert_eq!(asked("select status from figure where id = 'f3'"), "denied");
    assert_eq!(asked("select status from figure where id = 'f4'"), "given");
    let store = Store::open_to_read(&path).unwrap();
    let lines = store.reports(&ReportFilter::default()).unwrap();
    let opens: Vec<bool> = lines.iter().map(|line| line.opening.is_some()).collect();
    assert_eq!(opens, [true, true, false]);
    let error = store.figures(&FigureFilter::default()).unwrap_err();
    assert!(line(&error, &path).contains("figure of report r1: "), "{error}");
    // How many there are is known all the same; not where people say that one is none.
    let counts = |store: &Store, kind: Kind| -> Vec<Option<usize>> {
        store.items_of_reports(kind).unwrap().into_iter().map(|(_, count)| count).collect()
    };
    assert_eq!(counts(&store, Kind::Figure), [Some(0), Some(4), Some(0)]);
    assert_eq!(counts(&store, Kind::Statement), [Some(0), Some(0), Some(0)]);
    assert_eq!(counts(&store, Kind::Place), [None, None, None]);
    let sql = "insert into correction (id, report, kind, at, body) values ('c', 'r1', 'figure', '', '{}')";
    old.execute(sql, []).unwrap();
    assert_eq!(counts(&store, Kind::Figure), [Some(0), None, Some(0)]);
    assert_eq!(counts(&store, Kind::Event), [Some(0), Some(0), Some(0)]);
}

#[test]
fn what_cannot_be_unpacked_is_named_and_keeps_nobody_from_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scratched.db");
    record(&path, 3);
    let change = |sql: &str| rusqlite::Connection::open(&path).unwrap().execute(sql, []).unwrap();
    change("update report set text = x'0128B52FFD00' where id = 'r1'");
    let store = Store::open_to_read(&path).unwrap();
    let lines = store.reports(&ReportFilter::default()).unwrap();
    let opens: Vec<Option<&str>> = lines.iter().map(|line| line.opening.as_deref()).collect();
    assert!(opens[0].unwrap().starts_with("The 0th letter") && opens[2].is_some() && opens[1].is_none());
    for error in
        [store.text(&Id::from("r1")).unwrap_err(), store.reading(&Id::from("r1")).map(|_| ()).unwrap_err()]
    {
        let said = line(&error, &path);
        assert!(said.contains("report r1: it cannot be unpacked"), "{said}");
    }
    assert!(store.text(&Id::from("r2")).unwrap().is_some());
    let mut faults = Vec::new();
    store.check(&mut |fault| faults.push(fault.to_owned())).unwrap();
    assert_eq!(faults, ["report r1: its text cannot be unpacked"]);
    change("update report set body = x'09' where id = 'r2'");
    change("update reading set body = x'' where kind = 'time' and report = (select max(number) from report)");
    faults.clear();
    store.check(&mut |fault| faults.push(fault.to_owned())).unwrap();
    assert_eq!(
        faults,
        [
            "report r1: its text cannot be unpacked",
            "report r2 cannot be unpacked",
            "report r2, times cannot be unpacked"
        ]
    );
}

#[test]
fn who_has_it_open_writes_nothing_into_a_later_form() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("later.db");
    record(&path, 1);
    let mut store = Store::open(&path).unwrap();
    rusqlite::Connection::open(&path).unwrap().execute_batch("pragma user_version = 99").unwrap();
    let error = store.keep(&[keeping("x", "A letter.")]).unwrap_err();
    assert!(matches!(error, RecordError::Newer { found: 99, .. }), "{error}");
    // What was begun is left, so that others may write.
    rusqlite::Connection::open(&path).unwrap().execute_batch("begin immediate; rollback").unwrap();
}

#[test]
fn many_bring_one_record_up_to_date_at_once() {
    for _ in 0..8 {
        let folder = tempfile::tempdir().unwrap();
        let path = Arc::new(folder.path().join("old.db"));
        aged(&path);
        let start = Arc::new(Barrier::new(6));
        let threads: Vec<_> = (0..6)
            .map(|number| {
                let (path, start) = (Arc::clone(&path), Arc::clone(&start));
                thread::spawn(move || {
                    start.wait();
                    if number % 2 == 0 { Store::open(&path) } else { Store::open_to_read(&path) }
                        .and_then(|store| store.counts())
                })
            })
            .collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap().unwrap().reports, 3);
        }
    }
}

#[test]
fn a_full_disk_is_said_and_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("full.db");
    record(&path, 20);
    let mut store = Store::open(&path).unwrap();
    store.limit_pages(0).unwrap();
    let big = keeping("big", &"Much is said in a long letter. ".repeat(20_000));
    let error = store.keep(&[keeping("small", "A letter."), big]).unwrap_err();
    let said = line(&error, &path);
    assert!(said.contains("the disk is full") && said.contains("make room"), "{said}");
    assert_eq!(store.counts().unwrap().reports, 20, "all of a batch or nothing");
    drop(store);
    let store = Store::open_to_read(&path).unwrap();
    assert_eq!(store.counts().unwrap().reports, 20);
    assert_eq!(store.check(&mut |fault| panic!("{fault}")).unwrap().reports, 20);
}

#[test]
fn a_file_that_is_cut_or_overwritten_is_said_to_be_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("whole.db");
    record(&path, 200);
    let store = Store::open(&path).unwrap();
    let copy = folder.path().join("copy.db");
    store.backup(&copy, false).unwrap();
    drop(store);
    let bytes = fs::read(&copy).unwrap();
    let look = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let mut faults = Vec::new();
        let looked = Store::open_to_read(&path)
            .and_then(|store| store.check(&mut |fault| faults.push(fault.to_owned())));
        let said = match looked {
            Ok(seen) => {
                assert_eq!(seen.faults, faults.len());
                faults.join("; ")
            }
            Err(error) => line(&error, &path),
        };
        assert!(!said.is_empty(), "{name}");
        said
    };
    for cut in [bytes.len() / 2, 8192 + 100, 3000] {
        look("cut.db", &bytes[..cut]);
    }
    let mut scratched = bytes.clone();
    for at in (20_000..scratched.len() - 4_000).step_by(16_384) {
        scratched[at..at + 2_000].fill(0x5A);
    }
    look("scratched.db", &scratched);
    let mut headless = bytes;
    headless[..16].fill(0);
    assert!(look("headless.db", &headless).contains("is not a dateline record"));
    assert!(Store::open_to_read(folder.path()).unwrap_err().to_string().contains("it is a folder"));
    let nowhere = folder.path().join("none/there.db");
    assert!(Store::open(&nowhere).unwrap_err().to_string().contains("no such folder"));
}

#[test]
fn what_only_one_may_do_at_a_time_is_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("busy.db");
    record(&path, 1);
    let mut first = Store::open(&path).unwrap();
    first.begin().unwrap();
    let mut second = Store::open(&path).unwrap();
    second.wait_for(std::time::Duration::from_millis(5)).unwrap();
    let error = second.keep(&[keeping("x", "A letter.")]).unwrap_err();
    assert!(matches!(error, RecordError::Busy { .. }));
    assert!(line(&error, &path).contains("try again when that is done"));
    // Who only reads waits for nobody.
    assert_eq!(Store::open_to_read(&path).unwrap().counts().unwrap().reports, 1);
    let waiting = thread::spawn(move || {
        Store::open(&path).and_then(|mut store| store.keep(&[keeping("y", "A letter.")]))
    });
    first.commit().unwrap();
    waiting.join().unwrap().unwrap();
}
