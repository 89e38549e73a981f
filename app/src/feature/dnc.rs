//! "Do not call": the mark, and taking it off.

#[cfg(feature = "ssr")]
pub mod forms;
pub mod lift_dialog;
