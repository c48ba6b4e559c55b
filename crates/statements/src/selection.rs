//! Which of the possible statements stand: each cue's best content and source by the
//! model, then what overlaps is settled, since a word is said by one mouth at a time.

use super::anchors::{Anchor, AnchorPart};
use super::circumstances::{is_quoted_passively, quoting_verb};
use super::contents::{Content, Start, contents};
use super::context::Context;
use super::features::{AnchorView, content_features, source_features};
use super::lexicon::CueKind;
use super::model::{Choice, Model, choose};
use super::sources::{Source, SourceRelation, first_verb, own_subject, sources, subject};
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::{MentionKind, Span};

/// A statement before it is written down.
#[derive(Clone, Debug)]
pub(super) struct Selected {
    /// Its cue; none where a quotation goes on alone.
    pub anchor: Option<Anchor>,
    pub content: Content,
    pub source: Option<usize>,
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

/// Where the construction leaves little doubt, a cue needs no more than this.
const CERTAIN: f32 = 0.1;

struct Candidate {
    anchor: Anchor,
    view: AnchorView,
    content: Content,
    choice: Choice,
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
        let mut stretches = contents(context, &anchor);
        if stretches.is_empty() {
            continue;
        }
        let mut view = AnchorView::new(context, &anchor, model.knows(anchor.key));
        if is_plain_refusal(context, &anchor) || is_contrasted(context, &anchor) {
            view = view.free();
        }
        let score = |view: &AnchorView| -> Vec<f32> {
            stretches
                .iter()
                .map(|content| {
                    model.content(&content_features(context, &anchor, view, content))
                        + context.hints.content(context.annotated, &anchor, content)
                })
                .collect()
        };
        let mut scores = score(&view);
        let Some(mut choice) = choose(&scores) else { continue };
        let mut is_nested_only = false;
        let enough = model.threshold(is_plain(context, &anchor));
        // "said he would not discuss it but *pushed back* on …": the first verb speaks for the second;
        // "a step which, she *said*, would cost jobs": the commas do.
        let is_certain = is_contrasted(context, &anchor)
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
                Some(free) if free.any >= NESTED_THRESHOLD => choice = free,
                _ => continue,
            }
            is_nested_only = true;
        }
        let best = scores[choice.best];
        let mut order: Vec<usize> =
            (0..scores.len()).filter(|&at| at != choice.best && scores[at] > best + SECOND.ln()).collect();
        order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
        let others = order.into_iter().take(10).map(|at| stretches[at].clone()).collect();
        let content = stretches.swap_remove(choice.best);
        candidates.push(Candidate { anchor, view, content, choice, others, is_nested_only });
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
        let mut content = candidate.content.clone();
        if let Some(source) = &source {
            cut_title(context, &mut content, source.head);
        }
        selected.push(Selected {
            anchor: Some(candidate.anchor.clone()),
            content,
            source: source.map(|source| source.head),
            probability: candidate.choice.any,
            inside: inside.map(|inside| inside.0),
        });
    }
    selected.sort_by_key(|statement| statement.anchor.as_ref().map_or(0, |anchor| anchor.head));
    resolve_inside(&mut selected, &candidates);
    selected
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
        if let Some(outer) = owner[candidate.anchor.head]
            .filter(|_| !matches!(candidate.anchor.part, AnchorPart::Colon | AnchorPart::Dash))
        {
            let _ = outer;
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
        } else if is_second_verb(context, &candidate.anchor) {
            shared.push(head);
        }
    }
    firm.sort_unstable();
    shared.sort_unstable();
    for candidate in candidates {
        let own = candidate.anchor.head;
        let is_past = matches!(context.xpos(own), Xpos::Vbd | Xpos::Vbn);
        let runs_over =
            |content: &Content| over(content, &firm, own) || (is_past && over(content, &shared, own));
        if runs_over(&candidate.content)
            && let Some(at) = candidate.others.iter().position(|other| !runs_over(other))
        {
            candidate.content = candidate.others.swap_remove(at);
        }
        cut_circumstance(context, &mut candidate.content);
    }
}

