//! The words of the pages: what the record's terms are called in plain English, and what each of
//! them means. They stand here once, so that a thing has one name on every page; the page of words
//! shows all of them.

use dateline_ask::{Stance, Tone};
use dateline_model::{EventAct, FigureStatus, Mode, StatementAct, Status, Verdict};

/// What somebody does by saying something.
pub struct Saying {
    /// "accuses".
    pub says: &'static str,
    /// "accuse", behind "does not".
    pub say: &'static str,
    /// "accused {}", where it is said whom.
    pub to: &'static str,
    /// "made an accusation", where it is not.
    pub alone: &'static str,
    /// What the word means here.
    pub means: &'static str,
}

/// The words for an act of speech.
pub fn saying(act: StatementAct) -> Saying {
    use StatementAct as A;
    let (says, say, to, alone, means) = match act {
        A::State => ("says", "say", "told {} this", "said this", "says something, and does no more by it"),
        A::Report => (
            "reports",
            "report",
            "reported this to {}",
            "reported this",
            "passes on what happened or was found",
        ),
        A::Accuse => (
            "accuses",
            "accuse",
            "accused {} of this",
            "made this accusation",
            "says that somebody did wrong",
        ),
        A::Criticize => (
            "criticises",
            "criticise",
            "criticised {} for this",
            "criticised this",
            "finds fault with somebody",
        ),
        A::Demand => {
            ("demands", "demand", "demanded this of {}", "demanded this", "says what somebody must do")
        }
        A::Appeal => (
            "appeals",
            "appeal",
            "appealed to {} for this",
            "appealed for this",
            "asks publicly and urgently",
        ),
        A::Propose => {
            ("proposes", "propose", "proposed this to {}", "proposed this", "puts forward what could be done")
        }
        A::Offer => ("offers", "offer", "offered {} this", "offered this", "says what it would give or do"),
        A::Pledge => {
            ("promises", "promise", "promised {} this", "promised this", "says that it will do something")
        }
        A::Agree => {
            ("agrees", "agree", "agreed to this, speaking to {}", "agreed to this", "says yes to something")
        }
        A::Accept => (
            "accepts",
            "accept",
            "accepted this, speaking to {}",
            "accepted this",
            "takes what is offered or asked",
        ),
        A::Reject => (
            "rejects",
            "reject",
            "rejected this, speaking to {}",
            "rejected this",
            "says no to what others want or say",
        ),
        A::Refuse => (
            "refuses",
            "refuse",
            "refused this, speaking to {}",
            "refused this",
            "says that it will not do something",
        ),
        A::Deny => {
            ("denies", "deny", "denied this, speaking to {}", "denied this", "says that something is not so")
        }
        A::Threaten => (
            "threatens",
            "threaten",
            "threatened {} with this",
            "threatened this",
            "says what harm it will do, and when",
        ),
        A::Warn => ("warns", "warn", "warned {} of this", "warned of this", "says what harm may come"),
        A::Praise => ("praises", "praise", "praised {}", "praised this", "speaks well of somebody"),
        A::Thank => ("thanks", "thank", "thanked {}", "gave thanks", "thanks somebody"),
        A::Apologize => ("apologises", "apologise", "apologised to {}", "apologised", "says sorry"),
        A::Ask => ("asks", "ask", "asked {} this", "asked this", "asks a question, or for something"),
        A::Announce => {
            ("announces", "announce", "announced this to {}", "announced this", "says what will be done")
        }
        A::Confirm => {
            ("confirms", "confirm", "confirmed this to {}", "confirmed this", "says that something is so")
        }
    };
    Saying { says, say, to, alone, means }
}

/// A kind of deed.
pub struct Deed {
    /// "attack".
    pub noun: &'static str,
    /// "attacked {}", where it is told on whom.
    pub to: &'static str,
    /// "attacked", where it is not.
    pub alone: &'static str,
    /// "An attack on {}", where nobody is told to have done it.
    pub on: &'static str,
    /// What the word means here.
    pub means: &'static str,
}

