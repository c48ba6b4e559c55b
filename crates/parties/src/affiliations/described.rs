//! What a phrase says of an office, and what stands behind it: "the head of the ministry's press office".

use super::{Affiliation, Affiliations, Polity};
use crate::phrases::Phrase;
use dateline_gazetteer::CountryWord;
use dateline_language::{Upos, Word};
use dateline_model::{MentionKind, Sector, Span};
use dateline_scene::MentionForm;

impl Affiliations<'_, '_> {
    /// States and bodies among the words before a noun; what is left of the words without them;
    /// a person among them ("Carter administration").
    pub(super) fn described(&self, words: Span<Word>) -> (Option<Polity>, String, Option<usize>) {
        let mut polity = None;
        let mut body = None;
        // Just behind an organ that states have too.
        let mut organ = None;
        let mut via = None;
        let mut rest = String::new();
        let mut at = words.start;
        let mut glued = false;
        while at < words.end {
            let longest = (at + 1..=words.end.min(at + 5)).rev().find_map(|end| {
                let span = Span::new(at, end);
                // "European Council *on* Harbours" is another body.
                let goes_on =
                    end > at + 1 && end < words.end && matches!(self.annotated.form(end), "on" | "for");
                // "*National* Security Council" is none of the UN.
                let is_within = at > words.start
                    && self.starts_name(at - 1)
                    && matches!(
                        self.annotated.form(at - 1),
                        "National"
                            | "Supreme"
                            | "Federal"
                            | "State"
                            | "Presidential"
                            | "Regional"
                            | "Defence"
                            | "Defense"
                            | "Higher"
                    );
                let is_other = |found: &Polity| {
                    matches!(found, Polity::Body(_))
                        && (goes_on || is_within && found.is_cut_short(self.annotated.words(span)))
                };
                let found = self.starts_name(at).then(|| self.polity(span))??;
                Some((found.0, found.1, end)).filter(|(found, ..)| !is_other(found))
            });
            // "The Argentine-born director": where one is from is not whose one is.
            if let Some((_, _, end)) = longest
                && let Some(behind) = self.behind_birth(end, words.end)
            {
                at = behind;
                continue;
            }
            if let Some((found, how, end)) = longest {
                // The country goes; the rest of the office stays as printed ("deputy Downing Street press
                // secretary", "EU [Parliament president]", "Senate Republican Whip").
                let dropped = match (&found, how) {
                    (Polity::State(_), Some(CountryWord::Seat)) if !rest.is_empty() => at,
                    (Polity::State(_), Some(_)) => end,
                    (Polity::State(_), None) => at,
                    (Polity::Body(code), _) if end > at + 1 => match self.polity(Span::new(at, at + 1)) {
                        Some((first, _)) if first.code() == code => at + 1,
                        _ if self.is_part(Span::new(at, end)) || !rest.is_empty() => at,
                        _ => end,
                    },
                    _ => end,
                };
                // "the Security Council of Chile" is Chile's.
                let of = if self.annotated.form(at.saturating_sub(1)) == "the" {
                    at.saturating_sub(1)
                } else {
                    at
                };
                let is_of =
                    of.checked_sub(1).is_some_and(|of| self.annotated.form(of) == "of" && organ == Some(of));
                if is_of && matches!(found, Polity::State(_)) {
                    polity = None;
                }
                if found.is_cut_short(self.annotated.words(Span::new(at, end))) {
                    organ = Some(end);
                }
                polity = polity.or(Some(found));
                if dropped < end {
                    push(&mut rest, self.annotated.words(Span::new(dropped, end)), glued);
                    glued = end < words.end && self.touches_next(end - 1);
                }
                at = end;
                if dropped == end && at < words.end && self.annotated.form(at) == "-" && !rest.is_empty() {
                    at += 1;
                }
                continue;
            }
            // "Apple chief executive", "Gdynia mayor", "Carter administration"
            if let Some(name) = self.name_at(at).filter(|name| name.end < words.end) {
                let kind = self.annotated.names[self.name_number(at)].kind;
                via = via.or(Some(self.naming[name.start])
                    .filter(|&number| number != super::NONE)
                    .map(|number| number as usize));
                let stays = match kind {
                    MentionKind::Organization => self.organ(name).is_some(),
                    MentionKind::Person => false,
                    _ => true,
                };
                if kind == MentionKind::Organization && !stays {
                    body = body.or_else(|| Some(Polity::Body(self.annotated.words(name).to_owned())));
                }
                if stays {
                    push(&mut rest, self.annotated.words(name), glued);
                    glued = self.touches_next(name.end - 1);
                }
                at = name.end;
                continue;
            }
            push(&mut rest, self.annotated.form(at), glued);
            glued = self.touches_next(at);
            at += 1;
        }
        (polity.or(body), rest, via)
    }

