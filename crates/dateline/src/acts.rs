//! How an act looks: a shape and a colour, never colour alone. Okabe–Ito colours:
//! blue for cooperation, vermilion for conflict, grey for neither.

use anstyle::{AnsiColor, Color, Effects, RgbColor, Style};
use dateline_model::{EventAct, StatementAct};

/// What kind of act, for the eye.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Cooperation,
    Conflict,
    Neutral,
    Denial,
}

impl Tone {
    /// Of what a speaker does by saying it.
    pub fn of_statement(act: StatementAct) -> Tone {
        use StatementAct as A;
        match act {
            A::Accuse | A::Criticize | A::Demand | A::Reject | A::Refuse | A::Threaten | A::Warn => {
                Tone::Conflict
            }
            A::Propose
            | A::Offer
            | A::Pledge
            | A::Agree
            | A::Accept
            | A::Praise
            | A::Thank
            | A::Apologize => Tone::Cooperation,
            A::Deny => Tone::Denial,
            A::State | A::Report | A::Appeal | A::Ask | A::Announce | A::Confirm => Tone::Neutral,
        }
    }

    /// Of a deed.
    pub fn of_event(act: EventAct) -> Tone {
        use EventAct as A;
        match act {
            A::Agree | A::Consult | A::Support | A::Concede | A::Cooperate | A::Aid | A::Retreat => {
                Tone::Cooperation
            }
            A::Request
            | A::Accuse
            | A::Reject
            | A::Threaten
            | A::Protest
            | A::Sanction
            | A::Mobilize
            | A::Coerce
            | A::Assault => Tone::Conflict,
        }
    }

    /// Its shape.
    pub fn shape(self) -> char {
        match self {
            Tone::Cooperation => '○',
            Tone::Conflict => '▲',
            Tone::Neutral => '◇',
            Tone::Denial => '✕',
        }
    }

    /// Its colour.
    pub fn style(self) -> Style {
        let color = match self {
            Tone::Cooperation => Color::Rgb(RgbColor(86, 180, 233)),
            Tone::Conflict => Color::Rgb(RgbColor(213, 94, 0)),
            Tone::Neutral => Color::Ansi(AnsiColor::BrightBlack),
            Tone::Denial => Color::Rgb(RgbColor(204, 121, 167)),
        };
        Style::new().fg_color(Some(color)).effects(Effects::BOLD)
    }
}
