//! How an act looks to the eye: cooperation, conflict, neither, denial.

use dateline_model::{EventAct, StatementAct};

/// What kind of act, for the eye: each has a shape and a colour, never colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// Gives, agrees, praises.
    Cooperation,
    /// Accuses, demands, hurts.
    Conflict,
    /// Says, asks, reports.
    Neutral,
    /// Says it is not so.
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

    /// Its name in lower case, for style sheets.
    pub fn name(self) -> &'static str {
        match self {
            Tone::Cooperation => "cooperation",
            Tone::Conflict => "conflict",
            Tone::Neutral => "neutral",
            Tone::Denial => "denial",
        }
    }
}
