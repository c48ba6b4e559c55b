//! The questions that programs ask, once: the HTTP API, its OpenAPI document and the MCP
//! tools are all made of this table.

use super::filters::{events, figures, reports, statements, stories};
use super::forms::{
    CURSOR, Form, ID, LIMIT, PLACE, SINCE, SOURCE, STATEMENT_ACTS, STORY, TABLES, Takes, UNTIL, takes,
};
use super::links::{link, page};
use super::parameters::{Parameters, Wrong};
use crate::pages::MOST;
use crate::pool::Pool;
use dateline_ask::{AskError, PositionsQuestion, SearchQuestion, Table, TableName, TimelineOptions};
use dateline_model::{Id, Record};
use serde_json::{Value, json};

/// A question: what it is called, what it asks, what it takes.
pub struct Question {
    /// Its path below `/api/v1`, and its name as a tool.
    pub name: &'static str,
    /// What it answers.
    pub summary: &'static str,
    /// What it takes.
    pub takes: &'static [Takes],
    /// What it cannot do without.
    pub needs: &'static [&'static str],
    /// What may be given, as JSON.
    pub example: &'static str,
    asked: Asked,
}

#[derive(Clone, Copy)]
enum Asked {
    Counts,
    Stories,
    Story,
    Reports,
    Report,
    Statements,
    Events,
    Figures,
    Differences,
    Timeline,
    Positions,
    Who,
    Search,
    Rows,
}

