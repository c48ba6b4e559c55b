//! The examples of the lexicon are read, and each must tell what its entry says.

use super::lexicon::{Lexicon, Sort};
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

/// The examples over the classes ("the *collapse* of the dynasty") must show a word of the class.
#[test]
fn examples_of_the_classes() {
    let lexicon = Lexicon::embedded();
    let analyzer = Analyzer::embedded();
    let mut wrong = Vec::new();
    let mut comment = String::new();
    for line in include_str!("../lexicon/events-classes.toml").lines() {
        if line.starts_with('[') {
            comment.clear();
        } else if let Some(words) = line.strip_prefix('#') {
            comment.push_str(words);
        } else if let Some((class, _)) = line.split_once(" = ").filter(|(class, _)| lexicon.has_class(class))
        {
            let shown: Vec<&str> = comment.split('*').skip(1).step_by(2).collect();
            let is_shown = shown.iter().any(|words| {
                let annotated = analyzer.analyze(words, &[], Depth::Trees);
                annotated.tokens.iter().enumerate().any(|(at, token)| {
                    lexicon.is(class, &token.lemma.to_lowercase())
                        || lexicon.is(class, &annotated.form(at).to_lowercase())
                })
            });
            if !shown.is_empty() && !is_shown {
                wrong.push(format!("{class}: {comment}"));
            }
            comment.clear();
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn forms_are_of_verbs_of_the_lexicon() {
    let lexicon = Lexicon::embedded();
    let wrong: Vec<&String> =
        lexicon.forms().filter(|lemma| lexicon.of(Sort::Verb, lemma).next().is_none()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}
