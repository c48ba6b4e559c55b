//! An answer cut to the window of who asks: a language model reads a few thousand characters well, and
//! pays for each.
//!
//! What is empty, and what only counts places in texts, is left out; evidence is its words, with a link. What is still
//! too long loses its tail, list by list, and says how much was left out and how to go on.

use crate::api::Parameters;
use serde_json::{Map, Value, json};

/// How long an answer is when nothing is asked for, in characters.
pub const CHARACTERS: usize = 8_000;
/// The least and the most that may be asked for.
pub const LEAST: usize = 500;
pub const MOST: usize = 200_000;

/// One item of a list takes so much of the whole at most,
const ITEM: usize = 4;
/// and is not cut below so many characters.
const SHORTEST: usize = 200;

/// How much is wanted.
pub struct Window {
    /// The characters of the answer.
    pub characters: usize,
    /// Of each item of a list, these; all where there are none.
    pub fields: Vec<String>,
}

impl Window {
    /// The answer, as long as it may be; `origin` goes before links that have none ("http://localhost:8080").
    pub fn fit(&self, mut answer: Value, given: &Parameters, origin: Option<&str>) -> Value {
        plain(&mut answer);
        if let Some(origin) = origin {
            lead_from(&mut answer, origin);
        }
        if !self.fields.is_empty() {
            self.choose(&mut answer);
        }
        let count = items(&answer);
        let mut answer = cut(answer, self.characters);
        let kept = items(&answer);
        // A page that was cut goes on behind what is left of it.
        if let Some(fields) = answer.as_object_mut().filter(|_| kept < count) {
            fields.insert("next".to_owned(), json!(given.cursor(given.offset() + kept)));
        }
        answer
    }

    fn choose(&self, answer: &mut Value) {
        let Some(items) = answer.get_mut("items").and_then(Value::as_array_mut) else { return };
        for fields in items.iter_mut().filter_map(Value::as_object_mut) {
            fields.retain(|name, _| {
                matches!(name.as_str(), "id" | "link") || self.fields.iter().any(|field| field == name)
            });
        }
    }
}

fn items(answer: &Value) -> usize {
    answer.get("items").and_then(Value::as_array).map_or(0, Vec::len)
}

/// Takes out what is empty or only says where something stands, and puts the words in place of a piece of text.
fn plain(value: &mut Value) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(plain),
        Value::Object(fields) => {
            fields.values_mut().for_each(plain);
            if fields.contains_key("name") {
                // The name is the fullest; what is printed at this place says no more.
                for name in ["span", "entity"] {
                    fields.remove(name);
                }
            }
            fields.remove("confidences");
            let is_piece = ["start", "end", "text"].iter().all(|name| fields.contains_key(*name));
            if is_piece && fields.len() == 3 {
                *value = fields.remove("text").unwrap_or_default();
                return;
            }
            fields.retain(|_, value| !is_empty(value));
        }
        _ => {}
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(all) => all.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}

fn lead_from(value: &mut Value, origin: &str) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(|value| lead_from(value, origin)),
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(link) if name == "link" && link.starts_with('/') => {
                        link.insert_str(0, origin);
                    }
                    value => lead_from(value, origin),
                }
            }
        }
        _ => {}
    }
}

/// How many characters a value takes as JSON.
fn size(value: &Value) -> usize {
    match value {
        // Quotation marks, and what is escaped.
        Value::String(text) => {
            let escaped = text.chars().filter(|letter| matches!(letter, '"' | '\\' | '\n')).count();
            text.chars().count() + escaped + 2
        }
        Value::Array(all) => all.iter().map(|value| size(value) + 1).sum::<usize>() + 1,
        Value::Object(fields) => {
            fields.iter().map(|(name, value)| name.len() + 4 + size(value)).sum::<usize>() + 1
        }
        Value::Null => 4,
        other => other.to_string().len(),
    }
}

/// A value that takes no more than so many characters, or little more: short things stay whole, long ones
/// share what is left, and say what was left out of them.
fn cut(value: Value, most: usize) -> Value {
    if size(&value) <= most {
        return value;
    }
    match value {
        Value::String(text) => {
            let kept: String = text.chars().take(most.saturating_sub(3).max(SHORTEST)).collect();
            Value::String(if kept.len() < text.len() { format!("{kept}…") } else { text })
        }
        Value::Array(all) => Value::Array(first_of(all, most)),
        Value::Object(fields) => Value::Object(shared(fields, most)),
        other => other,
    }
}

