//! Whether a report gives its writer's opinion.

use crate::text_words::text_words;
use crate::words::words;
use dateline_model::Report;

/// Whether a report gives its writer's opinion: by its place or headline, or because it says "I"
/// in its own voice again and again.
pub(crate) fn is_opinion(report: &Report) -> bool {
    let lexicon = text_words();
    let url = report.url.as_deref().unwrap_or_default().to_lowercase();
    let title = report.title.as_deref().unwrap_or_default().trim_start().to_lowercase();
    if lexicon.opinion_places.each().any(|place| url.contains(place))
        || lexicon.opinion_heads.each().any(|head| title.starts_with(head))
    {
        return true;
    }
    const FEWEST: usize = 4;
    const SHARE: usize = 100;
    let quotations = crate::voices::quotations(&report.text);
    let mut quotations = quotations.into_iter().peekable();
    let (mut own, mut first_person) = (0_usize, 0_usize);
    for word in words(&report.text) {
        while quotations.next_if(|(_, end)| *end <= word.start).is_some() {}
        if quotations.peek().is_some_and(|(start, _)| *start <= word.start) {
            continue;
        }
        own += 1;
        first_person += usize::from(matches!(word.text, "I" | "my" | "My"));
    }
    first_person >= FEWEST && first_person * SHARE >= own
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_writers_own_opinion_is_told_by_its_voice_and_place() {
        let of = |url: &str, text: &str| {
            is_opinion(&Report { url: Some(url.to_owned()), text: text.to_owned(), ..Report::default() })
        };
        assert!(of("https://lake-courier.example/opinion/1995/peace", "Peace is near."));
        assert!(of("", "I was in Dayton, and I saw my friends there. I do not think I was wrong."));
        assert!(!of("", "“I was in Dayton, I saw it, I signed it, and I do not regret it,” he said."));
    }
}
