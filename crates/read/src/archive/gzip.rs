//! Gzip of many members as one stream, that says where each member began and finds the next
//! one behind a broken one.

use super::{Budget, Input};
use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, Read};

/// The first bytes of a member.
const MARK: [u8; 3] = [0x1F, 0x8B, 8];

/// What several gzip members hold, one after the other.
pub(crate) struct Gzip {
    state: Option<State>,
    buffer: Vec<u8>,
    at: usize,
    /// Where the member began of which the buffer is, in the compressed stream.
    member: u64,
    /// Bytes given out of this member so far.
    given: u64,
    budget: Budget,
}

enum State {
    Between(Input),
    Inside(Box<GzDecoder<Input>>),
}

impl Gzip {
    pub(crate) fn new(input: Input, budget: Budget) -> Self {
        Gzip { state: Some(State::Between(input)), buffer: Vec::new(), at: 0, member: 0, given: 0, budget }
    }

    /// Where the member begins that is being read, and how far into what it holds.
    pub(crate) fn place(&self) -> (u64, u64) {
        (self.member, self.given + self.at as u64)
    }

    /// Gives up the member being read and goes on to the next; false where there is none.
    pub(crate) fn skip_member(&mut self) -> io::Result<bool> {
        let mut input = match self.state.take() {
            Some(State::Between(input)) => input,
            Some(State::Inside(decoder)) => decoder.into_inner(),
            None => return Ok(false),
        };
        self.buffer.clear();
        self.at = 0;
        self.given = 0;
        let is_there = input.seek_to(&MARK);
        self.member = input.position();
        self.state = Some(State::Between(input));
        is_there
    }

    /// Gives bytes back that were read last.
    pub(crate) fn put_back(&mut self, bytes: &[u8]) {
        self.given = (self.given + self.at as u64).saturating_sub(bytes.len() as u64);
        self.buffer.splice(..self.at, bytes.iter().copied());
        self.at = 0;
    }

    fn refill(&mut self) -> io::Result<()> {
        if self.budget.is_spent() {
            return Err(io::Error::other(self.budget.reason()));
        }
        self.given += self.buffer.len() as u64;
        self.buffer.clear();
        self.at = 0;
        loop {
            match self.state.take() {
                None => return Ok(()),
                Some(State::Between(mut input)) => {
                    // Some writers fill up with zeros or line breaks between members.
                    loop {
                        let available = input.fill_buf()?;
                        let filling =
                            available.iter().take_while(|byte| matches!(byte, 0 | b'\r' | b'\n')).count();
                        if available.is_empty() {
                            self.state = Some(State::Between(input));
                            return Ok(());
                        }
                        if filling == 0 {
                            break;
                        }
                        input.consume(filling);
                    }
                    self.member = input.position();
                    self.given = 0;
                    self.state = Some(State::Inside(Box::new(GzDecoder::new(input))));
                }
                Some(State::Inside(mut decoder)) => {
                    self.buffer.resize(1 << 16, 0);
                    let result = decoder.read(&mut self.buffer);
                    self.buffer.truncate(*result.as_ref().unwrap_or(&0));
                    match result {
                        Ok(0) => self.state = Some(State::Between(decoder.into_inner())),
                        Ok(count) => {
                            self.budget.spend(count as u64);
                            self.state = Some(State::Inside(decoder));
                            return Ok(());
                        }
                        Err(error) => {
                            self.state = Some(State::Inside(decoder));
                            return Err(error);
                        }
                    }
                }
            }
        }
    }
}

impl Read for Gzip {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(into.len());
        into[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Gzip {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.buffer.len() {
            self.refill()?;
        }
        Ok(&self.buffer[self.at..])
    }

    fn consume(&mut self, count: usize) {
        self.at += count;
    }
}
