//! A claim told inside the sentence that denies it, and a denial told behind the claim.
//!
//! This is the commonest way in which a paper tells both: "the army denied *the rebels' claim that it had
//! shelled the market*", "the dam is safe, he said, *a claim the engineers dispute*". One of the two is then no
//! statement of the record by itself; it is made here, of the words of the other.

use crate::Read;
use crate::denials::{Denials, denials};
use crate::words::{Word, words};
use dateline_gazetteer::{CountryWord, Gazetteer};
use dateline_model::{
    Byte, Cue, Excerpt, Manner, Mention, Part, Span, Speaker, Statement, StatementAct, TextIndex, Told,
    derive_id,
};

/// So many words may stand between who claims something and the noun for it ("the ministry's *repeated* claim"),
const ADJECTIVES: usize = 2;
/// so many before that noun in all,
const BEFORE_NOUN: usize = 9;
/// so many letters before what is denied,
const FAR: usize = 60;
/// and so many in the name of who claims or denies.
const NAME: usize = 6;

/// The words of a text in order, with what stands between them.
struct Row<'t> {
    text: &'t str,
    words: Vec<Word<'t>>,
    lower: Vec<String>,
}

impl<'t> Row<'t> {
    fn of(text: &'t str) -> Row<'t> {
        let words: Vec<Word<'t>> = words(text).collect();
        let lower = words.iter().map(|word| word.text.to_lowercase()).collect();
        Row { text, words, lower }
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.lower.get(at).is_some_and(|lower| lower == word)
    }

    /// What stands between a word and the one before it.
    fn before(&self, at: usize) -> &'t str {
        let from = at.checked_sub(1).map_or(0, |before| self.words[before].end);
        &self.text[from..self.words[at].start]
    }

    /// Whether nothing but spaces, hyphens and genitives stand between some words.
    fn is_unbroken(&self, from: usize, to: usize) -> bool {
        (from + 1..to)
            .all(|at| !self.before(at).contains([',', ';', ':', '(', ')', '–', '—', '“', '”', '"', '.']))
    }

    fn is_genitive(&self, at: usize) -> bool {
        let behind = &self.text[self.words[at].end..];
        ["'s", "’s"].iter().any(|mark| behind.starts_with(mark))
            || self.lower[at].ends_with('s') && ["' ", "’ "].iter().any(|mark| behind.starts_with(mark))
    }

    /// Some words, in the text that this row was cut from.
    fn excerpt(&self, index: &TextIndex<'_>, from: usize, words: std::ops::Range<usize>) -> Option<Excerpt> {
        let (first, last) = (self.words.get(words.start)?, self.words.get(words.end.checked_sub(1)?)?);
        (words.start < words.end).then(|| index.excerpt(Span::new(from + first.start, from + last.end)))
    }
}

/// The claim that a denial names with whose it is.
pub(crate) fn claim_inside(read: Read<'_>, denial: &Statement, index: &TextIndex<'_>) -> Option<Told> {
    use StatementAct::{Accuse, Deny, Reject, State};
    let lexicon = denials();
    let verb = denial.cue.as_ref().map_or("", |cue| cue.lemma.as_str());
    let denies = matches!(denial.act, Deny | Reject)
        || lexicon.verbs.contains(verb)
        || lexicon.refusing.contains(verb);
    let [piece] = denial.content.as_slice() else { return None };
    if !denies || denial.negated || denial.act == Accuse {
        return None;
    }
    // "rejected *the allegation* that its ships …": what is denied may begin behind the noun.
    let content = index.bytes(piece.span());
    let cue = denial.cue.as_ref().map(|cue| index.bytes(cue.span.span()).end);
    let from = cue.filter(|&end| end <= content.start && content.start - end <= FAR).unwrap_or(content.start);
    let row = Row::of(index.text().get(from..content.end)?);
    let noun =
        (0..row.lower.len().min(BEFORE_NOUN)).find(|&at| noun_of(lexicon, &row.lower[at]).is_some())?;
    let lemma = noun_of(lexicon, &row.lower[noun])?;
    let named = named_behind(&row, noun);
    let opens = named.as_ref().map_or(noun + 1, |named| named.end);
    // "claims *that* it had", "accusations *of* shelling".
    let is_clause = row.is(opens, "that")
        || row.is(opens, "of") && row.lower.get(opens + 1).is_some_and(|next| next.ends_with("ing"));
    if !is_clause || !row.is_unbroken(0, opens + 1) {
        return None;
    }
    let made_by = made_by(&row, opens);
    let ends = made_by.as_ref().map_or(row.words.len(), |made| made.start - 2);
    let owner = named.or_else(|| named_before(&row, noun, read, from, index)).or(made_by)?;
    let by = speaker(read, &row.excerpt(index, from, owner)?)?;
    if is_one_of(&by, &denial.speakers) {
        return None;
    }
    let content = row.excerpt(index, from, opens + 1..ends).filter(|content| content.text.contains(' '))?;
    let act = if lexicon.accusations.contains(lemma) { Accuse } else { State };
    let cue = Cue { span: row.excerpt(index, from, noun..noun + 1)?, lemma: lemma.to_owned() };
    Some(Told { as_the: Part::Claim, statement: inside(denial, by, cue, content, act) })
}

