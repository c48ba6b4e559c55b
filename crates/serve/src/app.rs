//! The server: its routes, and what stands around all of them.

use crate::guard::{Guard, guard};
use crate::listen::{Doors, listen};
use crate::locale::locale;
use crate::pool::Pool;
use crate::shown::{Shown, shown};
use crate::{api, assets, feed, mcp, pages};
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use dateline_record::RecordError;
use std::net::SocketAddr;
use std::path::PathBuf;
use tokio::net::TcpListener;

/// What to serve, and where.
#[derive(Clone, Debug)]
pub struct Serving {
    /// The record's file.
    pub db: PathBuf,
    /// Where to listen.
    pub address: SocketAddr,
    /// What requests must show (`Authorization: Bearer …`, or once `?token=…`) unless only this
    /// machine can ask.
    pub token: Option<String>,
}

/// Why nothing can be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The record cannot be opened.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// Others could read along.
    #[error("{0} can be reached from other machines; give --token WORD, or listen on 127.0.0.1")]
    NeedsToken(SocketAddr),
    /// The token is none.
    #[error("the token {0}; give one that nobody guesses, as --token \"$(openssl rand -hex 16)\"")]
    Token(&'static str),
    /// The address is taken, or not ours.
    #[error("cannot listen on {0} ({1}); choose another with --addr")]
    Listen(SocketAddr, std::io::Error),
}

impl Serving {
    /// The server as a service.
    ///
    /// # Errors
    /// If the record cannot be opened, or others could read along without a token.
    pub fn router(&self) -> Result<Router, ServeError> {
        if !self.address.ip().is_loopback() && self.token.is_none() {
            return Err(ServeError::NeedsToken(self.address));
        }
        match &self.token {
            Some(token) if token.trim().is_empty() => return Err(ServeError::Token("is empty")),
            Some(token) if token.chars().any(char::is_control) => {
                return Err(ServeError::Token("holds what no request can show"));
            }
            _ => {}
        }
        let pool = Pool::open(&self.db)?.writable(self.token.is_some());
        let hosts = if self.token.is_some() { None } else { Some(self.hosts()) };
        let guarding = Guard::new(self.token.clone(), hosts);
        let shown = from_fn_with_state(Shown::new(pool.clone()), shown);
        let pages = Router::new()
            .route("/", get(pages::stories::page))
            .route("/story/{id}", get(pages::story::page))
            .route("/story/{id}/accounts", get(pages::accounts::page))
            .route("/report/{id}", get(pages::report::page))
            .route("/statements", get(pages::statements::page))
            .route("/timeline", get(pages::timeline::page))
            .route("/people", get(pages::people::page))
            .route("/who", get(pages::who::page))
            .route("/issue", get(pages::issue::page))
            .route("/differences", get(pages::differences::page))
            .route("/compare", get(pages::compare::page))
            .route("/search", get(pages::search::page))
            .route("/feed.atom", get(feed::atom))
            .merge(pages::beside::routes())
            .route_layer(shown)
            .route_layer(from_fn(locale));
        Ok(pages
            .route("/assets/{name}", get(assets::asset))
            .nest("/api/v1", api::router())
            .route("/api/v1/", get(api::none))
            // Who has the token may ask under any name, from any machine.
            .nest_service(
                "/mcp",
                mcp::service(&pool, if self.token.is_some() { Vec::new() } else { self.hosts() }),
            )
            .fallback(pages::not_found)
            .with_state(pool)
            .layer(from_fn_with_state(guarding, guard)))
    }

    /// The names that a request may call this server by: a page elsewhere cannot make a browser
    /// ask for it under a name of its own.
    fn hosts(&self) -> Vec<String> {
        let mut hosts = vec!["localhost".to_owned(), "127.0.0.1".to_owned(), "[::1]".to_owned()];
        hosts.push(self.address.ip().to_string());
        hosts
    }

    /// Listens until `stop` is done; then what is being answered has a moment to end.
    ///
    /// # Errors
    /// If the record cannot be opened or the address not be listened on.
    pub async fn run(&self, stop: impl Future<Output = ()>) -> Result<(), ServeError> {
        let router = self.router()?;
        let listener =
            TcpListener::bind(self.address).await.map_err(|error| ServeError::Listen(self.address, error))?;
        listen(listener, router, Doors::default(), stop).await;
        Ok(())
    }
}
