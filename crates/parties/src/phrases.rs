//! Noun phrases: what may be a mention, read from tags and names alone, so that a wrong
//! branch in a tree does not lose a speaker.

mod described;

use super::lexicon::{Bearer, Gender, Lexicon, Role};
use dateline_language::{Annotated, Deprel, Upos, Word, Xpos};
use dateline_model::{MentionKind, Span};
use dateline_scene::MentionForm;

/// A noun phrase without what follows its head: "Britain's Foreign Secretary David Owen",
/// "the Russian leader", "he", "a drone".
#[derive(Clone, Debug)]
pub struct Phrase {
    /// With determiner, owner and title.
    pub words: Span<Word>,
    /// The name alone; of a phrase without a name, its head noun ("prime minister").
    pub core: Span<Word>,
    /// Its head word.
    pub head: usize,
    /// Name, noun phrase or pronoun.
    pub form: MentionForm,
    /// What kind of thing it is; none for things and deeds.
    pub kind: Option<MentionKind>,
    /// What its noun, or the noun before its name, says.
    pub role: Option<Role>,
    /// The office or role as printed, less country and article ("Foreign Secretary").
    pub office: Option<Span<Word>>,
    /// The last word of the noun that names the office ("Secretary" in "Secretary of State").
    pub office_noun: Option<usize>,
    /// The words between determiner and office or head that may name a state or body.
    pub modifiers: Span<Word>,
    /// The phrase it belongs to ("Britain" in "Britain's Foreign Secretary"; "his" in "his envoy").
    pub owner: Option<usize>,
    /// Whether it is known from before ("the", "this", "his") or new ("a", "some").
    pub definiteness: Definiteness,
    /// One or several.
    pub is_plural: bool,
    /// Whether there may be one of it as well as several ("police", "team").
    pub is_collective: bool,
    /// Man or woman, where the words tell.
    pub gender: Option<Gender>,
    /// The sentence it stands in.
    pub sentence: usize,
}

/// Whether a phrase says that the reader knows already whom it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Definiteness {
    /// "the", "this", "his", "Britain's".
    Definite,
    /// "a", "another", "some", "two".
    Indefinite,
    /// Nothing says.
    Bare,
}

impl Phrase {
    /// Whether it stands for a human being.
    pub fn is_person(&self) -> bool {
        matches!(self.kind, Some(MentionKind::Person | MentionKind::Office))
    }
}

/// Finds the noun phrases of a text, in the order of their heads.
pub fn find(annotated: &Annotated<'_>, lexicon: &Lexicon) -> Vec<Phrase> {
    let mut finder = Finder { annotated, lexicon, phrases: Vec::new(), next_name: 0 };
    for (number, sentence) in annotated.sentences.iter().enumerate() {
        finder.sentence(number, sentence.words);
    }
    finder.phrases
}

struct Finder<'a, 't> {
    annotated: &'a Annotated<'t>,
    lexicon: &'a Lexicon,
    phrases: Vec<Phrase>,
    next_name: usize,
}

/// What a word can be in a noun phrase.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Determiner,
    Modifier,
    Noun,
    Other,
}

impl Finder<'_, '_> {
    fn sentence(&mut self, number: usize, words: Span<Word>) {
        let mut at = words.start;
        let mut owner = None;
        while at < words.end {
            if self.is_pronoun(at) {
                let phrase = self.pronoun(number, at);
                let is_owner = self.annotated.tokens[at].xpos == Xpos::PrpPoss;
                self.phrases.push(phrase);
                owner = is_owner.then_some(self.phrases.len() - 1);
                at += 1;
                continue;
            }
            let end = self.chunk_end(at, words.end, owner.is_some());
            if end == at {
                owner = None;
                at += 1;
                continue;
            }
            let made = self.chunk(number, Span::new(at, end), owner);
            owner = None;
            at = end;
            if at < words.end && self.is_possessive_mark(at) {
                owner = made;
                at += 1;
            }
        }
    }

    /// Where the noun phrase that begins here ends; where it begins if there is none.
    fn chunk_end(&mut self, start: usize, limit: usize, is_owned: bool) -> usize {
        let mut at = start;
        let mut end = start;
        let mut has_determiner = is_owned;
        let mut adjective_head = false;
        while at < limit {
            if let Some(name) = self.name_at(at) {
                at = name.end.min(limit);
                end = at;
                adjective_head = false;
                continue;
            }
            // "The British and French ministers" are one group of two states.
            if self.is_between_peoples(at, limit) {
                at += 1;
                continue;
            }
            // "the head of state", "the chief of the general staff" are offices as wholes.
            if end == at
                && let Some(stop) = self.office_over_of(start, at, limit)
            {
                at = stop;
                end = stop;
                continue;
            }
            match self.part(at, limit) {
                Part::Determiner if at == start => has_determiner = true,
                Part::Determiner => break,
                Part::Noun => {
                    end = at + 1;
                    adjective_head = false;
                }
                // "the president-elect"
                Part::Modifier if end > start && is_to_come(self.annotated.form(at)) => end = at + 1,
                Part::Modifier => adjective_head |= self.annotated.tokens[at].upos == Upos::Adj,
                Part::Other => break,
            }
            at += 1;
        }
        // "the injured", "the accused": an adjective or number may stand for people.
        if end == start && has_determiner && adjective_head && at > start {
            return at;
        }
        end
    }

