//! Reports that print a speech and say so: "Full text of Ida Berg's speech", "Read the president's full address
//! below:". What follows is what that one says, to the end.
//!
//! Only where a line of its own says so plainly, and where the words behind it are a speaker's: they say "I" or "we"
//! outside quotation marks and do not tell of the speaker by name.

use super::act::{ActWords, act};
use super::contents::{Content, Start};
use super::context::Context;
use super::day::nearest_day;
use super::lexicon::CueKind;
use super::noun_phrases::phrase;
use super::saying_words;
use super::saying_words::{is_printed_text, is_printed_whole, is_speech_noun};
use super::writing::id_of;
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::{Cue, Manner, MentionKind, Span, Speaker, Statement, StatementAct};
use dateline_scene::Found;

/// How far down a report the line may stand, as a share of its paragraphs.
const HEAD: usize = 3;
/// How often the words behind the line say "I" or "we" at least, and once in how many words.
const OFTEN: usize = 4;
const IN_WORDS: usize = 60;
/// What is printed is no doubt said.
const CONFIDENCE: f32 = 0.9;

/// The line, who speaks, and where the speech begins.
struct Transcript {
    cue: usize,
    speaker: usize,
    body: usize,
}

/// Adds what a printed speech says, a paragraph at a time, each going on from the one before; what else was found in it
/// is told by its speaker.
pub(super) fn add(context: &Context<'_>, acts: &ActWords, found: &mut Vec<Found<Statement>>) {
    let Some(transcript) = transcript(context) else { return };
    let annotated = context.annotated;
    let speaker =
        context.scene.entities.speaker(annotated, phrase(context, transcript.speaker), transcript.speaker);
    let said = nearest_day(context, transcript.cue, |_| true);
    let mut spoken: Vec<Found<Statement>> = Vec::new();
    for words in paragraphs(context, transcript.body) {
        if !is_spoken(context, words) {
            continue;
        }
        let content = Content {
            pieces: vec![words],
            start: Start::AfterColon,
            starts: 0,
            ends: 0,
            marker: 0,
            head: None,
        };
        let excerpt = annotated.index.excerpt(context.annotated.bytes(words));
        let is_first = spoken.is_empty();
        let cue = Span::new(transcript.cue, transcript.cue + 1);
        let record = Statement {
            id: id_of(context, std::slice::from_ref(&excerpt), is_first.then_some(cue)),
            report: context.scene.report.id.clone(),
            evidence: excerpt.clone(),
            speakers: vec![speaker.clone()],
            cue: is_first.then(|| Cue {
                span: annotated.excerpt(cue),
                lemma: context.lemma(transcript.cue).to_lowercase(),
            }),
            content: vec![excerpt],
            manner: Manner::Direct,
            act: act(context, acts, None, &content, None, Manner::Direct).act,
            negated: false,
            addressee: Vec::new(),
            venue: None,
            via: Vec::new(),
            said: said.clone(),
            continues: spoken.last().map(|before| before.record.id.clone()),
            account: None,
            confidence: CONFIDENCE,
        };
        spoken.push(Found { words, record });
    }
    if spoken.is_empty() {
        return;
    }
    found.retain(|statement| statement.words.start < transcript.body || is_kept(context, statement));
    for statement in found.iter_mut().filter(|statement| statement.words.start >= transcript.body) {
        own(&speaker, statement);
        let around = spoken.iter().find(|around| around.words.range().contains(&statement.words.start));
        if statement.record.account.is_none() {
            statement.record.account = around.map(|around| around.record.id.clone());
        }
    }
    found.append(&mut spoken);
    found.sort_by_key(|statement| {
        (statement.record.evidence.start, statement.record.evidence.end, statement.words.start)
    });
}

/// "*We* demand that": whoever speaks.
fn own(speaker: &Speaker, statement: &mut Found<Statement>) {
    for one in &mut statement.record.speakers {
        if is_first_person(one) {
            *one = Speaker { span: one.span.clone(), ..speaker.clone() };
        }
    }
}

/// What is said inside a speech: by others, and what the speaker does by plain words of saying. What anybody thinks or
/// knows there is only part of the speech.
fn is_kept(context: &Context<'_>, statement: &Found<Statement>) -> bool {
    let Some(cue) = &statement.record.cue else { return true };
    // "*According to* the draft, …"
    if cue.lemma.contains(' ') {
        return true;
    }
    let words = context.annotated.words_in(context.annotated.index.bytes(cue.span.span()));
    let is_speech = words.range().any(|word| {
        context.entries[word].is_some_and(|entry| {
            matches!(context.lexicon.entry(entry).kind, CueKind::Speech | CueKind::Writing)
        })
    });
    let is_own = statement.record.speakers.iter().any(is_first_person);
    (is_speech || statement.record.manner == Manner::Direct)
        && (!is_own || is_done_by_saying(statement.record.act))
}

