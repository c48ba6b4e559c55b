//! Interviews printed as questions and answers: "you" of a question is "I" of its answer.
//!
//! "How long have you been in office? / I came in 1970." A text is read so where paragraphs that
//! ask "you" and paragraphs that say "I" take turns, outside quotations.

use super::clusters::Clusters;
use super::phrases::Phrase;
use dateline_language::Annotated;
use dateline_model::MentionKind;
use dateline_scene::MentionForm;

/// So many questions make an interview.
const QUESTIONS: usize = 3;

/// Who asks and who answers where.
#[derive(Debug)]
pub struct Interview {
    /// For each paragraph of the text whether it asks; none before the first question.
    asks: Vec<Option<bool>>,
    /// A phrase for the one who answers, where the text names somebody.
    pub answers: Option<usize>,
}

/// What a paragraph says that matters here.
#[derive(Clone, Copy, Debug, Default)]
struct Paragraph {
    ends_asking: bool,
    says_you: bool,
    says_i: bool,
}

impl Interview {
    /// Reads a text as an interview, if it is one.
    pub fn of(annotated: &Annotated<'_>, phrases: &[Phrase], clusters: &Clusters) -> Option<Self> {
        let paragraphs = paragraphs(annotated);
        let is_question = |paragraph: &Paragraph| paragraph.ends_asking && paragraph.says_you;
        let is_answer = |paragraph: &Paragraph| !paragraph.ends_asking && paragraph.says_i;
        let turns = paragraphs.windows(2).filter(|pair| is_question(&pair[0]) && is_answer(&pair[1])).count();
        if turns < QUESTIONS {
            return None;
        }
        let first = paragraphs.iter().position(is_question)?;
        let asks = paragraphs
            .iter()
            .enumerate()
            .map(|(at, paragraph)| (at >= first).then_some(paragraph.ends_asking))
            .collect();
        let begin = annotated
            .sentences
            .iter()
            .find(|sentence| sentence.paragraph as usize == first)
            .map_or(0, |sentence| sentence.words.start);
        // Who is named most before the first question.
        let answers = (0..phrases.len())
            .take_while(|&number| phrases[number].words.start < begin)
            .filter(|&number| {
                phrases[number].form == MentionForm::Name && phrases[number].kind == Some(MentionKind::Person)
            })
            .max_by_key(|&number| (clusters.traits(number).count, std::cmp::Reverse(number)));
        Some(Interview { asks, answers })
    }

    /// Whether a paragraph asks; none before the first question.
    pub fn asks(&self, paragraph: usize) -> Option<bool> {
        self.asks.get(paragraph).copied().flatten()
    }
}

fn paragraphs(annotated: &Annotated<'_>) -> Vec<Paragraph> {
    let count = annotated.sentences.last().map_or(0, |sentence| sentence.paragraph as usize + 1);
    let mut found = vec![Paragraph::default(); count];
    for sentence in &annotated.sentences {
        let paragraph = &mut found[sentence.paragraph as usize];
        let mut ends_asking = paragraph.ends_asking;
        for at in sentence.words.range() {
            let form = annotated.form(at);
            if annotated.quotation_at(at).is_some() {
                continue;
            }
            paragraph.says_you |= ["you", "You", "your", "Your"].contains(&form);
            paragraph.says_i |= ["I", "my", "My", "we", "We", "our", "Our"].contains(&form);
            if form == "?" || form.chars().any(char::is_alphanumeric) {
                ends_asking = form == "?";
            }
        }
        paragraph.ends_asking = ends_asking;
    }
    found
}
