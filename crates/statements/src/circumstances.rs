//! What stands around a statement: to whom, where, on what day, by whose report.

use super::anchors::{Anchor, AnchorPart};
use super::contents::{Content, Start};
use super::context::Context;
use super::sources::{coordinated, own_subject, phrase};
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::{MentionKind, Span, Speaker, TimexType, Venue, When};

/// Nouns for occasions and media in which things are said.
const OCCASIONS: [&str; 66] = [
    "meeting",
    "conference",
    "interview",
    "rally",
    "speech",
    "headquarters",
    "summit",
    "statement",
    "post",
    "tweet",
    "letter",
    "television",
    "tv",
    "radio",
    "twitter",
    "facebook",
    "telegram",
    "x",
    "instagram",
    "telegraph",
    "briefing",
    "hearing",
    "debate",
    "address",
    "call",
    "email",
    "e-mail",
    "memo",
    "report",
    "article",
    "column",
    "op-ed",
    "book",
    "podcast",
    "show",
    "program",
    "programme",
    "broadcast",
    "event",
    "ceremony",
    "forum",
    "session",
    "parliament",
    "assembly",
    "court",
    "congress",
    "senate",
    "house",
    "commons",
    "duma",
    "visit",
    "trip",
    "talk",
    "press",
    "video",
    "message",
    "appearance",
    "memoir",
    "essay",
    "editorial",
    "dinner",
    "convention",
    "stop",
    "gathering",
    "weibo",
    "conversation",
];