    /// Behind "-born", which stands at a word.
    fn behind_birth(&self, hyphen: usize, end: usize) -> Option<usize> {
        let is_birth = |at: usize| {
            at < end && matches!(self.annotated.form(at), "born" | "raised" | "educated" | "trained")
        };
        let is_hyphen = |at: usize| at < end && matches!(self.annotated.form(at), "-" | "‑");
        // The hyphen may have been taken for a part of the name.
        if is_hyphen(hyphen) && is_birth(hyphen + 1) {
            return Some(hyphen + 2);
        }
        (hyphen > 0 && is_hyphen(hyphen - 1) && is_birth(hyphen)).then_some(hyphen + 1)
    }

    /// Whether a name is that of an organ of a body of several states.
    pub(super) fn is_part(&self, words: Span<Word>) -> bool {
        self.lexicon.body(self.annotated.words(words)).is_some_and(|body| body.part_of.is_some())
    }

    pub(super) fn touches_next(&self, at: usize) -> bool {
        let tokens = &self.annotated.tokens;
        tokens.get(at + 1).is_some_and(|next| tokens[at].span.end == next.span.start)
    }

    pub(super) fn starts_name(&self, at: usize) -> bool {
        self.annotated.form(at).chars().next().is_some_and(char::is_uppercase)
    }

    pub(super) fn name_number(&self, at: usize) -> usize {
        self.annotated.names.partition_point(|name| name.words.end <= at)
    }

    pub(super) fn name_at(&self, at: usize) -> Option<Span<Word>> {
        self.annotated
            .names
            .get(self.name_number(at))
            .map(|name| name.words)
            .filter(|words| words.start == at)
    }

