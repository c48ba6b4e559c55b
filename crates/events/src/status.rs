//! Whether a deed happened: negation, modal verbs, conditions, and the verbs it depends on.

use super::control;
use super::lexicon::{Lexicon, Sort, StatusCues};
use super::modal::{
    is_as_long_as, is_awaited, is_denied_above, is_in_case, is_laid_down, is_nobody, is_not_only,
    is_of_no_known_one, is_only_possible, is_only_thought_of, is_present, is_rule, is_ruled, is_subjunctive,
    stands_apart, stands_before_subject, would,
};
use dateline_grammar::clause::{self, mark};
use dateline_grammar::verb;
use dateline_language::{Annotated, Deprel, Upos, Xpos};
use dateline_model::{EventAct, Mode, Status};

/// What the words around a trigger say about whether the deed was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Modality {
    pub status: Status,
    /// "will", "plans to", "is ready to".
    pub is_ahead: bool,
    /// "not", "never", "refused to".
    pub is_negated: bool,
    /// Verbs or nouns above the deed were looked at ("urged … to release").
    pub is_governed: bool,
    /// It stands in somebody's diary, and nobody promises it: "is due to", "the upcoming".
    pub is_scheduled: bool,
    /// "tried to": begun, and not said to be done.
    pub is_attempt: bool,
    /// "does not recognise", "is not willing": it is not done, and that is a stand.
    pub is_stand: bool,
}

impl Modality {
    /// Told as done.
    pub const PLAIN: Modality = Modality {
        status: Status::Happened,
        is_ahead: false,
        is_negated: false,
        is_governed: false,
        is_scheduled: false,
        is_attempt: false,
        is_stand: false,
    };
}

