//! A report's text with what was asked for marked by kind; each mark leads to its line of the record.

use super::notes::{Note, anchor, place_id};
use crate::escape::entity;
use dateline_ask::ReportAnswer;
use dateline_model::{Excerpt, Id, MentionKind};
use std::collections::BTreeSet;

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
    /// The line of the record that it leads to.
    note: Option<String>,
}

/// Everything that was found of the kinds that are shown.
pub fn marks(answer: &ReportAnswer, is_shown: &dyn Fn(&str) -> bool) -> Vec<Mark> {
    let reading = &answer.reading;
    let mut marks = Vec::new();
    let mut add = |piece: &Excerpt, kind, id: Option<&Id>| {
        if kind == "aside" || is_shown(kind) {
            marks.push(Mark { start: piece.start, end: piece.end, kind, note: id.map(anchor) });
        }
    };
    answer.report.asides.iter().for_each(|aside| add(&aside.span, "aside", None));
    for one in &reading.statements {
        one.content.iter().for_each(|piece| add(piece, "statement", Some(&one.id)));
    }
    reading.events.iter().for_each(|one| add(&one.trigger, "event", Some(&one.id)));
    reading.figures.iter().for_each(|one| add(&one.evidence, "figure", Some(&one.id)));
    for one in &reading.times {
        add(&one.span, "time", one.edtf.as_ref().map(|_| &one.id));
    }
    reading.places.iter().for_each(|one| add(&one.span, "place", Some(&place_id(&one.name))));
    let people = reading.mentions.iter().filter(|one| one.kind == MentionKind::Person);
    people.for_each(|one| add(&one.span, "person", Some(&one.entity)));
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
    let mut reached = BTreeSet::new();
    let mut start = 0;
    for end in (0..=text.len()).filter(|&at| at == text.len() || text[at] == '\n') {
        if text[start..end].iter().any(|letter| !letter.is_whitespace()) {
            let inside = |at: u32| start <= at as usize && (at as usize) < end.max(start + 1);
            let notes = notes.iter().filter(|note| inside(note.start));
            paragraphs.push(Paragraph {
                html: marked(text, start as u32, end as u32, marks, target, &mut reached),
                notes: notes.cloned().collect(),
            });
        }
        start = end + 1;
    }
    paragraphs
}

/// One paragraph: cut wherever a mark begins or ends, each piece with the classes of all marks that
/// hold it, so that marks may cross. A piece leads to the line of the shortest mark that holds it;
/// the Tab key stops once at each mark (`reached` are those it has stopped at).
fn marked(
    text: &[char],
    start: u32,
    end: u32,
    marks: &[Mark],
    target: Option<(u32, u32)>,
    reached: &mut BTreeSet<String>,
) -> String {
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
        let holding = || here.iter().filter(|mark| mark.start <= from && to <= mark.end);
        let mut kinds: Vec<&str> = holding().map(|mark| mark.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let mut leading: Vec<&Mark> = holding().filter(|mark| mark.note.is_some()).copied().collect();
        leading.sort_by_key(|mark| mark.end - mark.start);
        let piece = escaped(&text[from as usize..to as usize]);
        let piece = match leading.first().and_then(|mark| mark.note.as_deref()) {
            Some(note) => {
                let is_first = reached.insert(format!("{note} {}", leading[0].start));
                let stop = if is_first { "" } else { " tabindex=\"-1\"" };
                format!("<a href=\"#{note}\"{stop}>{piece}</a>")
            }
            None => piece,
        };
        let is_target = target.is_some_and(|(first, last)| first <= from && to <= last);
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
        match *letter {
            letter if entity(letter).is_some() => out.extend(entity(letter)),
            // What is no letter at all would be taken for one by some programs.
            letter if letter.is_control() && !letter.is_whitespace() => out.push('\u{FFFD}'),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: u32, end: u32, kind: &'static str, note: Option<&str>) -> Mark {
        Mark { start, end, kind, note: note.map(str::to_owned) }
    }

    #[test]
    fn crossing_marks_and_hostile_text() {
        let text: Vec<char> = "a <b>bold</b> claim".chars().collect();
        let marks = [mark(0, 9, "statement", None), mark(5, 19, "event", None)];
        let html = marked(&text, 0, 19, &marks, Some((14, 19)), &mut BTreeSet::new());
        assert_eq!(
            html,
            "<mark class=\"statement\">a &lt;b&gt;</mark><mark class=\"event statement\">bold</mark>\
             <mark class=\"event\">&lt;/b&gt; </mark><mark class=\"target event\" id=\"at\">claim</mark>"
        );
    }

    #[test]
    fn a_piece_leads_to_the_shortest_mark_and_the_tab_key_stops_once_at_each() {
        let text: Vec<char> = "we killed 5 there".chars().collect();
        let marks = [mark(0, 17, "statement", Some("n-s")), mark(10, 11, "figure", Some("n-f"))];
        let html = marked(&text, 0, 17, &marks, None, &mut BTreeSet::new());
        assert_eq!(
            html,
            "<mark class=\"statement\"><a href=\"#n-s\">we killed </a></mark>\
             <mark class=\"figure statement\"><a href=\"#n-f\">5</a></mark>\
             <mark class=\"statement\"><a href=\"#n-s\" tabindex=\"-1\"> there</a></mark>"
        );
    }
}
