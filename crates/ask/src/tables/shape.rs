//! What each table holds: its columns, their types and meanings, once for the command line, the
//! pages, the API and everything that reads an export.

use serde_json::Value as Json;

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Words; several of them with `; ` between.
    Text,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// Yes or no.
    Flag,
}

/// One column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name, the same in every form.
    pub name: &'static str,
    /// What its cells hold; every cell may be empty.
    pub holds: Holds,
    /// What it means.
    pub meaning: &'static str,
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing is known.
    Empty,
    /// Words.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
}

impl Cell {
    /// As it stands in CSV.
    pub fn to_csv(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => guarded(text),
            Cell::Whole(number) => number.to_string(),
            Cell::Number(number) => number.to_string(),
            Cell::Flag(flag) => flag.to_string(),
        }
    }

    /// As it stands in JSON.
    pub fn to_json(&self) -> Json {
        match self {
            Cell::Empty => Json::Null,
            Cell::Text(text) => text.as_str().into(),
            Cell::Whole(number) => (*number).into(),
            Cell::Number(number) => (*number).into(),
            Cell::Flag(flag) => (*flag).into(),
        }
    }
}

/// A cell for spreadsheets that take a leading "=" for a formula: a report can put one into its words.
/// Numbers stay numbers, also below zero.
///
/// ```
/// use dateline_ask::guarded;
/// assert_eq!(guarded("=1+1"), "'=1+1");
/// assert_eq!(guarded("-2.5"), "-2.5");
/// assert_eq!(guarded("-2+3"), "'-2+3");
/// ```
pub fn guarded(text: &str) -> String {
    let is_computed =
        text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) && !is_number(text);
    if is_computed { format!("'{text}") } else { text.to_owned() }
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.starts_with(|first: char| first.is_ascii_digit()) && text.parse::<f64>().is_ok()
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Empty, Into::into)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Cell::Number(number)
    }
}

impl From<f32> for Cell {
    // The shortest number that reads back, not "0.8999999761581421".
    fn from(number: f32) -> Self {
        number.to_string().parse().map_or(Cell::Empty, Cell::Number)
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Self {
        Cell::Flag(flag)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        i64::try_from(number).map_or(Cell::Empty, Cell::Whole)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Cell::Whole(i64::from(number))
    }
}

/// A row: one cell for each column of its table.
pub type Row = Vec<Cell>;

/// A table of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "their meanings stand in `Table::meaning`")]
pub enum Table {
    Reports,
    Statements,
    Events,
    Deeds,
    Figures,
    Times,
    Places,
    Persons,
    Offices,
    Stories,
    Facts,
    Differences,
    Corrections,
}

pub(super) const fn text(name: &'static str, meaning: &'static str) -> Column {
    Column { name, holds: Holds::Text, meaning }
}

pub(super) const fn whole(name: &'static str, meaning: &'static str) -> Column {
    Column { name, holds: Holds::Whole, meaning }
}

pub(super) const fn number(name: &'static str, meaning: &'static str) -> Column {
    Column { name, holds: Holds::Number, meaning }
}

pub(super) const fn flag(name: &'static str, meaning: &'static str) -> Column {
    Column { name, holds: Holds::Flag, meaning }
}

pub(super) const REPORT: Column = text("report", "id of the report it stands in");
pub(super) const SOURCE: Column = text("source", "the outlet");
const PUBLISHED: Column = text("published", "day or instant the report was put out (ISO 8601)");
pub(super) const EVIDENCE: Column = text("evidence", "the words it rests on, as printed");
pub(super) const START: Column =
    whole("start", "where the evidence begins in the report's text, in Unicode code points");
pub(super) const END: Column = whole("end", "where the evidence ends, in code points");
const DAY_PRECISION: Column = text(
    "day_precision",
    "how exactly the day is known: day, month, season, year, or days (any other stretch)",
);
const ADMIN1: Column = text("admin1", "state or province that the place lies in, by its name");
const PRECISION: Column =
    text("precision", "how wide the land is that the point stands for: point, town, region, country or sea");
const CONFIDENCE: Column = number("confidence", "how likely it is right, from 0 to 1");

impl Table {
    /// All of them.
    pub const ALL: [Table; 13] = [
        Table::Reports,
        Table::Statements,
        Table::Events,
        Table::Deeds,
        Table::Figures,
        Table::Times,
        Table::Places,
        Table::Persons,
        Table::Offices,
        Table::Stories,
        Table::Facts,
        Table::Differences,
        Table::Corrections,
    ];

