//! Whether a cue tells of a saying in its sentence, whatever is said: no plea, no hearsay, nothing that is only
//! possible, wished or taken back.

use super::anchors::{Anchor, AnchorPart};
use super::context::Context;
use super::lexicon::CueKind;
use super::may_say::{is_agent, is_passive};
use super::moods::{is_in_passing, is_mood};
use super::sayable::calls_otherwise;
use super::saying_words;
use super::subjects::own_subject;
use super::voices::{is_document, is_document_or_claim, is_voice};
use dateline_language::{Deprel, Upos, Xpos};
use dateline_model::MentionKind;

/// Whether a cue is one in its sentence, whatever is said.
pub(super) fn tells(context: &Context<'_>, anchor: &Anchor) -> bool {
    if anchor.part == AnchorPart::Noun {
        return !is_camp(context, anchor)
            && !context.head(anchor.head).is_some_and(|verb| is_taken_back(context, verb))
            && !is_mood(context, anchor)
            && !is_wanted_of_others(context, anchor);
    }
    if anchor.part != AnchorPart::Verb {
        return true;
    }
    let verb = anchor.head;
    !(is_plea(context, anchor)
        || is_hearsay(context, anchor)
        || is_only_possible(context, verb)
        || is_name_given(context, anchor)
        || is_wish_of_a_relative(context, anchor)
        || is_judged_by_the_writer(context, anchor)
        || is_in_passing(context, anchor)
        || is_object_of_the_verb_before(context, verb)
        || is_for_a_name(context, verb)
        || is_purpose_of_a_thing(context, verb)
        || is_taken_back(context, verb)
        || is_against_what_was_said(context, verb))
}

/// "A guard who *asked not to be named* said …", "who *declined to be named*": what is asked is no news.
fn is_for_a_name(context: &Context<'_>, verb: usize) -> bool {
    const NEAR: usize = 7;
    let ends = context.sentence(verb).end.min(verb + NEAR);
    saying_words::asks_for_oneself(context.lemma(verb))
        && context.quoted[verb].is_none()
        && (verb + 1..ends)
            .take_while(|&word| !context.is_break(word))
            .any(|word| saying_words::is_unnamed(&context.lower(word)))
        && (saying_words::is_refusing(context.lemma(verb))
            || (verb + 1..ends)
                .any(|word| matches!(context.lower(word).as_str(), "not" | "anonymity" | "anonymous")))
}

/// "Sirens went off *to warn* of a raid": what a thing is done for is no saying.
fn is_purpose_of_a_thing(context: &Context<'_>, verb: usize) -> bool {
    const CLIMBED: usize = 4;
    let is_infinitive = context.xpos(verb) == Xpos::Vb
        && verb > 0
        && context.lower(verb - 1) == "to"
        && matches!(context.deprel(verb), Deprel::Advcl | Deprel::Xcomp | Deprel::Conj | Deprel::Ccomp);
    if !is_infinitive || context.quoted[verb].is_some() || own_subject(context, verb).is_some() {
        return false;
    }
    let mut at = verb;
    for _ in 0..CLIMBED {
        let Some(head) = context.head(at) else { return false };
        if context.upos(head) == Upos::Verb
            && let Some(subject) = own_subject(context, head)
        {
            return subject < verb
                && context.names[subject].is_none()
                && context.upos(subject) == Upos::Noun
                && context.mention(subject).is_none_or(|mention| {
                    matches!(
                        context.scene.entities.entities[mention.entity].kind,
                        MentionKind::Place | MentionKind::Facility
                    )
                })
                && !is_voice(context, subject)
                && !is_document(context, subject);
        }
        at = head;
    }
    false
}

/// "*withdrew* his statement that …", "*retracted* the claim": what is taken back is not said.
fn is_taken_back(context: &Context<'_>, verb: usize) -> bool {
    context.upos(verb) == Upos::Verb
        && saying_words::takes_back(context.lemma(verb))
        && context.annotated.children(verb).any(|child| {
            child > verb && context.deprel(child).is(Deprel::Obj) && is_document_or_claim(context, child)
        })
}

