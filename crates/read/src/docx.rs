//! Text documents of word processors (DOCX): the paragraphs, and what their properties say.

use crate::Failure;
use crate::asides::mark_asides;
use crate::json_lines::content_id;
use crate::markup::{MOST_TAGS_OF_XML, has_more_tags};
use crate::undated;
use crate::xml::Document;
use dateline_model::Report;
use std::fs::File;
use std::io::Read;
use std::path::Path;

type Archive = zip::ZipArchive<File>;

/// The form of an office document in a zip file; none where it is another zip file.
pub(crate) fn office_form(path: &Path) -> Option<&'static str> {
    let archive = Archive::new(File::open(path).ok()?).ok()?;
    let has = |wanted: &str| archive.file_names().flatten().any(|name| name.starts_with(wanted));
    if has("word/document.xml") {
        Some("docx")
    } else if has("xl/") {
        Some("xlsx")
    } else if has("ppt/") {
        Some("pptx")
    } else if has("content.xml") && has("META-INF/manifest.xml") {
        Some("odt")
    } else if has("OEBPS/") || has("META-INF/container.xml") {
        Some("epub")
    } else {
        None
    }
}

/// What to do with a form that is not read.
pub(crate) fn advice(form: &str) -> &'static str {
    match form {
        "xlsx" => "is a spreadsheet (XLSX); save it as CSV and give that",
        "pptx" => "is a presentation (PPTX), which is not read; save its text as .txt",
        "odt" => "is an OpenDocument file, which is not read; save it as .docx or .txt",
        _ => "is a book (EPUB), which is not read; save its text as .txt",
    }
}

/// The report in a text document.
pub(crate) fn docx(path: &Path, largest: u64) -> Vec<Result<Report, Failure>> {
    let given = path.display().to_string();
    let broken = |why: String| {
        vec![Err(Failure::new(given.clone(), format!("is a broken DOCX file ({why}); left out")))]
    };
    let mut archive = match File::open(path)
        .map_err(|error| error.to_string())
        .and_then(|file| Archive::new(file).map_err(|error| error.to_string()))
    {
        Ok(archive) => archive,
        Err(why) => return broken(why),
    };
    let document = match member(&mut archive, "word/document.xml", largest) {
        Ok(document) => document,
        Err(why) => return broken(why),
    };
    if has_more_tags(&document, MOST_TAGS_OF_XML) {
        return broken(format!("more than {MOST_TAGS_OF_XML} tags"));
    }
    let text = paragraphs(&document);
    if text.is_empty() {
        return vec![Err(Failure::new(given, "is a DOCX file without text; nothing was kept of it"))];
    }
    let properties = member(&mut archive, "docProps/core.xml", largest).unwrap_or_default();
    let properties = Document::new(&properties);
    let property = |name: &str| properties.find(0, name).and_then(|id| properties.line(id));
    let (day, told) = undated::day_of(&given, &text);
    let mut report = Report {
        given: Some(given),
        title: property("title"),
        byline: property("creator").into_iter().collect(),
        published: day,
        text,
        ..Report::default()
    };
    report.id = content_id(&report);
    mark_asides(&mut report);
    told.into_iter().map(Err).chain([Ok(report)]).collect()
}

fn member(archive: &mut Archive, name: &str, largest: u64) -> Result<String, String> {
    let entry = archive.by_name(name).map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    entry.take(largest + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if bytes.len() as u64 > largest {
        return Err(format!("more than {} MB of text", largest >> 20));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The text of `w:p` elements, each a paragraph; tabs and breaks as such.
fn paragraphs(xml: &str) -> String {
    let document = Document::new(xml);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut text = String::new();
    let mut end_paragraph = |text: &mut String| {
        if !text.trim().is_empty() {
            paragraphs.push(text.trim().to_owned());
        }
        text.clear();
    };
    // A box in a paragraph holds paragraphs of its own: each piece is read once, whatever it lies in.
    let mut is_inside = 0..0;
    for piece in document.descendants(0) {
        match document.name(piece) {
            "p" => {
                end_paragraph(&mut text);
                if !is_inside.contains(&piece) {
                    is_inside = document.inside(piece);
                }
            }
            _ if !is_inside.contains(&piece) => {}
            "t" => text.push_str(&document.own_text(piece)),
            "tab" => text.push('\t'),
            "br" | "cr" => text.push('\n'),
            _ => {}
        }
    }
    end_paragraph(&mut text);
    paragraphs.join("\n\n")
}

#[cfg(test)]
mod tests {
    #[test]
    fn paragraphs_of_runs() {
        let xml = "<w:document><w:body><w:p><w:r><w:t>The talks </w:t></w:r><w:r><w:t>ended &amp; all left.</w:t></w:r></w:p>\
                   <w:p/><w:p><w:r><w:t>Nobody spoke.</w:t></w:r></w:p></w:body></w:document>";
        assert_eq!(super::paragraphs(xml), "The talks ended & all left.\n\nNobody spoke.");
    }
}
