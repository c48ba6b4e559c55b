//! What a noun phrase says: whose name, which title, definite or not, of what kind.

use super::{Definiteness, Finder, Phrase, Title};
use crate::lexicon::{Bearer, Gender, Role};
use dateline_gazetteer::{CountryWord, Gazetteer};
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::{MentionKind, Sector, Span};
use dateline_scene::MentionForm;

impl Finder<'_, '_> {
    /// "Serbia refused": a name that is a state's and no one's in this report is the state's.
    pub(super) fn kind_of_name(&self, words: Span<Word>, kind: MentionKind) -> MentionKind {
        if kind != MentionKind::Person {
            return kind;
        }
        let form = self.annotated.words(words);
        let is_state = Gazetteer::embedded()
            .country_named(form)
            .is_some_and(|named| named.word == CountryWord::Name && !form.contains('.'));
        let is_person = || {
            self.title_before(words.start.saturating_sub(4), words.start).is_some()
                || self.annotated.names.iter().any(|name| {
                    name.kind == MentionKind::Person
                        && name.words.len() > words.len()
                        && self.annotated.words(name.words).split(' ').any(|part| part == form)
                })
        };
        if is_state && !is_person() { MentionKind::Country } else { kind }
    }

    /// "Visit *Chile*": the name of a body that begins with what one is asked to do.
    pub(super) fn brand(&self, start: usize, name: Span<Word>) -> Option<Span<Word>> {
        let first = name.start.checked_sub(1).filter(|&first| first >= start)?;
        let form = self.annotated.form(first);
        let is_brand = form.starts_with(char::is_uppercase)
            && !matches!(form, "On" | "About" | "Against" | "With")
            && self.lexicon.is_about_before(&form.to_lowercase())
            && first > self.annotated.sentence(first).words.start;
        is_brand.then_some(Span::new(first, name.end))
    }

    /// What stands before a name and is no title of it; nothing new where a name ends it.
    pub(super) fn described(
        &mut self,
        sentence: usize,
        words: Span<Word>,
        owner: Option<usize>,
        definiteness: Definiteness,
    ) {
        let is_name = self.phrases.last().is_some_and(|phrase| phrase.core.end == words.end);
        if !is_name {
            self.nominal(sentence, words, owner, definiteness);
        }
    }

    /// Whether two or three capitals taken for a body or place are a person's, since an office stands right before them
    /// and nothing in them says a body ("said ministry official Hana Sato").
    pub(super) fn is_titled(&self, start: usize, name: Span<Word>, kind: MentionKind) -> bool {
        if !matches!(kind, MentionKind::Organization | MentionKind::Place) || !(2..=3).contains(&name.len()) {
            return false;
        }
        let has_office = self
            .title_before(start, name.start)
            .is_some_and(|title| title.role.is_some_and(|role| role.bearer == Bearer::Title));
        let form = self.annotated.words(name);
        let gazetteer = Gazetteer::embedded();
        has_office
            && form.chars().all(|letter| letter.is_alphabetic() || " -.'’".contains(letter))
            && name.range().all(|at| {
                let word = self.annotated.form(at);
                word.starts_with(char::is_uppercase)
                    && word.chars().any(char::is_lowercase)
                    && self.lexicon.role(&word.to_lowercase()).is_none()
                    && gazetteer.country_named(word).is_none()
            })
            && gazetteer.body_named(form).is_none()
            && gazetteer.places_named(form).is_empty()
            && self.lexicon.body(form).is_none()
    }

    /// The noun behind a body's name that says what kind of body it is ("news agency"), where that is all
    /// that follows and the name is no state's or body of states ("EU commission").
    pub(super) fn class_behind(&self, name: Span<Word>, end: usize) -> Option<Role> {
        let (role, start) = self.role_ending(name.end, end)?;
        let is_class = role.bearer == Bearer::Body
            && !role.plural
            && !matches!(
                role.sector,
                Sector::Gov
                    | Sector::Mil
                    | Sector::Cop
                    | Sector::Jud
                    | Sector::Leg
                    | Sector::Spy
                    | Sector::Igo
                    | Sector::Cvl
            );
        let form = self.annotated.words(name);
        let gazetteer = Gazetteer::embedded();
        let is_known = gazetteer.country_named(form).is_some()
            || gazetteer.body_named(form).is_some()
            || self.lexicon.body(form).is_some_and(|body| body.state.is_some());
        (is_class && start == name.end && !is_known).then_some(role)
    }

    /// The word of an office that says what it is: "head" of "head of state", else the last.
    pub(super) fn office_word(&self, office: Span<Word>) -> usize {
        let of = office.range().skip(1).find(|&at| self.annotated.form(at) == "of");
        of.unwrap_or(office.end) - 1
    }

    /// Whether nothing but the end of the chunk or another name follows.
    pub(super) fn stands_alone(&self, at: usize, end: usize) -> bool {
        at >= end || self.annotated.names.binary_search_by_key(&at, |name| name.words.start).is_ok()
    }

