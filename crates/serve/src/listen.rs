//! Connections: how many are open at once, how long each may take over what is its own to do, and
//! their end when the server ends.
//!
//! Whoever sends half a request, or asks and does not read, holds a place and nothing else: where
//! places run out, it is those that are shown the door, and the latest to come is answered.

use crate::limits::Limits;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tokio::time::{Sleep, sleep, timeout};
use tower::ServiceExt;

/// What a connection may take.
#[derive(Clone, Copy, Debug)]
pub struct Doors {
    /// Connections at once.
    pub most: usize,
    /// The longest that the head of a request may take, and the pause before the next.
    pub head: Duration,
    /// The longest that its body may take.
    pub body: Duration,
    /// The largest body, in bytes.
    pub largest: usize,
    /// The longest that nothing of an answer is taken.
    pub answer: Duration,
    /// How long answers may still be sent when the server ends.
    pub farewell: Duration,
}

impl Default for Doors {
    fn default() -> Self {
        Doors {
            most: 400,
            head: Duration::from_secs(10),
            body: Duration::from_secs(10),
            largest: usize::try_from(Limits::default().body).unwrap_or(usize::MAX),
            answer: Duration::from_secs(20),
            farewell: Duration::from_millis(800),
        }
    }
}

/// The largest head of a request, in bytes, and the most lines of it.
const LARGEST_HEAD: usize = 32 << 10;
const MOST_LINES: usize = 64;

/// Answers those who come until `stop` is done.
pub async fn listen(listener: TcpListener, router: Router, doors: Doors, stop: impl Future<Output = ()>) {
    let places = Places::default();
    let mut guests = JoinSet::new();
    let (end, ended) = watch::channel(false);
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            came = listener.accept() => match came {
                Ok((stream, address)) => {
                    // All that are open are being answered: it may come again.
                    let Some(place) = places.take(address.ip(), doors.most) else { continue };
                    guests.spawn(receive(stream, address, router.clone(), doors, place, ended.clone()));
                }
                // As a rule there are too many files open.
                Err(_) => {
                    places.free_one();
                    sleep(Duration::from_millis(20)).await;
                }
            },
            Some(_) = guests.join_next(), if !guests.is_empty() => {}
        }
    }
    drop(listener);
    // Nobody may be left to hear it.
    let _ = end.send(true);
    let _ = timeout(doors.farewell, async { while guests.join_next().await.is_some() {} }).await;
}

