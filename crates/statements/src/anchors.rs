//! Where a statement may hang: every word that could be a cue. High recall, no judgement.

use super::context::{Context, hash_text};
use super::lexicon::CuePart;
use super::selection::is_free_dash;
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::Span;

/// A word that could be a cue.
#[derive(Clone, Debug)]
pub(super) struct Anchor {
    /// Its head word.
    pub head: usize,
    /// The cue as printed: the head with its particle, or the whole phrase.
    pub cue: Span<Word>,
    /// What it is.
    pub part: AnchorPart,
    /// Its dictionary form.
    pub lemma: String,
    /// Hash of the dictionary form.
    pub key: u32,
    /// Its lexicon entry.
    pub entry: Option<usize>,
}

impl Anchor {
    /// Whether it is a verb that gives a thing a name or a character: "call", "describe".
    pub fn is_naming(&self) -> bool {
        matches!(
            self.lemma.as_str(),
            "call"
                | "describe"
                | "label"
                | "brand"
                | "dub"
                | "characterize"
                | "characterise"
                | "deem"
                | "portray"
        )
    }
}

/// What an anchor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum AnchorPart {
    /// "said".
    Verb,
    /// "the demand that".
    Noun,
    /// "is adamant that".
    Adjective,
    /// "according to".
    Phrase,
    /// "Putin: …".
    Colon,
    /// "“…” — Ada Doran".
    Dash,
}

/// All of them, in text order.
pub(super) fn anchors(context: &Context<'_>) -> Vec<Anchor> {
    let mut found = Vec::new();
    for word in 0..context.annotated.tokens.len() {
        let anchor = phrase(context, word)
            .or_else(|| colon(context, word))
            .or_else(|| dash(context, word))
            .or_else(|| match context.upos(word) {
                Upos::Verb => verb(context, word),
                Upos::Noun => noun(context, word),
                Upos::Adj => adjective(context, word),
                _ => None,
            })
            .or_else(|| behind_quotation(context, word));
        found.extend(anchor);
    }
    found
}

fn verb(context: &Context<'_>, head: usize) -> Option<Anchor> {
    let annotated = context.annotated;
    // "the accused man", "a talking point"
    if context.deprel(head).is(Deprel::Amod) || context.deprel(head).is(Deprel::Compound) {
        return None;
    }
    if matches!(context.lemma(head), "be" | "have" | "do" | "get" | "go" | "come") {
        return None;
    }
    // "Tanva quoted the minister as saying": the saying is the cue.
    if matches!(context.lemma(head), "quote" | "cite") {
        let end = context.sentence(head).end;
        let as_saying = |at: usize| context.lower(at) == "as" && context.xpos(at + 1) == Xpos::Vbg;
        if (head + 1..end.saturating_sub(1).min(head + 16)).any(as_saying) {
            return None;
        }
    }
    let particle =
        annotated.child(head, Deprel::CompoundPrt).filter(|&child| child > head && child <= head + 4);
    // "pushed *back* on the claim": an adverb to the tree, a particle to the lexicon.
    let particle = particle.or_else(|| {
        Some(head + 1).filter(|&next| {
            next < context.sentence(head).end
                && matches!(context.lemma(next), "back" | "out" | "down" | "off" | "up")
                && context
                    .lexicon
                    .find(CuePart::Verb, &format!("{} {}", context.lemma(head), context.lemma(next)))
                    .is_some()
        })
    });
    let mut entry = context.entries[head];
    let mut lemma =
        entry.map_or(context.lemma(head), |entry| context.lexicon.entry(entry).words.as_str()).to_owned();
    let mut cue = Span::new(head, head + 1);
    // A dictionary form that was guessed wrong ("bristl", "spel") hides the verb.
    if entry.is_none() {
        let next = Some(head + 1).filter(|&next| next < context.sentence(head).end);
        let guessed = particle
            .or(next)
            .and_then(|with| context.lexicon.verb_of_form(annotated.form(head), Some(&context.lower(with))));
        if let Some(guessed) = guessed {
            let words = context.lexicon.entry(guessed).words.as_str();
            lemma = words.split(' ').next().unwrap_or(words).to_owned();
        }
    }
    if let Some(particle) = particle {
        let with = format!("{lemma} {}", context.lower(particle));
        entry = context.lexicon.find(CuePart::Verb, &with).or(entry);
        lemma = with;
        if particle == head + 1 {
            cue.end = particle + 1;
        }
    }
    let key = hash_text(&lemma);
    Some(Anchor { head, cue, part: AnchorPart::Verb, lemma, key, entry })
}

