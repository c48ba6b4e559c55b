//! Who wrote a page by what it says to machines.

use super::names::{is_label, looks_like_claim, names_in};
use crate::page::evidence::{Evidence, Object, string, types};
use serde_json::Value;

pub(super) fn of_articles(evidence: &Evidence, with_bodies: bool) -> Vec<String> {
    for article in evidence.articles() {
        let Some(author) = article.get("author").or_else(|| article.get("creator")) else { continue };
        let mut names = Vec::new();
        people_in(author, evidence, with_bodies, &mut names);
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}

pub(super) fn people_in(author: &Value, evidence: &Evidence, with_bodies: bool, names: &mut Vec<String>) {
    match author {
        Value::String(text) if with_bodies => names.push(text.trim().to_owned()),
        Value::String(text) => names.extend(names_in(text, looks_like_claim)),
        Value::Array(authors) => {
            authors.iter().take(12).for_each(|author| people_in(author, evidence, with_bodies, names));
        }
        Value::Object(object) if with_bodies => names.extend(name_of(object, evidence)),
        Value::Object(object) => names.extend(person(object, evidence)),
        _ => {}
    }
}

pub(super) fn person(object: &Object, evidence: &Evidence) -> Vec<String> {
    let is_organization = types(object).any(|kind| kind.ends_with("Organization") || kind == "Corporation");
    if is_organization && !types(object).any(|kind| kind == "Person") {
        return Vec::new();
    }
    name_of(object, evidence).map(|name| names_in(&name, looks_like_claim)).unwrap_or_default()
}

pub(super) fn name_of(object: &Object, evidence: &Evidence) -> Option<String> {
    let part = |key: &str| object.get(key).and_then(string).filter(|part| !part.trim().is_empty());
    let in_parts = || {
        let parts: Vec<String> =
            [part("givenName"), part("additionalName"), part("familyName")].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    };
    part("name").or_else(in_parts).or_else(|| {
        let named = evidence.object(object.get("@id")?.as_str()?)?;
        string(named.get("name")?)
    })
}

/// "Ilic, Mara", as libraries write names.
pub(super) fn of_citation(evidence: &Evidence) -> Vec<String> {
    let turned = |content: &str| match content.split_once(", ") {
        Some((last, first)) => format!("{first} {last}"),
        None => content.to_owned(),
    };
    evidence.metas("citation_author").chain(evidence.metas("citation_authors")).map(turned).collect()
}

pub(super) fn of_metas(evidence: &Evidence) -> Vec<String> {
    for name in [
        "author",
        "article:author",
        "byl",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "article:author_name",
        "cxenseparse:author",
        "authors",
        "citation_author",
        "og:article:author",
        "article.author",
    ] {
        let mut names = Vec::new();
        for content in evidence.metas(name) {
            if !content.contains("://") && !content.starts_with(['@', '/']) && content.len() < 200 {
                names.extend(names_in(content, looks_like_claim));
            }
        }
        if !names.is_empty() {
            return names;
        }
    }
    of_labelled_metas(evidence).map(|data| names_in(data, looks_like_claim)).unwrap_or_default()
}

/// "twitter:label2" is "Written by", "twitter:data2" the name.
pub(super) fn of_labelled_metas(evidence: &Evidence) -> Option<&str> {
    ["1", "2", "3"].iter().find_map(|number| {
        let label = evidence.meta(&[&format!("twitter:label{number}")]).unwrap_or("");
        let data = evidence.meta(&[&format!("twitter:data{number}")]).filter(|data| data.len() < 200);
        data.filter(|_| is_label(label))
    })
}
