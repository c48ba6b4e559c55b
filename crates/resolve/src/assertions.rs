//! What a statement claims or denies, and the names and words that it is held against others by.

use crate::Read;
use crate::answers::{Clause, clauses, is_no_doubt};
use crate::charges::{has_phrase, tells_of_a_charge};
use crate::denials::denials;
use crate::personal_names::PersonalName;
use crate::propositions::is_proposition;
use crate::same::{Named, Weights};
use crate::turning::{Turn, phrases};
use crate::words::{Word, number_of, term_of, words};
use dateline_gazetteer::Gazetteer;
use dateline_model::{Id, Manner, Reading, Statement, StatementAct, TextIndex};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// The family names that a report has for each of its entities.
pub(crate) type Families<'r> = FxHashMap<&'r Id, BTreeSet<String>>;

pub(crate) fn families(reading: &Reading) -> Families<'_> {
    let mut families = Families::default();
    for mention in &reading.mentions {
        if let Some(name) = PersonalName::parse(&mention.span.text) {
            families.entry(&mention.entity).or_default().insert(name.family);
        }
    }
    families
}

/// One statement with what it is held against others by.
pub(crate) struct Said<'r> {
    pub(crate) report: usize,
    pub(crate) statement: &'r Statement,
    pub(crate) speakers: Vec<Named<'r>>,
    pub(crate) text: String,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) terms: Weights,
    /// The terms that a "not" or "never" stands just before.
    pub(crate) turned: BTreeSet<u32>,
    /// The first of them, less what is said not to be there ("no safety").
    pub(crate) turned_plainly: BTreeSet<u32>,
    pub(crate) is_proposition: bool,
    /// Whose claim it says it is about, in small letters: of "Kolar's suggestion" Kolar.
    pub(crate) called_owner: Option<String>,
    /// Whether it is a denial by its verb or by calling something untrue.
    pub(crate) is_denial: bool,
    /// Whether it calls something untrue.
    pub(crate) says_untrue: bool,
    /// A denial that names nothing but what was said before it.
    pub(crate) points_back: bool,
    /// "denied any wrongdoing"
    pub(crate) is_of_any_wrong: bool,
    /// Whether it charges somebody with a wrong.
    pub(crate) charges: bool,
    pub(crate) is_question: bool,
    pub(crate) is_wish: bool,
    pub(crate) names: BTreeSet<String>,
    pub(crate) clauses: Vec<Clause>,
    /// Whether it tells what is, and is no denial, question, demand or promise.
    pub(crate) is_plain: bool,
    /// The names of whoever says it, and of the state spoken for.
    pub(crate) own: BTreeSet<String>,
    /// The same, without the state that a person speaks for.
    pub(crate) called: BTreeSet<String>,
}

impl<'r> Said<'r> {
    pub(crate) fn of(
        report: usize,
        (read, families): (Read<'r>, &Families<'r>),
        statement: &'r Statement,
        index: &TextIndex<'_>,
    ) -> Said<'r> {
        let denials = denials();
        let pieces: Vec<&str> = statement.content.iter().map(|piece| piece.text.as_str()).collect();
        let text = pieces.join(" … ");
        let lower = text.to_lowercase().replace('’', "'");

