//! Bytes of an archive with their place, and a way to take up reading again behind damage.

use std::io::{self, BufRead, Read};

/// A stream that knows how far it was read.
pub(crate) struct Input {
    stream: Box<dyn Read + Send>,
    buffer: Vec<u8>,
    at: usize,
    /// Bytes before the buffer.
    before: u64,
}

impl Input {
    pub(crate) fn new(stream: Box<dyn Read + Send>) -> Self {
        Input { stream, buffer: Vec::new(), at: 0, before: 0 }
    }

    /// Bytes read so far.
    pub(crate) fn position(&self) -> u64 {
        self.before + self.at as u64
    }

    /// Reads more behind what is there; false at the end.
    fn extend(&mut self) -> io::Result<bool> {
        self.before += self.at as u64;
        self.buffer.drain(..self.at);
        self.at = 0;
        let length = self.buffer.len();
        self.buffer.resize(length + (1 << 16), 0);
        let result = loop {
            match self.stream.read(&mut self.buffer[length..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        let count = *result.as_ref().unwrap_or(&0);
        self.buffer.truncate(length + count);
        result.map(|count| count > 0)
    }

    /// Gives bytes back that were read last.
    pub(crate) fn put_back(&mut self, bytes: &[u8]) {
        self.before = self.position().saturating_sub(bytes.len() as u64);
        self.buffer.splice(..self.at, bytes.iter().copied());
        self.at = 0;
    }

    /// Goes on to where `mark` stands next, from here on; false where it does not any more.
    pub(crate) fn seek_to(&mut self, mark: &[u8]) -> io::Result<bool> {
        loop {
            if let Some(found) = memchr::memmem::find(&self.buffer[self.at..], mark) {
                self.at += found;
                return Ok(true);
            }
            // The mark may lie across the edge.
            self.at = self.buffer.len().saturating_sub(mark.len() - 1).max(self.at);
            if !self.extend()? {
                self.at = self.buffer.len();
                return Ok(false);
            }
        }
    }
}

impl Read for Input {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(into.len());
        into[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Input {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.buffer.len() {
            self.extend()?;
        }
        Ok(&self.buffer[self.at..])
    }

    fn consume(&mut self, count: usize) {
        self.at += count;
    }
}
