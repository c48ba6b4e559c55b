//! What has the word for a deed and is none: what somebody is kept from, wishes for himself, does for a living, may do by a
//! rule, or only believes in.

use super::lexicon::{Entry, Lexicon, Sort};
use super::told::Telling;
use dateline_grammar::{clause, verb};
use dateline_language::{Annotated, Deprel, Upos, Xpos};
use dateline_model::{EventAct, MentionKind, Status};

/// "Discouraged Peru *from sending* rifles", "forced it *to stop* sending them", "called on it *to deny* sending them": who
/// is kept from it, or is only to refuse it, refuses nothing.
pub(super) fn is_kept_from_it(text: &Annotated<'_>, telling: &Telling, entry: &Entry) -> bool {
    let is_denied_deed = telling.status == Status::Denied
        && matches!(entry.act, EventAct::Assault | EventAct::Coerce | EventAct::Mobilize);
    if telling.act != EventAct::Reject && !is_denied_deed || entry.act == EventAct::Reject || telling.is_noun
    {
        return false;
    }
    let mut at = telling.trigger;
    for _ in 0..4 {
        let Some(above) = text.tokens[at].head.map(|above| above as usize) else { return false };
        if !matches!(
            text.tokens[at].deprel.base(),
            Deprel::Xcomp | Deprel::Advcl | Deprel::Ccomp | Deprel::Acl | Deprel::Conj | Deprel::Obj
        ) || text.tokens[above].upos != Upos::Verb
        {
            return false;
        }
        let is_by_others = !is_denied_deed
            && clause::mark(text, at) == Some("from")
            && text.child(above, Deprel::Obj).is_some();
        if is_by_others || clause::is_infinitive(text, above) && verb::negation(text, above).is_none() {
            return true;
        }
        at = above;
    }
    false
}

/// "*Asked to remain* unnamed", "asked not to be named": for oneself, of nobody.
pub(super) fn is_wish_for_oneself(lexicon: &Lexicon, text: &Annotated<'_>, word: usize, lemma: &str) -> bool {
    lexicon.is("asking_for", lemma)
        && text.child(word, Deprel::Obj).is_none()
        && text.child(word, Deprel::Iobj).is_none()
        && text.children(word).any(|child| {
            child > word
                && text.tokens[child].deprel.is(Deprel::Xcomp)
                && clause::is_infinitive(text, child)
                && (lexicon.is("remaining", &text.tokens[child].lemma)
                    && (child..text.tokens.len().min(child + 4))
                        .any(|at| lexicon.is("nameless", &text.form(at).to_lowercase()))
                    || lexicon.is("naming", &text.tokens[child].lemma)
                    || lexicon.is("nameless", &text.tokens[child].lemma))
        })
}

/// "*Those who* back the ban", "*anyone who* attacks": whoever that may be.
pub(super) fn is_done_by_whoever(text: &Annotated<'_>, telling: &Telling) -> bool {
    // "*Any country* which helps them"
    let is_any = |head: usize| {
        text.children(head).any(|any| {
            any < head && matches!(text.form(any).to_lowercase().as_str(), "any" | "whichever" | "whatever")
        })
    };
    let is_whoever = |side: &super::parties::Side| {
        is_any(side.head)
            || text.tokens[side.head].upos == Upos::Pron
                && side.entity.is_none()
                && matches!(
                    text.form(side.head).to_lowercase().as_str(),
                    "those" | "anyone" | "anybody" | "everyone" | "everybody" | "whoever" | "all" | "any"
                )
    };
    let token = &text.tokens[telling.trigger];
    token.deprel == Deprel::AclRelcl
        && matches!(token.xpos, Xpos::Vbp | Xpos::Vbz | Xpos::Vb)
        && !telling.sides.by.is_empty()
        && telling.sides.by.iter().all(is_whoever)
}

