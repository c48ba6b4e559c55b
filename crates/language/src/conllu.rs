//! CoNLL-U: what treebanks are kept in and what `dateline annotate` writes.

use crate::{Annotated, Name};
use dateline_model::MentionKind;
use std::fmt::Write as _;
use std::io::{self, BufRead};

/// A sentence as it stands in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// Its comment lines, with the `#`.
    pub comments: Vec<String>,
    /// Its words.
    pub rows: Vec<Row>,
    /// Printed words that are several words ("don't").
    pub joined: Vec<Joined>,
}

/// A word as it stands in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The word.
    pub form: String,
    /// Its dictionary form.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: String,
    /// Penn tag.
    pub xpos: String,
    /// Features.
    pub features: String,
    /// The number of its head, counted from 1; 0 for the root; none where the file gives none.
    pub head: Option<usize>,
    /// Relation to its head.
    pub deprel: String,
    /// The rest.
    pub misc: String,
    /// Whether a space follows it.
    pub is_spaced: bool,
    /// Whether it and the next are one printed word.
    pub is_glued: bool,
}

/// A printed word that is several words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// Its first word, counted from 0.
    pub first: usize,
    /// Its last word.
    pub last: usize,
    /// As printed.
    pub form: String,
}

impl Block {
    /// The value of a comment (`newdoc id`, `sent_id`).
    pub fn comment(&self, key: &str) -> Option<&str> {
        self.comments.iter().find_map(|line| {
            let (name, value) =
                line.strip_prefix('#')?.split_once('=').unwrap_or((line.strip_prefix('#')?, ""));
            (name.trim() == key).then_some(value.trim())
        })
    }

    /// Whether a comment of that name, with a value or without, stands there.
    pub fn has(&self, key: &str) -> bool {
        self.comments.iter().any(|line| {
            line.strip_prefix('#')
                .and_then(|line| line.trim_start().strip_prefix(key))
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '=']))
        })
    }
}

/// The sentences of a file, one by one. Lines that are none of CoNLL-U are passed over.
pub fn blocks(input: impl BufRead) -> impl Iterator<Item = io::Result<Block>> {
    let mut lines = input.lines();
    let mut is_done = false;
    std::iter::from_fn(move || {
        let mut block = Block::default();
        // Where the printed word ends whose parts are being read, and whether a space follows it.
        let mut joined_until: Option<(usize, bool)> = None;
        loop {
            let line = if is_done { None } else { lines.next() };
            let line = match line {
                Some(Ok(line)) => line,
                Some(Err(error)) => {
                    is_done = true;
                    return Some(Err(error));
                }
                None => {
                    is_done = true;
                    let has_any = !block.rows.is_empty() || !block.comments.is_empty();
                    return has_any.then_some(Ok(block));
                }
            };
            let line = line.trim_end_matches('\r');
            if line.trim().is_empty() {
                if !block.rows.is_empty() || !block.comments.is_empty() {
                    return Some(Ok(block));
                }
                continue;
            }
            let columns: Vec<&str> = line.split('\t').collect();
            if columns.len() < 10 {
                if line.starts_with('#') {
                    block.comments.push(line.to_owned());
                }
                continue;
            }
            let is_spaced = !columns[9].split('|').any(|part| part == "SpaceAfter=No");
            if let Some((first, last)) = columns[0].split_once('-') {
                if let (Ok(first), Ok(last)) = (first.parse::<usize>(), last.parse::<usize>())
                    && first == block.rows.len() + 1
                    && last >= first
                {
                    let joined = Joined { first: first - 1, last: last - 1, form: columns[1].to_owned() };
                    block.joined.push(joined);
                    joined_until = Some((last, is_spaced));
                }
            } else if columns[0].parse::<usize>().is_ok() {
                let number = block.rows.len() + 1;
                let (is_spaced, is_glued) = match joined_until {
                    Some((last, _)) if number < last => (false, true),
                    Some((last, is_spaced)) if number == last => (is_spaced, false),
                    _ => (is_spaced, false),
                };
                block.rows.push(Row {
                    form: columns[1].to_owned(),
                    lemma: columns[2].to_owned(),
                    upos: columns[3].to_owned(),
                    xpos: columns[4].to_owned(),
                    features: columns[5].to_owned(),
                    head: columns[6].parse().ok(),
                    deprel: columns[7].to_owned(),
                    misc: columns[9].to_owned(),
                    is_spaced,
                    is_glued,
                });
            }
        }
    })
}

