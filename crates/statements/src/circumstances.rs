//! What stands around a statement: to whom, where, on what day, by whose report.

use super::anchors::{Anchor, AnchorPart};
use super::contents::{Content, Start};
use super::context::Context;
use super::day::speaking_beside;
use super::lexicon::CuePart;
use super::may_say::is_passive;
use super::noun_phrases::{coordinated, phrase};
use super::occasions::{comes_out, is_medium, is_occasion, may_be_spoken_to};
use super::saying_words;
use super::saying_words::{has_hearer_to, has_hearer_with, is_blaming};
use super::subjects::own_subject;
use super::voices::is_somebody;
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::{MentionKind, Span, Speaker, Venue};

/// Verbs whose object is spoken to.
fn speaks_to_object(context: &Context<'_>, anchor: &Anchor) -> bool {
    anchor.entry.is_some_and(|entry| {
        context
            .lexicon
            .entry(entry)
            .frames
            .iter()
            // "described *the suspect* as calm": spoken of.
            .any(|frame| frame.starts_with("object-") && frame != "object-as" || frame == "addressee")
    })
}

/// Who is spoken to: "told *reporters*", "accused *Putin* of", "said to *her*", "called on *Kyiv*",
/// "demanded an answer from *Moscow*".
pub(super) fn addressees(
    context: &Context<'_>,
    anchor: &Anchor,
    content: &Content,
    speaker: Option<usize>,
) -> Vec<Speaker> {
    let annotated = context.annotated;
    if !matches!(anchor.part, AnchorPart::Verb | AnchorPart::Noun) {
        return Vec::new();
    }
    // "blamed the railway for the crash": of whom, not to whom.
    if told_occasion(context, anchor).is_some() || is_blaming(&anchor.lemma) {
        return Vec::new();
    }
    let inside = |word: usize| content.pieces.iter().any(|piece| piece.start <= word && word < piece.end);
    let mut head = None;
    for child in annotated.children(anchor.head) {
        let relation = context.deprel(child);
        let marker = context.marker(child).map_or("", |marker| context.lemma(marker));
        let is_party = may_be_spoken_to(context, child);
        let fits = if is_passive(context, anchor.head) && speaks_to_object(context, anchor) {
            relation == Deprel::NsubjPass || relation.is(Deprel::Nsubj) && child < anchor.head
        } else if relation.is(Deprel::Iobj) || (relation.is(Deprel::Obj) && speaks_to_object(context, anchor))
        {
            child > anchor.head && (is_party || is_always_spoken_to(context, anchor, child))
        } else if relation.is(Deprel::Obl) || relation.is(Deprel::Nmod) {
            is_party
                && match marker {
                    "to" => !inside(child),
                    "on" | "upon" => matches!(anchor.lemma.as_str(), "call" | "urge" | "prevail"),
                    // "tweeted *at the mayor*"
                    "at" => matches!(anchor.lemma.as_str(), "tweet" | "shout" | "yell"),
                    "with" => matches!(anchor.lemma.as_str(), "plead" | "agree" | "speak"),
                    "from" => matches!(anchor.lemma.as_str(), "demand" | "seek" | "request"),
                    "against" => matches!(anchor.lemma.as_str(), "threat" | "threaten"),
                    _ => false,
                }
        } else {
            false
        };
        if fits && Some(child) != speaker {
            head = Some(child);
            break;
        }
    }
    // "Rojan, *whom* the council accused of theft"
    if head.is_none() && context.deprel(anchor.head) == Deprel::AclRelcl && speaks_to_object(context, anchor)
    {
        let has_own_object = annotated.children(anchor.head).any(|child| {
            child > anchor.head
                && matches!(context.deprel(child).base(), Deprel::Obj | Deprel::Iobj)
                && !inside(child)
        });
        let is_object = (anchor.head.saturating_sub(6)..anchor.head).any(|word| {
            matches!(context.lower(word).as_str(), "whom" | "who" | "which" | "that")
                && speaker.is_some_and(|who| who > word)
        });
        head = context.head(anchor.head).filter(|_| is_object && !has_own_object);
    }
    // "demanded a full refund from the airline"
    if head.is_none() && matches!(anchor.lemma.as_str(), "demand" | "seek" | "request") {
        head = content.head.and_then(|object| {
            annotated.children(object).find(|&child| {
                context.marker(child).is_some_and(|marker| context.lemma(marker) == "from")
                    && may_be_spoken_to(context, child)
            })
        });
    }
    let Some(head) = head.or_else(|| named_between(context, anchor, content)) else {
        let is_another = |head: &usize| Some(*head) != speaker && !inside(*head);
        let beside = hearer_beside(context, anchor)
            .filter(is_another)
            .or_else(|| hearer_of_letter(context, anchor).filter(is_another))
            .or_else(|| hearer_of_talk(context, anchor, content).filter(is_another));
        return beside
            .into_iter()
            .flat_map(|head| coordinated(context, head))
            .map(|head| context.scene.entities.speaker(annotated, phrase(context, head), head))
            .collect();
    };
    coordinated(context, head)
        .into_iter()
        .map(|head| context.scene.entities.speaker(annotated, phrase(context, head), head))
        .collect()
}

