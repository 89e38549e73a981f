//! Webhooks: programs of the business that are told what happens.
//!
//! Telling is a reader of the ledger with a position. An entry becomes a delivery in the transaction that moves the
//! position; a delivery is sent under a lease until the program took it, or for days. So nothing is lost when a node
//! dies in between, and something may arrive twice, under the same name.

mod body;
mod edit;
mod follow;
mod secret;
mod send;
mod show;

pub use edit::{disable, enable, make, remove, replay, rotate};
pub use follow::follow;
pub use send::{forget_old, tell};
pub use show::{list, open};

#[cfg(test)]
mod tests;
