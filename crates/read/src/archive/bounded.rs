//! Compressed streams that may not grow beyond measure.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A stream may unpack to so many times its size; text compresses to a tenth, repeated pages to a
/// hundredth.
const RATIO: u64 = 200;

/// So much is unpacked in any case.
const FREE: u64 = 32 << 20;

/// A stream that was unpacked, and what it was unpacked from.
pub(crate) struct Bounded<R> {
    stream: R,
    packed: Packed,
    given: u64,
}

enum Packed {
    Known(u64),
    Counted(Arc<AtomicU64>),
}

impl<R: Read> Bounded<R> {
    /// Of something of a known size.
    pub(crate) fn new(stream: R, packed: u64) -> Self {
        Bounded { stream, packed: Packed::Known(packed), given: 0 }
    }

    /// Of something whose bytes are being counted by a [`Counter`].
    pub(crate) fn counted(stream: R, packed: Arc<AtomicU64>) -> Self {
        Bounded { stream, packed: Packed::Counted(packed), given: 0 }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let packed = match &self.packed {
            Packed::Known(size) => *size,
            Packed::Counted(count) => count.load(Ordering::Relaxed),
        };
        if self.given > FREE.max(packed.saturating_mul(RATIO)) {
            return Err(io::Error::other(format!(
                "it unpacks to more than {RATIO} times its size, as only a bomb does"
            )));
        }
        let count = self.stream.read(into)?;
        self.given += count as u64;
        Ok(count)
    }
}

/// Counts the bytes of a stream.
pub(crate) struct Counter<R> {
    stream: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Counter<R> {
    /// The stream, and where it is counted.
    pub(crate) fn new(stream: R) -> (Self, Arc<AtomicU64>) {
        let count = Arc::new(AtomicU64::new(0));
        (Counter { stream, count: Arc::clone(&count) }, count)
    }
}

impl<R: Read> Read for Counter<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.stream.read(into)?;
        self.count.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
