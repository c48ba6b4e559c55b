//! Deeds done in words: whoever accuses, demands, refuses, threatens, thanks or promises does so by
//! a statement, and does it to somebody.
//!
//! What the statement's act is was read off its words; here it becomes a deed between the one who
//! speaks and the one it is about: the one spoken to, the one who is to do something ("the rebels
//! must leave"), or whoever the words are about ("Togo is a liar").

use super::circumstances::{self, Circumstances};
use super::lexicon::{Lexicon, Sort};
use super::parties::{Parties, Side};
use super::somebody::is_doing;
use dateline_grammar::{clause, verb};
use dateline_language::{Annotated, Deprel, Upos, Word};
use dateline_model::{EventAct, MentionKind, Mode, Sector, Span, Speaker, Statement, StatementAct};
use dateline_scene::{Found, MentionForm, Scene};

/// A statement as a deed.
#[derive(Clone, Debug)]
pub(super) struct Spoken {
    /// The word that says so: the cue, or the verb of what is said.
    pub word: usize,
    /// The verb of what is said.
    pub root: usize,
    pub act: EventAct,
    pub mode: Option<Mode>,
    pub by: Vec<Side>,
    pub to: Vec<Side>,
    pub evidence: Span<Word>,
    /// The statement's place in the scene.
    pub statement: usize,
    /// "Said the raid was a crime", "said the law is absurd": something that is done is judged.
    pub is_judgement: bool,
}

/// All of them, in the order of the statements.
pub(super) fn spoken(
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    parties: &Parties<'_>,
    circumstances: &Circumstances<'_>,
) -> Vec<Spoken> {
    (0..scene.statements.len()).filter_map(|at| deed(lexicon, scene, parties, circumstances, at)).collect()
}

/// What one does by a statement of that act; none where nothing is done to anybody.
fn root(act: StatementAct) -> Option<(EventAct, Option<Mode>)> {
    Some(match act {
        StatementAct::Accuse => (EventAct::Accuse, Some(Mode::Allege)),
        StatementAct::Criticize => (EventAct::Accuse, Some(Mode::Disapprove)),
        StatementAct::Demand => (EventAct::Request, Some(Mode::Change)),
        StatementAct::Appeal | StatementAct::Propose => (EventAct::Request, None),
        StatementAct::Reject | StatementAct::Refuse => (EventAct::Reject, None),
        StatementAct::Threaten => (EventAct::Threaten, None),
        StatementAct::Praise | StatementAct::Thank | StatementAct::Apologize => (EventAct::Support, None),
        StatementAct::Pledge | StatementAct::Offer => (EventAct::Agree, None),
        _ => return None,
    })
}

fn deed(
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    parties: &Parties<'_>,
    circumstances: &Circumstances<'_>,
    at: usize,
) -> Option<Spoken> {
    let text = scene.annotated;
    let found = &scene.statements[at];
    let statement = &found.record;
    if statement.negated || found.words.is_empty() {
        return None;
    }
    let content = first_sentence(text, found)?;
    let root_word = circumstances::head_of(text, content);
    let blamed =
        judged(lexicon, text, parties, root_word).filter(|&blamed| content.range().contains(&blamed));
    let charges = blamed.is_some() && matches!(statement.act, StatementAct::State | StatementAct::Announce);
    let (act, mode) = match root(statement.act) {
        Some(root) => root,
        // "The premier said the raid was *a cowardly act*": whoever says so condemns it.
        None if charges => (EventAct::Accuse, Some(Mode::Disapprove)),
        None => return None,
    };
    let by: Vec<Side> = statement
        .speakers
        .iter()
        .filter_map(|speaker| side_of(text, parties, speaker))
        .filter(|side| !circumstances.is_time(side.head))
        .collect();
    if !by.iter().any(|side| parties.can_act(side.head)) {
        return None;
    }
    // "According to the agency": who passes it on does nothing by that.
    if by.iter().all(|side| is_press(lexicon, text, side)) {
        return None;
    }
    // "Peru would be wrong to leave", "if it left it would be war": what is not done is no charge.
    let is_condition = text.form(content.start).eq_ignore_ascii_case("if");
    if act == EventAct::Accuse && (is_condition || is_only_thought(lexicon, text, root_word)) {
        return None;
    }
    let cue = statement.cue.as_ref().map(|cue| words_of(text, &cue.span)).filter(|words| !words.is_empty());
    let word = cue.map_or(root_word, |words| circumstances::head_of(text, words));
    let to = other((lexicon, scene), parties, statement, &by, content, act);
    let mut evidence = content;
    let near = |words: &Span<Word>| {
        text.sentence_number(words.start) == text.sentence_number(content.start)
            && words.start.abs_diff(content.start) < 60
    };
    for words in cue.iter().chain(by.iter().map(|side| &side.words)).filter(|words| near(words)) {
        evidence = evidence.cover(words);
    }
    let is_judgement = act == EventAct::Accuse && blamed.is_some();
    Some(Spoken { word, root: root_word, act, mode, by, to, evidence, statement: at, is_judgement })
}

