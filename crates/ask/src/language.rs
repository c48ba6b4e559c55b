//! Languages by name, for people who are told that a report was not analysed.

/// Tags of BCP 47 with the English names of their languages, in the order of the tags.
#[rustfmt::skip]
const NAMES: [(&str, &str); 70] = [
    ("af", "Afrikaans"), ("ak", "Akan"), ("am", "Amharic"), ("ar", "Arabic"), ("az", "Azerbaijani"),
    ("be", "Belarusian"), ("bg", "Bulgarian"), ("bn", "Bengali"), ("ca", "Catalan"), ("cs", "Czech"),
    ("cy", "Welsh"), ("da", "Danish"), ("de", "German"), ("el", "Greek"), ("en", "English"),
    ("eo", "Esperanto"), ("es", "Spanish"), ("et", "Estonian"), ("fa", "Persian"), ("fi", "Finnish"),
    ("fr", "French"), ("gu", "Gujarati"), ("he", "Hebrew"), ("hi", "Hindi"), ("hr", "Croatian"),
    ("hu", "Hungarian"), ("hy", "Armenian"), ("id", "Indonesian"), ("it", "Italian"), ("ja", "Japanese"),
    ("jv", "Javanese"), ("ka", "Georgian"), ("km", "Khmer"), ("kn", "Kannada"), ("ko", "Korean"),
    ("la", "Latin"), ("lt", "Lithuanian"), ("lv", "Latvian"), ("mk", "Macedonian"), ("ml", "Malayalam"),
    ("mr", "Marathi"), ("my", "Burmese"), ("nb", "Norwegian"), ("ne", "Nepali"), ("nl", "Dutch"),
    ("or", "Odia"), ("pa", "Punjabi"), ("pl", "Polish"), ("pt", "Portuguese"), ("ro", "Romanian"),
    ("ru", "Russian"), ("si", "Sinhala"), ("sk", "Slovak"), ("sl", "Slovene"), ("sn", "Shona"),
    ("sr", "Serbian"), ("sv", "Swedish"), ("ta", "Tamil"), ("te", "Telugu"), ("th", "Thai"),
    ("tk", "Turkmen"), ("tl", "Tagalog"), ("tr", "Turkish"), ("uk", "Ukrainian"), ("ur", "Urdu"),
    ("uz", "Uzbek"), ("vi", "Vietnamese"), ("yi", "Yiddish"), ("zh", "Chinese"), ("zu", "Zulu"),
];

/// "Ukrainian" for `uk`; "another language" for one that nobody told.
pub fn language_named(tag: &str) -> &str {
    match NAMES.binary_search_by_key(&tag, |(tag, _)| tag) {
        Ok(at) => NAMES[at].1,
        Err(_) if tag == "und" => "another language",
        Err(_) => tag,
    }
}

/// "3 in Ukrainian, 1 in German".
pub fn in_languages<'l>(counts: impl IntoIterator<Item = (&'l str, u64)>) -> String {
    let parts = counts.into_iter().map(|(tag, count)| format!("{count} in {}", language_named(tag)));
    parts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_names() {
        assert!(NAMES.is_sorted());
        assert_eq!(
            in_languages([("uk", 3), ("de", 1), ("und", 1)]),
            "3 in Ukrainian, 1 in German, 1 in another language"
        );
    }
}
