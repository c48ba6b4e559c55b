//! What is said only by a word that points at it: "She said *this* at a hearing", "Oslo denies *it*", "…, *which* Oslo denies".

use super::super::anchors::{Anchor, AnchorPart};
use super::super::contents::{Content, Start};
use super::super::context::Context;
use super::super::lexicon::CueKind;
use super::super::may_say::is_passive;
use super::super::subjects::own_subject;
use dateline_language::{Upos, Word, Xpos};
use dateline_model::{Span, StatementAct};

/// "Ada Doran said *this* at a hearing", "*This* was announced by the ministry", "*That's* according to
/// the court": what is pointed at is the sentence before.
pub(super) fn pointed_at(context: &Context<'_>, anchor: &Anchor) -> Option<Content> {
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

/// The words of a sentence before the one a word stands in, within reach of "this" in it: "Ada Doran
/// said *this* at a hearing". The whole paragraph before where the word's sentence begins one and that
/// paragraph is short.
fn sentence_before(context: &Context<'_>, word: usize) -> Option<Span<Word>> {
    const LONGEST: usize = 90;
    let here = context.sentence(word);
    let last = context.sentence(here.start.checked_sub(1)?);
    let paragraph = context.paragraph(last.start);
    if paragraph == context.paragraph(here.start) {
        return Some(last);
    }
    let mut start = last.start;
    while start > 0
        && context.paragraph(start - 1) == paragraph
        && last.end - context.sentence(start - 1).start <= LONGEST
    {
        start = context.sentence(start - 1).start;
    }
    (context.paragraph(here.start) == paragraph + 1).then(|| Span::new(start, last.end))
}
