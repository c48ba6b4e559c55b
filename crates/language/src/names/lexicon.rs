//! The word lists of `lexicon/names.toml`, ready to be asked.

use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::sync::OnceLock;

/// What words say of the names they stand in or beside.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lexicon {
    titles: FxHashSet<String>,
    also_names: FxHashSet<String>,
    forms_of_address: FxHashSet<String>,
    in_titles: FxHashSet<String>,
    particles: FxHashSet<String>,
    classes: FxHashSet<String>,
    heads: FxHashSet<String>,
    joining: FxHashSet<String>,
    ends: FxHashSet<String>,
    sure_ends: FxHashSet<String>,
    facilities: FxHashSet<String>,
    families_before: FxHashSet<String>,
    callings: FxHashSet<String>,
    relations: FxHashSet<String>,
    openers: FxHashSet<String>,
    opens_places: FxHashSet<String>,
    suffixes: FxHashSet<String>,
    chambers: FxHashSet<String>,
    streets_before: FxHashSet<String>,
    streets_before_links: FxHashSet<String>,
    street_links: FxHashSet<String>,
    sides_of_a_chamber: FxHashSet<String>,
}

/// No entry is longer; longer words are not looked up.
const LONGEST: usize = 16;

impl Lexicon {
    /// The lists in the binary.
    pub fn embedded() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| {
            toml::from_str(include_str!("../../lexicon/names.toml"))
                .expect("the lists of names are checked by the tests")
        })
    }

    /// "President", "Mr.".
    pub fn is_title(&self, word: &str) -> bool {
        has(&self.titles, word)
    }

    /// "King": a title that is a name where it stands alone.
    pub fn is_also_name(&self, word: &str) -> bool {
        has(&self.also_names, word)
    }

    /// "Ms", "Sen.": a person follows, whatever else the name looks like.
    pub fn is_form_of_address(&self, word: &str) -> bool {
        word.starts_with(char::is_uppercase) && has(&self.forms_of_address, word)
    }

    /// "von": a small word before a surname that belongs to it.
    pub fn is_particle(&self, word: &str) -> bool {
        self.particles.contains(word)
    }

    /// "company": in small letters right before a body's name.
    pub fn is_class(&self, word: &str) -> bool {
        self.classes.contains(word)
    }

    /// "Leader": before two or three capitals a person's title, also where more stands before it.
    pub fn is_in_titles(&self, word: &str) -> bool {
        word.starts_with(char::is_uppercase) && has(&self.in_titles, word)
    }

    /// "minister" in small letters: the same before a whole name.
    pub fn is_in_titles_small(&self, word: &str) -> bool {
        self.in_titles.contains(word)
    }

    /// "Ministry": a body that goes on over "of".
    pub fn is_head(&self, word: &str) -> bool {
        self.heads.contains(word)
    }

    /// "Ministry": a body that goes on over "and" behind "of".
    pub fn is_joining(&self, word: &str) -> bool {
        self.joining.contains(word)
    }

    /// "Tribune": the last word of a body.
    pub fn is_end(&self, word: &str) -> bool {
        has(&self.ends, word)
    }

    /// "Ministry": the last word of what is always a body.
    pub fn is_sure_end(&self, word: &str) -> bool {
        has(&self.sure_ends, word)
    }

    /// "Airport": the last word of a building or site.
    pub fn is_facility(&self, word: &str) -> bool {
        has(&self.facilities, word)
    }

    /// "nurse": what a person is, in small letters.
    pub fn is_calling(&self, word: &str) -> bool {
        self.callings.contains(word)
    }

    /// "rival": what one person is to another, and a club or firm to others too.
    pub fn is_relation(&self, word: &str) -> bool {
        self.relations.contains(word)
    }

    /// "Only": a word that a sentence may open with before a name, and no name itself.
    pub fn is_opener(&self, word: &str) -> bool {
        word.ends_with("ly") || has(&self.openers, word)
    }

    /// "New", "Port": the first word of many places.
    pub fn opens_places(&self, word: &str) -> bool {
        has(&self.opens_places, word)
    }

    /// "Jr.": what stands behind a whole name, also behind a comma.
    pub fn is_suffix(&self, word: &str) -> bool {
        has(&self.suffixes, word)
    }

    /// "Via Roma", "Rue de Marigny": a street whose name begins with what it is.
    pub fn is_street_before(&self, words: &[&str]) -> bool {
        let [first, second, ..] = words else { return false };
        let is_linked = has(&self.streets_before_links, first)
            && self.street_links.contains(second.to_lowercase().as_str());
        first.starts_with(char::is_uppercase) && (has(&self.streets_before, first) || is_linked)
    }

    /// "Senate": where members sit who have leaders.
    pub fn is_chamber(&self, word: &str) -> bool {
        has(&self.chambers, word)
    }

    /// "Minority", "Democratic": whom a leader in a chamber leads.
    pub fn is_side_of_a_chamber(&self, word: &str) -> bool {
        has(&self.sides_of_a_chamber, word)
    }

    /// "Kim": a family name that stands before the given names.
    pub fn is_family_before(&self, word: &str) -> bool {
        word.len() <= LONGEST && word.starts_with(char::is_uppercase) && has(&self.families_before, word)
    }
}

fn has(set: &FxHashSet<String>, word: &str) -> bool {
    let word = word.strip_suffix('.').unwrap_or(word);
    word.len() <= LONGEST && set.contains(word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::Lexicon;

    #[test]
    fn lists_are_read_and_the_narrower_are_part_of_the_wider() {
        let lexicon = Lexicon::embedded();
        assert!(lexicon.is_title("Mr.") && lexicon.is_head("Ministry") && lexicon.is_facility("Airport"));
        assert!(lexicon.also_names.difference(&lexicon.titles).all(|word| word == "dean"));
        assert!(lexicon.forms_of_address.is_subset(&lexicon.titles));
        assert!(lexicon.in_titles.is_subset(&lexicon.titles));
        assert!(lexicon.sure_ends.is_subset(&lexicon.ends));
        assert!(lexicon.joining.is_subset(&lexicon.heads));
    }
}
