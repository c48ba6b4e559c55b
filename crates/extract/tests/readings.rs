//! Runs the Markdown readings: a short report, then what must stand in its record.
//! `readings/README.md` tells the form.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use dateline_extract::Extractor;
use dateline_language::Analyzer;
use dateline_model::{Figure, Id, Kinds, Party, Reading, Report, Speaker, Statement};
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// One thing found, as a reading writes it: the first line, then its fields.
struct Line {
    head: String,
    fields: Vec<(&'static str, String)>,
}

/// One section of a file.
struct Section {
    heading: String,
    /// The report, or several that tell the same otherwise: of each the record must hold.
    reports: Vec<String>,
    /// Lines of the file that hold the record, without its fences.
    record: std::ops::Range<usize>,
}

/// How the heading of a reading begins that does not hold yet.
const WISH: &str = "Not yet: ";

#[test]
fn readings_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("readings");
    let wanted = env::var("READINGS").unwrap_or_default();
    let (analyzer, extractor) = (Analyzer::embedded(), Extractor::embedded());
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let (mut count, mut wishes, mut failures) = (0, 0, String::new());
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name == "README.md" || !name.ends_with(".md") || !name.contains(&wanted) {
            continue;
        }
        let file = fs::read_to_string(&path).unwrap();
        let mut lines: Vec<String> = file.lines().map(str::to_owned).collect();
        let mut is_changed = false;
        // From the end, so that rewriting one section does not move those still to come.
        for section in sections(&lines).into_iter().rev() {
            count += 1;
            let expected = &lines[section.record.clone()];
            let read = |report: &String| read(&analyzer, &extractor, report);
            let mut found = read(&section.reports[0]);
            let mut wrong = check(expected, &found);
            for report in &section.reports[1..] {
                let other = read(report);
                let wrong_here = check(expected, &other);
                if wrong.is_empty() && !wrong_here.is_empty() {
                    found = other;
                }
                let text = report.lines().last().unwrap_or_default();
                wrong.extend(wrong_here.into_iter().map(|wrong| format!("{wrong}\n    in: {text}")));
            }
            // What is not done yet is kept as a wish; once it holds, it becomes a test like the others.
            if section.heading.starts_with(WISH) {
                wishes += 1;
                if wrong.is_empty() {
                    writeln!(failures, "\n{name}: {}\n  holds now: take “{WISH}” off", section.heading)
                        .unwrap();
                }
                continue;
            }
            if wrong.is_empty() {
                continue;
            }
            writeln!(failures, "\n{name}: {}\n  {}", section.heading, wrong.join("\n  ")).unwrap();
            if env::var_os("READINGS_SHOW").is_some() {
                writeln!(failures, "  found:\n    {}", print(&found).join("\n    ")).unwrap();
            }
            if env::var_os("READINGS_UPDATE").is_some() {
                let kinds: Vec<String> = expected
                    .iter()
                    .filter(|line| !line.starts_with(' '))
                    .flat_map(|line| line.split(' ').map(str::to_owned).take(2))
                    .collect();
                let kept: Vec<Line> = found
                    .into_iter()
                    .filter(|line| kinds.iter().any(|kind| line.head.split(' ').next() == Some(kind)))
                    .collect();
                lines.splice(section.record, print(&kept));
                is_changed = true;
            }
        }
        if is_changed {
            fs::write(&path, lines.join("\n") + "\n").unwrap();
        }
    }
    println!("{count} readings, {wishes} of them wishes");
    assert!(failures.is_empty(), "of {count} readings these do not hold:\n{failures}");
}

fn sections(lines: &[String]) -> Vec<Section> {
    let mut found = Vec::new();
    let (mut heading, mut reports) = (String::new(), Vec::new());
    let mut at = 0;
    while at < lines.len() {
        if let Some(text) = lines[at].strip_prefix("## ") {
            heading = text.to_owned();
        }
        let fence = lines[at].strip_prefix("```").map(str::to_owned);
        at += 1;
        let Some(fence) = fence else { continue };
        let start = at;
        while at < lines.len() && lines[at] != "```" {
            at += 1;
        }
        match fence.as_str() {
            "report" => reports.push(lines[start..at].join("\n")),
            "record" => {
                assert!(!reports.is_empty(), "{heading}: no report before the record");
                let reports = std::mem::take(&mut reports);
                found.push(Section { heading: heading.clone(), reports, record: start..at });
            }
            _ => {}
        }
        at += 1;
    }
    found
}

fn read(analyzer: &Analyzer, extractor: &Extractor, block: &str) -> Vec<Line> {
    let (published, text) = match block.split_once('\n') {
        Some((first, rest)) if first.starts_with("date ") => (Some(first[5..].trim().to_owned()), rest),
        _ => (None, block),
    };
    let report = Report { id: Id::from("reading"), published, text: text.to_owned(), ..Report::default() };
    let annotated = analyzer.analyze(&report.text, &[], Extractor::depth(Kinds::ALL));
    lines(&extractor.read(&report, &annotated, Kinds::ALL))
}

