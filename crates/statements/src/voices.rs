//! Who can speak at all: people, bodies and what is made of words; no sirens, meetings or views.

use super::anchors::{Anchor, AnchorPart};
use super::context::Context;
use super::lexicon::CueKind;
use super::saying_words;
use dateline_language::{Deprel, Upos, Xpos};
use dateline_model::MentionKind;
use serde::Deserialize;
use std::sync::LazyLock;

/// From `lexicon/voices.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Voices {
    documents: Vec<String>,
    pictures: Vec<String>,
    groups: Vec<String>,
    houses: Vec<String>,
    things: Vec<String>,
    surfaces: Vec<String>,
    degrees: Vec<String>,
    #[expect(dead_code, reason = "an example is there to be read")]
    example_surfaces: String,
    #[expect(dead_code, reason = "an example is there to be read")]
    example_degrees: String,
    #[expect(dead_code, reason = "an example is there to be read")]
    example_documents: String,
    #[expect(dead_code, reason = "an example is there to be read")]
    example_pictures: String,
    #[expect(dead_code, reason = "an example is there to be read")]
    example_groups: String,
    #[expect(dead_code, reason = "an example is there to be read")]
    example_houses: String,
    #[expect(dead_code, reason = "an example is there to be read")]
    example_things: String,
}

static VOICES: LazyLock<Voices> =
    LazyLock::new(|| dateline_vocabulary::compiled_in("voices.toml", include_str!("../lexicon/voices.toml")));

fn has(list: &[String], word: &str) -> bool {
    list.iter().any(|own| own == word)
}

/// Things that are made of words, and so can say something.
pub(super) fn is_document(context: &Context<'_>, head: usize) -> bool {
    has(&VOICES.documents, &context.lemma(head).to_lowercase())
}

/// A noun for what is said or claimed.
pub(super) fn is_document_or_claim(context: &Context<'_>, head: usize) -> bool {
    is_document(context, head) || saying_words::is_claim(context.lemma(head))
}

/// "Ada Berg, *PhD*": letters behind a name, and nobody.
pub(super) fn is_degree(context: &Context<'_>, word: usize) -> bool {
    word > 0 && context.is_comma(word - 1) && has(&VOICES.degrees, context.annotated.form(word))
}

/// Whether a noun phrase cannot be who says it, whatever the cue: "*Sirens* warned of a raid", "*the meetings*
/// condemned the war", "*This* was repeated".
pub(super) fn is_voiceless(context: &Context<'_>, anchor: &Anchor, head: usize) -> bool {
    let kind = anchor.entry.map(|entry| context.lexicon.entry(entry).kind);
    let Some(head) = described(context, head) else { return false };
    if context.names[head].is_some()
        || context.quoted[head].is_some() && context.quoted[anchor.head].is_none()
    {
        return false;
    }
    match context.upos(head) {
        Upos::Det | Upos::Pron => is_pointing(context, anchor, head),
        Upos::Noun => !may_speak(context, kind, head),
        _ => false,
    }
}

/// The noun that "which" or "that" stands for, where it is no day ("sent a letter *on Friday* that says"); else the
/// word itself.
fn described(context: &Context<'_>, head: usize) -> Option<usize> {
    if !matches!(context.xpos(head), Xpos::Wp | Xpos::Wdt) {
        return Some(head);
    }
    let verb = context.head(head).filter(|&verb| context.deprel(verb).is(Deprel::Acl));
    let noun = verb.and_then(|verb| context.head(verb))?;
    let times = &context.scene.times;
    let at = times.partition_point(|time| time.words.end <= noun);
    let is_time = times.get(at).is_some_and(|time| time.words.start <= noun);
    (!is_time).then_some(noun)
}

/// "This" and "that" alone.
fn is_pointing(context: &Context<'_>, anchor: &Anchor, head: usize) -> bool {
    let stands_alone =
        !context.annotated.children(head).any(|child| child > head && context.deprel(child).is(Deprel::Nmod));
    stands_alone
        && anchor.part != AnchorPart::Phrase
        && !context.is_passive(anchor.head)
        && !dateline_grammar::voice::follows_be(context.annotated, anchor.head)
        && matches!(context.lower(head).as_str(), "this" | "that" | "these")
}

/// Whether a common noun is somebody, several, or made of words.
fn may_speak(context: &Context<'_>, kind: Option<CueKind>, head: usize) -> bool {
    let entity = context.mention(head).map(|mention| context.scene.entities.entities[mention.entity].kind);
    if entity.is_some_and(|kind| !matches!(kind, MentionKind::Place | MentionKind::Facility)) {
        return true;
    }
    let lemma = context.lemma(head).to_lowercase();
    // "the ex-president"
    let lemma = lemma.rsplit('-').next().unwrap_or(&lemma);
    if has(&VOICES.documents, lemma) {
        return matches!(kind, None | Some(CueKind::Speech | CueKind::Writing | CueKind::Evidence));
    }
    let is_speech = matches!(kind, None | Some(CueKind::Speech | CueKind::Writing));
    has(&VOICES.groups, lemma) || is_speech && has(&VOICES.houses, lemma) || is_somebody_by_form(lemma)
}