/// "Alleged that *his* army was betrayed": nobody charges his own.
pub(super) fn is_charge_of_own(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    let is_own = |side: &super::parties::Side| {
        clause::owner(text, side.head).is_some_and(|owner| {
            matches!(text.form(owner).to_lowercase().as_str(), "its" | "his" | "her" | "their")
        }) && lexicon.is("forces", &text.tokens[side.head].lemma.to_lowercase())
    };
    telling.act == EventAct::Accuse
        && lexicon.is("alleging", &text.tokens[telling.trigger].lemma)
        && !telling.sides.to.is_empty()
        && telling.sides.to.iter().all(is_own)
}

/// "A deal *on unblocking* the port", "talks about *sharing* it": what is talked of is not done by that.
pub(super) fn is_matter_of_deal(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    let word = telling.trigger;
    !telling.is_noun
        && text.tokens[word].xpos == Xpos::Vbg
        && text.child(word, Deprel::Aux).is_none()
        && text.children(word).any(|child| {
            child < word
                && matches!(text.tokens[child].deprel.base(), Deprel::Mark | Deprel::Case)
                && matches!(
                    text.tokens[child].lemma.as_str(),
                    "on" | "about" | "over" | "regarding" | "concerning"
                )
        })
        && text.tokens[word].head.is_some_and(|above| {
            let above = above as usize;
            let is_deal = |noun: usize| {
                let lemma = text.tokens[noun].lemma.to_lowercase();
                lexicon.is("accord", &lemma) || lexicon.is("talks", &lemma)
            };
            is_deal(above)
                || clause::object(text, above).is_some_and(is_deal)
                || lexicon.is("talking", &text.tokens[above].lemma.to_lowercase())
        })
}

/// "Will host *the regatta*": for a public, and no guest is received.
pub(super) fn is_put_on(lexicon: &Lexicon, text: &Annotated<'_>, word: usize) -> bool {
    clause::object(text, word).is_some_and(|object| {
        let lemma = text.tokens[object].lemma.to_lowercase();
        lemma == "it" || lexicon.is("shows", &lemma)
    })
}

/// "*Withdrew* his statement", "withdrew the bill": words are taken back, and nobody leaves.
pub(super) fn is_word_taken_back(lexicon: &Lexicon, text: &Annotated<'_>, word: usize, lemma: &str) -> bool {
    lexicon.is("taking_back", lemma)
        && clause::object(text, word)
            .is_some_and(|object| lexicon.is("taken_back", &text.tokens[object].lemma.to_lowercase()))
}

/// "Assured that Peru *is* no threat", "that his men had taken the town": what is so, and nothing that is promised.
pub(super) fn is_assured_fact(lexicon: &Lexicon, text: &Annotated<'_>, word: usize, lemma: &str) -> bool {
    let is_open = |child: usize| {
        text.children(child).any(|aux| {
            text.tokens[aux].deprel.is(Deprel::Aux)
                && lexicon.status.promised_auxiliary.contains(text.tokens[aux].lemma.to_lowercase().as_str())
        })
    };
    lemma == "assure"
        && text.children(word).any(|child| {
            text.tokens[child].deprel.is(Deprel::Ccomp)
                && child > word
                && !clause::is_infinitive(text, child)
                && !is_open(child)
        })
}

/// "Has *no intention of* attacking Peru", "there are no plans to": it is not meant to be done.
pub(super) fn is_not_intended(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    const CLIMBED: usize = 3;
    let mut at = telling.trigger;
    for _ in 0..CLIMBED {
        let Some(above) = text.tokens[at].head.map(|above| above as usize) else { return false };
        let is_aim = lexicon.is("intention", &text.tokens[above].lemma.to_lowercase());
        if text.tokens[above].upos == Upos::Noun && is_aim {
            return text.children(above).any(|child| {
                child < above && matches!(text.form(child).to_lowercase().as_str(), "no" | "neither" | "nor")
            });
        }
        at = above;
    }
    false
}

