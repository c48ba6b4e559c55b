//! Work on many threads, results in the order of the input, memory bounded.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How many items per thread may be under way or waiting for an earlier one.
const AHEAD: usize = 16;

/// How much those may weigh together before another one is drawn, in bytes.
const HEAVIEST: usize = 32 << 20;

/// How long what is under way is waited for, once it is asked for an end.
const GRACE: Duration = Duration::from_secs(2);

/// How often it is looked whether it is.
const GLANCE: Duration = Duration::from_millis(50);

/// What the threads share. The input has a lock of its own, so that results are given and an end can be
/// asked for while the next item takes its time.
struct Shared<I, T> {
    input: Mutex<I>,
    state: Mutex<State<T>>,
    room: Condvar,
    ready: Condvar,
    ahead: usize,
}

struct State<T> {
    taken: usize,
    given: usize,
    weight: usize,
    /// By their numbers: what became of items, and what these weighed.
    waiting: BTreeMap<usize, (thread::Result<T>, usize)>,
    is_done: bool,
}

impl<I: Iterator, T> Shared<I, T> {
    fn new(input: I, threads: usize) -> Self {
        Shared {
            input: Mutex::new(input),
            state: Mutex::new(State {
                taken: 0,
                given: 0,
                weight: 0,
                waiting: BTreeMap::new(),
                is_done: false,
            }),
            room: Condvar::new(),
            ready: Condvar::new(),
            ahead: threads * AHEAD,
        }
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Draws an item and does the work on it, until there is none. A panic is a result like others, so
    /// that nobody waits for one that never comes.
    fn work(&self, weigh: &impl Fn(&I::Item) -> usize, work: &impl Fn(I::Item) -> T) {
        loop {
            let mut input = self.input.lock().unwrap_or_else(PoisonError::into_inner);
            let mut state = self.state();
            let is_full = |state: &State<T>| {
                state.taken >= state.given + self.ahead
                    || (state.weight >= HEAVIEST && state.taken > state.given)
            };
            while is_full(&state) && !state.is_done {
                state = self.room.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
            let is_done = state.is_done;
            drop(state);
            let drawn = if is_done { Ok(None) } else { catch_unwind(AssertUnwindSafe(|| input.next())) };
            let mut state = self.state();
            let (item, weight) = match drawn {
                Ok(Some(item)) => {
                    let weight = weigh(&item);
                    (Ok(item), weight)
                }
                Ok(None) => {
                    state.is_done = true;
                    self.ready.notify_all();
                    self.room.notify_all();
                    return;
                }
                Err(panic) => {
                    state.is_done = true;
                    (Err(panic), 0)
                }
            };
            let number = state.taken;
            state.taken += 1;
            state.weight += weight;
            drop(state);
            drop(input);
            let result = item.and_then(|item| catch_unwind(AssertUnwindSafe(|| work(item))));
            self.state().waiting.insert(number, (result, weight));
            self.ready.notify_all();
        }
    }

    /// Hands the results on in order, until there are no more or an end is asked for; how many items
    /// were under way then and given up.
    fn give<E>(
        &self,
        is_stopped: &dyn Fn() -> bool,
        mut each: impl FnMut(T) -> Result<(), E>,
    ) -> Result<usize, E> {
        let mut stopped: Option<Instant> = None;
        let (mut next, mut given) = (0, 0);
        let mut state = self.state();
        loop {
            if stopped.is_none() && is_stopped() {
                stopped = Some(Instant::now());
                state.is_done = true;
                self.room.notify_all();
            }
            // What is done is kept, even if one before it is not.
            let is_late = stopped.is_some_and(|stopped| stopped.elapsed() >= GRACE);
            let first = state.waiting.first_key_value().map(|(number, _)| *number);
            let number = first.filter(|number| is_late || *number == next);
            if let Some((number, (result, weight))) =
                number.and_then(|number| state.waiting.remove_entry(&number))
            {
                (next, given) = (number + 1, given + 1);
                state.given = given;
                state.weight -= weight;
                drop(state);
                self.room.notify_all();
                let outcome = result.map(&mut each);
                state = self.state();
                match outcome {
                    Ok(Ok(())) => {}
                    Ok(Err(error)) => {
                        self.end(state);
                        return Err(error);
                    }
                    Err(panic) => {
                        self.end(state);
                        resume_unwind(panic);
                    }
                }
            } else if is_late || (state.is_done && next == state.taken) {
                return Ok(state.taken - given);
            } else {
                state = self.ready.wait_timeout(state, GLANCE).unwrap_or_else(PoisonError::into_inner).0;
            }
        }
    }

    fn end(&self, mut state: MutexGuard<'_, State<T>>) {
        state.is_done = true;
        drop(state);
        self.room.notify_all();
    }
}

fn count(threads: Option<NonZeroUsize>) -> usize {
    threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get)
}

/// Does `work` on every item of `input` on `threads` threads (none: one per core) and hands the
/// results to `each` on this thread, in the order of the input. Input is drawn only as fast as
/// results are taken, so that a stream of any length needs the memory of a few items. Where `work`
/// or the input panics, so does this, in the item's turn.
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
    each: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E>
where
    I: Iterator + Send,
    T: Send,
{
    let threads = count(threads);
    let shared = Shared::new(input, threads);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| shared.work(&|_| 0, &work));
        }
        shared.give(&|| false, each).map(|_| ())
    })
}

