//! Days in the lines of a page: beside the headline, behind a label, near the article.

use super::forms::is_next_day;
use super::lexicon::LEXICON;
use super::page::Page;
use crate::page::blocks::Block;
use crate::page::tag::Tag;
use crate::printed_day::{Order, Printed, days, first_day};
use jiff::civil::Date;

/// The blocks from the headline to the article's first paragraphs, and the one from which on they
/// are surely of this article.
pub(super) fn top_of_article(page: &Page<'_, '_>) -> (std::ops::Range<usize>, usize) {
    let Page { tree, blocks, body, .. } = *page;
    let first = body.map_or(0, |(first, _)| first);
    let is_heading = |block: &Block| tree.tag(block.element) == Some(Tag::H1);
    let heading = blocks[..(first + 4).min(blocks.len())].iter().rposition(is_heading);
    let start = heading.filter(|heading| heading + 30 > first).unwrap_or(first).min(first);
    (start.saturating_sub(8)..(first.max(start) + 6).min(blocks.len()), start.saturating_sub(2))
}

/// What a page says to machines of when it was put out.
pub(super) struct Claim<'c> {
    /// The day or instant.
    pub instant: &'c str,
    /// That of the last change.
    pub modified: Option<&'c str>,
    /// Whether Open Graph has the day, as `article:published_time`: when it was first put out.
    pub is_open_graph: bool,
}

/// Another day than the claimed one that is shown beside the headline, where that one is not:
/// the day that the page calls that of publishing, the same evening in the outlet's own time, the
/// day of the last change (where it is not long after what Open Graph says), or the only day shown,
/// where the claim is of the last change or earlier.
pub(super) fn shown_instead(top: &[Block], surely: usize, order: Order, claim: &Claim<'_>) -> Option<String> {
    let Claim { instant, modified, is_open_graph } = *claim;
    let claimed = instant.get(..10)?;
    let is_of_change = modified.and_then(|modified| modified.get(..10)) == Some(claimed);
    // Late in Greenwich it may be the next day already, early there the day before still.
    let is_universal = instant.ends_with('Z') || instant.ends_with("+00:00");
    let hour: u32 =
        instant.get(11..13).and_then(|hour| hour.parse().ok()).filter(|_| is_universal).unwrap_or(15);
    if let Some(day) = labelled(top, order, &LEXICON.publishing)
        && day.as_str() < claimed
        && !is_next_day(&day, claimed)
    {
        return Some(day);
    }
    let (mut beside, mut changed, mut earlier, mut later) = (None, None, Vec::new(), Vec::new());
    let (mut behind, mut is_labelled) = ("", false);
    for (number, block) in top.iter().enumerate().filter(|(_, block)| block.words < 40) {
        let lower = block.text.to_lowercase();
        for printed in days(&block.text, order, 4) {
            let day = printed.day.to_string();
            if day == claimed || turned(printed.day).is_some_and(|day| day.to_string() == claimed) {
                return None;
            }
            let is_last_change = modified.and_then(|modified| modified.get(..10)) == Some(day.as_str());
            let says_so = LEXICON.change.iter().any(|word| lower.contains(word) || behind.ends_with(word));
            if (hour < 10 && is_next_day(&day, claimed)) || (hour > 20 && is_next_day(claimed, &day)) {
                beside.get_or_insert(day);
            } else if day.as_str() > claimed && (says_so || is_last_change) {
                if !(is_open_graph && is_long_after(printed.day, claimed)) {
                    changed.get_or_insert(day);
                }
            } else if day.as_str() < claimed && number >= surely && block.words < 12 && !says_so {
                earlier.push(day);
            } else if day.as_str() > claimed
                && number >= surely
                && stands_alone(block, &printed)
                && !is_labelled
            {
                later.push(day);
            }
        }
        is_labelled = block.text.ends_with(':');
        behind = block.text.trim_end_matches([':', ' ']);
    }
    earlier.dedup();
    later.dedup();
    let only = earlier.pop().filter(|_| earlier.is_empty() && is_of_change);
    beside.or(changed).or(only).or_else(|| later.pop().filter(|_| later.is_empty()))
}

/// A report of what goes on is brought up to date for some days; one that was gone over later was
/// still put out when Open Graph says.
fn is_long_after(day: Date, claimed: &str) -> bool {
    const DAYS: i32 = 14;
    let claimed: Option<Date> = claimed.parse().ok();
    claimed.is_some_and(|claimed| claimed.until(day).is_ok_and(|span| span.get_days() > DAYS))
}

/// 3 April for 4 March: what "04/03" may mean too.
pub(super) fn turned(day: Date) -> Option<Date> {
    Date::new(day.year(), day.day(), day.month()).ok()
}

/// Whether a block is hardly more than the day in it.
pub(super) fn stands_alone(block: &Block, printed: &Printed) -> bool {
    (printed.end - printed.start) * 2 > block.text.len()
}

/// "Veröffentlicht am 16.08.2019": the first day behind one of these words, also where they are
/// a block of their own.
pub(super) fn labelled(blocks: &[Block], order: Order, words: &[String]) -> Option<String> {
    let mut was_label = false;
    for block in blocks.iter().filter(|block| block.words < 30) {
        let lower = block.text.to_lowercase();
        if was_label
            && let Some(printed) = days(&lower, order, 1).first()
            && printed.start < 12
        {
            return Some(printed.day.to_string());
        }
        let trimmed = lower.trim_end_matches([' ', ':']);
        was_label =
            block.words < 4 && words.iter().any(|word| trimmed.ends_with(word.trim_end_matches([' ', ':'])));
        let Some(at) = words.iter().filter_map(|word| lower.find(word.as_str())).min() else { continue };
        let printed = lower.get(at..).and_then(|rest| days(rest, order, 1).into_iter().next());
        let Some(printed) = printed.filter(|printed| printed.start < 40) else { continue };
        // "Published by Mara Ilic, updated 3 May" gives no day of publishing.
        let between = lower.get(at..at + printed.start).unwrap_or("");
        if !LEXICON.change.iter().any(|word| between.contains(word.as_str())) {
            return Some(printed.day.to_string());
        }
    }
    None
}

/// A day printed just before or behind the article, or in its first lines, in a block of fewer
/// than so many words.
pub(super) fn near_article(
    blocks: &[Block],
    body: Option<(usize, usize)>,
    order: Order,
    words: usize,
) -> Option<String> {
    let (first, last) = body?;
    let day = |block: &Block| -> Option<String> {
        (block.words < words).then(|| first_day(&block.text, order)).flatten().map(|day| day.to_string())
    };
    let before = blocks[first.saturating_sub(8)..(first + 2).min(blocks.len())].iter().rev().find_map(day);
    before.or_else(|| blocks[last.min(blocks.len())..(last + 8).min(blocks.len())].iter().find_map(day))
}

/// The first day in a short line anywhere, then in any line.
pub(super) fn anywhere(blocks: &[Block], order: Order) -> Option<String> {
    let short =
        blocks.iter().filter(|block| block.words < 15).find_map(|block| first_day(&block.text, order));
    short
        .or_else(|| blocks.iter().take(400).find_map(|block| first_day(&block.text, order)))
        .map(|day| day.to_string())
}
