//! The call decision: may this number be called now, for this purpose, and if not, why not.
//!
//! The answer and its words live here and are shown everywhere. Making one needs the facts of
//! phone numbers and time zones, so [`decide`] is there with the feature `metadata` only: the
//! browser shows decisions, it does not make them.

#[cfg(feature = "metadata")]
mod decide;
#[cfg(feature = "metadata")]
pub use decide::{Asks, CallFacts, CallRules, CustomerFacts, NumberFacts, Suppression, decide};

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// One reason why a call is not allowed, in the order in which people are shown them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum BlockReason {
    /// The customer is marked (policy section 3).
    DoNotCall,
    /// The number is on the business's do-not-call list, through whomever.
    NumberSuppressed,
    /// `data_collection` was refused or withdrawn (policy section 2).
    DataConsentRefused,
    /// A request to restrict the use of the customer's data is open (GDPR 18).
    ProcessingRestricted,
    /// Calls for this purpose were refused or withdrawn.
    CallConsentRefused,
    /// The consent on which the call would rest has run out.
    ConsentExpired,
    /// No consent on record where one is needed first (policy section 7).
    ConsentUnknown,
    /// An offer to somebody who is on a national registry and did not agree in writing (16 CFR
    /// 310.4(b)(1)(iii)(B)(i) and its like elsewhere).
    NationalRegistry,
    /// An offer, and the business's download of the registry is older than it may be.
    RegistryStale,
    /// An offer, and the registry that must be asked was not asked about numbers like this one.
    RegistryNotCovered,
    /// It is not the time to call where the customer is.
    OutsideCallingHours {
        /// The time of day there, `HH:MM`.
        local: String,
        /// From when calls are allowed there, `HH:MM`; `None` on a day without calls.
        opens: Option<String>,
    },
    /// No zone is known for the number, or its zones leave no common hour.
    TimeZoneUnknown,
    /// Not a possible number, or an emergency or short number.
    UnusableNumber,
    /// There is nothing to dial.
    NoPhoneNumber,
    /// The facts could not be read: no fact, no call.
    CouldNotCheck,
}

impl BlockReason {
    /// The code in the API, in frames and in the ledger.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::DoNotCall => "do_not_call",
            Self::NumberSuppressed => "number_suppressed",
            Self::DataConsentRefused => "data_consent_refused",
            Self::ProcessingRestricted => "processing_restricted",
            Self::CallConsentRefused => "call_consent_refused",
            Self::ConsentExpired => "consent_expired",
            Self::ConsentUnknown => "consent_unknown",
            Self::NationalRegistry => "national_registry",
            Self::RegistryStale => "registry_stale",
            Self::RegistryNotCovered => "registry_not_covered",
            Self::OutsideCallingHours { .. } => "outside_calling_hours",
            Self::TimeZoneUnknown => "time_zone_unknown",
            Self::UnusableNumber => "unusable_number",
            Self::NoPhoneNumber => "no_phone_number",
            Self::CouldNotCheck => "could_not_check",
        }
    }

    /// The reason with this code, as far as a code tells it.
    pub fn from_code(code: &str) -> Option<Self> {
        let outside = Self::OutsideCallingHours { local: String::new(), opens: None };
        let every = [
            Self::DoNotCall,
            Self::NumberSuppressed,
            Self::DataConsentRefused,
            Self::ProcessingRestricted,
            Self::CallConsentRefused,
            Self::ConsentExpired,
            Self::ConsentUnknown,
            Self::NationalRegistry,
            Self::RegistryStale,
            Self::RegistryNotCovered,
            outside,
            Self::TimeZoneUnknown,
            Self::UnusableNumber,
            Self::NoPhoneNumber,
            Self::CouldNotCheck,
        ];
        every.into_iter().find(|reason| reason.code() == code)
    }

    /// The text on the button and in its tooltip (policy section 3).
    pub fn sentence(&self) -> String {
        match self {
            Self::DoNotCall => "Call disabled: Customer is marked as 'do not call'".into(),
            Self::NumberSuppressed => "Call disabled: This number is on your do-not-call list".into(),
            Self::DataConsentRefused => "Call disabled: Customer refused data collection".into(),
            Self::ProcessingRestricted => "Call disabled: Customer asked to restrict the use of their data".into(),
            Self::CallConsentRefused => "Call disabled: Customer did not agree to calls".into(),
            Self::ConsentExpired => "Call disabled: The consent has expired. Ask again".into(),
            Self::ConsentUnknown => "Call disabled: Ask for consent first".into(),
            Self::NationalRegistry => "Call disabled: Number is on the national do-not-call registry".into(),
            Self::RegistryStale => "Call disabled: The do-not-call registry must be refreshed".into(),
            Self::RegistryNotCovered => {
                "Call disabled: This area code has not been checked against the registry".into()
            }
            Self::OutsideCallingHours { local, opens: Some(opens) } => {
                format!("Call disabled: It is {local} for this customer. Calls are allowed from {opens}")
            }
            Self::OutsideCallingHours { local, opens: None } => {
                format!("Call disabled: It is {local} for this customer. Calls are not allowed on this day")
            }
            Self::TimeZoneUnknown => "Call disabled: The customer's time zone is not known".into(),
            Self::UnusableNumber => "Call disabled: This number cannot be called".into(),
            Self::NoPhoneNumber => "Call disabled: No phone number on file".into(),
            Self::CouldNotCheck => "Call disabled: The do-not-call status could not be checked".into(),
        }
    }

    /// What would change it, said to whoever asks why.
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::DoNotCall => "An owner or admin can take the mark off, with reason and evidence.",
            Self::NumberSuppressed => "An owner or admin can lift it with evidence, on the do-not-call list.",
            Self::DataConsentRefused => "Only their own yes changes it. Ask when they contact you.",
            Self::ProcessingRestricted => {
                "An owner or admin can lift it under Requests, once the customer was told of it."
            }
            Self::CallConsentRefused => "Only their own yes changes it. Ask for consent at the next contact.",
            Self::ConsentExpired | Self::ConsentUnknown => "Ask for consent at the next contact.",
            Self::NationalRegistry => "Only their own yes in writing, through their link, changes it.",
            Self::RegistryStale => {
                "The operator loads a newer file, then an owner or admin enters the new download under Registries."
            }
            Self::RegistryNotCovered => {
                "The operator loads the registry of this number, then an owner or admin subscribes under Registries."
            }
            Self::OutsideCallingHours { .. } => "Wait for the hours in which calls are allowed there.",
            Self::TimeZoneUnknown => "Enter the customer's time zone.",
            Self::UnusableNumber => "Enter a number that can be called.",
            Self::NoPhoneNumber => "Enter a phone number.",
            Self::CouldNotCheck => "Try again. If it stays so, tell whoever runs the server.",
        }
    }

    /// Whether a person's or the list's own no stands behind it: then the number is masked, and the
    /// server sends its digits nowhere.
    pub const fn masks(&self) -> bool {
        matches!(
            self,
            Self::DoNotCall
                | Self::NumberSuppressed
                | Self::DataConsentRefused
                | Self::ProcessingRestricted
                | Self::CallConsentRefused
        )
    }

    /// Whether what somebody said, or did not say, stands behind it, and not the number or the clock.
    pub const fn is_objection(&self) -> bool {
        self.masks() || matches!(self, Self::ConsentExpired | Self::ConsentUnknown)
    }
}

