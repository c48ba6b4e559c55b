//! What has the word for a deed and tells of none: a question, a way of saying, what nobody or hardly anybody does,
//! what somebody might do, what is only wished to readers.

use super::backing::is_no_support;
use super::giving::is_nothing_given;
use super::lexicon::{Entry, Frame, Lexicon};
use super::status::Modality;
use super::told::Telling;
use super::undone::{
    is_appeal_to_thing, is_assured_fact, is_charge_of_own, is_defence_of_ideas, is_done_by_anybody,
    is_done_by_whoever, is_forborne, is_good_work, is_kept_from_it, is_matter_of_deal, is_mere_rule,
    is_not_intended, is_not_perceived, is_put_on, is_trade_of_a_firm, is_what_arms_can_do,
    is_wish_for_oneself, is_word_taken_back,
};
use super::undone::{is_ban_by_paper, is_done_by_image, is_readiness_of_ones_own};
use super::undone::{is_leave_given, is_private_trip};
use super::upshot::is_needless;
use dateline_grammar::{clause, verb};
use dateline_language::{Annotated, Deprel, Upos, Xpos};
use dateline_model::{EventAct, Manner, MentionKind, Status};
use dateline_scene::Scene;

/// Whether a telling is none.
pub(super) fn is_untold(
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    telling: &Telling,
    modality: Modality,
    entry: &Entry,
) -> bool {
    let text = scene.annotated;
    let (word, lemma) = (telling.trigger, entry.lemma.as_str());
    is_question(text, word, lemma)
        || is_asked(lexicon, text, word)
        || !telling.is_noun && is_needless(lexicon, text, word)
        || is_leave_given(lexicon, text, telling, lemma)
        || is_private_trip(telling, entry)
        || is_nothing_given(lexicon, text, telling, entry)
        || is_no_support(lexicon, text, telling, entry)
        || is_readiness_of_ones_own(lexicon, text, telling, entry)
        || is_done_by_image(lexicon, text, telling)
        || is_ban_by_paper(lexicon, text, telling)
        // "His words, *spoken* to a nurse": nobody is met by that.
        || lemma == "speak"
            && clause::is_passive(text, word)
            && clause::object(text, word)
                .is_some_and(|words| lexicon.is("spoken_words", &text.tokens[words].lemma.to_lowercase()))
        || modality.is_negated
            && (modality.status == Status::Proposed
                || entry.act == EventAct::Request
                || lexicon.is("encouraging", lemma))
        || is_kept_from_it(text, telling, entry)
        || is_wish_for_oneself(lexicon, text, word, lemma)
        // "stopped *supplying* them": nobody is stopped.
        || telling.act == EventAct::Coerce
            && lexicon.is("ceasing", lemma)
            && text.child(word, Deprel::Obj).is_none()
            && text.children(word).any(|child| {
                child > word
                    && text.tokens[child].xpos == Xpos::Vbg
                    && matches!(text.tokens[child].deprel.base(), Deprel::Xcomp | Deprel::Advcl)
            })
        || is_mere_rule(lexicon, text, telling, entry)
        || is_what_arms_can_do(lexicon, text, telling)
        || is_trade_of_a_firm(text, telling)
        || is_defence_of_ideas(lexicon, text, telling)
        // "This is folly, *allowing* them to choose": by nobody.
        || matches!(lemma, "allow" | "permit" | "let")
            && telling.sides.by.is_empty()
            && !clause::is_passive(text, word)
        || is_appeal_to_thing(text, telling, lemma)
        // "any step, *including* sending troops": one that may be taken.
        || !telling.is_noun
            && text.tokens[word].xpos == Xpos::Vbg
            && word > 0
            && text.form(word - 1).eq_ignore_ascii_case("including")
            && (text.sentence(word).words.start..word).any(|before| {
                matches!(
                    text.form(before).to_lowercase().as_str(),
                    "any" | "could" | "may" | "might" | "would" | "will" | "can" | "considering" | "every"
                )
            })
        || is_done_by_whoever(text, telling)
        // "And if visitors are *hurt*?"
        || telling.tells_harm && telling.status == Status::Hypothetical && telling.sides.by.is_empty()
        // "Wool was *exported* through the port": with nobody.
        || entry.act == EventAct::Cooperate
            && !telling.is_noun
            && telling.sides.by.is_empty()
            && clause::is_passive(text, word)
        || is_assured_fact(lexicon, text, word, lemma)
        || is_word_taken_back(lexicon, text, word, lemma)
        || is_not_intended(lexicon, text, telling)
        // "The isles' freedom will be *compromised*": harmed, and no compromise.
        || lemma == "compromise" && !telling.is_noun && clause::is_passive(text, word)
        // "The force is *trained* to …": what it is like.
        || matches!(lemma, "train" | "equip") && telling.sides.by.is_empty() && clause::is_passive(text, word)
        // "Norway is *prepared* to sign": by whom, the tree has turned round.
        || lemma == "prepare" && !telling.is_noun && telling.sides.by.is_empty() && clause::is_passive(text, word)
        || is_done_by_anybody(lexicon, text, telling)
        || is_not_perceived(lexicon, text, telling, entry)
        || is_good_work(text, telling)
        || is_forborne(lexicon, text, telling, entry)
        // "Will not *receive* money": whoever gets nothing is refused by nobody who is named.
        || telling.act == EventAct::Reject && entry.act == EventAct::Aid && entry.frame == Frame::Sufferer
        || is_charge_of_own(lexicon, text, telling)
        || is_matter_of_deal(lexicon, text, telling)
        || lemma == "host" && is_put_on(lexicon, text, word)
        || is_shown_by_things(text, telling)
        || is_in_command(text, word, lemma)
        || is_poll(scene, telling)
        || is_seat(text, telling, lemma)
        || is_owned_up_to_in_thought(lexicon, text, telling)
        || is_made_possible(lexicon, text, telling, lemma)
        || is_refused_by_nobody(text, telling, entry)
        // "has to be coordinated": by nobody with nobody.
        || telling.act == EventAct::Cooperate && telling.sides.by.is_empty() && telling.sides.to.is_empty()
        || is_foretold(text, telling)
        || is_saying(scene, word, lemma)
        || is_opinion(text, word, lemma)
        || is_boast(text, word, lemma)
        || is_told_to_readers(text, telling)
        || is_only_able(text, telling)
        || is_description(text, telling)
        || is_endangering(lexicon, text, telling, lemma)
        || telling.is_noun && entry.act == EventAct::Agree && is_only_topic(text, word)
        || !telling.sides.by.is_empty() && telling.sides.by.iter().all(|side| is_nobody(text, side))
        // "no trace of consent", "without new loans": what there is none of, nobody refuses.
        || telling.is_noun
            && telling.act == EventAct::Reject
            && entry.act != EventAct::Reject
            && !is_stayed_away_from(text, word)
}

