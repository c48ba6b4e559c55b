//! The model file: see `dateline_learn` for its form. Its sections are `words`, `syntax`, `lemmas` and `names`.

pub use dateline_learn::{Container, Damaged, Reader, Writer};

/// The model in the binary.
pub fn embedded() -> Result<Container<'static>, Damaged> {
    Container::parse(include_bytes!("../model/english.model"))
}
