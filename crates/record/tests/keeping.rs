//! Keeping a record safe: looked through, copied, written out and read in again, and made to forget.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use dateline_model::{
    Correction, Cue, Does, Excerpt, Id, Manner, Reading, Report, Span, Speaker, Statement, StatementAct,
    Story, Target, TextIndex, derive_id,
};
use dateline_record::{
    ClusterKept, Due, Keeping, Outcome, RecordError, ReportFilter, StatementFilter, Store, WholeError,
};
use std::fs;
use std::path::Path;

fn excerpt(text: &str, piece: &str) -> Excerpt {
    let start = text.find(piece).unwrap();
    TextIndex::new(text).excerpt(Span::new(start, start + piece.len()))
}

/// A report in which somebody says something.
fn keeping(id: &str, source: &str, day: &str, text: &str) -> Keeping {
    let report = Report {
        id: Id::from(id),
        published: Some(day.to_owned()),
        source: Some(source.to_owned()),
        title: Some(format!("Title of {id}")),
        text: text.to_owned(),
        ..Report::default()
    };
    let name = text.split(' ').next().unwrap();
    let statement = Statement {
        id: derive_id("s", &[id, text]),
        report: report.id.clone(),
        evidence: excerpt(text, text),
        speakers: vec![Speaker {
            span: excerpt(text, name),
            name: name.to_owned(),
            entity: None,
            office: None,
            of: Some("HRV".to_owned()),
        }],
        cue: Some(Cue { span: excerpt(text, "said"), lemma: "say".to_owned() }),
        content: vec![excerpt(text, text)],
        manner: Manner::Indirect,
        act: StatementAct::State,
        negated: false,
        addressee: Vec::new(),
        venue: None,
        via: Vec::new(),
        said: None,
        continues: None,
        account: None,
        confidence: 0.7,
    };
    Keeping {
        report,
        reading: Reading { statements: vec![statement], ..Reading::default() },
        reader: "fast 0.1".to_owned(),
        trace: vec![1, 2, 255],
        keys: vec![7, u64::MAX],
        sightings: vec![(name.to_lowercase(), format!("{{\"name\":\"{name}\"}}"))],
        ..Keeping::default()
    }
}

/// Three reports of two outlets, of which one has changed, all linked; one is corrected.
fn record(path: &Path) -> Store {
    let mut store = Store::open(path).unwrap();
    let first = [
        keeping("a", "Courier", "1995-11-02", "Marek said the maps were drawn in Zagorje."),
        keeping("b", "Herald", "1995-11-03", "Lindqvist said é“ten”\u{7} boats had sunk."),
        keeping("c", "Herald", "1995-11-04", "Okafor said nobody would sign."),
    ];
    store.keep(&first).unwrap();
    let changed = [keeping("a", "Courier", "1995-11-02", "Marek said the maps were almost drawn.")];
    assert_eq!(store.keep(&changed).unwrap(), [Outcome::Changed]);
    let numbers: Vec<u32> =
        ["a", "b", "c"].map(|id| store.number_of(&Id::from(id)).unwrap().unwrap()).to_vec();
    let story = |id: &str, reports: &[&str]| Story {
        id: Id::from(id),
        reports: reports.iter().map(|id| Id::from(*id)).collect(),
        title: format!("Title of {}", reports[0]),
        first: Some("1995-11-02".to_owned()),
        last: Some("1995-11-04".to_owned()),
        origins: reports.iter().map(|id| vec![Id::from(*id)]).collect(),
        voices: Vec::new(),
        affair: None,
        follows: None,
    };
    let (one, other) = (story("story-1", &["a", "b"]), story("story-2", &["c"]));
    let made = [
        ClusterKept { number: numbers[0], members: numbers[..2].to_vec(), stories: vec![one.clone()] },
        ClusterKept { number: numbers[2], members: vec![numbers[2]], stories: vec![other.clone()] },
    ];
    store.replace_clusters(&[], &made, &[one.id.clone(), other.id.clone()], &[]).unwrap();
    let other = Story { follows: Some(one.id.clone()), ..other };
    store.set_follows(&one).unwrap();
    store.set_follows(&other).unwrap();
    for name in ["marek", "lindqvist", "okafor"] {
        store.set_people_done(name).unwrap();
    }
    let correct = |report: &str, at: &str| Correction {
        id: Id::default(),
        target: Target {
            report: Some(Id::from(report)),
            span: Some(Excerpt { start: 0, end: 5, text: "Words".to_owned() }),
            kind: "statement".to_owned(),
            name: None,
        },
        does: Does::Note,
        field: None,
        value: "a note".into(),
        by: "anna".to_owned(),
        at: at.to_owned(),
    };
    store.correct(&correct("c", "1995-11-05T00:00:00Z")).unwrap();
    store.correct(&correct("b", "1995-11-06T00:00:00Z")).unwrap();
    store.set_follows(&one).unwrap();
    store.set_follows(&other).unwrap();
    store.set_setting("publishers", "[[group]]\nname = \"Ü\"").unwrap();
    store
}

