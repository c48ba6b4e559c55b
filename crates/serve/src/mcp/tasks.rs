//! The usual tasks as prompts, and what the record's words and columns mean as resources.

use crate::pages::words;
use dateline_ask::tables_as_markdown;
use dateline_model::{EventAct, StatementAct};
use rmcp::model::{Prompt, PromptArgument, Resource};
use std::fmt::Write;

/// A task: its name, what it is for, what it takes, and how to go about it with `{}` for what it takes.
pub struct Task {
    name: &'static str,
    summary: &'static str,
    takes: (&'static str, &'static str),
    steps: &'static str,
}

const TASKS: [Task; 3] = [
    Task {
        name: "who-said-what",
        summary: "Who said what about a matter, with the words and links",
        takes: ("about", "the matter, in a word or two: ceasefire"),
        steps: "Find who said what about “{}”. Ask `statements` with `about`, a page at a time, and `positions` with the same \
                words. Tell each side's stand in one line: who, in which office, did what by saying it, on which day, the \
                exact words in quotation marks only if `manner` is direct, and the link. Where `negated` is true the speaker \
                did NOT do it. Leave out what the answers do not say.",
    },
    Task {
        name: "where-accounts-differ",
        summary: "Where independent reports of one story contradict each other",
        takes: ("story", "the id of a story, or words to find it by"),
        steps: "Find where the reports of “{}” differ. If this is no id, ask `search` with these words and take the story of the \
                best report. Ask `story`, then `differences` with its id. For each fact give every account: the figure, \
                whose account it is, which outlet, the sentence and the link. Say how many independent voices there are and \
                which reports are copies of one. A later count is an update, no contradiction.",
    },
    Task {
        name: "brief-on-a-person",
        summary: "What somebody said and did, in which offices, and what changed",
        takes: ("name", "the name of a person or a body"),
        steps: "Write a brief on “{}”. Ask `who` for offices and days, `statements` with `by` for what was said, `events` with `by` \
                for what was done, and `positions` for each issue that comes up. Order it by day, each line with its link. \
                Keep what others say about this person apart from what this person says.",
    },
];

/// The prompts.
pub fn prompts() -> Vec<Prompt> {
    let argument =
        |task: &Task| PromptArgument::new(task.takes.0).with_description(task.takes.1).with_required(true);
    TASKS.iter().map(|task| Prompt::new(task.name, Some(task.summary), Some(vec![argument(task)]))).collect()
}

/// How to go about a task.
///
/// # Errors
/// If there is no such task, or it lacks what it is about: a sentence that says so.
pub fn prompt(name: &str, given: impl Fn(&str) -> Option<String>) -> Result<String, String> {
    let task =
        TASKS.iter().find(|task| task.name == name).ok_or_else(|| format!("there is no prompt {name}"))?;
    let about = given(task.takes.0).filter(|text| !text.trim().is_empty());
    let about = about.ok_or_else(|| format!("{} is needed: {}", task.takes.0, task.takes.1))?;
    Ok(task.steps.replace("{}", about.trim()))
}

const WORDS: &str = "dateline://words";
const TABLES: &str = "dateline://tables";

/// The resources.
pub fn resources() -> Vec<Resource> {
    vec![
        Resource::new(WORDS, "words")
            .with_description("What the acts of speech and the roots of deeds mean")
            .with_mime_type("text/markdown"),
        Resource::new(TABLES, "tables")
            .with_description("Every table of the record, column by column")
            .with_mime_type("text/markdown"),
    ]
}

/// The text of one.
pub fn resource(uri: &str) -> Option<String> {
    match uri {
        WORDS => Some(all_words()),
        TABLES => Some(tables_as_markdown()),
        _ => None,
    }
}

fn all_words() -> String {
    let mut page = String::from("# What somebody does by saying something (`act` of a statement)\n\n");
    for act in StatementAct::ALL {
        let _ = writeln!(page, "- `{}`: {}", act.name(), words::saying(act).means);
    }
    page.push_str("\n# What somebody does (`act` of an event, PLOVER roots)\n\n");
    for act in EventAct::ALL {
        let _ = writeln!(page, "- `{}`: {}", act.name(), words::deed(act).means);
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_says_what_it_is_about() {
        let told = prompt("who-said-what", |_| Some("the ferry".to_owned()));
        assert!(told.is_ok_and(|told| told.contains("“the ferry”")));
        assert_eq!(
            prompt("who-said-what", |_| None),
            Err("about is needed: the matter, in a word or two: ceasefire".to_owned())
        );
        assert_eq!(prompt("sing", |_| None), Err("there is no prompt sing".to_owned()));
    }

    #[test]
    fn every_resource_has_a_text() {
        for one in resources() {
            assert!(
                resource(&one.uri).is_some_and(|text| text.contains("- `") || text.contains("| `")),
                "{}",
                one.uri
            );
        }
        assert_eq!(resource("dateline://else"), None);
    }
}
