//! Who is named in a sentence of a report, and who does what in it.

use crate::clauses::Sentence;
use crate::holders::{Actor, Doers};
use crate::institutions::pointed_at;
use crate::report_stands::ReportStands;
use crate::sides::Sides;
use crate::stand::Holder;
use crate::stand_words::stand_words;
use dateline_model::{Excerpt, MentionKind, Span};

impl ReportStands<'_> {
    /// Everybody who is named in a sentence, in order; of two names one in the other the longer.
    pub(crate) fn actors(&self, sentence: &Sentence) -> Vec<Actor> {
        let mut actors: Vec<Actor> = Vec::new();
        for mention in &self.reading.mentions {
            let span = self.index.bytes(mention.span.span());
            if !sentence.span.overlaps(&span) {
                continue;
            }
            let tokens = sentence.tokens_in(span);
            if tokens.is_empty() {
                continue;
            }
            let known = self.sides.of_entity(&mention.entity);
            let words = mention.span.text.as_str();
            let mut is_adjective = false;
            let holder = match mention.kind {
                MentionKind::Nationality => {
                    is_adjective = true;
                    pointed_at(words).map(|(side, ..)| Holder {
                        side: Some(side),
                        name: words.to_owned(),
                        office: None,
                    })
                }
                MentionKind::Place | MentionKind::Facility => match Sides::of_words(words, mention.kind) {
                    Some(holder) => Some(holder),
                    None => continue,
                },
                // "They" are not one person, whatever they were taken for.
                _ if stand_words().several.has(&words.to_lowercase())
                    && known.is_some_and(|holder| holder.office.is_some()) =>
                {
                    None
                }
                _ => known.cloned().or_else(|| Sides::of_words(words, mention.kind)),
            };
            let is_several = mention.kind == MentionKind::Group;
            actors.push(Actor { from: tokens.start, to: tokens.end, holder, is_adjective, is_several });
        }
        for (at, token) in sentence.tokens.iter().enumerate() {
            // Whoever "we" are, it is not whoever is named before.
            if stand_words().first_person.has(&token.lower) && !token.is_us() {
                let speaker =
                    self.said_at(Span::new(token.start, token.end)).and_then(|(_, one)| self.speaker_of(one));
                let holder = speaker.or_else(|| self.narrator.clone());
                actors.push(Actor { from: at, to: at + 1, holder, is_adjective: false, is_several: false });
            }
        }
        actors.sort_by_key(|actor| (actor.from, std::cmp::Reverse(actor.to)));
        let mut kept: Vec<Actor> = Vec::new();
        for actor in actors {
            match kept.last_mut() {
                Some(last) if actor.from < last.to => {
                    if last.holder.is_none() && !actor.is_adjective && actor.to == last.to {
                        last.holder = actor.holder;
                    }
                }
                _ => kept.push(actor),
            }
        }
        kept
    }

    /// The words of a sentence that tell a deed, with those who do it: by whom was read with the tree of
    /// the sentence, which its words alone do not give.
    pub(crate) fn doers(&self, sentence: &Sentence) -> Vec<Doers> {
        let place = |excerpt: &Excerpt| sentence.tokens_in(self.index.bytes(excerpt.span()));
        let is_here = |excerpt: &Excerpt| sentence.span.contains(&self.index.bytes(excerpt.span()));
        let told = self.reading.events.iter().filter(|event| is_here(&event.trigger));
        told.map(|event| {
            let actors = event.by.iter().filter(|party| is_here(&party.span)).filter_map(|party| {
                let tokens = place(&party.span);
                let known = party.entity.as_ref().and_then(|entity| self.sides.of_entity(entity)).cloned();
                let holder =
                    known.or_else(|| Sides::of_words(&party.span.text, MentionKind::Organization))?;
                Some(Actor {
                    from: tokens.start,
                    to: tokens.end,
                    holder: Some(holder),
                    is_adjective: false,
                    is_several: false,
                })
            });
            let trigger = place(&event.trigger);
            Doers { from: trigger.start, to: trigger.end, actors: actors.collect() }
        })
        .collect()
    }
}
