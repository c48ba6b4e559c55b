//! The colours of acts on a terminal, after Okabe and Ito: blue for cooperation, vermilion
//! for conflict, grey for neither. The shapes are the same everywhere.

use anstyle::{AnsiColor, Color, Effects, RgbColor, Style};
pub use dateline_ask::Tone;

/// The colour of a tone.
pub fn style(tone: Tone) -> Style {
    let color = match tone {
        Tone::Cooperation => Color::Rgb(RgbColor(86, 180, 233)),
        Tone::Conflict => Color::Rgb(RgbColor(213, 94, 0)),
        Tone::Neutral => Color::Ansi(AnsiColor::BrightBlack),
        Tone::Denial => Color::Rgb(RgbColor(204, 121, 167)),
    };
    Style::new().fg_color(Some(color)).effects(Effects::BOLD)
}
