//! What the words up to the issue come to together: their signs multiply.

use super::view::View;
use crate::cues::Cue;
use crate::predicate::Predicate;
use crate::ways::Does;

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
}

impl Along {
    /// What the issue comes to by itself, and by what is said of it behind.
    pub(super) fn begin(view: &View<'_>) -> Along {
        let mut along = Along {
            sign: if view.hit.stand == Some(false) { -1 } else { 1 },
            is_taken: view.hit.stand.is_some(),
            is_threat: false,
            is_wish: false,
            is_weighed: false,
        };
        if view.hit.stand.is_some() && !view.hit.is_deed {
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
