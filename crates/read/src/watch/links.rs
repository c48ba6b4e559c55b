//! What a source leads to: the entries of a feed, the pages of a sitemap, the links of a page.

use super::polite::Polite;
use super::sources::Source;
use crate::fetch::{Fetched, Validators, host, resolve};
use crate::{Failure, decode, feed, page, xml};

/// Something a source leads to.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub url: String,
    /// What the source says of its last change.
    pub mark: Option<String>,
    pub entry: Option<feed::Entry>,
}

impl Link {
    pub(super) fn to(url: &str) -> Self {
        let url = url.split('#').next().unwrap_or_default().to_owned();
        Link { url, mark: None, entry: None }
    }
}

/// What a source leads to, and what of it could not be fetched.
#[derive(Debug, Default)]
pub(super) struct Links {
    pub links: Vec<Link>,
    pub failures: Vec<Failure>,
}

impl From<Vec<Link>> for Links {
    fn from(links: Vec<Link>) -> Self {
        Links { links, failures: Vec::new() }
    }
}

/// What a source leads to.
pub(super) fn links(polite: &mut Polite, source: &Source, fetched: Fetched) -> Result<Links, Failure> {
    let labels: Vec<String> =
        fetched.charset.iter().cloned().chain(decode::declared(&fetched.body)).collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let text = decode::decode(fetched.body, &labels).text;
    let base = fetched.url;
    if text.trim_start().starts_with('{') {
        let value = serde_json::from_str(&text).ok();
        let entries = value.as_ref().and_then(feed::json_entries);
        return match entries {
            Some(entries) => Ok(of_entries(&base, entries).into()),
            None => Err(Failure::new(source.url.clone(), "is JSON and no JSON Feed")),
        };
    }
    let document = xml::Document::new(&text);
    if let Some(entries) = feed::xml_entries(&document) {
        return Ok(of_entries(&base, entries).into());
    }
    if let Some(addresses) = feed::addresses(&document) {
        return Ok(of_sitemap(polite, &base, addresses));
    }
    let links = page::links(&text);
    if links.is_empty() {
        return Err(Failure::new(
            source.url.clone(),
            "is no feed, no sitemap and no page with links to articles",
        ));
    }
    let host_of_page = host(&base).to_owned();
    let absolute = links.into_iter().filter_map(|link| resolve(&base, &link));
    Ok(absolute.filter(|url| host(url) == host_of_page).map(|url| Link::to(&url)).collect::<Vec<_>>().into())
}

fn of_entries(base: &str, entries: Vec<feed::Entry>) -> Vec<Link> {
    let link = |entry: feed::Entry| {
        let url = resolve(base, entry.link.as_deref()?)?;
        Some(Link { mark: entry.report.published.clone(), entry: Some(entry), ..Link::to(&url) })
    };
    entries.into_iter().filter_map(link).collect()
}

/// The pages of a sitemap, and of the newest of the sitemaps it leads to.
fn of_sitemap(polite: &mut Polite, base: &str, addresses: Vec<feed::Address>) -> Links {
    let mut failures = Vec::new();
    let (mut sitemaps, pages): (Vec<_>, Vec<_>) =
        addresses.into_iter().partition(|address| address.is_sitemap);
    let link =
        |address: feed::Address| Some(Link { mark: address.day, ..Link::to(&resolve(base, &address.url)?) });
    let mut links: Vec<Link> = pages.into_iter().filter_map(link).collect();
    sitemaps.sort_by(|one, other| other.day.cmp(&one.day));
    for sitemap in sitemaps.into_iter().take(3) {
        let Some(url) = resolve(base, &sitemap.url) else { continue };
        let fetched = match polite.fetch(&url, &Validators::default()) {
            Ok(fetched) => fetched,
            Err(refused) => {
                failures.push(Failure::new(url, refused.to_string()));
                continue;
            }
        };
        let text = decode::decode(fetched.body, &[]).text;
        let inner = feed::addresses(&xml::Document::new(&text)).unwrap_or_default();
        links.extend(inner.into_iter().filter(|address| !address.is_sitemap).filter_map(link));
    }
    // The newest first, so that a limit leaves out the oldest.
    links.sort_by(|one, other| other.mark.cmp(&one.mark));
    Links { links, failures }
}
