//! Who may be the source of a possible cue: subjects near and far, agents, possessors,
//! names beside quotations. The model chooses.

use super::anchors::{Anchor, AnchorPart};
use super::context::Context;
use super::may_say::may_say;
use super::saying_words::{is_additive, takes_anothers};
use super::voices::{is_party, is_somebody};
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::{MentionKind, Span};

/// A noun phrase that may be the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Source {
    /// Its head word.
    pub head: usize,
    /// How it stands to the cue.
    pub relation: SourceRelation,
}

/// How a source stands to its cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(super) enum SourceRelation {
    /// "*He* said".
    Subject,
    /// "said *he*", where the parser took it for an object.
    Inverted,
    /// "was accused by *her*".
    Agent,
    /// "*He* came and said".
    Shared,
    /// "told *her* to say".
    ObjectControl,
    /// "the man *who* said".
    Relative,
    /// "*the man* who said".
    Antecedent,
    /// "*her* demand".
    Possessor,
    /// "the demand of *the workers*".
    NounOblique,
    /// "*Russian* claims".
    Modifier,
    /// "*They* made a demand".
    LightSubject,
    /// "according to *officials*".
    Phrase,
    /// "*Putin*: …".
    Colon,
    /// The nearest name or pronoun to the left in the sentence.
    NearLeft,
    /// The nearest to the right.
    NearRight,
}

/// The candidates of one anchor, none twice.
pub(super) fn sources(context: &Context<'_>, anchor: &Anchor) -> Vec<Source> {
    let mut found = Vec::new();
    match anchor.part {
        AnchorPart::Verb | AnchorPart::Adjective => of_verb(context, anchor.head, &mut found),
        AnchorPart::Noun => of_noun(context, anchor.head, &mut found),
        AnchorPart::Phrase => of_phrase(context, anchor, &mut found),
        AnchorPart::Colon => of_colon(context, anchor, &mut found),
        AnchorPart::Dash => of_dash(context, anchor, &mut found),
    }
    if !matches!(anchor.part, AnchorPart::Colon | AnchorPart::Dash) {
        near(context, anchor, &mut found);
    }
    let taker = taker(context, anchor);
    let taken_by = taken_by(context, anchor);
    found.retain(|source| {
        Some(source.head) != taker
            && taken_by.is_none_or(|verb| source.head > verb)
            && may_be_source(context, source.head)
            && may_say(context, anchor, source.head)
    });
    found
}

/// "*The clerk* faces allegations that …", "*villagers* contest claims that …": whoever takes what others say has not
/// said it.
fn taker(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
    let governs = |verb: &usize| takes_anothers(context.lemma(*verb)) && context.upos(*verb) == Upos::Verb;
    let verb = context.head(anchor.head).filter(governs).filter(|_| anchor.part == AnchorPart::Noun)?;
    subject(context, verb)
}

/// "the villagers *contest* police claims that …": the same by the words alone, for the tagger often takes such a verb
/// for a noun.
fn taken_by(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
    const BEFORE: usize = 4;
    let sentence = context.sentence(anchor.head);
    if anchor.part != AnchorPart::Noun {
        return None;
    }
    let is_within = |word: usize| {
        matches!(
            context.upos(word),
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Part | Upos::Pron
        )
    };
    let mut before = (sentence.start + 1..anchor.head)
        .rev()
        .take(BEFORE)
        .take_while(|&word| is_within(word) || context.upos(word) == Upos::Verb);
    before.find(|&word| {
        // "a *contest* over claims", "the *answer* …": a noun with an article of its own.
        let is_bare = context.upos(word - 1) != Upos::Det && context.upos(word - 1) != Upos::Adj;
        takes_anothers(context.lemma(word))
            && (context.upos(word) == Upos::Verb || context.upos(word) == Upos::Noun && is_bare)
    })
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
    (!is_time || is_name) && !context.is_punctuation(word) && context.upos(word) != Upos::Part
}

fn push(found: &mut Vec<Source>, head: usize, relation: SourceRelation) {
    if !found.iter().any(|source| source.head == head) {
        found.push(Source { head, relation });
    }
}

/// The subject of a verb or of the verb that it shares its subject with.
pub(super) fn subject(context: &Context<'_>, verb: usize) -> Option<usize> {
    dateline_grammar::clause::shared_subject(context.annotated, verb)
}

