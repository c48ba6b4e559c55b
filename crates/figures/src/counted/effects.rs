//! What became of those who are counted: "were killed", "injured at least 30", "a toll of", and the
//! deeds that leave some out of house and home.

use super::{Phrase, Reader};
use crate::plain::longest;
use dateline_language::{Deprel, Upos, Xpos};

impl Reader<'_, '_> {
    /// Killed, injured, missing …, and the word that says so.
    pub(super) fn effect(&self, phrase: Phrase, end: usize) -> Option<(&'static str, usize)> {
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
            .or_else(|| self.effect_upon(phrase))
            .or_else(|| self.effect_behind(end))
            .or_else(|| self.effect_before(phrase))
            .or_else(|| self.effect_above(phrase))
            .or_else(|| self.toll(phrase))
            .or_else(|| self.numbered())
            .or_else(|| self.bodies(phrase))
    }

    /// "a smith accused of *killing six people* had fled": what is done to them, and not what stands behind.
    fn effect_upon(&self, phrase: Phrase) -> Option<(&'static str, usize)> {
        let head = phrase.head.filter(|&head| self.text.tokens[head].deprel.is(Deprel::Obj))?;
        let verb = self.text.tokens[head].head? as usize;
        self.effect_before(phrase).filter(|(_, told_by)| *told_by == verb)
    }

    /// "12 deaths", "five wounded soldiers", "the 32 injured".
    pub(super) fn effect_inside(&self, phrase: Phrase) -> Option<(&'static str, usize)> {
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
    pub(super) fn effect_behind(&self, end: usize) -> Option<(&'static str, usize)> {
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
            // "two guards *suffered* minor injuries".
            let is_wound = |at: usize| {
                let form = self.text.form(at).to_lowercase();
                self.lexicon.wounds.contains(self.lemma(at))
                    || form.strip_suffix('s').is_some_and(|one| self.lexicon.wounds.contains(one))
            };
            let is_hurt = token.upos == Upos::Verb
                && self.lexicon.suffering.contains(lemma)
                && (at + 1..at + 5)
                    .take_while(|&at| self.form(at).is_some() && self.text.tokens[at].upos != Upos::Punct)
                    .any(is_wound);
            if is_hurt {
                return Some(("injured", at));
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
                        | "leave"
                        | "remain"
                        | "stay"
                        | "say"
                        | "think"
                )
                || form == "(";
            if !may_pass {
                return None;
            }
        }
        None
    }

    /// Behind "…, including nine children, …" and "…, among them a doctor, …".
    pub(super) fn behind_aside(&self, end: usize) -> usize {
        const LONGEST: usize = 20;
        if !self.is(end, ",") {
            return end;
        }
        let is_listed = self.is(end + 1, "including") || self.is(end + 1, "among");
        // "three people, a man and two women, were killed": what they are, with no verb in it.
        let is_aside = |comma: usize| {
            (end + 1..comma).all(|at| !matches!(self.text.tokens[at].upos, Upos::Verb | Upos::Aux))
                && self.form(comma + 1).is_some()
                && matches!(self.text.tokens[comma + 1].upos, Upos::Aux | Upos::Verb)
        };
        (end + 2..end + LONGEST)
            .find(|&at| self.is(at, ","))
            .filter(|&comma| is_listed || is_aside(comma))
            .map_or(end, |comma| comma + 1)
    }

    pub(super) fn has_object(&self, verb: usize) -> bool {
        self.text.child(verb, Deprel::Obj).is_some_and(|object| object > verb)
    }

