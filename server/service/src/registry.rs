//! National do-not-call registries: reading their files, and asking whether a number is on one.
//!
//! A registry's files become one index, an exact set of numbers, in a file that is never changed:
//! a new one is written beside it and read again, and a row names it from its commit on. Whatever is
//! wrong with the files, the index that was named stays in force; where there is none to ask, the
//! answer is an error and never "not on it". What the files say is decided in `domain::registry`.
//!
//! Loading blocks its thread for seconds; asking reads memory only.

mod block;
mod contents;
mod detect;
mod flat;
mod import;
mod index;
mod intake;
mod lines;
mod load;
mod numbers;
mod part;
mod refused;
mod shelf;
mod snapshot;
mod source;
mod subscription;
mod tagged;
mod view;

pub use contents::Contents;
pub use detect::{Detected, Held, Unclear, detect};
pub use import::{Download, Holds, Imported, NotImported, import};
pub use index::{Draft, Facts, Index, Unreadable};
pub use load::{Extent, Order, apply, load};
pub use refused::{Misread, Refused, Why};
pub use shelf::Shelf;
pub use snapshot::{Consulted, RegistrySnapshot};
pub use source::BytesRead;
pub use subscription::{end, renew, subscribe};
pub use view::show;
pub(crate) use view::{ages, sentences};

#[cfg(test)]
mod tests;
