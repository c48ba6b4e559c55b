//! The record on a screen and over HTTP.
