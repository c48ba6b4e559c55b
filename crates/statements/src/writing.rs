//! From what was selected to the lines of the record.

mod speakers;

use super::act::{ActWords, act};
use super::anchors::AnchorPart;
use super::circumstances::{addressees, may_hear, venue, via};
use super::contents::{Content, Start};
use super::context::Context;
use super::day::{day, day_of_venue};
use super::model::Model;
use super::noun_phrases::phrase;
use super::occasions::is_occasion;
use super::saying_words::{is_answering, is_issued};
use super::selection::{Selected, is_plain, is_turn};
use super::subjects::own_subject;
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::{Byte, Cue, Excerpt, Id, Manner, Span, Speaker, Statement, StatementAct, derive_id};
use dateline_scene::Found;
use speakers::speakers;

/// The statements with a cue and the quotations that go on with them, in text order.
pub(super) fn write(
    context: &Context<'_>,
    acts: &ActWords,
    model: &Model,
    selected: &[Selected],
    continuing: &[(Span<Word>, usize)],
) -> Vec<Found<Statement>> {
    let mut found: Vec<Found<Statement>> =
        selected.iter().map(|statement| with_cue(context, acts, model, statement)).collect();
    for (statement, selected) in
        selected.iter().enumerate().filter_map(|(at, selected)| Some((at, selected.inside?)))
    {
        found[statement].record.account = Some(found[selected].record.id.clone());
    }
    // Each names the statement just before it, so that a chain can be followed back.
    let mut last: Vec<Id> = found.iter().map(|statement| statement.record.id.clone()).collect();
    for &(words, number) in continuing {
        let before = &found[number].record;
        let statement = without_cue(context, acts, &selected[number], before, last[number].clone(), words);
        last[number] = statement.record.id.clone();
        found.push(statement);
    }
    found.sort_by_key(|statement| {
        (statement.record.evidence.start, statement.record.evidence.end, statement.words.start)
    });
    speak_through(&mut found);
    answer(context, &mut found);
    spoken_to(context, &mut found);
    found
}

/// "Ola Vik spoke to *the miners*. “You have been betrayed,” he said": what is said to "you" goes to those the sentence
/// before says that the speaker turned to.
fn spoken_to(context: &Context<'_>, found: &mut [Found<Statement>]) {
    for statement in found.iter_mut() {
        let [speaker] = statement.record.speakers.as_slice() else { continue };
        let Some(own) = speaker.entity.clone() else { continue };
        let says_you = statement.words.range().any(|word| {
            context.quoted[word].is_some() && matches!(context.lower(word).as_str(), "you" | "your" | "yours")
        });
        if statement.record.manner != Manner::Direct || !statement.record.addressee.is_empty() || !says_you {
            continue;
        }
        let here = context.sentence(statement.words.start);
        let Some(before) = here.start.checked_sub(1).map(|word| context.sentence(word)) else { continue };
        if context.paragraph(here.start) > context.paragraph(before.start) + 1 {
            continue;
        }
        let hearer = before.range().find_map(|verb| {
            let is_turning = context.upos(verb) == Upos::Verb
                && context.quoted[verb].is_none()
                && matches!(context.xpos(verb), Xpos::Vbd | Xpos::Vbz)
                && matches!(context.lemma(verb), "speak" | "turn" | "address" | "appeal");
            let subject = own_subject(context, verb).filter(|_| is_turning)?;
            let is_same = context
                .mention(subject)
                .is_some_and(|mention| context.scene.entities.entities[mention.entity].id == own);
            hearer_of_turning(context, verb).filter(|_| is_same)
        });
        if let Some(head) = hearer {
            let speaker = context.scene.entities.speaker(context.annotated, phrase(context, head), head);
            statement.record.addressee.push(speaker);
        }
    }
}

/// "spoke at length to *the people*", "addressed *the miners*"
fn hearer_of_turning(context: &Context<'_>, verb: usize) -> Option<usize> {
    context.annotated.children(verb).filter(|&child| child > verb).find(|&child| {
        let is_to = context.marker(child).is_some_and(|marker| context.lemma(marker) == "to");
        let fits = context.deprel(child).is(Deprel::Obl) && is_to
            || context.deprel(child).is(Deprel::Obj) && context.lemma(verb) == "address";
        fits && may_hear(context, child) && !is_occasion(context, child)
    })
}

