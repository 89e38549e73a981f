//! The checks: what each looks for, how grave it is, and what it says of what it found.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{FLAGGED_FOR_DAYS, WAITS_FOR_HOURS};
use crate::{error::Problem, registry::Registry, training::OVERDUE_AFTER_DAYS};

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Somebody's no may not have been kept, or nobody can tell any more.
    High,
    /// A duty is not met.
    Medium,
    /// Somebody should look.
    Low,
}

impl Severity {
    /// The word on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::High => "High",
            Self::Medium => "Medium",
            Self::Low => "Low",
        }
    }

    /// By which day such a finding is answered, where nobody says another one.
    pub fn due_on(self, found_on: NaiveDate) -> NaiveDate {
        let days = match self {
            Self::High => 7,
            Self::Medium => 14,
            Self::Low => 30,
        };
        found_on.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
    }
}

macro_rules! checks {
    ($($(#[$doc:meta])* $name:ident $code:literal $severity:ident $label:literal $why:literal,)+) => {
        /// One thing that an audit looks for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Check {
            $($(#[$doc])* $name,)+
        }

        impl Check {
            /// Every check, in the order in which an audit makes them and a report shows them.
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$name,)+];

            /// The word in rows and the ledger. It never changes.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// The words on screen.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)+ }
            }

            /// What it looks for and why, in a line.
            pub const fn explains(self) -> &'static str {
                match self { $(Self::$name => $why,)+ }
            }

            /// How grave a finding of it is.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }
        }
    };
}

checks! {
    /// The ledger does not verify.
    LedgerUnverified "ledger_unverified" High "Audit log verifies"
        "Every entry of the audit log is read and compared with the checkpoints that were signed over it.",
    /// Rows differ from what the ledger recorded.
    ReplayMismatch "replay_mismatch" High "Answers and marks equal their record"
        "Each consent answer and each mark must be what the audit log says was recorded.",
    /// A call against a no.
    CalledWhileBlocked "called_while_blocked" High "No call against a no"
        "No call may have been allowed while the customer's own no stood against it.",
    /// A lift that nothing supports.
    LiftWithoutEvidence "lift_without_evidence" High "Every lift has its evidence"
        "Who takes a mark or a number off by request must have recorded the evidence.",
    /// A yes to unknown words.
    ConsentWithoutNotice "consent_without_notice" Medium "Every consent names what was read out"
        "A yes counts for the words that were read out, so their version must be on record.",
    /// Customers without consent on record.
    FlaggedTooLong "flagged_too_long" Medium "Nobody stays flagged for long"
        "Customers without a consent on record are to be asked within 30 days.",
    /// A registry that is not asked as it should be.
    RegistryOutOfDate "registry_out_of_date" High "Registries are fresh"
        "Each national registry that the business relies on must be loaded and no older than its rules allow.",
    /// A confirmation that did not arrive.
    ConfirmationUndelivered "confirmation_undelivered" Medium "Confirmations arrive"
        "Every customer must hear of what was changed for them, and a mail that cannot be sent must be said to them.",
    /// Mail comes back.
    AddressUndeliverable "address_undeliverable" Low "Addresses take mail"
        "An address from which mail comes back reaches nobody, and confirmations do not arrive there.",
    /// Somebody else's address.
    AddressDisowned "address_disowned" Medium "Addresses belong to their customer"
        "Somebody who gets a customer's mail said that it is not theirs: find the right address.",
    /// A text that is not in force.
    PolicyMissing "policy_missing" Medium "Policies are in force"
        "The privacy policy must be published, and the Data Processing Agreement in force accepted by an owner.",
    /// A request is late.
    RequestOverdue "request_overdue" High "Requests are answered in time"
        "Customers' requests about their data are to be answered within one month.",
    /// Data is kept for too long.
    RetentionOverdue "retention_overdue" High "Erasures are done in time"
        "Who withdrew must be erased by their hour, and what is kept after that must end on its day.",
    /// The journal is behind.
    JournalBehind "journal_behind" High "Suppression journal keeps up"
        "The journal outside of the database must hold every entry, or a restore forgets a no.",
    /// There was no audit for too long.
    AuditMissed "audit_missed" Low "Audits take place"
        "A business that is not looked at for 45 days does not know how it stands.",
    /// A member has not read the training.
    TrainingOverdue "training_overdue" Medium "Everybody has read the training"
        "Who works with customers must have read the training, each year anew, within 30 days of being asked.",
}

