//! What keeps one input from taking the others with it: a fault of ours in reading it is told as its
//! failure, and a run that is stopped ends in the middle of it.

use super::fault::{is_fault, whole};
use super::piece::{Piece, Pieces};
use super::run::Run;
use crate::Failure;

/// The pieces that `open` gives, of an input of a name.
pub(crate) fn guarded(name: String, run: Run, open: impl FnOnce() -> Pieces) -> Pieces {
    let pieces = whole(&name, open);
    let pieces = pieces.unwrap_or_else(|failure| Box::new(std::iter::once(Err(failure))));
    Box::new(Guarded { name, run, pieces: Some(pieces) })
}

struct Guarded {
    name: String,
    run: Run,
    /// None once it is over.
    pieces: Option<Pieces>,
}

impl Iterator for Guarded {
    type Item = Result<Piece, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        let pieces = self.pieces.as_mut()?;
        if !self.run.is_stopped() {
            let piece = whole(&self.name, || pieces.next()).unwrap_or_else(|failure| Some(Err(failure)));
            // What came as the run was stopped may have been cut off by that.
            if !self.run.is_stopped() {
                if piece.as_ref().is_none_or(|piece| piece.as_ref().is_err_and(is_fault)) {
                    self.pieces = None;
                }
                return piece;
            }
        }
        self.run.leave_begun();
        self.pieces = None;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_a_failure_of_its_input() {
        let pieces = || -> Pieces {
            Box::new((0..3).map(|number| {
                assert!(number < 1, "a fault");
                Err(Failure::new("a", "is bad"))
            }))
        };
        let said: Vec<String> = guarded("a.txt".to_owned(), Run::default(), pieces)
            .map(|piece| piece.map_or_else(|failure| failure.to_string(), |_| String::new()))
            .collect();
        assert!(said.len() == 2 && said[1].starts_with("a.txt: a fault in dateline"), "{said:?}");
    }

    #[test]
    fn a_run_that_is_stopped_ends_within_an_input() {
        let run = Run::default();
        let mut pieces = guarded("a".to_owned(), run.clone(), || {
            Box::new(std::iter::repeat_with(|| Err(Failure::new("a", "is bad"))))
        });
        assert!(pieces.next().is_some());
        run.stop();
        assert!(pieces.next().is_none() && pieces.next().is_none());
        assert_eq!((run.begun(), run.unread()), (1, 0));
    }
}
