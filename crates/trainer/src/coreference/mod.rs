//! Measures coreference on OntoGUM: `dateline-trainer coreference --data DIR`.
//!
//! A mention of the key and one of ours are the same if they have the same head word in the
//! treebank's own tree (the head match of the CRAC shared tasks): where a relative clause ends is
//! no question of who is meant. Chains of one mention count on neither side. The baseline joins all
//! noun phrases and pronouns whose head words are the same.

mod metrics;

use anyhow::{Context, Result};
use clap::Args;
use dateline_extract::Extractor;
use dateline_language::conllu::{self, Block};
use dateline_language::{
    Analyzer, Annotated, Deprel, Depth, Features, GivenWord, Sentence, Token, Upos, Xpos,
};
use dateline_model::{Span, TextIndex};
use metrics::{Chain, Scores};
use rustc_hash::FxHashMap;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// Measures coreference on documents of OntoGUM.
#[derive(Args)]
pub struct Coreference {
    /// The folder with `data`.
    #[arg(long)]
    data: PathBuf,
    /// Takes tags and trees from the treebank instead of our own.
    #[arg(long)]
    gold_trees: bool,
    /// Measures on the training documents, to be looked at and tuned on.
    #[arg(long)]
    train: bool,
    /// Prints the chains of documents whose name contains this.
    #[arg(long)]
    show: Option<String>,
}

impl Coreference {
    /// Runs it.
    pub fn run(self) -> Result<()> {
        let folder = self.data.join("data");
        let parts: Vec<&str> =
            if self.train { vec!["train/gum-train"] } else { vec!["test/gum-news-dev", "train/gum-dev"] };
        let analyzer = Analyzer::embedded();
        let extractor = Extractor::embedded();
        let mut ours: FxHashMap<String, Scores> = FxHashMap::default();
        let mut baseline: FxHashMap<String, Scores> = FxHashMap::default();
        for part in parts {
            let documents = documents(&folder.join(format!("{part}.conllu")))?;
            let keys = fs::read_to_string(folder.join(format!("{part}.coref.conll")))?;
            for (number, document) in documents.iter().enumerate() {
                let genre = document.id.split('_').nth(1).unwrap_or_default().to_owned();
                let heads = document.heads();
                let key = key(&keys, &document.id, &heads, number as u32)?;
                let annotated = document.annotate(&analyzer, self.gold_trees);
                let response: Vec<Chain> = extractor
                    .chains(&annotated)
                    .into_iter()
                    .map(|chain| {
                        chain.into_iter().map(|words| (number as u32, head_of(&heads, words))).collect()
                    })
                    .collect();
                let by_head = by_head(document, number as u32);
                for group in [genre, "all".to_owned()] {
                    ours.entry(group.clone()).or_default().add(&key, &response);
                    baseline.entry(group).or_default().add(&key, &by_head);
                }
                if self.show.as_ref().is_some_and(|wanted| document.id.contains(wanted.as_str())) {
                    show(document, &key, &response);
                    show_entities(&extractor, &annotated);
                }
            }
        }
        let mut genres: Vec<&String> = ours.keys().collect();
        genres.sort();
        for genre in genres {
            println!("{genre:14} {}", line(&ours[genre]));
            println!("{:14} {}", "  same heads", line(&baseline[genre]));
        }
        Ok(())
    }
}

fn line(scores: &Scores) -> String {
    let part = |name: &str, [recall, precision, f1]: [f64; 3]| {
        format!("{name} R {:.1} P {:.1} F1 {:.1}", recall * 100.0, precision * 100.0, f1 * 100.0)
    };
    format!(
        "{}   {}   {}   CoNLL {:.2}",
        part("MUC", scores.muc.scores()),
        part("B3", scores.b_cubed.scores()),
        part("CEAFe", scores.ceaf.scores()),
        scores.mean() * 100.0
    )
}

struct Document {
    id: String,
    blocks: Vec<Block>,
    text: String,
    words: Vec<GivenWord>,
    sentences: Vec<Sentence>,
}

fn documents(path: &Path) -> Result<Vec<Document>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let mut found: Vec<Document> = Vec::new();
    let mut paragraph = 0;
    for block in conllu::blocks(BufReader::new(file)) {
        let block = block?;
        if let Some(id) = block.comment("newdoc id") {
            found.push(Document {
                id: id.to_owned(),
                blocks: Vec::new(),
                text: String::new(),
                words: Vec::new(),
                sentences: Vec::new(),
            });
            paragraph = 0;
        }
        let Some(document) = found.last_mut().filter(|_| !block.rows.is_empty()) else { continue };
        if block.has("newpar") {
            paragraph += 1;
            document.text.push('\n');
        }
        let first = document.words.len();
        for row in &block.rows {
            let start = document.text.len();
            document.text.push_str(&row.form);
            document
                .words
                .push(GivenWord { span: Span::new(start, document.text.len()), is_glued: row.is_glued });
            if row.is_spaced && !row.is_glued {
                document.text.push(' ');
            }
        }
        let words = Span::new(first, document.words.len());
        document.sentences.push(Sentence { words, paragraph });
        document.blocks.push(block);
    }
    Ok(found)
}

impl Document {
    /// The head of each word, counted over the document.
    fn heads(&self) -> Vec<Option<usize>> {
        let mut heads = Vec::new();
        for block in &self.blocks {
            let offset = heads.len();
            heads.extend(
                block.rows.iter().map(|row| row.head.filter(|&head| head > 0).map(|head| offset + head - 1)),
            );
        }
        heads
    }