fn faults(store: &Store) -> Vec<String> {
    let mut faults = Vec::new();
    store.check(&mut |fault| faults.push(fault.to_owned())).unwrap();
    faults
}

/// Everything that is in a file, with nothing about where it stands in it.
fn written_out(store: &Store) -> String {
    let mut lines = Vec::new();
    store.export_whole(&mut lines).unwrap();
    String::from_utf8(lines).unwrap()
}

#[test]
fn a_whole_record_has_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    let store = record(&folder.path().join("a.db"));
    assert_eq!(faults(&store), [""; 0]);
    let seen = store.check(&mut |_| {}).unwrap();
    assert_eq!((seen.reports, seen.items, seen.due), (3, 3, 0));
    assert!(seen.spans >= 12, "{seen:?}");
}

#[test]
fn each_fault_is_a_line() {
    for (harm, said) in [
        (
            "update report set text = 'X' || text where id = 'b'",
            "report b: its text is not the one that was kept",
        ),
        (
            "update report set text = text || '.' where id = 'b'",
            "report b: its text is not the one that was kept",
        ),
        (
            "pragma foreign_keys = off; delete from report where id = 'c'",
            "points to a report that is not there",
        ),
        ("delete from story where id = 'story-1'", "there are reports of story story-1, which is not there"),
        ("delete from story_report where story = 'story-2'", "report c stands in no story"),
        (
            "update story set body = replace(body, '\"story-1\"', '\"story-9\"') where id = 'story-2'",
            "story story-2 points to story story-9, which is not there",
        ),
        (
            "insert into link values ('l', 'same_statement', 'story-1', null, '{\"statements\":[\"s-none\"]}')",
            "same statement l points to statement s-none, which is not there",
        ),
        ("update total set value = 9 where name = 'statement'", "statement: 3 are there, and 9 are counted"),
        (
            "insert into report_words (report_words) values ('delete-all')",
            "report a is not found by its words",
        ),
        ("update statement set body = 'x' where report = 2", "is no line of the record"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        drop(record(&path));
        rusqlite::Connection::open(&path).unwrap().execute_batch(harm).unwrap();
        let faults = faults(&Store::open_to_read(&path).unwrap());
        assert!(faults.iter().any(|fault| fault.contains(said)), "{harm}: {faults:?}");
    }
}

#[test]
fn a_copy_is_made_while_another_writes_and_is_the_record() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("a.db"), folder.path().join("copy.db"));
    let mut store = record(&path);
    let before = written_out(&store);
    store.begin().unwrap();
    store.keep(&[keeping("d", "Courier", "1995-11-09", "Novak said it was over.")]).unwrap();
    let reader = Store::open_to_read(&path).unwrap();
    let size = reader.backup(&copy, false).unwrap();
    store.commit().unwrap();
    assert_eq!(size, fs::metadata(&copy).unwrap().len());
    assert_eq!(
        fs::read_dir(folder.path())
            .unwrap()
            .filter(|file| { file.as_ref().unwrap().file_name().to_string_lossy().starts_with("copy.db") })
            .count(),
        1,
        "one file"
    );
    let copied = Store::open_to_read(&copy).unwrap();
    assert_eq!(written_out(&copied), before, "as it was when the copy was begun");
    assert_eq!(faults(&copied), [""; 0]);
    drop(copied);
    assert!(matches!(reader.backup(&copy, false), Err(RecordError::Taken { .. })));
    reader.backup(&copy, true).unwrap();
    assert_eq!(Store::open_to_read(&copy).unwrap().counts().unwrap().reports, 4);
    assert!(matches!(reader.backup(&path, true), Err(RecordError::Taken { .. })), "never onto itself");
    let nowhere = reader.backup(&folder.path().join("none/copy.db"), false).unwrap_err();
    assert!(nowhere.to_string().contains("no such folder"), "{nowhere}");
}

