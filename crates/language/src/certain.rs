//! Words whose part of speech no context changes, where a tagger that knows them by their ends errs:
//! "ally" is no adverb, and a quotation mark is nobody's name.

use crate::Upos;
use crate::segment::Lexicon;

/// What a word is, whatever its tag says; none where the tag may be right.
pub fn part_of_speech(lexicon: &Lexicon, form: &str, tagged: Upos) -> Option<Upos> {
    let is_word = form.chars().any(char::is_alphanumeric);
    match tagged {
        Upos::Adv if lexicon.is_noun_in_ly(form) => Some(Upos::Noun),
        Upos::Propn | Upos::Noun | Upos::Verb | Upos::Adj | Upos::Adv | Upos::Intj | Upos::Cconj
            if !is_word && !matches!(form, "&" | "+") =>
        {
            Some(Upos::Punct)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_and_marks_that_are_never_anything_else() {
        let lexicon = Lexicon::embedded();
        let told = |form, tagged| part_of_speech(&lexicon, form, tagged);
        assert_eq!(told("ally", Upos::Adv), Some(Upos::Noun));
        assert_eq!(told("Bully", Upos::Adv), Some(Upos::Noun));
        assert_eq!(told("early", Upos::Adv), None);
        assert_eq!(told("rally", Upos::Verb), None);
        assert_eq!(told("``", Upos::Propn), Some(Upos::Punct));
        assert_eq!(told("&", Upos::Cconj), None);
        assert_eq!(told("12", Upos::Noun), None);
    }
}
