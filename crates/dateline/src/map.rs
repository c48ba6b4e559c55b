//! Deeds on a map, as GeoJSON (RFC 7946).

use crate::rows::rows;
use anyhow::Result;
use dateline_ask::{Ask, TableCell, TableName};
use serde_json::{Map, Value, json};
use std::io::Write;

/// Writes a feature for each deed whose place is known.
pub fn write(ask: &Ask<'_>, out: &mut dyn Write) -> Result<()> {
    let columns = TableName::Deeds.columns();
    let mut is_first = true;
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[\n")?;
    rows(ask, TableName::Deeds, |row| {
        let cell =
            |name: &str| columns.iter().position(|column| column.name == name).and_then(|at| row.get(at));
        let (Some(TableCell::Number(lat)), Some(TableCell::Number(lon))) = (cell("lat"), cell("lon")) else {
            return Ok(());
        };
        let properties: Map<String, Value> = columns
            .iter()
            .zip(&row)
            .filter(|(column, _)| !matches!(column.name, "lat" | "lon"))
            .map(|(column, cell)| (column.name.to_owned(), cell.to_json()))
            .collect();
        let feature = json!({
            "type": "Feature",
            "geometry": { "type": "Point", "coordinates": [lon, lat] },
            "properties": properties,
        });
        if !is_first {
            out.write_all(b",\n")?;
        }
        is_first = false;
        Ok(serde_json::to_writer(&mut *out, &feature)?)
    })?;
    Ok(out.write_all(b"\n]}\n")?)
}
