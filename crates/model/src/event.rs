//! Somebody does something to somebody.

use crate::{Excerpt, Id, PlaceRef, When};
use serde::{Deserialize, Serialize};

/// One deed, coded with the roots and modes of PLOVER.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Derived from content.
    pub id: Id,
    /// The report it stands in.
    pub report: Id,
    /// The PLOVER root.
    pub act: EventAct,
    /// How, where one of the root's modes fits.
    pub mode: Option<Mode>,
    /// Who does it.
    pub by: Vec<Party>,
    /// To whom, or with whom.
    pub to: Vec<Party>,
    /// The fullest telling of it.
    pub evidence: Excerpt,
    /// The other tellings in the same report.
    pub also: Vec<Excerpt>,
    /// The word that tells it.
    pub trigger: Excerpt,
    /// When.
    pub when: Option<When>,
    /// Where.
    pub place: Option<PlaceRef>,
    /// Whether it happened.
    pub status: Status,
    /// The statement it stands in; none where the report itself tells it.
    pub account: Option<Id>,
    /// How sure, from 0 to 1.
    pub confidence: f32,
}

/// One side of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// As printed.
    pub span: Excerpt,
    /// The fullest name that the report gives.
    pub name: String,
    /// The entity of the mention.
    pub entity: Option<Id>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// The part of society it acts for.
    pub sector: Option<Sector>,
}

/// The root codes of PLOVER (the Political Language Ontology for Verifiable Event Records).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "each is PLOVER's own word")]
pub enum EventAct {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
}

impl EventAct {
    /// All of them, in the order of [`EventAct::NAMES`].
    pub const ALL: [EventAct; 16] = [
        EventAct::Agree,
        EventAct::Consult,
        EventAct::Support,
        EventAct::Concede,
        EventAct::Cooperate,
        EventAct::Aid,
        EventAct::Retreat,
        EventAct::Request,
        EventAct::Accuse,
        EventAct::Reject,
        EventAct::Threaten,
        EventAct::Protest,
        EventAct::Sanction,
        EventAct::Mobilize,
        EventAct::Coerce,
        EventAct::Assault,
    ];

    /// PLOVER's roots as they are written in the record.
    pub const NAMES: [&'static str; 16] = [
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
        "RETREAT",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
    ];

    /// How it is written in the record.
    pub const fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// The one of a name, in any case.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name().eq_ignore_ascii_case(name))
    }
}

/// How a deed is done: the modes of all roots together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is PLOVER's own word")]
pub enum Mode {
    Visit,
    ThirdParty,
    Multilateral,
    Phone,
    Withdraw,
    Release,
    Disarm,
    Ceasefire,
    Access,
    Resign,
    Assist,
    Change,
    Yield,
    Meet,
    Disapprove,
    Investigate,
    Allege,
    Restrict,
    Arrest,
    Relations,
    Expel,
    Territory,
    Violence,
    Demo,
    Riot,
    Strike,
    Hunger,
    Boycott,
    Obstruct,
    Vandalize,
    Convict,
    Discontinue,
    Troops,
    Weapons,
    Police,
    Militia,
    Seize,
    Censor,
    Curfew,
    MartialLaw,
    Deport,
    Withhold,
    Misinformation,
    Cyber,
    Abduct,
    Beat,
    Torture,
    Sexual,
    Targeted,
    Destroy,
    Primitive,
    Firearms,
    Explosives,
    SuicideAttack,
    Aerial,
    Drone,
    HeavyWeapons,
    CrowdControl,
    Unconventional,
    Missile,
    Arson,
    Hijack,
    Robbery,
    Invade,
}

/// The part of society that a party acts for, after PLOVER's sector codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Sector {
    /// The executive.
    Gov,
    /// Armed forces of a state.
    Mil,
    /// Police and other internal security.
    Cop,
    /// Intelligence services.
    Spy,
    /// Parliaments.
    Leg,
    /// Courts.
    Jud,
    /// Parties and politicians out of government.
    Opp,
    /// Armed groups fighting a state.
    Reb,
    /// Armed groups beside a state.
    Paramil,
    /// Criminals and gangs.
    Crm,
    /// Bodies of states (UN, NATO, EU).
    Igo,
    /// Aid and advocacy organisations.
    Ngo,
    /// The press.
    Med,
    /// Companies.
    Bus,
    /// Universities and schools.
    Edu,
    /// Churches and clergy.
    Rel,
    /// Trade unions.
    Lab,
    /// People without a part of their own.
    Cvl,
    /// People who fled.
    Ref,
}

/// Whether a deed happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the plain English word")]
pub enum Status {
    Happened,
    Planned,
    Proposed,
    Threatened,
    Denied,
    Hypothetical,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_records_own() {
        for (act, name) in EventAct::ALL.into_iter().zip(EventAct::NAMES) {
            assert_eq!(serde_json::to_value(act).unwrap(), name);
            assert_eq!((act.name(), EventAct::named(name)), (name, Some(act)));
        }
    }
}