    /// Where an office ends that goes on over the "of" at a word.
    fn office_over_of(&self, start: usize, of: usize, limit: usize) -> Option<usize> {
        if of == start || self.annotated.form(of) != "of" {
            return None;
        }
        let goes_on = |at: usize| {
            at < limit
                && matches!(self.annotated.tokens[at].upos, Upos::Noun | Upos::Propn)
                && self
                    .annotated
                    .names
                    .binary_search_by_key(&at, |name| name.words.start)
                    .map_or(true, |name| self.annotated.names[name].kind != MentionKind::Person)
        };
        (of + 2..=limit.min(of + 4)).find(|&stop| {
            let is_office = (start.max(of.saturating_sub(3))..of).any(|from| {
                self.lexicon
                    .role(&self.lower(Span::new(from, stop)))
                    .is_some_and(|role| matches!(role.bearer, Bearer::Title | Bearer::People))
            });
            is_office && !goes_on(stop)
        })
    }

    fn part(&self, at: usize, limit: usize) -> Part {
        let token = &self.annotated.tokens[at];
        match token.upos {
            // "at least four": no part of whom it counts.
            _ if matches!(self.annotated.form(at), "least" | "most")
                && at > 0
                && self.annotated.form(at - 1) == "at" =>
            {
                Part::Other
            }
            // "Later foreign ministry spokesman Ida Krogh said": when, and no part of what she is.
            Upos::Adv | Upos::Adj
                if matches!(self.annotated.form(at), "Later" | "Earlier" | "Meanwhile" | "Separately") =>
            {
                Part::Other
            }
            Upos::Det => Part::Determiner,
            // "the under secretary for trade"
            _ if self.annotated.form(at).eq_ignore_ascii_case("under")
                && at + 1 < limit
                && self.annotated.form(at + 1).eq_ignore_ascii_case("secretary") =>
            {
                Part::Modifier
            }
            Upos::Noun | Upos::Propn => Part::Noun,
            Upos::Num if token.xpos != Xpos::Ls => Part::Noun,
            Upos::Adj => Part::Modifier,
            Upos::Sym if token.xpos == Xpos::Currency => Part::Modifier,
            // "son-in-law", "vice-president": what is written as one word is one.
            _ if self.is_hyphenated(at) => Part::Modifier,
            Upos::Verb if matches!(token.xpos, Xpos::Vbn | Xpos::Vbg) && self.modifies(at, limit) => {
                Part::Modifier
            }
            Upos::Adv if self.modifies(at, limit) => Part::Modifier,
            Upos::Cconj if self.annotated.form(at) == "&" => Part::Modifier,
            _ => Part::Other,
        }
    }

    /// "and" or a comma between the adjectives of two peoples, with a noun behind them.
    fn is_between_peoples(&self, at: usize, limit: usize) -> bool {
        let names = &self.annotated.names;
        let is_people =
            |number: usize| names.get(number).is_some_and(|name| name.kind == MentionKind::Nationality);
        if !matches!(self.annotated.form(at), "and" | "," | "or") {
            return false;
        }
        let next = names.partition_point(|name| name.words.start <= at);
        let touches = next > 0
            && names[next - 1].words.end == at
            && names.get(next).is_some_and(|name| name.words.start == at + 1);
        touches && is_people(next - 1) && is_people(next) && {
            let behind = names[next].words.end;
            let is_plural = |at: usize| matches!(self.annotated.tokens[at].xpos, Xpos::Nns | Xpos::Nnps);
            behind < limit
                && (behind..limit.min(behind + 4))
                    .take_while(|&at| self.part(at, limit) != Part::Other)
                    .any(is_plural)
                || behind + 1 < limit
                    && matches!(self.annotated.form(behind), "and" | ",")
                    && self.is_between_peoples(behind, limit)
        }
    }