#[test]
fn what_is_written_out_is_read_in_to_the_letter() {
    let folder = tempfile::tempdir().unwrap();
    let store = record(&folder.path().join("a.db"));
    let lines = written_out(&store);
    let path = folder.path().join("again.db");
    let counts = Store::import_whole(&path, &mut lines.as_bytes()).unwrap();
    assert_eq!(counts, store.counts().unwrap());
    let again = Store::open_to_read(&path).unwrap();
    assert_eq!(written_out(&again), lines);
    assert_eq!(faults(&again), [""; 0]);
    for id in ["a", "b", "c"].map(Id::from) {
        assert_eq!(again.reading(&id).unwrap(), store.reading(&id).unwrap());
        assert_eq!(again.versions(&id).unwrap(), store.versions(&id).unwrap());
        assert_eq!(again.story_of(&id).unwrap(), store.story_of(&id).unwrap());
    }
    assert_eq!(again.versions(&Id::from("a")).unwrap().len(), 1);
    assert_eq!(again.corrections().unwrap(), store.corrections().unwrap());
    assert_eq!(again.accounts().unwrap(), store.accounts().unwrap());
    let words = |about: &str| StatementFilter { about: Some(about.to_owned()), ..Default::default() };
    for about in ["maps", "boats", "title c", "nobody sign", "zagorje"] {
        assert_eq!(
            again.statements(&words(about)).unwrap(),
            store.statements(&words(about)).unwrap(),
            "{about}"
        );
    }
    assert_eq!(again.statements(&words("boats")).unwrap().len(), 1);
    let told = |store: &Store| {
        let words = Some("maps".to_owned());
        store.reports(&ReportFilter { words, ..Default::default() }).unwrap()
    };
    assert_eq!((told(&again), told(&again).len()), (told(&store), 1));
}

#[test]
fn lines_that_were_cut_or_changed_are_refused_and_leave_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let lines = written_out(&record(&folder.path().join("a.db")));
    let path = folder.path().join("again.db");
    let import = |lines: &str| Store::import_whole(&path, &mut lines.as_bytes()).unwrap_err();
    let cut = lines[..lines.len() / 2].rfind('\n').unwrap();
    for broken in [
        String::new(),
        "{\"type\":\"report\"}\n".to_owned(),
        lines[..=cut].to_owned(),
        lines[..lines.len() / 2].to_owned(),
        lines.replace("nobody would", "somebody would"),
        lines.replacen("\"table\":\"report\"", "\"table\":\"sqlite_master\"", 1),
        lines.replacen("\"act\":", "\"deed\":", 1),
        lines.replacen("\"table\":\"reading\"", "\"table\":\"figure\"", 1),
    ] {
        let error = import(&broken);
        assert!(matches!(error, WholeError::Line { .. }), "{error}");
        assert!(error.to_string().starts_with("line "), "{error}");
        let left: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.starts_with("again"))
            .collect();
        assert!(left.is_empty(), "{left:?}");
    }
    let newer = lines.replacen(&format!("\"form\":{}", form_of(&lines)), "\"form\":999", 1);
    assert!(matches!(import(&newer), WholeError::Record(RecordError::Newer { found: 999, .. })));
    fs::write(&path, "mine").unwrap();
    assert!(matches!(import(&lines), WholeError::Record(RecordError::Taken { .. })));
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
}

