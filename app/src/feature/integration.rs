//! Integrations: the keys with which programs ask, and what they can ask.
#![cfg(feature = "ssr")]

pub mod api;
mod api_page;
mod described;
pub mod forms;
mod integrations_page;
mod make_card;

pub use api_page::api_reference;
pub use integrations_page::integrations;