/// Every question.
pub const QUESTIONS: [Question; 14] = [
    Question {
        name: "counts",
        summary: "How much there is of everything in the record",
        takes: &[],
        needs: &[],
        example: r#"{}"#,
        asked: Asked::Counts,
    },
    Question {
        name: "stories",
        summary: "Stories at a glance, the latest first: independent accounts, weighty statements, figures as ranges",
        takes: &[
            takes("by", Form::Text, "words of the name, office or state of one who speaks in it"),
            takes("act", Form::StatementAct, "what somebody in it does by saying something"),
            SOURCE,
            PLACE,
            SINCE,
            UNTIL,
            LIMIT,
            CURSOR,
        ],
        needs: &[],
        example: r#"{"place": "Geneva", "since": "1985-11"}"#,
        asked: Asked::Stories,
    },
    Question {
        name: "story",
        summary: "One story: its accounts, where they differ, who said and did what",
        takes: &[ID],
        needs: &["id"],
        example: r#"{"id": "st-4f2a"}"#,
        asked: Asked::Story,
    },
    Question {
        name: "reports",
        summary: "Reports without their texts, the latest first",
        takes: &[
            takes("q", Form::Text, "words of title or text"),
            SOURCE,
            PLACE,
            SINCE,
            UNTIL,
            LIMIT,
            CURSOR,
        ],
        needs: &[],
        example: r#"{"q": "prisoner exchange", "until": "1995-12"}"#,
        asked: Asked::Reports,
    },
    Question {
        name: "report",
        summary: "One report with its text and all that was found in it",
        takes: &[ID],
        needs: &["id"],
        example: r#"{"id": "r-861a"}"#,
        asked: Asked::Report,
    },
    Question {
        name: "statements",
        summary: "Who said what, in which office, on which day, with the words it rests on; the latest first",
        takes: &[
            takes("by", Form::Text, "words of the speaker's name, office or state"),
            takes("act", Form::StatementAct, "what the speaker does by saying it"),
            takes("about", Form::Text, "words of what was said or of the sentence around it"),
            takes("speaker", Form::Text, "the speaker's whole name, to the letter"),
            SOURCE,
            PLACE,
            STORY,
            takes("confidence", Form::Share, "the least confidence"),
            SINCE,
            UNTIL,
            LIMIT,
            CURSOR,
        ],
        needs: &[],
        example: r#"{"by": "foreign minister", "act": "deny", "about": "ceasefire", "limit": 5}"#,
        asked: Asked::Statements,
    },
    Question {
        name: "events",
        summary: "Who did what to whom (PLOVER roots), when and where; the latest first",
        takes: &[
            takes("by", Form::Text, "words of a party's name or state"),
            takes("act", Form::EventAct, "the PLOVER root"),
            takes("about", Form::Text, "words of the telling"),
            SOURCE,
            STORY,
            SINCE,
            UNTIL,
            LIMIT,
            CURSOR,
        ],
        needs: &[],
        example: r#"{"by": "Norway", "act": "CONSULT", "since": "1993"}"#,
        asked: Asked::Events,
    },
    Question {
        name: "figures",
        summary: "How many, of what, by whose account",
        takes: &[
            takes("what", Form::Text, "killed, injured, displaced, money …"),
            STORY,
            SINCE,
            UNTIL,
            LIMIT,
            CURSOR,
        ],
        needs: &[],
        example: r#"{"what": "killed", "since": "1995-08"}"#,
        asked: Asked::Figures,
    },
    Question {
        name: "differences",
        summary: "One fact, several accounts: first those that cannot all be true",
        takes: &[STORY, LIMIT, CURSOR],
        needs: &[],
        example: r#"{"story": "st-4f2a"}"#,
        asked: Asked::Differences,
    },
    Question {
        name: "timeline",
        summary: "Which days mattered, and the sentences that tell what happened on them",
        takes: &[
            takes("about", Form::Text, "words that it is about"),
            takes("from", Form::Day, "from this day, month or year on"),
            takes("to", Form::Day, "up to this day, month or year"),
            takes("days", Form::Days, "how many days at most"),
        ],
        needs: &[],
        example: r#"{"about": "grain", "days": 10}"#,
        asked: Asked::Timeline,
    },
    Question {
        name: "positions",
        summary: "Who stood where on an issue, act by act, with changes of position marked",
        takes: &[
            takes("about", Form::Text, "the issue, in any words"),
            takes("by", Form::Text, "only this actor"),
        ],
        needs: &["about"],
        example: r#"{"about": "ceasefire"}"#,
        asked: Asked::Positions,
    },
    Question {
        name: "who",
        summary: "One person or party: offices over time, statements, whom they accuse, ask, meet, support",
        takes: &[takes("name", Form::Text, "words of the name, in any spelling seen")],
        needs: &["name"],
        example: r#"{"name": "Vance"}"#,
        asked: Asked::Who,
    },
    Question {
        name: "search",
        summary: "Reports, statements and events that hold all of some words",
        takes: &[
            takes("q", Form::Text, "words; those in quotation marks stand side by side"),
            takes("speaker", Form::Text, "the speaker's whole name, to the letter"),
            takes("act", Form::StatementAct, "what the speaker does by saying it"),
            SOURCE,
            PLACE,
            takes("day", Form::Day, "the day of printing"),
            LIMIT,
        ],
        needs: &["q"],
        example: r#"{"q": "\"safe passage\" convoy"}"#,
        asked: Asked::Search,
    },
    Question {
        name: "rows",
        summary: "Rows of a table, as an export has them: deeds with all their tellings, facts, offices, corrections …",
        takes: &[takes("table", Form::Table, "the table"), LIMIT, CURSOR],
        needs: &["table"],
        example: r#"{"table": "deeds", "limit": 10}"#,
        asked: Asked::Rows,
    },
];

/// Why a question has no answer.
pub enum Refusal {
    /// The question was wrong.
    Wrong(Wrong),
    /// The record has none.
    Ask(AskError),
}

impl From<Wrong> for Refusal {
    fn from(wrong: Wrong) -> Self {
        Refusal::Wrong(wrong)
    }
}

impl From<AskError> for Refusal {
    fn from(error: AskError) -> Self {
        Refusal::Ask(error)
    }
}

