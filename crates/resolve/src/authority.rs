//! Who people are, as users say: an authority file, and corrections of persons.

use crate::personal_names::PersonalName;
use dateline_model::{Correction, Does, OfficeHeld, Person, derive_id};
use std::collections::{BTreeMap, BTreeSet};

/// The name under which persons have the ids of an authority file.
const AUTHORITY: &str = "authority";

/// Persons as an authority file names them.
///
/// ```
/// use dateline_resolve::Authority;
/// let file = "id,name,aliases,office,of,from,to\nQ1,Jan Marek,Marek; J. Marek,Premier,CZE,1995-01-01,1996-12-31\n";
/// assert_eq!(Authority::parse(file).unwrap().len(), 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authority {
    entries: Vec<Entry>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Entry {
    id: String,
    name: String,
    aliases: Vec<String>,
    offices: Vec<OfficeHeld>,
}

impl Authority {
    /// Reads `people.csv`: `id, name, aliases, office, of, from, to`, a line for each office; aliases
    /// are parted by semicolons.
    ///
    /// # Errors
    /// A sentence that says what cannot be read, and in which line.
    pub fn parse(csv: &str) -> Result<Authority, String> {
        let mut lines = csv.lines().enumerate();
        let heads: Vec<String> = match lines.next() {
            Some((_, line)) => cells(line).iter().map(|cell| cell.trim().to_lowercase()).collect(),
            None => return Ok(Authority::default()),
        };
        let column = |name: &str| heads.iter().position(|head| head == name);
        let (Some(id), Some(name)) = (column("id"), column("name")) else {
            return Err("line 1: the columns id and name are needed".to_owned());
        };
        let mut entries: Vec<Entry> = Vec::new();
        for (number, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
            let cells = cells(line);
            let cell =
                |at: Option<usize>| at.and_then(|at| cells.get(at)).map_or("", |cell| cell.trim()).to_owned();
            let (id, name) = (cell(Some(id)), cell(Some(name)));
            if id.is_empty() || name.is_empty() {
                return Err(format!("line {}: id and name are needed", number + 1));
            }
            let at = entries.iter().position(|entry| entry.id == id).unwrap_or_else(|| {
                entries.push(Entry { id: id.clone(), name: name.clone(), ..Entry::default() });
                entries.len() - 1
            });
            let aliases = cell(column("aliases"));
            let aliases = aliases.split(';').map(str::trim).filter(|alias| !alias.is_empty());
            entries[at].aliases.extend(aliases.map(str::to_owned));
            let title = cell(column("office"));
            if !title.is_empty() {
                entries[at].offices.push(OfficeHeld {
                    title,
                    of: Some(cell(column("of"))).filter(|of| !of.is_empty()),
                    first: cell(column("from")),
                    last: cell(column("to")),
                    reports: Vec::new(),
                });
            }
        }
        Ok(Authority { entries })
    }

    /// How many persons it names.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it names nobody.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// The cells of a line, those in quotation marks without them.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut is_quoted = false;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cells.last_mut().into_iter().for_each(|cell| cell.push('"'));
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => cells.push(String::new()),
            other => cells.last_mut().into_iter().for_each(|cell| cell.push(other)),
        }
    }
    cells
}

/// The people as an authority file and corrections say: named, merged and split.
pub fn settled(people: Vec<Person>, authority: &Authority, corrections: &[Correction]) -> Vec<Person> {
    let mut people = people;
    for correction in corrections.iter().filter(|one| one.target.kind == "person") {
        let Some(name) = &correction.target.name else { continue };
        let others: Vec<String> = match &correction.value {
            serde_json::Value::String(name) => vec![name.clone()],
            serde_json::Value::Array(names) => {
                names.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect()
            }
            _ => Vec::new(),
        };
        match correction.does {
            Does::Reject => people.retain(|person| !is_called(person, name)),
            Does::Merge => {
                let is_one = |person: &Person| {
                    is_called(person, name) || others.iter().any(|other| is_called(person, other))
                };
                let (one, rest): (Vec<Person>, Vec<Person>) = people.into_iter().partition(is_one);
                people = rest;
                people.extend(merged(one, name));
            }
            Does::Split => {
                people = people.into_iter().flat_map(|person| split(person, name, &others)).collect();
            }
            Does::Set if correction.field.as_deref() == Some("name") => {
                if let (Some(new), Some(person)) =
                    (others.first(), people.iter_mut().find(|person| is_called(person, name)))
                {
                    rename(person, new);
                }
            }
            _ => {}
        }
    }
    for entry in &authority.entries {
        let names: Vec<&String> = std::iter::once(&entry.name).chain(&entry.aliases).collect();
        let is_one = |person: &Person| names.iter().any(|name| is_called(person, name));
        let (one, rest): (Vec<Person>, Vec<Person>) = people.into_iter().partition(is_one);
        people = rest;
        // Of several whom a short alias fits, those whose full name is another stay who they are.
        let parsed = PersonalName::parse(&entry.name);
        let (one, apart): (Vec<Person>, Vec<Person>) = one.into_iter().partition(|person| {
            names.iter().any(|name| person.name.eq_ignore_ascii_case(name))
                || match (&parsed, PersonalName::parse(&person.name)) {
                    (Some(own), Some(other)) => own.fits(&other),
                    _ => true,
                }
        });
        people.extend(apart);
        if let Some(mut person) = merged(one, &entry.name) {
            rename(&mut person, &entry.name);
            person.ids.insert(AUTHORITY.to_owned(), entry.id.clone());
            let reports: BTreeSet<_> =
                person.offices.iter().flat_map(|office| office.reports.clone()).collect();
            if !entry.offices.is_empty() {
                person.offices = entry.offices.clone();
                if let Some(first) = person.offices.first_mut() {
                    first.reports = reports.into_iter().collect();
                }
            }
            people.push(person);
        }
    }
    people
}

