//! Finding stories, and by what they can be told apart.

use crate::conditions::Conditions;
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
    /// The same said otherwise, of which any will do ("SRB" for "Serbia").
    pub also_by: Vec<String>,
    /// An outlet that has it.
    pub source: Option<String>,
    /// What somebody in it does by saying something.
    pub act: Option<String>,
    /// The state or body (as in the record) of one who speaks in it.
    pub side: Option<String>,
    /// The PLOVER root of a deed that is told in it.
    pub kind: Option<String>,
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
    /// The states and bodies that they speak for.
    pub sides: Vec<(String, u64)>,
    /// What is done: PLOVER roots.
    pub kinds: Vec<(String, u64)>,
}

/// That a story's reports tell something. What few tell is looked up first; what is in nearly
/// all of them is looked for story by story, from the latest on, until enough are found.
fn told(joined: &str, is_common: bool) -> String {
    if is_common {
        let of_story = "select 1 from story_report cross join";
        format!("exists ({of_story} {joined} where story_report.story = story.id)")
    } else {
        format!("id in (select story from story_report join {joined})")
    }
}

impl Store {
    /// Stories that fit, the latest first.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn stories_like(&self, filter: &StoryFilter) -> Result<Vec<StoryLine>, RecordError> {
        let Some(terms) = filter.by.as_deref().and_then(|by| words::any_of(by, &filter.also_by)) else {
            return self.stories_said(filter, None);
        };
        let terms = format!("{{speaker}} : ({terms})");
        // Of those who speak very often, what they said last is looked at first, and more of it
        // only where that makes too few stories.
        let mut most = 500;
        loop {
            let stories = self.stories_said(filter, Some((&terms, most)))?;
            let sql = format!(
                "select count(*) from (select 1 from statement_words where statement_words match $1 limit {most})"
            );
            let is_enough = filter.limit.is_some_and(|limit| stories.len() >= limit);
            let found = self.rows(&sql, &[&terms], |row| row.get::<_, i64>(0))?;
            if is_enough || found.iter().sum::<i64>() < most {
                return Ok(stories);
            }
            most *= 8;
        }
    }

    /// Stories that fit; said by somebody: only those that hold one of the last so many statements
    /// of whoever the full-text terms mean.
    fn stories_said(
        &self,
        filter: &StoryFilter,
        said: Option<(&str, i64)>,
    ) -> Result<Vec<StoryLine>, RecordError> {
        let mut conditions = Conditions::default();
        conditions.add("last >= ?", filter.since.as_ref());
        conditions.add("first <= ?", filter.until.as_ref());
        let place = "place on place.report = story_report.report and place.name = ?";
        let is_common = self.is_common("place where name = $1", filter.place.as_ref())?;
        conditions.add(&told(place, is_common), filter.place.as_ref());
        let source = "report on number = story_report.report and report.source = ?";
        let is_common = self.is_common("report where source = $1", filter.source.as_ref())?;
        conditions.add(&told(source, is_common), filter.source.as_ref());
        let (terms, most) = said.unzip();
        conditions.add(
            &format!(
                "id in (select story from (select rowid & 4294967295 as said from statement_words \
                 where statement_words match ? order by rowid desc limit {}) \
                 cross join statement on statement.number = said \
                 cross join story_report on story_report.report = statement.report)",
                most.unwrap_or_default()
            ),
            terms,
        );
        let act = "statement on statement.report = story_report.report and statement.act = ?";
        conditions.add(&told(act, true), filter.act.as_ref());
        let side = "statement on statement.report = story_report.report \
                    join speaker on speaker.statement = statement.number and speaker.belongs_to = ?";
        conditions.add(&told(side, true), filter.side.as_ref());
        let kind = "event on event.report = story_report.report and event.root = ?";
        conditions.add(&told(kind, true), filter.kind.as_ref());
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
                &format!(
                    "{statement} join speaker on speaker.statement = statement.number \
                     and substr(speaker.name, 1, 1) not between 'a' and 'z' \
                     and speaker.name not in ('I', 'We', 'You', 'He', 'She', 'It', 'They', 'Who', 'This', 'That')"
                ),
            )?,
            acts: counted("statement.act", statement)?,
            sides: counted(
                "speaker.belongs_to",
                &format!("{statement} join speaker on speaker.statement = statement.number"),
            )?,
            kinds: counted("event.root", "join event on event.report = story_report.report")?,
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
