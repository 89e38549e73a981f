//! Importing a list of customers: what its file says, what it would do, and doing it.
//!
//! An import never grants and never removes a block; it can add one. The dry run and the run ask
//! the same question about each row ([`known`]) and count with the same tally, so that they come
//! to the same numbers. A list is read in stretches: it may be larger than the memory. A run knows
//! after each stretch how far it is, so it goes on there, in this process or in the next.

mod acting;
mod begin;
mod dry_run;
mod interrupted;
mod known;
mod list;
mod page;
mod read;
mod remember;
mod run;
mod save;
mod sniff;
mod stretch;
mod tally;
mod undo;
mod upload;

pub use acting::acting;
pub use begin::unfinished;
pub use dry_run::dry_run;
pub use interrupted::take_up_interrupted;
pub use list::{List, Listed};
pub use page::{page, start, try_out};
pub(crate) use read::{BadLine, LONGEST_RECORD, Row, Table, WhyBad};
pub use read::{Choices, HeaderRow, Unusable};
pub use remember::recall;
pub use run::{Progress, run};
pub(crate) use sniff::Text;
pub(crate) use tally::name as tally_lines;
pub use undo::undo;
pub(crate) use upload::Upload as UploadFacts;
pub use upload::{LARGEST, Receiving, Spool, Uploads, forget_old, receive};

#[cfg(test)]
mod tests;
