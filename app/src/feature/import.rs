//! Importing customers.

pub mod api;
mod columns_form;
#[cfg(feature = "ssr")]
pub mod forms;
pub mod import_page;
pub mod report_view;
mod run_card;
mod undo_card;
pub mod upload_card;
