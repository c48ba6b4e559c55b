//! What a quantity counts: the noun behind it, and what is done to it.

use super::lexicon::{Bound, Lexicon};
use super::quantity::{Quantity, longest};
use dateline_language::{Annotated, Deprel, Upos, Word, Xpos};
use dateline_model::Span;

/// How far a noun stands behind its number at most ("four badly burned young men").
const REACH: usize = 8;

/// What a quantity counts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Counted {
    /// What it measures or tells.
    pub what: String,
    /// Unit of a measure, ISO 4217 of money.
    pub unit: Option<String>,
    /// The noun phrase that is counted, without the number.
    pub of: Option<Span<Word>>,
    /// All words of the figure.
    pub words: Span<Word>,
    /// The word that tells it: the verb, or the noun itself.
    pub told_by: usize,
    /// Whether it is counted one by one.
    pub is_countable: bool,
    /// Whether the words say what happened to those who are counted.
    pub is_effect: bool,
    /// Whether people are counted.
    pub is_people: bool,
}

/// Whether it is what befalls people.
pub(super) fn is_fate(what: &str) -> bool {
    matches!(
        what,
        "killed" | "injured" | "missing" | "detained" | "displaced" | "abducted" | "rescued" | "released"
    )
}

/// The noun phrase behind a number.
#[derive(Clone, Copy, Debug)]
struct Phrase {
    /// From behind the number to its head.
    words: Span<Word>,
    /// Its head; none where the noun is left out ("three more").
    head: Option<usize>,
}

/// What a quantity counts, if it is one that somebody gives.
pub(super) fn counted(
    text: &Annotated<'_>,
    lexicon: &Lexicon,
    quantity: &Quantity,
    sentence: Span<Word>,
) -> Option<Counted> {
    let reader = Reader { text, lexicon, quantity, sentence };
    if let Some(code) = quantity.currency {
        return Some(reader.money(code, quantity.words.end));
    }
    if quantity.is_part {
        return Some(reader.share(quantity.words.end, "percent"));
    }
    let phrase = reader.phrase();
    if let Some(measure) = reader.measure(phrase) {
        return measure;
    }
    reader.things(phrase)
}

struct Reader<'r, 't> {
    text: &'r Annotated<'t>,
    lexicon: &'r Lexicon,
    quantity: &'r Quantity,
    sentence: Span<Word>,
}

impl Reader<'_, '_> {
    fn form(&self, at: usize) -> Option<&str> {
        (self.sentence.start <= at && at < self.sentence.end).then(|| self.text.form(at))
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.form(at).is_some_and(|form| form.eq_ignore_ascii_case(word))
    }

    fn lemma(&self, at: usize) -> &str {
        &self.text.tokens[at].lemma
    }

    fn money(&self, code: &str, end: usize) -> Counted {
        Counted {
            what: "money".to_owned(),
            unit: Some(code.to_owned()),
            of: None,
            words: Span::new(self.quantity.words.start, end),
            told_by: end - 1,
            is_countable: false,
            is_effect: false,
            is_people: false,
        }
    }

    /// A share of something: "5 per cent of their national income".
    fn share(&self, end: usize, unit: &str) -> Counted {
        // "one in five people": of whom stands right behind.
        let from = end + usize::from(self.is(end, "of"));
        let is_told = from > end || self.quantity.is_part;
        let of = if is_told { self.noun_phrase(from) } else { None };
        Counted {
            what: "percent".to_owned(),
            unit: Some(unit.to_owned()),
            of,
            words: Span::new(self.quantity.words.start, of.map_or(end, |of| of.end)),
            told_by: end - 1,
            is_countable: false,
            is_effect: false,
            is_people: false,
        }
    }

