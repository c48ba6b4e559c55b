//! When and where a deed was done, and by whose account: the expression nearest in the tree that
//! belongs to the same clause.

use super::lexicon::Lexicon;
use super::own_time::{cost_of_purpose, is_beside, is_of_another_deed};
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos, Word};
use dateline_model::{Edtf, MentionKind, PlaceRef, Span, TimexType, When};
use dateline_scene::{Found, Scene};

const REACH: usize = 6;

/// What it costs to take a place from another clause.
const FAR: usize = 20;

/// Times, places and statements of a report, ready to be asked for by word.
#[derive(Debug)]
pub struct Circumstances<'s> {
    scene: &'s Scene<'s>,
    /// For each sentence: its first time and first place.
    times: Vec<usize>,
    places: Vec<usize>,
    /// For each word: the innermost statement whose content holds it, plus one.
    statements: Vec<u32>,
}

impl<'s> Circumstances<'s> {
    /// Of a report whose times, places and statements are found.
    pub fn new(scene: &'s Scene<'s>) -> Self {
        let text = scene.annotated;
        let by_sentence = |starts: &mut dyn Iterator<Item = usize>| {
            let mut first = vec![usize::MAX; text.sentences.len() + 1];
            for (at, start) in starts.enumerate() {
                if start < text.tokens.len() {
                    let place = &mut first[text.sentence_number(start)];
                    *place = (*place).min(at);
                }
            }
            first
        };
        let times = by_sentence(&mut scene.times.iter().map(|time| time.words.start));
        let places = by_sentence(&mut scene.places.iter().map(|place| place.words.start));
        let mut statements = vec![0u32; text.tokens.len()];
        let mut order: Vec<usize> = (0..scene.statements.len()).collect();
        order.sort_by_key(|&at| (std::cmp::Reverse(scene.statements[at].words.len()), at));
        for at in order {
            for piece in &scene.statements[at].record.content {
                let words = text.words_in(text.index.bytes(piece.span()));
                statements[words.range()].fill(at as u32 + 1);
            }
        }
        Circumstances { scene, times, places, statements }
    }

