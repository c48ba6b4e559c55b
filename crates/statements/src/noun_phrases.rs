//! Noun phrases that may stand for somebody: where they begin and end, and what they are joined with.

use super::context::Context;
use dateline_language::{Deprel, Upos, Word};
use dateline_model::{MentionKind, Span};

pub(super) fn is_nominal(context: &Context<'_>, word: usize) -> bool {
    matches!(context.upos(word), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Det | Upos::X)
        || context.names[word].is_some()
        || (context.upos(word) == Upos::Adj && context.has_child(word, Deprel::Det))
}

/// Whether a word may stand for somebody: no day ("Rep. Ada Moor (D-Ohio) said *Friday*"), no mark
/// and no "'s" that the tree took for a noun.
pub(super) fn may_be_source(context: &Context<'_>, word: usize) -> bool {
    let times = &context.scene.times;
    let at = times.partition_point(|time| time.words.end <= word);
    let is_time = times.get(at).is_some_and(|time| time.words.start <= word);
    // "The Sunday Herald said": a day within a name.
    let is_name = context.mention(word).is_some_and(|mention| {
        let entity = &context.scene.entities.entities[mention.entity];
        matches!(entity.kind, MentionKind::Organization | MentionKind::Person)
    });
    (!is_time || is_name)
        && !context.is_punctuation(word)
        && context.upos(word) != Upos::Part
        && !is_in_dateline(context, word)
}

/// "*Lima, Peru* (Tanva)- The minister said …": where a report was written does not speak.
fn is_in_dateline(context: &Context<'_>, word: usize) -> bool {
    const LONGEST: usize = 9;
    let start = context.sentence(word).start;
    if word > start + LONGEST || context.upos(word) != Upos::Propn {
        return false;
    }
    let is_place = |at: usize| matches!(context.names[at], Some(MentionKind::Place | MentionKind::Country));
    let end = context.sentence(word).end.min(start + LONGEST + 3);
    let mut is_open = false;
    // Within a paragraph only an agency in brackets tells: "The deal. LIMA, Peru (Tanva) – …"
    let opens = start == 0 || context.paragraph(start - 1) != context.paragraph(start);
    let (mut has_mark, mut has_agency) = (false, false);
    for at in start..end {
        match context.annotated.form(at) {
            "(" => (is_open, has_mark, has_agency) = (true, true, true),
            ")" => is_open = false,
            "," => has_mark |= opens,
            "—" | "–" | "--" | "-" | ")-" | ")–"
                if !is_open || context.annotated.form(at).starts_with(')') =>
            {
                let is_told = has_agency || is_place(word) && is_place(start);
                return has_mark && word < at && is_told;
            }
            _ if context.upos(at) == Upos::Propn || is_place(at) || context.upos(at) == Upos::Num => {
                if context.names[at] == Some(MentionKind::Person) {
                    return false;
                }
            }
            _ => return false,
        }
    }
    false
}

/// Whether a preposition stands right before a noun phrase: "head of the board *of* Norway said".
pub(super) fn stands_behind_preposition(context: &Context<'_>, head: usize) -> bool {
    let start = phrase(context, head).start;
    let sentence = context.sentence(head).start;
    start > sentence
        && context.upos(start - 1) == Upos::Adp
        && context.quoted[start - 1] == context.quoted[head]
        && !matches!(context.lower(start - 1).as_str(), "than" | "like")
}

/// The noun phrase of a head without what only tells more about it: "Smith", not "Smith, who
/// came late,".
pub(super) fn phrase(context: &Context<'_>, head: usize) -> Span<Word> {
    let annotated = context.annotated;
    if let Some(mention) = context.mention(head) {
        return mention.words;
    }
    let mut start = head;
    let mut end = head + 1;
    for child in annotated.children(head) {
        let relation = context.deprel(child).base();
        let stretch = annotated.subtree(child);
        let is_inside = matches!(
            relation,
            Deprel::Det
                | Deprel::Amod
                | Deprel::Compound
                | Deprel::Nummod
                | Deprel::Flat
                | Deprel::Fixed
                | Deprel::Nmod
                | Deprel::Advmod
        );
        // "the guild *on Tuesday* accused": no part of the name.
        let times = &context.scene.times;
        let at = times.partition_point(|time| time.words.end <= stretch.start);
        let is_time =
            relation == Deprel::Nmod && times.get(at).is_some_and(|time| time.words.start < stretch.end);
        if !is_inside || is_time {
            continue;
        }
        if child < head {
            start = start.min(stretch.start);
        } else if !stretch.range().any(|word| context.is_comma(word)) {
            end = end.max(stretch.end);
        }
    }
    // A possessor's "'s" is not part of the name.
    Span::new(start, end)
}

