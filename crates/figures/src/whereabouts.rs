//! Where what a figure tells was done, or where those are who are counted: "drowned off *Ostend*", "900 troops near
//! the border with *Norway*", "In *Arica*, officials said that six had died". A party to the matter is no place:
//! "4,000 *U.S.* troops", "gave *Norway* six howitzers".

mod levels;

use super::counted::{self, Counted};
use super::draft::Draft;
use super::lexicon::Lexicon;
use dateline_events::Circumstances;
use dateline_grammar::clause;
use dateline_language::{Deprel, Upos, Word};
use dateline_model::{Edtf, Event, MentionKind, Place, PlaceRef, Span, When};
use dateline_scene::{Found, Scene};

/// How many words up a tree is climbed.
const REACH: usize = 6;

/// The places of one report's figures, one after the other.
pub(super) struct Whereabouts<'s> {
    scene: &'s Scene<'s>,
    lexicon: &'s Lexicon,
    circumstances: &'s Circumstances<'s>,
    /// Where and when the last deed was told of: "… in Varn killed five. Nine of the 40 hurt …".
    last: Option<(usize, PlaceRef, Option<Edtf>)>,
}

impl<'s> Whereabouts<'s> {
    pub fn new(scene: &'s Scene<'s>, lexicon: &'s Lexicon, circumstances: &'s Circumstances<'s>) -> Self {
        Whereabouts { scene, lexicon, circumstances, last: None }
    }

    /// The place of the next figure in text order.
    pub fn of(&mut self, draft: &Draft, event: Option<&Event>, when: Option<&When>) -> Option<PlaceRef> {
        const NEAR: usize = 3;
        let Draft { quantity, counted, .. } = draft;
        let text = self.scene.annotated;
        let sentence = text.sentence_number(counted.told_by);
        let day = when.and_then(|when| when.edtf.as_ref());
        // Where a deed of another day was done, or one that is told only later, this was not.
        let place_of_event = || {
            let event = event.filter(|event| {
                let other = event.when.as_ref().and_then(|when| when.edtf.as_ref());
                !is_other_day(day, other)
            })?;
            let place = event.place.clone()?;
            let told_in = text.words_in(text.index.bytes(place.span.span())).start;
            let told_in = text.sentence_number(told_in.min(text.tokens.len() - 1));
            (told_in <= sentence + 1).then_some(place)
        };
        let place = self
            .behind_bare_number(draft)
            .or_else(|| self.stay(counted))
            .or_else(|| self.own(counted))
            .or_else(|| self.labelled(quantity.words.start))
            .or_else(|| self.teller(counted))
            .or_else(|| self.around(draft))
            .or_else(|| self.of_rate(counted))
            .or_else(place_of_event)
            .or_else(|| self.named_again(counted))
            .or_else(|| {
                let (told, place, other) = self.last.as_ref().filter(|_| counted.is_effect)?;
                (sentence <= told + NEAR && !is_other_day(day, other.as_ref())).then(|| place.clone())
            });
        if counted.is_effect
            && let Some(place) = &place
        {
            self.last = Some((sentence, place.clone(), day.cloned()));
        }
        place
    }

    fn at(&self, place: usize) -> &Place {
        &self.scene.places[place].record
    }

    fn place_ref(&self, place: usize) -> PlaceRef {
        PlaceRef { span: self.at(place).span.clone(), place: Some(self.at(place).id.clone()) }
    }

    fn kind(&self, place: usize) -> &str {
        self.at(place).kind.as_deref().unwrap_or_default()
    }

    fn words_of(&self, place: usize) -> Span<Word> {
        self.scene.places[place].words
    }

    /// The places of the sentence that a word stands in.
    fn of_sentence(&self, word: usize) -> std::ops::Range<usize> {
        let sentence = self.scene.annotated.sentence(word).words;
        let places = &self.scene.places;
        let first = |from: usize| places.partition_point(|place: &Found<Place>| place.words.start < from);
        first(sentence.start)..first(sentence.end)
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        let text = self.scene.annotated;
        at < text.tokens.len() && words.iter().any(|word| text.form(at).eq_ignore_ascii_case(word))
    }

