//! What a page says of itself to machines: meta elements, JSON-LD, links.

use super::tag::Tag;
use super::tree::{Content, NodeId, Tree};
use crate::markup::decode;
use serde_json::{Map, Value};

/// An object of JSON-LD.
pub(crate) type Object = Map<String, Value>;

/// All that a page says of itself.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    /// Name or property in lower case, and content.
    metas: Vec<(String, String)>,
    /// Objects of JSON-LD with a type, in order, however deep they stood.
    objects: Vec<Object>,
    /// The `<title>`.
    pub window_title: Option<String>,
    pub canonical: Option<String>,
    pub language: Option<String>,
}

impl Evidence {
    pub(crate) fn of(tree: &Tree<'_>) -> Self {
        let mut evidence = Evidence::default();
        for (id, tag, attributes) in tree.all_elements() {
            let value = |name: &str| attributes.get(name).map(|value| decode(value).trim().to_owned());
            match tag {
                Tag::Html => {
                    evidence.language =
                        value("lang").or_else(|| value("xml:lang")).filter(|tag| !tag.is_empty());
                }
                Tag::Meta => {
                    let name =
                        ["property", "name", "itemprop", "http-equiv"].iter().find_map(|name| value(name));
                    if let (Some(name), Some(content)) = (name, value("content"))
                        && !content.is_empty()
                    {
                        evidence.metas.push((name.to_lowercase(), content));
                    }
                }
                Tag::Link => {
                    let is_canonical =
                        attributes.get("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
                    if is_canonical && evidence.canonical.is_none() {
                        evidence.canonical = value("href").filter(|url| !url.is_empty());
                    }
                }
                Tag::Title if evidence.window_title.is_none() && !inside_svg(tree, id) => {
                    let title = decode(&tree.text(id)).into_owned();
                    evidence.window_title = Some(title).filter(|title| !title.trim().is_empty());
                }
                Tag::Script => {
                    let is_data = attributes
                        .get("type")
                        .is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"));
                    if is_data && let Some(value) = json_of(tree, id) {
                        collect(value, &mut evidence.objects, 0);
                    }
                }
                _ => {}
            }
        }
        evidence
    }

    /// The first content of a meta element of one of these names, the first name first.
    pub(crate) fn meta(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            self.metas.iter().find(|(found, _)| found == name).map(|(_, content)| content.as_str())
        })
    }

    /// All contents of meta elements of a name.
    pub(crate) fn metas<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e str> {
        self.metas.iter().filter(move |(found, _)| found == name).map(|(_, content)| content.as_str())
    }

    /// Contents of meta elements whose name (in lower case) is of a kind.
    pub(crate) fn metas_where<'e>(
        &'e self,
        is_wanted: impl Fn(&str) -> bool + 'e,
    ) -> impl Iterator<Item = &'e str> {
        self.metas.iter().filter(move |(name, _)| is_wanted(name)).map(|(_, content)| content.as_str())
    }

    /// Contents of all meta elements.
    pub(crate) fn contents(&self) -> impl Iterator<Item = &str> {
        self.metas.iter().map(|(_, content)| content.as_str())
    }

    /// Objects of JSON-LD that are an article, those that say so most clearly first.
    pub(crate) fn articles(&self) -> impl Iterator<Item = &Object> {
        let of =
            |wanted: fn(&str) -> bool| self.objects.iter().filter(move |object| types(object).any(wanted));
        of(|kind| kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report")
            .chain(of(|kind| {
                matches!(kind, "Recipe" | "HowTo" | "Review" | "VideoObject" | "PodcastEpisode" | "Course")
            }))
            .chain(of(|kind| matches!(kind, "WebPage" | "ItemPage" | "CreativeWork" | "FAQPage")))
    }

    /// All objects, to look one up by its `@id`.
    pub(crate) fn object(&self, id: &str) -> Option<&Object> {
        self.objects.iter().find(|object| {
            object.get("@id").and_then(Value::as_str) == Some(id) && object.contains_key("name")
        })
    }

    /// Objects of one type.
    pub(crate) fn objects<'e>(&'e self, kind: &'e str) -> impl Iterator<Item = &'e Object> {
        self.objects.iter().filter(move |object| types(object).any(|found| found == kind))
    }
}

fn inside_svg(tree: &Tree<'_>, id: NodeId) -> bool {
    tree.around(id).any(|id| tree.tag(id) == Some(Tag::Svg))
}

/// The types of an object, without the vocabulary's address.
pub(crate) fn types(object: &Object) -> impl Iterator<Item = &str> {
    let kinds = match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.as_slice(),
        Some(kind) => std::slice::from_ref(kind),
        None => &[],
    };
    kinds.iter().filter_map(Value::as_str).map(|kind| kind.rsplit(['/', ':']).next().unwrap_or(kind))
}

/// A text of JSON-LD: a string, the first of several, or what an object has as value.
pub(crate) fn string(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(decode(text.trim()).into_owned()).filter(|text| !text.is_empty()),
        Value::Array(values) => values.iter().find_map(string),
        Value::Object(object) => {
            ["@value", "name", "@id"].iter().find_map(|key| object.get(*key).and_then(string))
        }
        _ => None,
    }
}

/// JSON as it is found in pages: with comment marks around it, raw line breaks and tabs in
/// strings, a comma too many, a semicolon behind.
fn json_of(tree: &Tree<'_>, script: NodeId) -> Option<Value> {
    if tree.node(script).end <= script + 1 {
        return None;
    }
    let Content::Raw(raw) = tree.node(script + 1).content else { return None };
    let text = raw.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let text = text.trim().trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let text = text.trim_end_matches("//]]>").trim_end_matches("]]>").trim().trim_end_matches(';');
    if text.is_empty() || text.len() > 4 << 20 {
        return None;
    }
    serde_json::from_str(text).ok().or_else(|| serde_json::from_str(&mended(text)).ok())
}

/// Line breaks in strings made spaces, commas before a closing bracket left out.
fn mended(text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    let (mut is_string, mut is_escaped) = (false, false);
    for letter in text.chars() {
        if letter.is_control() {
            mended.push(' ');
            continue;
        }
        if !is_string && matches!(letter, '}' | ']') {
            let length = mended.trim_end().len();
            if mended[..length].ends_with(',') {
                mended.truncate(length - 1);
            }
        }
        if is_string && is_escaped && !matches!(letter, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u')
        {
            // "\'" is no escape in JSON.
            mended.pop();
        }
        is_escaped = is_string && letter == '\\' && !is_escaped;
        if letter == '"' && !(is_string && mended.ends_with('\\') && !mended.ends_with("\\\\")) {
            is_string = !is_string;
        }
        mended.push(letter);
    }
    mended
}

fn collect(value: Value, objects: &mut Vec<Object>, depth: usize) {
    if depth > 8 || objects.len() > 400 {
        return;
    }
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| collect(value, objects, depth + 1)),
        Value::Object(object) => {
            let inner: Vec<Value> =
                object.values().filter(|value| value.is_object() || value.is_array()).cloned().collect();
            if object.contains_key("@type") {
                objects.push(object);
            }
            inner.into_iter().for_each(|value| collect(value, objects, depth + 1));
        }
        _ => {}
    }
}