    /// What stands behind "of", "for", "to" and belongs to an office.
    pub(super) fn complement(&self, phrases: &[Phrase], end: usize, found: &mut Affiliation) {
        if end >= self.annotated.tokens.len() {
            return;
        }
        let preposition = self.annotated.form(end).to_lowercase();
        if !matches!(preposition.as_str(), "of" | "for" | "to" | "at" | "with" | "from" | "in") {
            return;
        }
        let Some(next) = self.beginning_at(end + 1).map(|next| (next, &phrases[next])) else { return };
        let (number, complement) = next;
        let is_named = complement.form == MentionForm::Name;
        let polity = if is_named { self.polity_of(phrases, complement) } else { None };
        let is_state = matches!(polity, Some((Polity::State(_), Some(_))));
        let is_body = complement.kind == Some(MentionKind::Organization);
        // "the minister *for Greenland*", "special envoy *for Chile*": what one is charged with is not whose one is.
        let is_charge = preposition == "for"
            && is_named
            && matches!(complement.kind, Some(MentionKind::Place | MentionKind::Country))
            && found.noun.as_deref().is_some_and(|noun| self.lexicon.is_charged(noun));
        if is_charge && let Some(office) = &mut found.office {
            office.push_str(" for ");
            office.push_str(self.annotated.words(complement.core));
            return;
        }
        // "reporters at NATO headquarters" are nobody's, "an analyst at the Oslo institute" is its.
        let stands_there = preposition != "of" && found.sector == Some(Sector::Med);
        // "police in Bergen", "a commander in the Tatra Regiment", but not "a visitor in Bergen".
        let lies_in = preposition == "in" && (found.is_of_state || is_body);
        // "an adviser to the Kremlin"; but "the ambassador to Peru" is another's.
        let serves =
            preposition == "to" && found.noun.as_deref().is_some_and(|noun| self.lexicon.is_serving(noun));
        let firm = self.firm(complement, &preposition, found).filter(|_| polity.is_none() && !is_body);
        let firm = firm.or_else(|| self.enterprise(complement).filter(|_| preposition != "in"));
        let is_firm = firm.is_some();
        if !stands_there
            && (lies_in || serves || matches!(preposition.as_str(), "of" | "for" | "at" | "with" | "from"))
        {
            let of = polity.map(|(polity, _)| polity).or(firm).or_else(|| {
                if !is_body {
                    // "the head of Norwegian diplomacy", "the captain of a Norwegian frigate"
                    let is_arm = found.sector == Some(Sector::Mil) && complement.form == MentionForm::Nominal;
                    let is_field = preposition == "of" && (is_arm || self.is_field_of_state(complement));
                    return is_field.then(|| self.described(complement.modifiers).0).flatten();
                }
                let begin = complement.modifiers.start.min(complement.core.start);
                let inner = || self.described(Span::new(begin, complement.core.end)).0;
                match self.organ(complement.core) {
                    Some(_) => inner(),
                    None if is_named => Some(Polity::Body(self.annotated.words(complement.core).to_owned())),
                    None => inner(),
                }
            });
            // Where one works says more than where one is from; but an ambassador "at the UN" is his state's.
            let is_workplace = matches!(of, Some(Polity::Body(_))) && !Self::serves(found);
            // "The Norwegian captain of the Peruvian navy" serves Peru; a diplomat is his own state's.
            let serves_another = preposition == "of"
                && is_body
                && matches!((&of, &found.of), (Some(Polity::State(_)), Some(Polity::State(_))))
                && !found.noun.as_deref().is_some_and(is_diplomat);
            if found.of.is_none() || is_workplace || serves_another {
                found.of = of.or(found.of.take());
            }
        }
        if (preposition != "in" || lies_in)
            && complement.kind.is_some()
            && !stands_there
            && found.via.is_none()
            && (preposition != "to" || complement.is_person())
            && (!complement.is_person() || Self::serves(found))
        {
            found.via = Some(number);
        }
        self.through_office(phrases, complement, &preposition, found);
        let is_said = matches!(&found.of, Some(Polity::Body(name)) if name == self.annotated.words(complement.core))
            || is_firm
            || is_body
                && polity_is(&found.of, self.polity(complement.core))
                && !self.is_part(complement.core);
        // "the ambassador of this country"
        let is_this = complement.form == MentionForm::Nominal
            && matches!(
                self.annotated.form(complement.words.start).to_lowercase().as_str(),
                "this" | "that" | "his" | "her"
            )
            && matches!(self.annotated.form(complement.head), "country" | "state" | "nation" | "land");
        if preposition == "of"
            && !is_state
            && !is_said
            && !is_this
            && let Some(office) = &mut found.office
        {
            // "deputy chairman of Norway's Grain Council": the country goes here too.
            let owner = complement.owner.filter(|&owner| self.polity(phrases[owner].core).is_some());
            let has_state = matches!(self.polity(complement.modifiers), Some((Polity::State(_), Some(_))));
            office.push_str(" of ");
            if has_state && complement.form == MentionForm::Nominal {
                // "head of the Danish government": "head of the government"
                let article = Span::new(complement.words.start, complement.modifiers.start);
                push(office, self.annotated.words(article), true);
                push(office, self.annotated.words(complement.core), article.is_empty());
            } else {
                let begin = owner.map_or(complement.words.start, |_| complement.modifiers.start);
                // "head of the Danish Ministry of Trade", where the name takes in the people's adjective.
                let core = complement.core;
                let people = Span::new(core.start, core.start + 1);
                let is_peoples = core.len() > 1
                    && begin <= core.start
                    && matches!(self.polity(people), Some((Polity::State(_), Some(CountryWord::Demonym))));
                if is_peoples {
                    push(office, self.annotated.words(Span::new(begin, core.start)), true);
                    let rest = self.annotated.words(Span::new(core.start + 1, complement.words.end));
                    push(office, rest, begin == core.start);
                } else {
                    office.push_str(self.annotated.words(Span::new(begin, complement.words.end)));
                }
            }
        }
    }