    /// The innermost statement whose content holds a word.
    pub fn statement(&self, word: usize) -> Option<&'s Found<dateline_model::Statement>> {
        self.statements[word].checked_sub(1).map(|at| &self.scene.statements[at as usize])
    }

    /// Whether a word belongs to an expression of time.
    pub fn is_time(&self, word: usize) -> bool {
        let first = self.times[self.scene.annotated.sentence_number(word)];
        self.scene
            .times
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(|time| time.words.start <= word)
            .any(|time| time.words.end > word)
    }

    /// When the deed of a trigger was done.
    pub fn when(&self, trigger: usize) -> Option<When> {
        let scene = self.scene;
        let text = scene.annotated;
        let sentence = text.sentence_number(trigger);
        let chain = chain(text, trigger);
        let first = self.times[sentence];
        let mut best: Option<(usize, usize)> = None;
        for (at, time) in (first..usize::MAX).zip(scene.times.get(first..).unwrap_or_default()) {
            if text.sentence_number(time.words.start.min(text.tokens.len() - 1)) != sentence {
                break;
            }
            if time.record.edtf.is_none()
                || !matches!(time.record.timex3.kind, TimexType::Date | TimexType::Time)
            {
                continue;
            }
            // "met in the winter sun on Saturday": the day says when, the season hardly.
            let vague = if time.record.edtf.as_ref().is_some_and(Edtf::is_season) { REACH } else { 0 };
            let at_head = head_of(text, time.words);
            if is_beside(text, at_head, trigger)
                || is_of_another_deed(text, at_head, trigger, time.record.edtf.as_ref())
            {
                continue;
            }
            let cost = cost(text, &chain, time.words).or_else(|| cost_of_purpose(text, trigger, at_head));
            if let Some(cost) = cost
                && best.is_none_or(|(least, _)| cost + vague < least)
            {
                best = Some((cost + vague, at));
            }
        }
        best.map(|(_, at)| {
            let time = &scene.times[at];
            When { span: time.record.span.clone(), edtf: time.record.edtf.clone() }
        })
    }

    /// Where the deed of a trigger was done: the narrowest place of its clause, or else of its sentence.
    pub fn place(&self, trigger: usize) -> Option<(usize, PlaceRef)> {
        self.place_within(trigger, true)
    }

    /// The same, of its clause alone: a charge is not made where the deed was done that it is about.
    pub fn place_of_clause(&self, trigger: usize) -> Option<(usize, PlaceRef)> {
        self.place_within(trigger, false)
    }

    /// Where a word was given, a charge made, a meeting held: what hangs on the deed itself, or on a venue of
    /// it ("at a summit *in Arica*"). "Raised concerns over the war *in Peru*" was raised nowhere that is told.
    pub fn place_of_words(&self, trigger: usize, with_partners: bool) -> Option<(usize, PlaceRef)> {
        self.place_of_words_but(trigger, with_partners, |_| false)
    }

    /// The same, behind no noun that is passed over: "a call on the *situation* in Arica".
    pub(super) fn place_of_words_but(
        &self,
        trigger: usize,
        with_partners: bool,
        is_passed: impl Fn(&str) -> bool,
    ) -> Option<(usize, PlaceRef)> {
        let scene = self.scene;
        let text = scene.annotated;
        let sentence = text.sentence_number(trigger);
        let chain = own_chain(text, trigger);
        let is_venue = |word: usize| {
            clause::case(text, word).is_some_and(|case| VENUES.contains(&case))
                && !is_passed(&text.tokens[word].lemma)
        };
        // "at talks *with the villagers* of Arica"
        let is_of_hosts = |word: usize| {
            clause::case(text, word) == Some("with")
                && text.tokens[word].head.is_some_and(|talk| is_venue(talk as usize))
                && HOSTS.contains(&text.tokens[word].lemma.to_lowercase().as_str())
        };
        let hangs_on_deed = |head: usize| {
            let mut at = head;
            for _ in 0..REACH {
                let Some(above) = text.tokens[at].head.map(|above| above as usize) else { return false };
                if chain.contains(&above) {
                    return true;
                }
                // "met the king *in Arica*", "signed a pact *in Arica*": trees hang the town on what is met or
                // signed.
                let is_of_partners = with_partners
                    && (scene.entities.mention_at(above).is_some()
                        || text.tokens[above].deprel.is(Deprel::Obj)
                            && text.tokens[above].head.is_some_and(|verb| chain.contains(&(verb as usize))));
                if !is_venue(above) && !is_of_partners && !is_of_hosts(above) {
                    return false;
                }
                at = above;
            }
            false
        };
        // "on the island *of Chios*"
        let is_named_venue = |head: usize| {
            clause::case(text, head) == Some("of")
                && text.tokens[head]
                    .head
                    .is_some_and(|above| is_venue(above as usize) || is_of_hosts(above as usize))
        };
        // "Imposed sanctions *on Chile*": a state or a town is no place to stand on.
        let is_upon = |at: usize, site: usize| {
            let kind = scene.places[at].record.kind.as_deref();
            clause::case(text, site) == Some("on") && matches!(kind, Some("country" | "city" | "continent"))
        };
        let first = self.places[sentence];
        (first..scene.places.len())
            .take_while(|&at| {
                let start = scene.places[at].words.start.min(text.tokens.len() - 1);
                text.sentence_number(start) == sentence
            })
            .filter(|&at| {
                let site = site_of(scene, at);
                (is_venue(site) || is_named_venue(site)) && !is_upon(at, site) && hangs_on_deed(site)
            })
            .min_by_key(|&at| {
                let kind = scene.places[at].record.kind.as_deref();
                let is_wide = matches!(kind, Some("country" | "continent" | "region"));
                (is_wide, scene.places[at].words.start.abs_diff(trigger))
            })
            .map(|at| (at, place_ref(scene, at)))
    }

    /// Where troops were sent: "moved two brigades *to Arica*".
    pub fn goal(&self, trigger: usize) -> Option<(usize, PlaceRef)> {
        let scene = self.scene;
        let text = scene.annotated;
        let hosts = [Some(trigger), text.child(trigger, Deprel::Obj)];
        let first = self.places[text.sentence_number(trigger)];
        let last = text.sentence(trigger).words.end;
        (first..scene.places.len())
            .take_while(|&at| scene.places[at].words.start < last)
            .find(|&at| {
                let head = whole_of(text, head_of(text, scene.places[at].words));
                let above = text.tokens[head].head.map(|above| above as usize);
                let is_to = |case| matches!(case, Some("to" | "into" | "toward" | "towards" | "along"));
                (is_to(clause::case(text, head)) || is_to(clause::mark(text, head)))
                    && above.is_some()
                    && hosts.contains(&above)
            })
            .map(|at| (at, place_ref(scene, at)))
    }

    fn place_within(&self, trigger: usize, is_far_allowed: bool) -> Option<(usize, PlaceRef)> {
        let scene = self.scene;
        let text = scene.annotated;
        let sentence = text.sentence_number(trigger);
        let chain = chain(text, trigger);
        let is_noun = matches!(text.tokens[trigger].upos, Upos::Noun | Upos::Propn);
        // "Have fled to Peru *since* Chile launched its raid": what stands around is of another time and place.
        let verb = std::iter::successors(Some(trigger), |&at| text.tokens[at].head.map(|head| head as usize))
            .take(REACH)
            .find(|&at| text.tokens[at].upos == Upos::Verb)
            .unwrap_or(trigger);
        let is_far_allowed =
            is_far_allowed && !clause::mark(text, verb).is_some_and(|marker| ELSEWHEN.contains(&marker));
        let first = self.places[sentence];
        let mut best: Option<(usize, usize)> = None;
        for (at, place) in (first..usize::MAX).zip(scene.places.get(first..).unwrap_or_default()) {
            if text.sentence_number(place.words.start.min(text.tokens.len() - 1)) != sentence {
                break;
            }
            let head = head_of(text, place.words);
            let site = site_of(scene, at);
            let is_local = clause::case(text, site).is_some_and(|case| LOCAL.contains(&case))
                // "the Sarajevo shelling"; but "Serbia's war" is waged elsewhere.
                || is_noun
                    && text.tokens[head].head == Some(trigger as u32)
                    && head < trigger
                    && text.tokens[head].deprel != Deprel::NmodPoss;
            if is_origin(scene, site) {
                continue;
            }
            let is_wide = place
                .record
                .kind
                .as_deref()
                .is_some_and(|kind| matches!(kind, "country" | "continent" | "region"));
            // A place of the same sentence but another clause is better than none.
            let far = FAR + head.abs_diff(trigger).min(60);
            let near = cost(text, &chain, Span::new(site, site + 1));
            // "demanded sanctions *against* Chile" says of no other clause where it was.
            let is_venue = clause::case(text, site).is_some_and(|case| VENUES.contains(&case));
            let far = (is_far_allowed && is_venue).then_some(far);
            if let Some(mut cost) = near.or(far).filter(|_| is_local) {
                cost += if is_wide { 5 } else { 0 };
                // "At the *Bristol* hotel in Lima": a house's name says less of where it is.
                cost +=
                    if site != head && HOUSES.contains(&text.tokens[site].lemma.as_str()) { 6 } else { 0 };
                if best.is_none_or(|(least, _)| cost < least) {
                    best = Some((cost, at));
                }
            }
        }
        best.map(|(_, at)| (at, place_ref(scene, at))).or_else(|| self.place_where(trigger))
    }

    /// "In Arica, *where* the guards fired on the miners": what the clause is about.
    fn place_where(&self, trigger: usize) -> Option<(usize, PlaceRef)> {
        let text = self.scene.annotated;
        let is_where = text.children(trigger).any(|child| text.form(child).eq_ignore_ascii_case("where"));
        let noun = text.tokens[trigger]
            .head
            .filter(|_| is_where && text.tokens[trigger].deprel == Deprel::AclRelcl)?;
        let words = clause::phrase(text, noun as usize);
        words.range().find_map(|word| self.place_at(word))
    }

    /// The place that the two sentences before set the scene in; for a deed of arms no place where others met.
    pub(super) fn place_before(
        &self,
        lexicon: &Lexicon,
        sentence: usize,
        is_of_arms: bool,
    ) -> Option<(usize, PlaceRef)> {
        let text = self.scene.annotated;
        let places = &self.scene.places;
        (sentence.saturating_sub(2)..sentence).rev().find_map(|before| {
            let first = self.places[before];
            (first..places.len())
                .take_while(|&at| text.sentence_number(places[at].words.start) == before)
                .find(|&at| {
                    let is_wide = matches!(places[at].record.kind.as_deref(), Some("country" | "continent"));
                    let site = site_of(self.scene, at);
                    let is_passed = is_wide || is_origin(self.scene, site);
                    !is_passed
                        && clause::case(text, site).is_some_and(|case| LOCAL.contains(&case))
                        && !(is_of_arms && is_venue(lexicon, text, site))
                })
                .map(|at| (at, place_ref(self.scene, at)))
        })
    }

    /// The state that most places of the report lie in, by its name or else the first of them, if that is named before
    /// what is told ("Shells fell. The ministers met *in Arica*"); none where it does not pass.
    pub(super) fn home(
        &self,
        (lexicon, is_of_arms): (&Lexicon, bool),
        sentence: usize,
        passes: impl Fn(&str) -> bool,
    ) -> Option<(usize, PlaceRef)> {
        let places = &self.scene.places;
        let mut counts: Vec<(&str, usize)> = Vec::new();
        for country in places.iter().filter_map(|place| place.record.country.as_deref()) {
            match counts.iter_mut().find(|(known, _)| *known == country) {
                Some((_, count)) => *count += 1,
                None => counts.push((country, 1)),
            }
        }
        let (home, count) = counts.iter().rev().max_by_key(|(_, count)| *count)?;
        if 2 * count <= places.len() || !passes(home) {
            return None;
        }
        let is_home = |at: &usize| {
            places[*at].record.country.as_deref() == Some(home)
                && !is_origin(self.scene, site_of(self.scene, *at))
        };
        let is_state = |at: &usize| places[*at].record.kind.as_deref() == Some("country");
        let at = (0..places.len()).find(|at| is_home(at) && is_state(at)).or_else(|| {
            let text = self.scene.annotated;
            let is_before = |at: &usize| {
                text.sentence_number(places[*at].words.start) <= sentence
                    && !(is_of_arms && is_venue(lexicon, text, site_of(self.scene, *at)))
            };
            (0..places.len()).find(is_home).filter(is_before)
        })?;
        Some((at, place_ref(self.scene, at)))
    }

    /// The place whose words hold a word.
    pub fn place_at(&self, word: usize) -> Option<(usize, PlaceRef)> {
        let sentence = self.scene.annotated.sentence_number(word);
        let places = &self.scene.places;
        let first = self.places[sentence];
        let at = (first..places.len())
            .take_while(|&at| places[at].words.start <= word)
            .find(|&at| places[at].words.end > word)?;
        Some((at, place_ref(self.scene, at)))
    }
}

