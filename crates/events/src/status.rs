//! Whether a deed happened: negation, modal verbs, conditions, and the verbs it depends on.

use super::control;
use super::lexicon::{Lexicon, Sort, StatusCues};
pub(super) use super::modal::Modality;
use super::modal::{
    is_as_long_as, is_denied_above, is_laid_down, is_nobody, is_of_no_known_one, is_only_possible,
    is_only_thought_of, is_rule, is_ruled, is_subjunctive, stands_apart,
};
use super::own_words::{governed, own_words};
use super::upshot;
use dateline_grammar::clause::{self, mark};
use dateline_grammar::verb;
use dateline_language::{Annotated, Deprel, Upos, Xpos};
use dateline_model::{EventAct, Mode, Status};

/// Reads them for one trigger.
pub(super) fn modality(lexicon: &Lexicon, text: &Annotated<'_>, word: usize, is_noun: bool) -> Modality {
    let cues = &lexicon.status;
    if let Some(implied) = upshot::implied(cues, text, word).filter(|_| !is_noun) {
        return implied;
    }
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
                let first = first_of_verbs(text, at);
                let may = |aux: usize| cues.doubtful_auxiliary.contains(text.tokens[aux].lemma.as_str());
                if text.tokens[at].xpos == Xpos::Vb
                    && steps == 1
                    && found.status == Status::Happened
                    && text.child(at, Deprel::Aux).is_none()
                    && text.children(first).any(|aux| text.tokens[aux].deprel.is(Deprel::Aux) && may(aux))
                {
                    found.status = Status::Hypothetical;
                } else if text.tokens[at].xpos == Xpos::Vb
                    && steps == 1
                    && text.tokens[head].upos == Upos::Verb
                    && !is_in_present(text, first)
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
            // "The war will only end *when* Togo withdraws": it has not.
            Deprel::Advcl
                if !is_noun
                    && found.status == Status::Happened
                    && matches!(text.tokens[at].xpos, Xpos::Vbp | Xpos::Vbz | Xpos::Vb)
                    && text.children(at).any(|when| {
                        when < at && matches!(text.form(when).to_lowercase().as_str(), "when" | "once")
                    })
                    && text.children(head).any(|aux| {
                        text.tokens[aux].deprel.is(Deprel::Aux)
                            && cues.open_auxiliary.contains(text.tokens[aux].lemma.to_lowercase().as_str())
                    }) =>
            {
                found.status = Status::Hypothetical;
                break;
            }
            // "It is *important that* they support Chad": they ought to.
            Deprel::Ccomp | Deprel::Csubj | Deprel::Advcl
                if !is_noun
                    && found.status == Status::Happened
                    && text.tokens[head].upos == Upos::Adj
                    && lexicon.is("ought", &text.tokens[head].lemma.to_lowercase())
                    && text.children(at).any(|mark| {
                        text.tokens[mark].deprel.is(Deprel::Mark)
                            && text.form(mark).eq_ignore_ascii_case("that")
                    }) =>
            {
                found.status = Status::Proposed;
                break;
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
                    && is_only_thought_of(cues, text, head) =>
            {
                found.status = Status::Hypothetical;
                break;
            }
            Deprel::Acl
                if text.tokens[at].xpos == Xpos::Vbg
                    && text.tokens[head].deprel.is(Deprel::Nsubj)
                    && text.tokens[head]
                        .head
                        .is_some_and(|above| is_only_thought_of(cues, text, above as usize)) =>
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
                // "will not *rule out sending* them": the negation is of the ruling out.
                if is_rule(text, head) && is_open {
                    break;
                }
                // "Is open *to meeting* them": has not met them.
                if text.tokens[at].xpos == Xpos::Vbg
                    && mark(text, at) == Some("to")
                    && text.tokens[head].upos == Upos::Adj
                    && found.status == Status::Happened
                {
                    found.status = Status::Hypothetical;
                    break;
                }
                // "*Has* to be armed", "*needs* to withdraw": it ought to; "*had* to withdraw" did.
                if clause::is_infinitive(text, at)
                    && found.status == Status::Happened
                    && matches!(text.tokens[head].lemma.as_str(), "have" | "need")
                    && matches!(text.tokens[head].xpos, Xpos::Vbz | Xpos::Vbp | Xpos::Vb)
                    && !is_noun
                {
                    found.status = Status::Proposed;
                }
                if upshot::is_doubted(cues, text, head) {
                    found.status = Status::Hypothetical;
                    break;
                }
                if text.tokens[head].upos == Upos::Verb || text.tokens[head].upos == Upos::Adj {
                    own_words(cues, text, head, false, &mut found);
                }
                if upshot::is_not_foreseen(cues, text, head) {
                    found.is_negated = false;
                }
                // "the time to bolster", "efforts to end": nobody says that it was done.
                let is_of_noun = relation.is(Deprel::Acl) && text.tokens[head].upos == Upos::Noun;
                if is_of_noun
                    && is_open
                    && found.status == Status::Happened
                    && !is_undertaken(lexicon, text, head)
                {
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
                if upshot::is_talked_over(cues, text, at, head) && is_material(lexicon, text, word) {
                    found.status = Status::Proposed;
                    found.is_governed = true;
                    break;
                }
                // "called *on Peru* to leave, *to free* the nuns", taken for a purpose.
                if clause::is_infinitive(text, at) && control::who_is_called_upon(lexicon, text, at).is_some()
                {
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
            // "had no wider effect, *such as the murder* of the king": it happened.
            Deprel::Obl | Deprel::Nmod
                if is_noun
                    && steps == 1
                    && matches!(clause::case(text, at), Some("such" | "like" | "including")) =>
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
            // "Have not seen Chile *evade* the sanctions", "will *condemn* the war": there are sanctions, and a war.
            Deprel::Obj
                if is_noun
                    && steps == 1
                    && found.status == Status::Happened
                    && lexicon.is("facing", &text.tokens[head].lemma.to_lowercase())
                    && !is_of_no_known_one(text, at)
                    && (lexicon.is("war", &text.tokens[at].lemma.to_lowercase())
                        || lexicon.is("sanction", &text.tokens[at].lemma.to_lowercase())) =>
            {
                break;
            }
            // "Described the raid *as imminent*": it has not come.
            Deprel::Obj if is_noun && steps == 1 && is_called_open(cues, text, head, at) => {
                found.status = Status::Hypothetical;
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
                } else if cues.thought.contains(lemma)
                    || lemma == "talk" && text.tokens[head].xpos == Xpos::Nn
                {
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

/// The first of the verbs that a verb is joined to.
fn first_of_verbs(text: &Annotated<'_>, verb: usize) -> usize {
    let mut at = verb;
    while let Some(head) = text.tokens[at].head.filter(|_| text.tokens[at].deprel.is(Deprel::Conj)) {
        at = head as usize;
    }
    at
}

/// "The invaders *shell* and bomb towns": told as what they do, whatever the tag.
fn is_in_present(text: &Annotated<'_>, verb: usize) -> bool {
    text.tokens[verb].xpos == Xpos::Vbp
        || text.tokens[verb].xpos == Xpos::Vb
            && clause::own_subject(text, verb).is_some()
            && text.child(verb, Deprel::Aux).is_none()
            && !clause::is_infinitive(text, verb)
}

/// "Are *making efforts* to meet them": who makes them is out to do it; "praised efforts to meet them" says no more than that
/// there are some.
pub(super) fn is_undertaken(lexicon: &Lexicon, text: &Annotated<'_>, noun: usize) -> bool {
    text.tokens[noun].deprel.is(Deprel::Obj)
        && lexicon.is("undertakings", &text.tokens[noun].lemma.to_lowercase())
        && text.tokens[noun].head.is_some_and(|verb| lexicon.is("carrier", &text.tokens[verb as usize].lemma))
}

/// Whether a verb tells of what is done with more than words.
fn is_material(lexicon: &Lexicon, text: &Annotated<'_>, verb: usize) -> bool {
    lexicon.of(Sort::Verb, &text.tokens[verb].lemma.to_lowercase()).any(|entry| {
        matches!(
            entry.act,
            EventAct::Aid
                | EventAct::Cooperate
                | EventAct::Mobilize
                | EventAct::Coerce
                | EventAct::Assault
                | EventAct::Sanction
                | EventAct::Retreat
        )
    })
}

/// "Described the raid as *imminent*", "called it *unlikely*".
fn is_called_open(cues: &StatusCues, text: &Annotated<'_>, verb: usize, noun: usize) -> bool {
    text.children(verb).chain(text.children(noun)).any(|child| {
        child > noun
            && matches!(text.tokens[child].upos, Upos::Adj | Upos::Noun)
            && cues.open_predicate.contains(text.tokens[child].lemma.to_lowercase().as_str())
    })
}
