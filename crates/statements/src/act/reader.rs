//! What a quotation does by its own words: "We will never leave" pledges, "They lied to us" accuses.

use super::super::contents::Content;
use super::super::context::Context;
use super::words::ActWords;
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::{Manner, MentionKind, Sector, Span, StatementAct};

/// Reads the act out of the words of a content.
pub(super) struct ActReader<'c, 's> {
    pub(super) context: &'c Context<'s>,
    pub(super) words: &'c ActWords,
    pub(super) speaker: Option<usize>,
    pub(super) manner: Manner,
}

/// Whose deed a clause tells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Doer {
    Own,
    Other,
    Thing,
    Nobody,
}

impl ActReader<'_, '_> {
    /// The act that the words of a content show: of its first sentence that shows one.
    pub(super) fn by_words(&self, content: &Content) -> Option<StatementAct> {
        let context = self.context;
        for piece in &content.pieces {
            let mut start = piece.start;
            while start < piece.end {
                let end = context.sentence(start).end.min(piece.end);
                if let Some(act) = self.sentence_act(Span::new(start, end)) {
                    return Some(act);
                }
                start = end.max(start + 1);
            }
        }
        None
    }

    fn sentence_act(&self, words: Span<Word>) -> Option<StatementAct> {
        use StatementAct as Statement;
        let context = self.context;
        let last = context.annotated.form(words.end - 1);
        if last == "?" {
            return Some(Statement::Ask);
        }
        if self.is_time_to(words) {
            return Some(Statement::Appeal);
        }
        if self.words.alarm.find(context, words).is_some() {
            return Some(Statement::Warn);
        }
        let Some(main) = self.main_verb(words) else {
            let is_report = self.is_report_of_incident(words);
            return if is_report { Some(Statement::Report) } else { self.judged(words) };
        };
        let doer = self.doer(main, words);
        let lists = self.words;
        let holds = |phrases: &crate::phrases::Phrases| phrases.find(context, words).is_some();
        let lemma = context.lemma(main);
        if doer == Doer::Own {
            match lemma {
                "thank" => return Some(Statement::Thank),
                "apologize" | "apologise" => return Some(Statement::Apologize),
                "agree" => return Some(Statement::Agree),
                "propose" | "suggest" => return Some(Statement::Propose),
                "urge" | "appeal" | "ask" | "beg" => return Some(Statement::Appeal),
                "demand" | "insist" => return Some(Statement::Demand),
                "warn" => return Some(Statement::Warn),
                "reject" | "oppose" => return Some(Statement::Reject),
                "congratulate" | "applaud" | "commend" | "admire" => return Some(Statement::Praise),
                "condemn" | "denounce" => return Some(Statement::Criticize),
                _ => {}
            }
            if matches!(lemma, "sorry") {
                return Some(Statement::Apologize);
            }
            if matches!(lemma, "grateful" | "thankful") {
                return Some(Statement::Thank);
            }
        }
        if lists.denial.find(context, Span::new(words.start, words.end.min(words.start + 14))).is_some() {
            return Some(Statement::Deny);
        }
        if (self.is_threat(words) && doer != Doer::Nobody) || (doer == Doer::Own && self.is_measure(words)) {
            return Some(Statement::Threaten);
        }
        // "We do not negotiate with terrorists", "We cannot accept this"
        if doer == Doer::Own && self.is_negated(main) && !self.is_past(main) {
            let verb = Span::new(main, main + 1);
            if lists.giving_in.find(context, verb).is_some() {
                return Some(Statement::Refuse);
            }
            if lists.consenting.find(context, verb).is_some() {
                return Some(Statement::Reject);
            }
        }
        let is_future = self.is_future(main);
        if self.is_promise(main, doer) {
            return Some(if self.is_negated(main) { Statement::Refuse } else { Statement::Pledge });
        }
        if self.is_demand(main, doer, words) {
            return Some(Statement::Demand);
        }
        if matches!(lemma, "let") && context.child_lemma(main, &["us", "'s", "we"]) {
            return Some(Statement::Propose);
        }
        if let Some(blamed) = lists.blame.find(context, words)
            && doer != Doer::Own
            && !is_future
            && self.blames(blamed, words)
        {
            return Some(Statement::Accuse);
        }
        if self.is_past(main)
            && doer != Doer::Own
            && lists
                .incident
                .find(context, Span::new(main, words.end.min(main + 3)))
                .is_some_and(|at| at == main)
        {
            return Some(Statement::Report);
        }
        // "The attack left two dead": an incident told by its outcome.
        if self.is_past(main) && doer != Doer::Own && self.tells_toll(words) {
            return Some(Statement::Report);
        }
        if self.is_report_of_incident(words) {
            return Some(Statement::Report);
        }
        if let Some(act) = self.judged(words) {
            return Some(act);
        }
        let may = words.range().any(|word| {
            matches!(context.lemma(word), "could" | "may" | "might" | "risk" | "beware" | "will")
        });
        if may && holds(&lists.danger) {
            return Some(Statement::Warn);
        }
        None
    }

