//! Which of the possible statements stand: each cue's best content and source by the
//! model, then what overlaps is settled, since a word is said by one mouth at a time.

use super::act::is_withheld;
use super::anchors::{Anchor, AnchorPart};
use super::circumstances::{is_medium, is_occasion, is_quoted_passively, quoting_verb};
use super::contents::{Content, Start, contents};
use super::context::Context;
use super::features::{AnchorView, content_features, source_features};
use super::lexicon::CueKind;
use super::model::Model;
use super::sayings::{is_nobody, is_passive, is_said, sentence_before, tells};
use super::sources::{
    Source, SourceRelation, before_parenthesis, first_verb, main_speaker, own_subject, sources, subject,
};
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_learn::{Choice, choose};
use dateline_model::{MentionKind, Sector, Span, StatementAct};

/// A statement before it is written down.
#[derive(Clone, Debug)]
pub(super) struct Selected {
    /// Its cue; none where a quotation goes on alone.
    pub anchor: Option<Anchor>,
    pub content: Content,
    pub source: Option<usize>,
    /// Who passed it on, where that is a statement around it: "…, *Tanva* reported".
    pub via: Option<usize>,
    pub probability: f32,
    /// The statement in whose content it stands, by its place in the list.
    pub inside: Option<usize>,
}

/// Whether a cue plainly is one of saying or writing. That is the record's own matter: nouns,
/// adjectives, and cues of thought, wish and finding have a threshold of their own.
pub(super) fn is_plain(context: &Context<'_>, anchor: &Anchor) -> bool {
    let is_verb = matches!(anchor.part, AnchorPart::Verb | AnchorPart::Phrase);
    match anchor.entry.map(|entry| context.lexicon.entry(entry).kind) {
        Some(CueKind::Speech | CueKind::Writing) => is_verb,
        None => matches!(anchor.part, AnchorPart::Colon | AnchorPart::Dash),
        _ => false,
    }
}

/// A statement that nobody is named for has to be plainly one.
const SOURCELESS: f32 = 0.6;

/// And a noun for a thought or wish, most plainly.
const SOURCELESS_NOUN: f32 = 0.9;

/// Reported speech inside reported speech has to be plainly that.
const NESTED_THRESHOLD: f32 = 0.4;

/// In a quotation acts that bind or blame are plain enough with less: the model has seen none there.
fn nested_threshold(context: &Context<'_>, anchor: &Anchor) -> f32 {
    if context.quoted[anchor.head].is_some() { NESTED_THRESHOLD / 2.0 } else { NESTED_THRESHOLD }
}

/// Where the construction leaves little doubt, a cue needs no more than this.
const CERTAIN: f32 = 0.1;

/// How sure a sentence-final attribution is that has another's words before it.
const WHOLE: f32 = 0.75;

/// How sure "Ada Doran said this", after a sentence that nobody is named for, is to mean that sentence.
const POINTED_AT: f32 = 0.8;

struct Candidate {
    anchor: Anchor,
    view: AnchorView,
    content: Content,
    choice: Choice,
    /// How probable the model alone holds it to be, where the reader's view has a say in the choice:
    /// the confidence that a statement shows was fitted to the model's.
    alone: f32,
    /// The next best contents, for where the best is taken by another cue.
    others: Vec<Content>,
    /// Stands only inside another statement.
    is_nested_only: bool,
}

/// A content that is not the best needs this share of the best one's probability to take its place.
const SECOND: f32 = 0.02;

