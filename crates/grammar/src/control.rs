//! Verbs whose object does what a verb behind it tells, from `lexicon/control.toml`.

use serde::Deserialize;
use std::sync::LazyLock;

/// The word lists.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Control {
    charging: Vec<String>,
    controlling: Vec<String>,
}

static CONTROL: LazyLock<Control> = LazyLock::new(|| {
    dateline_vocabulary::compiled_in("control.toml", include_str!("../lexicon/control.toml"))
});

/// "*accused* the guards of stealing": the guards stole.
pub(crate) fn is_charging(lemma: &str) -> bool {
    CONTROL.charging.iter().any(|verb| verb == lemma)
}

/// "*ordered* the guards to leave": the guards leave.
pub(crate) fn is_controlling(lemma: &str) -> bool {
    CONTROL.controlling.iter().any(|verb| verb == lemma)
}
