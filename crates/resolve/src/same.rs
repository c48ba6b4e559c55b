//! One deed told in several reports, and what two tellings are compared by: names and words.

use crate::Read;
use crate::background::rarity;
use crate::denials::denials;
use crate::features::days_since_1970;
use crate::personal_names::PersonalName;
use crate::words::{bare_name, number_of, term_of, words};
use dateline_gazetteer::{CountryWord, Gazetteer, fold};
use dateline_model::{Event, Mode, Party, SameEvent, Speaker, derive_id};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Events of several of these reports (those of one story) that are one deed.
///
/// They are one where what is done, who does it, when and where agree as far as both say so, and
/// either both day and place are given or the words are much alike.
pub fn same_events(readings: &[Read<'_>]) -> Vec<SameEvent> {
    let deeds: Vec<Deed<'_>> = readings
        .iter()
        .enumerate()
        .flat_map(|(report, read)| read.1.events.iter().map(move |event| Deed::of(report, *read, event)))
        .collect();
    let mut by_act: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, deed) in deeds.iter().enumerate() {
        by_act.entry(deed.event.act).or_default().push(at);
    }
    let mut joined = Joined::new(deeds.len());
    for of_one_act in by_act.values() {
        for (a, b) in likely_pairs(of_one_act.iter().map(|&at| &deeds[at].terms), of_one_act.len()) {
            let (a, b) = (of_one_act[a], of_one_act[b]);
            if deeds[a].report != deeds[b].report && is_same_deed(&deeds[a], &deeds[b]) {
                joined.join(a, b);
            }
        }
    }
    let groups = joined.groups().into_iter();
    groups
        .filter(|group| group.iter().map(|&at| deeds[at].report).collect::<BTreeSet<_>>().len() > 1)
        .map(|group| {
            let events: Vec<_> = group.iter().map(|&at| deeds[at].event.id.clone()).collect();
            let parts: Vec<&str> = events.iter().map(dateline_model::Id::as_str).collect();
            SameEvent { id: derive_id("same-event", &parts), events }
        })
        .collect()
}

/// Whether two sides speak for or against each other, or say nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Agreement {
    For,
    Unknown,
    Against,
}

/// A speaker with the name, if it is a person's.
pub(crate) type Named<'r> = (&'r Speaker, Option<PersonalName>);

/// How much the speakers of two sayings say for both being one, as evidence: a person of one name
/// much, "the police" of both little, a body and its spokesman nearly as much.
pub(crate) fn nearness(a: &[Named<'_>], b: &[Named<'_>]) -> f32 {
    const SAME_PERSON: f32 = 2.2;
    /// "Kolar" of both, "Harbour Line" of both.
    const SAME_NAME: f32 = 1.2;
    const SAME: f32 = 0.7;
    const NEAR: f32 = 0.55;
    const OTHER: f32 = -0.9;
    /// Two states say in the same words that they kept a truce, and each says it of itself.
    const ELSEWHERE: f32 = -2.5;
    let is_person = |(_, name): &Named<'_>| name.as_ref().is_some_and(PersonalName::is_full);
    // "Lima police" has the form of a name.
    let is_named = |one: &Named<'_>| is_person(one) && denials().kind_of(&one.0.name).is_none();
    match same_speakers(a, b) {
        Agreement::For if a.iter().chain(b).any(is_person) => SAME_PERSON,
        Agreement::For if a.iter().chain(b).all(has_own_name) => SAME_NAME,
        Agreement::For => SAME,
        Agreement::Against if a.iter().chain(b).any(is_person) => OTHER,
        // "the Peruvian army", "the Chilean army"; "Lima police", "Arica police"
        _ if !a.iter().chain(b).any(is_named) && are_of_two_places(a, b) => ELSEWHERE,
        // "police", "Arica police": bodies are cut short, and whose "police" are is only taken from the words around.
        Agreement::Against if is_cut_short(a, b) => 0.0,
        Agreement::Against => OTHER,
        // What the army says is not what a hospital says.
        Agreement::Unknown if are_of_two_kinds(a, b) && !are_of_one_state(a, b) => OTHER,
        // "the Peruvian navy", "the Peruvian government": one statement is told as the one's or the other's.
        Agreement::Unknown if are_of_two_kinds(a, b) => NEAR,
        Agreement::Unknown => {
            // "the harbour board", "a spokesman of the harbour board"; "Harbour police", "Police"
            let terms = |(speaker, _): &Named<'_>| {
                let texts = [Some(speaker.name.as_str()), speaker.office.as_deref(), speaker.of.as_deref()];
                Weights::of(texts.into_iter().flatten())
            };
            let others: Vec<Weights> = b.iter().map(terms).collect();
            let is_near = a.iter().any(|one| {
                let own = terms(one);
                others.iter().any(|other| own.overlap(other).terms > 0)
            });
            if is_near { NEAR } else { 0.0 }
        }
    }
}