/// The statements with a cue, in the order of their cues.
pub(super) fn select(context: &Context<'_>, model: &Model, anchors: Vec<Anchor>) -> Vec<Selected> {
    let mut candidates: Vec<Candidate> = Vec::new();
    for anchor in anchors {
        if !tells(context, &anchor) {
            continue;
        }
        if let Some(content) = pointed_at(context, &anchor) {
            let view = AnchorView::new(context, &anchor, model.knows(anchor.key));
            let choice = Choice { best: 0, probability: POINTED_AT, any: POINTED_AT };
            candidates.push(Candidate {
                anchor,
                view,
                content,
                choice,
                alone: 1.0,
                others: Vec::new(),
                is_nested_only: false,
            });
            continue;
        }
        let mut stretches = contents(context, &anchor);
        stretches.retain(|content| {
            !holds_speaker(context, &anchor, content) && !holds_hearer(context, &anchor, content)
        });
        if stretches.is_empty() {
            continue;
        }
        let mut view = AnchorView::new(context, &anchor, model.knows(anchor.key));
        if is_plain_refusal(context, &anchor)
            || is_contrasted(context, &anchor)
            || begins_anew(context, &anchor).is_some()
        {
            view = view.free();
        }
        let score = |view: &AnchorView| -> Vec<f32> {
            stretches
                .iter()
                .map(|content| {
                    model.content(&content_features(context, &anchor, view, content))
                        + context.hints.content(context.annotated, (anchor.head, anchor.cue), &content.pieces)
                })
                .collect()
        };
        let mut scores = score(&view);
        let Some(mut choice) = choose(&scores) else { continue };
        let mut is_nested_only = false;
        let enough = model.threshold(is_plain(context, &anchor));
        // "said she would stay but *criticised* the cuts": the first verb speaks for the second;
        // "a step which, she *said*, would cost jobs": the commas do.
        // "would not say *when it would open*": no other verb goes with a question so.
        if is_withheld(context, &anchor)
            && let Some(question) = stretches.iter().position(|content| {
                let is_question = content.starts & (1 << Start::Question as u32) != 0;
                is_question && content.pieces[0].start == anchor.cue.end
            })
            && choice.any < enough
        {
            choice.best = question;
            choice.any = enough;
        }
        if let Some(whole) = whole_sentence_before(context, &anchor, &stretches) {
            choice.best = whole;
            choice.any = choice.any.max(WHOLE);
        }
        let is_certain = is_contrasted(context, &anchor)
            || is_withheld(context, &anchor)
                && matches!(stretches[choice.best].start, Start::Question | Start::Clause | Start::That)
            || is_plain(context, &anchor) && is_parenthesis(&anchor, &stretches[choice.best]);
        let enough = if is_certain { enough.min(CERTAIN) } else { enough };
        if choice.any < enough {
            // "He said that Clinton had promised to act": judged as if it stood alone.
            if !may_be_nested(context, &anchor) {
                continue;
            }
            view = view.free();
            scores = score(&view);
            match choose(&scores) {
                Some(free) if free.any >= nested_threshold(context, &anchor) => choice = free,
                _ => continue,
            }
            is_nested_only = true;
        }
        let best = scores[choice.best];
        let mut order: Vec<usize> =
            (0..scores.len()).filter(|&at| at != choice.best && scores[at] > best + SECOND.ln()).collect();
        order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
        let others = order.into_iter().take(10).map(|at| stretches[at].clone()).collect();
        let alone = if context.annotated.said.is_empty() {
            1.0
        } else {
            let plain = scores.iter().zip(&stretches).map(|(score, content)| {
                score - context.hints.content(context.annotated, (anchor.head, anchor.cue), &content.pieces)
            });
            choose(&plain.collect::<Vec<f32>>()).map_or(1.0, |choice| choice.any)
        };
        let content = stretches.swap_remove(choice.best);
        if !is_said(context, &anchor, &content) {
            continue;
        }
        candidates.push(Candidate { anchor, view, content, choice, alone, others, is_nested_only });
    }
    candidates.retain(|candidate| is_by_words(context, model, candidate));
    let kept = settle(context, &mut candidates);
    let mut selected: Vec<Selected> = Vec::with_capacity(kept.len());
    for (number, inside) in kept {
        let candidate = &candidates[number];
        let source = best_source(context, model, candidate);
        if source.is_none() && !stands_without_source(context, candidate) {
            continue;
        }
        // "Nobody has claimed the attack": there is no such saying.
        if candidate.anchor.part == AnchorPart::Verb
            && subject(context, candidate.anchor.head).is_some_and(|who| {
                context.quoted[who] == context.quoted[candidate.anchor.head] && is_nobody(context, who)
            })
        {
            continue;
        }
        let mut content = candidate.content.clone();
        if let Some(source) = &source {
            cut_title(context, &mut content, source.head);
        }
        selected.push(Selected {
            anchor: Some(candidate.anchor.clone()),
            content,
            source: source.map(|source| source.head),
            via: None,
            probability: candidate.choice.any.min(candidate.alone),
            inside: inside.map(|inside| inside.0),
        });
    }
    selected.sort_by_key(|statement| statement.anchor.as_ref().map_or(0, |anchor| anchor.head));
    pass_on(context, &mut selected);
    resolve_inside(&mut selected, &candidates);
    selected
}

/// "Ada Doran said this at a hearing, *Tanva reported*": the press that only passes on what somebody says
/// is what it came through, not a speaker of its own.
fn pass_on(context: &Context<'_>, selected: &mut Vec<Selected>) {
    let passes = |statement: &Selected| -> Option<usize> {
        let anchor = statement.anchor.as_ref()?;
        let is_passing = matches!(
            anchor.lemma.as_str(),
            "report" | "learn" | "write" | "inform" | "relay" | "quote" | "say" | "state"
        );
        let is_behind = statement.content.pieces.last().is_some_and(|piece| piece.end <= anchor.head);
        statement.source.filter(|&source| is_passing && is_behind && is_press(context, source))
    };
    let mut passed: Vec<usize> = Vec::new();
    for outer in 0..selected.len() {
        let Some(press) = passes(&selected[outer]) else { continue };
        let content = selected[outer].content.clone();
        let mut is_passed = false;
        for (at, inner) in selected.iter_mut().enumerate().filter(|(at, _)| *at != outer) {
            let is_inside = inner.anchor.as_ref().is_some_and(|anchor| holds(&content, anchor.head));
            if is_inside && inner.source.is_some() && !passed.contains(&at) {
                inner.via = Some(press);
                is_passed = true;
            }
        }
        if is_passed {
            passed.push(outer);
        }
    }
    let mut at = 0;
    selected.retain(|_| {
        at += 1;
        !passed.contains(&(at - 1))
    });
}

/// An agency, a paper, a station, or somebody who works for one.
fn is_press(context: &Context<'_>, head: usize) -> bool {
    let sector =
        context.mention(head).and_then(|mention| context.scene.entities.entities[mention.entity].sector);
    sector == Some(Sector::Med)
        || matches!(
            context.lemma(head),
            "correspondent"
                | "reporter"
                | "newspaper"
                | "daily"
                | "weekly"
                | "broadcaster"
                | "outlet"
                | "portal"
                | "media"
        )
}

