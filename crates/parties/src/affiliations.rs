//! What an office is called, and which state or body people and bodies belong to, as their
//! own phrase says it.

use super::lexicon::{Bearer, Lexicon};
use super::phrases::Phrase;
use dateline_gazetteer::{CountryWord, Gazetteer};
use dateline_language::{Annotated, Word};
use dateline_model::{MentionKind, Sector, Span};
use dateline_scene::MentionForm;
use rustc_hash::FxHashSet;

/// A state or a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Polity {
    /// ISO 3166-1 alpha-3.
    State(String),
    /// The name a body is known by.
    Body(String),
}

impl Polity {
    /// As it stands in `of`.
    pub fn code(&self) -> &str {
        match self {
            Polity::State(code) | Polity::Body(code) => code,
        }
    }

    /// The state's code.
    pub fn state(&self) -> Option<&str> {
        match self {
            Polity::State(code) => Some(code),
            Polity::Body(_) => None,
        }
    }
}

/// What one phrase says of an office and whose it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Affiliation {
    /// The office, less the country.
    pub office: Option<String>,
    /// The last word of the office in lower case ("minister"), to know it again by.
    pub noun: Option<String>,
    /// The state or body.
    pub of: Option<Polity>,
    /// All states, where they are several ("the British and French ministers").
    pub states: Vec<String>,
    /// Another phrase whose state or body is this one's too ("Mr Trump's envoy").
    pub via: Option<usize>,
    /// The part of society.
    pub sector: Option<Sector>,
}

/// Reads affiliations off phrases.
pub struct Affiliations<'a, 't> {
    annotated: &'a Annotated<'t>,
    gazetteer: &'a Gazetteer,
    lexicon: &'a Lexicon,
    /// The outermost phrase that begins at a word.
    beginning: Vec<u32>,
    /// The phrase whose name begins at a word.
    naming: Vec<u32>,
    /// The states that the report names.
    mentioned: FxHashSet<&'a str>,
}

const NONE: u32 = u32::MAX;

impl<'a, 't> Affiliations<'a, 't> {
    /// Over the phrases of one text.
    pub fn new(
        annotated: &'a Annotated<'t>,
        gazetteer: &'a Gazetteer,
        lexicon: &'a Lexicon,
        phrases: &[Phrase],
    ) -> Self {
        let mut beginning = vec![NONE; annotated.tokens.len() + 1];
        let mut naming = beginning.clone();
        for (number, phrase) in phrases.iter().enumerate() {
            if phrase.form == MentionForm::Name {
                naming[phrase.core.start] = number as u32;
            }
            let at = &mut beginning[phrase.words.start];
            if *at == NONE || phrases[*at as usize].words.end <= phrase.words.end {
                *at = number as u32;
            }
        }
        let states = phrases
            .iter()
            .filter(|phrase| matches!(phrase.kind, Some(MentionKind::Country | MentionKind::Nationality)));
        let mentioned = states
            .filter_map(|phrase| gazetteer.country_named(annotated.words(phrase.core)))
            .map(|named| named.iso3())
            .collect();
        Affiliations { mentioned, annotated, gazetteer, lexicon, beginning, naming }
    }

    /// The outermost phrase that begins at a word.
    pub fn beginning_at(&self, word: usize) -> Option<usize> {
        self.beginning.get(word).filter(|&&number| number != NONE).map(|&number| number as usize)
    }

    /// The state or body that words name, and how.
    pub fn polity(&self, words: Span<Word>) -> Option<(Polity, Option<CountryWord>)> {
        self.polity_named(self.annotated.words(words))
    }

    /// The state or body of a name.
    pub fn polity_named(&self, name: &str) -> Option<(Polity, Option<CountryWord>)> {
        if let Some(named) = self.gazetteer.country_named(name) {
            return Some((Polity::State(named.iso3().to_owned()), Some(named.word)));
        }
        self.gazetteer
            .body_named(name)
            .map(|body| (Polity::Body(body.name.clone()), None))
            .or_else(|| self.lexicon.body(name).map(|body| (Polity::Body(body.name.clone()), None)))
    }