fn lines(reading: &Reading) -> Vec<Line> {
    let statement_of =
        |id: &Option<Id>| id.as_ref().and_then(|id| reading.statements.iter().find(|one| one.id == *id));
    let account = |id: &Option<Id>| statement_of(id).map_or_else(|| "-".to_owned(), names);
    let event = |id: &Option<Id>| {
        id.as_ref()
            .and_then(|id| reading.events.iter().find(|event| event.id == *id))
            .map_or_else(|| "-".to_owned(), |event| format!("{} {:?}", word(&event.act), event.trigger.text))
    };
    let figure = |id: &Option<Id>| {
        id.as_ref()
            .and_then(|id| reading.figures.iter().find(|figure| figure.id == *id))
            .map_or_else(|| "-".to_owned(), |figure| format!("{} {}", bounds(figure), figure.what))
    };
    let when = |when: &Option<dateline_model::When>| {
        when.as_ref().and_then(|when| when.edtf.as_ref()).map_or_else(|| "-".to_owned(), ToString::to_string)
    };
    let place = |place: &Option<dateline_model::PlaceRef>| {
        place.as_ref().map_or_else(|| "-".to_owned(), |place| place.span.text.clone())
    };
    let mut found = Vec::new();
    for one in &reading.statements {
        found.push(Line {
            head: format!("statement {} {}", word(&one.act), word(&one.manner)),
            fields: vec![
                ("by", speakers(&one.speakers)),
                ("to", speakers(&one.addressee)),
                (
                    "content",
                    one.content.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" … "),
                ),
                ("cue", one.cue.as_ref().map_or_else(|| "-".to_owned(), |cue| cue.lemma.clone())),
                ("said", when(&one.said)),
                ("venue", one.venue.as_ref().map_or_else(|| "-".to_owned(), |venue| venue.span.text.clone())),
                ("via", speakers(&one.via)),
                ("account", account(&one.account)),
                ("continues", account(&one.continues)),
                ("negated", one.negated.to_string()),
            ],
        });
    }
    for one in &reading.events {
        let mode = one.mode.map_or_else(String::new, |mode| format!("/{}", word(&mode)));
        found.push(Line {
            head: format!("event {}{mode} {} {:?}", word(&one.act), word(&one.status), one.trigger.text),
            fields: vec![
                ("by", parties(&one.by)),
                ("to", parties(&one.to)),
                ("when", when(&one.when)),
                ("place", place(&one.place)),
                ("account", account(&one.account)),
                ("evidence", one.evidence.text.replace('\n', " ")),
                ("also", one.also.iter().map(|also| also.text.as_str()).collect::<Vec<_>>().join("; ")),
            ],
        });
    }
    for one in &reading.figures {
        found.push(Line {
            head: format!("figure {} {} {:?}", bounds(one), one.what, one.evidence.text),
            fields: vec![
                ("of", one.of.as_ref().map_or_else(|| "-".to_owned(), |of| of.text.clone())),
                ("unit", one.unit.clone().unwrap_or_else(|| "-".to_owned())),
                ("when", when(&one.when)),
                ("place", place(&one.place)),
                ("account", account(&one.account)),
                ("event", event(&one.event)),
                ("status", one.status.name().to_owned()),
                ("part_of", figure(&one.part_of)),
                ("as_of", when(&one.as_of)),
                ("rate", one.rate.map_or_else(|| "-".to_owned(), |rate| rate.name().to_owned())),
            ],
        });
    }
    for one in &reading.times {
        let edtf = one.edtf.as_ref().map_or("-", |edtf| edtf.as_str());
        let head = format!("time {:?} {edtf} {} {}", one.span.text, word(&one.timex3.kind), one.timex3.value);
        found.push(Line { head, fields: Vec::new() });
    }
    for one in &reading.places {
        let or_dash = |part: &Option<String>| part.clone().unwrap_or_else(|| "-".to_owned());
        let point = match (one.lat, one.lon) {
            (Some(lat), Some(lon)) => format!("{:.0},{:.0}", lat + 0.0, lon + 0.0),
            _ => "-".to_owned(),
        };
        let head =
            format!("place {:?} {} {} {point}", one.span.text, or_dash(&one.country), or_dash(&one.kind));
        let precision = one.precision.map_or("-", dateline_model::Precision::name).to_owned();
        let fields =
            vec![("name", one.name.clone()), ("admin1", or_dash(&one.admin1)), ("precision", precision)];
        found.push(Line { head, fields });
    }
    for one in &reading.mentions {
        let others = reading.mentions.iter().filter(|other| other.entity == one.entity && other.id != one.id);
        let also = others.map(|other| format!("{:?}", other.span.text)).collect::<Vec<_>>().join(", ");
        found.push(Line {
            head: format!("mention {} {:?}", word(&one.kind), one.span.text),
            fields: vec![("also", also)],
        });
    }
    found
}

/// How a plain value is written in the record.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

fn names(statement: &Statement) -> String {
    statement.speakers.iter().map(|speaker| speaker.name.as_str()).collect::<Vec<_>>().join("; ")
}

