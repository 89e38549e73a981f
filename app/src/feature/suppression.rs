//! The do-not-call list: its numbers with their sources, what is put on it, and what is taken off.
#![cfg(feature = "ssr")]

mod add_page;
pub mod api;
pub mod forms;
mod lift_dialog;
mod list_page;
mod list_table;
mod load_view;
mod number_page;
mod paste_page;
mod upload_page;

pub use {add_page::adding, list_page::list, number_page::number, paste_page::pasting, upload_page::uploading};
