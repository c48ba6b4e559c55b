//! What words of the lexicon say.

use rustc_hash::FxHashSet;
use serde::Deserialize;

/// What words before a number say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Bound {
    /// "at least four".
    Least,
    /// "more than 30".
    Above,
    /// "up to 20".
    Most,
    /// "fewer than 20".
    Below,
    /// "about 200".
    About,
    /// "another six".
    Plain,
}

/// Words by which a figure is not given as true.
#[derive(Debug, Deserialize)]
pub(crate) struct StatusWords {
    /// "denied that".
    pub deny: Verbs,
    /// "reports … are false".
    #[serde(rename = "false")]
    pub untrue: Plain,
    /// "reports that".
    pub saying: Nouns,
    /// "plans to", "a plan to".
    pub plan: VerbsAndNouns,
    /// "threatened to", "an attempt to".
    pub suppose: VerbsAndNouns,
    /// "failed to".
    pub fail: Verbs,
    /// "looks for 12 people *to give*": what they are wanted for is to come.
    pub wanting: Verbs,
    /// By which there come to be so many: "build".
    pub bring: Verbs,
    /// By which something comes to be that was not before: "write".
    pub create: Verbs,
    /// "*plan* 12 strikes".
    pub project: Verbs,
    /// "the *next* 20": those that are not there yet.
    pub fresh: Plain,
    /// "a smith *accused* of killing six".
    pub charged: Plain,
    /// "put the crowd *at* 300".
    pub reckoning: Verbs,
    /// "said that it would".
    pub told: Verbs,
    /// "asked if".
    pub asking: Verbs,
    /// "acquitted of".
    pub acquit: Verbs,
    /// "initial reports of".
    pub earlier: Earlier,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Verbs {
    pub verbs: FxHashSet<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Nouns {
    pub nouns: FxHashSet<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Plain {
    pub words: FxHashSet<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct VerbsAndNouns {
    pub verbs: FxHashSet<String>,
    pub nouns: FxHashSet<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Earlier {
    pub words: FxHashSet<String>,
    pub adjectives: FxHashSet<String>,
    pub nouns: FxHashSet<String>,
}
