//! Which stretches can be what is said: no mere topic, hearer or thing, and nothing that is only done.

use super::anchors::{Anchor, AnchorPart};
use super::contents::{Content, Start, marker};
use super::context::Context;
use super::free_relatives::is_said_of_it;
use super::lexicon::{CueKind, CuePart};
use super::may_say::{is_agent, is_happening, is_passive};
use super::noun_phrases::{coordinated, phrase};
use super::occasions::may_listen;
use super::saying_words;
use super::subjects::own_subject;
use super::voices::{is_document, is_document_or_claim, is_party, is_somebody};
use dateline_language::{Deprel, Upos, Xpos};
use dateline_model::{MentionKind, Sector, Span, StatementAct};

/// Whether a stretch can be what is said: no mere topic, no mere hearer, nothing that is done to a
/// thing and not said of it.
pub(super) fn is_said(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    if is_salutation(context, content) || is_said_of_it(context, anchor, content) {
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
    if is_of_unknown(context, anchor, content)
        || is_outside_frames(context, anchor, content)
        || says_nothing(context, anchor, content)
        || is_thing_only(context, anchor, content)
    {
        return false;
    }
    if is_anothers_word(context, anchor, content) {
        return false;
    }
    // "seeking *ways to end it*": a noun phrase, whatever hangs on it.
    let is_noun = content.head.is_some_and(|head| {
        context.upos(head) == Upos::Noun && matches!(content.start, Start::Object | Start::Oblique)
    });
    // "A new roof *is being discussed*": what of, by nobody.
    !(is_topic(anchor) && is_passive(context, anchor.head) && content.pieces[0].start < anchor.head
        || (is_phrase || is_noun)
            && (is_topic(anchor)
                || is_thought_about(context, anchor, content)
                || is_answer(context, anchor)
                || is_deed(context, anchor)
                || is_done_by_office(context, anchor, content)
                || is_only_thought_of(context, anchor, content)
                || is_thing_found(context, anchor, content)
                || is_called_out(context, anchor, content))
        || is_phrase && is_no_clause(anchor) && is_thing_behind(anchor, content)
        || (is_phrase || is_noun)
            && (is_written(context, anchor, content) || is_read_out(context, anchor, content))
        || is_under_heading(context, anchor, content)
        || is_phrase && is_ballot(context, anchor, content)
        || is_phrase && is_undone(context, anchor)
        || is_call(context, anchor, content)
        || is_addressed(context, anchor, content)
        || is_permission(context, anchor, content)
        || is_source_named(context, anchor, content)
        || is_hearer_alone(context, anchor, content))
}

/// "shot *to fame*", "likes *to sing*", "called in *the divers*": of a verb that the lexicon does not know, or not with its
/// particle, only a clause tells. Who votes for something says so.
fn is_of_unknown(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    let is_particled = anchor.lemma.contains(' ')
        && anchor.entry.is_some_and(|entry| context.lexicon.entry(entry).words != anchor.lemma)
        && !holds_verb(context, content);
    let is_unknown = !is_known(context, anchor) && context.lemma(anchor.head) != "vote";
    let is_clause = matches!(content.start, Start::Clause | Start::That | Start::Question)
        || content.starts & (1 << Start::That as u32) != 0;
    // "invoked *that old fear*": a noun of that kind, and no clause.
    let first = content.pieces[0].start;
    let points = context.lower(first) == "that" && context.upos(first) == Upos::Det;
    (is_unknown || is_particled) && (points || !is_clause && is_behind(anchor, content))
}

/// "ventured *into the river*", "established *a camp*", "answered *with a goal*": a phrase that the verb does not take where it
/// says something.
fn is_outside_frames(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    let Some(entry) = anchor.entry.map(|entry| context.lexicon.entry(entry)) else { return false };
    // "expressed concern *about the dam*": the noun between carries it; "spoke out *in favour of*" has its own.
    let is_carried = saying_words::is_light(&anchor.lemma) || anchor.lemma.contains(' ');
    if is_carried
        || holds_verb(context, content)
        || !is_behind(anchor, content)
        || context.is_passive(anchor.head)
    {
        return false;
    }
    // "spoke out *on Monday in support of* the miners": only what stands right behind the verb.
    let marker = (anchor.cue.end..content.pieces[0].end)
        .find(|&word| context.upos(word) != Upos::Adv)
        .filter(|&word| context.upos(word) == Upos::Adp && word <= content.pieces[0].start);
    match marker {
        Some(marker) => {
            let with = context.lower(marker);
            let is_taken =
                |frame: &String| *frame == with || frame.strip_prefix("object-") == Some(with.as_str());
            !entry.frames.iter().any(is_taken)
                && context.lexicon.find(CuePart::Verb, &format!("{} {with}", anchor.lemma)).is_none()
                && content.starts & (1 << Start::Object as u32) == 0
                && matches!(content.start, Start::Oblique | Start::Adverbial | Start::WithMarker)
        }
        None => {
            content.start == Start::Object
                && content.head.is_some_and(|head| context.upos(head) == Upos::Noun)
                && matches!(entry.kind, CueKind::Evidence)
                && !entry.frames.iter().any(|frame| frame.starts_with("object"))
        }
    }
}

/// Whether a content stands behind its verb as something that hangs on it.
fn is_behind(anchor: &Anchor, content: &Content) -> bool {
    content.pieces[0].start >= anchor.cue.end
        && matches!(
            content.start,
            Start::Infinitive
                | Start::Adverbial
                | Start::Object
                | Start::Oblique
                | Start::WithMarker
                | Start::Parataxis
                | Start::Next
                | Start::AfterRun
        )
}

/// "The Senate confirmed *two judges*", "The court dismissed *the charge*": done by whoever has the power to do it.
fn is_done_by_office(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    let (lemma, Some(head)) = (anchor.lemma.as_str(), content.head) else { return false };
    let is_of = |sector: Sector| {
        let subject = own_subject(context, anchor.head).and_then(|subject| context.mention(subject));
        subject.is_some_and(|subject| context.scene.entities.entities[subject.entity].sector == Some(sector))
    };
    let holds_that = content.pieces[0].range().any(|word| context.lower(word) == "that");
    match lemma {
        "confirm" => is_of(Sector::Leg),
        "dismiss" | "drop" | "reject" | "deny" => {
            !holds_that && is_of(Sector::Jud) && saying_words::is_before_court(context.lemma(head))
        }
        _ => false,
    }
}

/// "He found *room behind the guards*": what somebody comes upon; "the inquiry found *flaws*" tells.
fn is_thing_found(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    let is_evidence =
        anchor.entry.is_some_and(|entry| context.lexicon.entry(entry).kind == CueKind::Evidence);
    let is_person = |subject: usize| {
        context.names[subject] == Some(MentionKind::Person)
            || matches!(context.lower(subject).as_str(), "he" | "she" | "i")
    };
    // "identified the man *as a clerk*" and "found the wall *leaned*" tell.
    let tells = |word: usize| {
        matches!(context.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
            || context.lower(word) == "as"
    };
    is_evidence
        && content.start == Start::Object
        && !content.pieces[0].range().take_while(|&word| !context.is_break(word)).any(tells)
        && own_subject(context, anchor.head).is_some_and(is_person)
}

/// "came to know *him*", "remembered *Ada Berg*": whom one thinks of, and nothing of him.
fn is_only_thought_of(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    anchor.entry.is_some_and(|entry| context.lexicon.entry(entry).kind == CueKind::Thought)
        && matches!(content.start, Start::Object | Start::Next)
        && content.head.is_some_and(|head| {
            let (words, who) = (content.pieces[0], phrase(context, head));
            let ends = who.end >= words.end
                || context.upos(who.end) == Upos::Adp
                    && !matches!(context.lower(who.end).as_str(), "as" | "for");
            is_party(context, head) && who.start == words.start && ends
        })
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
        && content.head.is_some_and(|head| saying_words::is_declared_deed(context.lemma(head)));
    is_behind && stands_alone && is_nothing && saying_words::tells_plainly(&anchor.lemma) || is_deed
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

/// "reading *a statement*": of what is read out no more is told.
fn is_read_out(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    anchor.lemma == "read"
        && is_thing_behind(anchor, content)
        && content.head.is_some_and(|head| is_document(context, head))
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
    saying_words::is_of_topics(&anchor.lemma)
}

/// "Many villagers doubt *reports that the dam is safe*": what others have said, and what is thought of it.
fn is_anothers_word(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    let first = content.pieces[0].start;
    anchor.entry.is_some_and(|entry| context.lexicon.entry(entry).kind == CueKind::Thought)
        && saying_words::takes_anothers(&anchor.lemma)
        && first >= anchor.cue.end
        && context.annotated.children(anchor.head).any(|object| {
            context.deprel(object).is(Deprel::Obj)
                && (first..content.pieces[0].end).contains(&object)
                && is_document_or_claim(context, object)
                && context.annotated.children(object).any(|clause| {
                    clause > object
                        && context.marker(clause).is_some_and(|mark| context.lower(mark) == "that")
                })
        })
}

/// "had to think *about a ballot*": of what, not what; but "thought of it as a prison" tells.
fn is_thought_about(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    let first = content.pieces[0].start;
    anchor.lemma == "think" && (first.saturating_sub(1)..=first).any(|word| context.lower(word) == "about")
}

/// "responded *to the letter*", "commented *on the talks*": that somebody answered, and not what. Who would not
/// comment refuses.
fn is_answer(context: &Context<'_>, anchor: &Anchor) -> bool {
    saying_words::is_reacting(&anchor.lemma) && context.negation(anchor.head).is_none()
}

/// "said *goodbye*", "added *two states*", "explained *the plan*": what is said in these words has a verb.
fn is_no_clause(anchor: &Anchor) -> bool {
    saying_words::wants_a_clause(&anchor.lemma)
}

/// "Corridor agreed: *the minister said …*": a heading with a colon, where the cue is no plain word for saying.
fn is_under_heading(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    let first = content.pieces[0].start;
    let plain = saying_words::stands_before_a_colon(&anchor.lemma);
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
    let is_given_out = saying_words::gives_out(context.lemma(anchor.head));
    let verb = anchor.head;
    let is_yet_to = verb >= 2 && context.lower(verb - 1) == "to" && context.lower(verb - 2) == "yet";
    let answers = saying_words::is_reacting(context.lemma(verb));
    (is_given_out || answers)
        && (context.negation(verb).is_some() && !is_refusing(context, verb) || is_yet_to)
}

/// "would not comment": more than to be silent.
fn is_refusing(context: &Context<'_>, verb: usize) -> bool {
    context.modal(verb).is_some()
}

/// "called *for* calm", "called *on* her to go": other verbs than to call a thing something.
pub(super) fn calls_otherwise(context: &Context<'_>, anchor: &Anchor) -> bool {
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
    let is_all_day = |word: usize| context.lower(word) == "all" && context.upos(word) == Upos::Det;
    // "called the guard *the next evening*": when.
    let times = &context.scene.times;
    let is_time = |word: usize| {
        let at = times.partition_point(|time| time.words.end <= word);
        times.get(at).is_some_and(|time| time.words.start <= word)
    };
    // "*to have the barn searched*": what for.
    let phrase = (first.start + 1..first.end).take_while(|&word| context.xpos(word) != Xpos::To);
    let has_second = phrase.into_iter().any(|word| {
        is_nominal(word - 1)
            && !is_time(word)
            && !is_time(word + 1)
            && !is_all_day(word)
            && begins_second(word)
            && !matches!(context.xpos(word), Xpos::Wrb | Xpos::Wdt | Xpos::Wp)
    });
    let objects = context
        .annotated
        .children(anchor.head)
        .filter(|&child| {
            child > anchor.head
                && !is_time(child)
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
        && content
            .head
            .is_some_and(|head| coordinated(context, head).into_iter().any(|one| may_listen(context, one)))
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