/// Reads them for one trigger.
pub(super) fn modality(lexicon: &Lexicon, text: &Annotated<'_>, word: usize, is_noun: bool) -> Modality {
    let cues = &lexicon.status;
    let mut found = Modality::PLAIN;
    own_words(cues, text, word, is_noun, &mut found);
    let (mut at, mut steps) = (word, 0);
    while let Some(head) = clause::above(text, at) {
        steps += 1;
        if steps > 5 || found.status != Status::Happened && found.status != Status::Planned {
            break;
        }
        let relation = text.tokens[at].deprel;
        match relation.base() {
            Deprel::Conj => {
                // "is due to arrive and *hold* talks": a bare infinitive goes on with the one before.
                // "shell and bomb towns, *kill* farmers" stands in the present, whatever its tag.
                if text.tokens[at].xpos == Xpos::Vb
                    && steps == 1
                    && text.tokens[head].xpos != Xpos::Vbp
                    && found.status == Status::Happened
                    && text.child(at, Deprel::Aux).is_none()
                    && text.child(at, Deprel::Nsubj).is_none()
                {
                    found.status = Status::Planned;
                    found.is_ahead = true;
                }
                // A subject or an auxiliary of its own cuts it off from what stands above the first.
                if text.child(at, Deprel::Nsubj).is_none()
                    && text.child(at, Deprel::Aux).is_none()
                    && text.tokens[head].upos == Upos::Verb
                    && !stands_apart(text, at, head)
                {
                    own_words(cues, text, head, false, &mut found);
                }
            }
            // "the suggestion that the army had fired".
            Deprel::Acl
                if relation != Deprel::AclRelcl
                    && cues.thought.contains(text.tokens[head].lemma.as_str())
                    && !clause::is_infinitive(text, at) =>
            {
                found.status = Status::Hypothetical;
                break;
            }
            // "*no sign* that the army fired", "is *not proof* that it fired": nobody says that it did.
            Deprel::Acl | Deprel::Ccomp
                if relation != Deprel::AclRelcl
                    && cues.witness.contains(text.tokens[head].lemma.as_str())
                    && (is_nobody(text, head) || verb::negation(text, head).is_some()) =>
            {
                found.status = Status::Hypothetical;
                break;
            }
            // "*Shaking his hand* would be a disgrace": nobody has.
            Deprel::Csubj | Deprel::Nsubj
                if !is_noun
                    && text.tokens[at].xpos == Xpos::Vbg
                    && text.child(at, Deprel::Aux).is_none()
                    && is_only_thought_of(text, head) =>
            {
                found.status = Status::Hypothetical;
                break;
            }
            Deprel::Acl
                if text.tokens[at].xpos == Xpos::Vbg
                    && text.tokens[head].deprel.is(Deprel::Nsubj)
                    && text.tokens[head]
                        .head
                        .is_some_and(|above| is_only_thought_of(text, above as usize)) =>
            {
                found.status = Status::Hypothetical;
                break;
            }
            // "the demand that Serbia withdraw".
            Deprel::Acl | Deprel::Ccomp
                if relation != Deprel::AclRelcl
                    && text.tokens[head].upos == Upos::Noun
                    && cues.proposed.contains(text.tokens[head].lemma.as_str())
                    && !clause::is_infinitive(text, at) =>
            {
                found.status = Status::Proposed;
                found.is_governed = true;
                break;
            }
            // "explained his *refusal to meet* them", where the tree hangs the meeting on the verb.
            Deprel::Xcomp
                if clause::is_infinitive(text, at)
                    && text.child(head, Deprel::Obj).is_some_and(|noun| {
                        noun + 2 == at && lexicon.is("undertakings", &text.tokens[noun].lemma.to_lowercase())
                    }) =>
            {
                if let Some(noun) = text.child(head, Deprel::Obj) {
                    governed(cues, text, noun, true, &mut found);
                }
            }
            Deprel::Xcomp | Deprel::Acl if relation != Deprel::AclRelcl => {
                // "planned to attack", "denied attacking".
                let is_open = clause::is_infinitive(text, at) || text.tokens[at].xpos == Xpos::Vbg;
                governed(cues, text, head, is_open, &mut found);
                if text.tokens[head].upos == Upos::Verb || text.tokens[head].upos == Upos::Adj {
                    own_words(cues, text, head, false, &mut found);
                }
                // "the time to bolster", "efforts to end": nobody says that it was done.
                let is_of_noun = relation.is(Deprel::Acl) && text.tokens[head].upos == Upos::Noun;
                if is_of_noun && is_open && found.status == Status::Happened {
                    found.status = Status::Hypothetical;
                }
            }
            Deprel::Ccomp => {
                let lemma = text.tokens[head].lemma.as_str();
                // "*must show* that it is ready": nobody says that it is.
                let must_show = matches!(lemma, "show" | "demonstrate" | "prove") && is_ruled(text, head);
                // "*hopes* that Chile will help": nobody says that it will.
                let is_hoped = matches!(lemma, "hope" | "wish" | "fear" | "doubt")
                    && matches!(found.status, Status::Planned | Status::Happened)
                    && !is_noun
                    && text.child(at, Deprel::Aux).is_some();
                if must_show || is_hoped {
                    found.status = Status::Hypothetical;
                } else if cues.denied.contains(lemma) {
                    found.status = Status::Denied;
                } else if cues.proposed.contains(lemma) && is_subjunctive(text, at) {
                    found.status = Status::Proposed;
                } else if cues.threatened.contains(lemma) {
                    // "warned that farmers *are being killed*": they are; "warned that it *would* attack" threatens.
                    if lemma != "warn" || found.status != Status::Happened {
                        found.status = Status::Threatened;
                    }
                } else if is_denied_above(cues, text, head) {
                    // "it was not correct to say that …".
                    found.status = Status::Denied;
                }
                break;
            }
            Deprel::Advcl => {
                if clause::is_infinitive(text, at) && found.status == Status::Happened {
                    found.status = Status::Planned;
                    found.is_ahead = true;
                }
                // "may follow them *in attacking* it", "would answer *by sending* two": as open as what it belongs to.
                if text.tokens[at].xpos == Xpos::Vbg
                    && matches!(mark(text, at), Some("in" | "by"))
                    && found.status == Status::Happened
                {
                    own_words(cues, text, head, false, &mut found);
                }
                // "called *on Peru* to leave, *to free* the nuns", taken for a purpose.
                if clause::is_infinitive(text, at) && control::who_is_called_upon(text, at).is_some() {
                    found.status = Status::Proposed;
                    found.is_governed = true;
                }
                // "did not *rule out sending* them"
                let is_ruled_out =
                    is_rule(text, head) && text.tokens[at].xpos == Xpos::Vbg && mark(text, at).is_none();
                if is_ruled_out {
                    governed(cues, text, head, true, &mut found);
                }
                // "kept Peru *from arming* them", "saved it *from attacking*": it did not.
                let is_kept_from = text.tokens[at].xpos == Xpos::Vbg
                    && mark(text, at) == Some("from")
                    && text.child(head, Deprel::Obj).is_some()
                    && !cues.denied.contains(text.tokens[head].lemma.as_str());
                if is_kept_from {
                    found.status = Status::Denied;
                    found.is_negated = true;
                    found.is_governed = true;
                    break;
                }
                // "a plan aimed at draining", "kept from leaving", "entrusted with taking the hill".
                if !clause::is_infinitive(text, at)
                    && mark(text, at)
                        .is_some_and(|mark| matches!(mark, "at" | "from" | "for" | "against" | "on" | "with"))
                {
                    governed(cues, text, head, true, &mut found);
                }
                if mark(text, at).is_some_and(|mark| cues.hypothetical.contains(mark))
                    || is_as_long_as(text, at)
                {
                    found.status = Status::Hypothetical;
                } else if mark(text, at) == Some("without") {
                    found.status = Status::Denied;
                }
                break;
            }
            // "failed to hold Peru *accountable for its raid*": whoever answers for a deed has done it.
            Deprel::Obl
                if is_noun
                    && steps == 1
                    && matches!(clause::case(text, at), Some("for"))
                    && lexicon.is("answering", &text.tokens[head].lemma.to_lowercase()) =>
            {
                break;
            }
            // "will send envoys *despite a plea* by Peru", "after talks": there was one.
            Deprel::Obl
                if is_noun
                    && matches!(
                        clause::case(text, at),
                        Some("despite" | "after" | "since" | "amid" | "follow" | "following")
                    ) =>
            {
                break;
            }
            Deprel::Obj | Deprel::Obl if is_noun && steps == 1 => {
                let case = clause::case(text, at);
                let is_direct = relation.is(Deprel::Obj)
                    || case == Some("for")
                    || case == Some("to")
                    || case == Some("against")
                    || case == Some("of");
                // "announced the arrest of two men": they are arrested.
                let is_told_as_done = text.tokens[head].lemma == "announce"
                    && lexicon
                        .of(Sort::Noun, &text.tokens[at].lemma.to_lowercase())
                        .any(|entry| entry.act == EventAct::Assault || entry.mode == Some(Mode::Arrest));
                if is_direct && !is_told_as_done {
                    governed(cues, text, head, true, &mut found);
                }
                // "Will not come *to talks* with Chile": there will be none.
                let is_stayed_away_from = relation.is(Deprel::Obl)
                    && matches!(case, Some("to" | "in" | "at"))
                    || relation.is(Deprel::Obj)
                        && matches!(text.tokens[head].lemma.as_str(), "attend" | "join");
                if is_stayed_away_from
                    && lexicon.is("talks", &text.tokens[at].lemma.to_lowercase())
                    && verb::negation(text, head).is_some()
                {
                    own_words(cues, text, head, false, &mut found);
                }
                // "did not launch an attack": the verb that carries the noun; but "never recognised
                // the annexation" does not deny that there was one.
                if lexicon.is("carrier", &text.tokens[head].lemma)
                    && !lexicon.is("presupposing", &text.tokens[head].lemma)
                {
                    own_words(cues, text, head, false, &mut found);
                }
            }
            // "A meeting is planned for Monday", "talks are due to open".
            Deprel::Nsubj if is_noun && steps == 1 && is_laid_down(cues, text, head) => {
                found.status = Status::Planned;
                found.is_ahead = true;
                found.is_scheduled = true;
                break;
            }
            // "*A raid* would mean war": none has been made.
            Deprel::Nsubj
                if is_noun
                    && steps == 1
                    && is_of_no_known_one(text, at)
                    && !lexicon.is("presupposing", &text.tokens[head].lemma)
                    && text.children(head).any(|aux| {
                        text.tokens[aux].deprel.is(Deprel::Aux)
                            && text.form(aux).eq_ignore_ascii_case("would")
                    })
                    && !text.children(head).any(|aux| {
                        text.tokens[aux].deprel.is(Deprel::Aux) && text.tokens[aux].lemma == "have"
                    }) =>
            {
                found.status = Status::Hypothetical;
                break;
            }
            // "A raid may begin within days", "a raid is imminent": none has been made.
            Deprel::Nsubj if is_noun && steps == 1 && is_only_possible(cues, text, head) => {
                found.status = Status::Hypothetical;
                break;
            }
            // "the war will end": there is one.
            Deprel::Nsubj
                if is_noun
                    && steps == 1
                    && lexicon.is("carrier", &text.tokens[head].lemma)
                    && !lexicon.is("presupposing", &text.tokens[head].lemma) =>
            {
                own_words(cues, text, head, false, &mut found);
            }
            Deprel::Nmod if is_noun => {
                let lemma = text.tokens[head].lemma.as_str();
                // "the consequences of *a raid*": of one that may come.
                let is_feared = matches!(lemma, "consequence" | "cost" | "price" | "threat" | "effect")
                    && steps == 1
                    && is_of_no_known_one(text, at);
                if is_feared && lemma != "threat" {
                    found.status = Status::Hypothetical;
                } else if lemma == "threat" {
                    found.status = Status::Threatened;
                } else if cues.thought.contains(lemma) {
                    found.status = Status::Hypothetical;
                } else if matches!(lemma, "plan" | "proposal" | "call" | "demand") {
                    found.status = Status::Proposed;
                }
                if !matches!(text.tokens[head].upos, Upos::Noun) {
                    break;
                }
            }
            _ => break,
        }
        at = head;
    }
    found
}

