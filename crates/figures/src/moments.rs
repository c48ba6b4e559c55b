//! Of which deed a time is that stands near a figure: "Five were held over the *1995* bombing that killed 168",
//! "Eleven died when a boiler burst in a laundry *on Saturday*".

pub(super) mod otherwise;

use super::counted::Counted;
use super::draft::Draft;
use super::lexicon::Lexicon;
use dateline_grammar::{clause, voice};
use dateline_language::{Annotated, Deprel, Upos, Xpos};
use dateline_model::{Edtf, Statement, Time, When};
use dateline_scene::{Found, Scene};

/// How many words a figure's word may stand below the clause that describes a deed.
const REACH: usize = 3;
/// How far before its noun a time stands: "the 1995 lorry bombing".
const BEFORE: usize = 3;

/// The time of a deed that a clause with "that" tells of: "the 2019 shooting that left two dead".
pub(super) fn of_deed_told_of(scene: &Scene<'_>, told_by: usize) -> Option<When> {
    let text = scene.annotated;
    let mut at = told_by;
    for _ in 0..=REACH {
        let token = &text.tokens[at];
        let head = token.head? as usize;
        if token.deprel == Deprel::AclRelcl {
            // "the 2019 shooting in Queens that left two dead": the clause may hang on where it was.
            let above = text.tokens[head].head.map(|above| above as usize);
            return [Some(head), above.filter(|&above| above < head)]
                .into_iter()
                .flatten()
                .find_map(|noun| time_before(scene, noun));
        }
        at = head;
    }
    None
}

/// "A wave that broke over the pier *on Monday* killed six": what a thing did on its way, by the clause that tells of it, is
/// one deed with what it did. Of somebody "who left his post on Sunday", and of what was done to a thing before, it is not.
pub(super) fn of_deed_of_its_doer(scene: &Scene<'_>, lexicon: &Lexicon, told_by: usize) -> Option<When> {
    let text = scene.annotated;
    let is_deed = text.tokens[told_by].upos == Upos::Verb && !voice::is_passive(text, told_by);
    let doer = clause::own_subject(text, told_by).filter(|&doer| is_deed && doer < told_by)?;
    let token = &text.tokens[doer];
    let is_thing = token.upos == Upos::Noun && !lexicon.people.contains(token.lemma.to_lowercase().as_str());
    let did = text.children(doer).find(|&clause| {
        clause > doer
            && clause < told_by
            && text.tokens[clause].deprel == Deprel::AclRelcl
            && text.tokens[clause].xpos == Xpos::Vbd
            && text.children(clause).any(|pronoun| {
                text.tokens[pronoun].deprel == Deprel::Nsubj
                    && matches!(text.tokens[pronoun].xpos, Xpos::Wdt | Xpos::Wp)
            })
    });
    let did = did.filter(|_| is_thing)?;
    let words = text.subtree(did);
    let first = scene.times.partition_point(|time| time.words.start < words.start);
    scene.times[first..]
        .iter()
        .take_while(|time| time.words.end <= words.end)
        .find(|time| {
            time.words.range().any(|at| text.tokens[at].head == Some(did as u32))
                && time.record.edtf.is_some()
        })
        .map(|time| When { span: time.record.span.clone(), edtf: time.record.edtf.clone() })
}

/// The time that stands before a noun and is its own.
fn time_before(scene: &Scene<'_>, noun: usize) -> Option<When> {
    let text = scene.annotated;
    scene.times.iter().rev().find_map(|time| {
        let last = time.words.end.checked_sub(1)?;
        let is_its_own = last < noun
            && noun - last <= BEFORE
            && text.sentence_number(last) == text.sentence_number(noun)
            && (last + 1..noun)
                .all(|at| matches!(text.tokens[at].upos, Upos::Noun | Upos::Adj | Upos::Propn))
            && time.record.edtf.is_some();
        is_its_own.then(|| When { span: time.record.span.clone(), edtf: time.record.edtf.clone() })
    })
}

