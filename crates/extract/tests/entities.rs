//! Offices, states, parts of society and who is who, read off sentences of our own about history
//! and made-up people.

use dateline_extract::{Entities, Extractor};
use dateline_language::{Analyzer, Depth};
use dateline_model::{Report, Sector};
use std::sync::OnceLock;

fn read(text: &str) -> (Entities, Report) {
    static TOOLS: OnceLock<(Analyzer, Extractor)> = OnceLock::new();
    let (analyzer, extractor) = TOOLS.get_or_init(|| (Analyzer::embedded(), Extractor::embedded()));
    let report = Report { text: text.to_owned(), ..Report::default() };
    let annotated = analyzer.analyze(&report.text, &[], Depth::Trees);
    (extractor.entities(&report, &annotated), report.clone())
}

/// The office, state or body, and sector of the entity of that name.
fn check(
    text: &str,
    name: &str,
    office: Option<&str>,
    of: Option<&str>,
    sector: Option<Sector>,
) -> Option<String> {
    let (entities, _) = read(text);
    let Some(entity) = entities.entities.iter().find(|entity| entity.name == name) else {
        let names: Vec<&str> = entities.entities.iter().map(|entity| entity.name.as_str()).collect();
        return Some(format!("{text}\n  no {name} among {names:?}"));
    };
    let found = (entity.office.as_deref(), entity.of.as_deref(), entity.sector);
    let wanted = (office, of, sector.or(entity.sector));
    (found != wanted).then(|| format!("{text}\n  {name}: {found:?}, not {wanted:?}"))
}

