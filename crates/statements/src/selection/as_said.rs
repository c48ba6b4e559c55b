//! Two ways of adding another voice to what a sentence says: behind an "as" ("the bridge held, *as the engineers had
//! promised*") and in brackets ("nobody was hurt *(the Courier says two were)*").

use super::super::anchors::{Anchor, AnchorPart};
use super::super::contents::Content;
use super::super::context::Context;
use super::super::lexicon::CueKind;
use super::super::may_say::may_say;
use super::super::noun_phrases::may_be_source;
use super::super::saying_words;
use super::super::subjects::own_subject;
use super::candidate::Selected;
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::Span;

/// A verb behind an "as" that goes back to what another says in the same sentence.
#[derive(Clone, Debug)]
pub(super) struct AsSaid {
    anchor: Anchor,
    speaker: usize,
    /// The verb by which the other says it.
    outer: usize,
    /// Where the "as" stands.
    opens: usize,
}

/// What an "as" before a verb of saying makes of it.
pub(super) enum Behind {
    /// It goes with what another says: "*Berg said* the bridge held, as the engineers had promised".
    Another(AsSaid),
    /// It stands behind what is said not to be so: "the ferry did not sink, as the captain claimed". Whether he claimed
    /// that it sank or that it did not, the words leave open. So does "two more than he had claimed".
    LeftOpen,
}

/// So many words may stand between an "as" and its verb.
const CLAUSE: usize = 9;

/// What an "as" makes of a verb that it leads to, with nothing behind the verb that is said.
pub(super) fn behind_as(context: &Context<'_>, anchor: &Anchor) -> Option<Behind> {
    let verb = anchor.head;
    if anchor.part != AnchorPart::Verb || context.quoted[verb].is_some() {
        return None;
    }
    let sentence = context.sentence(verb);
    let speaker = own_subject(context, verb).filter(|&who| who < verb)?;
    let opens = (sentence.start + 1..speaker)
        .rev()
        .take(CLAUSE)
        .take_while(|&word| !context.is_break(word))
        .find(|&word| {
            context.lower(word) == "as" && context.upos(word) != Upos::Adv || context.lower(word) == "than"
        })?;
    let first = opens + 1;
    let is_clause = (first..verb)
        .all(|word| word == speaker || !matches!(context.upos(word), Upos::Verb | Upos::Sconj | Upos::Cconj));
    if !is_clause || !ends_behind(context, verb, sentence) {
        return None;
    }
    // "two more *than Kolar had reported*": what he reported is another number.
    if context.lower(opens) == "than" {
        return Some(Behind::LeftOpen);
    }
    let is_not = |word: usize| {
        matches!(
            context.lower(word).as_str(),
            "not"
                | "n't"
                | "n’t"
                | "never"
                | "no"
                | "nobody"
                | "none"
                | "nothing"
                | "neither"
                | "nor"
                | "false"
                | "untrue"
                | "wrong"
        ) || matches!(context.lemma(word), "doubt" | "deny" | "reject" | "dismiss")
    };
    let outer = (sentence.start..opens).find(|&word| says(context, word));
    if let Some(outer) = outer {
        let is_turned = (sentence.start..opens).any(is_not);
        // "the talks collapsed *as the miners complained*": when, and no word of theirs.
        let goes_with = context.is_comma(opens - 1) && saying_words::goes_with(&anchor.lemma);
        let said = AsSaid { anchor: anchor.clone(), speaker, outer, opens };
        return Some(if is_turned || !goes_with { Behind::LeftOpen } else { Behind::Another(said) });
    }
    let governor = context.head(verb).filter(|&governor| governor < opens)?;
    let is_turned = (sentence.start..opens).any(|word| is_not(word) && context.head(word) == Some(governor));
    is_turned.then_some(Behind::LeftOpen)
}

/// "as the engineers promised *on Monday*, …": whether no object or clause follows a verb.
fn ends_behind(context: &Context<'_>, verb: usize, sentence: Span<Word>) -> bool {
    !context.annotated.children(verb).any(|child| {
        child > verb
            && (matches!(context.deprel(child), Deprel::Ccomp | Deprel::Obj | Deprel::Iobj)
                || context.deprel(child).is(Deprel::Xcomp))
    }) && (verb + 1 >= sentence.end || !matches!(context.lower(verb + 1).as_str(), "that" | "to"))
}

