//! Of the words that could tell of violence, which tell of a deed, and which of them of one deed.
//!
//! "The attack", "violence", "attacks of this kind", "he would have been killed": what is told of
//! as a deed is seen by how it is told, not by its topic. Two logistic regressions over what
//! stands around a telling, and around two tellings, trained on dispatches whose incidents were
//! written down by analysts (`examples/train_deeds.rs`). Their features are of form alone: no
//! name, no state, no weapon, so that they hold for news of other places and times.

use super::classify::status_name;
use super::parties::Side;
use super::status::Modality;
use super::told::{Telling, family};
use dateline_language::{Annotated, Deprel, Upos, Xpos};
use dateline_learn::{Cells, Expected, Features, Linear, Unfit};
use dateline_model::MentionKind;
use dateline_scene::{MentionForm, Scene};

/// The trained weights: one number a hashed feature.
#[derive(Clone, Debug)]
pub struct DeedWeights {
    linear: Linear,
}

/// The trained file, and the features that its weights are of.
const TRAINED: Expected = Expected { name: "deeds", version: 1, features: dateline_learn::set(NAMES) };

/// What the names of features begin with, of one telling and of two.
const NAMES: &[&str] = &[
    "above",
    "account",
    "accounts",
    "article",
    "auxiliary",
    "bias",
    "both",
    "by",
    "crossed",
    "determiner",
    "distance",
    "far",
    "governed",
    "harm",
    "host",
    "mode",
    "paragraphs",
    "place",
    "place, when, distance",
    "plural",
    "plural and when",
    "quoted",
    "relation",
    "sentence",
    "sides",
    "sort",
    "sorts",
    "status",
    "sure",
    "tag",
    "to",
    "to and distance",
    "to and place",
    "to told",
    "weak",
    "when",
    "when and place",
    "word",
    "word and to",
];

impl DeedWeights {
    /// The weights in the binary.
    pub fn embedded() -> Self {
        Self::read(include_bytes!("../models/deeds.model"))
            .expect("the weights in the binary fit: tests read them")
    }

    /// Reads what [`DeedWeights::write`] wrote.
    ///
    /// # Errors
    /// If it is no such file, or one of other features.
    pub fn read(bytes: &[u8]) -> Result<Self, Unfit> {
        let file = TRAINED.open(bytes)?;
        let linear = Linear::read(&TRAINED.section(&file, "deeds")?);
        Ok(DeedWeights { linear: linear.map_err(|damage| Unfit::Damaged { name: TRAINED.name, damage })? })
    }

    /// As bytes.
    pub fn write(rows: &[(u32, f32)]) -> Vec<u8> {
        let (hashes, cells): (Vec<u32>, Vec<f32>) = rows.iter().copied().unzip();
        let linear = Linear::list(1, 1.0, &hashes, Cells::Whole(cells));
        let mut file = TRAINED.container();
        file.insert("deeds", &linear.write());
        file.to_bytes()
    }

    /// The log odds that the features speak for.
    pub(super) fn odds(&self, features: &[u32]) -> f32 {
        self.linear.score(features)
    }
}

/// What is seen of one telling.
pub(super) fn features(scene: &Scene<'_>, telling: &Telling, modality: Modality, is_weak: bool) -> Vec<u32> {
    let text = scene.annotated;
    let mut names = Features::new("deed", NAMES);
    let word = telling.trigger;
    let token = &text.tokens[word];
    let sort = if telling.is_noun { "noun" } else { "verb" };
    let yes = |is: bool| if is { "yes" } else { "no" };
    names.add(&["bias"]);
    names.add(&["sort", sort]);
    names.add(&["harm", yes(telling.tells_harm)]);
    names.add(&["status", status_name(telling.status)]);
    names.add(&["status", sort, status_name(telling.status)]);
    names.add(&["weak", yes(is_weak)]);
    names.add(&["governed", yes(modality.is_governed)]);
    // A rough grade of what the rules think of it.
    names.add(&["sure", &format!("{:.0}", (telling.confidence * 10.0).floor())]);
    sides(&mut names, text, "by", sort, &telling.sides.by);
    sides(&mut names, text, "to", sort, &telling.sides.to);
    names.add(&["both", yes(!telling.sides.by.is_empty() && !telling.sides.to.is_empty())]);
    names.add(&["when", yes(telling.when.is_some())]);
    names.add(&["place", yes(telling.place.is_some())]);
    names.add(&["when and place", yes(telling.when.is_some()), yes(telling.place.is_some())]);
    names.add(&["account", yes(telling.account.is_some())]);
    names.add(&["quoted", yes(text.quotation_at(word).is_some())]);
    names.add(&["sentence", depth(telling.sentence)]);
    names.add(&["sentence", sort, depth(telling.sentence)]);
    names.add(&["relation", token.deprel.name()]);
    names.add(&["tag", &format!("{:?}", token.xpos)]);
    names.add(&["host", yes(telling.host.is_some())]);
    names.add(&["far", yes(telling.sides.is_far)]);
    if telling.is_noun {
        let is_plural = is_plural(text, word);
        names.add(&["determiner", &determiner(text, word)]);
        names.add(&["plural", yes(is_plural)]);
        names.add(&["plural and when", yes(is_plural), yes(telling.when.is_some())]);
        if let Some(head) = token.head {
            names.add(&["above", &format!("{:?}", text.tokens[head as usize].upos)]);
        }
    } else {
        for child in text
            .children(word)
            .filter(|&child| matches!(text.tokens[child].deprel.base(), Deprel::Aux | Deprel::Advmod))
        {
            let lemma = text.tokens[child].lemma.to_lowercase();
            if AUXILIARIES.contains(&lemma.as_str()) {
                names.add(&["auxiliary", &lemma]);
            }
        }
    }
    names.finish()
}