/// "“Will you pay?” she asked. “Never,” Horn *replied*", "*Asked* by the guard whether it would hold, Horn said": an answer goes to
/// whoever asked just before, and the question to who answers.
fn answer(context: &Context<'_>, found: &mut [Found<Statement>]) {
    for at in 1..found.len() {
        let (before, rest) = found.split_at_mut(at);
        let (asked, answered) = (&mut before[at - 1], &mut rest[0]);
        let lemma = |statement: &Statement| statement.cue.as_ref().map(|cue| cue.lemma.clone());
        let is_answer = lemma(&answered.record).is_some_and(|lemma| is_answering(&lemma));
        let is_near = context.paragraph(answered.words.start) <= context.paragraph(asked.words.end - 1) + 1;
        // "whether it would hold, and others asked": with another hearer it is another's question.
        let is_open =
            asked.record.addressee.is_empty()
                || asked.record.addressee.iter().any(|hearer| {
                    answered.record.speakers.iter().any(|speaker| speaker.entity == hearer.entity)
                });
        let is_asked = asked.record.act == StatementAct::Ask && is_open;
        let ([asker], [speaker]) = (asked.record.speakers.as_slice(), answered.record.speakers.as_slice())
        else {
            continue;
        };
        let is_other = asker.entity.is_some() && asker.entity != speaker.entity;
        let is_at_once = || is_asked_by(context, asked, answered);
        if is_asked
            && is_near
            && is_other
            && (is_answer || is_at_once())
            && answered.record.addressee.is_empty()
        {
            answered.record.addressee.push(asker.clone());
            if asked.record.addressee.is_empty() {
                asked.record.addressee.push(speaker.clone());
            }
        }
    }
}

/// "*Asked* by the guard whether it would hold, Horn said": the participle of a question before the answer of its sentence.
fn is_asked_by(context: &Context<'_>, asked: &Found<Statement>, answered: &Found<Statement>) -> bool {
    let cue = |statement: &Found<Statement>| {
        let cue = statement.record.cue.as_ref()?;
        Some(context.annotated.words_in(context.annotated.index.bytes(cue.span.span())).start)
    };
    let (Some(question), Some(answer)) = (cue(asked), cue(answered)) else { return false };
    let sentence = context.sentence(answer);
    let is_participle = context.xpos(question) == Xpos::Vbn
        && !context.annotated.children(question).any(|child| context.deprel(child).is(Deprel::Aux));
    let begins = (sentence.start..question)
        .all(|word| matches!(context.lower(word).as_str(), "when" | "if" | "later"));
    question < answer && sentence.start <= question && is_participle && begins
}

/// "“We are ready,” *the statement* added": who issued the statement that an earlier sentence tells of says
/// what it says.
fn speak_through(found: &mut [Found<Statement>]) {
    for at in 1..found.len() {
        let (before, rest) = found.split_at_mut(at);
        let [speaker] = rest[0].record.speakers.as_mut_slice() else { continue };
        let printed = speaker.span.text.to_lowercase();
        let Some(medium) = printed
            .split_once(' ')
            .and_then(|(article, noun)| matches!(article, "the" | "this").then_some(noun))
        else {
            continue;
        };
        if !is_issued(medium) {
            continue;
        }
        let issuer = before.iter().rev().find_map(|earlier| {
            let venue = earlier.record.venue.as_ref()?.span.text.to_lowercase();
            let is_same = venue.split(|letter: char| !letter.is_alphanumeric()).any(|word| word == medium);
            earlier
                .record
                .speakers
                .first()
                .filter(|issuer| is_same && !is_issued(issuer.name.rsplit(' ').next().unwrap_or_default()))
        });
        if let Some(issuer) = issuer.cloned() {
            *speaker = Speaker { span: speaker.span.clone(), ..issuer };
        }
    }
}