    /// Their names.
    pub const NAMES: [&str; Table::ALL.len()] = {
        let mut names = [""; Table::ALL.len()];
        let mut at = 0;
        while at < names.len() {
            names[at] = Table::ALL[at].name();
            at += 1;
        }
        names
    };

    /// The table of a name.
    pub fn named(name: &str) -> Option<Table> {
        Table::ALL.into_iter().find(|table| table.name() == name)
    }

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Table::Reports => "reports",
            Table::Statements => "statements",
            Table::Events => "events",
            Table::Deeds => "deeds",
            Table::Figures => "figures",
            Table::Times => "times",
            Table::Places => "places",
            Table::Persons => "persons",
            Table::Offices => "offices",
            Table::Stories => "stories",
            Table::Facts => "facts",
            Table::Differences => "differences",
            Table::Corrections => "corrections",
        }
    }

    /// What a row of it is.
    pub fn meaning(self) -> &'static str {
        match self {
            Table::Reports => "One row a report, without its text.",
            Table::Statements => {
                "One row a statement: who says what, by which act. Where `negated` is true the speaker did NOT do it."
            }
            Table::Events => {
                "One row a telling of a deed in one report. Only those of status `happened` are told as done."
            }
            Table::Deeds => {
                "One row a deed: tellings in several reports that are one deed are joined. Only deeds that are told as done."
            }
            Table::Figures => "One row a quantity that somebody gives.",
            Table::Times => "One row an expression of time.",
            Table::Places => "One row a place named in a report.",
            Table::Persons => "One row a person.",
            Table::Offices => "One row an office that a person was seen in.",
            Table::Stories => "One row a story: reports of one happening.",
            Table::Facts => {
                "One row an account of a fact that several reports give a figure of; rows of one fact share their `fact`. Only figures that are given as true are compared."
            }
            Table::Differences => {
                "The same, of those facts only of which the figures are not the same; rows of one fact share their `difference`."
            }
            Table::Corrections => {
                "One row a correction: what people said is wrong in the record, in the order they said it. The other tables have it done already."
            }
        }
    }

    /// Its columns.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Table::Reports => REPORTS,
            Table::Statements => STATEMENTS,
            Table::Events => EVENTS,
            Table::Deeds => DEEDS,
            Table::Figures => FIGURES,
            Table::Times => TIMES,
            Table::Places => PLACES,
            Table::Persons => PERSONS,
            Table::Offices => OFFICES,
            Table::Stories => STORIES,
            Table::Facts => FACTS,
            Table::Differences => DIFFERENCES,
            Table::Corrections => CORRECTIONS,
        }
    }
}

const REPORTS: &[Column] = &[
    text("id", "id of the report"),
    SOURCE,
    PUBLISHED,
    text("title", "its headline"),
    text("byline", "who wrote it"),
    text("dateline", "where it says it was written, as printed"),
    text("language", "BCP 47 tag; only English is analysed"),
    text("url", "where it was published"),
    whole("characters", "length of its text in code points"),
    text("given", "the file, address or place in an archive it came under"),
];

