//! How far a delivery is, and when it is tried again.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::error::Problem;

/// How far telling one program of one entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// It is to be sent, or sent again.
    Owed,
    /// The program took it.
    Delivered,
    /// It was tried for days, and is not tried by itself any more.
    Failed,
}

impl DeliveryState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Owed, Self::Delivered, Self::Failed];

    /// The word in rows.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Owed => "owed",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
        }
    }

    /// The word on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Owed => "Waiting",
            Self::Delivered => "Delivered",
            Self::Failed => "Failed",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|state| state.code() == code).ok_or(Problem::NotAChoice)
    }
}

/// Why nothing is sent to a webhook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyDisabled {
    /// Somebody chose so.
    ByHand,
    /// The program answered that it is gone for good (410).
    Gone,
}

impl WhyDisabled {
    /// Every reason.
    pub const ALL: [Self; 2] = [Self::ByHand, Self::Gone];

    /// The word in rows and in the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ByHand => "by_hand",
            Self::Gone => "gone",
        }
    }

    /// The words on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::ByHand => "Switched off by hand",
            Self::Gone => "The program answered that it is gone for good (410)",
        }
    }

    /// The reason with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|why| why.code() == code).ok_or(Problem::NotAChoice)
    }
}

/// The seconds from each attempt that did not succeed to the next: three days and a few hours in all.
const WAITS: [i64; 9] = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

/// How long a delivery waits that was tried this often; nothing where that was the last time.
pub fn wait_after(attempts: u32) -> Option<TimeDelta> {
    let before = usize::try_from(attempts).ok()?.checked_sub(1)?;
    WAITS.get(before).map(|seconds| TimeDelta::seconds(*seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delivery_is_tried_ten_times_over_three_days() {
        let waits: Vec<_> = (1..).map_while(wait_after).collect();
        assert_eq!(waits.len() + 1, 10);
        assert_eq!(waits[0], TimeDelta::seconds(5));
        assert!(waits.is_sorted());
        assert_eq!(waits.iter().sum::<TimeDelta>().num_days(), 3);
        assert_eq!((wait_after(0), wait_after(10)), (None, None));
    }

    #[test]
    fn every_state_and_reason_is_read_back_from_its_code() {
        for state in DeliveryState::ALL {
            assert_eq!(DeliveryState::from_code(state.code()), Ok(state));
        }
        for why in WhyDisabled::ALL {
            assert_eq!(WhyDisabled::from_code(why.code()), Ok(why));
        }
    }
}