/// Whether a time is that of another deed, for which something is done: "detained over the *1995* bombing".
pub(super) fn is_of_other_deed(scene: &Scene<'_>, told_by: usize, when: &When) -> bool {
    let text = scene.annotated;
    let Some(time) = time_of(scene, when) else { return false };
    let end = time.words.end;
    let noun = (end..text.tokens.len().min(end + BEFORE))
        .take_while(|&at| matches!(text.tokens[at].upos, Upos::Noun | Upos::Adj | Upos::Propn))
        .filter(|&at| text.tokens[at].upos == Upos::Noun)
        .last();
    let Some(noun) = noun.filter(|&noun| noun != told_by) else { return false };
    let is_obliged = matches!(text.tokens[noun].deprel.base(), Deprel::Obl | Deprel::Nmod);
    is_obliged
        && text.children(noun).any(|child| {
            text.tokens[child].deprel.is(Deprel::Case)
                && ["over", "for", "about", "after", "before", "since"]
                    .iter()
                    .any(|case| text.form(child).eq_ignore_ascii_case(case))
        })
}

/// The expression of time that a value was taken from.
pub(super) fn time_of<'s>(scene: &'s Scene<'_>, when: &When) -> Option<&'s Found<Time>> {
    let first = scene.times.partition_point(|time| time.record.span.start < when.span.start);
    scene.times[first..]
        .iter()
        .take_while(|time| time.record.span.start == when.span.start)
        .find(|time| time.record.span == when.span)
}

/// The verb of a clause with "when" or "as" that tells what befell those who are counted.
pub(super) fn deed_beside(text: &Annotated<'_>, told_by: usize) -> Option<usize> {
    text.children(told_by).find(|&child| {
        text.tokens[child].deprel.base() == Deprel::Advcl
            && text.tokens[child].upos == Upos::Verb
            && text.children(child).any(|mark| {
                mark < child
                    && ["when", "as", "while"].iter().any(|word| text.form(mark).eq_ignore_ascii_case(word))
            })
    })
}

/// "since last year", "since the flood *in May*", "*From 3 May*, …": not then, but from then on; "*from 2011 to 2014*",
/// "in *2011–14*": from the one to the other.
pub(super) fn stretched(scene: &Scene<'_>, when: When) -> When {
    let text = scene.annotated;
    let Some(edtf) = when.edtf.clone() else { return when };
    let Some(words) = time_of(scene, &when).map(|time| time.words) else { return when };
    let is = |at: usize, any: &[&str]| {
        at < text.tokens.len() && any.iter().any(|word| text.form(at).eq_ignore_ascii_case(word))
    };
    let start = edtf.as_str().split(['/', 'T']).next().unwrap_or_default();
    let opens_range = words.start > 0 && is(words.start - 1, &["from", "between"]);
    let is_joint = is(words.end, &["-", "–", "—"])
        || opens_range && is(words.end, &["to", "and", "until", "till", "through"]);
    let second = is_joint.then(|| time_at(scene, words.end + 1)).flatten();
    let last = second.and_then(|time| time.record.edtf.as_ref()).and_then(|last| {
        let end = last.as_str().split('T').next()?.rsplit('/').next()?;
        Edtf::parse(&format!("{start}/{end}"))
    });
    if last.is_some() {
        return When { edtf: last, ..when };
    }
    let since =
        |at: usize| clause::case(text, at) == Some("since") || clause::mark(text, at) == Some("since");
    // "since the mill *opened* in May": the clause that the time stands in.
    let opened = clause::phrases_above(text, words.end - 1)
        .last()
        .and_then(|last| text.tokens[last].head)
        .map(|verb| verb as usize)
        .filter(|&verb| text.tokens[verb].upos == Upos::Verb);
    let is_since = clause::phrases_above(text, words.end - 1).any(since)
        || opened.is_some_and(since)
        || words.start > 0 && is(words.start - 1, &["since"]);
    let sentence = text.sentence(words.start).words;
    // "From 3 May, …", "the office said that, from 3 May, …".
    let is_set_off = words.start >= sentence.start + 2
        && is(words.start - 1, &["from"])
        && is(words.start - 2, &[","])
        && is(words.end, &[","]);
    let is_from = words.start == sentence.start + 1 && is(sentence.start, &["from"]) || is_set_off;
    match Edtf::parse(&format!("{start}/..")).filter(|_| is_since || is_from) {
        Some(open) => When { edtf: Some(open), ..when },
        None => when,
    }
}