/// The words for a kind of deed.
pub fn deed(act: EventAct) -> Deed {
    use EventAct as A;
    let (noun, to, alone, on, means) = match act {
        A::Agree => (
            "agreement",
            "came to an agreement with {}",
            "came to an agreement",
            "An agreement of {}",
            "sides settle something, or say that they will",
        ),
        A::Consult => {
            ("talks", "held talks with {}", "held talks", "Talks with {}", "sides meet or call each other")
        }
        A::Support => (
            "support",
            "gave support to {}",
            "gave support",
            "Support for {}",
            "one side stands by another in words",
        ),
        A::Concede => (
            "concession",
            "gave way to {}",
            "gave way",
            "A concession to {}",
            "one side gives what it had withheld: a release, a lifted ban, a resignation",
        ),
        A::Cooperate => (
            "cooperation",
            "worked together with {}",
            "worked together",
            "Cooperation with {}",
            "sides do something together",
        ),
        A::Aid => {
            ("aid", "gave aid to {}", "gave aid", "Aid for {}", "money, goods, arms or shelter for somebody")
        }
        A::Retreat => (
            "pull-back",
            "pulled back from {}",
            "pulled back",
            "A pull-back from {}",
            "forces leave or stand down",
        ),
        A::Request => (
            "request",
            "asked something of {}",
            "asked for something",
            "A request to {}",
            "one side asks another for something",
        ),
        A::Accuse => (
            "accusation",
            "accused {}",
            "made an accusation",
            "An accusation against {}",
            "one side says that another did wrong, or looks into it",
        ),
        A::Reject => {
            ("refusal", "said no to {}", "said no", "A refusal of {}", "one side says no to another")
        }
        A::Threaten => (
            "threat",
            "threatened {}",
            "made a threat",
            "A threat to {}",
            "one side says what harm it will do",
        ),
        A::Protest => (
            "protest",
            "protested against {}",
            "protested",
            "A protest against {}",
            "people show that they are against something: marches, strikes, boycotts",
        ),
        A::Sanction => (
            "penalty",
            "put a penalty on {}",
            "imposed a penalty",
            "A penalty on {}",
            "one side cuts or lessens its dealings with another: sanctions, expulsions, withdrawn aid",
        ),
        A::Mobilize => (
            "mobilisation",
            "put forces in motion against {}",
            "put forces in motion",
            "Forces put in motion against {}",
            "troops, police or weapons are moved or made ready",
        ),
        A::Coerce => (
            "use of power",
            "used power against {}",
            "used its power",
            "Power used against {}",
            "arrests, seizures, bans, cyber attacks: force short of bloodshed",
        ),
        A::Assault => {
            ("attack", "attacked {}", "attacked", "An attack on {}", "people or places are harmed by force")
        }
    };
    Deed { noun, to, alone, on, means }
}

/// How a deed was done, behind its sentence; nothing where the root says it all.
pub fn manner(mode: Mode) -> &'static str {
    use Mode as M;
    match mode {
        M::Visit => "on a visit",
        M::ThirdParty => "through a go-between",
        M::Multilateral => "with several sides at the table",
        M::Phone => "by telephone",
        M::Meet => "at a meeting",
        M::Ceasefire => "a ceasefire",
        M::Withdraw => "troops withdrawn",
        M::Release => "somebody freed",
        M::Disarm => "arms laid down",
        M::Access => "access given",
        M::Resign => "a resignation",
        M::Arrest => "an arrest",
        M::Convict => "a conviction",
        M::Deport => "a deportation",
        M::Expel => "an expulsion",
        M::Seize => "a seizure",
        M::Cyber => "by computer",
        M::Abduct => "an abduction",
        M::Beat => "a beating",
        M::Torture => "torture",
        M::Sexual => "sexual violence",
        M::Targeted => "aimed at one person",
        M::Firearms => "with firearms",
        M::Explosives => "with explosives",
        M::SuicideAttack => "a suicide attack",
        M::Aerial => "from the air",
        M::Drone => "by drone",
        M::HeavyWeapons => "with heavy weapons",
        M::Missile => "by missile",
        M::Arson => "by fire",
        M::Invade => "an invasion",
        M::Demo => "a demonstration",
        M::Riot => "a riot",
        M::Strike => "a strike",
        M::Hunger => "a hunger strike",
        M::Boycott => "a boycott",
        M::Troops => "troops",
        M::Weapons => "weapons",
        M::Police => "police",
        M::Militia => "militia",
        M::Curfew => "a curfew",
        M::MartialLaw => "martial law",
        M::Censor => "censorship",
        M::Robbery => "a robbery",
        M::Hijack => "a hijacking",
        _ => "",
    }
}