    /// The word of a place that hangs on none of its others.
    fn head(&self, place: usize) -> usize {
        let words = self.words_of(place);
        let tokens = &self.scene.annotated.tokens;
        words
            .range()
            .find(|&word| tokens[word].head.is_none_or(|head| !words.range().contains(&(head as usize))))
            .unwrap_or(words.start)
    }

    /// "infected 14 in Ghent and *nine in Bruges*": what stands behind a number without a noun is its own.
    fn behind_bare_number(&self, draft: &Draft) -> Option<PlaceRef> {
        let end = draft.quantity.words.end;
        if draft.counted.of.is_some()
            || !draft.counted.is_countable
            || !self.is(end, &["in", "at", "near", "off"])
        {
            return None;
        }
        let place = self.of_sentence(end.saturating_sub(1)).find(|&place| {
            let start = self.words_of(place).start;
            start == end + 1 || start == end + 2 && self.is(end + 1, &["the"])
        })?;
        Some(self.place_ref(place))
    }

    /// "1,000 who are *based in Arica*", "900 soldiers *stationed near Lima*": where a clause says that those are who are counted.
    fn stay(&self, counted: &Counted) -> Option<PlaceRef> {
        let text = self.scene.annotated;
        if !counted.is_countable {
            return None;
        }
        let stay = text.children(counted.told_by).find(|&child| {
            text.tokens[child].deprel.base() == Deprel::Acl
                && child > counted.told_by
                && self.lexicon.staying.contains(text.tokens[child].lemma.as_str())
        })?;
        let place = self.of_sentence(stay).find(|&place| {
            let (site, case) = self.site(place);
            text.tokens[site].head == Some(stay as u32)
                && case.is_some_and(|case| {
                    ["in", "at", "near", "on", "outside", "inside", "around"].contains(&case)
                })
        })?;
        Some(self.place_ref(place))
    }

    /// The place that hangs on the word itself, behind a preposition which the tree may have given to the verb:
    /// "drowned off Ostend", "massed 900 troops close to Norway".
    fn own(&self, counted: &Counted) -> Option<PlaceRef> {
        let text = self.scene.annotated;
        let told_by = counted.told_by;
        // "deployed 30,000 troops to Kolm": there they are.
        let is_moved = counted.is_countable && !counted::is_fate(&counted.what);
        let token = &text.tokens[told_by];
        let verb = token.head.map(|head| head as usize).filter(|_| {
            is_moved && (token.deprel.base() == Deprel::Obj || token.deprel.base() == Deprel::Nsubj)
        });
        let own = self.of_sentence(told_by).find(|&place| {
            let (site, case) = self.site(place);
            let Some(above) = text.tokens[site].head.map(|head| head as usize) else { return false };
            let is_in = case
                .is_some_and(|case| ["in", "at", "near", "off", "outside", "on", "inside"].contains(&case));
            let is_towards =
                || case.is_some_and(|case| ["to", "into", "around", "along", "across"].contains(&case));
            (above == told_by || Some(above) == verb)
                && (matches!(text.tokens[site].deprel.base(), Deprel::Obl | Deprel::Nmod)
                    || site != self.head(place))
                && (is_in || is_moved && is_towards())
                && !self.is_upon_state(place)
        })?;
        Some(self.place_ref(own))
    }