/// "has given $40m *since Peru closed the pass in March*": the time of a clause that tells since when.
pub(super) fn ever_since(scene: &Scene<'_>, told_by: usize) -> Option<When> {
    let text = scene.annotated;
    let verb = std::iter::successors(Some(told_by), |&at| text.tokens[at].head.map(|head| head as usize))
        .take(REACH)
        .find(|&at| text.tokens[at].upos == Upos::Verb)?;
    let opened = text.children(verb).find(|&child| {
        text.tokens[child].deprel.base() == Deprel::Advcl && clause::mark(text, child) == Some("since")
    })?;
    let words = text.subtree(opened);
    let first = scene.times.partition_point(|time| time.words.start < words.start);
    scene.times[first..]
        .iter()
        .take_while(|time| time.words.end <= words.end)
        .find(|time| {
            // "since Peru closed the pass, *among them 40 who came on Friday*": no more of that clause.
            let is_broken = (opened.min(time.words.start)..time.words.start).any(|at| text.form(at) == ",");
            let is_from =
                time.words.start > 0 && text.form(time.words.start - 1).eq_ignore_ascii_case("from");
            time.record.edtf.is_some() && !is_broken && !is_from
        })
        .map(|time| When { span: time.record.span.clone(), edtf: time.record.edtf.clone() })
}

/// The expression of time that begins with a word.
fn time_at<'s>(scene: &'s Scene<'_>, word: usize) -> Option<&'s Found<Time>> {
    let at = scene.times.partition_point(|time| time.words.start < word);
    scene.times.get(at).filter(|time| time.words.start == word)
}

/// Whether a time is that of the saying and not of what is said: "1,000 were sheltering there, the mayor *told the paper this
/// week*"; or of what is still to come: "in the run-up to *Monday*".
pub(super) fn is_of_saying(scene: &Scene<'_>, account: Option<&Found<Statement>>, when: &When) -> bool {
    const REACH: usize = 3;
    let text = scene.annotated;
    let Some(time) = time_of(scene, when) else { return false };
    let before = |by: usize, any: &[&str]| {
        time.words
            .start
            .checked_sub(by)
            .is_some_and(|at| any.iter().any(|word| text.form(at).eq_ignore_ascii_case(word)))
    };
    let article = usize::from(before(1, &["the", "a"]));
    if before(1 + article, &["to"]) && before(2 + article, &["up", "run-up", "lead-up", "prior"]) {
        return true;
    }
    let Some(account) = account else { return false };
    let span = &time.record.span;
    let is_said =
        account.record.content.iter().any(|piece| piece.start <= span.start && span.end <= piece.end);
    let Some(cue) = account.record.cue.as_ref().filter(|_| !is_said) else { return false };
    // "says it is cutting the flow *from* Monday" is when it is cut.
    if clause::case(text, time.words.end - 1)
        .is_some_and(|case| !matches!(case, "on" | "in" | "at" | "during"))
    {
        return false;
    }
    let cue = text.words_in(text.index.bytes(cue.span.span()));
    let mut at = time.words.end - 1;
    for _ in 0..REACH {
        let Some(head) = text.tokens[at].head.map(|head| head as usize) else { return false };
        if cue.range().contains(&head) {
            return true;
        }
        if text.tokens[head].upos == Upos::Verb {
            return false;
        }
        at = head;
    }
    false
}

