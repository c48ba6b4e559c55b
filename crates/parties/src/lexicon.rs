//! What is known of words before a report is read: offices and roles with the part of
//! society they act for, bodies, and what tells a man from a woman.

use dateline_model::Sector;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The lexicons in the binary.
#[derive(Debug)]
pub struct Lexicon {
    roles: FxHashMap<String, Role>,
    bodies: FxHashMap<String, Body>,
    genders: FxHashMap<String, Gender>,
    first_names: FxHashMap<String, Gender>,
    honorifics: FxHashMap<String, Option<Gender>>,
    /// Leaders by whole name, and by last name where one state only had one of it.
    leaders: FxHashMap<String, Option<String>>,
}

/// What a noun for people or bodies says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    /// The part of society.
    pub sector: Sector,
    /// Whether the holder may be called the state's leader.
    pub leads: bool,
    /// One person's title, people, or a body.
    pub bearer: Bearer,
    /// Whether the word stands for several.
    pub plural: bool,
}

/// Who can be called by a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bearer {
    /// One person, also right before the name.
    Title,
    /// People.
    People,
    /// A body of people.
    Body,
    /// What people built: a facility, which does nothing itself.
    Building,
}

/// A body that people speak for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The short name it is known by.
    pub name: String,
    /// The part of society.
    pub sector: Sector,
}

/// Man or woman.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// He.
    Masculine,
    /// She.
    Feminine,
}

impl Lexicon {
    /// The lexicons in the binary.
    pub fn embedded() -> Self {
        let roles: RolesFile = read(include_str!("../lexicon/roles.toml"));
        let bodies: BodiesFile = read(include_str!("../lexicon/bodies.toml"));
        let genders: GendersFile = read(dateline_vocabulary::GENDERS);
        let mut lexicon = Lexicon {
            roles: FxHashMap::default(),
            bodies: FxHashMap::default(),
            genders: FxHashMap::default(),
            first_names: FxHashMap::default(),
            honorifics: FxHashMap::default(),
            leaders: FxHashMap::default(),
        };
        let leaders: BTreeMap<String, Vec<String>> = read(include_str!("../lexicon/leaders.toml"));
        for (state, names) in leaders {
            for name in names.into_iter().map(|name| name.to_lowercase()) {
                let last = name.rsplit(' ').next().unwrap_or(&name).to_owned();
                let known = lexicon.leaders.entry(last).or_insert_with(|| Some(state.clone()));
                if known.as_ref() != Some(&state) {
                    *known = None;
                }
                lexicon.leaders.insert(name, Some(state.clone()));
            }
        }
        for entry in roles.role {
            let lists = [
                (Bearer::Title, entry.titles),
                (Bearer::People, entry.people),
                (Bearer::Body, entry.bodies),
                (Bearer::Building, entry.buildings),
            ];
            for (bearer, words) in lists {
                for word in words {
                    let role = Role { sector: entry.sector, leads: entry.leads, bearer, plural: false };
                    lexicon.roles.entry(plural(&word)).or_insert(Role { plural: true, ..role });
                    lexicon.roles.insert(word, role);
                }
            }
        }
        for entry in bodies.body {
            let body = Body { name: entry.name.clone(), sector: entry.sector };
            for name in entry.also.into_iter().chain([entry.name]) {
                lexicon.bodies.insert(body_key(&name), body.clone());
            }
        }
        for (words, gender) in [(genders.masculine, Gender::Masculine), (genders.feminine, Gender::Feminine)]
        {
            for word in words {
                lexicon.genders.insert(plural(&word), gender);
                lexicon.genders.insert(word, gender);
            }
        }
        for (names, gender) in [
            (genders.first_names_masculine, Gender::Masculine),
            (genders.first_names_feminine, Gender::Feminine),
        ] {
            lexicon.first_names.extend(names.split_whitespace().map(|name| (name.to_lowercase(), gender)));
        }
        for (words, gender) in [
            (genders.honorifics_masculine, Some(Gender::Masculine)),
            (genders.honorifics_feminine, Some(Gender::Feminine)),
            (genders.honorifics_either, None),
        ] {
            lexicon.honorifics.extend(words.into_iter().map(|word| (word, gender)));
        }
        lexicon
    }

    /// What a noun or a few words say, in lower case ("prime minister").
    pub fn role(&self, words: &str) -> Option<Role> {
        self.roles.get(words).copied()
    }

    /// The body of that name, as printed.
    pub fn body(&self, name: &str) -> Option<&Body> {
        self.bodies.get(&body_key(name))
    }

