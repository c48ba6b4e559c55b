//! What tells of a saying at all: which cues do in their sentence, which stretches can be said, and
//! which noun phrases can say them. What fails here is no statement, however well it looks.

use super::anchors::{Anchor, AnchorPart};
use super::contents::{Content, Start, marker};
use super::context::Context;
use super::lexicon::{CueKind, CuePart};
use super::may_say::{is_agent, is_happening, is_passive};
use super::moods::{is_in_passing, is_mood};
use super::occasions::may_listen;
use super::saying_words;
use super::sources::own_subject;
use super::voices::{is_document, is_party, is_somebody, is_voice};
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::{MentionKind, Span, StatementAct};

/// Whether a cue is one in its sentence, whatever is said.
pub(super) fn tells(context: &Context<'_>, anchor: &Anchor) -> bool {
    if anchor.part == AnchorPart::Noun {
        return !is_camp(context, anchor)
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

/// "A guard who *asked not to be named* said …": what is asked is no news.
fn is_for_a_name(context: &Context<'_>, verb: usize) -> bool {
    const NEAR: usize = 7;
    let ends = context.sentence(verb).end.min(verb + NEAR);
    matches!(
        context.lemma(verb),
        "ask" | "request" | "insist" | "prefer" | "wish" | "want" | "decline" | "refuse" | "demand"
    ) && context.quoted[verb].is_none()
        && (verb + 1..ends).take_while(|&word| !context.is_break(word)).any(|word| {
            matches!(
                context.lower(word).as_str(),
                "named" | "identified" | "quoted" | "anonymity" | "anonymous"
            )
        })
        && (verb + 1..ends)
            .any(|word| matches!(context.lower(word).as_str(), "not" | "anonymity" | "anonymous"))
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
    matches!(context.lemma(verb), "withdraw" | "retract" | "recant" | "rescind" | "delete")
        && context.annotated.children(verb).any(|child| {
            child > verb && context.deprel(child).is(Deprel::Obj) && is_document_or_claim(context, child)
        })
}

/// A noun for what is said or claimed.
fn is_document_or_claim(context: &Context<'_>, head: usize) -> bool {
    is_document(context, head)
        || matches!(
            context.lemma(head),
            "claim"
                | "accusation"
                | "allegation"
                | "assertion"
                | "denial"
                | "confession"
                | "apology"
                | "warning"
                | "threat"
        )
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
    let is_passive_only = matches!(
        context.lemma(verb),
        "say"
            | "believe"
            | "think"
            | "rumour"
            | "rumor"
            | "know"
            | "presume"
            | "suppose"
            | "reckon"
            | "understand"
            | "allege"
            | "assume"
            | "consider"
            | "deem"
    );
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

/// "He was *in opposition* to the mayor", "in agreement with": where somebody stands, and nothing that is said.
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
                && matches!(
                    context.lemma(word),
                    "want"
                        | "wish"
                        | "like"
                        | "expect"
                        | "ask"
                        | "urge"
                        | "need"
                        | "prefer"
                        | "tell"
                        | "beg"
                        | "press"
                )
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
    let is_tried = verb >= 2
        && context.lower(verb - 1) == "to"
        && matches!(
            context.lemma(verb - 2),
            "struggle" | "try" | "attempt" | "vote" | "prepare" | "wait" | "plan" | "hesitate"
        );
    // "the right to demand a refund"
    let is_open_to = context.xpos(verb) == Xpos::Vb
        && context.deprel(verb).is(Deprel::Acl)
        && context.head(verb).is_some_and(|noun| {
            matches!(
                context.lemma(noun),
                "right"
                    | "ability"
                    | "need"
                    | "chance"
                    | "opportunity"
                    | "power"
                    | "reason"
                    | "time"
                    | "freedom"
                    | "courage"
            )
        });
    (possible || is_tried || is_open_to) && context.negation(verb).is_none() || is_supposed(context, verb)
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
                && matches!(context.lower(child).as_str(), "for" | "without" | "over")
        })
        && context.head(verb).is_some_and(|above| {
            context.modal(above).is_some_and(|modal| match context.lemma(modal) {
                "may" | "might" | "can" | "could" => true,
                // "He *would* later apologise for saying": what came to be.
                "would" => is_passive(context, above),
                _ => false,
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
    matches!(
        anchor.lemma.as_str(),
        "call" | "dub" | "name" | "entitle" | "title" | "nickname" | "label" | "brand"
    ) && context.xpos(verb) == Xpos::Vbn
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
    matches!(last, "unlike" | "despite" | "matter" | "than" | "regardless")
        || before.iter().any(|word| {
            matches!(
                word.as_str(),
                "contrary" | "opposite" | "regardless" | "contrast" | "spite" | "defiance" | "contradicting"
            )
        })
}

/// Whether a stretch can be what is said: no mere topic, no mere hearer, nothing that is done to a
/// thing and not said of it.
pub(super) fn is_said(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    if is_salutation(context, content) {
        return false;
    }
    if anchor.part != AnchorPart::Verb {
        return true;
    }
    if holds_quotation(context, content) {
        let is_object = matches!(content.start, Start::Oblique | Start::Adverbial | Start::WithMarker);
        return !is_object || is_known(context, anchor);
    }
    let is_phrase = !holds_verb(context, content);
    // Of a verb that the lexicon does not know only a clause tells: "shot to fame".
    let is_unknown = !is_known(context, anchor)
        && is_phrase
        && matches!(content.start, Start::Oblique | Start::Adverbial | Start::WithMarker | Start::Object);
    if is_unknown || says_nothing(context, anchor, content) || is_thing_only(context, anchor, content) {
        return false;
    }
    // "seeking *ways to end it*": a noun phrase, whatever hangs on it.
    let is_noun = content.head.is_some_and(|head| {
        context.upos(head) == Upos::Noun && matches!(content.start, Start::Object | Start::Oblique)
    });
    !((is_phrase || is_noun)
        && (is_topic(anchor)
            || is_thought_about(context, anchor, content)
            || is_answer(context, anchor)
            || is_deed(context, anchor)
            || is_called_out(context, anchor, content))
        || is_phrase && is_no_clause(anchor) && is_thing_behind(anchor, content)
        || (is_phrase || is_noun) && is_written(context, anchor, content)
        || is_under_heading(context, anchor, content)
        || is_phrase && is_ballot(context, anchor, content)
        || is_phrase && is_undone(context, anchor)
        || is_call(context, anchor, content)
        || is_addressed(context, anchor, content)
        || is_permission(context, anchor, content)
        || is_source_named(context, anchor, content)
        || is_hearer_alone(context, anchor, content))
}

/// "Ladies and gentlemen!": who is spoken to, and nothing said.
pub(super) fn is_salutation(context: &Context<'_>, content: &Content) -> bool {
    let mut words =
        content.pieces.iter().flat_map(Span::range).filter(|&word| !context.is_punctuation(word)).peekable();
    words.peek().is_some() && words.all(|word| saying_words::greets(&context.lower(word)))
}

/// "said nothing", "said this", "declared independence": no words of anybody's.
fn says_nothing(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    let first = content.pieces[0].start;
    let is_behind = first >= anchor.cue.end && first <= anchor.cue.end + 1;
    let second = (first + 1 < content.pieces[0].end).then(|| context.upos(first + 1));
    let stands_alone =
        !matches!(second, Some(Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Verb | Upos::Aux));
    let is_nothing = saying_words::is_empty(&context.lower(first));
    let is_deed = anchor.lemma == "declare"
        && content.head.is_some_and(|head| {
            matches!(
                context.lemma(head),
                "independence" | "war" | "bankruptcy" | "victory" | "insolvency" | "mourning"
            )
        });
    is_behind
        && stands_alone
        && is_nothing
        && matches!(anchor.lemma.as_str(), "say" | "tell" | "state" | "write" | "announce" | "report")
        || is_deed
}

/// "Cases were reported": told by nobody, of a thing.
fn is_thing_only(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    let is_told = anchor.entry.is_some_and(|entry| {
        matches!(
            context.lexicon.entry(entry).act,
            StatementAct::State
                | StatementAct::Report
                | StatementAct::Announce
                | StatementAct::Confirm
                | StatementAct::Threaten
        )
    });
    let has_agent = context.annotated.children(anchor.head).any(|child| {
        is_agent(context, child)
            && (is_party(context, child)
                || context.upos(child) == Upos::Noun && !is_happening(context, child))
    });
    is_told && content.start == Start::Subject && !has_agent && !holds_verb(context, content)
}

/// "voted *for Ida Berg*", "voted against the Liberals": whom, not what.
fn is_ballot(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    context.lemma(anchor.head) == "vote" && content.head.is_some_and(|head| is_party(context, head))
}

/// "wrote *a cheque*", "wrote *three songs*": a thing that is made, and no words of anybody's.
fn is_written(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    let first = content.pieces[0].start;
    anchor.lemma == "write"
        && is_thing_behind(anchor, content)
        && !matches!(context.upos(first), Upos::Adp | Upos::Sconj)
}

/// Whether a content is what the tree has for the verb's object or stands behind it.
fn is_thing_behind(anchor: &Anchor, content: &Content) -> bool {
    content.pieces[0].start >= anchor.cue.end
        && matches!(
            content.start,
            Start::Object
                | Start::Oblique
                | Start::WithMarker
                | Start::Adverbial
                | Start::Next
                | Start::AfterRun
        )
}

/// Whether the lexicon knows a verb, alone or with a preposition: "spoke *out*", "scoffed *at*".
fn is_known(context: &Context<'_>, anchor: &Anchor) -> bool {
    let verb = anchor.head;
    let with = |word: usize| {
        context.lexicon.find(CuePart::Verb, &format!("{} {}", anchor.lemma, context.lower(word))).is_some()
    };
    let end = context.sentence(verb).end.min(anchor.cue.end + 3);
    anchor.entry.is_some()
        || (anchor.cue.end..end).any(with)
        || context.annotated.children(verb).filter_map(|child| context.marker(child)).any(with)
}

fn holds_quotation(context: &Context<'_>, content: &Content) -> bool {
    content.pieces.iter().flat_map(Span::range).any(|word| {
        context.quoted[word].is_some()
            && context.quoted[word] != context.quoted[content.pieces[0].start.saturating_sub(1)]
    })
}

fn holds_verb(context: &Context<'_>, content: &Content) -> bool {
    content.pieces.iter().flat_map(Span::range).any(|word| {
        matches!(context.upos(word), Upos::Verb | Upos::Aux) && !context.deprel(word).is(Deprel::Amod)
    })
}

/// "spoke about the war", "discussed the harbour": of what, not what.
fn is_topic(anchor: &Anchor) -> bool {
    matches!(
        anchor.lemma.as_str(),
        "speak" | "talk" | "discuss" | "debate" | "chat" | "converse" | "communicate" | "refer" | "negotiate"
    )
}

/// "had to think *about a ballot*": of what, not what; but "thought of it as a prison" tells.
fn is_thought_about(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    let first = content.pieces[0].start;
    anchor.lemma == "think" && (first.saturating_sub(1)..=first).any(|word| context.lower(word) == "about")
}

/// "responded *to the letter*", "commented *on the talks*": that somebody answered, and not what. Who would not
/// comment refuses.
fn is_answer(context: &Context<'_>, anchor: &Anchor) -> bool {
    matches!(anchor.lemma.as_str(), "comment" | "respond" | "reply" | "answer" | "react")
        && context.negation(anchor.head).is_none()
}

/// "said *goodbye*", "added *two states*", "explained *the plan*": what is said in these words has a verb.
fn is_no_clause(anchor: &Anchor) -> bool {
    matches!(anchor.lemma.as_str(), "say" | "add" | "continue" | "conclude" | "explain")
}

/// "Corridor agreed: *the minister said …*": a heading with a colon, where the cue is no plain word for saying.
fn is_under_heading(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    let first = content.pieces[0].start;
    let plain = matches!(
        anchor.lemma.as_str(),
        "say"
            | "add"
            | "write"
            | "tell"
            | "ask"
            | "reply"
            | "tweet"
            | "state"
            | "declare"
            | "warn"
            | "answer"
            | "post"
            | "explain"
            | "note"
            | "continue"
            | "read"
            | "announce"
            | "conclude"
            | "insist"
            | "respond"
            | "comment"
            | "remark"
    );
    first == anchor.cue.end + 1
        && context.annotated.form(anchor.cue.end) == ":"
        && context.quoted[first].is_none()
        && !plain
}

/// "called out *the fire brigade*": sent for, as far as the words tell; "called out *the eviction*" finds fault.
fn is_called_out(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    let words = content.pieces[0];
    let is_name = |word: usize| context.upos(word) == Upos::Propn;
    let head = content.head.or_else(|| {
        words.range().find(|&word| {
            is_name(word)
                || context.upos(word) == Upos::Noun
                    && (word + 1 >= words.end || context.upos(word + 1) != Upos::Noun)
        })
    });
    anchor.lemma == "call out"
        && head.is_some_and(|head| {
            is_party(context, head)
                || is_name(head)
                || is_somebody(context, head)
                || saying_words::is_service(&context.lemma(head).to_lowercase())
        })
}

/// "approved the budget", "backed the plan": done to a thing, and the lexicon says so.
fn is_deed(context: &Context<'_>, anchor: &Anchor) -> bool {
    anchor.entry.is_some_and(|entry| context.lexicon.entry(entry).takes("deed"))
}

/// "has not announced a date", "has yet to name a successor": nothing was said.
fn is_undone(context: &Context<'_>, anchor: &Anchor) -> bool {
    let is_given_out = matches!(
        context.lemma(anchor.head),
        "announce"
            | "declare"
            | "disclose"
            | "reveal"
            | "release"
            | "publish"
            | "unveil"
            | "name"
            | "propose"
            | "offer"
    );
    let verb = anchor.head;
    let is_yet_to = verb >= 2 && context.lower(verb - 1) == "to" && context.lower(verb - 2) == "yet";
    let answers = matches!(context.lemma(verb), "comment" | "respond" | "reply" | "answer" | "react");
    (is_given_out || answers)
        && (context.negation(verb).is_some() && !is_refusing(context, verb) || is_yet_to)
}

/// "would not comment": more than to be silent.
fn is_refusing(context: &Context<'_>, verb: usize) -> bool {
    context.modal(verb).is_some()
}

/// "called *for* calm", "called *on* her to go": other verbs than to call a thing something.
fn calls_otherwise(context: &Context<'_>, anchor: &Anchor) -> bool {
    let end = context.sentence(anchor.head).end;
    (anchor.cue.end..end.min(anchor.cue.end + 3))
        .any(|word| matches!(context.lower(word).as_str(), "for" | "on" | "upon" | "out" | "off" | "in"))
}

/// "called the fire brigade", "called 911": on the telephone. Who calls a thing something says what: a second
/// phrase or an adjective stands behind the first.
fn is_call(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    if anchor.lemma != "call"
        || !matches!(content.start, Start::Object | Start::Next | Start::AfterRun | Start::Infinitive)
        || is_passive(context, anchor.head)
        || calls_otherwise(context, anchor)
    {
        return false;
    }
    let first = content.pieces[0];
    let is_nominal = |word: usize| {
        matches!(context.upos(word), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Part)
    };
    let begins_second = |word: usize| {
        matches!(context.upos(word), Upos::Det | Upos::Adj | Upos::Pron)
            || matches!(context.xpos(word), Xpos::Vbn | Xpos::Vbg | Xpos::Rb)
            || context.quoted[word].is_some() && context.quoted[word] != context.quoted[first.start]
            || context.lower(word) == "out"
    };
    let has_second = (first.start + 1..first.end).any(|word| {
        is_nominal(word - 1)
            && begins_second(word)
            && !matches!(context.xpos(word), Xpos::Wrb | Xpos::Wdt | Xpos::Wp)
    });
    let objects = context
        .annotated
        .children(anchor.head)
        .filter(|&child| {
            child > anchor.head
                && context.marker(child).is_none()
                && matches!(
                    context.deprel(child).base(),
                    Deprel::Obj | Deprel::Iobj | Deprel::Xcomp | Deprel::Ccomp
                )
                && context.xpos(child) != Xpos::Vb
        })
        .count();
    !has_second && objects < 2
}

/// "addressed *the guild*", "addressed *the tenth session of the board*": to whom or where. Of what one addresses it tells.
fn is_addressed(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    anchor.lemma == "address"
        && content.head.is_some_and(|head| {
            super::sources::coordinated(context, head).into_iter().any(|one| may_listen(context, one))
        })
}

/// "allowed *the crews to land*": let happen, where "allowed that they had landed" grants it.
fn is_permission(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    let words = content.pieces[0];
    anchor.lemma == "allow"
        && context.lower(words.start) != "that"
        && (words.start..words.end.saturating_sub(1))
            .any(|word| context.xpos(word) == Xpos::To && context.xpos(word + 1) == Xpos::Vb)
}

/// "citing a doctor", "quoting the paper": whose words they are, not what they say.
fn is_source_named(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    matches!(anchor.lemma.as_str(), "cite" | "quote")
        && content.head.is_none_or(|head| {
            is_party(context, head) || !holds_verb(context, content) && is_document(context, head)
        })
        && content.pieces[0].len() <= 12
}

/// "warned the crews", "confirmed to the paper", "convinced her": to whom.
fn is_hearer_alone(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    let Some(head) = content.head else { return false };
    if holds_verb(context, content) {
        return false;
    }
    let takes_hearer = anchor.entry.is_some_and(|entry| {
        let entry = context.lexicon.entry(entry);
        entry.takes("addressee") && !entry.takes("object")
            || entry.frames.iter().any(|frame| frame.starts_with("object-")) && !entry.takes("object")
    });
    let is_threatened = anchor.lemma == "threaten";
    match content.start {
        Start::Object | Start::Next => (takes_hearer || is_threatened) && is_party(context, head),
        Start::Oblique => content.marker == marker("to") && is_party(context, head),
        _ => false,
    }
}

/// The words of a sentence before the one a word stands in, within reach of "this" in it: "Ada Doran
/// said *this* at a hearing". The whole paragraph before where the word's sentence begins one and that
/// paragraph is short.
pub(super) fn sentence_before(context: &Context<'_>, word: usize) -> Option<Span<Word>> {
    const LONGEST: usize = 90;
    let here = context.sentence(word);
    let last = context.sentence(here.start.checked_sub(1)?);
    let paragraph = context.paragraph(last.start);
    if paragraph == context.paragraph(here.start) {
        return Some(last);
    }
    let mut start = last.start;
    while start > 0
        && context.paragraph(start - 1) == paragraph
        && last.end - context.sentence(start - 1).start <= LONGEST
    {
        start = context.sentence(start - 1).start;
    }
    (context.paragraph(here.start) == paragraph + 1).then(|| Span::new(start, last.end))
}
