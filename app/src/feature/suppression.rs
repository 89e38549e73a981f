//! The do-not-call list: its numbers with their sources, what is put on it, and what is taken off.

mod add_page;
pub mod api;
#[cfg(feature = "ssr")]
pub mod forms;
mod lift_dialog;
pub mod list_page;
mod list_table;
mod load_view;
pub mod number_page;
mod paste_page;
mod upload_page;

pub use add_page::AddPage;
pub use paste_page::PastePage;
pub use upload_page::UploadPage;
