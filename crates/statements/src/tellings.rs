//! The same saying told in two ways gives the same record: the pairs of `pairs.toml`.

use super::examples::statements;
use crate::Finder;
use dateline_language::Analyzer;
use dateline_model::{Id, Speaker, Statement};
use dateline_parties::Resolver;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pairs {
    pair: Vec<Pair>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    kind: String,
    told: Vec<String>,
    /// Tellings that should give the same and do not: wishes, which must fail.
    #[serde(default)]
    not_yet: Vec<String>,
    record: Vec<String>,
}

/// One line of a pair's record, taken apart.
struct Wanted<'l> {
    speakers: Vec<String>,
    negated: bool,
    act: &'l str,
    addressee: Option<&'l str>,
    said: Option<&'l str>,
    via: Option<&'l str>,
    within: Option<&'l str>,
}

impl<'l> Wanted<'l> {
    fn read(line: &'l str) -> Self {
        let (line, within) = cut(line, " < ");
        let (line, via) = cut(line, " via ");
        let (line, said) = cut(line, " @ ");
        let (line, addressee) = cut(line, " > ");
        let (who, act) = line.rsplit_once(' ').unwrap_or(("-", line));
        let (who, negated) = who.strip_suffix(" not").map_or((who, false), |who| (who, true));
        let mut speakers: Vec<String> = who.split(';').map(plain).filter(|name| name != "-").collect();
        speakers.sort();
        Wanted { speakers, negated, act, addressee, said, via, within }
    }

    fn fits(&self, statement: &Statement, all: &[Statement]) -> bool {
        let mut names: Vec<String> = statement.speakers.iter().map(|speaker| plain(&speaker.name)).collect();
        names.sort();
        let act = format!("{:?}", statement.act).to_lowercase();
        let has = |who: &[Speaker], name: Option<&str>| {
            name.is_none_or(|name| who.iter().any(|one| plain(&one.name) == plain(name)))
        };
        let outer =
            |id: &Id| all.iter().find(|outer| outer.id == *id).map_or(&[][..], |outer| &outer.speakers);
        let said = statement.said.as_ref().and_then(|when| when.edtf.as_ref()).map(ToString::to_string);
        names == self.speakers
            && (self.act == "*" || self.act == act)
            && self.negated == statement.negated
            && has(&statement.addressee, self.addressee)
            && has(&statement.via, self.via)
            && self.said.is_none_or(|day| said.as_deref() == Some(day))
            && self
                .within
                .is_none_or(|name| statement.account.as_ref().is_some_and(|id| has(outer(id), Some(name))))
    }
}

fn cut<'l>(line: &'l str, mark: &str) -> (&'l str, Option<&'l str>) {
    line.rsplit_once(mark).map_or((line, None), |(rest, value)| (rest, Some(value)))
}

fn plain(name: &str) -> String {
    let name = name.trim().to_lowercase();
    name.strip_prefix("the ").map_or(name.clone(), str::to_owned)
}

/// Whether a telling gives what is wanted, and nothing else.
fn gives(found: &[Statement], record: &[String]) -> bool {
    let mut left: Vec<&Statement> = found.iter().collect();
    record.iter().all(|line| {
        let wanted = Wanted::read(line);
        let at = left.iter().position(|statement| wanted.fits(statement, found));
        at.map(|at| left.remove(at)).is_some()
    }) && left.is_empty()
}

#[test]
fn told_otherwise_it_is_the_same() {
    let pairs: Pairs = dateline_vocabulary::compiled_in("pairs.toml", include_str!("pairs.toml"));
    let analyzer = Analyzer::embedded();
    let stages = (Resolver::embedded(), dateline_times::Finder::embedded(), Finder::embedded());
    let failures: Vec<String> = pairs
        .pair
        .iter()
        .flat_map(|pair| pair.told.iter().map(move |told| (pair, told)))
        .filter(|(pair, told)| !gives(&statements(&analyzer, &stages, told), &pair.record))
        .map(|(pair, told)| format!("{}: {told}", pair.kind))
        .collect();
    assert!(failures.is_empty(), "{} tellings:\n{}", failures.len(), failures.join("\n"));
    let holds: Vec<&String> = pairs
        .pair
        .iter()
        .flat_map(|pair| pair.not_yet.iter().map(move |told| (pair, told)))
        .filter(|(pair, told)| gives(&statements(&analyzer, &stages, told), &pair.record))
        .map(|(_, told)| told)
        .collect();
    assert!(holds.is_empty(), "hold now: make them tellings: {holds:?}");
}
