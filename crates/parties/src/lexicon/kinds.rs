//! What the lexicons say of a word: offices, bearers, bodies, men and women.

use dateline_model::Sector;

/// Whom a noun like "the politician" takes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resuming {
    /// Who holds or seeks an office.
    Politics,
    /// Who belongs to one part of society.
    Of(Sector),
    /// Who is no part of power.
    Learned,
    /// Anybody.
    Any,
}

/// Which office the head of a state holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// President.
    President,
    /// Prime minister or chancellor.
    Premier,
}

impl Head {
    /// The head that an office in lower case is that of, if it is one.
    pub fn of_office(office: &str) -> Option<Self> {
        match office {
            "president" | "head of state" => Some(Head::President),
            "prime minister" | "premier" | "pm" | "chancellor" | "head of government" | "government head" => {
                Some(Head::Premier)
            }
            _ => None,
        }
    }
}

/// What a noun for people or bodies says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    /// The part of society.
    pub sector: Sector,
    /// Whether the holder may be called the state's leader.
    pub leads: bool,
    /// One person's title, people, or a body.
    pub bearer: Bearer,
    /// Whether the word stands for several.
    pub plural: bool,
}

/// Who can be called by a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bearer {
    /// One person, also right before the name.
    Title,
    /// People.
    People,
    /// A body of people.
    Body,
    /// What people built: a facility, which does nothing itself.
    Building,
}

/// A body that people speak for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The short name it is known by.
    pub name: String,
    /// The part of society.
    pub sector: Sector,
    /// The state (ISO 3166-1 alpha-3) whose organ it is or whose politics it belongs to.
    pub state: Option<String>,
    /// The body of several states whose organ it is.
    pub part_of: Option<String>,
}

/// Man or woman.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// He.
    Masculine,
    /// She.
    Feminine,
}
