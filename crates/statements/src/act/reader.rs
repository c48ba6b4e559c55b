//! What a quotation does by its own words: "We will never leave" pledges, "They lied to us" accuses.

use super::super::contents::Content;
use super::super::saying_words::is_of_habit;
use super::doing::{ActReader, Doer, is_will};
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::{Manner, MentionKind, Sector, Span, StatementAct};

impl ActReader<'_, '_> {
    /// The act that the words of a content show: of its first sentence that shows one. A question asks
    /// where nothing but questions is said, or where it comes last: one that the speaker answers leads on.
    pub(super) fn by_words(&self, content: &Content) -> Option<StatementAct> {
        let context = self.context;
        let mut sentences: Vec<Span<Word>> = Vec::new();
        for piece in &content.pieces {
            let mut start = piece.start;
            while start < piece.end {
                let end = context.sentence(start).end.min(piece.end);
                sentences.push(Span::new(start, end));
                start = end.max(start + 1);
            }
        }
        if sentences.last().is_some_and(|&last| self.is_question(last)) {
            return Some(StatementAct::Ask);
        }
        sentences
            .into_iter()
            .filter(|&words| !self.is_question(words))
            .find_map(|words| self.sentence_act(words))
    }

    /// "Is the road safe?"; not "The road is safe, isn't it?", which asks for no answer.
    fn is_question(&self, words: Span<Word>) -> bool {
        let context = self.context;
        let Some(mark) = words.range().rev().find(|&word| !context.is_quotation_mark(word)) else {
            return false;
        };
        let is_tag = mark >= words.start + 4
            && matches!(context.xpos(mark - 1), Xpos::Prp)
            && (mark - 4..mark - 1).any(|word| context.is_comma(word));
        context.annotated.form(mark) == "?" && !is_tag
    }

