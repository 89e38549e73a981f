//! The training that every member reads.
#![cfg(feature = "ssr")]

pub mod forms;
mod training_page;

pub use training_page::page;