/// What is said of a deed that is not told as done; nothing where it is.
pub fn standing(status: Status) -> &'static str {
    match status {
        Status::Happened => "",
        Status::Planned => "planned",
        Status::Proposed => "only proposed",
        Status::Threatened => "only threatened",
        Status::Denied => "denied",
        Status::Hypothetical => "only supposed",
    }
}

/// The same of a figure.
pub fn given(status: FigureStatus) -> &'static str {
    match status {
        FigureStatus::Given => "",
        FigureStatus::Denied => "denied",
        FigureStatus::Hypothetical => "only supposed",
        FigureStatus::Planned => "planned",
        FigureStatus::Superseded => "given up for a later figure",
    }
}

/// A word with what it means.
pub struct Term {
    pub name: &'static str,
    pub means: &'static str,
}

/// How the accounts of one fact stand to each other.
pub fn verdict(verdict: Verdict) -> Term {
    let (name, means) = match verdict {
        Verdict::Same => ("same", "all give one figure"),
        Verdict::Compatible => ("compatible", "the figures are not the same, but all of them can be true"),
        Verdict::Update => ("later count", "a later account counts what had happened since"),
        Verdict::Differ => ("differ", "of one time, and they cannot all be true"),
    };
    Term { name, means }
}

/// Where somebody stands.
pub fn stance(stance: Stance) -> Term {
    let (name, means) = match stance {
        Stance::For => ("for", "wants it"),
        Stance::Against => ("against", "does not want it"),
        Stance::Conditional => ("on a condition", "wants it only if something else is done"),
        Stance::Unclear => ("unclear", "speaks of it, and takes no side that can be read"),
    };
    Term { name, means }
}

/// What kind of act, by its colour and shape.
pub fn tone(tone: Tone) -> Term {
    let (name, means) = match tone {
        Tone::Cooperation => ("cooperation", "gives, agrees, helps, praises"),
        Tone::Conflict => ("conflict", "accuses, demands, threatens, harms"),
        Tone::Neutral => ("neither", "says, asks, reports"),
        Tone::Denial => ("denial", "says that it is not so"),
    };
    Term { name, means }
}

/// The words that are the program's own.
pub const OWN: [Term; 13] = [
    Term {
        name: "record",
        means: "what was said, done and counted, each with the words of the report that say so",
    },
    Term { name: "report", means: "one text with its day, as an outlet printed it" },
    Term { name: "story", means: "one happening, told within hours or a few days" },
    Term {
        name: "account",
        means: "reports that come from each other or from one house; ten papers that print one agency are one account",
    },
    Term { name: "statement", means: "somebody says something, in quotation marks or not" },
    Term { name: "deed", means: "somebody does something, or is to do it" },
    Term { name: "figure", means: "a number that somebody gives" },
    Term { name: "by whose word", means: "who gives a figure; where nobody is named, the report itself" },
    Term { name: "side", means: "a state or body; whoever holds an office speaks for it" },
    Term {
        name: "private voice",
        means: "somebody who speaks for nobody else: an analyst, a witness, the opposition",
    },
    Term {
        name: "changed",
        means: "one side was plainly for, and later plainly against, or the other way round",
    },
    Term { name: "uncertain", means: "read with less than even confidence; it stands lighter than the rest" },
    Term {
        name: "day not given",
        means: "the report does not say when; the day it was printed stands beside it",
    },
];

/// Whether a measure's numbers say nothing without their unit.
pub fn has_unit(what: &str) -> bool {
    matches!(
        what,
        "money"
            | "distance"
            | "duration"
            | "speed"
            | "area"
            | "weight"
            | "volume"
            | "depth"
            | "height"
            | "length"
            | "temperature"
            | "age"
            | "percent"
    )
}

/// What accounts of a figure answer, as a heading: "killed", "how long".
pub fn asked(what: &str) -> &str {
    match what {
        "percent" => "what share",
        "money" => "how much money",
        "distance" => "how far",
        "duration" => "how long",
        other => other,
    }
}

/// What a figure counts, in words: "killed" of people, "drones" of drones.
pub fn measure(what: &str) -> &str {
    match what {
        "percent" => "percent",
        "money" => "in money",
        "distance" => "in distance",
        "duration" => "in time",
        other => other,
    }
}
