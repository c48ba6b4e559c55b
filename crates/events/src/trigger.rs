//! The words of a report that tell of events, each with the entry of the lexicon that fits best.

use super::fits::fits;
use super::lexicon::{Entry, Lexicon, Sort};
use super::parties::Parties;
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos, Xpos};

/// A word that tells of an event.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trigger<'l> {
    pub word: usize,
    pub entry: &'l Entry,
    pub is_noun: bool,
}

/// All of them, in text order.
pub(super) fn find<'l>(
    lexicon: &'l Lexicon,
    text: &Annotated<'_>,
    parties: &Parties<'_>,
) -> Vec<Trigger<'l>> {
    (0..text.tokens.len()).filter_map(|word| at(lexicon, text, parties, word)).collect()
}

fn at<'l>(
    lexicon: &'l Lexicon,
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    word: usize,
) -> Option<Trigger<'l>> {
    let token = &text.tokens[word];
    // "ill-prepared", "under-prepared": not prepared.
    if word >= 2
        && text.form(word - 1) == "-"
        && ["ill", "under", "un", "non"].iter().any(|part| text.form(word - 2).eq_ignore_ascii_case(part))
    {
        return None;
    }
    // "given that the road is closed": a conjunction.
    if is_conjunction(lexicon, text, word) || is_in_name(text, word) {
        return None;
    }
    let mut lemma = token.lemma.to_lowercase();
    let sort = match token.upos {
        Upos::Verb => Sort::Verb,
        Upos::Noun if is_verb_by_tree(lexicon, text, word) => Sort::Verb,
        Upos::Noun => Sort::Noun,
        Upos::Adj if token.xpos == Xpos::Vbn => Sort::Verb,
        Upos::Adj => Sort::Adjective,
        // In headlines and capitals nouns are taken for names.
        Upos::Propn => Sort::Noun,
        _ => return None,
    };
    // Lemmas that were guessed may be wrong: "telephon" for "telephoned".
    if sort == Sort::Verb && lexicon.of(sort, &lemma).next().is_none() {
        let form = text.form(word).to_lowercase();
        let known = guesses(&form).into_iter().find(|guess| lexicon.of(sort, guess).next().is_some());
        if let Some(known) = known {
            lemma = known.into();
        }
        if let Some(known) = lexicon.form(&form) {
            lemma = known.into();
        }
    }
    let best_of = |sort: Sort, lemma: &str| {
        let mut best: Option<(i32, &'l Entry)> = None;
        for entry in lexicon.of(sort, lemma) {
            if let Some(score) = fits(lexicon, entry, sort, text, parties, word)
                && best.is_none_or(|(most, _)| score > most)
            {
                best = Some((score, entry));
            }
        }
        best.map(|(_, entry)| Trigger { word, entry, is_noun: sort == Sort::Noun })
    };
    let best = |sort: Sort| best_of(sort, &lemma);
    match sort {
        Sort::Adjective => best(Sort::Adjective).or_else(|| {
            // "The island is blockaded": a participle taken for an adjective.
            // "The infantry *advanced* to the bridge": or a past.
            let is_past = || token.deprel.is(Deprel::Root) && clause::own_subject(text, word).is_some();
            (token.lemma.ends_with("ed") && (text.child(word, Deprel::Cop).is_some() || is_past()))
                .then(|| {
                    let lemma = guesses(&text.form(word).to_lowercase())
                        .into_iter()
                        .find(|guess| lexicon.of(Sort::Verb, guess).next().is_some());
                    lemma.and_then(|lemma| best_of(Sort::Verb, &lemma))
                })
                .flatten()
        }),
        // A finite verb is none, whatever the tree: "Togo suspended food supplies".
        Sort::Verb if token.deprel == Deprel::Amod && token.xpos != Xpos::Vbd => None,
        sort => best(sort),
    }
}

/// "The guard *shot* a boy", taken for a noun: it has a subject and an object.
fn is_verb_by_tree(lexicon: &Lexicon, text: &Annotated<'_>, word: usize) -> bool {
    let has = |relation: Deprel, is_before: bool| {
        text.children(word).any(|child| text.tokens[child].deprel.is(relation) && (child < word) == is_before)
    };
    let form = text.form(word).to_lowercase();
    // "With farmers *housing* hundreds"
    (lexicon.form(&form).is_some() || form.ends_with("ing"))
        && has(Deprel::Nsubj, true)
        && has(Deprel::Obj, false)
        && text.child(word, Deprel::Cop).is_none()
}

/// "The exercise Bold *Strike* 2024", taken for a verb: part of a name, in a sentence with small letters.
fn is_in_name(text: &Annotated<'_>, word: usize) -> bool {
    let is_capital = |at: usize| text.form(at).starts_with(char::is_uppercase);
    let words = text.sentence(word).words;
    let token = &text.tokens[word];
    if token.upos != Upos::Verb || !is_capital(word) || word == words.start {
        return false;
    }
    let is_open = matches!(text.form(word - 1), "“" | "\"" | "‘" | "'" | ":" | "-" | "–" | "—" | "(");
    let joins = |at: usize| {
        words.range().contains(&at)
            && at != words.start
            && text.tokens[at].upos == Upos::Propn
            && is_capital(at)
    };
    // "Told the programme “*Meet* the Rowers” that …": a title.
    if matches!(text.form(word - 1), "“" | "\"" | "‘") {
        let end = (word + 1..words.end.min(word + 7)).find(|&at| matches!(text.form(at), "”" | "\"" | "’"));
        return end.is_some_and(|end| {
            end > word + 1
                && (word..end).all(|at| {
                    is_capital(at)
                        || matches!(text.form(at), "the" | "of" | "a" | "to" | "and" | "in" | "with")
                })
        });
    }
    // A heading has few small letters.
    let small = words.range().filter(|&at| text.form(at).starts_with(char::is_lowercase)).count();
    !is_open && (joins(word - 1) || joins(word + 1)) && 2 * small > words.len()
}

/// "Given that", "provided that", "seeing that".
fn is_conjunction(lexicon: &Lexicon, text: &Annotated<'_>, word: usize) -> bool {
    lexicon.is("conjunctions", &text.form(word).to_lowercase())
        && text.tokens.get(word + 1).is_some_and(|next| next.lemma.eq_ignore_ascii_case("that"))
        && text.child(word, Deprel::Aux).is_none()
        && !clause::is_passive(text, word)
}

/// What a regular form may come from: "bombed", "telephoned", "bugged".
fn guesses(form: &str) -> Vec<String> {
    let Some(stem) = form.strip_suffix("ed").or_else(|| form.strip_suffix("ing")) else { return Vec::new() };
    let mut guesses = vec![stem.to_owned(), format!("{stem}e")];
    let mut letters = stem.chars().rev();
    if let (Some(last), Some(before)) = (letters.next(), letters.next())
        && last == before
    {
        guesses.push(stem[..stem.len() - last.len_utf8()].to_owned());
    }
    guesses
}

/// Whether the verb above a noun only carries it (a light verb: "launched an attack", "an attack was
/// made").
pub(super) fn carrier(lexicon: &Lexicon, text: &Annotated<'_>, noun: usize) -> Option<usize> {
    let token = &text.tokens[noun];
    let verb = token.head? as usize;
    if text.tokens[verb].upos != Upos::Verb {
        return None;
    }
    let fits = match token.deprel.base() {
        Deprel::Obj | Deprel::Nsubj => lexicon.is("carrier", &text.tokens[verb].lemma),
        _ => false,
    };
    fits.then_some(verb)
}