impl Check {
    /// The check with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|check| check.code() == code).ok_or(Problem::NotAChoice)
    }

    /// Whether what it finds can be put right, so that an audit stops finding it. The others look for what has
    /// happened.
    pub const fn can_be_put_right(self) -> bool {
        !matches!(
            self,
            Self::CalledWhileBlocked
                | Self::LiftWithoutEvidence
                | Self::ConfirmationUndelivered
                | Self::AddressDisowned
                | Self::AuditMissed
        )
    }

    /// What it says of one thing that it found.
    pub fn says(self, about: &str, count: u64) -> String {
        let words = match (self, about) {
            (Self::LedgerUnverified, "key_missing") => "The key that signs the audit log is missing",
            (Self::LedgerUnverified, _) => "The audit log does not verify: somebody changed what was recorded",
            (Self::ReplayMismatch, _) => "Answers or marks of this customer are not what was recorded",
            (Self::CalledWhileBlocked, _) => "A call was allowed while this customer's no stood against it",
            (Self::LiftWithoutEvidence, _) => "A block was lifted by request, and no evidence was recorded",
            (Self::ConsentWithoutNotice, _) => "A yes is on record without the words that were read out",
            (Self::FlaggedTooLong, _) => {
                let who = if count == 1 { "1 customer has".to_owned() } else { format!("{count} customers have") };
                return format!("{who} been on file without a consent on record for more than {FLAGGED_FOR_DAYS} days");
            }
            (Self::RegistryOutOfDate, code) => return registry(code),
            (Self::ConfirmationUndelivered, _) => {
                return format!(
                    "A confirmation did not reach this customer, or waits for more than {WAITS_FOR_HOURS} hours"
                );
            }
            (Self::AddressUndeliverable, _) => "Mail to an address of this customer comes back",
            (Self::AddressDisowned, _) => "Somebody else reads the mail at an address of this customer",
            (Self::PolicyMissing, "dpa") => "The Data Processing Agreement in force is not accepted",
            (Self::PolicyMissing, _) => "No privacy policy is published",
            (Self::RequestOverdue, _) => "A request of this customer is overdue",
            (Self::RetentionOverdue, "identities") => {
                return format!("Of {count} erased people more is kept than may be: their time is over");
            }
            (Self::RetentionOverdue, "denials") => {
                return format!("{count} records of refusals are kept, whose time is over");
            }
            (Self::RetentionOverdue, "contacts") => {
                return format!("{count} records of contacts are kept, whose time is over");
            }
            (Self::RetentionOverdue, _) => "This customer should be erased by now",
            (Self::JournalBehind, "unreadable") => "The suppression journal cannot be read, or was changed",
            (Self::JournalBehind, _) => "The suppression journal is behind the audit log",
            (Self::AuditMissed, _) => "There was no audit for too long before this one",
            (Self::TrainingOverdue, _) => {
                return format!("A member has not read the training for more than {OVERDUE_AFTER_DAYS} days");
            }
        };
        words.to_owned()
    }
}

fn registry(about: &str) -> String {
    let (code, missing) = about.strip_suffix(":missing").map_or((about, false), |code| (code, true));
    let name = Registry::from_code(code).map_or_else(|_| "A registry".to_owned(), Registry::label);
    if missing {
        format!("{name}: it cannot be asked, as it is not subscribed to or not loaded")
    } else {
        format!("{name}: the download is too old")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_check_is_read_back_from_its_code_and_says_in_a_line_what_it_looks_for() {
        let labels: BTreeSet<_> = Check::ALL.map(Check::label).into();
        assert_eq!(labels.len(), Check::ALL.len());
        for check in Check::ALL {
            assert_eq!(Check::from_code(check.code()), Ok(check));
            assert!(check.explains().ends_with('.') && check.explains().len() < 120, "{}", check.explains());
            assert!(!check.says("", 2).is_empty());
        }
    }

    #[test]
    fn the_graver_a_finding_the_sooner_it_is_due() {
        let day: NaiveDate = "2026-03-03".parse().unwrap();
        let due = [Severity::High, Severity::Medium, Severity::Low].map(|severity| severity.due_on(day).to_string());
        assert_eq!(due, ["2026-03-10", "2026-03-17", "2026-04-02"]);
        assert_eq!(Severity::High.due_on(NaiveDate::MAX), NaiveDate::MAX);
    }

    #[test]
    fn a_registry_is_named_by_what_is_wrong_with_it() {
        assert!(Check::RegistryOutOfDate.says("us", 1).ends_with("the download is too old"));
        assert!(Check::RegistryOutOfDate.says("us:missing", 1).ends_with("not loaded"));
    }
}
