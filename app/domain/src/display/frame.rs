//! The frames of a screen's socket, of a type of their own.

use chrono::{DateTime, Utc};
use serde::{Serialize, Serializer};

use super::{Figure, Figures, Happening};

/// What a screen hears: how its numbers stand, and what happened.
///
/// It is `Copy`, so there is no place in it for a text that somebody typed: a name, a number or an address cannot
/// be sent by mistake, whatever a query returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Frame {
    /// The ledger's position as of which this is.
    pub seq: i64,
    /// The server's time (UTC), or when it happened.
    pub at: DateTime<Utc>,
    /// The numbers.
    pub counts: Counts,
    /// What happened; nothing in a frame that only says that the link is alive.
    pub event: Option<Happening>,
}

/// The numbers of a screen, each beside what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts([(Figure, u64); 3]);

impl Counts {
    /// These numbers, in the order of what they count.
    pub fn new(figures: Figures, counts: [u64; 3]) -> Self {
        let [first, second, third] = figures.each();
        Self([(first, counts[0]), (second, counts[1]), (third, counts[2])])
    }

    /// Each, from left to right.
    pub const fn each(self) -> [(Figure, u64); 3] {
        self.0
    }
}

/// An object: the code of each, with its number.
impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.map(|(figure, count)| (figure.code(), count)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::EventKind;

    /// Nothing that owns memory is `Copy`.
    const fn has_no_place_for_a_text<T: Copy + 'static>() {}
    const _: () = has_no_place_for_a_text::<Frame>();

    #[test]
    fn a_frame_has_the_four_fields_of_the_contract() {
        let frame = Frame {
            seq: 42,
            at: "2026-03-03T15:00:00Z".parse().unwrap(),
            counts: Counts::new(Figures::default(), [38, 7, 12]),
            event: Happening::of(EventKind::DenialRecorded),
        };
        let counts = r#"{"consents_today":38,"refusals_today":7,"calls_prevented_today":12}"#;
        assert_eq!(
            serde_json::to_string(&frame).unwrap(),
            format!(r#"{{"seq":42,"at":"2026-03-03T15:00:00Z","counts":{counts},"event":"denial_recorded"}}"#)
        );
    }
}
