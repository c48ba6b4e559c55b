//! A report's text with everything found in it marked by kind.

use super::notes::Note;
use dateline_ask::ReportAnswer;
use dateline_model::{Excerpt, MentionKind};

/// A paragraph with the record beside it.
pub struct Paragraph {
    pub html: String,
    pub notes: Vec<Note>,
}

/// A stretch of the text that is marked.
pub struct Mark {
    start: u32,
    end: u32,
    kind: &'static str,
}

/// Everything that was found.
pub fn marks(answer: &ReportAnswer) -> Vec<Mark> {
    let reading = &answer.reading;
    let mut marks = Vec::new();
    let mut add = |piece: &Excerpt, kind| marks.push(Mark { start: piece.start, end: piece.end, kind });
    answer.report.asides.iter().for_each(|aside| add(&aside.span, "aside"));
    reading.statements.iter().flat_map(|one| &one.content).for_each(|piece| add(piece, "statement"));
    reading.events.iter().for_each(|one| add(&one.trigger, "event"));
    reading.figures.iter().for_each(|one| add(&one.evidence, "figure"));
    reading.times.iter().for_each(|one| add(&one.span, "time"));
    reading.places.iter().for_each(|one| add(&one.span, "place"));
    let people = reading.mentions.iter().filter(|one| one.kind == MentionKind::Person);
    people.for_each(|one| add(&one.span, "person"));
    marks
}

/// Paragraphs with their marks, each with the notes that belong beside it.
pub fn paragraphs(
    text: &[char],
    marks: &[Mark],
    notes: &[Note],
    target: Option<(u32, u32)>,
) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for end in (0..=text.len()).filter(|&at| at == text.len() || text[at] == '\n') {
        if text[start..end].iter().any(|letter| !letter.is_whitespace()) {
            let inside = |at: u32| start <= at as usize && (at as usize) < end.max(start + 1);
            let notes = notes.iter().filter(|note| inside(note.start));
            paragraphs.push(Paragraph {
                html: marked(text, start as u32, end as u32, marks, target),
                notes: notes.cloned().collect(),
            });
        }
        start = end + 1;
    }
    paragraphs
}

/// One paragraph: cut wherever a mark begins or ends, each piece with the classes of all
/// marks that hold it, so that marks may cross.
fn marked(text: &[char], start: u32, end: u32, marks: &[Mark], target: Option<(u32, u32)>) -> String {
    let here: Vec<&Mark> = marks.iter().filter(|mark| mark.start < end && start < mark.end).collect();
    let ends = here.iter().flat_map(|mark| [mark.start, mark.end]);
    let mut cuts: Vec<u32> = ends.chain(target.into_iter().flat_map(|(from, to)| [from, to])).collect();
    cuts.extend([start, end]);
    cuts.retain(|&cut| start <= cut && cut <= end);
    cuts.sort_unstable();
    cuts.dedup();
    let mut html = String::new();
    let mut has_anchor = false;
    for pair in cuts.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let mut kinds: Vec<&str> =
            here.iter().filter(|mark| mark.start <= from && to <= mark.end).map(|mark| mark.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let is_target = target.is_some_and(|(first, last)| first <= from && to <= last);
        let piece = escaped(&text[from as usize..to as usize]);
        if is_target {
            let first_piece =
                target.is_some_and(|(first, _)| first == from || (first < start && from == start));
            let id = if first_piece && !has_anchor && target.is_some_and(|(first, _)| first >= start) {
                " id=\"at\""
            } else {
                ""
            };
            has_anchor |= !id.is_empty();
            html.push_str(&format!("<mark class=\"target {}\"{id}>{piece}</mark>", kinds.join(" ")));
        } else if kinds.is_empty() {
            html.push_str(&piece);
        } else {
            html.push_str(&format!("<mark class=\"{}\">{piece}</mark>", kinds.join(" ")));
        }
    }
    html
}

/// Letters as HTML.
pub fn escaped(letters: &[char]) -> String {
    let mut out = String::with_capacity(letters.len());
    for letter in letters {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // What is no letter at all would be taken for one by some programs.
            letter if letter.is_control() && !letter.is_whitespace() => out.push('\u{FFFD}'),
            letter => out.push(*letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crossing_marks_and_hostile_text() {
        let text: Vec<char> = "a <b>bold</b> claim".chars().collect();
        let marks = [Mark { start: 0, end: 9, kind: "statement" }, Mark { start: 5, end: 19, kind: "event" }];
        let html = marked(&text, 0, 19, &marks, Some((14, 19)));
        assert_eq!(
            html,
            "<mark class=\"statement\">a &lt;b&gt;</mark><mark class=\"event statement\">bold</mark>\
             <mark class=\"event\">&lt;/b&gt; </mark><mark class=\"target event\" id=\"at\">claim</mark>"
        );
    }
}
