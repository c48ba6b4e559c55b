//! `dateline report`: a report's text with what was found in it, marked by kind; readable
//! without colours too, since every mark has a bracket and a letter of its own.

use crate::acts::{Tone, style};
use crate::database::Database;
use crate::print::{BOLD, DIM, Format, Page, Rows, off, on, padded, speakers, styled};
use crate::statements::word;
use anstyle::{AnsiColor, Color, Effects, Style};
use anyhow::Result;
use clap::Args;
use dateline_ask::{Ask, ReportAnswer, Table, bounds, language_named};
use dateline_model::{Excerpt, FigureStatus, Record};
use std::process::ExitCode;

/// One report: its text with everything found in it marked, and the record beside it.
#[derive(Args)]
#[command(after_help = "Examples:\n  dateline report r-1a2b3c\n  dateline report r-1a2b3c --format jsonl")]
pub struct Report {
    /// Its id, or the first letters of it.
    id: String,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    rows: Rows,
}

impl Report {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let store = self.database.open()?;
        let ask = Ask::new(&store);
        let answer = ask.report(&ask.id(Table::Report, &self.id)?)?;
        if self.rows.format() != Format::Table {
            let records: Vec<Record> =
                std::iter::once(Record::Report(answer.report)).chain(answer.reading.into_records()).collect();
            crate::print::json_lines(&records)?;
            return Ok(ExitCode::SUCCESS);
        }
        let mut page = Page::stdout();
        show(&mut page, &answer)?;
        page.finish()?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The kinds of mark, with the brackets they have where there are no colours.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Statement,
    Event,
    Figure,
    Time,
    Place,
    Aside,
}

impl Mark {
    fn style(self) -> Style {
        let color = |color| Style::new().fg_color(Some(Color::Ansi(color)));
        match self {
            Mark::Statement => color(AnsiColor::Green),
            Mark::Event => color(AnsiColor::Red).effects(Effects::BOLD),
            Mark::Figure => color(AnsiColor::Yellow).effects(Effects::BOLD),
            Mark::Time => color(AnsiColor::Cyan),
            Mark::Place => color(AnsiColor::Blue).effects(Effects::UNDERLINE),
            Mark::Aside => DIM,
        }
    }

    fn brackets(self) -> (&'static str, &'static str) {
        match self {
            Mark::Statement => ("⟦", "⟧"),
            Mark::Event => ("⟨e ", "⟩"),
            Mark::Figure => ("⟨# ", "⟩"),
            Mark::Time => ("⟨t ", "⟩"),
            Mark::Place => ("⟨p ", "⟩"),
            Mark::Aside => ("(( ", " ))"),
        }
    }
}

fn show(page: &mut Page, answer: &ReportAnswer) -> Result<()> {
    let report = &answer.report;
    page.hanging(2, 2, &styled(BOLD, report.title.as_deref().unwrap_or("no title")))?;
    let head =
        [report.published.clone(), report.source.clone(), Some(report.id.to_string()), report.url.clone()];
    page.hanging(2, 2, &styled(DIM, head.into_iter().flatten().collect::<Vec<_>>().join(" · ")))?;
    if let Some(story) = &answer.story {
        page.hanging(
            2,
            2,
            &styled(DIM, format!("in the story “{}” ({})", story.story.title, story.story.id)),
        )?;
    }
    if let Some(language) = &answer.read_by.unread {
        let language = language_named(language);
        page.hanging(2, 2, &format!("not analysed: it is in {language}, and dateline reads English"))?;
    } else if let Some(reader) = &answer.read_by.reader {
        page.hanging(2, 2, &styled(DIM, format!("read by {reader}")))?;
    }
    show_changes(page, answer)?;
    let legend = [
        (Mark::Statement, "said"),
        (Mark::Event, "done"),
        (Mark::Figure, "figure"),
        (Mark::Time, "time"),
        (Mark::Place, "place"),
        (Mark::Aside, "aside"),
    ];
    let legend = legend.map(|(mark, name)| {
        let (open, close) = mark.brackets();
        styled(mark.style(), format!("{open}{name}{close}"))
    });
    page.line(2, &legend.join("  "))?;
    page.gap()?;
    for paragraph in marked(answer).split('\n').filter(|paragraph| !paragraph.trim().is_empty()) {
        page.line(2, paragraph)?;
        page.gap()?;
    }
    for one in &answer.reading.statements {
        let tone = Tone::of_statement(one.act);
        let act = format!("{} {}", tone.shape(), padded(&word(&one.act), 9));
        page.hanging(2, 16, &format!("{}  {}", styled(style(tone), act), speakers(&one.speakers)))?;
    }
    for one in &answer.reading.events {
        let tone = Tone::of_event(one.act);
        let act = format!("{} {}", tone.shape(), padded(&word(&one.act).to_lowercase(), 9));
        let names = |parties: &[dateline_model::Party]| {
            parties.iter().map(|party| party.name.as_str()).collect::<Vec<_>>().join(", ")
        };
        let status = format!(" ({})", word(&one.status));
        page.hanging(
            2,
            16,
            &format!(
                "{}  {}{}{}",
                styled(style(tone), act),
                if one.by.is_empty() { styled(DIM, "nobody named") } else { names(&one.by) },
                if one.to.is_empty() { String::new() } else { format!(" → {}", names(&one.to)) },
                styled(DIM, status)
            ),
        )?;
    }
    for one in &answer.reading.figures {
        page.hanging(
            2,
            16,
            &format!(
                "# {}  {}  {}",
                padded(&one.what, 10),
                bounds(one.low, one.high),
                styled(
                    DIM,
                    match one.status {
                        FigureStatus::Given => one.evidence.text.clone(),
                        status => format!("{} ({})", one.evidence.text, status.name()),
                    }
                )
            ),
        )?;
    }
    Ok(())
}

