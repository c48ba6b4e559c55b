//! By whose account a figure is: that of the statement it stands in, of the verb its own is joined to, or of the poll
//! that the report goes on telling of. Those who are counted or asked give no account of their number.

use super::counted::{Counted, Sureness};
use super::draft::Draft;
use super::lexicon::Lexicon;
use super::plain::longest;
use super::quantity::Quantity;
use dateline_language::{Deprel, Upos, Xpos};
use dateline_model::{Manner, MentionKind, Statement};
use dateline_scene::{Found, Scene};

/// The account of the figure before.
#[derive(Default)]
pub(super) struct Last<'s> {
    account: Option<&'s Found<Statement>>,
    sentence: usize,
}

/// Whose account a figure is.
pub(super) fn account<'s>(
    scene: &'s Scene<'_>,
    lexicon: &Lexicon,
    polls: &Polls,
    last: &mut Last<'s>,
    draft: &Draft,
) -> Option<&'s Found<Statement>> {
    let sentence = scene.annotated.sentence_number(draft.quantity.number_start);
    let found = own_account(scene, lexicon, polls, draft).or_else(|| {
        // "Police said six had died. *Another 30* were hurt": the count goes on.
        let words = scene.annotated.sentences[sentence].words;
        let goes_on = last.sentence + 1 == sentence
            && (draft.counted.is_people || draft.counted.is_effect)
            && longest(&lexicon.going_on, |by| {
                (words.start + by < words.end).then(|| scene.annotated.form(words.start + by))
            })
            .is_some();
        // "Another *key town* is Kolm, where 300 …" counts nothing on.
        let goes_on = goes_on
            && (draft.quantity.words.start == words.start
                || !lexicon.more.contains(&scene.annotated.form(words.start).to_lowercase()));
        last.account.filter(|account| goes_on && account.record.manner != Manner::Direct)
    });
    *last = Last { account: found, sentence };
    found
}

fn own_account<'s>(
    scene: &'s Scene<'_>,
    lexicon: &Lexicon,
    polls: &Polls,
    draft: &Draft,
) -> Option<&'s Found<Statement>> {
    let Draft { quantity, counted, .. } = draft;
    let own = account_of(scene, quantity.number_start, counted.told_by)
        .or_else(|| beside_content(scene, lexicon, counted.told_by))
        .filter(|account| counted.what != "percent" || !are_counted(scene, lexicon, account));
    own.or_else(|| polls.told_before(scene, lexicon, draft))
}

/// That of the statement which holds it, or which holds the verb that its own is joined to ("claimed to have killed 30
/// and *captured seven*").
fn account_of<'s>(scene: &'s Scene<'_>, number: usize, told_by: usize) -> Option<&'s Found<Statement>> {
    const REACH: usize = 4;
    let text = scene.annotated;
    if let Some(statement) = scene.statement_at(number) {
        return Some(statement);
    }
    let mut at = told_by;
    for _ in 0..REACH {
        let token = &text.tokens[at];
        let head = token.head? as usize;
        let has_subject = text.children(at).any(|child| text.tokens[child].deprel.base() == Deprel::Nsubj);
        match token.deprel.base() {
            Deprel::Conj if !has_subject && token.upos == Upos::Verb => {
                if let Some(statement) = scene.statement_at(head) {
                    // What stands behind the closing mark is the report's own.
                    let is_quoted = statement.record.manner == Manner::Direct;
                    return (!is_quoted).then_some(statement);
                }
            }
            Deprel::Obj | Deprel::Nsubj | Deprel::Nummod | Deprel::Nmod | Deprel::Obl => {}
            _ => return None,
        }
        at = head;
    }
    None
}

