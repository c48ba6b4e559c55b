//! From joined phrases to the entities of a report: fullest name, office, state, sector.

use super::affiliations::{Affiliations, Polity};
use super::documents;
use super::groups;
use super::lexicon::Lexicon;
use super::offices::is_generic;
use super::phrases::{Definiteness, Phrase};
use super::resolved::Resolved;
use super::telling::says_of_what;
use dateline_gazetteer::Gazetteer;
use dateline_language::Annotated;
use dateline_model::{Mention, MentionKind, Sector, Span, derive_id};
use dateline_scene::{Entities, Entity, EntityMention, MentionForm, Scene, Thing};
use dateline_vocabulary::titles;
use rustc_hash::FxHashMap;

/// The entities and their mentions, in text order.
pub fn compose(scene: &Scene<'_>, resolved: &Resolved, lexicon: &Lexicon, gazetteer: &Gazetteer) -> Entities {
    let annotated = scene.annotated;
    let Resolved { phrases, affiliations: _, clusters } = resolved;
    let reader = Affiliations::new(annotated, gazetteer, lexicon, phrases);
    // A statement speaks for whoever issued it, and "it" for the statement.
    let issuers = documents::issuers(annotated, phrases, lexicon, clusters);
    let signers = documents::signers(annotated, phrases, clusters, &issuers);
    let mut speaks_for: Vec<usize> = (0..phrases.len()).collect();
    for (number, issuer) in issuers.iter().enumerate() {
        if let Some(issuer) = issuer
            && clusters.traits(number).kind.is_none()
            && signers.iter().all(|(signed, _)| *signed != number)
        {
            speaks_for[clusters.find(number)] = clusters.find(*issuer);
        }
    }
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); phrases.len()];
    for (number, phrase) in phrases.iter().enumerate() {
        let root = clusters.find(number);
        // "passed a declaration in support of Peru": only what speaks stands for who speaks by it.
        let is_quiet = speaks_for[root] != root && documents::is_quiet(annotated, phrase, lexicon);
        members[if is_quiet { root } else { speaks_for[root] }].push(number);
    }
    members.retain(|members| !members.is_empty());
    members.sort_by_key(|members| members[0]);
    let mut number_of_root: Vec<Option<usize>> = vec![None; phrases.len()];
    let mut entities = Vec::new();
    let mut mentions = Vec::new();
    let mut things = Vec::new();
    for members in members {
        let kind = members.iter().find_map(|&member| clusters.traits(member).kind);
        let is_pronoun_only = members.iter().all(|&member| phrases[member].form == MentionForm::Pronoun);
        let Some(kind) = kind.filter(|_| !is_pronoun_only) else {
            things.extend(members.iter().filter_map(|&member| thing(resolved, member)));
            continue;
        };
        let entity = entity(scene, resolved, &reader, lexicon, &members, kind);
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
                certainty: clusters.certainty(member),
                record,
            });
        }
        number_of_root[speaks_for[clusters.find(members[0])]] = Some(entities.len());
        entities.push(entity);
    }
    let number_of = |phrase: usize| {
        let root = speaks_for[clusters.find(phrase)];
        number_of_root[root]
    };
    let groups = groups::members(annotated, phrases, clusters).into_iter().chain(signers);
    let groups = groups.filter_map(|(number, members)| {
        let members: Option<Vec<usize>> = members.into_iter().map(number_of).collect();
        Some((phrases[number].head, members?))
    });
    let groups = groups.collect();
    mentions.sort_by_key(|mention| (mention.words.start, std::cmp::Reverse(mention.words.end)));
    Entities::new(entities, mentions, things, annotated.tokens.len()).with_groups(groups)
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
    lexicon: &Lexicon,
    members: &[usize],
    kind: MentionKind,
) -> Entity {
    let Resolved { phrases, affiliations, clusters } = resolved;
    let annotated = scene.annotated;
    let mut spellings: FxHashMap<&str, usize> = FxHashMap::default();
    for &member in members.iter().filter(|&&member| phrases[member].form == MentionForm::Name) {
        *spellings.entry(annotated.words(phrases[member].core)).or_default() += 1;
    }
    let best = members
        .iter()
        .copied()
        .max_by_key(|&member| {
            // Of two spellings the one that is used more, then the one in plain letters.
            let form = annotated.words(phrases[member].core);
            let is_person = phrases[member].form == MentionForm::Name && kind == MentionKind::Person;
            let spelling = spellings.get(form).filter(|_| is_person).map(|count| (count, form.is_ascii()));
            (rank(annotated, &phrases[member]), spelling, std::cmp::Reverse(member))
        })
        .unwrap_or(members[0]);
    let name = name(annotated, reader, phrases, best);
    // A document is its issuer's; what it is of says nothing of him.
    let of = members
        .iter()
        .filter(|&&member| clusters.traits(member).kind.is_some())
        .find_map(|&member| clusters.traits(member).of.clone());
    let is_named = members.iter().any(|&member| phrases[member].form == MentionForm::Name);
    // The office that stands with the name says more than a role further on; a longer one more than a shorter.
    let office = members
        .iter()
        .filter(|&&member| phrases[member].kind != Some(MentionKind::Group))
        // "The politician" only takes up who was named.
        .filter(|&&member| !is_named || !resumes(annotated, lexicon, &phrases[member]))
        // "Her son Petr Horn": what somebody is to others is no office; where that is all that he is called, it is kept.
        .filter(|&&member| {
            let noun = affiliations[member].noun.as_deref();
            !is_named || !noun.is_some_and(|noun| titles().of_others.contains(noun) && noun != "member")
        })
        // "The clerk" without a name holds no office.
        .filter(|&&member| {
            is_named
                || phrases[member].kind == Some(MentionKind::Office)
                || phrases[member].form == MentionForm::Name
        })
        .filter_map(|&member| affiliations[member].office.as_ref().map(|office| (member, office)))
        .max_by_key(|&(member, office)| {
            let phrase = &phrases[member];
            // "Secretary General" is no rank.
            let is_rank_of_none = titles()
                .is_rank(office.rsplit([' ', '-']).next().unwrap_or(office).to_lowercase().as_str())
                && phrase.role.is_some_and(|role| role.sector != Sector::Mil);
            let is_generic = affiliations[member].noun.as_deref().is_some_and(is_generic) && !is_rank_of_none;
            let with_name = phrase.form == MentionForm::Name;
            (!is_generic, with_name, std::cmp::Reverse(member), office.len())
        })
        .map(|(_, office)| office.clone());
    let fuller = office.as_ref().and_then(|office| {
        let offices = members.iter().filter_map(|&member| affiliations[member].office.as_ref());
        offices.filter(|full| is_fuller(office, full)).min_by_key(|full| full.len())
    });
    let office = fuller.cloned().or(office);
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
        office: office.filter(|_| kind != MentionKind::Group).map(without_rank),
        of: of.map(|of| of.code().to_owned()).or_else(|| country.clone()),
        country,
        states,
        sector,
    }
}

