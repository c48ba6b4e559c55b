//! Which column of a table, or key of an object, holds which field of a report.

use crate::printed_day::{Order, order_of};
use serde::Deserialize;
use std::fmt;
use std::sync::LazyLock;

/// A field of a report that a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// The day or instant it was put out.
    Published,
    /// Its text.
    Text,
    /// The page that its text stands in.
    Html,
    /// Its headline.
    Title,
    /// The outlet.
    Source,
    /// Where it was published.
    Url,
    /// The language it is in.
    Language,
    /// Who wrote it.
    Byline,
    /// The id it has.
    Id,
}

impl Field {
    /// All fields, in the order in which they are told.
    pub const ALL: [Field; 9] = [
        Field::Published,
        Field::Text,
        Field::Html,
        Field::Title,
        Field::Source,
        Field::Url,
        Field::Language,
        Field::Byline,
        Field::Id,
    ];

    /// The field of a name ("published").
    pub fn named(name: &str) -> Option<Field> {
        Field::ALL.into_iter().find(|field| field.name() == name)
    }

    /// Its name in JSON Lines.
    pub fn name(self) -> &'static str {
        match self {
            Field::Published => "published",
            Field::Text => "text",
            Field::Html => "html",
            Field::Title => "title",
            Field::Source => "source",
            Field::Url => "url",
            Field::Language => "language",
            Field::Byline => "byline",
            Field::Id => "id",
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lexicon {
    field: Vec<Names>,
    export: Vec<Export>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    field: Field,
    names: Vec<String>,
    #[expect(dead_code, reason = "for people")]
    example: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Export {
    name: String,
    columns: std::collections::BTreeMap<String, String>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    toml::from_str(include_str!("../lexicon/fields.toml"))
        .unwrap_or_else(|error| unreachable!("lexicon/fields.toml is read by a test: {error}"))
});

/// What a user said of the columns or keys of their tables: which holds which field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    named: Vec<(Field, String)>,
    /// Which of day and month comes first in days like "03/04/2024".
    pub(crate) order: Option<Order>,
}

impl Mapping {
    /// Adds `FIELD=COLUMN`.
    ///
    /// # Errors
    /// In words, where this is no such pair.
    pub fn add(&mut self, pair: &str) -> Result<(), String> {
        let (field, column) = pair
            .split_once('=')
            .ok_or_else(|| format!("“{pair}” is no FIELD=COLUMN (say: published=date)"))?;
        let known = || Field::ALL.map(Field::name).join(", ");
        let field = Field::named(field.trim())
            .ok_or_else(|| format!("“{field}” is no field of a report; there are {}", known()))?;
        if column.trim().is_empty() {
            return Err(format!("“{pair}” names no column"));
        }
        self.named.push((field, column.trim().to_owned()));
        Ok(())
    }

    /// Says which of day and month comes first in days like "03/04/2024", which show it by themselves only where
    /// one of them is more than 12.
    pub fn set_day_first(&mut self, is_day_first: bool) {
        self.order = Some(if is_day_first { Order::DayFirst } else { Order::MonthFirst });
    }

    /// Adds what is known of an export that has a name (`acled`, `mediacloud`, `gdelt`).
    ///
    /// # Errors
    /// In words, where no export has that name.
    pub fn add_export(&mut self, name: &str) -> Result<(), String> {
        let found = LEXICON.export.iter().find(|export| export.name == name).ok_or_else(|| {
            let names: Vec<&str> = LEXICON.export.iter().map(|export| export.name.as_str()).collect();
            format!("“{name}” is no export known here; there are {}", names.join(", "))
        })?;
        for (field, column) in &found.columns {
            self.add(&format!("{field}={column}"))?;
        }
        Ok(())
    }