const AUXILIARIES: [&str; 12] =
    ["have", "will", "would", "could", "can", "may", "might", "must", "should", "not", "be", "do"];

fn sides(names: &mut Features, text: &Annotated<'_>, name: &str, sort: &str, sides: &[Side]) {
    let count = if sides.is_empty() { "0" } else { "1" };
    names.add(&[name, count]);
    names.add(&[name, sort, count]);
    for side in sides.iter().take(3) {
        names.add(&[name, "kind", kind_name(side)]);
        names.add(&[name, "plural", if is_plural(text, side.head) { "yes" } else { "no" }]);
        let first = text.form(side.words.start).to_lowercase();
        let first = if DETERMINERS.contains(&first.as_str()) {
            first.as_str()
        } else if first.starts_with(|letter: char| letter.is_ascii_digit()) {
            "number"
        } else {
            "-"
        };
        names.add(&[name, "first", first]);
    }
}

const DETERMINERS: [&str; 20] = [
    "the", "a", "an", "his", "their", "its", "our", "this", "these", "some", "many", "several", "any", "all",
    "two", "three", "four", "her", "that", "those",
];

/// People, things and bodies are told apart, states and other bodies are not.
fn kind_name(side: &Side) -> &'static str {
    let Some(kind) = side.kind else { return "thing" };
    let form = side.form.unwrap_or(MentionForm::Nominal);
    match (kind, form) {
        (MentionKind::Person, MentionForm::Name) => "person by name",
        (MentionKind::Person, MentionForm::Nominal) => "person",
        (MentionKind::Person, MentionForm::Pronoun) => "person by pronoun",
        (MentionKind::Group, MentionForm::Pronoun) => "group by pronoun",
        (MentionKind::Group, _) => "group",
        (MentionKind::Office, _) => "office",
        (MentionKind::Facility, _) => "facility",
        (_, MentionForm::Name) => "body by name",
        (_, MentionForm::Nominal) => "body",
        (_, MentionForm::Pronoun) => "body by pronoun",
    }
}

fn depth(sentence: usize) -> &'static str {
    match sentence {
        0 => "0",
        1 => "1",
        2..=3 => "2",
        4..=6 => "4",
        _ => "7",
    }
}

fn is_plural(text: &Annotated<'_>, word: usize) -> bool {
    matches!(text.tokens[word].xpos, Xpos::Nns | Xpos::Nnps)
}

fn determiner(text: &Annotated<'_>, word: usize) -> String {
    text.children(word)
        .find(|&child| child < word && text.tokens[child].deprel.is(Deprel::Det))
        .map_or_else(|| "-".into(), |child| text.form(child).to_lowercase())
}