/// "We *demand* that the talks begin": done there and then, where "we said" and "we agreed" tell of another time.
fn is_done_by_saying(act: StatementAct) -> bool {
    !matches!(
        act,
        StatementAct::State
            | StatementAct::Report
            | StatementAct::Agree
            | StatementAct::Confirm
            | StatementAct::Announce
            | StatementAct::Ask
    )
}

fn is_first_person(speaker: &Speaker) -> bool {
    matches!(speaker.span.text.to_lowercase().as_str(), "i" | "we" | "me" | "us" | "my" | "our")
}

fn transcript(context: &Context<'_>) -> Option<Transcript> {
    let annotated = context.annotated;
    let paragraphs = annotated.sentences.last()?.paragraph as usize + 1;
    annotated
        .sentences
        .iter()
        .enumerate()
        .take_while(|(_, sentence)| sentence.paragraph as usize * HEAD <= paragraphs)
        .find_map(|(number, sentence)| {
            let next = annotated.sentences.get(number + 1)?;
            let begins = number == 0 || annotated.sentences[number - 1].paragraph != sentence.paragraph;
            // A line of its own, or the headline that the first sentence still holds.
            let is_line = begins && (next.paragraph != sentence.paragraph || number == 0);
            let (cue, speaker) = is_line.then(|| announced(context, sentence.words))??;
            let body = next.words.start;
            is_of_speaker(context, body, speaker).then_some(Transcript { cue, speaker, body })
        })
}

/// "Full text of *Ida Berg's* speech", "Transcript of remarks by *Ola Vik*", "Read *the premier's* full address below".
fn announced(context: &Context<'_>, line: Span<Word>) -> Option<(usize, usize)> {
    let is_plain = |word: usize| context.quoted[word].is_none();
    let speech =
        line.range().find(|&word| is_plain(word) && is_speech_noun(&context.lemma(word).to_lowercase()))?;
    let text = (line.start..speech)
        .find(|&word| is_plain(word) && is_printed_text(&context.lemma(word).to_lowercase()));
    let is_whole = (line.start..speech).any(|word| is_printed_whole(&context.lower(word)));
    let points = || {
        (speech..line.end).any(|word| matches!(context.lower(word).as_str(), "below" | "follows"))
            || (line.start..speech).any(|word| matches!(context.lower(word).as_str(), "here" | "below"))
            || context.annotated.form(line.end - 1) == ":"
    };
    // "*The text* of the speech has been published": told of, and not printed.
    let is_told_of = line.range().take_while(|&word| word < speech + 20).any(|word| {
        matches!(context.xpos(word), Xpos::Vbd | Xpos::Vbn | Xpos::Md)
            && text.is_some_and(|text| context.head(text) == Some(word))
    });
    let cue = text.filter(|_| !is_told_of).or_else(|| (is_whole && points()).then_some(speech))?;
    let is_head = |word: usize| {
        context.mention(word).is_some_and(|mention| {
            mention.head == word
                && matches!(
                    context.scene.entities.entities[mention.entity].kind,
                    MentionKind::Person | MentionKind::Office
                )
        })
    };
    let owner = context.annotated.child(speech, Deprel::NmodPoss).filter(|&word| is_head(word));
    // "remarks *by the premier*", "the speech *of Ola Vik*"
    let behind = || {
        let marker = speech + 1;
        let is_by = marker < line.end && matches!(context.lower(marker).as_str(), "by" | "of" | "from");
        (marker + 1..line.end.min(marker + 9)).find(|&word| is_by && is_head(word))
    };
    Some((cue, owner.or_else(behind)?))
}

/// Whether words to the end of a report are somebody's who speaks: "I" and "we" are often said, outside quotation marks,
/// and the speaker is not told of by name.
fn is_of_speaker(context: &Context<'_>, body: usize, speaker: usize) -> bool {
    let count = context.annotated.tokens.len();
    let own = (body..count)
        .filter(|&word| {
            context.quoted[word].is_none()
                && matches!(context.lower(word).as_str(), "i" | "we" | "my" | "our" | "us" | "me")
        })
        .count();
    let Some(mention) = context.mention(speaker) else { return false };
    let is_told_of = context.scene.entities.mentions.iter().any(|other| {
        other.entity == mention.entity
            && other.words.start >= body
            && context.names[other.head] == Some(MentionKind::Person)
            && context.quoted[other.head].is_none()
    });
    own >= OFTEN && own * IN_WORDS >= count - body && !is_told_of
}