        let verb = statement.cue.as_ref().map_or("", |cue| cue.lemma.as_str());
        let says_untrue = denials.untrue.iter().any(|phrase| has_phrase(&lower, phrase));
        let denies = statement.act == StatementAct::Deny || denials.verbs.contains(verb);
        // “They should have no knowledge of it,” the guard said: what is quoted denies by its own "not" alone.
        let denies_whole = denies
            && statement.act != StatementAct::Accuse
            && (statement.manner != Manner::Direct || denials.verbs.contains(verb));
        let turned_of = |is_plain: bool, most| turned(&text, is_plain && !denies, most);
        let turned = turned_of(false, TURNED_TERMS);
        let terms = Weights::of(pieces.iter().copied());
        let evidence = statement.evidence.text.to_lowercase();
        // "a claim the ministry denied", "denied these accusations"; but "denied that it plans to" names it.
        let behind_cue = statement.cue.as_ref().map_or(0, |cue| cue.span.end);
        let is_pointing =
            |word: &str| denials.pointing.iter().any(|known| known == word) || term_of(word).is_none();
        // "denied him": nothing was claimed by him.
        let is_of_a_person = words(&lower).all(|word| denials.somebody.has(word.text));
        let is_only_pointing = words(&lower).all(|word| is_pointing(word.text)) && !is_of_a_person;
        let says_it_did_not = is_elliptical(&lower);
        // "dismissed the claim as propaganda"
        let dismisses = denials.refusing.contains(verb)
            && terms.count() <= 3
            && words(&lower).any(|word| denials.claim_noun(word.text).is_some());
        // "That is a lie", "called the claim baseless": untrue, and nothing said of what.
        let says_no_more = denials.untrue.iter().any(|phrase| {
            has_phrase(&lower, phrase) && words(&without(&lower, phrase)).all(|word| is_pointing(word.text))
        });
        let points_back = says_it_did_not
            || says_no_more
            || dismisses
            || denies
                && terms.count() <= 3
                && (is_only_pointing
                    || !statement.content.iter().any(|piece| piece.start >= behind_cue)
                        && denials.pointing.iter().any(|phrase| has_phrase(&evidence, phrase)));
        let named = |name: &str| PersonalName::parse(name).map(|name| name.family);
        let mut names: BTreeSet<String> = words(&text)
            .filter(|word| word.text.starts_with(char::is_uppercase))
            .map(|word| word.text.to_lowercase())
            .collect();
        names.extend(statement.addressee.iter().filter_map(|other| named(&other.name)));
        // "told the congressman that he": whom the pronouns of the content stand for.
        let place = |mention: &dateline_model::Mention| {
            statement
                .content
                .iter()
                .any(|piece| piece.start <= mention.span.start && mention.span.end <= piece.end)
        };
        for mention in read.1.mentions.iter().filter(|mention| place(mention)) {
            names.extend(families.get(&mention.entity).into_iter().flatten().cloned());
        }
        let end = index.bytes(statement.evidence.span()).end;
        let after = &index.text()[end..];
        Said {
            report,
            statement,
            speakers: statement.speakers.iter().map(|one| (one, PersonalName::parse(&one.name))).collect(),
            start: statement.evidence.start,
            end: statement.evidence.end,
            is_proposition: is_proposition(statement),
            is_denial: denies && statement.act != StatementAct::Accuse
                || says_untrue
                || says_it_did_not
                || dismisses,
            called_owner: owner_of_claim(&text),
            says_untrue,
            points_back,
            is_of_any_wrong: speaks_for_itself(statement)
                && (denies || says_untrue || !turned.is_empty())
                && denials.wrong.iter().any(|phrase| has_phrase(&lower, phrase)),
            charges: statement.act == StatementAct::Accuse
                && denials
                    .charges
                    .iter()
                    .any(|phrase| has_phrase(verb, phrase) || has_phrase(&lower, phrase))
                || is_telling(statement.act) && tells_of_a_charge(&lower),
            clauses: clauses(behind_noun(&text), denies_whole),
            is_plain: !denies && !says_untrue && is_telling(statement.act),
            own: own_names(statement, true),
            called: own_names(statement, false),
            is_question: after.starts_with('?') || text.trim_end_matches(['"', '”']).ends_with('?'),
            is_wish: words(&lower).any(|word| denials.wishes.contains(word.text)),
            names,
            turned,
            turned_plainly: turned_of(true, 1),
            terms,
            text,
        }
    }
}

/// The last word of the name before a noun for a claim: "Mr *Kolar*'s repeated suggestion".
fn owner_of_claim(text: &str) -> Option<String> {
    const ADJECTIVES: usize = 2;
    let of_text: Vec<_> = words(text).collect();
    let noun = of_text.iter().position(|word| denials().claim_noun(&word.text.to_lowercase()).is_some())?;
    let near = of_text.get(noun.saturating_sub(ADJECTIVES + 1)..noun)?;
    let is_genitive = |word: &&Word<'_>| {
        let behind = &text[word.end..];
        word.text.starts_with(char::is_uppercase) && (behind.starts_with("'s") || behind.starts_with("’s"))
    };
    near.iter().rev().find(is_genitive).map(|word| word.text.to_lowercase())
}

/// What is claimed, behind the noun for a claim: of "the union's allegation that *the pier was unsafe*".
fn behind_noun(text: &str) -> &str {
    const FAR: usize = 9;
    let of_text: Vec<_> = words(text).take(FAR).collect();
    // "had rejected the claim that": a clause, and no name of a claim.
    let is_verb = |word: &str| {
        matches!(word, "had" | "has" | "have" | "never" | "not" | "was" | "were" | "is" | "that")
            || word.ends_with("ed")
    };
    let noun = of_text
        .windows(2)
        .find(|pair| pair[1].text == "that" && denials().claim_noun(&pair[0].text.to_lowercase()).is_some());
    let noun = noun.filter(|pair| {
        of_text.iter().take_while(|word| word.start < pair[0].start).all(|word| !is_verb(word.text))
    });
    noun.map_or(text, |pair| &text[pair[1].end..])
}

