//! Who takes which stands in one report: the words of a stand are given their holder, by the sides and
//! speakers that the report names.

use crate::Read;
use crate::answered_behind::answers_behind;
use crate::bearing::{announces, answered, denies_its_state, only_says, side_of, sign_of, warns_against};
use crate::clause_words::clause_words;
use crate::clauses::{Sentence, sentences};
use crate::holders::{Actor, Cast};
use crate::issues::{Hit, Issue};
use crate::known_people::Known;
use crate::marks::Mark;
use crate::offices::{Standing, standing_of};
use crate::personal_names::PersonalName;
use crate::publishers::is_outlet;
use crate::sides::Sides;
use crate::stance::stands;
use crate::stand::{Holder, Said, Stance, Stand};
use crate::stand_words::stand_words;
use crate::verbs::{Ending, ending};
use crate::ways::is_of_a_poll;
use dateline_model::{
    Byte, Manner, MentionKind, Reading, Report, Span, Speaker, Statement, StatementAct, TextIndex,
};
use std::collections::BTreeSet;

/// One report, ready to be asked about any issue.
pub(crate) struct ReportStands<'r> {
    pub(crate) report: &'r Report,
    pub(crate) reading: &'r Reading,
    pub(crate) index: TextIndex<'r>,
    sentences: Vec<Sentence>,
    pub(crate) sides: Sides<'r>,
    known: &'r Known<'r>,
    /// Stretches of what was said, with the statement, the shortest first.
    pub(crate) said: Vec<(Span<Byte>, &'r Statement)>,
    /// Whose words the report itself is: a speech or a declaration printed whole.
    pub(crate) narrator: Option<Holder>,
    pub(crate) day: Option<&'r str>,
}

