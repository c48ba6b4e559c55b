//! Contents made whole: what a choice has cut short is taken in, and what the report adds is taken off.

use super::super::act::is_withheld;
use super::super::anchors::{Anchor, AnchorPart};
use super::super::contents::{Content, Start};
use super::super::context::Context;
use super::super::lexicon::CueKind;
use super::super::saying_words;
use super::super::subjects::own_subject;
use super::super::voices::{is_party, is_somebody};
use dateline_language::{Upos, Word, Xpos};
use dateline_model::{MentionKind, Span};

/// A content with all that belongs to it and nothing else.
pub(super) fn make_whole(context: &Context<'_>, anchor: &Anchor, content: &mut Content) {
    cut_leading_day(context, anchor, content);
    cut_leading_place(context, anchor, content);
    go_to_the_end(context, anchor, content);
    take_in_the_clause(context, anchor, content);
    with_its_subject(context, anchor, content);
    with_its_negation(context, anchor, content);
    with_the_comment(context, anchor, content);
    cut_wanting_to_know(context, anchor, content);
    with_its_that(context, anchor, content);
    with_what_is_more(context, anchor, content);
    with_what_is_asked_about(context, anchor, content);
    go_on_with_the_list(context, anchor, content);
    cut_gloss(context, anchor, content);
    cut_source_behind(context, content);
}

/// "The tolls will rise, the palace said, *according to the Gazette*": who passes it on is no part of what is said.
fn cut_source_behind(context: &Context<'_>, content: &mut Content) {
    let is_source = |piece: &Span<Word>| {
        piece.len() > 1
            && context.lower(piece.start) == "according"
            && context.lower(piece.start + 1) == "to"
            && !piece.range().any(|word| is_finite(context, word))
    };
    if content.pieces.len() > 1 && content.pieces.last().is_some_and(is_source) {
        content.pieces.pop();
    }
}

/// "asked her about *the call to close the gates*": what is asked about, and nobody is asked to close them.
fn with_what_is_asked_about(context: &Context<'_>, anchor: &Anchor, content: &mut Content) {
    let [piece] = content.pieces.as_mut_slice() else { return };
    let is_deed = anchor.part == AnchorPart::Verb
        && matches!(anchor.lemma.as_str(), "ask" | "question" | "quiz" | "press")
        && context.xpos(piece.start) == Xpos::To
        && piece.start > anchor.cue.end;
    let about = (anchor.cue.end..piece.start).find(|&word| {
        is_deed && matches!(context.lower(word).as_str(), "about" | "regarding" | "concerning")
    });
    if let Some(about) = about.filter(|&about| about + 1 < piece.start) {
        *piece = Span::new(about + 1, piece.end);
    }
}

/// "asked for *“bread for the town, a doctor for the sick, and free passage”*", "demanded *an inquiry, a new
/// vote, and fair rules*": what is asked for goes on to the last of several things that commas set apart.
fn go_on_with_the_list(context: &Context<'_>, anchor: &Anchor, content: &mut Content) {
    let [piece] = content.pieces.as_mut_slice() else { return };
    let sentence = context.sentence(anchor.head);
    let is_of_things = anchor.part == AnchorPart::Verb
        && !matches!(content.start, Start::Before | Start::Around | Start::QuoteBefore | Start::Fronted)
        && piece.start >= anchor.cue.end
        && piece.end < sentence.end
        && context.is_comma(piece.end)
        && !piece.range().any(|word| is_finite(context, word));
    if !is_of_things || context.quoted[anchor.head].is_some() {
        return;
    }
    let end = match context.quotation(piece.start) {
        Some(quotation) if context.quoted[piece.end].is_some() => quotation.words.end.min(sentence.end),
        _ => sentence.end,
    };
    let rest: Span<Word> = Span::new(piece.end, end);
    let has_and = rest.range().any(|word| context.lower(word) == "and");
    // "offered help, and plans to stay" is no list; nor is "a lead, with one paper showing …".
    let commas = rest.range().filter(|&word| context.is_comma(word)).count();
    let opens_with_thing = rest.start + 1 < rest.end
        && !matches!(context.upos(rest.start + 1), Upos::Adp | Upos::Sconj | Upos::Verb);
    // ", adding that", ", according to": what comes behind is no thing asked for.
    let goes_on = |word: usize| {
        context.upos(word) == Upos::Verb && context.is_comma(word - 1) && context.lower(word) != "including"
    };
    // "demanded an inquiry, the union a new vote, and the owners …": each demands his own.
    let is_of_one = context.quoted[rest.start].is_some()
        || !rest.range().any(|word| {
            context.names[word].is_some() || is_somebody(context, word) || is_party(context, word)
        });
    // With one comma nothing but things: "a vote, the end of the ban and a truce".
    let is_long =
        commas > 1 && rest.range().any(|word| context.lower(word) == "and" && context.is_comma(word - 1));
    let is_list = (is_long || commas > 0 && !rest.range().any(|word| context.upos(word) == Upos::Verb))
        && is_of_one
        && opens_with_thing
        && rest.range().all(|word| {
            !is_finite(context, word)
                && context.upos(word) != Upos::Aux
                && !matches!(context.annotated.form(word), ":" | ";" | "-" | "–" | "—" | "(")
                && !goes_on(word)
        });
    let times = &context.scene.times;
    let at = times.partition_point(|time| time.words.end <= rest.start);
    let has_time = times.get(at).is_some_and(|time| time.words.start < rest.end);
    if has_and && is_list && !has_time {
        *piece = context.trim(Span::new(piece.start, end));
    }
}