/// "said that six were held, *compared with 40* the night before", "announced that it would close its mill, *cutting 300
/// jobs*", "*Six had died* and two were missing, the mayor said": what belongs to the clause of what is said, though the
/// content ends before it or begins behind.
fn beside_content<'s>(
    scene: &'s Scene<'_>,
    lexicon: &Lexicon,
    told_by: usize,
) -> Option<&'s Found<Statement>> {
    const REACH: usize = 5;
    let text = scene.annotated;
    let is_indirect =
        |found: &&Found<Statement>| found.record.manner != Manner::Direct && !found.record.negated;
    let mut at = told_by;
    for _ in 0..REACH {
        let token = &text.tokens[at];
        // "Six had died *and two were missing*, the mayor said".
        let cue_of = |found: &Found<Statement>| {
            let cue = found.record.cue.as_ref()?;
            Some(text.words_in(text.index.bytes(cue.span.span())).start)
        };
        let joined = text.children(at).filter(|&child| {
            let has_subject =
                || text.children(child).any(|word| text.tokens[word].deprel.base() == Deprel::Nsubj);
            child > at
                && text.tokens[child].deprel.is(Deprel::Conj)
                && (text.tokens[child].upos == text.tokens[at].upos || has_subject())
        });
        let second = joined
            .filter_map(|child| scene.statement_at(child).map(|found| (child, found)))
            .find(|(child, found)| cue_of(found).is_some_and(|cue| cue > *child) && found.words.start > at);
        if let Some((_, found)) = second.filter(|(_, found)| is_indirect(found)) {
            return Some(found);
        }
        let head = token.head? as usize;
        if text.sentence_number(head) != text.sentence_number(at) {
            return None;
        }
        let is_comparing = lexicon.comparing.contains(token.lemma.as_str())
            || text.children(at).any(|child| {
                matches!(text.tokens[child].deprel.base(), Deprel::Case | Deprel::Mark)
                    && lexicon.comparing.contains(text.tokens[child].lemma.as_str())
            });
        let is_going_on = token.deprel.base() == Deprel::Advcl
            && token.xpos == Xpos::Vbg
            && !text
                .children(at)
                .any(|child| matches!(text.tokens[child].deprel.base(), Deprel::Nsubj | Deprel::Mark));
        if (is_comparing || is_going_on)
            && let Some(found) = scene.statement_at(head).filter(is_indirect)
        {
            return Some(found);
        }
        at = head;
    }
    None
}

/// "35 percent of Norwegians say they would move": those who are asked give no account of their number.
fn are_counted(scene: &Scene<'_>, lexicon: &Lexicon, account: &Found<Statement>) -> bool {
    let speakers = &account.record.speakers;
    !speakers.is_empty()
        && speakers.iter().all(|speaker| {
            let words = scene.annotated.words_in(scene.annotated.index.bytes(speaker.span.span()));
            let is_people = words.range().any(|at| {
                let token = &scene.annotated.tokens[at];
                let lemma = token.lemma.to_lowercase();
                lexicon.asked.contains(lemma.as_str())
                    || token.xpos == Xpos::Nnps
                        && words.len() <= 2
                        && scene.entities.mention_at(at).is_some_and(|mention| {
                            scene.entities.entities[mention.entity].kind == MentionKind::Nationality
                        })
            });
            is_people && speaker.office.is_none()
        })
}

/// The statements of polls in a report.
pub(super) struct Polls {
    /// Each with the sentence it stands in, in text order.
    told: Vec<(usize, usize)>,
}

impl Polls {
    /// "A Harrow poll found that …", "according to a survey by Nordmark".
    pub fn of(scene: &Scene<'_>, lexicon: &Lexicon) -> Self {
        /// How far from the speaker's name "poll" stands.
        const NEAR: usize = 3;
        let text = scene.annotated;
        let is_poll = |statement: &Statement| {
            statement.speakers.iter().any(|speaker| {
                let words = text.words_in(text.index.bytes(speaker.span.span()));
                // "a survey *by Nordmark*", "a *Harrow Institute* poll": the name is only a piece of the phrase.
                let sentence =
                    text.sentences[text.sentence_number(words.start.min(text.tokens.len() - 1))].words;
                let near =
                    words.start.saturating_sub(NEAR).max(sentence.start)..(words.end + 2).min(sentence.end);
                near.into_iter()
                    .any(|at| lexicon.polls.contains(text.tokens[at].lemma.to_lowercase().as_str()))
            })
        };
        let mut told: Vec<(usize, usize)> = scene
            .statements
            .iter()
            .enumerate()
            .filter(|(_, found)| !found.record.negated && found.words.start < text.tokens.len())
            .filter(|(_, found)| is_poll(&found.record) && !are_counted(scene, lexicon, found))
            .map(|(at, found)| (text.sentence_number(found.words.start), at))
            .collect();
        told.sort_unstable();
        Polls { told }
    }