/// "Asked *whether* Chile was moving troops": whoever asks tells of nothing.
fn is_asked(lexicon: &Lexicon, text: &Annotated<'_>, word: usize) -> bool {
    let mut at = word;
    for _ in 0..4 {
        let Some(above) = text.tokens[at].head.map(|above| above as usize) else { return false };
        let is_open = matches!(clause::mark(text, at), Some("whether" | "if"));
        if is_open && lexicon.is("asking", &text.tokens[above].lemma.to_lowercase()) {
            return true;
        }
        at = above;
    }
    false
}

/// "*Visit* Chile, a travel firm", "*Help* the miners!": said to readers.
fn is_told_to_readers(text: &Annotated<'_>, telling: &Telling) -> bool {
    let word = telling.trigger;
    let token = &text.tokens[word];
    !telling.is_noun
        && token.upos == Upos::Verb
        && token.xpos == Xpos::Vb
        && token.deprel.is(Deprel::Root)
        && telling.sides.by.is_empty()
        && clause::subject(text, word).is_none()
        && !clause::is_infinitive(text, word)
        && !clause::is_passive(text, word)
        && text.child(word, Deprel::Aux).is_none()
}

/// "Men who *could attack* the port": who they are, and nothing that is done.
fn is_only_able(text: &Annotated<'_>, telling: &Telling) -> bool {
    let token = &text.tokens[telling.trigger];
    token.deprel == Deprel::AclRelcl
        && telling.status == Status::Hypothetical
        && token.head.is_some_and(|noun| telling.sides.by.iter().any(|side| side.head == noun as usize))
}