    /// Whether a word is written together by a hyphen with the one before or behind it.
    fn is_hyphenated(&self, at: usize) -> bool {
        let tokens = &self.annotated.tokens;
        let is_hyphen = |at: usize| matches!(self.annotated.form(at), "-" | "–" | "‑");
        let touch = |at: usize| at + 1 < tokens.len() && tokens[at].span.end == tokens[at + 1].span.start;
        if is_hyphen(at) {
            return at > 0 && touch(at - 1) && touch(at);
        }
        at >= 2 && is_hyphen(at - 1) && touch(at - 1) && touch(at - 2)
            || touch(at) && is_hyphen(at + 1) && touch(at + 1)
    }

    /// "burning building", "heavily armed men": a participle or adverb right before what it modifies.
    fn modifies(&self, at: usize, limit: usize) -> bool {
        let tokens = &self.annotated.tokens;
        let next = at + 1;
        if next >= limit {
            return false;
        }
        let relation = tokens[at].deprel;
        if tokens[at].upos == Upos::Verb {
            // "“They will be back,” *assessed* customs director Jan Lis": behind what was said it says so.
            let is_behind_words = at > 0
                && matches!(self.annotated.form(at - 1), "–" | "—" | "-" | "”" | "\"" | "''" | "»")
                && !self.is_hyphenated(at);
            return !is_behind_words
                && (matches!(relation, Deprel::Amod | Deprel::Compound)
                    || relation == Deprel::Dep && matches!(tokens[next].upos, Upos::Noun) && at > 0 && {
                        matches!(tokens[at - 1].upos, Upos::Det | Upos::Adj)
                    });
        }
        tokens[next].upos == Upos::Adj && tokens[at].head.is_none_or(|head| head as usize == next)
            || tokens[next].xpos == Xpos::Vbn && tokens[next].deprel == Deprel::Amod
    }

    fn is_possessive_mark(&self, at: usize) -> bool {
        let token = &self.annotated.tokens[at];
        token.xpos == Xpos::Pos || matches!(self.annotated.form(at), "'s" | "’s") && token.upos == Upos::Part
    }

    fn is_pronoun(&self, at: usize) -> bool {
        pronoun(&self.annotated.form(at).to_lowercase()).is_some()
            && !matches!(self.annotated.form(at), "US" | "IT" | "WHO")
    }

    fn pronoun(&self, sentence: usize, at: usize) -> Phrase {
        let form = self.annotated.form(at).to_lowercase();
        let pronoun = pronoun(&form).unwrap_or(Pronoun { is_plural: false, gender: None, is_person: false });
        Phrase {
            words: Span::new(at, at + 1),
            core: Span::new(at, at + 1),
            head: at,
            form: MentionForm::Pronoun,
            kind: pronoun.is_person.then_some(MentionKind::Person),
            role: None,
            office: None,
            office_noun: None,
            modifiers: Span::new(at, at),
            owner: None,
            definiteness: Definiteness::Definite,
            is_plural: pronoun.is_plural,
            is_collective: form == "you",
            gender: pronoun.gender,
            sentence,
        }
    }

    /// The name that holds a word, if the look-up has come so far. Words are asked for in order.
    fn name_at(&mut self, at: usize) -> Option<Span<Word>> {
        let names = &self.annotated.names;
        while self.next_name < names.len() && names[self.next_name].words.end <= at {
            self.next_name += 1;
        }
        while self.next_name > 0 && names[self.next_name - 1].words.end > at {
            self.next_name -= 1;
        }
        names.get(self.next_name).map(|name| name.words).filter(|words| words.start <= at)
    }

