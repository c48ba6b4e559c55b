//! One form for the many ways to print a name, so that they are found alike.

use std::borrow::Cow;

/// A name without case, diacritics and points, its words parted by one space.
///
/// ```
/// assert_eq!(dateline_gazetteer::fold("Côte d’Ivoire"), "cote d'ivoire");
/// assert_eq!(dateline_gazetteer::fold("the  U.S."), "the us");
/// ```
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for letter in name.chars() {
        match letter {
            '.' | ',' => {}
            '’' | '‘' | 'ʻ' | 'ʼ' | '`' | '´' => folded.push('\''),
            '-' | '–' | '‐' | '‑' => push_space(&mut folded),
            letter if letter.is_whitespace() => push_space(&mut folded),
            letter if letter.is_ascii() => folded.push(letter.to_ascii_lowercase()),
            letter => folded.push_str(&plain(letter)),
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

fn push_space(folded: &mut String) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

/// A letter without case and marks: "É" and "ё" as "e" and "ё" (only Latin letters lose their marks).
fn plain(letter: char) -> Cow<'static, str> {
    for (plain, marked) in LATIN {
        if marked.contains(letter) {
            return Cow::Borrowed(plain);
        }
    }
    // Marks that stand alone behind their letter.
    if matches!(letter, '\u{300}'..='\u{36f}') {
        return Cow::Borrowed("");
    }
    Cow::Owned(letter.to_lowercase().collect())
}

const LATIN: &[(&str, &str)] = &[
    ("a", "ÀÁÂÃÄÅĀĂĄǍẠẢẤẦẨẪẬẮẰẲẴẶàáâãäåāăąǎạảấầẩẫậắằẳẵặ"),
    ("ae", "Ææ"),
    ("c", "ÇĆĈĊČçćĉċč"),
    ("d", "ĎĐÐḐḌďđðḑḍ"),
    ("e", "ÈÉÊËĒĔĖĘĚƏẸẺẼẾỀỂỄỆèéêëēĕėęěəẹẻẽếềểễệ"),
    ("g", "ĜĞĠĢǦĝğġģǧ"),
    ("h", "ĤĦḨḤĥħḩḥ"),
    ("i", "ÌÍÎÏĨĪĬĮİỈỊìíîïĩīĭįıỉị"),
    ("j", "Ĵĵ"),
    ("k", "Ķķ"),
    ("l", "ĹĻĽĿŁḼĺļľŀłḽ"),
    ("n", "ÑŃŅŇñńņňṉ"),
    ("o", "ÒÓÔÕÖØŌŎŐƠỌỎỐỒỔỖỘỚỜỞỠỢòóôõöøōŏőơọỏốồổỗộớờởỡợ"),
    ("oe", "Œœ"),
    ("r", "ŔŖŘŕŗř"),
    ("s", "ŚŜŞŠȘṢśŝşšșṣ"),
    ("ss", "ßẞ"),
    ("t", "ŢŤŦȚṬţťŧțṭ"),
    ("th", "Þþ"),
    ("u", "ÙÚÛÜŨŪŬŮŰŲƯỤỦỨỪỬỮỰùúûüũūŭůűųưụủứừửữự"),
    ("w", "Ŵŵ"),
    ("y", "ÝŶŸỲỴỶỸýŷÿỳỵỷỹ"),
    ("z", "ŹŻŽẒźżžẓ"),
];

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn folds_case_marks_and_points() {
        for (printed, folded) in [
            ("Şanlıurfa", "sanliurfa"),
            ("São Tomé", "sao tome"),
            ("Łódź", "lodz"),
            ("U.S.S.R.", "ussr"),
            ("Port-au-Prince", "port au prince"),
            ("Washington, D.C.", "washington dc"),
            ("Nuku’alofa", "nuku'alofa"),
            ("Đà Nẵng", "da nang"),
            ("Киев", "киев"),
            ("", ""),
            ("-", ""),
        ] {
            assert_eq!(fold(printed), folded, "{printed}");
        }
    }
}
