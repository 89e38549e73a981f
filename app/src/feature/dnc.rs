//! "Do not call": the mark, and taking it off.

pub mod api;
pub mod lift_dialog;