    /// "An analyst at Brava Markets", "the founder of Brava": a firm whose name was not seen to be one, behind what only
    /// firms have, or at a name that is no place.
    fn firm(&self, complement: &Phrase, preposition: &str, found: &Affiliation) -> Option<Polity> {
        let is_calling = matches!(found.sector, Some(Sector::Bus | Sector::Edu | Sector::Ngo));
        if !is_calling || !matches!(preposition, "of" | "at" | "for" | "with" | "from") {
            return None;
        }
        let is_of_firm = found.noun.as_deref().is_some_and(|noun| {
            matches!(
                noun,
                "ceo"
                    | "cfo"
                    | "coo"
                    | "executive"
                    | "founder"
                    | "co-founder"
                    | "cofounder"
                    | "economist"
                    | "analyst"
            )
        });
        let name = match complement.form {
            MentionForm::Name => complement.core,
            _ => Span::new(complement.modifiers.start, complement.core.end),
        };
        let is_capitals =
            || name.range().all(|at| self.starts_name(at) && self.annotated.tokens[at].upos == Upos::Propn);
        let is_unknown = || self.gazetteer.places_named(self.annotated.words(name)).is_empty();
        let fits = match (complement.form, complement.kind) {
            (MentionForm::Name, Some(MentionKind::Place | MentionKind::Facility)) => {
                is_unknown() || is_of_firm && preposition == "of" && name.len() == 1
            }
            (MentionForm::Name, Some(MentionKind::Person)) => {
                complement.role.is_none() && is_unknown() && (preposition == "at" || is_of_firm)
            }
            (MentionForm::Nominal, None) => is_capitals() && is_unknown(),
            _ => false,
        };
        fits.then(|| Polity::Body(self.annotated.words(name).to_owned()))
    }

    /// "head of the chancellery *of the president of Chile*": who serves in somebody's office is of his state.
    fn through_office(
        &self,
        phrases: &[Phrase],
        complement: &Phrase,
        preposition: &str,
        found: &mut Affiliation,
    ) {
        let end = complement.words.end;
        let goes_on = preposition == "of"
            && found.of.is_none()
            && complement.form == MentionForm::Nominal
            && end + 1 < self.annotated.tokens.len()
            && self.annotated.form(end) == "of"
            && self.lexicon.is_staff(&self.annotated.tokens[complement.head].lemma.to_lowercase());
        let Some(next) = self.beginning_at(end + 1).filter(|_| goes_on) else { return };
        if phrases[next].is_person() && !phrases[next].is_plural {
            found.via = Some(next);
        }
    }

    /// "diplomacy": what only a state has, and is no body.
    pub(super) fn is_field_of_state(&self, phrase: &Phrase) -> bool {
        phrase.form == MentionForm::Nominal
            && phrase.kind.is_none()
            && matches!(
                self.annotated.form(phrase.core.end - 1),
                "diplomacy" | "intelligence" | "counterintelligence"
            )
    }
}

/// Who speaks for a state with another, or with a body.
fn is_diplomat(noun: &str) -> bool {
    matches!(noun, "ambassador" | "envoy" | "consul" | "diplomat" | "representative" | "delegate" | "attaché")
}

/// Puts words behind words.
fn push(text: &mut String, words: &str, is_glued: bool) {
    if !text.is_empty() && !is_glued {
        text.push(' ');
    }
    text.push_str(words);
}

fn polity_is(of: &Option<Polity>, polity: Option<(Polity, Option<CountryWord>)>) -> bool {
    of.is_some() && *of == polity.map(|(polity, _)| polity)
}
