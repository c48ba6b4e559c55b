//! `dateline places`: which places the reports name.

use crate::asked::nothing;
use crate::database::Database;
use crate::print::{BOLD, DIM, Page, Rows, padded, styled};
use anyhow::Result;
use clap::Args;
use dateline_ask::{Ask, PlaceNamed};
use std::process::ExitCode;

/// Which places the reports name, those named in most reports first.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  dateline places\n  dateline places --country BIH --format csv > places.csv\n  \
                  dateline export --table places --format parquet --out places.parquet   # every mention"
)]
pub struct Places {
    /// Only in this state (ISO 3166-1 alpha-3).
    #[arg(long, value_name = "STATE", value_parser = crate::asked::state)]
    country: Option<String>,
    /// At most this many.
    #[arg(long, value_name = "N", value_parser = crate::asked::count)]
    limit: Option<usize>,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    rows: Rows,
}

impl Places {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let store = self.database.open()?;
        let ask = Ask::new(&store);
        let places = ask.places(self.country.as_deref(), self.limit)?;
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
            if self.country.is_some() { "" } else { "no place is named" },
        )?;
        if self.country.is_some() && places.is_empty() {
            return nothing(&ask, "no such place; `dateline places` without --country shows all", None);
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn table(page: &mut Page, place: &PlaceNamed) -> Result<()> {
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