    /// The state of a leader, by whole or last name in lower case.
    pub fn leader(&self, name: &str) -> Option<&str> {
        self.leaders.get(name)?.as_deref()
    }

    /// Whether a noun in lower case is said of men or of women only.
    pub fn gender(&self, noun: &str) -> Option<Gender> {
        self.genders.get(noun).copied()
    }

    /// Whether a first name in lower case is given to boys or to girls only.
    pub fn first_name(&self, name: &str) -> Option<Gender> {
        self.first_names.get(name).copied()
    }

    /// Whether a word in lower case is an honorific ("mr"), and of whom it is said.
    pub fn honorific(&self, word: &str) -> Option<Option<Gender>> {
        self.honorifics.get(word).copied()
    }
}

/// Short names are told from words by their case ("WHO", "who").
fn body_key(name: &str) -> String {
    if name.chars().count() <= 4 { name.to_owned() } else { name.to_lowercase() }
}

/// The regular plural of a noun, and those of "man", "woman", "child" and "person".
pub fn plural(noun: &str) -> String {
    let ends = |end: &str| noun.ends_with(end);
    if let Some((head, rest)) = noun.split_once(" of ") {
        return format!("{} of {rest}", plural(head));
    }
    if let Some((head, rest)) = noun.split_once("-in-") {
        return format!("{}-in-{rest}", plural(head));
    }
    if let Some(general) =
        ["secretary-general", "secretary general", "attorney general"].iter().find(|&&g| g == noun)
    {
        return general.replace("secretary", "secretaries").replace("attorney", "attorneys");
    }
    let cut = |n: usize, end: &str| format!("{}{end}", &noun[..noun.len() - n]);
    if ends("man") && !ends("human") {
        cut(2, "en")
    } else if ends("child") {
        format!("{noun}ren")
    } else if noun == "person" || ends(" person") {
        cut(6, "people")
    } else if ends("y") && !noun.ends_with(['a', 'e', 'o', 'u']) && !ends("ay") && !ends("ey") && !ends("oy")
    {
        cut(1, "ies")
    } else if ends("s") || ends("x") || ends("ch") || ends("sh") {
        format!("{noun}es")
    } else if ends("wife") || ends("thief") {
        if ends("wife") { cut(2, "ves") } else { cut(1, "ves") }
    } else {
        format!("{noun}s")
    }
}

fn read<T: for<'de> Deserialize<'de> + Default>(toml: &str) -> T {
    // The files are in the binary and read by a test: a broken one never ships.
    toml::from_str(toml).unwrap_or_default()
}

#[derive(Default, Deserialize)]
struct RolesFile {
    role: Vec<RoleEntry>,
}

#[derive(Deserialize)]
struct RoleEntry {
    sector: Sector,
    #[serde(default)]
    leads: bool,
    #[serde(default)]
    titles: Vec<String>,
    #[serde(default)]
    people: Vec<String>,
    #[serde(default)]
    bodies: Vec<String>,
    #[serde(default)]
    buildings: Vec<String>,
}

#[derive(Default, Deserialize)]
struct BodiesFile {
    body: Vec<BodyEntry>,
}

#[derive(Deserialize)]
struct BodyEntry {
    name: String,
    #[serde(default)]
    also: Vec<String>,
    sector: Sector,
}

#[derive(Default, Deserialize)]
struct GendersFile {
    honorifics_masculine: Vec<String>,
    honorifics_feminine: Vec<String>,
    honorifics_either: Vec<String>,
    masculine: Vec<String>,
    feminine: Vec<String>,
    first_names_masculine: String,
    first_names_feminine: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_read() {
        let lexicon = Lexicon::embedded();
        assert!(lexicon.roles.len() > 1000 && lexicon.bodies.len() > 25 && lexicon.first_names.len() > 1000);
        assert_eq!(lexicon.role("prime minister").map(|role| role.leads), Some(true));
        assert_eq!(lexicon.role("gunmen").map(|role| (role.sector, role.plural)), Some((Sector::Reb, true)));
        assert_eq!(lexicon.body("Al Qaeda").map(|body| body.name.as_str()), Some("al-Qaeda"));
        assert_eq!(lexicon.body("hrw"), None);
        assert_eq!(lexicon.leader("anwar sadat"), Some("EGY"));
        assert_eq!(lexicon.leader("bush"), Some("USA"));
        assert_eq!(lexicon.honorific("mr"), Some(Some(Gender::Masculine)));
    }
}
