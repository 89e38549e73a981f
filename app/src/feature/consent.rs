//! Consents: how each topic stands, recording an answer, and what was recorded in error.

pub mod answer_form;
pub mod consent_card;
pub mod error_dialog;
#[cfg(feature = "ssr")]
pub mod forms;
pub mod preferences_card;