fn speakers(speakers: &[Speaker]) -> String {
    with_details(speakers.iter().map(|one| (&one.name, [one.office.clone(), one.of.clone()])))
}

fn parties(parties: &[Party]) -> String {
    with_details(parties.iter().map(|one| (&one.name, [one.country.clone(), one.sector.as_ref().map(word)])))
}

fn with_details<'n>(named: impl Iterator<Item = (&'n String, [Option<String>; 2])>) -> String {
    let written: Vec<String> = named
        .map(|(name, details)| {
            let details: Vec<String> = details.into_iter().flatten().collect();
            if details.is_empty() { name.clone() } else { format!("{name} ({})", details.join(", ")) }
        })
        .collect();
    if written.is_empty() { "-".to_owned() } else { written.join("; ") }
}

fn bounds(figure: &Figure) -> String {
    let about = if figure.approximate { "~" } else { "" };
    match (figure.low, figure.high) {
        (Some(low), Some(high)) if low == high => format!("{about}{low}"),
        (Some(low), Some(high)) => format!("{about}{low}..{high}"),
        (Some(low), None) => format!("{about}{low}.."),
        (None, Some(high)) => format!("{about}..{high}"),
        (None, None) => "-".to_owned(),
    }
}

/// What of the expectation is not met, in words.
fn check(expected: &[String], found: &[Line]) -> Vec<String> {
    let (mut wrong, mut used) = (Vec::new(), vec![false; found.len()]);
    let mut at = 0;
    let mut exact = Vec::new();
    while at < expected.len() {
        let head = expected[at].trim_end();
        at += 1;
        let fields_from = at;
        while at < expected.len() && expected[at].starts_with(' ') {
            at += 1;
        }
        let fields: Vec<(&str, &str)> = expected[fields_from..at]
            .iter()
            .map(|line| line.trim().split_once(": ").unwrap_or((line.trim(), "")))
            .collect();
        if head.is_empty() {
        } else if let Some(kind) = head.strip_prefix("no ") {
            // "event", "event ASSAULT", "figure 5"
            let some = found.iter().filter(|line| {
                line.head
                    .strip_prefix(kind)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '/']))
            });
            wrong.extend(some.map(|line| format!("there should be no {kind}: {}", line.head)));
        } else if let Some(kind) = head.strip_prefix("only ") {
            exact.push(kind.to_owned());
        } else {
            // The first that fits and is not taken; else say what was nearest.
            let candidates: Vec<usize> = (0..found.len())
                .filter(|&index| !used[index] && head_fits(head, &found[index].head))
                .collect();
            let missed = |index: usize| {
                fields.iter().filter(move |(key, value)| {
                    !found[index].fields.iter().any(|(k, v)| k == key && v == value)
                })
            };
            match candidates.iter().copied().min_by_key(|&index| missed(index).count()) {
                None => wrong.push(format!(
                    "not found: {head} {}",
                    fields.iter().map(|(k, v)| format!("[{k}: {v}]")).collect::<String>()
                )),
                Some(index) => {
                    used[index] = true;
                    for (key, value) in missed(index) {
                        let given = found[index]
                            .fields
                            .iter()
                            .find(|(k, _)| k == key)
                            .map_or("no such field", |(_, v)| v);
                        wrong.push(format!("{head}: {key} should be {value:?}, is {given:?}"));
                    }
                }
            }
        }
    }
    for kind in exact {
        let more = found
            .iter()
            .zip(&used)
            .filter(|(line, used)| !**used && line.head.split(' ').next() == Some(&kind));
        wrong.extend(more.map(|(line, _)| format!("one too many: {}", line.head)));
    }
    wrong
}

/// The beginning fits, word by word; an act without a mode fits one with.
fn head_fits(expected: &str, found: &str) -> bool {
    if found == expected || found.starts_with(&format!("{expected} ")) {
        return true;
    }
    // `time * 2025-04-04`: the words may be any.
    if let Some((before, after)) = expected.split_once(" * ")
        && let (Some(open), Some(close)) = (found.find('"'), found.rfind('"'))
    {
        let without = format!("{}{}", &found[..open], found[close + 1..].trim_start());
        let expected = format!("{before} {after}");
        return without == expected || without.starts_with(&format!("{expected} "));
    }
    let without_mode = |head: &str| {
        let mut words: Vec<String> = head.split(' ').map(str::to_owned).collect();
        if words[0] == "event" && words.len() > 1 {
            words[1] = words[1].split('/').next().unwrap_or_default().to_owned();
        }
        words.join(" ")
    };
    !expected.contains('/') && format!("{} ", without_mode(found)).starts_with(&format!("{expected} "))
}

fn print(found: &[Line]) -> Vec<String> {
    let is_empty = |value: &str| matches!(value, "" | "-" | "false" | "given");
    found
        .iter()
        .flat_map(|line| {
            let fields = line.fields.iter().filter(|(_, value)| !is_empty(value));
            std::iter::once(line.head.clone())
                .chain(fields.map(|(key, value)| format!("  {key}: {}", value.replace('\n', " "))))
        })
        .collect()
}