/// The first items that fit; one at least.
fn first_of(all: Vec<Value>, most: usize) -> Vec<Value> {
    let each = (most / ITEM).max(SHORTEST);
    let mut left = most;
    let mut kept = Vec::new();
    for value in all {
        let value = cut(value, each);
        let size = size(&value) + 1;
        if size > left && !kept.is_empty() {
            break;
        }
        left = left.saturating_sub(size);
        kept.push(value);
    }
    kept
}

/// The fields, of which the longest give way.
fn shared(fields: Map<String, Value>, most: usize) -> Map<String, Value> {
    let mut sizes: Vec<(String, usize)> =
        fields.iter().map(|(name, value)| (name.clone(), name.len() + 4 + size(value))).collect();
    sizes.sort_by_key(|(_, size)| *size);
    let mut left = most;
    let mut allowed = Map::new();
    for (at, (name, size)) in sizes.iter().enumerate() {
        let share = left / (sizes.len() - at).max(1);
        let given = (*size).min(share);
        left -= given;
        allowed.insert(name.clone(), json!(given));
    }
    let mut kept = Map::new();
    for (name, value) in fields {
        let given = allowed.get(&name).and_then(Value::as_u64).unwrap_or(0) as usize;
        let count = value.as_array().map(Vec::len);
        let value = cut(value, given.saturating_sub(name.len() + 4));
        let left_out = count.zip(value.as_array()).map_or(0, |(count, kept)| count - kept.len());
        if left_out > 0 {
            kept.insert(format!("{name}_left_out"), json!(left_out));
        }
        kept.insert(name, value);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(characters: usize) -> Window {
        Window { characters, fields: Vec::new() }
    }

    fn given() -> Parameters {
        Parameters::from_pairs(Vec::new(), &[]).unwrap_or_else(|_| unreachable!("there are none"))
    }

    #[test]
    fn what_is_empty_or_counts_places_is_left_out() {
        let answer = json!({ "items": [{
            "id": "s-1", "via": null, "addressee": [], "confidences": { "act": 0.9 },
            "evidence": { "start": 3, "end": 9, "text": "Sail!” she said" },
            "speakers": [{ "name": "Ada Brill", "entity": "e-1", "span": { "start": 0, "end": 3, "text": "She" } }],
            "link": "/report/r-1#at",
        }], "next": null });
        let fitted = window(CHARACTERS).fit(answer, &given(), Some("http://localhost:8080"));
        assert_eq!(
            fitted,
            json!({ "items": [{
                "id": "s-1", "evidence": "Sail!” she said", "speakers": [{ "name": "Ada Brill" }],
                "link": "http://localhost:8080/report/r-1#at",
            }] })
        );
    }

    #[test]
    fn a_long_list_ends_early_and_says_where_it_goes_on() {
        let items: Vec<Value> =
            (0..100).map(|at| json!({ "id": at, "evidence": "words ".repeat(20) })).collect();
        let fitted = window(2_000).fit(json!({ "items": items, "next": null }), &given(), None);
        let kept = fitted["items"].as_array().map_or(0, Vec::len);
        assert!((5..20).contains(&kept), "{kept}");
        assert_eq!(fitted["items_left_out"], 100 - kept);
        assert_eq!(fitted["next"], json!(given().cursor(kept)));
        assert!(fitted.to_string().chars().count() <= 2_100);
    }

    #[test]
    fn long_texts_give_way_before_short_ones() {
        let answer = json!({ "report": { "title": "The ferry sails", "text": "Word. ".repeat(5_000) }, "records": [1, 2] });
        let fitted = window(1_000).fit(answer, &given(), None);
        assert_eq!(fitted["report"]["title"], "The ferry sails");
        assert_eq!(fitted["records"], json!([1, 2]));
        assert!(fitted["report"]["text"].as_str().is_some_and(|text| text.ends_with('…')));
        assert!(fitted.to_string().chars().count() <= 1_100);
    }

    #[test]
    fn only_the_fields_asked_for() {
        let answer = json!({ "items": [{ "id": "s-1", "act": "deny", "manner": "direct", "link": "/a" }] });
        let fitted = Window { characters: 500, fields: vec!["act".to_owned()] }.fit(answer, &given(), None);
        assert_eq!(fitted, json!({ "items": [{ "id": "s-1", "act": "deny", "link": "/a" }] }));
    }
}
