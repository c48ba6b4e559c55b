//! Who says what to whom, and who does what to whom, as GraphML.

use crate::rows::rows;
use anyhow::Result;
use dateline_ask::{Ask, Row, TableCell, TableName};
use std::collections::BTreeMap;
use std::io::Write;

/// An arrow of the graph: from whom, to whom, whether it is a saying or a deed, and which act.
type Arrow = (String, String, &'static str, String);

/// Writes a node for each party, and an arrow for each act between two of them, with its number.
pub fn write(ask: &Ask<'_>, out: &mut dyn Write) -> Result<()> {
    let mut arrows: BTreeMap<Arrow, usize> = BTreeMap::new();
    rows(ask, TableName::Statements, |row| {
        if cell(TableName::Statements, &row, "negated") != "true" {
            count(&mut arrows, TableName::Statements, &row, "speaker", "addressee", "says");
        }
        Ok(())
    })?;
    rows(ask, TableName::Deeds, |row| {
        count(&mut arrows, TableName::Deeds, &row, "by", "to", "does");
        Ok(())
    })?;
    let mut nodes: Vec<&str> =
        arrows.keys().flat_map(|(from, to, ..)| [from.as_str(), to.as_str()]).collect();
    nodes.sort_unstable();
    nodes.dedup();
    let number = |name: &str| nodes.binary_search(&name).unwrap_or_default();
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n\
          <key id=\"name\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>\n\
          <key id=\"kind\" for=\"edge\" attr.name=\"kind\" attr.type=\"string\"/>\n\
          <key id=\"act\" for=\"edge\" attr.name=\"act\" attr.type=\"string\"/>\n\
          <key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"int\"/>\n\
          <graph edgedefault=\"directed\">\n",
    )?;
    for (at, name) in nodes.iter().enumerate() {
        writeln!(out, "<node id=\"n{at}\"><data key=\"name\">{}</data></node>", escaped(name))?;
    }
    for ((from, to, kind, act), weight) in &arrows {
        writeln!(
            out,
            "<edge source=\"n{}\" target=\"n{}\"><data key=\"kind\">{kind}</data><data key=\"act\">{}</data><data key=\"weight\">{weight}</data></edge>",
            number(from),
            number(to),
            escaped(act)
        )?;
    }
    Ok(out.write_all(b"</graph>\n</graphml>\n")?)
}

fn count(
    arrows: &mut BTreeMap<Arrow, usize>,
    table: TableName,
    row: &Row,
    from: &str,
    to: &str,
    kind: &'static str,
) {
    let (from, to) = (cell(table, row, from), cell(table, row, to));
    let parties = |cell: &str| -> Vec<String> {
        cell.split("; ").filter(|name| !name.is_empty()).map(str::to_owned).collect()
    };
    for from in parties(&from) {
        for to in parties(&to) {
            *arrows.entry((from.clone(), to, kind, cell(table, row, "act"))).or_default() += 1;
        }
    }
}

fn cell(table: TableName, row: &Row, name: &str) -> String {
    let at = table.columns().iter().position(|column| column.name == name);
    match at.and_then(|at| row.get(at)) {
        Some(TableCell::Text(text)) => text.clone(),
        Some(TableCell::Flag(flag)) => flag.to_string(),
        _ => String::new(),
    }
}

/// Text for XML, which allows no control characters at all.
pub fn escaped(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_control())
        .map(|letter| match letter {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '"' => "&quot;".to_owned(),
            letter => letter.to_string(),
        })
        .collect()
}
