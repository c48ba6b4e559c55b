//! Which of the possible statements stand: each cue's best content and source by the
//! model, then what overlaps is settled, since a word is said by one mouth at a time.

mod as_said;
mod attributed;
mod behind_source;
mod candidate;
mod certain;
mod continuing;
mod day_in_front;
mod extents;
mod gapped;
mod nesting;
mod nobodys;
mod noun_clauses;
mod passed_on;
mod pointed;
mod set_off;
mod source;
mod trailing;
mod turns;
mod wholes;

pub(crate) use candidate::{Selected, is_plain};
pub(crate) use continuing::continuing;
pub(crate) use turns::is_turn;

use super::act::is_withheld;
use super::anchors::{Anchor, AnchorPart};
use super::contents::{Content, End, Start, contents};
use super::context::Context;
use super::features::{AnchorView, content_features};
use super::may_say::is_nobody;
use super::model::Model;
use super::sayable::is_said;
use super::subjects::{clause_before, subject};
use super::tells::tells;
use as_said::{Behind, behind_as, cut_brackets, keep_in_brackets, with_the_others};
use attributed::{attribution, behind_dash, follows_clause_about_speaker, is_who_speaks, quotation_before};
use behind_source::begin_behind_source;
use candidate::{Candidate, holds, is_parenthesis};
use certain::{certain, is_blamed_for_saying};
use dateline_language::{Word, Xpos};
use dateline_learn::{Choice, choose};
use dateline_model::Span;
use day_in_front::cut_day_in_front;
use extents::{
    begins_anew, cut_at_next_speaker, cut_at_own_deed, cut_at_second_verb, cut_title, goes_on, holds_hearer,
    holds_speaker, is_contrasted, is_plain_refusal, is_second_gerund, is_second_verb, keep_behind_quotation,
    keep_in_clause, over, whole_before_going_on, whole_sentence_before,
};
use gapped::share_out;
use nesting::{is_by_words, is_report_within_report, may_be_nested, nested_threshold, resolve_inside};
use nobodys::{is_said_by_a_thing, is_to_the_reader, is_writers_thought};
use noun_clauses::cut_at_predicate;
use passed_on::{came_through, cut_press_behind, pass_on, passes_what_is_said};
use pointed::pointed_at;
use set_off::set_off;
use source::{best_source, stands_without_source};
use trailing::{begin_at_own_preposition, cut_circumstance};
use wholes::make_whole;

/// Where the construction leaves little doubt, a cue needs no more than this.
const CERTAIN: f32 = 0.1;

/// How sure a sentence-final attribution is that has another's words before it.
const WHOLE: f32 = 0.75;

/// How sure "Ada Doran said this", after a sentence that nobody is named for, is to mean that sentence.
const POINTED_AT: f32 = 0.8;

/// A content that is not the best needs this share of the best one's probability to take its place.
const SECOND: f32 = 0.02;