    /// A number with a unit: money, percent, distance, length of time.
    fn measure(&self, phrase: Phrase) -> Option<Option<Counted>> {
        let end = self.quantity.words.end;
        if self.is(end, "%") || self.is(end, "percent") || self.is(end, "per") && self.is(end + 1, "cent") {
            let after = end + 1 + usize::from(self.is(end, "per"));
            if self.is(after, "-") {
                return Some(None);
            }
            return Some(Some(self.share(after, "percent")));
        }
        if self.is(end, "percentage") && (self.is(end + 1, "point") || self.is(end + 1, "points")) {
            return Some(Some(self.share(end + 2, "percentage points")));
        }
        // "hundreds of millions of dollars", "three million US dollars".
        let head = phrase.head?;
        let key = self.lemma(head).to_ascii_lowercase();
        if let Some(&code) = self.lexicon.currencies.get(&key) {
            let code = self.coin(head).unwrap_or(code);
            return Some(Some(self.money(code, head + 1)));
        }
        let &(what, unit) = self.lexicon.measures.get(&key)?;
        // "30-day", "a 12-mile convoy" say what kind, not how much.
        if self.text.tokens[end.min(head)].upos == Upos::Punct || self.form(end) == Some("-") || head != end {
            return Some(None);
        }
        let after = head + 1;
        if self.is(after, "old") || self.form(after) == Some("-") {
            return Some(None);
        }
        let of = (what == "duration" && self.is(after, "of") || what == "weight" && self.is(after, "of"))
            .then(|| self.noun_phrase(after + 1))
            .flatten();
        Some(Some(Counted {
            what: what.to_owned(),
            unit: Some(unit.to_owned()),
            of,
            words: Span::new(self.quantity.words.start, of.map_or(after, |of| of.end)),
            told_by: head,
            is_countable: false,
            is_effect: false,
            is_people: false,
        }))
    }

    fn behind_number(&self, at: usize) -> usize {
        (at..self.sentence.end).find(|&at| self.text.tokens[at].upos != Upos::Num).unwrap_or(at)
    }