/// The heads that are coordinated with a head, in text order: "Britain and France".
pub(super) fn coordinated(context: &Context<'_>, head: usize) -> Vec<usize> {
    // Whichever of them was found, the first one heads the others in the tree.
    let mut first = head;
    for _ in 0..8 {
        match context.head(first) {
            Some(up) if context.deprel(first).is(Deprel::Conj) && up < first && is_nominal(context, up) => {
                first = up;
            }
            _ => break,
        }
    }
    let mut heads = vec![first];
    // "Canada, Poland and the Netherlands": a tree that gives the verb two subjects.
    if let Some(verb) = context.head(first).filter(|_| context.deprel(first).is(Deprel::Nsubj)) {
        let beside = context.annotated.children(verb).filter(|&child| {
            child != first
                && context.deprel(child).is(Deprel::Nsubj)
                && (child.min(first) + 1..child.max(first)).all(|word| {
                    is_nominal(context, word)
                        || matches!(context.upos(word), Upos::Cconj | Upos::Det | Upos::Adj)
                        || context.is_comma(word)
                })
                && (child.min(first) + 1..child.max(first)).any(|word| context.upos(word) == Upos::Cconj)
        });
        heads.extend(beside.take(2));
        heads.extend(named_before_verb(context, first, verb));
    }
    let mut at = 0;
    while at < heads.len() && heads.len() < 12 {
        let one = heads[at];
        // "Ida Berg *and Ola Vik*": the tree may hang the second name on any word of the first.
        let name = context.mention(one).filter(|mention| mention.words.range().contains(&one));
        let words = name.map_or(Span::new(one, one + 1), |mention| mention.words);
        for word in words.range() {
            let conjuncts = context.annotated.children(word).filter(|&child| {
                context.deprel(child).is(Deprel::Conj)
                    && is_nominal(context, child)
                    && child > one
                    && (word == one || child >= words.end)
            });
            heads.extend(conjuncts);
        }
        at += 1;
    }
    heads.sort_unstable();
    heads.dedup();
    // "*Kyrgyz*, Tajik and Uzbek officials" are one phrase, whatever the tree joins to its first word.
    let all = heads.clone();
    heads.retain(|&word| {
        !all.iter().any(|&other| {
            other != word
                && context.mention(other).is_some_and(|mention| {
                    mention.head == other && mention.words.range().contains(&word) && word < other
                })
        })
    });
    heads
}

/// "Governor Ida Krogh and premier-elect *Ola Vik* agreed", "before the vote in Chile, Norway and *Peru* announced a pact":
/// whoever stands behind "and", right before the verb, where the tree has lost him or joined him to a name further off.
fn named_before_verb(context: &Context<'_>, first: usize, verb: usize) -> Option<usize> {
    let entities = &context.scene.entities;
    let beside = (first..verb).rev().find(|&word| !matches!(context.upos(word), Upos::Adv | Upos::Aux))?;
    let last = entities.mention_at(beside)?;
    let and = last.words.start.checked_sub(1)?;
    let before = entities.mention_at(and.checked_sub(1)?)?;
    let kinds = [last, before].map(|mention| entities.entities[mention.entity].kind);
    let is_person = |kind: &MentionKind| matches!(kind, MentionKind::Person | MentionKind::Office);
    let is_body = |kind: &MentionKind| matches!(kind, MentionKind::Country | MentionKind::Organization);
    let fits = last.words.end == beside + 1
        && context.lower(and) == "and"
        && before.words.end == and
        && last.entity != before.entity;
    if !fits {
        None
    } else if before.words.range().contains(&first) {
        (kinds.iter().all(is_person) || kinds.iter().all(is_body)).then_some(last.head)
    } else {
        (kinds.iter().all(is_person) && last.words.range().contains(&first)).then_some(before.head)
    }
}