/// What is seen of two tellings, the earlier first.
pub(super) fn pair_features(scene: &Scene<'_>, one: &Telling, other: &Telling) -> Vec<u32> {
    let text = scene.annotated;
    let mut names = Features::new("pair", NAMES);
    let yes = |is: bool| if is { "yes" } else { "no" };
    let distance = match other.sentence.abs_diff(one.sentence) {
        0 => "0",
        1 => "1",
        2..=3 => "2",
        4..=8 => "4",
        _ => "9",
    };
    names.add(&["bias"]);
    names.add(&["distance", distance]);
    let paragraph = |telling: &Telling| text.sentences[telling.sentence].paragraph;
    names.add(&["paragraphs", &paragraph(other).abs_diff(paragraph(one)).min(3).to_string()]);
    names.add(&["host", yes(one.host == Some(other.trigger) || other.host == Some(one.trigger))]);
    names.add(&["mode", modes(one, other)]);
    let lemma = |telling: &Telling| text.tokens[telling.trigger].lemma.to_lowercase();
    let same_word = yes(lemma(one) == lemma(other));
    names.add(&["word", same_word]);
    let to = same_side(text, &one.sides.to, &other.sides.to);
    let by = same_side(text, &one.sides.by, &other.sides.by);
    let place = places(scene, one, other);
    let when = times(one, other);
    let known = |sides: &[Side]| sides.iter().filter_map(|side| side.entity).collect::<Vec<_>>();
    let shares = |one: &[Side], other: &[Side]| {
        let one = known(one);
        known(other).iter().any(|entity| one.contains(entity))
    };
    let is_crossed = shares(&one.sides.to, &other.sides.by) || shares(&one.sides.by, &other.sides.to);
    names.add(&["to", to]);
    names.add(&["by", by]);
    names.add(&["place", place]);
    names.add(&["when", when]);
    names.add(&["crossed", yes(is_crossed)]);
    let sort = |telling: &Telling| if telling.is_noun { "noun" } else { "verb" };
    names.add(&["sorts", sort(one), sort(other)]);
    let article = if other.is_noun { determiner(text, other.trigger) } else { "verb".into() };
    let article = if DETERMINERS.contains(&article.as_str()) || article.len() < 2 || !other.is_noun {
        article.as_str()
    } else {
        "other"
    };
    names.add(&["article", article, distance]);
    let plural = |telling: &Telling| yes(telling.is_noun && is_plural(text, telling.trigger));
    names.add(&["plural", plural(one), plural(other)]);
    names.add(&["harm", yes(one.tells_harm), yes(other.tells_harm)]);
    names.add(&["sides", to, by]);
    names.add(&["to and distance", to, distance]);
    names.add(&["to and place", to, place]);
    names.add(&["word and to", same_word, to]);
    names.add(&["place, when, distance", place, when, distance]);
    names.add(&["to told", yes(one.sides.to.is_empty()), yes(other.sides.to.is_empty())]);
    names.add(&["status", yes(one.status == other.status)]);
    names.add(&["accounts", yes(one.account.is_some()), yes(other.account.is_some())]);
    names.finish()
}

fn modes(one: &Telling, other: &Telling) -> &'static str {
    match (one.mode, other.mode) {
        (Some(one), Some(other)) if one == other => "same",
        (Some(one), Some(other)) => match (family(one), family(other)) {
            (one, other) if one == other => "family",
            (0, _) | (_, 0) => "destroyed",
            _ => "different",
        },
        (Some(mode), None) | (None, Some(mode)) => {
            if matches!(family(mode), 1 | 2 | 3 | 8) {
                "one of its own"
            } else {
                "one"
            }
        }
        (None, None) => "none",
    }
}

fn same_side(text: &Annotated<'_>, one: &[Side], other: &[Side]) -> &'static str {
    if one.is_empty() || other.is_empty() {
        return "untold";
    }
    let any = |test: &dyn Fn(&Side, &Side) -> bool| {
        one.iter().any(|one| other.iter().any(|other| test(one, other)))
    };
    if any(&|one, other| one.entity.is_some() && one.entity == other.entity) {
        return "same";
    }
    let is_people = |side: &Side| side.kind == Some(MentionKind::Person);
    let are_people = any(&|one, other| is_people(one) && is_people(other));
    let head = |side: &Side| text.tokens[side.head].lemma.to_lowercase();
    if any(&|one, other| text.tokens[one.head].upos != Upos::Pron && head(one) == head(other)) {
        return if are_people { "one noun, people" } else { "one noun" };
    }
    if any(&|one, other| one.party.country.is_some() && one.party.country == other.party.country) {
        return if are_people { "one state, people" } else { "one state" };
    }
    if are_people { "different, people" } else { "different" }
}

fn places(scene: &Scene<'_>, one: &Telling, other: &Telling) -> &'static str {
    let (Some((one, _)), Some((other, _))) = (&one.place, &other.place) else { return "untold" };
    let (one, other) = (&scene.places[*one].record, &scene.places[*other].record);
    if one.name == other.name {
        return "same";
    }
    let is_state = |kind: Option<&str>| kind == Some("country");
    if one.country != other.country {
        "other state"
    } else if is_state(one.kind.as_deref()) || is_state(other.kind.as_deref()) {
        "within"
    } else {
        "one state"
    }
}

fn times(one: &Telling, other: &Telling) -> &'static str {
    let edtf = |telling: &Telling| telling.when.as_ref().and_then(|when| when.edtf.clone());
    let (Some(one), Some(other)) = (edtf(one), edtf(other)) else { return "untold" };
    if one == other {
        return "same";
    }
    match (one.first_day(), one.last_day(), other.first_day(), other.last_day()) {
        (Some(a), Some(b), Some(c), Some(d)) if b < c || d < a => "different",
        _ => "within",
    }
}
