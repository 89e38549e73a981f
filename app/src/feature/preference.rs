//! The customer's own side, without a script: their preferences, and what they confirm.
#![cfg(feature = "ssr")]

pub mod public;

#[cfg(test)]
mod tests;