/// Whether a content holds one of some words, other than its own cue.
fn over(content: &Content, heads: &[usize], own: usize) -> bool {
    content.pieces.iter().any(|piece| {
        let first = heads.partition_point(|&head| head < piece.start);
        heads[first..].iter().take_while(|&&head| head < piece.end).any(|&head| head != own)
    })
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

/// "demanded an answer *after weeks of talks*", "accused him of lying, *as talks went on*": what
/// follows a deed or thing that is said tells when the saying was.
fn cut_circumstance(context: &Context<'_>, content: &mut Content) {
    if !matches!(content.start, Start::Adverbial | Start::Object | Start::Oblique)
        || content.pieces.len() != 1
    {
        return;
    }
    let piece = content.pieces[0];
    let cut = (piece.start + 2..piece.end).find(|&word| {
        context.quoted[word].is_none()
            && (matches!(context.lemma(word), "after" | "amid" | "following")
                || (matches!(context.lemma(word), "as" | "while") && context.is_comma(word - 1)))
            && matches!(context.upos(word), Upos::Adp | Upos::Sconj | Upos::Verb)
    });
    if let Some(cut) = cut {
        content.pieces[0] = context.trim(Span::new(piece.start, cut));
    }
}

/// "Two people died, *the head of the district*, Ivo Marek, said": what the speaker is called before
/// the name is none of what is said.
fn cut_title(context: &Context<'_>, content: &mut Content, source: usize) {
    const LONGEST: usize = 14;
    if content.start != Start::Before {
        return;
    }
    let Some(office) = context
        .mention(source)
        .and_then(|mention| context.scene.entities.entities[mention.entity].office.as_deref())
    else {
        return;
    };
    let Some(piece) = content.pieces.last_mut() else { return };
    // "…, the head of the district, Ivo Marek": the name as well.
    let name = context.mention(source).map_or(source, |mention| mention.words.start);
    if piece.start + 2 < name && name < piece.end {
        *piece = context.trim(Span::new(piece.start, name));
    }
    let is_beside = (piece.end..name)
        .all(|word| context.is_comma(word) || matches!(context.upos(word), Upos::Propn | Upos::Punct));
    let from = piece.start.max(piece.end.saturating_sub(LONGEST));
    if name < piece.end || !is_beside {
        return;
    }
    // The last comma inside: what stands behind it is the title or the end of the content.
    let Some(comma) = (from + 2..piece.end.saturating_sub(1)).rev().find(|&word| context.is_comma(word))
    else {
        return;
    };
    let first = comma + 1 + usize::from(context.upos(comma + 1) == Upos::Det);
    let title: Vec<&str> = (first..piece.end)
        .filter(|&word| !context.is_punctuation(word))
        .map(|word| context.annotated.form(word))
        .collect();
    if title.join(" ").starts_with(office) {
        *piece = context.trim(Span::new(piece.start, comma));
    }
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
        && inner.choice.any >= NESTED_THRESHOLD
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
        && context.quoted[verb].is_none()
        && context.modal(verb).is_none()
        && own_subject(context, verb).is_some_and(|subject| context.names[subject].is_some())
}

/// Sources that the words leave no doubt of: the subject of the first of two verbs, and whoever is
/// quoted: "Interfax quoted *Mr Marek* as saying", "*Mr Marek* was quoted by Interfax as saying".
fn plain_source(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
    if let Some(first) = first_verb(context, anchor) {
        return own_subject(context, first);
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

/// "said he would not discuss the talks *but pushed back* on …": what follows "but" in the past is
/// the first speaker's own.
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
            model.source(&features) + context.hints.source(context.annotated, &candidate.anchor, source.head)
        })
        .collect();
    let choice = choose(&scores)?;
    (scores[choice.best] > 0.0).then(|| possible[choice.best])
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
