//! Of what a program is told: kinds of events that concern customers, the list and calls.

use crate::{error::Problem, event::EventKind};

/// Kinds of events that stand together in the form and in the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindGroup {
    /// The name of its field in the ledger.
    pub code: &'static str,
    /// The words on screen.
    pub label: &'static str,
    /// What is in it.
    pub kinds: &'static [EventKind],
}

/// Everything that a program can be told of. Nothing of members, settings and keys.
pub const GROUPS: [KindGroup; 5] = [
    KindGroup {
        code: "customers",
        label: "Customers",
        kinds: &[
            EventKind::CustomerAdded,
            EventKind::CustomerEdited,
            EventKind::ContactPointAdded,
            EventKind::ContactPointRetired,
            EventKind::AddressDisowned,
            EventKind::AddressUndeliverable,
            EventKind::AddressTriedAgain,
            EventKind::CustomerMerged,
            EventKind::CustomerMergedAway,
            EventKind::CustomerSplit,
            EventKind::CustomerErased,
            EventKind::ImportedCustomerRemoved,
        ],
    },
    KindGroup {
        code: "consents",
        label: "Consents",
        kinds: &[
            EventKind::ConsentRecorded,
            EventKind::ConsentInvalidated,
            EventKind::DataConsentWithdrawn,
            EventKind::WithdrawalUndone,
            EventKind::DenialRecorded,
            EventKind::GrantRequested,
        ],
    },
    KindGroup {
        code: "do_not_call",
        label: "Do not call",
        kinds: &[
            EventKind::CustomerMarkedDoNotCall,
            EventKind::MarkLifted,
            EventKind::NumberSuppressed,
            EventKind::SuppressionLifted,
        ],
    },
    KindGroup {
        code: "calls",
        label: "Calls and contacts",
        kinds: &[
            EventKind::CallAuthorised,
            EventKind::CallStarted,
            EventKind::CallRefused,
            EventKind::InteractionRecorded,
        ],
    },
    KindGroup {
        code: "requests",
        label: "Requests about personal data",
        kinds: &[EventKind::RequestReceived, EventKind::RequestExtended, EventKind::RequestSettled],
    },
];

/// The word for all of them.
const ALL: &str = "all";

/// The kinds of which one webhook is told: at least one, in the order of [`GROUPS`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WebhookKinds {
    /// Everything in [`GROUPS`], and what a later version adds.
    All,
    /// These.
    These(Vec<EventKind>),
}

impl WebhookKinds {
    /// Everything that can be chosen.
    pub fn choices() -> impl Iterator<Item = EventKind> {
        GROUPS.iter().flat_map(|group| group.kinds).copied()
    }

    /// The kinds of which this is true. None at all is a webhook that is told nothing, and is refused.
    pub fn chosen(is_chosen: impl Fn(EventKind) -> bool) -> Result<Self, Problem> {
        let kinds: Vec<_> = Self::choices().filter(|kind| is_chosen(*kind)).collect();
        if kinds.is_empty() {
            return Err(Problem::Other("Tick at least one thing of which the program is told".to_owned()));
        }
        Ok(Self::These(kinds))
    }

    /// Whether the program is told of this kind.
    pub fn has(&self, kind: EventKind) -> bool {
        match self {
            Self::All => Self::choices().any(|choice| choice == kind),
            Self::These(kinds) => kinds.contains(&kind),
        }
    }

    /// The codes in rows and in the API: `all`, or each kind.
    pub fn codes(&self) -> Vec<&'static str> {
        match self {
            Self::All => vec![ALL],
            Self::These(kinds) => kinds.iter().map(|kind| kind.code()).collect(),
        }
    }

    /// The codes in one text, joined by `+`.
    pub fn code(&self) -> String {
        self.codes().join("+")
    }

    /// Reads codes; a word that names no choice is refused.
    pub fn from_codes<'a>(codes: impl IntoIterator<Item = &'a str>) -> Result<Self, Problem> {
        let codes: Vec<_> = codes.into_iter().collect();
        if codes == [ALL] {
            return Ok(Self::All);
        }
        if let Some(unknown) = codes.iter().find(|code| !Self::choices().any(|kind| kind.code() == **code)) {
            return Err(Problem::Other(format!("\u{201c}{unknown}\u{201d} is no event of which a program is told")));
        }
        Self::chosen(|kind| codes.contains(&kind.code()))
    }

    /// Reads what [`Self::code`] wrote.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::from_codes(code.split('+'))
    }

    /// Each group of which there is something, with the codes of its kinds.
    pub fn by_group(&self) -> impl Iterator<Item = (&'static str, String)> {
        GROUPS.iter().filter_map(|group| {
            let codes: Vec<_> = group.kinds.iter().filter(|kind| self.has(**kind)).map(|kind| kind.code()).collect();
            (!codes.is_empty()).then(|| (group.code, codes.join("+")))
        })
    }

    /// The words on screen.
    pub fn words(&self) -> String {
        match self {
            Self::All => "Everything about customers, consents, the do-not-call list, calls and requests".to_owned(),
            Self::These(kinds) => kinds.iter().map(|kind| kind.words()).collect::<Vec<_>>().join(", "),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_read_back_from_their_codes_and_what_is_no_choice_is_refused() {
        let some = WebhookKinds::chosen(|kind| matches!(kind, EventKind::MarkLifted | EventKind::CustomerAdded));
        let some = some.unwrap();
        assert_eq!(some.code(), "customer_added+mark_lifted");
        assert_eq!(WebhookKinds::from_code(&some.code()), Ok(some.clone()));
        assert!(some.has(EventKind::MarkLifted) && !some.has(EventKind::ConsentRecorded));
        assert_eq!(WebhookKinds::from_code("all"), Ok(WebhookKinds::All));
        for wrong in ["", "all+mark_lifted", "member_disabled", "mark_lifted+"] {
            assert!(WebhookKinds::from_code(wrong).is_err(), "{wrong:?}");
        }
        assert!(WebhookKinds::chosen(|_| false).is_err());
    }

    #[test]
    fn nobody_is_told_of_members_settings_and_keys() {
        for kind in [
            EventKind::MemberInvited,
            EventKind::SettingChanged,
            EventKind::ApiKeyMade,
            EventKind::WebhookMade,
            EventKind::NumberShown,
        ] {
            assert!(!WebhookKinds::All.has(kind), "{kind:?}");
        }
    }

    #[test]
    fn each_kind_is_in_one_group_and_each_group_fits_into_a_field_of_the_ledger() {
        let all: Vec<_> = WebhookKinds::choices().collect();
        let mut once = all.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), all.len());
        for (group, codes) in WebhookKinds::All.by_group() {
            assert!(codes.len() <= 512, "{group}: {}", codes.len());
        }
    }
}