const STATEMENTS: &[Column] = &[
    text("id", "id of the statement"),
    text("said", "the day it was said (EDTF), where the report gives one"),
    text("speaker", "the fullest name the report gives"),
    text("office", "the speaker's office as printed, less the country"),
    text("of", "the state (ISO 3166-1 alpha-3) or body the speaker belongs to"),
    text("act", "what the speaker does by saying it"),
    flag("negated", "true where the speaker did NOT do it (“did not condemn”)"),
    text("manner", "direct, indirect or mixed"),
    text("cue", "dictionary form of the word that says so"),
    text("content", "what was said, as printed; pieces with … between"),
    text("addressee", "to whom"),
    text("venue", "where or in what form"),
    text("via", "the medium or second speaker it came through"),
    text("account", "id of the statement it stands inside"),
    REPORT,
    SOURCE,
    PUBLISHED,
    EVIDENCE,
    START,
    END,
    CONFIDENCE,
];

const EVENTS: &[Column] = &[
    text("id", "id of the event"),
    text("act", "PLOVER root"),
    text("mode", "PLOVER mode"),
    text("status", "happened, planned, proposed, threatened, denied or hypothetical"),
    text("by", "who does it"),
    text("by_country", "their states (ISO 3166-1 alpha-3)"),
    text("by_sector", "their parts of society"),
    text("to", "to whom"),
    text("to_country", "their states"),
    text("to_sector", "their parts of society"),
    text("when", "the day (EDTF)"),
    text("first_day", "first day that `when` may mean"),
    text("last_day", "last day that `when` may mean"),
    DAY_PRECISION,
    text("place", "the place, by its name"),
    text("country", "state of the place"),
    ADMIN1,
    number("lat", "degrees north (WGS 84)"),
    number("lon", "degrees east"),
    PRECISION,
    text("account", "id of the statement it stands in; empty where the report itself tells it"),
    text("trigger", "the word that tells it, as printed"),
    REPORT,
    SOURCE,
    PUBLISHED,
    EVIDENCE,
    START,
    END,
    CONFIDENCE,
];

const DEEDS: &[Column] = &[
    text("id", "id of the deed: that of the events joined, or of the only one"),
    text("act", "PLOVER root"),
    text("mode", "PLOVER mode"),
    text(
        "status",
        "always happened: what is planned, threatened or denied is no deed, and stands in `events`",
    ),
    text("cameo", "CAMEO root of that act, by PLOVER's crosswalk"),
    number("goldstein", "Goldstein value of that CAMEO root, from -10 to 10"),
    text("by", "who does it"),
    text("by_country", "their states (ISO 3166-1 alpha-3)"),
    text("by_sector", "their parts of society"),
    text("to", "to whom"),
    text("to_country", "their states"),
    text("to_sector", "their parts of society"),
    text("when", "the day (EDTF)"),
    text("first_day", "first day that it may have been"),
    text("last_day", "last day that it may have been"),
    DAY_PRECISION,
    text("place", "the place, by its name"),
    text("country", "state of the place"),
    ADMIN1,
    number("lat", "degrees north (WGS 84)"),
    number("lon", "degrees east"),
    PRECISION,
    number(
        "killed_low",
        "fewest killed that any account gives, of the whole deed and not of a part of the dead",
    ),
    number("killed_high", "most killed that any account gives"),
    number("injured_low", "fewest injured that any account gives"),
    number("injured_high", "most injured that any account gives"),
    whole(
        "voices",
        "how many independent accounts tell it: reprints of one text, and what is credited to one agency, are one",
    ),
    whole("reports", "how many reports tell it"),
    text("report", "ids of those reports"),
    text("source", "their outlets"),
    text("event", "ids of the events that were joined, in `events`"),
    EVIDENCE,
    CONFIDENCE,
];