/// "The brigade *trained and equipped* to hold the pass": what it is like, and no training of anybody's.
fn is_description(text: &Annotated<'_>, telling: &Telling) -> bool {
    let mut first = telling.trigger;
    while let Some(head) = text.tokens[first].head.filter(|_| text.tokens[first].deprel.is(Deprel::Conj)) {
        first = head as usize;
    }
    let token = &text.tokens[first];
    telling.act == EventAct::Aid
        && !telling.is_noun
        && token.deprel.is(Deprel::Acl)
        && token.deprel != Deprel::AclRelcl
        && matches!(token.xpos, Xpos::Vbn | Xpos::Vbd)
        && clause::agent(text, telling.trigger).is_none()
        && telling.when.is_none()
        && text.subtree(first).range().any(|below| clause::is_infinitive(text, below))
}

/// "The claim is supported *by the figures*", "*by this*": things back nobody.
fn is_shown_by_things(text: &Annotated<'_>, telling: &Telling) -> bool {
    telling.act == EventAct::Support
        && !telling.is_noun
        && clause::is_passive(text, telling.trigger)
        && clause::agent(text, telling.trigger).is_some_and(|agent| {
            text.tokens[agent].upos == Upos::Pron
                && matches!(
                    text.form(agent).to_lowercase().as_str(),
                    "this" | "that" | "these" | "it" | "which"
                )
        })
}

/// "Will not come *to the talks*": whoever stays away refuses.
fn is_stayed_away_from(text: &Annotated<'_>, noun: usize) -> bool {
    text.tokens[noun].deprel.is(Deprel::Obl)
        && matches!(clause::case(text, noun), Some("to" | "in" | "at"))
        && text.tokens[noun].head.is_some_and(|above| verb::negation(text, above as usize).is_some())
}

/// "The captain *commands* forty men": who he is.
pub(super) fn is_in_command(text: &Annotated<'_>, word: usize, lemma: &str) -> bool {
    lemma == "command" && matches!(text.tokens[word].xpos, Xpos::Vbz | Xpos::Vbp)
}

/// "The road would *allow* Chile to attack", "the treaty *lets* it trade": things give nobody leave.
fn is_made_possible(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling, lemma: &str) -> bool {
    let is_thing = |side: &super::parties::Side| {
        let noun = text.tokens[side.head].lemma.to_lowercase();
        matches!(side.kind, None | Some(MentionKind::Facility | MentionKind::Place))
            && side.party.sector.is_none()
            || ["accord", "law", "words", "plans", "territory"].iter().any(|class| lexicon.is(class, &noun))
    };
    matches!(lemma, "allow" | "permit" | "let")
        && matches!(telling.act, EventAct::Concede | EventAct::Agree)
        && !telling.sides.by.is_empty()
        && telling.sides.by.iter().all(is_thing)
}

/// "Acknowledged the *possibility* of defeat": who owns to what may come gives in to nobody.
fn is_owned_up_to_in_thought(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    telling.act == EventAct::Concede
        && lexicon.is("admitting", &text.tokens[telling.trigger].lemma)
        && clause::object(text, telling.trigger)
            .is_some_and(|object| lexicon.status.thought.contains(text.tokens[object].lemma.as_str()))
        // "which they acknowledged *was a possibility*"
        || telling.act == EventAct::Concede
            && lexicon.is("admitting", &text.tokens[telling.trigger].lemma)
            && text.children(telling.trigger).any(|child| {
                child > telling.trigger
                    && text.tokens[child].deprel.is(Deprel::Ccomp)
                    && text.child(child, Deprel::Cop).is_some()
                    && lexicon.status.thought.contains(text.tokens[child].lemma.as_str())
            })
}

