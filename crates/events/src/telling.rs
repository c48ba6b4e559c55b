//! One telling of a deed: a trigger with its sides, light, time, place and account.

mod ceased;
mod days;
mod means;
mod places;
mod presence;
mod salience;
mod speakers;
mod spoken;

pub(super) use salience::decide;

use super::arguments::{self, Sides};
use super::circumstances::Circumstances;
use super::classify::{self, Describer};
use super::lexicon::Lexicon;
use super::parties::Parties;
use super::status::{self};
use super::told::{Candidate, Telling};
use super::topic::Topic;
use super::trigger::{self, Trigger};
use super::{senses, undone, unreal, untold, upshot, verbal};
use ceased::{is_ceased, is_ceased_later, is_to_come};
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos, Word, Xpos};
use dateline_model::{EventAct, MentionKind, Mode, Sector, Span, Status};
use dateline_scene::Scene;
use days::{is_close_behind, tells_its_own};
use means::{harsher, instrument, mode_from_instrument};
use places::{at_home, is_party_to_it, place};
use salience::salience;
use speakers::{hearers_for_your, of_speakers, says_it_would, speakers_for_our, speakers_for_we};
use spoken::speak;

/// A heading has so many words at most.
const MOST_OF_A_HEADING: usize = 12;

/// All candidates of a report, in text order.
pub(super) fn candidates(lexicon: &Lexicon, scene: &Scene<'_>) -> Vec<Candidate> {
    let text = scene.annotated;
    let parties = Parties::new(scene);
    let circumstances = Circumstances::new(scene);
    let mut triggers = trigger::find(lexicon, text, &parties);
    triggers.extend(presence::find(lexicon, text, &parties));
    triggers.sort_by_key(|trigger| trigger.word);
    triggers.dedup_by_key(|trigger| trigger.word);
    // "on 3 March": a month marches nowhere.
    triggers.retain(|trigger| {
        text.tokens[trigger.word].upos != Upos::Propn || !circumstances.is_time(trigger.word)
    });
    // "REBELS SHELL TUZLA" among sentences in small letters is a heading; what they tell is not told twice.
    let headings: Vec<bool> = headings(text);
    let mut told: Vec<EventAct> = Vec::new();
    for trigger in triggers.iter().filter(|trigger| !headings[text.sentence_number(trigger.word)]) {
        if !told.contains(&trigger.entry.act) {
            told.push(trigger.entry.act);
        }
    }
    triggers.retain(|trigger| {
        !headings[text.sentence_number(trigger.word)] || !told.contains(&trigger.entry.act)
    });
    let describer = Describer { lexicon, text };
    let topic = Topic::of(lexicon, text);
    let mut is_trigger = vec![false; text.tokens.len()];
    for trigger in &triggers {
        is_trigger[trigger.word] = true;
    }
    let mut found: Vec<Candidate> = triggers
        .iter()
        .map(|trigger| {
            let before = (&describer, &topic, is_trigger.as_slice());
            candidate(lexicon, scene, &parties, &circumstances, before, trigger)
        })
        .collect();
    speak(lexicon, scene, &parties, &circumstances, &mut found);
    found.sort_by_key(|candidate| candidate.telling.trigger);
    found
}

/// Which sentences are headings: in capitals, where the report as a whole is not, or a few words without a verb ("Chile's
/// raid on Peru") at the top or in a paragraph of their own.
fn headings(text: &Annotated<'_>) -> Vec<bool> {
    let is_small = |sentence: &dateline_language::Sentence| {
        sentence.words.range().any(|word| text.form(word).chars().any(char::is_lowercase))
    };
    let small = text.sentences.iter().filter(|sentence| is_small(sentence)).count();
    let has_small = 2 * small > text.sentences.len();
    let paragraph = |at: usize| text.sentences.get(at).map(|sentence| sentence.paragraph);
    let is_apart =
        |at: usize| at == 0 || paragraph(at - 1) != paragraph(at) && paragraph(at + 1) != paragraph(at);
    let is_verbless = |sentence: &dateline_language::Sentence| {
        sentence.words.len() <= MOST_OF_A_HEADING
            && !sentence.words.range().any(|word| matches!(text.tokens[word].upos, Upos::Verb | Upos::Aux))
    };
    let verbless = text.sentences.iter().filter(|sentence| is_verbless(sentence)).count();
    let has_verbs = 2 * verbless < text.sentences.len();
    text.sentences
        .iter()
        .enumerate()
        .map(|(at, sentence)| {
            has_small && sentence.words.len() > 2 && !is_small(sentence)
                || has_verbs && is_apart(at) && is_verbless(sentence)
        })
        .collect()
}