/// "Speaking to *dockers* in Arica, she said", "addressing *the guild*, he warned": to whom the participle beside
/// the cue says that it is said.
fn hearer_beside(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
    let participle = speaking_beside(context, anchor)?;
    context.annotated.children(participle).filter(|&child| child > participle).find(|&child| {
        let relation = context.deprel(child);
        let is_to = context.marker(child).is_some_and(|marker| context.lemma(marker) == "to");
        let is_hearer = relation.is(Deprel::Obl) && is_to
            || relation.is(Deprel::Obj) && context.lemma(participle) == "address";
        // "speaking to *the plan*": of what, and nobody who hears it.
        is_hearer && !is_in_time(context, child) && may_hear(context, child)
    })
}

/// "sent *the board* a letter in which he asked", "a letter *to the board* that asks": to whom what carries the words goes.
fn hearer_of_letter(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
    let letter = context.head(anchor.head).filter(|_| context.deprel(anchor.head) == Deprel::AclRelcl)?;
    if !has_hearer_to(&context.lemma(letter).to_lowercase()) {
        return None;
    }
    let is_to = |child: &usize| context.marker(*child).is_some_and(|marker| context.lemma(marker) == "to");
    let giver = context.head(letter);
    let behind = |over: usize| {
        context.annotated.children(over).filter(|&child| child > over && child < anchor.head).find(is_to)
    };
    behind(letter).or_else(|| giver.and_then(behind)).filter(|&head| may_hear(context, head))
}

/// "during a call with *the mayor*", "in a letter to *the board*": whoever takes part in the talk or gets the letter that
/// it is said in.
fn hearer_of_talk(context: &Context<'_>, anchor: &Anchor, content: &Content) -> Option<usize> {
    if anchor.part != AnchorPart::Verb {
        return None;
    }
    let inside = |word: usize| content.pieces.iter().any(|piece| piece.start <= word && word < piece.end);
    let sentence = context.sentence(anchor.head);
    sentence.range().find_map(|noun| {
        let lemma = context.lemma(noun).to_lowercase();
        let joint = noun + 1;
        let is_hearers = joint < sentence.end
            && context.upos(noun) == Upos::Noun
            && match context.lower(joint).as_str() {
                "with" => has_hearer_with(&lemma),
                "to" => has_hearer_to(&lemma),
                _ => false,
            };
        if !is_hearers || inside(noun) || context.quoted[noun].is_some() {
            return None;
        }
        let marker = (sentence.start..noun).rev().take(6).find(|&word| context.upos(word) == Upos::Adp)?;
        // "after a meeting with her lawyer" others hear it.
        let is_in = matches!(context.lower(marker).as_str(), "in" | "during" | "at" | "on" | "by" | "via");
        if !is_in || !belongs(context, anchor, content, marker, noun) {
            return None;
        }
        let head = noun_behind(context, joint)?;
        (may_hear(context, head) && !is_in_time(context, head)).then_some(head)
    })
}

/// Whether a noun phrase can be those who hear or read: somebody, a body, those of a place; no occasion.
pub(super) fn may_hear(context: &Context<'_>, head: usize) -> bool {
    matches!(context.upos(head), Upos::Noun | Upos::Propn | Upos::Pron)
        && (may_be_spoken_to(context, head)
            || context.upos(head) == Upos::Propn
            || is_somebody(context, head)
            || matches!(context.xpos(head), Xpos::Nns) && !is_occasion(context, head))
}

/// "told *soldiers* that", "begged *donors* not to": the object of such verbs is nothing else.
fn is_always_spoken_to(context: &Context<'_>, anchor: &Anchor, object: usize) -> bool {
    let is_only = anchor.entry.is_some_and(|entry| {
        let entry = context.lexicon.entry(entry);
        entry.takes("addressee") || (entry.takes("object-of") && !entry.takes("object"))
    });
    is_only
        && matches!(context.upos(object), Upos::Noun | Upos::Propn)
        && !saying_words::is_asked_thing(context.lemma(object))
}

