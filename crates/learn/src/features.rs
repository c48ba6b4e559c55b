//! Features by name, as hashes that are the same on every machine and in every release.

/// FNV-1a.
const OFFSET: u32 = 0x811c_9dc5;
const PRIME: u32 = 0x0100_0193;

/// Parts the parts of a name.
const APART: u8 = 0x1f;

/// Goes on with a hash by one more part of a name, kept apart from those before it.
pub fn hashed(hash: u32, part: &str) -> u32 {
    part.bytes().chain([APART]).fold(hash, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(PRIME))
}

/// The hash of a set of features, by the names their templates begin with, in order: it stands in
/// the file that was trained with them (see [`crate::Expected`]).
pub const fn set(names: &[&str]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut name = 0;
    while name < names.len() {
        let bytes = names[name].as_bytes();
        let mut at = 0;
        while at <= bytes.len() {
            let byte = if at < bytes.len() { bytes[at] } else { APART };
            hash = (hash ^ byte as u64).wrapping_mul(0x0000_0100_0000_01b3);
            at += 1;
        }
        name += 1;
    }
    hash
}

/// The features of one thing.
#[derive(Clone, Debug)]
pub struct Features {
    hashes: Vec<u32>,
    /// What every name begins with.
    seed: u32,
    /// The names that there are.
    set: &'static [&'static str],
}

impl Features {
    /// Of a family, whose names stand apart from those of others; `set` are the names that there are.
    pub fn new(family: &str, set: &'static [&'static str]) -> Self {
        let seed = if family.is_empty() { OFFSET } else { hashed(OFFSET, family) };
        Features { hashes: Vec::with_capacity(64), seed, set }
    }

    /// Adds one, by the parts of its name; the first is one of the set.
    pub fn add(&mut self, parts: &[&str]) {
        debug_assert!(
            parts.first().is_some_and(|name| self.set.contains(name)),
            "{parts:?} is not in the set that the trained file is of: name it there"
        );
        self.hashes.push(parts.iter().fold(self.seed, |hash, part| hashed(hash, part)));
    }

    /// All of them, each once.
    pub fn finish(mut self) -> Vec<u32> {
        self.hashes.sort_unstable();
        self.hashes.dedup();
        self.hashes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_kept_apart() {
        const SET: &[&str] = &["ab", "a", "c"];
        let of = |parts: &[&str]| {
            let mut features = Features::new("", SET);
            features.add(parts);
            features.finish()
        };
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_eq!(of(&["a"]), of(&["a"]));
        assert_ne!(set(&["ab"]), set(&["a", "b"]));
    }

    #[test]
    #[cfg(debug_assertions)]
    #[should_panic(expected = "name it there")]
    fn a_name_of_no_set_is_noticed() {
        Features::new("", &["a"]).add(&["b"]);
    }
}
