//! What stands in a text and is no part of the reporting: captions and credits between
//! paragraphs, bylines, date stamps, teasers, sign-offs; and the dateline.

mod boxes;
mod dateline;
mod kinds;
mod lexicon;
mod shapes;
mod sign_off;

use crate::markup;
use boxes::{heads_box, is_box_line, is_invitation};
use dateline::dateline_of;
use dateline_model::{Aside, AsideKind, Byte, Excerpt, Report, Span, TextIndex};
pub(crate) use kinds::kind_of_words;
use kinds::{Place, kind_of};
use lexicon::LEXICON;
use shapes::{Shapes, before_dateline};

/// Marks the asides of a report's text and its dateline, by its words, shapes and places alone.
///
/// A text of one paragraph has no asides but key points before its dateline: they are told by standing apart.
pub fn mark_asides(report: &mut Report) {
    let index = TextIndex::new(&report.text);
    let paragraphs = paragraphs(&report.text);
    let count = paragraphs.len();
    let shapes = Shapes::new(paragraphs.iter().map(|span| &report.text[span.range()]));
    let mut asides = Vec::new();
    let mut opening = None;
    let mut is_signed_off = false;
    let mut is_in_box = false;
    let title = report.title.as_deref().map(letters).filter(|title| !title.is_empty());
    for (number, span) in paragraphs.iter().enumerate() {
        let paragraph = &report.text[span.range()];
        let place = Place { is_alone: count < 2, is_early: opening.is_none(), is_late: number + 3 >= count };
        let is_title = number < 3 && title.as_ref().is_some_and(|title| *title == letters(paragraph));
        // "… was closed. (Reporting by Mara Ilic)": the sign-off alone is none of the reporting.
        let signed = if shapes.is_tail(number) {
            sign_off::start(paragraph, &LEXICON.caption.credits, |tail| {
                kind_of_words(tail) == Some(AsideKind::SignOff)
            })
        } else {
            None
        };
        let goes_on = is_in_box && is_box_line(paragraph);
        let is_before_button = paragraphs
            .get(number + 1)
            .is_some_and(|next| is_invitation(paragraph, &report.text[next.range()]));
        let kind = if place.is_alone || signed.is_some() {
            None
        } else if goes_on || is_before_button {
            Some(AsideKind::Teaser)
        } else if is_title {
            Some(AsideKind::Headline)
        } else if is_signed_off && shapes.is_tail(number) {
            // Behind the sign-off come the house's own notices.
            Some(kind_of(paragraph, place).unwrap_or(AsideKind::Teaser))
        } else {
            kind_of(paragraph, place).or_else(|| shapes.kind(number))
        };
        is_in_box = goes_on || kind == Some(AsideKind::Teaser) && heads_box(paragraph);
        is_signed_off |= kind == Some(AsideKind::SignOff) && paragraph.starts_with('(');
        if let Some(kind) = kind {
            // "(Reporting by Ada Doran) A platform for …": the house's notice behind it is another.
            let close = paragraph.find(')').map(|at| at + 1).filter(|&at| {
                kind == AsideKind::SignOff
                    && paragraph.starts_with('(')
                    && paragraph[at..].trim().contains(' ')
            });
            if let Some(close) = close {
                let behind = paragraph[close..].len() - paragraph[close..].trim_start().len();
                let (first, rest) = (span.start + close, span.start + close + behind);
                asides.push(Aside { kind, span: index.excerpt(Span::new(span.start, first)) });
                asides
                    .push(Aside { kind: AsideKind::Teaser, span: index.excerpt(Span::new(rest, span.end)) });
            } else {
                asides.push(Aside { kind, span: index.excerpt(*span) });
            }
            continue;
        }
        let mut span = *span;
        if opening.is_none()
            && let Some((kind, end)) = before_dateline(paragraph)
        {
            let points = Span::new(span.start, span.start + end);
            asides.push(Aside { kind, span: index.excerpt(points) });
            let rest = &report.text[points.end..span.end];
            span = Span::new(span.end - rest.trim_start().len(), span.end);
        }
        opening.get_or_insert(span);
        if let Some(at) = signed {
            let start = paragraphs[number].start + at;
            asides.push(Aside {
                kind: AsideKind::SignOff,
                span: index.excerpt(Span::new(start, paragraphs[number].end)),
            });
        }
    }
    let dateline = opening.and_then(|span| dateline_of(&index, span));
    report.asides = asides;
    report.dateline = dateline;
}

