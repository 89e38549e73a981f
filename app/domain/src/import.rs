//! Importing lists of customers: how a file is cut into rows, which column becomes what, and
//! what a row says.
//!
//! Reading bytes is the server's work; nothing here opens a file. An import never grants, it can
//! only add a block; what cannot be understood is kept and reported, not dropped.

pub mod column;
#[cfg(feature = "metadata")]
mod contact;
pub mod date;
mod exporter;
#[cfg(feature = "metadata")]
mod gather;
pub mod propose;
pub mod record;
#[cfg(feature = "metadata")]
pub mod row;
pub mod shape;
pub mod value;
pub mod warning;
