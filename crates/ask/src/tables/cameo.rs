//! Deeds in CAMEO's terms.

/// PLOVER's crosswalk to CAMEO (Halterman et al., PLOVER and POLECAT, 2023, appendix) and the
/// Goldstein value of each CAMEO root (the CAMEO codebook's scale, after Goldstein 1992).
pub(crate) fn cameo(
    act: dateline_model::EventAct,
    mode: Option<dateline_model::Mode>,
) -> (&'static str, f64) {
    use dateline_model::{EventAct as Act, Mode};
    match act {
        Act::Agree => ("03", 4.0),
        Act::Consult => ("04", 1.0),
        Act::Support => ("05", 3.5),
        Act::Cooperate => ("06", 6.0),
        Act::Aid => ("07", 7.0),
        Act::Concede | Act::Retreat => ("08", 5.0),
        Act::Accuse if mode == Some(Mode::Investigate) => ("09", -2.0),
        Act::Request => ("10", -5.0),
        Act::Accuse => ("11", -2.0),
        Act::Reject => ("12", -4.0),
        Act::Threaten => ("13", -6.0),
        Act::Protest => ("14", -6.5),
        Act::Mobilize => ("15", -7.2),
        Act::Sanction => ("16", -4.0),
        Act::Coerce => ("17", -7.0),
        Act::Assault => match mode {
            Some(
                Mode::Abduct | Mode::Beat | Mode::Torture | Mode::Sexual | Mode::Targeted | Mode::Robbery,
            )
            | None => ("18", -9.0),
            Some(Mode::Unconventional) => ("20", -10.0),
            Some(_) => ("19", -10.0),
        },
    }
}
