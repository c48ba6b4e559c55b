//! Where those work whose office has more between it and its body ("a fellow for harbour studies at the Lindby Institute"),
//! or whose body is known by nothing but its place before the office ("Norlock spokesman Ola Berg").

use super::{Affiliation, Affiliations, Polity};
use crate::phrases::Phrase;
use dateline_language::{Upos, Word};
use dateline_model::{MentionKind, Sector, Span};
use dateline_scene::MentionForm;

/// How far behind an office the body may stand where it says what its holder is charged with.
const REACH: usize = 9;
/// The longest name that is taken for a body's by its place alone.
const LONGEST: usize = 3;

impl Affiliations<'_, '_> {
    /// "a professor *of economics* at the University of Lindby", "an expert *on ports* at the Lindby Institute": a house of learning,
    /// since talks "with" a body and a fraud "at" a bank are what somebody is charged with.
    pub(super) fn workplace(&self, phrases: &[Phrase], phrase: &Phrase, end: usize) -> Option<Polity> {
        let sentence = self.annotated.sentence(phrase.head).words.end;
        let last = sentence.min(end + REACH);
        let is_charge = end < last && matches!(self.annotated.form(end), "of" | "for" | "on" | "in");
        let stop = (end..last).find(|&at| {
            !matches!(
                self.annotated.tokens[at].upos,
                Upos::Adp | Upos::Noun | Upos::Adj | Upos::Propn | Upos::Det | Upos::Cconj
            )
        });
        let span: Span<Word> = Span::new(end, stop.unwrap_or(last));
        let at = span.range().skip(2).find(|&at| self.annotated.form(at) == "at")?;
        let body = &phrases[self.beginning_at(at + 1).filter(|_| is_charge)?];
        let teaches = |at: usize| {
            let role = self.lexicon.role(&self.annotated.form(at).to_lowercase());
            role.is_some_and(|role| role.sector == Sector::Edu)
        };
        let is_body = body.form == MentionForm::Name
            && body.kind == Some(MentionKind::Organization)
            && body.words.range().any(teaches);
        let polity = || self.polity_of(phrases, body).map(|(polity, _)| polity);
        let own = || {
            self.organ(body.core).is_none().then(|| Polity::Body(self.annotated.words(body.core).to_owned()))
        };
        is_body.then(|| polity().or_else(own)).flatten()
    }

    /// The state that a title means where nothing says another. A secretary of state *for transport* is one of other states.
    pub(super) fn home(&self, phrase: &Phrase) -> Option<String> {
        let office = phrase.office?;
        let is_charged = office.end < self.annotated.tokens.len() && self.annotated.form(office.end) == "for";
        let lowest = office.end.saturating_sub(3).max(office.start);
        (lowest..office.end).filter(|_| !is_charged).find_map(|from| {
            let form = self.annotated.words(Span::new(from, office.end)).to_lowercase();
            self.lexicon.home_of_title(&form).map(str::to_owned)
        })
    }

    /// "a spokeswoman for *the Quiroz campaign*": a body of people that a name tells from others of the kind.
    pub(super) fn enterprise(&self, complement: &Phrase) -> Option<Polity> {
        let noun = self.annotated.tokens[complement.head].lemma.to_lowercase();
        let name = Span::new(complement.modifiers.start, complement.words.end);
        let is_capital = |at: usize| self.starts_name(at) && self.annotated.tokens[at].upos == Upos::Propn;
        let is_one = complement.form == MentionForm::Nominal
            && !complement.is_plural
            && complement.owner.is_none()
            && complement.head + 1 == complement.words.end
            && self.lexicon.is_enterprise(&noun)
            && name.len() > 1
            && name.len() <= LONGEST + 1
            && is_capital(complement.head - 1)
            && self.described(complement.modifiers).0.is_none();
        is_one.then(|| Polity::Body(self.annotated.words(name).to_owned()))
    }

    /// "*Norlock* spokesman Ola Berg": a name that no list knows before an office in small letters.
    pub(super) fn of_unknown_body(&self, described: Span<Word>, found: &mut Affiliation) {
        let Some(office) = found.office.as_deref() else { return };
        if !found.noun.as_deref().is_some_and(|noun| self.lexicon.is_post(noun)) {
            return;
        }
        let run = described.range().take_while(|&at| self.is_unknown_name(at)).count();
        let end = described.start + run;
        let is_first = described.start == self.annotated.sentence(described.start).words.start;
        // At the beginning of a sentence every word has a capital.
        let is_sure =
            !is_first || run > 1 || run == 1 && is_in_capitals(self.annotated.form(described.start));
        let is_name = (1..=LONGEST).contains(&run) && end < described.end && is_sure;
        let is_small = (end..described.end)
            .all(|at| self.annotated.form(at).chars().next().is_some_and(char::is_lowercase));
        let name = self.annotated.words(Span::new(described.start, end.max(described.start + 1)));
        let Some(rest) = office.strip_prefix(name).map(str::trim_start).filter(|_| is_name && is_small)
        else {
            return;
        };
        if self.gazetteer.places_named(name).is_empty()
            && self.gazetteer.country_named(name).is_none()
            && !rest.is_empty()
        {
            found.of = Some(Polity::Body(name.to_owned()));
            found.office = Some(rest.to_owned());
        }
    }

    /// Whether a word is a body's name by its capital and the tagger, and no word for an office.
    fn is_unknown_name(&self, at: usize) -> bool {
        let token = &self.annotated.tokens[at];
        let form = self.annotated.form(at);
        let lower = form.to_lowercase();
        // "*Covid* spokesman": what it is about, unless it was taken for a body's name.
        let is_of_body = self.name_at(at).is_some_and(|name| {
            self.annotated.names[self.name_number(name.start)].kind == MentionKind::Organization
        });
        token.upos == Upos::Propn
            && self.starts_name(at)
            && form.chars().all(char::is_alphabetic)
            && is_of_body
            && self.lexicon.role(&lower).is_none()
            && self.lexicon.role(&token.lemma.to_lowercase()).is_none()
            && !self.lexicon.is_passing(&lower)
            && self.lexicon.honorific(&lower).is_none()
    }
}

/// "NATO": several letters, all of them capitals.
fn is_in_capitals(form: &str) -> bool {
    form.len() > 1 && form.chars().all(char::is_uppercase)
}
