//! What has a place's name and is none: a strain, an era, a car, a disease, a programme.

use super::candidates::{Candidate, bearers, is_capital};
use super::lexicon::Lexicon;
use dateline_gazetteer::Gazetteer;
use dateline_language::{Annotated, Deprel, Upos, Word, Xpos};
use dateline_model::Span;

/// The people of a town or land that is told of beside a programme of its name.
const LARGE: u32 = 10_000;

/// "A/*Texas*/12/2001", "250 *B.C.*", "Voice of *America*", "St. Patrick's *Day*", "a 1996 *Tahoe*", "died of *Ebola*", "the
/// *Highway*".
pub(super) fn is_other_name(
    gazetteer: &Gazetteer,
    lexicon: &Lexicon,
    annotated: &Annotated<'_>,
    candidate: &Candidate,
) -> bool {
    let words = candidate.words;
    let name = Name { lexicon, annotated, words, sentence: annotated.sentence(words.start).words };
    let lexicon = &name.lexicon.words;
    let (before, behind, before_that) = (name.before(1), name.behind(0), name.before(2));
    let printed = annotated.words(words);
    let lower = printed.to_lowercase();
    let is_strain =
        before == "/" && behind == "/" && name.behind(1).starts_with(|letter: char| letter.is_ascii_digit());
    let is_era = printed == "B.C." && is_number(before);
    let is_of_body =
        printed == "America" && before == "of" && is_capital(before_that) && before_that != "States";
    let is_owned = matches!(before, "'s" | "’s") && is_capital(before_that) && lexicon.owned.contains(&lower);
    let is_car = (lexicon.cars.contains(&lower) || lexicon.makers.contains(&lower)) && name.is_car();
    let is_disease = lexicon.diseases.contains(&lower) && name.is_disease();
    let is_program = lexicon.programs.contains(&lower)
        && behind != ","
        && (name.is_program() || {
            let bearers = bearers(gazetteer, candidate);
            let is_large = bearers.iter().any(|named| named.place.population >= LARGE);
            bearers.is_empty() || !is_large && name.is_among_computers()
        });
    let is_seat = lexicon.seats.contains(&lower);
    let is_road = words.len() == 1
        && [&name.lexicon.before, &name.lexicon.behind]
            .iter()
            .any(|words| words.get(printed).is_some_and(|kind| kind == "street"));
    is_strain || is_era || is_of_body || is_owned || is_car || is_disease || is_program || is_seat || is_road
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// A name in its sentence.
struct Name<'n, 't> {
    lexicon: &'n Lexicon,
    annotated: &'n Annotated<'t>,
    words: Span<Word>,
    sentence: Span<Word>,
}

impl Name<'_, '_> {
    fn form(&self, word: Option<usize>) -> &str {
        word.filter(|word| self.sentence.range().contains(word)).map_or("", |word| self.annotated.form(word))
    }

    fn before(&self, by: usize) -> &str {
        self.form(self.words.start.checked_sub(by))
    }

    fn behind(&self, by: usize) -> &str {
        self.form(Some(self.words.end + by))
    }

    fn lemma(&self, word: usize) -> String {
        self.annotated.tokens[word].lemma.to_lowercase().into()
    }

    /// "a red 2004 *Malibu*", "his *2004 Malibu* pickup", "a Toyota *Tacoma*"; but "in 2004 *Colorado* voted", "the 2004
    /// *Colorado* vote".
    fn is_car(&self) -> bool {
        const REACH: usize = 3;
        let annotated = self.annotated;
        let before = self.before(1);
        if self.lexicon.words.makers.contains(&before.to_lowercase()) && is_capital(before) {
            return true;
        }
        let Some(year) = self.words.start.checked_sub(1).filter(|_| is_number(before) && before.len() == 4)
        else {
            return false;
        };
        let is_before_noun = annotated.tokens.get(self.words.end).is_some_and(|next| {
            self.words.end < self.sentence.end
                && (matches!(next.upos, Upos::Noun | Upos::Propn | Upos::Adj)
                    || self.behind(0) == "-"
                    || matches!(self.behind(0), "," | "and" | "or") && is_capital(self.behind(1))
                    || next.xpos == Xpos::Pos)
                && !self.lexicon.words.bodies.contains(&self.behind(0).to_lowercase())
        });
        let led = (self.sentence.start..year).rev().take(REACH).find(|&at| {
            let token = &annotated.tokens[at];
            !(token.upos == Upos::Adj || token.xpos == Xpos::Vbn)
        });
        let has_article = led.is_some_and(|at| {
            let token = &annotated.tokens[at];
            matches!(self.form(Some(at)).to_lowercase().as_str(), "a" | "an" | "the" | "her")
                || matches!(token.xpos, Xpos::PrpPoss | Xpos::Pos)
        });
        has_article && !is_before_noun
    }

    /// "died of *Ebola*", "the *Lassa* virus", "a vaccine against *Zika*"; but "a nurse from *Norwalk*".
    fn is_disease(&self) -> bool {
        let words = &self.lexicon.words;
        if words.strains.contains(self.behind(0)) {
            return true;
        }
        let case = self.before(1);
        // "the treatment of *Norwalk* residents", "cases of *Norwalk's*".
        let is_attribute =
            self.words.end < self.sentence.end
                && self.annotated.tokens.get(self.words.end).is_some_and(|next| {
                    matches!(next.upos, Upos::Noun | Upos::Propn) || next.xpos == Xpos::Pos
                });
        if is_attribute || !matches!(case, "of" | "with" | "against" | "for" | "from") {
            return false;
        }
        let is_of_illness = |word: usize| match case {
            "from" => words.ailing.contains(&self.lemma(word)),
            "for" if self.annotated.tokens[word].upos == Upos::Noun => false,
            _ => words.illness.contains(&self.lemma(word)),
        };
        let beside = self.words.start.checked_sub(2).filter(|at| self.sentence.range().contains(at));
        beside.into_iter().chain(self.head()).any(is_of_illness)
    }

    /// What the name hangs on: in "died of malaria and *Ebola*", the dying.
    fn head(&self) -> Option<usize> {
        let tokens = &self.annotated.tokens;
        let mut at = self.words.end - 1;
        for _ in 0..self.words.len() {
            match tokens[at].head.map(|head| head as usize) {
                Some(head) if self.words.range().contains(&head) => at = head,
                _ => break,
            }
        }
        if tokens[at].deprel.is(Deprel::Conj) {
            at = tokens[at].head? as usize;
        }
        tokens[at].head.map(|head| head as usize)
    }

    /// "“The mail in *Outlook* is safe,” … a *user* who opens a *web* page": the words around are about computers.
    fn is_among_computers(&self) -> bool {
        const NEAR: usize = 100;
        let end = self.annotated.tokens.len().min(self.words.end + NEAR);
        (self.words.start.saturating_sub(NEAR)..end)
            .any(|at| self.lexicon.words.computers.contains(&self.lemma(at)))
    }

    /// "a flaw in *Java*", "*Java* 8", "Microsoft *Outlook*"; but "a fire in *Java*".
    fn is_program(&self) -> bool {
        let behind = self.behind(0);
        let is_version = behind.starts_with(|letter: char| letter.is_ascii_digit())
            && behind.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && behind.len() < 4;
        let mut by = 1;
        for links in [&["the", "a"][..], &["in", "of", "for"]] {
            by += usize::from(links.contains(&self.before(by)));
        }
        let before = self.words.start.checked_sub(by).filter(|at| self.sentence.range().contains(at));
        is_version || before.is_some_and(|at| self.lexicon.words.computing.contains(&self.lemma(at)))
    }
}
