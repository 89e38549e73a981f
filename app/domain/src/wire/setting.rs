//! Settings: what the page shows, and what its forms send.

pub mod preview;

/// What the forms send.
pub mod params {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Serialize};

    /// A form, and what is to be done with it.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Stepped<T> {
        /// `preview` where only its effect is to be shown.
        #[serde(default)]
        pub step: String,
        /// The form.
        #[serde(flatten)]
        pub form: T,
    }

    impl<T> Stepped<T> {
        /// Whether only its effect is to be shown.
        pub fn is_preview(&self) -> bool {
            self.step == "preview"
        }
    }

    /// Who the business is.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Business {
        /// "Business name".
        #[serde(default)]
        pub business_name: String,
        /// "Country", as its code.
        #[serde(default)]
        pub business_country: String,
        /// "Time zone"; empty for that of the country.
        #[serde(default)]
        pub time_zone: String,
        /// "Language", as its code; empty for that of the country.
        #[serde(default)]
        pub language: String,
    }

    /// For how long things are kept: for each setting's code, the years as typed.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Retention {
        /// `kept_for.denials` and the like.
        #[serde(flatten)]
        pub fields: BTreeMap<String, String>,
    }

    /// What holds for every call, and for a withdrawal.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Calls {
        /// `on` or `off`: "Ask before calls".
        #[serde(default)]
        pub asks_before_calls: String,
        /// "Default purpose".
        #[serde(default)]
        pub default_purpose: String,
        /// Hours, as typed.
        #[serde(default)]
        pub erase_after_hours: String,
    }

    /// Whether confirmations go as text messages.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Texts {
        /// `on` or `off`: "Confirmations by text message".
        #[serde(default)]
        pub text_confirmations: String,
    }

    /// What holds for each topic: for its settings' codes, what was chosen or typed.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Topics {
        /// `opt_in.call/service`: `opt_in` or `opt_out`. `holds_for.call/service`: days.
        #[serde(flatten)]
        pub fields: BTreeMap<String, String>,
    }

    /// The calling hours of a week.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Week {
        /// `monday_from`, `monday_to`, and `monday_closed` where there are no calls.
        #[serde(flatten)]
        pub fields: BTreeMap<String, String>,
    }

    /// A date without calls.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct AddHoliday {
        /// "Date", as `2026-12-25`.
        #[serde(default)]
        pub on: String,
        /// "Name".
        #[serde(default)]
        pub name: String,
        /// The country's code; empty for every country.
        #[serde(default)]
        pub country: String,
    }

    /// Take a date away.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct RemoveHoliday {
        /// Which.
        pub holiday: String,
    }
}

/// What the page shows.
pub mod view {
    use chrono::NaiveDate;
    use serde::{Deserialize, Serialize};

    use crate::{
        id::HolidayId,
        retention::Kept,
        topic::{Purpose, Topic},
    };

    /// Every setting.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Settings {
        /// Whether consent must be on record before any call.
        pub asks_before_calls: bool,
        /// What a call is for unless somebody says otherwise.
        pub default_purpose: Purpose,
        /// How long after a withdrawal the data is erased at the latest.
        pub erase_after_hours: i32,
        /// Whether a confirmation goes as a text message where no e-mail reaches the customer.
        pub text_confirmations: bool,
        /// Whether this installation has a gateway for text messages.
        pub has_gateway: bool,
        /// One line for each topic.
        pub topics: Vec<TopicRule>,
        /// Monday first.
        pub week: Vec<Option<Open>>,
        /// The dates without calls, by date.
        pub holidays: Vec<Holiday>,
        /// Code and name of each country.
        pub countries: Vec<(String, String)>,
        /// Where the business is.
        pub country: String,
        /// Its name.
        pub name: String,
        /// The zone in which its days begin; empty for that of the country.
        pub time_zone: String,
        /// The zone of the country.
        pub zone_of_country: String,
        /// The zones that can be chosen.
        pub zones: Vec<String>,
        /// The code of the language for customers who chose none; empty for that of the country.
        pub language: String,
        /// Code and name of each language.
        pub languages: Vec<(String, String)>,
        /// For how many years each is kept.
        pub kept: Vec<KeptFor>,
    }

    /// For how long something is kept.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct KeptFor {
        /// What.
        pub kept: Kept,
        /// For how many years; nothing for as long as the customer is on file.
        pub years: Option<u8>,
    }

    /// What holds for a topic.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct TopicRule {
        /// Which.
        pub topic: Topic,
        /// Whether it needs a yes first.
        pub opt_in: bool,
        /// For how many days a yes holds.
        pub holds_for: Option<u16>,
    }

    /// The hours of a day, `HH:MM`.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Open {
        /// From when calls are allowed.
        pub from: String,
        /// Until when; `00:00` is the end of the day.
        pub to: String,
    }

    /// A date without calls.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Holiday {
        /// Which.
        pub id: HolidayId,
        /// The date.
        pub on: NaiveDate,
        /// Its name.
        pub name: String,
        /// Where it holds: a country's name, or nothing for every country.
        pub country: Option<String>,
    }
}

/// The fields of a day in the form of the week.
#[derive(Clone, Copy, Debug)]
pub struct DayFields {
    /// From when.
    pub from: &'static str,
    /// Until when.
    pub to: &'static str,
    /// Ticked for a day without calls.
    pub closed: &'static str,
}

/// The fields of every day, Monday first.
pub const WEEK_FIELDS: [DayFields; 7] = [
    DayFields { from: "monday_from", to: "monday_to", closed: "monday_closed" },
    DayFields { from: "tuesday_from", to: "tuesday_to", closed: "tuesday_closed" },
    DayFields { from: "wednesday_from", to: "wednesday_to", closed: "wednesday_closed" },
    DayFields { from: "thursday_from", to: "thursday_to", closed: "thursday_closed" },
    DayFields { from: "friday_from", to: "friday_to", closed: "friday_closed" },
    DayFields { from: "saturday_from", to: "saturday_to", closed: "saturday_closed" },
    DayFields { from: "sunday_from", to: "sunday_to", closed: "sunday_closed" },
];
