//! What a packed file may unpack to, counted over all that is packed in it, however it lies in
//! each other.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A file may unpack to so many times its size; text compresses to a tenth, repeated pages to a
/// hundredth.
const RATIO: u64 = 200;

/// So much is unpacked in any case.
const FREE: u64 = 32 << 20;

/// What one file may unpack to. Clones are the same file's.
#[derive(Clone, Debug)]
pub(crate) struct Budget {
    /// Bytes of the file: all of them where they are known, else those read so far.
    packed: Arc<AtomicU64>,
    unpacked: Arc<AtomicU64>,
    /// What the user allows.
    most: Option<u64>,
}

impl Budget {
    /// Of a file of so many bytes.
    pub(crate) fn of_file(length: u64, most: Option<u64>) -> Self {
        Budget { packed: Arc::new(AtomicU64::new(length)), unpacked: Arc::default(), most }
    }

    /// Of a stream, whose bytes are counted as they are read.
    pub(crate) fn of_stream<R: Read>(stream: R, most: Option<u64>) -> (Self, Counted<R>) {
        let budget = Budget::of_file(0, most);
        (budget.clone(), Counted { stream, count: budget.packed })
    }

    fn limit(&self) -> u64 {
        let by_size = || FREE.max(self.packed.load(Ordering::Relaxed).saturating_mul(RATIO));
        self.most.unwrap_or_else(by_size)
    }

    /// Whether no more may be unpacked.
    pub(crate) fn is_spent(&self) -> bool {
        self.unpacked.load(Ordering::Relaxed) > self.limit()
    }

    /// Whether so much more may be unpacked.
    pub(crate) fn allows(&self, bytes: u64) -> bool {
        self.unpacked.load(Ordering::Relaxed).saturating_add(bytes) <= self.limit()
    }

    /// Counts what was unpacked.
    pub(crate) fn spend(&self, bytes: u64) {
        self.unpacked.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Why no more is unpacked, and what to do.
    pub(crate) fn reason(&self) -> String {
        match self.most {
            Some(most) => {
                format!("it unpacks to more than {} MB, which is all that --most-unpacked allows", most >> 20)
            }
            None => format!(
                "it unpacks to more than {} MB and {RATIO} times its size, as hardly anything but a bomb does; \
                 if it is none, --most-unpacked MB allows more",
                FREE >> 20
            ),
        }
    }

    fn check(&self) -> io::Result<()> {
        if self.is_spent() { Err(io::Error::other(self.reason())) } else { Ok(()) }
    }
}

/// A stream that was unpacked, which ends in an error where its file's budget is spent.
pub(crate) struct Bounded<R> {
    stream: R,
    budget: Budget,
}

impl<R: Read> Bounded<R> {
    pub(crate) fn new(stream: R, budget: Budget) -> Self {
        Bounded { stream, budget }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.budget.check()?;
        let count = self.stream.read(into)?;
        self.budget.spend(count as u64);
        Ok(count)
    }
}

/// Counts the bytes of a stream.
pub(crate) struct Counted<R> {
    stream: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.stream.read(into)?;
        self.count.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
