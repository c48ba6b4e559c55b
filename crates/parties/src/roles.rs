//! "the Kremlin spokesman", "the Russian leader": people named by what they are, and bodies
//! and groups named again by their noun.

use super::affiliations::{Affiliation, Polity};
use super::clusters::{Clusters, Traits};
use super::introduced::{self, LEAD};
use super::lexicon::{Head, Lexicon};
use super::offices::{canonical, is_past, plain, spelled, without_light};
use super::phrases::{Definiteness, Phrase};
use super::resumed::{self, RESUMED};
use dateline_language::Annotated;
use dateline_model::MentionKind;
use dateline_scene::MentionForm;
use rustc_hash::FxHashMap;

/// How many people are looked at for one role, nearest first.
const WINDOW: usize = 40;

/// Joins roles to the people and bodies they stand for.
pub fn join(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    affiliations: &[Affiliation],
    lexicon: &Lexicon,
    clusters: &mut Clusters,
) {
    introduced::introductions(annotated, phrases, affiliations, lexicon, clusters);
    holders(annotated, phrases, affiliations, lexicon, clusters);
    same_nouns(annotated, phrases, affiliations, lexicon, clusters);
    resumed::resumed(annotated, phrases, affiliations, lexicon, clusters);
    resumed::continued(annotated, phrases, affiliations, lexicon, clusters);
}

/// Joins offices to the people who hold them; again when more is known of whose they are.
pub fn holders(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    affiliations: &[Affiliation],
    lexicon: &Lexicon,
    clusters: &mut Clusters,
) {
    let people: Vec<usize> = (0..phrases.len())
        .filter(|&number| {
            phrases[number].kind == Some(MentionKind::Person) && phrases[number].form == MentionForm::Name
        })
        .collect();
    let reader = Holders { annotated, phrases, affiliations, lexicon };
    for number in 0..phrases.len() {
        let phrase = &phrases[number];
        let is_office = phrase.form == MentionForm::Nominal && phrase.kind == Some(MentionKind::Office);
        if !is_office || clusters.traits(number).is_named {
            continue;
        }
        if phrase.definiteness == Definiteness::Indefinite {
            // "A Danish diplomat said … Danish diplomat Ida Krogh told …": leads describe, the next lines name.
            if phrase.sentence < LEAD
                && let Some(person) = reader.only_later(number, &people, clusters)
            {
                clusters.join(person, number);
            }
            continue;
        }
        if phrase.definiteness == Definiteness::Bare && affiliations[number].of.is_none() {
            continue;
        }
        // "The politician" is whoever was brought in last, and not who was called so before.
        let is_no_office = matches!(
            affiliations[number].noun.as_deref(),
            Some("politician" | "statesman" | "stateswoman" | "dignitary" | "policymaker")
        );
        if is_no_office && phrase.modifiers.is_empty() && phrase.owner.is_none() {
            continue;
        }
        let behind = people.partition_point(|&person| person < number);
        let before = people[..behind].iter().rev().take(WINDOW);
        let after = people[behind..].iter().take(WINDOW);
        let found = before.clone().find(|&&person| reader.holds(number, person, clusters));
        let found = found.or_else(|| reader.known_head(number, &people, clusters)).or_else(|| {
            // Named only further on: "The Kremlin spokesman said … Kremlin spokesman Gennadi Gerasimov said".
            if clusters.traits(number).of.is_none() && affiliations[number].via.is_none() {
                return None;
            }
            after.clone().find(|&&person| reader.is_named_later(number, person, clusters))
        });
        if let Some(&person) = found {
            clusters.join(person, number);
        }
    }
}

struct Holders<'a, 't> {
    annotated: &'a Annotated<'t>,
    phrases: &'a [Phrase],
    affiliations: &'a [Affiliation],
    lexicon: &'a Lexicon,
}