async fn receive(
    stream: TcpStream,
    address: SocketAddr,
    router: Router,
    doors: Doors,
    place: Place,
    mut ended: watch::Receiver<bool>,
) {
    let is_answered = Arc::clone(&place.is_answered);
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let (router, is_answered) = (router.clone(), Arc::clone(&is_answered));
        async move {
            let mut request = match whole(request.map(Body::new), doors).await {
                Ok(request) => request,
                Err(refusal) => return Ok::<_, Infallible>(refusal),
            };
            request.extensions_mut().insert(ConnectInfo(address));
            is_answered.store(true, Ordering::Relaxed);
            let answer = router.oneshot(request).await;
            is_answered.store(false, Ordering::Relaxed);
            Ok(answer.unwrap_or_else(|never| match never {}))
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(doors.head)
        .max_buf_size(LARGEST_HEAD)
        .max_headers(MOST_LINES)
        .serve_connection(TokioIo::new(Watched::new(stream, doors.answer)), service);
    let mut connection = pin!(connection);
    let mut is_ending = false;
    loop {
        tokio::select! {
            // Broken off, or not HTTP: nobody is left to be told.
            _ = connection.as_mut() => return,
            () = place.leave.notified() => return,
            _ = ended.changed(), if !is_ending => {
                is_ending = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}

/// The request with its body, which is read before anything is asked of the record.
async fn whole(request: Request, doors: Doors) -> Result<Request, Response> {
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length =
        length.and_then(|length| length.to_str().ok()).and_then(|length| length.parse::<usize>().ok());
    // The guard refuses it by its head.
    if length.is_some_and(|length| length > doors.largest) {
        return Ok(request);
    }
    let (head, body) = request.into_parts();
    match timeout(doors.body, to_bytes(body, doors.largest)).await {
        Ok(Ok(body)) => Ok(Request::from_parts(head, Body::from(body))),
        Ok(Err(_)) => Err((StatusCode::PAYLOAD_TOO_LARGE, "that is too much at once").into_response()),
        Err(_) => Err((StatusCode::REQUEST_TIMEOUT, "the body took too long").into_response()),
    }
}

/// Who is here, in the order they came.
#[derive(Clone, Debug, Default)]
struct Places(Arc<Mutex<Guests>>);

#[derive(Debug, Default)]
struct Guests {
    next: u64,
    here: BTreeMap<u64, Guest>,
}

#[derive(Debug)]
struct Guest {
    from: IpAddr,
    is_answered: Arc<AtomicBool>,
    leave: Arc<Notify>,
}

/// The place of one connection; free again when it is dropped.
#[derive(Debug)]
struct Place {
    number: u64,
    places: Places,
    /// Whether it waits for us, and not we for it.
    is_answered: Arc<AtomicBool>,
    leave: Arc<Notify>,
}

impl Places {
    fn take(&self, from: IpAddr, most: usize) -> Option<Place> {
        let mut guests = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if guests.here.len() >= most && !guests.free_one() {
            return None;
        }
        let number = guests.next;
        guests.next += 1;
        let (is_answered, leave) = (Arc::<AtomicBool>::default(), Arc::<Notify>::default());
        let guest = Guest { from, is_answered: Arc::clone(&is_answered), leave: Arc::clone(&leave) };
        guests.here.insert(number, guest);
        Some(Place { number, places: self.clone(), is_answered, leave })
    }

    fn free_one(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).free_one();
    }
}

impl Guests {
    /// Sends away whoever has kept us waiting longest, of the address that does so most often.
    fn free_one(&mut self) -> bool {
        let mut counts: HashMap<IpAddr, usize> = HashMap::new();
        let waiting = self.here.values().filter(|guest| !guest.is_answered.load(Ordering::Relaxed));
        for guest in waiting {
            *counts.entry(guest.from).or_default() += 1;
        }
        let Some(most) = counts.values().copied().max() else { return false };
        let is_it = |guest: &Guest| {
            counts.get(&guest.from) == Some(&most) && !guest.is_answered.load(Ordering::Relaxed)
        };
        let number = self.here.iter().find(|(_, guest)| is_it(guest)).map(|(number, _)| *number);
        let Some(guest) = number.and_then(|number| self.here.remove(&number)) else { return false };
        guest.leave.notify_one();
        true
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.places.0.lock().unwrap_or_else(PoisonError::into_inner).here.remove(&self.number);
    }
}

/// A connection that breaks off when nothing of what is sent is taken for too long.
struct Watched {
    stream: TcpStream,
    patience: Duration,
    stalled: Option<Pin<Box<Sleep>>>,
}

impl Watched {
    fn new(stream: TcpStream, patience: Duration) -> Self {
        Watched { stream, patience, stalled: None }
    }

    fn sent<T>(&mut self, context: &mut Context<'_>, sent: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if sent.is_ready() {
            self.stalled = None;
            return sent;
        }
        let patience = self.patience;
        let stalled = self.stalled.get_or_insert_with(|| Box::pin(sleep(patience)));
        stalled.as_mut().poll(context).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl AsyncWrite for Watched {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let sent = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.sent(context, sent)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let sent = Pin::new(&mut self.stream).poll_write_vectored(context, pieces);
        self.sent(context, sent)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_keeps_us_waiting_leaves_first_and_who_is_answered_stays() {
        let places = Places::default();
        let (many, one) = (IpAddr::from([10, 0, 0, 1]), IpAddr::from([10, 0, 0, 2]));
        let single = places.take(one, 4);
        let answered = places.take(many, 4).unwrap();
        answered.is_answered.store(true, Ordering::Relaxed);
        let waiting = [places.take(many, 4).unwrap(), places.take(many, 4).unwrap()];
        let late = places.take(many, 4).unwrap();
        let here = |place: &Place| places.0.lock().unwrap().here.contains_key(&place.number);
        assert!(!here(&waiting[0]) && here(&waiting[1]) && here(&answered) && here(&late));
        assert!(here(single.as_ref().unwrap()));
        // Where all are being answered nobody is let in.
        for place in [&waiting[1], &late, single.as_ref().unwrap()] {
            place.is_answered.store(true, Ordering::Relaxed);
        }
        assert!(places.take(one, 4).is_none());
        drop(late);
        assert!(places.take(one, 4).is_some());
    }
}