    /// The columns of a table, or the keys of an object, with the field that each holds.
    pub(crate) fn columns(&self, names: &[String]) -> Columns {
        let mut of_field: Vec<(Field, usize)> = Vec::new();
        for field in Field::ALL {
            let told = self.named.iter().rev().find(|(named, _)| *named == field);
            let at = match told {
                Some((_, column)) => names.iter().position(|name| name.trim() == column).or_else(|| {
                    let column = plain(column);
                    names.iter().position(|name| plain(name) == column)
                }),
                None => guess(field, names),
            };
            if let Some(at) = at {
                of_field.push((field, at));
            }
        }
        // A column that holds one field for sure is not guessed to be another.
        let mut taken = Vec::new();
        of_field.retain(|(_, at)| {
            let is_free = !taken.contains(at);
            taken.push(*at);
            is_free
        });
        let unused = (0..names.len()).filter(|at| !taken.contains(at) && !names[*at].trim().is_empty());
        let missing = self
            .named
            .iter()
            .filter(|(_, column)| !names.iter().any(|name| plain(name) == plain(column)))
            .map(|(_, column)| column.clone());
        Columns {
            unused: unused.map(|at| names[at].trim().to_owned()).collect(),
            missing: missing.collect(),
            names: of_field.iter().map(|(field, at)| (*field, names[*at].trim().to_owned())).collect(),
            of_field,
            order: self.order,
            is_guess: false,
        }
    }
}

fn guess(field: Field, names: &[String]) -> Option<usize> {
    let known = &LEXICON.field.iter().find(|known| known.field == field)?.names;
    let names: Vec<String> = names.iter().map(|name| plain(name)).collect();
    known.iter().find_map(|wanted| names.iter().position(|name| name == wanted))
}

/// A name in lower case, letters and digits only.
fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Which column holds which field, as found in one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Columns {
    of_field: Vec<(Field, usize)>,
    names: Vec<(Field, String)>,
    unused: Vec<String>,
    /// Columns that the user named and that are not there.
    missing: Vec<String>,
    /// Which of day and month comes first in its days, where they are numbers with slashes.
    pub order: Option<Order>,
    /// Whether that is a guess, since each of its days may be two.
    is_guess: bool,
}

impl Columns {
    /// Which of day and month comes first is told by some days of the table, unless the user said it.
    pub(crate) fn see_days<'d>(&mut self, days: impl Iterator<Item = &'d str>) {
        if self.order.is_none()
            && let Some((order, is_shown)) = order_of(days)
        {
            (self.order, self.is_guess) = (Some(order), !is_shown);
        }
    }

    /// The column of a field.
    pub(crate) fn at(&self, field: Field) -> Option<usize> {
        self.of_field.iter().find(|(known, _)| *known == field).map(|(_, at)| *at)
    }

    /// Whether reports can be made of it.
    pub(crate) fn has_text(&self) -> bool {
        [Field::Text, Field::Html, Field::Title].into_iter().any(|field| self.at(field).is_some())
    }

    /// Whether a first line looks like the names of columns: text and something beside it.
    pub(crate) fn is_header(&self) -> bool {
        self.has_text() && self.of_field.len() >= 2
    }

    /// What was taken for what, in a line: "published ← date, text ← body; not used: views".
    pub(crate) fn told(&self) -> String {
        let pairs: Vec<String> = self.names.iter().map(|(field, name)| format!("{field} ← {name}")).collect();
        let mut told = pairs.join(", ");
        if !self.unused.is_empty() {
            let shown: Vec<&str> = self.unused.iter().take(8).map(String::as_str).collect();
            let more = self.unused.len() - shown.len();
            told.push_str(&format!("; not used: {}", shown.join(", ")));
            if more > 0 {
                told.push_str(&format!(" and {more} more"));
            }
        }
        if !self.missing.is_empty() {
            told.push_str(&format!("; not there: {}", self.missing.join(", ")));
        }
        if let Some(order) = self.order {
            let order = if order == Order::DayFirst { "day/month" } else { "month/day" };
            told.push_str(&format!("; days read as {order}"));
            if self.is_guess {
                told.push_str(", a guess: each may be either (--days day-first or month-first says it)");
            }
        }
        told
    }

    /// Whether all names are the record's own, so that there is nothing to tell.
    pub(crate) fn is_plain(&self) -> bool {
        self.unused.is_empty()
            && self.missing.is_empty()
            && self.names.iter().all(|(field, name)| field.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn columns_are_guessed_by_their_names() {
        let columns =
            Mapping::default().columns(&names(&["Publish_Date", "headline", "Body", "outlet", "views"]));
        assert_eq!(
            columns.told(),
            "published ← Publish_Date, text ← Body, title ← headline, source ← outlet; not used: views"
        );
        assert!(columns.is_header() && !columns.is_plain());
        // A date that was published goes before one that was only made.
        let columns = Mapping::default().columns(&names(&["created", "date", "text"]));
        assert_eq!(columns.at(Field::Published), Some(1));
        assert!(!Mapping::default().columns(&names(&["lat", "lon"])).is_header());
    }

    #[test]
    fn what_is_said_goes_before_what_is_guessed() {
        let mut mapping = Mapping::default();
        mapping.add("published=seen").unwrap();
        let columns = mapping.columns(&names(&["date", "seen", "text"]));
        assert_eq!(columns.at(Field::Published), Some(1));
        assert!(mapping.add("published").is_err() && mapping.add("colour=red").is_err());
        assert!(mapping.add_export("acled").is_ok() && mapping.add_export("other").is_err());
        mapping.add("text=nowhere").unwrap();
        assert!(mapping.columns(&names(&["date", "body"])).told().contains("not there: "));
    }
}