    /// "If attacked, we will strike back": a condition and its consequence.
    pub(super) fn is_threat(&self, words: Span<Word>) -> bool {
        let context = self.context;
        self.is_conditional(words) && self.words.consequence.find(context, words).is_some()
    }

    /// "If the attacks go on, we will close the border": a measure under a condition.
    pub(super) fn is_measure(&self, words: Span<Word>) -> bool {
        self.is_conditional(words) && self.words.measure.find(self.context, words).is_some()
    }

    /// "If …, we will …", "Any attack will …", "Those who come will …"
    fn is_conditional(&self, words: Span<Word>) -> bool {
        let context = self.context;
        let has_condition = words.range().any(|word| matches!(context.lower(word).as_str(), "if" | "unless"))
            || words.range().take(2).any(|word| {
                matches!(context.lower(word).as_str(), "any" | "anyone" | "whoever" | "those" | "should")
            });
        let may = words
            .range()
            .any(|word| matches!(context.lower(word).as_str(), "will" | "would" | "shall" | "'ll" | "’ll"));
        has_condition && may
    }

    /// "the claim a lie from start to finish"
    pub(super) fn is_denied_claim(&self, content: &Content) -> bool {
        let (context, lists) = (self.context, self.words);
        let first = content.pieces[0];
        let opening = Span::new(first.start, first.end.min(first.start + 5));
        lists.claims.find(context, opening).is_some()
            && content.pieces.iter().any(|&piece| {
                lists.denial.find(context, piece).is_some()
                    || piece.range().any(|word| {
                        matches!(
                            context.lemma(word),
                            "lie"
                                | "invention"
                                | "fiction"
                                | "fabrication"
                                | "nonsense"
                                | "absurd"
                                | "slander"
                        )
                    })
            })
    }

    /// "The ministry said drones had hit the port": bodies and officials tell what happened.
    fn is_report_of_incident(&self, words: Span<Word>) -> bool {
        let context = self.context;
        if self.manner == Manner::Direct || !self.is_reporter() {
            return false;
        }
        let happened = words.range().any(|word| {
            self.is_past(word)
                && context.modal(word).is_none()
                && context.negation(word).is_none()
                && self.words.incident.find(context, Span::new(word, words.end.min(word + 3))) == Some(word)
        });
        let is_open = words.range().any(|word| matches!(context.lemma(word), "if" | "whether" | "unless"));
        !is_open && (happened || self.tells_toll(words))
    }

    /// Whether the speaker is one who reports as a duty or as a witness: ministries, armies,
    /// police, hospitals, "officials", "residents".
    fn is_reporter(&self) -> bool {
        let context = self.context;
        let Some(speaker) = self.speaker else { return false };
        if self.words.reporters.find(context, Span::new(speaker, speaker + 1)).is_some() {
            return true;
        }
        let Some(mention) = context.mention(speaker) else { return false };
        let entity = &context.scene.entities.entities[mention.entity];
        let is_official = |office: &str| {
            let last = office.rsplit(' ').next().unwrap_or(office).to_lowercase();
            matches!(
                last.as_str(),
                "governor"
                    | "mayor"
                    | "spokesman"
                    | "spokeswoman"
                    | "spokesperson"
                    | "commander"
                    | "chief"
                    | "coordinator"
            ) || office.starts_with("head of")
        };
        match entity.kind {
            MentionKind::Organization => matches!(
                entity.sector,
                Some(Sector::Gov | Sector::Mil | Sector::Cop | Sector::Igo | Sector::Ngo)
            ),
            MentionKind::Person | MentionKind::Office => entity.office.as_deref().is_some_and(is_official),
            _ => false,
        }
    }

    /// The act of giving a thing a good or bad name.
    pub(super) fn judgement(&self, content: &Content) -> Option<StatementAct> {
        content.pieces.iter().find_map(|&piece| self.judged(piece))
    }

