//! What is looked for, of what was given.

use super::forms::{EVENT_ACTS, STATEMENT_ACTS};
use super::parameters::{Parameters, Wrong};
use dateline_ask::{EventFilter, FigureFilter, ReportFilter, StatementFilter, StoryFilter};
use dateline_model::Id;

pub(super) fn stories(given: &Parameters) -> Result<StoryFilter, Wrong> {
    Ok(StoryFilter {
        since: given.day("since")?,
        until: given.last_day("until")?,
        place: given.text("place"),
        by: given.text("by"),
        source: given.text("source"),
        act: given.one_of("act", &STATEMENT_ACTS)?,
        limit: Some(given.limit() + 1),
        offset: given.offset(),
        ..StoryFilter::default()
    })
}

pub(super) fn reports(given: &Parameters) -> Result<ReportFilter, Wrong> {
    Ok(ReportFilter {
        words: given.text("q"),
        since: given.day("since")?,
        until: given.last_day("until")?,
        source: given.text("source"),
        place: given.text("place"),
        limit: Some(given.limit() + 1),
        offset: given.offset(),
        latest_first: true,
        ..ReportFilter::default()
    })
}

pub(super) fn statements(given: &Parameters) -> Result<StatementFilter, Wrong> {
    Ok(StatementFilter {
        by: given.text("by"),
        speaker: given.text("speaker"),
        place: given.text("place"),
        act: given.one_of("act", &STATEMENT_ACTS)?,
        about: given.text("about"),
        since: given.day("since")?,
        until: given.last_day("until")?,
        source: given.text("source"),
        story: given.text("story").map(Id),
        confidence: given.share("confidence")?,
        limit: Some(given.limit() + 1),
        offset: given.offset(),
        latest_first: true,
        ..StatementFilter::default()
    })
}

pub(super) fn events(given: &Parameters) -> Result<EventFilter, Wrong> {
    Ok(EventFilter {
        by: given.text("by"),
        act: given.one_of("act", &EVENT_ACTS)?,
        source: given.text("source"),
        about: given.text("about"),
        since: given.day("since")?,
        until: given.last_day("until")?,
        story: given.text("story").map(Id),
        limit: Some(given.limit() + 1),
        offset: given.offset(),
        latest_first: true,
        ..EventFilter::default()
    })
}

pub(super) fn figures(given: &Parameters) -> Result<FigureFilter, Wrong> {
    Ok(FigureFilter {
        what: given.text("what"),
        since: given.day("since")?,
        until: given.last_day("until")?,
        story: given.text("story").map(Id),
        limit: Some(given.limit() + 1),
        offset: given.offset(),
        ..FigureFilter::default()
    })
}
