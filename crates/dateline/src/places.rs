//! `dateline places`: which places the reports name.

use crate::database::Database;
use crate::print::{BOLD, DIM, Page, Rows, padded, styled};
use crate::rows::rows;
use anyhow::Result;
use clap::Args;
use dateline_ask::{Ask, Row, TableCell, TableName};
use serde::Serialize;
use std::collections::BTreeMap;
use std::process::ExitCode;

/// Which places the reports name, those named in most reports first.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  dateline places\n  dateline places --country BIH --format csv > places.csv\n  \
                  dateline export --table places --format parquet --out places.parquet   # every mention"
)]
pub struct Places {
    /// Only in this state (ISO 3166-1 alpha-3).
    #[arg(long, value_name = "STATE", value_parser = state)]
    country: Option<String>,
    /// At most this many.
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    rows: Rows,
}

/// A state's code.
fn state(typed: &str) -> Result<String, String> {
    let code = typed.trim().to_uppercase();
    if dateline_ask::state_name(&code).is_some() {
        return Ok(code);
    }
    Err("is the code of a state in three letters (ISO 3166-1 alpha-3): BIH, USA …".to_owned())
}

/// A place with the reports that name it.
#[derive(Debug, Default, Serialize)]
struct Named {
    name: String,
    country: Option<String>,
    kind: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    geonames: Option<i64>,
    mentions: usize,
    reports: usize,
    #[serde(skip)]
    last_report: String,
}

impl Places {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let store = self.database.open()?;
        let mut named: BTreeMap<(Option<i64>, String), Named> = BTreeMap::new();
        rows(&Ask::new(&store), TableName::Places, |row| {
            let place = mentioned(&row);
            if self.country.is_some() && place.country != self.country {
                return Ok(());
            }
            let key =
                (place.geonames, if place.geonames.is_some() { String::new() } else { place.name.clone() });
            let known =
                named.entry(key).or_insert_with(|| Named { last_report: String::new(), ..clone_of(&place) });
            known.mentions += 1;
            if known.last_report != place.last_report {
                known.reports += 1;
                known.last_report = place.last_report;
            }
            Ok(())
        })?;
        let mut places: Vec<Named> = named.into_values().collect();
        places.sort_by(|a, b| (b.reports, b.mentions, &a.name).cmp(&(a.reports, a.mentions, &b.name)));
        places.truncate(self.limit.unwrap_or(usize::MAX));
        let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        self.rows.print(
            &places,
            &["name", "country", "kind", "lat", "lon", "geonames", "mentions", "reports"],
            |place| {
                vec![
                    dateline_ask::guarded(&place.name),
                    place.country.clone().unwrap_or_default(),
                    place.kind.clone().unwrap_or_default(),
                    number(place.lat),
                    number(place.lon),
                    place.geonames.map(|id| id.to_string()).unwrap_or_default(),
                    place.mentions.to_string(),
                    place.reports.to_string(),
                ]
            },
            table,
            "no such place; `dateline places` without --country shows all",
        )?;
        Ok(ExitCode::SUCCESS)
    }
}

fn clone_of(place: &Named) -> Named {
    Named {
        name: place.name.clone(),
        country: place.country.clone(),
        kind: place.kind.clone(),
        lat: place.lat,
        lon: place.lon,
        geonames: place.geonames,
        ..Named::default()
    }
}

/// A row of `places`, as a place named once.
fn mentioned(row: &Row) -> Named {
    let cell = |name: &str| {
        let at = TableName::Places.columns().iter().position(|column| column.name == name);
        at.and_then(|at| row.get(at))
    };
    let text = |name: &str| match cell(name) {
        Some(TableCell::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let number = |name: &str| match cell(name) {
        Some(TableCell::Number(number)) => Some(*number),
        _ => None,
    };
    Named {
        name: text("name").or_else(|| text("words")).unwrap_or_default(),
        country: text("country"),
        kind: text("kind"),
        lat: number("lat"),
        lon: number("lon"),
        geonames: match cell("geonames") {
            Some(TableCell::Whole(id)) => Some(*id),
            _ => None,
        },
        last_report: text("report").unwrap_or_default(),
        ..Named::default()
    }
}

fn table(page: &mut Page, place: &Named) -> Result<()> {
    let at = match (place.lat, place.lon) {
        (Some(lat), Some(lon)) => format!("{lat:.2}, {lon:.2}"),
        _ => "not in the gazetteer".to_owned(),
    };
    let state = place.country.as_deref().map(crate::print::state).unwrap_or_default();
    page.hanging(
        2,
        14,
        &format!(
            "{}  {}  {}  {}",
            padded(&crate::inputs::reports(place.reports), 12),
            styled(BOLD, padded(&place.name, 24)),
            padded(&state, 20),
            styled(DIM, at)
        ),
    )
}
