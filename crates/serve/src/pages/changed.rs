//! What changed between two versions of a text: paragraphs first, then the words of those that
//! were rewritten.

use super::marked::escaped;
use super::views::plain_day;
use dateline_model::Report;

/// A version and what the next one made of it.
pub struct Version {
    pub number: usize,
    pub day_plain: String,
    pub title_before: String,
    pub title_after: String,
    /// Paragraphs with `<del>` and `<ins>`, the unchanged ones left out.
    pub paragraphs: Vec<String>,
}

/// Each version before with the changes to the one after it, the latest first.
pub fn versions(now: &Report, before: &[Report]) -> Vec<Version> {
    let after = before.iter().skip(1).chain(std::iter::once(now));
    let mut versions: Vec<Version> = before
        .iter()
        .zip(after)
        .enumerate()
        .map(|(number, (old, new))| {
            let day = old.published.as_deref().and_then(|day| day.get(..10)).unwrap_or_default();
            let (title_before, title_after) =
                (old.title.clone().unwrap_or_default(), new.title.clone().unwrap_or_default());
            let is_same = title_before == title_after;
            Version {
                number: number + 1,
                day_plain: plain_day(day),
                title_before: if is_same { String::new() } else { title_before },
                title_after: if is_same { String::new() } else { title_after },
                paragraphs: difference(&old.text, &new.text),
            }
        })
        .collect();
    versions.reverse();
    versions
}

/// One step from the old list to the new one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Same(usize),
    Out(usize),
    In(usize),
}

/// More of either than this are not laid beside each other piece by piece.
const MOST: usize = 600;

/// The longest common subsequence of two lists, as steps.
fn steps(old: &[&str], new: &[&str]) -> Vec<Step> {
    if old.len() > MOST || new.len() > MOST {
        return (0..old.len()).map(Step::Out).chain((0..new.len()).map(Step::In)).collect();
    }
    let width = new.len() + 1;
    let mut longest = vec![0_u16; (old.len() + 1) * width];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            longest[a * width + b] = if old[a] == new[b] {
                longest[(a + 1) * width + b + 1] + 1
            } else {
                longest[(a + 1) * width + b].max(longest[a * width + b + 1])
            };
        }
    }
    let (mut a, mut b, mut steps) = (0, 0, Vec::new());
    while a < old.len() || b < new.len() {
        if a < old.len() && b < new.len() && old[a] == new[b] {
            steps.push(Step::Same(b));
            (a, b) = (a + 1, b + 1);
        } else if b == new.len()
            || (a < old.len() && longest[(a + 1) * width + b] >= longest[a * width + b + 1])
        {
            steps.push(Step::Out(a));
            a += 1;
        } else {
            steps.push(Step::In(b));
            b += 1;
        }
    }
    steps
}

/// The paragraphs that changed, escaped, with what went out and what came in marked.
fn difference(old: &str, new: &str) -> Vec<String> {
    let paragraphs = |text: &'_ str| -> Vec<String> {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    let (old, new) = (paragraphs(old), paragraphs(new));
    let (old, new): (Vec<&str>, Vec<&str>) =
        (old.iter().map(String::as_str).collect(), new.iter().map(String::as_str).collect());
    let mut shown = Vec::new();
    let (mut out, mut come): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for step in steps(&old, &new).into_iter().map(Some).chain(std::iter::once(None)) {
        match step {
            Some(Step::Out(at)) => out.push(old[at]),
            Some(Step::In(at)) => come.push(new[at]),
            Some(Step::Same(_)) | None => {
                // What went out and what came in at one place are taken for each other, in order.
                for at in 0..out.len().max(come.len()) {
                    shown.push(rewritten(
                        out.get(at).copied().unwrap_or(""),
                        come.get(at).copied().unwrap_or(""),
                    ));
                }
                out.clear();
                come.clear();
            }
        }
    }
    shown
}

fn rewritten(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (old.split_whitespace().collect(), new.split_whitespace().collect());
    let mut html = String::new();
    let mut open = "";
    for step in steps(&old, &new) {
        let (tag, word) = match step {
            Step::Same(at) => ("", new[at]),
            Step::Out(at) => ("del", old[at]),
            Step::In(at) => ("ins", new[at]),
        };
        if tag != open {
            if !open.is_empty() {
                html.push_str(&format!("</{open}>"));
            }
            if !html.is_empty() {
                html.push(' ');
            }
            if !tag.is_empty() {
                html.push_str(&format!("<{tag}>"));
            }
            open = tag;
        } else if !html.is_empty() {
            html.push(' ');
        }
        html.push_str(&escaped(&word.chars().collect::<Vec<_>>()));
    }
    if !open.is_empty() {
        html.push_str(&format!("</{open}>"));
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corrected_number_is_shown_in_its_paragraph() {
        let old = "Five people were <b>killed</b>.\n\nThe mayor spoke.";
        let new = "Six people were <b>killed</b>.\n\nThe mayor spoke.\n\nA doctor was seen.";
        assert_eq!(
            difference(old, new),
            [
                "<del>Five</del> <ins>Six</ins> people were &lt;b&gt;killed&lt;/b&gt;.",
                "<ins>A doctor was seen.</ins>"
            ]
        );
        assert!(difference(new, new).is_empty());
    }
}
