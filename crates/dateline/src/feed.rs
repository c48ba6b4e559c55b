//! Stories as an Atom feed (RFC 4287): a title and a summary each, for any feed reader.

use crate::graph::escaped;
use crate::print::some;
use anyhow::Result;
use dateline_ask::{Ask, first_sentence};
use dateline_serve::title_of;
use std::io::Write;

/// So many stories stand in it, the latest first.
const MOST: usize = 500;

/// Writes the feed.
pub fn write(ask: &Ask<'_>, out: &mut dyn Write) -> Result<()> {
    let instant = |day: Option<&String>| format!("{}T00:00:00Z", day.map_or("1970-01-01", String::as_str));
    let stories = ask.stories(Some(MOST), 0)?;
    let latest = stories.iter().filter_map(|line| line.story.last.as_ref()).max();
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>Stories</title>\n\
         <id>tag:dateline,2025:stories</id>\n<updated>{}</updated>\n<author><name>dateline</name></author>",
        instant(latest)
    )?;
    for line in &stories {
        let story = &line.story;
        let (voices, reports) = (story.accounts(), story.reports.len());
        let mut summary = format!("{} in {}.", some(voices, "account"), some(reports, "report"));
        if line.differing > 0 {
            let differing = usize::try_from(line.differing).unwrap_or_default();
            summary.push_str(&format!(" {}.", some(differing, "difference")));
        }
        let first = story.reports.first().map(|id| ask.report(id)).transpose()?;
        let link = first.as_ref().and_then(|first| first.report.url.clone());
        if let Some(sentence) = first.and_then(|first| first_sentence(&first.report.text)) {
            summary = format!("{sentence} {summary}");
        }
        let link = link
            .filter(|link| link.starts_with("http://") || link.starts_with("https://"))
            .map(|link| format!("<link href=\"{}\"/>", escaped(&link)))
            .unwrap_or_default();
        writeln!(
            out,
            "<entry><title>{}</title><id>tag:dateline,2025:{}</id><updated>{}</updated>{link}<summary>{}</summary></entry>",
            escaped(&title_of(story, &ask.called(line)?)),
            escaped(story.id.as_str()),
            instant(story.last.as_ref()),
            escaped(&summary)
        )?;
    }
    Ok(out.write_all(b"</feed>\n")?)
}