/// "The guide said the road was safe, *Ada Doran said*", "…, *it was announced*": an attribution at the end of its sentence holds all of it,
/// others' words too.
fn whole_sentence_before(context: &Context<'_>, anchor: &Anchor, stretches: &[Content]) -> Option<usize> {
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
            && content.ends & (1 << super::contents::End::Own as u16) != 0
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

/// "*Ada Doran, who chairs the council*, said": where nothing stands between a stretch and the verb behind it,
/// and no subject behind the verb, the stretch holds who says it.
fn holds_speaker(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
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
    // "“He was gentle,” Ada Doran, told the paper": a quotation with a name behind it.
    let quoted = piece.range().rev().find(|&word| context.quoted[word].is_some());
    let is_named_behind = quoted.is_some_and(|last| {
        (last + 1..piece.end).all(|word| context.is_punctuation(word) || context.upos(word) == Upos::Propn)
    });
    // "…, the harbour master, *Ada Doran*, said": a name set off, which is cut off later.
    let is_set_off = context.names[piece.end - 1] == Some(MentionKind::Person)
        && (piece.start + 3..piece.end).any(|word| context.is_comma(word));
    (is_before && is_named_behind)
        || is_before && is_next && !is_set_off && !is_inverted && !is_passive(context, verb)
}

/// "told *voters she had seen it*", "cautioned *the crews that* …": whoever is told is no part of it either.
fn holds_hearer(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    let takes_hearer = anchor.entry.is_some_and(|entry| {
        let entry = context.lexicon.entry(entry);
        entry.takes("addressee") && !entry.takes("object") && !entry.takes("object-for")
    });
    if anchor.part != AnchorPart::Verb || !takes_hearer {
        return false;
    }
    let piece = content.pieces[0];
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

/// What nobody is named for: "It is expected that …", "known as …" are nobody's words unless an act
/// of speech is plain ("was criticised for …").
fn stands_without_source(context: &Context<'_>, candidate: &Candidate) -> bool {
    let kind = candidate.anchor.entry.map(|entry| context.lexicon.entry(entry).kind);
    let is_quoted = context.quoted[candidate.content.pieces[0].start].is_some();
    let is_speech = matches!(kind, Some(CueKind::Speech | CueKind::Writing));
    // "Asked whether …, he said": what was asked only leads to the answer.
    let head = candidate.anchor.head;
    let leads_up = candidate.anchor.lemma == "ask"
        && (context.xpos(head) == Xpos::Vbn || head == context.sentence(head).start);
    // "The consensus that the law had failed was wide": plainly somebody's, though nobody is named.
    let is_plain_noun = candidate.anchor.part == AnchorPart::Noun && candidate.choice.any >= SOURCELESS_NOUN;
    (is_quoted || is_speech || is_plain_noun) && !leads_up && candidate.choice.any >= SOURCELESS
}

/// Turns the numbers of candidates in `inside` into places in the list.
fn resolve_inside(selected: &mut [Selected], candidates: &[Candidate]) {
    let heads: Vec<usize> = selected
        .iter()
        .map(|statement| statement.anchor.as_ref().map_or(usize::MAX, |anchor| anchor.head))
        .collect();
    for statement in selected.iter_mut() {
        statement.inside = statement.inside.and_then(|number| {
            let head = candidates[number].anchor.head;
            heads.binary_search(&head).ok()
        });
    }
}

/// The number of a candidate, as opposed to a place in a list.
#[derive(Clone, Copy)]
struct Number(usize);

/// The numbers of the candidates that stand, each with the one that it stands inside.
fn settle(context: &Context<'_>, candidates: &mut [Candidate]) -> Vec<(usize, Option<Number>)> {
    give_way(context, candidates);
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (&candidates[a], &candidates[b]);
        b.choice.any.total_cmp(&a.choice.any).then(a.anchor.head.cmp(&b.anchor.head))
    });
    let mut owner: Vec<Option<usize>> = vec![None; context.annotated.tokens.len()];
    let mut kept = vec![false; candidates.len()];
    let mut nested: Vec<usize> = Vec::new();
    for &number in &order {
        if candidates[number].is_nested_only {
            nested.push(number);
            continue;
        }
        let is_taken = |content: &Content, owner: &[Option<usize>]| {
            let words: usize = content.pieces.iter().map(Span::len).sum();
            content.pieces.iter().flat_map(Span::range).filter(|&word| owner[word].is_some()).count() * 5
                > words
        };
        let holds_others = candidates[number].content.pieces.iter().flat_map(Span::range).any(|word| {
            owner[word].is_some_and(|rival| holds(&candidates[number].content, candidates[rival].anchor.head))
        });
        if is_taken(&candidates[number].content, &owner) && !holds_others {
            let free = candidates[number].others.iter().position(|other| !is_taken(other, &owner));
            if let Some(free) = free {
                candidates[number].content = candidates[number].others.swap_remove(free);
            }
        }
        let candidate = &candidates[number];
        // "Ada Doran said this, Tanva reported": the cue stands in the outer content, what it points at elsewhere.
        let is_elsewhere = candidate.content.starts == 0;
        if owner[candidate.anchor.head].is_some()
            && !is_elsewhere
            && !matches!(candidate.anchor.part, AnchorPart::Colon | AnchorPart::Dash)
        {
            nested.push(number);
            continue;
        }
        let words: usize = candidate.content.pieces.iter().map(Span::len).sum();
        let mut rivals: Vec<usize> =
            candidate.content.pieces.iter().flat_map(Span::range).filter_map(|word| owner[word]).collect();
        let owned = rivals.len();
        rivals.dedup();
        rivals.sort_unstable();
        rivals.dedup();
        // "He *said* that they *hope* to go": the outer one stands, if it is likely at all.
        let holds_all = rivals.iter().all(|&rival| holds(&candidate.content, candidates[rival].anchor.head));
        if owned * 5 > words && !(holds_all && candidate.choice.any > 0.5) {
            continue;
        }
        if holds_all {
            for &rival in &rivals {
                kept[rival] = false;
                for piece in &candidates[rival].content.pieces {
                    for word in piece.range() {
                        if owner[word] == Some(rival) {
                            owner[word] = None;
                        }
                    }
                }
                nested.push(rival);
            }
        }
        kept[number] = true;
        for piece in &candidate.content.pieces {
            for word in piece.range() {
                owner[word].get_or_insert(number);
            }
        }
    }
    let mut result: Vec<(usize, Option<Number>)> =
        (0..candidates.len()).filter(|&number| kept[number]).map(|number| (number, None)).collect();
    nested.sort_unstable();
    nested.dedup();
    for number in nested {
        let outer = owner[candidates[number].anchor.head];
        if let Some(outer) = outer.filter(|&outer| kept[outer])
            && is_report_within_report(context, &candidates[number], &candidates[outer])
        {
            result.push((number, Some(Number(outer))));
        }
    }
    result
}

