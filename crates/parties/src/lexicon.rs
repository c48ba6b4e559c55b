//! What is known of words before a report is read: offices and roles with the part of
//! society they act for, bodies, and what tells a man from a woman.

mod files;
mod kinds;
mod plurals;

use super::spellings::spelling;
use dateline_model::Sector;
use files::{BodiesFile, DiscourseFile, GendersFile, HeadsFile, RolesFile};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;

pub use kinds::{Bearer, Body, Gender, Head, Resuming, Role};
pub use plurals::plural;

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
    /// Leaders by first and last name as all spellings have them.
    spelled_leaders: FxHashMap<String, String>,
    /// What heads of state and government are, by whole name, where their state's all are the same.
    heads: FxHashMap<String, Head>,
    /// The state that a title means where a report names no other.
    homes: FxHashMap<String, String>,
    saying: FxHashSet<String>,
    views: FxHashSet<String>,
    staff: FxHashSet<String>,
    issued: FxHashSet<String>,
    papers: FxHashSet<String>,
    about_before: FxHashSet<String>,
    about_behind: FxHashSet<String>,
    platforms: FxHashSet<String>,
    findings: FxHashSet<String>,
    many: FxHashSet<String>,
    anywhere: FxHashSet<String>,
    elsewhere: FxHashSet<String>,
    sent: FxHashSet<String>,
    seats: FxHashSet<String>,
    meetings: FxHashSet<String>,
    naming: FxHashSet<String>,
    other_names: FxHashSet<String>,
    relations: FxHashSet<String>,
    posts: FxHashSet<String>,
    exchanging: FxHashSet<String>,
    enterprises: FxHashSet<String>,
    spans: FxHashSet<String>,
    charged: FxHashSet<String>,
    /// Offices with the body that each is of, the longer first.
    of_body: Vec<(String, String)>,
    serving: FxHashSet<String>,
    passing: FxHashSet<String>,
    ways_into_office: FxHashSet<String>,
    resuming: FxHashMap<String, Resuming>,
    /// The lines of offices that are one, by office.
    same: FxHashMap<String, Vec<u16>>,
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
            spelled_leaders: FxHashMap::default(),
            heads: FxHashMap::default(),
            homes: FxHashMap::default(),
            saying: FxHashSet::default(),
            views: FxHashSet::default(),
            staff: FxHashSet::default(),
            issued: FxHashSet::default(),
            papers: FxHashSet::default(),
            about_before: FxHashSet::default(),
            about_behind: FxHashSet::default(),
            platforms: FxHashSet::default(),
            findings: FxHashSet::default(),
            many: FxHashSet::default(),
            anywhere: FxHashSet::default(),
            elsewhere: FxHashSet::default(),
            sent: FxHashSet::default(),
            seats: FxHashSet::default(),
            meetings: FxHashSet::default(),
            naming: FxHashSet::default(),
            other_names: FxHashSet::default(),
            relations: FxHashSet::default(),
            posts: FxHashSet::default(),
            exchanging: FxHashSet::default(),
            enterprises: FxHashSet::default(),
            spans: FxHashSet::default(),
            charged: FxHashSet::default(),
            of_body: Vec::new(),
            serving: FxHashSet::default(),
            passing: FxHashSet::default(),
            ways_into_office: FxHashSet::default(),
            resuming: FxHashMap::default(),
            same: FxHashMap::default(),
        };
        lexicon.add_discourse(read(include_str!("../lexicon/discourse.toml")));
        let leaders: BTreeMap<String, Vec<String>> = read(include_str!("../lexicon/leaders.toml"));
        lexicon.add_heads(&leaders);
        for (state, names) in leaders {
            for name in names.into_iter().map(|name| name.to_lowercase()) {
                let last = name.rsplit(' ').next().unwrap_or(&name).to_owned();
                let known = lexicon.leaders.entry(last).or_insert_with(|| Some(state.clone()));
                if known.as_ref() != Some(&state) {
                    *known = None;
                }
                if let Some(spelled) = first_and_last(&name) {
                    lexicon.spelled_leaders.insert(spelled, state.clone());
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
                    if let Some(home) = &entry.home {
                        lexicon.homes.insert(word.clone(), home.clone());
                    }
                    let role = Role { sector: entry.sector, leads: entry.leads, bearer, plural: false };
                    lexicon.roles.entry(plural(&word)).or_insert(Role { plural: true, ..role });
                    lexicon.roles.insert(word, role);
                }
            }
        }
        for entry in bodies.body {
            let body = Body {
                name: entry.name.clone(),
                sector: entry.sector,
                state: entry.state,
                part_of: entry.part_of,
            };
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

    fn add_heads(&mut self, leaders: &BTreeMap<String, Vec<String>>) {
        let heads: HeadsFile = read(include_str!("../lexicon/heads.toml"));
        for (states, head) in [(heads.presidents, Head::President), (heads.premiers, Head::Premier)] {
            let names = states.iter().filter_map(|state| leaders.get(state)).flatten();
            let names = names.filter(|name| !heads.others.contains(name));
            let names = names.filter_map(|name| {
                let lower = name.to_lowercase();
                let spelled = first_and_last(&lower)?;
                Some([(spelled, head), (lower, head)])
            });
            self.heads.extend(names.flatten());
        }
    }

    fn add_discourse(&mut self, words: DiscourseFile) {
        self.saying.extend(words.saying.verbs);
        self.views.extend(words.views.nouns);
        self.staff.extend(words.staff.nouns);
        self.issued.extend(words.issued.nouns);
        self.papers.extend(words.papers.nouns);
        self.about_before.extend(words.about.before);
        self.about_behind.extend(words.about.behind);
        self.platforms.extend(words.platforms.nouns);
        self.findings.extend(words.findings.nouns);
        self.many.extend(words.many.nouns);
        self.anywhere.extend(words.anywhere.nouns);
        self.elsewhere.extend(words.elsewhere.nouns);
        self.sent.extend(words.sent.nouns);
        self.seats.extend(words.seats.nouns);
        self.meetings.extend(words.meetings.nouns);
        self.naming.extend(words.naming.verbs);
        self.other_names.extend(words.naming.nouns);
        self.relations.extend(words.relations.nouns);
        self.posts.extend(words.posts.nouns);
        self.exchanging.extend(words.exchanging.verbs);
        self.enterprises.extend(words.enterprises.nouns);
        self.charged.extend(words.charged.nouns);
        self.serving.extend(words.serving.nouns);
        let passing = words.passing;
        self.passing.extend(
            [passing.words, passing.moods, passing.judgements, passing.hours, passing.counts, passing.seats]
                .into_iter()
                .flatten(),
        );
        self.ways_into_office.extend(passing.ways);
        self.spans.extend(passing.spans);
        for row in words.of_body {
            self.of_body.push((plural(&row.office), row.body.clone()));
            self.of_body.push((row.office, row.body));
        }
        // The longer first.
        self.of_body.sort_by_key(|(office, _)| std::cmp::Reverse(office.len()));
        for (nouns, whom) in [
            (words.resuming.politics, Resuming::Politics),
            (words.resuming.media, Resuming::Of(Sector::Med)),
            (words.resuming.clergy, Resuming::Of(Sector::Rel)),
            (words.resuming.jurists, Resuming::Of(Sector::Jud)),
            (words.resuming.legislators, Resuming::Of(Sector::Leg)),
            (words.resuming.business, Resuming::Of(Sector::Bus)),
            (words.resuming.learned, Resuming::Learned),
            (words.resuming.any, Resuming::Any),
        ] {
            self.resuming.extend(nouns.into_iter().map(|noun| (noun, whom)));
        }
        for (line, same) in words.same.into_iter().enumerate() {
            for office in same.offices {
                self.same.entry(office).or_default().push(line as u16);
            }
        }
    }

    /// Whether a verb, by its dictionary form, makes its subject a speaker.
    pub fn is_saying(&self, lemma: &str) -> bool {
        self.saying.contains(lemma)
    }

    /// Whether a word in lower case stands before an office and is no part of it ("*current* president", "*angry* mayor").
    pub fn is_passing(&self, word: &str) -> bool {
        self.passing.contains(word)
    }

    /// Whether a word behind "newly" tells how an office was come by ("newly *elected* president").
    pub fn is_way_into_office(&self, word: &str) -> bool {
        self.ways_into_office.contains(word)
    }

    /// Whether a verb is one of asking or answering, of which one speaks to another.
    pub fn is_exchanging(&self, lemma: &str) -> bool {
        self.exchanging.contains(lemma)
    }

    /// Whether a noun in lower case is a post that somebody holds in a body ("*spokesman*").
    pub fn is_post(&self, noun: &str) -> bool {
        self.posts.contains(noun)
    }

    /// Whether a noun in lower case is a span of time ("last *month* President Alma Quiroz").
    pub fn is_span(&self, noun: &str) -> bool {
        self.spans.contains(noun)
    }

    /// Whether a noun in lower case is a body of people that a name before it tells from others ("the Quiroz *campaign*").
    pub fn is_enterprise(&self, noun: &str) -> bool {
        self.enterprises.contains(noun)
    }

    /// Whether a noun in lower case is what somebody thinks ("in the *opinion* of").
    pub fn is_view(&self, noun: &str) -> bool {
        self.views.contains(noun)
    }

    /// Whether a noun in lower case is where those work who serve somebody ("the *chancellery* of a president").
    pub fn is_staff(&self, noun: &str) -> bool {
        self.staff.contains(noun)
    }

    /// Whether a noun in lower case is what somebody issues and then speaks in his place.
    pub fn is_issued(&self, noun: &str) -> bool {
        self.issued.contains(noun)
    }

    /// Whether a word before a state's name in that of a body says that the body is about it ("visit").
    pub fn is_about_before(&self, word: &str) -> bool {
        self.about_before.contains(word)
    }

    /// Whether a word behind a state's name in that of a body says that the body is about it ("studies").
    pub fn is_about_behind(&self, word: &str) -> bool {
        self.about_behind.contains(word)
    }

    /// Whether anybody posts at a place of this name in lower case ("facebook").
    pub fn is_platform(&self, name: &str) -> bool {
        self.platforms.contains(name)
    }

    /// Whether a noun in lower case is what somebody has signed or passed ("resolution").
    pub fn is_paper(&self, noun: &str) -> bool {
        self.papers.contains(noun)
    }

    /// Whether a noun in lower case is what somebody has counted or found out ("survey").
    pub fn is_finding(&self, noun: &str) -> bool {
        self.findings.contains(noun)
    }

    /// Whether a noun in lower case is one for many people ("the public").
    pub fn is_many(&self, noun: &str) -> bool {
        self.many.contains(noun)
    }

    /// Whether others than states have such an office or body ("director").
    pub fn is_anywhere(&self, noun: &str) -> bool {
        self.anywhere.contains(noun)
    }

    /// Whether a verb gives another name ("dubbed").
    pub fn is_naming(&self, lemma: &str) -> bool {
        self.naming.contains(lemma)
    }

    /// Whether words end in what another name is called by: "the call sign".
    pub fn ends_in_other_name(&self, lower: &str) -> bool {
        self.other_names.iter().any(|noun| {
            lower.strip_suffix(noun.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
        })
    }

    /// "Geneva": where others meet.
    pub fn is_seat_of_others(&self, name: &str) -> bool {
        self.seats.contains(name)
    }

    /// "talks", "summit": what brings people of other states to a place.
    pub fn is_meeting(&self, word: &str) -> bool {
        self.meetings.contains(word)
    }

    /// "strike", "missile": what a people sends against others, where its adjective stands before it.
    pub fn is_sent(&self, word: &str) -> bool {
        self.sent.contains(word)
    }

    /// Whether a word says that others than the report's own are meant ("foreign").
    pub fn is_elsewhere(&self, word: &str) -> bool {
        self.elsewhere.contains(word)
    }

    /// Whether a noun says what somebody is to another, which is no office ("rival").
    pub fn is_relation(&self, noun: &str) -> bool {
        self.relations.contains(noun)
    }

    /// Whether the "for" of an office says what it is charged with ("minister for Greenland").
    pub fn is_charged(&self, noun: &str) -> bool {
        self.charged.contains(noun)
    }

    /// The body that an office is of by its own name, in lower case with what stands behind it ("european commissioner for trade").
    pub fn body_of_office(&self, words: &str) -> Option<&str> {
        let begins = |office: &str| {
            words.strip_prefix(office).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        self.of_body.iter().find(|(office, _)| begins(office)).map(|(_, body)| body.as_str())
    }

    /// Whether who is called so serves another and speaks for him ("spokesman").
    pub fn is_serving(&self, noun: &str) -> bool {
        self.serving.contains(noun)
    }

    /// Whom a noun in lower case takes up, if it does ("the politician").
    pub fn resuming(&self, noun: &str) -> Option<Resuming> {
        self.resuming.get(noun).copied()
    }

    /// The state that a title in lower case means where a report names no other ("sen.").
    pub fn home_of_title(&self, title: &str) -> Option<&str> {
        self.homes.get(title).map(String::as_str)
    }

    /// Whether two offices in lower case are one said otherwise ("premier", "prime minister").
    pub fn is_same_office(&self, one: &str, other: &str) -> bool {
        match (self.same.get(one), self.same.get(other)) {
            (Some(one), Some(other)) => one.iter().any(|line| other.contains(line)),
            _ => false,
        }
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

    /// What the head of a state is, by whole name in lower case, however it is spelled.
    pub fn head(&self, name: &str) -> Option<Head> {
        let spelled = || self.heads.get(&first_and_last(name)?);
        self.heads.get(name).or_else(spelled).copied()
    }

    /// The state of a leader, by a whole name in lower case, however it is spelled.
    pub fn leader_spelled(&self, name: &str) -> Option<&str> {
        self.spelled_leaders.get(&first_and_last(name)?).map(String::as_str)
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

/// The first and last word of a whole name, as all spellings have them.
fn first_and_last(name: &str) -> Option<String> {
    let (first, rest) = name.split_once(' ')?;
    let last = rest.rsplit(' ').next().unwrap_or(rest);
    Some(format!("{} {}", spelling(first), spelling(last)))
}

/// Short names are told from words by their case ("WHO", "who").
fn body_key(name: &str) -> String {
    if name.chars().count() <= 4 { name.to_owned() } else { name.to_lowercase() }
}

fn read<T: for<'de> Deserialize<'de>>(toml: &str) -> T {
    toml::from_str(toml).expect("the lexicons in the binary are whole: the tests read them")
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
        assert_eq!(lexicon.head("anwar sadat"), Some(Head::President));
        assert_eq!(lexicon.head("henry kissinger"), None);
        assert_eq!(lexicon.honorific("mr"), Some(Some(Gender::Masculine)));
        assert_eq!(lexicon.body_of_office("european commissioner for trade"), Some("European Commission"));
        assert_eq!(
            lexicon.body_of_office("european commissioner for human rights"),
            Some("Council of Europe")
        );
        assert_eq!(lexicon.body_of_office("european commissionership"), None);
        assert_eq!(lexicon.body_of_office("high commissioner for refugees"), None);
    }
}