/// Whether a word is a verb of saying with who says it, outside of quotation marks.
fn says(context: &Context<'_>, word: usize) -> bool {
    context.upos(word) == Upos::Verb
        && context.quoted[word].is_none()
        && context.entries[word].is_some_and(|entry| {
            matches!(context.lexicon.entry(entry).kind, CueKind::Speech | CueKind::Writing)
        })
        && own_subject(context, word).is_some_and(|who| who < word)
}

/// The statements behind an "as", each with the words of the other as far as they stand before it. Where the other says
/// nothing, neither does whoever only goes with it.
pub(super) fn with_the_others(context: &Context<'_>, waiting: &[AsSaid], selected: &mut Vec<Selected>) {
    for said in waiting {
        let is_outer =
            |one: &&mut Selected| one.anchor.as_ref().is_some_and(|anchor| anchor.head == said.outer);
        let Some(outer) = selected.iter_mut().find(is_outer) else { continue };
        // "said the ferry was late, *as Mala had predicted*": the report's own word on it.
        let clause_end = context.annotated.subtree(said.anchor.head).end;
        for piece in &mut outer.content.pieces {
            if piece.start < said.opens && said.opens < piece.end && piece.end <= clause_end + 1 {
                *piece = context.trim(Span::new(piece.start, said.opens));
            }
        }
        let mut content: Content = outer.content.clone();
        content.pieces.retain(|piece| piece.start < said.opens && piece.start > said.outer);
        for piece in &mut content.pieces {
            let ends = piece.end.min(said.opens);
            let opens = if context.lower(piece.start) == "that" { piece.start + 1 } else { piece.start };
            *piece = context.trim(Span::new(opens.min(ends), ends));
        }
        content.pieces.retain(|piece| !piece.is_empty());
        let may = may_be_source(context, said.speaker) && may_say(context, &said.anchor, said.speaker);
        if content.pieces.is_empty() || !may {
            continue;
        }
        let probability = outer.probability;
        selected.push(Selected {
            anchor: Some(said.anchor.clone()),
            content,
            source: Some(said.speaker),
            via: None,
            is_alone: false,
            probability,
            inside: None,
        });
    }
}

/// The brackets that a verb of saying with its speaker stands in, from the opening mark to behind the closing one.
fn brackets(context: &Context<'_>, verb: usize) -> Option<Span<Word>> {
    let sentence = context.sentence(verb);
    let is_finite = matches!(context.xpos(verb), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    let who = own_subject(context, verb).filter(|_| is_finite && context.quoted[verb].is_none())?;
    let open =
        (sentence.start..verb).rev().find(|&word| matches!(context.annotated.form(word), "(" | ")"))?;
    let close = (verb..sentence.end).find(|&word| matches!(context.annotated.form(word), "(" | ")"))?;
    let is_one = context.annotated.form(open) == "(" && context.annotated.form(close) == ")";
    (is_one && open < who && who < close).then(|| Span::new(open, close + 1))
}

/// "nobody was hurt (the Courier *says* two were)": what is said in brackets stands in them, if anything does.
pub(super) fn keep_in_brackets(context: &Context<'_>, anchor: &Anchor, contents: &mut Vec<Content>) {
    if anchor.part != AnchorPart::Verb || anchor.entry.is_none() {
        return;
    }
    let Some(brackets) = brackets(context, anchor.head) else { return };
    let is_inside = |content: &Content| {
        content.pieces.iter().all(|piece| brackets.start < piece.start && piece.end <= brackets.end)
    };
    contents.retain(is_inside);
}

/// "Police said nobody was hurt *(the Courier says two were)*": another's words in brackets are cut out of what is said.
pub(super) fn cut_brackets(context: &Context<'_>, anchor: &Anchor, content: &mut Content) {
    if context.quoted[anchor.head].is_some() {
        return;
    }
    let mut pieces = Vec::with_capacity(content.pieces.len());
    for &piece in &content.pieces {
        let other = (piece.start + 1..piece.end)
            .find(|&word| word != anchor.head && says(context, word) && brackets(context, word).is_some());
        let cut = other.and_then(|verb| brackets(context, verb)).filter(|cut| piece.start < cut.start);
        let Some(cut) = cut else {
            pieces.push(piece);
            continue;
        };
        let parts = [Span::new(piece.start, cut.start), Span::new(cut.end.min(piece.end), piece.end)];
        pieces.extend(parts.map(|part| context.trim(part)).into_iter().filter(|part| !part.is_empty()));
    }
    content.pieces = pieces;
}