/// The dateline of a text whose asides are known.
pub(crate) fn dateline_in(index: &TextIndex<'_>, asides: &[Aside]) -> Option<Excerpt> {
    let is_aside =
        |span: &Span<Byte>| asides.iter().any(|aside| index.bytes(aside.span.span()).overlaps(span));
    let opening = paragraphs(index.text()).into_iter().take(12).find(|span| !is_aside(span))?;
    dateline_of(index, opening)
}

/// The paragraphs of a text: its lines that hold something, without the space around them.
fn paragraphs(text: &str) -> Vec<Span<Byte>> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let inside = line.trim();
        if !inside.is_empty() {
            let start = at + (line.len() - line.trim_start().len());
            found.push(Span::new(start, start + inside.len()));
        }
        at += line.len();
    }
    found
}

/// The letters and digits of a text in lower case, to compare by.
pub(crate) fn letters(text: &str) -> String {
    markup::decode(text)
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Report {
        let mut report = Report { text: text.to_owned(), ..Report::default() };
        mark_asides(&mut report);
        report
    }

    #[test]
    fn examples_are_what_their_cue_says() {
        for phrase in &LEXICON.phrase {
            let found = read(&format!("The talks ended.\n\n{}", phrase.example));
            assert_eq!(found.asides.len(), 1, "{}: {:?}", phrase.example, found.asides);
            assert_eq!(found.asides[0].kind, phrase.kind);
        }
        for cue in &LEXICON.cue {
            let text = match cue.kind {
                AsideKind::Byline | AsideKind::Headline => {
                    format!("{}\n\nThe talks ended.\n\nAll went home.", cue.example)
                }
                _ => format!("The talks ended.\n\n{}", cue.example),
            };
            let found = read(&text);
            assert_eq!(found.asides.len(), 1, "{}: {:?}", cue.example, found.asides);
            assert_eq!((found.asides[0].kind, &found.asides[0].span.text), (cue.kind, &cue.example));
        }
    }

    #[test]
    fn captions_are_told_by_their_credit_or_by_who_stands_where() {
        let is_aside = |paragraph: &str| {
            !read(&format!("The talks ended.\n\n{paragraph}\n\nAll went home.")).asides.is_empty()
        };
        assert!(is_aside(
            "Izet Begic, left, and Ana Kovac at the air base in Dayton (Mara Ilic, Valley Pool Photo via AP)"
        ));
        assert!(is_aside(
            "Envoy Paul Hart, right, with the three presidents before the signing (Mara Ilic/Valley)"
        ));
        assert!(is_aside(
            "A bridge destroyed in the fighting, seen from the north bank. Mara Ilic/AFP via Getty Images"
        ));
        assert!(!is_aside("Mr Hart left Dayton (his third trip) for Zagreb."));
        assert!(!is_aside("The talks, he said, were “not over” (he would not say more)."));
        assert!(!is_aside("The left won in Zagreb, right after the talks."));
        assert!(!is_aside("By Tuesday the talks were over and all had gone home."));
    }

    /// The asides of a report whose other paragraphs are prose.
    fn asides_in(lines: &[&str]) -> Vec<String> {
        const PROSE: &str =
            "The ministers met in the morning and talked about the bridge until the evening came.";
        let mut paragraphs: Vec<&str> = vec![PROSE, PROSE];
        paragraphs.splice(1..1, lines.iter().copied());
        paragraphs.push(PROSE);
        read(&paragraphs.join("\n\n")).asides.into_iter().map(|aside| aside.span.text).collect()
    }

    #[test]
    fn lines_between_paragraphs_are_crossheads() {
        for line in [
            "A question of money",
            "Doran: The bridge will be built",
            "“The bridge is safe”",
            "– Port to close in May –",
            "WATCH THE CREWS AT WORK ON THE BRIDGE",
            "What is happening in the valley?",
            "1:02 The bridge is safe, says Ada Doran – video",
            "14:05 GMT",
        ] {
            assert_eq!(asides_in(&[line]), [line]);
        }
    }

    #[test]
    fn sentences_and_lists_are_no_crossheads() {
        assert!(asides_in(&["He left."]).is_empty());
        assert!(asides_in(&["“The bridge is safe.”"]).is_empty());
        assert!(asides_in(&["“The bridge,” he said,"]).is_empty());
        assert!(
            asides_in(&["Ada Doran, mayor", "Ivo Marek, harbour master", "Pavel Rojan, engineer"]).is_empty()
        );
        assert!(asides_in(&["– The first point of the plan"]).is_empty());
        assert!(asides_in(&["“The bridge is safe.” – Ada Doran"]).is_empty());
        assert!(asides_in(&["and so it went on until the evening"]).is_empty());
    }

    #[test]
    fn headlines_stand_above_the_report() {
        let text = "Port to close in May, says harbour master\n\nUnion threatens a strike\n\nThe port will close in May, the harbour master said on Friday after the talks.\n\nThe union said it would call a strike if the port was closed in May as planned.";
        let found = read(text);
        assert_eq!(found.asides.len(), 2);
        assert!(found.asides.iter().all(|aside| aside.kind == AsideKind::Headline));
    }

    #[test]
    fn boxes_of_other_things_to_read_are_none_of_the_reporting() {
        let lines = ["Related stories", "- Port to close in May", "- Who is the harbour master?"];
        assert_eq!(asides_in(&lines), lines);
        let lines = ["The Valley Brief", "Everything you need for the day, sent at six.", "Sign up"];
        assert_eq!(asides_in(&lines), lines);
        assert!(heads_box(&LEXICON.boxes.example));
        let lines = ["Share", "Tweet", "Email"];
        assert_eq!(asides_in(&lines), lines);
    }

    #[test]
    fn only_the_sign_off_of_the_last_paragraph_is_an_aside() {
        let text = "The port will close in May, the harbour master said on Friday after the talks.\n\nThe union said it would call a strike if the port was closed in May as planned. (Reporting by Mara Ilic)";
        let asides: Vec<String> = read(text).asides.into_iter().map(|aside| aside.span.text).collect();
        assert_eq!(asides, ["(Reporting by Mara Ilic)"]);
    }

    #[test]
    fn behind_the_sign_off_nothing_is_reported() {
        let text = "The port will close in May, the harbour master said on Friday after the talks.\n\nThe union said it would call a strike if the port was closed in May as planned.\n\n(Reporting by Mara Ilic; Editing by Tom Reed)\n\nA platform for those who trade in ports and ships and all that moves on the sea";
        assert_eq!(read(text).asides.len(), 2);
    }

    #[test]
    fn datelines() {
        let place = |text: &str| read(text).dateline.map(|dateline| dateline.text);
        assert_eq!(place("BRUSSELS — Ministers met.").as_deref(), Some("BRUSSELS"));
        assert_eq!(place("KYIV, Ukraine (Valley Wire) — Ministers met.").as_deref(), Some("KYIV, Ukraine"));
        assert_eq!(place("PARIS, Nov 21 (Valley Wire) - Ministers met.").as_deref(), Some("PARIS"));
        assert_eq!(place("Zagreb (VW) – Ministers met.").as_deref(), Some("Zagreb"));
        assert_eq!(place("By Mara Ilic\n\nDAYTON, Ohio -- Ministers met.").as_deref(), Some("DAYTON, Ohio"));
        assert_eq!(place("May 3, 1988 (PORT HELM) - Ministers met.").as_deref(), Some("PORT HELM"));
        assert_eq!(
            place("EAST HELM, Ill. / VALLEYWIRE / May 3, 1988 / Two firms met.").as_deref(),
            Some("EAST HELM, Ill.")
        );
        assert_eq!(place("Ministers met — and left."), None);
        assert_eq!(place("(Valley Wire) — Ministers met."), None);
        assert_eq!(place("A truce – the third – was signed."), None);
    }
}