/// "Many villagers doubt *reports* that …": right behind a finite verb stands its object, whatever the tagger says.
fn is_object_of_the_verb_before(context: &Context<'_>, verb: usize) -> bool {
    let sentence = context.sentence(verb);
    let is_finite = |word: usize| matches!(context.xpos(word), Xpos::Vbp | Xpos::Vbd | Xpos::Vbz);
    context.xpos(verb) == Xpos::Vbz
        && verb > sentence.start
        && context.upos(verb - 1) == Upos::Verb
        && is_finite(verb - 1)
        && saying_words::takes_anothers(context.lemma(verb - 1))
        && context.quoted[verb - 1] == context.quoted[verb]
}

/// "a mill *said to be* haunted", "he is *believed to have* left": nobody says so. ("claimed to be" is said.)
fn is_hearsay(context: &Context<'_>, anchor: &Anchor) -> bool {
    let verb = anchor.head;
    let is_passive_only = saying_words::is_hearsay(context.lemma(verb));
    let form = |at: usize| (at < context.annotated.tokens.len()).then(|| context.lemma(at));
    let has_agent = context.annotated.children(verb).any(|child| context.deprel(child) == Deprel::OblAgent);
    is_passive_only
        && !has_agent
        && context
            .annotated
            .form(anchor.cue.end.min(context.annotated.tokens.len() - 1))
            .eq_ignore_ascii_case("to")
        && matches!(form(anchor.cue.end + 1), Some("be" | "have"))
        && matches!(context.xpos(verb), Xpos::Vbn | Xpos::Vbd)
}

/// "She stands *in opposition* to the mayor", "in agreement with": where somebody stands, and nothing that is said.
fn is_camp(context: &Context<'_>, anchor: &Anchor) -> bool {
    anchor.head > 0
        && context.lower(anchor.head - 1) == "in"
        && matches!(context.lemma(anchor.head), "opposition" | "agreement" | "disagreement" | "denial")
}

/// "Malta and Kenya want *them to make an appeal* for talks", "asked the council to issue a warning": wanted of others, and
/// not yet said by them.
fn is_wanted_of_others(context: &Context<'_>, anchor: &Anchor) -> bool {
    const REACH: usize = 7;
    let sentence = context.sentence(anchor.head);
    let from = sentence.start.max(anchor.head.saturating_sub(REACH));
    let Some(to) = (from..anchor.head).rev().find(|&word| context.xpos(word) == Xpos::To) else {
        return false;
    };
    let is_light = context.xpos(to + 1) == Xpos::Vb
        && (to + 2..anchor.head).all(|word| !matches!(context.upos(word), Upos::Verb | Upos::Adp));
    let is_object = |word: usize| matches!(context.upos(word), Upos::Noun | Upos::Propn | Upos::Pron);
    is_light
        && to > sentence.start + 1
        && is_object(to - 1)
        && (sentence.start.max(to.saturating_sub(REACH))..to - 1).rev().any(|word| {
            context.upos(word) == Upos::Verb
                && context.quoted[word] == context.quoted[anchor.head]
                && saying_words::wants_of_others(context.lemma(word))
        })
}

/// "pleaded guilty", "pleaded not guilty", "pleaded no contest": a step before a court.
fn is_plea(context: &Context<'_>, anchor: &Anchor) -> bool {
    let end = context.sentence(anchor.head).end;
    context.lemma(anchor.head) == "plead"
        && (anchor.cue.end..end.min(anchor.cue.end + 2))
            .any(|word| matches!(context.lower(word).as_str(), "guilty" | "innocent" | "contest"))
}

