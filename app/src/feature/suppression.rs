//! The do-not-call list: its numbers with their sources, what is put on it, and what is taken off.

#[cfg(feature = "ssr")]
mod add_page;
pub mod api;
#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
mod lift_dialog;
pub mod list_page;
mod list_table;
#[cfg(feature = "ssr")]
mod load_view;
#[cfg(feature = "ssr")]
mod number_page;
#[cfg(feature = "ssr")]
mod paste_page;
#[cfg(feature = "ssr")]
mod upload_page;

#[cfg(feature = "ssr")]
pub use {add_page::adding, number_page::number, paste_page::pasting, upload_page::uploading};
