//! Who wrote it, behind the closing sentence: "… was closed. (Reporting by Mara Ilic)", "… was closed. – AFP".

/// The longest name of an agency, in words.
const NAME: usize = 3;
/// A paragraph of fewer words is no prose that a sign-off could stand behind.
const PROSE: usize = 8;

/// Where the sign-off begins that stands behind the last sentence of a paragraph: one by its words, or the name of one
/// of the `agencies`, in small letters.
pub(super) fn start(
    paragraph: &str,
    agencies: &[String],
    is_sign_off: impl Fn(&str) -> bool,
) -> Option<usize> {
    let trimmed = paragraph.trim_end();
    let at = bracketed(trimmed, agencies, is_sign_off)
        .or_else(|| behind_dash(trimmed))
        .or_else(|| initials(trimmed))?;
    let before = paragraph[..at].trim_end();
    (before.split_whitespace().count() >= PROSE && ends_sentence(before)).then_some(at)
}

/// "(Reporting by …; editing by …)", "[AFP]", "(Reuters)".
fn bracketed(paragraph: &str, agencies: &[String], is_sign_off: impl Fn(&str) -> bool) -> Option<usize> {
    let inside = paragraph.trim_end_matches('.').strip_suffix([')', ']'])?;
    let open = inside.rfind(['(', '['])?;
    let held = &inside[open + 1..];
    (is_sign_off(&paragraph[open..]) || is_agency(held, agencies)).then_some(open)
}

/// "– AFP", "— Valley Wire"; but "“The bridge is safe.” – Ada Doran" is said by her.
fn behind_dash(paragraph: &str) -> Option<usize> {
    let (at, dash) = paragraph.char_indices().rfind(|&(at, letter)| {
        // The dash before a name, not the one within it: "– Al-Jisr".
        matches!(letter, '–' | '—' | '-') && paragraph[..at].ends_with(' ')
    })?;
    let before = paragraph[..at].trim_end();
    let name = paragraph[at + dash.len_utf8()..].trim();
    let is_quoted = before.ends_with(['”', '"', '’', '\'']);
    let is_name = (1..=NAME).contains(&name.split_whitespace().count())
        && name.split_whitespace().all(|word| {
            word.starts_with(char::is_uppercase)
                && word.chars().all(|letter| letter.is_alphanumeric() || letter == '-')
        });
    (!is_quoted && is_name).then_some(at)
}

/// "… was closed. ANI", "… was closed. ©Valley Wire".
fn initials(paragraph: &str) -> Option<usize> {
    if let Some(at) = paragraph.rfind('©') {
        return (paragraph[at..].split_whitespace().count() <= NAME + 2).then_some(at);
    }
    let (before, last) = paragraph.rsplit_once(' ')?;
    let is_initials = (2..=5).contains(&last.len()) && last.bytes().all(|letter| letter.is_ascii_uppercase());
    (is_initials && ends_sentence(before)).then_some(before.len() + 1)
}

fn is_agency(held: &str, agencies: &[String]) -> bool {
    let lower = held.to_lowercase();
    let is_initials = (2..=5).contains(&held.len()) && held.bytes().all(|letter| letter.is_ascii_uppercase());
    is_initials || agencies.contains(&lower)
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end().trim_end_matches(['”', '"', '’']).ends_with(['.', '!', '?'])
}

#[cfg(test)]
mod tests {
    use super::start as start_of;

    fn start(paragraph: &str) -> Option<usize> {
        start_of(paragraph, &["reuters".to_owned()], |tail| tail.starts_with("(Reporting by"))
    }

    #[test]
    fn sign_offs_behind_the_last_sentence() {
        const PROSE: &str = "The port was closed in the evening, when the storm had reached the outer pier.";
        for sign in [
            "(Reporting by Mara Ilic; editing by Tom Reed)",
            "[AFP]",
            "(Reuters)",
            "– AFP",
            "— Valley Wire",
            "PTI",
            "©Valleywire",
        ] {
            assert_eq!(start(&format!("{PROSE} {sign}")), Some(PROSE.len() + 1), "{sign}");
        }
    }

    #[test]
    fn the_last_words_of_prose_are_none() {
        for text in [
            "“The bridge over the river is as safe as it has always been.” – Ada Doran",
            "The port was closed in the evening, when the storm had reached the outer pier (again).",
            "The port was closed, and those who had come from afar – all of them – went home to the US",
            "She left for the port in the evening and has not been seen again – yet",
            "It rained. – AFP",
        ] {
            assert_eq!(start(text), None, "{text}");
        }
    }
}