pub(crate) fn same_speakers(a: &[Named<'_>], b: &[Named<'_>]) -> Agreement {
    if a.is_empty() || b.is_empty() {
        return Agreement::Unknown;
    }
    let mut known = Agreement::Against;
    for first in a {
        for second in b {
            match same_speaker(first, second) {
                Agreement::For => return Agreement::For,
                Agreement::Unknown => known = Agreement::Unknown,
                Agreement::Against => {}
            }
        }
    }
    known
}

fn same_speaker((a, first_name): &Named<'_>, (b, second_name): &Named<'_>) -> Agreement {
    if a.name.eq_ignore_ascii_case(&b.name) || bare_name(&a.name) == bare_name(&b.name) {
        return Agreement::For;
    }
    if let (Some(first), Some(second)) = (first_name, second_name)
        && first.fits(second)
    {
        return Agreement::For;
    }
    let same_state = match (&a.of, &b.of) {
        (Some(first), Some(second)) => first == second,
        _ => return Agreement::Unknown,
    };
    let is_one_unnamed = a.office.is_none() || b.office.is_none();
    match (same_state, is_one_unnamed) {
        // "a Kremlin official", "Dmitry Peskov": a name may stand behind an office.
        (true, _) if first_name.is_none() || second_name.is_none() => Agreement::Unknown,
        _ => Agreement::Against,
    }
}

/// Whether all speakers of both sides are of known kinds of bodies or people, and none of one kind: "the army", "residents".
fn are_of_two_kinds(a: &[Named<'_>], b: &[Named<'_>]) -> bool {
    let kinds = |side: &[Named<'_>]| -> Option<Vec<usize>> {
        side.iter().map(|(speaker, _)| denials().kind_of(&speaker.name)).collect()
    };
    match (kinds(a), kinds(b)) {
        (Some(a), Some(b)) if !a.is_empty() && !b.is_empty() => a.iter().all(|kind| !b.contains(kind)),
        _ => false,
    }
}

/// Whether somebody is called by a name that is nobody else's: no "police", no "Officials".
fn has_own_name((speaker, _): &Named<'_>) -> bool {
    let name = speaker.name.as_str();
    let is_common = |word: &str| !word.starts_with(char::is_uppercase) || word == "The";
    !name.split(' ').any(is_common)
        && denials().kind_of(name).is_none()
        && !denials().spokesmen.contains(&name.to_lowercase())
}

/// Whether all speakers of both sides are of one state, by what they are called.
fn are_of_one_state(a: &[Named<'_>], b: &[Named<'_>]) -> bool {
    let states = |side: &[Named<'_>]| -> BTreeSet<String> {
        let of_names = side.iter().flat_map(|(speaker, _)| Whereabouts::of(&speaker.name).states);
        of_names.chain(side.iter().filter_map(|(speaker, _)| speaker.of.clone())).collect()
    };
    let (a, b) = (states(a), states(b));
    a.len() == 1 && a == b
}

/// Whether two speakers are of one kind, and the name of one does not say whose it is: "police", "Arica police".
fn is_cut_short(a: &[Named<'_>], b: &[Named<'_>]) -> bool {
    let is_bare = |speaker: &Speaker| Whereabouts::of(&speaker.name).is_empty();
    a.iter().any(|(first, _)| {
        let kind = denials().kind_of(&first.name);
        let is_other = |(second, _): &Named<'_>| {
            denials().kind_of(&second.name) == kind && (is_bare(first) || is_bare(second))
        };
        kind.is_some() && b.iter().any(is_other)
    })
}

/// Whether the names of all speakers of one side say that they are of other states or places than those of the other.
fn are_of_two_places(a: &[Named<'_>], b: &[Named<'_>]) -> bool {
    let is_known = !a.is_empty() && !b.is_empty();
    is_known
        && a.iter().all(|(first, _)| {
            b.iter().all(|(second, _)| {
                let kind = denials().kind_of(&first.name);
                let is_one_kind = kind.is_some() && kind == denials().kind_of(&second.name);
                let (first, second) = (Whereabouts::of(&first.name), Whereabouts::of(&second.name));
                first.is_elsewhere(&second, is_one_kind)
            })
        })
}

/// The states and places that a name holds: "the *Peruvian* army", "*Lima* police".
struct Whereabouts {
    states: BTreeSet<String>,
    places: BTreeSet<String>,
}

impl Whereabouts {
    fn of(name: &str) -> Whereabouts {
        let gazetteer = Gazetteer::embedded();
        let (mut states, mut places) = (BTreeSet::new(), BTreeSet::new());
        for word in words(name).filter(|word| word.text.starts_with(char::is_uppercase)) {
            let folded = fold(word.text);
            let named = gazetteer.country_named(word.text);
            // The police of a capital are a town's.
            if let Some(state) = named.filter(|named| named.word != CountryWord::Capital) {
                states.insert(state.iso3().to_owned());
            } else if denials().kind_of(word.text).is_none() && gazetteer.is_place(&folded) {
                places.insert(folded);
            }
        }
        Whereabouts { states, places }
    }

