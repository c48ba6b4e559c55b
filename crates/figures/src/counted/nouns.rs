//! The noun phrase that a number counts, and what kind of thing it is.

use super::{Phrase, REACH, Reader};
use crate::lexicon::Bound;
use dateline_gazetteer::Gazetteer;
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::Span;

impl Reader<'_, '_> {
    /// The noun phrase behind the number.
    pub(super) fn phrase(&self) -> Phrase {
        let end = self.quantity.words.end;
        // "dozens of people", "two of the attackers", "hundreds of millions of dollars".
        let from = if self.is(end, "of") {
            end + 1
        } else if self.is(end, "out") && self.is(end + 1, "of") {
            // "51 out of 92 drones".
            end + 2
        } else if self.is(end, "-") {
            return Phrase { words: Span::new(end, end), head: None };
        } else {
            end
        };
        let from = self.behind_age(from);
        // "two of them children", "six of whom were charged".
        let is_before_noun = self.continues(from + 1)
            || self.text.tokens.get(from + 1).is_some_and(|next| next.upos == Upos::Num);
        if from > end
            && (!is_before_noun || self.is(from, "them"))
            && ["them", "whom", "which", "these", "those", "us"].iter().any(|word| self.is(from, word))
        {
            let behind = self.noun_phrase(from + 1).filter(|_| self.is(from, "them"));
            let words = behind.map_or(Span::new(end, from + 1), |words| words);
            return Phrase { words, head: behind.map(|words| words.end - 1) };
        }
        if let Some(head) = self.shared_noun(from) {
            return Phrase { words: Span::new(from, from + 1), head: Some(head) };
        }
        if let Some(words) = self.noun_phrase(from) {
            let head = words.end - 1;
            // "40 to 50 dog *shows* a year", where the tagger has it that a dog shows.
            let next = self.text.tokens.get(words.end).filter(|_| self.form(words.end).is_some());
            let is_cut = self.quantity.value > 1.0
                && from == end
                && self.text.tokens[head].xpos == Xpos::Nn
                && self.plural(head) != self.text.form(head).to_lowercase()
                && !self.lexicon.many.contains(self.lemma(head))
                && next.is_some_and(|next| next.xpos == Xpos::Vbz && next.upos == Upos::Verb);
            if is_cut {
                let words = Span::new(words.start, words.end + 1);
                return Phrase { words, head: Some(head + 1) };
            }
            return Phrase { words: Span::new(words.start, self.behind_joined(head)), head: Some(head) };
        }
        let is_left_out = ["more", "others", "other"].iter().any(|word| self.is(end, word));
        Phrase { words: Span::new(end, end + usize::from(is_left_out)), head: None }
    }

    /// "three *16-year-old* girls": behind how old they are.
    fn behind_age(&self, from: usize) -> usize {
        let is_age = self.form(from).is_some()
            && self.text.tokens[from].upos == Upos::Num
            && self.is(from + 1, "-")
            && self.is(from + 2, "year")
            && self.is(from + 3, "-")
            && self.is(from + 4, "old");
        from + if is_age { 5 } else { 0 }
    }

    /// Behind the nouns that share the number with the first: "50 kings *and prime ministers*", "300 houses *and
    /// shops*"; what is joined has no number or article of its own.
    fn behind_joined(&self, head: usize) -> usize {
        let is_plural = |at: usize| self.text.tokens[at].xpos == Xpos::Nns;
        if !is_plural(head) || !self.is(head + 1, "and") || self.quantity.value <= 1.0 {
            return head + 1;
        }
        let second = (head + 2..self.sentence.end.min(head + REACH))
            .take_while(|&at| matches!(self.text.tokens[at].upos, Upos::Noun | Upos::Adj))
            .find(|&at| is_plural(at));
        let is_of_first = |second: usize| {
            let token = &self.text.tokens[second];
            token.deprel.is(Deprel::Conj) && token.head == Some(head as u32)
        };
        let is_alike = |second: usize| {
            self.is_people(head) && self.is_people(second) || self.is_thing(head) && self.is_thing(second)
        };
        second.filter(|&second| is_of_first(second) && is_alike(second)).map_or(head + 1, |second| second + 1)
    }

