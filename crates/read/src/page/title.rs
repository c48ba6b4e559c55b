//! The headline: as it stands on the page, without the outlet's name.

use super::evidence::{Evidence, string};
use super::marks::each_word;
use super::tag::Tag;
use super::tree::{NodeId, Tree};
use crate::asides::letters;

/// The headline of a page.
pub(crate) fn title(tree: &Tree<'_>, evidence: &Evidence) -> Option<String> {
    let claimed: Vec<String> = claims(evidence);
    let headings: Vec<(NodeId, String)> = tree
        .elements(Tag::H1)
        .take(60)
        .map(|id| (id, tree.text(id)))
        .filter(|(_, text)| (2..400).contains(&text.len()))
        .collect();
    // A heading that says what the page claims to be about is the headline as printed.
    let best = headings
        .iter()
        .map(|(id, text)| (score(tree, *id, text, &claimed), text))
        .filter(|(score, _)| *score > 0.0)
        .fold(None, |best: Option<(f64, &String)>, (score, text)| match best {
            Some((most, _)) if most >= score => best,
            _ => Some((score, text)),
        });
    if let Some((score, text)) = best
        && (score > 1.2 || headings.len() == 1)
    {
        return Some(text.clone());
    }
    // Then a lesser heading that does.
    for tag in [Tag::H2, Tag::H3] {
        let same = tree.elements(tag).take(200).map(|id| tree.text(id)).find(|text| {
            let printed = letters(text);
            printed.len() > 8 && claimed.iter().any(|claim| letters(claim) == printed)
        });
        if same.is_some() {
            return same;
        }
    }
    let without_outlet = claimed.into_iter().next();
    without_outlet
        .or_else(|| best.map(|(_, text)| text.clone()))
        .or_else(|| headings.into_iter().next().map(|(_, text)| text))
}

/// What the page says its headline is, the surest first.
fn claims(evidence: &Evidence) -> Vec<String> {
    let mut claims = Vec::new();
    for article in evidence.articles().take(3) {
        claims.extend(article.get("headline").and_then(string));
    }
    claims.extend(
        evidence
            .meta(&[
                "og:title",
                "twitter:title",
                "title",
                "dc.title",
                "parsely-title",
                "sailthru.title",
                "headline",
            ])
            .map(str::to_owned),
    );
    claims.extend(evidence.meta(&["twitter:title"]).map(str::to_owned));
    claims.extend(evidence.window_title.clone());
    let outlets = outlets(evidence);
    let mut all = Vec::new();
    for claim in claims {
        all.push(without_outlet(&claim, &outlets));
    }
    all
}

/// Names that the outlet goes by, in letters only.
fn outlets(evidence: &Evidence) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    names.extend(
        evidence.meta(&["og:site_name", "application-name", "apple-mobile-web-app-title"]).map(letters),
    );
    for kind in ["Organization", "NewsMediaOrganization", "WebSite"] {
        names.extend(
            evidence
                .objects(kind)
                .take(3)
                .filter_map(|object| object.get("name").and_then(string))
                .map(|name| letters(&name)),
        );
    }
    names.retain(|name| name.len() > 1);
    names
}

/// "Talks end in Dayton | Valley Wire" without " | Valley Wire".
fn without_outlet(title: &str, outlets: &[String]) -> String {
    let mut title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    for _ in 0..3 {
        let parts: Vec<(usize, &str)> =
            [" | ", " - ", " – ", " — ", " • ", " · ", " :: ", " » ", " / ", " // "]
                .iter()
                .filter_map(|mark| title.rfind(mark).map(|at| (at, *mark)))
                .collect();
        let Some(&(at, mark)) = parts.iter().max_by_key(|(at, _)| *at) else { break };
        let tail = &title[at + mark.len()..];
        let tail_letters = letters(tail);
        let is_outlet = outlets.iter().any(|name| {
            *name == tail_letters
                || (tail_letters.len() > 3 && name.starts_with(&tail_letters))
                || (name.len() > 3 && tail_letters.starts_with(name.as_str()))
        });
        let is_short = tail.split_whitespace().count() <= 4
            && title[..at].split_whitespace().count() > tail.split_whitespace().count() + 1;
        let is_strong = mark.contains(['|', '•', '·', ':', '»']);
        if is_outlet || (is_short && (is_strong || tail.contains('.'))) {
            title.truncate(at);
        } else {
            break;
        }
    }
    title
}

/// How likely a heading is the headline.
fn score(tree: &Tree<'_>, id: NodeId, text: &str, claimed: &[String]) -> f64 {
    let printed = letters(text);
    if printed.is_empty() {
        return 0.0;
    }
    let mut score = 1.0;
    for (rank, claim) in claimed.iter().enumerate() {
        let claim = letters(claim);
        if claim == printed {
            score += 3.0 - rank as f64 * 0.1;
        } else if !claim.is_empty()
            && (claim.starts_with(&printed) || printed.starts_with(&claim) || claim.contains(&printed))
        {
            score += 1.5 * printed.len().min(claim.len()) as f64 / printed.len().max(claim.len()) as f64;
        } else {
            score += shared_words(text, &claim_words(claimed, rank)) * 0.8;
        }
    }
    let mut is_title = false;
    let mut is_brand = false;
    for around in tree.around(id).take(3).chain(tree_inside(tree, id)) {
        for name in ["class", "id", "itemprop"] {
            each_word(tree.attribute(around, name).unwrap_or(""), |word| {
                is_title |= matches!(word, "title" | "headline" | "entry" | "article" | "post" | "story");
                is_brand |= matches!(word, "logo" | "brand" | "site" | "branding" | "masthead");
            });
        }
    }
    score += if is_title { 0.5 } else { 0.0 };
    score -= if is_brand { 0.8 } else { 0.0 };
    score -= if text.split_whitespace().count() < 3 { 0.4 } else { 0.0 };
    score
}

fn tree_inside<'t>(tree: &'t Tree<'_>, id: NodeId) -> impl Iterator<Item = NodeId> + 't {
    (id + 1..tree.node(id).end.min(id + 3)).filter(|&id| tree.tag(id).is_some())
}

fn claim_words(claimed: &[String], rank: usize) -> String {
    claimed[rank].to_lowercase()
}

fn shared_words(text: &str, claim: &str) -> f64 {
    let text = text.to_lowercase();
    let of = |text: &str| -> Vec<String> {
        text.split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| word.len() > 2)
            .map(str::to_owned)
            .collect()
    };
    let (one, other) = (of(&text), of(claim));
    let shared = one.iter().filter(|word| other.contains(word)).count();
    shared as f64 / one.len().max(other.len()).max(1) as f64
}