    fn is_empty(&self) -> bool {
        self.states.is_empty() && self.places.is_empty()
    }

    /// A town is of some state, which only one of two names may give: nobody can tell.
    fn is_elsewhere(&self, other: &Whereabouts, is_one_kind: bool) -> bool {
        let are_two =
            |a: &BTreeSet<String>, b: &BTreeSet<String>| !a.is_empty() && !b.is_empty() && a.is_disjoint(b);
        are_two(&self.states, &other.states) || is_one_kind && are_two(&self.places, &other.places)
    }
}

/// The parties of one side, each with its name if it is a person's.
type Side<'r> = Vec<(&'r Party, Option<PersonalName>)>;

fn side_of(parties: &[Party]) -> Side<'_> {
    parties.iter().map(|party| (party, PersonalName::parse(&party.name))).collect()
}

struct Deed<'r> {
    report: usize,
    event: &'r Event,
    by: Side<'r>,
    to: Side<'r>,
    terms: Weights,
    days: Option<(i32, i32)>,
    place: Option<String>,
}

impl<'r> Deed<'r> {
    fn of(report: usize, read: Read<'r>, event: &'r Event) -> Deed<'r> {
        Deed {
            report,
            event,
            by: side_of(&event.by),
            to: side_of(&event.to),
            terms: Weights::of([event.evidence.text.as_str()]),
            days: event.when.as_ref().and_then(|when| days_of(when.edtf.as_ref()?)),
            place: event.place.as_ref().map(|place| place_name(read, place)),
        }
    }
}

fn is_same_deed(a: &Deed<'_>, b: &Deed<'_>) -> bool {
    if let (Some(first), Some(second)) = (a.event.mode, b.event.mode)
        && first != second
        && !(is_from_afar(first) && is_from_afar(second))
    {
        return false;
    }
    let sides = [same_side(&a.by, &b.by), same_side(&a.to, &b.to)];
    if sides.contains(&Agreement::Against) || !sides.contains(&Agreement::For) {
        return false;
    }
    let days = match (a.days, b.days) {
        (Some(first), Some(second)) if first.0 <= second.1 + 1 && second.0 <= first.1 + 1 => Agreement::For,
        (Some(_), Some(_)) => return false,
        _ => Agreement::Unknown,
    };
    let places = match (&a.place, &b.place) {
        (Some(first), Some(second)) if first == second => Agreement::For,
        (Some(_), Some(_)) => return false,
        _ => Agreement::Unknown,
    };
    let alike = a.terms.overlap(&b.terms);
    match (days, places) {
        (Agreement::For, Agreement::For) => alike.terms >= 1,
        (Agreement::For, _) | (_, Agreement::For) => alike.terms >= 2 && alike.share >= 0.3,
        _ => alike.terms >= 4 && alike.share >= 0.6,
    }
}

/// One strike is told as one by drones, by missiles or from the air.
fn is_from_afar(mode: Mode) -> bool {
    matches!(
        mode,
        Mode::Aerial | Mode::Drone | Mode::Missile | Mode::HeavyWeapons | Mode::Explosives | Mode::Destroy
    )
}

fn same_side(a: &Side<'_>, b: &Side<'_>) -> Agreement {
    if a.is_empty() || b.is_empty() {
        return Agreement::Unknown;
    }
    let is_same = |(first, first_name): &(&Party, Option<PersonalName>),
                   (second, second_name): &(&Party, Option<PersonalName>)| {
        first.name.eq_ignore_ascii_case(&second.name)
            || first.country.is_some() && first.country == second.country
            || match (first_name, second_name) {
                (Some(first), Some(second)) => first.fits(second),
                _ => false,
            }
    };
    if a.iter().any(|first| b.iter().any(|second| is_same(first, second))) {
        return Agreement::For;
    }
    let has_land = |side: &Side<'_>| side.iter().any(|(party, _)| party.country.is_some());
    if has_land(a) && has_land(b) { Agreement::Against } else { Agreement::Unknown }
}

/// The first and last day of a date, as days since 1970-01-01.
pub(crate) fn days_of(edtf: &dateline_model::Edtf) -> Option<(i32, i32)> {
    Some((days_since_1970(edtf.first_day()?)?, days_since_1970(edtf.last_day()?)?))
}

/// The gazetteer's name of a place, else its words, in lower case.
pub(crate) fn place_name((_, reading): Read<'_>, place: &dateline_model::PlaceRef) -> String {
    let known = place.place.as_ref().and_then(|id| reading.places.iter().find(|known| known.id == *id));
    known.map_or(place.span.text.as_str(), |known| known.name.as_str()).to_lowercase()
}

