//! What several reports show together: records of `dateline extract` on standard input, the same
//! records and the links between them on standard output. For measuring the links by themselves;
//! `dateline read` and `export` do the same and keep it.
//!
//! `links --days N` gives the lines of a timeline of N days instead, `links --about ISSUE …` the
//! positions on each of some issues, a line `{"about": ISSUE}` before those on it.

use dateline_model::{Id, Reading, Record, Report, Verdict};
use dateline_resolve::{
    Features, Issue, Linker, Publishers, Sighting, TimelineOptions, facts, opposed, people, positions,
    same_events, same_statements, timeline, voices,
};
use std::collections::BTreeMap;
use std::io::{BufRead, Write};
use std::time::Instant;

fn main() -> std::io::Result<()> {
    let mut reads: Vec<(Report, Reading)> = Vec::new();
    let mut place: BTreeMap<Id, usize> = BTreeMap::new();
    let mut records = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let Ok(record) = serde_json::from_str::<Record>(&line?) else { continue };
        records.push(record);
    }
    for record in &records {
        if let Record::Report(report) = record {
            place.insert(report.id.clone(), reads.len());
            reads.push((report.clone(), Reading::default()));
        }
    }
    for record in &records {
        let mut put = |report: &Id, put: &mut dyn FnMut(&mut Reading)| {
            if let Some(&at) = place.get(report) {
                put(&mut reads[at].1);
            }
        };
        match record {
            Record::Mention(it) => put(&it.report, &mut |reading| reading.mentions.push(it.clone())),
            Record::Statement(it) => put(&it.report, &mut |reading| reading.statements.push(it.clone())),
            Record::Event(it) => put(&it.report, &mut |reading| reading.events.push(it.clone())),
            Record::Figure(it) => put(&it.report, &mut |reading| reading.figures.push(it.clone())),
            Record::Time(it) => put(&it.report, &mut |reading| reading.times.push(it.clone())),
            Record::Place(it) => put(&it.report, &mut |reading| reading.places.push(it.clone())),
            _ => {}
        }
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut arguments = std::env::args().skip(1);
    let first = arguments.next();
    if first.as_deref() == Some("--about") {
        let borrowed: Vec<_> = reads.iter().map(|(report, reading)| (report, reading)).collect();
        for about in arguments {
            writeln!(out, "{}", serde_json::json!({ "about": about }))?;
            for lane in positions(&borrowed, &Issue::of(&about, &[]), &[]) {
                serde_json::to_writer(&mut out, &lane)?;
                out.write_all(b"\n")?;
            }
        }
        return out.flush();
    }
    if first.as_deref() == Some("--days") {
        let days = arguments.next().and_then(|days| days.parse().ok());
        let borrowed: Vec<_> = reads.iter().map(|(report, reading)| (report, reading)).collect();
        for day in timeline(&borrowed, &TimelineOptions { days, ..TimelineOptions::default() }) {
            serde_json::to_writer(&mut out, &day)?;
            out.write_all(b"\n")?;
        }
        return out.flush();
    }
    let start = Instant::now();
    let mut linker = Linker::default();
    linker.add_all(reads.iter().map(|(report, reading)| Features::of(report, reading)));
    let publishers = Publishers::shipped();
    for mut story in linker.stories() {
        let of_story: Vec<_> = story
            .reports
            .iter()
            .filter_map(|report| place.get(report))
            .map(|&at| (&reads[at].0, &reads[at].1))
            .collect();
        let of_story_reports: Vec<&Report> = of_story.iter().map(|(report, _)| *report).collect();
        story.voices = voices(&story, &of_story_reports, &publishers);
        let events = same_events(&of_story);
        records.extend(same_statements(&of_story).into_iter().map(Record::SameStatement));
        records.extend(opposed(&story, &of_story).into_iter().map(Record::Opposed));
        for fact in facts(&story, &of_story, &events) {
            if fact.verdict == Verdict::Differ {
                records.push(Record::Difference(fact.clone().into()));
            }
            records.push(Record::SameFigure(fact));
        }
        records.extend(events.into_iter().map(Record::SameEvent));
        records.push(Record::Story(story));
    }
    let sightings: Vec<Sighting> =
        reads.iter().flat_map(|(report, reading)| Sighting::of((report, reading))).collect();
    records.extend(people(&sightings).into_iter().map(Record::Person));
    writeln!(std::io::stderr(), "linked in {:.1} ms", start.elapsed().as_secs_f64() * 1e3)?;
    for record in records {
        serde_json::to_writer(&mut out, &record)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
