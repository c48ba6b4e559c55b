//! What each table is and holds, once for the command line, the pages, the API and everything that reads an
//! export.

use super::cell::{Column, Holds};
use super::columns::{
    CORRECTIONS, DEEDS, DIFFERENCES, EVENTS, FACTS, FIGURES, OFFICES, PERSONS, PLACES, REPORTS, STATEMENTS,
    STORIES, TIMES,
};

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
