//! What the file promises: the same report twice changes nothing, a changed one keeps
//! both texts, a foreign or newer file is refused by name, and what is found reads back.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use dateline_model::{
    Cue, Edtf, Excerpt, Id, Manner, Person, Reading, Report, Span, Speaker, Statement, StatementAct, Story,
    TextIndex, When,
};
use dateline_record::{
    ClusterKept, Due, Keeping, Outcome, RecordError, ReportFilter, StatementFilter, Store,
};

fn report(id: &str, text: &str) -> Report {
    Report {
        id: Id::from(id),
        published: Some("1995-11-03".to_owned()),
        source: Some("The Lake Courier".to_owned()),
        title: Some("Talks open".to_owned()),
        text: text.to_owned(),
        ..Report::default()
    }
}

fn excerpt(text: &str, piece: &str) -> Excerpt {
    let start = text.find(piece).unwrap();
    TextIndex::new(text).excerpt(Span::new(start, start + piece.len()))
}

fn reading(report: &Report) -> Reading {
    let text = &report.text;
    let statement = Statement {
        id: dateline_model::derive_id("s", &[report.id.as_str(), text]),
        report: report.id.clone(),
        evidence: excerpt(text, text),
        speakers: vec![Speaker {
            span: excerpt(text, "Marek"),
            name: "Ivo Marek".to_owned(),
            entity: None,
            office: Some("Foreign Minister".to_owned()),
            of: Some("HRV".to_owned()),
        }],
        cue: Some(Cue { span: excerpt(text, "said"), lemma: "say".to_owned() }),
        content: vec![excerpt(text, "the maps are done")],
        manner: Manner::Indirect,
        act: StatementAct::State,
        negated: false,
        addressee: Vec::new(),
        venue: None,
        via: Vec::new(),
        said: Some(When { span: excerpt(text, "Thursday"), edtf: Some(Edtf::new("1995-11-02")) }),
        continues: None,
        account: None,
        confidence: 0.9,
    };
    Reading { statements: vec![statement], ..Reading::default() }
}

fn keeping(report: &Report) -> Keeping {
    Keeping { report: report.clone(), reading: reading(report), ..Keeping::default() }
}

fn kept(text: &str) -> (Store, Report) {
    let mut store = Store::in_memory().unwrap();
    let report = report("a", text);
    let outcome = store.keep(&[keeping(&report)]).unwrap();
    assert_eq!(outcome, [Outcome::New]);
    (store, report)
}

const TEXT: &str = "Mr Marek said on Thursday the maps are done.";

#[test]
fn a_report_read_again_keeps_its_ids_and_who_read_it_last() {
    let (mut store, report) = kept(TEXT);
    let ids = |store: &Store| -> Vec<Id> {
        let found = store.statements(&StatementFilter::default()).unwrap();
        found.into_iter().map(|one| one.record.id).collect()
    };
    let (before, counts) = (ids(&store), store.counts().unwrap());
    let again = Keeping { reader: "deep 1".to_owned(), again: true, ..keeping(&report) };
    assert_eq!(store.keep(&[again]).unwrap(), [Outcome::Again]);
    assert_eq!(ids(&store), before);
    assert_eq!(store.counts().unwrap(), counts);
    assert_eq!(store.versions(&report.id).unwrap(), []);
    assert_eq!(store.read_by(&report.id).unwrap().reader.as_deref(), Some("deep 1"));
    let foreign = Keeping { unread: Some("uk"), again: true, ..keeping(&report) };
    store.keep(&[foreign]).unwrap();
    assert_eq!(store.read_by(&report.id).unwrap().unread.as_deref(), Some("uk"));
}

