//! What an element's class, id and role say about what it holds.

use super::tag::Tag;
use super::tree::{NodeId, Tree};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The groups of words in names, by `lexicon/page.toml`.
pub(crate) const GROUPS: usize = 30;

/// How far up the nearest element of each group stands; `NONE` where there is none near.
pub(crate) type Marks = [u8; GROUPS + TAGS.len()];

pub(crate) const NONE: u8 = 12;

/// Elements whose nearness matters as a class name's does.
pub(crate) const TAGS: [Tag; 16] = [
    Tag::Article,
    Tag::Main,
    Tag::Aside,
    Tag::Nav,
    Tag::Header,
    Tag::Footer,
    Tag::Figure,
    Tag::Form,
    Tag::Ul,
    Tag::Ol,
    Tag::Table,
    Tag::Section,
    Tag::Blockquote,
    Tag::Button,
    Tag::A,
    Tag::Figcaption,
];

#[derive(serde::Deserialize)]
struct Lexicon {
    group: Vec<Group>,
}

#[derive(serde::Deserialize)]
struct Group {
    #[expect(dead_code, reason = "names the group for people")]
    name: String,
    words: Vec<String>,
}

static WORDS: LazyLock<FxHashMap<String, u8>> = LazyLock::new(|| {
    let lexicon: Lexicon = toml::from_str(include_str!("../../lexicon/page.toml"))
        .unwrap_or_else(|error| unreachable!("lexicon/page.toml is read by a test: {error}"));
    assert!(lexicon.group.len() <= GROUPS, "more groups than GROUPS");
    let numbered = lexicon.group.into_iter().enumerate();
    numbered
        .flat_map(|(number, group)| group.words.into_iter().map(move |word| (word, number as u8)))
        .collect()
});

/// The marks of every element, by node number; a text's are its element's.
pub(crate) fn marks(tree: &Tree<'_>) -> Vec<Marks> {
    let mut all: Vec<Marks> = Vec::with_capacity(tree.len());
    for id in 0..tree.len() as NodeId {
        let mut marks = match id {
            0 => [NONE; GROUPS + TAGS.len()],
            _ => all[tree.node(id).parent as usize],
        };
        if let super::tree::Content::Element(tag, attributes) = tree.node(id).content {
            marks.iter_mut().for_each(|distance| *distance = (*distance + 1).min(NONE));
            if let Some(place) = TAGS.iter().position(|known| *known == tag) {
                marks[GROUPS + place] = 0;
            }
            for (name, value) in attributes {
                let is_name = [
                    "class",
                    "id",
                    "role",
                    "itemprop",
                    "data-testid",
                    "data-component",
                    "data-module",
                    "data-type",
                    "aria-label",
                    "data-name",
                ]
                .iter()
                .any(|known| name.eq_ignore_ascii_case(known));
                if is_name && value.len() < 600 {
                    each_word(value, |word| {
                        if let Some(group) = WORDS.get(word) {
                            marks[usize::from(*group)] = 0;
                        }
                    });
                } else if name.eq_ignore_ascii_case("hidden")
                    || (name.eq_ignore_ascii_case("aria-hidden") && value == "true")
                    || (name.eq_ignore_ascii_case("style") && is_invisible(value))
                {
                    marks[GROUPS - 1] = 0;
                }
            }
        }
        all.push(marks);
    }
    all
}

fn is_invisible(style: &str) -> bool {
    let style: String =
        style.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_lowercase).collect();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// The words of a name: "articleBody story-content_main" has six.
pub(crate) fn each_word(name: &str, mut each: impl FnMut(&str)) {
    let mut word = String::new();
    let mut was_lower = false;
    for letter in name.chars() {
        let starts = !letter.is_alphabetic() || (letter.is_uppercase() && was_lower);
        if starts && !word.is_empty() {
            each(&word);
            word.clear();
        }
        was_lower = letter.is_lowercase();
        if letter.is_alphabetic() {
            word.extend(letter.to_lowercase());
        }
    }
    if !word.is_empty() {
        each(&word);
    }
}
