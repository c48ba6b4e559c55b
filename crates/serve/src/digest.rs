//! What is new since a day, as a text to print or send: Markdown, or a page that stands alone.

use crate::escape::escaped;

/// The forms of a digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DigestForm {
    /// Markdown.
    Markdown,
    /// A page of its own, with no address of the server in it.
    Html,
}

/// One story of a digest, in lines.
pub struct DigestStory {
    /// Its title.
    pub title: String,
    /// "new · 2 accounts in 3 reports".
    pub line: String,
    /// What differs in it, and what is claimed and denied.
    pub points: Vec<String>,
    /// Its new reports: outlet, headline, day, address.
    pub reports: Vec<[String; 4]>,
}

/// What is new since a day, in words.
pub struct Digest {
    /// "What is new since Thu, 3 Apr 2025".
    pub title: String,
    /// Stories, the latest first.
    pub stories: Vec<DigestStory>,
    /// Who moved on what.
    pub moved: Vec<String>,
    /// Reports whose text was changed.
    pub rewritten: Vec<String>,
}

impl Digest {
    /// The digest as a text.
    #[must_use]
    pub fn written(&self, form: DigestForm) -> String {
        match form {
            DigestForm::Markdown => markdown(&self.title, &self.stories, &self.moved, &self.rewritten),
            DigestForm::Html => html(&self.title, &self.stories, &self.moved, &self.rewritten),
        }
    }
}

/// A text on one line of Markdown: what would be read as a mark is none, what a terminal would obey or what
/// turns the order of letters around is left out.
///
/// ```
/// assert_eq!(dateline_serve::as_markdown("*a* <b>\n[c]"), "\\*a\\* &lt;b&gt; \\[c\\]");
/// assert_eq!(dateline_serve::as_markdown("3. come\u{1b}[2J"), "3\\. come\\[2J");
/// ```
#[must_use]
pub fn as_markdown(text: &str) -> String {
    let text = text.replace(|letter: char| letter.is_control() && !letter.is_whitespace(), "");
    let text = text.replace(is_turning, "").split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(text.len());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, letter) in text.char_indices() {
        // What a list or a line under a headline begins with.
        let is_leading = match letter {
            '-' | '+' | '=' => at == 0,
            '.' | ')' => at > 0 && at == digits,
            _ => false,
        };
        match letter {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '!' | '~' | '$' => {
                out.push('\\');
                out.push(letter);
            }
            letter if is_leading => {
                out.push('\\');
                out.push(letter);
            }
            letter => out.push(letter),
        }
    }
    out
}

/// Whether a sign turns around how the letters behind it are shown.
fn is_turning(letter: char) -> bool {
    matches!(letter, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether an address may be made a link: of the web, and without a mark that would end it.
#[must_use]
pub fn is_web_address(address: &str) -> bool {
    (address.starts_with("https://") || address.starts_with("http://"))
        && !address.contains(['"', '<', '>', ' ', '(', ')', '\\', '\n'])
}

fn markdown(title: &str, stories: &[DigestStory], moved: &[String], rewritten: &[String]) -> String {
    let mut out = format!("# {}\n", as_markdown(title));
    if stories.is_empty() {
        out.push_str("\nNothing.\n");
    }
    for story in stories {
        out.push_str(&format!("\n## {}\n\n{}\n\n", as_markdown(&story.title), as_markdown(&story.line)));
        for point in &story.points {
            out.push_str(&format!("- {}\n", as_markdown(point)));
        }
        for [outlet, headline, day, address] in &story.reports {
            let headline = as_markdown(headline);
            let named = if is_web_address(address) { format!("[{headline}]({address})") } else { headline };
            out.push_str(&format!("- {}: {named}, {}\n", as_markdown(outlet), as_markdown(day)));
        }
    }
    for (head, lines) in [("Who moved", moved), ("Texts that were changed", rewritten)] {
        if !lines.is_empty() {
            out.push_str(&format!("\n## {head}\n\n"));
            lines.iter().for_each(|line| out.push_str(&format!("- {}\n", as_markdown(line))));
        }
    }
    out
}

fn html(title: &str, stories: &[DigestStory], moved: &[String], rewritten: &[String]) -> String {
    let e = escaped;
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{0}</title>\
         <style>body{{font:1rem/1.45 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}}\
         section{{break-inside:avoid}}h2{{font-size:1.1rem;margin-bottom:0}}</style></head><body><h1>{0}</h1>\n",
        e(title)
    );
    if stories.is_empty() {
        out.push_str("<p>Nothing.</p>\n");
    }
    for story in stories {
        out.push_str(&format!("<section><h2>{}</h2><p>{}</p><ul>\n", e(&story.title), e(&story.line)));
        for point in &story.points {
            out.push_str(&format!("<li>{}</li>\n", e(point)));
        }
        for [outlet, headline, day, address] in &story.reports {
            let named = if is_web_address(address) {
                format!("<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>", e(address), e(headline))
            } else {
                e(headline)
            };
            out.push_str(&format!("<li>{}: {named}, {}</li>\n", e(outlet), e(day)));
        }
        out.push_str("</ul></section>\n");
    }
    for (head, lines) in [("Who moved", moved), ("Texts that were changed", rewritten)] {
        if !lines.is_empty() {
            let lines: String = lines.iter().map(|line| format!("<li>{}</li>\n", e(line))).collect();
            out.push_str(&format!("<section><h2>{head}</h2><ul>\n{lines}</ul></section>\n"));
        }
    }
    out.push_str("</body></html>\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_of_a_report_is_obeyed() {
        for (text, written) in [
            ("\u{1b}]0;owned\u{7}The ferry\u{9b}31m sails", "\\]0;ownedThe ferry31m sails"),
            ("The \u{202e}yrref\u{202c} sails\u{2066}.\u{2069}", "The yrref sails."),
            ("a\tb\r\nc\u{0}", "a b c"),
            ("~~gone~~ for $5 or $x$", "\\~\\~gone\\~\\~ for \\$5 or \\$x\\$"),
            ("- a list", "\\- a list"),
            ("+ another", "\\+ another"),
            ("12) and one", "12\\) and one"),
            ("12. and one", "12\\. and one"),
            ("=== a line", "\\=== a line"),
            ("1995-11-21: 3.5 km - so", "1995-11-21: 3.5 km - so"),
            ("3.5 km", "3\\.5 km"),
            (".5 km", ".5 km"),
        ] {
            assert_eq!(as_markdown(text), written);
        }
    }

    #[test]
    fn what_a_report_says_is_no_markup() {
        let story = DigestStory {
            title: "<script>alert(1)</script> [x](javascript:alert(1))".to_owned(),
            line: "new".to_owned(),
            points: vec!["5 or 4 killed".to_owned()],
            reports: vec![["Herald", "*a*", "Mon", "javascript:alert(1)"].map(str::to_owned)],
        };
        let text = markdown("New", std::slice::from_ref(&story), &[], &[]);
        assert!(text.contains("&lt;script&gt;") && text.contains("\\[x\\]"), "{text}");
        assert!(text.contains("- Herald: \\*a\\*, Mon"), "{text}");
        let page = html("New", &[story], &["a & b".to_owned()], &[]);
        assert!(!page.contains("<script") && !page.contains("href=\"javascript"), "{page}");
        assert!(page.contains("a &amp; b"), "{page}");
    }
}