/// Contents that run over another cue give way to it where they can: in "Asked whether peace was
/// near, he said: “No.”" over the cue of a quotation, in "The plan, she said, failed" over one that
/// stands inside its own content, in "accused him of lying and warned that …" over a second verb
/// of the same subject.
fn give_way(context: &Context<'_>, candidates: &mut [Candidate]) {
    let mut firm: Vec<usize> = Vec::new();
    let mut shared: Vec<usize> = Vec::new();
    for candidate in candidates.iter().filter(|candidate| !candidate.is_nested_only) {
        let head = candidate.anchor.head;
        if context.quoted[head].is_some() {
            continue;
        }
        if is_parenthesis(&candidate.anchor, &candidate.content)
            || matches!(candidate.content.start, Start::QuoteBefore | Start::QuoteAfter | Start::Around)
        {
            firm.push(head);
        } else if is_second_verb(context, &candidate.anchor) || is_second_gerund(context, &candidate.anchor) {
            shared.push(head);
        }
    }
    firm.sort_unstable();
    shared.sort_unstable();
    let mut fresh: Vec<(usize, usize)> = candidates
        .iter()
        .filter_map(|candidate| {
            let anchor = &candidate.anchor;
            let mark = begins_anew(context, anchor)
                .or_else(|| goes_on(context, anchor).filter(|_| !candidate.is_nested_only))?;
            Some((anchor.head, mark))
        })
        .collect();
    fresh.sort_unstable();
    for candidate in candidates {
        let own = candidate.anchor.head;
        cut_at_next_speaker(context, candidate, &fresh);
        let is_past = matches!(context.xpos(own), Xpos::Vbd | Xpos::Vbn);
        let runs_over =
            |content: &Content| over(content, &firm, own) || (is_past && over(content, &shared, own));
        if runs_over(&candidate.content)
            && let Some(at) = candidate.others.iter().position(|other| !runs_over(other))
        {
            candidate.content = candidate.others.swap_remove(at);
        }
        cut_at_second_verb(context, candidate, &shared);
        cut_circumstance(context, &mut candidate.content);
    }
}