/// "Talks were held in *Arica*", "the ministers met in *Arica*": where others met.
fn is_venue(lexicon: &Lexicon, text: &Annotated<'_>, site: usize) -> bool {
    const CLIMBED: usize = 3;
    let is_meeting = |word: usize| lexicon.is("talks", &text.tokens[word].lemma.to_lowercase());
    let mut at = site;
    for _ in 0..CLIMBED {
        let Some(above) = text.tokens[at].head.map(|above| above as usize) else { return false };
        let meets =
            matches!(text.tokens[above].lemma.as_str(), "meet" | "gather" | "convene" | "negotiate" | "talk");
        if is_meeting(above) || meets {
            return true;
        }
        if text.tokens[above].upos == Upos::Verb {
            return text.children(above).any(|child| {
                is_meeting(child)
                    && (text.tokens[child].deprel.is(Deprel::Nsubj)
                        || text.tokens[child].deprel.is(Deprel::Obj))
            });
        }
        at = above;
    }
    false
}

fn place_ref(scene: &Scene<'_>, at: usize) -> PlaceRef {
    let place = &scene.places[at].record;
    PlaceRef { span: place.span.clone(), place: Some(place.id.clone()) }
}

const LOCAL: [&str; 18] = [
    "in",
    "at",
    "near",
    "on",
    "outside",
    "inside",
    "around",
    "along",
    "across",
    "into",
    "of",
    "through",
    "over",
    "throughout",
    "against",
    "between",
    "off",
    "within",
];