    /// "Canadian dollars", "Australian dollars".
    fn coin(&self, head: usize) -> Option<&'static str> {
        let before = self.form(head.checked_sub(1)?)?;
        Some(match before {
            "Canadian" => "CAD",
            "Australian" => "AUD",
            "Singapore" => "SGD",
            "Taiwan" => "TWD",
            "Egyptian" => "EGP",
            "Lebanese" => "LBP",
            "Syrian" => "SYP",
            _ => return None,
        })
    }

    /// People and things that are counted.
    fn things(&self, phrase: Phrase) -> Option<Counted> {
        let (text, quantity) = (self.text, self.quantity);
        if self.is_whole() {
            return None;
        }
        let of = (!phrase.words.is_empty()).then_some(phrase.words);
        let start = quantity.words.start;
        let end = phrase.words.end.max(quantity.words.end);
        let counted = |what: String, words: Span<Word>, told_by: usize, is_effect: bool| Counted {
            what,
            unit: None,
            of,
            words,
            told_by,
            is_countable: true,
            is_effect,
            is_people: phrase.head.is_some_and(|head| self.is_people(head)),
        };
        let is_thing = phrase.head.is_some_and(|head| self.is_thing(head));
        if !is_thing && let Some((what, told_by)) = self.effect(phrase, end) {
            let is_apart = (end..told_by).any(|at| self.text.tokens[at].upos == Upos::Punct);
            let reaches = told_by + 1 >= start && told_by <= end + 4 && !is_apart;
            let words = if reaches {
                Span::new(start.min(told_by), end.max(told_by + 1))
            } else {
                Span::new(start, end)
            };
            return Some(counted(what.to_owned(), words, told_by, true));
        }
        let head = phrase.head;
        let deed = self.deed(phrase, end);
        if let Some((what, told_by)) = deed {
            let noun = head.map(|head| self.plural(head)).or_else(|| self.noun_before(told_by));
            let is_munition =
                head.is_some_and(|head| self.lexicon.munitions.iter().any(|word| word == self.lemma(head)));
            let what = match (what, is_munition) {
                ("destroyed", true) => "intercepted",
                ("launched", false) => "",
                (what, _) => what,
            };
            if let Some(noun) = noun.filter(|_| !what.is_empty()) {
                let words =
                    if told_by + 1 == start { Span::new(told_by, end) } else { Span::new(start, end) };
                return Some(counted(format!("{noun} {what}"), words, told_by, true));
            }
        }
        let head = head?;
        if self.is_named(head) || self.is_definite() || quantity.value == 0.0 && quantity.most.is_none() {
            return None;
        }
        if self.lexicon.troops.iter().any(|word| word == self.lemma(head)) {
            return Some(counted("troops".to_owned(), Span::new(start, end), head, false));
        }
        // "at least one hurdle", "several fires" tell no amount; "one tank" does.
        let is_one = quantity.value == 1.0 && quantity.most.is_none() && !is_thing && !self.is_people(head);
        let is_several = quantity.is_rough && quantity.value <= 3.0;
        if is_one || is_several || !self.is_countable_noun(head) {
            return None;
        }
        Some(counted(self.plural(head), Span::new(start, end), head, text.tokens[head].upos == Upos::Verb))
    }

    // --- what happened to those who are counted

    /// Killed, injured, missing …, and the word that says so.
    fn effect(&self, phrase: Phrase, end: usize) -> Option<(&'static str, usize)> {
        // "three hostages were killed": what they are comes after what befalls them.
        let is_held = phrase.head.is_some_and(|head| {
            matches!(
                self.lemma(head),
                "hostage" | "captive" | "prisoner" | "detainee" | "refugee" | "evacuee"
            )
        });
        let befallen =
            if is_held { self.effect_behind(end).or_else(|| self.effect_before(phrase)) } else { None };
        befallen
            .or_else(|| self.effect_inside(phrase))
            .or_else(|| self.effect_behind(end))
            .or_else(|| self.effect_before(phrase))
            .or_else(|| self.effect_above(phrase))
            .or_else(|| self.toll(phrase))
    }

    /// "12 deaths", "five wounded soldiers", "the 32 injured".
    fn effect_inside(&self, phrase: Phrase) -> Option<(&'static str, usize)> {
        let nouns = &self.lexicon.nouns;
        if let Some(head) = phrase.head
            && let Some(&what) =
                nouns.get(self.lemma(head)).or_else(|| nouns.get(&self.text.form(head).to_ascii_lowercase()))
        {
            return Some((what, head));
        }
        phrase.words.range().find_map(|at| {
            let is_state =
                |state: &(Vec<String>, &'static str)| state.0.len() == 1 && self.is(at, &state.0[0]);
            // "dead" before its noun, or the noun itself; "killed" in "five people killed" too.
            self.lexicon.states.iter().find(|state| is_state(state)).map(|state| (state.1, at))
        })
    }

    /// "… were killed", "… died", "… dead", "… in critical condition".
    fn effect_behind(&self, end: usize) -> Option<(&'static str, usize)> {
        let (mut has_auxiliary, mut has_be) = (false, false);
        let end = self.behind_aside(end);
        for at in end..end + 8 {
            let form = self.form(at)?;
            if let Some((what, length)) = longest(&self.lexicon.states, |by| self.form(at + by)) {
                // "five soldiers killed two" do it themselves.
                let is_doer = !has_be && length == 1 && self.has_object(at);
                return (!is_doer).then_some((what, at + length - 1));
            }
            let token = &self.text.tokens[at];
            let lemma = token.lemma.as_str();
            let fate =
                self.lexicon.fates.get(lemma).or_else(|| self.lexicon.fates.get(&form.to_ascii_lowercase()));
            if let Some(&what) = fate.filter(|_| token.upos == Upos::Verb) {
                return Some((what, at));
            }
            if let Some(&what) = self.lexicon.verbs.get(lemma)
                && matches!(token.upos, Upos::Verb | Upos::Adj)
            {
                let is_done_to = has_be
                    || token.xpos == Xpos::Vbn
                    || !self.has_object(at) && token.xpos == Xpos::Vbd && !has_auxiliary;
                return (is_done_to && token.xpos != Xpos::Vbg).then_some((what, at));
            }
            // "six priests' murder".
            if at > end
                && self.text.tokens[at - 1].xpos == Xpos::Pos
                && let Some(&what) = self.lexicon.nouns.get(lemma)
            {
                return Some((what, at));
            }
            let is_auxiliary = token.upos == Upos::Aux || matches!(lemma, "be" | "have" | "get");
            has_auxiliary |= is_auxiliary;
            has_be |= matches!(lemma, "be" | "get" | "leave") || lemma == "report" && has_be;
            let may_pass = is_auxiliary
                || matches!(token.upos, Upos::Adv | Upos::Part)
                || token.xpos == Xpos::Pos
                || matches!(
                    lemma,
                    "who"
                        | "that"
                        | "report"
                        | "believe"
                        | "presume"
                        | "know"
                        | "confirm"
                        | "fear"
                        | "other"
                        | "more"
                        | "to"
                        | "feared"
                        | "all"
                )
                || form == "(";
            if !may_pass {
                return None;
            }
        }
        None
    }

    /// Behind "…, including nine children, …" and "…, among them a doctor, …".
    fn behind_aside(&self, end: usize) -> usize {
        const LONGEST: usize = 20;
        let opens = self.is(end, ",") && (self.is(end + 1, "including") || self.is(end + 1, "among"));
        if !opens {
            return end;
        }
        (end + 2..end + LONGEST).find(|&at| self.is(at, ",")).map_or(end, |comma| comma + 1)
    }

    fn has_object(&self, verb: usize) -> bool {
        self.text.child(verb, Deprel::Obj).is_some_and(|object| object > verb)
    }

    /// "killed five", "killing two", "the deaths of five civilians".
    fn effect_before(&self, phrase: Phrase) -> Option<(&'static str, usize)> {
        let mut at = self.quantity.words.start.checked_sub(1)?;
        while at > self.sentence.start
            && (self.text.tokens[at].upos == Upos::Adv || self.is(at, "the") || self.is(at, "all"))
        {
            at -= 1;
        }
        if at < self.sentence.start {
            return None;
        }
        let token = &self.text.tokens[at];
        if let Some(&what) = self.lexicon.verbs.get(token.lemma.as_str())
            && matches!(token.upos, Upos::Verb | Upos::Aux)
        {
            return (!self.is_passive(at)).then_some((what, at));
        }
        if self.is(at, "of") && at > self.sentence.start {
            let noun = at - 1;
            if let Some(&what) = self.lexicon.nouns.get(self.lemma(noun)) {
                return Some((what, noun));
            }
            // "the bodies of 909 soldiers".
            let are_bodies = matches!(self.lemma(noun), "body" | "remains" | "remain");
            if are_bodies && phrase.head.is_some_and(|head| self.is_people(head)) {
                return Some(("killed", noun));
            }
            // "the killing of five", "the arrest of 20".
            let form = self.text.form(noun).to_ascii_lowercase();
            let stem = form.strip_suffix("ing").unwrap_or(&form);
            if let Some(&what) = self.lexicon.verbs.get(stem) {
                return Some((what, noun));
            }
        }
        // "forced 12 million from their homes", "drove 300 people to flee".
        if matches!(token.lemma.as_str(), "force" | "drive" | "push") && self.is_driven_out(phrase) {
            return Some(("displaced", at));
        }
        // "lost 14 soldiers".
        if token.lemma == "lose"
            && token.upos == Upos::Verb
            && phrase.head.is_some_and(|head| self.is_people(head))
        {
            return Some(("killed", at));
        }
        // "claimed 12 lives", "cost 30 lives".
        let is_lives = phrase.head.is_some_and(|head| self.lemma(head) == "life");
        (is_lives && matches!(token.lemma.as_str(), "claim" | "cost" | "take" | "lose"))
            .then_some(("killed", at))
    }

    /// "… from their homes", "… to flee" behind those who are counted.
    fn is_driven_out(&self, phrase: Phrase) -> bool {
        let end = phrase.words.end.max(self.quantity.words.end);
        self.is(end, "to") && self.is(end + 1, "flee")
            || self.is(end, "from")
                && (end + 1..end + 4).any(|at| self.is(at, "homes") || self.is(at, "home"))
    }

    fn is_passive(&self, verb: usize) -> bool {
        self.text.tokens[verb].xpos == Xpos::Vbn
            && self.text.children(verb).any(|child| self.text.tokens[child].deprel == Deprel::AuxPass)
    }

    /// By the tree: the object of "kill", the subject of "die" or "were killed", joined nouns too.
    fn effect_above(&self, phrase: Phrase) -> Option<(&'static str, usize)> {
        let mut at = phrase.head.unwrap_or(self.quantity.words.end - 1);
        for _ in 0..4 {
            let token = &self.text.tokens[at];
            let head = token.head? as usize;
            let lemma = self.lemma(head);
            match token.deprel.base() {
                Deprel::Obj => {
                    if let Some(&what) = self.lexicon.verbs.get(lemma) {
                        return Some((what, head));
                    }
                    return None;
                }
                Deprel::Nsubj => {
                    let is_passive = token.deprel == Deprel::NsubjPass || self.is_passive(head);
                    if is_passive && let Some(&what) = self.lexicon.verbs.get(lemma) {
                        return Some((what, head));
                    }
                    return self.lexicon.fates.get(lemma).map(|&what| (what, head));
                }
                Deprel::Conj | Deprel::Nummod | Deprel::Appos => at = head,
                Deprel::Nmod => {
                    return self
                        .lexicon
                        .nouns
                        .get(lemma)
                        .filter(|_| self.is(at.max(1) - 1, "of") || head + 1 < at)
                        .map(|&what| (what, head));
                }
                _ => return None,
            }
        }
        None
    }

    /// "the death toll rose to 14", "the number of wounded stands at 30".
    fn toll(&self, phrase: Phrase) -> Option<(&'static str, usize)> {
        if phrase.head.is_some_and(|head| !self.is_people(head)) {
            return None;
        }
        let start = self.quantity.words.start;
        let before = start.checked_sub(1).filter(|&before| before >= self.sentence.start)?;
        if !["to", "at", "of", "reached", "passed", "is", "was", "hit", "exceeded", "topped"]
            .iter()
            .any(|word| self.is(before, word))
        {
            return None;
        }
        let from = start.saturating_sub(12).max(self.sentence.start);
        let at = (from..before).rev().find(|&at| self.is(at, "toll") || self.is(at, "number"))?;
        if self.is(at, "toll") {
            let is_injured = at > 0 && (self.is(at - 1, "injury") || self.is(at - 1, "wounded"));
            return Some((if is_injured { "injured" } else { "killed" }, at));
        }
        (at + 1..before).find_map(|at| {
            let what = self
                .lexicon
                .states
                .iter()
                .find(|state| state.0.len() == 1 && self.is(at, &state.0[0]))
                .map(|state| state.1);
            what.or_else(|| self.lexicon.nouns.get(self.lemma(at)).copied()).map(|what| (what, at))
        })
    }

    // --- what is done to things

    /// "destroyed one house", "102 drones were shot down", "fired 111 drones".
    fn deed(&self, phrase: Phrase, end: usize) -> Option<(&'static str, usize)> {
        let mut at = self.quantity.words.start.checked_sub(1)?;
        while at > self.sentence.start && self.text.tokens[at].upos == Upos::Adv {
            at -= 1;
        }
        let verb_at = |at: usize| {
            self.lexicon.deeds.get(self.lemma(at)).filter(|_| self.text.tokens[at].upos == Upos::Verb)
        };
        if at >= self.sentence.start {
            if let Some(&what) = verb_at(at).filter(|_| !self.is_passive(at)) {
                return Some((what, at));
            }
            // "shot down 51 drones": "down" is an adverb or none.
            let verb = if self.is(at, "down") && at > self.sentence.start { at - 1 } else { at };
            if (self.lemma(verb) == "shoot" || self.is(verb, "shot")) && self.is(verb + 1, "down") {
                return Some(("intercepted", verb));
            }
        }
        // "were destroyed", "were shot down".
        for behind in end..end + 5 {
            let Some(token) = self.form(behind).map(|_| &self.text.tokens[behind]) else { break };
            if token.upos == Upos::Verb {
                if token.lemma == "shoot" && self.is(behind + 1, "down") {
                    return Some(("intercepted", behind));
                }
                if let Some(&what) = verb_at(behind).filter(|_| {
                    token.xpos == Xpos::Vbn || self.is_passive(behind) || token.deprel.base() == Deprel::Acl
                }) {
                    return Some((what, behind));
                }
            }
            if !matches!(token.upos, Upos::Aux | Upos::Adv) && token.lemma != "be" {
                break;
            }
        }
        let head = phrase.head?;
        let token = &self.text.tokens[head];
        let verb = token.head? as usize;
        let is_object = token.deprel.base() == Deprel::Obj || token.deprel == Deprel::NsubjPass;
        verb_at(verb).filter(|_| is_object).map(|&what| (what, verb))
    }

    /// "damaged six more": the noun is the one that was counted before.
    fn noun_before(&self, verb: usize) -> Option<String> {
        let is_left_out = self.is(self.quantity.words.end, "more")
            || self.is(self.quantity.words.end, "others")
            || self.quantity.words.end >= self.sentence.end
            || self.text.tokens[self.quantity.words.end].upos == Upos::Punct;
        if !is_left_out {
            return None;
        }
        (self.sentence.start..verb)
            .rev()
            .find(|&at| {
                let token = &self.text.tokens[at];
                token.upos == Upos::Noun && token.deprel.base() == Deprel::Obj
            })
            .map(|noun| self.plural(noun))
    }

    // --- the noun

    /// The noun phrase behind the number.
    fn phrase(&self) -> Phrase {
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
        if let Some(words) = self.noun_phrase(from) {
            return Phrase { words, head: Some(words.end - 1) };
        }
        let is_left_out = ["more", "others", "other"].iter().any(|word| self.is(end, word));
        Phrase { words: Span::new(end, end + usize::from(is_left_out)), head: None }
    }

    /// From a word to the head of the noun phrase that begins there.
    fn noun_phrase(&self, from: usize) -> Option<Span<Word>> {
        let mut start = from;
        let mut head = None;
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
                Upos::Noun | Upos::Propn => head = Some(at),
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
                    let is_state = self.lexicon.nouns.contains_key(&self.text.form(at).to_ascii_lowercase());
                    if is_state && !self.continues(at + 1) && token.deprel.base() != Deprel::Root {
                        return None;
                    }
                    if !self.continues(at + 1) {
                        return None;
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
                Upos::Punct | Upos::Sym if self.text.form(at) == "-" && at > from => {}
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

    fn continues(&self, at: usize) -> bool {
        let Some(token) = self.text.tokens.get(at) else { return false };
        self.form(at).is_some()
            && match token.upos {
                Upos::Noun | Upos::Propn | Upos::Adj => true,
                Upos::Verb => matches!(token.xpos, Xpos::Vbn | Xpos::Vbg),
                _ => false,
            }
    }

    /// As it is counted: "houses".
    fn plural(&self, head: usize) -> String {
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
    fn is_thing(&self, head: usize) -> bool {
        const THINGS: [&str; 24] = [
            "job",
            "post",
            "house",
            "home",
            "building",
            "car",
            "vehicle",
            "drone",
            "missile",
            "rocket",
            "tank",
            "plane",
            "aircraft",
            "ship",
            "bridge",
            "school",
            "hospital",
            "shop",
            "truck",
            "bus",
            "apartment",
            "flat",
            "boat",
            "weapon",
        ];
        THINGS.contains(&self.lemma(head))
    }

    fn is_people(&self, head: usize) -> bool {
        matches!(
            self.lemma(head),
            "people"
                | "person"
                | "civilian"
                | "soldier"
                | "child"
                | "victim"
                | "man"
                | "woman"
                | "worker"
                | "police"
                | "officer"
                | "troop"
                | "serviceman"
                | "policeman"
                | "fighter"
                | "militant"
                | "toddler"
                | "baby"
                | "boy"
                | "girl"
                | "teenager"
                | "student"
                | "pupil"
                | "doctor"
                | "nurse"
                | "medic"
                | "paramedic"
                | "journalist"
                | "resident"
                | "villager"
                | "worshipper"
                | "passenger"
                | "sailor"
                | "minor"
                | "family"
                | "member"
                | "staff"
                | "personnel"
        )
    }

    /// "the Big Four", "Resolution 425", "Group of Seven", "Four Corners".
    fn is_named(&self, head: usize) -> bool {
        self.text.tokens[head].upos == Upos::Propn
    }

    /// "sixteen of the 20 hostages were freed": nothing is told of the 20.
    fn is_whole(&self) -> bool {
        let start = self.quantity.words.start;
        start >= self.sentence.start + 3
            && self.is(start - 1, "the")
            && self.is(start - 2, "of")
            && (self.text.tokens[start - 3].upos == Upos::Num || self.is(start - 3, "all"))
    }

    /// "the two leaders", "its four regions" are known already: no figure is given.
    fn is_definite(&self) -> bool {
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

    fn is_countable_noun(&self, head: usize) -> bool {
        const NONE: [&str; 33] = [
            "khz",
            "mhz",
            "kilohertz",
            "time",
            "way",
            "thing",
            "kind",
            "sort",
            "word",
            "question",
            "number",
            "page",
            "side",
            "front",
            "hand",
            "step",
            "reason",
            "point",
            "goal",
            "half",
            "month",
            "minute",
            "second",
            "quarter",
            "century",
            "decade",
            "week",
            "day",
            "hour",
            "year",
            "a.m.",
            "p.m.",
            "fold",
        ];
        let token = &self.text.tokens[head];
        token.upos == Upos::Noun
            && !NONE.contains(&token.lemma.as_str())
            && !self.text.form(head).ends_with("fold")
    }
}
