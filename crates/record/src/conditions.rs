//! A question to the file being put together.

use crate::by_day::turns_of;
use crate::words;
use rusqlite::types::Value;

/// Conditions, and what they compare with.
#[derive(Default)]
pub(crate) struct Conditions {
    pub(crate) sql: String,
    pub(crate) values: Vec<Value>,
    /// What the full-text table is asked.
    words: Vec<String>,
}

/// Which of the rows that fit.
pub(crate) struct Page {
    pub(crate) limit: Option<usize>,
    pub(crate) offset: usize,
    pub(crate) latest_first: bool,
}

impl Conditions {
    /// Adds `condition`, in which `?` stands for the value, where there is a value.
    pub(crate) fn add(&mut self, condition: &str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.add_value(condition, Value::Text(value.to_string()));
        }
    }

    fn add_value(&mut self, condition: &str, value: Value) {
        self.values.push(value);
        self.sql.push_str(" and ");
        self.sql.push_str(&condition.replace('?', &format!("${}", self.values.len())));
    }

    /// Adds words that these columns of the full-text table must hold; words without a letter in
    /// them restrict nothing. The last may go on while somebody `is_typing`.
    pub(crate) fn add_words(&mut self, columns: &str, typed: Option<&String>, is_typing: bool) {
        let question = if is_typing { words::all_of_so_far } else { words::all_of };
        let terms = typed.and_then(|typed| question(typed));
        self.words.extend(terms.map(|terms| format!("{{{columns}}} : ({terms})")));
    }

    /// Adds words that a column must hold, or those of another way to say them.
    pub(crate) fn add_any(&mut self, column: &str, typed: Option<&String>, also: &[String]) {
        let terms = typed.and_then(|typed| words::any_of(typed, also));
        self.words.extend(terms.map(|terms| format!("{{{column}}} : ({terms})")));
    }

    /// Adds names of which a column must hold one, its words side by side.
    pub(crate) fn add_names(&mut self, column: &str, names: &[String]) {
        let phrases: Vec<String> = names.iter().filter_map(|name| words::phrase(name)).collect();
        if !phrases.is_empty() {
            self.words.push(format!("{{{column}}} : ({})", phrases.join(" OR ")));
        }
    }

    /// Adds ways of saying of which the columns must hold one: all its words, of each one form.
    pub(crate) fn add_sayings(&mut self, columns: &str, sayings: &[Vec<Vec<(String, bool)>>]) {
        let form = |(letters, is_open): &(String, bool)| {
            words::phrase(letters).map(|phrase| if *is_open { format!("{phrase}*") } else { phrase })
        };
        let word = |forms: &Vec<(String, bool)>| {
            let forms: Vec<String> = forms.iter().filter_map(form).collect();
            (!forms.is_empty()).then(|| format!("({})", forms.join(" OR ")))
        };
        let saying = |words: &Vec<Vec<(String, bool)>>| {
            let words: Vec<String> = words.iter().filter_map(word).collect();
            (!words.is_empty()).then(|| format!("({})", words.join(" AND ")))
        };
        let sayings: Vec<String> = sayings.iter().filter_map(saying).collect();
        if !sayings.is_empty() {
            self.words.push(format!("{{{columns}}} : ({})", sayings.join(" OR ")));
        }
    }

    /// Adds the days between which the rows of `table` are.
    pub(crate) fn add_days(&mut self, table: &str, since: Option<&String>, until: Option<&String>) {
        self.add(&format!("{table}.day >= ?"), since);
        self.add(&format!("{table}.day <= ?"), until);
        if self.words.is_empty() {
            return;
        }
        // The same again in the terms of the full-text table, which then begins there.
        if let Some(turns) = since.and_then(|day| turns_of(day)) {
            self.add_value(&format!("{table}_words.rowid >= ?"), Value::Integer(*turns.start()));
        }
        if let Some(turns) = until.and_then(|day| turns_of(day)) {
            self.add_value(&format!("{table}_words.rowid <= ?"), Value::Integer(*turns.end()));
        }
    }

    /// Ends a question to `table`: where its rows come from, and the conditions, order and page.
    ///
    /// Where words are asked for, they lead: the full-text table gives what holds them in the
    /// order of days (see `by_day`), one after another, so that of very many only as many are
    /// looked at as are wanted. `cross join` keeps SQLite to that.
    pub(crate) fn end(&mut self, table: &str, page: &Page) -> String {
        let order = if page.latest_first { " desc" } else { "" };
        let has_words = !self.words.is_empty();
        let (from, order) = if has_words {
            let asked = self.words.join(" AND ");
            self.add_value(&format!("{table}_words match ?"), Value::Text(asked));
            let from = format!(
                "{table}_words cross join {table} on {table}.number = {table}_words.rowid & 4294967295"
            );
            (from, format!("{table}_words.rowid{order}"))
        } else {
            (table.to_owned(), format!("{table}.day{order}, {table}.number{order}"))
        };
        let limit = page.limit.map_or(-1, |limit| limit as i64);
        self.sql.push_str(&format!(" order by {order} limit {limit} offset {}", page.offset));
        match (table, has_words) {
            ("report", _) => from,
            (_, true) => format!("{from} cross join report on report.number = {table}.report"),
            (_, false) => format!("{from} join report on report.number = {table}.report"),
        }
    }
}
