//! From joined phrases to the entities of a report: fullest name, office, state, sector.

use super::Resolved;
use super::affiliations::{Affiliations, Polity};
use super::lexicon::Lexicon;
use super::phrases::Phrase;
use dateline_gazetteer::Gazetteer;
use dateline_language::Annotated;
use dateline_model::{Mention, MentionKind, Sector, derive_id};
use dateline_scene::{Entities, Entity, EntityMention, MentionForm, Scene, Thing};

/// The entities and their mentions, in text order.
pub fn compose(scene: &Scene<'_>, resolved: &Resolved, lexicon: &Lexicon, gazetteer: &Gazetteer) -> Entities {
    let annotated = scene.annotated;
    let Resolved { phrases, affiliations: _, clusters } = resolved;
    let reader = Affiliations::new(annotated, gazetteer, lexicon, phrases);
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); phrases.len()];
    for number in 0..phrases.len() {
        members[clusters.find(number)].push(number);
    }
    members.retain(|members| !members.is_empty());
    members.sort_by_key(|members| members[0]);
    let mut entities = Vec::new();
    let mut mentions = Vec::new();
    let mut things = Vec::new();
    for members in members {
        let kind = clusters.traits(members[0]).kind;
        let is_pronoun_only = members.iter().all(|&member| phrases[member].form == MentionForm::Pronoun);
        let Some(kind) = kind.filter(|_| !is_pronoun_only) else {
            things.extend(members.iter().filter_map(|&member| thing(resolved, member)));
            continue;
        };
        let entity = entity(scene, resolved, &reader, &members, kind);
        for &member in &members {
            let phrase = &phrases[member];
            let span = annotated.excerpt(phrase.words);
            let id = derive_id(
                "mention",
                &[scene.report.id.as_str(), &span.start.to_string(), &span.end.to_string()],
            );
            let own_kind = if phrase.form == MentionForm::Pronoun { None } else { phrase.kind };
            let record = Mention {
                id,
                report: scene.report.id.clone(),
                span,
                kind: own_kind.unwrap_or(kind),
                entity: entity.id.clone(),
            };
            mentions.push(EntityMention {
                words: phrase.words,
                head: phrase.head,
                entity: entities.len(),
                form: phrase.form,
                record,
            });
        }
        entities.push(entity);
    }
    mentions.sort_by_key(|mention| (mention.words.start, std::cmp::Reverse(mention.words.end)));
    Entities::new(entities, mentions, things, annotated.tokens.len())
}

/// What a thing's phrase says of whose it is ("a Russian drone").
fn thing(resolved: &Resolved, number: usize) -> Option<Thing> {
    let phrase = &resolved.phrases[number];
    let of = resolved.clusters.traits(number).of.as_ref()?;
    let country = of.state()?.to_owned();
    Some(Thing { words: phrase.words, head: phrase.head, country })
}

fn entity(
    scene: &Scene<'_>,
    resolved: &Resolved,
    reader: &Affiliations<'_, '_>,
    members: &[usize],
    kind: MentionKind,
) -> Entity {
    let Resolved { phrases, affiliations, clusters } = resolved;
    let annotated = scene.annotated;
    let best = members
        .iter()
        .copied()
        .max_by_key(|&member| (rank(annotated, &phrases[member]), std::cmp::Reverse(member)))
        .unwrap_or(members[0]);
    let name = name(annotated, &phrases[best]);
    let of = clusters.traits(members[0]).of.clone();
    // The office that stands with the name says more than a role further on; a longer one more than a shorter.
    let office = members
        .iter()
        .filter(|&&member| phrases[member].kind != Some(MentionKind::Group))
        .filter_map(|&member| affiliations[member].office.as_ref().map(|office| (member, office)))
        .max_by_key(|&(member, office)| {
            let phrase = &phrases[member];
            let is_generic = affiliations[member].noun.as_deref().is_some_and(is_generic);
            let with_name = phrase.form == MentionForm::Name;
            (!is_generic, with_name, std::cmp::Reverse(member), office.len())
        })
        .map(|(_, office)| office.clone());
    let sector = sector(resolved, reader, members, &name, kind);
    let country =
        of.as_ref().and_then(Polity::state).map(str::to_owned).or_else(|| match reader.polity_named(&name) {
            Some((Polity::State(code), _)) => Some(code),
            _ => None,
        });
    let states = members.iter().map(|&member| &affiliations[member].states).find(|states| !states.is_empty());
    let states = states.cloned().unwrap_or_default();
    let id = derive_id(
        "entity",
        &[
            scene.report.id.as_str(),
            &name,
            &annotated.tokens[phrases[members[0]].words.start].span.start.to_string(),
        ],
    );
    Entity {
        id,
        kind,
        name,
        office: office.filter(|_| kind != MentionKind::Group),
        of: of.map(|of| of.code().to_owned()).or_else(|| country.clone()),
        country,
        states,
        sector,
    }
}

/// A word for an office that says little beside another: also a rank ("General Burhan", the army chief).
pub(super) fn is_generic(noun: &str) -> bool {
    matches!(
        noun,
        "leader"
            | "official"
            | "man"
            | "general"
            | "colonel"
            | "major"
            | "captain"
            | "lieutenant"
            | "brigadier"
            | "admiral"
            | "marshal"
            | "commodore"
            | "sergeant"
            | "corporal"
            | "private"
    )
}

/// How much of a name a mention gives: names before nouns before pronouns, whole before short.
fn rank(annotated: &Annotated<'_>, phrase: &Phrase) -> (u8, usize) {
    match phrase.form {
        MentionForm::Name => (3, phrase.core.len().min(6)),
        MentionForm::Nominal => (2, 0),
        MentionForm::Pronoun => (1, usize::from(annotated.form(phrase.head).len() > 20)),
    }
}

/// A name without its title, a noun phrase as printed.
fn name(annotated: &Annotated<'_>, phrase: &Phrase) -> String {
    let is_owned_body = phrase.owner.is_some() && phrase.kind == Some(MentionKind::Organization);
    let words = match phrase.form {
        MentionForm::Name if !is_owned_body => phrase.core,
        _ => phrase.words,
    };
    annotated.words(words).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn sector(
    resolved: &Resolved,
    reader: &Affiliations<'_, '_>,
    members: &[usize],
    name: &str,
    kind: MentionKind,
) -> Option<Sector> {
    let named = || {
        reader.sector_named(name).filter(|_| kind != MentionKind::Nationality && kind != MentionKind::Person)
    };
    // The more telling of several: "a retired general, now an adviser" is what he is called first.
    let of_roles = members.iter().filter_map(|&member| resolved.affiliations[member].sector);
    let mut general = None;
    for sector in of_roles.filter(|_| kind != MentionKind::Nationality) {
        if sector != Sector::Cvl {
            return Some(sector);
        }
        general = Some(sector);
    }
    if kind == MentionKind::Nationality {
        return Some(Sector::Cvl);
    }
    named().or(general)
}
