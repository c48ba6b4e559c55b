//! Web pages: the article, and what the page says of it.

mod article;
mod blocks;
mod byline;
mod consent;
mod context;
mod evidence;
mod features;
mod lead;
mod marks;
mod model;
mod published;
mod tag;
mod title;
mod tree;

use crate::asides::{dateline_in, letters};
use crate::json_lines::content_id;
use blocks::Block;
use dateline_model::{Aside, Report, Span, TextIndex};
use evidence::{Evidence, string};
use features::Hints;
use tag::Tag;
use tree::{NodeId, Tree};

/// The longest page that is read: no article comes near it, and many are held at a time.
pub(crate) const LARGEST_PAGE: u64 = 16 << 20;

/// What is known of a page before it is read: address, outlet, day, id. What is given wins over
/// what the page says.
///
/// ```
/// use dateline_model::Report;
/// let html = "<html lang=en><head><title>Talks end | Valley Wire</title></head><body>
///   <nav><a href=/>Home</a> <a href=/news>News</a></nav><article><h1>Talks end</h1>
///   <time datetime=1995-11-21>21 November 1995</time>
///   <p>DAYTON, Ohio — The talks ended on Tuesday, after three weeks, with an agreement.</p>
///   <p>All three presidents signed it, and the envoy said that the guns would be silent.</p>
///   </article><footer>© Valley Wire</footer></body></html>";
/// let report = dateline_read::page::page(html, Report::default()).unwrap();
/// assert_eq!(report.title.as_deref(), Some("Talks end"));
/// assert_eq!(report.published.as_deref(), Some("1995-11-21"));
/// assert_eq!(report.dateline.unwrap().text, "DAYTON, Ohio");
/// assert!(report.text.ends_with("the guns would be silent."));
/// ```
pub fn page(html: &str, known: Report) -> Option<Report> {
    let tree = Tree::new(html);
    let evidence = Evidence::of(&tree);
    let blocks = blocks::blocks(&tree);
    let title = title::title(&tree, &evidence);
    let features = features::features(&tree, &blocks, &hints(&evidence, title.as_deref()));
    let is_english = language(&evidence).is_none_or(|tag| tag.to_lowercase().starts_with("en"));
    let mut article = article::article(&tree, &blocks, &features, title.as_deref(), is_english);
    if article.text.trim().is_empty() {
        // Pages that are drawn by a script may still hold their text as data.
        let data = hints(&evidence, None).body;
        article.text = data
            .or_else(|| evidence.meta(&["og:description", "description"]).map(str::to_owned))
            .unwrap_or_default();
    }
    if article.text.trim().is_empty() {
        return None;
    }
    let mut report = known;
    let base = report.url.clone();
    report.url = base
        .clone()
        .or_else(|| evidence.canonical.clone().or_else(|| evidence.meta(&["og:url"]).map(str::to_owned)));
    report.source =
        report.source.or_else(|| outlet(&evidence)).or_else(|| report.url.as_deref().and_then(host));
    report.language = report.language.or_else(|| language(&evidence));
    report.title = report.title.or(title);
    let at = report.url.clone();
    let headline = headline(&tree, &blocks, report.title.as_deref(), article.blocks);
    report.published = report.published.or_else(|| {
        let body = article.blocks;
        let (tree, evidence, blocks) = (&tree, &evidence, blocks.as_slice());
        published::published(&published::Page { tree, evidence, blocks, body, headline, url: at.as_deref() })
    });
    if report.byline.is_empty() {
        report.byline = byline::byline(&tree, &evidence, headline);
    }
    let index = TextIndex::new(&article.text);
    report.asides = article
        .asides
        .iter()
        .map(|(kind, range)| Aside { kind: *kind, span: index.excerpt(Span::new(range.start, range.end)) })
        .collect();
    report.dateline = dateline_in(&index, &report.asides);
    report.text = article.text;
    if report.id.as_str().is_empty() {
        report.id = content_id(&report);
    }
    Some(report)
}

/// Where the headline stands on the page: the heading that is the title, else the heading before the
/// article, else the article's first block.
fn headline(tree: &Tree<'_>, blocks: &[Block], title: Option<&str>, body: Option<(usize, usize)>) -> NodeId {
    let title = title.map(letters).unwrap_or_default();
    let is_title = |block: &Block| !title.is_empty() && block.words < 60 && letters(&block.text) == title;
    let is_heading = |block: &Block| tree.tag(block.element).is_some_and(Tag::is_heading);
    let is_first = |block: &Block| tree.tag(block.element) == Some(Tag::H1);
    let first = body.map_or(blocks.len(), |(first, _)| (first + 3).min(blocks.len()));
    let found = blocks
        .iter()
        .find(|block| is_first(block) && is_title(block))
        .or_else(|| blocks.iter().find(|block| is_heading(block) && is_title(block)))
        .or_else(|| blocks[..first].iter().rev().find(|block| is_first(block)))
        .or_else(|| body.and_then(|(first, _)| blocks.get(first)));
    found.map_or_else(|| tree.elements(Tag::H1).next().unwrap_or(0), |block| block.first)
}