fn is_finite(context: &Context<'_>, word: usize) -> bool {
    // "and *unhindered* access": a participle before a noun that was taken for a past.
    let stands_before_noun = context.xpos(word) == Xpos::Vbd
        && context.lower(word).ends_with("ed")
        && word + 1 < context.annotated.tokens.len()
        && matches!(context.upos(word + 1), Upos::Noun | Upos::Adj)
        && word > 0
        && (context.is_comma(word - 1)
            || matches!(context.upos(word - 1), Upos::Cconj | Upos::Det | Upos::Adj));
    matches!(context.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md) && !stands_before_noun
}

/// "said late on *Sunday Ola Vik* would go": a day that trees join to the name behind it is that of the saying.
fn cut_leading_day(context: &Context<'_>, anchor: &Anchor, content: &mut Content) {
    let [piece] = content.pieces.as_mut_slice() else { return };
    let times = &context.scene.times;
    let at = times.partition_point(|time| time.words.end <= piece.start);
    let Some(time) = times.get(at).filter(|time| time.words.start <= piece.start) else { return };
    let behind = time.words.end;
    let is_between = anchor.part == AnchorPart::Verb
        && piece.start > anchor.cue.end
        && time.words.start <= anchor.cue.end + 1
        && time.words.start >= anchor.cue.end
        && behind + 2 < piece.end;
    if is_between && context.names[behind] == Some(MentionKind::Person) && context.quoted[behind].is_none() {
        *piece = Span::new(behind, piece.end);
    }
}

/// "suggested *at the rally and in a letter* that they were late": where it was said, before the "that".
fn cut_leading_place(context: &Context<'_>, anchor: &Anchor, content: &mut Content) {
    const REACH: usize = 12;
    let [piece] = content.pieces.as_mut_slice() else { return };
    let first = piece.start;
    let from = if first > anchor.cue.end { first - 1 } else { first };
    let is_place = anchor.part == AnchorPart::Verb
        && anchor.entry.is_some_and(|entry| context.lexicon.entry(entry).takes("that"))
        && from >= anchor.cue.end
        && from <= anchor.cue.end + 1
        && [from, first].iter().any(|&word| {
            matches!(context.lower(word).as_str(), "on" | "in" | "at" | "during" | "before" | "via")
        });
    let that = (first + 1..piece.end.min(first + REACH))
        .take_while(|&word| {
            !matches!(context.upos(word), Upos::Verb | Upos::Aux) && context.quoted[word].is_none()
        })
        .find(|&word| {
            // "the rally *that failed*": a clause about the rally.
            context.lower(word) == "that"
                && word + 1 < piece.end
                && matches!(
                    context.upos(word + 1),
                    Upos::Det | Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adj | Upos::Num
                )
        });
    if let Some(that) = that.filter(|_| is_place) {
        *piece = Span::new(that, piece.end);
    }
}

