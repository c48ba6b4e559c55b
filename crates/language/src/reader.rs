//! The two readers, and which is which.

use std::fmt;
use std::str::FromStr;

/// Who analyses a text. Both give the same kind of [`Annotated`](crate::Annotated).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reader {
    /// A small network with word vectors: tens of thousands of words a second on a core.
    #[default]
    Fast,
    /// An encoder: more of its trees, names and speakers are right, at a fifth of the speed.
    Deep,
}

impl Reader {
    /// Both.
    pub const ALL: [Reader; 2] = [Reader::Fast, Reader::Deep];

    /// As it is asked for: `fast`, `deep`.
    pub fn name(self) -> &'static str {
        match self {
            Reader::Fast => "fast",
            Reader::Deep => "deep",
        }
    }
}

impl fmt::Display for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Reader {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Reader::ALL
            .into_iter()
            .find(|reader| reader.name() == name)
            .ok_or_else(|| format!("there is no reader {name:?}; there are fast and deep"))
    }
}
