//! The section `lemmas`: dictionary forms and features.

use crate::corpus;
use crate::files::Files;
use anyhow::Result;
use dateline_language::lemmas::{self, Edit, Lemmas};
use std::collections::BTreeMap;

/// Gathers lemmas and features.
#[derive(clap::Args)]
pub struct Gather {
    #[command(flatten)]
    files: Files,
}

impl Gather {
    /// Runs it.
    pub fn run(self) -> Result<()> {
        let blocks = corpus::training(&self.files.data)?;
        let mut lemmas = Lemmas::default();
        // Words by tag, with how often each lemma was theirs.
        let mut seen: BTreeMap<(String, String), BTreeMap<String, u32>> = BTreeMap::new();
        let mut bundles: BTreeMap<(String, String), BTreeMap<String, u32>> = BTreeMap::new();
        for row in blocks.iter().flat_map(|block| &block.rows) {
            let tag = format!("{} {}", row.upos, row.xpos);
            let form = row.form.to_lowercase().replace('’', "'");
            if !row.features.contains("Typo=Yes") && row.lemma != "_" {
                let lemma = row.lemma.to_lowercase().replace('’', "'");
                *seen.entry((tag.clone(), form.clone())).or_default().entry(lemma).or_default() += 1;
            }
            let features = clean(&row.features);
            for at in [lemmas::whole(&form), lemmas::kind(&form).to_owned(), String::new()] {
                *bundles.entry((tag.clone(), at)).or_default().entry(features.clone()).or_default() += 1;
            }
        }
        let edits = learn_endings(&seen);
        let mut places: BTreeMap<Edit, u16> = BTreeMap::new();
        for ((tag, ending), edit) in edits {
            let next = places.len() as u16;
            let place = *places.entry(edit).or_insert(next);
            lemmas.endings.insert(lemmas::key(&tag, &ending), place);
        }
        lemmas.edits = vec![Edit::default(); places.len()];
        for (edit, place) in places {
            lemmas.edits[usize::from(place)] = edit;
        }
        let mut places: BTreeMap<String, u16> = BTreeMap::new();
        let best = |counts: &BTreeMap<String, u32>| most(counts).0;
        for ((tag, at), counts) in &bundles {
            let features = best(counts);
            let general = best(&bundles[&(tag.clone(), String::new())]);
            let is_known = at.is_empty() || {
                let kind =
                    at.strip_prefix('^').map_or_else(String::new, |ending| lemmas::kind(ending).to_owned());
                let above = bundles.get(&(tag.clone(), kind)).map_or(general, best);
                features != above
            };
            if is_known {
                let next = places.len() as u16;
                let place = *places.entry(features).or_insert(next);
                lemmas.features.insert(lemmas::key(tag, at), place);
            }
        }
        lemmas.bundles = vec![String::new(); places.len()];
        for (bundle, place) in places {
            lemmas.bundles[usize::from(place)] = bundle;
        }
        eprintln!(
            "{} endings, {} edits, {} words with features of their own, {} bundles",
            lemmas.endings.len(),
            lemmas.edits.len(),
            lemmas.features.len(),
            lemmas.bundles.len()
        );
        for name in ["ewt-dev", "gum-news-dev"] {
            let blocks = corpus::sentences(&self.files.data.join(format!("data/test/{name}.conllu")))?;
            let (mut right, mut all) = (0, 0);
            for block in &blocks {
                for (at, row) in block.rows.iter().enumerate() {
                    let lemma = lemmas.lemma(&row.form, &format!("{} {}", row.upos, row.xpos), at == 0);
                    all += 1;
                    right += usize::from(lemma.to_lowercase() == row.lemma.to_lowercase());
                }
            }
            eprintln!(
                "{name}: {:.2} % of lemmas, gold tags",
                100.0 * f64::from(right as u32) / f64::from(all)
            );
        }
        crate::files::put(&self.files.model, "lemmas", &lemmas.write())
    }
}

/// Features that the word and its tag can tell.
fn clean(features: &str) -> String {
    let kept: Vec<&str> = features
        .split('|')
        .filter(|pair| {
            !matches!(pair.split('=').next(), Some("Typo" | "ExtPos" | "Style" | "_" | "Abbr" | "Foreign"))
        })
        .collect();
    kept.join("|")
}

fn most(counts: &BTreeMap<String, u32>) -> (String, u32) {
    counts
        .iter()
        .max_by(|left, right| left.1.cmp(right.1).then(right.0.cmp(left.0)))
        .map_or((String::new(), 0), |(name, count)| (name.clone(), *count))
}

type Endings = BTreeMap<(String, String), Edit>;

/// For each tag and ending the commonest edit of the words so ending, where it is not that
/// of the shorter ending; whole words where the endings are wrong about them.
fn learn_endings(seen: &BTreeMap<(String, String), BTreeMap<String, u32>>) -> Endings {
    let mut votes: BTreeMap<(String, String), BTreeMap<Edit, u32>> = BTreeMap::new();
    let mut words: Vec<(&str, &str, Edit)> = Vec::new();
    for ((tag, form), counts) in seen {
        let edit = Edit::between(form, &most(counts).0);
        for ending in lemmas::endings(form) {
            *votes.entry((tag.clone(), ending.to_owned())).or_default().entry(edit.clone()).or_default() += 1;
        }
        words.push((tag, form, edit));
    }
    let best = |edits: &BTreeMap<Edit, u32>| {
        edits
            .iter()
            .max_by(|left, right| left.1.cmp(right.1).then(right.0.cmp(left.0)))
            .map(|(edit, count)| (edit.clone(), *count))
    };
    let mut found = Endings::new();
    // Shorter endings come first, so that a longer one can be compared with what holds without it.
    let mut order: Vec<_> = votes.iter().collect();
    order.sort_by_key(|((tag, ending), _)| (ending.chars().count(), tag.clone(), ending.clone()));
    for ((tag, ending), edits) in order {
        let Some((edit, count)) = best(edits) else { continue };
        let above =
            lemmas::endings(ending).skip(1).find_map(|shorter| found.get(&(tag.clone(), shorter.to_owned())));
        if ending.is_empty() || count >= 2 && above != Some(&edit) {
            found.insert((tag.clone(), ending.clone()), edit);
        }
    }
    for (tag, form, edit) in words {
        let by_ending =
            lemmas::endings(form).find_map(|ending| found.get(&(tag.to_owned(), ending.to_owned())));
        if by_ending != Some(&edit) {
            found.insert((tag.to_owned(), lemmas::whole(form)), edit);
        }
    }
    found
}
