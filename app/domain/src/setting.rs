//! Settings: what a business decides for itself, each with the code and the words under which a
//! change of it is recorded.

use chrono::Weekday;

use crate::{
    error::Problem,
    retention::Kept,
    topic::{Channel, Purpose, Topic},
};

/// For how many hours a withdrawal may wait for its erasure: three days at most.
pub const LONGEST_ERASURE_DELAY: i32 = 72;

/// One thing that a business sets for all of its calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Whether consent must be on record before any call (policy section 7).
    AsksBeforeCalls,
    /// What a call is for unless somebody says otherwise.
    DefaultPurpose,
    /// How long after a withdrawal the data is erased at the latest.
    EraseAfterHours,
    /// Whether a confirmation goes as a text message where no e-mail reaches the customer.
    TextConfirmations,
    /// How often audits run by themselves.
    AuditRhythm,
    /// Whether the dashboard lists what a new business has still to do.
    FirstSteps,
    /// Whether members sign in with a second factor.
    SecondFactorRequired,
    /// The country of the business, by which national numbers are read.
    Country,
    /// In which zone the days of the business begin.
    TimeZone,
    /// The language for customers who chose none.
    Language,
    /// For how long something is kept.
    KeptFor(Kept),
    /// Whether a channel and purpose needs a yes first.
    OptIn(Channel, Purpose),
    /// For how long a yes holds.
    HoldsFor(Topic),
    /// From when to when calls are allowed on a day of the week.
    Hours(Weekday),
}

/// The days of a week plan, in its order.
pub const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

impl Setting {
    /// Every setting.
    pub fn all() -> impl Iterator<Item = Self> {
        let reach = Channel::ALL.into_iter().flat_map(|c| Purpose::ALL.into_iter().map(move |p| Self::OptIn(c, p)));
        let own = [
            Self::AsksBeforeCalls,
            Self::DefaultPurpose,
            Self::EraseAfterHours,
            Self::TextConfirmations,
            Self::AuditRhythm,
            Self::FirstSteps,
            Self::SecondFactorRequired,
            Self::Country,
            Self::TimeZone,
            Self::Language,
        ];
        own.into_iter()
            .chain(Kept::ALL.map(Self::KeptFor))
            .chain(reach)
            .chain(Topic::all().map(Self::HoldsFor))
            .chain(WEEK.map(Self::Hours))
    }

    /// The word in forms and in the ledger. It never changes.
    pub const fn code(self) -> &'static str {
        use Channel::{Call, Email, Sms};
        use Purpose::{Marketing, Service};
        match self {
            Self::AsksBeforeCalls => "asks_before_calls",
            Self::DefaultPurpose => "default_purpose",
            Self::EraseAfterHours => "erase_after_hours",
            Self::TextConfirmations => "text_confirmations",
            Self::AuditRhythm => "audit_rhythm",
            Self::FirstSteps => "first_steps",
            Self::SecondFactorRequired => "second_factor_required",
            Self::Country => "country",
            Self::TimeZone => "time_zone",
            Self::Language => "language",
            Self::KeptFor(Kept::Identities) => "kept_for.identities",
            Self::KeptFor(Kept::Denials) => "kept_for.denials",
            Self::KeptFor(Kept::Contacts) => "kept_for.contacts",
            Self::OptIn(Call, Service) => "opt_in.call/service",
            Self::OptIn(Call, Marketing) => "opt_in.call/marketing",
            Self::OptIn(Sms, Service) => "opt_in.sms/service",
            Self::OptIn(Sms, Marketing) => "opt_in.sms/marketing",
            Self::OptIn(Email, Service) => "opt_in.email/service",
            Self::OptIn(Email, Marketing) => "opt_in.email/marketing",
            Self::HoldsFor(Topic::DataCollection) => "holds_for.data_collection",
            Self::HoldsFor(Topic::Reach(Call, Service)) => "holds_for.call/service",
            Self::HoldsFor(Topic::Reach(Call, Marketing)) => "holds_for.call/marketing",
            Self::HoldsFor(Topic::Reach(Sms, Service)) => "holds_for.sms/service",
            Self::HoldsFor(Topic::Reach(Sms, Marketing)) => "holds_for.sms/marketing",
            Self::HoldsFor(Topic::Reach(Email, Service)) => "holds_for.email/service",
            Self::HoldsFor(Topic::Reach(Email, Marketing)) => "holds_for.email/marketing",
            Self::Hours(Weekday::Mon) => "hours.monday",
            Self::Hours(Weekday::Tue) => "hours.tuesday",
            Self::Hours(Weekday::Wed) => "hours.wednesday",
            Self::Hours(Weekday::Thu) => "hours.thursday",
            Self::Hours(Weekday::Fri) => "hours.friday",
            Self::Hours(Weekday::Sat) => "hours.saturday",
            Self::Hours(Weekday::Sun) => "hours.sunday",
        }
    }

    /// The setting with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::all().find(|setting| setting.code() == code).ok_or(Problem::NotAChoice)
    }

    /// The words on screen and in the audit log.
    pub fn label(self) -> String {
        match self {
            Self::AsksBeforeCalls => "Ask before calls".to_owned(),
            Self::DefaultPurpose => "Default purpose".to_owned(),
            Self::EraseAfterHours => "Erasure after a withdrawal".to_owned(),
            Self::TextConfirmations => "Confirmations by text message".to_owned(),
            Self::AuditRhythm => "Audits".to_owned(),
            Self::FirstSteps => "First steps on the dashboard".to_owned(),
            Self::SecondFactorRequired => "Second factor for every member".to_owned(),
            Self::Country => "Country".to_owned(),
            Self::TimeZone => "Time zone".to_owned(),
            Self::Language => "Language".to_owned(),
            Self::KeptFor(kept) => format!("Years for which we keep {}", kept.words()),
            Self::OptIn(channel, purpose) => format!("{}: consent", Topic::Reach(channel, purpose).label()),
            Self::HoldsFor(topic) => format!("{}: a yes holds for", topic.label()),
            Self::Hours(day) => format!("Calling hours on {}", day_name(day)),
        }
    }
}

/// A day of the week, as it is written.
pub const fn day_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

/// Reads for how many hours a withdrawal may wait for its erasure.
pub fn erasure_delay(typed: &str) -> Result<i32, Problem> {
    let hours = typed.trim().parse().ok().filter(|hours| (0..=LONGEST_ERASURE_DELAY).contains(hours));
    hours.ok_or_else(|| Problem::Other(format!("Enter whole hours from 0 to {LONGEST_ERASURE_DELAY}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_is_read_back_from_its_code_and_has_words_of_its_own() {
        let words: std::collections::BTreeSet<_> = Setting::all().map(Setting::label).collect();
        assert_eq!((Setting::all().count(), words.len()), (33, 33));
        for setting in Setting::all() {
            assert_eq!(Setting::from_code(setting.code()), Ok(setting));
        }
    }

    #[test]
    fn an_erasure_waits_for_three_days_at_most() {
        assert_eq!(erasure_delay(" 0 "), Ok(0));
        assert_eq!(erasure_delay("72"), Ok(72));
        for typed in ["", "73", "-1", "1.5", "soon", "99999999999"] {
            assert!(erasure_delay(typed).is_err(), "{typed}");
        }
    }
}
