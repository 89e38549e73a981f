//! Office screens: what is entered about them, and what the pages show.

/// What comes in.
pub mod params {
    use serde::{Deserialize, Serialize};

    /// What is chosen about a screen.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Chosen {
        /// What it is called.
        #[serde(default)]
        pub name: String,
        /// The code of the number on the left.
        #[serde(default)]
        pub first: String,
        /// The code of the number in the middle.
        #[serde(default)]
        pub second: String,
        /// The code of the number on the right.
        #[serde(default)]
        pub third: String,
        /// Where it hangs.
        #[serde(default)]
        pub time_zone: String,
    }

    /// Choose something else about a screen.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Change {
        /// Which.
        pub display: String,
        /// What is chosen.
        #[serde(flatten)]
        pub chosen: Chosen,
    }

    /// Something about one screen: another code for it, or its end.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Which {
        /// Which.
        pub display: String,
    }
}

/// What the pages show.
pub mod view {
    use chrono::{DateTime, Utc};
    use serde::{Deserialize, Serialize};

    use crate::{
        display::{DisplayState, Figures, Frame, Happening},
        hours::TimeZone,
        id::DisplayId,
    };

    /// The screens of a business.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Displays {
        /// Those in use by name, then the revoked ones.
        pub displays: Vec<Row>,
        /// The time zones to choose from.
        pub zones: Vec<String>,
        /// The one that a new screen is likely to be in; empty where nobody can tell.
        pub zone: String,
    }

    /// One screen.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Row {
        /// Which.
        pub id: DisplayId,
        /// What it is called.
        pub name: String,
        /// What it shows.
        pub figures: Figures,
        /// Where it hangs.
        pub zone: String,
        /// How far it is.
        pub state: DisplayState,
        /// When its screen was last alive (UTC), to the minute.
        pub seen_at: Option<DateTime<Utc>>,
    }

    /// One screen with everything that can be done about it.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Opened {
        /// The screen.
        pub display: Row,
        /// When it was made (UTC).
        pub made_at: DateTime<Utc>,
        /// When its screen was paired (UTC).
        pub paired_at: Option<DateTime<Utc>>,
        /// When it was revoked (UTC).
        pub revoked_at: Option<DateTime<Utc>>,
        /// What waits to be entered.
        pub pairing: Option<Pairing>,
        /// The time zones to choose from.
        pub zones: Vec<String>,
    }

    /// How a screen is paired.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Pairing {
        /// The code, in two groups of four digits.
        pub code: String,
        /// Where it is entered.
        pub address: String,
        /// The picture of a link that enters it, as SVG.
        pub picture: String,
        /// Until when it is good (UTC).
        pub until: DateTime<Utc>,
    }

    /// What a screen shows. What it is called was chosen by who made it; the rest cannot hold a text.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Screen {
        /// The business.
        pub business: String,
        /// What the screen is called.
        pub name: String,
        /// Where it hangs.
        pub zone: TimeZone,
        /// What lets the screen's script open its socket, and nothing else.
        pub ticket: String,
        /// How the numbers stand.
        pub now: Frame,
        /// What the clock says where it hangs.
        pub clock: String,
        /// What happened, the newest first.
        pub stream: Vec<Line>,
    }

    /// One line of the stream.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Line {
        /// When (UTC).
        pub at: DateTime<Utc>,
        /// What the clock said then, where the screen hangs.
        pub clock: String,
        /// What happened.
        pub what: Happening,
    }
}
