//! Plurals.

/// The regular plural of a noun, and those of "man", "woman", "child" and "person".
pub fn plural(noun: &str) -> String {
    let ends = |end: &str| noun.ends_with(end);
    if let Some((head, rest)) = noun.split_once(" of ") {
        return format!("{} of {rest}", plural(head));
    }
    if let Some((head, rest)) = noun.split_once("-in-") {
        return format!("{}-in-{rest}", plural(head));
    }
    if let Some(general) =
        ["secretary-general", "secretary general", "attorney general"].iter().find(|&&g| g == noun)
    {
        return general.replace("secretary", "secretaries").replace("attorney", "attorneys");
    }
    let cut = |n: usize, end: &str| format!("{}{end}", &noun[..noun.len() - n]);
    if ends("man") && !ends("human") {
        cut(2, "en")
    } else if ends("child") {
        format!("{noun}ren")
    } else if noun == "person" || ends(" person") {
        cut(6, "people")
    } else if ends("y") && !noun.ends_with(['a', 'e', 'o', 'u']) && !ends("ay") && !ends("ey") && !ends("oy")
    {
        cut(1, "ies")
    } else if ends("s") || ends("x") || ends("ch") || ends("sh") {
        format!("{noun}es")
    } else if ends("wife") || ends("thief") {
        if ends("wife") { cut(2, "ves") } else { cut(1, "ves") }
    } else {
        format!("{noun}s")
    }
}