/// The denial that stands right behind a claim in its sentence, and the place of its verb.
pub(crate) fn denial_behind(
    read: Read<'_>,
    claim: &Statement,
    index: &TextIndex<'_>,
    of_text: &[Span<Byte>],
) -> Option<(Told, Excerpt)> {
    use StatementAct::{Accuse, Announce, Confirm, Criticize, Report, State, Warn};
    let lexicon = denials();
    let claims = matches!(claim.act, Accuse | Announce | Confirm | Criticize | Report | State | Warn);
    if claim.negated || claim.speakers.is_empty() || !claims {
        return None;
    }
    let from = index.bytes(claim.content.first()?.span()).start;
    let sentence = of_text.get(of_text.partition_point(|sentence| sentence.end <= from))?;
    let row = Row::of(index.text().get(from..sentence.end)?);
    let starts = (1..row.words.len()).filter(|&at| row.before(at).contains([',', '–', '—']));
    for at in starts {
        let Some(opens) = opens_denial(lexicon, &row, at) else { continue };
        let verb = (opens + 1..row.words.len().min(opens + NAME + 2))
            .take_while(|&verb| row.is_unbroken(opens, verb + 1))
            .find(|&verb| denying(lexicon, &row.lower[verb]).is_some());
        let Some(verb) = verb.filter(|&verb| ends_behind(&row, verb)) else { continue };
        let helps = |at: usize| {
            matches!(row.lower[at].as_str(), "has" | "have" | "had" | "also" | "later" | "since" | "now")
                || row.lower[at].ends_with("ly")
        };
        let name_ends = (opens..verb).rev().find(|&at| !helps(at))? + 1;
        if (opens..name_ends).any(|at| is_no_name(&row.lower[at])) {
            continue;
        }
        let by = speaker(read, &row.excerpt(index, from, opens..name_ends)?)?;
        if is_one_of(&by, &claim.speakers) {
            continue;
        }
        let span = row.excerpt(index, from, verb..verb + 1)?;
        let lemma = denying(lexicon, &row.lower[verb])?.to_owned();
        let cue = Cue { span: span.clone(), lemma };
        let content = row.excerpt(index, from, 0..at)?;
        let statement = inside(claim, by, cue, content, StatementAct::Deny);
        return Some((Told { as_the: Part::Denial, statement }, span));
    }
    None
}

/// The dictionary form of a noun for what is claimed.
fn noun_of<'l>(lexicon: &'l Denials, lower: &str) -> Option<&'l str> {
    let singular = lower.strip_suffix('s').unwrap_or(lower);
    lexicon.claims.get(singular).map(String::as_str)
}

/// The verb of denying that a word is a form of.
fn denying<'l>(lexicon: &'l Denials, lower: &str) -> Option<&'l str> {
    lexicon.verbs.iter().chain(&lexicon.refusing).find(|lemma| is_form(lower, lemma)).map(String::as_str)
}

/// "claims *by her rival* that", "accusations made *by the rebels* that": the words of the name.
fn named_behind(row: &Row<'_>, noun: usize) -> Option<std::ops::Range<usize>> {
    let at = noun + 1 + usize::from(["made", "put", "raised"].iter().any(|word| row.is(noun + 1, word)));
    if !(row.is(at, "by") || row.is(at, "from")) {
        return None;
    }
    let starts = at + 1;
    let ends = (starts + 1..row.words.len().min(starts + NAME + 1))
        .find(|&at| row.is(at, "that") || row.is(at, "of"))?;
    row.is_unbroken(noun, ends).then_some(starts..ends)
}

