//! `RINGFENCE_CLOCK`: by how much a black-box test moves the clock.

use std::str::FromStr;

use chrono::TimeDelta;

/// An offset like `+36h` or `-10m`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offset(pub TimeDelta);

/// Why a text is no offset.
#[derive(Debug)]
pub struct NotAnOffset;

impl FromStr for Offset {
    type Err = NotAnOffset;

    fn from_str(text: &str) -> Result<Self, NotAnOffset> {
        let number = text.strip_suffix(['s', 'm', 'h', 'd']).filter(|number| number.starts_with(['+', '-']));
        let number: i64 = number.and_then(|number| number.parse().ok()).ok_or(NotAnOffset)?;
        let length = match text.as_bytes().last() {
            Some(b's') => TimeDelta::try_seconds(number),
            Some(b'm') => TimeDelta::try_minutes(number),
            Some(b'h') => TimeDelta::try_hours(number),
            _ => TimeDelta::try_days(number),
        };
        length.filter(|length| length.num_days().abs() <= MOST).map(Self).ok_or(NotAnOffset)
    }
}

/// A century, in days: beyond it, arithmetic on dates ends.
const MOST: i64 = 36_525;