    /// "killed five", "killing two", "the deaths of five civilians".
    pub(super) fn effect_before(&self, phrase: Phrase) -> Option<(&'static str, usize)> {
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
            // "shot two bakers *dead*": what it came to.
            let end = phrase.words.end;
            let died = longest(&self.lexicon.states, |by| self.form(end + by))
                .is_some_and(|(state, length)| state == "killed" && length <= 2 && what != state);
            return (!self.is_passive(at)).then_some((if died { "killed" } else { what }, at));
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
        // "claimed the lives of nine climbers".
        if self.is(at, "of")
            && at >= self.sentence.start + 2
            && (self.lemma(at - 1) == "life" || self.is(at - 1, "lives"))
            && (at.saturating_sub(4)..at).any(|verb| matches!(self.lemma(verb), "claim" | "cost" | "take"))
        {
            return Some(("killed", at - 1));
        }
        // "cost nine climbers their lives".
        let end = phrase.words.end.max(self.quantity.words.end);
        if token.lemma == "cost"
            && self.is(end, "their")
            && (self.is(end + 1, "lives") || self.is(end + 1, "life"))
        {
            return Some(("killed", at));
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
    pub(super) fn is_driven_out(&self, phrase: Phrase) -> bool {
        let end = phrase.words.end.max(self.quantity.words.end);
        self.is(end, "to") && self.is(end + 1, "flee")
            || self.is(end, "from")
                && (end + 1..end + 4).any(|at| self.is(at, "homes") || self.is(at, "home"))
    }

    pub(super) fn is_passive(&self, verb: usize) -> bool {
        dateline_grammar::voice::is_shown_passive(self.text, verb)
    }

    /// "The dead numbered between six and nine".
    pub(super) fn numbered(&self) -> Option<(&'static str, usize)> {
        const REACH: usize = 4;
        let before =
            self.quantity.words.start.checked_sub(1).filter(|&before| before > self.sentence.start)?;
        if !crate::amounts::is_numbering(self.text, before) {
            return None;
        }
        (before.saturating_sub(REACH).max(self.sentence.start)..before).rev().find_map(|at| {
            let form = self.text.form(at).to_ascii_lowercase();
            let state = self.lexicon.states.iter().find(|state| state.0.len() == 1 && state.0[0] == form);
            state
                .map(|state| state.1)
                .or_else(|| self.lexicon.nouns.get(self.lemma(at)).copied())
                .map(|what| (what, before))
        })
    }

    /// "Hospitals counted 30 bodies", "12 bodies were recovered".
    pub(super) fn bodies(&self, phrase: Phrase) -> Option<(&'static str, usize)> {
        let head = phrase.head.filter(|&head| self.lemma(head) == "body")?;
        let verb = self.text.tokens[head].head? as usize;
        // "The three bodies found no fault" are others.
        let is_of = match self.text.tokens[head].deprel.base() {
            Deprel::Obj => true,
            Deprel::Nsubj => self.is_passive(verb),
            _ => false,
        };
        let is_found = self.lexicon.found.contains(self.lemma(verb));
        (is_of && is_found && self.text.tokens[verb].upos == Upos::Verb).then_some(("killed", verb))
    }

    /// By the tree: the object of "kill", the subject of "die" or "were killed", joined nouns too.
    pub(super) fn effect_above(&self, phrase: Phrase) -> Option<(&'static str, usize)> {
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
    pub(super) fn toll(&self, phrase: Phrase) -> Option<(&'static str, usize)> {
        if phrase.head.is_some_and(|head| !self.is_people(head)) {
            return None;
        }
        let start = self.quantity.words.start;
        let before = start.checked_sub(1).filter(|&before| before >= self.sentence.start)?;
        const BEFORE: [&str; 15] = [
            "to", "at", "of", "from", "reached", "passed", "is", "was", "hit", "exceeded", "topped", "reach",
            "reaches", "stood", "totalled",
        ];
        if !BEFORE.iter().any(|word| self.is(before, word)) {
            return None;
        }
        let from = start.saturating_sub(14).max(self.sentence.start);
        let count = ["toll", "number", "tally", "count"];
        // "Deaths from the flood have reached 340".
        let is_plural = |at: usize| {
            self.text.tokens[at].xpos == Xpos::Nns && self.lexicon.nouns.contains_key(self.lemma(at))
        };
        // "The ministry put *the dead* at 40".
        let of_state = |noun: usize| {
            let state =
                self.lexicon.states.iter().find(|state| state.0.len() == 1 && self.is(noun, &state.0[0]));
            state
                .map(|state| (state.1, noun))
                .filter(|_| noun > self.sentence.start && self.is(noun - 1, "the"))
        };
        if self.is(before, "at")
            && let Some(found) = before.checked_sub(1).and_then(of_state)
        {
            return Some(found);
        }
        let at = (from..before).rev().find(|&at| {
            count.iter().any(|word| self.is(at, word)) || is_plural(at) && !self.is(at + 1, ",")
        })?;
        if is_plural(at) && !self.is(before, "of") {
            return self.lexicon.nouns.get(self.lemma(at)).map(|&what| (what, at));
        }
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

    /// "destroyed one house", "102 drones were shot down", "fired 111 drones".
    pub(super) fn deed(&self, phrase: Phrase, end: usize) -> Option<(&'static str, usize)> {
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
    pub(super) fn noun_before(&self, verb: usize) -> Option<String> {
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

    /// Another deed or fate joined to the one that is told: "killed *or injured*", "kidnapped *and
    /// killed* three"; not where it has a number of its own.
    pub(super) fn joined(&self, told_by: usize, what: &str) -> Option<Joined> {
        let is_joint = |at: usize| ["and", "or", "/", "and/or"].iter().any(|word| self.is(at, word));
        let effect_at = |at: usize| {
            let token = self.text.tokens.get(at).filter(|_| self.form(at).is_some())?;
            let form = self.text.form(at).to_ascii_lowercase();
            let state = self.lexicon.states.iter().find(|(words, _)| words.len() == 1 && words[0] == form);
            let is_past =
                matches!(token.xpos, Xpos::Vbd | Xpos::Vbn | Xpos::Vbg | Xpos::Jj | Xpos::Nns | Xpos::Vb);
            let verb = self.lexicon.verbs.get(token.lemma.as_str()).filter(|_| is_past);
            let fate = self.lexicon.fates.get(token.lemma.as_str()).filter(|_| is_past);
            state.map(|(_, what)| *what).or(verb.copied()).or(fate.copied()).filter(|other| *other != what)
        };
        let start = self.quantity.words.start;
        // Before it: "killed or *injured* at least 60".
        if told_by < start {
            let joint = told_by.checked_sub(1).filter(|&at| at > self.sentence.start && is_joint(at))?;
            let at = joint - 1;
            return effect_at(at).map(|what| Joined { what, at, is_either: self.is(joint, "or") });
        }
        // Behind it: "60 people were *killed* or injured".
        let joint = told_by + 1;
        if !is_joint(joint) {
            return None;
        }
        let at = (joint + 1..joint + 4).find(|&at| {
            !self.form(at).is_some_and(|_| matches!(self.text.tokens[at].upos, Upos::Adv | Upos::Aux))
        })?;
        let what = effect_at(at)?;
        let has_number = (at + 1..at + 4)
            .take_while(|&at| self.form(at).is_some() && self.text.tokens[at].upos != Upos::Punct)
            .any(|at| self.text.tokens[at].upos == Upos::Num);
        (!has_number && !self.has_object(at)).then_some(Joined { what, at, is_either: self.is(joint, "or") })
    }
}

/// A second deed that is done to those who are counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Joined {
    /// What it tells.
    pub what: &'static str,
    /// Its word.
    pub at: usize,
    /// Whether it is the one or the other.
    pub is_either: bool,
}
