//! When and where a deed was done, and by whose account: the expression nearest in the tree that
//! belongs to the same clause.

pub(super) use super::chains::head_of;
use super::chains::{REACH, chain, cost, own_chain, whole_of};
use super::lexicon::Lexicon;
use super::own_time::{cost_of_purpose, is_beside, is_of_another_deed};
use super::sites::{is_origin, is_venue, place_ref, site_of};
use super::where_words::WHERE;
use dateline_grammar::clause;
use dateline_language::{Deprel, Upos};
use dateline_model::{Edtf, PlaceRef, Span, TimexType, When};
use dateline_scene::{Found, Scene};

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
            clause::case(text, word).is_some_and(|case| WHERE.venue.contains(case))
                && !is_passed(&text.tokens[word].lemma)
        };
        // "at talks *with the villagers* of Arica"
        let is_of_hosts = |word: usize| {
            clause::case(text, word) == Some("with")
                && text.tokens[word].head.is_some_and(|talk| is_venue(talk as usize))
                && WHERE.host.contains(text.tokens[word].lemma.to_lowercase().as_str())
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
            is_far_allowed && !clause::mark(text, verb).is_some_and(|marker| WHERE.elsewhen.contains(marker));
        let first = self.places[sentence];
        let mut best: Option<(usize, usize)> = None;
        for (at, place) in (first..usize::MAX).zip(scene.places.get(first..).unwrap_or_default()) {
            if text.sentence_number(place.words.start.min(text.tokens.len() - 1)) != sentence {
                break;
            }
            let head = head_of(text, place.words);
            let site = site_of(scene, at);
            let is_local = clause::case(text, site).is_some_and(|case| WHERE.local.contains(case))
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
            let is_venue = clause::case(text, site).is_some_and(|case| WHERE.venue.contains(case));
            let far = (is_far_allowed && is_venue).then_some(far);
            if let Some(mut cost) = near.or(far).filter(|_| is_local) {
                cost += if is_wide { 5 } else { 0 };
                // "At the *Bristol* hotel in Lima": a house's name says less of where it is.
                cost += if site != head && WHERE.house.contains(text.tokens[site].lemma.as_str()) {
                    6
                } else {
                    0
                };
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
                        && clause::case(text, site).is_some_and(|case| WHERE.local.contains(case))
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
