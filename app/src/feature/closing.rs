//! Closing a business, and what everybody in it sees meanwhile.

pub mod banner;
#[cfg(feature = "ssr")]
mod closing_page;
#[cfg(feature = "ssr")]
pub mod forms;

#[cfg(feature = "ssr")]
pub use closing_page::page;