    /// The state or body that owns a phrase: "RUS" of "Russia's Defence Ministry".
    pub fn owner_code(&self, phrase: &Phrase) -> Option<String> {
        let words = phrase.modifiers;
        if phrase.owner.is_some() {
            let before = Span::new(phrase.words.start, phrase.modifiers.start);
            let name = self.annotated.words(before);
            let name = name.trim_end_matches("'s").trim_end_matches("’s");
            return self.polity_named(name).map(|(polity, _)| polity.code().to_owned());
        }
        (!words.is_empty()).then(|| self.described(words).0)?.map(|polity| polity.code().to_owned())
    }

    /// The part of society of a body's name.
    pub fn sector_named(&self, name: &str) -> Option<Sector> {
        if let Some(body) = self.lexicon.body(name) {
            return Some(body.sector);
        }
        if self.gazetteer.body_named(name).is_some() {
            return Some(Sector::Igo);
        }
        self.gazetteer.country_named(name).map(|_| Sector::Gov)
    }

    /// The state a place lies in: the best known of its name, but a place in a state that the report
    /// speaks of before a larger one elsewhere.
    pub fn state_of_place(&self, name: &str) -> Option<&'static str> {
        let places = self.gazetteer.places_named(name);
        let first = places.first()?.place;
        let is_spoken_of = |code: Option<&str>| code.is_some_and(|code| self.mentioned.contains(code));
        let near = places.iter().take(8).map(|named| named.place).find(|place| is_spoken_of(place.country));
        let chosen =
            near.filter(|near| u64::from(first.population) <= 20 * u64::from(near.population.max(1_000)));
        chosen.unwrap_or(first).country
    }

    /// What a phrase says of itself.
    pub fn of(&self, phrases: &[Phrase], number: usize) -> Affiliation {
        let phrase = &phrases[number];
        let mut found = Affiliation {
            sector: phrase.role.filter(|role| role.bearer != Bearer::Building).map(|role| role.sector),
            ..Affiliation::default()
        };
        if phrase.form == MentionForm::Pronoun {
            return Affiliation::default();
        }
        if phrase.form == MentionForm::Name && phrase.kind != Some(MentionKind::Person) {
            self.of_named(phrases, phrase, &mut found);
            return found;
        }
        let described = Span::new(phrase.modifiers.start, phrase.office.map_or(phrase.core.start, |o| o.end));
        let described = if phrase.office.is_none() && phrase.form == MentionForm::Nominal {
            Span::new(phrase.modifiers.start, phrase.core.end)
        } else {
            described
        };
        let (polity, rest, via) = self.described(described);
        found.of = polity;
        found.states = self.states(phrase);
        if !found.states.is_empty() {
            found.of = None;
        }
        found.via = via;
        if let Some(owner) = phrase.owner {
            self.owned(phrases, owner, &mut found);
        }
        found.noun = phrase.office_noun.map(|at| self.annotated.form(at).to_lowercase());
        let rest = rest.trim_end_matches(" of").trim_end_matches(" for").to_owned();
        found.office = Some(rest).filter(|rest| phrase.office.is_some() && !rest.is_empty());
        // "president of Egypt", "head of the regional military administration"
        let end =
            phrase.office.filter(|_| phrase.form == MentionForm::Name).map_or(phrase.words.end, |o| o.end);
        if phrase.form == MentionForm::Nominal || end < phrase.core.start {
            self.complement(phrases, end, &mut found);
        }
        let is_unnamed = found.via.is_none_or(|via| phrases[via].form == MentionForm::Nominal);
        if found.of.is_none() && is_unnamed {
            found.via = self.region(phrases, number, found.office.as_deref()).or(found.via);
        }
        // "his French counterpart": whose counterpart is not said here.
        if found.noun.as_deref() == Some("counterpart") {
            found.office = None;
            found.noun = None;
        }
        // "son-in-law": no office of a state.
        if phrase.role.is_some_and(|role| role.sector == Sector::Cvl) {
            found.office =
                found.office.filter(|_| phrase.form == MentionForm::Nominal || found.via.is_none());
        }
        found
    }

    /// "local governor", "the head of the regional administration": of the place last named in the sentence.
    fn region(&self, phrases: &[Phrase], number: usize, office: Option<&str>) -> Option<usize> {
        let phrase = &phrases[number];
        let is_regional = office?.split(' ').any(|word| {
            matches!(
                word.to_lowercase().as_str(),
                "local"
                    | "regional"
                    | "provincial"
                    | "district"
                    | "municipal"
                    | "governor"
                    | "mayor"
                    | "prefect"
                    | "city"
            )
        });
        if !is_regional {
            return None;
        }
        let before = phrases[..number].iter().enumerate().rev().take(30);
        before
            .take_while(|(_, other)| other.sentence == phrase.sentence)
            .find(|(_, other)| {
                other.form == MentionForm::Name
                    && matches!(other.kind, Some(MentionKind::Place | MentionKind::Country))
            })
            .map(|(at, _)| at)
    }

    /// "Ukraine's air force", "the Russian Defence Ministry", "NATO".
    fn of_named(&self, phrases: &[Phrase], phrase: &Phrase, found: &mut Affiliation) {
        let name = self.annotated.words(phrase.core);
        if let Some((polity, _)) = self.polity_named(name) {
            found.of = Some(polity);
            found.sector = self.sector_named(name);
            return;
        }
        // "the Australian Centre for …" is Australia's; "New South Wales" is no part of Wales.
        if phrase.kind == Some(MentionKind::Organization) {
            let (polity, _, _) = self.described(Span::new(phrase.modifiers.start, phrase.core.end));
            found.of = polity;
        }
        if matches!(phrase.kind, Some(MentionKind::Place | MentionKind::Facility)) {
            found.of = self.state_of_place(name).map(|code| Polity::State(code.to_owned()));
            return;
        }
        if let Some(owner) = phrase.owner {
            self.owned(phrases, owner, found);
        }
        if found.of.is_none() {
            self.complement(phrases, phrase.words.end, found);
        }
    }

    /// States and bodies among the words before a noun; what is left of the words without them;
    /// a person among them ("Trump administration").
    fn described(&self, words: Span<Word>) -> (Option<Polity>, String, Option<usize>) {
        let mut polity = None;
        let mut body = None;
        let mut via = None;
        let mut rest = String::new();
        let mut at = words.start;
        let mut glued = false;
        while at < words.end {
            let longest = (at + 1..=words.end.min(at + 5)).rev().find_map(|end| {
                let span = Span::new(at, end);
                self.starts_name(at).then(|| self.polity(span).map(|(found, how)| (found, how, end)))?
            });
            if let Some((found, _, end)) = longest {
                polity = polity.or(Some(found));
                at = end;
                if at < words.end && self.annotated.form(at) == "-" && !rest.is_empty() {
                    at += 1;
                }
                continue;
            }
            // "Apple chief executive", "Kharkiv governor", "Trump administration"
            if let Some(name) = self.name_at(at).filter(|name| name.end < words.end) {
                let kind = self.annotated.names[self.name_number(at)].kind;
                if matches!(kind, MentionKind::Organization) {
                    body = body.or_else(|| Some(Polity::Body(self.annotated.words(name).to_owned())));
                }
                via = via.or(Some(self.naming[name.start])
                    .filter(|&number| number != NONE)
                    .map(|number| number as usize));
                at = name.end;
                continue;
            }
            if !rest.is_empty() && !glued {
                rest.push(' ');
            }
            rest.push_str(self.annotated.form(at));
            glued = self.touches_next(at);
            at += 1;
        }
        (polity.or(body), rest, via)
    }

    /// The states whose adjectives stand joined before a noun; none where it is one.
    fn states(&self, phrase: &Phrase) -> Vec<String> {
        let words = phrase.modifiers;
        if !words.range().any(|at| matches!(self.annotated.form(at), "and" | "," | "or")) {
            return Vec::new();
        }
        let from = self.annotated.names.partition_point(|name| name.words.end <= words.start);
        let named = self.annotated.names[from..].iter().take_while(|name| name.words.start < words.end);
        let mut states: Vec<String> = named
            .filter_map(|name| self.gazetteer.country_named(self.annotated.words(name.words)))
            .map(|named| named.iso3().to_owned())
            .collect();
        states.dedup();
        if states.len() > 1 { states } else { Vec::new() }
    }

    fn touches_next(&self, at: usize) -> bool {
        let tokens = &self.annotated.tokens;
        tokens.get(at + 1).is_some_and(|next| tokens[at].span.end == next.span.start)
    }

    fn starts_name(&self, at: usize) -> bool {
        self.annotated.form(at).chars().next().is_some_and(char::is_uppercase)
    }

    fn name_number(&self, at: usize) -> usize {
        self.annotated.names.partition_point(|name| name.words.end <= at)
    }

    fn name_at(&self, at: usize) -> Option<Span<Word>> {
        self.annotated
            .names
            .get(self.name_number(at))
            .map(|name| name.words)
            .filter(|words| words.start == at)
    }

    fn owned(&self, phrases: &[Phrase], owner: usize, found: &mut Affiliation) {
        let owner_phrase = &phrases[owner];
        if owner_phrase.form == MentionForm::Name
            && let Some((polity, _)) = self.polity(owner_phrase.core)
        {
            found.of = Some(polity);
            return;
        }
        if owner_phrase.kind == Some(MentionKind::Organization) && owner_phrase.form == MentionForm::Name {
            let name = self.annotated.words(owner_phrase.core).to_owned();
            found.of = found.of.take().or(Some(Polity::Body(name)));
        }
        found.via = Some(owner);
    }

    /// What stands behind "of", "for", "to" and belongs to an office.
    fn complement(&self, phrases: &[Phrase], end: usize, found: &mut Affiliation) {
        if end >= self.annotated.tokens.len() {
            return;
        }
        let preposition = self.annotated.form(end).to_lowercase();
        if !matches!(preposition.as_str(), "of" | "for" | "to" | "at" | "with" | "from" | "in") {
            return;
        }
        let Some(next) = self.beginning_at(end + 1).map(|next| (next, &phrases[next])) else { return };
        let (number, complement) = next;
        let polity = if complement.form == MentionForm::Name { self.polity(complement.core) } else { None };
        let is_state = matches!(polity, Some((Polity::State(_), _)));
        // "reporters at NATO headquarters" are nobody's, "an analyst at the Oslo institute" is its.
        let stands_there = preposition != "of" && found.sector == Some(Sector::Med);
        if matches!(preposition.as_str(), "of" | "for" | "at" | "with" | "from")
            && found.of.is_none()
            && !stands_there
        {
            found.of = polity.map(|(polity, _)| polity);
            if found.of.is_none() && complement.kind == Some(MentionKind::Organization) {
                let (inner, _, _) = self.described(Span::new(
                    complement.modifiers.start.min(complement.core.start),
                    complement.core.end,
                ));
                found.of = inner.or_else(|| {
                    (complement.form == MentionForm::Name)
                        .then(|| Polity::Body(self.annotated.words(complement.core).to_owned()))
                });
            }
        }
        if preposition != "in"
            && complement.kind.is_some()
            && !stands_there
            && found.via.is_none()
            && (preposition != "to" || complement.is_person())
        {
            found.via = Some(number);
        }
        if preposition == "of"
            && !is_state
            && let Some(office) = &mut found.office
        {
            office.push_str(" of ");
            office.push_str(self.annotated.words(complement.words));
        }
    }

    /// Whether a phrase can name an office in apposition: one person by role, or a bare title.
    pub fn is_role(phrase: &Phrase) -> bool {
        phrase.form == MentionForm::Nominal
            && !phrase.is_plural
            && phrase.role.is_some_and(|role| role.bearer != Bearer::Body)
    }
}