/// Prepositions of the place at which something is said or held.
const VENUES: [&str; 9] = ["in", "at", "near", "outside", "inside", "on", "during", "within", "aboard"];

/// Houses that bear names of their own.
const HOUSES: [&str; 8] = ["hotel", "theatre", "theater", "restaurant", "club", "stadium", "cinema", "inn"];

/// Those who live where they are met: "talks with the *villagers* of Arica".
const HOSTS: [&str; 9] = [
    "inhabitant",
    "resident",
    "villager",
    "townspeople",
    "islander",
    "citizen",
    "people",
    "citizenry",
    "local",
];

/// The trigger and the verbs that share its clause; for a noun what carries it too ("held talks").
fn own_chain(text: &Annotated<'_>, trigger: usize) -> Vec<usize> {
    let mut chain = vec![trigger];
    let mut at = trigger;
    while let Some(head) = text.tokens[at].head.map(|head| head as usize) {
        let is_noun = matches!(text.tokens[at].upos, Upos::Noun | Upos::Propn);
        let goes_on = match text.tokens[at].deprel.base() {
            Deprel::Conj => text.tokens[head].upos == text.tokens[at].upos,
            Deprel::Xcomp => true,
            Deprel::Obj | Deprel::Nsubj => is_noun && text.tokens[head].upos == Upos::Verb,
            Deprel::Obl => at == trigger && is_noun,
            _ => false,
        };
        if !goes_on || chain.len() > REACH {
            break;
        }
        chain.push(head);
        at = head;
    }
    chain
}

