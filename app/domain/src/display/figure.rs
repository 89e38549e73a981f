//! The numbers that a screen can show.

use serde::{Deserialize, Serialize};

use crate::error::Problem;

/// One number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// People who agreed to data collection today.
    ConsentsToday,
    /// People who said no to something today.
    RefusalsToday,
    /// Calls that the gate prevented today.
    CallsPreventedToday,
    /// Calls that it allowed today.
    CallsPlacedToday,
    /// Customers without a consent on record (policy section 7).
    CustomersFlagged,
    /// Customers who are marked "do not call".
    DoNotCall,
}

impl Figure {
    /// Every number that can be chosen.
    pub const ALL: [Self; 6] = [
        Self::ConsentsToday,
        Self::RefusalsToday,
        Self::CallsPreventedToday,
        Self::CallsPlacedToday,
        Self::CustomersFlagged,
        Self::DoNotCall,
    ];

    /// The word in forms, rows, frames and the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ConsentsToday => "consents_today",
            Self::RefusalsToday => "refusals_today",
            Self::CallsPreventedToday => "calls_prevented_today",
            Self::CallsPlacedToday => "calls_placed_today",
            Self::CustomersFlagged => "customers_flagged",
            Self::DoNotCall => "do_not_call",
        }
    }

    /// The words under the number.
    pub const fn label(self) -> &'static str {
        match self {
            Self::ConsentsToday => "Consents today",
            Self::RefusalsToday => "Refusals today",
            Self::CallsPreventedToday => "Calls prevented today",
            Self::CallsPlacedToday => "Calls placed today",
            Self::CustomersFlagged => "Without consent on record",
            Self::DoNotCall => "Marked do not call",
        }
    }

    /// The number with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|figure| figure.code() == code).ok_or(Problem::NotAChoice)
    }
}

/// The three numbers of a screen, from left to right: as many as can be read from five metres.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures([Figure; 3]);

impl Figures {
    /// Puts them together.
    ///
    /// # Errors
    /// Fails where one is there twice.
    pub fn new(figures: [Figure; 3]) -> Result<Self, Problem> {
        let [first, second, third] = figures;
        if first == second || first == third || second == third {
            return Err(Problem::Other("Choose three different numbers".to_owned()));
        }
        Ok(Self(figures))
    }

    /// From left to right.
    pub const fn each(self) -> [Figure; 3] {
        self.0
    }

    /// Their codes, in rows and the ledger.
    pub fn code(self) -> String {
        self.0.map(Figure::code).join("+")
    }

    /// Their words.
    pub fn words(self) -> String {
        self.0.map(Figure::label).join(", ")
    }

    /// What [`Self::code`] wrote.
    ///
    /// # Errors
    /// Fails where it is something else.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        let figures = code.split('+').map(Figure::from_code).collect::<Result<Vec<_>, _>>()?;
        Self::new(figures.try_into().map_err(|_| Problem::NotAChoice)?)
    }
}

/// What a new screen shows where nobody chooses.
impl Default for Figures {
    fn default() -> Self {
        Self([Figure::ConsentsToday, Figure::RefusalsToday, Figure::CallsPreventedToday])
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_number_is_read_back_from_its_code_and_has_words_of_its_own() {
        let words: BTreeSet<_> = Figure::ALL.map(Figure::label).into();
        assert_eq!(words.len(), Figure::ALL.len());
        for figure in Figure::ALL {
            assert_eq!(Figure::from_code(figure.code()), Ok(figure));
        }
    }

    #[test]
    fn three_numbers_are_read_back_and_none_is_there_twice() {
        let figures = Figures::default();
        assert_eq!(Figures::from_code(&figures.code()), Ok(figures));
        let [first, second, _] = figures.each();
        assert!(Figures::new([first, second, first]).is_err());
        for code in ["", "consents_today", "consents_today+refusals_today", "consents_today+refusals_today+names"] {
            assert!(Figures::from_code(code).is_err(), "{code}");
        }
    }
}
