//! The columns of each table, their types and meanings.

use super::cell::{Column, Holds};

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

pub(super) const REPORTS: &[Column] = &[
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

pub(super) const STATEMENTS: &[Column] = &[
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

pub(super) const EVENTS: &[Column] = &[
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

pub(super) const DEEDS: &[Column] = &[
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

pub(super) const FIGURES: &[Column] = &[
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

pub(super) const TIMES: &[Column] = &[
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

pub(super) const PLACES: &[Column] = &[
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

pub(super) const PERSONS: &[Column] = &[
    text("id", "id of the person"),
    text("name", "name"),
    text("aliases", "other spellings"),
    text("offices", "offices seen"),
    whole("reports", "how many reports name the person"),
    text("ids", "what your authority file calls the person: `wikidata=Q1`"),
];

pub(super) const OFFICES: &[Column] = &[
    text("person", "id of the person"),
    text("name", "name of the person"),
    text("office", "the office"),
    text("of", "state (ISO 3166-1 alpha-3) or body"),
    text("first", "first day the person was called so"),
    text("last", "last day the person was called so"),
    whole("reports", "how many reports call the person so"),
];

pub(super) const STORIES: &[Column] = &[
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

pub(super) const FACTS: &[Column] = &[
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

pub(super) const DIFFERENCES: &[Column] = &[
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

pub(super) const CORRECTIONS: &[Column] = &[
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
