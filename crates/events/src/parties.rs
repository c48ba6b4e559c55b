//! The sides of an event: from a noun phrase to who is meant by it.

mod several;

use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos, Word};
use dateline_model::{MentionKind, Party, Span};
use dateline_scene::{EntityMention, MentionForm, Scene};

/// "Demanded pledges from *the west*": states by where they lie.
pub(super) fn is_half_of_world(text: &Annotated<'_>, noun: usize) -> bool {
    let is_behind = |case: &str| matches!(case, "from" | "of" | "to" | "against" | "with" | "by" | "on");
    matches!(text.form(noun).to_lowercase().as_str(), "west" | "east")
        && text.child(noun, Deprel::Det).is_some()
        // "the west of the island"
        // … but "accused the west of hiding it"
        && !text.children(noun).any(|child| {
            clause::case(text, child) == Some("of") && text.tokens[child].upos != Upos::Verb
        })
        && clause::case(text, noun).is_none_or(is_behind)
}

const NONE: u32 = u32::MAX;

/// Nouns for those who are not of the state that they are named by.
pub(super) const RELATIONS: [&str; 10] = [
    "neighbour",
    "neighbor",
    "enemy",
    "rival",
    "opponent",
    "foe",
    "adversary",
    "ally",
    "partner",
    "counterpart",
];

/// The mentions of a report by their words, so that each look-up takes one step.
#[derive(Debug)]
pub(super) struct Parties<'s> {
    scene: &'s Scene<'s>,
    by_head: Vec<u32>,
}

/// One side of an event, with the words it stands on.
#[derive(Clone, Debug)]
pub(super) struct Side {
    pub head: usize,
    pub words: Span<Word>,
    /// Which entity it is, where it is one.
    pub entity: Option<usize>,
    pub kind: Option<MentionKind>,
    pub form: Option<MentionForm>,
    pub party: Party,
}

/// The two sides of a deed.
#[derive(Clone, Debug, Default)]
pub(super) struct Sides {
    pub by: Vec<Side>,
    pub to: Vec<Side>,
    /// The other side was not where the entry says but only somewhere behind the trigger.
    pub is_far: bool,
}

impl<'s> Parties<'s> {
    pub fn new(scene: &'s Scene<'s>) -> Self {
        let count = scene.annotated.tokens.len();
        let mut by_head = vec![NONE; count];
        let mentions = &scene.entities.mentions;
        let mut order: Vec<usize> = (0..mentions.len()).collect();
        // The widest first, so that the narrower ones lie over them.
        order.sort_by_key(|&at| (std::cmp::Reverse(mentions[at].words.len()), at));
        for at in order {
            if let Some(place) = by_head.get_mut(mentions[at].head) {
                *place = at as u32;
            }
        }
        Parties { scene, by_head }
    }

