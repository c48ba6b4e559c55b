//! One verb for several mouths: "The mayor demanded an inquiry, *the opposition a vote*", "Oslo called for talks, *Lima for a
//! truce*" – behind the first, each speaker stands right before what he says.

use super::super::anchors::AnchorPart;
use super::super::context::Context;
use super::super::voices::{is_party, is_somebody};
use super::candidate::Selected;
use dateline_language::{Upos, Word, Xpos};
use dateline_model::Span;

/// How many may share one verb.
const MOST: usize = 5;

/// One more who speaks by the verb of another.
struct Gap {
    /// The comma or "and" before him.
    joint: usize,
    speaker: usize,
    /// Where what he says begins, behind the preposition that both share.
    says: usize,
}

/// Gives each speaker of a shared verb a statement of his own, and ends the first one's where the second begins.
pub(super) fn share_out(context: &Context<'_>, selected: &mut Vec<Selected>) {
    let mut more = Vec::new();
    for statement in selected.iter_mut() {
        let Some(gaps) = gaps(context, statement) else { continue };
        let Some(piece) = statement.content.pieces.first_mut() else { continue };
        let end = context.sentence(piece.start).end;
        *piece = context.trim(Span::new(piece.start, gaps[0].joint));
        for (at, gap) in gaps.iter().enumerate() {
            let until = gaps.get(at + 1).map_or(end, |next| next.joint);
            let words = context.trim(Span::new(gap.says, until));
            let mut other = statement.clone();
            other.content.pieces = vec![words];
            other.content.head = None;
            other.source = Some(gap.speaker);
            other.via = None;
            other.is_alone = true;
            if !words.is_empty() {
                more.push(other);
            }
        }
    }
    selected.retain(|statement| statement.content.pieces.iter().all(|piece| !piece.is_empty()));
    selected.extend(more);
}

fn gaps(context: &Context<'_>, statement: &Selected) -> Option<Vec<Gap>> {
    let anchor = statement.anchor.as_ref().filter(|anchor| anchor.part == AnchorPart::Verb)?;
    let [piece] = statement.content.pieces.as_slice() else { return None };
    let sentence = context.sentence(anchor.head);
    let is_finite = matches!(context.xpos(anchor.head), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    let is_plain = is_finite
        && statement.source.is_some_and(|source| source < anchor.head)
        && anchor.cue.end <= piece.start
        && piece.start <= anchor.cue.end + 1
        && piece.end <= sentence.end
        && !(piece.start..sentence.end).any(|word| {
            matches!(context.upos(word), Upos::Verb | Upos::Aux) || context.quoted[word].is_some()
        });
    if !is_plain {
        return None;
    }
    // "called *for* talks, Lima *for* a truce"
    let shared = (anchor.cue.end..=piece.start)
        .find(|&word| context.upos(word) == Upos::Adp)
        .map(|word| context.lower(word));
    let mut found: Vec<Gap> = Vec::new();
    for joint in piece.start + 1..sentence.end.saturating_sub(2) {
        let is_joint = context.is_comma(joint) || context.lower(joint) == "and" && !found.is_empty();
        if is_joint
            && found.len() < MOST
            && let Some((speaker, says)) = gap(context, joint, sentence, shared.as_deref())
        {
            found.push(Gap { joint, speaker, says });
        }
    }
    (!found.is_empty()).then_some(found)
}

/// Somebody right behind a joint, with what he says right behind him.
fn gap(
    context: &Context<'_>,
    joint: usize,
    sentence: Span<Word>,
    shared: Option<&str>,
) -> Option<(usize, usize)> {
    let first = (joint + 1..sentence.end).find(|&word| {
        !matches!(context.lower(word).as_str(), "and" | "but" | "while") && !context.is_comma(word)
    })?;
    let mention = context.mention(first).filter(|mention| mention.words.start == first);
    let phrase = mention.map(|mention| mention.words).or_else(|| {
        let head = (first..sentence.end).find(|&word| context.upos(word) == Upos::Noun)?;
        let is_plain = context.upos(first) == Upos::Det
            && (first + 1..head).all(|word| matches!(context.upos(word), Upos::Adj | Upos::Noun));
        is_plain.then(|| Span::new(first, head + 1))
    })?;
    let head = mention.map_or(phrase.end - 1, |mention| mention.head);
    let behind = phrase.end;
    // "*Lima* for a truce": a town stands for those who govern there.
    let may_say = is_party(context, head) || is_somebody(context, head) || context.names[head].is_some();
    if !may_say || behind + 1 >= sentence.end {
        return None;
    }
    let says = match shared {
        Some(preposition) => (context.lower(behind) == preposition).then_some(behind + 1)?,
        None => {
            (context.upos(behind) == Upos::Det || context.xpos(behind) == Xpos::PrpPoss).then_some(behind)?
        }
    };
    let has_noun = (says..sentence.end)
        .take_while(|&word| !context.is_break(word))
        .any(|word| matches!(context.upos(word), Upos::Noun | Upos::Propn));
    has_noun.then_some((head, says))
}
