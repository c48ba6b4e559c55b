//! Questions to the record and their answers, typed.
