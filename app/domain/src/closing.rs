//! Closing a business: for how long it can be taken back.

/// For how many days the closing of a business can be taken back, before everything of it is erased.
pub const CLOSES_AFTER_DAYS: i64 = 30;
