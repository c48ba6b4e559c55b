//! A statement that is told inside the sentence of another.
//!
//! This is the commonest way in which a paper tells both a claim and its denial: "the army denied *the rebels'
//! claim that it had shelled the market*" ([`claim_inside`](crate::claim_inside)), "the dam is safe, he said, *a claim
//! the engineers dispute*" ([`denial_behind`](crate::denial_behind)). One of the two is then no statement of the
//! record by itself; it is made here, of the words of the other.

use crate::Read;
use crate::words::bare_name;
use dateline_gazetteer::{CountryWord, Gazetteer};
use dateline_model::{Cue, Excerpt, Id, Manner, Mention, Speaker, Statement, StatementAct, derive_id};

/// So many words may stand between an article or a name and the noun for a claim ("the ministry's *repeated* claim"),
pub(crate) const ADJECTIVES: usize = 2;
/// and so many in the name of who claims or denies.
pub(crate) const NAME: usize = 6;

/// The party that some words name, by the fullest name that the report has for it.
pub(crate) fn speaker((_, reading): Read<'_>, words: &Excerpt) -> Option<Speaker> {
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
pub(crate) fn is_one_of(party: &Speaker, others: &[Speaker]) -> bool {
    others.iter().any(|other| {
        party.entity.is_some() && party.entity == other.entity
            || party.of.is_some() && party.of == other.of
            || bare_name(&party.name) == bare_name(&other.name)
            || bare_name(&party.span.text) == bare_name(&other.span.text)
    })
}

/// A statement that is told inside another's sentence.
pub(crate) fn inside(
    outer: &Statement,
    by: Speaker,
    cue: Cue,
    content: Excerpt,
    act: StatementAct,
) -> Statement {
    let id = derive_id("told", &[outer.id.as_str(), &cue.lemma, &by.name]);
    Statement {
        evidence: outer.evidence.clone(),
        account: Some(outer.id.clone()),
        confidence: outer.confidence,
        ..plain((id, outer.report.clone()), by, cue, content, act)
    }
}

/// A statement of one piece, in the words of whoever reports it.
fn plain((id, report): (Id, Id), by: Speaker, cue: Cue, content: Excerpt, act: StatementAct) -> Statement {
    Statement {
        id,
        report,
        evidence: content.clone(),
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
        account: None,
        confidence: 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim_inside::claim_inside;
    use crate::denial_behind::denial_behind;
    use crate::denials::denials;
    use crate::row::Row;
    use crate::sentences::sentences;
    use crate::verbs::is_form_of;
    use dateline_model::{MentionKind, Reading, Report, Span, TextIndex, Told};

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
        plain(("outer".into(), "a".into()), by, cue, content, StatementAct::State)
    }

    #[test]
    fn every_example_tells_both() {
        let lexicon = denials();
        for example in &lexicon.example {
            let text = example.text.as_str();
            let row = Row::of(text);
            let verb_of = |lemma: &String| row.lower.iter().position(|word| is_form_of(word, lemma));
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
        assert_eq!(
            denied("that the union's claim that the pier was shelled was heard"),
            0,
            "not what is denied"
        );
        assert_eq!(denied("police claims that officers fired first"), 0, "its own");
        assert_eq!(denied("last week's claim that officers fired first"), 0, "a time");
    }

    #[test]
    fn a_wish_is_no_claim() {
        let denied = |content: &str| {
            let text = format!("The police denied {content}.");
            told(&text, "The police", "deny", "denied", content).0.len()
        };
        for wish in [
            "the union's suggestion that it should resign",
            "the union's argument that talks must begin",
            "the union's suggestion that it accept lower wages",
            "the union's suggestion that he never return to the pier",
            "the union's notion that the pier be closed at once",
        ] {
            assert_eq!(denied(wish), 0, "{wish}");
        }
        for claim in [
            "the union's claim that it accepts lower wages",
            "the union's claim that it had to be towed",
            "the union's suggestion that he never went to the pier",
            "the union's claim that the pier would be closed at once",
            "the union's claim that the crew could have prevented the fire",
            "the union's claim that the crew should have known of the fire",
            "the union's claim that it must never have known of the fire",
            "the union's claim that it let the guests hide money",
            "the union's claim that officers fired first in May",
            "the union's claim that officers told the crew what it must hide",
        ] {
            assert_eq!(denied(claim), 1, "{claim}");
        }
    }

    #[test]
    fn the_name_of_who_claims_is_a_name_and_nothing_else() {
        let by = |content: &str| {
            let text = format!("The police denied {content}.");
            let (claims, _) = told(&text, "The police", "deny", "denied", content);
            claims.first().map(|told| told.statement.speakers[0].span.text.clone())
        };
        for (content, name) in [
            ("on Monday the guild's claim that officers fired first", Some("the guild")),
            ("again last week the guild's claim that officers fired first", Some("the guild")),
            ("on Monday Kolm's claim that officers fired first", Some("Kolm")),
            ("two of Kolm's claims that officers fired first", Some("Kolm")),
            ("a number of the guild's claims that officers fired first", Some("the guild")),
            ("the head of the guild's claim that officers fired first", Some("the head of the guild")),
            ("what it called the guild's claim that officers fired first", None),
            ("on Monday's claim that officers fired first", None),
        ] {
            assert_eq!(by(content).as_deref(), name, "{content}");
        }
    }

    #[test]
    fn who_rejects_an_offer_denies_no_claim() {
        let behind = |content: &str, tail: &str| {
            let text = format!("Eva Mala said {content}{tail}.");
            told(&text, "Eva Mala", "say", "said", content).1.len()
        };
        let offer = "the town had made an offer";
        assert_eq!(behind(offer, ", which the union rejected"), 0);
        assert_eq!(behind(offer, ", something the union has dismissed"), 0);
        assert_eq!(behind(offer, ", a claim the union rejected"), 1);
        assert_eq!(behind(offer, ", an assertion that the union dismissed as a fable"), 1);
        assert_eq!(behind(offer, ", which the union dismissed on Monday as a plain lie"), 1);
        assert_eq!(behind(offer, ", which the union has rejected as untrue"), 1);
        assert_eq!(behind(offer, ", which the union rejected as too low"), 0);
        assert_eq!(behind(offer, ", which the union disputes"), 1);
        assert_eq!(behind("the crew has left", ", but the owner, which the union contests, stays"), 0);
        assert_eq!(behind("the toll", ", which the union disputes, will rise"), 0);
        assert_eq!(behind("the pier is safe", ", which the union has rebutted"), 1);
    }

    #[test]
    fn a_start_that_leads_nowhere_does_not_hide_the_next() {
        let text =
            "Eva Mala said the pier is safe, which later denied claims show, a claim the union disputes.";
        assert_eq!(told(text, "Eva Mala", "say", "said", "the pier is safe").1.len(), 1);
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
