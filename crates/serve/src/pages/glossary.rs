//! What the words of the pages mean.

use super::words::{self, OWN, Term};
use super::{Page, render};
use askama::Template;
use dateline_ask::{Stance, Tone};
use dateline_model::{EventAct, StatementAct, Verdict};

#[derive(Template)]
#[template(path = "words.html")]
struct Words {
    own: &'static [Term],
    tones: Vec<(Tone, Term)>,
    sayings: Vec<(&'static str, &'static str, Tone)>,
    deeds: Vec<(&'static str, &'static str, &'static str, Tone)>,
    verdicts: Vec<Term>,
    stances: Vec<Term>,
}

/// The page.
pub async fn page() -> Page {
    let saying = |act: StatementAct| {
        let saying = words::saying(act);
        (saying.says, saying.means, Tone::of_statement(act))
    };
    let deed = |act: EventAct| {
        let deed = words::deed(act);
        (deed.noun, deed.means, act.name(), Tone::of_event(act))
    };
    let tones = [Tone::Cooperation, Tone::Conflict, Tone::Neutral, Tone::Denial];
    render(&Words {
        own: &OWN,
        tones: tones.into_iter().map(|tone| (tone, words::tone(tone))).collect(),
        sayings: StatementAct::ALL.into_iter().map(saying).collect(),
        deeds: EventAct::ALL.into_iter().map(deed).collect(),
        verdicts: [Verdict::Same, Verdict::Compatible, Verdict::Update, Verdict::Differ]
            .into_iter()
            .map(words::verdict)
            .collect(),
        stances: [Stance::For, Stance::Against, Stance::Conditional, Stance::Unclear]
            .into_iter()
            .map(words::stance)
            .collect(),
    })
}