const FIGURES: &[Column] = &[
    text("id", "id of the figure"),
    text("what", "what is measured: killed, injured, money …"),
    number("low", "least that the words allow; empty where open"),
    number("high", "most that the words allow; empty where open"),
    flag("approximate", "“about”, “nearly”"),
    text("status", "given, denied, hypothetical, planned or superseded"),
    text("unit", "its unit (ISO 4217 for money)"),
    text("counted", "what is counted, as printed"),
    text("when", "the day (EDTF)"),
    text("place", "the place, as printed"),
    text("account", "id of the statement whose figure it is; empty where the report itself gives it"),
    text("by", "whose figure it is"),
    text("event", "id of the event it belongs to"),
    text("part_of", "id of the figure that includes it (“seven, including two children”)"),
    text("as_of", "the day on which a running total stood (EDTF)"),
    text("rate", "what it is counted by: day, week, month …"),
    REPORT,
    SOURCE,
    PUBLISHED,
    EVIDENCE,
    START,
    END,
    CONFIDENCE,
];

const TIMES: &[Column] = &[
    text("id", "id of the expression"),
    text("words", "the expression, as printed"),
    text("edtf", "what it means (EDTF, ISO 8601-2)"),
    text("type", "TIMEX3 type"),
    text("value", "TIMEX3 value"),
    REPORT,
    SOURCE,
    PUBLISHED,
    START,
    END,
    CONFIDENCE,
];

const PLACES: &[Column] = &[
    text("id", "id of the place in the report"),
    text("words", "the name, as printed"),
    text("name", "the name in the gazetteer"),
    whole("geonames", "GeoNames id"),
    text("country", "state (ISO 3166-1 alpha-3)"),
    ADMIN1,
    text("kind", "kind of place"),
    number("lat", "degrees north (WGS 84)"),
    number("lon", "degrees east"),
    PRECISION,
    REPORT,
    SOURCE,
    PUBLISHED,
    START,
    END,
    CONFIDENCE,
];

const PERSONS: &[Column] = &[
    text("id", "id of the person"),
    text("name", "name"),
    text("aliases", "other spellings"),
    text("offices", "offices seen"),
    whole("reports", "how many reports name the person"),
    text("ids", "what your authority file calls the person: `wikidata=Q1`"),
];

const OFFICES: &[Column] = &[
    text("person", "id of the person"),
    text("name", "name of the person"),
    text("office", "the office"),
    text("of", "state (ISO 3166-1 alpha-3) or body"),
    text("first", "first day the person was called so"),
    text("last", "last day the person was called so"),
    whole("reports", "how many reports call the person so"),
];

const STORIES: &[Column] = &[
    text("id", "id of the story"),
    text("title", "its title"),
    text("first", "day of its first report"),
    text("last", "day of its last report"),
    whole("reports", "how many reports are in it"),
    whole("origins", "how many different texts these are"),
    whole("voices", "how many independent accounts there are"),
    text("follows", "id of the story it follows on from"),
    text("affair", "id of the affair: stories that follow on from each other share it"),
    text("report", "ids of its reports"),
];

const FACTS: &[Column] = &[
    text("fact", "id of the fact"),
    text("what", "what is measured"),
    text("counted", "what is counted, as printed"),
    text("place", "where"),
    text("when", "when (EDTF)"),
    text("verdict", "same, compatible, update (a later count) or differ: not all can be true"),
    number("low", "least that this account allows"),
    number("high", "most that this account allows"),
    text("first_day", "where the fact is a day: the first that this account allows (EDTF)"),
    text("last_day", "the last"),
    flag("approximate", "“about”, “nearly”"),
    text("as_of", "the day this account stood on, where the report says so, else the day it was printed"),
    flag("update", "true where it is told as newer than another (“the toll rose to 12”)"),
    text("by", "whose account it is; empty where the report itself gives it"),
    text("account", "id of the statement it stands in"),
    REPORT,
    text("record", "id of the figure; of a day, of the event; of an age, of the name it stands beside"),
    text("event", "id of one of the events it belongs to"),
    text("story", "id of the story"),
];