/// "accused *the Europeans* of lying", "urged *both sides* to wait": whoever stands between the verb
/// and what he is said to have done or should do, whatever the tree makes of it.
fn named_between(context: &Context<'_>, anchor: &Anchor, content: &Content) -> Option<usize> {
    let start = content.pieces[0].start;
    // "called *on* the islands to send boats"
    let with =
        format!("{} {}", anchor.lemma, context.lower(anchor.cue.end.min(context.annotated.tokens.len() - 1)));
    let is_with = context.xpos(start) == Xpos::To
        && context.lexicon.find(CuePart::Verb, &with).is_some_and(|entry| {
            context.lexicon.entry(entry).frames.iter().any(|frame| frame == "object-to")
        });
    let is_frame = content.start == Start::Adverbial && speaks_to_object(context, anchor) || is_with;
    if !is_frame || start <= anchor.cue.end || start - anchor.cue.end > 14 || context.is_passive(anchor.head)
    {
        return None;
    }
    let between: Span<Word> = Span::new(anchor.cue.end, start);
    let is_time = |word: usize| {
        let times = &context.scene.times;
        let at = times.partition_point(|time| time.words.end <= word);
        times.get(at).is_some_and(|time| time.words.start <= word)
    };
    between
        .range()
        .find(|&word| {
            matches!(context.upos(word), Upos::Noun | Upos::Propn | Upos::Pron)
                && context.head(word).is_none_or(|head| {
                    !(between.start <= head && head < between.end) || context.upos(head) == Upos::Verb
                })
                && !is_time(word)
        })
        .filter(|&word| speaks_to_object(context, anchor) || may_hear(context, word))
}

/// Where, or through which medium: "at a hearing in Geneva", "in a statement", "on Telegram".
pub(super) fn venue(context: &Context<'_>, anchor: &Anchor, content: &Content) -> Option<Venue> {
    let annotated = context.annotated;
    if !matches!(anchor.part, AnchorPart::Verb | AnchorPart::Phrase) {
        return None;
    }
    if let Some(words) = told_occasion(context, anchor) {
        return Some(Venue { span: annotated.excerpt(words) });
    }
    let inside = |word: usize| content.pieces.iter().any(|piece| piece.start <= word && word < piece.end);
    let sentence = context.sentence(anchor.head);
    let near = sentence.start.max(anchor.head.saturating_sub(40))..sentence.end.min(anchor.head + 40);
    let mut found: Option<Span<Word>> = None;
    for marker in near {
        let is_marker = matches!(
            context.lower(marker).as_str(),
            "at" | "in" | "on" | "during" | "via" | "before" | "through" | "from" | "outside"
        ) && matches!(context.upos(marker), Upos::Adp | Upos::Sconj);
        // "called *on Congress* to act": who is called on, and no place.
        let is_of_cue = marker == anchor.cue.end
            && context
                .lexicon
                .find(CuePart::Verb, &format!("{} {}", anchor.lemma, context.lower(marker)))
                .is_some();
        if !is_marker || is_of_cue || inside(marker) || context.quoted[marker] != context.quoted[anchor.head]
        {
            continue;
        }
        let platform = platform_behind(context, marker).filter(|words| !words.range().any(inside));
        let head = platform.map(|words| words.end - 1).or_else(|| noun_behind(context, marker));
        let Some(head) = head.filter(|&head| !inside(head)) else { continue };
        // "tweeted *at Ola Berg*": to whom.
        let is_aimed =
            context.lower(marker) == "at" && matches!(anchor.lemma.as_str(), "tweet" | "shout" | "yell");
        if is_aimed || !is_venue(context, marker, head) || !belongs(context, anchor, content, marker, head) {
            continue;
        }
        let mut stretch =
            platform.unwrap_or_else(|| Span::new(marker + 1, annotated.subtree(head).end.max(head + 1)));
        if let Some(cut) = stretch.range().find(|&word| {
            inside(word)
                || context.is_break(word)
                || annotated.form(word) == "."
                || word > head && (is_in_time(context, word) || comes_out(context, word))
        }) {
            stretch = Span::new(stretch.start, cut);
        }
        // A day that stands in the phrase is the day of the saying.
        while stretch.end > head + 1 && context.upos(stretch.end - 1) == Upos::Adp {
            stretch = Span::new(stretch.start, stretch.end - 1);
        }
        if stretch.is_empty() || stretch.end <= head {
            continue;
        }
        // "at a meeting | in Brussels": two phrases beside each other are one place.
        found = Some(match found {
            Some(before) if stretch.start <= before.end + 1 => before.cover(&stretch),
            Some(before) => before,
            None => stretch,
        });
    }
    found.map(|words| Venue { span: annotated.excerpt(words) })
}