    /// The head of the phrase that tells where, and its preposition: "to the *border* with Norway", "*near* Arica",
    /// "*close to* Arica".
    fn site(&self, place: usize) -> (usize, Option<&'s str>) {
        let text = self.scene.annotated;
        let head = self.head(place);
        // Trees may take "off" for an adverb: "drowned off Ostend".
        let before = self.words_of(place).start.checked_sub(1);
        let is_off = before.is_some_and(|before| self.is(before, &["off", "outside", "near", "inside"]));
        let case = clause::case(text, head).or(if is_off { Some("near") } else { None });
        let Some(above) = text.tokens[head].head.map(|above| above as usize) else { return (head, case) };
        let lemma = text.tokens[above].lemma.as_str();
        // "on the border with", "in the town of", "along the *Norway* border".
        let is_before = text.tokens[head].deprel.base() == Deprel::Compound && head < above;
        // "outside the capital, *Lima*": what the name only says again.
        if text.tokens[head].deprel.is(Deprel::Appos)
            && above < head
            && text.tokens[above].upos == Upos::Noun
            && case.is_none()
        {
            return (above, clause::case(text, above));
        }
        let kinds = self.lexicon.sites.get(lemma);
        let is_of_site = matches!(case, Some("with" | "of")) || is_before && case.is_none();
        // "near *Norway's* borders".
        let is_owner = text.tokens[head].deprel == Deprel::NmodPoss && kinds.is_some_and(Vec::is_empty);
        if is_of_site && kinds.is_some() || is_owner {
            return (above, clause::case(text, above));
        }
        // "sent 900 troops *to neighbouring* Norway", where the tree has it that they neighbour it.
        if matches!(lemma, "neighbour" | "neighbor") && above < head && text.tokens[above].upos == Upos::Verb
        {
            return (above, clause::case(text, above).or_else(|| clause::mark(text, above)));
        }
        if case == Some("to") && matches!(lemma, "close" | "next" | "adjacent" | "near") {
            return (above, Some("near"));
        }
        (head, case)
    }

    /// "Norway (66%)": the place right before the bracket.
    fn labelled(&self, start: usize) -> Option<PlaceRef> {
        let bracket = start.checked_sub(1).filter(|&bracket| self.scene.annotated.form(bracket) == "(")?;
        let place = self.of_sentence(bracket).find(|&place| self.words_of(place).end == bracket)?;
        Some(self.place_ref(place))
    }

    /// "*Peru* has reported 176 deaths": a state or a town that counts its own.
    fn teller(&self, counted: &Counted) -> Option<PlaceRef> {
        let text = self.scene.annotated;
        let token = &text.tokens[counted.told_by];
        if !counted.is_effect || token.deprel.base() != Deprel::Obj {
            return None;
        }
        let verb = token.head? as usize;
        if !self.lexicon.tellers.contains(text.tokens[verb].lemma.as_str()) {
            return None;
        }
        let subject = clause::subject(text, verb)?;
        let place = self.of_sentence(verb).find(|&place| self.head(place) == subject)?;
        Some(self.place_ref(place))
    }

    /// The place of the clause; for what befell people, one that sets the scene before it, too.
    fn around(&self, draft: &Draft) -> Option<PlaceRef> {
        let counted = &draft.counted;
        let told_by = counted.told_by;
        let is_measured = matches!(
            counted.what.as_str(),
            "percent" | "duration" | "distance" | "speed" | "calibre" | "temperature"
        );
        // What is said of "35 percent" or "three weeks" may be about any place that is named beside.
        if is_measured {
            return self
                .circumstances
                .place_of_words(told_by, false)
                .filter(|&(place, _)| !self.is_upon_state(place) && self.is_near(place, told_by))
                .map(|(_, place)| place);
        }
        let near = self
            .circumstances
            .place_of_clause(told_by)
            .filter(|&(place, _)| !self.is_of_topic(place, counted));
        let far = || self.circumstances.place(told_by).filter(|&(place, _)| self.sets_scene(place, counted));
        near.filter(|&(place, _)| self.is_no_party(place))
            .or_else(far)
            .filter(|&(place, _)| self.is_no_party(place) && !self.is_in_infinitive(place, told_by))
            .map(|(_, place)| place)
    }