/// Writes one analysed sentence: its words, with `joined` forms where given.
pub fn write_sentence(out: &mut String, annotated: &Annotated<'_>, number: usize, depth: Columns) {
    let sentence = annotated.sentences[number];
    let words = sentence.words;
    let first_name = annotated.names.partition_point(|name| name.words.end <= words.start);
    let mut names = annotated.names[first_name..].iter().peekable();
    for at in words.range() {
        let token = &annotated.tokens[at];
        let begins_joined = token.is_glued && (at == words.start || !annotated.tokens[at - 1].is_glued);
        if begins_joined {
            let mut last = at;
            while last + 1 < words.end && annotated.tokens[last].is_glued {
                last += 1;
            }
            let form = &annotated.text()[token.span.start..annotated.tokens[last].span.end];
            let _ = write!(
                out,
                "{}-{}\t{}\t_\t_\t_\t_\t_\t_\t_\t",
                at - words.start + 1,
                last - words.start + 1,
                one_line(form)
            );
            let start = annotated.index.code_point(token.span.start);
            let end = annotated.index.code_point(annotated.tokens[last].span.end);
            let _ = writeln!(out, "start={start}|end={end}");
        }
        let form = one_line(annotated.form(at));
        let _ = write!(out, "{}\t{form}\t", at - words.start + 1);
        match depth {
            Columns::Words => out.push_str("_\t_\t_\t_\t_\t_\t_\t"),
            Columns::Tags | Columns::Trees => {
                let features = if token.features.0.is_empty() { "_" } else { token.features.0 };
                let lemma = if token.lemma.is_empty() { &*form } else { &token.lemma };
                let _ = write!(out, "{lemma}\t{}\t{}\t{features}\t", token.upos.name(), token.xpos.name());
                if depth == Columns::Trees {
                    let head = token.head.map_or(0, |head| (head as usize + 1).saturating_sub(words.start));
                    let _ = write!(out, "{head}\t{}\t_\t", token.deprel.name());
                } else {
                    out.push_str("_\t_\t_\t");
                }
            }
        }
        let start = annotated.index.code_point(token.span.start);
        let end = annotated.index.code_point(token.span.end);
        let _ = write!(out, "start={start}|end={end}");
        while names.next_if(|name| name.words.end <= at).is_some() {}
        if let Some(name) = names.peek().filter(|name| name.words.start <= at) {
            let prefix = if at == name.words.start.max(words.start) { 'B' } else { 'I' };
            let _ = write!(out, "|NER={prefix}-{}", kind_name(name));
        }
        let next = annotated.tokens.get(at + 1);
        if next.is_some_and(|next| next.span.start == token.span.end) && !token.is_glued {
            out.push_str("|SpaceAfter=No");
        }
        out.push('\n');
    }
    out.push('\n');
}

/// Which columns are filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// Words only.
    Words,
    /// And tags.
    Tags,
    /// And trees.
    Trees,
}

fn kind_name(name: &Name) -> &'static str {
    match name.kind {
        MentionKind::Person => "PERSON",
        MentionKind::Organization => "ORGANIZATION",
        MentionKind::Country => "COUNTRY",
        MentionKind::Place => "PLACE",
        MentionKind::Facility => "FACILITY",
        MentionKind::Nationality => "NATIONALITY",
        MentionKind::Office => "OFFICE",
        MentionKind::Group => "GROUP",
    }
}

/// A form with what would break a line or a column taken out.
fn one_line(form: &str) -> std::borrow::Cow<'_, str> {
    if form.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
        form.replace(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'), " ").into()
    } else {
        form.into()
    }
}