/// The blocks of a page with what is known of each, for the training of the models that tell
/// which of them are the article (`tools/train-pages`). With how likely each is by the first
/// model, what the second sees; else what the first does.
pub fn described_blocks(html: &str, likelihoods: Option<&[f32]>) -> Vec<(String, Vec<f32>)> {
    let tree = Tree::new(html);
    let evidence = Evidence::of(&tree);
    let blocks = blocks::blocks(&tree);
    let title = title::title(&tree, &evidence);
    let features = features::features(&tree, &blocks, &hints(&evidence, title.as_deref()));
    let mut rows: Vec<Vec<f32>> = features.into_iter().map(|row| row.to_vec()).collect();
    if let Some(likelihoods) = likelihoods {
        let contexts = context::contexts(&tree, &blocks, likelihoods);
        rows.iter_mut().zip(contexts).for_each(|(row, context)| row.extend(context));
    }
    blocks.into_iter().map(|block| block.text).zip(rows).collect()
}

/// The text of a piece of HTML, all of it, its blocks apart by empty lines.
pub(crate) fn text_of_fragment(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return html.trim().to_owned();
    }
    if crate::markup::has_more_tags(html, crate::markup::MOST_TAGS_OF_A_PAGE) {
        return crate::markup::without_tags(html).trim().to_owned();
    }
    let tree = Tree::new(html);
    let texts: Vec<String> = blocks::blocks(&tree).into_iter().map(|block| block.text).collect();
    if texts.is_empty() { text_of_tags(html) } else { texts.join("\n\n") }
}

fn hints(evidence: &Evidence, title: Option<&str>) -> Hints {
    let body = evidence.articles().find_map(|article| article.get("articleBody").and_then(string));
    Hints {
        title: title.map(letters).unwrap_or_default(),
        title_words: title.unwrap_or_default().to_owned(),
        summary: evidence
            .meta(&["og:description", "description", "twitter:description"])
            .unwrap_or("")
            .to_owned(),
        body: body.filter(|body| body.len() > 200).map(|body| crate::markup::without_tags(&body)),
    }
}

/// Text that only elements hold whose words a page does not show: the title of a drawing.
fn text_of_tags(html: &str) -> String {
    let mut text = String::new();
    for token in crate::markup::Tokens::of_xml(html) {
        if let crate::markup::Token::Text(raw) | crate::markup::Token::Cdata(raw) = token {
            crate::markup::decode_into(raw, &mut text);
        }
    }
    text.trim().to_owned()
}

/// The links on a page that look as if they led to articles, in order, each once.
pub(crate) fn links(html: &str) -> Vec<String> {
    let tree = Tree::new(html);
    let mut found: Vec<String> = Vec::new();
    for id in tree.elements(Tag::A) {
        let Some(href) = tree.attribute(id, "href") else { continue };
        let href = crate::markup::decode(href.trim()).into_owned();
        let is_page =
            !href.starts_with(['#', '?']) && !href.starts_with("javascript:") && !href.starts_with("mailto:");
        let is_around = tree.around(id).any(|id| matches!(tree.tag(id), Some(Tag::Nav | Tag::Footer)));
        // Articles have addresses with words or numbers in them, and headlines of some words.
        let path = href.rsplit("://").next().unwrap_or("");
        let is_long = path
            .trim_end_matches('/')
            .rsplit('/')
            .next()
            .is_some_and(|last| last.len() >= 12 || last.bytes().any(|byte| byte.is_ascii_digit()));
        let is_headline = tree.text(id).split_whitespace().count() >= 3;
        if is_page && !is_around && is_long && is_headline && !found.contains(&href) {
            found.push(href);
        }
        if found.len() >= 500 {
            break;
        }
    }
    found
}

/// The outlet's name as the page gives it.
fn outlet(evidence: &Evidence) -> Option<String> {
    let named = evidence.meta(&["og:site_name"]).map(str::to_owned);
    named.or_else(|| {
        let publisher = evidence.articles().find_map(|article| article.get("publisher").and_then(string));
        publisher
            .filter(|name| !name.contains("://"))
            .or_else(|| evidence.meta(&["application-name", "dc.publisher", "publisher"]).map(str::to_owned))
    })
}

fn host(url: &str) -> Option<String> {
    let host = url.split_once("://")?.1.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?;
    Some(host.trim_start_matches("www.").to_owned()).filter(|host| !host.is_empty())
}

/// A BCP 47 tag: what the page says of itself.
fn language(evidence: &Evidence) -> Option<String> {
    let said = evidence.language.clone().or_else(|| {
        evidence.meta(&["content-language", "og:locale", "language", "dc.language"]).map(str::to_owned)
    })?;
    let tag = said.split([',', ';']).next()?.trim().replace('_', "-");
    let is_tag = (2..=12).contains(&tag.len())
        && tag.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    is_tag.then_some(tag)
}
