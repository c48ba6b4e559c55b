//! Paths to reports: files, folders, globs, addresses and standard input, one piece after the other.
//!
//! Nothing but the piece at hand is held in memory; a piece is a line, a page, a record of
//! an archive or a whole small document. What it takes to make reports of a piece is left to
//! [`Piece::reports`], so that it can be done on any thread.

mod fault;
mod form;
mod guard;
mod options;
mod pages;
mod parquet;
mod paths;
mod patient;
mod piece;
mod row;
mod rows;
mod run;
mod stream;
mod table;
mod web;

pub use options::Options;
pub(crate) use paths::is_no_report;
pub(crate) use piece::Content;
pub use piece::{Piece, Pieces};
pub use rows::Rows;
pub use run::Run;

use crate::Failure;
use dateline_model::Report;
use std::collections::VecDeque;
use std::io::Cursor;
use std::path::PathBuf;
use std::sync::Arc;

/// The reports under some paths: files, folders (all files in them, sorted by name), globs, addresses
/// (`https://…`, fetched with the host's leave), or `-` for standard input. None at all means standard input.
///
/// A failure stands before the report it is about where that is kept nonetheless.
pub fn reports(paths: Vec<PathBuf>, options: &Options) -> Reports {
    Reports { pieces: pieces(paths, options), ready: VecDeque::new() }
}

/// The same, not yet made into reports.
pub fn pieces(mut paths: Vec<PathBuf>, options: &Options) -> Pieces {
    if paths.is_empty() {
        paths.push(PathBuf::from("-"));
    }
    let options = options.clone();
    let found =
        paths::expand(paths, Arc::new(web::Web::new(&options))).flat_map(move |source| match source {
            Ok(_) if options.run.is_stopped() => {
                options.run.leave_unread();
                piece::just_nothing()
            }
            Ok(source) => {
                let open = || under(stream::pieces_of(&source, &options), &options);
                guard::guarded(source.name(), options.run.clone(), open)
            }
            Err(failure) => piece::just(Err(failure)),
        });
    Box::new(found)
}

/// Pieces as the options of the run say, lists among them taken apart.
fn under(pieces: Pieces, options: &Options) -> Pieces {
    let mapping = Arc::new(options.mapping.clone());
    let largest_text = options.largest_text;
    Box::new(pieces.flat_map(move |piece| match piece {
        Ok(piece) => piece.under(&mapping, largest_text).taken_apart(),
        Err(failure) => vec![Err(failure)],
    }))
}

/// The reports in some bytes that came under a name.
pub fn reports_in(name: &str, bytes: Vec<u8>, options: &Options) -> Vec<Result<Report, Failure>> {
    let pieces = guard::guarded(name.to_owned(), options.run.clone(), || {
        under(stream::pieces_of_stream(name.to_owned(), Box::new(Cursor::new(bytes)), options), options)
    });
    Reports { pieces, ready: VecDeque::new() }.collect()
}

/// Reports as they come.
pub struct Reports {
    pieces: Pieces,
    ready: VecDeque<Result<Report, Failure>>,
}

impl Iterator for Reports {
    type Item = Result<Report, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(report) = self.ready.pop_front() {
                return Some(report);
            }
            match self.pieces.next()? {
                Ok(piece) => self.ready.extend(piece.reports()),
                Err(failure) => return Some(Err(failure)),
            }
        }
    }
}