impl fmt::Display for BlockReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence())
    }
}

/// Whether a call is allowed, with every reason that applies, the strongest first.
///
/// Without any reason the call is allowed. There is no override, for anybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallDecision {
    reasons: Vec<BlockReason>,
    /// The next instant at which time alone can change decision or reasons (UTC).
    pub until: Option<DateTime<Utc>>,
}

impl CallDecision {
    /// The answer when the facts cannot be read.
    pub fn could_not_check() -> Self {
        Self { reasons: vec![BlockReason::CouldNotCheck], until: None }
    }

    /// The decision where both must be allowed: every reason of either.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let mut reasons: Vec<_> = self.reasons.iter().chain(&other.reasons).cloned().collect();
        reasons.sort_unstable();
        reasons.dedup();
        Self { reasons, until: self.until.into_iter().chain(other.until).min() }
    }

    /// Whether nothing stands against the call.
    pub fn is_allowed(&self) -> bool {
        self.reasons.is_empty()
    }

    /// `allowed` or `blocked`, as the API and the frames say it.
    pub fn word(&self) -> &'static str {
        if self.is_allowed() { "allowed" } else { "blocked" }
    }

    /// Every reason that applies, the strongest first.
    pub fn reasons(&self) -> &[BlockReason] {
        &self.reasons
    }

    /// The codes of the reasons, joined by `+` where one column holds them.
    pub fn codes(&self) -> String {
        self.reasons.iter().map(BlockReason::code).collect::<Vec<_>>().join("+")
    }

    /// The text on the button: the strongest reason's, or nothing when the call is allowed.
    pub fn sentence(&self) -> Option<String> {
        self.reasons.first().map(BlockReason::sentence)
    }

    /// Whether the number is to be masked.
    pub fn masks(&self) -> bool {
        self.reasons.iter().any(BlockReason::masks)
    }
}

impl fmt::Display for CallDecision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence().unwrap_or_else(|| "The call is allowed".into()))
    }
}

/// The right to make one call, now. Only an allowed decision gives one, and only holding one lets
/// a call be authorised, so no code can forget to ask.
#[derive(Debug)]
pub struct Permit(());

impl CallDecision {
    /// The permit of an allowed decision, or the decision again.
    pub fn permit(self) -> Result<Permit, Self> {
        if self.is_allowed() { Ok(Permit(())) } else { Err(self) }
    }
}