/// "the politician", "the expert": a bare noun that takes up whoever was brought in, and tells no office.
fn resumes(annotated: &Annotated<'_>, lexicon: &Lexicon, phrase: &Phrase) -> bool {
    // "Ida Berg, the economist," tells who she is.
    let before = phrase.words.start.checked_sub(1);
    if before.is_some_and(|before| annotated.form(before) == ",") {
        return false;
    }
    phrase.form == MentionForm::Nominal
        && phrase.definiteness == Definiteness::Definite
        && phrase.modifiers.is_empty()
        && phrase.owner.is_none()
        && !says_of_what(annotated, phrase)
        && lexicon.resuming(&annotated.words(phrase.core).to_lowercase()).is_some()
}

/// "Committee chairman Rep.", "navy spokesman Maj. Gen.": a short title behind an office is the name's, and no part of it.
fn without_rank(office: String) -> String {
    let mut words: Vec<&str> = office.split(' ').collect();
    while words.len() > 1 && words.last().is_some_and(|word| word.ends_with('.')) {
        words.pop();
    }
    let is_office = words.last().is_some_and(|word| titles().is_office(&word.to_lowercase()));
    if is_office && words.len() > 1 { words.join(" ") } else { office }
}

/// How much of a name a mention gives: names before nouns before pronouns, whole before short.
fn rank(annotated: &Annotated<'_>, phrase: &Phrase) -> (u8, usize) {
    match phrase.form {
        MentionForm::Name => (3, phrase.core.len().min(6)),
        // A document that speaks for somebody is not his name.
        MentionForm::Nominal if phrase.kind.is_none() => (2, 0),
        MentionForm::Nominal => (2, 1 + phrase.modifiers.len().min(2) + usize::from(phrase.owner.is_some())),
        MentionForm::Pronoun => (1, usize::from(annotated.form(phrase.head).len() > 20)),
    }
}