    /// "the raid *of Arica*", "help *of Norway*": what a noun is about is where something befell people, and no place of things
    /// that are counted beside; "300 people *of Arica*" are there.
    fn is_of_topic(&self, place: usize, counted: &Counted) -> bool {
        let text = self.scene.annotated;
        let (site, case) = self.site(place);
        let above = text.tokens[site].head.map(|above| above as usize);
        // "Holm, *a native of Arica*, hurt two": where he is from.
        let is_from_there = above.is_some_and(|above| {
            let lemma = text.tokens[above].lemma.to_lowercase();
            (self.lexicon.people.contains(lemma.as_str()) || lemma == "native")
                && !counted.words.range().contains(&above)
        });
        // "Four states did, along *with towns in Arica*": where others are who are named beside.
        let is_of_others = !counted.is_effect
            && above.is_some_and(|above| {
                matches!(text.tokens[above].upos, Upos::Noun | Upos::Propn)
                    && above != counted.told_by
                    && !counted.words.range().contains(&above)
                    && self.is_beside(above)
            });
        is_of_others
            || case == Some("of") && above != Some(counted.told_by) && (!counted.is_effect || is_from_there)
    }

    /// "*along with towns*", "*than voters*", "*like others*".
    fn is_beside(&self, noun: usize) -> bool {
        let text = self.scene.annotated;
        text.children(noun).any(|case| {
            text.tokens[case].deprel.is(Deprel::Case)
                && (self.is(case, &["than", "like", "including", "besides"])
                    || case > 0 && self.is(case, &["with"]) && self.is(case - 1, &["along", "together"]))
        })
    }

    /// A measure is taken where its own words say: "three days *in Arica*".
    fn is_near(&self, place: usize, told_by: usize) -> bool {
        let text = self.scene.annotated;
        let (site, _) = self.site(place);
        let mut at = site;
        for _ in 0..2 {
            let Some(above) = text.tokens[at].head.map(|above| above as usize) else { return false };
            if above == told_by || text.tokens[told_by].head == Some(above as u32) {
                return true;
            }
            at = above;
        }
        false
    }

    /// Whether a place of another clause tells where this was: "*In Arica*, officials said that six had died", "six died
    /// when a bus overturned *in Arica*".
    fn sets_scene(&self, place: usize, counted: &Counted) -> bool {
        let text = self.scene.annotated;
        let is_before = self.words_of(place).end <= counted.words.start.min(counted.told_by);
        if !counted.is_effect {
            // Those who are counted may be anywhere but where the sentence begins: "In Arica, …".
            let opens = text.sentence(counted.told_by).words.start;
            return is_before && self.words_of(place).start <= opens + 3;
        }
        true
    }

    /// "drove 80,000 *to leave* Oruro", "to help them *defend* the south": what is meant to be done
    /// there, while the figure stands before.
    fn is_in_infinitive(&self, place: usize, told_by: usize) -> bool {
        let text = self.scene.annotated;
        let mut at = self.head(place);
        if at < told_by {
            return false;
        }
        for _ in 0..REACH {
            let Some(above) = text.tokens[at].head.map(|above| above as usize) else { return false };
            if above == told_by {
                return false;
            }
            let is_infinitive = text.tokens[above].upos == Upos::Verb
                && text.children(above).any(|child| child < above && self.is(child, &["to"]));
            if is_infinitive && above > told_by {
                return true;
            }
            at = above;
        }
        false
    }

    /// Whether a place is told as one: a state that stands before a noun is whose it is ("4,000 *U.S.* troops"), and so is
    /// one to whom something is given ("gave *Norway* six howitzers").
    fn is_no_party(&self, place: usize) -> bool {
        let text = self.scene.annotated;
        let head = self.head(place);
        let token = &text.tokens[head];
        let is_modifier = matches!(token.deprel.base(), Deprel::Compound | Deprel::Amod | Deprel::Nmod)
            && token.head.is_some_and(|above| above as usize > head)
            && clause::case(text, head).is_none();
        let is_state = matches!(self.kind(place), "country" | "continent");
        let is_receiver = token.deprel.base() == Deprel::Iobj;
        !(is_modifier && is_state
            || is_receiver
            || self.is_upon_state(place)
            || self.is_in_name(place)
            || self.is_not_there(place)
            || self.is_around_site(place))
    }

    /// "the Council for Trade *in Norway* said": a piece of the name of a body.
    fn is_in_name(&self, place: usize) -> bool {
        let words = self.words_of(place);
        self.scene.entities.mention_at(self.head(place)).is_some_and(|mention| {
            let kind = self.scene.entities.entities[mention.entity].kind;
            kind == MentionKind::Organization
                && mention.words.contains(&words)
                && mention.words.len() > words.len()
        })
    }