/// "*Visiting* Peru is on nobody's list": what anybody might do.
pub(super) fn is_done_by_anybody(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    let word = telling.trigger;
    telling.status == Status::Happened
        && !telling.is_noun
        && text.tokens[word].xpos == Xpos::Vbg
        // "There are those who argue that *sending tents* helps": nor they.
        && (telling.sides.by.is_empty()
            || clause::own_subject(text, word).is_none()
                && text.tokens[word].head.is_some_and(|above| {
                    text.tokens[text.tokens[above as usize].head.unwrap_or(above) as usize].upos == Upos::Verb
                        && text.tokens[above as usize].deprel.is(Deprel::Ccomp)
                        && !lexicon.is("perceiving", &text.tokens[above as usize].lemma)
                }))
        && matches!(text.tokens[word].deprel.base(), Deprel::Csubj | Deprel::Nsubj)
}

/// "Weapons *banned* under the treaty", "names *proposed* in an annex": by nobody.
pub(super) fn is_mere_rule(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    telling: &Telling,
    entry: &Entry,
) -> bool {
    let word = telling.trigger;
    // "… by the treaty": no more.
    let is_by_nobody = match clause::agent(text, word) {
        Some(agent) => lexicon.is("accord", &text.tokens[agent].lemma.to_lowercase()),
        None => telling.sides.by.is_empty(),
    };
    let is_bare_participle = !telling.is_noun && clause::is_passive(text, word) && is_by_nobody;
    is_bare_participle
        && (lexicon.is("banning", &entry.lemma)
            && text.tokens[word].deprel.is(Deprel::Acl)
            && text.tokens[word].deprel != Deprel::AclRelcl
            || entry.lemma == "propose" && telling.sides.to.iter().all(|side| side.party.country.is_none()))
}

/// "The missiles *can* hit radars": what they are for.
pub(super) fn is_what_arms_can_do(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    telling.act == EventAct::Assault
        && !telling.sides.by.is_empty()
        && telling.sides.by.iter().all(|side| {
            let lemma = text.tokens[side.head].lemma.to_lowercase();
            lexicon.is("arms", &lemma) || lexicon.is("vehicle", &lemma)
        })
        && text.children(telling.trigger).any(|aux| {
            text.tokens[aux].deprel.is(Deprel::Aux)
                && matches!(text.form(aux).to_lowercase().as_str(), "can" | "could")
        })
}

/// "Promised *not to invade* Peru", "told them not to fire": the promise or the order is what is done.
pub(super) fn is_forborne(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling, entry: &Entry) -> bool {
    let is_turned = telling.act == EventAct::Reject && entry.act != EventAct::Reject;
    if telling.is_noun || telling.status != Status::Denied && !is_turned {
        return false;
    }
    // "… *not to allow* Peru to join"
    let mut at = telling.trigger;
    for _ in 0..3 {
        let Some(above) = text.tokens[at].head.map(|above| above as usize) else { return false };
        if !clause::is_infinitive(text, at) {
            return false;
        }
        if text.children(at).any(|not| not < at && text.form(not).eq_ignore_ascii_case("not")) {
            let lemma = text.tokens[above].lemma.to_lowercase();
            return lexicon.is("promise", &lemma)
                || lexicon.is("encouraging", &lemma)
                || lexicon.status.proposed.contains(lemma.as_str());
        }
        at = above;
    }
    false
}

/// "Has not *noticed* Benin support it": what somebody has not seen is not refused by that.
pub(super) fn is_not_perceived(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    telling: &Telling,
    entry: &Entry,
) -> bool {
    let is_turned = telling.act == EventAct::Reject && entry.act != EventAct::Reject;
    let mut at = telling.trigger;
    for _ in 0..4 {
        let Some(above) = text.tokens[at].head.map(|above| above as usize).filter(|_| is_turned) else {
            return false;
        };
        if lexicon.is("perceiving", &text.tokens[above].lemma) && verb::negation(text, above).is_some() {
            return true;
        }
        at = above;
    }
    false
}

