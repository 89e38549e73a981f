//! Integrations: the keys with which programs ask.
#![cfg(feature = "ssr")]

pub mod api;
pub mod forms;
mod integrations_page;
mod make_card;

pub use integrations_page::integrations;
