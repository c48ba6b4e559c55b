//! Ways of reporting speech that are told as patterns, each a file in `constructions/`: what the trained
//! choice among cue words does not see, because no single word is the cue.

use super::context::Context;
use super::may_say::is_nobody;
use super::noun_phrases::may_be_source;
use super::voices::{is_document, is_party, is_voice};
use super::writing::{id_of, manner_of};
use dateline_grammar::pattern::{Match, Pattern};
use dateline_language::{Upos, Xpos};
use dateline_model::{Cue, Span, Statement, StatementAct};
use dateline_scene::Found;
use serde::Deserialize;

const FILES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/constructions.rs"));

/// One file.
#[derive(Debug, Deserialize)]
struct File {
    name: String,
    patterns: Vec<String>,
    act: StatementAct,
    #[serde(default = "usual")]
    confidence: f32,
    /// Sentences where it holds, for people and the test.
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are for people and the test"))]
    holds: Vec<Example>,
    /// Sentences that look like it and are something else.
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are for people and the test"))]
    never: Vec<String>,
}

/// How sure a construction is unless its file says otherwise.
fn usual() -> f32 {
    0.8
}

/// A sentence where it holds, with what stands in its places.
#[derive(Debug, Deserialize)]
#[cfg_attr(not(test), expect(dead_code, reason = "examples are for people and tests"))]
struct Example {
    text: String,
    source: String,
    content: String,
}

/// All constructions.
#[derive(Debug)]
pub(super) struct Constructions {
    all: Vec<Construction>,
}

#[derive(Debug)]
struct Construction {
    name: String,
    patterns: Vec<Pattern>,
    act: StatementAct,
    confidence: f32,
}

impl Constructions {
    /// Those in the binary.
    ///
    /// # Panics
    /// If a file is broken, with its name and what is wrong: a test reads them all.
    pub fn embedded() -> Self {
        let read = |(file, text): &(&str, &str)| {
            let known: File = dateline_vocabulary::compiled_in(file, text);
            let patterns = known.patterns.iter().map(|pattern| {
                Pattern::parse(pattern).unwrap_or_else(|error| unreachable!("constructions/{file}: {error}"))
            });
            Construction {
                patterns: patterns.collect(),
                name: known.name,
                act: known.act,
                confidence: known.confidence,
            }
        };
        Constructions { all: FILES.iter().map(read).collect() }
    }

    /// Adds what they find where nothing else was found with a speaker.
    pub fn add(&self, context: &Context<'_>, found: &mut Vec<Found<Statement>>) {
        for construction in &self.all {
            for pattern in &construction.patterns {
                for matched in pattern.all(context.annotated) {
                    add(context, construction, &matched, found);
                }
            }
        }
        found.sort_by_key(|one| (one.record.evidence.start, one.record.evidence.end, one.words.start));
    }
}

/// Whether somebody can have said it: a person, a body, a house, and no day, thing or paper.
fn has_a_voice(context: &Context<'_>, head: usize) -> bool {
    let is_pronoun = matches!(context.upos(head), Upos::Pron)
        && !matches!(context.lower(head).as_str(), "it" | "its" | "this" | "that");
    may_be_source(context, head)
        && (is_pronoun
            || context.names[head].is_some()
            || is_party(context, head)
            || is_voice(context, head) && !is_document(context, head))
}

fn add(
    context: &Context<'_>,
    construction: &Construction,
    matched: &Match,
    found: &mut Vec<Found<Statement>>,
) {
    let (Some(source), Some(content)) = (matched.get("source"), matched.get("content")) else { return };
    // "Nobody let it be known that …": nobody said so.
    // "The bottle had a message: …", "in Tuesday's judgment, …": nobody whose word it is.
    if is_nobody(context, source.head) || !has_a_voice(context, source.head) {
        return;
    }
    // "In my view, …": whoever writes the column, or is spoken to.
    if matches!(context.lower(source.head).as_str(), "my" | "our" | "your") {
        return;
    }
    let words: Span<dateline_language::Word> = content.words;
    let overlaps = |other: &Found<Statement>| {
        let common = words.end.min(other.words.end).saturating_sub(words.start.max(other.words.start));
        common * 2 > words.len().min(other.words.len())
    };
    if found.iter().any(|other| overlaps(other) && !other.record.speakers.is_empty()) {
        return;
    }
    found.retain(|other| !overlaps(other));
    let annotated = context.annotated;
    let piece = annotated.excerpt(words);
    // "In her opinion, *published* on Monday, …": what stands behind the comma tells of the opinion.
    let first = content.words.start;
    if matches!(context.xpos(first), Xpos::Vbn | Xpos::Vbg)
        || matches!(context.lower(first).as_str(), "which" | "who")
    {
        return;
    }
    let speaker = context.scene.entities.speaker(annotated, source.words, source.head);
    let evidence =
        annotated.bytes(words).cover(&annotated.bytes(matched.words)).cover(&annotated.bytes(source.words));
    let contents = vec![piece];
    let record = Statement {
        id: id_of(context, &contents, Some(matched.words)),
        report: context.scene.report.id.clone(),
        evidence: annotated.index.excerpt(evidence),
        speakers: vec![speaker],
        cue: Some(Cue {
            span: annotated.excerpt(context.trim(matched.words)),
            lemma: construction.name.clone(),
        }),
        manner: manner_of(context, words),
        content: contents,
        act: construction.act,
        negated: false,
        addressee: Vec::new(),
        venue: None,
        via: Vec::new(),
        said: None,
        continues: None,
        account: None,
        confidence: construction.confidence,
    };
    found.push(Found { words, record });
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_language::{Analyzer, Depth};

    #[test]
    fn constructions_hold_where_they_say_and_nowhere_else() {
        let analyzer = Analyzer::embedded();
        let mut wrong = Vec::new();
        for (file, text) in FILES {
            let known: File = dateline_vocabulary::compiled_in(file, text);
            let patterns: Vec<Pattern> =
                known.patterns.iter().map(|pattern| Pattern::parse(pattern).unwrap()).collect();
            assert!(!known.holds.is_empty(), "constructions/{file}: no sentence where it holds");
            let places = |sentence: &str| -> Vec<(String, String)> {
                let annotated = analyzer.analyze(sentence, &[], Depth::Trees);
                let all = patterns.iter().flat_map(|pattern| pattern.all(&annotated));
                all.filter_map(|one| {
                    let words = |name: &str| Some(annotated.words(one.get(name)?.words).to_owned());
                    Some((words("source")?, words("content")?))
                })
                .collect()
            };
            for example in &known.holds {
                let found = places(&example.text);
                if !found.contains(&(example.source.clone(), example.content.clone())) {
                    wrong.push(format!("{file}: “{}” gives {found:?}", example.text));
                }
            }
            for sentence in &known.never {
                let found = places(sentence);
                if !found.is_empty() {
                    wrong.push(format!("{file}: “{sentence}” must give nothing, and gives {found:?}"));
                }
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }
}