fn with_cue(context: &Context<'_>, acts: &ActWords, model: &Model, selected: &Selected) -> Found<Statement> {
    let annotated = context.annotated;
    let content = &selected.content;
    let pieces: Vec<Span<Byte>> = content.pieces.iter().map(|&piece| context.bytes(piece)).collect();
    let manner = manner(context, content);
    let speakers = speakers(context, selected);
    let anchor = selected.anchor.as_ref();
    let act = act(context, acts, anchor, content, selected.source, manner);
    let cue = anchor.map(|anchor| Cue { span: annotated.excerpt(anchor.cue), lemma: anchor.lemma.clone() });
    let mut addressee =
        anchor.map(|anchor| addressees(context, anchor, content, selected.source)).unwrap_or_default();
    let mut via = anchor.map(|anchor| via(context, anchor, selected.source)).unwrap_or_default();
    if let Some(press) = selected.via.filter(|_| via.is_empty()) {
        via.push(context.scene.entities.speaker(annotated, phrase(context, press), press));
    }
    let mut evidence =
        pieces.iter().copied().reduce(|all, piece| all.cover(&piece)).unwrap_or(Span::new(0, 0));
    if let Some(anchor) = anchor {
        evidence = evidence.cover(&annotated.bytes(anchor.cue));
    }
    for speaker in &speakers {
        evidence = evidence.cover(&annotated.index.bytes(speaker.span.span()));
    }
    let content_excerpts: Vec<Excerpt> = pieces.iter().map(|&piece| annotated.index.excerpt(piece)).collect();
    // "ordered a mobilisation": what is ordered, and nobody who is spoken to.
    if let [whole] = content_excerpts.as_slice() {
        addressee.retain(|who| who.span.span() != whole.span());
    }
    // "wrote to the king, asking *him* …": of pronouns that were read for the speaker, the speaker is not spoken to.
    addressee
        .retain(|who| who.entity.is_none() || speakers.iter().all(|speaker| speaker.entity != who.entity));
    let id = id_of(context, &content_excerpts, anchor.map(|anchor| anchor.cue));
    let words = content.pieces[0].cover(&content.pieces[content.pieces.len() - 1]);
    let venue = anchor.and_then(|anchor| venue(context, anchor, content));
    let said = anchor.and_then(|anchor| day(context, anchor, content)).or_else(|| {
        let venue = annotated.words_in(annotated.index.bytes(venue.as_ref()?.span.span()));
        day_of_venue(context, venue, content)
    });
    let record = Statement {
        id,
        report: context.scene.report.id.clone(),
        evidence: annotated.index.excerpt(evidence),
        speakers,
        cue,
        content: content_excerpts,
        manner,
        act: act.act,
        negated: act.negated,
        addressee,
        venue,
        via,
        said,
        continues: None,
        account: None,
        confidence: confidence(context, model, selected, manner),
    };
    Found { words, record }
}

/// How likely a statement is to be one, with its content and speaker: the model's own probability, set
/// right by what it does not see (logistic regression on whole reports, with a part of the weight on
/// attributions of PolNeAR): what is quoted is surer than what is told, a name than a pronoun or a
/// description.
fn confidence(context: &Context<'_>, model: &Model, selected: &Selected, manner: Manner) -> f32 {
    let own = model.confidence(selected.probability).clamp(0.01, 0.995);
    let by_manner = match manner {
        Manner::Direct => 1.03,
        Manner::Mixed => -0.16,
        Manner::Indirect => -0.69,
    };
    let by_speaker = match selected.source {
        None => -1.16,
        Some(head) if context.upos(head) == Upos::Pron => 0.2,
        Some(head) if context.names[head].is_some() => 0.42,
        Some(_) => 0.1,
    };
    let is_plain = selected.anchor.as_ref().is_none_or(|anchor| is_plain(context, anchor));
    let by_cue = if is_plain { 0.56 } else { -0.02 };
    let logit = 0.86 * (own / (1.0 - own)).ln() + by_manner + by_speaker + by_cue;
    let sure = 1.0 / (1.0 + (-logit).exp());
    (sure * 1000.0).round() / 1000.0
}

/// Below this what a verb tells without quotation marks is not written down: most likely nobody says it.
const TOLD: f32 = 0.4;

/// Those that are likely to be right; what is quoted is somebody's words in any case.
pub(super) fn told(context: &Context<'_>, model: &Model, selected: Vec<Selected>) -> Vec<Selected> {
    let is_told = |statement: &Selected| {
        let manner = manner(context, &statement.content);
        // "The talks will resume, it was announced": plainly told, though nobody is named.
        let is_verb = statement.anchor.as_ref().is_some_and(|anchor| anchor.part == AnchorPart::Verb)
            && statement.content.start != Start::Before;
        manner != Manner::Indirect || !is_verb || confidence(context, model, statement, manner) >= TOLD
    };
    let kept: Vec<bool> = selected.iter().map(is_told).collect();
    let mut count = 0;
    // Where each has moved to.
    let places: Vec<Option<usize>> = kept
        .iter()
        .map(|&is_kept| {
            count += usize::from(is_kept);
            is_kept.then(|| count - 1)
        })
        .collect();
    let kept = selected.into_iter().zip(kept).filter(|(_, is_kept)| *is_kept);
    kept.map(|(statement, _)| Selected {
        inside: statement.inside.and_then(|outer| places.get(outer).copied().flatten()),
        ..statement
    })
    .collect()
}