const DIFFERENCES: &[Column] = &[
    text("difference", "id of the fact"),
    text("what", "what is measured"),
    text("counted", "what is counted, as printed"),
    text("place", "where"),
    text("when", "when (EDTF)"),
    text("verdict", "compatible, update (a later count) or differ: not all can be true"),
    number("low", "least that this account allows"),
    number("high", "most that this account allows"),
    text("first_day", "where the fact is a day: the first that this account allows (EDTF)"),
    text("last_day", "the last"),
    flag("approximate", "“about”, “nearly”"),
    text("as_of", "the day this account stood on, where the report says so, else the day it was printed"),
    flag("update", "true where it is told as newer than another (“the toll rose to 12”)"),
    text("by", "whose account it is; empty where the report itself gives it"),
    text("account", "id of the statement it stands in"),
    REPORT,
    text("record", "id of the figure; of a day, of the event; of an age, of the name it stands beside"),
    text("event", "id of one of the events it belongs to"),
    text("story", "id of the story"),
];

const CORRECTIONS: &[Column] = &[
    text("id", "id of the correction"),
    text("kind", "what it is about: statement, event, figure, person, or an authority file"),
    text("does", "reject, set, merge, split, same, not_same or note"),
    text("field", "the field that is set"),
    text("value", "the value, the other item or names, or the note; JSON where it is no plain text"),
    text("person", "the person it is about, by name"),
    text("report", "id of the report that its words stand in"),
    text("evidence", "the words it is about, as printed"),
    START,
    END,
    text("by", "who says so"),
    text("at", "when (RFC 3339)"),
];

/// PLOVER's crosswalk to CAMEO (Halterman et al., PLOVER and POLECAT, 2023, appendix) and the
/// Goldstein value of each CAMEO root (the CAMEO codebook's scale, after Goldstein 1992).
pub(crate) fn cameo(
    act: dateline_model::EventAct,
    mode: Option<dateline_model::Mode>,
) -> (&'static str, f64) {
    use dateline_model::{EventAct as Act, Mode};
    match act {
        Act::Agree => ("03", 4.0),
        Act::Consult => ("04", 1.0),
        Act::Support => ("05", 3.5),
        Act::Cooperate => ("06", 6.0),
        Act::Aid => ("07", 7.0),
        Act::Concede | Act::Retreat => ("08", 5.0),
        Act::Accuse if mode == Some(Mode::Investigate) => ("09", -2.0),
        Act::Request => ("10", -5.0),
        Act::Accuse => ("11", -2.0),
        Act::Reject => ("12", -4.0),
        Act::Threaten => ("13", -6.0),
        Act::Protest => ("14", -6.5),
        Act::Mobilize => ("15", -7.2),
        Act::Sanction => ("16", -4.0),
        Act::Coerce => ("17", -7.0),
        Act::Assault => match mode {
            Some(
                Mode::Abduct | Mode::Beat | Mode::Torture | Mode::Sexual | Mode::Targeted | Mode::Robbery,
            )
            | None => ("18", -9.0),
            Some(Mode::Unconventional) => ("20", -10.0),
            Some(_) => ("19", -10.0),
        },
    }
}

/// `docs/tables.md`: every table with its columns.
pub fn tables_as_markdown() -> String {
    let mut page = String::from(
        "# Tables\n\nThe record as tables, the same on the command line (`dateline export --table NAME --format csv|jsonl|parquet`), \
         in the pages' downloads and in the API. Every cell may be empty. Lists in a cell have `; ` between. \
         This page is made by `dateline export --describe`; a test keeps it true.\n",
    );
    for table in Table::ALL {
        page.push_str(&format!(
            "\n## {}\n\n{}\n\n| column | type | meaning |\n| --- | --- | --- |\n",
            table.name(),
            table.meaning()
        ));
        for column in table.columns() {
            let holds = match column.holds {
                Holds::Text => "text",
                Holds::Whole => "whole number",
                Holds::Number => "number",
                Holds::Flag => "true or false",
            };
            page.push_str(&format!("| `{}` | {holds} | {} |\n", column.name, column.meaning));
        }
    }
    page
}
