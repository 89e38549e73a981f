//! National do-not-call registries: which there are, and what their files say.
//!
//! A file may hold hundreds of millions of numbers, so a number is an integer here: the digits of
//! E.164, calling code first. Nothing opens a file; a line or a tag comes in and what it says goes
//! out. What could be read in two ways is refused: a guess could lose somebody's block.
//!
//! A browser names registries and does not read their files, so reading is there with the feature
//! `metadata` only.

mod area;
mod digits;
#[cfg(feature = "metadata")]
pub mod line;
#[cfg(feature = "metadata")]
pub mod markup;
mod national;
#[cfg(feature = "metadata")]
mod standing;

pub use area::{Area, Coverage, NotAreas};
pub use digits::digits;
pub use national::Registry;
#[cfg(feature = "metadata")]
pub use standing::{Finding, RegistryStanding, Subscription};
