//! What a change of settings would do, before it is saved.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{retention::Kept, topic::Purpose};

/// What a change would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Whether anything would be another than it is.
    pub changes: bool,
    /// About how many customers the counts below are, where any are.
    pub heads: Option<Heads>,
    /// How many may be called, whatever the hour, by purpose.
    pub reach: Vec<Reach>,
    /// For which purpose the counts of days are.
    pub purpose: Option<Purpose>,
    /// How many may be called at some hour of a day, by the date where they are.
    pub days: Vec<DayReach>,
    /// What a call would be for unless somebody says otherwise, where that changes.
    pub default_purpose: Option<(Purpose, Purpose)>,
    /// How many wait for their erasure and keep their hour, where it changes for others.
    pub waiting: Option<u64>,
    /// What would be erased tonight.
    pub expiring: Vec<Expiring>,
}

/// About whom counts are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heads {
    /// How many customers are on file.
    pub on_file: u64,
    /// How many of them were decided about: fewer where there are too many to wait for.
    pub looked_at: u64,
    /// How many of those have a number.
    pub with_number: u64,
}

impl Heads {
    /// Whether the counts are of a part of the customers.
    pub const fn is_sample(&self) -> bool {
        self.looked_at < self.on_file
    }
}

/// How many customers may be called for a purpose, whatever the hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// The purpose.
    pub purpose: Purpose,
    /// With the settings as they are.
    pub now: u64,
    /// With the change.
    pub then: u64,
}

/// How many customers may be called on a day, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayReach {
    /// The day, by the date where each customer is.
    pub on: NaiveDate,
    /// How many, with the settings as they are.
    pub now: u64,
    /// How many, with the change.
    pub then: u64,
    /// For how many minutes each of them on average, with the settings as they are.
    pub minutes_now: u64,
    /// For how many minutes each of them on average, with the change.
    pub minutes_then: u64,
}

/// How many records of a kind would be erased tonight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expiring {
    /// What they are.
    pub kept: Kept,
    /// With the settings as they are.
    pub now: u64,
    /// With the change.
    pub then: u64,
    /// From when the oldest of them is.
    pub oldest: Option<DateTime<Utc>>,
}