/// What was taken out of the text and put into it since it was first read.
fn show_changes(page: &mut Page, answer: &ReportAnswer) -> Result<()> {
    let count = answer.changes.len();
    for (number, changes) in answer.changes.iter().enumerate() {
        page.hanging(2, 2, &styled(BOLD, format!("the text has changed ({} of {count}):", number + 1)))?;
        for line in changes {
            page.hanging(4, 6, line)?;
        }
        page.gap()?;
    }
    Ok(())
}

/// The text with a mark at each end of what was found. Where two overlap, the one that
/// begins first, or is the smaller, keeps its colour.
fn marked(answer: &ReportAnswer) -> String {
    let reading = &answer.reading;
    let mut marks: Vec<(&Excerpt, Mark)> = Vec::new();
    marks.extend(answer.report.asides.iter().map(|aside| (&aside.span, Mark::Aside)));
    marks.extend(reading.statements.iter().flat_map(|one| &one.content).map(|span| (span, Mark::Statement)));
    marks.extend(reading.events.iter().map(|one| (&one.trigger, Mark::Event)));
    marks.extend(reading.figures.iter().map(|one| (&one.evidence, Mark::Figure)));
    marks.extend(reading.times.iter().map(|one| (&one.span, Mark::Time)));
    marks.extend(reading.places.iter().map(|one| (&one.span, Mark::Place)));
    // Outer marks open first and close last; a mark that would cross another is left out.
    marks.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut nested: Vec<(&Excerpt, Mark)> = Vec::new();
    let mut open: Vec<u32> = Vec::new();
    for (span, mark) in marks {
        while open.last().is_some_and(|&end| end <= span.start) {
            open.pop();
        }
        if open.last().is_none_or(|&end| span.end <= end) {
            open.push(span.end);
            nested.push((span, mark));
        }
    }
    let mut out = String::new();
    let mut stack: Vec<(u32, Mark)> = Vec::new();
    let mut next = nested.into_iter().peekable();
    for (at, letter) in answer.report.text.chars().map(Some).chain([None]).enumerate() {
        let at = at as u32;
        while let Some((_, mark)) = stack.pop_if(|(end, _)| *end <= at) {
            out.push_str(&styled(mark.style(), mark.brackets().1));
            if let Some((_, outer)) = stack.last() {
                out.push_str(&on(outer.style()));
            }
        }
        while let Some((span, mark)) = next.next_if(|(span, _)| span.start <= at) {
            out.push_str(&format!("{}{}", on(mark.style()), mark.brackets().0));
            stack.push((span.end, mark));
        }
        let Some(letter) = letter else { break };
        out.push(letter);
        // A style ends with its line, so that wrapping and paging keep it whole.
        if letter == '\n'
            && let Some((_, mark)) = stack.last()
        {
            out.insert_str(out.len() - 1, &off(mark.style()));
            out.push_str(&on(mark.style()));
        }
    }
    out
}