/// The same until an end is asked for. What takes long then is waited for no longer: its thread is left
/// alone with it. How many items were given up so. `weigh` tells how much memory an item takes, in
/// bytes; few heavy ones are under way at a time.
///
/// # Errors
/// As [`in_order`].
pub fn in_order_until<I, T, E>(
    input: I,
    threads: Option<NonZeroUsize>,
    is_stopped: &dyn Fn() -> bool,
    weigh: impl Fn(&I::Item) -> usize + Send + Sync + 'static,
    work: impl Fn(I::Item) -> T + Send + Sync + 'static,
    each: impl FnMut(T) -> Result<(), E>,
) -> Result<usize, E>
where
    I: Iterator + Send + 'static,
    T: Send + 'static,
{
    let threads = count(threads);
    let shared = Arc::new(Shared::new(input, threads));
    let tasks = Arc::new((weigh, work));
    for _ in 0..threads {
        let (shared, tasks) = (Arc::clone(&shared), Arc::clone(&tasks));
        thread::spawn(move || shared.work(&tasks.0, &tasks.1));
    }
    let given_up = shared.give(is_stopped, each)?;
    // An input that counts what is left of it does so now, unless a thread waits long for its next item.
    let stopped = Instant::now();
    while is_stopped() && stopped.elapsed() < GRACE {
        if let Ok(mut input) = shared.input.try_lock() {
            while input.next().is_some() {}
            break;
        }
        thread::sleep(GLANCE);
    }
    Ok(given_up)
}

#[cfg(test)]
mod tests {
    use super::{HEAVIEST, in_order, in_order_until};
    use std::num::NonZeroUsize;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use std::sync::mpsc::channel;

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

    /// A fault on one thread ends the run; it must not leave the others waiting for it.
    #[test]
    fn a_panic_ends_it_too() {
        let works = |n: u64| {
            assert!(n != 50, "a fault in the work");
            n
        };
        let input = (0..1000u64).inspect(|n| assert!(*n != 70, "a fault in the input"));
        for outcome in [
            catch_unwind(AssertUnwindSafe(|| {
                in_order(0..1000, NonZeroUsize::new(3), works, |_| Ok::<_, ()>(()))
            })),
            catch_unwind(AssertUnwindSafe(|| {
                in_order(input, NonZeroUsize::new(3), |n| n, |_| Ok::<_, ()>(()))
            })),
        ] {
            assert!(outcome.is_err());
        }
    }

    /// What is done is given, what hangs is not waited for, and what is left is drawn to be counted.
    #[test]
    fn an_end_is_not_kept_up_by_one_item() {
        let (held, holds) = channel::<()>();
        let holds = std::sync::Mutex::new(holds);
        let (begins, begun) = channel::<()>();
        let begins = std::sync::Mutex::new(begins);
        let stop = Arc::new(AtomicBool::new(false));
        let mut seen = Vec::new();
        let given_up = in_order_until(
            0..1000u64,
            NonZeroUsize::new(2),
            &|| stop.load(Ordering::Relaxed),
            |_| 0,
            move |n| {
                if n == 5 {
                    begins.lock().unwrap().send(()).unwrap();
                    // As long as the test runs.
                    let _ = holds.lock().unwrap().recv();
                }
                n
            },
            |n| {
                seen.push(n);
                if n == 4 {
                    // The end is asked for while the item that hangs is under way.
                    begun.recv().unwrap();
                    stop.store(true, Ordering::Relaxed);
                }
                Ok::<_, ()>(())
            },
        );
        assert_eq!(given_up, Ok(1));
        assert!(seen.starts_with(&[0, 1, 2, 3, 4]) && !seen.contains(&5), "{seen:?}");
        drop(held);
    }

    /// However many threads there are, a few heavy items are all that is under way.
    #[test]
    fn heavy_items_are_few_at_a_time() {
        let under_way = Arc::new(AtomicUsize::new(0));
        let most = Arc::new(AtomicUsize::new(0));
        let (drawn, highest) = (Arc::clone(&under_way), Arc::clone(&most));
        let input = (0..200u64).inspect(move |_| {
            highest.fetch_max(drawn.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        });
        let outcome = in_order_until(
            input,
            NonZeroUsize::new(8),
            &|| false,
            |_| HEAVIEST / 2,
            |n| n,
            |_| {
                under_way.fetch_sub(1, Ordering::SeqCst);
                Ok::<_, ()>(())
            },
        );
        assert_eq!(outcome, Ok(0));
        // Two weigh as much as may be; a third is drawn as one of them is being given.
        assert!(most.load(Ordering::SeqCst) <= 3, "{most:?}");
    }
}
