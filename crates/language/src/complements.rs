//! Clauses that the network hangs on whom something is told to instead of on the telling.

use crate::{Deprel, Token};
use std::ops::Range;

/// "She told reporters that the rebels had attacked": a clause behind a mark is no relative clause
/// of an indirect object, but what the verb is about (UD: `iobj` and `ccomp` stand side by side).
/// The treebanks hold few of these and many "people that …".
pub(crate) fn join(tokens: &mut [Token], sentence: Range<usize>) {
    for mark in sentence {
        if tokens[mark].deprel != Deprel::Mark {
            continue;
        }
        let Some(clause) = tokens[mark].head.map(|head| head as usize) else { continue };
        if !matches!(tokens[clause].deprel, Deprel::Acl | Deprel::AclRelcl) {
            continue;
        }
        let Some(told) = tokens[clause].head.map(|head| head as usize) else { continue };
        if tokens[told].deprel == Deprel::Iobj && told < mark && mark < clause {
            tokens[clause].head = tokens[told].head;
            tokens[clause].deprel = Deprel::Ccomp;
        }
    }
}
