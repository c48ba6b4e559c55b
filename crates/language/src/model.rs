//! The model files: see `dateline_learn` for their form. The sections are `words`, `syntax`, `lemmas` and `names`; of
//! the deep reader's `pieces`, `encoder`, `heads` and `version`.

pub use dateline_learn::{Container, Damaged, Reader, Writer};

/// The model in the binary.
pub fn embedded() -> Result<Container<'static>, Damaged> {
    Container::parse(include_bytes!("../model/english.model"))
}

/// The deep reader's model in the binary.
pub fn deep() -> Result<Container<'static>, Damaged> {
    Container::parse(include_bytes!("../model/deep.model"))
}