/// "“They will be back,” *assessed* customs officer Pavel Horn": a word in the past right behind a quotation, whatever the
/// tree makes of it.
fn behind_quotation(context: &Context<'_>, head: usize) -> Option<Anchor> {
    let form = context.annotated.form(head);
    let sentence = context.sentence(head);
    let closes = (sentence.start..head).rev().take(3).find(|&word| context.closing.contains_key(&word));
    let is_dashed = head > sentence.start + 3 && is_free_dash(context, head - 1);
    let is_behind = closes.is_some_and(|closes| (closes + 1..head).all(|word| context.is_punctuation(word)));
    let fits = context.quoted[head].is_none()
        && (is_behind || is_dashed)
        && form.len() > 3
        && (form.ends_with("ed") || is_dashed && context.lexicon.verb_of_form(form, None).is_some())
        && form.starts_with(char::is_lowercase)
        && head + 1 < sentence.end
        && matches!(context.upos(head), Upos::Verb | Upos::Adj | Upos::Noun | Upos::Propn | Upos::X);
    let entry = context.lexicon.verb_of_form(form, None);
    let lemma = entry.map_or(context.lemma(head), |entry| context.lexicon.entry(entry).words.as_str());
    fits.then(|| Anchor {
        head,
        cue: Span::new(head, head + 1),
        part: AnchorPart::Verb,
        lemma: lemma.to_owned(),
        key: hash_text(lemma),
        entry,
    })
}

fn noun(context: &Context<'_>, head: usize) -> Option<Anchor> {
    let annotated = context.annotated;
    // Nouns outside the lexicon only with a clause of their own: "the theory that …"
    let has_clause = annotated.children(head).any(|child| {
        child > head
            && matches!(context.deprel(child), Deprel::Acl | Deprel::Ccomp)
            && context.marker(child).is_some_and(|marker| context.lemma(marker) == "that")
    });
    let entry = context.entries[head];
    if entry.is_none() && !has_clause {
        return None;
    }
    let lemma = context.lemma(head).to_owned();
    let key = hash_text(&lemma);
    Some(Anchor { head, cue: Span::new(head, head + 1), part: AnchorPart::Noun, lemma, key, entry })
}

fn adjective(context: &Context<'_>, head: usize) -> Option<Anchor> {
    let entry = context.entries[head]?;
    if context.deprel(head).is(Deprel::Amod) {
        return None;
    }
    let lemma = context.lemma(head).to_owned();
    let key = hash_text(&lemma);
    Some(Anchor {
        head,
        cue: Span::new(head, head + 1),
        part: AnchorPart::Adjective,
        lemma,
        key,
        entry: Some(entry),
    })
}

fn phrase(context: &Context<'_>, start: usize) -> Option<Anchor> {
    let first = context.lower(start);
    let sentence = context.sentence(start);
    let (words, entry) = context.lexicon.phrases(&first).iter().find(|(words, _)| {
        start + words.len() <= sentence.end
            && words.iter().enumerate().skip(1).all(|(step, word)| context.lower(start + step) == *word)
    })?;
    let lemma = words.join(" ");
    let key = hash_text(&lemma);
    let cue = Span::new(start, start + words.len());
    Some(Anchor { head: start, cue, part: AnchorPart::Phrase, lemma, key, entry: Some(*entry) })
}

/// "Putin: Talks will go on", "TRUMP: We will …" — a name before a colon, first in its
/// paragraph; or a colon that only a quotation follows.
fn colon(context: &Context<'_>, at: usize) -> Option<Anchor> {
    if context.annotated.form(at) != ":" {
        return None;
    }
    let sentence = context.sentence(at);
    let begins =
        sentence.start == 0 || context.paragraph(sentence.start) != context.paragraph(sentence.start - 1);
    let length = at - sentence.start;
    if !begins || length == 0 || length > 8 || at + 1 >= context.annotated.tokens.len() {
        return None;
    }
    let is_verbless = (sentence.start..at).all(|word| context.upos(word) != Upos::Verb);
    let cue = Span::new(at, at + 1);
    is_verbless.then(|| Anchor {
        head: at,
        cue,
        part: AnchorPart::Colon,
        lemma: ":".to_owned(),
        key: hash_text(":"),
        entry: None,
    })
}

/// "“The road is open.” — Ada Doran": a dash behind a quotation, then a name that ends the
/// paragraph.
fn dash(context: &Context<'_>, at: usize) -> Option<Anchor> {
    if !matches!(context.annotated.form(at), "―" | "—" | "–" | "--" | "-") || context.quoted[at].is_some()
    {
        return None;
    }
    let count = context.annotated.tokens.len();
    let closes = (at.saturating_sub(2)..at).rev().find(|&word| context.closing.contains_key(&word))?;
    let is_behind = (closes + 1..at).all(|word| context.is_punctuation(word));
    let paragraph = context.paragraph(at);
    let end =
        (at + 1..count.min(at + 14)).find(|&word| context.paragraph(word) != paragraph).unwrap_or(count);
    let name: Span<Word> = Span::new(at + 1, end);
    let is_name = end <= at + 12
        && name.range().all(|word| context.upos(word) != Upos::Verb)
        && name.range().any(|word| context.upos(word) == Upos::Propn);
    let cue = Span::new(at, at + 1);
    (is_behind && is_name).then(|| Anchor {
        head: at,
        cue,
        part: AnchorPart::Dash,
        lemma: "—".to_owned(),
        key: hash_text("—"),
        entry: None,
    })
}