/// Prepositions and conjunctions that put what is above a deed at another time than it.
const ELSEWHEN: [&str; 5] = ["following", "since", "until", "till", "despite"];

/// The trigger and what stands above it in the same clause, with what a step costs.
fn chain(text: &Annotated<'_>, trigger: usize) -> Vec<(usize, usize)> {
    let mut chain = vec![(trigger, 0)];
    let (mut at, mut cost) = (trigger, 0);
    while let Some(head) = text.tokens[at].head.map(|head| head as usize) {
        let relation = text.tokens[at].deprel;
        // "promised help in March *following* the raid", "has lived in Peru *since* Chile fell": what stands above is of
        // another time and place.
        let marker = clause::case(text, at).or_else(|| clause::mark(text, at));
        if (at == trigger || relation.is(Deprel::Advcl))
            && marker.is_some_and(|marker| ELSEWHEN.contains(&marker))
            || at == trigger && is_counted_from(text, at)
            || relation.is(Deprel::Advcl) && is_counted_from(text, at)
        {
            break;
        }
        cost += match relation.base() {
            Deprel::Obj
            | Deprel::Nsubj
            | Deprel::Nmod
            | Deprel::Obl
            | Deprel::Compound
            | Deprel::Flat
            | Deprel::Nummod => 1,
            Deprel::Conj => 2,
            Deprel::Xcomp => 2,
            Deprel::Advcl => 3,
            Deprel::Acl if relation != Deprel::AclRelcl => 3,
            _ => break,
        };
        chain.push((head, cost));
        if chain.len() > REACH {
            break;
        }
        at = head;
    }
    chain
}

/// "Left on Friday, *a day after* Marek resigned", "two weeks *before* the raid": so long before or after it, and not on that
/// day.
fn is_counted_from(text: &Annotated<'_>, word: usize) -> bool {
    text.children(word).take_while(|&child| child < word).any(|child| {
        matches!(text.tokens[child].deprel.base(), Deprel::Mark | Deprel::Case)
            && matches!(text.tokens[child].lemma.as_str(), "after" | "before")
            && child > 0
            && text.tokens[child - 1].upos == Upos::Noun
            && is_span_of_time(&text.tokens[child - 1].lemma)
    })
}

fn is_span_of_time(lemma: &str) -> bool {
    matches!(
        lemma,
        "second"
            | "minute"
            | "hour"
            | "day"
            | "night"
            | "week"
            | "fortnight"
            | "month"
            | "year"
            | "decade"
            | "century"
    )
}