    /// "five Norwegian and six Danish sailors": the noun of both numbers.
    fn shared_noun(&self, from: usize) -> Option<usize> {
        let token = self.text.tokens.get(from).filter(|_| self.form(from).is_some())?;
        let is_adjective = token.upos == Upos::Adj
            || token.xpos == Xpos::Nnp && self.text.form(from).starts_with(char::is_uppercase);
        let number = from + 2;
        let is_joined = self.is(from + 1, "and") || self.is(from + 1, ",") || self.is(from + 1, "or");
        if !is_adjective
            || !is_joined
            || self.form(number).is_none()
            || self.text.tokens[number].upos != Upos::Num
            || !self.continues(number + 1)
        {
            return None;
        }
        let second = self.noun_phrase(number + 1)?;
        let head = second.end - 1;
        (second.len() > 1 && self.text.tokens[head].xpos == Xpos::Nns).then_some(head)
    }

    /// Whether only "more" or "of them" stands for the noun.
    pub(super) fn is_left_out(&self, phrase: Phrase) -> bool {
        phrase.head.is_none()
    }

    /// "14 Mill Street": the number is a house's.
    pub(super) fn is_address(&self, phrase: Phrase) -> bool {
        let end = self.quantity.words.end;
        (end..(end + 5).min(self.sentence.end))
            .take_while(|&at| self.text.form(at).starts_with(char::is_uppercase))
            .any(|at| at > end && self.lexicon.streets.contains(&self.text.form(at).to_lowercase()))
            && phrase.words.start == end
    }

    /// "most of the 300 people were killed": what befell some of them is told, not what befell all.
    pub(super) fn is_of_all(&self, told_by: usize, phrase: Phrase) -> bool {
        let start = self.quantity.words.start;
        let is_owned = start >= self.sentence.start + 2
            && (self.is(start - 1, "the") || self.is(start - 1, "those") || self.is(start - 1, "these"))
            && self.is(start - 2, "of");
        let some = start.checked_sub(3).filter(|&at| is_owned && at >= self.sentence.start);
        let is_part = some.is_some_and(|at| {
            const PARTS: [&str; 16] = [
                "some", "most", "many", "several", "half", "majority", "any", "few", "each", "either",
                "none", "neither", "all", "one", "both", "%",
            ];
            PARTS.iter().any(|part| self.is(at, part)) || self.text.tokens[at].upos == Upos::Num
        });
        is_part && !phrase.words.range().contains(&told_by) && !some.is_some_and(|at| self.is(at, "all"))
    }

