//! The day that a page gives to machines.

use super::forms::brought_to_form;
use crate::page::evidence::{Evidence, string, types};
use crate::printed_day::Order;

/// Names of meta elements that say when a page was first put out, the surest first.
pub(super) const METAS: [&str; 27] = [
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "date_published",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "published-date",
    "publish-date",
    "publish_date",
    "publication_date",
    "pubdate",
    "publishdate",
    "date.published",
    "last-published",
    "article:publication_date",
    "citation_publication_date",
    "citation_date",
    "article_date_original",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "article:post_date",
    "vr:published_time",
    "bt:pubdate",
    "published",
];

/// Names that many programs fill with the day of the last change, so that a day shown beside
/// the headline is surer.
pub(super) const UNSURE_METAS: [&str; 8] = [
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "datecreated",
    "date",
];

/// What the page says to machines.
pub(super) fn claimed(evidence: &Evidence, order: Order) -> Option<String> {
    let of = |is_wanted: fn(&str) -> bool| {
        let mut wanted = evidence.articles().filter(move |article| types(article).any(is_wanted));
        wanted.find_map(|article| {
            let mut keys = ["datePublished", "dateCreated", "uploadDate"].iter();
            keys.find_map(|key| {
                article.get(*key).and_then(string).and_then(|text| brought_to_form(&text, order))
            })
        })
    };
    let is_article = |kind: &str| kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report";
    let in_form = |text: &str| brought_to_form(text, order);
    of(is_article)
        .or_else(|| of(|kind| kind != "VideoObject"))
        .or_else(|| METAS.iter().find_map(|name| evidence.metas(name).find_map(in_form)))
        // "w-published-date", "ft.publishedTime": names of one outlet's own.
        .or_else(|| evidence.metas_where(is_publishing_name).find_map(in_form))
        // A film on a page may be years older than the page.
        .or_else(|| of(|_| true))
}

pub(super) fn is_publishing_name(name: &str) -> bool {
    let has = |part: &str| name.contains(part);
    (has("publish") || has("publication") || has("pubdate"))
        && (has("date") || has("time"))
        && !(has("modif") || has("updat") || has("first_pub") || has("expir"))
}

pub(super) fn unsure_claim(evidence: &Evidence, order: Order) -> Option<String> {
    UNSURE_METAS.iter().find_map(|name| evidence.metas(name).find_map(|text| brought_to_form(text, order)))
}

pub(super) fn modified(evidence: &Evidence, order: Order) -> Option<String> {
    let of_article = evidence.articles().find_map(|article| article.get("dateModified").and_then(string));
    let text = of_article.or_else(|| {
        evidence
            .meta(&[
                "article:modified_time",
                "og:updated_time",
                "dcterms.modified",
                "dc.date.modified",
                "last-modified",
                "datemodified",
                "updated",
            ])
            .map(str::to_owned)
    })?;
    brought_to_form(&text, order)
}