/// "*the union's* allegation", "*police* claims", "*Norwegian* accusations".
fn named_before(
    row: &Row<'_>,
    noun: usize,
    (_, reading): Read<'_>,
    from: usize,
    index: &TextIndex<'_>,
) -> Option<std::ops::Range<usize>> {
    let nearest = noun.checked_sub(1)?;
    let genitive = (nearest.saturating_sub(ADJECTIVES)..=nearest).rev().find(|&at| row.is_genitive(at));
    if let Some(at) = genitive {
        return (at < NAME && !is_time(&row.lower[at])).then_some(0..at + 1);
    }
    let end = index.code_point(from + row.words[nearest].end) as u32;
    let start_of = |at: usize| index.code_point(from + row.words[at].start) as u32;
    let is_party = |mention: &&Mention| mention.span.end == end && mention.span.start >= start_of(0);
    let mention = reading.mentions.iter().find(is_party).map(|mention| mention.span.start);
    let first = match mention {
        Some(start) => (0..=nearest).find(|&at| start_of(at) >= start)?,
        None if denials().kind_of(&row.lower[nearest]).is_some() => nearest,
        None => return None,
    };
    (!is_no_name(&row.lower[first])).then_some(first..noun)
}

/// "…, made by Varn" at the end: the words of the name.
fn made_by(row: &Row<'_>, opens: usize) -> Option<std::ops::Range<usize>> {
    let at = (opens + 2..row.words.len())
        .find(|&at| row.before(at).contains(',') && row.is(at, "made") && row.is(at + 1, "by"))?;
    let ends = (at + 3..row.words.len())
        .find(|&end| row.before(end).contains([',', ';']))
        .unwrap_or(row.words.len());
    (at + 2 < ends && ends - at - 2 <= NAME).then_some(at + 2..ends)
}

/// Where the name of whoever denies begins, if a denial may: ", a claim *the* engineers", ", which *the* owner".
fn opens_denial(lexicon: &Denials, row: &Row<'_>, at: usize) -> Option<usize> {
    let behind_pronoun = |at: usize| {
        if row.is(at, "that") || row.is(at, "which") {
            at + 1
        } else if (row.is(at, "on") || row.is(at, "with")) && row.is(at + 1, "which") {
            at + 2
        } else {
            at
        }
    };
    if row.is(at, "which") || row.is(at + 1, "which") {
        return Some(behind_pronoun(at)).filter(|&opens| opens > at);
    }
    if row.is(at, "something") {
        return Some(behind_pronoun(at + 1));
    }
    if !["a", "an", "the"].iter().any(|article| row.is(at, article)) {
        return None;
    }
    let noun = (at + 1..row.words.len().min(at + 2 + ADJECTIVES))
        .find(|&noun| noun_of(lexicon, &row.lower[noun]).is_some())?;
    Some(behind_pronoun(noun + 1))
}

/// Whether a verb has no object behind it: what is denied stands before.
fn ends_behind(row: &Row<'_>, verb: usize) -> bool {
    let Some(next) = row.lower.get(verb + 1) else { return true };
    let is_adverbial = matches!(
        next.as_str(),
        "in" | "on"
            | "at"
            | "when"
            | "as"
            | "through"
            | "during"
            | "while"
            | "but"
            | "and"
            | "this"
            | "last"
            | "yesterday"
            | "with"
            | "outright"
    ) || next.ends_with("ly");
    !row.before(verb + 1).chars().all(char::is_whitespace) || is_adverbial
}

/// Words that no name of a party holds.
fn is_no_name(lower: &str) -> bool {
    matches!(
        lower,
        "is" | "was"
            | "are"
            | "were"
            | "be"
            | "been"
            | "he"
            | "she"
            | "it"
            | "they"
            | "we"
            | "i"
            | "you"
            | "who"
            | "said"
            | "says"
            | "would"
            | "will"
            | "could"
            | "may"
            | "that"
            | "to"
            | "which"
            | "his"
            | "its"
            | "their"
            | "not"
            | "no"
            | "nobody"
            | "few"
            | "some"
            | "many"
            | "others"
    )
}