impl Holders<'_, '_> {
    /// Whether a person named before holds the office of a phrase.
    fn holds(&self, number: usize, person: usize, clusters: &Clusters) -> bool {
        let (phrase, own) = (&self.phrases[number], &self.affiliations[number]);
        // "After talks with the minister, Jan Lis, the envoy said": beside each other and not in apposition, they are two.
        let name = &self.phrases[person].words;
        if name.end + 1 == phrase.words.start && self.annotated.form(name.end) == "," {
            return false;
        }
        let (role, traits) = (clusters.traits(number), clusters.traits(person));
        if phrase.gender.zip(traits.gender).is_some_and(|(a, b)| a != b) {
            return false;
        }
        // "The ambassador to Peru" is not "Chile's ambassador to the UN".
        if is_elsewhere(self.annotated, self.phrases, self.affiliations, clusters, number, person) {
            return false;
        }
        let is_leader = is_leader(phrase, own) && (is_called_leader(own) || role.of.is_some());
        let same_office = self.is_office_of(own, traits) || is_leader && traits.leads;
        // "The head of the Catholic Church" needs no church beside the pope's name.
        let is_pope =
            own.office.as_deref().is_some_and(|office| self.lexicon.is_same_office(&plain(office), "pope"));
        match (&role.of, &traits.of) {
            (Some(own_of), Some(of)) => {
                own_of == of && (same_office || is_leader && self.is_known_leader(person, traits))
            }
            (None, _) if own.via.is_none() || is_pope => same_office,
            (None, of) => same_office && self.belongs(own.via, of.as_ref(), traits, clusters),
            (Some(_), None) => false,
        }
    }

    /// Whether a person named further on is brought in by the same office of the same state.
    fn is_named_later(&self, number: usize, person: usize, clusters: &Clusters) -> bool {
        let (phrase, own) = (&self.phrases[number], &self.affiliations[number]);
        let (role, traits) = (clusters.traits(number), clusters.traits(person));
        let is_leader = is_leader(phrase, own);
        let is_theirs = match &role.of {
            Some(of) => traits.of.as_ref() == Some(of),
            None => self.belongs(own.via, traits.of.as_ref(), traits, clusters),
        };
        is_theirs
            && phrase.gender.zip(traits.gender).is_none_or(|(a, b)| a == b)
            && (self.is_office_of(own, traits) || is_leader && traits.leads)
    }

    /// The one person further on who has the office and state of somebody whom the first lines only describe.
    fn only_later(&self, number: usize, people: &[usize], clusters: &Clusters) -> Option<usize> {
        let phrase = &self.phrases[number];
        clusters.traits(number).of.as_ref()?;
        if clusters.traits(number).count > 2 || self.affiliations[number].noun.as_deref() == Some("official")
        {
            return None;
        }
        let behind = people.partition_point(|&person| person < number);
        let mut fitting = people[behind..]
            .iter()
            .take(WINDOW)
            .copied()
            .filter(|&person| self.is_named_later(number, person, clusters));
        let first =
            fitting.next().filter(|&first| self.phrases[first].sentence <= phrase.sentence + LEAD * 2)?;
        let is_alone = fitting.all(|other| clusters.is_one(other, first));
        let was_known = people[..behind].iter().any(|&before| clusters.is_one(before, first));
        (is_alone && !was_known).then_some(first)
    }

    /// "The Russian leader" of somebody of whom the report says no office, and whom all the world knows.
    fn is_known_leader(&self, person: usize, traits: &Traits) -> bool {
        let name = self.annotated.words(self.phrases[person].core).to_lowercase();
        traits.nouns.is_empty() && self.lexicon.leader(&name).is_some()
    }