impl<'r> ReportStands<'r> {
    pub(crate) fn of(read: Read<'r>, known: &'r Known<'r>) -> ReportStands<'r> {
        let (report, reading) = read;
        let index = TextIndex::new(&report.text);
        let day = report.published.as_deref().and_then(|published| published.get(..10));
        let mut said: Vec<(Span<Byte>, &Statement)> = reading
            .statements
            .iter()
            .flat_map(|statement| statement.content.iter().map(move |content| (content, statement)))
            .map(|(content, statement)| (index.bytes(content.span()), statement))
            .collect();
        said.sort_by_key(|(span, _)| (span.len(), span.start));
        let sides = Sides::of(read, &index, known, day);
        let mut stands = ReportStands {
            report,
            reading,
            sentences: sentences(report),
            index,
            sides,
            known,
            said,
            narrator: None,
            day,
        };
        stands.narrator = stands.narrator();
        stands
    }

    /// Everybody's stands on an issue.
    pub(crate) fn marks(&self, issue: &Issue) -> Vec<(Holder, Mark)> {
        if !self.is_about(issue) {
            return Vec::new();
        }
        let mut marks: Vec<(Holder, Mark)> = Vec::new();
        // What somebody wanted of it one sentence ago: "the council rejected the demand".
        let mut wanted: Option<(Option<String>, bool)> = None;
        for sentence in &self.sentences {
            let before = wanted.take();
            let hits = issue.hits(sentence);
            if let (true, Some((side, is_for))) = (hits.is_empty(), before)
                && let Some(hit) = answered(sentence, is_for)
            {
                let actors = self.actors(sentence);
                let doers = self.doers(sentence);
                let cast = Cast { actors: &actors, doers: &doers };
                for (holder, stand, statement) in self.stands(sentence, hit, cast) {
                    let is_answer = stand.word.is_some() || statement.is_some_and(|one| sign_of(one) != 0);
                    if is_answer && holder.is_official() && holder.side != side {
                        let mark = self.mark(sentence, &holder, &stand, statement);
                        marks.push((holder, mark));
                    }
                }
            }
            let text = &self.report.text[sentence.span.range()];
            if hits.is_empty()
                || !issue.has_others(text)
                || self.is_question(sentence)
                || is_alternative(sentence)
                || is_of_a_poll(sentence)
            {
                continue;
            }
            let actors = self.actors(sentence);
            let doers = self.doers(sentence);
            let cast = Cast { actors: &actors, doers: &doers };
            for hit in hits {
                if !self.is_meant(issue, sentence, hit, &actors) {
                    continue;
                }
                for (holder, stand, statement) in self.stands(sentence, hit, cast) {
                    // "Russian sanctions" are no sanctions on Russia.
                    let is_aimed_at = holder.side.as_ref().is_some_and(|side| issue.states.contains(side));
                    // Nor does anybody want a measure against himself.
                    let is_of_itself = is_aimed_at
                        && (stand.strength < 1.0 || hit.is_measure && stand.stance == Stance::For);
                    if !is_of_itself {
                        if holder.is_official() && matches!(stand.stance, Stance::For | Stance::Against) {
                            wanted = Some((holder.side.clone(), stand.stance == Stance::For));
                        }
                        let mark = self.mark(sentence, &holder, &stand, statement);
                        marks.push((holder, mark));
                    }
                }
                if let Some((side, is_for)) = &wanted {
                    for stand in answers_behind(sentence, hit, cast, *is_for) {
                        let Some(holder) = stand.holder.clone() else { continue };
                        if holder.is_official() && holder.side != *side {
                            let mark = self.mark(sentence, &holder, &stand, None);
                            marks.push((holder, mark));
                        }
                    }
                }
            }
        }
        marks
    }

    /// "Will they talk?", "Why were the talks ended": asked, and not said.
    fn is_question(&self, sentence: &Sentence) -> bool {
        let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
        let behind = self.report.text[sentence.span.end..].trim_start_matches(['”', '"', '’', ')', ' ']);
        behind.starts_with('?') || stand_words().asks.has(word(0)) && stand_words().auxiliaries.has(word(1))
    }

    /// The innermost statement that a stretch of the text is said in.
    pub(crate) fn said_at(&self, span: Span<Byte>) -> Option<(Span<Byte>, &'r Statement)> {
        self.said.iter().find(|(said, _)| said.contains(&span)).copied()
    }

    fn stands(
        &self,
        sentence: &Sentence,
        hit: Hit,
        cast: Cast<'_>,
    ) -> Vec<(Holder, Stand, Option<&'r Statement>)> {
        let (first, last) = (&sentence.tokens[hit.from], &sentence.tokens[hit.to - 1]);
        let place = Span::new(first.start, last.end);
        let Some((content, statement)) = self.said_at(place) else {
            let said = self.narrator.clone().map(|holder| Said {
                within: 0..sentence.tokens.len(),
                holder,
                sign: 0,
                is_threat: false,
                tells: false,
                is_charge: false,
                charges: false,
                is_order: false,
                is_denial: false,
                verb_ends: None,
            });
            let found = stands(sentence, hit, cast, said.as_ref()).into_iter();
            return found
                .filter_map(|mut stand| {
                    let holder = stand.holder.take().or_else(|| self.narrator.clone())?;
                    Some((holder, stand, None))
                })
                .collect();
        };
        if statement.negated {
            return Vec::new();
        }
        let mut found = Vec::new();
        for holder in statement.speakers.iter().filter_map(|speaker| self.holder(speaker, statement)) {
            let said = Said {
                within: sentence.tokens_in(content),
                holder: holder.clone(),
                sign: if announces(sentence, content, statement, hit) {
                    1
                } else if warns_against(sentence, content, statement) {
                    -1
                } else if denies_its_state(sentence, content, statement, hit) {
                    0
                } else {
                    sign_of(statement)
                },
                is_threat: matches!(statement.act, StatementAct::Threaten | StatementAct::Warn)
                    && !warns_against(sentence, content, statement),
                is_charge: statement.act == StatementAct::Accuse && !only_says(statement),
                charges: statement.act == StatementAct::Accuse,
                is_order: matches!(statement.act, StatementAct::Demand | StatementAct::Appeal)
                    && statement.manner == Manner::Direct,
                is_denial: statement.act == StatementAct::Deny,
                verb_ends: statement
                    .cue
                    .as_ref()
                    .and_then(|cue| ending(&cue.span.text.to_lowercase()))
                    .filter(|end| *end != Ending::S),
                tells: statement.manner == Manner::Indirect
                    && !matches!(
                        statement.act,
                        StatementAct::Accuse | StatementAct::Criticize | StatementAct::Deny
                    ),
            };
            for mut stand in stands(sentence, hit, cast, Some(&said)) {
                // "denied that Norway had agreed to a truce": what is denied is nobody's stand.
                let is_denied = statement.act == StatementAct::Deny
                    && stand.holder.is_some()
                    && stand.word.is_some_and(|(at, _)| said.within.contains(&at));
                if is_denied {
                    continue;
                }
                // "Norway says that Chile seeks a truce" is Norway's word on Chile, and no stand of Chile; but what an
                // agency reports that Chile did is told as the report itself would, and a minister of no land that
                // was told confirms what his own does.
                let is_anothers = stand
                    .holder
                    .as_ref()
                    .is_some_and(|named| named.is_official() && named.side != holder.side);
                let of_content: BTreeSet<&str> = cast
                    .actors
                    .iter()
                    .filter(|actor| said.within.contains(&actor.from))
                    .filter_map(side_of)
                    .collect();
                let speaks_for_an_own = of_content.len() == 1 && self.speaks_for_an_own(&holder, statement);
                let is_presupposed =
                    stand.word.is_some_and(|(at, _)| is_of_a_noun(sentence, cast.actors, at));
                if is_anothers && !is_presupposed && !is_press(statement) && !speaks_for_an_own {
                    continue;
                }
                let holder = stand.holder.take().unwrap_or_else(|| holder.clone());
                found.push((holder, stand, Some(statement)));
            }
        }
        found
    }

    /// "The deputy minister confirmed that Norway backs the ban": an official, of whom nobody told whose, says what a
    /// state does or will do.
    fn speaks_for_an_own(&self, holder: &Holder, statement: &Statement) -> bool {
        holder.side.is_none()
            && matches!(statement.act, StatementAct::Confirm | StatementAct::Announce | StatementAct::Pledge)
            && holder.office.as_deref().is_some_and(|office| standing_of(office) == Standing::Official)
    }

    /// For whom the first speaker of a statement speaks.
    pub(crate) fn speaker_of(&self, statement: &'r Statement) -> Option<Holder> {
        statement.speakers.iter().find_map(|speaker| self.holder(speaker, statement))
    }

    fn holder(&self, speaker: &Speaker, statement: &Statement) -> Option<Holder> {
        let is_first_person = stand_words().first_person.has(&speaker.name.to_lowercase());
        if is_first_person {
            // "We demand …" in somebody's quotation.
            let place = self.index.bytes(speaker.span.span());
            let outer =
                self.said.iter().find(|(said, other)| said.contains(&place) && other.id != statement.id);
            let outer = outer.and_then(|(_, other)| {
                other
                    .speakers
                    .iter()
                    .find_map(|speaker| self.sides.of_entity(speaker.entity.as_ref()?).cloned())
            });
            return outer.or_else(|| self.narrator.clone());
        }
        let of_entity = speaker.entity.as_ref().and_then(|entity| self.sides.of_entity(entity)).cloned();
        // "the head of state stressed": who of that standing spoke last.
        if of_entity.as_ref().is_none_or(|holder| !holder.is_official())
            && PersonalName::parse(&speaker.name).is_none()
            && Sides::of_words(&speaker.name, MentionKind::Organization).is_none()
            && standing_of(&speaker.span.text) == Standing::Official
            && self.is_one_who_was_told_of(speaker)
        {
            let before =
                self.reading.statements.iter().filter(|other| {
                    other.evidence.start < statement.evidence.start && other.id != statement.id
                });
            let mut speakers = before.flat_map(|other| &other.speakers).filter_map(|other| {
                self.sides.of_entity(other.entity.as_ref()?).filter(|holder| holder.is_official())
            });
            if let Some(last) = speakers.next_back() {
                return Some(last.clone());
            }
        }
        of_entity
            .or_else(|| Sides::of_words(&speaker.name, MentionKind::Organization))
            .or_else(|| {
                let name = PersonalName::parse(&speaker.name)?;
                Some(self.known.holder_of(&speaker.name, &name, self.day))
            })
            .or_else(|| {
                Some(Holder { side: None, name: speaker.name.clone(), office: speaker.office.clone() })
            })
    }

    /// "The head of state": one, and the one that was told of. "Officials", "world leaders", "a minister" are nobody who
    /// was named before.
    fn is_one_who_was_told_of(&self, speaker: &Speaker) -> bool {
        let printed = speaker.span.text.to_lowercase();
        let is_pointed_at =
            printed.split_once(' ').is_some_and(|(first, _)| stand_words().pointers.has(first));
        let is_several = self.reading.mentions.iter().any(|mention| {
            mention.kind == MentionKind::Group
                && mention.span.start <= speaker.span.start
                && speaker.span.end <= mention.span.end
        });
        is_pointed_at && !is_several
    }

    /// Who speaks in a report that is one speech or declaration: "Full text of the president's
    /// speech", "Statement of the Foreign Ministry".
    fn narrator(&self) -> Option<Holder> {
        let first = self.sentences.first()?;
        let words: Vec<&str> = first.tokens.iter().map(|token| token.lower.as_str()).collect();
        let speech = words.iter().take(24).position(|word| stand_words().speech.has(word))?;
        let is_whole = words.starts_with(&["full", "text"]) || speech < 3;
        let owns = self.sentences.iter().flat_map(|sentence| &sentence.tokens);
        let own = owns
            .clone()
            .filter(|token| token.lower != "us" && stand_words().first_person.has(&token.lower))
            .count();
        // One word in sixty is the speaker's own.
        if !is_whole || own * 60 < owns.count() {
            return None;
        }
        let actors = self.actors(first);
        actors
            .into_iter()
            .filter(|actor| actor.from <= speech + 4 && !actor.is_adjective)
            .find_map(|actor| actor.holder.filter(Holder::is_official))
    }

    fn mark(
        &self,
        sentence: &Sentence,
        holder: &Holder,
        stand: &Stand,
        statement: Option<&Statement>,
    ) -> Mark {
        let evidence = self.index.excerpt(sentence.span);
        let told = statement.and_then(|statement| statement.said.as_ref()?.edtf.as_ref());
        let told = told
            .map(|edtf| edtf.as_str().to_owned())
            .or_else(|| self.day_in(sentence, stand.word))
            .or_else(|| self.day_of_the_speech(statement?));
        let printed = self.day.map(str::to_owned);
        let word = stand.word.map(|(from, to)| {
            let (from, to) = (&sentence.tokens[from], &sentence.tokens[to - 1]);
            self.report.text[from.start..to.end].to_lowercase()
        });
        Mark {
            held: told.or_else(|| printed.as_ref().map(|day| format!("{day}~"))),
            printed,
            by: holder.name.clone(),
            office: holder.office.clone(),
            stance: stand.stance,
            act: word
                .or_else(|| statement.map(|statement| statement.act.name().to_owned()))
                .unwrap_or_default(),
            record: statement.map(|statement| statement.id.clone()),
            report: self.report.id.clone(),
            evidence,
            strength: stand.strength,
        }
    }
}

/// Whether an agency or a paper says it.
fn is_press(statement: &Statement) -> bool {
    let [speaker] = statement.speakers.as_slice() else { return false };
    let printed = speaker.span.text.to_lowercase();
    // "the intelligence agency", "the paper workers": no press.
    let words: Vec<&str> =
        printed.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_named_so = match words.as_slice() {
        [.., kind, "agency"] | [.., kind, "agency", _] => stand_words().press_agency.has(kind),
        [.., last] => stand_words().press.has(last),
        [] => false,
    };
    is_named_so || is_outlet(&speaker.name)
}

/// "rejected *Norway's call* for a truce": that Norway called for one is not only what is said.
fn is_of_a_noun(sentence: &Sentence, actors: &[Actor], at: usize) -> bool {
    clause_words().official_nouns.has(sentence.word(at))
        && actors.iter().any(|actor| {
            // "Norway calls for it" has a verb.
            let is_apart = || sentence.tokens[at].start > sentence.tokens[at - 1].end + 1;
            actor.to == at && (actor.is_adjective || is_apart())
        })
}

/// "Or, alternatively, the duke accepts a truce": what might be instead, and is not told as done.
fn is_alternative(sentence: &Sentence) -> bool {
    sentence.tokens.first().is_some_and(|first| stand_words().alternative.has(&first.lower))
}
