//! Lines of what was found in a report, in a short form: nothing is written again that stands in the report's
//! own text or follows from where something stands.
//!
//! An excerpt is its place. A name or an office is where it stands in the text. An id that the report and the
//! place of an excerpt make is not written at all, and neither are the names of fields. What comes out is the
//! line to the letter: whoever writes looks that it does, and else keeps the line as it is.

mod around;
mod ids;
mod json;
mod read;
mod table;
mod text;
mod write;

pub(crate) use around::{Around, Firsts};
use json::Json;
use read::Reader;
pub(crate) use text::Text;
use write::Writer;

/// A line in the short form; none where it would not come out to the letter.
pub(crate) fn shortened(line: &str, around: &Around<'_>) -> Option<Vec<u8>> {
    let json: Json<'_> = serde_json::from_str(line).ok()?;
    let mut writer = Writer::new(around, &json);
    writer.value(&json, 0)?;
    (written_out(&writer.out, around)? == line).then_some(writer.out)
}

/// The line that was shortened; none for other bytes.
pub(crate) fn written_out(bytes: &[u8], around: &Around<'_>) -> Option<String> {
    let mut reader = Reader::new(around, bytes);
    reader.value(0)?;
    reader.is_at_end().then_some(reader.out)
}

/// Where the entities of some mentions are first mentioned.
pub(crate) fn firsts(mentions: &str, text: &Text) -> Firsts {
    let mut firsts = Firsts::default();
    let Ok(Json::List(mentions)) = serde_json::from_str(mentions) else { return firsts };
    for mention in &mentions {
        let entity = mention.get("entity").and_then(Json::as_str);
        let start = mention.get("span").and_then(|span| span.get("start")).and_then(Json::as_place);
        let at = start.and_then(|start| text.bytes(start, start));
        if let (Some(entity), Some(at)) = (entity, at) {
            firsts.entry(entity.to_owned()).or_insert(at.start);
        }
    }
    firsts
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "President Jan Kolář said “the bridge at Lipa” was shut on Monday. Kolář left Lipa.";

    fn there_and_back(line: &str) -> usize {
        let (text, firsts) = (Text::new(TEXT.to_owned()), firsts(MENTIONS, &Text::new(TEXT.to_owned())));
        let around =
            Around { report: "a-1", text: &text, beside: &["s-0123456789abcdef0123"], firsts: &firsts };
        let short = shortened(line, &around).unwrap();
        assert_eq!(written_out(&short, &around).unwrap(), line);
        // Damage gives another line or none, and no panic.
        for at in 0..short.len() {
            for bits in [1, 0x41, 0xff] {
                let mut damaged = short.clone();
                damaged[at] ^= bits;
                let _ = written_out(&damaged, &around);
            }
            assert!(written_out(&short[..at], &around).is_none());
        }
        short.len()
    }

    const MENTIONS: &str = r#"[{"id":"mention-X","report":"a-1","span":{"start":10,"end":19,"text":"Jan Kolář"},"kind":"person","entity":"entity-X"}]"#;

    #[test]
    fn lines_come_out_to_the_letter() {
        for line in [
            "null",
            "[]",
            "{}",
            "[1,0,-7,0.5,2.0,0.993,0.87873113,-0.25,18446744073709551615,10.05,-3]",
            r#"["","a","UKR","ukr","2022-02-24","say","say \"this\"\n","Kolář","Kolář","s-0123456789abcdef0123","\u0001"]"#,
            r#"{"start":10,"end":19,"text":"Jan Kolář"}"#,
            r#"{"start":10,"end":19,"text":"Jan Kolar"}"#,
            r#"{"start":19,"end":10,"text":""}"#,
            r#"{"id":"p-00000000000000000000","other":[{"id":"x"}],"a":{"b":{"c":[[[true,false]]]}}}"#,
            MENTIONS,
        ] {
            there_and_back(line);
        }
    }

    #[test]
    fn what_would_not_come_out_to_the_letter_is_not_shortened() {
        let (text, firsts) = (Text::new(TEXT.to_owned()), Firsts::default());
        let around = Around { report: "a-1", text: &text, beside: &[], firsts: &firsts };
        for line in ["[12345678901234567890123]", "[1.50]", "{ }", "[1,]", "no line", "", "\"\\/\""] {
            assert_eq!(shortened(line, &around), None, "{line}");
        }
        let deep = "[".repeat(100) + &"]".repeat(100);
        assert_eq!(shortened(&deep, &around), None);
    }

    #[test]
    fn a_line_of_a_report_is_a_few_places() {
        let at = |start: usize, end: usize| {
            let words: String = TEXT.chars().skip(start).take(end - start).collect();
            format!(r#"{{"start":{start},"end":{end},"text":"{words}"}}"#)
        };
        let name = &at(10, 19);
        let line = format!(
            r#"{{"id":"s-0123456789abcdef0123","report":"a-1","evidence":{},"speakers":[{{"span":{name},"name":"Jan Kolář","entity":null,"office":"President","of":"CZE"}}],"cue":{{"span":{},"lemma":"say"}},"content":[{}],"manner":"mixed","act":"state","addressee":[],"venue":null,"said":null,"account":null,"confidence":0.91}}"#,
            at(0, 63),
            at(20, 24),
            at(25, 63)
        );
        assert!(there_and_back(&line) < 50);
    }
}