impl Question {
    /// The answer, as JSON; every line that rests on words has a `link` to them.
    ///
    /// # Errors
    /// If the question is wrong, or there is no such thing.
    pub async fn answer(&self, pool: &Pool, given: &Parameters) -> Result<Value, Refusal> {
        for needed in self.needs {
            given.required(needed)?;
        }
        let mut value = match self.asked {
            Asked::Counts => {
                let totals = pool.totals().await?;
                let mut value = json!(totals.counts);
                value["accounts"] = json!(totals.accounts);
                value
            }
            Asked::Stories => {
                let filter = stories(given)?;
                page(pool.ask(move |ask| ask.cards_like(&filter)).await?, given)
            }
            Asked::Story => {
                let id = given.required("id")?;
                json!(pool.ask(move |ask| ask.story(&ask.id(Table::Story, &id)?)).await?)
            }
            Asked::Reports => {
                let filter = reports(given)?;
                page(pool.ask(move |ask| ask.reports(&filter)).await?, given)
            }
            Asked::Report => {
                let id = given.required("id")?;
                let found = pool.ask(move |ask| ask.report(&ask.id(Table::Report, &id)?)).await?;
                let records: Vec<Record> = found.reading.into_records().collect();
                json!({ "report": found.report, "story": found.story, "records": records })
            }
            Asked::Statements => {
                let filter = statements(given)?;
                page(pool.ask(move |ask| ask.statements(&filter)).await?, given)
            }
            Asked::Events => {
                let filter = events(given)?;
                page(pool.ask(move |ask| ask.events(&filter)).await?, given)
            }
            Asked::Figures => {
                let filter = figures(given)?;
                page(pool.ask(move |ask| ask.figures(&filter)).await?, given)
            }
            Asked::Differences => {
                let (limit, offset) = (given.limit() + 1, given.offset());
                let found = match given.text("story").map(Id) {
                    Some(story) => {
                        let all = pool.ask(move |ask| ask.differences(Some(&story))).await?;
                        all.into_iter().skip(offset).take(limit).collect()
                    }
                    None => pool.ask(move |ask| ask.differences_page(limit, offset)).await?,
                };
                page(found, given)
            }
            Asked::Timeline => {
                let options = TimelineOptions {
                    days: Some(given.number("days", 1, 200)?.unwrap_or(30)),
                    from: given.day("from")?,
                    to: given.day("to")?,
                    about: given.text("about"),
                    ..TimelineOptions::default()
                };
                json!({ "items": pool.ask(move |ask| ask.timeline(&options, Some(MOST))).await?, "next": null })
            }
            Asked::Positions => {
                let question = PositionsQuestion {
                    about: given.required("about")?,
                    by: given.text("by"),
                    most: Some(MOST),
                    ..PositionsQuestion::default()
                };
                json!({ "items": pool.ask(move |ask| ask.positions(&question)).await?, "next": null })
            }
            Asked::Who => {
                let name = given.required("name")?;
                json!(pool.ask(move |ask| ask.who(&name, Some(MOST))).await?)
            }
            Asked::Search => {
                let question = SearchQuestion {
                    words: given.required("q")?,
                    speaker: given.text("speaker"),
                    act: given.one_of("act", &STATEMENT_ACTS)?,
                    place: given.text("place"),
                    day: given.day("day")?,
                    source: given.text("source"),
                    limit: given.limit(),
                    reports: given.limit(),
                    events: given.limit(),
                    ..SearchQuestion::default()
                };
                json!(pool.ask(move |ask| ask.search_for(&question)).await?)
            }
            Asked::Rows => {
                let name = given.required("table")?;
                given.one_of("table", &TABLES)?;
                let table = TableName::named(&name).unwrap_or(TableName::Reports);
                let (limit, offset) = (given.limit() + 1, given.offset());
                page(pool.ask(move |ask| ask.table_page(table, limit, offset)).await?, given)
            }
        };
        link(&mut value);
        Ok(value)
    }
}