fn own_words(cues: &StatusCues, text: &Annotated<'_>, word: usize, is_noun: bool, found: &mut Modality) {
    for child in text.children(word) {
        let token = &text.tokens[child];
        let lemma = token.lemma.to_lowercase();
        let form = text.form(child).to_lowercase();
        match token.deprel.base() {
            Deprel::Advmod | Deprel::Det | Deprel::Cc
                if matches!(form.as_str(), "not" | "n't" | "n’t" | "never" | "no" | "neither" | "nor")
                    && !is_not_only(text, child) =>
            {
                // "must not be deported": what ought not to be, nobody says that it is not.
                found.status = if is_ruled(text, word) { Status::Proposed } else { Status::Denied };
                found.is_negated = true;
                found.is_stand |= is_present(text, word);
            }
            // "is *in no way* willing".
            Deprel::Obl
                if lemma == "way"
                    && text.children(child).any(|no| text.tokens[no].lemma.eq_ignore_ascii_case("no")) =>
            {
                found.status = Status::Denied;
                found.is_negated = true;
                found.is_stand |= is_present(text, word);
            }
            Deprel::Aux => match lemma.as_str() {
                "will" | "shall" | "'ll" | "’ll" | "wo" if found.status == Status::Happened => {
                    found.status = if form == "would" { would(text, word) } else { Status::Planned };
                    found.is_ahead = true;
                }
                "would" if found.status == Status::Happened => {
                    found.status = would(text, word);
                    found.is_ahead = true;
                }
                "could" | "may" | "might" if found.status == Status::Happened => {
                    found.status = Status::Hypothetical;
                }
                "can" if found.status == Status::Happened => found.status = Status::Hypothetical,
                // "Should Togo attack, …".
                "should" if found.status == Status::Happened && stands_before_subject(text, word, child) => {
                    found.status = Status::Hypothetical;
                }
                "should" | "must" | "ought" if found.status == Status::Happened => {
                    found.status = Status::Proposed;
                }
                _ => {}
            },
            Deprel::Mark if matches!(lemma.as_str(), "if" | "unless" | "whether") => {
                found.status = Status::Hypothetical;
            }
            Deprel::Mark if matches!(lemma.as_str(), "until" | "till") && is_awaited(cues, text, word) => {
                found.status = Status::Hypothetical;
            }
            Deprel::Case if is_noun && lemma == "without" => found.status = Status::Denied,
            Deprel::Amod if is_noun && cues.upcoming.contains(lemma.as_str()) => {
                found.status = Status::Planned;
                found.is_ahead = true;
                found.is_scheduled = true;
            }
            // "the exercise *planned* for May"
            Deprel::Acl
                if is_noun
                    && token.xpos == Xpos::Vbn
                    && child > word
                    && matches!(lemma.as_str(), "plan" | "schedule" | "envisage") =>
            {
                found.status = Status::Planned;
                found.is_ahead = true;
                found.is_scheduled = true;
            }
            // "Its *mission* is the conquest of Chile"
            Deprel::Nsubj
                if is_noun
                    && cues.aims.contains(lemma.as_str())
                    && text.child(word, Deprel::Cop).is_some() =>
            {
                found.status = Status::Planned;
                found.is_ahead = true;
            }
            Deprel::Amod if is_noun && cues.as_proposed.contains(lemma.as_str()) => {
                found.status = Status::Proposed;
            }
            Deprel::Amod if is_noun && cues.as_threatened.contains(lemma.as_str()) => {
                found.status = Status::Threatened;
            }
            Deprel::Amod if is_noun && cues.as_possible.contains(lemma.as_str()) => {
                found.status = Status::Hypothetical;
            }
            _ => {}
        }
    }
    // "*In case* Peru attacks"
    if !is_noun && clause::is_verbal(text, word) && is_in_case(text, word) {
        found.status = Status::Hypothetical;
        found.is_negated = false;
    }
    // "If it is *not* freed", "as long as it is *not* attacked": a condition, whatever it denies.
    if !is_noun
        && found.status == Status::Denied
        && (matches!(mark(text, word), Some("if" | "unless")) || is_as_long_as(text, word))
    {
        found.status = Status::Hypothetical;
        found.is_negated = false;
    }
    // "has *yet to* reply".
    let before = |steps: usize| word.checked_sub(steps).map(|at| text.form(at).to_lowercase());
    if !is_noun && before(1).as_deref() == Some("to") && before(2).as_deref() == Some("yet") {
        found.status = Status::Denied;
        found.is_negated = true;
    }
    // "is *due to* meet", which trees may take for a preposition.
    if !is_noun
        && text.children(word).any(|child| {
            child < word
                && text.tokens[child].lemma.eq_ignore_ascii_case("due")
                && text.tokens.get(child + 1).is_some_and(|next| next.lemma.eq_ignore_ascii_case("to"))
        })
    {
        found.status = Status::Planned;
        found.is_ahead = true;
        found.is_scheduled = true;
    }
    // "*Neither* Oslo nor Rome recognised it", "*nobody* was arrested": the subject says no.
    if !is_noun && !found.is_negated && clause::is_verbal(text, word) {
        let subject = text.children(word).find(|&child| text.tokens[child].deprel.is(Deprel::Nsubj));
        if subject.is_some_and(|subject| is_nobody(text, subject)) {
            found.status = Status::Denied;
            found.is_negated = true;
            found.is_stand |= is_present(text, word);
        }
    }
    // "is to meet", "is going to meet", "is due to meet".
    if !is_noun
        && text.tokens[word].xpos == Xpos::Vb
        && clause::is_infinitive(text, word)
        && found.status == Status::Happened
    {
        let above = text.tokens[word].head.map(|head| &text.tokens[head as usize]);
        if above.is_none_or(|above| {
            matches!(above.lemma.as_str(), "go" | "be") || cues.planned.contains(above.lemma.as_str())
        }) {
            found.status = Status::Planned;
            found.is_ahead = true;
        }
    }
}

fn governed(cues: &StatusCues, text: &Annotated<'_>, head: usize, is_open: bool, found: &mut Modality) {
    let lemma = text.tokens[head].lemma.as_str();
    found.is_governed = true;
    if !is_open {
        return;
    }
    if cues.attempted.contains(lemma) {
        found.is_attempt = true;
    } else if is_rule(text, head) && verb::negation(text, head).is_some() {
        // "would not *rule out* sending them": it may be.
        found.status = Status::Hypothetical;
    } else if cues.denied.contains(lemma) || is_rule(text, head) {
        found.status = Status::Denied;
        found.is_negated = true;
    } else if cues.scheduled.contains(lemma)
        && (text.tokens[head].upos != Upos::Verb || clause::is_passive(text, head))
    {
        found.status = Status::Planned;
        found.is_ahead = true;
        found.is_scheduled = true;
    } else if cues.threatened.contains(lemma) {
        found.status = Status::Threatened;
    } else if cues.proposed.contains(lemma) {
        found.status = Status::Proposed;
    } else if cues.planned.contains(lemma) {
        found.status = Status::Planned;
        found.is_ahead = true;
    } else if cues.hypothetical.contains(lemma) {
        found.status = Status::Hypothetical;
    }
}