/// "Three *held* by the Liberals": seats.
fn is_seat(text: &Annotated<'_>, telling: &Telling, lemma: &str) -> bool {
    lemma == "hold"
        && telling.act == EventAct::Coerce
        && text.tokens[telling.trigger].deprel.is(Deprel::Acl)
        && text.tokens[telling.trigger].head.is_some_and(|head| text.tokens[head as usize].upos == Upos::Num)
        && clause::agent(text, telling.trigger).is_some()
}

/// "*Nine percent of the farmers* support the levy": what people think, and nothing that they do.
fn is_poll(scene: &Scene<'_>, telling: &Telling) -> bool {
    let text = scene.annotated;
    let is_share = |word: usize| {
        let form = text.form(word).to_lowercase();
        matches!(form.as_str(), "percent" | "per" | "%" | "percentage")
            && (form != "per" || text.tokens.get(word + 1).is_some_and(|next| next.lemma == "cent"))
    };
    let is_word = matches!(
        telling.act,
        EventAct::Support | EventAct::Accuse | EventAct::Agree | EventAct::Reject | EventAct::Request
    );
    is_word
        && !telling.sides.by.is_empty()
        && telling
            .sides
            .by
            .iter()
            .all(|side| side.words.range().any(is_share) || text.children(side.head).any(is_share))
}

/// "Training them would *not* be unwise": what nobody is named to refuse is no refusal.
fn is_refused_by_nobody(text: &Annotated<'_>, telling: &Telling, entry: &Entry) -> bool {
    telling.act == EventAct::Reject
        && entry.act != telling.act
        && telling.sides.by.is_empty()
        && !clause::is_passive(text, telling.trigger)
}

/// "*Threatens* the independence of Chile", "threatened the harvest": a danger, and nobody's word.
fn is_endangering(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling, lemma: &str) -> bool {
    let is_with = || text.children(telling.trigger).any(|child| clause::case(text, child) == Some("with"));
    lemma == "threaten"
        && !telling.is_noun
        && clause::object(text, telling.trigger).is_some_and(|object| {
            let lemma = text.tokens[object].lemma.to_lowercase();
            lexicon.is("abstract", &lemma)
                || lexicon.is("endangered", &lemma)
                // "Chad *threatens* all of Africa", "the thaw *threatens* farms": day by day.
                || matches!(text.tokens[telling.trigger].xpos, Xpos::Vbz | Xpos::Vbp)
                    && telling.when.is_none()
                    && (lexicon.is("whole", &lemma)
                        || lexicon.is("region_noun", &lemma)
                        || telling.sides.by.is_empty())
                    && !text.children(telling.trigger).any(|child| {
                        child > telling.trigger
                            && matches!(text.tokens[child].deprel.base(), Deprel::Xcomp | Deprel::Ccomp)
                    })
        })
        && !is_with()
}

/// "Peru *claimed to* have sunk two boats": a boast charges nobody.
fn is_boast(text: &Annotated<'_>, word: usize, lemma: &str) -> bool {
    lemma == "claim"
        && text.children(word).any(|child| {
            child > word && text.tokens[child].deprel.is(Deprel::Xcomp) && clause::is_infinitive(text, child)
        })
}

/// "The mill will be burned down one day": what nobody is said to plan.
fn is_foretold(text: &Annotated<'_>, telling: &Telling) -> bool {
    telling.act == EventAct::Assault
        && telling.status == Status::Planned
        && !telling.is_noun
        && telling.sides.by.is_empty()
        && clause::is_passive(text, telling.trigger)
}

