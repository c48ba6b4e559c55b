//! The sides of an event: from a noun phrase to who is meant by it.

use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos, Word, Xpos};
use dateline_model::{MentionKind, Party, Sector, Span};
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

/// A common noun in the singular with no article and no owner: "founder", "chair of the league".
fn is_bare_trade(text: &Annotated<'_>, word: usize) -> bool {
    text.tokens[word].xpos == Xpos::Nn
        && text.child(word, Deprel::Det).is_none()
        && clause::owner(text, word).is_none()
        && !text.children(word).any(|child| text.tokens[child].deprel.is(Deprel::Nummod))
}

/// "Before the raid on Bolivia, *Lima and Caracas* signed it": where a list goes over into the subject of a verb that has none.
fn before_clause(text: &Annotated<'_>, all: &[usize]) -> Option<usize> {
    let [first, second, ..] = all else { return None };
    let last = *all.last()?;
    let verb = text.subtree(last).end;
    let is_finite = matches!(text.tokens.get(verb)?.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    let has_subject = text.children(verb).any(|child| text.tokens[child].deprel.is(Deprel::Nsubj));
    let has_comma = (*first..*second).any(|at| text.form(at) == ",");
    (is_finite && !has_subject && has_comma && clause::case(text, *first).is_some() && last < verb)
        .then_some(1)
}

/// "The Chilean *miner, poet and actor has* been freed": one article, one verb in the singular, one person.
fn is_one_of_many_trades(text: &Annotated<'_>, noun: usize, all: &[usize]) -> bool {
    let [first, others @ ..] = all else { return false };
    if others.is_empty()
        || text.tokens[*first].xpos != Xpos::Nn
        || text.child(*first, Deprel::Det).is_none()
        || !others.iter().all(|&word| is_bare_trade(text, word))
    {
        return false;
    }
    let Some(verb) = text.tokens[noun].head.map(|verb| verb as usize) else { return false };
    let is_one = |word: usize| {
        text.tokens[word].xpos == Xpos::Vbz
            || text.tokens[word].xpos == Xpos::Vbd && text.form(word).eq_ignore_ascii_case("was")
    };
    text.tokens[noun].deprel.is(Deprel::Nsubj)
        && (is_one(verb)
            || text.children(verb).any(|child| {
                matches!(text.tokens[child].deprel.base(), Deprel::Aux | Deprel::Cop) && is_one(child)
            }))
}

fn is_hyphen(form: &str) -> bool {
    matches!(form, "-" | "–" | "‑")
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

    /// The sides in a noun phrase that names a thing: "a U.S. proposal", "a ban on beef from Peru".
    pub fn sides_inside(&self, noun: usize, with_where: bool) -> Vec<Side> {
        self.sides_within(noun, with_where, true)
    }

    /// The same, whoever the thing is of: "its borders with *Brazil*".
    pub fn sides_beside_owner(&self, noun: usize, with_where: bool) -> Vec<Side> {
        self.sides_within(noun, with_where, false)
    }

    fn sides_within(&self, noun: usize, with_where: bool, is_owner_first: bool) -> Vec<Side> {
        let text = self.scene.annotated;
        let mut level = vec![noun];
        for _ in 0..4 {
            let mut next = Vec::new();
            for &word in &level {
                for child in text.children(word) {
                    let own = text.tokens[child].deprel;
                    let is_inside = matches!(
                        own.base(),
                        Deprel::Nmod
                            | Deprel::Amod
                            | Deprel::Compound
                            | Deprel::Flat
                            | Deprel::Obl
                            | Deprel::Obj
                    );
                    // "the war in Peru", "the talks since the Peruvian vote": where and when.
                    let case = matches!(own.base(), Deprel::Nmod | Deprel::Obl)
                        .then(|| clause::case(text, child))
                        .flatten()
                        .unwrap_or("");
                    let is_when = matches!(
                        case,
                        "during" | "since" | "after" | "before" | "following" | "amid" | "despite"
                    );
                    let is_where = matches!(case, "in" | "at" | "near" | "across") || is_when;
                    if (is_inside || own == Deprel::Acl) && (with_where || !is_where) && !is_when {
                        next.push(child);
                    }
                }
            }
            next.sort_unstable();
            // "*Chile's* treatment of Peru": whose it is, and not whom it is about.
            let owner = next.iter().copied().find(|&word| {
                text.tokens[word].deprel == Deprel::NmodPoss
                    && text.tokens[word].upos != Upos::Pron
                    && self.kind(word).is_some()
                    // "*Lima's* friendship with Caracas": a capital stands for its government.
                    && (!self.is_place(word) || self.side(word).party.sector.is_some())
            });
            if let Some(owner) = owner.filter(|_| is_owner_first) {
                next = vec![owner];
            }
            let found: Vec<Side> = next
                .iter()
                .flat_map(|&word| clause::joined(text, word))
                .flat_map(|word| self.joined_by_hyphen(word).into_iter().chain([word]))
                .filter(|&word| {
                    self.kind(word).is_some() && !self.opens_participle(word) || is_half_of_world(text, word)
                })
                .map(|word| self.side(word))
                .collect();
            if !found.is_empty() {
                return found;
            }
            level = next;
        }
        Vec::new()
    }

    /// Everybody named by a noun and those joined to it, each on its own.
    pub fn sides(&self, noun: usize) -> Vec<Side> {
        let text = self.scene.annotated;
        let mut all = clause::joined(text, noun);
        if is_one_of_many_trades(text, noun, &all) {
            all.truncate(1);
        }
        // "Ana Ruiz, *founder and chair* of the league": who she is.
        if self.kind(noun) == Some(MentionKind::Person) && text.tokens[noun].upos == Upos::Propn {
            all.retain(|&word| word == noun || !is_bare_trade(text, word));
        }
        if let Some(at) = before_clause(text, &all) {
            all.truncate(at);
        }
        // "The head of the office Ivo Marek and *General Ilic*": of two, though the tree joins the second to a name.
        if all.len() == 1
            && let Some(name) = text.child(noun, Deprel::Appos)
            && text.form(name - 1) != ","
            && text.tokens[name].upos == Upos::Propn
        {
            all.extend(
                clause::joined(text, name).into_iter().skip(1).filter(|&word| self.kind(word).is_some()),
            );
        }
        if let Some(partner) = self.partner_before(all[0]) {
            all.insert(0, partner);
        } else if let Some(first) = self.first_of_list(&all) {
            all.insert(0, first);
        }
        let mut sides: Vec<Side> = all.iter().map(|&word| self.side(word)).collect();
        // "The leaders of *Chile and Peru*": of each.
        if let [only] = sides.as_slice() {
            let states = self.states_of(only);
            if states.len() > 1 {
                sides = states;
            }
        }
        // "British and French military chiefs": one head, two countries.
        if let [only] = sides.as_slice() {
            let peoples = self.peoples(only.head);
            if peoples.len() > 1 {
                sides = peoples;
            }
        }
        if let [only] = sides.as_slice() {
            let group = self.group(only);
            if group.len() > 1 {
                sides = group;
            }
        }
        sides
    }

    /// "Foreign ministers Tomas Kral and Iva Horak met. They …": those who are meant by a word for several.
    fn group(&self, whole: &Side) -> Vec<Side> {
        let entities = &self.scene.entities;
        let one = |&number: &usize| {
            let entity = &entities.entities[number];
            let words = entities.named_behind(self.scene.annotated, whole.head, number);
            let party = Party {
                span: self.scene.annotated.excerpt(words.unwrap_or(whole.words)),
                name: entity.name.clone(),
                entity: Some(entity.id.clone()),
                country: entity.country.clone(),
                sector: entity.sector,
            };
            Side {
                head: words.map_or(whole.head, |words| words.start),
                words: words.unwrap_or(whole.words),
                entity: Some(number),
                kind: Some(entity.kind),
                party,
                ..whole.clone()
            }
        };
        entities.group(whole.head).iter().map(one).collect()
    }

    /// "Benin and *Togo* have agreed": the name before the "and", where the tree leaves it aside.
    fn partner_before(&self, noun: usize) -> Option<usize> {
        let text = self.scene.annotated;
        let mention = self.headed_by(noun).filter(|mention| mention.form != MentionForm::Pronoun)?;
        let mut start = mention.words.start;
        if start > 0 && text.tokens[start - 1].upos == Upos::Det {
            start -= 1;
        }
        if start < 2 || text.tokens[start - 1].lemma != "and" {
            return None;
        }
        let before = self.scene.entities.mention_at(start - 2)?;
        let relation = text.tokens[before.head].deprel;
        let is_free = !matches!(relation.base(), Deprel::Obj | Deprel::Obl | Deprel::Iobj)
            // "*Before* Peru and Chile signed it", taken for a preposition.
            && clause::case(text, before.head)
                .is_none_or(|case| matches!(case, "before" | "after" | "since" | "until" | "as" | "while"))
            && before.words.end == start - 1;
        let is_same = before.form == MentionForm::Name && before.entity != mention.entity;
        (is_free && is_same && text.sentence_number(before.head) == text.sentence_number(noun))
            .then_some(before.head)
    }

    /// "*Norway*, our allies and neighbours will send tents": the name that opens the sentence and a list, where the
    /// tree leaves it aside.
    fn first_of_list(&self, all: &[usize]) -> Option<usize> {
        let text = self.scene.annotated;
        let [second, .., last] = all else { return None };
        let second = self.headed_by(*second).map_or_else(|| clause::phrase(text, *second), |it| it.words);
        let comma = (second.start.checked_sub(2)?..second.start).rev().find(|&at| text.form(at) == ",")?;
        let opens = text.sentence(comma).words.start;
        let before = self.scene.entities.mention_at(comma.checked_sub(1)?)?;
        let is_first = before.words.end == comma
            && before.form == MentionForm::Name
            && (opens..before.words.start).all(|at| text.tokens[at].upos == Upos::Det);
        // "Norway, its allies and Peru": a list goes on with no other comma before its "and".
        let goes_on = (second.end..*last).all(|at| text.form(at) != ",");
        let is_free = !all.contains(&before.head) && clause::case(text, before.head).is_none();
        (is_first && goes_on && is_free).then_some(before.head)
    }

    /// "*Chilean*-Peruvian talks": the people named before the hyphen.
    pub fn joined_by_hyphen(&self, word: usize) -> Option<usize> {
        let is_people = |word: usize| {
            matches!(
                self.kind(word),
                Some(MentionKind::Nationality | MentionKind::Country | MentionKind::Organization)
            )
        };
        let first = word.checked_sub(2)?;
        (is_hyphen(self.scene.annotated.form(word - 1)) && is_people(word) && is_people(first))
            .then_some(first)
    }

    /// "*Norway*-brokered", "Chilean-backed": what is done by somebody, and not who the noun is of.
    pub fn opens_participle(&self, word: usize) -> bool {
        let text = self.scene.annotated;
        let end = self.headed_by(word).map_or(word + 1, |mention| mention.words.end);
        end + 1 < text.tokens.len() && is_hyphen(text.form(end)) && {
            let form = text.form(end + 1).to_lowercase();
            form != "led" && form.ends_with("ed") || matches!(form.as_str(), "built" | "made" | "held")
        }
    }

    /// A group that several states are named for behind "of": one side of each.
    fn states_of(&self, whole: &Side) -> Vec<Side> {
        let text = self.scene.annotated;
        if !matches!(text.tokens[whole.head].xpos, Xpos::Nns | Xpos::Nnps)
            || whole.form == Some(MentionForm::Pronoun)
            || !matches!(whole.party.sector, Some(Sector::Gov | Sector::Mil))
        {
            return Vec::new();
        }
        text.children(whole.head)
            .filter(|&child| child > whole.head && clause::case(text, child) == Some("of"))
            .flat_map(|child| clause::joined(text, child))
            .map(|word| self.side(word))
            .filter(|side| matches!(side.kind, Some(MentionKind::Country)) && side.party.country.is_some())
            .map(|side| Side { party: Party { sector: whole.party.sector, ..side.party }, ..side })
            .collect()
    }

    fn peoples(&self, noun: usize) -> Vec<Side> {
        let text = self.scene.annotated;
        let modifiers = text.children(noun).filter(|&child| {
            child < noun && matches!(text.tokens[child].deprel.base(), Deprel::Amod | Deprel::Compound)
        });
        let whole = self.side(noun);
        modifiers
            .flat_map(|modifier| clause::joined(text, modifier))
            .filter(|&word| self.country_of(word).is_some())
            .map(|word| {
                let own = self.side(word);
                Side { party: Party { sector: whole.party.sector.or(own.party.sector), ..own.party }, ..own }
            })
            .collect()
    }

    /// Whether a word is the head of a mention by name.
    pub fn is_named(&self, word: usize) -> bool {
        self.headed_by(word).is_some_and(|mention| mention.form == MentionForm::Name)
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
