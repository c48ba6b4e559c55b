//! A figure on its way into the record.

use super::counted::Counted;
use super::quantity::Quantity;
use dateline_model::FigureStatus;

/// A figure before it is known how it stands to the others.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub quantity: Quantity,
    pub counted: Counted,
    pub status: FigureStatus,
    /// Which of the drafts includes it.
    pub part_of: Option<usize>,
}