/// "told *a rally*", "addressed *a hearing*": the occasion stands for those who listen.
fn told_occasion(context: &Context<'_>, anchor: &Anchor) -> Option<Span<Word>> {
    if anchor.part != AnchorPart::Verb || !speaks_to_object(context, anchor) {
        return None;
    }
    let object = context.annotated.children(anchor.head).find(|&child| {
        child > anchor.head && matches!(context.deprel(child).base(), Deprel::Obj | Deprel::Iobj)
    })?;
    // "told *The Post*": a paper by its name.
    let is_by_name = context.annotated.form(object).starts_with(char::is_uppercase);
    (is_occasion(context, object)
        && !is_by_name
        && context
            .mention(object)
            .is_none_or(|mention| mention.words.len() > 1 && context.upos(object) == Upos::Noun)
        && !saying_words::is_hearing_house(context.lemma(object)))
    .then(|| phrase(context, object))
}

/// "on *Harbour Social*", "on *Lantern Live*": a medium of several words in capitals, whatever the tree makes of them.
fn platform_behind(context: &Context<'_>, marker: usize) -> Option<Span<Word>> {
    const LONGEST: usize = 3;
    let end = context.sentence(marker).end;
    let is_part = |&word: &usize| {
        let form = context.annotated.form(word);
        form.starts_with(char::is_uppercase) && form.chars().all(char::is_alphanumeric)
    };
    let run = (marker + 1..end.min(marker + 1 + LONGEST)).take_while(is_part).count();
    let last = marker + run;
    let is_known = run > 1 && is_medium(context, last);
    is_known.then(|| Span::new(marker + 1, last + 1))
}

/// The head of the noun phrase behind a preposition.
fn noun_behind(context: &Context<'_>, marker: usize) -> Option<usize> {
    let end = context.sentence(marker).end;
    if let Some(head) = context.head(marker).filter(|&head| head > marker && head < end.min(marker + 14)) {
        return Some(head);
    }
    let is_noun = |word: usize| matches!(context.upos(word), Upos::Noun | Upos::Propn);
    (marker + 1..end.min(marker + 8))
        .take_while(|&word| {
            is_noun(word)
                || matches!(context.upos(word), Upos::Det | Upos::Adj | Upos::Num | Upos::Part)
                || context.upos(word) == Upos::X
        })
        .filter(|&word| is_noun(word) || context.upos(word) == Upos::X)
        .last()
}

fn is_venue(context: &Context<'_>, marker: usize, head: usize) -> bool {
    let is_place = matches!(
        context.names[head],
        Some(MentionKind::Place | MentionKind::Facility | MentionKind::Country)
    );
    let is_place =
        is_place && matches!(context.lower(marker).as_str(), "at" | "in" | "on" | "from" | "outside");
    (is_place || is_occasion(context, head)) && !is_in_time(context, head)
}

fn is_in_time(context: &Context<'_>, word: usize) -> bool {
    let times = &context.scene.times;
    let at = times.partition_point(|time| time.words.end <= word);
    times.get(at).is_some_and(|time| time.words.start <= word)
}