    fn sentence_act(&self, words: Span<Word>) -> Option<StatementAct> {
        use StatementAct as Statement;
        let context = self.context;
        // "Thank you for the boats", "Thanks to all who came"
        let first = words.range().find(|&word| !context.is_punctuation(word)).unwrap_or(words.start);
        if matches!(context.lower(first).as_str(), "thank" | "thanks") {
            return Some(Statement::Thank);
        }
        if self.is_time_to(words) {
            return Some(Statement::Appeal);
        }
        if self.words.alarm.find(context, words).is_some() {
            return Some(Statement::Warn);
        }
        let Some(main) = self.main_verb(words) else {
            // "What the papers printed *was untrue*", in which the tree has found no main verb.
            let opening = Span::new(words.start, words.end.min(words.start + 14));
            let denied = self.words.denial.find(context, opening);
            if denied.is_some_and(|at| at > words.start && context.lemma(at - 1) == "be") {
                return Some(Statement::Deny);
            }
            let is_report = self.is_report_of_incident(words);
            return if is_report { Some(Statement::Report) } else { self.judged_in_sentence(words) };
        };
        let doer = self.doer(main, words);
        let lists = self.words;
        let lemma = context.lemma(main);
        if self.denies(main, doer, words) {
            return Some(Statement::Deny);
        }
        if doer == Doer::Own && self.is_ready_to_help(main) {
            return Some(Statement::Offer);
        }
        // "He said he had asked the crew to wait": told of what was done before.
        let is_before = self.manner != Manner::Direct
            && context
                .annotated
                .children(main)
                .any(|child| context.deprel(child).is(Deprel::Aux) && context.lower(child) == "had");
        if doer == Doer::Own
            && !self.is_negated(main)
            && (!is_before || matches!(lemma, "agree" | "reject"))
            && context
                .modal(main)
                .is_none_or(|modal| !matches!(context.lemma(modal), "can" | "could" | "may" | "might"))
        {
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
        let opening = Span::new(words.start, words.end.min(words.start + 14));
        if lists.denial.find(context, opening).is_some_and(|at| self.is_predicated(at)) {
            return Some(Statement::Deny);
        }
        if self.is_threat(words) {
            return Some(Statement::Threaten);
        }
        if self.tells_of_ruin(words) || self.tells_of_own_loss(words) {
            return Some(Statement::Warn);
        }
        // "We do not negotiate with terrorists", "We cannot accept this"
        // "We do not give in lightly" tells how it is done, and refuses nothing.
        let is_habit = context
            .annotated
            .children(main)
            .any(|child| context.upos(child) == Upos::Adv && is_of_habit(&context.lower(child)));
        if doer == Doer::Own && self.is_negated(main) && !self.is_past(main) && !is_habit {
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
            // "We will never leave" promises, "We will not go" refuses.
            let is_never = context.negation(main).is_some_and(|word| context.lower(word) == "never");
            return Some(if self.is_negated(main) && !is_never {
                Statement::Refuse
            } else {
                Statement::Pledge
            });
        }
        // "We are closing the pass": a measure of one's own, under way, and made known by saying so.
        if doer == Doer::Own && self.is_under_way(main) {
            return Some(Statement::Announce);
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
        if let Some(act) = self.judged_in_sentence(words) {
            return Some(act);
        }
        let may = words.range().any(|word| {
            matches!(context.lemma(word), "could" | "may" | "might" | "risk" | "beware" | "will")
        });
        // "a danger-free zone" is no danger.
        let is_danger = || {
            lists
                .danger
                .find(context, words)
                .is_some_and(|at| at + 1 >= words.end || context.annotated.form(at + 1) != "-")
        };
        if may && is_danger() {
            return Some(Statement::Warn);
        }
        None
    }

    /// "If the raids go on, we will close the border", "Whoever comes will pay dearly": under a condition,
    /// a measure of one's own or a consequence for others, behind "will".
    pub(super) fn is_threat(&self, words: Span<Word>) -> bool {
        let context = self.context;
        if !self.is_conditional(words) {
            return false;
        }
        words.range().any(|will| {
            if !is_will(&context.lower(will)) {
                return false;
            }
            // As far as the condition, where that comes behind.
            let end = (will + 1..words.end.min(will + 10))
                .find(|&word| matches!(context.lower(word).as_str(), "if" | "unless"))
                .unwrap_or(words.end.min(will + 10));
            let reach = Span::new(will + 1, end);
            let verb = context.head(will).filter(|&verb| words.start <= verb && verb < words.end);
            let is_own = verb
                .and_then(|verb| crate::subjects::subject(context, verb))
                .is_some_and(|subject| self.is_own(subject));
            // "we will pay a higher price": what befalls oneself is warned of.
            let consequence = self.words.consequence.find(context, reach);
            let befalls = consequence.is_some_and(|at| {
                is_own && matches!(context.lemma(at), "pay" | "regret" | "face" | "suffer" | "meet")
            });
            consequence.is_some() && !befalls || is_own && self.words.measure.find(context, reach).is_some()
        })
    }

    /// "If …, we will …", "Any attack will …", "Those who come will …"
    fn is_conditional(&self, words: Span<Word>) -> bool {
        let context = self.context;
        let has_condition = words.range().any(|word| matches!(context.lower(word).as_str(), "if" | "unless"))
            || words.range().take(2).any(|word| {
                matches!(context.lower(word).as_str(), "any" | "anyone" | "whoever" | "those" | "should")
            });
        has_condition && words.range().any(|word| is_will(&context.lower(word)))
    }

    /// "If the wall gives way, the town will fall": ruin under a condition, or ruin that may come.
    fn tells_of_ruin(&self, words: Span<Word>) -> bool {
        let context = self.context;
        let is_conditional =
            words.range().any(|word| matches!(context.lower(word).as_str(), "if" | "unless"));
        words.range().any(|modal| {
            let lower = context.lower(modal);
            let may =
                matches!(lower.as_str(), "could" | "may" | "might") || is_conditional && is_will(&lower);
            let reach = Span::new(modal + 1, words.end.min(modal + 5));
            may && self.words.ruin.find(context, reach).is_some()
        })
    }

    /// "If the raids go on, we will pay a high price": a loss of one's own under a condition.
    fn tells_of_own_loss(&self, words: Span<Word>) -> bool {
        let context = self.context;
        words.range().any(|word| matches!(context.lower(word).as_str(), "if" | "unless"))
            && words.range().any(|will| {
                let verb = context.head(will).filter(|&verb| words.start <= verb && verb < words.end);
                is_will(&context.lower(will))
                    && verb.is_some_and(|verb| {
                        matches!(context.lemma(verb), "pay" | "regret" | "suffer" | "lose")
                            && crate::subjects::subject(context, verb)
                                .is_some_and(|subject| self.is_own(subject))
                    })
            })
    }

    /// "The charge is a lie", "Our ships are no threat", "This was not an attempt to …": what others say
    /// of one's own side or of a thing, said no to.
    fn denies(&self, main: usize, doer: Doer, words: Span<Word>) -> bool {
        let (context, lists) = (self.context, self.words);
        let Some(subject) = crate::subjects::own_subject(context, main)
            .filter(|&subject| words.start <= subject && subject < words.end)
        else {
            return false;
        };
        let is_claim = lists.claims.find(context, Span::new(subject, subject + 1)).is_some();
        let is_false = matches!(
            context.lemma(main),
            "lie"
                | "invention"
                | "fiction"
                | "fabrication"
                | "nonsense"
                | "slander"
                | "absurd"
                | "false"
                | "untrue"
                | "baseless"
        );
        if is_claim && is_false && context.negation(main).is_none() {
            return true;
        }
        // Of a predicate, not of what somebody does: "They are not serious" blames.
        let is_predicate = context.has_child(main, Deprel::Cop);
        let is_denied = context.negation(main).is_some()
            || context.annotated.children(main).any(|child| {
                child < main && context.deprel(child).is(Deprel::Det) && context.lower(child) == "no"
            });
        let blamed = Span::new(main, words.end.min(main + 12));
        matches!(doer, Doer::Own | Doer::Thing)
            && is_predicate
            && is_denied
            && context.upos(main) == Upos::Noun
            && (lists.blame.find(context, blamed).is_some()
                || lists.bad.find(context, blamed).is_some()
                || matches!(
                    context.lemma(main),
                    "threat"
                        | "attempt"
                        | "sign"
                        | "indication"
                        | "proof"
                        | "part"
                        | "party"
                        | "target"
                        | "reason"
                        | "evidence"
                ))
    }

    /// "We are ready to send doctors": what one is ready to give is offered.
    fn is_ready_to_help(&self, main: usize) -> bool {
        let context = self.context;
        matches!(context.lemma(main), "ready" | "willing" | "prepared" | "prepare" | "happy" | "glad")
            && context.negation(main).is_none()
            && context.annotated.children(main).any(|deed| {
                deed > main
                    && context.xpos(deed) == Xpos::Vb
                    && (self.words.help.find(context, Span::new(deed, deed + 1)).is_some()
                        || matches!(
                            context.lemma(deed),
                            "mediate" | "host" | "talk" | "negotiate" | "meet" | "share" | "lend" | "pay"
                        ))
            })
    }

    /// "The report is *false*", "these are *false* reports"; but "came under a *false* flag" denies nothing.
    fn is_predicated(&self, at: usize) -> bool {
        let context = self.context;
        let is_within = matches!(context.deprel(at).base(), Deprel::Amod | Deprel::Compound);
        // "Neutrality is a false concept" judges an idea, and denies nothing that was told.
        let is_told = |noun: usize| self.words.claims.find(context, Span::new(noun, noun + 1)).is_some();
        !is_within
            || context.head(at).is_none_or(|noun| context.has_child(noun, Deprel::Cop) && is_told(noun))
    }

    /// "the suggestion that the well was dry"
    pub(super) fn is_claim(&self, content: &Content) -> bool {
        let first = content.pieces[0];
        self.words.claims.find(self.context, Span::new(first.start, first.end.min(first.start + 5))).is_some()
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
                && !self.hangs_on_what_may_be(word, words)
                && self.words.incident.find(context, Span::new(word, words.end.min(word + 3))) == Some(word)
        });
        let is_open = words.range().any(|word| matches!(context.lemma(word), "if" | "whether" | "unless"));
        !is_open && (happened || self.tells_toll(words))
    }

    /// "Fines could be set where it is found that a line *was crossed*": told below what only may be.
    fn hangs_on_what_may_be(&self, word: usize, words: Span<Word>) -> bool {
        const CLIMBED: usize = 6;
        let context = self.context;
        let mut at = word;
        for _ in 0..CLIMBED {
            let relation = context.deprel(at);
            match context.head(at).filter(|&head| words.start <= head && head < words.end) {
                Some(head) if !relation.is(Deprel::Conj) => {
                    let may = context.modal(head).is_some_and(|modal| {
                        matches!(context.lemma(modal), "could" | "may" | "might" | "can" | "should" | "would")
                    });
                    if may {
                        return true;
                    }
                    at = head;
                }
                _ => return false,
            }
        }
        false
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

    fn tells_toll(&self, words: Span<Word>) -> bool {
        let context = self.context;
        words
            .range()
            .any(|word| matches!(context.lemma(word), "dead" | "casualty" | "injured" | "wounded" | "injury"))
    }
}