    /// "Bill Clinton landed. The US president said …": the one head of a state whose office a report does not tell, where
    /// it names nobody else who could be meant.
    fn known_head<'p>(&self, number: usize, people: &'p [usize], clusters: &Clusters) -> Option<&'p usize> {
        let own = &self.affiliations[number];
        let office = own.office.as_deref().map(plain).filter(|office| !is_past(office))?;
        let head = Head::of_office(without_light(&office))?;
        let of = clusters.traits(number).of.as_ref()?;
        let mut found = None;
        for person in people {
            let traits = clusters.traits(*person);
            let was_once = !traits.offices.is_empty() && traits.offices.iter().all(|office| is_past(office));
            // "The politician" told no office.
            let is_open = traits.nouns.iter().all(|noun| self.lexicon.resuming(noun).is_some());
            if traits.of.as_ref() != Some(of) || was_once || !traits.leads && !is_open {
                continue;
            }
            let name = self.annotated.words(self.phrases[*person].core).to_lowercase();
            let is_head = is_open && self.lexicon.head(&name) == Some(head);
            if traits.leads || found.is_some_and(|&known| is_head && !clusters.is_one(known, *person)) {
                return None;
            }
            if is_head {
                found = Some(person);
            }
        }
        found.filter(|&&person| {
            self.phrases[number].gender.zip(clusters.traits(person).gender).is_none_or(|(a, b)| a == b)
        })
    }

    /// Whether all that an office says is said of somebody: "the minister" of a foreign minister, but
    /// "the foreign minister" of no defence minister.
    fn is_office_of(&self, own: &Affiliation, traits: &Traits) -> bool {
        let (Some(noun), Some(office)) = (&own.noun, &own.office) else { return false };
        // "Security adviser President Alma Quiroz" is hers: who leads a state is nobody's adviser.
        if traits.leads && self.lexicon.is_serving(noun) {
            return false;
        }
        let office = plain(office);
        let bare = without_light(&office);
        // "The Chilean president" is not who was that once.
        let is_now = own.of.is_some() && !is_past(&office);
        let known: Vec<String> = traits.offices.iter().map(|known| plain(known)).collect();
        let mut known = known.iter().filter(|known| !(is_now && is_past(known)));
        let says_no_other = |known: &str| {
            let has = |word: &str| known.split([' ', '-']).any(|other| other == word);
            bare.split([' ', '-']).all(has) && !(bare == "minister" && has("prime"))
        };
        let has_noun = traits.nouns.iter().any(|known| spelled(known) == spelled(noun));
        known.any(|known| {
            has_noun && says_no_other(known)
                || self.lexicon.is_same_office(bare, without_light(known))
                || self.lexicon.is_same_office(&office, known)
                || self.is_headed(bare, known)
                || self.is_told_otherwise(bare, known)
        })
    }

    /// "The head of Norwegian intelligence" of the director of the Norwegian Maritime Intelligence Service: heads of what is told in
    /// full only once.
    fn is_headed(&self, own: &str, known: &str) -> bool {
        let (own, known) = (headed(own), headed(known));
        let is_grade = |word: &&str| {
            matches!(
                *word,
                "deputy"
                    | "vice"
                    | "former"
                    | "ex"
                    | "acting"
                    | "assistant"
                    | "first"
                    | "designate"
                    | "elect"
            )
        };
        !own.1.is_empty()
            && (own.0 == known.0 || self.lexicon.is_same_office(own.0, known.0))
            && own.1.iter().all(|word| known.1.contains(word))
            && known.1.iter().filter(|word| is_grade(word)).all(|word| own.1.contains(word))
    }

    /// "The head of diplomacy" of a foreign minister, "the minister" of the head of a ministry.
    fn is_told_otherwise(&self, office: &str, known: &str) -> bool {
        let own = canonical(office);
        let known = canonical(without_light(known));
        let is_minister = || {
            let field = known.strip_suffix(" minister").filter(|_| own == "minister");
            field.is_some_and(|field| field.split(' ').next() != Some("deputy") && !field.ends_with("prime"))
        };
        own == known || self.lexicon.is_same_office(&own, &known) || is_minister()
    }

    /// "Its director": whether somebody belongs to the body whose the office is.
    fn belongs(&self, via: Option<usize>, of: Option<&Polity>, traits: &Traits, clusters: &Clusters) -> bool {
        let Some(via) = via else { return false };
        let owner = clusters.traits(via);
        if owner.of.is_some() && owner.of.as_ref() == of {
            return true;
        }
        let name = self.phrases[owner.first..=owner.last]
            .iter()
            .zip(owner.first..)
            .find(|(phrase, number)| phrase.form != MentionForm::Pronoun && clusters.is_one(via, *number));
        let Some((name, _)) = name else { return false };
        let last = self.annotated.form(name.core.end - 1).to_lowercase();
        let named = self.annotated.words(name.core);
        matches!(of, Some(Polity::Body(body)) if body == named)
            || traits.offices.iter().any(|office| office.split(' ').any(|word| word == last))
    }
}

