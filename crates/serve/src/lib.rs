//! The record on a screen and over HTTP: pages that work without JavaScript, a JSON API,
//! an Atom feed. Everything it needs is in the binary; nothing is fetched from elsewhere.
//!
//! Report text is hostile: templates escape everything, the content security policy allows no
//! inline script, and no path or SQL is made of a request. It holds no SQL.

mod api;
mod app;
mod assets;
mod digest;
mod draw;
mod error;
mod escape;
mod feed;
mod guard;
mod hooks;
mod limits;
mod listen;
mod locale;
mod mcp;
mod pages;
mod pool;
mod shown;

pub use app::{ServeError, Serving};
pub use digest::{Digest, DigestForm, DigestStory, as_markdown, is_web_address};
pub use hooks::{HookError, Hooks};
pub use mcp::{McpError, serve_stdio};
pub use pages::changes::digest;
pub use pages::titles::title as title_of;