/// The telling words of a piece of text with their rarity, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Weights {
    terms: Vec<(u32, f32)>,
    sum: f32,
}

/// How far two pieces of text use the same words.
pub(crate) struct Overlap {
    /// How many terms both have.
    pub(crate) terms: usize,
    /// Their weight.
    pub(crate) weight: f32,
    /// Their weight, as a share of the weight of the one that has less.
    pub(crate) share: f32,
    /// Their weight, as a share of that of all terms of both.
    pub(crate) of_both: f32,
}

impl Weights {
    pub(crate) fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Weights {
        let terms = texts
            .into_iter()
            .flat_map(words)
            .filter_map(|word| term_of(word.text).map(|term| number_of(&term)));
        Weights::of_terms(terms.collect())
    }

    pub(crate) fn of_terms(mut terms: Vec<u32>) -> Weights {
        terms.sort_unstable();
        terms.dedup();
        let terms: Vec<(u32, f32)> = terms.into_iter().map(|term| (term, rarity(term))).collect();
        Weights { sum: terms.iter().map(|(_, weight)| weight).sum(), terms }
    }

    /// The terms, in order.
    pub(crate) fn each(&self) -> impl Iterator<Item = u32> {
        self.terms.iter().map(|(term, _)| *term)
    }

    /// The same terms, the weight of each times what is said of it.
    pub(crate) fn weighed(&self, share: &dyn Fn(u32) -> f32) -> Weights {
        let terms: Vec<(u32, f32)> =
            self.terms.iter().map(|&(term, weight)| (term, weight * share(term))).collect();
        Weights { sum: terms.iter().map(|(_, weight)| weight).sum(), terms }
    }

    /// Their weight together.
    pub(crate) fn sum(&self) -> f32 {
        self.sum
    }

    /// Whether a term is among them.
    pub(crate) fn has(&self, term: u32) -> bool {
        self.terms.binary_search_by_key(&term, |(known, _)| *known).is_ok()
    }

    /// How many terms there are.
    pub(crate) fn count(&self) -> usize {
        self.terms.len()
    }

    pub(crate) fn overlap(&self, other: &Weights) -> Overlap {
        let (mut terms, mut weight) = (0, 0.0);
        let mut theirs = other.terms.iter().peekable();
        for (term, own) in &self.terms {
            while theirs.next_if(|(other, _)| other < term).is_some() {}
            if theirs.next_if(|(other, _)| other == term).is_some() {
                terms += 1;
                weight += own;
            }
        }
        Overlap {
            terms,
            weight,
            share: weight / self.sum.min(other.sum).max(f32::MIN_POSITIVE),
            of_both: weight / (self.sum + other.sum - weight).max(f32::MIN_POSITIVE),
        }
    }

    /// The terms that say most, so many of them.
    fn rarest(&self, most: usize) -> impl Iterator<Item = u32> {
        let mut rarest = self.terms.clone();
        rarest.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        rarest.into_iter().map(|(term, _)| term).take(most)
    }
}

/// Pairs that share two of their rarest terms, so that a story of thousands of statements is not
/// compared each with each.
pub(crate) fn likely_pairs<'w>(all: impl Iterator<Item = &'w Weights>, count: usize) -> Vec<(usize, usize)> {
    const RAREST: usize = 12;
    const MOST_HOLDERS: usize = 200;
    let mut by_term: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    let mut hits: Vec<u8> = vec![0; count];
    let mut pairs = Vec::new();
    for (at, weights) in all.enumerate() {
        let mut hit = Vec::new();
        for term in weights.rarest(RAREST.max(count.min(24))) {
            let holders = by_term.entry(term).or_default();
            for &other in holders.iter() {
                hits[other] += 1;
                if hits[other] == 1 {
                    hit.push(other);
                }
            }
            if holders.len() < MOST_HOLDERS {
                holders.push(at);
            }
        }
        for other in hit {
            if std::mem::take(&mut hits[other]) > 1 {
                pairs.push((other, at));
            }
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Things joined two at a time.
pub(crate) struct Joined(Vec<usize>);

impl Joined {
    pub(crate) fn new(count: usize) -> Joined {
        Joined((0..count).collect())
    }

    pub(crate) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }

    fn root(&mut self, at: usize) -> usize {
        let mut root = at;
        while self.0[root] != root {
            self.0[root] = self.0[self.0[root]];
            root = self.0[root];
        }
        root
    }

    /// Groups of two and more, in order.
    pub(crate) fn groups(mut self) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.0.len() {
            let root = self.root(at);
            groups.entry(root).or_default().push(at);
        }
        groups.into_values().filter(|group| group.len() > 1).collect()
    }
}
