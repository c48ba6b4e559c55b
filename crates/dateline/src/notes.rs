//! Stories and persons as Markdown notes, one a file: what is held, with the words it rests on, their days
//! and outlets.

use crate::print::speakers;
use crate::statements::word;
use anyhow::{Context, Result};
use dateline_ask::{Ask, EventFilter, FactRow, Kept, ReportLine, StatementFilter, StoryAnswer, StoryLine};
use dateline_model::{Event, Excerpt, Person, Statement, Status, Verdict};
use dateline_serve::{as_markdown, is_web_address};
use serde_json::json;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// As many persons as there are.
const EVERYBODY: usize = u32::MAX as usize;

/// How many letters of a title go into a file's name.
const LONGEST_NAME: usize = 60;

/// How many notes were written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Of stories.
    pub stories: usize,
    /// Of persons.
    pub persons: usize,
}

/// Writes a note for each story into `stories/`, and for each person who says or does something into
/// `persons/`. What is there under the same names is written over, all else is left.
pub fn write(ask: &Ask<'_>, folder: &Path) -> Result<Written> {
    let (stories, persons) = (folder.join("stories"), folder.join("persons"));
    for folder in [&stories, &persons] {
        fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    }
    let put = |path: &Path, note: String| {
        fs::write(path, note).with_context(|| format!("{} cannot be written", path.display()))
    };
    let mut written = Written::default();
    for StoryLine { story, .. } in ask.stories(None, 0)? {
        let day = story.first.as_deref().unwrap_or("no day");
        let name = file_name(&format!("{day} {}", story.title), story.id.as_str());
        put(&stories.join(name), of_story(&ask.story(&story.id)?))?;
        written.stories += 1;
    }
    for person in ask.people(None, EVERYBODY, 0)? {
        let (said, done) = (statements_of(ask, &person)?, events_of(ask, &person)?);
        if said.is_empty() && done.is_empty() {
            continue;
        }
        let name = file_name(&person.name, person.id.as_str());
        put(&persons.join(name), of_person(&person, &said, &done))?;
        written.persons += 1;
    }
    Ok(written)
}

/// What a person says under any of their names, by day.
fn statements_of(ask: &Ask<'_>, person: &Person) -> Result<Vec<Kept<Statement>>> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for name in names(person) {
        let filter = StatementFilter { speaker: Some(name.to_owned()), ..StatementFilter::default() };
        found.extend(ask.statements(&filter)?.into_iter().filter(|one| seen.insert(one.record.id.clone())));
    }
    found.sort_by(|a, b| (&a.from.day, &a.record.id).cmp(&(&b.from.day, &b.record.id)));
    Ok(found)
}

fn events_of(ask: &Ask<'_>, person: &Person) -> Result<Vec<Kept<Event>>> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for name in names(person) {
        let filter = EventFilter { party: Some(name.to_owned()), ..EventFilter::default() };
        found.extend(ask.events(&filter)?.into_iter().filter(|one| seen.insert(one.record.id.clone())));
    }
    found.sort_by(|a, b| (&a.from.day, &a.record.id).cmp(&(&b.from.day, &b.record.id)));
    Ok(found)
}

fn names(person: &Person) -> impl Iterator<Item = &str> {
    std::iter::once(person.name.as_str()).chain(person.aliases.iter().map(String::as_str))
}

fn of_story(answer: &StoryAnswer) -> String {
    let story = &answer.story.story;
    let outlets: BTreeSet<&str> = answer
        .accounts
        .iter()
        .flat_map(|account| &account.reports)
        .filter_map(|line| line.source.as_deref())
        .collect();
    let mut note = format!(
        "---\nid: {}\nfirst: {}\nlast: {}\nvoices: {}\nreports: {}\noutlets: {}\n---\n\n# {}\n",
        json!(story.id),
        json!(story.first),
        json!(story.last),
        story.accounts(),
        story.reports.len(),
        json!(outlets),
        as_markdown(&story.title)
    );
    note.push_str("\n## Accounts\n\n");
    for (number, account) in answer.accounts.iter().enumerate() {
        let why = account.why.as_ref().map(|why| format!(" ({})", as_markdown(why))).unwrap_or_default();
        note.push_str(&format!("{}. Account {}{why}\n", number + 1, number + 1));
        for line in &account.reports {
            note.push_str(&format!("    - {}\n", report(line)));
        }
    }
    if !answer.facts.is_empty() {
        note.push_str("\n## Figures\n\n");
        answer.facts.iter().for_each(|fact| note.push_str(&figures(fact)));
    }
    said(&mut note, &answer.statements, true);
    done(&mut note, &answer.events);
    note
}

fn of_person(person: &Person, statements: &[Kept<Statement>], events: &[Kept<Event>]) -> String {
    let mut note = format!(
        "---\nid: {}\nname: {}\naliases: {}\nreports: {}\n---\n\n# {}\n",
        json!(person.id),
        json!(person.name),
        json!(person.aliases),
        person.weight,
        as_markdown(&person.name)
    );
    if !person.offices.is_empty() {
        note.push_str("\n## Offices, as printed\n\n");
    }
    for office in &person.offices {
        let of = office.of.as_ref().map(|of| format!(", {of}")).unwrap_or_default();
        let days = if office.first == office.last {
            office.first.clone()
        } else {
            format!("{} – {}", office.first, office.last)
        };
        note.push_str(&format!("- {}: {days}\n", as_markdown(&format!("{}{of}", office.title))));
    }
    said(&mut note, statements, false);
    done(&mut note, events);
    note
}

