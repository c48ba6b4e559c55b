//! What the accounts of a story give for one fact: a column for each account where there are few,
//! a line for each value where there are many.

use super::views::{bounds, one_line, plain_day, record_href, shortened, span_href};
use super::words;
use crate::draw::spread;
use dateline_ask::{FactRow, ReportLine, account_in};
use dateline_model::{Excerpt, Id};
use std::collections::HashMap;

/// Accounts that fit beside each other.
const COLUMNS: usize = 4;
/// Facts that a story's page shows.
const FACTS: usize = 12;
/// Values of one fact that are shown, and accounts that are named with each.
const VALUES: usize = 6;
const NAMED: usize = 3;
/// Sentences of one fact that are shown.
const TOLD: usize = 6;

/// One fact.
pub struct Fact {
    pub what: String,
    /// Whether it is something said to have happened, in a report's words, and no number.
    pub is_claim: bool,
    pub about: String,
    pub compatible: bool,
    /// How the accounts stand to each other, and what that means.
    pub verdict: &'static str,
    pub means: &'static str,
    pub picture: String,
    /// The sentences that the figures stand in.
    pub told: Vec<ToldFigure>,
    /// A list for each of the columns.
    pub cells: Vec<Vec<Cell>>,
    /// The same by value, where there are too many columns.
    pub values: Vec<Value>,
    pub more_values: usize,
}

/// The sentence that a figure stands in.
pub struct ToldFigure {
    pub href: String,
    pub text: String,
    pub source: String,
    pub day: String,
    pub day_plain: String,
}

/// The sentences of figures, by the figures' ids.
pub type Sentences = HashMap<Id, (ReportLine, Excerpt, String)>;

/// The figures of a story whose sentences are shown.
pub fn shown(rows: &[FactRow]) -> Vec<Id> {
    let cells = rows.iter().take(FACTS).flat_map(|row| row.cells.iter().flatten().take(TOLD));
    cells.map(|cell| cell.record.clone()).collect()
}

/// What one account gives.
pub struct Cell {
    pub href: String,
    pub text: String,
    pub by: String,
}

/// What several accounts give alike.
pub struct Value {
    pub text: String,
    pub by: String,
    pub accounts: Vec<Cell>,
    pub more: usize,
}

/// The columns (none where the accounts are too many), the facts, and how many more there are.
pub fn facts(rows: &[FactRow], names: &[String], sentences: &Sentences) -> (Vec<String>, Vec<Fact>, usize) {
    let shown = &rows[..rows.len().min(FACTS)];
    // Only accounts that give a figure have a column.
    let gives =
        |column: usize| shown.iter().any(|row| row.cells.get(column).is_some_and(|one| !one.is_empty()));
    let mut columns: Vec<usize> = (0..names.len()).filter(|&column| gives(column)).collect();
    if columns.len() > COLUMNS {
        columns.clear();
    }
    let facts = shown.iter().map(|row| fact(row, &columns, names, sentences)).collect();
    (columns.iter().map(|&column| names[column].clone()).collect(), facts, rows.len() - shown.len())
}

fn fact(row: &FactRow, columns: &[usize], names: &[String], sentences: &Sentences) -> Fact {
    let about = &row.difference.about;
    let of = about.of.as_deref().map(one_line).filter(|of| *of != about.what);
    let place_and_day = [of, about.place.clone(), about.when.as_deref().map(plain_day)];
    let verdict = words::verdict(row.difference.verdict);
    let told = row.cells.iter().flatten().take(TOLD).filter_map(|cell| {
        let (line, evidence, text) = sentences.get(&cell.record)?;
        Some(ToldFigure {
            href: span_href(&line.id, evidence),
            text: shortened(text, 320),
            source: super::views::source(line),
            day_plain: line.day.as_deref().map_or_else(|| "day not given".to_owned(), plain_day),
            day: line.day.clone().unwrap_or_default(),
        })
    });
    let cell = |cell: &dateline_ask::Cell| Cell {
        href: record_href(&cell.report, &cell.record),
        text: amount(row, cell),
        by: cell.by.clone().unwrap_or_default(),
    };
    let (values, more_values) = if columns.is_empty() { values(row, names) } else { (Vec::new(), 0) };
    let bounds: Vec<_> =
        row.difference.accounts.iter().map(|account| (account.least(), account.most())).collect();
    Fact {
        is_claim: row
            .difference
            .accounts
            .iter()
            .all(|account| account.low.is_none() && account.high.is_none()),
        verdict: verdict.name,
        means: verdict.means,
        told: told.collect(),
        what: words::asked(&about.what).to_owned(),
        about: place_and_day.into_iter().flatten().collect::<Vec<_>>().join(", "),
        compatible: row.difference.compatible,
        picture: spread(&bounds),
        cells: columns.iter().map(|&column| row.cells[column].iter().map(cell).collect()).collect(),
        values,
        more_values,
    }
}

/// What an account gives; of a claim there is no number to give.
fn amount(row: &FactRow, cell: &dateline_ask::Cell) -> String {
    let account = row.difference.accounts.iter().find(|account| account.record == cell.record);
    match account.filter(|account| account.low.is_some() || account.high.is_some()) {
        None => "told".to_owned(),
        Some(account) => account_in(account, bounds, |day| plain_day(day.as_str())),
    }
}

/// Values from the least to the most, each with the accounts that give it.
fn values(row: &FactRow, names: &[String]) -> (Vec<Value>, usize) {
    let mut values: Vec<Value> = Vec::new();
    let mut least: Vec<f64> = Vec::new();
    for (column, cells) in row.cells.iter().enumerate() {
        for cell in cells {
            let by = cell.by.clone().unwrap_or_default();
            let text = amount(row, cell);
            let at = values.iter().position(|value| value.text == text).unwrap_or_else(|| {
                let account = row.difference.accounts.iter().find(|account| account.record == cell.record);
                let low = account.and_then(|account| account.least().or(account.most()));
                least.push(low.unwrap_or(f64::INFINITY));
                values.push(Value { text, by, accounts: Vec::new(), more: 0 });
                values.len() - 1
            });
            if values[at].accounts.len() < NAMED {
                values[at].accounts.push(Cell {
                    href: record_href(&cell.report, &cell.record),
                    text: names.get(column).cloned().unwrap_or_default(),
                    by: cell.by.clone().unwrap_or_default(),
                });
            } else {
                values[at].more += 1;
            }
        }
    }
    let mut sorted: Vec<(f64, Value)> = least.into_iter().zip(values).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let more = sorted.len().saturating_sub(VALUES);
    (sorted.into_iter().map(|(_, value)| value).take(VALUES).collect(), more)
}
