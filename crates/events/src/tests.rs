//! The examples of the lexicon are read, and each must tell what its entry says.

use super::lexicon::Lexicon;
use super::telling;
use dateline_language::{Analyzer, Depth};
use dateline_model::Report;
use dateline_parties::Resolver;
use dateline_scene::Scene;

/// The share of examples that must come out right: the parser is not always.
const SHARE: f64 = 0.9;

#[test]
fn examples_of_the_lexicon() {
    let lexicon = Lexicon::embedded();
    let analyzer = Analyzer::embedded();
    let resolver = Resolver::embedded();
    let mut wrong = Vec::new();
    for entry in &lexicon.entries {
        let report = Report { text: entry.example.clone(), ..Report::default() };
        let annotated = analyzer.analyze(&report.text, &[], Depth::Trees);
        let mut scene = Scene::new(&report, &annotated);
        scene.entities = resolver.resolve(&scene);
        let found = telling::candidates(&lexicon, &scene);
        let is_told = found.iter().any(|candidate| candidate.telling.act == entry.act);
        if !is_told {
            let acts: Vec<String> = found
                .iter()
                .map(|candidate| {
                    format!("{:?} {}", candidate.telling.act, annotated.form(candidate.telling.trigger))
                })
                .collect();
            wrong.push(format!("{:?} {}: {} — {}", entry.act, entry.lemma, entry.example, acts.join(", ")));
        }
    }
    let share = 1.0 - wrong.len() as f64 / lexicon.entries.len() as f64;
    assert!(share >= SHARE, "{} of {}:\n{}", wrong.len(), lexicon.entries.len(), wrong.join("\n"));
}