/// "The club *helps* students": what somebody does day by day, for nobody who is named.
pub(super) fn is_good_work(text: &Annotated<'_>, telling: &Telling) -> bool {
    let is_anybody = |side: &super::parties::Side| {
        side.party.country.is_none() && text.tokens[side.head].upos != Upos::Propn
    };
    telling.act == EventAct::Aid
        && !telling.is_noun
        && matches!(text.tokens[telling.trigger].xpos, Xpos::Vbz | Xpos::Vbp)
        && text.child(telling.trigger, Deprel::Aux).is_none()
        && telling.when.is_none()
        && telling.place.is_none()
        && !telling.sides.to.is_empty()
        && telling.sides.to.iter().all(is_anybody)
        && telling.sides.by.iter().all(|side| side.party.country.is_none())
}

/// "A company that *trains* guards", "the body that helps fishermen": what it does for a living.
pub(super) fn is_trade_of_a_firm(text: &Annotated<'_>, telling: &Telling) -> bool {
    let mut first = telling.trigger;
    while let Some(head) = text.tokens[first].head.filter(|_| text.tokens[first].deprel.is(Deprel::Conj)) {
        first = head as usize;
    }
    let token = &text.tokens[first];
    matches!(telling.act, EventAct::Aid | EventAct::Cooperate | EventAct::Consult)
        && !telling.is_noun
        && token.deprel == Deprel::AclRelcl
        && matches!(text.tokens[telling.trigger].xpos, Xpos::Vbz)
        && text.child(telling.trigger, Deprel::Aux).is_none()
        && token.head.is_some_and(|noun| text.tokens[noun as usize].xpos == Xpos::Nn)
        && telling.when.is_none()
        && telling.sides.to.iter().all(|side| side.party.country.is_none())
}

/// "Is defending the *European values*", "backs Chilean ideals": nobody is backed by that.
pub(super) fn is_defence_of_ideas(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    telling.act == EventAct::Support
        && !telling.is_noun
        && clause::object(text, telling.trigger).is_some_and(|object| {
            lexicon.is("ideals", &text.tokens[object].lemma.to_lowercase())
                && telling.sides.to.iter().all(|side| {
                    side.kind.is_none_or(|kind| kind == MentionKind::Nationality)
                        && text.tokens[side.head].deprel != Deprel::NmodPoss
                })
        })
}

/// "Appealed to *their common past*": to nobody, and for nothing.
pub(super) fn is_appeal_to_thing(text: &Annotated<'_>, telling: &Telling, lemma: &str) -> bool {
    let word = telling.trigger;
    lemma == "appeal"
        && !telling.is_noun
        && !text.children(word).any(|child| {
            child > word && (clause::is_infinitive(text, child) || clause::case(text, child) == Some("for"))
        })
        && text.children(word).any(|child| {
            clause::case(text, child) == Some("to")
                && text.tokens[child].xpos == Xpos::Nn
                && clause::owner(text, child).is_some()
                && telling.sides.to.iter().all(|side| {
                    side.head == child && side.kind.is_none_or(|kind| kind == MentionKind::Organization)
                        || side.head != child && text.subtree(child).range().contains(&side.head)
                })
        })
}