/// Whether a common noun stands for somebody, by the lists or by its form.
pub(super) fn is_somebody(context: &Context<'_>, head: usize) -> bool {
    let lemma = context.lemma(head).to_lowercase();
    context.upos(head) == Upos::Noun
        && !has(&VOICES.documents, &lemma)
        && (has(&VOICES.groups, &lemma) || is_somebody_by_form(&lemma))
}

/// Whether a common noun can be who says something: somebody, a house or a thing made of words.
pub(super) fn is_voice(context: &Context<'_>, head: usize) -> bool {
    context.upos(head) == Upos::Noun && may_speak(context, Some(CueKind::Speech), head)
}

/// "beekeeper", "surveyor", "florist", "librarian", "boatman": by the ending, where no list says otherwise.
fn is_somebody_by_form(lemma: &str) -> bool {
    const ENDINGS: [&str; 10] = ["er", "or", "ist", "ian", "man", "woman", "ee", "eer", "people", "person"];
    lemma.len() > 4
        && ENDINGS.iter().any(|ending| lemma.ends_with(ending))
        && !has(&VOICES.things, lemma)
        && !has(&VOICES.surfaces, lemma)
}

/// "Footage *showed* smoke": what pictures show is no saying.
pub(super) fn only_shows(context: &Context<'_>, anchor: &Anchor, head: usize) -> bool {
    matches!(anchor.lemma.as_str(), "show" | "reveal" | "indicate" | "suggest" | "prove" | "demonstrate")
        && context.upos(head) == Upos::Noun
        && has(&VOICES.pictures, context.lemma(head))
}

/// Whether a word stands for somebody who can be spoken to and of: a person, a body, a state, a group.
pub(super) fn is_party(context: &Context<'_>, head: usize) -> bool {
    let kind = context.mention(head).map(|mention| context.scene.entities.entities[mention.entity].kind);
    kind.or(context.names[head]).is_some_and(|kind| {
        matches!(
            kind,
            MentionKind::Person
                | MentionKind::Organization
                | MentionKind::Country
                | MentionKind::Group
                | MentionKind::Office
                | MentionKind::Nationality
        )
    }) || matches!(context.xpos(head), Xpos::Prp) && !matches!(context.lemma(head), "it" | "they")
        || saying_words::is_spoken_to(context.lemma(head))
}

/// Whether what begins at a word can have no day before it: "Monday *the* hunt", "Monday *her* hunt", "Monday *Ola Berg*",
/// "Monday *six* men", "Monday *guards*". "Monday *talks*", "Sunday *hunting*", "Friday *prayers*" may be those of the day.
pub(super) fn has_no_day(context: &Context<'_>, first: usize) -> bool {
    match context.upos(first) {
        Upos::Pron | Upos::Det | Upos::Num | Upos::Sconj | Upos::Propn => true,
        Upos::Noun | Upos::Adj => (first..context.sentence(first).end)
            .take_while(|&word| matches!(context.upos(word), Upos::Noun | Upos::Adj))
            .last()
            .is_some_and(|noun| is_party(context, noun) || saying_words::is_hearer(context.lemma(noun))),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::VOICES;

    #[test]
    fn no_list_holds_a_noun_twice() {
        let lists = [
            ("documents", &VOICES.documents),
            ("pictures", &VOICES.pictures),
            ("groups", &VOICES.groups),
            ("houses", &VOICES.houses),
            ("things", &VOICES.things),
            ("surfaces", &VOICES.surfaces),
            ("degrees", &VOICES.degrees),
        ];
        for (name, list) in lists {
            let mut sorted = list.clone();
            sorted.sort_unstable();
            let twice: Vec<_> = sorted.windows(2).filter(|pair| pair[0] == pair[1]).collect();
            assert!(twice.is_empty(), "{name}: {twice:?}");
        }
        // What is somebody or made of words is no thing. (A harbour is a house, and is none to hope or plan.)
        for (one, other) in [(3, 0), (3, 2), (4, 0), (4, 2), (0, 2), (5, 0), (5, 2), (5, 4)] {
            let twice: Vec<_> = lists[one].1.iter().filter(|noun| lists[other].1.contains(noun)).collect();
            assert!(twice.is_empty(), "{} and {}: {twice:?}", lists[one].0, lists[other].0);
        }
    }
}