/// "They must admit it", "She may announce a vote": not said, or not yet. What one cannot or would
/// not say is: "He could not confirm that".
fn is_only_possible(context: &Context<'_>, verb: usize) -> bool {
    let possible = context.modal(verb).is_some_and(|modal| {
        matches!(
            context.lemma(modal),
            "must" | "should" | "ought" | "may" | "might" | "can" | "could" | "need"
        )
    });
    // "struggled to explain", "voted to confirm"
    let is_tried =
        verb >= 2 && context.lower(verb - 1) == "to" && saying_words::is_trying(context.lemma(verb - 2));
    // "the right to demand a refund", "under pressure from the board to apologise"; "took the opportunity to thank her" is done.
    let freedom = freedom_before(context, verb);
    let is_open_to = freedom.is_some_and(|noun| {
        !context.head(noun).is_some_and(|over| {
            matches!(context.xpos(over), Xpos::Vbd | Xpos::Vbn | Xpos::Vbg)
                && saying_words::makes_use(context.lemma(over))
        })
    });
    (possible || is_tried || is_open_to) && context.negation(verb).is_none() || is_supposed(context, verb)
}

/// The noun for what one may or is to do, before an infinitive that tells what.
fn freedom_before(context: &Context<'_>, verb: usize) -> Option<usize> {
    const REACH: usize = 9;
    let is_freedom =
        |noun: &usize| context.upos(*noun) == Upos::Noun && saying_words::is_freedom(context.lemma(*noun));
    let to =
        verb.checked_sub(1).filter(|&to| context.xpos(verb) == Xpos::Vb && context.xpos(to) == Xpos::To)?;
    let in_tree = context.head(verb).filter(|_| context.deprel(verb).is(Deprel::Acl)).filter(is_freedom);
    // "pressure *from the board* to apologise"
    let is_between = |word: &usize| {
        matches!(
            context.upos(*word),
            Upos::Noun | Upos::Propn | Upos::Adp | Upos::Det | Upos::Adj | Upos::Part | Upos::Pron
        ) && context.quoted[*word] == context.quoted[verb]
    };
    in_tree.or_else(|| {
        (context.sentence(verb).start..to).rev().take(REACH).take_while(is_between).find(is_freedom)
    })
}

/// "One way would be *for the council to declare* it neutral", "could be fined *for calling* it a tax": what would be
/// said, and is not.
fn is_supposed(context: &Context<'_>, verb: usize) -> bool {
    let is_noun = |word: usize| {
        matches!(
            context.upos(word),
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Det | Upos::Adj | Upos::Num
        )
    };
    let start = context.sentence(verb).start;
    let is_for_somebody =
        context.xpos(verb) == Xpos::Vb
            && verb > start + 1
            && context.xpos(verb - 1) == Xpos::To
            && (start..verb - 1).rev().take(SUPPOSED).find(|&word| !is_noun(word)).is_some_and(|word| {
                word + 2 < verb && context.lower(word) == "for" && !is_done(context, word)
            });
    // "for the council to declare it neutral and *decree* that"
    let is_second = context.xpos(verb) == Xpos::Vb
        && context.deprel(verb).is(Deprel::Conj)
        && context.head(verb).is_some_and(|first| first < verb && is_supposed(context, first));
    let is_under = context.xpos(verb) == Xpos::Vbg
        && context.annotated.children(verb).any(|child| {
            child < verb
                && matches!(context.deprel(child).base(), Deprel::Mark | Deprel::Case)
                && matches!(context.lower(child).as_str(), "for" | "without" | "over" | "by")
        })
        && context.head(verb).is_some_and(|above| {
            context.modal(above).is_some_and(|modal| match context.lemma(modal) {
                "may" | "might" | "can" | "could" => true,
                // "He *would* later apologise for saying": what came to be.
                "would" => is_passive(context, above),
                _ => false,
            }) || context.xpos(above) == Xpos::Vb
                && context.head(above).is_some_and(|over| {
                    over < above
                        && context.upos(over) == Upos::Adj
                        && saying_words::is_of_the_future(context.lemma(over))
                })
        });
    is_for_somebody || is_second || is_under
}

