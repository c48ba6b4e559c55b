//! Constructions that leave no doubt that something is said, whatever the model makes of them: "…, *as the guard said on
//! Monday*", "*according to the clerk*, …", "…, *the guild has told the paper*", "was mocked *for saying that …*".

use super::super::anchors::{Anchor, AnchorPart};
use super::super::contents::{Content, Start};
use super::super::context::Context;
use super::super::may_say::is_passive;
use super::super::saying_words;
use super::super::sources::phrase_group;
use super::super::subjects::asks_for_no_name;
use super::candidate::is_plain;
use super::passed_on::{says_no_more, subject_before};
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::Span;

/// The best of the stretches that such a construction has for what is said.
pub(super) fn certain(
    context: &Context<'_>,
    anchor: &Anchor,
    stretches: &[Content],
    scores: &[f32],
) -> Option<usize> {
    if context.quoted[anchor.head].is_some() || !is_plain(context, anchor) {
        return None;
    }
    let sentence = context.sentence(anchor.head);
    let best = |fits: &dyn Fn(&Content) -> bool| {
        (0..stretches.len())
            .filter(|&at| fits(&stretches[at]))
            .max_by(|&one, &other| scores[one].total_cmp(&scores[other]))
    };
    if anchor.part == AnchorPart::Phrase {
        return best(&|content: &Content| {
            opens_with_source(context, anchor, sentence)
                && content.start == Start::RestAfter
                && content
                    .pieces
                    .iter()
                    .flat_map(Span::range)
                    .any(|word| is_finite(context, word) || context.head(word).is_none())
        });
    }
    if anchor.part != AnchorPart::Verb {
        return None;
    }
    if let Some(comma) = comma_before(context, anchor, sentence) {
        return best(&|content: &Content| {
            content.start == Start::Before
                && content.pieces.len() == 1
                && content.pieces[0].start <= sentence.start + 1
                && content.pieces[0].end == comma
        });
    }
    if opens_with_as(context, anchor, sentence) {
        return best(&|content: &Content| {
            content.pieces.len() == 1
                && content.pieces[0].start == anchor.cue.end + 1
                && content.pieces[0].range().any(|word| is_finite(context, word))
        });
    }
    let follows = is_blamed_for_saying(context, anchor) || asks_for_no_name(context, anchor.head).is_some();
    // "told *the paper* the bridge was mined"
    let hearer = context.annotated.children(anchor.head).find(|&child| {
        child >= anchor.cue.end && matches!(context.deprel(child).base(), Deprel::Iobj | Deprel::Obj)
    });
    let from = hearer.map_or(anchor.cue.end, |hearer| context.annotated.subtree(hearer).end);
    best(&|content: &Content| {
        follows
            && content.pieces[0].start == from
            && matches!(content.start, Start::Clause | Start::That | Start::Next | Start::AfterRun)
            && content.pieces[0].range().any(|word| is_finite(context, word))
    })
}

fn is_finite(context: &Context<'_>, word: usize) -> bool {
    matches!(context.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
}

/// "said", "has said".
fn is_told(context: &Context<'_>, verb: usize, sentence: Span<Word>) -> bool {
    is_finite(context, verb)
        || context.xpos(verb) == Xpos::Vbn
            && verb > sentence.start
            && matches!(context.lower(verb - 1).as_str(), "has" | "have" | "had")
}

/// "*According to a survey by the guild*, half of them are shut".
fn opens_with_source(context: &Context<'_>, anchor: &Anchor, sentence: Span<Word>) -> bool {
    let group = phrase_group(context, anchor);
    anchor.lemma.contains(' ')
        && group.start <= sentence.start + 1
        && group.end < sentence.end
        && (context.is_comma(group.end) || context.is_comma(group.end - 1))
}

/// The comma before an attribution at the end of its sentence, with who speaks right before the verb and nothing behind
/// it that could be said: "The road is clear*,* as the guard said on Monday", "The well is dry*,* the clerk has told the paper".
fn comma_before(context: &Context<'_>, anchor: &Anchor, sentence: Span<Word>) -> Option<usize> {
    let verb = anchor.head;
    let subject = subject_before(context, verb).filter(|_| is_told(context, verb, sentence))?;
    let first = subject.start.checked_sub(1).filter(|&first| first > sentence.start + 2)?;
    let is_as = context.lower(first) == "as" && context.upos(first) != Upos::Adv;
    let comma = if is_as { first - 1 } else { first };
    // "said on Monday", "told the board"; not "said so", "told a story".
    let holds_thing = (anchor.cue.end..sentence.end).any(|word| {
        saying_words::is_asked_thing(context.lemma(word))
            || saying_words::is_empty(&context.lower(word))
            || context.lower(word) == "so"
    });
    let is_clause =
        (sentence.start..comma).any(|word| is_finite(context, word) && context.quoted[word].is_none());
    // "…, *the more the clerk told the paper*": how much, beside what comes with it.
    let is_measure = (comma..verb).any(|word| matches!(context.xpos(word), Xpos::Rbr | Xpos::Jjr));
    (context.is_comma(comma)
        && is_clause
        && !is_measure
        && !holds_thing
        && context.negation(verb).is_none()
        && !(anchor.cue.end..sentence.end).any(|word| context.is_break(word))
        && says_no_more(context, anchor.cue.end - 1, sentence.end)
        && !takes_object(context, anchor, sentence))
    .then_some(comma)
}

/// "announced *a vote*", where who hears it has no object of his own.
fn takes_object(context: &Context<'_>, anchor: &Anchor, sentence: Span<Word>) -> bool {
    let Some(entry) = anchor.entry.map(|entry| context.lexicon.entry(entry)) else { return true };
    let begins_phrase = anchor.cue.end < sentence.end
        && matches!(
            context.upos(anchor.cue.end),
            Upos::Det | Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Pron
        );
    let times = &context.scene.times;
    let at = times.partition_point(|time| time.words.end <= anchor.cue.end);
    let is_time = times.get(at).is_some_and(|time| time.words.start <= anchor.cue.end);
    begins_phrase && !is_time && !entry.takes("addressee")
}

/// "*As the ferryman recalls*, the ice broke": an opening clause of nothing but who speaks and a verb of saying.
fn opens_with_as(context: &Context<'_>, anchor: &Anchor, sentence: Span<Word>) -> bool {
    let verb = anchor.head;
    let is_alone = context.lower(sentence.start) == "as"
        && is_told(context, verb, sentence)
        && subject_before(context, verb).is_some_and(|subject| subject.start <= sentence.start + 1)
        && anchor.cue.end + 2 < sentence.end
        && context.is_comma(anchor.cue.end);
    is_alone && anchor.entry.is_some_and(|entry| context.lexicon.entry(entry).takes("that"))
}

/// "was mocked *for saying that* the moon was hollow": whoever is blamed for it has said it.
pub(super) fn is_blamed_for_saying(context: &Context<'_>, anchor: &Anchor) -> bool {
    let verb = anchor.head;
    anchor.part == AnchorPart::Verb
        && is_plain(context, anchor)
        && verb > context.sentence(verb).start
        && context.xpos(verb) == Xpos::Vbg
        && context.lower(verb - 1) == "for"
        && context.head(verb).is_some_and(|above| {
            context.upos(above) == Upos::Verb
                && above < verb
                && is_passive(context, above)
                && saying_words::is_held_against(context.lemma(above))
        })
}
