//! The pages under `docs/`: what stands behind a `$` is run, and what stands below is what comes out; every
//! page is in the summary, and every link leads somewhere.
//!
//! A block begins with three backticks and `console`, or `console,head=8` where eight lines of each output are
//! enough. `DOCS_UPDATE=1` writes what comes out.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// All Markdown below a folder, by their paths from it.
fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut pages = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            pages.extend(self::pages(&path));
        } else if path.extension().is_some_and(|extension| extension == "md") {
            pages.push(path);
        }
    }
    pages.sort_unstable();
    pages
}

/// Where the links of a page lead, code left out.
fn links(page: &str) -> Vec<String> {
    let mut links = Vec::new();
    let mut is_code = false;
    for line in page.lines() {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
        }
        if is_code {
            continue;
        }
        let prose: String = line.split('`').step_by(2).collect::<Vec<_>>().join("`");
        for part in prose.split("](").skip(1) {
            links.extend(part.split_once(')').map(|(target, _)| target.to_owned()));
        }
    }
    links
}

/// The anchors of a page's headings.
fn anchors(page: &str) -> BTreeSet<String> {
    let headings = page.lines().filter_map(|line| line.strip_prefix('#'));
    let anchor = |heading: &str| -> String {
        let heading = heading.trim_start_matches('#').trim().to_lowercase();
        let plain = heading.chars().filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter));
        plain.map(|letter| if letter == ' ' { '-' } else { letter }).collect()
    };
    headings.map(anchor).collect()
}

#[test]
fn every_page_is_in_the_summary_and_every_link_leads_somewhere() {
    let docs = root().join("docs");
    let summary = fs::read_to_string(docs.join("SUMMARY.md")).unwrap();
    let named: BTreeSet<PathBuf> = links(&summary).iter().map(|link| docs.join(link)).collect();
    let mut wrong = Vec::new();
    for page in pages(&docs) {
        if !page.ends_with("SUMMARY.md") && !named.contains(&page) {
            wrong.push(format!("{} is not in SUMMARY.md", page.display()));
        }
    }
    let more = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "COMPARE.md", "SECURITY.md"];
    for page in pages(&docs).into_iter().chain(more.iter().map(|name| root().join(name))) {
        let text = fs::read_to_string(&page).unwrap();
        for link in links(&text) {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = if path.is_empty() { page.clone() } else { page.parent().unwrap().join(path) };
            let is_there = target.exists()
                && (anchor.is_empty() || anchors(&fs::read_to_string(&target).unwrap()).contains(anchor));
            if !is_there {
                wrong.push(format!("{}: {link} leads nowhere", page.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_command_stands_in_the_reference() {
    let page = fs::read_to_string(root().join("docs/commands.md")).unwrap();
    let help = Command::new(env!("CARGO_BIN_EXE_dateline")).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let commands = help.split("Commands:").nth(1).unwrap().split("Options:").next().unwrap();
    for line in commands.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   ")) {
        let name = line.split_whitespace().next().unwrap();
        assert!(name == "help" || page.contains(&format!("\n### {name}\n")), "{name} is missing");
    }
}

/// Rows are shown as on a terminal.
fn as_on_a_terminal(line: &str) -> String {
    const ROWS: [&str; 15] = [
        "stories",
        "story",
        "statements",
        "events",
        "figures",
        "places",
        "reports",
        "differences",
        "timeline",
        "who",
        "opposed",
        "positions",
        "compare",
        "search",
        "report",
    ];
    let is_rows = line.strip_prefix("dateline ").and_then(|rest| rest.split(' ').next());
    let is_rows = is_rows.is_some_and(|name| ROWS.contains(&name));
    let is_plain = is_rows && !line.contains(['|', '>', '$']) && !line.contains("--format");
    if is_plain { format!("{line} --format table") } else { line.to_owned() }
}

/// What takes another time, or another size on another machine, with every run.
fn blacked_out(text: &str) -> String {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    for at in 1..words.len() {
        let unit = words[at].trim_end_matches(['.', ',', ';', ')']).to_owned();
        let number = words[at - 1].trim_start_matches('(').to_owned();
        if ["s", "ms", "MB", "KB"].contains(&unit.as_str()) && number.parse::<f64>().is_ok() {
            words[at - 1] = words[at - 1].replace(&number, "…");
        }
    }
    words.join(" ")
}

/// At most so much of a line as a page has room for.
fn cut(line: &str) -> String {
    const MOST: usize = 120;
    let cut: String = line.chars().take(MOST).collect();
    if cut.len() < line.len() { format!("{cut}…") } else { cut }
}

/// What a page says once its commands were run.
fn run(page: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("samples"), &folder.path().join("samples"));
    let program = Path::new(env!("CARGO_BIN_EXE_dateline")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let mut out = String::new();
    let mut head = None;
    for line in page.lines() {
        match (head, line.strip_prefix("```console")) {
            (None, Some(wanted)) => {
                let most = wanted.strip_prefix(",head=").map_or(usize::MAX, |most| most.parse().unwrap());
                head = Some(most);
            }
            (Some(_), _) if line == "```" => head = None,
            (Some(most), _) => {
                let Some(command) = line.strip_prefix("$ ") else { continue };
                out.push_str(&format!("{line}\n"));
                let done = Command::new("sh")
                    .args(["-c", &format!("{} 2>&1", as_on_a_terminal(command))])
                    .current_dir(folder.path())
                    .env("PATH", &path)
                    .env("USER", "anna")
                    .env_remove("DATELINE_DB")
                    .output()
                    .unwrap();
                let told = String::from_utf8_lossy(&done.stdout).into_owned();
                assert!(done.status.success(), "{command}: {told}");
                let told: Vec<String> = told.lines().map(|line| cut(&blacked_out(line.trim_end()))).collect();
                told.iter().take(most).for_each(|line| out.push_str(&format!("{line}\n")));
                if told.len() > most {
                    out.push_str("…\n");
                }
                continue;
            }
            (None, None) => {}
        }
        out.push_str(&format!("{line}\n"));
    }
    out
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

#[test]
fn what_stands_below_a_command_is_what_it_prints() {
    let mut stale = Vec::new();
    for page in pages(&root().join("docs")) {
        let text = fs::read_to_string(&page).unwrap();
        if !text.contains("```console") {
            continue;
        }
        let now = run(&text);
        if now != text {
            if std::env::var_os("DOCS_UPDATE").is_some() {
                fs::write(&page, now).unwrap();
            } else {
                let line = now.lines().zip(text.lines()).find(|(now, before)| now != before);
                stale.push(format!("{}: {line:?}", page.display()));
            }
        }
    }
    assert!(stale.is_empty(), "run it again with DOCS_UPDATE=1:\n{}", stale.join("\n"));
}