/// The paragraphs from a word on.
fn paragraphs(context: &Context<'_>, from: usize) -> Vec<Span<Word>> {
    let mut found: Vec<Span<Word>> = Vec::new();
    let mut last = None;
    for sentence in context.annotated.sentences.iter().filter(|sentence| sentence.words.start >= from) {
        match found.last_mut() {
            Some(words) if last == Some(sentence.paragraph) => words.end = sentence.words.end,
            _ => found.push(sentence.words),
        }
        last = Some(sentence.paragraph);
    }
    found
}

/// Whether a paragraph is of the speech: it ends as a sentence does and is no caption, heading or notice of the paper.
fn is_spoken(context: &Context<'_>, words: Span<Word>) -> bool {
    let form = |word: usize| context.annotated.form(word);
    let ends = words.range().rev().find(|&word| !context.is_quotation_mark(word));
    let is_sentence = ends.is_some_and(|word| form(word).ends_with(['.', '!', '?', '…', ':', ';']));
    // "SIGN UP NOW! Follow us …"
    let is_shouted = words.len() >= 3
        && words.range().take(3).all(|word| {
            let form = form(word);
            form.len() > 1 && form.chars().all(char::is_uppercase)
        });
    let is_caption = words.range().take(4).any(|word| form(word) == ":")
        && words.range().take(2).any(|word| saying_words::is_of_a_picture(&context.lower(word)));
    is_sentence && !is_shouted && !is_caption && words.range().any(|word| context.upos(word) != Upos::Punct)
}

#[cfg(test)]
mod tests {
    use super::super::examples::statements;
    use crate::Finder;
    use dateline_language::Analyzer;
    use dateline_model::{Manner, Statement};
    use dateline_parties::Resolver;

    fn found(text: &str) -> Vec<Statement> {
        let stages = (Resolver::embedded(), dateline_times::Finder::embedded(), Finder::embedded());
        statements(&Analyzer::embedded(), &stages, text)
    }

    const SPEECH: &str = "Friends, I have come to you from the harbour.\n\nWe lost nine ships in the storm, and I know what \
        that means to our town.\n\nPhoto: Valley Wire\n\nOur insurers said that they would pay.\n\nI promise that we will \
        build them again. Long live the harbour!";

    #[test]
    fn a_printed_speech_is_its_speakers() {
        for line in [
            "Full text of Ida Berg's speech at the harbour",
            "Here is the full transcript of remarks by Ida Berg.",
            "Mayor Ida Berg spoke at the harbour.\n\nRead Ida Berg's full address below:",
        ] {
            let found = found(&format!("{line}\n\n{SPEECH}"));
            let spoken: Vec<&Statement> =
                found.iter().filter(|one| one.manner == Manner::Direct && one.account.is_none()).collect();
            assert_eq!(spoken.len(), 4, "{line}: {spoken:?}");
            assert!(spoken.iter().all(|one| one.speakers.iter().all(|who| who.name == "Ida Berg")), "{line}");
            assert!(spoken.windows(2).all(|pair| pair[1].continues.as_ref() == Some(&pair[0].id)), "{line}");
            let told = found
                .iter()
                .find(|one| one.content[0].text.contains("they would pay") && one.account.is_some());
            assert!(told.is_some_and(|one| one.speakers[0].name.contains("insurers")), "{line}");
        }
    }

    #[test]
    fn what_only_tells_of_a_speech_is_none() {
        for text in [
            "The full text of Ida Berg's speech was published on Monday.\n\nBerg said the harbour was lost. “We lost nine \
             ships,” she said. “I know what that means. We shall build again.”",
            "Ida Berg gave a full speech at the harbour.\n\nI was there, and we all heard it. My neighbours and I went \
             home. We were cold, and I was tired.",
        ] {
            let found = found(text);
            assert!(found.iter().all(|one| one.cue.is_some() || one.continues.is_some()), "{found:?}");
            assert!(!found.iter().any(|one| one.content[0].text.starts_with("I was there")), "{found:?}");
        }
    }
}