    fn judged(&self, words: Span<Word>) -> Option<StatementAct> {
        let negated = |at: usize| {
            (at.saturating_sub(3).max(words.start)..at)
                .any(|word| matches!(self.context.lemma(word), "not" | "no" | "never" | "n't"))
        };
        match (self.words.bad.find(self.context, words), self.words.good.find(self.context, words)) {
            (Some(bad), Some(good)) if good < bad && !negated(good) => Some(StatementAct::Praise),
            (Some(bad), _) if !negated(bad) => Some(StatementAct::Criticize),
            (None, Some(good)) if !negated(good) => Some(StatementAct::Praise),
            _ => None,
        }
    }

    /// The verb (or predicate) that the sentence hangs on.
    fn main_verb(&self, words: Span<Word>) -> Option<usize> {
        let context = self.context;
        let inside = |word: usize| words.start <= word && word < words.end;
        let top = words.range().filter(|&word| !context.is_punctuation(word)).find(|&word| {
            context.head(word).is_none_or(|head| !inside(head))
                && (matches!(context.upos(word), Upos::Verb)
                    || context.has_child(word, Deprel::Cop)
                    || context
                        .annotated
                        .children(word)
                        .any(|child| context.deprel(child).is(Deprel::Nsubj) && inside(child)))
        })?;
        // "I think that …", "Our judgment is that …", "What we see is that …": what is thought counts.
        let clause = context.annotated.children(top).find(|&child| {
            inside(child) && matches!(context.deprel(child).base(), Deprel::Ccomp | Deprel::Csubj)
        });
        let is_frame = matches!(
            context.lemma(top),
            "think"
                | "believe"
                | "see"
                | "know"
                | "say"
                | "understand"
                | "judgment"
                | "judgement"
                | "view"
                | "fact"
                | "be"
                | "clear"
                | "obvious"
        );
        match clause {
            Some(clause) if is_frame => Some(clause),
            _ => Some(top),
        }
    }

    fn doer(&self, main: usize, words: Span<Word>) -> Doer {
        let context = self.context;
        let Some(subject) = crate::sources::subject(context, main)
            .filter(|&subject| words.start <= subject && subject < words.end)
        else {
            return Doer::Nobody;
        };
        if self.is_own(subject) {
            Doer::Own
        } else if context.names[subject].is_some()
            || context.mention(subject).is_some()
            || (context.upos(subject) == Upos::Pron
                && matches!(context.lemma(subject), "he" | "she" | "they" | "you"))
        {
            Doer::Other
        } else {
            Doer::Thing
        }
    }

    /// The speaker or the speaker's side: "we", "our army", "he" of himself, "his country".
    fn is_own(&self, subject: usize) -> bool {
        let context = self.context;
        let owner = context.annotated.child(subject, Deprel::NmodPoss);
        let is_first =
            |word: usize| matches!(context.lower(word).as_str(), "i" | "we" | "our" | "my" | "us" | "me");
        if is_first(subject) {
            return true;
        }
        if let Some(owner) = owner {
            let side = matches!(
                context.lemma(subject),
                "country"
                    | "government"
                    | "party"
                    | "team"
                    | "administration"
                    | "army"
                    | "troops"
                    | "force"
                    | "campaign"
                    | "company"
                    | "office"
                    | "ministry"
                    | "nation"
                    | "partner"
                    | "ally"
                    | "alliance"
            );
            let is_pronoun = context.upos(owner) == Upos::Pron && self.manner != Manner::Direct;
            return side && (is_first(owner) || is_pronoun || self.same_entity(owner));
        }
        self.manner != Manner::Direct && self.same_entity(subject)
    }

    fn same_entity(&self, word: usize) -> bool {
        let context = self.context;
        let Some(speaker) = self.speaker else { return false };
        let entity = |word: usize| context.mention(word).map(|mention| mention.entity);
        match (entity(word), entity(speaker)) {
            (Some(one), Some(other)) => one == other,
            _ => {
                context.upos(word) == Upos::Pron
                    && matches!(
                        context.lower(word).as_str(),
                        "he" | "she" | "they" | "his" | "her" | "their" | "it" | "its"
                    )
                    && context.sentence_number(word) == context.sentence_number(speaker)
            }
        }
    }

    fn is_negated(&self, verb: usize) -> bool {
        self.context.negation(verb).is_some()
            || self.context.head(verb).is_some_and(|head| {
                self.context.deprel(verb).is(Deprel::Xcomp) && self.context.negation(head).is_some()
            })
    }

    fn is_future(&self, verb: usize) -> bool {
        let context = self.context;
        context
            .modal(verb)
            .is_some_and(|modal| matches!(context.lemma(modal), "will" | "would" | "shall" | "'ll" | "wo"))
            || (context.lemma(verb) == "go"
                && context.xpos(verb) == Xpos::Vbg
                && context.has_child(verb, Deprel::Xcomp))
    }