fn form_of(lines: &str) -> u64 {
    let head: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    head["form"].as_u64().unwrap()
}

/// Whether a file holds some words, in whatever case.
fn holds(folder: &Path, words: &str) -> bool {
    fs::read_dir(folder).unwrap().any(|file| {
        let bytes = fs::read(file.unwrap().path()).unwrap().to_ascii_lowercase();
        bytes.windows(words.len()).any(|piece| piece == words.as_bytes())
    })
}

#[test]
fn what_is_forgotten_is_in_no_corner_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let mut store = record(&path);
    let number = store.number_of(&Id::from("a")).unwrap().unwrap();
    // The words of the earlier text, of the present one, of who speaks, of the story's title.
    for words in ["zagorje", "almost drawn", "marek", "title of a"] {
        assert!(holds(folder.path(), words), "{words}");
    }
    store.forget_keys(&[number].into()).unwrap();
    let gone = store.forget(&[number]).unwrap();
    assert_eq!((gone.reports, gone.versions, gone.statements, gone.corrections), (1, 1, 1, 0));
    assert_eq!(store.number_of(&Id::from("a")).unwrap(), None);
    assert_eq!(store.counts().unwrap().reports, 2);
    // Its story is gone, and who stood in it waits to be placed; who followed on is looked at again.
    let b = store.number_of(&Id::from("b")).unwrap().unwrap();
    assert_eq!(store.due(Due::Place, 9).unwrap(), [b]);
    assert_eq!(store.stories_due(9).unwrap(), [(Id::from("story-2"), true)]);
    assert_eq!(store.story(&Id::from("story-1")).unwrap(), None);
    assert!(!store.holders(7..=7, 99).unwrap().contains(&number));
    assert_eq!(faults(&store), [""; 0]);
    store.set_people_done("marek").unwrap();
    let done = store.compact().unwrap();
    assert!(!done.is_held && done.after <= done.before, "{done:?}");
    for words in ["zagorje", "almost", "marek", "title of a"] {
        assert!(!holds(folder.path(), words), "{words}");
    }
    assert!(holds(folder.path(), "lindqvist") && holds(folder.path(), "boats"));
    // Nothing else takes its number, even where it was the last.
    let last = store.number_of(&Id::from("c")).unwrap().unwrap();
    assert_eq!(store.forget(&[last]).unwrap().corrections, 1);
    store.keep(&[keeping("d", "Courier", "1995-11-09", "Novak said it was over.")]).unwrap();
    assert_eq!(store.number_of(&Id::from("d")).unwrap(), Some(last + 1));
}

#[test]
fn earlier_texts_can_go_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = record(&folder.path().join("a.db"));
    let all = store.reports_of_outlet(None, None).unwrap();
    assert_eq!(store.forget_versions(&all).unwrap(), 1);
    assert_eq!(store.versions(&Id::from("a")).unwrap(), []);
    store.compact().unwrap();
    assert!(!holds(folder.path(), "zagorje") && holds(folder.path(), "almost drawn"));
    assert_eq!(faults(&store), [""; 0]);
    let ids = |source, before| store.reports_of_outlet(source, before).unwrap();
    assert_eq!(ids(Some("Herald"), None), ["b", "c"].map(Id::from));
    assert_eq!(ids(Some("Herald"), Some("1995-11-04")), ["b"].map(Id::from));
    assert_eq!(ids(None, Some("1995-11-03")), ["a"].map(Id::from));
}

