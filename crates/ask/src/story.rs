//! One story: its independent accounts side by side.

use crate::{Ask, AskError};
use dateline_model::{
    Account, Difference, Edtf, Event, Excerpt, Id, Kinds, Report, SameEvent, SameStatement, Statement,
};
use dateline_record::{EventFilter, Kept, ReportLine, StatementFilter, StoryLine, StoryOutline};
use serde::Serialize;

/// A story with its accounts, statements, events and differences.
#[derive(Clone, Debug, Serialize)]
pub struct StoryAnswer {
    /// The story.
    pub story: StoryLine,
    /// Its independent accounts: reports that are one voice count as one.
    pub accounts: Vec<AccountLine>,
    /// The stories of the affair it belongs to, the earliest first, itself among them; empty where
    /// it follows on from none and none from it.
    pub affair: Vec<StoryOutline>,
    /// What is said in it, by day.
    pub statements: Vec<Kept<Statement>>,
    /// What is done in it, by day.
    pub events: Vec<Kept<Event>>,
    /// Its facts by account.
    pub facts: Vec<FactRow>,
    /// Sayings that several of its reports tell: the ids of the statements that are one.
    #[serde(skip)]
    pub same: Vec<SameStatement>,
    /// Deeds that several of its reports tell: the ids of the events that are one.
    #[serde(skip)]
    pub same_deeds: Vec<SameEvent>,
}

/// One independent account: a voice and the reports that are its.
#[derive(Clone, Debug, Serialize)]
pub struct AccountLine {
    /// The reports, the earliest first.
    pub reports: Vec<ReportLine>,
    /// Why they are one account: "one text; credited to Reuters".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// One fact with what each account gives for it.
#[derive(Clone, Debug, Serialize)]
pub struct FactRow {
    /// The fact and the accounts of it.
    pub difference: Difference,
    /// A cell for each of the story's accounts, in their order.
    pub cells: Vec<Vec<Cell>>,
}

/// What one report gives for a fact.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    /// "5", "at least 4", "more than 30".
    pub text: String,
    /// Whose figure it is; none where the report itself says so.
    pub by: Option<String>,
    /// The report.
    pub report: Id,
    /// The figure or statement.
    pub record: Id,
}

/// Some reports side by side.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// The reports.
    pub reports: Vec<ReportLine>,
    /// What each of them says that another says too, or differently.
    pub facts: Vec<FactRow>,
    /// For each report, the statements in it.
    pub statements: Vec<Vec<Kept<Statement>>>,
}

impl Ask<'_> {
    /// A story by its id.
    ///
    /// # Errors
    /// If there is none, or the record cannot be read.
    pub fn story(&self, id: &Id) -> Result<StoryAnswer, AskError> {
        self.story_to_show(id, None)
    }

    /// A story with at most so many of its statements and events, the earliest.
    ///
    /// # Errors
    /// If there is none, or the record cannot be read.
    pub fn story_to_show(&self, id: &Id, most: Option<usize>) -> Result<StoryAnswer, AskError> {
        let no_such = || AskError::NoSuch { what: "story", beginning: id.to_string() };
        let mut story = self.store.story(id)?.ok_or_else(no_such)?;
        let lines = self.store.reports_of(id)?;
        let of_voice = |reports: &[Id], why: Option<String>| AccountLine {
            reports: reports
                .iter()
                .filter_map(|id| lines.iter().find(|line| line.id == *id))
                .cloned()
                .collect(),
            why,
        };
        let accounts: Vec<AccountLine> = if story.story.voices.is_empty() {
            let one_text = |origin: &Vec<Id>| (origin.len() > 1).then(|| "one text".to_owned());
            story.story.origins.iter().map(|origin| of_voice(origin, one_text(origin))).collect()
        } else {
            story.story.voices.iter().map(|voice| of_voice(&voice.reports, voice.why.clone())).collect()
        };
        let mut affair = self.store.affair_of(id)?;
        if affair.len() < 2 {
            affair.clear();
        }
        story.story.affair = affair.first().map(|first| crate::export::affair_id(&first.id));
        let story_filter = Some(id.clone());
        let statements = self.store.statements(&StatementFilter {
            story: story_filter.clone(),
            limit: most,
            ..StatementFilter::default()
        })?;
        let events =
            self.store.events(&EventFilter { story: story_filter, limit: most, ..EventFilter::default() })?;
        let of_account: Vec<Vec<&Id>> =
            accounts.iter().map(|account| account.reports.iter().map(|line| &line.id).collect()).collect();
        let facts = rows(self.store.differences(Some(id))?, &of_account);
        let same = self.store.same_statements(Some(id))?;
        let same_deeds = self.store.same_events(Some(id))?;
        Ok(StoryAnswer { story, accounts, affair, statements, events, facts, same, same_deeds })
    }

    /// What each report of one account added to the text that those before it print.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn added(&self, reports: &[Id]) -> Result<Vec<(Id, Vec<Excerpt>)>, AskError> {
        let mut printed = Vec::new();
        for id in reports {
            if let Some(text) = self.store.text(id)? {
                printed.push(Report { id: id.clone(), text, ..Report::default() });
            }
        }
        Ok(dateline_resolve::added_by_each(&printed.iter().collect::<Vec<_>>()))
    }

    /// Some reports side by side.
    ///
    /// # Errors
    /// If one of them is not there, or the record cannot be read.
    pub fn compare(&self, ids: &[Id]) -> Result<Comparison, AskError> {
        let readings = self.readings(ids.iter(), Kinds::ALL)?;
        if let Some(missing) = ids.iter().find(|id| !readings.iter().any(|(report, _)| report.id == **id)) {
            return Err(AskError::NoSuch { what: "report", beginning: missing.to_string() });
        }
        let reads: Vec<_> = readings.iter().map(|(report, reading)| (report, reading)).collect();
        let story = dateline_model::Story {
            id: Id::default(),
            reports: ids.to_vec(),
            title: String::new(),
            first: None,
            last: None,
            origins: ids.iter().map(|id| vec![id.clone()]).collect(),
            voices: Vec::new(),
            affair: None,
            follows: None,
        };
        let same_events = dateline_resolve::same_events(&reads);
        let differences = dateline_resolve::differences(&story, &reads, &same_events);
        let columns: Vec<Vec<&Id>> = ids.iter().map(|id| vec![id]).collect();
        let facts = rows(differences, &columns);
        let statements = ids
            .iter()
            .map(|id| {
                self.store
                    .statements(&StatementFilter { report: Some(id.clone()), ..StatementFilter::default() })
            })
            .collect::<Result<Vec<_>, _>>()?;
        let lines = ids.iter().map(|id| self.store.line(id)).collect::<Result<Vec<_>, _>>()?;
        Ok(Comparison { reports: lines.into_iter().flatten().collect(), facts, statements })
    }
}