    pub(super) fn is_own_promise(&self, content: &Content) -> bool {
        content.pieces.first().is_some_and(|&words| {
            let end = self.context.sentence(words.start).end.min(words.end);
            let words = Span::new(words.start, end);
            self.main_verb(words).is_some_and(|main| self.is_promise(main, self.doer(main, words)))
        })
    }

    /// "We will stay", "We are pledged to", "our partners will keep sending aid".
    fn is_promise(&self, main: usize, doer: Doer) -> bool {
        let context = self.context;
        let deed = if self.is_going(main) {
            context.annotated.child(main, Deprel::Xcomp).unwrap_or(main)
        } else {
            main
        };
        let lemma = context.lemma(deed);
        let is_knowing = self.words.knowing.find(context, Span::new(deed, deed + 1)).is_some();
        if doer == Doer::Own {
            let commits = matches!(
                context.lemma(main),
                "pledge" | "commit" | "promise" | "vow" | "determined" | "resolve" | "guarantee"
            );
            let continues = lemma == "continue"
                && matches!(context.xpos(main), Xpos::Vbp | Xpos::Vbz)
                && context.has_child(main, Deprel::Xcomp);
            return commits || continues || (self.is_future(main) && !is_knowing);
        }
        let helped = context
            .annotated
            .child(main, Deprel::Xcomp)
            .is_some_and(|deed| self.words.help.find(context, Span::new(deed, deed + 1)).is_some());
        doer != Doer::Nobody && matches!(lemma, "keep" | "continue") && self.is_future(main) && helped
    }

    /// Also "hit" and its like, whose past looks like their present.
    fn is_past(&self, verb: usize) -> bool {
        let context = self.context;
        matches!(context.xpos(verb), Xpos::Vbd | Xpos::Vbn)
            || (matches!(context.lemma(verb), "hit" | "hurt" | "cut" | "burst" | "spread" | "shut")
                && context.modal(verb).is_none()
                && context.annotated.form(verb) == context.lemma(verb))
    }

    fn is_going(&self, main: usize) -> bool {
        self.context.lemma(main) == "go" && self.context.xpos(main) == Xpos::Vbg
    }

    /// "Russia must stop", "They should pay", "Stop this now": of others, not of oneself.
    fn is_demand(&self, main: usize, doer: Doer, words: Span<Word>) -> bool {
        let context = self.context;
        if doer == Doer::Other {
            let has_to = matches!(context.lemma(main), "have" | "need")
                && context.has_child(main, Deprel::Xcomp)
                && self.manner == Manner::Direct;
            return has_to
                || context
                    .modal(main)
                    .is_some_and(|modal| matches!(context.lemma(modal), "must" | "should" | "ought"));
        }
        // "The world must act", "This must stop"
        if doer == Doer::Thing {
            return context.modal(main).is_some_and(|modal| context.lemma(modal) == "must")
                && context.lemma(main) != "be";
        }
        if doer != Doer::Nobody {
            return false;
        }
        // "should end the bluster": a fragment whose subject stands outside the quotation.
        let first = words.start;
        if matches!(context.lemma(first), "must" | "should") {
            return true;
        }
        // An imperative.
        main == first
            && context.xpos(main) == Xpos::Vb
            && self.manner != Manner::Indirect
            && !matches!(context.lemma(main), "let" | "look" | "listen" | "thank" | "see")
    }

    /// "Now is the time to act", "It is time for talks".
    fn is_time_to(&self, words: Span<Word>) -> bool {
        let context = self.context;
        words.range().take(12).any(|word| {
            context.lemma(word) == "time"
                && word + 1 < words.end
                && matches!(context.lower(word + 1).as_str(), "to" | "for")
                && (words.start..word).any(|at| context.lemma(at) == "be")
        })
    }

    /// Whether a blaming word is asserted of somebody else.
    fn blames(&self, at: usize, words: Span<Word>) -> bool {
        let context = self.context;
        // "could amount to a war crime" asserts enough.
        let amounts = (words.start..at).any(|word| matches!(context.lemma(word), "amount" | "constitute"));
        let hypothetical = !amounts
            && (words.start..at)
                .any(|word| matches!(context.lemma(word), "if" | "could" | "might" | "whether"));
        let own = crate::sources::subject(context, at).is_some_and(|subject| self.is_own(subject));
        !hypothetical && !own
    }

    fn tells_toll(&self, words: Span<Word>) -> bool {
        let context = self.context;
        words
            .range()
            .any(|word| matches!(context.lemma(word), "dead" | "casualty" | "injured" | "wounded" | "injury"))
    }
}