#[test]
fn what_was_forgotten_while_it_was_read_again_is_not_written_again() {
    let (mut store, report) = kept(TEXT);
    let again = Keeping { again: true, of_record: true, ..keeping(&report) };
    assert_eq!(store.keep(std::slice::from_ref(&again)).unwrap(), [Outcome::Again]);
    // It has a newer text by now: the older one does not come back.
    let newer = self::report("a", "Mr Marek said late on Thursday that the maps are done.");
    assert_eq!(store.keep(&[keeping(&newer)]).unwrap(), [Outcome::Changed]);
    assert_eq!(store.keep(std::slice::from_ref(&again)).unwrap(), [Outcome::Gone]);
    assert_eq!(store.text(&report.id).unwrap().as_deref(), Some(newer.text.as_str()));
    let number = store.number_of(&report.id).unwrap().unwrap();
    store.forget(&[number]).unwrap();
    let mut other = keeping(&self::report("b", TEXT));
    other.again = true;
    assert_eq!(
        store.keep(&[again, other]).unwrap(),
        [Outcome::Gone, Outcome::New],
        "a file given anew may add"
    );
    assert!(store.line(&report.id).unwrap().is_none());
    assert_eq!(store.counts().unwrap().reports, 1);
}

#[test]
fn the_same_report_again_changes_nothing() {
    let (mut store, report) = kept(TEXT);
    let before = store.counts().unwrap();
    assert!(store.is_kept(&report.id, &dateline_record::content_hash(&report)).unwrap());
    assert!(!store.is_kept(&report.id, "another").unwrap());
    assert_eq!(store.keep(&[keeping(&report)]).unwrap(), [Outcome::Unchanged]);
    assert_eq!(store.counts().unwrap(), before);
    assert_eq!(store.reading(&report.id).unwrap().unwrap(), (report.clone(), reading(&report)));
}

#[test]
fn a_changed_report_keeps_both_texts() {
    let (mut store, old) = kept(TEXT);
    let new = report("a", "Mr Marek said late on Thursday that the maps are done.");
    let new_reading = reading(&new);
    assert_eq!(store.keep(&[keeping(&new)]).unwrap(), [Outcome::Changed]);
    assert_eq!(store.reading(&new.id).unwrap().unwrap(), (new.clone(), new_reading));
    assert_eq!(store.versions(&new.id).unwrap(), [old]);
    assert_eq!(store.counts().unwrap().statements, 1);
}

#[test]
fn statements_are_found_by_speaker_words_act_and_day() {
    let (store, _) = kept(TEXT);
    let find = |filter: StatementFilter| store.statements(&filter).unwrap().len();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(find(StatementFilter::default()), 1);
    assert_eq!(find(StatementFilter { by: text("marek"), ..Default::default() }), 1);
    assert_eq!(find(StatementFilter { by: text("foreign minister HRV"), ..Default::default() }), 1);
    assert_eq!(find(StatementFilter { by: text("Lindqvist"), ..Default::default() }), 0);
    assert_eq!(find(StatementFilter { about: text("map"), ..Default::default() }), 1, "maps");
    assert_eq!(find(StatementFilter { act: text("deny"), ..Default::default() }), 0);
    assert_eq!(
        find(StatementFilter { since: text("1995-11-02"), until: text("1995-11-02"), ..Default::default() }),
        1
    );
    assert_eq!(find(StatementFilter { since: text("1995-11-03"), ..Default::default() }), 0);
    assert_eq!(
        find(StatementFilter { about: text("' OR \" *"), ..Default::default() }),
        0,
        "words, never operators"
    );
}

