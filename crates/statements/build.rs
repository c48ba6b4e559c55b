//! Lists the constructions, so that one more is a file and nothing else.

use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=constructions");
    let root = env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let folder = Path::new(&root).join("constructions");
    let mut files: Vec<_> = fs::read_dir(&folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    files.retain(|path: &std::path::PathBuf| path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    let mut list = String::from("[\n");
    for path in &files {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        list.push_str(&format!("    ({name:?}, include_str!({:?})),\n", path.display().to_string()));
    }
    list.push(']');
    let out = Path::new(&env::var("OUT_DIR").unwrap_or_default()).join("constructions.rs");
    if let Err(error) = fs::write(&out, list) {
        println!("cargo::error=the list of constructions cannot be written: {error}");
    }
}