/// "Is *ready to fight* for its island", "are willing to suffer": what somebody is ready for on his own agrees to nothing; "is
/// willing to talk", "is ready to help" does.
pub(super) fn is_readiness_of_ones_own(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    telling: &Telling,
    entry: &Entry,
) -> bool {
    if telling.act != EventAct::Agree
        || !lexicon.is("readiness", &entry.lemma)
        || telling.is_noun
        || !telling.sides.to.is_empty()
    {
        return false;
    }
    let matter = text.children(telling.trigger).find(|&child| {
        child > telling.trigger
            && matches!(text.tokens[child].deprel.base(), Deprel::Xcomp | Deprel::Advcl | Deprel::Ccomp)
    });
    matter.is_some_and(|matter| {
        let object = clause::object(text, matter).map(|object| text.tokens[object].lemma.to_lowercase());
        // "willing to *pay a price*": no visit is paid.
        let is_met = |deed: &Entry| {
            deed.object.is_empty()
                || object.as_ref().is_some_and(|object| lexicon.lists(&deed.object, object))
        };
        !lexicon.of(Sort::Verb, &text.tokens[matter].lemma.to_lowercase()).filter(|deed| is_met(deed)).any(
            |deed| {
                matches!(
                    deed.act,
                    EventAct::Agree
                        | EventAct::Consult
                        | EventAct::Support
                        | EventAct::Concede
                        | EventAct::Cooperate
                        | EventAct::Aid
                        | EventAct::Retreat
                )
            },
        )
    })
}

/// "Would *incorporate* Peru *into a framework*": into no state.
pub(super) fn is_taken_into_no_state(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    parties: &super::parties::Parties<'_>,
    telling: &Telling,
) -> bool {
    let into = || text.children(telling.trigger).find(|&child| clause::case(text, child) == Some("into"));
    telling.act == EventAct::Coerce
        && !telling.is_noun
        && matches!(text.tokens[telling.trigger].lemma.as_str(), "incorporate" | "absorb")
        && into().is_some_and(|into| {
            let lemma = text.tokens[into].lemma.to_lowercase();
            parties.kind(into).is_none()
                && !["territory", "land_noun", "region_noun"].iter().any(|class| lexicon.is(class, &lemma))
                && !text.children(into).any(|child| parties.kind(child).is_some())
        })
}

/// "The *fresco* of a rider abducts a nymph": an image does nothing.
pub(super) fn is_done_by_image(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    !telling.sides.by.is_empty()
        && telling
            .sides
            .by
            .iter()
            .all(|side| lexicon.is("images", &text.tokens[side.head].lemma.to_lowercase()))
}

/// "An article *prohibits* torture", "the charter bans it": what a paper says holds of nobody by itself.
pub(super) fn is_ban_by_paper(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    let word = telling.trigger;
    let is_paper =
        |side: &super::parties::Side| lexicon.is("papers", &text.tokens[side.head].lemma.to_lowercase());
    telling.act == EventAct::Coerce
        && !telling.is_noun
        && lexicon.is("banning", &text.tokens[word].lemma.to_lowercase())
        && (matches!(text.tokens[word].xpos, Xpos::Vbz | Xpos::Vbp)
            || text.tokens[word].xpos == Xpos::Vbg && text.child(word, Deprel::Aux).is_none())
        && telling.when.is_none()
        && !telling.sides.by.is_empty()
        && telling.sides.by.iter().all(is_paper)
}

/// "*Sanctioned* the building of a mill": gave leave for it.
pub(super) fn is_leave_given(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    telling: &Telling,
    lemma: &str,
) -> bool {
    lemma == "sanction"
        && !telling.is_noun
        && clause::object(text, telling.trigger).is_some_and(|object| {
            let thing = text.tokens[object].lemma.to_lowercase();
            text.tokens[object].upos == Upos::Noun
                && ["allowed", "plans", "proposal", "decisions"].iter().any(|class| lexicon.is(class, &thing))
        })
}

/// "The couple will *travel* to a fair": to nobody, and for nobody.
pub(super) fn is_private_trip(telling: &Telling, entry: &Entry) -> bool {
    entry.act == EventAct::Consult
        && entry.mode == Some(dateline_model::Mode::Visit)
        && !telling.is_noun
        && telling.sides.to.is_empty()
        && telling.place.is_none()
        && !telling.sides.by.is_empty()
        && telling.sides.by.iter().all(|side| side.party.country.is_none() && side.party.sector.is_none())
}