/// "Last week's report", "Monday's claim": nobody's.
fn is_time(lower: &str) -> bool {
    matches!(
        lower,
        "today"
            | "yesterday"
            | "tonight"
            | "week"
            | "month"
            | "year"
            | "weekend"
            | "morning"
            | "evening"
            | "night"
    ) || lower.ends_with("day")
}

/// Whether a word is a form of a verb: "denies", "denied".
fn is_form(lower: &str, lemma: &str) -> bool {
    let stem = lemma.strip_suffix('y').unwrap_or(lemma);
    lower.strip_prefix(lemma).is_some_and(|end| matches!(end, "" | "s" | "es" | "ed" | "d"))
        || stem != lemma && lower.strip_prefix(stem).is_some_and(|end| matches!(end, "ies" | "ied"))
}

/// The party that some words name, by the fullest name that the report has for it.
fn speaker((_, reading): Read<'_>, words: &Excerpt) -> Option<Speaker> {
    let is_of = |mention: &&Mention| words.start <= mention.span.start && mention.span.end == words.end;
    let entity = reading.mentions.iter().find(is_of).map(|mention| mention.entity.clone());
    let of_entity = reading.mentions.iter().filter(|mention| entity.as_ref() == Some(&mention.entity));
    let named = of_entity.map(|mention| mention.span.text.as_str()).filter(|text| {
        text.starts_with(char::is_uppercase)
            && text.split(' ').any(|word| words.text.split(' ').any(|known| known == word))
    });
    let country = Gazetteer::embedded().country_named(&words.text);
    // "Norwegian accusations" are Norway's.
    let people = country.as_ref().filter(|named| named.word == CountryWord::Demonym);
    let printed = named.max_by_key(|text| text.len()).unwrap_or(&words.text);
    let name = people.map_or(printed, |named| named.country.name.as_str()).to_owned();
    let of = country.map(|named| named.iso3().to_owned());
    if name.is_empty() {
        return None;
    }
    Some(Speaker { span: words.clone(), name, entity, office: None, of })
}

/// Whether a party is one of some.
fn is_one_of(party: &Speaker, others: &[Speaker]) -> bool {
    let bare = |name: &str| name.to_lowercase().trim_start_matches("the ").to_owned();
    others.iter().any(|other| {
        party.entity.is_some() && party.entity == other.entity
            || party.of.is_some() && party.of == other.of
            || bare(&party.name) == bare(&other.name)
            || bare(&party.span.text) == bare(&other.span.text)
    })
}

