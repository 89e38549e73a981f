//! Telling open pages, at once, what changed in their business.
//!
//! The ledger is what they are told from: every page has a position in it. A wake only says that a
//! ledger has grown; a lost one costs one polling interval, never a frame.

mod changed;
mod hub;
mod relay;
mod subscription;
#[cfg(test)]
mod tests;
mod wakes;

pub use relay::relay;
pub use subscription::{End, Subscription, subscribe};
pub use wakes::{Wake, Wakes};