#[test]
fn links_are_put_down_and_replaced_by_story() {
    let (mut store, report) = kept(TEXT);
    let number = store.number_of(&report.id).unwrap().unwrap();
    assert_eq!(store.due(Due::Place, 9).unwrap(), [number]);
    store.set_due(number, Due::Story).unwrap();
    let story = Story {
        id: Id::from("story-1"),
        reports: vec![report.id.clone()],
        title: "Talks open".to_owned(),
        first: Some("1995-11-03".to_owned()),
        last: Some("1995-11-03".to_owned()),
        origins: vec![vec![report.id.clone()]],
        voices: Vec::new(),
        affair: None,
        follows: None,
    };
    let cluster =
        |story: &Story| [ClusterKept { number, members: vec![number], stories: vec![story.clone()] }];
    store.replace_clusters(&[], &cluster(&story), std::slice::from_ref(&story.id), &[]).unwrap();
    assert!(store.due(Due::Story, 9).unwrap().is_empty());
    assert_eq!(store.stories_due(9).unwrap(), [(story.id.clone(), false)]);
    store.set_follows(&story).unwrap();
    assert!(store.stories_due(9).unwrap().is_empty());
    assert_eq!(store.accounts().unwrap(), 1);
    assert_eq!(store.story_of(&report.id).unwrap().unwrap().story, story);
    assert_eq!(
        store
            .statements(&StatementFilter { story: Some(story.id.clone()), ..Default::default() })
            .unwrap()
            .len(),
        1
    );

    let renamed = Story { id: Id::from("story-2"), ..story.clone() };
    let (new, old) = (std::slice::from_ref(&renamed.id), std::slice::from_ref(&story.id));
    store.replace_clusters(&[number], &cluster(&renamed), new, old).unwrap();
    assert_eq!((store.counts().unwrap().stories, store.accounts().unwrap()), (1, 1));
    assert_eq!(store.story(&story.id).unwrap(), None);
    assert_eq!(store.story_of(&report.id).unwrap().unwrap().story, renamed);
}

#[test]
fn a_foreign_or_newer_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("letters.db");
    std::fs::write(&text, "Dear all, this is no database, however long it goes on and on.".repeat(40))
        .unwrap();
    assert!(matches!(Store::open(&text), Err(RecordError::NotOurs { .. })));

    let foreign = folder.path().join("foreign.db");
    let connection = rusqlite::Connection::open(&foreign).unwrap();
    connection.execute_batch("create table bird (name text)").unwrap();
    assert!(matches!(Store::open(&foreign), Err(RecordError::NotOurs { .. })));

    let newer = folder.path().join("newer.db");
    drop(Store::open(&newer).unwrap());
    rusqlite::Connection::open(&newer).unwrap().execute_batch("pragma user_version = 99").unwrap();
    let error = Store::open(&newer).unwrap_err();
    assert!(matches!(error, RecordError::Newer { found: 99, .. }));
    assert!(error.to_string().contains("newer.db"));

    assert!(matches!(Store::open_to_read(&folder.path().join("none.db")), Err(RecordError::Missing { .. })));
}

#[test]
fn what_is_given_up_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("a.db")).unwrap();
    store.begin().unwrap();
    let lost = report("a", TEXT);
    store.keep(&[keeping(&lost)]).unwrap();
    store.give_up();
    assert_eq!(store.counts().unwrap().reports, 0);
    assert_eq!(store.keep(&[keeping(&lost)]).unwrap(), [Outcome::New]);
    assert_eq!(store.counts().unwrap().reports, 1);
}

#[test]
fn two_may_write_one_after_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let (mut first, mut second) = (Store::open(&path).unwrap(), Store::open(&path).unwrap());
    let with_key = |id: &str| Keeping { keys: vec![7], ..keeping(&report(id, TEXT)) };
    for number in 0..20 {
        first.keep(&[with_key(&format!("first {number}"))]).unwrap();
        second.keep(&[with_key(&format!("second {number}"))]).unwrap();
    }
    first.keep(&[with_key("one more")]).unwrap();
    assert!(second.begin().unwrap(), "the first has written");
    assert_eq!(second.holders(7..=7, 99).unwrap().len(), 41);
    second.commit().unwrap();
}

/// Ids of the reports that hold some words, as they are found.
fn told(store: &Store, filter: ReportFilter) -> Vec<String> {
    let filter = ReportFilter { words: Some("maps".to_owned()), ..filter };
    store.reports(&filter).unwrap().into_iter().map(|line| line.id.to_string()).collect()
}