/// The statements with a cue, in the order of their cues.
pub(super) fn select(context: &Context<'_>, model: &Model, anchors: Vec<Anchor>) -> Vec<Selected> {
    let mut candidates: Vec<Candidate> = Vec::new();
    let (mut waiting, mut passing) = (Vec::new(), Vec::new());
    for anchor in anchors {
        if !tells(context, &anchor) {
            continue;
        }
        if let Some(verb) = passes_what_is_said(context, &anchor) {
            passing.push((verb, anchor));
            continue;
        }
        match behind_as(context, &anchor) {
            Some(Behind::Another(said)) => {
                waiting.push(said);
                continue;
            }
            Some(Behind::LeftOpen) => continue,
            None => {}
        }
        let plain = pointed_at(context, &anchor)
            .or_else(|| set_off(context, &anchor).map(|set_off| set_off.content()));
        if let Some(content) = plain {
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
            !holds_speaker(context, &anchor, content)
                && !holds_hearer(context, &anchor, content)
                && !is_who_speaks(context, &anchor, content)
        });
        keep_in_brackets(context, &anchor, &mut stretches);
        keep_behind_quotation(context, &anchor, &mut stretches);
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
        if let Some(whole) = whole_sentence_before(context, &anchor, &stretches)
            .or_else(|| whole_before_going_on(context, &anchor, &stretches))
        {
            choice.best = whole;
            choice.any = choice.any.max(WHOLE);
        }
        let attribution = attribution(context, &anchor);
        let follows_clause = follows_clause_about_speaker(context, &anchor);
        if (attribution.is_some() || follows_clause)
            && let Some(quotation) = quotation_before(&stretches, &scores)
            && (choice.any < enough.max(WHOLE) || follows_clause)
        {
            choice.best = quotation;
            choice.any = choice.any.max(WHOLE);
        }
        if anchor.part == AnchorPart::Colon && is_turn(context, anchor.head) {
            let whole = stretches.iter().position(|content| content.ends & (1 << End::Paragraph as u16) != 0);
            choice.best = whole.unwrap_or(choice.best);
            choice.any = choice.any.max(WHOLE);
        }
        // "The river is rising – says the weekly"
        if let [only] = stretches.as_slice()
            && only.start == Start::Before
            && behind_dash(context, &anchor).is_some()
        {
            choice.any = choice.any.max(WHOLE);
        }
        if choice.any < enough
            && let Some(whole) = certain(context, &anchor, &stretches, &scores)
        {
            choice.best = whole;
            choice.any = WHOLE;
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
        let mut content = stretches.swap_remove(choice.best);
        if anchor.part == AnchorPart::Colon && is_turn(context, anchor.head) {
            with_its_mark(context, &mut content);
        }
        if !is_said(context, &anchor, &content) {
            continue;
        }
        candidates.push(Candidate { anchor, view, content, choice, alone, others, is_nested_only });
    }
    candidates.retain(|candidate| is_by_words(context, model, candidate));
    // "was mocked for *saying* that …": he has said it, and nobody is named who mocks him.
    let blamed: Vec<usize> = candidates
        .iter()
        .filter(|candidate| is_blamed_for_saying(context, &candidate.anchor))
        .filter_map(|candidate| context.head(candidate.anchor.head))
        .collect();
    candidates.retain(|candidate| {
        !blamed.contains(&candidate.anchor.head) || best_source(context, model, candidate).is_some()
    });
    let kept = settle(context, &mut candidates);
    let mut selected: Vec<Selected> = Vec::with_capacity(kept.len());
    for (number, inside) in kept {
        let candidate = &candidates[number];
        let source = best_source(context, model, candidate);
        if source.is_none() && !stands_without_source(context, candidate) {
            continue;
        }
        // "Sirens warned of a raid", "the footage showed smoke": nobody says so.
        if is_said_by_a_thing(context, candidate, source.as_ref().map(|source| source.head)) {
            continue;
        }
        // "If you wish to sit down": whoever reads it.
        let is_reader = source.as_ref().is_some_and(|source| {
            context.quoted[source.head].is_none() && context.lower(source.head) == "you"
        });
        if is_reader
            || source.as_ref().is_some_and(|source| {
                is_to_the_reader(context, candidate, source.head)
                    || is_writers_thought(context, candidate, source.head)
            })
        {
            continue;
        }
        // "Nobody has claimed the attack": there is no such saying.
        if candidate.anchor.part == AnchorPart::Verb
            && subject(context, candidate.anchor.head).is_some_and(|who| {
                context.quoted[who] == context.quoted[candidate.anchor.head] && is_nobody(context, who)
            })
            && set_off(context, &candidate.anchor).is_none()
        {
            continue;
        }
        let mut content = candidate.content.clone();
        if let Some(source) = &source {
            cut_title(context, &mut content, source.head);
        }
        make_whole(context, &candidate.anchor, &mut content);
        cut_brackets(context, &candidate.anchor, &mut content);
        cut_day_in_front(context, &candidate.anchor, &mut content);
        begin_behind_source(context, &candidate.anchor, &mut content);
        let press = (source.is_some() && candidate.anchor.part == AnchorPart::Verb)
            .then(|| cut_press_behind(context, &mut content))
            .flatten();
        if content.pieces.iter().any(Span::is_empty) || content.pieces.is_empty() {
            continue;
        }
        selected.push(Selected {
            anchor: Some(candidate.anchor.clone()),
            content,
            source: source.map(|source| source.head),
            via: press,
            is_alone: false,
            probability: candidate.choice.any.min(candidate.alone),
            inside: inside.map(|inside| inside.0),
        });
    }
    with_the_others(context, &waiting, &mut selected);
    share_out(context, &mut selected);
    selected.sort_by_key(|statement| statement.anchor.as_ref().map_or(0, |anchor| anchor.head));
    pass_on(context, &mut selected);
    came_through(context, &passing, &mut selected);
    resolve_inside(&mut selected, &candidates);
    selected
}

/// "BERG: Will the mill stay open*?*": what is printed as said ends as it was said.
fn with_its_mark(context: &Context<'_>, content: &mut Content) {
    let Some(piece) = content.pieces.last_mut() else { return };
    let mark = piece.end;
    let is_mark = mark < context.annotated.tokens.len()
        && context.paragraph(mark) == context.paragraph(piece.start)
        && matches!(context.annotated.form(mark), "." | "?" | "!" | "…");
    piece.end += usize::from(is_mark);
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
    // "Ada Moor, who had urged him to go, wrote": what is said in the clause about her ends with it.
    let clauses: Vec<Span<Word>> = candidates
        .iter()
        .filter(|candidate| candidate.anchor.part == AnchorPart::Verb)
        .filter_map(|candidate| clause_before(context, candidate.anchor.head))
        .collect();
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
        keep_in_clause(context, candidate, &clauses);
        let is_past = matches!(context.xpos(own), Xpos::Vbd | Xpos::Vbn);
        let runs_over =
            |content: &Content| over(content, &firm, own) || (is_past && over(content, &shared, own));
        if runs_over(&candidate.content)
            && let Some(at) = candidate.others.iter().position(|other| !runs_over(other))
        {
            candidate.content = candidate.others.swap_remove(at);
        }
        cut_at_second_verb(context, candidate, &shared);
        cut_at_own_deed(context, candidate);
        cut_at_predicate(context, candidate);
        begin_at_own_preposition(context, &candidate.anchor, &mut candidate.content);
        cut_circumstance(context, &mut candidate.content);
    }
}
