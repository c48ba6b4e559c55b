//! Stories and persons as Markdown notes, one a file: what is held, with the words it rests on, their days
//! and outlets.

use crate::print::speakers;
use crate::statements::word;
use anyhow::{Context, Result};
use dateline_ask::{Ask, EventFilter, FactRow, Kept, ReportLine, StatementFilter, StoryAnswer};
use dateline_model::{Event, Excerpt, Person, Statement, Status, Verdict};
use dateline_serve::{as_markdown, is_web_address, title_of};
use serde_json::json;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// As many persons as there are.
const EVERYBODY: usize = u32::MAX as usize;

/// How many letters of a title go into a file's name, and how many bytes it may have.
const LONGEST_NAME: usize = 60;
const LONGEST_FILE_NAME: usize = 120;

/// How many notes were written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Of stories.
    pub stories: usize,
    /// Of persons.
    pub persons: usize,
}

/// Writes a note for each story into `stories/`, and for each person who says or does something into
/// `persons/`. What is there of the same story or person is written over, all else is left.
pub fn write(ask: &Ask<'_>, folder: &Path) -> Result<Written> {
    let (stories, persons) = (folder.join("stories"), folder.join("persons"));
    for folder in [&stories, &persons] {
        fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    }
    let put = |folder: &Path, title: &str, id: &str, note: String| -> Result<()> {
        let path = folder.join(file_name(title, id));
        fs::write(&path, note).with_context(|| format!("{} cannot be written", path.display()))
    };
    let mut written = Written::default();
    let told = ask.stories(None, 0)?;
    clear(&stories, told.iter().map(|line| line.story.id.as_str()))?;
    for line in told {
        let title = title_of(&line.story, &ask.called(&line)?);
        let day = line.story.first.as_deref().unwrap_or("no day");
        let id = line.story.id.as_str();
        put(&stories, &format!("{day} {title}"), id, of_story(&ask.story(&line.story.id)?, &title))?;
        written.stories += 1;
    }
    let people = ask.people(None, EVERYBODY, 0)?;
    clear(&persons, people.iter().map(|person| person.id.as_str()))?;
    for person in people {
        let (said, done) = (statements_of(ask, &person)?, events_of(ask, &person)?);
        if said.is_empty() && done.is_empty() {
            continue;
        }
        put(&persons, &person.name, person.id.as_str(), of_person(&person, &said, &done))?;
        written.persons += 1;
    }
    Ok(written)
}

/// Removes what was written of these before: a story that grows may be called something else, and a note
/// under its old name would stand beside the new one.
fn clear<'i>(folder: &Path, ids: impl Iterator<Item = &'i str>) -> Result<()> {
    let ends: BTreeSet<String> = ids.map(|id| format!("{}.md", plain(id))).collect();
    for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        // An id may have dashes in it.
        let tails = name.match_indices('-').filter_map(|(at, _)| name.get(at + 1..));
        if tails.chain([name]).any(|tail| ends.contains(tail)) {
            fs::remove_file(&path).with_context(|| format!("{} cannot be replaced", path.display()))?;
        }
    }
    Ok(())
}

/// What a person says under any of their names, by day.
fn statements_of(ask: &Ask<'_>, person: &Person) -> Result<Vec<Kept<Statement>>> {
    let names = names(person);
    let mut found =
        ask.statements(&StatementFilter { names: names.clone(), ..StatementFilter::default() })?;
    // What is found by words may be of somebody whose name is longer.
    found.retain(|one| one.record.speakers.iter().any(|speaker| names.contains(&speaker.name)));
    found.sort_by(|a, b| (&a.from.day, &a.record.id).cmp(&(&b.from.day, &b.record.id)));
    Ok(found)
}

fn events_of(ask: &Ask<'_>, person: &Person) -> Result<Vec<Kept<Event>>> {
    let names = names(person);
    let mut found = ask.events(&EventFilter { names: names.clone(), ..EventFilter::default() })?;
    found.retain(|one| {
        let event = &one.record;
        event.by.iter().chain(&event.to).any(|party| names.contains(&party.name))
    });
    found.sort_by(|a, b| (&a.from.day, &a.record.id).cmp(&(&b.from.day, &b.record.id)));
    Ok(found)
}

fn names(person: &Person) -> Vec<String> {
    std::iter::once(&person.name).chain(&person.aliases).cloned().collect()
}

fn of_story(answer: &StoryAnswer, title: &str) -> String {
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
        as_markdown(title)
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
    let end = format!("-{}.md", plain(id));
    let room = LONGEST_FILE_NAME.saturating_sub(end.len());
    let title = plain(title);
    let ends = title.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let cut = ends.take(LONGEST_NAME).take_while(|end| *end <= room).last().unwrap_or(0);
    format!("{}{end}", title[..cut].trim_end_matches('-'))
}

fn plain(text: &str) -> String {
    let dashed = text.replace(|letter: char| !letter.is_alphanumeric(), "-");
    dashed.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
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
        for letters in ["停戦", "Überfahrt", "переговоры"] {
            let name = file_name(&letters.repeat(40), "story-258dd1bfc4554bd739b2");
            assert!(name.len() <= 120 && name.ends_with("-story-258dd1bfc4554bd739b2.md"), "{name}");
        }
    }

    #[test]
    fn a_note_under_an_old_name_is_replaced_and_what_is_not_ours_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let names =
            ["Talks-story-1a.md", "story-1a.md", "Talks-story-1b.md", "Talks-story-1a.txt", "mine.md"];
        for name in names {
            fs::write(folder.path().join(name), "a note").unwrap();
        }
        clear(folder.path(), ["story-1a", "story-2"].into_iter()).unwrap();
        let left: Vec<bool> = names.iter().map(|name| folder.path().join(name).exists()).collect();
        assert_eq!(left, [false, false, true, true, true]);
    }
}