/// What it costs to go from an expression to the trigger's clause; none where it stands in another.
fn cost(text: &Annotated<'_>, chain: &[(usize, usize)], words: Span<Word>) -> Option<usize> {
    let mut at = head_of(text, words);
    let mut steps = 0;
    loop {
        if let Some((_, cost)) = chain.iter().find(|(word, _)| *word == at) {
            return Some(steps + cost);
        }
        if steps > 0 && clause::is_verbal(text, at) && text.tokens[at].upos == Upos::Verb {
            // Inside the trigger's own arguments a participle is no clause of its own
            // ("a bus carrying troops in Cali").
            if !text.tokens[at].deprel.is(Deprel::Acl) || text.tokens[at].deprel == Deprel::AclRelcl {
                return None;
            }
        }
        at = text.tokens[at].head? as usize;
        steps += 1;
        if steps > REACH {
            return None;
        }
    }
}

/// "Tomas Kral, 21, *of Arica*, was killed", "the men *from Arica*": where somebody comes from.
fn is_origin(scene: &Scene<'_>, site: usize) -> bool {
    let text = scene.annotated;
    let Some(above) = text.tokens[site].head.map(|above| above as usize) else { return false };
    let is_person = scene.entities.mention_at(above).is_some_and(|mention| {
        matches!(scene.entities.entities[mention.entity].kind, MentionKind::Person | MentionKind::Office)
    });
    match clause::case(text, site) {
        Some("of") => {
            is_person && !HOSTS.contains(&text.tokens[above].lemma.to_lowercase().as_str())
                || text.tokens[above].upos == Upos::Num
        }
        Some("from") => true,
        _ => false,
    }
}

/// The head of the phrase that tells where, which a place may only name: "in the *Arica* region", "at *Arica* harbour".
/// What is a state's ("a *Chile* base") need not be in it, but for its border and its coast, and whoever is called by a place ("the *Arica*
/// council") is nowhere by that.
fn site_of(scene: &Scene<'_>, place: usize) -> usize {
    let text = scene.annotated;
    let place = &scene.places[place];
    let head = head_of(text, place.words);
    let Some(noun) = text.tokens.get(head).and_then(|token| token.head).map(|noun| noun as usize) else {
        return head;
    };
    let is_named_by_it = text.tokens[head].deprel.is(Deprel::Compound)
        && noun > head
        && text.tokens[noun].upos == Upos::Noun
        && clause::case(text, head).is_none()
        && (place.record.kind.as_deref() != Some("country")
            || matches!(
                text.tokens[noun].lemma.as_str(),
                "border" | "frontier" | "coast" | "shore" | "coastline" | "mainland" | "airspace" | "side"
            ));
    let is_party = || {
        scene.entities.mention_at(noun).is_some_and(|mention| {
            !matches!(
                scene.entities.entities[mention.entity].kind,
                MentionKind::Place | MentionKind::Facility | MentionKind::Country
            )
        })
    };
    if is_named_by_it && !is_party() { noun } else { head }
}

/// "To its ally *Peru*", "to states like *Peru*, such as *Chile*": the phrase that a name only fills.
fn whole_of(text: &Annotated<'_>, name: usize) -> usize {
    let token = &text.tokens[name];
    let Some(above) = token.head.map(|above| above as usize) else { return name };
    // "To *neighbouring* Peru", taken for a verb.
    if token.deprel.is(Deprel::Obj) && matches!(text.form(above), "neighbouring" | "neighboring") {
        return above;
    }
    let is_example = token.deprel.is(Deprel::Nmod)
        && matches!(clause::case(text, name), Some("like" | "as" | "including"))
        || matches!(token.deprel.base(), Deprel::Appos | Deprel::Flat)
        || token.deprel.is(Deprel::Compound) && text.tokens[above].upos == Upos::Noun;
    if is_example && matches!(text.tokens[above].upos, Upos::Noun | Upos::Propn) { above } else { name }
}

/// The word of a stretch that hangs on none of the others.
pub(super) fn head_of(text: &Annotated<'_>, words: Span<Word>) -> usize {
    words
        .range()
        .filter(|&word| word < text.tokens.len())
        .find(|&word| text.tokens[word].head.is_none_or(|head| !words.range().contains(&(head as usize))))
        .unwrap_or_else(|| words.start.min(text.tokens.len().saturating_sub(1)))
}
