//! What was last read of the blocks of an index.

use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;
use std::mem;

/// The blocks that were read last, so that the file is not asked for the same ones by each report.
///
/// They stand in two halves: what is in neither has not been used for [`MOST`] others.
#[derive(Clone, Debug, Default)]
pub(crate) struct Blocks {
    young: FxHashMap<i64, Vec<u8>>,
    old: FxHashMap<i64, Vec<u8>>,
}

/// Of four kilobytes each.
const MOST: usize = 4_096;

impl Blocks {
    /// The block of a number, which `read` finds where it is not known.
    pub(crate) fn get<E>(
        &mut self,
        number: i64,
        read: impl FnOnce() -> Result<Vec<u8>, E>,
    ) -> Result<&[u8], E> {
        if self.young.len() >= MOST && !self.young.contains_key(&number) {
            self.old = mem::take(&mut self.young);
        }
        match self.young.entry(number) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(place) => {
                let body = self.old.remove(&number).map_or_else(read, Ok)?;
                Ok(place.insert(body))
            }
        }
    }

    /// Forgets a block, whose number may come to mean another.
    pub(crate) fn forget(&mut self, number: i64) {
        self.young.remove(&number);
        self.old.remove(&number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_read_once_and_again_when_it_was_forgotten() {
        let mut blocks = Blocks::default();
        let read = |body: u8| move || Ok::<_, ()>(vec![body]);
        assert_eq!(blocks.get(1, read(1)), Ok(&[1][..]));
        assert_eq!(blocks.get(1, read(2)), Ok(&[1][..]));
        blocks.forget(1);
        assert_eq!(blocks.get(1, read(2)), Ok(&[2][..]));
        assert_eq!(blocks.get(3, || Err(())), Err(()));
    }

    #[test]
    fn what_is_used_stays_and_the_rest_is_bounded() {
        let mut blocks = Blocks::default();
        for number in 0..20_000 {
            let Ok(_) = blocks.get(number, || Ok::<_, ()>(Vec::new())) else { unreachable!() };
            assert!(blocks.get(0, || Err(())).is_ok());
        }
        assert!(blocks.young.len() + blocks.old.len() <= 2 * MOST);
    }
}
