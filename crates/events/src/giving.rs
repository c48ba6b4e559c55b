//! Words of giving and giving way that tell of neither: a boy is treated and released, a war that is somebody else's is
//! stopped, a passport is surrendered, a child is pulled out of a pool.

use super::lexicon::{Entry, Lexicon, Sort};
use super::parties::Side;
use super::told::Telling;
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos};
use dateline_model::{EventAct, Mode};

/// Whether a telling of help or of giving way is none.
pub(super) fn is_nothing_given(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    telling: &Telling,
    entry: &Entry,
) -> bool {
    if telling.is_noun {
        return false;
    }
    match entry.act {
        EventAct::Aid => {
            is_by_line(lexicon, text, telling.trigger, entry)
                || is_healed(lexicon, text, telling, entry)
                || is_part_taken(text, telling, entry)
        }
        EventAct::Retreat => {
            is_let_out_of_hospital(lexicon, text, telling, entry)
                || is_others_war(lexicon, text, telling, entry)
                || is_thing_given_up(lexicon, text, telling, entry)
        }
        _ => false,
    }
}

/// "Ilic and Marek *contributed to* this report".
fn is_by_line(lexicon: &Lexicon, text: &Annotated<'_>, word: usize, entry: &Entry) -> bool {
    entry.lemma == "contribute"
        && text.children(word).any(|child| {
            clause::case(text, child) == Some("to")
                && lexicon.is("pieces", &text.tokens[child].lemma.to_lowercase())
        })
}

/// "A clerk was *treated* at the hospital", by nobody who is named.
fn is_healed(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling, entry: &Entry) -> bool {
    let word = telling.trigger;
    entry.lemma == "treat"
        && telling.sides.by.is_empty()
        && clause::is_passive(text, word)
        && text.sentence(word).words.range().any(|at| is_of_hospital(lexicon, text, at))
}

fn is_of_hospital(lexicon: &Lexicon, text: &Annotated<'_>, word: usize) -> bool {
    lexicon.is("healing", &text.tokens[word].lemma.to_lowercase())
}

/// "*Helped* organize the fair": a part in it, and help to nobody who is named.
fn is_part_taken(text: &Annotated<'_>, telling: &Telling, entry: &Entry) -> bool {
    let word = telling.trigger;
    entry.lemma == "help"
        && !clause::is_passive(text, word)
        && text.child(word, Deprel::Obj).is_none()
        && text.children(word).any(|child| {
            child > word
                && text.tokens[child].upos == Upos::Verb
                && matches!(text.tokens[child].deprel.base(), Deprel::Xcomp | Deprel::Ccomp)
        })
}

/// "Was taken to a hospital and *released*", "treated and released".
fn is_let_out_of_hospital(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling, entry: &Entry) -> bool {
    let word = telling.trigger;
    let is_jail = |at: usize| lexicon.is("jails", &text.tokens[at].lemma.to_lowercase());
    // "*Abducted*, and released"
    let is_taking = |at: usize| {
        lexicon
            .of(Sort::Verb, &text.tokens[at].lemma.to_lowercase())
            .any(|taking| matches!(taking.mode, Some(Mode::Abduct | Mode::Arrest | Mode::Hijack)))
            && text.tokens[at].upos == Upos::Verb
            && !text.children(at).any(|child| is_of_hospital(lexicon, text, child))
    };
    let words = text.sentence(word).words;
    matches!(entry.lemma.as_str(), "release" | "discharge")
        && entry.mode == Some(Mode::Release)
        && telling.sides.by.is_empty()
        && clause::is_passive(text, word)
        && words.range().any(|at| at < word && is_of_hospital(lexicon, text, at))
        && !words.range().any(|at| is_jail(at) || is_taking(at))
}

/// "Helped to *stop the attack*", "will end *Peru's* war": who stops what others do gives way to
/// nobody; "halted *its* offensive" does.
fn is_others_war(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling, entry: &Entry) -> bool {
    let word = telling.trigger;
    if entry.mode != Some(Mode::Ceasefire) || !entry.object.iter().any(|listed| listed == "@fighting") {
        return false;
    }
    let Some(war) = clause::object(text, word).filter(|_| !clause::is_passive(text, word)) else {
        return false;
    };
    let own: Vec<&String> = telling.sides.by.iter().filter_map(|side| side.party.country.as_ref()).collect();
    let is_owned = clause::owner(text, war).is_some_and(|owner| text.tokens[owner].upos != Upos::Pron);
    let is_upon_own = !telling.sides.to.is_empty()
        && telling
            .sides
            .to
            .iter()
            .all(|side| side.party.country.as_ref().is_some_and(|state| own.contains(&state)));
    let is_anothers = is_owned && !is_upon_own;
    // "wounded while *helping to stop* it", "tried to *stop* it"
    let above = text.tokens[word].head.map(|above| above as usize);
    let is_by_helper = above.is_some_and(|above| {
        let first = text.tokens[above].lemma.to_lowercase();
        matches!(text.tokens[word].deprel.base(), Deprel::Xcomp | Deprel::Conj | Deprel::Advcl)
            && lexicon.is("hindering", &first)
    });
    is_anothers || is_by_helper
}

/// "Surrendered *his passport*", "pulled *the child* out of the pool": no arms, and no men.
fn is_thing_given_up(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling, entry: &Entry) -> bool {
    let word = telling.trigger;
    let is_of_arms = |noun: usize| {
        let of = text.children(noun).filter(|&child| clause::case(text, child) == Some("of"));
        std::iter::once(noun).chain(of).chain(clause::joined(text, noun)).any(|word| {
            let lemma = text.tokens[word].lemma.to_lowercase();
            ["forces", "arms", "vehicle", "fighter", "settlement", "territory"]
                .iter()
                .any(|class| lexicon.is(class, &lemma))
        })
    };
    let is_pulled = entry.lemma == "pull" && entry.object.is_empty();
    let is_handed = entry.lemma == "surrender" && entry.object.is_empty();
    let is_somebody = |noun: usize| {
        telling
            .sides
            .by
            .iter()
            .chain(&telling.sides.to)
            .any(|side: &Side| side.head == noun && side.kind.is_some())
            || text.tokens[noun].upos == Upos::Pron
            || text.tokens[noun].upos == Upos::Propn
    };
    (is_pulled || is_handed)
        && !clause::is_passive(text, word)
        && text
            .child(word, Deprel::Obj)
            .is_some_and(|noun| noun > word && !is_of_arms(noun) && (is_pulled || !is_somebody(noun)))
}
