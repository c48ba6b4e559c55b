//! Work on many threads, results in the order of the input, memory bounded.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// How many items per thread may be under way or waiting for an earlier one.
const AHEAD: usize = 16;

struct Shared<I, T> {
    input: I,
    taken: usize,
    given: usize,
    waiting: BTreeMap<usize, T>,
    is_done: bool,
}

/// Does `work` on every item of `input` on `threads` threads (none: one per core) and hands the
/// results to `each` on this thread, in the order of the input. Input is drawn only as fast as
/// results are taken, so that a stream of any length needs the memory of a few items.
///
/// # Errors
/// The first that `each` gives; no more input is drawn then.
///
/// ```
/// let mut squares = Vec::new();
/// dateline_pipeline::in_order(1..=5, None, |n| n * n, |n| -> Result<(), ()> {
///     squares.push(n);
///     Ok(())
/// }).unwrap();
/// assert_eq!(squares, [1, 4, 9, 16, 25]);
/// ```
pub fn in_order<I, T, E>(
    input: I,
    threads: Option<NonZeroUsize>,
    work: impl Fn(I::Item) -> T + Sync,
    mut each: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E>
where
    I: Iterator + Send,
    T: Send,
{
    let threads = threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let shared = Mutex::new(Shared { input, taken: 0, given: 0, waiting: BTreeMap::new(), is_done: false });
    let (room, ready) = (Condvar::new(), Condvar::new());
    let lock = || shared.lock().unwrap_or_else(PoisonError::into_inner);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let mut state = lock();
                    while state.taken >= state.given + threads * AHEAD && !state.is_done {
                        state = room.wait(state).unwrap_or_else(PoisonError::into_inner);
                    }
                    let item = if state.is_done { None } else { state.input.next() };
                    let Some(item) = item else {
                        state.is_done = true;
                        ready.notify_all();
                        room.notify_all();
                        return;
                    };
                    let number = state.taken;
                    state.taken += 1;
                    drop(state);
                    let result = work(item);
                    lock().waiting.insert(number, result);
                    ready.notify_all();
                }
            });
        }
        let mut state = lock();
        loop {
            let next = state.given;
            if let Some(result) = state.waiting.remove(&next) {
                state.given += 1;
                drop(state);
                room.notify_all();
                let outcome = each(result);
                state = lock();
                if outcome.is_err() {
                    state.is_done = true;
                    drop(state);
                    room.notify_all();
                    return outcome;
                }
            } else if state.is_done && state.given == state.taken {
                return Ok(());
            } else {
                state = ready.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::in_order;
    use std::num::NonZeroUsize;

    #[test]
    fn order_is_kept_on_any_number_of_threads() {
        for threads in 1..5 {
            let mut seen = Vec::new();
            in_order(
                0..500u64,
                NonZeroUsize::new(threads),
                |n| {
                    // Uneven work, so that later items are done before earlier ones.
                    (0..(n * 7919) % 1000).fold(n, |sum, _| std::hint::black_box(sum))
                },
                |n| -> Result<(), ()> {
                    seen.push(n);
                    Ok(())
                },
            )
            .unwrap();
            assert_eq!(seen, (0..500).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_error_ends_it() {
        let mut count = 0;
        let outcome = in_order(
            0..,
            NonZeroUsize::new(3),
            |n: u64| n,
            |n| {
                count += 1;
                if n == 100 { Err("enough") } else { Ok(()) }
            },
        );
        assert_eq!((outcome, count), (Err("enough"), 101));
    }
}
