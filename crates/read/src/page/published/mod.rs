//! When a page was put out: by what it says to machines, else by what it shows.

mod claimed;
mod forms;
mod lexicon;
mod lines;
mod order;
mod page;
mod shown;

use crate::printed_day::{Order, days};
use claimed::{claimed, modified, unsure_claim};
use forms::{brought_to_form, is_next_day};
use lexicon::LEXICON;
use lines::{Claim, anywhere, labelled, near_article, shown_instead, top_of_article};
use order::order;
pub(crate) use page::Page;
use shown::shown;

/// The day or instant a page was put out.
///
/// Where the page shows only the day of its last change beside the headline, that is the day of
/// the text as it stands.
pub(crate) fn published(page: &Page<'_, '_>) -> Option<String> {
    let Page { evidence, blocks, body, .. } = *page;
    let order = order(page);
    let in_url = page.url.and_then(day_in_url).or_else(|| evidence.canonical.as_deref().and_then(day_in_url));
    let (range, heading) = top_of_article(page);
    let top = &blocks[range.clone()];
    let behind_heading = heading.saturating_sub(range.start);
    let modified = modified(evidence, order);
    if let Some(claimed) = claimed(evidence, order) {
        let claim = Claim {
            instant: &claimed,
            modified: modified.as_deref(),
            is_open_graph: evidence.metas("article:published_time").any(|meta| {
                brought_to_form(meta, order).is_some_and(|day| day.get(..10) == claimed.get(..10))
            }),
        };
        if let Some(shown) = shown_instead(top, behind_heading, order, &claim) {
            return Some(shown);
        }
        // "2023-11-09T02:10:00Z" is the evening of the 8th where the page was put out.
        let is_universal = claimed.ends_with('Z') || claimed.ends_with("+00:00");
        let is_earlier = |day: &String| claimed.get(..10).is_some_and(|claimed| day.as_str() < claimed);
        return match in_url.filter(|day| {
            (is_universal && (is_next_day(day, &claimed) || is_next_day(&claimed, day))) || is_earlier(day)
        }) {
            Some(day) => Some(day),
            None => Some(claimed),
        };
    }
    let shown = shown(page, order);
    if let Some((found, score)) = &shown
        && *score >= BESIDE_HEADLINE
    {
        return Some(found.clone());
    }
    if let Some(found) = unsure_claim(evidence, order) {
        let changed = labelled(top, order, &LEXICON.publishing).filter(|day| found.get(..10) > Some(day));
        return Some(changed.unwrap_or(found));
    }
    let of_score = |least: i32| shown.clone().filter(|(_, score)| *score > least).map(|(found, _)| found);
    labelled(top, order, &LEXICON.publishing)
        .or_else(|| of_score(SOMEWHERE))
        .or(in_url)
        .or_else(|| labelled(blocks, order, &LEXICON.publishing))
        .or_else(|| near_article(blocks, body, order, 12))
        .or_else(|| of_score(ANYWHERE))
        .or(modified)
        .or_else(|| near_article(blocks, body, order, 40))
        .or_else(|| anywhere(blocks, order))
}

/// The scores from which a day that is shown is taken as the page's: beside the headline and in
/// an element for it, in an element for it, and in one that is rather for something else.
const BESIDE_HEADLINE: i32 = 12;
const SOMEWHERE: i32 = 5;
const ANYWHERE: i32 = -35;

/// "/2016/12/23/", "/2016-12-23-talks", "/20161223/", "/23-12-2016".
fn day_in_url(url: &str) -> Option<String> {
    let path = url.splitn(4, '/').nth(3)?;
    let path = path.split(['?', '#']).next()?;
    let found = days(path, Order::DayFirst, 3);
    found
        .into_iter()
        .find(|printed| {
            let text = &path[printed.start..printed.end];
            let rest = &path[printed.end..];
            let is_apart = !path[..printed.start].ends_with(|letter: char| letter.is_ascii_alphanumeric())
                && !rest.starts_with(|letter: char| letter.is_ascii_digit());
            // "/2023/10/3-questions-to" is of October, not of the third.
            let has_day = text.len() < 3
                || text.as_bytes()[text.len() - 2].is_ascii_digit()
                || rest.starts_with('/')
                || rest.is_empty();
            let begins_with_year = text.bytes().take(4).all(|byte| byte.is_ascii_digit());
            let is_turned = text.len() == 10 && text.contains('-');
            is_apart
                && has_day
                && (begins_with_year || is_turned)
                && (text.len() >= 8 || rest.starts_with('/'))
        })
        .map(|printed| printed.day.to_string())
}