/// "killed, Sarajevo, 1995-08-28: at least 33 (officials, herald-market); 37 (courier-market): they differ".
fn figures(fact: &FactRow) -> String {
    let about = &fact.difference.about;
    let what: Vec<&str> = [Some(&about.what), about.of.as_ref(), about.place.as_ref(), about.when.as_ref()]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let accounts: Vec<String> = fact
        .cells
        .iter()
        .flatten()
        .map(|cell| {
            let by = cell.by.as_deref().unwrap_or("the report itself");
            as_markdown(&format!("{} ({by}, {})", cell.text, cell.report))
        })
        .collect();
    let verdict = match fact.difference.verdict {
        Verdict::Same => "the same",
        Verdict::Compatible => "all can be true",
        Verdict::Update => "a later count",
        Verdict::Differ => "**they differ**",
    };
    format!("- {}: {}: {verdict}\n", as_markdown(&what.join(", ")), accounts.join("; "))
}

/// What is said: who, the act as it is (“does NOT deny”), the outlet and the words.
fn said(note: &mut String, statements: &[Kept<Statement>], is_naming: bool) {
    if !statements.is_empty() {
        note.push_str("\n## Said\n\n");
    }
    for one in statements {
        let statement = &one.record;
        let who = if is_naming { format!("{} · ", speakers(&statement.speakers)) } else { String::new() };
        let not = if statement.negated { "does NOT " } else { "" };
        let day = statement.said.as_ref().and_then(|said| said.edtf.as_ref()).map(ToString::to_string);
        let head = format!("{}{who}{not}{}", dated(day, &one.from), word(&statement.act));
        entry(note, &head, &one.from, &statement.evidence);
    }
}

fn done(note: &mut String, events: &[Kept<Event>]) {
    if !events.is_empty() {
        note.push_str("\n## Done\n\n");
    }
    for one in events {
        let event = &one.record;
        let names = |parties: &[dateline_model::Party]| {
            parties.iter().map(|party| party.name.as_str()).collect::<Vec<_>>().join(", ")
        };
        let mode = event.mode.map(|mode| format!(" ({})", word(&mode))).unwrap_or_default();
        let status = match event.status {
            Status::Happened => String::new(),
            status => format!(", {} and not told as done", word(&status)),
        };
        let day = event.when.as_ref().and_then(|when| when.edtf.as_ref()).map(ToString::to_string);
        let (by, to) = (names(&event.by), names(&event.to));
        let to = if to.is_empty() { String::new() } else { format!(" → {to}") };
        let head = format!("{}{by}{to} · {}{mode}{status}", dated(day, &one.from), word(&event.act));
        entry(note, &head, &one.from, &event.evidence);
    }
}

/// The day that something is told for, else the day it was printed, which is said.
fn dated(day: Option<String>, from: &ReportLine) -> String {
    let printed = || from.day.as_ref().map(|day| format!("printed {day}"));
    day.or_else(printed).map(|day| format!("{day} · ")).unwrap_or_default()
}

fn entry(note: &mut String, head: &str, from: &ReportLine, evidence: &Excerpt) {
    let words = as_markdown(&evidence.text);
    note.push_str(&format!("- {}, {}\n\n    > {words}\n\n", as_markdown(head), report(from)));
}

/// "Valley Wire: [headline](address), 1995-11-21".
fn report(line: &ReportLine) -> String {
    let headline = line.title.as_deref().or(line.opening.as_deref()).unwrap_or(line.id.as_str());
    let headline = as_markdown(headline);
    let named = match line.url.as_deref().filter(|url| is_web_address(url)) {
        Some(url) => format!("[{headline}]({url})"),
        None => headline,
    };
    let outlet = as_markdown(line.source.as_deref().unwrap_or("outlet unknown"));
    let day = line.day.as_deref().unwrap_or("no day");
    format!("{outlet}: {named}, {day} `{}`", line.id.as_str().replace('`', ""))
}

/// A name that every file system takes: letters, digits and dashes, and the id, so that no two are one.
fn file_name(title: &str, id: &str) -> String {
    let plain = |text: &str| {
        let letters = text.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' });
        let dashed: String = letters.collect();
        dashed.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
    };
    let title: String = plain(title).chars().take(LONGEST_NAME).collect();
    format!("{}-{}.md", title.trim_end_matches('-'), plain(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_harmless_and_no_two_the_same() {
        assert_eq!(
            file_name("1995-08-28 “Shells” hit ../market: 37 die?", "story-1a"),
            "1995-08-28-Shells-hit-market-37-die-story-1a.md"
        );
        assert_ne!(file_name("Talks", "story-1"), file_name("Talks", "story-2"));
        assert!(file_name(&"long ".repeat(100), "story-1").chars().count() < 80);
    }
}
