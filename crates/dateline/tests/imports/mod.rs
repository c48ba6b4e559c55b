//! Which file of a crate imports which, read from its source.
//!
//! A file imports another where a path in it leads into the other's module: `use super::lexicon::Lexicon`,
//! `clause::subject(…)`. What a module only hands on (`pub use`) is looked for where it is defined;
//! a `mod` line is no import. The main file of a program may use its parts, and they it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A module by its path in the crate; the root's is empty.
pub type Module = Vec<String>;

/// The files under a folder of source, by their modules.
pub fn sources(folder: &Path) -> BTreeMap<Module, String> {
    let mut found = BTreeMap::new();
    gather(folder, &Vec::new(), &mut found);
    found
}

fn gather(folder: &Path, above: &Module, found: &mut BTreeMap<Module, String>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let mut module = above.clone();
        if path.is_dir() {
            module.push(stem);
            gather(&path, &module, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") && stem != "main" {
            if !matches!(stem.as_str(), "lib" | "mod") {
                module.push(stem);
            }
            found.insert(module, own_code(&std::fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Code without comments and without the tests at its end.
fn own_code(source: &str) -> String {
    let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let code = source.lines().map(|line| line.split("//").next().unwrap_or_default());
    // A module inside a file that takes what the file around it has imports no other file.
    let leads_out = |line: &&str| !(line.starts_with(' ') && line.trim() == "use super::*;");
    code.filter(leads_out).collect::<Vec<_>>().join("\n")
}

/// Sets of files that import each other, directly or by way of others.
pub fn circles(files: &BTreeMap<Module, String>) -> Vec<Vec<Module>> {
    let handed_on: BTreeMap<&Module, BTreeMap<String, Module>> =
        files.iter().map(|(module, source)| (module, handed_on(module, source))).collect();
    let mut imports: BTreeMap<&Module, BTreeSet<&Module>> = BTreeMap::new();
    for (module, source) in files {
        let known = imports.entry(module).or_default();
        for path in paths(source) {
            let target = resolve(files, &handed_on, module, &path);
            if let Some((target, _)) = target.and_then(|target| files.get_key_value(&target))
                && target != module
            {
                known.insert(target);
            }
        }
    }
    let reach: BTreeMap<&Module, BTreeSet<&Module>> =
        imports.keys().map(|&module| (module, reached(&imports, module))).collect();
    let mut circles: BTreeSet<Vec<Module>> = BTreeSet::new();
    for (module, all) in &reach {
        if all.contains(*module) {
            let circle = all.iter().filter(|other| reach[**other].contains(*module));
            circles.insert(circle.map(|module| (*module).clone()).collect());
        }
    }
    circles.into_iter().collect()
}

/// All files that one leads to by its imports.
fn reached<'m>(
    imports: &BTreeMap<&'m Module, BTreeSet<&'m Module>>,
    from: &'m Module,
) -> BTreeSet<&'m Module> {
    let mut found = BTreeSet::new();
    let mut ahead: Vec<&Module> = imports[from].iter().copied().collect();
    while let Some(module) = ahead.pop() {
        if found.insert(module) {
            ahead.extend(&imports[module]);
        }
    }
    found
}

/// The module that a path leads to, from within another.
fn resolve(
    files: &BTreeMap<Module, String>,
    handed_on: &BTreeMap<&Module, BTreeMap<String, Module>>,
    module: &Module,
    path: &[String],
) -> Option<Module> {
    let (mut at, mut rest) = start(module, path);
    if rest.len() == path.len() && !files.contains_key(&below(&at, rest.first()?)) {
        return None;
    }
    while let Some(next) = rest.first() {
        let deeper = below(&at, next);
        if files.contains_key(&deeper) {
            at = deeper;
            rest = &rest[1..];
        } else if let Some(target) =
            handed_on.get(&at).and_then(|names| names.get(next)).filter(|to| **to != at)
        {
            at = target.clone();
        } else {
            break;
        }
    }
    Some(at)
}

fn below(module: &Module, name: &str) -> Module {
    let mut deeper = module.clone();
    deeper.push(name.to_owned());
    deeper
}

/// Where a path begins, and what is left of it.
fn start<'p>(module: &Module, path: &'p [String]) -> (Module, &'p [String]) {
    let mut at = module.clone();
    let mut rest = path;
    if rest.first().is_some_and(|first| first == "crate") {
        return (Module::new(), &rest[1..]);
    }
    while rest.first().is_some_and(|first| first == "super" || first == "self") {
        if rest[0] == "super" {
            at.pop();
        }
        rest = &rest[1..];
    }
    (at, rest)
}

/// What a module hands on: the name, and the module it comes from.
fn handed_on(module: &Module, source: &str) -> BTreeMap<String, Module> {
    let mut names = BTreeMap::new();
    for statement in uses(source).filter(|statement| statement.is_handed_on) {
        for mut path in leaves(&statement.tree) {
            let Some(name) = path.pop() else { continue };
            let (mut at, rest) = start(module, &path);
            at.extend(rest.iter().cloned());
            names.insert(name, at);
        }
    }
    names
}

struct Use {
    is_handed_on: bool,
    tree: String,
}

/// The `use` statements of some code.
fn uses(source: &str) -> impl Iterator<Item = Use> + '_ {
    source.match_indices("use ").filter_map(|(at, _)| {
        let before = source[..at].rsplit('\n').next().unwrap_or_default().trim();
        let is_statement = before.is_empty() || before.starts_with("pub") && !before.contains(' ');
        let tree = source[at + 4..].split(';').next()?.to_owned();
        is_statement.then_some(Use { is_handed_on: !before.is_empty(), tree })
    })
}

/// The single paths of a tree of them: `a::{b, c::{self, D}}` is `a::b`, `a::c`, `a::c::D`.
fn leaves(tree: &str) -> Vec<Vec<String>> {
    let tree = tree.trim();
    let Some((head, inner)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or_default();
        let parts = path.split("::").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty());
        let mut path: Vec<String> = parts.collect();
        if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        return vec![path];
    };
    let inner = inner.trim_end().strip_suffix('}').unwrap_or(inner);
    let (mut depth, mut begin) = (0, 0);
    let mut found = Vec::new();
    for (at, letter) in inner.char_indices().chain([(inner.len(), ',')]) {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let part = inner[begin..at].trim();
                if !part.is_empty() {
                    found.extend(leaves(&format!("{head}{part}")));
                }
                begin = at + 1;
            }
            _ => {}
        }
    }
    found
}

