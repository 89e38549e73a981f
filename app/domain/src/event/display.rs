//! What happens to office screens. What one is called is a free text, so the ledger holds a commitment of it.

use super::{EventKind, Record, Subject};
use crate::{display::Setup, id::DisplayId};

/// One thing that happened to an office screen.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are named like the things they carry")]
pub enum DisplayEvent {
    /// One was made, with a code that waits for its screen.
    Made { display: DisplayId, setup: Setup },
    /// Another code was made for it.
    CodeMade { display: DisplayId },
    /// A screen was paired with it; one that was before is not any more.
    Paired { display: DisplayId },
    /// Something else was chosen about it.
    Changed { display: DisplayId, from: Setup, to: Setup },
    /// It was turned off for good.
    Revoked { display: DisplayId },
}

impl DisplayEvent {
    /// What the ledger keeps of it.
    pub(super) fn record(&self) -> Record {
        use EventKind as Kind;
        match self {
            Self::Made { display, setup } => of(Kind::DisplayMade, *display)
                .personal("name", setup.name.as_str())
                .plain("shows", setup.figures.code())
                .plain("zone", &setup.zone),
            Self::CodeMade { display } => of(Kind::DisplayCodeMade, *display),
            Self::Paired { display } => of(Kind::DisplayPaired, *display),
            Self::Changed { display, from, to } => of(Kind::DisplayChanged, *display)
                .personal("name_from", from.name.as_str())
                .personal("name_to", to.name.as_str())
                .plain("shows_from", from.figures.code())
                .plain("shows_to", to.figures.code())
                .plain("zone_from", &from.zone)
                .plain("zone_to", &to.zone),
            Self::Revoked { display } => of(Kind::DisplayRevoked, *display),
        }
    }
}

fn of(kind: EventKind, display: DisplayId) -> Record {
    Record::of(kind, Subject::Thing("display", display.0))
}
