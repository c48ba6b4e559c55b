//! The server as a browser or a program meets it: every page, hostile text, the doors, saved searches.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod answers;
mod doors;
mod pages;
mod sending;
mod server;
