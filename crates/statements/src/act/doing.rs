//! Whose deed a clause of a content tells – the speaker's own, another's – and whether it is to come, promised
//! or demanded.

use super::super::contents::Content;
use super::super::context::Context;
use super::super::saying_words::is_idle_imperative;
use super::words::ActWords;
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::{Manner, MentionKind, Span};

/// Reads the act out of the words of a content.
pub(super) struct ActReader<'c, 's> {
    pub(super) context: &'c Context<'s>,
    pub(super) words: &'c ActWords,
    pub(super) speaker: Option<usize>,
    pub(super) manner: Manner,
}

/// Whose deed a clause tells.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Doer {
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

pub(super) fn is_will(form: &str) -> bool {
    matches!(form, "will" | "would" | "shall" | "'ll" | "’ll" | "wo")
}

impl ActReader<'_, '_> {
    /// The verb (or predicate) that the sentence hangs on.
    pub(super) fn main_verb(&self, words: Span<Word>) -> Option<usize> {
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
    pub(super) fn behind_condition(&self, top: usize, words: Span<Word>) -> usize {
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
                    && crate::subjects::own_subject(context, word).is_some()
            })
            .unwrap_or(top)
    }

    pub(super) fn doer(&self, main: usize, words: Span<Word>) -> Doer {
        let context = self.context;
        let Some(subject) = crate::subjects::subject(context, main)
            .filter(|&subject| words.start <= subject && subject < words.end)
        else {
            return Doer::Nobody;
        };
        if self.is_of_the_condition(main, subject, words) {
            Doer::Other
        } else if self.is_own(subject) {
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

    /// "If *the king* is not stopped, *he* will go on": told of whom the condition names, whoever speaks.
    fn is_of_the_condition(&self, main: usize, subject: usize, words: Span<Word>) -> bool {
        let context = self.context;
        if !matches!(context.lower(subject).as_str(), "he" | "she" | "it" | "they") {
            return false;
        }
        (words.start..subject).any(|mark| {
            matches!(context.lower(mark).as_str(), "if" | "unless" | "once" | "until")
                && context.head(mark).filter(|&verb| mark < verb && verb < main).is_some_and(|verb| {
                    crate::subjects::own_subject(context, verb).is_some_and(|named| {
                        named > mark
                            && named < subject
                            && context.mention(named).is_some()
                            && matches!(context.upos(named), Upos::Noun | Upos::Propn)
                            && !self.same_entity_by_name(named)
                    })
                })
        })
    }

    /// Whether somebody named is who speaks.
    fn same_entity_by_name(&self, word: usize) -> bool {
        let entity = |word: usize| self.context.mention(word).map(|mention| mention.entity);
        self.speaker.is_some_and(|speaker| entity(word).is_some() && entity(word) == entity(speaker))
    }

    /// The speaker or the speaker's side: "we", "our army", "he" of himself, "his country".
    pub(super) fn is_own(&self, subject: usize) -> bool {
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

    pub(super) fn same_entity(&self, word: usize) -> bool {
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

    pub(super) fn is_negated(&self, verb: usize) -> bool {
        self.context.negation(verb).is_some()
            || self.context.head(verb).is_some_and(|head| {
                self.context.deprel(verb).is(Deprel::Xcomp) && self.context.negation(head).is_some()
            })
    }

    pub(super) fn is_future(&self, verb: usize) -> bool {
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
                || self.begins_with_own(words)
        })
    }

    /// "alleged that *its* ships were no threat", whatever the tree makes of the clause.
    fn begins_with_own(&self, words: Span<Word>) -> bool {
        let context = self.context;
        let first = words.start + usize::from(context.lower(words.start) == "that");
        first < words.end && context.xpos(first) == Xpos::PrpPoss && self.same_entity_by_name(first)
    }

    /// "We will stay", "We are pledged to", "our cousins will keep bringing wood".
    pub(super) fn is_promise(&self, main: usize, doer: Doer) -> bool {
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
    pub(super) fn is_past(&self, verb: usize) -> bool {
        let context = self.context;
        matches!(context.xpos(verb), Xpos::Vbd | Xpos::Vbn)
            || (matches!(context.lemma(verb), "hit" | "hurt" | "cut" | "burst" | "spread" | "shut")
                && context.modal(verb).is_none()
                && context.annotated.form(verb) == context.lemma(verb))
    }

    pub(super) fn is_going(&self, main: usize) -> bool {
        self.context.lemma(main) == "go" && self.context.xpos(main) == Xpos::Vbg
    }

    /// "We are closing the pass", "Today I am lifting the ban": done as it is said.
    pub(super) fn is_under_way(&self, main: usize) -> bool {
        let context = self.context;
        let is_now = context.xpos(main) == Xpos::Vbg
            && context.modal(main).is_none()
            && context.annotated.children(main).any(|child| {
                context.deprel(child).is(Deprel::Aux)
                    && matches!(context.lower(child).as_str(), "are" | "am" | "'re" | "’re" | "'m" | "’m")
            });
        is_now
            && !self.is_negated(main)
            && context.has_child(main, Deprel::Obj)
            && self.words.under_way.find(context, Span::new(main, main + 1)).is_some()
    }

    /// "Russia must stop", "They should pay", "Stop this now": of others, not of oneself.
    pub(super) fn is_demand(&self, main: usize, doer: Doer, words: Span<Word>) -> bool {
        let context = self.context;
        if doer == Doer::Other {
            // "Taxpayers have to bear the cost": how things are for many, and no call on one.
            let is_lot = context.lemma(main) == "have"
                && crate::subjects::subject(context, main).is_some_and(|subject| {
                    matches!(context.xpos(subject), Xpos::Nns)
                        && context.mention(subject).is_none_or(|mention| {
                            context.scene.entities.entities[mention.entity].kind == MentionKind::Group
                        })
                });
            let has_to = matches!(context.lemma(main), "have" | "need")
                && !is_lot
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
        // "must stop the noise": a fragment whose subject stands outside the quotation.
        let first = words.start;
        if matches!(context.lemma(first), "must" | "should") {
            return true;
        }
        // An imperative.
        main == first
            && context.xpos(main) == Xpos::Vb
            && self.manner != Manner::Indirect
            && !is_idle_imperative(&context.lower(main))
    }

    /// "Now is the time to act", "It is time for talks".
    pub(super) fn is_time_to(&self, words: Span<Word>) -> bool {
        let context = self.context;
        words.range().take(12).any(|word| {
            // "to devote time to the farms" calls for nothing.
            let is_led_on = word + 2 < words.end
                && match context.lower(word + 1).as_str() {
                    "to" => context.xpos(word + 2) == Xpos::Vb || context.upos(word + 2) == Upos::Adv,
                    "for" => true,
                    _ => false,
                };
            context.lemma(word) == "time"
                && is_led_on
                && (words.start..word).any(|at| context.lemma(at) == "be")
        })
    }
}