    /// "fell in the hills and *not in Arica*": there it was not.
    fn is_not_there(&self, place: usize) -> bool {
        let start = self.words_of(place).start;
        let (_, case) = self.site(place);
        case.is_some()
            && start >= 2
            && (self.is(start - 2, &["not"]) || start >= 3 && self.is(start - 3, &["not"]))
    }

    /// A sea or river that only says where a site lies: "six people died on an island *in the Indian Ocean*" were on the
    /// island, and not in the ocean. So too "a town *on the Rhine*".
    fn is_around_site(&self, place: usize) -> bool {
        let text = self.scene.annotated;
        let (site, case) = self.site(place);
        let is_water = self.kind(place) == "water";
        is_water
            && matches!(case, Some("in" | "on" | "off"))
            && text.tokens[site].head.is_some_and(|above| {
                let lemma = text.tokens[above as usize].lemma.as_str();
                self.lexicon.sites.get(lemma).is_some_and(|kinds| !kinds.is_empty())
            })
    }

    /// "sanctions *on Chile*", "a treaty *against Chile*", "talks *between Chile* and Peru": what is done to a state or
    /// among states need not be done there.
    fn is_upon_state(&self, place: usize) -> bool {
        let text = self.scene.annotated;
        let Some(before) = self.words_of(place).start.checked_sub(1) else { return false };
        // "sanctions *on Lima*": a capital stands for its state.
        let is_measure = before > 0 && self.lexicon.curbs.contains(text.tokens[before - 1].lemma.as_str());
        self.kind(place) == "country" && self.is(before, &["on", "against", "over", "between"])
            || is_measure && self.is(before, &["on", "against"])
    }

    /// "has stationed 1,500 troops *in the region*": the last place of that kind which was named before.
    fn named_again(&self, counted: &Counted) -> Option<PlaceRef> {
        const BACK: usize = 3;
        let text = self.scene.annotated;
        let told_by = counted.told_by;
        if !counted.is_countable {
            return None;
        }
        let token = &text.tokens[told_by];
        let verb = token.head.map(|head| head as usize).filter(|&head| text.tokens[head].upos == Upos::Verb);
        let (noun, kinds) = [Some(told_by), verb].into_iter().flatten().find_map(|above| {
            text.children(above).find_map(|child| {
                let kinds = self.lexicon.sites.get(text.tokens[child].lemma.as_str())?;
                let is_where =
                    matches!(clause::case(text, child), Some("in" | "inside" | "across" | "throughout"));
                let is_known = text.children(child).any(|word| {
                    text.tokens[word].deprel.base() == Deprel::Det && self.is(word, &["the", "this", "that"])
                });
                let is_alone = !text.children(child).any(|word| {
                    matches!(
                        text.tokens[word].deprel.base(),
                        Deprel::Amod
                            | Deprel::Nmod
                            | Deprel::Compound
                            | Deprel::Acl
                            | Deprel::Nummod
                            | Deprel::Appos
                    )
                });
                (is_where && is_known && is_alone && !kinds.is_empty()).then_some((child, kinds))
            })
        })?;
        let sentence = text.sentence_number(noun);
        let first = text.sentences[sentence.saturating_sub(BACK)].words.start;
        let places = &self.scene.places;
        let before = places.partition_point(|place| place.words.start < noun);
        let place = (0..before)
            .rev()
            .take_while(|&place| self.words_of(place).start >= first)
            .find(|&place| kinds.iter().any(|kind| kind == self.kind(place)))?;
        Some(self.place_ref(place))
    }
}

/// Whether two days are told that are not one, nor one within the other.
fn is_other_day(one: Option<&Edtf>, other: Option<&Edtf>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return false };
    let (one, other) = (one.as_str(), other.as_str());
    !one.starts_with(other) && !other.starts_with(one) && !one.contains('/') && !other.contains('/')
}