    /// Whether words before a name only describe it ("eastern", "the German").
    pub(super) fn is_light(&self, start: usize, end: usize) -> bool {
        (start..end).all(|at| {
            matches!(self.annotated.tokens[at].upos, Upos::Adj | Upos::Det | Upos::Num)
                || self.is_hyphenated(at)
                || self.annotated.names.iter().any(|name| {
                    name.kind == MentionKind::Nationality && name.words.start <= at && at < name.words.end
                })
        })
    }

    pub(super) fn after_determiner(&self, words: Span<Word>) -> usize {
        words.range().find(|&at| self.annotated.tokens[at].upos != Upos::Det).unwrap_or(words.end)
    }

    pub(super) fn definiteness(&self, words: Span<Word>, first: usize, owner: Option<usize>) -> Definiteness {
        if owner.is_some() {
            return Definiteness::Definite;
        }
        if first == words.start {
            return if self.annotated.tokens[words.start].upos == Upos::Num {
                Definiteness::Indefinite
            } else {
                Definiteness::Bare
            };
        }
        match self.annotated.form(first - 1).to_lowercase().as_str() {
            "the" | "this" | "that" | "these" | "those" | "both" => Definiteness::Definite,
            _ => Definiteness::Indefinite,
        }
    }

    /// The title right before a name: its first word, the words of the office, and what it says.
    pub(super) fn title_before(&self, start: usize, name: usize) -> Option<Title> {
        let mut end = name;
        let mut gender = None;
        let mut has_honorific = false;
        // "President Mr", "Professor Sir": honorifics stand next to the name.
        while end > start {
            let Some(of) = self.lexicon.honorific(&self.annotated.form(end - 1).to_lowercase()) else {
                break;
            };
            gender = gender.or(of);
            has_honorific = true;
            end -= 1;
        }
        let role = self.role_ending(start, end);
        // "farmer Jan Dekker" as well as "Judge Jan Dekker", but not "the government Jan Dekker …".
        let Some((role, noun)) = role.filter(|(role, _)| role.bearer != Bearer::Body && !role.plural) else {
            return has_honorific.then_some(Title { start: end, office: None, role: None, gender });
        };
        let first = self.title_start(start, noun);
        let gender = gender.or_else(|| self.lexicon.gender(&self.lower(Span::new(noun, end))));
        Some(Title { start: first, office: Some(Span::new(noun, end)), role: Some(role), gender })
    }

    /// The beginning of a title phrase: back over what may describe an office.
    pub(super) fn title_start(&self, start: usize, noun: usize) -> usize {
        let mut first = noun;
        while first > start
            && !self.is_before_state(first - 1, first)
            && (matches!(
                self.annotated.tokens[first - 1].upos,
                Upos::Adj | Upos::Noun | Upos::Propn | Upos::Adv
            ) || self.is_hyphenated(first - 1)
                || self.annotated.tokens[first - 1].upos == Upos::Verb && self.modifies(first - 1, noun + 1)
                || self.name_inside(first - 1).is_some())
        {
            // "[Society for Harbours] President Ann Lee": a name is taken whole or not at all.
            match self.name_inside(first - 1) {
                Some(name) if name.start < start => break,
                Some(name) => first = name.start,
                None => first -= 1,
            }
        }
        first
    }

    /// "on social *media* Peru Prime Minister Alma Quiroz": no title goes on before its state, but for what grades it
    /// ("deputy US secretary").
    fn is_before_state(&self, at: usize, state: usize) -> bool {
        let names = &self.annotated.names;
        let is_state = names
            .binary_search_by_key(&state, |name| name.words.start)
            .is_ok_and(|number| names[number].kind == MentionKind::Country);
        let form = self.annotated.form(at);
        is_state
            && self.annotated.tokens[at].upos == Upos::Noun
            && form.chars().all(char::is_lowercase)
            && !matches!(form, "deputy" | "vice" | "assistant" | "chief" | "ex" | "co" | "fellow" | "top")
    }

    /// The name of several words that a word stands in.
    fn name_inside(&self, at: usize) -> Option<Span<Word>> {
        let number = self.annotated.names.partition_point(|name| name.words.end <= at);
        let name = self.annotated.names.get(number).map(|name| name.words)?;
        (name.start <= at && name.len() > 1).then_some(name)
    }

    pub(super) fn lower(&self, words: Span<Word>) -> String {
        self.annotated.words(words).to_lowercase()
    }