/// "As the ferryman recalls, *the ice broke, sank two barges and cut off the isle*": all that stands behind an
/// opening "as" is said, up to the end of its sentence or the next who speaks.
fn go_to_the_end(context: &Context<'_>, anchor: &Anchor, content: &mut Content) {
    let sentence = context.sentence(anchor.head);
    let [piece] = content.pieces.as_mut_slice() else { return };
    let opens = context.lower(sentence.start) == "as"
        && anchor.part == AnchorPart::Verb
        && anchor.head < sentence.start + 9
        && piece.start == anchor.cue.end + 1
        && context.is_comma(anchor.cue.end);
    if !opens || piece.end >= sentence.end {
        return;
    }
    let speaks_next = (piece.end..sentence.end).any(|word| {
        context.upos(word) == Upos::Verb
            && context.entries[word].is_some_and(|entry| context.lexicon.entry(entry).kind == CueKind::Speech)
            && own_subject(context, word).is_some()
    });
    if !speaks_next {
        *piece = context.trim(Span::new(piece.start, sentence.end));
    }
}

/// "said on Monday that the pact *was “a farce”*": the clause that a quoted piece stands in is said with it.
fn take_in_the_clause(context: &Context<'_>, anchor: &Anchor, content: &mut Content) {
    let own = anchor.cue.end;
    let [piece] = content.pieces.as_mut_slice() else { return };
    let is_fragment = anchor.part == AnchorPart::Verb
        && saying_words::is_stating(&anchor.lemma)
        && context.quoted[anchor.head].is_none()
        && context.sentence(piece.start) == context.sentence(anchor.head)
        && piece.start > own + 2
        && piece.start < own + 20
        && context.quotation(piece.start).is_some_and(|quotation| quotation.words.start == piece.start);
    if !is_fragment {
        return;
    }
    let between = own..piece.start;
    let is_introduced =
        between.clone().rev().take(3).any(|word| matches!(context.annotated.form(word), "," | ":" | "("));
    let finite = between.clone().find(|&word| {
        matches!(context.xpos(word), Xpos::Vbz | Xpos::Vbd | Xpos::Vbp | Xpos::Md)
            && matches!(context.upos(word), Upos::Verb | Upos::Aux)
    });
    let Some(finite) = finite.filter(|_| !is_introduced) else { return };
    // Its subject: the words before the verb, back to the cue or what tells when and where.
    let times = &context.scene.times;
    let begin = (own..finite)
        .find(|&word| {
            let at = times.partition_point(|time| time.words.end <= word);
            let is_time = times.get(at).is_some_and(|time| time.words.start <= word);
            !is_time && !context.is_punctuation(word) && context.upos(word) != Upos::Adp
        })
        .filter(|&word| word < finite);
    if let Some(begin) = begin {
        *piece = Span::new(begin, piece.end);
    }
}

/// "said on Sunday *the mayor* would go": a clause without its subject takes it in where that stands between.
fn with_its_subject(context: &Context<'_>, anchor: &Anchor, content: &mut Content) {
    let Some(piece) = content.pieces.first_mut() else { return };
    let first = piece.start;
    let is_verb = matches!(context.xpos(first), Xpos::Md | Xpos::Vbz | Xpos::Vbd | Xpos::Vbp);
    if anchor.part != AnchorPart::Verb
        || !is_verb
        || first <= anchor.cue.end
        || context.quoted[first].is_some()
    {
        return;
    }
    // "would offer": the subject hangs on the verb that the modal belongs to.
    let verb = if context.upos(first) == Upos::Verb { Some(first) } else { context.head(first) };
    let subject = verb
        .and_then(|verb| own_subject(context, verb))
        .or_else(|| first.checked_sub(1).filter(|&word| context.names[word].is_some()));
    let Some(subject) = subject.filter(|&subject| anchor.cue.end <= subject && subject < first) else {
        return;
    };
    let begin = context
        .mention(subject)
        .map_or_else(|| context.annotated.subtree(subject).start, |mention| mention.words.start);
    if anchor.cue.end <= begin {
        *piece = Span::new(begin, piece.end);
    }
}

