//! What an office is called, and which state or body people and bodies belong to, as their
//! own phrase says it.

mod described;
mod polities;
mod workplaces;

use super::lexicon::{Bearer, Lexicon};
use super::phrases::Phrase;
use dateline_gazetteer::Gazetteer;
use dateline_language::Annotated;
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

    /// Whether a body goes by a name that is only the end of its own: "Security Council".
    fn is_cut_short(&self, name: &str) -> bool {
        matches!(self, Polity::Body(body) if body.len() > name.len() && body.ends_with(name))
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
            .filter(|named| !named.is_shared)
            .map(|named| named.iso3())
            .collect();
        Affiliations { mentioned, annotated, gazetteer, lexicon, beginning, naming }
    }

    /// The outermost phrase that begins at a word.
    pub fn beginning_at(&self, word: usize) -> Option<usize> {
        self.beginning.get(word).filter(|&&number| number != NONE).map(|&number| number as usize)
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
            self.owned(phrases, owner, phrase.is_person(), false, &mut found);
        }
        found.noun = phrase.office_noun.map(|at| self.annotated.form(at).to_lowercase());
        found.is_of_state = self.is_of_state(phrase);
        found.home = self.home(phrase);
        // "ambassador to the [United Nations]", "president of the [United States]": the country goes with its preposition.
        let rest = ["this", "that", "his", "her"]
            .iter()
            .find_map(|whose| rest.strip_suffix(&format!(" of {whose} country")))
            .unwrap_or(&rest);
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
        if phrase.form == MentionForm::Name && found.of.is_none() && found.via.is_none() {
            found.of = self.possessor(phrases, number);
        }
        if found.of.is_none() && phrase.is_person() && found.office.is_some() {
            found.of = self.workplace(phrases, phrase, end);
        }
        if found.of.is_none() && found.via.is_none() && phrase.owner.is_none() && phrase.is_person() {
            self.of_unknown_body(described, &mut found);
        }
        // "the European commissioner for trade": by the name of the office.
        if found.of.is_none()
            && let Some(office) = found.office.as_deref()
        {
            let body = self.lexicon.body_of_office(&self.with_charge(office, described.end));
            found.of = body.and_then(|body| self.polity_named(body)).map(|(polity, _)| polity);
        }
        let is_unnamed = found.via.is_none_or(|via| phrases[via].form == MentionForm::Nominal);
        if found.of.is_none() && is_unnamed {
            found.via = self.region(phrases, number, found.office.as_deref()).or(found.via);
        }
        found.office = found
            .office
            .map(|office| self.without_passing(office))
            .map(|office| self.without_relation(office))
            .filter(|rest| !rest.is_empty());
        if found.of.is_none()
            && found.via.is_none()
            && found.office.as_deref().is_some_and(is_regional)
            && let Some(state) = self.state_within(described)
        {
            found.of = Some(Polity::State(state.to_owned()));
        }
        // "The Argentinian pontiff": what people he is of is not whose he is.
        if phrase.role.is_some_and(|role| role.sector == Sector::Rel)
            && found.noun.as_deref().is_some_and(|noun| matches!(noun, "pope" | "pontiff"))
        {
            found.of = None;
        }
        // "Poland and its *allies*": what they are to it, and not its own.
        let head = self.annotated.tokens[phrase.head].lemma.to_lowercase();
        if phrase.form == MentionForm::Nominal && phrase.owner.is_some() && self.lexicon.is_relation(&head) {
            found.of = self.described(phrase.modifiers).0;
            found.via = None;
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
            found.of = polity.filter(|polity| polity.state().is_none() || !self.is_about_states(phrase));
        }
        if matches!(phrase.kind, Some(MentionKind::Place | MentionKind::Facility)) {
            found.of = self.state_of_place(name).map(|code| Polity::State(code.to_owned()));
            return;
        }
        if let Some(owner) = phrase.owner {
            let is_organ = self.organ(phrase.core).is_some();
            self.owned(phrases, owner, phrase.is_person(), is_organ, found);
        }
        if found.of.is_none() {
            self.complement(phrases, phrase.words.end, found);
        }
    }

    /// "Visit Chile", "the Centre for *Norwegian* Studies": bodies whose state's name tells what they are about.
    fn is_about_states(&self, phrase: &Phrase) -> bool {
        let is_state = |at: usize| {
            self.starts_name(at) && self.gazetteer.country_named(self.annotated.form(at)).is_some()
        };
        let is_one = |at: usize, of: &dyn Fn(&str) -> bool| {
            phrase.core.range().contains(&at) && of(&self.annotated.form(at).to_lowercase())
        };
        let mut states = phrase.core.range().filter(|&at| is_state(at)).peekable();
        let is_any =
            states.peek().is_some() && phrase.owner.is_none() && self.described(phrase.modifiers).0.is_none();
        is_any
            && states.all(|at| {
                at > phrase.core.start && is_one(at - 1, &|word| self.lexicon.is_about_before(word))
                    || is_one(at + 1, &|word| self.lexicon.is_about_behind(word))
            })
    }

    fn owned(
        &self,
        phrases: &[Phrase],
        owner: usize,
        is_person: bool,
        is_organ: bool,
        found: &mut Affiliation,
    ) {
        let owner_phrase = &phrases[owner];
        let is_named = owner_phrase.form == MentionForm::Name;
        // "Arica's Regional Council": a town, whatever kind of name it was taken for.
        let is_town = is_named
            && is_organ
            && owner_phrase.kind == Some(MentionKind::Organization)
            && owner_phrase.role.is_none()
            && self.polity(owner_phrase.core).is_none();
        if is_town && let Some(state) = self.state_of_place(self.annotated.words(owner_phrase.core)) {
            found.of = Some(Polity::State(state.to_owned()));
            return;
        }
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

    /// "*Britain's* Paul Marsh", "*NATO's* Ada Berg".
    fn possessor(&self, phrases: &[Phrase], number: usize) -> Option<Polity> {
        let start = phrases[number].core.start;
        let mark = start.checked_sub(1).filter(|&mark| matches!(self.annotated.form(mark), "'s" | "’s"))?;
        let owner = phrases[..number].iter().rev().take(2).find(|owner| owner.words.end == mark)?;
        let is_named = owner.form == MentionForm::Name
            && matches!(owner.kind, Some(MentionKind::Country | MentionKind::Organization));
        let polity = || self.polity_of(phrases, owner).map(|(polity, _)| polity);
        let body = || {
            let is_body = owner.kind == Some(MentionKind::Organization) && self.organ(owner.core).is_none();
            is_body.then(|| Polity::Body(self.annotated.words(owner.core).to_owned()))
        };
        is_named.then(|| polity().or_else(body)).flatten()
    }

    /// "Alma Quiroz of Peru", "Mayor Ola Nowak of Gdynia".
    fn hails_from(&self, phrases: &[Phrase], phrase: &Phrase, found: &mut Affiliation) {
        let end = phrase.words.end;
        if end + 1 >= self.annotated.tokens.len() || !matches!(self.annotated.form(end), "of" | "from") {
            return;
        }
        let Some(number) = self.beginning_at(end + 1) else { return };
        let other = &phrases[number];
        // "Pavel Horn from the Harbour Union"; who is from Chile need not be Chile's.
        let is_from = self.annotated.form(end) == "from";
        if other.form != MentionForm::Name || is_from && other.kind != Some(MentionKind::Organization) {
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

    /// "His counterpart Foreign Minister Jan Lis": what somebody is to another is no part of his office.
    fn without_relation(&self, office: String) -> String {
        match office.split_once(' ') {
            Some((first, rest))
                if self.lexicon.is_relation(&first.to_lowercase())
                    && rest.starts_with(char::is_uppercase) =>
            {
                rest.to_owned()
            }
            _ => office,
        }
    }

    /// An office in lower case with what it is charged with, which stands behind it: "commissioner *for human rights*".
    fn with_charge(&self, office: &str, end: usize) -> String {
        const LONGEST: usize = 4;
        let last = end.saturating_sub(1);
        let behind = Span::new(end, (end + LONGEST).min(self.annotated.sentence(last).words.end));
        let charge = if behind.start < behind.end { self.annotated.words(behind) } else { "" };
        format!("{office} {charge}").to_lowercase()
    }

    /// "New head of the army", "newly appointed judge", "angry president", "— president": since when it is held, and how its
    /// holder feels, is no part of an office. Fewer words than a person's page leaves out: a report's "ousted president"
    /// and "so-called prime minister" are none.
    fn without_passing(&self, office: String) -> String {
        let is_mark =
            |letter: char| !letter.is_alphanumeric() && !matches!(letter, '(' | '“' | '"' | '‘' | '\'');
        let mut rest = office.trim_start_matches(is_mark);
        let mut is_newly = false;
        while let Some((first, more)) = rest.split_once(' ') {
            let lower = first.to_lowercase();
            // "*Last month* President Alma Quiroz said"
            if matches!(lower.as_str(), "last" | "this" | "next")
                && let Some((span, office)) = more.split_once(' ')
                && (self.lexicon.is_span(&span.to_lowercase())
                    || self.lexicon.is_passing(&span.to_lowercase()))
            {
                rest = office;
                continue;
            }
            // "New York Republican", "New Zealand's minister"
            let is_name = first == "New" && more.starts_with(char::is_uppercase);
            let is_how = is_newly && self.lexicon.is_way_into_office(&lower);
            // "a *visibly* angry president"
            let next = more.split(' ').next().unwrap_or_default();
            let is_degree = lower.ends_with("ly") && self.lexicon.is_passing(&next.to_lowercase());
            if is_name || !self.lexicon.is_passing(&lower) && !is_how && !is_degree {
                break;
            }
            is_newly = lower == "newly";
            rest = more;
        }
        if rest.len() == office.len() { office } else { rest.to_owned() }
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
