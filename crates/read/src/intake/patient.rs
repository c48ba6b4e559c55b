//! Standard input, pipes and devices, which may keep silent for ever: read on a thread of their own,
//! so that a run that is stopped need not wait for them.

use super::run::Run;
use std::io::{self, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

/// How many bytes are read at once.
const CHUNK: usize = 1 << 16;

/// How many chunks are read ahead.
const AHEAD: usize = 4;

/// How often it is looked whether the run was stopped.
const GLANCE: Duration = Duration::from_millis(50);

/// A stream that ends when its run is stopped.
pub(crate) struct Patient {
    chunks: Receiver<io::Result<Vec<u8>>>,
    chunk: Vec<u8>,
    at: usize,
    run: Run,
}

impl Patient {
    /// Of what `open` opens, which may take as long as it likes.
    pub(crate) fn new<R: Read>(open: impl FnOnce() -> io::Result<R> + Send + 'static, run: Run) -> Self {
        let (sender, chunks) = sync_channel(AHEAD);
        thread::spawn(move || {
            let mut stream = match open() {
                Ok(stream) => stream,
                Err(error) => return drop(sender.send(Err(error))),
            };
            loop {
                let mut chunk = vec![0; CHUNK];
                let result = match stream.read(&mut chunk) {
                    Ok(0) => return,
                    Ok(count) => {
                        chunk.truncate(count);
                        Ok(chunk)
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    Err(error) => Err(error),
                };
                let is_over = result.is_err();
                if sender.send(result).is_err() || is_over {
                    return;
                }
            }
        });
        Patient { chunks, chunk: Vec::new(), at: 0, run }
    }
}

impl Read for Patient {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.chunk.len() {
            match self.chunks.recv_timeout(GLANCE) {
                Ok(chunk) => (self.chunk, self.at) = (chunk?, 0),
                Err(RecvTimeoutError::Timeout) if self.run.is_stopped() => return Ok(0),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(0),
            }
        }
        let count = into.len().min(self.chunk.len() - self.at);
        into[..count].copy_from_slice(&self.chunk[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_that_never_comes_ends_with_its_run() {
        let run = Run::default();
        let (said, waits) = std::sync::mpsc::channel::<()>();
        let mut stream = Patient::new(
            move || {
                // Nobody says anything until the test is over.
                let _ = waits.recv();
                Ok(io::empty())
            },
            run.clone(),
        );
        run.stop();
        assert_eq!(stream.read(&mut [0; 8]).ok(), Some(0));
        drop(said);
    }

    #[test]
    fn what_comes_is_read_to_the_byte() {
        let bytes: Vec<u8> = (0..300_000u32).map(|number| (number % 251) as u8).collect();
        let given = bytes.clone();
        let mut read = Vec::new();
        let mut stream = Patient::new(move || Ok(io::Cursor::new(given)), Run::default());
        assert_eq!(stream.read_to_end(&mut read).ok(), Some(bytes.len()));
        assert_eq!(read, bytes);
    }
}
