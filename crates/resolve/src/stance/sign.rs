//! What the words up to the issue come to together: their signs multiply.

use super::view::View;
use crate::clause_words::clause_words;
use crate::clauses::Break;
use crate::cues::Cue;
use crate::predicate::Predicate;
use crate::stand_words::stand_words;
use crate::ways::{Does, tells_it_passed};

/// What was read along the chain so far, from the issue outwards.
pub(super) struct Along {
    /// 1, -1.
    pub(super) sign: i8,
    /// Whether something takes a stand, and does not only wish or turn.
    pub(super) is_taken: bool,
    /// Whether what is wanted is to follow from what others do.
    pub(super) is_threat: bool,
    pub(super) is_wish: bool,
    /// Whether nothing is decided yet.
    pub(super) is_weighed: bool,
    /// Whether it is ordered or refused outright ("no talks with murderers").
    pub(super) is_outright: bool,
}

impl Along {
    /// What the issue comes to by itself, and by what is said of it behind.
    pub(super) fn begin(view: &View<'_>) -> Along {
        let is_outright = is_ordered(view) || is_refused_outright(view);
        let mut along = Along {
            sign: if view.hit.stand == Some(false) { -1 } else { 1 },
            is_taken: view.hit.stand.is_some() && !is_only_named(view) || is_outright,
            is_threat: false,
            is_wish: false,
            is_weighed: false,
            is_outright,
        };
        if view.hit.stand.is_some() && !view.hit.is_deed {
            return along;
        }
        if is_past(view) {
            along.turn(-1);
            return along;
        }
        match view.predicate {
            Some(Predicate::Stand(turned)) => along.turn(turned),
            // Why it is done, where something else says what is done.
            Some(Predicate::As(turned)) => {
                let is_why = view.chain.iter().any(|cue| cue.takes_a_stand())
                    || view.said.is_some_and(|said| said.sign != 0);
                if !is_why {
                    along.turn(turned);
                }
            }
            Some(Predicate::Wish(turned)) => {
                along.sign *= turned;
                along.is_wish = true;
            }
            None => {}
        }
        along
    }

    fn turn(&mut self, turned: i8) {
        self.sign *= turned;
        self.is_taken = true;
    }

    /// One more word of the chain.
    pub(super) fn take(&mut self, cue: Cue) {
        match cue.does {
            Does::Turn | Does::Against | Does::Bad => self.sign = -self.sign,
            Does::Threat => self.is_threat = true,
            Does::Weigh => self.is_weighed = true,
            Does::Wish => self.is_wish = true,
            _ => {}
        }
        self.is_taken |= cue.takes_a_stand() || cue.judges();
    }
}

/// "hard *to* recognise the republic", "rules *for* recognising it": a deed that is named, and nobody's.
fn is_only_named(view: &View<'_>) -> bool {
    let first = view.said.map(|said| said.within.start);
    // "its plan *to* withdraw": what is said is the deed itself.
    let before = view.hit.from.checked_sub(1).filter(|&at| Some(at) != first);
    let before = before.map_or("", |at| view.sentence.word(at));
    view.hit.is_deed && (view.hit.is_slight || before == "to" || clause_words().before_a_deed.has(before))
}

/// "“Free the hostages now,” the minister said": what is said is an order.
fn is_ordered(view: &View<'_>) -> bool {
    view.said.is_some_and(|said| said.is_order && view.hit.from == said.within.start)
        && stand_words().orders.has(view.sentence.word(view.hit.from))
}

/// "“No talks until the army has left,” the minister said": refused without a verb.
fn is_refused_outright(view: &View<'_>) -> bool {
    let Some(said) = view.said else { return false };
    let first = said.within.start;
    let sentence = view.sentence;
    let is_none = sentence.word(first) == "no" && (first + 1..=first + 2).contains(&view.hit.from);
    let is_verbless = sentence.tokens.get(view.hit.to).is_none_or(|next| {
        next.before != Break::None
            || view.cues.iter().any(|cue| cue.from == view.hit.to && cue.is_of_a_condition())
            || clause_words().without_object.has(&next.lower)
    });
    is_none && is_verbless
}

/// "The time for talks has passed": wanted no more.
fn is_past(view: &View<'_>) -> bool {
    /// So many words may stand between the issue and that.
    const BEHIND: usize = 2;
    let sentence = view.sentence;
    let is_time = view.chain.first().is_some_and(|cue| sentence.word(cue.from) == "time");
    is_time && (view.hit.to..=view.hit.to + BEHIND).any(|at| tells_it_passed(sentence, at))
}