/// All paths of some code, those it hands on left out.
fn paths(source: &str) -> Vec<Vec<String>> {
    let mut found: Vec<Vec<String>> = uses(source)
        .filter(|statement| !statement.is_handed_on)
        .flat_map(|statement| leaves(&statement.tree))
        .collect();
    let is_of_path = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
    let mut code = source.to_owned();
    for statement in uses(source) {
        code = code.replace(&format!("use {};", statement.tree), "");
    }
    for path in code.split(|letter: char| !is_of_path(letter)).filter(|path| path.contains("::")) {
        found.push(path.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect());
    }
    found.retain(|path| !path.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(sources: &[(&str, &str)]) -> BTreeMap<Module, String> {
        let module =
            |name: &str| name.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect();
        sources.iter().map(|(name, source)| (module(name), own_code(source))).collect()
    }

    #[test]
    fn a_circle_is_found_whichever_way_it_goes() {
        let found = circles(&files(&[
            ("", "mod a;\nmod b;\nmod c;\npub use c::Third;"),
            ("a", "use super::b::{self, Second};\nfn one() { b::two() }"),
            ("b", "fn two() -> crate::Third { todo() } // use super::a;"),
            ("c", "use crate::a;\npub struct Third;"),
        ]));
        assert_eq!(found, [[["a"], ["b"], ["c"]].map(|path| path.map(str::to_owned).to_vec())]);
    }

    #[test]
    fn a_root_that_hands_on_is_no_circle() {
        let found = circles(&files(&[
            ("", "mod a;\nmod b;\npub use a::First;\npub use b::Second;"),
            ("a", "pub struct First;"),
            ("b", "use crate::First;\npub struct Second(First);"),
        ]));
        assert!(found.is_empty(), "{found:?}");
    }
}
