//! What the lexicons look like as files.

use dateline_model::Sector;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RolesFile {
    pub role: Vec<RoleEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleEntry {
    pub sector: Sector,
    #[serde(default)]
    pub leads: bool,
    pub home: Option<String>,
    #[serde(default)]
    pub titles: Vec<String>,
    #[serde(default)]
    pub people: Vec<String>,
    #[serde(default)]
    pub bodies: Vec<String>,
    #[serde(default)]
    pub buildings: Vec<String>,
    #[expect(dead_code, reason = "for whoever reads the file")]
    pub example: Option<String>,
    #[expect(dead_code, reason = "for whoever reads the file")]
    pub reads: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BodiesFile {
    pub body: Vec<BodyEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BodyEntry {
    pub name: String,
    #[serde(default)]
    pub also: Vec<String>,
    pub sector: Sector,
    pub state: Option<String>,
    pub part_of: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadsFile {
    pub presidents: Vec<String>,
    pub premiers: Vec<String>,
    pub others: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GendersFile {
    pub honorifics_masculine: Vec<String>,
    pub honorifics_feminine: Vec<String>,
    pub honorifics_either: Vec<String>,
    pub masculine: Vec<String>,
    pub feminine: Vec<String>,
    pub first_names_masculine: String,
    pub first_names_feminine: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiscourseFile {
    pub saying: Verbs,
    pub views: Nouns,
    pub staff: Nouns,
    pub issued: Nouns,
    pub papers: Nouns,
    pub about: About,
    pub platforms: Nouns,
    pub findings: Nouns,
    pub many: Nouns,
    pub anywhere: Nouns,
    pub elsewhere: Nouns,
    pub sent: Nouns,
    pub seats: Nouns,
    pub meetings: Nouns,
    pub naming: Naming,
    pub relations: Nouns,
    pub posts: Nouns,
    pub exchanging: Verbs,
    pub enterprises: Nouns,
    pub charged: Nouns,
    pub of_body: Vec<OfficeOfBody>,
    pub passing: Passing,
    pub serving: Nouns,
    pub resuming: ResumingNouns,
    pub same: Vec<SameOffices>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verbs {
    pub verbs: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nouns {
    pub nouns: Vec<String>,
}

/// What stands before an office and is no part of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passing {
    pub words: Vec<String>,
    pub moods: Vec<String>,
    pub hours: Vec<String>,
    pub judgements: Vec<String>,
    pub spans: Vec<String>,
    pub counts: Vec<String>,
    pub seats: Vec<String>,
    pub ways: Vec<String>,
}

/// An office whose own name tells of which body it is, in lower case.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeOfBody {
    pub office: String,
    pub body: String,
}

/// What gives somebody another name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Naming {
    pub verbs: Vec<String>,
    pub nouns: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    pub before: Vec<String>,
    pub behind: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResumingNouns {
    pub politics: Vec<String>,
    pub media: Vec<String>,
    pub clergy: Vec<String>,
    pub jurists: Vec<String>,
    pub legislators: Vec<String>,
    pub business: Vec<String>,
    pub learned: Vec<String>,
    pub any: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SameOffices {
    pub offices: Vec<String>,
}
