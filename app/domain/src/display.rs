//! Office screens: what one shows, how it is paired, and the frames that it hears.
//!
//! Nothing that a screen hears can hold personal data: a frame is made of numbers, instants and words of ours.

mod code;
#[cfg(feature = "metadata")]
mod day;
mod figure;
mod frame;
mod happening;
mod state;

pub use code::{PAIRING_FOR, PairingCode};
#[cfg(feature = "metadata")]
pub use day::{clock, day_began};
pub use figure::{Figure, Figures};
pub use frame::{Counts, Frame};
pub use happening::Happening;
pub use state::DisplayState;

use crate::{hours::TimeZone, text::Text};

/// What a screen is called: it has to fit into a corner of it.
pub type DisplayName = Text<60>;

/// What is chosen about a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// What it is called.
    pub name: DisplayName,
    /// The numbers that it shows.
    pub figures: Figures,
    /// Where it hangs: the day of its numbers begins at midnight there.
    pub zone: TimeZone,
}
