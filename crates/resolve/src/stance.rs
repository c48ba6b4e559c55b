//! Whether a statement or deed is for or against what it is about.

use crate::words::words;
use dateline_model::{Event, EventAct, Statement, StatementAct, Status};

/// Words that speak for what they are said of, by their beginnings.
const FOR: [&str; 22] = [
    "accept",
    "agree",
    "approv",
    "back",
    "commit",
    "embrac",
    "endors",
    "favor",
    "favour",
    "hail",
    "join",
    "open to",
    "prepared to",
    "ratif",
    "ready",
    "sign",
    "support",
    "uphold",
    "welcom",
    "willing",
    "praise",
    "honor",
];
/// Words that speak against it.
const AGAINST: [&str; 24] = [
    "abandon",
    "against",
    "block",
    "boycott",
    "cancel",
    "condemn",
    "decline",
    "denounc",
    "dismiss",
    "halt",
    "nonstarter",
    "non-starter",
    "oppos",
    "pull out",
    "quit",
    "refus",
    "reject",
    "rule out",
    "ruled out",
    "rules out",
    "scrap",
    "suspend",
    "unacceptable",
    "withdr",
];
const NOT: [&str; 10] =
    ["not", "no", "never", "cannot", "t", "without", "nor", "neither", "deny", "incorrect"];

/// From -1 (against) to 1 (for); 0 where no side is taken.
pub(crate) fn of_statement(statement: &Statement) -> f32 {
    let content: String =
        statement.content.iter().map(|content| content.text.as_str()).collect::<Vec<_>>().join(" ");
    let of_words = of_words(&content);
    let stance = match statement.act {
        StatementAct::Agree | StatementAct::Accept | StatementAct::Praise | StatementAct::Thank => 1.0,
        StatementAct::Pledge | StatementAct::Offer | StatementAct::Propose => or(of_words, 1.0),
        StatementAct::Reject | StatementAct::Refuse => -1.0,
        // "denied that he had rejected the plan" is not against it.
        StatementAct::Deny if of_words != 0.0 => -of_words / 2.0,
        StatementAct::Deny => -0.5,
        StatementAct::Demand | StatementAct::Appeal => or(of_words, 0.5),
        StatementAct::Threaten | StatementAct::Criticize => or(of_words, -0.5),
        // What one accuses others of is their side, not one's own.
        StatementAct::Accuse | StatementAct::Ask | StatementAct::Warn => 0.0,
        _ => of_words,
    };
    if statement.negated { -stance } else { stance }
}

/// From -1 (against) to 1 (for); 0 where no side is taken.
pub(crate) fn of_event(event: &Event) -> f32 {
    let stance = match event.act {
        EventAct::Agree | EventAct::Support | EventAct::Cooperate | EventAct::Aid | EventAct::Concede => 1.0,
        EventAct::Retreat => 0.5,
        EventAct::Reject => -1.0,
        EventAct::Threaten | EventAct::Protest | EventAct::Sanction => -0.5,
        _ => 0.0,
    };
    match event.status {
        Status::Denied => -stance,
        Status::Happened => stance,
        _ => stance / 2.0,
    }
}

fn or(stance: f32, otherwise: f32) -> f32 {
    if stance == 0.0 { otherwise } else { stance }
}

/// The side that a text's own words take: the last that takes one, turned by a "not" among the
/// three words before it.
fn of_words(text: &str) -> f32 {
    let lower = text.to_lowercase();
    let side = |at: usize| {
        let is = |cues: &[&str]| cues.iter().any(|cue| lower[at..].starts_with(cue));
        if is(&AGAINST) { Some(-1.0) } else { is(&FOR).then_some(1.0) }
    };
    let Some((at, side)) = starts(&lower).rev().find_map(|at| side(at).map(|side| (at, side))) else {
        return 0.0;
    };
    let before: Vec<&str> = words(&lower[..at]).map(|word| word.text).collect();
    let is_turned = before.iter().rev().take(3).any(|word| NOT.contains(word));
    if is_turned { -side } else { side }
}

/// Where words begin.
fn starts(text: &str) -> impl DoubleEndedIterator<Item = usize> {
    let begins = |at: usize| !text[..at].ends_with(char::is_alphanumeric);
    text.char_indices().filter(move |&(at, letter)| letter.is_alphanumeric() && begins(at)).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_take_sides() {
        assert_eq!(of_words("we support the settlement"), 1.0);
        assert_eq!(of_words("his party would never accept the map"), -1.0);
        assert_eq!(of_words("the cabinet has ruled out a withdrawal of settlers"), -1.0);
        assert_eq!(of_words("the talks lasted five hours"), 0.0);
    }
}
