//! Which state or body words name.

use super::{Affiliations, Polity};
use crate::lexicon::Bearer;
use crate::phrases::Phrase;
use dateline_gazetteer::CountryWord;
use dateline_language::Word;
use dateline_model::{Sector, Span};

impl Affiliations<'_, '_> {
    /// The state or body that words name, and how.
    pub fn polity(&self, words: Span<Word>) -> Option<(Polity, Option<CountryWord>)> {
        self.polity_named(self.annotated.words(words))
    }

    /// The state or body of a name.
    pub fn polity_named(&self, name: &str) -> Option<(Polity, Option<CountryWord>)> {
        if let Some(named) = self.gazetteer.country_named(name) {
            // "The House of Representatives" in a report on Japan is not that of the United States.
            let is_others =
                named.is_shared && !self.mentioned.is_empty() && !self.mentioned.contains(named.iso3());
            return (!is_others).then(|| (Polity::State(named.iso3().to_owned()), Some(named.word)));
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

    /// "Gdynia mayor": the state of a town that stands in an office and was not seen as a name.
    pub(super) fn state_within(&self, words: Span<Word>) -> Option<&'static str> {
        let capitals = words.range().take_while(|&at| self.starts_name(at)).count();
        (1..=capitals.min(3)).rev().find_map(|count| {
            self.state_of_place(self.annotated.words(Span::new(words.start, words.start + count)))
        })
    }

    /// Whether a name is that of a state's organ ("Finance Ministry"), and whether only states have such.
    pub(super) fn organ(&self, words: Span<Word>) -> Option<bool> {
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

    /// The state or body that a phrase names. "Security Council" alone is that of the UN; "Chile's Security
    /// Council", "the Security Council of Chile" are Chile's.
    pub(super) fn polity_of(
        &self,
        phrases: &[Phrase],
        phrase: &Phrase,
    ) -> Option<(Polity, Option<CountryWord>)> {
        let name = self.annotated.words(phrase.core);
        let (polity, how) = self.polity_named(name)?;
        let own = if polity.is_cut_short(name) { self.state_of_organ(phrases, phrase) } else { None };
        Some(own.map_or((polity, how), |state| (state, None)))
    }

    /// The state that owns an organ: by the words before it, or "of" behind it.
    pub(super) fn state_of_organ(&self, phrases: &[Phrase], phrase: &Phrase) -> Option<Polity> {
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

    /// The states whose adjectives stand joined before a noun; none where it is one.
    pub(super) fn states(&self, phrase: &Phrase) -> Vec<String> {
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
}