/// Whether a time hangs on another noun than what is counted: "The site of a fire *in 1986*, the 900-acre wood …". Of what
/// befell people a noun may tell the day as well ("killed in the fire of 1986").
pub(super) fn is_of_other_noun(scene: &Scene<'_>, counted: &Counted, when: &When) -> bool {
    let text = scene.annotated;
    let Some(time) = time_of(scene, when).filter(|_| !counted.is_effect) else { return false };
    let words = time.words;
    let head = words
        .range()
        .find(|&at| text.tokens[at].head.is_none_or(|head| !words.range().contains(&(head as usize))))
        .unwrap_or(words.start);
    // "in Tuesday's summit", "an hour on Monday" tell the day of all that was done.
    let Some(mut at) = text.tokens[head].head.map(|head| head as usize) else { return false };
    for _ in 0..REACH {
        let token = &text.tokens[at];
        let is_noun = matches!(token.upos, Upos::Noun | Upos::Propn);
        if !is_noun || at == counted.told_by || counted.words.range().contains(&at) {
            return false;
        }
        let Some(above) = token.head.map(|above| above as usize) else { return false };
        // "*ahead of a levy* in March": the day of what comes before or after.
        if clause::case(text, at)
            .is_some_and(|case| matches!(case, "ahead" | "before" | "after" | "despite" | "amid"))
        {
            return true;
        }
        let is_told_beside = above == counted.told_by || counted.words.range().contains(&above);
        if matches!(token.deprel.base(), Deprel::Nsubj | Deprel::Appos) {
            return at < words.start && !is_told_beside;
        }
        at = above;
    }
    false
}

/// A number with which another one is compared, and what stands right behind it is its own: "up *from 33 percent* in
/// March", "compared *with 200* in April".
#[derive(Clone, Copy, Debug)]
pub(super) struct Baseline {
    /// Its first word.
    start: usize,
    /// The word behind its last.
    end: usize,
}

/// The numbers of a report that others are compared with.
pub(super) fn baselines(text: &Annotated<'_>, drafts: &[Draft]) -> Vec<Baseline> {
    let is = |at: usize, words: &[&str]| words.iter().any(|word| text.form(at).eq_ignore_ascii_case(word));
    let leads = |before: usize| {
        is(before, &["from", "versus", "vs", "against"])
            || before > 0
                && is(before, &["with", "to"])
                && matches!(
                    text.tokens[before - 1].lemma.as_str(),
                    "compare" | "compared" | "comparison" | "contrast"
                )
    };
    drafts
        .iter()
        .filter(|draft| draft.quantity.words.start.checked_sub(1).is_some_and(leads))
        .map(|draft| Baseline {
            start: draft.quantity.words.start,
            end: draft.counted.words.end.max(draft.quantity.words.end),
        })
        .collect()
}

/// Whether a time stands right behind a number with which this one is compared: it is that one's.
pub(super) fn is_of_baseline(scene: &Scene<'_>, baselines: &[Baseline], draft: &Draft, when: &When) -> bool {
    /// "in", "in late", "back in".
    const BETWEEN: usize = 2;
    /// "from a quarter in".
    const BEFORE_TIME: usize = 6;
    let text = scene.annotated;
    let Some(time) = time_of(scene, when) else { return false };
    let start = time.words.start;
    // "up from a fifth in 1987": the words of no figure.
    let is = |at: usize, any: &[&str]| any.iter().any(|word| text.form(at).eq_ignore_ascii_case(word));
    let from =
        (start.saturating_sub(BEFORE_TIME)..start).rev().find(|&at| is(at, &["from", "with", "to", ","]));
    let is_base = from.filter(|&from| from > 0 && draft.quantity.words.end <= from).is_some_and(|from| {
        is(from, &["from"]) && is(from - 1, &["up", "down"])
            || is(from, &["with", "to"]) && is(from - 1, &["compared"])
    });
    if is_base {
        return true;
    }
    // "compared with 47 *the night before*": the number that others are compared with has its own time, or none.
    if let Some(own) = baselines.iter().find(|baseline| baseline.start == draft.quantity.words.start) {
        return start < own.end || start - own.end > BETWEEN;
    }
    let before = baselines.partition_point(|baseline| baseline.end <= start);
    baselines[..before].last().is_some_and(|baseline| start - baseline.end <= BETWEEN)
}