/// What is said to be bad, where it is a deed, words, a law or somebody: "*the raid* was a cowardly act", "*Peru* is a
/// danger to us"; what would be so is not judged yet, and "it" is nobody.
fn judged(lexicon: &Lexicon, text: &Annotated<'_>, parties: &Parties<'_>, root: usize) -> Option<usize> {
    let be = text.child(root, Deprel::Cop).filter(|&be| be < root)?;
    let is_bad = |word: usize| lexicon.is("bad", &text.tokens[word].lemma.to_lowercase());
    // "a murderous *act*", "an act *of aggression*", "a *shameful* grab"
    let is_bad_kind = || {
        text.tokens[root].upos == Upos::Noun
            && lexicon.is("judged_as", &text.tokens[root].lemma.to_lowercase())
            && text.children(root).any(|child| match text.tokens[child].deprel.base() {
                Deprel::Amod | Deprel::Compound => child < root && is_bad(child),
                Deprel::Nmod => clause::case(text, child) == Some("of") && is_bad(child),
                _ => false,
            })
    };
    let is_open = text.children(root).any(|aux| {
        text.tokens[aux].deprel.is(Deprel::Aux)
            && lexicon.status.open_auxiliary.contains(text.tokens[aux].lemma.to_lowercase().as_str())
    }) || matches!(clause::mark(text, root), Some("if" | "unless" | "whether"));
    if is_open || verb::negation(text, root).is_some() || !(is_bad(root) || is_bad_kind()) {
        return None;
    }
    let subject = clause::own_subject(text, root).filter(|&subject| subject < be)?;
    // "*War* is folly": none that anybody wages; "*her* decision was a mistake" may be one's own.
    let deed = text.tokens[subject].lemma.to_lowercase();
    let is_attack = super::somebody::is_violence(lexicon, &deed)
        || lexicon.of(Sort::Noun, &deed).any(|entry| entry.act == EventAct::Assault)
        || lexicon.is("steps", &text.tokens[root].lemma.to_lowercase()) && is_bad_kind();
    let is_some = text.children(subject).any(|child| {
        child < subject
            && text.tokens[child].upos != Upos::Pron
            && (is_attack && text.tokens[child].deprel.is(Deprel::Det)
                || text.tokens[child].deprel == Deprel::NmodPoss
                || parties.kind(child).is_some())
    }) && !text
        .children(subject)
        .any(|own| text.tokens[own].deprel == Deprel::NmodPoss && text.tokens[own].upos == Upos::Pron);
    let is_one = text.tokens[subject].upos == Upos::Noun && is_some && is_chargeable(lexicon, text, subject)
        || parties.is_named(subject) && parties.can_act(subject) && !parties.is_place(subject);
    is_one.then_some(subject)
}

/// Whether what is said stands under "would", "could", "might" or "may", and not of the past: "would have".
fn is_only_thought(lexicon: &Lexicon, text: &Annotated<'_>, root: usize) -> bool {
    let auxiliaries = || text.children(root).filter(|&child| text.tokens[child].deprel.is(Deprel::Aux));
    auxiliaries().any(|aux| lexicon.status.thought_auxiliary.contains(text.form(aux).to_lowercase().as_str()))
        && !auxiliaries().any(|aux| text.tokens[aux].lemma == "have")
}

