//! Taking a whole business along.

#[cfg(feature = "ssr")]
mod archive_page;
#[cfg(feature = "ssr")]
pub mod forms;

#[cfg(feature = "ssr")]
pub use archive_page::page;