#[test]
fn offices_and_whose_they_are() {
    use Sector::{Bus, Cop, Gov, Igo, Jud, Leg, Mil, Reb};
    let cases: &[(&str, &str, &str, &str, Sector)] = &[
        ("Egyptian President Anwar Sadat flew home.", "Anwar Sadat", "President", "EGY", Gov),
        (
            "British Foreign Secretary David Owen said talks would go on.",
            "David Owen",
            "Foreign Secretary",
            "GBR",
            Gov,
        ),
        (
            "Britain's Foreign Secretary David Owen said talks would go on.",
            "David Owen",
            "Foreign Secretary",
            "GBR",
            Gov,
        ),
        (
            "US Secretary of State Cyrus Vance arrived in Cairo.",
            "Cyrus Vance",
            "Secretary of State",
            "USA",
            Gov,
        ),
        ("U.S. President Jimmy Carter thanked both men.", "Jimmy Carter", "President", "USA", Gov),
        (
            "Israeli Prime Minister Menachem Begin signed the accord.",
            "Menachem Begin",
            "Prime Minister",
            "ISR",
            Gov,
        ),
        (
            "Israel's Prime Minister Menachem Begin signed the accord.",
            "Menachem Begin",
            "Prime Minister",
            "ISR",
            Gov,
        ),
        (
            "The Israeli prime minister, Menachem Begin, signed the accord.",
            "Menachem Begin",
            "prime minister",
            "ISR",
            Gov,
        ),
        (
            "Moshe Dayan, the Israeli foreign minister, signed the accord.",
            "Moshe Dayan",
            "foreign minister",
            "ISR",
            Gov,
        ),
        (
            "NATO secretary-general Manfred Wörner said the alliance would help.",
            "Manfred Wörner",
            "secretary-general",
            "NATO",
            Igo,
        ),
        (
            "UN Secretary-General Kurt Waldheim welcomed the news.",
            "Kurt Waldheim",
            "Secretary-General",
            "UN",
            Igo,
        ),
        (
            "Kremlin spokesman Gennadi Gerasimov declined to comment.",
            "Gennadi Gerasimov",
            "spokesman",
            "RUS",
            Gov,
        ),
        ("White House spokesman Jody Powell said nothing.", "Jody Powell", "spokesman", "USA", Gov),
        (
            "Polish Finance Minister Leszek Balcerowicz resigned.",
            "Leszek Balcerowicz",
            "Finance Minister",
            "POL",
            Gov,
        ),
        ("The president of Egypt, Anwar Sadat, flew home.", "Anwar Sadat", "president", "EGY", Gov),
        (
            "Serbian President Slobodan Milosevic met US envoy Richard Holbrooke in Belgrade.",
            "Richard Holbrooke",
            "envoy",
            "USA",
            Gov,
        ),
        (
            "Mr Carter's adviser Zbigniew Brzezinski said so. US President Jimmy Carter agreed.",
            "Zbigniew Brzezinski",
            "adviser",
            "USA",
            Gov,
        ),
        (
            "US President Jimmy Carter spoke. Hamilton Jordan, a senior adviser to Mr Carter, agreed.",
            "Hamilton Jordan",
            "senior adviser",
            "USA",
            Gov,
        ),
        ("Norwegian General Jens Dahl took command.", "Jens Dahl", "General", "NOR", Mil),
        (
            "Colombian rebel leader Manuel Ortega called for talks.",
            "Manuel Ortega",
            "rebel leader",
            "COL",
            Reb,
        ),
        ("Spanish judge Baltasar Vega opened the case.", "Baltasar Vega", "judge", "ESP", Jud),
        ("Canadian lawmaker Anne Roy disagreed.", "Anne Roy", "lawmaker", "CAN", Leg),
        ("Finnish businessman Aarne Laakso bought the mill.", "Aarne Laakso", "businessman", "FIN", Bus),
        ("Kenyan police chief Joseph Otieno denied it.", "Joseph Otieno", "police chief", "KEN", Cop),
        (
            "German Foreign Minister Klaus Kinkel and his French counterpart Alain Juppé met.",
            "Klaus Kinkel",
            "Foreign Minister",
            "DEU",
            Gov,
        ),
        (
            "A fire broke out in Norway's Troms region, local governor Nils Berg said.",
            "Nils Berg",
            "local governor",
            "NOR",
            Gov,
        ),
        (
            "Troops entered the town of Tuzla in Bosnia, the head of the regional military administration, Ivan Marek, said.",
            "Ivan Marek",
            "head of the regional military administration",
            "BIH",
            Gov,
        ),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|&(text, name, office, of, sector)| {
            check(text, name, Some(office), Some(of), Some(sector))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn bodies_and_people_without_names() {
    use Sector::{Cop, Cvl, Gov, Med, Mil, Reb};
    let cases: &[(&str, &str, Option<&str>, Sector)] = &[
        (
            "Egyptian emergency services said the fire was out.",
            "Egyptian emergency services",
            Some("EGY"),
            Gov,
        ),
        ("Egypt's air force said two jets were lost.", "Egypt's air force", Some("EGY"), Mil),
        ("A Kremlin official said Monday that talks would go on.", "A Kremlin official", Some("RUS"), Gov),
        ("Angolan rebels seized the town.", "Angolan rebels", Some("AGO"), Reb),
        ("Kenyan police detained two men.", "Kenyan police", Some("KEN"), Cop),
        ("The authorities said nothing.", "The authorities", None, Gov),
        ("Danish reporters waited outside.", "Danish reporters", Some("DNK"), Med),
        ("Residents fled the town.", "Residents", None, Cvl),
        ("Turkish soldiers crossed the river.", "Turkish soldiers", Some("TUR"), Mil),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|&(text, name, of, sector)| {
            let (entities, _) = read(text);
            let Some(entity) = entities.entities.iter().find(|entity| entity.name == name) else {
                return Some(format!("{text}: no {name} among {:?}", entities.entities));
            };
            let found = (entity.of.as_deref(), entity.sector);
            (found != (of, Some(sector))).then(|| format!("{text}: {found:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The mentions of a text that are one with the first one of these words.
fn together(text: &str, first: &str) -> Vec<String> {
    let (entities, _) = read(text);
    let Some(mention) = entities.mentions.iter().find(|mention| mention.record.span.text == first) else {
        return vec![format!(
            "no {first} in {:?}",
            entities.mentions.iter().map(|m| &m.record.span.text).collect::<Vec<_>>()
        )];
    };
    let same = entities.mentions.iter().filter(|other| other.entity == mention.entity);
    same.map(|mention| mention.record.span.text.clone()).collect()
}

#[test]
fn mentions_of_one_thing() {
    let cases: &[(&str, &[&str])] = &[
        (
            "Egyptian President Anwar Sadat spoke. Mr Sadat was tired. Sadat left.",
            &["Egyptian President Anwar Sadat", "Mr Sadat", "Sadat"],
        ),
        (
            "Egyptian President Anwar Sadat arrived. The Egyptian leader was tired.",
            &["Egyptian President Anwar Sadat", "The Egyptian leader"],
        ),
        (
            "Egyptian President Anwar Sadat arrived and said he was tired.",
            &["Egyptian President Anwar Sadat", "he"],
        ),
        (
            "On Monday, the Kremlin spokesman said nothing. Kremlin spokesman Gennadi Gerasimov spoke on Tuesday.",
            &["the Kremlin spokesman", "Kremlin spokesman Gennadi Gerasimov"],
        ),
        (
            "A White House envoy who visited Cairo this week said that more talks were needed.\nAlfred Atherton told reporters that time was short. He flew home.",
            &["A White House envoy", "who", "Alfred Atherton", "He"],
        ),
        (
            "Prime Minister Margaret Thatcher met Ronald Reagan. She thanked him.",
            &["Prime Minister Margaret Thatcher", "She"],
        ),
        ("Margaret Thatcher met Ronald Reagan. He thanked her.", &["Margaret Thatcher", "her"]),
        ("The European Union agreed. The EU will pay.", &["The European Union", "The EU"]),
        (
            "The United States agreed. The US will pay, and America knows it.",
            &["The United States", "The US", "America", "it"],
        ),
        ("“I am tired,” Anwar Sadat said.", &["I", "Anwar Sadat"]),
        ("A company in Oslo closed. The company had made nails.", &["A company", "The company"]),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|&(text, wanted)| {
            let found = together(text, wanted[0]);
            (found != wanted).then(|| format!("{text}\n  {found:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn mentions_of_two_things() {
    for (text, one, other) in [
        (
            "Egyptian President Anwar Sadat met Syrian President Hafez Assad. The Syrian leader left.",
            "Egyptian President Anwar Sadat",
            "The Syrian leader",
        ),
        ("Bill Marsh and Hilda Marsh came. Mrs Marsh spoke.", "Bill Marsh", "Mrs Marsh"),
        (
            "France's foreign minister met Norway's foreign minister.",
            "France's foreign minister",
            "Norway's foreign minister",
        ),
        ("Egypt spoke. Egyptian troops left.", "Egypt", "Egyptian troops"),
    ] {
        assert!(!together(text, one).iter().any(|found| found == other), "{text}");
    }
}

#[test]
fn every_mention_reads_back() {
    for text in [
        "",
        "“",
        "\u{0}\u{0}",
        "the the the of of 's 's , , Mr. Mr.",
        "President of President of President of Egypt, President, president",
        "🙂 Mr 🙂, the 🙂 of Egypt’s, said “I”",
        "مصر والسودان",
    ] {
        let (entities, report) = read(text);
        let letters: Vec<char> = report.text.chars().collect();
        let mut last = 0;
        for mention in &entities.mentions {
            let span = &mention.record.span;
            let piece: String = letters[span.start as usize..span.end as usize].iter().collect();
            assert_eq!(piece, span.text);
            assert!(span.start >= last, "mentions stand in text order");
            last = span.start;
            assert_eq!(entities.entities[mention.entity].id, mention.record.entity);
        }
    }
}

#[test]
fn cost_does_not_grow_faster_than_the_text() {
    let time = |times: usize| {
        let text =
            "Egyptian President Anwar Sadat, the guest of the day, told US envoy Alfred Atherton he agreed. "
                .repeat(times);
        let start = std::time::Instant::now();
        let (entities, _) = read(&text);
        assert!(entities.mentions.len() > times);
        start.elapsed().as_secs_f64()
    };
    time(50);
    let (short, long) = (time(100), time(800));
    assert!(long < short * 8.0 * 4.0 + 0.5, "{short} and then {long}");
}