    /// From a word to the head of the noun phrase that begins there.
    pub(super) fn noun_phrase(&self, from: usize) -> Option<Span<Word>> {
        let mut start = from;
        let (mut head, mut last_head) = (None, None);
        let limit = self.sentence.end.min(from + REACH);
        let mut at = from;
        while at < limit {
            let token = &self.text.tokens[at];
            match token.upos {
                // "seven ministers last weekend".
                Upos::Adj | Upos::Det
                    if head.is_some() && ["last", "next", "this"].iter().any(|word| self.is(at, word)) =>
                {
                    break;
                }
                // "ten deputies voting", "three points midway", "several thousand dollars damage": several are told in the plural.
                Upos::Noun | Upos::Propn
                    if self.quantity.value > 1.0
                        && from == self.quantity.words.end
                        && head.is_some_and(|head| self.is_plural_before(head, at, limit)) =>
                {
                    break;
                }
                Upos::Noun | Upos::Propn => {
                    last_head = head;
                    head = Some(at);
                }
                Upos::Adj | Upos::Num => {
                    // "the dead", "32 injured": no noun follows.
                    let is_last = at + 1 >= limit || !self.continues(at + 1);
                    let is_state = self.lexicon.nouns.contains_key(&self.text.form(at).to_ascii_lowercase());
                    if head.is_some() && !self.continues(at + 1) || is_last {
                        if is_last && is_state && head.is_none() {
                            head = Some(at);
                        }
                        break;
                    }
                }
                Upos::Det | Upos::Pron if head.is_none() && at == from && from > self.quantity.words.end => {
                    let is_personal =
                        matches!(token.lemma.as_str(), "they" | "we" | "it" | "you" | "he" | "she")
                            && token.xpos == Xpos::Prp;
                    if is_personal {
                        return None;
                    }
                    start = from;
                }
                Upos::Verb if head.is_none() && matches!(token.xpos, Xpos::Vbn | Xpos::Vbg) => {
                    if !self.continues(at + 1) {
                        if !self.is_state_of_people(at) {
                            return None;
                        }
                        head = Some(at);
                        break;
                    }
                }
                Upos::Cconj
                    if head.is_none() && at > from && self.text.form(at).eq_ignore_ascii_case("and") => {}
                Upos::Cconj if head.is_some() => {
                    // "strike and decoy drones": what is counted is plural, and stands behind.
                    let is_singular = head.is_some_and(|head| self.text.tokens[head].xpos == Xpos::Nn);
                    let plural = (at + 1..limit.min(at + 4))
                        .take_while(|&next| {
                            !matches!(
                                self.text.tokens[next].upos,
                                Upos::Punct | Upos::Det | Upos::Num | Upos::Aux | Upos::Pron
                            )
                        })
                        .find(|&next| self.text.tokens[next].xpos == Xpos::Nns);
                    if self.quantity.value <= 1.0 || !is_singular || plural.is_none() {
                        break;
                    }
                    head = plural;
                    at = plural.unwrap_or(at);
                }
                Upos::Punct | Upos::Sym if self.text.form(at) == "-" && at > from => {
                    // "900 battle-hardened soldiers": a participle takes the noun before it along.
                    let next = self.text.tokens.get(at + 1).filter(|_| self.form(at + 1).is_some());
                    let is_participle = next.is_some_and(|next| {
                        matches!(next.xpos, Xpos::Vbn | Xpos::Vbg) || next.upos == Upos::Adj
                    });
                    if is_participle && self.continues(at + 2) {
                        head = None;
                    }
                    // "six of his *team-high* 11 goals", "20,000 pupils *region-wide*": the noun before the dash is not counted.
                    let is_degree = self
                        .form(at + 1)
                        .is_some_and(|form| self.lexicon.degrees.contains(form.to_lowercase().as_str()));
                    if is_degree && !self.continues(at + 2) {
                        head = last_head;
                        let is_number =
                            self.text.tokens.get(at + 2).is_some_and(|next| next.upos == Upos::Num);
                        if !is_number || head.is_some() {
                            break;
                        }
                        at += 1;
                    }
                }
                Upos::Adv if head.is_none() => {}
                _ => break,
            }
            at += 1;
        }
        let end = head? + 1;
        // "five of the agency's staff", "90% of the strip's 2.1 million people".
        let is_owner = from > self.quantity.words.end
            && end < self.sentence.end
            && self.text.tokens[end].xpos == Xpos::Pos;
        let owned = if is_owner { self.noun_phrase(self.behind_number(end + 1)) } else { None };
        Some(Span::new(start, owned.map_or(end, |owned| owned.end)))
    }

    /// "Nine of those 41 *wounded*": a participle that the tree has for a noun, with the number and an article before it.
    fn is_state_of_people(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        let is_noun = matches!(
            token.deprel.base(),
            Deprel::Nmod | Deprel::Nsubj | Deprel::Obj | Deprel::Obl | Deprel::Conj
        );
        let has_child = |relation: Deprel| {
            self.text.children(at).any(|child| child < at && self.text.tokens[child].deprel.is(relation))
        };
        token.xpos == Xpos::Vbn
            && is_noun
            && self.lexicon.nouns.contains_key(&self.text.form(at).to_ascii_lowercase())
            && has_child(Deprel::Nummod)
            && has_child(Deprel::Det)
    }

    /// Whether a noun in the plural is what is counted, and the one right behind it, in the singular, is not: "ten deputies
    /// voting"; but "two sports car dealers".
    fn is_plural_before(&self, head: usize, at: usize, limit: usize) -> bool {
        let (plural, next) = (&self.text.tokens[head], &self.text.tokens[at]);
        head + 1 == at
            && plural.xpos == Xpos::Nns
            && matches!(next.xpos, Xpos::Nn | Xpos::Vbg)
            && !self.lexicon.many.contains(next.lemma.as_str())
            && !(at + 1..limit)
                .take_while(|&at| matches!(self.text.tokens[at].upos, Upos::Noun | Upos::Propn))
                .any(|at| self.text.tokens[at].xpos == Xpos::Nns)
    }

    pub(super) fn continues(&self, at: usize) -> bool {
        let Some(token) = self.text.tokens.get(at) else { return false };
        self.form(at).is_some()
            && match token.upos {
                Upos::Noun | Upos::Propn | Upos::Adj => true,
                Upos::Verb => matches!(token.xpos, Xpos::Vbn | Xpos::Vbg),
                _ => false,
            }
    }