/// A name without its title, a noun phrase as printed; an office with whose it is ("the head of the museum").
fn name(
    annotated: &Annotated<'_>,
    reader: &Affiliations<'_, '_>,
    phrases: &[Phrase],
    number: usize,
) -> String {
    let phrase = &phrases[number];
    // "Russia's Defence Ministry" is whole only with its owner; "Norway's Nordfisk" is Nordfisk.
    let is_owned_body = phrase.owner.is_some()
        && phrase.kind == Some(MentionKind::Organization)
        && phrase.role.is_some()
        && phrase.words.end == phrase.core.end;
    // "the Danish Defence Ministry": of bodies that all states have, the state's adjective is part of the name.
    let is_peoples = !phrase.modifiers.is_empty()
        && phrase.kind == Some(MentionKind::Organization)
        && phrase.role.is_some()
        && phrase.words.end == phrase.core.end
        && reader.polity(phrase.modifiers).is_some();
    let words = match phrase.form {
        MentionForm::Name if is_peoples && phrase.owner.is_none() => {
            Span::new(phrase.modifiers.start, phrase.core.end)
        }
        // "The Nato" is NATO.
        MentionForm::Name if !is_owned_body && is_known_behind_article(annotated, reader, phrase) => {
            Span::new(phrase.core.start + 1, phrase.core.end)
        }
        MentionForm::Name if !is_owned_body => phrase.core,
        MentionForm::Nominal => {
            let end = phrase.words.end;
            let is_office = phrase.kind == Some(MentionKind::Office);
            let goes_on = end + 1 < annotated.tokens.len()
                && (is_office && annotated.form(end) == "of"
                    || annotated.form(end) == "in" && phrase.role.is_some() && !phrase.is_person());
            let complement = reader.beginning_at(end + 1).filter(|_| goes_on).map(|next| &phrases[next]);
            let is_place = |phrase: &Phrase| {
                phrase.form == MentionForm::Name
                    && matches!(phrase.kind, Some(MentionKind::Place | MentionKind::Country))
            };
            let whole = complement.filter(|complement| {
                complement.sentence == phrase.sentence && (is_office || is_place(complement))
            });
            Span::new(phrase.words.start, whole.map_or(end, |complement| complement.words.end))
        }
        _ => phrase.words,
    };
    annotated.words(words).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether an article was taken for a part of the name of a known body.
fn is_known_behind_article(
    annotated: &Annotated<'_>,
    reader: &Affiliations<'_, '_>,
    phrase: &Phrase,
) -> bool {
    phrase.core.len() > 1
        && matches!(annotated.form(phrase.core.start), "The" | "the")
        && reader.body_known_as(annotated.words(Span::new(phrase.core.start + 1, phrase.core.end))).is_some()
}

/// Whether an office is another one told in full ("Secretary", "secretary of state"), not one held at
/// another time or as another's deputy.
fn is_fuller(office: &str, full: &str) -> bool {
    let (office, full) = (office.to_lowercase(), full.to_lowercase());
    let has = |text: &str, word: &str| text.split([' ', '-']).any(|other| other == word);
    full.len() > office.len()
        && full.split(' ').count() <= 6
        && office.split(' ').all(|word| has(&full, word))
        && ![
            "former",
            "ex",
            "acting",
            "then",
            "elect",
            "deputy",
            "vice",
            "next",
            "designate",
            "candidate",
            "nominee",
        ]
        .iter()
        .any(|word| has(&full, word) && !has(&office, word))
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
