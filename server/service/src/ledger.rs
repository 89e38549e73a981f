//! The audit log: the ledger in words, checked, and handed out.
//!
//! How an entry is written and hashed is in `domain::ledger`; nothing here writes one.

mod counted;
mod export;
mod line;
mod log;
mod part;
mod verify;
mod words;

pub(crate) use export::harmless;
pub use export::{Export, Format, export};
pub(crate) use line::history;
pub use log::log;
pub use part::{Part, Raw, part};
pub use verify::{Finding, Kept, Verification, verify};

#[cfg(test)]
pub(crate) mod tests;
