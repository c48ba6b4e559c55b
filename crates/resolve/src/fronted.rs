//! A clause that stands before the main one and only tells when, why or on what condition: "*After the siege was lifted*,
//! talks resumed"; "*until the siege is lifted* Chile will not talk".

use crate::clause_words::clause_words;
use crate::clauses::{Break, Sentence};
use std::ops::Range;

/// The words of such a clause, if what is said from `from` on begins with one that ends before `to`.
pub(crate) fn fronted(sentence: &Sentence, from: usize, to: usize) -> Option<Range<usize>> {
    /// So many words hold the clause's own subject and verb at least.
    const OWN: usize = 3;
    let words = clause_words();
    // "that after the siege", "but until the siege"
    let start = from + usize::from(words.leads_in.has(sentence.word(from)));
    // "*only when* it is lifted", "*so long* as it lasts"; but "only Chile will talk"
    let first = sentence.word(start);
    let opener = start + usize::from(words.before_openers.has(first));
    if !words.opens_before.has(sentence.word(opener)) {
        return None;
    }
    let is_comma = |at: &usize| sentence.tokens.get(*at).is_some_and(|token| token.before != Break::None);
    let rules = |at: &usize| words.rules.has(sentence.word(*at));
    let end = (start + 1..=to)
        .find(is_comma)
        // "until it is lifted *Chile* will not talk", "only when it is lifted will *there* be talks"
        .or_else(|| {
            let subject = usize::from(!words.inverts.has(first));
            (start + OWN..to).find(rules).map(|at| (at - subject).max(start + 1))
        })?;
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clauses::sentences_of;

    #[test]
    fn what_stands_before_the_main_clause() {
        let words = |text: &str| {
            let sentence = &sentences_of(text)[0];
            let to = sentence.tokens.len() - 1;
            fronted(sentence, 0, to)
                .map(|clause| clause.map(|at| sentence.word(at)).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(
            words("After the siege was lifted, talks resumed").as_deref(),
            Some("after the siege was lifted")
        );
        assert_eq!(
            words("Until the siege is lifted Chile will not talk").as_deref(),
            Some("until the siege is lifted")
        );
        assert_eq!(words("Chile will not talk until the siege is lifted"), None);
        assert_eq!(words("The siege was lifted, and talks resumed"), None);
        assert_eq!(words("Only Chile and Norway will accept talks"), None);
        assert_eq!(
            words("Only when the siege is lifted will there be talks").as_deref(),
            Some("only when the siege is lifted")
        );
    }
}