/// Whether a phrase of place is the cue's: by the tree, or since it stands beside the cue, or first in
/// the sentence with no other verb between.
fn belongs(context: &Context<'_>, anchor: &Anchor, content: &Content, marker: usize, head: usize) -> bool {
    let speaking = speaking_beside(context, anchor);
    let mut at = head;
    for _ in 0..5 {
        let Some(up) = context.head(at) else { break };
        if up == anchor.head || Some(up) == speaking {
            return true;
        }
        // "at a hearing *in Geneva*" hangs on the hearing, "officials *in Geneva*" on the speaker.
        if context.upos(up) == Upos::Verb || !is_occasion(context, up) {
            break;
        }
        at = up;
    }
    let has_verb = |mut words: std::ops::Range<usize>| {
        words.any(|word| matches!(context.upos(word), Upos::Verb) || context.is_break(word))
    };
    let is_behind_cue = marker >= anchor.cue.end
        && marker - anchor.cue.end <= 9
        && !has_verb(anchor.cue.end..marker)
        && content.pieces.iter().all(|piece| piece.end <= anchor.cue.start || piece.start > head);
    let sentence = context.sentence(marker);
    let is_first = marker <= sentence.start + 1
        && head < anchor.head
        && content.pieces.iter().all(|piece| piece.start > head)
        && !(head + 1..anchor.head).any(|word| context.upos(word) == Upos::Verb);
    // "called her fears groundless | at a hearing": behind what was said.
    let is_behind_content = content.pieces.last().is_some_and(|piece| {
        piece.start > anchor.head
            && piece.end <= marker
            && marker - piece.end <= 1
            && is_occasion(context, head)
    });
    // "The envoy *during Thursday's meeting of the board* warned": what hangs on who speaks is where he does.
    let is_with_speaker = || {
        matches!(context.lower(marker).as_str(), "during" | "at")
            && is_occasion(context, head)
            && own_subject(context, anchor.head).is_some_and(|who| who < marker && head < anchor.cue.start)
            && !has_verb(marker..anchor.cue.start)
    };
    is_behind_cue || is_first || is_behind_content || is_with_speaker()
}

/// Who passed it on: "was quoted as saying by *Interfax*", "*Interfax* quoted him as saying",
/// "Peskov said, quoted by *RIA*".
pub(super) fn via(context: &Context<'_>, anchor: &Anchor, speaker: Option<usize>) -> Vec<Speaker> {
    let quoter = quoting_verb(context, anchor)
        .and_then(|verb| quoter(context, verb))
        .or_else(|| quoted_beside(context, anchor))
        .filter(|&quoter| Some(quoter) != speaker);
    quoter
        .map(|head| context.scene.entities.speaker(context.annotated, phrase(context, head), head))
        .into_iter()
        .collect()
}

/// The "quoted" over "as saying", or the cue where it is that itself.
pub(super) fn quoting_verb(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
    let quotes = |word: usize| matches!(context.lemma(word), "quote" | "cite");
    if quotes(anchor.head) {
        return Some(anchor.head);
    }
    let mut at = anchor.head;
    for _ in 0..3 {
        at = context.head(at)?;
        if quotes(at) && at < anchor.head {
            return Some(at);
        }
    }
    // "quoted Mr Marek as saying" by the surface.
    let sentence = context.sentence(anchor.head);
    let is_as_saying = anchor.head > sentence.start && context.lemma(anchor.head - 1) == "as";
    let near = sentence.start.max(anchor.head.saturating_sub(14))..anchor.head;
    is_as_saying.then(|| near.rev().find(|&word| quotes(word)))?
}

/// Whether "quoted" is said of the one quoted: "was quoted".
pub(super) fn is_quoted_passively(context: &Context<'_>, verb: usize) -> bool {
    context.is_passive(verb)
        || (verb.saturating_sub(3)..verb).any(|word| context.lemma(word) == "be")
            && context.xpos(verb) == Xpos::Vbn
}

fn quoter(context: &Context<'_>, verb: usize) -> Option<usize> {
    let annotated = context.annotated;
    let agent = annotated.children(verb).find(|&child| {
        context.deprel(child) == Deprel::OblAgent
            || context.marker(child).is_some_and(|marker| context.lemma(marker) == "by")
    });
    if is_quoted_passively(context, verb) {
        return agent.or_else(|| named_behind_by(context, verb));
    }
    // "Berg cited the review *by the board*": the review's.
    own_subject(context, verb).or(agent)
}

/// The name behind "by": "quoted as saying *by Interfax*", "quoted *by RIA*".
fn named_behind_by(context: &Context<'_>, verb: usize) -> Option<usize> {
    let end = context.sentence(verb).end.min(verb + 7);
    let by = (verb + 1..end).find(|&word| context.lower(word) == "by")?;
    (by + 1..end).find(|&word| {
        matches!(context.upos(word), Upos::Propn | Upos::Noun)
            && (word + 1 >= end || !matches!(context.upos(word + 1), Upos::Propn | Upos::Noun))
    })
}

/// "Peskov said, *as quoted by* RIA", "said Ms Keller, *cited by* the state agency".
fn quoted_beside(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
    let end = context.sentence(anchor.head).end.min(anchor.cue.end + 9);
    let verb = (anchor.cue.end..end).find(|&word| {
        matches!(context.lower(word).as_str(), "quoted" | "cited")
            && context.quoted[word].is_none()
            && word + 1 < end
            && context.lower(word + 1) == "by"
    })?;
    named_behind_by(context, verb)
}
