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

/// Whether a pronoun can mean who speaks: "critics said *it* would fail" is not of themselves.
fn may_stand_for(context: &Context<'_>, pronoun: &str, speaker: usize) -> bool {
    let is_plural =
        matches!(context.xpos(speaker), Xpos::Nns | Xpos::Nnps) || context.lower(speaker) == "they";
    let is_person = context.names[speaker] == Some(MentionKind::Person)
        || matches!(context.lower(speaker).as_str(), "he" | "she" | "i" | "who");
    match pronoun {
        "he" | "she" | "his" | "her" => !is_plural,
        "it" | "its" => !is_plural && !is_person,
        "they" | "their" => !is_person,
        _ => false,
    }
}

fn is_will(form: &str) -> bool {
    matches!(form, "will" | "would" | "shall" | "'ll" | "’ll" | "wo")
}

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
        if doer == Doer::Own
            && !self.is_negated(main)
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
        if lists.denial.find(context, Span::new(words.start, words.end.min(words.start + 14))).is_some() {
            return Some(Statement::Deny);
        }
        if self.is_threat(words) {
            return Some(Statement::Threaten);
        }
        if self.tells_of_ruin(words) {
            return Some(Statement::Warn);
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
            // "We will never leave" promises, "We will not go" refuses.
            let is_never = context.negation(main).is_some_and(|word| context.lower(word) == "never");
            return Some(if self.is_negated(main) && !is_never {
                Statement::Refuse
            } else {
                Statement::Pledge
            });
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
        // "a risk-averse style" is no danger.
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
                .and_then(|verb| crate::sources::subject(context, verb))
                .is_some_and(|subject| self.is_own(subject));
            self.words.consequence.find(context, reach).is_some()
                || is_own && self.words.measure.find(context, reach).is_some()
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

    /// "The charge is a lie", "Our ships are no threat", "This was not an attempt to …": what others say
    /// of one's own side or of a thing, said no to.
    fn denies(&self, main: usize, doer: Doer, words: Span<Word>) -> bool {
        let (context, lists) = (self.context, self.words);
        let Some(subject) = crate::sources::own_subject(context, main)
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

    /// The same of a sentence, where a word says it of somebody or something: "The vote was a *farce*",
    /// "We *applaud* them"; not "a *dangerous* road to the north", which only tells which.
    fn judged_in_sentence(&self, words: Span<Word>) -> Option<StatementAct> {
        let act = self.judged(words)?;
        let list = if act == StatementAct::Praise { &self.words.good } else { &self.words.bad };
        list.find(self.context, words).is_some_and(|at| self.is_asserted(at, words)).then_some(act)
    }

    fn is_asserted(&self, at: usize, words: Span<Word>) -> bool {
        let context = self.context;
        // "heart failure", "power loss": a thing of its kind.
        if context.upos(at) == Upos::Noun && context.has_child(at, Deprel::Compound) {
            return false;
        }
        let mut word = at;
        for _ in 0..4 {
            let relation = context.deprel(word);
            if context.has_child(word, Deprel::Cop) || relation.is(Deprel::Xcomp) {
                return true;
            }
            if context.upos(word) == Upos::Verb {
                let is_own =
                    crate::sources::subject(context, word).is_some_and(|subject| self.is_own(subject));
                return is_own || context.xpos(word) == Xpos::Vbn || self.is_naming_object(at, word);
            }
            let goes_up = matches!(
                relation.base(),
                Deprel::Amod | Deprel::Compound | Deprel::Conj | Deprel::Advmod | Deprel::Nmod | Deprel::Obj
            );
            match context.head(word).filter(|&head| words.start <= head && head < words.end) {
                Some(head) if goes_up => word = head,
                Some(_) => return false,
                // The head of what is said.
                None => return true,
            }
        }
        false
    }

    /// "did a *great job*", "is making a *mistake*", "tells *nonsense*".
    fn is_naming_object(&self, at: usize, verb: usize) -> bool {
        let context = self.context;
        at > verb
            && matches!(
                context.lemma(verb),
                "do" | "make"
                    | "commit"
                    | "have"
                    | "show"
                    | "tell"
                    | "call"
                    | "find"
                    | "consider"
                    | "constitute"
                    | "represent"
                    | "remain"
                    | "become"
                    | "see"
                    | "bring"
                    | "face"
                    | "suffer"
            )
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
        // "If we fail, the town will fall": not the condition.
        let top = self.behind_condition(top, words);
        // "I think that …", "Our judgment is that …", "What we know is that …": what is thought counts.
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

    /// The clause that a condition is for, where the tree hangs the sentence on the condition.
    fn behind_condition(&self, top: usize, words: Span<Word>) -> usize {
        let context = self.context;
        let is_condition = context.marker(top).is_some_and(|marker| {
            matches!(context.lower(marker).as_str(), "if" | "unless" | "while" | "although" | "though")
        });
        if !is_condition {
            return top;
        }
        (top + 1..words.end)
            .find(|&word| {
                context.upos(word) == Upos::Verb
                    && context.marker(word).is_none()
                    && (context.modal(word).is_some()
                        || matches!(context.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp))
                    && crate::sources::own_subject(context, word).is_some()
            })
            .unwrap_or(top)
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
                    && may_stand_for(context, &context.lower(word), speaker)
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

    /// "Alleged that *its ships* were no threat": said of one's own side.
    pub(super) fn is_of_own_side(&self, content: &Content) -> bool {
        content.pieces.first().is_some_and(|&words| {
            self.main_verb(words).is_some_and(|main| self.doer(main, words) == Doer::Own)
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
            && !matches!(
                context.lower(main).as_str(),
                "let" | "look" | "listen" | "thank" | "see" | "imagine" | "remember"
            )
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
        // "cannot depend on a country that threatens others": which one is not said.
        let is_of_some = context.deprel(at) == Deprel::AclRelcl
            && context.head(at).is_some_and(|noun| {
                context
                    .annotated
                    .children(noun)
                    .any(|child| matches!(context.lower(child).as_str(), "a" | "an" | "any"))
            });
        !is_of_some && !hypothetical && !own && (context.upos(at) != Upos::Noun || self.is_laid_on(at))
    }

    /// "This was a *massacre*", "Norland's *aggression*", "they commit *crimes*": a noun blames where it is
    /// said of something, or is somebody's; not in "those who flee the *atrocities*".
    fn is_laid_on(&self, noun: usize) -> bool {
        let context = self.context;
        // "help them defend themselves from Norland's aggression", "since its invasion": told beside the matter.
        let is_beside = context.marker(noun).is_some_and(|marker| {
            matches!(
                context.lower(marker).as_str(),
                "from"
                    | "against"
                    | "amid"
                    | "after"
                    | "during"
                    | "since"
                    | "before"
                    | "following"
                    | "despite"
                    | "about"
            )
        });
        if is_beside {
            return false;
        }
        if context.has_child(noun, Deprel::Cop) || context.head(noun).is_none() {
            return true;
        }
        let is_owned = context.annotated.children(noun).any(|child| {
            context.deprel(child) == Deprel::NmodPoss && !self.is_own(child)
                || child < noun && context.names[child].is_some()
                || context.marker(child).is_some_and(|marker| context.lower(marker) == "by")
        });
        let is_done = context.head(noun).is_some_and(|head| {
            matches!(
                context.lemma(head),
                "commit"
                    | "perpetrate"
                    | "constitute"
                    | "amount"
                    | "carry"
                    | "be"
                    | "continue"
                    | "show"
                    | "spread"
                    | "use"
                    | "launch"
                    | "wage"
                    | "stage"
                    | "plan"
                    | "engage"
                    | "involve"
                    | "call"
            )
        });
        is_owned || is_done
    }

    fn tells_toll(&self, words: Span<Word>) -> bool {
        let context = self.context;
        words
            .range()
            .any(|word| matches!(context.lemma(word), "dead" | "casualty" | "injured" | "wounded" | "injury"))
    }
}
