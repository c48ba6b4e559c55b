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
    /// Another phrase whose state or body is this one's too ("Mr Carter's envoy").
    pub via: Option<usize>,
    /// The part of society.
    pub sector: Option<Sector>,
    /// Whether a state's organ or officer is meant, whichever state's ("the minister", "police").
    pub is_of_state: bool,
    /// The state that the title means where the report names no other ("Sen.").
    pub home: Option<String>,
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
        let seats = phrases.iter().filter(|phrase| phrase.kind == Some(MentionKind::Organization));
        let mentioned = states
            .chain(seats)
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
        if let Some(body) = self.lexicon.body(name) {
            // Many states have a "Democratic Party": a report that speaks of the state means its own.
            let state = body.state.as_ref().filter(|state| {
                body.sector != Sector::Opp
                    || self.mentioned.is_empty()
                    || self.mentioned.contains(state.as_str())
            });
            let polity = match state {
                Some(state) => Polity::State(state.clone()),
                None => Polity::Body(body.part_of.clone().unwrap_or_else(|| body.name.clone())),
            };
            return Some((polity, None));
        }
        // "Organisation" is written with s and with z.
        let spelled = name.contains("rganisation").then(|| name.replace("rganisation", "rganization"));
        let body = self.gazetteer.body_named(name).or_else(|| self.gazetteer.body_named(spelled.as_deref()?));
        if let Some(body) = body {
            return Some((Polity::Body(body.name.clone()), None));
        }
        // "U.N. World Food Programme"
        let (first, rest) = name.split_once(' ')?;
        let is_of_body = matches!(first, "UN" | "U.N." | "EU" | "E.U.");
        let rest =
            spelled.as_deref().and_then(|spelled| spelled.split_once(' ')).map_or(rest, |(_, rest)| rest);
        let body = self.gazetteer.body_named(rest).filter(|_| is_of_body)?;
        Some((Polity::Body(body.name.clone()), None))
    }

    /// The name that a body of several states, a party or an organ is known by.
    pub fn body_known_as(&self, name: &str) -> Option<String> {
        let known = self.lexicon.body(name).map(|body| body.name.clone());
        known.or_else(|| self.gazetteer.body_named(name).map(|body| body.name.clone()))
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
            found.is_of_state = self.is_of_state(phrase);
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
            self.owned(phrases, owner, phrase.is_person(), &mut found);
        }
        found.noun = phrase.office_noun.map(|at| self.annotated.form(at).to_lowercase());
        found.is_of_state = self.is_of_state(phrase);
        found.home = self.home(phrase);
        // "ambassador to the [United Nations]", "president of the [United States]": the country goes with its preposition.
        let rest = rest.trim_end_matches(" the");
        let rest = rest.trim_end_matches(" of").trim_end_matches(" for").trim_end_matches(" to").to_owned();
        found.office = Some(rest).filter(|rest| phrase.office.is_some() && !rest.is_empty());
        // "president of Egypt", "head of the regional military administration"
        let end =
            phrase.office.filter(|_| phrase.form == MentionForm::Name).map_or(phrase.words.end, |o| o.end);
        if phrase.form == MentionForm::Nominal || end < phrase.core.start {
            self.complement(phrases, end, &mut found);
        }
        if phrase.form == MentionForm::Name && found.of.is_none() {
            self.hails_from(phrases, phrase, &mut found);
        }
        let is_unnamed = found.via.is_none_or(|via| phrases[via].form == MentionForm::Nominal);
        if found.of.is_none() && is_unnamed {
            found.via = self.region(phrases, number, found.office.as_deref()).or(found.via);
        }
        if found.of.is_none()
            && found.via.is_none()
            && found.office.as_deref().is_some_and(is_regional)
            && let Some(state) = self.state_within(described)
        {
            found.of = Some(Polity::State(state.to_owned()));
        }
        // "his French counterpart", "a rival of the president": what one is to another is no office.
        if found.noun.as_deref().is_some_and(|noun| self.lexicon.is_relation(noun)) {
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

    /// Whether a phrase names an officer or organ that only states have, whichever state's.
    fn is_of_state(&self, phrase: &Phrase) -> bool {
        let words = match (phrase.office, phrase.form) {
            (Some(office), _) => office,
            (None, MentionForm::Nominal) => Span::new(phrase.modifiers.start, phrase.core.end),
            (None, _) if phrase.kind == Some(MentionKind::Organization) => phrase.core,
            _ => return false,
        };
        let lexicon = self.lexicon;
        let says_so = |from: usize, end: usize| {
            let form = self.annotated.words(Span::new(from, end)).to_lowercase();
            let one = self.annotated.tokens[end - 1].lemma.to_lowercase();
            let is_anywhere = lexicon.is_anywhere(&form) || from + 1 == end && lexicon.is_anywhere(&one);
            let role = lexicon.role(&form).filter(|_| !is_anywhere);
            let singular = || {
                let lemma = self.annotated.tokens[end - 1].lemma.to_lowercase();
                let role = (from + 1 == end).then(|| lexicon.role(&lemma)).flatten();
                role.filter(|_| !lexicon.is_anywhere(&lemma))
            };
            role.or_else(singular).is_some_and(|role| {
                matches!(
                    role.sector,
                    Sector::Gov | Sector::Mil | Sector::Cop | Sector::Spy | Sector::Leg | Sector::Jud
                ) && role.bearer != Bearer::Building
            })
        };
        // "President Alma Quiroz" is a state's; "the bank's president" is not.
        let is_others = (phrase.words.start..words.end)
            .any(|at| lexicon.is_elsewhere(&self.annotated.form(at).to_lowercase()));
        if is_others {
            return false;
        }
        let is_president = phrase.form == MentionForm::Name
            && matches!(self.annotated.words(words).to_lowercase().as_str(), "president" | "pres.");
        is_president
            || words.range().any(|from| (from + 1..=words.end.min(from + 3)).any(|end| says_so(from, end)))
    }

    /// The state that a title means where nothing says another.
    fn home(&self, phrase: &Phrase) -> Option<String> {
        let office = phrase.office?;
        let lowest = office.end.saturating_sub(3).max(office.start);
        (lowest..office.end).find_map(|from| {
            let form = self.annotated.words(Span::new(from, office.end)).to_lowercase();
            self.lexicon.home_of_title(&form).map(str::to_owned)
        })
    }

    /// Whether a name is that of a state's organ ("Finance Ministry"), and whether only states have such.
    fn organ(&self, words: Span<Word>) -> Option<bool> {
        let last = self.annotated.form(words.end - 1).to_lowercase();
        let before_of = words.range().skip(1).find(|&at| matches!(self.annotated.form(at), "of" | "for"));
        let head = before_of.map(|of| self.annotated.form(of - 1).to_lowercase());
        let two = (words.len() > 1)
            .then(|| self.annotated.words(Span::new(words.end - 2, words.end)).to_lowercase());
        [head, two, Some(last)].into_iter().flatten().find_map(|noun| {
            let role = self.lexicon.role(&noun).filter(|role| role.bearer == Bearer::Body)?;
            matches!(
                role.sector,
                Sector::Gov | Sector::Mil | Sector::Cop | Sector::Spy | Sector::Leg | Sector::Jud
            )
            .then(|| !self.lexicon.is_anywhere(&noun))
        })
    }

    /// Whether a name is that of an organ such as states have.
    pub fn is_organ(&self, words: Span<Word>) -> bool {
        self.organ(words).is_some()
    }

    /// Whether who has such a role belongs where the person belongs whose he is: an adviser does, a rival,
    /// a lawyer, a brother need not.
    fn serves(found: &Affiliation) -> bool {
        matches!(found.sector, Some(Sector::Gov | Sector::Mil | Sector::Cop | Sector::Spy | Sector::Leg))
    }

    /// "local governor", "the head of the regional administration": of the place last named in the sentence.
    fn region(&self, phrases: &[Phrase], number: usize, office: Option<&str>) -> Option<usize> {
        let phrase = &phrases[number];
        if !office.is_some_and(is_regional) {
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

    /// "Gdynia mayor": the state of a town that stands in an office and was not seen as a name.
    fn state_within(&self, words: Span<Word>) -> Option<&'static str> {
        let capitals = words.range().take_while(|&at| self.starts_name(at)).count();
        (1..=capitals.min(3)).rev().find_map(|count| {
            self.state_of_place(self.annotated.words(Span::new(words.start, words.start + count)))
        })
    }

    /// "Ukraine's air force", "the Russian Defence Ministry", "NATO".
    fn of_named(&self, phrases: &[Phrase], phrase: &Phrase, found: &mut Affiliation) {
        let name = self.annotated.words(phrase.core);
        if let Some((polity, _)) = self.polity_of(phrases, phrase) {
            found.sector = match polity {
                Polity::State(_) => Some(Sector::Gov),
                Polity::Body(_) => self.sector_named(name),
            };
            found.of = Some(polity);
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
            self.owned(phrases, owner, phrase.is_person(), found);
        }
        if found.of.is_none() {
            self.complement(phrases, phrase.words.end, found);
        }
    }

    /// The state or body that a phrase names. "Security Council" alone is that of the UN; "Chile's Security
    /// Council", "the Security Council of Chile" are Chile's.
    fn polity_of(&self, phrases: &[Phrase], phrase: &Phrase) -> Option<(Polity, Option<CountryWord>)> {
        let name = self.annotated.words(phrase.core);
        let (polity, how) = self.polity_named(name)?;
        let own = if is_cut_short(&polity, name) { self.state_of_organ(phrases, phrase) } else { None };
        Some(own.map_or((polity, how), |state| (state, None)))
    }

    /// The state that owns an organ: by the words before it, or "of" behind it.
    fn state_of_organ(&self, phrases: &[Phrase], phrase: &Phrase) -> Option<Polity> {
        let is_state = |polity: &Polity| matches!(polity, Polity::State(_));
        let before = self.owner_code(phrase).filter(|code| self.gazetteer.country(code).is_some());
        let end = phrase.core.end;
        let is_of = end < self.annotated.tokens.len() && self.annotated.form(end) == "of";
        let behind = || {
            let number = self.beginning_at(end + 1).filter(|_| is_of)?;
            self.polity(phrases[number].core).map(|(polity, _)| polity).filter(is_state)
        };
        before.map(Polity::State).or_else(behind)
    }

    /// States and bodies among the words before a noun; what is left of the words without them;
    /// a person among them ("Carter administration").
    fn described(&self, words: Span<Word>) -> (Option<Polity>, String, Option<usize>) {
        let mut polity = None;
        let mut body = None;
        // Just behind an organ that states have too.
        let mut organ = None;
        let mut via = None;
        let mut rest = String::new();
        let mut at = words.start;
        let mut glued = false;
        while at < words.end {
            let longest = (at + 1..=words.end.min(at + 5)).rev().find_map(|end| {
                let span = Span::new(at, end);
                self.starts_name(at).then(|| self.polity(span).map(|(found, how)| (found, how, end)))?
            });
            if let Some((found, how, end)) = longest {
                // The country goes; the rest of the office stays as printed ("deputy Downing Street press
                // secretary", "EU [Parliament president]", "Senate Republican Whip").
                let dropped = match (&found, how) {
                    (Polity::State(_), Some(CountryWord::Seat)) if !rest.is_empty() => at,
                    (Polity::State(_), Some(_)) => end,
                    (Polity::State(_), None) => at,
                    (Polity::Body(code), _) if end > at + 1 => match self.polity(Span::new(at, at + 1)) {
                        Some((first, _)) if first.code() == code => at + 1,
                        _ if self.is_part(Span::new(at, end)) || !rest.is_empty() => at,
                        _ => end,
                    },
                    _ => end,
                };
                // "the Security Council of Chile" is Chile's.
                let of = if self.annotated.form(at.saturating_sub(1)) == "the" {
                    at.saturating_sub(1)
                } else {
                    at
                };
                let is_of =
                    of.checked_sub(1).is_some_and(|of| self.annotated.form(of) == "of" && organ == Some(of));
                if is_of && matches!(found, Polity::State(_)) {
                    polity = None;
                }
                if is_cut_short(&found, self.annotated.words(Span::new(at, end))) {
                    organ = Some(end);
                }
                polity = polity.or(Some(found));
                if dropped < end {
                    push(&mut rest, self.annotated.words(Span::new(dropped, end)), glued);
                    glued = end < words.end && self.touches_next(end - 1);
                }
                at = end;
                if dropped == end && at < words.end && self.annotated.form(at) == "-" && !rest.is_empty() {
                    at += 1;
                }
                continue;
            }
            // "Apple chief executive", "Gdynia mayor", "Carter administration"
            if let Some(name) = self.name_at(at).filter(|name| name.end < words.end) {
                let kind = self.annotated.names[self.name_number(at)].kind;
                via = via.or(Some(self.naming[name.start])
                    .filter(|&number| number != NONE)
                    .map(|number| number as usize));
                let stays = match kind {
                    MentionKind::Organization => self.organ(name).is_some(),
                    MentionKind::Person => false,
                    _ => true,
                };
                if kind == MentionKind::Organization && !stays {
                    body = body.or_else(|| Some(Polity::Body(self.annotated.words(name).to_owned())));
                }
                if stays {
                    push(&mut rest, self.annotated.words(name), glued);
                    glued = self.touches_next(name.end - 1);
                }
                at = name.end;
                continue;
            }
            push(&mut rest, self.annotated.form(at), glued);
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

    /// Whether a name is that of an organ of a body of several states.
    fn is_part(&self, words: Span<Word>) -> bool {
        self.lexicon.body(self.annotated.words(words)).is_some_and(|body| body.part_of.is_some())
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

    fn owned(&self, phrases: &[Phrase], owner: usize, is_person: bool, found: &mut Affiliation) {
        let owner_phrase = &phrases[owner];
        let is_named = owner_phrase.form == MentionForm::Name;
        if is_named && let Some((polity, _)) = self.polity_of(phrases, owner_phrase) {
            found.of = Some(polity);
            return;
        }
        if is_named
            && owner_phrase.kind == Some(MentionKind::Organization)
            && self.organ(owner_phrase.core).is_none()
        {
            let name = self.annotated.words(owner_phrase.core).to_owned();
            found.of = found.of.take().or(Some(Polity::Body(name)));
        }
        // An envoy is of his master's state, a lawyer need not be; an office is of its holder's.
        if !owner_phrase.is_person() || !is_person || Self::serves(found) {
            found.via = Some(owner);
        }
    }

    /// "Alma Quiroz of Peru", "Mayor Ola Nowak of Gdynia".
    fn hails_from(&self, phrases: &[Phrase], phrase: &Phrase, found: &mut Affiliation) {
        let end = phrase.words.end;
        if end + 1 >= self.annotated.tokens.len() || self.annotated.form(end) != "of" {
            return;
        }
        let Some(number) = self.beginning_at(end + 1) else { return };
        let other = &phrases[number];
        if other.form != MentionForm::Name {
            return;
        }
        match other.kind {
            Some(MentionKind::Country | MentionKind::Organization) => {
                found.of = self.polity(other.core).map(|(polity, _)| polity).or_else(|| {
                    let is_body = other.kind == Some(MentionKind::Organization);
                    (is_body && self.organ(other.core).is_none())
                        .then(|| Polity::Body(self.annotated.words(other.core).to_owned()))
                });
                found.via = found.via.or(Some(number));
            }
            Some(MentionKind::Place) if found.office.is_some() => found.via = found.via.or(Some(number)),
            _ => {}
        }
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
        let is_named = complement.form == MentionForm::Name;
        let polity = if is_named { self.polity_of(phrases, complement) } else { None };
        let is_state = matches!(polity, Some((Polity::State(_), Some(_))));
        let is_body = complement.kind == Some(MentionKind::Organization);
        // "the minister *for Greenland*", "special envoy *for Chile*": what one is charged with is not whose one is.
        let is_charge = preposition == "for"
            && is_named
            && matches!(complement.kind, Some(MentionKind::Place | MentionKind::Country))
            && found.noun.as_deref().is_some_and(|noun| self.lexicon.is_charged(noun));
        if is_charge && let Some(office) = &mut found.office {
            office.push_str(" for ");
            office.push_str(self.annotated.words(complement.core));
            return;
        }
        // "reporters at NATO headquarters" are nobody's, "an analyst at the Oslo institute" is its.
        let stands_there = preposition != "of" && found.sector == Some(Sector::Med);
        // "police in Bergen", "a commander in the Tatra Regiment", but not "a visitor in Bergen".
        let lies_in = preposition == "in" && (found.is_of_state || is_body);
        if !stands_there && (lies_in || matches!(preposition.as_str(), "of" | "for" | "at" | "with" | "from"))
        {
            let of = polity.map(|(polity, _)| polity).or_else(|| {
                if !is_body {
                    // "the head of Norwegian diplomacy"
                    let is_field = preposition == "of" && self.is_field_of_state(complement);
                    return is_field.then(|| self.described(complement.modifiers).0).flatten();
                }
                let begin = complement.modifiers.start.min(complement.core.start);
                let inner = || self.described(Span::new(begin, complement.core.end)).0;
                match self.organ(complement.core) {
                    Some(_) => inner(),
                    None if is_named => Some(Polity::Body(self.annotated.words(complement.core).to_owned())),
                    None => inner(),
                }
            });
            // Where one works says more than where one is from; but an ambassador "at the UN" is his state's.
            let is_workplace = matches!(of, Some(Polity::Body(_))) && !Self::serves(found);
            if found.of.is_none() || is_workplace {
                found.of = of.or(found.of.take());
            }
        }
        if (preposition != "in" || lies_in)
            && complement.kind.is_some()
            && !stands_there
            && found.via.is_none()
            && (preposition != "to" || complement.is_person())
            && (!complement.is_person() || Self::serves(found))
        {
            found.via = Some(number);
        }
        let is_said = matches!(&found.of, Some(Polity::Body(name)) if name == self.annotated.words(complement.core))
            || is_body
                && polity_is(&found.of, self.polity(complement.core))
                && !self.is_part(complement.core);
        if preposition == "of"
            && !is_state
            && !is_said
            && let Some(office) = &mut found.office
        {
            // "deputy chairman of Norway's Grain Council": the country goes here too.
            let owner = complement.owner.filter(|&owner| self.polity(phrases[owner].core).is_some());
            let has_state = matches!(self.polity(complement.modifiers), Some((Polity::State(_), Some(_))));
            office.push_str(" of ");
            if has_state && complement.form == MentionForm::Nominal {
                // "head of the Danish government": "head of the government"
                let article = Span::new(complement.words.start, complement.modifiers.start);
                push(office, self.annotated.words(article), true);
                push(office, self.annotated.words(complement.core), article.is_empty());
            } else {
                let begin = owner.map_or(complement.words.start, |_| complement.modifiers.start);
                // "head of the Danish Ministry of Trade", where the name takes in the people's adjective.
                let core = complement.core;
                let people = Span::new(core.start, core.start + 1);
                let is_peoples = core.len() > 1
                    && begin <= core.start
                    && matches!(self.polity(people), Some((Polity::State(_), Some(CountryWord::Demonym))));
                if is_peoples {
                    push(office, self.annotated.words(Span::new(begin, core.start)), true);
                    let rest = self.annotated.words(Span::new(core.start + 1, complement.words.end));
                    push(office, rest, begin == core.start);
                } else {
                    office.push_str(self.annotated.words(Span::new(begin, complement.words.end)));
                }
            }
        }
    }

    /// "diplomacy": what only a state has, and is no body.
    fn is_field_of_state(&self, phrase: &Phrase) -> bool {
        phrase.form == MentionForm::Nominal
            && phrase.kind.is_none()
            && matches!(self.annotated.form(phrase.core.end - 1), "diplomacy" | "counterintelligence")
    }

    /// Whether a phrase can name an office in apposition: one person by role, or a bare title.
    pub fn is_role(phrase: &Phrase) -> bool {
        phrase.form == MentionForm::Nominal
            && !phrase.is_plural
            && phrase.role.is_some_and(|role| role.bearer != Bearer::Body)
    }
}

/// Whether an office is held in a town or region.
fn is_regional(office: &str) -> bool {
    office.split(' ').any(|word| {
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
    })
}

fn polity_is(of: &Option<Polity>, polity: Option<(Polity, Option<CountryWord>)>) -> bool {
    of.is_some() && *of == polity.map(|(polity, _)| polity)
}

/// Puts words behind words.
fn push(text: &mut String, words: &str, is_glued: bool) {
    if !text.is_empty() && !is_glued {
        text.push(' ');
    }
    text.push_str(words);
}

/// Whether a body goes by a name that is only the end of its own: "Security Council".
fn is_cut_short(polity: &Polity, name: &str) -> bool {
    matches!(polity, Polity::Body(body) if body.len() > name.len() && body.ends_with(name))
}