/// Verbs whose object is spoken to.
fn speaks_to_object(context: &Context<'_>, anchor: &Anchor) -> bool {
    anchor.entry.is_some_and(|entry| {
        context
            .lexicon
            .entry(entry)
            .frames
            .iter()
            .any(|frame| frame.starts_with("object-") || frame == "addressee")
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
    let inside = |word: usize| content.pieces.iter().any(|piece| piece.start <= word && word < piece.end);
    let mut head = None;
    for child in annotated.children(anchor.head) {
        let relation = context.deprel(child);
        let marker = context.marker(child).map_or("", |marker| context.lemma(marker));
        let is_party = may_be_spoken_to(context, child);
        let fits = if context.is_passive(anchor.head) && speaks_to_object(context, anchor) {
            relation == Deprel::NsubjPass
        } else if relation.is(Deprel::Iobj) || (relation.is(Deprel::Obj) && speaks_to_object(context, anchor))
        {
            child > anchor.head && (is_party || is_always_spoken_to(context, anchor, child))
        } else if relation.is(Deprel::Obl) || relation.is(Deprel::Nmod) {
            is_party
                && match marker {
                    "to" => !inside(child),
                    "on" | "upon" => matches!(anchor.lemma.as_str(), "call" | "urge" | "prevail"),
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
    // "demanded a swift response from Moscow"
    if head.is_none() && matches!(anchor.lemma.as_str(), "demand" | "seek" | "request") {
        head = content.head.and_then(|object| {
            annotated.children(object).find(|&child| {
                context.marker(child).is_some_and(|marker| context.lemma(marker) == "from")
                    && may_be_spoken_to(context, child)
            })
        });
    }
    let Some(head) = head.or_else(|| named_between(context, anchor, content)) else { return Vec::new() };
    coordinated(context, head)
        .into_iter()
        .map(|head| context.scene.entities.speaker(annotated, phrase(context, head), head))
        .collect()
}

/// "told *soldiers* that", "begged *donors* not to": the object of such verbs is nothing else.
fn is_always_spoken_to(context: &Context<'_>, anchor: &Anchor, object: usize) -> bool {
    let is_only = anchor.entry.is_some_and(|entry| {
        let entry = context.lexicon.entry(entry);
        entry.takes("addressee") || (entry.takes("object-of") && !entry.takes("object"))
    });
    is_only && matches!(context.upos(object), Upos::Noun | Upos::Propn)
}

/// "accused *the Europeans* of lying", "urged *both sides* to wait": whoever stands between the verb
/// and what he is said to have done or should do, whatever the tree makes of it.
fn named_between(context: &Context<'_>, anchor: &Anchor, content: &Content) -> Option<usize> {
    let start = content.pieces[0].start;
    let is_frame = content.start == Start::Adverbial && speaks_to_object(context, anchor);
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
    between.range().find(|&word| {
        matches!(context.upos(word), Upos::Noun | Upos::Propn | Upos::Pron)
            && context.head(word).is_none_or(|head| {
                !(between.start <= head && head < between.end) || context.upos(head) == Upos::Verb
            })
            && !is_time(word)
    })
}

fn may_be_spoken_to(context: &Context<'_>, word: usize) -> bool {
    let is_time = context.scene.times.binary_search_by_key(&word, |time| time.words.start).is_ok();
    !is_time
        && (context.names[word].is_some()
            || context.mention(word).is_some()
            || context.upos(word) == Upos::Pron
                && !matches!(context.lemma(word), "it" | "this" | "that" | "what")
            || matches!(
                context.lemma(word),
                "reporter"
                    | "journalist"
                    | "crowd"
                    | "audience"
                    | "supporter"
                    | "voter"
                    | "lawmaker"
                    | "ally"
                    | "minister"
                    | "leader"
                    | "delegate"
                    | "parliament"
                    | "court"
                    | "judge"
                    | "member"
                    | "people"
                    | "country"
                    | "government"
                    | "official"
                    | "colleague"
                    | "agency"
                    | "host"
                    | "police"
                    | "investigator"
                    | "interviewer"
                    | "broadcaster"
                    | "newspaper"
                    | "public"
                    | "nation"
                    | "congress"
                    | "magazine"
            ))
}

/// Where, or through which medium: "at a NATO meeting in Brussels", "in a statement", "on Telegram".
pub(super) fn venue(context: &Context<'_>, anchor: &Anchor, content: &Content) -> Option<Venue> {
    let annotated = context.annotated;
    if anchor.part != AnchorPart::Verb {
        return None;
    }
    let inside = |word: usize| content.pieces.iter().any(|piece| piece.start <= word && word < piece.end);
    let mut found: Option<Span<Word>> = None;
    for child in annotated.children(anchor.head) {
        if !context.deprel(child).is(Deprel::Obl) || inside(child) {
            continue;
        }
        let Some(marker) = context.marker(child) else { continue };
        if !matches!(
            context.lemma(marker),
            "at" | "in" | "on" | "during" | "via" | "before" | "through" | "from" | "outside"
        ) {
            continue;
        }
        let is_place = matches!(
            context.names[child],
            Some(MentionKind::Place | MentionKind::Facility | MentionKind::Country)
        );
        let lemma = context.lemma(child).to_lowercase();
        if !(is_place || OCCASIONS.contains(&lemma.as_str())) {
            continue;
        }
        let mut stretch = annotated.subtree(child);
        stretch = Span::new(marker + 1, stretch.end);
        if let Some(cut) = stretch.range().find(|&word| inside(word) || context.is_break(word)) {
            stretch = Span::new(stretch.start, cut);
        }
        if stretch.is_empty() || stretch.start > child {
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

/// The day, from a time expression of the cue's own clause: "on Friday accused", "said Monday that".
pub(super) fn day(context: &Context<'_>, anchor: &Anchor, content: &Content) -> Option<When> {
    let sentence = context.sentence(anchor.head);
    let times = &context.scene.times;
    let first = times.partition_point(|time| time.words.start < sentence.start);
    let mut best: Option<(usize, When)> = None;
    for time in times[first..].iter().take_while(|time| time.words.start < sentence.end) {
        let is_day = matches!(time.record.timex3.kind, TimexType::Date | TimexType::Time);
        let inside = time
            .words
            .range()
            .any(|word| content.pieces.iter().any(|piece| piece.start <= word && word < piece.end));
        if !is_day || inside || time.record.edtf.is_none() || time.words.is_empty() {
            continue;
        }
        if !hangs_on(context, time.words, anchor) {
            continue;
        }
        let distance = time.words.start.abs_diff(anchor.head);
        if best.as_ref().is_none_or(|(nearest, _)| distance < *nearest) {
            best = Some((distance, When { span: time.record.span.clone(), edtf: time.record.edtf.clone() }));
        }
    }
    best.map(|(_, when)| when)
}

/// Whether an expression of time belongs to the cue: its nearest verb is the cue, or a verb that
/// the cue shares its subject with.
fn hangs_on(context: &Context<'_>, time: Span<Word>, anchor: &Anchor) -> bool {
    let mut head = time
        .range()
        .find(|&word| context.head(word).is_none_or(|head| !(time.start <= head && head < time.end)))
        .unwrap_or(time.start);
    for _ in 0..6 {
        if head == anchor.head {
            return true;
        }
        let Some(up) = context.head(head) else { break };
        if context.upos(up) == Upos::Verb && up != anchor.head {
            // "On Friday he came and said": shared with the verb that comes first.
            let mut at = anchor.head;
            for _ in 0..4 {
                let Some(governor) = context.governor(at) else { break };
                if governor == up && context.deprel(at).is(Deprel::Conj) && own_subject(context, at).is_none()
                {
                    return true;
                }
                at = governor;
            }
            break;
        }
        head = up;
    }
    // "on Friday accused … and demanded …": the first verb's day is the second's too.
    if let Some(first) = super::sources::first_verb(context, anchor)
        && (head == first || context.head(head) == Some(first) || time.end == first)
    {
        return true;
    }
    // By the surface, where the tree has hung it elsewhere: "said *Monday* that", "*on Friday* accused".
    let (start, end) = (time.start, time.end);
    let behind = start >= anchor.cue.end && start - anchor.cue.end <= 1;
    let ahead = end <= anchor.cue.start && anchor.cue.start - end <= 1;
    behind || ahead
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
    own_subject(context, verb).filter(|_| agent.is_none()).or(agent)
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