/// "They had not", "it did not": the sentence before, denied.
fn is_elliptical(lower: &str) -> bool {
    let lexicon = denials();
    let words: Vec<&str> = words(lower).map(|word| word.text).collect();
    let words = match words.as_slice() {
        ["that", rest @ ..] if rest.first().is_some_and(|word| lexicon.elliptic_subjects.has(word)) => rest,
        all => all,
    };
    matches!(words, [who, helps, "not" | "t", rest @ ..]
        if lexicon.elliptic_subjects.has(who) && lexicon.elliptic_verbs.has(helps) && rest.iter().all(|word| lexicon.elliptic_rest.has(word)))
}

/// Whether who does this tells what is.
pub(crate) fn is_telling(act: StatementAct) -> bool {
    use StatementAct::{Accuse, Announce, Confirm, Criticize, Report, State};
    matches!(act, State | Report | Accuse | Criticize | Confirm | Announce)
}

/// The names of whoever says something, and the state spoken for ("per" for "Lima").
fn own_names(statement: &Statement, of_persons: bool) -> BTreeSet<String> {
    let gazetteer = Gazetteer::embedded();
    let mut own = BTreeSet::new();
    for speaker in &statement.speakers {
        let person = PersonalName::parse(&speaker.name);
        if of_persons || person.as_ref().is_none_or(|name| !name.is_full()) {
            own.extend(speaker.of.as_deref().map(str::to_lowercase));
        }
        own.extend(person.map(|name| name.family));
        own.extend(gazetteer.country_named(&speaker.name).map(|named| named.iso3().to_lowercase()));
        // "the Norwegian navy": its state's.
        if denials().kind_of(&speaker.name).is_some() {
            let states = words(&speaker.name).filter_map(|word| gazetteer.country_named(word.text));
            own.extend(states.map(|named| named.iso3().to_lowercase()));
        }
    }
    own
}

/// Whether who says it has a name, or speaks for one that has.
fn speaks_for_itself(statement: &Statement) -> bool {
    statement.speakers.iter().any(|speaker| {
        is_kind_of_own(&speaker.name)
            || speaker.name.starts_with(char::is_uppercase) && speaker.name != "They"
    })
}

/// "his lawyers": who speaks for the one that is charged.
pub(crate) fn is_kind_of_own(name: &str) -> bool {
    let lower = name.to_lowercase();
    ["lawyer", "attorney", "spokes", "counsel", "aide"].iter().any(|kind| lower.contains(kind))
}

/// How many words behind a "not" it turns.
const TURNED: usize = 5;
/// How many terms of them.
const TURNED_TERMS: usize = 2;

/// The terms that stand just behind a "not" or its like: what is done or said, not who does it.
fn turned(text: &str, is_plain: bool, most: usize) -> BTreeSet<u32> {
    let turning = &denials().turning;
    // The first may stand behind words that say nothing: "no evidence that the army *shelled* it".
    let far = if most == 1 { 2 * TURNED } else { TURNED };
    let (mut left, mut terms) = (0, 0);
    let mut turned = BTreeSet::new();
    let of_text: Vec<&str> = words(text).map(|word| word.text).collect();
    let lower: Vec<String> = of_text.iter().map(|word| word.to_lowercase()).collect();
    let phrases = phrases(&lower);
    for (at, word) in of_text.into_iter().enumerate() {
        let is_name = word.starts_with(char::is_uppercase);
        let before = at.checked_sub(1).map_or("", |before| lower[before].as_str());
        let is_doubtless = is_no_doubt(before, &lower[at]);
        if is_doubtless {
            (left, terms) = (0, 0);
        }
        match phrases.get(&at) {
            Some(Turn::Away) => (left, terms) = (far, most),
            Some(Turn::Back) => (left, terms) = (0, 0),
            // "There is no safety without it": what is not there is not denied.
            None if turning.contains(&lower[at])
                && !is_doubtless
                && !(is_plain
                    && matches!(lower[at].as_str(), "no" | "nor" | "neither")
                    && !lower.get(at + 1).is_some_and(|next| denials().through.contains(next))) =>
            {
                (left, terms) = (far, most);
            }
            None if left > 0 && terms > 0 => {
                left -= 1;
                // "no *evidence* that he took it": what is denied comes behind.
                let is_through = most == 1 && denials().through.contains(&lower[at]);
                if let Some(term) = term_of(word).filter(|_| !is_name && !is_through) {
                    terms -= 1;
                    turned.insert(number_of(&term));
                }
            }
            None => {}
        }
    }
    turned
}

/// Some words less a phrase, with what follows its open end.
fn without(lower: &str, phrase: &str) -> String {
    let letters = phrase.trim_end_matches('*');
    let Some((before, behind)) = lower.split_once(letters) else { return lower.to_owned() };
    format!("{before} {}", behind.trim_start_matches(char::is_alphanumeric))
}
