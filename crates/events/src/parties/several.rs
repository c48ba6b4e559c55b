//! Everybody whom a noun phrase names: those who are joined, those of several states, those inside of a thing.

use super::{Parties, Side, is_half_of_world};
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos, Xpos};
use dateline_model::{MentionKind, Party, Sector};
use dateline_scene::MentionForm;

impl Parties<'_> {
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
            let names = clause::joined(text, name);
            let is_named = |&word: &usize| self.kind(word).is_some();
            // "Foreign *ministers Ivo Marek of Peru and Ana Prado of Spain*": each of those who share the title.
            if names.len() > 1
                && name == noun + 1
                && matches!(text.tokens[noun].xpos, Xpos::Nns | Xpos::Nnps)
                && names.iter().all(is_named)
            {
                all = names;
            } else if self.kind(noun).is_none()
                && name == noun + 1
                && self.kind(name) == Some(MentionKind::Person)
            {
                // "The *cellist Ivo Marek*": he, though the tree sets his name beside what he is.
                all = names;
            } else {
                all.extend(names.into_iter().skip(1).filter(is_named));
            }
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
        // "Chadian and Togolese army heads": one head, two countries.
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