#[test]
fn a_bit_that_is_flipped_in_a_line_is_noticed_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("flipped.db");
    let mut store = Store::open(&path).unwrap();
    let texts = [
        "Hana said the bridge at Lipa would open on Monday, and that nobody had asked her.".to_owned(),
        "Jan Kolář said “peace” was near. The talks in Lipa go on and “peace” is far away.".to_owned(),
        "Mira said that the road was shut. ".repeat(12),
    ];
    for (at, text) in texts.iter().enumerate() {
        let mut keeping = keeping(&format!("r{at}"), "Post", "2024-05-01", text);
        // Many places, so that the line is packed on top of it.
        let words = text.match_indices(' ').map(|(to, _)| {
            let from = text[..to].rfind(' ').map_or(0, |space| space + 1);
            TextIndex::new(text).excerpt(Span::new(from, to))
        });
        keeping.reading.statements[0].content.extend(words.take(40 * at));
        store.keep(&[keeping]).unwrap();
    }
    assert_eq!(store.check(&mut |fault| panic!("{fault}")).unwrap().items, texts.len());
    let file = rusqlite::Connection::open(&path).unwrap();
    file.execute_batch("pragma synchronous = off").unwrap();
    let put = |number: i64, body: &[u8]| {
        file.execute("update statement set body = $1 where number = $2", rusqlite::params![body, number])
            .unwrap();
    };
    let cells: Vec<(i64, String, Vec<u8>)> = file
        .prepare("select number, id, body from statement")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let marks: Vec<u8> = cells.iter().map(|(_, _, body)| body[0]).collect();
    assert!(marks.contains(&128) && marks.contains(&129), "{marks:?}");
    let (mut flips, mut noticed) = (0, 0);
    for (number, id, body) in &cells {
        let before = store.statement(&Id::from(id.as_str())).unwrap().unwrap().record;
        for bit in 0..body.len() * 8 {
            let mut damaged = body.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            put(*number, &damaged);
            let mut named = false;
            let seen = store.check(&mut |fault| named |= fault.contains(id.as_str())).unwrap();
            flips += 1;
            match store.statement(&Id::from(id.as_str())) {
                Err(error) => {
                    let said = error.to_string();
                    assert!(matches!(error, RecordError::Line { .. }), "{said}");
                    assert!(said.contains(&format!("{id} of report r")), "{said}");
                    assert!(seen.faults == 1 && named, "{said}");
                    noticed += 1;
                }
                // Packing leaves a bit or two of no meaning.
                Ok(kept) => assert!(seen.faults == 0 && kept.unwrap().record == before),
            }
        }
        put(*number, body);
    }
    assert!(flips > 1_000 && noticed * 100 >= flips * 99, "{noticed} of {flips}");
}

#[test]
fn what_else_is_damaged_is_named_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("damaged.db");
    let mut store = Store::open(&path).unwrap();
    let text = "Hana said the bridge at Lipa would open on Monday, and that nobody had asked her.";
    store.keep(&[keeping("r0", "Post", "2024-05-01", text)]).unwrap();
    let file = rusqlite::Connection::open(&path).unwrap();
    for (table, damage, said) in [
        ("sighting", "x'80000000'", "report r0, a person seen in it is not what was written there"),
        ("trace", "x'09'", "report r0: what it is compared by cannot be unpacked"),
        ("posting", "x'0105'", "is not what was written"),
    ] {
        let put = |sql: String| assert!(file.execute(&sql, []).unwrap() > 0, "{sql}");
        put(format!("update {table} set body = {damage}"));
        let mut faults = Vec::new();
        store.check(&mut |fault| faults.push(fault.to_owned())).unwrap();
        assert!(faults.iter().any(|fault| fault.contains(said)), "{faults:?}");
    }
    let told = || match store.export_whole(&mut Vec::new()) {
        Err(WholeError::Record(error @ RecordError::Line { .. })) => error.to_string(),
        other => panic!("{other:?}"),
    };
    assert!(told().contains("of report r0: it is not what was written there"), "{}", told());
    file.execute("update statement set body = x'80000000'", []).unwrap();
    let id = derive_id("s", &["r0", text]);
    assert!(told().contains(&format!("{id} of report r0: it is not what was written there")), "{}", told());
    file.execute("update report set text = x'0128B52FFD00'", []).unwrap();
    assert!(told().contains("at report r0: it cannot be unpacked"), "{}", told());
}
