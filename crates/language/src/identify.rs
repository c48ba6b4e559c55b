//! Which language a text is in.
//!
//! `whatlang` tells languages apart by their letters and by three letters in a row. What it must not
//! do is take an English report for another: names from all over the world stand in it. So
//! English small words are counted beside it, and where these are many, they decide.

use crate::vectors::low;
use whatlang::{Lang, Script};

/// Characters looked at; a text is told by its beginning.
const LOOKED_AT: usize = 1_200;
/// Fewer words do not tell, in Latin letters.
const FEWEST: usize = 8;
/// Fewer letters do not tell, in others.
const FEWEST_LETTERS: usize = 12;
/// Words without any of [`SMALL`] among them that are not English, whatever they are.
const MANY: usize = 40;

/// Words that every English text has and that few others have.
const SMALL: [&str; 44] = [
    "the", "of", "and", "to", "that", "for", "on", "with", "as", "by", "from", "at", "is", "are", "were",
    "has", "have", "had", "been", "be", "it", "its", "his", "her", "their", "he", "she", "they", "we", "you",
    "this", "which", "who", "not", "but", "said", "says", "will", "would", "after", "about", "more",
    "between", "against",
];

/// The language of these words as its tag in BCP 47 (`und`: none that is known); none where they are
/// too few or too mixed to tell.
pub fn language<'w>(words: impl Iterator<Item = &'w str>) -> Option<&'static str> {
    let mut text = String::new();
    let (mut seen, mut english, mut letters) = (0, 0, 0);
    for word in words.filter(|word| word.chars().any(char::is_alphabetic)) {
        if text.len() > LOOKED_AT {
            break;
        }
        seen += 1;
        english += usize::from(SMALL.contains(&&*low(word)));
        for letter in word.chars().take(LOOKED_AT) {
            letters += usize::from(letter.is_alphabetic());
            text.push(letter);
        }
        text.push(' ');
    }
    let found = whatlang::detect(&text)?;
    if found.script() != Script::Latin {
        return (letters >= FEWEST_LETTERS).then(|| tag(found.lang()));
    }
    if seen < FEWEST {
        return None;
    }
    // A list or a headline has few small words.
    let is_english = english * 7 >= seen;
    if is_english || found.lang() == Lang::Eng && (found.is_reliable() || english * 12 >= seen) {
        return Some("en");
    }
    let is_other = found.lang() != Lang::Eng
        && (found.is_reliable() && english * 12 < seen || found.confidence() >= 0.5 && english == 0);
    if is_other {
        return Some(tag(found.lang()));
    }
    (seen >= MANY && english * MANY < seen).then_some("und")
}

/// The tag of BCP 47: of two letters where there is one.
fn tag(language: Lang) -> &'static str {
    match language {
        Lang::Afr => "af",
        Lang::Aka => "ak",
        Lang::Amh => "am",
        Lang::Ara => "ar",
        Lang::Aze => "az",
        Lang::Bel => "be",
        Lang::Ben => "bn",
        Lang::Bul => "bg",
        Lang::Cat => "ca",
        Lang::Ces => "cs",
        Lang::Cmn => "zh",
        Lang::Cym => "cy",
        Lang::Dan => "da",
        Lang::Deu => "de",
        Lang::Ell => "el",
        Lang::Eng => "en",
        Lang::Epo => "eo",
        Lang::Est => "et",
        Lang::Fin => "fi",
        Lang::Fra => "fr",
        Lang::Guj => "gu",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Hrv => "hr",
        Lang::Hun => "hu",
        Lang::Hye => "hy",
        Lang::Ind => "id",
        Lang::Ita => "it",
        Lang::Jav => "jv",
        Lang::Jpn => "ja",
        Lang::Kan => "kn",
        Lang::Kat => "ka",
        Lang::Khm => "km",
        Lang::Kor => "ko",
        Lang::Lat => "la",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Mal => "ml",
        Lang::Mar => "mr",
        Lang::Mkd => "mk",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Nld => "nl",
        Lang::Nob => "nb",
        Lang::Ori => "or",
        Lang::Pan => "pa",
        Lang::Pes => "fa",
        Lang::Pol => "pl",
        Lang::Por => "pt",
        Lang::Ron => "ro",
        Lang::Rus => "ru",
        Lang::Sin => "si",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Sna => "sn",
        Lang::Spa => "es",
        Lang::Srp => "sr",
        Lang::Swe => "sv",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Tgl => "tl",
        Lang::Tha => "th",
        Lang::Tuk => "tk",
        Lang::Tur => "tr",
        Lang::Ukr => "uk",
        Lang::Urd => "ur",
        Lang::Uzb => "uz",
        Lang::Vie => "vi",
        Lang::Yid => "yi",
        Lang::Zul => "zu",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &'static str) -> Option<&'static str> {
        language(text.split_whitespace())
    }

    #[test]
    fn english_is_told() {
        for text in [
            "The two sides said on Friday that they would meet again in the capital",
            "Marko Anić, José Luis Ibarra and Jana Nováková of the Oficina Nacional de Estadística met in Puerto Sereno on Friday",
            "She paid 800 a month by working at a bakery, blogging and driving a taxi at night",
        ] {
            assert_eq!(told(text), Some("en"), "{text}");
        }
        // Too little to tell: read as English.
        assert_eq!(told("PEACE TALKS RESUME"), None);
        assert_eq!(told("Anna Hale, Ivo Kolar, Pedro Ruiz, Jana Nováková, Kenji Mori, Li Wen"), None);
    }

    #[test]
    fn languages_are_told_apart() {
        for (tag, text) in [
            ("de", "Die beiden Seiten haben sich am Freitag auf ein neues Treffen in der Stadt geeinigt"),
            ("fr", "Les deux parties se sont mises d'accord sur une nouvelle date pour la rencontre"),
            (
                "es",
                "Las dos partes acordaron reunirse de nuevo en la capital, dijo un portavoz del ministerio",
            ),
            (
                "nl",
                "De twee partijen kwamen vrijdag overeen om elkaar opnieuw te ontmoeten in de hoofdstad, zei een woordvoerder",
            ),
            ("hr", "Dvije strane su se dogovorile o novom sastanku u glavnom gradu sljedećeg petka"),
            ("tr", "İki taraf başkentte yeniden görüşmek üzere cuma günü anlaştı, dedi bakanlık sözcüsü"),
            ("ru", "Обе стороны договорились о новой встрече в столице"),
            ("uk", "Обидві сторони домовилися про нову зустріч у столиці наступної п'ятниці"),
            ("bg", "Двете страни се договориха за нова среща в столицата следващия петък"),
            ("sr", "Две стране су се договориле о новом састанку у престоници следећег петка"),
            ("be", "Абодва бакі дамовіліся аб новай сустрэчы ў сталіцы ў наступную пятніцу"),
            ("mk", "Двете страни се договорија за нова средба во главниот град следниот петок"),
            ("ar", "اتفق الجانبان على عقد اجتماع جديد في العاصمة يوم الجمعة المقبل"),
            ("fa", "دو طرف توافق کردند جمعه آینده دوباره در پایتخت دیدار کنند"),
            ("zh", "双方同意下周五在首都再次会面，讨论停火问题"),
            ("ja", "両者は来週の金曜日に首都で再び会うことで合意した"),
        ] {
            assert_eq!(told(text), Some(tag), "{text}");
        }
    }
}