fn is_called(person: &Person, name: &str) -> bool {
    std::iter::once(&person.name).chain(&person.aliases).any(|known| known.eq_ignore_ascii_case(name))
}

fn rename(person: &mut Person, name: &str) {
    let mut names: BTreeSet<String> = std::mem::take(&mut person.aliases).into_iter().collect();
    names.insert(std::mem::replace(&mut person.name, name.to_owned()));
    names.remove(name);
    person.aliases = names.into_iter().collect();
    person.id = derive_id("person", &[name]);
}

/// One person of several, under this name.
fn merged(people: Vec<Person>, name: &str) -> Option<Person> {
    let mut people = people.into_iter();
    let mut whole = people.next()?;
    for person in people {
        let names = std::iter::once(person.name).chain(person.aliases);
        whole.aliases.extend(names);
        whole.offices.extend(person.offices);
        whole.ids.extend(person.ids);
        whole.weight += person.weight;
    }
    let mut held: BTreeMap<(String, Option<String>), OfficeHeld> = BTreeMap::new();
    for office in std::mem::take(&mut whole.offices) {
        let key = (office.title.to_lowercase(), office.of.clone());
        match held.get_mut(&key) {
            Some(known) => {
                known.first = known.first.clone().min(office.first);
                known.last = known.last.clone().max(office.last);
                known.reports.extend(office.reports);
                known.reports.sort_unstable();
                known.reports.dedup();
            }
            None => {
                held.insert(key, office);
            }
        }
    }
    whole.offices = held.into_values().collect();
    whole.offices.sort_by(|a, b| (&a.first, &a.last, &a.title).cmp(&(&b.first, &b.last, &b.title)));
    rename(&mut whole, name);
    Some(whole)
}

/// A person and, apart, who bears the other names.
fn split(mut person: Person, name: &str, others: &[String]) -> Vec<Person> {
    let is_other = |known: &String| others.iter().any(|other| known.eq_ignore_ascii_case(other));
    let is_meant = is_called(&person, name);
    let (gone, kept): (Vec<String>, Vec<String>) = person.aliases.iter().cloned().partition(is_other);
    if !is_meant || gone.is_empty() {
        return vec![person];
    }
    person.aliases = kept;
    let mut people = vec![person];
    people.extend(gone.into_iter().map(|name| Person {
        id: derive_id("person", &[&name]),
        name,
        aliases: Vec::new(),
        offices: Vec::new(),
        ids: BTreeMap::new(),
        weight: 0,
    }));
    people
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, aliases: &[&str], weight: u32) -> Person {
        Person {
            id: derive_id("person", &[name]),
            name: name.to_owned(),
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            offices: Vec::new(),
            ids: BTreeMap::new(),
            weight,
        }
    }

    fn correction(does: Does, name: &str, value: serde_json::Value) -> Correction {
        Correction {
            id: dateline_model::Id::default(),
            target: dateline_model::Target {
                kind: "person".to_owned(),
                name: Some(name.to_owned()),
                ..dateline_model::Target::default()
            },
            does,
            field: None,
            value,
            by: "desk".to_owned(),
            at: "1996-01-01T00:00:00Z".to_owned(),
        }
    }

    #[test]
    fn people_are_merged_split_and_rejected() {
        let people = vec![person("Jan Marek", &["Marek"], 3), person("Johann Marek", &[], 2)];
        let one = settled(
            people.clone(),
            &Authority::default(),
            &[correction(Does::Merge, "Jan Marek", serde_json::json!(["Johann Marek"]))],
        );
        assert_eq!(one.len(), 1);
        assert_eq!((one[0].name.as_str(), one[0].weight), ("Jan Marek", 5));
        let apart = settled(
            one,
            &Authority::default(),
            &[correction(Does::Split, "Jan Marek", serde_json::json!(["Johann Marek"]))],
        );
        assert_eq!(apart.len(), 2);
        let none = settled(
            people,
            &Authority::default(),
            &[correction(Does::Reject, "Johann Marek", serde_json::Value::Null)],
        );
        assert_eq!(none.len(), 1);
    }

    #[test]
    fn an_authority_file_names_and_merges() {
        let file = "id,name,aliases,office,of,from,to\n\
                    Q7,Jan Marek,\"Johann Marek; J. Marek\",Premier,CZE,1995-01-01,1996-12-31\n";
        let authority = Authority::parse(file).unwrap();
        let people = settled(
            vec![person("Jan Marek", &[], 3), person("Johann Marek", &[], 2), person("Petr Marek", &[], 1)],
            &authority,
            &[],
        );
        assert_eq!(people.len(), 2);
        let marek = people.iter().find(|person| person.name == "Jan Marek").unwrap();
        assert_eq!(marek.ids["authority"], "Q7");
        assert_eq!(marek.offices[0].title, "Premier");
        assert!(Authority::parse("id,name\n,x\n").unwrap_err().contains("line 2"));
    }
}