/// Those who make a statement, as sides.
pub(super) fn speakers(text: &Annotated<'_>, parties: &Parties<'_>, statement: &Statement) -> Vec<Side> {
    statement.speakers.iter().filter_map(|speaker| side_of(text, parties, speaker)).collect()
}

fn words_of(text: &Annotated<'_>, excerpt: &dateline_model::Excerpt) -> Span<Word> {
    text.words_in(text.index.bytes(excerpt.span()))
}

fn side_of(text: &Annotated<'_>, parties: &Parties<'_>, speaker: &Speaker) -> Option<Side> {
    let words = words_of(text, &speaker.span);
    (!words.is_empty()).then(|| parties.side(circumstances::head_of(text, words)))
}

/// The content's words in its first sentence, quotation marks left out.
fn first_sentence(text: &Annotated<'_>, found: &Found<Statement>) -> Option<Span<Word>> {
    let first = found.record.content.first()?;
    let words = words_of(text, first);
    let start = words.range().find(|&word| text.tokens[word].upos != Upos::Punct)?;
    let end = words.end.min(text.sentence(start).words.end);
    (start < end).then(|| Span::new(start, end))
}

/// To whom it is done.
fn other(
    (lexicon, scene): (&Lexicon, &Scene<'_>),
    parties: &Parties<'_>,
    statement: &Statement,
    by: &[Side],
    content: Span<Word>,
    act: EventAct,
) -> Vec<Side> {
    let text = scene.annotated;
    let is_self = |side: &Side| {
        by.iter().any(|own| {
            own.head == side.head
                // "The members in a joint statement … the members": told by a noun both times.
                || own.form == side.form
                    && own.form == Some(MentionForm::Nominal)
                    && text.tokens[own.head].lemma == text.tokens[side.head].lemma
                || own.entity.is_some() && own.entity == side.entity
                // "The palace said the premier made it clear": one government.
                || act == EventAct::Accuse
                    && own.kind == Some(MentionKind::Organization)
                    && own.party.sector == Some(Sector::Gov)
                    && side.party.sector == Some(Sector::Gov)
                    && own.party.country.is_some()
                    && own.party.country == side.party.country
                || own.party.country.is_some()
                    && own.party.country == side.party.country
                    && !matches!(side.kind, Some(MentionKind::Person | MentionKind::Office))
        })
    };
    // "Insisted the *remarks* did not …": nothing is asked of words.
    let is_thing = |side: &Side| {
        act == EventAct::Request && lexicon.is("utterances", &text.tokens[side.head].lemma.to_lowercase())
    };
    let is_party = |side: &Side| {
        side.entity.is_some()
            && !is_thing(side)
            // "*Lima* should lift the ban": the government in it.
            && (!parties.is_place(side.head) || side.party.sector == Some(Sector::Gov))
            && !is_speech_person(text, side.head)
            && !is_self(side)
    };
    // "Reported *on the network* that": through which it is told.
    let venue = statement.venue.as_ref().map(|venue| text.words_in(text.index.bytes(venue.span.span())));
    let is_party =
        |side: &Side| is_party(side) && !venue.as_ref().is_some_and(|words| words.contains(&side.words));
    // "Told Kral in an *interview*": whoever asks the questions.
    let is_interview = statement.cue.as_ref().is_some_and(|cue| {
        let words = words_of(text, &cue.span);
        !words.is_empty()
            && text
                .sentence(words.start)
                .words
                .range()
                .any(|word| text.tokens[word].lemma.eq_ignore_ascii_case("interview"))
    });
    let addressed = || -> Vec<Side> {
        if is_interview {
            return Vec::new();
        }
        let sides = statement.addressee.iter().filter_map(|one| side_of(text, parties, one));
        sides.filter(|side| is_party(side) && !is_press(lexicon, text, side)).collect()
    };
    // "Togo must leave", "Togo is lying": the subject of what is said, if it is somebody else.
    let verb = circumstances::head_of(text, content);
    // "The session *was devoted* to Togo's raid", "Togo should not *be listed*": what is done to somebody charges
    // him with nothing and asks nothing of him.
    let is_suffered = matches!(act, EventAct::Accuse | EventAct::Request) && clause::is_passive(text, verb);
    let subject: Vec<Side> = clause::subject(text, verb)
        .filter(|subject| !is_suffered && content.range().contains(subject))
        .map(|subject| {
            let sides = parties.sides(subject);
            // "Togo's raid was a crime": whose raid it was.
            // "The cover of *Togo's* review is a disgrace": said of whatever it is.
            let is_bad = || {
                lexicon.is("bad", &text.tokens[verb].lemma.to_lowercase())
                    && !lexicon.is("befalling", &text.tokens[subject].lemma.to_lowercase())
            };
            let is_whose = act != EventAct::Accuse || is_bad() || is_chargeable(lexicon, text, subject);
            if is_whose && sides.iter().all(|side| side.entity.is_none()) {
                parties
                    .sides_inside(subject, false)
                    .into_iter()
                    // "Togo's war *on Benin* is a disgrace": whose it is, not whom it is upon.
                    .filter(|side| act != EventAct::Accuse || is_owner(text, subject, side.head))
                    .collect()
            } else {
                sides
            }
        })
        .unwrap_or_default()
        .into_iter()
        .filter(is_party)
        .collect();
    let named = || -> Vec<Side> {
        content
            .range()
            .filter_map(|word| parties.headed_by(word))
            .filter(|mention| mention.form == MentionForm::Name)
            .filter(|mention| is_of_main_clause(text, mention.head, verb))
            .filter(|mention| match act {
                EventAct::Accuse => {
                    does_it(lexicon, text, mention.head) && !is_hoped(lexicon, text, mention.head, verb)
                }
                EventAct::Request => {
                    is_subject(text, mention.head)
                        && !text.tokens[mention.head]
                            .head
                            .is_some_and(|verb| clause::is_passive(text, verb as usize))
                }
                _ => true,
            })
            .map(|mention| parties.side(mention.head))
            .find(is_party)
            .into_iter()
            .collect()
    };
    // "told the agency that Togo must leave", "told the agency it was a crime": who hears a demand or
    // a charge is whom it is made to only where nobody else is named, or "you" are.
    let prefers_addressee = matches!(act, EventAct::Threaten | EventAct::Agree | EventAct::Reject);
    let is_to_face =
        || content.range().any(|word| matches!(text.form(word).to_lowercase().as_str(), "you" | "your"));
    let addressed = if act != EventAct::Accuse || is_to_face() { addressed() } else { Vec::new() };
    if !addressed.is_empty() && (prefers_addressee || subject.is_empty()) {
        return addressed;
    }
    if !subject.is_empty() {
        return subject;
    }
    if act == EventAct::Agree { Vec::new() } else { named() }
}

/// Whether a name stands in the clause of a verb, and in none below it: in "the premier, whom *Togo* fears,
/// will resign" Togo is not whom the words are about.
fn is_of_main_clause(text: &Annotated<'_>, word: usize, verb: usize) -> bool {
    let mut at = word;
    for _ in 0..5 {
        if at == verb {
            return true;
        }
        let relation = text.tokens[at].deprel;
        if relation == Deprel::AclRelcl
            || matches!(relation.base(), Deprel::Advcl | Deprel::Parataxis | Deprel::Appos)
        {
            return false;
        }
        match text.tokens[at].head {
            Some(above) => at = above as usize,
            None => return false,
        }
    }
    false
}

/// Whether a name stands where whoever does something does: "*Togo* has lied", "*Togo's* raid", "a
/// *Togolese* plot", "caused by *Togo*".
fn does_it(lexicon: &Lexicon, text: &Annotated<'_>, word: usize) -> bool {
    let relation = text.tokens[word].deprel;
    if is_subject(text, word) {
        return true;
    }
    match relation.base() {
        Deprel::Amod | Deprel::Compound => text.tokens[word].head.is_some_and(|noun| {
            // "by *Togolese* troops", "*Togolese* troops shelled it"
            let noun = noun as usize;
            is_chargeable(lexicon, text, noun)
                || is_of_people(lexicon, text, noun)
                    && (is_subject(text, noun) || clause::case(text, noun) == Some("by"))
        }),
        Deprel::Nmod if relation == Deprel::NmodPoss => {
            text.tokens[word].head.is_some_and(|noun| is_chargeable(lexicon, text, noun as usize))
        }
        Deprel::Nmod => clause::case(text, word) == Some("by"),
        Deprel::Obl => clause::case(text, word) == Some("by"),
        _ => false,
    }
}

/// Whether a name stands in a noun phrase as whose it is: "*Togo's* war", "the *Togolese* raid", "the raid *by* Togo".
fn is_owner(text: &Annotated<'_>, noun: usize, name: usize) -> bool {
    let mut at = name;
    for _ in 0..4 {
        let relation = text.tokens[at].deprel;
        let is_whose = relation == Deprel::NmodPoss
            || matches!(relation.base(), Deprel::Amod | Deprel::Compound | Deprel::Conj | Deprel::Flat)
            || matches!(clause::case(text, at), Some("by" | "of" | "from"));
        match text.tokens[at].head.map(|above| above as usize) {
            Some(above) if above == noun => return is_whose,
            Some(above) if is_whose => at = above,
            _ => return false,
        }
    }
    false
}

/// What somebody can be charged with by its name: deeds, words, plans and arms; "Togo's *voters*", "the guard's
/// *injuries*" are no charge.
fn is_chargeable(lexicon: &Lexicon, text: &Annotated<'_>, noun: usize) -> bool {
    let lemma = text.tokens[noun].lemma.to_lowercase();
    let is_one = CHARGEABLE.iter().any(|class| lexicon.is(class, &lemma));
    is_one
        || lexicon.of(Sort::Noun, &lemma).next().is_some()
        || text.tokens[noun].upos == Upos::Noun && is_doing(&lemma)
}

const CHARGEABLE: [&str; 14] = [
    "violence",
    "fighting",
    "war",
    "bad",
    "steps",
    "utterances",
    "claims",
    "words",
    "plans",
    "decisions",
    "penalty",
    "undertakings",
    "arms",
    "law",
];

/// Those who act for a state or a body that they are named by: "*Togolese* troops".
fn is_of_people(lexicon: &Lexicon, text: &Annotated<'_>, noun: usize) -> bool {
    let lemma = text.tokens[noun].lemma.to_lowercase();
    ["forces", "fighter", "official", "government"].iter().any(|class| lexicon.is(class, &lemma))
}

/// "I hope that *Togo's voters* see it": what is wished for is no charge.
fn is_hoped(lexicon: &Lexicon, text: &Annotated<'_>, word: usize, verb: usize) -> bool {
    let mut at = word;
    for _ in 0..5 {
        let Some(above) = text.tokens[at].head.map(|above| above as usize) else { return false };
        if text.tokens[at].deprel.is(Deprel::Ccomp) && lexicon.is("hoping", &text.tokens[above].lemma) {
            return true;
        }
        if at == verb {
            return false;
        }
        at = above;
    }
    false
}

fn is_subject(text: &Annotated<'_>, word: usize) -> bool {
    let verb = text.tokens[word].head.map(|head| head as usize);
    verb.and_then(|verb| clause::subject(text, verb)) == Some(word)
}

/// "we", "you": words of the talk itself.
fn is_speech_person(text: &Annotated<'_>, word: usize) -> bool {
    matches!(text.tokens[word].lemma.to_lowercase().as_str(), "i" | "we" | "you" | "me" | "us")
}

/// Those who only pass on what is said: papers, stations, reporters.
fn is_press(lexicon: &Lexicon, text: &Annotated<'_>, side: &Side) -> bool {
    side.party.sector == Some(dateline_model::Sector::Med)
        || lexicon.is("passing_on", &text.tokens[side.head].lemma.to_lowercase())
}
