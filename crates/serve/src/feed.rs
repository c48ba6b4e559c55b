//! An Atom feed of the latest reports, or of any search (RFC 4287).

use crate::error::PageError;
use crate::escape::escaped;
use crate::pages::{given, report_href};
use crate::pool::Pool;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use dateline_ask::{Hit, ReportFilter, SearchQuestion};
use serde::Deserialize;

const ENTRIES: usize = 50;

/// The words and filters of the search page.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Question {
    q: String,
    speaker: String,
    act: String,
    place: String,
    day: String,
    source: String,
}

/// The feed.
pub async fn atom(
    State(pool): State<Pool>,
    Query(question): Query<Question>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let words = question.q.trim().to_owned();
    let is_of_speakers = !question.speaker.trim().is_empty() || !question.act.trim().is_empty();
    let asked = SearchQuestion {
        words: words.clone(),
        speaker: given(&question.speaker),
        act: given(&question.act),
        place: given(&question.place),
        day: given(&question.day),
        source: given(&question.source),
        // Only reports are told, for which statements are needed where it is asked who makes them.
        limit: if is_of_speakers { ENTRIES } else { 0 },
        reports: ENTRIES,
        ..SearchQuestion::default()
    };
    let hits = pool
        .ask(move |ask| {
            if asked.words.is_empty() && !is_of_speakers {
                let filter = ReportFilter {
                    place: asked.place,
                    source: asked.source,
                    since: asked.day.clone(),
                    until: asked.day,
                    limit: Some(ENTRIES),
                    latest_first: true,
                    ..ReportFilter::default()
                };
                let lines = ask.reports(&filter)?;
                return Ok(lines
                    .into_iter()
                    .map(|report| Hit { report, start: 0, snippet: String::new() })
                    .collect());
            }
            Ok(ask.search_for(&asked)?.reports)
        })
        .await?;
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let body = feed(&hits, &words, &format!("http://{host}"));
    Ok(([(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")], body).into_response())
}

fn feed(hits: &[Hit], words: &str, base: &str) -> String {
    let title = if words.is_empty() { "New reports".to_owned() } else { format!("Reports on {words}") };
    let instant = |day: Option<&String>| format!("{}T00:00:00Z", day.map_or("1970-01-01", String::as_str));
    let updated = instant(hits.iter().filter_map(|hit| hit.report.day.as_ref()).max());
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>{}</title>\n\
         <id>tag:dateline,2025:feed:{}</id>\n<updated>{updated}</updated>\n<author><name>dateline</name></author>\n\
         <link rel=\"alternate\" href=\"{}/\"/>\n",
        escaped(&title),
        crate::pages::encode(words),
        escaped(base)
    );
    for hit in hits {
        let line = &hit.report;
        xml.push_str(&format!(
            "<entry><title>{}</title><id>tag:dateline,2025:report:{}</id><updated>{}</updated><author><name>{}</name></author>\
             <link href=\"{}{}\"/><summary>{}</summary></entry>\n",
            escaped(line.title.as_deref().unwrap_or(line.id.as_str())),
            crate::pages::encode(line.id.as_str()),
            instant(line.day.as_ref()),
            escaped(line.source.as_deref().unwrap_or("unknown")),
            escaped(base),
            report_href(&line.id),
            escaped(&hit.snippet)
        ));
    }
    xml.push_str("</feed>\n");
    xml
}