/// The verb whose subject a second one shares, where the tree has joined the second to a word in
/// between: "The union *met* the owners of the mine that burned and warned of a strike" — of two finite
/// verbs that a conjunction joins, one without a subject has that of the sentence's main verb.
pub(super) fn first_verb(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
    let verb = anchor.head;
    let sentence = context.sentence(verb);
    let is_second = anchor.part == AnchorPart::Verb
        && matches!(context.xpos(verb), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
        && own_subject(context, verb).is_none()
        && context.quoted[verb].is_none()
        && (sentence.start.max(verb.saturating_sub(2))..verb).any(|word| context.upos(word) == Upos::Cconj);
    if !is_second {
        return None;
    }
    let is_finite =
        |word: usize| context.xpos(word) == context.xpos(verb) && own_subject(context, word).is_some();
    if context.deprel(verb).is(Deprel::Conj) && context.head(verb).is_some_and(is_finite) {
        return None;
    }
    sentence
        .range()
        .take_while(|&word| word < verb)
        .find(|&word| is_finite(word) && context.quoted[word].is_none() && context.head(word).is_none())
}

/// Whoever a participle behind a comma goes on for, where the tree has hung it on the noun before: "told
/// the crews of the plan, *adding* that …" is said by who told the crews.
pub(super) fn main_speaker(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
    let verb = anchor.head;
    let sentence = context.sentence(verb);
    if context.xpos(verb) != Xpos::Vbg
        || own_subject(context, verb).is_some()
        || context.quoted[verb].is_some()
    {
        return None;
    }
    // "…, *while* warning that", "…, *also* saying".
    let mark = (sentence.start..verb).rev().take(4).find(|&word| {
        !(context.upos(word) == Upos::Adv
            || matches!(context.lower(word).as_str(), "while" | "by" | "before" | "after"))
    })?;
    // "told reporters *waiting outside*, adding": on a noun, or on a clause that only describes one.
    let mut low = verb;
    if let Some(head) = context.head(verb).filter(|&head| {
        context.upos(head) == Upos::Verb
            && context.deprel(head) == Deprel::Acl
            && matches!(context.xpos(head), Xpos::Vbg | Xpos::Vbn)
    }) {
        low = head;
    }
    let hangs_on_noun = context.deprel(low).is(Deprel::Acl)
        && context
            .head(low)
            .is_some_and(|head| matches!(context.upos(head), Upos::Noun | Upos::Propn | Upos::Pron));
    if context.is_break(mark)
        && let Some(says) = content_goes_on(context, verb)
    {
        return subject(context, says).filter(|&who| who < mark && may_be_source(context, who));
    }
    if !context.is_break(mark) || !hangs_on_noun {
        return None;
    }
    (sentence.start..mark).rev().find_map(|word| {
        let speaks = context.upos(word) == Upos::Verb
            && context.quoted[word].is_none()
            && matches!(context.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
            && context.entries[word].is_some();
        speaks
            .then(|| subject(context, word))
            .flatten()
            .filter(|&who| who < mark && may_be_source(context, who))
    })
}

/// "Berg vowed that Norway would pay, *adding* that …": who goes on is Berg and not Norway. The verb of saying whose
/// content the participle hangs in; what tells of somebody else's speech there is that one's ("said the union had
/// objected, adding that …").
fn content_goes_on(context: &Context<'_>, verb: usize) -> Option<usize> {
    const CLIMBED: usize = 4;
    let is_additive = is_additive(context.lemma(verb));
    let told = context.head(verb).filter(|&told| is_additive && context.entries[told].is_none())?;
    let mut at = told;
    for _ in 0..CLIMBED {
        let head = context.head(at)?;
        if context.deprel(at).is(Deprel::Ccomp) {
            let speaks = context.upos(head) == Upos::Verb
                && context.quoted[head].is_none()
                && context.entries[head].is_some();
            return speaks.then_some(head);
        }
        at = head;
    }
    None
}

/// "Marek said he would stay, and *Ilic* said …": the person named right before a verb that has no
/// subject in its tree.
pub(super) fn named_before(context: &Context<'_>, verb: usize) -> Option<usize> {
    let is_person = |word: usize| context.names[word] == Some(MentionKind::Person);
    let sentence = context.sentence(verb);
    let is_finite = matches!(context.xpos(verb), Xpos::Vbd | Xpos::Vbz) && context.quoted[verb].is_none();
    let last = verb.checked_sub(1).filter(|&last| last >= sentence.start && is_person(last))?;
    if !is_finite || own_subject(context, verb).is_some() {
        return None;
    }
    let first = (sentence.start..=last).rev().take_while(|&word| is_person(word)).last()?;
    // "but on Tuesday, *Norwegian envoy Ida Berg* said": with what she is.
    let first = context
        .mention(last)
        .filter(|mention| mention.words.end == last + 1 && mention.words.start >= sentence.start)
        .map_or(first, |mention| mention.words.start.min(first));
    let opens = first == sentence.start
        || matches!(context.lower(first - 1).as_str(), "and" | "but" | "while" | "whereas" | "as")
        || context.is_break(first - 1);
    opens.then_some(last)
}

/// "The chairman of the Harbour *Council Ivo Marek* said", "a captain in the Third *Regiment, Ivo Marek*,
/// said": of a body and the person named behind it, right before the verb, the person speaks.
pub(super) fn named_behind_body(context: &Context<'_>, body: usize, verb: usize) -> Option<usize> {
    let is_person = |word: usize| context.names[word] == Some(MentionKind::Person);
    let is_body = |word: usize| context.names[word] == Some(MentionKind::Organization);
    if !is_body(body) || body >= verb || context.quoted[verb].is_some() {
        return None;
    }
    let last = verb.checked_sub(1)?;
    let last = if context.is_comma(last) { last.checked_sub(1)? } else { last };
    let first = (body + 1..=last).rev().take_while(|&word| is_person(word)).last()?;
    let between = (body + 1..first).filter(|&word| !is_body(word) && !context.is_comma(word)).count();
    (between == 0).then_some(last)
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

/// "*Ada Berg*, director of the forest board of Norway *said*", "*the director* of the forest board of Norway said":
/// a subject behind a preposition is only part of the phrase that speaks, whatever the tree says.
pub(super) fn whole_subject(context: &Context<'_>, part: usize, verb: usize) -> Option<usize> {
    if part >= verb || context.quoted[verb].is_some() || !stands_behind_preposition(context, part) {
        return None;
    }
    let sentence = context.sentence(verb).start;
    let goes_on = |word: usize| {
        is_nominal(context, word)
            || matches!(context.upos(word), Upos::Adj | Upos::Adp | Upos::Det | Upos::Cconj)
            || context.upos(word) == Upos::Part && context.annotated.form(word).contains(['\'', '’'])
            || context.is_comma(word)
    };
    let last = phrase(context, part).end;
    let beside = (last..verb).all(|word| matches!(context.upos(word), Upos::Adv | Upos::Aux));
    let first = (sentence..phrase(context, part).start)
        .rev()
        .take_while(|&word| goes_on(word) && context.quoted[word].is_none())
        .last()
        .filter(|_| beside)?;
    // A name with what its holder is behind the comma.
    let comma = (first..part).rev().find(|&word| context.is_comma(word));
    if let Some(comma) = comma
        && comma > first
        && context.names[comma - 1] == Some(MentionKind::Person)
        && context.upos(comma + 1) != Upos::Propn
    {
        return Some(comma - 1);
    }
    let from = comma.map_or(first, |comma| comma + 1);
    let preposition = (from..part).find(|&word| context.upos(word) == Upos::Adp)?;
    let head = preposition.checked_sub(1).filter(|&head| head >= from)?;
    (context.upos(head) == Upos::Noun && may_be_source(context, head)).then_some(head)
}

/// "*Rojan*, whom the council accused of theft, *said*": where a clause about somebody stands between him
/// and the verb, the verb is his, whoever the tree makes its subject.
pub(super) fn before_parenthesis(context: &Context<'_>, verb: usize) -> Option<usize> {
    let sentence = context.sentence(verb);
    let is_filler = |word: usize| context.upos(word) == Upos::Adv || context.upos(word) == Upos::Aux;
    let close = (sentence.start..verb).rev().take(4).find(|&word| !is_filler(word))?;
    if !context.is_comma(close) || context.quoted[verb].is_some() || is_inverted(context, verb) {
        return None;
    }
    let is_finite = |word: usize| matches!(context.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
    let open = (sentence.start + 1..close).rev().filter(|&word| context.is_comma(word)).find(|&comma| {
        let first = comma + 1;
        let is_pronoun = |word: usize| matches!(context.xpos(word), Xpos::Wp | Xpos::Wdt | Xpos::WpPoss);
        // "The ministry, *stressing* that the farmers lose, called …"; but of what is done to the noun before the comma
        // no more than the deed is told: "A fire took *two barns*, killing a cow, said …".
        let is_participle = matches!(context.xpos(first), Xpos::Vbg | Xpos::Vbn)
            && context.upos(first) == Upos::Verb
            && own_subject(context, first).is_none()
            && !(first..close).any(|word| context.is_comma(word))
            && !(sentence.start..comma).any(is_finite)
            && context.names[close - 1] != Some(MentionKind::Person);
        is_pronoun(first)
            || is_participle
            || context.upos(first) == Upos::Adp && first + 1 < close && is_pronoun(first + 1)
    })?;
    let has_verb = (open..close).any(|word| matches!(context.upos(word), Upos::Verb | Upos::Aux));
    if !has_verb {
        return None;
    }
    // The tree may have it right.
    if let Some(subject) = own_subject(context, verb).filter(|&subject| subject < open) {
        return may_be_source(context, subject).then_some(subject);
    }
    let mut head = open - 1;
    for _ in 0..8 {
        match context.head(head) {
            Some(up) if up < open && up >= sentence.start && is_nominal(context, up) => head = up,
            _ => break,
        }
    }
    (is_nominal(context, head) && may_be_source(context, head)).then_some(head)
}

/// "…, *said the police*": who speaks stands behind the verb, as its subject or, for the tree, its object.
fn is_inverted(context: &Context<'_>, verb: usize) -> bool {
    own_subject(context, verb).is_some_and(|subject| subject > verb)
        || own_subject(context, verb).is_none()
            && context.annotated.children(verb).any(|child| {
                child > verb
                    && matches!(context.deprel(child).base(), Deprel::Obj | Deprel::Obl | Deprel::Xcomp)
                    && context.marker(child).is_none()
                    && is_nominal(context, child)
                    && (verb + 1..child)
                        .all(|word| is_nominal(context, word) || context.upos(word) == Upos::Adj)
                    && context.is_punctuation(child + 1)
            })
}

/// The subject that hangs on the verb itself.
pub(super) fn own_subject(context: &Context<'_>, verb: usize) -> Option<usize> {
    dateline_grammar::clause::first_subject(context.annotated, verb)
}

pub(super) fn is_nominal(context: &Context<'_>, word: usize) -> bool {
    matches!(context.upos(word), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Det | Upos::X)
        || context.names[word].is_some()
        || (context.upos(word) == Upos::Adj && context.has_child(word, Deprel::Det))
}

fn of_verb(context: &Context<'_>, verb: usize, found: &mut Vec<Source>) {
    use SourceRelation as Relation;
    let annotated = context.annotated;
    for child in annotated.children(verb) {
        let is_by = context.marker(child).is_some_and(|marker| context.lemma(marker) == "by");
        if context.deprel(child) == Deprel::OblAgent || (context.deprel(child).is(Deprel::Obl) && is_by) {
            push(found, child, Relation::Agent);
        }
    }
    if let Some(subject) = own_subject(context, verb) {
        if matches!(context.xpos(subject), Xpos::Wp | Xpos::Wdt) {
            push(found, subject, Relation::Relative);
        } else {
            push(found, subject, Relation::Subject);
        }
    }
    if let Some(object) = annotated.children(verb).find(|&child| {
        child > verb
            && child <= verb + 6
            && context.deprel(child).is(Deprel::Obj)
            && is_nominal(context, child)
    }) {
        push(found, object, Relation::Inverted);
    }
    // The noun that a clause describes: "the man who said", "a man saying"
    let mut at = verb;
    for _ in 0..5 {
        if context.deprel(at).is(Deprel::Acl)
            && let Some(noun) = context.head(at)
        {
            push(found, noun, Relation::Antecedent);
        }
        let Some(governor) = context.governor(at) else { break };
        if let Some(subject) = own_subject(context, governor) {
            push(found, subject, Relation::Shared);
        }
        // "asked *her* to say"; but "told *reporters* about it, saying": he goes on.
        if context.deprel(at).is(Deprel::Xcomp)
            && context.xpos(at) != Xpos::Vbg
            && let Some(object) = annotated.child(governor, Deprel::Obj)
        {
            push(found, object, Relation::ObjectControl);
        }
        at = governor;
    }
    // "urges by the president to act": a verb under a noun
    if let Some(noun) = context.head(verb).filter(|&head| context.upos(head) == Upos::Noun)
        && let Some(owner) = annotated.child(noun, Deprel::NmodPoss)
    {
        push(found, owner, Relation::Possessor);
    }
}

fn of_noun(context: &Context<'_>, noun: usize, found: &mut Vec<Source>) {
    use SourceRelation as Relation;
    let annotated = context.annotated;
    for child in annotated.children(noun) {
        match context.deprel(child) {
            Deprel::NmodPoss => push(found, child, Relation::Possessor),
            relation if relation.is(Deprel::Nmod) => push(found, child, Relation::NounOblique),
            relation
                if (relation.is(Deprel::Amod) || relation.is(Deprel::Compound))
                    && (context.names[child].is_some()
                        || is_somebody(context, child)
                        || is_party(context, child)) =>
            {
                push(found, child, Relation::Modifier);
            }
            _ => {}
        }
    }
    // "They made a demand", "She is a supporter of", "was met with criticism by"
    if let Some(own) = own_subject(context, noun) {
        push(found, own, Relation::Subject);
    }
    if let Some(head) = context.head(noun)
        && !context.deprel(noun).is(Deprel::Nsubj)
        && let Some(subject) = subject(context, head)
    {
        push(found, subject, Relation::LightSubject);
    }
    if let Some(head) = context.head(noun)
        && let Some(agent) = annotated.child(head, Deprel::OblAgent)
    {
        push(found, agent, Relation::Agent);
    }
}

/// The noun behind "according to" and its like, with all that belongs to it.
pub(super) fn phrase_group(context: &Context<'_>, anchor: &Anchor) -> Span<Word> {
    let sentence = context.sentence(anchor.head);
    if !anchor.lemma.contains(' ') {
        return anchor.cue;
    }
    match phrase_head(context, anchor) {
        Some(head) => {
            let stretch = context.annotated.subtree(head);
            // A tree that has taken in the rest of the sentence is cut at the comma.
            let mut end = stretch.end.clamp(anchor.cue.end, sentence.end);
            if end - anchor.cue.end > 12 {
                end = (head + 1..end).find(|&at| context.is_comma(at)).unwrap_or(end);
            }
            Span::new(anchor.cue.start, before_the_subject(context, anchor, head, end))
        }
        None => {
            let end = (anchor.cue.end..sentence.end).find(|&at| context.is_break(at)).unwrap_or(sentence.end);
            Span::new(anchor.cue.start, end)
        }
    }
}

/// "According to *the agency Tanva*, Norway and Peru imposed a ban": a tree that has joined the subject to the source is cut at
/// the comma; else nobody would be left to do it.
fn before_the_subject(context: &Context<'_>, anchor: &Anchor, head: usize, end: usize) -> usize {
    let sentence = context.sentence(anchor.head);
    let opens = (sentence.start..anchor.cue.start).all(|word| context.is_punctuation(word));
    let next = (end..sentence.end).find(|&word| !context.is_comma(word) && context.upos(word) != Upos::Adv);
    let is_without_subject = opens
        && next.is_some_and(|next| {
            matches!(context.xpos(next), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
                && context.quoted[next] == context.quoted[anchor.head]
        });
    if !is_without_subject {
        return end;
    }
    (head + 1..end)
        .find(|&at| context.is_comma(at) && at + 1 < end && is_nominal(context, at + 1))
        .unwrap_or(end)
}

fn phrase_head(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
    let sentence = context.sentence(anchor.head);
    let mut at = context.head(anchor.head);
    for _ in 0..4 {
        let word = at?;
        if word >= anchor.cue.end && word < sentence.end && is_nominal(context, word) {
            return Some(word);
        }
        at = context.head(word);
    }
    // The first noun behind, by the surface.
    (anchor.cue.end..sentence.end.min(anchor.cue.end + 8))
        .take_while(|&word| !context.is_break(word))
        .filter(|&word| matches!(context.upos(word), Upos::Noun | Upos::Propn | Upos::Pron))
        .find(|&word| {
            word + 1 >= sentence.end
                || !matches!(context.upos(word + 1), Upos::Noun | Upos::Propn | Upos::Part)
        })
}

fn of_phrase(context: &Context<'_>, anchor: &Anchor, found: &mut Vec<Source>) {
    if anchor.lemma.contains(' ')
        && let Some(head) = phrase_head(context, anchor)
    {
        push(found, head, SourceRelation::Phrase);
        if let Some(owner) = context.annotated.child(head, Deprel::NmodPoss) {
            push(found, owner, SourceRelation::Possessor);
        }
        // "according to the judgment of several beekeepers": theirs.
        let holder = context.annotated.children(head).find(|&child| {
            child > head
                && context.deprel(child).is(Deprel::Nmod)
                && context.marker(child).is_some_and(|marker| context.lemma(marker) == "of")
        });
        if let Some(holder) = holder.filter(|_| !may_say(context, anchor, head)) {
            push(found, holder, SourceRelation::Phrase);
        }
    }
}

fn of_colon(context: &Context<'_>, anchor: &Anchor, found: &mut Vec<Source>) {
    let sentence = context.sentence(anchor.head);
    let nominal: Vec<usize> =
        (sentence.start..anchor.head).filter(|&word| is_nominal(context, word)).collect();
    if let Some(&head) = nominal.iter().find(|&&word| {
        context
            .head(word)
            .is_none_or(|head| head >= anchor.head || head < sentence.start || !nominal.contains(&head))
    }) {
        push(found, head, SourceRelation::Colon);
    }
    if let Some(&last) = nominal.last() {
        push(found, last, SourceRelation::NearLeft);
    }
}

/// "— Ada Doran": the first name behind the dash.
fn of_dash(context: &Context<'_>, anchor: &Anchor, found: &mut Vec<Source>) {
    let count = context.annotated.tokens.len();
    let end = count.min(anchor.head + 12);
    if let Some(head) = (anchor.head + 1..end).find(|&word| {
        context.upos(word) == Upos::Propn
            && context.head(word).is_none_or(|head| head <= anchor.head || context.upos(head) != Upos::Propn)
    }) {
        push(found, head, SourceRelation::Colon);
    }
}

/// The nearest people and pronouns on both sides, for where the tree has gone wrong.
fn near(context: &Context<'_>, anchor: &Anchor, found: &mut Vec<Source>) {
    let sentence = context.sentence(anchor.head);
    let may_speak = |word: usize| {
        (context.upos(word) == Upos::Propn
            && context
                .head(word)
                .is_none_or(|head| context.upos(head) != Upos::Propn || head < word.saturating_sub(4)))
            || (context.upos(word) == Upos::Pron
                && matches!(
                    context.annotated.tokens[word].lemma.as_str(),
                    "he" | "she" | "they" | "I" | "we" | "who"
                ))
            || (context.upos(word) == Upos::Noun && context.mention(word).is_some())
    };
    let quoted = context.quoted[anchor.head];
    if let Some(left) = (sentence.start.max(anchor.head.saturating_sub(20))..anchor.head)
        .rev()
        .find(|&word| may_speak(word) && context.quoted[word] == quoted)
    {
        push(found, left, SourceRelation::NearLeft);
    }
    if let Some(right) = (anchor.cue.end..sentence.end.min(anchor.cue.end + 8))
        .find(|&word| may_speak(word) && context.quoted[word] == quoted)
    {
        push(found, right, SourceRelation::NearRight);
    }
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

/// "Governor Ida Krogh and premier-elect *Ola Vik* agreed": whoever stands behind "and", right before the verb, where the
/// tree has lost him.
fn named_before_verb(context: &Context<'_>, first: usize, verb: usize) -> Option<usize> {
    let entities = &context.scene.entities;
    let last = entities.mention_at(verb.checked_sub(1)?)?;
    let and = last.words.start.checked_sub(1)?;
    let before = entities.mention_at(and.checked_sub(1)?)?;
    let is_person = |kind: MentionKind| matches!(kind, MentionKind::Person | MentionKind::Office);
    let fits = last.words.end == verb
        && context.lower(and) == "and"
        && before.words.end == and
        && is_person(entities.entities[last.entity].kind)
        && is_person(entities.entities[before.entity].kind)
        && last.entity != before.entity;
    if !fits {
        None
    } else if before.words.range().contains(&first) {
        Some(last.head)
    } else {
        last.words.range().contains(&first).then_some(before.head)
    }
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
        let conjuncts = context.annotated.children(one).filter(|&child| {
            context.deprel(child).is(Deprel::Conj) && is_nominal(context, child) && child > one
        });
        heads.extend(conjuncts);
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
