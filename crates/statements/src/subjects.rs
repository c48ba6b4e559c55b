//! Whose a verb is: its subject in the tree, and who it plainly is where the tree has gone wrong.

use super::anchors::{Anchor, AnchorPart};
use super::context::Context;
use super::noun_phrases::{is_nominal, may_be_source, phrase, stands_behind_preposition};
use super::saying_words::{asks_for_oneself, asks_pardon, is_additive, is_catching, is_unnamed};
use super::voices::is_party;
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::{MentionKind, Span};

/// The subject of a verb or of the verb that it shares its subject with.
pub(super) fn subject(context: &Context<'_>, verb: usize) -> Option<usize> {
    dateline_grammar::clause::shared_subject(context.annotated, verb)
}

/// The subject that hangs on the verb itself.
pub(super) fn own_subject(context: &Context<'_>, verb: usize) -> Option<usize> {
    dateline_grammar::clause::first_subject(context.annotated, verb)
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
    // "left out the land beyond Tamsk *while describing* the war": so does one without a comma.
    let is_beside = mark + 1 < verb && (mark + 1..verb).any(|word| context.lower(word) == "while");
    if is_beside && hangs_on_noun && !context.is_break(mark) {
        let doer = (sentence.start..mark).rev().find_map(|word| {
            let is_finite = context.upos(word) == Upos::Verb
                && context.quoted[word].is_none()
                && matches!(context.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
            is_finite.then(|| own_subject(context, word)).flatten()
        });
        return doer.filter(|&who| {
            who < mark && may_be_source(context, who) && !matches!(context.xpos(who), Xpos::Wp | Xpos::Wdt)
        });
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

/// "*A guard* who asked not to be named *said* …", "who declined to be identified *told* the paper": trees hang the verb on
/// what was asked, and leave the sentence without one.
pub(super) fn asks_for_no_name(context: &Context<'_>, verb: usize) -> Option<usize> {
    const NEAR: usize = 9;
    let sentence = context.sentence(verb);
    let named = verb.checked_sub(1).filter(|&named| named > sentence.start)?;
    let is_finite =
        matches!(context.xpos(verb), Xpos::Vbd | Xpos::Vbn) && own_subject(context, verb).is_none();
    if !is_finite || context.quoted[verb].is_some() || !is_unnamed(&context.lower(named)) {
        return None;
    }
    let who = (sentence.start.max(named.saturating_sub(NEAR))..named)
        .rev()
        .take_while(|&word| !context.is_break(word))
        .find(|&word| context.lower(word) == "who")?;
    let asks = (who + 1..named).any(|word| asks_for_oneself(context.lemma(word)));
    let somebody =
        who.checked_sub(1).filter(|&word| asks && word >= sentence.start && is_nominal(context, word))?;
    may_be_source(context, somebody)
        .then(|| context.mention(somebody).map_or(somebody, |mention| mention.head))
}

/// "the *mill office* said": of a noun that only stands before the one which touches the verb, that one speaks.
pub(super) fn whole_compound(context: &Context<'_>, source: usize, verb: usize) -> Option<usize> {
    let noun = context.head(source).filter(|_| context.deprel(source).is(Deprel::Compound))?;
    let touches = (noun + 1..verb).all(|word| matches!(context.upos(word), Upos::Adv | Upos::Aux));
    let is_plain = source < noun
        && noun < verb
        && context.upos(noun) == Upos::Noun
        && context.mention(source).is_none_or(|mention| mention.words.end <= noun)
        && context.quoted[noun] == context.quoted[verb];
    (is_plain && touches && may_be_source(context, noun)).then_some(noun)
}

/// "After talks with the Polish minister, Jan Kowal, *the head of the guild said*": of two subjects that the tree has for one
/// verb the one that touches it speaks, where the other stands between commas behind what he is.
pub(super) fn touching_subject(context: &Context<'_>, source: usize, verb: usize) -> Option<usize> {
    let sentence = context.sentence(verb);
    let mut others = context
        .annotated
        .children(verb)
        .filter(|&child| source < child && child < verb && context.deprel(child).is(Deprel::Nsubj));
    let other = others.next_back()?;
    let words = context.annotated.subtree(other);
    let touches = (words.end..verb).all(|word| matches!(context.upos(word), Upos::Adv | Upos::Aux));
    let close = words.start.checked_sub(1).filter(|&close| context.is_comma(close) && touches)?;
    let name = phrase(context, source);
    let open = name.start.checked_sub(1).filter(|&open| open > sentence.start && context.is_comma(open))?;
    let is_office = context.upos(open - 1) == Upos::Noun && stands_behind_preposition(context, open - 1);
    (name.end == close && is_office && may_be_source(context, other)).then_some(other)
}

/// "criticised *Ida Berg* for refusing", "took a dig at *the premier* for refusing": who is praised or blamed for what he
/// said has said it. "Pavel Horn apologised to the miners for calling them thieves" is his own.
pub(super) fn blamed(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
    const CLIMBED: usize = 3;
    let verb = anchor.head;
    let marker = verb.checked_sub(1).filter(|&word| context.lower(word) == "for")?;
    let is_gerund = context.xpos(verb) == Xpos::Vbg && own_subject(context, verb).is_none();
    let sentence = context.sentence(verb);
    if !is_gerund || marker <= sentence.start || context.quoted[marker] != context.quoted[verb] {
        return None;
    }
    let last = marker - 1;
    let who = context.mention(last).filter(|mention| mention.words.end == marker).map(|mention| mention.head);
    let who = who.filter(|&who| is_party(context, who) && may_be_source(context, who))?;
    let start = phrase(context, who).start;
    let mut over = Some(who);
    for _ in 0..CLIMBED {
        over = over.and_then(|word| context.head(word));
        let Some(word) = over else { break };
        let is_blaming = context.upos(word) == Upos::Verb
            && word < start
            && !context.is_passive(word)
            && !dateline_grammar::voice::follows_be(context.annotated, word)
            && !asks_pardon(context.lemma(word));
        if context.upos(word) == Upos::Verb {
            let stands = context.deprel(who).is(Deprel::Obj)
                || start > sentence.start
                    && matches!(context.lower(start - 1).as_str(), "at" | "on" | "upon" | "against");
            return (is_blaming && stands && own_subject(context, word) != Some(who)).then_some(who);
        }
    }
    None
}

/// "A camera captured *Ida Berg of Tamsk* promising to sack the board", "a guard heard *Ola Vik* threatening to burn the mill":
/// who is caught at it.
pub(super) fn caught(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
    const BACK: usize = 8;
    let verb = anchor.head;
    let sentence = context.sentence(verb);
    let is_gerund = context.xpos(verb) == Xpos::Vbg && own_subject(context, verb).is_none();
    let last = (sentence.start..verb).rev().find(|&word| context.upos(word) != Upos::Adv)?;
    if !is_gerund || context.quoted[verb].is_some() {
        return None;
    }
    // "of Tamsk" only tells more of her.
    let catcher = (sentence.start.max(last.saturating_sub(BACK))..last)
        .rev()
        .take_while(|&word| !context.is_break(word))
        .find(|&word| context.upos(word) == Upos::Verb)?;
    let who = context.mention(catcher + 1).filter(|mention| mention.words.start == catcher + 1)?;
    let is_object = is_party(context, who.head)
        && (who.words.end == last + 1
            || who.words.end < last && matches!(context.lower(who.words.end).as_str(), "of" | "from"));
    let catches = is_catching(context.lemma(catcher))
        && !context.is_passive(catcher)
        && !dateline_grammar::voice::follows_be(context.annotated, catcher);
    (is_object && catches && may_be_source(context, who.head)).then_some(who.head)
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
    let Span { start: open, .. } = clause_before(context, verb)?;
    // The tree may have it right.
    if let Some(subject) = own_subject(context, verb).filter(|&subject| subject < open) {
        return may_be_source(context, subject).then_some(subject);
    }
    let sentence = context.sentence(verb);
    let mut head = open - 1;
    for _ in 0..8 {
        match context.head(head) {
            Some(up) if up < open && up >= sentence.start && is_nominal(context, up) => head = up,
            _ => break,
        }
    }
    (is_nominal(context, head) && may_be_source(context, head)).then_some(head)
}

/// The clause between commas that stands right before a verb and tells of whose the verb is, from comma to comma.
pub(super) fn clause_before(context: &Context<'_>, verb: usize) -> Option<Span<Word>> {
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
    has_verb.then(|| Span::new(open, close))
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
                    && (child + 1 == context.annotated.tokens.len() || context.is_punctuation(child + 1))
            })
}
