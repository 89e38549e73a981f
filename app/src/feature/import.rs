//! Importing customers.
#![cfg(feature = "ssr")]

pub mod api;
mod columns_form;
pub mod forms;
mod import_page;
pub mod report_view;
mod run_card;
mod undo_card;
pub mod upload_card;

pub use import_page::page;