/// A statement that is told inside another's sentence.
fn inside(outer: &Statement, by: Speaker, cue: Cue, content: Excerpt, act: StatementAct) -> Statement {
    Statement {
        id: derive_id("told", &[outer.id.as_str(), &cue.lemma, &by.name]),
        report: outer.report.clone(),
        evidence: outer.evidence.clone(),
        speakers: vec![by],
        cue: Some(cue),
        content: vec![content],
        manner: Manner::Indirect,
        act,
        negated: false,
        addressee: Vec::new(),
        venue: None,
        via: Vec::new(),
        said: None,
        continues: None,
        account: Some(outer.id.clone()),
        confidence: outer.confidence,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentences::sentences;
    use dateline_model::{MentionKind, Reading, Report};

    fn party(index: &TextIndex<'_>, name: &str) -> Speaker {
        let start = index.text().find(name).unwrap_or_else(|| panic!("no “{name}” in “{}”", index.text()));
        let span = index.excerpt(Span::new(start, start + name.len()));
        Speaker { span, name: name.to_owned(), entity: Some(name.into()), office: None, of: None }
    }

    /// A sentence's outer statement: who says it, by which verb, and what.
    fn told(text: &str, by: &str, lemma: &str, verb: &str, content: &str) -> (Vec<Told>, Vec<Told>) {
        let report = Report { id: "a".into(), text: text.to_owned(), ..Report::default() };
        let index = TextIndex::new(text);
        let find = |words: &str| {
            let start = text.find(words).unwrap_or_else(|| panic!("no “{words}” in “{text}”"));
            index.excerpt(Span::new(start, start + words.len()))
        };
        let mut reading = Reading::default();
        for name in ["police", "Norwegian", "Varn", "the rebels", "the union"] {
            if text.contains(name) {
                reading.mentions.push(Mention {
                    id: name.into(),
                    report: "a".into(),
                    span: find(name),
                    kind: MentionKind::Organization,
                    entity: name.into(),
                });
            }
        }
        let cue = Cue { span: find(verb), lemma: lemma.to_owned() };
        let act = if lemma == "deny" { StatementAct::Deny } else { StatementAct::State };
        let evidence = find(text);
        let outer = Statement { act, evidence, ..statement(party(&index, by), cue, find(content)) };
        let read = (&report, &reading);
        let behind = denial_behind(read, &outer, &index, &sentences(text));
        (
            claim_inside(read, &outer, &index).into_iter().collect(),
            behind.map(|(told, _)| told).into_iter().collect(),
        )
    }

    fn statement(by: Speaker, cue: Cue, content: Excerpt) -> Statement {
        Statement {
            id: "outer".into(),
            report: "a".into(),
            evidence: content.clone(),
            speakers: vec![by],
            cue: Some(cue),
            content: vec![content],
            manner: Manner::Indirect,
            act: StatementAct::State,
            negated: false,
            addressee: Vec::new(),
            venue: None,
            via: Vec::new(),
            said: None,
            continues: None,
            account: None,
            confidence: 1.0,
        }
    }

    #[test]
    fn every_example_tells_both() {
        let lexicon = denials();
        for example in &lexicon.example {
            let text = example.text.as_str();
            let row = Row::of(text);
            let verb_of = |lemma: &String| row.lower.iter().position(|word| is_form(word, lemma));
            let is_inside = text.starts_with(&example.denies);
            let (claims, denials) = if is_inside {
                let (lemma, at) = lexicon
                    .verbs
                    .iter()
                    .chain(&lexicon.refusing)
                    .find_map(|lemma| Some((lemma, verb_of(lemma)?)))
                    .unwrap();
                let content = text[row.words[at].end..].trim().trim_end_matches('.');
                told(text, &example.denies, lemma, row.words[at].text, content)
            } else {
                told(text, &example.claims, "say", row.words[1].text, &example.claim)
            };
            let told = if is_inside { &claims } else { &denials };
            let [told] = told.as_slice() else { panic!("{text}: {claims:?} {denials:?}") };
            let by = if is_inside { &example.claims } else { &example.denies };
            assert_eq!(&told.statement.speakers[0].name, by, "{text}");
            assert_eq!(told.statement.content[0].text, example.claim, "{text}");
        }
    }

    #[test]
    fn who_claims_it_is_another_and_is_named() {
        let denied = |content: &str| {
            let text = format!("The police denied {content}.");
            told(&text, "The police", "deny", "denied", content).0.len()
        };
        assert_eq!(denied("the union's allegation that officers fired first"), 1);
        assert_eq!(denied("Norwegian accusations of shelling the pier"), 1);
        assert_eq!(denied("a claim made by the union that the pier was shelled"), 1);
        assert_eq!(denied("an allegation that officers fired first"), 0, "nobody's");
        assert_eq!(denied("their own claim that officers fired first"), 0, "a pronoun");
        assert_eq!(denied("the union's claim to the pier"), 0, "no clause");
        assert_eq!(denied("that the union's claim that the pier was shelled was heard"), 1);
        assert_eq!(denied("police claims that officers fired first"), 0, "its own");
        assert_eq!(denied("last week's claim that officers fired first"), 0, "a time");
    }

    #[test]
    fn what_follows_a_claim_is_a_denial_where_it_ends_with_one() {
        let behind = |tail: &str| {
            let text = format!("Eva Mala said the pier is safe{tail}.");
            told(&text, "Eva Mala", "say", "said", "the pier is safe").1.len()
        };
        assert_eq!(behind(", which the union disputes"), 1);
        assert_eq!(behind(", something the union flatly denied on Monday"), 1);
        assert_eq!(behind(", an allegation the union has dismissed"), 1);
        assert_eq!(behind(", which the union denies having read"), 0);
        assert_eq!(behind(", which nobody disputes"), 0);
        assert_eq!(behind(", which Eva Mala denies"), 0, "its own");
        assert_eq!(behind(", which was not disputed"), 0);
    }
}