    /// As it is counted: "houses".
    pub(super) fn plural(&self, head: usize) -> String {
        let form = self.text.form(head).to_lowercase();
        let token = &self.text.tokens[head];
        let irregular = match form.as_str() {
            "man" => "men",
            "woman" => "women",
            "child" => "children",
            "person" => "people",
            "life" => "lives",
            "policeman" => "policemen",
            "serviceman" => "servicemen",
            "fisherman" => "fishermen",
            _ => "",
        };
        if !irregular.is_empty() {
            return irregular.to_owned();
        }
        let is_many =
            matches!(form.as_str(), "staff" | "police" | "personnel" | "aircraft" | "crew" | "cattle");
        if token.xpos == Xpos::Nn && !form.ends_with('s') && !is_many {
            return match form.as_bytes() {
                [.., b'c' | b's', b'h'] | [.., b'x'] => form + "es",
                [.., before, b'y'] if !matches!(before, b'a' | b'e' | b'o' | b'u') => {
                    format!("{}ies", &form[..form.len() - 1])
                }
                _ => form + "s",
            };
        }
        form
    }

    /// Buildings, vehicles and arms are destroyed, not killed.
    pub(super) fn is_thing(&self, head: usize) -> bool {
        self.lexicon.things.contains(self.lemma(head))
    }

    /// Villages are captured and films released, and nobody is held or freed by that.
    pub(super) fn is_goods(&self, head: usize) -> bool {
        self.lexicon.goods.contains(self.lemma(head))
    }

    /// Whether a noun means people: as listed, by its ending, or as the name of a people.
    pub(super) fn is_people(&self, head: usize) -> bool {
        const ENDINGS: [&str; 9] = ["man", "men", "woman", "women", "person", "people", "ist", "ian", "eer"];
        let lemma = self.lemma(head).to_lowercase();
        let token = &self.text.tokens[head];
        self.lexicon.people.contains(&lemma)
            || self.lexicon.people.contains(&self.text.form(head).to_lowercase())
            || token.upos == Upos::Noun && lemma.len() > 5 && ENDINGS.iter().any(|end| lemma.ends_with(end))
            || self.is_a_people(head)
    }

    /// "Belgians", "Kurds", "Republicans": a name in the plural is of people.
    fn is_a_people(&self, head: usize) -> bool {
        let token = &self.text.tokens[head];
        token.upos == Upos::Propn
            && token.xpos == Xpos::Nnps
            && self.text.form(head).ends_with('s')
            && self.text.tokens.get(head + 1).is_none_or(|next| next.upos != Upos::Propn)
            && self.quantity.words.end <= head
    }

    /// "the Big Four", "Resolution 425", "Group of Seven", "Four Corners".
    pub(super) fn is_named(&self, head: usize) -> bool {
        let token = &self.text.tokens[head];
        let is_directly = head == self.quantity.words.end || self.is(self.quantity.words.end, "of");
        // "33 Senate Democrats", "900 angry Danes".
        let is_member = || {
            let form = self.text.form(head);
            self.lexicon.partisans.contains(&form.to_lowercase())
                || Gazetteer::embedded().country_named(form).is_some()
        };
        token.upos == Upos::Propn && !(self.is_a_people(head) && (is_directly || is_member()))
    }

    /// "sixteen of the 20 hostages were freed": nothing is told of the 20.
    pub(super) fn is_whole(&self) -> bool {
        let start = self.quantity.words.start;
        start >= self.sentence.start + 3
            && self.is(start - 1, "the")
            && self.is(start - 2, "of")
            && (self.text.tokens[start - 3].upos == Upos::Num
                || ["all", "none", "neither", "nobody"].iter().any(|word| self.is(start - 3, word)))
    }

    /// "the two leaders", "its four regions" are known already: no figure is given.
    pub(super) fn is_definite(&self) -> bool {
        let Some(before) =
            self.quantity.words.start.checked_sub(1).filter(|&before| before >= self.sentence.start)
        else {
            return false;
        };
        let token = &self.text.tokens[before];
        self.quantity.bound == Bound::Plain
            && (["the", "these", "those", "both", "all", "'s", "’s"].iter().any(|word| self.is(before, word))
                || token.xpos == Xpos::PrpPoss)
    }

    pub(super) fn is_countable_noun(&self, head: usize) -> bool {
        let token = &self.text.tokens[head];
        let is_cut = token.xpos == Xpos::Vbz && head > self.quantity.words.end;
        (token.upos == Upos::Noun || is_cut)
            && !self.lexicon.uncounted.contains(token.lemma.as_str())
            && !self.text.form(head).ends_with("fold")
            && dateline_grammar::numbers::multiple(self.lemma(head)).is_none()
            && !self.lexicon.measures.iter().any(|(words, _)| words.len() == 1 && words[0] == token.lemma)
    }
}