    pub(super) fn person(
        &self,
        sentence: usize,
        begin: usize,
        name: Span<Word>,
        title: Option<Title>,
        owner: Option<usize>,
        definiteness: Definiteness,
    ) -> Phrase {
        let gender = title.and_then(|title| title.gender).or_else(|| self.first_name(name));
        let noun = title.and_then(|title| title.office);
        let start = title.map_or(name.start, |title| title.start);
        // What stands before the title is a determiner, which belongs to it, or something else.
        let is_all = title.is_some() && (begin..start).all(|at| self.annotated.tokens[at].upos == Upos::Det);
        let words = if is_all { begin } else { start };
        let modifiers = Span::new(start, noun.map_or(start, |noun| noun.start));
        Phrase {
            words: Span::new(
                if owner.is_some() && words == begin { self.with_owner(words, owner) } else { words },
                name.end,
            ),
            core: name,
            head: self.head(name),
            form: MentionForm::Name,
            kind: Some(MentionKind::Person),
            role: title.and_then(|title| title.role),
            office: noun.map(|noun| Span::new(start, noun.end)),
            office_noun: noun.map(|noun| self.office_word(noun)),
            modifiers,
            owner: owner.filter(|_| words == begin && title.is_some()),
            definiteness,
            is_plural: false,
            is_collective: false,
            gender,
            sentence,
        }
    }

    pub(super) fn named(
        &self,
        sentence: usize,
        words: Span<Word>,
        name: Span<Word>,
        kind: MentionKind,
        owner: Option<usize>,
    ) -> Phrase {
        let role = self.role_ending(name.start, name.end).map(|(role, _)| role);
        Phrase {
            words: Span::new(self.with_owner(words.start, owner), words.end),
            core: name,
            head: self.head(name),
            form: MentionForm::Name,
            kind: Some(kind),
            role: role.filter(|role| kind == MentionKind::Organization && role.bearer == Bearer::Body),
            office: None,
            office_noun: None,
            modifiers: Span::new(words.start, name.start),
            owner,
            definiteness: Definiteness::Definite,
            is_plural: kind == MentionKind::Nationality
                && self.annotated.form(name.end - 1).ends_with('s')
                && self.annotated.tokens[name.end - 1].upos != Upos::Adj,
            is_collective: kind == MentionKind::Organization,
            gender: if kind == MentionKind::Person { self.first_name(name) } else { None },
            sentence,
        }
    }

    /// Man or woman by the first name of a whole name; "Kelly" alone may be a surname.
    pub(super) fn first_name(&self, name: Span<Word>) -> Option<Gender> {
        let printed = self.annotated.words(name).to_lowercase();
        let (first, _) = printed.split_once(' ')?;
        self.lexicon.first_name(first).or_else(|| self.lexicon.first_name(first.split('-').next()?))
    }

    pub(super) fn nominal(
        &mut self,
        sentence: usize,
        words: Span<Word>,
        owner: Option<usize>,
        definiteness: Definiteness,
    ) {
        let first = self.after_determiner(words).min(words.end - 1);
        // "their heads" are no leaders.
        let is_part_of_body = self.annotated.form(words.end - 1) == "heads" && owner.is_some();
        let found = self.role_ending(first, words.end).filter(|_| !is_part_of_body);
        let noun = found.map_or(words.end - 1, |(_, noun)| noun);
        let token = &self.annotated.tokens[words.end - 1];
        let is_plural = matches!(token.xpos, Xpos::Nns | Xpos::Nnps)
            || found.is_some_and(|(role, _)| role.plural)
            || matches!(
                self.lower(Span::new(words.end - 1, words.end)).as_str(),
                "people" | "police" | "troops"
            );
        let kind = found.map(|(role, _)| match role.bearer {
            Bearer::Title if !is_plural => MentionKind::Office,
            Bearer::Title => MentionKind::Group,
            Bearer::People if is_plural => MentionKind::Group,
            Bearer::People => MentionKind::Person,
            Bearer::Body => MentionKind::Organization,
            Bearer::Building => MentionKind::Facility,
        });
        let core = Span::new(noun, words.end);
        let office = match kind {
            Some(MentionKind::Office | MentionKind::Group) => Some(Span::new(first, words.end)),
            // "Martin Oakes, a paramedic"; a man or a villager holds no office.
            Some(MentionKind::Person) if found.is_some_and(|(role, _)| role.sector != Sector::Cvl) => {
                Some(Span::new(first, words.end))
            }
            _ => None,
        };
        self.phrases.push(Phrase {
            words: Span::new(self.with_owner(words.start, owner), words.end),
            core,
            head: self.head(core),
            form: MentionForm::Nominal,
            kind,
            role: found.map(|(role, _)| role),
            office,
            office_noun: office.map(|office| self.office_word(office)),
            modifiers: Span::new(first, noun),
            owner,
            definiteness,
            is_plural,
            is_collective: kind == Some(MentionKind::Organization)
                || matches!(kind, Some(MentionKind::Group)),
            gender: found.and_then(|_| self.lexicon.gender(&self.lower(core))),
            sentence,
        });
    }

    pub(super) fn with_owner(&self, start: usize, owner: Option<usize>) -> usize {
        owner.map_or(start, |owner| self.phrases[owner].words.start.min(start))
    }

    /// The word of a stretch that hangs on something outside it; the last where there are no trees.
    pub(super) fn head(&self, words: Span<Word>) -> usize {
        words
            .range()
            .find(|&at| match self.annotated.tokens[at].head {
                Some(head) => !words.range().contains(&(head as usize)),
                None => self.annotated.tokens[at].deprel == Deprel::Root,
            })
            .unwrap_or(words.end - 1)
    }
}