/// The noun of an office and the other words of it: "director", "museum" of "director of the museum", "museum director".
fn headed(office: &str) -> (&str, Vec<&str>) {
    let light = |word: &&str| !matches!(*word, "of" | "the" | "for" | "and" | "'s" | "’s");
    let (before, behind) = office.split_once(" of ").unwrap_or((office, ""));
    let mut words: Vec<&str> = before.split(' ').collect();
    let noun = words.pop().unwrap_or(before);
    (noun, words.into_iter().chain(behind.split(' ')).filter(|word| !word.is_empty()).filter(light).collect())
}

/// Where an envoy is sent: "the ambassador to *Peru*".
fn post<'t>(
    annotated: &Annotated<'t>,
    phrases: &[Phrase],
    affiliations: &[Affiliation],
    number: usize,
) -> Option<&'t str> {
    let phrase = &phrases[number];
    let office = phrase.office?;
    let to = if phrase.form == MentionForm::Name { office.end } else { phrase.words.end };
    let is_sent = affiliations[number].noun.as_deref().is_some_and(|noun| {
        matches!(noun, "ambassador" | "envoy" | "consul" | "representative" | "delegate")
    });
    let limit = annotated.sentences[phrase.sentence].words.end;
    let is_to = is_sent && to + 1 < limit && matches!(annotated.form(to), "to" | "at");
    let from = phrases.partition_point(|other| other.words.end <= to + 1);
    phrases[from..]
        .iter()
        .take(3)
        .find(|other| other.words.start == to + 1)
        .filter(|_| is_to)
        .map(|other| annotated.words(other.core))
}

/// Whether an envoy is sent elsewhere than who was told of.
fn is_elsewhere(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    affiliations: &[Affiliation],
    clusters: &Clusters,
    number: usize,
    known: usize,
) -> bool {
    let Some(own) = post(annotated, phrases, affiliations, number) else { return false };
    let traits = clusters.traits(known);
    (traits.first..=traits.last)
        .filter(|&other| clusters.is_one(other, known))
        .filter_map(|other| post(annotated, phrases, affiliations, other))
        .any(|other| other != own)
}

/// "The Russian leader", "the Russian dictator": whoever leads the state, whatever the office.
fn is_leader(phrase: &Phrase, own: &Affiliation) -> bool {
    phrase.role.is_some_and(|role| role.leads)
        && matches!(own.noun.as_deref(), Some("leader" | "dictator" | "ruler" | "strongman"))
}

fn is_called_leader(own: &Affiliation) -> bool {
    own.noun.as_deref() == Some("leader")
}