fn rows(differences: Vec<Difference>, columns: &[Vec<&Id>]) -> Vec<FactRow> {
    let mut rows: Vec<FactRow> = differences
        .into_iter()
        .map(|difference| {
            let cells = columns
                .iter()
                .map(|reports| {
                    let mine =
                        difference.accounts.iter().filter(|account| reports.contains(&&account.report));
                    mine.map(|account| Cell {
                        text: account_in(account, bounds, |day| day.as_str().to_owned()),
                        by: account.by.clone(),
                        report: account.report.clone(),
                        record: account.record.clone(),
                    })
                    .collect()
                })
                .collect();
            FactRow { difference, cells }
        })
        .collect();
    // What differs first, and of these what people look for first.
    rows.sort_by_key(|row| {
        let what = &row.difference.about.what;
        let weight = crate::card::WEIGHTY.iter().position(|weighty| weighty == what);
        (row.difference.compatible, weight.unwrap_or(crate::card::WEIGHTY.len()))
    });
    rows
}

/// Bounds in words: "5", "at least 4", "more than 30", "at most 9", "3 to 5".
pub fn bounds(low: Option<f64>, high: Option<f64>) -> String {
    bounds_in(low, high, number)
}

/// The same, with the numbers written in the reader's way.
pub fn bounds_in(low: Option<f64>, high: Option<f64>, number: impl Fn(f64) -> String) -> String {
    match (low, high) {
        (Some(low), Some(high)) if low == high => number(low),
        (Some(low), Some(high)) => format!("{} to {}", number(low), number(high)),
        // "more than 30" people are 31 and up: said as it was printed.
        (Some(low), None) if low > 10.0 && (low - 1.0) % 10.0 == 0.0 => {
            format!("more than {}", number(low - 1.0))
        }
        (Some(low), None) => format!("at least {}", number(low)),
        (None, Some(high)) => format!("at most {}", number(high)),
        (None, None) => "not given".to_owned(),
    }
}

/// What an account gives, in words: its numbers, or the days of a fact that is a day.
pub fn account_in(
    account: &Account,
    bounds: impl Fn(Option<f64>, Option<f64>) -> String,
    day: impl Fn(&Edtf) -> String,
) -> String {
    match account.days() {
        Some((first, last)) if first == last => day(first),
        Some((first, last)) => format!("{} to {}", day(first), day(last)),
        None => bounds(account.least(), account.most()),
    }
}

/// A number as people read it: 160,000.
fn number(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    let text = rounded.abs().to_string();
    let (whole, fraction) =
        text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if rounded < 0.0 { "-" } else { "" };
    fraction.map_or_else(|| format!("{sign}{grouped}"), |fraction| format!("{sign}{grouped}.{fraction}"))
}