    /// Makes the phrases of one chunk; the last is what the chunk as a whole stands for.
    fn chunk(&mut self, sentence: usize, words: Span<Word>, owner: Option<usize>) -> Option<usize> {
        let annotated = self.annotated;
        let from = annotated.names.partition_point(|name| name.words.end <= words.start);
        let names: Vec<_> = annotated.names[from..]
            .iter()
            .take_while(|name| name.words.start < words.end)
            .map(|name| {
                (
                    Span::new(name.words.start.max(words.start), name.words.end.min(words.end)),
                    self.kind_of_name(name.words, name.kind),
                )
            })
            .collect();
        let first = self.after_determiner(words);
        let definiteness = self.definiteness(words, first, owner);
        let mut begin = words.start;
        let mut begin_owner = owner;
        for &(name, kind) in &names {
            let is_last = name.end == words.end;
            let brand = Some(name).filter(|_| kind == MentionKind::Country);
            let brand = brand.and_then(|name| self.brand(begin.max(first), name));
            let brand = brand.filter(|&brand| is_last || self.class_behind(brand, words.end).is_some());
            let (name, kind) = brand.map_or((name, kind), |brand| (brand, MentionKind::Organization));
            let kind = if is_last && self.is_titled(begin.max(first.min(name.start)), name, kind) {
                MentionKind::Person
            } else {
                kind
            };
            if kind == MentionKind::Person {
                // "Foreign Secretary David Owen", "Mr Owen": the title belongs to the name.
                let title = self.title_before(begin.max(first.min(name.start)), name.start);
                if is_last || title.is_some() && self.stands_alone(name.end, words.end) {
                    let phrase = self.person(sentence, begin, name, title, begin_owner, definiteness);
                    if phrase.words.start > begin && phrase.words.start > first {
                        self.described(
                            sentence,
                            Span::new(begin, phrase.words.start),
                            begin_owner,
                            definiteness,
                        );
                    }
                    self.phrases.push(phrase);
                    if is_last {
                        return Some(self.phrases.len() - 1);
                    }
                    begin = name.end;
                    begin_owner = None;
                    continue;
                }
            }
            // "Tanva news agency": what kind of body it is stands behind its name.
            if !is_last
                && kind == MentionKind::Organization
                && self.is_light(begin.max(first), name.start)
                && let Some(role) = self.class_behind(name, words.end)
            {
                let mut phrase = self.named(sentence, Span::new(begin, words.end), name, kind, begin_owner);
                phrase.head = self.head(Span::new(name.start, words.end));
                phrase.role = Some(role);
                self.phrases.push(phrase);
                return Some(self.phrases.len() - 1);
            }
            if is_last {
                let start = if self.is_light(begin.max(first), name.start) { begin } else { name.start };
                if start > begin {
                    self.described(sentence, Span::new(begin, start), begin_owner, definiteness);
                }
                let owner = if start == begin { begin_owner } else { None };
                let phrase = self.named(sentence, Span::new(start, name.end), name, kind, owner);
                self.phrases.push(phrase);
                return Some(self.phrases.len() - 1);
            }
            // A name inside ("Carter administration officials") is a mention of its own.
            let phrase = self.named(sentence, name, name, kind, None);
            self.phrases.push(phrase);
        }
        let span = Span::new(begin, words.end);
        self.nominal(sentence, span, begin_owner, definiteness);
        Some(self.phrases.len() - 1)
    }

    /// The longest known noun that ends just before `end` ("prime minister"), with its first word.
    pub fn role_ending(&self, start: usize, end: usize) -> Option<(Role, usize)> {
        // "president-elect", "ambassador designate"
        if end > start + 1 && is_to_come(self.annotated.form(end - 1)) {
            let before = end - 1 - usize::from(matches!(self.annotated.form(end - 2), "-" | "‑"));
            return if before > start { self.role_ending(start, before) } else { None };
        }
        let lowest = end.saturating_sub(5).max(start);
        let longest = (lowest..end)
            .filter(|&at| at + 1 < end)
            .find_map(|at| self.lexicon.role(&self.lower(Span::new(at, end))).map(|role| (role, at)));
        longest.or_else(|| {
            let last = end.checked_sub(1).filter(|&last| last >= start)?;
            let lower = self.annotated.form(last).to_lowercase();
            let role = self.lexicon.role(&lower);
            // "Ex-chancellor Greta Holm" is one word.
            let of_former = || lower.strip_prefix("ex-").and_then(|office| self.lexicon.role(office));
            role.or_else(of_former)
                .or_else(|| self.lexicon.role(&self.annotated.tokens[last].lemma.to_lowercase()))
                .map(|role| (role, last))
        })
    }
}

/// "elect", "designate": whoever has the office only soon.
fn is_to_come(form: &str) -> bool {
    matches!(form.to_lowercase().as_str(), "elect" | "designate")
}

#[derive(Clone, Copy)]
struct Title {
    start: usize,
    office: Option<Span<Word>>,
    role: Option<Role>,
    gender: Option<Gender>,
}

/// What a pronoun says of whom it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pronoun {
    /// Several.
    pub is_plural: bool,
    /// Man or woman.
    pub gender: Option<Gender>,
    /// Never said of a thing.
    pub is_person: bool,
}

/// The pronouns that stand for a party, in lower case.
pub fn pronoun(form: &str) -> Option<Pronoun> {
    let (is_plural, gender, is_person) = match form {
        "he" | "him" | "his" | "himself" => (false, Some(Gender::Masculine), true),
        "she" | "her" | "hers" | "herself" => (false, Some(Gender::Feminine), true),
        "it" | "its" | "itself" => (false, None, false),
        "they" | "them" | "their" | "theirs" | "themselves" => (true, None, false),
        "i" | "me" | "my" | "mine" | "myself" => (false, None, true),
        "we" | "us" | "our" | "ours" | "ourselves" => (true, None, false),
        "you" | "your" | "yours" | "yourself" => (false, None, true),
        "who" | "whom" | "whose" => (false, None, true),
        _ => return None,
    };
    Some(Pronoun { is_plural, gender, is_person })
}
