//! Where a content ends, and where another begins: at the next speaker, a second verb, a day, an occasion, a
//! title; and what is no content because it is who says or hears it.

use super::super::anchors::{Anchor, AnchorPart};
use super::super::contents::{Content, End, Start};
use super::super::context::Context;
use super::super::lexicon::CueKind;
use super::super::may_say::is_passive;
use super::super::saying_words;
use super::super::subjects::{named_before, own_subject};
use super::super::voices::is_voice;
use super::candidate::{Candidate, is_plain};
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::{MentionKind, Span};

/// "The guide said the road was safe, *Ada Doran said*", "…, *it was announced*": an attribution at the end of its sentence holds all of it,
/// others' words too.
pub(super) fn whole_sentence_before(
    context: &Context<'_>,
    anchor: &Anchor,
    stretches: &[Content],
) -> Option<usize> {
    let verb = anchor.head;
    let sentence = context.sentence(verb);
    let is_time = |word: usize| {
        let times = &context.scene.times;
        let at = times.partition_point(|time| time.words.end <= word);
        times.get(at).is_some_and(|time| time.words.start <= word)
    };
    let is_last = (anchor.cue.end..sentence.end)
        .all(|word| context.is_punctuation(word) || is_time(word) || context.lower(word) == "on");
    if anchor.part != AnchorPart::Verb
        || !is_plain(context, anchor)
        || !is_last
        || context.quoted[verb].is_some()
    {
        return None;
    }
    let whole = stretches.iter().position(|content| {
        content.start == Start::Before
            && content.pieces.len() == 1
            && content.pieces[0].start <= sentence.start + 1
            && content.ends & (1 << End::Own as u16) != 0
    })?;
    let words = stretches[whole].pieces[0];
    let has_cue = words.range().any(|word| {
        context.upos(word) == Upos::Verb
            && context.quoted[word].is_none()
            && matches!(context.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
            && context.entries[word].is_some_and(|entry| context.lexicon.entry(entry).kind == CueKind::Speech)
            && own_subject(context, word).is_some()
    });
    let follows = words.end < verb && context.is_break(words.end);
    // "…, *it was announced*": "it" is the sentence.
    let is_it = is_passive(context, verb)
        && own_subject(context, verb).is_some_and(|subject| context.lower(subject) == "it");
    ((has_cue || is_it) && follows).then_some(whole)
}

/// "The keeper told nobody of it, *Horn said, describing* him as calm": all that stands before who speaks, where he goes on with
/// a participle of saying.
pub(super) fn whole_before_going_on(
    context: &Context<'_>,
    anchor: &Anchor,
    stretches: &[Content],
) -> Option<usize> {
    let (verb, behind) = (anchor.head, anchor.cue.end);
    let sentence = context.sentence(verb);
    let goes_on = anchor.part == AnchorPart::Verb
        && is_plain(context, anchor)
        && context.quoted[verb].is_none()
        && behind + 1 < sentence.end
        && context.is_comma(behind)
        && context.xpos(behind + 1) == Xpos::Vbg
        && context.entries[behind + 1].is_some();
    let subject = own_subject(context, verb).filter(|&subject| goes_on && subject < verb)?;
    stretches.iter().position(|content| {
        content.start == Start::Before
            && content.ends & (1 << End::Own as u16) != 0
            && content.pieces.len() == 1
            && content.pieces[0].start <= sentence.start + 1
            && content.pieces[0].end < subject
            && context.is_comma(content.pieces[0].end)
            && !(sentence.start..verb).any(|word| context.quoted[word].is_some())
    })
}

/// "*Ada Doran, who chairs the council*, said": where nothing stands between a stretch and the verb behind it,
/// and no subject behind the verb, the stretch holds who says it.
pub(super) fn holds_speaker(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    let verb = anchor.head;
    let [piece] = content.pieces.as_slice() else { return false };
    let is_before = anchor.part == AnchorPart::Verb
        && matches!(content.start, Start::Before | Start::Fronted)
        && piece.end <= verb
        && context.quoted[piece.end - 1].is_none();
    let is_next = (piece.end..verb)
        .all(|word| context.is_punctuation(word) || matches!(context.upos(word), Upos::Aux | Upos::Adv));
    let end = context.sentence(verb).end;
    let is_inverted = (anchor.cue.end..end.min(anchor.cue.end + 2))
        .any(|word| matches!(context.upos(word), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Det));
    // "Though *the keeper – who wears a tall hat –* noted with a smile": nothing in it but who says it, and what he is told by.
    let tells = piece.range().any(|word| {
        matches!(context.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
            && !(piece.start.max(word.saturating_sub(2))..word)
                .any(|before| matches!(context.xpos(before), Xpos::Wp | Xpos::Wdt))
    });
    let is_free = anchor.cue.end < end && matches!(context.upos(anchor.cue.end), Upos::Adp | Upos::Adv);
    let is_who_alone =
        is_free && !tells && own_subject(context, verb).is_some_and(|who| piece.range().contains(&who));
    // "“He was gentle,” Ada Doran, told the paper": a quotation with a name behind it.
    let quoted = piece.range().rev().find(|&word| context.quoted[word].is_some());
    let is_named_behind = quoted.is_some_and(|last| {
        (last + 1..piece.end).all(|word| context.is_punctuation(word) || context.upos(word) == Upos::Propn)
    });
    // "…, the harbour master, *Ada Doran*, said": a name set off, which is cut off later.
    let is_set_off = context.names[piece.end - 1] == Some(MentionKind::Person)
        && (piece.start + 3..piece.end).any(|word| context.is_comma(word));
    // "*A rider nearby*, named as Pavel Horn, told": who he is stands between commas.
    let is_told_more = piece.end + 1 < verb
        && context.is_comma(piece.end)
        && context.xpos(piece.end + 1) == Xpos::Vbn
        && context.is_comma(verb - 1)
        && verb - piece.end <= 12;
    (is_before && (is_named_behind || is_told_more))
        || is_before && is_next && !is_set_off && (!is_inverted || is_who_alone) && !is_passive(context, verb)
}

/// "told *voters she had seen it*", "cautioned *the crews that* …": whoever is told is no part of it either.
pub(super) fn holds_hearer(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    let takes_hearer = anchor.entry.is_some_and(|entry| {
        let entry = context.lexicon.entry(entry);
        entry.takes("addressee") && !entry.takes("object") && !entry.takes("object-for")
    });
    let piece = content.pieces[0];
    if anchor.part != AnchorPart::Verb || !takes_hearer {
        return false;
    }
    let object = context.annotated.children(anchor.head).find(|&child| {
        child > anchor.head && matches!(context.deprel(child).base(), Deprel::Obj | Deprel::Iobj)
    });
    let is_noun_and_more = object.is_some_and(|object| {
        let words = context.annotated.subtree(object);
        let is_begun = words.start <= piece.start && piece.start <= object && words.end > object;
        is_begun && (piece.end > words.end || piece.end == words.end && piece.start == words.start)
    });
    let that = (piece.start + 1..piece.end.min(piece.start + 6))
        .find(|&word| context.lower(word) == "that" && context.upos(word) == Upos::Sconj);
    let is_before_that = piece.start == anchor.cue.end
        && that.is_some_and(|that| {
            (piece.start..that).all(|word| {
                matches!(context.upos(word), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Num)
                    || context.xpos(word) == Xpos::PrpPoss
            })
        });
    is_noun_and_more || is_before_that
}

/// "said the mine would stay open *and warned* of a strike": no verb in the past goes on from "would stay",
/// so that it is the speaker's own. Where what is said is in the plain past itself, nothing tells.
pub(super) fn cut_at_second_verb(context: &Context<'_>, candidate: &mut Candidate, shared: &[usize]) {
    let own = candidate.anchor.head;
    let is_gerund = context.xpos(own) == Xpos::Vbg;
    let is_finite = matches!(context.xpos(own), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    if !(is_gerund || is_finite) || !matches!(candidate.anchor.part, AnchorPart::Verb) {
        return;
    }
    let Some(piece) = candidate.content.pieces.last_mut().filter(|piece| piece.start > own) else { return };
    let Some(&second) = shared.iter().find(|&&head| piece.start + 2 < head && head < piece.end) else {
        return;
    };
    let Some(joint) = (piece.start + 2..second).rev().take(2).find(|&word| context.upos(word) == Upos::Cconj)
    else {
        return;
    };
    let is_same_tense = |word: usize| {
        context.xpos(word) == context.xpos(own) && matches!(context.upos(word), Upos::Verb | Upos::Aux)
    };
    // "warns that the dam is old and *says*": a dam says nothing.
    let is_of_thing = (piece.start..joint)
        .find(|&word| context.deprel(word).is(Deprel::Nsubj))
        .is_some_and(|subject| is_thing(context, subject) && context.lemma(second) != "threaten");
    let is_free = context.xpos(second) == context.xpos(own)
        && context.quoted[second].is_none()
        && (is_gerund || is_of_thing || !(piece.start..joint).any(is_same_tense));
    if is_free {
        *piece = context.trim(Span::new(piece.start, joint));
    }
}

/// "thought the mill would make a fine theatre *and rang* its owner", "want to leave *and are* preparing a vote": what goes on
/// from no verb of what is said, by its tense, is what the speaker does. Where what is said has a verb of that tense itself,
/// or a participle that the second may go on from ("would be tested and approved"), nothing tells.
pub(super) fn cut_at_own_deed(context: &Context<'_>, candidate: &mut Candidate) {
    let own = candidate.anchor.head;
    let is_finite = |word: usize| {
        matches!(context.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
            && matches!(context.upos(word), Upos::Verb | Upos::Aux)
    };
    if candidate.anchor.part != AnchorPart::Verb || !is_finite(own) || context.quoted[own].is_some() {
        return;
    }
    let Some(piece) = candidate.content.pieces.last_mut().filter(|piece| piece.start > own) else { return };
    let joint = (piece.start + 1..piece.end.saturating_sub(1)).find_map(|joint| {
        let is_joint =
            matches!(context.lower(joint).as_str(), "and" | "but") && context.quoted[joint].is_none();
        let second = (joint + 1..piece.end.min(joint + 3)).find(|&word| context.upos(word) != Upos::Adv)?;
        (is_joint && is_finite(second) && own_subject(context, second).is_none()).then_some((joint, second))
    });
    let Some((joint, second)) = joint else { return };
    let is_past = |word: usize| context.xpos(word) == Xpos::Vbd;
    // A clause about a noun or of a time has its own verbs: "to pay the men who *work* there".
    let is_main = |word: usize| {
        !context.deprel(word).is(Deprel::Acl)
            && !context.deprel(word).is(Deprel::Advcl)
            && context.upos(word) != Upos::Noun
    };
    let is_taken = |word: usize| {
        let is_same = is_finite(word) && is_past(word) == is_past(second);
        let is_participle = context.xpos(word) == Xpos::Vbn && context.lower(second).ends_with("ed");
        is_same || is_participle && is_main(word)
    };
    // "said the hall was for sale, but *talked* mainly about the roof": whoever says one thing talks of another.
    let talks = context.is_comma(joint - 1) && saying_words::is_of_topics(context.lemma(second));
    let is_own_tense = is_past(own) == is_past(second) && context.quoted[second].is_none();
    let is_joined = context.head(second) == Some(own) && context.deprel(second).is(Deprel::Conj);
    let has_same = (piece.start..joint).any(|word| is_taken(word) && context.quoted[word].is_none());
    let holds_quotation = (piece.start..joint).any(|word| context.quoted[word].is_some());
    if is_own_tense && (talks || !has_same) && (!holds_quotation || is_joined) {
        *piece = context.trim(Span::new(piece.start, joint));
    }
}

/// A noun for a thing, which says nothing: not "farmers", "the clinic".
fn is_thing(context: &Context<'_>, noun: usize) -> bool {
    context.upos(noun) == Upos::Noun
        && context.mention(noun).is_none()
        && context.names[noun].is_none()
        && !is_voice(context, noun)
}

/// Where the clause of a cue begins that has a speaker of its own, beside what others said: "…, *but Ada
/// Doran said* it was sound", "…; *Iran said* it had fired more". The mark before it.
pub(super) fn begins_anew(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
    let verb = anchor.head;
    let entry = context.lexicon.entry(anchor.entry?);
    let is_finite = matches!(context.xpos(verb), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
        && !context.annotated.children(verb).any(|child| context.lower(child) == "had");
    if anchor.part != AnchorPart::Verb
        || !matches!(entry.kind, CueKind::Speech | CueKind::Writing)
        || !is_finite
        || context.quoted[verb].is_some()
    {
        return None;
    }
    let is_person = |word: usize| context.names[word] == Some(MentionKind::Person);
    let subject = own_subject(context, verb)
        .or_else(|| named_before(context, verb))
        .filter(|&subject| subject < verb && !matches!(context.xpos(subject), Xpos::Wp | Xpos::Wdt))?;
    // "… and Petr Holub said": of a name the tree may hold more than its words.
    let is_next = is_person(subject) && (subject..verb).all(is_person);
    let first = if is_next {
        (0..=subject).rev().take_while(|&word| is_person(word)).last()?
    } else {
        context.annotated.subtree(subject).start
    };
    let start = context.sentence(verb).start;
    let before = first.checked_sub(1).filter(|&word| word > start)?;
    let joins = matches!(
        context.lower(before).as_str(),
        "and" | "but" | "while" | "although" | "though" | "whereas" | "as" | "yet"
    );
    if joins {
        let mark = before.checked_sub(1).filter(|&word| word > start)?;
        let is_and = matches!(context.lower(before).as_str(), "and" | "but" | "while" | "whereas");
        return if context.is_break(mark) { Some(mark) } else { (is_next && is_and).then_some(before) };
    }
    (ends_quotation(context, before) || context.annotated.form(before) == ";").then_some(before)
}

/// "felt “ashamed of it all*.”* Berg said …": a mark behind which a new sentence begins.
fn ends_quotation(context: &Context<'_>, mark: usize) -> bool {
    mark > 0
        && mark + 1 < context.annotated.tokens.len()
        && context.is_quotation_mark(mark)
        && context.annotated.form(mark - 1) == "."
        && context.annotated.form(mark + 1).starts_with(char::is_uppercase)
}

/// What stands before the sentence of a cue that begins behind a quotation is not said by it.
pub(super) fn keep_behind_quotation(context: &Context<'_>, anchor: &Anchor, contents: &mut Vec<Content>) {
    let Some(mark) = begins_anew(context, anchor).filter(|&mark| ends_quotation(context, mark)) else {
        return;
    };
    contents.retain(|content| content.pieces.iter().all(|piece| piece.start > mark));
}

/// "…, *adding* that the old one would be kept": the same speaker with a new cue. The mark before it.
pub(super) fn goes_on(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
    let verb = anchor.head;
    let is_speech = anchor.entry.is_some_and(|entry| context.lexicon.entry(entry).kind == CueKind::Speech);
    if anchor.part != AnchorPart::Verb
        || !is_speech
        || context.xpos(verb) != Xpos::Vbg
        || context.quoted[verb].is_some()
    {
        return None;
    }
    let mark = (context.sentence(verb).start..verb)
        .rev()
        .take(3)
        .find(|&word| context.upos(word) != Upos::Adv && context.lower(word) != "while")?;
    (context.is_comma(mark) || matches!(context.annotated.form(mark), "—" | "–" | "--" | ";")).then_some(mark)
}

/// The words of one end where the next speaker's clause begins.
pub(super) fn cut_at_next_speaker(
    context: &Context<'_>,
    candidate: &mut Candidate,
    fresh: &[(usize, usize)],
) {
    let own = candidate.anchor.head;
    let Some(piece) = candidate.content.pieces.last_mut() else { return };
    let cut = fresh.iter().map(|&(_, mark)| mark).find(|&mark| {
        own < mark
            && piece.start + 1 < mark
            && mark < piece.end
            && piece.start > own
            && context.quoted[mark] == context.quoted[own]
    });
    if let Some(mark) = cut {
        *piece = context.trim(Span::new(piece.start, mark));
    }
}

/// The words of one whose cue stands in a clause about who speaks next end with that clause.
pub(super) fn keep_in_clause(context: &Context<'_>, candidate: &mut Candidate, clauses: &[Span<Word>]) {
    let own = candidate.anchor.head;
    let Some(clause) = clauses.iter().find(|clause| clause.start < own && own < clause.end) else { return };
    let Some(piece) = candidate.content.pieces.last_mut() else { return };
    if own < piece.start && piece.start < clause.end && clause.end < piece.end {
        *piece = context.trim(Span::new(piece.start, clause.end));
    }
}

/// Whether a content holds one of some words, other than its own cue.
pub(super) fn over(content: &Content, heads: &[usize], own: usize) -> bool {
    content.pieces.iter().any(|piece| {
        let first = heads.partition_point(|&head| head < piece.start);
        heads[first..].iter().take_while(|&&head| head < piece.end).any(|&head| head != own)
    })
}

/// "accusing the bank of waste and *calling* for a new board": a second participle of saying.
pub(super) fn is_second_gerund(context: &Context<'_>, anchor: &Anchor) -> bool {
    let verb = anchor.head;
    let is_speech = anchor.entry.is_some_and(|entry| context.lexicon.entry(entry).kind == CueKind::Speech);
    is_speech
        && context.xpos(verb) == Xpos::Vbg
        && own_subject(context, verb).is_none()
        && verb > context.sentence(verb).start
        && context.upos(verb - 1) == Upos::Cconj
}

/// "… and *warned* that": behind a conjunction, in the past, with no subject of its own.
pub(super) fn is_second_verb(context: &Context<'_>, anchor: &Anchor) -> bool {
    let verb = anchor.head;
    let is_speech = anchor.entry.is_some_and(|entry| context.lexicon.entry(entry).kind == CueKind::Speech);
    // "said the envoy *had* met them and *had called* for calm": a part of what is said.
    let has_auxiliary = |verb: usize| context.annotated.child(verb, Deprel::Aux).is_some();
    if has_auxiliary(verb)
        && !context.head(verb).is_some_and(|first| has_auxiliary(first) && context.entries[first].is_some())
    {
        return false;
    }
    is_speech
        && anchor.part == AnchorPart::Verb
        && (matches!(context.xpos(verb), Xpos::Vbd | Xpos::Vbn)
            || matches!(context.xpos(verb), Xpos::Vbz | Xpos::Vbp) && is_plain(context, anchor))
        && own_subject(context, verb).is_none()
        && (verb.saturating_sub(2)..verb).any(|word| context.upos(word) == Upos::Cconj)
        && !context.is_passive(verb)
}

/// "Two ferries ran aground, *the harbour master*, Ivo Marek, said": what the speaker is called before the
/// name, between commas and without a verb, is none of what is said.
pub(super) fn cut_title(context: &Context<'_>, content: &mut Content, source: usize) {
    const LONGEST: usize = 14;
    // The tree may take all before the verb for one clause of it.
    let is_before = content.start == Start::Before
        || matches!(content.start, Start::Clause | Start::Fronted)
            && content.pieces.last().is_some_and(|piece| piece.start < source);
    if !is_before {
        return;
    }
    let Some(piece) = content.pieces.last_mut() else { return };
    // The name that stands just before the verb, whatever the tree has for a source.
    let names = &context.annotated.names;
    let at = names.partition_point(|name| name.words.end <= source);
    let beside =
        names.iter().skip(at).find(|name| name.kind == MentionKind::Person && name.words.start >= source);
    let own = names.get(at).filter(|name| name.kind == MentionKind::Person && name.words.start <= source);
    let Some(name) =
        own.or(beside.filter(|name| name.words.start <= source + 3)).map(|name| name.words.start)
    else {
        return;
    };
    if piece.start + 2 < name && name < piece.end {
        *piece = context.trim(Span::new(piece.start, name));
    }
    let is_beside = name >= piece.end
        && (piece.end..name)
            .all(|word| context.is_comma(word) || matches!(context.upos(word), Upos::Propn | Upos::Punct));
    let is_set_off = name > piece.start && context.is_comma(name - 1);
    if !is_beside || !is_set_off {
        return;
    }
    // The last comma inside: what stands behind it is the title or the end of the content.
    let from = piece.start.max(piece.end.saturating_sub(LONGEST));
    let Some(comma) = (from + 2..piece.end.saturating_sub(1)).rev().find(|&word| context.is_comma(word))
    else {
        return;
    };
    let title: Span<Word> = Span::new(comma + 1, piece.end);
    let opens = matches!(context.upos(title.start), Upos::Det)
        || context.xpos(title.start) == Xpos::PrpPoss
        || context.names[title.start].is_some()
        || context.mention(piece.end - 1).is_some();
    let is_phrase = title.range().all(|word| !matches!(context.upos(word), Upos::Verb | Upos::Aux))
        && title.range().any(|word| context.upos(word) == Upos::Noun);
    if opens && is_phrase {
        *piece = context.trim(Span::new(piece.start, comma));
    }
}

/// "… but *declined* to give details": a second verb that no report puts into another's mouth.
pub(super) fn is_plain_refusal(context: &Context<'_>, anchor: &Anchor) -> bool {
    let verb = anchor.head;
    let sentence = context.sentence(verb);
    saying_words::is_refusing(context.lemma(verb))
        && context.xpos(verb) == Xpos::Vbd
        && own_subject(context, verb).is_none()
        && (sentence.start.max(verb.saturating_sub(2))..verb).any(|word| context.upos(word) == Upos::Cconj)
        && verb + 2 < sentence.end
        && context.xpos(verb + 1) == Xpos::To
        && saying_words::is_declined(context.lemma(verb + 2))
}

/// "said the mine would stay open *but criticised* its owners": a finite verb of saying behind "but" with
/// no subject of its own has that of the first.
pub(super) fn is_contrasted(context: &Context<'_>, anchor: &Anchor) -> bool {
    let verb = anchor.head;
    let start = context.sentence(verb).start.max(verb.saturating_sub(2));
    is_second_verb(context, anchor)
        && context.xpos(verb) == Xpos::Vbd
        && (start..verb).any(|word| context.lower(word) == "but")
}
