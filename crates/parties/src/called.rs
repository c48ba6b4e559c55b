//! Other names that a report gives somebody: "Jan Lis, nicknamed “the Fox”", "he is known as Fox", "whose call sign
//! is Fox". Whoever is called so later is meant by it.

use super::clusters::Clusters;
use super::lexicon::Lexicon;
use super::phrases::Phrase;
use dateline_language::{Annotated, Deprel};
use dateline_model::MentionKind;
use dateline_scene::MentionForm;

/// How many words may stand between what is called so and the name.
const REACH: usize = 12;

/// Joins those who are called by another name to those who bear it.
pub fn join(annotated: &Annotated<'_>, phrases: &[Phrase], lexicon: &Lexicon, clusters: &mut Clusters) {
    for at in 1..annotated.tokens.len() {
        let Some(bearer) = bearer(annotated, phrases, lexicon, at) else { continue };
        let name = annotated.form(at);
        for (number, phrase) in phrases.iter().enumerate() {
            let is_so_called = phrase.form == MentionForm::Name
                && phrase.core.len() == 1
                && matches!(
                    phrase.kind,
                    Some(MentionKind::Person | MentionKind::Organization | MentionKind::Place)
                )
                && annotated.form(phrase.core.start) == name
                && phrase.role.is_none();
            if is_so_called && phrases[bearer].is_person() {
                clusters.join(bearer, number);
            }
        }
    }
}

/// Who is called by the one word at a place.
fn bearer(annotated: &Annotated<'_>, phrases: &[Phrase], lexicon: &Lexicon, at: usize) -> Option<usize> {
    let form = annotated.form(at);
    if !form.starts_with(char::is_uppercase) || form.chars().count() < 3 {
        return None;
    }
    let sentence = annotated.sentence(at).words;
    let is_mark = |at: usize| matches!(annotated.form(at), "\"" | "“" | "‘" | "'" | "``" | "«");
    let mut before = at.checked_sub(1).filter(|&before| before >= sentence.start)?;
    let is_quoted = is_mark(before);
    if is_quoted {
        before = before.checked_sub(1).filter(|&before| before >= sentence.start)?;
    }
    let is_as = matches!(annotated.form(before), "as" | "is" | "was" | "by");
    let verb = if is_as { before.checked_sub(1).filter(|&verb| verb >= sentence.start)? } else { before };
    let lemma = annotated.tokens[verb].lemma.to_lowercase();
    let is_naming = lexicon.is_naming(&lemma)
        || annotated.form(before) == "as" && lemma == "know"
        || is_quoted && lemma == "call";
    let whom = if is_naming {
        let subject = annotated
            .children(verb)
            .find(|&child| child < verb && annotated.tokens[child].deprel.is(Deprel::Nsubj));
        // "Jan Lis, nicknamed Fox,"
        let bearer = || {
            let is_participle = annotated.tokens[verb].deprel.base() == Deprel::Acl;
            annotated.tokens[verb].head.map(|head| head as usize).filter(|_| is_participle)
        };
        subject.or_else(bearer)?
    } else {
        // "the commander, whose call sign is Fox", "under the nom de guerre Fox"
        let noun =
            annotated.words(dateline_model::Span::new(verb.saturating_sub(2).max(sentence.start), verb + 1));
        if !lexicon.ends_in_other_name(&noun.to_lowercase()) {
            return None;
        }
        let from = verb.saturating_sub(REACH).max(sentence.start);
        let person = phrases.iter().rposition(|phrase| {
            phrase.is_person()
                && phrase.words.start >= from
                && phrase.words.end <= verb
                && annotated.form(phrase.head) != "whose"
        })?;
        return Some(person);
    };
    phrases.iter().position(|phrase| phrase.is_person() && phrase.words.range().contains(&whom))
}