/// A quotation that goes on: speaker and day are those of the statement before it.
fn without_cue(
    context: &Context<'_>,
    acts: &ActWords,
    before: &Selected,
    record: &Statement,
    continues: Id,
    words: Span<Word>,
) -> Found<Statement> {
    let annotated = context.annotated;
    let bytes = context.bytes(words);
    let content =
        Content { pieces: vec![words], start: Start::QuoteAfter, starts: 0, ends: 0, marker: 0, head: None };
    let excerpts = vec![annotated.index.excerpt(bytes)];
    let act = act(context, acts, None, &content, before.source, Manner::Direct);
    let statement = Statement {
        id: id_of(context, &excerpts, None),
        report: context.scene.report.id.clone(),
        evidence: excerpts[0].clone(),
        speakers: record.speakers.clone(),
        cue: None,
        content: excerpts,
        manner: Manner::Direct,
        act: act.act,
        negated: false,
        addressee: record.addressee.clone(),
        venue: None,
        via: record.via.clone(),
        said: record.said.clone(),
        continues: Some(continues),
        account: None,
        confidence: (record.confidence * 0.8 * 1000.0).round() / 1000.0,
    };
    Found { words, record: statement }
}

pub(super) fn id_of(context: &Context<'_>, content: &[Excerpt], cue: Option<Span<Word>>) -> Id {
    let mut parts: Vec<String> = vec![context.scene.report.id.as_str().to_owned()];
    parts.extend(content.iter().map(|piece| format!("{}-{}", piece.start, piece.end)));
    let bytes = cue.map(|cue| context.annotated.bytes(cue));
    parts.push(
        bytes.map_or(String::new(), |bytes| format!("{}", context.annotated.index.code_point(bytes.start))),
    );
    derive_id("s", &parts.iter().map(String::as_str).collect::<Vec<_>>())
}

/// In whose words a stretch is: the quoted ones are the speaker's own.
pub(super) fn manner_of(context: &Context<'_>, words: Span<Word>) -> Manner {
    let is_quoted = |word: usize| context.quoted[word].is_some();
    let mut own = words.range().filter(|&word| !context.is_punctuation(word));
    if own.clone().all(is_quoted) {
        Manner::Direct
    } else if own.any(is_quoted) {
        Manner::Mixed
    } else {
        Manner::Indirect
    }
}

/// In whose words: direct where all of it is quoted and says something of its own, mixed
/// where a part or only a fragment is ("what he called “hysteria”").
fn manner(context: &Context<'_>, content: &Content) -> Manner {
    // Between dashes: quoted without marks.
    if content.start == Start::QuoteBefore
        && content.pieces.iter().flat_map(Span::range).all(|word| context.quoted[word].is_none())
    {
        return Manner::Direct;
    }
    let (mut quoted, mut plain) = (false, false);
    let first = content.pieces[0].start;
    // "BERG: Will the mill stay open?"
    if content.start == Start::AfterColon && first > 0 && is_turn(context, first - 1) {
        return Manner::Direct;
    }
    for word in content.pieces.iter().flat_map(Span::range) {
        // told reporters that “the talks …”: the conjunction is nobody's word
        if word == first && context.lemma(word) == "that" {
            continue;
        }
        if context.quoted[word].is_some() {
            quoted = true;
        } else if !context.is_punctuation(word) {
            plain = true;
        }
    }
    match (quoted, plain) {
        (false, _) => Manner::Indirect,
        (true, true) => Manner::Mixed,
        (true, false) if is_utterance(context, content) => Manner::Direct,
        (true, false) => Manner::Mixed,
    }
}

/// Whether quoted words can stand alone: they have a finite verb with a subject, or end as a
/// sentence does behind a comma or colon.
fn is_utterance(context: &Context<'_>, content: &Content) -> bool {
    let first = content.pieces[0].start;
    let is_introduced = (first.saturating_sub(3)..first)
        .any(|word| matches!(context.annotated.form(word), "," | ":") && context.quoted[word].is_none());
    let begins_sentence = context.sentence(first).start + 1 >= first;
    if is_introduced || begins_sentence {
        return true;
    }
    content.pieces.iter().flat_map(Span::range).any(|word| {
        context.deprel(word).is(Deprel::Nsubj)
            && content
                .pieces
                .iter()
                .any(|piece| context.head(word).is_some_and(|head| piece.start <= head && head < piece.end))
            && !matches!(context.xpos(word), Xpos::Wp | Xpos::Wdt)
            && context.upos(word) != Upos::Det
    })
}
