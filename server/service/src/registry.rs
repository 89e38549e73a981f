//! National do-not-call registries: reading their files, and asking whether a number is on one.
//!
//! A registry's files become one index, an exact set of numbers, in a file that is never changed:
//! a new one is written beside it, read again, and takes its place as a whole. Whatever is wrong
//! with the files, the index that was there stays in force; where there is none to ask, the answer
//! is an error and never "not on it". What the files say is decided in `domain::registry`.
//!
//! Everything here blocks its thread: loading takes seconds, asking reads memory only.

mod block;
mod contents;
mod flat;
mod index;
mod intake;
mod lines;
mod load;
mod numbers;
mod part;
mod refused;
mod shared;
mod shelf;
mod snapshot;
mod source;
mod tagged;

pub use contents::Contents;
pub use index::{Facts, Index, Unreadable};
pub use load::{Extent, Order, apply, load};
pub use refused::{Misread, Refused, Why};
pub use shared::SharedIndex;
pub use shelf::Shelf;
pub use snapshot::{Consulted, RegistrySnapshot};

#[cfg(test)]
mod tests;