#[test]
fn what_holds_words_is_found_by_day_in_whatever_order_it_came() {
    let mut store = Store::in_memory().unwrap();
    let of_day = |id: &str, day: Option<&str>| {
        let published = day.map(str::to_owned);
        keeping(&Report { published, ..report(id, &format!("{TEXT} {id}")) })
    };
    let first = [of_day("c", Some("1995-11-21")), of_day("a", Some("1978-09-17")), of_day("none", None)];
    store.keep(&first).unwrap();
    store.keep(&[of_day("b", Some("1995-11-03"))]).unwrap();
    assert_eq!(told(&store, ReportFilter::default()), ["none", "a", "b", "c"]);
    let latest = ReportFilter { latest_first: true, limit: Some(2), ..Default::default() };
    assert_eq!(told(&store, latest.clone()), ["c", "b"]);
    assert_eq!(told(&store, ReportFilter { offset: 2, ..latest.clone() }), ["a", "none"]);
    let until = Some("1995-11-03".to_owned());
    assert_eq!(told(&store, ReportFilter { until, ..latest.clone() }), ["b", "a"]);
    let since = Some("1995".to_owned());
    assert_eq!(told(&store, ReportFilter { since, ..Default::default() }), ["b", "c"]);
    // One that changes its day changes its place, even twice in one batch.
    store.keep(&[of_day("a", Some("1996-01-01")), of_day("a", Some("1995-11-10"))]).unwrap();
    assert_eq!(told(&store, latest), ["c", "a"]);
}

/// The tables as they were up to form 9.
const WITHOUT_TURNS: &str = "\
    create table old_speaker as select statement, name, belongs_to from speaker; drop table speaker; \
    alter table old_speaker rename to speaker; create index speaker_name on speaker (name); \
    create table old_party as select event, side, name, country from party; drop table party; \
    alter table old_party rename to party; create index party_name on party (name); \
    create table old_place as select report, name, country, lat, lon, times from place; drop table place; \
    alter table old_place rename to place; create index place_name on place (name); ";

#[test]
fn a_record_of_the_form_before_is_found_by_day_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("record.db");
    let mut store = Store::open(&path).unwrap();
    store.keep(&[keeping(&report("a", TEXT))]).unwrap();
    let names = ["Ivo Marek".to_owned()];
    let person = Person {
        id: Id::from("p"),
        name: names[0].clone(),
        aliases: vec!["Dr Marek".to_owned()],
        offices: Vec::new(),
        ids: std::collections::BTreeMap::new(),
        weight: 1,
    };
    store.put_people("marek", std::slice::from_ref(&person)).unwrap();
    let before = store.statements(&StatementFilter { names: names.to_vec(), ..Default::default() }).unwrap();
    assert_eq!(before.len(), 1);
    drop(store);
    let old = rusqlite::Connection::open(&path).unwrap();
    old.execute_batch(WITHOUT_TURNS).unwrap();
    old.execute_batch(
        "drop trigger person_in; drop trigger person_out; drop trigger person_changed; drop table person; \
         drop table person_words; alter table people_due drop column since; \
         drop table setting; drop trigger story_counted; drop table correction; drop index link_weight; \
         alter table report drop column reader; alter table report drop column unread; \
         drop trigger figure_status; alter table figure drop column status; pragma user_version = 3",
    )
    .unwrap();
    // Nothing was packed then.
    let kept = report("a", TEXT);
    let body = serde_json::to_string(&Report { text: String::new(), ..kept.clone() }).unwrap();
    old.execute("update report set text = $1, body = $2", [TEXT, &body]).unwrap();
    old.execute(
        "update statement set body = $1",
        [serde_json::to_string(&reading(&kept).statements[0]).unwrap()],
    )
    .unwrap();
    old.execute("update reading set body = '[]'", []).unwrap();
    for table in ["report", "statement", "event"] {
        old.execute(&format!("insert into {table}_words ({table}_words) values ('delete-all')"), []).unwrap();
    }
    drop(old);
    let store = Store::open(&path).unwrap();
    let after = store
        .statements(&StatementFilter {
            names: names.to_vec(),
            about: Some("maps talks".to_owned()),
            since: Some("1995-11-02".to_owned()),
            ..Default::default()
        })
        .unwrap();
    assert_eq!(after, before);
    let (read, found) = store.reading(&Id::from("a")).unwrap().unwrap();
    assert_eq!((read, found.statements), (kept, reading(&report("a", TEXT)).statements));
    assert_eq!(told(&store, ReportFilter::default()), ["a"]);
    assert_eq!(store.people_like("dr", 9).unwrap(), [person]);
    assert_eq!(store.people_like("lindqvist", 9).unwrap(), []);
}