/// "It *was wrong* for the minister to say that", "it *took* a week for the board to admit it": said, and found wrong or
/// late. "It was *vital* for her to say so" and "they waited for her to say so" leave it open.
fn is_done(context: &Context<'_>, marker: usize) -> bool {
    const FAR: usize = 6;
    let sentence = context.sentence(marker);
    let subject = (sentence.start..marker).rev().find(|&word| context.lower(word) == "it");
    let Some(subject) = subject.filter(|&subject| marker - subject <= FAR) else { return false };
    let between = subject + 1..marker;
    let is_past = |word: usize| context.xpos(word) == Xpos::Vbd;
    let is_open = |word: usize| {
        context.xpos(word) == Xpos::Md || saying_words::leaves_open(&context.lemma(word).to_lowercase())
    };
    !between.clone().any(is_open)
        && between.clone().any(|word| is_past(word) && matches!(context.lemma(word), "be" | "take"))
        && between.clone().all(|word| context.quoted[word] == context.quoted[marker])
}

/// How many words the one may have of whom it is only supposed that he says it.
const SUPPOSED: usize = 7;

/// "a state *called* Norland", "was *dubbed* the Fox": what a thing is called by nobody in particular is its name.
fn is_name_given(context: &Context<'_>, anchor: &Anchor) -> bool {
    let verb = anchor.head;
    let is_participle = context.deprel(verb).is(Deprel::Acl) || is_passive(context, verb);
    if calls_otherwise(context, anchor) {
        return false;
    }
    saying_words::is_naming(&anchor.lemma)
        && context.xpos(verb) == Xpos::Vbn
        && is_participle
        && context.annotated.children(verb).all(|child| !is_agent(context, child))
}

/// "a house *they hope* to pull down": a clause that only tells which thing is meant.
fn is_wish_of_a_relative(context: &Context<'_>, anchor: &Anchor) -> bool {
    let verb = anchor.head;
    let next = anchor.cue.end;
    saying_words::is_wished(context.lemma(verb))
        && context.deprel(verb) == Deprel::AclRelcl
        && context.xpos(verb) != Xpos::Vbg
        && next < context.sentence(verb).end
        && context.xpos(next) == Xpos::To
        && dateline_grammar::clause::first_subject(context.annotated, verb)
            .is_some_and(|subject| subject < verb && !matches!(context.xpos(subject), Xpos::Wp | Xpos::Wdt))
}

/// "They do *rightly* fear that the pit will close": the writer tells what others think, and that it is so.
fn is_judged_by_the_writer(context: &Context<'_>, anchor: &Anchor) -> bool {
    let is_thought = anchor
        .entry
        .is_none_or(|entry| !matches!(context.lexicon.entry(entry).kind, CueKind::Speech | CueKind::Writing));
    let verb = anchor.head;
    let near = context.sentence(verb).start.max(verb.saturating_sub(2))..verb;
    is_thought
        && near.into_iter().any(|word| {
            saying_words::grants(&context.lower(word)) && context.quoted[word] == context.quoted[verb]
        })
}

/// "*Contrary to what* the mayor said, …", "whatever she claims, …": the clause beside it is not what
/// was said, but its reverse or something else.
fn is_against_what_was_said(context: &Context<'_>, verb: usize) -> bool {
    let start = context.sentence(verb).start;
    let Some(what) = (start.max(verb.saturating_sub(9))..verb)
        .rev()
        .take_while(|&word| !context.is_break(word) && context.quoted[word] == context.quoted[verb])
        .find(|&word| matches!(context.lower(word).as_str(), "what" | "whatever"))
    else {
        return false;
    };
    // "*Whatever* the lords feel about the pact, it will hold."
    let concedes = context.lower(what) == "whatever"
        && (what == start || context.is_break(what - 1) || context.lower(what - 1) == "but");
    if concedes {
        return true;
    }
    // "contrary to what he called “a plot”": what stands behind the verb still is said.
    let end = context.sentence(verb).end;
    let ends_clause =
        verb + 1 >= end || context.is_break(verb + 1) || context.annotated.form(verb + 1) == ".";
    if !ends_clause {
        return false;
    }
    if context.lower(what) == "whatever" {
        return true;
    }
    let before: Vec<String> =
        (start.max(what.saturating_sub(3))..what).map(|word| context.lower(word)).collect();
    let last = before.last().map_or("", String::as_str);
    saying_words::is_reversing(last) || before.iter().any(|word| saying_words::reverses_near(word))
}
