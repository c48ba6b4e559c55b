//! Finding stories, and by what they can be told apart.

use crate::find::Conditions;
use crate::{RecordError, Store, StoryLine, words};
use dateline_model::Id;
use rusqlite::types::Value;
use serde::Serialize;

/// Which stories to find; what is none does not restrict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoryFilter {
    /// That went on on this day or later.
    pub since: Option<String>,
    /// That had begun by this day.
    pub until: Option<String>,
    /// Name of a place that one of its reports mentions.
    pub place: Option<String>,
    /// Words of the name, office or state of one who speaks in it.
    pub by: Option<String>,
    /// An outlet that has it.
    pub source: Option<String>,
    /// What somebody in it does by saying something.
    pub act: Option<String>,
    /// At most this many.
    pub limit: Option<usize>,
    /// Leaving out this many.
    pub offset: usize,
}

/// What occurs in some stories, each with the number of these stories, the most frequent first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Facets {
    /// Places named.
    pub places: Vec<(String, u64)>,
    /// Outlets.
    pub sources: Vec<(String, u64)>,
    /// Who speaks.
    pub speakers: Vec<(String, u64)>,
    /// What they do by it.
    pub acts: Vec<(String, u64)>,
}

impl Store {
    /// Stories that fit, the latest first.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn stories_like(&self, filter: &StoryFilter) -> Result<Vec<StoryLine>, RecordError> {
        let mut conditions = Conditions::default();
        let told = "id in (select story from story_report join";
        conditions.add("last >= ?", filter.since.as_ref());
        conditions.add("first <= ?", filter.until.as_ref());
        conditions.add(
            &format!("{told} place on place.report = story_report.report where place.name = ?)"),
            filter.place.as_ref(),
        );
        conditions.add(
            &format!("{told} report on number = story_report.report where report.source = ?)"),
            filter.source.as_ref(),
        );
        let by = filter.by.as_deref().and_then(words::all_of).map(|terms| format!("{{speaker}} : ({terms})"));
        conditions.add(
            &format!(
                "{told} statement on statement.report = story_report.report where statement.number in \
                 (select rowid from statement_words where statement_words match ?))"
            ),
            by,
        );
        // Looked up story by story from the latest on: the common acts are in nearly all of them.
        conditions.add(
            "exists (select 1 from story_report join statement on statement.report = story_report.report \
             where story_report.story = story.id and statement.act = ?)",
            filter.act.as_ref(),
        );
        let limit = filter.limit.map_or(-1, |limit| limit as i64);
        let condition = format!(
            "where true{} order by last desc, size desc, id limit {limit} offset {}",
            conditions.sql, filter.offset
        );
        self.story_lines(&condition, &conditions.values)
    }

    /// What occurs in some stories, at most so many of each kind.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn facets_of(&self, stories: &[Id], most: usize) -> Result<Facets, RecordError> {
        if stories.is_empty() {
            return Ok(Facets::default());
        }
        let values: Vec<Value> = stories.iter().map(|id| Value::Text(id.to_string())).collect();
        let places: Vec<String> = (1..=stories.len()).map(|number| format!("${number}")).collect();
        let among = format!("story_report.story in ({})", places.join(", "));
        let counted = |name: &str, join: &str| {
            self.rows(
                &format!(
                    "select {name}, count(distinct story_report.story) from story_report {join} where {among} \
                     and {name} is not null group by 1 order by 2 desc, 1 limit {most}"
                ),
                &values,
                |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)? as u64)),
            )
        };
        let statement = "join statement on statement.report = story_report.report";
        Ok(Facets {
            places: counted("place.name", "join place on place.report = story_report.report")?,
            sources: counted("report.source", "join report on report.number = story_report.report")?,
            speakers: counted(
                "speaker.name",
                &format!("{statement} join speaker on speaker.statement = statement.number"),
            )?,
            acts: counted("statement.act", statement)?,
        })
    }

    /// The places that some reports (by their `number`) name, each with how many of them.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn places_in(&self, reports: &[i64], most: usize) -> Result<Vec<(String, u64)>, RecordError> {
        let numbers: Vec<String> = reports.iter().map(ToString::to_string).collect();
        self.rows(
            &format!(
                "select name, count(distinct report) from place where report in ({}) \
                 group by name order by 2 desc, 1 limit {most}",
                numbers.join(",")
            ),
            &[0; 0],
            |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)? as u64)),
        )
    }
}