    /// "A poll found that 61% back the plan. *Thirty percent oppose it*": a share of those who were asked, told on after
    /// the poll was named.
    fn told_before<'s>(
        &self,
        scene: &'s Scene<'_>,
        lexicon: &Lexicon,
        draft: &Draft,
    ) -> Option<&'s Found<Statement>> {
        /// How many sentences a report goes on telling of one poll.
        const ON: usize = 30;
        const NEAR: usize = 3;
        let text = scene.annotated;
        let counted = &draft.counted;
        if counted.what != "percent" || counted.unit.as_deref().is_some_and(|unit| unit.ends_with("points")) {
            return None;
        }
        let number = draft.quantity.number_start;
        let sentence = text.sentence_number(number);
        let last = self.told.partition_point(|(told, _)| *told <= sentence);
        let (told, statement) = self.told[..last].last()?;
        if sentence - told > ON {
            return None;
        }
        let words = text.sentences[sentence].words;
        let is_of_poll =
            words.range().any(|at| lexicon.polls.contains(text.tokens[at].lemma.to_lowercase().as_str()));
        // "Norway (83%) and Peru (90%) said so": a share of each people.
        let is_bracketed = number > 0
            && text.form(number - 1) == "("
            && sentence - told <= NEAR
            && words.range().any(|at| {
                let lemma = text.tokens[at].lemma.as_str();
                lexicon.opinions.contains(lemma)
            });
        (is_of_poll || is_bracketed || is_opinion(scene, lexicon, counted))
            .then(|| &scene.statements[*statement])
    }
}

/// "Thirty percent *oppose* it", "52 percent *disapproving*", "71 percent are *worried*", "as do *12 percent of women*": a
/// share of people, by what they think.
fn is_opinion(scene: &Scene<'_>, lexicon: &Lexicon, counted: &Counted) -> bool {
    const REACH: usize = 4;
    let text = scene.annotated;
    let of_people = counted.of.is_some_and(|of| {
        let head = of.end - 1;
        let token = &text.tokens[head];
        lexicon.people.contains(token.lemma.to_lowercase().as_str())
            || token.xpos == Xpos::Nnps
            || is_those(text.form(head))
    });
    // "30 percent *among voters* over 60".
    let end = counted.words.end;
    let is_among = text.tokens.get(end).is_some()
        && ["among", "of", "for"].iter().any(|word| text.form(end).eq_ignore_ascii_case(word));
    let of_people = of_people
        || is_among
            && (end + 1..text.tokens.len().min(end + 1 + REACH))
                .take_while(|&at| text.tokens[at].upos != Upos::Punct)
                .any(|at| {
                    lexicon.people.contains(text.tokens[at].lemma.to_lowercase().as_str())
                        || is_those(text.form(at))
                        || text.tokens[at].xpos == Xpos::Nnps
                });
    let is_opinion = |at: usize| lexicon.opinions.contains(text.tokens[at].lemma.as_str());
    let mut at = counted.told_by;
    if text.children(at).any(is_opinion) {
        return true;
    }
    for _ in 0..REACH {
        let Some(head) = text.tokens[at].head.map(|head| head as usize) else { break };
        if is_opinion(head) || of_people && (is_among || text.tokens[head].upos == Upos::Verb) {
            return true;
        }
        at = head;
    }
    of_people
}

fn is_those(form: &str) -> bool {
    ["those", "them", "whom", "respondents"].iter().any(|word| form.eq_ignore_ascii_case(word))
}

/// The words that the name of a speaker begins with.
pub(super) fn openings_of_speakers(scene: &Scene<'_>) -> Vec<bool> {
    let text = scene.annotated;
    let mut opens = vec![false; text.tokens.len()];
    let speakers = scene.statements.iter().flat_map(|statement| &statement.record.speakers);
    for speaker in speakers {
        let first = text.words_in(text.index.bytes(speaker.span.span())).start;
        if let Some(opens) = opens.get_mut(first) {
            *opens = true;
        }
    }
    opens
}

/// "Two officials said", "three people who were there told the paper", "four diplomats briefed on the talks": how many a
/// reporter has asked is no amount of anything. "300 doctors warned" is one.
pub(super) fn is_of_sources(
    scene: &Scene<'_>,
    lexicon: &Lexicon,
    speakers: &[bool],
    quantity: &Quantity,
    counted: &Counted,
) -> bool {
    const FEW: f64 = 6.0;
    let text = scene.annotated;
    let end = counted.words.end;
    let is_informed = || {
        lexicon.informed.iter().any(|(words, ())| {
            words.iter().enumerate().all(|(by, word)| {
                text.tokens.get(end + by).is_some() && text.form(end + by).eq_ignore_ascii_case(word)
            })
        })
    };
    counted.sureness == Sureness::Noun
        && counted.is_people
        && quantity.value < FEW
        && quantity.most.is_none()
        && !quantity.is_rough
        && (counted.words.range().any(|at| speakers.get(at).is_some_and(|opens| *opens)) || is_informed())
}