/// "vowed *never* to sell", "agreed *not* to sell": the word before "to" is the infinitive's, whatever it hangs on.
fn with_its_negation(context: &Context<'_>, anchor: &Anchor, content: &mut Content) {
    let Some(piece) = content.pieces.first_mut() else { return };
    let before = piece.start.checked_sub(1).filter(|&before| before >= anchor.cue.end);
    let is_own = |word: usize| {
        matches!(context.lower(word).as_str(), "never" | "ever" | "not")
            && context.quoted[word] == context.quoted[word + 1]
    };
    if context.xpos(piece.start) == Xpos::To
        && let Some(before) = before.filter(|&before| is_own(before))
    {
        *piece = Span::new(before, piece.end);
    }
}

/// "wants *to know* why the gates were shut": the question is what is asked.
fn cut_wanting_to_know(context: &Context<'_>, anchor: &Anchor, content: &mut Content) {
    let [piece] = content.pieces.as_mut_slice() else { return };
    let first = piece.start;
    let is_asked = anchor.part == AnchorPart::Verb
        && anchor.lemma == "want"
        && first + 2 < piece.end
        && context.xpos(first) == Xpos::To
        && context.lemma(first + 1) == "know"
        && (matches!(context.xpos(first + 2), Xpos::Wp | Xpos::Wrb | Xpos::Wdt)
            || matches!(context.lower(first + 2).as_str(), "whether" | "if"));
    if is_asked {
        *piece = Span::new(first + 2, piece.end);
    }
}

/// "Berg's suggestion *that* the mill be sold": behind a noun the clause is told with its "that".
fn with_its_that(context: &Context<'_>, anchor: &Anchor, content: &mut Content) {
    let Some(piece) = content.pieces.first_mut() else { return };
    let is_behind = anchor.part == AnchorPart::Noun
        && piece.start == anchor.cue.end + 1
        && context.lower(anchor.cue.end) == "that"
        && context.upos(anchor.cue.end) == Upos::Sconj
        && context.quoted[anchor.cue.end] == context.quoted[piece.start];
    if is_behind {
        *piece = Span::new(anchor.cue.end, piece.end);
    }
}

/// "Five men were hurt, guards said, *two more than Kolar had reported*": how it compares belongs to what is said before.
fn with_what_is_more(context: &Context<'_>, anchor: &Anchor, content: &mut Content) {
    let sentence = context.sentence(anchor.head);
    let comma = anchor.cue.end;
    let is_before = anchor.part == AnchorPart::Verb
        && matches!(content.start, Start::Before | Start::Fronted)
        && content.pieces.len() == 1
        && content.pieces[0].end <= anchor.head
        && comma + 4 < sentence.end
        && context.is_comma(comma)
        && context.quoted[comma].is_none();
    let compares = is_before
        && context.upos(comma + 1) == Upos::Num
        && matches!(context.lower(comma + 2).as_str(), "more" | "fewer" | "less" | "higher" | "lower")
        && context.lower(comma + 3) == "than";
    if compares {
        content.pieces.push(context.trim(Span::new(comma + 1, sentence.end)));
    }
}

/// "would not *comment on the raid*": what is refused is to say something of it, not the raid.
fn with_the_comment(context: &Context<'_>, anchor: &Anchor, content: &mut Content) {
    let is_of = is_withheld(context, anchor) && saying_words::is_of_a_comment(&anchor.lemma);
    let [piece] = content.pieces.as_mut_slice() else { return };
    let is_phrase = is_of
        && piece.start >= anchor.cue.end
        && piece.start <= anchor.cue.end + 2
        && (anchor.cue.end..piece.start)
            .all(|word| context.upos(word) == Upos::Adp || context.upos(word) == Upos::Adv);
    if is_phrase {
        *piece = Span::new(anchor.cue.start, piece.end);
    }
}

/// "The road is open *– says the mayor*": what the report adds behind a dash is not said.
fn cut_gloss(context: &Context<'_>, anchor: &Anchor, content: &mut Content) {
    for piece in &mut content.pieces {
        let dash = (piece.start + 2..piece.end.saturating_sub(1)).find(|&word| {
            matches!(context.annotated.form(word), "-" | "–" | "—" | "--")
                && context.is_break(word)
                && context.quoted[word].is_none()
                && matches!(context.xpos(word + 1), Xpos::Vbd | Xpos::Vbz)
                && context.entries[word + 1]
                    .is_some_and(|entry| context.lexicon.entry(entry).kind == CueKind::Speech)
                && word + 1 != anchor.head
        });
        if let Some(dash) = dash {
            *piece = context.trim(Span::new(piece.start, dash));
        }
    }
}