    fn annotate(&self, analyzer: &Analyzer, gold_trees: bool) -> Annotated<'_> {
        let annotated = analyzer.analyze_given(&self.text, &self.words, self.sentences.clone(), Depth::Trees);
        if !gold_trees {
            return annotated;
        }
        let heads = self.heads();
        let rows = self.blocks.iter().flat_map(|block| &block.rows);
        let tokens = rows.zip(&self.words).zip(heads).map(|((row, word), head)| Token {
            span: word.span,
            upos: Upos::named(&row.upos).unwrap_or_default(),
            xpos: Xpos::named(&row.xpos).unwrap_or_default(),
            features: Features::default(),
            lemma: row.lemma.as_str().into(),
            head: head.map(|head| head as u32),
            deprel: Deprel::named(&row.deprel).unwrap_or_default(),
            is_glued: word.is_glued,
        });
        Annotated::new(
            TextIndex::new(&self.text),
            tokens.collect(),
            self.sentences.clone(),
            annotated.quotations.clone(),
            annotated.names.clone(),
            Some("en"),
        )
    }
}

/// The word of a stretch whose head stands outside it.
fn head_of(heads: &[Option<usize>], words: std::ops::Range<usize>) -> u32 {
    let outside = |&at: &usize| heads[at].is_none_or(|head| !words.contains(&head));
    words.clone().find(outside).unwrap_or(words.start) as u32
}

/// The chains of one document of a key: a word a line, `(chain` … `chain)`.
fn key(keys: &str, id: &str, heads: &[Option<usize>], number: u32) -> Result<Vec<Chain>> {
    let begin = format!("# begin document {id}\n");
    let from = keys.find(&begin).with_context(|| format!("no key for {id}"))? + begin.len();
    let rest = &keys[from..];
    let rest = &rest[..rest.find("# begin document").unwrap_or(rest.len())];
    let mut open: Vec<(u32, usize)> = Vec::new();
    let mut spans: Vec<(usize, usize, u32)> = Vec::new();
    let rows = rest.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    for (at, line) in rows.enumerate() {
        let column = line.rsplit('\t').next().unwrap_or("_");
        let mut rest = column;
        while let Some(place) = rest.find(['(', ')']) {
            if rest.as_bytes()[place] == b'(' {
                let digits: String = rest[place + 1..].chars().take_while(char::is_ascii_digit).collect();
                let chain = digits.parse()?;
                open.push((chain, at));
                rest = &rest[place + 1 + digits.len()..];
                if let Some(after) = rest.strip_prefix(')') {
                    open.pop();
                    spans.push((at, at + 1, chain));
                    rest = after;
                }
            } else {
                let digits: String = rest[..place].chars().filter(char::is_ascii_digit).collect();
                let chain = digits.parse()?;
                if let Some(found) = open.iter().rposition(|&(known, _)| known == chain) {
                    spans.push((open.remove(found).1, at + 1, chain));
                }
                rest = &rest[place + 1..];
            }
        }
    }
    // Of two mentions with one head the longer is the noun phrase.
    spans.sort_by_key(|&(start, end, _)| std::cmp::Reverse(end - start));
    let mut by_head: FxHashMap<u32, u32> = FxHashMap::default();
    for (start, end, chain) in spans {
        by_head.entry(head_of(heads, start..end)).or_insert(chain);
    }
    let mut chains: FxHashMap<u32, Chain> = FxHashMap::default();
    for (head, chain) in by_head {
        chains.entry(chain).or_default().push((number, head));
    }
    let mut chains: Vec<Chain> = chains.into_values().collect();
    chains.iter_mut().for_each(|chain| chain.sort_unstable());
    chains.sort();
    Ok(chains)
}

/// Nouns, names and pronouns with the same word as head.
fn by_head(document: &Document, number: u32) -> Vec<Chain> {
    let mut chains: FxHashMap<String, Chain> = FxHashMap::default();
    let mut at = 0;
    for block in &document.blocks {
        for row in &block.rows {
            let is_noun = matches!(row.upos.as_str(), "NOUN" | "PROPN" | "PRON");
            let is_part =
                ["compound", "flat", "fixed", "expl"].iter().any(|part| row.deprel.starts_with(part));
            if is_noun && !is_part {
                chains.entry(row.lemma.to_lowercase()).or_default().push((number, at));
            }
            at += 1;
        }
    }
    chains.into_values().collect()
}

fn show(document: &Document, key: &[Chain], response: &[Chain]) {
    let forms: Vec<&str> = document.words.iter().map(|word| &document.text[word.span.range()]).collect();
    println!("== {}\n{}", document.id, document.text);
    for (name, chains) in [("key", key), ("ours", response)] {
        for chain in chains.iter().filter(|chain| chain.len() > 1) {
            let words: Vec<String> =
                chain.iter().map(|&(_, head)| format!("{}/{head}", forms[head as usize])).collect();
            println!("  {name}: {}", words.join(" "));
        }
    }
}

fn show_entities(extractor: &Extractor, annotated: &Annotated<'_>) {
    let report =
        dateline_model::Report { text: annotated.text().to_owned(), ..dateline_model::Report::default() };
    let found = extractor.entities(&report, annotated);
    for (number, entity) in found.entities.iter().enumerate() {
        let mentions: Vec<&str> = found
            .mentions
            .iter()
            .filter(|mention| mention.entity == number)
            .map(|mention| mention.record.span.text.as_str())
            .collect();
        println!(
            "  {:?} {} | office {:?} of {:?} {:?} {:?} | {}",
            entity.kind,
            entity.name,
            entity.office,
            entity.of,
            entity.country,
            entity.sector,
            mentions.join(" / ")
        );
    }
}