/// "the company" after "a company", "the rebels" after "rebels": the same noun, known from before.
fn same_nouns(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    affiliations: &[Affiliation],
    lexicon: &Lexicon,
    clusters: &mut Clusters,
) {
    let mut last: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for number in 0..phrases.len() {
        let phrase = &phrases[number];
        if phrase.form == MentionForm::Pronoun {
            continue;
        }
        let noun = annotated.tokens[class_word(annotated, phrase)].lemma.to_lowercase();
        // "Police said" of the police named before, as long as there were no others.
        let is_bare_organ = phrase.definiteness == Definiteness::Bare
            && phrase.kind == Some(MentionKind::Organization)
            && affiliations[number].is_of_state
            && phrase.modifiers.is_empty()
            && last
                .get(noun.as_str())
                .is_some_and(|known| known.iter().all(|&before| clusters.is_one(before, known[0])));
        if phrase.form == MentionForm::Nominal
            && (phrase.definiteness == Definiteness::Definite || is_bare_organ)
            && let Some(known) = last.get(noun.as_str())
        {
            // "The politician" takes up whoever was brought in last, not the politician of some lines before.
            let is_resuming = lexicon.resuming(&noun).is_some()
                && !matches!(noun.as_str(), "official" | "diplomat")
                && phrase.modifiers.is_empty()
                && phrase.owner.is_none()
                && !phrase.is_plural;
            let found = known.iter().rev().take(8).find(|&&before| {
                let other = &phrases[before];
                let is_new = other.definiteness == Definiteness::Indefinite
                    && phrase.sentence - other.sentence <= RESUMED;
                // "The Minister of Trade, Jan Lis," is not the minister who was called by another name.
                let are_two = clusters.traits(number).is_named
                    && clusters.traits(before).is_named
                    && phrase.is_person();
                other.is_plural == phrase.is_plural
                    && (!is_resuming || is_new)
                    && !are_two
                    && !is_elsewhere(annotated, phrases, affiliations, clusters, number, before)
                    && other.words.end <= phrase.words.start
                    && is_same_side(&affiliations[number].of, clusters.traits(before).of.as_ref())
                    && says_nothing_new(annotated, phrase, other)
                    && is_same_or_shorter(&affiliations[number], &affiliations[before])
                    && same_owner(phrase, other, clusters)
            });
            if let Some(&found) = found {
                clusters.join(found, number);
            }
        }
        last.entry(noun.to_string()).or_default().push(number);
    }
}

/// The word that says what kind of body a phrase is: "Ministry" of "Ministry of Trade".
fn class_word(annotated: &Annotated<'_>, phrase: &Phrase) -> usize {
    if phrase.form == MentionForm::Name && phrase.kind == Some(MentionKind::Organization) {
        if phrase.words.end > phrase.core.end {
            return phrase.words.end - 1;
        }
        let of = phrase.core.range().skip(1).find(|&at| matches!(annotated.form(at), "of" | "for"));
        return of.unwrap_or(phrase.core.end) - 1;
    }
    phrase.core.end - 1
}

/// "The ministry" is that of the state named before; "the Danish ministry" is no other's.
fn is_same_side(own: &Option<Polity>, before: Option<&Polity>) -> bool {
    own.is_none() || own.as_ref() == before
}

/// "The minister" may be the foreign minister, but "the head of the bank" is no head of another, nor is "the
/// minister" the prime minister.
fn is_same_or_shorter(own: &Affiliation, before: &Affiliation) -> bool {
    let (Some(own), Some(before)) = (&own.office, &before.office) else { return true };
    let (own, before) = (plain(own), plain(before));
    let has = |word: &str| before.split([' ', '-']).any(|other| other == word);
    own == before
        || !own.contains(" of ") && own.split([' ', '-']).all(has) && (own != "minister" || !has("prime"))
}

/// Two owned things are one only if their owners are.
fn same_owner(phrase: &Phrase, other: &Phrase, clusters: &Clusters) -> bool {
    match (phrase.owner, other.owner) {
        (Some(a), Some(b)) => clusters.is_one(a, b),
        (Some(_), None) => false,
        _ => true,
    }
}

/// Whether all that describes a phrase stood with the other already.
fn says_nothing_new(annotated: &Annotated<'_>, phrase: &Phrase, other: &Phrase) -> bool {
    (phrase.modifiers.start..phrase.core.end).all(|at| {
        let form = annotated.form(at);
        other.words.range().any(|before| annotated.form(before).eq_ignore_ascii_case(form))
            || at + 1 == phrase.core.end
    })
}