fn candidate(
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    parties: &Parties<'_>,
    circumstances: &Circumstances<'_>,
    (describer, topic, is_trigger): (&Describer<'_>, &Topic, &[bool]),
    trigger: &Trigger<'_>,
) -> Candidate {
    let text = scene.annotated;
    let Trigger { word, entry, is_noun } = *trigger;
    let modality = status::modality(lexicon, text, word, is_noun);
    let mut sides = arguments::sides(lexicon, text, parties, trigger);
    // "killed four last night": a time is no party.
    sides.by.retain(|side| !circumstances.is_time(side.head));
    sides.to.retain(|side| !circumstances.is_time(side.head));
    // "The premier said Chad was *to blame*": she charges it.
    if let Some(charged) = upshot::who_is_to_blame(text, word, &entry.lemma) {
        sides.to = parties.sides(charged);
        let says = circumstances.statement(word);
        sides.by = says.map(|found| verbal::speakers(text, parties, &found.record)).unwrap_or_default();
    }
    let features = describer.features(word, Some(entry), is_noun, &sides, modality);
    let act = classify::in_the_light_of(entry.act, modality);
    let is_promise = lexicon.is("promise", &entry.lemma) || lexicon.is("readiness", &entry.lemma);
    let act = if is_promise { harsher(lexicon, text, word, act) } else { act };
    let is_force = matches!(
        act,
        EventAct::Assault | EventAct::Coerce | EventAct::Protest | EventAct::Mobilize | EventAct::Threaten
    );
    // "Stopped supplying them": who stops giving withholds it, and refuses nothing.
    let ceases = act == EventAct::Reject && entry.act != act && is_ceased(lexicon, text, word);
    let act = if ceases { EventAct::Sanction } else { act };
    // "Raced to help them": help, and no promise.
    let is_done_at_once = salience::is_stepped_in_for(lexicon, text, word);
    let act = if is_done_at_once { entry.act } else { act };
    // "Agrees with the court's opinion": backs it, and promises nothing.
    let is_of_one_mind = act == EventAct::Agree && senses::is_of_one_mind(text, parties, word, &entry.lemma);
    let act = if is_of_one_mind { EventAct::Support } else { act };
    // "does not recognise it": what is not done is a refusal that happened.
    let is_turned =
        ceases || act == EventAct::Reject && entry.act != act && modality.status == Status::Denied;
    let status = match modality.status {
        _ if ceases && is_ceased_later(text, word) => Status::Planned,
        Status::Planned if is_done_at_once => Status::Happened,
        Status::Denied if is_turned => Status::Happened,
        // "tried to call" is not yet a call; "tried to storm" is an assault.
        Status::Happened if modality.is_attempt && !is_force => Status::Planned,
        status => status,
    };
    let mode = if ceases {
        Some(Mode::Discontinue)
    } else if act == entry.act {
        entry.mode.or_else(|| instrument(lexicon, text, word, is_noun, act))
    } else {
        None
    };
    let statement = circumstances.statement(word);
    let mut telling = Telling {
        trigger: word,
        is_noun,
        tells_harm: entry.tells_harm,
        repels: entry.repels,
        is_upon_state: is_upon_state(lexicon, text, &sides, lexicon.is("war", &entry.lemma)),
        act,
        mode: mode_from_instrument(lexicon, text, word, is_noun, act, mode),
        status,
        // "Rallied on Saturday amid fears of *a raid*": the raid would be on no day that is told.
        when: circumstances
            .when(word)
            .filter(|when| {
                status != Status::Hypothetical || !is_noun || {
                    let words = text.words_in(text.index.bytes(when.span.span()));
                    text.subtree(word).contains(&words)
                }
            })
            .filter(|when| {
                // "Spoke on Monday of the goals of *the raid*", "promised help in May following *the invasion*": said then.
                !is_noun
                    || !matches!(act, EventAct::Assault | EventAct::Coerce)
                    || tells_its_own(lexicon, text, word, is_trigger)
                    || is_close_behind(text, word, text.words_in(text.index.bytes(when.span.span())))
            }),
        // "Will deploy to Peru" is told as a threat until its root is decided.
        place: place(
            lexicon,
            circumstances,
            word,
            if modality.is_ahead { entry.act } else { act },
            status,
            entry.frame,
        ),
        account: statement.map(|found| found.record.id.clone()),
        evidence: Span::new(word, word + 1),
        confidence: 0.0,
        told: 0.0,
        sentence: text.sentence_number(word),
        host: host(text, word, is_noun, is_trigger),
        sides,
    };
    // "Rallied in Lima amid fears of *a raid*": nor there.
    if status == Status::Hypothetical
        && is_noun
        && telling
            .place
            .as_ref()
            .is_some_and(|(at, _)| !text.subtree(word).contains(&scene.places[*at].words))
    {
        telling.place = None;
    }
    if telling.place.as_ref().is_some_and(|(at, _)| is_party_to_it(scene, parties, &telling, *at)) {
        telling.place = None;
    }
    // "attacked Kandahar": whom it is done to is where it is done; but who is accused is not where.
    let is_upon_town = matches!(
        telling.act,
        EventAct::Assault
            | EventAct::Coerce
            | EventAct::Protest
            | EventAct::Mobilize
            | EventAct::Retreat
            | EventAct::Consult
    );
    if telling.place.is_none() && is_upon_town {
        // "was in Lima for talks": there.
        if !is_noun && text.tokens[word].upos != Upos::Verb {
            telling.place = circumstances.place_at(word);
        }
        // "paid a visit to Riga": the town is where it was, though it stands for a government.
        let is_visit = telling.mode == Some(Mode::Visit) && !lexicon.is("hosting", &entry.lemma);
        // "invaded Peru": a state that is attacked by its name is where it was.
        let is_hit = telling.act == EventAct::Assault || is_visit;
        let is_host = lexicon.is("hosting", &entry.lemma) && telling.act == EventAct::Consult;
        // "Peru hosted talks between Chad and Togo": in Peru.
        let sides = if is_host { &telling.sides.by } else { &telling.sides.to };
        let is_hit = is_hit || is_host;
        let hit = sides.iter().find(|side| {
            parties.is_place(side.head) || is_hit && circumstances.place_at(side.head).is_some()
        });
        telling.place = telling.place.or_else(|| hit.and_then(|side| circumstances.place_at(side.head)));
    }
    // "A Chilean strike trapped nine people *in Arica*": there it struck.
    if telling.act == EventAct::Assault
        && telling.place.is_none()
        && is_noun
        && text.tokens[word].deprel.is(Deprel::Nsubj)
        && let Some(verb) = text.tokens[word].head.map(|verb| verb as usize)
        && lexicon.is("wrecking", &text.tokens[verb].lemma.to_lowercase())
    {
        telling.place = circumstances.place(verb);
    }
    if telling.act == EventAct::Assault {
        at_home(scene, &mut telling);
    }
    if telling.status == Status::Happened && is_to_come(scene, &telling) {
        telling.status = Status::Planned;
    }
    if let Some(statement) = statement {
        if says_it_would(text, parties, &telling, &statement.record) {
            telling.status = Status::Planned;
        }
        of_speakers(scene, parties, circumstances, &mut telling, &statement.record);
    }
    telling.evidence = evidence(text, &telling);
    telling.confidence = salience(lexicon, scene, &telling, modality, entry);
    // What is told in somebody's "we" is no surer for knowing who that is.
    speakers_for_we(scene, parties, circumstances, word, &mut telling.sides.by);
    speakers_for_we(scene, parties, circumstances, word, &mut telling.sides.to);
    hearers_for_your(scene, circumstances, word, &mut telling.sides.to);
    speakers_for_our(scene, parties, circumstances, word, &mut telling.sides.to);
    let is_none = unreal::is_no_deed(lexicon, text, &telling)
        || senses::is_another_sense(lexicon, text, parties, &telling, entry)
        || undone::is_taken_into_no_state(lexicon, text, parties, &telling)
        || topic.is_none(&telling, entry.act)
        || entry.is_caused && !has_cause(lexicon, text, &telling, is_trigger)
        || untold::is_untold(lexicon, scene, &telling, modality, entry);
    Candidate {
        telling,
        modality,
        is_weak: entry.is_weak,
        is_phrase: !entry.after.is_empty(),
        is_firm: ceases
            || is_promise
                && text.children(word).any(|child| child > word && clause::is_infinitive(text, child))
            || is_of_one_mind
            || entry.is_firm
            || is_agreed(text, word, &entry.lemma),
        has_conditions: !entry.object.is_empty() || !entry.subject.is_empty() || !entry.oblique.is_empty(),
        is_spoken: false,
        is_none,
        features,
        lemma: entry.lemma.clone(),
        ahead: (act != entry.act && act != EventAct::Reject && modality.is_ahead && !modality.is_negated)
            .then_some((entry.act, entry.mode)),
    }
}

/// Whether it is done to the arms of a state, by whom is not told, or as a war to a state.
fn is_upon_state(lexicon: &Lexicon, text: &Annotated<'_>, sides: &Sides, is_war: bool) -> bool {
    sides.to.iter().any(|side| {
        let lemma = text.tokens[side.head].lemma.to_lowercase();
        let is_armed = side.party.sector == Some(Sector::Mil)
            || side.kind.is_none() && (lexicon.is("forces", &lemma) || lexicon.is("arms", &lemma));
        side.party.country.is_some()
            && (is_armed && sides.by.is_empty() || is_war && matches!(side.kind, Some(MentionKind::Country)))
    })
}

/// "Died *in an ambush*": a death is a deed where it is told what brought it.
fn has_cause(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling, is_trigger: &[bool]) -> bool {
    let word = telling.trigger;
    if !telling.sides.by.is_empty() || telling.host.is_some() {
        return true;
    }
    text.children(word).any(|child| {
        let lemma = text.tokens[child].lemma.to_lowercase();
        matches!(text.tokens[child].deprel.base(), Deprel::Obl | Deprel::Nmod | Deprel::Advcl)
            && (is_trigger[child]
                || ["violence", "arms", "fighting"].iter().any(|class| lexicon.is(class, &lemma)))
    })
}

/// "Agreed *that the port will be shared*", "agreed *to share it*": what is to be done is agreed, whatever stands around.
fn is_agreed(text: &Annotated<'_>, word: usize, lemma: &str) -> bool {
    let is_to_be_done = |child: usize| {
        text.children(child).any(|aux| {
            aux < child
                && matches!(
                    text.form(aux).to_lowercase().as_str(),
                    "to" | "will" | "would" | "should" | "shall" | "must"
                )
        })
    };
    lemma == "agree"
        && text.children(word).any(|child| {
            child > word
                && matches!(text.tokens[child].deprel.base(), Deprel::Ccomp | Deprel::Xcomp)
                && is_to_be_done(child)
        })
}

/// The trigger on which a noun of deed hangs in the same clause.
fn host(text: &Annotated<'_>, word: usize, is_noun: bool, is_trigger: &[bool]) -> Option<usize> {
    if !is_noun {
        // "hit homes, killing two": a participle tells what the same deed did.
        let token = &text.tokens[word];
        let head = token.head? as usize;
        let is_part =
            token.deprel.is(Deprel::Advcl) && token.xpos == Xpos::Vbg || token.deprel.is(Deprel::Conj);
        return (is_part && is_trigger[head]).then_some(head);
    }
    let mut at = word;
    for _ in 0..3 {
        let head = text.tokens[at].head? as usize;
        if !matches!(
            text.tokens[at].deprel.base(),
            Deprel::Nsubj | Deprel::Obl | Deprel::Obj | Deprel::Nmod | Deprel::Compound
        ) {
            return None;
        }
        if is_trigger[head] {
            return Some(head);
        }
        at = head;
    }
    None
}

/// From the first to the last word that tells it: trigger, sides, time and place.
fn evidence(text: &Annotated<'_>, telling: &Telling) -> Span<Word> {
    let sentence = text.sentence(telling.trigger).words;
    let mut words = Span::new(telling.trigger, telling.trigger + 1);
    for side in telling.sides.by.iter().chain(&telling.sides.to) {
        if sentence.contains(&side.words) && side.words.start.abs_diff(telling.trigger) < 40 {
            words = words.cover(&side.words);
        }
    }
    for child in text.children(telling.trigger) {
        let relation = text.tokens[child].deprel.base();
        if matches!(
            relation,
            Deprel::Obj
                | Deprel::Iobj
                | Deprel::Obl
                | Deprel::Xcomp
                | Deprel::Aux
                | Deprel::Nmod
                | Deprel::Amod
                | Deprel::Compound
                | Deprel::Det
                | Deprel::Ccomp
                | Deprel::Acl
        ) || relation == Deprel::Advcl
            && text.children(child).any(|mark| {
                matches!(text.tokens[mark].deprel.base(), Deprel::Mark | Deprel::Case)
                    && matches!(text.tokens[mark].lemma.as_str(), "of" | "for" | "to" | "from" | "into")
            })
        {
            let below = text.subtree(child);
            if below.len() < 30 && sentence.contains(&below) {
                words = words.cover(&below);
            }
        }
    }
    words
}