    /// The mention whose head a word is; trees and mentions do not always agree on the head of
    /// a name, so that the word of a mention on which its others hang will do.
    pub fn headed_by(&self, word: usize) -> Option<&'s EntityMention> {
        let entities = &self.scene.entities;
        entities.mentions.get(self.by_head[word] as usize).or_else(|| {
            let mention = entities.mention_at(word)?;
            let head = self.scene.annotated.tokens[word].head;
            let is_top = head.is_none_or(|head| !mention.words.range().contains(&(head as usize)));
            is_top.then_some(mention)
        })
    }

    /// The kind of thing a noun names, where it is a mention.
    pub fn kind(&self, noun: usize) -> Option<MentionKind> {
        self.headed_by(noun).map(|mention| self.scene.entities.entities[mention.entity].kind)
    }

    /// The office of whoever a noun names.
    pub fn office(&self, noun: usize) -> Option<&'s str> {
        let entity = &self.scene.entities.entities[self.headed_by(noun)?.entity];
        entity.office.as_deref().filter(|_| entity.kind == MentionKind::Person)
    }

    /// The country a noun phrase belongs to.
    fn country_of(&self, noun: usize) -> Option<String> {
        let mention = self.headed_by(noun)?;
        self.scene.entities.entities[mention.entity].country.clone()
    }

    /// Who is meant by the noun phrase with this head.
    pub fn side(&self, noun: usize) -> Side {
        let scene = self.scene;
        let text = scene.annotated;
        let mention = self.headed_by(noun);
        let words = match mention {
            Some(mention) => self.told_in_full(mention).unwrap_or(mention.words),
            None => clause::phrase(text, noun),
        };
        let entity = mention.map(|mention| &scene.entities.entities[mention.entity]);
        let mut party = Party {
            span: text.excerpt(words),
            name: entity.map_or_else(|| text.words(words).to_owned(), |entity| entity.name.clone()),
            entity: entity.map(|entity| entity.id.clone()),
            country: entity.and_then(|entity| entity.country.clone()),
            sector: entity.and_then(|entity| entity.sector),
        };
        // "its neighbour", "Ilia's enemies" are of another state.
        let is_other = RELATIONS.contains(&text.tokens[noun].lemma.to_lowercase().as_str());
        if is_other && mention.is_none_or(|mention| mention.form == MentionForm::Nominal) {
            party.country = None;
        } else if party.country.is_none() {
            let owner = scene.entities.owner_of(noun).map(str::to_owned);
            party.country = owner.or_else(|| self.country_inside(noun, 3));
        }
        // "*Its* Lima embassy staff": of whoever it is that has them, wherever they are.
        if matches!(text.tokens[noun].lemma.as_str(), "staff" | "embassy" | "consulate" | "mission")
            && let Some(owner) =
                clause::owner(text, noun).filter(|&owner| text.tokens[owner].upos == Upos::Pron)
            && let Some(country) = self.country_of(owner)
        {
            party.country = Some(country);
        }
        Side {
            head: noun,
            words,
            entity: mention.map(|mention| mention.entity),
            kind: self.kind(noun),
            form: mention.map(|mention| mention.form),
            party,
        }
    }

    /// "*Those* who left": a side of whom nothing is known, whatever a resolver takes the word for.
    pub fn unnamed(&self, word: usize) -> Side {
        let words = Span::new(word, word + 1);
        let text = self.scene.annotated;
        let party = Party {
            span: text.excerpt(words),
            name: text.form(word).to_owned(),
            entity: None,
            country: None,
            sector: None,
        };
        Side { head: word, words, entity: None, kind: None, form: None, party }
    }

    /// "A gunman shot dead *two guards*", where the words of the guards reach over the verb: they begin behind it.
    pub fn cut_behind(&self, side: &mut Side, verb: usize) {
        let text = self.scene.annotated;
        // "Shot *dead* two guards": what became of them.
        let dead = verb + 1;
        if side.words.start == dead && side.head > dead && text.form(dead).eq_ignore_ascii_case("dead") {
            side.words = Span::new(dead + 1, side.words.end);
            side.party.span = text.excerpt(side.words);
            if let Some(name) = side.party.name.strip_prefix("dead ") {
                side.party.name = name.to_owned();
            }
            return;
        }
        if !side.words.range().contains(&verb) || side.head <= verb {
            return;
        }
        let opens = text
            .children(side.head)
            .filter(|&child| child > verb)
            .find(|&child| matches!(text.tokens[child].deprel.base(), Deprel::Det | Deprel::Nummod));
        side.words = Span::new(opens.unwrap_or(side.head), side.words.end);
        side.party.span = text.excerpt(side.words);
        side.party.name = text.words(side.words).to_owned();
    }

    /// "*The minister* thanked Chad": whose own words name no state, so that one is only taken for his.
    pub fn is_borrowed(&self, side: &Side) -> bool {
        let entities = &self.scene.entities;
        side.form == Some(MentionForm::Nominal)
            && side.party.country.is_some()
            && side.party.country.as_deref() == entities.owner_of(side.head)
            && !side.words.range().any(|word| {
                word != side.head
                    && entities.entity_at(word).is_some_and(|entity| entity.country == side.party.country)
            })
    }

    /// The noun phrase of the same sentence that a pronoun stands for: "the council said *it* …".
    fn told_in_full(&self, pronoun: &EntityMention) -> Option<Span<Word>> {
        if pronoun.form != MentionForm::Pronoun {
            return None;
        }
        let text = self.scene.annotated;
        let sentence = text.sentence(pronoun.head).words;
        let mentions = &self.scene.entities.mentions;
        let first = mentions.partition_point(|mention| mention.words.start < sentence.start);
        mentions[first..]
            .iter()
            .take_while(|mention| mention.words.start < sentence.end)
            .filter(|mention| mention.entity == pronoun.entity && mention.form != MentionForm::Pronoun)
            .min_by_key(|mention| {
                (mention.form != MentionForm::Name, mention.words.start.abs_diff(pronoun.head))
            })
            .map(|mention| mention.words)
    }

    /// "Russian drones", "Ukraine's port", "the town of Ternivka", "oil depots in Tambov".
    fn country_inside(&self, noun: usize, depth: usize) -> Option<String> {
        let text = self.scene.annotated;
        let depth = depth.checked_sub(1)?;
        let order = [Deprel::NmodPoss, Deprel::Amod, Deprel::Compound, Deprel::Nmod, Deprel::Appos];
        for relation in order {
            for child in text.children(noun) {
                let own = text.tokens[child].deprel;
                if !(own == relation || relation == Deprel::Nmod && own.is(Deprel::Nmod)) {
                    continue;
                }
                if relation == Deprel::Nmod
                    && !clause::case(text, child)
                        .is_none_or(|case| matches!(case, "of" | "in" | "from" | "at"))
                {
                    continue;
                }
                if let Some(country) = self.country_of(child).or_else(|| self.country_inside(child, depth)) {
                    return Some(country);
                }
            }
        }
        None
    }

    /// Whether a noun names people or bodies of people, who can do a deed.
    pub fn can_act(&self, noun: usize) -> bool {
        match self.kind(noun) {
            Some(_) => true,
            None => self.scene.annotated.tokens[noun].upos == Upos::Propn,
        }
    }

    /// Whether a word is the head of a mention by name.
    pub fn is_named(&self, word: usize) -> bool {
        self.headed_by(word).is_some_and(|mention| mention.form == MentionForm::Name)
    }

    /// What kind of place stands at a word: country, region, city.
    pub fn place_kind(&self, word: usize) -> Option<&'s str> {
        let places = &self.scene.places;
        let behind = places.partition_point(|place| place.words.start <= word);
        let place = places[..behind].last().filter(|place| place.words.range().contains(&word))?;
        place.record.kind.as_deref()
    }

    /// Whether a noun names a place and nobody in it.
    pub fn is_place(&self, noun: usize) -> bool {
        matches!(self.kind(noun), Some(MentionKind::Place | MentionKind::Facility))
    }

    /// Whether a noun phrase is a pronoun whose noun is not known.
    pub fn is_open_pronoun(&self, noun: usize) -> bool {
        self.scene.annotated.tokens[noun].upos == Upos::Pron
            && self.headed_by(noun).is_none_or(|mention| {
                mention.form == MentionForm::Pronoun
                    && self.scene.entities.entities[mention.entity]
                        .name
                        .eq_ignore_ascii_case(self.scene.annotated.form(noun))
            })
    }
}