/// "said the mine would stay open *and warned* of a strike": no verb in the past goes on from "would stay",
/// so that it is the speaker's own. Where what is said is in the plain past itself, nothing tells.
fn cut_at_second_verb(context: &Context<'_>, candidate: &mut Candidate, shared: &[usize]) {
    let own = candidate.anchor.head;
    let is_gerund = context.xpos(own) == Xpos::Vbg;
    if !(is_gerund || context.xpos(own) == Xpos::Vbd) || !matches!(candidate.anchor.part, AnchorPart::Verb) {
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
    let is_plain_past =
        |word: usize| context.xpos(word) == Xpos::Vbd && matches!(context.upos(word), Upos::Verb | Upos::Aux);
    let is_free = context.xpos(second) == context.xpos(own)
        && context.quoted[second].is_none()
        && (is_gerund || !(piece.start..joint).any(is_plain_past));
    if is_free {
        *piece = context.trim(Span::new(piece.start, joint));
    }
}

/// Where the clause of a cue begins that has a speaker of its own, beside what others said: "…, *but Ada
/// Doran said* it was sound", "…; *Iran said* it had fired more". The mark before it.
fn begins_anew(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
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
    let subject = own_subject(context, verb)
        .filter(|&subject| subject < verb && !matches!(context.xpos(subject), Xpos::Wp | Xpos::Wdt))?;
    let first = context.annotated.subtree(subject).start;
    let start = context.sentence(verb).start;
    let before = first.checked_sub(1).filter(|&word| word > start)?;
    let joins = matches!(
        context.lower(before).as_str(),
        "and" | "but" | "while" | "although" | "though" | "whereas" | "as" | "yet"
    );
    if joins {
        let mark = before.checked_sub(1).filter(|&word| word > start)?;
        return context.is_break(mark).then_some(mark);
    }
    (context.annotated.form(before) == ";").then_some(before)
}

/// "…, *adding* that the old one would be kept": the same speaker with a new cue. The mark before it.
fn goes_on(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
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
fn cut_at_next_speaker(context: &Context<'_>, candidate: &mut Candidate, fresh: &[(usize, usize)]) {
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

/// Whether a content holds one of some words, other than its own cue.
fn over(content: &Content, heads: &[usize], own: usize) -> bool {
    content.pieces.iter().any(|piece| {
        let first = heads.partition_point(|&head| head < piece.start);
        heads[first..].iter().take_while(|&&head| head < piece.end).any(|&head| head != own)
    })
}

/// "accusing the bank of waste and *calling* for a new board": a second participle of saying.
fn is_second_gerund(context: &Context<'_>, anchor: &Anchor) -> bool {
    let verb = anchor.head;
    let is_speech = anchor.entry.is_some_and(|entry| context.lexicon.entry(entry).kind == CueKind::Speech);
    is_speech
        && context.xpos(verb) == Xpos::Vbg
        && own_subject(context, verb).is_none()
        && verb > context.sentence(verb).start
        && context.upos(verb - 1) == Upos::Cconj
}

/// "… and *warned* that": behind a conjunction, in the past, with no subject of its own.
fn is_second_verb(context: &Context<'_>, anchor: &Anchor) -> bool {
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
        && matches!(context.xpos(verb), Xpos::Vbd | Xpos::Vbn)
        && own_subject(context, verb).is_none()
        && (verb.saturating_sub(2)..verb).any(|word| context.upos(word) == Upos::Cconj)
        && !context.is_passive(verb)
}

/// "demanded an answer *after weeks of talks*", "announced her resignation *on Friday*", "voiced her fears
/// *at a hearing*": what follows a deed or thing that is said tells when, where and why it was said.
fn cut_circumstance(context: &Context<'_>, content: &mut Content) {
    if content.pieces.len() != 1 {
        return;
    }
    let is_phrase = matches!(content.start, Start::Adverbial | Start::Object | Start::Oblique);
    let piece = content.pieces[0];
    if is_phrase {
        let cut = (piece.start + 2..piece.end).find(|&word| {
            context.quoted[word].is_none()
                && (matches!(context.lemma(word), "after" | "amid" | "following")
                    || (matches!(context.lemma(word), "as" | "while" | "with") && context.is_comma(word - 1)))
                && matches!(context.upos(word), Upos::Adp | Upos::Sconj | Upos::Verb)
        });
        if let Some(cut) = cut {
            content.pieces[0] = context.trim(Span::new(piece.start, cut));
        }
    }
    // From the end: days of a thing said, occasions and media of whatever is said.
    for _ in 0..3 {
        let piece = content.pieces[0];
        if piece.is_empty() || context.quoted[piece.end - 1].is_some() {
            return;
        }
        let time =
            last_time(context, piece).filter(|_| matches!(content.start, Start::Object | Start::Adverbial));
        let start = time.or_else(|| occasion_at_end(context, piece, is_phrase));
        match start.filter(|&start| start > piece.start + 1) {
            Some(start) => content.pieces[0] = context.trim(Span::new(piece.start, start)),
            None => return,
        }
    }
}

/// The day, not after the report's own, that a phrase ends with, and its preposition.
fn last_time(context: &Context<'_>, piece: Span<Word>) -> Option<usize> {
    let times = &context.scene.times;
    let at = times.partition_point(|time| time.words.end < piece.end);
    let time = times.get(at).filter(|time| time.words.end == piece.end && time.words.start > piece.start)?;
    let published = context.scene.report.published.as_ref().map(ToString::to_string)?;
    let edtf = time.record.edtf.as_ref().map(ToString::to_string)?;
    let is_day = edtf.len() == 10 && edtf <= published;
    let start = time.words.start;
    let is_preposition = context.upos(start - 1) == Upos::Adp;
    // "the attack of Friday", "plans for Monday": the thing's own day.
    let is_own = is_preposition && !matches!(context.lower(start - 1).as_str(), "on" | "in");
    (is_day && !is_own).then_some(start - usize::from(is_preposition))
}

/// "at a hearing", "in a televised address": an occasion or medium of speech at the end of what is said.
fn occasion_at_end(context: &Context<'_>, piece: Span<Word>, is_phrase: bool) -> Option<usize> {
    let start = (piece.start + 1..piece.end).rev().take(9).find(|&word| context.upos(word) == Upos::Adp)?;
    if context.quoted[start].is_some() || (start + 1..piece.end).any(|word| context.upos(word) == Upos::Verb)
    {
        return None;
    }
    let head =
        (start + 1..piece.end).rev().find(|&word| matches!(context.upos(word), Upos::Noun | Upos::Propn))?;
    let is_behind = head + 1 == piece.end;
    let fits = if is_phrase {
        matches!(context.lower(start).as_str(), "at" | "in" | "during" | "on") && is_occasion(context, head)
    } else {
        matches!(context.lower(start).as_str(), "in" | "on" | "during")
            && is_medium(context, head)
            && context.has_child(head, Deprel::Det)
    };
    (is_behind && fits).then_some(start)
}

/// "Two ferries ran aground, *the harbour master*, Ivo Marek, said": what the speaker is called before the
/// name, between commas and without a verb, is none of what is said.
fn cut_title(context: &Context<'_>, content: &mut Content, source: usize) {
    const LONGEST: usize = 14;
    if content.start != Start::Before {
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

/// "…, *which* the ministry denies": a clause said yes or no to by a pronoun.
fn denied_relative(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
    let verb = anchor.head;
    let act = context.lexicon.entry(anchor.entry?).act;
    let answers = matches!(act, StatementAct::Deny | StatementAct::Reject | StatementAct::Confirm);
    if anchor.part != AnchorPart::Verb || !answers || is_passive(context, verb) {
        return None;
    }
    // "Moscow denies *it*"
    let next = anchor.cue.end;
    let end = context.sentence(verb).end;
    let stands_alone = next + 1 >= end || context.is_punctuation(next + 1);
    if next < end && stands_alone && matches!(context.lower(next).as_str(), "it" | "this" | "that") {
        return Some(next);
    }
    let subject = own_subject(context, verb).filter(|&subject| subject < verb)?;
    let pronoun = (verb.saturating_sub(8)..subject).rev().find(|&word| context.xpos(word) == Xpos::Wdt)?;
    (pronoun > 0 && context.is_comma(pronoun - 1) && context.sentence(pronoun) == context.sentence(verb))
        .then_some(pronoun)
}

/// "Ada Doran said *this* at a hearing", "*This* was announced by the ministry", "*That's* according to
/// the court": what is pointed at is the sentence before.
fn pointed_at(context: &Context<'_>, anchor: &Anchor) -> Option<Content> {
    let sentence = context.sentence(anchor.head);
    if context.quoted[anchor.head].is_some() || sentence.range().any(|word| context.quoted[word].is_some()) {
        return None;
    }
    if let Some(pronoun) = denied_relative(context, anchor) {
        let pieces = vec![Span::new(pronoun, pronoun + 1)];
        return Some(Content {
            pieces,
            start: Start::Object,
            starts: 0,
            ends: 0,
            marker: 0,
            head: Some(pronoun),
        });
    }
    let points = |word: usize| matches!(context.lower(word).as_str(), "this" | "that");
    let fits = match anchor.part {
        AnchorPart::Verb => {
            let is_told = anchor.entry.is_some_and(|entry| {
                let entry = context.lexicon.entry(entry);
                matches!(entry.kind, CueKind::Speech | CueKind::Writing) && entry.takes("that")
            });
            let object = (anchor.cue.end..sentence.end.min(anchor.cue.end + 3)).find(|&word| points(word));
            let is_object = object.is_some_and(|word| {
                let next = word + 1;
                let stands_alone = next >= sentence.end
                    || matches!(context.upos(next), Upos::Adp | Upos::Punct | Upos::Sconj | Upos::Adv)
                    || context.scene.times.iter().any(|time| time.words.start == next);
                let is_behind = word == anchor.cue.end
                    || context.is_comma(word - 1)
                    || matches!(context.upos(word - 1), Upos::Noun | Upos::Propn | Upos::Pron);
                context.lower(word) == "this" && stands_alone && is_behind
            });
            let subject = sentence.start;
            let is_subject = points(subject)
                && context.is_passive(anchor.head)
                && context.head(subject) == Some(anchor.head);
            is_told && (is_object || is_subject)
        }
        AnchorPart::Phrase => {
            let words: Vec<usize> =
                (sentence.start..anchor.cue.start).filter(|&word| !context.is_punctuation(word)).collect();
            matches!(words.as_slice(), [first, be] if points(*first) && matches!(context.lemma(*be), "be" | "'s" | "’s"))
        }
        _ => false,
    };
    let words = fits.then(|| sentence_before(context, sentence.start)).flatten()?;
    // A sentence that says itself whose words it is, is not pointed at.
    let is_attributed = words.range().any(|word| {
        context.quoted[word].is_none()
            && context.upos(word) == Upos::Verb
            && context.entries[word].is_some_and(|entry| context.lexicon.entry(entry).kind == CueKind::Speech)
            && own_subject(context, word).is_some()
            && (matches!(context.xpos(word), Xpos::Vbd | Xpos::Vbz) || context.child_lemma(word, &["have"]))
    });
    let piece = context.trim(words);
    (!is_attributed && !piece.is_empty()).then(|| Content {
        pieces: vec![piece],
        start: Start::Before,
        starts: 0,
        ends: 0,
        marker: 0,
        head: None,
    })
}

/// "a step which, *she said*, would cost jobs".
fn is_parenthesis(anchor: &Anchor, content: &Content) -> bool {
    anchor.part == AnchorPart::Verb && content.start == Start::RestAfter
}

fn holds(content: &Content, word: usize) -> bool {
    content.pieces.iter().any(|piece| piece.start <= word && word < piece.end)
}

/// "He said that *Clinton had promised to act*": a third party's act of speech with a
/// subject of its own, in the report's words, all of it inside the outer content.
fn is_report_within_report(context: &Context<'_>, inner: &Candidate, outer: &Candidate) -> bool {
    may_be_nested(context, &inner.anchor)
        && inner.choice.any >= nested_threshold(context, &inner.anchor)
        && inner.content.pieces.iter().flat_map(Span::range).all(|word| holds(&outer.content, word))
}

/// "The army attacked the city" is no saying, "the senator attacked the plan" is: such verbs want a
/// person for a source.
fn is_by_words(context: &Context<'_>, model: &Model, candidate: &Candidate) -> bool {
    let wants_person =
        candidate.anchor.entry.is_some_and(|entry| context.lexicon.entry(entry).takes("by-person"));
    if !wants_person || candidate.content.pieces.iter().any(|piece| context.quoted[piece.start].is_some()) {
        return true;
    }
    best_source(context, model, candidate).is_some_and(|source| {
        let head = source.head;
        let kind = context.mention(head).map(|mention| context.scene.entities.entities[mention.entity].kind);
        matches!(kind, Some(MentionKind::Person | MentionKind::Office))
            || context.names[head] == Some(MentionKind::Person)
            || matches!(context.lemma(head), "I" | "he" | "she" | "who")
            // "The union slammed the decision": what is attacked is made of words.
            || context.upos(head) == Upos::Noun && is_made_of_words(context, &candidate.content)
            || kind == Some(MentionKind::Organization) && is_made_of_words(context, &candidate.content)
    })
}

/// "the decision to close the mine", "his claim".
fn is_made_of_words(context: &Context<'_>, content: &Content) -> bool {
    const WORDS: [&str; 22] = [
        "decision",
        "plan",
        "proposal",
        "policy",
        "bill",
        "law",
        "ruling",
        "deal",
        "idea",
        "offer",
        "budget",
        "report",
        "claim",
        "remark",
        "comment",
        "speech",
        "statement",
        "verdict",
        "agreement",
        "reform",
        "strategy",
        "move",
    ];
    content.head.is_some_and(|head| WORDS.contains(&context.lemma(head)))
}

fn may_be_nested(context: &Context<'_>, anchor: &Anchor) -> bool {
    let Some(entry) = anchor.entry else { return false };
    let kind = context.lexicon.entry(entry).kind;
    let verb = anchor.head;
    anchor.part == AnchorPart::Verb
        && matches!(kind, CueKind::Speech | CueKind::Writing)
        // "“She has promised to go,” he said": in a quotation, acts that are more than saying.
        && (context.quoted[verb].is_none() || is_strong(context.lexicon.entry(entry).act))
        && context.modal(verb).is_none()
        && own_subject(context, verb).is_some_and(|subject| is_third_party(context, subject))
}

/// Acts that bind, blame or refuse somebody, which tell who does them.
fn is_strong(act: StatementAct) -> bool {
    use StatementAct as Act;
    matches!(
        act,
        Act::Accuse
            | Act::Pledge
            | Act::Deny
            | Act::Refuse
            | Act::Threaten
            | Act::Demand
            | Act::Offer
            | Act::Reject
    )
}

/// Somebody named, or a body, a state, an office or a group that the report knows.
fn is_third_party(context: &Context<'_>, subject: usize) -> bool {
    context.names[subject].is_some()
        || context.upos(subject) == Upos::Noun
            && context.mention(subject).is_some_and(|mention| {
                matches!(
                    context.scene.entities.entities[mention.entity].kind,
                    MentionKind::Person | MentionKind::Organization | MentionKind::Country
                )
            })
}

/// Sources that the words leave no doubt of: the subject of the first of two verbs, and whoever is
/// quoted: "Interfax quoted *Mr Marek* as saying", "*Mr Marek* was quoted by Interfax as saying".
fn plain_source(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
    if let Some(first) = first_verb(context, anchor) {
        return own_subject(context, first);
    }
    if anchor.part == AnchorPart::Verb
        && let Some(speaker) =
            main_speaker(context, anchor).or_else(|| before_parenthesis(context, anchor.head))
    {
        return Some(speaker);
    }
    let verb = quoting_verb(context, anchor).filter(|&verb| verb != anchor.head)?;
    if is_quoted_passively(context, verb) {
        return subject(context, verb);
    }
    let object = context
        .annotated
        .children(verb)
        .find(|&child| child > verb && child < anchor.head && context.deprel(child).is(Deprel::Obj));
    object.or_else(|| {
        (verb + 1..anchor.head).find(|&word| {
            matches!(context.upos(word), Upos::Propn | Upos::Noun | Upos::Pron)
                && context.head(word).is_none_or(|head| !(verb < head && head < anchor.head))
        })
    })
}

/// "… but *declined* to give details": a second verb that no report puts into another's mouth.
fn is_plain_refusal(context: &Context<'_>, anchor: &Anchor) -> bool {
    let verb = anchor.head;
    let sentence = context.sentence(verb);
    matches!(context.lemma(verb), "decline" | "refuse")
        && context.xpos(verb) == Xpos::Vbd
        && own_subject(context, verb).is_none()
        && (sentence.start.max(verb.saturating_sub(2))..verb).any(|word| context.upos(word) == Upos::Cconj)
        && verb + 2 < sentence.end
        && context.xpos(verb + 1) == Xpos::To
        && matches!(
            context.lemma(verb + 2),
            "comment"
                | "say"
                | "give"
                | "elaborate"
                | "name"
                | "discuss"
                | "answer"
                | "provide"
                | "identify"
                | "disclose"
                | "speculate"
                | "confirm"
                | "specify"
                | "explain"
                | "offer"
        )
}

/// "said the mine would stay open *but criticised* its owners": a finite verb of saying behind "but" with
/// no subject of its own has that of the first.
fn is_contrasted(context: &Context<'_>, anchor: &Anchor) -> bool {
    let verb = anchor.head;
    let start = context.sentence(verb).start.max(verb.saturating_sub(2));
    is_second_verb(context, anchor)
        && context.xpos(verb) == Xpos::Vbd
        && (start..verb).any(|word| context.lower(word) == "but")
}

/// The source of a cue whose content is known; none where nobody is named.
fn best_source(context: &Context<'_>, model: &Model, candidate: &Candidate) -> Option<Source> {
    if let Some(head) = plain_source(context, &candidate.anchor) {
        return Some(Source { head, relation: SourceRelation::Shared });
    }
    let possible: Vec<Source> = sources(context, &candidate.anchor);
    let scores: Vec<f32> = possible
        .iter()
        .map(|&source| {
            let features =
                source_features(context, &candidate.anchor, &candidate.view, &candidate.content, source);
            model.source(&features)
                + context.hints.source(
                    context.annotated,
                    (candidate.anchor.head, candidate.anchor.cue),
                    source.head,
                )
        })
        .collect();
    let choice = choose(&scores)?;
    if scores[choice.best] > 0.0 {
        return Some(possible[choice.best]);
    }
    // Of an active verb of saying the subject speaks, whatever looks odd about it.
    let is_active = is_plain(context, &candidate.anchor) && !is_passive(context, candidate.anchor.head);
    let subject = possible.into_iter().find(|source| {
        is_active && source.relation == SourceRelation::Subject && is_third_party(context, source.head)
    });
    // "On Thursday Ada Doran said": a name that the tree has joined to the day before it.
    subject.or_else(|| {
        let verb = candidate.anchor.head;
        let before = (context.sentence(verb).start..verb)
            .rev()
            .find(|&word| !matches!(context.upos(word), Upos::Adv | Upos::Aux))?;
        let is_name = matches!(
            context.names[before],
            Some(MentionKind::Person | MentionKind::Organization | MentionKind::Country)
        );
        let is_free =
            !candidate.content.pieces.iter().any(|piece| piece.start <= before && before < piece.end);
        (is_active && is_name && is_free && context.quoted[before] == context.quoted[verb])
            .then_some(Source { head: before, relation: SourceRelation::NearLeft })
    })
}

/// Quotations that no cue has taken and that fill their sentences: they go on with what was
/// being quoted, or stand alone under the last speaker.
pub(super) fn continuing(context: &Context<'_>, selected: &[Selected]) -> Vec<(Span<Word>, usize)> {
    let annotated = context.annotated;
    let mut taken = vec![false; annotated.tokens.len()];
    for piece in selected.iter().flat_map(|statement| &statement.content.pieces) {
        taken[piece.range()].fill(true);
    }
    let mut found: Vec<(Span<Word>, usize)> = Vec::new();
    let mut last: Option<(usize, u32)> = None;
    let mut next = 0;
    let mut by_end: Vec<(usize, usize)> = selected
        .iter()
        .enumerate()
        .filter_map(|(number, statement)| {
            let end = statement.content.pieces.last()?.end;
            let cue = statement.anchor.as_ref().map_or(0, |anchor| anchor.cue.end);
            Some((end.max(cue), number))
        })
        .collect();
    by_end.sort_unstable();
    for quotation in
        annotated.quotations.iter().filter(|quotation| quotation.depth == 0 && !quotation.words.is_empty())
    {
        let words = quotation.words;
        while next < by_end.len() && by_end[next].0 <= words.start {
            let number = by_end[next].1;
            let is_quoting =
                selected[number].content.pieces.iter().any(|piece| context.quoted[piece.end - 1].is_some());
            let at = by_end[next].0 - 1;
            last = if is_quoting || context.paragraph(at) == context.paragraph(words.start) {
                Some((number, context.paragraph(at)))
            } else {
                None
            };
            next += 1;
        }
        let Some((number, paragraph)) = last else { continue };
        let here = context.paragraph(words.start);
        let is_near = here == paragraph || here == paragraph + 1;
        let is_free = words.range().all(|word| !taken[word]);
        if is_near && is_free && words.len() >= 5 && fills_its_sentences(context, words) {
            last = Some((number, context.paragraph(words.end - 1)));
            found.push((words, number));
        }
    }
    found
}

/// Whether nothing but marks stands around a quotation in its sentences.
fn fills_its_sentences(context: &Context<'_>, words: Span<Word>) -> bool {
    let first = context.sentence(words.start).start;
    let last = context.sentence(words.end - 1).end;
    (first..words.start).all(|word| context.is_punctuation(word))
        && (words.end..last).all(|word| context.is_punctuation(word))
        && words
            .range()
            .any(|word| context.deprel(word).is(Deprel::Nsubj) || context.upos(word) == Upos::Verb)
}