/// "Most *agree* that the bridge is old": of one mind, and nothing that is agreed to be done.
fn is_opinion(text: &Annotated<'_>, word: usize, lemma: &str) -> bool {
    lemma == "agree"
        && text.children(word).any(|child| {
            let is_ahead = || {
                text.children(child).any(|aux| {
                    text.tokens[aux].deprel.is(Deprel::Aux)
                        && matches!(
                            text.tokens[aux].lemma.to_lowercase().as_str(),
                            "will" | "would" | "should" | "shall" | "must"
                        )
                })
            };
            text.tokens[child].deprel.is(Deprel::Ccomp)
                && child > word
                // "agree *that* its task is to stop floods"
                && (!clause::is_infinitive(text, child)
                    || text.children(child).any(|mark| text.form(mark).eq_ignore_ascii_case("that")))
                && !is_ahead()
        })
}

/// "The vote *on* the treaty", "talks *about* a deal": what is voted or talked on is not made by that.
fn is_only_topic(text: &Annotated<'_>, noun: usize) -> bool {
    matches!(clause::case(text, noun), Some("on" | "about" | "over" | "regarding" | "concerning"))
}

/// "*Nobody* backed the toll": what nobody does is no deed of anybody.
fn is_nobody(text: &Annotated<'_>, side: &super::parties::Side) -> bool {
    let first = side.words.start;
    // "*Few* ministers criticised it", "*hardly* anybody left", "relatively *few* guards".
    let is_hardly = |word: usize| match text.form(word).to_lowercase().as_str() {
        // "*the few* rebels", "*their few* guns": some, and they did it.
        "few" => {
            word == 0
                || !matches!(text.tokens[word - 1].upos, Upos::Det)
                    && text.tokens[word - 1].xpos != Xpos::PrpPoss
        }
        // "*barely armed* rebels", "barely twenty rebels"
        "hardly" | "scarcely" | "barely" => text.tokens[word].head.is_none_or(|head| {
            !matches!(text.tokens[head as usize].upos, Upos::Adj | Upos::Verb | Upos::Num)
        }),
        _ => false,
    };
    if (first..side.head).take(2).any(is_hardly) {
        return true;
    }
    let word = if first > 0 && text.form(first - 1).eq_ignore_ascii_case("no") { first - 1 } else { first };
    matches!(text.form(word).to_lowercase().as_str(), "no" | "nobody" | "none" | "nothing" | "no-one")
}

/// "“You are right,” the king *agreed*": a way of saying, and nothing that is agreed.
fn is_saying(scene: &Scene<'_>, word: usize, lemma: &str) -> bool {
    let text = scene.annotated;
    lemma == "agree"
        && clause::object(text, word).is_none_or(|object| object < word)
        && scene.statements.iter().any(|found| {
            let is_cue =
                found.record.cue.as_ref().is_some_and(|cue| {
                    text.words_in(text.index.bytes(cue.span.span())).range().contains(&word)
                });
            is_cue && found.record.manner == Manner::Direct
        })
}

/// "Reporters asked the minister *whether* …", "asked about the vote": a question demands nothing.
fn is_question(text: &Annotated<'_>, word: usize, lemma: &str) -> bool {
    if lemma != "ask" {
        return false;
    }
    // "*Was he sure*, Marek asked, that the port was closed?"
    let words = text.sentence(word).words;
    let is_open = words.range().any(|at| text.form(at) == "?");
    if is_open && clause::object(text, word).is_none_or(|object| object < word) {
        return true;
    }
    // "asked the rebels *to leave*", "asked *for* tents", "asked *that* it be opened".
    let asks_for_a_deed = text.children(word).any(|child| {
        let relation = text.tokens[child].deprel.base();
        match relation {
            Deprel::Xcomp | Deprel::Advcl => child > word && clause::is_infinitive(text, child),
            Deprel::Ccomp => text.children(child).any(|mark| {
                text.tokens[mark].deprel.is(Deprel::Mark)
                    && text.tokens[mark].lemma.eq_ignore_ascii_case("that")
            }),
            Deprel::Obl => clause::case(text, child) == Some("for"),
            _ => false,
        }
    });
    !asks_for_a_deed
}
